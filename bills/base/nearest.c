/* Names longer than MAX are compared by their first MAX letters: enough to suggest. */
#include "base/nearest.h"

#include <string.h>

enum { MAX = 64 };

static int
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c | 32 : c;
}

static size_t
min(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, substitutions and swaps of neighbours between a and b. */
static size_t
distance(const char *a, const char *b)
{
	size_t n = min(strlen(a), MAX), m = min(strlen(b), MAX);
	size_t row[3][MAX + 1];

	for (size_t j = 0; j <= m; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *now = row[i % 3], *above = row[(i + 2) % 3], *before = row[(i + 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t cost = lower(a[i - 1]) != lower(b[j - 1]);

			now[j] = min(min(above[j] + 1, now[j - 1] + 1), above[j - 1] + cost);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				now[j] = min(now[j], before[j - 2] + 1);
		}
	}
	return row[n % 3][m];
}

const char *
eg_nearest(const char *typed, const char *const *names, size_t n)
{
	size_t best = 1 + strlen(typed) / 3;
	const char *found = NULL;

	for (size_t i = 0; i < n; i++) {
		size_t d = distance(typed, names[i]);

		if (d < best || (d == best && found == NULL && d <= 1 + strlen(typed) / 3)) {
			best = d;
			found = names[i];
		}
		/* a word cut short is meant, whatever its distance */
		if (strlen(typed) >= 3 && strncmp(names[i], typed, strlen(typed)) == 0)
			return names[i];
	}
	return found;
}
