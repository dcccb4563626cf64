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

#endif
