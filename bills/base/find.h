/* Find bytes in bytes. */
#ifndef EG_BASE_FIND_H
#define EG_BASE_FIND_H

#include <stddef.h>

/* Offset of the first needle in text at or after `from`; (size_t)-1 if it is not there. An empty
 * needle is found at `from`. */
size_t eg_find(const char *text, size_t n, const char *needle, size_t needle_n, size_t from);

#endif
