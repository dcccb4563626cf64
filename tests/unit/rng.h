/* Numbers that look random and are the same in every run. */
#ifndef EG_TEST_RNG_H
#define EG_TEST_RNG_H

#include <stdint.h>

static uint32_t rng_state = 2463534242u;

/* 0 .. below - 1 */
static inline uint32_t
rng(uint32_t below)
{
	rng_state ^= rng_state << 13;
	rng_state ^= rng_state >> 17;
	rng_state ^= rng_state << 5;
	return rng_state % below;
}

#endif
