/* Drafts in the work tree that hold passages which an upgrade left open. */
#ifndef EG_CMD_CONFLICTS_H
#define EG_CMD_CONFLICTS_H

#include "cmd/cmd.h"

struct eg_open_conflict {
	char *path;
	size_t passages, line; /* how many, line of the first */
};

struct eg_open_conflicts {
	EG_VEC(struct eg_open_conflict);
};

/* Looks at edited and new drafts only; a bare repository has none. */
enum eg_rc eg_open_conflicts_find(
    struct eg_ctx *cx, struct eg_open_conflicts *out, struct eg_err *err) EG_MUST_CHECK;
void eg_open_conflicts_clear(struct eg_open_conflicts *c);
/* One note a draft, on standard error. */
void eg_open_conflicts_note(struct eg_ctx *cx);

#endif
