/* gzip in, zlib out, in blocks of every size; what is damaged is said. */
#include "check.h"

#include "base/flate.h"
#include "base/mem.h"

#include <string.h>
#include <zlib.h>

enum { PLAIN = 300000 };

static void
make_plain(char *p)
{
	unsigned x = 7;

	for (size_t i = 0; i < PLAIN; i++) {
		x = x * 1103515245u + 12345u;
		p[i] = (char)("Read first time; "[i % 17] + (i % 64 == 0 ? (char)(x >> 28) : 0));
	}
}

static size_t
gzip(const char *p, size_t n, unsigned char *out, size_t room)
{
	z_stream z = {0};
	size_t made;

	assert_int_equal(
	    deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
	memcpy(&z.next_in, &p, sizeof(p));
	z.avail_in = (uInt)n;
	z.next_out = out;
	z.avail_out = (uInt)room;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	made = room - z.avail_out;
	deflateEnd(&z);
	return made;
}

/* Unpack by blocks of `in` and `room` bytes. */
static enum eg_rc
gunzip(const unsigned char *p, size_t n, size_t in, size_t room, struct eg_buf *out, bool *ended)
{
	struct eg_gunzip *g = eg_gunzip_new();
	char *block = malloc(room);
	struct eg_err err = {0};
	enum eg_rc rc = EG_OK;

	for (size_t at = 0; at < n && rc == EG_OK; at += in) {
		const char *q = (const char *)p + at;
		size_t left = n - at < in ? n - at : in, made = room;

		while (rc == EG_OK && (left > 0 || made == room)) {
			rc = eg_gunzip_next(g, &q, &left, block, room, &made, "x.gz", &err);
			eg_buf_add(out, block, made);
		}
	}
	*ended = eg_gunzip_ended(g);
	eg_gunzip_free(g);
	free(block);
	return rc;
}

static void
gunzip__when_blocks_have_any_size__then_the_same_bytes_come_out(void **state)
{
	static char plain[PLAIN];
	static unsigned char packed[PLAIN * 2];
	static const size_t sizes[] = {1, 7, 1000, 65536, PLAIN};
	size_t n;

	EG_UNUSED(state);
	make_plain(plain);
	n = gzip(plain, PLAIN, packed, PLAIN);
	n += gzip("second member", 13, packed + n, 100);
	for (size_t i = 0; i < 5; i++)
		for (size_t k = 1; k < 5; k++) {
			struct eg_buf out = EG_BUF_INIT;
			bool ended;

			assert_int_equal(
			    gunzip(packed, n, sizes[i], sizes[k], &out, &ended), EG_OK);
			assert_true(ended);
			assert_int_equal(out.n, PLAIN + 13);
			assert_memory_equal(out.p, plain, PLAIN);
			assert_memory_equal(out.p + PLAIN, "second member", 13);
			eg_buf_clear(&out);
		}
}

static void
gunzip__when_the_file_is_cut_or_damaged__then_it_is_told(void **state)
{
	static char plain[PLAIN];
	static unsigned char packed[PLAIN];
	struct eg_buf out = EG_BUF_INIT;
	bool ended;
	size_t n;

	EG_UNUSED(state);
	make_plain(plain);
	n = gzip(plain, PLAIN, packed, PLAIN);
	for (size_t cut = 0; cut < n; cut += n / 50 + 1) {
		assert_int_equal(gunzip(packed, cut, 4096, 65536, &out, &ended), EG_OK);
		assert_false(ended);
		eg_buf_clear(&out);
	}
	memcpy(packed + n, "tail", 4);
	assert_int_equal(gunzip(packed, n + 4, 4096, 65536, &out, &ended), EG_ERR_DATA);
	eg_buf_clear(&out);
	for (size_t at = 10; at < n; at += n / 50 + 1) { /* a bit turned is never passed over */
		packed[at] ^= 0x10;
		assert_false(gunzip(packed, n, 4096, 65536, &out, &ended) == EG_OK && ended);
		eg_buf_clear(&out);
		packed[at] ^= 0x10;
	}
}

static void
deflate__when_bytes_come_in_blocks__then_zlib_unpacks_them(void **state)
{
	static char plain[PLAIN], back[PLAIN];
	static const size_t sizes[] = {1000, 65536, 70001, PLAIN};

	EG_UNUSED(state);
	make_plain(plain);
	for (size_t i = 0; i < 4; i++) {
		struct eg_deflate *d = eg_deflate_new();
		struct eg_buf out = EG_BUF_INIT;
		uLongf n = PLAIN;

		for (size_t at = 0; at < PLAIN; at += sizes[i]) {
			size_t part = PLAIN - at < sizes[i] ? PLAIN - at : sizes[i];

			assert_true(eg_deflate_add(d, plain + at, part, at + part == PLAIN, &out));
		}
		eg_deflate_free(d);
		assert_in_range(out.n, 1, PLAIN / 3);
		assert_int_equal(
		    uncompress((Bytef *)back, &n, (const Bytef *)out.p, (uLong)out.n), Z_OK);
		assert_int_equal(n, PLAIN);
		assert_memory_equal(back, plain, PLAIN);
		eg_buf_clear(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gunzip__when_blocks_have_any_size__then_the_same_bytes_come_out),
	    cmocka_unit_test(gunzip__when_the_file_is_cut_or_damaged__then_it_is_told),
	    cmocka_unit_test(deflate__when_bytes_come_in_blocks__then_zlib_unpacks_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
