/* Completion scripts for bash, zsh and fish, made from the table of commands. */
#include "cmd/run.h"

#include <string.h>

static void
options_of(struct eg_buf *out, const struct eg_cmd *c)
{
	for (const struct eg_opt *o = c->opts; o != NULL && o->name != NULL; o++)
		eg_buf_printf(out, "%s--%s", o == c->opts ? "" : " ", o->name);
}

static void
bash(struct eg_buf *out)
{
	eg_buf_puts(out, "_engross() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} cmd= w\n"
			 "\tfor w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do case $w in -*) ;; *) "
			 "cmd=$w; break ;; esac; done\n"
			 "\tcase $cmd in\n\t'') COMPREPLY=($(compgen -W '");
	for (size_t i = 0; eg_commands[i] != NULL; i++)
		eg_buf_printf(out, "%s%s", i == 0 ? "" : " ", eg_commands[i]->name);
	eg_buf_puts(out, "' -- \"$cur\")) ;;\n");
	for (size_t i = 0; eg_commands[i] != NULL; i++) {
		eg_buf_printf(out, "\t%s) COMPREPLY=($(compgen -f -W '", eg_commands[i]->name);
		options_of(out, eg_commands[i]);
		eg_buf_puts(out, "' -- \"$cur\")) ;;\n");
	}
	eg_buf_puts(out, "\tesac\n}\ncomplete -o filenames -F _engross engross\n");
}

static void
fish(struct eg_buf *out)
{
	for (size_t i = 0; eg_commands[i] != NULL; i++) {
		const struct eg_cmd *c = eg_commands[i];

		eg_buf_printf(out, "complete -c engross -n __fish_use_subcommand -a %s -d '%s'\n",
		    c->name, c->summary);
		for (const struct eg_opt *o = c->opts; o != NULL && o->name != NULL; o++)
			eg_buf_printf(out,
			    "complete -c engross -n '__fish_seen_subcommand_from %s' -l %s%s\n",
			    c->name, o->name, o->value != NULL ? " -r" : "");
	}
}

enum eg_rc
eg_completion(struct eg_ctx *cx, const char *shell, struct eg_err *err)
{
	if (strcmp(shell, "bash") == 0) {
		bash(&cx->out);
	} else if (strcmp(shell, "zsh") == 0) {
		eg_buf_puts(&cx->out, "autoload -U +X bashcompinit && bashcompinit\n");
		bash(&cx->out);
	} else if (strcmp(shell, "fish") == 0) {
		fish(&cx->out);
	} else {
		eg_err_set(err, EG_ERR_USAGE, "no completion for '%s'", shell);
		eg_err_hint(err, "engross --completion bash (or zsh, fish)");
		return EG_ERR_USAGE;
	}
	return EG_OK;
}
