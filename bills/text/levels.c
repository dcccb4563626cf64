/*
 * Marks of items. An item's level in the profile is mostly its depth. But a section that opens with
 * undivided words and a colon
 * ("As used in this act:") begins its list, in many codes, at the second level: the first is kept
 * for divisions into sentences. levels.list-start says where such a list begins ("2", "3"), or
 * "numbered" where the opening words take the first mark themselves.
 */
#include "text/build.h"

#include <string.h>

static bool
ends_with_colon(const struct eg_node *para)
{
	for (size_t i = para->n_runs; i > 0; i--) {
		size_t n = strlen(para->run[i - 1].text);

		if (n > 0)
			return para->run[i - 1].kind != EG_RUN_REF &&
			       para->run[i - 1].text[n - 1] == ':';
	}
	return false;
}

/* The undivided words that open a section and lead into its list; NULL if it has none. */
static const struct eg_node *
opening(const struct eg_node *section)
{
	const struct eg_node *c = section->first;

	while (c != NULL && c->kind == EG_NODE_NOTE)
		c = c->next;
	if (c == NULL || c->kind != EG_NODE_PARA || !ends_with_colon(c))
		return NULL;
	for (const struct eg_node *next = c->next; next != NULL; next = next->next)
		if (next->kind != EG_NODE_NOTE)
			return next->kind == EG_NODE_ITEM ? c : NULL;
	return NULL;
}

bool
eg_build__numbered_opening(struct eg_build *b, const struct eg_node *para)
{
	const char *start = b->list_start;

	return start != NULL && strcmp(start, "numbered") == 0 && para->parent != NULL &&
	       (para->parent->kind == EG_NODE_CODE_SECTION ||
		   para->parent->kind == EG_NODE_SECTION) &&
	       opening(para->parent) == para;
}

static const char *
level_pattern(struct eg_build *b, const char *key, int index)
{
	const struct eg_fact *f = eg_profile_fact(b->p, key);

	if (f->n == 0)
		return NULL;
	if (f->list == NULL)
		return f->value;
	return f->list[(size_t)index % f->n]; /* deeper levels begin the list again */
}

static int
index_of(struct eg_build *b, const struct eg_node *item)
{
	const char *start = b->list_start;
	int first = start == NULL			 ? 0
		    : strcmp(start, "numbered") == 0	 ? 1
		    : start[0] >= '1' && start[0] <= '4' ? start[0] - '1'
							 : 0;
	const struct eg_node *parent = item->parent;

	if (parent->kind != EG_NODE_ITEM)
		return opening(parent) != NULL ? first : 0;
	int index = b->num[parent->id].index + 1;
	if (first == 2 && index == 1 && parent->first != NULL && ends_with_colon(parent->first))
		index = 2; /* Minnesota: the list of a subdivision is (1), its paragraphs are (a) */
	return index;
}

static const char *
make_mark(struct eg_build *b, const char *key, int index, int order)
{
	static const char *const plain[] = {"(a)", "(1)", "(A)", "(i)"};
	const char *pattern = level_pattern(b, key, index), *out;
	struct eg_buf t = EG_BUF_INIT;

	if (pattern == NULL && strcmp(key, "levels.marks") != 0)
		return NULL;
	if (pattern == NULL)
		pattern = plain[index % 4];
	if (order > 1 && strncmp(pattern, "Subdivision ", 12) == 0) /* Minnesota */
		pattern = eg_arena_printf(b->a, "Subd. %s", pattern + 12);
	(void)eg_mark_format(&t, pattern, order);
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_buf_clear(&t);
	return out;
}

const char *
eg_build__mark(struct eg_build *b, const char *key, int index, int order)
{
	bool known = index >= 0 && index < EG_MARKS_LEVELS && order >= 0 && order < EG_MARKS_ORDERS;
	struct eg_mark *m = known ? &b->mark[strcmp(key, "levels.marks") == 0][index][order] : NULL;

	if (m == NULL)
		return make_mark(b, key, index, order);
	if (!m->made)
		*m = (struct eg_mark){true, make_mark(b, key, index, order)};
	return m->text;
}

void
eg_build__plan_item(struct eg_build *b, const struct eg_node *item)
{
	struct eg_num *num = &b->num[item->id];
	const struct eg_node *before = item->prev;
	size_t n;

	while (before != NULL && before->kind != EG_NODE_ITEM)
		before = before->prev;
	num->order = before != NULL ? b->num[before->id].order + 1 : 1;
	num->index = index_of(b, item);
	num->designator = eg_build__mark(b, "levels.marks", num->index, num->order);
	num->mark = eg_build__mark(b, "levels.reference-marks", num->index, num->order);
	if (num->mark != NULL)
		return;
	n = strlen(num->designator);
	num->mark = n > 1 && num->designator[n - 1] == '.'
			? eg_arena_dup(b->a, num->designator, n - 1)
			: num->designator;
}
