/*
 * The folder of an index: manifest, segments, lists of the dead. See engross/trace.h.
 *
 * manifest (text, the last line a checksum of those before it):
 *
 *	engross trace index 1
 *	words 4 window 4 next 7
 *	segment 5.seg 123456 docs 2700 dead 3 5.dead6
 *	segment 6.seg 4096 docs 1 dead 0 -
 *	sum 0123456789abcdef
 */
#ifndef EG_TRACE_INDEX_H
#define EG_TRACE_INDEX_H

#include "trace/segment.h"

struct eg_index {
	char *dir;
	size_t k, w;
	uint64_t next; /* number of the next file */
	struct {
		EG_VEC(struct eg_segment);
	} seg;
	uint64_t docs; /* of all segments, dead ones too */
	uint64_t alive;
};

#define INDEX_MANIFEST "manifest"
#define INDEX_DEFAULT_K 4
#define INDEX_DEFAULT_W 4

/* An absolute path without ".", ".." and doubled slashes; nothing is looked up on the disk. The
 * caller frees it. */
char *eg_trace__absolute(const char *folder, const char *path);

/* Write the manifest of ix by rename. */
enum eg_rc eg_index__write_manifest(const struct eg_index *ix, struct eg_err *err) EG_MUST_CHECK;

/* EG_ERR_DATA that names a segment whose checksum is wrong. */
enum eg_rc eg_index__damaged(
    const struct eg_index *ix, const struct eg_segment *s, struct eg_err *err);

/* Weight of a fingerprint that df of so many documents have, 0..1: the square of its inverse
 * document frequency, as if there were never fewer than 4,096 documents, so that a small index of
 * one family still finds it; 0 for one so common that it says nothing. */
struct eg_weights {
	float of[1025]; /* by df, the frequent case */
	double scale, background;
	uint64_t cap; /* largest df that counts */
};
void eg_weights_init(struct eg_weights *w, uint64_t docs);
double eg_weight(const struct eg_weights *w, uint64_t df);

/* Merge segments, their live documents in order, into one file; weights of documents with regard to
 * what `others` hold as well. */
enum eg_rc eg_index__merge(struct eg_segment *const *in, size_t n, struct eg_segment *const *others,
    size_t n_others, const char *path, size_t k, size_t w, struct eg_err *err) EG_MUST_CHECK;

#endif
