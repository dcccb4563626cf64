/*
 * What a Word document is made of besides its body: the package (content types, relations, styles,
 * settings, header, footer, properties) and the small pieces that every writer of WordprocessingML
 * needs. Element and part names, and the order of elements, are those of ECMA-376 part 1.
 *
 *	eg_docx_run(&body, eg_docx_drawn(form->added, rpr, sizeof(rpr)), "new words");
 *	rc = eg_docx_pack(&(struct eg_docx_package){.title = …, .body = …}, out, err);
 */
#ifndef EG_RENDER_DOCX_PARTS_H
#define EG_RENDER_DOCX_PARTS_H

#include "base/mem.h"

#include <engross/form.h>

struct eg_docx_property { /* docProps/custom.xml */
	const char *name, *value;
};

struct eg_docx_package {
	const char *title, *subject, *category, *head; /* head: what each page's head says */
	const char *language; /* "en" */
	bool no_line_numbers;
	enum eg_line_numbers line_numbers;
	int page_lines; /* body lines a page; 0: spaced as the styles say */
	bool head_from_second; /* no head on the first page */
	struct eg_str body; /* w:p elements, one after the other */
	struct eg_str numbering; /* w:abstractNum elements, then w:num elements; may be empty */
	const struct eg_docx_property *property;
	size_t n_properties;
};

/* The whole file, the same bytes each time. EG_ERR_LIBRARY, EG_ERR_SYSTEM, EG_ERR_LIMIT. */
enum eg_rc eg_docx_pack(
    const struct eg_docx_package *p, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* A run of text; properties are elements of w:rPr in their order, "" for none. */
void eg_docx_run(struct eg_buf *out, const char *properties, const char *text);
/* The same inside w:del, where text is w:delText. */
void eg_docx_deleted_run(struct eg_buf *out, const char *properties, const char *text);
/* Elements of w:rPr for a set of enum eg_shown, written to `to`, which is returned. */
/* Height of a line in twentieths of a point, where a page has so many. */
int eg_docx_line(int page_lines);
enum { EG_DOCX_DRAWN_MAX = 80 };
const char *eg_docx_drawn(unsigned shown, char to[EG_DOCX_DRAWN_MAX]);
/*
 * Names of bookmarks: letters, digits and _, at most 40. words 0: the bookmark around a provision;
 * 1..: the bookmark that holds the words of the n-th wording of references to it. The same for the
 * same label, and (but for an accident of eight hex digits) another for another.
 */
void eg_docx_bookmark_name(struct eg_buf *out, const char *label, size_t words);

#endif
