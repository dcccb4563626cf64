/* Normal form, shingles, versions, winnowing. */
#include "check.h"

#include "base/mem.h"

#include <engross/jurisdiction.h>
#include <engross/trace.h>

static struct eg_shingles
shingles(const char *text, size_t k)
{
	struct eg_shingles s;

	eg_shingles_of(text, strlen(text), k, &s);
	return s;
}

/* Whether two texts have the same words in normal form. */
static bool
same_words(const char *a, const char *b)
{
	struct eg_tokens x, y;
	bool same;

	eg_tokens_of(a, strlen(a), &x);
	eg_tokens_of(b, strlen(b), &y);
	same = x.n == y.n;
	for (size_t i = 0; same && i < x.n; i++)
		same = x.v[i].key == y.v[i].key;
	eg_tokens_clear(&x);
	eg_tokens_clear(&y);
	return same;
}

static void
words__differing_in_typography__are_the_same(void **state)
{
	(void)state;
	CHECK(same_words("The Board SHALL act", "the\xC2\xA0"
						"board\nshall \xE2\x80\x94 act"));
	CHECK(same_words("the nation's nurses", "the nation\xE2\x80\x99s nurses"));
	CHECK(same_words("pre-licensure program", "prelicensure program"));
	CHECK(same_words("co\xC2\xADoperate", "cooperate"));
	CHECK(same_words("\xE2\x80\x9Clicense\xE2\x80\x9D means", "\"license\" means"));
	CHECK(same_words("R\xC3\x89SUM\xC3\x89 filed", "r\xC3\xA9sum\xC3\xA9 filed"));
	CHECK(!same_words("the board shall act", "the board may act"));
}

static void
numbers_and_enumerators__are_left_out(void **state)
{
	(void)state;
	CHECK(same_words("(a) A license (ii) is void.", "1. License: is void"));
	CHECK(same_words("ARTICLE IV duties", "Article 4. Duties"));
	CHECK(same_words("(bb) fees", "(2) fees"));
	CHECK(same_words("under \xC2\xA7 12-38-101 the board", "under section 9 the board"));
	CHECK(same_words("of this act", "of this chapter"));
	CHECK(!same_words("civil penalty", "penalty")); /* looks Roman, is not */
	CHECK(same_words("10 shall 11 be", "shall be")); /* line numbers */
}

static void
names_of_jurisdictions__are_one_placeholder(void **state)
{
	static const char *const names[] = {"Utah", "New York", "WEST VIRGINIA",
	    "District of Columbia", "U.S. Virgin Islands", "Northern Mariana Islands", "Guam"};
	char text[200];

	(void)state;
	for (size_t i = 0; i < EG_COUNT(names); i++) {
		snprintf(text, sizeof(text), "the laws of %s apply", names[i]);
		if (!same_words(text, "the laws of Virginia apply"))
			fail_msg("%s", names[i]);
	}
	CHECK(same_words("Commonwealth of Virginia", "State of Utah"));
	CHECK(!same_words("a new act", "a York act"));
}

static void
place__is_the_jurisdiction_named_most_often(void **state)
{
	static const char text[] = "Utah and New York; New York";
	struct eg_tokens t;

	(void)state;
	eg_tokens_of(text, sizeof(text) - 1, &t);
	CHECK_STR(eg_postal[t.place], "NY");
	eg_tokens_clear(&t);
	eg_tokens_of("no name", 7, &t);
	CHECK_INT(t.place, -1);
	eg_tokens_clear(&t);
}

static int
place_of(const char *text)
{
	struct eg_tokens t;
	int place;

	eg_tokens_of(text, strlen(text), &t);
	place = t.place;
	eg_tokens_clear(&t);
	return place;
}

static void
place__named_in_a_list_of_states_or_as_often_as_another__is_none(void **state)
{
	(void)state;
	CHECK_INT(
	    place_of("\"State\" means a state of the United States and the District of Columbia "
		     "or Puerto Rico."),
	    -1);
	CHECK_INT(place_of("in the United States District Court for the District of Columbia"), -1);
	CHECK_INT(place_of("a state or the District of Columbia. The Vermont board"), 44);
	CHECK_STR(eg_postal[44], "VT");
	CHECK_INT(place_of("The Council of the District of Columbia enacts"), 50);
	CHECK_INT(place_of("See also: Maine, Ohio"), -1);
}

static void
tokens__know_their_bytes(void **state)
{
	static const char text[] = "(1) The New\nYork law";
	struct eg_tokens t;

	(void)state;
	eg_tokens_of(text, sizeof(text) - 1, &t);
	CHECK_INT(t.n, 3);
	assert_memory_equal(text + t.v[1].start, "New\nYork", 8);
	CHECK_INT(t.v[1].end - t.v[1].start, 8);
	assert_memory_equal(text + t.v[2].start, "law", 3);
	eg_tokens_clear(&t);
}

static void
containment__is_not_symmetric(void **state)
{
	struct eg_shingles act = shingles("the compact enters into force upon enactment by ten "
					  "party states",
	    4);
	struct eg_shingles omnibus =
	    shingles("budget of the year. The compact enters into force upon enactment by ten "
		     "party states. Fees are raised and the fund is closed for good.",
		4);

	(void)state;
	CHECK(eg_shingles_containment(&act, &omnibus) == 1.0);
	CHECK(eg_shingles_containment(&omnibus, &act) < 0.6);
	CHECK_INT(eg_shingles_common(&act, &omnibus), act.n);
	eg_shingles_clear(&act);
	eg_shingles_clear(&omnibus);
}

static void
short_and_empty_texts__have_no_shingles(void **state)
{
	struct eg_shingles none = shingles("", 0), few = shingles("one two three four", 0);

	(void)state;
	CHECK_INT(none.n, 0);
	CHECK_INT(few.n, 0);
	CHECK(eg_shingles_containment(&none, &few) == 0);
	eg_shingles_clear(&none);
	eg_shingles_clear(&few);
}

static void
version__is_told_by_what_only_it_says(void **state)
{
	static const char first[] =
	    "the commission shall meet each year in public. a member may vote in person only.";
	static const char second[] =
	    "the commission shall meet each year in public. a member may vote in person or by "
	    "telephone. minutes shall be kept of each meeting and open to all.";
	static const char bill[] = "Section 1. The commission shall meet each year in public. "
				   "Section 2. A member may vote in person or by telephone.";
	struct eg_shingles a = shingles(first, 4), b = shingles(second, 4), t = shingles(bill, 4);
	const struct eg_shingles *versions[] = {&a, &b};
	struct eg_version_found found[2];
	size_t proof[8], n;
	struct eg_str s;

	(void)state;
	CHECK_INT(eg_versions_find(&t, versions, 2, found), 1);
	CHECK_INT(found[0].unique, 0);
	CHECK(found[0].unique_all > 0 && found[1].unique > 0);
	n = eg_versions_unique(&t, versions, 2, 1, proof, 8);
	CHECK_INT(n, found[1].unique);
	s = eg_shingle_text(&b, proof[n - 1], second);
	CHECK(s.n == strlen("or by telephone. minutes") || s.n > 10);
	CHECK_INT(eg_versions_find(&a, versions, 2, found), 0);
	eg_shingles_clear(&a);
	eg_shingles_clear(&b);
	eg_shingles_clear(&t);
}

/* ---- winnowing keeps its promise on random texts ---- */

static void
fingerprints__of_texts_that_share_a_run__meet(void **state)
{
	enum { K = 5, W = 4, RUN = K + W - 1, TRIES = 300 };
	struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT;

	(void)state;
	srand(1);
	for (int try = 0; try < TRIES; try++) {
		struct eg_tokens x, y;
		struct eg_fingerprints f, g;
		bool met = false;
		int before = rand() % 40, after = rand() % 40;

		eg_buf_reset(&a);
		eg_buf_reset(&b);
		for (int i = 0; i < before + RUN + after; i++) {
			char word[16];

			snprintf(word, sizeof(word), "q%c%c%c ", 'a' + rand() % 26,
			    'b' + rand() % 9, 'a' + rand() % 26);
			eg_buf_puts(&a, word);
			if (i >= before && i < before + RUN)
				eg_buf_puts(&b, word);
			else
				eg_buf_puts(&b, "other ");
		}
		eg_tokens_of(eg_buf_cstr(&a), a.n, &x);
		eg_tokens_of(eg_buf_cstr(&b), b.n, &y);
		eg_fingerprints_of(&x, K, W, &f);
		eg_fingerprints_of(&y, K, W, &g);
		for (size_t i = 0; i < f.n; i++)
			for (size_t j = 0; j < g.n; j++)
				met |= f.v[i].key == g.v[j].key;
		CHECK(met);
		for (size_t i = 1; i < f.n; i++) /* no gap is wider than the window */
			CHECK(f.v[i].first > f.v[i - 1].first &&
			      f.v[i].first - f.v[i - 1].first <= W);
		eg_fingerprints_clear(&f);
		eg_fingerprints_clear(&g);
		eg_tokens_clear(&x);
		eg_tokens_clear(&y);
	}
	eg_buf_clear(&a);
	eg_buf_clear(&b);
}

static void
one_word_for_ever__has_few_fingerprints(void **state)
{
	struct eg_buf a = EG_BUF_INIT;
	struct eg_tokens t;
	struct eg_fingerprints f;
	struct eg_shingles s;

	(void)state;
	for (int i = 0; i < 10000; i++)
		eg_buf_puts(&a, "shall ");
	eg_tokens_of(eg_buf_cstr(&a), a.n, &t);
	eg_fingerprints_of(&t, 0, 4, &f);
	CHECK(f.n > 0);
	for (size_t i = 1; i < f.n; i++)
		CHECK(f.v[i].key == f.v[0].key);
	eg_shingles_of(eg_buf_cstr(&a), a.n, 0, &s);
	CHECK_INT(s.n, 1);
	eg_shingles_clear(&s);
	eg_fingerprints_clear(&f);
	eg_tokens_clear(&t);
	eg_buf_clear(&a);
}

static void
bytes_of_any_kind__are_read(void **state)
{
	char bytes[600];

	(void)state;
	srand(2);
	for (int try = 0; try < 2000; try++) {
		size_t n = (size_t)rand() % sizeof(bytes);
		char *exact = malloc(n + 1);
		struct eg_shingles s;

		for (size_t i = 0; i < n; i++)
			bytes[i] =
			    (char)(try % 2 ? rand() : "a(x)\xE2\x80\x99\xC2-IV 1"[rand() % 13]);
		memcpy(exact, bytes, n);
		eg_shingles_of(exact, n, 2, &s);
		for (size_t i = 0; i < s.tokens.n; i++)
			CHECK(s.tokens.v[i].start < s.tokens.v[i].end && s.tokens.v[i].end <= n);
		eg_shingles_clear(&s);
		free(exact);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words__differing_in_typography__are_the_same),
	    cmocka_unit_test(numbers_and_enumerators__are_left_out),
	    cmocka_unit_test(names_of_jurisdictions__are_one_placeholder),
	    cmocka_unit_test(place__is_the_jurisdiction_named_most_often),
	    cmocka_unit_test(place__named_in_a_list_of_states_or_as_often_as_another__is_none),
	    cmocka_unit_test(tokens__know_their_bytes),
	    cmocka_unit_test(containment__is_not_symmetric),
	    cmocka_unit_test(short_and_empty_texts__have_no_shingles),
	    cmocka_unit_test(version__is_told_by_what_only_it_says),
	    cmocka_unit_test(fingerprints__of_texts_that_share_a_run__meet),
	    cmocka_unit_test(one_word_for_ever__has_few_fingerprints),
	    cmocka_unit_test(bytes_of_any_kind__are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
