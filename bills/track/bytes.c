/* Files of the work tree, read for tracking, and memory for large tables. */
#define _DEFAULT_SOURCE /* madvise, MAP_POPULATE: what a system without them does not have is only slower */

#include "track/track_private.h"

#include "base/path.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAP_FROM = 1 << 20, BYTES_MAX = 2040 * 1024 * 1024, HUGE_PAGE = 2 * 1024 * 1024 };

#if defined(MAP_POPULATE)
enum { POPULATE = MAP_POPULATE };
#else
enum { POPULATE = 0 };
#endif

#if defined(MADV_HUGEPAGE)
static void
prefer_huge(void *p, size_t bytes)
{
	(void)madvise(p, bytes, MADV_HUGEPAGE);
}
#else
static void
prefer_huge(void *p, size_t bytes)
{
	EG_UNUSED(p);
	EG_UNUSED(bytes);
}
#endif

void *
eg_track__table(size_t bytes)
{
	void *p = NULL;

	if (bytes < HUGE_PAGE / 2)
		return eg_malloc(bytes + 1);
	bytes = (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
	if (posix_memalign(&p, HUGE_PAGE, bytes) != 0)
		return eg_malloc(bytes);
	prefer_huge(p, bytes);
	return p;
}

/* Size, times to the nanosecond, inode: what git itself trusts to tell that a file did not change.
 * */
static uint64_t
stamp_of(const struct stat *st, int64_t *changed)
{
	int64_t v[7] = {(int64_t)st->st_size, (int64_t)st->st_mtim.tv_sec,
	    (int64_t)st->st_mtim.tv_nsec, (int64_t)st->st_ctim.tv_sec, (int64_t)st->st_ctim.tv_nsec,
	    (int64_t)st->st_ino, (int64_t)st->st_dev};
	uint64_t h = eg_track__hash(v, sizeof(v), 1);

	*changed = (int64_t)(st->st_mtim.tv_sec > st->st_ctim.tv_sec ? st->st_mtim.tv_sec
								     : st->st_ctim.tv_sec);
	return h | (h == 0);
}

uint64_t
eg_bytes__stamp(const char *root, const char *path, int64_t *changed)
{
	char *full = eg_path_join(root, path);
	struct stat st;
	uint64_t h = 0;

	*changed = 0;
	if (lstat(full, &st) == 0 && S_ISREG(st.st_mode))
		h = stamp_of(&st, changed);
	eg_free(full);
	return h;
}

static bool
read_all(int fd, size_t want, struct eg_bytes *out)
{
	char *p = eg_malloc(want + 1);
	size_t n = 0;

	while (n < want) {
		ssize_t k = read(fd, p + n, want - n);

		if (k <= 0)
			break;
		n += (size_t)k;
	}
	p[n] = '\0';
	out->heap = (struct eg_buf){p, n, want + 1, BYTES_MAX, false};
	out->p = p;
	out->n = n;
	return n == want;
}

bool
eg_bytes__open(const char *root, const char *path, struct eg_bytes *out)
{
	char *full = eg_path_join(root, path);
	int fd = open(full, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	bool ok = false;

	memset(out, 0, sizeof(*out));
	out->p = "";
	eg_free(full);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size < BYTES_MAX) {
		out->stamp = stamp_of(&st, &out->changed);
		if (st.st_size >= MAP_FROM) {
			void *map = mmap(
			    NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE | POPULATE, fd, 0);

			if (map != MAP_FAILED) {
				out->map = map;
				out->p = map;
				out->n = (size_t)st.st_size;
				ok = true;
			}
		}
		ok = ok || read_all(fd, (size_t)st.st_size, out);
	}
	close(fd);
	if (!ok)
		eg_bytes__clear(out);
	return ok;
}

void
eg_bytes__clear(struct eg_bytes *b)
{
	if (b->map != NULL)
		(void)munmap(b->map, b->n);
	eg_buf_clear(&b->heap);
	memset(b, 0, sizeof(*b));
	b->p = "";
}
