/*
 * Following: what changed between two moments, and what is coming.
 *
 * News is the difference of two readings of the log (two revisions, or a revision and now): the
 * events that the earlier one lacks, and the bills whose stage or legal status differs, computed
 * deaths among them. Nothing can be missed, since it is the log itself.
 *
 * Deadlines are the log's schedules (an event with a day to come) and what the session calendar
 * and the constitutions' signing windows make of the bills that are alive.
 */
#ifndef ENGROSS_FOLLOW_H
#define ENGROSS_FOLLOW_H

#include <engross/track.h>

/* ---- rows of a status written out ---- */

/* A row's fields, the same for JSON and CSV: `status --json` promises these names. */
enum { EG_ROW_FIELDS = 14 };
extern const char *const eg_row_names[EG_ROW_FIELDS];
struct eg_json;
void eg_row_json(struct eg_json *j, const struct eg_status_row *r);
/* The members alone, inside an object that the caller opened. */
void eg_row_json_members(struct eg_json *j, const struct eg_status_row *r);
/* How the calendar made the row's stage or legal status, or why it is unclear; "". */
void eg_row_why(const struct eg_status_row *r, char out[128]);
void eg_row_csv(struct eg_buf *out, const struct eg_status_row *r);
void eg_row_csv_header(struct eg_buf *out);

/* ---- words ---- */

/* "passed the Senate, 24-5", "signed by the governor", "referred to committee": appended. rules
 * gives the chambers' names; yeas and nays may be "". */
void eg_event_words(struct eg_buf *out, enum eg_event_kind kind, unsigned chamber,
    const struct eg_passage *rules, struct eg_str yeas, struct eg_str nays);
/* "in committee", "passed by one chamber", "in effect": a stage or legal status for readers; the
 * legal status where there is one. Static. */
const char *eg_stage_words(enum eg_stage s);
const char *eg_legal_words(enum eg_legal l);

/* ---- news ---- */

struct eg_news_event {
	uint64_t id;
	enum eg_event_kind kind;
	unsigned chamber;
	struct eg_event e; /* the row's texts */
};

struct eg_news_item { /* one bill */
	uint8_t jurisdiction;
	bool fresh; /* nothing was known of it before */
	const char *session, *bill; /* "" where no number is known */
	const char **template_name; /* the templates it carries, in order of name */
	size_t n_templates;
	/* of its first template's row; before: NONE where fresh */
	enum eg_stage stage_before, stage;
	enum eg_legal legal_before, legal;
	enum eg_closing closing;
	int32_t closes;
	struct eg_news_event *event; /* new ones, in order of the day */
	size_t n_events;
};

struct eg_news {
	struct eg_arena *arena;
	struct eg_news_item *item; /* by the state's name, session, bill */
	size_t n;
	size_t n_events;
	int32_t from, to; /* the days compared */
};

/* then may be NULL: nothing was recorded. Both are borrowed and may go after return.
 * *out is the caller's: eg_news_free(). */
enum eg_rc eg_news_make(struct eg_tracking *then, int32_t then_day, struct eg_tracking *now,
    struct eg_news **out, struct eg_err *err) EG_MUST_CHECK;
void eg_news_free(struct eg_news *n);

/* ---- deadlines ---- */

enum eg_deadline_kind {
	EG_DEADLINE_HEARING,
	EG_DEADLINE_CROSSOVER, /* a bill should have left its house */
	EG_DEADLINE_ADJOURNMENT, /* bills that are not passed die */
	EG_DEADLINE_SIGNING, /* the executive's days run out */
	EG_DEADLINE_EFFECT, /* takes effect */
	EG_DEADLINE_EXIT, /* a withdrawal takes effect */
	EG_DEADLINE_OTHER, /* another event with a day to come */
};

struct eg_deadline {
	int32_t day;
	enum eg_deadline_kind kind;
	uint8_t jurisdiction;
	bool computed; /* by the calendar; else an event of the log says so */
	uint64_t event; /* its id; 0 if computed */
	const char *session;
	const char *bills; /* "SB 57" or "HB 1, SB 2"; "" where no number is known */
	const char *templates; /* "a, b" */
	const char *what; /* a sentence: "bills that have not passed die when the session ends" */
};

struct eg_deadlines {
	struct eg_arena *arena;
	struct eg_deadline *v; /* by day, postal code, kind, bill */
	size_t n;
	int32_t as_of;
};

/* Those from `as_of` (the tracking's) to `until`, both included. template_name NULL: all.
 * *out is the caller's: eg_deadlines_free(). */
enum eg_rc eg_deadlines_make(struct eg_tracking *t, const char *template_name, int32_t as_of,
    int32_t until, struct eg_deadlines **out, struct eg_err *err) EG_MUST_CHECK;
void eg_deadlines_free(struct eg_deadlines *d);
const char *eg_deadline_name(enum eg_deadline_kind k); /* "hearing", "crossover", … */
/* An iCalendar file (RFC 5545): one all-day event each, with a stable UID; lines folded. */
void eg_deadlines_ics(const struct eg_deadlines *d, const char *name, struct eg_buf *out);

/* ---- Atom (RFC 4287) ---- */

struct eg_atom_entry {
	const char *id; /* an IRI that never changes */
	const char *title, *summary;
	const char *updated; /* "2026-11-22T22:31:00Z" */
	const char *link; /* NULL if none */
};
void eg_atom_begin(struct eg_buf *out, const char *id, const char *title, const char *updated);
void eg_atom_entry(struct eg_buf *out, const struct eg_atom_entry *e);
void eg_atom_end(struct eg_buf *out);
/* Text into XML or HTML: & < > " escaped, control characters left out. */
void eg_follow_text(struct eg_buf *out, const char *p, size_t n);

#endif
