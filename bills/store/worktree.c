/*
 * The work tree: files are reached folder by folder without ever following a link, compared before
 * anything changes, written to own_dir/tmp first and then renamed into place. Start reading at
 * eg_store__worktree_check().
 */
#include "store/change.h"

#include "base/path.h"
#include "store/pack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct eg_store__place {
	int root;
	int folder; /* of `path`; root when path is "" */
	char path[4096]; /* the folder kept open, without a slash at the end */
};

enum eg_rc
eg_store__place_new(struct eg_repo *r, struct eg_store__place **out, struct eg_err *err)
{
	struct eg_store__place *pl = eg_calloc(1, sizeof(*pl));

	pl->root = pl->folder = open(r->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (pl->root < 0) {
		eg_free(pl);
		*out = NULL;
		return eg_store__errno(errno, err, "cannot open '%s'", r->root);
	}
	*out = pl;
	return EG_OK;
}

static void
leave_folder(struct eg_store__place *pl)
{
	if (pl->folder != pl->root && pl->folder >= 0)
		close(pl->folder);
	pl->folder = pl->root;
	pl->path[0] = '\0';
}

void
eg_store__place_free(struct eg_store__place *pl)
{
	if (pl == NULL)
		return;
	leave_folder(pl);
	close(pl->root);
	eg_free(pl);
}

/* Go to the folder of path, made if `make`. -1 and errno where it is not there or is no folder (a
 * link is none). */
static int
enter(struct eg_store__place *pl, const char *path, bool make, const char **base)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash != NULL ? (size_t)(slash - path) : 0;

	*base = slash != NULL ? slash + 1 : path;
	if (strlen(pl->path) == n && memcmp(pl->path, path, n) == 0)
		return 0;
	leave_folder(pl);
	if (n >= sizeof(pl->path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	for (size_t at = 0; at < n;) {
		size_t part = strcspn(path + at, "/");
		char name[256];
		int next;

		if (part >= sizeof(name)) {
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(name, path + at, part);
		name[part] = '\0';
		next = openat(pl->folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (next < 0 && errno == ENOENT && make && mkdirat(pl->folder, name, 0777) == 0)
			next = openat(
			    pl->folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (next < 0) {
			int number = errno;

			leave_folder(pl);
			errno = number;
			return -1;
		}
		if (pl->folder != pl->root)
			close(pl->folder);
		pl->folder = next;
		at += part + 1;
	}
	memcpy(pl->path, path, n);
	pl->path[n] = '\0';
	return 0;
}

static enum eg_rc
in_the_way(const char *path, struct eg_err *err)
{
	(void)eg_err_at(err, EG_ERR_USAGE, path, 0, 0,
	    "a link, or something that is no plain file or folder, is in the way");
	eg_err_hint(err, "ls -ld %s", path);
	return EG_ERR_USAGE;
}

enum eg_rc
eg_store__place_read(struct eg_store__place *pl, const char *path, bool *there, struct stat *st,
    struct eg_buf *bytes, struct eg_err *err)
{
	/* who asks for more than texts have gets it */
	size_t most =
	    bytes != NULL && bytes->limit > EG_BUF_DEFAULT_LIMIT ? bytes->limit : EG_FILE_MAX;
	const char *base;
	char chunk[32768];
	ssize_t got = 0;
	int fd;

	*there = false;
	if (enter(pl, path, false, &base) < 0)
		return errno == ENOENT ? EG_OK
		       : errno == ELOOP || errno == ENOTDIR
			   ? in_the_way(path, err)
			   : eg_store__errno(errno, err, "cannot open '%s'", path);
	if (fstatat(pl->folder, base, st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT ? EG_OK
				       : eg_store__errno(errno, err, "cannot open '%s'", path);
	if (!S_ISREG(st->st_mode))
		return in_the_way(path, err);
	*there = true;
	if (bytes == NULL)
		return EG_OK;
	eg_buf_reset(bytes);
	if (st->st_size > (off_t)most)
		return eg_err_at(
		    err, EG_ERR_LIMIT, path, 0, 0, "larger than the %zu bytes accepted", most);
	fd = openat(pl->folder, base, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || fstat(fd, st) < 0) {
		if (fd >= 0)
			close(fd);
		return eg_store__errno(errno, err, "cannot open '%s'", path);
	}
	while ((got = read(fd, chunk, sizeof(chunk))) > 0 && bytes->n <= most)
		eg_buf_add(bytes, chunk, (size_t)got);
	close(fd);
	if (got < 0)
		return eg_store__errno(errno, err, "cannot read '%s'", path);
	return bytes->n > most ? eg_err_at(err, EG_ERR_LIMIT, path, 0, 0,
				     "larger than the %zu bytes accepted", most)
			       : eg_buf_ok(bytes, err);
}

int
eg_store__place_file(struct eg_store__place *pl, const char *path)
{
	const char *base;
	struct stat st;
	int fd = -1;

	if (enter(pl, path, false, &base) == 0)
		fd = openat(pl->folder, base, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* ---- before anything changes ---- */

/* .gitattributes makes these text with LF: git itself does not see a CR before an LF in them as a
 * change. */
static bool
is_text(const char *path)
{
	const char *ext = eg_path_ext(path);

	return strncmp(path, "prints/", 7) != 0 &&
	       (strcmp(ext, ".md") == 0 || strcmp(ext, ".csv") == 0 || strcmp(ext, ".txt") == 0 ||
		   strcmp(ext, ".yaml") == 0);
}

static void
drop_cr(struct eg_buf *b)
{
	size_t to = 0;

	for (size_t i = 0; i < b->n; i++)
		if (b->p[i] != '\r' || i + 1 == b->n || b->p[i + 1] != '\n')
			b->p[to++] = b->p[i];
	eg_buf_trunc(b, to);
}

static bool
same(const struct eg_repo *r, const struct eg_buf *have, const struct eg_store__edit *e)
{
	git_oid id;

	if (e->want == NULL || have->n != e->want_n)
		return false;
	if (e->kind == EG_STORE_GROW)
		return r->g->git_odb_hash(&id, have->p, have->n, GIT_OBJECT_BLOB) == 0 &&
		       memcmp(&id, &e->now.id, sizeof(id)) == 0;
	return have->n == 0 || memcmp(have->p, e->want, have->n) == 0;
}

static bool
same_stat(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Was the file read when what it should be was made from it, and has it not changed since? */
static bool
is_seen(struct eg_store__place *pl, const struct eg_store__edit *e)
{
	struct stat now;
	bool there;

	return e->kind == EG_STORE_GROW && e->there &&
	       eg_store__place_read(pl, e->path, &there, &now, NULL, NULL) == EG_OK && there &&
	       same_stat(&now, &e->seen);
}

static enum eg_rc
edited(const struct eg_store__edit *e, bool untracked, struct eg_err *err)
{
	(void)eg_err_at(err, EG_ERR_EDITED, e->path, 0, 0,
	    untracked ? "is in the work tree, not yet committed, and differs"
		      : "was edited and not committed; it would be overwritten");
	eg_err_hint(err, "engross commit -m 'MESSAGE' to keep what is there%s",
	    untracked ? ", or move it away" : "; git checkout -- FILE to give it up");
	return EG_ERR_EDITED;
}

static enum eg_rc
check_one(struct eg_store__place *pl, struct eg_repo *r, struct eg_store__edit *e,
    struct eg_buf *have, struct eg_err *err)
{
	git_oid id;
	enum eg_rc rc;

	if (is_seen(pl, e)) {
		e->write = true;
		return EG_OK;
	}
	if ((rc = eg_store__place_read(pl, e->path, &e->there, &e->seen, have, err)) != EG_OK)
		return rc;
	e->write = e->want != NULL ? true : e->there;
	if (!e->there)
		return EG_OK;
	if (same(r, have, e)) {
		e->write = false;
		return EG_OK;
	}
	if (e->old.exists && r->g->git_odb_hash(&id, have->p, have->n, GIT_OBJECT_BLOB) == 0 &&
	    memcmp(&id, &e->old.id, sizeof(id)) == 0)
		return EG_OK;
	if (is_text(e->path) && memchr(eg_buf_cstr(have), '\r', have->n) != NULL) {
		drop_cr(have);
		if (same(r, have, e)) {
			e->write = false;
			return EG_OK;
		}
		if (e->old.exists &&
		    r->g->git_odb_hash(&id, have->p, have->n, GIT_OBJECT_BLOB) == 0 &&
		    memcmp(&id, &e->old.id, sizeof(id)) == 0)
			return EG_OK;
	}
	return edited(e, !e->old.exists, err);
}

enum eg_rc
eg_store__worktree_check(struct eg_store__place *pl, struct eg_repo *r,
    struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	struct eg_buf have;
	enum eg_rc rc = EG_OK;

	eg_buf_init(&have, EG_STORE_FILE_MAX);
	for (size_t i = 0; i < n && rc == EG_OK; i++)
		rc = check_one(pl, r, edits[i], &have, err);
	eg_buf_clear(&have);
	return rc;
}

/* ---- own_dir/tmp ---- */

enum eg_rc
eg_store__tmp_make(struct eg_repo *r, struct eg_err *err)
{
	char *tmp = eg_sprintf("%s/tmp", r->own_dir);
	enum eg_rc rc = mkdir(tmp, 0777) < 0 && errno != EEXIST
			    ? eg_store__errno(errno, err, "cannot make '%s'", tmp)
			    : EG_OK;

	eg_free(tmp);
	return rc;
}

void
eg_store__tmp_clean(struct eg_repo *r)
{
	char *tmp = eg_sprintf("%s/tmp", r->own_dir);
	DIR *d = opendir(tmp);
	const struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			unlinkat(dirfd(d), e->d_name, 0);
	if (d != NULL)
		closedir(d);
	rmdir(tmp);
	eg_free(tmp);
}

enum eg_rc
eg_store__worktree_prepare(
    struct eg_repo *r, struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;
	char path[4200];

	for (size_t i = 0; i < n && rc == EG_OK; i++) {
		struct eg_store__edit *e = edits[i];
		int fd;

		if (e->kind == EG_STORE_GROW)
			continue;
		e->temp = 0;
		if (!e->write || e->want == NULL)
			continue;
		e->temp = i + 1;
		snprintf(path, sizeof(path), "%s/tmp/%zu", r->own_dir, e->temp);
		fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
		    e->now.mode == 0100755 ? 0777 : 0666);
		if (fd < 0 || eg_pack__write_all(fd, e->want, e->want_n) < 0)
			rc = eg_store__errno(errno, err, "cannot write '%s'", e->path);
		if (fd >= 0 && close(fd) < 0 && rc == EG_OK)
			rc = eg_store__errno(errno, err, "cannot write '%s'", e->path);
	}
	return rc;
}

enum { RESERVE_LEAST = 64 * 1024, RESERVE_EACH = 512 };

enum eg_rc
eg_store__reserve(struct eg_repo *r, size_t n_edits, struct eg_err *err)
{
	char *index = eg_sprintf("%s/index", r->git_dir),
	     *path = eg_sprintf("%s/tmp/reserve", r->own_dir);
	struct stat st;
	off_t want = RESERVE_LEAST + (off_t)n_edits * RESERVE_EACH +
		     (stat(index, &st) == 0 ? 2 * st.st_size : 0);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666),
	    number = fd < 0 ? errno : 0;

	if (fd >= 0) {
		number = posix_fallocate(fd, 0, want);
		close(fd);
	}
	eg_free(index);
	eg_free(path);
	/* A file system that cannot keep room ahead is written to all the same. */
	return number == 0 || number == EOPNOTSUPP || number == EINVAL
		   ? EG_OK
		   : eg_store__errno(number, err, "cannot write below '%s'", r->own_dir);
}

void
eg_store__reserve_end(struct eg_repo *r)
{
	char *path = eg_sprintf("%s/tmp/reserve", r->own_dir);

	unlink(path);
	eg_free(path);
}

/* ---- after the ref has moved ---- */

enum eg_rc
eg_store__worktree_folders(
    struct eg_store__place *pl, struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	for (size_t i = 0; i < n; i++) {
		const char *base;

		if (edits[i]->write && edits[i]->want != NULL &&
		    enter(pl, edits[i]->path, true, &base) < 0)
			return errno == ELOOP || errno == ENOTDIR
				   ? in_the_way(edits[i]->path, err)
				   : eg_store__errno(errno, err, "cannot make the folder of '%s'",
					 edits[i]->path);
	}
	return EG_OK;
}

/* Remove the folders of path that are empty, the innermost first. */
static void
prune(struct eg_store__place *pl, const char *path)
{
	char *folder = eg_strdup(path), *slash;

	leave_folder(pl);
	while ((slash = strrchr(folder, '/')) != NULL) {
		*slash = '\0';
		if (unlinkat(pl->root, folder, AT_REMOVEDIR) < 0)
			break;
	}
	eg_free(folder);
}

void
eg_store__worktree_unfold(struct eg_store__place *pl, struct eg_store__edit *const *edits, size_t n)
{
	for (size_t i = n; i-- > 0;)
		if (edits[i]->write && edits[i]->want != NULL)
			prune(pl, edits[i]->path);
}

/* True when the file is as it was when it was checked: still absent, or the same bytes by its
 * times, size and number. */
static bool
untouched(const struct eg_store__place *pl, const struct eg_store__edit *e, const char *base)
{
	struct stat st;

	if (fstatat(pl->folder, base, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT;
	return e->there && same_stat(&st, &e->seen);
}

/* Across file systems (git_dir elsewhere than the work tree): copy beside the target, then rename.
 * */
static int
move_across(
    struct eg_store__place *pl, const struct eg_store__edit *e, const char *temp, const char *base)
{
	char name[300];
	int fd, from, rc;

	snprintf(name, sizeof(name), ".engross-%zu.tmp", e->temp);
	fd = openat(pl->folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
	    e->now.mode == 0100755 ? 0777 : 0666);
	if (fd < 0)
		return -1;
	from = open(temp, O_RDONLY | O_CLOEXEC);
	rc = from < 0 ? -1 : eg_store__copy(from, fd);
	if (from >= 0)
		close(from);
	if (close(fd) < 0 || rc < 0 || renameat(pl->folder, name, pl->folder, base) < 0) {
		unlinkat(pl->folder, name, 0);
		return -1;
	}
	return 0;
}

enum eg_rc
eg_store__worktree_apply(struct eg_store__place *pl, struct eg_repo *r,
    struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	char temp[4200];

	for (size_t i = 0; i < n; i++) {
		struct eg_store__edit *e = edits[i];
		const char *base;

		if (!e->write)
			continue;
		if (enter(pl, e->path, e->want != NULL, &base) < 0) {
			if (errno == ENOENT)
				continue;
			return eg_store__errno(
			    errno, err, "cannot open the folder of '%s'", e->path);
		}
		if (!untouched(pl, e, base))
			continue;
		if (e->want == NULL) {
			if (unlinkat(pl->folder, base, 0) < 0 && errno != ENOENT)
				return eg_store__errno(errno, err, "cannot remove '%s'", e->path);
			prune(pl, e->path);
			continue;
		}
		snprintf(temp, sizeof(temp), "%s/tmp/%zu", r->own_dir, e->temp);
		if (renameat(AT_FDCWD, temp, pl->folder, base) < 0 &&
		    (errno != EXDEV || move_across(pl, e, temp, base) < 0))
			return eg_store__errno(errno, err, "cannot write '%s'", e->path);
	}
	return EG_OK;
}
