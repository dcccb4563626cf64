/* What the files page*.c share. */
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

/* A font at a size, as lines are set and drawn with it. */
struct eg_page__face {
	cairo_scaled_font_t *scaled;
	unsigned long space; /* the glyph of a space */
	PangoFont *font; /* from which pango made it; NULL: it is plain text's (page_plain.c) */
};

struct eg_page__glyph {
	unsigned long glyph;
	size_t byte; /* of the paragraph's text, where its cluster begins */
	int width, x, y; /* in pango's units: a point is 1,024 */
};

/* A stretch of text in one font and direction, and its glyphs. */
struct eg_page__item {
	const struct eg_page__face *face;
	size_t start, end; /* bytes of the paragraph's text */
	size_t first, n; /* its glyphs, from left to right */
	int level; /* of direction (UAX 9): from right to left where it is odd */
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
		EG_VEC(struct eg_page__glyph);
	} glyphs;
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
	const struct eg_page__face *face;
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

/* What is known of a byte of the paragraph being parted, where a character begins. */
struct eg_page__at {
	int width; /* of the cluster that begins here, in pango's units */
	bool may_end; /* a line may end before it */
	bool white;
	bool cursor; /* a character as readers see it begins here: no mark on the one before */
};

struct eg_page__letters; /* page_plain.c */

struct eg_pages {
	struct eg_page_lib lib;
	struct eg_page_sheet sheet;
	cairo_surface_t *surface;
	cairo_t *cr;
	cairo_font_options_t *options;
	struct {
		EG_VEC(struct eg_page__letters *);
	} plain; /* for plain text */
	bool no_plain; /* Liberation Serif lies elsewhere: pango sets all text */
	struct eg_page_pango pango; /* loaded when a text first needs it */
	PangoContext *context; /* NULL: it has not been needed */
	PangoFontDescription *font;
	struct {
		EG_VEC(struct eg_page__face *);
	} faces; /* that pango chose */
	const struct eg_page__face *face; /* of the line numbers */
	struct {
		unsigned long glyph[10];
		double advance[10];
	} digits; /* of the line numbers */
	struct eg_page__piece piece, numbers;
	struct {
		EG_VEC(struct eg_page__at);
	} at; /* by byte, of the paragraph being parted */
	struct {
		EG_VEC(PangoLogAttr);
	} breaks; /* of a paragraph that pango looks at, a character each */
	double leading, size;
	size_t page_lines, used, page, number; /* used: lines taken on this page */
	bool open; /* a page is begun */
	int lists; /* list items open in the structure */
	uint32_t lacking; /* the first character that no font has, 0 if none */
	struct eg_err failed; /* pango could not be had */
	int bookmark[8]; /* the last one of each level */
	struct {
		EG_VEC(struct eg_page__wait);
	} queue;
	struct eg_buf text, number_text, pdf;
};

/* Words as pango may have them: valid UTF-8, no control characters, and no character that turns
 * the line's direction for what follows (a reader must see the order that is filed). */
void eg_page__clean(struct eg_buf *out, const char *s);
/* Part n bytes (w takes a copy) into lines by w's indents and size; w's spans say what is bold. */
void eg_page__break(struct eg_pages *p, struct eg_page__wait *w, const char *text, size_t n);
/* Glyphs and widths of text[start..end), which is not empty, by pango: any script, any installed
 * font. False: pango could not be loaded, and p->failed says why. */
bool eg_page__by_pango(struct eg_pages *p, struct eg_page__wait *w, size_t start, size_t end);
/* Load pango and its fonts, once a document. On error as eg_pages_open. */
enum eg_rc eg_page__pango_open(struct eg_pages *p, struct eg_err *err) EG_MUST_CHECK;
void eg_page__pango_close(struct eg_pages *p);
/* The same of plain text, without pango. False, and nothing is changed, where the text is not plain
 * or a font lacks a character of it. */
bool eg_page__by_letters(struct eg_pages *p, struct eg_page__wait *w, size_t start, size_t end);
/* False: Liberation Serif cannot be used so, and pango must set all text. */
bool eg_page__letters_open(struct eg_pages *p);
void eg_page__letters_close(struct eg_pages *p);
/* Where a line of plain text may end: the bools of at[0..n). False: a character is not plain. */
bool eg_page__plain_ends(const char *text, size_t n, struct eg_page__at *at);
/* Free what w holds. */
void eg_page__drop(struct eg_page__wait *w);
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
