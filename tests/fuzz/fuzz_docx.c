/*
 * Reading Word documents. First byte 'Z': the rest is an archive as it comes. Else the rest is the
 * main part of a document whose other parts are sound, with styles, numbering, comments and
 * footnotes cut from it at form feeds, so that the fuzzer reaches behind the checksums.
 */
#include "base/mem.h"
#include "base/utf8.h"
#include "base/zip.h"

#include <engross/docx.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char types[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override "
    "PartName=\"/word/document.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
#define RELATION(id, what)                                                                         \
	"<Relationship Id=\"" id                                                                   \
	"\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"                         \
	"relationships/" what "\" Target=\"" what ".xml\"/>"
static const char rels[] =
    "<Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" RELATION(
	"a", "styles") RELATION("b", "numbering") RELATION("c", "comments")
	RELATION("d", "footnotes") "</Relationships>";

static void
check(const struct eg_docx *d)
{
	for (size_t i = 0; i < d->n_paras; i++) {
		const struct eg_docx_para *p = &d->para[i];
		size_t n = 0;

		for (size_t k = 0; k < p->n_spans; k++)
			n += strlen(p->span[k].text);
		if (n != p->n || strlen(p->text) != p->n || eg_utf8_valid(p->text, n) != n)
			EG_BUG("spans are not the paragraph's text");
		if (p->level < -1 || p->level > 8)
			EG_BUG("a level that lists do not have");
	}
	for (size_t i = 0; i < d->n_finds; i++)
		if (d->find[i].para > d->n_paras)
			EG_BUG("a find in no paragraph");
}

static void
read_it(const char *p, size_t n)
{
	struct eg_docx_options how = {.reject = n % 2 == 1};
	struct eg_docx *d;
	struct eg_doc *doc;
	struct eg_err err = {0};

	if (eg_docx_read(p, n, "x.docx", &how, &d, &err) == EG_OK)
		check(d), eg_docx_free(d);
	if (eg_doc_read(p, n, "x.docx", NULL, &doc, &err) == EG_OK)
		eg_doc_free(doc);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct eg_zip_file file[] = {{"[Content_Types].xml", types, sizeof(types) - 1},
	    {"word/_rels/document.xml.rels", rels, sizeof(rels) - 1}, {"word/document.xml", "", 0},
	    {"word/styles.xml", "", 0}, {"word/numbering.xml", "", 0}, {"word/comments.xml", "", 0},
	    {"word/footnotes.xml", "", 0}};
	const char *p = (const char *)data, *end = p + size;
	struct eg_buf bytes = EG_BUF_INIT;
	size_t n = 2;

	if (size > 0 && data[0] == 'Z') {
		read_it(p + 1, size - 1);
		return 0;
	}
	while (n < EG_COUNT(file)) {
		const char *cut = memchr(p, '\f', (size_t)(end - p)), *stop = cut ? cut : end;

		file[n].data = p;
		file[n++].n = (size_t)(stop - p);
		if (cut == NULL)
			break;
		p = cut + 1;
	}
	if (eg_zip_make(file, n, &bytes, NULL) == EG_OK)
		read_it(eg_buf_cstr(&bytes), bytes.n);
	eg_buf_clear(&bytes);
	return 0;
}
