/*
 * The work tree: files are reached folder by folder without ever following a link, compared before
 * anything changes, written to own_dir/tmp first and then renamed into place. Start reading at
 * eg_store__worktree_check().
 */
#include "store/change.h"

#include "base/path.h"
#include "store/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct eg_store__place {
	int root;
	int folder; /* of `path`; root when path is "" */
	char path[4096]; /* the folder kept open, without a slash at the end */
	char absent[4096]; /* a folder that was not there when last looked for, "" if none */
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

/* Is the folder of n bytes, or one above it, the one that was not there? */
static bool
is_absent(const struct eg_store__place *pl, const char *path, size_t n)
{
	size_t m = strlen(pl->absent);

	return m > 0 && m <= n && memcmp(path, pl->absent, m) == 0 && (m == n || path[m] == '/');
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
	if (make)
		pl->absent[0] = '\0';
	if (is_absent(pl, path, n)) {
		errno = ENOENT;
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

			if (number == ENOENT) {
				memcpy(pl->absent, path, at + part);
				pl->absent[at + part] = '\0';
			}
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
	const char *slash;
	git_oid id;
	enum eg_rc rc;

	if (is_seen(pl, e)) {
		e->write = true;
		return EG_OK;
	}
	if ((rc = eg_store__place_read(pl, e->path, &e->there, &e->seen, have, err)) != EG_OK)
		return rc;
	slash = strrchr(e->path, '/');
	e->no_folder = slash != NULL && is_absent(pl, e->path, (size_t)(slash - e->path));
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

/* ---- after the ref has moved ---- */

enum eg_rc
eg_store__worktree_folders(
    struct eg_store__place *pl, struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	for (size_t i = 0; i < n; i++) {
		const char *base;
		char *folder = NULL;
		int entered;

		if (!edits[i]->write || edits[i]->want == NULL)
			continue;
		if (edits[i]->folder != 0) { /* comes as a whole: its parent is needed */
			if (i > 0 && edits[i - 1]->folder == edits[i]->folder)
				continue;
			folder = eg_strndup(edits[i]->path,
			    (size_t)(strrchr(edits[i]->path, '/') - edits[i]->path));
		}
		entered = enter(pl, folder != NULL ? folder : edits[i]->path, true, &base);
		eg_free(folder);
		if (entered < 0)
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
		if (unlinkat(pl->root, folder, AT_REMOVEDIR) < 0 && errno != ENOENT)
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

/* Where a file of a change waits. */
static void
temp_path(const struct eg_repo *r, const struct eg_store__edit *e, char *out, size_t out_n)
{
	if (e->folder != 0)
		snprintf(
		    out, out_n, "%s/tmp/f%zu/%s", r->own_dir, e->folder, strrchr(e->path, '/') + 1);
	else
		snprintf(out, out_n, "%s/tmp/%zu", r->own_dir, e->temp);
}

/* Move the folder of the first edit, and with it all that follow in it, into its place. Where
 * that cannot be (somebody made it since; another file system) each file is moved by itself. */
static void
apply_folder(
    struct eg_store__place *pl, struct eg_repo *r, struct eg_store__edit *const *edits, size_t n)
{
	char *folder =
	    eg_strndup(edits[0]->path, (size_t)(strrchr(edits[0]->path, '/') - edits[0]->path));
	char temp[4200];
	const char *base;
	bool moved;

	snprintf(temp, sizeof(temp), "%s/tmp/f%zu", r->own_dir, edits[0]->folder);
	moved =
	    enter(pl, folder, true, &base) == 0 && renameat(AT_FDCWD, temp, pl->folder, base) == 0;
	for (size_t i = 0; i < n && edits[i]->folder == edits[0]->folder; i++)
		edits[i]->placed = moved;
	eg_free(folder);
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
		if (e->folder != 0 && (i == 0 || edits[i - 1]->folder != e->folder))
			apply_folder(pl, r, edits + i, n - i);
		if (e->folder != 0 && e->placed)
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
		temp_path(r, e, temp, sizeof(temp));
		if (renameat(AT_FDCWD, temp, pl->folder, base) < 0 &&
		    (errno != EXDEV || move_across(pl, e, temp, base) < 0))
			return eg_store__errno(errno, err, "cannot write '%s'", e->path);
	}
	return EG_OK;
}
