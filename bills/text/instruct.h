/*
 * Private to bills/text: law amended by instruction. instruct.c makes edits of a law block,
 * phrase.c finds its changed words and how to name them, amend.c prints the edits.
 */
#ifndef EG_TEXT_INSTRUCT_H
#define EG_TEXT_INSTRUCT_H

#include "text/build.h"

enum { EG_LAW_DEEPEST = 8 };

struct eg_law_path { /* of a unit in a section of law: "(a)(1)" */
	int depth; /* 0: the section itself */
	int shape[EG_LAW_DEEPEST];
	const char *mark[EG_LAW_DEEPEST];
};

enum eg_edit_kind {
	EG_EDIT_REPLACE,
	EG_EDIT_STRIKE,
	EG_EDIT_AFTER, /* words added after others */
	EG_EDIT_BEFORE,
	EG_EDIT_ANEW, /* a unit set out anew */
	EG_EDIT_ADD, /* a unit added */
	EG_EDIT_REPEAL,
};

struct eg_edit {
	enum eg_edit_kind kind;
	struct eg_law_path path; /* of the unit */
	const struct eg_law_path *previous; /* ADD: of the unit before it; NULL: it is the first */
	bool closes; /* ADD: it stands last in the section */
	bool everywhere; /* REPLACE, STRIKE: each time the words stand in the unit */
	const char *old, *fresh, *anchor; /* words; anchor: those that AFTER and BEFORE name */
	const struct eg_node *first, *last; /* the paragraphs of the unit */
	struct eg_num num; /* plan: where each edit is a section of the bill */
};

struct eg_edits {
	struct eg_edit *edit;
	size_t n;
};

struct eg_law_token { /* a word or one sign of punctuation */
	const char *text;
	size_t at; /* byte in its text */
	bool old, fresh; /* stands in the old text, in the new one */
	bool space_old, space_fresh; /* a space stands before it there */
};

struct eg_law_hunk { /* tokens [first, last) are struck, added or stand between two such */
	size_t first, last;
};

struct eg_law_para {
	const struct eg_node *node;
	const char *text[2]; /* the old text and the new one */
	struct eg_law_path path;
	bool opens; /* it begins with the mark of its unit */
	size_t skip; /* bytes of those marks */
	struct eg_law_token *token;
	size_t n, n_old, deleted; /* tokens: all, of the old text, struck */
	struct eg_law_hunk *hunk;
	size_t n_hunks;
};

struct eg_law {
	struct eg_law_para *para;
	size_t n, anew; /* paragraphs; tokens that are set out anew */
	bool names_signs; /* the legislature says "the period" (leadin.change-replace) */
	struct {
		EG_VEC(struct eg_edit);
	} edits;
};

/* instruct.c */
struct eg_edits *eg_build__edits(struct eg_build *b, const struct eg_node *law);

/* phrase.c */
void eg_build__law_words(struct eg_build *b, const struct eg_node *law, struct eg_law_para *para);
void eg_build__hunks(struct eg_law_para *p);
/* The k-th hunk of paragraph i as an edit of the unit [first, last). False if no words near it are
 * found that stand once in the unit. */
bool eg_build__phrase(
    struct eg_build *b, struct eg_law *l, size_t i, size_t first, size_t last, size_t k);

/* amend.c: value of a name in the patterns of an edit, NULL if it is another name or has no value.
 */
const char *eg_build__edit_var(struct eg_build *b, const char *name);

#endif
