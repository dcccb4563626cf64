/* A redline's rows as runs of words, for every format. */
#include "render/redline_runs.h"

#include "base/word.h"

#include <stdlib.h>
#include <string.h>

/* "(a)", "1.", "A.": an item's mark at a line start. */
static bool
is_mark(const char *p, size_t n)
{
	if (n == 0 || n > 8)
		return false;
	return (p[0] == '(' && memchr(p, ')', n) != NULL) || (n <= 4 && p[n - 1] == '.' && n > 1);
}

bool
eg_redline__next_word(const struct eg_doc *d, size_t *at, size_t end, struct eg_word_span *w)
{
	const char *text = d->text, *p = text + *at, *stop = text + end;
	size_t lines = 0, n;

	if (p + 1 < stop && *p == ' ' && (unsigned char)p[1] > ' ' && (unsigned char)p[1] < 0x80) {
		p++; /* as nearly always: one space between two words */
	} else {
		while (p < stop && (n = eg_word_space(p, stop)) > 0) {
			lines += *p == '\n';
			p += n;
		}
	}
	*at = (size_t)(p - text);
	if (p >= stop)
		return false;
	w->start = *at;
	*at = w->end = (size_t)(eg_word_end(p, stop) - text);
	w->starts =
	    lines > 1 ||
	    (lines == 1 && (d->line_map == NULL || is_mark(text + w->start, w->end - w->start) ||
			       (w->start > 1 && strchr(".;:", text[w->start - 2]) != NULL)));
	return true;
}

/* ---- runs ---- */

static size_t
before_space(const char *text, size_t at)
{
	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '\t'))
		at--;
	return at;
}

/* Words [start, end) of a text in one ink, cut where paragraphs begin. */
static void
put_words(const struct eg_doc *d, size_t start, size_t end, enum eg_ink ink,
    const struct eg_edit *edit, struct eg_redline_runs *out)
{
	struct eg_redline_run run = {ink, d, 0, 0, false, ink, edit};
	struct eg_word_span w;
	size_t at = before_space(d->text, start);
	bool any = false;

	while (start < end && eg_redline__next_word(d, &at, end, &w)) {
		if (any && !w.starts) {
			run.end = w.end;
			continue;
		}
		if (any)
			eg_vec_push(out, run);
		run.para = w.starts;
		run.start = w.start;
		run.end = w.end;
		any = true;
	}
	if (any)
		eg_vec_push(out, run);
}

void
eg_redline__pair(struct eg_redline_runs *runs, size_t first, size_t second)
{
	if (second > first && runs->n > second && runs->v[first].para && runs->v[second].para) {
		runs->v[first].para_ink = EG_INK_KEPT;
		runs->v[second].para = false;
	}
}

static void
put_edit(const struct eg_redline *r, const struct eg_edit *e, struct eg_redline_runs *out)
{
	size_t first = out->n, second;

	put_words(r->old_doc, e->old_start, e->old_end, EG_INK_OLD, e, out);
	second = out->n;
	put_words(r->new_doc, e->new_start, e->new_end, EG_INK_NEW, e, out);
	eg_redline__pair(out, first, second);
}

void
eg_redline__span(
    const struct eg_doc *d, size_t start, size_t end, enum eg_ink ink, struct eg_redline_runs *out)
{
	put_words(d, start, end, ink, NULL, out);
}

void
eg_redline__whole(
    const struct eg_doc *d, size_t section, enum eg_ink ink, struct eg_redline_runs *out)
{
	const struct eg_doc_section *s = &d->section[section];
	size_t first = out->n;

	put_words(d, s->start, s->end, ink, NULL, out);
	if (out->n > first)
		out->v[first].para = true;
}

void
eg_redline__runs(
    const struct eg_redline *r, const struct eg_redline_section *row, struct eg_redline_runs *out)
{
	const struct eg_doc *d = row->new_index != EG_NO_SECTION ? r->new_doc : r->old_doc;
	size_t at, end, first = out->n;

	if (row->new_index != EG_NO_SECTION) {
		at = d->section[row->new_index].start;
		end = d->section[row->new_index].end;
	} else {
		at = end = 0;
	}
	for (size_t i = 0; i < row->n_edits; i++) {
		const struct eg_edit *e = &row->edit[i];

		if (e->excused || e->old_words + e->new_words == 0)
			continue;
		if (row->new_index != EG_NO_SECTION) {
			put_words(d, at, e->new_start, EG_INK_KEPT, NULL, out);
			at = e->new_end;
		}
		put_edit(r, e, out);
	}
	put_words(d, at, end, EG_INK_KEPT, NULL, out);
	if (out->n > first && !out->v[first].para) {
		out->v[first].para = true;
		out->v[first].para_ink = EG_INK_KEPT;
	}
}

void
eg_redline__words(const struct eg_redline_run *run, struct eg_buf *out)
{
	struct eg_word_span w;
	size_t at = run->start;
	bool any = false;

	while (eg_redline__next_word(run->doc, &at, run->end, &w)) {
		if (any)
			eg_buf_putc(out, ' ');
		eg_buf_add(out, run->doc->text + w.start, w.end - w.start);
		any = true;
	}
}

/* ---- order ---- */

static int
by_old(const void *l, const void *r)
{
	const struct eg_redline_section *const *x = l, *const *y = r;

	return (*x)->old_index < (*y)->old_index ? -1 : (*x)->old_index > (*y)->old_index;
}

size_t
eg_redline__steps(const struct eg_redline *r, struct eg_redline_step **out)
{
	const struct eg_redline_section **old =
	    eg_calloc(r->n_sections + 1, sizeof(const struct eg_redline_section *));
	struct eg_redline_step *v = eg_calloc(2 * r->n_sections + 1, sizeof(*v));
	size_t n_old = 0, next = 0, n = 0;

	for (size_t i = 0; i < r->n_sections; i++)
		if (r->section[i].old_index != EG_NO_SECTION)
			old[n_old++] = &r->section[i];
	qsort(old, n_old, sizeof(const struct eg_redline_section *), by_old);
	for (size_t i = 0; i <= r->n_sections; i++) {
		const struct eg_redline_section *row = i < r->n_sections ? &r->section[i] : NULL;
		bool spine = row != NULL && row->status != EG_ROW_MOVED &&
			     row->old_index != EG_NO_SECTION && row->new_index != EG_NO_SECTION;

		/* what left the old text before this place */
		while (next < n_old && (row == NULL || (spine && old[next] != row))) {
			if (old[next]->status == EG_ROW_REMOVED ||
			    old[next]->status == EG_ROW_MOVED)
				v[n++] = (struct eg_redline_step){old[next], EG_INK_OLD};
			next++;
		}
		if (row == NULL || row->new_index == EG_NO_SECTION)
			continue;
		v[n++] = (struct eg_redline_step){row, spine ? EG_INK_KEPT : EG_INK_NEW};
		next += spine;
	}
	eg_free(old);
	*out = v;
	return n;
}

/* ---- names ---- */

struct eg_str
eg_redline__short_name(const struct eg_doc *d, size_t index)
{
	struct eg_str s = eg_str(d->section[index].designator);

	while (s.n > 0 && strchr(".:-", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

void
eg_redline__name(struct eg_buf *out, const struct eg_doc *d, size_t index)
{
	const struct eg_doc_section *s = &d->section[index];
	size_t at = s->start, n = 0;
	struct eg_word_span w;

	if (s->designator[0] != '\0' && s->heading[0] != '\0')
		eg_buf_puts(out, s->designator);
	else
		eg_buf_str(out, eg_redline__short_name(d, index));
	if (s->heading[0] != '\0')
		eg_buf_printf(out, "%s%s", s->designator[0] != '\0' ? " " : "", s->heading);
	else if (s->designator[0] == '\0' && index == 0)
		eg_buf_puts(out, "(before the first section)");
	else if (s->designator[0] == '\0')
		while (n++ < 6 && eg_redline__next_word(d, &at, s->end, &w))
			eg_buf_printf(out, "%s%.*s", n > 1 ? " " : "", (int)(w.end - w.start),
			    d->text + w.start);
}

void
eg_redline__where(struct eg_buf *out, const struct eg_doc *d, size_t at)
{
	size_t page, line;

	eg_doc_place(d, at, &page, &line);
	if (page > 0)
		eg_buf_printf(out, "page %zu, line %zu", page, line);
}

static void
put_side(struct eg_buf *out, const struct eg_doc *d, size_t start, size_t end, size_t most)
{
	struct eg_word_span w;
	size_t from = out->n;

	for (size_t at = start; eg_redline__next_word(d, &at, end, &w);) {
		if (out->n > from && out->n - from + (w.end - w.start) > most) {
			eg_buf_puts(out, " \xE2\x80\xA6");
			return;
		}
		eg_buf_puts(out, out->n > from ? " " : "");
		eg_buf_add(out, d->text + w.start, w.end - w.start);
	}
}

void
eg_redline__gist(
    struct eg_buf *out, const struct eg_redline *r, const struct eg_edit *e, size_t most)
{
	if (e->new_words == 0) {
		eg_buf_puts(out, "out: ");
		put_side(out, r->old_doc, e->old_start, e->old_end, most);
	} else if (e->old_words == 0) {
		eg_buf_puts(out, "in: ");
		put_side(out, r->new_doc, e->new_start, e->new_end, most);
	} else {
		put_side(out, r->old_doc, e->old_start, e->old_end, most);
		eg_buf_puts(out, " \xE2\x86\x92 ");
		put_side(out, r->new_doc, e->new_start, e->new_end, most);
	}
}

const char *
eg_redline__class_words(enum eg_edit_class c)
{
	static const char *const words[] = {[EG_EDIT_TYPOGRAPHIC] = "typography",
	    [EG_EDIT_NUMBERING] = "numbering",
	    [EG_EDIT_REFERENCE] = "reference",
	    [EG_EDIT_MOVE] = "moved passage",
	    [EG_EDIT_NAME] = "name",
	    [EG_EDIT_WORDS] = "wording",
	    [EG_EDIT_CLAUSE_ADDED] = "clause added",
	    [EG_EDIT_CLAUSE_OMITTED] = "clause omitted",
	    [EG_EDIT_DEFINITION] = "definition",
	    [EG_EDIT_DATE] = "date",
	    [EG_EDIT_NUMBER] = "number",
	    [EG_EDIT_MONEY] = "amount of money",
	    [EG_EDIT_MODAL] = "duty or power (shall, may, must, not)"};

	return words[c];
}

/* ---- a legislature's marks ---- */

static bool
shows(const struct eg_fact *f, const char *how)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->list != NULL ? f->list[i] : f->value, how) == 0)
			return true;
	return false;
}

static unsigned
drawn(const struct eg_fact *f)
{
	return (shows(f, "underline") ? (unsigned)EG_SHOWN_UNDERLINE : 0) |
	       (shows(f, "strike") ? (unsigned)EG_SHOWN_STRIKE : 0) |
	       (shows(f, "italic") ? (unsigned)EG_SHOWN_ITALIC : 0) |
	       (shows(f, "bold") ? (unsigned)EG_SHOWN_BOLD : 0);
}

bool
eg_redline__convention(const struct eg_profile *p, struct eg_convention *out)
{
	const struct eg_fact *added, *deleted;

	*out = (struct eg_convention){
	    .added = EG_SHOWN_UNDERLINE, .deleted = EG_SHOWN_STRIKE, .open = "", .close = ""};
	if (p == NULL)
		return true;
	added = eg_profile_fact(p, "markup.added-as");
	deleted = eg_profile_fact(p, "markup.deleted-as");
	if (added->n == 0 || deleted->n == 0)
		return false;
	out->added = drawn(added);
	out->deleted = drawn(deleted);
	out->add_capitals = shows(added, "capitals");
	out->delete_capitals = shows(deleted, "capitals");
	out->asterisks = shows(deleted, "asterisks");
	out->instruction = shows(added, "instruction");
	if (shows(deleted, "brackets")) {
		out->open = "[";
		out->close = "]";
	} else if (shows(deleted, "parentheses")) {
		out->open = "((";
		out->close = "))";
	}
	return true;
}
