/* The parts of a Word document: which file of the archive is what, by its relations and content
 * types (ECMA-376 part 2); and what a file is that is no Word document. */
#include "read/docx.h"

#include "base/path.h"

#include <stdlib.h>
#include <string.h>

static const char *const word_spaces[] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main"};

bool
eg_docx__is_word(const struct eg_xml *x)
{
	const char *space = eg_xml_space(x);

	return strcmp(space, word_spaces[0]) == 0 || strcmp(space, word_spaces[1]) == 0;
}

bool
eg_docx__is(const struct eg_xml *x, enum eg_xml_event event, const char *name)
{
	return eg_xml_event(x) == event && strcmp(eg_xml_name(x), name) == 0 && eg_docx__is_word(x);
}

int
eg_docx__int(struct eg_xml *x, const char *attr, int otherwise)
{
	const char *v = eg_xml_attr(x, NULL, attr);
	char *end;
	long n;

	if (v == NULL || v[0] == '\0')
		return otherwise;
	n = strtol(v, &end, 10);
	return *end != '\0' || n < -1000000 || n > 1000000 ? otherwise : (int)n;
}

bool
eg_docx__on(struct eg_xml *x)
{
	const char *v = eg_xml_attr(x, NULL, "val");

	return v == NULL || (strcmp(v, "0") != 0 && strcmp(v, "false") != 0 &&
				strcmp(v, "off") != 0 && strcmp(v, "none") != 0);
}

/* ---- what it is instead ---- */

static bool
holds(const char *p, size_t n, const char *what, size_t what_n)
{
	for (size_t i = 0; i + what_n <= n; i++)
		if (p[i] == what[0] && memcmp(p + i, what, what_n) == 0)
			return true;
	return false;
}

static const char compound[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

bool
eg_docx_is(const char *p, size_t n)
{
	return eg_zip_is(p, n) || (n >= 8 && memcmp(p, compound, 8) == 0);
}

/* Of a file that is no archive. */
static enum eg_rc
not_an_archive(const char *p, size_t n, const char *name, struct eg_err *err)
{
	static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	if (n >= 8 && memcmp(p, compound, 8) == 0) {
		bool secret = holds(p, n, encrypted, sizeof(encrypted) - 1);

		eg_err_at(err, EG_ERR_DATA, name, 0, 0, "%s",
		    secret ? "the document is under a password"
			   : "this is an old Word file (.doc), whatever its name says");
		eg_err_hint(err, "%s",
		    secret ? "open it with its password, save it without one, and use that"
			   : "open it in Word or LibreOffice and save it as .docx");
		return EG_ERR_DATA;
	}
	eg_err_at(err, EG_ERR_DATA, name, 0, 0, "this is not a Word document");
	if (n >= 5 && memcmp(p, "{\\rtf", 5) == 0)
		eg_err_hint(err, "it is RTF: open it in Word or LibreOffice and save it as .docx");
	else if (n >= 4 && memcmp(p, "%PDF", 4) == 0)
		eg_err_hint(err, "it is a PDF: pdftotext -layout FILE.pdf FILE.txt");
	else
		eg_err_hint(err, "save it from Word or LibreOffice as .docx");
	return EG_ERR_DATA;
}

/* Of an archive without Word's main part. */
static enum eg_rc
no_main(const struct eg_docx_package_in *p, struct eg_err *err)
{
	const char *what = eg_zip_has(p->zip, "xl/workbook.xml")	? "a workbook (XLSX)"
			   : eg_zip_has(p->zip, "ppt/presentation.xml") ? "a presentation (PPTX)"
			   : eg_zip_has(p->zip, "content.xml") ? "an OpenDocument file (ODT)"
							       : NULL;

	if (what != NULL) {
		eg_err_at(err, EG_ERR_DATA, p->name, 0, 0, "this is %s, not a Word document", what);
		eg_err_hint(err, "save the text from Word or LibreOffice as .docx");
		return EG_ERR_DATA;
	}
	eg_err_at(err, EG_ERR_DATA, p->name, 0, 0,
	    "the archive holds no Word document: its main part is missing");
	eg_err_hint(err, "open it in Word or LibreOffice and save it again as .docx");
	return EG_ERR_DATA;
}

/* ---- relations ---- */

/* The path that a target names, seen from a part's folder; NULL where it leads elsewhere. */
static char *
resolve(const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');
	char *path;

	if (target[0] == '/')
		path = eg_strdup(target + 1);
	else
		path =
		    eg_sprintf("%.*s%s", slash != NULL ? (int)(slash + 1 - from) : 0, from, target);
	if (eg_path_is_inside(path))
		return path;
	eg_free(path);
	return NULL;
}

enum eg_rc
eg_docx__part(struct eg_docx_package_in *p, const char *path, struct eg_buf *bytes,
    struct eg_xml **out, struct eg_err *err)
{
	char *name;
	enum eg_rc rc;

	*out = NULL;
	eg_buf_reset(bytes);
	if ((rc = eg_zip_read(p->zip, path, bytes, err)) != EG_OK)
		return rc;
	name = eg_sprintf("%s(%s)", p->name, path);
	rc = eg_xml_open(eg_buf_cstr(bytes), bytes->n, name, out, err);
	eg_free(name);
	return rc;
}

static void
relation(struct eg_docx_package_in *p, struct eg_xml *x, const char *from)
{
	const char *type = eg_xml_attr(x, "", "Type"), *target = eg_xml_attr(x, "", "Target"),
		   *mode = eg_xml_attr(x, "", "TargetMode"), *word;
	char *path;

	if (type == NULL || target == NULL || (mode != NULL && strcmp(mode, "External") == 0))
		return;
	word = eg_path_base(type);
	if ((path = resolve(from, target)) == NULL)
		return;
	if (strcmp(word, "header") == 0 || strcmp(word, "footer") == 0) {
		eg_vec_push(&p->heads, path);
		return;
	}
	if (eg_map_has(&p->part, word))
		eg_free(path); /* the first counts */
	else
		eg_map_set(&p->part, word, path);
}

static enum eg_rc
relations(struct eg_docx_package_in *p, const char *rels, const char *from, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_xml *x = NULL;
	enum eg_rc rc = eg_docx__part(p, rels, &bytes, &x, err);

	while (rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE)
		if (eg_xml_event(x) == EG_XML_START && strcmp(eg_xml_name(x), "Relationship") == 0)
			relation(p, x, from);
	eg_xml_free(x);
	eg_buf_clear(&bytes);
	return rc;
}

/* The content type of the main part must be one of Word's. */
static enum eg_rc
check_type(struct eg_docx_package_in *p, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_xml *x = NULL;
	bool right = false;
	enum eg_rc rc = eg_docx__part(p, "[Content_Types].xml", &bytes, &x, err);

	while (rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		const char *type, *part;

		if (eg_xml_event(x) != EG_XML_START ||
		    (type = eg_xml_attr(x, "", "ContentType")) == NULL ||
		    strstr(type, "main+xml") == NULL ||
		    (strstr(type, "wordprocessingml") == NULL && strstr(type, "ms-word") == NULL))
			continue;
		part = eg_xml_attr(x, "", "PartName");
		right = right || part == NULL || strcmp(part + (part[0] == '/'), p->main) == 0;
	}
	if (rc == EG_ERR_NOT_FOUND || (rc == EG_OK && !right)) {
		rc = eg_err_at(err, EG_ERR_DATA, p->name, 0, 0,
		    "the archive does not say that '%s' is a Word document", p->main);
		eg_err_hint(err, "open it in Word or LibreOffice and save it again as .docx");
	}
	eg_xml_free(x);
	eg_buf_clear(&bytes);
	return rc;
}

static enum eg_rc
find_parts(struct eg_docx_package_in *p, struct eg_err *err)
{
	const char *found;
	char *rels;
	enum eg_rc rc = EG_OK;

	if (eg_zip_has(p->zip, "_rels/.rels"))
		rc = relations(p, "_rels/.rels", "", err);
	if (rc != EG_OK)
		return rc;
	found = eg_map_get(&p->part, "officeDocument");
	p->main = eg_strdup(found != NULL ? found : "word/document.xml");
	if (!eg_zip_has(p->zip, p->main) || strncmp(p->main, "xl/", 3) == 0 ||
	    strncmp(p->main, "ppt/", 4) == 0)
		return no_main(p, err);
	if ((rc = check_type(p, err)) != EG_OK)
		return rc;
	rels = eg_sprintf("%.*s_rels/%s.rels", (int)(eg_path_base(p->main) - p->main), p->main,
	    eg_path_base(p->main));
	if (eg_zip_has(p->zip, rels))
		rc = relations(p, rels, p->main, err);
	eg_free(rels);
	return rc;
}

enum eg_rc
eg_docx__open(
    const char *p, size_t n, const char *name, struct eg_docx_package_in *out, struct eg_err *err)
{
	enum eg_rc rc;

	memset(out, 0, sizeof(*out));
	out->name = name;
	if (!eg_zip_is(p, n))
		return not_an_archive(p, n, name, err);
	if ((rc = eg_zip_open(p, n, name, NULL, &out->zip, err)) == EG_OK)
		return find_parts(out, err);
	if (rc == EG_ERR_DATA)
		eg_err_hint(err, "the file is damaged: get it again, or save it again from Word");
	return rc;
}

void
eg_docx__close(struct eg_docx_package_in *p)
{
	for (size_t i = 0; i < p->part.n; i++)
		eg_free(p->part.v[i].value);
	for (size_t i = 0; i < p->heads.n; i++)
		eg_free(p->heads.v[i]);
	eg_vec_clear(&p->heads);
	eg_map_clear(&p->part);
	eg_free(p->main);
	eg_zip_free(p->zip);
}
