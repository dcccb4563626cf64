/*
 * Recitals and resolved clauses. "WHEREAS," opens each recital and "; and" joins them; the last
 * leads into the clause. The profile knows the resolving clause; its shape says how the first
 * resolved clause runs on from it and how the later ones open.
 */
#include "text/build.h"

#include <string.h>

static bool
begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool
ends(const char *s, const char *with)
{
	size_t n = strlen(s), m = strlen(with);

	return n >= m && strcmp(s + n - m, with) == 0;
}

/* Take the stop (and any "; and") off the end of a block and put another. */
static void
set_end(struct eg_build *b, struct eg_block *k, const char *end)
{
	static const char *const stops[] = {"; and", ".", ";", ","};
	struct eg_run *last = k->n_runs > 0 ? &k->run[k->n_runs - 1] : NULL;

	if (last == NULL || last->kind == EG_RUN_BLANK)
		return;
	for (size_t i = 0; i < EG_COUNT(stops); i++)
		if (ends(last->text, stops[i])) {
			last->text =
			    eg_arena_dup(b->a, last->text, strlen(last->text) - strlen(stops[i]));
			break;
		}
	eg_build__text(b, k, end);
}

static const char *
last_end(struct eg_build *b)
{
	const char *clause =
	    eg_build__fact(b, b->resolution ? "enacting.resolving" : "enacting.clause");

	if (clause == NULL)
		return ";";
	if (begins(clause, "RESOLVED") || begins(clause, "Resolved"))
		return "; now, therefore, be it";
	return begins(clause, "Be ") || begins(clause, "BE ") ? "; now, therefore," : ".";
}

enum eg_rc
eg_build__recitals(struct eg_build *b, const struct eg_node *s)
{
	const char *opens = eg_build__fact(b, "enacting.recital");
	const struct eg_node *last = s->last;
	enum eg_rc rc = EG_OK;

	b->here = s;
	while (last != NULL && last->kind != EG_NODE_PARA)
		last = last->prev;
	for (const struct eg_node *c = s->first; c != NULL && rc == EG_OK; c = c->next) {
		if (c->kind != EG_NODE_PARA)
			continue;
		rc = eg_build__para(b, c, EG_ROLE_RECITAL, 0);
		if (rc != EG_OK)
			break;
		struct eg_block *k = &b->blocks.v[b->blocks.n - 1];
		if (c->n_runs == 0 ||
		    (!begins(c->run[0].text, "WHEREAS") && !begins(c->run[0].text, "Whereas"))) {
			if (!eg_profile_yes(b->p, "enacting.recital-capital"))
				eg_build__lower_opening(b, k);
			eg_build__prepend(
			    b, k, eg_arena_printf(b->a, "%s ", opens != NULL ? opens : "WHEREAS,"));
		}
		set_end(b, k, c == last ? last_end(b) : "; and");
	}
	return rc;
}

/* "That the …" -> the same without "That". */
static void
drop_that(struct eg_build *b, struct eg_block *k)
{
	const char *t = k->n_runs > 0 ? k->run[0].text : "";

	if ((begins(t, "That ") || begins(t, "that ")) && k->run[0].kind == EG_RUN_TEXT)
		k->run[0].text = eg_build__str(b, t + 5);
	else
		eg_build__lower_opening(b, k);
}

/* What opens the second and later clauses, in the manner of the first. */
static const char *
further(struct eg_build *b)
{
	const char *own = eg_build__fact(b, "enacting.resolving-further"),
		   *clause = eg_build__fact(b, "enacting.resolving");

	if (own != NULL)
		return own;
	if (clause == NULL || begins(clause, "RESOLVED"))
		return "RESOLVED, That";
	if (begins(clause, "Resolved"))
		return "Resolved, That";
	return strstr(clause, "BE IT") != NULL ? "BE IT FURTHER RESOLVED that"
					       : "Be it further resolved that";
}

enum eg_rc
eg_build__resolved(struct eg_build *b, const struct eg_node *s)
{
	const char *clause = eg_build__fact(b, "enacting.resolving"),
		   *number = eg_build__fact(b, "enacting.resolved-number"),
		   *last = eg_build__fact(b, "enacting.resolved-last");
	bool first = true;
	int n = 0;

	b->here = s;
	for (const struct eg_node *c = s->first; c != NULL; c = c->next) {
		enum eg_rc rc;

		if (c->kind != EG_NODE_PARA || c->flush) { /* an item or a note below a clause */
			rc = eg_build__one(b, c);
			if (rc != EG_OK)
				return rc;
			continue;
		}
		rc = eg_build__para(b, c, EG_ROLE_RESOLVED, 0);
		if (rc != EG_OK)
			return rc;
		struct eg_block *k = &b->blocks.v[b->blocks.n - 1];
		if (number != NULL) { /* North Carolina: the clauses are sections */
			k->designator = eg_build__section_pattern(b, number, ++n, "", "");
		} else if (!first) {
			drop_that(b, k);
			eg_build__prepend(b, k, eg_arena_printf(b->a, "%s ", further(b)));
		} else if (clause != NULL &&
			   !ends(clause, ":")) { /* one sentence with the clause */
			bool that = ends(clause, "That") || ends(clause, "that");

			drop_that(b, k);
			if (!that && !ends(clause, "hereby"))
				eg_build__prepend(b, k, "that ");
			if (b->blocks.n > 1 && k[-1].role == EG_ROLE_ENACTING)
				k[-1].run_in = true;
		}
		first = false;
	}
	if (last != NULL && number != NULL)
		eg_build__text(b,
		    eg_build__block(
			b, EG_ROLE_RESOLVED, eg_build__section_pattern(b, number, n + 1, "", "")),
		    last);
	return EG_OK;
}
