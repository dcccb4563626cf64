/* Facts of a profile that change what a form says, each in a profile of few lines. */
#include "check.h"

#include "form_show.h"

#define TOP                                                                                        \
	"engross: 1\njurisdiction: CO\nidentity:\n  name: { is: \"Colorado\", sure: verified }\n"  \
	"enacting:\n  clause: { is: \"Be it enacted:\", sure: general }\n"
#define SECTIONS                                                                                   \
	"sections:\n  first: { is: \"Section {n}.\", sure: general }\n"                            \
	"  later: { is: \"Sec. {n}.\", sure: general }\n"                                          \
	"  heading: { is: \"no\", sure: general }\n"                                               \
	"  code: { is: \"{number}. {heading}.\", sure: general }\n"
#define LEADIN                                                                                     \
	"leadin:\n  style: { is: \"container\", sure: general }\n"                                 \
	"  add-chapter: { is: \"A chapter is added:\", sure: general }\n"                          \
	"  amend-section: { is: \"Section {{section}} is amended:\", sure: general }\n"            \
	"  repeal-section: { is: \"Section{{#many}}s{{/many}} {{sections_list}} of {{place}} "     \
	"{{#many}}are{{/many}}{{^many}}is{{/many}} repealed.\", sure: general }\n"
#define HEAD                                                                                       \
	"---\nengross: 1\ntitle: \"things\"\nshort-title: \"Things Act\"\npurpose: \"to limit "    \
	"things\"\n---\n"
#define ACT(sections)                                                                              \
	HEAD "## Things Act {#act .adds code=\"Title 24\" unit=chapter number=\"7\"" sections      \
	     "}\n\n"                                                                               \
	     "### Short title {#short}\n\n[](#act) applies.\n\n### Limits {#limits}\n\n1. {#one} " \
	     "See [](#short).\n1. Two:\n\n   1. {#sub} sub.\n\n### Penalty {#penalty}\n\nUnder "   \
	     "[](#one) or [](#sub).\n\n"
#define AMENDS                                                                                     \
	"## Fees {#fees .amends code=\"Title 24\" purpose=\"to raise a fee\"}\n\n"                 \
	"<!-- law 1-1 -->\nText.\n<!-- /law -->\n\n"
#define EFFECTIVE(text) "## Effective date {#effective .session}\n\n" text "\n"

/* A fact of one group more. */
#define FACT(key, value) "  " key ": { is: " value ", sure: general }\n"

static void
numbers__not_given__as_that_code_numbers(void **state)
{
	static const char tens[] = TOP SECTIONS LEADIN "code:\n" FACT(
	    "numbering", "\"{{place_number}}-{{number}}-{10}\"") FACT("step", "\"10\"");

	(void)state;
	CHECK_HAS(form(tens, ACT("")), "code|24-7-10. Short title.");
	CHECK_HAS(shown, "code|24-7-20. Limits.");
	CHECK_HAS(shown, "code|24-7-30. Penalty.");
	CHECK_HAS(form(tens, ACT(" sections=\"7.{001+5}\"")), "code|7.006. Limits.");
	CHECK_HAS(form(TOP SECTIONS LEADIN, ACT("")), "detail|the number of a new code section");
}

static void
references__marks_hang_on_the_number__where_they_do(void **state)
{
	static const char joined[] =
	    TOP SECTIONS FACT("reference", "\"section {{n}}{{marks}} of {{act}}\"")
		FACT("reference-item", "\"section {{n}}, {{levels}}\"") LEADIN
	    "code:\n" FACT("reference", "\"s. {{section}}{{marks}}\"");

	(void)state;
	CHECK_HAS(form(joined, ACT(" sections=\"7.{1}\"")), "Under <s. 7.2(a)> or <s. 7.2(b)(1)>.");
	CHECK_HAS(
	    form(joined, HEAD "## A {#a}\n\n1. {#x} Y.\n\n## B {#b}\n\nSee [](#x) and [](#a).\n"),
	    "See <section 1, subsection (a)> and <section 1 of this act>.");
}

static void
range__stands_for_the_unit__but_not_before_a_singular_verb(void **state)
{
	static const char each[] = TOP SECTIONS FACT("self-by-range", "\"yes\"")
	    FACT("reference-range", "\"[sections {{first}} to {{last}}]\"") "leadin:\n" FACT(
		"style", "\"each-section\"");

	(void)state;
	CHECK_HAS(form(each, HEAD "## Things {#act .adds code=\"T\"}\n\n### A {#a}\n\n[](#act) may "
				  "be cited. In [](#act):\n\n### B {#b}\n\n[](#act) does it.\n"),
	    "<[Sections 1 to 2]> may be cited. In <[sections 1 to 2]>:");
	CHECK_HAS(shown, "<This act> does it.");
}

static void
designators__of_an_act_that_touches_no_code__are_its_own(void **state)
{
	static const char lettered[] =
	    TOP "sections:\n" FACT("first", "\"Section {A}.\"") FACT("later", "\"Section {A}.\"")
		FACT("plain", "\"Section {n}.\"") FACT("heading", "\"no\"") LEADIN;

	(void)state;
	CHECK_HAS(form(lettered, HEAD "## A {#a}\n\nSee [](#b).\n\n## B {#b}\n\nWords.\n"),
	    "section|Section 2. Words.");
	CHECK_HAS(shown, "section|Section 1. See <section 2");
	CHECK_HAS(form(lettered, HEAD AMENDS EFFECTIVE("Now.")), "section|Section B. Now.");
}

/* "## Effective date {#when .session}" is known by its heading, and the first section is not the
 * short title of a new act. */
static void
numbers__by_fives__of_a_bill_that_only_changes_acts(void **state)
{
	static const char fives[] = TOP "sections:\n" FACT("first", "\"Section {n}.\"")
	    FACT("later", "\"Section {n}.\"") FACT("step", "\"5\"") FACT("last", "\"99\"")
		FACT("severability-number", "\"95\"") FACT("heading", "\"no\"") LEADIN;

	(void)state;
	CHECK_HAS(form(fives, HEAD AMENDS "## More {#more .amends code=\"Title 24\"}\n\n<!-- law "
					  "1-2 -->\nText.\n<!-- /law -->\n"),
	    "section|Section 5. Section 1-1 is amended:");
	CHECK_HAS(shown, "section|Section 10. Section 1-2 is amended:");
	CHECK_HAS(form(fives, HEAD AMENDS "## Severability {#sev .session}\n\nSevered.\n\n## "
					  "Effective date {#when .session}\n\nNow.\n"),
	    "section|Section 95. Severed.");
	CHECK_HAS(shown, "section|Section 99. Now.");
	CHECK_HAS(form(fives, HEAD "## A {#a}\n\nWords.\n\n## B {#b}\n\nWords.\n"),
	    "section|Section 1. Words.");
	CHECK_HAS(shown, "section|Section 5. Words.");
}

static void
title__one_item__joined_to_the_subject(void **state)
{
	static const char title[] = TOP SECTIONS LEADIN
	    "title:\n" FACT("form", "\"AN ACT relating to {{subject}}; {{affected}}.\"")
		FACT("affected", "\"yes\"") FACT("separator", "\"; \"")
		    FACT("last-joiner", "\"and\"")
			FACT("affected-amend", "\"amending {{section}} {{what}}\"")
			    FACT("affected-add", "\"adding F.S.\"")
				FACT("affected-effective", "\"providing an effective date\"")
				    FACT("order", "[\"effective\", \"amend\", \"add\"]")
					FACT("form-plain", "\"AN ACT on {{subject}}.\"");

	(void)state;
	CHECK_HAS(form(title, HEAD AMENDS), "title|AN ACT relating to things; and amending 1-1 to "
					    "raise a fee.\n");
	CHECK_HAS(form(title, ACT(" sections=\"7.{1}\"") AMENDS EFFECTIVE("Now.")),
	    "title|AN ACT relating to things; providing an effective date; amending 1-1 to raise a "
	    "fee; and adding F.S.\n"); /* one stop, not two */
	CHECK_HAS(form(title, HEAD "## A {#a}\n\nWords.\n"), "title|AN ACT on things.\n");
}

/* The clauses of the purpose are items of the list, so that it is joined once. */
static void
title__purpose_in_the_list__joined_once(void **state)
{
	static const char title[] = TOP SECTIONS LEADIN
	    "title:\n" FACT("form", "\"AN ACT relating to {{subject}}; {{affected}}.\"")
		FACT("affected", "\"yes\"") FACT("last-joiner", "\"and\"")
		    FACT("affected-purpose", "\"{{purpose_gerund}}\"")
			FACT("affected-effective", "\"providing an effective date\"")
			    FACT("order", "[\"purpose\", \"effective\"]");
	static const char draft[] =
	    "---\nengross: 1\ntitle: \"things\"\npurpose: \"to limit things; and to repeal a "
	    "fee\"\n---\n" EFFECTIVE("Now.");

	(void)state;
	CHECK_HAS(form(title, draft), "title|AN ACT relating to things; limiting things; repealing "
				      "a fee; and providing an effective date.\n");
}

static void
repeals__name_their_code__or_leave_it_open(void **state)
{
	(void)state;
	CHECK_HAS(form(TOP SECTIONS LEADIN,
		      HEAD "## R {#r .repeals code=\"section 8311 of the Government Code\"}\n"),
	    "section|Section 1. Section 8311 of Government Code is repealed.\n");
	CHECK_HAS(form(TOP SECTIONS LEADIN, HEAD "## R {#r .repeals code=\"Title 3\" "
						 "sections=\"1, 2 and 3\"}\n"),
	    "section|Section 1. Sections 1, 2, and 3 of Title 3 are repealed.\n");
	CHECK_HAS(form(TOP SECTIONS LEADIN, HEAD "## R {#r .repeals code=\"24-1-1\"}\n"),
	    "section|Section 1. Section 24-1-1 of ____ is repealed.\n");
}

static void
effective_note__printed_beside_every_section(void **state)
{
	static const char noted[] =
	    TOP SECTIONS FACT("session-note", "\"[EFFECTIVE {{EFFECTIVE}}]\"") LEADIN;

	(void)state;
	CHECK_HAS(form(noted, HEAD "## A {#a}\n\nWords.\n\n" EFFECTIVE("[Effective upon passage]")),
	    "section|Section 1. [EFFECTIVE UPON PASSAGE] Words.\n");
	CHECK(strstr(shown, "Sec. 2.") == NULL);
	CHECK_HAS(form(noted, HEAD EFFECTIVE("This act (as amended) is effective now.")),
	    "This act (as amended) is effective now.");
}

static void
sections_of_the_profile__in_their_places(void **state)
{
	static const char wants[] =
	    TOP SECTIONS FACT("conflict-clause", "\"Conflicting laws are repealed.\"")
		FACT("fiscal-note", "\"The note is adopted.\"") LEADIN FACT("amend-repealer",
		    "\"Original section{{#many}}s{{/many}} "
		    "{{sections_list}} go.\"") "markup:\n" FACT("legend-section",
		    "\"Old is bracketed. New is underscored.\"");
	static const char want[] = "section|Section 1. Section 1-1 is amended:\nlaw|Text.\n"
				   "section|Sec. 2. Original section 1-1 go.\n"
				   "section|Sec. 3. The note is adopted.\n"
				   "section|Sec. 4. Old is bracketed. New is underscored.\n"
				   "section|Sec. 5. Now.\n"
				   "section|Sec. 6. Conflicting laws are repealed.\n";

	(void)state;
	CHECK_HAS(form(wants, HEAD AMENDS EFFECTIVE("Now.")), want);
}

static void
sections_apart__stand_last(void **state)
{
	static const char apart[] =
	    TOP SECTIONS FACT("session", "\"Enacting section {n}.\"") LEADIN;

	(void)state;
	CHECK_HAS(form(apart, HEAD "## R {#r .repeals code=\"1-1 of Title 2\"}\n\n" EFFECTIVE(
				  "Now.") "\n## S {#severability .session}\n\nStands.\n"),
	    "section|Section 1. Stands.\n"
	    "section|Enacting section 1. Section 1-1 of Title 2 is repealed.\n"
	    "section|Enacting section 2. Now.\n");
}

static void
into_an_act__sections_follow_the_clause_at_once(void **state)
{
	static const char act[] = TOP SECTIONS FACT("code-section", "\"Sec. {number}.\"") FACT(
	    "session", "\"Enacting section {n}.\"") FACT("self-amendatory",
	    "\"this amendatory act\"") "leadin:\n" FACT("style", "\"new-act\"")
	    FACT("amend-section", "\"none\"") FACT("into-act", "[\"section\", \"part\"]")
		FACT("heading-part", "\"PART {{number}}\\n{{HEADING}}\"") "title:\n" FACT(
		    "form", "\"A bill {{purpose}}.\"")
		    FACT("affected-add-part", "\"by adding part {{number}}\"") FACT("form-amend",
			"\"A bill to amend {{place}}, {{affected}}.\"") FACT("affected", "\"yes\"")
			FACT("last-joiner", "\"and\"") FACT("separator", "\", \"")
			    FACT("affected-amend", "\"by amending section {{sections_list}}\"")
				FACT("affected-add", "\"by adding section {{sections_list}}\"")
				    FACT("order", "[\"amend\", \"add\"]");

	(void)state;
	CHECK_HAS(
	    form(act, HEAD "## D {#d .adds code=\"Title 24\" unit=section sections=\"9a\"}\n\n"
			   "### L {#l}\n\nWords.\n\n" AMENDS EFFECTIVE("[](#l) and [](#d).")),
	    "title|A bill to amend Title 24, by amending section 1-1 and by adding section 9a.\n");
	CHECK_HAS(shown, "enacting|Be it enacted:\ncode|Sec. 9a.~\npara|Words.\nlaw|Text.\n"
			 "section|Enacting section 1. <Section 9a> and <this amendatory act>.\n");
	CHECK_HAS(
	    form(act, HEAD "## Drones {#d .adds code=\"1978 PA 368\" unit=part number=\"162A\" "
			   "sections=\"{16201}\"}\n\n### L {#l}\n\nWords of [](#d).\n\n"),
	    "title|A bill to amend 1978 PA 368, by adding part 162A.\nenacting|Be it enacted:\n"
	    "unit|PART 162A\nunit|DRONES\ncode|Sec. 16201.~\npara|Words of <this part>.\n");
}

/* Ohio, and Missouri, which says it in other words. */
static void
one_section_amends_and_enacts__one_lead_in(void **state)
{
	static const char ohio[] = TOP SECTIONS "leadin:\n" FACT("style", "\"container\"") FACT(
	    "shared", "\"joined\"") FACT("add-section",
	    "\"That section {{sections_list}} be enacted to read as follows:\"")
	    FACT("amend-section", "\"That section {{section}} be amended to read as follows:\"");
	static const char missouri[] =
	    TOP SECTIONS "leadin:\n" FACT("style", "\"container\"") FACT("shared", "\"joined\"")
		FACT("joined-whole", "\"{{joined_repealed}} repealed and {{joined_enacted_words}} "
				     "enacted, {{joined_enacted}}:\"");
	static const char draft[] = HEAD
	    "## D {#d .adds code=\"Title 24\" unit=section sections=\"9\"}\n\n"
	    "### L {#l}\n\nWords.\n\n" AMENDS "## R {#r .repeals code=\"T\" sections=\"7, 8\"}\n";

	(void)state;
	CHECK_HAS(form(ohio, draft),
	    "That section 1-1 be amended and that section 9 be enacted to read as follows:\n");
	CHECK_HAS(shown, "para|Words.\nlaw|Text.\nsection|Sec. 2. ");
	CHECK_HAS(form(missouri, draft), "1-1, 7, and 8 repealed and two enacted, 9 and 1-1:\n");
	CHECK_HAS(shown, "law|Text.\n");
	CHECK(strstr(shown, "section|Sec. 2.") == NULL);
}

/* A profile is a stranger's file too: patterns that stand in themselves, are not closed or ask for
 * what there is not. */
static void
hostile_patterns__end(void **state)
{
	static const char hostile[] = TOP SECTIONS FACT("self", "\"{{SELF}} and {{SELF}}\"")
	    FACT("new", "\"{{{{{{#\"") FACT("own-heading", "\"{heading\"") LEADIN
	    "title:\n" FACT("form", "\"{{affected}}{{#no}}{{^many}}{{/}} {{title.form}} {{\"")
		FACT("affected", "\"yes\"") FACT("affected-add", "\"{{affected}}{{repealing}}\"")
		    FACT("order", "[\"\", \"provisions\", \"provisions\", \"none\"]");

	(void)state;
	CHECK_HAS(form(hostile, ACT("") AMENDS EFFECTIVE("[](#act) and [](#one).")), "title|");
	CHECK_HAS(form(hostile, HEAD "## T {#act .adds}\n\n### S {#s}\n\n[](#act).\n"), "____");
}

#define T(name) cmocka_unit_test(name)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(numbers__not_given__as_that_code_numbers),
	    T(references__marks_hang_on_the_number__where_they_do),
	    T(range__stands_for_the_unit__but_not_before_a_singular_verb),
	    T(designators__of_an_act_that_touches_no_code__are_its_own),
	    T(numbers__by_fives__of_a_bill_that_only_changes_acts),
	    T(title__one_item__joined_to_the_subject),
	    T(title__purpose_in_the_list__joined_once),
	    T(repeals__name_their_code__or_leave_it_open),
	    T(effective_note__printed_beside_every_section),
	    T(sections_of_the_profile__in_their_places),
	    T(sections_apart__stand_last),
	    T(hostile_patterns__end),
	    T(into_an_act__sections_follow_the_clause_at_once),
	    T(one_section_amends_and_enacts__one_lead_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
