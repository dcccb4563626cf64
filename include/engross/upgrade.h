/*
 * Upgrade: a draft that people amended, carried to a new version of its template with the
 * amendments kept. Three bodies: as it was generated (base), as it is (mine), as the new version
 * generates it with the draft's own parameters (theirs). Sections are matched by label, words
 * merged inside them; where both changed the same words to different ones, both readings are
 * written out as a passage that nothing but a person can settle:
 *
 *	<!-- conflict -->
 *	<!-- yours: CO -->
 *	The commission shall meet twice a year.
 *	<!-- model: water-compact 1.1.0 -->
 *	The commission shall meet in public.
 *	<!-- /conflict -->
 *
 * A passage is whole paragraphs, or a whole item with what is below it, so that each reading can be
 * kept as it stands: delete the other one and the four lines of comment.
 */
#ifndef ENGROSS_UPGRADE_H
#define ENGROSS_UPGRADE_H

#include <engross/arena.h>

struct eg_upgrade_in { /* all borrowed */
	struct eg_str base, mine, theirs; /* bodies of source text (TEXT.md) */
	const char *mine_name; /* "CO", "CO-house" */
	const char *theirs_name; /* "water-compact 1.1.0" */
};

struct eg_upgraded {
	struct eg_buf body;
	size_t local_changes, model_changes; /* regions that one side alone changed */
	size_t both_changes; /* changed by both in the same way */
	size_t conflicts; /* passages written out */
};

/* Merge. Where base and mine are equal the body is theirs, byte for byte; where base and theirs are
 * equal it is mine. Cost: two redlines. EG_ERR_LIMIT as there. out is owned by the caller:
 * eg_upgraded_clear(), also after an error. */
enum eg_rc eg_upgrade_body(
    const struct eg_upgrade_in *in, struct eg_upgraded *out, struct eg_err *err) EG_MUST_CHECK;
void eg_upgraded_clear(struct eg_upgraded *u);

/* The head of a draft made by the new version with what was amended in the head of mine: title,
 * short title, purpose and summary that differ from base's are kept. Each argument is a whole source;
 * the head of theirs, with its closing line, is appended to out. *kept: how many lines were kept
 * against a new one of the model. */
void eg_upgrade_head(
    struct eg_str base, struct eg_str mine, struct eg_str theirs, struct eg_buf *out, size_t *kept);

/* Lines (1-based) of the passages in a source that an upgrade left open; at most max are written.
 * Returns how many there are. */
size_t eg_conflicts_find(const char *source, size_t n, size_t *line, size_t max);

#endif
