/* Reading prints: what is taken out, what is left alone, where sections begin. */
#include "check.h"

#include "base/path.h"

#include <engross/doc.h>

static struct eg_doc *
read_named(const char *text, size_t n, const char *name)
{
	struct eg_err err = {0};
	struct eg_doc *d = NULL;

	CHECK_OK(eg_doc_read(text, n, name, NULL, &d, &err));
	return d;
}

static struct eg_doc *
read_text(const char *text)
{
	return read_named(text, strlen(text), "bill.txt");
}

static bool
removed(const struct eg_doc *d, const char *what)
{
	for (size_t i = 0; i < d->n_removed; i++)
		if (strstr(d->removed[i].what, what) != NULL)
			return true;
	return false;
}

/* The sections cover the whole text in order. */
static void
check_cover(const struct eg_doc *d)
{
	CHECK(d->n_sections > 0);
	CHECK_INT(d->section[0].start, 0);
	CHECK_INT(d->section[d->n_sections - 1].end, d->n);
	for (size_t i = 0; i < d->n_sections; i++) {
		const struct eg_doc_section *s = &d->section[i];

		CHECK(s->start <= s->body && s->body <= s->end);
		if (i > 0)
			CHECK_INT(s->start, s[-1].end);
	}
}

static const struct eg_doc_section *
section(const struct eg_doc *d, const char *designator)
{
	for (size_t i = 0; i < d->n_sections; i++)
		if (strcmp(d->section[i].designator, designator) == 0)
			return &d->section[i];
	fprintf(stderr, "no section '%s' among %zu:\n", designator, d->n_sections);
	for (size_t i = 0; i < d->n_sections; i++)
		fprintf(stderr, "  '%s' '%s'\n", d->section[i].designator, d->section[i].heading);
	fail();
	return NULL;
}

static void
clean_text__is_left_byte_for_byte(void **state)
{
	static const char text[] =
	    "A BILL\n\n  For an act.\n\nSection 1. Short title.\n\tThis act\xC2\xA0is  new.\n10 "
	    "members shall\nserve. 12\n\n\nSec. 2. Done-\nness  ";
	struct eg_doc *d = read_text(text);

	(void)state;
	CHECK_STR(d->text, text);
	CHECK_INT(d->n_removed, 0);
	check_cover(d);
	CHECK_INT(d->n_sections, 3);
	CHECK_INT(section(d, "Section 1.")->line, 5);
	CHECK_STR(section(d, "Section 1.")->heading, "Short title");
	eg_doc_free(d);
}

static void
stamps_of_a_browser__on_printed_pages__are_taken_out(void **state)
{
	struct eg_doc *d = read_text(
	    "11/24/26, 9:31 AM        HB 1 - Bill Text\n\nAN ACT on dogs.\nSection 1. Dogs "
	    "are\n https://leg.example/HB1.htm?x=1                    1/2\n\f11/24/26, 9:31 "
	    "AM        HB 1 - Bill Text\nfree from 11/24/26, 9:31 AM on.\n "
	    "https://leg.example/HB1.htm?x=1                    2/2\n");

	(void)state;
	CHECK_STR(
	    d->text, "\nAN ACT on dogs.\nSection 1. Dogs are\nfree from 11/24/26, 9:31 AM on.\n");
	eg_doc_free(d);
}

/* A bill's last page often holds two lines. */
static void
margin_numbers__on_a_last_page_of_two_lines__are_taken_out(void **state)
{
	char text[8192];
	struct eg_doc *d;

	(void)state;
	for (int feeds = 0; feeds < 2; feeds++) {
		size_t n = 0;

		for (int page = 1; page <= 2; page++) {
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%s    Dogs Act\n\n",
			    feeds && page > 1 ? "\f" : "");
			for (int i = 1; i <= 24; i++)
				n += (size_t)snprintf(text + n, sizeof(text) - n,
				    "%3d  of dogs and the keeping of %d of them\n", i,
				    page * 100 + i);
			n += (size_t)snprintf(text + n, sizeof(text) - n, "\n     - %d -\n", page);
		}
		snprintf(text + n, sizeof(text) - n,
		    "%s    Dogs Act\n\n  1 and of 3 cats, and to this end\n  2 it is "
		    "severable.\n\n"
		    "     - 3 -\n",
		    feeds ? "\f" : "");
		d = read_text(text);
		CHECK(
		    strstr(d->text, "and of 3 cats, and to this end\nit is severable.\n") != NULL);
		CHECK(strstr(d->text, " 1 and") == NULL);
		CHECK(strstr(d->text, " 2 it") == NULL);
		eg_doc_free(d);
	}
}

static void
margin_numbers__running_down_the_lines__are_taken_out(void **state)
{
	struct eg_doc *d =
	    read_text("SENATE BILL NO. 1\n1 AN ACT\n2 RELATING TO DOGS; PROVIDING AN EF-\n3 "
		      "FECTIVE DATE.\n4 Be It Enacted:\n5 SECTION 1. That 12 dogs and self-\n"
		      "6 governing cats live\nSB1 draft 7\n\n2\n1 here.\n2\n3 SECTION 2. Dogs are "
		      "free.\n4 They bark 5 times.\n5 And more.\nSB1 draft 7\n\n");

	(void)state;
	CHECK_STR(d->text, "SENATE BILL NO. 1\nAN ACT\nRELATING TO DOGS; PROVIDING AN EFFECTIVE "
			   "DATE.\nBe It Enacted:\n"
			   "SECTION 1. That 12 dogs and self-governing cats live\nhere.\n\nSECTION "
			   "2. Dogs are free.\nThey bark 5 times.\nAnd more.\n");
	CHECK(removed(d, "margin line numbers"));
	CHECK(removed(d, "page number"));
	CHECK(removed(d, "page head or foot"));
	CHECK(removed(d, "hyphen"));
	CHECK_INT(section(d, "SECTION 2.")->page, 2);
	CHECK_INT(section(d, "SECTION 2.")->line, 3);
	check_cover(d);
	eg_doc_free(d);
}

static void
form_feeds__with_repeated_heads__are_pages(void **state)
{
	struct eg_doc *d =
	    read_text("H. B. 7 as introduced\n\nSection 1. One is here.\n\nPage 1\n\fH. B. 7 as "
		      "introduced\n\nmore of one\n\nPage 2\n"
		      "\fH. B. 7 as introduced\n\nSection 2. Two is here.\n\nPage 3\n");

	(void)state;
	CHECK(strstr(d->text, "Page 2") == NULL);
	CHECK(strstr(d->text, "\f") == NULL);
	CHECK_HAS(d->text, "H. B. 7 as introduced\n"); /* the first page keeps its head */
	CHECK(strstr(strstr(d->text, "H. B. 7") + 4, "H. B. 7") == NULL);
	CHECK_INT(section(d, "Section 2.")->page, 3);
	eg_doc_free(d);
}

static void
mojibake__is_put_right(void **state)
{
	struct eg_doc *d =
	    read_text("\xC3\xAF\xC2\xBB\xC2\xBFNEW SECTION.\xC3\x82\xC2\xA0 Sec. 1. The "
		      "\xC3\xA2\xE2\x82\xAC\xC5\x93"
		      "act\xC3\xA2\xE2\x82\xAC\xC2\x9D of Jos\xC3\x83\xC2\xA9.\r\nNext\r\n");

	(void)state;
	CHECK_STR(d->text, "NEW SECTION.\xC2\xA0 Sec. 1. The \xE2\x80\x9C"
			   "act\xE2\x80\x9D of Jos\xC3\xA9.\nNext\n");
	CHECK(removed(d, "encoded twice"));
	CHECK_STR(d->section[0].designator, "Sec. 1.");
	eg_doc_free(d);
}

static void
bytes_that_are_no_utf8__become_utf8(void **state)
{
	struct eg_doc *d = read_text("\xEF\xBB\xBFThe \x93"
				     "act\x94 \xA7 3\n");

	(void)state;
	CHECK_STR(d->text, "The \xE2\x80\x9C"
			   "act\xE2\x80\x9D \xC2\xA7 3\n");
	eg_doc_free(d);
	d = read_named("\xFF\xFE"
		       "A\0 \0B\0",
	    8, "x.txt");
	CHECK_STR(d->text, "A B");
	eg_doc_free(d);
}

static void
html__loses_its_tags_and_keeps_its_blocks(void **state)
{
	static const char text[] =
	    "<!DOCTYPE "
	    "html>\n<html><head><title>no</title><style>p{}</style></head><body><nav>menu</nav>\n"
	    "<a class=\"skip\" href=\"#text\">Skip to the text</a>"
	    "<h1 data-page-name>Dogs Act</h1><p>SECTION 1.&nbsp;Short "
	    "<b>title</b>.</p><p>Dogs &amp; cats&#8212;5 &lt; "
	    "6</p><script>x()</script>"
	    "<table><tr><td>a</td><td>b</td></tr></table><!-- c --></body></html>";
	struct eg_doc *d = read_named(text, sizeof(text) - 1, "x.html");

	(void)state;
	CHECK_STR(d->text, "SECTION 1.\xC2\xA0Short title.\nDogs & cats\xE2\x80\x94"
			   "5 < 6\na b\n");
	CHECK_STR(d->section[0].designator, "SECTION 1.");
	eg_doc_free(d);
}

/* New Jersey and New Hampshire number sections without a word. */
static void
bare_numbers__after_the_enacting_clause__make_sections(void **state)
{
	static const char *const texts[] = {
	    "AN ACT on dogs.\n\nBE IT ENACTED by the Senate:\n\n1. This act is the Dog Act.\n\n2. "
	    "a. "
	    "Dogs may bark.\n\nb. The list:\n1. one;\n2. two;\n3. three.\n\n3. Cats may not.\n",
	    "AN ACT on dogs.\n\nBe it Enacted by the Senate:\n\n1 Title. This act is the Dog "
	    "Act.\n\n2 "
	    "New Chapter; Dogs. Dogs may bark:\n1. one;\n2. two;\n3. three.\n\n3 Cats. Cats may "
	    "not.\n"};
	static const char none[] =
	    "AN ACT on dogs.\n\nBe it enacted:\n\nSection 1. Dogs shall:\n1. "
	    "Bark.\n2. Sleep.\n";
	struct eg_doc *d;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		d = read_text(texts[i]);
		CHECK_INT(d->n_sections, 4);
		CHECK(strncmp(d->section[3].designator, "3", 1) == 0);
		CHECK(strstr(d->text + d->section[3].start, "Cats may not") != NULL);
		eg_doc_free(d);
	}
	d = read_text(none);
	CHECK_INT(d->n_sections, 2);
	eg_doc_free(d);
}

static void
headings__in_every_printed_form__make_sections(void **state)
{
	static const char *const forms[][2] = {
	    {"SECTION 1. Short title.\nText.\n", "SECTION 1."},
	    {"* Sec. 3. AS 18.08 is amended.\n", "Sec. 3."},
	    {"*Section 1. AS 18.08 is amended.\n", "Section 1."},
	    {"NEW SECTION. Sec. 4. A new section.\n", "Sec. 4."},
	    {"14-12.2-44. (610) Effect of registration.\nText.\n", "14-12.2-44."},
	    {"\xC2\xA7 2. Section 5 of the law.\n", "\xC2\xA7 2."},
	    {"Section 24-76.7-101. Definitions.\n", "Section 24-76.7-101."},
	    {"58-88-101. Heading words.\n", "58-88-101."},
	    {"54-3508A. DIETITIAN COMPACT. The compact\n", "54-3508A."},
	    {"ARTICLE IV\nPowers\n", "ARTICLE IV"},
	    {"Article I. Findings and purpose\n", "Article I."},
	    {"1. That \xC2\xA7 2.2-1 of the Code of Virginia is amended:\n", "1."},
	    {"SEC. 2. DEFINITIONS.\n", "SEC. 2."},
	    {"Sec. 16335. (1) Fees for a person\n", "Sec. 16335."},
	    {"Art\xC3\xAD"
	     "culo 3.- Se enmienda.\n",
		"Art\xC3\xAD"
		"culo 3.-"},
	    {"PART 1 GENERAL PROVISIONS\n", "PART 1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		char text[512];
		struct eg_doc *d;

		snprintf(text, sizeof(text), "A bill for an act.\n\n%s", forms[i][0]);
		d = read_text(text);
		if (d->n_sections != 2)
			fprintf(stderr, "%zu sections in: %s", d->n_sections, forms[i][0]);
		CHECK_INT(d->n_sections, 2);
		CHECK_STR(d->section[1].designator, forms[i][1]);
		check_cover(d);
		eg_doc_free(d);
	}
}

static void
references__in_a_sentence__are_no_headings(void **state)
{
	struct eg_doc *d = read_text("SECTION 1. A person described in Section 3. The person "
				     "under\nSection 4. The rest of ARTICLE V of the\n"
				     "Constitution and\n\xC2\xA7 16-1. Another, see Article IV. "
				     "And Sec. 9 of it.\n12 of them.\n3. Item three.\n");

	(void)state;
	CHECK_INT(d->n_sections, 1);
	eg_doc_free(d);
}

static void
run_together_text__still_has_sections(void **state)
{
	struct eg_doc *d = read_text(
	    "BE IT ENACTED BY THE LEGISLATURE:NEW SECTION.\xC2\xA0 Sec. 1. A new section is "
	    "added:ARTICLE 1PURPOSEThe purpose is "
	    "good.ARTICLE 2DEFINITIONSAs used here, words mean things.Section 2. Section 53E-1-201 "
	    "is amended to read:53E-1-201. Dogs "
	    "and cats. (1) As in Section 16.502, Water Code. SECTION 3.  This act takes effect.");

	(void)state;
	check_cover(d);
	section(d, "Sec. 1.");
	section(d, "ARTICLE 1");
	section(d, "ARTICLE 2");
	section(d, "Section 2.");
	section(d, "53E-1-201.");
	section(d, "SECTION 3.");
	CHECK_INT(d->n_sections, 7);
	eg_doc_free(d);
}

static void
numbers_dropped_into_a_line__are_taken_out(void **state)
{
	struct eg_doc *d = read_text("part 178 are as 1 2 3 4 5 6 7 8 9 10 11 12 13 follows: (a) 1 "
				     "2 3 fees of 1 2 dollars\n");

	(void)state;
	CHECK_STR(d->text, "part 178 are as follows: (a) fees of 1 2 dollars\n");
	eg_doc_free(d);
}

static void
raw__keeps_everything(void **state)
{
	static const char text[] = "1 One\r\n2 Two\n3 Three\n4 Four\n5 Five\n6 Six\n";
	const struct eg_doc_options raw = {.raw = true};
	struct eg_err err = {0};
	struct eg_doc *d;

	(void)state;
	CHECK_OK(eg_doc_read(text, sizeof(text) - 1, "x", &raw, &d, &err));
	CHECK_STR(d->text, text);
	eg_doc_free(d);
	d = read_text(text);
	CHECK_STR(d->text, "One\nTwo\nThree\nFour\nFive\nSix\n");
	eg_doc_free(d);
}

static void
odd_texts__are_read_in_bounded_time(void **state)
{
	size_t n = 2 * 1000 * 1000;
	char *p = malloc(n);
	static const char *const units[] = {"a", " ", "\n", "Sec. 1. A", "1\n", "- 1 -\n\f",
	    "\xC3\x82", "(a)", "ARTICLE I", "word-\n", "<p>", "&#", "\xFF"};

	(void)state;
	for (size_t u = 0; u < sizeof(units) / sizeof(units[0]); u++) {
		size_t w = strlen(units[u]);
		struct eg_doc *d;

		for (size_t i = 0; i < n; i++)
			p[i] = units[u][i % w];
		d = read_named(p, n, "x.html");
		check_cover(d);
		eg_doc_free(d);
	}
	memcpy(p, "<html>", 6);
	for (size_t i = 6; i < n; i++)
		p[i] = "<nav><!--&amp"[i % 13];
	eg_doc_free(read_named(p, n, "x.html"));
	eg_doc_free(read_named("", 0, "empty"));
	free(p);
}

/* Real prints: the margin numbers and heads are gone, sections are found. */
static void
prints__of_seven_legislatures(void **state)
{
	static const struct {
		const char *path, *section, *gone;
		size_t least;
	} prints[] = {
	    {"prints/id/2026-S1284/S1284-Bill-Text.txt", "54-3508A.", "\n12 ", 17},
	    {"prints/mi/2025-2026-HB4309/2025-HCVBH-4309-0N297-Substitute-H-1-2.txt", "Sec. 16188.",
		"6zf3g0", 15},
	    {"prints/tx/892-SB3/SB00003F-Enrolled.txt", "Sec. 16.501.", "Bill Text", 8},
	    {"prints/wa/2025-2026-HB1023/1023-S-Substitute-Bill.txt", "ARTICLE 15", "--- END", 18},
	    {"prints/ut/2026-HB448/CP-HB0448-To-HB0448S01-Comparison-to-Original-Bill.txt",
		"53E-8-205.", "- 16 -", 14},
	    {"prints/sc/2025-2026-H3570/3570-20250205-02052025.txt", "Section 8-13-1100.",
		"last updated", 8},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(prints) / sizeof(prints[0]); i++) {
		const char *path = eg_test_shared(prints[i].path);
		struct eg_buf b = EG_BUF_INIT;
		struct eg_err err = {0};
		struct eg_doc *d;

		if (path == NULL)
			continue;
		CHECK_OK(eg_file_read(path, EG_FILE_MAX, &b, &err));
		d = read_named(eg_buf_cstr(&b), b.n, path);
		check_cover(d);
		section(d, prints[i].section);
		CHECK(d->n_sections >= prints[i].least);
		CHECK(strstr(d->text, prints[i].gone) == NULL);
		eg_doc_free(d);
		eg_buf_clear(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(clean_text__is_left_byte_for_byte),
	    cmocka_unit_test(margin_numbers__running_down_the_lines__are_taken_out),
	    cmocka_unit_test(stamps_of_a_browser__on_printed_pages__are_taken_out),
	    cmocka_unit_test(margin_numbers__on_a_last_page_of_two_lines__are_taken_out),
	    cmocka_unit_test(form_feeds__with_repeated_heads__are_pages),
	    cmocka_unit_test(mojibake__is_put_right),
	    cmocka_unit_test(bytes_that_are_no_utf8__become_utf8),
	    cmocka_unit_test(html__loses_its_tags_and_keeps_its_blocks),
	    cmocka_unit_test(bare_numbers__after_the_enacting_clause__make_sections),
	    cmocka_unit_test(headings__in_every_printed_form__make_sections),
	    cmocka_unit_test(references__in_a_sentence__are_no_headings),
	    cmocka_unit_test(run_together_text__still_has_sections),
	    cmocka_unit_test(numbers_dropped_into_a_line__are_taken_out),
	    cmocka_unit_test(raw__keeps_everything),
	    cmocka_unit_test(odd_texts__are_read_in_bounded_time),
	    cmocka_unit_test(prints__of_seven_legislatures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
