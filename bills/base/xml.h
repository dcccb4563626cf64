/*
 * XML: a pull reader for strangers' files over libxml2 (loaded on first use), and the escaping that
 * writers need.
 *
 * The reader takes UTF-8 and UTF-16. It never reaches the network or another file, and refuses a
 * document type declaration, so that there are no entities beyond the five of XML and characters by
 * number. Size and depth are limited. Names are told apart by namespace and local name.
 *
 *	while ((rc = eg_xml_next(x, err)) == EG_OK && eg_xml_event(x) != EG_XML_END_OF_FILE)
 *		if (eg_xml_is(x, EG_XML_START, "http://…", "p"))
 *			…
 */
#ifndef EG_BASE_XML_H
#define EG_BASE_XML_H

#include "base/mem.h"

enum eg_xml_event {
	EG_XML_START, /* a start tag; an empty element gives its start and then its end */
	EG_XML_END,
	EG_XML_TEXT, /* words, white space and CDATA alike; never empty */
	EG_XML_END_OF_FILE,
};

enum { EG_XML_DEPTH_MAX = 200, EG_XML_BYTES_MAX = 64 * 1024 * 1024 };

struct eg_xml;

/* Read n bytes, borrowed until eg_xml_free. name is for messages: "bill.docx(word/document.xml)".
 * EG_ERR_LIMIT over EG_XML_BYTES_MAX; EG_ERR_DATA for another encoding or a document type
 * declaration; EG_ERR_LIBRARY. *out is NULL then. */
enum eg_rc eg_xml_open(const char *p, size_t n, const char *name, struct eg_xml **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_xml_free(struct eg_xml *x); /* NULL is fine */

/* Go to the next event; comments and processing instructions are passed over. EG_ERR_DATA where
 * the file is not well-formed (err has the line), EG_ERR_LIMIT for elements deeper than
 * EG_XML_DEPTH_MAX. After an error or the end of the file, the same again. */
enum eg_rc eg_xml_next(struct eg_xml *x, struct eg_err *err) EG_MUST_CHECK;
enum eg_xml_event eg_xml_event(const struct eg_xml *x);

/* START, END: local name and namespace ("" where there is none). Borrowed until eg_xml_next. */
const char *eg_xml_name(const struct eg_xml *x);
const char *eg_xml_space(const struct eg_xml *x);
bool eg_xml_is(
    const struct eg_xml *x, enum eg_xml_event event, const char *space, const char *name);
/* TEXT: the words. Borrowed until eg_xml_next. */
struct eg_str eg_xml_text(const struct eg_xml *x);
/* START: value of an attribute, NULL where it is not given. space NULL: in whatever namespace;
 * "": in none. Borrowed until eg_xml_next. */
const char *eg_xml_attr(struct eg_xml *x, const char *space, const char *name);
/* Elements around this event, itself not counted: 0 at the root's own tags. */
int eg_xml_depth(const struct eg_xml *x);
size_t eg_xml_line(const struct eg_xml *x); /* 1-based, as near as libxml2 knows it */

/* From a START on: go to the END of the same element. */
enum eg_rc eg_xml_skip(struct eg_xml *x, struct eg_err *err) EG_MUST_CHECK;

/* Append text escaped for content and for attributes in double quotes. Control characters that XML
 * 1.0 forbids are left out; bytes that are not UTF-8 become U+FFFD. */
void eg_xml_put(struct eg_buf *out, const char *text);
void eg_xml_put_n(struct eg_buf *out, const char *p, size_t n);
/* Append ` name="text"`, text escaped; tab and line feed are kept by number. */
void eg_xml_put_attr(struct eg_buf *out, const char *name, const char *text);

#endif
