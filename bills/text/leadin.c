/* The words that act on a code: what adds, amends or repeals it, each in the style of the
 * jurisdiction's bills. */
#include "text/build.h"

#include <string.h>

static const char *
key_fact(struct eg_build *b, const char *prefix, const char *unit)
{
	return eg_build__fact(b, eg_arena_printf(b->a, "%s%s", prefix, unit));
}

/* Is the fact stated to be "none" (rather than not known)? */
static bool
is_none(struct eg_build *b, const char *prefix, const char *unit)
{
	const struct eg_fact *f =
	    eg_profile_fact(b->p, eg_arena_printf(b->a, "%s%s", prefix, unit));

	return f->value != NULL && strcmp(f->value, "none") == 0;
}

static void
fill_or_blank(struct eg_build *b, const char *pattern, const char *what, struct eg_lines *out)
{
	if (pattern != NULL) {
		eg_build__fill(b, pattern, out);
		return;
	}
	struct eg_line_runs *l = eg_vec_new(out);
	l->run = eg_arena_calloc(b->a, 1, sizeof(*l->run));
	l->run->kind = EG_RUN_BLANK;
	l->run->text = what;
	l->n = 1;
	if (b->unit != NULL)
		b->said[b->unit->id] = true;
	eg_build__missing(b, what);
}

/* Designator and heading of a code section, from a pattern such as "§ {number}. {heading}.". */
static void
split_pattern(struct eg_build *b, const char *pattern, const struct eg_num *num, int n,
    const char *heading, const char **designator, const char **words)
{
	const char *at = strstr(pattern, "{heading}"), *AT = strstr(pattern, "{HEADING}");
	size_t cut;

	if (at == NULL)
		at = AT;
	cut = at != NULL ? (size_t)(at - pattern) : strlen(pattern);
	while (cut > 0 && pattern[cut - 1] == ' ')
		cut--;
	*designator =
	    eg_build__section_pattern(b, eg_arena_dup(b->a, pattern, cut), n, num->number, "");
	*words = at != NULL && heading[0] != '\0'
		     ? eg_build__section_pattern(b, at, n, num->number, heading)
		     : "";
	size_t end = strlen(*words);
	if (end > 1 && (*words)[end - 1] == '.' && strchr(".?!", (*words)[end - 2]) != NULL)
		*words = eg_arena_dup(b->a, *words, end - 1);
}

static void
heading_block(struct eg_build *b, const struct eg_node *s)
{
	const char *pattern = key_fact(b, "leadin.heading-", eg_build__unit(s));
	struct eg_lines lines = {0};

	if (pattern == NULL || strcmp(eg_build__unit(s), "section") == 0)
		return;
	eg_build__fill(b, pattern, &lines);
	size_t first = b->blocks.n;
	(void)eg_build__put_lines(b, &lines, EG_ROLE_UNIT_HEAD, "");
	if (first < b->blocks.n)
		b->blocks.v[first].line = s->line;
}

/* New York prints the sections of a new article under its heading. */
static void
section_list(struct eg_build *b, const struct eg_node *s)
{
	const char *pattern = eg_build__fact(b, "leadin.section-list");
	bool first = true;

	if (pattern == NULL || strcmp(eg_build__unit(s), "section") == 0)
		return;
	for (const struct eg_node *c = s->first; c != NULL; c = c->next) {
		struct eg_lines lines = {0};
		struct eg_block *k;

		if (c->kind != EG_NODE_CODE_SECTION)
			continue;
		b->unit = s;
		b->section = c;
		eg_build__fill(b,
		    !first && strncmp(pattern, "Section ", 8) == 0 ? pattern + 8 : pattern, &lines);
		b->unit = b->section = NULL;
		k = eg_build__put_lines(b, &lines, EG_ROLE_PARA, "");
		if (k != NULL)
			k->line = c->line;
		first = false;
	}
}

/* A code section as code text: its own designator, then its heading and text. */
static enum eg_rc
code_text(struct eg_build *b, const struct eg_node *c)
{
	const struct eg_num *num = eg_build__num(b, c);
	const char *pattern = eg_build__code_designator(b, c->parent), *designator, *words;
	struct eg_block *k;

	if (pattern == NULL)
		pattern = "{number}. {heading}."; /* plain layout: asserts no form */
	if (strcmp(num->number, "____") == 0)
		eg_build__detail(b, "the number of a new code section");
	else if (strstr(pattern, "{number}") != NULL)
		b->said[c->parent->id] = true;
	split_pattern(b, pattern, num, num->order, eg_build__words(b, c), &designator, &words);
	k = eg_build__block(b, EG_ROLE_CODE_SECTION, designator);
	k->anchor = c->label != NULL ? eg_build__str(b, c->label) : NULL;
	k->line = c->line;
	k->run_in = !eg_profile_yes(b->p, "sections.code-own-line") && c->first != NULL &&
		    (c->first->kind == EG_NODE_PARA || c->first->kind == EG_NODE_ITEM);
	if (words[0] != '\0')
		eg_build__text(b, k, words);
	b->here = c;
	return eg_build__content(b, c, c->first);
}

/* The heading of a section of the bill that is to become law of the code: as the code prints it,
 * without the number. */
const char *
eg_build__own_heading(struct eg_build *b, const struct eg_node *c)
{
	const char *pattern = eg_build__fact(b, "sections.code"), *heading = eg_build__words(b, c),
		   *at, *designator, *words;
	const char *plain = eg_build__fact(b, "sections.heading");
	const struct eg_fact *own = eg_profile_fact(b->p, "sections.own-heading");

	if (heading[0] == '\0')
		return "";
	if (own->value != NULL) { /* session law has catchlines of its own, or none */
		if (strcmp(own->value, "none") == 0)
			return "";
		split_pattern(b, own->value, eg_build__num(b, c), 0, heading, &designator, &words);
		return words;
	}
	at = pattern != NULL ? strstr(pattern, "{HEADING}") : NULL;
	if (at == NULL && pattern != NULL)
		at = strstr(pattern, "{heading}");
	if (at == NULL && (plain == NULL || strcmp(plain, "no") == 0) && pattern != NULL)
		return "";
	if (at == NULL && pattern == NULL && plain != NULL && strcmp(plain, "no") == 0)
		return "";
	split_pattern(b, at != NULL ? at : "{heading}.", eg_build__num(b, c), 0, heading,
	    &designator, &words);
	return words;
}

static enum eg_rc
own_section(struct eg_build *b, const struct eg_node *s, const struct eg_node *c, bool fresh,
    const char *pattern)
{
	const struct eg_num *num = eg_build__num(b, c);
	const char *designator =
	    fresh ? eg_build__new(b, num->designator, num->n) : num->designator;
	struct eg_lines lead = {0};
	enum eg_rc rc;

	b->unit = s;
	b->section = c;
	b->here = c;
	b->fresh = eg_build__num(b, s)->mode == EG_MODE_EACH && eg_build__marks_new(b, s);
	if (pattern == NULL && num->mode == EG_MODE_OWN) /* AK, OK: law that is not for the code */
		pattern = eg_build__fact(b, "leadin.session");
	if (pattern != NULL)
		eg_build__fill(b, pattern, &lead);
	if (pattern == NULL && num->code &&
	    fresh) { /* the code's number stands after the bill's (IA, MN) */
		const char *code = eg_build__fact(b, "sections.code"), *d, *words;

		if (code != NULL && strstr(code, "{number}") != NULL) {
			split_pattern(b, code, num, num->n, eg_build__words(b, c), &d, &words);
			b->said[s->id] = true;
			b->unit = b->section = NULL;
			rc = eg_build__section(
			    b, c, eg_arena_printf(b->a, "%s %s", designator, d), NULL, words);
			b->fresh = false;
			eg_build__effective_below(b);
			return rc;
		}
	}
	b->unit = b->section = NULL;
	if (!fresh && num->mode == EG_MODE_OWN)
		designator = eg_build__with_note(b, designator);
	bool in_text = pattern != NULL && fresh && eg_build__fact(b, "sections.new") != NULL &&
		       eg_profile_yes(b->p, "sections.new-in-text");
	const char *heading = eg_build__own_heading(b, c);

	if (in_text) { /* New Mexico: … is enacted to read: "[NEW MATERIAL] … */
		designator = num->designator;
		heading =
		    eg_arena_printf(b->a, "\"%s %s", eg_build__fact(b, "sections.new"), heading);
	}
	rc = eg_build__section(b, c, designator, &lead, heading);
	if (in_text && rc == EG_OK)
		eg_build__text(b, &b->blocks.v[b->blocks.n - 1], "\"");
	b->fresh = false;
	eg_build__effective_below(b);
	return rc;
}

/* The sentence that directs where the new sections are to go. */
static void
codify(struct eg_build *b, const struct eg_node *s, const char *pattern)
{
	struct eg_lines lines = {0};
	struct eg_block *k;
	const char *designator = eg_build__num(b, s)->direction;

	b->unit = s;
	eg_build__fill(b, pattern, &lines);
	b->unit = NULL;
	k = eg_build__put_lines(b, &lines, EG_ROLE_CODIFY, designator != NULL ? designator : "");
	if (k != NULL)
		k->line = s->line;
}

/* New law as sections of the bill, with the direction to codify them. */
static enum eg_rc
each(struct eg_build *b, const struct eg_node *s, bool placed)
{
	const char *first = key_fact(b, "leadin.add-", eg_build__unit(s)),
		   *section = eg_build__fact(b, "leadin.add-section");
	const char *later = eg_build__fact(b, "leadin.add-later");
	const char *only = eg_build__fact(b, "sections.new-placed-only"),
		   *lead = eg_build__fact(b, "leadin.codify");
	const char *style = eg_profile_text(b->p, "leadin.style", "");
	bool before, fresh = placed || ((only == NULL || strcmp(only, "yes") != 0) &&
					   strcmp(style, "each-section") == 0);
	const char *pattern = eg_build__direction(b, s, &before);
	enum eg_rc rc = EG_OK;

	if (strcmp(eg_build__unit(s), "section") == 0 &&
	    eg_build__count(s, EG_NODE_CODE_SECTION) == 1 &&
	    eg_build__fact(b, "leadin.add-alone") != NULL)
		first = eg_build__fact(b, "leadin.add-alone"); /* Nevada: "a new section to read" */
	later = later != NULL && strcmp(eg_build__unit(s), "section") != 0 ? later : section;
	if (first == NULL && !is_none(b, "leadin.add-", eg_build__unit(s)))
		first = later;
	if (!placed || first == NULL || first == pattern)
		first = later = NULL;
	if (placed && first == NULL && lead != NULL && strstr(lead, "{{section}}") != NULL)
		first = later =
		    lead; /* Mississippi: "The following shall be codified as Section …" */
	if (pattern != NULL && before)
		codify(b, s, pattern);
	if (eg_build__num(b, s)->number[0] != '\0')
		rc = own_section(b, s, s, fresh, first);
	for (const struct eg_node *c = s->first; c != NULL && rc == EG_OK; c = c->next)
		if (c->kind == EG_NODE_CODE_SECTION &&
		    eg_build__num(b, c)->mode != EG_MODE_ABSORBED) {
			rc = own_section(b, s, c, fresh, first);
			first = later;
		}
	if (rc == EG_OK && pattern != NULL && !before)
		codify(b, s, pattern);
	return rc;
}

static enum eg_rc
enacted_list(struct eg_build *b, const struct eg_node *s)
{
	const char *pattern = eg_build__fact(b, "leadin.add-section");
	enum eg_rc rc = EG_OK;
	bool first = true;

	for (const struct eg_node *c = s->first; c != NULL && rc == EG_OK; c = c->next) {
		struct eg_lines lead = {0};
		struct eg_block *k;

		if (c->kind != EG_NODE_CODE_SECTION)
			continue;
		b->unit = s;
		b->section = c;
		fill_or_blank(b, pattern, "the words that enact a code section", &lead);
		b->section = NULL;
		k = eg_build__put_lines(b, &lead, EG_ROLE_SECTION, eg_build__num(b, c)->designator);
		if (k != NULL)
			k->line = c->line;
		b->fresh = eg_build__marks_new(b, s);
		if (first)
			heading_block(b, s);
		b->unit = NULL;
		first = false;
		rc = code_text(b, c);
		b->fresh = false;
	}
	return rc;
}

/* Code text goes on in the section that set out the first: what opened it is not said again. */
static void
drop_first(struct eg_lines *lead)
{
	if (lead->n > 1)
		memmove(lead->v, lead->v + 1, --lead->n * sizeof(lead->v[0]));
}

static enum eg_rc
container(struct eg_build *b, const struct eg_node *s)
{
	const struct eg_num *num = eg_build__num(b, s);
	const char *what = eg_arena_printf(b->a, "the words that add %s %s to the law of %s",
	    eg_build__unit(s)[0] == 'a' ? "an" : "a", eg_build__unit(s), eg_profile_name(b->p));
	struct eg_lines lead = {0};
	enum eg_rc rc = EG_OK;
	bool bare = eg_build__into_act(b, s);

	b->unit = s;
	if (!bare)
		fill_or_blank(b, key_fact(b, "leadin.add-", eg_build__unit(s)), what, &lead);
	b->here = s;
	b->unit = NULL;
	if (eg_build__joins(b))
		eg_build__join_lead(b, &lead, num);
	else if (num->shared)
		drop_first(&lead);
	size_t first;
	/* With the lead-in go any paragraphs of the section's own; the heading is the unit's. */
	if (!bare && lead.n > 0)
		rc = eg_build__section(b, s, num->designator, &lead, NULL);
	first = b->blocks.n;
	b->unit = s;
	b->fresh = eg_build__marks_new(b, s);
	if (rc == EG_OK)
		heading_block(b, s);
	b->unit = NULL;
	if (rc == EG_OK)
		section_list(b, s);
	if (rc == EG_OK && eg_build__count(s, EG_NODE_CODE_SECTION) == 0)
		rc = eg_build__content(b, s, s->first);
	for (const struct eg_node *c = s->first; c != NULL && rc == EG_OK; c = c->next)
		if (c->kind == EG_NODE_CODE_SECTION)
			rc = code_text(b, c);
	b->fresh = false;
	if (rc == EG_OK && first < b->blocks.n &&
	    eg_profile_yes(b->p, "leadin.quotes")) { /* the added text stands in quotation marks */
		struct eg_block *k = &b->blocks.v[first];

		if (k->designator[0] != '\0')
			k->designator = eg_arena_printf(b->a, "\"%s", k->designator);
		else
			eg_build__prepend(b, k, "\"");
		eg_build__text(b, &b->blocks.v[b->blocks.n - 1], "\"");
	}
	return rc;
}

/* A place that the draft gives is never passed over in silence: where bills name none, lint says
 * so; elsewhere the words are not known. */
static void
check_placed(struct eg_build *b, const struct eg_node *s)
{
	const char *named = eg_build__fact(b, "leadin.place-named"), *what;
	struct eg_block *k;

	if (!eg_build__placed(s) || b->said[s->id])
		return;
	if (named != NULL && strcmp(named, "no") == 0) {
		eg_vec_push(&b->unplaced, eg_build__str(b, s->code));
		return;
	}
	what = eg_arena_printf(b->a, "the words that place %s %s in the law of %s",
	    eg_build__unit(s)[0] == 'a' ? "an" : "a", eg_build__unit(s), eg_profile_name(b->p));
	k = eg_build__block(b, EG_ROLE_CODIFY, "");
	k->line = s->line;
	eg_build__blank(b, k, what);
}

enum eg_rc
eg_build__adds(struct eg_build *b, const struct eg_node *s)
{
	enum eg_mode mode = eg_build__num(b, s)->mode;
	enum eg_rc rc;

	if (mode == EG_MODE_EACH || mode == EG_MODE_OWN)
		rc = each(b, s, mode == EG_MODE_EACH);
	else if (mode == EG_MODE_LIST && eg_build__count(s, EG_NODE_CODE_SECTION) > 0)
		rc = enacted_list(b, s);
	else
		rc = container(b, s);
	if (rc == EG_OK)
		check_placed(b, s);
	if (rc == EG_OK && mode == EG_MODE_CONTAINER)
		eg_build__effective_below(b);
	return rc;
}

enum eg_rc
eg_build__amends(struct eg_build *b, const struct eg_node *s)
{
	const char *pattern = eg_build__fact(b, "leadin.amend-section");
	enum eg_rc rc = EG_OK;

	if (eg_build__count(s, EG_NODE_LAW) == 0)
		return eg_build__section(b, s, eg_build__num(b, s)->designator, NULL, NULL);
	for (const struct eg_node *c = s->first; c != NULL && rc == EG_OK; c = c->next) {
		struct eg_lines lead = {0};
		size_t at = b->blocks.n;
		const char *opens = eg_build__opening(b, c);
		struct eg_block *k;

		if (c->kind != EG_NODE_LAW)
			continue;
		b->here = s;
		if (b->edits[c->id] != NULL) {
			rc = eg_build__instruct(b, c, b->edits[c->id]);
			continue;
		}
		if (eg_build__num(b, c)->n ==
		    0) { /* Michigan: the law's own designators stand alone */
			rc = eg_build__content(b, s, c);
			continue;
		}
		b->unit = s;
		b->section = c;
		fill_or_blank(b, pattern,
		    eg_arena_printf(b->a, "the words that amend a section of the law of %s",
			eg_profile_name(b->p)),
		    &lead);
		b->unit = b->section = NULL;
		if (eg_build__joins(b))
			eg_build__join_lead(b, &lead, eg_build__num(b, c));
		else if (eg_build__num(b, c)->shared)
			drop_first(&lead);
		if (lead.n == 0) {
			eg_vec_clear(&lead);
			rc = eg_build__content(b, s, c);
			continue;
		}
		eg_build__put_lead(b, &lead, eg_build__num(b, c));
		k = &b->blocks.v[at];
		k->line = c->line;
		k->anchor = s->label != NULL && c == s->first ? eg_build__str(b, s->label) : NULL;
		if (opens != NULL && k->role == EG_ROLE_SECTION &&
		    (k->n_runs == 0 || strncmp(k->run[0].text, "That ", 5) != 0))
			eg_build__prepend(b, k, eg_arena_printf(b->a, "%s ", opens));
		at = b->blocks.n;
		rc = eg_build__content(b, s, c);
		if (b->markup.instruction)
			eg_build__quote(b, at);
		eg_build__effective_below(b);
	}
	return rc;
}

/* The sections repealed, a paragraph each where the profile has a form for one
 * (leadin.repeal-item), else their citation. */
static void
repealed_list(struct eg_build *b, const struct eg_node *s)
{
	const char *item = eg_build__fact(b, "leadin.repeal-item");
	size_t count;

	b->unit = s;
	count = eg_build__section_count(b);
	for (size_t i = 0; i < count && item != NULL; i++) {
		bool marked = count > 1 && strncmp(item, "{{mark}} ", 9) == 0;
		struct eg_lines lines = {0};
		struct eg_block *k;

		b->nth = i + 1;
		eg_build__fill(b, item + (strncmp(item, "{{mark}} ", 9) == 0 ? 9 : 0), &lines);
		b->nth = 0;
		k = eg_build__put_lines(b, &lines, marked ? EG_ROLE_ITEM : EG_ROLE_PARA,
		    marked ? eg_build__mark(b, "levels.marks", 0, (int)i + 1) : "");
		k->line = i == 0 ? s->line : 0;
		k->level = marked;
		if (!marked && strcmp(k->run[k->n_runs - 1].text, "") != 0 &&
		    k->run[k->n_runs - 1].text[strlen(k->run[k->n_runs - 1].text) - 1] != '.')
			eg_build__text(b, k, ".");
		if (marked)
			eg_build__text(b, k, i + 2 == count ? "; and" : i + 1 == count ? "." : ";");
	}
	b->unit = NULL;
	if (item != NULL)
		return;
	struct eg_block *k = eg_build__block(b, EG_ROLE_PARA, "");

	k->line = s->line;
	eg_build__text(b, k, eg_arena_printf(b->a, "%s.", eg_build__cite(b, s, s->code)));
}

enum eg_rc
eg_build__repeals(struct eg_build *b, const struct eg_node *s)
{
	const char *pattern = eg_build__fact(b, "leadin.repeal-section"),
		   *follows = " as follows:", *designator;
	struct eg_lines lead = {0};
	bool bare = s->first == NULL;
	size_t n = pattern != NULL ? strlen(pattern) : 0, m = strlen(follows);
	enum eg_rc rc;

	b->here = s;
	if (eg_build__repealed_in_lieu(b, s))
		return EG_OK;
	if (!eg_build__placed(s) && (s->sections == NULL || s->sections[0] == '\0'))
		return eg_build__section(b, s, eg_build__num(b, s)->designator, NULL, NULL);
	if (bare && n > m && strcmp(pattern + n - m, follows) == 0 &&
	    strstr(pattern, "{{section}}") !=
		NULL) { /* nothing follows: the section is repealed whole */
		pattern = eg_arena_printf(b->a, "%.*s.", (int)(n - m), pattern);
		n = strlen(pattern);
	}
	b->unit = s;
	fill_or_blank(b, pattern,
	    eg_arena_printf(
		b->a, "the words that repeal a section of the law of %s", eg_profile_name(b->p)),
	    &lead);
	b->unit = NULL;
	designator = eg_build__num(b, s)->designator;
	if (eg_profile_yes(b->p, "sections.new-session")) /* Washington, Montana */
		designator = eg_build__new(b, designator, eg_build__num(b, s)->n);
	rc = eg_build__section(b, s, designator, &lead, NULL);
	if (rc == EG_OK && bare && n > 0 &&
	    pattern[n - 1] == ':') /* "… are each repealed:" and the sections */
		repealed_list(b, s);
	eg_build__effective_below(b);
	return rc;
}
