/* JSON out: a streaming writer. */
#include "base/json.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <string.h>

void
eg_json_init(struct eg_json *j, struct eg_buf *out, bool pretty)
{
	memset(j, 0, sizeof(*j));
	j->out = out;
	j->pretty = pretty;
	j->first[0] = true;
}

static void
line(struct eg_json *j)
{
	if (j->pretty) {
		eg_buf_putc(j->out, '\n');
		eg_buf_fill(j->out, ' ', (size_t)j->depth * 2);
	}
}

/* Comma and line break before a value, unless its key was just written. */
static void
before(struct eg_json *j)
{
	if (j->have_key) {
		j->have_key = false;
		return;
	}
	if (j->depth > 0 && j->stack[j->depth - 1] == '{')
		EG_BUG("JSON value without a key");
	if (!j->first[j->depth])
		eg_buf_putc(j->out, ',');
	j->first[j->depth] = false;
	if (j->depth > 0)
		line(j);
}

static void
open(struct eg_json *j, char kind)
{
	before(j);
	if (j->depth + 1 >= EG_JSON_DEPTH)
		EG_BUG("JSON too deep");
	eg_buf_putc(j->out, kind);
	j->stack[j->depth++] = kind;
	j->first[j->depth] = true;
}

void
eg_json_object(struct eg_json *j)
{
	open(j, '{');
}

void
eg_json_array(struct eg_json *j)
{
	open(j, '[');
}

void
eg_json_end(struct eg_json *j)
{
	bool empty;

	if (j->depth == 0 || j->have_key)
		EG_BUG("JSON end without a start");
	empty = j->first[j->depth];
	j->depth--;
	if (!empty)
		line(j);
	eg_buf_putc(j->out, j->stack[j->depth] == '{' ? '}' : ']');
}

static void
quote(struct eg_buf *out, const char *s, size_t n)
{
	eg_buf_putc(out, '"');
	for (size_t i = 0; i < n;) {
		unsigned char c = (unsigned char)s[i];
		size_t plain = i;

		while (plain < n && (unsigned char)s[plain] >= 0x20 &&
		       (unsigned char)s[plain] < 0x80 && s[plain] != '"' && s[plain] != '\\')
			plain++;
		if (plain > i) {
			eg_buf_add(out, s + i, plain - i);
			i = plain;
			continue;
		}
		if (c == '"' || c == '\\') {
			eg_buf_putc(out, '\\');
			eg_buf_putc(out, (char)c);
			i++;
		} else if (c == '\n') {
			eg_buf_puts(out, "\\n");
			i++;
		} else if (c == '\t') {
			eg_buf_puts(out, "\\t");
			i++;
		} else if (c < 0x20) {
			eg_buf_printf(out, "\\u%04x", (unsigned)c);
			i++;
		} else {
			uint32_t cp;

			i += eg_utf8_next(s + i, n - i, &cp);
			eg_buf_utf8(out, cp);
		}
	}
	eg_buf_putc(out, '"');
}

void
eg_json_key(struct eg_json *j, const char *key)
{
	if (j->depth == 0 || j->stack[j->depth - 1] != '{' || j->have_key)
		EG_BUG("JSON key outside an object");
	if (!j->first[j->depth])
		eg_buf_putc(j->out, ',');
	j->first[j->depth] = false;
	line(j);
	quote(j->out, key, strlen(key));
	eg_buf_puts(j->out, j->pretty ? ": " : ":");
	j->have_key = true;
}

void
eg_json_string_n(struct eg_json *j, const char *s, size_t n)
{
	before(j);
	quote(j->out, s, n);
}

void
eg_json_string(struct eg_json *j, const char *s)
{
	if (s == NULL)
		eg_json_null(j);
	else
		eg_json_string_n(j, s, strlen(s));
}

void
eg_json_int(struct eg_json *j, int64_t n)
{
	before(j);
	eg_buf_printf(j->out, "%" PRId64, n);
}

void
eg_json_real(struct eg_json *j, double x, int decimals)
{
	before(j);
	eg_buf_printf(j->out, "%.*f", decimals, x);
}

void
eg_json_bool(struct eg_json *j, bool b)
{
	before(j);
	eg_buf_puts(j->out, b ? "true" : "false");
}

void
eg_json_null(struct eg_json *j)
{
	before(j);
	eg_buf_puts(j->out, "null");
}

void
eg_json_finish(struct eg_json *j)
{
	if (j->depth != 0)
		EG_BUG("JSON not closed");
	eg_buf_putc(j->out, '\n');
}

void
eg_json_kstr(struct eg_json *j, const char *key, const char *s)
{
	eg_json_key(j, key);
	eg_json_string(j, s);
}

void
eg_json_kint(struct eg_json *j, const char *key, int64_t n)
{
	eg_json_key(j, key);
	eg_json_int(j, n);
}

void
eg_json_kbool(struct eg_json *j, const char *key, bool b)
{
	eg_json_key(j, key);
	eg_json_bool(j, b);
}
