/* memmem is not in POSIX 2008; glibc's is linear. A short needle is looked for by its first and last
 * byte, sixteen places at a time, which is several times as fast. */
#define _GNU_SOURCE
#include "base/find.h"

#include <string.h>

enum { SHORT_MIN = 2, SHORT_MAX = 32 };

#ifdef __SSE2__
#include <emmintrin.h>

/* Look from `from` on as far as whole blocks go. *next: where to go on if it is not found. */
static size_t
find_short(
    const char *text, size_t n, const char *needle, size_t needle_n, size_t from, size_t *next)
{
	const __m128i first = _mm_set1_epi8(needle[0]), last = _mm_set1_epi8(needle[needle_n - 1]);
	size_t i = from;

	for (; n - i >= needle_n + 15; i += 16) {
		__m128i a = _mm_loadu_si128((const __m128i *)(text + i)),
			b = _mm_loadu_si128((const __m128i *)(text + i + needle_n - 1));
		unsigned at = (unsigned)_mm_movemask_epi8(
		    _mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, last)));

		for (; at != 0; at &= at - 1) {
			size_t k = i + (size_t)__builtin_ctz(at);

			if (memcmp(text + k, needle, needle_n) == 0)
				return k;
		}
	}
	*next = i;
	return (size_t)-1;
}
#else
static size_t
find_short(
    const char *text, size_t n, const char *needle, size_t needle_n, size_t from, size_t *next)
{
	(void)text, (void)n, (void)needle, (void)needle_n;
	*next = from;
	return (size_t)-1;
}
#endif

size_t
eg_find(const char *text, size_t n, const char *needle, size_t needle_n, size_t from)
{
	const char *hit;

	if (from > n)
		return (size_t)-1;
	if (needle_n >= SHORT_MIN && needle_n <= SHORT_MAX) {
		size_t at = find_short(text, n, needle, needle_n, from, &from);

		if (at != (size_t)-1)
			return at;
	}
	hit = memmem(text + from, n - from, needle, needle_n);
	return hit != NULL ? (size_t)(hit - text) : (size_t)-1;
}
