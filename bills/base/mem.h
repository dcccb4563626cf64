/* Allocation that aborts when memory is out, with sizes checked for overflow. Pair with eg_free().
 * */
#ifndef EG_BASE_MEM_H
#define EG_BASE_MEM_H

#include <engross/buf.h>

void *eg_malloc(size_t bytes);
void *eg_calloc(size_t n, size_t each);
void *eg_realloc(void *p, size_t n, size_t each);
char *eg_strdup(const char *s);
char *eg_strndup(const char *s, size_t n);
char *eg_sprintf(const char *fmt, ...) EG_PRINTF(1, 2);

/* A programming error: message and abort, never an error code. */
EG_NORETURN void eg_bug(const char *file, int line, const char *what);
#define EG_BUG(what) eg_bug(__FILE__, __LINE__, (what))
#define EG_COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define EG_UNUSED(x) ((void)(x))

#endif
