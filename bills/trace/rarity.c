/* In how many documents a passage occurs: the lists of its rarest fingerprints, intersected. */
#include "trace/trace_private.h"

#include <string.h>

enum { LIST_KEYS = 16 }; /* lists that are read */

/* Documents that are in all lists: the shortest is filtered by each of the others. */
static size_t
in_all(const struct eg_found *f, const struct eg_found_key **key, size_t n)
{
	size_t left = key[0]->documents;
	uint32_t *set = eg_calloc(left + 1, sizeof(*set));

	memcpy(set, f->doc + key[0]->list, left * sizeof(*set));
	for (size_t i = 1; i < n; i++) {
		const uint32_t *list = f->doc + key[i]->list;
		size_t kept = 0, j = 0;

		for (size_t d = 0; d < left; d++) {
			while (j < key[i]->documents && list[j] < set[d])
				j++;
			if (j < key[i]->documents && list[j] == set[d])
				set[kept++] = set[d];
		}
		left = kept;
	}
	eg_free(set);
	return left;
}

/* The first of a hit's keys that stands at or after a token. */
static size_t
key_from(const struct eg_found *f, const struct eg_hit *h, size_t first)
{
	size_t lo = 0, hi = h->shared;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (f->key[h->at[mid]].first < first)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t
eg_found_rarity(const struct eg_found *f, const struct eg_hit *h, size_t first, size_t last)
{
	const struct eg_found_key *some[LIST_KEYS];
	size_t from = key_from(f, h, first), end, taken = 0;

	if (last < first + f->k)
		return 0;
	end = key_from(f, h, last - f->k + 1);
	for (size_t i = from; i < end; i++) { /* the rarest ones, by insertion */
		const struct eg_found_key *key = &f->key[h->at[i]];
		size_t at = taken < LIST_KEYS ? taken++ : LIST_KEYS - 1;

		if (at == LIST_KEYS - 1 && taken == LIST_KEYS && i - from >= LIST_KEYS &&
		    some[at]->documents <= key->documents)
			continue;
		for (; at > 0 && some[at - 1]->documents > key->documents; at--)
			some[at] = some[at - 1];
		some[at] = key;
	}
	return taken > 0 ? in_all(f, some, taken) : 0;
}
