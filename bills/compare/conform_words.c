/*
 * A document as compared words: pieces first (conform_pieces.c), then words in the normal form:
 * enumerators and designators left out, a reference as one word, numbers by value, phrases that
 * mean one thing as one word. Start at cf_words__split().
 */
#include "compare/conform_pieces.h"

#include <stdio.h>
#include <stdlib.h>

uint32_t
cf_id(struct cf_lexicon *lex, const char *norm, size_t n)
{
	size_t at = eg_map_find(&lex->ids, norm, n);
	char *copy;

	if (at != SIZE_MAX)
		return (uint32_t)at;
	copy = eg_arena_dup(lex->arena, norm, n);
	eg_map_set(&lex->ids, copy, copy);
	eg_vec_push(&lex->norm, copy);
	return (uint32_t)(lex->norm.n - 1);
}

struct splitter {
	struct cf_text *t;
	struct cf_lexicon *lex;
	struct cf_pieces p;
	const char *const *fill_in;
	size_t n_fill_ins;
	bool mark_before, in_heading, in_definition;
	size_t definition_left;
	uint32_t unit;
	unsigned start_flags; /* of a mark or designator left out: the next word inherits them */
};

/* ---- phrases ---- */

struct phrase {
	const char *words; /* folded pieces, parted by blanks */
	const char *norm;
};

/* Longest first where one begins another. */
static const struct phrase phrases[] = {
    {"no less than", ">="},
    {"not less than", ">="},
    {"no fewer than", ">="},
    {"not fewer than", ">="},
    {"at least", ">="},
    {"no more than", "<="},
    {"not more than", "<="},
    {"at most", "<="},
    {"no later than", "no-later-than"},
    {"not later than", "no-later-than"},
    {"no sooner than", "no-sooner-than"},
    {"not sooner than", "no-sooner-than"},
    {"no earlier than", "no-sooner-than"},
    {"not earlier than", "no-sooner-than"},
    {"united states of america", "us"},
    {"united states", "us"},
    {"usa", "us"},
    {"shall mean", "means"},
    {"shall have the meaning", "has the meaning"},
    {"per cent", "percent"},
    {"attorneys general", "attorney-general"},
    {"attorney general", "attorney-general"},
    {"this state", "this-state"},
    {"this commonwealth", "this-state"},
    {"cease to be", "ceases-to-be"},
};

static size_t
phrase_at(const struct cf_pieces *p, size_t i, const char *words)
{
	size_t n = 0;

	while (*words != '\0') {
		size_t len = strcspn(words, " ");

		if (i + n >= p->n || p->v[i + n].n != len ||
		    memcmp(p->v[i + n].fold, words, len) != 0 ||
		    (n > 0 && (p->v[i + n].flags & CP_BREAK_BEFORE)))
			return 0;
		n++;
		words += len;
		words += *words == ' ';
	}
	return n;
}

/* "new mexico", "state of vermont", "district of columbia". */
static size_t
state_at(const struct cf_pieces *p, size_t i, char norm[48])
{
	static const char *const before[] = {"state of", "commonwealth of", "territory of"};
	size_t skip = 0;

	for (size_t k = 0; k < EG_COUNT(before) && skip == 0; k++)
		skip = phrase_at(p, i, before[k]);
	if (i + skip >= p->n || (p->v[i + skip].flags & CP_CAPITAL) == 0)
		return 0;
	for (int s = 0; s < EG_JURISDICTIONS; s++) {
		const char *name = eg_postal_name(eg_postal[s]);
		char low[48];
		size_t n = 0;

		for (; name[n] != '\0' && n + 1 < sizeof(low); n++)
			low[n] = (char)(name[n] >= 'A' && name[n] <= 'Z' ? name[n] + 32 : name[n]);
		low[n] = '\0';
		if ((n = phrase_at(p, i + skip, low)) == 0)
			continue;
		snprintf(norm, 48, "@%s", eg_postal[s]);
		return skip + n;
	}
	return 0;
}

int
cf_state_of(const char *norm)
{
	return norm[0] == '@' && norm[1] != '\0' && norm[1] != '[' ? eg_postal_index(norm + 1, 2)
								   : -1;
}

/* ---- words ---- */

static void
push(struct splitter *s, const char *norm, size_t norm_n, size_t from, size_t to, unsigned flags)
{
	const struct cf_piece *a = &s->p.v[from], *b = &s->p.v[to - 1];
	struct cf_word w = {.start = a->start, .end = b->end, .unit = s->unit};

	w.id = w.said = cf_id(s->lex, norm, norm_n);
	flags |= s->start_flags;
	s->start_flags = 0;
	if (a->flags & CP_LINE)
		flags |= CF_LINE | CF_SENTENCE;
	if (a->flags & CP_CAPITAL)
		flags |= CF_CAPITAL;
	if (a->flags & CP_QUOTE)
		flags |= CF_QUOTED;
	if (b->flags & CP_STOP)
		flags |= CF_STOP;
	if (s->in_heading)
		flags |= CF_HEADING;
	if (s->definition_left > 0)
		flags |= CF_DEFINITION;
	if (s->t->w.n > 0 && (s->t->w.v[s->t->w.n - 1].flags & CF_STOP))
		flags |= CF_SENTENCE;
	w.flags = (uint16_t)flags;
	eg_vec_push(&s->t->w, w);
}

/* A mark between two sentences of one line: "… of the board. B. The board …" */
static bool
after_stop(const struct splitter *s, size_t i)
{
	const struct cf_piece *p = &s->p.v[i], *before = i > 0 ? p - 1 : p;
	bool joint = (strcmp(before->fold, "and") == 0 || strcmp(before->fold, "or") == 0) &&
		     (before->flags & CP_BREAK_BEFORE) != 0; /* "…; and 4. …" */

	return (joint || (p->flags & CP_BREAK_BEFORE)) && (p->flags & CP_DOT) &&
	       !(p->flags & CP_GLUED_AFTER) && i + 1 < s->p.n;
}

/* An item's own mark, which is left out: "(a)", "1.", "(iv)(A)". */
static bool
is_mark(const struct splitter *s, size_t i)
{
	const struct cf_piece *p = &s->p.v[i];
	bool digits = strspn(p->fold, "0123456789") == p->n, letter = p->n == 1 && !digits;
	bool twice = p->n == 2 && p->fold[0] == p->fold[1] && !digits;

	if (p->n > 5 || !(letter || twice || cf_is_roman(p->fold) || (digits && p->n <= 3)))
		return false;
	if ((p->flags & CP_OPEN) && (p->flags & CP_CLOSE))
		return true;
	if (!(p->flags & CP_LINE) && !s->mark_before && !after_stop(s, i))
		return false;
	return (p->flags & CP_CLOSE) || ((p->flags & CP_DOT) && !(p->flags & CP_GLUED_AFTER));
}

/* "twenty-six (26)": does the piece in brackets say the number that the last word is? */
static bool
repeats(const struct splitter *s, size_t i, const char *value)
{
	const struct cf_word *last = s->t->w.n > 0 ? &s->t->w.v[s->t->w.n - 1] : NULL;
	size_t back = s->t->w.n;

	if (last == NULL || !(s->p.v[i].flags & CP_OPEN))
		return false;
	/* "twenty-five percent (25%)", "ten thousand dollars ($10,000)" */
	for (size_t k = 0; k < 2 && back > 0; k++, back--)
		if ((s->t->w.v[back - 1].flags & CF_NUMBER) &&
		    strcmp(s->lex->norm.v[s->t->w.v[back - 1].id], value) == 0)
			return true;
	return false;
}

static size_t
number_at(struct splitter *s, size_t i)
{
	char value[40];
	unsigned kind = 0;
	size_t n = cf_number__read(&s->p, i, value, &kind);

	if (n == 0)
		return 0;
	if (repeats(s, i, value)) { /* the sign in the brackets belongs to it */
		return n;
	}
	push(s, value, strlen(value), i, i + n, CF_NUMBER | kind);
	if (s->p.v[i].fold[0] == '$')
		push(s, "dollars", 7, i, i + n, 0);
	if (s->p.v[i + n - 1].flags & CP_PERCENT)
		push(s, "percent", 7, i + n - 1, i + n, 0);
	return n;
}

/* "[STATE]", a declared fill-in. */
static size_t
slot_at(const struct splitter *s, size_t i)
{
	const struct cf_piece *p = &s->p.v[i];
	const char *text = s->t->doc->text;

	if (!(p->flags & CP_BRACKET) || p->start == 0 || text[p->start - 1] != '[')
		return 0;
	for (size_t n = 1; n <= 12 && i + n <= s->p.n; n++)
		if (text[s->p.v[i + n - 1].end] == ']')
			return n;
	return 0;
}

static size_t
declared_at(const struct splitter *s, size_t i)
{
	for (size_t k = 0; k < s->n_fill_ins; k++) {
		size_t len = strlen(s->fill_in[k]);
		const struct cf_piece *p = &s->p.v[i];
		size_t n = 0;

		if (len == 0 || p->start + len > s->t->doc->n ||
		    memcmp(s->t->doc->text + p->start, s->fill_in[k], len) != 0)
			continue;
		while (i + n < s->p.n && s->p.v[i + n].start < p->start + len)
			n++;
		return n;
	}
	return 0;
}

/* "Section A." at a line's start, before a sentence: a designator that the reader of prints did not
 * take for one. */
static bool
is_designator(const struct splitter *s, size_t i, size_t n)
{
	const struct cf_piece *last = &s->p.v[i + n - 1];

	return (s->p.v[i].flags & CP_LINE) && n == 2 && (last->flags & CP_DOT) && i + n < s->p.n &&
	       ((s->p.v[i + n].flags & (CP_CAPITAL | CP_LINE | CP_OPEN | CP_QUOTE)) != 0);
}

/* What a publisher prints at the head or foot of a page, where a text without lines kept it. */
static const char *const furniture[] = {
    "codification district of columbia official code 2001 edition",
    "district of columbia official code 2001 edition", "enrolled original", "engrossed original",
    "2011 winter supp", "winter supp", "summer supp", "west group publisher"};

static size_t
furniture_at(const struct splitter *s, size_t i)
{
	const struct cf_piece *p = &s->p.v[i];
	size_t n = 0;

	if (p->n < 16 && p->n > 12 && strcmp(p->fold + p->n - 12, "codification") == 0)
		return 1; /* a page's number run together with its head */
	if (!(s->p.v[i].flags & (CP_CAPITAL)) &&
	    (s->p.v[i].fold[0] < '0' || s->p.v[i].fold[0] > '9'))
		return 0;
	for (size_t k = 0; k < EG_COUNT(furniture) && n == 0; k++)
		n = phrase_at(&s->p, i, furniture[k]);
	return n;
}

/* One compared word from piece i on; how many pieces it took. */
static size_t
take(struct splitter *s, size_t i)
{
	const struct cf_piece *p = &s->p.v[i];
	char norm[64];
	size_t n;

	if ((n = furniture_at(s, i)) > 0)
		return n;
	if ((n = slot_at(s, i)) > 0 || (n = declared_at(s, i)) > 0) {
		push(s, "@[", 2, i, i + n, CF_SLOT);
		return n;
	}
	if ((n = cf_ref_at(&s->p, i)) > 0 && is_designator(s, i, n)) {
		s->start_flags |= CF_LINE | CF_SENTENCE | CF_MARK_BEFORE;
		s->mark_before = true;
		return n;
	}
	if (n > 0) {
		push(s, "@ref", 4, i, i + n, CF_REF);
		return n;
	}
	if ((n = cf_self_at(&s->p, i)) > 0) {
		push(s, "@self", 5, i, i + n, CF_SELF);
		return n;
	}
	if (is_mark(s, i) && !repeats(s, i, p->fold)) {
		if (p->flags & CP_LINE)
			s->start_flags |= CF_LINE;
		s->start_flags |= CF_SENTENCE | CF_MARK_BEFORE;
		s->mark_before = true;
		return 1;
	}
	s->mark_before = false;
	if ((n = number_at(s, i)) > 0)
		return n;
	for (size_t k = 0; k < EG_COUNT(phrases); k++)
		if ((n = phrase_at(&s->p, i, phrases[k].words)) > 0) {
			push(s, phrases[k].norm, strlen(phrases[k].norm), i, i + n, 0);
			return n;
		}
	if ((n = state_at(&s->p, i, norm)) > 0) {
		push(s, norm, strlen(norm), i, i + n, 0);
		return n;
	}
	n = cf_spell(p->fold, p->n, norm);
	push(s, norm, n, i, i + 1, 0);
	return 1;
}

/* ---- units, headings, definitions ---- */

/* Does a quoted term with "means" begin here? */
static bool
begins_definition(const struct cf_pieces *p, size_t i)
{
	if (!(p->v[i].flags & CP_QUOTE))
		return false;
	for (size_t k = i + 1; k < p->n && k < i + 14 && !(p->v[k].flags & CP_LINE); k++) {
		const char *w = p->v[k].fold;

		if (strcmp(w, "means") == 0 || strcmp(w, "mean") == 0 ||
		    strcmp(w, "includes") == 0 || strcmp(w, "refers") == 0)
			return true;
	}
	return false;
}

static const char *
number_of(struct eg_arena *a, const char *designator)
{
	struct eg_str s = eg_align__number(designator);
	char *out = eg_arena_dup(a, s.p == NULL ? "" : s.p, s.n);

	for (char *c = out; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 32);
	return out;
}

static void
add_unit(struct splitter *s, struct cf_unit u)
{
	u.from = s->t->w.n;
	u.number = number_of(s->lex->arena, u.designator);
	if (s->t->unit.n > 0)
		s->t->unit.v[s->t->unit.n - 1].to = s->t->w.n;
	eg_vec_push(&s->t->unit, u);
	s->unit = (uint32_t)(s->t->unit.n - 1);
	s->mark_before = false;
}

static void
open_unit(struct splitter *s, size_t section)
{
	const struct eg_doc_section *d = &s->t->doc->section[section];

	add_unit(s, (struct cf_unit){.start = d->start,
			.section = section,
			.label = d->label,
			.designator = d->designator,
			.heading = d->heading});
}

/* A code's own section that the reader of prints took for text: "63-7-403." at a line's start. */
static bool
opens_code_section(const struct splitter *s, size_t i)
{
	const struct cf_piece *p = &s->p.v[i];
	size_t dashes = 0, before = strcspn(p->fold, ".");

	if (!(p->flags & CP_LINE) || !(p->flags & CP_DOT) || p->n < 5 || s->t->unit.n == 0)
		return false;
	for (size_t k = 0; k < p->n; k++)
		dashes += p->fold[k] == '-';
	return (dashes > 0 || (before >= 2 && p->n - before >= 4)) &&
	       strspn(p->fold, "0123456789-.:") == p->n;
}

/* "AS REQUIRED BY ARTICLE III.C" in a text of capitals: no heading, whatever the reader of prints
 * took it for. */
static bool
is_inside_sentence(const struct eg_doc *d, size_t section)
{
	size_t at = d->section[section].start;

	while (at > 0 && d->text[at - 1] == ' ')
		at--;
	return at > 0 && at < d->section[section].start &&
	       ((d->text[at - 1] | 32) >= 'a' && (d->text[at - 1] | 32) <= 'z');
}

/* "ARTICLE I" on a line of its own and "PURPOSE" on the next: a line without a small letter, or
 * short and without a stop, is the heading. */
static size_t
second_line(const struct eg_doc *d, const struct eg_doc_section *sec, size_t from, size_t otherwise)
{
	const char *nl = from < sec->end ? memchr(d->text + from, '\n', sec->end - from) : NULL;
	size_t end = nl == NULL ? sec->end : (size_t)(nl - d->text);
	bool small = false;

	for (size_t i = from; i < end; i++)
		small = small || (d->text[i] >= 'a' && d->text[i] <= 'z');
	if (end - from > 120 || end <= from || nl == NULL)
		return otherwise;
	return !small || (end - from < 90 && strchr(".;:,", d->text[end - 1]) == NULL) ? end
										       : otherwise;
}

/* Where a section's heading ends: its words up to the body, else its first line if that is short. */
static size_t
heading_end(const struct eg_doc *d, const struct eg_doc_section *sec)
{
	const char *nl;
	size_t end = sec->body;

	if (sec->designator[0] == '\0')
		return sec->start;
	nl = memchr(d->text + sec->start, '\n', sec->end - sec->start);
	if (nl != NULL && (size_t)(nl - d->text) < sec->start + 160 && sec->heading[0] == '\0')
		end = (size_t)(nl - d->text);
	if (nl != NULL && sec->heading[0] == '\0' &&
	    (size_t)(nl - d->text) <= sec->start + strlen(sec->designator) + 2)
		end = second_line(d, sec, (size_t)(nl + 1 - d->text), end);
	return end;
}

/* Is the piece part of the section's own designator? "§ 1647a.", "Article", "VII." */
static bool
in_designator(const struct eg_doc_section *sec, const struct cf_piece *p)
{
	return p->start < sec->start + strlen(sec->designator) && p->start < sec->body;
}

void
cf_words__split(struct cf_text *t, struct cf_lexicon *lex, const struct eg_doc *doc,
    const char *const *fill_in, size_t n_fill_ins)
{
	struct splitter s = {.t = t, .lex = lex, .fill_in = fill_in, .n_fill_ins = n_fill_ins};
	size_t section = 0, heading = 0, skip = SIZE_MAX;

	t->doc = doc;
	cf_pieces__read(&s.p, lex->arena, doc);
	for (size_t i = 0; i < s.p.n;) {
		const struct cf_piece *p = &s.p.v[i];

		while (section < doc->n_sections && doc->section[section].start <= p->start) {
			if (section > 0 && is_inside_sentence(doc, section)) {
				section++;
				continue;
			}
			open_unit(&s, section);
			heading = heading_end(doc, &doc->section[section]);
			skip = section++;
		}
		if (skip != SIZE_MAX && in_designator(&doc->section[skip], p)) {
			s.start_flags |= CF_LINE | CF_SENTENCE;
			i++;
			continue;
		}
		if (opens_code_section(&s, i)) {
			add_unit(&s, (struct cf_unit){.start = p->start,
					 .section = skip == SIZE_MAX ? 0 : skip,
					 .designator = eg_arena_printf(lex->arena, "%s.", p->fold),
					 .heading = ""});
			s.start_flags |= CF_LINE | CF_SENTENCE;
			i++;
			continue;
		}
		s.in_heading = p->start < heading;
		if (p->flags & CP_LINE)
			s.definition_left = 0;
		if (begins_definition(&s.p, i)) {
			s.definition_left = 160;
			s.start_flags |= CF_TERM;
		}
		size_t n = take(&s, i);

		s.definition_left -= s.definition_left < n ? s.definition_left : n;
		i += n;
	}
	while (section < doc->n_sections)
		open_unit(&s, section++);
	if (t->unit.n > 0)
		t->unit.v[t->unit.n - 1].to = t->w.n;
	t->match = eg_calloc(t->w.n + 1, sizeof(*t->match));
	eg_vec_clear(&s.p);
}

void
cf_words__clear(struct cf_text *t)
{
	eg_vec_clear(&t->w);
	eg_vec_clear(&t->unit);
	eg_free(t->match);
}
