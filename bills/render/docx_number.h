/*
 * Word's numbering for a form: which of its designators Word can count itself, and the numbering
 * definitions that make it print exactly those.
 *
 * Each independent list is an abstractNum of its own: a w:num that begins again by startOverride on
 * a shared abstractNum counts on in LibreOffice and in some versions of Word. Word counts by ones
 * from any start, with letters, Roman and Arabic numbers, between any fixed words. What it cannot
 * count (Illinois by fives, "(a-5)", a number left blank) stays text.
 */
#ifndef EG_RENDER_DOCX_NUMBER_H
#define EG_RENDER_DOCX_NUMBER_H

#include "base/mem.h"

#include <engross/form.h>

struct eg_docx_number {
	size_t list; /* w:numId; 0: the designator is text */
	int level; /* w:ilvl */
};

struct eg_docx_numbering {
	struct eg_docx_number *block; /* one for each block of the form */
	struct eg_buf xml; /* w:abstractNum elements, then w:num elements */
	size_t n_text; /* designators that had to be text */
};

/* bold: which blocks' designators are bold. step_twips: of a level (EG_STEP_PT). Free with _clear. */
void eg_docx_number(
    const struct eg_form *form, const bool *bold, int step_twips, struct eg_docx_numbering *out);
void eg_docx_numbering_clear(struct eg_docx_numbering *n);

#endif
