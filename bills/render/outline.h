/*
 * A form as a tree of provisions: what XML and JSON need, where the pages of a bill need only its
 * blocks in order. Walking the front and then the tree gives every block once, in order.
 *
 * Each provision has an eId by the Akoma Ntoso Naming Convention 1.0 (section 5): the parent's eId,
 * two underscores, an abbreviation, one underscore, the number as printed without its marks;
 * what has no number counts as nn_1, nn_2, …; a number that was used before gets _2, _3, …. Text of
 * a code stands below mod_1__qstr_1 of the section that acts on it.
 */
#ifndef EG_RENDER_OUTLINE_H
#define EG_RENDER_OUTLINE_H

#include "base/map.h"

#include <engross/form.h>

enum eg_part_kind {
	EG_PART_ROOT,
	EG_PART_ARTICLE,
	EG_PART_SECTION, /* of the bill; `law` where it acts on a code */
	EG_PART_UNIT, /* heading of a unit of the code: n_blocks lines */
	EG_PART_CODE_SECTION,
	EG_PART_ITEM,
	EG_PART_TEXT, /* a paragraph: no children */
	EG_PART_LAW, /* a paragraph of amended law: no children */
	EG_PART_VERBATIM, /* n_blocks lines: no children */
	EG_PART_RESOLVED,
	EG_PART_CODIFY,
	EG_PART_CLOSING, /* after the last section: no part of the act */
};

struct eg_part {
	enum eg_part_kind kind;
	const struct eg_block *block; /* NULL for the root */
	size_t n_blocks; /* 1 but for UNIT and VERBATIM */
	const struct eg_part *law; /* SECTION: the first child that is text of the code, or NULL */
	const char *element; /* the element that both XML formats name it by: "subsection" … */
	const char *number; /* "2", "a", "24-33-115"; "" where it has none */
	const char *eid; /* unique; "" for the root */
	bool quoted; /* child of a SECTION at or after its `law` */
	int depth; /* ITEM: 1 for the outermost of its section */
	struct eg_part *parent, *first, *last, *next;
};

struct eg_outline {
	struct eg_arena *arena;
	const struct eg_form *form; /* borrowed */
	size_t n_front; /* blocks before the first provision */
	struct eg_part *root;
	struct eg_map *label; /* label -> part */
};

/* Never NULL; borrows from form, which must outlive it. Free with eg_outline_free. */
struct eg_outline *eg_outline_make(const struct eg_form *form);
void eg_outline_free(struct eg_outline *o);
/* The part that a reference's label names, NULL for the act itself. */
const struct eg_part *eg_outline_find(const struct eg_outline *o, const char *label);
/* Next part in reading order below `top`; NULL at the end. */
const struct eg_part *eg_part_after(const struct eg_part *p, const struct eg_part *top);
/* True when some child is itself a provision (not a paragraph). */
bool eg_part_divided(const struct eg_part *p);
/* The heading of a provision is in its block's runs (else they are its text). */
bool eg_part_headed(const struct eg_part *p);
/* Where the number of a unit's only heading line ends ("CHAPTER 12." of "CHAPTER 12. NAME"), 0 when
 * the line has no number. */
size_t eg_part_unit_number(const struct eg_part *p);

#endif
