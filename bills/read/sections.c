/* From headings to sections: byte ranges that cover the text, with catchlines, pages and lines. */
#include "read/heading.h"

#include "base/load.h"

enum { SECTIONS_MAX = 50000, HEADING_MAX = 160 };

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
	static const char *const verbs[] = {" is ", " are ", " shall ", " be ", " may ", " means ",
	    " takes ", " was ", " has ", " amended"};
	const char *end = p + n;

	for (; (p = memchr(p, ' ', (size_t)(end - p))) != NULL; p++)
		for (size_t v = 0; v < EG_COUNT(verbs); v++) {
			size_t w = strlen(verbs[v]);

			if (p + 1 < end && p[1] == verbs[v][1] && w <= (size_t)(end - p) &&
			    memcmp(p, verbs[v], w) == 0)
				return true;
		}
	return false;
}

/* Words that open a lead-in ("Section 8-13-100 of the code is amended"), never a catchline. */
static bool
leads_in(const char *p, size_t n)
{
	static const char *const openers[] = {"That ", "Section ", "Sections ", "Chapter ",
	    "Subchapter ", "Title ", "RCW ", "W.S", "Article ", "AS ", "A new ", "The ", "This ",
	    "As used", "In this", "Whenever ", "If ", "No ", "Any ", "Each ", "Except ",
	    "Beginning ", "Subject to"};

	for (size_t i = 0; i < EG_COUNT(openers); i++)
		if (n >= strlen(openers[i]) && memcmp(p, openers[i], strlen(openers[i])) == 0)
			return true;
	return false;
}

/* Where a catchline that starts at `from` ends: at a full stop, an item's bracket, or a line end
 * that does not run on. */
static size_t
catchline_end(const struct eg_scan *s, size_t from, size_t stop, bool *full_stop)
{
	size_t k = from, lower = 0;

	*full_stop = false;
	for (; k < stop; k++) {
		char c = s->p[k];

		if (c == '.' && (k + 1 >= s->n || eg_read__space(s->p + k + 1, s->p + s->n) > 0 ||
				    s->p[k + 1] == '-')) {
			*full_stop = true;
			return k;
		}
		if (c == '\n' &&
		    !(k + 1 < stop &&
			eg_read__lower(
			    s->p[k + 1]))) /* a wrapped catchline goes on in small letters */
			return k;
		if (c == '(' && (s->p[k - 1] == ' ' || lower == 0))
			return k;
		if (lower == 0 && eg_read__lower(c) && k > from + 5 &&
		    eg_read__upper(s->p[k - 1]) && eg_read__upper(s->p[k - 2]))
			return k - 1; /* "PURPOSEThe purpose" */
		lower += eg_read__lower(c);
	}
	return k;
}

/* A catchline after the designator: at most HEADING_MAX bytes, without a verb of enactment. Returns
 * its end, i if there is none. */
static size_t
catchline(const struct eg_scan *s, size_t i, size_t end)
{
	size_t from = eg_read__spaces(s, i), stop, k;
	bool next_line = from < end && s->p[from] == '\n', full_stop, wrapped;

	if (next_line) /* the title stands on a line of its own */
		from = eg_read__spaces(s, from + 1);
	stop = end < from + HEADING_MAX ? end : from + HEADING_MAX;
	if (from >= end || !(eg_read__upper(s->p[from]) || (unsigned char)s->p[from] >= 0x80))
		return i;
	k = catchline_end(s, from, stop, &full_stop);
	if (k == from || k >= stop || has_verb(s->p + from, k - from) ||
	    leads_in(s->p + from, k - from))
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
add_section(struct eg_reader *r, const struct eg_scan *s, const struct eg_heading *h, size_t start)
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
finish(struct eg_reader *r, const struct eg_scan *s)
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

				d->heading =
				    n > 0 && text[n - 1] == '.' ? squeeze(r, text, n - 1) : text;
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

/* What a byte can mean to the search: white space, quotation marks and stars keep a place open; a
 * capital may begin a designator. */
static const uint8_t byte_class[256] = {
    ['\n'] = B_LINE,
    [' '] = B_SPACE,
    ['\t'] = B_SPACE,
    ['*'] = B_SPACE,
    ['"'] = B_SPACE,
    [0xC2] = B_SPACE,
    [0xA0] = B_SPACE,
    [0xE2] = B_SPACE,
    [0x80] = B_SPACE,
    [0x9C] = B_SPACE,
    ['0'] = B_DIGIT,
    ['1'] = B_DIGIT,
    ['2'] = B_DIGIT,
    ['3'] = B_DIGIT,
    ['4'] = B_DIGIT,
    ['5'] = B_DIGIT,
    ['6'] = B_DIGIT,
    ['7'] = B_DIGIT,
    ['8'] = B_DIGIT,
    ['9'] = B_DIGIT,
    ['S'] = B_LETTER,
    ['A'] = B_LETTER,
    ['P'] = B_LETTER,
    ['C'] = B_LETTER,
    ['T'] = B_LETTER,
    ['D'] = B_LETTER,
};

/* Can a capital letter begin a designator's word (SECTION, Subchapter, ARTICLE, PART, CHAPTER, TITLE,
 * DIVISION)? By its next letter; a quick no for nearly every sentence. */
static bool
may_begin(const char *p, size_t n)
{
	char next = n > 1 ? (char)(p[1] | 32) : '\0';

	switch (*p) {
	case 'S':
		return next == 'e' || next == 'u';
	case 'A':
		return next == 'r';
	case 'P':
		return next == 'a';
	case 'C':
		return next == 'h';
	default: /* T, D */
		return next == 'i';
	}
}

/* Eight bytes at a time: the high bit of each that lies between '0' and '_', or is the first of a
 * section sign. All that can begin a designator is among them. */
static inline uint64_t
may_matter(uint64_t v)
{
	const uint64_t high = 0x8080808080808080u;
	uint64_t low = v & ~high, sign = v ^ 0xC2C2C2C2C2C2C2C2u;
	uint64_t digit_or_capital = (low + 0x5050505050505050u) & ~(low + 0x2020202020202020u) & ~v;

	return (digit_or_capital | ~(((sign & ~high) + 0x7F7F7F7F7F7F7F7Fu) | sign)) & high;
}

/* The next byte at or after i that may begin a designator; n if there is none. */
static size_t
next_place(const char *p, size_t i, size_t n)
{
	while (i < n) {
		uint8_t c;

		while (n - i >= 8) {
			uint64_t at = may_matter(eg_load_8(p + i));

			if (at != 0) {
				i += (size_t)__builtin_ctzll(at) / 8;
				break;
			}
			i += 8;
		}
		if (i >= n)
			break;
		c = byte_class[(unsigned char)p[i]];
		if (c == B_DIGIT || (c == B_LETTER && may_begin(p + i, n - i)) ||
		    (p[i] == '\xC2' && i + 1 < n && p[i + 1] == '\xA7'))
			return i;
		i++;
	}
	return n;
}

/* What stands before i: nothing but white space and marks since the line began; white space or a
 * mark. A heading that ends at `floor` is as a word. */
static void
look_back(const char *p, size_t i, size_t floor, bool *line_start, bool *word_start)
{
	size_t k = i;

	while (k > floor && byte_class[(unsigned char)p[k - 1]] == B_SPACE)
		k--;
	*line_start = k == 0 || (k > floor && p[k - 1] == '\n');
	*word_start = *line_start || k < i;
}

void
eg_read__sections(struct eg_reader *r, const char *p, size_t n)
{
	struct eg_scan s = {.p = p, .n = n};
	size_t covered = 0; /* nothing starts before this */

	add_section(r, &s, NULL, 0);
	for (size_t i = next_place(p, 0, n); i < n && r->sections.n < SECTIONS_MAX;
	     i = next_place(p, i, n)) {
		uint8_t c = byte_class[(unsigned char)p[i]];
		bool line_start, word_start;
		struct eg_heading h;
		size_t at = i++;

		look_back(p, at, covered, &line_start, &word_start);
		if (!(c == B_DIGIT ? line_start || eg_read__after_colon(&s, at)
				   : word_start || c == B_SPACE || !eg_read__letter(p[at - 1])) ||
		    !eg_read__designator(&s, at, &h))
			continue;
		h.start = eg_read__before(&s, at);
		if (h.start < covered)
			h.start = at;
		if (at > h.start && memcmp(p + h.start, "NEW", 3) == 0)
			line_start = true;
		if (!eg_read__is_heading(&s, &h, line_start)) {
			if (h.kind == K_THAT && line_start && h.stop)
				s.item = h.value;
			continue;
		}
		s.item = 0;
		if (h.start == r->sections.v[r->sections.n - 1].start)
			r->sections.n--;
		add_section(r, &s, &h, h.start);
		if (h.value > 0)
			s.last[h.kind] = h.value;
		i = covered = h.end;
	}
	finish(r, &s);
}
