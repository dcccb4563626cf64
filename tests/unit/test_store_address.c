/* The grammar of addresses, DESIGN section 4: one row a form, and what is refused. */
#include "check.h"

#include <engross/store.h>

struct row {
	const char *text;
	enum eg_address_kind kind;
	const char *template_name, *postal, *variant, *session, *bill, *stage, *rev;
};

static const struct row rows[] = {
    {"-", EG_ADDR_STDIN, "", "", "", "", "", "", ""},
    {"sovereignty", EG_ADDR_TEMPLATE, "sovereignty", "", "", "", "", "", ""},
    {"sovereignty@1.2.0", EG_ADDR_TEMPLATE, "sovereignty", "", "", "", "", "", "1.2.0"},
    {"sovereignty@2026-01-31", EG_ADDR_TEMPLATE, "sovereignty", "", "", "", "", "", "2026-01-31"},
    {"sovereignty@HEAD@{1}", EG_ADDR_TEMPLATE, "sovereignty", "", "", "", "", "", "HEAD@{1}"},
    {"sovereignty/UT", EG_ADDR_DRAFT, "sovereignty", "UT", "", "", "", "", ""},
    {"sovereignty/ut", EG_ADDR_DRAFT, "sovereignty", "UT", "", "", "", "", ""},
    {"sovereignty/UT-short", EG_ADDR_DRAFT, "sovereignty", "UT", "short", "", "", "", ""},
    {"sovereignty/MP-a-b@main~2", EG_ADDR_DRAFT, "sovereignty", "MP", "a-b", "", "", "", "main~2"},
    {"sovereignty/UT@feature/x", EG_ADDR_DRAFT, "sovereignty", "UT", "", "", "", "", "feature/x"},
    {"UT/HB57", EG_ADDR_PRINT, "", "UT", "", "", "HB57", "", ""},
    {"ut/hb57", EG_ADDR_PRINT, "", "UT", "", "", "hb57", "", ""},
    {"UT/2026/HB 25-0012", EG_ADDR_PRINT, "", "UT", "", "2026", "HB 25-0012", "", ""},
    {"UT/HB57:enrolled", EG_ADDR_PRINT, "", "UT", "", "", "HB57", "enrolled", ""},
    {"UT/HB57:02@HEAD", EG_ADDR_PRINT, "", "UT", "", "", "HB57", "02", "HEAD"},
    {"NY/2025-2026/S.100-A", EG_ADDR_PRINT, "", "NY", "", "2025-2026", "S.100-A", "", ""},
    {"in/HB1", EG_ADDR_PRINT, "", "IN", "", "", "HB1", "", ""},
    {"zz/UT", EG_ADDR_DRAFT, "zz", "UT", "", "", "", "", ""},
    {"HB57", EG_ADDR_TEMPLATE, "HB57", "", "", "", "", "", ""},
};

static void
address__of_the_grammar__is_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *r = &rows[i];
		struct eg_err err = {0};
		struct eg_address a;

		CHECK_OK(eg_address_parse(r->text, &a, &err));
		CHECK_INT(a.kind, r->kind);
		CHECK_STR(a.template_name, r->template_name);
		CHECK_STR(a.postal, r->postal);
		CHECK_STR(a.variant, r->variant);
		CHECK_STR(a.session, r->session);
		CHECK_STR(a.bill, r->bill);
		CHECK_STR(a.stage, r->stage);
		CHECK_STR(a.rev, r->rev);
	}
}

static void
address__that_looks_like_a_path__is_one(void **state)
{
	static const char *const paths[] = {"/tmp/x", "./x", "../x", "./a@b", "bill.md", "a.txt",
	    "a.html", "a.htm", "a.docx", "a.pdf", "a.xml", "a.csv", "a.yaml", "a.json",
	    "bills/x/UT.md", "UT/HB57.pdf", "A.PDF", "sovereignty@v.md", ".", ".."};

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct eg_err err = {0};
		struct eg_address a;

		CHECK_OK(eg_address_parse(paths[i], &a, &err));
		CHECK_INT(a.kind, EG_ADDR_PATH);
		CHECK_STR(a.path, paths[i]);
	}
}

static void
address__outside_the_grammar__is_refused_with_the_forms(void **state)
{
	static const char *const texts[] = {"", "@", "x@", "a b", "x/", "x/QQ", "x/UTAH", "x/UT-",
	    "x/UT/y", "UT/", "UT/a/b/c", "UT/--", "UT/HB57:", "UT/HB57:a b", "UT/../HB57", "-x",
	    ".hidden", "x/UT-..", "bills/x/UT.md@HEAD", "UT/2026/", "x/UT-.git"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct eg_err err = {0};
		struct eg_address a;

		if (eg_address_parse(texts[i], &a, &err) == EG_OK)
			fprintf(stderr, "accepted: '%s'\n", texts[i]);
		CHECK_INT(err.rc, EG_ERR_USAGE);
		CHECK_HAS(err.hint, "UT/HB57");
	}
}

static void
address__longer_than_its_parts_hold__is_refused(void **state)
{
	char text[6000];
	struct eg_err err = {0};
	struct eg_address a;

	(void)state;
	memset(text, 'a', sizeof(text));
	text[5000] = '\0';
	CHECK_INT(eg_address_parse(text, &a, &err), EG_ERR_USAGE);
	text[200] = '\0';
	CHECK_INT(eg_address_parse(text, &a, &err), EG_ERR_USAGE);
	text[127] = '\0';
	CHECK_INT(eg_address_parse(text, &a, &err), EG_OK);
	memcpy(text, "UT/", 3);
	CHECK_INT(eg_address_parse(text, &a, &err), EG_ERR_USAGE);
}

static void
bill_key__of_all_ways_to_write_a_number__is_the_same(void **state)
{
	char key[64];

	(void)state;
	eg_bill_key("HB 25-0012", key);
	CHECK_STR(key, "hb250012");
	eg_bill_key("H.B. 25-0012", key);
	CHECK_STR(key, "hb250012");
	eg_bill_key("---", key);
	CHECK_STR(key, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(address__of_the_grammar__is_understood),
	    cmocka_unit_test(address__that_looks_like_a_path__is_one),
	    cmocka_unit_test(address__outside_the_grammar__is_refused_with_the_forms),
	    cmocka_unit_test(address__longer_than_its_parts_hold__is_refused),
	    cmocka_unit_test(bill_key__of_all_ways_to_write_a_number__is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
