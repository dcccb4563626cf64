/*
 * Blocks: a stretch of lines goes to cmark, and what cmark makes of it is checked against what the
 * lines looked like. A line that looks like an item and is not one, a paragraph that goes on at a
 * lesser indent, text that stands between two levels: each is an error, since a drafter would see
 * one structure and a clerk get another.
 */
#include "text/parts.h"

#include <cmark.h>
#include <string.h>

struct chunk {
	struct eg_parser *ps;
	size_t from, to; /* lines */
};

static void
feed(struct eg_parser *ps, cmark_parser *cm, size_t from, size_t to)
{
	static const char note[] = "> note\n";
	size_t pending = ps->line[from].off;

	for (size_t i = from; i < to; i++) {
		const struct eg_line *l = &ps->line[i];
		size_t next = i + 1 < ps->n_lines ? ps->line[i + 1].off : ps->n, cut;

		if (l->kind == EG_LINE_NOTE)
			cut = l->off + l->indent;
		else if (l->kind == EG_LINE_HEADING && l->attr > 0)
			cut = ps->attrs.v[l->attr - 1].at;
		else
			continue;
		cmark_parser_feed(cm, ps->body + pending, cut - pending);
		if (l->kind == EG_LINE_NOTE)
			cmark_parser_feed(cm, note, sizeof(note) - 1);
		else
			cmark_parser_feed(cm, "\n", 1);
		pending = next;
	}
	size_t end = to < ps->n_lines ? ps->line[to].off : ps->n;
	if (end > pending)
		cmark_parser_feed(cm, ps->body + pending, end - pending);
}

static size_t
line_of(const struct chunk *c, cmark_node *n)
{
	return c->from + (size_t)cmark_node_get_start_line(n) - 1;
}

/*
 * cmark asks for memory a thousand times a bill, most of it by calloc, which glibc serves slowly;
 * out of an arena that is freed whole the parsing of a text takes a third less time. cmark hands
 * its allocator no context, so the arena of the text being parsed is named here, for this thread
 * and for the length of eg_text__blocks() alone.
 */
static _Thread_local struct eg_arena *pool;

enum { POOL_HEAD = 16 }; /* before each piece: its size, for realloc */

static void *
pool_calloc(size_t n, size_t each)
{
	size_t bytes;
	char *p;

	if (__builtin_mul_overflow(n, each, &bytes) || bytes > SIZE_MAX / 8)
		EG_BUG("cmark asks for more than there is");
	p = eg_arena_alloc(pool, bytes + POOL_HEAD);
	memcpy(p, &bytes, sizeof(bytes));
	return p + POOL_HEAD;
}

static void *
pool_realloc(void *old, size_t bytes)
{
	size_t had = 0;
	void *p;

	if (old != NULL)
		memcpy(&had, (char *)old - POOL_HEAD, sizeof(had));
	if (old != NULL && bytes <= had)
		return old;
	p = pool_calloc(1, bytes);
	if (had > 0)
		memcpy(p, old, had);
	return p;
}

static void
pool_free(void *p)
{
	EG_UNUSED(p);
}

static enum eg_rc
forbidden(const struct chunk *c, cmark_node *n)
{
	struct eg_parser *ps = c->ps;
	size_t line = line_of(c, n);

	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_CODE_BLOCK:
		eg_text__fail(ps, line, 1, "a code block: this text is indented too far");
		eg_err_hint(ps->err,
		    "a sub-item begins under the text of its item, three spaces further in");
		return EG_ERR_SYNTAX;
	case CMARK_NODE_HTML_BLOCK:
		eg_text__fail(ps, line, 1, "raw HTML");
		eg_err_hint(ps->err, "write '\\<' for a plain '<'");
		return EG_ERR_SYNTAX;
	case CMARK_NODE_THEMATIC_BREAK:
		return eg_text__fail(ps, line, 1, "a rule");
	case CMARK_NODE_HEADING:
		return eg_text__fail(ps, line, 1, "a heading inside an item");
	default:
		return eg_text__fail(ps, line, 1, "a construct that a draft cannot hold");
	}
}

static enum eg_rc
ambiguous(struct eg_parser *ps, size_t line, size_t col, size_t want)
{
	eg_text__fail(ps, line, col,
	    "ambiguous indent: text stands at column %zu, its level at column %zu", col, want);
	eg_err_hint(ps->err,
	    "indent a sub-item and flush text to the text of their item (three spaces a level)");
	return EG_ERR_SYNTAX;
}

/* The lines of a paragraph after its first must be indented to its level, else the drafter saw
 * another structure. */
static enum eg_rc
check_lines(struct eg_parser *ps, size_t line, size_t col)
{
	for (size_t i = line + 1; i < ps->n_lines && ps->line[i].kind == EG_LINE_TEXT; i++) {
		if (ps->line[i].indent + 1 >= col)
			continue;
		eg_text__fail(ps, i, ps->line[i].indent + 1,
		    "without a blank line before it this line joins the text above");
		eg_err_hint(ps->err,
		    "put a blank line before it, or indent it to column %zu to go on with the text "
		    "above",
		    col);
		return EG_ERR_SYNTAX;
	}
	return EG_OK;
}

static bool
has_items(const struct eg_node *n)
{
	for (const struct eg_node *c = n->last; c != NULL; c = c->prev)
		if (c->kind == EG_NODE_ITEM)
			return true;
	return false;
}

static enum eg_rc
paragraph(const struct chunk *c, cmark_node *n, struct eg_node *parent, size_t col, bool opens_item)
{
	struct eg_parser *ps = c->ps;
	size_t line = line_of(c, n), at = (size_t)cmark_node_get_start_column(n);
	const char *label = NULL;
	enum eg_rc rc;

	if (parent->kind == EG_NODE_BILL) {
		eg_text__fail(ps, line, 1, "text before the first section");
		eg_err_hint(ps->err, "open a section first: ## Heading {#label}");
		return EG_ERR_SYNTAX;
	}
	if (at != col)
		return ambiguous(ps, line, at, col);
	rc = check_lines(ps, line, col);
	if (rc != EG_OK)
		return rc;
	struct eg_node *p = eg_text__node(ps, EG_NODE_PARA, parent, line);
	p->flush = has_items(parent);
	rc = eg_text__inlines(ps, n, line, &label, &p->run, &p->n_runs);
	if (rc == EG_OK && label != NULL)
		rc = eg_text__label(ps, opens_item ? parent : p, label, line);
	return rc;
}

/* The words of a drafting note: its lines without their marks, one run. */
static enum eg_rc
note(const struct chunk *c, cmark_node *n, struct eg_node *parent, size_t col)
{
	struct eg_parser *ps = c->ps;
	size_t line = line_of(c, n), at = (size_t)cmark_node_get_start_column(n);
	struct eg_buf words = EG_BUF_INIT, raw = EG_BUF_INIT;

	if (at != col)
		return ambiguous(ps, line, at, col);
	struct eg_node *node = eg_text__node(ps, EG_NODE_NOTE, parent, line);
	for (size_t i = line; i < c->to && ps->line[i].kind == EG_LINE_NOTE; i++) {
		const struct eg_line *l = &ps->line[i];
		const char *p = ps->body + l->off + l->indent + 1;
		size_t len = l->n - l->indent - 1;

		ps->line[i].seen = true;
		eg_buf_add(&raw, ps->body + l->off, l->n);
		eg_buf_putc(&raw, '\n');
		while (len > 0 && *p == ' ')
			p++, len--;
		while (len > 0 && p[len - 1] == ' ')
			len--;
		if (len > 0 && words.n > 0)
			eg_buf_putc(&words, ' ');
		eg_buf_add(&words, p, len);
	}
	node->raw_n = raw.n;
	node->raw = eg_arena_dup(ps->arena, eg_buf_cstr(&raw), raw.n);
	node->run = eg_arena_alloc(ps->arena, sizeof(*node->run));
	node->run->text = eg_arena_dup(ps->arena, eg_buf_cstr(&words), words.n);
	node->n_runs = 1;
	eg_buf_clear(&words);
	eg_buf_clear(&raw);
	return EG_OK;
}

static enum eg_rc children(
    const struct chunk *c, cmark_node *n, struct eg_node *parent, size_t col, int level);

static enum eg_rc
item(const struct chunk *c, cmark_node *n, struct eg_node *parent, size_t col, int level)
{
	struct eg_parser *ps = c->ps;
	size_t line = line_of(c, n), at = (size_t)cmark_node_get_start_column(n);
	cmark_node *first = cmark_node_first_child(n);

	if (at != col)
		return ambiguous(ps, line, at, col);
	if (line >= c->to || ps->line[line].kind != EG_LINE_ITEM)
		return eg_text__fail(ps, line, at, "an item whose line is not understood");
	ps->line[line].seen = true;
	if (first == NULL || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH ||
	    line_of(c, first) != line)
		return first != NULL && cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH
			   ? forbidden(c, first)
			   : eg_text__fail(ps, line, at, "an item without text");
	struct eg_node *node = eg_text__node(ps, EG_NODE_ITEM, parent, line);
	node->level = level;
	return children(c, n, node, (size_t)cmark_node_get_start_column(first), level);
}

static enum eg_rc
list(const struct chunk *c, cmark_node *n, struct eg_node *parent, size_t col, int level)
{
	struct eg_parser *ps = c->ps;
	size_t line = line_of(c, n);
	enum eg_rc rc = EG_OK;

	if (parent->kind == EG_NODE_BILL)
		return eg_text__fail(ps, line, 1, "a list before the first section");
	if (level > EG_TEXT_DEPTH_MAX)
		return eg_err_at(ps->err, EG_ERR_LIMIT, ps->name, ps->line0 + line + 1, 0,
		    "more than %d levels of items", EG_TEXT_DEPTH_MAX);
	if (cmark_node_get_list_type(n) != CMARK_ORDERED_LIST)
		return eg_text__fail(ps, line, 1, "a bullet");
	if (line > c->from && ps->line[line - 1].kind != EG_LINE_BLANK) {
		eg_text__fail(ps, line, 1, "no blank line before this list");
		eg_err_hint(ps->err, "put a blank line before the first item of a list");
		return EG_ERR_SYNTAX;
	}
	for (cmark_node *i = cmark_node_first_child(n); i != NULL && rc == EG_OK;
	     i = cmark_node_next(i))
		rc = item(c, i, parent, col, level);
	return rc;
}

static enum eg_rc
children(const struct chunk *c, cmark_node *n, struct eg_node *parent, size_t col, int level)
{
	enum eg_rc rc = EG_OK;
	bool first = true;

	for (cmark_node *k = cmark_node_first_child(n); k != NULL && rc == EG_OK;
	     k = cmark_node_next(k)) {
		switch (cmark_node_get_type(k)) {
		case CMARK_NODE_PARAGRAPH:
			rc = paragraph(c, k, parent, col, first && parent->kind == EG_NODE_ITEM);
			break;
		case CMARK_NODE_LIST:
			rc = list(c, k, parent, col, level + 1);
			break;
		case CMARK_NODE_BLOCK_QUOTE:
			rc = note(c, k, parent, col);
			break;
		default:
			rc = forbidden(c, k);
		}
		first = false;
	}
	return rc;
}

/* Does a heading say anything of a place in the law? */
static bool
acts_on_law(const struct eg_attr *a)
{
	return a->code != NULL || a->unit != NULL || a->number != NULL || a->sections != NULL ||
	       a->purpose != NULL || a->entitled != NULL || a->cited != NULL ||
	       a->history != NULL || a->after != NULL;
}

static enum eg_rc
heading(const struct chunk *c, cmark_node *n)
{
	struct eg_parser *ps = c->ps;
	size_t line = line_of(c, n);
	int depth = cmark_node_get_heading_level(n);
	const struct eg_attr *a;
	struct eg_node *node;

	if (ps->line[line].kind != EG_LINE_HEADING || ps->line[line].attr == 0)
		return eg_text__fail(ps, line, 1, "an underlined heading");
	ps->line[line].seen = true;
	a = &ps->attrs.v[ps->line[line].attr - 1];
	if (depth == 1) {
		node = ps->article = eg_text__node(ps, EG_NODE_ARTICLE, ps->bill->root, line);
		ps->section = NULL;
	} else if (depth == 2) {
		node = ps->section = eg_text__node(
		    ps, EG_NODE_SECTION, ps->article != NULL ? ps->article : ps->bill->root, line);
		node->section = a->kind;
		node->code = a->code, node->unit = a->unit, node->number = a->number,
		node->sections = a->sections, node->purpose = a->purpose,
		node->entitled = a->entitled, node->cited = a->cited, node->history = a->history,
		node->after = a->after;
	} else {
		if (ps->section == NULL || (ps->section->section != EG_SECTION_ADDS &&
					       ps->section->section != EG_SECTION_AMENDS)) {
			eg_text__fail(ps, line, 1,
			    "a code section outside a section that adds to or amends a code");
			eg_err_hint(ps->err, "mark the bill section: ## Heading {#act .adds "
					     "code=\"…\" unit=chapter}");
			return EG_ERR_SYNTAX;
		}
		node = eg_text__node(ps, EG_NODE_CODE_SECTION, ps->section, line);
	}
	if (depth != 2 && (a->kind != EG_SECTION_PLAIN || acts_on_law(a)))
		return eg_text__fail(ps, line, a->at - ps->line[line].off + 1,
		    "only a bill section (##) has a kind");
	if (depth == 2 && a->kind != EG_SECTION_ADDS && a->kind != EG_SECTION_AMENDS &&
	    a->kind != EG_SECTION_REPEALS && acts_on_law(a)) {
		eg_text__fail(ps, line, a->at - ps->line[line].off + 1,
		    "a place in a code on a section that does not act on one");
		eg_err_hint(ps->err, "say what it does: .adds, .amends or .repeals");
		return EG_ERR_SYNTAX;
	}
	ps->place = node;
	enum eg_rc rc = eg_text__inlines(ps, n, line, NULL, &node->run, &node->n_runs);
	return rc == EG_OK && a->label != NULL ? eg_text__label(ps, node, a->label, line) : rc;
}

static enum eg_rc
top(const struct chunk *c, cmark_node *doc)
{
	enum eg_rc rc = EG_OK;

	for (cmark_node *k = cmark_node_first_child(doc); k != NULL && rc == EG_OK;
	     k = cmark_node_next(k)) {
		switch (cmark_node_get_type(k)) {
		case CMARK_NODE_HEADING:
			rc = heading(c, k);
			break;
		case CMARK_NODE_PARAGRAPH:
			rc = paragraph(c, k, c->ps->place, 1, false);
			break;
		case CMARK_NODE_LIST:
			rc = list(c, k, c->ps->place, 1, 1);
			break;
		case CMARK_NODE_BLOCK_QUOTE:
			rc = note(c, k, c->ps->place, 1);
			break;
		default:
			rc = forbidden(c, k);
		}
	}
	return rc;
}

/* What looked like the start of a block and was swallowed by another. */
static enum eg_rc
check_seen(const struct chunk *c)
{
	struct eg_parser *ps = c->ps;

	for (size_t i = c->from; i < c->to; i++) {
		const struct eg_line *l = &ps->line[i];

		if (l->seen || (l->kind != EG_LINE_HEADING && l->kind != EG_LINE_ITEM &&
				   l->kind != EG_LINE_NOTE))
			continue;
		eg_text__fail(
		    ps, i, l->indent + 1, "ambiguous indent: this line joins the text above");
		eg_err_hint(ps->err,
		    "put a blank line before it and indent it to its level (three spaces a level)");
		return EG_ERR_SYNTAX;
	}
	return EG_OK;
}

enum eg_rc
eg_text__blocks(struct eg_parser *ps, size_t from, size_t to)
{
	cmark_mem mem = {pool_calloc, pool_realloc, pool_free};
	struct chunk c = {ps, from, to};
	cmark_parser *cm;
	cmark_node *doc;
	enum eg_rc rc;

	while (c.from < to && ps->line[c.from].kind == EG_LINE_BLANK)
		c.from++;
	if (c.from == to)
		return EG_OK;
	pool = eg_arena_new();
	cm = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &mem);
	feed(ps, cm, c.from, to);
	doc = cmark_parser_finish(cm);
	rc = top(&c, doc);
	if (rc == EG_OK)
		rc = check_seen(&c);
	eg_arena_free(pool); /* the parser and its nodes with it */
	pool = NULL;
	return rc;
}
