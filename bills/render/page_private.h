/* What page.c, page_draw.c and page_catalog.c share. */
#ifndef EG_RENDER_PAGE_PRIVATE_H
#define EG_RENDER_PAGE_PRIVATE_H

#include "base/vec.h"
#include "render/page.h"
#include "render/page_lib.h"

/* A letter page: 9 inches of lines between margins of one inch, one and a quarter at the left for
 * the numbers. */
#define EG_PAGE_WIDTH_PT 612.0
#define EG_PAGE_HEIGHT_PT 792.0
#define EG_PAGE_LEFT_PT 99.0
#define EG_PAGE_TOP_PT 72.0
#define EG_PAGE_TEXT_PT 441.0
#define EG_PAGE_BODY_PT 648.0
/* the family engross is tested with (fonts-liberation); the others have the same widths */
#define EG_PAGE_FAMILY "Liberation Serif"
#define EG_PAGE_FONTS                                                                              \
	EG_PAGE_FAMILY                                                                             \
	",Times New Roman,Nimbus Roman,TeX Gyre Termes,DejaVu Serif,DejaVu Sans,serif"

struct eg_page__span {
	size_t start, end; /* bytes of the paragraph's text */
	unsigned pen;
	const char *link; /* NULL, or an anchor of this document */
};

/* A stretch of text in one font and direction, and its glyphs. */
struct eg_page__item {
	PangoItem *item; /* its offset is in the paragraph's text */
	PangoGlyphString *glyphs;
};

struct eg_page__line {
	size_t start, end; /* bytes of the paragraph's text */
	size_t item; /* the first that has a part in it */
	int width; /* in pango's units, without the spaces at its end */
	bool opens; /* first of the paragraph, or after a forced end of line */
	bool rtl;
};

/* A paragraph in lines, not yet on a page. */
struct eg_page__wait {
	char *text;
	struct {
		EG_VEC(struct eg_page__item);
	} items; /* in the order of the text */
	struct {
		EG_VEC(struct eg_page__line);
	} lines;
	struct eg_page__span *span;
	size_t n_spans;
	double left, indent; /* indent below 0: of all lines but the first */
	double size; /* 0 = the sheet's */
	int gap, level, list;
	bool numbered, bar, center, goes_on;
	const char *tag, *anchor[2];
	char *outline;
};

/* Text of one font and one span that is shown at once, gathered from one or more items. */
struct eg_page__piece {
	const struct eg_page__span *span;
	PangoFont *font;
	const char *text; /* in the paragraph */
	size_t bytes;
	double left, right;
	bool rtl;
	struct {
		EG_VEC(cairo_glyph_t);
	} glyph;
	struct {
		EG_VEC(cairo_text_cluster_t);
	} cluster;
};

struct eg_pages {
	struct eg_page_lib lib;
	struct eg_page_sheet sheet;
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *context;
	PangoFontDescription *font;
	PangoFont *face;
	struct {
		unsigned long glyph[10];
		double advance[10];
	} digits; /* of the line numbers */
	struct {
		PangoFont *font;
		unsigned long glyph;
	} space; /* of the font asked last */
	struct eg_page__piece piece, numbers;
	struct {
		EG_VEC(PangoLogAttr);
	} breaks; /* of the paragraph being parted, a character each */
	struct {
		EG_VEC(int);
	} widths; /* of its characters, by their first byte */
	double leading, size;
	size_t page_lines, used, page, number; /* used: lines taken on this page */
	bool open; /* a page is begun */
	int lists; /* list items open in the structure */
	uint32_t lacking; /* the first character that no font has, 0 if none */
	int bookmark[8]; /* the last one of each level */
	struct {
		EG_VEC(struct eg_page__wait);
	} queue;
	struct eg_buf text, number_text, pdf;
};

/* Tell fontconfig where to look, once a process and before pango asks it. */
void eg_page__fonts(const struct eg_page_lib *lib);
/* Words as pango may have them: valid UTF-8, no control characters, and no character that turns
 * the line's direction for what follows (a reader must see the order that is filed). */
void eg_page__clean(struct eg_buf *out, const char *s);
/* Part n bytes (w takes a copy) into lines by w's indents and size; w's spans say what is bold. */
void eg_page__break(struct eg_pages *p, struct eg_page__wait *w, const char *text, size_t n);
/* Free what w holds. */
void eg_page__drop(struct eg_pages *p, struct eg_page__wait *w);
/* Learn the digits' glyphs: line numbers are drawn without laying out each. */
void eg_page__digits(struct eg_pages *p);
/* Draw n lines of w from line `first` on at the next places of the page. */
void eg_page__lines(struct eg_pages *p, struct eg_page__wait *w, size_t first, size_t n);
/* Open and close list items in the structure until `level` of them are open, the last one new
 * unless it goes on. */
void eg_page__nest(struct eg_pages *p, int level, bool goes_on);
/* Page number, and the page is done; nothing if none is begun. */
void eg_page__end(struct eg_pages *p);
/* Append p->pdf to out with the language and the marks of a tagged document in its catalog. */
enum eg_rc eg_page__catalog(
    struct eg_pages *p, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

#endif
