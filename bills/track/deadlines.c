/* What is coming: the log's schedules, and what the calendar and the signing windows make of the
 * bills that are alive. Start at eg_deadlines_make(). */
#include "track/track_private.h"

#include "base/map.h"
#include "base/vec.h"

#include <engross/follow.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTES = 24 * 60 };

struct maker {
	struct eg_arena *a;
	const char *template_name; /* NULL: all */
	const struct eg_passages *passages;
	const struct eg_status *st;
	int32_t from, until;
	struct {
		EG_VEC(struct eg_deadline);
	} v;
};

static bool
wanted(const struct maker *m, int32_t day)
{
	return day != EG_DAY_NONE && day >= m->from && day <= m->until;
}

static const char *
joined(struct eg_arena *a, const char *list, const char *more)
{
	const char *at = list;
	size_t n = strlen(more);

	if (*list == '\0' || *more == '\0')
		return *list == '\0' ? eg_arena_strdup(a, more) : list;
	while ((at = strstr(at, more)) != NULL) { /* already there */
		if ((at == list || at[-1] == ' ') && (at[n] == '\0' || at[n] == ','))
			return list;
		at += n;
	}
	return eg_arena_printf(a, "%s, %s", list, more);
}

/* One line a day, place, session and kind: the bills that it is for are listed in it. */
static void
add(struct maker *m, const struct eg_status_row *r, int32_t day, enum eg_deadline_kind kind,
    uint64_t event, const char *what)
{
	struct eg_deadline *d;

	if (!wanted(m, day))
		return;
	for (size_t i = 0; i < m->v.n; i++) {
		d = &m->v.v[i];
		if (d->day == day && d->kind == kind && d->jurisdiction == r->jurisdiction &&
		    strcmp(d->session, r->session) == 0 && d->event == event) {
			d->bills = joined(m->a, d->bills, r->bill);
			d->templates = joined(m->a, d->templates, r->template_name);
			return;
		}
	}
	d = eg_vec_new(&m->v);
	d->day = day;
	d->kind = kind;
	d->jurisdiction = r->jurisdiction;
	d->computed = event == 0;
	d->event = event;
	d->session = eg_arena_strdup(m->a, r->session);
	d->bills = eg_arena_strdup(m->a, r->bill);
	d->templates = eg_arena_strdup(m->a, r->template_name);
	d->what = eg_arena_strdup(m->a, what);
}

static void
of_calendar(struct maker *m, const struct eg_status_row *r)
{
	const struct eg_passage *rules = &m->passages->at[r->jurisdiction];
	struct eg_term t;

	if (r->legal == EG_LEGAL_WITHDRAWING && r->exits != EG_DAY_NONE)
		add(m, r, r->exits, EG_DEADLINE_EXIT, 0, "the withdrawal takes effect");
	if (m->passages->calendar == NULL || r->closes == EG_DAY_NONE ||
	    r->stage >= EG_STAGE_VETOED)
		return;
	eg_calendar_term(m->passages->calendar, rules, r->jurisdiction, r->session,
	    r->day != EG_DAY_NONE && r->day > m->from - 200 ? r->day : m->from, EG_DAY_NONE, &t);
	if (r->stage < EG_STAGE_PASSED_FIRST && t.crossover <= r->closes)
		add(m, r, t.crossover, EG_DEADLINE_CROSSOVER, 0,
		    "bills should have left the house they began in");
	if (r->stage < EG_STAGE_PASSED_BOTH)
		add(m, r, r->closes, EG_DEADLINE_ADJOURNMENT, 0,
		    "bills that have not passed die when the session ends");
	if (r->stage == EG_STAGE_WITH_EXECUTIVE && r->day != EG_DAY_NONE) {
		int32_t end = r->day + rules->sign_days_sitting;

		if (end > r->closes)
			end =
			    (rules->sign_from_adjournment ? r->closes : r->day) + rules->sign_days;
		add(m, r, end, EG_DEADLINE_SIGNING, 0,
		    rules->unsigned_is_law == EG_ANSWER_NO && end > r->closes
			? "the executive's days run out: unsigned, the bill dies"
			: "the executive's days run out (Sundays may not count)");
	}
}

static enum eg_deadline_kind
kind_of(enum eg_event_kind k)
{
	switch (k) {
	case EG_EV_HEARD:
		return EG_DEADLINE_HEARING;
	case EG_EV_TOOK_EFFECT:
	case EG_EV_CONDITION_MET:
		return EG_DEADLINE_EFFECT;
	case EG_EV_WITHDREW:
	case EG_EV_SUNSET:
	case EG_EV_REPEALED:
		return EG_DEADLINE_EXIT;
	default:
		return EG_DEADLINE_OTHER;
	}
}

static enum eg_rc
of_log(struct maker *m, const struct eg_log *log, const struct eg_status_row *r, struct eg_err *err)
{
	struct eg_buf scratch = EG_BUF_INIT, what = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	for (size_t i = log->first[r->log_bill]; i < log->first[r->log_bill + 1] && rc == EG_OK;
	     i++) {
		const struct eg_log_event *e = &log->v[i];
		struct eg_event row;

		/* what was recorded after the day asked about was no schedule then */
		if (e->voided || e->kind == EG_EV_CORRECTED || e->day <= m->st->as_of ||
		    e->recorded / MINUTES > (uint32_t)m->st->as_of || !wanted(m, e->day) ||
		    (rc = eg_log_row(log, e, &scratch, &row, err)) != EG_OK)
			continue;
		eg_buf_reset(&what);
		if (e->kind == EG_EV_HEARD)
			eg_buf_puts(&what, "hearing");
		else if (e->kind == EG_EV_TOOK_EFFECT)
			eg_buf_puts(&what, "takes effect");
		else
			eg_event_words(&what, (enum eg_event_kind)e->kind, e->chamber,
			    &m->passages->at[r->jurisdiction], EG_STR(""), EG_STR(""));
		if (row.f[EG_F_TEXT].n + row.f[EG_F_NOTE].n > 0) {
			eg_buf_puts(&what, ": ");
			eg_buf_str(
			    &what, row.f[EG_F_TEXT].n > 0 ? row.f[EG_F_TEXT] : row.f[EG_F_NOTE]);
		}
		add(m, r, e->day, kind_of((enum eg_event_kind)e->kind), e->id, eg_buf_cstr(&what));
	}
	eg_buf_clear(&scratch);
	eg_buf_clear(&what);
	return rc;
}

static int
order(const void *pa, const void *pb)
{
	const struct eg_deadline *a = pa, *b = pb;
	int c;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if ((c = strcmp(eg_postal[a->jurisdiction], eg_postal[b->jurisdiction])) != 0)
		return c;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if ((c = eg_bill_compare(a->bills, b->bills)) != 0)
		return c;
	return a->event < b->event ? -1 : a->event > b->event;
}

enum eg_rc
eg_deadlines_make(struct eg_tracking *t, const char *template_name, int32_t as_of, int32_t until,
    struct eg_deadlines **out, struct eg_err *err)
{
	struct eg_arena *a = eg_arena_new();
	struct maker m = {.a = a,
	    .template_name = template_name,
	    .st = eg_tracking_status(t),
	    .from = as_of,
	    .until = until};
	struct eg_deadlines *d = eg_arena_calloc(a, 1, sizeof(*d));
	const struct eg_log *log;
	enum eg_rc rc;

	*out = NULL;
	if ((rc = eg_tracking_passages(t, &m.passages, err)) != EG_OK ||
	    (rc = eg_tracking_log(t, &log, err)) != EG_OK)
		goto done;
	for (size_t i = 0; i < m.st->n && rc == EG_OK; i++) {
		const struct eg_status_row *r = &m.st->row[i];

		if (template_name != NULL && strcmp(r->template_name, template_name) != 0)
			continue;
		of_calendar(&m, r);
		if (r->log_bill < log->n_bills)
			rc = of_log(&m, log, r, err);
	}
	if (m.v.n > 0)
		qsort(m.v.v, m.v.n, sizeof(*m.v.v), order);
	d->arena = a;
	d->v = m.v.v;
	d->n = m.v.n;
	d->as_of = as_of;
done:
	if (rc == EG_OK) {
		*out = d;
	} else {
		eg_vec_clear(&m.v);
		eg_arena_free(a);
	}
	return rc;
}

void
eg_deadlines_free(struct eg_deadlines *d)
{
	if (d == NULL)
		return;
	eg_free(d->v);
	eg_arena_free(d->arena);
}

const char *
eg_deadline_name(enum eg_deadline_kind k)
{
	static const char *const name[] = {
	    "hearing", "crossover", "adjournment", "signing", "effective", "exit", "scheduled"};

	return name[k];
}
