/* XML: see xml.h. libxml2's text reader walks the bytes; what must not happen (a document type, an
 * odd encoding) is found before it sees them. */
#include "base/xml.h"

#include "base/lazy.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <libxml/xmlreader.h>
#include <string.h>

/* clang-format off */
#define XML2(F)                                                                                 \
	F(xmlReaderForMemory) F(xmlFreeTextReader) F(xmlTextReaderRead)                          \
	F(xmlTextReaderNodeType) F(xmlTextReaderConstLocalName)                                  \
	F(xmlTextReaderConstNamespaceUri) F(xmlTextReaderConstValue)                             \
	F(xmlTextReaderIsEmptyElement) F(xmlTextReaderDepth)                                     \
	F(xmlTextReaderMoveToFirstAttribute) F(xmlTextReaderMoveToNextAttribute)                 \
	F(xmlTextReaderMoveToElement) F(xmlTextReaderGetParserLineNumber)                        \
	F(xmlTextReaderSetStructuredErrorHandler)
/* clang-format on */

struct xml_library {
	XML2(EG_LAZY_FIELD)
};

static const char *const names[] = {XML2(EG_LAZY_NAME)};

struct eg_xml {
	struct xml_library x;
	xmlTextReader *reader;
	char *name;
	struct eg_buf utf8; /* the bytes, where they came as UTF-16 */
	struct {
		EG_VEC(char *);
	} values; /* attributes given out since the last event */
	enum eg_xml_event event;
	bool empty; /* the START just given was `<a/>`: its END comes next */
	int depth;
	const char *local, *space, *text;
	size_t text_n;
	enum eg_rc rc; /* of the first failure */
	size_t fault_line;
	char fault[256];
	struct eg_err failed;
};

static void
on_error(void *ctx, xmlErrorPtr e)
{
	struct eg_xml *x = ctx;

	if (x->fault[0] != '\0' || e == NULL || e->level < XML_ERR_ERROR)
		return;
	snprintf(x->fault, sizeof(x->fault), "%s", e->message != NULL ? e->message : "malformed");
	x->fault[strcspn(x->fault, "\r\n")] = '\0';
	x->fault_line = e->line > 0 ? (size_t)e->line : 0;
}

/* ---- before libxml2 ---- */

static void
from_utf16(const char *p, size_t n, bool little, struct eg_buf *out)
{
	const unsigned char *u = (const unsigned char *)p;

	for (size_t i = 0; i + 1 < n; i += 2) {
		uint32_t c =
		    little ? (uint32_t)(u[i] | u[i + 1] << 8) : (uint32_t)(u[i] << 8 | u[i + 1]);

		if (c >= 0xD800 && c < 0xDC00 && i + 3 < n) {
			uint32_t low = little ? (uint32_t)(u[i + 2] | u[i + 3] << 8)
					      : (uint32_t)(u[i + 2] << 8 | u[i + 3]);

			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		eg_buf_utf8(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
	}
}

/* UTF-8 without its mark, whatever of the two it came in. */
static struct eg_str
as_utf8(struct eg_xml *x, const char *p, size_t n)
{
	if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		return (struct eg_str){p + 3, n - 3};
	if (n >= 2 && (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0))
		from_utf16(p + 2, n - 2, p[0] == '\xFF', &x->utf8);
	else if (n >= 2 && (memcmp(p, "<\0", 2) == 0 || memcmp(p, "\0<", 2) == 0))
		from_utf16(p, n, p[0] == '<', &x->utf8);
	else
		return (struct eg_str){p, n};
	return (struct eg_str){eg_buf_cstr(&x->utf8), x->utf8.n};
}

static const char *
find(const char *p, const char *end, const char *what)
{
	size_t n = strlen(what);

	for (; (size_t)(end - p) >= n; p++)
		if (*p == *what && memcmp(p, what, n) == 0)
			return p;
	return NULL;
}

/* What stands before the root: declaration, comments, instructions, white space; a document type
 * declaration can stand nowhere else. */
static bool
has_doctype(struct eg_str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p != NULL && end - p >= 2) {
		if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
			p++;
		else if (p[0] == '<' && p[1] == '?')
			p = (p = find(p, end, "?>")) != NULL ? p + 2 : NULL;
		else if (end - p >= 4 && memcmp(p, "<!--", 4) == 0)
			p = (p = find(p + 4, end, "-->")) != NULL ? p + 3 : NULL;
		else
			return p[0] == '<' && p[1] == '!';
	}
	return false;
}

/* The declared encoding, where it is one that is not read here. */
static bool
other_encoding(struct eg_str s, char *out, size_t out_n)
{
	static const char *const known[] = {
	    "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"};
	const char *end, *at;
	size_t n = 0;

	if (s.n < 6 || memcmp(s.p, "<?xml", 5) != 0 || (end = find(s.p, s.p + s.n, "?>")) == NULL ||
	    (at = find(s.p, end, "encoding")) == NULL)
		return false;
	at += strlen("encoding");
	while (at < end && (*at == ' ' || *at == '=' || *at == '"' || *at == '\''))
		at++;
	for (; at < end && n + 1 < out_n && *at != '"' && *at != '\''; at++)
		out[n++] = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
	out[n] = '\0';
	for (size_t i = 0; i < EG_COUNT(known); i++)
		if (strcmp(out, known[i]) == 0)
			return false;
	return true;
}

static enum eg_rc
check(struct eg_str s, const char *name, struct eg_err *err)
{
	char encoding[40];

	if (has_doctype(s)) {
		eg_err_at(err, EG_ERR_DATA, name, 0, 0,
		    "the XML has a document type declaration, which is not accepted");
		return EG_ERR_DATA;
	}
	if (other_encoding(s, encoding, sizeof(encoding)))
		return eg_err_at(err, EG_ERR_DATA, name, 1, 0,
		    "the XML is in '%s'; UTF-8 and UTF-16 are read", encoding);
	return EG_OK;
}

/* ---- the reader ---- */

enum eg_rc
eg_xml_open(const char *p, size_t n, const char *name, struct eg_xml **out, struct eg_err *err)
{
	struct xml_library lib;
	struct eg_xml *x;
	struct eg_str s;
	enum eg_rc rc;

	*out = NULL;
	if (n > EG_XML_BYTES_MAX)
		return eg_err_at(err, EG_ERR_LIMIT, name, 0, 0,
		    "XML of %zu bytes is larger than %d", n, EG_XML_BYTES_MAX);
	if ((rc = eg_lazy_open("libxml2.so.2", "libxml2", names, EG_COUNT(names), &lib, err)) !=
	    EG_OK)
		return rc;
	x = eg_calloc(1, sizeof(*x));
	x->x = lib;
	x->name = eg_strdup(name);
	eg_buf_init(&x->utf8, 0);
	s = as_utf8(x, p, n);
	if ((rc = check(s, name, err)) == EG_OK) {
		x->reader = lib.xmlReaderForMemory(s.p, (int)s.n, NULL, "UTF-8",
		    XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOCDATA);
		if (x->reader == NULL)
			rc = eg_err_at(err, EG_ERR_DATA, name, 0, 0, "the XML cannot be read");
		else
			lib.xmlTextReaderSetStructuredErrorHandler(x->reader, on_error, x);
	}
	if (rc == EG_OK)
		*out = x;
	else
		eg_xml_free(x);
	return rc;
}

static void
forget_values(struct eg_xml *x)
{
	for (size_t i = 0; i < x->values.n; i++)
		eg_free(x->values.v[i]);
	x->values.n = 0;
}

void
eg_xml_free(struct eg_xml *x)
{
	if (x == NULL)
		return;
	if (x->reader != NULL)
		x->x.xmlFreeTextReader(x->reader);
	forget_values(x);
	eg_vec_clear(&x->values);
	eg_buf_clear(&x->utf8);
	eg_free(x->name);
	eg_free(x);
}

static enum eg_rc
fail(struct eg_xml *x, enum eg_rc rc, const char *what, struct eg_err *err)
{
	if (x->rc == EG_OK) {
		x->rc = rc;
		eg_err_at(&x->failed, rc, x->name, x->fault_line, 0, "%s", what);
	}
	if (err != NULL)
		*err = x->failed;
	return x->rc;
}

static enum eg_rc
malformed(struct eg_xml *x, struct eg_err *err)
{
	char what[320];

	/* libxml2 reads ahead, so that it may meet its own limit (256) first. */
	if (strstr(x->fault, "Excessive depth") != NULL)
		return fail(x, EG_ERR_LIMIT, "the XML is nested too deep", err);
	snprintf(what, sizeof(what), "the XML is malformed%s%s", x->fault[0] != '\0' ? ": " : "",
	    x->fault);
	return fail(x, EG_ERR_DATA, what, err);
}

static const char *
or_empty(const xmlChar *s)
{
	return s != NULL ? (const char *)s : "";
}

/* Take over the node that the reader stands at; false for one to pass over. */
static bool
take(struct eg_xml *x)
{
	switch (x->x.xmlTextReaderNodeType(x->reader)) {
	case XML_READER_TYPE_ELEMENT:
		x->event = EG_XML_START;
		x->empty = x->x.xmlTextReaderIsEmptyElement(x->reader) == 1;
		break;
	case XML_READER_TYPE_END_ELEMENT:
		x->event = EG_XML_END;
		break;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		x->event = EG_XML_TEXT;
		x->text = or_empty(x->x.xmlTextReaderConstValue(x->reader));
		x->text_n = strlen(x->text);
		return x->text_n > 0;
	default:
		return false;
	}
	x->local = or_empty(x->x.xmlTextReaderConstLocalName(x->reader));
	x->space = or_empty(x->x.xmlTextReaderConstNamespaceUri(x->reader));
	return true;
}

enum eg_rc
eg_xml_next(struct eg_xml *x, struct eg_err *err)
{
	forget_values(x);
	if (x->rc != EG_OK)
		return fail(x, x->rc, "", err);
	if (x->event == EG_XML_END_OF_FILE)
		return EG_OK;
	if (x->empty) {
		x->empty = false;
		x->event = EG_XML_END;
		return EG_OK;
	}
	for (;;) {
		int got = x->x.xmlTextReaderRead(x->reader);

		if (got < 0 || x->fault[0] != '\0')
			return malformed(x, err);
		if (got == 0) {
			x->event = EG_XML_END_OF_FILE;
			return EG_OK;
		}
		x->depth = x->x.xmlTextReaderDepth(x->reader);
		if (x->depth > EG_XML_DEPTH_MAX) {
			x->fault_line = eg_xml_line(x);
			return fail(x, EG_ERR_LIMIT, "the XML is nested too deep", err);
		}
		if (take(x))
			return EG_OK;
	}
}

enum eg_xml_event
eg_xml_event(const struct eg_xml *x)
{
	return x->event;
}

const char *
eg_xml_name(const struct eg_xml *x)
{
	return x->event <= EG_XML_END && x->local != NULL ? x->local : "";
}

const char *
eg_xml_space(const struct eg_xml *x)
{
	return x->event <= EG_XML_END && x->space != NULL ? x->space : "";
}

bool
eg_xml_is(const struct eg_xml *x, enum eg_xml_event event, const char *space, const char *name)
{
	return x->event == event && strcmp(eg_xml_name(x), name) == 0 &&
	       strcmp(eg_xml_space(x), space) == 0;
}

struct eg_str
eg_xml_text(const struct eg_xml *x)
{
	return x->event == EG_XML_TEXT ? (struct eg_str){x->text, x->text_n} : EG_STR("");
}

const char *
eg_xml_attr(struct eg_xml *x, const char *space, const char *name)
{
	char *found = NULL;

	if (x->event != EG_XML_START || x->x.xmlTextReaderMoveToFirstAttribute(x->reader) != 1)
		return NULL;
	do {
		const char *local = or_empty(x->x.xmlTextReaderConstLocalName(x->reader)),
			   *uri = or_empty(x->x.xmlTextReaderConstNamespaceUri(x->reader));

		if (strcmp(local, name) != 0 || (space != NULL && strcmp(uri, space) != 0))
			continue;
		found = eg_strdup(or_empty(x->x.xmlTextReaderConstValue(x->reader)));
		eg_vec_push(&x->values, found);
		break;
	} while (x->x.xmlTextReaderMoveToNextAttribute(x->reader) == 1);
	x->x.xmlTextReaderMoveToElement(x->reader);
	return found;
}

int
eg_xml_depth(const struct eg_xml *x)
{
	return x->depth;
}

size_t
eg_xml_line(const struct eg_xml *x)
{
	int line = x->x.xmlTextReaderGetParserLineNumber(x->reader);

	return line > 0 ? (size_t)line : 0;
}

enum eg_rc
eg_xml_skip(struct eg_xml *x, struct eg_err *err)
{
	int depth = x->depth;
	enum eg_rc rc;

	while ((rc = eg_xml_next(x, err)) == EG_OK)
		if (x->event == EG_XML_END_OF_FILE || (x->event == EG_XML_END && x->depth == depth))
			return EG_OK;
	return rc;
}

/* ---- writing ---- */

/* Characters of XML 1.0: tab, line feed, carriage return, and all from space on but two. */
static bool
is_char(uint32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' ||
	       (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF));
}

static void
put_char(struct eg_buf *out, const char *p, size_t n, bool attribute)
{
	if (*p == '&')
		eg_buf_puts(out, "&amp;");
	else if (*p == '<')
		eg_buf_puts(out, "&lt;");
	else if (*p == '>')
		eg_buf_puts(out, "&gt;");
	else if (*p == '"')
		eg_buf_puts(out, "&quot;");
	else if (*p == '\r' || (attribute && (*p == '\t' || *p == '\n')))
		eg_buf_printf(out, "&#%d;", *p);
	else
		eg_buf_add(out, p, n);
}

static void
put(struct eg_buf *out, const char *p, size_t n, bool attribute)
{
	for (size_t i = 0, step; i < n; i += step) {
		size_t plain = i;
		uint32_t c;

		while (plain < n && p[plain] >= 0x20 && p[plain] < 0x7F && p[plain] != '&' &&
		       p[plain] != '<' && p[plain] != '>' && p[plain] != '"')
			plain++;
		eg_buf_add(out, p + i, plain - i);
		if ((i = plain) >= n)
			return;
		step = eg_utf8_next(p + i, n - i, &c);
		if (c == 0xFFFD)
			eg_buf_utf8(out, c);
		else if (is_char(c))
			put_char(out, p + i, step, attribute);
	}
}

void
eg_xml_put(struct eg_buf *out, const char *text)
{
	put(out, text, strlen(text), false);
}

void
eg_xml_put_n(struct eg_buf *out, const char *p, size_t n)
{
	put(out, p, n, false);
}

void
eg_xml_put_attr(struct eg_buf *out, const char *name, const char *text)
{
	eg_buf_printf(out, " %s=\"", name);
	put(out, text, strlen(text), true);
	eg_buf_putc(out, '"');
}
