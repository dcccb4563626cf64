/*
 * An update of an index, shared by update.c (what is there, what is put) and commit.c (runs, merges,
 * the new manifest).
 */
#ifndef EG_TRACE_UPDATE_H
#define EG_TRACE_UPDATE_H

#include "base/map.h"
#include "trace/index.h"

enum { DOC_BITS = 24 }; /* of a pair: the document of the run */

struct run_doc {
	struct eg_segment_doc d;
	char *name, *dir;
	struct eg_origin origin;
};

struct known { /* a document of the index as it was */
	uint32_t seg, doc;
	bool seen, dead;
};

struct eg_index_update {
	struct eg_index *ix; /* as it was, then as it will be */
	int lock;
	uint64_t *pair, *scratch; /* key << 24 | document of the run */
	size_t n_pairs, cap;
	struct {
		EG_VEC(struct run_doc);
	} docs; /* of the run */
	struct {
		EG_VEC(struct eg_segment);
	} runs;
	struct known *known;
	size_t n_known;
	struct eg_map by_path; /* absolute path -> struct known * */
	struct eg_map put; /* absolute paths put in this update */
	struct {
		EG_VEC(char *);
	} roots;
	struct eg_index_counts counts;
	bool fresh; /* there was no manifest */
};

/* Name of a new file of the index into name; its path, which the caller frees. */
char *eg_update__next_file(struct eg_index *ix, const char *ext, char name[64]);
/* The buffer becomes a run; nothing when it is empty. */
enum eg_rc eg_update__write_run(struct eg_index_update *up, struct eg_err *err) EG_MUST_CHECK;
/* Forget what the buffer holds. */
void eg_update__drop_run(struct eg_index_update *up);
/* Delete files that no manifest names: left by a killed update, or by this one. */
void eg_update__sweep(const struct eg_index *ix);
bool eg_update__is_below(const char *path, const char *root);

#endif
