/*
 * Sections of a text: headings in the forms that legislatures print, at line starts or, in texts run together, in the middle of a
 * line. A heading must look like one (word or sign, number, full stop) and stand where one can stand (after a blank line, after the
 * end of a sentence, after words in capitals, or as the next number of its kind): "as provided in Section 3. The" is none.
 */
#include "read/read.h"

enum kind { K_NONE, K_SECTION, K_SIGN, K_ARTICLE, K_UNIT, K_CODE, K_THAT, K_COUNT };

struct heading {
	enum kind kind;
	size_t start;     /* of "NEW SECTION." or the quotation mark before it */
	size_t name;      /* of the designator itself */
	size_t end;       /* after the designator and its full stop */
	size_t number, number_n;
	uint32_t value;   /* of a plain or Roman number; 0 otherwise */
	bool stop;        /* a full stop, colon or dash follows the number */
	bool caps;        /* the word stands in capitals */
};

struct scan {
	const char *p;
	size_t n;
	uint32_t last[K_COUNT]; /* number of the heading of this kind before */
};

enum { SECTIONS_MAX = 50000, HEADING_MAX = 160 };

static size_t
spaces(const struct scan *s, size_t i)
{
	size_t w;

	while (i < s->n && s->p[i] != '\n' && (w = eg_read__space(s->p + i, s->p + s->n)) > 0)
		i += w;
	return i;
}

static bool
word_at(const struct scan *s, size_t i, const char *word)
{
	size_t w = strlen(word);

	return s->n - i >= w && memcmp(s->p + i, word, w) == 0;
}

static uint32_t
roman(const char *p, size_t n)
{
	uint32_t total = 0, before = 0;

	for (size_t i = n; i-- > 0;) {
		uint32_t v = p[i] == 'I' ? 1 : p[i] == 'V' ? 5 : p[i] == 'X' ? 10 : p[i] == 'L' ? 50 : 0;

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
	static const char *const ones[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" };
	static const char *const tens[] = { "", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "" };
	const char *t, *o;

	if (value == 0 || value >= 90)
		return false;
	t = tens[value / 10];
	o = ones[value % 10];
	return n == strlen(t) + strlen(o) && memcmp(p, t, strlen(t)) == 0 && memcmp(p + strlen(t), o, strlen(o)) == 0;
}

/* A dash inside a number: hyphen, en dash, or the minus some extractions make of it. */
static size_t
dash(const char *p, const char *end)
{
	if (p < end && *p == '-')
		return 1;
	if (end - p >= 3 && (memcmp(p, "\xE2\x80\x93", 3) == 0 || memcmp(p, "\xE2\x80\x91", 3) == 0 || memcmp(p, "\xE2\x88\x92", 3) == 0))
		return 3;
	return 0;
}

/* Number of a provision at i: "3", "16335", "24-76.7-101", "54-3508A", "53E-1-203", "IV", "ONE" is not one. Returns its end, i if none. */
static size_t
number(const struct scan *s, size_t i, enum kind kind, uint32_t want, uint32_t *value)
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
			if (w > 0 && w <= 3 && !(k + w < s->n && eg_read__letter(p[k + w])) && (w == 1 || eg_read__lower(p[k + 1]) == eg_read__lower(p[k]))) {
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
	if (kind == K_UNIT && i < s->n && eg_read__upper(p[i]) && !(i + 1 < s->n && (eg_read__letter(p[i + 1]) || p[i + 1] == '\'')))
		return i + 1;
	return i;
}

struct word {
	const char *text;
	enum kind kind;
	bool caps;
};

static const struct word words[] = {
	{ "SECTION", K_SECTION, true }, { "Section", K_SECTION, false }, { "SEC.", K_SECTION, true }, { "Sec.", K_SECTION, false },
	{ "Secs.", K_SECTION, false }, { "Secci\xC3\xB3n", K_SECTION, false }, { "SECCI\xC3\x93N", K_SECTION, true },
	{ "\xC2\xA7", K_SIGN, false }, { "ARTICLE", K_ARTICLE, true }, { "Article", K_ARTICLE, false },
	{ "Art\xC3\xAD" "culo", K_ARTICLE, false }, { "ART\xC3\x8D" "CULO", K_ARTICLE, true },
	{ "PART", K_UNIT, true }, { "Part", K_UNIT, false }, { "CHAPTER", K_UNIT, true }, { "Chapter", K_UNIT, false },
	{ "SUBCHAPTER", K_UNIT, true }, { "Subchapter", K_UNIT, false }, { "TITLE", K_UNIT, true }, { "Title", K_UNIT, false },
	{ "DIVISION", K_UNIT, true }, { "SUBTITLE", K_UNIT, true }, { "Subtitle", K_UNIT, false },
};

/* What stands before i, as a place for a heading. */
enum place { P_BAD, P_LINE, P_STOP, P_STRONG };

/* STRONG: start of the text or after a blank line. STOP: after the end of a sentence or words in capitals. LINE: a line start with
 * neither. BAD: the middle of a sentence. */
static enum place
place(const struct scan *s, size_t i)
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
	if (c == '.' || c == ':' || c == ';' || c == ')' || c == '"' || c == '_' || c == '}' || c == ']' ||
	    (k >= 3 && (memcmp(s->p + k - 3, "\xE2\x80\x9D", 3) == 0 || memcmp(s->p + k - 3, "\xE2\x80\x94", 3) == 0)))
		return P_STOP;
	for (size_t m = k; m > 0 && k - m < 12 && s->p[m - 1] != '\n'; m--) { /* words in capitals before it: a heading or title */
		letters += eg_read__upper(s->p[m - 1]);
		lower += eg_read__lower(s->p[m - 1]);
	}
	if (lower == 0 && letters >= 2 && c != ',')
		return P_STOP;
	return newlines > 0 ? P_LINE : P_BAD;
}

/* A designator at i ("SECTION 3.", "§ 2.", "58-88-101."), whatever stands before it. */
static bool
designator(const struct scan *s, size_t i, struct heading *h)
{
	memset(h, 0, sizeof(*h));
	h->start = h->name = i;
	for (size_t k = 0; k < EG_COUNT(words); k++) {
		const struct word *w = &words[k];
		size_t at, end;

		if (s->p[i] != w->text[0] || !word_at(s, i, w->text))
			continue;
		at = i + strlen(w->text);
		h->number = spaces(s, at);
		if (w->kind == K_SIGN && h->number < s->n && word_at(s, h->number, "\xC2\xA7"))
			h->number = spaces(s, h->number + 2);
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
sentence_starts(const struct scan *s, size_t i)
{
	i = spaces(s, i);
	if (i >= s->n || s->p[i] == '\n')
		return true;
	return eg_read__upper(s->p[i]) || eg_read__digit(s->p[i]) || strchr("([\"{*$", s->p[i]) != NULL || (unsigned char)s->p[i] >= 0x80;
}

/* "is amended to read:53E-1-203." */
static bool
after_colon(const struct scan *s, size_t i)
{
	return i > 0 && (s->p[i - 1] == ':' || (i > 1 && s->p[i - 1] == ' ' && s->p[i - 2] == ':'));
}

/* Take the mark after the number into the designator. */
static void
take_stop(const struct scan *s, struct heading *h)
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
short_line(const struct scan *s, size_t i, size_t most)
{
	const char *nl = memchr(s->p + i, '\n', s->n - i < most ? s->n - i : most);

	if (nl == NULL && s->n - i > most)
		return false;
	for (size_t k = i, end = nl == NULL ? s->n : (size_t)(nl - s->p); k < end; k++)
		if (s->p[k] == ',' || (s->p[k] == '.' && k + 2 < end))
			return false;
	return true;
}

/* Is the designator a heading where it stands? */
static bool
is_heading(const struct scan *s, struct heading *h, bool line_start)
{
	enum place at = place(s, h->start);
	bool next = h->value > 0 && h->value == s->last[h->kind] + 1;
	size_t after;
	bool eol;

	if (at == P_BAD)
		return false;
	take_stop(s, h);
	after = spaces(s, h->end);
	eol = after >= s->n || s->p[after] == '\n';
	switch (h->kind) {
	case K_SECTION:
		if (h->stop)
			return sentence_starts(s, h->end) && (at != P_LINE || h->caps || next);
		if (!line_start)
			return false;
		if (eol)
			return at != P_LINE || h->caps;
		return next && h->value < 1000 && at != P_LINE && eg_read__upper(s->p[after]) && short_line(s, after, 100);
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
			return (next || h->value == 1) && after < s->n && eg_read__upper(s->p[after]);
		return eol || (eg_read__upper(s->p[after]) && (short_line(s, after, 120) || next));
	case K_UNIT:
		if (!line_start)
			return h->caps && h->stop && after < s->n && eg_read__upper(s->p[after]);
		return eol || (at != P_LINE && after < s->n && (eg_read__upper(s->p[after]) || (unsigned char)s->p[after] >= 0x80) &&
		    short_line(s, after, 120));
	case K_CODE:
		if (!h->stop || eol)
			return h->stop && line_start && at == P_STRONG;
		if (!line_start && !after_colon(s, h->start))
			return false;
		return h->end < after && at != P_LINE && (eg_read__upper(s->p[after]) || s->p[after] == '[');
	case K_THAT:
		return line_start && h->stop && h->value < 100 && word_at(s, after, "That ");
	default:
		return false;
	}
}

/* Move the start back over "NEW SECTION.", "* " and an opening quotation mark before the designator. */
static size_t
before(const struct scan *s, size_t i)
{
	static const char fresh[] = "NEW SECTION.";
	size_t k = i;

	while (k > 0 && (s->p[k - 1] == ' ' || s->p[k - 1] == '\t' || (k > 1 && s->p[k - 1] == '\xA0' && s->p[k - 2] == '\xC2')) && i - k < 12)
		k -= s->p[k - 1] == '\xA0' ? 2 : 1;
	if (k >= sizeof(fresh) - 1 && memcmp(s->p + k - (sizeof(fresh) - 1), fresh, sizeof(fresh) - 1) == 0)
		return k - (sizeof(fresh) - 1);
	if (k > 0 && s->p[k - 1] == '*')
		return k - 1;
	if (i > 0 && s->p[i - 1] == '"' && (i == 1 || s->p[i - 2] == '\n' || s->p[i - 2] == ' '))
		return i - 1;
	if (i >= 3 && memcmp(s->p + i - 3, "\xE2\x80\x9C", 3) == 0)
		return i - 3;
	return i;
}

/* ---- from headings to sections ---- */

/* Copy bytes with runs of white space as one space. */
static const char *
squeeze(struct eg_reader *r, const char *p, size_t n)
{
	char *out = eg_arena_alloc(r->arena, n + 1);
	size_t k = 0, w;

	for (size_t i = 0; i < n;) {
		w = eg_read__space(p + i, p + n);
		if (w > 0) {
			if (k > 0 && out[k - 1] != ' ')
				out[k++] = ' ';
			i += w;
		} else {
			out[k++] = p[i++];
		}
	}
	while (k > 0 && out[k - 1] == ' ')
		k--;
	out[k] = '\0';
	return out;
}

static bool
has_verb(const char *p, size_t n)
{
	static const char *const verbs[] = { " is ", " are ", " shall ", " be ", " may ", " means ", " takes ", " was ", " has ", " amended" };

	for (size_t v = 0; v < EG_COUNT(verbs); v++) {
		size_t w = strlen(verbs[v]);

		for (size_t i = 0; i + w <= n; i++)
			if (memcmp(p + i, verbs[v], w) == 0)
				return true;
	}
	return false;
}

/* Words that open a lead-in ("Section 8-13-100 of the code is amended"), never a catchline. */
static bool
leads_in(const char *p, size_t n)
{
	static const char *const openers[] = { "That ", "Section ", "Sections ", "Chapter ", "Subchapter ", "Title ", "RCW ", "W.S", "Article ", "AS ", "A new ",
		"The ", "This ", "As used", "In this", "Whenever ", "If ", "No ", "Any ", "Each ", "Except ", "Beginning ", "Subject to" };

	for (size_t i = 0; i < EG_COUNT(openers); i++)
		if (n >= strlen(openers[i]) && memcmp(p, openers[i], strlen(openers[i])) == 0)
			return true;
	return false;
}

/* Where a catchline that starts at `from` ends: at a full stop, an item's bracket, or a line end that does not run on. */
static size_t
catchline_end(const struct scan *s, size_t from, size_t stop, bool *full_stop)
{
	size_t k = from, lower = 0;

	*full_stop = false;
	for (; k < stop; k++) {
		char c = s->p[k];

		if (c == '.' && (k + 1 >= s->n || eg_read__space(s->p + k + 1, s->p + s->n) > 0 || s->p[k + 1] == '-')) {
			*full_stop = true;
			return k;
		}
		if (c == '\n' && !(k + 1 < stop && eg_read__lower(s->p[k + 1]))) /* a wrapped catchline goes on in small letters */
			return k;
		if (c == '(' && (s->p[k - 1] == ' ' || lower == 0))
			return k;
		if (lower == 0 && eg_read__lower(c) && k > from + 5 && eg_read__upper(s->p[k - 1]) && eg_read__upper(s->p[k - 2]))
			return k - 1; /* "PURPOSEThe purpose" */
		lower += eg_read__lower(c);
	}
	return k;
}

/* A catchline after the designator: at most HEADING_MAX bytes, without a verb of enactment. Returns its end, i if there is none. */
static size_t
catchline(const struct scan *s, size_t i, size_t end)
{
	size_t from = spaces(s, i), stop, k;
	bool next_line = from < end && s->p[from] == '\n', full_stop, wrapped;

	if (next_line) /* the title stands on a line of its own */
		from = spaces(s, from + 1);
	stop = end < from + HEADING_MAX ? end : from + HEADING_MAX;
	if (from >= end || !(eg_read__upper(s->p[from]) || (unsigned char)s->p[from] >= 0x80))
		return i;
	k = catchline_end(s, from, stop, &full_stop);
	if (k == from || k >= stop || has_verb(s->p + from, k - from) || leads_in(s->p + from, k - from))
		return i;
	if (s->p[k] == '(' && s->p[k - 1] == ' ' && !next_line)
		return i;
	wrapped = memchr(s->p + from, '\n', k - from) != NULL;
	if (wrapped && !full_stop)
		return i;
	if (next_line && full_stop)
		return i;
	return full_stop ? k + 1 : k;
}

static void
add_section(struct eg_reader *r, const struct scan *s, const struct heading *h, size_t start)
{
	struct eg_doc_section *d = eg_vec_new(&r->sections);

	d->start = start;
	d->designator = d->heading = "";
	if (h != NULL) {
		d->designator = squeeze(r, s->p + h->name, h->end - h->name);
		d->body = h->end;
	} else {
		d->body = start;
	}
}

/* Ends, headings, pages and lines of the sections found. */
static void
finish(struct eg_reader *r, const struct scan *s)
{
	size_t m = 0;

	for (size_t i = 0; i < r->sections.n; i++) {
		struct eg_doc_section *d = &r->sections.v[i];

		d->end = i + 1 < r->sections.n ? d[1].start : s->n;
		if (d->designator[0] != '\0') {
			size_t end = catchline(s, d->body, d->end);

			if (end > d->body) {
				const char *text = squeeze(r, s->p + d->body, end - d->body);
				size_t n = strlen(text);

				d->heading = n > 0 && text[n - 1] == '.' ? squeeze(r, text, n - 1) : text;
				d->body = end;
			}
		}
		while (m + 1 < r->lines.n && r->lines.v[m + 1].at <= d->start)
			m++;
		if (r->lines.n > 0) {
			d->page = r->lines.v[m].page;
			d->line = r->lines.v[m].line;
		}
	}
}

enum { B_PLAIN, B_LINE, B_SPACE, B_DIGIT, B_LETTER };

/* What a byte can mean to the search: white space, quotation marks and stars keep a place open; a capital may begin a designator. */
static const uint8_t byte_class[256] = {
	['\n'] = B_LINE, [' '] = B_SPACE, ['\t'] = B_SPACE, ['*'] = B_SPACE, ['"'] = B_SPACE, [0xC2] = B_SPACE, [0xA0] = B_SPACE, [0xE2] = B_SPACE,
	[0x80] = B_SPACE, [0x9C] = B_SPACE, ['0'] = B_DIGIT, ['1'] = B_DIGIT, ['2'] = B_DIGIT, ['3'] = B_DIGIT, ['4'] = B_DIGIT, ['5'] = B_DIGIT,
	['6'] = B_DIGIT, ['7'] = B_DIGIT, ['8'] = B_DIGIT, ['9'] = B_DIGIT, ['S'] = B_LETTER, ['A'] = B_LETTER, ['P'] = B_LETTER, ['C'] = B_LETTER,
	['T'] = B_LETTER, ['D'] = B_LETTER,
};

void
eg_read__sections(struct eg_reader *r, const char *p, size_t n)
{
	struct scan s = { .p = p, .n = n };
	bool line_start = true, word_start = true;
	size_t covered = 0; /* nothing starts before this */

	add_section(r, &s, NULL, 0);
	for (size_t i = 0; i < n && r->sections.n < SECTIONS_MAX; i++) {
		uint8_t c = byte_class[(unsigned char)p[i]];
		struct heading h;

		if (c == B_PLAIN) {
			while (i + 1 < n && byte_class[(unsigned char)p[i + 1]] == B_PLAIN)
				i++;
			line_start = word_start = false;
			continue;
		}
		if (c == B_LINE) {
			line_start = word_start = true;
			continue;
		}
		if (c == B_SPACE && !(p[i] == '\xC2' && i + 1 < n && p[i + 1] == '\xA7')) {
			word_start = true;
			continue;
		}
		if ((c == B_DIGIT ? line_start || after_colon(&s, i) : word_start || c == B_SPACE || !eg_read__letter(p[i - 1])) &&
		    designator(&s, i, &h)) {
			h.start = before(&s, i);
			if (h.start < covered)
				h.start = i;
			if (i > h.start && memcmp(p + h.start, "NEW", 3) == 0)
				line_start = true;
			if (is_heading(&s, &h, line_start)) {
				if (h.start == r->sections.v[r->sections.n - 1].start)
					r->sections.n--;
				add_section(r, &s, &h, h.start);
				if (h.value > 0)
					s.last[h.kind] = h.value;
				covered = h.end;
				i = h.end - 1;
			}
		}
		line_start = word_start = false;
	}
	finish(r, &s);
}
