/* Reading: files, folders and differences, at a commit or as the user has them now (commit ""). */
#include "store/change.h"

#include "base/path.h"

#include <stdlib.h>
#include <string.h>

enum { WALK_DEPTH_MAX = 64, MODE_FOLDER = 040000, MODE_KIND = 0170000, MODE_FILE = 0100000 };

enum eg_rc
eg_store__tree_of(struct eg_repo *r, const char *commit, git_tree **out, struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	git_commit *found = NULL;
	git_oid id;
	int code;

	*out = NULL;
	if (commit == NULL || *commit == '\0') {
		code = g->git_reference_name_to_id(&id, r->repo, "HEAD");
		if (code == GIT_ENOTFOUND)
			return EG_OK;
	} else if (strlen(commit) != GIT_OID_HEXSZ) {
		return eg_err_set(
		    err, EG_ERR_NOT_FOUND, "'%.60s' is not the id of a commit", commit);
	} else {
		code = g->git_oid_fromstr(&id, commit);
	}
	if (code == 0)
		code = g->git_commit_lookup(&found, r->repo, &id);
	if (code == 0)
		code = g->git_tree_lookup(out, r->repo, g->git_commit_tree_id(found));
	g->git_commit_free(found);
	return code < 0 ? eg_store__error(g, code, r->git_dir, err, "cannot read commit '%.60s'",
			      commit != NULL ? commit : "HEAD")
			: EG_OK;
}

enum eg_rc
eg_store__slot(struct eg_repo *r, const git_tree *tree, const char *path,
    struct eg_store__slot *out, struct eg_err *err)
{
	git_tree_entry *entry = NULL;
	int code = tree != NULL ? r->g->git_tree_entry_bypath(&entry, tree, path) : GIT_ENOTFOUND;

	*out = (struct eg_store__slot){0};
	if (code == GIT_ENOTFOUND)
		return EG_OK;
	if (code < 0)
		return eg_store__error(r->g, code, r->git_dir, err, "cannot read '%s'", path);
	out->exists = true;
	out->id = *r->g->git_tree_entry_id(entry);
	out->mode = (uint32_t)r->g->git_tree_entry_filemode_raw(entry);
	r->g->git_tree_entry_free(entry);
	return EG_OK;
}

static enum eg_rc
not_there(const char *commit, const char *path, struct eg_err *err)
{
	enum eg_rc rc = eg_err_set(err, EG_ERR_NOT_FOUND,
	    commit != NULL && *commit != '\0' ? "'%s' does not exist at %.10s"
					      : "'%s' does not exist",
	    path, commit);

	eg_err_hint(err, "engross list");
	return rc;
}

static enum eg_rc
slot_at(struct eg_repo *r, const char *commit, const char *path, struct eg_store__slot *out,
    struct eg_err *err)
{
	git_tree *tree = NULL;
	enum eg_rc rc = eg_store__tree_of(r, commit, &tree, err);

	*out = (struct eg_store__slot){0};
	if (rc == EG_OK)
		rc = eg_store__slot(r, tree, path, out, err);
	r->g->git_tree_free(tree);
	return rc;
}

enum eg_rc
eg_repo_read(
    struct eg_repo *r, const char *commit, const char *path, struct eg_buf *out, struct eg_err *err)
{
	struct eg_store__slot slot;
	git_odb_object *o = NULL;
	enum eg_rc rc;
	int code;

	if (commit != NULL && *commit == '\0')
		return eg_repo_read_current(r, path, out, err);
	eg_buf_reset(out);
	if ((rc = slot_at(r, commit, path, &slot, err)) != EG_OK)
		return rc;
	if (!slot.exists || (slot.mode & MODE_KIND) != MODE_FILE)
		return not_there(commit, path, err);
	if ((code = r->g->git_odb_read(&o, r->odb, &slot.id)) < 0)
		return eg_store__error(r->g, code, r->git_dir, err, "cannot read '%s'", path);
	eg_buf_add(out, r->g->git_odb_object_data(o), r->g->git_odb_object_size(o));
	r->g->git_odb_object_free(o);
	return eg_buf_ok(out, err);
}

/* The work tree's copy. *there false when there is none (or no work tree). */
static enum eg_rc
read_file(struct eg_repo *r, const char *path, bool *there, struct eg_buf *out, struct eg_err *err)
{
	struct eg_store__place *pl = NULL;
	struct stat st;
	enum eg_rc rc = EG_OK;

	*there = false;
	if (r->root == NULL || !eg_path_is_inside(path))
		return EG_OK;
	if ((rc = eg_store__place_new(r, &pl, err)) == EG_OK)
		rc = eg_store__place_read(pl, path, there, &st, out, err);
	eg_store__place_free(pl);
	return rc;
}

enum eg_rc
eg_repo_read_current(struct eg_repo *r, const char *path, struct eg_buf *out, struct eg_err *err)
{
	bool there;
	enum eg_rc rc;

	eg_buf_reset(out);
	rc = read_file(r, path, &there, out, err);
	return rc != EG_OK || there ? rc : eg_repo_read(r, NULL, path, out, err);
}

bool
eg_repo_has(struct eg_repo *r, const char *commit, const char *path)
{
	struct eg_store__slot slot;
	bool there = false;

	if (commit != NULL && *commit == '\0' &&
	    (read_file(r, path, &there, NULL, NULL) != EG_OK || there))
		return there;
	return slot_at(r, commit, path, &slot, NULL) == EG_OK && slot.exists &&
	       (slot.mode & MODE_KIND) == MODE_FILE;
}

enum eg_rc
eg_repo_blob_id(struct eg_repo *r, const char *commit, const char *path, char out[EG_OID_HEX],
    struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_store__slot slot;
	bool there = false;
	enum eg_rc rc = EG_OK;
	git_oid id;

	out[0] = '\0';
	if (commit != NULL && *commit == '\0')
		rc = read_file(r, path, &there, &bytes, err);
	if (rc == EG_OK && there) {
		if (r->g->git_odb_hash(
			&id, bytes.p != NULL ? bytes.p : "", bytes.n, GIT_OBJECT_BLOB) == 0)
			r->g->git_oid_tostr(out, EG_OID_HEX, &id);
	} else if (rc == EG_OK && (rc = slot_at(r, commit, path, &slot, err)) == EG_OK &&
		   slot.exists) {
		r->g->git_oid_tostr(out, EG_OID_HEX, &slot.id);
	}
	eg_buf_clear(&bytes);
	return rc;
}

/* ---- walking ---- */

struct found {
	char *path;
	char id[EG_OID_HEX];
	bool gone;
};

struct founds {
	EG_VEC(struct found);
};

struct walker {
	struct eg_repo *r;
	eg_repo_walk_fn *fn;
	void *ctx;
	struct eg_buf path;
};

static enum eg_rc
walk_tree(struct walker *w, const git_tree *tree, int depth, struct eg_err *err)
{
	const struct eg_store__git2 *g = w->r->g;
	size_t n = g->git_tree_entrycount(tree), keep = w->path.n;
	enum eg_rc rc = EG_OK;

	if (depth > WALK_DEPTH_MAX)
		return eg_err_set(err, EG_ERR_LIMIT, "'%s' lies too deep", eg_buf_cstr(&w->path));
	for (size_t i = 0; i < n && rc == EG_OK; i++) {
		const git_tree_entry *e = g->git_tree_entry_byindex(tree, i);
		uint32_t mode = (uint32_t)g->git_tree_entry_filemode_raw(e);

		eg_buf_puts(&w->path, g->git_tree_entry_name(e));
		if (mode == MODE_FOLDER) {
			git_tree *sub = NULL;
			int code = g->git_tree_lookup(&sub, w->r->repo, g->git_tree_entry_id(e));

			if (code < 0) {
				rc = eg_store__error(g, code, w->r->git_dir, err,
				    "cannot read '%s'", eg_buf_cstr(&w->path));
			} else {
				eg_buf_putc(&w->path, '/');
				rc = walk_tree(w, sub, depth + 1, err);
			}
			g->git_tree_free(sub);
		} else if ((mode & MODE_KIND) == MODE_FILE) {
			char hex[EG_OID_HEX];

			g->git_oid_tostr(hex, sizeof(hex), g->git_tree_entry_id(e));
			rc = w->fn(w->ctx, eg_buf_cstr(&w->path), hex, err);
		}
		eg_buf_trunc(&w->path, keep);
	}
	return rc;
}

/* Walk below prefix, which is "" or a folder with or without a slash at its end. */
static enum eg_rc
walk_at(struct eg_repo *r, const char *commit, const char *prefix, eg_repo_walk_fn *fn, void *ctx,
    struct eg_err *err)
{
	struct walker w = {r, fn, ctx, EG_BUF_INIT};
	struct eg_store__slot slot;
	git_tree *root = NULL, *tree = NULL;
	size_t n = strlen(prefix);
	char *folder;
	enum eg_rc rc = eg_store__tree_of(r, commit, &root, err);
	int code;

	while (n > 0 && prefix[n - 1] == '/')
		n--;
	folder = eg_strndup(prefix, n);
	if (rc != EG_OK || root == NULL)
		goto done;
	if (n == 0) {
		rc = walk_tree(&w, root, 0, err);
		goto done;
	}
	if ((rc = eg_store__slot(r, root, folder, &slot, err)) != EG_OK || !slot.exists ||
	    slot.mode != MODE_FOLDER)
		goto done;
	if ((code = r->g->git_tree_lookup(&tree, r->repo, &slot.id)) < 0) {
		rc = eg_store__error(r->g, code, r->git_dir, err, "cannot read '%s'", folder);
		goto done;
	}
	eg_buf_printf(&w.path, "%s/", folder);
	rc = walk_tree(&w, tree, 0, err);
done:
	r->g->git_tree_free(tree);
	r->g->git_tree_free(root);
	eg_buf_clear(&w.path);
	eg_free(folder);
	return rc;
}

static enum eg_rc
collect(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct founds *list = ctx;
	struct found *f = eg_vec_new(list);

	EG_UNUSED(err);
	f->path = eg_strdup(path);
	memcpy(f->id, blob, EG_OID_HEX);
	return EG_OK;
}

struct merge {
	struct eg_repo *r;
	struct founds *list;
	size_t committed; /* the first so many are HEAD's, sorted */
};

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct found *)a)->path, ((const struct found *)b)->path);
}

static enum eg_rc
merge_one(void *ctx, const char *path, char what, struct eg_err *err)
{
	struct merge *m = ctx;
	struct found key = {.path = NULL}, *f;

	key.path = eg_strdup(path);
	f = bsearch(&key, m->list->v, m->committed, sizeof(*m->list->v), by_path);
	if (f == NULL) {
		f = eg_vec_new(m->list);
		f->path = eg_strdup(path);
	}
	eg_free(key.path);
	if (what == 'D') {
		f->gone = true;
		return EG_OK;
	}
	return eg_repo_blob_id(m->r, "", path, f->id, err);
}

/* HEAD's files with the user's edits on top. */
static enum eg_rc
walk_current(
    struct eg_repo *r, const char *prefix, eg_repo_walk_fn *fn, void *ctx, struct eg_err *err)
{
	struct founds list = {0};
	struct merge m = {r, &list, 0};
	enum eg_rc rc = walk_at(r, NULL, prefix, collect, &list, err);

	m.committed = list.n;
	if (rc == EG_OK)
		rc = eg_repo_status(r, prefix, merge_one, &m, err);
	if (list.n > m.committed)
		qsort(list.v, list.n, sizeof(*list.v), by_path);
	for (size_t i = 0; i < list.n; i++) {
		if (rc == EG_OK && !list.v[i].gone)
			rc = fn(ctx, list.v[i].path, list.v[i].id, err);
		eg_free(list.v[i].path);
	}
	eg_vec_clear(&list);
	return rc;
}

enum eg_rc
eg_repo_walk(struct eg_repo *r, const char *commit, const char *prefix, eg_repo_walk_fn *fn,
    void *ctx, struct eg_err *err)
{
	return commit != NULL && *commit == '\0' && r->root != NULL
		   ? walk_current(r, prefix, fn, ctx, err)
		   : walk_at(r, commit, prefix, fn, ctx, err);
}

/* ---- what the user edited ---- */

static char
status_letter(git_delta_t what)
{
	switch (what) {
	case GIT_DELTA_ADDED:
	case GIT_DELTA_UNTRACKED:
		return 'A';
	case GIT_DELTA_DELETED:
		return 'D';
	case GIT_DELTA_MODIFIED:
	case GIT_DELTA_TYPECHANGE:
	case GIT_DELTA_CONFLICTED:
		return 'M';
	default:
		return '\0';
	}
}

enum eg_rc
eg_repo_status(
    struct eg_repo *r, const char *prefix, eg_repo_status_fn *fn, void *ctx, struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	git_diff_options opt;
	git_diff *diff = NULL;
	git_tree *head = NULL;
	char *spec = eg_strdup(prefix);
	enum eg_rc rc = EG_OK;
	int code;

	if (r->root == NULL || (rc = eg_store__tree_of(r, NULL, &head, err)) != EG_OK)
		goto done;
	g->git_diff_options_init(&opt, GIT_DIFF_OPTIONS_VERSION);
	opt.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS |
		    GIT_DIFF_DISABLE_PATHSPEC_MATCH;
	opt.ignore_submodules = GIT_SUBMODULE_IGNORE_ALL;
	if (*spec != '\0') {
		opt.pathspec.strings = &spec;
		opt.pathspec.count = 1;
	}
	if ((code = g->git_diff_tree_to_workdir_with_index(&diff, r->repo, head, &opt)) < 0) {
		rc = eg_store__error(
		    g, code, r->git_dir, err, "cannot compare the work tree with the last commit");
		goto done;
	}
	for (size_t i = 0, n = g->git_diff_num_deltas(diff); i < n && rc == EG_OK; i++) {
		const git_diff_delta *d = g->git_diff_get_delta(diff, i);
		char what = status_letter(d->status);
		const char *path = what == 'D' ? d->old_file.path : d->new_file.path;

		/* A folder that is a repository of its own is listed with a slash: none of ours. */
		if (what != '\0' && path[strlen(path) - 1] != '/')
			rc = fn(ctx, path, what, err);
	}
done:
	g->git_diff_free(diff);
	g->git_tree_free(head);
	eg_free(spec);
	return rc;
}
