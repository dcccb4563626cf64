/* Lines onto the page: glyphs run by run, so that underlines, links and shades belong to their
 * runs; line numbers, running head, page number. Whatever stands outside a tag (numbers, running
 * head) is no part of the text to a screen reader. */
#include "render/page_private.h"

#include <string.h>

#define HEAD_Y 46.0
#define FOOT_Y 748.0
#define NUMBER_GAP 16.0 /* between a line number and the text */
#define RULE 0.6 /* thickness of a line below or through words */

/* The span that holds the byte; spans are in order and without gaps. */
static const struct eg_page__span *
span_at(const struct eg_page__wait *w, size_t byte)
{
	size_t low = 0, high = w->n_spans;

	while (high - low > 1) {
		size_t mid = (low + high) / 2;

		if (w->span[mid].start <= byte)
			low = mid;
		else
			high = mid;
	}
	while (low + 1 < w->n_spans && w->span[low].end <= byte)
		low++;
	return &w->span[low];
}

static void
rule(struct eg_pages *p, double x, double y, double width, double height)
{
	p->lib.cairo_rectangle(p->cr, x, y, width, height);
	p->lib.cairo_fill(p->cr);
}

static unsigned long
space_of(struct eg_pages *p, PangoFont *font)
{
	hb_codepoint_t glyph = 0;

	if (font == p->space.font)
		return p->space.glyph;
	if (!p->lib.hb_font_get_nominal_glyph(p->lib.pango_font_get_hb_font(font), ' ', &glyph))
		glyph = PANGO_GLYPH_EMPTY;
	p->space.font = font;
	p->space.glyph = glyph;
	return glyph;
}

static double
run_width(const struct eg_pages *p, const PangoGlyphItem *item)
{
	return (double)p->lib.pango_glyph_string_get_width(item->glyphs) / PANGO_SCALE;
}

static double
line_width(const struct eg_pages *p, const PangoLayoutLine *line)
{
	double width = 0;

	for (const GSList *r = line->runs; r != NULL; r = r->next)
		width += run_width(p, r->data);
	return width;
}

static void
decorate(struct eg_pages *p, unsigned pen, double x, double y, double width)
{
	if (pen & (EG_PEN_UNDERLINE | EG_PEN_DOUBLE))
		rule(p, x, y + p->size * 0.11, width, RULE);
	if (pen & EG_PEN_DOUBLE)
		rule(p, x, y + p->size * 0.11 + 2 * RULE, width, RULE);
	if (pen & EG_PEN_STRIKE)
		rule(p, x, y - p->size * 0.25, width, RULE);
}

static void
open_link(struct eg_pages *p, const char *link, double x, double y, double width)
{
	struct eg_buf attr = EG_BUF_INIT;

	eg_buf_printf(&attr, "dest='%s' rect=[%.2f %.2f %.2f %.2f]", link, x, y - p->size * 0.8,
	    width, p->size * 1.05);
	p->lib.cairo_tag_begin(p->cr, CAIRO_TAG_LINK, eg_buf_cstr(&attr));
	eg_buf_clear(&attr);
}

/* Show the gathered glyphs: one piece of text in one font and one span. */
static void
show(struct eg_pages *p, double y)
{
	struct eg_page__piece *t = &p->piece;
	const struct eg_page__span *s = t->span;
	double width = t->right - t->left;

	if (t->glyph.n == 0)
		return;
	if (s->pen & EG_PEN_SHADE) {
		p->lib.cairo_set_source_rgb(p->cr, 0.88, 0.88, 0.88);
		rule(p, t->left, y - p->size * 0.8, width, p->size * 1.05);
		p->lib.cairo_set_source_rgb(p->cr, 0, 0, 0);
	}
	if (s->link != NULL)
		open_link(p, s->link, t->left, y, width);
	p->lib.cairo_set_scaled_font(
	    p->cr, p->lib.pango_cairo_font_get_scaled_font((PangoCairoFont *)t->font));
	p->lib.cairo_show_text_glyphs(p->cr, t->text, (int)t->bytes, t->glyph.v, (int)t->glyph.n,
	    t->cluster.v, (int)t->cluster.n, 0);
	decorate(p, s->pen, t->left, y, width);
	if (s->link != NULL)
		p->lib.cairo_tag_end(p->cr, CAIRO_TAG_LINK);
	t->glyph.n = t->cluster.n = t->bytes = 0;
}

static bool
is_spaces(const char *text, const PangoItem *item)
{
	for (int i = 0; i < item->length; i++)
		if (text[item->offset + i] != ' ')
			return false;
	return true;
}

/* Whether the item's glyphs can be shown as they are: from left to right, all in the font. */
static bool
is_plain(const char *text, const PangoGlyphItem *item)
{
	const PangoGlyphString *g = item->glyphs;

	if (item->item->analysis.level % 2 != 0)
		return false;
	for (int i = 0; i < g->num_glyphs; i++)
		if (g->glyphs[i].glyph >= PANGO_GLYPH_EMPTY &&
		    (g->glyphs[i].glyph != PANGO_GLYPH_EMPTY ||
			text[item->item->offset + g->log_clusters[i]] != ' '))
			return false;
	return true;
}

/*
 * Add the item to the piece. Pango empties the spaces at which it tried to break the line; a PDF
 * without them reads as one word to whoever takes the text out in order (a screen reader), so they
 * are put back, as wide as they were left: nothing at a line's end.
 */
static void
gather(struct eg_pages *p, const char *text, const PangoGlyphItem *item, double x, double y)
{
	struct eg_page__piece *t = &p->piece;
	const PangoGlyphString *g = item->glyphs;
	bool spaces = is_spaces(text, item->item);

	for (int i = 0; i < g->num_glyphs; i++) {
		const PangoGlyphInfo *info = &g->glyphs[i];
		int end = i + 1 < g->num_glyphs ? g->log_clusters[i + 1] : item->item->length;

		eg_vec_push(&t->glyph, ((cairo_glyph_t){spaces || info->glyph == PANGO_GLYPH_EMPTY
							    ? space_of(p, t->font)
							    : info->glyph,
					   x + (double)info->geometry.x_offset / PANGO_SCALE,
					   y + (double)info->geometry.y_offset / PANGO_SCALE}));
		if (i == 0 || g->log_clusters[i] != g->log_clusters[i - 1])
			eg_vec_push(&t->cluster, ((cairo_text_cluster_t){0, 0}));
		t->cluster.v[t->cluster.n - 1].num_glyphs++;
		if (end != g->log_clusters[i])
			t->cluster.v[t->cluster.n - 1].num_bytes = end - g->log_clusters[i];
		x += (double)info->geometry.width / PANGO_SCALE;
	}
	t->bytes += (size_t)item->item->length;
	t->right = x;
}

/*
 * Runs of one font and one span are shown together: fewer, longer pieces of text in the file, and
 * cairo would leave out a piece that is nothing but a space. Spaces between two fonts go with the
 * words before them.
 */
static void
draw_line(struct eg_pages *p, const struct eg_page__wait *w, const PangoLayoutLine *line, double x,
    double y)
{
	const char *text = p->lib.pango_layout_get_text(w->layout);
	struct eg_page__piece *t = &p->piece;

	for (const GSList *r = line->runs; r != NULL; r = r->next) {
		PangoGlyphItem *item = r->data;
		const struct eg_page__span *s = span_at(w, (size_t)item->item->offset);
		bool open = t->glyph.n > 0 && t->text + t->bytes == text + item->item->offset &&
			    is_plain(text, item);

		if (!open || ((s != t->span || item->item->analysis.font != t->font) &&
				 (s->pen > EG_PEN_ITALIC || s->link != NULL || t->span->pen > 3 ||
				     !is_spaces(text, item->item)))) {
			show(p, y);
			t->span = s;
			t->font = item->item->analysis.font;
			t->text = text + item->item->offset;
			t->left = x;
		}
		if (is_plain(text, item)) {
			gather(p, text, item, x, y);
		} else {
			p->lib.cairo_move_to(p->cr, x, y);
			p->lib.pango_cairo_show_glyph_item(p->cr, text, item);
			decorate(p, s->pen, x, y, run_width(p, item));
		}
		x += run_width(p, item);
	}
	show(p, y);
}

/* Where a line begins: pango knows, but asking it measures every glyph's ink. */
static double
line_x(const struct eg_pages *p, const struct eg_page__wait *w, const PangoLayoutLine *line)
{
	double room = EG_PAGE_TEXT_PT - w->left;
	bool rtl = line->resolved_dir == PANGO_DIRECTION_RTL;

	if (w->center)
		return EG_PAGE_LEFT_PT + w->left + (room - line_width(p, line)) / 2;
	if (rtl)
		return EG_PAGE_LEFT_PT + w->left + room - line_width(p, line);
	if (line->is_paragraph_start)
		return EG_PAGE_LEFT_PT + w->left + (w->indent > 0 ? w->indent : 0);
	return EG_PAGE_LEFT_PT + w->left + (w->indent < 0 ? -w->indent : 0);
}

void
eg_page__digits(struct eg_pages *p)
{
	const struct eg_page_lib *lib = &p->lib;
	PangoLayout *layout = lib->pango_layout_new(p->context);
	const PangoLayoutLine *line;
	const PangoGlyphItem *item;

	lib->pango_layout_set_text(layout, "0123456789", 10);
	line = lib->pango_layout_get_line_readonly(layout, 0);
	item = line->runs->data;
	for (int i = 0; i < 10 && i < item->glyphs->num_glyphs; i++) {
		p->digits.glyph[i] = item->glyphs->glyphs[i].glyph;
		p->digits.advance[i] = (double)item->glyphs->glyphs[i].geometry.width / PANGO_SCALE;
	}
	lib->g_object_unref(layout);
}

/* Digits of n, their right edge at x (or their middle when centred). */
static void
draw_number(struct eg_pages *p, size_t n, double x, double y, bool center)
{
	char text[24];
	int len = snprintf(text, sizeof(text), "%zu", n);
	cairo_glyph_t glyph[24];
	cairo_text_cluster_t cluster[24];
	double width = 0;

	for (int i = 0; i < len; i++)
		width += p->digits.advance[text[i] - '0'];
	x -= center ? width / 2 : width;
	for (int i = 0; i < len; i++) {
		glyph[i] = (cairo_glyph_t){p->digits.glyph[text[i] - '0'], x, y};
		cluster[i] = (cairo_text_cluster_t){1, 1};
		x += p->digits.advance[text[i] - '0'];
	}
	p->lib.cairo_set_scaled_font(
	    p->cr, p->lib.pango_cairo_font_get_scaled_font((PangoCairoFont *)p->face));
	p->lib.cairo_show_text_glyphs(p->cr, text, len, glyph, len, cluster, len, 0);
}

static void
running_head(struct eg_pages *p)
{
	const struct eg_page_lib *lib = &p->lib;
	struct eg_page__span span = {0};
	struct eg_page__wait w = {.span = &span, .n_spans = 1, .center = true};
	const PangoLayoutLine *line;

	if (p->sheet.running_head == NULL || p->page <= 1)
		return;
	w.layout = lib->pango_layout_new(p->context);
	lib->pango_layout_set_width(w.layout, (int)(EG_PAGE_TEXT_PT * PANGO_SCALE));
	lib->pango_layout_set_ellipsize(w.layout, PANGO_ELLIPSIZE_END);
	eg_buf_reset(&p->text);
	eg_page__clean(&p->text, p->sheet.running_head);
	for (size_t i = 0; i < p->text.n; i++)
		if (p->text.p[i] == '\n')
			p->text.p[i] = ' ';
	span.end = p->text.n;
	lib->pango_layout_set_text(w.layout, eg_buf_cstr(&p->text), (int)p->text.n);
	line = lib->pango_layout_get_line_readonly(w.layout, 0);
	draw_line(p, &w, line, line_x(p, &w, line), HEAD_Y);
	lib->g_object_unref(w.layout);
}

static void
begin(struct eg_pages *p)
{
	p->open = true;
	p->page++;
	if (p->sheet.line_numbers != EG_LINE_NUMBERS_THROUGH)
		p->number = 0;
	running_head(p);
}

void
eg_page__end(struct eg_pages *p)
{
	if (!p->open)
		return;
	draw_number(p, p->page, EG_PAGE_LEFT_PT + EG_PAGE_TEXT_PT / 2, FOOT_Y, true);
	p->lib.cairo_show_page(p->cr);
	p->open = false;
}

/* The first line of a paragraph is what its anchor and its bookmark show. */
static void
open_paragraph(struct eg_pages *p, struct eg_page__wait *w, double y)
{
	const struct eg_page_lib *lib = &p->lib;
	struct eg_buf attr = EG_BUF_INIT;

	if (w->anchor != NULL) {
		eg_buf_printf(
		    &attr, "name='%s' x=%.2f y=%.2f", w->anchor, EG_PAGE_LEFT_PT, y - p->leading);
		lib->cairo_tag_begin(p->cr, CAIRO_TAG_DEST, eg_buf_cstr(&attr));
		lib->cairo_tag_end(p->cr, CAIRO_TAG_DEST);
		eg_buf_reset(&attr);
	}
	if (w->level > 0) {
		int parent = 0;

		for (int l = w->level - 1; l > 0 && parent == 0; l--)
			parent = p->bookmark[l];
		eg_buf_printf(
		    &attr, "page=%zu pos=[%.2f %.2f]", p->page, EG_PAGE_LEFT_PT, y - p->leading);
		p->bookmark[w->level] = lib->cairo_pdf_surface_add_outline(
		    p->surface, parent, w->outline, eg_buf_cstr(&attr), 0);
		for (size_t l = (size_t)w->level + 1; l < EG_COUNT(p->bookmark); l++)
			p->bookmark[l] = 0;
	}
	eg_buf_clear(&attr);
}

static double
baseline(const struct eg_pages *p, size_t line)
{
	return EG_PAGE_TOP_PT + p->leading * ((double)line + 0.5) + p->size * 0.3;
}

void
eg_page__lines(struct eg_pages *p, struct eg_page__wait *w, size_t first, size_t n)
{
	const struct eg_page_lib *lib = &p->lib;
	bool numbered = w->numbered && p->sheet.line_numbers != EG_LINE_NUMBERS_NONE;

	if (!p->open)
		begin(p);
	for (size_t i = 0; numbered && i < n; i++)
		draw_number(
		    p, ++p->number, EG_PAGE_LEFT_PT - NUMBER_GAP, baseline(p, p->used + i), false);
	for (size_t i = 0; w->bar && i < n; i++)
		rule(p, EG_PAGE_LEFT_PT + EG_PAGE_TEXT_PT + 12,
		    baseline(p, p->used + i) - p->leading * 0.7, 1.2, p->leading);
	if (first == 0)
		open_paragraph(p, w, baseline(p, p->used));
	lib->cairo_tag_begin(p->cr, w->tag, NULL);
	for (size_t i = first; i < first + n; i++, p->used++) {
		const PangoLayoutLine *line =
		    lib->pango_layout_get_line_readonly(w->layout, (int)i);

		draw_line(p, w, line, line_x(p, w, line), baseline(p, p->used));
	}
	lib->cairo_tag_end(p->cr, w->tag);
}
