/*
 * Where one bill stands: its events reduced by its instrument and its jurisdiction's rules, and
 * closed by the calendar of its session.
 */
#ifndef ENGROSS_STAGE_H
#define ENGROSS_STAGE_H

#include <engross/event.h>

/* ---- rules and stages ---- */

enum eg_answer { EG_ANSWER_UNKNOWN, EG_ANSWER_NO, EG_ANSWER_YES };

/* Do bills live on into the next year's session of the same legislature? */
enum eg_carry { EG_CARRY_NONE, EG_CARRY_ODD_TO_EVEN, EG_CARRY_EVEN_TO_ODD };

/* When an act takes effect that names no day. */
enum eg_effect {
	EG_EFFECT_UNKNOWN,
	EG_EFFECT_FIXED, /* on a day of the year, the next one after enactment */
	EG_EFFECT_AFTER_ENACTMENT,
	EG_EFFECT_AFTER_ADJOURNMENT
};

/* What a jurisdiction's profile says that stages depend on. */
struct eg_passage {
	bool known; /* a profile was read */
	bool unicameral;
	bool congress; /* acts lie before Congress (DC) */
	enum eg_answer executive[EG_INSTRUMENTS]; /* does this instrument go to the executive? */
	/* the number's letters do not tell a simple resolution from a concurrent one (HR, SR of
	 * Georgia, Pennsylvania and Rhode Island; S. and H. where resolutions share the bills') */
	bool shared_series;
	enum eg_carry carry;
	/* days that the executive has after adjournment (or after presentment, whichever the
	 * constitution says), and what an unsigned bill then becomes */
	int sign_days;
	bool sign_from_adjournment;
	int sign_days_sitting; /* while the legislature sits */
	enum eg_answer unsigned_is_law;
	enum eg_effect effect;
	int effect_days; /* after enactment or adjournment */
	int effect_month, effect_day; /* of EG_EFFECT_FIXED */
	int map_row, map_col; /* of the tile map; -1 for the territories */
	char lower[32], upper[32]; /* "House of Delegates", "Senate"; "" if not known */
	int electoral_votes;
};

/* From a whole profile's YAML text; only the three groups needed are read. Bills go to the
 * executive everywhere; simple resolutions, concurrent resolutions and memorials do not unless
 * passage.concurrent-resolution-to-executive is yes; joint resolutions are unknown unless
 * passage.joint-resolution-to-executive says. */
enum eg_rc eg_passage_parse(const char *yaml, size_t n, const char *name, struct eg_passage *out,
    struct eg_err *err) EG_MUST_CHECK;

struct eg_calendar;
struct eg_weights;

struct eg_passages {
	struct eg_passage at[EG_JURISDICTIONS];
	/* borrowed; NULL: no stage is computed from the calendar */
	const struct eg_calendar *calendar;
	/* borrowed; NULL: weights are the profiles' whatever the day */
	const struct eg_weights *weights;
};
/* Of all 56 profiles that the program carries. */
enum eg_rc eg_passages_builtin(struct eg_passages *out, struct eg_err *err) EG_MUST_CHECK;

/* Why a stage is computed from the calendar, and not from an event. Any later event of the bill
 * undoes it. */
enum eg_closing {
	EG_CLOSING_NONE,
	EG_CLOSING_ADJOURNED, /* died: its session, and any that it is carried into, is over */
	EG_CLOSING_CROSSOVER, /* died: it had not left its house by the crossover day */
	EG_CLOSING_UNSIGNED, /* died: left unsigned where that kills it after adjournment */
	EG_CLOSING_UNCLEAR, /* stage kept: it should have an outcome by now, and none is recorded */
};

#define EG_DAY_UNKNOWN INT32_MIN

struct eg_odd { /* a sequence that does not add up */
	uint64_t event;
	const char *what; /* static text */
};

enum { EG_ODD_MAX = 8 };

/* Where one bill stands. */
struct eg_standing {
	enum eg_instrument instrument;
	enum eg_stage stage;
	enum eg_legal legal; /* pending-threshold is set by eg_status_make */
	enum eg_how how;
	int32_t day; /* of the act that made the stage; INT32_MIN if unknown */
	uint8_t partial; /* as in eg_log_event */
	uint64_t event; /* id of that act; 0 if none */
	int32_t legal_day;
	bool
	    /* in-effect only because the day has come on which acts that name none take effect
	     * there (or, where that is not known, a year has passed), and no date is recorded */
	    presumed;
	bool effect_due; /* a day to come is recorded */
	bool effect_known; /* took-effect or condition-met says so */
	size_t events; /* events counted: not void, not in the future */
	int32_t first, last; /* days of the first and last of them (last: the latest it can mean) */
	int32_t carried; /* day of the last `carried-over`; EG_DAY_UNKNOWN if none */
	enum eg_closing closing; /* set by eg_stage_close */
	int32_t closes; /* the last day of its session; EG_DAY_UNKNOWN if not computed */
	int32_t exits; /* day a scheduled withdrawal or repeal takes effect; EG_DAY_UNKNOWN */
	size_t n_odd; /* may exceed EG_ODD_MAX: the first ones are kept */
	struct eg_odd odd[EG_ODD_MAX];
};

/* Reduce the events of one bill, in order, to where it stood on `as_of` (days since 1970-01-01).
 * `instrument` is what is known from elsewhere (UNKNOWN: the events' own column, else the number's
 * letters, else bill). `application`: the measure is a resolution that the Constitution or a
 * campaign addresses to the legislature alone (Article V): no governor whatever its form. Voided
 * events are skipped. Pure; O(n). */
void eg_stage_reduce(const struct eg_log_event *v, size_t n, const struct eg_passage *rules,
    enum eg_instrument instrument, bool application, bool one_chamber_memorial, int32_t as_of,
    struct eg_standing *out);

/* ---- the calendar ---- */

/* Sessions of the 56 legislatures (templates/sessions.csv): when each begins and ends, and the day
 * by which a bill must leave its house, where that is known. */
struct eg_session {
	const char *session; /* as the legislature's record names it */
	int32_t begins, ends; /* days since 1970-01-01 */
	int32_t crossover; /* EG_DAY_UNKNOWN if not known */
	uint8_t jurisdiction;
	bool special, verified;
};

/* EG_ERR_DATA or EG_ERR_SYNTAX with place. *out is the caller's: eg_calendar_free(). */
enum eg_rc eg_calendar_parse(const char *csv, size_t n, const char *name, struct eg_calendar **out,
    struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_calendar_builtin(struct eg_calendar **out, struct eg_err *err) EG_MUST_CHECK;
void eg_calendar_free(struct eg_calendar *c);
/* All sessions, by jurisdiction and day. Borrowed. */
const struct eg_session *eg_calendar_sessions(const struct eg_calendar *c, size_t *n);

/* How long a bill can live: the session that `session` names (or, where it names none, that holds
 * `day`), and the next one where bills carry over. */
struct eg_term {
	int32_t begins, ends;
	int32_t crossover; /* of the year of `day`; EG_DAY_UNKNOWN if not known */
	/* silence closes a bill after this day: `ends`, or some weeks more for one that was acted
	 * on after the listed end, which then was not the last day */
	int32_t silent;
	bool listed; /* the day it ends is of the list, not the year's last day */
};
/* session may be "". carried: day of a recorded carry-over, or EG_DAY_UNKNOWN. */
void eg_calendar_term(const struct eg_calendar *c, const struct eg_passage *rules, int jurisdiction,
    const char *session, int32_t day, int32_t carried, struct eg_term *out);
/* Close what eg_stage_reduce found, if the calendar does: sets stage, day, closing, closes.
 * Nothing is closed that has an event after the day on which it would close. */
void eg_stage_close(const struct eg_calendar *c, const struct eg_passage *rules, int jurisdiction,
    const char *session, int32_t as_of, struct eg_standing *s);
/* Where a law is pending its date and none is recorded: in effect from the day on which acts that
 * name none take effect there, if that day is known and has come. Sets legal, legal_day,
 * presumed. */
void eg_stage_default_effect(const struct eg_calendar *c, const struct eg_passage *rules,
    int jurisdiction, int32_t as_of, struct eg_standing *s);
/* "its session ended on 2024-03-01 and no outcome is recorded"; "" for NONE. */
void eg_closing_text(enum eg_closing c, int32_t closes, char out[128]);
/* "adjourned", "crossover", "unsigned", "unclear"; "". */
const char *eg_closing_name(enum eg_closing c);

#endif
