/*
 * The comparison's inner parts: words of both texts as numbers (words.c), the smallest script
 * between two runs of numbers (lcs.c with myers.c, bits.c, anchors.c), sections of one text matched
 * with the other's (align.c), edits joined and classed (edits.c, classify.c), all driven and proved
 * by redline.c and its parts.
 */
#ifndef EG_COMPARE_PARTS_H
#define EG_COMPARE_PARTS_H

#include "base/mem.h"
#include "base/vec.h"

#include <engross/compare.h>
#include <string.h>

/* ---- words.c ---- */

struct eg_word_at {
	uint32_t start, end; /* bytes in the text */
};

struct eg_words {
	uint32_t *id; /* equal words have equal numbers, in both texts; below eg_lexicon.n */
	struct eg_word_at *at;
	size_t n, cap;
};

struct eg_word_slot {
	uint32_t hash, id; /* number of the word + 1; 0 = free */
};

struct eg_lexicon { /* distinct words of both texts */
	uint32_t n;
	uint32_t cap;
	struct eg_str *word;
	uint32_t *hash;
	uint64_t *head; /* first eight bytes, the first lowest */
	struct eg_word_slot *slot;
	uint32_t n_slots;
	uint32_t *kind; /* enum eg_word_kind bits, 0: not yet asked for */
	uint32_t *fold; /* number of the word without case, quotes, dashes, punctuation; words that
			   fold to nothing have 0 */
};

/* Add the words (maximal runs without white space) of bytes [start, end) of a text and number them.
 * A zeroed struct is empty; free with eg_words__clear. The lexicon borrows the text. */
void eg_words__add(
    struct eg_words *w, struct eg_lexicon *lex, const char *text, size_t start, size_t end);
/* normal.c: with EG_EXCUSE_NUMBERS, make one word of each number written in several from word
 * `from` on ("twenty-six (26)"). */
void eg_words__join_numbers(
    struct eg_words *w, struct eg_lexicon *lex, const char *text, size_t from);
/* normal.c: give words that differ only in what is excused one number. Call once all are split. */
void eg_words__excuse(
    struct eg_words *a, struct eg_words *b, const struct eg_lexicon *lex, unsigned excuse);
/* normal.c: is the whole text one number, in words, digits or both? */
bool eg_number__of(const char *p, size_t n, uint64_t *value);
uint32_t eg_lexicon__intern(struct eg_lexicon *lex, const char *p, size_t n);
/* Bytes of the white space at p, 0 if there is none or p is the end. */
size_t eg_word__space(const char *p, const char *end);
void eg_words__clear(struct eg_words *w);
/* How many words bytes [start, end) have, without numbering them. */
size_t eg_words__count(const char *text, size_t start, size_t end);
void eg_lexicon__clear(struct eg_lexicon *lex);
/* What a word is to the classifier, seen alone. The low five bits number a modal word (0: none). */
enum eg_word_kind {
	EG_WORD_MODAL = 31,
	EG_WORD_REF = 32, /* section, chapter, § */
	EG_WORD_NUMBER = 64, /* 12, twelve */
	EG_WORD_DATE = 128, /* March, 2027 */
	EG_WORD_MONTH = 256,
	EG_WORD_MONEY = 512, /* $5, dollars */
	EG_WORD_MARK = 1024, /* (a), 1. */
	EG_WORD_PLACE = 2048, /* 3, 24-60-4102(2), IV */
	EG_WORD_LINK = 4096, /* and, or, through, to */
	EG_WORD_WEAK = 8192, /* the, of, … */
	EG_WORD_NONE = 16384, /* nothing but punctuation */
	EG_WORD_STOP = 32768, /* ends with . ; or : */
	EG_WORD_MEANS = 65536, /* means, includes */
	EG_WORD_SEEN = 1 << 17, /* its kind is known */
};
/* Fill lex->fold. Call once all texts are split. */
void eg_lexicon__fold(struct eg_lexicon *lex);
/* classify.c: find the kind of a word and keep it. */
unsigned eg_lexicon__find_kind(const struct eg_lexicon *lex, uint32_t id);
/* Kind of a word; most words of a text are never asked for. Not for two threads at once. */
static inline unsigned
eg_lexicon__kind(const struct eg_lexicon *lex, uint32_t id)
{
	return lex->kind[id] != 0 ? lex->kind[id] : eg_lexicon__find_kind(lex, id);
}
/* Append the folded form of a word. */
size_t eg_word__fold(const char *p, size_t n, char *out, size_t out_bytes);

/* ---- lcs.c ---- */

struct eg_lcs; /* scratch memory, kept between calls */

/* n_ids: every number is below it. total: words of both whole texts, which sets how much exactness
 * costs. */
struct eg_lcs *eg_lcs__new(uint32_t n_ids, size_t total);
void eg_lcs__free(struct eg_lcs *s);
/* Mark with 1 the elements of a and b that belong to a longest (or nearly longest) common
 * subsequence; the flags must be 0. The k-th marked element of a equals the k-th marked of b.
 * Returns how many. */
size_t eg_lcs__run(struct eg_lcs *s, const uint32_t *a, size_t n, const uint32_t *b, size_t m,
    uint8_t *keep_a, uint8_t *keep_b);
/* Was the last run's subsequence a longest one for certain? */
bool eg_lcs__was_exact(const struct eg_lcs *s);
/* *kept: how many words a longest common subsequence has, exact, in n * (n + m - 2 * at_least) / 64
 * steps; false where these are too many. at_least: so many are known to be common; it must be true.
 */
bool eg_lcs__count(struct eg_lcs *s, const uint32_t *a, size_t n, const uint32_t *b, size_t m,
    size_t at_least, size_t *kept);

/* ---- align.c ---- */

struct eg_pair {
	size_t old_index, new_index;
	bool moved;
};

struct eg_side { /* one text and the words of its sections */
	const struct eg_doc *doc;
	struct eg_words words;
	size_t *first; /* first[i]..first[i+1]: words of section i; n_sections + 1 entries. A word
			  never crosses a section's start. */
	uint32_t
	    *same; /* words of a section that the other text has byte for byte (same.c); they are
			   not among `words`. 0 for all others */
};

/* Words of section i, wherever they are counted. */
static inline size_t
eg_side__words(const struct eg_side *s, size_t i)
{
	return s->first[i + 1] - s->first[i] + s->same[i];
}

/* same.c: sections that stand in both texts byte for byte, ascending in both; *out: eg_free. */
size_t eg_same__find(const struct eg_doc *a, const struct eg_doc *b, struct eg_pair **out);

/* Match the sections of both sides; those of `same` belong together. pairs come in order of the new text, at most one for each
 * section. Allocated: eg_free. */
struct eg_pair *eg_align__sections(const struct eg_side *old_side, const struct eg_side *new_side,
    const struct eg_lexicon *lex, const struct eg_pair *same, size_t n_same, size_t *n);
/* Words [*from, *to) of section i that are its designator; *from == *to when it has none or it is
 * run together with other words. */
void eg_align__designator(const struct eg_side *s, size_t i, size_t *from, size_t *to);
/* The number inside a designator ("Section 24-76.7-101." -> "24-76.7-101", "ARTICLE IV" -> "IV").
 */
struct eg_str eg_align__number(const char *designator);

/* ---- edits.c, classify.c ---- */

struct eg_edits {
	EG_VEC(struct eg_edit);
};

/* How the edits of a redline are made. */
struct eg_edits_how {
	const struct eg_side *old_side, *new_side;
	const struct eg_lexicon *lex;
	unsigned excuse;
	bool spacing; /* white space that differs is an edit */
	size_t excused_old, excused_new; /* out: words of hunks that are excused though no word of
					    theirs is kept ("pre licensure") */
};

/* Edits between words [a0,a1) of the old and [b0,b1) of the new side, from keep flags (indexed from
 * a0 and b0), joined into phrases. */
void eg_edits__make(struct eg_edits *out, struct eg_edits_how *how, size_t a0, size_t a1,
    const uint8_t *keep_a, size_t b0, size_t b1, const uint8_t *keep_b);
/* One edit that replaces [a0,a1) by [b0,b1); either may be empty. a_end, b_end: where the words
 * compared end. */
struct eg_edit eg_edits__one(const struct eg_side *old_side, size_t a0, size_t a1, size_t a_end,
    const struct eg_side *new_side, size_t b0, size_t b1, size_t b_end);
/* Are the words the same letters and digits, across words too ("pre licensure")? */
bool eg_edit__same_letters(const struct eg_side *old_side, size_t a0, size_t a1,
    const struct eg_side *new_side, size_t b0, size_t b1, const struct eg_lexicon *lex);
enum eg_edit_class eg_edit__classify(const struct eg_side *old_side, size_t a0, size_t a1,
    const struct eg_side *new_side, size_t b0, size_t b1, const struct eg_lexicon *lex);

/* ---- moves.c, splits.c ---- */

enum { EG_MOVE_WORDS = 10 }; /* the shortest passage said to be moved */

/* Rows and edits as redline.c builds them; edit_from[i]..edit_from[i+1]: edits of row i. */
struct eg_rows {
	const struct eg_side *old_side, *new_side;
	const struct eg_lexicon *lex;
	struct eg_redline_section *row;
	size_t n_rows;
	size_t *edit_from; /* n_rows + 1 entries */
	struct eg_edits *edits;
};

/* Find passages that were taken out at one place and put in at another, cut edits at their ends and
 * class them EG_EDIT_MOVE. Returns how many. */
size_t eg_moves__find(struct eg_rows *x);
/* Sections split and merged, from the moved passages; allocated in arena. */
struct eg_redline_split *eg_moves__splits(
    const struct eg_rows *x, struct eg_arena *arena, size_t *n);
/* References that follow the renumbering of sections: sets eg_edit.consequential. */
void eg_moves__references(struct eg_rows *x);

#endif
