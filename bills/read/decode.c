/*
 * Bytes to UTF-8: byte-order mark away, line ends to LF, bytes that are not UTF-8 read as
 * Windows-1252, and UTF-8 that was read as Windows-1252 once too often ("â€œ", "Â ", "Ã©") put
 * right. Clean text is left alone.
 */
#include "read/read.h"

#include "base/utf8.h"

#include <stdio.h>

/* Windows-1252, 0x80..0x9F. */
static const uint16_t cp1252[32] = {
    0x20AC,
    0xFFFD,
    0x201A,
    0x0192,
    0x201E,
    0x2026,
    0x2020,
    0x2021,
    0x02C6,
    0x2030,
    0x0160,
    0x2039,
    0x0152,
    0xFFFD,
    0x017D,
    0xFFFD,
    0xFFFD,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
    0x2022,
    0x2013,
    0x2014,
    0x02DC,
    0x2122,
    0x0161,
    0x203A,
    0x0153,
    0xFFFD,
    0x017E,
    0x0178,
};

/* The byte that a Windows-1252 reader saw for this code point, or -1. */
static int
to_1252(uint32_t cp)
{
	if (cp >= 0x80 && cp <= 0xFF)
		return (int)cp;
	for (int i = 0; i < 32; i++)
		if (cp1252[i] == cp && cp != 0xFFFD)
			return 0x80 + i;
	return -1;
}

/* What doubly encoded text plausibly was: marks, signs and letters of Western print. */
static bool
plausible(uint32_t cp)
{
	return cp == 0xFEFF || (cp >= 0xA0 && cp <= 0x17F) || (cp >= 0x2010 && cp <= 0x2044) ||
	       cp == 0x20AC || cp == 0x2122 || (cp >= 0x2150 && cp <= 0x215F) ||
	       (cp >= 0x2190 && cp <= 0x27BF);
}

/* Read doubly encoded UTF-8 at p: returns bytes used and the code point meant, or 0. */
static size_t
mojibake(const char *p, size_t n, uint32_t *meant)
{
	unsigned char raw[4];
	size_t used = 0, want = 0, got = 0;

	while (used < n) {
		uint32_t cp;
		size_t step = eg_utf8_next(p + used, n - used, &cp);
		int byte = to_1252(cp);

		if (byte < 0)
			return 0;
		if (got == 0) {
			want = byte >= 0xC2 && byte <= 0xDF   ? 2
			       : byte >= 0xE0 && byte <= 0xEF ? 3
							      : 0;
			if (want == 0)
				return 0;
		}
		raw[got++] = (unsigned char)byte;
		used += step;
		if (got < want)
			continue;
		if (eg_utf8_valid((const char *)raw, want) != want)
			return 0;
		eg_utf8_next((const char *)raw, want, meant);
		return plausible(*meant) ? used : 0;
	}
	return 0;
}

/* Does anything need mending? One pass that stops at the first sign. */
static bool
needs_mending(const char *p, size_t n)
{
	if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		return true;
	if (memchr(p, '\r', n) != NULL || memchr(p, '\0', n) != NULL || eg_utf8_valid(p, n) != n)
		return true;
	for (const char *s = p, *end = p + n; (s = memchr(s, '\xC3', (size_t)(end - s))) != NULL;
	     s++) {
		uint32_t meant;

		if (mojibake(s, (size_t)(end - s), &meant) > 0)
			return true;
	}
	return false;
}

static bool
is_utf16(const char *p, size_t n)
{
	return n >= 2 && (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0);
}

static void
from_utf16(const unsigned char *p, size_t n, struct eg_buf *out)
{
	size_t lo = p[0] == 0xFF ? 0 : 1, hi = 1 - lo;

	for (size_t i = 2; i + 1 < n; i += 2) {
		uint32_t u = (uint32_t)p[i + lo] | (uint32_t)p[i + hi] << 8;

		if (u >= 0xD800 && u < 0xDC00 && i + 3 < n) {
			uint32_t v = (uint32_t)p[i + 2 + lo] | (uint32_t)p[i + 2 + hi] << 8;

			if (v >= 0xDC00 && v < 0xE000) {
				u = 0x10000 + ((u - 0xD800) << 10) + (v - 0xDC00);
				i += 2;
			}
		}
		eg_buf_utf8(out, (u >= 0xD800 && u < 0xE000) || u == 0 ? 0xFFFD : u);
	}
}

struct counts {
	size_t cr, bad, doubled;
};

static void
mend(const char *p, size_t n, struct eg_buf *out, struct counts *c)
{
	for (size_t i = 0; i < n;) {
		unsigned char b = (unsigned char)p[i];
		uint32_t cp;
		size_t step;

		if (b >= 0x80) {
			if (b == 0xC3 && (step = mojibake(p + i, n - i, &cp)) > 0) {
				if (cp != 0xFEFF)
					eg_buf_utf8(out, cp);
				c->doubled++;
				i += step;
				continue;
			}
			step = eg_utf8_next(p + i, n - i, &cp);
			if (cp == 0xFFFD && eg_utf8_valid(p + i, step) != step) {
				eg_buf_utf8(out, b < 0xA0 ? cp1252[b - 0x80] : b);
				c->bad++;
				i++;
				continue;
			}
			eg_buf_add(out, p + i, step);
			i += step;
		} else if (b == '\r') {
			c->cr++;
			if (i + 1 >= n || p[i + 1] != '\n')
				eg_buf_putc(out, '\n');
			i++;
		} else if (b == '\0') {
			c->bad++;
			eg_buf_utf8(out, 0xFFFD);
			i++;
		} else {
			size_t from = i;

			while (i < n && (unsigned char)p[i] < 0x80 && p[i] != '\r' && p[i] != '\0')
				i++;
			eg_buf_add(out, p + from, i - from);
		}
	}
}

static void
note_count(struct eg_reader *r, const char *what, size_t count)
{
	char text[160];

	if (count == 0)
		return;
	snprintf(text, sizeof(text), "%s (%zu)", what, count);
	eg_read__note(r, text, 0, 0);
}

bool
eg_read__decode(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out)
{
	struct counts c = {0};
	struct eg_buf wide = EG_BUF_INIT;

	if (n == 0 || !needs_mending(p, n))
		return false;
	eg_buf_init(&wide, 0);
	if (is_utf16(p, n)) {
		from_utf16((const unsigned char *)p, n, &wide);
		eg_read__note(r, "UTF-16 read as UTF-8", 0, 0);
		p = eg_buf_cstr(&wide);
		n = wide.n;
	} else if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
		eg_read__note(r, "byte-order mark", 0, 0);
		p += 3;
		n -= 3;
	}
	mend(p, n, out, &c);
	eg_buf_clear(&wide);
	note_count(r, "carriage returns", c.cr);
	note_count(r, "bytes that are not UTF-8, read as Windows-1252", c.bad);
	note_count(r, "characters encoded twice, put right", c.doubled);
	return true;
}
