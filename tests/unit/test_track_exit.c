/* Leaving: notice periods and blackouts by the day; weights by census; smallest sets. */
#include "check.h"

#include "base/mem.h"
#include "base/yaml.h"
#include "track/track_private.h"

#include <engross/track.h>

static int32_t
day(const char *text)
{
	int32_t d;
	uint8_t partial;

	CHECK(eg_track__day(text, strlen(text), &d, &partial));
	return d;
}

static void
exits__under_each_rule__take_effect_when_it_says(void **state)
{
	static const struct {
		const char *rule, *left, *exit;
	} cases[] = {
	    {"{ notice: 6 months }", "2024-08-31", "2025-02-28"},
	    {"{ notice: 1 year }", "2024-02-29", "2025-02-28"},
	    {"{ notice: 180 days }", "2026-01-01", "2026-06-30"},
	    {"{ note: none }", "2026-01-01", "2026-01-01"},
	    {"{ blackout: { within: 6 months, before: 2029-01-20, every: 4 years } }", "2028-06-30",
		"2028-06-30"},
	    {"{ blackout: { within: 6 months, before: 2029-01-20, every: 4 years } }", "2028-08-01",
		"2029-01-20"},
	    {"{ blackout: { within: 6 months, before: 2029-01-20, every: 4 years } }", "2020-12-01",
		"2021-01-20"},
	    {"{ blackout: { within: 6 months, before: 2029-01-20, every: 4 years } }", "2033-01-19",
		"2033-01-20"},
	    {"{ blackout: { within: 6 months, before: 2029-01-20, every: 4 years } }", "2033-01-21",
		"2033-01-21"},
	    {"{ blackout: { within: 6 months, before: 2029-01-20, every: 4 years } }", "2026-12-01",
		"2026-12-01"},
	};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		char *yaml = eg_sprintf("threshold: %s\n", cases[i].rule);
		struct eg_arena *a = eg_arena_new();
		struct eg_threshold_rule r;
		struct eg_yaml *y = NULL;
		struct eg_err err = {0};
		char got[16];

		CHECK_OK(eg_yaml_parse(a, yaml, strlen(yaml), "t", 0, &y, &err));
		CHECK_OK(eg_threshold_parse(eg_yaml_get(y, "threshold"), "t", &r, &err));
		eg_track__day_text(eg_threshold_exit(&r, day(cases[i].left)), 0, got);
		CHECK_STR(got, cases[i].exit);
		eg_arena_free(a);
		eg_free(yaml);
	}
}

/* A member whose repeal is enacted counts until its notice has run, then no more. */
static void
repeal__with_notice__is_withdrawing_until_it_has_run(void **state)
{
	static const struct {
		const char *as_of;
		enum eg_legal legal;
		int64_t have;
	} cases[] = {{"2025-01-31", EG_LEGAL_IN_EFFECT, 1}, {"2025-02-01", EG_LEGAL_WITHDRAWING, 1},
	    {"2025-07-31", EG_LEGAL_WITHDRAWING, 1}, {"2025-08-01", EG_LEGAL_REPEALED, 0}};
	static const char yaml[] =
	    "threshold: { kind: count, need: 1, of: states, notice: 6 months }\n";
	const char *name = "t";
	struct eg_arena *a = eg_arena_new();
	struct eg_threshold_rule r;
	struct eg_passages p;
	struct eg_buf csv = EG_BUF_INIT;
	struct eg_event e[3];
	struct eg_log *log = NULL;
	struct eg_yaml *y = NULL;
	struct eg_err err = {0};
	size_t added;

	EG_UNUSED(state);
	memset(e, 0, sizeof(e));
	for (size_t i = 0; i < EG_COUNT(e); i++) {
		e[i].f[EG_F_JURISDICTION] = eg_str("UT");
		e[i].f[EG_F_BILL] = eg_str("SB1");
		e[i].f[EG_F_TEMPLATE] = eg_str("t");
	}
	e[0].f[EG_F_DATE] = eg_str("2020-03-01");
	e[0].f[EG_F_EVENT] = eg_str("signed");
	e[1].f[EG_F_DATE] = eg_str("2020-05-01");
	e[1].f[EG_F_EVENT] = eg_str("took-effect");
	e[2].f[EG_F_DATE] = eg_str("2025-02-01");
	e[2].f[EG_F_EVENT] = eg_str("repealed");
	CHECK_OK(eg_events_append("", 0, e, EG_COUNT(e), &csv, &added, &err));
	CHECK_OK(eg_log_parse(csv.p, csv.n, "events", &log, &err));
	CHECK_OK(eg_passages_builtin(&p, &err));
	CHECK_OK(eg_yaml_parse(a, yaml, sizeof(yaml) - 1, "t", 0, &y, &err));
	CHECK_OK(eg_threshold_parse(eg_yaml_get(y, "threshold"), "t", &r, &err));
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		struct eg_campaign_rules rules = {&name, &r, 1};
		struct eg_status *st = NULL;
		struct eg_tally *t = NULL;

		CHECK_OK(eg_status_make(log, NULL, &p, &rules, day(cases[i].as_of), &st, &err));
		CHECK_INT(st->n, 1);
		CHECK_INT(st->row[0].legal, cases[i].legal);
		CHECK_OK(eg_tally_make(st, "t", &r, &p, NULL, &t, &err));
		CHECK_INT(t->have, cases[i].have);
		eg_tally_free(t);
		eg_status_free(st);
	}
	eg_log_free(log);
	eg_buf_clear(&csv);
	eg_arena_free(a);
}

static void
weights__of_every_census__are_538(void **state)
{
	static const struct {
		const char *day;
		int census, texas;
	} cases[] = {{"1999-01-01", 2000, 34}, {"2010-12-20", 2000, 34}, {"2014-12-31", 2010, 38},
	    {"2026-11-24", 2020, 40}};
	struct eg_weights *w = NULL;
	struct eg_passages p;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_passages_builtin(&p, &err));
	CHECK_OK(eg_weights_builtin(&w, &err));
	p.weights = w;
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		int64_t sum = 0;

		for (int j = 0; j < EG_JURISDICTIONS; j++)
			sum += eg_weight_of(&p, j, 0, day(cases[i].day));
		CHECK_INT(sum, 538);
		CHECK_INT(eg_weights_census(&p, 0, day(cases[i].day)), cases[i].census);
		CHECK_INT(eg_weight_of(&p, eg_postal_index("TX", 2), 0, day(cases[i].day)),
		    cases[i].texas);
	}
	CHECK_INT(eg_weight_of(&p, eg_postal_index("TX", 2), 2010, day("2026-11-24")), 38);
	eg_free(w);
}

/* Every set that is listed suffices, none of them could be smaller, and all are found: against a
 * search through all subsets. */
static void
paths__against_all_subsets__are_the_smallest(void **state)
{
	unsigned seed = 20261124;

	EG_UNUSED(state);
	for (int round = 0; round < 300; round++) {
		struct eg_progress_item item[10];
		struct eg_tally t = {.pending = item};
		struct eg_paths p;
		size_t best = SIZE_MAX, found = 0;

		t.n_pending = (size_t)(rand_r(&seed) % 10);
		t.need = rand_r(&seed) % 60;
		t.have = rand_r(&seed) % 20;
		memset(item, 0, sizeof(item));
		for (size_t i = 0; i < t.n_pending; i++) { /* by falling weight */
			item[i].jurisdiction = (int)i;
			item[i].weight = i == 0 ? 20 : item[i - 1].weight - (rand_r(&seed) % 3);
		}
		for (unsigned set = 1; set < (1u << t.n_pending); set++) {
			int64_t sum = 0;
			size_t size = 0;

			for (size_t i = 0; i < t.n_pending; i++) {
				if ((set >> i & 1) != 0) {
					sum += item[i].weight;
					size++;
				}
			}
			if (sum < t.need - t.have)
				continue;
			found = size < best ? 1 : found + (size == best);
			best = size < best ? size : best;
		}
		eg_paths_find(&t, 1000, &p);
		if (t.need <= t.have) {
			CHECK_INT(p.lacking, 0);
		} else if (best == SIZE_MAX) {
			CHECK_INT(p.size, 0);
		} else {
			CHECK_INT(p.size, best);
			CHECK_INT(p.found, found);
			CHECK_INT(p.n, found);
		}
		eg_paths_clear(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(exits__under_each_rule__take_effect_when_it_says),
	    cmocka_unit_test(repeal__with_notice__is_withdrawing_until_it_has_run),
	    cmocka_unit_test(weights__of_every_census__are_538),
	    cmocka_unit_test(paths__against_all_subsets__are_the_smallest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
