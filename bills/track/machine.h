/* The machine that walks one bill's events: stage.c walks, stage_votes.c has what the chambers do,
 * stage_executive.c what follows their votes, law.c what follows enactment. */
#ifndef EG_TRACK_MACHINE_H
#define EG_TRACK_MACHINE_H

#include "track/track_private.h"

struct eg_law {
	enum eg_legal legal; /* NONE until enacted or adopted */
	enum eg_legal before; /* what an injunction or a notice of withdrawal interrupted */
	int32_t day, enacted;
	bool effect_known;
};

struct eg_machine {
	struct eg_standing *s;
	const struct eg_passage *rules;
	enum eg_answer executive; /* does this measure go to the executive? */
	bool application, one_chamber;
	unsigned needed; /* chambers that must agree */
	unsigned passed, first; /* chambers that passed it; the one that did so first */
	unsigned conferred, overridden;
	bool unnamed; /* passed by a chamber that the record does not name */
	bool second_amended; /* the second chamber changed the text */
	bool agreed; /* all chambers passed the same text */
	bool conference, vetoed;
	bool
	    /* returned by the executive with amendments: both chambers must take them */
	    recommended;
	unsigned accepted; /* chambers that took them */
	int readings; /* votes so far where a council must vote twice (DC) */
	bool by_passage; /* adopted by the chambers' own act alone */
	const struct eg_log_event *lone; /* an approval that nothing else bears out so far */
	enum eg_stage open; /* the stage before it was closed */
	struct { /* the act that last made each stage, for when a later one is undone */
		int32_t day;
		uint8_t partial;
		uint64_t event;
	} made[EG_STAGES];
	struct eg_law law;
	int32_t effect_due, exit_due; /* earliest scheduled day to come; 0 if none */
};

void eg_machine__odd(struct eg_machine *m, const struct eg_log_event *e, const char *what);
void eg_machine__stage(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage);
/* What came after `stage` is undone: it stands there again, since the day on which it first came
 * there; since this act where that is not recorded. */
void eg_machine__back_to(struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage);
bool eg_machine__is_law(const struct eg_machine *m);
bool eg_machine__is_closed(const struct eg_machine *m);
/* Have all chambers that must passed it (perhaps in different forms)? */
bool eg_machine__all_passed(const struct eg_machine *m);
/* The chambers that an event names, in this legislature's terms. */
unsigned eg_machine__chambers(const struct eg_machine *m, const struct eg_log_event *e);
/* It is law (or an adopted resolution) from this event on. */
void eg_machine__enact(
    struct eg_machine *m, const struct eg_log_event *e, enum eg_stage stage, enum eg_how how);
/* The executive's part is over: enacted, or before Congress (DC). */
void eg_machine__approve(struct eg_machine *m, const struct eg_log_event *e, enum eg_how how);

/* The chambers' acts. */
void eg_step__passed(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__amended(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__concurred(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__conference(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__nonconcurred(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__reconsidered(struct eg_machine *m, const struct eg_log_event *e);

/* What follows their votes. */
void eg_step__enrolled(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__presented(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__returned(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__vetoed(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__overridden(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__override_failed(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__filed(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__chaptered(struct eg_machine *m, const struct eg_log_event *e);
void eg_step__ballot(struct eg_machine *m, const struct eg_log_event *e);
/* Signed, or law without a signature. */
void eg_step__approved(struct eg_machine *m, const struct eg_log_event *e, enum eg_how how);

bool eg_law__has_ended(const struct eg_law *law);
void eg_law__step(struct eg_machine *m, const struct eg_log_event *e);
void eg_law__schedule(
    struct eg_machine *m, const struct eg_log_event *e); /* an event still to come */
void eg_law__finish(struct eg_machine *m, int32_t as_of);

#endif
