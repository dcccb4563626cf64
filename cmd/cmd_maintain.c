/*
 * maintain: keep the repository small and quick: git's own housekeeping, and the caches made anew.
 *	engross maintain
 * Exit 0; 4 git is missing or refused.
 */
#include "cmd/share.h"

#include <stdlib.h>
#include <string.h>

static const struct eg_opt opts[] = {EG_OPT_END};

/* "size-pack: 677" kB of git count-objects -v, with the loose ones. */
static int64_t
kilobytes(struct eg_ctx *cx)
{
	static const char *const args[] = {"count-objects", "-v", NULL};
	static const char *const keys[] = {"size: ", "size-pack: "};
	struct eg_buf said = EG_BUF_INIT;
	int status = 0;
	int64_t sum = 0;

	if (eg_repo_git(cx->repo, args, &said, &status, NULL) == EG_OK)
		for (size_t i = 0; i < EG_COUNT(keys); i++) {
			const char *p = strstr(eg_buf_cstr(&said), keys[i]);

			sum += p != NULL ? strtoll(p + strlen(keys[i]), NULL, 10) : 0;
		}
	eg_buf_clear(&said);
	return sum;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	static const char *const gc[] = {"gc", "--quiet", NULL};
	static const char *const graph[] = {
	    "commit-graph", "write", "--reachable", "--changed-paths", "--no-progress", NULL};
	int64_t before = kilobytes(cx);
	enum eg_rc rc;

	EG_UNUSED(argv);
	EG_UNUSED(status);
	if (argc != 0)
		return eg_err_set(err, EG_ERR_USAGE, "maintain takes no names");
	if ((rc = eg_share_do(cx, gc, err)) == EG_OK && (rc = eg_share_do(cx, graph, err)) == EG_OK)
		eg_note(cx, "%lld kB of objects, %lld kB before", (long long)kilobytes(cx),
		    (long long)before);
	return rc;
}

const struct eg_cmd cmd_maintain_spec = {
    "maintain",
    "share",
    "keep the repository small and quick",
    "",
    opts,
    EG_CMD_NEEDS_REPO,
    run,
    "Runs git gc and writes git's commit graph, so that histories are read quickly. Nothing that "
    "was committed is lost.\n\n    engross maintain",
};
