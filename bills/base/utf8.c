/* UTF-8 by utf8proc. */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

bool
eg_utf8_printable(const char *p, size_t n, bool *ascii)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
	bool printable = true;

	*ascii = true;
	for (size_t i = 0; i < n;) {
		uint64_t w;

		/* eight bytes from space to '~' at once */
		if (n - i >= sizeof(w)) {
			memcpy(&w, p + i, sizeof(w));
			if (((w | (w - ones * 0x20) | (w + ones)) & tops) == 0) {
				i += sizeof(w);
				continue;
			}
		}
		for (size_t k = 0; k < sizeof(w) && i < n; k++, i++) {
			unsigned char c = (unsigned char)p[i];

			printable &= (c >= 0x20 || c == '\n') & (c != 0x7F);
			*ascii &= c < 0x80;
		}
	}
	return printable;
}

size_t
eg_utf8_next(const char *p, size_t n, uint32_t *cp)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t got;

	if ((unsigned char)p[0] < 0x80) {
		*cp = (unsigned char)p[0];
		return 1;
	}
	got = utf8proc_iterate((const utf8proc_uint8_t *)p, (utf8proc_ssize_t)(n < 4 ? n : 4), &c);
	if (got <= 0) {
		*cp = 0xFFFD;
		return 1;
	}
	*cp = (uint32_t)c;
	return (size_t)got;
}

size_t
eg_utf8_valid(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n) {
		utf8proc_int32_t c;
		utf8proc_ssize_t got;

		if ((unsigned char)p[i] < 0x80) {
			uint64_t eight;

			for (i++; n - i >= sizeof(eight); i += sizeof(eight)) {
				memcpy(&eight, p + i, sizeof(eight));
				if ((eight & UINT64_C(0x8080808080808080)) != 0)
					break;
			}
			continue;
		}
		got = utf8proc_iterate(
		    (const utf8proc_uint8_t *)p + i, (utf8proc_ssize_t)(n - i < 4 ? n - i : 4), &c);
		if (got <= 0)
			return i;
		i += (size_t)got;
	}
	return n;
}

size_t
eg_utf8_width(const char *p, size_t n)
{
	size_t width = 0;

	for (size_t i = 0; i < n;) {
		uint32_t cp;

		i += eg_utf8_next(p + i, n - i, &cp);
		width += cp < 0x80 ? cp >= 0x20 : (size_t)utf8proc_charwidth((utf8proc_int32_t)cp);
	}
	return width;
}

void
eg_utf8_upper(struct eg_buf *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;

		i += eg_utf8_next(p + i, n - i, &cp);
		eg_buf_utf8(out, (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp));
	}
}

void
eg_utf8_lower(struct eg_buf *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;

		i += eg_utf8_next(p + i, n - i, &cp);
		eg_buf_utf8(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp));
	}
}

void
eg_utf8_nfc(struct eg_buf *out, const char *p, size_t n)
{
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t got = utf8proc_map((const utf8proc_uint8_t *)p, (utf8proc_ssize_t)n, &nfc,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (got < 0)
		eg_buf_add(out, p, n);
	else
		eg_buf_add(out, nfc, (size_t)got);
	eg_free(nfc);
}

bool
eg_utf8_is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
	       (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 || cp == 0x202F ||
	       cp == 0x205F || cp == 0x3000;
}

bool
eg_utf8_is_letter(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return (cp | 32) >= 'a' && (cp | 32) <= 'z';
	c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool
eg_utf8_is_rtl(const char *p, size_t n)
{
	for (size_t at = 0; at < n;) {
		uint32_t cp;
		int class;

		at += eg_utf8_next(p + at, n - at, &cp);
		class = utf8proc_get_property((utf8proc_int32_t)cp)->bidi_class;
		if (class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL)
			return true;
		if (class == UTF8PROC_BIDI_CLASS_L)
			return false;
	}
	return false;
}
