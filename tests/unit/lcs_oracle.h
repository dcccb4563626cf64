/* Length of the longest common subsequence, exactly, by the plainest bit-parallel rows: what the
 * differ is measured against. */
#ifndef EG_TEST_LCS_ORACLE_H
#define EG_TEST_LCS_ORACLE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static inline size_t
lcs_oracle(const uint32_t *a, size_t n, const uint32_t *b, size_t m, size_t ids)
{
	size_t width = (n + 63) / 64, *first = calloc(ids + 2, sizeof(*first)),
	       *at = calloc(ids + 2, sizeof(*at)), length = 0;
	uint32_t *pos = calloc(n + 1, sizeof(*pos));
	uint64_t *v = malloc(width * 8 + 8), *mask = calloc(width + 1, 8);

	memset(v, 0xFF, width * 8);
	for (size_t i = 0; i < n; i++)
		first[a[i] + 1]++;
	for (size_t i = 0; i <= ids; i++)
		first[i + 1] += first[i];
	memcpy(at, first, (ids + 2) * sizeof(*at));
	for (size_t i = 0; i < n; i++)
		pos[at[a[i]]++] = (uint32_t)i;
	for (size_t r = 0; r < m; r++) {
		unsigned long long carry = 0;

		for (size_t k = first[b[r]]; k < first[b[r] + 1]; k++)
			mask[pos[k] / 64] |= (uint64_t)1 << (pos[k] % 64);
		for (size_t w = 0; w < width; w++) {
			uint64_t x = v[w], u = x & mask[w], sum = x + u, out = sum + carry;

			carry = (sum < x) | (out < sum);
			v[w] = out | (x & ~u);
		}
		for (size_t k = first[b[r]]; k < first[b[r] + 1]; k++)
			mask[pos[k] / 64] = 0;
	}
	for (size_t j = 0; j < n; j++)
		length += !(v[j / 64] >> (j % 64) & 1);
	free(first);
	free(at);
	free(pos);
	free(v);
	free(mask);
	return length;
}

#endif
