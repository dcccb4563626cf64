/*
 * show REF: print the file that an address names.
 *	engross show nurse-compact/TN@2026-01-31
 * Exit 0; 2 when there is no such thing or more than one; 4 repository.
 */
#include "cmd/cmd.h"

static const struct eg_opt opts[] = {
    EG_OPT_END,
};

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_source src;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc != 1) {
		(void)eg_err_set(err, EG_ERR_USAGE, "show takes one address");
		eg_err_hint(err, "engross list");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_source_open(cx, argv[0], &src, err)) == EG_OK)
		eg_buf_add(&cx->out, eg_buf_cstr(&src.bytes), src.bytes.n);
	eg_source_clear(&src);
	return rc;
}

const struct eg_cmd cmd_show_spec = {
    "show",
    "read",
    "print the file that an address names",
    "REF",
    opts,
    EG_CMD_MAY_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    run,
    "Prints the source of a template or draft, or the text of a print, byte for byte; with @REV as "
    "it was then.\n\n"
    "    engross show nurse-compact/TN@2026-01-31",
};
