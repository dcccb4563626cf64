/*
 * Sections of a text: headings in the forms that legislatures print, at line starts or, in texts
 * run together, in the middle of a line. A heading must look like one (word or sign, number, full
 * stop) and stand where one can stand (after a blank line, after the end of a sentence, after words
 * in capitals, or as the next number of its kind): "as provided in Section 3. The" is none.
 */
#include "read/heading.h"

#include "base/find.h"

size_t
eg_read__spaces(const struct eg_scan *s, size_t i)
{
	size_t w;

	while (i < s->n && s->p[i] != '\n' && (w = eg_read__space(s->p + i, s->p + s->n)) > 0)
		i += w;
	return i;
}

static bool
word_at(const struct eg_scan *s, size_t i, const char *word)
{
	size_t w = strlen(word);

	return s->n - i >= w && memcmp(s->p + i, word, w) == 0;
}

static uint32_t
roman(const char *p, size_t n)
{
	uint32_t total = 0, before = 0;

	for (size_t i = n; i-- > 0;) {
		uint32_t v = p[i] == 'I'   ? 1
			     : p[i] == 'V' ? 5
			     : p[i] == 'X' ? 10
			     : p[i] == 'L' ? 50
					   : 0;

		if (v == 0)
			return 0;
		total = v < before ? total - v : total + v;
		before = v > before ? v : before;
	}
	return total;
}

/* Is this the way the number is written? ("IVV" is not 8.) */
static bool
roman_ok(const char *p, size_t n, uint32_t value)
{
	static const char *const ones[] = {
	    "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
	static const char *const tens[] = {
	    "", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", ""};
	const char *t, *o;

	if (value == 0 || value >= 90)
		return false;
	t = tens[value / 10];
	o = ones[value % 10];
	return n == strlen(t) + strlen(o) && memcmp(p, t, strlen(t)) == 0 &&
	       memcmp(p + strlen(t), o, strlen(o)) == 0;
}

/* A dash inside a number: hyphen, en dash, or the minus some extractions make of it. */
static size_t
dash(const char *p, const char *end)
{
	if (p < end && *p == '-')
		return 1;
	if (end - p >= 3 &&
	    (memcmp(p, "\xE2\x80\x93", 3) == 0 || memcmp(p, "\xE2\x80\x91", 3) == 0 ||
		memcmp(p, "\xE2\x88\x92", 3) == 0))
		return 3;
	return 0;
}

/* Number of a provision at i: "3", "16335", "24-76.7-101", "54-3508A", "53E-1-203", "IV", "ONE" is
 * not one. Returns its end, i if none. */
static size_t
number(const struct eg_scan *s, size_t i, enum eg_heading_kind kind, uint32_t want, uint32_t *value)
{
	const char *p = s->p, *end = s->p + s->n;
	size_t k = i, w;

	*value = 0;
	if (i < s->n && eg_read__digit(p[i])) {
		uint32_t v = 0;
		bool plain = true;

		for (;;) {
			while (k < s->n && eg_read__digit(p[k]) && k - i < 24) {
				if (plain && v < 100000)
					v = v * 10 + (uint32_t)(p[k] - '0');
				k++;
			}
			for (w = 0; k + w < s->n && eg_read__letter(p[k + w]) && w < 4;)
				w++;
			if (w > 0 && w <= 3 && !(k + w < s->n && eg_read__letter(p[k + w])) &&
			    (w == 1 || eg_read__lower(p[k + 1]) == eg_read__lower(p[k]))) {
				k += w;
				plain = false;
			}
			w = dash(p + k, end);
			if (w == 0 && k + 1 < s->n && (p[k] == '.' || p[k] == ':'))
				w = 1;
			if (w == 0 || k + w >= s->n || !eg_read__digit(p[k + w]) || k - i > 24)
				break;
			k += w;
			plain = false;
		}
		*value = plain ? v : 0;
		return k;
	}
	while (k < s->n && k - i < 8 && (p[k] == 'I' || p[k] == 'V' || p[k] == 'X' || p[k] == 'L'))
		k++;
	if (k > i && !(k < s->n && eg_read__letter(p[k]))) { /* stands alone */
		uint32_t v = roman(p + i, k - i);

		if (roman_ok(p + i, k - i, v)) {
			*value = v;
			return k;
		}
	}
	if (kind == K_ARTICLE) { /* "ARTICLE IVPURPOSE": the part that is next in turn */
		for (size_t m = k; m > i; m--) {
			uint32_t v = roman(p + i, m - i);

			if (roman_ok(p + i, m - i, v) && (want == 0 ? v == 1 : v == want)) {
				*value = v;
				return m;
			}
		}
	}
	if (kind == K_UNIT && i < s->n && eg_read__upper(p[i]) &&
	    !(i + 1 < s->n && (eg_read__letter(p[i + 1]) || p[i + 1] == '\'')))
		return i + 1;
	return i;
}

struct word {
	const char *text;
	enum eg_heading_kind kind;
	bool caps;
};

static const struct word words[] = {
    {"SECTION", K_SECTION, true},
    {"Section", K_SECTION, false},
    {"SEC.", K_SECTION, true},
    {"Sec.", K_SECTION, false},
    {"Secs.", K_SECTION, false},
    {"Secci\xC3\xB3n", K_SECTION, false},
    {"SECCI\xC3\x93N", K_SECTION, true},
    {"\xC2\xA7", K_SIGN, false},
    {"ARTICLE", K_ARTICLE, true},
    {"Article", K_ARTICLE, false},
    {"Art\xC3\xAD"
     "culo",
	K_ARTICLE, false},
    {"ART\xC3\x8D"
     "CULO",
	K_ARTICLE, true},
    {"PART", K_UNIT, true},
    {"Part", K_UNIT, false},
    {"CHAPTER", K_UNIT, true},
    {"Chapter", K_UNIT, false},
    {"SUBCHAPTER", K_UNIT, true},
    {"Subchapter", K_UNIT, false},
    {"TITLE", K_UNIT, true},
    {"Title", K_UNIT, false},
    {"DIVISION", K_UNIT, true},
    {"SUBTITLE", K_UNIT, true},
    {"Subtitle", K_UNIT, false},
};

/* What stands before i, as a place for a heading. */
enum place { P_BAD, P_LINE, P_STOP, P_STRONG };

/* STRONG: start of the text or after a blank line. STOP: after the end of a sentence or words in
 * capitals. LINE: a line start with neither. BAD: the middle of a sentence. */
static enum place
place(const struct eg_scan *s, size_t i)
{
	size_t k = i, newlines = 0, letters = 0, lower = 0;
	char c;

	while (k > 0 && i - k < 400) {
		c = s->p[k - 1];
		if (c == '\n')
			newlines++;
		else if (c == '\xA0' && k > 1 && s->p[k - 2] == '\xC2')
			k--;
		else if (c != ' ' && c != '\t' && c != '*' && c != '\r' && c != '\f')
			break;
		k--;
	}
	if (k == 0 || newlines >= 2)
		return P_STRONG;
	c = s->p[k - 1];
	if (c == '.' || c == ':' || c == ';' || c == ')' || c == '"' || c == '_' || c == '}' ||
	    c == ']' ||
	    (k >= 3 && (memcmp(s->p + k - 3, "\xE2\x80\x9D", 3) == 0 ||
			   memcmp(s->p + k - 3, "\xE2\x80\x94", 3) == 0)))
		return P_STOP;
	for (size_t m = k; m > 0 && k - m < 12 && s->p[m - 1] != '\n';
	     m--) { /* words in capitals before it: a heading or title */
		letters += eg_read__upper(s->p[m - 1]);
		lower += eg_read__lower(s->p[m - 1]);
	}
	if (lower == 0 && letters >= 2 && c != ',')
		return P_STOP;
	return newlines > 0 ? P_LINE : P_BAD;
}

/* A designator at i ("SECTION 3.", "§ 2.", "58-88-101."), whatever stands before it. */
bool
eg_read__designator(const struct eg_scan *s, size_t i, struct eg_heading *h)
{
	memset(h, 0, sizeof(*h));
	h->start = h->name = i;
	for (size_t k = 0; k < EG_COUNT(words); k++) {
		const struct word *w = &words[k];
		size_t at, end;

		if (s->p[i] != w->text[0] || !word_at(s, i, w->text))
			continue;
		at = i + strlen(w->text);
		h->number = eg_read__spaces(s, at);
		if (w->kind == K_SIGN && h->number < s->n && word_at(s, h->number, "\xC2\xA7"))
			h->number = eg_read__spaces(s, h->number + 2);
		if (h->number == at && w->kind != K_SIGN && s->p[at - 1] != '.')
			continue;
		end = number(s, h->number, w->kind, s->last[w->kind] + 1, &h->value);
		if (end == h->number)
			return false;
		h->kind = w->kind;
		h->caps = w->caps;
		h->number_n = end - h->number;
		h->end = end;
		return true;
	}
	if (eg_read__digit(s->p[i])) {
		size_t end = number(s, i, K_CODE, 0, &h->value), marks = 0;

		for (size_t k = i; k < end; k++)
			marks += s->p[k] == '-' || s->p[k] == '.' || s->p[k] == '\xE2';
		h->kind = marks > 0 ? K_CODE : K_THAT;
		h->number = i;
		h->number_n = end - i;
		h->end = end;
		return end > i;
	}
	return false;
}

/* Does a capital, an opening bracket or mark follow, so that a sentence can start here? */
static bool
sentence_starts(const struct eg_scan *s, size_t i)
{
	i = eg_read__spaces(s, i);
	if (i >= s->n || s->p[i] == '\n')
		return true;
	return eg_read__upper(s->p[i]) || eg_read__digit(s->p[i]) ||
	       strchr("([\"{*$", s->p[i]) != NULL || (unsigned char)s->p[i] >= 0x80;
}

/* "is amended to read:53E-1-203." */
bool
eg_read__after_colon(const struct eg_scan *s, size_t i)
{
	return i > 0 && (s->p[i - 1] == ':' || (i > 1 && s->p[i - 1] == ' ' && s->p[i - 2] == ':'));
}

/* Take the mark after the number into the designator. */
static void
take_stop(const struct eg_scan *s, struct eg_heading *h)
{
	size_t i = h->end;

	if (i < s->n && (s->p[i] == '.' || s->p[i] == ':')) {
		h->stop = true;
		i++;
		if (i < s->n && (s->p[i] == '-' || s->p[i] == '_'))
			while (i < s->n && (s->p[i] == '-' || s->p[i] == '_'))
				i++;
	} else if (s->n - i >= 3 && memcmp(s->p + i, "\xE2\x80\x94", 3) == 0) {
		h->stop = true;
		i += 3;
	} else if (s->n - i >= 2 && s->p[i] == '-' && s->p[i + 1] == '-') {
		h->stop = true;
		i += 2;
	}
	h->end = i;
}

/* The rest of a line of at most `most` bytes holds a title and no sentence. */
static bool
short_line(const struct eg_scan *s, size_t i, size_t most)
{
	const char *nl = memchr(s->p + i, '\n', s->n - i < most ? s->n - i : most);

	if (nl == NULL && s->n - i > most)
		return false;
	for (size_t k = i, end = nl == NULL ? s->n : (size_t)(nl - s->p); k < end; k++)
		if (s->p[k] == ',' || (s->p[k] == '.' && k + 2 < end))
			return false;
	return true;
}

/* "(610) Effect": a uniform act's own number before the catchline. "(1) A person": a section without
 * one. */
static bool
number_in_brackets(const struct eg_scan *s, size_t i)
{
	size_t k = i + 1;

	while (k < s->n && eg_read__digit(s->p[k]) && k - i < 6)
		k++;
	if (s->p[i] != '(' || k == i + 1 || k + 1 >= s->n || s->p[k] != ')')
		return false;
	k = eg_read__spaces(s, k + 1);
	return k < s->n && eg_read__upper(s->p[k]);
}

enum { ENACTS_WITHIN = 500, TITLE_BYTES = 160 };

/* Does the enacting clause stand right before i? */
static bool
after_enacting(const struct eg_scan *s, size_t i)
{
	size_t from = i > ENACTS_WITHIN ? i - ENACTS_WITHIN : 0;

	return eg_find(s->p + from, i - from, "nacted", 6, 0) != SIZE_MAX ||
	       eg_find(s->p + from, i - from, "NACTED", 6, 0) != SIZE_MAX;
}

/* "6 Construction. The parts": a title in a capital, ended by a full stop. */
static bool
title_follows(const struct eg_scan *s, size_t i)
{
	size_t end = s->n - i < TITLE_BYTES ? s->n : i + TITLE_BYTES;

	if (i >= s->n || !eg_read__upper(s->p[i]))
		return false;
	for (size_t k = i; k < end; k++) {
		if (s->p[k] == '.')
			return true;
		if (s->p[k] == '\n' && k + 1 < end && s->p[k + 1] == '\n')
			return false;
	}
	return false;
}

/* New Jersey's "6. The board shall", New Hampshire's "6 Findings. The General Court": the numbers of
 * a bill's sections have no word before them. They count up from the enacting clause, in a bill
 * that has no "Section 1."; a number that goes on from an item's is an item's. */
static bool
is_bare_section(const struct eg_scan *s, const struct eg_heading *h, enum place at, size_t after)
{
	if (at == P_LINE || s->last[K_SECTION] > 0 || h->value == 0 || h->value > 300 ||
	    h->value != s->last[K_THAT] + 1 || (s->item > 0 && s->item + 1 == h->value))
		return false;
	if (h->value == 1 && !after_enacting(s, h->start))
		return false;
	if (h->stop && after + 1 < s->n && eg_read__lower(s->p[after]) && s->p[after + 1] == '.')
		return true; /* "4. a. An employer shall" */
	return h->stop ? sentence_starts(s, h->end) : title_follows(s, after);
}

/* Is the designator a heading where it stands? */
bool
eg_read__is_heading(const struct eg_scan *s, struct eg_heading *h, bool line_start)
{
	enum place at = place(s, h->start);
	bool next = h->value > 0 && h->value == s->last[h->kind] + 1;
	size_t after;
	bool eol;

	if (at == P_BAD)
		return false;
	take_stop(s, h);
	after = eg_read__spaces(s, h->end);
	eol = after >= s->n || s->p[after] == '\n';
	switch (h->kind) {
	case K_SECTION:
		if (h->stop)
			return sentence_starts(s, h->end) && (at != P_LINE || h->caps || next);
		if (!line_start)
			return false;
		if (eol)
			return at != P_LINE || h->caps;
		return next && h->value < 1000 && at != P_LINE && eg_read__upper(s->p[after]) &&
		       short_line(s, after, 100);
	case K_SIGN:
		if (!line_start)
			return h->stop && next && sentence_starts(s, h->end);
		return (h->stop || eol) && sentence_starts(s, h->end) && (at != P_LINE || next);
	case K_ARTICLE:
		if (!line_start && !(h->caps && (at == P_STOP || at == P_STRONG)))
			return false;
		if (h->stop)
			return sentence_starts(s, h->end) && (at != P_LINE || next);
		if (!line_start) /* "ARTICLE 1PURPOSE" */
			return (next || h->value == 1) && after < s->n &&
			       eg_read__upper(s->p[after]);
		return eol || (eg_read__upper(s->p[after]) && (short_line(s, after, 120) || next));
	case K_UNIT:
		if (!line_start)
			return h->caps && h->stop && after < s->n && eg_read__upper(s->p[after]);
		return eol ||
		       (at != P_LINE && after < s->n &&
			   (eg_read__upper(s->p[after]) || (unsigned char)s->p[after] >= 0x80) &&
			   short_line(s, after, 120));
	case K_CODE:
		if (!h->stop || eol)
			return h->stop && line_start && at == P_STRONG;
		if (!line_start && !eg_read__after_colon(s, h->start))
			return false;
		return h->end < after && at != P_LINE &&
		       (eg_read__upper(s->p[after]) || s->p[after] == '[' ||
			   (line_start && number_in_brackets(s, after)));
	case K_THAT:
		if (!line_start)
			return false;
		return (h->stop && h->value < 100 &&
			   (word_at(s, after, "That ") || word_at(s, after, "That:"))) ||
		       is_bare_section(s, h, at, after);
	default:
		return false;
	}
}

/* Move the start back over "NEW SECTION.", "* " and an opening quotation mark before the
 * designator. */
size_t
eg_read__before(const struct eg_scan *s, size_t i)
{
	static const char fresh[] = "NEW SECTION.";
	size_t k = i;

	while (k > 0 &&
	       (s->p[k - 1] == ' ' || s->p[k - 1] == '\t' ||
		   (k > 1 && s->p[k - 1] == '\xA0' && s->p[k - 2] == '\xC2')) &&
	       i - k < 12)
		k -= s->p[k - 1] == '\xA0' ? 2 : 1;
	if (k >= sizeof(fresh) - 1 &&
	    memcmp(s->p + k - (sizeof(fresh) - 1), fresh, sizeof(fresh) - 1) == 0)
		return k - (sizeof(fresh) - 1);
	if (k > 0 && s->p[k - 1] == '*')
		return k - 1;
	if (i > 0 && s->p[i - 1] == '"' && (i == 1 || s->p[i - 2] == '\n' || s->p[i - 2] == ' '))
		return i - 1;
	if (i >= 3 && memcmp(s->p + i - 3, "\xE2\x80\x9C", 3) == 0)
		return i - 3;
	return i;
}
