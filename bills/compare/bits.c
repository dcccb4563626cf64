/*
 * The exact differ: Hyyrö's bit-parallel rows for the longest common subsequence, one bit a column, with words that the other side
 * lacks left out first. Rare words touch only the machine words that hold them; the carry runs on until it is absorbed. The path is read back from
 * stored rows while they fit in the cache; above that, Hirschberg's halving.
 */
#include "compare/lcs.h"

enum { STORE_WORDS = 1 << 16 }; /* 512 kB of rows: fresh memory costs more than halving */

void
eg_bits__init(struct eg_bits *s, uint32_t n_ids)
{
	memset(s, 0, sizeof(*s));
	s->head = eg_calloc(n_ids + 1u, sizeof(*s->head));
	s->stamp = eg_calloc(n_ids + 1u, sizeof(*s->stamp));
	s->count = eg_calloc(n_ids + 1u, sizeof(*s->count));
	s->mask = eg_calloc(n_ids + 1u, sizeof(*s->mask));
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
	memset(s, 0, sizeof(*s));
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

/* Lists of columns for each word of cols; masks for words that fill more than half of the row's machine words. */
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
			s->dense[(s->mask[cols[i]] - 1) * width + i / 64] |= (uint64_t)1 << (i % 64);
}

static void
step_dense(uint64_t *v, const uint64_t *m, size_t width)
{
	unsigned long long carry = 0;

	for (size_t w = 0; w < width; w++) {
		uint64_t x = v[w], u = x & m[w], sum = x + u, out = sum + carry;

		carry = (sum < x) | (out < sum);
		v[w] = out | (x & ~u);
	}
}

/* Let a carry run from word w up to `stop`; returns the carry that is left. */
static inline unsigned
ripple(uint64_t *v, size_t w, size_t stop)
{
	for (; w < stop; w++) {
		uint64_t x = v[w];

		v[w] = (x + 1) | x;
		if (x != UINT64_MAX)
			return 0;
	}
	return 1;
}

static void
step_sparse(const struct eg_bits *s, uint64_t *v, uint32_t id, size_t width)
{
	uint32_t i = s->head[id];
	size_t w = 0;
	unsigned carry = 0;

	while (i != UINT32_MAX) {
		size_t at = i / 64;
		uint64_t m = 0, x, u, sum, out;

		for (; i != UINT32_MAX && i / 64 == at; i = s->next[i])
			m |= (uint64_t)1 << (i % 64);
		if (carry)
			carry = ripple(v, w, at);
		x = v[at];
		u = x & m;
		sum = x + u;
		out = sum + carry;
		carry = (unsigned)((sum < x) | (out < sum));
		v[at] = out | (x & ~u);
		w = at + 1;
	}
	if (carry)
		ripple(v, w, width);
}

static inline void
step(const struct eg_bits *s, uint64_t *v, uint32_t id, size_t width)
{
	if (s->stamp[id] != s->epoch)
		return;
	if (s->mask[id] > 0)
		step_dense(v, s->dense + (s->mask[id] - 1) * width, width);
	else
		step_sparse(s, v, id, width);
}

/* Columns and rows of a slice that have a partner on the other side. */
struct packed {
	uint32_t *col, *row;     /* word numbers */
	uint32_t *col_i, *row_i; /* where they were */
	size_t n, m;
};

static void
pack(struct eg_bits *s, struct eg_slice x, struct packed *p)
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

/* Few enough rows to store them all: go down, then read the path back up. */
static void
stored(struct eg_bits *s, const struct packed *p, struct eg_slice x)
{
	size_t width = (p->n + 63) / 64, i = p->m, j = p->n;
	uint64_t *v;

	reserve64(&s->row, &s->cap_row, (p->m + 1) * width);
	index_columns(s, p->col, p->n);
	memset(s->row, 0xFF, width * sizeof(uint64_t));
	for (size_t r = 0; r < p->m; r++) {
		v = s->row + (r + 1) * width;
		memcpy(v, v - width, width * sizeof(uint64_t));
		step(s, v, p->row[r], width);
	}
	while (i > 0 && j > 0) {
		uint64_t bit = (uint64_t)1 << ((j - 1) % 64);

		v = s->row + i * width + (j - 1) / 64;
		if (*v & bit) {
			j--;
		} else if (!(v[-(ptrdiff_t)width] & bit)) {
			i--;
		} else {
			i--;
			j--;
			x.keep_a[p->col_i[j]] = 1;
			x.keep_b[p->row_i[i]] = 1;
		}
	}
}

/* Row after rows[0..m) over columns; the caller reads prefix lengths off its zero bits. */
static void
sweep(struct eg_bits *s, const uint32_t *cols, size_t n, const uint32_t *rows, size_t m, bool backward, uint64_t *v)
{
	size_t width = (n + 63) / 64;

	index_columns(s, cols, n);
	memset(v, 0xFF, width * sizeof(uint64_t));
	for (size_t r = 0; r < m; r++)
		step(s, v, rows[backward ? m - 1 - r : r], width);
}

static void halve(struct eg_bits *s, const struct packed *p, struct eg_slice x);

void
eg_bits__run(struct eg_bits *s, struct eg_slice x)
{
	struct packed p;

	while (x.n > 0 && x.m > 0 && x.a[0] == x.b[0]) {
		*x.keep_a++ = *x.keep_b++ = 1;
		x.a++, x.b++, x.n--, x.m--;
	}
	while (x.n > 0 && x.m > 0 && x.a[x.n - 1] == x.b[x.m - 1]) {
		x.n--, x.m--;
		x.keep_a[x.n] = x.keep_b[x.m] = 1;
	}
	if (x.n == 0 || x.m == 0)
		return;
	pack(s, x, &p);
	if (p.n > 0 && p.m > 0) {
		if ((p.m + 1) * ((p.n + 63) / 64) <= STORE_WORDS || p.m < 2)
			stored(s, &p, x);
		else
			halve(s, &p, x);
	}
	eg_free(p.col);
}

/* Hirschberg: find where a best path crosses the middle row, and solve both halves. */
static void
halve(struct eg_bits *s, const struct packed *p, struct eg_slice x)
{
	size_t mid = p->m / 2, n = p->n, width = (n + 63) / 64, best = 0, best_j = 0, ahead = 0, behind = 0;
	uint64_t *fwd = eg_realloc(NULL, width * 2, sizeof(*fwd)), *back = fwd + width;
	uint32_t *rev = eg_realloc(NULL, n, sizeof(*rev));
	uint8_t *keep = eg_calloc(n + p->m, 1);

	sweep(s, p->col, n, p->row, mid, false, fwd);
	for (size_t i = 0; i < n; i++)
		rev[i] = p->col[n - 1 - i];
	sweep(s, rev, n, p->row + mid, p->m - mid, true, back);
	eg_free(rev);
	for (size_t j = 0; j < n; j++)
		behind += !(back[j / 64] >> (j % 64) & 1);
	best = behind;
	for (size_t j = 1; j <= n; j++) { /* columns [0,j) go with the rows above the middle */
		size_t r = n - j;

		ahead += !(fwd[(j - 1) / 64] >> ((j - 1) % 64) & 1);
		behind -= !(back[r / 64] >> (r % 64) & 1);
		if (ahead + behind > best) {
			best = ahead + behind;
			best_j = j;
		}
	}
	eg_free(fwd);
	eg_bits__run(s, (struct eg_slice){ p->col, p->row, best_j, mid, keep, keep + n });
	eg_bits__run(s, (struct eg_slice){ p->col + best_j, p->row + mid, n - best_j, p->m - mid, keep + best_j, keep + n + mid });
	for (size_t i = 0; i < n; i++)
		x.keep_a[p->col_i[i]] |= keep[i];
	for (size_t i = 0; i < p->m; i++)
		x.keep_b[p->row_i[i]] |= keep[n + i];
	eg_free(keep);
}
