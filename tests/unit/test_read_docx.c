/* Word documents read: numbers as Word counts them, tracked changes, fields, what is no text. */
#include "check.h"

#include "base/mem.h"
#include "base/zip.h"

#include <engross/docx.h>

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define N(id, level, text)                                                                         \
	"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id                   \
	"\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define LEVEL(n, start, how, text)                                                                 \
	"<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"" start "\"/><w:numFmt w:val=\"" how             \
	"\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"

static const char types[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
    "PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
static const char rels[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
    "relationships/numbering\" Target=\"numbering.xml\"/><Relationship Id=\"b\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" "
    "Target=\"/word/footnotes.xml\"/></Relationships>";
static const char numbering[] = "<w:numbering " W "><w:abstractNum w:abstractNumId=\"5\">" LEVEL(
    "0", "1", "decimal", "SEC. %1.") LEVEL("1", "1", "lowerLetter", "(%2)") LEVEL("2", "1",
    "lowerRoman",
    "%1.%2.%3") "</w:abstractNum>"
		"<w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num>"
		"<w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride w:ilvl=\"1\">"
		"<w:startOverride w:val=\"3\"/></w:lvlOverride></w:num></w:numbering>";
static const char footnotes[] = "<w:footnotes " W "><w:footnote w:id=\"1\" w:type=\"separator\">" P(
    "-") "</w:footnote>"
	 "<w:footnote w:id=\"2\">" P("see there") "</w:footnote></w:footnotes>";

static struct eg_docx *
reading(const char *body, bool reject)
{
	struct eg_buf xml = EG_BUF_INIT, bytes = EG_BUF_INIT;
	struct eg_docx_options how = {.reject = reject};
	struct eg_err err = {0};
	struct eg_docx *d;

	eg_buf_printf(&xml, "<w:document " W "><w:body>%s</w:body></w:document>", body);
	const struct eg_zip_file files[] = {{"[Content_Types].xml", types, sizeof(types) - 1},
	    {"word/_rels/document.xml.rels", rels, sizeof(rels) - 1},
	    {"word/document.xml", eg_buf_cstr(&xml), xml.n},
	    {"word/numbering.xml", numbering, sizeof(numbering) - 1},
	    {"word/footnotes.xml", footnotes, sizeof(footnotes) - 1}};
	CHECK_OK(eg_zip_make(files, EG_COUNT(files), &bytes, &err));
	CHECK_OK(eg_docx_read(bytes.p, bytes.n, "x.docx", &how, &d, &err));
	eg_buf_clear(&xml);
	eg_buf_clear(&bytes);
	return d;
}

static void
numbers__levels_restarts_and_overrides__as_word_counts(void **state)
{
	struct eg_docx *d =
	    reading(N("1", "0", "a") N("1", "1", "b") N("1", "1", "c") N("1", "2", "d")
			N("1", "0", "e") N("1", "1", "f") N("2", "1", "g") N("0", "0", "h"),
		false);
	static const char *const want[] = {
	    "SEC. 1.", "(a)", "(b)", "1.b.i", "SEC. 2.", "(a)", "(c)", ""};

	(void)state;
	for (size_t i = 0; i < EG_COUNT(want); i++)
		CHECK_STR(d->para[i].number, want[i]);
	CHECK_INT(d->para[3].level, 2);
	CHECK_INT(d->para[7].level, -1);
	eg_docx_free(d);
}

#define TRACKED                                                                                    \
	"<w:p><w:r><w:t>A </w:t></w:r><w:del w:id=\"1\" w:author=\"Z\"><w:r><w:delText>old"        \
	"</w:delText></w:r></w:del><w:ins w:id=\"2\" w:author=\"Z\"><w:r><w:t>new</w:t></w:r>"     \
	"</w:ins></w:p><w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t>one "       \
	"</w:t></w:r></w:p>" P("two")

static void
tracked__accepted_or_rejected__both_listed(void **state)
{
	struct eg_docx *d = reading(TRACKED, false);

	(void)state;
	CHECK_INT(d->n_paras, 3); /* the footnote that nothing refers to is the last */
	CHECK_STR(d->para[0].text, "A new");
	CHECK_STR(d->para[1].text, "one two");
	CHECK_INT(d->n_finds, 4);
	CHECK_INT(d->find[0].kind, EG_DOCX_DELETED);
	CHECK_STR(d->find[0].text, "old");
	CHECK_STR(d->find[1].author, "Z");
	eg_docx_free(d);
	d = reading(TRACKED, true);
	CHECK_INT(d->n_paras, 4);
	CHECK_STR(d->para[0].text, "A old");
	CHECK_STR(d->para[1].text, "one ");
	eg_docx_free(d);
}

static void
fields__result_is_read_and_set_is_not(void **state)
{
	struct eg_docx *d = reading(
	    "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"eg_x\"/><w:fldSimple w:instr=\" SET eg_a_w1 "
	    "&quot;words&quot; \"><w:r><w:t>words</w:t></w:r></w:fldSimple><w:r><w:t>Under "
	    "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF "
	    "&quot;eg_a_w1&quot; \\h </w:instrText></w:r><w:r><w:fldChar "
	    "w:fldCharType=\"separate\"/></w:r><w:r><w:t>section 2</w:t></w:r><w:r><w:fldChar "
	    "w:fldCharType=\"end\"/></w:r><w:r><w:t>, yes</w:t></w:r></w:p>",
	    false);

	(void)state;
	CHECK_STR(d->para[0].text, "Under section 2, yes");
	CHECK_INT(d->para[0].n_spans, 3);
	CHECK_STR(d->para[0].span[1].ref, "eg_a_w1");
	CHECK(d->para[0].span[2].ref == NULL);
	CHECK_STR(d->para[0].bookmark[0], "eg_x");
	eg_docx_free(d);
}

static void
other_things__read_as_text_or_listed(void **state)
{
	struct eg_docx *d =
	    reading("<w:tbl><w:tr><w:tc>" P(
			"cell") "</w:tc></w:tr></w:tbl>"
				"<w:p><w:r><w:t>out</w:t><w:footnoteReference "
				"w:id=\"2\"/></w:r><w:r><w:drawing><wp:docPr "
				"xmlns:wp=\"u:wp\" descr=\"a "
				"map\"/></w:drawing></w:r><w:r><w:rPr><w:vanish/></w:rPr>"
				"<w:t>hid</w:t></w:r><w:r><w:pict><w:txbxContent>" P(
				    "boxed") "</w:txbxContent></w:pict></w:r></w:p>",
		false);
	static const enum eg_docx_kind want[] = {
	    EG_DOCX_A_TABLE, EG_DOCX_A_FOOTNOTE, EG_DOCX_PICTURE, EG_DOCX_HIDDEN, EG_DOCX_A_BOX};

	(void)state;
	CHECK_INT(d->n_paras, 4);
	CHECK_INT(d->para[0].where, EG_DOCX_TABLE);
	CHECK_STR(d->para[1].text, "out");
	CHECK_INT(d->para[2].where, EG_DOCX_BOX);
	CHECK_STR(d->para[3].text, "see there");
	CHECK_INT(d->para[3].where, EG_DOCX_FOOTNOTE);
	CHECK_INT(d->n_finds, EG_COUNT(want));
	for (size_t i = 0; i < EG_COUNT(want); i++)
		CHECK_INT(d->find[i].kind, want[i]);
	CHECK_STR(d->find[2].text, "a map");
	eg_docx_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers__levels_restarts_and_overrides__as_word_counts),
	    cmocka_unit_test(tracked__accepted_or_rejected__both_listed),
	    cmocka_unit_test(fields__result_is_read_and_set_is_not),
	    cmocka_unit_test(other_things__read_as_text_or_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
