/*
 * Sections that stand in both texts byte for byte, in one order: nothing in them needs to be looked
 * at again. Only for long texts, and only sections that either text has once, so that they are fixed
 * points of any comparison.
 */
#include "compare/parts.h"

#include <stdlib.h>

enum { LONG_BYTES = 100000, SECTION_BYTES = 200 };

struct known { /* a section by its bytes */
	uint64_t hash;
	uint32_t section;
	uint8_t side;
};

static uint64_t
hash_bytes(const char *p, size_t n)
{
	uint64_t h = 0x9E3779B97F4A7C15u ^ n, v;

	for (; n >= 8; p += 8, n -= 8) {
		memcpy(&v, p, 8);
		h = (h ^ v) * 0xFF51AFD7ED558CCDu;
		h ^= h >> 31;
	}
	v = 0;
	memcpy(&v, p, n);
	h = (h ^ v) * 0xFF51AFD7ED558CCDu;
	return h ^ h >> 29;
}

/* May a text be taken section by section? Not where a label could say otherwise than the words, or
 * a section starts inside a word. */
static bool
can_be_cut(const struct eg_doc *d)
{
	for (size_t i = 0; i < d->n_sections; i++) {
		size_t at = d->section[i].start;

		if (d->section[i].label != NULL ||
		    (at > 0 && at < d->n && d->text[at - 1] != '\n' && d->text[at - 1] != ' '))
			return false;
	}
	return true;
}

static int
by_hash(const void *l, const void *r)
{
	const struct known *x = l, *y = r;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->side != y->side)
		return x->side - y->side;
	return x->section < y->section ? -1 : x->section > y->section;
}

static size_t
add_sections(struct known *v, size_t n, const struct eg_doc *d, uint8_t side)
{
	for (size_t i = 0; i < d->n_sections; i++) {
		size_t start = d->section[i].start, end = d->section[i].end;

		if (end - start >= SECTION_BYTES)
			v[n++] = (struct known){
			    hash_bytes(d->text + start, end - start), (uint32_t)i, side};
	}
	return n;
}

static bool
same_bytes(const struct eg_doc *a, size_t i, const struct eg_doc *b, size_t j)
{
	size_t n = a->section[i].end - a->section[i].start;

	return n == b->section[j].end - b->section[j].start &&
	       memcmp(a->text + a->section[i].start, b->text + b->section[j].start, n) == 0;
}

static int
by_old(const void *l, const void *r)
{
	const struct eg_pair *x = l, *y = r;

	return x->old_index < y->old_index ? -1 : x->old_index > y->old_index;
}

/* Keep a longest chain of pairs whose new places ascend; v is in order of the old ones. */
static size_t
in_order(struct eg_pair *v, size_t n)
{
	uint32_t *tail = eg_calloc(n + 1, sizeof(*tail)),
		 *before = eg_calloc(n + 1, sizeof(*before));
	size_t length = 0, k;

	for (size_t i = 0; i < n; i++) {
		size_t low = 0, high = length;

		while (low < high) {
			size_t mid = (low + high) / 2;

			if (v[tail[mid]].new_index < v[i].new_index)
				low = mid + 1;
			else
				high = mid;
		}
		before[i] = low > 0 ? tail[low - 1] : UINT32_MAX;
		tail[low] = (uint32_t)i;
		length = low == length ? length + 1 : length;
	}
	k = length;
	for (uint32_t i = length > 0 ? tail[length - 1] : UINT32_MAX; i != UINT32_MAX;
	     i = before[i])
		tail[--k] = i;
	for (size_t i = 0; i < length; i++)
		v[i] = v[tail[i]];
	eg_free(tail);
	eg_free(before);
	return length;
}

size_t
eg_same__find(const struct eg_doc *a, const struct eg_doc *b, struct eg_pair **out)
{
	struct known *v;
	struct eg_pair *pairs;
	size_t n, found = 0;

	*out = NULL;
	if (a->n + b->n < LONG_BYTES || !can_be_cut(a) || !can_be_cut(b))
		return 0;
	v = eg_calloc(a->n_sections + b->n_sections + 1, sizeof(*v));
	pairs = *out = eg_calloc(a->n_sections + 1, sizeof(*pairs));
	n = add_sections(v, add_sections(v, 0, a, 0), b, 1);
	qsort(v, n, sizeof(*v), by_hash);
	for (size_t i = 0; i + 1 < n; i++) {
		bool alone = (i == 0 || v[i - 1].hash != v[i].hash) &&
			     (i + 2 >= n || v[i + 2].hash != v[i].hash);

		if (alone && v[i + 1].hash == v[i].hash && v[i].side == 0 && v[i + 1].side == 1 &&
		    same_bytes(a, v[i].section, b, v[i + 1].section))
			pairs[found++] = (struct eg_pair){v[i].section, v[i + 1].section, false};
	}
	eg_free(v);
	qsort(pairs, found, sizeof(*pairs), by_old);
	return in_order(pairs, found);
}
