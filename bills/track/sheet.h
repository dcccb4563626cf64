/* What a coordinator's sheet says, in our words (words.c), and the building of an import (shared
 * by sheet.c and adoption.c). */
#ifndef EG_TRACK_SHEET_H
#define EG_TRACK_SHEET_H

#include "base/csv.h"
#include "base/vec.h"
#include "track/track_private.h"

/* An event that a phrase stands for. NULL name: says that nothing happened. */
struct eg_sheet__said {
	const char *event, *chamber;
};

/* "Passed House", "signed into law", "in-committee", "No bill": false if not known. */
bool eg_sheet__status(struct eg_str phrase, struct eg_sheet__said *out);
/* "UT", "Utah", "Washington, D.C.": index, or -1. */
int eg_sheet__jurisdiction(struct eg_str text);
/* The field that a column's heading means: an event's field, "status", "version", an event's name;
 * NULL if none. */
const char *eg_sheet__heading(struct eg_str heading);
/* "Status as of March 14, 2026", "Where bills stand (as of 3/14)": the words before, and the day,
 * which may be none. False where no "as of" stands with something behind it. */
bool eg_sheet__as_of(struct eg_str heading, struct eg_str *words, struct eg_str *day);
/* Bytes of a sheet as UTF-8: Windows-1252 is converted; UTF-16 is refused with what to do. */
enum eg_rc eg_sheet__utf8(const char *p, size_t n, const char *name, struct eg_buf *out,
    struct eg_err *err) EG_MUST_CHECK;

struct eg_sheet__out {
	struct eg_arena *arena;
	struct {
		EG_VEC(struct eg_event);
	} events, claims;
	struct {
		EG_VEC(struct eg_link);
	} links;
	size_t rows, skipped;
	const char **ignored; /* headings not understood */
	size_t n_ignored;
};
enum { EG_SHEET_COLUMNS = 256 };

enum eg_sheet__role {
	EG_ROLE_IGNORED,
	EG_ROLE_FIELD,
	EG_ROLE_STATUS,
	EG_ROLE_HOW, /* how an enacted bill became law */
	EG_ROLE_VERSION,
	EG_ROLE_EVENT_DATE
};

struct eg_sheet__column {
	enum eg_sheet__role role;
	enum eg_field field;
	const char *event, *chamber; /* EG_ROLE_EVENT_DATE */
	const char *name; /* as the sheet heads it */
	bool mapped; /* by --map: wins over a guessed one */
	const char *as_of; /* "Status as of 3/14/2026": the day in the heading, NULL if none */
};

struct eg_sheet {
	const char *name;
	const struct eg_import_options *opt;
	struct eg_sheet__column col[EG_SHEET_COLUMNS];
	size_t n;
	enum eg_date_order order;
	const char *as_of; /* the day in a title above the headings, NULL if none */
	struct eg_sheet__out *out;
	size_t row; /* as the spreadsheet numbers it */
};

/* What each column means: by its heading, then by --map (columns.c). EG_ERR_USAGE, EG_ERR_LIMIT. */
enum eg_rc eg_sheet__headings(
    struct eg_sheet *s, const struct eg_csv *c, struct eg_err *err) EG_MUST_CHECK;
/* Is everything there that an event needs? */
enum eg_rc eg_sheet__check(const struct eg_sheet *s, struct eg_err *err) EG_MUST_CHECK;
/* The column with a role (and field), NULL if none; *at is its index. */
const struct eg_sheet__column *eg_sheet__column(
    const struct eg_sheet *s, enum eg_sheet__role role, enum eg_field field, size_t *at);

struct eg_import *eg_sheet__finish(struct eg_sheet__out *o);
void eg_sheet__drop(struct eg_sheet__out *o);

#endif
