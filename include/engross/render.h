/*
 * Rendering: a form (form.h) as text, HTML, PDF or DOCX. The words come from the form alone; a
 * renderer adds layout. Every renderer is deterministic: the same form gives the same bytes, and
 * may run in several threads at once, each with its own form.
 *
 * A new format is one function of the type eg_render_fn and one row in bills/render/formats.c.
 */
#ifndef ENGROSS_RENDER_H
#define ENGROSS_RENDER_H

#include <engross/form.h>

struct eg_render_options {
	int width; /* text: columns of the body, 40..200; 0 = 66 */
	int page_lines; /* text: body lines a page, 10..200; 0 = 36 */
	bool no_pages; /* text: one long page */
	bool no_line_numbers;
	bool lines_through; /* line numbers run through, whatever the form says */
	const char *running_head; /* NULL = the short title */
	int64_t date; /* Unix seconds of the file's own date (PDF, XML); 0 = the form's, or none */
};

typedef enum eg_rc eg_render_fn(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err);

struct eg_format {
	const char *name; /* as after --to */
	const char *ext; /* of the file, with its dot: ".pdf" */
	const char *title; /* as a person calls it: "Word" */
	bool binary; /* never to a terminal */
	eg_render_fn *render;
};

/* All formats, in the order of `--to all`; ended by a row whose name is NULL. */
extern const struct eg_format eg_formats[];
/* By name ("txt" is "text"); NULL if there is none. */
const struct eg_format *eg_format_find(const char *name);

/* One bill of a folder of rendered bills. */
struct eg_index_row {
	const char *jurisdiction; /* "Utah" */
	const char *title; /* short title; NULL where it was left out */
	const char *stem; /* file name without the format's extension; NULL where left out */
	const char *const *blank; /* legal forms left blank */
	size_t n_blanks;
	const char *left_out; /* why, or NULL */
};

/* index.html of such a folder: a table of links, one row a bill; format NULL = all formats. */
enum eg_rc eg_render_index(const struct eg_index_row *rows, size_t n,
    const struct eg_format *format, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* Pages with numbered lines, as a bill is printed; pages are parted by form feeds. opt may be
 * NULL. */
enum eg_rc eg_render_text(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* One self-contained page: no script, no network; light, dark and print styles; provisions as
 * anchors, references as links. */
enum eg_rc eg_render_html(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* Letter pages by pango and cairo (loaded on first use): numbered lines as form->line_numbers and
 * page_lines say, running head, page numbers, bookmarks, links, tags, language, embedded fonts.
 * EG_ERR_LIBRARY where pango, cairo or every font is missing; EG_ERR_DATA where no font has a
 * character. */
enum eg_rc eg_render_pdf(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* A Word document: styles, headings, bookmarks and links, line numbers, header and page number.
 * libzip is loaded on first use: EG_ERR_LIBRARY where it is not installed. */
enum eg_rc eg_render_docx(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* Akoma Ntoso 1.0 (OASIS LegalDocML, 2018), valid against its schema: eIds by the Naming
 * Convention, labels as wIds, references to eIds, changes to law as mod, ins and del, a verbatim
 * text as an attachment. A draft that was not prefiled is dated 1970-01-01 under the name
 * "undated". */
enum eg_rc eg_render_akn(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* United States Legislative Markup 2.1 (GPO), valid against its schema: levels, chapeau, content
 * and continuation, quotedContent, addedText and deletedText; labels as ids. */
enum eg_rc eg_render_uslm(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* The tree of provisions as JSON (tests/schema/bill.schema.json): what stands before the first
 * provision, then provisions with their parts, in reading order. */
enum eg_rc eg_render_json(const struct eg_form *form, const struct eg_render_options *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

#endif
