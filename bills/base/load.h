/* Bytes as numbers, the first byte lowest, on any machine. */
#ifndef EG_BASE_LOAD_H
#define EG_BASE_LOAD_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Eight bytes. */
static inline uint64_t
eg_load_8(const void *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	return v;
}

/* The first n bytes, 0..8, as eg_load_8 gives them; no byte after them is read. */
static inline uint64_t
eg_load_few(const void *p, size_t n)
{
	const unsigned char *b = p;
	uint64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v |= (uint64_t)b[i] << (8 * i);
	return v;
}

#endif
