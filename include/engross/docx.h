/*
 * Reading a Word document (ECMA-376 WordprocessingML, transitional or strict) from any office: its
 * paragraphs in order, each with the number that Word counts for it, its words and how they are
 * drawn; and a list of everything that is not plain text (tracked changes, comments, tables,
 * footnotes, pictures …), so that nothing is dropped unawares.
 *
 * Strangers' files: nothing is unpacked to the disk, no other file is opened, sizes and depth are
 * limited (bills/base/zip.h, bills/base/xml.h).
 */
#ifndef ENGROSS_DOCX_H
#define ENGROSS_DOCX_H

#include <engross/doc.h>

enum eg_docx_where {
	EG_DOCX_BODY,
	EG_DOCX_TABLE, /* a cell of a table */
	EG_DOCX_BOX, /* a text box */
	EG_DOCX_FOOTNOTE, /* footnotes and endnotes; after all of the body */
};

struct eg_docx_span {
	const char *text; /* never empty; may hold line feeds where a line was broken */
	unsigned drawn; /* enum eg_shown, by the run itself; its style is not counted */
	const char *ref; /* bookmark that a field or link leads to; NULL if none */
};

struct eg_docx_para {
	enum eg_docx_where where;
	const char *style; /* id of its style; "" for the default */
	const char *number; /* what Word's numbering prints before it; "" if none */
	int level; /* of its list, 0..8; -1 where it is in none */
	int list; /* w:numId of its list; 0 where it is in none, or its style says which */
	int indent_twips; /* its own left indent; 0 if none */
	const struct eg_docx_span *span;
	size_t n_spans;
	const char *const *bookmark; /* names of those that begin in it */
	size_t n_bookmarks;
	const char *text; /* the spans' words, joined */
	size_t n;
	size_t line; /* 1.. : its place among the document's paragraphs, empty ones counted */
};

enum eg_docx_kind {
	EG_DOCX_INSERTED, /* a tracked change that is still open */
	EG_DOCX_DELETED,
	EG_DOCX_MOVED, /* its words are in `text` at the place they were moved to */
	EG_DOCX_FORMAT, /* a tracked change of formatting alone */
	EG_DOCX_COMMENT,
	EG_DOCX_A_TABLE, /* its cells are paragraphs */
	EG_DOCX_A_BOX,
	EG_DOCX_A_FOOTNOTE,
	EG_DOCX_HEADER, /* head or foot of the pages */
	EG_DOCX_PICTURE,
	EG_DOCX_EQUATION, /* its letters are in the text */
	EG_DOCX_HIDDEN, /* hidden text, left out */
	EG_DOCX_SYMBOL, /* a character of a symbol font, read as U+FFFD */
	EG_DOCX_OTHER, /* `text` says what */
};

struct eg_docx_find {
	enum eg_docx_kind kind;
	const char *text; /* its words; "" if none */
	const char *on; /* COMMENT: the words it was made on; "" if none */
	const char *author, *date; /* "" if not given */
	size_t para; /* index into para; n_paras where it belongs to none */
};

struct eg_docx {
	struct eg_arena *arena;
	const char *name;
	struct eg_docx_para *para;
	size_t n_paras;
	struct eg_docx_find *find; /* in the order of the document */
	size_t n_finds;
	const char *template_name, *jurisdiction, *variant,
	    *words; /* what eg_render_docx left; "" */
};

struct eg_docx_options {
	bool reject; /* open tracked changes: as if rejected; else as if accepted */
};

/* Does it begin as a Word document may: a zip archive, or the compound file of .doc and of
 * documents under a password (which eg_docx_read refuses by name)? */
bool eg_docx_is(const char *p, size_t n);

/* Read a document; opt may be NULL. name is for messages. *out is owned by the caller and borrows
 * nothing; NULL on error. EG_ERR_DATA: not a Word document (the message says what it is instead),
 * damaged, a part missing or of the wrong type, under a password; EG_ERR_LIMIT; EG_ERR_LIBRARY. */
enum eg_rc eg_docx_read(const char *p, size_t n, const char *name,
    const struct eg_docx_options *opt, struct eg_docx **out, struct eg_err *err) EG_MUST_CHECK;
void eg_docx_free(struct eg_docx *d);

/* "inserted words", "a comment", …: for messages and lists. Static. */
const char *eg_docx_kind_name(enum eg_docx_kind kind);
/* A find as one line: `a comment by A (2026-01-31): "text"`; appended. */
void eg_docx_find_put(struct eg_buf *out, const struct eg_docx_find *f);

#endif
