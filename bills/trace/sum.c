/* A fast checksum: four lanes of eight bytes, each multiplied and folded; read as little-endian. */
#include "trace/trace_private.h"

#include "base/load.h"

#include <string.h>

#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)

static inline uint64_t
fold(uint64_t lane, uint64_t w)
{
	lane = (lane ^ w) * PRIME_1;
	return lane ^ lane >> 29;
}

uint64_t
eg_trace__sum(const void *data, size_t n)
{
	const uint8_t *p = data;
	uint64_t a = PRIME_1, b = PRIME_2, c = ~PRIME_1, d = ~PRIME_2, tail = 0;
	size_t left = n;

	for (; left >= 32; left -= 32, p += 32) {
		a = fold(a, eg_load_8(p));
		b = fold(b, eg_load_8(p + 8));
		c = fold(c, eg_load_8(p + 16));
		d = fold(d, eg_load_8(p + 24));
	}
	for (; left >= 8; left -= 8, p += 8)
		a = fold(a, eg_load_8(p));
	for (size_t i = 0; i < left; i++)
		tail |= (uint64_t)p[i] << (8 * i);
	a = fold(a, tail);
	return eg_trace__mix(
	    a ^ eg_trace__mix(b ^ n) ^ eg_trace__mix(c + PRIME_2) ^ eg_trace__mix(d + PRIME_1));
}
