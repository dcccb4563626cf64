/*
 * What two texts share, word for word. Each run of the text is looked up in the source's shingles;
 * a match is followed word by word, over gaps of a few words that differ, for as long as it holds.
 */
#include "trace/trace_private.h"

#include <stdlib.h>
#include <string.h>

enum {
	SEED = 4, /* words that must be the same to start, and to go on after a gap */
	GAP = 8, /* words that may differ on either side */
	MIN_WORDS = 8,
};

struct pair {
	const struct eg_token *a, *b; /* text, source */
	size_t na, nb;
};

static inline bool
same_run(const struct pair *t, size_t i, size_t j, size_t n)
{
	if (i + n > t->na || j + n > t->nb)
		return false;
	for (size_t k = 0; k < n; k++)
		if (t->a[i + k].key != t->b[j + k].key)
			return false;
	return true;
}

/* After a difference at i, j: the nearest place where SEED words are the same again. */
static bool
resync(const struct pair *t, size_t *i, size_t *j)
{
	for (size_t sum = 1; sum <= 2 * GAP; sum++)
		for (size_t d = sum > GAP ? sum - GAP : 0; d <= sum && d <= GAP; d++)
			if (same_run(t, *i + d, *j + sum - d, SEED)) {
				*i += d;
				*j += sum - d;
				return true;
			}
	return false;
}

/* The passage that starts with the same words at i and j. */
static struct eg_copied_run
follow(const struct pair *t, size_t i, size_t j)
{
	struct eg_copied_run p = {.first = (uint32_t)i, .source_first = (uint32_t)j};

	for (;;) {
		while (i < t->na && j < t->nb && t->a[i].key == t->b[j].key) {
			i++;
			j++;
			p.same++;
		}
		p.last = (uint32_t)i;
		p.source_last = (uint32_t)j;
		if (i == t->na || j == t->nb || !resync(t, &i, &j))
			return p;
	}
}

static int
longest(const void *a, const void *b)
{
	const struct eg_copied_run *x = a, *y = b;

	if (x->same != y->same)
		return x->same > y->same ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

static inline uint64_t
turned(uint64_t v, int by)
{
	return v << by | v >> (64 - by);
}

/* Keys are mixed already: turned, so that the order of the words counts. */
static inline uint64_t
seed_at(const struct eg_token *v)
{
	return v[0].key ^ turned(v[1].key, 17) ^ turned(v[2].key, 31) ^ turned(v[3].key, 47);
}

/* Where each run of SEED words of the text stands in the source: a chained hash table. A filter of
 * bits keeps what the text does not have out of it, so that a long source costs little. */
struct seeds {
	uint32_t *head, *next; /* index + 1; 0 ends a chain */
	uint64_t *filter;
	uint64_t mask, filter_mask;
};

enum { CHAIN_MAX = 16 }; /* places tried for one run: what comes oftener is a set phrase */

static void
seeds_init(struct seeds *s, const struct pair *t)
{
	size_t na = t->na >= SEED ? t->na - SEED + 1 : 0, nb = t->nb >= SEED ? t->nb - SEED + 1 : 0;
	size_t size = 64;

	while (size < 2 * na)
		size *= 2;
	s->mask = size - 1;
	s->filter_mask = 8 * size - 1; /* bits */
	s->head = eg_calloc(size, sizeof(*s->head));
	s->filter = eg_calloc(size / 8, sizeof(*s->filter));
	s->next = eg_malloc((nb + 1) * sizeof(*s->next));
	for (size_t i = 0; i < na; i++) {
		uint64_t bit = seed_at(t->a + i) >> 24 & s->filter_mask;

		s->filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
	}
	for (size_t j = nb; j-- > 0;) { /* backwards, so that chains begin with the first place */
		uint64_t h = seed_at(t->b + j), bit = h >> 24 & s->filter_mask;

		if ((s->filter[bit >> 6] >> (bit & 63) & 1) == 0)
			continue;
		s->next[j] = s->head[h & s->mask];
		s->head[h & s->mask] = (uint32_t)j + 1;
	}
}

static bool
best_at(const struct pair *t, const struct seeds *s, size_t i, struct eg_copied_run *out)
{
	int tried = 0;

	out->same = 0;
	for (uint32_t j = s->head[seed_at(t->a + i) & s->mask]; j != 0 && tried < CHAIN_MAX;
	     j = s->next[j - 1])
		if (same_run(t, i, j - 1, SEED)) {
			struct eg_copied_run p = follow(t, i, j - 1);

			tried++;
			if (p.same > out->same)
				*out = p;
		}
	return out->same > 0;
}

void
eg_copied_find(const struct eg_tokens *text, const struct eg_tokens *source, size_t min_words,
    struct eg_copied *out)
{
	const struct pair t = {text->v, source->v, text->n, source->n};
	struct eg_copied_run p;
	struct seeds s;
	size_t cap = 0;

	*out = (struct eg_copied){NULL, 0};
	if (min_words == 0)
		min_words = MIN_WORDS;
	seeds_init(&s, &t);
	for (size_t i = 0; i + SEED <= t.na;) {
		if (!best_at(&t, &s, i, &p)) {
			i++;
			continue;
		}
		if (p.same < min_words) { /* a set phrase */
			i++;
			continue;
		}
		i = p.last;
		if (out->n == cap) {
			cap = cap * 2 + 16;
			out->v = eg_realloc(out->v, cap, sizeof(*out->v));
		}
		out->v[out->n++] = p;
	}
	if (out->n > 0)
		qsort(out->v, out->n, sizeof(*out->v), longest);
	eg_free(s.head);
	eg_free(s.next);
	eg_free(s.filter);
}

void
eg_copied_clear(struct eg_copied *p)
{
	eg_free(p->v);
	*p = (struct eg_copied){NULL, 0};
}
