/*
 * Templates and drafting: a model act with parameters (templates/acts/NAME.md), the values given
 * for them, and the draft that comes out for one jurisdiction.
 *
 *	eg_template_parse(bytes, n, "templates/x.md", common, common_n, "templates/parts/common.yaml", &t, &err);
 *	p = eg_params_new(t);
 *	eg_params_set_pair(p, "sue=none", &err);
 *	eg_draft_make(&(struct eg_draft_in){ .template_ = t, .profile = co, .params = p, .load = part, .ctx = me }, &draft, &err);
 *	... draft.source is the text of bills/x/CO.md ...
 *
 * Values never decide structure: a value is one line of text, escaped for CommonMark. Nothing here
 * reads a file.
 */
#ifndef ENGROSS_TEMPLATE_H
#define ENGROSS_TEMPLATE_H

#include <engross/jurisdiction.h>
#include <engross/mustache.h>

enum eg_param_type {
	EG_PARAM_TEXT, /* one line */
	EG_PARAM_INTEGER,
	EG_PARAM_DATE, /* YYYY-MM-DD */
	EG_PARAM_BOOLEAN, /* true | false (yes | no) */
	EG_PARAM_CHOICE,
	EG_PARAM_LIST, /* lines of text; typed as "a; b; c" */
	EG_PARAM_MONEY, /* dollars: 10000, $10,000, 12.50 */
	/* a text kept word for word: typed as a path, its bytes are given by the caller */
	EG_PARAM_FILE,
};
const char *eg_param_type_name(enum eg_param_type t);

struct eg_param {
	const char *name;
	enum eg_param_type type;
	bool required; /* has no default */
	const char *unless; /* "NAME=VALUE": not required where that choice is made; "" if none */
	bool policy; /* a contested choice: named when its default is taken */
	bool global; /* from parts/common.yaml */
	const char *help, *risk; /* "" if none */
	const char *def; /* default as typed ("" = empty); a list's joined with "; " */
	const char *const *option; /* CHOICE */
	size_t n_options;
	bool has_min, has_max;
	int64_t min, max; /* INTEGER; MONEY in cents */
	const char *file; /* where it is declared */
	size_t line;
	const struct eg_mustache
	    *pattern; /* the default where it holds Mustache over jurisdiction.*, else NULL */
};

struct eg_authority {
	const char *cite, *effect /* supports | limits */, *says,
	    *sure /* verified | general | unknown */;
};

/* What counts as success. Texts are "" where not given. */
struct eg_threshold {
	const char *kind; /* none | count | weight */
	const char *weight; /* electoral-votes */
	const char *counts; /* enacted | adopted | in-effect */
	const char *const *of; /* one of "states", "states-dc", "all", or postal codes */
	size_t n_of;
	int64_t need; /* 0 = no number */
	const char *date_alternative, *rule, *rescission, *conformity, *withdrawal, *source, *note;
};

struct eg_template {
	struct eg_arena *arena;
	const char *file; /* for messages */
	const char *name, *version, *title, *short_title, *purpose, *instrument, *summary,
	    *conformity, *mirror, *format_mode;
	const char *const *subject;
	size_t n_subjects;
	const char *const *jurisdiction; /* "all", "states" or postal codes */
	size_t n_jurisdictions;
	struct eg_threshold threshold;
	const struct eg_param *param; /* own ones in file order, then the global ones */
	size_t n_params;
	const struct eg_authority *authority;
	size_t n_authorities;
	const char *const *fill_in;
	size_t n_fill_ins;
	const struct eg_mustache *body, *title_m, *short_title_m, *purpose_m,
	    *summary_m; /* compiled */
	const char *body_text;
	size_t body_n;
	size_t body_line; /* line of the file where the body starts */
};

/* Parse a template: head checked field by field (an unknown key is an error that names the
 * nearest), body compiled. common may be NULL (no global parameters). *out is owned by the caller.
 * EG_ERR_SYNTAX, EG_ERR_TEMPLATE, EG_ERR_LIMIT, all with place. */
enum eg_rc eg_template_parse(const char *p, size_t n, const char *file, const char *common,
    size_t common_n, const char *common_file, struct eg_template **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_template_free(struct eg_template *t);
/* NULL if there is none. */
const struct eg_param *eg_template_param(const struct eg_template *t, const char *name);
/* Whether the template says it is for this jurisdiction. */
bool eg_template_is_for(const struct eg_template *t, const char *postal);

/* ---- values ---- */

struct eg_params;

enum eg_param_source {
	EG_FROM_DEFAULT,
	EG_FROM_REPOSITORY,
	EG_FROM_FILE,
	EG_FROM_TABLE,
	EG_FROM_OPTION
};

/* Values for one drafting. A later set wins over an earlier one: set in the order repository,
 * --params FILE, table row, --set. */
struct eg_params *eg_params_new(const struct eg_template *t);
void eg_params_free(struct eg_params *p);
/* One value. file ("" = command line) and line say where it was typed. EG_ERR_PARAMETER: unknown
 * name (with the nearest), wrong type (with the declaration's line and the parameter's help). */
enum eg_rc eg_params_set(struct eg_params *p, const char *name, const char *value,
    enum eg_param_source source, const char *file, size_t line, struct eg_err *err) EG_MUST_CHECK;
/* "K=V" of --set; the same list twice appends. */
enum eg_rc eg_params_set_pair(
    struct eg_params *p, const char *pair, struct eg_err *err) EG_MUST_CHECK;
/* A YAML text: a mapping of names to scalars or sequences, either whole or, where it has one, its
 * `parameters:` (engross.yaml, a draft's head). ignore(ctx, name) true: a name this template does
 * not have is passed over; ignore may be NULL. */
typedef bool eg_params_ignore_fn(void *ctx, const char *name);
enum eg_rc eg_params_yaml(struct eg_params *p, const char *text, size_t n, const char *file,
    enum eg_param_source source, eg_params_ignore_fn *ignore, void *ctx,
    struct eg_err *err) EG_MUST_CHECK;
/* The row of a jurisdiction in a CSV text whose first column is `jurisdiction`; empty cells say
 * nothing. *found tells whether there is a row (may be NULL). Two rows for one jurisdiction, an
 * unknown code or column: EG_ERR_PARAMETER. */
enum eg_rc eg_params_csv(struct eg_params *p, const char *text, size_t n, const char *file,
    const char *postal, bool *found, struct eg_err *err) EG_MUST_CHECK;
/* The path typed for each `file` parameter, so that the caller can read it; then its bytes
 * (copied). A byte-order mark is dropped and CR LF becomes LF; nothing else changes.
 * EG_ERR_PARAMETER: not UTF-8, control characters, or text that holds "<!-- /verbatim". */
size_t eg_params_files(
    const struct eg_params *p, const char **names, const char **paths, size_t max);
enum eg_rc eg_params_set_file(struct eg_params *p, const char *name, const char *bytes, size_t n,
    struct eg_err *err) EG_MUST_CHECK;
/* The values that a draft was made with, from its head (values that the template no longer takes
 * are passed over); choices that its head says are confirmed count as set. files: with the texts of
 * its blocks kept word for word, ready as they stand there (eg_draft_in.files_ready); without them
 * `file` parameters are left alone. EG_ERR_SYNTAX: not a draft. */
enum eg_rc eg_params_from_draft(struct eg_params *p, const char *source, size_t n, bool files,
    struct eg_err *err) EG_MUST_CHECK;
/* As typed and normalised ("2027-07-01", "a; b"), and where from; NULL if the name is unknown or
 * has no value. Borrowed. */
const char *eg_params_get(
    const struct eg_params *p, const char *name, enum eg_param_source *source);

/* ---- drafting ---- */

struct eg_draft_in {
	const struct eg_template *template_;
	const struct eg_profile *profile;
	const struct eg_params *params;
	const char *variant; /* NULL or "" for none */
	eg_mustache_load_fn *load; /* parts */
	void *ctx;
	const char *
	    previous; /* text of the draft this one replaces (its request, sponsors, companion, prefiled, summary, memo lines are
	                             * kept where the parameters give none), or NULL */
	size_t previous_n;
	bool files_ready; /* texts of `file` parameters are taken as they are: filled in and conformed
			     before, as in `previous`, whose list of changes of form is kept */
};

struct eg_draft {
	struct eg_arena *arena;
	const char *path; /* "bills/TEMPLATE/XX[-VARIANT].md" */
	const char *source; /* head and body */
	size_t source_n;
	const char *const *defaulted; /* policy parameters that took their default */
	size_t n_defaulted;
	const char *const *blank; /* what each visible blank of the body says */
	size_t n_blanks;
	const char *const *used; /* "k=v" of the parameters recorded in the head, sorted */
	size_t n_used;
	size_t n_changes; /* changes of form in conformed texts, listed in a drafting note */
};

/* Draft a template for a jurisdiction. Deterministic. EG_ERR_TEMPLATE (place in the template or
 * part), EG_ERR_MISSING (a required value: names the parameter, its line and help),
 * EG_ERR_PARAMETER, EG_ERR_LIMIT. *out zeroed on error; free with eg_draft_clear(). */
enum eg_rc eg_draft_make(
    const struct eg_draft_in *in, struct eg_draft *out, struct eg_err *err) EG_MUST_CHECK;
void eg_draft_clear(struct eg_draft *d);
/* Whether a draft's body is still as it was generated (its body-sha256 agrees). False when it says
 * none. */
bool eg_draft_is_untouched(const char *source, size_t n);
/* The body of a draft or template: the text after the closing `---` line of its head; all of it
 * when there is no head. */
struct eg_str eg_draft_body(const char *source, size_t n);
/* The same head with another body (a draft edited elsewhere): body-sha256 keeps naming the
 * generated body, so that it counts as edited. */
void eg_draft_with_body(const struct eg_draft *d, const char *body, size_t n, struct eg_buf *out);

/* Is this a well-formed version ("1.0.0", "2.1.0-rc.1")? A template's name ([a-z][a-z0-9-]*)? A
 * variant's? */
bool eg_version_ok(const char *s);
bool eg_template_name_ok(const char *s);

#endif
