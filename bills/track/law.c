/* What follows enactment: effect, injunctions, repeal, withdrawal. */
#include "track/machine.h"

#include <string.h>

/* No effective date recorded: pending for a year from enactment, then presumed in effect, since
 * every legislature's default date has come by then (templates/jurisdictions, effective.default).
 * */
enum { PRESUMED_DAYS = 366 };

bool
eg_law__has_ended(const struct eg_law *law)
{
	return law->legal == EG_LEGAL_STRUCK_DOWN || law->legal == EG_LEGAL_SUNSET ||
	       law->legal == EG_LEGAL_REPEALED || law->legal == EG_LEGAL_RESCINDED ||
	       law->legal == EG_LEGAL_WITHDRAWN;
}

void
eg_machine__enact(
    struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage, enum eg_how how)
{
	eg_machine__stage(m, e, stage);
	m->s->how = how;
	m->by_passage = false;
	m->vetoed = false;
	memset(&m->law, 0, sizeof(m->law));
	m->law.legal = stage == EG_STAGE_ADOPTED ? EG_LEGAL_IN_EFFECT : EG_LEGAL_PENDING_DATE;
	m->law.effect_known = stage == EG_STAGE_ADOPTED;
	m->law.day = m->law.enacted = e->day;
}

void
eg_machine__approve(struct eg_machine *m, const struct eg_log_event *e, enum eg_how how)
{
	if (m->rules->congress && m->s->instrument == EG_INSTRUMENT_BILL) {
		eg_machine__stage(m, e, EG_STAGE_IN_REVIEW);
		m->s->how = how;
		return;
	}
	eg_machine__enact(m, e,
	    m->s->instrument == EG_INSTRUMENT_BILL ? EG_STAGE_ENACTED : EG_STAGE_ADOPTED, how);
}

static void
set(struct eg_machine *m, const struct eg_log_event *e, enum eg_legal legal)
{
	m->law.legal = legal;
	m->law.day = e->day;
}

/* An act that took effect, or was enjoined or repealed, had been enacted, though the log does not
 * say when. */
static bool
implied(struct eg_machine *m, const struct eg_log_event *e)
{
	bool effect = e->kind == EG_EV_TOOK_EFFECT || e->kind == EG_EV_CONDITION_MET;
	enum eg_how how = m->s->stage == EG_STAGE_IN_REVIEW ? m->s->how : EG_HOW_NONE;

	if (eg_machine__is_law(m))
		return true;
	if (m->s->stage >= EG_STAGE_FAILED || m->s->stage == EG_STAGE_VETOED ||
	    (!effect && m->s->stage > EG_STAGE_PREFILED)) {
		eg_machine__odd(m, e, "happened to a bill that is not recorded as enacted");
		return false;
	}
	if (m->s->stage != EG_STAGE_IN_REVIEW && m->s->stage != EG_STAGE_NONE)
		eg_machine__odd(m, e, "took effect, but its enactment is not recorded");
	eg_machine__enact(m, e,
	    e->kind == EG_EV_RESCINDED || m->s->instrument != EG_INSTRUMENT_BILL ? EG_STAGE_ADOPTED
										 : EG_STAGE_ENACTED,
	    how);
	return true;
}

void
eg_law__step(struct eg_machine *m, const struct eg_log_event *e)
{
	struct eg_law *law = &m->law;

	if (!implied(m, e))
		return;
	switch ((enum eg_event_kind)e->kind) {
	case EG_EV_TOOK_EFFECT:
	case EG_EV_CONDITION_MET:
		law->effect_known = true;
		if (law->legal == EG_LEGAL_ENJOINED || law->legal == EG_LEGAL_WITHDRAWING)
			law->before = EG_LEGAL_IN_EFFECT;
		else if (eg_law__has_ended(law))
			eg_machine__odd(m, e, "took effect after it had ended");
		else
			set(m, e, EG_LEGAL_IN_EFFECT);
		break;
	case EG_EV_ENJOINED:
		if (law->legal != EG_LEGAL_ENJOINED)
			law->before = law->legal;
		set(m, e, EG_LEGAL_ENJOINED);
		break;
	case EG_EV_INJUNCTION_LIFTED:
		if (law->legal != EG_LEGAL_ENJOINED && law->legal != EG_LEGAL_STRUCK_DOWN) {
			eg_machine__odd(m, e, "an injunction was lifted, but none is recorded");
			break;
		}
		set(m, e, law->before != EG_LEGAL_NONE ? law->before : EG_LEGAL_IN_EFFECT);
		break;
	case EG_EV_STRUCK_DOWN:
		if (law->legal != EG_LEGAL_ENJOINED)
			law->before = law->legal;
		set(m, e, EG_LEGAL_STRUCK_DOWN);
		break;
	case EG_EV_SUNSET:
		set(m, e, EG_LEGAL_SUNSET);
		break;
	case EG_EV_REPEALED:
		set(m, e, EG_LEGAL_REPEALED);
		break;
	case EG_EV_RESCINDED:
		set(m, e, EG_LEGAL_RESCINDED);
		break;
	case EG_EV_WITHDRAWAL_NOTICED:
		if (!eg_law__has_ended(law) || law->legal == EG_LEGAL_REPEALED)
			set(m, e, EG_LEGAL_WITHDRAWING);
		break;
	case EG_EV_WITHDREW:
		set(m, e, EG_LEGAL_WITHDRAWN);
		break;
	default:
		break;
	}
}

void
eg_law__schedule(struct eg_machine *m, const struct eg_log_event *e)
{
	if (e->kind == EG_EV_TOOK_EFFECT && (m->effect_due == 0 || e->day < m->effect_due))
		m->effect_due = e->day;
	if (e->kind == EG_EV_WITHDREW && (m->exit_due == 0 || e->day < m->exit_due))
		m->exit_due = e->day;
}

void
eg_law__finish(struct eg_machine *m, int32_t as_of)
{
	struct eg_law *law = &m->law;

	if (!eg_machine__is_law(m)) {
		if (m->s->stage != EG_STAGE_IN_REVIEW && m->s->stage != EG_STAGE_ABSORBED)
			m->s->how = EG_HOW_NONE;
		return;
	}
	if (law->legal == EG_LEGAL_PENDING_DATE && m->effect_due == 0 &&
	    as_of - law->enacted >= PRESUMED_DAYS) {
		law->legal = EG_LEGAL_IN_EFFECT;
		m->s->presumed = true;
	}
	if (m->exit_due != 0 && !eg_law__has_ended(law))
		law->legal = EG_LEGAL_WITHDRAWING;
	m->s->exits = m->exit_due != 0 ? m->exit_due : EG_DAY_NONE;
	m->s->legal = law->legal;
	m->s->legal_day = law->day;
	m->s->effect_known = law->effect_known;
	m->s->effect_due = m->effect_due != 0;
}
