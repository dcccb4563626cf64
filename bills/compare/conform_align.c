/*
 * Words of the model matched with words of the text: the longest common run first, chance matches
 * dropped, then passages that stand elsewhere. What is left between matches becomes gaps. Start at
 * cf_align().
 */
#include "compare/conform_parts.h"

#include <stdlib.h>

enum {
	GRAM = 4, /* words of a passage that is looked for elsewhere */
	MOVE_WORDS = 7, /* least words of a passage that counts as moved */
	PAIR_WORDS = 80, /* widest gap inside a moved passage */
	OFTEN = 24, /* a passage that stands more often says nothing about place */
};

struct run { /* words that match in a row */
	size_t a, b, n;
};

struct runs {
	EG_VEC(struct run);
};

static void
unmatch(struct cf_work *w, const struct run *r)
{
	for (size_t k = 0; k < r->n; k++) {
		w->model.match[r->a + k] = 0;
		w->text.match[r->b + k] = 0;
	}
}

static void
match(struct cf_work *w, size_t a, size_t b)
{
	w->model.match[a] = (uint32_t)b + 1;
	w->text.match[b] = (uint32_t)a + 1;
}

static void
collect(const struct cf_work *w, struct runs *out)
{
	out->n = 0;
	for (size_t a = 0; a < w->model.w.n; a++) {
		size_t b = w->model.match[a];
		struct run *last = out->n > 0 ? &out->v[out->n - 1] : NULL;

		if (b == 0)
			continue;
		b--;
		if (last != NULL && last->a + last->n == a && last->b + last->n == b)
			last->n++;
		else
			eg_vec_push(out, ((struct run){a, b, 1}));
	}
}

/* ---- the longest common run ---- */

static uint32_t *
ids_of(const struct cf_text *t)
{
	uint32_t *ids = eg_calloc(t->w.n + 1, sizeof(*ids));

	for (size_t i = 0; i < t->w.n; i++)
		ids[i] = t->w.v[i].id;
	return ids;
}

static void
longest(struct cf_work *w, struct eg_lcs *lcs, const uint32_t *ia, const uint32_t *ib, size_t a0,
    size_t a1, size_t b0, size_t b1)
{
	uint8_t *ka = eg_calloc(a1 - a0 + 1, 1), *kb = eg_calloc(b1 - b0 + 1, 1);

	eg_lcs__run(lcs, ia + a0, a1 - a0, ib + b0, b1 - b0, ka, kb);
	for (size_t a = a0, b = b0; a < a1; a++) {
		if (!ka[a - a0])
			continue;
		while (!kb[b - b0])
			b++;
		match(w, a, b++);
	}
	eg_free(ka);
	eg_free(kb);
}

/* A few words that match by chance between long stretches that do not. */
static void
drop_chance(struct cf_work *w, struct runs *r)
{
	collect(w, r);
	for (size_t i = 0; i < r->n; i++) {
		const struct run *x = &r->v[i];
		size_t a_before = i > 0 ? r->v[i - 1].a + r->v[i - 1].n : 0;
		size_t b_before = i > 0 ? r->v[i - 1].b + r->v[i - 1].n : 0;
		size_t a_after = i + 1 < r->n ? r->v[i + 1].a : w->model.w.n;
		size_t b_after = i + 1 < r->n ? r->v[i + 1].b : w->text.w.n;
		size_t da = a_after - a_before - x->n, db = b_after - b_before - x->n, weight = 0;

		for (size_t k = 0; k < x->n; k++)
			weight += cf_is_grammar(cf_norm(w, &w->model, x->a + k)) ? 1 : 3;
		if (weight <= 9 && da * 3 > weight * 4 && db * 3 > weight * 4 &&
		    da + db > 4 * weight)
			unmatch(w, x);
	}
}

/* ---- passages elsewhere ---- */

static uint64_t
gram_at(const struct cf_text *t, size_t i)
{
	uint64_t h = 1469598103934665603u;

	for (size_t k = 0; k < GRAM; k++)
		h = (h ^ t->w.v[i + k].id) * 1099511628211u + 0x9E37;
	return h ^ h >> 29;
}

static bool
all_free(const struct cf_text *t, size_t i)
{
	for (size_t k = 0; k < GRAM; k++)
		if (i + k >= t->w.n || t->match[i + k] != 0)
			return false;
	return true;
}

struct gram {
	uint64_t hash;
	size_t at;
};

static int
by_hash(const void *x, const void *y)
{
	const struct gram *a = x, *b = y;

	return a->hash != b->hash ? (a->hash < b->hash ? -1 : 1)
	       : a->at < b->at	  ? -1
				  : a->at > b->at;
}

static size_t
weight_of(const struct cf_work *w, const struct run *r)
{
	size_t n = 0;

	for (size_t k = 0; k < r->n; k++)
		n += !cf_is_grammar(cf_norm(w, &w->model, r->a + k));
	return n;
}

/* The longest common stretch of free words through a and b. */
static struct run
stretch(const struct cf_work *w, size_t a, size_t b)
{
	const struct cf_text *m = &w->model, *t = &w->text;
	size_t n = 0;

	while (a > 0 && b > 0 && m->match[a - 1] == 0 && t->match[b - 1] == 0 &&
	       m->w.v[a - 1].id == t->w.v[b - 1].id)
		a--, b--;
	while (a + n < m->w.n && b + n < t->w.n && m->match[a + n] == 0 && t->match[b + n] == 0 &&
	       m->w.v[a + n].id == t->w.v[b + n].id)
		n++;
	return (struct run){a, b, n};
}

static int
by_length(const void *x, const void *y)
{
	const struct run *a = x, *b = y;

	return a->n != b->n ? (a->n > b->n ? -1 : 1) : a->a < b->a ? -1 : a->a > b->a;
}

static void
find_candidates(const struct cf_work *w, struct runs *found)
{
	struct {
		EG_VEC(struct gram);
	} grams = {0};

	for (size_t b = 0; b < w->text.w.n; b++)
		if (all_free(&w->text, b))
			eg_vec_push(&grams, ((struct gram){gram_at(&w->text, b), b}));
	if (grams.n > 1)
		qsort(grams.v, grams.n, sizeof(*grams.v), by_hash);
	for (size_t a = 0; a < w->model.w.n && grams.n > 0; a++) {
		size_t lo = 0, hi = grams.n, best = 0;
		uint64_t h;
		struct run top = {0};

		if (!all_free(&w->model, a))
			continue;
		h = gram_at(&w->model, a);
		while (lo < hi) {
			size_t mid = (lo + hi) / 2;

			if (grams.v[mid].hash < h)
				lo = mid + 1;
			else
				hi = mid;
		}
		for (size_t k = lo; k < grams.n && grams.v[k].hash == h && k < lo + OFTEN; k++) {
			struct run r;

			if (w->text.w.v[grams.v[k].at].id != w->model.w.v[a].id)
				continue;
			r = stretch(w, a, grams.v[k].at);
			if (r.n > best) {
				best = r.n;
				top = r;
			}
		}
		if (best >= MOVE_WORDS) {
			eg_vec_push(found, top);
			a = top.a + top.n - 1;
		}
	}
	eg_vec_clear(&grams);
}

static bool
still_free(const struct cf_work *w, const struct run *r)
{
	for (size_t k = 0; k < r->n; k++)
		if (w->model.match[r->a + k] != 0 || w->text.match[r->b + k] != 0)
			return false;
	return true;
}

/* Match passages that stand elsewhere, longest first. True when any was. */
static bool
find_moves(struct cf_work *w)
{
	struct runs found = {0};
	bool any = false;

	find_candidates(w, &found);
	if (found.n > 1)
		qsort(found.v, found.n, sizeof(*found.v), by_length);
	for (size_t i = 0; i < found.n; i++) {
		struct run *r = &found.v[i];

		if (!still_free(w, r) || weight_of(w, r) < 4)
			continue;
		for (size_t k = 0; k < r->n; k++)
			match(w, r->a + k, r->b + k);
		any = true;
	}
	eg_vec_clear(&found);
	return any;
}

/* Does run y come right after x in both texts, with nothing matched between? */
static bool
is_next(const struct cf_work *w, const struct run *x, const struct run *y)
{
	if (y->b < x->b + x->n)
		return false;
	for (size_t b = x->b + x->n; b < y->b; b++)
		if (w->text.match[b] != 0)
			return false;
	return true;
}

/* Inside moved passages, words between two matched stretches are compared too. */
static void
fill_between(struct cf_work *w, struct eg_lcs *lcs, const uint32_t *ia, const uint32_t *ib)
{
	struct runs r = {0};

	collect(w, &r);
	for (size_t i = 0; i + 1 < r.n; i++) {
		size_t a0 = r.v[i].a + r.v[i].n, a1 = r.v[i + 1].a;
		size_t b0 = r.v[i].b + r.v[i].n, b1 = r.v[i + 1].b;

		if (a1 > a0 && is_next(w, &r.v[i], &r.v[i + 1]) && b1 > b0 &&
		    a1 - a0 <= PAIR_WORDS && b1 - b0 <= PAIR_WORDS)
			longest(w, lcs, ia, ib, a0, a1, b0, b1);
	}
	eg_vec_clear(&r);
}

/* ---- gaps ---- */

/* Slide a lone gap so that it begins where a sentence or item begins: "and X" for "X and". */
static void
slide(const struct cf_text *t, size_t *from, size_t *to, size_t low, size_t high)
{
	size_t f = *from, n = *to - *from;

	if (n == 0 || (t->w.v[f].flags & (CF_SENTENCE | CF_LINE)))
		return;
	for (size_t k = 1; k <= n && f - k >= low && f >= k; k++) {
		if (t->w.v[f - k].id != t->w.v[f - k + n].id)
			break;
		if (t->w.v[f - k].flags & (CF_SENTENCE | CF_LINE)) {
			*from = f - k;
			*to = f - k + n;
			return;
		}
	}
	for (size_t k = 0; k < n && f + n + k < high; k++) {
		if (t->w.v[f + k].id != t->w.v[f + n + k].id)
			break;
		if (t->w.v[f + k + 1].flags & (CF_SENTENCE | CF_LINE)) {
			*from = f + k + 1;
			*to = f + k + 1 + n;
			return;
		}
	}
}

static void
add_gap(struct cf_work *w, size_t a0, size_t a1, size_t b0, size_t b1, size_t low_a, size_t low_b,
    size_t high_a, size_t high_b)
{
	struct cf_gap g = {a0, a1, b0, b1, false};

	if (a0 == a1 && b0 == b1)
		return;
	if (a0 == a1)
		slide(&w->text, &g.b0, &g.b1, low_b, high_b);
	else if (b0 == b1)
		slide(&w->model, &g.a0, &g.a1, low_a, high_a);
	eg_vec_push(&w->gaps, g);
}

static int
by_b(const void *x, const void *y)
{
	const struct run *a = x, *b = y;

	return a->b < b->b ? -1 : a->b > b->b;
}

static int
by_a(const void *x, const void *y)
{
	const struct cf_gap *a = x, *b = y;

	return a->a0 != b->a0 ? (a->a0 < b->a0 ? -1 : 1) : a->b0 < b->b0 ? -1 : a->b0 > b->b0;
}

/* Words of the text that stand against none of the model: between runs that are neighbours in the
 * text but not in the model. */
static void
lone_in_text(struct cf_work *w, struct runs *r)
{
	if (r->n > 1)
		qsort(r->v, r->n, sizeof(*r->v), by_b);
	for (size_t i = 0; i <= r->n; i++) {
		const struct run *x = i > 0 ? &r->v[i - 1] : NULL, *y = i < r->n ? &r->v[i] : NULL;
		size_t b0 = x != NULL ? x->b + x->n : 0, b1 = y != NULL ? y->b : w->text.w.n;
		size_t a = x != NULL ? x->a + x->n : 0;

		if (b1 == b0)
			continue;
		if (x != NULL && y != NULL && y->a >= a) { /* was it paired? */
			bool between = false;

			for (size_t k = a; k < y->a && !between; k++)
				between = w->model.match[k] != 0;
			if (!between)
				continue;
		}
		add_gap(w, a, a, b0, b1, 0, x != NULL ? x->b : 0, 0,
		    y != NULL ? y->b + y->n : w->text.w.n);
	}
}

/* Off the chain of runs that keeps the order of both texts and holds most words: moved. */
static void
mark_moved(struct cf_work *w, const struct runs *r)
{
	size_t n = r->n, best = 0, *sum = eg_calloc(n + 1, sizeof(*sum)),
	       *from = eg_calloc(n + 1, sizeof(*from));
	uint8_t *on = eg_calloc(n + 1, 1);

	for (size_t i = 0; i < n; i++) {
		from[i] = SIZE_MAX;
		sum[i] = r->v[i].n;
		for (size_t k = i; k-- > 0 && i - k < 2000;)
			if (r->v[k].b < r->v[i].b && sum[k] + r->v[i].n > sum[i]) {
				sum[i] = sum[k] + r->v[i].n;
				from[i] = k;
			}
		best = sum[i] > sum[best] ? i : best;
	}
	for (size_t i = best; n > 0 && i != SIZE_MAX; i = from[i])
		on[i] = 1;
	for (size_t i = 0; i < n; i++) {
		struct cf_gap *last = w->gaps.n > 0 ? &w->gaps.v[w->gaps.n - 1] : NULL;
		const struct run *x = &r->v[i];

		if (on[i])
			continue;
		if (last != NULL && last->moved && x->a - last->a1 < PAIR_WORDS &&
		    x->b >= last->b1 && x->b - last->b1 < PAIR_WORDS) {
			last->a1 = x->a + x->n;
			last->b1 = x->b + x->n;
		} else {
			eg_vec_push(&w->gaps,
			    ((struct cf_gap){x->a, x->a + x->n, x->b, x->b + x->n, true}));
		}
	}
	eg_free(sum);
	eg_free(from);
	eg_free(on);
}

static void
make_gaps(struct cf_work *w)
{
	struct runs r = {0};

	collect(w, &r);
	mark_moved(w, &r);
	for (size_t i = 0; i <= r.n; i++) {
		const struct run *x = i > 0 ? &r.v[i - 1] : NULL, *y = i < r.n ? &r.v[i] : NULL;
		size_t a0 = x != NULL ? x->a + x->n : 0, a1 = y != NULL ? y->a : w->model.w.n;
		size_t b0 = x != NULL ? x->b + x->n : 0;

		if (x != NULL && y != NULL && is_next(w, x, y))
			add_gap(w, a0, a1, b0, y->b, x->a, x->b, y->a + y->n, y->b + y->n);
		else
			add_gap(w, a0, a1, b0, b0, x != NULL ? x->a : 0, 0,
			    y != NULL ? y->a + y->n : w->model.w.n, 0);
	}
	for (size_t i = 0; i < w->text.w.n; i++)
		if (w->text.match[i] != 0) {
			w->text_from = i;
			break;
		}
	w->text_to = w->text.w.n;
	while (w->text_to > w->text_from && w->text.match[w->text_to - 1] == 0)
		w->text_to--;
	lone_in_text(w, &r);
	if (w->gaps.n > 1)
		qsort(w->gaps.v, w->gaps.n, sizeof(*w->gaps.v), by_a);
	eg_vec_clear(&r);
}

/* Can the run be matched d words further in t, so that the insertions on both its sides become one?
 */
static bool
can_shift(const struct cf_text *t, size_t from, size_t n, ptrdiff_t d)
{
	for (size_t k = 0; k < n; k++)
		if (t->w.v[from + k].id != t->w.v[(size_t)((ptrdiff_t)(from + k) + d)].id)
			return false;
	return true;
}

enum { SHIFT_WORDS = 4 };

/* "in accordance with [the] following: The": a short run between two insertions (or two deletions)
 * that stands again at the end of the second is matched there, so that one insertion is shown. */
static void
join_gaps(struct cf_work *w, struct runs *r)
{
	collect(w, r);
	for (size_t i = 0; i < r->n; i++) {
		struct run x = r->v[i], p = i > 0 ? r->v[i - 1] : (struct run){0, 0, 0};
		struct run q =
		    i + 1 < r->n ? r->v[i + 1] : (struct run){w->model.w.n, w->text.w.n, 0};
		size_t left_a = x.a - p.a - p.n, right_a = q.a - x.a - x.n;
		size_t left_b, right_b, by_a = 0, by_b = 0;

		if (x.n > SHIFT_WORDS || x.b < p.b + p.n || q.b < x.b + x.n ||
		    (i > 0 && !is_next(w, &p, &x)) || (i + 1 < r->n && !is_next(w, &x, &q)))
			continue;
		left_b = x.b - p.b - p.n;
		right_b = q.b - x.b - x.n;
		if (left_a + left_b == 0)
			continue;
		if (right_a == 0 && right_b > 0 &&
		    can_shift(&w->text, x.b, x.n, (ptrdiff_t)right_b))
			by_b = right_b;
		else if (right_b == 0 && right_a > 0 &&
			 can_shift(&w->model, x.a, x.n, (ptrdiff_t)right_a))
			by_a = right_a;
		if (by_a + by_b == 0)
			continue;
		unmatch(w, &x);
		for (size_t k = 0; k < x.n; k++)
			match(w, x.a + by_a + k, x.b + by_b + k);
		r->v[i].a += by_a;
		r->v[i].b += by_b;
	}
}

void
cf_align(struct cf_work *w)
{
	uint32_t *ia = ids_of(&w->model), *ib = ids_of(&w->text);
	struct eg_lcs *lcs = eg_lcs__new((uint32_t)w->lex.norm.n, w->model.w.n + w->text.w.n);
	struct runs scratch = {0};

	longest(w, lcs, ia, ib, 0, w->model.w.n, 0, w->text.w.n);
	join_gaps(w, &scratch);
	drop_chance(w, &scratch);
	if (find_moves(w)) {
		fill_between(w, lcs, ia, ib);
		find_moves(w);
	}
	join_gaps(w, &scratch);
	make_gaps(w);
	eg_vec_clear(&scratch);
	eg_lcs__free(lcs);
	eg_free(ia);
	eg_free(ib);
}
