/* What stands before the first section: request, number, session, sponsors, long title, legend,
 * function paragraphs, clause. */
#include "text/build.h"

#include <string.h>

/* A pattern of bill.* whose missing values are ruled spaces. */
static void
ruled(struct eg_build *b, enum eg_role role, const char *pattern)
{
	struct eg_lines lines = {0};

	b->ruled = true;
	eg_build__fill(b, pattern, &lines);
	b->ruled = false;
	(void)eg_build__put_lines(b, &lines, role, "");
}

/* "HOUSE", "SENATE", "ASSEMBLY", "" in one chamber. */
static const char *
chamber_word(struct eg_build *b)
{
	bool senate = strcmp(b->bill->head.variant, "senate") == 0;
	const char *name, *of;

	if (eg_profile_unicameral(b->p))
		return "";
	name = eg_build__fact(b, senate ? "legislature.upper-name" : "legislature.lower-name");
	if (name == NULL)
		return "";
	of = strstr(name, " of ");
	return eg_build__upper(
	    b, of != NULL ? eg_arena_dup(b->a, name, (size_t)(of - name)) : name);
}

static void
bill_number(struct eg_build *b)
{
	const char *number = b->opt.bill_number != NULL ? b->opt.bill_number : "____",
		   *instrument = b->bill->head.instrument;
	const char *pattern = eg_build__fact(b, "bill.heading");
	bool senate = strcmp(b->bill->head.variant, "senate") == 0;
	bool bill = instrument[0] == '\0' || strcmp(instrument, "bill") == 0;
	struct eg_block *k;

	if (b->resolution)
		pattern = eg_build__fact(b, "bill.heading-resolution");
	else if (senate && eg_build__fact(b, "bill.heading-upper") != NULL)
		pattern = eg_build__fact(b, "bill.heading-upper");
	if (pattern != NULL && (bill || b->resolution)) {
		const char *at = strstr(pattern, "{{number}}");

		if (at != NULL)
			pattern = eg_arena_printf(
			    b->a, "%.*s%s%s", (int)(at - pattern), pattern, number, at + 10);
		ruled(b, EG_ROLE_BILL_NUMBER, pattern);
		return;
	}
	/* No form known for this instrument: its plain name, which asserts no form. */
	char *name =
	    eg_arena_strdup(b->a, eg_build__upper(b, instrument[0] != '\0' ? instrument : "bill"));
	for (char *p = name; *p != '\0'; p++)
		if (*p == '-')
			*p = ' ';
	const char *word = strncmp(name, "SIMPLE ", 7) == 0 ? name + 7 : name,
		   *chamber = chamber_word(b);
	k = eg_build__block(b, EG_ROLE_BILL_NUMBER, "");
	eg_build__text(b, k,
	    eg_arena_printf(
		b->a, "%s%s%s NO. %s", chamber, chamber[0] != '\0' ? " " : "", word, number));
}

/* Nevada names the sponsors in the line of the bill's number. */
static bool
names_sponsors(struct eg_build *b)
{
	const char *heading = b->resolution ? NULL : eg_build__fact(b, "bill.heading");

	return heading != NULL &&
	       (strstr(heading, "{{sponsors}}") != NULL || strstr(heading, "{{SPONSORS}}") != NULL);
}

static void
masthead(struct eg_build *b)
{
	const struct eg_head *h = &b->bill->head;
	const char *label = eg_build__fact(b, "bill.request-label"),
		   *session = eg_build__fact(b, "bill.session-line");
	const char *form = eg_build__fact(b, "bill.sponsors-form");
	bool first = eg_profile_yes(b->p, "bill.session-first");

	if (strcmp(h->instrument, "letter") == 0)
		return;
	if (h->request[0] != '\0' && (session == NULL || strstr(session, "{{request}}") == NULL)) {
		struct eg_block *k = eg_build__block(b, EG_ROLE_REQUEST, "");

		eg_build__text(b, k,
		    label == NULL ? h->request
				  : eg_arena_printf(b->a, "%s%s%s", label,
					label[strlen(label) - 1] == '-' ? "" : " ", h->request));
	}
	if (session != NULL && first)
		ruled(b, EG_ROLE_SESSION, session);
	bill_number(b);
	if (session != NULL && !first)
		ruled(b, EG_ROLE_SESSION, session);
	if (h->n_sponsors > 0 && !names_sponsors(b))
		ruled(b, EG_ROLE_SPONSORS, form != NULL ? form : "Sponsors: {{sponsors}}");
}

/* Maryland prints what a bill does to which sections before the enacting clause. */
static void
function_paragraphs(struct eg_build *b)
{
	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s)) {
		const char *key = s->section == EG_SECTION_ADDS	     ? "leadin.function"
				  : s->section == EG_SECTION_AMENDS  ? "leadin.function-amend"
				  : s->section == EG_SECTION_REPEALS ? "leadin.function-repeal"
								     : NULL;
		const char *pattern;
		struct eg_lines lines = {0};

		if (s->kind != EG_NODE_SECTION || key == NULL || !eg_build__placed(s))
			continue;
		pattern = eg_build__fact(b, key);
		if (s->section == EG_SECTION_ADDS && strcmp(eg_build__unit(s), "section") == 0 &&
		    eg_build__fact(b, "leadin.function-section") != NULL)
			pattern = eg_build__fact(b, "leadin.function-section");
		if (pattern == NULL)
			continue;
		b->unit = s;
		eg_build__fill(b, pattern, &lines);
		b->unit = NULL;
		(void)eg_build__put_lines(b, &lines, EG_ROLE_FUNCTION, "");
	}
}

bool
eg_build__fused(struct eg_build *b)
{
	const char *join = eg_build__fact(b, "enacting.join");

	return !b->resolution && join != NULL && strcmp(join, "fused-first") == 0 &&
	       eg_build__fact(b, "enacting.clause") != NULL;
}

void
eg_build__enacting(struct eg_build *b)
{
	const char *key = b->resolution ? "enacting.resolving" : "enacting.clause",
		   *clause = eg_build__fact(b, key);
	const char *join = eg_build__fact(b, "enacting.join"), *title = b->bill->head.short_title;
	struct eg_block *k;

	if (strcmp(b->bill->head.instrument, "letter") == 0 || eg_build__fused(b))
		return;
	if (clause == NULL) {
		k = eg_build__block(b, EG_ROLE_ENACTING, "");
		eg_build__blank(b, k,
		    eg_arena_printf(b->a, "the %s clause of %s",
			b->resolution ? "resolving" : "enacting", eg_profile_name(b->p)));
		return;
	}
	if (b->resolution) {
		ruled(b, EG_ROLE_ENACTING, clause);
		return;
	}
	k = eg_build__block(b, EG_ROLE_ENACTING, "");
	if (join == NULL || strcmp(join, "cite-as") != 0) {
		eg_build__text(b, k, clause);
		return;
	}
	eg_build__text(
	    b, k, eg_arena_printf(b->a, "%s, That this act may be cited as the \"", clause));
	if (title[0] != '\0')
		eg_build__text(b, k, title);
	else
		eg_build__blank(b, k, "the short title");
	eg_build__text(b, k, "\".");
}

/* A legislature that prints a legend prints it on every bill. Where nobody knows how additions and
 * deletions are shown, a bill that amends law has a blank there. */
static void
legend(struct eg_build *b)
{
	const char *text = eg_build__fact(b, "markup.legend");
	bool law = false;

	if (b->resolution || strcmp(b->bill->head.instrument, "letter") == 0)
		return;
	for (const struct eg_node *n = b->bill->root; n != NULL; n = eg_build__after(n))
		law = law || eg_build__count(n, EG_NODE_LAW) > 0;
	if (law && !b->markup.known)
		eg_build__blank(b, eg_build__block(b, EG_ROLE_LEGEND, ""),
		    eg_arena_printf(b->a, "how bills of %s show added and deleted words",
			eg_profile_name(b->p)));
	else if (text != NULL && !eg_profile_yes(b->p, "markup.legend-last"))
		ruled(b, EG_ROLE_LEGEND, text);
}

enum eg_rc
eg_build__front(struct eg_build *b)
{
	enum eg_rc rc = EG_OK;

	masthead(b);
	eg_build__title(b);
	legend(b);
	if (!b->resolution)
		function_paragraphs(b);
	const char *opening = eg_build__fact(b, "enacting.resolving-opening");
	if (b->resolution && opening != NULL) /* Idaho: one clause before the recitals, one after */
		ruled(b, EG_ROLE_ENACTING, opening);
	for (const struct eg_node *n = b->bill->root->first; n != NULL && rc == EG_OK; n = n->next)
		if (n->kind == EG_NODE_SECTION && n->section == EG_SECTION_RECITALS)
			rc = eg_build__recitals(b, n);
	if (rc == EG_OK)
		eg_build__enacting(b);
	return rc;
}
