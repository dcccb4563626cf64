/* What a pattern needs: a line that it matches is never passed over, and most others are. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "check.h"

#include "base/mem.h"
#include "track/needs.h"

#include <pcre2.h>

static bool
met(const char *pattern, const char *line)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_needs needs;
	struct eg_grams grams;
	bool yes;

	eg_needs__of(pattern, a, &needs);
	eg_needs__line(eg_str(line), &grams);
	yes = eg_needs__met(&needs, &grams);
	eg_arena_free(a);
	return yes;
}

static bool
matches(const char *pattern, const char *line)
{
	int code;
	PCRE2_SIZE where;
	pcre2_code *c = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
	    PCRE2_CASELESS | PCRE2_NEVER_UTF, &code, &where, NULL);
	pcre2_match_data *m = pcre2_match_data_create(4, NULL);
	bool yes;

	assert_non_null(c);
	yes = pcre2_match(c, (PCRE2_SPTR)line, strlen(line), 0, 0, m, NULL) >= 0;
	pcre2_match_data_free(m);
	pcre2_code_free(c);
	return yes;
}

/* Pieces that patterns are put together from, with what each of them matches. */
static const struct {
	const char *pattern, *text;
} pieces[] = {{"signed", "Signed"}, {"colou?rs", "COLORS"}, {"colou?rs", "colours"},
    {"vetoe?d*", "veto"}, {"(house|senate)", "senate"}, {"(the )?gov", "gov"},
    {"(the )?gov", "THE GOV"}, {"\\bact\\b", "act"}, {"[a-f\\]]+x", "abx"}, {"[^]q]{2}", "zz"},
    {"no\\. ?\\d{1,3}", "No. 12"}, {"a{0,2}bc{2}d", "bccd"}, {"a{0,2}bc{2}d", "aabccd"},
    {"x{y}", "x{y}"}, {".{0,12}", ""}, {".{0,12}", " anything "},
    {"(?:to|from)(?! the desk)", "to"}, {"(?<!not )passed", "passed"},
    {"(?=laid)laid on", "laid on"}, {"(a|b|)c+?d", "cd"}, {"(one|t(wo|hree)|)", "three"},
    {"\\w+ ", "word "}, {"p\\.l\\.", "P.L."}, {"(ab)*end", "end"}, {"(ab)+end", "ababend"},
    {"\\Qlit\\E", "lit"}, {"\\x41bcd", "abcd"}, {"[[:alpha:]]{3}", "abc"}};

static void
needs__when_a_line_matches__then_they_are_met(void **state)
{
	size_t n = EG_COUNT(pieces), tried = 0;
	char pattern[256], line[256];

	EG_UNUSED(state);
	for (size_t i = 0; i < n * n * 3; i++) {
		size_t a = i % n, b = i / n % n, how = i / n / n;
		bool alone = how == 1 || (how == 2 && i % 2 == 0);

		snprintf(pattern, sizeof(pattern), "%s%s%s%s%s", how == 2 ? "^(" : "",
		    pieces[a].pattern,
		    how == 0   ? ""
		    : how == 1 ? "|"
			       : " ?)?,",
		    pieces[b].pattern, how == 2 ? "$" : "");
		snprintf(line, sizeof(line), "%s%s%s", alone ? "" : pieces[a].text,
		    how == 2 ? "," : "", pieces[b].text);
		if (!matches(pattern, line))
			continue;
		tried++;
		if (!met(pattern, line))
			fprintf(stderr, "'%s' matches '%s' and was passed over\n", pattern, line);
		assert_true(met(pattern, line));
	}
	assert_in_range(tried, n * n, n * n * 3); /* the pieces do match, so that this tests */
}

static void
needs__when_nothing_of_the_kind_is_there__then_the_line_is_passed_over(void **state)
{
	static const char *const line = "Referred to House Committee on Taxation";

	EG_UNUSED(state);
	assert_false(met("(signed|approved) by (the )?governor", line));
	assert_false(met("^(adopted|passed)\\b.{0,20}third", line));
	assert_false(met("veto(ed)?\\b", line));
	assert_false(met("(co-?)?sponsor(s|ed)?", line));
	assert_true(met("refer(r?ed)? to", line));
	assert_true(met("to|from", line)); /* too short to be asked for */
	assert_true(met("(?i)veto", line)); /* not understood: anything may match */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(needs__when_a_line_matches__then_they_are_met),
	    cmocka_unit_test(
		needs__when_nothing_of_the_kind_is_there__then_the_line_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
