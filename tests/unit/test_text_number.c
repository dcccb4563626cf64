/* Numbers in words, marks of levels. */
#include "check.h"

#include <engross/form.h>

static void
words_are(int64_t n, const char *cardinal, const char *ordinal)
{
	struct eg_buf b = EG_BUF_INIT;

	eg_number_words(&b, n);
	CHECK_STR(eg_buf_cstr(&b), cardinal);
	eg_buf_reset(&b);
	eg_number_ordinal_words(&b, n);
	CHECK_STR(eg_buf_cstr(&b), ordinal);
	eg_buf_clear(&b);
}

static void
number_words__as_statutes_write_them(void **state)
{
	(void)state;
	words_are(0, "zero", "zeroth");
	words_are(1, "one", "first");
	words_are(3, "three", "third");
	words_are(12, "twelve", "twelfth");
	words_are(20, "twenty", "twentieth");
	words_are(26, "twenty-six", "twenty-sixth");
	words_are(69, "sixty-nine", "sixty-ninth");
	words_are(100, "one hundred", "one hundredth");
	words_are(101, "one hundred one", "one hundred first");
	words_are(999, "nine hundred ninety-nine", "nine hundred ninety-ninth");
	words_are(1000, "one thousand", "one thousandth");
	words_are(10000, "ten thousand", "ten thousandth");
	words_are(1000001, "one million one", "one million first");
	words_are(
	    2500000, "two million five hundred thousand", "two million five hundred thousandth");
	words_are(999999999999,
	    "nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred "
	    "ninety-nine "
	    "thousand nine hundred ninety-nine",
	    "nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred "
	    "ninety-nine thousand nine hundred ninety-ninth");
}

static void
mark_is(const char *pattern, int n, const char *want)
{
	struct eg_buf b = EG_BUF_INIT;

	CHECK(eg_mark_format(&b, pattern, n));
	CHECK_STR(eg_buf_cstr(&b), want);
	eg_buf_clear(&b);
}

static void
mark_format__letters_numbers_romans(void **state)
{
	(void)state;
	mark_is("(a)", 1, "(a)");
	mark_is("(a)", 26, "(z)");
	mark_is("(a)", 27, "(aa)");
	mark_is("(a)", 52, "(zz)");
	mark_is("(a)", 53, "(aaa)");
	mark_is("(A)", 28, "(BB)");
	mark_is("(1)", 10, "(10)");
	mark_is("1.", 3, "3.");
	mark_is("1)", 2, "2)");
	mark_is("(i)", 4, "(iv)");
	mark_is("(i)", 1, "(i)");
	mark_is("(I)", 9, "(IX)");
	mark_is("I.", 14, "XIV.");
	mark_is("a.", 5, "e.");
	mark_is("Subdivision 1.", 7, "Subdivision 7.");
}

static void
mark_format__no_counter__says_so(void **state)
{
	struct eg_buf b = EG_BUF_INIT;

	(void)state;
	CHECK(!eg_mark_format(&b, "--", 1));
	CHECK(!eg_mark_format(&b, "Ii", 1));
	CHECK(!eg_mark_format(&b, "(a)", 0));
	eg_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(number_words__as_statutes_write_them),
	    cmocka_unit_test(mark_format__letters_numbers_romans),
	    cmocka_unit_test(mark_format__no_counter__says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
