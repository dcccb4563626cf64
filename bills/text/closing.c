/*
 * What some legislatures print around the sections: a closing table, a statement of purpose, a
 * summary; a paragraph below each section that says when it takes effect; designators in the middle
 * of their line, or partly underlined.
 */
#include "text/build.h"

#include <string.h>

/* Minnesota: "EFFECTIVE DATE. This section is effective July 1, 2027." below every section, where
 * the bill has an effective date. */
void
eg_build__effective_below(struct eg_build *b)
{
	const char *pattern = eg_build__fact(b, "sections.effective-below");
	struct eg_lines lines = {0};
	bool fresh = b->fresh;

	if (pattern == NULL || b->effective_note == NULL || b->resolution)
		return;
	b->fresh = false;
	eg_build__fill(b, pattern, &lines);
	(void)eg_build__put_lines(b, &lines, EG_ROLE_PARA, "");
	b->fresh = fresh;
}

static void
row(struct eg_build *b, struct eg_buf *t, const char *designator, const char *what)
{
	const char *when = eg_build__var(b, "effective", 9);
	size_t n = strcspn(designator, "(");

	while (n > 0 && (designator[n - 1] == ' ' || designator[n - 1] == '.'))
		n--;
	eg_buf_printf(t, "%s%.*s %s %s", t->n > 0 ? "\n" : "", (int)n, designator,
	    when != NULL ? when : "____", what);
}

static void
rows_of(struct eg_build *b, struct eg_buf *t, const struct eg_node *s)
{
	const struct eg_num *num = eg_build__num(b, s);
	bool laws = s->section == EG_SECTION_AMENDS && eg_build__count(s, EG_NODE_LAW) > 0;

	if (s->section == EG_SECTION_RECITALS || s->section == EG_SECTION_RESOLVED)
		return;
	if (!laws && num->n > 0 && (s->section != EG_SECTION_ADDS || num->number[0] != '\0'))
		row(b, t, num->designator,
		    s->section == EG_SECTION_REPEALS ? "Repealer section" : "New section");
	for (const struct eg_node *c = s->first; c != NULL; c = c->next) {
		b->unit = s;
		b->section = c;
		if (c->kind == EG_NODE_CODE_SECTION && eg_build__num(b, c)->n > 0)
			row(b, t, eg_build__num(b, c)->designator, "New section");
		else if (laws && c->kind == EG_NODE_LAW)
			row(b, t, eg_build__num(b, c)->designator, eg_build__section_number(b));
		b->unit = b->section = NULL;
	}
}

const char *
eg_build__effect_table(struct eg_build *b)
{
	struct eg_buf t = EG_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < b->steps.n; i++) {
		const struct eg_node *n = b->steps.v[i].node;

		if (n == NULL)
			row(b, &t, b->steps.v[i].num.designator, "New section");
		else if (n->kind == EG_NODE_SECTION)
			rows_of(b, &t, n);
	}
	out = t.n > 0 ? eg_arena_dup(b->a, t.p, t.n) : NULL;
	eg_buf_clear(&t);
	return out;
}

void
eg_build__closing(struct eg_build *b)
{
	const struct eg_fact *f = eg_profile_fact(b->p, "bill.closing");
	const char *legend;

	if (b->resolution || strcmp(b->bill->head.instrument, "letter") == 0)
		return;
	legend =
	    eg_profile_yes(b->p, "markup.legend-last") ? eg_build__fact(b, "markup.legend") : NULL;
	for (size_t i = 0; i < f->n + (legend != NULL); i++) {
		const char *pattern = i == f->n ? legend : f->list != NULL ? f->list[i] : f->value;
		struct eg_lines lines = {0};
		bool ruled = b->ruled;

		if (strcmp(pattern, "none") == 0)
			continue;
		b->ruled = true;
		eg_build__fill(b, pattern, &lines);
		b->ruled = ruled;
		(void)eg_build__put_lines(b, &lines, EG_ROLE_CLOSING, "");
	}
}

/* The designator cut around the words that are underlined. */
static void
underline(struct eg_build *b, struct eg_block *k, const char *word)
{
	const char *at = strstr(k->designator, word);

	if (at == NULL)
		return;
	k->under[0] = eg_arena_dup(b->a, k->designator, (size_t)(at - k->designator));
	k->under[1] = word;
	k->under[2] = eg_build__str(b, at + strlen(word));
}

/* "SECTION 1." stands alone; the words of its block become the paragraph below it. */
static void
center(struct eg_build *b, size_t i)
{
	struct eg_block *k = &b->blocks.v[i], below = *k;

	k->centered = true;
	if (k->n_runs == 0) {
		k->run_in = false;
		return;
	}
	k->run = NULL;
	k->n_runs = 0;
	k->run_in = k->catchline = false;
	below.role = EG_ROLE_PARA;
	below.designator = "";
	below.anchor = NULL;
	(void)eg_vec_new(&b->blocks);
	memmove(&b->blocks.v[i + 2], &b->blocks.v[i + 1],
	    (b->blocks.n - i - 2) * sizeof(b->blocks.v[0]));
	b->blocks.v[i + 1] = below;
}

void
eg_build__looks(struct eg_build *b)
{
	const char *word = eg_build__fact(b, "sections.new-underlined");
	bool middle = eg_profile_yes(b->p, "sections.centered");

	for (size_t i = 0; i < b->blocks.n && (word != NULL || middle); i++) {
		struct eg_block *k = &b->blocks.v[i];

		if (word != NULL && (k->role == EG_ROLE_SECTION || k->role == EG_ROLE_CODIFY))
			underline(b, k, word);
		if (middle && k->role == EG_ROLE_SECTION && k->designator[0] != '\0' &&
		    !k->centered)
			center(b, i);
	}
}
