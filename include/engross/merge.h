/*
 * Three texts: a base and two that came from it. What did each side change, and where do they meet?
 *
 * Sections are matched base to ours and base to theirs as a redline matches them; inside a section
 * that all three have, words are merged. The regions, in order, make the merged text: where ours
 * kept the base's order of sections they follow theirs, else ours. Together they hold every byte of
 * ours and of theirs exactly once, and of every base section that either side still has.
 *
 *	If ours is the base, the merged text is theirs, byte for byte; and the other way round.
 *
 *	struct eg_merge *m;
 *	if (eg_merge_make(base, ours, theirs, &m, &err) == EG_OK) {
 *		for (size_t i = 0; i < m->n_regions; i++) … m->region[i] …
 *		eg_merge_free(m);
 *	}
 */
#ifndef ENGROSS_MERGE_H
#define ENGROSS_MERGE_H

#include <engross/compare.h>

enum eg_region_kind {
	EG_REGION_SAME, /* all three */
	EG_REGION_OURS, /* only ours differs from the base */
	EG_REGION_THEIRS, /* only theirs differs from the base */
	EG_REGION_BOTH, /* both differ, and say the same */
	EG_REGION_CONFLICT, /* both differ, and say different things */
};
enum { EG_REGION_KINDS = EG_REGION_CONFLICT + 1 };

struct eg_span { /* bytes of a text; start == end: nothing there */
	size_t start, end;
};

struct eg_region {
	enum eg_region_kind kind;
	struct eg_span base, ours, theirs;
	size_t base_section, ours_section, theirs_section; /* EG_NO_SECTION where there is none */
	bool spacing; /* only white space differs */
};

struct eg_merge {
	struct eg_arena *arena;
	const struct eg_doc *base, *ours, *theirs; /* borrowed */
	struct eg_region *region;
	size_t n_regions;
	size_t count[EG_REGION_KINDS]; /* regions of each kind that differ in words */
	bool both_moved; /* both sides moved sections: the order is that of ours */
};

/* Compare three texts; all are borrowed and must outlive *out. Cost: two redlines. EG_ERR_LIMIT as
 * there. *out is owned by the caller: eg_merge_free. */
enum eg_rc eg_merge_make(const struct eg_doc *base, const struct eg_doc *ours,
    const struct eg_doc *theirs, struct eg_merge **out, struct eg_err *err) EG_MUST_CHECK;
void eg_merge_free(struct eg_merge *m);

enum eg_merge_side { EG_MERGE_BASE, EG_MERGE_OURS, EG_MERGE_THEIRS };
/* Append the merged text; where the sides conflict, that of one side. */
void eg_merge_text(const struct eg_merge *m, enum eg_merge_side conflicts, struct eg_buf *out);
/* Bytes of one side of a region (borrowed from the documents). */
struct eg_str eg_region_text(
    const struct eg_merge *m, const struct eg_region *r, enum eg_merge_side side);
/* "same", "ours", "theirs", "both", "conflict" */
const char *eg_region_kind_name(enum eg_region_kind k);

#endif
