/*
 * A redline as a Word document with tracked changes (ECMA-376: w:ins, w:del, w:delText, and the
 * paragraph mark's own w:ins or w:del). Accepting all leaves the words of the new text, rejecting
 * all those of the old one: a section that moved is deleted where it was and inserted where it is.
 * Every w:id is used once: Word calls a file with a double one damaged.
 */
#include "render/docx_parts.h"
#include "render/redline_runs.h"

#include "base/builtin.h"
#include "base/time.h"
#include "base/xml.h"
#include "base/zip.h"

#include <string.h>

struct doc {
	struct eg_buf xml;
	size_t id; /* of the last tracked change */
	char *attrs; /* w:author and w:date of every change */
	bool was, is; /* the paragraph has words of the old, of the new text already */
};

static void
put_words(struct doc *d, const struct eg_redline_run *run)
{
	static const char *const tag[] = {"w:t", "w:delText", "w:t"};
	struct eg_buf words = EG_BUF_INIT;
	bool space = run->ink == EG_INK_KEPT  ? d->was || d->is
		     : run->ink == EG_INK_OLD ? d->was
					      : d->is;

	eg_buf_init(&words, 0);
	if (space)
		eg_buf_putc(&words, ' ');
	eg_redline__words(run, &words);
	if (run->ink != EG_INK_KEPT)
		eg_buf_printf(&d->xml, "<%s w:id=\"%zu\"%s>",
		    run->ink == EG_INK_OLD ? "w:del" : "w:ins", ++d->id, d->attrs);
	eg_buf_printf(&d->xml, "<w:r><%s xml:space=\"preserve\">", tag[run->ink]);
	eg_xml_put(&d->xml, eg_buf_cstr(&words));
	eg_buf_printf(&d->xml, "</%s></w:r>", tag[run->ink]);
	if (run->ink != EG_INK_KEPT)
		eg_buf_printf(&d->xml, "</%s>", run->ink == EG_INK_OLD ? "w:del" : "w:ins");
	d->was = d->was || run->ink != EG_INK_NEW;
	d->is = d->is || run->ink != EG_INK_OLD;
	eg_buf_clear(&words);
}

/* One paragraph of runs [from, to). mark: which text has the break after it. */
static void
put_paragraph(struct doc *d, const struct eg_redline_run *from, const struct eg_redline_run *to,
    enum eg_ink mark)
{
	eg_buf_puts(&d->xml, "<w:p><w:pPr><w:pStyle w:val=\"BillText\"/>");
	if (mark != EG_INK_KEPT)
		eg_buf_printf(&d->xml, "<w:rPr><%s w:id=\"%zu\"%s/></w:rPr>",
		    mark == EG_INK_OLD ? "w:del" : "w:ins", ++d->id, d->attrs);
	eg_buf_puts(&d->xml, "</w:pPr>");
	d->was = d->is = false;
	for (; from < to; from++)
		put_words(d, from);
	eg_buf_puts(&d->xml, "</w:p>");
}

static void
put_text(struct doc *d, const struct eg_redline *r)
{
	struct eg_redline_runs runs = {0};
	struct eg_redline_step *step;
	size_t n = eg_redline__steps(r, &step);

	for (size_t i = 0; i < n; i++) {
		if (step[i].ink == EG_INK_KEPT)
			eg_redline__runs(r, step[i].row, &runs);
		else if (step[i].ink == EG_INK_OLD)
			eg_redline__whole(r->old_doc, step[i].row->old_index, EG_INK_OLD, &runs);
		else
			eg_redline__whole(r->new_doc, step[i].row->new_index, EG_INK_NEW, &runs);
	}
	for (size_t from = 0, to; from < runs.n; from = to) {
		for (to = from + 1; to < runs.n && !runs.v[to].para; to++)
			;
		put_paragraph(
		    d, runs.v + from, runs.v + to, to < runs.n ? runs.v[to].para_ink : EG_INK_KEPT);
	}
	eg_vec_clear(&runs);
	eg_free(step);
}

static char *
change_attrs(struct eg_arena *a, const char *author, int64_t date)
{
	struct eg_buf out = EG_BUF_INIT;
	char when[EG_TIME_TEXT];
	char *kept;

	eg_buf_init(&out, 0);
	eg_buf_puts(&out, " w:author=\"");
	eg_xml_put(&out, author);
	eg_time_format(date, when);
	eg_buf_printf(&out, "\" w:date=\"%s\"", when);
	kept = eg_arena_strdup(a, eg_buf_cstr(&out));
	eg_buf_clear(&out);
	return kept;
}

enum eg_rc
eg_redline_to_docx(const struct eg_redline *r, const char *author, int64_t date, struct eg_buf *out,
    struct eg_err *err)
{
	struct doc d = {.xml = EG_BUF_INIT};
	struct eg_buf header = EG_BUF_INIT, core = EG_BUF_INIT;
	const struct eg_builtin *styles = eg_builtin_find("word/styles.xml");
	enum eg_rc rc;

	if (styles == NULL)
		EG_BUG("the program carries no word/styles.xml");
	eg_buf_init(&d.xml, 0);
	eg_buf_init(&header, 0);
	eg_buf_init(&core, 0);
	d.attrs = change_attrs(r->arena, author, date);
	eg_buf_puts(&d.xml,
	    XML_HEAD "<w:document " W_NS " xmlns:r=\"http://schemas.openxmlformats.org/"
		     "officeDocument/2006/relationships\"><w:body>");
	put_text(&d, r);
	eg_buf_puts(&d.xml,
	    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference "
	    "w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:pgMar "
	    "w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1800\" w:header=\"720\" "
	    "w:footer=\"720\" w:gutter=\"0\"/><w:lnNumType w:countBy=\"1\" w:distance=\"360\" "
	    "w:restart=\"newPage\"/></w:sectPr></w:body></w:document>");
	eg_buf_puts(&header,
	    XML_HEAD "<w:hdr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t>");
	eg_xml_put(&header, r->old_doc->name);
	eg_buf_puts(&header, " \xE2\x86\x92 ");
	eg_xml_put(&header, r->new_doc->name);
	eg_buf_puts(&header, "</w:t></w:r></w:p></w:hdr>");
	eg_buf_puts(&core, XML_HEAD
	    "<cp:coreProperties "
	    "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
	    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Redline: ");
	eg_xml_put(&core, r->new_doc->name);
	eg_buf_puts(&core, "</dc:title><dc:language>en</dc:language></cp:coreProperties>");
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
