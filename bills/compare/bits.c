/*
 * The exact differ: Hyyrö's bit-parallel rows for the longest common subsequence, one bit a column,
 * with words that the other side lacks left out first; in wide registers where there are some
 * (wide.c). Here rare words touch only the machine words that hold them; the carry runs on until it
 * is absorbed. The path is read back from stored rows while they fit in the cache; above that,
 * Hirschberg's halving.
 */
#include "compare/lcs.h"

#include "base/beside.h"

enum {
	STORE_WORDS = 1 << 16, /* of stored rows: halving costs less than fresh memory for more */
	BESIDE_WORDS = 1 << 20, /* from here on a second core is worth its start */
};

void
eg_bits__init(struct eg_bits *s, uint32_t n_ids)
{
	memset(s, 0, sizeof(*s));
	s->head = eg_calloc(n_ids + 1u, sizeof(*s->head));
	s->stamp = eg_calloc(n_ids + 1u, sizeof(*s->stamp));
	s->count = eg_calloc(n_ids + 1u, sizeof(*s->count));
	s->mask = eg_calloc(n_ids + 1u, sizeof(*s->mask));
	for (size_t i = 0; i < EG_COUNT(s->wide); i++)
		eg_wide__init(&s->wide[i], eg_wide__rows(0), n_ids);
}

void
eg_bits__clear(struct eg_bits *s)
{
	eg_free(s->head);
	eg_free(s->stamp);
	eg_free(s->count);
	eg_free(s->mask);
	eg_free(s->next);
	eg_free(s->row);
	eg_free(s->dense);
	for (size_t i = 0; i < EG_COUNT(s->wide); i++)
		eg_wide__clear(&s->wide[i]);
	memset(s, 0, sizeof(*s));
}

size_t
eg_bits__least(struct eg_bits *s, struct eg_slice x)
{
	size_t extra = 0, common = 0;

	s->epoch++;
	for (size_t i = 0; i < x.n; i++) {
		uint32_t id = x.a[i];

		s->count[id] = s->stamp[id] == s->epoch ? s->count[id] + 1 : 1;
		s->stamp[id] = s->epoch;
	}
	for (size_t i = 0; i < x.m; i++) {
		uint32_t id = x.b[i];

		if (s->stamp[id] == s->epoch && s->count[id] > 0) {
			s->count[id]--;
			common++;
		} else {
			extra++;
		}
	}
	return extra + x.n - common;
}

static void
reserve64(uint64_t **p, size_t *cap, size_t want)
{
	if (*cap >= want)
		return;
	eg_free(*p);
	*p = eg_realloc(NULL, want, sizeof(**p));
	*cap = want;
}

/* Lists of columns for each word of cols; masks for words that fill more than half of the row's
 * machine words. */
static void
index_columns(struct eg_bits *s, const uint32_t *cols, size_t n)
{
	size_t width = (n + 63) / 64, masks = 0;

	s->epoch++;
	if (s->cap_next < n) {
		eg_free(s->next);
		s->next = eg_realloc(NULL, n, sizeof(*s->next));
		s->cap_next = n;
	}
	for (size_t i = n; i-- > 0;) {
		uint32_t id = cols[i];

		if (s->stamp[id] != s->epoch) {
			s->stamp[id] = s->epoch;
			s->head[id] = UINT32_MAX;
			s->count[id] = 0;
			s->mask[id] = 0;
		}
		s->next[i] = s->head[id];
		s->head[id] = (uint32_t)i;
		if (++s->count[id] * 2 > width && s->mask[id] == 0)
			s->mask[id] = (uint32_t)++masks;
	}
	if (masks == 0)
		return;
	reserve64(&s->dense, &s->cap_dense, masks * width);
	memset(s->dense, 0, masks * width * sizeof(uint64_t));
	for (size_t i = 0; i < n; i++)
		if (s->mask[cols[i]] > 0)
			s->dense[(s->mask[cols[i]] - 1) * width + i / 64] |= (uint64_t)1
									     << (i % 64);
}

/* A row of bits under way: words [lo, hi) of it are in play and stand at v, word lo first when base
 * is lo. */
struct row {
	uint64_t *v;
	size_t base, lo, hi;
};

static void
step_dense(const struct row *r, const uint64_t *m)
{
	unsigned long long carry = 0;
	uint64_t *v = r->v;

	for (size_t w = r->lo; w < r->hi; w++) {
		uint64_t x = v[w - r->base], u = x & m[w], sum = x + u, out = sum + carry;

		carry = (sum < x) | (out < sum);
		v[w - r->base] = out | (x & ~u);
	}
}

/* Let a carry run from word w up to `stop`; returns the carry that is left. */
static inline unsigned
ripple(const struct row *r, size_t w, size_t stop)
{
	for (; w < stop; w++) {
		uint64_t x = r->v[w - r->base];

		r->v[w - r->base] = (x + 1) | x;
		if (x != UINT64_MAX)
			return 0;
	}
	return 1;
}

static void
step_sparse(struct eg_bits *s, const struct row *r, uint32_t id)
{
	uint32_t i = s->head[id];
	size_t w = r->lo;
	unsigned carry = 0;

	while (i != UINT32_MAX && i / 64 < r->lo) /* the band has left these columns behind */
		i = s->next[i];
	s->head[id] = i;
	while (i != UINT32_MAX && i / 64 < r->hi) {
		size_t at = i / 64;
		uint64_t m = 0, x, u, sum, out;

		for (; i != UINT32_MAX && i / 64 == at; i = s->next[i])
			m |= (uint64_t)1 << (i % 64);
		if (carry)
			carry = ripple(r, w, at);
		x = r->v[at - r->base];
		u = x & m;
		sum = x + u;
		out = sum + carry;
		carry = (unsigned)((sum < x) | (out < sum));
		r->v[at - r->base] = out | (x & ~u);
		w = at + 1;
	}
	if (carry)
		ripple(r, w, r->hi);
}

static inline void
step(struct eg_bits *s, const struct row *r, uint32_t id, size_t width)
{
	if (s->stamp[id] != s->epoch)
		return;
	if (s->mask[id] > 0)
		step_dense(r, s->dense + (s->mask[id] - 1) * width);
	else
		step_sparse(s, r, id);
}

/* Machine words of the band at a row: whole stripes. */
static inline void
band(const struct eg_packed *p, size_t r, size_t *lo, size_t *hi)
{
	size_t width = (p->n + 63) / 64;

	*lo = r > p->ins ? (r - p->ins) / EG_STRIPE * EG_STRIPE_WORDS : 0;
	*hi = ((r + p->del) / EG_STRIPE + 1) * EG_STRIPE_WORDS;
	*hi = *hi < width ? *hi : width;
}

static void
pack(struct eg_bits *s, struct eg_slice x, struct eg_packed *p)
{
	p->col = eg_realloc(NULL, (x.n + x.m) * 2 + 1, sizeof(*p->col));
	p->row = p->col + x.n;
	p->col_i = p->row + x.m;
	p->row_i = p->col_i + x.n;
	p->n = p->m = 0;
	s->epoch++;
	for (size_t i = 0; i < x.m; i++)
		s->stamp[x.b[i]] = s->epoch;
	for (size_t i = 0; i < x.n; i++) {
		if (s->stamp[x.a[i]] == s->epoch) {
			p->col[p->n] = x.a[i];
			p->col_i[p->n++] = (uint32_t)i;
		}
	}
	s->epoch++;
	for (size_t i = 0; i < p->n; i++)
		s->stamp[p->col[i]] = s->epoch;
	for (size_t i = 0; i < x.m; i++) {
		if (s->stamp[x.b[i]] == s->epoch) {
			p->row[p->m] = x.b[i];
			p->row_i[p->m++] = (uint32_t)i;
		}
	}
}

/* Machine words that a stored row takes. */
static size_t
stride(const struct eg_packed *p)
{
	size_t width = (p->n + EG_STRIPE - 1) / EG_STRIPE * EG_STRIPE_WORDS,
	       most = ((p->del + p->ins) / EG_STRIPE + 2) * EG_STRIPE_WORDS;

	return most < width ? most : width;
}

/* Bit of column c after `rows` rows; columns that the band has not reached hold ones, those that it
 * has left what they held then. */
static inline bool
bit_at(const struct eg_bits *s, const struct eg_packed *p, size_t wide, size_t rows, size_t c)
{
	size_t lo, hi, left = (c / EG_STRIPE + 1) * EG_STRIPE + p->ins;

	if (rows > left)
		rows = left;
	if (rows == 0)
		return true;
	band(p, rows - 1, &lo, &hi);
	return c / 64 >= hi || (s->row[(rows - 1) * wide + c / 64 - lo] >> (c % 64) & 1);
}

/* Few enough rows to store them all: go down, then read the path back up. */
static void
stored(struct eg_bits *s, const struct eg_packed *p, struct eg_slice x)
{
	size_t width = (p->n + 63) / 64, wide = stride(p), i = p->m, j = p->n, was_lo = 0,
	       was_hi = 0;

	index_columns(s, p->col, p->n);
	for (size_t r = 0; r < p->m; r++) {
		uint64_t *v = s->row + r * wide;
		struct row row = {v, 0, 0, 0};

		band(p, r, &row.lo, &row.hi);
		row.base = row.lo;
		if (was_hi > row.lo)
			memcpy(v, v - wide + (row.lo - was_lo), (was_hi - row.lo) * sizeof(*v));
		else
			was_hi = row.lo;
		memset(v + (was_hi - row.lo), 0xFF, (row.hi - was_hi) * sizeof(*v));
		step(s, &row, p->row[r], width);
		was_lo = row.lo;
		was_hi = row.hi;
	}
	while (i > 0 && j > 0) {
		if (bit_at(s, p, wide, i, j - 1)) {
			j--;
		} else if (!bit_at(s, p, wide, i - 1, j - 1)) {
			i--;
		} else {
			i--;
			j--;
			x.keep_a[p->col_i[j]] = 1;
			x.keep_b[p->row_i[i]] = 1;
		}
	}
}

/* Bits after m rows; the caller reads prefix lengths off its zeros. Backward: cols are reversed,
 * rows taken from the end. */
static void
sweep(struct eg_bits *s, const struct eg_packed *p, const uint32_t *cols, const uint32_t *rows,
    size_t m, bool backward, uint64_t *v)
{
	size_t width = (p->n + 63) / 64;
	struct row row = {v, 0, 0, 0};

	if (s->wide[0].rows != NULL) {
		eg_wide__sweep(&s->wide[0], p, cols, rows, m, backward, v);
		return;
	}
	index_columns(s, cols, p->n);
	memset(v, 0xFF, width * sizeof(uint64_t));
	for (size_t r = 0; r < m; r++) {
		band(p, r, &row.lo, &row.hi); /* the band is the same from either end */
		step(s, &row, rows[backward ? m - 1 - r : r], width);
	}
}

static size_t
zeros(const uint64_t *v, size_t n)
{
	size_t ones = 0;

	for (size_t w = 0; w < n / 64; w++)
		ones += (size_t)__builtin_popcountll(v[w]);
	if (n % 64 > 0)
		ones += (size_t)__builtin_popcountll(v[n / 64] & (((uint64_t)1 << n % 64) - 1));
	return n - ones;
}

/* A sweep on a core of its own. */
struct half {
	struct eg_wide *wide;
	const struct eg_packed *p;
	const uint32_t *cols, *rows;
	size_t m;
	uint64_t *v;
};

static void
sweep_back(void *ctx)
{
	const struct half *h = ctx;

	eg_wide__sweep(h->wide, h->p, h->cols, h->rows, h->m, true, h->v);
}

/* Where a best path crosses row `mid`: columns [0, *at) go with the rows above it and hold *above of
 * the path's words. Returns how many words the path has. */
static size_t
meet(struct eg_bits *s, const struct eg_packed *p, size_t mid, size_t *at, size_t *above)
{
	size_t n = p->n, width = (n + 63) / 64, best, ahead = 0, behind = 0;
	uint64_t *fwd = eg_realloc(NULL, width * 2, sizeof(*fwd)), *back = fwd + width;
	uint32_t *rev = eg_realloc(NULL, n, sizeof(*rev));
	struct half half = {&s->wide[1], p, rev, p->row + mid, p->m - mid, back};
	struct eg_beside other = {0};
	bool beside = s->wide[0].rows != NULL && (p->m - mid) * stride(p) > BESIDE_WORDS;

	for (size_t i = 0; i < n; i++)
		rev[i] = p->col[n - 1 - i];
	if (beside)
		eg_beside_start(&other, sweep_back, &half);
	sweep(s, p, p->col, p->row, mid, false, fwd);
	if (beside)
		eg_beside_join(&other);
	else
		sweep(s, p, rev, p->row + mid, p->m - mid, true, back);
	eg_free(rev);
	behind = zeros(back, n);
	best = behind;
	*at = *above = 0;
	for (size_t j = 1; j <= n; j++) {
		size_t r = n - j;

		ahead += !(fwd[(j - 1) / 64] >> ((j - 1) % 64) & 1);
		behind -= !(back[r / 64] >> (r % 64) & 1);
		if (ahead + behind > best) {
			best = ahead + behind;
			*at = j;
			*above = ahead;
		}
	}
	eg_free(fwd);
	return best;
}

size_t
eg_bits__count(struct eg_bits *s, struct eg_slice x, size_t at_least)
{
	struct eg_packed p;
	size_t ends = 0, common = 0, at, above;

	while (x.n > 0 && x.m > 0 && x.a[0] == x.b[0])
		x.a++, x.b++, x.n--, x.m--, ends++;
	while (x.n > 0 && x.m > 0 && x.a[x.n - 1] == x.b[x.m - 1])
		x.n--, x.m--, ends++;
	at_least = at_least > ends ? at_least - ends : 0;
	if (x.n == 0 || x.m == 0)
		return ends;
	pack(s, x, &p);
	if (p.n > 0 && p.m > 0) {
		p.del = p.n - at_least;
		p.ins = p.m - at_least;
		common = meet(s, &p, p.m / 2, &at, &above);
	}
	eg_free(p.col);
	return ends + common;
}

static void halve(struct eg_bits *s, const struct eg_packed *p, struct eg_slice x);

void
eg_bits__run(struct eg_bits *s, struct eg_slice x, size_t at_least)
{
	struct eg_packed p;
	size_t ends = 0;

	while (x.n > 0 && x.m > 0 && x.a[0] == x.b[0]) {
		*x.keep_a++ = *x.keep_b++ = 1;
		x.a++, x.b++, x.n--, x.m--, ends++;
	}
	while (x.n > 0 && x.m > 0 && x.a[x.n - 1] == x.b[x.m - 1]) {
		x.n--, x.m--, ends++;
		x.keep_a[x.n] = x.keep_b[x.m] = 1;
	}
	at_least = at_least > ends ? at_least - ends : 0;
	if (x.n == 0 || x.m == 0)
		return;
	pack(s, x, &p);
	if (p.n > 0 && p.m > 0) {
		size_t words;

		p.del = p.n - at_least;
		p.ins = p.m - at_least;
		words = p.m * stride(&p);
		if (words > STORE_WORDS && p.m > 1) {
			halve(s, &p, x);
		} else {
			reserve64(&s->row, &s->cap_row, words);
			if (s->wide[0].rows != NULL)
				eg_wide__path(&s->wide[0], &p, s->row, x);
			else
				stored(s, &p, x);
		}
	}
	eg_free(p.col);
}

/* Hirschberg: find where a best path crosses the middle row, and solve both halves. */
static void
halve(struct eg_bits *s, const struct eg_packed *p, struct eg_slice x)
{
	size_t mid = p->m / 2, n = p->n, at, above, best = meet(s, p, mid, &at, &above);
	uint8_t *keep = eg_calloc(n + p->m, 1);

	eg_bits__run(s, (struct eg_slice){p->col, p->row, at, mid, keep, keep + n}, above);
	eg_bits__run(s,
	    (struct eg_slice){
		p->col + at, p->row + mid, n - at, p->m - mid, keep + at, keep + n + mid},
	    best - above);
	for (size_t i = 0; i < n; i++)
		x.keep_a[p->col_i[i]] |= keep[i];
	for (size_t i = 0; i < p->m; i++)
		x.keep_b[p->row_i[i]] |= keep[n + i];
	eg_free(keep);
}
