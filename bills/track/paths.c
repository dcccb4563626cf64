/* The smallest sets of pending jurisdictions that would bring a campaign to its threshold. The
 * items come by falling weight, so that a set's sum is bounded from above by the next ones in
 * line: whole branches that cannot reach the number are left out at once. */
#include "track/track_private.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { NODES_MAX = 4 * 1000 * 1000 };

struct search {
	const struct eg_progress_item *item;
	size_t n, size, limit;
	int64_t lacking;
	size_t nodes;
	int pick[EG_JURISDICTIONS];
	struct eg_paths *out;
};

static void
keep(struct search *s)
{
	s->out->found++;
	if (s->out->n == s->limit)
		return;
	for (size_t i = 0; i < s->size; i++)
		s->out->set[s->out->n * s->size + i] = s->item[s->pick[i]].jurisdiction;
	s->out->n++;
}

/* Sum of the heaviest `k` items from `from` on. */
static int64_t
best(const struct search *s, size_t from, size_t k)
{
	int64_t sum = 0;

	for (size_t i = from; i < s->n && i < from + k; i++)
		sum += s->item[i].weight;
	return sum;
}

static void
walk(struct search *s, size_t from, size_t chosen, int64_t lacking)
{
	if (chosen == s->size) {
		if (lacking <= 0)
			keep(s);
		return;
	}
	for (size_t i = from; i + (s->size - chosen) <= s->n; i++) {
		if (++s->nodes > NODES_MAX) {
			s->out->partial = true;
			return;
		}
		if (best(s, i, s->size - chosen) < lacking)
			return; /* later ones are no heavier */
		s->pick[chosen] = (int)i;
		walk(s, i + 1, chosen + 1, lacking - s->item[i].weight);
	}
}

void
eg_paths_find(const struct eg_tally *t, size_t limit, struct eg_paths *out)
{
	struct search s = {.item = t->pending, .n = t->n_pending, .limit = limit, .out = out};
	int64_t sum = 0;

	memset(out, 0, sizeof(*out));
	out->lacking = t->need > t->have ? t->need - t->have : 0;
	out->all = best(&s, 0, s.n);
	if (out->lacking == 0 || out->all < out->lacking)
		return;
	s.lacking = out->lacking;
	while (sum < s.lacking)
		sum += s.item[s.size++].weight;
	out->size = s.size;
	out->set = eg_calloc(limit * s.size + 1, sizeof(*out->set));
	walk(&s, 0, 0, s.lacking);
}

void
eg_paths_clear(struct eg_paths *p)
{
	eg_free(p->set);
	memset(p, 0, sizeof(*p));
}
