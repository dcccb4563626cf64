/*
 * Three texts: what the model changed, what the state changed, and where they meet. For a terminal,
 * as JSON (tests/schema/diff3.schema.json) and as a page.
 */
#include "render/markup.h"
#include "render/redline_runs.h"
#include "render/redline_style.h"

#include "base/json.h"

#include <string.h>

/* What a reader calls the kinds: base to first text is the model's change, base to second the
 * state's. */
static const char *const kind_names[] = {"same", "model", "state", "both", "conflict"};

static const struct eg_doc *
doc_of(const struct eg_merge *m, enum eg_merge_side side)
{
	return side == EG_MERGE_BASE ? m->base : side == EG_MERGE_OURS ? m->ours : m->theirs;
}

static struct eg_span
span_of(const struct eg_region *r, enum eg_merge_side side)
{
	return side == EG_MERGE_BASE ? r->base : side == EG_MERGE_OURS ? r->ours : r->theirs;
}

/* The words of one side, one space between them. */
static void
put_words(struct eg_buf *out, const struct eg_merge *m, const struct eg_region *r,
    enum eg_merge_side side)
{
	struct eg_span s = span_of(r, side);
	struct eg_redline_run run = {.doc = doc_of(m, side), .start = s.start, .end = s.end};

	eg_redline__words(&run, out);
}

enum { AROUND_WORDS = 6 };

/* A few words of the text before or after a region, for the reader to find the place. */
static void
put_around(struct eg_buf *out, const struct eg_doc *d, size_t at, size_t section, bool before)
{
	struct eg_word_span w;
	size_t from = before ? d->section[section].start : at, n = 0, starts[AROUND_WORDS],
	       end = before ? at : d->section[section].end, last = from;

	if (before) {
		while (eg_redline__next_word(d, &from, end, &w)) {
			starts[n++ % AROUND_WORDS] = w.start;
			last = w.end;
		}
		if (n == 0)
			return;
		from = n > AROUND_WORDS ? starts[n % AROUND_WORDS] : starts[0];
		end = last;
	} else {
		while (n < AROUND_WORDS && eg_redline__next_word(d, &from, end, &w)) {
			n++;
			last = w.end;
		}
		from = at;
		end = last;
	}
	struct eg_redline_run run = {.doc = d, .start = from, .end = end};

	eg_redline__words(&run, out);
}

/* Where to say a region stands: the side that has a section, base first. */
static enum eg_merge_side
side_of(const struct eg_region *r)
{
	return r->base_section != EG_NO_SECTION	  ? EG_MERGE_BASE
	       : r->ours_section != EG_NO_SECTION ? EG_MERGE_OURS
						  : EG_MERGE_THEIRS;
}

static size_t
section_of(const struct eg_region *r, enum eg_merge_side side)
{
	return side == EG_MERGE_BASE   ? r->base_section
	       : side == EG_MERGE_OURS ? r->ours_section
				       : r->theirs_section;
}

static void
put_section_name(struct eg_buf *out, const struct eg_merge *m, const struct eg_region *r)
{
	enum eg_merge_side side = side_of(r);

	eg_redline__name(out, doc_of(m, side), section_of(r, side));
}

bool
eg_merge_is_same(const struct eg_merge *m)
{
	return m->count[EG_REGION_OURS] + m->count[EG_REGION_THEIRS] + m->count[EG_REGION_BOTH] +
		   m->count[EG_REGION_CONFLICT] ==
	       0;
}

/* ---- terminal ---- */

static void
put_term_region(struct eg_buf *out, const struct eg_merge *m, const struct eg_region *r)
{
	static const char *const label[] = {"base:  ", "model: ", "state: "};
	enum eg_merge_side side = side_of(r);
	size_t before;

	eg_buf_puts(out, "  ");
	put_section_name(out, m, r);
	eg_buf_puts(out, "\n    \xE2\x80\xA6 ");
	put_around(out, doc_of(m, side), span_of(r, side).start, section_of(r, side), true);
	eg_buf_putc(out, '\n');
	for (int s = EG_MERGE_BASE; s <= EG_MERGE_THEIRS; s++) {
		bool both = r->kind == EG_REGION_BOTH;

		if ((r->kind == EG_REGION_OURS || both) && s == EG_MERGE_THEIRS)
			continue;
		if (r->kind == EG_REGION_THEIRS && s == EG_MERGE_OURS)
			continue;
		eg_buf_printf(out, "    %s", both && s == EG_MERGE_OURS ? "both:  " : label[s]);
		before = out->n;
		put_words(out, m, r, (enum eg_merge_side)s);
		if (out->n == before)
			eg_buf_puts(out, "(nothing)");
		eg_buf_putc(out, '\n');
	}
}

void
eg_merge_to_term(const struct eg_merge *m, const struct eg_redline_print *opt, struct eg_buf *out)
{
	static const struct {
		enum eg_region_kind kind;
		const char *title;
	} parts[] = {{EG_REGION_CONFLICT, "Where they meet: both changed it, each in its own way"},
	    {EG_REGION_BOTH, "Both made the same change"}, {EG_REGION_OURS, "Changed by the model"},
	    {EG_REGION_THEIRS, "Changed by the state"}};

	eg_buf_printf(out, "base:  %s\nmodel: %s\nstate: %s\n", m->base->name, m->ours->name,
	    m->theirs->name);
	eg_buf_printf(out,
	    "%zu changed by the model, %zu by the state, %zu by both alike, %zu in conflict\n",
	    m->count[EG_REGION_OURS], m->count[EG_REGION_THEIRS], m->count[EG_REGION_BOTH],
	    m->count[EG_REGION_CONFLICT]);
	for (size_t p = 0; p < EG_COUNT(parts) && (opt == NULL || !opt->stat); p++) {
		if (m->count[parts[p].kind] == 0)
			continue;
		eg_buf_printf(out, opt != NULL && opt->color ? "\n\033[1m%s\033[0m\n" : "\n%s\n",
		    parts[p].title);
		for (size_t i = 0; i < m->n_regions; i++)
			if (m->region[i].kind == parts[p].kind && !m->region[i].spacing)
				put_term_region(out, m, &m->region[i]);
	}
}

/* ---- JSON ---- */

static void
put_side(struct eg_json *j, const char *key, const struct eg_merge *m, const struct eg_region *r,
    enum eg_merge_side side)
{
	struct eg_span s = span_of(r, side);
	size_t section = section_of(r, side), page, line;
	const struct eg_doc *d = doc_of(m, side);

	eg_json_key(j, key);
	eg_json_object(j);
	eg_json_kint(j, "start", (int64_t)s.start);
	eg_json_kint(j, "end", (int64_t)s.end);
	eg_json_key(j, "section");
	if (section == EG_NO_SECTION) {
		eg_json_null(j);
		page = line = 0;
	} else {
		eg_json_string(j, d->section[section].designator);
		eg_doc_place(d, s.start, &page, &line);
	}
	eg_json_kint(j, "page", (int64_t)page);
	eg_json_kint(j, "line", (int64_t)line);
	eg_json_key(j, "text");
	eg_json_string_n(j, d->text + s.start, s.end - s.start);
	eg_json_end(j);
}

void
eg_merge_to_json(const struct eg_merge *m, struct eg_buf *out)
{
	struct eg_json j;

	eg_json_init(&j, out, true);
	eg_json_object(&j);
	eg_json_key(&j, "summary");
	eg_json_object(&j);
	for (int k = EG_REGION_OURS; k < EG_REGION_KINDS; k++)
		eg_json_kint(&j, kind_names[k], (int64_t)m->count[k]);
	eg_json_kbool(&j, "both_moved", m->both_moved);
	eg_json_end(&j);
	eg_json_kstr(&j, "base", m->base->name);
	eg_json_kstr(&j, "model", m->ours->name);
	eg_json_kstr(&j, "state", m->theirs->name);
	eg_json_key(&j, "regions");
	eg_json_array(&j);
	for (size_t i = 0; i < m->n_regions; i++) {
		const struct eg_region *r = &m->region[i];

		if (r->kind == EG_REGION_SAME || r->spacing)
			continue;
		eg_json_object(&j);
		eg_json_kstr(&j, "kind", kind_names[r->kind]);
		put_side(&j, "base", m, r, EG_MERGE_BASE);
		put_side(&j, "model", m, r, EG_MERGE_OURS);
		put_side(&j, "state", m, r, EG_MERGE_THEIRS);
		eg_json_end(&j);
	}
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_finish(&j);
}

/* ---- page ---- */

static void
put_cell(struct eg_buf *out, const struct eg_merge *m, const struct eg_region *r,
    enum eg_merge_side side, const char *tag)
{
	struct eg_buf words = EG_BUF_INIT;

	eg_buf_init(&words, 0);
	put_words(&words, m, r, side);
	eg_buf_puts(out, "<td>");
	if (words.n == 0) {
		eg_buf_puts(out, "(nothing)");
	} else {
		eg_buf_printf(out, "<%s>", tag);
		eg_markup_text_n(out, eg_buf_cstr(&words), words.n);
		eg_buf_printf(out, "</%s>", tag);
	}
	eg_buf_puts(out, "</td>");
	eg_buf_clear(&words);
}

static void
put_html_rows(struct eg_buf *out, const struct eg_merge *m, enum eg_region_kind kind)
{
	struct eg_buf text = EG_BUF_INIT;

	eg_buf_init(&text, 0);
	for (size_t i = 0; i < m->n_regions; i++) {
		const struct eg_region *r = &m->region[i];
		enum eg_merge_side side = side_of(r);

		if (r->kind != kind || r->spacing)
			continue;
		eg_buf_reset(&text);
		put_section_name(&text, m, r);
		eg_buf_puts(out, "<tr><td>");
		eg_markup_text(out, eg_buf_cstr(&text));
		eg_buf_puts(out, "<br><small>\xE2\x80\xA6 ");
		eg_buf_reset(&text);
		put_around(
		    &text, doc_of(m, side), span_of(r, side).start, section_of(r, side), true);
		eg_markup_text(out, eg_buf_cstr(&text));
		eg_buf_puts(out, "</small></td>");
		put_cell(out, m, r, EG_MERGE_BASE, "span");
		put_cell(out, m, r, EG_MERGE_OURS, kind == EG_REGION_THEIRS ? "span" : "ins");
		put_cell(out, m, r, EG_MERGE_THEIRS, kind == EG_REGION_OURS ? "span" : "ins");
		eg_buf_puts(out, "</tr>\n");
	}
	eg_buf_clear(&text);
}

void
eg_merge_to_html(const struct eg_merge *m, struct eg_buf *out)
{
	static const struct {
		enum eg_region_kind kind;
		const char *title;
	} parts[] = {{EG_REGION_CONFLICT, "Where they meet"},
	    {EG_REGION_BOTH, "Both made the same change"}, {EG_REGION_OURS, "Changed by the model"},
	    {EG_REGION_THEIRS, "Changed by the state"}};

	eg_buf_printf(out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
	    "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Three "
	    "texts</"
	    "title>\n<style>\n%smain{max-width:84rem}td{width:26%%}td:first-child{width:22%%}"
	    "</style>\n</head>\n<body>\n<main>\n<h1>Three texts</h1>\n<dl><dt>Base</dt><dd>",
	    redline_style);
	eg_markup_text(out, m->base->name);
	eg_buf_puts(out, "</dd><dt>Model</dt><dd>");
	eg_markup_text(out, m->ours->name);
	eg_buf_puts(out, "</dd><dt>State</dt><dd>");
	eg_markup_text(out, m->theirs->name);
	eg_buf_puts(out, "</dd></dl>\n");
	for (size_t p = 0; p < EG_COUNT(parts); p++) {
		if (m->count[parts[p].kind] == 0)
			continue;
		eg_buf_printf(out,
		    "<table><caption>%s (%zu)</caption><thead><tr><th "
		    "scope=\"col\">Section</th><th "
		    "scope=\"col\">Base</th><th scope=\"col\">Model</th><th "
		    "scope=\"col\">State</th></tr></thead><tbody>\n",
		    parts[p].title, m->count[parts[p].kind]);
		put_html_rows(out, m, parts[p].kind);
		eg_buf_puts(out, "</tbody></table>\n");
	}
	eg_buf_puts(out, "</main>\n</body>\n</html>\n");
}
