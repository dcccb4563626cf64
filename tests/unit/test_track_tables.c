/* A publisher's CSV set: joined in parts it gives what it gives in memory, bill by bill, and fails
 * with the same words. */
#include "check.h"

#include "base/mem.h"
#include "track/import.h"
#include "track/import_tables.h"

struct file {
	const char *name;
	struct eg_buf bytes;
};

enum { FILES = 4, BILLS = 700 };

struct set {
	struct file file[FILES];
	size_t block; /* bytes that are handed on at once */
};

static struct file *
find(struct set *s, const char *name)
{
	for (size_t i = 0; i < FILES; i++)
		if (s->file[i].bytes.n > 0 && strcmp(s->file[i].name, name) == 0)
			return &s->file[i];
	return NULL;
}

static enum eg_rc
read_blocks(
    void *ctx, const char *name, eg_csv_block_fn block, void *to, bool *there, struct eg_err *err)
{
	struct set *s = ctx;
	struct file *f = find(s, name);
	enum eg_rc rc = EG_OK;

	*there = f != NULL;
	for (size_t at = 0; f != NULL && at < f->bytes.n && rc == EG_OK; at += s->block)
		rc = block(to, f->bytes.p + at,
		    f->bytes.n - at < s->block ? f->bytes.n - at : s->block, err);
	return rc;
}

static uint64_t
bytes(void *ctx, const char *name)
{
	struct file *f = find(ctx, name);

	return f != NULL ? f->bytes.n : 0;
}

/* Bills, some told twice, some without an id; actions in no order, of bills that are not there too,
 * one with a line longer than the window of the parser. */
static void
make(struct set *s)
{
	static const char *const names[] = {
	    "bills.csv", "bill_actions.csv", "organizations.csv", "bill_sources.csv"};
	struct eg_buf *bill = &s->file[0].bytes, *act = &s->file[1].bytes;

	for (size_t i = 0; i < FILES; i++) {
		s->file[i].name = names[i];
		eg_buf_init(&s->file[i].bytes, 0);
	}
	s->block = 1000;
	eg_buf_puts(bill, "\xEF\xBB\xBFidentifier,id,title,session_identifier,jurisdiction\r\n");
	eg_buf_puts(act, "bill_id,organization_id,date,description,order\n");
	eg_buf_puts(&s->file[2].bytes, "id,name,classification\no1,House,lower\no2,Senate,upper\n");
	eg_buf_puts(&s->file[3].bytes, "bill_id,url\n");
	for (int i = 0; i < BILLS; i++) {
		eg_buf_printf(bill,
		    "HB %d,%s%d,\"A \"\"title\"\",\r\nof two lines\",2025,Kansas\r\n", i,
		    i % 50 == 7 ? "" : "b", i % 100 == 9 ? 8 : i);
		if (i % 3 == 0)
			eg_buf_printf(&s->file[3].bytes, "b%d,https://example.org/%d\n", i, i);
	}
	for (int i = 0; i < 5 * BILLS; i++)
		eg_buf_printf(act, "b%d,o%d,2025-01-%02d,\"Line %d\nof it\",%d\n",
		    i * 37 % (BILLS + 90), i % 3, i % 28 + 1, i, i % 11);
	eg_buf_puts(act, "b5,o1,2025-02-01,\"");
	eg_buf_fill(act, 'x', 600000);
	eg_buf_puts(act, "\",99\n");
}

static void
clear(struct set *s)
{
	for (size_t i = 0; i < FILES; i++)
		eg_buf_clear(&s->file[i].bytes);
}

static enum eg_rc
write_down(void *ctx, struct eg_source_bill *b, struct eg_err *err)
{
	struct eg_buf *out = ctx;

	EG_UNUSED(err);
	eg_buf_printf(out, "%.*s|%.*s|%.*s\n", (int)b->bill.n, b->bill.p, (int)b->title.n,
	    b->title.p, (int)b->url.n, b->url.p);
	for (size_t i = 0; i < b->act.n; i++) {
		const struct eg_act *a = &b->act.v[i];

		eg_buf_printf(out, "\t%d %u %d ", (int)a->day, a->chamber, (int)a->order);
		eg_buf_str(out, a->text);
		eg_buf_putc(out, '\n');
	}
	return EG_OK;
}

static enum eg_rc
join(struct set *s, uint64_t whole, struct eg_buf *out, struct eg_err *err)
{
	const struct eg_csv_set set = {"KS_bills.csv", s, read_blocks, bytes};
	struct eg_reader r;
	enum eg_rc rc;

	memset(err, 0, sizeof(*err));
	eg_reader__init(&r, write_down, out);
	r.name = set.name;
	r.spool = "/tmp";
	r.whole = whole;
	rc = eg_openstates__tables(&r, &set, err);
	eg_reader__clear(&r);
	return rc;
}

static void
a_set__joined_in_parts__gives_what_it_gives_in_memory(void **state)
{
	static const uint64_t parts_of[] = {600000, 100000, 5000, 1};
	struct eg_buf want = EG_BUF_INIT, got = EG_BUF_INIT;
	struct eg_err err;
	struct set s;
	size_t lines = 0;

	EG_UNUSED(state);
	make(&s);
	assert_int_equal(join(&s, UINT64_MAX, &want, &err), EG_OK);
	for (size_t i = 0; i < want.n; i++)
		lines += want.p[i] == '\n';
	assert_in_range(lines, 3 * BILLS, 7 * BILLS);
	for (size_t i = 0; i < EG_COUNT(parts_of); i++) {
		s.block = i % 2 == 0 ? 65536 : 777;
		eg_buf_reset(&got);
		assert_int_equal(join(&s, parts_of[i], &got, &err), EG_OK);
		assert_string_equal(got.p, want.p);
	}
	eg_buf_clear(&want);
	eg_buf_clear(&got);
	clear(&s);
}

static void
a_set__when_it_is_damaged__fails_with_the_same_words(void **state)
{
	static const struct {
		size_t file;
		const char *more, *file_name;
		size_t line;
		bool some; /* bills before it were given on */
	} cases[] = {
	    {0, "HB 1,c1,\"never ends", "KS_bills.csv", 2 * BILLS + 2, false},
	    {0, "HB 1,c1,\"x\"y,2025,Kansas\n", "KS_bills.csv", 2 * BILLS + 2, false},
	    {0, "HB 1,c1,x,2025,Atlantis\n", "KS_bills.csv", 2 * BILLS + 2, true},
	    {1, "b1,o1,2025-01-01,\"never\nends", "KS_bill_actions.csv", 10 * BILLS + 3, false},
	    {2, "o9,\"x", "KS_organizations.csv", 4, false},
	};
	struct eg_buf want = EG_BUF_INIT, got = EG_BUF_INIT;
	struct eg_err whole, parts;
	struct set s;

	EG_UNUSED(state);
	make(&s);
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		struct eg_buf *b = &s.file[cases[i].file].bytes;
		size_t before = b->n;

		eg_buf_puts(b, cases[i].more);
		eg_buf_reset(&want);
		eg_buf_reset(&got);
		assert_int_not_equal(join(&s, UINT64_MAX, &want, &whole), EG_OK);
		assert_int_equal(join(&s, 5000, &got, &parts), whole.rc);
		assert_string_equal(parts.msg, whole.msg);
		assert_string_equal(parts.file, cases[i].file_name);
		assert_string_equal(whole.file, cases[i].file_name);
		assert_int_equal(parts.line, cases[i].line);
		assert_int_equal(whole.line, cases[i].line);
		assert_int_equal(parts.col, whole.col);
		assert_string_equal(eg_buf_cstr(&got), eg_buf_cstr(&want));
		assert_int_equal(got.n > 0, cases[i].some);
		eg_buf_trunc(b, before);
	}
	eg_buf_clear(&want);
	eg_buf_clear(&got);
	clear(&s);
}

static void
a_set__without_a_place_to_put_it_aside__says_so(void **state)
{
	const struct eg_table_spec spec = {"bills.csv", (const char *const[]){"id", NULL}, false};
	struct eg_err err = {0};
	struct set s;

	EG_UNUSED(state);
	make(&s);
	{
		const struct eg_csv_set set = {"bills.csv", &s, read_blocks, bytes};
		const struct eg_join j = {
		    .set = &set, .spec = &spec, .n = 1, .spool = "/nowhere", .whole = 1};

		assert_int_equal(eg_tables__join(&j, &err), EG_ERR_SYSTEM);
		assert_non_null(strstr(err.msg, "/nowhere"));
	}
	clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_set__joined_in_parts__gives_what_it_gives_in_memory),
	    cmocka_unit_test(a_set__when_it_is_damaged__fails_with_the_same_words),
	    cmocka_unit_test(a_set__without_a_place_to_put_it_aside__says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
