/*
 * log [REF]: who changed what and when, newest first.
 *	engross log nurse-compact/TN -n 5
 * Exit 0; 2 when the address names nothing; 4 repository.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "cmd/cmd.h"

#include <stdlib.h>
#include <string.h>

static struct {
	int64_t limit;
	bool json;
} opt;

static const struct eg_opt opts[] = {
    {"limit", 'n', EG_OPT_INT, &opt.limit, "N", "at most so many"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    EG_OPT_END,
};

struct job {
	struct eg_ctx *cx;
	struct eg_json json;
	struct eg_map releases; /* commit -> names, joined */
	size_t n;
	const char *template_name, *path;
};

static enum eg_rc
take_id(void *ctx, const struct eg_commit_info *c, struct eg_err *err)
{
	EG_UNUSED(err);
	memcpy(ctx, c->id, EG_OID_HEX);
	return EG_OK;
}

static enum eg_rc
note_release(
    void *ctx, const char *version, const char commit[EG_OID_HEX], int64_t when, struct eg_err *err)
{
	struct job *j = ctx;
	char last[EG_OID_HEX] = "", *had;
	/* Shown beside the last change before it: the release's own commit may have changed other
	 * files only. */
	enum eg_rc rc = eg_repo_log(j->cx->repo, commit, j->path, 1, take_id, last, err);

	EG_UNUSED(when);
	if (rc != EG_OK || last[0] == '\0')
		return rc;
	had = eg_map_get(&j->releases, last);
	eg_map_set(&j->releases, last,
	    had == NULL ? eg_sprintf("%s/%s", j->template_name, version)
			: eg_sprintf("%s, %s/%s", had, j->template_name, version));
	eg_free(had);
	return EG_OK;
}

static enum eg_rc
tell(void *ctx, const struct eg_commit_info *c, struct eg_err *err)
{
	struct job *j = ctx;
	const char *release = eg_map_get(&j->releases, c->id);
	char when[EG_TIME_TEXT];

	EG_UNUSED(err);
	j->n++;
	eg_time_format(c->when, when);
	if (opt.json) {
		eg_json_object(&j->json);
		eg_json_kstr(&j->json, "commit", c->id);
		eg_json_kstr(&j->json, "when", when);
		eg_json_kstr(&j->json, "author", c->author);
		eg_json_kstr(&j->json, "email", c->email);
		eg_json_kstr(&j->json, "message", c->message);
		eg_json_kstr(&j->json, "release", release);
		eg_json_end(&j->json);
		return EG_OK;
	}
	eg_buf_printf(&j->cx->out, "%.10s  %.10s  %s  %.*s%s%s%s\n", c->id, when, c->author,
	    (int)strcspn(c->message, "\n"), c->message, release != NULL ? "  [" : "",
	    release != NULL ? release : "", release != NULL ? "]" : "");
	return EG_OK;
}

/* A path that the user typed, as the repository knows it. */
static enum eg_rc
inside(struct eg_ctx *cx, const char *typed, char path[4096], struct eg_err *err)
{
	const char *root = eg_repo_root(cx->repo);
	char *folder = eg_path_join(cx->dir, typed), *slash = strrchr(folder, '/'), *real;
	size_t n = root != NULL ? strlen(root) : 0;
	enum eg_rc rc = EG_OK;

	/* The folder alone must exist: a file that was removed has a history too. */
	real = realpath(folder, NULL);
	if (real == NULL && slash != NULL) {
		char *base = eg_strdup(slash + 1), *up;

		*slash = '\0';
		if ((up = realpath(folder[0] != '\0' ? folder : "/", NULL)) != NULL) {
			char *joined = eg_path_join(up, base);

			real = strdup(joined);
			eg_free(joined);
			free(up);
		}
		eg_free(base);
	}
	if (real == NULL || root == NULL || strncmp(real, root, n) != 0 ||
	    (real[n] != '/' && real[n] != '\0')) {
		rc = eg_err_set(err, EG_ERR_NOT_FOUND, "'%s' is not in the repository", typed);
		eg_err_hint(err, "engross list");
	} else {
		snprintf(path, 4096, "%s", real[n] == '/' ? real + n + 1 : "");
	}
	free(real);
	eg_free(folder);
	return rc;
}

static enum eg_rc
find(struct eg_ctx *cx, const char *text, struct eg_address *a, char path[4096],
    char commit[EG_OID_HEX], struct eg_err *err)
{
	enum eg_rc rc = eg_address_parse(text, a, err);

	path[0] = commit[0] = '\0';
	if (rc != EG_OK)
		return rc;
	if (a->kind == EG_ADDR_STDIN)
		return eg_err_set(err, EG_ERR_USAGE, "standard input has no history");
	if (a->kind == EG_ADDR_PATH)
		return inside(cx, a->path, path, err);
	rc = eg_address_locate(cx->repo, a, path, commit, err);
	/* A draft or template that was removed has a history. */
	if (rc == EG_ERR_NOT_FOUND && path[0] != '\0')
		rc = EG_OK;
	/* Without a stage, all prints of the bill. */
	if (rc == EG_OK && a->kind == EG_ADDR_PRINT && a->stage[0] == '\0')
		*strrchr(path, '/') = '\0';
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct job j = {.cx = cx};
	struct eg_address a = {0};
	char path[4096] = "", commit[EG_OID_HEX] = "";
	enum eg_rc rc = EG_OK;

	EG_UNUSED(status);
	if (argc > 1 || opt.limit < 0)
		return eg_err_set(err, EG_ERR_USAGE,
		    argc > 1 ? "log takes one address" : "--limit cannot be negative");
	if (argc == 1 && (rc = find(cx, argv[0], &a, path, commit, err)) != EG_OK)
		return rc;
	if (err != NULL)
		memset(err, 0, sizeof(*err));
	j.template_name = a.template_name;
	j.path = path;
	if (a.template_name[0] != '\0' &&
	    (rc = eg_repo_releases(cx->repo, a.template_name, note_release, &j, err)) != EG_OK)
		goto done;
	if (opt.json) {
		eg_json_init(&j.json, &cx->out, true);
		eg_json_array(&j.json);
	}
	rc = eg_repo_log(cx->repo, commit, path, (size_t)opt.limit, tell, &j, err);
	if (opt.json && rc == EG_OK) {
		eg_json_end(&j.json);
		eg_json_finish(&j.json);
	}
	if (rc == EG_OK && j.n == 0 && argc == 1 && !eg_repo_has(cx->repo, "", path) &&
	    a.kind != EG_ADDR_PRINT) {
		eg_buf_reset(&cx->out);
		rc = eg_err_set(
		    err, EG_ERR_NOT_FOUND, "'%s' is not in the repository and never was", argv[0]);
		eg_err_hint(err, "engross list");
	}
done:
	for (size_t i = 0; i < j.releases.n; i++)
		eg_free(j.releases.v[i].value);
	eg_map_clear(&j.releases);
	return rc;
}

const struct eg_cmd cmd_log_spec = {
    "log",
    "read",
    "who changed what and when",
    "[REF]",
    opts,
    EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    run,
    "Lists commits, newest first: of everything, or of one template, draft, bill's prints, file or "
    "folder. Releases of the template stand\n"
    "in brackets.\n\n    engross log nurse-compact/TN -n 5",
};
