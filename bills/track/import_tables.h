/*
 * A publisher's set of CSV tables, joined by the bills' ids: columns by name, never by place
 * (import_tables.c). A small set is held in memory. Of a large one the wanted columns are put aside
 * in parts by a hash of the id, each part is joined alone, and what belongs to a bill is put aside
 * together, to be given on in the order of the bills (import_join.c): memory does not grow with the
 * set.
 */
#ifndef EG_TRACK_IMPORT_TABLES_H
#define EG_TRACK_IMPORT_TABLES_H

#include "base/vec.h"
#include "track/import_files.h"

enum { EG_TABLE_COLUMNS = 8, EG_JOIN_TABLES = 4 };

struct eg_table_row {
	struct eg_str f[EG_TABLE_COLUMNS]; /* in the order asked for; n = 0 where empty or absent */
	uint64_t line, number; /* where it begins in its file; which row of it, from 0 */
	size_t next; /* the next row of the same key, SIZE_MAX at the end */
};

struct eg_table {
	struct eg_arena *arena;
	struct {
		EG_VEC(struct eg_table_row);
	} row;
	struct eg_map *first; /* key column -> index of its first row + 1 */
	struct eg_map *last;
};

/* The first row of a key; NULL if none. */
const struct eg_table_row *eg_table__first(const struct eg_table *t, struct eg_str key);
const struct eg_table_row *eg_table__next(const struct eg_table *t, const struct eg_table_row *r);
/* For the join: an empty table, a row for it (its fields are copied), nothing but empty again. */
void eg_table__init(struct eg_table *t);
void eg_table__add(struct eg_table *t, const struct eg_str *f, size_t n, uint64_t line);
void eg_table__reset(struct eg_table *t);
void eg_table__clear(struct eg_table *t);

struct eg_table_spec {
	const char *name; /* "bill_actions.csv"; a set may lack it, when it has no rows */
	const char *const *columns; /* ends in NULL; rows are found by the first */
	bool shared; /* of all bills: held whole, not told apart by bill */
};

/* Read a table's rows from its file in blocks; those without a key are passed over. EG_ERR_DATA when
 * the key column is missing, EG_ERR_SYNTAX with line and column, EG_ERR_LIMIT for a row over 64 MB. */
typedef enum eg_rc (*eg_table_row_fn)(
    void *ctx, const struct eg_str *f, size_t n, uint64_t line, struct eg_err *err);
enum eg_rc eg_table__read(const struct eg_csv_set *set, const struct eg_table_spec *spec,
    eg_table_row_fn row, void *ctx, struct eg_err *err) EG_MUST_CHECK;

/* Bytes of files, all that are joined, up to which a set is held in memory. */
enum { EG_JOIN_WHOLE = 8 * 1024 * 1024 };

struct eg_join {
	const struct eg_csv_set *set;
	const struct eg_table_spec *spec; /* the bills come first */
	size_t n; /* at most EG_JOIN_TABLES */
	const char *spool; /* a folder for a file without a name; NULL: held in memory */
	uint64_t whole; /* EG_JOIN_WHOLE; a part is made of half as much */
	/* Called for each row of the first table, in the file's order; in the others are the rows
	 * of its key at least. Lent until it returns. */
	enum eg_rc (*each)(void *ctx, const struct eg_table *t, const struct eg_table_row *row,
	    struct eg_err *err);
	void *ctx;
};
enum eg_rc eg_tables__join(const struct eg_join *j, struct eg_err *err) EG_MUST_CHECK;

#endif
