/*
 * What a text must hold for a pattern to match it, found before the pattern is run: of `(signed|approved)
 * by the governor` that is " by the governor". Most patterns are passed over by a glance at the
 * line's groups of three letters. It may let a text pass that does not match, never the other way.
 */
#ifndef EG_TRACK_NEEDS_H
#define EG_TRACK_NEEDS_H

#include <engross/arena.h>

struct eg_needs { /* one of n texts, each known by three of its groups of letters; n 0: anything */
	uint16_t (*text)[3];
	size_t n;
};

enum { EG_GRAMS_BITS = 2048 };
struct eg_grams { /* the groups of three letters of a line, letters' case aside, by their hashes */
	uint64_t bits[EG_GRAMS_BITS / 64];
};

/* For a pattern of PCRE2 that is compiled caseless and not UTF. Where it holds what is not
 * understood here, nothing is asked (n 0). */
void eg_needs__of(const char *pattern, struct eg_arena *a, struct eg_needs *out);
void eg_needs__line(struct eg_str line, struct eg_grams *out);

static inline bool
eg_needs__met(const struct eg_needs *needs, const struct eg_grams *line)
{
	if (needs->n == 0)
		return true;
	for (size_t i = 0; i < needs->n; i++) {
		const uint16_t *g = needs->text[i];

		if ((line->bits[g[0] / 64] >> (g[0] % 64) & 1) != 0 &&
		    (line->bits[g[1] / 64] >> (g[1] % 64) & 1) != 0 &&
		    (line->bits[g[2] / 64] >> (g[2] % 64) & 1) != 0)
			return true;
	}
	return false;
}

#endif
