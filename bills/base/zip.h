/*
 * Zip archives by libzip (loaded on first use): written into memory with the same bytes each time, read
 * from strangers (from memory, or from a file of any size) within limits. Nothing is ever unpacked to the disk.
 *
 *	struct eg_zip *z;
 *	if ((rc = eg_zip_open(bytes.p, bytes.n, path, NULL, &z, err)) == EG_OK) {
 *		rc = eg_zip_read(z, "word/document.xml", &xml, err);
 *		eg_zip_free(z);
 *	}
 */
#ifndef EG_BASE_ZIP_H
#define EG_BASE_ZIP_H

#include "base/mem.h"

struct eg_zip_file {
	const char *path;
	const char *data;
	size_t n;
};

/* Append an archive of n files to out, in the order given (OPC packages want [Content_Types].xml
 * first), deflated, dated 1980-01-01. EG_ERR_LIBRARY, EG_ERR_SYSTEM. */
enum eg_rc eg_zip_make(const struct eg_zip_file *files, size_t n, struct eg_buf *out,
    struct eg_err *err) EG_MUST_CHECK;

/* What is accepted from a stranger; a zero takes the number in brackets. */
struct eg_zip_limits {
	size_t entries; /* [4096] */
	size_t entry_bytes; /* of one entry, unpacked [64 MiB] */
	size_t total_bytes; /* of all entries, unpacked [256 MiB] */
	size_t ratio; /* of an entry over 1 MiB: unpacked to packed bytes [250] */
};

struct eg_zip;

/* Does it begin as a zip archive does ("PK\3\4", or "PK\5\6" of an empty one)? */
bool eg_zip_is(const char *p, size_t n);

/* Open an archive of n bytes, borrowed until eg_zip_free. Its directory is checked before anything
 * is unpacked: number and sizes of entries within limits (NULL: the defaults), every path UTF-8
 * and inside (eg_path_is_inside), no path twice (letters' case aside), nothing encrypted, only
 * stored or deflated entries. name is for messages. EG_ERR_DATA, EG_ERR_LIMIT, EG_ERR_LIBRARY;
 * *out is NULL then. */
enum eg_rc eg_zip_open(const char *p, size_t n, const char *name,
    const struct eg_zip_limits *limits, struct eg_zip **out, struct eg_err *err) EG_MUST_CHECK;
/* The same of a file, which is read as needed and never held. EG_ERR_SYSTEM too. */
enum eg_rc eg_zip_open_file(const char *path, const struct eg_zip_limits *limits,
    struct eg_zip **out, struct eg_err *err) EG_MUST_CHECK;
void eg_zip_free(struct eg_zip *z); /* NULL is fine */

/* Entries in the archive's order; folders are left out. Borrowed until eg_zip_free. */
size_t eg_zip_count(const struct eg_zip *z);
const char *eg_zip_path(const struct eg_zip *z, size_t i);
/* Is there an entry of this path (compared without the case of ASCII letters, as OPC does)? */
bool eg_zip_has(const struct eg_zip *z, const char *path);
/* Its bytes, unpacked, as the directory says; 0 where there is none. */
uint64_t eg_zip_bytes(const struct eg_zip *z, const char *path);

/* Append an entry's bytes to out; its checksum is verified. EG_ERR_NOT_FOUND where there is none
 * of this path; EG_ERR_DATA for damage; EG_ERR_LIMIT where it holds more than its directory entry
 * says. On an error out is as it was. */
enum eg_rc eg_zip_read(
    struct eg_zip *z, const char *path, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* The same in blocks, handed to fn as they are unpacked; anything but EG_OK stops. The checksum is
 * verified behind the last of them. */
typedef enum eg_rc eg_zip_block_fn(void *ctx, const char *p, size_t n, struct eg_err *err);
enum eg_rc eg_zip_stream(struct eg_zip *z, const char *path, eg_zip_block_fn *fn, void *ctx,
    struct eg_err *err) EG_MUST_CHECK;

#endif
