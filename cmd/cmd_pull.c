/*
 * pull [REMOTE]: take in what others shared. The tables of tracking are merged by their rows (git
 * would double their headers or call every appended line a conflict); where both sides changed the
 * same draft nothing is merged and a person decides.
 *	engross pull
 * Exit 0; 2 there is no remote; 4 git refused, or both sides changed a file: nothing is changed.
 */
#include "cmd/share.h"

#include "base/map.h"

#include <engross/track.h>
#include <string.h>

static const struct eg_opt opts[] = {EG_OPT_END};

/* A table that only grows: ours, then the lines of theirs that ours lacks. */
static enum eg_rc
union_of_lines(const struct eg_buf *ours, const struct eg_buf *theirs, const char *path,
    struct eg_buf *out, struct eg_err *err)
{
	struct eg_map have = {0};
	size_t head = strcspn(eg_buf_cstr(ours), "\n");
	enum eg_rc rc = EG_OK;

	if (strncmp(eg_buf_cstr(ours), eg_buf_cstr(theirs), head + 1) != 0) {
		rc = eg_err_at(err, EG_ERR_DATA, path, 1, 1, "the two sides have other columns");
		eg_err_hint(err, "git merge, and mend the file by hand");
		return rc;
	}
	eg_buf_add(out, ours->p, ours->n);
	if (out->n > 0 && out->p[out->n - 1] != '\n')
		eg_buf_putc(out, '\n');
	for (int side = 0; side < 2; side++) {
		const char *p = eg_buf_cstr(side == 0 ? ours : theirs);

		while (*p != '\0') {
			size_t n = strcspn(p, "\n");
			char *line = eg_strndup(p, n);

			if (side == 0)
				eg_map_set(&have, line, NULL);
			else if (!eg_map_has(&have, line))
				eg_buf_printf(out, "%s\n", line);
			eg_free(line);
			p += n + (p[n] == '\n');
		}
	}
	eg_map_clear(&have);
	return rc;
}

static enum eg_rc
side(struct eg_ctx *cx, const char *stage, const char *path, struct eg_buf *out, struct eg_err *err)
{
	char *what = eg_sprintf(":%s:%s", stage, path);
	const char *const args[] = {"show", what, NULL};
	int status = 0;
	enum eg_rc rc = eg_repo_git(cx->repo, args, out, &status, err);

	if (rc == EG_OK && status != 0) {
		rc = eg_err_set(err, EG_ERR_REPO, "'%s' is on one side only", path);
		eg_err_hint(err, "git merge, and decide by hand");
	}
	eg_free(what);
	return rc;
}

static enum eg_rc
merge_table(struct eg_ctx *cx, const char *path, struct eg_err *err)
{
	struct eg_buf ours = EG_BUF_INIT, theirs = EG_BUF_INIT, out = EG_BUF_INIT;
	char *file = eg_path_join(eg_repo_root(cx->repo), path);
	const char *const add[] = {"add", "--", path, NULL};
	bool events = strcmp(path, EG_EVENTS_PATH) == 0 || strcmp(path, EG_CLAIMS_PATH) == 0;
	enum eg_rc rc;

	if ((rc = side(cx, "2", path, &ours, err)) == EG_OK &&
	    (rc = side(cx, "3", path, &theirs, err)) == EG_OK)
		rc = events ? eg_events_merge(eg_buf_cstr(&ours), ours.n, eg_buf_cstr(&theirs),
				  theirs.n, &out, NULL, err)
			    : union_of_lines(&ours, &theirs, path, &out, err);
	if (rc == EG_OK && (rc = eg_file_write(file, out.p, out.n, false, err)) == EG_OK)
		rc = eg_share_do(cx, add, err);
	eg_buf_clear(&ours);
	eg_buf_clear(&theirs);
	eg_buf_clear(&out);
	eg_free(file);
	return rc;
}

static bool
is_table(const char *path)
{
	return strncmp(path, "tracking/", 9) == 0 && strcmp(eg_path_ext(path), ".csv") == 0;
}

/* The files that git could not merge, a line each. */
static enum eg_rc
settle(struct eg_ctx *cx, const char *upstream, struct eg_err *err)
{
	static const char *const args[] = {
	    "-c", "core.quotePath=false", "diff", "--name-only", "--diff-filter=U", NULL};
	struct eg_buf list = EG_BUF_INIT;
	int status = 0;
	enum eg_rc rc = eg_share_ask(cx, args, &list, &status, err);

	if (rc == EG_OK && list.n == 0) {
		rc = eg_err_set(err, EG_ERR_REPO, "git could not merge");
		eg_err_hint(err, "git merge %s", upstream);
	}
	for (char *p = list.p; rc == EG_OK && p != NULL && *p != '\0';) {
		char *end = strchr(p, '\n');

		if (end != NULL)
			*end = '\0';
		if (is_table(p)) {
			rc = merge_table(cx, p, err);
		} else {
			rc = eg_err_at(err, EG_ERR_EDITED, p, 0, 0,
			    "was changed here and there: a person must choose");
			eg_err_hint(err, "git merge %s, mend the file, engross commit", upstream);
		}
		p = end != NULL ? end + 1 : NULL;
	}
	eg_buf_clear(&list);
	return rc;
}

/* Two histories: one commit that has both. What fails leaves all as it was. */
static enum eg_rc
merge(struct eg_ctx *cx, const char *upstream, struct eg_err *err)
{
	const char *const args[] = {"merge", "--no-ff", "--no-commit", "--quiet", upstream, NULL};
	static const char *const abort_[] = {"merge", "--abort", NULL}, *const commit[] = {"commit",
									    "--quiet", "--no-edit",
									    NULL};
	struct eg_buf said = EG_BUF_INIT;
	int status = 0, ignored = 0;
	enum eg_rc rc = eg_share_ask(cx, args, &said, &status, err);

	if (rc == EG_OK && status > 1) {
		rc = eg_err_set(err, EG_ERR_REPO, "git merge: %.300s", eg_buf_cstr(&said));
		eg_err_hint(err, "engross commit, then engross pull");
		eg_buf_clear(&said);
		return rc;
	}
	if (rc == EG_OK && status == 1)
		rc = settle(cx, upstream, err);
	if (rc == EG_OK)
		rc = eg_share_do(cx, commit, err);
	if (rc != EG_OK && eg_repo_git(cx->repo, abort_, &said, &ignored, NULL) != EG_OK)
		eg_warn(cx, "git merge --abort puts the files back");
	eg_buf_clear(&said);
	return rc;
}

/* The branch to take in: what HEAD follows, else the branch of the same name there. */
static enum eg_rc
find_upstream(struct eg_ctx *cx, const char *remote, struct eg_buf *out, struct eg_err *err)
{
	static const char *const follows[] = {
	    "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}", NULL};
	static const char *const branch[] = {"rev-parse", "--abbrev-ref", "HEAD", NULL};
	struct eg_buf name = EG_BUF_INIT;
	int status = 0;
	enum eg_rc rc = eg_share_ask(cx, follows, out, &status, err);

	if (rc == EG_OK && status != 0) {
		eg_buf_reset(out);
		if ((rc = eg_share_ask(cx, branch, &name, &status, err)) == EG_OK)
			eg_buf_printf(out, "%s/%s", remote, eg_buf_cstr(&name));
	}
	eg_buf_clear(&name);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_buf remote = EG_BUF_INIT, upstream = EG_BUF_INIT, said = EG_BUF_INIT;
	int ended = 0;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc > 1)
		return eg_err_set(err, EG_ERR_USAGE, "pull takes one remote");
	if (eg_repo_root(cx->repo) == NULL) {
		eg_err_set(err, EG_ERR_USAGE, "a bare repository has no files to merge");
		eg_err_hint(err, "git fetch");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_share_remote(cx, argc == 1 ? argv[0] : NULL, &remote, err)) != EG_OK)
		goto done;
	const char *const fetch[] = {"fetch", "--tags", cx->quiet ? "--quiet" : "--no-quiet", "--",
	    eg_buf_cstr(&remote), NULL};
	if ((rc = eg_share_do(cx, fetch, err)) != EG_OK ||
	    (rc = find_upstream(cx, eg_buf_cstr(&remote), &upstream, err)) != EG_OK)
		goto done;
	const char *const forward[] = {
	    "merge", "--ff-only", "--quiet", eg_buf_cstr(&upstream), NULL};
	const char *const ancestor[] = {
	    "merge-base", "--is-ancestor", "HEAD", eg_buf_cstr(&upstream), NULL};
	const char *const behind[] = {
	    "merge-base", "--is-ancestor", eg_buf_cstr(&upstream), "HEAD", NULL};
	if ((rc = eg_share_ask(cx, behind, &said, &ended, err)) == EG_OK && ended == 0)
		eg_note(cx, "nothing new in %s", eg_buf_cstr(&upstream));
	else if (rc == EG_OK && (rc = eg_share_ask(cx, ancestor, &said, &ended, err)) == EG_OK &&
		 ended == 0)
		rc = eg_share_do(cx, forward, err);
	else if (rc == EG_OK)
		rc = merge(cx, eg_buf_cstr(&upstream), err);
done:
	eg_buf_clear(&remote);
	eg_buf_clear(&upstream);
	eg_buf_clear(&said);
	return rc;
}

const struct eg_cmd cmd_pull_spec = {
    "pull",
    "share",
    "take in what others shared",
    "[REMOTE]",
    opts,
    EG_CMD_NEEDS_REPO,
    run,
    "Your own git fetches. Events and links that both sides recorded are merged row by row. Where "
    "both sides changed the same\n"
    "draft nothing is merged: the command says which, and a person decides.\n\n    engross pull",
};
