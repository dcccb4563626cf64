/* The files inside the program: a table made by templates/embed at build time, sorted by path. */
#include "base/builtin.h"

#include <string.h>

extern const struct eg_builtin eg_builtin_table[] __attribute__((visibility("hidden")));
extern const size_t eg_builtin_n __attribute__((visibility("hidden")));

size_t
eg_builtin_count(void)
{
	return eg_builtin_n;
}

const struct eg_builtin *
eg_builtin_at(size_t i)
{
	return &eg_builtin_table[i];
}

const struct eg_builtin *
eg_builtin_find(const char *path)
{
	size_t lo = 0, hi = eg_builtin_n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = strcmp(path, eg_builtin_table[mid].path);

		if (c == 0)
			return eg_builtin_at(mid);
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}
