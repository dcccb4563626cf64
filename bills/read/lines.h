/* A print as lines: what margin.c finds at their edges and page.c makes of it. */
#ifndef EG_READ_LINES_H
#define EG_READ_LINES_H

#include "read/read.h"

struct eg_line {
	const char *p;
	size_t n; /* without the line end and form feed */
	size_t full; /* n as it was, before a margin number at its end was cut off */
	size_t skip; /* margin number and the white space after it */
	uint32_t number; /* margin number; 0 none */
	uint32_t page;
	bool feed; /* a form feed stood before it */
	bool drop;
};

struct eg_pages_read {
	struct {
		EG_VEC(struct eg_line);
	} l;
	bool numbered, paged, feeds;
	uint32_t last_page;
};

/* Nothing but white space after the margin number. */
bool eg_line__blank(const struct eg_line *l);
/* Find margin numbers that run down the lines, before or after the words; sets number, skip and n.
 * Returns how many lines are in runs. */
size_t eg_read__margins(struct eg_pages_read *g);
/* Forget what eg_read__margins set. */
void eg_read__no_margins(struct eg_pages_read *g);

#endif
