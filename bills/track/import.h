/* Legislatures' records: what the importers read (a struct eg_source_bill, whatever the form), what
 * the rules make of it, and what is asked of both. Shared by the files of this room alone. */
#ifndef EG_TRACK_IMPORT_H
#define EG_TRACK_IMPORT_H

#include "base/json_read.h"
#include "base/map.h"
#include "base/vec.h"
#include "track/needs.h"
#include "track/track_private.h"

#include <engross/records.h>

/* Open States' classes of actions, as bits; LegiScan has none. */
enum eg_class {
	EG_CLASS_FILING,
	EG_CLASS_INTRODUCTION,
	EG_CLASS_ENROLLED,
	EG_CLASS_READING_1,
	EG_CLASS_READING_2,
	EG_CLASS_READING_3,
	EG_CLASS_PASSAGE,
	EG_CLASS_INFORMAL_PASSAGE,
	EG_CLASS_FAILURE,
	EG_CLASS_WITHDRAWAL,
	EG_CLASS_SUBSTITUTION,
	EG_CLASS_AMENDMENT_INTRODUCTION,
	EG_CLASS_AMENDMENT_PASSAGE,
	EG_CLASS_AMENDMENT_WITHDRAWAL,
	EG_CLASS_AMENDMENT_FAILURE,
	EG_CLASS_AMENDMENT_AMENDMENT,
	EG_CLASS_AMENDMENT_DEFERRAL,
	EG_CLASS_COMMITTEE_PASSAGE,
	EG_CLASS_COMMITTEE_PASSAGE_FAVORABLE,
	EG_CLASS_COMMITTEE_PASSAGE_UNFAVORABLE,
	EG_CLASS_COMMITTEE_FAILURE,
	EG_CLASS_EXECUTIVE_RECEIPT,
	EG_CLASS_EXECUTIVE_SIGNATURE,
	EG_CLASS_EXECUTIVE_VETO,
	EG_CLASS_EXECUTIVE_VETO_LINE_ITEM,
	EG_CLASS_BECAME_LAW,
	EG_CLASS_VETO_OVERRIDE_PASSAGE,
	EG_CLASS_VETO_OVERRIDE_FAILURE,
	EG_CLASS_DEFERRAL,
	EG_CLASS_RECEIPT,
	EG_CLASS_REFERRAL,
	EG_CLASS_REFERRAL_COMMITTEE,
	EG_CLASS_HEARING_HELD,
	EG_CLASS_WORK_SESSION,
	EG_CLASS_SPONSORSHIP,
	EG_CLASS_CARRIED_OVER,
	EG_CLASS_REPORTED_OUT_OF_COMMITTEE,
	EG_CLASS_CONCURRENCE,
	EG_CLASSES
};
#define EG_CLASS_BIT(c) (UINT64_C(1) << (c))
/* Bit of a class by its name; 0 for one that is not known (publishers add some). */
uint64_t eg_class__bit(struct eg_str name);

/* One line of a bill's history. */
struct eg_act {
	struct eg_str text; /* one line: breaks and tabs made spaces, ends trimmed */
	int32_t day; /* EG_DAY_NONE if the source has none */
	uint8_t chamber; /* enum eg_chamber; NONE also for the executive */
	bool executive;
	uint64_t classes;
	int64_t order; /* the source's own order in a bill; 0 if it has none */
};

/* A bill as a source tells of it; texts live as long as the document it came from. */
struct eg_source_bill {
	const char *source; /* "openstates" or "legiscan" */
	int jurisdiction; /* index in eg_postal */
	struct eg_str session, bill, title, url, text; /* text: of its latest version, or "" */
	uint8_t chamber; /* of origin; 0 if not known */
	enum eg_instrument instrument;
	bool amendment; /* proposes to amend the state's constitution */
	bool one_chamber; /* a memorial of one chamber */
	struct {
		EG_VEC(struct eg_act);
	} act; /* oldest first */
	struct {
		EG_VEC(struct eg_str);
	} subject;
	int32_t published; /* day the source last changed it; EG_DAY_NONE */
};

/* ---- rules ---- */

enum eg_rule_chamber { /* whose act it is */
	EG_RULE_ACTOR, /* the chamber that the source names; else one that the text names */
	EG_RULE_NAMED, /* the chamber that the text names; else the source's */
	EG_RULE_LOWER,
	EG_RULE_UPPER,
	EG_RULE_BOTH,
	EG_RULE_OTHER, /* the other one than the source names */
	EG_RULE_ORIGIN,
	EG_RULE_SECOND,
	EG_RULE_NOBODY
};

enum { EG_RULE_EVENTS = 6, EG_RULE_TESTS = 16 };

struct eg_rule {
	const char *id; /* "general:signed", "KS:override" */
	const char *why;
	const char *from; /* "real" or "general knowledge" */
	const char *test[EG_RULE_TESTS]; /* "[class,class] text" */
	size_t n_tests, line;
	void *match, *except; /* compiled */
	/* what an earlier line of the same bill must hold, or must not; NULL = not asked */
	void *after, *not_after;
	void *not_next; /* what the next line of that day must not hold */
	enum { EG_RULE_ANY_BILL, EG_RULE_THIS_BILL, EG_RULE_ANOTHER_BILL } names;
	uint64_t any_class, no_class; /* 0 = not asked */
	unsigned instruments; /* bits of enum eg_instrument; 0 = all */
	uint8_t event[EG_RULE_EVENTS];
	size_t n_events; /* 0: nothing happened */
	enum eg_rule_chamber chamber;
	bool text_date; /* the text says the day of the act */
	bool also; /* other rules are still asked */
	struct eg_needs needs; /* what the text must hold for `match` */
};

struct eg_ruleset { /* of one jurisdiction: its own rules first, then the general ones */
	struct eg_rule **v;
	size_t n, own;
	struct eg_rule_memo *memo; /* what lines met before were decided as (rules.c) */
	void *split; /* acts that lie in one line are cut apart here; NULL = never */
	bool newest_first; /* what is assumed when a bill's dates do not tell */
	bool newest_first_in_day; /* days run forwards, the lines of each day backwards */
	enum { EG_AMEND_BALLOT, EG_AMEND_TWICE, EG_AMEND_NO_BALLOT } amendments;
	void
	    *resolution; /* a line that shows a "bill" to be a concurrent resolution; NULL = none */
	void
	    *second; /* a line that says: the second of two legislatures has it; NULL = none does */
};

struct eg_rules;
/* All rules that the program carries; nothing is compiled before a jurisdiction is asked for.
 * `general_only`: no jurisdiction's own (to see what the general ones can do). */
enum eg_rc eg_rules__new(
    bool general_only, struct eg_rules **out, struct eg_err *err) EG_MUST_CHECK;
void eg_rules__free(struct eg_rules *r);
enum eg_rc eg_rules__of(struct eg_rules *r, int jurisdiction, const struct eg_ruleset **out,
    struct eg_err *err) EG_MUST_CHECK;
/* A line as rules are asked about it. */
struct eg_line {
	struct eg_str text;
	uint64_t classes;
	const struct eg_source_bill *bill; /* NULL in a test of a rule's own line */
	size_t at; /* its act in the bill */
	enum eg_instrument instrument;
};

enum { EG_RULES_FIT = 4 };
/* All rules that fit a line, in order: up to the first one that does not let others speak. Lines
 * are the same over and over, so what was decided is remembered. Returns how many. */
size_t eg_rules__decide(struct eg_rules *r, const struct eg_ruleset *set,
    const struct eg_line *line, const struct eg_rule *out[EG_RULES_FIT]);
/* The first rule from *at on that fits, NULL if none; *at moves behind it. */
const struct eg_rule *eg_rules__match(
    struct eg_rules *r, const struct eg_ruleset *set, size_t *at, const struct eg_line *line);
/* Where the pattern of `rule` ends in the text, or 0. */
size_t eg_rules__end(struct eg_rules *r, const struct eg_rule *rule, struct eg_str text);

/* Does any of the bill's lines fit a pattern of its ruleset? */
bool eg_rules__any_line(struct eg_rules *r, void *code, const struct eg_source_bill *b);
/* The i-th guard: a pattern of lines of which no rule may make its events. NULL behind the last. */
const struct eg_rule *eg_rules__guard(const struct eg_rules *r, size_t i);
/* The end of the part of the text that begins at `from`, by the ruleset's `split`; *next is where
 * the next one begins. */
size_t eg_rules__cut(
    struct eg_rules *r, void *split, struct eg_str text, size_t from, size_t *next);

/* ---- what a bill's history says ---- */

struct eg_inferred {
	enum eg_event_kind kind;
	uint8_t chamber;
	int32_t day, source_day; /* of the act; under which the source has it */
	struct eg_str text; /* the line, or the part of it */
	const char *rule;
	bool computed; /* by the session calendar, not by an act */
};

struct eg_history {
	struct {
		EG_VEC(struct eg_inferred);
	} v;
	struct eg_standing standing;
	size_t evidence; /* index in v of the event that made the stage; SIZE_MAX if none */
	int32_t introduced; /* EG_DAY_NONE if unknown */
};

/* The day that a line gives itself behind its first `from` bytes, else in them; `day`, the source's,
 * where it gives none or one far from that (line_day.c). EG_DAY_NONE: the source has none. */
int32_t eg_line__day(struct eg_str line, size_t from, int32_t day);

/* Classify all acts, compute where the bill stood on `as_of`. `calendar` NULL: only what the acts
 * themselves establish. Texts in *out borrow from the bill. out->v keeps its memory between calls;
 * eg_vec_clear() it in the end. */
enum eg_rc eg_history__make(struct eg_rules *r, const struct eg_source_bill *b,
    const struct eg_passage *passage, const struct eg_calendar *calendar, int32_t as_of,
    struct eg_history *out, struct eg_err *err) EG_MUST_CHECK;

/* ---- sources ---- */

/* What is done with each bill. */
typedef enum eg_rc (*eg_bill_fn)(void *ctx, struct eg_source_bill *b, struct eg_err *err);

struct eg_reader { /* one import's reading, whatever the files */
	eg_bill_fn bill;
	void *ctx;
	const char *name; /* the file being read, for messages */
	struct eg_arena *scratch; /* of one bill */
	struct eg_source_bill b;
	size_t bills, left_out; /* read; documents that are no bills (votes, people) */
	size_t line; /* of the document being read; 0 in tables */
	size_t bad_days; /* acts whose date is no day of the calendar */
	size_t file, bad_file; /* which file is being read; which held the first of them */
	char bad_day[EG_BAD_DAY_BYTES]; /* its place and words */
	const struct eg_calendar
	    *calendar; /* names the sessions that LegiScan knows by their years */
	const char *spool; /* a folder to put large sets of tables aside in; NULL: never */
	uint64_t whole; /* bytes up to which a set is held in memory: EG_JOIN_WHOLE */
};
void eg_reader__init(struct eg_reader *r, eg_bill_fn bill, void *ctx);
void eg_reader__clear(struct eg_reader *r);

/* Open States' JSON document (any of its forms), LegiScan's. EG_ERR_DATA where a bill lacks what
 * makes it one. */
enum eg_rc eg_openstates__doc(
    void *reader, const struct eg_jv *doc, size_t line, struct eg_err *err);
enum eg_rc eg_legiscan__doc(void *reader, const struct eg_jv *doc, size_t line, struct eg_err *err);

/* The same of a set of CSV tables. */
struct eg_csv_set;
enum eg_rc eg_openstates__tables(void *reader, const struct eg_csv_set *set, struct eg_err *err);
enum eg_rc eg_legiscan__tables(void *reader, const struct eg_csv_set *set, struct eg_err *err);

void eg_openstates__chamber(struct eg_str s, uint8_t *chamber, bool *executive);

/* Our name of a session that is known by its years: the regular one that began in `from`; else
 * `said`, else the years. Lives as long as the calendar or a. */
struct eg_str eg_source__session(const struct eg_calendar *c, struct eg_arena *a, int jurisdiction,
    int64_t from, int64_t to, bool special, struct eg_str said);
/* Shared: clean a line; a day of "2025-02-25", with or without a time, or "0000-00-00". */
struct eg_str eg_source__line(struct eg_arena *a, struct eg_str s);
int32_t eg_source__day(struct eg_str s);
/* The day of an act of the bill being read. A date that is there and is no day is counted, and the
 * first one kept for a message; no date, and "0000-00-00", are what sources write of an unknown
 * day. */
int32_t eg_reader__act_day(struct eg_reader *r, struct eg_str text, struct eg_str date);
/* Order acts oldest first: by the source's order if it has one, else turned round where most of
 * the dates run backwards, or where the ruleset says so; then by day, steadily. */
void eg_source__sort(struct eg_source_bill *b, const struct eg_ruleset *set);
/* Instrument and amendment from the bill's letters, its class and its title. */
void eg_source__kind(struct eg_source_bill *b, struct eg_str classes);

#endif
