/* Paths in, documents and tables out: files, folders, archives, compressed files (import_files.c). */
#ifndef EG_TRACK_IMPORT_FILES_H
#define EG_TRACK_IMPORT_FILES_H

#include "base/json_read.h"
#include "base/vec.h"

/* A set of CSV files that belong together, by the ends of their names: "bills.csv",
 * "bill_actions.csv". */
typedef enum eg_rc (*eg_csv_block_fn)(void *to, const char *p, size_t n, struct eg_err *err);
struct eg_csv_set {
	const char *name; /* of its bills file, for messages */
	void *ctx;
	/* A table's bytes, a block at a time; *there is false where the set has no such file. May
	 * be called again. */
	enum eg_rc (*read)(void *ctx, const char *name, eg_csv_block_fn block, void *to,
	    bool *there, struct eg_err *err);
	uint64_t (*bytes)(void *ctx, const char *name); /* how many they are; 0: no such file */
};

struct eg_files {
	eg_json_doc_fn doc;
	enum eg_rc (*table)(void *ctx, const struct eg_csv_set *set, struct eg_err *err);
	void (*file)(void *ctx, const char *name); /* a file begins */
	void *ctx;
	const char *const *skip; /* keys of documents that are not needed */
	size_t n; /* files read */
};

/* The files that a path stands for, in the order of reading: itself, or all below a folder by name
 * (hidden ones and links are left). Each name is to be freed. */
struct eg_file_list {
	EG_VEC(char *);
};
enum eg_rc eg_files__list(
    const char *path, struct eg_file_list *out, struct eg_err *err) EG_MUST_CHECK;
/* Read one file of a list. */
enum eg_rc eg_files__one(struct eg_files *f, const char *path, struct eg_err *err) EG_MUST_CHECK;

#endif
