/*
 * Where a text was copied from: its words in a normal form, overlapping runs of them (shingles),
 * the thinned runs that an index holds (fingerprints), and what two texts share.
 *
 * Normal form: letters folded to lower case; apostrophes, hyphens and soft hyphens inside a word
 * dropped, so that "pre-licensure" is "prelicensure" and "nation’s" is "nations"; numbers, section
 * numbers, enumerators and words of one letter left out; the name of any of the fifty-six
 * jurisdictions is one placeholder, and so is the word a code has for a unit of itself ("this act",
 * "this chapter", "§"). Quotes, dashes, NBSP and all other punctuation only part words. So a model
 * act, a state's print of it with line numbers, and the codified text give the same shingles.
 *
 *	struct eg_shingles model, bill;
 *	eg_shingles_of(model_text, model_n, 0, &model);
 *	eg_shingles_of(bill_text, bill_n, 0, &bill);
 *	share = eg_shingles_containment(&model, &bill);    // how much of the model is in the bill
 *	eg_shingles_clear(&model); eg_shingles_clear(&bill);
 *
 * All functions are thread safe; none keeps state.
 */
#ifndef ENGROSS_TRACE_H
#define ENGROSS_TRACE_H

#include <engross/doc.h>

enum {
	EG_SHINGLE_WORDS = 5, /* words of a shingle where 0 is given */
	EG_SHINGLE_WORDS_MAX = 32,
};

/* ---- words in normal form ---- */

struct eg_token {
	uint64_t key; /* of the word's normal form; equal words have equal keys */
	uint32_t start, end; /* bytes of the text */
};

struct eg_tokens {
	struct eg_token *v; /* owned */
	size_t n;
	int place; /* index in eg_postal of the jurisdiction named most often; -1 if none is */
};

/* text: UTF-8 (bad bytes only part words), at most UINT32_MAX bytes; the rest is ignored. Not kept.
 * O(n). out is owned by the caller: eg_tokens_clear(). */
void eg_tokens_of(const char *text, size_t n, struct eg_tokens *out);
void eg_tokens_clear(struct eg_tokens *t);

/* ---- shingles: every run of k words ---- */

struct eg_shingle {
	uint64_t key;
	uint32_t first; /* index of the token where it first occurs in the text */
};

struct eg_shingles {
	struct eg_shingle *v; /* ascending by key, each key once; owned */
	size_t n;
	size_t k;
	struct eg_tokens tokens; /* owned */
};

/* k: 1..EG_SHINGLE_WORDS_MAX words, 0 for EG_SHINGLE_WORDS. A text of fewer than k words has none.
 * O(n log n). out is owned by the caller: eg_shingles_clear(). */
void eg_shingles_of(const char *text, size_t n, size_t k, struct eg_shingles *out);
void eg_shingles_clear(struct eg_shingles *s);
/* How many different shingles both have. Both must have the same k. */
size_t eg_shingles_common(const struct eg_shingles *a, const struct eg_shingles *b);
/* Share of a's different shingles that b has too, 0..1; 0 when a has none. Not symmetric: a short
 * act inside a long one gives 1. */
double eg_shingles_containment(const struct eg_shingles *a, const struct eg_shingles *b);
bool eg_shingles_has(const struct eg_shingles *s, uint64_t key);
/* The words of shingle i as they stand in the text that s was made of. */
struct eg_str eg_shingle_text(const struct eg_shingles *s, size_t i, const char *text);

/* ---- which of several versions ---- */

/* What a text shares with one of several versions of a model. */
struct eg_version_found {
	double of_version; /* share of the version's shingles that the text has, 0..1 */
	double of_text; /* share of the text's shingles that the version has, 0..1 */
	size_t unique; /* shingles that only this version has, and the text has too: the proof */
	size_t unique_all; /* shingles that only this version has among the versions */
};

/* Compare a text with n versions (n >= 1) of one model, all of the same k. found: n elements,
 * filled. Returns the index of the version it was copied from: the one with the largest share of
 * its own unique shingles in the text; where no version has any there (or versions do not differ),
 * the one with the highest of_version, the later in order on a tie. Exact over all shingles, so it
 * tells versions apart that differ by a sentence. */
size_t eg_versions_find(const struct eg_shingles *text, const struct eg_shingles *const *version,
    size_t n, struct eg_version_found *found);

/* Indexes (into version[which]->v) of the shingles that only this version has and the text has too,
 * in the order of the version's text, at most max. Returns how many were written. */
size_t eg_versions_unique(const struct eg_shingles *text, const struct eg_shingles *const *version,
    size_t n, size_t which, size_t *out, size_t max);

/* ---- fingerprints: shingles thinned by winnowing ---- */

struct eg_fingerprint {
	uint64_t key; /* of the shingle */
	uint32_t first; /* index of the token where it stands */
};

struct eg_fingerprints {
	struct eg_fingerprint *v; /* in the order of the text, a key may come again; owned */
	size_t n;
};

/* Robust winnowing (Schleimer, Wilkerson, Aiken 2003): the smallest key of each window of w
 * shingles of k words. Two texts that share a run of k + w - 1 words share a fingerprint. k as
 * above; w 1..64. out is owned by the caller: eg_fingerprints_clear(). */
void eg_fingerprints_of(
    const struct eg_tokens *tokens, size_t k, size_t w, struct eg_fingerprints *out);
void eg_fingerprints_clear(struct eg_fingerprints *f);

#endif
