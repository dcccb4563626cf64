/*
 * The exact differ on machines with 512-bit registers (AVX-512): Hyyrö's rows in stripes of 512
 * columns. A stripe stays in one register while all rows run down it, each with one line of bits
 * that says where its word stands in the stripe; a carry that leaves a stripe at its top is kept for
 * the same row of the next. Many times as fast as the rows of bits.c, which other machines use.
 */
#include "compare/lcs.h"

/* Rows under way in one stripe, or in four side by side: n of them, `step` apart, each with its
 * carry. */
struct run {
	const uint32_t *row;
	ptrdiff_t step;
	size_t n;
	size_t from[4], to[4]; /* rows of each stripe, rising; the first one's start at 0 */
	uint8_t *carry;
	struct eg_stripe *stripe;
};

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#include <sys/platform/x86.h>

bool
eg_wide__can(void)
{
	return CPU_FEATURE_ACTIVE(AVX512F); /* as the C library found it: no CPUID of our own */
}

/* One row of a stripe x, its word standing where `line` says; *carry: in from the stripe below, then
 * out. A carry goes on through lanes of ones. */
__attribute__((target("avx512f"), always_inline)) static inline __m512i
row_down(__m512i x, const uint64_t *line, unsigned *carry)
{
	const __m512i ones = _mm512_set1_epi64(-1);
	__m512i u = _mm512_and_si512(x, _mm512_load_si512(line)), sum = _mm512_add_epi64(x, u);
	unsigned over = _mm512_cmplt_epu64_mask(sum, x), full = _mm512_cmpeq_epu64_mask(sum, ones),
		 moved = (over << 1 | *carry) + full;

	sum = _mm512_mask_sub_epi64(sum, (__mmask8)(moved ^ full), sum, ones);
	*carry = moved >> EG_STRIPE_WORDS;
	return _mm512_or_si512(sum, _mm512_andnot_si512(u, x));
}

static inline const uint64_t *
line_of(const struct run *r, int t, size_t k)
{
	return r->stripe[t].line +
	       EG_STRIPE_WORDS * r->stripe[t].slot[r->row[(ptrdiff_t)k * r->step]];
}

__attribute__((target("avx512f"))) static void
run_one(const struct run *r, uint64_t *v, uint64_t *store)
{
	__m512i x = _mm512_set1_epi64(-1);

	for (size_t k = 0; k < r->n; k++) {
		unsigned carry = r->carry[k];

		x = row_down(x, line_of(r, 0, k), &carry);
		r->carry[k] = (uint8_t)carry;
		if (store != NULL)
			_mm512_storeu_si512(store + EG_STRIPE_WORDS * k, x);
	}
	_mm512_storeu_si512(v, x);
}

static inline bool
has_row(const struct run *r, int t, size_t k)
{
	return k - r->from[t] < r->to[t] - r->from[t];
}

/* Each stripe one row behind the one below, so that four do not wait for each other. */
__attribute__((target("avx512f"))) static void
run_four(const struct run *r, uint64_t *v)
{
	__m512i x = _mm512_set1_epi64(-1), y = x, z = x, q = x;
	unsigned x_out = 0, y_out = 0, z_out = 0;

	for (size_t k = 0; k < r->n + 3; k++) {
		unsigned y_in = x_out, z_in = y_out, q_in = z_out;

		x_out = y_out = z_out = 0;
		if (has_row(r, 0, k)) {
			x_out = r->carry[k];
			x = row_down(x, line_of(r, 0, k), &x_out);
		}
		if (has_row(r, 1, k - 1)) {
			y = row_down(y, line_of(r, 1, k - 1), &y_in);
			y_out = y_in;
		}
		if (has_row(r, 2, k - 2)) {
			z = row_down(z, line_of(r, 2, k - 2), &z_in);
			z_out = z_in;
		}
		if (has_row(r, 3, k - 3)) {
			q = row_down(q, line_of(r, 3, k - 3), &q_in);
			r->carry[k - 3] = (uint8_t)q_in;
		}
	}
	_mm512_storeu_si512(v, x);
	_mm512_storeu_si512(v + EG_STRIPE_WORDS, y);
	_mm512_storeu_si512(v + EG_STRIPE_WORDS * 2, z);
	_mm512_storeu_si512(v + EG_STRIPE_WORDS * 3, q);
}
#else
bool
eg_wide__can(void)
{
	return false;
}

static void
run_one(const struct run *r, uint64_t *v, uint64_t *store)
{
	(void)r, (void)v, (void)store;
}

static void
run_four(const struct run *r, uint64_t *v)
{
	(void)r, (void)v;
}
#endif

void
eg_wide__init(struct eg_wide *w, uint32_t n_ids)
{
	w->n_ids = n_ids;
}

void
eg_wide__clear(struct eg_wide *w)
{
	for (size_t t = 0; t < EG_COUNT(w->stripe); t++) {
		eg_free(w->stripe[t].slot);
		eg_free(w->stripe[t].lines);
	}
	eg_free(w->carry);
}

static void
set_up(struct eg_stripe *s, uint32_t n_ids)
{
	if (s->slot != NULL)
		return;
	s->slot = eg_calloc(n_ids + 1u, sizeof(*s->slot));
	s->lines = eg_malloc((EG_STRIPE + 2) * EG_STRIPE_WORDS * sizeof(*s->line));
	s->line = s->lines + (64 - (uintptr_t)s->lines % 64) / sizeof(*s->line);
	memset(s->line, 0, EG_STRIPE_WORDS * sizeof(*s->line)); /* words that are not there */
}

/* Lines of the words of columns [from, to). */
static void
set_lines(struct eg_stripe *s, const uint32_t *cols, size_t from, size_t to)
{
	uint16_t used = 0;

	for (size_t i = from; i < to; i++) {
		uint16_t *slot = &s->slot[cols[i]];

		if (*slot == 0) {
			*slot = ++used;
			memset(s->line + EG_STRIPE_WORDS * *slot, 0,
			    EG_STRIPE_WORDS * sizeof(*s->line));
		}
		s->line[EG_STRIPE_WORDS * *slot + (i - from) / 64] |= (uint64_t)1
								      << (i - from) % 64;
	}
}

/* Rows of m whose band meets the stripe at column c0. */
static void
rows_of(const struct eg_packed *p, size_t c0, size_t m, size_t *from, size_t *to)
{
	*from = c0 > p->del ? c0 - p->del : 0;
	*from = *from < m ? *from : m;
	*to = c0 + EG_STRIPE + p->ins < m ? c0 + EG_STRIPE + p->ins : m;
}

/* The rows that run down `wide` stripes from column c0 on. */
static struct run
rows_down(struct eg_wide *w, const struct eg_packed *p, const uint32_t *rows, size_t c0,
    size_t wide, size_t m, bool backward)
{
	struct run r = {.stripe = w->stripe, .step = backward ? -1 : 1};
	size_t first, end;

	rows_of(p, c0, m, &first, &end);
	for (size_t t = 0; t < wide; t++) {
		rows_of(p, c0 + t * EG_STRIPE, m, &r.from[t], &end);
		r.from[t] -= first;
		r.to[t] = r.n = end - first;
		if (c0 + t * EG_STRIPE >= p->n)
			r.to[t] = r.from[t];
	}
	r.row = rows + (backward ? m - 1 - first : first);
	r.carry = w->carry + first;
	return r;
}

/* Run rows down `wide` stripes, one or four, from column c0 on. */
static void
run_stripes(struct eg_wide *w, const struct eg_packed *p, const uint32_t *cols, size_t c0,
    size_t wide, struct run *r, uint64_t *v, uint64_t *store)
{
	for (size_t t = 0; t < wide; t++) {
		size_t from = c0 + t * EG_STRIPE, to = from + EG_STRIPE;

		set_up(&w->stripe[t], w->n_ids);
		set_lines(&w->stripe[t], cols, from, to < p->n ? to : p->n);
	}
	if (wide > 1)
		run_four(r, v);
	else
		run_one(r, v, store);
	for (size_t t = 0; t < wide; t++)
		for (size_t i = c0 + t * EG_STRIPE; i < p->n && i < c0 + (t + 1) * EG_STRIPE; i++)
			w->stripe[t].slot[cols[i]] = 0;
}

static void
no_carry(struct eg_wide *w, size_t m)
{
	if (w->cap_carry < m) {
		eg_free(w->carry);
		w->carry = eg_malloc(m);
		w->cap_carry = m;
	}
	memset(w->carry, 0, m);
}

void
eg_wide__sweep(struct eg_wide *w, const struct eg_packed *p, const uint32_t *cols,
    const uint32_t *rows, size_t m, bool backward, uint64_t *v)
{
	size_t wide = p->n > EG_STRIPE * 2 && p->del + p->ins > EG_STRIPE ? EG_COUNT(w->stripe) : 1;

	no_carry(w, m);
	for (size_t c0 = 0; c0 < p->n; c0 += EG_STRIPE * wide) {
		size_t words = (p->n - c0 + 63) / 64;
		uint64_t bits[EG_STRIPE_WORDS * EG_COUNT(w->stripe)];
		struct run r = rows_down(w, p, rows, c0, wide, m, backward);

		run_stripes(w, p, cols, c0, wide, &r, bits, NULL);
		if (words > EG_STRIPE_WORDS * wide)
			words = EG_STRIPE_WORDS * wide;
		memcpy(v + c0 / 64, bits, words * sizeof(*v));
	}
}

/* Bit of column c after `rows` rows; at: where each stripe's rows begin. */
static inline bool
bit_at(const uint64_t *stored, const struct eg_packed *p, const size_t *at, size_t rows, size_t c)
{
	size_t from, to, c0 = c / EG_STRIPE * EG_STRIPE;

	rows_of(p, c0, p->m, &from, &to);
	if (rows <= from)
		return true;
	if (rows > to)
		rows = to;
	return stored[at[c / EG_STRIPE] + (rows - 1 - from) * EG_STRIPE_WORDS +
		      c % EG_STRIPE / 64] >>
		   (c % 64) &
	       1;
}

void
eg_wide__path(struct eg_wide *w, const struct eg_packed *p, uint64_t *stored, struct eg_slice x)
{
	size_t stripes = (p->n + EG_STRIPE - 1) / EG_STRIPE, i = p->m, j = p->n, used = 0;
	size_t *at = eg_realloc(NULL, stripes, sizeof(*at));
	uint64_t v[EG_STRIPE_WORDS];

	no_carry(w, p->m);
	for (size_t t = 0; t < stripes; t++) {
		struct run r = rows_down(w, p, p->row, t * EG_STRIPE, 1, p->m, false);

		at[t] = used;
		run_stripes(w, p, p->col, t * EG_STRIPE, 1, &r, v, stored + used);
		used += r.n * EG_STRIPE_WORDS;
	}
	while (i > 0 && j > 0) {
		if (bit_at(stored, p, at, i, j - 1)) {
			j--;
		} else if (!bit_at(stored, p, at, i - 1, j - 1)) {
			i--;
		} else {
			i--;
			j--;
			x.keep_a[p->col_i[j]] = 1;
			x.keep_b[p->row_i[i]] = 1;
		}
	}
	eg_free(at);
}
