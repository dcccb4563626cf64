/* The parts of a Word document that do not depend on the bill: names are those of ECMA-376 (Office Open XML). */
#ifndef EG_RENDER_DOCX_PARTS_H
#define EG_RENDER_DOCX_PARTS_H

#define W_NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char docx_types[] = XML_HEAD
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>";

static const char docx_rels[] = XML_HEAD
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    "</Relationships>";

static const char docx_document_rels[] = XML_HEAD
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/>"
    "<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>"
    "</Relationships>";

static const char docx_settings[] = XML_HEAD
    "<w:settings " W_NS "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>"
    "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

#define STYLE(id, name, based, next, ppr, rpr)                                                                        \
	"<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/><w:basedOn w:val=\"" based    \
	"\"/><w:next w:val=\"" next "\"/><w:qFormat/><w:pPr>" ppr "</w:pPr><w:rPr>" rpr "</w:rPr></w:style>"

static const char docx_styles[] = XML_HEAD
    "<w:styles " W_NS "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
    "w:cs=\"Times New Roman\" w:eastAsia=\"Times New Roman\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/><w:lang w:val=\"en-US\"/></w:rPr></w:rPrDefault>"
    "<w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"360\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
    STYLE("BillRequest", "Bill Request", "Normal", "Normal", "<w:keepNext/>", "")
    STYLE("BillNumber", "Bill Number", "Normal", "Normal", "<w:keepNext/><w:jc w:val=\"center\"/>", "<w:b/>")
    STYLE("BillSession", "Bill Session", "Normal", "Normal", "<w:keepNext/><w:jc w:val=\"center\"/>", "")
    STYLE("BillSponsors", "Bill Sponsors", "Normal", "Normal", "<w:keepNext/>", "")
    STYLE("BillTitle", "Bill Title", "Normal", "Normal", "", "")
    STYLE("BillLegend", "Bill Legend", "Normal", "Normal", "", "<w:i/>")
    STYLE("BillFunction", "Bill Function", "Normal", "Normal", "", "")
    STYLE("EnactingClause", "Enacting Clause", "Normal", "Normal", "<w:keepNext/>", "")
    STYLE("Recital", "Recital", "Normal", "Normal", "<w:ind w:firstLine=\"720\"/>", "")
    STYLE("Resolved", "Resolved", "Normal", "Normal", "<w:ind w:firstLine=\"720\"/>", "")
    STYLE("Heading1", "heading 1", "Normal", "Normal", "<w:keepNext/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>", "<w:b/>")
    STYLE("Heading2", "heading 2", "Normal", "BillText", "<w:keepNext/><w:outlineLvl w:val=\"1\"/>", "")
    STYLE("Heading3", "heading 3", "Normal", "BillText", "<w:keepNext/><w:outlineLvl w:val=\"2\"/>", "<w:b/>")
    STYLE("CodeUnit", "Code Unit", "Normal", "Normal", "<w:keepNext/><w:jc w:val=\"center\"/>", "")
    STYLE("BillText", "Bill Text", "Normal", "BillText", "<w:ind w:firstLine=\"720\"/>", "")
    STYLE("BillItem", "Bill Item", "Normal", "BillItem", "", "")
    STYLE("BillFlush", "Bill Flush", "Normal", "BillText", "", "")
    STYLE("Verbatim", "Verbatim", "Normal", "Verbatim", "<w:spacing w:after=\"60\"/>", "")
    STYLE("LawText", "Law Text", "Normal", "LawText", "<w:ind w:firstLine=\"720\"/>", "")
    STYLE("Header", "header", "Normal", "Header", "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"18\"/>")
    STYLE("Footer", "footer", "Normal", "Footer", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"20\"/>")
    "</w:styles>";

static const char docx_footer[] = XML_HEAD
    "<w:ftr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
    "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
    "<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>";

#endif
