/* LegiScan: API responses and dataset JSON ({"bill": {…}}), and the CSV datasets. Its status field
 * is not believed (the manual says 6, failed, has "limited support based on state"): only the
 * history counts. Quirks: ids may be strings, dates 0000-00-00, a list an object keyed "0", "1";
 * the session may stand beside the bill. Source: LegiScan API User Manual 1.91. */
#include "track/import.h"
#include "track/import_tables.h"

#include <engross/jurisdiction.h>
#include <string.h>

static struct eg_str
first_of(struct eg_str a, struct eg_str b)
{
	return a.n > 0 ? a : b;
}

/* "H", "House", "A", "S", "Senate": chambers; anything else nobody's. */
static uint8_t
chamber(struct eg_str s)
{
	if (s.n == 0)
		return EG_CHAMBER_NONE;
	switch (s.p[0]) {
	case 'H':
	case 'h':
	case 'A':
		return EG_CHAMBER_LOWER;
	case 'S':
	case 's':
		return EG_CHAMBER_UPPER;
	case 'L':
	case 'C':
	case 'U':
		return EG_CHAMBER_SINGLE;
	default:
		return EG_CHAMBER_NONE;
	}
}

static const char *
type_of(struct eg_str t)
{
	static const char *const types[][2] = {{"B", "bill"}, {"R", "resolution"},
	    {"CR", "concurrent resolution"}, {"JR", "joint resolution"},
	    {"JRCA", "joint resolution constitutional amendment"},
	    {"CA", "constitutional amendment"}, {"M", "memorial"}, {"JM", "joint memorial"},
	    {"CM", "concurrent memorial"}, {"SR", "resolution"},
	    {"CSR", "concurrent study request"}, {"A", "appropriation"}};

	for (size_t i = 0; i < EG_COUNT(types); i++)
		if (eg_str_eq(t, types[i][0]))
			return types[i][1];
	return "";
}

static void
history(struct eg_reader *r, const struct eg_jv *list)
{
	for (const struct eg_jv *h = eg_jfirst(list); h != NULL; h = h->next) {
		struct eg_act *a = eg_vec_new(&r->b.act);

		a->text = eg_source__line(r->scratch, eg_jtext(h, "action"));
		a->day = eg_reader__act_day(r, a->text, eg_jtext(h, "date"));
		a->chamber = chamber(eg_jtext(h, "chamber"));
		if (a->text.n == 0)
			r->b.act.n--;
	}
}

static enum eg_rc
lacks(struct eg_reader *r, size_t line, struct eg_str number, const char *what, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_DATA, r->name, line, 0, "bill '%.*s' has no %s", (int)number.n,
	    number.p, what);
	eg_err_hint(err, "is this LegiScan's own file?");
	return EG_ERR_DATA;
}

enum eg_rc
eg_legiscan__doc(void *reader, const struct eg_jv *doc, size_t line, struct eg_err *err)
{
	struct eg_reader *r = reader;
	struct eg_source_bill *b = &r->b;
	const struct eg_jv *bill = eg_jget(doc, "bill"), *session;
	struct eg_str number, place, said;
	int64_t from, to;

	eg_arena_reset(r->scratch);
	if (eg_str_eq(eg_jtext(doc, "status"), "ERROR"))
		return eg_err_at(err, EG_ERR_DATA, r->name, line, 0,
		    "the file holds LegiScan's error message, not a bill");
	if (bill == NULL || bill->kind != EG_JOBJECT)
		bill = doc; /* a list of bills alone */
	number = eg_jtext(bill, "bill_number");
	if (bill->kind != EG_JOBJECT || number.n == 0 || eg_jget(bill, "roll_call_id") != NULL) {
		r->left_out++; /* a roll call, a person, a text */
		return EG_OK;
	}
	place = eg_jtext(bill, "state");
	b->source = "legiscan";
	b->act.n = b->subject.n = 0;
	b->jurisdiction = place.n == 2 ? eg_postal_index(place.p, 2) : -1;
	if (b->jurisdiction < 0 && eg_str_eq(place, "US")) {
		r->left_out++;
		return EG_OK;
	}
	if (b->jurisdiction < 0)
		return lacks(r, line, number, "state that is known", err);
	session = eg_jget(bill, "session");
	from = eg_jint(session, "year_start", eg_jint(bill, "session_year_start", 0));
	to = eg_jint(session, "year_end", eg_jint(bill, "session_year_end", from));
	said = first_of(eg_jtext(session, "session_name"), eg_jtext(bill, "session_name"));
	if (from == 0 && said.n == 0)
		return lacks(r, line, number, "session", err);
	b->session = eg_source__session(r->calendar, r->scratch, b->jurisdiction, from, to,
	    eg_jint(session, "special", 0) != 0, said);
	b->bill = eg_source__line(r->scratch, number);
	b->title = eg_source__line(r->scratch, eg_jtext(bill, "title"));
	b->url = first_of(eg_jtext(bill, "state_link"), eg_jtext(bill, "url"));
	b->published = EG_DAY_NONE;
	b->chamber = chamber(eg_jtext(bill, "body"));
	for (const struct eg_jv *s = eg_jfirst(eg_jget(bill, "subjects")); s != NULL; s = s->next)
		eg_vec_push(&b->subject, eg_jtext(s, "subject_name"));
	history(r, eg_jget(bill, "history"));
	if (b->act.n == 0 && eg_jtext(bill, "last_history_action").n > 0) {
		struct eg_act *a = eg_vec_new(&b->act); /* a list of what is followed */

		a->text = eg_source__line(r->scratch, eg_jtext(bill, "last_history_action"));
		a->day = eg_source__day(eg_jtext(bill, "last_history_date"));
	}
	eg_source__kind(b, eg_str(type_of(eg_jtext(bill, "bill_type"))));
	r->bills++;
	return r->bill(r->ctx, b, err);
}

/* ---- CSV ---- */

static const char *const bill_columns[] = {
    "bill_id", "bill_number", "title", "url", "state_link", NULL};
enum { B_ID, B_NUMBER, B_TITLE, B_URL, B_STATE_LINK };
static const char *const history_columns[] = {
    "bill_id", "date", "chamber", "sequence", "action", NULL};
enum { H_BILL, H_DATE, H_CHAMBER, H_SEQUENCE, H_ACTION };
static const struct eg_table_spec tables[] = {
    {"bills.csv", bill_columns, false}, {"history.csv", history_columns, false}};

/* "https://legiscan.com/MI/bill/HB4001/2025": the one place of the CSV form that says state and
 * year. */
static bool
place_of(struct eg_str url, int *jurisdiction, int64_t *year)
{
	static const char host[] = "legiscan.com/";
	size_t at = 0, k = sizeof(host) - 1;

	while (at + k + 2 < url.n && memcmp(url.p + at, host, k) != 0)
		at++;
	if (at + k + 2 >= url.n || (*jurisdiction = eg_postal_index(url.p + at + k, 2)) < 0)
		return false;
	*year = 0;
	for (size_t i = url.n >= 4 ? url.n - 4 : url.n; i < url.n; i++) {
		if (url.p[i] < '0' || url.p[i] > '9')
			return false;
		*year = *year * 10 + (url.p[i] - '0');
	}
	return *year > 1900;
}

static void
csv_history(struct eg_reader *r, const struct eg_table *t, struct eg_str id)
{
	for (const struct eg_table_row *row = eg_table__first(t, id); row != NULL;
	     row = eg_table__next(t, row)) {
		struct eg_act *a = eg_vec_new(&r->b.act);
		int64_t order = 0;

		for (size_t i = 0; i < row->f[H_SEQUENCE].n && i < 9; i++)
			order = order * 10 + (row->f[H_SEQUENCE].p[i] - '0');
		a->text = eg_source__line(r->scratch, row->f[H_ACTION]);
		a->day = eg_reader__act_day(r, a->text, row->f[H_DATE]);
		a->chamber = chamber(row->f[H_CHAMBER]);
		a->order = order;
		if (a->text.n == 0)
			r->b.act.n--;
	}
}

static enum eg_rc
csv_bill(void *reader, const struct eg_table *t, const struct eg_table_row *row, struct eg_err *err)
{
	struct eg_reader *r = reader;
	struct eg_source_bill *b = &r->b;
	int64_t year;

	eg_arena_reset(r->scratch);
	b->source = "legiscan";
	b->act.n = b->subject.n = 0;
	if (row->f[B_NUMBER].n == 0 || !place_of(row->f[B_URL], &b->jurisdiction, &year))
		return lacks(r, row->line, row->f[B_NUMBER],
		    "legiscan.com address, which says its state and year", err);
	b->session = eg_source__session(
	    r->calendar, r->scratch, b->jurisdiction, year, year, false, (struct eg_str){"", 0});
	b->bill = eg_source__line(r->scratch, row->f[B_NUMBER]);
	b->title = eg_source__line(r->scratch, row->f[B_TITLE]);
	b->url = first_of(row->f[B_STATE_LINK], row->f[B_URL]);
	b->published = EG_DAY_NONE;
	b->chamber = chamber(b->bill);
	csv_history(r, &t[1], row->f[B_ID]);
	eg_source__kind(b, (struct eg_str){"", 0});
	r->bills++;
	return r->bill(r->ctx, b, err);
}

enum eg_rc
eg_legiscan__tables(void *reader, const struct eg_csv_set *set, struct eg_err *err)
{
	struct eg_reader *r = reader;
	const struct eg_join j = {set, tables, EG_COUNT(tables), r->spool, r->whole, csv_bill, r};

	return eg_tables__join(&j, err);
}
