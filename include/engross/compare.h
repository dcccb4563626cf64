/*
 * What changed between two texts, as a legislator reads it.
 *
 * Sections are matched first (by label, else by designator and heading, else by what they say), so
 *that a moved section is said to be moved, even when it was edited, and a renumbering is said once,
 *in a table. Words are compared inside matched sections. A word is a maximal run of characters that
 *are not white space (as `wc -w` counts); white space alone is never a change.
 *
 * Two layers:
 *   summary   counts the smallest script of deleted and inserted words over the two whole texts (a
 *move counts as both). Exact up to about 10,000 words a side, near the exact minimum above that.
 *   edits     are the same kind of script for each matched section, joined into phrases for
 *reading. They carry byte ranges in both texts.
 *
 * Every comparison proves itself before it is returned: the sections and edits tile both texts, and
 *what is not an edit is word for word the same, so that accepting every edit gives the new text and
 *rejecting every edit gives the old one. A failure is EG_BUG.
 *
 *	struct eg_redline *r;
 *	if (eg_redline_make(old_doc, new_doc, NULL, &r, &err) == EG_OK) { … eg_redline_free(r); }
 *
 * Printing: engross/redline.h.
 */
#ifndef ENGROSS_COMPARE_H
#define ENGROSS_COMPARE_H

#include <engross/doc.h>

#define EG_NO_SECTION ((size_t)-1)

enum eg_edit_class { /* ordered from light to grave */
	EG_EDIT_TYPOGRAPHIC, /* quotes, dashes, capitals, punctuation marks, hyphens */
	EG_EDIT_NUMBERING, /* a section's or item's own designator */
	EG_EDIT_REFERENCE, /* a number inside a reference to a provision */
	EG_EDIT_WORDS, /* any other words */
	EG_EDIT_DATE,
	EG_EDIT_NUMBER,
	EG_EDIT_MONEY,
	EG_EDIT_MODAL, /* shall, may, must, will, not, no, and/or between conditions */
};

struct eg_edit {
	size_t old_start, old_end; /* bytes in the old text; empty for an insertion */
	size_t new_start, new_end; /* bytes in the new text; empty for a deletion */
	size_t old_words, new_words;
	enum eg_edit_class what;
};

enum eg_row_status { EG_ROW_SAME, EG_ROW_CHANGED, EG_ROW_MOVED, EG_ROW_ADDED, EG_ROW_REMOVED };

/* One section of either text. Rows come in the order of the new text; a removed section stands
 * after the row that it followed in the old text. */
struct eg_redline_section {
	enum eg_row_status
	    status; /* MOVED whether or not edited; SAME also when nothing but its number changed */
	size_t old_index,
	    new_index; /* in the documents' sections; EG_NO_SECTION for added / removed */
	bool renumbered; /* designators differ */
	bool edited; /* has an edit other than its number */
	size_t old_words, new_words; /* words of the section in either text */
	size_t deleted_words,
	    inserted_words; /* of the section's smallest script, before joining into phrases */
	struct eg_edit *edit; /* in order of both texts; an added or removed section has one edit */
	size_t n_edits;
};

struct eg_redline_summary {
	size_t old_words, new_words;
	size_t deleted_words, inserted_words; /* smallest script over the whole texts */
	size_t moved_sections, renumbered_sections;
	size_t same_sections, changed_sections, added_sections,
	    removed_sections; /* changed: edited in place */
};

struct eg_redline {
	struct eg_arena *arena;
	const struct eg_doc *old_doc, *new_doc; /* borrowed */
	struct eg_redline_summary summary;
	struct eg_redline_section *section;
	size_t n_sections;
};

struct eg_redline_options { /* zero means default */
	bool summary_only; /* leave out sections' edits where only the counts are wanted */
};

/* Compare two texts. old_doc and new_doc are borrowed and must outlive *out; opt may be NULL.
 * Time is bounded: near linear for texts with much in common, at most about 0.3 s a megabyte for
 * texts that have nothing in common. EG_ERR_LIMIT for more than 2^31 words. *out is owned by the
 * caller: eg_redline_free. */
enum eg_rc eg_redline_make(const struct eg_doc *old_doc, const struct eg_doc *new_doc,
    const struct eg_redline_options *opt, struct eg_redline **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_redline_free(struct eg_redline *r);

/* True when no word, section order or number differs. */
bool eg_redline_is_same(const struct eg_redline *r);

/* Append the text that remains when every edit is accepted (the new text) or rejected (the old
 * one), built from the sections and edits alone. */
void eg_redline_accept(const struct eg_redline *r, struct eg_buf *out);
void eg_redline_reject(const struct eg_redline *r, struct eg_buf *out);

/* "typographic", "numbering", … ; "same", "changed", … : static strings, also the words of the
 * JSON. */
const char *eg_edit_class_name(enum eg_edit_class c);
const char *eg_row_status_name(enum eg_row_status s);

#endif
