/* What the tracking commands share: dates, jurisdictions and templates as typed, rows as JSON and
 * CSV. */
#ifndef EG_CMD_TRACKING_H
#define EG_CMD_TRACKING_H

#include "cmd/cmd.h"

#include <engross/follow.h>

/* "2026-03-01" (or a month or year: its last day); NULL is today. EG_ERR_USAGE. */
enum eg_rc eg_ask_day(
    const struct eg_ctx *cx, const char *typed, int32_t *day, struct eg_err *err) EG_MUST_CHECK;
/* --as-of and --known-at into what to open: known_at is a day, a tag or any revision (NULL: as it
 * is now); where it is a day and as_of is not given, it is the day too. commit must live as long
 * as how. EG_ERR_USAGE, EG_ERR_NOT_FOUND. */
enum eg_rc eg_ask_known(struct eg_ctx *cx, const char *known_at, const char *as_of,
    char commit[EG_OID_HEX], struct eg_tracking_options *how, struct eg_err *err) EG_MUST_CHECK;
/* --calendar none|default. */
enum eg_rc eg_ask_calendar(const char *typed, bool *none, struct eg_err *err) EG_MUST_CHECK;
/* One postal code, in any case: its index. EG_ERR_USAGE with the nearest. */
enum eg_rc eg_ask_place(const char *typed, int *out, struct eg_err *err) EG_MUST_CHECK;
/* "NAME[@VERSION]" taken apart. EG_ERR_USAGE for what can be no name. */
struct eg_ask_template {
	char name[128], version[64];
};
enum eg_rc eg_ask_template(
    const char *typed, struct eg_ask_template *out, struct eg_err *err) EG_MUST_CHECK;
/* The session of a bill that was named without one: the only one in the log or the links; *out ""
 * if the bill is new. EG_ERR_AMBIGUOUS with the choices. *out lives as long as t. */
enum eg_rc eg_ask_session(struct eg_tracking *t, int place, const char *bill, const char **out,
    struct eg_err *err) EG_MUST_CHECK;
/* "2026-11-22T22:31:00Z" of now. */
void eg_ask_now(const struct eg_ctx *cx, char out[EG_TIME_TEXT]);
/* EG_ERR_NOT_FOUND with the nearest name of a template that is tracked, has a threshold, or is
 * built in. */
enum eg_rc eg_unknown_template(
    struct eg_tracking *t, const char *name, struct eg_err *err) EG_MUST_CHECK;

/* "2024-01-31", "by 2016-01", "" */
void eg_row_date(const struct eg_status_row *r, char out[24]);
/* "enacted (signed)", "in-committee" */
void eg_row_stage(const struct eg_status_row *r, char out[64]);

#endif
