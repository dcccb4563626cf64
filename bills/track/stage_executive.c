/* What comes after the chambers' votes: enrolment, the executive, the secretary of state, the voters.
 * Steps of the machine in stage.c. */
#include "track/machine.h"

#include <string.h>

void
eg_step__enrolled(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m))
		return;
	if (m->executive == EG_ANSWER_NO && !eg_machine__is_closed(m)) {
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
		    eg_machine__all_passed(m)
			? "enrolled, but no agreement on the amendments is recorded"
			: "enrolled, but only one chamber is recorded as passing it");
	if (eg_machine__is_closed(m))
		eg_machine__odd(m, e, "enrolled after it was closed");
	if (m->s->stage != EG_STAGE_WITH_EXECUTIVE && m->s->stage != EG_STAGE_VETOED &&
	    m->s->stage != EG_STAGE_ENROLLED)
		eg_machine__stage(m, e, EG_STAGE_ENROLLED);
}

void
eg_step__presented(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m)) {
		eg_machine__odd(m, e,
		    m->executive == EG_ANSWER_NO
			? "presented, but this instrument does not go to the executive"
			: "presented after it became law");
		return;
	}
	if (m->passed != 0 && !eg_machine__all_passed(m))
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
void
eg_step__approved(struct eg_machine *m, const struct eg_log_event *e, enum eg_how how)
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
	if (m->passed != 0 && !eg_machine__all_passed(m))
		eg_machine__odd(m, e,
		    m->rules->congress
			? "approved, but only one of the council's two votes is recorded"
			: "approved, but only one chamber is recorded as passing it");
	else if (m->passed == 0 && !m->unnamed && m->s->stage < EG_STAGE_PASSED_BOTH)
		m->lone = e;
	if (m->s->stage == EG_STAGE_VETOED)
		eg_machine__odd(m, e, "approved after a veto");
	else if (eg_machine__is_closed(m))
		eg_machine__odd(m, e, "approved after it was closed");
	eg_machine__approve(m, e, how);
}

void
eg_step__vetoed(struct eg_machine *m, const struct eg_log_event *e)
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
	if (m->passed != 0 && !eg_machine__all_passed(m))
		eg_machine__odd(m, e, "vetoed, but only one chamber is recorded as passing it");
	if (m->s->stage == EG_STAGE_VETOED && m->vetoed && m->overridden == 0)
		return; /* told again, by the other journal or each day it lies on the calendar */
	m->overridden = 0;
	m->vetoed = true;
	eg_machine__stage(m, e, EG_STAGE_VETOED);
}

/* With amendments that the executive asks for: the chambers must take them. */
void
eg_step__returned(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m) || eg_machine__is_closed(m)) {
		eg_machine__odd(m, e, "returned after the bill was closed or became law");
		return;
	}
	m->agreed = false;
	m->second_amended = true;
	m->recommended = true;
	m->accepted = 0;
	eg_machine__stage(m, e, EG_STAGE_PASSED_SECOND_AMENDED);
}

void
eg_step__override_failed(struct eg_machine *m, const struct eg_log_event *e)
{
	if (!m->vetoed)
		eg_machine__odd(m, e, "an override failed, but no veto is recorded");
	m->open = EG_STAGE_VETOED;
	if (!eg_machine__is_law(m))
		eg_machine__stage(m, e, EG_STAGE_VETOED_FINAL);
}

void
eg_step__overridden(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = eg_machine__chambers(m, e);

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
void
eg_step__filed(struct eg_machine *m, const struct eg_log_event *e)
{
	if (m->rules->congress && m->s->instrument == EG_INSTRUMENT_BILL) {
		if (e->kind == EG_EV_TRANSMITTED && m->s->stage == EG_STAGE_WITH_EXECUTIVE)
			eg_machine__odd(
			    m, e, "transmitted to Congress, but the mayor's act is not recorded");
		return;
	}
	if (eg_machine__is_law(m) || m->executive == EG_ANSWER_YES)
		return;
	if (eg_machine__is_closed(m)) {
		eg_machine__odd(m, e, "filed after it was closed");
		return;
	}
	if (m->passed != 0 && !m->agreed) {
		eg_machine__odd(m, e,
		    eg_machine__all_passed(m)
			? "filed, but no agreement on the amendments is recorded"
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

void
eg_step__chaptered(struct eg_machine *m, const struct eg_log_event *e)
{
	bool resolution = m->s->instrument != EG_INSTRUMENT_BILL;

	m->lone = NULL;
	if (eg_machine__is_law(m) && !eg_law__has_ended(&m->law))
		return;
	if (m->s->stage == EG_STAGE_VETOED)
		eg_machine__odd(m, e, "chaptered after a veto, with no override recorded");
	else if (eg_machine__is_closed(m))
		eg_machine__odd(m, e, "chaptered after it was closed");
	else if (m->passed != 0 && !eg_machine__all_passed(m))
		eg_machine__odd(m, e, "chaptered, but only one chamber is recorded as passing it");
	eg_machine__enact(m, e, resolution ? EG_STAGE_ADOPTED : EG_STAGE_ENACTED,
	    m->s->stage == EG_STAGE_IN_REVIEW ? m->s->how
	    : m->executive == EG_ANSWER_NO || (e->chamber & EG_CHAMBER_BOTH) == EG_CHAMBER_BOTH
		? EG_HOW_NO_EXECUTIVE
		: EG_HOW_NONE);
}

void
eg_step__ballot(struct eg_machine *m, const struct eg_log_event *e)
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
