/* Help made from the one table: overview, a command's page, its usage line. */
#include "cmd/run.h"

#include <string.h>

static const char *const groups[] = {"start", "draft", "read", "compare", "track", "share"};

void
eg_help_overview(struct eg_buf *out)
{
	eg_buf_puts(out,
	    "engross drafts one model bill for fifty-six legislatures, keeps every version in "
	    "git,\n"
	    "shows what changed between any two texts, and says where each version stands.\n\n"
	    "usage: engross [-C DIR] [--quiet] COMMAND [OPTIONS] [ARGUMENTS]\n");
	for (size_t g = 0; g < EG_COUNT(groups); g++) {
		bool first = true;

		for (size_t i = 0; eg_commands[i] != NULL; i++) {
			const struct eg_cmd *c = eg_commands[i];

			if (strcmp(c->group, groups[g]) != 0)
				continue;
			if (first)
				eg_buf_printf(out, "\n%s\n", groups[g]);
			first = false;
			eg_buf_printf(out, "  %-15s%s\n", c->name, c->summary);
		}
	}
	eg_buf_puts(out, "\nAddresses: TEMPLATE[@REV], TEMPLATE/XX[-VARIANT][@REV], "
			 "XX/[SESSION/]BILL[:STAGE][@REV], a path, or -\n"
			 "Exit: 0 fine, 1 differs or finds, 2 usage, 3 bad text or data, 4 "
			 "repository, 5 system\n"
			 "More: engross help COMMAND, man engross\n");
}

void
eg_help_usage(struct eg_buf *out, const struct eg_cmd *cmd)
{
	eg_buf_printf(out, "engross %s", cmd->name);
	if (cmd->args != NULL && cmd->args[0] != '\0')
		eg_buf_printf(out, " %s", cmd->args);
	if (cmd->opts != NULL && cmd->opts[0].name != NULL)
		eg_buf_puts(out, " [OPTIONS]");
}

void
eg_help_command(struct eg_buf *out, const struct eg_cmd *cmd)
{
	eg_buf_printf(out, "%s: %s\n\nusage: ", cmd->name, cmd->summary);
	eg_help_usage(out, cmd);
	eg_buf_putc(out, '\n');
	if (cmd->opts != NULL && cmd->opts[0].name != NULL)
		eg_buf_puts(out, "\noptions\n");
	for (const struct eg_opt *o = cmd->opts; o != NULL && o->name != NULL; o++) {
		char left[80], letter[8] = "";

		if (o->letter != 0)
			snprintf(letter, sizeof(letter), "-%c, ", o->letter);
		snprintf(left, sizeof(left), "%s--%s%s%s", letter, o->name,
		    o->value != NULL ? " " : "", o->value != NULL ? o->value : "");
		if (strlen(left) > 24)
			eg_buf_printf(out, "  %s\n  %-26s%s\n", left, "", o->help);
		else
			eg_buf_printf(out, "  %-26s%s\n", left, o->help);
	}
	if (cmd->help != NULL && cmd->help[0] != '\0')
		eg_buf_printf(
		    out, "\n%s%s", cmd->help, cmd->help[strlen(cmd->help) - 1] == '\n' ? "" : "\n");
}
