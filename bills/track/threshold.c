/* What a campaign needs: the rule read from YAML, and the count of one template's rows against it.
 * */
#include "track/track_private.h"

#include "base/mem.h"
#include "base/yaml.h"

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
	if ((v = choice(node, "contingent", yes_no, 4, -2)) == -1)
		return wrong(eg_yaml_get(node, "contingent"), name, "contingent", "yes or no", err);
	if (v >= 0)
		out->contingent = (v & 1) != 0;
	return EG_OK;
}

/* ---- counting ---- */

enum verdict {
	NOTHING,
	GONE,
	LIVE,
	DISPUTED,
	COUNTED
}; /* in rising order: a jurisdiction has its best */

static enum verdict
judge(const struct eg_status_row *r, const struct eg_threshold_rule *t)
{
	bool law = r->stage == EG_STAGE_ENACTED || r->stage == EG_STAGE_ADOPTED;

	if (r->closing ==
	    EG_CLOSING_UNCLEAR) /* not pending: its time is over; not refused either */
		return GONE;
	if (!law) /* a veto refuses, until an override says otherwise */
		return r->stage >= EG_STAGE_FAILED || r->stage == EG_STAGE_VETOED ? GONE
		       : r->stage > EG_STAGE_NONE				  ? LIVE
										  : NOTHING;
	if (r->instrument == EG_INSTRUMENT_SIMPLE)
		return GONE; /* one chamber's opinion joins nothing */
	if (t->counts == EG_COUNTS_ENACTED && r->stage == EG_STAGE_ADOPTED &&
	    r->how == EG_HOW_NO_EXECUTIVE)
		return GONE;
	switch ((enum eg_legal)r->legal) {
	case EG_LEGAL_RESCINDED:
		return t->rescission_disputed ? DISPUTED : GONE;
	case EG_LEGAL_ENJOINED:
		return t->counts == EG_COUNTS_IN_EFFECT ? LIVE : DISPUTED;
	case EG_LEGAL_STRUCK_DOWN:
	case EG_LEGAL_SUNSET:
	case EG_LEGAL_REPEALED:
	case EG_LEGAL_WITHDRAWN:
		return GONE;
	case EG_LEGAL_PENDING_DATE:
	case EG_LEGAL_PENDING_THRESHOLD:
		if (t->counts == EG_COUNTS_IN_EFFECT)
			return LIVE;
		break;
	default:
		break;
	}
	return strcmp(r->part, "part") == 0 ? DISPUTED : COUNTED;
}

/* Of two rows with one verdict: the earlier act among counted ones, the one that came further
 * among the others. */
static bool
better(const struct eg_status_row *a, const struct eg_status_row *b, enum verdict v)
{
	if (v == COUNTED)
		return a->day < b->day;
	if (v == GONE && a->stage != b->stage &&
	    (a->legal != EG_LEGAL_NONE) != (b->legal != EG_LEGAL_NONE))
		return a->legal != EG_LEGAL_NONE;
	return v == LIVE && a->stage != b->stage ? a->stage > b->stage : a->day > b->day;
}

static int
item_order(const void *pa, const void *pb)
{
	const struct eg_progress_item *a = pa, *b = pb;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return strcmp(eg_postal[a->jurisdiction], eg_postal[b->jurisdiction]);
}

static bool
reached(const struct eg_tally *t, const struct eg_threshold_rule *rule, int32_t as_of)
{
	bool enough = rule->kind != EG_THRESHOLD_NONE && rule->need > 0 && t->have >= rule->need;

	if (rule->date_rule == EG_DATE_RULE_EARLIER)
		return enough || as_of >= rule->date;
	if (rule->date_rule == EG_DATE_RULE_LATER)
		return enough && as_of >= rule->date;
	return enough;
}

enum eg_rc
eg_tally_make(const struct eg_status *st, const char *template_name,
    const struct eg_threshold_rule *rule, const struct eg_passages *passages, const bool *suppose,
    struct eg_tally **out, struct eg_err *err)
{
	const struct eg_status_row *row[EG_JURISDICTIONS] = {NULL};
	enum verdict best[EG_JURISDICTIONS] = {NOTHING};
	struct eg_arena *a = eg_arena_new();
	struct eg_tally *t = eg_arena_alloc(a, sizeof(*t));

	EG_UNUSED(err);
	t->arena = a;
	t->need = rule->need;
	t->counted = eg_arena_calloc(a, EG_JURISDICTIONS, sizeof(*t->counted));
	t->pending = eg_arena_calloc(a, EG_JURISDICTIONS, sizeof(*t->pending));
	t->out = eg_arena_calloc(a, EG_JURISDICTIONS, sizeof(*t->out));
	for (size_t i = 0; i < st->n; i++) {
		const struct eg_status_row *r = &st->row[i];
		enum verdict v;

		if (strcmp(r->template_name, template_name) != 0 || (v = judge(r, rule)) == NOTHING)
			continue;
		if (v > best[r->jurisdiction] ||
		    (v == best[r->jurisdiction] && better(r, row[r->jurisdiction], v))) {
			best[r->jurisdiction] = v;
			row[r->jurisdiction] = r;
		}
	}
	for (int j = 0; j < EG_JURISDICTIONS; j++) {
		int64_t weight =
		    rule->kind == EG_THRESHOLD_WEIGHT ? passages->at[j].electoral_votes : 1;
		struct eg_progress_item item = {
		    j, weight, row[j], false, best[j] == DISPUTED, !rule->universe[j]};
		bool supposed = suppose != NULL && suppose[j] && best[j] != COUNTED;

		t->of += rule->universe[j] ? weight : 0;
		if (item.outside) {
			if (row[j] != NULL)
				t->out[t->n_out++] = item;
			continue;
		}
		if (best[j] == COUNTED || supposed) {
			item.supposed = supposed;
			t->counted[t->n_counted++] = item;
			t->have += weight;
			t->have_high += weight;
			t->have_low += weight;
		} else if (best[j] == DISPUTED) {
			t->have_high += weight;
			t->out[t->n_out++] = item;
		} else if (best[j] == LIVE) {
			t->pending[t->n_pending++] = item;
		} else if (best[j] == GONE) {
			t->out[t->n_out++] = item;
		}
	}
	qsort(t->counted, t->n_counted, sizeof(*t->counted), item_order);
	qsort(t->pending, t->n_pending, sizeof(*t->pending), item_order);
	qsort(t->out, t->n_out, sizeof(*t->out), item_order);
	t->reached = reached(t, rule, st->as_of);
	*out = t;
	return EG_OK;
}

void
eg_tally_free(struct eg_tally *t)
{
	if (t != NULL)
		eg_arena_free(t->arena);
}
