/* The facts of a profile that stages depend on. A whole profile takes a millisecond to read and 56
 * of them would make `status` slow, so only the groups needed are cut out of the text and
 * given to the YAML reader. */
#include "track/track_private.h"

#include "base/builtin.h"
#include "base/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct eg_str
eg_track__group(const char *p, size_t n, const char *name, size_t *line)
{
	size_t name_n = strlen(name);
	const char *end = p + n, *start = NULL, *next;

	*line = 0;
	for (size_t at = 0; p < end; p = next, at++) {
		const char *e = eg_track__line_end(p, end, &next);

		if (start != NULL && e > p && *p != ' ' && *p != '#')
			return (struct eg_str){start, (size_t)(p - start)};
		if (start == NULL && (size_t)(e - p) > name_n && p[name_n] == ':' &&
		    memcmp(p, name, name_n) == 0) {
			start = p;
			*line = at;
		}
	}
	return start != NULL ? (struct eg_str){start, (size_t)(end - start)}
			     : (struct eg_str){"", 0};
}

static const char *
fact(const struct eg_yaml *top, const char *group_name, const char *key)
{
	return eg_yaml_text(eg_yaml_get(eg_yaml_get(top, group_name), key), "is", NULL);
}

static enum eg_answer
answer(const char *text, enum eg_answer unknown)
{
	if (text == NULL)
		return unknown;
	return strcmp(text, "yes") == 0 ? EG_ANSWER_YES : EG_ANSWER_NO;
}

/* effective.default-kind and what goes with it; where an act's day rests on a filing or a
 * publication no default is known. */
static void
effect(const struct eg_yaml *group, struct eg_passage *out)
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June",
	    "July", "August", "September", "October", "November", "December"};
	const char *kind = fact(group, "effective", "default-kind"),
		   *days = fact(group, "effective", "default-days"),
		   *day = fact(group, "effective", "default-date");

	out->effect_days = days != NULL ? atoi(days) : 0;
	if (kind == NULL)
		return;
	if (strcmp(kind, "days-after-enactment") == 0 || strcmp(kind, "on-approval") == 0) {
		out->effect = EG_EFFECT_AFTER_ENACTMENT;
	} else if (strcmp(kind, "days-after-adjournment") == 0) {
		out->effect = EG_EFFECT_AFTER_ADJOURNMENT;
	} else if (strcmp(kind, "months-after-adjournment") == 0) {
		out->effect = EG_EFFECT_AFTER_ADJOURNMENT;
		out->effect_days = 93; /* three calendar months, at most (Nebraska) */
	} else if (strcmp(kind, "fixed-date") == 0 && day != NULL) {
		for (int m = 0; m < 12; m++) {
			size_t n = strlen(months[m]);

			if (strncmp(day, months[m], n) != 0)
				continue;
			out->effect = EG_EFFECT_FIXED;
			out->effect_month = m + 1;
			out->effect_day = atoi(day + n);
		}
	}
}

static int
cell(const struct eg_yaml *map, const char *key)
{
	const char *text = fact(map, "map", key);

	return text != NULL ? atoi(text) : -1;
}

static void
chamber_name(const struct eg_yaml *legislature, const char *key, char *out, size_t bytes)
{
	const char *name = fact(legislature, "legislature", key);

	snprintf(out, bytes, "%s", name != NULL && strcmp(name, "none") != 0 ? name : "");
}

static enum eg_carry
carry(const struct eg_yaml *sessions)
{
	const char *way = fact(sessions, "sessions", "carryover-direction");

	if (answer(fact(sessions, "sessions", "carryover"), EG_ANSWER_NO) != EG_ANSWER_YES)
		return EG_CARRY_NONE;
	return way != NULL && strcmp(way, "even-to-odd") == 0 ? EG_CARRY_EVEN_TO_ODD
							      : EG_CARRY_ODD_TO_EVEN;
}

/* "dies", "law"; where it depends on the day ("law-or-dies") it is not known. */
static void
signing(const struct eg_yaml *passage, struct eg_passage *out)
{
	const char *after = fact(passage, "passage", "unsigned-after"),
		   *days = fact(passage, "passage", "veto-days-after");

	out->sign_days = days != NULL ? atoi(days) : 0;
	days = fact(passage, "passage", "veto-days");
	out->sign_days_sitting = days != NULL ? atoi(days) : 0;
	days = fact(passage, "passage", "veto-days-after-from");
	out->sign_from_adjournment = days != NULL && strcmp(days, "adjournment") == 0;
	out->unsigned_is_law = after == NULL		    ? EG_ANSWER_UNKNOWN
			       : strcmp(after, "law") == 0  ? EG_ANSWER_YES
			       : strcmp(after, "dies") == 0 ? EG_ANSWER_NO
							    : EG_ANSWER_UNKNOWN;
}

/* Do applications to Congress, which both chambers must pass, carry the numbers of simple
 * resolutions? */
static bool
is_shared(const char *form)
{
	return form != NULL &&
	       (strncmp(form, "HR", 2) == 0 || strncmp(form, "SR", 2) == 0 ||
		   strncmp(form, "LR", 2) == 0 || strstr(form, "resolution") != NULL);
}

enum eg_rc
eg_passage_parse(
    const char *yaml, size_t n, const char *name, struct eg_passage *out, struct eg_err *err)
{
	enum { GROUPS = 7 };
	static const char *const groups[GROUPS] = {
	    "identity", "legislature", "passage", "sessions", "bill", "map", "effective"};
	const struct eg_yaml *top[GROUPS] = {NULL};
	struct eg_arena *a = eg_arena_new();
	const char *votes, *kind;
	enum eg_rc rc = EG_OK;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < GROUPS; i++) {
		size_t line;
		struct eg_str s = eg_track__group(yaml, n, groups[i], &line);
		struct eg_yaml *y = NULL;

		if ((rc = eg_yaml_parse(a, s.p, s.n, name, line, &y, err)) != EG_OK)
			goto done;
		top[i] = y;
	}
	out->known = true;
	votes = fact(top[0], "identity", "electoral-votes");
	out->electoral_votes = votes != NULL ? atoi(votes) : 0;
	kind = fact(top[0], "identity", "kind");
	out->congress = kind != NULL && strcmp(kind, "district") == 0;
	out->unicameral =
	    answer(fact(top[1], "legislature", "unicameral"), EG_ANSWER_NO) == EG_ANSWER_YES;
	out->executive[EG_INSTRUMENT_UNKNOWN] = out->executive[EG_INSTRUMENT_BILL] = EG_ANSWER_YES;
	out->executive[EG_INSTRUMENT_SIMPLE] = out->executive[EG_INSTRUMENT_MEMORIAL] =
	    EG_ANSWER_NO;
	out->executive[EG_INSTRUMENT_LETTER] = EG_ANSWER_NO;
	out->executive[EG_INSTRUMENT_JOINT] =
	    answer(fact(top[2], "passage", "joint-resolution-to-executive"), EG_ANSWER_UNKNOWN);
	out->executive[EG_INSTRUMENT_CONCURRENT] =
	    answer(fact(top[2], "passage", "concurrent-resolution-to-executive"), EG_ANSWER_NO);
	chamber_name(top[1], "lower-name", out->lower, sizeof(out->lower));
	chamber_name(top[1], "upper-name", out->upper, sizeof(out->upper));
	signing(top[2], out);
	effect(top[6], out);
	out->map_row = cell(top[5], "row");
	out->map_col = cell(top[5], "col");
	out->carry = carry(top[3]);
	out->shared_series = is_shared(fact(top[4], "bill", "article-v-form"));
done:
	eg_arena_free(a);
	return rc;
}

enum eg_rc
eg_passages_builtin(struct eg_passages *out, struct eg_err *err)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		const struct eg_builtin *b;
		char path[40];
		enum eg_rc rc;

		snprintf(path, sizeof(path), "jurisdictions/%s.yaml", eg_postal[i]);
		b = eg_builtin_find(path);
		if (b == NULL)
			continue;
		if ((rc = eg_passage_parse(b->data, b->n, path, &out->at[i], err)) != EG_OK)
			return rc;
	}
	return EG_OK;
}
