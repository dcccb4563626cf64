/* Words: maximal runs of characters that are not white space, found eight bytes at a time. Inline,
 * because every comparison goes through every word of its texts. */
#ifndef EG_BASE_WORD_H
#define EG_BASE_WORD_H

#include "base/load.h"
#include "base/utf8.h"

#include <string.h>

/* 1: ASCII white space; 2: first byte of a character that may be white space. */
static const uint8_t eg_word_class[256] = {
    ['\t'] = 1,
    ['\n'] = 1,
    ['\v'] = 1,
    ['\f'] = 1,
    ['\r'] = 1,
    [' '] = 1,
    [0xC2] = 2,
    [0xE1] = 2,
    [0xE2] = 2,
    [0xE3] = 2,
};

/* Bytes of the white space at p < end, 0 if there is none. */
static inline size_t
eg_word_space(const char *p, const char *end)
{
	uint8_t c = eg_word_class[(unsigned char)*p];
	uint32_t cp;
	size_t n;

	if (c != 2)
		return c;
	n = eg_utf8_next(p, (size_t)(end - p), &cp);
	return eg_utf8_is_space(cp) ? n : 0;
}

/* Bytes of v that may be or begin white space have their high bit set: controls and space (below
 * 0x21), and every byte above 0x7F, which the caller looks at itself. */
static inline uint64_t
eg_word_stops(uint64_t v)
{
	const uint64_t high = 0x8080808080808080u;
	uint64_t low = ((v & ~high) + 0x5F5F5F5F5F5F5F5Fu) | v; /* high bit: byte > 0x20 */

	return (~low | v) & high;
}

/* End of the word that starts at p. */
static inline const char *
eg_word_end(const char *p, const char *end)
{
	for (;;) {
		while (end - p >= 8) {
			uint64_t at = eg_word_stops(eg_load_8(p));

			if (at != 0) {
				p += __builtin_ctzll(at) / 8;
				break;
			}
			p += 8;
		}
		if (p >= end ||
		    (eg_word_class[(unsigned char)*p] != 0 && eg_word_space(p, end) > 0))
			return p;
		p++;
	}
}

/* The high bit of each byte, gathered: bit k for byte k. */
static inline uint64_t
eg_word_gather(uint64_t high)
{
	return (high >> 7) * 0x0102040810204080u >> 56;
}

/* White space in the 64 bytes at p < end, bit k for byte k; what lies beyond end is white space.
 * *over: bytes of white space that run on beyond the 64 (in) and of this call (out). */
static inline uint64_t
eg_word_spaces(const char *p, const char *end, unsigned *over)
{
	const uint64_t high = 0x8080808080808080u;
	uint64_t space = ((uint64_t)1 << *over) - 1, wide = 0;
	char tail[64];
	const char *b = p;

	*over = 0;
	if (end - p < 64) {
		memset(tail, ' ', sizeof(tail));
		memcpy(tail, p, (size_t)(end - p));
		b = tail;
	}
	for (unsigned k = 0; k < 64; k += 8) {
		uint64_t v = eg_load_8(b + k), low = v & ~high, blank = low ^ 0x2020202020202020u,
			 from_9 = low + 0x7777777777777777u, above_13 = low + 0x7272727272727272u;

		/* ' ', or 9 to 13 */
		blank = ~(blank + 0x7F7F7F7F7F7F7F7Fu) | (from_9 & ~above_13);
		space |= eg_word_gather(blank & ~v & high) << k;
		wide |= eg_word_gather(v & high) << k;
	}
	for (; wide != 0; wide &= wide - 1) {
		unsigned k = (unsigned)__builtin_ctzll(wide);
		size_t n = eg_word_class[(unsigned char)b[k]] == 2 ? eg_word_space(p + k, end) : 0;

		space |= (((uint64_t)1 << n) - 1) << k;
		if (k + n > 64)
			*over = (unsigned)(k + n - 64);
	}
	return space;
}

#endif
