/*
 * One file of an index: fingerprints, sorted, with the documents that have each. Written once,
 * mapped read-only, never changed.
 *
 * Format 1, little-endian (a mark in the header says so; other machines refuse it):
 *
 *	header   4,096 bytes: struct eg_segment_header, zeros, checksum of all before it in the last 8
 *	entries  for each bucket its keys in ascending order: varint (distance from the last key of
 *	         the bucket) * 2 + (more than one document), then either varint document, or varint
 *	         documents - 1, if that is 8 or more varint bytes of what follows, and the documents
 *	         as varint distances
 *	bases    u64 for each 4,096 buckets: where its first bucket starts in entries
 *	buckets  u32 for each bucket, and one more: start, counted from its base
 *	docs     struct eg_segment_doc for each document
 *	origins  u32 for each document: struct eg_origin
 *	names    bytes of paths and folders
 *	sums     u32 for each 512 bytes between header and sums: their checksum
 *
 * A key is the upper 40 bits of a shingle's; the upper bucket_bits of those say its bucket. Nothing
 * of a mapped file is used before the checksum of its block was verified, once in the life of the
 * mapping; after that every length and offset read from it is still checked against its bounds.
 */
#ifndef EG_TRACE_SEGMENT_H
#define EG_TRACE_SEGMENT_H

#include "base/path.h"
#include "base/vec.h"
#include "trace/trace_private.h"

enum {
	SEGMENT_VERSION = 1,
	NORMAL_VERSION = 1, /* of the normal form: an index made with another is made anew */
	SEGMENT_HEADER = 4096,
	SEGMENT_BLOCK = 512,
	SEGMENT_KEY_BITS = 40,
	SEGMENT_BASE_EVERY = 4096,
	SEGMENT_LONG = 9, /* documents from which a posting list says its bytes */
	ORIGIN_NONE = 0xFFFF,
};

#define SEGMENT_MAGIC "EGTRACE1"
#define SEGMENT_ENDIAN UINT32_C(0x01020304)

struct eg_segment_header {
	char magic[8];
	uint32_t endian, version, normal, k, w, bucket_bits;
	uint64_t docs, keys, postings, words, text_bytes;
	uint64_t entries_at, bases_at, buckets_at, docs_at, origins_at, names_at, sums_at, size;
};

/* Where a document comes from, as far as its furniture is told from its words by that. */
struct eg_origin {
	uint16_t place; /* index in eg_postal, ORIGIN_NONE */
	uint16_t folder; /* checksum of the folder that the file lies in */
};

struct eg_segment_doc {
	uint64_t name_at, dir_at; /* in names */
	uint32_t name_n, dir_n;
	uint64_t bytes; /* of the file */
	int64_t mtime_ns;
	uint64_t sum; /* of the file's bytes */
	uint32_t words, prints; /* tokens; different fingerprints */
	float weight; /* of all its fingerprints, see weight.c */
	uint32_t racy; /* 1: changed so shortly before it was read that its time is no proof */
};

struct eg_segment {
	const uint8_t *p; /* mapped */
	size_t n;
	char file[64], dead_file[64]; /* names in the folder */
	struct eg_segment_header h;
	uint8_t *checked; /* a bit for each block */
	uint8_t *dead; /* a bit for each document; NULL when all are alive */
	uint64_t n_dead;
	bool bad; /* a block was found damaged */
};

/* Map a file. EG_ERR_DATA with the path when it is no segment, damaged or of another version. */
enum eg_rc eg_segment_open(
    const char *dir, const char *file, struct eg_segment *out, struct eg_err *err) EG_MUST_CHECK;
void eg_segment_close(struct eg_segment *s);
/* Verify every block. */
bool eg_segment_verify(struct eg_segment *s);

/* Verify the blocks of a range; NULL (and s->bad) when damaged or outside the file. */
const uint8_t *eg_segment_need(struct eg_segment *s, uint64_t at, uint64_t n);

struct eg_postings {
	const uint8_t *p, *end;
	uint32_t df, doc; /* documents; the last one given */
	uint32_t left;
};
/* Documents that have a key (of 40 bits). False when there are none, or s->bad. */
bool eg_segment_find(struct eg_segment *s, uint64_t key, struct eg_postings *out);
/* The next document, false at the end or when the bytes make no sense (s->bad). */
bool eg_postings_next(struct eg_segment *s, struct eg_postings *at, uint32_t *doc);

static inline bool
eg_segment_is_dead(const struct eg_segment *s, uint32_t doc)
{
	return s->dead != NULL && (s->dead[doc >> 3] >> (doc & 7) & 1) != 0;
}
/* NULL when damaged. */
const struct eg_segment_doc *eg_segment_doc(struct eg_segment *s, uint32_t doc);
/* Of n documents from doc on; NULL when damaged. */
const struct eg_origin *eg_segment_origins(struct eg_segment *s, uint64_t doc, uint64_t n);
bool eg_segment_name(
    struct eg_segment *s, const struct eg_segment_doc *d, struct eg_str *name, struct eg_str *dir);

/* All keys in order. */
struct eg_segment_walk {
	struct eg_segment *s;
	uint64_t bucket, key, low;
	const uint8_t *p, *end;
	struct eg_postings at;
};
bool eg_segment_walk_start(struct eg_segment_walk *w, struct eg_segment *s); /* then at the first */
bool eg_segment_walk_next(struct eg_segment_walk *w);

/* ---- writing ---- */

struct eg_segment_writer;

/* keys_max: an upper bound of different keys, for the size of the bucket table. */
enum eg_rc eg_segment_writer_open(const char *path, size_t k, size_t w, uint64_t keys_max,
    struct eg_segment_writer **out, struct eg_err *err) EG_MUST_CHECK;
/* Keys in ascending order, documents ascending, each once. */
void eg_segment_writer_key(
    struct eg_segment_writer *w, uint64_t key, const uint32_t *doc, uint32_t n);
/* A document; its number is how many came before. name and dir are copied. */
void eg_segment_writer_doc(struct eg_segment_writer *w, const struct eg_segment_doc *d,
    struct eg_str name, struct eg_str dir, struct eg_origin origin);
/* Documents written so far, to fill their weights in. */
struct eg_segment_doc *eg_segment_writer_docs(struct eg_segment_writer *w, size_t *n);
/* Finish, flush to the disk, close. */
enum eg_rc eg_segment_writer_close(struct eg_segment_writer *w, struct eg_err *err) EG_MUST_CHECK;
void eg_segment_writer_free(struct eg_segment_writer *w); /* without closing: the file is a ruin */

#endif
