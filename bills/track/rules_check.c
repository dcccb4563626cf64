/* Every rule brings lines that it was written for: here they are put to the whole set of rules, so
 * that a rule that comes before cannot take them away unseen. */
#include "track/import.h"

#include <engross/records.h>
#include <stdio.h>
#include <string.h>

/* "[class,class] text" taken apart. */
static struct eg_str
line_of(const char *test, uint64_t *classes)
{
	const char *end = *test == '[' ? strchr(test, ']') : NULL;

	*classes = 0;
	if (end == NULL)
		return eg_str(test);
	for (const char *p = test + 1; p < end;) {
		size_t n = strcspn(p, ",]");

		*classes |= eg_class__bit((struct eg_str){p, n});
		p += n + 1;
	}
	for (end++; *end == ' ';)
		end++;
	return eg_str(end);
}

static enum eg_rc
check_one(struct eg_rules *r, const struct eg_ruleset *set, const struct eg_rule *rule,
    const char *file, const char *test, struct eg_err *err)
{
	struct eg_line line = {.instrument = EG_INSTRUMENT_BILL};
	const struct eg_rule *got = NULL;
	size_t at = 0;

	for (int k = 0; k < EG_INSTRUMENTS && rule->instruments != 0; k++)
		if ((rule->instruments & 1U << k) != 0)
			line.instrument = (enum eg_instrument)k;
	line.text = line_of(test, &line.classes);
	/* rules that need a context stand aside where it is not theirs: here it cannot be known */
	while ((got = eg_rules__match(r, set, &at, &line)) != NULL && got != rule &&
	       (got->also || got->after != NULL || got->not_after != NULL ||
		   got->not_next != NULL || got->names != EG_RULE_ANY_BILL))
		;
	/* a rule that stands behind another's context has its line there: it would come next */
	for (; got != NULL && got != rule && got->not_next != NULL;)
		got = eg_rules__match(r, set, &at, &line);
	if (got == rule)
		return EG_OK;
	return eg_err_at(err, EG_ERR_DATA, file, rule->line, 0,
	    "the rule '%s' is not the one that reads its own line '%s': %s does", rule->id, test,
	    got != NULL ? got->id : "none");
}

/* None of the guard's lines may be read as what it refuses. */
static enum eg_rc
check_guard(struct eg_rules *r, const struct eg_ruleset *set, const struct eg_rule *guard,
    const char *test, struct eg_err *err)
{
	struct eg_line line = {.instrument = EG_INSTRUMENT_BILL};
	const struct eg_rule *got;
	size_t at = 0;

	line.text = line_of(test, &line.classes);
	while ((got = eg_rules__match(r, set, &at, &line)) != NULL)
		for (size_t i = 0; i < got->n_events; i++)
			for (size_t k = 0; k < guard->n_events; k++)
				if (got->event[i] == guard->event[k])
					return eg_err_at(err, EG_ERR_DATA, "rules/general.yaml",
					    guard->line, 0, "%s: '%s' reads '%s' all the same",
					    guard->id, got->id, test);
	return EG_OK;
}

enum eg_rc
eg_rules_check(const char *postal, size_t *tested, struct eg_err *err)
{
	struct eg_rules *r = NULL;
	const struct eg_ruleset *set;
	char file[40];
	size_t guards = 0;
	enum eg_rc rc = eg_rules__new(postal == NULL, &r, err);
	int place = postal != NULL ? eg_postal_index(postal, 2) : 0;

	if (rc == EG_OK && (rc = eg_rules__of(r, place, &set, err)) == EG_OK) {
		snprintf(file, sizeof(file), "rules/%s.yaml", postal != NULL ? postal : "general");
		for (size_t i = 0; i < (postal != NULL ? set->own : set->n) && rc == EG_OK; i++)
			for (size_t k = 0; k < set->v[i]->n_tests && rc == EG_OK; k++, (*tested)++)
				rc = check_one(r, set, set->v[i], file, set->v[i]->test[k], err);
		for (const struct eg_rule *g = NULL;
		     rc == EG_OK && (g = eg_rules__guard(r, guards)) != NULL; guards++)
			for (size_t k = 0; k < g->n_tests && rc == EG_OK; k++, (*tested)++)
				rc = check_guard(r, set, g, g->test[k], err);
	}
	eg_rules__free(r);
	return rc;
}
