/*
 * Sections for a text that shows none (an OCR text without lines): cut where a text that has them
 * says the same words. The two are compared word by word; a section begins in the other text where
 * the words of that section begin there.
 */
#include "compare/parts.h"

enum {
	LONG_LINES = 1000, /* bytes a line, on average, of a text that shows no lines */
	SHARE_PERCENT = 40, /* … and that says so much of the shorter text */
	SEEN_MIN = 4, /* words of a section that must be there, near its beginning */
	NEAR = 12,
	NAME_BYTES = 40,
};

struct cutting {
	const struct eg_doc *like;
	struct eg_doc *d;
	struct eg_words a, b; /* of like, of d */
	uint32_t *partner; /* of each word of like: word of d + 1; 0 none */
};

static struct eg_str
word_of(const struct cutting *c, size_t i)
{
	struct eg_word_at at = c->b.at[i];

	return (struct eg_str){c->d->text + at.start, at.end - at.start};
}

static bool
ends_sentence(const struct cutting *c, size_t i)
{
	struct eg_str w = word_of(c, i);

	return strchr(".;:\"", w.p[w.n - 1]) != NULL ||
	       (w.n >= 3 && memcmp(w.p + w.n - 3, "\xE2\x80\x9D", 3) == 0);
}

static bool
has_digit(struct eg_str w)
{
	for (size_t i = 0; i < w.n; i++)
		if (w.p[i] >= '0' && w.p[i] <= '9')
			return true;
	return false;
}

static bool
is_numeral(struct eg_str w)
{
	size_t i = 0;

	while (i < w.n && strchr("IVXL", w.p[i]) != NULL)
		i++;
	return has_digit(w) || (i > 0 && i + 1 >= w.n);
}

/* "Section 3.", "§ 1647a.", "ARTICLE IV", "63-7-401." at word i; "" if none stands there. */
static const char *
designator_at(const struct cutting *c, size_t i)
{
	static const char *const names[] = {"Section", "SECTION", "Sec.", "SEC.", "Article",
	    "ARTICLE", "Part", "PART", "Chapter", "CHAPTER", "\xC2\xA7", "\xC2\xA7\xC2\xA7"};
	struct eg_str w = word_of(c, i), next;

	if (has_digit(w) && memchr(w.p, '-', w.n) != NULL && w.p[w.n - 1] == '.' &&
	    w.n < NAME_BYTES)
		return eg_arena_str(c->d->arena, w);
	if (i + 1 >= c->b.n)
		return "";
	next = word_of(c, i + 1);
	for (size_t k = 0; k < EG_COUNT(names); k++)
		if (eg_str_eq(w, names[k]) && is_numeral(next) && next.n < NAME_BYTES)
			return eg_arena_printf(
			    c->d->arena, "%.*s %.*s", (int)w.n, w.p, (int)next.n, next.p);
	return "";
}

/* First word of d that belongs to words [from, to) of like; `before`: first word of d that no earlier
 * section has. c->b.n if the section is not there. */
static size_t
begins(const struct cutting *c, size_t from, size_t to, size_t before)
{
	size_t first = 0, seen = 0, named;

	for (size_t i = from; i < to && i < from + NEAR + SEEN_MIN; i++) {
		if (c->partner[i] == 0 || c->partner[i] - 1 < before)
			continue;
		if (seen == 0)
			first = c->partner[i] - 1;
		if (c->partner[i] - 1 > first + NEAR + SEEN_MIN)
			return c->b.n;
		seen++;
	}
	if (seen < SEEN_MIN && seen < to - from)
		return c->b.n;
	while (first > before &&
	       !ends_sentence(c, first - 1)) /* its own heading, unlike the other's */
		first--;
	named = first;
	for (size_t i = first; i > before && first - i < NEAR; i--) /* and number */
		if (designator_at(c, i - 1)[0] != '\0' &&
		    (i - 1 == before || ends_sentence(c, i - 2)))
			named = i - 1;
	return named;
}

/* Begin a section of d at word `at`. Returns how many there are. */
static size_t
add_section(const struct cutting *c, struct eg_doc_section *v, size_t n, size_t at)
{
	struct eg_doc_section *s = &v[n];

	s->designator = designator_at(c, at);
	s->heading = "";
	s->start = c->b.at[at].start;
	s->body = s->start + strlen(s->designator);
	eg_doc_place(c->d, s->start, &s->page, &s->line);
	if (s->start > s[-1].start)
		return n + 1;
	s[-1] = *s;
	return n;
}

static void
cut(struct cutting *c)
{
	const struct eg_doc *like = c->like;
	struct eg_doc_section *v = eg_arena_calloc(c->d->arena, like->n_sections + 1, sizeof(*v));
	size_t n = 0, w = 0, before = 0, last;

	v[n++] = (struct eg_doc_section){.designator = "", .heading = ""};
	for (size_t i = 0; i < like->n_sections; i++) {
		size_t from, at;

		while (w < c->a.n && c->a.at[w].start < like->section[i].start)
			w++;
		from = w;
		while (w < c->a.n && c->a.at[w].start < like->section[i].end)
			w++;
		at = i == 0 && like->section[i].designator[0] == '\0' ? c->b.n
								      : begins(c, from, w, before);
		if (at < c->b.n)
			n = add_section(c, v, n, at);
		for (last = w; last > from && c->partner[last - 1] == 0;)
			last--;
		if (last > from && c->partner[last - 1] > before)
			before = c->partner[last - 1];
	}
	if (n <= c->d->n_sections)
		return;
	for (size_t i = 0; i < n; i++) {
		v[i].end = i + 1 < n ? v[i + 1].start : c->d->n;
		if (v[i].body > v[i].end)
			v[i].body = v[i].start;
	}
	c->d->section = v;
	c->d->n_sections = n;
}

static bool
has_lines(const struct eg_doc *d)
{
	size_t lines = 1;

	for (const char *p = d->text, *end = p + d->n;
	     (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		lines++;
	return d->n / lines < LONG_LINES;
}

void
eg_doc_cut_like(const struct eg_doc *like, struct eg_doc *d)
{
	struct cutting c = {.like = like, .d = d};
	struct eg_lexicon lex = {0};
	struct eg_lcs *lcs;
	uint8_t *keep_a, *keep_b;
	size_t kept, low;

	if (like->n_sections < 3 || d->n_sections * 4 >= like->n_sections * 3 || has_lines(d))
		return;
	eg_words__add(&c.a, &lex, like->text, 0, like->n);
	eg_words__add(&c.b, &lex, d->text, 0, d->n);
	lcs = eg_lcs__new(lex.n, c.a.n + c.b.n);
	keep_a = eg_calloc(c.a.n + 1, 1);
	keep_b = eg_calloc(c.b.n + 1, 1);
	kept = eg_lcs__run(lcs, c.a.id, c.a.n, c.b.id, c.b.n, keep_a, keep_b);
	low = c.a.n < c.b.n ? c.a.n : c.b.n;
	if (kept * 100 >= low * SHARE_PERCENT && kept > 0) {
		c.partner = eg_calloc(c.a.n + 1, sizeof(*c.partner));
		for (size_t i = 0, j = 0; i < c.a.n; i++) {
			if (!keep_a[i])
				continue;
			while (!keep_b[j])
				j++;
			c.partner[i] = (uint32_t)++j;
		}
		cut(&c);
		eg_free(c.partner);
	}
	eg_lcs__free(lcs);
	eg_lexicon__clear(&lex);
	eg_words__clear(&c.a);
	eg_words__clear(&c.b);
	eg_free(keep_a);
	eg_free(keep_b);
}
