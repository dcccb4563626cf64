/*
 * engross's own lock and the journal. The journal is written and on the disk before the ref moves
 * and removed when work tree and index have followed; it says which ref goes from where to where
 * and which paths change:
 *
 *	engross-journal 1
 *	ref refs/heads/main
 *	old 0000…            (zeros: there was none)
 *	new 1234…
 *	path bills/x/CO.md
 *	end
 *
 * eg_store__recover() reads it after a crash: if the ref moved, the work tree and the index follow
 * now; if not, it is void.
 */
#include "store/change.h"

#include "base/path.h"
#include "store/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum {
	LOCK_WAIT_MS = 60 * 1000,
	REF_WAIT_MS = 500, /* git holds the lock of a ref for a moment only */
	JOURNAL_MAX = 256 * 1024 * 1024,
};

static void
nap_ms(int ms)
{
	struct timespec t = {ms / 1000, (ms % 1000) * 1000000L};

	nanosleep(&t, NULL);
}

/* ---- lock ---- */

static int
open_lock(struct eg_repo *r)
{
	char *path = eg_sprintf("%s/lock", r->own_dir);
	int fd;

	(void)mkdir(r->own_dir, 0777);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	eg_free(path);
	return fd;
}

bool
eg_store__try_lock(struct eg_repo *r, int *fd)
{
	*fd = open_lock(r);
	if (*fd >= 0 && flock(*fd, LOCK_EX | LOCK_NB) == 0)
		return true;
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	return false;
}

enum eg_rc
eg_store__lock(struct eg_repo *r, int *fd, struct eg_err *err)
{
	int waited = 0, step = 1;

	*fd = open_lock(r);
	if (*fd < 0)
		return eg_store__errno(errno, err, "cannot open '%s/lock'", r->own_dir);
	while (flock(*fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK && errno != EINTR) {
			int number = errno;

			eg_store__unlock(fd);
			return eg_store__errno(number, err, "cannot lock '%s/lock'", r->own_dir);
		}
		if (waited > LOCK_WAIT_MS) {
			eg_store__unlock(fd);
			(void)eg_err_set(err, EG_ERR_LOCKED,
			    "another engross command has been writing for a minute");
			eg_err_hint(err, "wait for it to end, and run the command again");
			return EG_ERR_LOCKED;
		}
		nap_ms(step);
		waited += step;
		step = step < 20 ? step * 2 : 20;
	}
	return EG_OK;
}

void
eg_store__unlock(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* ---- journal ---- */

bool
eg_store__journal_left(const struct eg_repo *r)
{
	char *journal = eg_sprintf("%s/journal", r->own_dir),
	     *tmp = eg_sprintf("%s/tmp", r->own_dir);
	bool left = access(journal, F_OK) == 0 || access(tmp, F_OK) == 0;

	eg_free(journal);
	eg_free(tmp);
	return left;
}

enum eg_rc
eg_store__journal_write(struct eg_repo *r, const struct eg_store__head *head,
    const git_oid *new_commit, struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	char hex[EG_OID_HEX], *tmp = eg_sprintf("%s/tmp/journal", r->own_dir),
			      *path = eg_sprintf("%s/journal", r->own_dir);
	enum eg_rc rc = EG_OK;
	int fd;

	r->g->git_oid_tostr(hex, sizeof(hex), &head->commit);
	eg_buf_printf(&b, "engross-journal 1\nref %s\nold %s\n", head->ref, hex);
	r->g->git_oid_tostr(hex, sizeof(hex), new_commit);
	eg_buf_printf(&b, "new %s\n", hex);
	for (size_t i = 0; i < n; i++)
		eg_buf_printf(&b, "path %s\n", edits[i]->path);
	eg_buf_puts(&b, "end\n");
	fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0 || eg_pack__write_all(fd, b.p, b.n) < 0 || fsync(fd) < 0 ||
	    rename(tmp, path) < 0 || eg_pack__sync_folder(r->own_dir) < 0)
		rc = eg_store__errno(errno, err, "cannot write '%s'", path);
	if (fd >= 0)
		close(fd);
	eg_free(tmp);
	eg_free(path);
	eg_buf_clear(&b);
	return rc;
}

void
eg_store__journal_remove(struct eg_repo *r)
{
	char *path = eg_sprintf("%s/journal", r->own_dir);

	unlink(path);
	eg_free(path);
}

/* ---- recovery ---- */

struct journal {
	char *ref;
	git_oid was, is;
	bool had;
	struct {
		EG_VEC(struct eg_store__edit *);
	} edits;
	bool whole;
};

static void
journal_clear(struct journal *j)
{
	for (size_t i = 0; i < j->edits.n; i++) {
		eg_free(j->edits.v[i]->path);
		eg_free(j->edits.v[i]->made);
		eg_free(j->edits.v[i]);
	}
	eg_vec_clear(&j->edits);
	eg_free(j->ref);
}

static void
journal_line(struct eg_repo *r, struct journal *j, const char *line)
{
	if (strncmp(line, "ref ", 4) == 0 && j->ref == NULL) {
		j->ref = eg_strdup(line + 4);
	} else if (strncmp(line, "old ", 4) == 0) {
		r->g->git_oid_fromstr(&j->was, line + 4);
		j->had = strspn(line + 4, "0") < 40;
	} else if (strncmp(line, "new ", 4) == 0) {
		r->g->git_oid_fromstr(&j->is, line + 4);
	} else if (strncmp(line, "path ", 5) == 0 && eg_path_is_inside(line + 5)) {
		struct eg_store__edit *e = eg_calloc(1, sizeof(*e));

		e->path = eg_strdup(line + 5);
		eg_vec_push(&j->edits, e);
	} else if (strcmp(line, "end") == 0) {
		j->whole = j->ref != NULL;
	}
}

static enum eg_rc
journal_read(struct eg_repo *r, struct journal *j, struct eg_err *err)
{
	char *path = eg_sprintf("%s/journal", r->own_dir);
	struct eg_buf b = EG_BUF_INIT;
	enum eg_rc rc = eg_file_read(path, JOURNAL_MAX, &b, err);

	if (rc == EG_ERR_NOT_FOUND)
		rc = EG_OK;
	for (char *line = b.p, *end;
	     rc == EG_OK && line != NULL && (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		journal_line(r, j, line);
	}
	eg_buf_clear(&b);
	eg_free(path);
	return rc;
}

/* A crash between making REF.lock and renaming it leaves the lock, empty or with our new id in it.
 * Git's own locks live for milliseconds, so one that stays is ours. */
static void
unstick_ref(struct eg_repo *r, const struct journal *j)
{
	char *path = eg_sprintf(
	    "%s/%s.lock", strncmp(j->ref, "refs/", 5) == 0 ? r->common_dir : r->git_dir, j->ref);
	struct eg_buf b = EG_BUF_INIT;
	char hex[EG_OID_HEX];

	r->g->git_oid_tostr(hex, sizeof(hex), &j->is);
	for (int waited = 0; access(path, F_OK) == 0; waited += 20) {
		if (waited >= REF_WAIT_MS) {
			if (eg_file_read(path, 4096, &b, NULL) == EG_OK &&
			    (b.n == 0 || strncmp(eg_buf_cstr(&b), hex, 40) == 0))
				unlink(path);
			break;
		}
		nap_ms(20);
	}
	eg_buf_clear(&b);
	eg_free(path);
}

/* Does HEAD hold the journal's commit (as its tip or below it)? */
static bool
has_moved(struct eg_repo *r, const struct journal *j, const struct eg_store__head *head)
{
	if (!head->born)
		return false;
	if (memcmp(&head->commit, &j->is, sizeof(j->is)) == 0)
		return true;
	return r->g->git_graph_descendant_of(r->repo, &head->commit, &j->is) == 1;
}

static enum eg_rc
load_blob(struct eg_repo *r, struct eg_store__edit *e, struct eg_err *err)
{
	git_odb_object *o = NULL;
	int code = r->g->git_odb_read(&o, r->odb, &e->now.id);

	if (code < 0)
		return eg_store__error(r->g, code, r->git_dir, err, "cannot read '%s'", e->path);
	e->want_n = r->g->git_odb_object_size(o);
	e->made = eg_malloc(e->want_n + 1);
	memcpy(e->made, r->g->git_odb_object_data(o), e->want_n);
	e->want = e->made;
	r->g->git_odb_object_free(o);
	return EG_OK;
}

/* Keep the edits whose file HEAD still holds as the journal's commit made it, and that nobody has
 * edited since. */
static enum eg_rc
keep_ours(struct eg_repo *r, struct journal *j, const struct eg_store__head *head,
    struct eg_store__place *pl, struct eg_err *err)
{
	git_tree *was = NULL, *is = NULL;
	char hex[EG_OID_HEX];
	enum eg_rc rc = EG_OK;
	size_t kept = 0;

	r->g->git_oid_tostr(hex, sizeof(hex), &j->was);
	if (j->had && (rc = eg_store__tree_of(r, hex, &was, err)) != EG_OK)
		goto done;
	r->g->git_oid_tostr(hex, sizeof(hex), &j->is);
	if ((rc = eg_store__tree_of(r, hex, &is, err)) != EG_OK)
		goto done;
	for (size_t i = 0; i < j->edits.n && rc == EG_OK; i++) {
		struct eg_store__edit *e = j->edits.v[i];
		struct eg_store__slot now;

		if ((rc = eg_store__slot(r, was, e->path, &e->old, err)) != EG_OK ||
		    (rc = eg_store__slot(r, is, e->path, &e->now, err)) != EG_OK ||
		    (rc = eg_store__slot(r, head->tree, e->path, &now, err)) != EG_OK)
			break;
		if (now.exists == e->now.exists &&
		    (!now.exists || memcmp(&now.id, &e->now.id, sizeof(now.id)) == 0)) {
			if (e->now.exists)
				rc = load_blob(r, e, err);
			if (rc == EG_OK && eg_store__worktree_check(pl, r, &e, 1, NULL) == EG_OK) {
				struct eg_store__edit *swap = j->edits.v[kept];

				j->edits.v[kept++] = e;
				j->edits.v[i] = swap;
			}
		}
	}
	for (size_t i = kept; i < j->edits.n; i++) {
		eg_free(j->edits.v[i]->path);
		eg_free(j->edits.v[i]->made);
		eg_free(j->edits.v[i]);
	}
	j->edits.n = kept;
done:
	r->g->git_tree_free(was);
	r->g->git_tree_free(is);
	return rc;
}

static enum eg_rc
finish(struct eg_repo *r, struct journal *j, const struct eg_store__head *head, struct eg_err *err)
{
	struct eg_store__place *pl = NULL;
	struct eg_store__index *index = NULL;
	struct eg_store__edit *const *edits;
	struct {
		EG_VEC(struct eg_store__edit *);
	} indexed = {0};
	enum eg_rc rc = eg_store__place_new(r, &pl, err);

	if (rc != EG_OK || (rc = keep_ours(r, j, head, pl, err)) != EG_OK)
		goto done;
	edits = j->edits.v;
	if ((rc = eg_store__worktree_prepare(r, edits, j->edits.n, err)) != EG_OK ||
	    (rc = eg_store__worktree_folders(pl, edits, j->edits.n, err)) != EG_OK ||
	    (rc = eg_store__worktree_apply(pl, r, edits, j->edits.n, err)) != EG_OK ||
	    (rc = eg_store__index_open(r, &index, err)) != EG_OK)
		goto done;
	for (size_t i = 0; i < j->edits.n; i++)
		if (eg_store__index_check(index, &edits[i], 1, NULL) == EG_OK)
			eg_vec_push(&indexed, edits[i]);
	if ((rc = eg_store__index_prepare(index, pl, indexed.v, indexed.n, err)) == EG_OK)
		rc = eg_store__index_commit(index, err);
done:
	eg_store__index_free(index);
	eg_vec_clear(&indexed);
	eg_store__place_free(pl);
	return rc;
}

enum eg_rc
eg_store__recover(struct eg_repo *r, struct eg_err *err)
{
	struct eg_store__head head = {0};
	struct journal j = {0};
	enum eg_rc rc = EG_OK;

	if (!eg_store__journal_left(r))
		return EG_OK;
	eg_store__index_unstick(r);
	eg_store__tmp_clean(r);
	if ((rc = journal_read(r, &j, err)) != EG_OK)
		goto done;
	if (j.whole) {
		unstick_ref(r, &j);
		if ((rc = eg_store__head_read(r, &head, err)) != EG_OK)
			goto done;
		if (r->root != NULL && j.edits.n > 0) {
			if (!has_moved(r, &j, &head)) {
				struct eg_store__place *pl;

				for (size_t i = 0; i < j.edits.n; i++) {
					j.edits.v[i]->write = true;
					j.edits.v[i]->want = "";
				}
				if ((rc = eg_store__place_new(r, &pl, err)) == EG_OK)
					eg_store__worktree_unfold(pl, j.edits.v, j.edits.n);
				eg_store__place_free(pl);
			} else if ((rc = eg_store__tmp_make(r, err)) == EG_OK) {
				rc = finish(r, &j, &head, err);
			}
		}
	}
	if (rc == EG_OK) {
		eg_store__journal_remove(r);
		eg_store__tmp_clean(r);
	}
done:
	eg_store__head_clear(r, &head);
	journal_clear(&j);
	return rc;
}
