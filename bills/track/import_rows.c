/* Rows of an import, made small, in blocks that are put aside: see import_rows.h. */
#include "track/import_rows.h"

#include "base/csv.h"

#include <string.h>

const char *const eg_publisher_notes[] = {"", "by Open States", "by LegiScan"};

static uint32_t
pool_csv(struct eg_rows *b, struct eg_str s)
{
	uint32_t at = (uint32_t)b->pool.n;

	eg_csv_put(&b->pool, s.p, s.n);
	return at;
}

static void
add_row(struct eg_rows *b, uint64_t bill, const struct eg_inferred *e)
{
	struct eg_row *row = eg_vec_new(&b->row);

	*row = (struct eg_row){.day = e->day,
	    .source_day = e->source_day,
	    .line = eg_known__words(
		e->text, eg_known__act(bill, (unsigned)e->kind, e->chamber, e->day)),
	    .text = (uint32_t)b->pool.n,
	    .text_n = (uint32_t)e->text.n,
	    .rule = e->rule,
	    .kind = (uint8_t)e->kind,
	    .chamber = e->chamber};
	eg_buf_str(&b->pool, e->text);
}

void
eg_rows__add(struct eg_rows *b, const struct eg_source_bill *bill, const struct eg_history *h)
{
	struct eg_row_bill *out = eg_vec_new(&b->bill);

	out->first = (uint32_t)b->row.n;
	out->key = eg_known__bill(bill->jurisdiction, bill->session, bill->bill);
	out->publisher =
	    strcmp(bill->source, "legiscan") == 0 ? EG_PUBLISHER_LEGISCAN : EG_PUBLISHER_OPENSTATES;
	out->head = (uint32_t)b->pool.n;
	eg_buf_puts(&b->pool, eg_postal[bill->jurisdiction]);
	eg_buf_putc(&b->pool, ',');
	(void)pool_csv(b, bill->session);
	eg_buf_putc(&b->pool, ',');
	(void)pool_csv(b, bill->bill);
	eg_buf_putc(&b->pool, ',');
	eg_buf_puts(&b->pool, eg_instrument_name(bill->instrument));
	out->head_n = (uint32_t)b->pool.n - out->head;
	out->source = pool_csv(b, bill->url);
	out->source_n = (uint32_t)b->pool.n - out->source;
	for (size_t i = 0; i < h->v.n; i++)
		if (h->v.v[i].day != EG_DAY_NONE)
			add_row(b, out->key, &h->v.v[i]);
	out->n = (uint32_t)b->row.n - out->first;
}

static void
empty(struct eg_rows *b)
{
	eg_buf_reset(&b->pool);
	b->row.n = b->bill.n = 0;
}

void
eg_rows__clear(struct eg_rows *b)
{
	eg_buf_clear(&b->pool);
	eg_vec_clear(&b->row);
	eg_vec_clear(&b->bill);
}

enum eg_rc
eg_rows__put(
    struct eg_rows *b, struct eg_spool *spool, struct eg_rows_list *list, struct eg_err *err)
{
	size_t bills = b->bill.n * sizeof(*b->bill.v), rows = b->row.n * sizeof(*b->row.v);
	struct eg_rows_place *p;
	uint64_t at;
	enum eg_rc rc;

	if (b->bill.n == 0)
		return EG_OK;
	if ((rc = eg_buf_ok(&b->pool, err)) != EG_OK)
		return rc;
	at = eg_spool_room(spool, bills + rows + b->pool.n);
	p = eg_vec_new(list);
	*p = (struct eg_rows_place){
	    at, (uint32_t)b->pool.n, (uint32_t)b->row.n, (uint32_t)b->bill.n};
	if ((rc = eg_spool_put(spool, at, b->bill.v, bills, err)) == EG_OK &&
	    (rc = eg_spool_put(spool, at + bills, b->row.v, rows, err)) == EG_OK)
		rc = eg_spool_put(spool, at + bills + rows, b->pool.p, b->pool.n, err);
	empty(b);
	return rc;
}

enum eg_rc
eg_rows__get(struct eg_rows *b, const struct eg_spool *spool, const struct eg_rows_place *from,
    struct eg_err *err)
{
	size_t bills = from->bills * sizeof(*b->bill.v), rows = from->rows * sizeof(*b->row.v);
	enum eg_rc rc;

	empty(b);
	eg_vec_reserve(&b->bill, from->bills);
	eg_vec_reserve(&b->row, from->rows);
	eg_buf_fill(&b->pool, '\0', from->pool);
	b->bill.n = from->bills;
	b->row.n = from->rows;
	if ((rc = eg_spool_get(spool, from->at, b->bill.v, bills, err)) == EG_OK &&
	    (rc = eg_spool_get(spool, from->at + bills, b->row.v, rows, err)) == EG_OK)
		rc = eg_spool_get(spool, from->at + bills + rows, b->pool.p, b->pool.n, err);
	return rc;
}

void
eg_records_free(struct eg_records *r)
{
	if (r == NULL)
		return;
	eg_spool_close(&r->spool);
	eg_vec_clear(&r->block);
	eg_rules__free(r->rules[0]);
	eg_rules__free(r->rules[1]);
	eg_free(r);
}

size_t
eg_records_count(const struct eg_records *r)
{
	return r->rows;
}
