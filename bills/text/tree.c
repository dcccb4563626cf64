/* The tree itself: nodes, labels, reading order, words; and the entry points of the parser. */
#include "text/parts.h"

#include <string.h>

bool
eg_label_ok(const char *p, size_t n)
{
	if (n == 0 || n > EG_LABEL_MAX || p[0] < 'a' || p[0] > 'z')
		return false;
	for (size_t i = 1; i < n; i++)
		if (!((p[i] >= 'a' && p[i] <= 'z') || (p[i] >= '0' && p[i] <= '9') || p[i] == '-'))
			return false;
	return true;
}

struct eg_node *
eg_text__node(struct eg_parser *ps, enum eg_node_kind kind, struct eg_node *parent, size_t line)
{
	struct eg_node *n = eg_arena_alloc(ps->arena, sizeof(*n));

	n->kind = kind;
	n->line = ps->line0 + line + 1;
	n->id = ps->bill->n_nodes++;
	n->parent = parent;
	if (parent != NULL) {
		n->prev = parent->last;
		if (parent->last != NULL)
			parent->last->next = n;
		else
			parent->first = n;
		parent->last = n;
	}
	return n;
}

enum eg_rc
eg_text__label(struct eg_parser *ps, struct eg_node *node, const char *label, size_t line)
{
	const struct eg_node *other = eg_map_get(ps->labels, label);

	if (other != NULL) {
		eg_text__fail(
		    ps, line, 0, "the label '%s' is already on line %zu", label, other->line);
		eg_err_hint(ps->err, "give one of the two provisions another label");
		return EG_ERR_SYNTAX;
	}
	node->label = label;
	eg_map_set(ps->labels, label, node);
	return EG_OK;
}

struct eg_node *
eg_bill_find(const struct eg_bill *b, const char *label)
{
	return eg_map_get(&((const struct eg_bill__own *)b)->labels, label);
}

struct eg_node *
eg_node_after(const struct eg_node *n)
{
	if (n->first != NULL)
		return n->first;
	while (n != NULL && n->next == NULL)
		n = n->parent;
	return n == NULL ? NULL : n->next;
}

void
eg_node_words(const struct eg_node *n, struct eg_buf *out)
{
	for (size_t i = 0; i < n->n_runs; i++)
		eg_buf_puts(out, n->run[i].text);
}

void
eg_text__parser_reset(struct eg_parser *ps)
{
	ps->n_lines = 0;
	ps->attrs.n = 0;
	ps->regions.n = 0;
	ps->article = ps->section = ps->place = NULL;
}

void
eg_text__parser_clear(struct eg_parser *ps)
{
	eg_free(ps->line);
	eg_vec_clear(&ps->attrs);
	eg_vec_clear(&ps->regions);
	eg_vec_clear(&ps->runs);
	eg_buf_clear(&ps->words);
}

static enum eg_rc
body(struct eg_parser *ps)
{
	size_t from = 0;
	enum eg_rc rc = eg_text__scan(ps);

	for (size_t i = 0; i < ps->regions.n && rc == EG_OK; i++) {
		rc = eg_text__blocks(ps, from, ps->regions.v[i].first);
		if (rc == EG_OK)
			rc = eg_text__region(ps, &ps->regions.v[i]);
		from = ps->regions.v[i].last + 1;
	}
	return rc == EG_OK ? eg_text__blocks(ps, from, ps->n_lines) : rc;
}

/* An empty tree to hang the body in. */
static void
plant(struct eg_parser *ps)
{
	eg_text__parser_reset(ps);
	ps->bill->n_nodes = 0;
	ps->bill->root = ps->place = eg_text__node(ps, EG_NODE_BILL, NULL, 0);
}

enum eg_rc
eg_bill_parse_alike(struct eg_bill_memo *m, const char *p, size_t n, const char *name,
    struct eg_bill **out, struct eg_err *err)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_bill__own *own = eg_arena_alloc(a, sizeof(*own));
	struct eg_parser ps = {.bill = &own->bill,
	    .arena = a,
	    .labels = &own->labels,
	    .words = EG_BUF_INIT,
	    .err = err};
	enum eg_rc rc;

	*out = NULL;
	own->bill.arena = a;
	ps.name = own->bill.name = eg_arena_strdup(a, name != NULL ? name : "");
	if (n > EG_TEXT_MAX)
		rc = eg_err_at(err, EG_ERR_LIMIT, ps.name, 0, 0, "larger than %d MiB",
		    EG_TEXT_MAX / (1024 * 1024));
	else
		rc = eg_text__head_alike(m, &own->bill, p, n, err);
	if (rc == EG_OK) {
		ps.body = p + own->bill.head.body_offset;
		ps.n = n - own->bill.head.body_offset;
		ps.line0 = own->bill.head.body_line - 1;
		plant(&ps);
		if (m == NULL || !eg_text__alike(m, &ps)) {
			eg_map_clear(ps.labels);
			plant(&ps);
			rc = body(&ps);
		}
	}
	eg_text__parser_clear(&ps);
	if (rc == EG_OK)
		*out = &own->bill;
	else
		eg_bill_free(&own->bill);
	return rc;
}

enum eg_rc
eg_bill_parse(const char *p, size_t n, const char *name, struct eg_bill **out, struct eg_err *err)
{
	return eg_bill_parse_alike(NULL, p, n, name, out, err);
}

void
eg_bill_free(struct eg_bill *b)
{
	if (b == NULL)
		return;
	eg_map_clear(&((struct eg_bill__own *)b)->labels);
	eg_arena_free(b->arena);
}
