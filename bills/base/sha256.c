/* SHA-256: by the instructions of the processor where it has them (x86: about six times faster), else by libmd. */
#include "base/sha256.h"

#include <sha2.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>

static const uint32_t round_constant[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
	0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
	0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
	0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
	0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2 };

static bool
has_instructions(void)
{
	unsigned a, b, c, d;

	if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSE4_1) == 0 || (c & bit_SSSE3) == 0)
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

/* state[8] is updated with whole blocks of 64 bytes. The registers hold A B E F and C D G H, as the instructions want them. */
__attribute__((target("sha,sse4.1,ssse3"))) static void
blocks(uint32_t state[8], const unsigned char *p, size_t n)
{
	const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	__m128i abef, cdgh, t = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)state), 0xB1);

	cdgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(const void *)(state + 4)), 0x1B);
	abef = _mm_alignr_epi8(t, cdgh, 8);
	cdgh = _mm_blend_epi16(cdgh, t, 0xF0);
	for (; n > 0; n--, p += 64) {
		const __m128i abef_was = abef, cdgh_was = cdgh;
		__m128i w[4];

		for (int i = 0; i < 16; i++) {
			__m128i x, k = _mm_loadu_si128((const __m128i *)(const void *)(round_constant + 4 * i));

			if (i < 4) {
				x = w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i)), swap);
			} else { /* the next four words of the schedule out of the last sixteen */
				const __m128i w3 = w[(i + 3) & 3], w2 = w[(i + 2) & 3];

				x = _mm_sha256msg1_epu32(w[i & 3], w[(i + 1) & 3]);
				x = _mm_add_epi32(x, _mm_alignr_epi8(w3, w2, 4));
				x = w[i & 3] = _mm_sha256msg2_epu32(x, w3);
			}
			x = _mm_add_epi32(x, k);
			cdgh = _mm_sha256rnds2_epu32(cdgh, abef, x);
			abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(x, 0x0E));
		}
		abef = _mm_add_epi32(abef, abef_was);
		cdgh = _mm_add_epi32(cdgh, cdgh_was);
	}
	t = _mm_shuffle_epi32(abef, 0x1B);
	cdgh = _mm_shuffle_epi32(cdgh, 0xB1);
	_mm_storeu_si128((__m128i *)(void *)state, _mm_blend_epi16(t, cdgh, 0xF0));
	_mm_storeu_si128((__m128i *)(void *)(state + 4), _mm_alignr_epi8(cdgh, t, 8));
}

static void
by_instructions(const unsigned char *p, size_t n, unsigned char raw[32])
{
	uint32_t state[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	unsigned char tail[128] = { 0 };
	size_t whole = n / 64, rest = n % 64, tail_n = rest < 56 ? 64 : 128;

	blocks(state, p, whole);
	if (rest > 0)
		memcpy(tail, p + whole * 64, rest);
	tail[rest] = 0x80;
	for (int i = 0; i < 8; i++)
		tail[tail_n - 1 - (size_t)i] = (unsigned char)((uint64_t)n * 8 >> (8 * i));
	blocks(state, tail, tail_n / 64);
	for (int i = 0; i < 32; i++)
		raw[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}
#else
static bool
has_instructions(void)
{
	return false;
}

static void
by_instructions(const unsigned char *p, size_t n, unsigned char raw[32])
{
	(void)p, (void)n, (void)raw;
}
#endif

void
eg_sha256_hex(const void *p, size_t n, char out[EG_SHA256_HEX])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char raw[SHA256_DIGEST_LENGTH];
	SHA2_CTX ctx;

	if (n >= 1024 && has_instructions()) {
		by_instructions(p, n, raw);
	} else {
		SHA256Init(&ctx);
		SHA256Update(&ctx, p, n);
		SHA256Final(raw, &ctx);
	}
	for (size_t i = 0; i < sizeof(raw); i++) {
		out[2 * i] = hex[raw[i] >> 4];
		out[2 * i + 1] = hex[raw[i] & 15];
	}
	out[64] = '\0';
}
