/* The session calendar: how long a bill can live, and what its silence then means. A bill is
 * closed by the calendar only when nothing happened to it after the day on which it would close,
 * so that any later event brings it back. Start at eg_stage_close(). */
#include "track/track_private.h"

#include "base/builtin.h"
#include "base/csv.h"
#include "base/time.h"
#include "base/vec.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct eg_calendar {
	struct eg_arena *arena;
	struct {
		EG_VEC(struct eg_session);
	} session;
	size_t first[EG_JURISDICTIONS + 1];
};

/* Days: a session's name still means it after its end; acts so late belong to it; and silence then
 * closes; a carry-over is recorded near the end of the session that it leaves. */
enum { COLS = 8, NAME_DAYS = 400, LATE_DAYS = 60, SILENT_DAYS = 90, CARRY_DAYS = 45 };

static const char header[] = "jurisdiction,session,kind,begins,ends,crossover,sure,from";

/* ---- reading ---- */

static int
by_place(const void *pa, const void *pb)
{
	const struct eg_session *a = pa, *b = pb;

	if (a->jurisdiction != b->jurisdiction)
		return a->jurisdiction < b->jurisdiction ? -1 : 1;
	if (a->begins != b->begins)
		return a->begins < b->begins ? -1 : 1;
	return strcmp(a->session, b->session);
}

static bool
read_day(struct eg_str s, int32_t *out)
{
	uint8_t partial;

	*out = EG_DAY_NONE;
	return s.n == 0 || (eg_track__day(s.p, s.n, out, &partial) && partial == 0);
}

static enum eg_rc
read_row(struct eg_calendar *c, const struct eg_csv *csv, const char *name, struct eg_err *err)
{
	struct eg_session s = {0};
	int place = csv->n_fields == COLS ? eg_postal_index(csv->field[0].p, csv->field[0].n) : -1;

	if (place < 0 || !read_day(csv->field[3], &s.begins) || !read_day(csv->field[4], &s.ends) ||
	    !read_day(csv->field[5], &s.crossover) || s.begins == EG_DAY_NONE ||
	    s.ends == EG_DAY_NONE || s.ends < s.begins) {
		eg_err_at(err, EG_ERR_DATA, name, csv->record_line, 1, "this is no session");
		eg_err_hint(err, "%s, days as YYYY-MM-DD", header);
		return EG_ERR_DATA;
	}
	s.jurisdiction = (uint8_t)place;
	s.session = eg_arena_str(c->arena, csv->field[1]);
	s.special = eg_str_eq(csv->field[2], "special");
	s.verified = eg_str_eq(csv->field[6], "verified");
	eg_vec_push(&c->session, s);
	return EG_OK;
}

enum eg_rc
eg_calendar_parse(
    const char *p, size_t n, const char *name, struct eg_calendar **out, struct eg_err *err)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_calendar *c = eg_arena_calloc(a, 1, sizeof(*c));
	struct eg_csv csv;
	bool more, first = true;
	enum eg_rc rc;

	*out = NULL;
	c->arena = a;
	eg_csv_init(&csv, n > 0 ? p : "", n, name);
	while ((rc = eg_csv_next(&csv, &more, err)) == EG_OK && more) {
		if (!first && (rc = read_row(c, &csv, name, err)) != EG_OK)
			break;
		first = false;
	}
	eg_csv_clear(&csv);
	if (rc != EG_OK) {
		eg_calendar_free(c);
		return rc;
	}
	if (c->session.n > 0)
		qsort(c->session.v, c->session.n, sizeof(*c->session.v), by_place);
	for (size_t i = 0; i < c->session.n; i++)
		c->first[c->session.v[i].jurisdiction + 1]++;
	for (size_t j = 0; j < EG_JURISDICTIONS; j++)
		c->first[j + 1] += c->first[j];
	*out = c;
	return EG_OK;
}

enum eg_rc
eg_calendar_builtin(struct eg_calendar **out, struct eg_err *err)
{
	const struct eg_builtin *b = eg_builtin_find("sessions.csv");

	return eg_calendar_parse(
	    b != NULL ? b->data : "", b != NULL ? b->n : 0, "templates/sessions.csv", out, err);
}

void
eg_calendar_free(struct eg_calendar *c)
{
	if (c == NULL)
		return;
	eg_vec_clear(&c->session);
	eg_arena_free(c->arena);
}

const struct eg_session *
eg_calendar_sessions(const struct eg_calendar *c, size_t *n)
{
	*n = c->session.n;
	return c->session.v;
}

/* ---- which session ---- */

static int
year_of(int32_t day)
{
	return eg_date_from_days(day).year;
}

static int32_t
day_of(int year, int month, int day)
{
	return (int32_t)eg_date_days((struct eg_date){year, month, day});
}

/* The years that a session's name holds: "2025-26", "20252026", "2025_2026", "2025rs". False if it
 * holds none. */
static bool
years_in(const char *s, int *from, int *to)
{
	*from = *to = 0;
	for (; *s != '\0'; s++) {
		int y = 0, n = 0;

		while (n < 4 && isdigit((unsigned char)s[n]))
			y = y * 10 + (s[n++] - '0');
		if (n == 4 && y >= 1900 && y < 2100) {
			*from = *from == 0 ? y : *from;
			*to = y > *to ? y : *to;
			s += 3;
		} else if (n == 2 && *to != 0 && !isdigit((unsigned char)s[2]) &&
			   *to / 100 * 100 + y == *to + 1) {
			*to = *to / 100 * 100 + y;
			s += 1;
		}
	}
	return *from != 0;
}

static bool
same_name(const char *a, const char *b)
{
	char ka[64], kb[64];

	if (strlen(a) >= sizeof(ka) || strlen(b) >= sizeof(kb))
		return false;
	eg_bill_key(a, ka);
	eg_bill_key(b, kb);
	return strcmp(ka, kb) == 0;
}

/* The last day of the regular session that ends in a year, or that year's last day. */
static int32_t
end_of_year(const struct eg_calendar *c, int j, int year, bool *listed)
{
	int32_t last = EG_DAY_NONE;

	for (size_t i = c->first[j]; i < c->first[j + 1]; i++) {
		const struct eg_session *s = &c->session.v[i];

		if (!s->special && year_of(s->ends) == year && s->ends > last)
			last = s->ends;
	}
	*listed = last != EG_DAY_NONE;
	return *listed ? last : day_of(year, 12, 31);
}

static int
carried_year(const struct eg_passage *rules, int year)
{
	if ((rules->carry == EG_CARRY_ODD_TO_EVEN && year % 2 != 0) ||
	    (rules->carry == EG_CARRY_EVEN_TO_ODD && year % 2 == 0))
		return year + 1;
	return year;
}

/* A carry-over that is recorded is believed, but not across the end of a legislature. */
static bool
may_carry(const struct eg_passage *rules, int year)
{
	return rules->carry == EG_CARRY_NONE || carried_year(rules, year) > year;
}

static const struct eg_session *
named(const struct eg_calendar *c, int j, const char *session, int32_t day)
{
	const struct eg_session *best = NULL;
	int from, to;

	if (*session == '\0')
		return NULL;
	for (size_t i = c->first[j]; i < c->first[j + 1]; i++)
		if (same_name(c->session.v[i].session, session))
			return &c->session.v[i];
	if (!years_in(session, &from, &to))
		return NULL;
	/* a name of our own for a listed regular session: "2025" for Tennessee's 114th */
	for (size_t i = c->first[j]; i < c->first[j + 1]; i++) {
		const struct eg_session *s = &c->session.v[i];

		if (!s->special && year_of(s->begins) <= from && year_of(s->ends) >= to &&
		    day <= s->ends && (best == NULL || s->begins > best->begins))
			best = s;
	}
	return best;
}

static int32_t
crossover_of(const struct eg_calendar *c, int j, int32_t day)
{
	for (size_t i = c->first[j]; i < c->first[j + 1]; i++)
		if (!c->session.v[i].special && c->session.v[i].crossover != EG_DAY_NONE &&
		    year_of(c->session.v[i].crossover) == year_of(day))
			return c->session.v[i].crossover;
	return EG_DAY_NONE;
}

void
eg_calendar_term(const struct eg_calendar *c, const struct eg_passage *rules, int j,
    const char *session, int32_t day, int32_t carried, struct eg_term *out)
{
	const struct eg_session *s = named(c, j, session, day);
	int from, to, year = year_of(day);

	out->crossover = crossover_of(c, j, day);
	if (s != NULL && day <= s->ends + NAME_DAYS) {
		out->begins = s->begins;
		out->ends = s->ends;
		out->listed = true;
		to = year_of(s->ends);
		/* New Jersey's and Illinois's legislatures end in the January after their years */
		if (!s->special && year_of(s->begins) == to && carried_year(rules, to) > to)
			out->ends = end_of_year(c, j, to + 1, &out->listed);
	} else {
		if (years_in(session, &from, &to) && to > year && to <= year + 4)
			year = to;
		else
			year = carried_year(rules, year);
		out->begins = day_of(year_of(day), 1, 1);
		out->ends = end_of_year(c, j, year, &out->listed);
	}
	if (carried != EG_DAY_NONE && carried + CARRY_DAYS > out->ends &&
	    year_of(out->ends) <= year_of(carried) && may_carry(rules, year_of(carried)))
		out->ends = end_of_year(c, j, year_of(carried) + 1, &out->listed);
	out->silent = out->ends;
	if (day > out->ends && day <= out->ends + LATE_DAYS) {
		out->silent = out->ends + SILENT_DAYS;
		out->ends = day;
	} else if (day > out->ends) { /* it went on all the same: the year is the bound */
		out->ends = out->silent = day_of(year_of(day), 12, 31);
		out->listed = false;
	}
}

/* ---- closing ---- */

/* Virginia's and West Virginia's rules end a bill that has not left its house by the day; others'
 * crossover days bind the calendar, not the bill. */
static bool
crossover_kills(int jurisdiction)
{
	return strcmp(eg_postal[jurisdiction], "VA") == 0 ||
	       strcmp(eg_postal[jurisdiction], "WV") == 0;
}

static void
close_as(struct eg_standing *s, enum eg_closing why, int32_t day)
{
	s->closing = why;
	if (why == EG_CLOSING_UNCLEAR)
		return;
	s->stage = EG_STAGE_DIED;
	s->day = day;
	s->partial = 0;
	s->event = 0;
}

/* The executive's days run from adjournment, or from a presentment that may come some weeks
 * later. */
enum { PRESENTMENT_DAYS = 60 };

void
eg_stage_close(const struct eg_calendar *c, const struct eg_passage *rules, int jurisdiction,
    const char *session, int32_t as_of, struct eg_standing *s)
{
	struct eg_term t;
	int32_t window;

	s->closing = EG_CLOSING_NONE;
	s->closes = EG_DAY_NONE;
	if (c == NULL || s->events == 0 || s->stage < EG_STAGE_PREFILED ||
	    s->stage >= EG_STAGE_VETOED || s->last == EG_DAY_NONE)
		return;
	eg_calendar_term(c, rules, jurisdiction, session,
	    s->stage == EG_STAGE_PREFILED ? s->last + 62 : s->last, s->carried, &t);
	s->closes = t.ends;
	if (s->stage < EG_STAGE_PASSED_BOTH) {
		if (as_of > t.silent && s->last <= t.ends)
			close_as(s, EG_CLOSING_ADJOURNED, t.ends);
		else if (s->stage < EG_STAGE_PASSED_FIRST && t.crossover != EG_DAY_NONE &&
			 crossover_kills(jurisdiction) && as_of > t.crossover &&
			 s->last <= t.crossover && year_of(as_of) == year_of(t.crossover) &&
			 carried_year(rules, year_of(as_of)) == year_of(as_of) &&
			 s->instrument == EG_INSTRUMENT_BILL)
			close_as(s, EG_CLOSING_CROSSOVER, t.crossover);
		return;
	}
	window = t.ends + rules->sign_days + PRESENTMENT_DAYS;
	if (as_of <= window || s->last > window)
		return;
	if (s->stage == EG_STAGE_WITH_EXECUTIVE && rules->unsigned_is_law == EG_ANSWER_NO &&
	    s->last + 60 > t.ends)
		close_as(s, EG_CLOSING_UNSIGNED, t.ends + rules->sign_days);
	else
		close_as(s, EG_CLOSING_UNCLEAR, 0);
}

void
eg_stage_default_effect(const struct eg_calendar *c, const struct eg_passage *rules, int j,
    int32_t as_of, struct eg_standing *s)
{
	int32_t from = s->day;
	bool listed;

	if (c == NULL || s->stage != EG_STAGE_ENACTED || s->effect_known || s->effect_due ||
	    s->legal != EG_LEGAL_PENDING_DATE || s->day == EG_DAY_NONE || s->partial != 0 ||
	    rules->congress)
		return;
	switch (rules->effect) {
	case EG_EFFECT_AFTER_ADJOURNMENT: /* the year's last day where the session is not listed */
		from = end_of_year(c, j, year_of(s->day), &listed);
		from = (from > s->day ? from : s->day) + rules->effect_days;
		break;
	case EG_EFFECT_AFTER_ENACTMENT:
		from = s->day + rules->effect_days;
		break;
	case EG_EFFECT_FIXED:
		from = day_of(year_of(s->day), rules->effect_month, rules->effect_day);
		if (from < s->day)
			from = day_of(year_of(s->day) + 1, rules->effect_month, rules->effect_day);
		break;
	case EG_EFFECT_UNKNOWN:
		return;
	}
	if (as_of < from)
		return;
	s->legal = EG_LEGAL_IN_EFFECT;
	s->legal_day = from;
	s->presumed = true;
}

const char *
eg_closing_name(enum eg_closing c)
{
	static const char *const name[] = {"", "adjourned", "crossover", "unsigned", "unclear"};

	return name[c];
}

void
eg_closing_text(enum eg_closing c, int32_t closes, char out[128])
{
	char day[16] = "";

	out[0] = '\0';
	if (closes != EG_DAY_NONE)
		eg_track__day_text(closes, 0, day);
	switch (c) {
	case EG_CLOSING_NONE:
		break;
	case EG_CLOSING_ADJOURNED:
		snprintf(out, 128, "its session was over by %s and no outcome is recorded", day);
		break;
	case EG_CLOSING_CROSSOVER:
		snprintf(out, 128, "it had not left its house by the crossover day");
		break;
	case EG_CLOSING_UNSIGNED:
		snprintf(out, 128,
		    "its session ended on %s and no signature is recorded; unsigned bills die "
		    "there",
		    day);
		break;
	case EG_CLOSING_UNCLEAR:
		snprintf(out, 128,
		    "unclear: its session was over by %s and what became of it is not recorded",
		    day);
		break;
	}
}
