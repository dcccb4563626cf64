/* A set of CSV tables joined by the bills' ids: see import_tables.h. What is put aside lies in one
 * file: the parts' chunks of rows; where each bill's rows lie, in the order of the bills; its own
 * row; and the rows of its id, once for all bills of one id. */
#include "track/import_tables.h"

#include "base/map.h"
#include "base/spool.h"

#include <string.h>

enum {
	CHUNK = 8 * 1024, /* rows of a part that are written at once */
	PARTS = 512,
	PLACES = 256 /* read at once */
};
static const uint64_t part_max = (uint64_t)512 * 1024 * 1024; /* what must be held at once */

struct packed { /* a row in the file; its fields follow */
	uint64_t line, number;
	uint32_t table, columns, n[EG_TABLE_COLUMNS];
};

struct place {
	uint64_t at, n;
};

struct bill {
	struct place own, rows;
};

struct part {
	struct eg_buf rows; /* not written yet */
	uint64_t bytes; /* written */
	struct {
		EG_VEC(struct place);
	} chunk;
};

struct joining {
	const struct eg_join *j;
	struct eg_table t[EG_JOIN_TABLES];
	size_t reading; /* the table that is being read */
	size_t parts; /* 0: all in memory */
	struct part *part;
	struct eg_spool spool;
	uint64_t bills, places; /* rows of the first table; where their places begin */
	struct eg_buf bytes;
};

/* ---- rows as bytes ---- */

static void
pack(struct eg_buf *out, const struct packed *head, const struct eg_str *f)
{
	eg_buf_add(out, head, sizeof(*head));
	for (uint32_t i = 0; i < head->columns; i++)
		if (f[i].n > 0)
			eg_buf_add(out, f[i].p, f[i].n);
}

static void
pack_row(struct eg_buf *out, size_t table, const struct eg_table_row *r)
{
	struct packed head = {.line = r->line,
	    .number = r->number,
	    .table = (uint32_t)table,
	    .columns = EG_TABLE_COLUMNS};

	for (size_t i = 0; i < EG_TABLE_COLUMNS; i++)
		head.n[i] = (uint32_t)r->f[i].n;
	pack(out, &head, r->f);
}

/* Bytes of a place to rows of the tables. */
static enum eg_rc
fetch(struct joining *g, const struct place *from, struct eg_err *err)
{
	const char *p, *end;
	enum eg_rc rc;

	eg_buf_reset(&g->bytes);
	eg_buf_fill(&g->bytes, '\0', from->n);
	p = eg_buf_cstr(&g->bytes);
	end = p + g->bytes.n;
	if ((rc = eg_spool_get(&g->spool, from->at, g->bytes.p, from->n, err)) != EG_OK)
		return rc;
	while (p < end) {
		struct packed head;
		struct eg_str f[EG_TABLE_COLUMNS];
		struct eg_table *t;

		memcpy(&head, p, sizeof(head));
		p += sizeof(head);
		for (uint32_t i = 0; i < head.columns; i++) {
			f[i] = (struct eg_str){p, head.n[i]};
			p += head.n[i];
		}
		t = &g->t[head.table];
		eg_table__add(t, f, head.columns, head.line);
		t->row.v[t->row.n - 1].number = head.number;
	}
	return EG_OK;
}

static void
empty(struct joining *g)
{
	for (size_t i = 0; i < g->j->n; i++)
		if (!g->j->spec[i].shared)
			eg_table__reset(&g->t[i]);
}

/* ---- into parts ---- */

static size_t
part_of(const struct joining *g, struct eg_str key)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < key.n && key.p[i] != '\0'; i++)
		h = (h ^ (unsigned char)key.p[i]) * UINT64_C(1099511628211);
	return (size_t)((h ^ h >> 32) % g->parts);
}

static enum eg_rc
put(struct joining *g, struct eg_buf *bytes, struct place *to, struct eg_err *err)
{
	enum eg_rc rc = eg_buf_ok(bytes, err);

	if (rc != EG_OK)
		return rc;
	*to = (struct place){eg_spool_room(&g->spool, bytes->n), bytes->n};
	rc = eg_spool_put(&g->spool, to->at, eg_buf_cstr(bytes), bytes->n, err);
	eg_buf_reset(bytes);
	return rc;
}

static enum eg_rc
put_chunk(struct joining *g, struct part *p, struct eg_err *err)
{
	if (p->rows.n == 0)
		return EG_OK;
	p->bytes += p->rows.n;
	if (p->bytes > part_max)
		return eg_err_at(err, EG_ERR_LIMIT, g->j->set->name, 0, 0,
		    "one bill, or a few, have more than %d MB of rows", (int)(part_max >> 20));
	return put(g, &p->rows, eg_vec_new(&p->chunk), err);
}

static enum eg_rc
take_row(void *ctx, const struct eg_str *f, size_t n, uint64_t line, struct eg_err *err)
{
	struct joining *g = ctx;
	struct packed head = {.line = line, .table = (uint32_t)g->reading, .columns = (uint32_t)n};
	struct part *p;

	if (g->parts == 0 || g->j->spec[g->reading].shared) {
		eg_table__add(&g->t[g->reading], f, n, line);
		return EG_OK;
	}
	if (g->reading == 0)
		head.number = g->bills++;
	for (size_t i = 0; i < n; i++)
		head.n[i] = (uint32_t)f[i].n;
	p = &g->part[part_of(g, f[0])];
	pack(&p->rows, &head, f);
	return p->rows.n < CHUNK ? EG_OK : put_chunk(g, p, err);
}

/* ---- from parts to bills ---- */

/* The rows of the other tables. Of bills that have one id the first has put them. */
static enum eg_rc
put_rows(struct joining *g, const struct eg_table_row *bill, struct eg_buf *out, struct place *to,
    struct eg_err *err)
{
	for (size_t i = 1; i < g->j->n; i++)
		for (const struct eg_table_row *r =
			 g->j->spec[i].shared ? NULL : eg_table__first(&g->t[i], bill->f[0]);
		     r != NULL; r = eg_table__next(&g->t[i], r))
			pack_row(out, i, r);
	return put(g, out, to, err);
}

static enum eg_rc
put_bills(struct joining *g, struct bill *bill, struct eg_err *err)
{
	const struct eg_table *t = &g->t[0];
	struct eg_buf out;
	enum eg_rc rc = EG_OK;

	eg_buf_init(&out, SIZE_MAX);
	for (size_t i = 0; i < t->row.n && rc == EG_OK; i++) {
		const struct eg_table_row *row = &t->row.v[i];
		const struct eg_table_row *first = eg_table__first(t, row->f[0]);

		if (first == NULL || first == row)
			rc = put_rows(g, row, &out, &bill[i].rows, err);
		else
			bill[i].rows = bill[first - t->row.v].rows;
		pack_row(&out, 0, row);
		if (rc == EG_OK && (rc = put(g, &out, &bill[i].own, err)) == EG_OK)
			rc = eg_spool_put(&g->spool, g->places + row->number * sizeof(*bill),
			    &bill[i], sizeof(*bill), err);
	}
	eg_buf_clear(&out);
	return rc;
}

static enum eg_rc
join_part(struct joining *g, struct part *p, struct eg_err *err)
{
	struct bill *bill;
	enum eg_rc rc = EG_OK;

	empty(g);
	for (size_t i = 0; i < p->chunk.n && rc == EG_OK; i++)
		rc = fetch(g, &p->chunk.v[i], err);
	if (rc != EG_OK)
		return rc;
	bill = eg_calloc(g->t[0].row.n + 1, sizeof(*bill));
	rc = put_bills(g, bill, err);
	eg_free(bill);
	return rc;
}

static enum eg_rc
join_parts(struct joining *g, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < g->parts && rc == EG_OK; i++) {
		rc = put_chunk(g, &g->part[i], err);
		eg_buf_clear(&g->part[i].rows);
	}
	g->places = eg_spool_room(&g->spool, g->bills * sizeof(struct bill));
	for (size_t i = 0; i < g->parts && rc == EG_OK; i++) {
		rc = join_part(g, &g->part[i], err);
		eg_vec_clear(&g->part[i].chunk);
	}
	return rc;
}

/* ---- bills ---- */

static enum eg_rc
each_put_aside(struct joining *g, struct eg_err *err)
{
	struct bill bill[PLACES];
	enum eg_rc rc = EG_OK;

	for (uint64_t i = 0; i < g->bills && rc == EG_OK; i++) {
		const struct bill *b = &bill[i % PLACES];
		uint64_t n = g->bills - i < PLACES ? g->bills - i : PLACES;

		if (i % PLACES == 0)
			rc = eg_spool_get(
			    &g->spool, g->places + i * sizeof(*bill), bill, n * sizeof(*bill), err);
		empty(g);
		if (rc == EG_OK && (rc = fetch(g, &b->own, err)) == EG_OK &&
		    (rc = fetch(g, &b->rows, err)) == EG_OK)
			rc = g->j->each(g->j->ctx, g->t, &g->t[0].row.v[0], err);
	}
	return rc;
}

static enum eg_rc
each_in_memory(struct joining *g, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < g->t[0].row.n && rc == EG_OK; i++)
		rc = g->j->each(g->j->ctx, g->t, &g->t[0].row.v[i], err);
	return rc;
}

static enum eg_rc
begin(struct joining *g, struct eg_err *err)
{
	const struct eg_join *j = g->j;
	uint64_t bytes = 0, part = j->whole / 2 + 1;

	for (size_t i = 0; i < j->n; i++) {
		eg_table__init(&g->t[i]);
		bytes += j->spec[i].shared ? 0 : j->set->bytes(j->set->ctx, j->spec[i].name);
	}
	g->spool.fd = -1;
	eg_buf_init(&g->bytes, SIZE_MAX);
	if (j->spool == NULL || bytes <= j->whole)
		return EG_OK;
	g->parts = bytes / part < PARTS ? (size_t)(bytes / part) + 1 : PARTS;
	g->part = eg_calloc(g->parts, sizeof(*g->part));
	for (size_t i = 0; i < g->parts; i++)
		eg_buf_init(&g->part[i].rows, part_max);
	enum eg_rc rc = eg_spool_open(&g->spool, j->spool, err);
	if (rc != EG_OK)
		eg_err_hint(err,
		    "a dry run puts parts of a large set aside in the folder that TMPDIR "
		    "names: TMPDIR=/a/folder/with/room engross import ...");
	return rc;
}

static void
end(struct joining *g)
{
	for (size_t i = 0; i < g->j->n; i++)
		eg_table__clear(&g->t[i]);
	for (size_t i = 0; i < g->parts; i++) {
		eg_buf_clear(&g->part[i].rows);
		eg_vec_clear(&g->part[i].chunk);
	}
	eg_free(g->part);
	eg_buf_clear(&g->bytes);
	eg_spool_close(&g->spool);
}

enum eg_rc
eg_tables__join(const struct eg_join *j, struct eg_err *err)
{
	struct joining g = {.j = j};
	enum eg_rc rc = begin(&g, err);

	for (; g.reading < j->n && rc == EG_OK; g.reading++)
		rc = eg_table__read(j->set, &j->spec[g.reading], take_row, &g, err);
	if (rc == EG_OK && g.parts > 0)
		rc = join_parts(&g, err);
	if (rc == EG_OK)
		rc = g.parts > 0 ? each_put_aside(&g, err) : each_in_memory(&g, err);
	end(&g);
	return rc;
}
