/* Redlines written out (bills/render/redline_*.c): for a terminal and as JSON
 * (tests/schema/diff.schema.json). */
#ifndef ENGROSS_REDLINE_H
#define ENGROSS_REDLINE_H

#include <engross/compare.h>

struct eg_redline_print { /* zero means default */
	bool color; /* strike and underline in colours that colour-blind readers tell apart; else
		       [-old-] {+new+} */
	bool all; /* whole text; default: changed sections, unchanged passages cut to a few words */
	bool stat; /* a table of sections with counts instead of the text */
	bool by_gravity; /* edits ordered by class, grave ones first, instead of by section */
	int columns; /* wrap to this width; 0 = 80 */
	int context_words; /* words of unchanged text around an edit; 0 = 12 */
};

void eg_redline_to_term(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out);
/* opt may be NULL; only by_gravity counts. */
void eg_redline_to_json(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out);

#endif
