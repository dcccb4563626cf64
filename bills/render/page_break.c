/*
 * A paragraph in lines: pango tells fonts and directions (itemize), glyphs (shape) and where lines
 * may end; the lines are filled here, each as full as it can be. Pango's own layout would shape
 * every line anew, which takes twice the time, and to a bill's words changes nothing: kerning is
 * off, as word processors print by default. (It narrows the space of "LEGAL ADVICE" so far that
 * programs read one word, and makes a line's end hang on letters of the next.)
 */
#include "render/page_private.h"

#include "base/utf8.h"

#include <string.h>

static void
add_attr(const struct eg_page_lib *lib, PangoAttrList *list, PangoAttribute *attr,
    const struct eg_page__span *s)
{
	attr->start_index = (guint)s->start;
	attr->end_index = (guint)s->end;
	lib->pango_attr_list_insert(list, attr);
}

static PangoAttrList *
attributes(const struct eg_pages *p, const struct eg_page__wait *w)
{
	const struct eg_page_lib *lib = &p->lib;
	PangoAttrList *list = lib->pango_attr_list_new();

	lib->pango_attr_list_insert(list, lib->pango_attr_font_features_new("kern=0"));
	if (w->size > 0)
		lib->pango_attr_list_insert(
		    list, lib->pango_attr_size_new_absolute((int)(w->size * PANGO_SCALE)));
	for (size_t i = 0; i < w->n_spans; i++) {
		const struct eg_page__span *s = &w->span[i];

		if (s->start == s->end)
			continue;
		if (s->pen & EG_PEN_BOLD)
			add_attr(lib, list, lib->pango_attr_weight_new(PANGO_WEIGHT_BOLD), s);
		if (s->pen & EG_PEN_ITALIC)
			add_attr(lib, list, lib->pango_attr_style_new(PANGO_STYLE_ITALIC), s);
	}
	return list;
}

/* Glyphs of text[start..end) as items of w; the width of each cluster at its first byte. */
static void
shape(struct eg_pages *p, struct eg_page__wait *w, PangoAttrList *attrs, PangoDirection dir,
    size_t start, size_t end)
{
	const struct eg_page_lib *lib = &p->lib;
	GList *items = lib->pango_itemize_with_base_dir(
	    p->context, dir, w->text, (int)start, (int)(end - start), attrs, NULL);

	memset(p->widths.v, 0, (end - start) * sizeof(*p->widths.v));
	for (GList *l = items; l != NULL; l = l->next) {
		PangoItem *item = l->data;
		PangoGlyphString *g = lib->pango_glyph_string_new();

		lib->pango_shape_with_flags(w->text + item->offset, item->length, w->text + start,
		    (int)(end - start), &item->analysis, g, PANGO_SHAPE_NONE);
		for (int i = 0; i < g->num_glyphs; i++) {
			p->widths.v[(size_t)(item->offset + g->log_clusters[i]) - start] +=
			    g->glyphs[i].geometry.width;
			if ((g->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) && p->lacking == 0)
				p->lacking = g->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
		}
		eg_vec_push(&w->items, ((struct eg_page__item){item, g}));
	}
	lib->g_list_free(items);
}

static void
add_line(struct eg_page__wait *w, size_t start, size_t end, int width, bool opens, bool rtl)
{
	size_t item = w->lines.n > 0 ? w->lines.v[w->lines.n - 1].item : 0;

	while (item + 1 < w->items.n && (size_t)w->items.v[item + 1].item->offset <= start)
		item++;
	eg_vec_push(&w->lines, ((struct eg_page__line){start, end, item, width, opens, rtl}));
}

/* Fill lines from text[start..end). A line ends after a space or a hyphen, as Unicode's rules allow
 * (UAX 14); a word wider than the line is parted between two characters. */
static void
fill(struct eg_pages *p, struct eg_page__wait *w, size_t start, size_t end, bool rtl)
{
	const PangoLogAttr *may = p->breaks.v;
	int room =
		(int)((EG_PAGE_TEXT_PT - w->left - (w->indent > 0 ? w->indent : 0)) * PANGO_SCALE),
	    other =
		(int)((EG_PAGE_TEXT_PT - w->left + (w->indent < 0 ? w->indent : 0)) * PANGO_SCALE);
	size_t line = start, cut = start, n = 0, cut_n = 0;
	int width = 0, inked = 0, cut_inked = 0;
	bool opens = true;

	for (size_t at = start; at < end;) {
		size_t step = 1;
		int wide = p->widths.v[at - start];

		while (at + step < end && ((unsigned char)w->text[at + step] & 0xC0) == 0x80)
			step++;
		if (at > line && may[n].is_line_break) {
			cut = at;
			cut_n = n;
			cut_inked = inked;
		}
		if (!may[n].is_white && width + wide > room && at > line &&
		    (cut > line || may[n].is_cursor_position)) {
			if (cut == line) {
				cut = at;
				cut_n = n;
				cut_inked = inked;
			}
			add_line(w, line, cut, cut_inked, opens, rtl);
			room = other;
			opens = false;
			line = at = cut;
			n = cut_n;
			width = inked = 0;
			continue;
		}
		width += wide;
		if (!may[n].is_white)
			inked = width;
		at += step;
		n++;
	}
	add_line(w, line, end, inked, opens, rtl);
}

static void
break_one(
    struct eg_pages *p, struct eg_page__wait *w, PangoAttrList *attrs, size_t start, size_t end)
{
	const struct eg_page_lib *lib = &p->lib;
	const char *text = w->text + start;
	size_t n = end - start, chars = 0;
	bool rtl = eg_utf8_is_rtl(text, n);

	if (n == 0) {
		add_line(w, start, end, 0, true, false);
		return;
	}
	for (size_t i = 0; i < n; i++)
		chars += ((unsigned char)text[i] & 0xC0) != 0x80;
	eg_vec_reserve(&p->breaks, chars + 1);
	eg_vec_reserve(&p->widths, n);
	lib->pango_get_log_attrs(text, (int)n, -1, lib->pango_context_get_language(p->context),
	    p->breaks.v, (int)chars + 1);
	shape(p, w, attrs, rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, start, end);
	fill(p, w, start, end, rtl);
}

void
eg_page__break(struct eg_pages *p, struct eg_page__wait *w, const char *text, size_t n)
{
	PangoAttrList *attrs = attributes(p, w);

	w->text = eg_strndup(text, n);
	for (size_t at = 0; at <= n;) {
		const char *nl = memchr(w->text + at, '\n', n - at);
		size_t end = nl != NULL ? (size_t)(nl - w->text) : n;

		break_one(p, w, attrs, at, end);
		at = end + 1;
	}
	p->lib.pango_attr_list_unref(attrs);
}

void
eg_page__drop(struct eg_pages *p, struct eg_page__wait *w)
{
	for (size_t i = 0; i < w->items.n; i++) {
		p->lib.pango_glyph_string_free(w->items.v[i].glyphs);
		p->lib.pango_item_free(w->items.v[i].item);
	}
	eg_vec_clear(&w->items);
	eg_vec_clear(&w->lines);
	eg_free(w->text);
	eg_free(w->span);
	eg_free(w->outline);
}
