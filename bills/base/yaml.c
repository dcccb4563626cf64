/* The one reader of YAML: libyaml's events into a small tree; everything but plain data refused
 * with its place. What yaml_plain.c can read does not come to libyaml. */
#include "base/yaml.h"

#include "base/vec.h"
#include "base/yaml_plain.h"

#include <stdio.h>
#include <string.h>
#include <yaml.h>

enum { DEPTH_MAX = 32 };

struct reader {
	struct eg_arena *arena;
	yaml_parser_t parser;
	const char *name;
	size_t offset;
	struct eg_err *err;
};

static enum eg_rc
refuse(struct reader *r, const yaml_mark_t *at, const char *what, const char *hint)
{
	eg_err_at(
	    r->err, EG_ERR_SYNTAX, r->name, at->line + 1 + r->offset, at->column + 1, "%s", what);
	eg_err_hint(r->err, "%s", hint);
	return EG_ERR_SYNTAX;
}

static enum eg_rc
next(struct reader *r, yaml_event_t *event)
{
	const yaml_parser_t *p = &r->parser;
	bool context;

	if (yaml_parser_parse(&r->parser, event))
		return EG_OK;
	context = p->problem_mark.line == 0 && p->context_mark.line != 0;
	eg_err_at(r->err, EG_ERR_SYNTAX, r->name,
	    (context ? p->context_mark.line : p->problem_mark.line) + 1 + r->offset,
	    (context ? p->context_mark.column : p->problem_mark.column) + 1, "malformed YAML: %s",
	    p->problem != NULL ? p->problem : "cannot be read");
	eg_err_hint(
	    r->err, "put text that holds : # { } [ ] or starts with a mark between double quotes");
	return EG_ERR_SYNTAX;
}

static enum eg_rc build(struct reader *r, yaml_event_t *event, int depth, struct eg_yaml **out);

static struct eg_yaml *
node_new(struct reader *r, const yaml_event_t *event, enum eg_yaml_kind kind)
{
	struct eg_yaml *node = eg_arena_alloc(r->arena, sizeof(*node));

	node->kind = kind;
	node->line = event->start_mark.line + 1 + r->offset;
	node->col = event->start_mark.column + 1;
	node->text = "";
	return node;
}

/* libyaml allocated the lists with malloc; copy into the arena. */
static void *
keep(struct eg_arena *a, const void *p, size_t n, size_t each)
{
	void *copy = eg_arena_calloc(a, n, each);

	if (n != 0)
		memcpy(copy, p, n * each);
	return copy;
}

static enum eg_rc
build_seq(struct reader *r, struct eg_yaml *node, int depth)
{
	struct {
		EG_VEC(struct eg_yaml *);
	} items = {0};
	yaml_event_t event;
	enum eg_rc rc = EG_OK;

	for (;;) {
		struct eg_yaml *child;
		bool end;

		if ((rc = next(r, &event)) != EG_OK)
			break;
		end = event.type == YAML_SEQUENCE_END_EVENT;
		if (!end)
			rc = build(r, &event, depth + 1, &child);
		yaml_event_delete(&event);
		if (end || rc != EG_OK)
			break;
		eg_vec_push(&items, child);
	}
	node->n = items.n;
	node->item = keep(r->arena, items.v, items.n, sizeof(*items.v));
	eg_vec_clear(&items);
	return rc;
}

static enum eg_rc
check_key(struct reader *r, const yaml_event_t *event, const char *const *have, size_t n)
{
	const char *key = (const char *)event->data.scalar.value;

	if (event->type != YAML_SCALAR_EVENT)
		return refuse(r, &event->start_mark, "a key that is not plain text",
		    "put the value between double quotes: YAML reads {{x}} as a mapping");
	for (size_t i = 0; i < n; i++) {
		char what[160];

		if (strcmp(have[i], key) != 0)
			continue;
		snprintf(what, sizeof(what), "the key '%.100s' stands twice", key);
		return refuse(r, &event->start_mark, what, "keep one of the two lines");
	}
	return EG_OK;
}

static enum eg_rc
build_map(struct reader *r, struct eg_yaml *node, int depth)
{
	struct {
		EG_VEC(struct eg_yaml *);
	} items = {0};
	struct {
		EG_VEC(const char *);
	} keys = {0};
	struct {
		EG_VEC(size_t);
	} lines = {0};
	yaml_event_t event;
	enum eg_rc rc = EG_OK;

	for (;;) {
		struct eg_yaml *child;
		bool end;

		if ((rc = next(r, &event)) != EG_OK)
			break;
		end = event.type == YAML_MAPPING_END_EVENT;
		if (!end && (rc = check_key(r, &event, keys.v, keys.n)) == EG_OK) {
			eg_vec_push(&keys,
			    eg_arena_strdup(r->arena, (const char *)event.data.scalar.value));
			eg_vec_push(&lines, event.start_mark.line + 1 + r->offset);
		}
		yaml_event_delete(&event);
		if (end || rc != EG_OK)
			break;
		if ((rc = next(r, &event)) != EG_OK)
			break;
		rc = build(r, &event, depth + 1, &child);
		yaml_event_delete(&event);
		if (rc != EG_OK)
			break;
		eg_vec_push(&items, child);
	}
	node->n = items.n;
	node->item = keep(r->arena, items.v, items.n, sizeof(*items.v));
	node->key = keep(r->arena, keys.v, items.n, sizeof(*keys.v));
	node->key_line = keep(r->arena, lines.v, items.n, sizeof(*lines.v));
	eg_vec_clear(&items);
	eg_vec_clear(&keys);
	eg_vec_clear(&lines);
	return rc;
}

static enum eg_rc
build(struct reader *r, yaml_event_t *event, int depth, struct eg_yaml **out)
{
	const yaml_mark_t *at = &event->start_mark;

	if (depth > DEPTH_MAX)
		return refuse(r, at, "nested deeper than 32 levels", "make it flatter");
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		if (event->data.scalar.anchor != NULL || event->data.scalar.tag != NULL)
			return refuse(
			    r, at, "anchors and tags are not accepted", "write the value out");
		*out = node_new(r, event, EG_YAML_SCALAR);
		(*out)->text = eg_arena_dup(
		    r->arena, (const char *)event->data.scalar.value, event->data.scalar.length);
		(*out)->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
		if (strlen((*out)->text) != event->data.scalar.length)
			return refuse(r, at, "a zero byte in a text", "take it out");
		return EG_OK;
	case YAML_SEQUENCE_START_EVENT:
		if (event->data.sequence_start.anchor != NULL ||
		    event->data.sequence_start.tag != NULL)
			return refuse(
			    r, at, "anchors and tags are not accepted", "write the list out");
		*out = node_new(r, event, EG_YAML_SEQ);
		return build_seq(r, *out, depth);
	case YAML_MAPPING_START_EVENT:
		if (event->data.mapping_start.anchor != NULL ||
		    event->data.mapping_start.tag != NULL)
			return refuse(
			    r, at, "anchors and tags are not accepted", "write the mapping out");
		*out = node_new(r, event, EG_YAML_MAP);
		return build_map(r, *out, depth);
	case YAML_ALIAS_EVENT:
		return refuse(r, at, "aliases are not accepted", "write the value out");
	default:
		return refuse(r, at, "malformed YAML", "write KEY: VALUE lines");
	}
}

/* The stream holds at most one document. */
static enum eg_rc
read_stream(struct reader *r, struct eg_yaml **out)
{
	yaml_event_t event;
	enum eg_rc rc;
	size_t documents = 0;
	bool end = false;

	while (!end) {
		if ((rc = next(r, &event)) != EG_OK)
			return rc;
		end = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_DOCUMENT_START_EVENT && ++documents > 1)
			rc = refuse(r, &event.start_mark, "more than one YAML document",
			    "take out the line '---'");
		else if (event.type == YAML_SCALAR_EVENT ||
			 event.type == YAML_SEQUENCE_START_EVENT ||
			 event.type == YAML_MAPPING_START_EVENT || event.type == YAML_ALIAS_EVENT)
			rc = build(r, &event, 0, out);
		yaml_event_delete(&event);
		if (rc != EG_OK)
			return rc;
	}
	return EG_OK;
}

enum eg_rc
eg_yaml_parse(struct eg_arena *a, const char *p, size_t n, const char *name, size_t line_offset,
    struct eg_yaml **out, struct eg_err *err)
{
	struct reader r = {.arena = a, .name = name, .offset = line_offset, .err = err};
	enum eg_rc rc;

	*out = p != NULL ? eg_yaml__plain(a, p, n, line_offset) : NULL;
	if (*out != NULL)
		return EG_OK;
	if (!yaml_parser_initialize(&r.parser))
		EG_BUG("libyaml");
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)(p != NULL ? p : ""), n);
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	rc = read_stream(&r, out);
	yaml_parser_delete(&r.parser);
	if (rc != EG_OK) {
		*out = NULL;
		return rc;
	}
	if (*out == NULL || ((*out)->kind == EG_YAML_SCALAR && (*out)->text[0] == '\0')) {
		*out = eg_arena_alloc(a, sizeof(**out));
		(*out)->kind = EG_YAML_MAP;
		(*out)->line = line_offset + 1;
		(*out)->col = 1;
		(*out)->text = "";
	}
	return EG_OK;
}

const struct eg_yaml *
eg_yaml_get(const struct eg_yaml *node, const char *key)
{
	if (node == NULL || node->kind != EG_YAML_MAP)
		return NULL;
	for (size_t i = 0; i < node->n; i++)
		if (strcmp(node->key[i], key) == 0)
			return node->item[i];
	return NULL;
}

const char *
eg_yaml_text(const struct eg_yaml *node, const char *key, const char *fallback)
{
	const struct eg_yaml *value = eg_yaml_get(node, key);

	return value != NULL && value->kind == EG_YAML_SCALAR ? value->text : fallback;
}

/* Plain scalars that any YAML reader takes as the same text. */
static bool
is_plain(const char *s)
{
	static const char *const words[] = {
	    "true", "false", "yes", "no", "on", "off", "null", "y", "n"};
	size_t n = strlen(s);

	if (n == 0 || strchr(" -?:,[]{}#&*!|>'\"%@`~0123456789+.=<", s[0]) != NULL ||
	    s[n - 1] == ' ' || s[n - 1] == ':')
		return false;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || strchr("[]{},\"\\", s[i]) != NULL ||
		    s[i] == 0x7F || (s[i] == ':' && s[i + 1] == ' ') ||
		    (s[i] == '#' && s[i - 1] == ' '))
			return false;
	for (size_t i = 0; i < EG_COUNT(words); i++) {
		size_t k = 0;

		while (words[i][k] != '\0' && (s[k] | 32) == words[i][k])
			k++;
		if (words[i][k] == '\0' && s[k] == '\0')
			return false;
	}
	return true;
}

void
eg_yaml_put(struct eg_buf *out, const char *s)
{
	if (is_plain(s)) {
		eg_buf_puts(out, s);
		return;
	}
	eg_buf_putc(out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			eg_buf_printf(out, "\\%c", *s);
		else if (*s == '\n')
			eg_buf_puts(out, "\\n");
		else if ((unsigned char)*s < 0x20 || *s == 0x7F)
			eg_buf_printf(out, "\\x%02x", (unsigned)(unsigned char)*s);
		else
			eg_buf_putc(out, *s);
	}
	eg_buf_putc(out, '"');
}
