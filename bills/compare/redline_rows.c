/* The rows of a redline: the words of each pair of sections compared; and the smallest script over
 * the whole texts, counted. */
#include "compare/redline_work.h"

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

bool
eg_work__counts_beside(const struct eg_work *w)
{
	return w->how.excuse != 0 || (!runs_together(&w->old_side) && !runs_together(&w->new_side));
}

bool
eg_work__is_long(const struct eg_work *w)
{
	return w->old_side.words.n + w->new_side.words.n > PARTNER_WORDS;
}

void
eg_work__count(void *ctx)
{
	struct eg_work *w = ((struct eg_whole *)ctx)->w;
	struct eg_redline_summary *sum = ((struct eg_whole *)ctx)->sum;
	struct eg_words a = w->old_side.words, b = w->new_side.words, own_a = {0}, own_b = {0};
	struct eg_lcs *lcs = w->lcs;
	size_t kept = 0, a0 = 0, b0 = 0, apart = 0;

	if (!eg_work__counts_beside(w)) {
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
count_rest(struct eg_work *w, struct eg_redline_summary *sum)
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

void
eg_work__count_rest(void *ctx)
{
	struct eg_whole *whole = ctx;

	if (!count_rest(whole->w, whole->sum))
		eg_work__count(whole);
}

enum { REST_STEPS = 1 << 22 };

bool
eg_work__rest_is_long(const struct eg_work *w)
{
	size_t n = w->old_side.words.n, m = w->new_side.words.n, known = 0;

	for (size_t i = 0; i < n; i++)
		known += w->keep_old[i];
	return !w->is_least && m * ((n - known + m - known) / 64 + 1) > REST_STEPS;
}

/* ---- rows ---- */

static struct eg_redline_section *
add_row(struct eg_work *w)
{
	eg_vec_push(&w->edits_from, w->edits.n);
	return eg_vec_new(&w->rows);
}

/* A section that only one text has. */
static void
lone_row(struct eg_work *w, size_t old_index, size_t new_index)
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
take_part(const struct eg_work *w, size_t a0, size_t a1, size_t b0, size_t b1)
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
    struct eg_work *w, struct eg_redline_section *row, size_t a0, size_t a1, size_t b0, size_t b1)
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
paired_row(struct eg_work *w, const struct eg_pair *p)
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
void
eg_work__make_rows(struct eg_work *w)
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
