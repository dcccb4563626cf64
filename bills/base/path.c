/* Files and paths. */
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum eg_rc
refuse(struct eg_err *err, const char *what, const char *path)
{
	int e = errno;

	eg_err_at(err, e == ENOENT ? EG_ERR_NOT_FOUND : EG_ERR_SYSTEM, path, 0, 0, "cannot %s: %s",
	    what, strerror(e));
	if (e == ENOENT)
		eg_err_hint(err, "check the path");
	else if (e == ENOSPC)
		eg_err_hint(err,
		    "free some space on the disk and run the command again; nothing was changed");
	return e == ENOENT ? EG_ERR_NOT_FOUND : EG_ERR_SYSTEM;
}

enum eg_rc
eg_file_read(const char *path, size_t max, struct eg_buf *out, struct eg_err *err)
{
	bool in = strcmp(path, "-") == 0;
	int fd = in ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	enum eg_rc rc = EG_OK;
	char chunk[65536];
	ssize_t got;

	eg_buf_reset(out);
	if (fd < 0)
		return refuse(err, "open", path);
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		rc = eg_err_at(err, EG_ERR_USAGE, path, 0, 0, "is a folder, not a file");
		goto done;
	}
	while ((got = read(fd, chunk, sizeof(chunk))) > 0) {
		if ((size_t)got > max - out->n) {
			rc = eg_err_at(err, EG_ERR_LIMIT, path, 0, 0,
			    "larger than the %zu bytes accepted", max);
			goto done;
		}
		eg_buf_add(out, chunk, (size_t)got);
	}
	if (got < 0)
		rc = refuse(err, "read", path);
done:
	if (!in)
		close(fd);
	return rc;
}

static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		p += put;
		n -= (size_t)put;
	}
	return true;
}

/* fsync the folder that holds path, so that the rename itself is on the disk. */
static void
sync_folder(const char *path)
{
	char *dir = eg_strdup(path);
	char *slash = strrchr(dir, '/');
	int fd;

	if (slash != NULL)
		slash[slash == dir ? 1 : 0] = '\0';
	fd = open(slash != NULL ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	eg_free(dir);
}

/* A device or a pipe is written into: a file renamed over /dev/full would take its place. A link
 * to one is followed only where the system keeps such links. */
static bool
is_written_into(const char *path)
{
	struct stat to, own;

	if (stat(path, &to) != 0 || lstat(path, &own) != 0 || S_ISREG(to.st_mode) ||
	    S_ISDIR(to.st_mode))
		return false;
	return !S_ISLNK(own.st_mode) || strncmp(path, "/dev/", 5) == 0 ||
	       strncmp(path, "/proc/", 6) == 0;
}

static enum eg_rc
write_into(const char *path, const void *p, size_t n, struct eg_err *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	enum eg_rc rc = EG_OK;

	if (fd < 0)
		return refuse(err, "write", path);
	if (!write_all(fd, p, n))
		rc = refuse(err, "write", path);
	if (close(fd) != 0 && rc == EG_OK)
		rc = refuse(err, "write", path);
	return rc;
}

enum eg_rc
eg_file_write(const char *path, const void *p, size_t n, bool durable, struct eg_err *err)
{
	if (is_written_into(path))
		return write_into(path, p, n, err);

	char *tmp = eg_sprintf("%s.%ld.tmp", path, (long)getpid());
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	enum eg_rc rc = EG_OK;

	if (fd < 0) {
		rc = refuse(err, "write", path);
		goto done;
	}
	if (!write_all(fd, p, n) || (durable && fsync(fd) != 0)) {
		rc = refuse(err, "write", path);
		close(fd);
		unlink(tmp);
		goto done;
	}
	if (close(fd) != 0 || rename(tmp, path) != 0) {
		rc = refuse(err, "write", path);
		unlink(tmp);
		goto done;
	}
	if (durable)
		sync_folder(path);
done:
	eg_free(tmp);
	return rc;
}

enum eg_rc
eg_mkdirs(const char *path, struct eg_err *err)
{
	char *p = eg_strdup(path);
	enum eg_rc rc = EG_OK;

	for (char *s = p + 1;; s++) {
		char c = *s;

		if (c != '/' && c != '\0')
			continue;
		*s = '\0';
		if (mkdir(p, 0777) != 0 && errno != EEXIST) {
			rc = refuse(err, "make the folder", p);
			if (rc ==
			    EG_ERR_NOT_FOUND) { /* of a folder to be made: the system's fault */
				rc = EG_ERR_SYSTEM;
				if (err != NULL)
					err->rc = rc;
			}
			break;
		}
		*s = c;
		if (c == '\0')
			break;
	}
	if (rc == EG_OK && !eg_path_is_dir(path))
		rc = eg_err_at(
		    err, EG_ERR_SYSTEM, path, 0, 0, "is in the way: a file, not a folder");
	eg_free(p);
	return rc;
}

char *
eg_path_join(const char *a, const char *b)
{
	size_t n = strlen(a);

	if (b[0] == '/' || n == 0)
		return eg_strdup(b);
	return eg_sprintf("%s%s%s", a, a[n - 1] == '/' ? "" : "/", b);
}

const char *
eg_path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

const char *
eg_path_ext(const char *path)
{
	const char *base = eg_path_base(path);
	const char *dot = strrchr(base, '.');

	return dot != NULL && dot != base ? dot : "";
}

bool
eg_path_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
eg_path_is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool
eg_path_is_inside(const char *path)
{
	const char *p = path;

	if (*p == '\0')
		return false;
	for (;;) {
		size_t n = strcspn(p, "/");

		if (n == 0 || (n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.'))
			return false;
		for (size_t i = 0; i < n; i++)
			if ((unsigned char)p[i] < 0x20 || p[i] == '\\' || p[i] == 0x7F)
				return false;
		if (p[n] == '\0')
			return true;
		p += n + 1;
	}
}
