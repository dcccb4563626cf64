/* What the renderers share: how each role of a block is laid out. */
#ifndef EG_RENDER_BLOCKS_H
#define EG_RENDER_BLOCKS_H

#include "base/map.h"

#include <engross/render.h>

enum eg_align { EG_ALIGN_LEFT, EG_ALIGN_CENTER };

struct eg_look {
	const char *name; /* class in HTML */
	const char *style; /* style id in DOCX */
	enum eg_align align;
	bool heading; /* stays with what follows */
	int heading_level; /* 1..3 in outlines; 0 none */
};

/* A heading, or the clause that opens a resolution, whose paragraph continues its line: it has
 * words, and a paragraph follows. */
bool eg_block_runs_in(const struct eg_form *form, size_t i);

/* A heading whose line the first item of its list continues: "Sec. 4. ENTRY. (a) The compact". */
bool eg_block_lets_item_in(const struct eg_form *form, size_t i);

/* Centred or not: as the role is, and the lines above a long title ("A BILL TO BE ENTITLED"). */
enum eg_align eg_block_align(const struct eg_form *form, size_t i);

/* The block is not parted from what follows it: it is a heading, or its words end in a colon and
 * introduce what follows. */
bool eg_block_stays(const struct eg_block *b);

/* Lines are numbered from the title on: the number block above it is not, nor a legend. */
bool eg_block_is_numbered(const struct eg_form *form, size_t i);

/* The labels that references can go to: those of blocks that print something. */
void eg_block_anchors(const struct eg_form *form, struct eg_map *out);

/* The head of a page of ours, to <body>: style templates/web/bill.css; classes each begin with a
 * space. */
void eg_html_head(struct eg_buf *out, const char *language, const char *classes, const char *title);

/* Never NULL. */
const struct eg_look *eg_look_of(enum eg_role role);

#endif
