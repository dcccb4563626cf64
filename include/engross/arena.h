/*
 * An arena: memory of one parsed bill, template, profile or comparison, freed whole. Allocations
 * are zeroed and aligned for any object. Not for buffers that grow. With -DEG_ARENA_DEBUG each
 * allocation is a malloc of its own so that the address sanitizer sees overruns.
 */
#ifndef ENGROSS_ARENA_H
#define ENGROSS_ARENA_H

#include <engross/buf.h>

struct eg_arena;

struct eg_arena *eg_arena_new(void);
void eg_arena_free(struct eg_arena *a); /* NULL is fine */
/* Give back all that was handed out, keeping the largest block for what comes next. */
void eg_arena_reset(struct eg_arena *a);
void *eg_arena_alloc(struct eg_arena *a, size_t bytes);
void *eg_arena_calloc(
    struct eg_arena *a, size_t n, size_t each); /* aborts on overflow of n * each */
char *eg_arena_dup(struct eg_arena *a, const char *p, size_t n); /* NUL-ended copy */
char *eg_arena_strdup(struct eg_arena *a, const char *s);
char *eg_arena_str(struct eg_arena *a, struct eg_str s);
char *eg_arena_printf(struct eg_arena *a, const char *fmt, ...) EG_PRINTF(2, 3);
/* Bytes handed out so far (for limits and benchmarks). */
size_t eg_arena_bytes(const struct eg_arena *a);

#endif
