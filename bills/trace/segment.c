/* A segment, read: mapped, each block's checksum verified before its first use. See segment.h. */
#include "trace/segment.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static enum eg_rc
damaged(const char *path, const char *why, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_DATA, path, 0, 0, "%s", why);
	eg_err_hint(err, "delete the index folder and make it again with `engross index`");
	return EG_ERR_DATA;
}

/* Sections in order, inside the file, of the sizes that the counts demand. */
static bool
header_holds(const struct eg_segment_header *h, uint64_t n)
{
	uint64_t buckets, blocks;

	if (h->size != n || h->bucket_bits > 32 || h->k < 1 || h->k > EG_SHINGLE_WORDS_MAX ||
	    h->w < 1 || h->w > 64 || h->docs > UINT32_MAX || h->docs > n || h->keys > n ||
	    h->sums_at > n)
		return false;
	buckets = UINT64_C(1) << h->bucket_bits;
	blocks = (h->sums_at - SEGMENT_HEADER + SEGMENT_BLOCK - 1) / SEGMENT_BLOCK;
	return h->entries_at == SEGMENT_HEADER && h->bases_at >= h->entries_at &&
	       h->bases_at % 8 == 0 && h->buckets_at >= h->bases_at &&
	       h->docs_at >= h->buckets_at && h->docs_at % 8 == 0 && h->origins_at >= h->docs_at &&
	       h->names_at >= h->origins_at && h->sums_at >= h->names_at && h->sums_at % 8 == 0 &&
	       h->buckets_at - h->bases_at ==
		   (buckets + SEGMENT_BASE_EVERY - 1) / SEGMENT_BASE_EVERY * 8 &&
	       h->docs_at - h->buckets_at >= (buckets + 1) * 4 &&
	       h->origins_at - h->docs_at == h->docs * sizeof(struct eg_segment_doc) &&
	       h->origins_at % 4 == 0 &&
	       h->names_at - h->origins_at >= h->docs * sizeof(struct eg_origin) &&
	       n - h->sums_at == blocks * 4;
}

static enum eg_rc
read_header(struct eg_segment *s, const char *path, struct eg_err *err)
{
	uint64_t sum;

	memcpy(&s->h, s->p, sizeof(s->h));
	if (memcmp(s->h.magic, SEGMENT_MAGIC, 8) != 0)
		return damaged(path, "is not part of an index of texts", err);
	if (s->h.endian != SEGMENT_ENDIAN)
		return damaged(path, "was made on a machine of the other byte order", err);
	memcpy(&sum, s->p + SEGMENT_HEADER - 8, 8);
	if (sum != eg_trace__sum(s->p, SEGMENT_HEADER - 8))
		return damaged(path, "the index is damaged (checksum of the header)", err);
	if (s->h.version != SEGMENT_VERSION || s->h.normal != NORMAL_VERSION)
		return damaged(path, "the index was made by another version of engross", err);
	if (!header_holds(&s->h, s->n))
		return damaged(path, "the index is damaged (its parts do not fit together)", err);
	return EG_OK;
}

enum eg_rc
eg_segment_open(const char *dir, const char *file, struct eg_segment *out, struct eg_err *err)
{
	char *path = eg_path_join(dir, file);
	struct stat st;
	enum eg_rc rc = EG_OK;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	memset(out, 0, sizeof(*out));
	if (fd < 0 && errno == ENOENT)
		rc = damaged(path, "a part of the index is missing", err);
	else if (fd < 0 || fstat(fd, &st) != 0)
		rc = eg_err_at(err, EG_ERR_SYSTEM, path, 0, 0, "cannot open: %s", strerror(errno));
	else if (st.st_size < SEGMENT_HEADER)
		rc = damaged(path, "the index is damaged (cut short)", err);
	if (rc == EG_OK) {
		void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);

		if (p == MAP_FAILED) {
			rc = eg_err_at(
			    err, EG_ERR_SYSTEM, path, 0, 0, "cannot map: %s", strerror(errno));
		} else {
			out->p = p;
			out->n = (size_t)st.st_size;
			rc = read_header(out, path, err);
		}
	}
	if (fd >= 0)
		close(fd);
	if (rc == EG_OK) {
		size_t blocks = (out->n - SEGMENT_HEADER) / SEGMENT_BLOCK + 1;

		snprintf(out->file, sizeof(out->file), "%s", file);
		out->checked = eg_calloc(blocks / 8 + 1, 1);
	} else {
		eg_segment_close(out);
	}
	eg_free(path);
	return rc;
}

void
eg_segment_close(struct eg_segment *s)
{
	if (s->p != NULL)
		munmap((void *)(uintptr_t)s->p, s->n);
	eg_free(s->checked);
	eg_free(s->dead);
	memset(s, 0, sizeof(*s));
}

/* ---- checked access ---- */

static bool
block_holds(struct eg_segment *s, uint64_t block)
{
	uint64_t at = SEGMENT_HEADER + block * SEGMENT_BLOCK, n = s->h.sums_at - at;
	uint32_t want;

	if (n > SEGMENT_BLOCK)
		n = SEGMENT_BLOCK;
	memcpy(&want, s->p + s->h.sums_at + block * 4, 4);
	if ((uint32_t)eg_trace__sum(s->p + at, n) != want) {
		s->bad = true;
		return false;
	}
	s->checked[block >> 3] |= (uint8_t)(1 << (block & 7));
	return true;
}

const uint8_t *
eg_segment_need(struct eg_segment *s, uint64_t at, uint64_t n)
{
	if (at < SEGMENT_HEADER || at > s->h.sums_at || n > s->h.sums_at - at) {
		s->bad = true;
		return NULL;
	}
	if (n > 0)
		for (uint64_t b = (at - SEGMENT_HEADER) / SEGMENT_BLOCK,
			      last = (at + n - 1 - SEGMENT_HEADER) / SEGMENT_BLOCK;
		     b <= last; b++)
			if ((s->checked[b >> 3] >> (b & 7) & 1) == 0 && !block_holds(s, b))
				return NULL;
	return s->p + at;
}

bool
eg_segment_verify(struct eg_segment *s)
{
	return eg_segment_need(s, SEGMENT_HEADER, s->h.sums_at - SEGMENT_HEADER) != NULL;
}

/* Where a bucket's entries are. */
static bool
bucket_range(struct eg_segment *s, uint64_t bucket, const uint8_t **p, const uint8_t **end)
{
	const uint8_t *b = eg_segment_need(s, s->h.buckets_at + bucket * 4, 8);
	uint64_t base[2], from, to, all = s->h.bases_at - s->h.entries_at;
	uint64_t of = bucket / SEGMENT_BASE_EVERY, next = (bucket + 1) / SEGMENT_BASE_EVERY;
	const uint8_t *q = eg_segment_need(s, s->h.bases_at + of * 8, 8);
	uint32_t at[2];

	if (b == NULL || q == NULL)
		return false;
	memcpy(at, b, 8);
	memcpy(&base[0], q, 8);
	base[1] = base[0];
	/* the mark after the last bucket of a base is the start of the next base */
	if (next != of && bucket + 1 < UINT64_C(1) << s->h.bucket_bits) {
		if ((q = eg_segment_need(s, s->h.bases_at + next * 8, 8)) == NULL)
			return false;
		memcpy(&base[1], q, 8);
	}
	if (base[0] > all || base[1] > all) {
		s->bad = true;
		return false;
	}
	from = base[0] + at[0];
	to = base[1] + at[1];
	if (from > to || to > all) {
		s->bad = true;
		return false;
	}
	*p = eg_segment_need(s, s->h.entries_at + from, to - from);
	*end = *p + (to - from);
	return *p != NULL;
}

static inline bool
varint(const uint8_t **p, const uint8_t *end, uint64_t *out)
{
	uint64_t v = 0;

	for (unsigned shift = 0; *p < end && shift < 63; shift += 7) {
		uint8_t c = *(*p)++;

		v |= (uint64_t)(c & 127) << shift;
		if (c < 128) {
			*out = v;
			return true;
		}
	}
	return false;
}

/* One entry at *p; *p goes behind it. */
static bool
entry(struct eg_segment *s, const uint8_t **p, const uint8_t *end, uint64_t *distance,
    struct eg_postings *out)
{
	uint64_t v, n, bytes;

	if (!varint(p, end, &v))
		goto bad;
	*distance = v >> 1;
	*out = (struct eg_postings){.df = 1, .left = 1, .p = *p, .end = end};
	if ((v & 1) == 0) {
		if (!varint(p, end, &v))
			goto bad;
		out->end = *p;
		return true;
	}
	if (!varint(p, end, &n) || n >= s->h.docs)
		goto bad;
	out->df = out->left = (uint32_t)n + 1;
	if (n + 1 >= SEGMENT_LONG) {
		if (!varint(p, end, &bytes) || bytes > (uint64_t)(end - *p))
			goto bad;
		out->p = *p;
		*p += bytes;
	} else {
		out->p = *p;
		for (uint64_t i = 0; i <= n; i++)
			if (!varint(p, end, &v))
				goto bad;
	}
	out->end = *p;
	return true;
bad:
	s->bad = true;
	return false;
}

bool
eg_segment_find(struct eg_segment *s, uint64_t key, struct eg_postings *out)
{
	unsigned low_bits = SEGMENT_KEY_BITS - s->h.bucket_bits;
	uint64_t low = key & ((UINT64_C(1) << low_bits) - 1), at = 0, distance;
	const uint8_t *p, *end;

	if (s->bad || !bucket_range(s, key >> low_bits, &p, &end))
		return false;
	for (bool first = true; p < end; first = false) {
		if (!entry(s, &p, end, &distance, out) || (distance == 0 && !first))
			return false;
		at += distance;
		if (at >= low)
			return at == low;
	}
	return false;
}

bool
eg_postings_next(struct eg_segment *s, struct eg_postings *at, uint32_t *doc)
{
	uint64_t d;

	if (at->left == 0)
		return false;
	if (!varint(&at->p, at->end, &d) || d > s->h.docs || at->doc + d >= s->h.docs) {
		s->bad = true;
		at->left = 0;
		return false;
	}
	at->left--;
	*doc = at->doc += (uint32_t)d;
	return true;
}

const struct eg_segment_doc *
eg_segment_doc(struct eg_segment *s, uint32_t doc)
{
	if (doc >= s->h.docs)
		return NULL;
	return (const struct eg_segment_doc *)(const void *)eg_segment_need(
	    s, s->h.docs_at + doc * sizeof(struct eg_segment_doc), sizeof(struct eg_segment_doc));
}

const struct eg_origin *
eg_segment_origins(struct eg_segment *s, uint64_t doc, uint64_t n)
{
	return (const struct eg_origin *)(const void *)eg_segment_need(
	    s, s->h.origins_at + doc * sizeof(struct eg_origin), n * sizeof(struct eg_origin));
}

bool
eg_segment_name(
    struct eg_segment *s, const struct eg_segment_doc *d, struct eg_str *name, struct eg_str *dir)
{
	uint64_t all = s->h.sums_at - s->h.names_at;

	if (d->name_at > all || d->name_n > all - d->name_at || d->dir_at > all ||
	    d->dir_n > all - d->dir_at) {
		s->bad = true;
		return false;
	}
	name->p = (const char *)eg_segment_need(s, s->h.names_at + d->name_at, d->name_n);
	name->n = d->name_n;
	dir->p = (const char *)eg_segment_need(s, s->h.names_at + d->dir_at, d->dir_n);
	dir->n = d->dir_n;
	return name->p != NULL && dir->p != NULL;
}

/* ---- all keys ---- */

bool
eg_segment_walk_next(struct eg_segment_walk *w)
{
	struct eg_segment *s = w->s;
	unsigned low_bits = SEGMENT_KEY_BITS - s->h.bucket_bits;
	uint64_t distance;

	while (w->p == w->end) {
		if (w->bucket == UINT64_C(1) << s->h.bucket_bits ||
		    !bucket_range(s, w->bucket, &w->p, &w->end))
			return false;
		w->bucket++;
		w->low = 0;
	}
	if (!entry(s, &w->p, w->end, &distance, &w->at))
		return false;
	w->low += distance;
	if (w->low >> low_bits != 0) {
		s->bad = true;
		return false;
	}
	w->key = (w->bucket - 1) << low_bits | w->low;
	return true;
}

bool
eg_segment_walk_start(struct eg_segment_walk *w, struct eg_segment *s)
{
	*w = (struct eg_segment_walk){.s = s};
	return eg_segment_walk_next(w);
}
