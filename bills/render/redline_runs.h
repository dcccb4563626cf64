/* What every way of writing a redline shares: a row as runs of words in one ink, the names of
 * sections, a legislature's own marks, and the order in which a document must hold both texts. */
#ifndef EG_RENDER_REDLINE_RUNS_H
#define EG_RENDER_REDLINE_RUNS_H

#include "base/mem.h"
#include "base/vec.h"

#include <engross/redline.h>

enum eg_ink { EG_INK_KEPT, EG_INK_OLD, EG_INK_NEW };

struct eg_word_span { /* one word, and whether a new item or paragraph starts with it */
	size_t start, end;
	bool starts;
};
/* Next word at or after *at. False at the end. */
bool eg_redline__next_word(const struct eg_doc *d, size_t *at, size_t end, struct eg_word_span *w);

struct eg_redline_run { /* words in one ink, within one paragraph */
	enum eg_ink ink;
	const struct eg_doc *doc; /* whose words they are */
	size_t start, end; /* bytes */
	bool para; /* a paragraph begins with it */
	enum eg_ink para_ink; /* … in both texts, only the old or only the new one */
	const struct eg_edit *edit; /* NULL for kept words */
};

struct eg_redline_runs {
	EG_VEC(struct eg_redline_run);
};

/* Append the runs of a row: deleted words before the inserted ones that stand for them. Words that
 * are excused show as the new text has them. */
void eg_redline__runs(
    const struct eg_redline *r, const struct eg_redline_section *row, struct eg_redline_runs *out);
/* Append a whole section of one text in one ink. */
void eg_redline__whole(
    const struct eg_doc *d, size_t section, enum eg_ink ink, struct eg_redline_runs *out);
/* Append bytes [start, end) of a text in one ink; a paragraph may begin with their first word. */
void eg_redline__span(
    const struct eg_doc *d, size_t start, size_t end, enum eg_ink ink, struct eg_redline_runs *out);
/* Runs from first on that stand for those right before them: where both begin a paragraph, it is
 * one, begun anew. */
void eg_redline__pair(struct eg_redline_runs *runs, size_t first, size_t second);
/* Append the words of a run, one space between them. */
void eg_redline__words(const struct eg_redline_run *run, struct eg_buf *out);

/* Sections in an order that holds both texts: rows as they stand in the new text, with each
 * section that is gone or has moved away where the old text had it. */
struct eg_redline_step {
	const struct eg_redline_section *row;
	enum eg_ink ink; /* KEPT: the row with its edits; OLD, NEW: only that text's section */
};
/* *out: eg_free. Returns how many. */
size_t eg_redline__steps(const struct eg_redline *r, struct eg_redline_step **out);

/* "Section 3. Fees" of a section; its first words when it has neither number nor heading. */
void eg_redline__name(struct eg_buf *out, const struct eg_doc *d, size_t section);
/* "Section 3" */
struct eg_str eg_redline__short_name(const struct eg_doc *d, size_t section);
/* "page 3, line 12"; nothing when not known. */
void eg_redline__where(struct eg_buf *out, const struct eg_doc *d, size_t at);
/* "shall → may", cut to about `most` bytes a side. */
void eg_redline__gist(
    struct eg_buf *out, const struct eg_redline *r, const struct eg_edit *e, size_t most);
/* A class as a person says it: "modal verb", "clause added". */
const char *eg_redline__class_words(enum eg_edit_class c);

/* How a legislature marks what a bill adds and deletes (profile facts markup.added-as and
 * markup.deleted-as). */
struct eg_convention {
	unsigned added, deleted; /* enum eg_shown */
	bool add_capitals, delete_capitals;
	bool asterisks; /* deleted words are left out, "* * *" in their place */
	bool instruction; /* changes are told, not shown */
	const char *open, *close; /* around deleted words; "" if none */
};
/* NULL: underscore and strike. False when the profile does not say: the same then. */
bool eg_redline__convention(const struct eg_profile *p, struct eg_convention *out);
/* Append the words of a run with a legislature's characters, capitals and asterisks. */
void eg_redline__marked(
    const struct eg_redline_run *run, const struct eg_convention *as, struct eg_buf *out);
/* w:author and w:date of a tracked change, kept in the arena. */
char *eg_redline__change_attrs(struct eg_arena *a, const char *author, int64_t date);
/* A Word document of runs as tracked changes; by: the attributes of each run's change. */
enum eg_rc eg_redline__tracked(const struct eg_redline_runs *runs, const char *const *by,
    const char *title, const char *head, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* Append the changes told one a line: "On page 3, line 12, strike “shall” and insert “may”." */
void eg_redline__instructions(const struct eg_redline *r, struct eg_buf *out);

#endif
