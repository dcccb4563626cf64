/* The event log: parsing, ids, order, corrections, union merge, appending; what is malformed is
 * said with its place. */
#include "check.h"

#include "base/mem.h"

#include <engross/track.h>

#define ROW(date, bill, event)                                                                     \
	","                                                                                        \
	"," date ",,UT,2024," bill ",bill," event ",,,,,,,,,,,,,\n"

static char *
with_header(const char *rows)
{
	return eg_sprintf("%s\n%s", eg_events_header, rows);
}

static struct eg_log *
parse(const char *rows, struct eg_err *err)
{
	static char *text; /* the log borrows it */
	struct eg_log *log = NULL;

	eg_free(text);
	text = with_header(rows);
	if (eg_log_parse(text, strlen(text), "events.csv", &log, err) != EG_OK)
		return NULL;
	return log;
}

static void
log__empty_or_header_alone__has_no_events(void **state)
{
	struct eg_err err = {0};
	struct eg_log *log = NULL;

	EG_UNUSED(state);
	CHECK_OK(eg_log_parse("", 0, "e", &log, &err));
	CHECK_INT(log->n, 0);
	eg_log_free(log);
	log = parse("", &err);
	CHECK(log != NULL);
	CHECK_INT(log->n, 0);
	eg_log_free(log);
}

static void
log__malformed__says_where_and_what_to_type(void **state)
{
	static const struct {
		const char *rows;
		size_t line, col;
		const char *msg, *hint;
	} cases[] = {
	    {ROW("2024-01-31", "SB 57", "singed"), 2, 34, "'singed' is no event",
		"did you mean 'signed'?"},
	    {ROW("2024-01-31", "SB 57", "enacted"), 2, 34, "is no event", "did you mean 'signed'?"},
	    {ROW("2024-01-31", "SB 57", "xyzzy"), 2, 34, "is no event", "engross help track"},
	    {ROW("2024-01-31", "SB 57", "signed") ROW("2024-02-30", "SB 57", "chaptered"), 3, 3,
		"'2024-02-30' is no date", "YYYY-MM-DD"},
	    {ROW("1/31/2024", "SB 57", "signed"), 2, 3, "is no date", "YYYY-MM-DD"},
	    {ROW("", "SB 57", "signed"), 2, 3, "`date` is missing", "published"},
	    {ROW("2024-01-31", "SB 57", ""), 2, 34, "`event` is missing", "introduced"},
	    {ROW("2024-01-31", "", "signed"), 2, 23, "`bill` is missing", "template"},
	    {",,2024,,XX,,HB1,,signed,,,,,,,,,,,,,\n", 2, 9, "'XX' is no jurisdiction",
		"jurisdictions"},
	    {",,2024,,ut,,HB1,,signed,,,,,,,,,,,,,\n", 2, 9, "'ut' is no jurisdiction", "capital"},
	    {",,2024,,UT,,HB1,poem,signed,,,,,,,,,,,,,\n", 2, 17, "'poem' is no instrument",
		"memorial"},
	    {",,2024,,UT,,HB1,,signed,middle,,,,,,,,,,,,\n", 2, 25, "'middle' is no chamber",
		"upper"},
	    {",,2024,,UT,,HB1,,passed,,many,,,,,,,,,,,\n", 2, 26, "`yeas` 'many' is no number",
		"digits"},
	    {",-1,2024,,UT,,HB1,,passed,,,,,,,,,,,,,\n", 2, 2, "`seq` '-1' is no whole number", ""},
	    {"xyz,,2024,,UT,,HB1,,passed,,,,,,,,,,,,,\n", 2, 1, "`id` 'xyz' is no event id",
		"16 digits"},
	    {",,2024,,UT,,HB1,,corrected,,,,,,,,,,,,,\n", 2, 0, "`corrects` is missing",
		"id of the event"},
	    {",,2024,,UT,,HB1,,passed,,,,,,,rumour,,,,,,\n", 2, 0, "is no kind of source", "press"},
	    {",,2024,,UT,,HB1,,passed,,,,,,,,,,,yesterday,,\n", 2, 0,
		"`recorded` 'yesterday' is no time", ""},
	    {"a,b\n", 2, 1, "2 fields where an event has 22", "quote"},
	    {",,2024,,UT,,HB1,,passed,,,,,,,,,,,,,,\n", 2, 1, "23 fields", ""},
	    {",,2024,,UT,,\"HB1,,passed,,,,,,,,,,,,,\n", 2, 13, "a quoted field that does not end",
		"line break"},
	    {",,2024,,UT,,\"HB1\"x,,passed,,,,,,,,,,,,,\n", 2, 18, "text after the closing quote",
		"twice"},
	};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		struct eg_err err = {0};

		CHECK(parse(cases[i].rows, &err) == NULL);
		CHECK_HAS(err.msg, cases[i].msg);
		CHECK_HAS(err.hint, cases[i].hint);
		CHECK_STR(err.file, "events.csv");
		CHECK_INT(err.line, cases[i].line);
		if (cases[i].col != 0)
			CHECK_INT(err.col, cases[i].col);
	}
}

static void
log__another_header__is_refused(void **state)
{
	struct eg_err err = {0};
	struct eg_log *log = NULL;

	EG_UNUSED(state);
	CHECK_INT(eg_log_parse("State,Bill\nUT,1\n", 16, "e.csv", &log, &err), EG_ERR_DATA);
	CHECK_HAS(err.hint, "id,seq,date");
}

static void
log__events__are_in_order_of_date_seq_recorded(void **state)
{
	struct eg_err err = {0};
	struct eg_log *log = parse(
	    ROW("2024-03-01", "SB 57", "signed") ROW("2024", "SB57", "introduced")
		ROW("2024-01-31", "S.B. 57", "passed") ",1,2024-02-01,,UT,2024,SB "
						       "57,,presented,,,,,,,,,,,,,\n,0,2024-02-01,,"
						       "UT,2024,SB 57,,enrolled,,,,,,,,,,,,,\n",
	    &err);

	EG_UNUSED(state);
	CHECK(log != NULL);
	CHECK_INT(log->n_bills, 1); /* letters and digits alone tell a bill */
	CHECK_STR(log->bill[0].bill, "SB 57");
	CHECK_INT(log->v[0].kind, EG_EV_INTRODUCED);
	CHECK_INT(log->v[1].kind, EG_EV_PASSED);
	CHECK_INT(log->v[2].kind, EG_EV_ENROLLED);
	CHECK_INT(log->v[3].kind, EG_EV_PRESENTED);
	CHECK_INT(log->v[4].kind, EG_EV_SIGNED);
	eg_log_free(log);
}

static void
log__bill_without_session__is_the_only_one_of_its_number(void **state)
{
	struct eg_err err = {0};
	struct eg_log *log =
	    parse(ROW("2024-03-01", "SB 57",
		      "introduced") ",,2024-04-01,,UT,,SB57,,signed,,,,,,,,,,,,,\n",
		&err);
	size_t at;

	EG_UNUSED(state);
	CHECK(log != NULL);
	at = eg_log_find(log, eg_postal_index("UT", 2), "", "sb57", NULL);
	CHECK(at < log->n_bills);
	CHECK_INT(log->first[at + 1] - log->first[at], 2);
	eg_log_free(log);
}

static void
log__rows_with_one_id__count_once(void **state)
{
	struct eg_err err = {0};
	struct eg_log *log =
	    parse("00000000000000aa,,2024-03-01,,UT,2024,SB 57,bill,introduced,,,,,,,,,,,,,\n"
		  "00000000000000aa,,2024-03-01,,UT,2024,SB 57,bill,introduced,,,,,,,,,,,,,\n",
		&err);

	EG_UNUSED(state);
	CHECK(log != NULL);
	CHECK_INT(log->n, 1);
	CHECK_INT(log->doubled, 1);
	eg_log_free(log);
}

static size_t
standing(const struct eg_log *log)
{
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++)
		n += !log->v[i].voided;
	return n;
}

static void
correction__voids__and_its_own_correction_restores(void **state)
{
	struct eg_err err = {0};
	struct eg_log *log;

	EG_UNUSED(state);
	log = parse("00000000000000aa,,2024-03-01,,UT,2024,SB 57,bill,signed,,,,,,,,,,,,,\n"
		    "00000000000000bb,,2024-03-02,,UT,2024,SB "
		    "57,bill,corrected,,,,,,,,,,,,,00000000000000aa\n",
	    &err);
	CHECK_INT(standing(log), 1);
	CHECK(log->v[0].voided);
	eg_log_free(log);
	log = parse("00000000000000aa,,2024-03-01,,UT,2024,SB 57,bill,signed,,,,,,,,,,,,,\n"
		    "00000000000000bb,,2024-03-02,,UT,2024,SB "
		    "57,bill,corrected,,,,,,,,,,,,,00000000000000aa\n"
		    "00000000000000cc,,2024-03-03,,UT,2024,SB "
		    "57,bill,corrected,,,,,,,,,,,,,00000000000000bb\n",
	    &err);
	CHECK(!log->v[0].voided);
	CHECK(log->v[1].voided);
	eg_log_free(log);
	/* an event of another name takes the place of what it corrects */
	log = parse("00000000000000aa,,2024-03-01,,UT,2024,SB 57,bill,signed,,,,,,,,,,,,,\n"
		    "00000000000000bb,,2024-03-01,,UT,2024,SB "
		    "57,bill,vetoed,,,,,,,,,,,,,00000000000000aa\n",
	    &err);
	CHECK_INT(standing(log), 1);
	CHECK(log->v[0].voided != log->v[1].voided);
	eg_log_free(log);
	/* a ring, which only a hand can write, ends */
	log = parse("00000000000000aa,,2024-03-01,,UT,2024,SB "
		    "57,bill,corrected,,,,,,,,,,,,,00000000000000bb\n"
		    "00000000000000bb,,2024-03-02,,UT,2024,SB "
		    "57,bill,corrected,,,,,,,,,,,,,00000000000000aa\n",
	    &err);
	CHECK(log != NULL);
	eg_log_free(log);
}

static void
event_id__is_of_the_row_without_id_and_recorded(void **state)
{
	struct eg_event e;
	char a[EG_EVENT_ID], b[EG_EVENT_ID];

	EG_UNUSED(state);
	for (size_t f = 0; f < EG_FIELDS; f++)
		e.f[f] = eg_str("");
	e.f[EG_F_DATE] = eg_str("2024-01-31");
	e.f[EG_F_JURISDICTION] = eg_str("UT");
	e.f[EG_F_BILL] = eg_str("SB 57");
	e.f[EG_F_EVENT] = eg_str("signed");
	e.f[EG_F_TEXT] = eg_str("Governor Signed, \"finally\"");
	eg_event_id(&e, a);
	/* printf '%s' ',2024-01-31,,UT,,SB 57,,signed,,,,,,,,"Governor Signed, ""finally""",,,,' |
	 * sha256sum */
	CHECK_STR(a, "ab35f4a6e7bf81e5");
	e.f[EG_F_RECORDED] = eg_str("2026-11-22T00:00:00Z");
	e.f[EG_F_TEXT] = eg_str(" Governor Signed,\n\"finally\" ");
	eg_event_id(&e, b);
	CHECK_STR(b, a); /* line breaks become spaces, ends are trimmed */
	e.f[EG_F_NOTE] = eg_str("x");
	eg_event_id(&e, b);
	CHECK(strcmp(a, b) != 0);
}

/* ---- merging ---- */

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Lines of a file, sorted, as one text: two logs with the same rows in any order give the same. */
static char *
sorted_lines(const struct eg_buf *b)
{
	char *lines[512], *text = eg_strdup(eg_buf_cstr(b)), *save = NULL;
	struct eg_buf out = EG_BUF_INIT;
	size_t n = 0;

	for (char *l = strtok_r(text, "\n", &save); l != NULL && n < 512;
	     l = strtok_r(NULL, "\n", &save))
		lines[n++] = l;
	qsort(lines, n, sizeof(*lines), by_text);
	for (size_t i = 0; i < n; i++)
		eg_buf_printf(&out, "%s\n", lines[i]);
	eg_free(text);
	return eg_buf_take(&out, NULL);
}

static void
some_rows(struct eg_buf *out, unsigned seed, size_t n)
{
	eg_buf_printf(out, "%s\n", eg_events_header);
	for (size_t i = 0; i < n; i++) {
		struct eg_event e;
		char bill[24], day[24];

		seed = seed * 1103515245u + 12345u;
		for (size_t f = 0; f < EG_FIELDS; f++)
			e.f[f] = eg_str("");
		snprintf(bill, sizeof(bill), "HB %u", (seed >> 16) % 7);
		snprintf(day, sizeof(day), "2025-01-%02u", 1 + (seed >> 20) % 9);
		e.f[EG_F_BILL] = eg_str(bill);
		e.f[EG_F_DATE] = eg_str(day);
		e.f[EG_F_JURISDICTION] = eg_str("CO");
		e.f[EG_F_EVENT] =
		    eg_str(eg_event_name((enum eg_event_kind)((seed >> 8) % EG_EV_CORRECTED)));
		e.f[EG_F_TEXT] = eg_str((seed & 64) != 0 ? "a \"quoted\", text" : "");
		eg_event_put(out, &e);
	}
}

static void
merge__in_any_order__is_the_same_union(void **state)
{
	EG_UNUSED(state);
	for (unsigned round = 0; round < 40; round++) {
		struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT, c = EG_BUF_INIT, ab = EG_BUF_INIT,
			      ba = EG_BUF_INIT, abc = EG_BUF_INIT, bc = EG_BUF_INIT,
			      a_bc = EG_BUF_INIT, twice = EG_BUF_INIT;
		struct eg_err err = {0};
		char *x, *y;
		size_t added;

		some_rows(&a, round, round % 20);
		some_rows(&b, round * 7 + 1, 12);
		some_rows(&c, round, round % 9);
		CHECK_OK(eg_events_merge(a.p, a.n, b.p, b.n, &ab, &added, &err));
		CHECK_OK(eg_events_merge(b.p, b.n, a.p, a.n, &ba, NULL, &err));
		/* what is in one twice is kept twice in its own order; the union is over ids, so
		 * compare what parses */
		CHECK_OK(eg_events_merge(ab.p, ab.n, b.p, b.n, &twice, &added, &err));
		CHECK_INT(added, 0);
		CHECK_STR(eg_buf_cstr(&twice), eg_buf_cstr(&ab));
		CHECK_OK(eg_events_merge(ab.p, ab.n, c.p, c.n, &abc, NULL, &err));
		CHECK_OK(eg_events_merge(b.p, b.n, c.p, c.n, &bc, NULL, &err));
		CHECK_OK(eg_events_merge(a.p, a.n, bc.p, bc.n, &a_bc, NULL, &err));
		struct eg_log *one = NULL, *two = NULL;

		CHECK_OK(eg_log_parse(ab.p, ab.n, "ab", &one, &err));
		CHECK_OK(eg_log_parse(ba.p, ba.n, "ba", &two, &err));
		CHECK_INT(one->n, two->n);
		eg_log_free(one);
		eg_log_free(two);
		x = sorted_lines(&abc);
		y = sorted_lines(&a_bc);
		CHECK_STR(x, y);
		eg_free(x);
		eg_free(y);
		for (struct eg_buf **p =
			 (struct eg_buf *[]){&a, &b, &c, &ab, &ba, &abc, &bc, &a_bc, &twice, NULL};
		     *p != NULL; p++)
			eg_buf_clear(*p);
	}
}

static void
merge__keeps_ours_in_place_and_one_header(void **state)
{
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};
	char *a = with_header(
		 "00000000000000aa,,2024-03-01,,UT,,SB 57,,signed,,,,,,,,,,,,,"), /* no line end */
	    *b = with_header("00000000000000bb,,2024-03-02,,UT,,SB 57,,chaptered,,,,,,,,,,,,,\r\n"
			     "00000000000000aa,,2024-03-01,,UT,,SB 57,,signed,,,,,,,,,,,,,\r\n"),
	     *want;
	size_t added;

	EG_UNUSED(state);
	CHECK_OK(eg_events_merge(a, strlen(a), b, strlen(b), &out, &added, &err));
	want =
	    eg_sprintf("%s\n00000000000000bb,,2024-03-02,,UT,,SB 57,,chaptered,,,,,,,,,,,,,\n", a);
	CHECK_STR(eg_buf_cstr(&out), want);
	CHECK_INT(added, 1);
	eg_buf_clear(&out);
	eg_free(a);
	eg_free(b);
	eg_free(want);
}

static void
append__numbers_a_day_and_leaves_out_what_is_there(void **state)
{
	struct eg_buf one = EG_BUF_INIT, two = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_event e[2];
	struct eg_log *log = NULL;
	size_t added;

	EG_UNUSED(state);
	for (size_t i = 0; i < 2; i++) {
		for (size_t f = 0; f < EG_FIELDS; f++)
			e[i].f[f] = eg_str("");
		e[i].f[EG_F_DATE] = eg_str("2025-04-01");
		e[i].f[EG_F_JURISDICTION] = eg_str("CO");
		e[i].f[EG_F_BILL] = eg_str("HB 1");
		e[i].f[EG_F_EVENT] = eg_str(i == 0 ? "signed" : "chaptered");
		e[i].f[EG_F_RECORDED] = eg_str("2025-04-02T00:00:00Z");
	}
	CHECK_OK(eg_events_append("", 0, e, 2, &one, &added, &err));
	CHECK_INT(added, 2);
	CHECK_OK(eg_log_parse(one.p, one.n, "e", &log, &err));
	CHECK_INT(log->v[0].kind, EG_EV_SIGNED);
	CHECK_INT(log->v[1].seq, 1);
	eg_log_free(log);
	e[0].f[EG_F_RECORDED] = eg_str("2026-01-01T00:00:00Z");
	CHECK_OK(eg_events_append(one.p, one.n, e, 2, &two, &added, &err));
	CHECK_INT(added, 0);
	CHECK_STR(eg_buf_cstr(&two), eg_buf_cstr(&one));
	eg_buf_clear(&one);
	eg_buf_clear(&two);
}

static void
names__of_events__suggest_the_nearest(void **state)
{
	EG_UNUSED(state);
	CHECK_STR(eg_event_nearest(eg_str("introducd")), "introduced");
	CHECK_STR(eg_event_nearest(eg_str("Signed")), "signed");
	CHECK_STR(eg_event_nearest(eg_str("effective")), "took-effect");
	CHECK(eg_event_nearest(eg_str("zzzzzzzz")) == NULL);
	CHECK_INT(eg_instrument_of_bill("KS", "SCR 1604"), EG_INSTRUMENT_CONCURRENT);
	CHECK_INT(eg_instrument_of_bill("MI", "HJR BB"), EG_INSTRUMENT_JOINT);
	CHECK_INT(eg_instrument_of_bill("VT", "J.R.H. 1"), EG_INSTRUMENT_JOINT);
	CHECK_INT(eg_instrument_of_bill("SC", "H 3008"), EG_INSTRUMENT_UNKNOWN);
	CHECK_INT(eg_instrument_of_bill("ID", "H 650"), EG_INSTRUMENT_BILL);
	CHECK_INT(eg_instrument_of_bill("NE", "LR14"), EG_INSTRUMENT_SIMPLE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(log__empty_or_header_alone__has_no_events),
	    cmocka_unit_test(log__malformed__says_where_and_what_to_type),
	    cmocka_unit_test(log__another_header__is_refused),
	    cmocka_unit_test(log__events__are_in_order_of_date_seq_recorded),
	    cmocka_unit_test(log__bill_without_session__is_the_only_one_of_its_number),
	    cmocka_unit_test(log__rows_with_one_id__count_once),
	    cmocka_unit_test(correction__voids__and_its_own_correction_restores),
	    cmocka_unit_test(event_id__is_of_the_row_without_id_and_recorded),
	    cmocka_unit_test(merge__in_any_order__is_the_same_union),
	    cmocka_unit_test(merge__keeps_ours_in_place_and_one_header),
	    cmocka_unit_test(append__numbers_a_day_and_leaves_out_what_is_there),
	    cmocka_unit_test(names__of_events__suggest_the_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
