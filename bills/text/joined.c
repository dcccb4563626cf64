/*
 * One section of the bill that amends and enacts: "That section 1.01 be amended and sections 2.01
 * and 2.02 of the Revised Code be enacted to read as follows:". The lead-ins of its parts are
 * joined, the tail that says that text follows is said once.
 */
#include "text/build.h"

#include <string.h>

bool
eg_build__joins(struct eg_build *b)
{
	const char *shared = eg_build__fact(b, "leadin.shared");

	return shared != NULL && strcmp(shared, "joined") == 0 && !b->resolution;
}

bool
eg_build__sets_out(const struct eg_node *s)
{
	return s->section == EG_SECTION_AMENDS
		   ? eg_build__count(s, EG_NODE_LAW) > 0
		   : s->section == EG_SECTION_ADDS && eg_build__placed(s);
}

struct leads {
	EG_VEC(const char *);
};

static void
lead_of(struct eg_build *b, struct leads *l, const struct eg_node *s, const struct eg_node *law)
{
	const char *key = law != NULL ? "leadin.amend-section"
				      : eg_arena_printf(b->a, "leadin.add-%s", eg_build__unit(s));
	const char *pattern = eg_build__fact(b, key);

	if (pattern == NULL)
		return;
	b->unit = s;
	b->section = law;
	eg_vec_push(l, eg_build__fill_text(b, pattern, true));
	b->unit = b->section = NULL;
}

static void
leads_of(struct eg_build *b, struct leads *l, enum eg_section_kind kind)
{
	for (size_t i = 0; i < b->steps.n; i++) {
		const struct eg_node *s = b->steps.v[i].node;

		if (s == NULL || s->kind != EG_NODE_SECTION || s->section != kind ||
		    !eg_build__sets_out(s))
			continue;
		if (kind == EG_SECTION_ADDS)
			lead_of(b, l, s, NULL);
		for (const struct eg_node *c = s->first; kind == EG_SECTION_AMENDS && c != NULL;
		     c = c->next)
			if (c->kind == EG_NODE_LAW)
				lead_of(b, l, s, c);
	}
}

/* Without what says that text follows. */
static const char *
without_tail(struct eg_build *b, const char *lead)
{
	static const char *const tails[] = {", all to read as follows:", " all to read as follows:",
	    ", to read as follows:", " to read as follows:", ", as follows:", " as follows:"};
	size_t n = strlen(lead);

	for (size_t i = 0; i < EG_COUNT(tails); i++) {
		size_t t = strlen(tails[i]);

		if (n > t && strcmp(lead + n - t, tails[i]) == 0)
			return eg_arena_dup(b->a, lead, n - t);
	}
	return lead;
}

/* Missouri: "Sections 1.010 and 1.020, RSMo, are repealed and three new sections enacted in lieu
 * thereof": what is amended counts as repealed and enacted, and what is repealed goes with it. */
static bool
in_lieu(struct eg_build *b)
{
	size_t sets_out = 0, old = 0;

	if (!eg_build__joins(b) || eg_build__fact(b, "leadin.joined-whole") == NULL)
		return false;
	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s)) {
		if (s->kind != EG_NODE_SECTION)
			continue;
		sets_out += s->section == EG_SECTION_AMENDS ? eg_build__count(s, EG_NODE_LAW)
							    : eg_build__sets_out(s);
		old += s->section == EG_SECTION_REPEALS || s->section == EG_SECTION_AMENDS;
	}
	return sets_out > 0 && old > 0;
}

bool
eg_build__repealed_in_lieu(struct eg_build *b, const struct eg_node *s)
{
	return s->section == EG_SECTION_REPEALS && in_lieu(b);
}

struct listing {
	struct eg_buf text;
	size_t n;
	const char *last;
};

static void
list_one(struct listing *l, const char *number)
{
	if (l->last != NULL)
		eg_buf_printf(&l->text, "%s%s", l->n > 1 ? ", " : "", l->last);
	l->last = number != NULL ? number : "____";
	l->n++;
}

static const char *
list_end(struct eg_build *b, struct listing *l)
{
	const char *out;

	if (l->last != NULL)
		eg_buf_printf(&l->text, "%s%s",
		    l->n > 2   ? ", and "
		    : l->n > 1 ? " and "
			       : "",
		    l->last);
	out = l->n > 0 ? eg_arena_dup(b->a, eg_buf_cstr(&l->text), l->text.n) : NULL;
	eg_buf_clear(&l->text);
	return out;
}

/* {{joined_repealed}}, {{joined_enacted}}, each with _many; {{joined_enacted_words}}; NULL where
 * the bill joins nothing so. */
const char *
eg_build__joined_var(struct eg_build *b, const char *name)
{
	const struct eg_node *unit = b->unit, *section = b->section;
	bool old = strncmp(name, "joined_repealed", 15) == 0;
	const char *rest = name + (old ? 15 : 14), *out;
	struct listing l = {.text = EG_BUF_INIT};

	if ((!old && strncmp(name, "joined_enacted", 14) != 0) || !in_lieu(b))
		return NULL;
	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s)) {
		bool law = s->kind == EG_NODE_SECTION && s->section == EG_SECTION_AMENDS,
		     adds = s->kind == EG_NODE_SECTION && s->section == EG_SECTION_ADDS &&
			    eg_build__placed(s),
		     gone = s->kind == EG_NODE_SECTION && s->section == EG_SECTION_REPEALS;

		b->unit = s;
		for (const struct eg_node *c = law || adds ? s->first : NULL; c != NULL;
		     c = c->next)
			if (law ? c->kind == EG_NODE_LAW
				: !old && c->kind == EG_NODE_CODE_SECTION) {
				b->section = c;
				list_one(&l, eg_build__section_number(b));
			}
		b->section = NULL;
		for (b->nth = 1; old && gone && b->nth <= eg_build__section_count(b); b->nth++)
			list_one(&l, eg_build__section_number(b));
		b->nth = 0;
	}
	b->unit = unit;
	b->section = section;
	out = list_end(b, &l);
	if (strcmp(rest, "_many") == 0)
		return l.n > 1 ? "yes" : NULL;
	if (strcmp(rest, "_words") == 0) {
		struct eg_buf t = EG_BUF_INIT;

		eg_number_words(&t, (int64_t)l.n);
		out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
		eg_buf_clear(&t);
	}
	return out;
}

void
eg_build__join_lead(struct eg_build *b, struct eg_lines *lead, const struct eg_num *num)
{
	const char *joiner = eg_build__fact(b, "leadin.joiner");
	struct leads l = {0};
	struct eg_buf t = EG_BUF_INIT;

	if (!eg_build__joins(b))
		return;
	if (num->shared) {
		eg_vec_clear(lead);
		return;
	}
	if (in_lieu(b)) {
		eg_vec_clear(lead);
		eg_build__fill(b, eg_build__fact(b, "leadin.joined-whole"), lead);
		return;
	}
	leads_of(b, &l, EG_SECTION_AMENDS);
	leads_of(b, &l, EG_SECTION_ADDS);
	for (size_t i = 0; i < l.n; i++) {
		const char *text = i + 1 < l.n ? without_tail(b, l.v[i]) : l.v[i];
		bool that = i > 0 && strncmp(text, "That ", 5) == 0;

		eg_buf_printf(&t, "%s%s%s",
		    i == 0	     ? ""
		    : joiner != NULL ? joiner
		    : i + 1 == l.n   ? " and "
				     : ", ",
		    that ? "that " : "", text + (that ? 5 : 0));
	}
	if (l.n > 1) {
		eg_vec_clear(lead);
		b->joined_lead = eg_arena_dup(b->a, t.p, t.n);
		eg_build__fill(b, "{{joined_lead}}", lead);
	}
	eg_vec_clear(&l);
	eg_buf_clear(&t);
}
