/* Inner parts of the word differ. All work on slices of word numbers and set keep flags; see
 * parts.h for the contract. */
#ifndef EG_COMPARE_LCS_H
#define EG_COMPARE_LCS_H

#include "compare/parts.h"

struct eg_slice {
	const uint32_t *a, *b;
	size_t n, m;
	uint8_t *keep_a, *keep_b;
};

/* Columns (words of a) and rows (words of b) of a slice that have a partner on the other side. */
struct eg_packed {
	uint32_t *col, *row; /* word numbers */
	uint32_t *col_i, *row_i; /* where they stand in the slice */
	size_t n, m;
	size_t del, ins; /* most words deleted and inserted: a best path keeps to columns [row -
			    ins, row + del] */
};

enum { /* a stripe of columns, the band's grain */
	EG_STRIPE_WORDS = 8,
	EG_STRIPE = 64 * EG_STRIPE_WORDS
};

struct eg_stripe {
	uint16_t *slot; /* of each word: its line in the stripe under way, 0: none */
	uint64_t *lines, *line; /* as allocated; aligned: line 0 and then one for each word */
};

struct eg_wide_rows; /* wide.h */

struct eg_wide { /* wide.c: scratch of the exact differ on wide registers */
	const struct eg_wide_rows *rows; /* how this machine does it; NULL: it has none */
	struct eg_stripe stripe[4];
	uint8_t *carry; /* of each row */
	size_t cap_carry;
	uint32_t n_ids;
};

struct eg_bits { /* bits.c: scratch of the exact differ, for word numbers below n_ids */
	uint32_t *head; /* first column of a word; valid where stamp is the epoch */
	uint32_t *stamp;
	uint32_t *count;
	uint32_t epoch;
	uint32_t *next; /* next column of the same word */
	size_t cap_next;
	uint64_t *row; /* bit rows */
	size_t cap_row;
	uint64_t *dense; /* masks of frequent words */
	size_t cap_dense;
	uint32_t *mask; /* index of a word's mask in dense + 1; 0 none */
	struct eg_wide wide[2]; /* one for each core */
};

void eg_bits__init(struct eg_bits *s, uint32_t n_ids);
void eg_bits__clear(struct eg_bits *s);
/* At least so many words differ, order apart: those that either side has more often. */
size_t eg_bits__least(struct eg_bits *s, struct eg_slice x);
/* Exact, by bit-parallel rows: n * m / 64 steps, at most twice that. at_least: words known to be
 * common (0 if not known); with it only a band of (n - at_least) + (m - at_least) columns is looked
 * at. It must be true. */
void eg_bits__run(struct eg_bits *s, struct eg_slice x, size_t at_least);
/* How many words are common, exact, without saying which: a third of the steps. No flags are read
 * or set. */
size_t eg_bits__count(struct eg_bits *s, struct eg_slice x, size_t at_least);

/* wide_x86.c: the i-th best way of this machine to run rows in wide registers; NULL: none. */
const struct eg_wide_rows *eg_wide__rows(size_t i);
/* wide.c: the rows of bits.c, to the bit, so that all machines find the same
 * script. Bits after m rows, of which backward takes the last first; and a path by rows that are
 * stored, eg_bits's machine words. */
void eg_wide__init(struct eg_wide *w, const struct eg_wide_rows *rows, uint32_t n_ids);
void eg_wide__clear(struct eg_wide *w);
void eg_wide__sweep(struct eg_wide *w, const struct eg_packed *p, const uint32_t *cols,
    const uint32_t *rows, size_t m, bool backward, uint64_t *v);
void eg_wide__path(
    struct eg_wide *w, const struct eg_packed *p, uint64_t *stored, struct eg_slice x);

/* myers.c: exact, if at most max_d words differ; n + m + max_d^2 steps. False (flags untouched) if
 * more differ. */
bool eg_myers__run(struct eg_slice x, size_t max_d);

/* anchors.c: passages that occur once in either slice, in an order that both share, longest in
 * total. */
struct eg_anchor {
	uint32_t a, b, n;
};
/* k: words of a passage, 1..32; sample: every sample-th passage by its hash (a power of two). *out:
 * eg_free. */
size_t eg_anchors__find(struct eg_slice x, size_t k, size_t sample, struct eg_anchor **out);

#endif
