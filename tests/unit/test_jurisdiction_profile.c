/* Profiles: the reader, its errors, and the totals of the 56 that the program carries. */
#include "check.h"

#include <engross/jurisdiction.h>

static const char good[] =
    "engross: 1\njurisdiction: UT\nidentity:\n  name: { is: \"Utah\", sure: verified, from: S1 }\n"
    "levels:\n  marks: { is: [\"(1)\", \"(a)\"], sure: general }\n"
    "enacting:\n  cite: { sure: unknown }\n";

static void
facts__parsed__have_value_source_and_confidence(void **state)
{
	struct eg_err err = {0};
	struct eg_profile *p;

	(void)state;
	CHECK_OK(eg_profile_parse(good, sizeof(good) - 1, "UT.yaml", &p, &err));
	CHECK_STR(eg_profile_text(p, "identity.name", NULL), "Utah");
	CHECK_STR(eg_profile_fact(p, "identity.name")->source, "S1");
	CHECK_INT(eg_profile_fact(p, "identity.name")->sure, EG_SURE_VERIFIED);
	CHECK_INT(eg_profile_fact(p, "levels.marks")->n, 2);
	CHECK_STR(eg_profile_fact(p, "levels.marks")->list[1], "(a)");
	CHECK_INT(eg_profile_fact(p, "enacting.cite")->n, 0);
	CHECK_STR(eg_profile_text(p, "enacting.cite", "?"), "?");
	CHECK_INT(eg_profile_fact(p, "no.such")->n, 0);
	eg_profile_free(p);
}

static void
refused(const char *yaml, size_t line, const char *part)
{
	struct eg_err err = {0};
	struct eg_profile *p = NULL;

	CHECK(eg_profile_parse(yaml, strlen(yaml), "x.yaml", &p, &err) != EG_OK);
	CHECK(p == NULL);
	CHECK_INT(err.line, line);
	CHECK_HAS(err.msg, part);
	CHECK(err.hint[0] != '\0');
}

static void
bad_profiles__parsed__name_their_line(void **state)
{
	(void)state;
	refused("jurisdiction: ZZ\n", 1, "56 postal codes");
	refused("jurisdiction: UT\nidentity:\n  name: Utah\n", 3, "is not {");
	refused("jurisdiction: UT\nidentity:\n  name: { is: Utah }\n", 3, "how sure");
	refused("jurisdiction: UT\nidentity:\n  name: { is: Utah, sure: unknown }\n", 3,
	    "unknown and has a value");
	refused("jurisdiction: UT\nidentity:\n  name: { is: Utah, sure: general, why: x }\n", 3,
	    "'why'");
	refused("jurisdiction: UT\nidentity:\n  a: { is: x, sure: general }\n  a: { is: x, sure: "
		"general }\n",
	    4, "twice");
	refused("engross: 2\njurisdiction: UT\n", 1, "does not know");
	refused("jurisdiction: UT\nidentity: &x\n  a: { is: x, sure: general }\n", 2, "anchors");
}

static void
builtins__all_56__add_up(void **state)
{
	int64_t votes = 0, house = 0, members = 0, chambers = 0, tiles[EG_JURISDICTIONS];
	struct eg_err err = {0};

	(void)state;
	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		struct eg_profile *p;
		enum eg_place_kind kind = eg_postal_kind(eg_postal[i]);

		CHECK_OK(eg_profile_builtin(eg_postal[i], &p, &err));
		CHECK_STR(eg_profile_postal(p), eg_postal[i]);
		CHECK_STR(eg_profile_name(p), eg_postal_name(eg_postal[i]));
		votes += eg_profile_int(p, "identity.electoral-votes", 0);
		house += eg_profile_int(p, "identity.house-seats", 0);
		if (kind == EG_PLACE_STATE && eg_profile_unicameral(p)) {
			members += eg_profile_int(p, "legislature.single-seats", 0);
			chambers++;
		} else if (kind == EG_PLACE_STATE) {
			int64_t lower = eg_profile_int(p, "legislature.lower-seats", 0);

			members += eg_profile_int(p, "legislature.lower-voting-seats", lower) +
				   eg_profile_int(p, "legislature.upper-seats", 0);
			chambers += 2;
		}
		tiles[i] =
		    eg_profile_int(p, "map.row", -1) * 100 + eg_profile_int(p, "map.col", -1);
		CHECK(
		    eg_profile_int(p, "map.row", -1) >= 0 && eg_profile_int(p, "map.col", -1) >= 0);
		for (int k = 0; k < i; k++)
			CHECK(tiles[k] != tiles[i]);
		eg_profile_free(p);
	}
	CHECK_INT(votes, 538);
	CHECK_INT(house, 435);
	CHECK_INT(members, 7386);
	CHECK_INT(chambers, 99);
}

static void
forms__filled__unknown_name_is_an_error(void **state)
{
	const char *const pairs[] = {"place", "Title 24", "number", "76.7", NULL};
	struct eg_buf b = EG_BUF_INIT;
	struct eg_err err = {0};

	(void)state;
	CHECK_OK(eg_form_fill(&b, "amend {{place}} by {{{ number }}}.", pairs, &err));
	CHECK_STR(eg_buf_cstr(&b), "amend Title 24 by 76.7.");
	CHECK_INT(eg_form_fill(&b, "{{what}}", pairs, &err), EG_ERR_DATA);
	CHECK_HAS(err.msg, "{{what}}");
	CHECK_INT(eg_form_fill(&b, "{{what", pairs, &err), EG_ERR_DATA);
	eg_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(facts__parsed__have_value_source_and_confidence),
	    cmocka_unit_test(bad_profiles__parsed__name_their_line),
	    cmocka_unit_test(builtins__all_56__add_up),
	    cmocka_unit_test(forms__filled__unknown_name_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
