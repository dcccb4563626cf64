/*
 * init [DIR]: make a bill repository, or turn a git repository into one.
 *	engross init --name "Our bills" bills
 * Exit 0; 4 when it is one already, or git knows no name and e-mail; 5 when the disk refuses.
 */
#include "cmd/cmd.h"

#include <string.h>

static struct {
	const char *name;
	bool bare;
} opt;

static const struct eg_opt opts[] = {
    {"name", 0, EG_OPT_TEXT, &opt.name, "NAME", "the repository's name (default: its folder's)"},
    {"bare", 0, EG_OPT_FLAG, &opt.bare, NULL, "without a work tree, for a server"},
    EG_OPT_END,
};

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	char *dir;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc > 1)
		return eg_err_set(err, EG_ERR_USAGE, "init takes one folder");
	dir = argc == 0			  ? eg_strdup(cx->dir)
	      : strcmp(cx->dir, ".") == 0 ? eg_strdup(argv[0])
					  : eg_path_join(cx->dir, argv[0]);
	if ((rc = eg_repo_init(dir, opt.name, opt.bare, &cx->who, err)) == EG_OK)
		eg_note(cx, "bill repository made in '%s'; next: engross templates", dir);
	eg_free(dir);
	return rc;
}

const struct eg_cmd cmd_init_spec = {
    "init",
    "start",
    "make a bill repository",
    "[DIR]",
    opts,
    0,
    run,
    "Makes an ordinary git repository that holds bills: engross.yaml, line-end rules, and private/ "
    "ignored. A git repository that is\n"
    "there already is kept as it is and gets one commit.\n\n    engross init --name 'Our bills' "
    "bills",
};
