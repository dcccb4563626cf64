/* Pack and index writer: see pack.h. Main struct: eg_pack. Entries go through emit();
 * eg_pack__finish() makes the index. */
#include "store/pack.h"

#include "base/vec.h"
#include "store/lib.h"

#include <errno.h>
#include <fcntl.h>
#include <sha1.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum {
	CHUNK = 1 << 16,
	WHOLE_LEVEL = 6, /* bases, seen by every delta: git's own default */
	DELTA_LEVEL = 9, /* a few hundred bytes: nothing to save by hurry */
	DELTA_WINDOW = 12,
	DELTA_MEMORY = 4, /* small tables: zlib clears them for each object */
	TYPE_OFS_DELTA = 6,
};

struct entry {
	unsigned char id[20];
	uint32_t crc;
	uint64_t at;
};

struct eg_pack {
	int fd;
	char *path, *index_path; /* temporary files; NULL once moved */
	uint64_t at;
	uint32_t crc;
	size_t count;
	SHA1_CTX sha;
	z_stream whole, small;
	bool whole_ready, small_ready;
	struct {
		EG_VEC(struct entry);
	} entries;
	size_t used;
	unsigned char chunk[CHUNK];
};

int
eg_pack__write_all(int fd, const void *data, size_t n)
{
	const char *p = data;

	while (n > 0) {
		ssize_t put = write(fd, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		p += put;
		n -= (size_t)put;
	}
	return 0;
}

int
eg_pack__sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (fd < 0)
		return -1;
	rc = fsync(fd);
	/* Some file systems cannot sync a folder: nothing more can be done there. */
	if (rc < 0 && (errno == EINVAL || errno == EROFS))
		rc = 0;
	close(fd);
	return rc;
}

static enum eg_rc
flush(struct eg_pack *p, struct eg_err *err)
{
	if (eg_pack__write_all(p->fd, p->chunk, p->used) < 0)
		return eg_store__errno(errno, err, "cannot write the new objects");
	p->used = 0;
	return EG_OK;
}

/* Bytes of the pack: into the checksum and the buffer. */
static enum eg_rc
emit(struct eg_pack *p, const unsigned char *b, size_t n, struct eg_err *err)
{
	SHA1Update(&p->sha, b, n);
	p->crc = (uint32_t)crc32(p->crc, b, (uInt)n);
	p->at += n;
	while (n > 0) {
		size_t room = CHUNK - p->used, step = n < room ? n : room;

		memcpy(p->chunk + p->used, b, step);
		p->used += step;
		b += step;
		n -= step;
		if (p->used == CHUNK) {
			enum eg_rc rc = flush(p, err);

			if (rc != EG_OK)
				return rc;
		}
	}
	return EG_OK;
}

static void
put32(unsigned char *p, uint64_t v)
{
	p[0] = (unsigned char)(v >> 24);
	p[1] = (unsigned char)(v >> 16);
	p[2] = (unsigned char)(v >> 8);
	p[3] = (unsigned char)v;
}

enum eg_rc
eg_pack__begin(const char *tmp_dir, size_t count, struct eg_pack **out, struct eg_err *err)
{
	struct eg_pack *p = eg_calloc(1, sizeof(*p));
	unsigned char head[12] = "PACK";

	*out = p;
	p->count = count;
	p->path = eg_sprintf("%s/pack", tmp_dir);
	p->index_path = eg_sprintf("%s/idx", tmp_dir);
	p->fd = open(p->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0444);
	if (p->fd < 0)
		return eg_store__errno(errno, err, "cannot create '%s'", p->path);
	p->whole_ready =
	    deflateInit2(&p->whole, WHOLE_LEVEL, Z_DEFLATED, 15, 8, Z_DEFAULT_STRATEGY) == Z_OK;
	p->small_ready = deflateInit2(&p->small, DELTA_LEVEL, Z_DEFLATED, DELTA_WINDOW,
			     DELTA_MEMORY, Z_DEFAULT_STRATEGY) == Z_OK;
	if (!p->whole_ready || !p->small_ready)
		return eg_err_set(err, EG_ERR_SYSTEM, "cannot start compression");
	SHA1Init(&p->sha);
	put32(head + 4, 2);
	put32(head + 8, count);
	return emit(p, head, sizeof(head), err);
}

static enum eg_rc
emit_deflated(struct eg_pack *p, z_stream *z, const void *data, size_t n, struct eg_err *err)
{
	unsigned char out[16384];
	const unsigned char *in = data;
	size_t left = n;
	int state = Z_OK;

	if (deflateReset(z) != Z_OK)
		return eg_err_set(err, EG_ERR_SYSTEM, "cannot compress");
	z->avail_in = 0;
	while (state != Z_STREAM_END) {
		enum eg_rc rc;

		if (z->avail_in == 0 && left > 0) {
			uInt step = left > (1u << 30) ? (1u << 30) : (uInt)left;

			/* zlib's interface is not const-correct; it does not write here. */
			memcpy(&z->next_in, &in, sizeof(in));
			z->avail_in = step;
			in += step;
			left -= step;
		}
		z->next_out = out;
		z->avail_out = sizeof(out);
		state = deflate(z, left == 0 ? Z_FINISH : Z_NO_FLUSH);
		if (state == Z_STREAM_ERROR)
			return eg_err_set(err, EG_ERR_SYSTEM, "cannot compress");
		if ((rc = emit(p, out, sizeof(out) - z->avail_out, err)) != EG_OK)
			return rc;
	}
	return EG_OK;
}

static size_t
entry_head(unsigned char *out, int type, size_t n)
{
	size_t used = 0;
	unsigned char c = (unsigned char)((unsigned)type << 4 | (n & 15));

	for (n >>= 4; n > 0; n >>= 7) {
		out[used++] = c | 0x80;
		c = n & 0x7f;
	}
	out[used++] = c;
	return used;
}

static void
new_entry(struct eg_pack *p, const unsigned char id[20])
{
	struct entry *e = eg_vec_new(&p->entries);

	memcpy(e->id, id, 20);
	e->at = p->at;
	p->crc = (uint32_t)crc32(0, NULL, 0);
}

enum eg_rc
eg_pack__add(struct eg_pack *p, int type, const unsigned char id[20], const void *data, size_t n,
    struct eg_err *err)
{
	unsigned char head[16];
	enum eg_rc rc;

	new_entry(p, id);
	if ((rc = emit(p, head, entry_head(head, type, n), err)) != EG_OK ||
	    (rc = emit_deflated(p, &p->whole, data, n, err)) != EG_OK)
		return rc;
	p->entries.v[p->entries.n - 1].crc = p->crc;
	return EG_OK;
}

enum eg_rc
eg_pack__add_delta(struct eg_pack *p, size_t base, const unsigned char id[20], const void *delta,
    size_t n, struct eg_err *err)
{
	unsigned char head[16], back[10];
	size_t at = sizeof(back);
	uint64_t distance = p->at - p->entries.v[base].at;
	enum eg_rc rc;

	/* Distance, seven bits a byte, highest first, each further byte worth one more. */
	back[--at] = distance & 0x7f;
	while (distance >>= 7)
		back[--at] = (unsigned char)(0x80 | (--distance & 0x7f));
	new_entry(p, id);
	if ((rc = emit(p, head, entry_head(head, TYPE_OFS_DELTA, n), err)) != EG_OK ||
	    (rc = emit(p, back + at, sizeof(back) - at, err)) != EG_OK ||
	    (rc = emit_deflated(p, &p->small, delta, n, err)) != EG_OK)
		return rc;
	p->entries.v[p->entries.n - 1].crc = p->crc;
	return EG_OK;
}

static int
by_id(const void *a, const void *b)
{
	return memcmp(((const struct entry *)a)->id, ((const struct entry *)b)->id, 20);
}

/* The index's bytes. Offsets of 2^31 and more go to a table of their own. */
static void
make_index(struct eg_pack *p, const unsigned char pack_sum[20], struct eg_buf *out)
{
	unsigned char word[8] = {0xff, 't', 'O', 'c', 0, 0, 0, 2}, sum[20];
	size_t n = p->entries.n, e = 0, large = 0;
	SHA1_CTX sha;

	qsort(p->entries.v, n, sizeof(*p->entries.v), by_id);
	eg_buf_add(out, word, 8);
	for (int first = 0; first < 256; first++) {
		while (e < n && p->entries.v[e].id[0] <= first)
			e++;
		put32(word, e);
		eg_buf_add(out, word, 4);
	}
	for (size_t i = 0; i < n; i++)
		eg_buf_add(out, p->entries.v[i].id, 20);
	for (size_t i = 0; i < n; i++) {
		put32(word, p->entries.v[i].crc);
		eg_buf_add(out, word, 4);
	}
	for (size_t i = 0; i < n; i++) {
		uint64_t at = p->entries.v[i].at;

		put32(word, at < UINT64_C(0x80000000) ? at : UINT64_C(0x80000000) + large++);
		eg_buf_add(out, word, 4);
	}
	for (size_t i = 0; i < n && large > 0; i++)
		if (p->entries.v[i].at >= UINT64_C(0x80000000)) {
			put32(word, p->entries.v[i].at >> 32);
			put32(word + 4, p->entries.v[i].at);
			eg_buf_add(out, word, 8);
		}
	eg_buf_add(out, pack_sum, 20);
	SHA1Init(&sha);
	SHA1Update(&sha, (const uint8_t *)out->p, out->n);
	SHA1Final(sum, &sha);
	eg_buf_add(out, sum, 20);
}

static int
write_index(const char *path, const struct eg_buf *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0444), rc, number;

	if (fd < 0)
		return -1;
	rc = eg_pack__write_all(fd, bytes->p, bytes->n);
	if (rc == 0)
		rc = fsync(fd);
	number = errno;
	if (close(fd) < 0 && rc == 0)
		return -1;
	errno = number;
	return rc;
}

/* Rename one temporary file to pack_dir/pack-SUM.EXT and forget it. */
static enum eg_rc
move(char **from, const char *pack_dir, const char *sum, const char *ext, struct eg_err *err)
{
	char *to = eg_sprintf("%s/pack-%s.%s", pack_dir, sum, ext);
	enum eg_rc rc = EG_OK;

	if (rename(*from, to) < 0) {
		rc = eg_store__errno(errno, err, "cannot put the new objects in place ('%s')", to);
	} else {
		eg_free(*from);
		*from = NULL;
	}
	eg_free(to);
	return rc;
}

enum eg_rc
eg_pack__finish(struct eg_pack *p, const char *pack_dir, struct eg_err *err)
{
	struct eg_buf index = EG_BUF_INIT;
	unsigned char sum[20];
	char hex[41];
	enum eg_rc rc;

	index.limit = SIZE_MAX / 2;
	if (p->entries.n != p->count)
		EG_BUG("a pack got another number of objects than announced");
	SHA1Final(sum, &p->sha);
	for (int i = 0; i < 20; i++)
		snprintf(hex + 2 * i, 3, "%02x", sum[i]);
	if ((rc = flush(p, err)) != EG_OK)
		goto done;
	if (eg_pack__write_all(p->fd, sum, sizeof(sum)) < 0 || fsync(p->fd) < 0) {
		rc = eg_store__errno(errno, err, "cannot write the new objects");
		goto done;
	}
	make_index(p, sum, &index);
	if (write_index(p->index_path, &index) < 0) {
		rc = eg_store__errno(errno, err, "cannot write the index of the new objects");
		goto done;
	}
	if ((mkdir(pack_dir, 0777) < 0 && errno != EEXIST)) {
		rc = eg_store__errno(errno, err, "cannot make '%s'", pack_dir);
		goto done;
	}
	if ((rc = move(&p->path, pack_dir, hex, "pack", err)) != EG_OK ||
	    (rc = move(&p->index_path, pack_dir, hex, "idx", err)) != EG_OK)
		goto done;
	if (eg_pack__sync_folder(pack_dir) < 0)
		rc = eg_store__errno(errno, err, "cannot write '%s' to the disk", pack_dir);
done:
	eg_buf_clear(&index);
	return rc;
}

void
eg_pack__free(struct eg_pack *p)
{
	if (p == NULL)
		return;
	if (p->fd >= 0)
		close(p->fd);
	if (p->path != NULL)
		unlink(p->path);
	if (p->index_path != NULL)
		unlink(p->index_path);
	if (p->whole_ready)
		deflateEnd(&p->whole);
	if (p->small_ready)
		deflateEnd(&p->small);
	eg_vec_clear(&p->entries);
	eg_free(p->path);
	eg_free(p->index_path);
	eg_free(p);
}
