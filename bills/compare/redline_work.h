/* One redline under way: what redline.c drives, redline_rows.c compares and redline_proof.c proves.
 */
#ifndef EG_COMPARE_REDLINE_WORK_H
#define EG_COMPARE_REDLINE_WORK_H

#include "compare/parts.h"

struct eg_work {
	struct eg_lexicon lex;
	struct eg_side old_side, new_side;
	struct eg_lcs *lcs;
	uint8_t *keep_old, *keep_new; /* words of either side that the rows keep, in order */
	struct eg_edits edits;
	uint32_t *partner; /* of each old word in the whole script: new word + 1; 0 none. Only for
			      large texts */
	struct eg_pair *same; /* sections that are the same bytes */
	size_t n_same;
	bool is_least; /* one pair of sections is all, and its script the smallest */
	struct eg_pair *pairs;
	size_t n_pairs;
	struct {
		EG_VEC(struct eg_redline_section);
	} rows;
	struct {
		EG_VEC(size_t);
	} edits_from; /* of each row, in edits */
	bool summary_only;
	struct eg_edits_how how;
	size_t excused_old, excused_new; /* words of both whole texts that are excused without a
					    partner */
};

/* redline_rows.c: fill in of the summary the words of both whole texts and those of the smallest
 * script; w->partner too, of long texts. Looks at the words' numbers only. ctx: an eg_whole. */
struct eg_whole {
	struct eg_work *w;
	struct eg_redline_summary *sum;
};
void eg_work__count(void *ctx);
/* Can it run beside the alignment? Not when a section starts inside a word: then it numbers words. */
bool eg_work__counts_beside(const struct eg_work *w);
/* Does it pay to? */
bool eg_work__is_long(const struct eg_work *w);
/* The same once there are rows, whose kept words leave little to look at. */
void eg_work__count_rest(void *ctx);
/* Does it take longer than a second core takes to start? */
bool eg_work__rest_is_long(const struct eg_work *w);
/* Rows in the order of the new text, with their edits. */
void eg_work__make_rows(struct eg_work *w);

/* redline_proof.c: every word of both texts is kept, equal and in order, or in an edit; aborts if
 * not. */
void eg_work__prove(const struct eg_work *w);

#endif
