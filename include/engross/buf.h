/*
 * struct eg_buf: bytes that grow, always NUL-ended, never NULL data after eg_buf_init, with a
 * limit from birth. struct eg_str: a borrowed slice.
 *
 * Appending beyond the limit marks the buffer `overflow` and drops the bytes: check eg_buf_ok()
 * once at the end instead of after each append. Out of memory aborts.
 */
#ifndef ENGROSS_BUF_H
#define ENGROSS_BUF_H

#include <engross/err.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct eg_str {
	const char *p; /* not NUL-ended; may be NULL when n is 0 */
	size_t n;
};

struct eg_buf {
	char *p; /* NUL-ended; may hold NULs */
	size_t n; /* bytes used, without the NUL */
	size_t cap; /* bytes allocated, never more than limit + 1 */
	size_t limit; /* most bytes accepted */
	bool overflow;
};

enum { EG_BUF_DEFAULT_LIMIT = 256 * 1024 * 1024 };

#define EG_BUF_INIT                                                                                \
	{                                                                                          \
		NULL, 0, 0, EG_BUF_DEFAULT_LIMIT, false                                            \
	}

/* A slice of a C string (its lifetime is the string's); of a literal. */
struct eg_str eg_str(const char *s);
#define EG_STR(lit) ((struct eg_str){(lit), sizeof(lit) - 1})
bool eg_str_eq(struct eg_str a, const char *b);
bool eg_str_same(struct eg_str a, struct eg_str b);

/* limit in bytes; 0 means EG_BUF_DEFAULT_LIMIT. */
void eg_buf_init(struct eg_buf *b, size_t limit);
/* Free the data and make it an empty buffer again (limit kept). */
void eg_buf_clear(struct eg_buf *b);
/* Empty it, keep the memory. */
void eg_buf_reset(struct eg_buf *b);
void eg_buf_add(struct eg_buf *b, const void *p, size_t n);
void eg_buf_puts(struct eg_buf *b, const char *s);
void eg_buf_putc_slow(struct eg_buf *b, char c);
static inline void
eg_buf_putc(struct eg_buf *b, char c)
{
	if (b->n + 1 >= b->cap || b->overflow) {
		eg_buf_putc_slow(b, c);
		return;
	}
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}
void eg_buf_str(struct eg_buf *b, struct eg_str s);
void eg_buf_printf(struct eg_buf *b, const char *fmt, ...) EG_PRINTF(2, 3);
void eg_buf_vprintf(struct eg_buf *b, const char *fmt, va_list ap);
/* Append the UTF-8 form of a code point (0..0x10FFFF, no surrogates). */
void eg_buf_utf8(struct eg_buf *b, uint32_t cp);
/* n copies of c. */
void eg_buf_fill(struct eg_buf *b, char c, size_t n);
/* Cut to n bytes (n <= b->n). */
void eg_buf_trunc(struct eg_buf *b, size_t n);
/* The data as a C string; "" when nothing was ever added. Borrowed. */
const char *eg_buf_cstr(const struct eg_buf *b);
/* Give the data to the caller (free with eg_free); the buffer is empty afterwards. *n may be NULL.
 * */
char *eg_buf_take(struct eg_buf *b, size_t *n);
/* EG_OK, or EG_ERR_LIMIT when bytes were dropped. */
enum eg_rc eg_buf_ok(const struct eg_buf *b, struct eg_err *err) EG_MUST_CHECK;

/* Memory given out by the library is freed with this. NULL is fine. */
void eg_free(void *p);

#endif
