/* Files and paths. Paths are as given by the user; nothing here follows an environment variable. */
#ifndef EG_BASE_PATH_H
#define EG_BASE_PATH_H

#include "base/mem.h"

enum { EG_FILE_MAX = 64 * 1024 * 1024 }; /* most bytes read from one text file */

/* Read a whole file ("-" is standard input) of at most max bytes into *out (cleared first).
 * EG_ERR_NOT_FOUND, EG_ERR_LIMIT, EG_ERR_SYSTEM; err->file is set. */
enum eg_rc eg_file_read(
    const char *path, size_t max, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* Write by temporary file in the same folder, fsync when `durable`, rename. The old file is whole
 * until the new one is. A device or a pipe is written into. EG_ERR_NOT_FOUND: no such
 * folder; EG_ERR_SYSTEM. */
enum eg_rc eg_file_write(
    const char *path, const void *p, size_t n, bool durable, struct eg_err *err) EG_MUST_CHECK;

/* Make a folder and its parents; fine if it is there. */
enum eg_rc eg_mkdirs(const char *path, struct eg_err *err) EG_MUST_CHECK;

/* a/b joined with one slash; caller frees. b absolute gives b. */
char *eg_path_join(const char *a, const char *b);
/* Borrowed pointer to the part after the last slash. */
const char *eg_path_base(const char *path);
/* Borrowed pointer to the extension with its dot ("" if none). */
const char *eg_path_ext(const char *path);
bool eg_path_is_dir(const char *path);
bool eg_path_is_file(const char *path);
/* True for a relative path without "..", empty parts, backslash, control characters or a leading
 * slash: safe below a root. */
bool eg_path_is_inside(const char *path);

#endif
