/*
 * Private to the DOCX reader: what its walk over a part holds open. docx_para.c opens, fills and
 * closes paragraphs and reads properties; docx_body.c takes the events.
 */
#ifndef EG_READ_DOCX_WALK_H
#define EG_READ_DOCX_WALK_H

#include "read/docx.h"
#include "read/docx_field.h"

struct eg_docx_cut { /* a span while its paragraph is open */
	size_t at;
	unsigned drawn;
	char *ref;
};

struct eg_docx_open {
	struct eg_docx_para p;
	struct eg_buf text;
	struct {
		EG_VEC(struct eg_docx_cut);
	} cuts;
	struct {
		EG_VEC(const char *);
	} bookmarks;
	size_t index; /* its place in reader->paras */
	int num_id, ilvl;
	bool gone; /* its mark is inserted and rejected, or deleted and accepted */
	bool merging; /* it ended so: the next paragraph goes on in it */
	bool dropped; /* nested too deep: read and thrown away */
};

struct eg_docx_change { /* an open w:ins, w:del, w:moveFrom, w:moveTo */
	enum eg_docx_kind kind;
	bool out; /* its words are not taken */
	bool from; /* moveFrom: told by its moveTo */
	char *author, *date;
	struct eg_buf text;
};

struct eg_docx_range { /* commentRangeStart … commentRangeEnd */
	char *id;
	bool open;
	struct eg_buf text;
};

struct eg_docx_walker {
	struct eg_docx_reader *r;
	struct eg_xml *x;
	struct eg_docx_open para[EG_DOCX_NESTED_MAX];
	size_t n_paras, too_deep;
	struct {
		EG_VEC(struct eg_docx_change);
	} changes;
	struct eg_docx_scopes scopes;
	struct {
		EG_VEC(struct eg_docx_range);
	} ranges;
	struct {
		EG_VEC(bool);
	} choices; /* mc:AlternateContent: one was taken */
	struct {
		EG_VEC(size_t);
	} drawings; /* paragraphs so far, when each began */
	const char *picture; /* its description */
	unsigned drawn; /* of the run that is open */
	bool hidden, in_text;
	int tables, boxes;
};

/* The paragraph that is open, NULL where none is, or one too deep. */
struct eg_docx_open *eg_docx__top(struct eg_docx_walker *w);
/* Where a find belongs. */
size_t eg_docx__here(struct eg_docx_walker *w);
/* An attribute of the element that was begun; "" if it has none. */
const char *eg_docx__attr(struct eg_docx_walker *w, const char *name);
/* Words of the open paragraph: taken, or noted with the change that takes them out. */
void eg_docx__put(struct eg_docx_walker *w, const char *p, size_t n);
void eg_docx__puts(struct eg_docx_walker *w, const char *s);
enum eg_rc eg_docx__open_para(struct eg_docx_walker *w, struct eg_err *err) EG_MUST_CHECK;
void eg_docx__end_para(struct eg_docx_walker *w);
void eg_docx__close_para(struct eg_docx_walker *w);
/* A paragraph that waits for the next one to go on in it, where none comes. */
void eg_docx__end_merging(struct eg_docx_walker *w);
/* w:pPr, w:rPr, w:trPr: read to their end. */
enum eg_rc eg_docx__para_properties(struct eg_docx_walker *w, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_docx__run_properties(struct eg_docx_walker *w, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_docx__row_properties(struct eg_docx_walker *w, struct eg_err *err) EG_MUST_CHECK;

#endif
