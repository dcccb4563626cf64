/* The form of a bill from small profiles written here, so that the tests need no data. */
#include "check.h"

#include "base/mem.h"
#include "form_show.h"
#include <engross/doc.h>

#define TOP                                                                                        \
	"engross: 1\njurisdiction: CO\nidentity:\n  name: { is: \"Colorado\", sure: verified }\n"
#define SECTIONS                                                                                   \
	"sections:\n  first: { is: \"SECTION {n}.\", sure: verified }\n  later: { is: \"SEC. "     \
	"{n}.\", sure: verified }\n"                                                               \
	"  heading: { is: \"yes\", sure: general }\n  code: { is: \"{number}. {heading}.\", "      \
	"sure: general }\n"
#define LEVELS                                                                                     \
	"levels:\n  marks: { is: [\"(a)\", \"(1)\", \"(A)\", \"(i)\"], sure: general }\n"          \
	"  names: { is: [\"subdivision\", \"paragraph\", \"subparagraph\", \"clause\"], sure: "    \
	"general }\n"
#define INSIDE_OUT "  reference: { is: \"inside-out\", sure: general }\n"
#define ENACTING                                                                                   \
	"enacting:\n  clause: { is: \"Be it enacted by X:\", sure: verified }\n  join: { is: "     \
	"\"above\", sure: verified }\n"
#define TITLE                                                                                      \
	"title:\n  form: { is: \"AN ACT relating to {{subject}}; {{affected}}.\", sure: general "  \
	"}\n"
#define CONTAINER                                                                                  \
	"leadin:\n  style: { is: \"container\", sure: general }\n"                                 \
	"  add-article: { is: \"{{place}} is amended by **adding** {{unit}} {{number}} to "        \
	"read:\", sure: general }\n"                                                               \
	"  heading-article: { is: \"ARTICLE {{number}}\\n{{HEADING}}\", sure: general }\n"         \
	"  amend-section: { is: \"Section {{section}} is amended to read:\", sure: general }\n"    \
	"  repeal-section: { is: \"Section {{section}} is repealed.\", sure: general }\n"

#define HEAD                                                                                       \
	"---\nengross: 1\ntitle: \"things\"\nshort-title: \"Things Act\"\npurpose: \"to limit "    \
	"things; to provide Y\"\n---\n"
#define PLACED                                                                                     \
	HEAD "## Things Act {#act .adds code=\"Title 24\" unit=article number=\"7\" "              \
	     "sections=\"24-7-{101}\"}\n\n"
#define UNPLACED HEAD "## Things Act {#act .adds code=\"\" unit=\"chapter\"}\n\n"
#define BODY                                                                                       \
	"### Short title {#short}\n\n[](#act) may be cited.\n\n### Limits {#limits}\n\n"           \
	"1. {#one} None, except under [](#sub).\n1. Two:\n\n   1. {#sub} sub of [](#limits).\n\n " \
	"  flush\n\n"
#define SEVERABILITY                                                                               \
	"## Severability {#severability .session}\n\nIf [](#act) or [](#one) falls. See "          \
	"[](#severability).\n"

static void
container__lead_in_heading_code_sections(void **state)
{
	(void)state;
	CHECK_STR(
	    form(TOP ENACTING SECTIONS LEVELS INSIDE_OUT CONTAINER TITLE, PLACED BODY SEVERABILITY),
	    "number|BILL NO. ____\n"
	    "title|AN ACT relating to things.\n"
	    "enacting|Be it enacted by X:\n"
	    "section|SECTION 1. Title 24 is amended by adding article 7 to read:\n"
	    "unit|ARTICLE 7\n"
	    "unit|THINGS ACT\n"
	    "code|24-7-101. Short title.~\n"
	    "para|<This article> may be cited.\n"
	    "code|24-7-102. Limits.~\n"
	    "item| (a) None, except under <paragraph (1) of subdivision (b) of this section>.\n"
	    "item| (b) Two:\n"
	    "item|  (1) sub of <this section>.\n"
	    "flush| flush\n"
	    "section|SEC. 2. Severability.~\n"
	    "para|If <this act> or <subdivision (a) of section 24-7-102> falls. See <this "
	    "section>.\n");
}

static void
unplaced__sections_of_the_bill(void **state)
{
	const char *f = form(
	    TOP ENACTING SECTIONS LEVELS INSIDE_OUT CONTAINER TITLE, UNPLACED BODY SEVERABILITY);

	(void)state;
	CHECK_HAS(f, "section|SECTION 1. Short title.~\npara|<This act> may be "
		     "cited.\nsection|SEC. 2. Limits.~\n");
	CHECK_HAS(f, "section|SEC. 3. Severability.~\npara|If <this act> or <subdivision (a) of "
		     "section 2 of this act> falls.");
}

static void
unknown_forms__blanks_never_guessed(void **state)
{
	const char *f = form(TOP, PLACED BODY SEVERABILITY);

	(void)state;
	CHECK_HAS(f, "enacting|[[the enacting clause of Colorado]]\n");
	CHECK_HAS(
	    f, "section|Section 1. [[the words that add an article to the law of Colorado]]\n");
	CHECK_HAS(f, "blank|the form of a bill's title in Colorado\n");
	CHECK_HAS(f, "blank|the enacting clause of Colorado\n");
	CHECK_HAS(f, "blank|the words that add an article to the law of Colorado\n");
}

static void
each_section__new_law_and_direction(void **state)
{
	const char *f = form(TOP ENACTING SECTIONS
	    "  new: { is: \"NEW SECTION.\", sure: general }\n"
	    "  new-session: { is: \"yes\", sure: general }\n" LEVELS
	    "leadin:\n  style: { is: \"each-section\", sure: general }\n  add-article: { is: "
	    "\"none\", sure: general }\n"
	    "  add-section: { is: \"A new section is added to {{place_lower}}:\", sure: general }\n"
	    "  codify: { is: \"Sections {{first}} through {{last}} constitute a new {{unit}} in "
	    "{{place}}.\", sure: general }\n",
	    PLACED BODY SEVERABILITY);

	(void)state;
	CHECK_HAS(f, "section|NEW SECTION. SECTION 1. 24-7-101. Short title.~\n");
	CHECK_HAS(f, "section|NEW SECTION. SEC. 2. 24-7-102. Limits.~\n");
	CHECK_HAS(f, "codify|NEW SECTION. SEC. 3. Sections 1 through 2 constitute a new article in "
		     "Title 24.\n");
	CHECK_HAS(f, "section|NEW SECTION. SEC. 4. Severability.~\n");
	CHECK_HAS(f, "If <this act> or");
}

static void
each_section__direction_first_takes_section_one(void **state)
{
	const char *f = form(TOP ENACTING SECTIONS LEVELS
	    "leadin:\n  style: { is: \"each-section\", sure: general }\n  add-article: { is: "
	    "\"none\", sure: general }\n"
	    "  codify: { is: \"Sections {{first}} to {{last}} are added to {{place}}.\", sure: "
	    "general }\n"
	    "  codify-position: { is: \"first\", sure: general }\n",
	    UNPLACED BODY);

	(void)state;
	CHECK_HAS(f, "codify|SECTION 1. Sections 2 to 3 are added to ____.\nsection|SEC. 2. Short "
		     "title.~\n");
	CHECK_HAS(f, "detail|the place in the code\n");
}

static void
enacted_list__a_section_for_each(void **state)
{
	const char *f = form(TOP ENACTING SECTIONS LEVELS
	    "leadin:\n  style: { is: \"enacted-list\", sure: general }\n"
	    "  add-section: { is: \"Section {{section}} is enacted to read:\", sure: general }\n",
	    PLACED BODY);

	(void)state;
	CHECK_HAS(f, "section|SECTION 1. Section 24-7-101 is enacted to read:\ncode|24-7-101. "
		     "Short title.~\n");
	CHECK_HAS(
	    f, "section|SEC. 2. Section 24-7-102 is enacted to read:\ncode|24-7-102. Limits.~\n");
}

static void
fused_first__the_clause_opens_section_one(void **state)
{
	const char *f =
	    form(TOP "enacting:\n  clause: { is: \"BE IT ENACTED BY X\", sure: verified }\n"
		     "  join: { is: \"fused-first\", sure: verified }\n  further: { is: \"AND BE "
		     "IT FURTHER ENACTED, That\", sure: verified }\n"
		     "sections:\n  first: { is: \"SECTION {n}.\", sure: verified }\n  later: { is: "
		     "\"SECTION {n}.\", sure: verified }\n"
		     "  heading: { is: \"no\", sure: verified }\n" LEVELS
		     "leadin:\n  style: { is: \"container\", sure: general }\n"
		     "  add-article: { is: \"the Laws read as follows:\\nArticle – {{article}}\", "
		     "sure: general }\n"
		     "  function: { is: \"BY adding to\\nSection {{sections}}\", sure: general }\n",
		PLACED BODY "## E {#effective .session}\n\nThis Act shall take effect.\n\n## L {#l "
			    ".session}\n\n1. x\n");

	(void)state;
	CHECK_HAS(f, "function|BY adding to\nfunction|Section 24-7-101 and "
		     "24-7-102\nsection|SECTION 1. BE IT ENACTED BY X, That the Laws "
		     "read as follows:\nunit|Article – Title 24\n");
	CHECK_HAS(
	    f, "section|SECTION 2. AND BE IT FURTHER ENACTED, That this Act shall take effect.\n");
	CHECK_HAS(f, "section|SECTION 3. AND BE IT FURTHER ENACTED, That:~\nitem| (a) x\n");
}

static void
cite_as__short_title_absorbed(void **state)
{
	const char *f = form(TOP "enacting:\n  clause: { is: \"BE IT ENACTED\", sure: verified }\n "
				 " join: { is: \"cite-as\", sure: verified }\n"
				 "sections:\n  first: { is: \"none\", sure: verified }\n  later: { "
				 "is: \"Sec. {n}.\", sure: verified }\n",
	    UNPLACED "### Short title {#short-title}\n\nCited.\n\n### Two {#two}\n\nText of "
		     "[](#two), [](#short-title).\n");

	(void)state;
	CHECK_HAS(f, "enacting|BE IT ENACTED, That this act may be cited as the \"Things "
		     "Act\".\nsection|Sec. 2. Two.~\n"
		     "para|Text of <this section>, <section 1 of this act>.\n");
}

static void
enumerated_that__each_opens_with_that(void **state)
{
	const char *f =
	    form(TOP "enacting:\n  clause: { is: \"Be it enacted:\", sure: verified }\n"
		     "  join: { is: \"enumerated-that\", sure: verified }\nsections:\n  first: { "
		     "is: \"{n}.\", sure: verified }\n"
		     "  later: { is: \"{n}.\", sure: verified }\n" LEVELS
		     "leadin:\n  style: { is: \"container\", sure: general }\n"
		     "  add-article: { is: \"That the Code is amended:\", sure: general }\n",
		PLACED BODY SEVERABILITY);

	(void)state;
	CHECK_HAS(f, "section|1. That the Code is amended:\n");
	CHECK_HAS(f, "section|2. That if <this act>");
}

static void
by_fives__last_is_ninety_nine(void **state)
{
	const char *f =
	    form(TOP ENACTING "sections:\n  first: { is: \"Section {n}.\", sure: verified }\n"
			      "  later: { is: \"Section {n}.\", sure: verified }\n  step: { is: "
			      "\"5\", sure: verified }\n"
			      "  last: { is: \"99\", sure: verified }\n  severability-number: { "
			      "is: \"97\", sure: verified }\n"
			      "  self: { is: \"this Act\", sure: verified }\n",
		UNPLACED BODY SEVERABILITY "\n## E {#effective .session}\n\nNow.\n");

	(void)state;
	CHECK_HAS(f, "section|Section 1. Short title.~");
	CHECK_HAS(f, "section|Section 5. Limits.~");
	CHECK_HAS(f, "section|Section 97. Severability.~");
	CHECK_HAS(f, "section|Section 99. E.~");
}

static void
amends__law_blocks_are_sections(void **state)
{
	const char *f = form(TOP ENACTING SECTIONS LEVELS CONTAINER,
	    HEAD "## Amend {#am .amends code=\"Title 1\"}\n\n<!-- law 1-1-101 -->\n1-1-101. Rule. "
		 "(1) The <del>old</del> <ins>new</ins>.\n\n(a) x\n\n"
		 "{+} (i) y\n\n(ii) z\n\n(b) w\n<!-- /law -->\n\n<!-- law 1-1-102 -->\nText.\n<!-- "
		 "/law -->\n\n"
		 "## Rep {#rep .repeals code=\"section 1-1-103\"}\n\n## S {#s .session}\n\n[](#am) "
		 "and [](#rep).\n");

	(void)state;
	CHECK_HAS(f,
	    "section|SECTION 1. Section 1-1-101 is amended to read:\n"
	    "law|1-1-101. Rule. (1) The {-old-} {+new+}.\nlaw| (a) x\nlaw|  {+(i) y+}\nlaw|  (ii) "
	    "z\nlaw| (b) w\n"
	    "section|SEC. 2. Section 1-1-102 is amended to read:\nlaw|Text.\n"
	    "section|SEC. 3. Section 1-1-103 is repealed.\n"
	    "section|SEC. 4. S.~\npara|<Section 1 of this act> and <section 3 of this act>.\n");
}

#define MARKUP(added, deleted)                                                                     \
	"markup:\n  added-as: { is: " added ", sure: general }\n  deleted-as: { is: " deleted      \
	", sure: general }\n"
#define AMENDS                                                                                     \
	HEAD "## Amend {#am .amends code=\"Title 1\"}\n\n<!-- law 1-1 -->\nIn <del>ten</del>"      \
	     "<ins>six</ins> days <del>or so</del> here.\n\n{-} Gone.\n\n{+} Come.\n<!-- /law "    \
	     "-->\n"

/* Each convention, and what stands in the form: ^words^ are marks. */
static void
changes__shown__as_each_legislature_does(void **state)
{
	static const struct {
		const char *added, *deleted, *want;
	} cases[] = {
	    {"\"underline\"", "\"strike\"",
		"law|In {-ten-} {+six+} days {-or so-} here.\nlaw|{-Gone.-}\nlaw|{+Come.+}\n"},
	    {"\"capitals\"", "\"brackets\"",
		"law|In ^[^{-ten-}^]^ {+SIX+} days ^[^{-or so-}^]^ here.\n"
		"law|^[^{-Gone.-}^]^\nlaw|{+COME.+}\n"},
	    {"\"underline\"", "[\"brackets\", \"capitals\"]",
		"law|In ^[^{-TEN-}^]^ {+six+} days ^[^{-OR SO-}^]^ here.\n"},
	    {"\"underline\"", "[\"parentheses\", \"strike\"]",
		"law|In ^((^{-ten-}^))^ {+six+} days ^((^{-or so-}^))^ here.\n"},
	    {"\"underline\"", "\"asterisks\"",
		"law|In ^* * *^ {+six+} days ^* * *^ here.\nlaw|^* * *^\nlaw|{+Come.+}\n"},
	    {"\"instruction\"", "\"instruction\"", "law|In six days here.\nlaw|Come.\n"},
	};
	char profile[4096];

	(void)state;
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		snprintf(profile, sizeof(profile),
		    TOP ENACTING SECTIONS LEVELS CONTAINER MARKUP("%s", "%s"), cases[i].added,
		    cases[i].deleted);
		const char *f = form(profile, AMENDS);
		CHECK_HAS(f, cases[i].want);
		assert_null(strstr(f, "added and deleted words"));
	}
	CHECK_HAS(form(TOP ENACTING SECTIONS LEVELS CONTAINER, AMENDS),
	    "blank|how bills of Colorado show added and deleted words\n");
}

static void
new_law__marked__where_the_profile_says_so(void **state)
{
	static const char marked[] =
	    TOP ENACTING SECTIONS LEVELS INSIDE_OUT CONTAINER MARKUP("\"capitals\"",
		"\"brackets\"") "  new-sections-marked: { is: \"yes\", sure: general }\n"
				"  added-designators: { is: \"capitals\", sure: general }\n";

	(void)state;
	CHECK_HAS(form(marked, PLACED BODY
		      "<!-- verbatim v -->\nKept As it is.\n<!-- /verbatim -->\n\n" SEVERABILITY),
	    "unit|ARTICLE 7+\nunit|THINGS ACT+\n"
	    "code|24-7-101. Short title.~+\npara|<THIS ARTICLE> MAY BE CITED.+\n");
	CHECK_HAS(shown,
	    "item| (A) NONE, EXCEPT UNDER <PARAGRAPH (1) OF SUBDIVISION (B) OF THIS SECTION>.+\n");
	CHECK_HAS(shown, "verbatim|Kept As it is.+\n");
	CHECK_HAS(shown, "section|SEC. 2. Severability.~\n");
}

static void
verbatim__line_by_line(void **state)
{
	const char *f = form(TOP ENACTING SECTIONS LEVELS CONTAINER,
	    HEAD "## Compact {#compact}\n\nIt reads:\n\n<!-- verbatim text -->\nARTICLE I\n\n  (1) "
		 "*kept*  two\n    (a) x &amp;\n<!-- /verbatim -->\n");

	(void)state;
	CHECK_HAS(f, "verbatim|ARTICLE I\nverbatim| (1) *kept*  two\nverbatim|  (a) x &amp;\n");
}

static void
resolution__recitals_and_clauses(void **state)
{
	const char *f =
	    form(TOP "enacting:\n  clause: { is: \"Be it enacted:\", sure: verified }\n"
		     "  resolving: { is: \"Resolved by the {{origin}}, the {{other}} concurring, "
		     "That\", sure: verified }\n"
		     "legislature:\n  lower-name: { is: \"House of Representatives\", sure: "
		     "verified }\n  upper-name: { is: \"Senate\", sure: verified }\n",
		"---\ntitle: x\ninstrument: concurrent-resolution\nvariant: senate\npurpose: \"to "
		"apply to Congress; to permit X\"\n---\n"
		"## Whereas {.recitals}\n\nOne thing; and\n\nAnother.\n\n## Resolved "
		"{.resolved}\n\nThe Legislature applies.\n\nThat it goes on.\n");

	(void)state;
	CHECK_STR(f,
	    "number|SENATE CONCURRENT RESOLUTION NO. ____\n"
	    "title|A CONCURRENT RESOLUTION applying to Congress; permitting X.\n"
	    "recital|WHEREAS, One thing; and\n"
	    "recital|WHEREAS, Another; now, therefore, be it\n"
	    "enacting|Resolved by the Senate, the House of Representatives concurring, That~\n"
	    "resolved|the Legislature applies.\n"
	    "resolved|Resolved, That it goes on.\n");
}

static void
affected__listed_and_joined(void **state)
{
	const char *f = form(TOP ENACTING SECTIONS CONTAINER TITLE
	    "  affected: { is: \"yes\", sure: general }\n  separator: { is: \"; \", sure: general "
	    "}\n  last-joiner: { is: \"and\", sure: general }\n"
	    "  affected-add: { is: \"adding a new {{unit}} to {{place}}\", sure: general }\n"
	    "  affected-amend: { is: \"amending {{sections_list}}\", sure: general }\n"
	    "  affected-effective: { is: \"providing an effective date\", sure: general }\n",
	    PLACED BODY "## Am {#am .amends}\n\n<!-- law 1-1 -->\nx\n<!-- /law -->\n\n<!-- law 1-2 "
			"-->\ny\n<!-- /law -->\n\n"
			"## Effective date {#effective .session}\n\nNow.\n");

	(void)state;
	CHECK_HAS(f, "title|AN ACT relating to things; adding a new article to Title 24; amending "
		     "1-1 and 1-2; and providing an effective date.\n");
}

static const char *
reference(const char *levels, const char *target, const char *from)
{
	static char draft[1024], profile[1024];
	const char *f, *at;
	static char out[128];

	snprintf(profile, sizeof(profile), "%s%s%s", TOP, SECTIONS, levels);
	snprintf(draft, sizeof(draft),
	    "## A {#a}\n\n1. {#a1} x\n1. y\n\n   1. {#a2a} z%s.\n\n## B {#b}\n\nz%s.\n",
	    strcmp(from, "a") == 0 ? target : "", strcmp(from, "b") == 0 ? target : "");
	f = form(profile, draft);
	at = strchr(f, '<');
	snprintf(out, sizeof(out), "%.*s", at != NULL ? (int)strcspn(at + 1, ">") : 0,
	    at != NULL ? at + 1 : "");
	return out;
}

#define NAMES                                                                                      \
	"levels:\n  marks: { is: [\"A.\", \"1.\"], sure: general }\n  names: { is: "               \
	"[\"subsection\", \"paragraph\"], sure: general }\n"
#define PARENS                                                                                     \
	"levels:\n  marks: { is: [\"(1)\", \"(a)\"], sure: general }\n  names: { is: "             \
	"[\"subsection\", \"paragraph\"], sure: general }\n"
#define STYLE(s) "  reference: { is: \"" s "\", sure: general }\n"

static void
references__in_every_style(void **state)
{
	(void)state;
	CHECK_STR(reference(PARENS STYLE("inside-out"), "[](#a2a)", "b"),
	    "paragraph (a) of subsection (2) of section 1 of this act");
	CHECK_STR(reference(PARENS STYLE("named-joined"), "[](#a2a)", "b"),
	    "subsection (2)(a) of section 1 of this act");
	CHECK_STR(
	    reference(PARENS STYLE(
			  "named-joined") "  reference-names: { is: \"deepest\", sure: general }\n",
		"[](#a2a)", "b"),
	    "paragraph (2)(a) of section 1 of this act");
	CHECK_STR(reference(PARENS STYLE("bare-joined"), "[](#a2a)", "b"),
	    "(2)(a) of section 1 of this act");
	CHECK_STR(reference(NAMES STYLE("outside-in"), "[](#a2a)", "b"),
	    "section 1 of this act, subsection B, paragraph 1");
	CHECK_STR(reference(NAMES STYLE("named-joined"), "[](#a2a)", "b"),
	    "subsection B 1 of section 1 of this act");
	CHECK_STR(reference(PARENS STYLE("inside-out"), "[](#a1)", "a"),
	    "subsection (1) of this section");
	CHECK_STR(reference(PARENS STYLE(
				"named-joined") "  this-section: { is: \"none\", sure: general }\n",
		      "[](#a1)", "a"),
	    "subsection (1)");
	CHECK_STR(reference(PARENS STYLE("inside-out"), "[](#a)", "a"), "this section");
	CHECK_STR(reference(PARENS STYLE("inside-out"), "[](#a)", "b"), "section 1 of this act");
}

#define LIST                                                                                       \
	HEAD "## D {#d}\n\nAs used here:\n\n1. {#x} x\n1. y:\n\n   1. {#z} z\n\n   flush\n\n## L " \
	     "{#l}\n\n1. one of [](#x), [](#z)\n"
#define MARKS(start)                                                                               \
	TOP SECTIONS                                                                               \
	    "levels:\n  marks: { is: [\"(a)\", \"(1)\", \"(A)\"], sure: general }\n"               \
	    "  names: { is: [\"subsection\", \"subdivision\", \"paragraph\"], sure: general }\n"   \
	    "  reference: { is: \"named-joined\", sure: general }\n  reference-names: { is: "      \
	    "\"deepest\", sure: general }\n" start

static void
list_start__after_an_undivided_opening(void **state)
{
	const char *f;

	(void)state;
	f = form(MARKS("  list-start: { is: \"2\", sure: general }\n"), LIST);
	CHECK_HAS(f, "para|As used here:\nitem| (1) x\nitem| (2) y:\nitem|  (A) z\nflush| flush\n");
	CHECK_HAS(f, "item| (a) one of <subdivision (1) of section 1 of this act>, <paragraph "
		     "(2)(A) of section 1 of this act>\n");
	f = form(MARKS("  list-start: { is: \"numbered\", sure: general }\n"), LIST);
	CHECK_HAS(f,
	    "item| (a) As used here:\nitem|  (1) x\nitem|  (2) y:\nitem|   (A) z\nflush|  flush\n");
	CHECK_HAS(f, "item| (a) one of <subdivision (a)(1) of section 1 of this act>, <paragraph "
		     "(a)(2)(A) of section 1 of this act>\n");
	f = form(MARKS(""), LIST);
	CHECK_HAS(f, "para|As used here:\nitem| (a) x\n");
}

static void
dangling_reference__named_with_its_line(void **state)
{
	static const char draft[] = "## A {#a}\n\nSee [](#gone).\n";
	struct eg_err err = {0};
	struct eg_profile *p = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *f = NULL;

	(void)state;
	CHECK_OK(eg_profile_parse(TOP, strlen(TOP), "XX.yaml", &p, &err));
	CHECK_OK(eg_bill_parse(draft, strlen(draft), "XX.md", &bill, &err));
	CHECK_INT(eg_form_build(bill, p, NULL, &f, &err), EG_ERR_SYNTAX);
	CHECK(f == NULL);
	CHECK_INT(err.line, 3);
	CHECK_HAS(err.msg, "'gone'");
	eg_bill_free(bill);
	eg_profile_free(p);
}

static void
doc__sections_cover_the_words(void **state)
{
	static const char profile[] = TOP ENACTING SECTIONS LEVELS INSIDE_OUT CONTAINER TITLE,
			  draft[] = PLACED BODY SEVERABILITY;
	struct eg_err err = {0};
	struct eg_profile *p = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *f = NULL;
	struct eg_doc *d = NULL;

	(void)state;
	CHECK_OK(eg_profile_parse(profile, strlen(profile), "XX.yaml", &p, &err));
	CHECK_OK(eg_bill_parse(draft, strlen(draft), "XX.md", &bill, &err));
	CHECK_OK(eg_form_build(bill, p, NULL, &f, &err));
	CHECK_OK(eg_doc_from_form(f, "things/CO", &d, &err));
	CHECK_STR(d->name, "things/CO");
	for (size_t i = 0; i < d->n_sections; i++)
		CHECK_INT(d->section[i].start, i == 0 ? 0 : d->section[i - 1].end);
	CHECK_INT(d->section[d->n_sections - 1].end, d->n);
	size_t last = d->n_sections - 1;
	CHECK_STR(d->section[last].designator, "SEC. 2.");
	CHECK_STR(d->section[last].heading, "Severability.");
	CHECK_STR(d->section[last].label, "severability");
	CHECK_HAS(d->text, "\n24-7-102. Limits. (a) None, except under");
	CHECK_INT(memcmp(d->text + d->section[last].body, " If this act", 12), 0);
	eg_doc_free(d);
	eg_form_free(f);
	eg_bill_free(bill);
	eg_profile_free(p);
}

#define T(name) cmocka_unit_test(name)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(container__lead_in_heading_code_sections),
	    T(unplaced__sections_of_the_bill),
	    T(unknown_forms__blanks_never_guessed),
	    T(each_section__new_law_and_direction),
	    T(each_section__direction_first_takes_section_one),
	    T(enacted_list__a_section_for_each),
	    T(fused_first__the_clause_opens_section_one),
	    T(cite_as__short_title_absorbed),
	    T(enumerated_that__each_opens_with_that),
	    T(by_fives__last_is_ninety_nine),
	    T(amends__law_blocks_are_sections),
	    T(changes__shown__as_each_legislature_does),
	    T(new_law__marked__where_the_profile_says_so),
	    T(verbatim__line_by_line),
	    T(resolution__recitals_and_clauses),
	    T(affected__listed_and_joined),
	    T(references__in_every_style),
	    T(list_start__after_an_undivided_opening),
	    T(dangling_reference__named_with_its_line),
	    T(doc__sections_cover_the_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
