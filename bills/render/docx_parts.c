/* The package of a Word document: see docx_parts.h. */
#include "render/docx_parts.h"

#include "base/builtin.h"
#include "base/sha256.h"
#include "base/xml.h"
#include "base/zip.h"

#include <stdio.h>
#include <string.h>

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W_NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define R_NS "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* A bookmark has 40 characters; "eg_" and "_w1234" are not the label's. */
enum { LONGEST_LABEL = 31 };
/* the page of page_private.h: letter paper, an inch above and below, lines at most 33 pt high */
enum { BODY_TWIPS = 12960, LEAST_LINES = 10, HIGHEST_LINE_TWIPS = 660 };

static const char types[] = XML_HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE "styles+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" WORD_TYPE "numbering+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE "settings+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD_TYPE "header+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD_TYPE "footer+xml\"/>"
    "<Override PartName=\"/word/footer2.xml\" ContentType=\"" WORD_TYPE "footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/custom.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/>"
    "</Types>";

static const char rels[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
	     "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/officeDocument\" "
	     "Target=\"word/document.xml\"/>"
	     "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
	     "Target=\"docProps/core.xml\"/>"
	     "<Relationship Id=\"rId3\" Type=\"" OFFICE "relationships/custom-properties\" "
	     "Target=\"docProps/custom.xml\"/>"
	     "</Relationships>";

static const char document_rels[] = XML_HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "relationships/settings\" "
    "Target=\"settings.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE "relationships/header\" Target=\"header1.xml\"/>"
    "<Relationship Id=\"rId4\" Type=\"" OFFICE "relationships/footer\" Target=\"footer1.xml\"/>"
    "<Relationship Id=\"rId5\" Type=\"" OFFICE "relationships/numbering\" "
    "Target=\"numbering.xml\"/>"
    "<Relationship Id=\"rId6\" Type=\"" OFFICE "relationships/footer\" Target=\"footer2.xml\"/>"
    "</Relationships>";

static const char settings[] =
    XML_HEAD "<w:settings " W_NS "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>"
	     "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting "
	     "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
	     "w:val=\"15\"/></w:compat></w:settings>";

static const char footer[] =
    XML_HEAD "<w:ftr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>"
	     "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
	     "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
	     "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
	     "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>";

/* ---- runs ---- */

static void
run(struct eg_buf *out, const char *properties, const char *text, const char *element)
{
	eg_buf_puts(out, "<w:r>");
	if (properties[0] != '\0')
		eg_buf_printf(out, "<w:rPr>%s</w:rPr>", properties);
	eg_buf_printf(out, "<w:%s xml:space=\"preserve\">", element);
	eg_xml_put(out, text);
	eg_buf_printf(out, "</w:%s></w:r>", element);
}

void
eg_docx_run(struct eg_buf *out, const char *properties, const char *text)
{
	run(out, properties, text, "t");
}

void
eg_docx_deleted_run(struct eg_buf *out, const char *properties, const char *text)
{
	run(out, properties, text, "delText");
}

const char *
eg_docx_drawn(unsigned shown, char to[EG_DOCX_DRAWN_MAX])
{
	snprintf(to, EG_DOCX_DRAWN_MAX, "%s%s%s%s", (shown & EG_SHOWN_BOLD) != 0 ? "<w:b/>" : "",
	    (shown & EG_SHOWN_ITALIC) != 0 ? "<w:i/>" : "",
	    (shown & EG_SHOWN_STRIKE) != 0 ? "<w:strike/>" : "",
	    (shown & EG_SHOWN_UNDERLINE) != 0 ? "<w:u w:val=\"single\"/>" : "");
	return to;
}

void
eg_docx_bookmark_name(struct eg_buf *out, const char *label, size_t words)
{
	size_t n = strlen(label);
	bool whole = n <= LONGEST_LABEL;
	char hex[EG_SHA256_HEX];

	eg_buf_puts(out, "eg_");
	for (size_t i = 0; i < (whole ? n : LONGEST_LABEL - 9); i++)
		eg_buf_putc(out, label[i] == '-' ? '_' : label[i]);
	if (!whole) {
		eg_sha256_hex(label, n, hex);
		eg_buf_printf(out, "_%.8s", hex);
	}
	if (words > 0)
		eg_buf_printf(out, "_w%zu", words);
}

/* ---- parts ---- */

/* Copy *from up to a part of it, and the part's new words; *from goes on after the part. */
static void
put_instead(struct eg_buf *out, const char **from, const char *part, const char *instead)
{
	const char *at = strstr(*from, part);

	if (at == NULL)
		EG_BUG("word/styles.xml is not as it was");
	eg_buf_add(out, *from, (size_t)(at - *from));
	eg_buf_puts(out, instead);
	*from = at + strlen(part);
}

/* The styles, with the language of the text; where the profile says how many lines a page has,
 * lines of that height, no more space between paragraphs, and letters that fit them. */
static void
styles(const struct eg_docx_package *p, struct eg_buf *out)
{
	const struct eg_builtin *b = eg_builtin_find("word/styles.xml");
	int line = p->page_lines > 0 ? eg_docx_line(p->page_lines) : 0,
	    size = line > 0 && line * 2 / 23 < 24 ? line * 2 / 23 : 24; /* half points */
	const char *from;
	char text[160];

	if (b == NULL)
		EG_BUG("the program carries no word/styles.xml");
	from = b->data;
	snprintf(text, sizeof(text), "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", size, size);
	put_instead(out, &from, "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>", text);
	put_instead(out, &from, "<w:lang w:val=\"en-US\"/>", "");
	eg_buf_puts(out, "<w:lang");
	eg_xml_put_attr(out, "w:val", strcmp(p->language, "en") == 0 ? "en-US" : p->language);
	eg_buf_puts(out, "/>");
	if (line > 0) {
		snprintf(
		    text, sizeof(text), "w:after=\"0\" w:line=\"%d\" w:lineRule=\"exact\"", line);
		put_instead(out, &from, "w:after=\"120\" w:line=\"360\" w:lineRule=\"auto\"", text);
	}
	eg_buf_puts(out, from);
}

int
eg_docx_line(int page_lines)
{
	int line = BODY_TWIPS / (page_lines < LEAST_LINES ? LEAST_LINES : page_lines);

	return line < HIGHEST_LINE_TWIPS ? line : HIGHEST_LINE_TWIPS;
}

static void
document(const struct eg_docx_package *p, struct eg_buf *out)
{
	eg_buf_puts(out, XML_HEAD "<w:document " W_NS " " R_NS "><w:body>");
	eg_buf_str(out, p->body);
	eg_buf_puts(out, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>"
			 "<w:footerReference w:type=\"default\" r:id=\"rId4\"/>");
	if (p->head_from_second)
		eg_buf_puts(out, "<w:footerReference w:type=\"first\" r:id=\"rId6\"/>");
	eg_buf_puts(out,
	    "<w:pgSz w:w=\"12240\" w:h=\"15840\"/>"
	    "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1980\" "
	    "w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/>");
	if (!p->no_line_numbers && p->line_numbers != EG_LINE_NUMBERS_NONE)
		eg_buf_printf(out,
		    "<w:lnNumType w:countBy=\"1\" w:distance=\"360\" w:restart=\"%s\"/>",
		    p->line_numbers == EG_LINE_NUMBERS_THROUGH ? "continuous" : "newPage");
	eg_buf_puts(out, "<w:cols w:space=\"720\"/>");
	if (p->head_from_second)
		eg_buf_puts(out, "<w:titlePg/>");
	eg_buf_puts(out, "</w:sectPr></w:body></w:document>");
}

static void
header(const struct eg_docx_package *p, struct eg_buf *out)
{
	eg_buf_puts(
	    out, XML_HEAD "<w:hdr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>");
	eg_docx_run(out, "", p->head);
	eg_buf_puts(out, "</w:p></w:hdr>");
}

static void
element(struct eg_buf *out, const char *name, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	eg_buf_printf(out, "<%s>", name);
	eg_xml_put(out, text);
	eg_buf_printf(out, "</%s>", name);
}

static void
core(const struct eg_docx_package *p, struct eg_buf *out)
{
	eg_buf_puts(out,
	    XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
		     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
	element(out, "dc:title", p->title);
	element(out, "dc:subject", p->subject);
	element(out, "cp:category", p->category);
	element(out, "dc:language", p->language);
	eg_buf_puts(out, "</cp:coreProperties>");
}

static void
custom(const struct eg_docx_package *p, struct eg_buf *out)
{
	eg_buf_puts(out, XML_HEAD "<Properties xmlns=\"" OFFICE
				  "custom-properties\" xmlns:vt=\"" OFFICE "docPropsVTypes\">");
	for (size_t i = 0; i < p->n_properties; i++) {
		eg_buf_printf(out,
		    "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"%zu\"",
		    i + 2);
		eg_xml_put_attr(out, "name", p->property[i].name);
		eg_buf_puts(out, "><vt:lpwstr>");
		if (p->property[i].value != NULL) /* a report is a form without a draft */
			eg_xml_put(out, p->property[i].value);
		eg_buf_puts(out, "</vt:lpwstr></property>");
	}
	eg_buf_puts(out, "</Properties>");
}

static void
numbering(const struct eg_docx_package *p, struct eg_buf *out)
{
	eg_buf_puts(out, XML_HEAD "<w:numbering " W_NS ">");
	eg_buf_str(out, p->numbering);
	eg_buf_puts(out, "</w:numbering>");
}

enum eg_rc
eg_docx_pack(const struct eg_docx_package *p, struct eg_buf *out, struct eg_err *err)
{
	static const struct {
		const char *path;
		void (*make)(const struct eg_docx_package *, struct eg_buf *);
		const char *fixed;
	} parts[] = {
	    {"[Content_Types].xml", NULL, types},
	    {"_rels/.rels", NULL, rels},
	    {"word/document.xml", document, NULL},
	    {"word/_rels/document.xml.rels", NULL, document_rels},
	    {"word/styles.xml", styles, NULL},
	    {"word/numbering.xml", numbering, NULL},
	    {"word/settings.xml", NULL, settings},
	    {"word/header1.xml", header, NULL},
	    {"word/footer1.xml", NULL, footer},
	    {"word/footer2.xml", NULL, footer}, /* of the first page */
	    {"docProps/core.xml", core, NULL},
	    {"docProps/custom.xml", custom, NULL},
	};
	struct eg_zip_file file[EG_COUNT(parts)];
	struct eg_buf made[EG_COUNT(parts)];
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < EG_COUNT(parts); i++) {
		eg_buf_init(&made[i], 0);
		if (parts[i].make != NULL)
			parts[i].make(p, &made[i]);
		else
			eg_buf_puts(&made[i], parts[i].fixed);
		if (rc == EG_OK)
			rc = eg_buf_ok(&made[i], err);
		file[i] = (struct eg_zip_file){parts[i].path, eg_buf_cstr(&made[i]), made[i].n};
	}
	if (rc == EG_OK)
		rc = eg_zip_make(file, EG_COUNT(file), out, err);
	for (size_t i = 0; i < EG_COUNT(parts); i++)
		eg_buf_clear(&made[i]);
	return rc;
}
