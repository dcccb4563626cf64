/* The tree of provisions: one pass over the blocks with what is open at each level, then names. */
#include "render/outline.h"

#include <ctype.h>
#include <string.h>

enum { DEEPEST = 64 };

struct growing {
	struct eg_outline *o;
	struct eg_part *article, *section, *unit, *code;
	struct eg_part *open[DEEPEST]; /* items */
	int level[DEEPEST]; /* their blocks' levels */
	int n_open;
};

static bool
is_front(enum eg_role r)
{
	switch (r) {
	case EG_ROLE_REQUEST:
	case EG_ROLE_BILL_NUMBER:
	case EG_ROLE_SESSION:
	case EG_ROLE_SPONSORS:
	case EG_ROLE_TITLE:
	case EG_ROLE_LEGEND:
	case EG_ROLE_FUNCTION:
	case EG_ROLE_ENACTING:
	case EG_ROLE_RECITAL:
		return true;
	default:
		return false;
	}
}

static struct eg_part *
add(struct growing *g, struct eg_part *parent, enum eg_part_kind kind, const struct eg_block *b)
{
	struct eg_part *p = eg_arena_alloc(g->o->arena, sizeof(*p));

	p->kind = kind;
	p->block = b;
	p->n_blocks = 1;
	p->parent = parent;
	p->number = p->eid = "";
	if (parent->last != NULL)
		parent->last->next = p;
	else
		parent->first = p;
	parent->last = p;
	if (parent->kind == EG_PART_SECTION && parent->law == NULL &&
	    (kind == EG_PART_UNIT || kind == EG_PART_CODE_SECTION || kind == EG_PART_LAW))
		parent->law = p;
	p->quoted = parent->kind == EG_PART_SECTION && parent->law != NULL;
	return p;
}

/* What holds text now, items aside. */
static struct eg_part *
holder(const struct growing *g)
{
	return g->code != NULL	    ? g->code
	       : g->unit != NULL    ? g->unit
	       : g->section != NULL ? g->section
	       : g->article != NULL ? g->article
				    : g->o->root;
}

static void
close_section(struct growing *g)
{
	g->section = g->unit = g->code = NULL;
	g->n_open = 0;
}

static struct eg_part *
inside_section(const struct growing *g)
{
	return g->section != NULL ? g->section : g->article != NULL ? g->article : g->o->root;
}

static void
add_item(struct growing *g, const struct eg_block *b)
{
	while (g->n_open > 0 && g->level[g->n_open - 1] >= b->level)
		g->n_open--;
	struct eg_part *parent = g->n_open > 0 ? g->open[g->n_open - 1] : holder(g);
	struct eg_part *p = add(g, parent, EG_PART_ITEM, b);

	p->depth = parent->kind == EG_PART_ITEM ? parent->depth + 1 : 1;
	if (g->n_open < DEEPEST) {
		g->level[g->n_open] = b->level;
		g->open[g->n_open++] = p;
	}
}

static void
add_text(struct growing *g, const struct eg_block *b)
{
	while (g->n_open > 0 && g->level[g->n_open - 1] > b->level)
		g->n_open--;
	if (b->level <= 0)
		g->n_open = 0;
	add(g, g->n_open > 0 ? g->open[g->n_open - 1] : holder(g), EG_PART_TEXT, b);
}

/* A block that goes on with the one before: lines of a unit's heading, of a verbatim text. */
static bool
goes_on(const struct growing *g, const struct eg_block *b, enum eg_part_kind kind)
{
	const struct eg_part *last = kind == EG_PART_UNIT ? g->unit : holder(g)->last;

	return last != NULL && last->kind == kind && last->first == NULL &&
	       last->block + last->n_blocks == b && b->anchor == NULL;
}

static void
add_block(struct growing *g, const struct eg_block *b)
{
	switch (b->role) {
	case EG_ROLE_ARTICLE:
		close_section(g);
		g->article = add(g, g->o->root, EG_PART_ARTICLE, b);
		break;
	case EG_ROLE_SECTION:
	case EG_ROLE_CODIFY:
	case EG_ROLE_RESOLVED:
	case EG_ROLE_CLOSING:
		if (b->role == EG_ROLE_CLOSING && g->section != NULL &&
		    g->section->kind == EG_PART_CLOSING) {
			add_text(g, b);
			break;
		}
		close_section(g);
		g->section = add(g, inside_section(g),
		    b->role == EG_ROLE_SECTION	 ? EG_PART_SECTION
		    : b->role == EG_ROLE_CODIFY	 ? EG_PART_CODIFY
		    : b->role == EG_ROLE_CLOSING ? EG_PART_CLOSING
						 : EG_PART_RESOLVED,
		    b);
		break;
	case EG_ROLE_UNIT_HEAD:
		if (goes_on(g, b, EG_PART_UNIT)) {
			g->unit->n_blocks++;
			break;
		}
		g->code = NULL;
		g->n_open = 0;
		g->unit = add(g, inside_section(g), EG_PART_UNIT, b);
		break;
	case EG_ROLE_CODE_SECTION:
		g->n_open = 0;
		g->code =
		    add(g, g->unit != NULL ? g->unit : inside_section(g), EG_PART_CODE_SECTION, b);
		break;
	case EG_ROLE_ITEM:
		add_item(g, b);
		break;
	case EG_ROLE_VERBATIM:
		g->n_open = 0;
		if (goes_on(g, b, EG_PART_VERBATIM))
			holder(g)->last->n_blocks++;
		else
			add(g, holder(g), EG_PART_VERBATIM, b);
		break;
	case EG_ROLE_LAW:
		g->n_open = 0;
		add(g, holder(g), EG_PART_LAW, b);
		break;
	default:
		add_text(g, b);
	}
}

/* ---- names ---- */

static const struct {
	const char *element, *abbreviation;
} levels[] =
    {
	{"subsection", "subsec"},
	{"paragraph", "para"},
	{"subparagraph", "subpara"},
	{"clause", "cl"},
	{"subclause", "subcl"},
	{"level", "level"},
},
  units[] = {
      {"title", "title"},
      {"subtitle", "subtitle"},
      {"chapter", "chp"},
      {"subchapter", "subchp"},
      {"article", "art"},
      {"part", "part"},
      {"subpart", "subpart"},
      {"division", "dvs"},
};

static bool
begins_with_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i < n; i++)
		if (tolower((unsigned char)text[i]) != word[i])
			return false;
	return text[n] == ' ';
}

static const char *
first_words(const struct eg_part *p)
{
	return p->block->n_runs > 0 ? p->block->run[0].text : "";
}

size_t
eg_part_unit_number(const struct eg_part *p)
{
	const char *t = first_words(p), *space = strchr(t, ' ');

	if (space == NULL)
		return 0;
	size_t n = (size_t)(space - t) + 1 + strcspn(space + 1, " ");
	return n > (size_t)(space - t) + 1 && n <= 48 ? n : 0;
}

/* "SECTION 24-33-115." -> "24-33-115", "(a-5)" -> "a-5", "1.01" -> "1-01": the last word's letters
 * and digits, with one hyphen for each run of marks inside. */
static const char *
number_of(struct eg_arena *a, const char *designator, size_t n)
{
	const char *end = designator + n, *p;
	char *out, *w;

	while (
	    end > designator && (unsigned char)end[-1] < 0x80 && !isalnum((unsigned char)end[-1]))
		end--;
	for (p = end; p > designator && !isspace((unsigned char)p[-1]);)
		p--;
	out = w = eg_arena_alloc(a, (size_t)(end - p) + 1);
	for (; p < end; p++)
		if (isalnum((unsigned char)*p))
			*w++ = *p;
		else if (w > out && w[-1] != '-')
			*w++ = '-';
	while (w > out && w[-1] == '-')
		w--;
	*w = '\0';
	return out;
}

static const char *
abbreviation(struct eg_arena *a, struct eg_part *p)
{
	switch (p->kind) {
	case EG_PART_ARTICLE:
		p->element = "article";
		p->number = number_of(a, p->block->designator, strlen(p->block->designator));
		return "art";
	case EG_PART_SECTION:
	case EG_PART_CODE_SECTION:
		p->element = "section";
		p->number = number_of(a, p->block->designator, strlen(p->block->designator));
		return "sec";
	case EG_PART_CODIFY:
	case EG_PART_RESOLVED:
	case EG_PART_CLOSING:
		p->element = "hcontainer";
		p->number = number_of(a, p->block->designator, strlen(p->block->designator));
		return p->kind == EG_PART_CODIFY    ? "codification"
		       : p->kind == EG_PART_CLOSING ? "closing"
						    : "resolved";
	case EG_PART_ITEM: {
		size_t i = (size_t)p->depth - 1 < EG_COUNT(levels) ? (size_t)p->depth - 1
								   : EG_COUNT(levels) - 1;

		p->element = levels[i].element;
		p->number = number_of(a, p->block->designator, strlen(p->block->designator));
		return levels[i].abbreviation;
	}
	case EG_PART_UNIT:
		for (size_t i = 0; i < EG_COUNT(units); i++)
			if (begins_with_word(first_words(p), units[i].element)) {
				p->element = units[i].element;
				p->number = number_of(a, first_words(p), eg_part_unit_number(p));
				return units[i].abbreviation;
			}
		p->element = "hcontainer";
		return "unit";
	case EG_PART_VERBATIM:
		return "att"; /* stands as an attachment: not below its parent */
	default:
		return "p";
	}
}

struct used {
	size_t times;
};

/* Parents are named before their children. */
static void
name_parts(struct eg_outline *o)
{
	struct eg_map used = {0};

	for (struct eg_part *p = o->root->first; p != NULL;
	     p = (struct eg_part *)eg_part_after(p, o->root)) {
		const char *abbr = abbreviation(o->arena, p);

		if (p->block->anchor != NULL && !eg_map_has(o->label, p->block->anchor))
			eg_map_set(o->label, p->block->anchor, p);
		const char *above = p->kind == EG_PART_VERBATIM ? "" : p->parent->eid;
		char *stem = eg_arena_printf(o->arena, "%s%s%s%s_", above,
		    p->quoted && above[0] != '\0' ? "__mod_1__qstr_1" : "",
		    above[0] != '\0' ? "__" : "", abbr);
		bool counted = p->kind == EG_PART_TEXT || p->kind == EG_PART_LAW ||
			       p->kind == EG_PART_VERBATIM;
		char *key = p->number[0] != '\0'
				? eg_arena_printf(o->arena, "%s%s", stem, p->number)
				: stem;
		struct used *u = eg_map_get(&used, key);

		if (u == NULL) {
			u = eg_arena_alloc(o->arena, sizeof(*u));
			eg_map_set(&used, key, u);
		}
		u->times++;
		if (p->number[0] == '\0')
			p->eid = eg_arena_printf(
			    o->arena, "%s%s%zu", stem, counted ? "" : "nn_", u->times);
		else if (u->times > 1)
			p->eid = eg_arena_printf(o->arena, "%s_%zu", key, u->times);
		else
			p->eid = key;
	}
	eg_map_clear(&used);
}

struct eg_outline *
eg_outline_make(const struct eg_form *form)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_outline *o = eg_arena_alloc(a, sizeof(*o));
	struct growing g = {.o = o};

	o->arena = a;
	o->form = form;
	o->root = eg_arena_alloc(a, sizeof(*o->root));
	o->root->number = o->root->eid = "";
	o->label = eg_arena_alloc(a, sizeof(*o->label));
	while (o->n_front < form->n && is_front(form->block[o->n_front].role))
		o->n_front++;
	for (size_t i = o->n_front; i < form->n; i++)
		add_block(&g, &form->block[i]);
	name_parts(o);
	return o;
}

void
eg_outline_free(struct eg_outline *o)
{
	if (o == NULL)
		return;
	eg_map_clear(o->label);
	eg_arena_free(o->arena);
}

const struct eg_part *
eg_part_after(const struct eg_part *p, const struct eg_part *top)
{
	if (p->first != NULL)
		return p->first;
	while (p != top && p->next == NULL)
		p = p->parent;
	return p == top ? NULL : p->next;
}

const struct eg_part *
eg_outline_find(const struct eg_outline *o, const char *label)
{
	return eg_map_get(o->label, label);
}

bool
eg_part_divided(const struct eg_part *p)
{
	for (const struct eg_part *c = p->first; c != NULL; c = c->next)
		if (c->kind != EG_PART_TEXT && c->kind != EG_PART_LAW)
			return true;
	return false;
}

bool
eg_part_headed(const struct eg_part *p)
{
	return p->kind == EG_PART_ARTICLE || p->kind == EG_PART_CODE_SECTION ||
	       (p->kind == EG_PART_SECTION && p->block->catchline);
}
