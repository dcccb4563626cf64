/* What HEAD names, read afresh at each attempt. */
#include "store/change.h"

enum eg_rc
eg_store__head_read(struct eg_repo *r, struct eg_store__head *out, struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	git_reference *ref = NULL;
	git_commit *commit = NULL;
	enum eg_rc rc = EG_OK;
	int code = g->git_reference_lookup(&ref, r->repo, "HEAD");

	*out = (struct eg_store__head){0};
	if (code < 0)
		return eg_store__error(g, code, r->git_dir, err, "cannot read HEAD");
	out->ref = eg_strdup(g->git_reference_type(ref) == GIT_REFERENCE_SYMBOLIC
				 ? g->git_reference_symbolic_target(ref)
				 : "HEAD");
	g->git_reference_free(ref);
	code = g->git_reference_name_to_id(&out->commit, r->repo, out->ref);
	if (code == GIT_ENOTFOUND)
		return EG_OK;
	if (code < 0)
		return eg_store__error(g, code, r->git_dir, err, "cannot read '%s'", out->ref);
	if ((code = g->git_commit_lookup(&commit, r->repo, &out->commit)) < 0 ||
	    (code = g->git_tree_lookup(&out->tree, r->repo, g->git_commit_tree_id(commit))) < 0)
		rc = eg_store__error(g, code, r->git_dir, err, "cannot read the last commit");
	else
		out->born = true;
	g->git_commit_free(commit);
	return rc;
}

void
eg_store__head_clear(struct eg_repo *r, struct eg_store__head *h)
{
	r->g->git_tree_free(h->tree);
	eg_free(h->ref);
	*h = (struct eg_store__head){0};
}
