/*
 * engross: the command line. Reads the options before the command, finds the command in the one
 * table of commands.def, opens the repository if the command wants one, runs it, prints its
 * output, and turns an error into a message and an exit status.
 */
#define _DEFAULT_SOURCE /* realpath */
#include "cmd/cmd.h"
#include "cmd/run.h"

#include "base/nearest.h"

#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

const struct eg_cmd *const eg_commands[] = {
#define EG_CMD_ROW(name) &cmd_##name##_spec,
#include "commands.def"
#undef EG_CMD_ROW
    NULL,
};

const struct eg_cmd *
eg_command_find(const char *name)
{
	for (size_t i = 0; eg_commands[i] != NULL; i++)
		if (strcmp(eg_commands[i]->name, name) == 0)
			return eg_commands[i];
	return NULL;
}

static enum eg_rc
unknown_command(const char *name, struct eg_err *err)
{
	const char *names[64], *near;
	size_t n = 0;

	for (; eg_commands[n] != NULL && n < EG_COUNT(names); n++)
		names[n] = eg_commands[n]->name;
	near = eg_nearest(name, names, n);
	eg_err_set(err, EG_ERR_USAGE, "'%s' is not an engross command", name);
	if (near != NULL)
		eg_err_hint(err, "engross %s", near);
	else
		eg_err_hint(err, "engross help");
	return EG_ERR_USAGE;
}

/* SOURCE_DATE_EPOCH makes every date the program writes the same on any day. */
static void
set_clock(struct eg_ctx *cx)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;

	if (epoch != NULL && *epoch != '\0') {
		long long t = strtoll(epoch, &end, 10);

		if (*end == '\0' && t > 0 && t < 253402300800LL) {
			cx->now = cx->who.when = t;
			return;
		}
		eg_warn(cx, "SOURCE_DATE_EPOCH is not a time in seconds; using the clock");
	}
	cx->now = (int64_t)time(NULL);
}

/* As git does: the environment wins over the configuration. */
static void
set_identity(struct eg_ctx *cx)
{
	const char *name = getenv("GIT_AUTHOR_NAME"), *email = getenv("GIT_AUTHOR_EMAIL");

	cx->who.name = name != NULL && *name != '\0' ? name : NULL;
	cx->who.email = email != NULL && *email != '\0' ? email : NULL;
}

static void
set_terminal(struct eg_ctx *cx)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	struct winsize w;

	cx->columns = 80;
	cx->color = isatty(STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') &&
		    term != NULL && strcmp(term, "dumb") != 0;
	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 40)
		cx->columns = w.ws_col;
}

/* Options before the command: -C DIR, --quiet, --version, --help, --completion. *at is left on the
 * command's name. */
static enum eg_rc
global_options(
    struct eg_ctx *cx, int argc, char **argv, int *at, const char **word, struct eg_err *err)
{
	int i = 1;

	for (; i < argc && argv[i][0] == '-'; i++) {
		const char *a = argv[i];

		if (strcmp(a, "-C") == 0 && i + 1 < argc) {
			cx->dir = argv[++i];
		} else if (strcmp(a, "--quiet") == 0 || strcmp(a, "-q") == 0) {
			cx->quiet = true;
		} else if (strcmp(a, "--version") == 0 || strcmp(a, "--help") == 0 ||
			   strcmp(a, "-h") == 0 || strcmp(a, "--completion") == 0) {
			*word = a;
			i++;
			break;
		} else {
			eg_err_set(err, EG_ERR_USAGE, "unknown option '%s' before the command", a);
			eg_err_hint(err, "engross help");
			return EG_ERR_USAGE;
		}
	}
	*at = i;
	return EG_OK;
}

/* Could dir, or a folder above it, be a git repository? A few looks at the disk spare loading
 * libgit2 (7 ms) where the answer is no. */
static bool
may_be_in_repo(const char *dir)
{
	char *top = realpath(dir, NULL);
	bool found = top == NULL; /* let the store say what is wrong */

	while (!found && top != NULL) {
		static const char *const signs[] = {"/.git", "/HEAD"};
		char *slash = strrchr(top, '/');

		for (size_t i = 0; i < EG_COUNT(signs) && !found; i++) {
			char *path = eg_sprintf("%s%s", top, signs[i]);

			found = access(path, F_OK) == 0;
			eg_free(path);
		}
		if (slash == NULL || top[0] == '\0')
			break;
		*slash = '\0';
	}
	eg_free(top);
	return found;
}

static enum eg_rc
open_repo(struct eg_ctx *cx, const struct eg_cmd *cmd, struct eg_err *err)
{
	enum eg_rc rc;

	if ((cmd->flags & (EG_CMD_NEEDS_REPO | EG_CMD_MAY_REPO)) == 0)
		return EG_OK;
	if ((cmd->flags & EG_CMD_NEEDS_REPO) == 0 && !may_be_in_repo(cx->dir))
		return EG_OK;
	rc = eg_repo_open(cx->dir, (cmd->flags & EG_CMD_READ_ONLY) != 0, &cx->repo, err);
	if (rc == EG_ERR_NO_REPO && (cmd->flags & EG_CMD_MAY_REPO) != 0) {
		memset(err, 0, sizeof(*err));
		return EG_OK;
	}
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	const char *word = NULL;
	const struct eg_cmd *cmd;
	bool help = false;
	enum eg_rc rc;
	int at;

	if ((rc = global_options(cx, argc, argv, &at, &word, err)) != EG_OK)
		return rc;
	if (word != NULL && strcmp(word, "--version") == 0) {
		eg_buf_printf(&cx->out, "engross %s\n", EG_VERSION);
		return EG_OK;
	}
	if (word != NULL && strcmp(word, "--completion") == 0)
		return eg_completion(cx, at < argc ? argv[at] : "bash", err);
	if (word != NULL || at >= argc) {
		eg_help_overview(&cx->out);
		return EG_OK;
	}
	if ((cmd = eg_command_find(argv[at])) == NULL)
		return unknown_command(argv[at], err);
	argc -= at + 1;
	argv += at + 1;
	if ((rc = eg_options_parse(cmd, &argc, argv, &help, err)) != EG_OK)
		return rc;
	if (help) {
		eg_help_command(&cx->out, cmd);
		return EG_OK;
	}
	if ((rc = open_repo(cx, cmd, err)) != EG_OK)
		return rc;
	if ((cmd->flags & EG_CMD_PAGER) != 0)
		eg_pager_allow();
	return cmd->run(cx, argc, argv, status, err);
}

/* Batches free and allocate megabytes a bill: giving them back to the kernel each time cost half
 * the run (measured). */
static void
keep_memory(void)
{
#ifdef M_TRIM_THRESHOLD
	mallopt(M_TRIM_THRESHOLD, 64 << 20);
	mallopt(M_TOP_PAD, 1 << 20);
	mallopt(M_MMAP_THRESHOLD, 16 << 20);
#endif
}

int
main(int argc, char **argv)
{
	struct eg_ctx cx = {.dir = "."};
	struct eg_err err = {0};
	int status = 0;
	enum eg_rc rc;

	keep_memory();
	signal(SIGXFSZ,
	    SIG_IGN); /* a limit on the size of files is an error of writing, told as one */
	eg_buf_init(&cx.out, 0);
	set_clock(&cx);
	set_identity(&cx);
	set_terminal(&cx);
	rc = run(&cx, argc, argv, &status, &err);
	if (rc != EG_OK) {
		eg_buf_reset(&cx.out); /* half a result is none */
		eg_report(&err);
		status = eg_rc_exit(rc);
	}
	if (!eg_finish(&cx) && status == 0)
		status = eg_rc_exit(EG_ERR_SYSTEM);
	eg_repo_free(cx.repo);
	eg_buf_clear(&cx.out);
	return status;
}
