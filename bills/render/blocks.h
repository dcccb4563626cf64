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

/* Where its lines begin, in steps of EG_STEP_PT from the text's left edge: text begins at the edge
 * and a paragraph's first line one step in; an item's first line stands at its level, its other
 * lines a step to the left of it. `first` is counted from the edge, not from `left`. */
enum { EG_STEP_PT = 18, EG_DEEPEST_STEP = 10 };
struct eg_block_edge {
	int left, first;
};
struct eg_block_edge eg_block_edge(const struct eg_form *form, size_t i);

/* An empty line stands before it, where `before` (NULL: it opens the text) was printed last: the
 * parts above the text and the headings of a code's units are set apart. */
bool eg_block_is_apart(const struct eg_block *b, const struct eg_block *before);

/* Lines a page where the profile does not say. */
enum { EG_PAGE_LINES_DEFAULT = 30 };

/* The block is not parted from what follows it: it is a heading, or its words end in a colon and
 * introduce what follows. */
bool eg_block_stays(const struct eg_block *b);
/* The same on drawn pages, where a heading in a verbatim text stays too, as far as its words tell. */
bool eg_block_stays_on_page(const struct eg_block *b);

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
