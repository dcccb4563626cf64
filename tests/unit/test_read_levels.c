/* Items inside sections, their levels, and what prints do to their margins, marks and spaces. */
#include "check.h"

#include "base/mem.h"

#include <engross/buf.h>
#include <engross/doc.h>
#include <time.h>

static struct eg_doc *doc;

static struct eg_doc *
read_text(const char *text, const char *name, bool as_amended)
{
	struct eg_doc_options how = {.as_amended = as_amended};
	struct eg_err err = {0};

	eg_doc_free(doc);
	CHECK_OK(eg_doc_read(text, strlen(text), name, &how, &doc, &err));
	return doc;
}

static const char *
path_of(const char *word)
{
	static char path[256];
	const char *at = strstr(doc->text, word);
	struct eg_doc_levels *l = eg_doc_levels_new(doc);
	struct eg_buf out = EG_BUF_INIT;

	CHECK(at != NULL);
	eg_buf_init(&out, 0);
	eg_doc_levels_path(l, (size_t)(at - doc->text), &out);
	snprintf(path, sizeof(path), "%s", eg_buf_cstr(&out));
	eg_buf_clear(&out);
	eg_doc_levels_free(l);
	return path;
}

static void
levels__of_four_kinds__are_cited(void **state)
{
	(void)state;
	read_text(
	    "Section 3. Duties.\n(a) The board shall alpha:\n(1) meet; beta\n(A) yearly "
	    "gamma;\n(i) in May delta; or\n(ii) in June epsilon.\n(B) never zeta.\n(2) hush.\n(b) "
	    "It may theta.\n",
	    "x.txt", false);
	CHECK_STR(path_of("alpha"), "Section 3(a)");
	CHECK_STR(path_of("beta"), "Section 3(a)(1)");
	CHECK_STR(path_of("gamma"), "Section 3(a)(1)(A)");
	CHECK_STR(path_of("delta"), "Section 3(a)(1)(A)(i)");
	CHECK_STR(path_of("epsilon"), "Section 3(a)(1)(A)(ii)");
	CHECK_STR(path_of("zeta"), "Section 3(a)(1)(B)");
	CHECK_STR(path_of("hush"), "Section 3(a)(2)");
	CHECK_STR(path_of("theta"), "Section 3(b)");
}

static void
levels__i_v_and_x_as_letters__go_on_with_the_letters(void **state)
{
	char text[2048] = "Section 1. All.\n";

	(void)state;
	for (char c = 'a'; c <= 'z'; c++)
		snprintf(
		    text + strlen(text), sizeof(text) - strlen(text), "(%c) item-%c here.\n", c, c);
	read_text(text, "x.txt", false);
	CHECK_STR(path_of("item-i"), "Section 1(i)");
	CHECK_STR(path_of("item-v"), "Section 1(v)");
	CHECK_STR(path_of("item-x"), "Section 1(x)");
	CHECK_STR(path_of("item-z"), "Section 1(z)");
}

static void
levels__i_after_h__opens_a_level_where_ii_follows(void **state)
{
	(void)state;
	read_text(
	    "Section 1. All.\n(a) a.\n(b) b.\n(c) c.\n(d) d.\n(e) e.\n(f) f.\n(g) g.\n(h) for "
	    "these:\n(i) one-word;\n(ii) two-word;\n(iii) three;\n(iv) four;\n(v) five-word.\n(i) "
	    "letter-word.\n(j) last-word.\n",
	    "x.txt", false);
	CHECK_STR(path_of("one-word"), "Section 1(h)(i)");
	CHECK_STR(path_of("two-word"), "Section 1(h)(ii)");
	CHECK_STR(path_of("five-word"), "Section 1(h)(v)");
	CHECK_STR(path_of("letter-word"), "Section 1(i)");
	CHECK_STR(path_of("last-word"), "Section 1(j)");
}

static void
levels__a_reference_in_a_sentence__is_no_item(void **state)
{
	(void)state;
	read_text("Section 2. Fees.\n(a) Subject to (b) and section 4(c), the fee under subsection "
		  "(d) is alpha.\n(b) It is beta.\n",
	    "x.txt", false);
	CHECK_STR(path_of("alpha"), "Section 2(a)");
	CHECK_STR(path_of("beta"), "Section 2(b)");
}

static void
margins__after_the_words__are_taken_out(void **state)
{
	(void)state;
	read_text(
	    "AN ACT concerning 1\nLabor and Employment 2\nFOR the purpose of requiring 3\n"
	    "employers to provide leave; and 4\nproviding for 30 days of notice. 5\nSECTION 1. "
	    "Be it enacted, that 6\nleave shall be given. 7\n",
	    "x.txt", false);
	CHECK_STR(doc->text,
	    "AN ACT concerning \nLabor and Employment \nFOR the purpose of requiring "
	    "\nemployers to provide leave; and \nproviding for 30 days of notice. "
	    "\nSECTION 1. Be it enacted, that \nleave shall be given. \n");
	CHECK_INT(doc->section[1].line, 6);
}

static void
margins__page_and_line__are_taken_out(void **state)
{
	(void)state;
	read_text(
	    "  1  1 An Act establishing a requirement\n  1  2 for voters in person.\n  1  3 Be It "
	    "Enacted:\n  1  4 Section 1. A voter shall\n  1  5 present 12 things\n  1  6 when "
	    "voting.\n",
	    "x.txt", false);
	CHECK_HAS(doc->text, "Section 1. A voter shall\npresent 12 things\nwhen voting.");
}

static void
marks_on_lines_of_their_own__stay(void **state)
{
	char text[4096] = "";

	(void)state;
	for (int page = 1; page <= 6; page++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "H.B. No. 12\n\n(1)\n\nthe first of page %d; and\n\n(2)\n\nthe "
		    "second.\n\n%d\n\f",
		    page, page);
	read_text(text, "x.txt", false);
	CHECK(strstr(doc->text, "(1)") != NULL && strstr(doc->text, "(2)") != NULL);
}

static void
spacing__lost_and_put_in__is_mended(void **state)
{
	(void)state;
	read_text(
	    "ARTICLE 1PURPOSEThe purpose is this.This compact has objectives:(1)To act;(2)To "
	    "rest.The rest follows here.\nS ECTION 4. All parties are LEGAL LY bound, as legally "
	    "they must. Title IX OF THE ACT.",
	    "x.txt", false);
	CHECK_HAS(doc->text,
	    "PURPOSE\nThe purpose is this.\nThis compact has objectives:\n(1) To act;\n(2) "
	    "To rest.\nThe rest");
	CHECK_HAS(doc->text, "SECTION 4. All parties are LEGALLY bound");
	CHECK_HAS(doc->text, "IX OF THE ACT.");
}

static void
menus__of_a_web_page__are_taken_out(void **state)
{
	(void)state;
	read_text(
	    "HB 1 Text\nskip navigation\nSenate\nMembers\nHouse\nCommittees\nBill Status\nSite "
	    "Map\nHOUSE BILL 1\nA BILL to do good.\nBe it enacted: Section 1. Do good.\n"
	    "Home\nSite Map\nThis Web site is maintained by the clerk\n",
	    "x.txt", false);
	CHECK_STR(
	    doc->text, "HOUSE BILL 1\nA BILL to do good.\nBe it enacted: Section 1. Do good.\n");
	CHECK(doc->n_removed >= 2);
	CHECK_HAS(doc->removed[0].text, "skip navigation");
}

static void
struck_words__are_marked_and_left_out_on_demand(void **state)
{
	static const char
	    page[] = "<html><body><p>Sec. 1. The board <strike>shall</strike> <u>may</u> "
		     "meet.</p></body></html>",
	    wa[] = "Sec. 1. The board ((shall)) may meet.\n",
	    md[] = "EXPLANATION: [Brackets] indicate matter deleted from law.\nSec. 1. The "
		   "board [shall] MAY meet.\n",
	    plain[] = "Sec. 1. The board [the state board] may meet.\n";

	(void)state;
	read_text(page, "x.html", false);
	CHECK_INT(doc->n_marks, 2);
	CHECK(doc->mark[0].struck && !doc->mark[1].struck);
	CHECK(memcmp(doc->text + doc->mark[0].start, "shall", 5) == 0);
	read_text(page, "x.html", true);
	CHECK_HAS(doc->text, "The board  may meet.");
	read_text(wa, "x.txt", false);
	CHECK_INT(doc->n_marks, 1);
	read_text(wa, "x.txt", true);
	CHECK_STR(doc->text, "Sec. 1. The board  may meet.\n");
	read_text(md, "x.txt", true);
	CHECK_HAS(doc->text, "The board  MAY meet.");
	read_text(plain, "x.txt", true);
	CHECK_STR(doc->text, plain);
}

static void
nothing_but_brackets__is_read_in_bounded_time(void **state)
{
	size_t n = 2000000;
	char *text = malloc(n + 1);
	clock_t before = clock();

	(void)state;
	for (size_t i = 0; i < n; i++)
		text[i] = i % 7 == 6 ? '[' : '(';
	text[n] = '\0';
	memcpy(text, "brackets mean deletion ", 23);
	read_text(text, "x.txt", true);
	CHECK((clock() - before) / CLOCKS_PER_SEC < 5);
	free(text);
}

static void
places__of_words__are_page_and_line_of_the_print(void **state)
{
	size_t page, line;

	(void)state;
	read_text("1 SECTION 1. The board shall pro-\n2 vide rules and\n3 publish them.\n4 It may "
		  "act.\n5 More words.\n\f1 SECTION 2. The rest\n2 follows on a second\n3 page of "
		  "this\n4 "
		  "print here\n5 and ends.\n",
	    "x.txt", false);
	eg_doc_place(doc, (size_t)(strstr(doc->text, "publish") - doc->text), &page, &line);
	CHECK_INT(page, 1);
	CHECK_INT(line, 3);
	eg_doc_place(doc, (size_t)(strstr(doc->text, "provide") - doc->text), &page, &line);
	CHECK_INT(line, 1);
	eg_doc_place(doc, (size_t)(strstr(doc->text, "second") - doc->text), &page, &line);
	CHECK_INT(page, 2);
	CHECK_INT(line, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(levels__of_four_kinds__are_cited),
	    cmocka_unit_test(levels__i_v_and_x_as_letters__go_on_with_the_letters),
	    cmocka_unit_test(levels__i_after_h__opens_a_level_where_ii_follows),
	    cmocka_unit_test(levels__a_reference_in_a_sentence__is_no_item),
	    cmocka_unit_test(margins__after_the_words__are_taken_out),
	    cmocka_unit_test(margins__page_and_line__are_taken_out),
	    cmocka_unit_test(marks_on_lines_of_their_own__stay),
	    cmocka_unit_test(spacing__lost_and_put_in__is_mended),
	    cmocka_unit_test(menus__of_a_web_page__are_taken_out),
	    cmocka_unit_test(struck_words__are_marked_and_left_out_on_demand),
	    cmocka_unit_test(nothing_but_brackets__is_read_in_bounded_time),
	    cmocka_unit_test(places__of_words__are_page_and_line_of_the_print),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
