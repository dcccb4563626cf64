/*
 * libgit2, loaded on first use, and the wall where its errors are translated. Start at
 * eg_store__error(): every failure of libgit2 that a user can meet gets its words there.
 */
#include "store/lib.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

/*
 * The one writable global of the library: the functions of a library that is loaded once for the
 * process, and why that failed if it did. Written under pthread_once only, read-only afterwards.
 */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct eg_store__git2 table;
static struct eg_err load_error;

static const char *const names[] = {EG_STORE_GIT2(EG_LAZY_NAME)};

/*
 * Starting libgit2 makes mbedTLS read every certificate of the system, which takes as long as
 * everything else that a short command does. engross speaks no HTTPS through it (network
 * transports are the user's own git), so the program exports this function in place of mbedTLS's:
 * it reads nothing, and nothing is trusted. See the link of the program in the Makefile.
 */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);

__attribute__((visibility("default"))) int
mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
	EG_UNUSED(chain);
	EG_UNUSED(path);
	return 0;
}

static void
load(void)
{
	if (eg_lazy_open("libgit2.so.1.5", "libgit2-1.5", names, EG_COUNT(names), &table,
		&load_error) != EG_OK)
		return;
	if (table.git_libgit2_init() < 0) {
		(void)eg_err_set(&load_error, EG_ERR_LIBRARY, "libgit2 does not start");
		return;
	}
	/* Refs must be on the disk before the work tree follows them; objects are written and
	 * synced by this room itself. */
	table.git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
	/* Our trees are read from the same repository a moment before; checking each of 1,120 ids
	 * again is time only. */
	table.git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, 0);
}

enum eg_rc
eg_store__git2(const struct eg_store__git2 **out, struct eg_err *err)
{
	pthread_once(&once, load);
	if (load_error.rc != EG_OK) {
		if (err != NULL)
			*err = load_error;
		return load_error.rc;
	}
	*out = &table;
	return EG_OK;
}

static enum eg_rc
unsupported(const char *why, const char *what, struct eg_err *err)
{
	const char *name = strstr(why, "extension name");

	(void)eg_err_set(err, EG_ERR_REPO,
	    "%s: the repository uses a git extension that engross cannot read (%s)", what,
	    name != NULL ? name + sizeof("extension name") : why);
	if (strstr(why, "worktree") != NULL)
		eg_err_hint(err, "git config --unset extensions.worktreeConfig");
	else
		eg_err_hint(
		    err, "git clone it into a repository made by: git init --object-format=sha1");
	return EG_ERR_REPO;
}

enum eg_rc
eg_store__error(const struct eg_store__git2 *g, int code, const char *path, struct eg_err *err,
    const char *fmt, ...)
{
	const int number = errno;
	const git_error *last = g->git_error_last();
	char what[EG_ERR_MSG_MAX / 2], why[EG_ERR_MSG_MAX / 2];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	snprintf(why, sizeof(why), "%s",
	    last != NULL && last->message != NULL ? last->message : "no reason given");
	if (code == GIT_EOWNER || strstr(why, "safe.directory") != NULL) {
		(void)eg_err_set(
		    err, EG_ERR_OWNER, "%s: the repository belongs to another user", what);
		eg_err_hint(err, "git config --global --add safe.directory %s",
		    path != NULL ? path : "PATH");
		return EG_ERR_OWNER;
	}
	if (strstr(why, "unsupported extension") != NULL)
		return unsupported(why, what, err);
	if (strstr(why, "No space left") != NULL || strstr(why, "Disk quota") != NULL)
		return eg_store__errno(ENOSPC, err, "%s", what);
	if (strstr(why, "File too large") != NULL)
		return eg_store__errno(EFBIG, err, "%s", what);
	if (strstr(why, "Permission denied") != NULL ||
	    strstr(why, "Read-only file system") != NULL)
		return eg_store__errno(number == EROFS ? EROFS : EACCES, err, "%s", what);
	switch (code) {
	case GIT_ELOCKED:
		(void)eg_err_set(err, EG_ERR_LOCKED, "%s: another program holds a lock", what);
		eg_err_hint(err, "try again; if no git command is running: rm %s/refs/heads/*.lock",
		    path != NULL ? path : ".git");
		return EG_ERR_LOCKED;
	case GIT_EMODIFIED:
		return eg_err_set(err, EG_ERR_RACE,
		    "%s: another command changed the repository at the same time", what);
	case GIT_EEXISTS:
		return eg_err_set(err, EG_ERR_EXISTS, "%s: already there", what);
	case GIT_ENOTFOUND:
		return eg_err_set(
		    err, EG_ERR_REPO, "%s: missing in the repository (%s)", what, why);
	default:
		break;
	}
	return eg_err_set(err, EG_ERR_REPO, "%s: %s", what, why);
}

enum eg_rc
eg_store__errno(int number, struct eg_err *err, const char *fmt, ...)
{
	char what[EG_ERR_MSG_MAX / 2];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	if (number == ENOSPC || number == EDQUOT) {
		(void)eg_err_set(err, EG_ERR_SYSTEM, "%s: no space left on the disk", what);
		eg_err_hint(err, "free some space and run the command again");
		return EG_ERR_SYSTEM;
	}
	(void)eg_err_set(err, EG_ERR_SYSTEM, "%s: %s", what, strerror(number));
	if (number == EACCES || number == EPERM)
		eg_err_hint(err, "ask the owner of the folder for the right to write there");
	return EG_ERR_SYSTEM;
}
