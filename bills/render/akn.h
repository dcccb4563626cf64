/* Private to the Akoma Ntoso writer: akn.c the text, akn_meta.c the metadata. */
#ifndef EG_RENDER_AKN_H
#define EG_RENDER_AKN_H

#include "render/markup.h"
#include "render/outline.h"

#include <engross/render.h>

struct eg_akn {
	struct eg_buf *out;
	const struct eg_outline *o;
};

void eg_akn__runs(struct eg_akn *x, const struct eg_block *b);
void eg_akn__ids(struct eg_akn *x, const struct eg_part *p); /* eId, and the label as wId */

/* Where a defined term's own words lie in a run such as "“Board”": text[*start..*end). */
void eg_akn__term(const char *text, size_t *start, size_t *end);
/* The work's URI: /akn/us-tx/bill/2027/NAME */
void eg_akn__work(struct eg_akn *x);
void eg_akn__meta(struct eg_akn *x);
void eg_akn__attachment_meta(struct eg_akn *x, const struct eg_part *verbatim);

#endif
