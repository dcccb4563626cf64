/*
 * A bill as a Word document: a paragraph a block, the designators as text, each provision a
 * bookmark and each reference a link to it, lines numbered by the section's property.
 */
#include "render/blocks.h"
#include "render/docx_parts.h"

#include "base/builtin.h"
#include "base/xml.h"
#include "base/zip.h"

#include <string.h>

enum { INDENT_TWIPS = 432, LONGEST_BOOKMARK = 40 };

struct doc {
	struct eg_buf xml;
	const struct eg_form *form;
	size_t bookmark;
};

/* Word's bookmarks are letters, digits and _, at most 40, and begin with a letter. */
static void
put_bookmark(struct eg_buf *out, const char *label)
{
	size_t n = 0;

	eg_buf_puts(out, "eg_");
	for (; label[n] != '\0' && n < LONGEST_BOOKMARK - 3; n++)
		eg_buf_putc(out, label[n] == '-' ? '_' : label[n]);
}

static void
put_text(struct eg_buf *out, const char *properties, const char *text)
{
	eg_buf_puts(out, "<w:r>");
	if (properties[0] != '\0')
		eg_buf_printf(out, "<w:rPr>%s</w:rPr>", properties);
	eg_buf_puts(out, "<w:t xml:space=\"preserve\">");
	eg_xml_put(out, text);
	eg_buf_puts(out, "</w:t></w:r>");
}

/* bold: a catchline is bold by its words, not by its style, because its paragraph may run on after
 * it. */
static void
put_run(struct doc *d, const struct eg_run *r, bool bold)
{
	static const char *const properties[] = {[EG_RUN_STRONG] = "<w:b/>",
	    [EG_RUN_EM] = "<w:i/>",
	    [EG_RUN_INS] = "<w:u w:val=\"single\"/>",
	    [EG_RUN_DEL] = "<w:strike/>",
	    [EG_RUN_TERM] = ""};
	const char *p = (size_t)r->kind < EG_COUNT(properties) && properties[r->kind] != NULL
			    ? properties[r->kind]
			    : "";

	if (r->kind == EG_RUN_REF && r->target != NULL) {
		eg_buf_puts(&d->xml, "<w:hyperlink w:anchor=\"");
		put_bookmark(&d->xml, r->target);
		eg_buf_puts(&d->xml, "\">");
		put_text(&d->xml, "", r->text);
		eg_buf_puts(&d->xml, "</w:hyperlink>");
	} else if (r->kind == EG_RUN_BLANK) {
		put_text(&d->xml, "<w:highlight w:val=\"yellow\"/>", "[____ ");
		put_text(&d->xml, "<w:highlight w:val=\"yellow\"/>", r->text);
		put_text(&d->xml, "<w:highlight w:val=\"yellow\"/>", " ____]");
	} else {
		put_text(&d->xml, bold ? "<w:b/>" : p, r->text);
	}
}

static void
put_words(struct doc *d, const struct eg_block *b)
{
	bool bold = b->role == EG_ROLE_CODE_SECTION || (b->role == EG_ROLE_SECTION && b->run_in);
	bool mark = b->anchor != NULL && b->anchor[0] != '\0' && b->role != EG_ROLE_FLUSH;

	if (mark) {
		eg_buf_printf(&d->xml, "<w:bookmarkStart w:id=\"%zu\" w:name=\"", ++d->bookmark);
		put_bookmark(&d->xml, b->anchor);
		eg_buf_puts(&d->xml, "\"/>");
	}
	if (b->designator[0] != '\0') {
		put_text(&d->xml, bold ? "<w:b/>" : "", b->designator);
		if (b->n_runs != 0)
			put_text(&d->xml, "", " ");
	}
	if (mark)
		eg_buf_printf(&d->xml, "<w:bookmarkEnd w:id=\"%zu\"/>", d->bookmark);
	for (size_t i = 0; i < b->n_runs; i++)
		put_run(d, &b->run[i], bold);
}

static void
block(struct doc *d, const struct eg_block *b, bool continues)
{
	const struct eg_look *look = eg_look_of(b->role);
	int level = b->level > 0 ? b->level : 0;

	if (continues) {
		put_text(&d->xml, "", " ");
	} else {
		eg_buf_printf(&d->xml, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", look->style);
		if (level > 0)
			eg_buf_printf(&d->xml, "<w:ind w:left=\"%d\"/>", level * INDENT_TWIPS);
		eg_buf_puts(&d->xml, "</w:pPr>");
	}
	put_words(d, b);
	if (!b->run_in)
		eg_buf_puts(&d->xml, "</w:p>");
}

static void
document(struct doc *d, const struct eg_render_options *opt)
{
	bool continues = false;

	eg_buf_puts(&d->xml,
	    XML_HEAD "<w:document " W_NS " xmlns:r=\"http://schemas.openxmlformats.org/"
		     "officeDocument/2006/relationships\"><w:body>");
	for (size_t i = 0; i < d->form->n; i++) {
		struct eg_block b = d->form->block[i];

		b.run_in = eg_block_runs_in(d->form, i);
		block(d, &b, continues);
		continues = b.run_in;
	}
	eg_buf_puts(&d->xml,
	    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference "
	    "w:type=\"default\" r:id=\"rId4\"/>"
	    "<w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" "
	    "w:bottom=\"1440\" w:left=\"1800\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>");
	if (!opt->no_line_numbers)
		eg_buf_printf(&d->xml,
		    "<w:lnNumType w:countBy=\"1\" w:distance=\"360\" w:restart=\"%s\"/>",
		    opt->lines_through ? "continuous" : "newPage");
	eg_buf_puts(&d->xml, "</w:sectPr></w:body></w:document>");
}

enum eg_rc
eg_render_docx(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	static const struct eg_render_options plain = {0};
	struct doc d = {.xml = EG_BUF_INIT, .form = form};
	struct eg_buf header = EG_BUF_INIT, core = EG_BUF_INIT;
	const struct eg_builtin *styles = eg_builtin_find("word/styles.xml");
	enum eg_rc rc;

	if (styles == NULL)
		EG_BUG("the program carries no word/styles.xml");

	if (opt == NULL)
		opt = &plain;
	document(&d, opt);
	eg_buf_puts(
	    &header, XML_HEAD "<w:hdr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>");
	put_text(&header, "", opt->running_head != NULL ? opt->running_head : form->title);
	eg_buf_puts(&header, "</w:p></w:hdr>");
	eg_buf_puts(&core, XML_HEAD
	    "<cp:coreProperties "
	    "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
	    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
	eg_xml_put(&core, form->title);
	eg_buf_puts(&core, "</dc:title><dc:subject>");
	eg_xml_put(&core, form->jurisdiction);
	eg_buf_printf(&core, "</dc:subject><dc:language>%s</dc:language></cp:coreProperties>",
	    form->language);
	const struct eg_zip_file files[] = {
	    {"[Content_Types].xml", docx_types, sizeof(docx_types) - 1},
	    {"_rels/.rels", docx_rels, sizeof(docx_rels) - 1},
	    {"word/document.xml", eg_buf_cstr(&d.xml), d.xml.n},
	    {"word/_rels/document.xml.rels", docx_document_rels, sizeof(docx_document_rels) - 1},
	    {"word/styles.xml", styles->data, styles->n},
	    {"word/settings.xml", docx_settings, sizeof(docx_settings) - 1},
	    {"word/header1.xml", eg_buf_cstr(&header), header.n},
	    {"word/footer1.xml", docx_footer, sizeof(docx_footer) - 1},
	    {"docProps/core.xml", eg_buf_cstr(&core), core.n},
	};
	if ((rc = eg_buf_ok(&d.xml, err)) == EG_OK)
		rc = eg_zip_make(files, EG_COUNT(files), out, err);
	eg_buf_clear(&d.xml);
	eg_buf_clear(&header);
	eg_buf_clear(&core);
	return rc;
}
