/* What main.c, opt.c, help.c, output.c and completion.c share; commands see cmd.h. */
#ifndef EG_CMD_RUN_H
#define EG_CMD_RUN_H

#include "cmd/cmd.h"

extern const struct eg_cmd *const eg_commands[]; /* ended by NULL */
const struct eg_cmd *eg_command_find(const char *name); /* NULL if there is none */

/* Take the command's options out of argv (what is left are its arguments; *argc is their number).
 * -h and --help set *help. An unknown option suggests the nearest. */
enum eg_rc eg_options_parse(
    const struct eg_cmd *cmd, int *argc, char **argv, bool *help, struct eg_err *err) EG_MUST_CHECK;

void eg_help_overview(struct eg_buf *out);
void eg_help_command(struct eg_buf *out, const struct eg_cmd *cmd);
/* One line: "engross diff [--json] … A B". */
void eg_help_usage(struct eg_buf *out, const struct eg_cmd *cmd);

/* Print a completion script for bash, zsh or fish; knowledge comes from the table. */
enum eg_rc eg_completion(struct eg_ctx *cx, const char *shell, struct eg_err *err) EG_MUST_CHECK;

/* From now on, what does not fit a terminal's screen goes through $PAGER. */
void eg_pager_allow(void);
/* Write the rest of cx->out and wait for the pager. False if standard output could not be written.
 * */
bool eg_finish(struct eg_ctx *cx);

#endif
