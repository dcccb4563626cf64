/* The memo on a finding as a Word document. */
#include "render/conform_memo.h"
#include "render/docx_parts.h"

#include "base/xml.h"

enum { TEXT_TWIPS = 9360 }; /* six and a half inches between the margins */

static void
heading(struct memo_sink *s, int level, const char *text)
{
	eg_buf_printf(s->out, "<w:p><w:pPr><w:pStyle w:val=\"Heading%d\"/></w:pPr>", level);
	eg_docx_run(s->out, "<w:b/>", text);
	eg_buf_puts(s->out, "</w:p>");
}

static void
para(struct memo_sink *s, const struct memo_run *run, size_t n)
{
	static const char *const look[] = {
	    "", "<w:b/>", "<w:color w:val=\"595959\"/>", "<w:strike/>", "<w:u w:val=\"single\"/>"};

	eg_buf_puts(s->out, "<w:p><w:pPr><w:spacing w:after=\"120\"/></w:pPr>");
	for (size_t i = 0; i < n; i++)
		if (run[i].text[0] != '\0')
			eg_docx_run(s->out, look[run[i].ink], run[i].text);
	eg_buf_puts(s->out, "</w:p>");
}

static void
open_table(struct memo_sink *s, const int *widths, size_t n)
{
	static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};

	s->widths = widths;
	s->columns = n;
	eg_buf_printf(s->out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>",
	    TEXT_TWIPS);
	for (size_t i = 0; i < EG_COUNT(sides); i++)
		eg_buf_printf(s->out,
		    "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"A0A0A0\"/>",
		    sides[i]);
	eg_buf_puts(s->out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
	for (size_t i = 0; i < n; i++)
		eg_buf_printf(s->out, "<w:gridCol w:w=\"%d\"/>", TEXT_TWIPS * widths[i] / 100);
	eg_buf_puts(s->out, "</w:tblGrid>");
}

static void
row(struct memo_sink *s, const char *const *cell, size_t n, bool head)
{
	eg_buf_puts(s->out, head ? "<w:tr><w:trPr><w:tblHeader/></w:trPr>" : "<w:tr>");
	for (size_t i = 0; i < n; i++) {
		eg_buf_printf(s->out,
		    "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr><w:p>"
		    "<w:pPr><w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" "
		    "w:lineRule=\"auto\"/></w:pPr>",
		    TEXT_TWIPS * s->widths[i] / 100);
		if (cell[i][0] != '\0')
			eg_docx_run(s->out, head || (i == 0 && n == 2) ? "<w:b/>" : "", cell[i]);
		eg_buf_puts(s->out, "</w:p></w:tc>");
	}
	eg_buf_puts(s->out, "</w:tr>");
}

static void
close_table(struct memo_sink *s)
{
	eg_buf_puts(s->out, "</w:tbl><w:p><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:p>");
}

enum eg_rc
eg_conform_to_docx(const struct eg_conform_memo *m, struct eg_buf *out, struct eg_err *err)
{
	struct eg_buf body = EG_BUF_INIT;
	struct memo_sink s = {.out = &body,
	    .heading = heading,
	    .para = para,
	    .open_table = open_table,
	    .row = row,
	    .close_table = close_table};
	enum eg_rc rc;

	conform_memo_write(m, &s);
	if ((rc = eg_buf_ok(&body, err)) == EG_OK)
		rc = eg_docx_pack(
		    &(struct eg_docx_package){.title = "Conformity of a text with its model",
			.subject = m->c->text->name,
			.category = "memo",
			.head = m->c->text->name,
			.language = "en",
			.no_line_numbers = true,
			.body = {eg_buf_cstr(&body), body.n}},
		    out, err);
	eg_buf_clear(&body);
	return rc;
}
