/* Open States' bulk CSV ("CSV Format Version: 2.1"): bills.csv with bill_actions.csv,
 * organizations.csv and bill_sources.csv beside it; lists are Python text (['bill']). */
#include "track/import.h"
#include "track/import_tables.h"
#include "track/sheet.h"

#include <string.h>

static const char *const bill_columns[] = {"id", "identifier", "title", "classification", "subject",
    "session_identifier", "jurisdiction", "organization_classification", NULL};
enum { B_ID, B_IDENTIFIER, B_TITLE, B_CLASS, B_SUBJECT, B_SESSION, B_JURISDICTION, B_CHAMBER };
static const char *const act_columns[] = {
    "bill_id", "organization_id", "description", "date", "classification", "order", NULL};
enum { A_BILL, A_PLACE, A_TEXT, A_DATE, A_CLASS, A_ORDER };
static const char *const place_columns[] = {"id", "name", "classification", NULL};
static const char *const source_columns[] = {"bill_id", "url", NULL};
enum { BILLS, ACTS, PLACES, SOURCES };
static const struct eg_table_spec tables[] = {{"bills.csv", bill_columns, false},
    {"bill_actions.csv", act_columns, false}, {"organizations.csv", place_columns, true},
    {"bill_sources.csv", source_columns, false}};

/* The items of "['a', 'b']" or "{a,b}"; *at moves on. */
static bool
item(struct eg_str s, size_t *at, struct eg_str *out)
{
	while (*at < s.n && strchr("[]{}'\", ", s.p[*at]) != NULL)
		(*at)++;
	out->p = s.p + *at;
	while (*at < s.n && strchr("[]{}'\",", s.p[*at]) == NULL)
		(*at)++;
	out->n = (size_t)(s.p + *at - out->p);
	return out->n > 0;
}

static int64_t
whole(struct eg_str s)
{
	int64_t x = 0;

	for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i < 9; i++)
		x = x * 10 + (s.p[i] - '0');
	return x;
}

static void
acts(struct eg_reader *r, const struct eg_table *t, struct eg_str id)
{
	for (const struct eg_table_row *row = eg_table__first(&t[ACTS], id); row != NULL;
	     row = eg_table__next(&t[ACTS], row)) {
		struct eg_act *a = eg_vec_new(&r->b.act);
		const struct eg_table_row *place = eg_table__first(&t[PLACES], row->f[A_PLACE]);
		struct eg_str one, who = {"", 0};

		if (place != NULL)
			who = place->f[2].n > 0 && !eg_str_eq(place->f[2], "committee")
				  ? place->f[2]
				  : place->f[1];
		a->text = eg_source__line(r->scratch, row->f[A_TEXT]);
		a->day = eg_reader__act_day(r, a->text, row->f[A_DATE]);
		a->order = whole(row->f[A_ORDER]);
		eg_openstates__chamber(who, &a->chamber, &a->executive);
		for (size_t at = 0; item(row->f[A_CLASS], &at, &one);)
			a->classes |= eg_class__bit(one);
		if (a->text.n == 0)
			r->b.act.n--;
	}
}

static int
place_of(struct eg_str said)
{
	static const char state[] = "/state:";

	for (size_t i = 0; i + sizeof(state) + 1 <= said.n; i++)
		if (memcmp(said.p + i, state, sizeof(state) - 1) == 0)
			return eg_sheet__jurisdiction(
			    (struct eg_str){said.p + i + sizeof(state) - 1, 2});
	return eg_sheet__jurisdiction(said);
}

static enum eg_rc
one(void *reader, const struct eg_table *t, const struct eg_table_row *row, struct eg_err *err)
{
	struct eg_reader *r = reader;
	struct eg_source_bill *b = &r->b;
	const struct eg_table_row *source = eg_table__first(&t[SOURCES], row->f[B_ID]);
	struct eg_str subject;
	bool executive;

	eg_arena_reset(r->scratch);
	b->source = "openstates";
	b->act.n = b->subject.n = 0;
	b->jurisdiction = place_of(row->f[B_JURISDICTION]);
	if (b->jurisdiction < 0 || row->f[B_IDENTIFIER].n == 0 || row->f[B_SESSION].n == 0)
		return eg_err_at(err, EG_ERR_DATA, r->name, row->line, 0, "a bill without %s",
		    b->jurisdiction < 0 ? "a jurisdiction that is known" : "identifier or session");
	b->session = row->f[B_SESSION];
	b->bill = eg_source__line(r->scratch, row->f[B_IDENTIFIER]);
	b->title = eg_source__line(r->scratch, row->f[B_TITLE]);
	b->text = (struct eg_str){"", 0};
	b->url = source != NULL ? source->f[1] : (struct eg_str){"", 0};
	b->published = EG_DAY_NONE;
	eg_openstates__chamber(row->f[B_CHAMBER], &b->chamber, &executive);
	for (size_t at = 0; item(row->f[B_SUBJECT], &at, &subject);)
		eg_vec_push(&b->subject, subject);
	acts(r, t, row->f[B_ID]);
	eg_source__kind(b, row->f[B_CLASS]);
	r->bills++;
	return r->bill(r->ctx, b, err);
}

enum eg_rc
eg_openstates__tables(void *reader, const struct eg_csv_set *set, struct eg_err *err)
{
	struct eg_reader *r = reader;
	const struct eg_join j = {set, tables, EG_COUNT(tables), r->spool, r->whole, one, r};

	return eg_tables__join(&j, err);
}
