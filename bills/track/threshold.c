/* What a campaign needs, read from YAML. tally.c counts against it. */
#include "track/track_private.h"

#include "base/mem.h"
#include "base/time.h"
#include "base/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum eg_rc
wrong(const struct eg_yaml *at, const char *name, const char *key, const char *hint,
    struct eg_err *err)
{
	eg_err_at(err, EG_ERR_TEMPLATE, name, at->line, at->col,
	    "threshold: '%s' is not understood", key);
	eg_err_hint(err, "%s", hint);
	return EG_ERR_TEMPLATE;
}

/* Which of the words a key's value is; -1 if none, `absent` if the key is not there. */
static int
choice(const struct eg_yaml *node, const char *key, const char *const *words, int n, int absent)
{
	const char *text = eg_yaml_text(node, key, NULL);

	if (text == NULL)
		return eg_yaml_get(node, key) != NULL ? -1 : absent;
	for (int i = 0; i < n; i++)
		if (strcmp(text, words[i]) == 0)
			return i;
	return -1;
}

static bool
read_universe(const struct eg_yaml *of, struct eg_threshold_rule *out)
{
	static const char *const names[] = {"states", "states-dc", "all"};
	int which = -1;

	if (of != NULL && of->kind == EG_YAML_SEQ &&
	    !(of->n == 1 && eg_postal_index(of->item[0]->text, 2) < 0)) {
		out->universe_name = "list";
		for (size_t i = 0; i < of->n; i++) {
			int j = of->item[i]->kind == EG_YAML_SCALAR
				    ? eg_postal_index(of->item[i]->text, strlen(of->item[i]->text))
				    : -1;

			if (j < 0)
				return false;
			out->universe[j] = true;
		}
		return true;
	}
	for (int i = 0; of != NULL && i < 3; i++)
		if (of->kind == EG_YAML_SCALAR && strcmp(of->text, names[i]) == 0)
			which = i;
	if (of == NULL)
		which = 0;
	if (which < 0)
		return false;
	out->universe_name = names[which];
	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		enum eg_place_kind k = eg_postal_kind(eg_postal[i]);

		out->universe[i] =
		    k == EG_PLACE_STATE || which == 2 || (which == 1 && k == EG_PLACE_DISTRICT);
	}
	return true;
}

static bool
read_need(const char *text, int64_t *out)
{
	char *end;
	long long v;

	if (*text < '0' || *text > '9' || strlen(text) > 9)
		return false;
	v = strtoll(text, &end, 10);
	*out = v;
	return *end == '\0';
}

/* "6 months", "180 days", "1 year". */
static bool
read_span(const char *text, int *months, int *days)
{
	char unit[8] = "";
	int n = 0;

	if (sscanf(text, "%3d %7[a-z]", &n, unit) != 2 || n < 1)
		return false;
	if (strncmp(unit, "day", 3) == 0)
		*days = n;
	else if (strncmp(unit, "month", 5) == 0)
		*months = n;
	else if (strncmp(unit, "year", 4) == 0)
		*months = 12 * n;
	else
		return false;
	return true;
}

/* notice: "6 months"; blackout: { within: "6 months", before: 2029-01-20, every: "4 years" } */
static enum eg_rc
read_exit(
    const struct eg_yaml *node, const char *name, struct eg_threshold_rule *out, struct eg_err *err)
{
	const struct eg_yaml *b = eg_yaml_get(node, "blackout"), *n = eg_yaml_get(node, "notice");
	const char *day = eg_yaml_text(b, "before", "");
	int months = 0, days = 0;
	uint8_t partial;

	if (n != NULL &&
	    !read_span(eg_yaml_text(node, "notice", ""), &out->notice_months, &out->notice_days))
		return wrong(n, name, "notice", "6 months, 180 days or 1 year", err);
	if (b != NULL) {
		if (!read_span(eg_yaml_text(b, "within", ""), &out->blackout_months, &days) ||
		    !read_span(eg_yaml_text(b, "every", ""), &months, &days) || months < 12 ||
		    !eg_track__day(day, strlen(day), &out->blackout_day, &partial))
			return wrong(b, name, "blackout",
			    "{ within: \"6 months\", before: \"2029-01-20\", every: \"4 years\" }",
			    err);
		out->blackout_every = months / 12;
	}
	out->census = atoi(eg_yaml_text(node, "census", "0"));
	return EG_OK;
}

enum eg_rc
eg_threshold_parse(
    const struct eg_yaml *node, const char *name, struct eg_threshold_rule *out, struct eg_err *err)
{
	static const char *const kinds[] = {"none", "count", "weight"};
	static const char *const counts[] = {"enacted", "adopted", "in-effect"};
	static const char *const rules[] = {"earlier", "later"};
	static const char *const yes_no[] = {"no", "yes", "false", "true"};
	const char *date;
	uint8_t partial;
	enum eg_rc rc;
	int v;

	memset(out, 0, sizeof(*out));
	out->universe_name = "states";
	out->withdrawal = eg_yaml_text(node, "withdrawal", "");
	out->conformity = eg_yaml_text(node, "conformity", "");
	out->source = eg_yaml_text(node, "source", "");
	out->note = eg_yaml_text(node, "note", "");
	if (!read_universe(eg_yaml_get(node, "of"), out))
		return wrong(eg_yaml_get(node, "of"), name, "of",
		    "states, states-dc, all, or a list of postal codes", err);
	if (node == NULL)
		return EG_OK;
	if ((v = choice(node, "kind", kinds, 3, 0)) < 0)
		return wrong(eg_yaml_get(node, "kind"), name, "kind", "none, count or weight", err);
	out->kind = (enum eg_threshold_kind)v;
	if ((v = choice(node, "counts", counts, 3, 0)) < 0)
		return wrong(eg_yaml_get(node, "counts"), name, "counts",
		    "enacted, adopted or in-effect", err);
	out->counts = (enum eg_counts)v;
	if (!read_need(eg_yaml_text(node, "need", "0"), &out->need))
		return wrong(eg_yaml_get(node, "need"), name, "need",
		    "a whole number, 0 where none is needed", err);
	if (out->kind == EG_THRESHOLD_WEIGHT &&
	    strcmp(eg_yaml_text(node, "weight", "electoral-votes"), "electoral-votes") != 0)
		return wrong(eg_yaml_get(node, "weight"), name, "weight", "electoral-votes", err);
	if ((date = eg_yaml_text(node, "date-alternative", ""))[0] != '\0') {
		if (!eg_track__day(date, strlen(date), &out->date, &partial))
			return wrong(eg_yaml_get(node, "date-alternative"), name,
			    "date-alternative", "YYYY-MM-DD", err);
		if ((v = choice(node, "rule", rules, 2, 0)) < 0)
			return wrong(
			    eg_yaml_get(node, "rule"), name, "rule", "earlier or later", err);
		out->date_rule = v == 0 ? EG_DATE_RULE_EARLIER : EG_DATE_RULE_LATER;
	}
	out->rescission_disputed = strcmp(eg_yaml_text(node, "rescission", ""), "disputed") == 0;
	out->contingent =
	    out->kind != EG_THRESHOLD_NONE && out->need > 0 && out->counts != EG_COUNTS_ADOPTED;
	out->conformity_required = choice(node, "conformity-required", yes_no, 4, 0) % 2 != 0;
	if ((rc = read_exit(node, name, out, err)) != EG_OK)
		return rc;
	if ((v = choice(node, "contingent", yes_no, 4, -2)) == -1)
		return wrong(eg_yaml_get(node, "contingent"), name, "contingent", "yes or no", err);
	if (v >= 0)
		out->contingent = (v & 1) != 0;
	return EG_OK;
}

static int32_t
months_after(int32_t day, int months)
{
	struct eg_date d = eg_date_from_days(day), last;
	int m = d.month - 1 + months;

	d.year += m / 12 - (m % 12 < 0);
	d.month = (m % 12 + 12) % 12 + 1;
	last = eg_date_last((struct eg_date){d.year, d.month, 0});
	d.day = d.day < last.day ? d.day : last.day;
	return (int32_t)eg_date_days(d);
}

int32_t
eg_threshold_exit(const struct eg_threshold_rule *r, int32_t day)
{
	int32_t exit = months_after(day, r->notice_months) + r->notice_days;

	if (r->blackout_every > 0) {
		struct eg_date d = eg_date_from_days(r->blackout_day), at = eg_date_from_days(day);
		int32_t end;

		d.year += (at.year - d.year) / r->blackout_every * r->blackout_every;
		while ((end = (int32_t)eg_date_days(d)) < day)
			d.year += r->blackout_every;
		while (d.year - r->blackout_every >= at.year) {
			d.year -= r->blackout_every;
			end = (int32_t)eg_date_days(d);
		}
		if (day >= months_after(end, -r->blackout_months) && exit < end)
			exit = end;
	}
	return exit;
}
