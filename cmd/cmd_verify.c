/*
 * verify: is everything committed what its place says, and is git's store whole?
 *	engross verify
 * Exit 0 when nothing is found; 1 when something is; 4 when the repository cannot be opened.
 */
#include "cmd/check.h"

#include "base/sha256.h"
#include "base/yaml.h"

#include <string.h>

static struct {
	bool json;
} opt;

static const struct eg_opt opts[] = {
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    EG_OPT_END,
};

struct job {
	struct eg_ctx *cx;
	struct eg_json json;
	size_t files, found;
};

static void
report(struct job *j, const struct eg_err *e)
{
	char line[2048];

	j->found++;
	if (opt.json) {
		eg_json_object(&j->json);
		eg_json_kstr(&j->json, "path", e->file);
		eg_json_kint(&j->json, "line", (int64_t)e->line);
		eg_json_kstr(&j->json, "message", e->msg);
		eg_json_kstr(&j->json, "hint", e->hint);
		eg_json_end(&j->json);
		return;
	}
	eg_err_format(e, line, sizeof(line));
	eg_buf_printf(&j->cx->out, "%s\n", line);
	if (e->hint[0] != '\0')
		eg_buf_printf(&j->cx->out, "\thint: %s\n", e->hint);
}

/* The original that a print's head names must have the bytes it says. */
static enum eg_rc
check_print(struct job *j, const char *path, const struct eg_buf *bytes, struct eg_err *err)
{
	struct eg_arena *arena = eg_arena_new();
	struct eg_yaml *yaml = NULL;
	struct eg_buf original = EG_BUF_INIT;
	enum eg_rc rc = eg_yaml_parse(arena, eg_buf_cstr(bytes), bytes->n, path, 0, &yaml, err);

	if (rc == EG_OK) {
		const char *name = eg_yaml_text(yaml, "original", ""),
			   *want = eg_yaml_text(yaml, "sha256", "");
		char *file = eg_sprintf("%.*s/%s", (int)(strrchr(path, '/') - path), path, name),
		     sha[EG_SHA256_HEX] = "";

		if (eg_repo_read(j->cx->repo, NULL, file, &original, NULL) != EG_OK) {
			rc = eg_err_at(
			    err, EG_ERR_DATA, path, 0, 0, "its original '%s' is missing", name);
		} else {
			eg_sha256_hex(eg_buf_cstr(&original), original.n, sha);
			if (strcmp(sha, want) != 0)
				rc = eg_err_at(err, EG_ERR_DATA, file, 0, 0,
				    "was changed since it was recorded");
		}
		if (rc != EG_OK)
			eg_err_hint(err, "engross log ./%s", file);
		eg_free(file);
	}
	eg_buf_clear(&original);
	eg_arena_free(arena);
	return rc;
}

static enum eg_rc
see(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct job *j = ctx;
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_err bad = {0};
	bool print = strncmp(path, "prints/", 7) == 0 && strcmp(eg_path_ext(path), ".yaml") == 0;
	enum eg_rc rc = EG_OK;

	EG_UNUSED(blob);
	if (!print && !eg_check_is_source(path))
		return EG_OK;
	j->files++;
	if ((rc = eg_repo_read(j->cx->repo, NULL, path, &bytes, err)) == EG_OK &&
	    (print ? check_print(j, path, &bytes, &bad)
		   : eg_check_file(j->cx, path, &bytes, &bad)) != EG_OK)
		report(j, &bad);
	eg_buf_clear(&bytes);
	return rc;
}

/* git's own check, where git is installed. */
static void
fsck(struct job *j)
{
	static const char *const args[] = {
	    "fsck", "--full", "--no-dangling", "--no-progress", NULL};
	struct eg_buf said = EG_BUF_INIT;
	struct eg_err bad = {0};
	int status = 0;

	if (eg_repo_git(j->cx->repo, args, &said, &status, NULL) != EG_OK) {
		eg_warn(j->cx, "git is not installed: the object store was not checked");
	} else if (status != 0) {
		eg_err_set(&bad, EG_ERR_REPO, "git fsck: %.*s",
		    (int)strcspn(eg_buf_cstr(&said), "\n"), eg_buf_cstr(&said));
		eg_err_hint(&bad, "git fsck --full");
		report(j, &bad);
	}
	eg_buf_clear(&said);
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct job j = {.cx = cx};
	enum eg_rc rc;

	EG_UNUSED(argv);
	if (argc != 0)
		return eg_err_set(err, EG_ERR_USAGE, "verify takes no names");
	if (opt.json) {
		eg_json_init(&j.json, &cx->out, true);
		eg_json_object(&j.json);
		eg_json_key(&j.json, "findings");
		eg_json_array(&j.json);
	}
	if ((rc = eg_repo_walk(cx->repo, NULL, "", see, &j, err)) != EG_OK)
		return rc;
	fsck(&j);
	if (opt.json) {
		eg_json_end(&j.json);
		eg_json_kint(&j.json, "files", (int64_t)j.files);
		eg_json_kbool(&j.json, "sound", j.found == 0);
		eg_json_end(&j.json);
		eg_json_finish(&j.json);
	} else if (j.found == 0) {
		eg_buf_printf(&cx->out, "sound: %zu files\n", j.files);
	}
	*status = j.found > 0 ? 1 : 0;
	return EG_OK;
}

const struct eg_cmd cmd_verify_spec = {
    "verify",
    "share",
    "check that everything committed is sound",
    "",
    opts,
    EG_CMD_NEEDS_REPO,
    run,
    "Finishes what a crash left, reads every committed draft, template, profile, table and head of "
    "a print as the other commands do, compares\n"
    "the originals of prints with their checksums, and runs git fsck.\n\n    engross verify",
};
