/*
 * Anchors: passages of k words that occur exactly once in either text, stretched as far as they
 * agree; of these the chain in an order that both texts share, heaviest in words (Fenwick tree over
 * the old positions). What lies between two anchors is compared on its own.
 */
#include "compare/lcs.h"

#include <stdlib.h>

struct entry {
	uint64_t key;
	uint32_t a, b;
	uint8_t in_a, in_b; /* 0, 1, 2 = more */
};

struct table {
	struct entry *v;
	size_t mask;
};

static inline uint64_t
mix(uint64_t x)
{
	x ^= x >> 31;
	x *= 0x7FB5D329728EA185u;
	x ^= x >> 27;
	return x;
}

static struct entry *
slot(struct table *t, uint64_t key)
{
	size_t i = (size_t)(key >> 17) & t->mask;

	while (t->v[i].in_a > 0 && t->v[i].key != key)
		i = (i + 1) & t->mask;
	return &t->v[i];
}

/* Rolling hash of k words. */
struct roll {
	const uint32_t *p;
	size_t n, k, at;
	uint64_t h, out; /* out: factor of the word that leaves */
};

enum { BASE_ODD = 0x2545F491 };

static void
roll_start(struct roll *r, const uint32_t *p, size_t n, size_t k)
{
	*r = (struct roll){.p = p, .n = n, .k = k, .out = 1};
	for (size_t i = 0; i < k && i < n; i++) {
		r->h = r->h * BASE_ODD + mix(p[i] + 1u);
		if (i > 0)
			r->out *= BASE_ODD;
	}
}

static inline void
roll_next(struct roll *r)
{
	if (r->at + r->k < r->n)
		r->h = (r->h - mix(r->p[r->at] + 1u) * r->out) * BASE_ODD +
		       mix(r->p[r->at + r->k] + 1u);
	r->at++;
}

/* Stretch a pair of positions over all words that agree, within the slices. False when it is not
 * even k long (a false match of hashes). */
static bool
stretch(struct eg_slice x, size_t a, size_t b, size_t k, const struct eg_anchor *before,
    struct eg_anchor *out)
{
	size_t from_a = a, from_b = b, floor_b = before == NULL ? 0 : (size_t)before->b + before->n;

	while (from_a > 0 && from_b > floor_b && x.a[from_a - 1] == x.b[from_b - 1])
		from_a--, from_b--;
	while (a < x.n && b < x.m && x.a[a] == x.b[b])
		a++, b++;
	*out = (struct eg_anchor){(uint32_t)from_a, (uint32_t)from_b, (uint32_t)(a - from_a)};
	return out->n >= k;
}

/* Candidates in order of b. */
static size_t
candidates(struct eg_slice x, size_t k, size_t sample, struct eg_anchor **out)
{
	size_t slots = 64, found = 0, n_hits = 0, cap = 64;
	struct table t;
	struct roll r;
	struct eg_anchor *v = eg_realloc(NULL, cap, sizeof(*v));
	uint32_t *hit = eg_realloc(NULL, x.m / (sample > 1 ? sample / 2 : 1) + 64, sizeof(*hit));
	size_t cap_hits = x.m / (sample > 1 ? sample / 2 : 1) + 64;

	while (slots < x.n / sample * 3)
		slots *= 2;
	t.v = eg_calloc(slots, sizeof(*t.v));
	t.mask = slots - 1;
	for (roll_start(&r, x.a, x.n, k); r.at + k <= x.n; roll_next(&r)) {
		uint64_t h = mix(r.h);
		struct entry *e;

		if ((h & (sample - 1)) != 0 || found * 4 > slots * 3)
			continue;
		e = slot(&t, h);
		found += e->in_a == 0;
		e->key = h;
		e->a = (uint32_t)r.at;
		e->in_a = e->in_a == 0 ? 1 : 2;
	}
	for (roll_start(&r, x.b, x.m, k); r.at + k <= x.m; roll_next(&r)) {
		uint64_t h = mix(r.h);
		struct entry *e;

		if ((h & (sample - 1)) != 0)
			continue;
		e = slot(&t, h);
		if (e->in_a != 1 || n_hits == cap_hits)
			continue;
		e->b = (uint32_t)r.at;
		e->in_b = e->in_b == 0 ? 1 : 2;
		hit[n_hits++] = (uint32_t)(e - t.v);
	}
	found = 0;
	for (size_t i = 0; i < n_hits; i++) {
		const struct entry *e = &t.v[hit[i]];
		const struct eg_anchor *last = found > 0 ? &v[found - 1] : NULL;

		if (e->in_b != 1)
			continue;
		if (last != NULL && e->b < last->b + last->n && e->a - last->a == e->b - last->b)
			continue; /* inside the stretch before */
		if (found == cap) {
			cap *= 2;
			v = eg_realloc(v, cap, sizeof(*v));
			last = &v[found - 1];
		}
		found += stretch(x, e->a, e->b, k, last, &v[found]);
	}
	eg_free(hit);
	eg_free(t.v);
	*out = v;
	return found;
}

static int
by_a(const void *l, const void *r)
{
	const struct eg_anchor *const *x = l, *const *y = r;

	return (*x)->a < (*y)->a ? -1 : (*x)->a > (*y)->a;
}

/* Keep the heaviest chain of anchors that rises in both texts; overlaps are cut. Returns how many
 * are left. */
static size_t
chain(struct eg_anchor *v, size_t n, size_t k)
{
	struct eg_anchor **order = eg_realloc(NULL, n, sizeof(*order));
	uint32_t *rank = eg_calloc(n, sizeof(*rank)), *from = eg_calloc(n, sizeof(*from)),
		 *tree = eg_calloc(n + 1, sizeof(*tree));
	uint64_t *weight = eg_calloc(n + 1, sizeof(*weight)), best = 0;
	uint32_t last = 0;
	size_t left = 0, end_a = 0, end_b = 0;
	uint8_t *in = eg_calloc(n, 1);

	for (size_t i = 0; i < n; i++)
		order[i] = &v[i];
	qsort(order, n, sizeof(struct eg_anchor *), by_a);
	for (size_t i = 0; i < n; i++)
		rank[order[i] - v] = (uint32_t)i + 1;
	for (size_t i = 0; i < n;
	     i++) { /* tree[r]: the anchor + 1 that ends the heaviest chain below rank r */
		uint32_t prev = 0;

		for (uint32_t r = rank[i] - 1; r > 0; r -= r & -r)
			if (tree[r] > 0 && (prev == 0 || weight[tree[r]] > weight[prev]))
				prev = tree[r];
		from[i] = prev;
		weight[i + 1] = (prev > 0 ? weight[prev] : 0) + v[i].n;
		if (weight[i + 1] > best) {
			best = weight[i + 1];
			last = (uint32_t)i + 1;
		}
		for (uint32_t r = rank[i]; r <= n; r += r & -r)
			if (tree[r] == 0 || weight[tree[r]] < weight[i + 1])
				tree[r] = (uint32_t)i + 1;
	}
	for (; last > 0; last = from[last - 1])
		in[last - 1] = 1;
	for (size_t i = 0; i < n; i++) {
		size_t cut = 0;

		if (!in[i])
			continue;
		if (v[i].a < end_a)
			cut = end_a - v[i].a;
		if (v[i].b < end_b && end_b - v[i].b > cut)
			cut = end_b - v[i].b;
		if (cut + k > v[i].n)
			continue;
		v[left] = (struct eg_anchor){
		    v[i].a + (uint32_t)cut, v[i].b + (uint32_t)cut, v[i].n - (uint32_t)cut};
		end_a = (size_t)v[left].a + v[left].n;
		end_b = (size_t)v[left].b + v[left].n;
		left++;
	}
	eg_free(order);
	eg_free(rank);
	eg_free(from);
	eg_free(tree);
	eg_free(weight);
	eg_free(in);
	return left;
}

size_t
eg_anchors__find(struct eg_slice x, size_t k, size_t sample, struct eg_anchor **out)
{
	size_t n;

	*out = NULL;
	if (x.n < k || x.m < k)
		return 0;
	n = candidates(x, k, sample, out);
	return n == 0 ? 0 : chain(*out, n, k);
}
