/* The long title, with the list of what the bill adds, amends and repeals where that legislature
 * prints one. */
#include "text/build.h"

#include "base/map.h"
#include <string.h>

struct list {
	struct eg_build *b;
	struct {
		EG_VEC(const char *);
	} v;
	struct eg_map seen; /* each is listed once */
};

static void
add(struct list *l, const char *text)
{
	if (eg_map_has(&l->seen, text))
		return;
	(void)eg_map_set(&l->seen, text, NULL);
	eg_vec_push(&l->v, text);
}

/* One item for the whole section, or one for each law block when the pattern speaks of {{section}}
 * alone. A pattern of two lines (Utah) is a heading and a line for each section. */
static void
affected_by(struct list *l, const struct eg_node *s, const char *pattern)
{
	enum eg_node_kind kind =
	    s->section == EG_SECTION_AMENDS ? EG_NODE_LAW : EG_NODE_CODE_SECTION;
	struct eg_build *b = l->b;
	const char *line = strstr(pattern, "\n");
	bool each = strstr(pattern, "{{section}}") != NULL &&
		    (kind == EG_NODE_LAW || line != NULL) && eg_build__count(s, kind) > 0;

	b->unit = s;
	b->section = NULL;
	if (!each)
		add(l, eg_build__fill_text(b, pattern, true));
	else if (line != NULL)
		add(l, eg_arena_dup(b->a, pattern, (size_t)(line - pattern)));
	for (const struct eg_node *c = s->first; each && c != NULL; c = c->next) {
		if (c->kind != kind)
			continue;
		b->section = c;
		add(l, eg_build__fill_text(b, line != NULL ? line + 1 : pattern, true));
	}
	b->unit = b->section = NULL;
}

static bool
is_emergency(struct eg_build *b, const struct eg_node *s)
{
	return eg_build__is(s, "effective") && strstr(eg_build__words(b, s), "mergency") != NULL;
}

/* The fact for what a section does, for its unit where that has one of its own. */
static const char *
affected_fact(struct eg_build *b, const char *what, const struct eg_node *s)
{
	const char *key = eg_arena_printf(b->a, "title.affected-%s", what), *own;

	own = s != NULL ? eg_build__fact(b, eg_arena_printf(b->a, "%s-%s", key, eg_build__unit(s)))
			: NULL;
	return own != NULL ? own : eg_build__fact(b, key);
}

static const char *
kind_of(struct eg_build *b, const struct eg_node *s)
{
	switch (s->section) {
	case EG_SECTION_ADDS:
		return eg_build__placed(s) ? "add" : "new";
	case EG_SECTION_AMENDS:
		return "amend";
	case EG_SECTION_REPEALS:
		return "repeal";
	default:
		return is_emergency(b, s)		 ? "emergency"
		       : eg_build__is(s, "effective")	 ? "effective"
		       : eg_build__is(s, "severability") ? "severability"
							 : "other";
	}
}

/* New law without a place, and session law: one item for all of it. */
static void
created(struct list *l)
{
	struct eg_build *b = l->b;
	const char *fresh = eg_build__fact(b, "title.affected-new");
	const struct eg_node *creates = NULL;

	bool session = eg_profile_yes(b->p, "sections.new-session");

	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s))
		if (s->kind == EG_NODE_SECTION &&
		    ((s->section == EG_SECTION_ADDS &&
			 (!eg_build__placed(s) || affected_fact(b, "add", s) == NULL)) ||
			(s->section == EG_SECTION_SESSION && session) ||
			s->section == EG_SECTION_PLAIN))
			creates = creates == NULL || eg_build__count(s, EG_NODE_CODE_SECTION) > 1
				      ? s
				      : creates;
	if (fresh != NULL && creates != NULL && eg_profile_yes(b->p, "title.affected"))
		affected_by(l, creates, fresh);
}

/* "requiring X; and providing Y": each clause an item, so that the list is joined once. */
static void
clauses(struct list *l, const char *text)
{
	while (*text != '\0') {
		const char *end = strstr(text, "; ");
		size_t n = end != NULL ? (size_t)(end - text) : strlen(text);

		if (strncmp(text, "and ", 4) == 0 || strncmp(text, "AND ", 4) == 0)
			text += 4, n -= 4;
		add(l, eg_arena_dup(l->b->a, text, n));
		text += n + (end != NULL ? 2 : 0);
	}
}

/* Every item of one kind, in the order of the bill. */
static void
items(struct list *l, const char *kind)
{
	struct eg_build *b = l->b;

	if (strcmp(kind, "new") == 0) {
		created(l);
		return;
	}
	if (strcmp(kind, "purpose") == 0 || strcmp(kind, "original") == 0 ||
	    strcmp(kind, "related") == 0) {
		const char *pattern = affected_fact(b, kind, NULL);
		bool amends = false;

		for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s))
			amends = amends ||
				 (s->kind == EG_NODE_SECTION && s->section == EG_SECTION_AMENDS);
		b->amended = kind[0] == 'o';
		if (pattern != NULL && kind[0] == 'p')
			clauses(l, eg_build__fill_text(b, pattern, true));
		else if (pattern != NULL && (kind[0] == 'r' || amends))
			add(l, eg_build__fill_text(b, pattern, true));
		b->amended = false;
		return;
	}
	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s)) {
		const char *is = s->kind == EG_NODE_SECTION ? kind_of(b, s) : "", *pattern;
		bool law =
		    strcmp(is, "add") == 0 || strcmp(is, "amend") == 0 || strcmp(is, "repeal") == 0;

		if (strcmp(kind, "provisions") == 0 ? !law : strcmp(is, kind) != 0)
			continue;
		if (law && !eg_profile_yes(b->p, "title.affected"))
			continue;
		pattern = affected_fact(b, is, s);
		if (pattern != NULL && law)
			affected_by(l, s, pattern);
		else if (pattern != NULL)
			add(l, pattern);
	}
}

/* The form of the title: that of a bill which touches no code, or amends it, where that is another
 * one. */
static const char *
title_form(struct eg_build *b, const char *form)
{
	const char *plain = eg_build__fact(b, "title.form-plain"),
		   *amend = eg_build__fact(b, "title.form-amend"),
		   *joined = eg_build__fact(b, "title.form-joined");

	if (joined != NULL && eg_build__joined_var(b, "joined_repealed") != NULL)
		return joined;

	if (b->amendatory && amend != NULL)
		return amend;
	return plain != NULL && !eg_build__acts_on_code(b) ? plain : form;
}

/* New York names what is repealed after the subject. */
static const char *
repealing(struct eg_build *b)
{
	struct list l = {.b = b};
	struct eg_buf t = EG_BUF_INIT;
	const char *out;

	items(&l, "repeal");
	for (size_t i = 0; i < l.v.n; i++)
		eg_buf_printf(&t, "%s%s", i == 0 ? "" : " and ", l.v.v[i]);
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_vec_clear(&l.v);
	eg_map_clear(&l.seen);
	eg_buf_clear(&t);
	return out;
}

static const char *
affected(struct eg_build *b)
{
	static const char *const usual[] = {"provisions", "new", "effective", "emergency"};
	struct list l = {.b = b};
	const struct eg_fact *plain = eg_profile_fact(b->p, "title.order-plain"),
			     *order = plain->list != NULL && !eg_build__acts_on_code(b)
					  ? plain
					  : eg_profile_fact(b->p, "title.order");
	const char *sep = eg_build__fact(b, "title.separator"),
		   *last = eg_build__fact(b, "title.last-joiner"), *out,
		   *form = title_form(b, eg_build__fact(b, "title.form"));
	struct eg_buf t = EG_BUF_INIT;
	bool alone; /* "; and providing an effective date": the list goes on from the subject */

	if (order->list != NULL)
		for (size_t i = 0; i < order->n; i++)
			items(&l, order->list[i]);
	else
		for (size_t i = 0; i < EG_COUNT(usual); i++)
			items(&l, usual[i]);
	sep = sep != NULL ? sep : "; ";
	alone = last != NULL && l.v.n == 1 && form != NULL &&
		strstr(form, "; {{affected}}") != NULL &&
		!eg_profile_yes(b->p, "title.alone-unjoined");
	b->one_affected = l.v.n == 1;
	for (size_t i = 0; i < l.v.n; i++) {
		if (i > 0 && t.n > 0 &&
		    t.p[t.n - 1] == ',') /* Michigan's history closes with one */
			eg_buf_putc(&t, ' ');
		else if (i > 0)
			eg_buf_puts(
			    &t, last != NULL && l.v.n == 2 && strcmp(sep, ", ") == 0 ? " " : sep);
		if ((i > 0 && i + 1 == l.v.n && last != NULL) || alone)
			eg_buf_printf(&t, "%s ", last);
		eg_buf_puts(&t, l.v.v[i]);
	}
	if (t.n > 0 && t.p[t.n - 1] == ',')
		eg_buf_trunc(&t, t.n - 1);
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_vec_clear(&l.v);
	eg_map_clear(&l.seen);
	eg_buf_clear(&t);
	return out;
}

/* Instruments that are not bills: the title that the profile gives resolutions, else their name and
 * what they do, in plain words. */
static void
plain_title(struct eg_build *b)
{
	const struct eg_fact *form = eg_profile_fact(b->p, "title.resolution");
	struct eg_lines lines = {0};

	if (b->resolution && form->value != NULL) {
		if (strcmp(form->value, "none") == 0)
			return;
		eg_build__fill(b, form->value, &lines);
		(void)eg_build__put_lines(b, &lines, EG_ROLE_TITLE, "");
		return;
	}
	const char *instrument = b->bill->head.instrument,
		   *gerund = eg_build__var(b, "purpose_gerund", 14);
	const char *subject = eg_build__var(b, "subject", 7);
	char *name = eg_arena_strdup(b->a, eg_build__upper(b, instrument));
	struct eg_block *k = eg_build__block(b, EG_ROLE_TITLE, "");

	for (char *p = name; *p != '\0'; p++)
		if (*p == '-')
			*p = ' ';
	if (strncmp(name, "SIMPLE ", 7) == 0)
		name += 7;
	if (strcmp(instrument, "letter") == 0)
		eg_build__text(b, k, subject);
	else if (gerund != NULL)
		eg_build__text(b, k, eg_arena_printf(b->a, "A %s %s.", name, gerund));
	else
		eg_build__text(b, k, eg_arena_printf(b->a, "A %s relating to %s.", name, subject));
}

void
eg_build__title(struct eg_build *b)
{
	const struct eg_fact *above = eg_profile_fact(b->p, "title.lines");
	const char *form = eg_build__fact(b, "title.form"), *instrument = b->bill->head.instrument;
	struct eg_lines lines = {0};
	struct eg_block *k;

	if (b->bill->head.title[0] == '\0' && b->bill->head.short_title[0] == '\0') {
		k = eg_build__block(b, EG_ROLE_TITLE, "");
		eg_build__blank(b, k, "the title");
		return;
	}
	if (b->resolution || strcmp(instrument, "letter") == 0) {
		plain_title(b);
		return;
	}
	if (form == NULL) {
		k = eg_build__block(b, EG_ROLE_TITLE, "");
		eg_build__blank(b, k,
		    eg_arena_printf(
			b->a, "the form of a bill's title in %s", eg_profile_name(b->p)));
		return;
	}
	for (size_t i = 0; i < above->n; i++) {
		const char *line = above->list != NULL ? above->list[i] : above->value;

		if (strcmp(line, "none") == 0)
			continue;
		k = eg_build__block(b, EG_ROLE_TITLE, "");
		eg_build__text(b, k, line);
	}
	b->affected = affected(b);
	b->repealing = repealing(b);
	form = title_form(b, form);
	if (b->one_affected && form == eg_build__fact(b, "title.form") &&
	    eg_build__fact(b, "title.form-one") != NULL)
		form = eg_build__fact(b, "title.form-one");
	if (b->affected[0] == '\0' && eg_build__fact(b, "title.form-plain") != NULL &&
	    strstr(form, "{{affected}}") == form + strcspn(form, "{"))
		form = eg_build__fact(b, "title.form-plain"); /* nothing that opens the title */
	bool amends = form != NULL && form == eg_build__fact(b, "title.form-amend");
	for (const struct eg_node *s = b->bill->root; s != NULL && b->unit == NULL;
	     s = eg_build__after(s))
		if (s->kind == EG_NODE_SECTION && eg_build__placed(s) &&
		    (!amends || eg_build__into_act(b, s)))
			b->unit = s;
	eg_build__fill(b, form, &lines);
	b->unit = NULL;
	if (eg_profile_yes(b->p, "title.caps"))
		for (size_t i = 0; i < lines.n; i++)
			for (size_t r = 0; r < lines.v[i].n; r++)
				if (lines.v[i].run[r].kind != EG_RUN_BLANK)
					lines.v[i].run[r].text =
					    eg_build__upper(b, lines.v[i].run[r].text);
	(void)eg_build__put_lines(b, &lines, EG_ROLE_TITLE, "");
}
