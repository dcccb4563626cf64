/* What a bill is proposed to carry, by tracing its text among the templates. */
#include "cmd/trace.h"

/* Of a template that a bill carries whole there is more than this in it, although a template holds
 * the words of every choice, and a bill those of one. */
#define WHOLE_MIN 0.3
/* A template in whose frame another is written shares much of its words, and adds little. */
#define OWN_MIN 0.5

void
eg_models_propose(const struct eg_models *m, const char *text, size_t n, struct eg_proposals *out)
{
	const struct eg_trace_how how = {.limit = EG_SEARCH_LIMIT, .min_score = EG_PROPOSAL_MIN};
	struct eg_doc doc = {.text = text, .n = n};
	struct eg_trace t = {.text = {.doc = &doc, .borrowed = true}};

	*out = (struct eg_proposals){0};
	eg_tokens_of(text, n, &t.text.tokens);
	eg_models_trace(m, &t, &how);
	for (size_t i = 0; i < t.match.n; i++) {
		struct eg_match *found = &t.match.v[i];
		struct eg_proposal p = {.score = found->score,
		    .unique = found->unique,
		    .unique_all = found->unique_all,
		    .part = found->of_template < WHOLE_MIN};

		if (found->adds < OWN_MIN * found->covers)
			continue;
		p.template_name = found->source;
		p.version = found->version;
		found->source = found->version = NULL;
		eg_vec_push(&out->v, p);
	}
	eg_trace_clear(&t);
}

void
eg_proposals_clear(struct eg_proposals *p)
{
	for (size_t i = 0; i < p->v.n; i++) {
		eg_free(p->v.v[i].template_name);
		eg_free(p->v.v[i].version);
	}
	eg_vec_clear(&p->v);
}
