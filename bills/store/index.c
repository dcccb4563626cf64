/*
 * git's index, changed only in our own paths. The lock is git's own (.git/index.lock), but made as
 * a hard link of own_dir/index-mark: after a crash the lock is known to be ours by being the same
 * file. The new index is built by libgit2 on a copy in own_dir (so that libgit2 does not compare
 * the whole work tree) and renamed over the old one while the lock is held.
 */
#include "store/change.h"

#include "base/path.h"
#include "store/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct eg_store__index {
	struct eg_repo *r;
	git_index *index;
	char *file, *lock, *mark, *copy;
	bool locked;
};

static void
paths(struct eg_repo *r, struct eg_store__index *x)
{
	x->r = r;
	x->file = eg_sprintf("%s/index", r->git_dir);
	x->lock = eg_sprintf("%s/index.lock", r->git_dir);
	x->mark = eg_sprintf("%s/index-mark", r->own_dir);
	x->copy = eg_sprintf("%s/index", r->own_dir);
}

static void
forget(struct eg_store__index *x)
{
	eg_free(x->file);
	eg_free(x->lock);
	eg_free(x->mark);
	eg_free(x->copy);
}

void
eg_store__index_unstick(struct eg_repo *r)
{
	struct eg_store__index x = {0};
	struct stat mark, lock;
	char *copy_lock;

	paths(r, &x);
	copy_lock = eg_sprintf("%s.lock", x.copy);
	if (stat(x.mark, &mark) == 0 && stat(x.lock, &lock) == 0 && mark.st_dev == lock.st_dev &&
	    mark.st_ino == lock.st_ino)
		unlink(x.lock);
	unlink(x.mark);
	unlink(x.copy);
	unlink(copy_lock);
	eg_free(copy_lock);
	forget(&x);
}

/* One try at the lock. 0, or -1 and errno (EEXIST: held). */
static int
take_lock(struct eg_store__index *x)
{
	int fd;

	if (link(x->mark, x->lock) == 0)
		return 0;
	if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
		return -1;
	/* A file system without hard links: a plain lock; a crash in the moment of writing must be
	 * cleared by hand. */
	fd = open(x->lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return -1;
	close(fd);
	return 0;
}

static enum eg_rc
lock_index(struct eg_store__index *x, struct eg_err *err)
{
	int fd = open(x->mark, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0)
		return eg_store__errno(errno, err, "cannot create '%s'", x->mark);
	close(fd);
	for (int waited = 0;; waited += 20) {
		struct timespec nap = {0, 20 * 1000 * 1000};

		if (take_lock(x) == 0) {
			x->locked = true;
			return EG_OK;
		}
		if (errno != EEXIST)
			return eg_store__errno(errno, err, "cannot create '%s'", x->lock);
		if (waited >= EG_STORE_BUSY_MS)
			break;
		nanosleep(&nap, NULL);
	}
	(void)eg_err_set(err, EG_ERR_LOCKED,
	    "another program is at work on the repository ('%s' exists)", x->lock);
	eg_err_hint(err, "try again; if no git command is running: rm %s", x->lock);
	return EG_ERR_LOCKED;
}

static enum eg_rc
copy_index(struct eg_store__index *x, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;
	int fd = -1;

	unlink(x->copy);
	if (!eg_path_is_file(x->file))
		return EG_OK;
	if ((rc = eg_file_read(x->file, EG_BUF_DEFAULT_LIMIT, &bytes, err)) == EG_OK) {
		fd = open(x->copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
		if (fd < 0 || eg_pack__write_all(fd, bytes.p, bytes.n) < 0)
			rc = eg_store__errno(errno, err, "cannot write '%s'", x->copy);
	}
	if (fd >= 0)
		close(fd);
	eg_buf_clear(&bytes);
	return rc;
}

enum eg_rc
eg_store__index_open(struct eg_repo *r, struct eg_store__index **out, struct eg_err *err)
{
	struct eg_store__index *x = eg_calloc(1, sizeof(*x));
	enum eg_rc rc;
	int code;

	*out = x;
	paths(r, x);
	if ((rc = lock_index(x, err)) != EG_OK || (rc = copy_index(x, err)) != EG_OK)
		return rc;
	if ((code = r->g->git_index_open(&x->index, x->copy)) < 0)
		return eg_store__error(
		    r->g, code, r->git_dir, err, "cannot read git's index '%s'", x->file);
	return EG_OK;
}

enum eg_rc
eg_store__index_check(
    struct eg_store__index *x, struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	for (size_t i = 0; i < n; i++) {
		const struct eg_store__edit *e = edits[i];
		const git_index_entry *have = x->r->g->git_index_get_bypath(x->index, e->path, 0);
		bool conflict = false;

		for (int stage = 1; stage <= 3 && have == NULL; stage++)
			conflict = conflict ||
				   x->r->g->git_index_get_bypath(x->index, e->path, stage) != NULL;
		if (conflict) {
			(void)eg_err_at(
			    err, EG_ERR_EDITED, e->path, 0, 0, "is in the middle of a git merge");
			eg_err_hint(
			    err, "finish it: edit the file, git add %s, git commit", e->path);
			return EG_ERR_EDITED;
		}
		if (have == NULL
			? !e->old.exists || !e->now.exists
			: (e->old.exists && memcmp(&have->id, &e->old.id, sizeof(have->id)) == 0) ||
			      (e->now.exists &&
				  memcmp(&have->id, &e->now.id, sizeof(have->id)) == 0))
			continue;
		/* The work tree's file is what is being committed: what was staged before it is
		 * older. */
		if (!e->write && e->want != NULL)
			continue;
		(void)eg_err_at(err, EG_ERR_EDITED, e->path, 0, 0,
		    "has a change that was staged with git and not committed");
		eg_err_hint(
		    err, "git commit %s to keep it; git reset %s to give it up", e->path, e->path);
		return EG_ERR_EDITED;
	}
	return EG_OK;
}

static void
fill(git_index_entry *out, const struct eg_store__edit *e, const struct stat *st)
{
	memset(out, 0, sizeof(*out));
	out->path = e->path;
	out->id = e->now.id;
	out->mode = e->now.mode;
	if (st == NULL)
		return;
	out->ctime.seconds = (int32_t)st->st_ctim.tv_sec;
	out->ctime.nanoseconds = (uint32_t)st->st_ctim.tv_nsec;
	out->mtime.seconds = (int32_t)st->st_mtim.tv_sec;
	out->mtime.nanoseconds = (uint32_t)st->st_mtim.tv_nsec;
	out->dev = (uint32_t)st->st_dev;
	out->ino = (uint32_t)st->st_ino;
	out->uid = st->st_uid;
	out->gid = st->st_gid;
	out->file_size = (uint32_t)st->st_size;
}

enum eg_rc
eg_store__index_prepare(struct eg_store__index *x, struct eg_store__place *pl,
    struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	const struct eg_store__git2 *g = x->r->g;
	int code;

	for (size_t i = 0; i < n; i++) {
		const struct eg_store__edit *e = edits[i];
		git_index_entry entry;
		struct stat st;
		bool there = false;

		if (!e->now.exists) {
			(void)g->git_index_remove(x->index, e->path, 0);
			continue;
		}
		if (e->folder != 0 && (pl == NULL || e->placed)) {
			there = true;
			st = e->made_as;
		} else if (pl != NULL &&
			   eg_store__place_read(pl, e->path, &there, &st, NULL, NULL) != EG_OK) {
			there = false;
		}
		fill(&entry, e, there ? &st : NULL);
		if ((code = g->git_index_add(x->index, &entry)) < 0)
			return eg_store__error(
			    g, code, x->r->git_dir, err, "cannot add '%s' to git's index", e->path);
	}
	/* Gone first: the space it took is there again for the new one. */
	unlink(x->copy);
	code = g->git_index_write(x->index);
	return code < 0 ? eg_store__error(g, code, x->r->git_dir, err, "cannot write git's index")
			: EG_OK;
}

enum eg_rc
eg_store__index_commit(struct eg_store__index *x, struct eg_err *err)
{
	if (rename(x->copy, x->file) < 0)
		return eg_store__errno(errno, err, "cannot put git's index in place");
	return EG_OK;
}

void
eg_store__index_free(struct eg_store__index *x)
{
	if (x == NULL)
		return;
	if (x->locked)
		unlink(x->lock);
	unlink(x->mark);
	unlink(x->copy);
	x->r->g->git_index_free(x->index);
	forget(x);
	eg_free(x);
}
