/* Is a file of a bill repository what its place says it is? Shared by commit and verify. */
#ifndef EG_CMD_CHECK_H
#define EG_CMD_CHECK_H

#include "cmd/cmd.h"

/* Check the bytes of one file by its path: a draft parses, names its own template, jurisdiction
 * and variant, and has no conflict left; a template and a profile parse and are named as their
 * file; the tracking tables parse. Other files are fine. EG_ERR_DATA or the reader's error. */
enum eg_rc eg_check_file(struct eg_ctx *cx, const char *path, const struct eg_buf *bytes,
    struct eg_err *err) EG_MUST_CHECK;

/* True where the file is one that people edit and `engross commit` commits. */
bool eg_check_is_source(const char *path);

#endif
