/*
 * Tracking's readers: the input as an event log, as a list of links, as a coordinator's sheet, as a
 * list of sessions, of weights, of what is watched.
 * What parses must merge with itself to itself, give a status at any day, and survive being
 * appended to.
 */
#include "base/mem.h"

#include <engross/watch.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
as_log(const char *p, size_t n, const struct eg_passages *passages)
{
	struct eg_buf twice = EG_BUF_INIT, scratch = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_log *log = NULL;
	struct eg_status *st = NULL;
	size_t added;

	if (eg_log_parse(p, n, "fuzz", &log, &err) != EG_OK)
		return;
	if (eg_events_merge(p, n, p, n, &twice, &added, &err) != EG_OK || added != 0)
		EG_BUG("a log merged with itself is another log");
	for (size_t i = 0; i < log->n; i++) {
		struct eg_event e;

		if (eg_log_row(log, &log->v[i], &scratch, &e, &err) != EG_OK ||
		    eg_event_check(&e, &err) != EG_OK)
			EG_BUG("a row that parsed does not check");
	}
	for (int32_t day = 0; day < 40000; day += 13333) {
		if (eg_status_make(log, NULL, passages, NULL, day, &st, &err) != EG_OK)
			EG_BUG("a log without a status");
		eg_status_free(st);
	}
	eg_log_free(log);
	eg_buf_clear(&twice);
	eg_buf_clear(&scratch);
}

static void
as_sheet(const char *p, size_t n)
{
	struct eg_import_options how = {NULL, "t", EG_DATE_ORDER_UNKNOWN, "2026-11-22T00:00:00Z"};
	struct eg_buf log = EG_BUF_INIT, again = EG_BUF_INIT;
	struct eg_import *im = NULL;
	struct eg_err err = {0};
	size_t added;

	if (eg_import_csv(p, n, "fuzz", &how, &im, &err) != EG_OK)
		return;
	if (eg_events_append("", 0, im->event, im->n, &log, &added, &err) != EG_OK ||
	    eg_events_append(log.p, log.n, im->event, im->n, &again, &added, &err) != EG_OK ||
	    added != 0)
		EG_BUG("an import that cannot be recorded, or is recorded twice");
	eg_buf_clear(&log);
	eg_buf_clear(&again);
	eg_import_free(im);
}

/* A bill put to every pattern of a watch list, and the list appended to itself. */
static void
as_watches(const char *p, size_t n)
{
	struct eg_watch_bill b = {.title = EG_STR("An act to adopt the compact"),
	    .bill = EG_STR("HB 1"),
	    .session = EG_STR("2026")};
	struct eg_watch_hit hit[4];
	struct eg_watches *w = NULL;
	struct eg_err err = {0};

	if (eg_watches_parse(p, n, "fuzz", &w, &err) != EG_OK)
		return;
	for (b.jurisdiction = 0; b.jurisdiction < 3; b.jurisdiction++)
		if (eg_watches_match(w, &b, hit, EG_COUNT(hit)) > EG_COUNT(hit))
			EG_BUG("more hits than asked for");
	eg_watches_free(w);
}

static void
as_tables(const char *p, size_t n)
{
	struct eg_calendar *c = NULL;
	struct eg_weights *w = NULL;
	struct eg_passage rules;
	struct eg_err err = {0};
	struct eg_term t;

	memset(&rules, 0, sizeof(rules));
	if (eg_calendar_parse(p, n, "fuzz", &c, &err) == EG_OK) {
		for (int j = 0; j < EG_JURISDICTIONS; j++) {
			eg_calendar_term(c, &rules, j, "2025-26", 20500, EG_DAY_UNKNOWN, &t);
			if (t.ends < 20500)
				EG_BUG("a session that is over before the bill's day");
		}
		eg_calendar_free(c);
	}
	if (eg_weights_parse(p, n, "fuzz", &w, &err) == EG_OK)
		eg_free(w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *p = size > 0 ? (const char *)data : "";
	struct eg_passages passages;
	struct eg_links *links = NULL;
	struct eg_err err = {0};
	char date[16];

	memset(&passages, 0, sizeof(passages));
	as_log(p, size, &passages);
	as_sheet(p, size);
	as_watches(p, size);
	as_tables(p, size);
	if (eg_links_parse(p, size, "fuzz", &links, &err) == EG_OK)
		eg_links_free(links);
	if (size < 64)
		(void)eg_date_guess((struct eg_str){p, size}, EG_DATE_ORDER_UNKNOWN, date, NULL);
	return 0;
}
