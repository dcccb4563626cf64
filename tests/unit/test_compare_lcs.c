/* The word differ against the exact length of the longest common subsequence. */
#include "check.h"
#include "lcs_oracle.h"

#include "base/path.h"
#include "compare/lcs.h"

#include <time.h>

static uint32_t seed = 12345;

static uint32_t
roll(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)(seed >> 4) * below >> 28);
}

/* Flags pair equal elements in order; returns how many. */
static size_t
check_flags(const uint32_t *a, size_t n, const uint8_t *keep_a, const uint32_t *b, size_t m,
    const uint8_t *keep_b)
{
	size_t i = 0, j = 0, kept = 0;

	for (;;) {
		while (i < n && !keep_a[i])
			i++;
		while (j < m && !keep_b[j])
			j++;
		if (i == n || j == m)
			break;
		CHECK_INT(a[i], b[j]);
		i++, j++, kept++;
	}
	CHECK_INT(i, n);
	CHECK_INT(j, m);
	return kept;
}

static size_t
run(const uint32_t *a, size_t n, const uint32_t *b, size_t m, uint32_t ids)
{
	struct eg_lcs *s = eg_lcs__new(ids, n + m);
	uint8_t *keep_a = calloc(n + 1, 1), *keep_b = calloc(m + 1, 1);
	size_t kept = eg_lcs__run(s, a, n, b, m, keep_a, keep_b);

	CHECK_INT(check_flags(a, n, keep_a, b, m, keep_b), kept);
	eg_lcs__free(s);
	free(keep_a);
	free(keep_b);
	return kept;
}

static void
fill(uint32_t *a, size_t n, uint32_t *b, size_t m, uint32_t ids, bool related)
{
	for (size_t i = 0; i < n; i++)
		a[i] = roll(roll(ids) + 1);
	for (size_t j = 0; j < m; j++)
		b[j] = related && n > 0 && roll(5) > 0 ? a[(j * n) / m] : roll(ids);
}

static void
random_runs__are_exact(void **state)
{
	static uint32_t a[3000], b[3000];

	(void)state;
	for (int round = 0; round < 600; round++) {
		uint32_t top = round % 40 == 0	? 3000
			       : round % 4 == 0 ? 300
						: 40,
			 ids = 1 + roll(round % 2 ? 6 : 400);
		size_t n = roll(top), m = roll(top);

		fill(a, n, b, m, ids, round % 3 != 0);
		CHECK_INT(run(a, n, b, m, ids), lcs_oracle(a, n, b, m, ids));
	}
}

/* On wide registers and on narrow ones: exact, and the same words kept, so that every machine shows
 * the same redline. */
static void
bits__in_any_true_band__are_exact_and_the_same_on_all_machines(void **state)
{
	static uint32_t a[5000], b[5000];
	static uint8_t keep_a[3][5000], keep_b[3][5000];
	struct eg_bits s;

	(void)state;
	eg_bits__init(&s, 1000);
	for (int round = 0; round < 800; round++) {
		uint32_t top = round % 50 == 0 ? 5000 : 700, ids = 1 + roll(round % 2 ? 8 : 1000);
		size_t n = 1 + roll(top), m = 1 + roll(top), exact, known;

		fill(a, n, b, m, ids, round % 3 != 0);
		exact = lcs_oracle(a, n, b, m, ids);
		known = exact - roll((uint32_t)exact / 4 + 1);
		memset(keep_a, 0, sizeof(keep_a));
		memset(keep_b, 0, sizeof(keep_b));
		for (int wide = 0; wide < 3; wide++) { /* narrow, then all ways */
			s.wide[0].rows = s.wide[1].rows =
			    wide > 0 ? eg_wide__rows((size_t)wide - 1) : NULL;
			eg_bits__run(
			    &s, (struct eg_slice){a, b, n, m, keep_a[wide], keep_b[wide]}, known);
			CHECK_INT(check_flags(a, n, keep_a[wide], b, m, keep_b[wide]), exact);
			CHECK_INT(
			    eg_bits__count(&s, (struct eg_slice){a, b, n, m, NULL, NULL}, known),
			    exact);
		}
		for (int wide = 1; wide < 3; wide++) {
			CHECK(memcmp(keep_a[0], keep_a[wide], n) == 0);
			CHECK(memcmp(keep_b[0], keep_b[wide], m) == 0);
		}
	}
	eg_bits__clear(&s);
}

static void
myers__within_its_limit__is_exact_and_gives_up_beyond(void **state)
{
	static uint32_t a[400], b[400];

	(void)state;
	for (int round = 0; round < 800; round++) {
		size_t n = roll(400), m = roll(400), exact, d;
		uint32_t ids = 1 + roll(60);
		uint8_t keep_a[400] = {0}, keep_b[400] = {0};

		fill(a, n, b, m, ids, round % 4 != 0);
		exact = lcs_oracle(a, n, b, m, ids);
		d = n + m - 2 * exact;
		CHECK(!(
		    d > 0 && eg_myers__run((struct eg_slice){a, b, n, m, keep_a, keep_b}, d - 1)));
		CHECK(eg_myers__run((struct eg_slice){a, b, n, m, keep_a, keep_b}, d));
		CHECK_INT(check_flags(a, n, keep_a, b, m, keep_b), exact);
	}
}

/* Unlike, repetitive and very long runs: correct flags in bounded time. */
static void
hostile_runs__stay_bounded(void **state)
{
	size_t n = 400000;
	uint32_t *a = calloc(n, sizeof(*a)), *b = calloc(n, sizeof(*b));
	clock_t start = clock();

	(void)state;
	CHECK_INT(run(a, n, b, n / 2, 1), n / 2); /* one repeated word */
	for (size_t i = 0; i < n; i++) {
		a[i] = (uint32_t)i;
		b[i] = (uint32_t)(n + i);
	}
	CHECK_INT(run(a, n, b, n, (uint32_t)(2 * n)), 0);
	for (size_t i = 0; i < n; i++) {
		a[i] = roll(2);
		b[i] = roll(2);
	}
	CHECK(run(a, n, b, n, 2) > n * 3 / 5);
	for (size_t i = 0; i < n; i++) {
		a[i] = roll(5000);
		b[i] = roll(5000);
	}
	run(a, n, b, n, 5000);
	for (size_t i = 0; i < n; i++) { /* reversed: one word in common at most… of any order */
		a[i] = (uint32_t)i;
		b[i] = (uint32_t)(n - 1 - i);
	}
	CHECK(run(a, n, b, n, (uint32_t)n) >= 1);
	CHECK((clock() - start) / CLOCKS_PER_SEC < 20);
	free(a);
	free(b);
}

struct texts {
	struct eg_lexicon lex;
	struct eg_words a, b;
	struct eg_buf pa, pb;
};

static bool
load(struct texts *t, const char *old_path, const char *new_path)
{
	struct eg_err err = {0};
	const char *path = eg_test_shared(old_path);

	memset(t, 0, sizeof(*t));
	eg_buf_init(&t->pa, 0);
	eg_buf_init(&t->pb, 0);
	if (path == NULL)
		return false;
	CHECK_OK(eg_file_read(path, EG_FILE_MAX, &t->pa, &err));
	path = eg_test_shared(new_path);
	if (path == NULL)
		return false;
	CHECK_OK(eg_file_read(path, EG_FILE_MAX, &t->pb, &err));
	eg_words__add(&t->a, &t->lex, t->pa.p, 0, t->pa.n);
	eg_words__add(&t->b, &t->lex, t->pb.p, 0, t->pb.n);
	return true;
}

static void
corpus_pairs__are_at_the_floor(void **state)
{
	static const struct {
		const char *was, *is;
		double excess; /* of old words, in per cent */
	} pairs[] = {
	    {"corpus/nlc-nurse/tn-63-7-401.txt", "corpus/nlc-nurse/vt-1647.txt", 0},
	    {"corpus/nlc-nurse/va-54.1-3030.txt", "corpus/nlc-nurse/wy-33-21-201.txt", 0},
	    {"corpus/uifsa/co-14-5-101.txt", "corpus/uifsa/nd-14-12.2-01.txt", 0},
	    {"corpus/fed-uslm-samples/us-H2157_IH.txt", "corpus/fed-uslm-samples/us-h2157_enr.txt",
		0},
	    {"corpus/fed-uslm-samples/us-H264_PCS.txt", "corpus/fed-uslm-samples/us-h264_eh.txt",
		0},
	    {"corpus/fed-uslm-samples/us-H1037_RFS.txt", "corpus/fed-uslm-samples/us-h1037_eh.txt",
		0},
	    {"corpus/uifsa/ak-25.25.101.txt", "corpus/nlc-nurse/vt-1647.txt", 0},
	    {"corpus/wa-big/wa-5092-S.txt", "corpus/wa-big/wa-5693-S.txt", 0.5},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct texts t;

		if (load(&t, pairs[i].was, pairs[i].is)) {
			size_t exact = lcs_oracle(t.a.id, t.a.n, t.b.id, t.b.n, t.lex.n),
			       got = run(t.a.id, t.a.n, t.b.id, t.b.n, t.lex.n);
			double excess = 100.0 * (double)(exact - got) / (double)t.a.n;

			if (excess > pairs[i].excess)
				fprintf(stderr, "%s: %zu words over the floor, %.3f %%\n",
				    pairs[i].was, exact - got, excess);
			CHECK(excess <= pairs[i].excess);
		}
		eg_words__clear(&t.a);
		eg_words__clear(&t.b);
		eg_lexicon__clear(&t.lex);
		eg_buf_clear(&t.pa);
		eg_buf_clear(&t.pb);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(random_runs__are_exact),
	    cmocka_unit_test(bits__in_any_true_band__are_exact_and_the_same_on_all_machines),
	    cmocka_unit_test(myers__within_its_limit__is_exact_and_gives_up_beyond),
	    cmocka_unit_test(hostile_runs__stay_bounded),
	    cmocka_unit_test(corpus_pairs__are_at_the_floor),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
