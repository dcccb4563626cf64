/*
 * The order in which a bill prints its parts. Mostly that of the source; but Michigan's enacting
 * sections stand last, an effective date that is printed beside every section is no section of its
 * own (CT, IN), and some legislatures want sections that nobody drafts: the repeal of the section
 * that an amendment replaces (NE, OH), the key to underscores (HI), the repeal of what conflicts
 * (GA).
 */
#include "text/build.h"

#include <string.h>

static bool
bracketed(const char *t)
{
	size_t n = strlen(t);

	return n > 2 && ((t[0] == '(' && t[n - 1] == ')') || (t[0] == '[' && t[n - 1] == ']'));
}

/* "(Effective from passage)" -> "from passage"; NULL where the text is another. */
static const char *
note_of(struct eg_build *b, const struct eg_node *s)
{
	const struct eg_node *para = s->first;
	const char *text;
	size_t n;

	while (para != NULL && para->kind == EG_NODE_NOTE)
		para = para->next;
	if (!eg_build__is(s, "effective") || para == NULL || para->kind != EG_NODE_PARA)
		return NULL;
	for (const struct eg_node *c = para->next; c != NULL; c = c->next)
		if (c->kind != EG_NODE_NOTE)
			return NULL;
	text = eg_build__words(b, para);
	n = strlen(text);
	if (eg_build__fact(b, "sections.effective-below") != NULL) {
		static const char opens[] = "This act is effective ";

		return n > sizeof(opens) && strncmp(text, opens, sizeof(opens) - 1) == 0
			   ? eg_arena_dup(b->a, text + sizeof(opens) - 1,
				 n - sizeof(opens) + (text[n - 1] != '.'))
			   : NULL;
	}
	if (!bracketed(text) || n < 13 ||
	    (strncmp(text + 1, "Effective ", 10) != 0 && strncmp(text + 1, "EFFECTIVE ", 10) != 0))
		return NULL;
	return eg_arena_dup(b->a, text + 11, n - 12);
}

static bool
stands_last(struct eg_build *b, const struct eg_node *s)
{
	return s->kind == EG_NODE_SECTION && eg_build__fact(b, "sections.session") != NULL &&
	       ((s->section == EG_SECTION_SESSION &&
		    (b->amendatory || !eg_build__is(s, "severability"))) ||
		   s->section == EG_SECTION_REPEALS);
}

static void
step(struct eg_build *b, const struct eg_node *node)
{
	struct eg_step *s = eg_vec_new(&b->steps);

	s->node = node;
}

static void
generated(struct eg_build *b, const char *key, const char *heading)
{
	const char *text = eg_build__fact(b, key);

	if (text == NULL || b->resolution || strcmp(b->bill->head.instrument, "letter") == 0)
		return;
	struct eg_step *s = eg_vec_new(&b->steps);
	s->text = text;
	s->heading = heading;
}

/* Hawaii: a bill with new law only prints the second sentence. */
static void
legend_section(struct eg_build *b)
{
	struct eg_step *s;
	size_t before = b->steps.n;
	const char *second;
	bool marked = b->mixed;

	for (const struct eg_node *n = b->bill->root; n != NULL; n = eg_build__after(n))
		marked = marked || (n->kind == EG_NODE_SECTION && n->section == EG_SECTION_ADDS &&
				       eg_build__placed(n) && eg_build__marks_new(b, n));
	if (!marked)
		return;
	generated(b, "markup.legend-section", "");
	if (b->steps.n == before)
		return;
	s = &b->steps.v[before];
	second = strstr(s->text, ". ");
	if (!b->mixed && second != NULL)
		s->text = second + 2;
}

static void
before_effective(struct eg_build *b)
{
	generated(b, "sections.fiscal-note", "Fiscal impact statement.");
	legend_section(b);
}

static void
survey(struct eg_build *b)
{
	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s)) {
		if (s->kind != EG_NODE_SECTION)
			continue;
		b->amendatory = b->amendatory || eg_build__into_act(b, s);
		b->mixed =
		    b->mixed || s->section == EG_SECTION_AMENDS || s->section == EG_SECTION_REPEALS;
		if (b->effective_note == NULL)
			b->effective_note = note_of(b, s);
	}
}

/* Where one section of the bill sets out all law of the code, what follows the first such section
 * of the draft and goes into it too. */
static void
step_joined(struct eg_build *b, const struct eg_node *first)
{
	for (const struct eg_node *n = first; n != NULL; n = eg_build__after(n))
		if (n->kind == EG_NODE_SECTION && eg_build__sets_out(n))
			step(b, n);
}

void
eg_build__order(struct eg_build *b)
{
	bool joined = eg_build__joins(b), gathered = false;

	const struct eg_node *last_amends = NULL;
	bool effective = false;

	survey(b);
	for (const struct eg_node *n = b->bill->root; n != NULL; n = eg_build__after(n))
		if (n->kind == EG_NODE_SECTION && n->section == EG_SECTION_AMENDS)
			last_amends = n;
	for (int pass = 0; pass < 2; pass++)
		for (const struct eg_node *n = b->bill->root; n != NULL; n = eg_build__after(n)) {
			if ((n->kind != EG_NODE_SECTION && n->kind != EG_NODE_ARTICLE) ||
			    stands_last(b, n) != (pass == 1))
				continue;
			if (n->kind == EG_NODE_SECTION && note_of(b, n) != NULL)
				continue; /* printed beside every section instead */
			if (eg_build__is(n, "effective")) {
				before_effective(b);
				effective = true;
			}
			if (joined && n->kind == EG_NODE_SECTION && eg_build__sets_out(n)) {
				if (!gathered) {
					step_joined(b, n);
					if (last_amends != NULL)
						generated(b, "leadin.amend-repealer", "");
				}
				gathered = true;
				continue;
			}
			step(b, n);
			if (n == last_amends)
				generated(b, "leadin.amend-repealer", "");
		}
	if (!effective) {
		before_effective(b);
		generated(b, "effective.publication-clause", "Effective date.");
	}
	generated(b, "sections.conflict-clause", "");
}
