/*
 * Delta by block hashes: the base is cut into blocks of 16 bytes, each found again in the target
 * by a rolling hash and the match grown both ways. Main struct: eg_delta_index. Start reading at
 * eg_delta__make().
 */
#include "store/delta.h"

#include <string.h>

enum {
	BLOCK = 16,
	CHAIN_MAX =
	    /* blocks of one hash that are tried: repeated text (blank lines) must not cost O(n²) */
	24,
	GOOD_MATCH = 4096, /* long enough to stop looking for a longer one */
	COPY_MAX = 0x10000, /* bytes of one copy step (pack version 2) */
	INSERT_MAX = 127,
};

#define ROLL 0x08104225u /* odd; any odd multiplier with mixed bits does */

struct eg_delta_index {
	const unsigned char *base;
	size_t n;
	uint32_t blocks;
	uint32_t shift; /* of the 32-bit product, so that the table has 2^(32-shift) heads */
	uint32_t leaving; /* ROLL^(BLOCK-1) */
	uint32_t *head; /* block number + 1, 0 = none */
	uint32_t *next;
	uint32_t *hash;
};

static uint32_t
hash_block(const unsigned char *p)
{
	uint32_t h = 0;

	for (int i = 0; i < BLOCK; i++)
		h = h * ROLL + p[i];
	return h;
}

static uint32_t
slot_of(const struct eg_delta_index *x, uint32_t h)
{
	return (h * 2654435761u) >> x->shift;
}

struct eg_delta_index *
eg_delta__index(const void *base, size_t n)
{
	struct eg_delta_index *x = eg_calloc(1, sizeof(*x));
	uint32_t bits = 6;

	x->base = base;
	x->n = n > UINT32_MAX ? UINT32_MAX : n;
	x->blocks = (uint32_t)(x->n / BLOCK);
	while (bits < 24 && (UINT32_C(1) << bits) < x->blocks * 2)
		bits++;
	x->shift = 32 - bits;
	x->leaving = 1;
	for (int i = 1; i < BLOCK; i++)
		x->leaving *= ROLL;
	x->head = eg_calloc((size_t)1 << bits, sizeof(*x->head));
	x->next = eg_calloc(x->blocks + 1, sizeof(*x->next));
	x->hash = eg_calloc(x->blocks + 1, sizeof(*x->hash));
	/* From the last block to the first, so that a chain begins with the earliest. */
	for (uint32_t b = x->blocks; b-- > 0;) {
		uint32_t h = hash_block(x->base + (size_t)b * BLOCK), s = slot_of(x, h);

		x->hash[b] = h;
		x->next[b] = x->head[s];
		x->head[s] = b + 1;
	}
	return x;
}

void
eg_delta__free(struct eg_delta_index *x)
{
	if (x == NULL)
		return;
	eg_free(x->head);
	eg_free(x->next);
	eg_free(x->hash);
	eg_free(x);
}

static void
put_size(struct eg_buf *out, size_t n)
{
	for (; n >= 0x80; n >>= 7)
		eg_buf_putc(out, (char)((n & 0x7f) | 0x80));
	eg_buf_putc(out, (char)n);
}

static void
put_insert(struct eg_buf *out, const unsigned char *p, size_t n)
{
	while (n > 0) {
		size_t step = n < INSERT_MAX ? n : INSERT_MAX;

		eg_buf_putc(out, (char)step);
		eg_buf_add(out, p, step);
		p += step;
		n -= step;
	}
}

static void
put_copy(struct eg_buf *out, size_t from, size_t n)
{
	while (n > 0) {
		size_t step = n < COPY_MAX ? n : COPY_MAX, size = step == COPY_MAX ? 0 : step;
		unsigned char op[8];
		size_t used = 1;

		op[0] = 0x80;
		for (unsigned i = 0; i < 4; i++)
			if ((from >> (8 * i)) & 0xff) {
				op[0] = (unsigned char)(op[0] | (1u << i));
				op[used++] = (unsigned char)(from >> (8 * i));
			}
		for (unsigned i = 0; i < 2; i++)
			if ((size >> (8 * i)) & 0xff) {
				op[0] = (unsigned char)(op[0] | (0x10u << i));
				op[used++] = (unsigned char)(size >> (8 * i));
			}
		eg_buf_add(out, op, used);
		from += step;
		n -= step;
	}
}

static size_t
same_bytes(const unsigned char *a, const unsigned char *b, size_t most)
{
	size_t n = 0;

	while (n + 8 <= most && memcmp(a + n, b + n, 8) == 0)
		n += 8;
	while (n < most && a[n] == b[n])
		n++;
	return n;
}

/* The longest match of the target at pos with a block of hash h; 0 if none of a whole block. */
static size_t
longest(
    const struct eg_delta_index *x, uint32_t h, const unsigned char *p, size_t left, size_t *from)
{
	size_t best = 0;
	int tries = 0;

	for (uint32_t b = x->head[slot_of(x, h)]; b != 0 && tries < CHAIN_MAX; b = x->next[b - 1]) {
		size_t at = (size_t)(b - 1) * BLOCK, most = x->n - at, n;

		if (x->hash[b - 1] != h)
			continue;
		tries++;
		n = same_bytes(x->base + at, p, most < left ? most : left);
		if (n >= BLOCK && n > best) {
			best = n;
			*from = at;
			if (n >= GOOD_MATCH)
				break;
		}
	}
	return best;
}

bool
eg_delta__make(
    const struct eg_delta_index *x, const void *target, size_t n, size_t max, struct eg_buf *out)
{
	const unsigned char *t = target;
	size_t pos = 0, plain = 0; /* plain: start of the bytes not yet written */
	uint32_t h = 0;
	bool rolling = false;

	eg_buf_reset(out);
	put_size(out, x->n);
	put_size(out, n);
	while (x->blocks > 0 && n - pos >= BLOCK) {
		size_t from = 0, len;

		if (!rolling)
			h = hash_block(t + pos);
		rolling = true;
		len = longest(x, h, t + pos, n - pos, &from);
		if (len == 0) {
			if (n - pos > BLOCK)
				h = (h - t[pos] * x->leaving) * ROLL + t[pos + BLOCK];
			pos++;
			continue;
		}
		while (pos > plain && from > 0 && t[pos - 1] == x->base[from - 1]) {
			pos--;
			from--;
			len++;
		}
		put_insert(out, t + plain, pos - plain);
		put_copy(out, from, len);
		pos += len;
		plain = pos;
		rolling = false;
		if (out->n > max)
			return false;
	}
	put_insert(out, t + plain, n - plain);
	return out->n <= max && !out->overflow;
}
