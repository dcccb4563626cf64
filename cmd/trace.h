/* What trace finds and how it is printed; cmd_trace.c drives, models.c knows the templates. */
#ifndef EG_CMD_TRACE_H
#define EG_CMD_TRACE_H

#include "cmd/texts.h"

#include <engross/trace.h>

struct eg_traced_text { /* a text that is traced, or a source */
	struct eg_doc *doc;
	bool borrowed; /* the document is another's */
	struct eg_tokens tokens;
};
void eg_traced_text_clear(struct eg_traced_text *t);

struct eg_match_passage {
	struct eg_copied_run at;
	bool both; /* the source's side is known */
	size_t others; /* documents or templates besides the source that have it */
	bool others_known;
};

struct eg_match_version { /* another version of the same template */
	const char *version;
	double score;
	size_t unique, unique_all;
};

struct eg_match {
	char *source, *version, *through; /* owned; version and through NULL where there is none */
	bool is_template;
	double score, covers, adds;
	double of_template; /* share of the version's words that the text has */
	size_t shared, unique, unique_all;
	size_t alike; /* drafts besides `through` that the text is as near to */
	size_t model, versions; /* of a template: which of the models, how many versions it has */
	struct {
		EG_VEC(char *);
	} proof; /* shingles that only this version or document has; owned */
	struct {
		EG_VEC(struct eg_match_passage);
	} passages;
	struct {
		EG_VEC(struct eg_match_version);
	} others; /* borrow their texts from the models */
	struct eg_traced_text text; /* of the source; doc NULL when it was not read */
	const char *note; /* why not, static; NULL */
};

struct eg_trace {
	const char *name; /* as the user named the text */
	struct eg_traced_text text;
	struct {
		EG_VEC(struct eg_match);
	} match; /* best first */
};
void eg_trace_clear(struct eg_trace *t);

struct eg_trace_how {
	size_t limit, passages, proofs; /* matches; passages of each; matches with both sides */
	double min_score;
	bool spare; /* what would cost much and prove little is not read */
};

/* A text by its address, as it is compared: a draft in its form, a template without its tags, a
 * file by its kind. */
enum eg_rc eg_traced_text_open(struct eg_ctx *cx, const char *address, struct eg_traced_text *out,
    struct eg_err *err) EG_MUST_CHECK;

/* The templates there are, every version of each, as texts. */
struct eg_models;
enum eg_rc eg_models_load(
    struct eg_ctx *cx, int place, struct eg_models **out, struct eg_err *err) EG_MUST_CHECK;
void eg_models_free(struct eg_models *m);
/* Fill t->match with the templates that t->text draws on. */
void eg_models_trace(const struct eg_models *m, struct eg_trace *t, const struct eg_trace_how *how);

/* Words of a range of bytes, white space made single, cut after max words (0: never). */
void eg_trace_put_words(
    struct eg_buf *out, const struct eg_doc *d, size_t start, size_t end, size_t max);
/* The draft that a template makes with every default, as it would be printed (for Colorado); NULL
 * when it cannot be made. commit "" is the template as it is now. */
struct eg_doc *eg_template_as_drafted(struct eg_ctx *cx, const char *name, const char *commit);

/* What a bill is proposed to carry, told from its text alone. */
struct eg_proposal {
	char *template_name, *version; /* owned */
	double score;
	size_t unique, unique_all; /* the proof: see struct eg_version_found */
	bool part; /* it carries only part of the template */
};
struct eg_proposals {
	struct {
		EG_VEC(struct eg_proposal);
	} v; /* best first */
};
/* The templates that a text was copied from, each with its version: those that score EG_PROPOSAL_MIN
 * at least and have words of the text that no better one has. For link --trace, and for imports
 * where text is at hand: load the models once (place -1), propose for each text. */
#define EG_PROPOSAL_MIN 0.5
void eg_models_propose(
    const struct eg_models *m, const char *text, size_t n, struct eg_proposals *out);
void eg_proposals_clear(struct eg_proposals *p);

void eg_trace_put_text(struct eg_ctx *cx, const struct eg_trace *t);
void eg_trace_put_json(struct eg_json *j, const struct eg_trace *t);

#endif
