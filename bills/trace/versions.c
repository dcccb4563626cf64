/* Which of several versions of a model a text was copied from: by what only one version says. */
#include "trace/trace_private.h"

#include <stdlib.h>

/* Whether any version but `which` has the shingle. at: a place in each version, moved up as keys
 * ascend, so that all versions are walked once. */
static bool
others_have(
    const struct eg_shingles *const *version, size_t n, size_t which, uint64_t key, size_t *at)
{
	bool had = false;

	for (size_t i = 0; i < n; i++) {
		const struct eg_shingles *v = version[i];

		if (i == which)
			continue;
		while (at[i] < v->n && v->v[at[i]].key < key)
			at[i]++;
		had |= at[i] < v->n && v->v[at[i]].key == key;
	}
	return had;
}

size_t
eg_versions_find(const struct eg_shingles *text, const struct eg_shingles *const *version, size_t n,
    struct eg_version_found *found)
{
	size_t best = 0, *at = eg_calloc(n, sizeof(*at));
	double best_share = -1;

	for (size_t i = 0; i < n; i++) {
		const struct eg_shingles *v = version[i];
		size_t common = 0, t = 0;
		double share;

		found[i] = (struct eg_version_found){0};
		for (size_t j = 0; j < n; j++)
			at[j] = 0;
		for (size_t j = 0; j < v->n; j++) {
			uint64_t key = v->v[j].key;
			bool here, unique = !others_have(version, n, i, key, at);

			while (t < text->n && text->v[t].key < key)
				t++;
			here = t < text->n && text->v[t].key == key;
			common += here;
			found[i].unique_all += unique;
			found[i].unique += unique && here;
		}
		found[i].of_version = v->n > 0 ? (double)common / (double)v->n : 0;
		found[i].of_text = text->n > 0 ? (double)common / (double)text->n : 0;
		share = found[i].unique_all > 0
			    ? (double)found[i].unique / (double)found[i].unique_all
			    : 0;
		if (share > best_share ||
		    (share >= best_share && found[i].of_version >= found[best].of_version)) {
			best = i;
			best_share = share;
		}
	}
	eg_free(at);
	return best;
}

static int
by_first(const void *a, const void *b)
{
	const struct eg_trace_pair *x = a, *y = b;

	return x->value < y->value ? -1 : x->value > y->value;
}

size_t
eg_versions_unique(const struct eg_shingles *text, const struct eg_shingles *const *version,
    size_t n, size_t which, size_t *out, size_t max)
{
	const struct eg_shingles *v = version[which];
	size_t *at = eg_calloc(n, sizeof(*at)), found = 0;
	struct eg_trace_pair *all = eg_calloc(v->n + 1, sizeof(*all));

	for (size_t j = 0; j < v->n; j++)
		if (!others_have(version, n, which, v->v[j].key, at) &&
		    eg_shingles_has(text, v->v[j].key))
			all[found++] = (struct eg_trace_pair){j, v->v[j].first};
	qsort(all, found, sizeof(*all), by_first);
	if (found > max)
		found = max;
	for (size_t i = 0; i < found; i++)
		out[i] = (size_t)all[i].key;
	eg_free(all);
	eg_free(at);
	return found;
}
