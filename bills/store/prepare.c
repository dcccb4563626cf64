/*
 * own_dir/tmp: where the new files of the work tree are written before anything changes, with the
 * room that is kept for what comes after. worktree.c moves them into place. Start reading at
 * eg_store__worktree_prepare().
 */
#include "store/change.h"

#include "store/pack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

/* Remove a new folder that did not come to its place. */
static void
empty_folder(const char *path)
{
	DIR *d = opendir(path);
	const struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			unlinkat(dirfd(d), e->d_name, 0);
	if (d != NULL)
		closedir(d);
	rmdir(path);
}

void
eg_store__tmp_clean(struct eg_repo *r)
{
	char *tmp = eg_sprintf("%s/tmp", r->own_dir);
	DIR *d = opendir(tmp);
	const struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
		    unlinkat(dirfd(d), e->d_name, 0) < 0) {
			char *folder = eg_sprintf("%s/%s", tmp, e->d_name);

			empty_folder(folder);
			eg_free(folder);
		}
	if (d != NULL)
		closedir(d);
	rmdir(tmp);
	eg_free(tmp);
}

enum { FOLDER_LEAST = 4 }; /* so many files of a new folder are worth moving it */

/* How many edits from the first on go into one new folder together; 0: too few. */
static size_t
new_folder(struct eg_store__edit *const *edits, size_t n)
{
	const char *slash = strrchr(edits[0]->path, '/');
	size_t len = slash != NULL ? (size_t)(slash - edits[0]->path) + 1 : 0, k = 0;

	while (k < n && len > 0 && edits[k]->no_folder && edits[k]->write &&
	       edits[k]->want != NULL && edits[k]->kind != EG_STORE_GROW &&
	       strncmp(edits[k]->path, edits[0]->path, len) == 0 &&
	       strchr(edits[k]->path + len, '/') == NULL)
		k++;
	return k >= FOLDER_LEAST ? k : 0;
}

/* Write one file as `name` below `dir`. -1 and errno. */
static int
write_file(int dir, const char *name, struct eg_store__edit *e)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
	    e->now.mode == 0100755 ? 0777 : 0666);
	int rc, number;

	if (fd < 0)
		return -1;
	rc = eg_pack__write_all(fd, e->want, e->want_n);
	if (rc == 0)
		rc = fstat(fd, &e->made_as);
	number = errno;
	if (close(fd) < 0 && rc == 0)
		return -1;
	errno = number;
	return rc;
}

/* The files of one new folder, in tmp/fNUMBER. */
static int
write_folder(int tmp, size_t number, struct eg_store__edit *const *edits, size_t n)
{
	char name[32];
	int dir, rc = 0;

	snprintf(name, sizeof(name), "f%zu", number);
	if ((mkdirat(tmp, name, 0777) < 0 && errno != EEXIST) ||
	    (dir = openat(tmp, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return -1;
	for (size_t i = 0; i < n && rc == 0; i++) {
		edits[i]->folder = number;
		edits[i]->placed = false;
		rc = write_file(dir, strrchr(edits[i]->path, '/') + 1, edits[i]);
	}
	close(dir);
	return rc;
}

enum eg_rc
eg_store__worktree_prepare(
    struct eg_repo *r, struct eg_store__edit *const *edits, size_t n, struct eg_err *err)
{
	char *path = eg_sprintf("%s/tmp", r->own_dir), name[32];
	int tmp = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum eg_rc rc = tmp < 0 ? eg_store__errno(errno, err, "cannot open '%s'", path) : EG_OK;

	for (size_t i = 0, k; i < n && rc == EG_OK; i += k) {
		struct eg_store__edit *e = edits[i];

		k = new_folder(edits + i, n - i);
		if (k > 0) {
			if (write_folder(tmp, i + 1, edits + i, k) < 0)
				rc = eg_store__errno(errno, err, "cannot write '%s'", e->path);
			continue;
		}
		k = 1;
		if (e->kind == EG_STORE_GROW)
			continue;
		e->temp = e->folder = 0;
		e->placed = false;
		if (!e->write || e->want == NULL)
			continue;
		e->temp = i + 1;
		snprintf(name, sizeof(name), "%zu", e->temp);
		if (write_file(tmp, name, e) < 0)
			rc = eg_store__errno(errno, err, "cannot write '%s'", e->path);
	}
	if (tmp >= 0)
		close(tmp);
	eg_free(path);
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
