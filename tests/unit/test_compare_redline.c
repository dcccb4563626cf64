/* Redlines: planted moves, renumberings and single words are found and said; every redline gives
 * back both texts. */
#include "check.h"

#include "base/path.h"
#include "base/vec.h"

#include <engross/compare.h>

static struct eg_doc *docs[2];
static struct eg_redline *made;

static struct eg_redline *
compare(const char *was, size_t was_n, const char *is, size_t is_n)
{
	struct eg_err err = {0};
	struct eg_buf out = EG_BUF_INIT;

	eg_redline_free(made);
	eg_doc_free(docs[0]);
	eg_doc_free(docs[1]);
	CHECK_OK(eg_doc_read(was, was_n, "old.txt", NULL, &docs[0], &err));
	CHECK_OK(eg_doc_read(is, is_n, "new.txt", NULL, &docs[1], &err));
	CHECK_OK(eg_redline_make(docs[0], docs[1], NULL, &made, &err));
	eg_redline_accept(made, &out);
	CHECK(out.n == docs[1]->n && memcmp(eg_buf_cstr(&out), docs[1]->text, out.n) == 0);
	eg_buf_reset(&out);
	eg_redline_reject(made, &out);
	CHECK(out.n == docs[0]->n && memcmp(eg_buf_cstr(&out), docs[0]->text, out.n) == 0);
	eg_buf_clear(&out);
	return made;
}

static struct eg_redline *
compare_texts(const char *was, const char *is)
{
	return compare(was, strlen(was), is, strlen(is));
}

static const struct eg_redline_section *
row_of(const struct eg_redline *r, const char *new_designator)
{
	for (size_t i = 0; i < r->n_sections; i++)
		if (r->section[i].new_index != EG_NO_SECTION &&
		    strcmp(r->new_doc->section[r->section[i].new_index].designator,
			new_designator) == 0)
			return &r->section[i];
	fprintf(stderr, "no row for %s\n", new_designator);
	fail();
	return NULL;
}

static void
check_edit(const struct eg_redline *r, const struct eg_edit *e, const char *was, const char *is,
    enum eg_edit_class what)
{
	char a[256], b[256];

	snprintf(a, sizeof(a), "%.*s", (int)(e->old_end - e->old_start),
	    r->old_doc->text + e->old_start);
	snprintf(b, sizeof(b), "%.*s", (int)(e->new_end - e->new_start),
	    r->new_doc->text + e->new_start);
	CHECK_STR(a, was);
	CHECK_STR(b, is);
	CHECK_STR(eg_edit_class_name(e->what), eg_edit_class_name(what));
}

#define PURPOSE                                                                                    \
	"The purpose of this act is to protect the freedom of persons to walk their dogs in "      \
	"public parks at night."
#define DUTIES                                                                                     \
	"The department shall adopt rules that govern the licensing of dog walkers and shall "     \
	"publish them each year."
#define FEES                                                                                       \
	"A walker must pay a fee of fifty dollars to the treasurer before the first day of March " \
	"in every even year."
#define DATE "This act takes effect on July 1, 2027, if signed by the governor."

static const char base[] =
    "A BILL FOR AN ACT\n\nSection 1. Purpose. " PURPOSE "\n\nSection 2. Duties. " DUTIES
    "\n\nSection 3. Fees. " FEES "\n\nSection 4. Effective date. " DATE "\n";

static void
same_words__in_other_lines__are_the_same(void **state)
{
	struct eg_redline *r = compare_texts("Section 1. One two\nthree.\n\nSection 2. Four.\n",
	    "Section 1.  One\ntwo three.\nSection 2. Four.");

	(void)state;
	CHECK(eg_redline_is_same(r));
	CHECK_INT(r->summary.old_words, 8);
	CHECK_INT(r->summary.deleted_words + r->summary.inserted_words, 0);
}

static void
one_word__changed__is_one_edit_with_its_class(void **state)
{
	static const struct {
		const char *from, *to, *was, *is;
		enum eg_edit_class what;
	} cases[] = {
	    {"shall publish", "may publish", "shall", "may", EG_EDIT_MODAL},
	    {"is to protect", "is not to protect", "", "not", EG_EDIT_MODAL},
	    {"fifty dollars", "sixty dollars", "fifty", "sixty", EG_EDIT_MONEY},
	    {"July 1, 2027,", "July 1, 2028,", "2027,", "2028,", EG_EDIT_DATE},
	    {"of March", "of April", "March", "April", EG_EDIT_DATE},
	    {"the first day", "the second day", "first", "second", EG_EDIT_NUMBER},
	    {"dog walkers", "cat walkers", "dog", "cat", EG_EDIT_WORDS},
	    {"public parks", "Public Parks,", "public parks", "Public Parks,", EG_EDIT_TYPOGRAPHIC},
	};

	(void)state;
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		char text[2048];
		const char *at = strstr(base, cases[i].from);
		const struct eg_redline_section *row = NULL;
		struct eg_redline *r;

		snprintf(text, sizeof(text), "%.*s%s%s", (int)(at - base), base, cases[i].to,
		    at + strlen(cases[i].from));
		r = compare_texts(base, text);
		for (size_t k = 0; k < r->n_sections; k++) {
			if (r->section[k].status == EG_ROW_SAME)
				continue;
			CHECK(row == NULL);
			row = &r->section[k];
		}
		CHECK(row != NULL);
		CHECK_INT(row->status, EG_ROW_CHANGED);
		CHECK_INT(row->n_edits, 1);
		check_edit(r, &row->edit[0], cases[i].was, cases[i].is, cases[i].what);
	}
}

static void
references_and_item_marks__have_their_classes(void **state)
{
	struct eg_redline *r = compare_texts("Section 1. Under section 3 of this act:\n(a) dogs "
					     "walk;\n(b) cats sleep all day long.\n",
	    "Section 1. Under section 4 of this act:\n(1) dogs walk;\n(2) cats sleep all day "
	    "long.\n");
	const struct eg_redline_section *row = row_of(r, "Section 1.");

	(void)state;
	CHECK_INT(row->n_edits, 3);
	check_edit(r, &row->edit[0], "3", "4", EG_EDIT_REFERENCE);
	check_edit(r, &row->edit[1], "(a)", "(1)", EG_EDIT_NUMBERING);
	check_edit(r, &row->edit[2], "(b)", "(2)", EG_EDIT_NUMBERING);
}

static void
decimal_numbers__are_not_typography(void **state)
{
	struct eg_redline *r = compare_texts("Section 1. A fee of $1.50 and 16.5 parts of it.\n",
	    "Section 1. A fee of $150 and 165 parts of it.\n");
	const struct eg_redline_section *row = row_of(r, "Section 1.");

	(void)state;
	CHECK(row->n_edits >= 1);
	for (size_t i = 0; i < row->n_edits; i++)
		CHECK(row->edit[i].what != EG_EDIT_TYPOGRAPHIC);
}

static void
section__moved_and_edited__is_moved(void **state)
{
	struct eg_redline *r = compare_texts(base,
	    "A BILL FOR AN ACT\n\nSection 1. Fees. A walker must pay a fee of forty dollars to the "
	    "treasurer before the first day of "
	    "March in every even year.\n\nSection 2. Purpose. " PURPOSE
	    "\n\nSection 3. Duties. " DUTIES "\n\nSection 4. Effective date. " DATE "\n");
	const struct eg_redline_section *row = row_of(r, "Section 1.");

	(void)state;
	CHECK_INT(row->status, EG_ROW_MOVED);
	CHECK(row->edited && row->renumbered);
	CHECK_INT(row->old_index, 3);
	CHECK_INT(row->n_edits, 2);
	check_edit(r, &row->edit[0], "Section 3.", "Section 1.", EG_EDIT_NUMBERING);
	check_edit(r, &row->edit[1], "fifty", "forty", EG_EDIT_MONEY);
	CHECK_INT(r->summary.moved_sections, 1);
	CHECK_INT(r->summary.renumbered_sections, 3);
	CHECK_INT(
	    r->summary.changed_sections + r->summary.added_sections + r->summary.removed_sections,
	    0);
}

static void
section__inserted__renumbers_the_rest_once(void **state)
{
	struct eg_redline *r = compare_texts(base,
	    "A BILL FOR AN ACT\n\nSection 1. Purpose. " PURPOSE
	    "\n\nSection 2. Names. The act has a short name that "
	    "nobody will ever use in court.\n\nSection 3. Duties. " DUTIES
	    "\n\nSection 4. Fees. " FEES "\n\nSection 5. Effective date. " DATE "\n");

	(void)state;
	CHECK_INT(r->summary.added_sections, 1);
	CHECK_INT(r->summary.renumbered_sections, 3);
	CHECK_INT(r->summary.changed_sections, 0);
	CHECK_INT(r->summary.moved_sections, 0);
	CHECK_INT(row_of(r, "Section 2.")->status, EG_ROW_ADDED);
	CHECK_INT(row_of(r, "Section 5.")->status, EG_ROW_SAME);
	CHECK_INT(row_of(r, "Section 5.")->renumbered, true);
}

static void
section__removed__stands_after_the_one_before_it(void **state)
{
	struct eg_redline *r = compare_texts(base,
	    "A BILL FOR AN ACT\n\nSection 1. Purpose. " PURPOSE "\n\nSection 2. Fees. " FEES
	    "\n\nSection 3. Effective date. " DATE "\n");

	(void)state;
	CHECK_INT(r->summary.removed_sections, 1);
	CHECK_INT(r->n_sections, 5);
	CHECK_INT(r->section[2].status, EG_ROW_REMOVED);
	CHECK_INT(r->section[2].old_index, 2);
	CHECK_INT(r->summary.renumbered_sections, 2);
}

static void
labels__decide__whatever_the_words_say(void **state)
{
	struct eg_doc_section a[2] = {
	    {.label = "x", .designator = "1.", .heading = "", .start = 0, .end = 12, .body = 0},
	    {.label = "y", .designator = "2.", .heading = "", .start = 12, .end = 22, .body = 12}};
	struct eg_doc_section b[2] = {
	    {.label = "y", .designator = "1.", .heading = "", .start = 0, .end = 12, .body = 0},
	    {.label = "z", .designator = "2.", .heading = "", .start = 12, .end = 24, .body = 12}};
	struct eg_doc was = {.name = "a",
	    .text = "1. dogs run\n2. cats sit\n",
	    .n = 22,
	    .section = a,
	    .n_sections = 2};
	struct eg_doc is = {.name = "b",
	    .text = "1. dogs run\n2. fish fly\n",
	    .n = 24,
	    .section = b,
	    .n_sections = 2};
	struct eg_redline *r;
	struct eg_err err = {0};

	(void)state;
	CHECK_OK(eg_redline_make(&was, &is, NULL, &r, &err));
	CHECK_INT(r->section[1].new_index, 0);
	CHECK_INT(r->section[1].old_index, 1);
	eg_redline_free(r);
}

static uint32_t seed = 99;

static uint32_t
roll(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)(seed >> 4) * below >> 28);
}

/* Any texts at all give a redline that proves itself (eg_redline_make aborts otherwise). */
static void
random_texts__prove_themselves(void **state)
{
	static const char *const bits[] = {"Section 1. ", "SECTION 2. ", "Sec. 3. ", "\n", "\n\n",
	    "ARTICLE I", "dog ", "cat ", "shall ", "may ", "(a) ", "1. ", " ", "\xC2\xA7 4. ",
	    "\xE2\x80\x9Cx\xE2\x80\x9D ", "July 4, 2026 ", "$5 ", "NEW SECTION. ", "the ", "of ",
	    "\f", "\xC2\xA0", "\xFF", "- 3 -\n", "x"};
	char text[2][4096];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		size_t n[2] = {0, 0};

		for (int t = 0; t < 2; t++) {
			for (uint32_t k = roll(120); k > 0; k--) {
				const char *s = bits[roll(EG_COUNT(bits))];

				memcpy(text[t] + n[t], s, strlen(s));
				n[t] += strlen(s);
			}
		}
		if (round % 2 == 0) { /* an edited copy */
			size_t cut = roll((uint32_t)n[0] + 1), drop = roll(40);

			drop = cut + drop > n[0] ? n[0] - cut : drop;
			memcpy(text[1], text[0], cut);
			memcpy(text[1] + cut, text[0] + cut + drop, n[0] - cut - drop);
			n[1] = n[0] - drop;
		}
		compare(text[0], n[0], text[1], n[1]);
	}
}

static void
corpus_and_prints__prove_themselves(void **state)
{
	static const struct {
		const char *was, *is;
	} pairs[] = {
	    {"corpus/nlc-nurse/tn-63-7-401.txt", "corpus/nlc-nurse/vt-1647.txt"},
	    {"corpus/uifsa/co-14-5-101.txt", "corpus/uifsa/nd-14-12.2-01.txt"},
	    {"corpus/fed-uslm-samples/us-H2157_IH.txt", "corpus/fed-uslm-samples/us-h2157_enr.txt"},
	    {"corpus/wa-big/wa-5092-S.txt", "corpus/wa-big/wa-5693-S.txt"},
	    {"prints/wa/2025-2026-HB1023/1023-S-Substitute-Bill.txt",
		"prints/wa/2025-2026-HB1023/1023-S.PL-Substitute-Passed-Legislature.txt"},
	    {"prints/tx/892-SB3/SB00003E-Engrossed.txt", "prints/tx/892-SB3/SB00003F-Enrolled.txt"},
	};

	(void)state;
	for (size_t i = 0; i < EG_COUNT(pairs); i++) {
		const char *path = eg_test_shared(pairs[i].was);
		struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT;
		struct eg_err err = {0};

		if (path == NULL)
			continue;
		CHECK_OK(eg_file_read(path, EG_FILE_MAX, &a, &err));
		if ((path = eg_test_shared(pairs[i].is)) != NULL) {
			CHECK_OK(eg_file_read(path, EG_FILE_MAX, &b, &err));
			compare(a.p, a.n, b.p, b.n);
			if (i == 0) {
				CHECK_INT(made->summary.old_words, 6644);
				CHECK_INT(made->summary.deleted_words, 669);
				CHECK_INT(made->summary.inserted_words, 1044);
				CHECK_INT(made->summary.renumbered_sections, 11);
				CHECK_INT(made->summary.moved_sections, 0);
			}
		}
		eg_buf_clear(&a);
		eg_buf_clear(&b);
	}
}

static void
one_line_of_ten_megabytes__is_compared(void **state)
{
	size_t n = 10 * 1000 * 1000;
	char *a = malloc(n), *b = malloc(n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		a[i] = i % 7 == 6 ? ' ' : (char)('a' + roll(3));
		b[i] = i % 6 == 5 ? ' ' : (char)('a' + roll(3));
	}
	compare(a, n, b, n);
	memset(a, 'x', n);
	for (size_t i = 0; i < n; i++)
		b[i] = "word "[i % 5];
	compare(a, n, b, n);
	compare(b, n, b, n / 2);
	CHECK_INT(made->summary.deleted_words, n / 10);
	free(a);
	free(b);
}

static int
tidy(void **state)
{
	(void)state;
	eg_redline_free(made);
	eg_doc_free(docs[0]);
	eg_doc_free(docs[1]);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(same_words__in_other_lines__are_the_same),
	    cmocka_unit_test(one_word__changed__is_one_edit_with_its_class),
	    cmocka_unit_test(references_and_item_marks__have_their_classes),
	    cmocka_unit_test(decimal_numbers__are_not_typography),
	    cmocka_unit_test(section__moved_and_edited__is_moved),
	    cmocka_unit_test(section__inserted__renumbers_the_rest_once),
	    cmocka_unit_test(section__removed__stands_after_the_one_before_it),
	    cmocka_unit_test(labels__decide__whatever_the_words_say),
	    cmocka_unit_test(random_texts__prove_themselves),
	    cmocka_unit_test(corpus_and_prints__prove_themselves),
	    cmocka_unit_test(one_line_of_ten_megabytes__is_compared),
	};

	return cmocka_run_group_tests(tests, NULL, tidy);
}
