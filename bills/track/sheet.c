/* A CSV file into events and links: an event log in our own form, or a sheet as coordinators keep
 * it. Start at eg_import_csv().
 *
 * A sheet is read twice: first its dates, to learn whether day or month comes first, then its
 * rows. Nothing is given out unless every row is understood. */
#include "track/sheet.h"

#include "base/csv.h"
#include "base/nearest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { BILLS_MAX = 8, TITLES_MAX = 5 };

struct eg_import *
eg_sheet__finish(struct eg_sheet__out *o)
{
	struct eg_import *im = eg_arena_alloc(o->arena, sizeof(*im));

	im->arena = o->arena;
	im->rows = o->rows;
	im->skipped = o->skipped;
	im->ignored = o->ignored;
	im->n_ignored = o->n_ignored;
	im->n = o->events.n;
	im->n_links = o->links.n;
	im->n_claims = o->claims.n;
	im->event = eg_arena_calloc(o->arena, o->events.n + 1, sizeof(*im->event));
	im->link = eg_arena_calloc(o->arena, o->links.n + 1, sizeof(*im->link));
	im->claim = eg_arena_calloc(o->arena, o->claims.n + 1, sizeof(*im->claim));
	if (im->n > 0)
		memcpy(im->event, o->events.v, im->n * sizeof(*im->event));
	if (im->n_links > 0)
		memcpy(im->link, o->links.v, im->n_links * sizeof(*im->link));
	if (im->n_claims > 0)
		memcpy(im->claim, o->claims.v, im->n_claims * sizeof(*im->claim));
	eg_vec_clear(&o->events);
	eg_vec_clear(&o->claims);
	eg_vec_clear(&o->links);
	return im;
}

void
eg_sheet__drop(struct eg_sheet__out *o)
{
	eg_vec_clear(&o->events);
	eg_vec_clear(&o->claims);
	eg_vec_clear(&o->links);
	eg_arena_free(o->arena);
}

void
eg_import_free(struct eg_import *im)
{
	if (im != NULL)
		eg_arena_free(im->arena);
}

static EG_PRINTF(5, 6) enum eg_rc fault(const struct eg_sheet *s, size_t line,
    const struct eg_sheet__column *c, struct eg_err *err, const char *fmt, ...)
{
	char what[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	if (c != NULL)
		return eg_err_at(err, EG_ERR_DATA, s->name, line, 0, "row %zu, column '%s': %s",
		    s->row, c->name, what);
	return eg_err_at(err, EG_ERR_DATA, s->name, line, 0, "row %zu: %s", s->row, what);
}

/* ---- dates ---- */

static bool
is_date_column(const struct eg_sheet__column *c)
{
	return c->role == EG_ROLE_EVENT_DATE ||
	       (c->role == EG_ROLE_FIELD && (c->field == EG_F_DATE || c->field == EG_F_PUBLISHED));
}

/* First reading: which way round the dates are, if any row proves it. */
static enum eg_rc
learn_order(struct eg_sheet *s, struct eg_csv c, struct eg_err *err)
{
	enum eg_date_order seen = s->opt->order;
	size_t row = s->row, seen_row = s->row;
	bool more;
	enum eg_rc rc;

	/* a copy of the reader at the first data row, with buffers of its own */
	c.field = NULL;
	c.fix = NULL;
	c.n_fields = c.cap_fields = 0;
	eg_buf_init(&c.scratch, 0);
	for (size_t i = 0; i <= s->n && seen == EG_DATE_ORDER_UNKNOWN; i++) {
		const char *known = i < s->n ? s->col[i].as_of : s->as_of;
		char text[16];

		if (known != NULL)
			(void)eg_date_guess(eg_str(known), EG_DATE_ORDER_UNKNOWN, text, &seen);
	}
	while ((rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		row++;
		for (size_t i = 0; i < s->n && i < c.n_fields; i++) {
			enum eg_date_order saw;
			char text[16];

			if (!is_date_column(&s->col[i]))
				continue;
			(void)eg_date_guess(c.field[i], EG_DATE_ORDER_UNKNOWN, text, &saw);
			if (saw == EG_DATE_ORDER_UNKNOWN || s->opt->order != EG_DATE_ORDER_UNKNOWN)
				continue;
			if (seen != EG_DATE_ORDER_UNKNOWN && seen != saw) {
				s->row = row;
				rc = fault(s, c.record_line, &s->col[i], err,
				    "'%.*s' has day and month the other way round from row %zu",
				    (int)(c.field[i].n < 40 ? c.field[i].n : 40), c.field[i].p,
				    seen_row);
				eg_err_hint(err, "write the dates of the sheet as YYYY-MM-DD");
				goto done;
			}
			if (seen == EG_DATE_ORDER_UNKNOWN)
				seen_row = row;
			seen = saw;
		}
	}
	s->order = seen;
done:
	eg_csv_clear(&c);
	return rc;
}

static enum eg_rc
date_cell(const struct eg_sheet *s, size_t line, const struct eg_sheet__column *c,
    struct eg_str cell, const char **out, struct eg_err *err)
{
	char text[16];
	enum eg_rc rc;

	*out = "";
	switch (eg_date_guess(cell, s->order, text, NULL)) {
	case EG_DATE_GOOD:
		*out = eg_arena_strdup(s->out->arena, text);
		return EG_OK;
	case EG_DATE_AMBIGUOUS:
		rc = fault(s, line, c, err, "'%.*s' could be two days",
		    (int)(cell.n < 40 ? cell.n : 40), cell.p);
		eg_err_hint(err, "say which comes first: --date-order mdy or --date-order dmy");
		return rc;
	case EG_DATE_BAD:
		break;
	}
	rc = fault(s, line, c, err, "'%.*s' is no date", (int)(cell.n < 40 ? cell.n : 40), cell.p);
	eg_err_hint(err, "write YYYY-MM-DD");
	return rc;
}

/* ---- rows ---- */

static bool
is_blank(struct eg_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] > ' ')
			return false;
	return true;
}

static struct eg_str
trimmed(struct eg_str s)
{
	while (s.n > 0 && (unsigned char)s.p[0] <= ' ') {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

/* "HB 965 / SB 322" is two bills. Returns how many; 0 when no number is given. */
static size_t
split_bills(struct eg_str cell, struct eg_str bill[BILLS_MAX])
{
	size_t n = 0, start = 0;

	cell = trimmed(cell);
	if (cell.n == 0 || (cell.n == 1 && cell.p[0] == '-'))
		return 0;
	for (size_t i = 0; i <= cell.n && n < BILLS_MAX; i++) {
		struct eg_str one;

		if (i < cell.n && strchr("/;,&\n", cell.p[i]) == NULL)
			continue;
		one = trimmed((struct eg_str){cell.p + start, i - start});
		start = i + 1;
		if (one.n > 0)
			bill[n++] = one;
	}
	return n;
}

static void
add_link(
    struct eg_sheet *s, const struct eg_event *e, struct eg_str template_name, const char *version)
{
	struct eg_arena *a = s->out->arena;
	struct eg_link l = {eg_arena_str(a, e->f[EG_F_JURISDICTION]),
	    eg_arena_str(a, e->f[EG_F_SESSION]), eg_arena_str(a, e->f[EG_F_BILL]), "",
	    eg_arena_str(a, template_name), version, "declared", "whole", "", s->opt->recorded};

	eg_vec_push(&s->out->links, l);
}

static enum eg_rc
add_event(struct eg_sheet *s, size_t line, const struct eg_event *base, const char *version,
    struct eg_err *err)
{
	struct eg_str bill[BILLS_MAX], template_name = base->f[EG_F_TEMPLATE];
	size_t n = split_bills(base->f[EG_F_BILL], bill);
	struct eg_event e = *base;
	enum eg_rc rc;

	if (template_name.n == 0)
		template_name = eg_str(s->opt->template_name);
	for (size_t i = 0; i < (n > 0 ? n : 1); i++) {
		e.f[EG_F_BILL] = n > 0 ? bill[i] : (struct eg_str){"", 0};
		e.f[EG_F_TEMPLATE] = n > 0 ? (struct eg_str){"", 0} : template_name;
		if ((rc = eg_event_check(&e, err)) != EG_OK) {
			struct eg_err copy = {.rc = EG_OK};

			if (err != NULL)
				copy = *err;
			rc = fault(s, line, NULL, err, "%.300s", copy.msg);
			eg_err_hint(err, "%.300s", copy.hint);
			return rc;
		}
		eg_vec_push(&s->out->events, e);
		if (n > 0 && template_name.n > 0)
			add_link(s, &e, template_name, version);
	}
	return EG_OK;
}

/* The cells that are the same for all events of the row. */
static enum eg_rc
common_cells(struct eg_sheet *s, const struct eg_csv *c, struct eg_event *e, const char **version,
    bool *empty, struct eg_err *err)
{
	enum eg_rc rc;

	*empty = true;
	for (size_t i = 0; i < s->n; i++) {
		const struct eg_sheet__column *col = &s->col[i];
		struct eg_str cell =
		    i < c->n_fields ? trimmed(c->field[i]) : (struct eg_str){"", 0};
		int j;

		*empty = *empty && is_blank(cell);
		if (col->role == EG_ROLE_VERSION && cell.n > 0)
			*version =
			    eg_arena_dup(s->out->arena, cell.p + (*cell.p == 'v' || *cell.p == 'V'),
				cell.n - (*cell.p == 'v' || *cell.p == 'V'));
		if (col->role != EG_ROLE_FIELD || cell.n == 0 || col->field == EG_F_DATE)
			continue;
		if (col->field == EG_F_PUBLISHED) {
			const char *text;

			if ((rc = date_cell(s, c->record_line, col, cell, &text, err)) != EG_OK)
				return rc;
			e->f[EG_F_PUBLISHED] = eg_str(text);
			continue;
		}
		if (col->field != EG_F_JURISDICTION) {
			e->f[col->field] = eg_str(eg_arena_str(s->out->arena, cell));
			continue;
		}
		if ((j = eg_sheet__jurisdiction(cell)) < 0) {
			rc = fault(s, c->record_line, col, err, "'%.*s' is not a jurisdiction",
			    (int)(cell.n < 40 ? cell.n : 40), cell.p);
			eg_err_hint(err, "a name (Utah) or a postal code (UT); take rows of totals "
					 "out of the sheet");
			return rc;
		}
		e->f[EG_F_JURISDICTION] = eg_str(eg_postal[j]);
	}
	return EG_OK;
}

/* "Enacted" says that there is a law; a column "how" (as `status` writes it) says by whose act. */
static const char *
by_how(const struct eg_sheet *s, const struct eg_csv *c, const char *event)
{
	static const struct {
		enum eg_how how;
		const char *event;
	} acts[] = {{EG_HOW_SIGNED, "signed"}, {EG_HOW_WITHOUT_SIGNATURE, "became-law-unsigned"},
	    {EG_HOW_OVERRIDE, "overridden"}, {EG_HOW_BALLOT, "approved-by-voters"}};
	size_t at = 0;

	if (strcmp(event, "chaptered") != 0 ||
	    eg_sheet__column(s, EG_ROLE_HOW, EG_F_ID, &at) == NULL || at >= c->n_fields)
		return event;
	for (size_t i = 0; i < EG_COUNT(acts); i++)
		if (eg_str_eq(trimmed(c->field[at]), eg_how_name(acts[i].how)))
			return acts[i].event;
	return event;
}

/* The day that the column's heading or the sheet's title gives for all rows that give none. */
static const char *
as_of(const struct eg_sheet *s, const struct eg_sheet__column *status)
{
	return status->as_of != NULL ? status->as_of : s->as_of;
}

static enum eg_rc
status_event(struct eg_sheet *s, const struct eg_csv *c, struct eg_event e, const char *version,
    bool *said, struct eg_err *err)
{
	struct eg_sheet__said word;
	size_t at = 0, when = SIZE_MAX;
	const struct eg_sheet__column *col = eg_sheet__column(s, EG_ROLE_STATUS, EG_F_ID, &at),
				      *date = eg_sheet__column(s, EG_ROLE_FIELD, EG_F_DATE, &when);
	struct eg_str cell, day;
	const char *text = "", *known;
	enum eg_rc rc;

	if (col == NULL)
		return EG_OK;
	cell = at < c->n_fields ? trimmed(c->field[at]) : (struct eg_str){"", 0};
	if (!eg_sheet__status(cell, &word)) {
		const char *near = eg_event_nearest(cell);

		rc = fault(s, c->record_line, col, err, "'%.*s' is no status that engross knows",
		    (int)(cell.n < 60 ? cell.n : 60), cell.p);
		if (near != NULL)
			eg_err_hint(err, "did you mean '%s'?", near);
		else
			eg_err_hint(err, "write an event (introduced, passed, signed, vetoed …) or "
					 "'passed house', 'enacted', 'died'");
		return rc;
	}
	if (word.event == NULL)
		return EG_OK;
	word.event = by_how(s, c, word.event);
	day = date != NULL && when < c->n_fields ? c->field[when] : (struct eg_str){"", 0};
	/* "as of" is when it was known, on or before which it happened */
	if (is_blank(day) && e.f[EG_F_PUBLISHED].n == 0 && (known = as_of(s, col)) != NULL) {
		rc = date_cell(s, c->record_line, col, eg_str(known), &text, err);
		if (rc != EG_OK)
			return rc;
		e.f[EG_F_PUBLISHED] = eg_str(text);
		text = "";
	}
	if (is_blank(day) && e.f[EG_F_PUBLISHED].n == 0) {
		if (date == NULL)
			date = eg_sheet__column(s, EG_ROLE_FIELD, EG_F_PUBLISHED, &when);
		rc = fault(s, c->record_line, date, err, "is empty: when was the bill '%.*s'?",
		    (int)(cell.n < 40 ? cell.n : 40), cell.p);
		return rc;
	}
	if (!is_blank(day) && (rc = date_cell(s, c->record_line, date, day, &text, err)) != EG_OK)
		return rc;
	e.f[EG_F_DATE] = eg_str(text);
	e.f[EG_F_EVENT] = eg_str(word.event);
	if (word.chamber[0] != '\0' && e.f[EG_F_CHAMBER].n == 0)
		e.f[EG_F_CHAMBER] = eg_str(word.chamber);
	if (e.f[EG_F_TEXT].n == 0)
		e.f[EG_F_TEXT] = eg_str(eg_arena_str(s->out->arena, cell));
	*said = true;
	return add_event(s, c->record_line, &e, version, err);
}

static enum eg_rc
row_events(struct eg_sheet *s, const struct eg_csv *c, struct eg_err *err)
{
	struct eg_event base;
	const char *version = "";
	bool empty, said = false;
	enum eg_rc rc;

	for (size_t f = 0; f < EG_FIELDS; f++)
		base.f[f] = (struct eg_str){"", 0};
	base.f[EG_F_RECORDED] = eg_str(s->opt->recorded);
	if (c->n_fields > s->n && !is_blank(c->field[s->n]))
		return fault(s, c->record_line, NULL, err, "more cells than the sheet has columns");
	if ((rc = common_cells(s, c, &base, &version, &empty, err)) != EG_OK || empty)
		return rc;
	if (base.f[EG_F_JURISDICTION].n == 0)
		return fault(s, c->record_line, NULL, err, "no jurisdiction");
	for (size_t i = 0; i < s->n; i++) {
		struct eg_event e = base;
		const char *text;

		if (s->col[i].role != EG_ROLE_EVENT_DATE || i >= c->n_fields ||
		    is_blank(c->field[i]))
			continue;
		if ((rc = date_cell(s, c->record_line, &s->col[i], c->field[i], &text, err)) !=
		    EG_OK)
			return rc;
		e.f[EG_F_DATE] = eg_str(text);
		e.f[EG_F_EVENT] = eg_str(s->col[i].event);
		e.f[EG_F_CHAMBER] = eg_str(s->col[i].chamber);
		said = true;
		if ((rc = add_event(s, c->record_line, &e, version, err)) != EG_OK)
			return rc;
	}
	rc = status_event(s, c, base, version, &said, err);
	s->out->skipped += rc == EG_OK && !said;
	return rc;
}

/* A line above the headings: one cell, or none, that is no heading. It may say as of when all
 * below is; "as of March 14, 2026" without quotation marks is two cells. */
static bool
is_title(struct eg_sheet *s, const struct eg_csv *c)
{
	struct eg_str cell[2] = {{"", 0}, {"", 0}}, words, day;
	size_t filled = 0;
	bool known;

	for (size_t i = 0; i < c->n_fields; i++)
		if (!is_blank(c->field[i]) && filled++ < EG_COUNT(cell))
			cell[filled - 1] = trimmed(c->field[i]);
	if (filled > 2 || s->row >= TITLES_MAX)
		return false;
	known = eg_sheet__as_of(cell[0], &words, &day);
	if (filled == 2 && (!known || cell[1].n != 4 || strspn(cell[1].p, "0123456789") < 4))
		return false;
	if (filled == 1 && eg_sheet__heading(cell[0]) != NULL)
		return false;
	if (known)
		s->as_of = eg_arena_printf(s->out->arena, "%.*s%s%.*s", (int)day.n, day.p,
		    filled == 2 ? ", " : "", (int)cell[1].n, cell[1].p);
	return true;
}

static enum eg_rc
read_sheet(struct eg_sheet *s, const char *p, size_t n, struct eg_err *err)
{
	struct eg_csv c;
	bool more;
	enum eg_rc rc;

	eg_csv_init(&c, p, n, s->name);
	c.sep = eg_csv_guess_separator(p, n);
	do {
		if ((rc = eg_csv_next(&c, &more, err)) != EG_OK)
			goto done;
		if (!more) {
			rc = eg_err_at(err, EG_ERR_DATA, s->name, 0, 0,
			    s->row == 0 ? "an empty sheet" : "a sheet without headings");
			goto done;
		}
	} while (is_title(s, &c) && ++s->row > 0);
	s->row++;
	if ((rc = eg_sheet__headings(s, &c, err)) != EG_OK ||
	    (rc = eg_sheet__check(s, err)) != EG_OK || (rc = learn_order(s, c, err)) != EG_OK)
		goto done;
	while ((rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		s->row++;
		s->out->rows++;
		if ((rc = row_events(s, &c, err)) != EG_OK)
			break;
	}
done:
	eg_csv_clear(&c);
	return rc;
}

/* Our own form: every row as it is. */
static enum eg_rc
read_log(struct eg_sheet *s, const char *p, size_t n, struct eg_err *err)
{
	struct eg_buf scratch = EG_BUF_INIT;
	struct eg_log *log = NULL;
	enum eg_rc rc = eg_log_parse(p, n, s->name, &log, err);

	for (size_t i = 0; rc == EG_OK && i < log->n; i++) {
		struct eg_event row, *e;

		if ((rc = eg_log_row(log, &log->v[i], &scratch, &row, err)) != EG_OK)
			break;
		e = eg_vec_new(&s->out->events);
		for (size_t f = 0; f < EG_FIELDS; f++)
			e->f[f] = eg_str(eg_arena_str(s->out->arena, row.f[f]));
		if (e->f[EG_F_RECORDED].n == 0)
			e->f[EG_F_RECORDED] = eg_str(s->opt->recorded);
		if (s->opt->template_name[0] != '\0' && log->bill[log->v[i].bill].key[0] != '\0')
			add_link(s, e, eg_str(s->opt->template_name), "");
	}
	s->out->rows = s->out->events.n;
	eg_log_free(log);
	eg_buf_clear(&scratch);
	return rc;
}

enum eg_rc
eg_import_csv(const char *p, size_t n, const char *name, const struct eg_import_options *opt,
    struct eg_import **out, struct eg_err *err)
{
	struct eg_sheet__out o = {.arena = eg_arena_new()};
	struct eg_buf text = EG_BUF_INIT;
	struct eg_sheet *s = eg_arena_alloc(o.arena, sizeof(*s));
	const char *body, *next;
	enum eg_rc rc;

	*out = NULL;
	memset(s, 0, sizeof(*s));
	s->name = eg_arena_strdup(o.arena, name);
	s->opt = opt;
	s->out = &o;
	if ((rc = eg_sheet__utf8(p, n, name, &text, err)) == EG_OK) {
		body = eg_buf_cstr(&text);
		body += text.n >= 3 && memcmp(body, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
		if (eg_str_eq(
			(struct eg_str){body,
			    (size_t)(eg_track__line_end(body, text.p + text.n, &next) - body)},
			eg_events_header))
			rc = read_log(s, body, (size_t)(text.p + text.n - body), err);
		else
			rc = read_sheet(s, eg_buf_cstr(&text), text.n, err);
	}
	eg_buf_clear(&text);
	if (rc == EG_OK)
		*out = eg_sheet__finish(&o);
	else
		eg_sheet__drop(&o);
	return rc;
}
