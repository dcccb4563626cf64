/*
 * What the files of this room share. tokens.c makes words into keys, shingles.c runs of them,
 * versions.c tells versions apart. The index: segment.h (one file of it), index.h (the folder).
 */
#ifndef EG_TRACE_PRIVATE_H
#define EG_TRACE_PRIVATE_H

#include "base/mem.h"

#include <engross/trace.h>

#define EG_TRACE_RS 0x1E
#define EG_TRACE_BREAK UINT64_C(0) /* the key of what stands where texts part */

/* Spread a 64-bit value over all its bits. One to one. */
static inline uint64_t
eg_trace__mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 32;
}

/* Sort by key, smallest first; equal keys keep their order. scratch: room for n. */
struct eg_trace_pair {
	uint64_t key;
	uint32_t value;
};
void eg_trace__sort(struct eg_trace_pair *v, struct eg_trace_pair *scratch, size_t n);

/* A checksum of bytes: fast, not cryptographic, the same on every machine. */
uint64_t eg_trace__sum(const void *p, size_t n);

#endif
