/* Headings: what a designator looks like and where one can stand (heading.c); sections.c makes
 * sections of them. */
#ifndef EG_READ_HEADING_H
#define EG_READ_HEADING_H

#include "read/read.h"

enum eg_heading_kind { K_NONE, K_SECTION, K_SIGN, K_ARTICLE, K_UNIT, K_CODE, K_THAT, K_COUNT };

struct eg_heading {
	enum eg_heading_kind kind;
	size_t start; /* of "NEW SECTION." or the quotation mark before it */
	size_t name; /* of the designator itself */
	size_t end; /* after the designator and its full stop */
	size_t number, number_n;
	uint32_t value; /* of a plain or Roman number; 0 otherwise */
	bool stop; /* a full stop, colon or dash follows the number */
	bool caps; /* the word stands in capitals */
};

struct eg_scan {
	const char *p;
	size_t n;
	uint32_t last[K_COUNT]; /* number of the heading of this kind before */
	uint32_t item; /* bare number at a line's start since the last heading; 0 if none */
};

/* Position after white space on the same line. */
size_t eg_read__spaces(const struct eg_scan *s, size_t i);
/* A designator at i ("SECTION 3", "§ 2", "58-88-101"), whatever stands before it. */
bool eg_read__designator(const struct eg_scan *s, size_t i, struct eg_heading *h);
/* Is it a heading where it stands? Takes the mark after the number into h->end. */
bool eg_read__is_heading(const struct eg_scan *s, struct eg_heading *h, bool line_start);
/* Start of what belongs before the designator: "NEW SECTION.", "* ", an opening quotation mark. */
size_t eg_read__before(const struct eg_scan *s, size_t i);
/* Does i stand right after a colon ("is amended to read:53E-1-203.")? */
bool eg_read__after_colon(const struct eg_scan *s, size_t i);

#endif
