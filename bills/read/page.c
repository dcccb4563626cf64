/*
 * Lines and pages. A print shows itself by margin numbers that run down its lines, by form feeds,
 * or by page numbers that count up; only then are margin numbers, page numbers, repeated heads and
 * feet taken out and words joined that a line end had divided. Everything removed is noted with its
 * page and line. Any other text passes untouched.
 */
#include "read/lines.h"

#include "base/map.h"

#include <stdio.h>

enum { EDGE_LOOK = 12, EDGE_LINES = 6, CLOSE_LINES = 8, UNEVEN = 8 };

/* ---- pages ---- */

/* The number of a line that holds nothing but a page number ("12", "- 12 -", "Page 12 of 30"), or
 * 0. */
static uint32_t
page_number(const struct eg_line *l)
{
	const char *p = l->p, *end = l->p + l->n;
	uint32_t v = 0;
	bool word = false;
	size_t digits = 0;

	while (p < end &&
	       (eg_read__space(p, end) > 0 || *p == '-' || *p == '[' || (unsigned char)*p >= 0x80))
		p++;
	if (end - p > 5 && (memcmp(p, "Page ", 5) == 0 || memcmp(p, "PAGE ", 5) == 0)) {
		p += 5;
		word = true;
	}
	while (p < end && eg_read__digit(*p) && digits < 5) {
		v = v * 10 + (uint32_t)(*p++ - '0');
		digits++;
	}
	if (digits == 0 || digits > 4)
		return 0;
	if (word && end - p > 4 && memcmp(p, " of ", 4) == 0)
		for (p += 4; p < end && eg_read__digit(*p);)
			p++;
	while (p < end &&
	       (eg_read__space(p, end) > 0 || *p == '-' || *p == ']' || (unsigned char)*p >= 0x80))
		p++;
	return p == end ? v : 0;
}

/* A margin number on an empty line that ends a page is the page's own number when it counts pages.
 */
static void
free_page_numbers(struct eg_pages_read *g)
{
	uint32_t page = 1;
	size_t last = SIZE_MAX;

	for (size_t i = 0; i <= g->l.n; i++) {
		bool turn = i == g->l.n ||
			    (g->l.v[i].number == 1 && last != SIZE_MAX && g->l.v[last].number > 1);

		if (turn && last != SIZE_MAX && eg_line__blank(&g->l.v[last]) &&
		    (g->l.v[last].number == page || g->l.v[last].number == page + 1) && last > 0 &&
		    (i == g->l.n || g->l.v[last - 1].n == 0 ||
			(last + 1 < g->l.n && g->l.v[last + 1].n == 0)))
			g->l.v[last].number = 0, g->l.v[last].skip = 0;
		if (i < g->l.n && turn)
			page++;
		if (i < g->l.n && g->l.v[i].number > 0)
			last = i;
	}
}

/* Give each line its page: by form feeds, else by margin numbers that start again at 1, else by
 * page numbers that count up. */
static void
number_pages(struct eg_pages_read *g)
{
	uint32_t page = 1, counted = 0, expected = 0, last = 0, others = 0;
	size_t filled = 0, at = 0; /* lines with words; of the page number before */
	size_t shortest = SIZE_MAX, longest = 0; /* page, in lines with words */
	bool restarts = false;

	for (size_t i = 0; i < g->l.n; i++) { /* how many page-number lines count up? */
		struct eg_line *l = &g->l.v[i];
		uint32_t v = l->number > 0 ? 0 : page_number(l);

		filled += l->n > 0;
		if (v > 0 && (expected == 0 ? v <= 2 : v == expected)) {
			if (counted > 0) {
				shortest = filled - at < shortest ? filled - at : shortest;
				longest = filled - at > longest ? filled - at : longest;
			}
			at = filled;
			counted++;
			expected = v + 1;
		} else {
			others += v > 0;
		}
		if (l->number == 1 && last > 1)
			restarts = true;
		if (l->number > 0)
			last = l->number;
	}
	/* numbers on lines of their own that do not count pages, or stand at odd distances, are
	 * items' */
	g->paged =
	    g->feeds || restarts ||
	    (others * 2 <= counted && shortest >= CLOSE_LINES && longest / UNEVEN <= shortest &&
		((counted >= 2 && g->numbered) || counted >= 3));
	expected = last = 0;
	for (size_t i = 0; i < g->l.n; i++) {
		struct eg_line *l = &g->l.v[i];
		uint32_t v = l->number > 0 ? 0 : page_number(l);

		if (g->feeds ? l->feed : restarts && l->number == 1 && last > 1)
			page++;
		l->page = g->paged ? page : 0;
		if (g->paged && !g->feeds && !restarts && v > 0 &&
		    (expected == 0 ? v <= 2 : v == expected)) {
			page = v == 2 && expected == 0 ? 2 : page;
			l->page = page++;
			expected = v + 1;
		}
		if (l->number > 0)
			last = l->number;
	}
	g->last_page = page;
}

/* ---- heads and feet ---- */

/* "(1)", "(a)", "12.": an item's mark that the extraction set on a line of its own. */
static bool
is_mark(const struct eg_line *l)
{
	const char *p = l->p + l->skip, *end = l->p + l->n;
	size_t n = 0;
	bool open;

	while (p < end && eg_read__space(p, end) > 0)
		p += eg_read__space(p, end);
	while (end > p && eg_read__space(end - 1, end) > 0)
		end--;
	open = p < end && *p == '(';
	p += open;
	while (p < end && (eg_read__digit(*p) || eg_read__letter(*p)) && n < 6) {
		p++;
		n++;
	}
	return n > 0 && end - p == 1 && (open ? *p == ')' : (*p == '.' || *p == ')') && n <= 3);
}

/* A line without its digits, as a key; false when it is too long for a head or foot. */
static bool
mask(const struct eg_line *l, char out[160])
{
	size_t k = 0;

	for (size_t i = l->skip; i < l->n; i++) {
		char c = l->p[i];

		if (eg_read__digit(c) ? k > 0 && out[k - 1] == '#'
				      : (c == ' ' || c == '\t') && (k == 0 || out[k - 1] == ' '))
			continue;
		if (k + 2 > 160)
			return false;
		out[k++] = eg_read__digit(c) ? '#' : c;
	}
	while (k > 0 && out[k - 1] == ' ')
		k--;
	out[k] = '\0';
	return k > 0;
}

/* How near the edge of its page a line without margin number stands: in a numbered print, anything
 * unnumbered beside a blank line, a page number or the page's turn; else the first or last
 * EDGE_LINES lines of a page. */
static bool
at_edge(const struct eg_pages_read *g, size_t i)
{
	const struct eg_line *v = g->l.v;
	size_t n = g->l.n, seen = 0;

	if (v[i].number > 0 || v[i].n == 0)
		return false;
	for (size_t k = i; k-- > 0 && seen < EDGE_LINES && i - k < EDGE_LOOK;) {
		if (v[k].page != v[i].page || (page_number(&v[k]) > 0 && v[k].number == 0))
			return true;
		if (g->numbered && (v[k].number > 0))
			break;
		if (g->numbered && v[k].n == 0)
			return true;
		seen += v[k].n > 0;
	}
	if (v[i].feed)
		return true;
	seen = 0;
	for (size_t k = i + 1; k < n && seen < EDGE_LINES && k - i < EDGE_LOOK; k++) {
		if (v[k].page != v[i].page || v[k].feed ||
		    (page_number(&v[k]) > 0 && v[k].number == 0))
			return true;
		if (g->numbered && v[k].number > 0)
			break;
		if (g->numbered && v[k].n == 0)
			return true;
		seen += v[k].n > 0;
	}
	return i + 1 == n || (g->numbered && i + 4 >= n);
}

struct seen {
	size_t count;
	uint32_t page;
};

/* "24 SF0072" after line 23: a foot whose page number happens to go on from the margin numbers. */
static bool
foot_in_margin(const struct eg_pages_read *g, size_t i, const struct eg_map *seen, size_t need)
{
	const struct eg_line *l = &g->l.v[i];
	struct eg_line whole = *l;
	const struct seen *s;
	char key[160];

	if (l->number == 0 || (i + 1 < g->l.n && l[1].n > 0 && l[1].page == l->page))
		return false;
	whole.skip = 0;
	whole.n = l->full;
	if (!mask(&whole, key) || strchr(key, ' ') == NULL)
		return false;
	s = eg_map_get(seen, key);
	return s != NULL && s->count >= need;
}

/* Digits, then one of `after`; NULL where they do not stand there. */
static const char *
digits_and(const char *p, const char *end, const char *after)
{
	const char *from = p;

	while (p < end && eg_read__digit(*p))
		p++;
	return p > from && p < end && strchr(after, *p) != NULL ? p + 1 : NULL;
}

/* What a browser prints on every page: "11/24/26, 9:31 AM   Title" above, "https://…   1/2" below. */
static bool
is_browsers(const struct eg_line *l)
{
	const char *p = l->p, *end = l->p + l->full;

	while (p < end && eg_read__space(p, end) > 0)
		p += eg_read__space(p, end);
	if (end - p > 12 && (memcmp(p, "http://", 7) == 0 || memcmp(p, "https://", 8) == 0 ||
				memcmp(p, "file://", 7) == 0)) {
		while (end > p && eg_read__digit(end[-1]))
			end--;
		if (end == l->p + l->full || end[-1] != '/')
			return false;
		for (end--; end > p && eg_read__digit(end[-1]);)
			end--;
		return end - p > 2 && end[-1] == ' ' && end[-2] == ' ';
	}
	if ((p = digits_and(p, end, "/")) == NULL || (p = digits_and(p, end, "/")) == NULL ||
	    (p = digits_and(p, end, ",")) == NULL || p >= end || *p != ' ' ||
	    (p = digits_and(p + 1, end, ":")) == NULL || (p = digits_and(p, end, " \xE2")) == NULL)
		return false;
	while (p < end && (unsigned char)*p >= 0x80) /* a narrow no-break space */
		p++;
	return end - p >= 2 && (*p == 'A' || *p == 'P') && p[1] == 'M' &&
	       (end - p == 2 || p[2] == ' ');
}

/* Only where the text came from a PDF: form feeds part its pages. */
static void
drop_browsers(struct eg_reader *r, struct eg_pages_read *g)
{
	for (size_t i = 0; i < g->l.n && g->feeds; i++) {
		struct eg_line *l = &g->l.v[i];

		if (l->drop || l->full == 0 || !is_browsers(l))
			continue;
		l->drop = true;
		eg_read__note_text(r, "page head or foot", l->p, l->full, l->page, i + 1);
	}
}

static void
drop_heads(struct eg_reader *r, struct eg_pages_read *g)
{
	struct eg_map seen = {0};
	char key[160];
	size_t need = g->last_page <= 4 ? 2 : 3;

	for (size_t i = 0; i < g->l.n; i++) {
		struct seen *s;

		if (!at_edge(g, i) || page_number(&g->l.v[i]) > 0 || is_mark(&g->l.v[i]) ||
		    !mask(&g->l.v[i], key))
			continue;
		s = eg_map_get(&seen, key);
		if (s == NULL) {
			s = eg_arena_alloc(r->arena, sizeof(*s));
			eg_map_set(&seen, key, s);
		}
		if (s->count == 0 || s->page != g->l.v[i].page)
			s->count++;
		s->page = g->l.v[i].page;
	}
	for (size_t i = 0; i < g->l.n; i++) {
		struct eg_line *l = &g->l.v[i];
		struct seen *s;

		if (!l->drop && foot_in_margin(g, i, &seen, need)) {
			l->drop = true;
			eg_read__note_text(r, "page head or foot", l->p, l->full, l->page, i + 1);
			continue;
		}
		if (l->drop || !at_edge(g, i) || is_mark(l))
			continue;
		if (page_number(l) > 0) {
			l->drop = true;
			eg_read__note_text(
			    r, "page number", l->p + l->skip, l->n - l->skip, l->page, i + 1);
			continue;
		}
		if (!mask(l, key) || (s = eg_map_get(&seen, key)) == NULL || s->count < need)
			continue;
		if (l->page == 1 && i < EDGE_LINES &&
		    !l->feed) /* the head of page 1 is the bill's own */
			continue;
		l->drop = true;
		eg_read__note_text(
		    r, "page head or foot", l->p + l->skip, l->n - l->skip, l->page, i + 1);
	}
	eg_map_clear(&seen);
}

/* Blank lines around a turn of the page say nothing in a numbered print; and lone page numbers left
 * at the very end. */
static void
drop_blanks(struct eg_pages_read *g)
{
	for (size_t i = 0; i < g->l.n; i++)
		if (g->numbered && g->l.v[i].number == 0 && eg_line__blank(&g->l.v[i]))
			g->l.v[i].drop = true;
}

/* ---- putting it together ---- */

/* First words that keep their hyphen when a line ends after it. */
static const char *const keeps[] = {"self", "ex", "non", "cross", "all", "one", "two", "three",
    "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "half", "third", "cease", "well", "long", "short",
    "full", "part", "post", "attorney", "in", "on", "off", "up", "not"};

static bool
same_letters(const char *p, size_t n, const char *word)
{
	if (strlen(word) != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((p[i] | 32) != word[i])
			return false;
	return true;
}

/* Does the line end divide a word that the next kept line goes on with? keep: the hyphen is the
 * word's own. */
static bool
divided(const struct eg_line *a, const struct eg_line *b, size_t *end, bool *keep)
{
	size_t n = a->n, from, next = b->skip;

	while (n > a->skip && a->p[n - 1] == ' ')
		n--;
	if (n < a->skip + 2 || a->p[n - 1] != '-' || !eg_read__letter(a->p[n - 2]))
		return false;
	while (next < b->n && b->p[next] == ' ')
		next++;
	if (next >= b->n || !(eg_read__lower(b->p[next]) ||
				(eg_read__upper(b->p[next]) && eg_read__upper(a->p[n - 2]))))
		return false;
	for (from = n - 1; from > a->skip && eg_read__letter(a->p[from - 1]);)
		from--;
	*keep = from > a->skip && a->p[from - 1] == '-'; /* "cease-and-": a chain of its own */
	for (size_t i = 0; i < EG_COUNT(keeps) && !*keep; i++)
		*keep = same_letters(a->p + from, n - 1 - from, keeps[i]);
	*end = n - 1;
	return true;
}

static void
push_line(struct eg_reader *r, size_t at, uint32_t page, size_t line)
{
	struct eg_doc_line m = {at, page, (uint32_t)line};

	eg_vec_push(&r->lines, m);
}

static void
write_print(struct eg_reader *r, struct eg_pages_read *g, struct eg_buf *out)
{
	size_t counted = 0, i = 0;
	uint32_t page = 0;
	size_t lead =
	    0; /* white space at the start of the next line to skip: its word was joined */

	while (i < g->l.n) {
		struct eg_line *l = &g->l.v[i];
		size_t next = i + 1, end;
		bool keep;

		counted = l->page == page ? counted + 1 : 1;
		page = l->page;
		if (l->drop) {
			i++;
			continue;
		}
		push_line(r, out->n, l->page, l->number > 0 ? l->number : counted);
		while (next < g->l.n && g->l.v[next].drop)
			next++;
		while (lead > 0 && l->skip < l->n && l->p[l->skip] == ' ')
			l->skip++;
		lead = 0;
		if (next < g->l.n && divided(l, &g->l.v[next], &end, &keep)) {
			eg_buf_add(out, l->p + l->skip, end + (keep ? 1 : 0) - l->skip);
			eg_read__note(r, "hyphen at a line end", l->page,
			    l->number > 0 ? l->number : counted);
			lead = 1;
		} else {
			eg_buf_add(out, l->p + l->skip, l->n - l->skip);
			eg_buf_putc(out, '\n');
		}
		i++;
	}
}

static void
split(struct eg_pages_read *g, const char *p, size_t n)
{
	const char *end = p + n;
	bool feed = false;

	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl == NULL ? end : nl,
			   *ff;
		struct eg_line *l;

		ff = memchr(p, '\f', (size_t)(stop - p));
		if (ff == p) { /* a page starts */
			feed = g->feeds = true;
			p++;
			continue;
		}
		l = eg_vec_new(&g->l);
		l->p = p;
		l->n = (size_t)((ff != NULL ? ff : stop) - p);
		l->feed = feed;
		feed = false;
		p = ff != NULL ? ff : nl == NULL ? end : nl + 1;
	}
}

bool
eg_read__pages(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out)
{
	struct eg_pages_read g = {0};
	size_t in_runs, filled = 0;
	bool print;

	split(&g, p, n);
	in_runs = eg_read__margins(&g);
	for (size_t i = 0; i < g.l.n; i++)
		filled += g.l.v[i].n > 0;
	g.numbered = in_runs >= 5 && in_runs * 100 >= filled * 40;
	if (!g.numbered)
		eg_read__no_margins(&g);
	else
		free_page_numbers(&g);
	number_pages(&g);
	print = g.numbered || g.paged;
	if (!print) {
		for (size_t i = 0; i < g.l.n; i++)
			push_line(r, (size_t)(g.l.v[i].p - p), 0, i + 1);
		eg_vec_clear(&g.l);
		return false;
	}
	if (g.numbered) {
		char what[64];

		snprintf(what, sizeof(what), "margin line numbers (%zu)", in_runs);
		eg_read__note(r, what, 0, 0);
	}
	if (g.feeds)
		eg_read__note(r, "form feeds", 0, 0);
	drop_browsers(r, &g);
	drop_heads(r, &g);
	drop_blanks(&g);
	write_print(r, &g, out);
	eg_vec_clear(&g.l);
	return true;
}
