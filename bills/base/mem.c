/* Allocation that aborts when memory is out: the one failure no caller can mend. */
#include "base/mem.h"

#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
check(void *p)
{
	if (p == NULL) {
		fputs("engross: out of memory\n", stderr);
		abort();
	}
	return p;
}

static size_t
product(size_t n, size_t each)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, each, &bytes))
		check(NULL);
	return bytes;
}

void *
eg_malloc(size_t bytes)
{
	return check(malloc(bytes != 0 ? bytes : 1));
}

void *
eg_calloc(size_t n, size_t each)
{
	return check(calloc(n != 0 ? n : 1, each != 0 ? each : 1));
}

void *
eg_realloc(void *p, size_t n, size_t each)
{
	size_t bytes = product(n, each);

	return check(realloc(p, bytes != 0 ? bytes : 1));
}

char *
eg_strdup(const char *s)
{
	return eg_strndup(s, strlen(s));
}

char *
eg_strndup(const char *s, size_t n)
{
	char *p = eg_malloc(n + 1);

	if (n != 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
eg_sprintf(const char *fmt, ...)
{
	struct eg_buf b = EG_BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	eg_buf_vprintf(&b, fmt, ap);
	va_end(ap);
	return eg_buf_take(&b, NULL);
}

void
eg_free(void *p)
{
	free(p);
}

void
eg_bug(const char *file, int line, const char *what)
{
	fprintf(stderr, "engross: bug at %s:%d: %s\n", file, line, what);
	abort();
}

void
eg_vec__grow(void **p, size_t *cap, size_t want, size_t each)
{
	size_t next = *cap < 8 ? 8 : *cap + *cap / 2;

	if (next < want)
		next = want;
	*p = eg_realloc(*p, next, each);
	*cap = next;
}
