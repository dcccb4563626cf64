/*
 * A paragraph in lines: glyphs and places where a line may end come from plain letters
 * (page_letters.c) or from pango (page_pango.c), the lines are filled here, each as full as it can
 * be. Pango's own layout would shape every line anew, which takes twice the time, and to a bill's
 * words changes nothing: kerning is off, as word processors print by default. (It narrows the space
 * of "LEGAL ADVICE" so far that programs read one word, and makes a line's end hang on letters of
 * the next.)
 */
#include "render/page_private.h"

#include "base/utf8.h"

#include <string.h>

static void
add_line(struct eg_page__wait *w, size_t start, size_t end, int width, bool opens, bool rtl)
{
	size_t item = w->lines.n > 0 ? w->lines.v[w->lines.n - 1].item : 0;

	while (item + 1 < w->items.n && w->items.v[item + 1].start <= start)
		item++;
	eg_vec_push(&w->lines, ((struct eg_page__line){start, end, item, width, opens, rtl}));
}

/* Fill lines from text[start..end). A line ends after a space or a hyphen, as Unicode's rules allow
 * (UAX 14); a word wider than the line is parted between two characters. */
static void
fill(struct eg_pages *p, struct eg_page__wait *w, size_t start, size_t end, bool rtl)
{
	const struct eg_page__at *known = p->at.v;
	int room =
		(int)((EG_PAGE_TEXT_PT - w->left - (w->indent > 0 ? w->indent : 0)) * PANGO_SCALE),
	    other =
		(int)((EG_PAGE_TEXT_PT - w->left + (w->indent < 0 ? w->indent : 0)) * PANGO_SCALE);
	size_t line = start, cut = start;
	int width = 0, inked = 0, cut_inked = 0;
	bool opens = true;

	for (size_t at = start; at < end;) {
		const struct eg_page__at *here = &known[at - start];
		size_t step = 1;

		while (at + step < end && ((unsigned char)w->text[at + step] & 0xC0) == 0x80)
			step++;
		if (at > line && here->may_end) {
			cut = at;
			cut_inked = inked;
		}
		if (!here->white && width + here->width > room && at > line &&
		    (cut > line || here->cursor)) {
			if (cut == line) {
				cut = at;
				cut_inked = inked;
			}
			add_line(w, line, cut, cut_inked, opens, rtl);
			room = other;
			opens = false;
			line = at = cut;
			width = inked = 0;
			continue;
		}
		width += here->width;
		if (!here->white)
			inked = width;
		at += step;
	}
	add_line(w, line, end, inked, opens, rtl);
}

static void
break_one(struct eg_pages *p, struct eg_page__wait *w, size_t start, size_t end)
{
	bool set;

	if (start == end) {
		add_line(w, start, end, 0, true, false);
		return;
	}
	eg_vec_reserve(&p->at, end - start);
	set = eg_page__by_letters(p, w, start, end) || eg_page__by_pango(p, w, start, end);
	if (set)
		fill(p, w, start, end, eg_utf8_is_rtl(w->text + start, end - start));
	else
		add_line(w, start, start, 0, true, false);
}

void
eg_page__break(struct eg_pages *p, struct eg_page__wait *w, const char *text, size_t n)
{
	w->text = eg_strndup(text, n);
	for (size_t at = 0; at <= n;) {
		const char *nl = memchr(w->text + at, '\n', n - at);
		size_t end = nl != NULL ? (size_t)(nl - w->text) : n;

		break_one(p, w, at, end);
		at = end + 1;
	}
}

void
eg_page__drop(struct eg_page__wait *w)
{
	eg_vec_clear(&w->items);
	eg_vec_clear(&w->glyphs);
	eg_vec_clear(&w->lines);
	eg_free(w->text);
	eg_free(w->span);
	eg_free(w->outline);
}
