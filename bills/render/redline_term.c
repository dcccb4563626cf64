/*
 * A redline for a terminal: what it amounts to, moves and renumberings as tables, then each changed
 * section with its edits in their context. Deleted words are struck through in vermilion and
 * inserted ones underlined in blue-green, which colour-blind readers tell apart (Okabe and Ito);
 * without colour [-deleted-] and {+inserted+}.
 */
#include "render/redline_runs.h"

#include "base/utf8.h"
#include "base/word.h"

#include <string.h>

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
	size_t *ends; /* context + 1 places, for count_words; NULL if all is shown */
};

enum { INDENT = 2 };

static void
end_line(struct printer *p)
{
	if (p->column > 0)
		eg_buf_putc(p->out, '\n');
	p->column = 0;
}

/* Columns of a word; nearly every one is ASCII. */
static size_t
width_of(const char *s, size_t n)
{
	unsigned char all = 0;

	for (size_t i = 0; i < n; i++)
		all |= (unsigned char)s[i];
	return all >= 0x80 ? eg_utf8_width(s, n) : n;
}

/* One word (no white space), wrapped; marks are put around it where the ink starts and stops. */
static void
put_word(struct printer *p, const char *s, size_t n, enum eg_ink ink, bool first, bool last)
{
	static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
	size_t width = width_of(s, n);

	if (!p->color && ink != EG_INK_KEPT)
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
	if (p->color && ink != EG_INK_KEPT)
		eg_buf_puts(p->out, ink_off);
	else if (!p->color && last)
		eg_buf_puts(p->out, close[ink]);
	p->column += width;
}

/* Words in one ink. at_item: a line is begun before the first word if it starts an item or
 * paragraph. */
static void
put_inked(struct printer *p, const struct eg_doc *d, size_t start, size_t end, enum eg_ink ink,
    bool at_item)
{
	const char *text = d->text;
	struct eg_word_span w, next;
	size_t at = start;
	bool more, first = true;

	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '\t'))
		at--;
	more = start < end && eg_redline__next_word(d, &at, end, &w);
	while (more) {
		more = eg_redline__next_word(d, &at, end, &next);
		if (w.starts && (!first || at_item))
			end_line(p);
		put_word(p, text + w.start, w.end - w.start, ink, first, !more);
		first = false;
		w = next;
	}
}

/* Count the words of a passage. last[i % ring]: where the i-th word ended. */
static size_t
count_words(const struct eg_doc *d, size_t start, size_t end, size_t *last, size_t ring)
{
	const char *p = d->text + start, *stop = d->text + end;
	size_t n = 0, space, slot = 0;

	while (p < stop) {
		if ((space = eg_word_space(p, stop)) > 0) {
			p += space;
			continue;
		}
		p = eg_word_end(p, stop);
		n++;
		if (ring > 0) {
			last[slot] = (size_t)(p - d->text);
			slot = slot + 1 < ring ? slot + 1 : 0;
		}
	}
	return n;
}

/* Kept words between two edits (or before the first, after the last): all, or those near the edits.
 */
static void
put_kept(struct printer *p, const struct eg_doc *d, size_t start, size_t end, bool edit_before,
    bool edit_after)
{
	size_t head = edit_before ? p->context : 0, tail = edit_after ? p->context : 0, n = 0,
	       i = 0;
	struct eg_word_span w;
	bool cut = false;

	if (p->context != SIZE_MAX) {
		n = count_words(d, start, end, p->ends, p->context + 1);
		cut = n > head + tail + 3;
	}
	while (!(cut && i == head) && eg_redline__next_word(d, &start, end, &w)) {
		if (w.starts && p->column > 0)
			end_line(p);
		put_word(p, d->text + w.start, w.end - w.start, EG_INK_KEPT, false, false);
		i++;
	}
	if (!cut)
		return;
	put_word(p, "\xE2\x80\xA6", 3, EG_INK_KEPT, false, false);
	if (edit_before && edit_after && n > 60)
		end_line(p);
	if (tail == 0)
		return;
	start = p->ends[(n - tail - 1) % (p->context + 1)];
	while (eg_redline__next_word(d, &start, end, &w)) {
		if (w.starts && p->column > 0)
			end_line(p);
		put_word(p, d->text + w.start, w.end - w.start, EG_INK_KEPT, false, false);
	}
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
	eg_redline__name(p->out, d, index);
	if (p->color) {
		eg_buf_puts(p->out, ink_off);
		eg_buf_puts(p->out, dim);
	}
	eg_buf_printf(p->out, " \xC2\xB7 %s", eg_row_status_name(row->status));
	if (row->status == EG_ROW_MOVED && row->edited)
		eg_buf_puts(p->out, " and changed");
	if (row->renumbered) {
		eg_buf_puts(p->out, ", was ");
		eg_buf_str(p->out, eg_redline__short_name(r->old_doc, row->old_index));
	}
	if (row->edited)
		put_counts(p->out, row);
	before = p->out->n;
	eg_buf_puts(p->out, " (");
	eg_redline__where(p->out, d, d->section[index].start);
	if (p->out->n > before + 2)
		eg_buf_putc(p->out, ')');
	else
		eg_buf_trunc(p->out, before);
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
		    was->section[row->old_index].end, EG_INK_OLD, false);
		end_line(p);
		return;
	}
	at = is->section[row->new_index].start;
	end = is->section[row->new_index].end;
	if (row->status == EG_ROW_ADDED) {
		put_inked(p, is, at, end, EG_INK_NEW, false);
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
		put_inked(p, was, e->old_start, e->old_end, EG_INK_OLD, true);
		put_inked(p, is, e->new_start, e->new_end, EG_INK_NEW, e->old_words == 0);
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
		eg_redline__name(p->out, r->old_doc, row->old_index);
		if (row->renumbered) {
			eg_buf_puts(p->out, " is now ");
			eg_buf_str(p->out, eg_redline__short_name(r->new_doc, row->new_index));
		}
		if (row->new_index > 1 ||
		    (row->new_index == 1 && r->new_doc->section[0].designator[0] != '\0')) {
			eg_buf_puts(p->out, ", after ");
			eg_redline__name(p->out, r->new_doc, row->new_index - 1);
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
			struct eg_str s =
			    eg_redline__short_name(r->old_doc, r->section[i].old_index);
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
		s = eg_redline__short_name(r->old_doc, row->old_index);
		eg_buf_puts(p->out, "  ");
		eg_buf_str(p->out, s);
		eg_buf_fill(p->out, ' ', width - eg_utf8_width(s.p, s.n));
		eg_buf_puts(p->out, " \xE2\x86\x92 ");
		eg_redline__name(p->out, r->new_doc, row->new_index);
		eg_buf_putc(p->out, '\n');
	}
}

static void
put_title(struct printer *p, const char *title)
{
	eg_buf_printf(p->out, p->color ? "\n\033[1m%s\033[0m\n" : "\n%s\n", title);
}

/* Passages that moved alone: where from, where to, and how they begin. */
static void
put_moved_passages(struct printer *p)
{
	const struct eg_redline *r = p->r;
	const struct eg_redline_section **from =
	    eg_calloc(r->n_moves + 1, sizeof(const struct eg_redline_section *));

	put_title(p, "Moved passages");
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < r->n_sections; i++) {
			const struct eg_redline_section *row = &r->section[i];

			for (size_t k = 0; k < row->n_edits; k++) {
				const struct eg_edit *e = &row->edit[k];

				if (e->move == 0 || (pass == 0) != (e->new_words == 0))
					continue;
				if (pass == 0) {
					from[e->move] = row;
					continue;
				}
				eg_buf_printf(p->out, "  %zu words from ", e->new_words);
				eg_redline__name(p->out, r->old_doc, from[e->move]->old_index);
				eg_buf_puts(p->out, " to ");
				eg_redline__name(p->out, r->new_doc, row->new_index);
				eg_buf_puts(p->out, ": ");
				eg_redline__gist(p->out, r, e, 40);
				eg_buf_putc(p->out, '\n');
			}
		}
	}
	eg_free(from);
}

static void
put_names(struct printer *p, const struct eg_doc *d, const size_t *index, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		eg_buf_puts(p->out, i == 0 ? "" : i + 1 == n ? " and " : ", ");
		eg_redline__name(p->out, d, index[i]);
	}
}

static void
put_splits(struct printer *p)
{
	const struct eg_redline *r = p->r;

	put_title(p, "Split and merged");
	for (size_t i = 0; i < r->n_splits; i++) {
		const struct eg_redline_split *s = &r->split[i];

		eg_buf_puts(p->out, "  ");
		if (s->merge) {
			put_names(p, r->old_doc, s->part, s->n_parts);
			eg_buf_puts(p->out, " are merged into ");
			eg_redline__name(p->out, r->new_doc, s->whole);
		} else {
			eg_redline__name(p->out, r->old_doc, s->whole);
			eg_buf_puts(p->out, " is split into ");
			put_names(p, r->new_doc, s->part, s->n_parts);
		}
		eg_buf_putc(p->out, '\n');
	}
}

static void
put_references(struct printer *p)
{
	const struct eg_redline *r = p->r;
	bool any = false;

	for (size_t i = 0; i < r->n_sections; i++) {
		for (size_t k = 0; k < r->section[i].n_edits; k++) {
			const struct eg_edit *e = &r->section[i].edit[k];

			if (!e->consequential)
				continue;
			if (!any)
				put_title(p, "References that follow the renumbering");
			any = true;
			eg_buf_puts(p->out, "  ");
			eg_redline__gist(p->out, r, e, 60);
			eg_buf_puts(p->out, " in ");
			eg_redline__name(p->out, r->new_doc, r->section[i].new_index);
			eg_buf_putc(p->out, '\n');
		}
	}
}

/* Every edit, grave ones first, each with a few words around it. */
static void
put_by_gravity(struct printer *p)
{
	const struct eg_redline *r = p->r;
	struct eg_graded *v;
	size_t n = eg_redline_by_gravity(r, &v);
	struct eg_doc_levels *levels[2] = {
	    eg_doc_levels_new(r->old_doc), eg_doc_levels_new(r->new_doc)};

	for (size_t i = 0; i < n; i++) {
		const struct eg_edit *e = v[i].edit;
		const struct eg_redline_section *row = v[i].row;
		const struct eg_doc *d = row->new_index != EG_NO_SECTION ? r->new_doc : r->old_doc;
		size_t index = row->new_index != EG_NO_SECTION ? row->new_index : row->old_index,
		       from = p->out->n;

		if (e->consequential)
			continue;
		if (i == 0 || v[i - 1].edit->what != e->what)
			put_title(p, eg_redline__class_words(e->what));
		eg_buf_puts(p->out, "  ");
		from = p->out->n;
		eg_doc_levels_path(row->new_index != EG_NO_SECTION ? levels[1] : levels[0],
		    row->new_index != EG_NO_SECTION ? e->new_start : e->old_start, p->out);
		if (p->out->n == from)
			eg_redline__name(p->out, d, index);
		from = p->out->n;
		eg_buf_puts(p->out, " (");
		eg_redline__where(
		    p->out, d, row->new_index != EG_NO_SECTION ? e->new_start : e->old_start);
		if (p->out->n > from + 2)
			eg_buf_putc(p->out, ')');
		else
			eg_buf_trunc(p->out, from);
		eg_buf_puts(p->out, ": ");
		eg_redline__gist(p->out, r, e, 120);
		eg_buf_putc(p->out, '\n');
	}
	eg_doc_levels_free(levels[0]);
	eg_doc_levels_free(levels[1]);
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
		eg_redline__name(p->out, row->new_index != EG_NO_SECTION ? r->new_doc : r->old_doc,
		    row->new_index != EG_NO_SECTION ? row->new_index : row->old_index);
		if (row->renumbered) {
			eg_buf_puts(p->out, " (was ");
			eg_buf_str(p->out, eg_redline__short_name(r->old_doc, row->old_index));
			eg_buf_putc(p->out, ')');
		}
		eg_buf_putc(p->out, '\n');
	}
}

/* Is there more to show of a section than its number and references, which are said in tables? */
static bool
says_more(const struct eg_redline_section *row)
{
	for (size_t i = 0; i < row->n_edits; i++)
		if (!row->edit[i].excused && !row->edit[i].consequential &&
		    !(i == 0 && row->renumbered && row->edit[i].what == EG_EDIT_NUMBERING))
			return true;
	return false;
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
	put_references(&p);
	if (r->n_splits > 0)
		put_splits(&p);
	if (r->n_moves > 0)
		put_moved_passages(&p);
	if (opt->by_gravity) {
		put_by_gravity(&p);
		return;
	}
	if (opt->stat) {
		put_stat(&p);
		return;
	}
	if (p.context != SIZE_MAX)
		p.ends = eg_realloc(NULL, p.context + 1, sizeof(*p.ends));
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		if (opt->all || (row->edited && says_more(row)))
			put_section(&p, row);
	}
	eg_free(p.ends);
}
