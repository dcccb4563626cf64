/* Lint: each rule finds its fault, and a clean bill has none. */
#include "check.h"

#include "base/mem.h"

#include <engross/lint.h>

static const char head[] = "---\nengross: 1\ntemplate: t\nversion: 1.0.0\njurisdiction: UT\ntitle: "
			   "\"tests\"\nshort-title: \"T\"\n"
			   "purpose: \"to test\"\ninstrument: bill\n";

struct fixture {
	struct eg_lexicon *lexicon;
	struct eg_profile *utah;
	struct eg_findings *found;
};

static int
setup(void **state)
{
	struct fixture *f = eg_calloc(1, sizeof(*f));

	*state = f;
	return eg_lexicon_new(&f->lexicon, NULL) != EG_OK ||
	       eg_profile_builtin("UT", &f->utah, NULL) != EG_OK;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	eg_findings_free(f->found);
	eg_lexicon_free(f->lexicon);
	eg_profile_free(f->utah);
	eg_free(f);
	return 0;
}

/* Lint head + more + body as a Utah draft. */
static void
lint(struct fixture *f, const char *more, const char *body, bool for_filing)
{
	static const char *const policy[] = {"sue"};
	struct eg_buf text = EG_BUF_INIT;
	struct eg_bill *bill;
	struct eg_err err = {0};
	struct eg_lint_in in = {
	    .profile = f->utah, .for_filing = for_filing, .policy = policy, .n_policy = 1};

	eg_buf_printf(&text, "%s%s---\n%s", head, more, body);
	CHECK_OK(eg_bill_parse(eg_buf_cstr(&text), text.n, "t.md", &bill, &err));
	in.bill = bill;
	eg_findings_free(f->found);
	f->found = NULL;
	CHECK_OK(eg_lint(&in, f->lexicon, &f->found, &err));
	eg_bill_free(bill);
	eg_buf_clear(&text);
}

static const struct eg_finding *
find(const struct fixture *f, const char *rule)
{
	for (size_t i = 0; i < f->found->n; i++)
		if (strcmp(f->found->finding[i].rule, rule) == 0)
			return &f->found->finding[i];
	return NULL;
}

#define SECTION "## Duty {#duty .session}\n\n"
#define DEFINITION                                                                                 \
	"As used in [](#duty), the words here have these meanings.\n\n1. **\"Agency\"** means a "  \
	"department.\n1. **\"Records\"** means files.\n\n"

static void
clean_bill__linted__has_no_finding(void **state)
{
	struct fixture *f = *state;

	lint(f, "",
	    SECTION DEFINITION
	    "Agencies of Utah keep records. See Arizona v. United States and Washington, D.C.\n",
	    false);
	CHECK_INT(f->found->n, 0);
}

static void
blanks_and_names__linted__are_errors_with_their_line(void **state)
{
	struct fixture *f = *state;

	lint(f, "", SECTION "The people of West Virginia pay [blank: the sum] and/or costs.\n",
	    false);
	CHECK(find(f, "blank") != NULL);
	CHECK_INT(find(f, "blank")->line, 13);
	CHECK_HAS(find(f, "foreign-name")->message, "'West Virginia' in a bill for Utah");
	CHECK_INT(f->found->n_errors, 2);
	CHECK_INT(find(f, "and-or")->gravity, EG_GRAVITY_WARNING);
}

static void
foreign_legislature__linted__is_warned_of(void **state)
{
	struct fixture *f = *state;

	lint(f, "", SECTION "The General Assembly may act.\n", false);
	CHECK_HAS(find(f, "foreign-body")->message, "'General Assembly'");
}

static void
terms__unused_twice_or_pointed_to_wrongly__are_found(void **state)
{
	struct fixture *f = *state;

	lint(f, "",
	    SECTION DEFINITION "1. **\"Agency\"** means a county.\n\n## Rule {#rule "
			       ".session}\n\nAn agency, as defined in [](#rule), acts.\n",
	    false);
	CHECK_HAS(find(f, "term-unused")->message, "'records'");
	CHECK_HAS(find(f, "term-twice")->message, "'agency' is defined twice");
	CHECK_HAS(find(f, "term-undefined")->message, "'rule' defines nothing");
}

static void
verbatim_words__linted__are_left_alone(void **state)
{
	struct fixture *f = *state;

	lint(f, "",
	    SECTION "The compact:\n\n<!-- verbatim compact -->\nIdaho and Montana and/or "
		    "Texas.\n<!-- /verbatim -->\n",
	    false);
	CHECK(find(f, "foreign-name") == NULL);
	CHECK(find(f, "and-or") == NULL);
}

static void
filing__lacks_what_it_lacks(void **state)
{
	struct fixture *f = *state;

	lint(f, "", "## Act {#act .adds}\n\n### Short title {#short}\n\nWords.\n", true);
	CHECK(find(f, "filing-request") != NULL && find(f, "filing-sponsors") != NULL);
	CHECK(find(f, "filing-place") != NULL);
	CHECK_HAS(find(f, "filing-policy")->message, "'sue'");
	lint(f, "fill-ins: [\"[STATE]\"]\n",
	    SECTION
	    "The compact:\n\n<!-- verbatim compact -->\nThe [STATE] joins.\n<!-- /verbatim -->\n",
	    true);
	CHECK_HAS(find(f, "filing-fill-in")->message, "'[STATE]' is not filled in");
	lint(f, "request: LR 1\nsponsors: [A, B]\nconfirmed: [sue]\n",
	    "## Act {#act .adds code=\"Title 1\" unit=\"chapter\" number=\"2\"}\n\n### Short title "
	    "{#short}\n\nWords.\n",
	    true);
	CHECK_INT(f->found->n, 0);
}

static void
filing__amendment_and_new_act__where_a_bill_does_one(void **state)
{
	static const char both[] =
	    "## Act {#act .adds}\n\n### Short title {#short}\n\nWords.\n\n## Fees {#fees .amends "
	    "code=\"1954 PA 116\"}\n\n<!-- law 168.1 -->\nThe fee.\n<!-- /law -->\n";
	struct fixture *f = *state;

	lint(f, "", both, true);
	CHECK(find(f, "filing-one-act") == NULL);
	eg_profile_free(f->utah);
	CHECK_INT(eg_profile_builtin("MI", &f->utah, NULL), EG_OK);
	lint(f, "", both, true);
	CHECK_HAS(find(f, "filing-one-act")->message, "in Michigan one bill");
	lint(f, "",
	    "## Sec {#act .adds code=\"1954 PA 116\" unit=section sections=\"12a\"}\n\n### S "
	    "{#short}\n\nWords.\n\n## Fees {#fees .amends code=\"1954 PA 116\"}\n\n<!-- law 168.1 "
	    "-->\nThe fee.\n<!-- /law -->\n",
	    true);
	CHECK(find(f, "filing-one-act") == NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(clean_bill__linted__has_no_finding, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		blanks_and_names__linted__are_errors_with_their_line, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		foreign_legislature__linted__is_warned_of, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		terms__unused_twice_or_pointed_to_wrongly__are_found, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		verbatim_words__linted__are_left_alone, setup, teardown),
	    cmocka_unit_test_setup_teardown(filing__lacks_what_it_lacks, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		filing__amendment_and_new_act__where_a_bill_does_one, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
