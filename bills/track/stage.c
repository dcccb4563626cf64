/* From events to where a bill stands. struct machine walks the events of one bill in order; each
 * kind of event has a step.
 *
 * The rule above all others: a bill is never called enacted or adopted unless an event says so,
 * or, where no executive has a part, both chambers passed the same text. What does not add up is
 * noted (odd()), never refused. law.c has what follows enactment. */
#include "track/machine.h"

#include "base/mem.h"
#include "base/time.h"

#include <string.h>

int
eg_event__rank(enum eg_event_kind k)
{
	static const uint8_t rank[EG_EV_KINDS] = {
	    [EG_EV_PREFILED] = 1,
	    [EG_EV_INTRODUCED] = 2,
	    [EG_EV_REFERRED] = 3,
	    [EG_EV_HEARD] = 4,
	    [EG_EV_REPORTED] = 5,
	    [EG_EV_REPORT_ADVERSE] = 5,
	    [EG_EV_DISCHARGED] = 5,
	    [EG_EV_TABLED] = 6,
	    [EG_EV_RECOMMITTED] = 6,
	    [EG_EV_SUBSTITUTED] = 7,
	    [EG_EV_AMENDED] = 7,
	    [EG_EV_KILLED_IN_COMMITTEE] = 9,
	    [EG_EV_FAILED] = 9,
	    [EG_EV_RECONSIDERED] = 8,
	    [EG_EV_CARRIED_OVER] = 9,
	    [EG_EV_PASSED] = 10,
	    [EG_EV_NONCONCURRED] = 11,
	    [EG_EV_CONFERENCE] = 11,
	    [EG_EV_CONCURRED] = 12,
	    [EG_EV_ENROLLED] = 13,
	    [EG_EV_PRESENTED] = 14,
	    [EG_EV_RETURNED_WITH_AMENDMENTS] = 15,
	    [EG_EV_VETOED] = 15,
	    [EG_EV_SIGNED] = 16,
	    [EG_EV_ITEM_VETOED] = 17,
	    [EG_EV_BECAME_LAW_UNSIGNED] = 16,
	    [EG_EV_OVERRIDE_FAILED] = 17,
	    [EG_EV_OVERRIDDEN] = 17,
	    [EG_EV_PUT_ON_BALLOT] = 18,
	    [EG_EV_APPROVED_BY_VOTERS] = 19,
	    [EG_EV_REJECTED_BY_VOTERS] = 19,
	    [EG_EV_FILED_WITH_SECRETARY] = 20,
	    [EG_EV_TRANSMITTED] = 21,
	    [EG_EV_CHAPTERED] = 22,
	    [EG_EV_TOOK_EFFECT] = 23,
	    [EG_EV_CONDITION_MET] = 24,
	    [EG_EV_ABSORBED] = 25,
	    [EG_EV_WITHDRAWN] = 25,
	    [EG_EV_DIED] = 26,
	    [EG_EV_ENJOINED] = 27,
	    [EG_EV_INJUNCTION_LIFTED] = 28,
	    [EG_EV_STRUCK_DOWN] = 29,
	    [EG_EV_WITHDRAWAL_NOTICED] = 30,
	    [EG_EV_SUNSET] = 31,
	    [EG_EV_REPEALED] = 31,
	    [EG_EV_RESCINDED] = 31,
	    [EG_EV_WITHDREW] = 32,
	    [EG_EV_CORRECTED] = 33,
	};

	return rank[k];
}

void
eg_machine__odd(struct eg_machine *m, const struct eg_log_event *e, const char *what)
{
	struct eg_standing *s = m->s;

	if (s->n_odd < EG_ODD_MAX)
		s->odd[s->n_odd] = (struct eg_odd){e->id, what};
	s->n_odd++;
}

void
eg_machine__stage(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage)
{
	m->s->stage = stage;
	m->s->day = e->day;
	m->s->partial = e->partial;
	m->s->event = e->id;
	m->made[stage].day = e->day;
	m->made[stage].partial = e->partial;
	m->made[stage].event = e->id;
}

/* What came after it is undone: it stands there again, since the day on which it first came there;
 * since this act where that is not recorded. */
void
eg_machine__back_to(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage)
{
	if (m->made[stage].event == 0) {
		eg_machine__stage(m, e, stage);
		return;
	}
	m->s->stage = stage;
	m->s->day = m->made[stage].day;
	m->s->partial = m->made[stage].partial;
	m->s->event = m->made[stage].event;
}

bool
eg_machine__is_law(const struct eg_machine *m)
{
	return m->s->stage == EG_STAGE_ENACTED || m->s->stage == EG_STAGE_ADOPTED;
}

bool
eg_machine__is_closed(const struct eg_machine *m)
{
	return m->s->stage >= EG_STAGE_FAILED;
}

/* Move up, never down: committee work in the second chamber does not undo the passage by the
 * first. */
static void
progress(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage)
{
	if (eg_machine__is_law(m) || eg_machine__is_closed(m)) {
		eg_machine__odd(m, e,
		    eg_machine__is_closed(m) ? "happened after the bill was closed"
					     : "happened after the bill became law");
		return;
	}
	if (m->s->stage < stage)
		eg_machine__stage(m, e, stage);
}

static void
step_closed(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage)
{
	if (eg_machine__is_law(m)) {
		eg_machine__odd(m, e, "closed after it became law");
		return;
	}
	if (eg_machine__is_closed(m))
		return;
	if (m->s->stage == EG_STAGE_VETOED && (stage == EG_STAGE_DIED || stage == EG_STAGE_FAILED))
		stage = EG_STAGE_VETOED_FINAL;
	m->open = m->s->stage;
	eg_machine__stage(m, e, stage);
}

/* Its text went on under another number. That is the better word for a bill that was also put
 * away, and "both" chambers means that the other bill became law: the companion is how. */
static void
step_absorbed(struct eg_machine *m, const struct eg_log_event *e)
{
	bool law = (e->chamber & EG_CHAMBER_BOTH) == EG_CHAMBER_BOTH;

	if (m->s->stage == EG_STAGE_ABSORBED || m->s->stage == EG_STAGE_FAILED ||
	    m->s->stage == EG_STAGE_DIED) {
		if (law || m->s->stage != EG_STAGE_ABSORBED)
			eg_machine__stage(m, e, EG_STAGE_ABSORBED);
	} else {
		step_closed(m, e, EG_STAGE_ABSORBED);
	}
	if (law && m->s->stage == EG_STAGE_ABSORBED)
		m->s->how = EG_HOW_COMPANION;
}

/* What is done to the paper of a measure while it waits for the voters: it changes nothing. */
static bool
is_formality(enum eg_event_kind k)
{
	return k == EG_EV_ENROLLED || k == EG_EV_PRESENTED || k == EG_EV_FILED_WITH_SECRETARY ||
	       k == EG_EV_TRANSMITTED || k == EG_EV_SIGNED || k == EG_EV_CHAPTERED ||
	       k == EG_EV_PASSED || k == EG_EV_CONCURRED;
}

static void
step(struct eg_machine *m, const struct eg_log_event *e)
{
	if (m->s->stage == EG_STAGE_ON_BALLOT && is_formality((enum eg_event_kind)e->kind))
		return;
	switch ((enum eg_event_kind)e->kind) {
	case EG_EV_PREFILED:
		progress(m, e, EG_STAGE_PREFILED);
		break;
	case EG_EV_INTRODUCED:
		progress(m, e, EG_STAGE_INTRODUCED);
		break;
	case EG_EV_REFERRED:
	case EG_EV_HEARD:
		progress(m, e, EG_STAGE_IN_COMMITTEE);
		break;
	case EG_EV_REPORTED:
	case EG_EV_REPORT_ADVERSE:
	case EG_EV_DISCHARGED:
		progress(m, e, EG_STAGE_REPORTED);
		break;
	case EG_EV_TABLED:
		progress(m, e, EG_STAGE_INTRODUCED);
		break;
	case EG_EV_RECOMMITTED:
		if (m->s->stage == EG_STAGE_REPORTED)
			eg_machine__stage(m, e, EG_STAGE_IN_COMMITTEE);
		else
			progress(m, e, EG_STAGE_IN_COMMITTEE);
		break;
	case EG_EV_SUBSTITUTED:
	case EG_EV_AMENDED:
		eg_step__amended(m, e);
		break;
	case EG_EV_PASSED:
		eg_step__passed(m, e);
		break;
	case EG_EV_KILLED_IN_COMMITTEE:
	case EG_EV_FAILED:
		step_closed(m, e, EG_STAGE_FAILED);
		break;
	case EG_EV_RECONSIDERED:
		eg_step__reconsidered(m, e);
		break;
	case EG_EV_CONCURRED:
		eg_step__concurred(m, e);
		break;
	case EG_EV_NONCONCURRED:
		eg_step__nonconcurred(m, e);
		break;
	case EG_EV_CONFERENCE:
		eg_step__conference(m, e);
		break;
	case EG_EV_ENROLLED:
		eg_step__enrolled(m, e);
		break;
	case EG_EV_PRESENTED:
		eg_step__presented(m, e);
		break;
	case EG_EV_SIGNED:
	case EG_EV_ITEM_VETOED:
		if (e->kind == EG_EV_SIGNED && eg_machine__chambers(m, e) != 0 &&
		    !m->rules->unicameral)
			/* a presiding officer's signature: Tennessee records the Speakers' before
			 * the governor's */
			break;
		if (e->kind == EG_EV_SIGNED || !eg_machine__is_law(m))
			eg_step__approved(m, e, EG_HOW_SIGNED);
		break;
	case EG_EV_BECAME_LAW_UNSIGNED:
		eg_step__approved(m, e, EG_HOW_WITHOUT_SIGNATURE);
		break;
	case EG_EV_VETOED:
		eg_step__vetoed(m, e);
		break;
	case EG_EV_RETURNED_WITH_AMENDMENTS:
		eg_step__returned(m, e);
		break;
	case EG_EV_OVERRIDDEN:
		eg_step__overridden(m, e);
		break;
	case EG_EV_OVERRIDE_FAILED:
		eg_step__override_failed(m, e);
		break;
	case EG_EV_FILED_WITH_SECRETARY:
	case EG_EV_TRANSMITTED:
		eg_step__filed(m, e);
		break;
	case EG_EV_PUT_ON_BALLOT:
	case EG_EV_APPROVED_BY_VOTERS:
	case EG_EV_REJECTED_BY_VOTERS:
		eg_step__ballot(m, e);
		break;
	case EG_EV_CARRIED_OVER:
		/* what is carried over lives, whatever one house had voted */
		if (m->s->stage == EG_STAGE_DIED || m->s->stage == EG_STAGE_FAILED)
			eg_machine__back_to(m, e, m->open);
		break;
	case EG_EV_ABSORBED:
		step_absorbed(m, e);
		break;
	case EG_EV_WITHDRAWN:
		step_closed(m, e, EG_STAGE_WITHDRAWN);
		break;
	case EG_EV_DIED:
		step_closed(m, e, EG_STAGE_DIED);
		break;
	case EG_EV_CHAPTERED:
		eg_step__chaptered(m, e);
		break;
	case EG_EV_CORRECTED:
	case EG_EV_KINDS:
		break;
	default:
		m->lone = NULL;
		eg_law__step(m, e);
		break;
	}
}

/* Last day that a partial date can mean. */
static int32_t
last_day(const struct eg_log_event *e)
{
	struct eg_date d = eg_date_from_days(e->day);

	if (e->partial != 1 && e->partial != 2)
		return e->day;
	d.day = 0;
	if (e->partial == 2)
		d.month = 0;
	return (int32_t)eg_date_days(eg_date_last(d));
}

/* "Signed, 2024" is read after "introduced, 2024-01-04": an event known only by month or year
 * moves behind those of its span that come before it on a bill's way. */
static void
settle_partial(const struct eg_log_event **order, size_t n)
{
	for (size_t i = n; i-- > 0;) {
		const struct eg_log_event *e = order[i];
		int32_t last = last_day(e);
		int rank = eg_event__rank((enum eg_event_kind)e->kind);
		size_t to = i;

		if (e->partial != 1 && e->partial != 2)
			continue;
		for (size_t j = i + 1; j < n && order[j]->day <= last; j++)
			if (eg_event__rank((enum eg_event_kind)order[j]->kind) < rank)
				to = j;
		for (size_t j = i; j < to; j++)
			order[j] = order[j + 1];
		order[to] = e;
	}
}

static void
machine_init(struct eg_machine *m, const struct eg_passage *rules, enum eg_instrument instrument,
    bool application, bool one_chamber_memorial, struct eg_standing *out)
{
	memset(m, 0, sizeof(*m));
	memset(out, 0, sizeof(*out));
	m->s = out;
	m->rules = rules;
	if (instrument == EG_INSTRUMENT_UNKNOWN)
		instrument = application ? EG_INSTRUMENT_CONCURRENT : EG_INSTRUMENT_BILL;
	/* "The Legislatures" apply (U.S. Const. art. V): where both chambers' measures have the
	 * numbers of one chamber's, an application is the concurrent kind whatever it is called. */
	if (application && instrument == EG_INSTRUMENT_SIMPLE &&
	    (rules->shared_series || rules->unicameral))
		instrument = EG_INSTRUMENT_CONCURRENT;
	out->instrument = instrument;
	out->day = out->legal_day = EG_DAY_NONE;
	out->first = out->last = out->carried = out->closes = out->exits = EG_DAY_NONE;
	m->application = application && instrument != EG_INSTRUMENT_BILL;
	m->executive = m->application ? EG_ANSWER_NO : rules->executive[instrument];
	if (instrument == EG_INSTRUMENT_BILL)
		m->executive = EG_ANSWER_YES;
	m->one_chamber = instrument == EG_INSTRUMENT_SIMPLE ||
			 (instrument == EG_INSTRUMENT_MEMORIAL && one_chamber_memorial);
	m->needed = rules->unicameral ? EG_CHAMBER_SINGLE : EG_CHAMBER_BOTH;
}

static void
note_days(struct eg_standing *s, const struct eg_log_event *e)
{
	int32_t last = last_day(e);

	if (s->first == EG_DAY_NONE || e->day < s->first)
		s->first = e->day;
	if (last > s->last)
		s->last = last;
	if (e->kind == EG_EV_CARRIED_OVER && e->day > s->carried)
		s->carried = e->day;
}

void
eg_stage_reduce(const struct eg_log_event *v, size_t n, const struct eg_passage *rules,
    enum eg_instrument instrument, bool application, bool one_chamber_memorial, int32_t as_of,
    struct eg_standing *out)
{
	const struct eg_log_event *few[64], **order = few;
	struct eg_machine m;
	size_t k = 0;
	bool partial = false;

	for (size_t i = 0; i < n; i++)
		if (v[i].instrument != EG_INSTRUMENT_UNKNOWN && !v[i].voided)
			instrument = (enum eg_instrument)v[i].instrument;
	machine_init(&m, rules, instrument, application, one_chamber_memorial, out);
	if (n > EG_COUNT(few))
		order = eg_malloc(n * sizeof(*order));
	for (size_t i = 0; i < n; i++) {
		if (v[i].voided || v[i].kind == EG_EV_CORRECTED)
			continue;
		if (v[i].day > as_of) {
			eg_law__schedule(&m, &v[i]);
			/* what the legislature has announced it will do shows that the bill lives */
			if (eg_event__rank((enum eg_event_kind)v[i].kind) <=
			    eg_event__rank(EG_EV_PRESENTED))
				note_days(out, &v[i]);
			continue;
		}
		partial = partial || v[i].partial == 1 || v[i].partial == 2;
		order[k++] = &v[i];
		note_days(out, &v[i]);
	}
	if (partial)
		settle_partial(order, k);
	for (size_t i = 0; i < k; i++)
		step(&m, order[i]);
	out->events = k;
	if (m.lone != NULL)
		eg_machine__odd(
		    &m, m.lone, "approved, but no passage is recorded, nor anything that followed");
	eg_law__finish(&m, as_of);
	if (order != few)
		eg_free(order);
}
