/*
 * push [REMOTE]: share what is committed, releases included, with the user's own git.
 *	engross push
 * Exit 0; 2 there is no remote; 4 git refused, or private/ would be published.
 */
#include "cmd/share.h"

static const struct eg_opt opts[] = {EG_OPT_END};

/* Notes in private/ are kept in a repository of their own: a history that holds them is never
 * shared. */
static enum eg_rc
refuse_private(struct eg_ctx *cx, struct eg_err *err)
{
	static const char *const args[] = {"rev-list", "-1", "--all", "--", "private", NULL};
	struct eg_buf said = EG_BUF_INIT;
	int status = 0;
	enum eg_rc rc = eg_share_ask(cx, args, &said, &status, err);

	if (rc == EG_OK && said.n > 0) {
		rc = eg_err_set(err, EG_ERR_REPO,
		    "commit %.10s holds files of private/, which must not be shared", said.p);
		eg_err_hint(
		    err, "take private/ out of the history first: git log --all -- private");
	}
	eg_buf_clear(&said);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_buf remote = EG_BUF_INIT;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc > 1)
		return eg_err_set(err, EG_ERR_USAGE, "push takes one remote");
	if ((rc = refuse_private(cx, err)) != EG_OK ||
	    (rc = eg_share_remote(cx, argc == 1 ? argv[0] : NULL, &remote, err)) != EG_OK)
		goto done;
	const char *const args[] = {"push", "--follow-tags", "--set-upstream",
	    cx->quiet ? "--quiet" : "--no-quiet", "--", eg_buf_cstr(&remote), "HEAD", NULL};
	if ((rc = eg_share_do(cx, args, err)) != EG_OK)
		eg_err_hint(err, "engross pull, then engross push");
done:
	eg_buf_clear(&remote);
	return rc;
}

const struct eg_cmd cmd_push_spec = {
    "push",
    "share",
    "share what is committed, releases included",
    "[REMOTE]",
    opts,
    EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY,
    run,
    "Your own git sends the branch and its releases. What stands in private/ is never sent: a "
    "history that holds it is refused.\n\n    engross push",
};
