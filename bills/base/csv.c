/* The one reader of CSV. Fields that need no unescaping point into the input; the others into
 * scratch, fixed up at the end of the record because scratch may move while it grows. */
#include "base/csv.h"

#include <string.h>

enum { NOT_IN_SCRATCH = 0 };

void
eg_csv_init(struct eg_csv *c, const char *p, size_t n, const char *name)
{
	memset(c, 0, sizeof(*c));
	if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
		p += 3;
		n -= 3;
	}
	c->p = p;
	c->end = p + n;
	c->name = name;
	c->line = 1;
	c->sep = ',';
	eg_buf_init(&c->scratch, 0);
}

void
eg_csv_clear(struct eg_csv *c)
{
	eg_free(c->field);
	eg_free(c->fix);
	eg_buf_clear(&c->scratch);
	memset(c, 0, sizeof(*c));
}

static void
push(struct eg_csv *c, const char *p, size_t n, size_t scratch_at)
{
	if (c->n_fields == c->cap_fields) {
		c->cap_fields = c->cap_fields != 0 ? c->cap_fields * 2 : 32;
		c->field = eg_realloc(c->field, c->cap_fields, sizeof(*c->field));
		c->fix = eg_realloc(c->fix, c->cap_fields, sizeof(*c->fix));
	}
	c->field[c->n_fields] = (struct eg_str){p, n};
	c->fix[c->n_fields++] = scratch_at;
}

/* A quoted field: c->p is after the opening quote. */
static enum eg_rc
quoted(struct eg_csv *c, const char *line_start, struct eg_err *err)
{
	const char *start = c->p;
	size_t open_line = c->line, scratch_at = c->scratch.n;
	bool copied = false;

	for (;;) {
		const char *q = memchr(c->p, '"', (size_t)(c->end - c->p));

		if (q == NULL) {
			eg_err_at(err, EG_ERR_SYNTAX, c->name, open_line,
			    (size_t)(start - line_start), "a quoted field that never ends");
			eg_err_hint(
			    err, "close it with a double quote; write a quote inside it twice");
			return EG_ERR_SYNTAX;
		}
		for (const char *s = c->p; s < q; s++)
			c->line += *s == '\n';
		if (q + 1 < c->end && q[1] == '"') {
			eg_buf_add(&c->scratch, start, (size_t)(q + 1 - start));
			copied = true;
			c->p = start = q + 2;
			continue;
		}
		if (copied) {
			eg_buf_add(&c->scratch, start, (size_t)(q - start));
			push(c, NULL, c->scratch.n - scratch_at, scratch_at + 1);
		} else {
			push(c, start, (size_t)(q - start), NOT_IN_SCRATCH);
		}
		c->p = q + 1;
		break;
	}
	if (c->p < c->end && *c->p != c->sep && *c->p != '\n' && *c->p != '\r') {
		eg_err_at(err, EG_ERR_SYNTAX, c->name, c->line, 0,
		    "text after the closing quote of field %zu", c->n_fields);
		eg_err_hint(err, "write a quote inside a quoted field twice");
		return EG_ERR_SYNTAX;
	}
	return EG_OK;
}

/* A plain field, up to the separator or the end of the line. */
static void
plain(struct eg_csv *c)
{
	const char *s = c->p;

	while (s < c->end && *s != c->sep && *s != '\n' && *s != '\r')
		s++;
	push(c, c->p, (size_t)(s - c->p), NOT_IN_SCRATCH);
	c->p = s;
}

enum eg_rc
eg_csv_next(struct eg_csv *c, bool *more, struct eg_err *err)
{
	const char *line_start;

	c->n_fields = 0;
	eg_buf_reset(&c->scratch);
	while (c->p < c->end && (*c->p == '\n' || *c->p == '\r'))
		c->line += *c->p++ == '\n';
	*more = c->p < c->end;
	if (!*more)
		return EG_OK;
	c->record_line = c->line;
	line_start = c->p;
	for (;;) {
		if (c->p < c->end && *c->p == '"') {
			enum eg_rc rc;

			c->p++;
			if ((rc = quoted(c, line_start, err)) != EG_OK)
				return rc;
		} else {
			plain(c);
		}
		if (c->p >= c->end)
			break;
		if (*c->p == c->sep) {
			c->p++;
			continue;
		}
		if (*c->p == '\r' && c->p + 1 < c->end && c->p[1] == '\n')
			c->p++;
		c->line += *c->p == '\n';
		c->p++;
		break;
	}
	for (size_t i = 0; i < c->n_fields; i++)
		if (c->fix[i] != NOT_IN_SCRATCH)
			c->field[i].p = eg_buf_cstr(&c->scratch) + c->fix[i] - 1;
	return EG_OK;
}

char
eg_csv_guess_separator(const char *p, size_t n)
{
	size_t count[3] = {0, 0, 0};
	bool in = false;

	for (size_t i = 0; i < n && (in || p[i] != '\n'); i++) {
		if (p[i] == '"')
			in = !in;
		else if (!in) {
			count[0] += p[i] == ',';
			count[1] += p[i] == ';';
			count[2] += p[i] == '\t';
		}
	}
	if (count[1] > count[0] && count[1] >= count[2])
		return ';';
	return count[2] > count[0] ? '\t' : ',';
}

void
eg_csv_put(struct eg_buf *out, const char *p, size_t n)
{
	bool quote = false;

	for (size_t i = 0; i < n && !quote; i++)
		quote = p[i] == ',' || p[i] == '"' || p[i] == '\n' || p[i] == '\r';
	if (n > 0 && (p[0] == ' ' || p[n - 1] == ' '))
		quote = true;
	if (!quote) {
		eg_buf_add(out, p, n);
		return;
	}
	eg_buf_putc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '\r' && i + 1 < n && p[i + 1] == '\n')
			continue;
		if (p[i] == '"')
			eg_buf_putc(out, '"');
		eg_buf_putc(out, p[i] == '\n' || p[i] == '\r' ? ' ' : p[i]);
	}
	eg_buf_putc(out, '"');
}
