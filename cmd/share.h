/* What push and pull share: the user's own git, spoken to by argument vectors. */
#ifndef EG_CMD_SHARE_H
#define EG_CMD_SHARE_H

#include "cmd/cmd.h"

/* What git prints, without the line feed at its end; *status its exit status. Caller clears out. */
enum eg_rc eg_share_ask(struct eg_ctx *cx, const char *const *args, struct eg_buf *out, int *status,
    struct eg_err *err) EG_MUST_CHECK;
/* Run git on the user's terminal (it may ask for a password); EG_ERR_REPO when it fails. */
enum eg_rc eg_share_do(
    struct eg_ctx *cx, const char *const *args, struct eg_err *err) EG_MUST_CHECK;
/* The remote to use: the one named, else the branch's own, else the only one. Caller clears out.
 * EG_ERR_NOT_FOUND when there is none. */
enum eg_rc eg_share_remote(
    struct eg_ctx *cx, const char *named, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;

#endif
