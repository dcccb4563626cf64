/*
 * Legislatures' records, as Open States and LegiScan publish them: bills in, for each of them the
 * events that its history tells of and where it stands.
 *
 *	struct eg_records_options opt = { .form = EG_RECORDS_OPENSTATES, .as_of = today };
 *	eg_records_read(paths, n, &opt, each, ctx, &totals, &err);
 *
 * A path is a file, a folder, or `-`; files may be .json, .jsonl, .csv, .gz of these, or .zip. One
 * bill is in memory at a time, however large the file; a set of CSV files, which must be joined, is
 * held whole up to 8 MB, and beyond that put aside in parts. What a line of a history means is decided by rules that are data
 * (templates/rules/); each event names its line and its rule.
 */
#ifndef ENGROSS_RECORDS_H
#define ENGROSS_RECORDS_H

#include <engross/track.h>

enum eg_records_form { EG_RECORDS_OPENSTATES, EG_RECORDS_LEGISCAN };

struct eg_record;

struct eg_records_options {
	enum eg_records_form form;
	bool general_only; /* without the jurisdictions' own rules */
	bool no_calendar; /* only what the acts themselves establish */
	int32_t as_of; /* days since 1970-01-01 */
	const char *recorded; /* "2026-11-22T22:31:00Z" for the events; NULL = none */
	const char *published; /* "2026-11-22": what a source says of its own age; NULL = unknown */
	void (*progress)(void *ctx, size_t bills); /* may be NULL */
	void *progress_ctx;
	/* false leaves a bill out before it is classified; only the names, title and subjects of
	 * the record are set. May be called by two threads at once. NULL: all */
	bool (*wanted)(void *ctx, const struct eg_record *r);
	void *wanted_ctx;
	/* the bills' own texts are read too, where records carry them (eg_record.text) */
	bool texts;
	/* a folder for files without a name: what eg_records_collect() has read until it is in the
	 * log, and sets of CSV files while they are joined. NULL, eg_records_read() alone: such a
	 * set is held in memory */
	const char *spool;
};

/* One bill; everything in it is lent until the callback returns. */
struct eg_record {
	int jurisdiction; /* index in eg_postal */
	struct eg_str session, bill; /* as the source writes them */
	struct eg_str title, source; /* source: the address of the legislature's own page, or "" */
	const struct eg_str *subject;
	size_t n_subjects;
	struct eg_standing standing;
	char introduced[16], date[16]; /* "" if unknown; date: of the act that made the stage */
	struct eg_str evidence; /* the line of text that made the stage */
	const char *rule; /* that read it; "" if none */
	bool computed; /* by the session calendar */
	struct eg_str
	    text; /* of the bill's latest version, plain or HTML; "" where none is at hand */
	const struct eg_event *event; /* oldest first; computed ones are not among them */
	size_t n;
};
typedef enum eg_rc (*eg_record_fn)(void *ctx, const struct eg_record *r, struct eg_err *err);

enum { EG_BAD_DAY_BYTES = 320 };

struct eg_records_totals {
	size_t files, bills, left_out; /* left out: votes, people, the Congress's bills */
	/* acts whose date is no day of the calendar: each takes the day of the line before it (the
	 * first one that of the line behind); `bad_day` names the first one: place, bill, words */
	size_t bad_days;
	char bad_day[EG_BAD_DAY_BYTES];
};

/* Read all paths in the order given (a folder's files in the order of their names). EG_ERR_SYSTEM;
 * EG_ERR_SYNTAX, EG_ERR_DATA, EG_ERR_LIMIT with file and line; what the callback returned. */
enum eg_rc eg_records_read(const char *const *path, size_t n, const struct eg_records_options *opt,
    eg_record_fn each, void *ctx, struct eg_records_totals *out, struct eg_err *err) EG_MUST_CHECK;

/* ---- into a repository ---- */

/* What was read, made small, for one commit. It lies in a file, so that memory does not grow with
 * what is read. */
struct eg_records;
enum eg_rc eg_records_collect(const char *const *path, size_t n,
    const struct eg_records_options *opt, struct eg_records **out, struct eg_records_totals *totals,
    struct eg_err *err) EG_MUST_CHECK;
void eg_records_free(struct eg_records *r);
size_t eg_records_count(const struct eg_records *r); /* events */

struct eg_records_done {
	size_t events; /* new in tracking/events.csv */
	size_t known; /* the same line was there, or another source had told the same act */
	size_t conflicts; /* another source gives another day: kept apart in tracking/claims.csv */
	char commit[EG_OID_HEX]; /* "" when nothing was new */
};
/* All or nothing, one commit. An event is there already when its bill, day, event, chamber and
 * words are (letters' case aside), or when another source tells of the same act on the same day. A
 * bill is signed, vetoed or chaptered once: where two sources differ on the day, the first that
 * was recorded stands, and the other is kept beside it in tracking/claims.csv with a note; a person
 * may rule otherwise by a correction. */
enum eg_rc eg_records_commit(struct eg_repo *repo, const struct eg_records *r, const char *message,
    const struct eg_signer *who, struct eg_records_done *done, struct eg_err *err) EG_MUST_CHECK;

/* ---- the rules themselves (for tests and for `import --rules`) ---- */

/* Put every rule's own test lines to it: a jurisdiction's rules, or NULL for the general ones. Each
 * line must be decided by the rule that brings it (by one that lets others speak: among them). EG_ERR_DATA
 * names file, line and rule. *tested counts lines. */
enum eg_rc eg_rules_check(const char *postal, size_t *tested, struct eg_err *err) EG_MUST_CHECK;

#endif
