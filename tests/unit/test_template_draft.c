/* Drafting: the head and body that come out, what a regeneration keeps, texts kept word for word,
 * and what is missing. */
#include "check.h"

#include "base/mem.h"

#include <engross/template.h>
#include <engross/text.h>

static const char text[] =
    "---\nengross: 1\ntemplate: test-act\nversion: 1.2.0\ntitle: \"limits on "
    "{{#fees}}fees{{/fees}} in {{jurisdiction.name}}\"\n"
    "short-title: \"{{act_name}}\"\npurpose: \"to limit fees\"\ninstrument: bill\nsummary: \"Of "
    "the {{template.short_title}}.\"\nfill-ins: [\"[STATE]\"]\n"
    "parameters:\n"
    "  act_name: { type: text, default: \"{{jurisdiction.name}} Fee Act\", help: \"name\" }\n"
    "  days: { type: integer, default: 14, help: \"days\" }\n"
    "  fees: { type: boolean, default: true, policy: true, help: \"fees\" }\n"
    "  mode: { type: choice, options: [all, none], default: all, policy: true, help: \"mode\" }\n"
    "  names: { type: list, default: [], help: \"names\" }\n"
    "  fine: { type: money, default: 0, help: \"fine\" }\n"
    "  effective_date: { type: date, default: \"\", help: \"day\" }\n"
    "  sponsors: { type: list, default: [], help: \"sponsors\" }\n"
    "  request: { type: text, default: \"\", help: \"request\" }\n"
    "  kept: { type: file, default: \"\", help: \"text\" }\n"
    "---\n"
    "## {{template.short_title}} {#act}\n\n"
    "{{#mode.all}}\nThe {{jurisdiction.legislature}} sets {{days.words}} ({{days}}) days, the "
    "{{days.ordinal}} last.\n{{/mode.all}}\n\n\n"
    "{{#names}}\n1. {{.}};\n{{/names}}\n\n{{#names}}\nIn all: {{names.joined}}; "
    "{{names.or}}.\n{{/names}}\n\n"
    "{{#fine}}\nA fine of {{fine}}, {{fine.words}}.\n\n{{/fine}}\n"
    "{{{jurisdiction.effective_date_clause}}}\n\n"
    "{{#kept}}\n<!-- verbatim kept -->\n{{{kept}}}\n<!-- /verbatim -->\n{{/kept}}\n";

static struct eg_template *t;
static struct eg_params *p;
static struct eg_profile *ut;
static struct eg_draft d;

static int
setup(void **state)
{
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_template_parse(
	    text, strlen(text), "templates/test-act.md", NULL, 0, NULL, &t, &err));
	CHECK_OK(eg_profile_builtin("UT", &ut, &err));
	p = eg_params_new(t);
	return 0;
}

static int
teardown(void **state)
{
	EG_UNUSED(state);
	eg_draft_clear(&d);
	eg_params_free(p);
	eg_profile_free(ut);
	eg_template_free(t);
	return 0;
}

static void
make(const char *variant, const char *previous)
{
	struct eg_err err = {0};

	eg_draft_clear(&d);
	CHECK_OK(eg_draft_make(&(struct eg_draft_in){.template_ = t,
				   .profile = ut,
				   .params = p,
				   .variant = variant,
				   .previous = previous,
				   .previous_n = previous == NULL ? 0 : strlen(previous)},
	    &d, &err));
}

static void
set(const char *pair)
{
	struct eg_err err = {0};

	CHECK_OK(eg_params_set_pair(p, pair, &err));
}

static void
draft__by_default__head_and_body(void **state)
{
	EG_UNUSED(state);
	make(NULL, NULL);
	CHECK_STR(d.path, "bills/test-act/UT.md");
	CHECK_HAS(d.source, "---\nengross: 1\ntemplate: test-act\nversion: "
			    "\"1.2.0\"\njurisdiction: UT\ntitle: limits on fees in Utah\n"
			    "short-title: Utah Fee Act\npurpose: to limit fees\ninstrument: "
			    "bill\nparameters: {}\nconfirmed: []\nbody-sha256: ");
	CHECK_HAS(d.source, "\nrequest:\nsponsors: []\ncompanion:\nprefiled:\nsummary: Of the Utah "
			    "Fee Act.\nmemo:\n---\n"
			    "## Utah Fee Act {#act}\n\nThe Legislature sets fourteen (14) days, "
			    "the fourteenth last.\n\n");
	CHECK_INT(d.n_defaulted, 2);
	CHECK_STR(d.defaulted[0], "fees");
	CHECK_INT(d.n_blanks, 1);
	CHECK_STR(d.blank[0], "effective date");
	CHECK(eg_draft_is_untouched(d.source, d.source_n));
	CHECK(strstr(d.source, "\n\n\n") == NULL);
}

static void
draft__with_values__are_recorded_sorted_and_confirmed(void **state)
{
	EG_UNUSED(state);
	set("names=a_b; c, d");
	set("mode=all");
	set("days=26");
	set("fine=1250.50");
	set("effective_date=2027-07-01");
	set("sponsors=Lee");
	make("house", NULL);
	CHECK_STR(d.path, "bills/test-act/UT-house.md");
	CHECK_HAS(d.source, "variant: house\n");
	CHECK_HAS(d.source, "parameters:\n  days: \"26\"\n  effective_date: \"2027-07-01\"\n  "
			    "fine: \"1250.50\"\n  mode: all\n  names: [a_b, \"c, d\"]\n"
			    "  sponsors: [Lee]\nconfirmed: [mode]\n");
	CHECK_HAS(d.source, "sponsors: [Lee]\ncompanion:");
	CHECK_HAS(d.source, "twenty-six (26) days, the twenty-sixth last.\n\n1. a\\_b;\n1. c, "
			    "d;\n\nIn all: a\\_b and c, d; a\\_b or c, d.\n");
	CHECK_HAS(d.source,
	    "A fine of $1,250.50, one thousand two hundred fifty dollars and fifty cents.\n");
	CHECK_HAS(d.source, " takes effect on July 1, 2027.\n");
	CHECK_INT(d.n_defaulted, 1);
	CHECK_INT(d.n_blanks, 0);
	CHECK_INT(d.n_used, 6);
	CHECK_STR(d.used[0], "days=26");
}

static void
draft__twice__gives_the_same_bytes(void **state)
{
	char *first;

	EG_UNUSED(state);
	make(NULL, NULL);
	first = eg_strdup(d.source);
	make(NULL, first);
	CHECK_STR(d.source, first);
	eg_free(first);
}

static void
draft__again__keeps_what_a_filing_needs(void **state)
{
	struct eg_buf old = EG_BUF_INIT;
	const char *at;

	EG_UNUSED(state);
	make(NULL, NULL);
	at = strstr(d.source, "\nrequest:\n");
	eg_buf_add(&old, d.source, (size_t)(at - d.source));
	eg_buf_puts(&old, "\nrequest: LRB 12\nsponsors: [\"Lee, A.\", Roe]\ncompanion: SB 3\nmemo: "
			  "see file\n---\n");
	eg_buf_str(&old, eg_draft_body(d.source, d.source_n));
	CHECK(eg_draft_is_untouched(eg_buf_cstr(&old), old.n));
	make(NULL, eg_buf_cstr(&old));
	CHECK_HAS(d.source, "request: LRB 12\nsponsors: [\"Lee, A.\", Roe]\ncompanion: SB "
			    "3\nprefiled:\nsummary: Of the Utah Fee Act.\nmemo: see file\n---\n");
	eg_buf_clear(&old);
}

static void
draft__edited__is_seen(void **state)
{
	struct eg_buf b = EG_BUF_INIT;

	EG_UNUSED(state);
	make(NULL, NULL);
	eg_draft_with_body(&d, "## Other {#act}\n\nWords.\n", 24, &b);
	CHECK(!eg_draft_is_untouched(eg_buf_cstr(&b), b.n));
	CHECK(!eg_draft_is_untouched("no head", 7));
	CHECK(eg_str_eq(eg_draft_body(eg_buf_cstr(&b), b.n), "## Other {#act}\n\nWords.\n"));
	eg_buf_clear(&b);
}

static void
draft__kept_text__is_not_changed(void **state)
{
	static const char kept[] =
	    "ARTICLE I\r\n\r\n\r\n  *Purpose* & <b>   \n1. x\n\nSection 3 of this act.";
	struct eg_err err = {0};
	struct eg_bill *bill = NULL;

	EG_UNUSED(state);
	set("kept=x.txt");
	CHECK_OK(eg_params_set_file(p, "kept", kept, strlen(kept), &err));
	make(NULL, NULL);
	CHECK_HAS(d.source, "<!-- verbatim kept -->\nARTICLE I\n\n\n  *Purpose* & <b>   \n1. "
			    "x\n\nSection 3 of this act.\n<!-- /verbatim -->\n");
	CHECK_HAS(d.source, "fill-ins: [\"[STATE]\"]\nformat-mode: exact\n");
	CHECK_OK(eg_bill_parse(d.source, d.source_n, d.path, &bill, &err));
	eg_bill_free(bill);
}

static void
draft__conformed__lists_each_change(void **state)
{
	static const char yaml[] =
	    "engross: 1\njurisdiction: UT\nidentity:\n  name: { is: \"Utah\", sure: general }\n  "
	    "self-word: { is: \"state\", sure: general }\nlegislature:\n"
	    "  name: { is: \"Legislature\", sure: general }\nsections:\n  self: { is: \"this "
	    "Act\", sure: general }\n  designator-word: { is: \"section\", sure: general }\n",
			  source[] = "---\nengross: 1\ntemplate: c\nversion: 1.0.0\ntitle: "
				     "c\nformat-mode: conformed\nparameters:\n"
				     "  kept: { type: file, required: true, help: \"text\" "
				     "}\n---\n## C {#c}\n\nx\n\n{{{kept}}}\n\nEnd.\n",
			  kept[] = "Section 1. A duty in Section 3(a) of this compact or section 4 "
				   "of this act\nunder this act holds; Section 5 of the law.\n";
	struct eg_template *c = NULL;
	struct eg_profile *profile = NULL;
	struct eg_params *q;
	struct eg_bill *bill = NULL;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_template_parse(source, strlen(source), "t.md", NULL, 0, NULL, &c, &err));
	CHECK_OK(eg_profile_parse(yaml, strlen(yaml), "UT.yaml", &profile, &err));
	q = eg_params_new(c);
	CHECK_INT(
	    eg_draft_make(
		&(struct eg_draft_in){.template_ = c, .profile = profile, .params = q}, &d, &err),
	    EG_ERR_MISSING);
	CHECK_HAS(err.msg, "'c' needs a value for 'kept'");
	CHECK_HAS(err.hint, "--set kept=FILE (text)");
	CHECK_INT(err.line, 8);
	CHECK_OK(eg_params_set_pair(q, "kept=/home/me/x.txt", &err));
	CHECK_OK(eg_params_set_file(q, "kept", kept, strlen(kept), &err));
	CHECK_OK(eg_draft_make(
	    &(struct eg_draft_in){.template_ = c, .profile = profile, .params = q}, &d, &err));
	CHECK_HAS(d.source, "\n  kept: x.txt\n");
	CHECK_HAS(d.source, "format-mode: conformed\n");
	CHECK_HAS(d.source,
	    "<!-- verbatim kept -->\nSection 1. A duty in section 3(a) of this compact or section "
	    "4 of this Act\n"
	    "under this Act holds; Section 5 of the law.\n<!-- /verbatim -->\n\n> Drafting note: "
	    "Changes of form made in the text above, by line:\n"
	    "> line 1: \"Section 3(a) of this compact\" became \"section 3(a) of this compact\";\n"
	    "> line 1: \"this act\" became \"this Act\";\n> line 2: \"this act\" became \"this "
	    "Act\".\n\nEnd.\n");
	CHECK_INT(d.n_changes, 3);
	CHECK_OK(eg_bill_parse(d.source, d.source_n, d.path, &bill, &err));
	eg_bill_free(bill);
	eg_params_free(q);
	eg_profile_free(profile);
	eg_template_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	    CASE(draft__by_default__head_and_body),
	    CASE(draft__with_values__are_recorded_sorted_and_confirmed),
	    CASE(draft__twice__gives_the_same_bytes),
	    CASE(draft__again__keeps_what_a_filing_needs),
	    CASE(draft__edited__is_seen),
	    CASE(draft__kept_text__is_not_changed),
	    CASE(draft__conformed__lists_each_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
