/* History. A commit changed a path when the path's entry (an id of a file or of a whole folder) is another one than in each parent: no file is read. */
#include "store/change.h"

#include <string.h>

/* The id that a path has in a commit; zeros when it is not there. */
static enum eg_rc
entry_at(struct eg_repo *r, const git_oid *commit, const char *path, git_oid *out, struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	git_commit *c = NULL;
	git_tree *tree = NULL;
	struct eg_store__slot slot = { 0 };
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
	struct eg_commit_info info = { .author = author->name, .email = author->email };

	r->g->git_oid_tostr(info.id, sizeof(info.id), r->g->git_commit_id(c));
	info.message = r->g->git_commit_message(c);
	info.when = r->g->git_commit_time(c);
	return fn(ctx, &info, err);
}

enum eg_rc
eg_repo_log(struct eg_repo *r, const char *commit, const char *path, size_t limit, eg_repo_log_fn *fn, void *ctx,
    struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	git_revwalk *walk = NULL;
	git_oid id;
	size_t told = 0;
	enum eg_rc rc = EG_OK;
	int code;

	if (commit == NULL || *commit == '\0') {
		code = g->git_reference_name_to_id(&id, r->repo, "HEAD");
		if (code == GIT_ENOTFOUND)
			return EG_OK;
	} else {
		code = g->git_oid_fromstr(&id, commit);
	}
	if (code < 0 || (code = g->git_revwalk_new(&walk, r->repo)) < 0 ||
	    (code = g->git_revwalk_sorting(walk, GIT_SORT_TIME)) < 0 || (code = g->git_revwalk_push(walk, &id)) < 0) {
		rc = eg_store__error(g, code, r->git_dir, err, "cannot read the history");
		goto done;
	}
	while (rc == EG_OK && (limit == 0 || told < limit) && (code = g->git_revwalk_next(&id, walk)) == 0) {
		git_commit *c = NULL;
		bool yes = true;

		if ((code = g->git_commit_lookup(&c, r->repo, &id)) < 0) {
			rc = eg_store__error(g, code, r->git_dir, err, "cannot read the history");
			break;
		}
		if (path != NULL && *path != '\0')
			rc = changed(r, c, path, &yes, err);
		if (rc == EG_OK && yes) {
			rc = tell(r, c, fn, ctx, err);
			told++;
		}
		g->git_commit_free(c);
	}
	if (rc == EG_OK && code < 0 && code != GIT_ITEROVER)
		rc = eg_store__error(g, code, r->git_dir, err, "cannot read the history");
done:
	g->git_revwalk_free(walk);
	return rc;
}
