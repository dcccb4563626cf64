/* Dates that a spreadsheet mangled. */
#include "check.h"

#include "base/mem.h"

#include <engross/track.h>

static void
dates__as_people_write_them__become_one_form(void **state)
{
	static const struct {
		const char *in;
		enum eg_date_order order;
		const char *out; /* "" bad, "?" ambiguous */
	} cases[] = {
	    {"2025-03-14", 0, "2025-03-14"},
	    {"2025/3/14", 0, "2025-03-14"},
	    {"2025-03", 0, "2025-03"},
	    {"2025", 0, "2025"},
	    {"3/14/2025", 0, "2025-03-14"},
	    {"14/3/2025", 0, "2025-03-14"},
	    {"14-Mar-25", 0, "2025-03-14"},
	    {"14 March 2025", 0, "2025-03-14"},
	    {"March 14, 2025", 0, "2025-03-14"},
	    {"Mar. 14, 2025", 0, "2025-03-14"},
	    {"Friday, March 14, 2025", 0, "2025-03-14"},
	    {"March 14th, 2025", 0, "2025-03-14"},
	    {"Sept 3, 2024", 0, "2024-09-03"},
	    {"45730", 0, "2025-03-14"},
	    {"45730.5", 0, "2025-03-14"},
	    {"Mar-25", 0, "2025-03"},
	    {"March 2025", 0, "2025-03"},
	    {"3/2025", 0, "2025-03"},
	    {"20250314", 0, "2025-03-14"},
	    {"14.3.2025", 0, "2025-03-14"},
	    {"4.3.2025", 0, "2025-03-04"},
	    {"3/14/25", 0, "2025-03-14"},
	    {"3/14/99", 0, "1999-03-14"},
	    {"3/14/2025 0:00", 0, "2025-03-14"},
	    {"2025-03-14T10:20:00Z", 0, "2025-03-14"},
	    {"3/14/2025 12:00:00 AM", 0, "2025-03-14"},
	    {" 2025-03-14 ", 0, "2025-03-14"},
	    {"3/4/2025", 0, "?"},
	    {"3/4/2025", EG_DATE_ORDER_MDY, "2025-03-04"},
	    {"3/4/2025", EG_DATE_ORDER_DMY, "2025-04-03"},
	    {"3/3/2025", 0, "2025-03-03"},
	    {"14/3/2025", EG_DATE_ORDER_MDY, ""},
	    {"3/14/2025", EG_DATE_ORDER_DMY, ""},
	    {"13/13/2025", 0, ""},
	    {"2/30/2025", 0, ""},
	    {"2025-02-30", 0, ""},
	    {"2025-13-01", 0, ""},
	    {"0/4/2025", 0, ""},
	    {"soon", 0, ""},
	    {"", 0, ""},
	    {"1", 0, ""},
	    {"99999", 0, ""},
	    {"3/4", 0, ""},
	    {"Mar 14", 0, ""},
	    {"2025-00-00", 0, ""},
	    {"0000-00-00", 0, ""},
	    {"12:30", 0, ""},
	    {"2025-Mar-14", 0, "2025-03-14"},
	    {"123456789012345", 0, ""},
	    {"Marchy 14, 2025", 0, ""},
	};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		char out[16];
		enum eg_date_result r =
		    eg_date_guess(eg_str(cases[i].in), cases[i].order, out, NULL);
		const char *got = r == EG_DATE_GOOD ? out : r == EG_DATE_AMBIGUOUS ? "?" : "";

		if (strcmp(got, cases[i].out) != 0) {
			fprintf(
			    stderr, "'%s' gives '%s', want '%s'\n", cases[i].in, got, cases[i].out);
			fail();
		}
	}
}

static void
dates__that_can_only_be_one_way__say_which(void **state)
{
	enum eg_date_order saw;
	char out[16];

	EG_UNUSED(state);
	CHECK_INT(
	    eg_date_guess(eg_str("3/14/2025"), EG_DATE_ORDER_UNKNOWN, out, &saw), EG_DATE_GOOD);
	CHECK_INT(saw, EG_DATE_ORDER_MDY);
	CHECK_INT(
	    eg_date_guess(eg_str("14/3/2025"), EG_DATE_ORDER_UNKNOWN, out, &saw), EG_DATE_GOOD);
	CHECK_INT(saw, EG_DATE_ORDER_DMY);
	CHECK_INT(
	    eg_date_guess(eg_str("3/4/2025"), EG_DATE_ORDER_UNKNOWN, out, &saw), EG_DATE_AMBIGUOUS);
	CHECK_INT(saw, EG_DATE_ORDER_UNKNOWN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(dates__as_people_write_them__become_one_form),
	    cmocka_unit_test(dates__that_can_only_be_one_way__say_which),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
