/* Rules that read legislatures' records: each decides the lines it was written for. */
#include "check.h"

#include <engross/records.h>

static void
general_rules__their_own_lines__decided_by_them(void **state)
{
	struct eg_err err = {0};
	size_t tested = 0;

	(void)state;
	if (eg_rules_check(NULL, &tested, &err) != EG_OK)
		fail_msg("%s:%zu: %s", err.file, err.line, err.msg);
	assert_true(tested > 60);
}

static void
each_jurisdictions_rules__their_own_lines__decided_by_them(void **state)
{
	size_t tested = 0;

	(void)state;
	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		struct eg_err err = {0};

		if (eg_rules_check(eg_postal[i], &tested, &err) != EG_OK)
			fail_msg("%s:%zu: %s", err.file, err.line, err.msg);
	}
	assert_true(tested > 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(general_rules__their_own_lines__decided_by_them),
	    cmocka_unit_test(each_jurisdictions_rules__their_own_lines__decided_by_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
