/*
 * The exact differ on machines with wide registers: Hyyrö's rows in stripes of 512 columns. A stripe
 * stays in registers while all rows run down it (wide_x86.c), each with one line of bits that says
 * where its word stands in the stripe; a carry that leaves a stripe at its top is kept for the same
 * row of the next. Many times as fast as the rows of bits.c, which other machines use.
 */
#include "compare/wide.h"

void
eg_wide__init(struct eg_wide *w, const struct eg_wide_rows *rows, uint32_t n_ids)
{
	w->rows = rows;
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
static struct eg_wide_run
rows_down(struct eg_wide *w, const struct eg_packed *p, const uint32_t *rows, size_t c0,
    size_t wide, size_t m, bool backward)
{
	struct eg_wide_run r = {.stripe = w->stripe, .step = backward ? -1 : 1};
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
    size_t wide, struct eg_wide_run *r, uint64_t *v, uint64_t *store)
{
	for (size_t t = 0; t < wide; t++) {
		size_t from = c0 + t * EG_STRIPE, to = from + EG_STRIPE;

		set_up(&w->stripe[t], w->n_ids);
		set_lines(&w->stripe[t], cols, from, to < p->n ? to : p->n);
	}
	if (wide > 1)
		w->rows->four(r, v);
	else
		w->rows->one(r, v, store);
	for (size_t t = 0; t < wide; t++)
		for (size_t i = c0 + t * EG_STRIPE; i < p->n && i < c0 + (t + 1) * EG_STRIPE; i++)
			w->stripe[t].slot[cols[i]] = 0;
}

static void
no_carry(struct eg_wide *w, size_t m)
{
	if (w->cap_carry <= m) {
		eg_free(w->carry);
		w->carry = eg_malloc(m + 1);
		w->cap_carry = m + 1;
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
		struct eg_wide_run r = rows_down(w, p, rows, c0, wide, m, backward);

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
		struct eg_wide_run r = rows_down(w, p, p->row, t * EG_STRIPE, 1, p->m, false);

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
