/* What cmd_draft.c (the command), draft_make.c (the drafts) and draft_report.c (what is said of them) share. */
#ifndef EG_CMD_DRAFT_H
#define EG_CMD_DRAFT_H

#include "cmd/sources.h"

#include <engross/home.h>

struct eg_draft_options {
	const char *places, *params, *from, *variant, *changes; /* as typed; NULL: not given */
	struct eg_texts set;
	bool dry_run, json, discard_edits, reset;
};

struct eg_draft_result {
	char postal[3];
	char *path, *source; /* source: dry run alone */
	size_t source_n, blanks;
	const char *how; /* new, again, unchanged, over edits; NULL: left out */
	char *why; /* left out */
	char *lost; /* parameters that the draft before had and this one has not, or NULL */
};

struct eg_draft_job {
	struct eg_ctx *cx;
	const struct eg_draft_options *opt;
	struct eg_sources *src,
	    own; /* shared by the templates of a run; own where a revision is named */
	struct eg_template *t;
	struct eg_change *change; /* borrowed; NULL in a dry run */
	struct eg_buf params, repo_params, from; /* bytes of the files */
	bool has_params, has_repo_params, table;
	struct eg_arena *arena;
	struct eg_map defaulted, used; /* used: "k=v" -> postal codes */
	char head[EG_OID_HEX]; /* commit that the run starts from, "" if there is none */
	bool none_yet; /* no draft of the template is there: none is looked for */
	char *base_path; /* first draft of the run */
	struct {
		EG_VEC(struct eg_draft_result);
	} done;
	struct eg_docx *docx; /* --from a Word document; NULL */
	struct eg_home *home; /* what came of it */
	size_t drafted, left_out;
	struct eg_err first; /* why the first one was left out */
};

/* draft_make.c: the job's template for each chosen jurisdiction, into j->change and j->done; who cannot be
 * drafted is left out with why. The first one's error where nobody could. */
enum eg_rc eg_draft_all(
    struct eg_draft_job *j, const bool chosen[EG_JURISDICTIONS], struct eg_err *err) EG_MUST_CHECK;

/* draft_home.c: bring j->docx home onto the draft that is there (`current`); sets j->home and
 * appends the new source to out. as_it_is: even where the draft has changed since. EG_ERR_EDITED
 * where both changed the same words. */
enum eg_rc eg_draft_home(struct eg_draft_job *j, const char *path, const struct eg_profile *profile,
    const struct eg_buf *current, bool as_it_is, struct eg_buf *out,
    struct eg_err *err) EG_MUST_CHECK;
/* What was changed, moved, not placed …, on standard error; and as a member "home" of an object. */
void eg_draft_home_notes(const struct eg_draft_job *j);
void eg_draft_home_json(struct eg_json *w, const struct eg_draft_job *j);

/* The commit's message with its trailers, a group of them a template. */
void eg_draft_message(
    const struct eg_draft_job *j, size_t n, const char *variant, struct eg_buf *out);
/* An object for one template, an array of objects for several. */
void eg_draft_report_json(struct eg_draft_job *j, size_t n, const char *commit);
void eg_draft_report_text(struct eg_draft_job *j);
/* On standard error: choices taken by default, blanks, parameters lost, who was left out. */
void eg_draft_report_notes(struct eg_draft_job *j);

#endif
