/* Bytes that grow, with a limit from birth. See include/engross/buf.h. */
#include <engross/buf.h>

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

struct eg_str
eg_str(const char *s)
{
	return (struct eg_str){s, strlen(s)};
}

bool
eg_str_eq(struct eg_str a, const char *b)
{
	return a.n == strlen(b) && (a.n == 0 || memcmp(a.p, b, a.n) == 0);
}

bool
eg_str_same(struct eg_str a, struct eg_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

void
eg_buf_init(struct eg_buf *b, size_t limit)
{
	*b = (struct eg_buf)EG_BUF_INIT;
	if (limit != 0)
		b->limit = limit;
}

void
eg_buf_clear(struct eg_buf *b)
{
	eg_free(b->p);
	b->p = NULL;
	b->n = b->cap = 0;
	b->overflow = false;
}

void
eg_buf_reset(struct eg_buf *b)
{
	b->n = 0;
	b->overflow = false;
	if (b->p != NULL)
		b->p[0] = '\0';
}

/* Room for n more bytes and the NUL; false when the limit forbids. */
static bool
room(struct eg_buf *b, size_t n)
{
	size_t limit = b->limit != 0 ? b->limit : EG_BUF_DEFAULT_LIMIT;

	if (b->overflow || n > limit - (b->n < limit ? b->n : limit)) {
		b->overflow = true;
		return false;
	}
	if (b->n + n + 1 > b->cap) {
		size_t cap = b->cap < 120 ? 120 : b->cap + b->cap / 2;

		if (cap > limit) /* n more bytes are within it: eg_buf_putc() looks at cap alone */
			cap = limit + 1;
		if (cap < b->n + n + 1)
			cap = b->n + n + 1;
		b->p = eg_realloc(b->p, cap, 1);
		b->cap = cap;
	}
	return true;
}

void
eg_buf_add(struct eg_buf *b, const void *p, size_t n)
{
	if (!room(b, n))
		return;
	if (n != 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
eg_buf_puts(struct eg_buf *b, const char *s)
{
	eg_buf_add(b, s, strlen(s));
}

void
eg_buf_putc_slow(struct eg_buf *b, char c)
{
	if (!room(b, 1))
		return;
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

void
eg_buf_str(struct eg_buf *b, struct eg_str s)
{
	eg_buf_add(b, s.p, s.n);
}

void
eg_buf_vprintf(struct eg_buf *b, const char *fmt, va_list ap)
{
	size_t left = b->p != NULL ? b->cap - b->n : 0;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(left > 0 ? b->p + b->n : NULL, left, fmt, again);
	va_end(again);
	if (n < 0)
		EG_BUG("format");
	if (b->overflow || (size_t)n >= left) { /* it did not fit, or nothing more is taken */
		if (left > 0)
			b->p[b->n] = '\0';
		if (!room(b, (size_t)n))
			return;
		vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
	}
	b->n += (size_t)n;
}

void
eg_buf_printf(struct eg_buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	eg_buf_vprintf(b, fmt, ap);
	va_end(ap);
}

void
eg_buf_utf8(struct eg_buf *b, uint32_t cp)
{
	char u[4];
	size_t n;

	if (cp < 0x80) {
		u[0] = (char)cp;
		n = 1;
	} else if (cp < 0x800) {
		u[0] = (char)(0xC0 | (cp >> 6));
		u[1] = (char)(0x80 | (cp & 0x3F));
		n = 2;
	} else if (cp < 0x10000) {
		u[0] = (char)(0xE0 | (cp >> 12));
		u[1] = (char)(0x80 | ((cp >> 6) & 0x3F));
		u[2] = (char)(0x80 | (cp & 0x3F));
		n = 3;
	} else {
		u[0] = (char)(0xF0 | ((cp >> 18) & 7));
		u[1] = (char)(0x80 | ((cp >> 12) & 0x3F));
		u[2] = (char)(0x80 | ((cp >> 6) & 0x3F));
		u[3] = (char)(0x80 | (cp & 0x3F));
		n = 4;
	}
	eg_buf_add(b, u, n);
}

void
eg_buf_fill(struct eg_buf *b, char c, size_t n)
{
	if (!room(b, n))
		return;
	memset(b->p + b->n, c, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void
eg_buf_trunc(struct eg_buf *b, size_t n)
{
	if (n > b->n)
		EG_BUG("buffer cut beyond its end");
	b->n = n;
	if (b->p != NULL)
		b->p[n] = '\0';
}

const char *
eg_buf_cstr(const struct eg_buf *b)
{
	return b->p != NULL ? b->p : "";
}

char *
eg_buf_take(struct eg_buf *b, size_t *n)
{
	char *p = b->p != NULL ? b->p : eg_calloc(1, 1);

	if (n != NULL)
		*n = b->n;
	b->p = NULL;
	b->n = b->cap = 0;
	b->overflow = false;
	return p;
}

enum eg_rc
eg_buf_ok(const struct eg_buf *b, struct eg_err *err)
{
	if (!b->overflow)
		return EG_OK;
	return eg_err_set(err, EG_ERR_LIMIT, "larger than %zu bytes", b->limit);
}
