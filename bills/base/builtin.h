/*
 * The files that the program carries inside itself: everything under templates/, named by its path
 * there ("acts/compact-entry.md", "parts/severability.md", "jurisdictions/UT.yaml"). Sorted by
 * path. Static, never freed.
 */
#ifndef EG_BASE_BUILTIN_H
#define EG_BASE_BUILTIN_H

#include <stddef.h>

struct eg_builtin {
	const char *path;
	const char *data; /* not NUL-ended */
	size_t n;
};

/* NULL if there is no such file. */
const struct eg_builtin *eg_builtin_find(const char *path);
size_t eg_builtin_count(void);
const struct eg_builtin *eg_builtin_at(size_t i); /* i < eg_builtin_count() */

#endif
