/* What the names in a profile's patterns stand for. b->unit and b->section say of which provision;
 * the rest comes from the head. */
#include "text/instruct.h"

#include "base/time.h"
#include "base/utf8.h"
#include <string.h>
#include <strings.h>

static const char *
done(struct eg_build *b, struct eg_buf *t)
{
	const char *out = t->n > 0 ? eg_arena_dup(b->a, t->p, t->n) : NULL;

	eg_buf_clear(t);
	return out;
}

static const char *
lower_first(struct eg_build *b, const char *s)
{
	char *out = eg_arena_strdup(b->a, s);

	if (out[0] >= 'A' && out[0] <= 'Z' && (out[1] < 'A' || out[1] > 'Z'))
		out[0] = (char)(out[0] - 'A' + 'a');
	return out;
}

static const char *
upper_first(struct eg_build *b, const char *s)
{
	char *out = eg_arena_strdup(b->a, s);

	if (out[0] >= 'a' && out[0] <= 'z')
		out[0] = (char)(out[0] - 'a' + 'A');
	return out;
}

static const char *
unit_word(const struct eg_build *b)
{
	return b->unit == NULL					   ? NULL
	       : b->unit->unit != NULL && b->unit->unit[0] != '\0' ? b->unit->unit
								   : "chapter";
}

static const char *
unit_heading(struct eg_build *b)
{
	if (b->section != NULL && b->section->kind != EG_NODE_LAW)
		return eg_build__words(b, b->section);
	return b->unit != NULL && b->unit->n_runs > 0 ? eg_build__words(b, b->unit) : NULL;
}

/* "Title 18-A" -> "18-A": what follows the last space of the place, where it begins with a digit.
 */
static const char *
place_number(struct eg_build *b, const char *place)
{
	const char *sp = place != NULL ? strrchr(place, ' ') : NULL,
		   *at = sp != NULL ? sp + 1 : place;

	EG_UNUSED(b);
	return at != NULL && at[0] >= '0' && at[0] <= '9' ? at : NULL;
}

/* "Article - Public Safety" or "Public Safety Article" -> "Public Safety" (Maryland). */
static const char *
article(struct eg_build *b, const char *place)
{
	struct eg_buf t = EG_BUF_INIT;
	size_t n;

	if (place == NULL)
		return NULL;
	if (strncmp(place, "Article", 7) == 0)
		for (place += 7; *place == ' ' || *place == '-' || (unsigned char)*place >= 0x80;
		     place++)
			;
	n = strlen(place);
	if (n > 8 && strcmp(place + n - 8, " Article") == 0)
		n -= 8;
	eg_buf_add(&t, place, n);
	return done(b, &t);
}

static const char *
chamber(struct eg_build *b, bool origin)
{
	bool senate = strcmp(b->bill->head.variant, "senate") == 0;
	const char *single = eg_build__fact(b, "legislature.single-name");

	if (single != NULL)
		return single;
	return eg_build__fact(
	    b, senate == origin ? "legislature.upper-name" : "legislature.lower-name");
}

/* "House", "Senate", "Assembly": the chamber's name without "of …". */
static const char *
chamber_short(struct eg_build *b)
{
	const char *name = chamber(b, true), *of = name != NULL ? strstr(name, " of ") : NULL;

	return of != NULL ? eg_arena_dup(b->a, name, (size_t)(of - name)) : name;
}

/* "Representatives", or "Representative" for one sponsor. */
static const char *
members(struct eg_build *b)
{
	bool senate = strcmp(b->bill->head.variant, "senate") == 0;
	const char *title = eg_build__fact(b, "legislature.single-title");

	if (title == NULL)
		title = eg_build__fact(
		    b, senate ? "legislature.upper-title" : "legislature.lower-title");
	return title == NULL || b->bill->head.n_sponsors == 1 ? title
							      : eg_arena_printf(b->a, "%ss", title);
}

/* Utah's list: one line for each clause of the purpose. */
static const char *
highlights(struct eg_build *b, const char *effect)
{
	struct eg_buf t = EG_BUF_INIT;

	while (effect != NULL && *effect != '\0') {
		const char *end = strstr(effect, "; "), *next = end != NULL ? end + 2 : NULL;

		eg_buf_puts(&t, "▸ ");
		eg_buf_add(&t, effect, end != NULL ? (size_t)(end - effect) : strlen(effect));
		if (next != NULL && strncmp(next, "and ", 4) == 0)
			next += 4;
		eg_buf_puts(&t, next == NULL		     ? "."
				: strstr(next, "; ") != NULL ? ";\n"
							     : "; and\n");
		effect = next;
	}
	return done(b, &t);
}

static const char *
if_section(struct eg_build *b, const char *label, const char *yes, const char *no)
{
	for (const struct eg_node *n = b->bill->root; n != NULL; n = eg_build__after(n))
		if (n->kind == EG_NODE_SECTION && eg_build__is(n, label))
			return yes;
	return no;
}

static const char *
sponsors(struct eg_build *b)
{
	const struct eg_head *h = &b->bill->head;
	struct eg_buf t = EG_BUF_INIT;

	for (size_t i = 0; i < h->n_sponsors; i++) {
		if (i > 0)
			eg_buf_puts(&t, h->n_sponsors == 2	 ? " and "
					: i + 1 == h->n_sponsors ? ", and "
								 : ", ");
		eg_buf_puts(&t, h->sponsor[i]);
	}
	return done(b, &t);
}

static const char *
number_text(struct eg_build *b, int n)
{
	return n > 0 ? eg_arena_printf(b->a, "%d", n) : NULL;
}

static const char *
count_words(struct eg_build *b)
{
	struct eg_buf t = EG_BUF_INIT;

	eg_number_words(&t, (int64_t)eg_build__section_count(b));
	return done(b, &t);
}

static const char *
parameter(const struct eg_build *b, const char *name)
{
	for (size_t i = 0; i < b->bill->head.n_parameters; i++)
		if (strcmp(b->bill->head.parameter[i], name) == 0)
			return b->bill->head.parameter_value[i];
	return "";
}

/* When the new law takes effect, for forms that print it beside each section: as the draft's
 * parameters say, else the day that the jurisdiction fixes for acts that are silent, its year a
 * ruled space. */
static const char *
effective(struct eg_build *b)
{
	if (b->effective_note != NULL)
		return b->effective_note;
	const char *when = parameter(b, "effective"),
		   *fixed = eg_build__fact(b, "effective.default-date");
	const char *passage = eg_build__fact(b, "effective.passage-words");
	struct eg_date d = {0};
	char words[64];

	if (strcmp(when, "on_passage") == 0 || strcmp(when, "emergency") == 0)
		return passage != NULL ? passage : "upon passage";
	if (strcmp(when, "date") == 0 &&
	    eg_date_parse(eg_str(parameter(b, "effective_date")), &d) && d.day > 0) {
		eg_date_words(d, words, sizeof(words));
		return eg_build__str(b, words);
	}
	if (strcmp(when, "date") == 0 || fixed == NULL)
		return NULL;
	return eg_arena_printf(
	    b->a, "%s, %s", fixed, b->opt.session_year != NULL ? b->opt.session_year : "____");
}

static const char *
subject(struct eg_build *b)
{
	const char *t = b->bill->head.title;

	return t[0] != '\0' ? t : b->bill->head.short_title;
}

/* "the licensing of drones" -> "the Licensing of Drones", as titles in Maine stand. */
static const char *
title_case(struct eg_build *b, const char *text)
{
	static const char *const small[] = {"a", "an", "and", "as", "at", "but", "by", "for",
	    "from", "in", "of", "on", "or", "the", "to", "with"};
	char *out = eg_arena_strdup(b->a, text);

	for (char *p = out; *p != '\0';) {
		size_t n = strcspn(p, " "), k = 0;

		while (
		    k < EG_COUNT(small) && (strlen(small[k]) != n || memcmp(small[k], p, n) != 0))
			k++;
		if (k == EG_COUNT(small) && *p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
		p += n;
		p += *p == ' ';
	}
	return out;
}

/* Louisiana cites "R.S. 44:32" and its forms set the title before the section; a drafter who writes
 * the whole citation does not mean the title twice. */
const char *
eg_build__within_title(struct eg_build *b, const char *place, const char *section)
{
	const char *cite = eg_build__fact(b, "code.in-bill-cite"),
		   *title = place != NULL ? place_number(b, place) : NULL;
	size_t n = title != NULL ? strlen(title) : 0;

	if (section == NULL || n == 0 || cite == NULL ||
	    strstr(cite, "{{place_number}}:") == NULL || strncmp(section, title, n) != 0 ||
	    section[n] != ':')
		return section;
	return section + n + 1;
}

static bool
of_code(const char *place)
{
	static const char *const words[] = {
	    "Title ", "Subtitle ", "Chapter ", "Subchapter ", "Part ", "title ", "chapter "};

	for (size_t i = 0; i < EG_COUNT(words); i++)
		if (strncmp(place, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

static const char *
of_unit(struct eg_build *b, const char *name)
{
	const struct eg_node *u = b->unit;
	const char *place = u != NULL && eg_build__placed(u) ? u->code : NULL, *number;

	if (place != NULL && u->section == EG_SECTION_REPEALS &&
	    (u->sections == NULL || u->sections[0] == '\0'))
		place = eg_build__cited_place(b, place, &number);

	if (strcmp(name, "place") == 0)
		return place;
	if (strcmp(name, "place_last") ==
	    0) { /* "Subtitle C, Title 2, Labor Code" -> "Labor Code" */
		const char *comma = place != NULL ? strrchr(place, ',') : NULL;

		return comma != NULL && comma[1] == ' ' ? comma + 2 : place;
	}
	if (strcmp(name, "place_lower") == 0)
		return place != NULL ? lower_first(b, place) : NULL;
	if (strcmp(name, "place_number") == 0 || strcmp(name, "title") == 0 ||
	    strcmp(name, "title_number") == 0)
		return place_number(b, place);
	if (strcmp(name, "article") == 0)
		return article(b, place);
	if (strcmp(name, "number") == 0)
		return u != NULL ? u->number : NULL;
	if (strcmp(name, "what") == 0) /* what the section does to the law, as the title says it */
		return u != NULL ? u->purpose : NULL;
	if (strcmp(name, "of_act") == 0) /* the place is an act, not a part of the code */
		return place != NULL && !of_code(place) ? "yes" : NULL;
	if (strcmp(name, "place_subject") == 0)
		return u != NULL ? u->entitled : NULL;
	if (strcmp(name, "cited") == 0)
		return u != NULL ? u->cited : NULL;
	if (strcmp(name, "history") == 0)
		return u != NULL ? u->history : NULL;
	if (strcmp(name, "after") == 0)
		return u != NULL ? u->after : NULL;
	if (strcmp(name, "unit") == 0)
		return unit_word(b);
	if (strcmp(name, "a_unit") == 0)
		return unit_word(b) == NULL
			   ? NULL
			   : eg_arena_printf(
				 b->a, "%s %s", unit_word(b)[0] == 'a' ? "an" : "a", unit_word(b));
	if (strcmp(name, "Unit") == 0)
		return unit_word(b) != NULL ? upper_first(b, unit_word(b)) : NULL;
	if (strcmp(name, "heading") == 0)
		return unit_heading(b);
	if (strcmp(name, "heading_lower") == 0)
		return u != NULL && u->n_runs > 0 ? lower_first(b, eg_build__words(b, u)) : NULL;
	if (strcmp(name, "section") == 0)
		return eg_build__within_title(b, place, eg_build__section_number(b));
	if (strcmp(name, "sections") == 0)
		return eg_build__sections(b, false, "");
	if (strcmp(name, "sections_list") == 0)
		return eg_build__sections(b, true, "");
	if (strcmp(name, "sections_marked") == 0)
		return eg_build__sections(b, true, "§");
	if (strcmp(name, "count_words") == 0)
		return count_words(b);
	if (strcmp(name, "first") == 0)
		return u != NULL ? number_text(b, eg_build__num(b, u)->first) : NULL;
	if (strcmp(name, "last") == 0)
		return u != NULL ? number_text(b, eg_build__num(b, u)->last) : NULL;
	return NULL;
}

/* "joint resolution", "memorial" */
static const char *
kind(struct eg_build *b)
{
	char *out = eg_arena_strdup(b->a, b->bill->head.instrument);

	for (char *p = out; *p != '\0'; p++)
		if (*p == '-')
			*p = ' ';
	return strncmp(out, "simple ", 7) == 0 ? out + 7 : out;
}

/* "H.J.R." */
static const char *
initials(struct eg_build *b)
{
	const char *chamber = chamber_short(b);
	struct eg_buf t = EG_BUF_INIT;

	if (chamber != NULL && !eg_profile_unicameral(b->p))
		eg_buf_printf(&t, "%c.", chamber[0]);
	for (const char *p = kind(b); *p != '\0'; p += strcspn(p, " "), p += *p == ' ')
		eg_buf_printf(&t, "%c.", *p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
	return done(b, &t);
}

static bool
does(const struct eg_build *b, enum eg_section_kind kind)
{
	for (const struct eg_node *s = b->bill->root; s != NULL; s = eg_build__after(s))
		if (s->kind == EG_NODE_SECTION && s->section == kind)
			return true;
	return false;
}

static const char *
of_bill(struct eg_build *b, const char *name)
{
	const struct eg_head *h = &b->bill->head;
	const char *purpose = h->purpose[0] != '\0' ? h->purpose : NULL;

	if (strcmp(name, "subject") == 0)
		return subject(b);
	if (strcmp(name, "short_title") == 0)
		return h->short_title;
	if (strcmp(name, "purpose") == 0)
		return purpose;
	if (strcmp(name, "purpose_bare") == 0)
		return purpose != NULL && strncmp(purpose, "to ", 3) == 0 ? purpose + 3 : purpose;
	if (strcmp(name, "purpose_gerund") == 0)
		return purpose != NULL ? eg_build__gerunds(b, purpose) : NULL;
	if (strcmp(name, "purpose_list") == 0)
		return purpose != NULL ? eg_build__rejoined(b, purpose, "; ", false) : NULL;
	if (strcmp(name, "purpose_gerund_list") == 0)
		return purpose != NULL
			   ? eg_build__rejoined(b, eg_build__gerunds(b, purpose), "; ", false)
			   : NULL;
	if (strcmp(name, "purpose_commas") == 0)
		return purpose != NULL ? eg_build__rejoined(b, purpose, ", ", true) : NULL;
	if (strcmp(name, "effect") == 0)
		return purpose != NULL ? eg_build__third_person(b, purpose) : NULL;
	if (strcmp(name, "highlights") == 0)
		return purpose != NULL ? highlights(b, eg_build__third_person(b, purpose)) : NULL;
	if (strcmp(name, "special_clauses") == 0)
		return if_section(
		    b, "effective", "This bill provides a special effective date.", "None");
	if (strcmp(name, "money") == 0)
		return if_section(b, "appropriation", NULL, "None");
	if (strcmp(name, "affected") == 0)
		return b->affected;
	if (strcmp(name, "joined_lead") == 0)
		return b->joined_lead;
	if (strncmp(name, "joined_", 7) == 0)
		return eg_build__joined_var(b, name);
	if (strcmp(name, "amends") == 0) /* {{#amends}}: the bill amends law that stands */
		return does(b, EG_SECTION_AMENDS) ? "yes" : NULL;
	if (strcmp(name, "emergency") == 0)
		return if_section(b, "effective", "yes", NULL) != NULL &&
			       strcmp(parameter(b, "effective"), "emergency") == 0
			   ? "yes"
			   : NULL;
	if (strcmp(name, "repeals") == 0)
		return does(b, EG_SECTION_REPEALS) ? "yes" : NULL;
	if (strcmp(name, "repealing") == 0)
		return b->repealing;
	if (strcmp(name, "kind") == 0)
		return kind(b);
	if (strcmp(name, "kind_title") == 0)
		return title_case(b, kind(b));
	if (strcmp(name, "initials") == 0)
		return initials(b);
	if (strcmp(name, "sponsors") == 0)
		return sponsors(b);
	if (strcmp(name, "request") == 0)
		return h->request;
	if (strcmp(name, "origin") == 0)
		return chamber(b, true);
	if (strcmp(name, "chamber") == 0)
		return chamber_short(b);
	if (strcmp(name, "members") == 0)
		return members(b);
	if (strcmp(name, "other") == 0)
		return chamber(b, false);
	if (strcmp(name, "session_year") == 0)
		return b->opt.session_year != NULL ? b->opt.session_year : "____";
	if (strncmp(name, "session_", 8) == 0 || strcmp(name, "legislature_number") == 0)
		return "____"; /* filled by the clerk: a ruled space, no form is missing */
	if (strcmp(name, "effective") == 0)
		return effective(b);
	if (strcmp(name, "effect_commas") == 0)
		return purpose != NULL
			   ? eg_build__rejoined(b, eg_build__third_person(b, purpose), ", ", true)
			   : NULL;
	if (strcmp(name, "effect_table") == 0)
		return eg_build__effect_table(b);
	if (strcmp(name, "purpose_title") == 0)
		return purpose != NULL ? title_case(b, eg_build__rejoined(b, purpose, ", ", true))
				       : NULL;
	if (strcmp(name, "subject_title") == 0)
		return title_case(b, subject(b));
	if (strcmp(name, "code") == 0)
		return eg_build__fact(b, "code.name-in-bill");
	if (strcmp(name, "SELF") == 0)
		return eg_build__act(b);
	return NULL;
}

bool
eg_build__names_place(const char *name, size_t n)
{
	static const char *const names[] = {"place", "place_last", "place_lower", "place_number",
	    "title", "title_number", "article", "number", "section", "sections", "sections_list",
	    "sections_marked"};

	for (size_t i = 0; i < EG_COUNT(names); i++)
		if (strlen(names[i]) == n && strncasecmp(names[i], name, n) == 0)
			return true;
	return false;
}

const char *
eg_build__var(struct eg_build *b, const char *name, size_t n)
{
	char lower[64];
	const char *v;
	bool capitals = n > 0 && name[0] >= 'A' && name[0] <= 'Z' &&
			(n < 2 || (name[1] >= 'A' && name[1] <= 'Z'));

	if (n == 0 || n >= sizeof(lower))
		return NULL;
	memcpy(lower, name, n);
	lower[n] = '\0';
	if (strcmp(lower, "SELF") == 0)
		return of_bill(b, lower);
	bool first_capital =
	    !capitals && lower[0] >= 'A' && lower[0] <= 'Z' && strcmp(lower, "Unit") != 0;
	for (size_t i = 0; i < n; i++)
		if ((capitals || (first_capital && i == 0)) && lower[i] >= 'A' && lower[i] <= 'Z')
			lower[i] = (char)(lower[i] - 'A' + 'a');
	v = b->edit != NULL ? eg_build__edit_var(b, lower) : NULL;
	if (v == NULL)
		v = of_unit(b, lower);
	if (v == NULL)
		v = of_bill(b, lower);
	if (v == NULL || v[0] == '\0')
		return NULL;
	return capitals ? eg_build__upper(b, v) : first_capital ? upper_first(b, v) : v;
}

const char *
eg_build__what(struct eg_build *b, const char *name)
{
	static const char *const what[][2] = {{"place", "the place in the code"},
	    {"place_subject", "the name of that place, as the code states it (entitled=\"…\")"},
	    {"history", "the law that last amended the section (history=\"…\")"},
	    {"cited", "the numbers under which the place is cited (cited=\"…\")"},
	    {"after", "the unit or section after which it stands (after=\"…\")"},
	    {"number", "the number of the new unit"}, {"section", "the number of the section"},
	    {"sections", "the numbers of the sections"},
	    {"sections_list", "the numbers of the sections"},
	    {"sections_marked", "the numbers of the sections"},
	    {"money", "what the bill appropriates"}, {"purpose_es", "the purpose, in Spanish"},
	    {"effective", "the effective date"},
	    {"what", "what the bill does to that section (purpose=\"to …\" in its heading)"},
	    {"purpose", "the purpose"}, {"short_title", "the short title"},
	    {"volume", "the year of the volume"}, {"supplement", "the year of the supplement"},
	    {"code_year", "the year of the code"}, {"article", "the article of the code"},
	    {"law", "the law that is amended"}, {"line", "the line in the official edition"},
	    {"place_number", "the number of the title"}, {"place_lower", "the place in the code"},
	    {"place_last", "the place in the code"}, {"heading", "the heading of the new unit"},
	    {"highlights", "the highlighted provisions"}, {"reason", "the facts of the emergency"}};
	struct eg_buf t = EG_BUF_INIT;

	for (const char *p = name; *p != '\0'; p++)
		eg_buf_putc(&t, *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p);
	for (size_t i = 0; i < EG_COUNT(what); i++)
		if (t.p != NULL && strcmp(t.p, what[i][0]) == 0) {
			eg_buf_clear(&t);
			return what[i][1];
		}
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '_')
			t.p[i] = ' ';
	return done(b, &t);
}
