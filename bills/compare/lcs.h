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
