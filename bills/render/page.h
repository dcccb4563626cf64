/*
 * Pages of numbered lines as a PDF: the kit that a bill (pdf.c) and a comparison are drawn with.
 * It knows paragraphs of runs, lines on an even grid, headings that stay with what follows, and
 * nothing of bills.
 *
 *	struct eg_page_sheet sheet = {.title = "Short Title", .language = "en", .page_lines = 25};
 *	struct eg_pages *p;
 *	rc = eg_pages_open(&sheet, &p, err);
 *	eg_pages_add(p, &(struct eg_page_para){.run = runs, .n_runs = 2, .numbered = true});
 *	rc = eg_pages_finish(p, out, err);	(frees p)
 *
 * Every line of a page stands on a grid of sheet.page_lines lines, so that line numbers fall where
 * a legislature prints them. A paragraph is never parted from its heading, nor leaves a single
 * line on either page. Cairo draws, and is loaded on first use; pango is loaded when a text comes
 * that is not plain western text. One eg_pages is open at a time: eg_pages_open waits until another
 * thread's is finished or freed (page.c says why), and a thread that opens a second one waits for
 * ever.
 */
#ifndef EG_RENDER_PAGE_H
#define EG_RENDER_PAGE_H

#include "base/map.h"
#include "render/blocks.h"

struct eg_pages;

/* How a run is drawn: a set. */
enum eg_pen {
	EG_PEN_BOLD = 1,
	EG_PEN_ITALIC = 2,
	EG_PEN_UNDERLINE = 4,
	EG_PEN_STRIKE = 8,
	EG_PEN_DOUBLE = 16, /* two lines below */
	EG_PEN_SHADE = 32, /* grey behind: a blank to fill in */
};

/* The pens for how a legislature shows a change (enum eg_shown). */
unsigned eg_page_pen(unsigned shown);

struct eg_page_run {
	const char *text; /* NUL-ended UTF-8; copied. Control characters other than \n are dropped;
			     a new line begins a line of its own */
	unsigned pen;
	const char *link; /* anchor to go to, or NULL; one that sheet.anchors lacks is no link */
};

struct eg_page_para {
	const struct eg_page_run *run;
	size_t n_runs;
	double left_pt, first_pt; /* from the left edge of the text: lines, first line */
	double size_pt; /* 0 = the sheet's */
	enum eg_align align;
	int gap; /* empty lines before it; none at the head of a page */
	bool
	    keep; /* on one page with the first lines of the next paragraph, if it is short itself */
	bool numbered; /* its lines carry line numbers */
	bool bar; /* a bar in the right margin: something changed here */
	const char *tag; /* of the structure: "P" (NULL), "H1".."H6" */
	int list; /* level of the list it stands in, 1..; 0 = none */
	bool goes_on; /* it belongs to the list's last item, and begins none */
	/* its name for links, or NULL; letters, digits and -_. or it is none; borrowed until
	 * eg_pages_finish */
	const char *anchor;
	const char *also; /* a second name of that kind, or NULL */
	int outline; /* level of its bookmark, 1..6; 0 = none */
	const char *outline_text; /* of the bookmark; copied */
};

struct eg_page_sheet {
	const char *title, *subject, *language; /* of the document; language "en" if NULL */
	const char *running_head; /* at the head of every page but the first; NULL = none */
	enum eg_line_numbers line_numbers;
	int page_lines; /* 10..80; 0 = 30 */
	int64_t date; /* Unix seconds, the date of the file; 0 = none */
	const struct eg_map *anchors; /* all anchors that paragraphs will have; NULL = none */
	bool by_pango; /* plain text too (slower; the same pages: what tests compare) */
};

/* The sheet's texts are borrowed until eg_pages_finish. EG_ERR_LIBRARY where cairo or every font is
 * missing. On error *out is NULL. */
enum eg_rc eg_pages_open(
    const struct eg_page_sheet *sheet, struct eg_pages **out, struct eg_err *err) EG_MUST_CHECK;
void eg_pages_add(struct eg_pages *p, const struct eg_page_para *para);
/* Close the last page, append the PDF to out, free p. EG_ERR_DATA where no font has a character of
 * the words; EG_ERR_LIBRARY where they need pango and it is missing; EG_ERR_SYSTEM, EG_ERR_LIMIT. */
enum eg_rc eg_pages_finish(
    struct eg_pages *p, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* Free p without a PDF. NULL is fine. */
void eg_pages_free(struct eg_pages *p);

#endif
