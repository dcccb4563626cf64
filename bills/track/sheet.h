/* What a coordinator's sheet says, in our words (words.c), and the building of an import (shared by sheet.c and adoption.c). */
#ifndef EG_TRACK_SHEET_H
#define EG_TRACK_SHEET_H

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
/* The field that a column's heading means: an event's field, "status", "version", an event's name; NULL if none. */
const char *eg_sheet__heading(struct eg_str heading);
/* Bytes of a sheet as UTF-8: Windows-1252 is converted; UTF-16 is refused with what to do. */
enum eg_rc eg_sheet__utf8(const char *p, size_t n, const char *name, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

struct eg_sheet__out {
	struct eg_arena *arena;
	struct { EG_VEC(struct eg_event); } events, claims;
	struct { EG_VEC(struct eg_link); } links;
	size_t rows, skipped;
};
struct eg_import *eg_sheet__finish(struct eg_sheet__out *o);
void eg_sheet__drop(struct eg_sheet__out *o);

#endif
