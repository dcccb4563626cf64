/* The stripes of wide.c as the kernels of wide_x86.c see them. */
#ifndef EG_COMPARE_WIDE_H
#define EG_COMPARE_WIDE_H

#include "compare/lcs.h"

/* Rows under way in one stripe, or in four side by side: n of them, `step` apart, each with its
 * carry. */
struct eg_wide_run {
	const uint32_t *row;
	ptrdiff_t step;
	size_t n;
	size_t from[4], to[4]; /* rows of each stripe, rising; the first one's start at 0 */
	uint8_t *carry;
	struct eg_stripe *stripe;
};

struct eg_wide_rows {
	/* v: the bits of the stripe after all rows; store: after each, or NULL. */
	void (*one)(const struct eg_wide_run *r, uint64_t *v, uint64_t *store);
	/* v: of the four stripes. */
	void (*four)(const struct eg_wide_run *r, uint64_t *v);
};

#endif
