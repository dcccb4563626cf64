/* SHA-256 as lower-case hex. */
#ifndef EG_BASE_SHA256_H
#define EG_BASE_SHA256_H

#include "base/mem.h"

enum { EG_SHA256_HEX = 65 };
/* Many short texts: libcrypto's functions are looked for once. */
struct eg_sha256 {
	const void *plain; /* NULL: by libmd */
};
bool eg_sha256_many(struct eg_sha256 *s);
void eg_sha256_next(const struct eg_sha256 *s, const void *p, size_t n, char out[EG_SHA256_HEX]);
void eg_sha256_hex(const void *p, size_t n, char out[EG_SHA256_HEX]);

#endif
