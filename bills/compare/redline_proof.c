/* A redline proved, and read back: accepting all gives the new text, rejecting all the old one. */
#include "compare/redline_work.h"

#include <stdlib.h>

/* ---- proof ---- */

/* Words of both sides between two edits are the same words. */
static void
prove_kept(const struct eg_work *w, size_t *a, size_t a_end, size_t *b, size_t b_end)
{
	if (a_end - *a != b_end - *b ||
	    (a_end > *a && memcmp(w->old_side.words.id + *a, w->new_side.words.id + *b,
			       (a_end - *a) * sizeof(uint32_t)) != 0))
		EG_BUG("a redline keeps words that differ");
	for (; *a < a_end;
	     ++*a, ++*b) { /* equal numbers are equal bytes unless words are excused */
		struct eg_word_at x = w->old_side.words.at[*a], y = w->new_side.words.at[*b];

		if (x.end - x.start != y.end - y.start ||
		    (w->how.excuse != 0 &&
			memcmp(w->old_side.doc->text + x.start, w->new_side.doc->text + y.start,
			    x.end - x.start) != 0))
			EG_BUG("a redline keeps words that are not the same bytes");
	}
	*b = b_end;
}

/* A section set apart is the same bytes in both texts. */
static void
prove_same(const struct eg_work *w, const struct eg_redline_section *row)
{
	const struct eg_doc *a = w->old_side.doc, *b = w->new_side.doc;
	const struct eg_doc_section *x = &a->section[row->old_index], *y;

	if (row->new_index == EG_NO_SECTION)
		EG_BUG("a section that stayed is called removed");
	y = &b->section[row->new_index];
	if (x->end - x->start != y->end - y->start ||
	    memcmp(a->text + x->start, b->text + y->start, x->end - x->start) != 0)
		EG_BUG("sections called the same differ");
}

static size_t
word_from(const struct eg_side *s, size_t from, size_t byte)
{
	while (from < s->words.n && s->words.at[from].start < byte)
		from++;
	return from;
}

/* Every word of both sections is either kept, equal, in the same order, or inside an edit. */
static void
prove_row(const struct eg_work *w, const struct eg_redline_section *row, const struct eg_edit *e,
    size_t n)
{
	size_t a = row->old_index == EG_NO_SECTION ? 0 : w->old_side.first[row->old_index];
	size_t a1 = row->old_index == EG_NO_SECTION ? 0 : w->old_side.first[row->old_index + 1];
	size_t b = row->new_index == EG_NO_SECTION ? 0 : w->new_side.first[row->new_index];
	size_t b1 = row->new_index == EG_NO_SECTION ? 0 : w->new_side.first[row->new_index + 1];

	for (size_t i = 0; i < n; i++) {
		size_t a_at = row->old_index == EG_NO_SECTION
				  ? 0
				  : word_from(&w->old_side, a, e[i].old_start);
		size_t b_at = row->new_index == EG_NO_SECTION
				  ? 0
				  : word_from(&w->new_side, b, e[i].new_start);

		prove_kept(w, &a, a_at, &b, b_at);
		a += e[i].old_words;
		b += e[i].new_words;
		if (a > a1 || b > b1 ||
		    (e[i].old_words > 0 && w->old_side.words.at[a - 1].end != e[i].old_end) ||
		    (e[i].new_words > 0 && w->new_side.words.at[b - 1].end != e[i].new_end))
			EG_BUG("an edit of a redline is out of place");
	}
	prove_kept(w, &a, a1, &b, b1);
	if (row->old_index != EG_NO_SECTION && w->old_side.same[row->old_index] > 0)
		prove_same(w, row);
}

/* Each section of either text stands in exactly one row, and each row holds. */
void
eg_work__prove(const struct eg_work *w)
{
	size_t n_old = w->old_side.doc->n_sections, next = 0, seen = 0;
	uint8_t *there = eg_calloc(n_old + 1, 1);

	for (size_t i = 0; i < w->rows.n; i++) {
		const struct eg_redline_section *row = &w->rows.v[i];
		size_t from = w->edits_from.v[i], to = w->edits_from.v[i + 1];

		if (row->new_index != EG_NO_SECTION && row->new_index != next++)
			EG_BUG("a redline has lost the order of the new text");
		if (row->old_index != EG_NO_SECTION) {
			if (row->old_index >= n_old || there[row->old_index]++)
				EG_BUG("a redline has a section twice");
			seen++;
		}
		if (!w->summary_only)
			prove_row(w, row, to > from ? w->edits.v + from : NULL, to - from);
	}
	if (next != w->new_side.doc->n_sections || seen != n_old)
		EG_BUG("a redline has lost a section");
	eg_free(there);
}

/* ---- accepting and rejecting ---- */

/* One text from a row: what lies between edits and, of each edit, that text's side. */
static void
put_row(const struct eg_redline *r, const struct eg_redline_section *row, bool accept,
    struct eg_buf *out)
{
	const struct eg_doc *d = accept ? r->new_doc : r->old_doc;
	size_t index = accept ? row->new_index : row->old_index, at;

	if (index == EG_NO_SECTION)
		return;
	at = d->section[index].start;
	for (size_t i = 0; i < row->n_edits; i++) {
		const struct eg_edit *e = &row->edit[i];
		size_t start = accept ? e->new_start : e->old_start,
		       end = accept ? e->new_end : e->old_end;

		if (start < at)
			EG_BUG("edits of a redline overlap");
		eg_buf_add(out, d->text + at, start - at);
		eg_buf_add(out, d->text + start, end - start);
		at = end;
	}
	eg_buf_add(out, d->text + at, d->section[index].end - at);
}

void
eg_redline_accept(const struct eg_redline *r, struct eg_buf *out)
{
	for (size_t i = 0; i < r->n_sections; i++)
		put_row(r, &r->section[i], true, out);
}

static int
by_old(const void *l, const void *r)
{
	const struct eg_redline_section *const *x = l, *const *y = r;

	return (*x)->old_index < (*y)->old_index ? -1 : (*x)->old_index > (*y)->old_index;
}

void
eg_redline_reject(const struct eg_redline *r, struct eg_buf *out)
{
	const struct eg_redline_section **order = eg_calloc(r->n_sections + 1, sizeof(*order));

	for (size_t i = 0; i < r->n_sections; i++)
		order[i] = &r->section[i];
	qsort(order, r->n_sections, sizeof(const struct eg_redline_section *), by_old);
	for (size_t i = 0; i < r->n_sections; i++)
		put_row(r, order[i], false, out);
	eg_free(order);
}
