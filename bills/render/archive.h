/* A zip archive in memory, by libzip (loaded on first use), with the same bytes each time. */
#ifndef EG_RENDER_ARCHIVE_H
#define EG_RENDER_ARCHIVE_H

#include "base/mem.h"

struct eg_archive_file {
	const char *path;
	const char *data;
	size_t n;
};

/* Files are stored in the order given (a DOCX wants [Content_Types].xml first), compressed, dated
 * 1980-01-01. EG_ERR_LIBRARY, EG_ERR_SYSTEM. */
enum eg_rc eg_archive_make(const struct eg_archive_file *files, size_t n, struct eg_buf *out,
    struct eg_err *err) EG_MUST_CHECK;

#endif
