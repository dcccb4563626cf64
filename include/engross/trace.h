/*
 * Where a text was copied from: its words in a normal form, overlapping runs of them (shingles),
 * the thinned runs that an index holds (fingerprints), and what two texts share.
 *
 * Normal form: letters folded to lower case; apostrophes, hyphens and soft hyphens inside a word
 * dropped, so that "pre-licensure" is "prelicensure" and "nation’s" is "nations"; numbers, section
 * numbers, enumerators and words of one letter left out; the name of any of the fifty-six
 * jurisdictions is one placeholder, and so is the word a code has for a unit of itself ("this act",
 * "this chapter", "§"). Quotes, dashes, NBSP and all other punctuation only part words. So a model
 * act, a state's print of it with line numbers, and the codified text give the same shingles. The
 * control character RS (0x1E) parts texts: no shingle goes across it.
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
	int place; /* index in eg_postal of the jurisdiction named most often, not counting the
		      District and territories in lists of states; -1 if none or several are */
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

/* ---- which of several models ---- */

struct eg_model { /* a version of a model */
	size_t group; /* versions of one model have the same number, 0..n-1 */
	const struct eg_shingles *shingles;
};

struct eg_model_score {
	double score; /* 0..1, of the shorter of the two; what many models say weighs less */
	double covers; /* 0..1: share of the text */
	size_t shared; /* shingles */
};

/* Score a text against n versions of models, all of one k. A shingle that g groups have weighs
 * 1 / g², so that the parts that a drafter puts into every act do not make them relatives. out: n
 * elements, filled. */
void eg_models_score(const struct eg_shingles *text, const struct eg_model *model, size_t n,
    struct eg_model_score *out);

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

/* ---- the index: a folder of other texts ---- */

/*
 * An index is a folder with a `manifest` that names its segments, files that are written once and
 * mapped read-only (format: bills/trace/segment.h; little-endian). An update writes new segments
 * beside the old ones and then replaces the manifest by one rename: whatever moment a program is
 * killed at, a reader finds the old index whole or the new one whole. One writer at a time holds a
 * lock; readers need none. Every block read from it is verified by its checksum first.
 *
 *	eg_index_update_open("idx", NULL, &up, &err);
 *	if (!eg_index_update_has(up, "bills/hb1.txt", "/home/me", size, mtime_ns))
 *		eg_index_update_put(up, &file, text, text_n, &err);
 *	eg_index_update_commit(up, &counts, &err);
 *
 *	eg_index_open("idx", &ix, &err);
 *	eg_index_search(ix, &tokens, NULL, &found, &err);
 */
struct eg_index;

/* EG_ERR_NOT_FOUND when there is no index there, EG_ERR_DATA when it is damaged (err->file names
 * the file). */
enum eg_rc eg_index_open(const char *dir, struct eg_index **out, struct eg_err *err) EG_MUST_CHECK;
void eg_index_free(struct eg_index *ix);

struct eg_index_info {
	size_t documents, segments;
	uint64_t words, text_bytes; /* words in normal form; bytes of the files */
	uint64_t fingerprints; /* different ones, summed over segments */
	uint64_t bytes; /* of the index on the disk */
	size_t k, w;
};
void eg_index_info(const struct eg_index *ix, struct eg_index_info *out);
/* Verify every checksum: EG_ERR_DATA names the damaged file. Reads all of it. */
enum eg_rc eg_index_verify(struct eg_index *ix, struct eg_err *err) EG_MUST_CHECK;

/* ---- searching ---- */

struct eg_search_options { /* zero means default */
	size_t limit; /* most hits; 0 = EG_SEARCH_LIMIT */
	double min_score; /* hits below it are left out; 0 = EG_SEARCH_MIN_SCORE */
	const char *except; /* absolute path of a document that is never a hit (the text itself) */
};
#define EG_SEARCH_MIN_SCORE 0.01
enum { EG_SEARCH_LIMIT = 50 };

struct eg_hit {
	struct eg_str source; /* path as it was given when indexed */
	struct eg_str folder; /* absolute folder that a relative path is relative to */
	uint64_t bytes, sum; /* of the file as it was indexed; see eg_trace_sum */
	double score; /* 0..1: shared fingerprints, the rare ones and those in unbroken runs
	                 weighing more, over those of the shorter of the two texts; so an act
	                 inside an omnibus scores high */
	double covers; /* 0..1: share of the text's fingerprints that the source has, by weight */
	double adds; /* 0..1: the part of `covers` that no better hit has */
	size_t shared; /* fingerprints that both have */
	size_t unique; /* those that no other document of the index has */
	size_t words; /* of the source, in normal form */
	const uint32_t *at; /* [shared] indexes into found->key, ascending by place in the text */
};

struct eg_found_key {
	uint64_t key;
	uint32_t first; /* token of the text where it first stands */
	uint32_t documents; /* that have it */
	size_t list; /* in found->doc; SIZE_MAX for one so common that it counts for nothing */
};

struct eg_found {
	struct eg_arena *arena;
	struct eg_hit *hit; /* best first; equal scores in order of source */
	size_t n_hits;
	struct eg_found_key *key; /* the text's different fingerprints, in the order of the text */
	size_t n_keys;
	const uint32_t *doc; /* lists of documents, each ascending */
	size_t k, w;
};

/* Documents that share text with `text`, the words of a document (a model, a bill). ix is not
 * changed in what it says, but marks what it verified: one thread at a time for each eg_index. *out
 * borrows from ix and is owned by the caller: eg_found_free(). Time: about a microsecond for each
 * fingerprint of the text. EG_ERR_DATA when the index is damaged. */
enum eg_rc eg_index_search(struct eg_index *ix, const struct eg_tokens *text,
    const struct eg_search_options *opt, struct eg_found **out, struct eg_err *err) EG_MUST_CHECK;
void eg_found_free(struct eg_found *f);
/* How many documents of the index have the words from token `first` up to `last` of the text, as
 * far as hit h has them: the source itself counts, so the least is 1; 0 when the passage is too
 * short to tell. */
size_t eg_found_rarity(const struct eg_found *f, const struct eg_hit *h, size_t first, size_t last);

/* ---- passages: what two texts share, word for word ---- */

struct eg_copied_run {
	uint32_t first, last; /* tokens of the text; last is one past */
	uint32_t source_first, source_last;
	uint32_t same; /* words that are the same; the rest differ between the two */
};

struct eg_copied {
	struct eg_copied_run *v; /* longest first, by same words; owned */
	size_t n;
};

/* Runs of words that both texts have in the same order, at least min_words long (0 = 8), joined
 * over gaps of a few words. Each word of the text is in at most one. O(n log n).
 * out is owned by the caller: eg_copied_clear(). */
void eg_copied_find(const struct eg_tokens *text, const struct eg_tokens *source, size_t min_words,
    struct eg_copied *out);
void eg_copied_clear(struct eg_copied *p);

/* ---- building ---- */

struct eg_index_update;

struct eg_index_file {
	const char *path; /* as the user named it */
	const char *folder; /* absolute; what path is relative to */
	uint64_t bytes;
	int64_t mtime_ns;
	uint64_t sum; /* eg_trace_sum of the file's bytes */
};

struct eg_index_options { /* zero means default; of a new index only */
	size_t k, w; /* words of a shingle (4), shingles of a window (4) */
};

struct eg_index_counts {
	size_t added, changed, unchanged, removed, documents;
};

/* A checksum of a file's bytes; not cryptographic. */
uint64_t eg_trace_sum(const void *p, size_t n);

/* Start to update the index in dir (made when it is not there). EG_ERR_LOCKED when another program
 * is updating it; EG_ERR_DATA when it is damaged; EG_ERR_EXISTS when the folder holds something
 * else. */
enum eg_rc eg_index_update_open(const char *dir, const struct eg_index_options *opt,
    struct eg_index_update **out, struct eg_err *err) EG_MUST_CHECK;
/* Is the file indexed already with this size and time? Then it is kept as it is. A file changed
 * within two seconds of its indexing is not trusted by its time alone. */
bool eg_index_update_has(struct eg_index_update *up, const struct eg_index_file *file);
/* The same by what it says: file->sum is given. */
bool eg_index_update_same(struct eg_index_update *up, const struct eg_index_file *file);
/* Add a text, or replace the one of the same path. EG_ERR_SYSTEM when a run cannot be written. */
enum eg_rc eg_index_update_put(struct eg_index_update *up, const struct eg_index_file *file,
    const char *text, size_t n, struct eg_err *err) EG_MUST_CHECK;
/* Documents at or below this absolute path that were not seen in this update (has, same or put) are
 * dropped when it is committed. */
void eg_index_update_root(struct eg_index_update *up, const char *absolute);
/* Is there a document at or below this absolute path? */
bool eg_index_update_knows(const struct eg_index_update *up, const char *absolute);
/* Make it the index, and free up; nothing is written when nothing changed. On error the old index
 * stands. counts may be NULL. */
enum eg_rc eg_index_update_commit(
    struct eg_index_update *up, struct eg_index_counts *counts, struct eg_err *err) EG_MUST_CHECK;
void eg_index_update_free(struct eg_index_update *up); /* without committing */

#endif
