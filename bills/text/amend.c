/*
 * Law amended by instruction, printed: the words of an edit, the sections or items of the bill that
 * hold them, and the text that is added or set out anew. Which words a legislature uses stands in
 * its profile: leadin.amend-by (one edit of a section), .amend-further (the next, where each is a
 * section of the bill), .amend-several (an opening for a list of them), .amend-part (one of the
 * list), .change-KIND (what is done).
 */
#include "text/instruct.h"

#include <string.h>

static const char *
marks(struct eg_build *b, const struct eg_law_path *p, int depth)
{
	struct eg_buf t = EG_BUF_INIT;
	const char *out;

	for (int i = 0; i < depth; i++)
		eg_buf_puts(&t, p->mark[i]);
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_buf_clear(&t);
	return out;
}

/* "paragraph": the name of the level that has marks of this shape. */
static const char *
level_name(struct eg_build *b, const struct eg_law_path *p, int depth)
{
	const struct eg_fact *names = eg_profile_fact(b->p, "levels.names"),
			     *pattern = eg_profile_fact(b->p, "levels.marks");

	for (size_t i = 0; i < pattern->n && i < names->n; i++)
		if (pattern->list != NULL && names->list != NULL &&
		    eg_build__law_shape(pattern->list[i], NULL) == p->shape[depth - 1])
			return names->list[i];
	return "paragraph";
}

/* "subsection (a)(1)"; NULL for the section itself. */
static const char *
part(struct eg_build *b, const struct eg_law_path *p, int depth)
{
	return depth > 0 ? eg_arena_printf(b->a, "%s %s", level_name(b, p, 1), marks(b, p, depth))
			 : NULL;
}

static bool
is_number(const char *t)
{
	return t[0] != '\0' && strspn(t, "0123456789.,$%") == strlen(t) &&
	       strpbrk(t, "0123456789") != NULL;
}

static bool
is_date(const char *t)
{
	static const char *const months[] = {"January ", "February ", "March ", "April ", "May ",
	    "June ", "July ", "August ", "September ", "October ", "November ", "December "};

	for (size_t i = 0; i < EG_COUNT(months); i++)
		if (strncmp(t, months[i], strlen(months[i])) == 0)
			return strspn(t + strlen(months[i]), "0123456789, ") ==
			       strlen(t + strlen(months[i]));
	return false;
}

/* Marks of quotation inside what is quoted are single ones. */
static const char *
quotable(struct eg_build *b, const char *text)
{
	struct eg_buf t = EG_BUF_INIT;
	const char *out;

	for (; *text != '\0'; text++)
		if (strncmp(text, "“", 3) == 0)
			eg_buf_puts(&t, "‘"), text += 2;
		else if (strncmp(text, "”", 3) == 0)
			eg_buf_puts(&t, "’"), text += 2;
		else
			eg_buf_putc(&t, *text == '"' ? '\'' : *text);
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_buf_clear(&t);
	return out;
}

/* the phrase "x y", the word "x", the number "5", the date "May 1, 2027", the period */
static const char *
what(struct eg_build *b, const char *text, const char *article)
{
	static const char *const signs[][2] = {
	    {".", "period"}, {",", "comma"}, {";", "semicolon"}, {":", "colon"}};
	const char *kind =
	    strchr(text, ' ') != NULL || strpbrk(text, ".,;:()") != NULL ? "phrase" : "word";

	for (size_t i = 0; i < EG_COUNT(signs); i++)
		if (strcmp(text, signs[i][0]) == 0)
			return eg_arena_printf(b->a, "%s %s", article, signs[i][1]);
	kind = is_date(text) ? "date" : is_number(text) ? "number" : kind;
	return eg_arena_printf(b->a, "the %s \"%s\"", kind, quotable(b, text));
}

/* "word", "words", "figure", "figures" */
static const char *
words(const char *text)
{
	bool many = strchr(text, ' ') != NULL;

	return is_number(text) ? (many ? "figures" : "figure") : many ? "words" : "word";
}

static const char *
of_words(struct eg_build *b, const char *text, const char *rest, const char *article)
{
	if (text == NULL)
		return NULL;
	return strcmp(rest, "_what_the") == 0 ? what(b, text, "the")
	       : strcmp(rest, "_many") == 0   ? (strchr(text, ' ') != NULL ? "yes" : NULL)
	       : rest[0] == '\0'	      ? quotable(b, text)
	       : strcmp(rest, "_what") == 0   ? what(b, text, article)
	       : strcmp(rest, "_words") == 0  ? words(text)
	       : strcmp(rest, "_plain") == 0  ? text
					      : NULL;
}

/* "Section 3 of the Office Act" -> "Section 3(a) of the Office Act" */
static const char *
place_marked(struct eg_build *b, const struct eg_law_path *p)
{
	const char *place = b->unit != NULL ? b->unit->code : NULL;
	size_t n;

	if (place == NULL || strncmp(place, "Section ", 8) != 0)
		return place;
	n = 8 + strcspn(place + 8, " ,");
	return eg_arena_printf(b->a, "%.*s%s%s", (int)n, place, marks(b, p, p->depth), place + n);
}

const char *
eg_build__edit_var(struct eg_build *b, const char *name)
{
	const struct eg_edit *e = b->edit;
	const struct eg_law_path *p = &e->path;
	int depth = p->depth;

	if (strncmp(name, "old", 3) == 0)
		return of_words(b, e->old, name + 3, "the");
	if (strncmp(name, "new", 3) == 0)
		return of_words(b, e->fresh, name + 3, "a");
	if (strncmp(name, "anchor", 6) == 0)
		return of_words(b, e->anchor, name + 6, "the");
	if (strcmp(name, "text") == 0) /* text follows the sentence */
		return e->kind == EG_EDIT_ANEW || e->kind == EG_EDIT_ADD ? "yes" : NULL;
	if (strcmp(name, "wherever") == 0)
		return e->everywhere ? "yes" : NULL;
	if (strcmp(name, "marks") == 0)
		return depth > 0 ? marks(b, p, depth) : NULL;
	if (strcmp(name, "parent_marks") == 0)
		return depth > 1 ? marks(b, p, depth - 1) : NULL;
	if (strcmp(name, "mark") == 0)
		return depth > 0 ? p->mark[depth - 1] : NULL;
	if (strcmp(name, "unit") == 0)
		return depth > 0 ? level_name(b, p, depth) : "section";
	if (strcmp(name, "part") == 0)
		return part(b, p, depth);
	if (strcmp(name, "parent_part") == 0)
		return depth > 1 ? part(b, p, depth - 1) : NULL;
	if (strcmp(name, "previous_part") == 0)
		return e->previous != NULL && !e->closes ? part(b, e->previous, e->previous->depth)
							 : NULL;
	if (strcmp(name, "change") == 0)
		return b->change;
	if (strcmp(name, "place_marked") == 0)
		return place_marked(b, p);
	return NULL;
}

static const char *
change(struct eg_build *b, const struct eg_edit *e)
{
	static const char *const kinds[] = {
	    [EG_EDIT_REPLACE] = "replace",
	    [EG_EDIT_STRIKE] = "strike",
	    [EG_EDIT_AFTER] = "after",
	    [EG_EDIT_BEFORE] = "before",
	    [EG_EDIT_ANEW] = "anew",
	    [EG_EDIT_ADD] = "add",
	    [EG_EDIT_REPEAL] = "repeal",
	};
	const char *pattern =
	    eg_build__fact(b, eg_arena_printf(b->a, "leadin.change-%s", kinds[e->kind]));
	const char *unknown;

	b->edit = e;
	if (pattern != NULL)
		return eg_build__fill_text(b, pattern, true);
	unknown = eg_arena_printf(b->a, "how bills of %s say it (leadin.change-%s)",
	    eg_profile_name(b->p), kinds[e->kind]);
	eg_build__missing(b, unknown);
	return eg_arena_printf(b->a, "%c%s%c", 1, unknown, 2); /* a marked blank: fill.c */
}

static bool
same_unit(const struct eg_edit *a, const struct eg_edit *b)
{
	if (a->path.depth != b->path.depth || a->kind > EG_EDIT_BEFORE || b->kind > EG_EDIT_BEFORE)
		return false;
	for (int i = 0; i < a->path.depth; i++)
		if (strcmp(a->path.mark[i], b->path.mark[i]) != 0)
			return false;
	return true;
}

/* Edits of one unit are said in one sentence: "by striking … and by adding …". */
static size_t
said_together(const struct eg_edits *s, size_t i)
{
	size_t n = 1;

	while (i + n < s->n && same_unit(&s->edit[i], &s->edit[i + n]))
		n++;
	return n;
}

static const char *
changes(struct eg_build *b, const struct eg_edits *s, size_t i, size_t n)
{
	const char *out = change(b, &s->edit[i]);

	for (size_t k = 1; k < n; k++)
		out = eg_arena_printf(b->a, "%s%s%s", out,
		    n == 2	 ? " and "
		    : k + 1 == n ? ", and "
				 : ", ",
		    change(b, &s->edit[i + k]));
	b->edit = &s->edit[i];
	return out;
}

/* The text that is added or set out anew, in quotation marks where that is the custom. */
static enum eg_rc
text(struct eg_build *b, const struct eg_edit *e, int level)
{
	struct eg_law_levels levels = {0};
	size_t first = b->blocks.n;
	enum eg_rc rc = EG_OK;
	int top = -1;

	if (e->kind != EG_EDIT_ANEW && e->kind != EG_EDIT_ADD)
		return EG_OK;
	for (const struct eg_node *c = e->first; rc == EG_OK; c = c->next) {
		int at = eg_build__law_level(&levels, c);

		top = top < 0 ? at : top;
		if (c->mark != '-')
			rc = eg_build__para(b, c, EG_ROLE_LAW, level + (at > top ? at - top : 0));
		if (c == e->last)
			break;
	}
	eg_build__quote(b, first);
	return rc;
}

void
eg_build__quote(struct eg_build *b, size_t first)
{
	if (first == b->blocks.n || !eg_profile_yes(b->p, "leadin.amend-quotes"))
		return;
	for (size_t i = first; i < b->blocks.n; i++)
		eg_build__prepend(b, &b->blocks.v[i], "\"");
	eg_build__text(b, &b->blocks.v[b->blocks.n - 1], "\".");
}

/* The sentence of one edit: amend-add and amend-anew where those have one of their own, with
 * -further for the later edits of a section; else amend-further, amend-by. */
static void
sentence(struct eg_build *b, const struct eg_edit *e, bool further, struct eg_lines *out)
{
	const char *own = e->kind == EG_EDIT_ADD      ? "leadin.amend-add"
			  : e->kind == EG_EDIT_REPEAL ? "leadin.amend-repeal"
			  : e->kind == EG_EDIT_ANEW   ? "leadin.amend-anew"
						      : "leadin.amend-by",
		   *pattern = NULL;

	if (further)
		pattern = eg_build__fact(b, eg_arena_printf(b->a, "%s-further", own));
	if (pattern == NULL && further && eg_build__fact(b, own) == NULL)
		pattern = eg_build__fact(b, "leadin.amend-further");
	if (pattern == NULL && further && strcmp(own, "leadin.amend-by") == 0)
		pattern = eg_build__fact(b, "leadin.amend-further");
	if (pattern == NULL)
		pattern = eg_build__fact(b, own);
	if (pattern == NULL)
		pattern = eg_build__fact(b, "leadin.amend-by");
	eg_build__fill(b, pattern != NULL ? pattern : "{{change}}", out);
}

/* Every edit a section of the bill. */
static enum eg_rc
as_sections(struct eg_build *b, const struct eg_node *law, struct eg_edits *s)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < s->n && rc == EG_OK; i++) {
		struct eg_lines lead = {0};
		size_t at = b->blocks.n;

		b->change = changes(b, s, i, 1);
		sentence(b, &s->edit[i], i > 0, &lead);
		b->edit = NULL;
		eg_build__put_lead(b, &lead, &s->edit[i].num);
		b->blocks.v[at].line = i == 0 ? law->line : 0;
		rc = text(b, &s->edit[i], 0);
	}
	return rc;
}

/* The edits of a section as a list below one opening. */
static enum eg_rc
as_list(struct eg_build *b, struct eg_edits *s)
{
	enum eg_rc rc = EG_OK;
	int order = 0;

	for (size_t i = 0, n; i < s->n && rc == EG_OK; i += n) {
		struct eg_edit *e = &s->edit[i];
		struct eg_lines lines = {0};
		struct eg_block *k;

		n = said_together(s, i);
		b->change = changes(b, s, i, n);
		eg_build__fill(b,
		    eg_build__fact(b, e->kind == EG_EDIT_ADD && e->path.depth < 2
					  ? "leadin.amend-part-add"
				      : e->kind == EG_EDIT_REPEAL ? "leadin.amend-part-repeal"
								  : "leadin.amend-part"),
		    &lines);
		b->edit = NULL;
		k = eg_build__put_lines(
		    b, &lines, EG_ROLE_ITEM, eg_build__mark(b, "levels.marks", 0, ++order));
		if (k != NULL)
			k->level = 1;
		rc = text(b, e, 1);
	}
	return rc;
}

enum eg_rc
eg_build__instruct(struct eg_build *b, const struct eg_node *law, struct eg_edits *s)
{
	const char *several = eg_build__fact(b, "leadin.amend-several");
	size_t at = b->blocks.n;
	struct eg_lines lead = {0};
	enum eg_rc rc;

	b->here = law->parent;
	b->unit = law->parent;
	b->section = law;
	if (several == NULL) {
		rc = as_sections(b, law, s);
	} else if (said_together(s, 0) == s->n) {
		b->change = changes(b, s, 0, s->n);
		sentence(b, &s->edit[0], false, &lead);
		b->edit = NULL;
		eg_build__put_lead(b, &lead, eg_build__num(b, law));
		rc = text(b, &s->edit[0], 0);
	} else {
		eg_build__fill(b, several, &lead);
		eg_build__put_lead(b, &lead, eg_build__num(b, law));
		rc = as_list(b, s);
	}
	b->unit = b->section = NULL;
	b->change = NULL;
	b->blocks.v[at].line = law->line;
	if (law == law->parent->first && law->parent->label != NULL)
		b->blocks.v[at].anchor = eg_build__str(b, law->parent->label);
	return rc;
}

/* Where each edit is a section of the bill: their numbers, the first being the law block's own. */
void
eg_build__plan_edits(struct eg_build *b, const struct eg_node *law)
{
	struct eg_edits *s = b->edits[law->id] = eg_build__edits(b, law);

	if (s == NULL || eg_build__fact(b, "leadin.amend-several") != NULL)
		return;
	s->edit[0].num = b->num[law->id];
	for (size_t i = 1; i < s->n; i++)
		eg_build__plan_further(b, &s->edit[i].num);
}
