/*
 * Errors: a code from one table and a message with its place.
 *
 * A function that can fail returns enum eg_rc (EG_OK is 0) and takes `struct eg_err *err` last.
 * The struct has a fixed size, is owned by the caller, and may be NULL where only the code
 * matters. The first error wins: a function that cleans up after a failure does not overwrite it.
 *
 *	struct eg_err err = { 0 };
 *	if (eg_file_read(path, EG_FILE_MAX, &buf, &err) != EG_OK)
 *		... err.msg, err.hint, eg_err_format(&err, line, sizeof(line)) ...
 *
 * Message style: lower case, no full stop, the fault first, the subject in single quotes. The hint
 * is the next thing to type or do.
 */
#ifndef ENGROSS_ERR_H
#define ENGROSS_ERR_H

#include <stdarg.h>
#include <stddef.h>

#if defined(__GNUC__)
#define EG_MUST_CHECK __attribute__((warn_unused_result))
#define EG_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define EG_NORETURN __attribute__((noreturn))
#else
#define EG_MUST_CHECK
#define EG_PRINTF(fmt, args)
#define EG_NORETURN
#endif

enum eg_rc {
	EG_OK = 0,
	EG_ERR_USAGE, /* 2: wrong usage */
	EG_ERR_AMBIGUOUS, /* 2: an address fits more than one thing */
	EG_ERR_NOT_FOUND, /* 2: no such template, draft, print, revision */
	EG_ERR_SYNTAX, /* 3: malformed text of a draft, template, YAML, CSV */
	EG_ERR_TEMPLATE, /* 3: bad template */
	EG_ERR_PARAMETER, /* 3: wrong type or unknown name of a parameter */
	EG_ERR_MISSING, /* 3: a required value is missing */
	EG_ERR_DATA, /* 3: bad data */
	EG_ERR_BLANK, /* 3: a legal form is not known */
	EG_ERR_LIMIT, /* 3: larger or deeper than accepted */
	EG_ERR_EDITED, /* 3: would overwrite what a person wrote */
	EG_ERR_REPO, /* 4: repository trouble */
	EG_ERR_NO_REPO, /* 4: not inside a bill repository */
	EG_ERR_OWNER, /* 4: the repository belongs to another user */
	EG_ERR_LOCKED, /* 4: locked by another program */
	EG_ERR_IDENTITY, /* 4: no name and e-mail */
	EG_ERR_RACE, /* 4: lost a race too often */
	EG_ERR_EXISTS, /* 4: already there */
	EG_ERR_SYSTEM, /* 5: the operating system refused */
	EG_ERR_LIBRARY, /* 5: a library could not be loaded */
};

enum { EG_ERR_FILE_MAX = 512, EG_ERR_MSG_MAX = 1024, EG_ERR_HINT_MAX = 512 };

struct eg_err {
	enum eg_rc rc;
	char file[EG_ERR_FILE_MAX]; /* path as the user knows it; "" where there is none */
	size_t line; /* 1-based; 0 unknown */
	size_t col; /* 1-based, in bytes; 0 unknown */
	char msg[EG_ERR_MSG_MAX];
	char hint[EG_ERR_HINT_MAX]; /* the next thing to type; "" where there is none */
};

/* Set code and message, clear place and hint (the table's hint is kept as fallback). err may be
 * NULL. Returns rc, so that `return eg_err_set(err, EG_ERR_DATA, "…");` reads well. An over-long
 * message is cut. */
enum eg_rc eg_err_set(struct eg_err *err, enum eg_rc rc, const char *fmt, ...) EG_PRINTF(3, 4);

/* The same with a place: file may be NULL; line and col are 1-based, 0 = unknown. */
enum eg_rc eg_err_at(struct eg_err *err, enum eg_rc rc, const char *file, size_t line, size_t col,
    const char *fmt, ...) EG_PRINTF(6, 7);

/* Set the hint of an error already set. No effect on NULL. */
void eg_err_hint(struct eg_err *err, const char *fmt, ...) EG_PRINTF(2, 3);

/* Set the file of an error that has none yet (a parser knows the line, its caller the path). */
void eg_err_file(struct eg_err *err, const char *file);

/* Write "path:line:col: message" (parts that are unknown left out) into out, NUL-ended. */
void eg_err_format(const struct eg_err *err, char *out, size_t out_bytes);

/* Exit status of a code: 0, 2, 3, 4 or 5. */
int eg_rc_exit(enum eg_rc rc);

/* The table's name ("LOCKED"), meaning and hint of a code; static strings, never NULL. */
const char *eg_rc_name(enum eg_rc rc);
const char *eg_rc_meaning(enum eg_rc rc);
const char *eg_rc_hint(enum eg_rc rc);

#endif
