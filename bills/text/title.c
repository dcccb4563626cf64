/* The long title, with the list of what the bill adds, amends and repeals where that legislature
 * prints one. */
#include "text/build.h"

#include <string.h>

struct list {
	struct eg_build *b;
	struct {
		EG_VEC(const char *);
	} v;
};

static void
add(struct list *l, const char *text)
{
	for (size_t i = 0; i < l->v.n; i++)
		if (strcmp(l->v.v[i], text) == 0)
			return;
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

static void
clauses(struct list *l)
{
	struct eg_build *b = l->b;
	const char *effective = eg_build__fact(b, "title.affected-effective"),
		   *emergency = eg_build__fact(b, "title.affected-emergency");

	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_node_after(s)) {
		if (s->kind != EG_NODE_SECTION || !eg_build__is(s, "effective"))
			continue;
		if (strstr(eg_build__words(b, s), "mergency") != NULL) {
			if (emergency != NULL)
				add(l, emergency);
		} else if (effective != NULL) {
			add(l, effective);
		}
	}
}

static const char *
affected(struct eg_build *b)
{
	struct list l = {.b = b};
	const char *add_fact = eg_build__fact(b, "title.affected-add"),
		   *amend = eg_build__fact(b, "title.affected-amend");
	const char *repeal = eg_build__fact(b, "title.affected-repeal"),
		   *fresh = eg_build__fact(b, "title.affected-new");
	const char *sep = eg_build__fact(b, "title.separator"),
		   *last = eg_build__fact(b, "title.last-joiner"), *out;
	const struct eg_node *creates = NULL;
	struct eg_buf t = EG_BUF_INIT;

	for (const struct eg_node *s = b->bill->root;
	     s != NULL && eg_profile_yes(b->p, "title.affected"); s = eg_node_after(s)) {
		if (s->kind != EG_NODE_SECTION)
			continue;
		if (s->section == EG_SECTION_ADDS && eg_build__placed(s) && add_fact != NULL)
			affected_by(&l, s, add_fact);
		else if (s->section == EG_SECTION_AMENDS && amend != NULL)
			affected_by(&l, s, amend);
		else if (s->section == EG_SECTION_REPEALS && repeal != NULL)
			affected_by(&l, s, repeal);
		else if (s->section == EG_SECTION_ADDS || s->section == EG_SECTION_SESSION ||
			 s->section == EG_SECTION_PLAIN)
			creates = creates == NULL || eg_build__count(s, EG_NODE_CODE_SECTION) > 1
				      ? s
				      : creates;
	}
	if (fresh != NULL && creates != NULL)
		affected_by(&l, creates, fresh);
	clauses(&l);
	sep = sep != NULL ? sep : "; ";
	for (size_t i = 0; i < l.v.n; i++) {
		if (i > 0)
			eg_buf_puts(
			    &t, last != NULL && l.v.n == 2 && strcmp(sep, ", ") == 0 ? " " : sep);
		if (i > 0 && i + 1 == l.v.n && last != NULL)
			eg_buf_printf(&t, "%s ", last);
		eg_buf_puts(&t, l.v.v[i]);
	}
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_vec_clear(&l.v);
	eg_buf_clear(&t);
	return out;
}

/* Instruments that are not bills have no form of title in the profiles: their name and what they
 * do, in plain words. */
static void
plain_title(struct eg_build *b)
{
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
	for (const struct eg_node *s = b->bill->root; s != NULL && b->unit == NULL;
	     s = eg_node_after(s))
		if (s->kind == EG_NODE_SECTION && eg_build__placed(s))
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
