/* Errors: the table of err.def and the fixed-size message. See include/engross/err.h. */
#include <engross/err.h>
#include <stdio.h>
#include <string.h>

struct row {
	const char *name;
	int exit_status;
	const char *meaning;
	const char *hint;
};

static const struct row rows[] = {
    {"OK", 0, "fine", ""},
#define EG_ERR(name, status, meaning, hint) {#name, status, meaning, hint},
#include "base/err.def"
#undef EG_ERR
};

static const struct row *
row_of(enum eg_rc rc)
{
	size_t i = (size_t)rc;

	return &rows[i < sizeof(rows) / sizeof(rows[0]) ? i : 0];
}

static enum eg_rc
set(struct eg_err *err, enum eg_rc rc, const char *file, size_t line, size_t col, const char *fmt,
    va_list ap)
{
	if (err == NULL)
		return rc;
	memset(err, 0, sizeof(*err));
	err->rc = rc;
	err->line = line;
	err->col = col;
	if (file != NULL)
		snprintf(err->file, sizeof(err->file), "%s", file);
	vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	snprintf(err->hint, sizeof(err->hint), "%s", row_of(rc)->hint);
	return rc;
}

enum eg_rc
eg_err_set(struct eg_err *err, enum eg_rc rc, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(err, rc, NULL, 0, 0, fmt, ap);
	va_end(ap);
	return rc;
}

enum eg_rc
eg_err_at(struct eg_err *err, enum eg_rc rc, const char *file, size_t line, size_t col,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(err, rc, file, line, col, fmt, ap);
	va_end(ap);
	return rc;
}

void
eg_err_hint(struct eg_err *err, const char *fmt, ...)
{
	va_list ap;

	if (err == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(err->hint, sizeof(err->hint), fmt, ap);
	va_end(ap);
}

void
eg_err_file(struct eg_err *err, const char *file)
{
	if (err != NULL && err->file[0] == '\0')
		snprintf(err->file, sizeof(err->file), "%s", file);
}

void
eg_err_format(const struct eg_err *err, char *out, size_t out_bytes)
{
	char place[64] = "";

	if (err->line != 0 && err->col != 0)
		snprintf(place, sizeof(place), "%zu:%zu: ", err->line, err->col);
	else if (err->line != 0)
		snprintf(place, sizeof(place), "%zu: ", err->line);
	if (err->file[0] != '\0')
		snprintf(out, out_bytes, "%s:%s%s%s", err->file, place[0] != '\0' ? "" : " ", place,
		    err->msg);
	else
		snprintf(out, out_bytes, "%s%s", place, err->msg);
}

int
eg_rc_exit(enum eg_rc rc)
{
	return row_of(rc)->exit_status;
}

const char *
eg_rc_name(enum eg_rc rc)
{
	return row_of(rc)->name;
}

const char *
eg_rc_meaning(enum eg_rc rc)
{
	return row_of(rc)->meaning;
}

const char *
eg_rc_hint(enum eg_rc rc)
{
	return row_of(rc)->hint;
}
