/* A segment, written front to back in one pass; the header last. See segment.h. */
#include "trace/segment.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { OUT_BYTES = 2048 * SEGMENT_BLOCK, BUCKET_KEYS = 16, BUCKET_BITS_MAX = 26 };

struct eg_segment_writer {
	char *path;
	int fd, error; /* errno of the first write that failed */
	struct eg_segment_header h;
	uint8_t *out;
	size_t out_n;
	uint64_t at; /* bytes of the file so far */
	struct {
		EG_VEC(uint32_t);
	} sums, buckets;
	struct {
		EG_VEC(uint64_t);
	} bases;
	struct {
		EG_VEC(struct eg_segment_doc);
	} docs;
	struct {
		EG_VEC(struct eg_origin);
	} origins;
	struct eg_buf names;
	uint64_t dir_at, next_bucket, last; /* last key */
	uint32_t dir_n;
	bool any;
};

static void
write_all(struct eg_segment_writer *w, const uint8_t *p, size_t n)
{
	while (n > 0 && w->error == 0) {
		ssize_t done = write(w->fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0) {
			w->error = done < 0 ? errno : EIO;
			return;
		}
		p += done;
		n -= (size_t)done;
	}
}

/* Write what is in the buffer; its blocks are whole except at the very end. */
static void
flush(struct eg_segment_writer *w)
{
	for (size_t i = 0; i < w->out_n; i += SEGMENT_BLOCK) {
		size_t n = w->out_n - i < SEGMENT_BLOCK ? w->out_n - i : SEGMENT_BLOCK;

		eg_vec_push(&w->sums, (uint32_t)eg_trace__sum(w->out + i, n));
	}
	write_all(w, w->out, w->out_n);
	w->out_n = 0;
}

static void
put(struct eg_segment_writer *w, const void *p, size_t n)
{
	const uint8_t *from = p;

	w->at += n;
	while (n > 0) {
		size_t room = OUT_BYTES - w->out_n, part = n < room ? n : room;

		memcpy(w->out + w->out_n, from, part);
		w->out_n += part;
		from += part;
		n -= part;
		if (w->out_n == OUT_BYTES)
			flush(w);
	}
}

static void
align(struct eg_segment_writer *w)
{
	static const uint8_t zeros[8];

	if (w->at % 8 != 0)
		put(w, zeros, 8 - w->at % 8);
}

static inline size_t
put_varint(uint8_t *to, uint64_t v)
{
	size_t n = 0;

	while (v > 127) {
		to[n++] = (uint8_t)(v | 128);
		v >>= 7;
	}
	to[n++] = (uint8_t)v;
	return n;
}

enum eg_rc
eg_segment_writer_open(const char *path, size_t k, size_t w, uint64_t keys_max,
    struct eg_segment_writer **out, struct eg_err *err)
{
	static const uint8_t zeros[SEGMENT_HEADER];
	struct eg_segment_writer *s = eg_calloc(1, sizeof(*s));

	*out = NULL;
	s->path = eg_strdup(path);
	s->fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (s->fd < 0) {
		eg_err_at(err, EG_ERR_SYSTEM, path, 0, 0, "cannot write: %s", strerror(errno));
		eg_segment_writer_free(s);
		return EG_ERR_SYSTEM;
	}
	memcpy(s->h.magic, SEGMENT_MAGIC, 8);
	s->h.endian = SEGMENT_ENDIAN;
	s->h.version = SEGMENT_VERSION;
	s->h.normal = NORMAL_VERSION;
	s->h.k = (uint32_t)k;
	s->h.w = (uint32_t)w;
	while (s->h.bucket_bits < BUCKET_BITS_MAX && keys_max >> s->h.bucket_bits > BUCKET_KEYS)
		s->h.bucket_bits++;
	s->h.entries_at = s->at = SEGMENT_HEADER;
	s->out = eg_malloc(OUT_BYTES);
	eg_buf_init(&s->names, SIZE_MAX / 2);
	write_all(s, zeros, sizeof(zeros));
	*out = s;
	return EG_OK;
}

/* Note where the buckets up to and with `bucket` start. */
static void
start_buckets(struct eg_segment_writer *w, uint64_t bucket)
{
	for (; w->next_bucket <= bucket; w->next_bucket++) {
		uint64_t at = w->at - w->h.entries_at;

		if (w->next_bucket % SEGMENT_BASE_EVERY == 0 &&
		    w->next_bucket < UINT64_C(1) << w->h.bucket_bits)
			eg_vec_push(&w->bases, at);
		eg_vec_push(&w->buckets, (uint32_t)(at - w->bases.v[w->bases.n - 1]));
		w->any = false;
	}
}

void
eg_segment_writer_key(struct eg_segment_writer *w, uint64_t key, const uint32_t *doc, uint32_t n)
{
	unsigned low_bits = SEGMENT_KEY_BITS - w->h.bucket_bits;
	uint64_t low = key & ((UINT64_C(1) << low_bits) - 1), bytes = 0;
	uint8_t head[32], part[16];
	size_t head_n;

	start_buckets(w, key >> low_bits);
	head_n = put_varint(head, (w->any ? key - w->last : low) << 1 | (n > 1));
	w->any = true;
	w->last = key;
	w->h.keys++;
	w->h.postings += n;
	if (n > 1)
		head_n += put_varint(head + head_n, n - 1);
	if (n >= SEGMENT_LONG) {
		for (uint32_t i = 0; i < n; i++)
			bytes += put_varint(part, i == 0 ? doc[0] : doc[i] - doc[i - 1]);
		head_n += put_varint(head + head_n, bytes);
	}
	put(w, head, head_n);
	for (uint32_t i = 0; i < n; i++)
		put(w, part, put_varint(part, i == 0 ? doc[0] : doc[i] - doc[i - 1]));
}

void
eg_segment_writer_doc(struct eg_segment_writer *w, const struct eg_segment_doc *d,
    struct eg_str name, struct eg_str dir, struct eg_origin origin)
{
	struct eg_segment_doc *to = eg_vec_new(&w->docs);

	*to = *d;
	if (w->docs.n == 1 || dir.n != w->dir_n ||
	    memcmp(w->names.p + w->dir_at, dir.p, dir.n) != 0) {
		w->dir_at = w->names.n;
		w->dir_n = (uint32_t)dir.n;
		eg_buf_str(&w->names, dir);
	}
	to->dir_at = w->dir_at;
	to->dir_n = w->dir_n;
	to->name_at = w->names.n;
	to->name_n = (uint32_t)name.n;
	eg_buf_str(&w->names, name);
	eg_vec_push(&w->origins, origin);
	w->h.words += d->words;
	w->h.text_bytes += d->bytes;
}

struct eg_segment_doc *
eg_segment_writer_docs(struct eg_segment_writer *w, size_t *n)
{
	*n = w->docs.n;
	return w->docs.v;
}

static void
write_header(struct eg_segment_writer *w)
{
	uint8_t page[SEGMENT_HEADER] = {0};
	uint64_t sum;

	memcpy(page, &w->h, sizeof(w->h));
	sum = eg_trace__sum(page, SEGMENT_HEADER - 8);
	memcpy(page + SEGMENT_HEADER - 8, &sum, 8);
	if (w->error == 0 && lseek(w->fd, 0, SEEK_SET) < 0)
		w->error = errno;
	write_all(w, page, sizeof(page));
}

enum eg_rc
eg_segment_writer_close(struct eg_segment_writer *w, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	start_buckets(w, UINT64_C(1) << w->h.bucket_bits);
	align(w);
	w->h.bases_at = w->at;
	put(w, w->bases.v, w->bases.n * sizeof(*w->bases.v));
	w->h.buckets_at = w->at;
	put(w, w->buckets.v, w->buckets.n * sizeof(*w->buckets.v));
	align(w);
	w->h.docs_at = w->at;
	w->h.docs = w->docs.n;
	put(w, w->docs.v, w->docs.n * sizeof(*w->docs.v));
	w->h.origins_at = w->at;
	put(w, w->origins.v, w->origins.n * sizeof(*w->origins.v));
	align(w);
	w->h.names_at = w->at;
	put(w, w->names.p, w->names.n);
	align(w);
	w->h.sums_at = w->at;
	flush(w);
	write_all(w, (const uint8_t *)w->sums.v, w->sums.n * sizeof(*w->sums.v));
	w->h.size = w->at + w->sums.n * sizeof(*w->sums.v);
	write_header(w);
	if (w->error == 0 && fsync(w->fd) != 0)
		w->error = errno;
	if (w->error != 0)
		rc = eg_err_at(
		    err, EG_ERR_SYSTEM, w->path, 0, 0, "cannot write: %s", strerror(w->error));
	eg_segment_writer_free(w);
	return rc;
}

void
eg_segment_writer_free(struct eg_segment_writer *w)
{
	if (w == NULL)
		return;
	if (w->fd >= 0)
		close(w->fd);
	eg_vec_clear(&w->sums);
	eg_vec_clear(&w->buckets);
	eg_vec_clear(&w->bases);
	eg_vec_clear(&w->docs);
	eg_vec_clear(&w->origins);
	eg_buf_clear(&w->names);
	eg_free(w->out);
	eg_free(w->path);
	eg_free(w);
}
