/*
 * Private to bills/read: what the files of home-coming share (see include/engross/home.h).
 *
 * home_words.c cuts words and aligns them, and writes words as source; home_base.c makes blocks
 * (what the form prints) and pieces (what the source consists of) of the draft; home_ready.c and
 * home_paras.c prepare the document; home_match.c matches its paragraphs to blocks; home_put.c puts
 * the new source together; home.c drives them.
 */
#ifndef EG_READ_HOME_H
#define EG_READ_HOME_H

#include "base/map.h"
#include "base/vec.h"

#include <engross/home.h>

enum { EG_HOME_CELLS_MAX = 4 * 1000 * 1000 }; /* of one table of alignment */

/* ---- words ---- */

struct eg_home_tok { /* a word, or a mark of punctuation */
	const char *p;
	uint32_t n;
	uint32_t hash, folded; /* of its bytes; of its bytes in small letters */
	bool glue; /* no white space before it */
	int run; /* base: run of the block, or of the node; document: -1 */
	int src; /* base, printed: index of the source's token; -1: the form's own words */
	bool printed; /* base, source: the form prints it */
	unsigned drawn; /* document: enum eg_shown */
	const char *label; /* document: provision that a field leads to; NULL */
};

struct eg_home_toks {
	EG_VEC(struct eg_home_tok);
};

/* Characters that a draft cannot hold because nobody sees them (soft hyphens, controls, marks that
 * turn the direction of a text round): cutting leaves them out. */
bool eg_home__unseen(uint32_t c);
/* Cut a text; `glued`: its first word touches what stands before. */
void eg_home__cut(struct eg_home_toks *out, const char *p, size_t n, bool glued, int run);
/* The words with one space between, none before glued ones. */
void eg_home__join(struct eg_buf *out, const struct eg_home_tok *t, size_t n);
/* to_b[i] = index in b of a's i-th word, or -1: a longest common subsequence (in tables of at most
 * EG_HOME_CELLS_MAX; larger middles are not matched). fold: letters' case does not count. */
void eg_home__align(const struct eg_home_tok *a, size_t n, const struct eg_home_tok *b, size_t m,
    bool fold, int *to_b);
/* 0..1000: words that both have, of all. Both arrays are sorted hashes. */
int eg_home__alike(const uint32_t *a, size_t n, const uint32_t *b, size_t m);
uint32_t *eg_home__sorted(struct eg_arena *a, const struct eg_home_tok *t, size_t n);

struct eg_home_run { /* of new source */
	enum eg_run_kind kind;
	struct eg_buf text;
	const char *target;
};

struct eg_home_runs {
	EG_VEC(struct eg_home_run);
};

void eg_home__run_add(
    struct eg_home_runs *r, enum eg_run_kind kind, const char *p, size_t n, bool glue);
void eg_home__run_ref(struct eg_home_runs *r, const char *target, const char *typed, bool glue);
void eg_home__runs_clear(struct eg_home_runs *r);
/* Runs as CommonMark, in lines of about 140 columns, the first `first` bytes in already, all but
 * the first indented. */
void eg_home__write(const struct eg_home_runs *r, size_t indent, size_t first, struct eg_buf *out);
/* Runs as a paragraph of amended law. */
void eg_home__write_law(const struct eg_home_runs *r, char mark, struct eg_buf *out);

/* ---- base ---- */

enum eg_home_source { /* where a block's words are in the source */
	EG_HOME_OWN, /* nowhere: the form's own */
	EG_HOME_HEADING,
	EG_HOME_PARA,
	EG_HOME_LAW,
	EG_HOME_RAW, /* a line of a verbatim block */
};

enum eg_piece_kind {
	EG_PIECE_HEADING,
	EG_PIECE_PARA,
	EG_PIECE_ITEM,
	EG_PIECE_NOTE,
	EG_PIECE_OPEN, /* <!-- verbatim … --> */
	EG_PIECE_RAW,
	EG_PIECE_LAW,
	EG_PIECE_CLOSE,
	EG_PIECE_OTHER, /* a conflict left by an upgrade */
};

struct eg_home_piece { /* a stretch of the body's lines */
	enum eg_piece_kind kind;
	const struct eg_node *node; /* NULL: OPEN and CLOSE have their region's */
	size_t start, end; /* bytes of the source, without the blank lines after it */
	size_t line;
	int level; /* ITEM: 1..; PARA: of the item that it follows; else 0 */
	bool printed; /* a block shows its words */
	bool kept; /* it is in the new source */
	const char *region; /* RAW, LAW, OPEN, CLOSE: marks of one region are equal pointers */
};

struct eg_home_block {
	const struct eg_block *block;
	enum eg_home_source source;
	int piece; /* -1 for the form's own words */
	const char *key; /* its words, white space evened */
	size_t key_n;
	struct eg_home_tok *printed, *src;
	size_t n_printed, n_src;
	uint32_t *sorted;
	int match; /* index of a paragraph, -1 */
	bool bare; /* a designator alone in its paragraph */
	bool placed; /* a paragraph elsewhere has its words to the letter: no other takes it */
	int opens; /* piece of a heading that is not printed and whose section begins here; -1 */
};

struct eg_home_para { /* a paragraph of the document, or a part of one that runs on */
	const struct eg_docx_para *para;
	size_t index; /* of the paragraph in the document */
	struct eg_home_tok *tok; /* without the number that was typed */
	size_t n, lead; /* lead: words of that number, right before tok */
	const char *mark; /* the number, counted or typed; "" */
	bool typed; /* the number was typed */
	bool bare; /* a number and nothing else */
	bool goes_on; /* the next one is the rest of its paragraph */
	const char *key;
	size_t key_n;
	uint32_t *sorted;
	int match; /* index of a block, -1 */
	bool moved;
	bool placed; /* its words are another block's, to the letter: no other block takes it */
};

struct eg_home_job {
	struct eg_arena *arena;
	const struct eg_docx *docx;
	const char *source, *name;
	size_t n;
	const struct eg_profile *profile;
	struct eg_bill *bill;
	struct eg_form *form;
	struct {
		EG_VEC(struct eg_home_block);
	} block;
	struct {
		EG_VEC(struct eg_home_piece);
	} piece;
	struct {
		EG_VEC(struct eg_home_para);
	} para;
	struct {
		EG_VEC(struct eg_home_note);
	} notes;
	struct eg_map bookmark; /* name -> label */
	struct eg_map shapes; /* shapes of designators */
	/* of items that stand on their section's line, and of sections that are a number and one */
	struct eg_map firsts, openers;
	struct eg_map gone; /* labels whose provision was removed */
	struct eg_buf out;
};

void eg_home__note(struct eg_home_job *j, enum eg_home_kind kind, size_t para, size_t line,
    const char *fmt, ...) EG_PRINTF(5, 6);
/* A page's head as eg_render_docx makes it. */
bool eg_home__is_own_head(const struct eg_home_job *j, const struct eg_docx_find *f);
/* home_base.c */
void eg_home__base(struct eg_home_job *j);
/* home_ready.c: the document as home-coming reads it: straight quotation marks, lines parted */
void eg_home__ready(struct eg_home_job *j);
/* home_paras.c */
/* A designator as a shape ("(a)" -> "(L)", "SEC. 2." -> "SEC. D."), appended. */
void eg_home__shape(struct eg_buf *out, const char *designator);
/* The provision that a bookmark of ours names, also one that holds words of references; NULL. */
const char *eg_home__label_of(struct eg_home_job *j, const char *bookmark);
void eg_home__paras(struct eg_home_job *j);
/* home_match.c */
void eg_home__match(struct eg_home_job *j);
/* A typed number is words of the paragraph after all: of law, or of a verbatim line. */
void eg_home__whole(struct eg_home_job *j, struct eg_home_para *p);
/* The longest chain of numbers that ascend: in_chain[i] for the i-th. */
void eg_home__chain(const size_t *v, size_t n, bool *in_chain);
/* home_put.c */
void eg_home__put(struct eg_home_job *j);

#endif
