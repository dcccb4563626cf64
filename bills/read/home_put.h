/*
 * Private to home-coming: what putting the new source together shares. home_put.c makes the list of
 * entries in the document's order, home_new.c those of new provisions, home_write.c writes them.
 */
#ifndef EG_READ_HOME_PUT_H
#define EG_READ_HOME_PUT_H

#include "read/home.h"
#include "read/home_edit.h"

enum { EG_HOME_LEVELS = 16 };

struct eg_home_entry {
	struct eg_home_entry *prev, *next;
	int piece; /* -1: new */
	int para; /* index of the document's paragraph, -1 for what is not printed */
	enum eg_piece_kind kind;
	int level;
	const char *region;
	const char *mark; /* number in the document, "" if none */
	char *text; /* new words as source, without indent; NULL: the piece's own */
	const char *label; /* new heading, or of the piece */
	int depth; /* HEADING: number of # */
	size_t order;
};

struct eg_home_put {
	struct eg_home_job *j;
	struct eg_home_entry *first, *last;
	struct eg_home_entry **by_piece;
	struct eg_map labels; /* of new headings */
	bool levels_count; /* the document's list levels are the form's */
	size_t order;
	/* writing */
	size_t
	    column[EG_HOME_LEVELS + 1]; /* where the text of the open item of each level stands */
	int open; /* level of the innermost open item */
	struct eg_buf pending; /* notes for the end of the section */
	size_t noted; /* finds before it are written */
};

/* A new entry, not in the list yet; piece -1: new words, para -1: nothing that is printed. */
struct eg_home_entry *eg_home__entry(struct eg_home_put *u, int piece, int para);
void eg_home__append(struct eg_home_put *u, struct eg_home_entry *e);
void eg_home__insert_before(
    struct eg_home_put *u, struct eg_home_entry *at, struct eg_home_entry *e);
void eg_home__insert_after(
    struct eg_home_put *u, struct eg_home_entry *at, struct eg_home_entry *e);
/* home_hold.c, in this order: what the form displaced goes back; blocks stay whole; then, when all
 * entries are in, headings and law stand where the grammar wants them. */
void eg_home__put_back(struct eg_home_put *u);
void eg_home__hold_regions(struct eg_home_put *u);
void eg_home__mend_headings(struct eg_home_put *u);
/* The first words of a text, for a list. */
const char *eg_home__excerpt(struct eg_home_job *j, const char *text);
/* Source of a paragraph's runs, lines after the first without indent yet. */
char *eg_home__para_text(struct eg_home_job *j, const struct eg_home_runs *runs, const char *label);
/* A line of verbatim text, with the indent of piece p (may be NULL). */
char *eg_home__raw_text(
    struct eg_home_job *j, const struct eg_home_piece *p, const struct eg_home_para *para);
/* Words that have no place in the source: listed, and a note at the end of the section. */
void eg_home__keep_text(struct eg_home_put *u, const char *what, const struct eg_home_para *p);
/* A paragraph that matches no block. */
void eg_home__new_para(struct eg_home_put *u, size_t index);
/* Write all entries to j->out. */
void eg_home__write_all(struct eg_home_put *u);

#endif
