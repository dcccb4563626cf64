/*
 * Tracking: events in, stages and legal statuses out, measured against a threshold.
 *
 * tracking/events.csv is an append-only log: one dated, sourced event a line, under a frozen
 * header. tracking/bills.csv says which print of which bill carries which template and version.
 * Everything else is computed: a bill's stage from its events by its instrument and its
 * jurisdiction's rules, its legal status from what happened after enactment, a campaign's progress
 * from the statuses of 56 jurisdictions.
 *
 *	struct eg_log *log = NULL;
 *	eg_log_parse(bytes, n, "tracking/events.csv", &log, &err);
 *	struct eg_status *st = NULL;
 *	eg_status_make(log, links, &rules, &when, &st, &err);
 *	for (size_t i = 0; i < st->n; i++) ... st->row[i].stage ...
 *
 * Order: events are taken by date (a partial date by its first possible day), seq, recorded, id. A
 * date after the day asked for is a schedule and makes no stage. An event with no date counts from
 * the day its source was published ("on or before").
 *
 * Corrections: a row whose `corrects` holds an event's id takes that event's place; if the row's
 * event is `corrected` nothing takes its place (the event is void). A correction can itself be
 * corrected, which restores what it voided. Corrections hold whatever day is asked about: they are
 * about what we know, not about what happened.
 *
 * Nothing here reads a clock: the day asked about is a parameter.
 */
#ifndef ENGROSS_TRACK_H
#define ENGROSS_TRACK_H

#include <engross/arena.h>
#include <engross/jurisdiction.h>
#include <engross/store.h>

struct eg_yaml;
struct eg_bytes;

/* ---- names ---- */

/* In the order of DESIGN.md section 3. */
enum eg_event_kind {
	EG_EV_PREFILED,
	EG_EV_INTRODUCED,
	EG_EV_REFERRED,
	EG_EV_HEARD,
	EG_EV_REPORTED,
	EG_EV_REPORT_ADVERSE,
	EG_EV_KILLED_IN_COMMITTEE,
	EG_EV_TABLED,
	EG_EV_RECOMMITTED,
	EG_EV_DISCHARGED,
	EG_EV_SUBSTITUTED,
	EG_EV_AMENDED,
	EG_EV_PASSED,
	EG_EV_FAILED,
	EG_EV_RECONSIDERED,
	EG_EV_CONCURRED,
	EG_EV_NONCONCURRED,
	EG_EV_CONFERENCE,
	EG_EV_ENROLLED,
	EG_EV_PRESENTED,
	EG_EV_SIGNED,
	EG_EV_BECAME_LAW_UNSIGNED,
	EG_EV_VETOED,
	EG_EV_ITEM_VETOED,
	EG_EV_RETURNED_WITH_AMENDMENTS,
	EG_EV_OVERRIDDEN,
	EG_EV_OVERRIDE_FAILED,
	EG_EV_FILED_WITH_SECRETARY,
	EG_EV_TRANSMITTED,
	EG_EV_PUT_ON_BALLOT,
	EG_EV_APPROVED_BY_VOTERS,
	EG_EV_REJECTED_BY_VOTERS,
	EG_EV_CARRIED_OVER,
	EG_EV_ABSORBED,
	EG_EV_WITHDRAWN,
	EG_EV_DIED,
	EG_EV_CHAPTERED,
	EG_EV_TOOK_EFFECT,
	EG_EV_CONDITION_MET,
	EG_EV_SUNSET,
	EG_EV_ENJOINED,
	EG_EV_INJUNCTION_LIFTED,
	EG_EV_STRUCK_DOWN,
	EG_EV_REPEALED,
	EG_EV_RESCINDED,
	EG_EV_WITHDRAWAL_NOTICED,
	EG_EV_WITHDREW,
	EG_EV_CORRECTED,
	EG_EV_KINDS
};

/* In order of how far a bill came; the closed ones last. */
enum eg_stage {
	EG_STAGE_NONE,
	EG_STAGE_DRAFTED,
	EG_STAGE_PREFILED,
	EG_STAGE_INTRODUCED,
	EG_STAGE_IN_COMMITTEE,
	EG_STAGE_REPORTED,
	EG_STAGE_PASSED_FIRST,
	EG_STAGE_PASSED_SECOND_AMENDED,
	EG_STAGE_PASSED_BOTH,
	EG_STAGE_ENROLLED,
	EG_STAGE_WITH_EXECUTIVE,
	EG_STAGE_VETOED,
	EG_STAGE_ON_BALLOT,
	EG_STAGE_IN_REVIEW,
	EG_STAGE_ENACTED,
	EG_STAGE_ADOPTED,
	EG_STAGE_FAILED,
	EG_STAGE_WITHDRAWN,
	EG_STAGE_ABSORBED,
	EG_STAGE_DIED,
	EG_STAGE_VETOED_FINAL,
	EG_STAGE_REJECTED_BY_VOTERS,
	EG_STAGES
};

enum eg_legal {
	EG_LEGAL_NONE, /* not enacted or adopted */
	EG_LEGAL_PENDING_DATE,
	EG_LEGAL_PENDING_THRESHOLD,
	EG_LEGAL_IN_EFFECT,
	EG_LEGAL_ENJOINED,
	EG_LEGAL_STRUCK_DOWN,
	EG_LEGAL_SUNSET,
	EG_LEGAL_REPEALED,
	EG_LEGAL_RESCINDED,
	EG_LEGAL_WITHDRAWING,
	EG_LEGAL_WITHDRAWN,
	EG_LEGALS
};

enum eg_how {
	EG_HOW_NONE,
	EG_HOW_SIGNED,
	EG_HOW_WITHOUT_SIGNATURE,
	EG_HOW_OVERRIDE,
	EG_HOW_NO_EXECUTIVE,
	EG_HOW_COMPANION,
	EG_HOW_BALLOT,
	EG_HOWS
};

enum eg_instrument {
	EG_INSTRUMENT_UNKNOWN,
	EG_INSTRUMENT_BILL,
	EG_INSTRUMENT_JOINT,
	EG_INSTRUMENT_CONCURRENT,
	EG_INSTRUMENT_SIMPLE,
	EG_INSTRUMENT_MEMORIAL,
	EG_INSTRUMENT_LETTER,
	EG_INSTRUMENTS
};

/* Bits: a source that says only that the legislature passed it is EG_CHAMBER_BOTH. */
enum eg_chamber {
	EG_CHAMBER_NONE = 0,
	EG_CHAMBER_LOWER = 1,
	EG_CHAMBER_UPPER = 2,
	EG_CHAMBER_BOTH = 3,
	EG_CHAMBER_SINGLE = 4
};

/* The words of the files and of JSON: "passed-both", "in-effect", "signed", "joint resolution",
 * "lower". Static; "" for NONE/UNKNOWN of legal, how, instrument, chamber. */
const char *eg_event_name(enum eg_event_kind k);
const char *eg_stage_name(enum eg_stage s);
const char *eg_legal_name(enum eg_legal l);
const char *eg_how_name(enum eg_how h);
const char *eg_instrument_name(enum eg_instrument i);
bool eg_event_find(struct eg_str name, enum eg_event_kind *out);
bool eg_stage_find(struct eg_str name, enum eg_stage *out);
bool eg_instrument_find(
    struct eg_str name, enum eg_instrument *out); /* "joint resolution" or "joint-resolution" */
/* lower|house|assembly, upper|senate, single|legislature|council|unicameral, both|joint;
 * "executive" is NONE. False if unknown. */
bool eg_chamber_find(struct eg_str name, unsigned *bits);
const char *eg_chamber_name(unsigned bits);
/* The known event nearest to a mistyped one, or NULL when none is near. */
const char *eg_event_nearest(struct eg_str name);
/* Order of bill numbers as people count: SB 2 before SB 10. <0, 0, >0. */
int eg_bill_compare(const char *a, const char *b);
/* What sort of measure a number names by its letters ("HJR 5", "SCR 1604", "LB 83"); UNKNOWN when
 * they do not tell. */
enum eg_instrument eg_instrument_of_bill(const char *postal, const char *bill);

/* ---- events.csv ---- */

enum eg_field {
	EG_F_ID,
	EG_F_SEQ,
	EG_F_DATE,
	EG_F_TEMPLATE,
	EG_F_JURISDICTION,
	EG_F_SESSION,
	EG_F_BILL,
	EG_F_INSTRUMENT,
	EG_F_EVENT,
	EG_F_CHAMBER,
	EG_F_YEAS,
	EG_F_NAYS,
	EG_F_NEEDED,
	EG_F_TARGET,
	EG_F_SOURCE,
	EG_F_SOURCE_KIND,
	EG_F_TEXT,
	EG_F_RULE,
	EG_F_PUBLISHED,
	EG_F_RECORDED,
	EG_F_NOTE,
	EG_F_CORRECTS,
	EG_FIELDS
};

extern const char *const eg_field_names[EG_FIELDS];
#define EG_EVENTS_PATH "tracking/events.csv"
#define EG_LINKS_PATH "tracking/bills.csv"
/* The same columns; what is said without a source that was found. Never a stage, never counted:
 * shown apart. */
#define EG_CLAIMS_PATH "tracking/claims.csv"
/* The header lines without a line end. */
extern const char eg_events_header[];
extern const char eg_links_header[];

/* An event as text, each field unescaped and borrowed. */
struct eg_event {
	struct eg_str f[EG_FIELDS];
};

enum { EG_EVENT_ID = 17 };

/* The id: first 16 hex digits of SHA-256 over the row's CSV text (fields joined by commas, quoted
 * as eg_csv_put does) without `id` and `recorded`, no line end. Fields are first made clean: line
 * breaks and tabs to spaces, ends trimmed. */
void eg_event_id(const struct eg_event *e, char out[EG_EVENT_ID]);
/* Check an event that is about to be written: known names, dates, numbers, jurisdiction; one of
 * bill and template. */
enum eg_rc eg_event_check(const struct eg_event *e, struct eg_err *err) EG_MUST_CHECK;
/* Append the row with its id and a line feed. */
void eg_event_put(struct eg_buf *out, const struct eg_event *e);

/* One event of a log, reduced to what the stages need (32 bytes: a million fit in memory). */
struct eg_log_event {
	uint64_t id; /* the 16 hex digits */
	int32_t
	    /* days since 1970-01-01 of the first possible day, or of the last where `partial` is 3
	     * */
	    day;
	int32_t seq;
	uint32_t row; /* byte offset of the line */
	uint32_t bill; /* index in eg_log.bill */
	uint32_t recorded; /* minutes since 1970, 0 if none */
	uint8_t kind; /* enum eg_event_kind */
	uint8_t chamber; /* bits of enum eg_chamber */
	uint8_t instrument; /* as written */
	unsigned char
	    partial : 2; /* 0 a day, 1 a month, 2 a year, 3 only known to be on or before `day` */
	unsigned char voided : 1;
};

/* A bill that events speak of; where no number is known, the bill is named by its template. */
struct eg_log_bill {
	uint8_t jurisdiction; /* index in eg_postal */
	const char *session; /* "" if never given */
	const char *bill; /* as first written; "" if no number is known */
	const char *key; /* eg_bill_key of bill */
	const char *template_name; /* "" when bill is known */
};

struct eg_log_said { /* a numbered row that names a template all the same: a link */
	uint32_t bill;
	const char *template_name; /* "NAME" or "NAME@VERSION" */
};

struct eg_log {
	struct eg_arena *arena;
	const char *name; /* for messages */
	const char *p; /* borrowed: the file's bytes must outlive the log */
	size_t bytes;
	struct eg_log_event *v; /* in order of bill, then date, seq, recorded, id */
	size_t n;
	struct eg_log_bill *bill;
	size_t n_bills;
	size_t *first; /* n_bills + 1: the events of bill b are v[first[b]..first[b+1]) */
	struct eg_log_said *said;
	size_t n_said;
	size_t doubled; /* rows left out because their id came before */
};

/* Parse a log. Empty bytes are an empty log; the header must be the frozen one. EG_ERR_DATA or
 * EG_ERR_SYNTAX with line and column, a hint with the nearest event name. *out is the caller's:
 * eg_log_free(). O(n log n) in one bill's events, else O(n). */
enum eg_rc eg_log_parse(const char *p, size_t n, const char *name, struct eg_log **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_log_free(struct eg_log *log);
/* The whole row of an event; fields that need unescaping are copied into `scratch` (reset first).
 * */
enum eg_rc eg_log_row(const struct eg_log *log, const struct eg_log_event *e,
    struct eg_buf *scratch, struct eg_event *out, struct eg_err *err) EG_MUST_CHECK;
/* A bill by jurisdiction, session ("" = the only one) and number; SIZE_MAX if absent, SIZE_MAX - 1
 * if several sessions fit. */
size_t eg_log_find(const struct eg_log *log, int jurisdiction, const char *session,
    const char *bill, const char *template_name);

/* Union of two logs: the rows of a in their order, then those of b whose id a lacks. Either may be
 * empty. Both must be well formed. added (may be NULL) = rows taken from b. */
enum eg_rc eg_events_merge(const char *a, size_t an, const char *b, size_t bn, struct eg_buf *out,
    size_t *added, struct eg_err *err) EG_MUST_CHECK;
/* The log `old` with these events appended. An event that is already there but for id, seq and
 * recorded is left out. Events with an empty seq get the next number of their bill's day, so that
 * what is recorded later on one day stays later. */
enum eg_rc eg_events_append(const char *old, size_t old_n, const struct eg_event *e, size_t n,
    struct eg_buf *out, size_t *added, struct eg_err *err) EG_MUST_CHECK;

/* ---- bills.csv ---- */

struct eg_link { /* all texts borrowed from the arena of eg_links; "" where empty */
	const char *jurisdiction, *session, *bill, *print, *template_name, *version, *basis, *part,
	    *note, *recorded;
};

struct eg_links {
	struct eg_arena *arena;
	struct eg_link *v;
	size_t n;
};

enum eg_rc eg_links_parse(const char *p, size_t n, const char *name, struct eg_links **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_links_free(struct eg_links *l);
/* The file with the links appended; a link that is there but for note and recorded is left out. */
enum eg_rc eg_links_append(const char *old, size_t old_n, const struct eg_link *l, size_t n,
    struct eg_buf *out, size_t *added, struct eg_err *err) EG_MUST_CHECK;

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

/* ---- thresholds ---- */

enum eg_threshold_kind { EG_THRESHOLD_NONE, EG_THRESHOLD_COUNT, EG_THRESHOLD_WEIGHT };
enum eg_counts { EG_COUNTS_ENACTED, EG_COUNTS_ADOPTED, EG_COUNTS_IN_EFFECT };
enum eg_date_rule { EG_DATE_RULE_NONE, EG_DATE_RULE_EARLIER, EG_DATE_RULE_LATER };

struct eg_threshold_rule { /* texts borrowed from the YAML's arena */
	enum eg_threshold_kind kind;
	int64_t need;
	enum eg_counts counts;
	bool universe[EG_JURISDICTIONS];
	const char *universe_name; /* "states", "states-dc", "all", "list" */
	bool rescission_disputed;
	bool
	    /* effect in each state waits for the threshold: enacted ones are pending-threshold */
	    contingent;
	enum eg_date_rule date_rule;
	int32_t date; /* days; valid unless date_rule is NONE */
	bool conformity_required; /* a text ruled or found not to conform does not count */
	int census; /* weights of this census whatever the day; 0: the one in force */
	/* a repeal takes effect that long after its enactment (or after notice): until then the
	 * jurisdiction is withdrawing and still a member */
	int notice_months, notice_days;
	/* a repeal made within `blackout_months` before a day that comes every `blackout_every`
	 * years does not bind before that day; blackout_every 0: none */
	int blackout_months, blackout_every;
	int32_t blackout_day; /* one such day */
	const char *withdrawal, *conformity, *source, *note; /* "" if not given */
};

/* The day on which a withdrawal or repeal of that day takes effect under the rule. */
int32_t eg_threshold_exit(const struct eg_threshold_rule *r, int32_t day);

/* Weights by census (templates/electoral-votes.csv). *out is the caller's: eg_free(). */
enum eg_rc eg_weights_parse(const char *csv, size_t n, const char *name, struct eg_weights **out,
    struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_weights_builtin(struct eg_weights **out, struct eg_err *err) EG_MUST_CHECK;
/* The census in force on a day (or `census` itself unless 0); 0 if no weights are known. */
int eg_weights_census(const struct eg_passages *p, int census, int32_t as_of);
int64_t eg_weight_of(const struct eg_passages *p, int jurisdiction, int census, int32_t as_of);

/* Read the `threshold:` mapping of a template's head or of templates/thresholds.yaml (keys: kind,
 * need, weight, census, of, counts, date-alternative, rule, rescission, contingent, conformity,
 * conformity-required, withdrawal, notice, blackout, source, note). A NULL node is kind none.
 * EG_ERR_TEMPLATE with line and column (name
 * = the file for messages). */
enum eg_rc eg_threshold_parse(const struct eg_yaml *node, const char *name,
    struct eg_threshold_rule *out, struct eg_err *err) EG_MUST_CHECK;

/* ---- status ---- */

/* The newest ruling (tracking/rulings.csv) on a print of the bill against the row's template. */
enum eg_ruled { EG_RULED_NONE, EG_RULED_CONFORMS, EG_RULED_CONDITIONAL, EG_RULED_DOES_NOT };

struct eg_status_row {
	const char *template_name; /* "" for a bill linked to none */
	const char *version_introduced; /* "" = not known */
	const char *version_passed; /* "" = not passed, or not known */
	const char *version_basis; /* "declared", "traced", "" */
	const char *part; /* "whole", "part", "" */
	const char *session, *bill;
	uint32_t log_bill; /* index in the log; UINT32_MAX: linked, but no events */
	uint32_t events;
	int32_t day, legal_day;
	int32_t closes; /* the last day of its session, EG_DAY_UNKNOWN if not computed */
	int32_t exits; /* while withdrawing: the day it ends, EG_DAY_UNKNOWN if not known */
	uint8_t partial, jurisdiction, instrument, stage, legal, how, odd, effect_known, closing;
	uint8_t presumed; /* in effect by the default rule alone: no date is recorded */
	uint8_t ruled; /* enum eg_ruled: what a person decided of a print's conformity */
	const struct eg_odd *
	    /* the first EG_ODD_MAX of `odd`; NULL if none, or when read from a snapshot */
	    odd_list;
};

struct eg_status {
	struct eg_arena *arena;
	struct eg_status_row
	    *row; /* by template, jurisdiction (order of eg_postal names' codes), session, bill */
	size_t n;
	size_t n_odd; /* warnings in all rows */
	int32_t as_of;
	struct eg_bytes *snapshot; /* what the texts lie in, when read from a snapshot */
};

struct eg_campaign_rules { /* thresholds of the templates that have one */
	const char *const *template_name;
	const struct eg_threshold_rule *threshold;
	size_t n;
};

/* One row for each bill and template it carries. links may be NULL. Texts are copied: the log may
 * go. */
enum eg_rc eg_status_make(const struct eg_log *log, const struct eg_links *links,
    const struct eg_passages *passages, const struct eg_campaign_rules *campaigns, int32_t as_of,
    struct eg_status **out, struct eg_err *err) EG_MUST_CHECK;
void eg_status_free(struct eg_status *s);
/* Text of a row's date: "2024-01-31", "2024-01", "2024", or "" (see by); by gets the day it is
 * known to be on or before. */
void eg_status_date(const struct eg_status_row *r, char out[16], char by[16]);

/* ---- progress ---- */

struct eg_progress_item {
	int jurisdiction; /* index in eg_postal */
	int64_t weight;
	const struct eg_status_row *row; /* the row that decides; NULL for a supposition (--if) */
	bool supposed;
	bool
	    /* rescinded (disputed), enjoined, or only part of the text: in have_high alone */
	    disputed;
	bool outside; /* not in the universe that counts */
	bool reentered; /* counted, and an earlier entry of the same jurisdiction had ended */
};

/* Why an item stands where it stands, in a few words: "enacted, and in force when the threshold is
 * reached"; "rescinded 2025-03-26: whether that ends an application is disputed". */
void eg_progress_why(
    const struct eg_progress_item *i, const struct eg_threshold_rule *t, char out[200]);

struct eg_tally {
	int64_t have, have_low,
	    have_high; /* have = have_low: what nobody disputes, suppositions included */
	int64_t need, of;
	bool reached;
	struct eg_progress_item *counted, *pending,
	    *out; /* by weight, then code: counted; could still come; left, lost or refused */
	size_t n_counted, n_pending, n_out;
	struct eg_arena *arena;
};

/* Measure one template. suppose (may be NULL) marks jurisdictions counted as if they had enacted.
 * A jurisdiction counts once, however many bills it passed. *out is the caller's: eg_tally_free();
 * it borrows from st. */
enum eg_rc eg_tally_make(const struct eg_status *st, const char *template_name,
    const struct eg_threshold_rule *t, const struct eg_passages *passages, const bool *suppose,
    struct eg_tally **out, struct eg_err *err) EG_MUST_CHECK;
void eg_tally_free(struct eg_tally *t);

/* The smallest sets of pending jurisdictions that would reach the threshold. */
struct eg_paths {
	int64_t lacking; /* what is lacking now; 0: reached */
	int64_t all; /* what all pending ones would add */
	size_t size; /* members of each set; 0: reached, or not even all of them suffice */
	int *set; /* n sets of `size` indexes in eg_postal, heaviest first */
	size_t n; /* sets kept, at most `limit` */
	size_t found; /* sets there are */
	bool partial; /* the search was cut off: there are more than `found` */
};
void eg_paths_find(const struct eg_tally *t, size_t limit, struct eg_paths *out);
void eg_paths_clear(struct eg_paths *p);

/* ---- dates that a spreadsheet mangled ---- */

enum eg_date_order { EG_DATE_ORDER_UNKNOWN, EG_DATE_ORDER_MDY, EG_DATE_ORDER_DMY };
enum eg_date_result { EG_DATE_BAD, EG_DATE_GOOD, EG_DATE_AMBIGUOUS };

/* Read 2025-03-14, 2025/3/14, 3/14/2025, 14.3.2025, 14-Mar-25, March 14, 2025, 14 March 2025, Mar
 * 2025, 2025, an Excel serial (45730), each perhaps with a time of day after it. Writes
 * "YYYY[-MM[-DD]]". AMBIGUOUS: day and month could be either way round and order is UNKNOWN. saw
 * (may be NULL) is set when the text itself proves an order. Two-digit years are 1970..2069. */
enum eg_date_result eg_date_guess(
    struct eg_str s, enum eg_date_order order, char out[16], enum eg_date_order *saw);

/* ---- import ---- */

struct eg_import_options {
	const char *const
	    *map; /* pairs COLUMN, FIELD, COLUMN, FIELD … ending in NULL; may be NULL */
	const char *template_name; /* "" = the sheet's own column */
	enum eg_date_order order;
	const char *recorded; /* "2026-11-22T22:31:00Z" for new events */
};

struct eg_import {
	struct eg_arena *arena;
	struct eg_event *event;
	size_t n;
	struct eg_link *link;
	size_t n_links;
	size_t rows; /* rows read */
	size_t skipped; /* rows that say nothing (no status, "none", "not introduced") */
	struct eg_event *claim; /* unverified: for EG_CLAIMS_PATH */
	size_t n_claims;
	const char *
	    *ignored; /* headings of a sheet's columns that were not understood and not read */
	size_t n_ignored;
};

/* Read an event log (the frozen header) or a coordinator's sheet into events and links. All or
 * nothing: EG_ERR_DATA with path, row and the column's name; EG_ERR_USAGE for a mapping that names
 * no column. *out is the caller's: eg_import_free(). */
enum eg_rc eg_import_csv(const char *p, size_t n, const char *name,
    const struct eg_import_options *opt, struct eg_import **out, struct eg_err *err) EG_MUST_CHECK;
/* One sheet of a workbook (.xlsx, .xlsm), named or the first that shows, appended to out as CSV: days
 * as YYYY-MM-DD, formulas as their stored results, rows left out as empty ones. EG_ERR_DATA,
 * EG_ERR_LIMIT, EG_ERR_NOT_FOUND (no such sheet). */
enum eg_rc eg_xlsx_read(const char *p, size_t n, const char *name, const char *sheet,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* CSV as a workbook of one sheet: days are days, all else text; text that a spreadsheet would take
 * for a formula is marked as text. The same CSV gives the same bytes. */
enum eg_rc eg_xlsx_write(const char *csv, size_t n, const char *sheet, struct eg_buf *out,
    struct eg_err *err) EG_MUST_CHECK;
/* Would a spreadsheet take this text for a formula? (= + - @, tab, return in front) */
bool eg_sheet_formula(struct eg_str s);
/* Read one campaign of the adoption records that the program carries
 * (templates/adoption/NAME.csv). EG_ERR_NOT_FOUND lists the names. */
enum eg_rc eg_import_adoption(const char *p, size_t n, const char *name,
    const struct eg_import_options *opt, struct eg_import **out, struct eg_err *err) EG_MUST_CHECK;
void eg_import_free(struct eg_import *im);

/* ---- the repository's tracking ---- */

/* Everything that `status` and `progress` need, of the work tree's files (or of a commit). The
 * status comes from a snapshot in the cache folder when nothing it depends on changed; the log is
 * then NULL until eg_tracking_log() is called. */
struct eg_tracking;

struct eg_tracking_options {
	const char *commit; /* NULL = as the user has it now */
	int32_t as_of; /* days since 1970-01-01 */
	bool no_cache;
	bool no_calendar; /* only what events say: nothing is closed by the calendar */
};

enum eg_rc eg_tracking_open(struct eg_repo *r, const struct eg_tracking_options *opt,
    struct eg_tracking **out, struct eg_err *err) EG_MUST_CHECK;
void eg_tracking_free(struct eg_tracking *t);
const struct eg_status *eg_tracking_status(struct eg_tracking *t);
/* The parsed log and links, read on first need. */
enum eg_rc eg_tracking_log(
    struct eg_tracking *t, const struct eg_log **log, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_tracking_links(
    struct eg_tracking *t, const struct eg_links **links, struct eg_err *err) EG_MUST_CHECK;
/* The threshold of a template: its head's, else templates/thresholds.yaml's (the repository's
 * copy, else the built-in), else kind none. Borrowed.
 * *known is false when neither names the template. */
enum eg_rc eg_tracking_threshold(struct eg_tracking *t, const char *template_name,
    const struct eg_threshold_rule **out, bool *known, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_tracking_passages(
    struct eg_tracking *t, const struct eg_passages **out, struct eg_err *err) EG_MUST_CHECK;
/* Jurisdictions with an unverified claim for a template (EG_CLAIMS_PATH). */
enum eg_rc eg_tracking_claims(struct eg_tracking *t, const char *template_name,
    bool claimed[EG_JURISDICTIONS], struct eg_err *err) EG_MUST_CHECK;
bool eg_tracking_from_cache(const struct eg_tracking *t);

/* Record events, links and claims in one commit; rows are appended to the newest log if a race
 * moved HEAD. Writes what was new. */
struct eg_recorded {
	size_t events, links, claims; /* really added */
	char commit[EG_OID_HEX]; /* "" when nothing was new */
};
enum eg_rc eg_tracking_record(struct eg_repo *r, const struct eg_import *im, const char *message,
    const struct eg_signer *who, struct eg_recorded *out, struct eg_err *err) EG_MUST_CHECK;

#endif
