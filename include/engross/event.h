/*
 * Events and links: the two files of tracking/, and the words they are written in. What is computed
 * from them is in stage.h (one bill) and track.h (campaigns).
 */
#ifndef ENGROSS_EVENT_H
#define ENGROSS_EVENT_H

#include <engross/arena.h>
#include <engross/jurisdiction.h>
#include <engross/store.h>

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

#endif
