/*
 * The one reader of YAML: a strict subset. Scalars stay text (no booleans or numbers are guessed).
 * Refused, with line and column: anchors, aliases, tags, several documents, duplicate keys, keys
 * that are not plain text, depth over 32.
 */
#ifndef EG_BASE_YAML_H
#define EG_BASE_YAML_H

#include "base/mem.h"
#include <engross/arena.h>

enum eg_yaml_kind { EG_YAML_SCALAR, EG_YAML_SEQ, EG_YAML_MAP };

struct eg_yaml {
	enum eg_yaml_kind kind;
	size_t line, col; /* 1-based, in the file (line_offset added) */
	const char *text; /* scalar: NUL-ended, never NULL */
	bool quoted; /* scalar was quoted or a block scalar ("" and ~ can be told from nothing) */
	size_t n; /* children of a sequence, pairs of a mapping */
	struct eg_yaml **item; /* sequence items / mapping values */
	const char **key; /* mapping keys, in file order */
	size_t *key_line;
};

/* Parse n bytes. line_offset is added to every line (a head that starts on line 2 of its file has
 * 1). An empty document gives an empty mapping. `name` is for messages. The tree lives in the
 * arena. EG_ERR_SYNTAX with place. */
enum eg_rc eg_yaml_parse(struct eg_arena *a, const char *p, size_t n, const char *name,
    size_t line_offset, struct eg_yaml **out, struct eg_err *err) EG_MUST_CHECK;

/* Value of a key, NULL if absent or node is NULL or not a mapping. */
const struct eg_yaml *eg_yaml_get(const struct eg_yaml *node, const char *key);
/* Text of a key's scalar value, or fallback. */
const char *eg_yaml_text(const struct eg_yaml *node, const char *key, const char *fallback);

/* Append s as a YAML scalar, quoted only where it must be. */
void eg_yaml_put(struct eg_buf *out, const char *s);

#endif
