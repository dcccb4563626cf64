/* A new bill repository, or one made of an existing git repository by one commit. */
#include "store/change.h"

#include "base/path.h"
#include "base/yaml.h"

#include <string.h>

static const char attributes[] = "# Sources are text with LF line ends on every system.\n"
				 "*.md text eol=lf\n"
				 "*.csv text eol=lf\n"
				 "*.txt text eol=lf\n"
				 "*.yaml text eol=lf\n"
				 "# Prints and the files they came in are kept byte for byte.\n"
				 "prints/** -text\n";

static const char ignored[] =
    "# Positions, counts and contacts: a repository of its own, never pushed with this one.\n"
    "private/\n";

/* Add the lines of ctx to a file unless it has them already. */
static enum eg_rc
add_lines(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	const char *lines = ctx;

	EG_UNUSED(err);
	eg_buf_add(out, old, old_n);
	if (old != NULL && strstr(old, lines) != NULL)
		return EG_OK;
	if (old_n > 0 && old[old_n - 1] != '\n')
		eg_buf_putc(out, '\n');
	eg_buf_puts(out, lines);
	return EG_OK;
}

/* The name of the folder, without the .git of a bare one. Caller frees. */
static char *
folder_name(struct eg_repo *r)
{
	const char *base = eg_path_base(r->root != NULL ? r->root : r->git_dir),
		   *ext = eg_path_ext(base);

	return strcmp(ext, ".git") == 0 && ext > base ? eg_strndup(base, (size_t)(ext - base))
						      : eg_strdup(base);
}

static enum eg_rc
first_commit(struct eg_repo *r, const char *given, const struct eg_signer *who, struct eg_err *err)
{
	struct eg_change *c = eg_change_new(r);
	struct eg_buf head = EG_BUF_INIT;
	char *name = given != NULL && *given != '\0' ? eg_strdup(given) : folder_name(r);
	char *message = eg_sprintf("Start the bill repository '%s'\n", name);
	enum eg_rc rc;

	eg_buf_puts(&head, "engross: 1\nname: ");
	eg_yaml_put(&head, name);
	eg_buf_putc(&head, '\n');
	if ((rc = eg_change_put(c, "engross.yaml", head.p, head.n, "", NULL, err)) == EG_OK &&
	    (rc = eg_change_edit(
		 c, ".gitattributes", add_lines, (void *)(uintptr_t)attributes, err)) == EG_OK &&
	    (rc = eg_change_edit(c, ".gitignore", add_lines, (void *)(uintptr_t)ignored, err)) ==
		EG_OK)
		rc = eg_change_commit(c, message, who, NULL, err);
	eg_free(name);
	eg_free(message);
	eg_buf_clear(&head);
	eg_change_free(c);
	return rc;
}

static enum eg_rc
make_repository(const char *dir, bool bare, struct eg_err *err)
{
	const struct eg_store__git2 *g;
	git_repository_init_options opt;
	git_repository *repo = NULL;
	enum eg_rc rc = eg_store__git2(&g, err);
	int code;

	if (rc != EG_OK)
		return rc;
	g->git_repository_init_options_init(&opt, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	opt.flags = GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_NO_REINIT |
		    (bare ? GIT_REPOSITORY_INIT_BARE : 0u);
	opt.initial_head = "main";
	code = g->git_repository_init_ext(&repo, dir, &opt);
	g->git_repository_free(repo);
	if (code >= 0)
		return EG_OK;
	rc = eg_store__error(g, code, dir, err, "cannot make a repository in '%s'", dir);
	eg_err_hint(err, "name a folder that is new or empty, and that you may write in");
	return rc;
}

enum eg_rc
eg_repo_init(
    const char *dir, const char *name, bool bare, const struct eg_signer *who, struct eg_err *err)
{
	const struct eg_store__git2 *g;
	struct eg_store__identity id;
	struct eg_repo *r = NULL;
	enum eg_rc rc;

	if ((rc = eg_store__git2(&g, err)) != EG_OK)
		return rc;
	rc = eg_store__open(dir, false, false, &r, err);
	if (rc == EG_ERR_NO_REPO) {
		/* Ask for the name before anything is made. */
		if ((rc = eg_store__identity(g, NULL, who, &id, err)) != EG_OK ||
		    (rc = make_repository(dir, bare, err)) != EG_OK)
			return rc;
		rc = eg_store__open(dir, false, false, &r, err);
	}
	if (rc != EG_OK)
		return rc;
	if (eg_repo_has(r, "", "engross.yaml")) {
		rc = eg_err_set(err, EG_ERR_EXISTS, "'%s' is a bill repository already", dir);
		eg_err_hint(err, "engross list");
	} else {
		rc = first_commit(r, name, who, err);
	}
	eg_repo_free(r);
	return rc;
}
