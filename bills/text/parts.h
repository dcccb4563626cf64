/*
 * Private to bills/text: what the files of the parser share.
 *
 * Order of work: head.c reads the YAML head; scan.c sorts the body's lines into kinds, cuts out the
 * regions that CommonMark must not see and refuses what TEXT.md does not allow; blocks.c gives the
 * rest to cmark and hangs its blocks into the tree; inline.c turns inlines into runs; law.c reads
 * the regions. Every check names a line of the file.
 */
#ifndef EG_TEXT_PARTS_H
#define EG_TEXT_PARTS_H

#include "base/map.h"
#include "base/vec.h"
#include <engross/text.h>

enum eg_line_kind {
	EG_LINE_BLANK,
	EG_LINE_TEXT,
	EG_LINE_HEADING,
	EG_LINE_ITEM,
	EG_LINE_NOTE,
	EG_LINE_REGION, /* part of a region: never given to cmark */
};

struct eg_line {
	size_t off, n; /* bytes in the body, line end not counted */
	size_t indent; /* leading spaces */
	enum eg_line_kind kind;
	bool seen; /* HEADING, ITEM, NOTE: cmark saw it so too */
	size_t attr; /* HEADING: index + 1 into attrs; else 0 */
};

struct eg_attr { /* {#label .kind code="…"} of a heading */
	size_t at; /* offset in the body where the heading's words end */
	const char *label;
	enum eg_section_kind kind;
	const char *code, *unit, *number, *sections, *purpose, *entitled, *cited, *history, *after;
};

struct eg_region {
	enum eg_node_kind kind; /* EG_NODE_VERBATIM, LAW, CONFLICT */
	size_t first, last; /* its markers' lines, index into lines */
	const char *name; /* VERBATIM, CONFLICT: name ("" if none); LAW: citation */
};

struct eg_text__runs {
	EG_VEC(struct eg_run);
};

struct eg_parser {
	struct eg_bill *bill;
	struct eg_arena *arena;
	struct eg_map *labels;
	const char *name; /* for messages */
	const char *body;
	size_t n;
	size_t line0; /* lines of the file before the body */
	struct eg_line *line;
	size_t n_lines, cap_lines;
	struct {
		EG_VEC(struct eg_attr);
	} attrs;
	struct {
		EG_VEC(struct eg_region);
	} regions;
	struct eg_text__runs runs; /* inline.c: of one paragraph, kept for the next */
	struct eg_buf words; /* inline.c: of one run, kept for the next */
	struct eg_node *article, *section,
	    *place; /* innermost open article, bill section, and where blocks hang */
	struct eg_err *err;
};

struct eg_bill__own { /* what eg_bill_parse() allocates: the public bill first */
	struct eg_bill bill;
	struct eg_map labels;
};

/* An error at a line of the body (0-based index) and a column (1-based, 0 unknown). */
enum eg_rc eg_text__fail(struct eg_parser *ps, size_t line, size_t col, const char *fmt, ...)
    EG_PRINTF(4, 5);

/* head.c: fill bill->head; body_line and body_offset are set even without a head. */
enum eg_rc eg_text__head(
    struct eg_bill *bill, const char *p, size_t n, struct eg_err *err) EG_MUST_CHECK;

/* scan.c: lines, regions and heading attributes of the body. */
enum eg_rc eg_text__scan(struct eg_parser *ps) EG_MUST_CHECK;
/* attr.c: the attribute block of a heading line whose words start at `from`. */
enum eg_rc eg_text__attr(
    struct eg_parser *ps, size_t line, size_t from, struct eg_attr *out) EG_MUST_CHECK;
/* check.c: what a line that is text must not hold, and what a paragraph must not be. */
enum eg_rc eg_text__check_text(struct eg_parser *ps, size_t line, size_t from) EG_MUST_CHECK;

/* blocks.c: give lines [from, to) to cmark and hang what it finds below the open section. */
enum eg_rc eg_text__blocks(struct eg_parser *ps, size_t from, size_t to) EG_MUST_CHECK;
/* law.c: hang a region below the open section. */
enum eg_rc eg_text__region(struct eg_parser *ps, const struct eg_region *r) EG_MUST_CHECK;

/* inline.c: runs of a cmark paragraph or heading. `label` (may be NULL) receives the {#label} that
 * opens it. */
struct cmark_node;
enum eg_rc eg_text__inlines(struct eg_parser *ps, struct cmark_node *block, size_t line,
    const char **label, struct eg_run **runs, size_t *n_runs) EG_MUST_CHECK;

/* memo.c: the head, and the whole body, by what was parsed before; the latter false where it must
 * be parsed. */
enum eg_rc eg_text__head_alike(struct eg_bill_memo *m, struct eg_bill *bill, const char *p,
    size_t n, struct eg_err *err) EG_MUST_CHECK;
bool eg_text__alike(struct eg_bill_memo *m, struct eg_parser *ps);

/* tree.c */
void eg_text__parser_reset(struct eg_parser *ps); /* for another text; memory is kept */
void eg_text__parser_clear(struct eg_parser *ps);
struct eg_node *eg_text__node(
    struct eg_parser *ps, enum eg_node_kind kind, struct eg_node *parent, size_t line);
enum eg_rc eg_text__label(
    struct eg_parser *ps, struct eg_node *node, const char *label, size_t line) EG_MUST_CHECK;

#endif
