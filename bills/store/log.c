/* History. A commit changed a path when the path's entry (an id of a file or of a whole folder) is
 * another one than in each parent: no file is read. */
#include "store/change.h"

#include <string.h>

/* The id that a path has in a commit; zeros when it is not there. */
static enum eg_rc
entry_at(
    struct eg_repo *r, const git_oid *commit, const char *path, git_oid *out, struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	git_commit *c = NULL;
	git_tree *tree = NULL;
	struct eg_store__slot slot = {0};
	enum eg_rc rc = EG_OK;
	int code;

	if ((code = g->git_commit_lookup(&c, r->repo, commit)) < 0 ||
	    (code = g->git_tree_lookup(&tree, r->repo, g->git_commit_tree_id(c))) < 0)
		rc = eg_store__error(g, code, r->git_dir, err, "cannot read the history");
	else
		rc = eg_store__slot(r, tree, path, &slot, err);
	*out = slot.id;
	g->git_tree_free(tree);
	g->git_commit_free(c);
	return rc;
}

static enum eg_rc
changed(struct eg_repo *r, git_commit *c, const char *path, bool *yes, struct eg_err *err)
{
	unsigned n = r->g->git_commit_parentcount(c);
	git_oid here, there;
	enum eg_rc rc = entry_at(r, r->g->git_commit_id(c), path, &here, err);

	*yes = true;
	if (n == 0) {
		memset(&there, 0, sizeof(there));
		*yes = memcmp(&here, &there, sizeof(here)) != 0;
	}
	for (unsigned i = 0; i < n && rc == EG_OK && *yes; i++) {
		rc = entry_at(r, r->g->git_commit_parent_id(c, i), path, &there, err);
		*yes = memcmp(&here, &there, sizeof(here)) != 0;
	}
	return rc;
}

static enum eg_rc
tell(struct eg_repo *r, git_commit *c, eg_repo_log_fn *fn, void *ctx, struct eg_err *err)
{
	const git_signature *author = r->g->git_commit_author(c);
	struct eg_commit_info info = {.author = author->name, .email = author->email};

	r->g->git_oid_tostr(info.id, sizeof(info.id), r->g->git_commit_id(c));
	info.message = r->g->git_commit_message(c);
	info.when = r->g->git_commit_time(c);
	return fn(ctx, &info, err);
}

/* Commits still to be told, the newest first and equal ones in the order they were found, as git
 * does. (libgit2's own walk by time reads the whole history first and shuffles commits of one
 * second.) */
struct queue {
	EG_VEC(struct waiting {
		git_oid id;
		int64_t when;
	});
	struct eg_map seen;
};

static enum eg_rc
queue_add(struct eg_repo *r, struct queue *q, const git_oid *id, struct eg_err *err)
{
	git_commit *c = NULL;
	char hex[EG_OID_HEX];
	size_t at;
	int code;

	r->g->git_oid_tostr(hex, sizeof(hex), id);
	if (eg_map_has(&q->seen, hex))
		return EG_OK;
	eg_map_set(&q->seen, hex, NULL);
	if ((code = r->g->git_commit_lookup(&c, r->repo, id)) < 0)
		return eg_store__error(r->g, code, r->git_dir, err, "cannot read the history");
	(void)eg_vec_new(q);
	/* Sorted from the oldest to the newest, so that taking one is cheap. */
	for (at = q->n - 1; at > 0 && q->v[at - 1].when >= r->g->git_commit_time(c); at--)
		q->v[at] = q->v[at - 1];
	q->v[at] = (struct waiting){*id, r->g->git_commit_time(c)};
	r->g->git_commit_free(c);
	return EG_OK;
}

/* Take the newest, tell it if it counts, queue its parents. */
static enum eg_rc
log_step(struct eg_repo *r, struct queue *q, const char *path, size_t *told, eg_repo_log_fn *fn,
    void *ctx, struct eg_err *err)
{
	git_oid id = q->v[--q->n].id;
	git_commit *c = NULL;
	bool yes = true;
	enum eg_rc rc = EG_OK;
	int code = r->g->git_commit_lookup(&c, r->repo, &id);

	if (code < 0)
		return eg_store__error(r->g, code, r->git_dir, err, "cannot read the history");
	if (path != NULL && *path != '\0')
		rc = changed(r, c, path, &yes, err);
	if (rc == EG_OK && yes) {
		rc = tell(r, c, fn, ctx, err);
		(*told)++;
	}
	for (unsigned i = 0, n = r->g->git_commit_parentcount(c); i < n && rc == EG_OK; i++)
		rc = queue_add(r, q, r->g->git_commit_parent_id(c, i), err);
	r->g->git_commit_free(c);
	return rc;
}

enum eg_rc
eg_repo_log(struct eg_repo *r, const char *commit, const char *path, size_t limit,
    eg_repo_log_fn *fn, void *ctx, struct eg_err *err)
{
	struct queue q = {0};
	git_oid id;
	size_t told = 0;
	enum eg_rc rc;
	int code;

	if (commit == NULL || *commit == '\0')
		code = r->g->git_reference_name_to_id(&id, r->repo, "HEAD");
	else
		code = r->g->git_oid_fromstr(&id, commit);
	if (code == GIT_ENOTFOUND)
		return EG_OK;
	if (code < 0)
		return eg_store__error(r->g, code, r->git_dir, err, "cannot read the history");
	rc = queue_add(r, &q, &id, err);
	while (rc == EG_OK && q.n > 0 && (limit == 0 || told < limit))
		rc = log_step(r, &q, path, &told, fn, ctx, err);
	eg_vec_clear(&q);
	eg_map_clear(&q.seen);
	return rc;
}
