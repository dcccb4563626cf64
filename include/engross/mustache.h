/*
 * Mustache, as mustache.github.io specifies it (comments, delimiters, interpolation, inverted,
 * partials, sections): a text is parsed once to a flat list of tags and rendered any number of
 * times against a tree of values.
 *
 *	struct eg_mustache *m;
 *	eg_mustache_parse(text, n, "acts/x.md", 0, 0, &m, &err);
 *	eg_mustache_render(m, &root, &options, &out, &err);
 *
 * Two manners. The lenient one is the specification's: an unknown name is empty, escaping is
 * HTML's. The strict one is for drafting: an unknown name is EG_ERR_TEMPLATE with file, line,
 * column and the nearest name that is known, and a {{{raw}}} tag stands on a line of its own.
 * Lambdas, inheritance and dynamic names (optional in the specification) are not there.
 */
#ifndef ENGROSS_MUSTACHE_H
#define ENGROSS_MUSTACHE_H

#include <engross/arena.h>

enum eg_value_kind { EG_VALUE_NULL, EG_VALUE_BOOL, EG_VALUE_TEXT, EG_VALUE_LIST, EG_VALUE_MAP };

struct eg_value_field;

/* A value. Everything is borrowed and must outlive the rendering (an arena suits). A value of any
 * kind may have fields: a text with .words, a list with .joined. The names of a MAP alone are
 * visible without a dot inside a section over it. */
struct eg_value {
	enum eg_value_kind kind;
	bool truth; /* whether {{#x}} shows: set by the makers below; a LIST goes by its n */
	bool safe; /* the text is already in the form of the target: never escaped */
	bool block; /* the text is whole lines: only {{{x}}} on a line of its own may name it */
	const char *text; /* TEXT; also what {{x}} prints for BOOL and LIST (NULL: nothing) */
	size_t text_n;
	struct eg_value *item; /* LIST */
	size_t n;
	struct eg_value_field *field; /* named parts, or NULL */
	size_t n_fields;
	const char *
	    /* strict: naming this value anywhere is an error with this message (a parameter
	     * without a value); else NULL */
	    missing;
};

struct eg_value_field {
	const char *name;
	uint32_t hash; /* eg_mustache_hash(name) */
	struct eg_value value;
};

uint32_t eg_mustache_hash(const char *name, size_t n);

/* Makers. Texts are borrowed; lists and fields grow in the arena. */
struct eg_value eg_value_null(void);
struct eg_value eg_value_bool(bool b); /* prints "true" or "false" */
struct eg_value eg_value_text(const char *s); /* "" is false */
struct eg_value eg_value_text_n(const char *s, size_t n);
struct eg_value eg_value_map(void);
struct eg_value eg_value_list(struct eg_arena *a, size_t n); /* n null items to be filled in */
/* Add a field and return its value (valid until the next add to the same owner). name is borrowed.
 * */
struct eg_value *eg_value_add(
    struct eg_arena *a, struct eg_value *owner, const char *name, struct eg_value v);
/* The field's value or NULL. O(fields). */
const struct eg_value *eg_value_get(const struct eg_value *owner, const char *name);

struct eg_mustache;

enum eg_mustache_flags {
	EG_MUSTACHE_RAW_LINE =
	    1, /* {{{x}}} must stand on a line of its own, but for names under "jurisdiction." */
	EG_MUSTACHE_ONE_LINE =
	    2, /* no sections over lines, no partials: a pattern for a head field */
};

enum {
	EG_MUSTACHE_MAX = 8 * 1024 * 1024, /* largest template in bytes */
	EG_MUSTACHE_DEPTH_MAX = 64, /* deepest nesting of sections and partials while rendering */
	EG_MUSTACHE_TAGS_MAX = 200000, /* most tags in a template */
};

/* Compile n bytes (copied). name is for messages; line_offset is added to line numbers (a body
 * that starts on line 31 of its file has 30). *out is owned by the caller: eg_mustache_free().
 * EG_ERR_TEMPLATE with place, EG_ERR_LIMIT. O(n). */
enum eg_rc eg_mustache_parse(const char *p, size_t n, const char *name, size_t line_offset,
    int flags, struct eg_mustache **out, struct eg_err *err) EG_MUST_CHECK;
void eg_mustache_free(struct eg_mustache *m);

/* Each distinct name or partial that a template mentions, in order of first mention, with the
 * place of that mention; for checks. */
struct eg_mustache_name {
	const char *name; /* dotted, as typed */
	bool partial;
	size_t line, col;
};
size_t eg_mustache_names(const struct eg_mustache *m, const struct eg_mustache_name **out);

/* Append a value's text in the target's escaped form. May fail (a value that cannot be written
 * there): the place is added by the caller. out holds all that was rendered before, so that the
 * start of a line can be seen. */
typedef enum eg_rc eg_mustache_escape_fn(
    void *ctx, struct eg_buf *out, const char *p, size_t n, struct eg_err *err);
/* Find a partial by name. *out NULL: there is none (lenient: empty; strict: error). The loader
 * owns what it returns, which must stay valid until the rendering ends. */
typedef enum eg_rc eg_mustache_load_fn(
    void *ctx, const char *name, const struct eg_mustache **out, struct eg_err *err);

struct eg_mustache_options {
	eg_mustache_escape_fn *escape; /* NULL: HTML */
	eg_mustache_load_fn *load; /* NULL: no partials */
	void *ctx; /* for both */
	bool strict;
	size_t output_max; /* bytes, 0 = 64 MiB */
};

/* Render against a root map. Appends to out; on error what was appended is to be thrown away.
 * EG_ERR_TEMPLATE with the place in the template or part, EG_ERR_LIMIT. Thread safe for one m in
 * several threads. */
enum eg_rc eg_mustache_render(const struct eg_mustache *m, const struct eg_value *root,
    const struct eg_mustache_options *opt, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* Escapers to choose from. HTML: & < > ". CommonMark: one line of prose (\ ` * _ & < [ ] and block
 * marks at the start of a line; a visible blank `[blank: …]` stays; inside an attribute code="…"
 * only the quote and the backslash are escaped). None: as it is. */
eg_mustache_escape_fn eg_mustache_escape_html, eg_mustache_escape_commonmark,
    eg_mustache_escape_none;

#endif
