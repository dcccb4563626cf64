/*
 * eg_redline_make: words numbered, sections matched, the words of each pair compared, the whole
 * counted, and the result proved. Start reading at eg_redline_make.
 */
#include "compare/parts.h"

#include "base/beside.h"

#include <stdlib.h>

static const char *const class_names[] = {"typographic", "numbering", "reference", "move", "name",
    "words", "clause-added", "clause-omitted", "definition", "date", "number", "money", "modal"};
static const char *const status_names[] = {"same", "changed", "moved", "added", "removed"};

const char *
eg_edit_class_name(enum eg_edit_class c)
{
	return class_names[c];
}

const char *
eg_row_status_name(enum eg_row_status s)
{
	return status_names[s];
}

struct work {
	struct eg_lexicon lex;
	struct eg_side old_side, new_side;
	struct eg_lcs *lcs;
	uint8_t *keep_old, *keep_new; /* words of either side that the rows keep, in order */
	struct eg_edits edits;
	uint32_t *partner; /* of each old word in the whole script: new word + 1; 0 none. Only for
			      large texts */
	struct eg_pair *same; /* sections that are the same bytes */
	size_t n_same;
	bool is_least; /* one pair of sections is all, and its script the smallest */
	struct eg_pair *pairs;
	size_t n_pairs;
	struct {
		EG_VEC(struct eg_redline_section);
	} rows;
	struct {
		EG_VEC(size_t);
	} edits_from; /* of each row, in edits */
	bool summary_only;
	struct eg_edits_how how;
	size_t excused_old, excused_new; /* words of both whole texts that are excused without a
					    partner */
};

/* Find the sections that need no comparison, and count their words. */
static void
set_same_apart(struct work *w, const struct eg_doc *a, const struct eg_doc *b)
{
	w->old_side.same = eg_calloc(a->n_sections + 1, sizeof(*w->old_side.same));
	w->new_side.same = eg_calloc(b->n_sections + 1, sizeof(*w->new_side.same));
	w->n_same = eg_same__find(a, b, &w->same);
	for (size_t i = 0; i < w->n_same; i++) {
		const struct eg_doc_section *s = &a->section[w->same[i].old_index];

		w->old_side.same[w->same[i].old_index] = w->new_side.same[w->same[i].new_index] =
		    (uint32_t)eg_words__count(a->text, s->start, s->end);
	}
}

static void
split_words(struct work *w, struct eg_side *s, const struct eg_doc *d)
{
	s->doc = d;
	s->first = eg_calloc(d->n_sections + 1, sizeof(*s->first));
	for (size_t i = 0; i < d->n_sections; i++) {
		s->first[i] = s->words.n;
		if (s->same[i] > 0)
			continue;
		eg_words__add(&s->words, &w->lex, d->text, d->section[i].start, d->section[i].end);
		if (w->how.excuse & EG_EXCUSE_NUMBERS)
			eg_words__join_numbers(&s->words, &w->lex, d->text, s->first[i]);
	}
	s->first[d->n_sections] = s->words.n;
}

/* ---- the smallest script over the whole texts ---- */

/* Does a section start in the middle of a word, so that the whole text has fewer words than its
 * sections together? */
static bool
runs_together(const struct eg_side *s)
{
	for (size_t i = 1; i < s->doc->n_sections; i++) {
		size_t w = s->first[i];

		if (w > 0 && w < s->words.n && s->words.at[w - 1].end == s->words.at[w].start)
			return true;
	}
	return false;
}

enum {
	PARTNER_WORDS = 100000, /* above this, sections take their part of the whole script, which
				   a second core finds */
};

struct whole {
	struct work *w;
	struct eg_redline_summary *sum;
};

static void
count_whole(void *ctx)
{
	struct work *w = ((struct whole *)ctx)->w;
	struct eg_redline_summary *sum = ((struct whole *)ctx)->sum;
	struct eg_words a = w->old_side.words, b = w->new_side.words, own_a = {0}, own_b = {0};
	struct eg_lcs *lcs = w->lcs;
	size_t kept = 0, a0 = 0, b0 = 0, apart = 0;

	if (w->how.excuse == 0 && (runs_together(&w->old_side) || runs_together(&w->new_side))) {
		eg_words__add(&own_a, &w->lex, w->old_side.doc->text, 0, w->old_side.doc->n);
		eg_words__add(&own_b, &w->lex, w->new_side.doc->text, 0, w->new_side.doc->n);
		a = own_a;
		b = own_b;
		lcs = eg_lcs__new(w->lex.n, a.n + b.n);
	}
	memset(w->keep_old, 0, w->old_side.words.n);
	memset(w->keep_new, 0, w->new_side.words.n);
	for (size_t i = 0; i <= w->n_same; i++) { /* same sections part what is compared */
		size_t a1 = i < w->n_same ? w->old_side.first[w->same[i].old_index] : a.n,
		       b1 = i < w->n_same ? w->new_side.first[w->same[i].new_index] : b.n;

		kept += eg_lcs__run(lcs, a.id + a0, a1 - a0, b.id + b0, b1 - b0, w->keep_old + a0,
		    w->keep_new + b0);
		apart += i < w->n_same ? w->old_side.same[w->same[i].old_index] : 0;
		a0 = a1;
		b0 = b1;
	}
	sum->old_words = a.n + apart;
	sum->new_words = b.n + apart;
	sum->deleted_words = a.n - kept;
	sum->inserted_words = b.n - kept;
	if (lcs == w->lcs && a.n + b.n > PARTNER_WORDS) {
		w->partner = eg_calloc(a.n + 1, sizeof(*w->partner));
		for (size_t i = 0, j = 0; i < a.n; i++) {
			if (!w->keep_old[i])
				continue;
			while (!w->keep_new[j])
				j++;
			w->partner[i] = (uint32_t)++j;
		}
	}
	if (lcs != w->lcs)
		eg_lcs__free(lcs);
	eg_words__clear(&own_a);
	eg_words__clear(&own_b);
}

/* The same after sections are compared: what these keep in order is known to be common, so counting
 * has little left to look at. False if it would have much. */
static bool
count_rest(struct work *w, struct eg_redline_summary *sum)
{
	const struct eg_words *a = &w->old_side.words, *b = &w->new_side.words;
	size_t kept = 0, apart = 0, a0 = 0, b0 = 0;

	for (size_t i = 0; i < w->n_pairs; i++) /* a fixed point has moved: count otherwise */
		if (w->pairs[i].moved && w->old_side.same[w->pairs[i].old_index] > 0)
			return false;
	for (size_t i = 0; i <= w->n_same; i++) {
		size_t a1 = i < w->n_same ? w->old_side.first[w->same[i].old_index] : a->n,
		       b1 = i < w->n_same ? w->new_side.first[w->same[i].new_index] : b->n,
		       known = 0, found;

		for (size_t k = a0; k < a1; k++)
			known += w->keep_old[k];
		found = known;
		if (!w->is_least &&
		    !eg_lcs__count(w->lcs, a->id + a0, a1 - a0, b->id + b0, b1 - b0, known, &found))
			return false;
		kept += found;
		apart += i < w->n_same ? w->old_side.same[w->same[i].old_index] : 0;
		a0 = a1;
		b0 = b1;
	}
	sum->old_words = a->n + apart;
	sum->new_words = b->n + apart;
	sum->deleted_words = a->n - kept;
	sum->inserted_words = b->n - kept;
	return true;
}

/* ---- rows ---- */

static struct eg_redline_section *
add_row(struct work *w)
{
	eg_vec_push(&w->edits_from, w->edits.n);
	return eg_vec_new(&w->rows);
}

/* A section that only one text has. */
static void
lone_row(struct work *w, size_t old_index, size_t new_index)
{
	struct eg_redline_section *row = add_row(w);
	size_t a0 = 0, a1 = 0, b0 = 0, b1 = 0;

	row->old_index = old_index;
	row->new_index = new_index;
	row->status = new_index == EG_NO_SECTION ? EG_ROW_REMOVED : EG_ROW_ADDED;
	row->edited = true;
	if (old_index != EG_NO_SECTION) {
		a0 = w->old_side.first[old_index];
		a1 = w->old_side.first[old_index + 1];
	} else {
		b0 = w->new_side.first[new_index];
		b1 = w->new_side.first[new_index + 1];
	}
	row->old_words = row->deleted_words = a1 - a0;
	row->new_words = row->inserted_words = b1 - b0;
	if (a1 + b1 > a0 + b0) {
		struct eg_edit e =
		    eg_edits__one(&w->old_side, a0, a1, a1, &w->new_side, b0, b1, b1);

		e.what = old_index == EG_NO_SECTION ? EG_EDIT_CLAUSE_ADDED : EG_EDIT_CLAUSE_OMITTED;
		if (old_index == EG_NO_SECTION)
			e.old_start = e.old_end = 0;
		else
			e.new_start = e.new_end = 0;
		eg_vec_push(&w->edits, e);
	} else {
		row->edited = false; /* white space alone is no change */
	}
}

/* Take the kept words of two sections from the script of the whole texts. Returns how many. */
static size_t
take_part(const struct work *w, size_t a0, size_t a1, size_t b0, size_t b1)
{
	size_t kept = 0;

	for (size_t i = a0; i < a1; i++) {
		size_t j = w->partner[i];

		if (j > b0 && j <= b1) {
			w->keep_old[i] = w->keep_new[j - 1] = 1;
			kept++;
		}
	}
	return kept;
}

/* Compare words [a0,a1) and [b0,b1) and add their edits. */
static void
diff_words(
    struct work *w, struct eg_redline_section *row, size_t a0, size_t a1, size_t b0, size_t b1)
{
	const struct eg_words *a = &w->old_side.words, *b = &w->new_side.words;
	uint8_t *keep_old = w->keep_old + a0, *keep_new = w->keep_new + b0;
	size_t kept = 0, low = a1 - a0 < b1 - b0 ? a1 - a0 : b1 - b0, before;

	if (a1 - a0 == b1 - b0 && w->how.excuse == 0 && !w->how.spacing &&
	    (a1 == a0 || memcmp(a->id + a0, b->id + b0, (a1 - a0) * sizeof(*a->id)) == 0)) {
		memset(keep_old, 1, a1 - a0);
		memset(keep_new, 1, b1 - b0);
		return;
	}
	memset(keep_old, 0, a1 - a0);
	memset(keep_new, 0, b1 - b0);
	if (w->partner != NULL && (kept = take_part(w, a0, a1, b0, b1)) < low / 2 &&
	    (a1 - a0 < a->n / 10 * 9 ||
		b1 - b0 < b->n / 10 * 9)) { /* the script went another way here */
		memset(keep_old, 0, a1 - a0);
		memset(keep_new, 0, b1 - b0);
		kept = 0;
	}
	if (kept == 0) {
		kept = eg_lcs__run(
		    w->lcs, a->id + a0, a1 - a0, b->id + b0, b1 - b0, keep_old, keep_new);
		w->is_least = w->is_least ||
			      (a1 - a0 == a->n && b1 - b0 == b->n && eg_lcs__was_exact(w->lcs));
	}
	before = w->edits.n;
	w->how.excused_old = w->how.excused_new = 0;
	if (!w->summary_only || w->how.excuse != 0)
		eg_edits__make(&w->edits, &w->how, a0, a1, keep_old, b0, b1, keep_new);
	row->deleted_words += a1 - a0 - kept - w->how.excused_old;
	row->inserted_words += b1 - b0 - kept - w->how.excused_new;
	w->excused_old += w->how.excused_old;
	w->excused_new += w->how.excused_new;
	for (; before < w->edits.n; before++)
		row->edited = row->edited || !w->edits.v[before].excused;
	row->edited = row->edited ||
		      (w->summary_only && w->how.excuse == 0 && (a1 - a0 > kept || b1 - b0 > kept));
}

static bool
same_number(const char *x, const char *y)
{
	struct eg_str a = eg_align__number(x), b = eg_align__number(y);

	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static void
paired_row(struct work *w, const struct eg_pair *p)
{
	struct eg_redline_section *row = add_row(w);
	size_t a0 = w->old_side.first[p->old_index], a1 = w->old_side.first[p->old_index + 1], da0,
	       da1;
	size_t b0 = w->new_side.first[p->new_index], b1 = w->new_side.first[p->new_index + 1], db0,
	       db1;
	const char *was = w->old_side.doc->section[p->old_index].designator,
		   *is = w->new_side.doc->section[p->new_index].designator;

	row->old_index = p->old_index;
	row->new_index = p->new_index;
	row->old_words = eg_side__words(&w->old_side, p->old_index);
	row->new_words = eg_side__words(&w->new_side, p->new_index);
	row->renumbered = was[0] != '\0' && is[0] != '\0' && !same_number(was, is);
	eg_align__designator(&w->old_side, p->old_index, &da0, &da1);
	eg_align__designator(&w->new_side, p->new_index, &db0, &db1);
	if (da1 > da0 && db1 > db0 && strcmp(was, is) != 0 &&
	    (row->renumbered || w->how.excuse == 0)) { /* the number is an edit of its own */
		diff_words(w, row, a0, da0, b0, db0);
		row->deleted_words += da1 - da0;
		row->inserted_words += db1 - db0;
		if (!w->summary_only) {
			struct eg_edit e =
			    eg_edits__one(&w->old_side, da0, da1, a1, &w->new_side, db0, db1, b1);

			e.what = row->renumbered ? EG_EDIT_NUMBERING
						 : eg_edit__classify(&w->old_side, da0, da1,
						       &w->new_side, db0, db1, &w->lex);
			eg_vec_push(&w->edits, e);
		}
		row->edited = row->edited || !row->renumbered;
		diff_words(w, row, da1, a1, db1, b1);
	} else {
		diff_words(w, row, a0, a1, b0, b1);
	}
	if (p->moved) { /* out of order: not part of one script */
		w->is_least = false;
		memset(w->keep_old + a0, 0, a1 - a0);
		memset(w->keep_new + b0, 0, b1 - b0);
	}
	for (size_t i = w->edits_from.v[w->rows.n - 1]; i < w->edits.n;
	     i++) { /* an empty section's edits stand at its start */
		struct eg_edit *e = &w->edits.v[i];

		if (e->old_words == 0 &&
		    e->old_start < w->old_side.doc->section[p->old_index].start)
			e->old_start = e->old_end = w->old_side.doc->section[p->old_index].start;
		if (e->new_words == 0 &&
		    e->new_start < w->new_side.doc->section[p->new_index].start)
			e->new_start = e->new_end = w->new_side.doc->section[p->new_index].start;
	}
	row->status = p->moved ? EG_ROW_MOVED : row->edited ? EG_ROW_CHANGED : EG_ROW_SAME;
}

/* Rows in the order of the new text, removed sections after the row that they followed. */
static void
make_rows(struct work *w)
{
	size_t n_old = w->old_side.doc->n_sections, n_new = w->new_side.doc->n_sections, p = 0;
	uint8_t *paired = eg_calloc(n_old + 1, 1);

	for (size_t i = 0; i < w->n_pairs; i++)
		paired[w->pairs[i].old_index] = 1;
	for (size_t i = 0; i < n_old && !paired[i]; i++)
		lone_row(w, i, EG_NO_SECTION);
	for (size_t j = 0; j < n_new; j++) {
		size_t after;

		if (p >= w->n_pairs || w->pairs[p].new_index != j) {
			lone_row(w, EG_NO_SECTION, j);
			continue;
		}
		paired_row(w, &w->pairs[p]);
		after = w->pairs[p++].old_index + 1;
		for (; after < n_old && !paired[after]; after++)
			lone_row(w, after, EG_NO_SECTION);
	}
	eg_free(paired);
}

/* ---- proof ---- */

/* Words of both sides between two edits are the same words. */
static void
prove_kept(const struct work *w, size_t *a, size_t a_end, size_t *b, size_t b_end)
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
prove_same(const struct work *w, const struct eg_redline_section *row)
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
prove_row(
    const struct work *w, const struct eg_redline_section *row, const struct eg_edit *e, size_t n)
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
static void
prove(const struct work *w)
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

/* ---- the result ---- */

/* What can only be said of all rows together: passages moved, sections split and merged, references
 * that follow a renumbering. */
static void
look_across(struct work *w, struct eg_redline *r)
{
	struct eg_rows x = {
	    &w->old_side, &w->new_side, &w->lex, w->rows.v, w->rows.n, NULL, &w->edits};

	eg_vec_push(&w->edits_from, w->edits.n);
	x.edit_from = w->edits_from.v;
	if (w->summary_only)
		return;
	r->n_moves = eg_moves__find(&x);
	if (r->n_moves > 0)
		r->split = eg_moves__splits(&x, r->arena, &r->n_splits);
	eg_moves__references(&x);
}

static void
finish(struct work *w, struct eg_redline *r)
{
	struct eg_edit *edits = eg_arena_calloc(r->arena, w->edits.n + 1, sizeof(*edits));

	if (w->edits.n > 0)
		memcpy(edits, w->edits.v, w->edits.n * sizeof(*edits));
	r->n_sections = w->rows.n;
	r->section = eg_arena_calloc(r->arena, w->rows.n + 1, sizeof(*r->section));
	for (size_t i = 0; i < w->rows.n; i++) {
		struct eg_redline_section *row = &r->section[i];

		*row = w->rows.v[i];
		row->edit = edits + w->edits_from.v[i];
		row->n_edits = w->edits_from.v[i + 1] - w->edits_from.v[i];
		r->summary.renumbered_sections += row->renumbered;
		r->summary.moved_sections += row->status == EG_ROW_MOVED;
		r->summary.same_sections += row->status == EG_ROW_SAME;
		r->summary.changed_sections += row->status == EG_ROW_CHANGED;
		r->summary.added_sections += row->status == EG_ROW_ADDED && row->edited;
		r->summary.removed_sections += row->status == EG_ROW_REMOVED && row->edited;
	}
	r->summary.deleted_words -=
	    w->excused_old < r->summary.deleted_words ? w->excused_old : r->summary.deleted_words;
	r->summary.inserted_words -=
	    w->excused_new < r->summary.inserted_words ? w->excused_new : r->summary.inserted_words;
}

static void
clear(struct work *w)
{
	eg_lcs__free(w->lcs);
	eg_words__clear(&w->old_side.words);
	eg_words__clear(&w->new_side.words);
	eg_free(w->old_side.same);
	eg_free(w->new_side.same);
	eg_free(w->same);
	eg_free(w->old_side.first);
	eg_free(w->new_side.first);
	eg_lexicon__clear(&w->lex);
	eg_free(w->keep_old);
	eg_free(w->keep_new);
	eg_free(w->partner);
	eg_free(w->pairs);
	eg_vec_clear(&w->edits);
	eg_vec_clear(&w->rows);
	eg_vec_clear(&w->edits_from);
}

enum eg_rc
eg_redline_make(const struct eg_doc *old_doc, const struct eg_doc *new_doc,
    const struct eg_redline_options *opt, struct eg_redline **out, struct eg_err *err)
{
	struct work w = {.summary_only = opt != NULL && opt->summary_only};
	struct eg_redline *r;
	struct eg_arena *arena;
	struct eg_beside other = {0};
	struct whole whole;
	bool beside, parted;

	*out = NULL;
	if (opt != NULL) {
		w.how.excuse = opt->excuse;
		w.how.spacing = opt->count_spacing;
	}
	if (old_doc->n >= INT32_MAX || new_doc->n >= INT32_MAX)
		return eg_err_set(err, EG_ERR_LIMIT, "text too large to compare");
	arena = eg_arena_new();
	r = eg_arena_calloc(arena, 1, sizeof(*r));
	r->arena = arena;
	r->excused = w.how.excuse;
	r->old_doc = old_doc;
	r->new_doc = new_doc;
	set_same_apart(&w, old_doc, new_doc);
	split_words(&w, &w.old_side, old_doc);
	split_words(&w, &w.new_side, new_doc);
	if (w.how.excuse != 0)
		eg_words__excuse(&w.old_side.words, &w.new_side.words, &w.lex, w.how.excuse);
	w.how.old_side = &w.old_side;
	w.how.new_side = &w.new_side;
	w.how.lex = &w.lex;
	w.lcs = eg_lcs__new(w.lex.n, w.old_side.words.n + w.new_side.words.n);
	w.keep_old = eg_calloc(w.old_side.words.n + 1, 1);
	w.keep_new = eg_calloc(w.new_side.words.n + 1, 1);
	whole = (struct whole){&w, &r->summary};
	parted = w.how.excuse != 0 || (!runs_together(&w.old_side) && !runs_together(&w.new_side));
	beside = parted && w.old_side.words.n + w.new_side.words.n > PARTNER_WORDS;
	if (beside) /* it looks at the words' numbers only, the alignment at what they mean */
		eg_beside_start(&other, count_whole, &whole);
	eg_lexicon__fold(&w.lex);
	w.pairs =
	    eg_align__sections(&w.old_side, &w.new_side, &w.lex, w.same, w.n_same, &w.n_pairs);
	if (beside)
		eg_beside_join(&other);
	else if (!parted)
		count_whole(&whole);
	make_rows(&w);
	if (!beside && parted && !count_rest(&w, &r->summary))
		count_whole(&whole);
	look_across(&w, r);
	prove(&w);
	finish(&w, r);
	clear(&w);
	*out = r;
	return EG_OK;
}

void
eg_redline_free(struct eg_redline *r)
{
	if (r != NULL)
		eg_arena_free(r->arena);
}

bool
eg_redline_is_same(const struct eg_redline *r)
{
	const struct eg_redline_summary *s = &r->summary;

	if (s->deleted_words + s->inserted_words + s->moved_sections + s->renumbered_sections > 0)
		return false;
	for (size_t i = 0; i < r->n_sections;
	     i++) /* white space that counts is in no count of words */
		for (size_t e = 0; e < r->section[i].n_edits; e++)
			if (r->section[i].edit[e].old_words + r->section[i].edit[e].new_words == 0)
				return false;
	return true;
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
