/* The tree of provisions: eIds by the Naming Convention, what is quoted, references that meet. */
#include "check.h"
#include "render/outline.h"

#include <engross/render.h>

static const char source[] =
    "---\nengross: 1\ntitle: \"scales\"\nshort-title: \"Scale Act\"\npurpose: \"to weigh\"\n"
    "instrument: bill\n---\n"
    "## Scales {#scales .adds code=\"Title 35\" unit=\"chapter\" number=\"2312\" "
    "sections=\"2312.{001}\"}\n\n### Meaning {#meaning}\n\nIn this chapter:\n\n"
    "1. {#one} a scale:\n\n   1. weighs; and\n\n   1. {#deep} is true;\n\n   as made.\n\n"
    "1. an inspector.\n\nAll of [](#one) binds.\n\n### Text {#text}\n\nIt reads:\n\n"
    "<!-- verbatim t -->\nARTICLE I\nWords.\n<!-- /verbatim -->\n\n"
    "## Severability {#severability .session}\n\nSee [](#deep).\n";

static struct eg_form *
form_for(const char *postal)
{
	struct eg_err err = {0};
	struct eg_profile *profile = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;

	CHECK_OK(eg_profile_builtin(postal, &profile, &err));
	CHECK_OK(eg_bill_parse(source, sizeof(source) - 1, "test", &bill, &err));
	CHECK_OK(eg_form_build(bill, profile, NULL, &form, &err));
	eg_bill_free(bill);
	eg_profile_free(profile);
	return form;
}

static void
outline__of_code_added__names_parts_below_the_quoted_structure(void **state)
{
	struct eg_form *form = form_for("TX");
	struct eg_outline *o = eg_outline_make(form);

	EG_UNUSED(state);
	CHECK_STR(eg_outline_find(o, "scales")->eid, "sec_1");
	CHECK_STR(
	    eg_outline_find(o, "meaning")->eid, "sec_1__mod_1__qstr_1__chp_2312__sec_2312-001");
	CHECK_STR(eg_outline_find(o, "deep")->eid,
	    "sec_1__mod_1__qstr_1__chp_2312__sec_2312-001__subsec_1__para_B");
	CHECK_STR(eg_outline_find(o, "severability")->eid, "sec_2");
	CHECK(eg_outline_find(o, "nobody") == NULL);
	CHECK_STR(eg_outline_find(o, "scales")->law->element, "chapter");
	CHECK(!eg_outline_find(o, "severability")->quoted);
	eg_outline_free(o);
	eg_form_free(form);
}

/* Each block once, in order, in every jurisdiction; no eId twice. */
static void
outline__of_every_jurisdiction__keeps_each_block_once_with_its_own_eid(void **state)
{
	EG_UNUSED(state);
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		struct eg_form *form = form_for(eg_postal[i]);
		struct eg_outline *o = eg_outline_make(form);
		struct eg_map eids = {0};
		size_t next = o->n_front;

		for (const struct eg_part *p = eg_part_after(o->root, o->root); p != NULL;
		     p = eg_part_after(p, o->root)) {
			CHECK(p->block == &form->block[next]);
			next += p->n_blocks;
			CHECK(p->eid[0] != '\0' && !eg_map_has(&eids, p->eid));
			eg_map_set(&eids, p->eid, o);
		}
		CHECK_INT(next, form->n);
		eg_map_clear(&eids);
		eg_outline_free(o);
		eg_form_free(form);
	}
}

static void
xml__of_words_with_markup_characters__escapes_them(void **state)
{
	struct eg_run run = {EG_RUN_TEXT, "a < b & \"c\" \x01> d", NULL};
	struct eg_block block = {
	    .role = EG_ROLE_SECTION, .designator = "1.", .run = &run, .n_runs = 1};
	struct eg_form form = {.block = &block,
	    .n = 1,
	    .postal = "NJ",
	    .jurisdiction = "New Jersey",
	    .language = "en",
	    .title = "T",
	    .template_name = "t",
	    .version = "",
	    .variant = "",
	    .instrument = "",
	    .prefiled = ""};
	struct eg_buf akn = EG_BUF_INIT, uslm = EG_BUF_INIT;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_render_akn(&form, NULL, &akn, &err));
	CHECK_OK(eg_render_uslm(&form, NULL, &uslm, &err));
	CHECK_HAS(akn.p, "a &lt; b &amp; &quot;c&quot; &gt; d");
	CHECK_HAS(uslm.p, "a &lt; b &amp; &quot;c&quot; &gt; d");
	eg_buf_clear(&akn);
	eg_buf_clear(&uslm);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(outline__of_code_added__names_parts_below_the_quoted_structure),
	    cmocka_unit_test(
		outline__of_every_jurisdiction__keeps_each_block_once_with_its_own_eid),
	    cmocka_unit_test(xml__of_words_with_markup_characters__escapes_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
