/* What may be excused, passages that move, sections split and merged, references that follow. */
#include "check.h"

#include "base/mem.h"

#include <engross/compare.h>

static struct eg_doc *docs[2];
static struct eg_redline *made;

static const struct eg_redline *
compare(const char *was, const char *is, unsigned excuse, bool spacing)
{
	struct eg_redline_options how = {.excuse = excuse, .count_spacing = spacing};
	struct eg_err err = {0};
	struct eg_buf out = EG_BUF_INIT;

	eg_redline_free(made);
	eg_doc_free(docs[0]);
	eg_doc_free(docs[1]);
	CHECK_OK(eg_doc_read(was, strlen(was), "old.txt", NULL, &docs[0], &err));
	CHECK_OK(eg_doc_read(is, strlen(is), "new.txt", NULL, &docs[1], &err));
	CHECK_OK(eg_redline_make(docs[0], docs[1], &how, &made, &err));
	eg_buf_init(&out, 0);
	eg_redline_accept(made, &out);
	CHECK_STR(eg_buf_cstr(&out), docs[1]->text);
	eg_buf_reset(&out);
	eg_redline_reject(made, &out);
	CHECK_STR(eg_buf_cstr(&out), docs[0]->text);
	eg_buf_clear(&out);
	return made;
}

static void
each_difference__is_excused_by_its_name_alone(void **state)
{
	static const struct {
		const char *was, *is;
		unsigned by;
	} pairs[] = {
	    {"The “act” it is – so.", "The \"act\" it is - so.", EG_EXCUSE_QUOTES},
	    {"THE Board SHALL act.", "the board shall act.", EG_EXCUSE_CAPITALS},
	    {"Pay twenty-six (26) dollars.", "Pay 26 dollars.", EG_EXCUSE_NUMBERS},
	    {"Within thirty days of one hundred twenty (120) hours.",
		"Within 30 days of one hundred twenty hours.", EG_EXCUSE_NUMBERS},
	    {"It is: a. here; 2. there.", "It is: (a) here; (2) there.", EG_EXCUSE_ENUMERATORS},
	    {"It ends here, and there;", "It ends here and there.", EG_EXCUSE_PUNCTUATION},
	    {"The pre-licensure check.", "The prelicensure check.", EG_EXCUSE_HYPHENS},
	    {"The pre licensure check.", "The prelicensure check.", EG_EXCUSE_SPACING},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const struct eg_redline *r = compare(pairs[i].was, pairs[i].is, pairs[i].by, false);

		CHECK(eg_redline_is_same(r));
		CHECK_INT(r->summary.deleted_words + r->summary.inserted_words, 0);
		CHECK(!eg_redline_is_same(compare(pairs[i].was, pairs[i].is, 0, false)));
	}
}

static void
excused__leaves_what_matters(void **state)
{
	const struct eg_redline *r =
	    compare("Section 1. The “Board” SHALL pay thirty (30) dollars.\n",
		"Section 1. The \"board\" may pay 31 dollars.\n", ~0u, false);

	(void)state;
	CHECK_INT(r->summary.deleted_words, 2);
	CHECK_INT(r->summary.inserted_words, 2);
}

static void
spacing__counts_only_when_asked(void **state)
{
	(void)state;
	CHECK(eg_redline_is_same(compare("The  board\nacts.", "The board acts.", 0, false)));
	CHECK(!eg_redline_is_same(compare("The  board\nacts.", "The board acts.", 0, true)));
	CHECK_INT(made->summary.deleted_words, 0);
	CHECK_INT(made->section[0].n_edits, 2);
}

static const char two[] =
    "Section 1. Duties. The department shall adopt rules for every walker of dogs in the city. It "
    "shall keep a register of all walkers, open to the public at any hour of business.\n\n"
    "Section 2. Fees. The treasurer sets fees under section 1 and may waive them for good cause.\n";

static void
passage__to_a_new_section__is_a_move_and_a_split(void **state)
{
	const struct eg_redline *r = compare(two,
	    "Section 1. Duties. The department shall adopt rules for every walker of dogs in the "
	    "city.\n\nSection 2. Register. It shall keep a register of all walkers, open to the "
	    "public "
	    "at any hour of business.\n\nSection 3. Fees. The treasurer sets fees under section 1 "
	    "and "
	    "may waive them for good cause.\n",
	    0, false);
	size_t ends = 0;

	(void)state;
	CHECK_INT(r->n_moves, 1);
	for (size_t i = 0; i < r->n_sections; i++)
		for (size_t k = 0; k < r->section[i].n_edits; k++)
			ends += r->section[i].edit[k].what == EG_EDIT_MOVE &&
				r->section[i].edit[k].move == 1;
	CHECK_INT(ends, 2);
	CHECK_INT(r->n_splits, 1);
	CHECK(!r->split[0].merge);
	CHECK_INT(r->split[0].n_parts, 2);
}

static void
two_sections__made_one__are_a_merge(void **state)
{
	const struct eg_redline *r = compare(
	    "Section 1. Duties. The department shall adopt rules for every walker of dogs in the "
	    "city.\n\nSection 2. Register. It shall keep a register of all walkers, open to the "
	    "public "
	    "at any hour of business.\n\nSection 3. Fees. The treasurer sets fees and may waive "
	    "them "
	    "for good cause.\n",
	    "Section 1. Duties. The department shall adopt rules for every walker of dogs in the "
	    "city. "
	    "It shall keep a register of all walkers, open to the public at any hour of "
	    "business.\n\nSection 2. Fees. The treasurer sets fees and may waive them for good "
	    "cause.\n",
	    0, false);

	(void)state;
	CHECK_INT(r->n_splits, 1);
	CHECK(r->split[0].merge);
	CHECK_INT(r->split[0].n_parts, 2);
}

static void
references__that_follow_the_numbers__are_consequential(void **state)
{
	const struct eg_redline *r = compare(
	    "Section 1. Duties. The department acts under section 2 and section 9 of the code.\n\n"
	    "Section 2. Fees. The treasurer sets fees and may waive them for good cause shown.\n",
	    "Section 1. Findings. Dogs must walk every day for their health.\n\nSection 2. Duties. "
	    "The "
	    "department acts under section 3 and section 8 of the code.\n\nSection 3. Fees. The "
	    "treasurer sets fees and may waive them for good cause shown.\n",
	    0, false);
	size_t follows = 0, others = 0;

	(void)state;
	for (size_t i = 0; i < r->n_sections; i++)
		for (size_t k = 0; k < r->section[i].n_edits; k++) {
			const struct eg_edit *e = &r->section[i].edit[k];

			follows += e->consequential;
			others += e->what == EG_EDIT_REFERENCE && !e->consequential;
		}
	CHECK_INT(follows, 1);
	CHECK_INT(others, 1);
}

static void
text_without_lines__takes_the_sections_of_the_other(void **state)
{
	static char was[8192], is[8192];
	struct eg_err err = {0};

	(void)state;
	was[0] = '\0';
	for (int i = 1; i <= 8; i++)
		snprintf(was + strlen(was), sizeof(was) - strlen(was),
		    "63-7-40%d. Part %c. The board shall do what part %d of this compact wants of "
		    "it, and keep a record of the %d things done in that year by each of its "
		    "members "
		    "and staff, in good order.\n\n",
		    i, 'A' + i, i * 7, i * 13);
	snprintf(is, sizeof(is), "%s", was);
	for (char *p = is; *p != '\0'; p++)
		*p = *p == '\n' ? ' ' : *p;
	memcpy(strstr(is, "shall"), "might", 5);
	for (int i = 0; i < 2; i++)
		eg_doc_free(docs[i]);
	CHECK_OK(eg_doc_read(was, strlen(was), "old.txt", NULL, &docs[0], &err));
	CHECK_OK(eg_doc_read(is, strlen(is), "new.txt", NULL, &docs[1], &err));
	CHECK(docs[1]->n_sections < 4);
	eg_doc_cut_like(docs[0], docs[1]);
	eg_redline_free(made);
	CHECK_OK(eg_redline_make(docs[0], docs[1], NULL, &made, &err));
	CHECK_INT(made->summary.changed_sections, 1);
	CHECK_INT(made->summary.added_sections + made->summary.removed_sections, 0);
	CHECK_STR(docs[1]->section[docs[1]->n_sections - 1].designator, "63-7-408.");
}

static void
gravity__puts_duties_before_typography(void **state)
{
	const struct eg_redline *r = compare("Section 1. The “board” shall meet, and pay $5.\n",
	    "Section 1. The \"board\" may meet, and pay $6.\n", 0, false);
	struct eg_graded *v;
	size_t n = eg_redline_by_gravity(r, &v);

	(void)state;
	CHECK_INT(n, 3);
	CHECK_INT(v[0].edit->what, EG_EDIT_MODAL);
	CHECK_INT(v[1].edit->what, EG_EDIT_MONEY);
	CHECK_INT(v[2].edit->what, EG_EDIT_TYPOGRAPHIC);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_difference__is_excused_by_its_name_alone),
	    cmocka_unit_test(excused__leaves_what_matters),
	    cmocka_unit_test(spacing__counts_only_when_asked),
	    cmocka_unit_test(passage__to_a_new_section__is_a_move_and_a_split),
	    cmocka_unit_test(two_sections__made_one__are_a_merge),
	    cmocka_unit_test(references__that_follow_the_numbers__are_consequential),
	    cmocka_unit_test(text_without_lines__takes_the_sections_of_the_other),
	    cmocka_unit_test(gravity__puts_duties_before_typography),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
