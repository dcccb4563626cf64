/* SHA-256 as lower-case hex. */
#ifndef EG_BASE_SHA256_H
#define EG_BASE_SHA256_H

#include "base/mem.h"

enum { EG_SHA256_HEX = 65 };
void eg_sha256_hex(const void *p, size_t n, char out[EG_SHA256_HEX]);

#endif
