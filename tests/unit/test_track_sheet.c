/* A coordinator's sheet: what is understood, what is asked back, and that nothing is half
 * imported. */
#include "check.h"

#include "base/mem.h"

#include <engross/track.h>

static struct eg_import *
read_sheet(const char *text, const char *const *map, const char *template_name,
    enum eg_date_order order, struct eg_err *err)
{
	struct eg_import_options how = {map, template_name, order, "2026-11-22T00:00:00Z"};
	struct eg_import *im = NULL;

	memset(err, 0, sizeof(*err));
	return eg_import_csv(text, strlen(text), "sheet.csv", &how, &im, err) == EG_OK ? im : NULL;
}

/* "UT SB 57 2024-01-31 signed; …" */
static char *
summary(const struct eg_import *im)
{
	struct eg_buf b = EG_BUF_INIT;

	for (size_t i = 0; i < im->n; i++) {
		const struct eg_str *f = im->event[i].f;
		const enum eg_field show[] = {EG_F_JURISDICTION, EG_F_BILL, EG_F_TEMPLATE,
		    EG_F_DATE, EG_F_EVENT, EG_F_CHAMBER};

		for (size_t k = 0; k < EG_COUNT(show); k++) {
			if (f[show[k]].n == 0)
				continue;
			if (k > 0)
				eg_buf_putc(&b, ' ');
			eg_buf_str(&b, f[show[k]]);
		}
		if (f[EG_F_DATE].n == 0)
			eg_buf_printf(
			    &b, " by %.*s", (int)f[EG_F_PUBLISHED].n, f[EG_F_PUBLISHED].p);
		eg_buf_puts(&b, "; ");
	}
	return eg_buf_take(&b, NULL);
}

static void
sheets__as_people_keep_them__become_events(void **state)
{
	static const char *const moved[] = {
	    "Where", "jurisdiction", "Law?", "status", "On", "date", NULL};
	static const char *const dated[] = {
	    "Filed on", "introduced", "House", "passed:lower", "Signed on", "signed", NULL};
	static const struct {
		const char *sheet;
		const char *const *map;
		const char *template_name, *events;
		size_t links, skipped;
	} cases[] = {
	    {"State,Bill,Status,As of\nUtah,SB 57,Signed,3/14/2025\nMD,HB 1,Vetoed,2025-04-01\n",
		NULL, "t", "UT SB 57 signed by 2025-03-14; MD HB 1 vetoed by 2025-04-01; ", 2, 0},
	    {"State,Status,Date\nUT,Enacted,45730\nWashington D.C.,passed both,14-Mar-25\nGuam,In "
	     "committee,\"March 14, 2025\"\n",
		NULL, "t",
		"UT t 2025-03-14 chaptered; DC t 2025-03-14 passed both; GU t 2025-03-14 "
		"referred; ",
		0, 0},
	    {"Where;Law?;On\nco;Passed House;2025-03\nNY;not introduced;\n", moved, "t",
		"CO t 2025-03 passed lower; ", 0, 1},
	    {"state,bill,Filed on,House,Signed on\nVA,HB 965 / SB "
	     "322,1/14/2026,2026-02-01,4/13/2026\n",
		dated, "t",
		"VA HB 965 2026-01-14 introduced; VA SB 322 2026-01-14 introduced; VA HB 965 "
		"2026-02-01 passed lower; "
		"VA SB 322 2026-02-01 passed lower; VA HB 965 2026-04-13 signed; VA SB 322 "
		"2026-04-13 signed; ",
		6, 0},
	    {"State,Bill,Status,Date\nUT,SB 1,signed,14/3/2025\nUT,SB 2,signed,4/3/2025\n", NULL,
		"", "UT SB 1 2025-03-14 signed; UT SB 2 2025-03-04 signed; ", 0, 0},
	    {"\xEF\xBB\xBFState,Bill,Status,Date\r\nUT,SB 1,signed,2025-03-14\r\n\r\n,,,\r\n", NULL,
		"", "UT SB 1 2025-03-14 signed; ", 0, 0},
	    {"State\tBill\tStatus\tDate\nUT\tSB 1\tbecame law without signature\t2025\n", NULL, "",
		"UT SB 1 2025 became-law-unsigned; ", 0, 0},
	    {"State,Bill,Status,Date,Notes\nUT,SB 1,signed,2025-03-14,\"caf\xE9\"\n", NULL, "",
		"UT SB 1 2025-03-14 signed; ", 0, 0},
	};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		struct eg_err err;
		struct eg_import *im = read_sheet(cases[i].sheet, cases[i].map,
		    cases[i].template_name, EG_DATE_ORDER_UNKNOWN, &err);
		char *got;

		if (im == NULL)
			fprintf(stderr, "case %zu: %s\n", i, err.msg);
		CHECK(im != NULL);
		got = summary(im);
		CHECK_STR(got, cases[i].events);
		CHECK_INT(im->n_links, cases[i].links);
		CHECK_INT(im->skipped, cases[i].skipped);
		eg_free(got);
		eg_import_free(im);
	}
}

static void
sheets__not_understood__name_row_and_column(void **state)
{
	static const char *const bad_field[] = {"Status", "colour", NULL};
	static const char *const no_column[] = {"Stauts", "status", NULL};
	static const struct {
		const char *sheet;
		const char *const *map;
		enum eg_rc rc;
		const char *msg, *hint;
	} cases[] = {
	    {"State,Bill,Status,Date\nUT,SB 1,signed,2025-03-14\nUT,SB 2,lost in the "
	     "post,2025-03-14\n",
		NULL, EG_ERR_DATA, "row 3, column 'Status': 'lost in the post' is no status",
		"write an event"},
	    {"State,Bill,Status,Date\nUT,SB 1,singed,2025-03-14\n", NULL, EG_ERR_DATA,
		"row 2, column 'Status'", "did you mean 'signed'?"},
	    {"State,Bill,Status,Date\nUT,SB 1,signed,3/4/2025\n", NULL, EG_ERR_DATA,
		"row 2, column 'Date': '3/4/2025' could be two days", "--date-order"},
	    {"State,Bill,Status,Date\nUT,SB 1,signed,13/4/2025\nUT,SB 2,signed,4/13/2025\n", NULL,
		EG_ERR_DATA,
		"row 3, column 'Date': '4/13/2025' has day and month the other way round from row "
		"2",
		"YYYY-MM-DD"},
	    {"State,Bill,Status,Date\nUT,SB 1,signed,soon\n", NULL, EG_ERR_DATA,
		"row 2, column 'Date': 'soon' is no date", "YYYY-MM-DD"},
	    {"State,Bill,Status,Date\nUT,SB 1,signed,\n", NULL, EG_ERR_DATA,
		"row 2, column 'Date': is empty", ""},
	    {"State,Bill,Status,Date\nTotal,,12,\n", NULL, EG_ERR_DATA,
		"row 2, column 'State': 'Total' is not a jurisdiction", "totals"},
	    {"State,Bill,Status,Date\nUT,\"SB 1,signed,2025\n", NULL, EG_ERR_SYNTAX, "never ends",
		""},
	    {"State,Bill,Status,Date\nUT,SB 1,signed,2025,extra\n", NULL, EG_ERR_DATA,
		"row 2: more cells", ""},
	    {"A,B\n1,2\n", NULL, EG_ERR_DATA, "no column says which state", "--map"},
	    {"State,Bill\nUT,SB 1\n", NULL, EG_ERR_DATA, "no column says what happened", "--map"},
	    {"State,Bill,Status\nUT,SB 1,signed\n", NULL, EG_ERR_DATA, "no column says when",
		"--map"},
	    {"State,Status,Date\nUT,signed,2025\n", NULL, EG_ERR_DATA,
		"neither a column of bills nor a template", "--template"},
	    {"State,Bill,Status,Date\nUT,SB 1,signed,2025\n", bad_field, EG_ERR_USAGE,
		"'colour' is no field", ""},
	    {"State,Bill,Status,Date\nUT,SB 1,signed,2025\n", no_column, EG_ERR_USAGE,
		"has no column 'Stauts'", "did you mean 'Status'?"},
	    {"", NULL, EG_ERR_DATA, "empty", ""},
	    {"PK\x03\x04xxxx", NULL, EG_ERR_DATA, "not CSV", "CSV UTF-8"},
	    {"State,Bill,Status,Date,Yeas\nUT,SB 1,passed,2025,many\n", NULL, EG_ERR_DATA,
		"row 2: yeas 'many' is no number", ""},
	};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		struct eg_err err;

		CHECK(read_sheet(cases[i].sheet, cases[i].map, "", EG_DATE_ORDER_UNKNOWN, &err) ==
		      NULL);
		CHECK_HAS(err.msg, cases[i].msg);
		CHECK_HAS(err.hint, cases[i].hint);
		CHECK_INT(err.rc, cases[i].rc);
	}
}

static void
sheets__with_an_order_given__need_not_ask(void **state)
{
	static const char sheet[] = "State,Bill,Status,Date\nUT,SB 1,signed,3/4/2025\n";
	struct eg_err err;
	struct eg_import *im = read_sheet(sheet, NULL, "", EG_DATE_ORDER_DMY, &err);
	char *got;

	EG_UNUSED(state);
	CHECK(im != NULL);
	got = summary(im);
	CHECK_STR(got, "UT SB 1 2025-04-03 signed; ");
	eg_free(got);
	eg_import_free(im);
}

static void
sheets__the_same_twice__add_nothing(void **state)
{
	static const char sheet[] =
	    "State,Bill,Status,Date\nUT,SB 1,introduced,2025-03-04\nUT,SB 1,signed,2025-03-04\n";
	struct eg_buf one = EG_BUF_INIT, two = EG_BUF_INIT;
	struct eg_err err;
	struct eg_import *im = read_sheet(sheet, NULL, "t", EG_DATE_ORDER_UNKNOWN, &err);
	size_t added;

	EG_UNUSED(state);
	CHECK(im != NULL);
	CHECK_OK(eg_events_append("", 0, im->event, im->n, &one, &added, &err));
	CHECK_INT(added, 2);
	CHECK_OK(eg_events_append(one.p, one.n, im->event, im->n, &two, &added, &err));
	CHECK_INT(added, 0);
	CHECK_STR(eg_buf_cstr(&two), eg_buf_cstr(&one));
	eg_buf_clear(&two);
	CHECK_OK(eg_links_append("", 0, im->link, im->n_links, &two, &added, &err));
	CHECK_INT(added, 1); /* two rows, one bill */
	eg_buf_clear(&one);
	eg_buf_clear(&two);
	eg_import_free(im);
}

static void
sheets__with_a_column_how__say_by_whose_act_a_bill_became_law(void **state)
{
	struct eg_err err;
	struct eg_import *im = read_sheet("State,Bill,Session,Status,How,Date\n"
					  "UT,HB 1,2025,Enacted,signed,2025-03-20\n"
					  "CO,HB 2,2025A,enacted,without-signature,2025-04-01\n"
					  "KS,SB 3,2025-2026,Enacted,,2025-05-01\n"
					  "KS,SB 4,2025-2026,Died,signed,2025-05-01\n",
	    NULL, "t", EG_DATE_ORDER_UNKNOWN, &err);

	EG_UNUSED(state);
	CHECK(im != NULL);
	CHECK_INT(im->n, 4);
	CHECK(eg_str_eq(im->event[0].f[EG_F_EVENT], "signed"));
	CHECK(eg_str_eq(im->event[1].f[EG_F_EVENT], "became-law-unsigned"));
	CHECK(eg_str_eq(im->event[2].f[EG_F_EVENT], "chaptered"));
	CHECK(eg_str_eq(im->event[3].f[EG_F_EVENT], "died"));
	eg_import_free(im);
}

static void
logs__in_our_own_form__come_in_row_for_row(void **state)
{
	char *text = eg_sprintf(
	    "%s\n,3,2025-03-14,,UT,2025,SB 1,bill,passed,lower,40,30,,,http://x,official,\"Passed, "
	    "third reading\",,,,,\n",
	    eg_events_header);
	struct eg_err err;
	struct eg_import *im = read_sheet(text, NULL, "t", EG_DATE_ORDER_UNKNOWN, &err);

	EG_UNUSED(state);
	CHECK(im != NULL);
	CHECK_INT(im->n, 1);
	CHECK(eg_str_eq(im->event[0].f[EG_F_TEXT], "Passed, third reading"));
	CHECK(eg_str_eq(im->event[0].f[EG_F_SEQ], "3"));
	CHECK_INT(im->n_links, 1);
	eg_import_free(im);
	eg_free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sheets__as_people_keep_them__become_events),
	    cmocka_unit_test(sheets__not_understood__name_row_and_column),
	    cmocka_unit_test(sheets__with_an_order_given__need_not_ask),
	    cmocka_unit_test(sheets__the_same_twice__add_nothing),
	    cmocka_unit_test(sheets__with_a_column_how__say_by_whose_act_a_bill_became_law),
	    cmocka_unit_test(logs__in_our_own_form__come_in_row_for_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
