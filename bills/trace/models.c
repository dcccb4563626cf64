/* How much a text draws on each of several models, counting less what many models say. */
#include "trace/trace_private.h"

#include "base/maths.h"

/* Shared shingles below about this weight are chance. */
#define CHANCE 5.0

/* All shingles of all models, and of the text as the last of them, by key. */
static struct eg_trace_pair *
gather(const struct eg_shingles *text, const struct eg_model *model, size_t n, size_t *count)
{
	struct eg_trace_pair *all;
	size_t at = 0, room = text->n;

	for (size_t i = 0; i < n; i++)
		room += model[i].shingles->n;
	all = eg_calloc(2 * room + 1, sizeof(*all));
	for (uint32_t i = 0; i <= n; i++) {
		const struct eg_shingles *s = i < n ? model[i].shingles : text;

		for (size_t k = 0; k < s->n; k++)
			all[at++] = (struct eg_trace_pair){s->v[k].key, i};
	}
	eg_trace__sort(all, all + room, room);
	*count = room;
	return all;
}

static size_t
groups_of(const struct eg_model *model, size_t n)
{
	size_t groups = 1;

	for (size_t i = 0; i < n; i++)
		groups = model[i].group >= groups ? model[i].group + 1 : groups;
	return groups;
}

void
eg_models_score(const struct eg_shingles *text, const struct eg_model *model, size_t n,
    struct eg_model_score *out)
{
	double *total = eg_calloc(n + 1, sizeof(*total)); /* the last is the text's */
	size_t *seen = eg_calloc(groups_of(model, n), sizeof(*seen)), count, end;
	struct eg_trace_pair *all = gather(text, model, n, &count);

	for (size_t i = 0; i < n; i++)
		out[i] = (struct eg_model_score){0};
	for (size_t i = 0; i < count; i = end) {
		bool here = false;
		double groups = 0, weight;

		for (end = i; end < count && all[end].key == all[i].key; end++) {
			size_t m = all[end].value;

			here |= m == n;
			if (m < n && seen[model[m].group] != i + 1) {
				seen[model[m].group] = i + 1;
				groups++;
			}
		}
		weight = groups > 1 ? 1 / (groups * groups) : 1;
		for (size_t k = i; k < end; k++) {
			size_t m = all[k].value;

			total[m] += weight;
			if (m < n && here) {
				out[m].covers += weight;
				out[m].shared++;
			}
		}
	}
	for (size_t i = 0; i < n; i++) {
		double shared = out[i].covers, shorter = total[n] < total[i] ? total[n] : total[i];

		out[i].score = shorter > 0 ? shared / shorter * (1 - eg_exp(-shared / CHANCE)) : 0;
		out[i].covers = total[n] > 0 ? shared / total[n] : 0;
	}
	eg_free(all);
	eg_free(total);
	eg_free(seen);
}
