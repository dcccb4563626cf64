/*
 * New trees out of HEAD's and a sorted list of edits, in memory. One call of edit_tree() is one
 * folder: the edits that start with its path lie next to each other, because they are sorted.
 */
#include "store/change.h"

#include <stdio.h>
#include <string.h>

enum { DEPTH_MAX = 64, MODE_FOLDER = 040000 };

struct row {
	char *name;
	uint32_t mode;
	git_oid id;
};

struct rows {
	EG_VEC(struct row);
};

/* git sorts folders as if their names ended in a slash. */
static int
by_name(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;
	size_t an = strlen(a->name), bn = strlen(b->name), n = an < bn ? an : bn;
	int c = memcmp(a->name, b->name, n);
	unsigned char ca, cb;

	if (c != 0)
		return c;
	ca = an > n ? (unsigned char)a->name[n] : a->mode == MODE_FOLDER ? '/' : 0;
	cb = bn > n ? (unsigned char)b->name[n] : b->mode == MODE_FOLDER ? '/' : 0;
	return (ca > cb) - (ca < cb);
}

static void
rows_clear(struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		eg_free(rows->v[i].name);
	eg_vec_clear(rows);
}

static void
rows_read(struct eg_repo *r, const git_tree *tree, struct rows *rows)
{
	size_t n = tree != NULL ? r->g->git_tree_entrycount(tree) : 0;

	for (size_t i = 0; i < n; i++) {
		const git_tree_entry *e = r->g->git_tree_entry_byindex(tree, i);
		struct row *row = eg_vec_new(rows);

		row->name = eg_strdup(r->g->git_tree_entry_name(e));
		row->mode = (uint32_t)r->g->git_tree_entry_filemode_raw(e);
		row->id = *r->g->git_tree_entry_id(e);
	}
}

static enum eg_rc
tree_object(struct eg_repo *r, struct rows *rows, struct eg_store__objects *list, git_oid *id,
    struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	size_t n;
	char *owned;

	qsort(rows->v, rows->n, sizeof(*rows->v), by_name);
	for (size_t i = 0; i < rows->n; i++) {
		eg_buf_printf(&b, "%o %s", (unsigned)rows->v[i].mode, rows->v[i].name);
		eg_buf_putc(&b, '\0');
		eg_buf_add(&b, rows->v[i].id.id, GIT_OID_RAWSZ);
	}
	owned = eg_buf_take(&b, &n);
	return eg_store__objects_add(r, list, GIT_OBJECT_TREE, owned, n, id, err);
}

struct group { /* the edits below one name of a folder */
	const char *name;
	size_t name_n;
	size_t first, n;
	bool folder;
};

static struct group
next_group(struct eg_store__edit *const *edits, size_t at, size_t n, size_t skip)
{
	const char *rest = edits[at]->path + skip;
	struct group g = {rest, strcspn(rest, "/"), at, 1, false};

	g.folder = rest[g.name_n] == '/';
	while (g.folder && at + g.n < n &&
	       strncmp(edits[at + g.n]->path + skip, rest, g.name_n + 1) == 0)
		g.n++;
	return g;
}

static enum eg_rc edit_tree(struct eg_repo *r, const git_tree *tree,
    struct eg_store__edit *const *edits, size_t n, size_t skip, int depth,
    struct eg_store__objects *list, git_oid *id, bool *empty, struct eg_err *err);

/* The folder of one group: its new id into row, or *empty. */
static enum eg_rc
edit_folder(struct eg_repo *r, const struct row *row, const struct group *g,
    struct eg_store__edit *const *edits, size_t skip, int depth, struct eg_store__objects *list,
    git_oid *id, bool *empty, struct eg_err *err)
{
	git_tree *tree = NULL;
	enum eg_rc rc;
	int code;

	if (row != NULL && row->mode != MODE_FOLDER && row->mode != 0)
		return eg_err_set(err, EG_ERR_USAGE, "'%.*s' is a file, not a folder",
		    (int)(skip + g->name_n), edits[g->first]->path);
	if (row != NULL && row->mode != 0 &&
	    (code = r->g->git_tree_lookup(&tree, r->repo, &row->id)) < 0)
		return eg_store__error(
		    r->g, code, r->git_dir, err, "cannot read a folder of the last commit");
	rc = edit_tree(
	    r, tree, edits + g->first, g->n, skip + g->name_n + 1, depth + 1, list, id, empty, err);
	r->g->git_tree_free(tree);
	return rc;
}

static void
row_set(struct rows *rows, struct eg_map *names, struct row *row, const struct group *g,
    uint32_t mode, const git_oid *id)
{
	if (row == NULL) {
		row = eg_vec_new(rows);
		row->name = eg_strndup(g->name, g->name_n);
		eg_map_set(names, row->name, NULL);
	}
	row->mode = mode;
	row->id = *id;
}

static enum eg_rc
edit_tree(struct eg_repo *r, const git_tree *tree, struct eg_store__edit *const *edits, size_t n,
    size_t skip, int depth, struct eg_store__objects *list, git_oid *id, bool *empty,
    struct eg_err *err)
{
	struct rows rows = {0};
	struct eg_map names = {0}; /* in the order of rows: finds a row by its name */
	enum eg_rc rc = EG_OK;
	size_t kept = 0;

	if (depth > DEPTH_MAX)
		return eg_err_set(err, EG_ERR_LIMIT, "'%s' lies too deep", edits[0]->path);
	rows_read(r, tree, &rows);
	for (size_t i = 0; i < rows.n; i++)
		eg_map_set(&names, rows.v[i].name, NULL);
	for (size_t at = 0; at < n && rc == EG_OK;) {
		struct group g = next_group(edits, at, n, skip);
		size_t have = eg_map_find(&names, g.name, g.name_n);
		struct row *row = have == SIZE_MAX ? NULL : &rows.v[have];
		git_oid sub;
		bool gone = false;

		at += g.n;
		if (g.folder) {
			rc = edit_folder(r, row, &g, edits, skip, depth, list, &sub, &gone, err);
			if (rc == EG_OK && !gone)
				row_set(&rows, &names, row, &g, MODE_FOLDER, &sub);
		} else if (row != NULL && row->mode == MODE_FOLDER) {
			rc = eg_err_set(err, EG_ERR_USAGE, "'%s' is a folder, not a file",
			    edits[g.first]->path);
		} else if (edits[g.first]->now.exists) {
			row_set(&rows, &names, row, &g, edits[g.first]->now.mode,
			    &edits[g.first]->now.id);
		} else {
			gone = true;
		}
		if (gone && row != NULL)
			row->mode = 0;
	}
	for (size_t i = 0; i < rows.n; i++) {
		if (rows.v[i].mode != 0)
			rows.v[kept++] = rows.v[i];
		else
			eg_free(rows.v[i].name);
	}
	rows.n = kept;
	*empty = kept == 0;
	if (rc == EG_OK && (kept > 0 || depth == 0))
		rc = tree_object(r, &rows, list, id, err);
	rows_clear(&rows);
	eg_map_clear(&names);
	return rc;
}

enum eg_rc
eg_store__tree_edit(struct eg_repo *r, const git_tree *head, struct eg_store__edit *const *edits,
    size_t n, struct eg_store__objects *list, git_oid *root, struct eg_err *err)
{
	bool empty;

	return edit_tree(r, head, edits, n, 0, 0, list, root, &empty, err);
}
