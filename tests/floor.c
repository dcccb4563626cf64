/* The floor of a comparison: for each pair of files on the command line, the fewest words that any
 * comparison can call deleted and inserted ("DELETED INSERTED OLD NEW", one line a pair). */
#include "unit/lcs_oracle.h"

#include <stdio.h>

struct text {
	char *p;
	uint32_t *id;
	size_t n;
};

struct word {
	const char *p;
	size_t n;
};

static struct word *table;
static uint32_t n_words, mask;
static uint32_t *slot;

static uint32_t
number(const char *p, size_t n)
{
	uint64_t h = 1469598103934665603u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 1099511628211u;
	for (uint32_t k = (uint32_t)h & mask;; k = (k + 1) & mask) {
		if (slot[k] == 0) {
			table[n_words] = (struct word){p, n};
			slot[k] = ++n_words;
			return n_words - 1;
		}
		if (table[slot[k] - 1].n == n && memcmp(table[slot[k] - 1].p, p, n) == 0)
			return slot[k] - 1;
	}
}

static struct text
load(const char *path)
{
	struct text t = {0};
	FILE *f = fopen(path, "rb");
	size_t n = 0, cap = 0;

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	do {
		t.p = realloc(t.p, (cap += 1 << 20) + 1);
		n += fread(t.p + n, 1, cap - n, f);
	} while (n == cap);
	fclose(f);
	t.p[n] = '\0';
	t.id = malloc((n / 2 + 1) * sizeof(*t.id));
	for (size_t i = 0; i < n;) {
		size_t k = i + strcspn(t.p + i, " \t\n\v\f\r");

		if (k == i) {
			i++;
			continue;
		}
		t.id[t.n++] = number(t.p + i, k - i);
		i = k;
	}
	return t;
}

int
main(int argc, char **argv)
{
	mask = (1u << 21) - 1;
	for (int i = 1; i + 1 < argc; i += 2) {
		struct text a, b;
		size_t kept;

		slot = calloc(mask + 1u, sizeof(*slot));
		table = malloc((size_t)mask * sizeof(*table));
		n_words = 0;
		a = load(argv[i]);
		b = load(argv[i + 1]);
		kept = lcs_oracle(a.id, a.n, b.id, b.n, n_words);
		printf("%zu %zu %zu %zu\n", a.n - kept, b.n - kept, a.n, b.n);
		free(slot);
		free(table);
		free(a.p);
		free(a.id);
		free(b.p);
		free(b.id);
	}
	return 0;
}
