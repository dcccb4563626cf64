/*
 * clone URL [DIR]: get a bill repository that others share, with the user's own git.
 *	engross clone git@example.org:coalition/bills.git
 * Exit 0; 2 usage; 4 git could not clone it, or it is no bill repository (it is there all the
 * same).
 */
#include "cmd/cmd.h"

#include <string.h>

static const struct eg_opt opts[] = {EG_OPT_END};

/* "git@host:coalition/bills.git" -> "bills", as git names the folder; caller frees. */
static char *
folder_of(const char *url)
{
	size_t n = strlen(url);
	const char *start;

	while (n > 0 && url[n - 1] == '/')
		n--;
	if (n > 5 && memcmp(url + n - 5, "/.git", 5) == 0)
		n -= 5;
	else if (n > 4 && memcmp(url + n - 4, ".git", 4) == 0)
		n -= 4;
	for (start = url + n; start > url && start[-1] != '/' && start[-1] != ':'; start--)
		continue;
	return eg_strndup(start, (size_t)(url + n - start));
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_repo *repo = NULL;
	char *dir = NULL;
	int ended = 0;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc < 1 || argc > 2) {
		eg_err_set(err, EG_ERR_USAGE, "clone takes an address and perhaps a folder");
		eg_err_hint(err, "engross clone URL [DIR]");
		return EG_ERR_USAGE;
	}
	dir = argc == 2 ? eg_strdup(argv[1]) : folder_of(argv[0]);
	if (strcmp(cx->dir, ".") != 0) {
		char *below = eg_path_join(cx->dir, dir);

		eg_free(dir);
		dir = below;
	}
	const char *const args[] = {
	    "clone", cx->quiet ? "--quiet" : "--no-quiet", "--", argv[0], dir, NULL};
	if ((rc = eg_git(args, NULL, &ended, err)) != EG_OK)
		goto done;
	if (ended != 0) {
		rc = eg_err_set(err, EG_ERR_REPO, "git could not clone it (it says why above)");
		eg_err_hint(err, "git clone %s", argv[0]);
		goto done;
	}
	if ((rc = eg_repo_open(dir, true, &repo, err)) != EG_OK)
		goto done;
	eg_note(cx, "bill repository in '%s'; next: engross -C %s list", dir, dir);
done:
	eg_repo_free(repo);
	eg_free(dir);
	return rc;
}

const struct eg_cmd cmd_clone_spec = {
    "clone",
    "start",
    "get a bill repository that others share",
    "URL [DIR]",
    opts,
    0,
    run,
    "Your own git fetches it, with your own keys and passwords.\n\n"
    "    engross clone git@example.org:coalition/bills.git",
};
