/*
 * commit -m MSG: keep your edits of drafts, templates, profiles and tables as one commit.
 *	engross commit -m "Narrow the definition of agency"
 * Exit 0 (also when there is nothing to commit); 2 usage; 3 when a file cannot be read as what it
 * is; 4 repository.
 */
#include "cmd/check.h"

#include <string.h>

static struct {
	const char *message;
} opt;

static const struct eg_opt opts[] = {
    {"message", 'm', EG_OPT_TEXT, &opt.message, "TEXT", "what was changed and why"},
    EG_OPT_END,
};

struct job {
	struct eg_ctx *cx;
	struct eg_change *change;
	size_t files, bad, prints;
};

/* Text is committed with LF line ends, as .gitattributes says. */
static void
plain_ends(struct eg_buf *b)
{
	size_t to = 0;

	for (size_t i = 0; i < b->n; i++)
		if (b->p[i] != '\r' || i + 1 == b->n || b->p[i + 1] != '\n')
			b->p[to++] = b->p[i];
	if (to < b->n)
		eg_buf_trunc(b, to);
}

static enum eg_rc
see(void *ctx, const char *path, char what, struct eg_err *err)
{
	struct job *j = ctx;
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_err bad = {0};
	enum eg_rc rc;

	if (strncmp(path, "prints/", 7) == 0 && what != 'A')
		j->prints++;
	if (!eg_check_is_source(path))
		return EG_OK;
	if (what == 'D') {
		j->files++;
		return eg_change_remove(j->change, path, err);
	}
	if ((rc = eg_repo_read_current(j->cx->repo, path, &bytes, err)) == EG_OK) {
		plain_ends(&bytes);
		j->files++;
		if (eg_check_file(j->cx, path, &bytes, &bad) != EG_OK) {
			eg_report(&bad);
			j->bad++;
		}
		rc = eg_change_put(j->change, path, eg_buf_cstr(&bytes), bytes.n, NULL, NULL, err);
	}
	eg_buf_clear(&bytes);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct job j = {.cx = cx};
	char commit[EG_OID_HEX] = "";
	enum eg_rc rc;

	EG_UNUSED(argv);
	EG_UNUSED(status);
	if (argc != 0 || opt.message == NULL || opt.message[strspn(opt.message, " \t\n")] == '\0') {
		(void)eg_err_set(err, EG_ERR_USAGE,
		    argc != 0 ? "commit takes no names: it keeps all edits of bills"
			      : "say what was changed");
		eg_err_hint(err, "engross commit -m 'What was changed and why'");
		return EG_ERR_USAGE;
	}
	j.change = eg_change_new(cx->repo);
	rc = eg_repo_status(cx->repo, "", see, &j, err);
	if (rc == EG_OK && j.bad > 0) {
		rc = eg_err_set(err, EG_ERR_DATA,
		    "nothing was committed: %zu of %zu files must be mended first", j.bad, j.files);
		eg_err_hint(
		    err, "mend them and run the command again; git commit takes them as they are");
	}
	if (rc == EG_OK)
		rc = eg_change_commit(j.change, opt.message, &cx->who, commit, err);
	if (rc == EG_OK && commit[0] == '\0')
		eg_note(cx, "nothing to commit");
	else if (rc == EG_OK)
		eg_buf_printf(
		    &cx->out, "%.10s %zu %s\n", commit, j.files, j.files == 1 ? "file" : "files");
	if (rc == EG_OK && j.prints > 0)
		eg_warn(cx,
		    "%zu edited or missing files below prints/ were left out: a print is never "
		    "edited (git checkout -- prints)",
		    j.prints);
	eg_change_free(j.change);
	return rc;
}

const struct eg_cmd cmd_commit_spec = {
    "commit",
    "draft",
    "keep your edits as one commit",
    "-m TEXT",
    opts,
    EG_CMD_NEEDS_REPO,
    run,
    "Commits what you edited, added or removed below bills/, templates/, jurisdictions/ and "
    "tracking/, after reading each file as\n"
    "drafting would: a draft that does not parse, or holds a conflict, is refused with its line. "
    "Other files are left to git.\n\n"
    "    engross commit -m 'Narrow the definition of agency'",
};
