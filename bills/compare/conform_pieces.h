/* Pieces of a text before they become compared words: runs of letters and digits, folded, with the
 * marks that stand around them. */
#ifndef EG_CONFORM_PIECES_H
#define EG_CONFORM_PIECES_H

#include "compare/conform_parts.h"

enum {
	CP_LINE = 1, /* first of its line */
	CP_OPEN = 2, /* "(" right before */
	CP_CLOSE = 4, /* ")" right after */
	CP_DOT = 8, /* "." right after */
	CP_STOP = 16, /* a full stop, semicolon or colon after */
	CP_QUOTE = 32, /* a double quotation mark right before */
	CP_CAPITAL = 64,
	CP_GLUED = 128, /* no white space before */
	CP_GLUED_AFTER = 256, /* none after its marks */
	CP_PERCENT = 512,
	CP_BRACKET = 1024, /* "[" right before */
	CP_BREAK_BEFORE = 2048, /* a line, a full stop, a semicolon or a colon parts it from the one
				   before */
	CP_HYPHEN = 4096, /* a hyphen glues it to the one before */
};

struct cf_piece {
	const char *fold; /* NUL-ended */
	size_t n;
	uint32_t start, end;
	unsigned flags;
};

struct cf_pieces {
	EG_VEC(struct cf_piece);
};

/* Lines that publishers add to a code (history, source, annotation notes) are left out. */
void cf_pieces__read(struct cf_pieces *out, struct eg_arena *a, const struct eg_doc *doc);

/* A number from piece i on: how many pieces, its canonical form in value ("26", "#3" for third,
 * "2/3"); *kind gets CF_ORDINAL. 0 if there is none. */
size_t cf_number__read(const struct cf_pieces *p, size_t i, char value[40], unsigned *kind);

/* Pieces from i on that are one reference, whole; that are "this act", "the compact". 0 if none. */
size_t cf_ref_at(const struct cf_pieces *p, size_t i);
size_t cf_self_at(const struct cf_pieces *p, size_t i);
bool cf_is_roman(const char *fold);

/* A word in its canonical spelling ("licence" -> "license"); out holds 64 bytes; returns length. */
size_t cf_spell(const char *fold, size_t n, char out[64]);

#endif
