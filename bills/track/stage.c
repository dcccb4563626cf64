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
static void
back_to(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage)
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

static bool
is_closed(const struct eg_machine *m)
{
	return m->s->stage >= EG_STAGE_FAILED;
}

/* Move up, never down: committee work in the second chamber does not undo the passage by the
 * first. */
static void
progress(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage)
{
	if (eg_machine__is_law(m) || is_closed(m)) {
		eg_machine__odd(m, e,
		    is_closed(m) ? "happened after the bill was closed"
				 : "happened after the bill became law");
		return;
	}
	if (m->s->stage < stage)
		eg_machine__stage(m, e, stage);
}

static bool
all_passed(const struct eg_machine *m)
{
	if (m->rules->congress && m->s->instrument == EG_INSTRUMENT_BILL && m->readings == 1)
		return false;
	return m->one_chamber ? m->passed != 0 : (m->passed & m->needed) == m->needed;
}

/* The legislature is done with it: adopted where that is the end, else waiting for the executive.
 * */
static void
passed_all(struct eg_machine *m, const struct eg_log_event *e)
{
	m->agreed = true;
	if (m->executive == EG_ANSWER_NO) {
		eg_machine__enact(m, e, EG_STAGE_ADOPTED, EG_HOW_NO_EXECUTIVE);
		m->by_passage = true;
		return;
	}
	eg_machine__stage(m, e, EG_STAGE_PASSED_BOTH);
}

/* The chambers that an event names, in this legislature's terms. */
static unsigned
chambers(const struct eg_machine *m, const struct eg_log_event *e)
{
	if (m->rules->unicameral)
		return EG_CHAMBER_SINGLE;
	return e->chamber &
	       EG_CHAMBER_BOTH; /* "legislature" in a bicameral one says nothing of which chamber */
}

/* What the executive sent back with amendments (Virginia's governor's recommendations, Illinois's
 * amendatory veto) is as the chambers left it only when both have taken the amendments. */
static void
step_accepted(struct eg_machine *m, const struct eg_log_event *e, unsigned who)
{
	m->accepted |= who != 0 ? who : m->needed;
	if ((m->accepted & m->needed) != m->needed)
		return;
	m->recommended = false;
	m->second_amended = false;
	m->agreed = true;
	eg_machine__stage(m, e, EG_STAGE_PASSED_BOTH);
}

static void
step_passed(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = chambers(m, e);

	if (eg_machine__is_law(m)) {
		if (!m->by_passage)
			eg_machine__odd(m, e, "passed after it became law");
		return;
	}
	if (is_closed(m))
		eg_machine__odd(m, e, "passed after it was closed");
	if (m->s->stage == EG_STAGE_VETOED)
		eg_machine__odd(m, e, "passed after a veto: is this the vote to override?");
	if (who == 0 && !m->one_chamber) {
		if (m->passed != 0 || m->unnamed)
			eg_machine__odd(m, e, "passed, but which chamber is not recorded");
		m->unnamed = true;
		if (m->s->stage < EG_STAGE_PASSED_FIRST || is_closed(m))
			eg_machine__stage(m, e, EG_STAGE_PASSED_FIRST);
		return;
	}
	if (m->s->stage == EG_STAGE_VETOED)
		return;
	if (m->recommended) {
		step_accepted(m, e, who);
		return;
	}
	if (m->rules->congress && m->s->instrument == EG_INSTRUMENT_BILL && m->readings++ == 0) {
		m->passed |= EG_CHAMBER_SINGLE;
		eg_machine__stage(m, e, EG_STAGE_PASSED_FIRST);
		return;
	}
	if (m->conference) {
		m->conferred |= who;
		m->passed |= who;
		if ((m->conferred & m->needed) == m->needed)
			passed_all(m, e);
		return;
	}
	if (m->one_chamber || m->rules->unicameral) {
		m->passed |= who != 0 ? who : EG_CHAMBER_SINGLE;
		passed_all(m, e);
		return;
	}
	if (m->s->stage == EG_STAGE_PASSED_SECOND_AMENDED && who == m->first) {
		passed_all(m, e); /* passed again as the other chamber amended it */
		return;
	}
	if (m->passed == 0 && who != EG_CHAMBER_BOTH)
		m->first = who;
	if ((m->passed | who) == m->passed && m->s->stage >= EG_STAGE_PASSED_BOTH && !is_closed(m))
		return;
	m->passed |= who;
	if (!all_passed(m))
		eg_machine__stage(m, e, EG_STAGE_PASSED_FIRST);
	else if (m->second_amended && who != EG_CHAMBER_BOTH)
		eg_machine__stage(m, e, EG_STAGE_PASSED_SECOND_AMENDED);
	else
		passed_all(m, e);
}

/* Another text than the one passed: both chambers have not passed the same one. */
static void
step_amended(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = chambers(m, e);

	if (eg_machine__is_law(m) && m->by_passage && e->day == m->s->day && !m->one_chamber &&
	    !m->rules->unicameral) {
		memset(&m->law, 0, sizeof(m->law));
		m->s->how = EG_HOW_NONE;
		m->by_passage = false;
	} else if (eg_machine__is_law(m)) {
		eg_machine__odd(m, e,
		    "amended after it became law: record the amending act as a bill of its own");
		return;
	}
	if (m->one_chamber || m->rules->unicameral || m->passed == 0)
		return;
	if (!all_passed(m)) {
		if (who != m->first)
			m->second_amended = true;
		return;
	}
	if (m->s->stage == EG_STAGE_PASSED_BOTH || m->s->stage == EG_STAGE_ADOPTED) {
		m->second_amended = true;
		m->agreed = false;
		eg_machine__stage(m, e, EG_STAGE_PASSED_SECOND_AMENDED);
	}
}

static void
step_concurred(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = chambers(m, e);

	if (eg_machine__is_law(m) || m->s->stage >= EG_STAGE_ENROLLED)
		return;
	if (m->recommended) {
		step_accepted(m, e, who);
		return;
	}
	if (m->conference) {
		m->conferred |= who != 0 ? who : m->needed;
		if ((m->conferred & m->needed) != m->needed)
			return;
	} else if (!all_passed(m)) {
		eg_machine__odd(m, e, "concurred, but the other chamber's passage is not recorded");
		m->passed |= m->needed;
	}
	m->second_amended = false;
	passed_all(m, e);
}

static void
step_conference(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m) || is_closed(m)) {
		eg_machine__odd(m, e, "conference after the bill was closed or became law");
		return;
	}
	if (!all_passed(m))
		eg_machine__odd(m, e, "conference, but both chambers' passage is not recorded");
	m->conference = true;
	m->conferred = 0;
	m->agreed = false;
	eg_machine__stage(m, e, EG_STAGE_PASSED_SECOND_AMENDED);
}

static void
step_nonconcurred(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m) || is_closed(m)) {
		eg_machine__odd(m, e, "nonconcurred after the bill was closed or became law");
		return;
	}
	if (m->recommended) { /* the executive has it again, as it was */
		m->recommended = false;
		m->second_amended = false;
		m->agreed = true;
		eg_machine__stage(m, e, EG_STAGE_WITH_EXECUTIVE);
		return;
	}
	m->second_amended = true;
	m->agreed = false;
	eg_machine__stage(m, e, EG_STAGE_PASSED_SECOND_AMENDED);
}

static void
step_enrolled(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m))
		return;
	if (m->executive == EG_ANSWER_NO && !is_closed(m)) {
		/* what no executive signs is enrolled when it has been adopted */
		if (m->passed != 0 || m->unnamed)
			eg_machine__odd(m, e, "enrolled, but not every chamber's vote is recorded");
		eg_machine__enact(m, e, EG_STAGE_ADOPTED, EG_HOW_NO_EXECUTIVE);
		return;
	}
	if (m->recommended) { /* "reenrolled": both houses' agreement is what it is made from */
		m->recommended = false;
		m->agreed = true;
	} else if (m->passed != 0 && !m->agreed)
		eg_machine__odd(m, e,
		    all_passed(m) ? "enrolled, but no agreement on the amendments is recorded"
				  : "enrolled, but only one chamber is recorded as passing it");
	if (is_closed(m))
		eg_machine__odd(m, e, "enrolled after it was closed");
	if (m->s->stage != EG_STAGE_WITH_EXECUTIVE && m->s->stage != EG_STAGE_VETOED &&
	    m->s->stage != EG_STAGE_ENROLLED)
		eg_machine__stage(m, e, EG_STAGE_ENROLLED);
}

static void
step_presented(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m)) {
		eg_machine__odd(m, e,
		    m->executive == EG_ANSWER_NO
			? "presented, but this instrument does not go to the executive"
			: "presented after it became law");
		return;
	}
	if (m->passed != 0 && !all_passed(m))
		eg_machine__odd(m, e, "presented, but only one chamber is recorded as passing it");
	if (m->executive == EG_ANSWER_NO) {
		eg_machine__odd(
		    m, e, "presented, but this instrument does not go to the executive");
		return;
	}
	m->executive = EG_ANSWER_YES;
	eg_machine__stage(m, e, EG_STAGE_WITH_EXECUTIVE);
}

/* Signed, or law without a signature. */
static void
step_approved(struct eg_machine *m, const struct eg_log_event *e, enum eg_how how)
{
	if (m->s->instrument == EG_INSTRUMENT_LETTER) {
		eg_machine__enact(m, e, EG_STAGE_ADOPTED, EG_HOW_SIGNED);
		return;
	}
	if (m->executive == EG_ANSWER_NO)
		return; /* a presiding officer's signature, or a ceremony: not what makes it */
	if (eg_machine__is_law(m) && !eg_law__has_ended(&m->law)) {
		if (m->s->how == EG_HOW_NONE)
			m->s->how = how;
		else if (m->s->how != how || m->s->day != e->day)
			eg_machine__odd(m, e, "approved a second time");
		return;
	}
	if (m->passed != 0 && !all_passed(m))
		eg_machine__odd(m, e,
		    m->rules->congress
			? "approved, but only one of the council's two votes is recorded"
			: "approved, but only one chamber is recorded as passing it");
	else if (m->passed == 0 && !m->unnamed && m->s->stage < EG_STAGE_PASSED_BOTH)
		m->lone = e;
	if (m->s->stage == EG_STAGE_VETOED)
		eg_machine__odd(m, e, "approved after a veto");
	else if (is_closed(m))
		eg_machine__odd(m, e, "approved after it was closed");
	eg_machine__approve(m, e, how);
}

static void
step_vetoed(struct eg_machine *m, const struct eg_log_event *e)
{
	if (m->application) {
		eg_machine__odd(m, e, "a veto has no force here: the governor has no part in it");
		return;
	}
	if (m->executive == EG_ANSWER_NO)
		eg_machine__odd(m, e, "vetoed, but this instrument does not go to the executive");
	if (eg_machine__is_law(m)) {
		eg_machine__odd(m, e, "vetoed after it became law");
		m->s->how = EG_HOW_NONE;
		memset(&m->law, 0, sizeof(m->law));
	}
	if (m->passed != 0 && !all_passed(m))
		eg_machine__odd(m, e, "vetoed, but only one chamber is recorded as passing it");
	if (m->s->stage == EG_STAGE_VETOED && m->vetoed && m->overridden == 0)
		return; /* told again, by the other journal or each day it lies on the calendar */
	m->overridden = 0;
	m->vetoed = true;
	eg_machine__stage(m, e, EG_STAGE_VETOED);
}

static void
step_overridden(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = chambers(m, e);

	if (eg_machine__is_law(m))
		return;
	if (!m->vetoed)
		eg_machine__odd(m, e, "overridden, but no veto is recorded");
	m->overridden |= who != 0 ? who : m->needed;
	if ((m->overridden & m->needed) == m->needed)
		eg_machine__approve(m, e, EG_HOW_OVERRIDE);
	else if (m->s->stage != EG_STAGE_VETOED)
		eg_machine__stage(m, e, EG_STAGE_VETOED);
}

/* Filed with the secretary of state, or sent to Congress: the end of what has no executive; never
 * of a bill. */
static void
step_filed(struct eg_machine *m, const struct eg_log_event *e)
{
	if (m->rules->congress && m->s->instrument == EG_INSTRUMENT_BILL) {
		if (e->kind == EG_EV_TRANSMITTED && m->s->stage == EG_STAGE_WITH_EXECUTIVE)
			eg_machine__odd(
			    m, e, "transmitted to Congress, but the mayor's act is not recorded");
		return;
	}
	if (eg_machine__is_law(m) || m->executive == EG_ANSWER_YES)
		return;
	if (is_closed(m)) {
		eg_machine__odd(m, e, "filed after it was closed");
		return;
	}
	if (m->passed != 0 && !m->agreed) {
		eg_machine__odd(m, e,
		    all_passed(m) ? "filed, but no agreement on the amendments is recorded"
				  : "filed, but only one chamber is recorded as passing it");
		return;
	}
	if (m->passed == 0 && m->s->stage > EG_STAGE_PREFILED &&
	    m->s->stage < EG_STAGE_PASSED_BOTH) {
		eg_machine__odd(m, e, "filed, but no passage is recorded");
		return;
	}
	eg_machine__enact(m, e, EG_STAGE_ADOPTED, EG_HOW_NO_EXECUTIVE);
}

static void
step_chaptered(struct eg_machine *m, const struct eg_log_event *e)
{
	bool resolution = m->s->instrument != EG_INSTRUMENT_BILL;

	m->lone = NULL;
	if (eg_machine__is_law(m) && !eg_law__has_ended(&m->law))
		return;
	if (m->s->stage == EG_STAGE_VETOED)
		eg_machine__odd(m, e, "chaptered after a veto, with no override recorded");
	else if (is_closed(m))
		eg_machine__odd(m, e, "chaptered after it was closed");
	else if (m->passed != 0 && !all_passed(m))
		eg_machine__odd(m, e, "chaptered, but only one chamber is recorded as passing it");
	eg_machine__enact(m, e, resolution ? EG_STAGE_ADOPTED : EG_STAGE_ENACTED,
	    m->s->stage == EG_STAGE_IN_REVIEW ? m->s->how
	    : m->executive == EG_ANSWER_NO || (e->chamber & EG_CHAMBER_BOTH) == EG_CHAMBER_BOTH
		? EG_HOW_NO_EXECUTIVE
		: EG_HOW_NONE);
}

static void
step_closed(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage)
{
	if (eg_machine__is_law(m)) {
		eg_machine__odd(m, e, "closed after it became law");
		return;
	}
	if (is_closed(m))
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

static void
step_reconsidered(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = chambers(m, e);

	if (m->s->stage == EG_STAGE_FAILED || m->s->stage == EG_STAGE_VETOED_FINAL) {
		back_to(m, e, m->open);
		return;
	}
	if (who == 0 || (m->passed & who) == 0 || m->s->stage > EG_STAGE_PASSED_BOTH)
		return;
	m->passed &= ~who;
	m->agreed = false;
	back_to(m, e, m->passed != 0 ? EG_STAGE_PASSED_FIRST : EG_STAGE_REPORTED);
}

static void
step_ballot(struct eg_machine *m, const struct eg_log_event *e)
{
	if (e->kind == EG_EV_PUT_ON_BALLOT) {
		if (eg_machine__is_law(m) && !m->by_passage)
			return; /* a referendum on an act: in force or not as other events say */
		m->s->how = EG_HOW_NONE;
		memset(&m->law, 0, sizeof(m->law));
		eg_machine__stage(m, e, EG_STAGE_ON_BALLOT);
	} else if (e->kind == EG_EV_APPROVED_BY_VOTERS) {
		if (eg_machine__is_law(m) && !m->by_passage)
			return;
		eg_machine__enact(m, e,
		    m->s->instrument == EG_INSTRUMENT_BILL ? EG_STAGE_ENACTED : EG_STAGE_ADOPTED,
		    EG_HOW_BALLOT);
	} else {
		m->s->how = EG_HOW_NONE;
		memset(&m->law, 0, sizeof(m->law));
		eg_machine__stage(m, e, EG_STAGE_REJECTED_BY_VOTERS);
	}
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
		step_amended(m, e);
		break;
	case EG_EV_PASSED:
		step_passed(m, e);
		break;
	case EG_EV_KILLED_IN_COMMITTEE:
	case EG_EV_FAILED:
		step_closed(m, e, EG_STAGE_FAILED);
		break;
	case EG_EV_RECONSIDERED:
		step_reconsidered(m, e);
		break;
	case EG_EV_CONCURRED:
		step_concurred(m, e);
		break;
	case EG_EV_NONCONCURRED:
		step_nonconcurred(m, e);
		break;
	case EG_EV_CONFERENCE:
		step_conference(m, e);
		break;
	case EG_EV_ENROLLED:
		step_enrolled(m, e);
		break;
	case EG_EV_PRESENTED:
		step_presented(m, e);
		break;
	case EG_EV_SIGNED:
	case EG_EV_ITEM_VETOED:
		if (e->kind == EG_EV_SIGNED && chambers(m, e) != 0 && !m->rules->unicameral)
			/* a presiding officer's signature: Tennessee records the Speakers' before
			 * the governor's */
			break;
		if (e->kind == EG_EV_SIGNED || !eg_machine__is_law(m))
			step_approved(m, e, EG_HOW_SIGNED);
		break;
	case EG_EV_BECAME_LAW_UNSIGNED:
		step_approved(m, e, EG_HOW_WITHOUT_SIGNATURE);
		break;
	case EG_EV_VETOED:
		step_vetoed(m, e);
		break;
	case EG_EV_RETURNED_WITH_AMENDMENTS:
		if (eg_machine__is_law(m) || is_closed(m)) {
			eg_machine__odd(m, e, "returned after the bill was closed or became law");
			break;
		}
		m->agreed = false;
		m->second_amended = true;
		m->recommended = true;
		m->accepted = 0;
		eg_machine__stage(m, e, EG_STAGE_PASSED_SECOND_AMENDED);
		break;
	case EG_EV_OVERRIDDEN:
		step_overridden(m, e);
		break;
	case EG_EV_OVERRIDE_FAILED:
		if (!m->vetoed)
			eg_machine__odd(m, e, "an override failed, but no veto is recorded");
		m->open = EG_STAGE_VETOED;
		if (!eg_machine__is_law(m))
			eg_machine__stage(m, e, EG_STAGE_VETOED_FINAL);
		break;
	case EG_EV_FILED_WITH_SECRETARY:
	case EG_EV_TRANSMITTED:
		step_filed(m, e);
		break;
	case EG_EV_PUT_ON_BALLOT:
	case EG_EV_APPROVED_BY_VOTERS:
	case EG_EV_REJECTED_BY_VOTERS:
		step_ballot(m, e);
		break;
	case EG_EV_CARRIED_OVER:
		/* what is carried over lives, whatever one house had voted */
		if (m->s->stage == EG_STAGE_DIED || m->s->stage == EG_STAGE_FAILED)
			back_to(m, e, m->open);
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
		step_chaptered(m, e);
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
