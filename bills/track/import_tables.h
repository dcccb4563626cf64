/* One CSV table of a publisher's set: columns by name, never by place; rows kept by the bill they
 * belong to (import_tables.c). */
#ifndef EG_TRACK_IMPORT_TABLES_H
#define EG_TRACK_IMPORT_TABLES_H

#include "base/csv.h"
#include "base/vec.h"
#include "track/import_files.h"

enum { EG_TABLE_COLUMNS = 12 };

struct eg_table_row {
	struct eg_str f[EG_TABLE_COLUMNS]; /* in the order asked for; n = 0 where empty or absent */
	size_t line;
	size_t next; /* the next row of the same key, SIZE_MAX at the end */
};

struct eg_table {
	struct eg_arena *arena;
	struct {
		EG_VEC(struct eg_table_row);
	} row;
	struct eg_map *first; /* key column -> index of its first row + 1 */
	struct eg_map *last;
	bool there; /* the set has this file: one that has no rows is left out */
};

/* Read a table of the set; columns ends in NULL, its first is the key that rows are grouped by.
 * EG_ERR_DATA when the key column is missing. Clear with eg_table__clear, also after an error. */
enum eg_rc eg_table__read(struct eg_table *t, const struct eg_csv_set *set, const char *name,
    const char *const *columns, struct eg_err *err) EG_MUST_CHECK;
void eg_table__clear(struct eg_table *t);
/* The first row of a key; NULL if none. */
const struct eg_table_row *eg_table__first(const struct eg_table *t, struct eg_str key);
const struct eg_table_row *eg_table__next(const struct eg_table *t, const struct eg_table_row *r);

#endif
