/* Myers' greedy algorithm with stored rows: the fastest exact differ where few words differ, and
 * safe because it gives up. */
#include "compare/lcs.h"

/* Where the furthest path of one more edit reaches diagonal k = i - j, before its snake: down from
 * k + 1 or right from k - 1, whichever is further and inside the texts; -1 if neither is. */
static inline int32_t
reach(const int32_t *v, int32_t k, int32_t n, int32_t m, int32_t *from)
{
	int32_t down = v[k + 1], right = v[k - 1];

	down = down >= 0 && down - k <= m ? down : -1;
	right = right >= 0 && right < n ? right + 1 : -1;
	*from = right > down ? k - 1 : k + 1;
	return right > down ? right : down;
}

/* Walk the stored rows back and set the flags. */
static void
read_path(struct eg_slice x, const int32_t *rows, size_t used, size_t d)
{
	int32_t i = (int32_t)x.n, j = (int32_t)x.m, k = i - j;

	for (; d > 0; d--) {
		const int32_t *was = rows + used - (2 * d + 3) + d + 1;
		int32_t from, start = reach(was, k, (int32_t)x.n, (int32_t)x.m, &from);

		while (i > start)
			x.keep_a[--i] = x.keep_b[--j] = 1;
		i = was[from];
		j = i - from;
		k = from;
		used -= 2 * d + 3;
	}
	while (i > 0)
		x.keep_a[--i] = x.keep_b[--j] = 1;
}

bool
eg_myers__run(struct eg_slice x, size_t max_d)
{
	size_t cap = 0, used = 0, d;
	int32_t n = (int32_t)x.n, m = (int32_t)x.m, *v, *rows = NULL, from;
	bool found = false;

	v = eg_realloc(NULL, 2 * max_d + 5, sizeof(*v));
	for (size_t i = 0; i < 2 * max_d + 5; i++)
		v[i] = -1;
	v += max_d + 2;
	for (d = 0; d <= max_d; d++) {
		size_t width = 2 * d + 3;

		if (used + width >
		    cap) { /* keep the row that this round starts from: diagonals -d-1 .. d+1 */
			cap = (used + width) * 2;
			rows = eg_realloc(rows, cap, sizeof(*rows));
		}
		memcpy(rows + used, v - d - 1, width * sizeof(*v));
		used += width;
		for (int32_t k = -(int32_t)d; k <= (int32_t)d && !found; k += 2) {
			int32_t i = d == 0 ? 0 : reach(v, k, n, m, &from), j = i - k;

			if (i >= 0)
				while (i < n && j < m && x.a[i] == x.b[j])
					i++, j++;
			v[k] = i;
			found = i == n && j == m;
		}
		if (found)
			break;
	}
	if (found)
		read_path(x, rows, used, d);
	eg_free(v - max_d - 2);
	eg_free(rows);
	return found;
}
