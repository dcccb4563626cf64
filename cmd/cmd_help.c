/* help [COMMAND]: the list of commands, or one command's options. Exit 0; 2 for a command that
 * does not exist. */
#include "cmd/run.h"

#include "base/nearest.h"

#include <string.h>

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	const struct eg_cmd *cmd;

	EG_UNUSED(status);
	if (argc == 0) {
		eg_help_overview(&cx->out);
		return EG_OK;
	}
	if ((cmd = eg_command_find(argv[0])) == NULL) {
		const char *names[64], *near;
		size_t n = 0;

		for (; eg_commands[n] != NULL && n < EG_COUNT(names); n++)
			names[n] = eg_commands[n]->name;
		near = eg_nearest(argv[0], names, n);
		eg_err_set(err, EG_ERR_USAGE, "'%s' is not an engross command", argv[0]);
		eg_err_hint(
		    err, "engross help%s%s", near != NULL ? " " : "", near != NULL ? near : "");
		return EG_ERR_USAGE;
	}
	eg_help_command(&cx->out, cmd);
	return EG_OK;
}

static const struct eg_opt opts[] = {EG_OPT_END};

const struct eg_cmd cmd_help_spec = {
    .name = "help",
    .group = "start",
    .summary = "explain a command",
    .args = "[COMMAND]",
    .opts = opts,
    .run = run,
};
