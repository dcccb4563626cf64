/*
 * Numbers: which provisions are sections of the bill, which are sections of the code, and the mark
 * of every item. Bill sections count on through the bill; items count within their parent, whatever
 * stands between them.
 */
#include "text/build.h"

#include <string.h>
#include <strings.h>

const struct eg_num *
eg_build__num(const struct eg_build *b, const struct eg_node *n)
{
	return &b->num[n->id];
}

const struct eg_node *
eg_build__enclosing(const struct eg_node *n, enum eg_node_kind kind)
{
	while (n != NULL && n->kind != kind)
		n = n->parent;
	return n;
}

const struct eg_node *
eg_build__after(const struct eg_node *n)
{
	const struct eg_node *c = n->kind == EG_NODE_SECTION ? n->next : n->first;

	for (;;) {
		while (c != NULL && c->kind != EG_NODE_SECTION && c->kind != EG_NODE_ARTICLE)
			c = c->next;
		if (c != NULL || n->kind == EG_NODE_BILL)
			return c;
		if (n->kind == EG_NODE_SECTION) { /* the last of its article, or of the bill */
			n = n->parent;
			if (n->kind == EG_NODE_BILL)
				return NULL;
		}
		c = n->next;
		n = n->parent;
	}
}

size_t
eg_build__count(const struct eg_node *unit, enum eg_node_kind kind)
{
	size_t count = 0;

	for (const struct eg_node *c = unit->first; c != NULL; c = c->next)
		count += c->kind == kind;
	return count;
}

bool
eg_build__is(const struct eg_node *n, const char *label)
{
	size_t len = strlen(label);

	if (n->label != NULL && strcmp(n->label, label) == 0)
		return true;
	/* session law is also known by its heading: "## Effective date {#when .session}" */
	return n->kind == EG_NODE_SECTION && n->section == EG_SECTION_SESSION && n->n_runs > 0 &&
	       strncasecmp(n->run[0].text, label, len) == 0 &&
	       (n->run[0].text[len] == '\0' || n->run[0].text[len] == ' ');
}

bool
eg_build__placed(const struct eg_node *section)
{
	return section->code != NULL && section->code[0] != '\0';
}

/* Text of a .adds section that stands before its first code section. */
static bool
has_own_text(const struct eg_node *s)
{
	for (const struct eg_node *c = s->first; c != NULL && c->kind != EG_NODE_CODE_SECTION;
	     c = c->next)
		if (c->kind != EG_NODE_NOTE)
			return true;
	return false;
}

const char *
eg_build__unit(const struct eg_node *s)
{
	return s->unit != NULL && s->unit[0] != '\0' ? s->unit : "chapter";
}

bool
eg_build__alone(struct eg_build *b)
{
	int n = 0;

	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s))
		n += s->kind == EG_NODE_SECTION &&
		     (s->section == EG_SECTION_ADDS || s->section == EG_SECTION_PLAIN);
	return n == 1;
}

const char *
eg_build__direction(struct eg_build *b, const struct eg_node *s, bool *first)
{
	const char *pattern = eg_build__fact(b, "leadin.codify"),
		   *position = eg_build__fact(b, "leadin.codify-position");
	const char *style = eg_build__fact(b, "leadin.style");
	const char *adds =
	    eg_build__fact(b, eg_arena_printf(b->a, "leadin.add-%s", eg_build__unit(s)));

	*first = position != NULL && strcmp(position, "first") == 0;
	if (style == NULL || strcmp(style, "each-section") != 0)
		return NULL;
	if (strcmp(eg_build__unit(s), "section") ==
	    0) /* sections alone, where bills place them too */
		return eg_build__count(s, EG_NODE_CODE_SECTION) == 1 &&
			       eg_build__fact(b, "leadin.add-alone") != NULL
			   ? NULL
			   : eg_build__fact(b, "leadin.codify-section");
	if (adds != NULL && strstr(adds, "{{first}}") != NULL)
		pattern = adds; /* Nevada: the words that add a chapter are the direction */
	return pattern != NULL && strstr(pattern, "{{first}}") != NULL ? pattern : NULL;
}

const char *
eg_build__new(struct eg_build *b, const char *designator, int n)
{
	const char *word = eg_build__fact(b, "sections.new"),
		   *position = eg_build__fact(b, "sections.new-position");

	const char *when = eg_build__fact(b, "sections.new-when");

	if (word == NULL || (when != NULL && strcmp(when, "mixed") == 0 && !b->mixed))
		return designator;
	if (strstr(word, "{{") != NULL) {
		bool ruled = b->ruled;

		b->ruled = true;
		word = eg_build__fill_text(b, word, false);
		b->ruled = ruled;
	} else if (strstr(word, "{n}") != NULL)
		return eg_build__section_pattern(b, word, n, "", "");
	if (word[0] == '[' || word[0] == '(' ||
	    (position != NULL && strcmp(position, "after") == 0))
		return eg_arena_printf(b->a, "%s %s", designator, word);
	return eg_arena_printf(b->a, "%s %s", word, designator);
}

/* Michigan: the title says that the bill amends an act, by amending or adding what; sections and
 * parts follow at once, each with the act's own designator. leadin.into-act lists the units. */
bool
eg_build__into_act(struct eg_build *b, const struct eg_node *s)
{
	const struct eg_fact *amend = eg_profile_fact(b->p, "leadin.amend-section"),
			     *into = eg_profile_fact(b->p, "leadin.into-act");

	if (s->section == EG_SECTION_AMENDS)
		return amend->value != NULL && strcmp(amend->value, "none") == 0;
	if (s->section != EG_SECTION_ADDS || !eg_build__placed(s))
		return false;
	for (size_t i = 0; i < into->n; i++)
		if (strcmp(into->list != NULL ? into->list[i] : into->value, eg_build__unit(s)) ==
		    0)
			return true;
	return false;
}

/* Has a section of this unit the designator of a section in an act or code that stands, not that of
 * one in a new act (Illinois: "Sec. 5-1." and "Section 1.")? */
static bool
joins_law(struct eg_build *b, const struct eg_node *s)
{
	const char *style = eg_build__fact(b, "leadin.style");

	return strcmp(eg_build__unit(s), "section") == 0 ||
	       (style != NULL && strcmp(style, "new-act") == 0 && eg_build__placed(s));
}

const char *
eg_build__code_designator(struct eg_build *b, const struct eg_node *s)
{
	const char *single = eg_build__fact(b, "sections.code-section");

	return single != NULL && joins_law(b, s) ? single : eg_build__fact(b, "sections.code");
}

static enum eg_mode
adds_mode(struct eg_build *b, const struct eg_node *s)
{
	const char *style = eg_build__fact(b, "leadin.style");

	if (!eg_build__placed(s))
		return EG_MODE_OWN;
	if (style != NULL && strcmp(style, "each-section") == 0)
		return EG_MODE_EACH;
	if (style != NULL && strcmp(style, "enacted-list") == 0)
		return EG_MODE_LIST;
	return EG_MODE_CONTAINER;
}

/* Does the bill begin with what it does to existing law? */
static bool
opens_with_law(struct eg_build *b)
{
	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s))
		if (s->kind == EG_NODE_SECTION && s->section != EG_SECTION_RECITALS)
			return s->section == EG_SECTION_AMENDS ||
			       s->section == EG_SECTION_REPEALS ||
			       (s->section == EG_SECTION_ADDS &&
				   adds_mode(b, s) == EG_MODE_CONTAINER);
	return false;
}

/* The next number of a bill section. Illinois counts 1, 5, 10, 15, section 1 being the short title
 * of a new Act, and begins with 5 where a bill only changes Acts; the District begins with 2. */
static int
next_number(struct eg_build *b)
{
	int step = (int)eg_profile_int(b->p, "sections.step", 1), n = ++b->next_n;
	const char *join = eg_build__fact(b, "enacting.join");

	if (join != NULL && strcmp(join, "cite-as") == 0)
		n++;
	if (step <= 1 || step > 1000)
		return n;
	return opens_with_law(b) ? n * step : n == 1 ? 1 : (n - 1) * step;
}

bool
eg_build__acts_on_code(struct eg_build *b)
{
	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s))
		if (s->kind == EG_NODE_SECTION &&
		    (s->section == EG_SECTION_AMENDS || eg_build__placed(s) ||
			(s->sections != NULL && s->sections[0] != '\0')))
			return true;
	return false;
}

static void
set_bill_number(struct eg_build *b, struct eg_num *num, int n, const char *pattern)
{
	const char *join = eg_build__fact(b, "enacting.join");

	num->n = n;
	if (pattern == NULL && (pattern = eg_build__fact(b, "sections.plain")) != NULL &&
	    eg_build__acts_on_code(b))
		pattern = NULL; /* Missouri letters the sections that act on the code, no others */
	if (pattern == NULL)
		pattern = eg_build__fact(b, b->next_n <= 1 ? "sections.first" : "sections.later");
	if (pattern == NULL)
		pattern = eg_build__fact(b, "sections.later");
	if (pattern == NULL && join != NULL && strcmp(join, "no-sections") == 0 &&
	    eg_build__acts_on_code(b))
		pattern = ""; /* West Virginia: sections of a bill have no numbers */
	if (pattern == NULL)
		pattern = "Section {n}."; /* no form known: plain numbers assert none */
	num->designator = eg_build__section_pattern(b, pattern, n, "", "");
	num->number = pattern[0] == '\0'
			  ? ""
			  : eg_build__section_pattern(
				b, strstr(pattern, "{A}") != NULL ? "{A}" : "{n}", n, "", "");
}

/* The pattern of a unit's section numbers: as given, else as that code numbers the sections of a
 * new unit (code.numbering), if the number of the unit is known. */
static const char *
numbering(struct eg_build *b, const struct eg_node *unit)
{
	const char *own = eg_build__fact(b, "code.numbering"), *text;

	if (unit->sections != NULL && unit->sections[0] != '\0')
		return unit->sections;
	if (strcmp(eg_build__unit(unit), "section") == 0) /* Hawaii: "§321-   " */
		own = eg_build__fact(b, "code.numbering-section");
	if (own == NULL)
		return NULL;
	b->unit = unit;
	size_t details = b->details.n;
	bool said = b->said[unit->id];
	text = strstr(own, "{{number}}") != NULL && (unit->number == NULL || !unit->number[0])
		   ? NULL
		   : eg_build__fill_text(b, own, false);
	if (text != NULL && strstr(text, "____") != NULL)
		text = NULL;
	b->details.n = details;
	b->said[unit->id] = said; /* only words that are printed count */
	b->unit = NULL;
	return text;
}

/* The n-th number of "24-76.7-{101}"; NULL if the pattern counts nothing. A number of one section
 * may be given whole. Codes that leave gaps (South Carolina 10, 20, 30; Mississippi 1, 3, 5) say
 * so in code.step; "{10+5}" sets another. */
static const char *
code_number(struct eg_build *b, const char *pattern, int order)
{
	long long step = eg_profile_int(b->p, "code.step", 1);

	if (step < 1 || step > 1000)
		step = 1;
	const char *open = pattern != NULL ? strchr(pattern, '{') : NULL,
		   *close = open != NULL ? strchr(open, '}') : NULL;
	long long start = 0;
	size_t width = 0;

	if (pattern == NULL || pattern[0] == '\0')
		return NULL;
	if (close == NULL)
		return order == 1 ? eg_build__str(b, pattern) : NULL;
	for (const char *p = open + 1; p < close && width < 15; p++, width++) {
		if (*p == '+' && width > 0 && p + 1 < close && close - p < 6) {
			for (step = 0, p++; p < close && *p >= '0' && *p <= '9'; p++)
				step = step * 10 + (*p - '0');
			if (p != close)
				return NULL;
			break;
		}
		if (*p < '0' || *p > '9')
			return NULL;
		start = start * 10 + (*p - '0');
	}
	if (width == 0)
		return NULL;
	return eg_arena_printf(b->a, "%.*s%0*lld%s", (int)(open - pattern), pattern,
	    open[1] == '0' ? (int)width : 1, start + (order - 1) * step, close + 1);
}

static void
plan_code_section(struct eg_build *b, const struct eg_node *unit, const struct eg_node *c,
    int order, enum eg_mode mode)
{
	struct eg_num *num = &b->num[c->id];
	const char *pattern = eg_build__code_designator(b, unit), *number;

	num->mode = mode;
	num->order = order;
	number = mode == EG_MODE_OWN ? NULL : code_number(b, numbering(b, unit), order);
	if (mode != EG_MODE_CONTAINER)
		set_bill_number(b, num, next_number(b), NULL);
	if (number != NULL) {
		num->number = eg_build__dashed(b, eg_build__within_title(b, unit->code, number));
		num->code = true;
	} else if (mode == EG_MODE_CONTAINER || mode == EG_MODE_LIST) {
		num->code = true;
		num->number = pattern != NULL && strstr(pattern, "{n}") != NULL
				  ? eg_arena_printf(b->a, "%d", order)
				  : "____";
	}
}

/* The number of a section of the bill that sets out code text: in Maryland all of it stands in one
 * section. */
static void
set_code_number(struct eg_build *b, struct eg_num *num)
{
	if (b->shared > 0) {
		num->n = b->shared;
		num->number = eg_arena_printf(b->a, "%d", b->shared);
		num->shared = true;
		return;
	}
	set_bill_number(b, num, next_number(b), NULL);
	if (eg_profile_yes(b->p, "leadin.shared") || eg_build__joins(b))
		b->shared = num->n;
}

void
eg_build__plan_further(struct eg_build *b, struct eg_num *num)
{
	set_bill_number(b, num, next_number(b), NULL);
}

/* The direction to codify is a section of its own. */
static void
plan_direction(struct eg_build *b, struct eg_num *num)
{
	struct eg_num own = {0};

	set_bill_number(b, &own, next_number(b), NULL);
	num->direction = eg_profile_yes(b->p, "sections.new-session")
			     ? eg_build__new(b, own.designator, own.n)
			     : own.designator;
}

static void
plan_adds(struct eg_build *b, const struct eg_node *s)
{
	struct eg_num *num = &b->num[s->id];
	const char *join = eg_build__fact(b, "enacting.join");
	bool before;
	const char *direction = eg_build__direction(b, s, &before);
	int order = 0;

	num->mode = adds_mode(b, s);
	if (direction != NULL && before)
		plan_direction(b, num);
	if (eg_build__into_act(b, s))
		num->designator = num->number = "";
	else if (num->mode == EG_MODE_CONTAINER)
		set_code_number(b, num);
	else if (has_own_text(s) || eg_build__count(s, EG_NODE_CODE_SECTION) == 0)
		set_bill_number(b, num, next_number(b), NULL);
	num->first = num->last = num->n;
	for (const struct eg_node *c = s->first; c != NULL; c = c->next) {
		struct eg_num *cn = &b->num[c->id];

		if (c->kind != EG_NODE_CODE_SECTION)
			continue;
		if (b->next_n == 0 && num->mode == EG_MODE_OWN && join != NULL &&
		    strcmp(join, "cite-as") == 0 && eg_build__is(c, "short-title")) {
			*cn = (struct eg_num){.mode = EG_MODE_ABSORBED, .number = "1", .n = 1};
			continue;
		}
		plan_code_section(b, s, c, ++order, num->mode);
		if (cn->n > 0) {
			num->first = num->first == 0 ? cn->n : num->first;
			num->last = cn->n;
		}
	}
	if (direction != NULL && !before)
		plan_direction(b, num);
}

static void
plan_section(struct eg_build *b, const struct eg_node *s)
{
	struct eg_num *num = &b->num[s->id];
	const struct eg_fact *amend = eg_profile_fact(b->p, "leadin.amend-section");
	bool laws = false, none = amend->value != NULL && strcmp(amend->value, "none") == 0;

	if (s->section == EG_SECTION_RECITALS || s->section == EG_SECTION_RESOLVED ||
	    eg_build__repealed_in_lieu(b, s)) {
		num->mode = EG_MODE_NONE;
		return;
	}
	if (s->section == EG_SECTION_ADDS) {
		plan_adds(b, s);
		return;
	}
	if (s->section == EG_SECTION_AMENDS) {
		for (const struct eg_node *c = s->first; c != NULL; c = c->next)
			if (c->kind == EG_NODE_LAW) {
				laws = true;
				if (none)
					continue;
				set_code_number(b, &b->num[c->id]);
				eg_build__plan_edits(b, c);
				if (num->n == 0)
					*num = b->num[c->id];
			}
		if (laws)
			return;
	}
	const char *session =
	    eg_build__fact(b, "sections.session"); /* Michigan: "Enacting section 1." */
	bool apart = (s->section == EG_SECTION_SESSION &&
			 (b->amendatory || !eg_build__is(s, "severability"))) ||
		     s->section == EG_SECTION_REPEALS;
	if (!apart || session == NULL) {
		set_bill_number(b, num, next_number(b), NULL);
		return;
	}
	set_bill_number(b, num, ++b->next_session, session);
	char *word = eg_arena_dup(b->a, session, strcspn(session, "{"));
	for (size_t n = strlen(word); n > 0 && word[n - 1] == ' '; n--)
		word[n - 1] = '\0';
	if (word[0] >= 'A' && word[0] <= 'Z')
		word[0] = (char)(word[0] - 'A' + 'a');
	num->word = word;
}

/* Where the last sections have numbers of their own (Illinois: 97 severability, 99 effective date).
 */
static void
plan_last(struct eg_build *b, const struct eg_node *s)
{
	int last = (int)eg_profile_int(b->p, "sections.last", 0);
	int severability = (int)eg_profile_int(b->p, "sections.severability-number", 0);

	if (s->section != EG_SECTION_SESSION || last == 0)
		return;
	if (eg_build__is(s, "effective") && b->num[s->id].n < last)
		set_bill_number(b, &b->num[s->id], last, eg_build__fact(b, "sections.later"));
	else if (eg_build__is(s, "severability") && severability > 0 &&
		 b->num[s->id].n < severability)
		set_bill_number(
		    b, &b->num[s->id], severability, eg_build__fact(b, "sections.later"));
}

void
eg_build__plan(struct eg_build *b)
{
	int article = 0;

	eg_build__order(b);
	for (size_t i = 0; i < b->steps.n; i++) {
		struct eg_step *step = &b->steps.v[i];

		if (step->node == NULL) {
			set_bill_number(b, &step->num, next_number(b), NULL);
		} else if (step->node->kind == EG_NODE_SECTION) {
			plan_section(b, step->node);
			plan_last(b, step->node);
		}
	}
	for (const struct eg_node *n = b->bill->root; n != NULL; n = eg_node_after(n)) {
		struct eg_num *num = &b->num[n->id];

		if (n->kind == EG_NODE_CODE_SECTION && num->mode == EG_MODE_OWN &&
		    eg_build__own_heading(b, n)[0] != '\0')
			b->own_headings = true;
		if (n->kind == EG_NODE_ITEM) {
			eg_build__plan_item(b, n);
		} else if (n->kind == EG_NODE_ARTICLE) {
			struct eg_buf out = EG_BUF_INIT;

			(void)eg_mark_format(&out, "I", ++article);
			num->number = eg_arena_dup(b->a, out.p, out.n);
			num->designator = eg_arena_printf(b->a, "ARTICLE %s.", num->number);
			eg_buf_clear(&out);
		}
		if (num->designator == NULL)
			num->designator = "";
		if (num->number == NULL)
			num->number = "";
		if (num->mark == NULL)
			num->mark = "";
	}
}
