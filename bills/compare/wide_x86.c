/*
 * Kernels of wide.c for x86-64: a stripe in one register of AVX-512 or in two of AVX2. The row of a
 * stripe x whose word stands at u is (x + u) | (x & ~u), one long addition: where a carry leaves a
 * lane of 64 bits it goes on, through lanes that are all ones, by an addition of lanes as bits.
 */
#include "compare/wide.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#include <sys/platform/x86.h>

static inline const uint64_t *
line_of(const struct eg_wide_run *r, int t, size_t k)
{
	return r->stripe[t].line +
	       EG_STRIPE_WORDS * r->stripe[t].slot[r->row[(ptrdiff_t)k * r->step]];
}

static inline bool
has_row(const struct eg_wide_run *r, int t, size_t k)
{
	return k - r->from[t] < r->to[t] - r->from[t];
}

/* ---- AVX-512 ---- */

#define TARGET __attribute__((target("avx512f")))
#define OF(name) name##_512

struct stripe_512 {
	__m512i v;
};

TARGET static inline struct stripe_512
ones_512(void)
{
	return (struct stripe_512){_mm512_set1_epi64(-1)};
}

TARGET static inline void
put_512(uint64_t *v, struct stripe_512 x)
{
	_mm512_storeu_si512(v, x.v);
}

__attribute__((target("avx512f"), always_inline)) static inline struct stripe_512
down_512(struct stripe_512 x, const uint64_t *line, unsigned *carry)
{
	const __m512i ones = _mm512_set1_epi64(-1);
	__m512i u = _mm512_and_si512(x.v, _mm512_load_si512(line)), sum = _mm512_add_epi64(x.v, u);
	unsigned over = _mm512_cmplt_epu64_mask(sum, x.v),
		 full = _mm512_cmpeq_epu64_mask(sum, ones), moved = (over << 1 | *carry) + full;

	sum = _mm512_mask_sub_epi64(sum, (__mmask8)(moved ^ full), sum, ones);
	*carry = moved >> EG_STRIPE_WORDS;
	return (struct stripe_512){_mm512_or_si512(sum, _mm512_andnot_si512(u, x.v))};
}

#include "compare/wide_rows.h"
#undef TARGET
#undef OF

/* ---- AVX2 ---- */

#define TARGET __attribute__((target("avx2")))
#define OF(name) name##_256

struct stripe_256 {
	__m256i low, high;
};

/* Four bits as the lanes that a carry reaches. */
static const int64_t reached[16][4]
    __attribute__((aligned(32))) = {{0, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 0, 0}, {1, 1, 0, 0},
	{0, 0, 1, 0}, {1, 0, 1, 0}, {0, 1, 1, 0}, {1, 1, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 1},
	{0, 1, 0, 1}, {1, 1, 0, 1}, {0, 0, 1, 1}, {1, 0, 1, 1}, {0, 1, 1, 1}, {1, 1, 1, 1}};

TARGET static inline struct stripe_256
ones_256(void)
{
	return (struct stripe_256){_mm256_set1_epi64x(-1), _mm256_set1_epi64x(-1)};
}

TARGET static inline void
put_256(uint64_t *v, struct stripe_256 x)
{
	_mm256_storeu_si256((__m256i *)v, x.low);
	_mm256_storeu_si256((__m256i *)(v + 4), x.high);
}

/* Lanes that carry: the high bit of u, or of x where the sum has lost it; lanes that are full. */
__attribute__((target("avx2"), always_inline)) static inline void
look_256(__m256i x, __m256i u, __m256i sum, unsigned shift, unsigned *over, unsigned *full)
{
	__m256i lost = _mm256_or_si256(u, _mm256_andnot_si256(sum, x)),
		all = _mm256_cmpeq_epi64(sum, _mm256_set1_epi64x(-1));

	*over |= (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(lost)) << shift;
	*full |= (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(all)) << shift;
}

__attribute__((target("avx2"), always_inline)) static inline struct stripe_256
down_256(struct stripe_256 x, const uint64_t *line, unsigned *carry)
{
	__m256i u = _mm256_and_si256(x.low, _mm256_load_si256((const __m256i *)line)),
		w = _mm256_and_si256(x.high, _mm256_load_si256((const __m256i *)(line + 4))),
		low = _mm256_add_epi64(x.low, u), high = _mm256_add_epi64(x.high, w);
	unsigned over = 0, full = 0, moved, by;

	look_256(x.low, u, low, 0, &over, &full);
	look_256(x.high, w, high, 4, &over, &full);
	moved = (over << 1 | *carry) + full;
	by = moved ^ full;
	low = _mm256_add_epi64(low, _mm256_load_si256((const __m256i *)reached[by & 15]));
	high = _mm256_add_epi64(high, _mm256_load_si256((const __m256i *)reached[by >> 4 & 15]));
	*carry = moved >> EG_STRIPE_WORDS;
	return (struct stripe_256){_mm256_or_si256(low, _mm256_andnot_si256(u, x.low)),
	    _mm256_or_si256(high, _mm256_andnot_si256(w, x.high))};
}

#include "compare/wide_rows.h"

const struct eg_wide_rows *
eg_wide__rows(size_t i)
{
	static const struct eg_wide_rows rows[] = {{one_512, four_512}, {one_256, four_256}};
	size_t first = CPU_FEATURE_ACTIVE(AVX512F) ? 0 : 1; /* as the C library found the machine */

	return CPU_FEATURE_ACTIVE(AVX2) && first + i < EG_COUNT(rows) ? &rows[first + i] : NULL;
}
#else
const struct eg_wide_rows *
eg_wide__rows(size_t i)
{
	EG_UNUSED(i);
	return NULL;
}
#endif
