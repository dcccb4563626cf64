/*
 * Private to bills/read: what the files of the DOCX reader share. docx_package.c finds the parts of
 * the archive; docx_numbers.c reads styles and numbering and counts; docx_body.c walks the
 * paragraphs of a part; docx.c drives them and makes a document or a text of it.
 */
#ifndef EG_READ_DOCX_H
#define EG_READ_DOCX_H

#include "base/map.h"
#include "base/vec.h"
#include "base/xml.h"
#include "base/zip.h"

#include <engross/docx.h>

enum {
	EG_DOCX_PARAS_MAX = 200000,
	EG_DOCX_FINDS_MAX = 100000,
	EG_DOCX_NESTED_MAX = 16, /* text boxes in text boxes */
	EG_DOCX_LEVELS = 9,
	EG_DOCX_NUMBER_MAX = 100, /* bytes of a printed number */
};

/* ---- docx_package.c ---- */

struct eg_docx_package_in {
	struct eg_zip *zip;
	const char *name;
	char *main; /* path of the main part */
	struct eg_map part; /* relation type's last word ("styles", "comments") -> path */
	struct {
		EG_VEC(char *);
	} heads; /* headers and footers */
};

enum eg_rc eg_docx__open(const char *p, size_t n, const char *name, struct eg_docx_package_in *out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_docx__close(struct eg_docx_package_in *p);
/* Open a part for reading, its bytes in `bytes` until the reader is freed. */
enum eg_rc eg_docx__part(struct eg_docx_package_in *p, const char *path, struct eg_buf *bytes,
    struct eg_xml **out, struct eg_err *err) EG_MUST_CHECK;
/* An element of WordprocessingML, whichever of its two namespaces. */
bool eg_docx__is(const struct eg_xml *x, enum eg_xml_event event, const char *name);
bool eg_docx__is_word(const struct eg_xml *x);
/* w:val as a number; `otherwise` where there is none. */
int eg_docx__int(struct eg_xml *x, const char *attr, int otherwise);
/* A toggle such as w:b: on unless w:val says 0, false, off or none. */
bool eg_docx__on(struct eg_xml *x);

/* ---- docx_numbers.c ---- */

struct eg_docx_numbers;

struct eg_docx_numbers *eg_docx__numbers_new(void);
void eg_docx__numbers_free(struct eg_docx_numbers *s);
enum eg_rc eg_docx__read_styles(
    struct eg_docx_numbers *s, struct eg_xml *x, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_docx__read_numbering(
    struct eg_docx_numbers *s, struct eg_xml *x, struct eg_err *err) EG_MUST_CHECK;
/* Count a paragraph: its own numId (-1: none given; 0: none wanted) and ilvl (-1), else its
 * style's. Its level, -1 where it has no number; its number is appended to out. */
int eg_docx__count(
    struct eg_docx_numbers *s, const char *style, int num_id, int ilvl, struct eg_buf *out);

/* ---- docx_body.c ---- */

struct eg_docx_reader {
	struct eg_arena *arena;
	struct eg_docx_numbers *numbers;
	bool reject;
	enum eg_docx_where where; /* of paragraphs that stand in no table or box */
	struct eg_map *comments, *footnotes, *endnotes; /* id -> struct eg_docx_find */
	struct {
		EG_VEC(struct eg_docx_para);
	} paras;
	struct {
		EG_VEC(struct eg_docx_find);
	} finds;
	size_t line;
};

/* Walk a part to the end of its file (or, from a START on, to that element's END): paragraphs and
 * finds are appended. */
enum eg_rc eg_docx__walk(
    struct eg_docx_reader *r, struct eg_xml *x, struct eg_err *err) EG_MUST_CHECK;
/* Note a find at paragraph `para`; texts are borrowed from the arena. */
struct eg_docx_find *eg_docx__find(
    struct eg_docx_reader *r, enum eg_docx_kind kind, const char *text, size_t para);

#endif
