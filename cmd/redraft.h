/*
 * Drafts made again: a template as it was at a version, a draft as it was generated before anybody
 * edited it. Shared by conform and diff (a draft against its model) and upgrade (what the model
 * changed).
 */
#ifndef EG_CMD_REDRAFT_H
#define EG_CMD_REDRAFT_H

#include "cmd/sources.h"

#include <engross/doc.h>

/* Versions of one template, each read once. */
struct eg_editions {
	struct eg_ctx *cx;
	const char *name;
	struct {
		EG_VEC(struct eg_edition *);
	} list;
};

struct eg_edition {
	char version[64]; /* as the template's head says */
	char asked[64]; /* as it was asked for; "" is the template as it is now */
	struct eg_sources src;
	struct eg_template *t;
};

void eg_editions_init(struct eg_editions *e, struct eg_ctx *cx, const char *name);
void eg_editions_clear(struct eg_editions *e);
/* The template at a release or any revision; "" or NULL: as it is now. A version without a release
 * is the template as it is now if that has this version, else its newest commit that had it.
 * EG_ERR_NOT_FOUND with the versions that there are. *out is borrowed from e. */
enum eg_rc eg_edition_at(struct eg_editions *e, const char *version, const struct eg_edition **out,
    struct eg_err *err) EG_MUST_CHECK;

/* Draft an edition for a jurisdiction with the parameters of the draft `like` (its head, and the
 * texts kept word for word of `blocks`); like NULL: with defaults. Both end with NUL. */
struct eg_redraft {
	const char *postal, *variant; /* variant "" or NULL for none */
	const char *like;
	const char *blocks; /* NULL: those of like */
};
enum eg_rc eg_redraft_make(const struct eg_edition *e, const struct eg_redraft *how,
    struct eg_draft *out, struct eg_err *err) EG_MUST_CHECK;

/* A draft as it was generated: itself while nobody edited it, else its version drafted again, else
 * found in the history of its path. *sure is false when none of these has the body that its head
 * names; then out is the nearest (its version drafted again). source ends with NUL. */
enum eg_rc eg_draft_as_made(struct eg_editions *e, const char *path, const char *source, size_t n,
    struct eg_buf *out, bool *sure, struct eg_err *err) EG_MUST_CHECK;

/* An edition as it is drafted for a jurisdiction with the parameters of the draft `like`, which is
 * at `path` of the repository; like NULL: with defaults. out gets the draft's source. */
enum eg_rc eg_edition_draft(struct eg_editions *list, const struct eg_edition *e,
    const char *postal, const char *like, const char *path, struct eg_buf *out,
    struct eg_err *err) EG_MUST_CHECK;

/* Value of a line "key: value" of a draft's head, unquoted; "" if there is none. */
void eg_head_value(const char *source, const char *key, char *out, size_t out_bytes);

/* Source of a draft as its legislature prints it, by an edition's profiles. */
enum eg_rc eg_edition_doc(const struct eg_edition *e, const char *postal, const char *source,
    size_t n, const char *name, struct eg_doc **out, struct eg_err *err) EG_MUST_CHECK;

#endif
