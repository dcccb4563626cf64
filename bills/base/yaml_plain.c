/*
 * Plain YAML: mappings and sequences by indent, each key and value on one line, values bare, in
 * double quotes or in brackets on that line, comments on lines of their own. Whatever else stands
 * there (other quotes, folded text, values that go on on the next line, tabs, anchors …) ends the
 * attempt, so that what is read here can be read in one way only. Start reading at
 * eg_yaml__plain().
 */
#include "base/yaml_plain.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

enum { DEPTH_MAX = 30, KEY_MAX = 200 };

struct key {
	const char *text;
	size_t line;
};

struct plain {
	struct eg_arena *arena;
	const char *p, *end;
	const char *at; /* next byte */
	const char *start; /* of the line */
	size_t line; /* of the file, 1-based */
	bool ascii; /* columns are bytes */
	const char *counted; /* else: so far on this line characters were counted, and how many */
	size_t characters;
	struct { /* children of the collections that are open */
		EG_VEC(struct eg_yaml *);
	} items;
	struct {
		EG_VEC(struct key);
	} keys;
};

enum {
	KEY_FIRST = 1, /* letters, digits, '_' */
	KEY = 2, /* the same, and '-', '.' */
	BARE_FIRST = 4, /* may open a bare value: no indicator of YAML's does */
	FLOW = 8, /* may stand in a bare value between brackets */
};

static unsigned
class_of(char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
		return KEY_FIRST | KEY | BARE_FIRST | FLOW;
	switch (c) {
	case '_':
		return KEY_FIRST | KEY | BARE_FIRST | FLOW;
	case '-':
	case '.':
		return KEY | FLOW;
	case '(':
	case '/':
	case '$':
		return BARE_FIRST | FLOW;
	case ' ':
	case ')':
	case ';':
	case '+':
		return FLOW;
	default:
		return 0;
	}
}

/* Characters before `at` on its line, which is not before the place asked for last. */
static size_t
characters_before(struct plain *s, const char *at)
{
	if (s->counted < s->start || s->counted > at) {
		s->counted = s->start;
		s->characters = 0;
	}
	for (; s->counted < at; s->counted++)
		s->characters += ((unsigned char)*s->counted & 0xC0) != 0x80;
	return s->characters;
}

static struct eg_yaml *
node_new(struct plain *s, enum eg_yaml_kind kind, const char *at)
{
	struct eg_yaml *y = eg_arena_alloc(s->arena, sizeof(*y));

	y->kind = kind;
	y->line = s->line;
	y->col = 1 + (s->ascii ? (size_t)(at - s->start) : characters_before(s, at));
	y->text = "";
	return y;
}

/* ---- values on one line ---- */

static bool
at_line_end(const struct plain *s)
{
	return s->at == s->end || *s->at == '\n';
}

/* "…" with no escapes but \", \\ and \n. */
static struct eg_yaml *
quoted(struct plain *s)
{
	struct eg_yaml *y = node_new(s, EG_YAML_SCALAR, s->at);
	const char *from = ++s->at, *c;
	size_t escapes = 0, n = 0;
	char *text;

	for (c = from; c < s->end && *c != '"' && *c != '\n'; c++) {
		if (*c != '\\')
			continue;
		if (c + 1 == s->end || (c[1] != '"' && c[1] != '\\' && c[1] != 'n'))
			return NULL;
		escapes++;
		c++;
	}
	if (c >= s->end || *c != '"')
		return NULL;
	s->at = c + 1;
	y->quoted = true;
	y->text = text = eg_arena_dup(s->arena, from, (size_t)(c - from));
	if (escapes == 0)
		return y;
	for (; from < c; from++)
		text[n++] = *from != '\\' ? *from : *++from == 'n' ? '\n' : *from;
	text[n] = '\0';
	return y;
}

static struct eg_yaml *
bare_text(struct plain *s, const char *from, const char *to)
{
	struct eg_yaml *y = node_new(s, EG_YAML_SCALAR, from);

	while (to > from && to[-1] == ' ')
		to--;
	y->text = eg_arena_dup(s->arena, from, (size_t)(to - from));
	return y;
}

/* Words to the end of the line. */
static struct eg_yaml *
bare(struct plain *s)
{
	const char *from = s->at, *nl = memchr(from, '\n', (size_t)(s->end - from)),
		   *to = nl != NULL ? nl : s->end;

	if (from == to || (class_of(*from) & BARE_FIRST) == 0)
		return NULL;
	for (const char *c = from; c < to; c++)
		if ((*c == ':' && (c + 1 == to || c[1] == ' ')) ||
		    (*c == '#' && c > from && c[-1] == ' '))
			return NULL;
	s->at = to;
	return bare_text(s, from, to);
}

static void
spaces(struct plain *s)
{
	while (s->at < s->end && *s->at == ' ')
		s->at++;
}

static bool
key_char(const struct plain *s, const char *c)
{
	return c < s->end && (class_of(*c) & (c == s->at ? KEY_FIRST : KEY)) != 0;
}

/* The end of a key at s->at that is followed by a colon and a space or the line's end; NULL. */
static const char *
key_end(const struct plain *s)
{
	const char *c = s->at;

	while (key_char(s, c))
		c++;
	return c > s->at && c - s->at <= KEY_MAX && c < s->end && *c == ':' &&
		       (c + 1 == s->end || c[1] == ' ' || c[1] == '\n')
		   ? c
		   : NULL;
}

/* Note the key that ends at `to`, and go past its colon. False where it stands twice among those
 * from `first` on, of whose kinds `seen` has a bit each. */
static bool
take_key(struct plain *s, const char *to, size_t first, uint64_t *seen)
{
	size_t n = (size_t)(to - s->at);
	uint64_t kind = (n * 7 + (unsigned char)s->at[0] * 5 + (unsigned char)to[-1] * 3 +
			    (unsigned char)s->at[n / 2]) &
			63;

	for (size_t i = (*seen >> kind & 1) != 0 ? first : s->keys.n; i < s->keys.n; i++)
		if (strncmp(s->keys.v[i].text, s->at, n) == 0 && s->keys.v[i].text[n] == '\0')
			return false;
	*seen |= UINT64_C(1) << kind;
	eg_vec_push(&s->keys, ((struct key){eg_arena_dup(s->arena, s->at, n), s->line}));
	s->at = to + 1;
	return true;
}

/* The children since `first` become y's. */
static struct eg_yaml *
close_collection(struct plain *s, struct eg_yaml *y, size_t first, size_t first_key)
{
	y->n = s->items.n - first;
	y->item = eg_arena_calloc(s->arena, y->n, sizeof(*y->item));
	if (y->n > 0)
		memcpy(y->item, s->items.v + first, y->n * sizeof(*y->item));
	s->items.n = first;
	if (y->kind != EG_YAML_MAP)
		return y;
	y->key = eg_arena_calloc(s->arena, y->n, sizeof(*y->key));
	y->key_line = eg_arena_calloc(s->arena, y->n, sizeof(*y->key_line));
	for (size_t i = 0; i < y->n; i++) {
		y->key[i] = s->keys.v[first_key + i].text;
		y->key_line[i] = s->keys.v[first_key + i].line;
	}
	s->keys.n = first_key;
	return y;
}

static struct eg_yaml *flow(struct plain *s, int depth);

static struct eg_yaml *
flow_value(struct plain *s, int depth)
{
	const char *from = s->at;

	if (from < s->end && *from == '"')
		return quoted(s);
	if (from < s->end && (*from == '[' || *from == '{'))
		return flow(s, depth + 1);
	if (from == s->end || (class_of(*from) & BARE_FIRST) == 0)
		return NULL;
	while (s->at < s->end && (class_of(*s->at) & FLOW) != 0)
		s->at++;
	return bare_text(s, from, s->at);
}

/* [a, "b"] or {a: b, c: "d"}, on one line. */
static struct eg_yaml *
flow(struct plain *s, int depth)
{
	bool map = *s->at == '{';
	char close = map ? '}' : ']';
	struct eg_yaml *y = node_new(s, map ? EG_YAML_MAP : EG_YAML_SEQ, s->at), *child;
	size_t first = s->items.n, first_key = s->keys.n;
	uint64_t seen = 0;

	if (depth > DEPTH_MAX)
		return NULL;
	s->at++;
	spaces(s);
	while (s->at < s->end && *s->at != close) {
		if (map) {
			const char *to = key_end(s);

			if (to == NULL || !take_key(s, to, first_key, &seen))
				return NULL;
			spaces(s);
		}
		if ((child = flow_value(s, depth)) == NULL)
			return NULL;
		eg_vec_push(&s->items, child);
		spaces(s);
		if (s->at < s->end && *s->at == ',') {
			s->at++;
			spaces(s);
			if (s->at == s->end || *s->at == close)
				return NULL;
		} else if (s->at == s->end || *s->at != close) {
			return NULL;
		}
	}
	if (s->at == s->end)
		return NULL;
	s->at++;
	return close_collection(s, y, first, first_key);
}

/* ---- lines ---- */

/* To the first byte of the next line that says something. Its indent; SIZE_MAX at the end. */
static size_t
next_line(struct plain *s)
{
	while (s->at < s->end) {
		if (*s->at == '\n') {
			s->start = ++s->at;
			s->line++;
			continue;
		}
		if (s->at != s->start) /* only whole lines are gone over */
			return 0;
		spaces(s);
		if (s->at < s->end && *s->at == '#')
			while (s->at < s->end && *s->at != '\n')
				s->at++;
		else if (s->at < s->end && *s->at != '\n')
			return (size_t)(s->at - s->start);
		else if (s->at == s->end)
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

static bool
is_dash(const struct plain *s)
{
	return s->at + 1 < s->end && s->at[0] == '-' && s->at[1] == ' ';
}

static struct eg_yaml *block(struct plain *s, size_t indent, int depth, size_t *next);

/* A value that stands on the line, and the line's end. *next: the indent of the next line. */
static struct eg_yaml *
inline_value(struct plain *s, int depth, size_t *next)
{
	struct eg_yaml *y = *s->at == '"'		     ? quoted(s)
			    : *s->at == '[' || *s->at == '{' ? flow(s, depth + 1)
							     : bare(s);

	if (y != NULL)
		spaces(s);
	if (y == NULL || !at_line_end(s))
		return NULL;
	*next = next_line(s);
	return y;
}

/* What a key at `indent` has after its colon. */
static struct eg_yaml *
value(struct plain *s, size_t indent, int depth, size_t *next)
{
	struct eg_yaml *empty = node_new(s, EG_YAML_SCALAR, s->at), *y;

	spaces(s);
	if (!at_line_end(s)) {
		y = inline_value(s, depth, next);
		return y != NULL && (*next == SIZE_MAX || *next <= indent) ? y : NULL;
	}
	*next = next_line(s);
	if (*next != SIZE_MAX && (*next > indent || (*next == indent && is_dash(s))))
		return block(s, *next, depth + 1, next);
	return empty;
}

static struct eg_yaml *
block_map(struct plain *s, size_t indent, int depth, size_t *next)
{
	struct eg_yaml *y = node_new(s, EG_YAML_MAP, s->at), *child;
	size_t first = s->items.n, first_key = s->keys.n;
	uint64_t seen = 0;

	do {
		const char *to = key_end(s);

		if (to == NULL || !take_key(s, to, first_key, &seen) ||
		    (child = value(s, indent, depth, next)) == NULL)
			return NULL;
		eg_vec_push(&s->items, child);
	} while (*next == indent && !is_dash(s));
	return close_collection(s, y, first, first_key);
}

static struct eg_yaml *
block_seq(struct plain *s, size_t indent, int depth, size_t *next)
{
	struct eg_yaml *y = node_new(s, EG_YAML_SEQ, s->at), *child;
	size_t first = s->items.n;

	do {
		s->at++;
		spaces(s);
		if (at_line_end(s) || is_dash(s))
			return NULL;
		if (key_end(s) != NULL)
			child = block_map(s, (size_t)(s->at - s->start), depth + 1, next);
		else
			child = inline_value(s, depth, next);
		if (child == NULL || (*next != SIZE_MAX && *next > indent))
			return NULL;
		eg_vec_push(&s->items, child);
	} while (*next == indent && is_dash(s));
	return close_collection(s, y, first, s->keys.n);
}

/* A mapping or sequence whose lines stand at `indent`; the first is at s->at. */
static struct eg_yaml *
block(struct plain *s, size_t indent, int depth, size_t *next)
{
	if (depth > DEPTH_MAX)
		return NULL;
	return is_dash(s) ? block_seq(s, indent, depth, next) : block_map(s, indent, depth, next);
}

/* Nothing but line feeds, what can be seen in ASCII, and well-formed UTF-8 without the characters
 * that YAML takes for line ends or refuses. */
static bool
is_printable(const char *p, size_t n, bool *ascii)
{
	if (!eg_utf8_printable(p, n, ascii))
		return false;
	if (*ascii)
		return true;
	if (eg_utf8_valid(p, n) != n)
		return false;
	for (size_t i = 0; i + 2 < n; i++) {
		const unsigned char *c = (const unsigned char *)p + i;

		if ((c[0] == 0xC2 && c[1] < 0xA0) || c[0] == 0xEF || c[0] >= 0xF0 ||
		    (c[0] == 0xE2 && c[1] == 0x80 && (c[2] == 0xA8 || c[2] == 0xA9)))
			return false;
	}
	return n < 2 || (unsigned char)p[n - 2] != 0xC2 || (unsigned char)p[n - 1] >= 0xA0;
}

struct eg_yaml *
eg_yaml__plain(struct eg_arena *a, const char *p, size_t n, size_t line_offset)
{
	struct plain s = {
	    .arena = a, .p = p, .end = p + n, .at = p, .start = p, .line = line_offset + 1};
	struct eg_yaml *y = NULL;
	size_t next;

	if (n == 0 || !is_printable(p, n, &s.ascii) || next_line(&s) != 0)
		return NULL;
	y = block(&s, 0, 0, &next);
	if (y != NULL && (next != SIZE_MAX || s.at != s.end))
		y = NULL;
	eg_vec_clear(&s.items);
	eg_vec_clear(&s.keys);
	return y;
}
