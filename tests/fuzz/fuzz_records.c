/*
 * Strangers' records: the input as JSON of Open States and of LegiScan (whole, and cut in two
 * anywhere), and as a CSV table. Every bill that comes out has a stage, events in order of days,
 * and no event without its line and rule.
 */
#include "base/csv.h"
#include "track/import.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct ground {
	struct eg_rules *rules;
	struct eg_passages passages;
	struct eg_calendar *calendar;
	struct eg_history history;
};

static struct ground *
ground(void)
{
	static struct ground g;

	if (g.rules == NULL && (eg_rules__new(false, &g.rules, NULL) != EG_OK ||
				   eg_passages_builtin(&g.passages, NULL) != EG_OK ||
				   eg_calendar_builtin(&g.calendar, NULL) != EG_OK))
		EG_BUG("the built-in rules do not load");
	return &g;
}

static enum eg_rc
one(void *ctx, struct eg_source_bill *b, struct eg_err *err)
{
	struct ground *g = ctx;
	struct eg_history *h = &g->history;
	const struct eg_ruleset *set;

	if (eg_rules__of(g->rules, b->jurisdiction, &set, err) != EG_OK)
		EG_BUG("rules of a jurisdiction do not load");
	eg_source__sort(b, set);
	if (eg_history__make(
		g->rules, b, &g->passages.at[b->jurisdiction], g->calendar, 20000, h, err) != EG_OK)
		EG_BUG("a bill without a history");
	for (size_t i = 0; i < h->v.n; i++)
		if (h->v.v[i].rule == NULL || h->v.v[i].text.n == 0 ||
		    (i > 0 && h->v.v[i].day < h->v.v[i - 1].day))
			EG_BUG("an event without line or rule, or out of order");
	if (h->standing.stage >= EG_STAGES)
		EG_BUG("no stage");
	return EG_OK;
}

static void
as_json(const char *p, size_t n, size_t cut, eg_json_doc_fn doc)
{
	struct ground *g = ground();
	struct eg_reader r;
	struct eg_json_in_options opt = {.name = "fuzz", .doc = doc, .ctx = &r};
	struct eg_json_in *in = NULL;
	struct eg_err err = {0};

	eg_reader__init(&r, one, g);
	r.calendar = g->calendar;
	if (eg_json_in_new(&opt, &in, &err) == EG_OK &&
	    eg_json_in_feed(in, p, cut, &err) == EG_OK &&
	    eg_json_in_feed(in, p + cut, n - cut, &err) == EG_OK)
		(void)!eg_json_in_end(in, &err);
	eg_json_in_free(in);
	eg_reader__clear(&r);
}

static void
as_table(const char *p, size_t n)
{
	struct eg_err err = {0};
	struct eg_csv c;
	bool more = true;

	eg_csv_init(&c, p, n, "fuzz");
	while (more && eg_csv_next(&c, &more, &err) == EG_OK && more)
		for (size_t i = 0; i < c.n_fields; i++)
			if (c.field[i].n > n)
				EG_BUG("a field longer than its file");
	eg_csv_clear(&c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = (const char *)data;
	size_t cut = size > 2 ? data[0] % size : 0;

	if (size > 1 << 16)
		return 0;
	as_json(p, size, size, eg_openstates__doc);
	as_json(p, size, cut, eg_openstates__doc);
	as_json(p, size, cut, eg_legiscan__doc);
	as_table(p, size);
	return 0;
}
