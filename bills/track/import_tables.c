/* Tables of a publisher's CSV set. A table may be absent (it had no rows), its columns stand in any
 * order, and columns that nobody asked for are passed over. */
#include "track/import_tables.h"

#include "base/csv.h"
#include "base/map.h"

#include <string.h>

enum {
	WINDOW = 256 * 1024, /* what of a file is parsed at once */
	ROW_MAX = 64 * 1024 * 1024
};

/* ---- rows by their key ---- */

void
eg_table__init(struct eg_table *t)
{
	memset(t, 0, sizeof(*t));
	t->arena = eg_arena_new();
	t->first = eg_calloc(1, sizeof(*t->first));
	t->last = eg_calloc(1, sizeof(*t->last));
}

void
eg_table__reset(struct eg_table *t)
{
	eg_arena_reset(t->arena);
	t->row.n = 0;
	eg_map_clear(t->first);
	eg_map_clear(t->last);
}

void
eg_table__clear(struct eg_table *t)
{
	if (t->arena == NULL)
		return;
	eg_vec_clear(&t->row);
	eg_map_clear(t->first);
	eg_map_clear(t->last);
	eg_free(t->first);
	eg_free(t->last);
	eg_arena_free(t->arena);
	t->arena = NULL;
}

static struct eg_str
keep(struct eg_arena *a, struct eg_str s)
{
	return s.n > 0 ? (struct eg_str){eg_arena_dup(a, s.p, s.n), s.n} : (struct eg_str){"", 0};
}

static void
chain(struct eg_table *t, size_t at)
{
	struct eg_table_row *r = &t->row.v[at];
	const char *key = r->f[0].p;
	size_t last = (size_t)eg_map_get(t->last, key);

	r->next = SIZE_MAX;
	if (last != 0)
		t->row.v[last - 1].next = at;
	else
		eg_map_set(t->first, key, (void *)(at + 1));
	eg_map_set(t->last, key, (void *)(at + 1));
}

void
eg_table__add(struct eg_table *t, const struct eg_str *f, size_t n, uint64_t line)
{
	struct eg_table_row *r = eg_vec_new(&t->row);

	r->line = line;
	r->number = t->row.n - 1;
	for (size_t i = 0; i < n; i++)
		r->f[i] = keep(t->arena, f[i]);
	chain(t, t->row.n - 1);
}

const struct eg_table_row *
eg_table__first(const struct eg_table *t, struct eg_str key)
{
	size_t slot = key.n > 0 ? eg_map_find(t->first, key.p, key.n) : SIZE_MAX;

	return slot == SIZE_MAX ? NULL : &t->row.v[(size_t)t->first->v[slot].value - 1];
}

const struct eg_table_row *
eg_table__next(const struct eg_table *t, const struct eg_table_row *r)
{
	return r->next == SIZE_MAX ? NULL : &t->row.v[r->next];
}

/* ---- rows from a file ---- */

struct reading {
	const struct eg_table_spec *spec;
	eg_table_row_fn row;
	void *ctx;
	const char *name;
	struct eg_csv csv;
	char *v; /* n bytes that were not parsed yet */
	size_t n, cap, wait; /* wait: so many are needed before it is worth while */
	size_t at[EG_TABLE_COLUMNS], columns;
	bool begun, has_head;
};

static enum eg_rc
head(struct reading *r, struct eg_err *err)
{
	const struct eg_csv *c = &r->csv;
	const char *const *columns = r->spec->columns;

	r->has_head = true;
	for (; columns[r->columns] != NULL && r->columns < EG_TABLE_COLUMNS; r->columns++) {
		r->at[r->columns] = SIZE_MAX;
		for (size_t i = 0; i < c->n_fields; i++)
			if (eg_str_eq(c->field[i], columns[r->columns]))
				r->at[r->columns] = i;
	}
	if (r->at[0] != SIZE_MAX)
		return EG_OK;
	eg_err_at(err, EG_ERR_DATA, c->name, 1, 1, "no column '%s'", columns[0]);
	eg_err_hint(err, "is this the publisher's own file, unchanged?");
	return EG_ERR_DATA;
}

static enum eg_rc
record(struct reading *r, struct eg_err *err)
{
	const struct eg_csv *c = &r->csv;
	struct eg_str f[EG_TABLE_COLUMNS];

	if (!r->has_head)
		return head(r, err);
	if (r->at[0] >= c->n_fields || c->field[r->at[0]].n == 0)
		return EG_OK;
	for (size_t i = 0; i < r->columns; i++)
		f[i] = r->at[i] < c->n_fields ? c->field[r->at[i]] : (struct eg_str){"", 0};
	return r->row(r->ctx, f, r->columns, c->record_line, err);
}

/* The record that the window cuts in two is read again when there is more, and what is wrong with it
 * counts only then. */
static enum eg_rc
parse(struct reading *r, bool last, struct eg_err *err)
{
	struct eg_csv *c = &r->csv;
	struct eg_err wrong = {0};
	enum eg_rc rc = EG_OK;
	bool more = true;

	if (!r->begun)
		eg_csv_init(c, r->v, r->n, r->name);
	else
		c->p = r->v;
	r->begun = true;
	c->end = r->v + r->n;
	while (rc == EG_OK && more) {
		const char *from = c->p;
		size_t line = c->line;
		bool cut;

		rc = eg_csv_next(c, &more, &wrong);
		cut = !last && (rc != EG_OK || c->p == c->end);
		if (cut && c->end - from < ROW_MAX) {
			c->p = from;
			c->line = line;
			rc = EG_OK;
			break;
		}
		if (cut && rc == EG_OK)
			rc = eg_err_at(&wrong, EG_ERR_LIMIT, r->name, line, 0,
			    "a row of more than %d MB", ROW_MAX >> 20);
		if (rc == EG_OK && more)
			rc = record(r, &wrong);
	}
	if (rc != EG_OK && err != NULL)
		*err = wrong;
	r->n = (size_t)(c->end - c->p);
	memmove(r->v, c->p, r->n);
	r->wait = r->n < WINDOW / 2 ? WINDOW : r->n * 2;
	return rc;
}

static enum eg_rc
block(void *ctx, const char *p, size_t n, struct eg_err *err)
{
	struct reading *r = ctx;

	if (r->n + n > r->cap) {
		r->cap = (r->n + n) * 2;
		r->v = eg_realloc(r->v, r->cap, 1);
	}
	memcpy(r->v + r->n, p, n);
	r->n += n;
	return r->n < r->wait ? EG_OK : parse(r, false, err);
}

enum eg_rc
eg_table__read(const struct eg_csv_set *set, const struct eg_table_spec *spec, eg_table_row_fn row,
    void *ctx, struct eg_err *err)
{
	char *name = eg_sprintf(
	    "%.*s%s", (int)(strlen(set->name) - strlen("bills.csv")), set->name, spec->name);
	struct reading r = {.spec = spec,
	    .row = row,
	    .ctx = ctx,
	    .name = name,
	    .v = eg_malloc(WINDOW * 2),
	    .cap = WINDOW * 2,
	    .wait = WINDOW};
	bool there;
	enum eg_rc rc = set->read(set->ctx, spec->name, block, &r, &there, err);

	if (rc == EG_OK && there)
		rc = parse(&r, true, err);
	eg_csv_clear(&r.csv);
	eg_free(r.v);
	eg_free(name);
	return rc;
}
