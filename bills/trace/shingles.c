/* Runs of words: all of them sorted (eg_shingles), or thinned by winnowing (eg_fingerprints). */
#include "trace/trace_private.h"

#include <stdlib.h>
#include <string.h>

/* An odd number; a shingle's key is the polynomial of its words' keys in it, mixed. */
#define BASE UINT64_C(0x9E3779B97F4A7C15)

enum { RADIX = 256, RADIX_MIN = 256 };

static int
by_key(const void *a, const void *b)
{
	const struct eg_trace_pair *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

/* Least significant byte first; a byte that all keys share costs no pass. */
void
eg_trace__sort(struct eg_trace_pair *v, struct eg_trace_pair *scratch, size_t n)
{
	struct eg_trace_pair *from = v, *to = scratch, *t;
	size_t(*count)[RADIX];

	if (n < RADIX_MIN) {
		qsort(v, n, sizeof(*v), by_key);
		return;
	}
	count = eg_calloc(8, sizeof(*count));
	for (size_t i = 0; i < n; i++)
		for (int b = 0; b < 8; b++)
			count[b][v[i].key >> (8 * b) & 255]++;
	for (int b = 0; b < 8; b++) {
		size_t at = 0, had;

		if (count[b][v[0].key >> (8 * b) & 255] == n)
			continue;
		for (int c = 0; c < RADIX; c++) {
			had = count[b][c];
			count[b][c] = at;
			at += had;
		}
		for (size_t i = 0; i < n; i++)
			to[count[b][from[i].key >> (8 * b) & 255]++] = from[i];
		t = from;
		from = to;
		to = t;
	}
	if (from != v)
		memcpy(v, from, n * sizeof(*v));
	eg_free(count);
}

static size_t
words_of(size_t k)
{
	return k == 0 ? EG_SHINGLE_WORDS : k > EG_SHINGLE_WORDS_MAX ? EG_SHINGLE_WORDS_MAX : k;
}

/* BASE to the power of k - 1, which takes the oldest word out of a rolling key. */
static uint64_t
power(size_t k)
{
	uint64_t p = 1;

	for (size_t i = 1; i < k; i++)
		p *= BASE;
	return p;
}

void
eg_shingles_of(const char *text, size_t n, size_t k, struct eg_shingles *out)
{
	struct eg_trace_pair *all, *scratch;
	uint64_t h = 0, top;
	size_t runs = 0, whole = 0; /* words since the last break */

	*out = (struct eg_shingles){.k = words_of(k)};
	k = out->k;
	top = power(k);
	eg_tokens_of(text, n, &out->tokens);
	all = eg_calloc(2 * out->tokens.n + 1, sizeof(*all));
	scratch = all + out->tokens.n;
	for (size_t i = 0; i < out->tokens.n; i++) {
		if (i >= k)
			h -= out->tokens.v[i - k].key * top;
		h = h * BASE + out->tokens.v[i].key;
		whole = out->tokens.v[i].key == EG_TRACE_BREAK ? 0 : whole + 1;
		if (whole >= k)
			all[runs++] =
			    (struct eg_trace_pair){eg_trace__mix(h), (uint32_t)(i + 1 - k)};
	}
	eg_trace__sort(all, scratch, runs);
	out->v = eg_calloc(runs + 1, sizeof(*out->v));
	for (size_t i = 0; i < runs; i++)
		if (i == 0 || all[i].key != all[i - 1].key)
			out->v[out->n++] = (struct eg_shingle){all[i].key, all[i].value};
	eg_free(all);
}

void
eg_shingles_clear(struct eg_shingles *s)
{
	eg_tokens_clear(&s->tokens);
	eg_free(s->v);
	s->v = NULL;
	s->n = 0;
}

size_t
eg_shingles_common(const struct eg_shingles *a, const struct eg_shingles *b)
{
	size_t i = 0, j = 0, both = 0;

	while (i < a->n && j < b->n) {
		uint64_t x = a->v[i].key, y = b->v[j].key;

		both += x == y;
		i += x <= y;
		j += y <= x;
	}
	return both;
}

double
eg_shingles_containment(const struct eg_shingles *a, const struct eg_shingles *b)
{
	return a->n > 0 ? (double)eg_shingles_common(a, b) / (double)a->n : 0;
}

bool
eg_shingles_has(const struct eg_shingles *s, uint64_t key)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->v[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n && s->v[lo].key == key;
}

struct eg_str
eg_shingle_text(const struct eg_shingles *s, size_t i, const char *text)
{
	size_t first = s->v[i].first, last = first + s->k - 1;
	size_t at = s->tokens.v[first].start;

	return (struct eg_str){text + at, s->tokens.v[last].end - at};
}

/* ---- winnowing ---- */

enum { WINDOW_MAX = 64 }; /* a power of two: places in the ring are told by its bits */

/* The last keys are kept in a ring; the smallest is looked for anew only when it leaves. Of equal
 * keys the last is taken, and one that is still in the window is not taken twice. */
void
eg_fingerprints_of(const struct eg_tokens *tokens, size_t k, size_t w, struct eg_fingerprints *out)
{
	uint64_t ring[WINDOW_MAX], h = 0, top, key, least = 0;
	size_t least_at = SIZE_MAX, taken = SIZE_MAX, first;

	*out = (struct eg_fingerprints){NULL, 0};
	k = words_of(k);
	w = w < 1 ? 1 : w > WINDOW_MAX ? WINDOW_MAX : w;
	top = power(k);
	if (tokens->n < k)
		return;
	out->v = eg_malloc((tokens->n - k + 1) * sizeof(*out->v));
	for (size_t i = 0; i < tokens->n; i++) {
		if (i >= k)
			h -= tokens->v[i - k].key * top;
		h = h * BASE + tokens->v[i].key;
		if (i + 1 < k)
			continue;
		first = i + 1 - k; /* of this shingle */
		ring[first & (WINDOW_MAX - 1)] = key = eg_trace__mix(h);
		if (least_at == SIZE_MAX || key <= least) {
			least = key;
			least_at = first;
		} else if (least_at + w <= first) {
			least_at = first - w + 1;
			least = ring[least_at & (WINDOW_MAX - 1)];
			for (size_t j = least_at + 1; j <= first; j++)
				if (ring[j & (WINDOW_MAX - 1)] <= least) {
					least = ring[j & (WINDOW_MAX - 1)];
					least_at = j;
				}
		}
		if (least_at != taken && (first + 1 >= w || i + 1 == tokens->n)) {
			out->v[out->n++] = (struct eg_fingerprint){least, (uint32_t)least_at};
			taken = least_at;
		}
	}
}

void
eg_fingerprints_clear(struct eg_fingerprints *f)
{
	eg_free(f->v);
	*f = (struct eg_fingerprints){NULL, 0};
}
