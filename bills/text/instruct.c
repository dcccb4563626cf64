/*
 * Law amended by instruction ("by striking the phrase "x" and inserting the phrase "y" in its
 * place"), for the legislatures that amend so (markup.added-as: instruction). A law block is the
 * old and the new text at once; here its changed words become edits, each of one unit of the
 * section: a phrase, a unit set out anew, added or repealed. Where instructions would be harder to
 * follow than the section itself, there are none, and the section is set out whole. Start reading
 * at eg_build__edits(); phrase.c finds the words, amend.c prints them.
 */
#include "text/instruct.h"

#include <string.h>

enum {
	EDITS_MOST = 12, /* in one section: more of them, and the section is set out whole */
	HUNKS_MOST = 3, /* in one unit */
	ANEW_MOST = 70, /* per cent of a section that may be set out anew, unit by unit */
};

/* Shape of a designator that the law prints itself: '1' for "(1)" and "1.", 'a', 'A', 'i', 'I'; 0
 * for none. Bracketed or not counts. */
int
eg_build__law_shape(const char *t, size_t *n)
{
	bool bracket = *t == '(';
	const char *p = t + bracket, *end = p;
	int shape;

	while ((*end >= '0' && *end <= '9') || (*end >= 'a' && *end <= 'z') ||
	       (*end >= 'A' && *end <= 'Z') || (bracket && end > p && *end == '-'))
		end++;
	if (end == p || end - p > 5 || *end != (bracket ? ')' : '.') || (!bracket && end - p > 2))
		return 0;
	if (*p >= '0' && *p <= '9')
		shape = '1';
	else if (strspn(p, "ivx") == (size_t)(end - p) && end - p + (*p == 'i') > 1)
		shape = 'i';
	else if (strspn(p, "IVX") == (size_t)(end - p) && end - p + (*p == 'I') > 1)
		shape = 'I';
	else
		shape = *p >= 'a' ? 'a' : 'A';
	if (n != NULL)
		*n = (size_t)(end + 1 - t);
	return bracket ? shape : shape + 256;
}

/* The units that the paragraphs of a section open, "(a)(1)" and deeper. */
static void
read_units(struct eg_build *b, const struct eg_node *law, struct eg_law_para *para)
{
	struct eg_law_path at = {0};

	for (const struct eg_node *c = law->first; c != NULL; c = c->next, para++) {
		const char *t = para->text[c->mark == '+'];
		size_t n = 0, used = 0;

		para->node = c;
		for (int shape;
		     (shape = eg_build__law_shape(t + used, &n)) != 0 && t[used + n] != '\0';) {
			int depth = 0;

			while (depth < at.depth && at.shape[depth] != shape)
				depth++;
			if (depth == EG_LAW_DEEPEST)
				break;
			at.shape[depth] = shape;
			at.mark[depth] = eg_arena_dup(b->a, t + used, n);
			at.depth = depth + 1;
			used += n;
			used += strspn(t + used, " ");
			para->opens = true;
		}
		para->skip = used;
		para->path = at;
	}
}

/* The paragraphs of the unit that paragraph i opens or stands in: [*first, *last). */
static void
scope_of(const struct eg_law *l, size_t i, size_t *first, size_t *last)
{
	int depth = l->para[i].path.depth;

	*first = i;
	while (*first > 0 && !(l->para[*first].opens && l->para[*first].path.depth == depth))
		(*first)--;
	if (depth == 0)
		*first = 0;
	for (*last = *first + 1; *last < l->n; (*last)++)
		if (depth > 0 && l->para[*last].opens && l->para[*last].path.depth <= depth)
			break;
}

static struct eg_edit *
edit(struct eg_law *l, enum eg_edit_kind kind, size_t i, size_t last)
{
	struct eg_edit *e = eg_vec_new(&l->edits);

	e->kind = kind;
	e->path = l->para[i].path;
	e->first = l->para[i].node;
	e->last = l->para[last - 1].node;
	e->closes = last == l->n;
	for (size_t k = i; k > 0; k--) /* the unit that an added one follows */
		if (l->para[k - 1].opens && l->para[k - 1].path.depth == e->path.depth) {
			e->previous = &l->para[k - 1].path;
			break;
		}
	return e;
}

static bool
same_path(const struct eg_law_path *a, const struct eg_law_path *b)
{
	for (int i = 0; i < a->depth; i++)
		if (i >= b->depth || strcmp(a->mark[i], b->mark[i]) != 0)
			return false;
	return a->depth == b->depth;
}

/* Units added or repealed whole: consecutive paragraphs with one mark, from one that opens a unit
 * to the next that opens one no deeper. False if they open none. */
static bool
whole_units(struct eg_law *l, size_t i, size_t *next)
{
	char mark = l->para[i].node->mark;
	size_t last = i + 1;

	if (!l->para[i].opens)
		return false;
	while (last < l->n && l->para[last].node->mark == mark &&
	       (!l->para[last].opens || l->para[last].path.depth > l->para[i].path.depth))
		last++;
	if (last < l->n && l->para[last].node->mark != mark &&
	    (!l->para[last].opens || l->para[last].path.depth > l->para[i].path.depth))
		return false; /* the unit is added or gone only in part */
	if (mark == '-' && last < l->n && l->para[last].node->mark == '+' && l->para[last].opens &&
	    same_path(&l->para[i].path, &l->para[last].path)) {
		size_t from = last; /* one unit in another's place */

		if (!whole_units(l, from, next))
			return false;
		l->edits.v[l->edits.n - 1].kind = EG_EDIT_ANEW;
		return true;
	}
	edit(l, mark == '+' ? EG_EDIT_ADD : EG_EDIT_REPEAL, i, last);
	if (mark == '+')
		for (size_t k = i; k < last; k++)
			l->anew += l->para[k].n;
	*next = last;
	return true;
}

/* A unit set out anew, with all that stands below it. False where the paragraph opens none. */
static bool
anew(struct eg_law *l, size_t i, size_t *next)
{
	size_t first, last;

	scope_of(l, i, &first, &last);
	if (first != i || !l->para[i].opens)
		return false;
	edit(l, EG_EDIT_ANEW, i, last);
	for (size_t k = i; k < last; k++)
		l->anew += l->para[k].n;
	*next = last;
	return true;
}

/* What one paragraph's changed words ask for. False: the section is better set out whole. */
static bool
paragraph(struct eg_build *b, struct eg_law *l, size_t i, size_t *next)
{
	struct eg_law_para *p = &l->para[i];
	size_t first, last, edits = l->edits.n;

	*next = i + 1;
	if (p->node->mark != 0)
		return whole_units(l, i, next);
	if (p->n_hunks == 0)
		return true;
	if (p->skip > 0 &&
	    (strlen(p->text[1]) < p->skip || memcmp(p->text[0], p->text[1], p->skip) != 0))
		return false; /* renumbered */
	scope_of(l, i, &first, &last);
	if (p->n_hunks <= HUNKS_MOST && p->deleted * 5 <= p->n_old * 3) {
		size_t k = 0;

		while (k < p->n_hunks && eg_build__phrase(b, l, i, first, last, k))
			k++;
		if (k == p->n_hunks)
			return true;
		l->edits.n = edits;
	}
	return anew(l, i, next);
}

/* The edits of a law block, NULL where its section is set out whole or nothing changes. */
struct eg_edits *
eg_build__edits(struct eg_build *b, const struct eg_node *law)
{
	struct eg_law l = {.n = eg_build__count(law, EG_NODE_PARA)};
	struct eg_edits *out = NULL;
	size_t total = 0;
	bool fine = true;

	const char *replace = eg_build__fact(b, "leadin.change-replace");

	if (!b->markup.instruction || replace == NULL || l.n == 0)
		return NULL;
	l.names_signs = strstr(replace, "{{old_what}}") != NULL;
	l.para = eg_arena_calloc(b->a, l.n, sizeof(*l.para));
	eg_build__law_words(b, law, l.para);
	read_units(b, law, l.para);
	for (size_t i = 0; i < l.n; i++) {
		total += l.para[i].n;
		eg_build__hunks(&l.para[i]);
	}
	for (size_t i = 0; i < l.n && fine;) {
		fine = paragraph(b, &l, i, &i) && l.edits.n <= EDITS_MOST;
	}
	if (fine && l.edits.n > 0 && l.anew * 100 <= total * ANEW_MOST) {
		out = eg_arena_calloc(b->a, 1, sizeof(*out));
		out->n = l.edits.n;
		out->edit = eg_arena_calloc(b->a, out->n, sizeof(*out->edit));
		memcpy(out->edit, l.edits.v, out->n * sizeof(*out->edit));
	}
	eg_vec_clear(&l.edits);
	return out;
}
