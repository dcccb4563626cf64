/* What the session calendar makes of a bill's silence. Each line: a history, a day, and what it
 * must be called on that day. Session days are those of templates/sessions.csv. */
#include "check.h"

#include "base/mem.h"
#include "track/track_private.h"

#include <engross/track.h>

struct history {
	const char *what, *jurisdiction, *session, *bill, *events, *as_of, *stage, *why, *date;
};

static const struct history histories[] = {
    {"the session is on", "UT", "2024", "SB57", "2024-01-20 introduced", "2024-02-01", "introduced",
	"", "2024-01-20"},
    {"the session is over", "UT", "2024", "SB57", "2024-01-20 introduced", "2024-03-02", "died",
	"adjourned", "2024-03-01"},
    {"on its last day it lives", "UT", "2024", "SB57", "2024-01-20 introduced", "2024-03-01",
	"introduced", "", "2024-01-20"},
    {"passed one chamber and left", "UT", "2024", "SB57", "2024-01-20 passed upper", "2024-11-02",
	"died", "adjourned", "2024-03-01"},
    {"law is not closed", "UT", "2024", "SB57", "2024-01-31 signed", "2026-11-02", "enacted", "",
	"2024-01-31"},
    {"failed stays failed", "UT", "2024", "SB57", "2024-01-31 failed", "2026-11-02", "failed", "",
	"2024-01-31"},
    {"something after the end brings it back until the year is over", "UT", "2024", "SB57",
	"2024-01-20 introduced; 2024-06-01 reported", "2024-07-01", "reported", "", "2024-06-01"},
    {"acted on after the listed end: it was not the last day", "SC", "2025-2026", "H1",
	"2026-01-20 passed lower; 2026-05-22 referred", "2026-06-30", "passed-first", "",
	"2026-01-20"},
    {"… and is over when all is silent", "SC", "2025-2026", "H1",
	"2026-01-20 passed lower; 2026-05-22 referred", "2026-11-24", "died", "adjourned",
	"2026-05-22"},
    {"retained in the second year: it does not outlive the legislature", "WA", "2025-2026", "HB1",
	"2025-01-13 referred; 2026-01-12 carried-over", "2026-11-24", "died", "adjourned",
	"2026-03-12"},
    {"carried over in June of the first year", "ME", "132", "LD1",
	"2025-02-13 referred; 2025-06-25 carried-over", "2026-01-24", "in-committee", "",
	"2025-02-13"},
    {"no session told: the one of its day", "UT", "", "SB57", "2024-01-20 introduced", "2024-03-02",
	"died", "adjourned", "2024-03-01"},
    {"carried into the even year", "KS", "2025-2026", "SB1", "2025-01-20 introduced", "2025-12-01",
	"introduced", "", "2025-01-20"},
    {"and over with it", "KS", "2025-2026", "SB1", "2025-01-20 introduced", "2026-04-11", "died",
	"adjourned", "2026-04-10"},
    {"named by its first year alone", "KS", "2025", "SB1", "2025-01-20 introduced", "2025-12-01",
	"introduced", "", "2025-01-20"},
    {"even to odd", "VA", "2024", "HB1", "2024-01-20 introduced", "2024-12-01", "introduced", "",
	"2024-01-20"},
    {"even to odd, over", "VA", "2024", "HB1", "2024-01-20 introduced", "2025-03-01", "died",
	"adjourned", "2025-02-22"},
    {"crossover in a year from which nothing is carried", "VA", "2025", "HB1",
	"2025-01-20 introduced", "2025-02-10", "died", "crossover", "2025-02-04"},
    {"crossover, crossed", "VA", "2025", "HB1", "2025-01-20 introduced; 2025-02-03 passed lower",
	"2025-02-10", "passed-first", "", "2025-02-03"},
    {"crossover binds only the calendar elsewhere", "MD", "2026", "HB1", "2026-01-20 introduced",
	"2026-04-01", "introduced", "", "2026-01-20"},
    {"a carry-over that is recorded", "UT", "2024", "SB57",
	"2024-01-20 introduced; 2024-03-01 carried-over", "2024-12-01", "introduced", "",
	"2024-01-20"},
    {"years ago, in no list", "MI", "", "HJR E", "1999-04-27 introduced", "2026-11-22", "died",
	"adjourned", "2000-12-31"},
    {"passed both and nothing more: unclear", "UT", "2024", "SB57",
	"2024-01-20 passed upper; 2024-02-20 passed lower", "2024-12-01", "passed-both", "unclear",
	"2024-02-20"},
    {"within the signing days it is not", "UT", "2024", "SB57",
	"2024-01-20 passed upper; 2024-02-20 passed lower", "2024-03-20", "passed-both", "",
	"2024-02-20"},
    {"left unsigned where that kills it", "NM", "2026", "HB1",
	"2026-01-25 passed lower; 2026-02-10 passed upper; 2026-02-18 presented", "2026-11-22",
	"died", "unsigned", "2026-03-11"},
    {"left unsigned where that makes it law: unclear, never enacted", "CO", "2025A", "HB1",
	"2025-02-25 passed lower; 2025-04-10 passed upper; 2025-05-01 presented", "2026-11-22",
	"with-executive", "unclear", "2025-05-01"},
    {"prefiled for the next year", "UT", "", "SB57", "2025-12-20 prefiled", "2026-02-01",
	"prefiled", "", "2025-12-20"},
    {"a special session carries nothing", "TN", "114S1", "HB1", "2025-01-28 introduced",
	"2025-03-01", "died", "adjourned", "2025-01-31"},
    {"New Jersey ends in January", "NJ", "2024-2025", "A1", "2024-01-28 introduced", "2026-01-12",
	"introduced", "", "2024-01-28"},
    {"New Jersey ended in January", "NJ", "2024-2025", "A1", "2024-01-28 introduced", "2026-02-12",
	"died", "adjourned", "2026-01-13"},
};

static void
one(const struct history *h, const struct eg_passages *passages)
{
	char text[512], *save = NULL, words[8][3][32];
	char date[16], by[16], why[128];
	struct eg_buf csv = EG_BUF_INIT;
	struct eg_event e[8];
	struct eg_err err = {0};
	struct eg_status *st = NULL;
	struct eg_log *log = NULL;
	size_t n = 0, added;
	uint8_t partial;
	int32_t as_of;

	memset(e, 0, sizeof(e));
	snprintf(text, sizeof(text), "%s", h->events);
	for (char *w = strtok_r(text, ";", &save); w != NULL; w = strtok_r(NULL, ";", &save), n++) {
		words[n][2][0] = '\0';
		CHECK(sscanf(w, "%31s %31s %31s", words[n][0], words[n][1], words[n][2]) >= 2);
		e[n].f[EG_F_DATE] = eg_str(words[n][0]);
		e[n].f[EG_F_EVENT] = eg_str(words[n][1]);
		e[n].f[EG_F_CHAMBER] = eg_str(words[n][2]);
		e[n].f[EG_F_JURISDICTION] = eg_str(h->jurisdiction);
		e[n].f[EG_F_SESSION] = eg_str(h->session);
		e[n].f[EG_F_BILL] = eg_str(h->bill);
	}
	CHECK_OK(eg_events_append("", 0, e, n, &csv, &added, &err));
	CHECK_OK(eg_log_parse(csv.p, csv.n, "events.csv", &log, &err));
	CHECK(eg_track__day(h->as_of, 10, &as_of, &partial));
	CHECK_OK(eg_status_make(log, NULL, passages, NULL, as_of, &st, &err));
	CHECK_INT(st->n, 1);
	eg_status_date(&st->row[0], date, by);
	if (strcmp(eg_stage_name((enum eg_stage)st->row[0].stage), h->stage) != 0 ||
	    strcmp(eg_closing_name((enum eg_closing)st->row[0].closing), h->why) != 0 ||
	    strcmp(date, h->date) != 0) {
		fprintf(stderr, "%s: got %s/%s/%s, want %s/%s/%s\n", h->what,
		    eg_stage_name((enum eg_stage)st->row[0].stage),
		    eg_closing_name((enum eg_closing)st->row[0].closing), date, h->stage, h->why,
		    h->date);
		fail();
	}
	eg_closing_text((enum eg_closing)st->row[0].closing, st->row[0].closes, why);
	CHECK((why[0] != '\0') == (h->why[0] != '\0'));
	eg_status_free(st);
	eg_log_free(log);
	eg_buf_clear(&csv);
}

static void
silence__of_each_history__is_closed_as_written(void **state)
{
	struct eg_calendar *c = NULL;
	struct eg_passages p;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_passages_builtin(&p, &err));
	CHECK_OK(eg_calendar_builtin(&c, &err));
	p.calendar = c;
	for (size_t i = 0; i < EG_COUNT(histories); i++)
		one(&histories[i], &p);
	eg_calendar_free(c);
}

/* Every listed session is a span of sane length with its crossover inside it. */
/* A law that names no day, by the default rule of its state. */
static void
law__without_a_date__takes_effect_by_the_default_rule(void **state)
{
	static const struct {
		const char *postal, *enacted, *event, *as_of, *legal;
	} cases[] = {
	    {"UT", "2026-03-20", "signed", "2026-05-04",
		"pending-date"}, /* 60 days after 6 March */
	    {"UT", "2026-03-20", "signed", "2026-05-20", "in-effect"},
	    {"VA", "2026-03-20", "signed", "2026-06-30", "pending-date"}, /* July 1 */
	    {"VA", "2026-03-20", "signed", "2026-07-01", "in-effect"},
	    {"VA", "2026-08-20", "signed", "2026-12-01", "pending-date"}, /* the next one */
	    {"PA", "2026-03-20", "signed", "2026-05-18", "pending-date"}, /* 60 days */
	    {"PA", "2026-03-20", "signed", "2026-05-19", "in-effect"},
	    {"NE", "2026-04-10", "signed", "2026-07-15", "pending-date"},
	    {"NE", "2026-04-10", "signed", "2026-07-30", "in-effect"},
	    {"WI", "2026-03-20", "signed", "2026-11-20", "pending-date"}, /* publication: a year */
	    {"WI", "2026-03-20", "signed", "2027-03-22", "in-effect"},
	    {"DC", "2026-03-20", "chaptered", "2026-11-20", "pending-date"},
	};
	struct eg_calendar *c = NULL;
	struct eg_passages p;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_passages_builtin(&p, &err));
	CHECK_OK(eg_calendar_builtin(&c, &err));
	p.calendar = c;
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		struct eg_buf csv = EG_BUF_INIT;
		struct eg_status *st = NULL;
		struct eg_log *log = NULL;
		struct eg_event e;
		uint8_t partial;
		int32_t as_of;
		size_t added;

		memset(&e, 0, sizeof(e));
		e.f[EG_F_DATE] = eg_str(cases[i].enacted);
		e.f[EG_F_EVENT] = eg_str(cases[i].event);
		e.f[EG_F_JURISDICTION] = eg_str(cases[i].postal);
		e.f[EG_F_BILL] = eg_str("HB 1");
		CHECK_OK(eg_events_append("", 0, &e, 1, &csv, &added, &err));
		CHECK_OK(eg_log_parse(csv.p, csv.n, "events.csv", &log, &err));
		CHECK(eg_track__day(cases[i].as_of, 10, &as_of, &partial));
		CHECK_OK(eg_status_make(log, NULL, &p, NULL, as_of, &st, &err));
		if (strcmp(eg_legal_name((enum eg_legal)st->row[0].legal), cases[i].legal) != 0) {
			fprintf(stderr, "%s as of %s: %s\n", cases[i].postal, cases[i].as_of,
			    eg_legal_name((enum eg_legal)st->row[0].legal));
			fail();
		}
		eg_status_free(st);
		eg_log_free(log);
		eg_buf_clear(&csv);
	}
	eg_calendar_free(c);
}

static void
sessions__that_are_listed__are_sane(void **state)
{
	const struct eg_session *v;
	struct eg_calendar *c = NULL;
	struct eg_err err = {0};
	size_t n;

	EG_UNUSED(state);
	CHECK_OK(eg_calendar_builtin(&c, &err));
	v = eg_calendar_sessions(c, &n);
	CHECK(n > 900);
	for (size_t i = 0; i < n; i++) {
		CHECK(v[i].ends >= v[i].begins && v[i].ends - v[i].begins < 366 * 4 + 30);
		CHECK(v[i].crossover == EG_DAY_UNKNOWN ||
		      (v[i].crossover > v[i].begins && v[i].crossover < v[i].ends));
	}
	eg_calendar_free(c);
}

static void
session_list__that_is_malformed__names_the_line(void **state)
{
	static const char bad[] = "jurisdiction,session,kind,begins,ends,crossover,sure,from\n"
				  "UT,2024,regular,2024-01-16,2024-03-01,,general,x\n"
				  "UT,2025,regular,2025-03-07,2025-01-21,,general,x\n";
	struct eg_calendar *c = NULL;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_INT(eg_calendar_parse(bad, sizeof(bad) - 1, "s.csv", &c, &err), EG_ERR_DATA);
	CHECK_INT(err.line, 3);
	CHECK(c == NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(silence__of_each_history__is_closed_as_written),
	    cmocka_unit_test(law__without_a_date__takes_effect_by_the_default_rule),
	    cmocka_unit_test(sessions__that_are_listed__are_sane),
	    cmocka_unit_test(session_list__that_is_malformed__names_the_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
