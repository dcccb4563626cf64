/*
 * Home from Word: whatever the paragraphs are, what comes home is a draft, or an error; and the
 * document of a draft gives its source back. Input: lines of a document, each `STYLE-LETTER NUMBER
 * LEVEL text`; the draft is fixed.
 */
#include "base/mem.h"
#include "base/xml.h"
#include "base/zip.h"

#include <engross/home.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char source[] =
    "---\nengross: 1\ntitle: \"things\"\nshort-title: \"Things Act\"\npurpose: \"to limit "
    "things\"\n---\n> Drafting note: n\n\n## Things Act {#act .adds code=\"\"}\n\n"
    "### Definitions {#defs}\n\nIn [](#act):\n\n1. **\"Thing\"** means a *thing*;\n1. {#two} "
    "two:\n\n"
    "   1. one;\n   1. {#deep} deep one.\n\n   flush with [](#two).\n\n> Drafting note: m\n\n"
    "### Rule {#rule}\n\nNo [](#deep) may \\* be kept, [blank: why].\n\n"
    "## Text {#text}\n\nThe text:\n\n<!-- verbatim v -->\nARTICLE I\n\n   words\n<!-- /verbatim "
    "-->\n\n"
    "## Law {#law .amends code=\"T\" sections=\"1-1\"}\n\n<!-- law 1-1 -->\n1-1. The "
    "<del>old</del> "
    "<ins>new</ins> rule.\n\n{+} (b) All new.\n<!-- /law -->\n\n## End {#end .session}\n\nIt "
    "ends.\n";

static const char types[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
    "PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

static void
put_para(struct eg_buf *out, const char *p, size_t n)
{
	static const char *const styles[] = {
	    "BillText", "BillItem", "BillFlush", "Heading2", "Heading3", "Verbatim", "LawText", ""};
	unsigned how = n > 0 ? (unsigned char)p[0] : 0;

	eg_buf_printf(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", styles[how % 8]);
	if (how % 16 == 9)
		eg_buf_puts(out, "<w:hyperlink w:anchor=\"eg_two\">");
	eg_buf_printf(out, "<w:r><w:rPr>%s%s</w:rPr><w:t xml:space=\"preserve\">",
	    how & 64 ? "<w:b/>" : "", how & 32 ? "<w:u w:val=\"single\"/>" : "");
	eg_xml_put_n(out, p + (n > 0), n - (n > 0));
	eg_buf_puts(out, "</w:t></w:r>");
	if (how % 16 == 9)
		eg_buf_puts(out, "</w:hyperlink>");
	eg_buf_puts(out, "</w:p>");
}

static void
bring_home(const struct eg_buf *bytes)
{
	struct eg_profile *profile = NULL;
	struct eg_docx *d = NULL;
	struct eg_home *h = NULL;
	struct eg_err err = {0};

	if (eg_profile_builtin("CO", &profile, &err) == EG_OK &&
	    eg_docx_read(bytes->p, bytes->n, "x.docx", NULL, &d, &err) == EG_OK &&
	    eg_home_make(source, sizeof(source) - 1, "x.md", profile, d, &h, &err) != EG_OK &&
	    strstr(err.msg, "no draft") != NULL)
		EG_BUG(err.msg);
	eg_home_free(h);
	eg_docx_free(d);
	eg_profile_free(profile);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct eg_buf xml = EG_BUF_INIT, bytes = EG_BUF_INIT;
	const char *p = (const char *)data, *end = p + size;

	eg_buf_puts(&xml, "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
			  "wordprocessingml/2006/main\"><w:body>");
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl != NULL ? nl : end;

		put_para(&xml, p, (size_t)(stop - p));
		p = stop + 1;
	}
	eg_buf_puts(&xml, "</w:body></w:document>");
	const struct eg_zip_file file[] = {{"[Content_Types].xml", types, sizeof(types) - 1},
	    {"word/document.xml", eg_buf_cstr(&xml), xml.n}};
	if (eg_zip_make(file, EG_COUNT(file), &bytes, NULL) == EG_OK)
		bring_home(&bytes);
	eg_buf_clear(&xml);
	eg_buf_clear(&bytes);
	return 0;
}
