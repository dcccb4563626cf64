/*
 * Reading what legislatures print, in steps: bytes to UTF-8 (decode.c), tags away (html.c), the
 * furniture of web pages away (web.c), lines and pages (page.c), sections (heading.c, sections.c).
 * read.c drives them. Each step leaves text that shows no sign of its fault untouched.
 */
#ifndef EG_READ_READ_H
#define EG_READ_READ_H

#include "base/mem.h"
#include "base/vec.h"

#include <engross/doc.h>
#include <string.h>

struct eg_reader {
	struct eg_arena *arena;
	struct {
		EG_VEC(struct eg_doc_removed);
	} removed;
	struct {
		EG_VEC(struct eg_doc_line);
	} lines;
	struct {
		EG_VEC(struct eg_doc_section);
	} sections;
	struct {
		EG_VEC(struct eg_doc_mark);
	} marks;
};

/* Words that a print itself strikes or underscores. Between the steps they stand between marks,
 * characters of Unicode's private use; marks.c takes them out and notes the ranges. */
enum eg_read_ink { EG_READ_PLAIN, EG_READ_STRUCK, EG_READ_ADDED };
void eg_read__mark(struct eg_buf *out, enum eg_read_ink ink, bool opens);

enum { EG_READ_REMOVED_MAX = 200000 }; /* longest list of what was removed; the rest is one row */

/* Note that something was taken away. `what` is copied. page and line may be 0. */
void eg_read__note(struct eg_reader *r, const char *what, size_t page, size_t line);
/* The same with the words taken away (copied, cut at EG_READ_TEXT_MAX bytes). */
enum { EG_READ_TEXT_MAX = 2000 };
void eg_read__note_text(
    struct eg_reader *r, const char *what, const char *p, size_t n, size_t page, size_t line);

/* The text of a PDF, appended to out. EG_ERR_DATA. */
enum eg_rc eg_read__pdf(struct eg_reader *r, const char *p, size_t n, const char *name,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* Each of these writes the mended text to out and returns true, or returns false when there is
 * nothing to mend (out untouched). */
bool eg_read__decode(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out);
bool eg_read__html(
    struct eg_reader *r, const char *p, size_t n, const char *name, struct eg_buf *out);
bool eg_read__web(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out);
/* A Word document: its paragraphs, one a line, with their numbers; fills r->lines. False for other
 * bytes; true with *rc not EG_OK for a document that cannot be read. */
bool eg_read__docx(struct eg_reader *r, const char *p, size_t n, const char *name,
    struct eg_buf *out, enum eg_rc *rc, struct eg_err *err);
/* Spaces that an extraction lost or put into words (spacing.c). */
bool eg_read__spacing(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out);
/* Also fills r->lines, whatever it returns. */
bool eg_read__pages(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out);

/* Take the marks out of a finished text, fill r->marks, shift r->lines. drop: leave out what is
 * struck, and say so. */
bool eg_read__marks(struct eg_reader *r, const char *p, size_t n, bool drop, struct eg_buf *out);

/* Fill r->sections from a finished text and r->lines. */
void eg_read__sections(struct eg_reader *r, const char *p, size_t n);

/* Hand sections, removals and lines to the document, copied into its arena. */
void eg_read__finish(struct eg_reader *r, struct eg_doc *d);

/* Bytes of the white-space character at p (0 if none): ASCII white space, NBSP. */
static inline size_t
eg_read__space(const char *p, const char *end)
{
	if (p >= end)
		return 0;
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	return *p == '\xC2' && p + 1 < end && p[1] == '\xA0' ? 2 : 0;
}

static inline bool
eg_read__digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
eg_read__upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
eg_read__lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool
eg_read__letter(char c)
{
	return eg_read__upper(c) || eg_read__lower(c);
}

#endif
