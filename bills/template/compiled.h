/*
 * A compiled Mustache text: a flat list of tokens. A section knows the index of its end, so that
 * rendering walks the list and skips by index; nothing is parsed twice. Private to the template
 * room.
 */
#ifndef EG_TEMPLATE_COMPILED_H
#define EG_TEMPLATE_COMPILED_H

#include "base/mem.h"
#include "base/vec.h"

#include <engross/mustache.h>

enum eg_mu_kind {
	EG_MU_TEXT,
	EG_MU_VAR,
	EG_MU_RAW,
	EG_MU_SECTION,
	EG_MU_INVERTED,
	EG_MU_END,
	EG_MU_PARTIAL
};

struct eg_mu_part {
	const char *p;
	size_t n;
	uint32_t hash;
};

struct eg_mu_token {
	enum eg_mu_kind kind;
	bool
	    /* TEXT: its first byte (or, when empty, the tag after it) begins a line of the source
	     * */
	    line_start;
	uint32_t line, col;
	const char *
	    /* TEXT: bytes; PARTIAL: the white space before a standalone tag; else the name as
	     * typed */
	    text;
	size_t n;
	const char *name; /* PARTIAL */
	struct eg_mu_part *part; /* dotted name; none for "." */
	size_t n_parts;
	size_t end; /* SECTION, INVERTED: index of the END token */
};

struct eg_mustache {
	struct eg_arena *arena;
	const char *name;
	struct eg_mu_token *token;
	size_t n;
	size_t bytes;
	struct eg_mustache_name *names;
	size_t n_names;
};

#endif
