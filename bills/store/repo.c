/* Opening a repository, its folders, its configuration, and under whose name it commits. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "store/change.h"

#include "base/path.h"
#include "base/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FORMAT = 1 }; /* of engross.yaml */

static char *
without_slash(const char *path)
{
	size_t n = path != NULL ? strlen(path) : 0;

	if (path == NULL)
		return NULL;
	while (n > 1 && path[n - 1] == '/')
		n--;
	return eg_strndup(path, n);
}

/* libgit2 1.5 does not honour safe.directory=*, which git does and containers use. */
static bool
all_owners_are_safe(const struct eg_store__git2 *g)
{
	git_config *config = NULL;
	git_config_iterator *it = NULL;
	git_config_entry *entry;
	bool all = false;

	if (g->git_config_open_default(&config) < 0)
		return false;
	if (g->git_config_multivar_iterator_new(&it, config, "safe.directory", NULL) == 0)
		while (g->git_config_next(&entry, it) == 0)
			all =
			    entry->value[0] == '\0' ? false : all || strcmp(entry->value, "*") == 0;
	g->git_config_iterator_free(it);
	g->git_config_free(config);
	return all;
}

/* GIT_EOWNER for every way in which libgit2 says that the repository belongs to somebody else. */
static int
open_repository(const struct eg_store__git2 *g, const char *dir, bool search, git_repository **out)
{
	unsigned flags = search ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH;
	int code = g->git_repository_open_ext(out, dir, flags, NULL);
	const git_error *last = code < 0 ? g->git_error_last() : NULL;

	if (code != GIT_EOWNER && (last == NULL || last->message == NULL ||
				      strstr(last->message, "safe.directory") == NULL))
		return code;
	if (!all_owners_are_safe(g))
		return GIT_EOWNER;
	g->git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	code = g->git_repository_open_ext(out, dir, flags, NULL);
	g->git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1);
	return code;
}

static enum eg_rc
open_failed(const struct eg_store__git2 *g, int code, const char *dir, struct eg_err *err)
{
	char path[4096], *real;

	if (code == GIT_ENOTFOUND) {
		(void)eg_err_set(err, EG_ERR_NO_REPO, "'%s' is not inside a bill repository", dir);
		eg_err_hint(err, "engross init");
		return EG_ERR_NO_REPO;
	}
	/* The command to type names the repository's top, not the folder that the search began in.
	 * */
	real = realpath(dir, NULL);
	snprintf(path, sizeof(path), "%s", real != NULL ? real : dir);
	for (size_t n = real != NULL ? strlen(real) : 0; n > 0; n--) {
		char *git = eg_sprintf("%.*s/.git", (int)n, real);
		bool top = (real[n] == '/' || real[n] == '\0') && access(git, F_OK) == 0;

		eg_free(git);
		if (top) {
			snprintf(path, sizeof(path), "%.*s", (int)n, real);
			break;
		}
	}
	free(real);
	return eg_store__error(g, code, path, err, "cannot open '%s'", dir);
}

enum eg_rc
eg_store__open(
    const char *dir, bool search, bool read_only, struct eg_repo **out, struct eg_err *err)
{
	const struct eg_store__git2 *g;
	git_buf objects = {0};
	struct eg_repo *r;
	enum eg_rc rc = eg_store__git2(&g, err);
	int code;

	*out = NULL;
	if (rc != EG_OK)
		return rc;
	r = eg_calloc(1, sizeof(*r));
	r->g = g;
	r->read_only = read_only;
	if ((code = open_repository(g, dir, search, &r->repo)) < 0) {
		rc = open_failed(g, code, dir, err);
		goto fail;
	}
	if ((code = g->git_repository_odb(&r->odb, r->repo)) < 0 ||
	    (code = g->git_repository_item_path(&objects, r->repo, GIT_REPOSITORY_ITEM_OBJECTS)) <
		0) {
		rc = eg_store__error(g, code, dir, err, "cannot open '%s'", dir);
		goto fail;
	}
	r->root = without_slash(g->git_repository_workdir(r->repo));
	r->git_dir = without_slash(g->git_repository_path(r->repo));
	r->common_dir = without_slash(g->git_repository_commondir(r->repo));
	r->objects_dir = without_slash(objects.ptr);
	r->own_dir = eg_sprintf("%s/engross", r->git_dir);
	r->cache_dir = eg_sprintf("%s/cache", r->own_dir);
	g->git_buf_dispose(&objects);
	*out = r;
	return EG_OK;
fail:
	g->git_buf_dispose(&objects);
	eg_repo_free(r);
	return rc;
}

/* engross.yaml must be there and of a format that this program knows. */
static enum eg_rc
check_format(struct eg_repo *r, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_arena *arena = eg_arena_new();
	struct eg_yaml *yaml;
	const char *where = r->root != NULL ? r->root : r->git_dir, *format;
	enum eg_rc rc = eg_repo_read_current(r, "engross.yaml", &bytes, err);

	if (rc == EG_ERR_NOT_FOUND) {
		rc = eg_err_set(err, EG_ERR_NO_REPO,
		    "'%s' is a git repository without bills (no engross.yaml)", where);
		eg_err_hint(err, "engross init %s", where);
		goto done;
	}
	if (rc != EG_OK ||
	    (rc = eg_yaml_parse(arena, bytes.p, bytes.n, "engross.yaml", 0, &yaml, err)) != EG_OK)
		goto done;
	format = eg_yaml_text(yaml, "engross", "");
	if (atoi(format) < 1) {
		rc = eg_err_at(err, EG_ERR_DATA, "engross.yaml", 1, 0, "has no line 'engross: 1'");
	} else if (atoi(format) > FORMAT) {
		rc = eg_err_at(err, EG_ERR_REPO, "engross.yaml", 1, 0,
		    "the repository has format %s, this program knows format %d", format, FORMAT);
		eg_err_hint(err, "install a newer engross");
	}
done:
	eg_buf_clear(&bytes);
	eg_arena_free(arena);
	return rc;
}

enum eg_rc
eg_repo_open(const char *dir, bool read_only, struct eg_repo **out, struct eg_err *err)
{
	enum eg_rc rc = eg_store__open(dir, true, read_only, out, err);
	int lock;

	if (rc != EG_OK)
		return rc;
	/* When another process holds the lock it is at work, and what it left so far is not a
	 * crash. A reader that may not write goes on. */
	if (eg_store__journal_left(*out) && eg_store__try_lock(*out, &lock)) {
		rc = eg_store__recover(*out, read_only ? NULL : err);
		eg_store__unlock(&lock);
		if (read_only)
			rc = EG_OK;
	}
	if (rc == EG_OK)
		rc = check_format(*out, err);
	if (rc != EG_OK) {
		eg_repo_free(*out);
		*out = NULL;
	}
	return rc;
}

void
eg_repo_free(struct eg_repo *r)
{
	if (r == NULL)
		return;
	r->g->git_odb_free(r->odb);
	r->g->git_repository_free(r->repo);
	eg_free(r->root);
	eg_free(r->git_dir);
	eg_free(r->common_dir);
	eg_free(r->objects_dir);
	eg_free(r->own_dir);
	eg_free(r->cache_dir);
	eg_free(r);
}

const char *
eg_repo_root(const struct eg_repo *r)
{
	return r->root;
}

const char *
eg_repo_git_dir(const struct eg_repo *r)
{
	return r->git_dir;
}

const char *
eg_repo_cache_dir(const struct eg_repo *r)
{
	/* Where it cannot be made (a repository that may only be read) the caller's first write
	 * says so. */
	(void)mkdir(r->own_dir, 0777);
	(void)mkdir(r->cache_dir, 0777);
	return r->cache_dir;
}

static enum eg_rc
config_text(const struct eg_store__git2 *g, git_repository *repo, const char *key, char **out,
    struct eg_err *err)
{
	git_config *config = NULL;
	git_buf value = {0};
	int code = repo != NULL ? g->git_repository_config_snapshot(&config, repo)
				: g->git_config_open_default(&config);

	*out = NULL;
	if (code == 0)
		code = g->git_config_get_string_buf(&value, config, key);
	if (code == 0)
		*out = eg_strdup(value.ptr);
	g->git_buf_dispose(&value);
	g->git_config_free(config);
	if (code < 0 && code != GIT_ENOTFOUND)
		return eg_store__error(g, code, NULL, err, "cannot read git's configuration");
	return EG_OK;
}

enum eg_rc
eg_repo_config(struct eg_repo *r, const char *key, char **out, struct eg_err *err)
{
	return config_text(r->g, r->repo, key, out, err);
}

/* git's own cleaning: no line breaks or angle brackets, no blanks and stops around. */
static void
clean(char *out, size_t out_bytes, const char *text)
{
	static const char crud[] = " .,:;<>\"\\'\t\r\n";
	size_t n = strlen(text), to = 0;

	while (n > 0 && strchr(crud, text[n - 1]) != NULL)
		n--;
	while (n > 0 && strchr(crud, *text) != NULL) {
		text++;
		n--;
	}
	for (size_t i = 0; i < n && to + 1 < out_bytes; i++)
		if (text[i] != '<' && text[i] != '>' && (unsigned char)text[i] >= ' ')
			out[to++] = text[i];
	out[to] = '\0';
}

static enum eg_rc
identity_part(const struct eg_store__git2 *g, git_repository *repo, const char *given,
    const char *key, char *out, size_t out_bytes, struct eg_err *err)
{
	char *configured = NULL;
	enum eg_rc rc = EG_OK;

	out[0] = '\0';
	if (given == NULL && (rc = config_text(g, repo, key, &configured, err)) != EG_OK)
		return rc;
	if (given != NULL || configured != NULL)
		clean(out, out_bytes, given != NULL ? given : configured);
	eg_free(configured);
	return EG_OK;
}

enum eg_rc
eg_store__identity(const struct eg_store__git2 *g, git_repository *repo,
    const struct eg_signer *who, struct eg_store__identity *out, struct eg_err *err)
{
	static const struct eg_signer nobody = {0};
	enum eg_rc rc;

	if (who == NULL)
		who = &nobody;
	out->when = who->when != 0 ? who->when : (int64_t)time(NULL);
	out->offset_minutes = who->offset_minutes;
	if ((rc = identity_part(
		 g, repo, who->name, "user.name", out->name, sizeof(out->name), err)) != EG_OK ||
	    (rc = identity_part(
		 g, repo, who->email, "user.email", out->email, sizeof(out->email), err)) != EG_OK)
		return rc;
	if (out->name[0] != '\0' && out->email[0] != '\0')
		return EG_OK;
	(void)eg_err_set(err, EG_ERR_IDENTITY,
	    "git does not know your name and e-mail, which every commit carries");
	eg_err_hint(err, "git config --global user.name 'Your Name' && git config --global "
			 "user.email you@example.org");
	return EG_ERR_IDENTITY;
}

void
eg_store__identity_line(const struct eg_store__identity *id, struct eg_buf *out)
{
	int minutes = id->offset_minutes < 0 ? -id->offset_minutes : id->offset_minutes;

	eg_buf_printf(out, "%s <%s> %lld %c%02d%02d", id->name, id->email, (long long)id->when,
	    id->offset_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}
