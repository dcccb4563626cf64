/* What the chambers do: pass, amend, agree, confer, reconsider. Steps of the machine in stage.c. */
#include "track/machine.h"

#include <string.h>

bool
eg_machine__all_passed(const struct eg_machine *m)
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
unsigned
eg_machine__chambers(const struct eg_machine *m, const struct eg_log_event *e)
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

void
eg_step__passed(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = eg_machine__chambers(m, e);

	if (eg_machine__is_law(m)) {
		if (!m->by_passage)
			eg_machine__odd(m, e, "passed after it became law");
		return;
	}
	if (eg_machine__is_closed(m))
		eg_machine__odd(m, e, "passed after it was closed");
	if (m->s->stage == EG_STAGE_VETOED)
		eg_machine__odd(m, e, "passed after a veto: is this the vote to override?");
	if (who == 0 && !m->one_chamber) {
		if (m->passed != 0 || m->unnamed)
			eg_machine__odd(m, e, "passed, but which chamber is not recorded");
		m->unnamed = true;
		if (m->s->stage < EG_STAGE_PASSED_FIRST || eg_machine__is_closed(m))
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
	if ((m->passed | who) == m->passed && m->s->stage >= EG_STAGE_PASSED_BOTH &&
	    !eg_machine__is_closed(m))
		return;
	m->passed |= who;
	if (!eg_machine__all_passed(m))
		eg_machine__stage(m, e, EG_STAGE_PASSED_FIRST);
	else if (m->second_amended && who != EG_CHAMBER_BOTH)
		eg_machine__stage(m, e, EG_STAGE_PASSED_SECOND_AMENDED);
	else
		passed_all(m, e);
}

/* Another text than the one passed: both chambers have not passed the same one. */
void
eg_step__amended(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = eg_machine__chambers(m, e);

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
	if (!eg_machine__all_passed(m)) {
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

void
eg_step__concurred(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = eg_machine__chambers(m, e);

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
	} else if (!eg_machine__all_passed(m)) {
		eg_machine__odd(m, e, "concurred, but the other chamber's passage is not recorded");
		m->passed |= m->needed;
	}
	m->second_amended = false;
	passed_all(m, e);
}

void
eg_step__conference(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m) || eg_machine__is_closed(m)) {
		eg_machine__odd(m, e, "conference after the bill was closed or became law");
		return;
	}
	if (!eg_machine__all_passed(m))
		eg_machine__odd(m, e, "conference, but both chambers' passage is not recorded");
	m->conference = true;
	m->conferred = 0;
	m->agreed = false;
	eg_machine__stage(m, e, EG_STAGE_PASSED_SECOND_AMENDED);
}

void
eg_step__nonconcurred(struct eg_machine *m, const struct eg_log_event *e)
{
	if (eg_machine__is_law(m) || eg_machine__is_closed(m)) {
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

void
eg_step__reconsidered(struct eg_machine *m, const struct eg_log_event *e)
{
	unsigned who = eg_machine__chambers(m, e);

	if (m->s->stage == EG_STAGE_FAILED || m->s->stage == EG_STAGE_VETOED_FINAL) {
		eg_machine__back_to(m, e, m->open);
		return;
	}
	if (who == 0 || (m->passed & who) == 0 || m->s->stage > EG_STAGE_PASSED_BOTH)
		return;
	m->passed &= ~who;
	m->agreed = false;
	eg_machine__back_to(m, e, m->passed != 0 ? EG_STAGE_PASSED_FIRST : EG_STAGE_REPORTED);
}
