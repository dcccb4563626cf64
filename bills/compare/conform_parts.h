/*
 * Conformity's inner parts: both texts as compared words (conform_words.c), words of one matched
 * with the other's (conform_align.c), what differs excused as house style or given a class
 * (conform_style.c, conform_class.c), the rest of the act (conform_around.c), whether the texts are
 * of one family (conform_family.c), all driven by conform.c.
 */
#ifndef EG_CONFORM_PARTS_H
#define EG_CONFORM_PARTS_H

#include "compare/parts.h"

#include "base/map.h"

#include <engross/conform.h>

enum {
	CF_LINE = 1, /* first compared word of a line */
	CF_SENTENCE = 2, /* first of a sentence or item */
	CF_HEADING = 4, /* in a heading or catchline */
	CF_DEFINITION = 8, /* in a definition's paragraph */
	CF_REF = 16, /* a reference, whole */
	CF_SELF = 32, /* "this compact" */
	CF_NUMBER = 64,
	CF_SLOT = 128, /* a place to be filled in */
	CF_QUOTED = 256, /* begins a quotation: a defined term */
	CF_CAPITAL = 512,
	CF_STOP = 1024, /* a full stop, semicolon or colon follows */
	CF_TERM = 2048, /* first word of a definition's term */
	CF_MARK_BEFORE = 4096, /* an enumerator stood before it */
	CF_ORDINAL = 8192, /* "first", "10th" */
	CF_FRAME = 16384, /* of the model, and not the compact itself */
};

struct cf_word {
	uint32_t id; /* compared by */
	uint32_t said; /* the word itself, also where id says that it is matched with nothing */
	uint32_t start, end; /* bytes */
	uint16_t flags;
	uint32_t unit;
};

struct cf_unit { /* an article or section */
	size_t from, to; /* words */
	size_t start; /* byte */
	size_t section; /* of the doc */
	const char *label, *designator, *heading;
	const char *number; /* folded number of its designator, "" if none */
	bool frame; /* all of it stands around the compact: not held to the model */
};

struct cf_text {
	const struct eg_doc *doc;
	struct {
		EG_VEC(struct cf_word);
	} w;
	struct {
		EG_VEC(struct cf_unit);
	} unit;
	uint32_t *match; /* word of the other text + 1, 0 if none */
	int own; /* index of its own jurisdiction, -1 if not known */
};

struct cf_lexicon {
	struct eg_arena *arena;
	struct eg_map ids; /* norm -> id + 1 */
	struct {
		EG_VEC(const char *);
	} norm;
};

uint32_t cf_id(struct cf_lexicon *lex, const char *norm, size_t n);

/* Split a document into compared words. fill_in: slots. */
void cf_words__split(struct cf_text *t, struct cf_lexicon *lex, const struct eg_doc *doc,
    const char *const *fill_in, size_t n_fill_ins);
void cf_words__clear(struct cf_text *t);
struct cf_gap { /* words of the model that stand against words of the text; one may be empty */
	size_t a0, a1, b0, b1;
	bool moved; /* words that are the same, elsewhere: a0..a1 stands at b0..b1 */
};

struct cf_work {
	struct eg_arena *arena;
	struct cf_lexicon lex;
	struct cf_text model, text;
	const struct eg_conform_options *opt;
	struct {
		EG_VEC(struct cf_gap);
	} gaps; /* in order of the model, lone words of the text by what they follow */
	struct {
		EG_VEC(struct eg_departure);
	} departures;
	struct style_row {
		size_t unit;
		struct eg_house_style s;
	} * styles;
	size_t n_styles, cap_styles;
	struct eg_map style_index;
	char own_name[200]; /* words of the model's own name, each between blanks: " nurse " */
	size_t text_from, text_to; /* words of the text between the first and the last match */
};

/* Match words; fill model.match, text.match and gaps. */
void cf_align(struct cf_work *w);

/* Note one use of house style. unit: of the model. */
void cf_style_note(
    struct cf_work *w, size_t unit, const char *kind, struct eg_place model, struct eg_place text);
enum { CF_SEQ_WORDS = 48 };

struct cf_seq { /* norms of a run */
	const char *v[CF_SEQ_WORDS];
	size_t n;
	bool too_long; /* longer than that: empty */
};

void cf_seq_fill(
    const struct cf_work *w, const struct cf_text *t, size_t from, size_t to, struct cf_seq *out);
bool cf_seq_same(const struct cf_seq *a, const struct cf_seq *b);
/* The same letters, however they are parted: "pre licensure". */
bool cf_seq_same_letters(const struct cf_seq *a, const struct cf_seq *b);
/* What is left of a run without its grammar and its turns of phrase. */
void cf_seq_reduce(const struct cf_seq *in, struct cf_seq *out);
/* What kind of wording the gap's two runs are; NULL if they do not say the same. */
const char *cf_wording_kind(const struct cf_work *w, const struct cf_gap *g, const struct cf_seq *a,
    const struct cf_seq *b);

/* Is this gap house style under the rule? Notes it. */
bool cf_style_gap(struct cf_work *w, const struct cf_gap *g);
/* The same, without noting it. */
bool cf_style_is(const struct cf_work *w, const struct cf_gap *g);
/* Differences of form between matched words: capitals, references, numbers. */
void cf_style_matched(struct cf_work *w);

/* The gap as departures. */
void cf_class_gap(struct cf_work *w, const struct cf_gap *g);
enum eg_weight cf_weigh(const struct cf_work *w, enum eg_departure_class c);
struct eg_departure *cf_depart(struct cf_work *w, enum eg_departure_class c, size_t unit, size_t a0,
    size_t a1, size_t b0, size_t b1, const char *note);

/* Mark what of the model is not the compact itself (CF_FRAME, cf_unit.frame). */
void cf_find_frame(struct cf_work *w);
/* An article, whatever its number. */
bool cf_is_article(const struct cf_unit *u);
/* A heading and nothing under it. */
bool cf_is_heading_only(const struct cf_text *t, const struct cf_unit *u);
/* "codified", "chaptered", "bill", "compact text" */
const char *cf_looks_like(const struct cf_work *w);

/* What words [from, to) of the text, which stand around the compact, do to it. */
void cf_around_gap(struct cf_work *w, size_t from, size_t to);

/* Are both texts of the same compact or act, by the names that they give themselves? sure: only
 * where both use their names often. */
enum family { CF_FAMILY_UNKNOWN, CF_FAMILY_SAME, CF_FAMILY_OTHER };
enum family cf_family_by_name(const struct cf_work *w, bool sure);
/* Words of the name that a text uses most, each between blanks; "" if it has none. */
void cf_own_name(const struct cf_work *w, const struct cf_text *t, char out[200]);
/* Index of the known version that the text was copied from; SIZE_MAX: the model itself. */
size_t cf_nearest_version(const struct cf_work *w);
/* Share of the model's passages of five words that the text has, 0..1. */
double cf_shared_passages(const struct cf_work *w);
/* The jurisdiction whose text it is, -1 if it does not say. */
int cf_own_place(const struct cf_text *t, const struct cf_lexicon *lex);

/* The words of a place on one line, cut after `most` bytes. */
const char *cf_words_of(struct cf_work *w, const struct eg_doc *d, struct eg_place p, size_t most);

/* ---- judging (conform.c, conform_rows.c) ---- */

struct cf_counts { /* of a section of the model */
	size_t words, kept, moved;
	bool omitted, all_moved;
	size_t best_unit, best; /* unit of the text where most of it stands */
};

struct cf_judge {
	struct cf_work *w;
	struct cf_counts *c; /* one a unit of the model */
	uint8_t *unit_matched; /* one a unit of the text: holds matched words */
	size_t *added_after; /* one a unit of the text: unit of the model that it follows + 1 */
	bool article_text;
};

/* Put departures and house style into r's sections. */
void cf_rows_make(struct cf_judge *j, struct eg_conform *r);

/* Shared readers of words. */
const char *cf_norm(const struct cf_work *w, const struct cf_text *t, size_t i);
bool cf_is_grammar(const char *norm); /* the, such, which … : no weight alone */
bool cf_is_modal(const char *norm);
bool cf_is_party(const char *norm);
struct eg_place cf_place(const struct cf_text *t, size_t from, size_t to);
/* "colorado", "new-mexico": a jurisdiction's index, -1 if it is none. */
int cf_state_of(const char *norm);

#endif
