/*
 * The furniture of the web pages that legislatures wrap around a bill, and margin numbers that an
 * extraction dropped into the middle of the text ("… are as 1 2 3 4 5 6 7 8 follows"). Each rule
 * needs its whole phrase, at the place where the page has it.
 */
#include "read/read.h"

/* A head or tail to drop: it starts with `from` at the very beginning (or `from` is looked for in
 * the last bytes) and ends with `to`. */
struct furniture {
	bool tail;
	const char *mark; /* a phrase that must be there */
	const char *to; /* head: the text starts after this; NULL = after the mark */
	size_t within; /* bytes from the beginning or the end to look in */
	bool in_line; /* only in a text run together: where lines stand, the phrase stands on its
			 own and is left */
	const char *what;
};

static const struct furniture furniture[] = {
    {false, "South Carolina Legislature Online",
	"Document has been reformatted to meet World Wide Web specifications.)", 700, false,
	"head of the web page"},
    {false, " version - Bill Text ", NULL, 120, false, "head of the web page"},
    {true, "This web page was last updated on ", NULL, 120, false, "foot of the web page"},
    {true, "--- END ---", NULL, 40, true, "foot of the web page"},
};

static const char *
find(const char *p, size_t n, const char *what)
{
	size_t w = strlen(what);

	for (const char *s = p, *end = p + n;
	     (size_t)(end - s) >= w && (s = memchr(s, what[0], (size_t)(end - s) - w + 1)) != NULL;
	     s++)
		if (memcmp(s, what, w) == 0)
			return s;
	return NULL;
}

/* Cut [*from, *to) by the furniture of web pages. */
static bool
cut_furniture(struct eg_reader *r, const char *p, size_t n, size_t *from, size_t *to)
{
	bool any = false;

	*from = 0;
	*to = n;
	for (size_t i = 0; i < EG_COUNT(furniture); i++) {
		const struct furniture *f = &furniture[i];
		size_t look = f->within < n ? f->within : n;
		const char *at = find(f->tail ? p + n - look : p, look, f->mark), *end;

		if (at == NULL || (f->in_line && at > p && at[-1] == '\n'))
			continue;
		if (f->tail) {
			if ((size_t)(at - p) < *to && (size_t)(at - p) > *from)
				*to = (size_t)(at - p);
			else
				continue;
		} else {
			end = f->to != NULL ? find(at, look - (size_t)(at - p), f->to) : at;
			if (end == NULL)
				continue;
			end += strlen(f->to != NULL ? f->to : f->mark);
			if ((size_t)(end - p) > *from && (size_t)(end - p) < *to)
				*from = (size_t)(end - p);
		}
		eg_read__note_text(
		    r, f->what, f->tail ? p + *to : p, f->tail ? n - *to : *from, 0, 0);
		any = true;
	}
	return any;
}

/* ---- menus ---- */

/* Labels that stand alone on a line of a page's menus; in small letters, sorted. */
static const char *const labels[] = {"about", "about the legislature", "accessibility",
    "administrative rules", "audio", "bill status", "bill tracking", "bills", "bills & laws",
    "blog", "calendar", "calendars", "code", "committees", "contact", "contact us", "disclaimer",
    "events", "facebook", "faq", "help", "home", "house", "house news", "house rules",
    "interim committees", "joint", "journals", "laws", "legislators", "links", "log in", "login",
    "media center", "members", "menu", "mobile site", "navigation", "news", "print",
    "privacy policy", "publications", "releases", "rss", "search", "searches", "senate",
    "senate news", "senate rules", "site map", "sitemap", "skip", "skip all navigation",
    "skip navigation", "skip to footer", "skip to main content", "statutes", "statutes & rules",
    "twitter"};

struct text_line {
	const char *p;
	size_t n;
};

/* The line at p without white space and bullets at its ends; returns where the next one starts. */
static const char *
next_line(const char *p, const char *end, struct text_line *l)
{
	const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl == NULL ? end : nl;

	while (p < stop && (eg_read__space(p, stop) > 0 || (unsigned char)*p >= 0x80 || *p == '|'))
		p++;
	l->p = p;
	l->n = (size_t)(stop - p);
	while (l->n > 0 && (eg_read__space(p + l->n - 1, stop) == 1 || p[l->n - 1] == '|'))
		l->n--;
	return nl == NULL ? end : nl + 1;
}

static bool
is_label(const struct text_line *l)
{
	char key[32];

	if (l->n == 0 || l->n >= sizeof(key))
		return false;
	for (size_t i = 0; i < l->n; i++)
		key[i] = (char)(eg_read__upper(l->p[i]) ? l->p[i] + 32 : l->p[i]);
	key[l->n] = '\0';
	for (size_t i = 0; i < EG_COUNT(labels); i++)
		if (strcmp(labels[i], key) == 0)
			return true;
	return false;
}

static bool
line_has(const struct text_line *l, const char *what)
{
	return find(l->p, l->n, what) != NULL;
}

/* A line that a bill opens with, which no menu has. */
static bool
opens_bill(const struct text_line *l)
{
	static const char *const openers[] = {"AN ACT", "An Act", "A BILL", "A Bill", "BILL NO",
	    "RESOLUTION", "Resolution No", "enacted by", "ENACTED BY", "GENERAL SESSION",
	    "REGULAR SESSION", "A bill for", "A bill to", "TITLE ", "CHAPTER "};

	for (size_t i = 0; i < EG_COUNT(openers); i++)
		if (line_has(l, openers[i]))
			return true;
	return false;
}

/* A line that could still be of a menu: short, no digits, no full stop, not in capitals. */
static bool
like_menu(const struct text_line *l)
{
	bool lower = l->n == 0;

	for (size_t i = 0; i < l->n; i++) {
		if (eg_read__digit(l->p[i]) || l->p[i] == '.' || l->p[i] == ':' || l->p[i] == ',')
			return false;
		lower = lower || eg_read__lower(l->p[i]);
	}
	return lower && l->n < 50;
}

enum { LABELS_MIN = 4, HEAD_LINES = 400, TAIL_LINES = 120, SHORT_BYTES = 90 };

/* A page's menus before the bill: up to the last label before the first line that opens a bill. */
static size_t
menu_before(const char *p, size_t n)
{
	const char *end = p + n, *at = p, *cut = p;
	size_t seen = 0;

	for (size_t lines = 0; at < end && lines < HEAD_LINES; lines++) {
		struct text_line l;
		const char *next = next_line(at, end, &l);

		if (opens_bill(&l))
			break;
		if (is_label(&l)) {
			seen++;
			cut = next;
		}
		at = next;
	}
	if (seen < LABELS_MIN)
		return 0;
	while (cut < end) {
		struct text_line l;
		const char *next = next_line(cut, end, &l);

		if (!like_menu(&l) || opens_bill(&l))
			break;
		cut = next;
	}
	return (size_t)(cut - p);
}

/* Where the page's menus after the bill begin: the first label or foot of the last lines with
 * nothing but short lines after it. n if there are none. */
static size_t
menu_after(const char *p, size_t n)
{
	static const char *const feet[] = {"All Rights Reserved", "Disclaimer", "Site Map",
	    "Web site is maintained", "Webmaster", "setdistillerparams"};
	size_t at = n, cut = n, seen = 0;

	for (size_t lines = 0; at > 0 && lines < TAIL_LINES; lines++) {
		size_t start = at - 1;
		struct text_line l;
		bool foot = false;

		while (start > 0 && p[start - 1] != '\n')
			start--;
		next_line(p + start, p + at, &l);
		for (size_t i = 0; i < EG_COUNT(feet); i++)
			foot = foot || line_has(&l, feet[i]);
		if (!foot && l.n > SHORT_BYTES)
			break;
		if (foot || is_label(&l)) {
			seen += foot ? LABELS_MIN : 1;
			cut = start;
		}
		at = start;
	}
	return seen >= LABELS_MIN ? cut : n;
}

/* The distiller's settings that some extractions append, from "<<" on. */
static size_t
settings_after(const char *p, size_t n)
{
	size_t look = n < 20000 ? n : 20000;
	const char *at = find(p + n - look, look, "setdistillerparams"), *start;

	if (at == NULL || (start = find(p + n - look, look, "<<")) == NULL || start > at)
		return n;
	return (size_t)(start - p);
}

static bool
cut_menus(struct eg_reader *r, const char *p, size_t *from, size_t *to)
{
	size_t head, tail;
	bool any = false;

	tail = settings_after(p + *from, *to - *from);
	if (tail < *to - *from) {
		eg_read__note_text(
		    r, "settings of a PDF distiller", p + *from + tail, *to - *from - tail, 0, 0);
		*to = *from + tail;
		any = true;
	}
	head = menu_before(p + *from, *to - *from);
	if (head > 0) {
		eg_read__note_text(r, "menus of the web page", p + *from, head, 0, 0);
		*from += head;
		any = true;
		tail = menu_after(p + *from, *to - *from);
		if (tail < *to - *from) {
			eg_read__note_text(
			    r, "menus of the web page", p + *from + tail, *to - *from - tail, 0, 0);
			*to = *from + tail;
		}
	}
	return any;
}

/* Length of a run "1 2 3 4 …" (single spaces, from 1 upward by one) at p; how many numbers it has.
 */
static size_t
number_run(const char *p, const char *end, size_t *count)
{
	const char *s = p, *good = p;

	for (*count = 0; *count < 99;) {
		size_t want = *count + 1, digits = want < 10 ? 1 : 2;

		if ((size_t)(end - s) < digits || (digits == 1 && s[0] != (char)('0' + want)) ||
		    (digits == 2 &&
			(s[0] != (char)('0' + want / 10) || s[1] != (char)('0' + want % 10))))
			break;
		s += digits;
		if (s < end && eg_read__space(s, end) == 0)
			break;
		(*count)++;
		good = s;
		if (s >= end || *s != ' ')
			break;
		s++;
	}
	return (size_t)(good - p);
}

enum {
	RUN_SIGN = 8,
	RUN_LEAST = 3
}; /* a run of 8 shows that margin numbers are there; then runs of 3 go too */

static bool
drop_runs(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out)
{
	const char *end = p + n, *from = p;
	bool sign = false;
	size_t count;

	for (const char *s = p; !sign && (s = find(s, (size_t)(end - s), "1 2 3 ")) != NULL;
	     s++) { /* "1" is rarer than a space */
		number_run(s, end, &count);
		sign = count >= RUN_SIGN && s > p && s[-1] == ' ';
	}
	if (!sign)
		return false;
	for (const char *s = p; (s = find(s, (size_t)(end - s), " 1 2 3")) != NULL; s++) {
		size_t used = number_run(s + 1, end, &count);

		if (count < RUN_LEAST)
			continue;
		eg_buf_add(out, from, (size_t)(s - from));
		from = s + 1 + used;
		eg_read__note(r, "margin line numbers in the middle of the text", 0, 0);
		s = from - 1;
	}
	eg_buf_add(out, from, (size_t)(end - from));
	return true;
}

bool
eg_read__web(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out)
{
	size_t from, to;
	bool cut = cut_furniture(r, p, n, &from, &to);

	cut = cut_menus(r, p, &from, &to) || cut;

	if (drop_runs(r, p + from, to - from, out))
		return true;
	if (cut)
		eg_buf_add(out, p + from, to - from);
	return cut;
}
