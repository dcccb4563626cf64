/* Redlines written out (bills/render/redline_*.c): for a terminal and as JSON
 * (tests/schema/diff.schema.json). */
#ifndef ENGROSS_REDLINE_H
#define ENGROSS_REDLINE_H

#include <engross/compare.h>
#include <engross/jurisdiction.h>
#include <engross/merge.h>

struct eg_redline_print { /* zero means default */
	bool color; /* strike and underline in colours that colour-blind readers tell apart; else
		       [-old-] {+new+} */
	bool all; /* whole text; default: changed sections, unchanged passages cut to a few words */
	bool stat; /* a table of sections with counts instead of the text */
	bool by_gravity; /* edits ordered by class, grave ones first, instead of by section */
	/* print the new text as this legislature marks what a bill adds and deletes; where it tells
	 * changes instead of showing them, as instructions by page and line. NULL = no */
	const struct eg_profile *as;
	int64_t date; /* of the file (PDF), Unix seconds; 0 = none */
	int columns; /* wrap to this width; 0 = 80 */
	int context_words; /* words of unchanged text around an edit; 0 = 12 */
};

void eg_redline_to_term(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out);
/* opt may be NULL; only by_gravity counts. */
void eg_redline_to_json(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out);

/* One self-contained page: contents of changed sections, what to read first, the text in one or
 * side by side; readable without its few lines of script, printable, light and dark. opt may be
 * NULL; all and by_gravity count. */
void eg_redline_to_html(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out);

/* The new text as opt->as (not NULL) marks what a bill adds and deletes, as plain lines. */
void eg_redline_to_amendment(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out);

/* A Word document with tracked changes (w:ins, w:del, unique ids): accepting all leaves the words
 * of the new text, rejecting all those of the old. Moves are deleted and inserted. author: of the
 * changes; date: Unix seconds. EG_ERR_LIBRARY where libzip is missing. */
enum eg_rc eg_redline_to_docx(const struct eg_redline *r, const char *author, int64_t date,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* Pages of numbered lines, deleted words struck and inserted ones underscored, or as opt->as marks
 * them; only changed sections unless opt->all. EG_ERR_LIBRARY where pango or cairo is missing. */
enum eg_rc eg_redline_to_pdf(const struct eg_redline *r, const struct eg_redline_print *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

/* Three texts: base, model (ours) and state (theirs): what either changed and where they meet.
 * JSON: tests/schema/diff3.schema.json. */
void eg_merge_to_term(
    const struct eg_merge *m, const struct eg_redline_print *opt, struct eg_buf *out);
void eg_merge_to_json(const struct eg_merge *m, struct eg_buf *out);
void eg_merge_to_html(const struct eg_merge *m, struct eg_buf *out);
/* A Word document of the three: the base with tracked changes of three authors, the model, the state,
 * and both where they did the same. Where they meet, the base's words are deleted by both and each
 * one's inserted by it. Rejecting all leaves the words of the base; a section that one side moved
 * stands where it is now. date: Unix seconds. EG_ERR_LIBRARY where libzip is missing. */
enum eg_rc eg_merge_to_docx(
    const struct eg_merge *m, int64_t date, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* Pages of numbered lines: the paragraphs where something changed (all with opt->all), the base's
 * deleted words struck, the model's underscored, the state's underscored twice, both's in bold.
 * EG_ERR_LIBRARY where cairo is missing. */
enum eg_rc eg_merge_to_pdf(const struct eg_merge *m, const struct eg_redline_print *opt,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* True when neither side differs from the base in words. */
bool eg_merge_is_same(const struct eg_merge *m);

#endif
