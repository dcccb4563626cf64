/* Buffers, maps, dates, paths, UTF-8, nearest names, errors. */
#include "check.h"

#include "base/find.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/path.h"
#include "base/sha256.h"
#include "base/time.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <dlfcn.h>
#include <sha2.h>

static void
buf__beyond_its_limit__drops_and_says_so(void **state)
{
	struct eg_buf b;
	struct eg_err err = {0};

	(void)state;
	eg_buf_init(&b, 4);
	eg_buf_puts(&b, "abcd");
	CHECK_OK(eg_buf_ok(&b, &err));
	eg_buf_putc(&b, 'e');
	eg_buf_puts(&b, "");
	CHECK_STR(eg_buf_cstr(&b), "abcd");
	CHECK_INT(eg_buf_ok(&b, &err), EG_ERR_LIMIT);
	eg_buf_clear(&b);
	CHECK_STR(eg_buf_cstr(&b), "");
}

static void
map__many_keys__keeps_order_and_replaces(void **state)
{
	struct eg_map m = {0};
	int values[1000];
	char key[16];

	(void)state;
	CHECK(!eg_map_has(&m, "0"));
	for (int i = 0; i < 1000; i++) {
		snprintf(key, sizeof(key), "%d", i);
		CHECK(eg_map_set(&m, key, &values[i]) == NULL);
	}
	CHECK(eg_map_set(&m, "7", &values[8]) == &values[7]);
	CHECK_INT(m.n, 1000);
	CHECK_STR(m.v[999].key, "999");
	CHECK(eg_map_get(&m, "7") == &values[8]);
	CHECK(eg_map_find(&m, "99x", 2) == 99);
	CHECK(eg_map_get(&m, "1000") == NULL);
	eg_map_clear(&m);
}

static struct eg_date
date(const char *s)
{
	struct eg_date d = {0};

	CHECK(eg_date_parse(eg_str(s), &d));
	return d;
}

static void
dates__partial__parse_compare_and_format(void **state)
{
	static const char *const bad[] = {
	    "", "24", "2024-13", "2023-02-29", "2024-1-1", "2024/01/01", "0000", "2024-00"};
	struct eg_date d;
	char text[64];

	(void)state;
	for (size_t i = 0; i < EG_COUNT(bad); i++)
		CHECK(!eg_date_parse(eg_str(bad[i]), &d));
	CHECK(eg_date_cmp(date("2024-02-29"), date("2024-03")) < 0);
	CHECK(eg_date_cmp(date("2024"), date("2024-01-01")) < 0);
	CHECK_INT(eg_date_last(date("2024-02")).day, 29);
	eg_date_words(date("2027-07-01"), text, sizeof(text));
	CHECK_STR(text, "July 1, 2027");
	eg_date_words(date("2027-07"), text, sizeof(text));
	CHECK_STR(text, "July 2027");
	CHECK_INT(eg_date_days(date("1970-01-01")), 0);
	CHECK_INT(eg_date_days(date("2000-03-01")), 11017);
	for (int64_t day = -100000; day < 100000; day += 37)
		CHECK_INT(eg_date_days(eg_date_from_days(day)), day);
	eg_time_format(1790000000, text);
	CHECK_STR(text, "2026-09-21T14:13:20Z");
	eg_time_format(-1, text);
	CHECK_STR(text, "1969-12-31T23:59:59Z");
}

static void
paths__out_of_the_root__are_not_inside(void **state)
{
	static const char *const bad[] = {
	    "", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\nb"};

	(void)state;
	for (size_t i = 0; i < EG_COUNT(bad); i++)
		CHECK(!eg_path_is_inside(bad[i]));
	CHECK(eg_path_is_inside("bills/x/CO.md"));
	CHECK(eg_path_is_inside("..a/b.."));
	CHECK_STR(eg_path_ext("a.b/c"), "");
	CHECK_STR(eg_path_ext("a/c.tar.gz"), ".gz");
}

static void
files__written_and_read__are_the_same_bytes(void **state)
{
	char path[] = "/tmp/engross-test-XXXXXX";
	struct eg_buf b = EG_BUF_INIT;
	struct eg_err err = {0};
	int fd = mkstemp(path);

	(void)state;
	CHECK(fd >= 0);
	close(fd);
	CHECK_OK(eg_file_write(path, "a\0b", 3, true, &err));
	CHECK_OK(eg_file_read(path, 10, &b, &err));
	CHECK(b.n == 3 && memcmp(b.p, "a\0b", 3) == 0);
	CHECK_INT(eg_file_read(path, 2, &b, &err), EG_ERR_LIMIT);
	unlink(path);
	CHECK_INT(eg_file_read(path, 10, &b, &err), EG_ERR_NOT_FOUND);
	CHECK_STR(err.file, path);
	CHECK_INT(eg_file_write("/nonexistent/x", "", 0, false, &err), EG_ERR_NOT_FOUND);
	eg_buf_clear(&b);
}

static void
nearest__typo_or_prefix__is_found(void **state)
{
	static const char *const names[] = {"status", "diff", "jurisdictions", "template"};

	(void)state;
	CHECK_STR(eg_nearest("stauts", names, 4), "status");
	CHECK_STR(eg_nearest("juris", names, 4), "jurisdictions");
	CHECK_STR(eg_nearest("DIF", names, 4), "diff");
	CHECK(eg_nearest("zzzz", names, 4) == NULL);
	CHECK(eg_nearest("x", NULL, 0) == NULL);
}

static void
utf8__bad_bytes__are_found_and_replaced(void **state)
{
	uint32_t cp;
	struct eg_buf b = EG_BUF_INIT;

	(void)state;
	CHECK_INT(eg_utf8_valid("a\xC2\xA7", 3), 3);
	CHECK_INT(eg_utf8_valid("a\xC2", 2), 1);
	CHECK_INT(eg_utf8_valid("\xED\xA0\x80", 3), 0);
	CHECK_INT(eg_utf8_next("\xFF", 1, &cp), 1);
	CHECK_INT(cp, 0xFFFD);
	CHECK_INT(eg_utf8_width("e\xCC\x81\xE4\xB8\x80", 6), 3);
	eg_utf8_upper(&b, "stra\xC3\xA9", 6);
	CHECK_STR(eg_buf_cstr(&b), "STRA\xC3\x89");
	eg_buf_clear(&b);
}

static void
errors__formatted__carry_place_and_exit_class(void **state)
{
	struct eg_err err = {0};
	char line[256];

	(void)state;
	CHECK_INT(eg_err_at(&err, EG_ERR_SYNTAX, "a.md", 3, 7, "a fault"), EG_ERR_SYNTAX);
	eg_err_format(&err, line, sizeof(line));
	CHECK_STR(line, "a.md:3:7: a fault");
	eg_err_at(&err, EG_ERR_DATA, "a.md", 3, 0, "x");
	eg_err_format(&err, line, sizeof(line));
	CHECK_STR(line, "a.md:3: x");
	eg_err_set(&err, EG_ERR_LOCKED, "x");
	CHECK_STR(err.hint, "try again");
	CHECK_INT(eg_rc_exit(EG_ERR_LOCKED), 4);
	CHECK_INT(eg_rc_exit(EG_ERR_USAGE), 2);
	CHECK_STR(eg_rc_name(EG_ERR_LIBRARY), "LIBRARY");
}

static void
buf__filled_byte_by_byte__stops_at_its_limit(void **state)
{
	struct eg_buf b;

	(void)state;
	eg_buf_init(&b, 100);
	for (int i = 0; i < 300; i++)
		eg_buf_putc(&b, 'x');
	CHECK_INT(b.n, 100);
	CHECK(b.overflow);
	eg_buf_reset(&b);
	eg_buf_fill(&b, 'y', 95);
	eg_buf_printf(&b, "%d", 12345);
	CHECK_INT(b.n, 100);
	CHECK(!b.overflow);
	eg_buf_printf(&b, "%d", 6);
	CHECK(b.overflow);
	CHECK_STR(eg_buf_cstr(&b) + 93, "yy12345");
	eg_buf_clear(&b);
	for (int i = 0; i < 200; i++)
		eg_buf_printf(&b, "%d,", i % 10);
	CHECK_INT(b.n, 100);
	eg_buf_clear(&b);
}

/* Long inputs go another way than short ones; every place of the end within a block. */
static void
sha256__of_long_inputs__agrees_with_libmd(void **state)
{
	static unsigned char p[4096];
	char hex[EG_SHA256_HEX], other[SHA256_DIGEST_STRING_LENGTH], *a = eg_malloc(1000000);

	(void)state;
	/* once it is in the process, long texts go through it; where it is not installed both
	 * sides are libmd */
	dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
	for (size_t i = 0; i < sizeof(p); i++)
		p[i] = (unsigned char)(i * 2654435761u >> 13);
	for (size_t n = 900; n < 1300; n++) {
		eg_sha256_hex(p + n % 16, n, hex);
		CHECK_STR(hex, SHA256Data(p + n % 16, n, other));
	}
	memset(a, 'a', 1000000);
	eg_sha256_hex(a, 1000000, hex); /* FIPS 180-4, appendix */
	CHECK_STR(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	eg_free(a);
}

static void
utf8__bad_byte_after_plain_text__is_found_where_it_is(void **state)
{
	char p[64];

	(void)state;
	for (size_t bad = 0; bad < 40; bad++) {
		memset(p, 'a', sizeof(p));
		p[bad] = (char)0xFF;
		CHECK_INT(eg_utf8_valid(p, 40), bad);
		CHECK_INT(eg_utf8_valid(p, bad), bad);
	}
}

static void
sha256__of_abc__is_the_standard_one(void **state)
{
	char hex[EG_SHA256_HEX];

	(void)state;
	eg_sha256_hex("abc", 3, hex); /* FIPS 180-4, appendix */
	CHECK_STR(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/* Texts of three letters, so that beginnings and ends of needles are met again and again. */
static void
find__any_needle__is_where_a_plain_search_finds_it(void **state)
{
	uint32_t seed = 7;
	char text[200], needle[40];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t n = (size_t)(round % 200), needle_n = (size_t)(round % 37), from, at;

		for (size_t i = 0; i < n + needle_n; i++) {
			seed = seed * 1664525u + 1013904223u;
			*(i < n ? &text[i] : &needle[i - n]) = (char)('a' + (seed >> 16) % 3);
		}
		from = n > 0 ? (seed >> 8) % n : 0;
		if (needle_n > 0 && needle_n < n && round % 3 == 0)
			memcpy(needle, text + (seed >> 4) % (n - needle_n), needle_n);
		for (at = from; at + needle_n <= n; at++)
			if (memcmp(text + at, needle, needle_n) == 0)
				break;
		if (at + needle_n > n)
			at = (size_t)-1;
		CHECK_INT(eg_find(text, n, needle, needle_n, from), at);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(buf__beyond_its_limit__drops_and_says_so),
	    cmocka_unit_test(map__many_keys__keeps_order_and_replaces),
	    cmocka_unit_test(dates__partial__parse_compare_and_format),
	    cmocka_unit_test(paths__out_of_the_root__are_not_inside),
	    cmocka_unit_test(files__written_and_read__are_the_same_bytes),
	    cmocka_unit_test(nearest__typo_or_prefix__is_found),
	    cmocka_unit_test(utf8__bad_bytes__are_found_and_replaced),
	    cmocka_unit_test(errors__formatted__carry_place_and_exit_class),
	    cmocka_unit_test(sha256__of_abc__is_the_standard_one),
	    cmocka_unit_test(sha256__of_long_inputs__agrees_with_libmd),
	    cmocka_unit_test(find__any_needle__is_where_a_plain_search_finds_it),
	    cmocka_unit_test(buf__filled_byte_by_byte__stops_at_its_limit),
	    cmocka_unit_test(utf8__bad_byte_after_plain_text__is_found_where_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
