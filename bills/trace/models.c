/* How much a text draws on each of several models, counting less what many models say. */
#include "trace/trace_private.h"

#include <math.h>

/* Shared shingles below about this weight are chance. */
#define CHANCE 5.0

struct scan {
	const struct eg_model *model;
	size_t n;
	size_t *at; /* where each model's walk stands */
	size_t *seen; /* the last key's number at which a group was counted */
};

/* The least key at any walk; false at the end of all. */
static bool
least(const struct scan *s, const struct eg_shingles *text, size_t t, uint64_t *key)
{
	bool any = t < text->n;

	*key = any ? text->v[t].key : 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct eg_shingles *m = s->model[i].shingles;

		if (s->at[i] < m->n && (!any || m->v[s->at[i]].key < *key)) {
			*key = m->v[s->at[i]].key;
			any = true;
		}
	}
	return any;
}

static bool
has(const struct scan *s, size_t i, uint64_t key)
{
	const struct eg_shingles *m = s->model[i].shingles;

	return s->at[i] < m->n && m->v[s->at[i]].key == key;
}

static size_t
groups_with(struct scan *s, uint64_t key, size_t round)
{
	size_t groups = 0;

	for (size_t i = 0; i < s->n; i++)
		if (has(s, i, key) && s->seen[s->model[i].group] != round) {
			s->seen[s->model[i].group] = round;
			groups++;
		}
	return groups;
}

void
eg_models_score(const struct eg_shingles *text, const struct eg_model *model, size_t n,
    struct eg_model_score *out)
{
	struct scan s = {.model = model, .n = n};
	double *total = eg_calloc(n + 1, sizeof(*total)), text_total = 0;
	size_t t = 0, groups = 1;
	uint64_t key;

	for (size_t i = 0; i < n; i++) {
		out[i] = (struct eg_model_score){0};
		groups = model[i].group >= groups ? model[i].group + 1 : groups;
	}
	s.at = eg_calloc(n + 1, sizeof(*s.at));
	s.seen = eg_calloc(groups + 1, sizeof(*s.seen));
	for (size_t round = 1; least(&s, text, t, &key); round++) {
		double many = (double)groups_with(&s, key, round);
		double weight = many > 1 ? 1 / (many * many) : 1;
		bool here = t < text->n && text->v[t].key == key;

		for (size_t i = 0; i < n; i++) {
			if (!has(&s, i, key))
				continue;
			s.at[i]++;
			total[i] += weight;
			out[i].covers += here ? weight : 0;
			out[i].shared += here;
		}
		text_total += here ? weight : 0;
		t += here;
	}
	for (size_t i = 0; i < n; i++) {
		double shorter = text_total < total[i] ? text_total : total[i];

		out[i].score =
		    shorter > 0 ? out[i].covers / shorter * (1 - exp(-out[i].covers / CHANCE)) : 0;
		out[i].covers = text_total > 0 ? out[i].covers / text_total : 0;
	}
	eg_free(total);
	eg_free(s.at);
	eg_free(s.seen);
}
