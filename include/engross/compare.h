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
	/* a passage that stands elsewhere in the other text; eg_edit.move pairs both */
	EG_EDIT_MOVE,
	EG_EDIT_NAME, /* a state, agency, officer or blank filled in; a term renamed throughout */
	EG_EDIT_WORDS, /* any other words */
	EG_EDIT_CLAUSE_ADDED, /* a clause, item or section that only the new text has */
	EG_EDIT_CLAUSE_OMITTED, /* … that only the old text has */
	EG_EDIT_DEFINITION, /* words of a definition, or a whole one */
	EG_EDIT_DATE,
	EG_EDIT_NUMBER,
	EG_EDIT_MONEY,
	EG_EDIT_MODAL, /* shall, may, must, will, not, no, and/or between conditions */
};
enum { EG_EDIT_CLASSES = EG_EDIT_MODAL + 1 };

struct eg_edit {
	size_t old_start, old_end; /* bytes in the old text; empty for an insertion */
	size_t new_start, new_end; /* bytes in the new text; empty for a deletion */
	size_t old_words, new_words;
	enum eg_edit_class what; /* the gravest of what the phrase holds */
	uint32_t move; /* EG_EDIT_MOVE: both ends of a move have the same number, 1..; else 0 */
	bool consequential; /* a reference that only follows the renumbering of what it names */
	bool excused; /* differs only in what options.excuse names; in no count */
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

/* A section whose words went to, or came from, more than one section. */
struct eg_redline_split {
	bool merge; /* false: old section `whole` was split into new sections `part`; true: old
		       sections `part` were merged into new section `whole` */
	size_t whole;
	size_t *part; /* ascending, at least two */
	size_t n_parts;
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
	struct eg_redline_split *split;
	size_t n_splits;
	size_t n_moves; /* moved passages (EG_EDIT_MOVE pairs), moved sections apart */
	unsigned excused; /* the options' excuse */
};

enum eg_excuse { /* differences that may be excused: a set */
	EG_EXCUSE_QUOTES = 1, /* straight or curly; dashes and ellipses of any form */
	EG_EXCUSE_CAPITALS = 2,
	EG_EXCUSE_NUMBERS = 4, /* "twenty-six (26)", "twenty-six", "26"; counts as one word then */
	EG_EXCUSE_ENUMERATORS = 8, /* "(a)", "a.", "A)": the same letter or number */
	EG_EXCUSE_PUNCTUATION = 16, /* full stops, commas, colons, semicolons at a word's ends */
	EG_EXCUSE_HYPHENS = 32, /* hyphens inside a word */
	EG_EXCUSE_SPACING = 64, /* white space between words: excused unless count_spacing */
};

struct eg_redline_options { /* zero means default */
	bool summary_only; /* leave out sections' edits where only the counts are wanted */
	unsigned excuse; /* set of enum eg_excuse */
	bool count_spacing; /* white space that differs between kept words is an edit of class
			       typographic with no words */
};

/* Compare two texts. old_doc and new_doc are borrowed and must outlive *out; opt may be NULL.
 * Time is bounded: near linear for texts with much in common, at most about 0.3 s a megabyte for
 * texts that have nothing in common. EG_ERR_LIMIT for more than 2^31 words. *out is owned by the
 * caller: eg_redline_free. */
enum eg_rc eg_redline_make(const struct eg_doc *old_doc, const struct eg_doc *new_doc,
    const struct eg_redline_options *opt, struct eg_redline **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_redline_free(struct eg_redline *r);

/* Give d, a text without lines (as OCR makes) that shows fewer sections than `like`, the sections of
 * `like` where it says the same words; any other d is left alone, and one that says something else. Call it before a comparison. d's sections are replaced. Cost: one
 * comparison of words. */
void eg_doc_cut_like(const struct eg_doc *like, struct eg_doc *d);

/* True when no word, section order or number differs. */
bool eg_redline_is_same(const struct eg_redline *r);

/* Append the text that remains when every edit is accepted (the new text) or rejected (the old
 * one), built from the sections and edits alone. */
void eg_redline_accept(const struct eg_redline *r, struct eg_buf *out);
void eg_redline_reject(const struct eg_redline *r, struct eg_buf *out);

/* The set named by "quotes,capitals,…" ("all" for every one). EG_ERR_USAGE with the choices. */
enum eg_rc eg_excuse_parse(const char *list, unsigned *set, struct eg_err *err) EG_MUST_CHECK;

/* What a reader should see first: edits with words ordered by class, grave before light, then as
 * they stand in the new text. *out: n pointers to edits with their rows; owned by r's arena. */
struct eg_graded {
	const struct eg_redline_section *row;
	const struct eg_edit *edit;
};
size_t eg_redline_by_gravity(const struct eg_redline *r, struct eg_graded **out);

/* "typographic", "numbering", … ; "same", "changed", … : static strings, also the words of the
 * JSON. */
const char *eg_edit_class_name(enum eg_edit_class c);
const char *eg_row_status_name(enum eg_row_status s);

#endif
