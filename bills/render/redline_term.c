/*
 * A redline for a terminal: what it amounts to, moves and renumberings as tables, then each changed
 * section with its edits in their context. Deleted words are struck through in vermilion and
 * inserted ones underlined in blue-green, which colour-blind readers tell apart (Okabe and Ito);
 * without colour [-deleted-] and {+inserted+}.
 */
#include "base/mem.h"
#include "base/utf8.h"

#include <engross/redline.h>
#include <string.h>

enum ink { INK_KEPT, INK_OLD, INK_NEW };

static const char *const ink_on[] = {"", "\033[9;38;5;166m", "\033[4;38;5;36m"};
static const char ink_off[] = "\033[0m";
static const char bold[] = "\033[1m", dim[] = "\033[2m";

struct printer {
	struct eg_buf *out;
	const struct eg_redline *r;
	bool color;
	size_t columns;
	size_t column; /* of the line being written; 0 = nothing on it yet */
	size_t context; /* words kept around an edit; SIZE_MAX = all */
};

enum { INDENT = 2 };

static void
end_line(struct printer *p)
{
	if (p->column > 0)
		eg_buf_putc(p->out, '\n');
	p->column = 0;
}

/* One word (no white space), wrapped; marks are put around it where the ink starts and stops. */
static void
put_word(struct printer *p, const char *s, size_t n, enum ink ink, bool first, bool last)
{
	static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
	size_t width = eg_utf8_width(s, n);

	if (!p->color && ink != INK_KEPT)
		width += (first ? 2u : 0u) + (last ? 2u : 0u);
	if (p->column > 0 && p->column + 1 + width > p->columns)
		end_line(p);
	if (p->column == 0) {
		eg_buf_fill(p->out, ' ', INDENT);
		p->column = INDENT;
	} else {
		eg_buf_putc(p->out, ' ');
		p->column++;
	}
	if (p->color)
		eg_buf_puts(p->out, ink_on[ink]);
	else if (first)
		eg_buf_puts(p->out, open[ink]);
	eg_buf_add(p->out, s, n);
	if (p->color && ink != INK_KEPT)
		eg_buf_puts(p->out, ink_off);
	else if (!p->color && last)
		eg_buf_puts(p->out, close[ink]);
	p->column += width;
}

static size_t
space(const char *p, const char *end)
{
	uint32_t cp;
	size_t n;

	if (p >= end)
		return 0;
	if ((unsigned char)*p < 0x80)
		return *p == ' ' || (*p >= '\t' && *p <= '\r') ? 1 : 0;
	n = eg_utf8_next(p, (size_t)(end - p), &cp);
	return eg_utf8_is_space(cp) ? n : 0;
}

struct span { /* one word, and whether a new item or paragraph starts with it */
	size_t start, end;
	bool starts;
};

/* "(a)", "1.", "A.": an item's mark at a line start. */
static bool
is_mark(const char *p, size_t n)
{
	if (n == 0 || n > 8)
		return false;
	return (p[0] == '(' && memchr(p, ')', n) != NULL) || (n <= 4 && p[n - 1] == '.' && n > 1);
}

/* Next word at or after *at. False at the end. */
static bool
next_word(const struct eg_doc *d, size_t *at, size_t end, struct span *w)
{
	const char *text = d->text;
	size_t lines = 0, n;

	while (*at < end && (n = space(text + *at, text + end)) > 0) {
		lines += text[*at] == '\n';
		*at += n;
	}
	if (*at >= end)
		return false;
	w->start = *at;
	while (*at < end && space(text + *at, text + end) == 0)
		(*at)++;
	w->end = *at;
	w->starts =
	    lines > 1 ||
	    (lines == 1 && (d->line_map == NULL || is_mark(text + w->start, w->end - w->start) ||
			       (w->start > 1 && strchr(".;:", text[w->start - 2]) != NULL)));
	return true;
}

/* Words in one ink. at_item: a line is begun before the first word if it starts an item or
 * paragraph. */
static void
put_inked(
    struct printer *p, const struct eg_doc *d, size_t start, size_t end, enum ink ink, bool at_item)
{
	const char *text = d->text;
	struct span w, next;
	size_t at = start;
	bool more, first = true;

	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '\t'))
		at--;
	more = start < end && next_word(d, &at, end, &w);
	while (more) {
		more = next_word(d, &at, end, &next);
		if (w.starts && (!first || at_item))
			end_line(p);
		put_word(p, text + w.start, w.end - w.start, ink, first, !more);
		first = false;
		w = next;
	}
}

static size_t
count_words(const struct eg_doc *d, size_t start, size_t end)
{
	struct span w;
	size_t n = 0;

	while (next_word(d, &start, end, &w))
		n++;
	return n;
}

/* Kept words between two edits (or before the first, after the last): all, or those near the edits.
 */
static void
put_kept(struct printer *p, const struct eg_doc *d, size_t start, size_t end, bool edit_before,
    bool edit_after)
{
	size_t n = count_words(d, start, end), head = edit_before ? p->context : 0,
	       tail = edit_after ? p->context : 0, i = 0;
	struct span w;
	bool cut = p->context != SIZE_MAX && n > head + tail + 3;

	while (next_word(d, &start, end, &w)) {
		if (!cut || i < head || i >= n - tail) {
			if (w.starts && p->column > 0)
				end_line(p);
			put_word(p, d->text + w.start, w.end - w.start, INK_KEPT, false, false);
		} else if (i == head) {
			put_word(p, "\xE2\x80\xA6", 3, INK_KEPT, false, false);
			if (edit_before && edit_after && n > 60)
				end_line(p);
		}
		i++;
	}
}

/* "Section 3." as a name in a sentence: "Section 3". */
static struct eg_str
name_of(const struct eg_doc *d, size_t index)
{
	struct eg_str s = eg_str(d->section[index].designator);

	while (s.n > 0 && strchr(".:-", s.p[s.n - 1]) != NULL)
		s.n--;
	return s;
}

static void
put_name(struct eg_buf *out, const struct eg_doc *d, size_t index)
{
	const struct eg_doc_section *s = &d->section[index];
	size_t at = s->start, n = 0;
	struct span w;

	if (s->designator[0] != '\0' && s->heading[0] != '\0')
		eg_buf_puts(out, s->designator);
	else
		eg_buf_str(out, name_of(d, index));
	if (s->heading[0] != '\0')
		eg_buf_printf(out, "%s%s", s->designator[0] != '\0' ? " " : "", s->heading);
	else if (s->designator[0] == '\0' && index == 0)
		eg_buf_puts(out, "(before the first section)");
	else if (s->designator[0] == '\0')
		while (n++ < 6 && next_word(d, &at, s->end, &w))
			eg_buf_printf(out, "%s%.*s", n > 1 ? " " : "", (int)(w.end - w.start),
			    d->text + w.start);
}

static void
put_where(struct eg_buf *out, const struct eg_doc *d, size_t index)
{
	if (index != EG_NO_SECTION && d->section[index].page > 0)
		eg_buf_printf(
		    out, "page %zu, line %zu", d->section[index].page, d->section[index].line);
}

/* Words of the section's script without its own new number, which is said apart. */
static size_t
counted(const struct eg_redline_section *row, bool inserted)
{
	size_t n = inserted ? row->inserted_words : row->deleted_words;
	const struct eg_edit *e = row->edit;

	if (row->renumbered && row->n_edits > 0 && e->what == EG_EDIT_NUMBERING)
		n -= inserted ? e->new_words : e->old_words;
	return n;
}

static void
put_counts(struct eg_buf *out, const struct eg_redline_section *row)
{
	size_t deleted = counted(row, false), inserted = counted(row, true);

	if (deleted > 0)
		eg_buf_printf(out, ", %zu %s deleted", deleted, deleted == 1 ? "word" : "words");
	if (inserted > 0)
		eg_buf_printf(out, ", %zu %s inserted", inserted, inserted == 1 ? "word" : "words");
}

static void
put_heading(struct printer *p, const struct eg_redline_section *row)
{
	const struct eg_redline *r = p->r;
	size_t index = row->new_index != EG_NO_SECTION ? row->new_index : row->old_index, before;
	const struct eg_doc *d = row->new_index != EG_NO_SECTION ? r->new_doc : r->old_doc;

	eg_buf_putc(p->out, '\n');
	if (p->color)
		eg_buf_puts(p->out, bold);
	put_name(p->out, d, index);
	if (p->color) {
		eg_buf_puts(p->out, ink_off);
		eg_buf_puts(p->out, dim);
	}
	eg_buf_printf(p->out, " \xC2\xB7 %s", eg_row_status_name(row->status));
	if (row->status == EG_ROW_MOVED && row->edited)
		eg_buf_puts(p->out, " and changed");
	if (row->renumbered) {
		eg_buf_puts(p->out, ", was ");
		eg_buf_str(p->out, name_of(r->old_doc, row->old_index));
	}
	if (row->edited)
		put_counts(p->out, row);
	before = p->out->n;
	put_where(p->out, d, index);
	if (p->out->n > before) { /* the place goes after a comma */
		char place[64];
		size_t n = p->out->n - before;

		if (n < sizeof(place)) {
			memcpy(place, p->out->p + before, n);
			eg_buf_trunc(p->out, before);
			eg_buf_printf(p->out, " (%.*s)", (int)n, place);
		}
	}
	if (p->color)
		eg_buf_puts(p->out, ink_off);
	eg_buf_putc(p->out, '\n');
}

static void
put_section(struct printer *p, const struct eg_redline_section *row)
{
	const struct eg_doc *was = p->r->old_doc, *is = p->r->new_doc;
	size_t at, end;
	bool edit_before = false;

	put_heading(p, row);
	if (row->status == EG_ROW_REMOVED) {
		put_inked(p, was, was->section[row->old_index].start,
		    was->section[row->old_index].end, INK_OLD, false);
		end_line(p);
		return;
	}
	at = is->section[row->new_index].start;
	end = is->section[row->new_index].end;
	if (row->status == EG_ROW_ADDED) {
		put_inked(p, is, at, end, INK_NEW, false);
		end_line(p);
		return;
	}
	for (size_t i = 0; i < row->n_edits; i++) {
		const struct eg_edit *e = &row->edit[i];

		if (e->what == EG_EDIT_NUMBERING && row->renumbered && i == 0 &&
		    p->context != SIZE_MAX) { /* said in the heading */
			at = e->new_end;
			continue;
		}
		if (e->excused || (e->consequential && p->context != SIZE_MAX))
			continue; /* the new text's words, as if kept */
		put_kept(p, is, at, e->new_start, edit_before, true);
		put_inked(p, was, e->old_start, e->old_end, INK_OLD, true);
		put_inked(p, is, e->new_start, e->new_end, INK_NEW, e->old_words == 0);
		edit_before = true;
		at = e->new_end;
	}
	put_kept(p, is, at, end, edit_before, false);
	end_line(p);
}

/* ---- tables ---- */

static void
put_moved(struct printer *p)
{
	const struct eg_redline *r = p->r;

	eg_buf_puts(p->out, p->color ? "\n\033[1mMoved\033[0m\n" : "\nMoved\n");
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		if (row->status != EG_ROW_MOVED)
			continue;
		eg_buf_puts(p->out, "  ");
		put_name(p->out, r->old_doc, row->old_index);
		if (row->renumbered) {
			eg_buf_puts(p->out, " is now ");
			eg_buf_str(p->out, name_of(r->new_doc, row->new_index));
		}
		if (row->new_index > 1 ||
		    (row->new_index == 1 && r->new_doc->section[0].designator[0] != '\0')) {
			eg_buf_puts(p->out, ", after ");
			put_name(p->out, r->new_doc, row->new_index - 1);
		} else {
			eg_buf_puts(p->out, ", at the beginning");
		}
		eg_buf_puts(
		    p->out, row->edited ? ", changed (see below)\n" : ", no word changed\n");
	}
}

static void
put_renumbered(struct printer *p)
{
	const struct eg_redline *r = p->r;
	size_t width = 0;

	for (size_t i = 0; i < r->n_sections; i++) {
		if (r->section[i].renumbered) {
			struct eg_str s = name_of(r->old_doc, r->section[i].old_index);
			size_t n = eg_utf8_width(s.p, s.n);

			width = n > width ? n : width;
		}
	}
	eg_buf_puts(p->out, p->color ? "\n\033[1mRenumbered\033[0m\n" : "\nRenumbered\n");
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];
		struct eg_str s;

		if (!row->renumbered)
			continue;
		s = name_of(r->old_doc, row->old_index);
		eg_buf_puts(p->out, "  ");
		eg_buf_str(p->out, s);
		eg_buf_fill(p->out, ' ', width - eg_utf8_width(s.p, s.n));
		eg_buf_puts(p->out, " \xE2\x86\x92 ");
		put_name(p->out, r->new_doc, row->new_index);
		eg_buf_putc(p->out, '\n');
	}
}

static void
put_stat(struct printer *p)
{
	const struct eg_redline *r = p->r;

	eg_buf_putc(p->out, '\n');
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		if (row->status == EG_ROW_SAME && !row->renumbered)
			continue;
		eg_buf_printf(p->out, "%-8s %6zu deleted %6zu inserted  ",
		    eg_row_status_name(row->status), counted(row, false), counted(row, true));
		put_name(p->out, row->new_index != EG_NO_SECTION ? r->new_doc : r->old_doc,
		    row->new_index != EG_NO_SECTION ? row->new_index : row->old_index);
		if (row->renumbered) {
			eg_buf_puts(p->out, " (was ");
			eg_buf_str(p->out, name_of(r->old_doc, row->old_index));
			eg_buf_putc(p->out, ')');
		}
		eg_buf_putc(p->out, '\n');
	}
}

static void
put_grouped(struct eg_buf *out, size_t n)
{
	char digits[32];
	size_t len = 0;

	do {
		digits[len++] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	while (len > 0) {
		eg_buf_putc(out, digits[--len]);
		if (len > 0 && len % 3 == 0)
			eg_buf_putc(out, ',');
	}
}

static void
put_part(struct eg_buf *out, bool *first, size_t n, const char *one, const char *many)
{
	if (n == 0)
		return;
	eg_buf_puts(out, *first ? "" : ", ");
	put_grouped(out, n);
	eg_buf_printf(out, " %s", n == 1 ? one : many);
	*first = false;
}

static void
put_summary(struct printer *p)
{
	const struct eg_redline_summary *s = &p->r->summary;
	bool first = true;

	eg_buf_printf(p->out, "old: %s (", p->r->old_doc->name);
	put_grouped(p->out, s->old_words);
	eg_buf_printf(p->out, " words)\nnew: %s (", p->r->new_doc->name);
	put_grouped(p->out, s->new_words);
	eg_buf_puts(p->out, " words)\n");
	put_part(p->out, &first, s->deleted_words, "word deleted", "words deleted");
	put_part(p->out, &first, s->inserted_words, "word inserted", "words inserted");
	put_part(p->out, &first, s->changed_sections, "section changed", "sections changed");
	put_part(p->out, &first, s->added_sections, "added", "added");
	put_part(p->out, &first, s->removed_sections, "removed", "removed");
	put_part(p->out, &first, s->moved_sections, "moved", "moved");
	put_part(p->out, &first, s->renumbered_sections, "renumbered", "renumbered");
	put_part(p->out, &first, s->same_sections, "the same", "the same");
	eg_buf_putc(p->out, '\n');
}

void
eg_redline_to_term(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out)
{
	struct printer p = {.out = out, .r = r, .color = opt->color};

	p.columns = opt->columns > 20 ? (size_t)opt->columns : 80;
	p.context = opt->all ? SIZE_MAX : opt->context_words > 0 ? (size_t)opt->context_words : 12;
	put_summary(&p);
	if (r->summary.moved_sections > 0)
		put_moved(&p);
	if (r->summary.renumbered_sections > 0)
		put_renumbered(&p);
	if (opt->stat) {
		put_stat(&p);
		return;
	}
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		if (opt->all || row->edited)
			put_section(&p, row);
	}
}
