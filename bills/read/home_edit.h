/* Private to home-coming: words of changed and new provisions, as source. */
#ifndef EG_READ_HOME_EDIT_H
#define EG_READ_HOME_EDIT_H

#include "read/home.h"

/* The runs of a block's source after its paragraph was edited: what was kept keeps its kind and
 * spelling, references stay references, what is new is text (or drawn as the document draws it). */
void eg_home__edit(struct eg_home_job *j, const struct eg_home_block *b,
    const struct eg_home_para *p, struct eg_home_runs *out);
/* The runs of words [from, to) of a new paragraph. */
void eg_home__fresh(struct eg_home_job *j, const struct eg_home_para *p, size_t from, size_t to,
    bool law, struct eg_home_runs *out);
/* The runs of an unchanged piece with references to removed provisions as the words they print;
 * false where there are none. */
bool eg_home__without_gone(
    struct eg_home_job *j, const struct eg_home_block *b, struct eg_home_runs *out);

#endif
