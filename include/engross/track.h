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

#include <engross/stage.h>

struct eg_yaml;
struct eg_bytes;

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
