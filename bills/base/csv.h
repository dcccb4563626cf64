/*
 * The one reader of CSV (RFC 4180): quoted fields, doubled quotes, CR LF or LF, a byte-order mark
 * skipped, line breaks inside quoted fields kept. Zero-copy where a field needs no unescaping.
 * Malformed quoting is an error with line and column.
 */
#ifndef EG_BASE_CSV_H
#define EG_BASE_CSV_H

#include "base/mem.h"

struct eg_csv {
	const char *p, *end; /* what is left; borrowed */
	const char *name; /* for messages */
	size_t line; /* 1-based line where the next record starts */
	size_t record_line; /* line where the record just read started */
	char sep; /* ',' (or ';' or tab: eg_csv_guess_separator) */
	struct eg_str *field;
	size_t n_fields, cap_fields;
	struct eg_buf scratch;
	size_t *fix; /* fields that lie in scratch: offsets, resolved at the end of the record */
};

void eg_csv_init(struct eg_csv *c, const char *p, size_t n, const char *name);
/* Read the next record into c->field[0..n_fields); valid until the next call. *more is false at
 * the end. Empty lines are skipped. */
enum eg_rc eg_csv_next(struct eg_csv *c, bool *more, struct eg_err *err) EG_MUST_CHECK;
void eg_csv_clear(struct eg_csv *c);
/* ',' , ';' or tab, whichever the first line holds most of outside quotes. */
char eg_csv_guess_separator(const char *p, size_t n);

/* Append one field, quoted where it must be. Line breaks are written as spaces (one event is one
 * line). */
void eg_csv_put(struct eg_buf *out, const char *p, size_t n);

#endif
