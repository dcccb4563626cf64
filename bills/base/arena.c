/* An arena: blocks of growing size, freed whole. See include/engross/arena.h. */
#include <engross/arena.h>

#include "base/mem.h"

#include <stdalign.h>
#include <stdio.h>
#include <string.h>

struct block {
	struct block *next;
	size_t used, size;
	alignas(max_align_t) char data[];
};

struct eg_arena {
	struct block *block;
	size_t bytes;
	size_t last; /* size of the last block that is not one large thing's own */
};

#ifdef EG_ARENA_DEBUG
enum { FIRST_BLOCK = 0, LARGEST_BLOCK = 0 };
#else
enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };
#endif

struct eg_arena *
eg_arena_new(void)
{
	return eg_calloc(1, sizeof(struct eg_arena));
}

void
eg_arena_free(struct eg_arena *a)
{
	if (a == NULL)
		return;
	for (struct block *b = a->block; b != NULL;) {
		struct block *next = b->next;

		eg_free(b);
		b = next;
	}
	eg_free(a);
}

void
eg_arena_reset(struct eg_arena *a)
{
	struct block *keep = a->block; /* the newest is the largest of the usual ones */

	a->bytes = 0;
	if (keep == NULL)
		return;
	for (struct block *b = keep->next; b != NULL;) {
		struct block *next = b->next;

		eg_free(b);
		b = next;
	}
	keep->next = NULL;
	keep->used = 0;
	if (keep->size > LARGEST_BLOCK) { /* one huge thing must not hold its memory for ever */
		eg_free(keep);
		a->block = NULL;
	}
}

/* Memory that the caller fills. */
static void *
take(struct eg_arena *a, size_t bytes)
{
	size_t need, size;
	struct block *b = a->block;
	void *p;

	if (bytes > SIZE_MAX / 4)
		EG_BUG("arena allocation beyond memory");
	need = (bytes + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (b == NULL || b->size - b->used < need) {
		size = a->last == 0 ? FIRST_BLOCK : a->last * 2;
		if (size > LARGEST_BLOCK)
			size = LARGEST_BLOCK;
		if (size < need)
			size = need; /* its own, so that the next is not twice as large */
		else
			a->last = size;
		b = eg_malloc(sizeof(*b) + size);
		b->used = 0;
		b->size = size;
		b->next = a->block;
		a->block = b;
	}
	p = b->data + b->used;
	b->used += need;
	a->bytes += need;
	return p;
}

void *
eg_arena_alloc(struct eg_arena *a, size_t bytes)
{
	return memset(take(a, bytes), 0, bytes);
}

void *
eg_arena_calloc(struct eg_arena *a, size_t n, size_t each)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, each, &bytes))
		EG_BUG("arena allocation beyond memory");
	return eg_arena_alloc(a, bytes);
}

char *
eg_arena_dup(struct eg_arena *a, const char *p, size_t n)
{
	char *copy = take(a, n + 1);

	if (n != 0)
		memcpy(copy, p, n);
	copy[n] = '\0';
	return copy;
}

char *
eg_arena_strdup(struct eg_arena *a, const char *s)
{
	return eg_arena_dup(a, s, strlen(s));
}

char *
eg_arena_str(struct eg_arena *a, struct eg_str s)
{
	return eg_arena_dup(a, s.p, s.n);
}

char *
eg_arena_printf(struct eg_arena *a, const char *fmt, ...)
{
	char most[256]; /* nearly all are short: formatted once */
	va_list ap;
	int n;
	char *p;

	va_start(ap, fmt);
	n = vsnprintf(most, sizeof(most), fmt, ap);
	va_end(ap);
	if (n < 0)
		EG_BUG("format");
	if ((size_t)n < sizeof(most))
		return eg_arena_dup(a, most, (size_t)n);
	p = take(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

size_t
eg_arena_bytes(const struct eg_arena *a)
{
	return a->bytes;
}
