/* Thresholds as data, tallies, and the adoption records that come with the program. */
#include "check.h"

#include "base/builtin.h"
#include "base/mem.h"
#include "base/yaml.h"
#include "track/track_private.h"

#include <engross/track.h>

static enum eg_rc
rule_of(const char *yaml, struct eg_arena *a, struct eg_threshold_rule *out, struct eg_err *err)
{
	struct eg_yaml *y = NULL;
	enum eg_rc rc = eg_yaml_parse(a, yaml, strlen(yaml), "t.yaml", 0, &y, err);

	return rc != EG_OK ? rc
			   : eg_threshold_parse(eg_yaml_get(y, "threshold"), "t.yaml", out, err);
}

static void
threshold__of_a_head__is_read(void **state)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_threshold_rule r;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(rule_of("threshold: { kind: weight, weight: electoral-votes, need: 270, of: "
			 "states-dc, counts: enacted }\n",
	    a, &r, &err));
	CHECK_INT(r.kind, EG_THRESHOLD_WEIGHT);
	CHECK_INT(r.need, 270);
	CHECK(r.contingent);
	CHECK(r.universe[eg_postal_index("DC", 2)] && !r.universe[eg_postal_index("GU", 2)]);
	CHECK_OK(rule_of("threshold: { kind: count, need: 34, of: states, counts: adopted, "
			 "rescission: disputed }\n",
	    a, &r, &err));
	CHECK(!r.contingent && r.rescission_disputed);
	CHECK_OK(rule_of("threshold: { kind: count, need: 2, of: [UT, CO, DC], date-alternative: "
			 "\"2018-12-31\", rule: earlier }\n",
	    a, &r, &err));
	CHECK_STR(r.universe_name, "list");
	CHECK_INT(r.date_rule, EG_DATE_RULE_EARLIER);
	CHECK_OK(rule_of("other: x\n", a, &r, &err));
	CHECK_INT(r.kind, EG_THRESHOLD_NONE);
	eg_arena_free(a);
}

static void
threshold__misspelt__says_where(void **state)
{
	static const char *const bad[] = {"threshold: { kind: many }\n",
	    "threshold: { kind: count, need: lots }\n", "threshold: { kind: count, need: -1 }\n",
	    "threshold: { kind: count, of: everywhere }\n",
	    "threshold: { kind: count, of: [UT, ZZ] }\n",
	    "threshold: { kind: count, counts: wished }\n",
	    "threshold: { kind: weight, weight: people }\n",
	    "threshold: { kind: count, date-alternative: soon }\n",
	    "threshold: { kind: count, date-alternative: 2018-12-31, rule: never }\n"};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(bad); i++) {
		struct eg_arena *a = eg_arena_new();
		struct eg_threshold_rule r;
		struct eg_err err = {0};

		CHECK_INT(rule_of(bad[i], a, &r, &err), EG_ERR_TEMPLATE);
		CHECK_INT(err.line, 1);
		CHECK(err.hint[0] != '\0');
		eg_arena_free(a);
	}
}

static void
thresholds__that_ship__can_all_be_read(void **state)
{
	const struct eg_builtin *b = eg_builtin_find("thresholds.yaml");
	struct eg_arena *a = eg_arena_new();
	const struct eg_yaml *list;
	struct eg_yaml *y = NULL;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK(b != NULL);
	CHECK_OK(eg_yaml_parse(a, b->data, b->n, b->path, 0, &y, &err));
	list = eg_yaml_get(y, "thresholds");
	CHECK(list != NULL && list->n > 20);
	for (size_t i = 0; i < list->n; i++) {
		struct eg_threshold_rule r;

		CHECK_OK(eg_threshold_parse(list->item[i], b->path, &r, &err));
		CHECK(eg_yaml_text(list->item[i], "sure", NULL) != NULL);
		CHECK(r.note[0] != '\0');
	}
	eg_arena_free(a);
}

/* ---- tallies over the shipped records ---- */

struct world {
	struct eg_import *im;
	struct eg_buf events, links;
	struct eg_log *log;
	struct eg_links *linked;
	struct eg_passages passages;
	struct eg_threshold_rule rule;
	struct eg_status *st;
	struct eg_arena *arena;
};

static void
world_open(struct world *w, const char *campaign, const char *as_of)
{
	struct eg_import_options how = {.template_name = "", .recorded = "2026-11-22T00:00:00Z"};
	const struct eg_builtin *b, *book = eg_builtin_find("thresholds.yaml");
	char path[120];
	struct eg_err err = {0};
	struct eg_campaign_rules rules;
	struct eg_yaml *y = NULL;
	const char *name = campaign;
	uint8_t partial;
	int32_t day;
	size_t added;

	memset(w, 0, sizeof(*w));
	eg_buf_init(&w->events, 0);
	eg_buf_init(&w->links, 0);
	w->arena = eg_arena_new();
	snprintf(path, sizeof(path), "adoption/%s.csv", campaign);
	b = eg_builtin_find(path);
	CHECK(b != NULL);
	CHECK_OK(eg_import_adoption(b->data, b->n, path, &how, &w->im, &err));
	CHECK_OK(eg_events_append("", 0, w->im->event, w->im->n, &w->events, &added, &err));
	CHECK_INT(added, w->im->n); /* no row twice */
	CHECK_OK(eg_links_append("", 0, w->im->link, w->im->n_links, &w->links, &added, &err));
	CHECK_OK(eg_log_parse(w->events.p, w->events.n, "events", &w->log, &err));
	CHECK_OK(eg_links_parse(w->links.p, w->links.n, "links", &w->linked, &err));
	CHECK_OK(eg_passages_builtin(&w->passages, &err));
	CHECK_OK(eg_yaml_parse(w->arena, book->data, book->n, "book", 0, &y, &err));
	CHECK_OK(eg_threshold_parse(
	    eg_yaml_get(eg_yaml_get(y, "thresholds"), campaign), "book", &w->rule, &err));
	rules = (struct eg_campaign_rules){&name, &w->rule, 1};
	CHECK(eg_track__day(as_of, 10, &day, &partial));
	CHECK_OK(eg_status_make(w->log, w->linked, &w->passages, &rules, day, &w->st, &err));
}

static struct eg_tally *
tally(struct world *w, const char *template_name, const bool *suppose)
{
	struct eg_tally *t = NULL;
	struct eg_err err = {0};

	CHECK_OK(eg_tally_make(w->st, template_name, &w->rule, &w->passages, suppose, &t, &err));
	return t;
}

static void
world_close(struct world *w)
{
	eg_status_free(w->st);
	eg_links_free(w->linked);
	eg_log_free(w->log);
	eg_buf_clear(&w->events);
	eg_buf_clear(&w->links);
	eg_import_free(w->im);
	eg_arena_free(w->arena);
}

static void
national_popular_vote__is_222_of_270(void **state)
{
	bool suppose[EG_JURISDICTIONS] = {false};
	struct eg_tally *t;
	struct world w;

	EG_UNUSED(state);
	world_open(&w, "national-popular-vote", "2026-11-22");
	t = tally(&w, "national-popular-vote", NULL);
	CHECK_INT(t->have, 222);
	CHECK_INT(t->need, 270);
	CHECK_INT(t->of, 538);
	CHECK_INT(t->n_counted, 19);
	CHECK(!t->reached);
	CHECK_INT(t->counted[0].weight, 54); /* California first */
	CHECK_INT(t->counted[0].row->legal, EG_LEGAL_PENDING_THRESHOLD);
	eg_tally_free(t);
	suppose[eg_postal_index("TX", 2)] = suppose[eg_postal_index("MI", 2)] =
	    suppose[eg_postal_index("VA", 2)] = true;
	t = tally(&w, "national-popular-vote", suppose);
	CHECK_INT(t->have, 222 + 40 + 15); /* Virginia counts once */
	CHECK(t->reached);
	eg_tally_free(t);
	world_close(&w);
	world_open(&w, "national-popular-vote", "2026-04-12"); /* the day before Virginia */
	t = tally(&w, "national-popular-vote", NULL);
	CHECK_INT(t->have, 209);
	eg_tally_free(t);
	world_close(&w);
}

static void
nurse_compact__has_43_and_was_reached_in_2017(void **state)
{
	struct eg_tally *t;
	struct world w;

	EG_UNUSED(state);
	world_open(&w, "nurse-licensure-compact", "2026-11-22");
	t = tally(&w, "nurse-licensure-compact", NULL);
	CHECK_INT(t->have, 43);
	CHECK(t->reached);
	eg_tally_free(t);
	world_close(&w);
	world_open(&w, "nurse-licensure-compact", "2017-07-20");
	t = tally(&w, "nurse-licensure-compact", NULL);
	CHECK_INT(t->have, 26);
	CHECK(t->reached);
	eg_tally_free(t);
	world_close(&w);
	world_open(&w, "nurse-licensure-compact", "2017-07-19");
	t = tally(&w, "nurse-licensure-compact", NULL);
	CHECK(!t->reached);
	eg_tally_free(t);
	world_close(&w);
}

static void
medical_compact__is_reached_and_michigan_left_and_came_back(void **state)
{
	const int mi = eg_postal_index("MI", 2);
	static const struct {
		const char *day;
		bool in;
	} when[] = {{"2018-12-30", false}, {"2019-01-01", true}, {"2026-03-25", false},
	    {"2026-03-26", true}};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(when); i++) {
		struct eg_tally *t;
		struct world w;
		bool in = false;

		world_open(&w, "interstate-medical-licensure-compact", when[i].day);
		t = tally(&w, "interstate-medical-licensure-compact", NULL);
		CHECK_INT(t->need, 7);
		CHECK(t->reached);
		for (size_t k = 0; k < t->n_counted; k++)
			in = in || t->counted[k].jurisdiction == mi;
		CHECK_INT(in, when[i].in);
		eg_tally_free(t);
		world_close(&w);
	}
}

static void
article_v__counts_12_and_keeps_8_apart(void **state)
{
	size_t claimed = 0;
	struct eg_tally *t;
	struct world w;

	EG_UNUSED(state);
	world_open(&w, "article-v-convention", "2026-11-22");
	t = tally(&w, "article-v-convention", NULL);
	CHECK_INT(t->have, 12);
	CHECK_INT(t->need, 34);
	CHECK_INT(t->of, 50);
	for (size_t i = 0; i < w.im->n_claims; i++)
		claimed += eg_str_eq(w.im->claim[i].f[EG_F_TEMPLATE], "article-v-convention");
	CHECK_INT(t->have + (int64_t)claimed, 20);
	eg_tally_free(t);
	world_close(&w);
}

static void
every_campaign__that_ships__can_be_imported(void **state)
{
	static const char *const all[] = {"article-v-convention", "constitutional-sovereignty",
	    "firearms-freedom", "immigration-cooperation", "immigration-sanctuary",
	    "interstate-medical-licensure-compact", "national-popular-vote",
	    "nurse-licensure-compact", "recreational-cannabis",
	    "regional-greenhouse-gas-initiative", "second-amendment-sanctuary"};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(all); i++) {
		struct world w;

		world_open(&w, all[i], "2026-11-22");
		CHECK(w.st->n > 5);
		for (size_t k = 0; k < w.im->n; k++) {
			CHECK(w.im->event[k].f[EG_F_SOURCE].n > 0);
			CHECK(w.im->event[k].f[EG_F_SOURCE_KIND].n > 0);
		}
		world_close(&w);
	}
}

/* ---- disputes ---- */

static void
rescission__in_dispute__gives_two_numbers(void **state)
{
	static const char rows[] =
	    ",,2016-01-01,t,UT,,,concurrent resolution,passed,both,,,,,,,,,,,,\n"
	    ",,2016-01-01,t,CO,,,concurrent "
	    "resolution,passed,both,,,,,,,,,,,,\n,,2021-01-01,t,CO,,,,rescinded,,,,,,,,,,,,,\n"
	    ",,2016-01-01,t,MI,,HR 1,simple "
	    "resolution,passed,lower,,,,,,,,,,,,\n,,2016-01-01,t,DC,,,concurrent "
	    "resolution,passed,both,,,,,,,,,,,,\n";
	struct eg_arena *a = eg_arena_new();
	struct eg_threshold_rule rule;
	struct eg_campaign_rules rules;
	struct eg_passages passages;
	struct eg_err err = {0};
	struct eg_status *st = NULL;
	struct eg_tally *t = NULL;
	struct eg_log *log = NULL;
	char *text = eg_sprintf("%s\n%s", eg_events_header, rows);
	const char *name = "t";

	EG_UNUSED(state);
	CHECK_OK(rule_of("threshold: { kind: count, need: 34, of: states, counts: adopted, "
			 "rescission: disputed }\n",
	    a, &rule, &err));
	CHECK_OK(eg_log_parse(text, strlen(text), "e", &log, &err));
	CHECK_OK(eg_passages_builtin(&passages, &err));
	rules = (struct eg_campaign_rules){&name, &rule, 1};
	CHECK_OK(eg_status_make(log, NULL, &passages, &rules, 20000, &st, &err));
	CHECK_OK(eg_tally_make(st, "t", &rule, &passages, NULL, &t, &err));
	CHECK_INT(t->have, 1);
	CHECK_INT(t->have_low, 1);
	CHECK_INT(t->have_high, 2);
	CHECK_INT(t->of, 50);
	CHECK_INT(t->n_out,
	    3); /* Colorado in dispute, one chamber of Michigan, and DC, which has no part */
	eg_tally_free(t);
	eg_status_free(st);
	eg_log_free(log);
	eg_free(text);
	eg_arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(threshold__of_a_head__is_read),
	    cmocka_unit_test(threshold__misspelt__says_where),
	    cmocka_unit_test(thresholds__that_ship__can_all_be_read),
	    cmocka_unit_test(national_popular_vote__is_222_of_270),
	    cmocka_unit_test(nurse_compact__has_43_and_was_reached_in_2017),
	    cmocka_unit_test(medical_compact__is_reached_and_michigan_left_and_came_back),
	    cmocka_unit_test(article_v__counts_12_and_keeps_8_apart),
	    cmocka_unit_test(every_campaign__that_ships__can_be_imported),
	    cmocka_unit_test(rescission__in_dispute__gives_two_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
