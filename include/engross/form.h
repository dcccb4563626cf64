/*
 * A bill in a jurisdiction's own form: the list of blocks that every output format prints, in
 * order. Designators, references, lead-ins, the title, the enacting clause and the self-words
 * ("this chapter") are computed here and nowhere else, so that text, HTML, PDF, DOCX and XML say
 * the same words.
 *
 * Each block prints as: designator, one space, its runs. Renderers add layout only (indent by
 * level, align by role, fonts), never words.
 */
#ifndef ENGROSS_FORM_H
#define ENGROSS_FORM_H

#include <engross/jurisdiction.h>
#include <engross/text.h>

enum eg_role {
	EG_ROLE_REQUEST, /* "LLS NO. 26-0123" */
	EG_ROLE_BILL_NUMBER, /* "HOUSE BILL NO. ____" */
	EG_ROLE_SESSION, /* "69th Legislature, 2027 Regular Session" */
	EG_ROLE_SPONSORS,
	EG_ROLE_TITLE, /* the long title */
	EG_ROLE_LEGEND, /* how additions and deletions are shown */
	EG_ROLE_FUNCTION, /* Maryland's function paragraphs */
	EG_ROLE_ENACTING, /* enacting or resolving clause on its own line */
	EG_ROLE_RECITAL,
	EG_ROLE_ARTICLE,
	EG_ROLE_SECTION, /* bill section: designator + lead-in or text or catchline */
	EG_ROLE_UNIT_HEAD, /* heading of the code unit added: "ARTICLE 76.7" / its name */
	EG_ROLE_CODE_SECTION, /* code section: designator + heading */
	EG_ROLE_PARA, /* text of a section; level 0 */
	EG_ROLE_ITEM, /* designator "(a)"; level 1.. */
	EG_ROLE_FLUSH, /* text after sub-items, at its level */
	EG_ROLE_RESOLVED,
	EG_ROLE_VERBATIM, /* one line or paragraph of a verbatim block; level from its indent */
	EG_ROLE_LAW, /* a paragraph of amended law, runs may be INS/DEL */
	EG_ROLE_CODIFY, /* codification direction */
	/* what stands after the last section and is no part of the act: a table of sections and
	 * dates (CT), a statement of purpose, a summary */
	EG_ROLE_CLOSING,
};

struct eg_block {
	enum eg_role role;
	int level; /* 0 = at the section's margin */
	const char *designator; /* "SECTION 1.", "(a)", "" */
	struct eg_run
	    *run; /* REF runs carry the printed reference in text and the label in target */
	size_t n_runs;
	const char *anchor; /* label of the provision, or NULL */
	size_t line; /* line of the source it came from, 0 if from the profile */
	bool run_in; /* heading block whose following paragraph continues on the same line */
	bool centered; /* SECTION: its designator stands alone, in the middle (GA) */
	/* the designator cut around the words in it that are underlined ("NEW SECTION." in
	 * Washington): before, underlined, after; NULL where none are */
	const char *under[3];
	bool catchline; /* SECTION: the runs are the section's heading, not its text or lead-in */
	/* wholly new law that this legislature marks as new: the runs, and the designator unless
	 * the role is EG_ROLE_SECTION, are drawn as form->added says */
	bool added;
};

/* How a legislature shows added or deleted words: a set of these. The characters of a convention
 * ("[", "((", "***") are in the form as runs of EG_RUN_MARK, and capitals are in the words, so that
 * every format prints them; a renderer draws only what is listed here. */
enum eg_shown {
	EG_SHOWN_UNDERLINE = 1,
	EG_SHOWN_STRIKE = 2,
	EG_SHOWN_ITALIC = 4,
	EG_SHOWN_BOLD = 8,
};

enum eg_line_numbers {
	EG_LINE_NUMBERS_PAGE, /* begin again on each page */
	EG_LINE_NUMBERS_THROUGH, /* run on to the end of the bill */
	EG_LINE_NUMBERS_NONE,
};

struct eg_form {
	struct eg_arena *arena;
	unsigned added, deleted; /* enum eg_shown: how EG_RUN_INS and EG_RUN_DEL are drawn */
	/* What a format without styles puts around EG_RUN_INS and EG_RUN_DEL: "{+", "+}", "[-",
	 * "-]", or "" where the form's own characters already tell. */
	const char *added_open, *added_close, *deleted_open, *deleted_close;
	const char *plain_key; /* the sentence that explains those, below the legend; NULL: none */
	enum eg_line_numbers line_numbers; /* as this legislature prints its bills */
	int page_lines; /* body lines a page, 0 when the profile does not say */
	const char *postal, *jurisdiction; /* "UT", "Utah" */
	const char *language; /* "en" */
	/* of the draft's head; "" if absent */
	const char *template_name, *version, *variant, *instrument, *prefiled;
	/* 32 hex digits over the draft's provisions (labels and words; no head, no drafting
	 * notes): a document carries them, so that it can be told whether the draft has changed
	 * since */
	const char *words;
	const char *title; /* short title: document title of HTML, PDF, DOCX */
	struct eg_block *block;
	size_t n;
	const char **blank; /* legal forms that are not known: one text a visible blank */
	size_t n_blanks;
	const char **
	    /* details of this bill not given yet (its place in the code), each a ruled space */
	    detail;
	size_t n_details;
	/* places of new law that the draft gives and bills of this legislature do not name: not
	 * printed, said by lint */
	const char **unplaced;
	size_t n_unplaced;
};

struct eg_form_options {
	const char *bill_number; /* NULL: a ruled space */
	const char *session_year; /* NULL: a ruled space where the form wants one */
	bool notes; /* also print drafting notes (never for filing) */
	bool no_digest; /* form->words is "": for a form that no document is made of */
};

/* Build the form of a bill. Unknown forms become visible blanks, listed in out->blank. A dangling
 * reference is EG_ERR_SYNTAX with its line. opt may be NULL. *out is owned by the caller
 * (eg_form_free) and borrows nothing from bill or profile after return. */
enum eg_rc eg_form_build(const struct eg_bill *bill, const struct eg_profile *profile,
    const struct eg_form_options *opt, struct eg_form **out, struct eg_err *err) EG_MUST_CHECK;
void eg_form_free(struct eg_form *f);

/* "21" in words: eg_number_words(26) = "twenty-six"; range 0..999,999,999,999; appended. */
void eg_number_words(struct eg_buf *out, int64_t n);
void eg_number_ordinal_words(struct eg_buf *out, int64_t n);
/* The n-th (1..) mark of a pattern such as "(a)", "(1)", "(A)", "(i)", "(I)", "a.", "1)",
 * "Subdivision 1.": appended. Letters run a..z, aa, bb, …; returns false if the pattern has no
 * counter. */
bool eg_mark_format(struct eg_buf *out, const char *pattern, int n);

#endif
