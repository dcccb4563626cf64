/*
 * Commands. To add one: a file cmd/cmd_NAME.c that ends with `const struct eg_cmd cmd_NAME_spec`,
 * a row in cmd/commands.def, a man page cmd/engross-NAME.1, a transcript in tests/cli/NAME/. The
 * one table drives parsing, usage, help, completion.
 *
 * A command file holds, in order: a comment (what it does, one example, exit codes), its options,
 * small helpers, the run function, the spec. Results go to standard output (cx->out), talk to
 * standard error (eg_note, eg_warn). No bill logic here.
 */
#ifndef EG_CMD_H
#define EG_CMD_H

#include "base/json.h"
#include "base/map.h"
#include "base/path.h"
#include "base/time.h"
#include "base/vec.h"

#include <engross/jurisdiction.h>
#include <engross/store.h>
#include <stdio.h>

enum eg_opt_type {
	EG_OPT_FLAG, /* bool *            --json */
	EG_OPT_TEXT, /* const char **     --to html */
	EG_OPT_INT, /* int64_t *         --limit 20 */
	EG_OPT_LIST, /* struct eg_texts * --set K=V --set K=V (kept in order) */
};

struct eg_texts {
	EG_VEC(const char *);
};

struct eg_opt {
	const char *name; /* long name without dashes */
	char letter; /* 0 if none */
	enum eg_opt_type type;
	void *to;
	const char *value; /* name of the value in usage: "XX,YY"; NULL for a flag */
	const char *help;
};
#define EG_OPT_END                                                                                 \
	{                                                                                          \
		NULL, 0, EG_OPT_FLAG, NULL, NULL, NULL                                             \
	}

enum eg_cmd_flags {
	EG_CMD_NEEDS_REPO = 1, /* cx->repo is open when run is called */
	EG_CMD_READ_ONLY = 2, /* changes nothing in the repository */
	EG_CMD_MAY_REPO = 4, /* cx->repo is open if there is one, else NULL */
	EG_CMD_PAGER = 8, /* long output goes through a pager on a terminal */
};

struct eg_ctx {
	struct eg_repo *repo; /* see flags */
	const char *dir; /* -C DIR or "." */
	struct eg_buf out; /* standard output; flushed when run returns */
	bool color; /* standard output is a terminal and NO_COLOR is unset */
	bool quiet;
	int64_t now; /* Unix seconds; SOURCE_DATE_EPOCH if set */
	struct eg_signer who; /* when = SOURCE_DATE_EPOCH if set */
	int columns; /* terminal width, 80 if unknown */
};

/* Exit status: 0, 1 ("no", "different", "some left out"), or an error set in err (its class is the
 * status). Return EG_EXIT(1) through *status. */
struct eg_cmd {
	const char *name, *group, *summary;
	const char *args; /* usage after the options: "TEMPLATE --for XX,…" */
	const struct eg_opt *opts;
	int flags;
	enum eg_rc (*run)(
	    struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err);
	const char *help; /* a paragraph or two and an example */
};

/* ---- services of main.c, output.c, resolve.c ---- */

void eg_note(const struct eg_ctx *cx, const char *fmt, ...)
    EG_PRINTF(2, 3); /* to stderr, not when --quiet */
void eg_warn(const struct eg_ctx *cx, const char *fmt, ...) EG_PRINTF(2, 3);
/* Print err to stderr as `engross: path:line:col: message` and its hint. */
void eg_report(const struct eg_err *err);
/* Write what is in cx->out now (a long command's progress of results). */
void eg_flush(struct eg_ctx *cx);

/* Progress bar on stderr: nothing when it is no terminal or in the first second. */
struct eg_progress {
	const char *what;
	size_t total, done;
	int64_t start_ns, drawn_ns;
	bool active, shown;
};
void eg_progress_start(
    struct eg_progress *p, const struct eg_ctx *cx, const char *what, size_t total);
void eg_progress_step(struct eg_progress *p, size_t done);
void eg_progress_end(struct eg_progress *p);

/* Table output: columns aligned by display width. cells: rows * cols texts; header first. */
void eg_table(struct eg_buf *out, const char *const *cells, size_t rows, size_t cols, int columns);

/* "CO,UT", "states", "all" -> flags of the 56. EG_ERR_USAGE with the nearest code for a typo. */
enum eg_rc eg_jurisdictions_parse(
    const char *list, bool chosen[EG_JURISDICTIONS], struct eg_err *err) EG_MUST_CHECK;

/* The profile that counts: the repository's jurisdictions/XX.yaml (work tree, or at commit) if it
 * has one, else the built-in. */
enum eg_rc eg_profile_load(struct eg_ctx *cx, const char *postal, const char *commit,
    struct eg_profile **out, struct eg_err *err) EG_MUST_CHECK;
/* Bytes of a file of the repository (commit NULL or "" = current), else the built-in of that path
 * ("templates/" and "jurisdictions/" prefixes map to built-ins). */
enum eg_rc eg_source_load(struct eg_ctx *cx, const char *commit, const char *path,
    struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* Bytes of what an address names, with the name for messages in `shown`; a draft's jurisdiction
 * postal code (or a print's) in postal ("" if none). */
struct eg_source {
	struct eg_address addr;
	struct eg_buf bytes;
	char shown[4096]; /* path for messages */
	char commit[EG_OID_HEX];
	char postal[3];
	bool is_draft; /* engross source (a draft, or a path that holds one) */
};
enum eg_rc eg_source_open(struct eg_ctx *cx, const char *address, struct eg_source *out,
    struct eg_err *err) EG_MUST_CHECK;
/* The same, and a path may lead to a Word document: for what eg_doc_read() reads. */
enum eg_rc eg_source_open_any(struct eg_ctx *cx, const char *address, struct eg_source *out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_source_clear(struct eg_source *s);
/* For eg_repo_releases: the versions in a struct eg_buf, parted by commas. */
eg_repo_tag_fn eg_join_version;
/* Open cx->repo now if it is not yet (for commands with EG_CMD_MAY_REPO and an address that needs
 * one). */
enum eg_rc eg_need_repo(struct eg_ctx *cx, struct eg_err *err) EG_MUST_CHECK;

#define EG_CMD_ROW(name) extern const struct eg_cmd cmd_##name##_spec;
#include "commands.def"
#undef EG_CMD_ROW

#endif
