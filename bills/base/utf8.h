/* UTF-8: validation, decoding, width, folding (utf8proc). */
#ifndef EG_BASE_UTF8_H
#define EG_BASE_UTF8_H

#include "base/mem.h"

/* Offset of the first byte that is not valid UTF-8, or n. */
size_t eg_utf8_valid(const char *p, size_t n);
/* No control characters but line feeds? *ascii: nor anything beyond ASCII; else it is still to be
 * seen whether that is UTF-8. */
bool eg_utf8_printable(const char *p, size_t n, bool *ascii);
/* Decode one code point at p (n > 0); *cp = U+FFFD for a bad byte. Returns bytes consumed (>= 1).
 * */
size_t eg_utf8_next(const char *p, size_t n, uint32_t *cp);
/* Terminal columns of a text (combining 0, wide 2). */
size_t eg_utf8_width(const char *p, size_t n);
/* Append simple upper / lower case, code point by code point. */
void eg_utf8_upper(struct eg_buf *out, const char *p, size_t n);
void eg_utf8_lower(struct eg_buf *out, const char *p, size_t n);
/* Append the NFC form. */
void eg_utf8_nfc(struct eg_buf *out, const char *p, size_t n);
bool eg_utf8_is_space(uint32_t cp); /* includes NBSP and the other Unicode spaces */
bool eg_utf8_is_letter(uint32_t cp);
/* The first character that has a direction runs from right to left (UAX 9, rules P2 and P3). */
bool eg_utf8_is_rtl(const char *p, size_t n);

#endif
