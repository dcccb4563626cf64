/* One template's rows counted against its rule, and each jurisdiction's place in the count
 * explained. */
#include "track/track_private.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	if (t->conformity_required && r->ruled == EG_RULED_DOES_NOT)
		return DISPUTED;
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
	bool ended[EG_JURISDICTIONS] = {false};
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
		ended[r->jurisdiction] =
		    ended[r->jurisdiction] || (v == GONE && r->legal != EG_LEGAL_NONE);
		if (v > best[r->jurisdiction] ||
		    (v == best[r->jurisdiction] && better(r, row[r->jurisdiction], v))) {
			best[r->jurisdiction] = v;
			row[r->jurisdiction] = r;
		}
	}
	for (int j = 0; j < EG_JURISDICTIONS; j++) {
		int64_t weight = rule->kind == EG_THRESHOLD_WEIGHT
				     ? eg_weight_of(passages, j, rule->census, st->as_of)
				     : 1;
		struct eg_progress_item item = {j, weight, row[j], false, best[j] == DISPUTED,
		    !rule->universe[j], best[j] == COUNTED && ended[j]};
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

/* ---- why ---- */

static const char *
law_words(const struct eg_status_row *r, const struct eg_threshold_rule *t)
{
	switch ((enum eg_legal)r->legal) {
	case EG_LEGAL_PENDING_THRESHOLD:
		return "counts; takes effect when the threshold is reached";
	case EG_LEGAL_PENDING_DATE:
		return t->counts == EG_COUNTS_IN_EFFECT ? "not yet in effect"
							: "counts; not yet in effect";
	case EG_LEGAL_IN_EFFECT:
		return r->stage == EG_STAGE_ADOPTED ? "counts" : "counts; in effect";
	case EG_LEGAL_WITHDRAWING:
		return "counts until its notice has run";
	case EG_LEGAL_ENJOINED:
		return t->counts == EG_COUNTS_IN_EFFECT
			   ? "enjoined: not in effect"
			   : "enjoined: enacted, but a court has stopped it";
	case EG_LEGAL_STRUCK_DOWN:
		return "struck down by a court";
	case EG_LEGAL_SUNSET:
		return "ended by its own terms";
	case EG_LEGAL_REPEALED:
		return "repealed";
	case EG_LEGAL_RESCINDED:
		return t->rescission_disputed
			   ? "rescinded; whether that ends an application is disputed"
			   : "rescinded";
	case EG_LEGAL_WITHDRAWN:
		return "withdrawn";
	default:
		return "";
	}
}

static const char *
open_words(const struct eg_status_row *r)
{
	switch ((enum eg_stage)r->stage) {
	case EG_STAGE_FAILED:
		return "voted down";
	case EG_STAGE_WITHDRAWN:
		return "withdrawn by its sponsor";
	case EG_STAGE_ABSORBED:
		return "taken into another bill";
	case EG_STAGE_DIED:
		return "ended without a decision";
	case EG_STAGE_VETOED:
		return "refused by the executive; no override is recorded";
	case EG_STAGE_VETOED_FINAL:
		return "refused by the executive, and the veto stood";
	case EG_STAGE_REJECTED_BY_VOTERS:
		return "refused by the voters";
	case EG_STAGE_ON_BALLOT:
		return "before the voters";
	case EG_STAGE_IN_REVIEW:
		return "before Congress";
	case EG_STAGE_WITH_EXECUTIVE:
		return "passed; before the executive";
	case EG_STAGE_PASSED_BOTH:
	case EG_STAGE_ENROLLED:
		return "passed; not yet law";
	case EG_STAGE_PASSED_SECOND_AMENDED:
		return "passed by both chambers in different forms: not passage";
	case EG_STAGE_PASSED_FIRST:
		return "passed by one chamber";
	default:
		return "before the legislature";
	}
}

void
eg_progress_why(const struct eg_progress_item *i, const struct eg_threshold_rule *t, char out[200])
{
	const struct eg_status_row *r = i->row;
	char day[16] = "", closed[128];

	if (i->supposed || r == NULL) {
		snprintf(out, 200, "supposed");
		return;
	}
	if (i->outside) {
		snprintf(out, 200, "not among those that count (%s)", t->universe_name);
	} else if (r->closing != EG_CLOSING_NONE) {
		eg_closing_text((enum eg_closing)r->closing, r->closes, closed);
		snprintf(out, 200, "%s", closed);
	} else if (r->legal == EG_LEGAL_NONE) {
		snprintf(out, 200, "%s", open_words(r));
	} else if (r->instrument == EG_INSTRUMENT_SIMPLE) {
		snprintf(out, 200, "one chamber's resolution joins nothing");
	} else if (t->counts == EG_COUNTS_ENACTED && r->stage == EG_STAGE_ADOPTED &&
		   r->how == EG_HOW_NO_EXECUTIVE) {
		snprintf(out, 200, "a resolution, where an enacted law is needed");
	} else if (r->legal == EG_LEGAL_WITHDRAWING && r->exits != EG_DAY_NONE) {
		eg_track__day_text(r->exits, 0, day);
		snprintf(out, 200, "withdrawing; counts until %s", day);
	} else if (i->disputed && r->ruled == EG_RULED_DOES_NOT && t->conformity_required) {
		snprintf(out, 200, "enacted, but its text was ruled not to conform");
	} else if (i->disputed && strcmp(r->part, "part") == 0) {
		snprintf(out, 200, "carries only part of the text");
	} else {
		snprintf(out, 200, "%s%s", i->reentered ? "re-entered; " : "", law_words(r, t));
	}
}

void
eg_tally_free(struct eg_tally *t)
{
	if (t != NULL)
		eg_arena_free(t->arena);
}
