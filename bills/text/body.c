/* Provisions as blocks: sections of the bill, paragraphs, items, verbatim text, law, recitals,
 * resolved clauses. */
#include "text/build.h"

#include <string.h>

static void
place(struct eg_build *b, struct eg_block *k, const struct eg_node *n)
{
	k->line = n->line;
	k->anchor = n->label != NULL ? eg_build__str(b, n->label) : NULL;
}

enum eg_rc
eg_build__para(struct eg_build *b, const struct eg_node *n, enum eg_role role, int level)
{
	struct eg_run *run;
	size_t n_runs;
	enum eg_rc rc = eg_build__runs(b, n, &run, &n_runs);
	struct eg_block *k;

	if (rc != EG_OK)
		return rc;
	k = eg_build__block(b, role, "");
	k->run = run;
	k->n_runs = n_runs;
	k->level = level;
	if (role == EG_ROLE_PARA && eg_build__numbered_opening(b, n)) {
		k->role = EG_ROLE_ITEM;
		k->designator = eg_build__mark(b, "levels.marks", 0, 1);
		k->level = 1;
	}
	place(b, k, n);
	return EG_OK;
}

/* Verbatim text, a block for each line; its level is its indent against the least indented line. */
static void
verbatim(struct eg_build *b, const struct eg_node *n)
{
	size_t least = SIZE_MAX, line = n->line;
	bool first = true;

	for (int pass = 0; pass < 2; pass++)
		for (const char *p = n->raw, *end = n->raw + n->raw_n; p < end;) {
			const char *nl = memchr(p, '\n', (size_t)(end - p)),
				   *stop = nl != NULL ? nl : end;
			size_t indent = 0, len = (size_t)(stop - p);

			while (len > 0 && p[len - 1] == '\r')
				len--;
			while (indent < len && p[indent] == ' ')
				indent++;
			if (indent < len && pass == 0 && indent < least)
				least = indent;
			line += pass == 1;
			if (indent < len && pass == 1) {
				struct eg_block *k = eg_build__block(b, EG_ROLE_VERBATIM, "");

				k->level =
				    (int)((indent - least + 1) / 2 < 99 ? (indent - least + 1) / 2
									: 99);
				k->run = eg_arena_alloc(b->a, sizeof(*k->run));
				k->run->text = eg_arena_dup(b->a, p + indent, len - indent);
				k->n_runs = 1;
				k->line = line;
				k->anchor =
				    first && n->label != NULL ? eg_build__str(b, n->label) : NULL;
				first = false;
			}
			p = nl != NULL ? nl + 1 : end;
		}
}

int
eg_build__law_level(struct eg_law_levels *l, const struct eg_node *para)
{
	int shape = para->n_runs > 0 ? eg_build__law_shape(para->run[0].text, NULL) : 0, at = 0;

	while (at < l->depth && l->shape[at] != shape)
		at++;
	if (shape == 0)
		return 0;
	if (at < (int)EG_COUNT(l->shape)) {
		l->shape[at] = shape;
		l->depth = at + 1;
	}
	return at + 1;
}

static enum eg_rc
law(struct eg_build *b, const struct eg_node *n)
{
	struct eg_law_levels levels = {0};
	enum eg_rc rc = EG_OK;

	for (const struct eg_node *c = n->first; c != NULL && rc == EG_OK; c = c->next)
		rc = eg_build__para(b, c, EG_ROLE_LAW, eg_build__law_level(&levels, c));
	return rc;
}

static void
note(struct eg_build *b, const struct eg_node *n, int level)
{
	struct eg_block *k = eg_build__block(b, EG_ROLE_PARA, "");

	k->level = level;
	k->line = n->line;
	k->run = eg_arena_alloc(b->a, sizeof(*k->run));
	*k->run = (struct eg_run){EG_RUN_EM, eg_arena_printf(b->a, "[%s]", n->run[0].text), NULL};
	k->n_runs = 1;
}

/* 1 where the item stands below an opening that has the first mark itself. */
static int
below_opening(struct eg_build *b, const struct eg_node *item)
{
	while (item->parent->kind == EG_NODE_ITEM)
		item = item->parent;
	for (const struct eg_node *c = item->parent->first; c != NULL && c->kind != EG_NODE_ITEM;
	     c = c->next)
		if (c->kind == EG_NODE_PARA && eg_build__numbered_opening(b, c))
			return 1;
	return 0;
}

static enum eg_rc
item(struct eg_build *b, const struct eg_node *n)
{
	const struct eg_node *first = n->first;
	struct eg_run *run;
	size_t n_runs;
	enum eg_rc rc = eg_build__runs(b, first, &run, &n_runs);

	if (rc != EG_OK)
		return rc;
	struct eg_block *k = eg_build__block(b, EG_ROLE_ITEM, eg_build__num(b, n)->designator);
	k->level = n->level + below_opening(b, n);
	k->run = run;
	k->n_runs = n_runs;
	place(b, k, n);
	return eg_build__content(b, n, first->next);
}

/* One child of a section or item. *stop: what follows is printed elsewhere. */
static enum eg_rc
child(struct eg_build *b, const struct eg_node *c, int level, bool first, bool *stop)
{
	struct eg_block *k;

	switch (c->kind) {
	case EG_NODE_PARA:
		return eg_build__para(
		    b, c, level > 0 || c->flush ? EG_ROLE_FLUSH : EG_ROLE_PARA, level);
	case EG_NODE_ITEM:
		return item(b, c);
	case EG_NODE_VERBATIM:
		verbatim(b, c);
		return EG_OK;
	case EG_NODE_NOTE:
		if (b->opt.notes)
			note(b, c, level);
		return EG_OK;
	case EG_NODE_CONFLICT:
		k = eg_build__block(b, EG_ROLE_PARA, "");
		k->line = c->line;
		eg_build__blank(b, k, "a conflict left by an upgrade");
		return EG_OK;
	case EG_NODE_LAW:
		*stop = !first; /* each law block is a section of the bill */
		return first ? law(b, c) : EG_OK;
	default:
		*stop = true; /* code sections are printed by their unit */
		return EG_OK;
	}
}

enum eg_rc
eg_build__content(struct eg_build *b, const struct eg_node *parent, const struct eg_node *from)
{
	int level = parent->kind == EG_NODE_ITEM ? parent->level + below_opening(b, parent) : 0;
	enum eg_rc rc = EG_OK;
	bool stop = false;

	for (const struct eg_node *c = from; c != NULL && rc == EG_OK && !stop; c = c->next)
		rc = child(b, c, level, c == from, &stop);
	return rc;
}

enum eg_rc
eg_build__one(struct eg_build *b, const struct eg_node *c)
{
	bool stop;

	return child(b, c, 0, true, &stop);
}

/* The first word of a sentence that goes on after "That": a small letter, unless it is a name. */
void
eg_build__lower_opening(struct eg_build *b, struct eg_block *k)
{
	static const char *const words[] = {"The ", "This ", "A ", "An ", "If ", "Each ", "Every ",
	    "No ", "Any ", "All ", "On ", "Upon ", "Except ", "Notwithstanding ", "Nothing ", "In ",
	    "It ", "Section ", "Sections ", "There ", "To ", "For ", "As ", "Not ", "At "};
	const char *t = k->n_runs > 0 ? k->run[0].text : "";
	bool reference = k->n_runs > 0 && k->run[0].kind == EG_RUN_REF &&
			 (strncmp(t, "This ", 5) == 0 || strncmp(t, "Section", 7) == 0);

	for (size_t i = 0; i < EG_COUNT(words) || reference; i++)
		if (reference || strncmp(t, words[i], strlen(words[i])) == 0) {
			char *low = eg_arena_strdup(b->a, t);

			low[0] = (char)(low[0] - 'A' + 'a');
			k->run[0].text = low;
			return;
		}
}

/* What opens a section of the bill where the clause and the section are one sentence ("…, That");
 * NULL elsewhere. */
const char *
eg_build__opening(struct eg_build *b, const struct eg_node *n)
{
	const char *join = eg_build__fact(b, "enacting.join"),
		   *further = eg_build__fact(b, "enacting.further");

	if (b->resolution || join == NULL)
		return NULL;
	if (eg_build__fused(b))
		return eg_build__num(b, n)->n <= 1
			   ? eg_arena_printf(b->a, "%s, That", eg_build__fact(b, "enacting.clause"))
			   : further;
	return strcmp(join, "enumerated-that") == 0 ? (further != NULL ? further : "That") : NULL;
}

void
eg_build__prepend(struct eg_build *b, struct eg_block *k, const char *text)
{
	struct eg_run *r = eg_arena_calloc(b->a, k->n_runs + 1, sizeof(*r));

	r[0].kind = EG_RUN_TEXT;
	r[0].text = eg_build__str(b, text);
	if (k->n_runs > 0)
		memcpy(r + 1, k->run, k->n_runs * sizeof(*r));
	k->run = r;
	k->n_runs++;
}

/* Code sections of a container are printed by it, after its lead-in. */
static enum eg_rc
rest(struct eg_build *b, const struct eg_node *n, const struct eg_node *from, bool container)
{
	return container && eg_build__count(n, EG_NODE_CODE_SECTION) == 0
		   ? EG_OK
		   : eg_build__content(b, n, from);
}

/* May what follows stand on the line of a designator or heading? */
static bool
runs_on(const struct eg_node *from)
{
	return from != NULL && (from->kind == EG_NODE_PARA || from->kind == EG_NODE_ITEM);
}

/* Does a catchline stand on a line of its own? In a code that prints them so; session law follows
 * it only where nothing else is said of its catchlines. */
static bool
own_line(struct eg_build *b, const struct eg_node *n)
{
	const char *heading = eg_build__fact(b, "sections.heading");

	if (n->kind == EG_NODE_SECTION && eg_profile_yes(b->p, "sections.session-own-line"))
		return true;
	if (!eg_profile_yes(b->p, "sections.code-own-line"))
		return false;
	if (eg_build__num(b, n)->mode == EG_MODE_OWN || n->kind == EG_NODE_SECTION)
		return eg_profile_fact(b->p, "sections.own-heading")->n == 0 &&
		       (n->kind == EG_NODE_CODE_SECTION || heading == NULL ||
			   strcmp(heading, "yes") != 0);
	return true;
}

enum eg_rc
eg_build__section(struct eg_build *b, const struct eg_node *n, const char *designator,
    struct eg_lines *lead, const char *heading)
{
	const char *opens = eg_build__opening(b, n);
	bool container =
	    eg_build__num(b, n)->mode == EG_MODE_CONTAINER && n->kind == EG_NODE_SECTION;
	const struct eg_node *from = n->first;
	size_t at = b->blocks.n;
	struct eg_block *k;
	enum eg_rc rc;

	b->here = n;
	while (from != NULL && from->kind == EG_NODE_NOTE && !b->opt.notes)
		from = from->next;
	if (lead != NULL && lead->n > 0) {
		size_t runs = lead->v[0].n;

		struct eg_num num = *eg_build__num(b, n);

		num.designator = designator;
		eg_build__put_lead(b, lead, &num);
		k = &b->blocks.v[at];
		place(b, k, n);
		for (size_t i = at; i < b->blocks.n; i++)
			b->blocks.v[i].added = false; /* the lead-in is no law of the code */
		if (opens != NULL && k->role == EG_ROLE_SECTION &&
		    (runs == 0 || strncmp(k->run[0].text, "That ", 5) != 0))
			eg_build__prepend(b, k, eg_arena_printf(b->a, "%s ", opens));
		if (heading != NULL && heading[0] != '\0') {
			k = eg_build__block(b,
			    n->kind == EG_NODE_CODE_SECTION ? EG_ROLE_CODE_SECTION : EG_ROLE_PARA,
			    "");
			eg_build__text(b, k, heading);
			k->run_in = runs_on(from);
		}
		return rest(b, n, n->first, container);
	}
	if (opens == NULL && heading != NULL && heading[0] != '\0') {
		k = eg_build__block(b, EG_ROLE_SECTION, designator);
		k->catchline = true;
		place(b, k, n);
		eg_build__text(b, k, heading);
		k->run_in = runs_on(from) && !own_line(b, n);
		return rest(b, n, n->first, container);
	}
	k = eg_build__block(b, EG_ROLE_SECTION, designator);
	place(b, k, n);
	if (from != NULL && from->kind == EG_NODE_PARA && from->label == NULL &&
	    !eg_build__numbered_opening(b, from)) {
		struct eg_run *run;
		size_t n_runs;

		rc = eg_build__runs(b, from, &run, &n_runs);
		if (rc != EG_OK)
			return rc;
		k = &b->blocks.v[at];
		k->run = run;
		k->n_runs = n_runs;
		if (opens != NULL && k->n_runs > 0 && strncmp(k->run[0].text, "That ", 5) == 0)
			k->run[0].text = eg_build__str(b, k->run[0].text + 5); /* said once */
		if (opens != NULL) {
			eg_build__lower_opening(b, k);
			eg_build__prepend(b, k, eg_arena_printf(b->a, "%s ", opens));
		}
		from = from->next;
	} else {
		k->run_in = runs_on(from);
		if (opens != NULL)
			eg_build__text(b, k, eg_arena_printf(b->a, "%s:", opens));
	}
	return rest(b, n, from, container);
}

/* The catchline of a section of session law: where they have one, and where the sections beside it
 * that await codification have one. */
static const char *
session_heading(struct eg_build *b, const struct eg_node *s)
{
	const char *heading = eg_build__fact(b, "sections.heading"),
		   *form = eg_build__fact(b, "sections.session-heading");
	const char *words = eg_build__words(b, s);
	size_t n = strlen(words);

	if (n == 0 ||
	    (eg_profile_yes(b->p, "sections.session-heading-free") &&
		eg_build__acts_on_code(b))) /* Pennsylvania: in free-standing acts alone */
		return "";
	if (strncmp(words, "Emergency", 9) == 0 && eg_build__is(s, "effective") &&
	    eg_build__fact(b, "effective.emergency-heading") != NULL)
		words =
		    eg_build__fact(b, "effective.emergency-heading"); /* Colorado: Safety clause */
	n = strlen(words);
	if (heading != NULL && strcmp(heading, "yes") != 0)
		return b->own_headings ? eg_build__own_heading(b, s) : "";
	if (form != NULL)
		return eg_build__section_pattern(b, form, 0, "", words);
	return strchr(".?!", words[n - 1]) == NULL ? eg_arena_printf(b->a, "%s.", words) : words;
}

const char *
eg_build__with_note(struct eg_build *b, const char *designator)
{
	const char *form = eg_build__fact(b, "sections.session-note"), *note;
	bool ruled = b->ruled;

	if (form == NULL || b->resolution)
		return designator;
	b->ruled = true;
	note = eg_build__fill_text(b, form, false);
	b->ruled = ruled;
	return note != NULL ? eg_arena_printf(b->a, "%s %s", designator, note) : designator;
}

/* A section of the bill that acts on no code. */
static enum eg_rc
plain(struct eg_build *b, const struct eg_node *s)
{
	const char *session = eg_build__fact(b, "leadin.session");
	const char *words = session_heading(b, s), *designator = eg_build__num(b, s)->designator;
	struct eg_lines lead = {0};

	if (eg_profile_yes(b->p, "sections.new-session"))
		designator = eg_build__new(b, designator, eg_build__num(b, s)->n);
	else
		designator = eg_build__with_note(b, designator);
	/* the effective date stands bare (2015 Alaska SB 12, sec. 4; 2012 Oklahoma HB 2821, sec.
	 * 2) */
	if (session != NULL && s->section == EG_SECTION_SESSION &&
	    (s->label == NULL || strcmp(s->label, "effective") != 0))
		eg_build__fill(b, session, &lead);
	enum eg_rc rc = eg_build__section(b, s, designator, &lead, words);
	eg_build__effective_below(b);
	return rc;
}

static enum eg_rc
section(struct eg_build *b, const struct eg_node *s)
{
	switch (s->section) {
	case EG_SECTION_RECITALS:
		return EG_OK; /* printed before the clause */
	case EG_SECTION_RESOLVED:
		return eg_build__resolved(b, s);
	case EG_SECTION_ADDS:
		return eg_build__adds(b, s);
	case EG_SECTION_AMENDS:
		return eg_build__amends(b, s);
	case EG_SECTION_REPEALS:
		return eg_build__repeals(b, s);
	default:
		return plain(b, s);
	}
}

/* A section that the profile wants and nobody drafts. */
static void
generated(struct eg_build *b, const struct eg_step *step)
{
	const char *heading = eg_build__fact(b, "sections.heading");
	struct eg_lines lines = {0};
	size_t at = b->blocks.n;

	b->amended = true;
	eg_build__fill(b, step->text, &lines);
	b->amended = false;
	(void)eg_build__put_lines(
	    b, &lines, EG_ROLE_SECTION, eg_build__with_note(b, step->num.designator));
	if (step->heading[0] != '\0' && heading != NULL && strcmp(heading, "yes") == 0)
		eg_build__prepend(b, &b->blocks.v[at], eg_arena_printf(b->a, "%s ", step->heading));
}

enum eg_rc
eg_build__body(struct eg_build *b)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < b->steps.n && rc == EG_OK; i++) {
		const struct eg_node *n = b->steps.v[i].node;

		if (n == NULL) {
			generated(b, &b->steps.v[i]);
		} else if (n->kind == EG_NODE_SECTION) {
			rc = section(b, n);
		} else {
			struct eg_block *k =
			    eg_build__block(b, EG_ROLE_ARTICLE, eg_build__num(b, n)->designator);

			eg_build__text(b, k, eg_build__words(b, n));
			place(b, k, n);
			b->here = n;
			rc = eg_build__content(b, n, n->first);
		}
	}
	return rc;
}
