#define _GNU_SOURCE /* O_TMPFILE */
#include "base/spool.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
eg_read_at(int fd, uint64_t at, void *p, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t got = pread(fd, (char *)p + done, n - done, (off_t)(at + done));

		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			errno = EIO;
		if (got <= 0)
			return -1;
		done += (size_t)got;
	}
	return 0;
}

int
eg_write_at(int fd, uint64_t at, const void *p, size_t n)
{
	for (size_t done = 0; done < n;) {
		ssize_t put = pwrite(fd, (const char *)p + done, n - done, (off_t)(at + done));

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		done += (size_t)put;
	}
	return 0;
}

enum eg_rc
eg_spool_open(struct eg_spool *s, const char *dir, struct eg_err *err)
{
	s->end = 0;
	s->fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (s->fd < 0) { /* a file system that cannot do it: a name for a moment */
		char *path = eg_sprintf("%s/spool-XXXXXX", dir);

		if ((s->fd = mkstemp(path)) >= 0)
			unlink(path);
		eg_free(path);
	}
	return s->fd >= 0 ? EG_OK
			  : eg_err_set(err, EG_ERR_SYSTEM, "cannot write below '%s': %s", dir,
				strerror(errno));
}

void
eg_spool_close(struct eg_spool *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
}

uint64_t
eg_spool_room(struct eg_spool *s, size_t n)
{
	return atomic_fetch_add(&s->end, n);
}

enum eg_rc
eg_spool_put(struct eg_spool *s, uint64_t at, const void *p, size_t n, struct eg_err *err)
{
	return eg_write_at(s->fd, at, p, n) == 0
		   ? EG_OK
		   : eg_err_set(
			 err, EG_ERR_SYSTEM, "cannot put aside what was read: %s", strerror(errno));
}

enum eg_rc
eg_spool_get(const struct eg_spool *s, uint64_t at, void *p, size_t n, struct eg_err *err)
{
	return eg_read_at(s->fd, at, p, n) == 0
		   ? EG_OK
		   : eg_err_set(
			 err, EG_ERR_SYSTEM, "cannot read what was put aside: %s", strerror(errno));
}
