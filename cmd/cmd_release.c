/*
 * release TEMPLATE VERSION: name what is committed as a version of a template, for ever.
 *	engross release nurse-compact 1.1.0
 * Exit 0; 2 when there is no such template; 3 when it says another version; 4 when the version is
 * released already.
 */
#include "cmd/sources.h"

#include "base/builtin.h"

#include <string.h>

static struct {
	bool sign;
	const char *message;
} opt;

static const struct eg_opt opts[] = {
    {"sign", 0, EG_OPT_FLAG, &opt.sign, NULL, "sign the tag with your git's key"},
    {"message", 'm', EG_OPT_TEXT, &opt.message, "TEXT", "what the release is (default: its name)"},
    EG_OPT_END,
};

/* The committed template must exist and say this version. */
static enum eg_rc
check(struct eg_ctx *cx, const char *name, const char *version, const char *commit,
    struct eg_err *err)
{
	struct eg_sources src;
	struct eg_template *t = NULL;
	char path[256];
	enum eg_rc rc;

	snprintf(path, sizeof(path), "templates/%.200s.md", name);
	if (!eg_repo_has(cx->repo, commit, path)) {
		(void)eg_err_set(
		    err, EG_ERR_NOT_FOUND, "the repository has no template '%s'", name);
		eg_err_hint(err, "engross draft %s --for all puts it there", name);
		return EG_ERR_NOT_FOUND;
	}
	eg_sources_init(&src, cx, commit);
	if ((rc = eg_sources_template(&src, name, &t, err)) == EG_OK &&
	    strcmp(t->version, version) != 0) {
		rc = eg_err_at(err, EG_ERR_DATA, path, 0, 0,
		    "the committed template says version %s, not %s", t->version, version);
		eg_err_hint(err,
		    "engross release %s %s, or change `version:` in %s and engross commit", name,
		    t->version, path);
	}
	eg_template_free(t);
	eg_sources_clear(&src);
	return rc;
}

/* A release drafts the same bytes for every jurisdiction, for ever, so the profiles and parts that
 * no draft has brought in yet are committed before the tag. commit becomes the commit to be
 * tagged. */
static enum eg_rc
complete(struct eg_ctx *cx, const char *name, const char *version, char commit[EG_OID_HEX],
    struct eg_err *err)
{
	struct eg_change *change = eg_change_new(cx->repo);
	char *message = eg_sprintf("Profiles and parts for the release of %s %s\n", name, version);
	size_t added = 0;
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < eg_builtin_count() && rc == EG_OK; i++) {
		const struct eg_builtin *file = eg_builtin_at(i);
		bool profile =
		    strncmp(file->path, "jurisdictions/", 14) == 0 && strlen(file->path) == 21;
		char path[256];

		if (!profile && strncmp(file->path, "parts/", 6) != 0)
			continue;
		snprintf(path, sizeof(path), "%s%.200s", profile ? "" : "templates/", file->path);
		if (eg_repo_has(cx->repo, commit, path))
			continue;
		rc = eg_change_put(change, path, file->data, file->n, "", NULL, err);
		added++;
	}
	if (rc == EG_OK && added != 0)
		rc = eg_change_commit(change, message, &cx->who, commit, err);
	eg_free(message);
	eg_change_free(change);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	char commit[EG_OID_HEX];
	char *message;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc != 2) {
		(void)eg_err_set(err, EG_ERR_USAGE, "release takes a template and a version");
		eg_err_hint(err, "engross release TEMPLATE 1.0.0");
		return EG_ERR_USAGE;
	}
	if (!eg_version_ok(argv[1])) {
		(void)eg_err_set(err, EG_ERR_USAGE, "'%s' is no version", argv[1]);
		eg_err_hint(err, "three numbers with stops: 1.0.0");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_repo_resolve(cx->repo, NULL, NULL, commit, err)) != EG_OK ||
	    (rc = check(cx, argv[0], argv[1], commit, err)) != EG_OK ||
	    (rc = complete(cx, argv[0], argv[1], commit, err)) != EG_OK)
		return rc;
	message =
	    opt.message != NULL ? eg_strdup(opt.message) : eg_sprintf("%s %s", argv[0], argv[1]);
	rc = eg_repo_release(cx->repo, argv[0], argv[1], commit, message, &cx->who, opt.sign, err);
	eg_free(message);
	if (rc == EG_OK)
		eg_buf_printf(&cx->out, "%s/%s %.10s\n", argv[0], argv[1], commit);
	return rc;
}

const struct eg_cmd cmd_release_spec = {
    "release",
    "draft",
    "name what is committed as a version of a template",
    "TEMPLATE VERSION",
    opts,
    EG_CMD_NEEDS_REPO,
    run,
    "Makes the annotated tag TEMPLATE/VERSION on the last commit. The template there must say that "
    "version. A release is never moved:\n"
    "TEMPLATE@VERSION drafts the same bytes for ever; profiles and parts not yet in the repository "
    "are committed first.\n\n"
    "  engross release nurse-compact 1.1.0\n",
};
