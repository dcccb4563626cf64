/*
 * A redline as one self-contained page: what it amounts to, the sections that changed as a table of
 * contents, what to read first, moves and renumberings, then each section. One switch (no script)
 * shows the texts in one or side by side; n and p step through the changes where scripts run.
 * Start reading at eg_redline_to_html.
 */
#include "render/markup.h"
#include "render/redline_runs.h"
#include "render/redline_style.h"

#include <string.h>

struct page {
	struct eg_buf *out;
	const struct eg_redline *r;
	const struct eg_redline_print *opt;
	const struct eg_redline_section *row; /* being written */
	struct eg_redline_runs runs; /* of the row being written */
};

static void
put_str(struct page *p, struct eg_str s)
{
	eg_markup_text_n(p->out, s.p, s.n);
}

static void
put_name(struct page *p, const struct eg_doc *d, size_t section)
{
	struct eg_buf name = EG_BUF_INIT;

	eg_buf_init(&name, 0);
	eg_redline__name(&name, d, section);
	eg_markup_text_n(p->out, eg_buf_cstr(&name), name.n);
	eg_buf_clear(&name);
}

static void
put_name_of(struct page *p, const struct eg_redline_section *row)
{
	if (row->new_index != EG_NO_SECTION)
		put_name(p, p->r->new_doc, row->new_index);
	else
		put_name(p, p->r->old_doc, row->old_index);
}

static size_t
row_number(const struct page *p, const struct eg_redline_section *row)
{
	return (size_t)(row - p->r->section) + 1;
}

/* ---- words ---- */

/* An edit's anchor: its section and its place there. */
static void
put_anchor(struct page *p, const struct eg_redline_section *row, const struct eg_edit *e)
{
	eg_buf_printf(p->out, "e%zu-%zu", row_number(p, row), (size_t)(e - row->edit) + 1);
}

static void
put_id(struct page *p, const struct eg_edit *e)
{
	if (e == NULL)
		return;
	eg_buf_puts(p->out, " id=\"");
	put_anchor(p, p->row, e);
	eg_buf_puts(p->out, "\" data-c");
}

static void
put_run(struct page *p, const struct eg_redline_run *run, bool space, bool anchors)
{
	static const char *const tag[] = {"", "del", "ins"};
	struct eg_buf words = EG_BUF_INIT;

	eg_buf_init(&words, 0);
	eg_redline__words(run, &words);
	if (space)
		eg_buf_putc(p->out, ' ');
	if (run->ink != EG_INK_KEPT) {
		eg_buf_printf(p->out, "<%s", tag[run->ink]);
		if (run->edit != NULL && run->edit->what == EG_EDIT_MOVE)
			eg_buf_puts(p->out, " class=\"move\"");
		if (run->edit != NULL)
			eg_buf_printf(p->out, " title=\"%s\"",
			    run->edit->consequential ? "follows the renumbering"
						     : eg_redline__class_words(run->edit->what));
		if (anchors)
			put_id(p, run->edit);
		eg_buf_putc(p->out, '>');
	}
	eg_markup_text_n(p->out, eg_buf_cstr(&words), words.n);
	if (run->ink != EG_INK_KEPT)
		eg_buf_printf(p->out, "</%s>", tag[run->ink]);
	eg_buf_clear(&words);
}

/* Does the paragraph begin with an item's mark, so that it hangs? */
static bool
is_item(const struct eg_redline_run *run)
{
	const char *text = run->doc->text + run->start;

	size_t n = run->end - run->start;

	return n > 2 && text[0] == '(' && memchr(text, ')', n < 6 ? n : 6) != NULL;
}

/* One side of a paragraph, or (inks NULL) all of it. */
static void
put_side(struct page *p, size_t from, size_t to, const char *class, bool was)
{
	bool any = false;

	eg_buf_printf(p->out, "<div class=\"%s\"><p%s>", class,
	    is_item(&p->runs.v[from]) ? " class=\"item\"" : "");
	for (size_t i = from; i < to; i++) {
		const struct eg_redline_run *run = &p->runs.v[i];
		bool fresh = run->ink != EG_INK_KEPT && !was &&
			     (run->edit == NULL || i == 0 || p->runs.v[i - 1].edit != run->edit);

		if (was && run->ink == EG_INK_NEW)
			continue;
		put_run(p, run, any, fresh);
		any = true;
	}
	eg_buf_puts(p->out, "</p></div>");
}

static void
put_paragraphs(struct page *p)
{
	for (size_t from = 0, to; from < p->runs.n; from = to) {
		for (to = from + 1; to < p->runs.n && !p->runs.v[to].para; to++)
			;
		eg_buf_puts(p->out, "<div class=\"row\">");
		put_side(p, from, to, "was", true);
		put_side(p, from, to, "is", false);
		eg_buf_puts(p->out, "</div>\n");
	}
}

/* ---- sections ---- */

static void
put_count(struct page *p, size_t n, const char *what, bool *any)
{
	if (n == 0)
		return;
	eg_buf_printf(p->out, "%s%zu %s %s", *any ? ", " : "", n, n == 1 ? "word" : "words", what);
	*any = true;
}

static void
put_what(struct page *p, const struct eg_redline_section *row)
{
	bool any = true;
	struct eg_buf where = EG_BUF_INIT;

	eg_buf_printf(p->out, "<p class=\"what\">%s", eg_row_status_name(row->status));
	if (row->status == EG_ROW_MOVED && row->edited)
		eg_buf_puts(p->out, " and changed");
	if (row->renumbered) {
		eg_buf_puts(p->out, ", was ");
		put_str(p, eg_redline__short_name(p->r->old_doc, row->old_index));
	}
	put_count(p, row->deleted_words, "taken out", &any);
	put_count(p, row->inserted_words, "put in", &any);
	eg_buf_init(&where, 0);
	if (row->new_index != EG_NO_SECTION)
		eg_redline__where(
		    &where, p->r->new_doc, p->r->new_doc->section[row->new_index].start);
	if (where.n > 0)
		eg_buf_printf(p->out, "; %s of the new text", eg_buf_cstr(&where));
	eg_buf_clear(&where);
	eg_buf_puts(p->out, "</p>\n");
}

static void
put_section(struct page *p, const struct eg_redline_section *row)
{
	bool same = !row->edited && row->status != EG_ROW_MOVED;

	p->row = row;
	p->runs.n = 0;
	eg_redline__runs(p->r, row, &p->runs);
	if (p->runs.n == 0)
		return;
	eg_buf_printf(p->out, "<section id=\"s%zu\">\n<h2>", row_number(p, row));
	put_name_of(p, row);
	eg_buf_puts(p->out, "</h2>\n");
	put_what(p, row);
	if (same && !p->opt->all)
		eg_buf_puts(p->out, "<details><summary>The text</summary>\n");
	put_paragraphs(p);
	if (same && !p->opt->all)
		eg_buf_puts(p->out, "</details>\n");
	eg_buf_puts(p->out, "</section>\n");
}

/* ---- tables ---- */

static void
put_contents(struct page *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->r->n_sections; i++)
		n += p->r->section[i].edited || p->r->section[i].status == EG_ROW_MOVED;
	if (n == 0)
		return;
	eg_buf_puts(p->out,
	    "<nav aria-label=\"Sections that changed\"><table><caption>Sections that "
	    "changed</caption><thead><tr><th scope=\"col\">Section</th><th "
	    "scope=\"col\">Change</th><th class=\"n\" scope=\"col\">Taken out</th><th "
	    "class=\"n\" scope=\"col\">Put in</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < p->r->n_sections; i++) {
		const struct eg_redline_section *row = &p->r->section[i];

		if (!row->edited && row->status != EG_ROW_MOVED)
			continue;
		eg_buf_printf(p->out, "<tr><td><a href=\"#s%zu\">", i + 1);
		put_name_of(p, row);
		eg_buf_printf(p->out,
		    "</a></td><td>%s%s</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td></tr>\n",
		    eg_row_status_name(row->status), row->renumbered ? ", renumbered" : "",
		    row->deleted_words, row->inserted_words);
	}
	eg_buf_puts(p->out, "</tbody></table></nav>\n");
}

static void
put_renumbered(struct page *p)
{
	eg_buf_puts(p->out,
	    "<table><caption>Renumbered</caption><thead><tr><th "
	    "scope=\"col\">Old</th><th scope=\"col\">New</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < p->r->n_sections; i++) {
		const struct eg_redline_section *row = &p->r->section[i];

		if (!row->renumbered)
			continue;
		eg_buf_puts(p->out, "<tr><td>");
		put_str(p, eg_redline__short_name(p->r->old_doc, row->old_index));
		eg_buf_printf(p->out, "</td><td><a href=\"#s%zu\">", i + 1);
		put_name(p, p->r->new_doc, row->new_index);
		eg_buf_puts(p->out, "</a></td></tr>\n");
	}
	eg_buf_puts(p->out, "</tbody></table>\n");
}

static void
put_names(struct page *p, const struct eg_doc *d, const size_t *index, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		eg_buf_puts(p->out, i == 0 ? "" : i + 1 == n ? " and " : ", ");
		put_name(p, d, index[i]);
	}
}

static void
put_moved(struct page *p)
{
	const struct eg_redline *r = p->r;

	eg_buf_puts(p->out, "<h2>Moved, split and merged</h2>\n<ul>\n");
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		if (row->status != EG_ROW_MOVED)
			continue;
		eg_buf_puts(p->out, "<li>");
		put_name(p, r->old_doc, row->old_index);
		eg_buf_printf(p->out, " moved: now <a href=\"#s%zu\">", i + 1);
		put_name(p, r->new_doc, row->new_index);
		eg_buf_puts(
		    p->out, row->edited ? "</a>, changed</li>\n" : "</a>, no word changed</li>\n");
	}
	for (size_t i = 0; i < r->n_splits; i++) {
		const struct eg_redline_split *s = &r->split[i];

		eg_buf_puts(p->out, "<li>");
		if (s->merge) {
			put_names(p, r->old_doc, s->part, s->n_parts);
			eg_buf_puts(p->out, " merged into ");
			put_name(p, r->new_doc, s->whole);
		} else {
			put_name(p, r->old_doc, s->whole);
			eg_buf_puts(p->out, " split into ");
			put_names(p, r->new_doc, s->part, s->n_parts);
		}
		eg_buf_puts(p->out, "</li>\n");
	}
	if (r->n_moves > 0)
		eg_buf_printf(p->out,
		    "<li>%zu %s moved between or inside sections; both ends are marked by double "
		    "lines</li>\n",
		    r->n_moves, r->n_moves == 1 ? "passage" : "passages");
	eg_buf_puts(p->out, "</ul>\n");
}

enum { GRAVE_MOST = 400, GIST_BYTES = 140 };

/* The grave edits: duties, money, numbers, dates, definitions; all of them with --by-gravity. */
static void
put_grave(struct page *p)
{
	struct eg_graded *v;
	size_t n = eg_redline_by_gravity(p->r, &v), shown = 0;
	struct eg_buf gist = EG_BUF_INIT;

	eg_buf_init(&gist, 0);
	for (size_t i = 0; i < n && (p->opt->by_gravity || shown < GRAVE_MOST); i++) {
		const struct eg_edit *e = v[i].edit;

		if (!p->opt->by_gravity && e->what < EG_EDIT_DEFINITION)
			break;
		if (shown++ == 0)
			eg_buf_puts(p->out,
			    "<details open><summary>What to read "
			    "first</summary><table><thead><tr><th "
			    "scope=\"col\">Class</th><th scope=\"col\">Section</th><th "
			    "scope=\"col\">Change</th></tr></thead><tbody>\n");
		eg_buf_printf(
		    p->out, "<tr><td>%s</td><td><a href=\"#", eg_redline__class_words(e->what));
		put_anchor(p, v[i].row, e);
		eg_buf_puts(p->out, "\">");
		put_name_of(p, v[i].row);
		eg_buf_puts(p->out, "</a></td><td>");
		eg_buf_reset(&gist);
		eg_redline__gist(&gist, p->r, e, GIST_BYTES);
		eg_markup_text_n(p->out, eg_buf_cstr(&gist), gist.n);
		eg_buf_puts(p->out, "</td></tr>\n");
	}
	if (shown > 0)
		eg_buf_puts(p->out, "</tbody></table></details>\n");
	eg_buf_clear(&gist);
}

static void
put_references(struct page *p)
{
	bool any = false;
	struct eg_buf gist = EG_BUF_INIT;

	eg_buf_init(&gist, 0);
	for (size_t i = 0; i < p->r->n_sections; i++) {
		const struct eg_redline_section *row = &p->r->section[i];

		for (size_t k = 0; k < row->n_edits; k++) {
			if (!row->edit[k].consequential)
				continue;
			if (!any)
				eg_buf_puts(p->out, "<details><summary>References that only follow "
						    "the renumbering</summary><ul>\n");
			any = true;
			eg_buf_reset(&gist);
			eg_redline__gist(&gist, p->r, &row->edit[k], GIST_BYTES);
			eg_buf_puts(p->out, "<li>");
			eg_markup_text_n(p->out, eg_buf_cstr(&gist), gist.n);
			eg_buf_printf(p->out, " in <a href=\"#s%zu\">", i + 1);
			put_name_of(p, row);
			eg_buf_puts(p->out, "</a></li>\n");
		}
	}
	if (any)
		eg_buf_puts(p->out, "</ul></details>\n");
	eg_buf_clear(&gist);
}

static void
put_head(struct page *p)
{
	const struct eg_redline_summary *s = &p->r->summary;

	eg_buf_puts(p->out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n<title>Redline: ");
	eg_markup_text(p->out, p->r->old_doc->name);
	eg_buf_puts(p->out, " to ");
	eg_markup_text(p->out, p->r->new_doc->name);
	eg_buf_printf(p->out,
	    "</title>\n<style>\n%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#text\">Skip "
	    "to "
	    "the text</a>\n<input class=\"view\" type=\"radio\" name=\"view\" id=\"inline\" "
	    "checked><input class=\"view\" type=\"radio\" name=\"view\" id=\"sides\">\n"
	    "<div class=\"bar\"><label for=\"inline\">In one text</label><label for=\"sides\">Side "
	    "by "
	    "side</label><button id=\"before\" hidden>Change before</button><button id=\"next\" "
	    "hidden>Next change</button><span id=\"at\" aria-live=\"polite\"></span><span "
	    "class=\"keys\" hidden>keys: n next, p before</span></div>\n<main>\n<h1>",
	    redline_style);
	eg_markup_text(p->out, p->r->old_doc->name);
	eg_buf_puts(p->out, " \xE2\x86\x92 ");
	eg_markup_text(p->out, p->r->new_doc->name);
	eg_buf_printf(p->out,
	    "</h1>\n<p>%zu words taken out of %zu, %zu put in, %zu in the new text. Sections: %zu "
	    "changed, %zu added, %zu removed, %zu moved, %zu renumbered, %zu the same.</p>\n",
	    s->deleted_words, s->old_words, s->inserted_words, s->new_words, s->changed_sections,
	    s->added_sections, s->removed_sections, s->moved_sections, s->renumbered_sections,
	    s->same_sections);
	eg_buf_puts(p->out, "<p><del>Words taken out</del> are struck, <ins>words put in</ins> "
			    "underscored.</p>\n");
}

void
eg_redline_to_html(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out)
{
	static const struct eg_redline_print plain = {0};
	struct page p = {.out = out, .r = r, .opt = opt != NULL ? opt : &plain};

	put_head(&p);
	put_contents(&p);
	put_grave(&p);
	if (r->summary.moved_sections + r->n_moves + r->n_splits > 0)
		put_moved(&p);
	if (r->summary.renumbered_sections > 0)
		put_renumbered(&p);
	put_references(&p);
	eg_buf_puts(out, "<div id=\"text\">\n");
	for (size_t i = 0; i < r->n_sections; i++)
		put_section(&p, &r->section[i]);
	eg_buf_printf(out,
	    "</div>\n<footer><p>Accepting every change gives the new text, rejecting every change "
	    "the "
	    "old one: checked when this page was made.</p></footer>\n</main>\n<script>%s</script>\n"
	    "</body>\n</html>\n",
	    redline_script);
	eg_vec_clear(&p.runs);
}
