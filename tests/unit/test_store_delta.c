/* Deltas: whatever the two texts are, applying the delta to the base gives the target back. */
#include "check.h"

#include "store/delta.h"

/* git's own rules of applying (gitformat-pack), written apart from the encoder. False on a
 * malformed delta. */
static bool
apply(
    const unsigned char *base, size_t base_n, const unsigned char *d, size_t n, struct eg_buf *out)
{
	size_t sizes[2] = {0, 0}, at = 0;

	for (int k = 0; k < 2; k++)
		for (int shift = 0;; shift += 7) {
			if (at >= n || shift > 56)
				return false;
			sizes[k] |= (size_t)(d[at] & 0x7f) << shift;
			if ((d[at++] & 0x80) == 0)
				break;
		}
	if (sizes[0] != base_n)
		return false;
	eg_buf_reset(out);
	while (at < n) {
		unsigned char op = d[at++];

		if (op & 0x80) {
			size_t from = 0, size = 0;

			for (int i = 0; i < 4; i++)
				if (op & (1 << i))
					from |= (size_t)d[at++] << (8 * i);
			for (int i = 0; i < 3; i++)
				if (op & (0x10 << i))
					size |= (size_t)d[at++] << (8 * i);
			if (size == 0)
				size = 0x10000;
			if (from > base_n || size > base_n - from)
				return false;
			eg_buf_add(out, base + from, size);
		} else if (op != 0) {
			if (op > n - at)
				return false;
			eg_buf_add(out, d + at, op);
			at += op;
		} else {
			return false;
		}
	}
	return at == n && out->n == sizes[1];
}

/* The size of the delta; fails when it does not give the target back. */
static size_t
round_trip(const void *base, size_t base_n, const void *target, size_t n)
{
	struct eg_delta_index *x = eg_delta__index(base, base_n);
	struct eg_buf d = EG_BUF_INIT, back = EG_BUF_INIT;
	size_t size;

	CHECK(eg_delta__make(x, target, n, SIZE_MAX, &d));
	CHECK(apply(base, base_n, (const unsigned char *)d.p, d.n, &back));
	CHECK_INT(back.n, n);
	CHECK(n == 0 || memcmp(back.p, target, n) == 0);
	size = d.n;
	eg_buf_clear(&d);
	eg_buf_clear(&back);
	eg_delta__free(x);
	return size;
}

static unsigned
next(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static void
random_text(struct eg_buf *b, size_t n, unsigned letters, unsigned *seed)
{
	eg_buf_reset(b);
	while (b->n < n)
		eg_buf_putc(b, (char)('a' + next(seed) % letters));
}

static void
delta__of_a_text_with_itself__is_one_copy(void **state)
{
	struct eg_buf a = EG_BUF_INIT;
	unsigned seed = 1;

	EG_UNUSED(state);
	random_text(&a, 14000, 26, &seed);
	CHECK(round_trip(a.p, a.n, a.p, a.n) < 12);
	eg_buf_clear(&a);
}

static void
delta__of_edited_text__is_about_the_edit(void **state)
{
	struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT;
	unsigned seed = 2;

	EG_UNUSED(state);
	random_text(&a, 14000, 26, &seed);
	eg_buf_add(&b, a.p, 5000);
	eg_buf_puts(&b, "the State of Utah");
	eg_buf_add(&b, a.p + 5010, 8990);
	CHECK(round_trip(a.p, a.n, b.p, b.n) < 64);
	eg_buf_clear(&a);
	eg_buf_clear(&b);
}

static void
delta__of_edges__holds(void **state)
{
	EG_UNUSED(state);
	round_trip("", 0, "", 0);
	round_trip("", 0, "abc", 3);
	round_trip("abc", 3, "", 0);
	round_trip("abcdefghijklmnop", 16, "abcdefghijklmnop", 16);
	round_trip("abcdefghijklmno", 15, "abcdefghijklmnop", 16);
	round_trip("0123456789abcdef0123456789abcdef", 32, "xx0123456789abcdefyy", 20);
}

static void
delta__of_long_copies__splits_them(void **state)
{
	struct eg_buf a = EG_BUF_INIT;
	unsigned seed = 3;

	EG_UNUSED(state);
	for (size_t n = 0xfff0; n <= 0x20010; n += 0x7ff8) {
		random_text(&a, n, 26, &seed);
		CHECK(round_trip(a.p, a.n, a.p, a.n) < 32);
	}
	random_text(&a, 0x10000, 26, &seed);
	CHECK(round_trip(a.p, a.n, a.p, a.n) < 16);
	eg_buf_clear(&a);
}

static void
delta__of_repeated_text__stays_linear(void **state)
{
	struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT;

	EG_UNUSED(state);
	eg_buf_fill(&a, ' ', 1 << 20);
	eg_buf_fill(&b, ' ', 1 << 20);
	b.p[1000] = 'x';
	CHECK(round_trip(a.p, a.n, b.p, b.n) < 4096);
	eg_buf_clear(&a);
	eg_buf_clear(&b);
}

static void
delta__of_random_edits__always_gives_the_target_back(void **state)
{
	struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT;
	unsigned seed = 4;

	EG_UNUSED(state);
	for (int round = 0; round < 3000; round++) {
		size_t at = 0;

		random_text(&a, next(&seed) % 600, 1 + next(&seed) % 4, &seed);
		eg_buf_reset(&b);
		while (at < a.n) {
			size_t n = 1 + next(&seed) % 80;

			if (n > a.n - at)
				n = a.n - at;
			if (next(&seed) % 5 != 0)
				eg_buf_add(&b, a.p + at, n);
			if (next(&seed) % 4 == 0)
				eg_buf_putc(&b, (char)next(&seed));
			at += next(&seed) % 7 == 0 ? 0 : n;
		}
		round_trip(a.p, a.n, b.p, b.n);
	}
	eg_buf_clear(&a);
	eg_buf_clear(&b);
}

static void
delta__larger_than_asked__is_refused(void **state)
{
	struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT, d = EG_BUF_INIT;
	struct eg_delta_index *x;
	unsigned seed = 5;

	EG_UNUSED(state);
	random_text(&a, 4000, 26, &seed);
	random_text(&b, 4000, 26, &seed);
	x = eg_delta__index(a.p, a.n);
	CHECK(!eg_delta__make(x, b.p, b.n, 2000, &d));
	eg_delta__free(x);
	eg_buf_clear(&a);
	eg_buf_clear(&b);
	eg_buf_clear(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(delta__of_a_text_with_itself__is_one_copy),
	    cmocka_unit_test(delta__of_edited_text__is_about_the_edit),
	    cmocka_unit_test(delta__of_edges__holds),
	    cmocka_unit_test(delta__of_long_copies__splits_them),
	    cmocka_unit_test(delta__of_repeated_text__stays_linear),
	    cmocka_unit_test(delta__of_random_edits__always_gives_the_target_back),
	    cmocka_unit_test(delta__larger_than_asked__is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
