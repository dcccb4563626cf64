/*
 * References in the words of the jurisdiction: a section of the bill ("section 3 of this act"), a
 * section of the code, a unit of the code from inside ("this chapter"), an item by its levels
 * ("subdivision (a) of Section 3", "subsection (1)(a) of this section").
 */
#include "text/build.h"

#include <string.h>

enum { LEVELS_MAX = EG_TEXT_DEPTH_MAX };

const char *
eg_build__act(struct eg_build *b)
{
	const char *self = b->resolution ? NULL : eg_build__fact(b, "sections.self"), *text = NULL,
		   *amendatory = eg_build__fact(b, "sections.self-amendatory");

	if (b->amendatory && amendatory != NULL)
		self = amendatory;

	if (self != NULL)
		text = eg_build__fill_text(b, self, false);
	return text != NULL ? text : b->resolution ? "this resolution" : "this act";
}

static const char *
plural(struct eg_build *b, const char *word)
{
	return strcmp(word, "sec.") == 0 ? "secs." : eg_arena_printf(b->a, "%ss", word);
}

static const char *
designator_word(struct eg_build *b)
{
	const char *w = eg_build__fact(b, "sections.designator-word");

	return w != NULL ? w : "section";
}

/* "License required" -> "license required", as Pennsylvania relates a section. */
static const char *
lower(struct eg_build *b, const char *s)
{
	char *out = eg_arena_strdup(b->a, s);

	if (out[0] >= 'A' && out[0] <= 'Z' && (out[1] < 'A' || out[1] > 'Z'))
		out[0] = (char)(out[0] - 'A' + 'a');
	return out;
}

/* "Title 49" -> "49" */
static const char *
place_number(const struct eg_node *unit)
{
	const char *space = unit->code != NULL ? strrchr(unit->code, ' ') : NULL;

	return space != NULL ? space + 1 : "____";
}

/* {{number}} of code.self-UNIT. */
static const char *
fill_number(struct eg_build *b, const char *pattern, const char *number)
{
	const char *at = strstr(pattern, "{{number}}");

	if (at == NULL)
		return pattern;
	if (number == NULL || number[0] == '\0')
		return eg_arena_printf(b->a, "%.*s", (int)(at - pattern - (at > pattern)), pattern);
	return eg_arena_printf(b->a, "%.*s%s%s", (int)(at - pattern), pattern, number, at + 10);
}

/* "nine hundred twenty-five", "one hundred ninety-six-b": how New York writes a section's number.
 * */
static const char *
number_words(struct eg_build *b, const char *number)
{
	size_t n = strspn(number, "0123456789");
	struct eg_buf t = EG_BUF_INIT;
	int64_t value = 0;
	const char *out;

	if (n == 0 || n > 9 || (number[n] != '\0' && number[n] != '-'))
		return number;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (number[i] - '0');
	eg_number_words(&t, value);
	eg_buf_puts(&t, number + n);
	out = eg_arena_dup(b->a, t.p, t.n);
	eg_buf_clear(&t);
	return out;
}

/* A pattern of a reference with its values, names and values by turns, NULL at the end. */
static const char *
worded(struct eg_build *b, const char *pattern, const char *const *pairs)
{
	struct eg_buf t = EG_BUF_INIT;
	const char *out = NULL;

	if (eg_form_fill(&t, pattern, pairs, NULL) == EG_OK)
		out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_buf_clear(&t);
	return out;
}

static const char *
digits(struct eg_build *b, int n)
{
	return eg_arena_printf(b->a, "%d", n);
}

/* "[sections 1 through 4]", where a range of bill sections has a form of its own. */
static const char *
own_range(struct eg_build *b, int first, int last)
{
	const char *pattern = eg_build__fact(b, "sections.reference-range");
	const char *const pairs[] = {
	    "first", digits(b, first), "last", digits(b, last), "act", eg_build__act(b), NULL};

	return pattern != NULL ? worded(b, pattern, pairs) : NULL;
}

/* What a unit of one section each calls itself: there is no "this section" for four of them. */
static const char *
self_sections(struct eg_build *b, const struct eg_node *s)
{
	const struct eg_num *num = eg_build__num(b, s);
	const char *range = eg_build__fact(b, "sections.range-word"),
		   *word = eg_build__fact(b, "code.section-word"), *list;

	if (eg_build__count(s, EG_NODE_CODE_SECTION) < 2)
		return NULL;
	if (b->singular)
		return eg_build__act(b);
	if (num->mode == EG_MODE_EACH)
		return eg_arena_printf(b->a, "%s %d %s %d of %s", plural(b, designator_word(b)),
		    num->first, range != NULL ? range : "through", num->last, eg_build__act(b));
	b->unit = s;
	list = eg_build__sections(b, false, "");
	b->unit = NULL;
	return list != NULL ? eg_arena_printf(
				  b->a, "%s %s", plural(b, word != NULL ? word : "section"), list)
			    : eg_build__act(b);
}

const char *
eg_build__self(struct eg_build *b, const struct eg_node *s)
{
	const char *unit = eg_build__unit(s), *fact;
	const struct eg_num *num = eg_build__num(b, s);

	if (num->mode == EG_MODE_OWN)
		return eg_build__act(b);
	bool range = num->mode == EG_MODE_EACH && eg_profile_yes(b->p, "sections.self-by-range");

	if (range && b->singular && num->last > num->first)
		return eg_build__act(b);
	if (range && num->last > num->first && own_range(b, num->first, num->last) != NULL)
		return own_range(b, num->first, num->last);
	if (strcmp(unit, "section") == 0 && eg_build__fact(b, "code.self-section") == NULL &&
	    self_sections(b, s) != NULL)
		return self_sections(b, s);
	fact = eg_build__fact(b, eg_arena_printf(b->a, "code.self-%s", unit));
	return fact != NULL ? fill_number(b, fact, s->number)
			    : eg_arena_printf(b->a, "this %s", unit);
}

/* The section, of the bill or of the code, that holds a node. */
static const struct eg_node *
section_of(const struct eg_node *n)
{
	while (n != NULL && n->kind != EG_NODE_CODE_SECTION && n->kind != EG_NODE_SECTION &&
	       n->kind != EG_NODE_ARTICLE)
		n = n->parent;
	return n;
}

static const char *
this_section(struct eg_build *b)
{
	const char *t = eg_build__fact(b, "levels.this-section");

	return t != NULL ? t : "this section";
}

/* "section 24-76.7-103", or the whole citation from outside the unit where the profile's form needs
 * nothing else. */
static const char *
code_section(struct eg_build *b, const struct eg_node *n, const char *number, bool inside)
{
	const char *word = eg_build__fact(b, "code.section-word"),
		   *cite = eg_build__fact(b, "code.in-bill-cite");
	const char *pattern = eg_build__fact(b, "sections.code");

	bool own = inside || (pattern != NULL && strstr(pattern, "{number}") == NULL);
	if (own && n != NULL && eg_build__fact(b, "code.reference") != NULL) {
		const char *const pairs[] = {"section", number, "section_words",
		    number_words(b, number), "n", digits(b, eg_build__num(b, n)->order), "self",
		    eg_build__self(b, n->parent), "place_number", place_number(n->parent),
		    "heading", lower(b, eg_build__words(b, n)), "marks",
		    b->marks != NULL ? b->marks : "", "joined", b->joined != NULL ? b->joined : "",
		    "level", b->level != NULL ? b->level : "", NULL};
		const char *form =
		    b->level != NULL ? eg_build__fact(b, "code.reference-item") : NULL;
		const char *text =
		    worded(b, form != NULL ? form : eg_build__fact(b, "code.reference"), pairs);

		if (text != NULL)
			return text;
	}
	if (pattern != NULL && strstr(pattern, "{number}") == NULL &&
	    strstr(pattern, "{n}") != NULL && n != NULL &&
	    (inside || n->parent->sections == NULL || n->parent->sections[0] == '\0'))
		return eg_arena_printf(b->a, "%s %d%s of %s", designator_word(b),
		    eg_build__num(b, n)->order, b->marks != NULL ? b->marks : "",
		    inside ? eg_build__self(b, n->parent) : "the new unit");
	if (!inside && cite != NULL && cite[0] != '(' && strncmp(cite, "In ", 3) != 0 &&
	    strstr(cite, "{{section}}") != NULL) {
		const struct eg_node *unit = b->unit, *section = b->section;
		const char *text;

		b->unit = n != NULL ? n->parent : NULL;
		b->section = n;
		text = eg_build__fill_text(b, cite, false);
		b->unit = unit;
		b->section = section;
		if (text != NULL)
			return text;
	}
	if (word == NULL)
		word = "section";
	return eg_arena_printf(b->a, "%s %s%s", word, number, b->marks != NULL ? b->marks : "");
}

const char *
eg_build__cite(struct eg_build *b, const struct eg_node *s, const char *place)
{
	const char *cite = eg_build__fact(b, "code.in-bill-cite"), *text = NULL;

	b->unit = s;
	if (cite != NULL && cite[0] != '(' && strncmp(cite, "In ", 3) != 0)
		text = eg_build__fill_text(b, cite, false);
	b->unit = NULL;
	return text != NULL ? text : place;
}

/* A section of the bill in a form of its own: "[section 3]", "section 3(b), and amendments
 * thereto". */
static const char *
own_section(struct eg_build *b, const struct eg_num *num)
{
	const char *item = b->level != NULL ? eg_build__fact(b, "sections.reference-item") : NULL,
		   *pattern = item != NULL ? item : eg_build__fact(b, "sections.reference");
	struct eg_buf t = EG_BUF_INIT;

	if (pattern == NULL || num->word != NULL)
		return NULL;
	eg_number_ordinal_words(&t, num->n);
	const char *const pairs[] = {"n", num->number, "ordinal",
	    eg_arena_dup(b->a, eg_buf_cstr(&t), t.n), "act", eg_build__act(b), "marks",
	    b->marks != NULL ? b->marks : "", "level", b->level != NULL ? b->level : "", "joined",
	    b->joined != NULL ? b->joined : "", "levels", b->levels != NULL ? b->levels : "", NULL};
	eg_buf_clear(&t);
	return worded(b, pattern, pairs);
}

static const char *
unit_from_outside(struct eg_build *b, const struct eg_node *s)
{
	const struct eg_num *num = eg_build__num(b, s);
	const char *range = eg_build__fact(b, "sections.range-word"), *word = designator_word(b);

	if (num->mode == EG_MODE_OWN || eg_build__alone(b))
		return eg_build__act(b); /* "this act takes effect", as bills say it, not "section 1
					    of this act takes effect" */
	if (num->number[0] != '\0' && (num->first == num->last || num->mode == EG_MODE_CONTAINER) &&
	    own_section(b, num) != NULL)
		return own_section(b, num);
	if (num->first < num->last && own_range(b, num->first, num->last) != NULL)
		return own_range(b, num->first, num->last);
	if (num->first == num->last || num->mode == EG_MODE_CONTAINER)
		return num->number[0] == '\0' ? eg_build__act(b)
					      : eg_arena_printf(b->a, "%s %s of %s", word,
						    num->number, eg_build__act(b));
	return eg_arena_printf(b->a, "%s %d %s %d of %s", plural(b, word), num->first,
	    range != NULL ? range : "through", num->last, eg_build__act(b));
}

/* Where each section of the code is a section of the bill and the bill prints no number of the
 * code, it is referred to as a section of the bill (KY, NV, SD). */
static bool
prints_number(struct eg_build *b, const struct eg_num *num)
{
	const char *code = eg_build__fact(b, "sections.code"),
		   *lead = eg_build__fact(b, "leadin.add-section"),
		   *codify = eg_build__fact(b, "leadin.codify");

	return num->mode != EG_MODE_EACH || (code != NULL && strstr(code, "{number}") != NULL) ||
	       (lead != NULL && strstr(lead, "{{section}}") != NULL) ||
	       (codify != NULL && strstr(codify, "{{section}}") != NULL);
}

/* A reference to a whole section from b->here. */
static const char *
section_reference(struct eg_build *b, const struct eg_node *s)
{
	const struct eg_num *num = eg_build__num(b, s);
	const struct eg_node *here = section_of(b->here),
			     *unit = eg_build__enclosing(b->here, EG_NODE_SECTION);
	const char *self, *word;

	if (s->kind == EG_NODE_ARTICLE)
		return eg_arena_printf(b->a, "article %s", num->number);
	if (s->kind == EG_NODE_SECTION && s->section == EG_SECTION_ADDS)
		return unit == s ? eg_build__self(b, s) : unit_from_outside(b, s);
	if (s == here)
		return this_section(b);
	if (num->code && prints_number(b, num))
		return code_section(b, s, num->number, unit == s->parent);
	if (num->number[0] == '\0')
		return eg_build__act(b);
	if (own_section(b, num) != NULL)
		return own_section(b, num);
	self = eg_build__fact(b, "sections.reference-self");
	word = num->word != NULL ? num->word : designator_word(b);
	if (self != NULL && strcmp(self, "no") == 0)
		return eg_arena_printf(b->a, "%s %s", word, num->number);
	return eg_arena_printf(b->a, "%s %s of %s", word, num->number, eg_build__act(b));
}

struct path { /* an item from its section down */
	const char *mark[LEVELS_MAX + 1];
	int index[LEVELS_MAX + 1];
	int n;
};

static const char *
level_name(struct eg_build *b, int index)
{
	static const char *const plain[] = {"subsection", "paragraph", "subparagraph", "clause"};
	const struct eg_fact *f = eg_profile_fact(b->p, "levels.names");

	if (f->n == 0 || f->list == NULL)
		return plain[index < 4 ? index : 3];
	return f->list[(size_t)index < f->n ? (size_t)index : f->n - 1];
}

static const char *
joined(struct eg_build *b, const struct path *path)
{
	struct eg_buf t = EG_BUF_INIT;
	const char *out;

	for (int i = 0; i < path->n; i++) {
		if (i > 0 && path->mark[i][0] != '(')
			eg_buf_putc(&t, ' ');
		eg_buf_puts(&t, path->mark[i]);
	}
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_buf_clear(&t);
	return out;
}

/* "(B)(1)", also where the code's own marks are bare: R.S. 49:1503(B)(1). */
static const char *
bracketed(struct eg_build *b, const struct path *path)
{
	const char *out = "";

	for (int i = 0; i < path->n; i++)
		out = eg_arena_printf(
		    b->a, path->mark[i][0] == '(' ? "%s%s" : "%s(%s)", out, path->mark[i]);
	return out;
}

static const char *
spaced(struct eg_build *b, const struct path *path)
{
	const char *out = path->mark[0];

	for (int i = 1; i < path->n; i++)
		out = eg_arena_printf(b->a, "%s %s", out, path->mark[i]);
	return out;
}

/* Levels in words, without their section: "paragraph (1) of subdivision (a)", "subsection (1)(a)".
 */
static const char *
levels(struct eg_build *b, const struct path *path, const char *style)
{
	const char *which = eg_build__fact(b, "levels.reference-names");
	bool inside_out = strcmp(style, "inside-out") == 0;
	struct eg_buf t = EG_BUF_INIT;
	const char *out;

	if (strcmp(style, "bare-joined") == 0)
		return joined(b, path);
	if (!inside_out && strcmp(style, "outside-in") != 0)
		return eg_arena_printf(b->a, "%s %s",
		    level_name(
			b, path->index[which != NULL && strcmp(which, "deepest") == 0 ? path->n - 1
										      : 0]),
		    joined(b, path));
	for (int i = 0; i < path->n; i++) {
		int at = inside_out ? path->n - 1 - i : i;

		if (i > 0)
			eg_buf_puts(&t, inside_out ? " of " : ", ");
		eg_buf_printf(&t, "%s %s", level_name(b, path->index[at]), path->mark[at]);
	}
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_buf_clear(&t);
	return out;
}

static void
find_path(struct eg_build *b, const struct eg_node *item, struct path *path)
{
	const struct eg_node *c;
	int n = item->level < LEVELS_MAX ? item->level : LEVELS_MAX;

	path->n = n;
	for (c = item; n > 0 && c->kind == EG_NODE_ITEM; n--, c = c->parent) {
		path->mark[n - 1] = eg_build__num(b, c)->mark;
		path->index[n - 1] = eg_build__num(b, c)->index;
	}
	for (const struct eg_node *p = c->first; p != NULL && p->kind != EG_NODE_ITEM;
	     p = p->next) {
		if (p->kind != EG_NODE_PARA || !eg_build__numbered_opening(b, p))
			continue;
		const char *mark = eg_build__mark(b, "levels.reference-marks", 0, 1);

		memmove(path->mark + 1, path->mark, (size_t)path->n * sizeof(path->mark[0]));
		memmove(path->index + 1, path->index, (size_t)path->n * sizeof(path->index[0]));
		path->mark[0] = mark != NULL ? mark : eg_build__mark(b, "levels.marks", 0, 1);
		path->index[0] = 0;
		path->n++;
		return;
	}
}

/* Does the form of a reference to this section take the marks of its levels in? */
static bool
takes_marks(struct eg_build *b, const struct eg_node *s)
{
	bool code = eg_build__num(b, s)->code;
	const char *item =
		       eg_build__fact(b, code ? "code.reference-item" : "sections.reference-item"),
		   *whole = eg_build__fact(b, code ? "code.reference" : "sections.reference");

	return item != NULL || (whole != NULL && strstr(whole, "{{marks}}") != NULL);
}

/* From another section, many codes hang the marks on the section's number: "s. 260.103(2)(a)". */
static const char *
joined_to_section(struct eg_build *b, const struct eg_node *s, const struct path *path)
{
	const char *which = eg_build__fact(b, "levels.reference-names"),
		   *style = eg_build__fact(b, "levels.reference"),
		   *space = eg_build__fact(b, "levels.reference-space"), *text;

	if (!takes_marks(b, s))
		return NULL;
	b->joined = joined(b, path);
	b->marks = bracketed(b, path);
	if (space != NULL && strcmp(space, "comma") == 0) /* New Hampshire: RSA 21:1, II(a) */
		b->marks = eg_arena_printf(b->a, ", %s", b->joined);
	else if (space != NULL) /* Colorado, Wisconsin: 24-1-101 (2)(a), 19.01 (2) (a) */
		b->marks = eg_arena_printf(
		    b->a, " %s", strcmp(space, "all") == 0 ? spaced(b, path) : b->marks);
	b->level = level_name(
	    b, path->index[which != NULL && strcmp(which, "deepest") == 0 ? path->n - 1 : 0]);
	b->levels = levels(b, path, style != NULL ? style : "named-joined");
	text = section_reference(b, s);
	b->marks = b->joined = b->level = b->levels = NULL;
	return text;
}

static const char *
item_reference(struct eg_build *b, const struct eg_node *item)
{
	const struct eg_node *s = section_of(item);
	const char *style = eg_build__fact(b, "levels.reference"), *section;
	bool same = s == section_of(b->here);
	struct path path;
	const char *text;

	find_path(b, item, &path);
	if (!same && (text = joined_to_section(b, s, &path)) != NULL)
		return text;
	section = same ? this_section(b) : section_reference(b, s);
	if (style == NULL)
		style = "named-joined";
	if (strcmp(style, "joined") == 0 && !same && !strstr(section, " of "))
		return eg_arena_printf(b->a, "%s%s", section, joined(b, &path));
	if (same && eg_build__fact(b, "levels.this-section") == NULL &&
	    eg_profile_fact(b->p, "levels.this-section")->n > 0)
		return levels(b, &path, style);
	if (strcmp(style, "outside-in") == 0 && !same)
		return eg_arena_printf(b->a, "%s, %s", section, levels(b, &path, style));
	return eg_arena_printf(b->a, "%s of %s", levels(b, &path, style), section);
}

const char *
eg_build__reference(struct eg_build *b, const struct eg_node *target)
{
	const struct eg_node *n = target;

	while (n->kind != EG_NODE_ITEM && n->kind != EG_NODE_CODE_SECTION &&
	       n->kind != EG_NODE_SECTION && n->kind != EG_NODE_ARTICLE && n->parent != NULL)
		n = n->parent;
	return n->kind == EG_NODE_ITEM ? item_reference(b, n) : section_reference(b, n);
}
