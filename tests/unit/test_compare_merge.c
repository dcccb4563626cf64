/* Three-way merges: what only one side changed is taken, what both changed is kept apart, no byte
 * is lost. */
#include "check.h"

#include "base/mem.h"
#include "base/path.h"

#include <engross/merge.h>

static struct eg_doc *docs[3];
static struct eg_merge *made;

static struct eg_merge *
merge(const char *base, const char *ours, const char *theirs, bool source)
{
	const char *texts[3] = {base, ours, theirs}, *names[3] = {"base", "ours", "theirs"};
	struct eg_doc_options raw = {.raw = true};
	struct eg_err err = {0};

	eg_merge_free(made);
	for (int i = 0; i < 3; i++) {
		eg_doc_free(docs[i]);
		if (source)
			CHECK_OK(eg_doc_from_source(
			    texts[i], strlen(texts[i]), names[i], &docs[i], &err));
		else
			CHECK_OK(eg_doc_read(
			    texts[i], strlen(texts[i]), names[i], &raw, &docs[i], &err));
	}
	CHECK_OK(eg_merge_make(docs[0], docs[1], docs[2], &made, &err));
	return made;
}

static const char *
text_of(const struct eg_merge *m, enum eg_merge_side conflicts)
{
	static struct eg_buf out = EG_BUF_INIT;

	eg_buf_clear(&out);
	eg_buf_init(&out, 0);
	eg_merge_text(m, conflicts, &out);
	return eg_buf_cstr(&out);
}

/* Each byte of ours and of theirs is in exactly one region. */
static void
check_tiles(const struct eg_merge *m)
{
	for (int side = EG_MERGE_OURS; side <= EG_MERGE_THEIRS; side++) {
		const struct eg_doc *d = side == EG_MERGE_OURS ? m->ours : m->theirs;
		unsigned char *seen = calloc(d->n + 1, 1);

		for (size_t i = 0; i < m->n_regions; i++) {
			struct eg_span s =
			    side == EG_MERGE_OURS ? m->region[i].ours : m->region[i].theirs;

			for (size_t b = s.start; b < s.end; b++)
				CHECK(seen[b]++ == 0);
		}
		for (size_t b = 0; b < d->n; b++)
			CHECK(seen[b] == 1);
		free(seen);
	}
}

static const char base_text[] =
    "# An act\n\n## Definitions {#definitions}\n\n1. The board means the "
    "state board.\n\n## Fees {#fees}\n\nThe board shall set a fee of $50 for "
    "each license.\n\n## Effect {#effect}\n\nThis act takes effect July 1.\n";

static void
merge__each_changes_its_own__both_changes_are_in_the_text(void **state)
{
	const char *ours =
	    "# An act\n\n## Definitions {#definitions}\n\n1. The commission means the "
	    "state board.\n\n## Fees {#fees}\n\nThe board shall set a fee of $50 for each "
	    "license.\n\n## Effect {#effect}\n\nThis act takes effect July 1.\n";
	const char *theirs =
	    "# An act\n\n## Definitions {#definitions}\n\n1. The board means the state "
	    "board.\n\n## Fees {#fees}\n\nThe board may set a fee of $75 for each "
	    "license.\n\n## Penalty {#penalty}\n\nA fine.\n\n## Effect "
	    "{#effect}\n\nThis act takes effect July 1.\n";
	struct eg_merge *m = merge(base_text, ours, theirs, true);

	(void)state;
	CHECK_INT(m->count[EG_REGION_CONFLICT], 0);
	CHECK_INT(m->count[EG_REGION_OURS], 1);
	CHECK_INT(m->count[EG_REGION_THEIRS], 3);
	CHECK_STR(text_of(m, EG_MERGE_OURS),
	    "# An act\n\n## Definitions {#definitions}\n\n1. The commission means the state "
	    "board.\n\n## Fees {#fees}\n\nThe board may set a fee of $75 for each license.\n\n## "
	    "Penalty {#penalty}\n\nA fine.\n\n## Effect {#effect}\n\nThis act takes effect July "
	    "1.\n");
	check_tiles(m);
}

static void
merge__both_change_the_same_words__it_is_a_conflict_with_three_readings(void **state)
{
	const char *ours = "Section 1. The fee is $60 for each license issued.\n",
		   *base = "Section 1. The fee is $50 for each license issued.\n",
		   *theirs = "Section 1. The fee is $75 for each license issued.\n";
	struct eg_merge *m = merge(base, ours, theirs, false);
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; i < m->n_regions; i++) {
		if (m->region[i].kind != EG_REGION_CONFLICT)
			continue;
		seen++;
		CHECK(eg_str_eq(eg_region_text(m, &m->region[i], EG_MERGE_BASE), " $50 "));
		CHECK(eg_str_eq(eg_region_text(m, &m->region[i], EG_MERGE_OURS), " $60 "));
		CHECK(eg_str_eq(eg_region_text(m, &m->region[i], EG_MERGE_THEIRS), " $75 "));
	}
	CHECK_INT(seen, 1);
	CHECK_STR(text_of(m, EG_MERGE_OURS), ours);
	CHECK_STR(text_of(m, EG_MERGE_THEIRS), theirs);
}

static void
merge__both_make_the_same_change__it_is_no_conflict(void **state)
{
	struct eg_merge *m = merge("Section 1. The fee is $50 a year.\n",
	    "Section 1. The fee is $75 a year.\n", "Section 1. The fee is $75 a year.\n", false);

	(void)state;
	CHECK_INT(m->count[EG_REGION_CONFLICT], 0);
	CHECK_INT(m->count[EG_REGION_BOTH], 1);
}

static void
merge__theirs_removes_what_ours_changed__it_is_a_conflict(void **state)
{
	const char *ours =
	    "# An act\n\n## Definitions {#definitions}\n\n1. The board means the "
	    "state board.\n\n## Fees {#fees}\n\nThe board shall set a fee of $20 for "
	    "each license.\n\n## Effect {#effect}\n\nThis act takes effect July 1.\n";
	const char *theirs =
	    "# An act\n\n## Definitions {#definitions}\n\n1. The board means the state "
	    "board.\n\n## Effect {#effect}\n\nThis act takes effect July 1.\n";
	struct eg_merge *m = merge(base_text, ours, theirs, true);

	(void)state;
	CHECK_INT(m->count[EG_REGION_CONFLICT], 1);
	m = merge(base_text, base_text, theirs, true);
	CHECK_STR(text_of(m, EG_MERGE_OURS), theirs);
}

/* ---- the property: a side that changed nothing leaves the other as it is ---- */

static uint64_t rng = 88172645463325252u;

static size_t
random_below(size_t n)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return (size_t)(rng % n);
}

static void
random_text(struct eg_buf *out)
{
	static const char *const words[] = {"the", "board", "shall", "may", "license", "of", "a",
	    "fee", "$50", "state", "compact", "and"};
	size_t sections = 1 + random_below(6);

	for (size_t i = 0; i < sections; i++) {
		size_t n = random_below(20);

		if (random_below(8) > 0)
			eg_buf_printf(out, "\nSection %zu. ", i + 1);
		for (size_t k = 0; k < n; k++)
			eg_buf_printf(out, "%s%s", words[random_below(12)],
			    random_below(9) == 0   ? "\n"
			    : random_below(9) == 0 ? "  "
						   : " ");
	}
}

/* Change some of a text: drop, double or replace bytes' runs, and swap halves now and then. */
static void
mutate(const char *p, size_t n, struct eg_buf *out)
{
	size_t cut = random_below(n + 1), turn = random_below(6) == 0 ? random_below(n + 1) : 0;

	eg_buf_add(out, p + turn, n - turn);
	eg_buf_add(out, p, turn);
	for (size_t k = random_below(4); k > 0 && out->n > 0; k--) {
		size_t at = random_below(out->n);

		out->p[at] = "x 5\n"[random_below(4)];
	}
	if (random_below(3) == 0)
		eg_buf_trunc(out, cut);
	if (random_below(3) == 0)
		eg_buf_puts(out, "\nSection 9. The new board may act.\n");
}

static void
merge__one_side_changed_nothing__the_other_comes_back_byte_for_byte(void **state)
{
	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct eg_buf base = EG_BUF_INIT, other = EG_BUF_INIT, third = EG_BUF_INIT;
		const char *b, *o, *t;

		eg_buf_init(&base, 0);
		eg_buf_init(&other, 0);
		eg_buf_init(&third, 0);
		random_text(&base);
		mutate(eg_buf_cstr(&base), base.n, &other);
		mutate(eg_buf_cstr(&base), base.n, &third);
		b = eg_buf_cstr(&base);
		o = eg_buf_cstr(&other);
		t = eg_buf_cstr(&third);
		CHECK_STR(text_of(merge(b, b, o, false), EG_MERGE_OURS), o);
		CHECK_STR(text_of(merge(b, o, b, false), EG_MERGE_OURS), o);
		CHECK_STR(text_of(merge(b, o, o, false), EG_MERGE_OURS), o);
		check_tiles(merge(b, o, t, false));
		eg_buf_clear(&base);
		eg_buf_clear(&other);
		eg_buf_clear(&third);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(merge__each_changes_its_own__both_changes_are_in_the_text),
	    cmocka_unit_test(
		merge__both_change_the_same_words__it_is_a_conflict_with_three_readings),
	    cmocka_unit_test(merge__both_make_the_same_change__it_is_no_conflict),
	    cmocka_unit_test(merge__theirs_removes_what_ours_changed__it_is_a_conflict),
	    cmocka_unit_test(merge__one_side_changed_nothing__the_other_comes_back_byte_for_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
