/*
 * Rendering: a form (form.h) as text, HTML or DOCX. The words come from the form alone; a renderer
 * adds layout. Every renderer is deterministic: the same form gives the same bytes.
 */
#ifndef ENGROSS_RENDER_H
#define ENGROSS_RENDER_H

#include <engross/form.h>

struct eg_render_options {
	int width; /* text: columns of the body, 40..200; 0 = 66 */
	int page_lines; /* text: body lines a page, 10..200; 0 = 36 */
	bool no_pages; /* text: one long page */
	bool no_line_numbers;
	bool lines_through; /* text: line numbers run through, not by page */
	const char *running_head; /* NULL = the short title */
};

/* Pages with numbered lines, as a bill is printed; pages are parted by form feeds. opt may be
 * NULL. */
enum eg_rc eg_render_text(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* One self-contained page: no script, no network; light, dark and print styles; provisions as
 * anchors, references as links. */
enum eg_rc eg_render_html(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* A Word document: styles, headings, bookmarks and links, line numbers, header and page number.
 * libzip is loaded on first use: EG_ERR_LIBRARY where it is not installed. */
enum eg_rc eg_render_docx(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

#endif
