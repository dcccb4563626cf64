#include "cmd/share.h"

#include <string.h>

enum eg_rc
eg_share_ask(
    struct eg_ctx *cx, const char *const *args, struct eg_buf *out, int *status, struct eg_err *err)
{
	enum eg_rc rc = eg_repo_git(cx->repo, args, out, status, err);

	while (out->n > 0 && out->p[out->n - 1] == '\n')
		out->p[--out->n] = '\0';
	return rc;
}

enum eg_rc
eg_share_do(struct eg_ctx *cx, const char *const *args, struct eg_err *err)
{
	int status = 0;
	enum eg_rc rc = eg_repo_git(cx->repo, args, NULL, &status, err);

	if (rc != EG_OK || status == 0)
		return rc;
	eg_err_set(err, EG_ERR_REPO, "git %s ended with %d (it says why above)", args[0], status);
	eg_err_hint(err, "git status");
	return EG_ERR_REPO;
}

enum eg_rc
eg_share_remote(struct eg_ctx *cx, const char *named, struct eg_buf *out, struct eg_err *err)
{
	static const char *const branch[] = {"rev-parse", "--abbrev-ref", "HEAD", NULL},
				 *const all[] = {"remote", NULL};
	struct eg_buf name = EG_BUF_INIT;
	char *key = NULL, *own = NULL;
	int status = 0;
	enum eg_rc rc = EG_OK;

	if (named != NULL) {
		eg_buf_puts(out, named);
		return EG_OK;
	}
	if ((rc = eg_share_ask(cx, branch, &name, &status, err)) != EG_OK)
		goto done;
	key = eg_sprintf("branch.%s.remote", eg_buf_cstr(&name));
	if ((rc = eg_repo_config(cx->repo, key, &own, err)) != EG_OK)
		goto done;
	if (own != NULL)
		eg_buf_puts(out, own);
	else if ((rc = eg_share_ask(cx, all, out, &status, err)) == EG_OK &&
		 (out->n == 0 || strchr(out->p, '\n') != NULL)) {
		rc = eg_err_set(err, EG_ERR_NOT_FOUND,
		    out->n == 0 ? "this repository knows no other to share with"
				: "several remotes are there; name one");
		eg_err_hint(err, "%s", out->n == 0 ? "git remote add origin URL" : "git remote");
	}
done:
	eg_free(key);
	eg_free(own);
	eg_buf_clear(&name);
	return rc;
}
