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

/* Does a font's own table of characters say which each glyph stands for? Of a letter of ASCII it
 * does; then cairo need not be told, a twentieth of its time. */
static bool
speak_for_themselves(const struct eg_page__piece *t)
{
	return t->face->font == NULL && t->glyph.n == t->bytes;
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
	p->lib.cairo_set_scaled_font(p->cr, t->face->scaled);
	if (speak_for_themselves(t))
		p->lib.cairo_show_glyphs(p->cr, t->glyph.v, (int)t->glyph.n);
	else
		p->lib.cairo_show_text_glyphs(p->cr, t->text, (int)t->bytes, t->glyph.v,
		    (int)t->glyph.n, t->cluster.v, (int)t->cluster.n,
		    t->rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
	decorate(p, s->pen, t->left, y, width);
	if (s->link != NULL)
		p->lib.cairo_tag_end(p->cr, CAIRO_TAG_LINK);
	t->glyph.n = t->cluster.n = t->bytes = 0;
}

/* First glyph of the item whose cluster begins at byte `at` of the text or, from right to left, the
 * first that begins before it. */
static size_t
glyph_at(const struct eg_page__wait *w, const struct eg_page__item *it, size_t at)
{
	bool rtl = it->level % 2 != 0;
	size_t low = it->first, high = it->first + it->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (rtl ? w->glyphs.v[mid].byte >= at : w->glyphs.v[mid].byte < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Clusters stand in the order of the text, glyphs from left to right; the last cluster ends at byte
 * `to`. */
static void
add_clusters(
    struct eg_page__piece *t, const struct eg_page__glyph *glyph, size_t n, size_t to, bool rtl)
{
	const struct eg_page__glyph *before = NULL;
	size_t bytes = 0;

	for (size_t k = 0; k < n; k++) {
		const struct eg_page__glyph *g = &glyph[rtl ? n - 1 - k : k], *next = NULL;

		if (k + 1 < n)
			next = &glyph[rtl ? n - 2 - k : k + 1];
		if (before == NULL || g->byte != before->byte)
			eg_vec_push(&t->cluster, ((cairo_text_cluster_t){0, 0}));
		bytes = (next != NULL && next->byte != g->byte ? next->byte : to) - g->byte;
		t->cluster.v[t->cluster.n - 1].num_glyphs++;
		t->cluster.v[t->cluster.n - 1].num_bytes = (int)bytes;
		before = g;
	}
}

static bool
is_spaces(const char *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (text[i] != ' ')
			return false;
	return true;
}

/*
 * Draw bytes [from, to) of the item at x; returns where they end. Text of one font and one span is
 * shown together: fewer, longer pieces in the file. Spaces between two fonts go with the words
 * before them, since cairo leaves out a piece that is nothing but a space, and a PDF without spaces
 * reads as one word to whoever takes the text out in order (a screen reader).
 */
static double
draw_part(struct eg_pages *p, const struct eg_page__wait *w, const struct eg_page__item *it,
    const struct eg_page__span *s, size_t from, size_t to, double x, double y)
{
	struct eg_page__piece *t = &p->piece;
	const char *text = w->text + from;
	bool rtl = it->level % 2 != 0, spaces = is_spaces(text, to - from);
	size_t first = glyph_at(w, it, rtl ? to : from), end = glyph_at(w, it, rtl ? from : to);

	if (t->glyph.n == 0 || rtl || t->rtl || t->text + t->bytes != text ||
	    ((s != t->span || it->face != t->face) &&
		(!spaces || s->pen > (EG_PEN_BOLD | EG_PEN_ITALIC) || s->link != NULL ||
		    t->span->pen > (EG_PEN_BOLD | EG_PEN_ITALIC)))) {
		show(p, y);
		t->span = s;
		t->face = it->face;
		t->text = text;
		t->left = x;
		t->rtl = rtl;
	}
	for (size_t i = first; i < end; i++) {
		const struct eg_page__glyph *g = &w->glyphs.v[i];

		eg_vec_push(&t->glyph,
		    ((cairo_glyph_t){spaces ? t->face->space : g->glyph,
			x + (double)g->x / PANGO_SCALE, y + (double)g->y / PANGO_SCALE}));
		x += (double)g->width / PANGO_SCALE;
	}
	add_clusters(t, w->glyphs.v + first, end - first, to, rtl);
	t->bytes += to - from;
	t->right = x;
	return x;
}

struct part {
	const struct eg_page__item *it;
	size_t from, to;
};

/* From the order of the text to that of the eye (UAX 9, rule L2): every stretch of a level or above
 * is turned, from the highest level down to 1. */
static void
reorder(struct part *part, size_t n)
{
	int highest = 0;

	for (size_t i = 0; i < n; i++)
		if (part[i].it->level > highest)
			highest = part[i].it->level;
	for (int level = highest; level > 0; level--)
		for (size_t i = 0; i < n; i++) {
			size_t k = i;

			while (k < n && part[k].it->level >= level)
				k++;
			for (size_t a = i, b = k; a + 1 < b; a++, b--) {
				struct part swap = part[a];

				part[a] = part[b - 1];
				part[b - 1] = swap;
			}
			if (k > i)
				i = k;
		}
}

/* A part of a line in one font and direction: from left to right it is drawn span by span. */
static double
draw_spans(
    struct eg_pages *p, const struct eg_page__wait *w, const struct part *part, double x, double y)
{
	size_t to;

	for (size_t from = part->from; from < part->to; from = to) {
		const struct eg_page__span *s = span_at(w, from);

		to = part->it->level % 2 == 0 && s->end > from && s->end < part->to ? s->end
										    : part->to;
		x = draw_part(p, w, part->it, s, from, to, x, y);
	}
	return x;
}

/* May the piece go on in the next line? Not where something is drawn along it. */
static bool
goes_on(const struct eg_page__piece *t)
{
	return !t->rtl && t->face->font == NULL && t->span->link == NULL &&
	       t->span->pen <= (EG_PEN_BOLD | EG_PEN_ITALIC);
}

/* What is left in p->piece the caller shows: lines of one look go to cairo together, as one piece. */
static void
draw_line(struct eg_pages *p, const struct eg_page__wait *w, const struct eg_page__line *line,
    double x, double y)
{
	struct {
		EG_VEC(struct part);
	} parts = {0};

	for (size_t i = line->item; i < w->items.n; i++) {
		size_t from = w->items.v[i].start, to = w->items.v[i].end;

		if (from >= line->end)
			break;
		if (to <= line->start)
			continue;
		eg_vec_push(
		    &parts, ((struct part){&w->items.v[i], from > line->start ? from : line->start,
				to < line->end ? to : line->end}));
	}
	reorder(parts.v, parts.n);
	for (size_t i = 0; i < parts.n; i++)
		x = draw_spans(p, w, &parts.v[i], x, y);
	if (p->piece.glyph.n > 0 && !goes_on(&p->piece))
		show(p, y);
	eg_vec_clear(&parts);
}

static double
line_x(const struct eg_page__wait *w, const struct eg_page__line *line)
{
	double x = EG_PAGE_LEFT_PT + w->left,
	       spare = EG_PAGE_TEXT_PT - w->left - (double)line->width / PANGO_SCALE;

	if (w->center)
		return x + spare / 2;
	if (line->rtl)
		return x + spare;
	if (line->opens)
		return x + (w->indent > 0 ? w->indent : 0);
	return x + (w->indent < 0 ? -w->indent : 0);
}

void
eg_page__digits(struct eg_pages *p)
{
	struct eg_page__span span = {.end = 10};
	struct eg_page__wait w = {.span = &span, .n_spans = 1};

	eg_page__break(p, &w, "0123456789", 10);
	p->face = w.items.v[0].face;
	for (size_t i = 0; i < 10 && i < w.items.v[0].n; i++) {
		p->digits.glyph[i] = w.glyphs.v[i].glyph;
		p->digits.advance[i] = (double)w.glyphs.v[i].width / PANGO_SCALE;
	}
	w.span = NULL;
	eg_page__drop(&w);
}

/* Digits of n, their right edge at x (or their middle when centred). They are shown when the page
 * ends, all at once: one piece of text instead of thirty, after the words instead of among them. */
static void
draw_number(struct eg_pages *p, size_t n, double x, double y, bool center)
{
	struct eg_page__piece *t = &p->numbers;
	char text[24];
	int len = snprintf(text, sizeof(text), "%zu", n);
	double width = 0;

	for (int i = 0; i < len; i++)
		width += p->digits.advance[text[i] - '0'];
	x -= center ? width / 2 : width;
	for (int i = 0; i < len; i++) {
		eg_vec_push(&t->glyph, ((cairo_glyph_t){p->digits.glyph[text[i] - '0'], x, y}));
		eg_vec_push(&t->cluster, ((cairo_text_cluster_t){1, 1}));
		x += p->digits.advance[text[i] - '0'];
	}
	eg_buf_add(&p->number_text, text, (size_t)len);
}

static void
show_numbers(struct eg_pages *p)
{
	struct eg_page__piece *t = &p->numbers;

	p->lib.cairo_set_scaled_font(p->cr, p->face->scaled);
	p->lib.cairo_show_text_glyphs(p->cr, eg_buf_cstr(&p->number_text), (int)p->number_text.n,
	    t->glyph.v, (int)t->glyph.n, t->cluster.v, (int)t->cluster.n, 0);
	t->glyph.n = t->cluster.n = 0;
	eg_buf_reset(&p->number_text);
}

/* One line: the words that fit, and a sign where there were more. */
static void
running_head(struct eg_pages *p)
{
	struct eg_page__span span = {0};
	struct eg_page__wait w = {.span = &span, .n_spans = 1, .center = true};

	if (p->sheet.running_head == NULL || p->page <= 1)
		return;
	eg_buf_reset(&p->text);
	eg_page__clean(&p->text, p->sheet.running_head);
	for (size_t i = 0; i < p->text.n; i++)
		if (p->text.p[i] == '\n')
			p->text.p[i] = ' ';
	for (size_t tries = 0; tries < 2; tries++) {
		span.end = p->text.n;
		eg_page__break(p, &w, eg_buf_cstr(&p->text), p->text.n);
		if (w.lines.n <= 1 || tries > 0)
			break;
		eg_buf_trunc(&p->text, w.lines.v[0].end);
		eg_buf_puts(&p->text, "…");
		w.span = NULL;
		eg_page__drop(&w);
		w = (struct eg_page__wait){.span = &span, .n_spans = 1, .center = true};
	}
	draw_line(p, &w, &w.lines.v[0], line_x(&w, &w.lines.v[0]), HEAD_Y);
	show(p, HEAD_Y);
	w.span = NULL;
	eg_page__drop(&w);
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
	show_numbers(p);
	p->lib.cairo_show_page(p->cr);
	p->open = false;
}

/* The first line of a paragraph is what its anchor and its bookmark show. */
static void
open_paragraph(struct eg_pages *p, struct eg_page__wait *w, double y)
{
	const struct eg_page_lib *lib = &p->lib;
	struct eg_buf attr = EG_BUF_INIT;

	for (size_t i = 0; i < EG_COUNT(w->anchor); i++) {
		if (w->anchor[i] == NULL)
			continue;
		eg_buf_printf(&attr, "name='%s' x=%.2f y=%.2f", w->anchor[i], EG_PAGE_LEFT_PT,
		    y - p->leading);
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

static void
end_item(struct eg_pages *p)
{
	p->lib.cairo_tag_end(p->cr, "LBody");
	p->lib.cairo_tag_end(p->cr, "LI");
}

void
eg_page__nest(struct eg_pages *p, int level, bool goes_on)
{
	for (; p->lists > level; p->lists--) {
		end_item(p);
		p->lib.cairo_tag_end(p->cr, "L");
	}
	if (level == 0 || (p->lists == level && goes_on))
		return;
	if (p->lists == level) {
		end_item(p);
		p->lists--;
	} else {
		p->lib.cairo_tag_begin(p->cr, "L", NULL);
	}
	for (;;) {
		p->lib.cairo_tag_begin(p->cr, "LI", NULL);
		p->lib.cairo_tag_begin(p->cr, "LBody", NULL);
		if (++p->lists >= level)
			break;
		p->lib.cairo_tag_begin(p->cr, "L", NULL);
	}
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
	if (first == 0) {
		eg_page__nest(p, w->list, w->goes_on);
		open_paragraph(p, w, baseline(p, p->used));
	}
	lib->cairo_tag_begin(p->cr, w->tag, NULL);
	for (size_t i = first; i < first + n; i++, p->used++)
		draw_line(p, w, &w->lines.v[i], line_x(w, &w->lines.v[i]), baseline(p, p->used));
	show(p, baseline(p, p->used));
	lib->cairo_tag_end(p->cr, w->tag);
}
