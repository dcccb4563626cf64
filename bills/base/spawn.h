/* Another program as a filter: its argument vector, bytes in, bytes out. Never a shell. */
#ifndef EG_BASE_SPAWN_H
#define EG_BASE_SPAWN_H

#include "base/mem.h"

/* Run argv[0] (looked for in the system's usual folders; no slash) with n bytes on its standard
 * input, append its standard output to out. Its environment is LC_ALL=C.UTF-8 and nothing else; its
 * messages are dropped. seconds: killed after that.
 * EG_ERR_NOT_FOUND where the program is not installed; EG_ERR_DATA where it fails, is killed, or
 * says more than out's limit. */
enum eg_rc eg_spawn_filter(const char *const *argv, const char *in, size_t n, int seconds,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

#endif
