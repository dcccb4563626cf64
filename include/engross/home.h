/*
 * A Word document brought home: a document that eg_render_docx wrote and a person edited (or one of
 * an office's own making that holds the same bill) made into the source of the draft again.
 *
 * Identity is by aligned content against the draft's form: paragraphs that say the same words are
 * the same, what is left is matched by likeness, and bookmarks only break ties. What did not change
 * keeps its bytes, labels and notes; numbers are dropped, because the form counts them; references
 * stay references. What the form prints by itself (the title, the enacting clause, lead-ins) has no
 * place in the source: changes to it, comments, footnotes and front matter that is new are listed
 * with their place and kept as drafting notes.
 */
#ifndef ENGROSS_HOME_H
#define ENGROSS_HOME_H

#include <engross/docx.h>

enum eg_home_kind {
	EG_HOME_CHANGED, /* words of a provision */
	EG_HOME_ADDED,
	EG_HOME_REMOVED,
	EG_HOME_MOVED,
	EG_HOME_LEVEL, /* an item at another level */
	EG_HOME_UNPLACED, /* has no place in the source: kept as a drafting note */
	EG_HOME_REFERENCE, /* a reference that is none any more, or prints other words */
	EG_HOME_COMMENT, /* kept as a drafting note */
	EG_HOME_TRACKED, /* an open tracked change, as it was taken */
	EG_HOME_LISTED, /* not text: named here, not kept */
};
enum { EG_HOME_KINDS = EG_HOME_LISTED + 1 };

struct eg_home_note {
	enum eg_home_kind kind;
	size_t para; /* paragraph of the document, 1..; 0 where it stands in none */
	size_t line; /* line of the old source; 0 where it has none */
	const char *text; /* what, in words */
};

struct eg_home {
	struct eg_arena *arena;
	const char *source; /* the whole file: head and body */
	size_t n;
	struct eg_home_note *note;
	size_t n_notes;
	size_t count[EG_HOME_KINDS];
	bool same; /* source is the old source, byte for byte */
};

/* Was the document made from another text of the draft than this source? (Documents that
 * eg_render_docx did not write never were.) */
bool eg_home_is_stale(const struct eg_docx *d, const struct eg_form *form);

/* Make the new source. source: the draft as it is (its head is kept); name, for messages. All are
 * borrowed. EG_ERR_DATA where the document is of another template or jurisdiction, or shares no
 * words with the draft; EG_ERR_SYNTAX where the source itself cannot be read. *out is owned by the
 * caller, NULL on error. */
enum eg_rc eg_home_make(const char *source, size_t n, const char *name,
    const struct eg_profile *profile, const struct eg_docx *d, struct eg_home **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_home_free(struct eg_home *h);

const char *eg_home_kind_name(enum eg_home_kind k); /* "changed", "added", … ; static */

#endif
