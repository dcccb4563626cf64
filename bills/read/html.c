/*
 * Tags away: HTML (and XML in the manner of HTML) to text with its block structure as lines.
 * Scripts, styles, menus and the page's own head are left out. Not a browser: unknown tags are
 * inline in HTML and blocks in XML.
 */
#include "read/read.h"

#include <strings.h>

struct entity {
	const char *name;
	uint32_t cp;
};

static const struct entity entities[] = {
    {"amp", '&'},
    {"lt", '<'},
    {"gt", '>'},
    {"quot", '"'},
    {"apos", '\''},
    {"nbsp", 0xA0},
    {"sect", 0xA7},
    {"para", 0xB6},
    {"copy", 0xA9},
    {"reg", 0xAE},
    {"middot", 0xB7},
    {"frac12", 0xBD},
    {"frac14", 0xBC},
    {"frac34", 0xBE},
    {"deg", 0xB0},
    {"ndash", 0x2013},
    {"mdash", 0x2014},
    {"lsquo", 0x2018},
    {"rsquo", 0x2019},
    {"ldquo", 0x201C},
    {"rdquo", 0x201D},
    {"bull", 0x2022},
    {"hellip", 0x2026},
    {"ensp", 0x2002},
    {"emsp", 0x2003},
    {"thinsp", 0x2009},
    {"trade", 0x2122},
    {"cent", 0xA2},
    {"eacute", 0xE9},
    {"aacute", 0xE1},
    {"iacute", 0xED},
    {"oacute", 0xF3},
    {"uacute", 0xFA},
    {"ntilde", 0xF1},
    {"Eacute", 0xC9},
    {"Ntilde", 0xD1},
    {"uuml", 0xFC},
    {"shy", 0xAD},
    {"times", 0xD7},
    {"okina", 0x2BB},
};

static const char *const blocks[] = {"address", "article", "blockquote", "body", "br", "caption",
    "center", "dd", "div", "dl", "dt", "fieldset", "figure", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "html", "li", "main", "ol", "option", "p", "pre", "section", "table", "tbody",
    "thead", "tfoot", "tr", "ul"};
static const char *const inlines[] = {"a", "abbr", "b", "big", "code", "del", "em", "font", "i",
    "ins", "italic", "inline", "mark", "quote", "ref", "s", "small", "span", "strike", "strong",
    "sub", "sup", "term", "tt", "u", "external-xref", "cato", "enum"};
static const char *const skipped[] = {
    "head", "nav", "noscript", "script", "style", "svg", "template", "textarea"};

static bool
among(const char *const *list, size_t count, const char *p, size_t n)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == n && strncasecmp(list[i], p, n) == 0)
			return true;
	return false;
}

static bool
starts(const char *p, size_t n, const char *with)
{
	size_t w = strlen(with);

	return n >= w && strncasecmp(p, with, w) == 0;
}

static bool
has_extension(const char *name, const char *ext)
{
	size_t n = strlen(name), e = strlen(ext);

	return n > e && strcasecmp(name + n - e, ext) == 0;
}

/* Is this a page of tags? By its beginning; by its name only if a tag is near its beginning. */
static bool
is_html(const char *p, size_t n, const char *name, bool *xml)
{
	while (n > 0 && eg_read__space(p, p + n) == 1) {
		p++;
		n--;
	}
	*xml = starts(p, n, "<?xml") || (n > 0 && *p == '<' && has_extension(name, ".xml"));
	if (starts(p, n, "<!doctype html") || starts(p, n, "<html"))
		return true;
	if (*xml) { /* XHTML says so soon */
		size_t look = n < 512 ? n : 512;

		for (size_t i = 0; i + 5 < look; i++)
			if (starts(p + i, look - i, "<html"))
				*xml = false;
		return true;
	}
	return n > 0 && *p == '<' &&
	       (has_extension(name, ".html") || has_extension(name, ".htm") ||
		   has_extension(name, ".xhtml"));
}

/* Decode one entity at p ('&'); returns bytes used, 0 if it is none. */
static size_t
entity(const char *p, size_t n, uint32_t *cp)
{
	size_t i = 1;

	if (n > 3 && p[1] == '#') {
		bool hex = p[2] == 'x' || p[2] == 'X';
		uint32_t v = 0;

		i = hex ? 3 : 2;
		for (; i < n && i < 12; i++) {
			char c = p[i];
			int d = eg_read__digit(c)			    ? c - '0'
				: hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
									    : -1;

			if (d < 0)
				break;
			v = v * (hex ? 16 : 10) + (uint32_t)d;
			if (v > 0x10FFFF)
				return 0;
		}
		if (i >= n || p[i] != ';' || v == 0 || (v >= 0xD800 && v < 0xE000))
			return 0;
		*cp = v;
		return i + 1;
	}
	while (i < n && i < 10 && (eg_read__letter(p[i]) || eg_read__digit(p[i])))
		i++;
	if (i >= n || p[i] != ';')
		return 0;
	for (size_t k = 0; k < EG_COUNT(entities); k++) {
		if (strlen(entities[k].name) == i - 1 &&
		    memcmp(entities[k].name, p + 1, i - 1) == 0) {
			*cp = entities[k].cp;
			return i + 1;
		}
	}
	return 0;
}

enum { OPEN_MAX = 64 };

struct stripper {
	struct eg_buf *out;
	struct { /* inline elements open, whether or not they mark their words */
		const char *name;
		size_t n;
		enum eg_read_ink ink;
	} open[OPEN_MAX];
	size_t n_open;
	bool xml;
	int pre; /* depth of <pre> */
	bool space; /* a space is due before the next word */
};

static void
block_break(struct stripper *s)
{
	s->space = false;
	if (s->out->n > 0 && s->out->p[s->out->n - 1] != '\n')
		eg_buf_putc(s->out, '\n');
}

static void
text(struct stripper *s, const char *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t used;

		if (s->pre == 0 && eg_read__space(p + i, p + n) == 1) {
			s->space = s->out->n > 0 && s->out->p[s->out->n - 1] != '\n';
			i++;
			continue;
		}
		if (s->space) {
			eg_buf_putc(s->out, ' ');
			s->space = false;
		}
		if (p[i] == '&' && (used = entity(p + i, n - i, &cp)) > 0) {
			if (cp != 0xAD)
				eg_buf_utf8(s->out, cp);
			i += used;
			continue;
		}
		eg_buf_putc(s->out, p[i++]);
	}
}

/* Position after "</name", or end: where a skipped element stops. Linear over the whole page: each
 * is searched once from where it opens. */
static const char *
skip_element(const char *p, const char *end, const char *name, size_t n)
{
	for (; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++)
		if ((size_t)(end - p) > n + 2 && p[1] == '/' && strncasecmp(p + 2, name, n) == 0)
			return p;
	return end;
}

/* Does a tag strike or underscore its words: by its name, or by its style? */
static enum eg_read_ink
ink_of(const char *name, size_t n, const char *rest, const char *close)
{
	static const char *const struck[] = {"del", "s", "strike"}, *const added[] = {"ins", "u"};

	if (among(struck, EG_COUNT(struck), name, n))
		return EG_READ_STRUCK;
	if (among(added, EG_COUNT(added), name, n))
		return EG_READ_ADDED;
	for (; rest + 9 <= close; rest++) {
		if (strncasecmp(rest, "underline", 9) == 0)
			return EG_READ_ADDED;
		if (rest + 12 <= close && strncasecmp(rest, "line-through", 12) == 0)
			return EG_READ_STRUCK;
	}
	return EG_READ_PLAIN;
}

/* Keep track of inline elements, and set marks where one strikes or underscores. */
static void
track_inline(struct stripper *s, const char *name, size_t n, const char *close, bool closing)
{
	if (!closing && close[-1] != '/' && s->n_open < OPEN_MAX) {
		enum eg_read_ink ink = ink_of(name, n, name + n, close);

		if (ink != EG_READ_PLAIN && s->space) { /* the space stays outside the mark */
			eg_buf_putc(s->out, ' ');
			s->space = false;
		}
		eg_read__mark(s->out, ink, true);
		s->open[s->n_open].name = name;
		s->open[s->n_open].n = n;
		s->open[s->n_open++].ink = ink;
		return;
	}
	for (size_t i = s->n_open; closing && i-- > 0;) {
		if (s->open[i].n != n || strncasecmp(s->open[i].name, name, n) != 0)
			continue;
		while (s->n_open > i)
			eg_read__mark(s->out, s->open[--s->n_open].ink, false);
		return;
	}
}

/* "<a href="#text">Skip to the text</a>": a link for those who hear the page, no word of it. */
static bool
is_skip_link(const char *name, const char *close, const char *end)
{
	const char *p = close + 1;

	while (p < end && eg_read__space(p, end) > 0)
		p++;
	if (end - p < 7 || (strncasecmp(p, "skip ", 5) != 0 && strncasecmp(p, "jump to", 7) != 0))
		return false;
	for (const char *q = name; q + 6 < close; q++)
		if (strncasecmp(q, "href=\"#", 7) == 0 || strncasecmp(q, "href='#", 7) == 0 ||
		    strncasecmp(q, "href=#", 6) == 0)
			return true;
	return false;
}

/* "<h1 data-page-name>": what a page made by engross is called, no word of the bill. */
static bool
is_page_name(const char *name, const char *q, const char *close)
{
	static const char mark[] = " data-page-name";

	return q - name == 2 && strncasecmp(name, "h1", 2) == 0 &&
	       (size_t)(close - q) == sizeof(mark) - 1 && memcmp(q, mark, sizeof(mark) - 1) == 0;
}

/* Handle the tag at p ('<'); returns where the text goes on. */
static const char *
tag(struct stripper *s, const char *p, const char *end)
{
	bool closing = p + 1 < end && p[1] == '/';
	const char *name = p + (closing ? 2 : 1), *q = name, *close;

	if ((size_t)(end - p) > 4 && memcmp(p, "<!--", 4) == 0) {
		for (q = p + 4; (q = memchr(q, '-', (size_t)(end - q))) != NULL; q++)
			if (end - q > 2 && q[1] == '-' && q[2] == '>')
				return q + 3;
		return end;
	}
	while (q < end &&
	       (eg_read__letter(*q) || eg_read__digit(*q) || *q == '-' || *q == ':' || *q == '_'))
		q++;
	if (q == name && !(name < end && (*name == '!' || *name == '?'))) { /* "x < y": not a tag */
		text(s, p, 1);
		return p + 1;
	}
	close = memchr(q, '>', (size_t)(end - q));
	if (close == NULL)
		return end;
	if (!closing && q - name == 1 && (*name | 32) == 'a' && is_skip_link(name, close, end))
		return skip_element(close, end, name, 1);
	if (!closing && is_page_name(name, q, close))
		return skip_element(close, end, name, 2);
	if (!closing && close[-1] != '/' &&
	    among(skipped, EG_COUNT(skipped), name, (size_t)(q - name)))
		return skip_element(close, end, name, (size_t)(q - name));
	if ((size_t)(q - name) == 3 && strncasecmp(name, "pre", 3) == 0)
		s->pre += closing ? (s->pre > 0 ? -1 : 0) : 1;
	if ((size_t)(q - name) == 2 &&
	    (strncasecmp(name, "td", 2) == 0 || strncasecmp(name, "th", 2) == 0))
		s->space = s->out->n > 0 && s->out->p[s->out->n - 1] != '\n';
	else if (s->xml ? !among(inlines, EG_COUNT(inlines), name, (size_t)(q - name))
			: among(blocks, EG_COUNT(blocks), name, (size_t)(q - name)))
		block_break(s);
	else
		track_inline(s, name, (size_t)(q - name), close, closing);
	return close + 1;
}

bool
eg_read__html(struct eg_reader *r, const char *p, size_t n, const char *name, struct eg_buf *out)
{
	const char *end = p + n;
	struct stripper s = {.out = out};

	if (!is_html(p, n, name, &s.xml))
		return false;
	while (p < end) {
		const char *lt = memchr(p, '<', (size_t)(end - p));

		if (lt == NULL)
			lt = end;
		text(&s, p, (size_t)(lt - p));
		p = lt < end ? tag(&s, lt, end) : end;
	}
	while (s.n_open > 0)
		eg_read__mark(out, s.open[--s.n_open].ink, false);
	block_break(&s);
	eg_read__note(r, s.xml ? "XML tags" : "HTML tags", 0, 0);
	return true;
}
