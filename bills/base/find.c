/* memmem is not in POSIX 2008; glibc's is linear and fast. */
#define _GNU_SOURCE
#include "base/find.h"

#include <string.h>

size_t
eg_find(const char *text, size_t n, const char *needle, size_t needle_n, size_t from)
{
	const char *hit;

	if (from > n)
		return (size_t)-1;
	hit = memmem(text + from, n - from, needle, needle_n);
	return hit != NULL ? (size_t)(hit - text) : (size_t)-1;
}
