/*
 * The difference of two byte strings in git's delta form: "copy from base" and "insert" steps.
 * Private to bills/store/.
 *
 *	struct eg_delta_index *x = eg_delta__index(base, base_n);
 *	if (eg_delta__make(x, target, n, n / 2, &out)) ... smaller than half of target ...
 *	eg_delta__free(x);
 *
 * Source of the form: git's Documentation/gitformat-pack, "Deltified representation".
 */
#ifndef EG_STORE_DELTA_H
#define EG_STORE_DELTA_H

#include "base/mem.h"

struct eg_delta_index;

/* Index base (borrowed until eg_delta__free) by blocks of 16 bytes. At most 4 GiB. O(n). */
struct eg_delta_index *eg_delta__index(const void *base, size_t n);
void eg_delta__free(struct eg_delta_index *x);

/* Write the delta that makes target from the index's base into out (emptied first). False when it
 * would need more than max bytes; out is then of no use. About O(n). */
bool eg_delta__make(
    const struct eg_delta_index *x, const void *target, size_t n, size_t max, struct eg_buf *out);

#endif
