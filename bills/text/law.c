/*
 * Regions that cmark never sees: verbatim text, kept byte for byte; law as it stands with its
 * changes; conflicts. Blank lines part the paragraphs of law; <ins> and <del> are balanced within
 * one paragraph; {+} and {-} open a paragraph added or deleted whole.
 */
#include "text/parts.h"

#include <string.h>

struct law {
	struct eg_parser *ps;
	struct eg_node *node;
	struct {
		EG_VEC(struct eg_run);
	} runs;
	struct eg_buf text;
	enum eg_run_kind kind;
	size_t first; /* line where the paragraph starts */
	char mark;
	bool open; /* a paragraph is being gathered */
};

static const struct {
	const char *tag;
	enum eg_run_kind kind;
	bool close;
} tags[] = {{"<ins>", EG_RUN_INS, false}, {"</ins>", EG_RUN_INS, true},
    {"<del>", EG_RUN_DEL, false}, {"</del>", EG_RUN_DEL, true}};

static void
flush(struct law *s)
{
	if (s->text.n > 0)
		eg_vec_push(&s->runs, ((struct eg_run){s->kind,
					  eg_arena_dup(s->ps->arena, s->text.p, s->text.n), NULL}));
	eg_buf_reset(&s->text);
}

static enum eg_rc
tag(struct law *s, size_t which, size_t line, size_t col)
{
	const char *word = tags[which].tag;

	if (tags[which].close ? s->kind != tags[which].kind : s->kind != EG_RUN_TEXT) {
		eg_text__fail(s->ps, line, col,
		    tags[which].close ? "%s without its beginning in this paragraph"
				      : "%s inside another mark",
		    word);
		eg_err_hint(s->ps->err,
		    "<ins> and <del> do not nest and are closed in the paragraph that opens them");
		return EG_ERR_SYNTAX;
	}
	flush(s);
	s->kind = tags[which].close ? EG_RUN_TEXT : tags[which].kind;
	return EG_OK;
}

static enum eg_rc
add_line(struct law *s, size_t line, const char *p, size_t n)
{
	const char *start = p, *end = p + n;

	while (p < end && *p == ' ')
		p++;
	while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	if (!s->open) {
		s->open = true;
		s->first = line;
		s->mark = end - p >= 3 && p[0] == '{' && (p[1] == '+' || p[1] == '-') && p[2] == '}'
			      ? p[1]
			      : 0;
		for (p += s->mark != 0 ? 3 : 0; p < end && *p == ' '; p++)
			;
	} else {
		eg_buf_putc(&s->text, ' ');
	}
	for (; p < end; p++) {
		size_t k = 0;

		while (*p == '<' && k < EG_COUNT(tags) &&
		       ((size_t)(end - p) < strlen(tags[k].tag) ||
			   memcmp(p, tags[k].tag, strlen(tags[k].tag)) != 0))
			k++;
		if (*p != '<' || k == EG_COUNT(tags)) {
			eg_buf_putc(&s->text, *p == '\t' ? ' ' : *p);
			continue;
		}
		enum eg_rc rc = tag(s, k, line, (size_t)(p - start) + 1);
		if (rc != EG_OK)
			return rc;
		p += strlen(tags[k].tag) - 1;
	}
	return EG_OK;
}

static enum eg_rc
end_para(struct law *s)
{
	if (!s->open)
		return EG_OK;
	if (s->kind != EG_RUN_TEXT) {
		eg_text__fail(s->ps, s->first, 1, "%s is not closed in this paragraph",
		    s->kind == EG_RUN_INS ? "<ins>" : "<del>");
		eg_err_hint(s->ps->err, "close it before the blank line; a paragraph added whole "
					"begins {+}, one deleted whole {-}");
		return EG_ERR_SYNTAX;
	}
	flush(s);
	if (s->mark != 0)
		for (size_t i = 0; i < s->runs.n; i++) {
			if (s->runs.v[i].kind != EG_RUN_TEXT)
				return eg_text__fail(s->ps, s->first, 1,
				    "<ins> or <del> in a paragraph that is marked {%c} whole",
				    s->mark);
			s->runs.v[i].kind = s->mark == '+' ? EG_RUN_INS : EG_RUN_DEL;
		}
	if (s->runs.n == 0)
		return eg_text__fail(s->ps, s->first, 1, "a paragraph of law without words");
	struct eg_node *p = eg_text__node(s->ps, EG_NODE_PARA, s->node, s->first);
	p->mark = s->mark;
	p->n_runs = s->runs.n;
	p->run = eg_arena_calloc(s->ps->arena, s->runs.n, sizeof(*p->run));
	memcpy(p->run, s->runs.v, s->runs.n * sizeof(*p->run));
	s->runs.n = 0;
	s->open = false;
	return EG_OK;
}

static enum eg_rc
paragraphs(struct eg_parser *ps, struct eg_node *node, const struct eg_region *r)
{
	struct law s = {.ps = ps, .node = node, .text = EG_BUF_INIT, .kind = EG_RUN_TEXT};
	enum eg_rc rc = EG_OK;

	for (size_t i = r->first + 1; i < r->last && rc == EG_OK; i++) {
		const struct eg_line *l = &ps->line[i];

		rc = l->indent == l->n ? end_para(&s) : add_line(&s, i, ps->body + l->off, l->n);
		if (s.text.n > EG_TEXT_PARA_MAX)
			rc = eg_err_at(ps->err, EG_ERR_LIMIT, ps->name, ps->line0 + i + 1, 0,
			    "a paragraph of more than %d KiB", EG_TEXT_PARA_MAX / 1024);
	}
	if (rc == EG_OK)
		rc = end_para(&s);
	eg_vec_clear(&s.runs);
	eg_buf_clear(&s.text);
	return rc;
}

enum eg_rc
eg_text__region(struct eg_parser *ps, const struct eg_region *r)
{
	struct eg_node *parent = ps->place, *node;
	size_t from = ps->line[r->first + 1].off, to = ps->line[r->last].off;

	if (r->kind != EG_NODE_CONFLICT && parent->kind == EG_NODE_BILL) {
		eg_text__fail(ps, r->first, 1, "text before the first section");
		eg_err_hint(ps->err, "open a section first: ## Heading {#label}");
		return EG_ERR_SYNTAX;
	}
	if (r->kind == EG_NODE_LAW &&
	    (ps->section == NULL || ps->section->section != EG_SECTION_AMENDS)) {
		eg_text__fail(ps, r->first, 1, "a law block outside a section that amends");
		eg_err_hint(
		    ps->err, "mark the bill section: ## Heading {#label .amends code=\"…\"}");
		return EG_ERR_SYNTAX;
	}
	node = eg_text__node(ps, r->kind, parent, r->first);
	node->raw = eg_arena_dup(ps->arena, ps->body + from, to - from);
	node->raw_n = to - from;
	if (r->kind == EG_NODE_VERBATIM)
		return eg_text__label(ps, node, r->name, r->first);
	if (r->kind == EG_NODE_CONFLICT)
		return EG_OK;
	node->code = r->name;
	return paragraphs(ps, node, r);
}
