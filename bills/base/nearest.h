/* The known name nearest to a mistyped one (optimal string alignment distance, case folded). */
#ifndef EG_BASE_NEAREST_H
#define EG_BASE_NEAREST_H

#include <stddef.h>

/* One of names[0..n) near enough to typed to be meant (at most a third of its letters differ, at
 * least one edit allowed), or NULL. */
const char *eg_nearest(const char *typed, const char *const *names, size_t n);

#endif
