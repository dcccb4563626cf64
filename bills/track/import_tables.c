/* Tables of a publisher's CSV set. A table may be absent (it had no rows), its columns stand in any
 * order, and columns that nobody asked for are passed over. */
#include "track/import_tables.h"

#include "base/map.h"

#include <string.h>

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

static enum eg_rc
rows(struct eg_table *t, struct eg_csv *c, const char *const *columns, struct eg_err *err)
{
	size_t at[EG_TABLE_COLUMNS], n = 0;
	bool more;
	enum eg_rc rc = eg_csv_next(c, &more, err);

	if (rc != EG_OK || !more)
		return rc;
	for (; columns[n] != NULL && n < EG_TABLE_COLUMNS; n++) {
		at[n] = SIZE_MAX;
		for (size_t i = 0; i < c->n_fields; i++)
			if (eg_str_eq(c->field[i], columns[n]))
				at[n] = i;
	}
	if (at[0] == SIZE_MAX) {
		eg_err_at(err, EG_ERR_DATA, c->name, 1, 1, "no column '%s'", columns[0]);
		eg_err_hint(err, "is this the publisher's own file, unchanged?");
		return EG_ERR_DATA;
	}
	while ((rc = eg_csv_next(c, &more, err)) == EG_OK && more) {
		struct eg_table_row *r;

		if (at[0] >= c->n_fields || c->field[at[0]].n == 0)
			continue;
		r = eg_vec_new(&t->row);
		r->line = c->record_line;
		for (size_t i = 0; i < n; i++)
			if (at[i] < c->n_fields)
				r->f[i] = keep(t->arena, c->field[at[i]]);
		chain(t, t->row.n - 1);
	}
	return rc;
}

enum eg_rc
eg_table__read(struct eg_table *t, const struct eg_csv_set *set, const char *name,
    const char *const *columns, struct eg_err *err)
{
	struct eg_buf b;
	struct eg_csv c;
	enum eg_rc rc;

	memset(t, 0, sizeof(*t));
	t->arena = eg_arena_new();
	t->first = eg_calloc(1, sizeof(*t->first));
	t->last = eg_calloc(1, sizeof(*t->last));
	eg_buf_init(&b, (size_t)512 * 1024 * 1024);
	rc = set->read(set->ctx, name, &b, &t->there, err);
	if (rc == EG_OK && t->there) {
		eg_csv_init(&c, eg_buf_cstr(&b), b.n,
		    eg_arena_printf(t->arena, "%.*s%s",
			(int)(strlen(set->name) - strlen("bills.csv")), set->name, name));
		rc = rows(t, &c, columns, err);
		eg_csv_clear(&c);
	}
	eg_buf_clear(&b);
	return rc;
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

const struct eg_table_row *
eg_table__first(const struct eg_table *t, struct eg_str key)
{
	size_t slot = t->there && key.n > 0 ? eg_map_find(t->first, key.p, key.n) : SIZE_MAX;

	return slot == SIZE_MAX ? NULL : &t->row.v[(size_t)t->first->v[slot].value - 1];
}

const struct eg_table_row *
eg_table__next(const struct eg_table *t, const struct eg_table_row *r)
{
	return r->next == SIZE_MAX ? NULL : &t->row.v[r->next];
}
