/*
 * A file that grows: HEAD's bytes with more behind them, made in own_dir/tmp without being held in
 * memory. Start reading at eg_store__grow(). The id of a blob begins with its length, so it can only
 * be computed when the file is whole; the object is packed beside that on another core.
 */
#include "store/change.h"

#include "base/beside.h"
#include "base/flate.h"
#include "store/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 256 * 1024 };

static void
paths(const struct eg_repo *r, const struct eg_store__edit *e, char **file, char **object)
{
	*file = eg_sprintf("%s/tmp/%zu", r->own_dir, e->temp);
	*object = eg_sprintf("%s/tmp/%zu.object", r->own_dir, e->temp);
}

static ssize_t
read_block(int fd, char *to)
{
	ssize_t n;

	do
		n = read(fd, to, BLOCK);
	while (n < 0 && errno == EINTR);
	return n;
}

int
eg_store__copy(int from, int to)
{
	char *block = eg_malloc(BLOCK);
	ssize_t n;
	int rc = 0;

	while (rc == 0 && (n = read_block(from, block)) != 0)
		rc = n < 0 ? -1 : eg_pack__write_all(to, block, (size_t)n);
	eg_free(block);
	return rc;
}

/* ---- what HEAD holds ---- */

/* The work tree's copy, if it is HEAD's: it was read once and is looked at no more. */
static bool
from_worktree(struct eg_repo *r, struct eg_store__edit *e, int fd, const char *file)
{
	struct eg_store__place *pl;
	git_oid id;
	bool done = false;
	int from;

	if (eg_store__place_new(r, &pl, NULL) != EG_OK)
		return false;
	if ((from = eg_store__place_file(pl, e->path)) >= 0) {
		done = fstat(from, &e->seen) == 0 && eg_store__copy(from, fd) == 0 &&
		       r->g->git_odb_hashfile(&id, file, GIT_OBJECT_BLOB) == 0 &&
		       memcmp(&id, &e->old.id, sizeof(id)) == 0;
		close(from);
	}
	eg_store__place_free(pl);
	e->there = done;
	return done;
}

static enum eg_rc
from_head(struct eg_repo *r, const struct eg_store__edit *e, int fd, struct eg_err *err)
{
	git_odb_object *o = NULL;
	int code;
	enum eg_rc rc = EG_OK;

	if (ftruncate(fd, 0) < 0 || lseek(fd, 0, SEEK_SET) < 0)
		return eg_store__errno(errno, err, "cannot write '%s'", e->path);
	if ((code = r->g->git_odb_read(&o, r->odb, &e->old.id)) < 0)
		return eg_store__error(r->g, code, r->git_dir, err, "cannot read '%s'", e->path);
	if (eg_pack__write_all(fd, r->g->git_odb_object_data(o), r->g->git_odb_object_size(o)) < 0)
		rc = eg_store__errno(errno, err, "cannot write '%s'", e->path);
	r->g->git_odb_object_free(o);
	return rc;
}

/* ---- the object ---- */

struct packing {
	const char *file, *object;
	uint64_t n;
	int number; /* errno, 0 = done */
};

static int
pack_into(struct eg_deflate *d, const struct packing *p, int from, int to, char *block)
{
	struct eg_buf out = EG_BUF_INIT;
	uint64_t left = p->n;
	char head[64];
	size_t n = (size_t)snprintf(head, sizeof(head), "blob %llu", (unsigned long long)p->n) + 1;
	bool ok = eg_deflate_add(d, head, n, false, &out);

	while (ok && left > 0) {
		ssize_t got = read_block(from, block);

		if (got <= 0 || (uint64_t)got > left) { /* nobody else writes here */
			errno = got < 0 ? errno : EIO;
			break;
		}
		left -= (uint64_t)got;
		ok = eg_deflate_add(d, block, (size_t)got, left == 0, &out);
		if (ok && eg_pack__write_all(to, eg_buf_cstr(&out), out.n) < 0)
			break;
		eg_buf_reset(&out);
	}
	if (!ok)
		errno = ENOMEM;
	eg_buf_clear(&out);
	return !ok || left > 0 ? -1 : 0;
}

static void
pack(void *ctx)
{
	struct packing *p = ctx;
	struct eg_deflate *d = eg_deflate_new();
	char *block = eg_malloc(BLOCK);
	int from = open(p->file, O_RDONLY | O_CLOEXEC),
	    to = open(p->object, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0444);

	p->number = 0;
	if (from < 0 || to < 0 || pack_into(d, p, from, to, block) < 0 || fsync(to) < 0)
		p->number = errno;
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	eg_free(block);
	eg_deflate_free(d);
}

static enum eg_rc
make_object(struct eg_repo *r, struct eg_store__edit *e, uint64_t n, const char *file,
    const char *object, struct eg_err *err)
{
	struct packing p = {file, object, n, 0};
	struct eg_beside beside = {0};
	int code;

	eg_beside_start(&beside, pack, &p);
	code = r->g->git_odb_hashfile(&e->now.id, file, GIT_OBJECT_BLOB);
	eg_beside_join(&beside);
	if (p.number != 0)
		return eg_store__errno(p.number, err, "cannot write a new object");
	if (code < 0)
		return eg_store__error(
		    r->g, code, r->git_dir, err, "cannot compute the id of '%s'", e->path);
	return EG_OK;
}

/* ---- both ---- */

static enum eg_rc
fill(struct eg_repo *r, struct eg_store__edit *e, int fd, const char *file, struct eg_err *err)
{
	struct stat st;
	enum eg_rc rc = EG_OK;

	e->there = false;
	if (e->old.exists && (r->root == NULL || !from_worktree(r, e, fd, file)))
		rc = from_head(r, e, fd, err);
	if (rc != EG_OK)
		return rc;
	if (fstat(fd, &st) < 0)
		return eg_store__errno(errno, err, "cannot write '%s'", e->path);
	e->want_n = (size_t)st.st_size;
	if ((rc = e->grow.fn(e->grow.ctx, fd, (uint64_t)st.st_size, err)) != EG_OK)
		return rc;
	if (fstat(fd, &st) < 0)
		return eg_store__errno(errno, err, "cannot write '%s'", e->path);
	e->differs = (size_t)st.st_size != e->want_n;
	e->want_n = (size_t)st.st_size;
	return EG_OK;
}

enum eg_rc
eg_store__grow(struct eg_repo *r, struct eg_store__edit *e, struct eg_err *err)
{
	char *file, *object;
	enum eg_rc rc = eg_store__tmp_make(r, err);
	int fd;

	if (rc != EG_OK)
		return rc;
	paths(r, e, &file, &object);
	fd = open(file, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC,
	    e->old.exists && e->old.mode == 0100755 ? 0777 : 0666);
	rc = fd < 0 ? eg_store__errno(errno, err, "cannot write '%s'", e->path)
		    : fill(r, e, fd, file, err);
	if (fd >= 0 && close(fd) < 0 && rc == EG_OK)
		rc = eg_store__errno(errno, err, "cannot write '%s'", e->path);
	e->now = e->old;
	e->want = e->old.exists || e->differs ? "" : NULL;
	if (rc == EG_OK && e->differs) {
		e->now.exists = true;
		e->now.mode = e->old.exists ? e->old.mode : 0100644;
		rc = make_object(r, e, e->want_n, file, object, err);
	}
	eg_free(file);
	eg_free(object);
	return rc;
}

enum eg_rc
eg_store__grow_objects(
    struct eg_repo *r, struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < n && rc == EG_OK; i++) {
		char *file, *object;

		if (edits[i]->kind != EG_STORE_GROW ||
		    r->g->git_odb_exists_ext(r->odb, &edits[i]->now.id, GIT_ODB_LOOKUP_NO_REFRESH))
			continue;
		paths(r, edits[i], &file, &object);
		rc = eg_store__objects_place(r, object, &edits[i]->now.id, err);
		eg_free(file);
		eg_free(object);
	}
	return rc;
}
