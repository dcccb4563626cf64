/*
 * Rulings: what people decided about a finding of conformity, in tracking/rulings.csv: RFC 4180, a
 * frozen header, append-only, one commit a ruling. A program finds, a person rules; later findings
 * cite the ruling and say when the text or the model has changed since.
 */
#ifndef ENGROSS_RULING_H
#define ENGROSS_RULING_H

#include <engross/arena.h>

#define EG_RULINGS_PATH "tracking/rulings.csv"

/* "id,date,body,decision,vote,reason,text,text-sha256,model,model-sha256,finding,score,note,recorded"
 */
extern const char eg_rulings_header[];

struct eg_ruling { /* texts are never NULL */
	const char *id; /* first 16 hex digits of SHA-256 over the row without id and recorded */
	const char *date; /* YYYY-MM-DD: when it was decided */
	const char *body; /* who decided: a commission, an office, a person */
	const char *decision; /* "conforms", "does-not-conform", "conditional", "" */
	const char *vote; /* "24-5", "unanimous", "" */
	const char *reason;
	const char *text; /* what was ruled on: path in the repository, or as typed */
	const char *text_sha256; /* of the text's bytes */
	const char *model; /* "nurse-compact@1.0.0", a path */
	const char *model_sha256;
	const char *finding; /* eg_finding_name() at that time */
	const char *score; /* "0.9812" */
	const char *note;
	const char *recorded; /* YYYY-MM-DD */
};

struct eg_rulings {
	struct eg_arena *arena;
	struct eg_ruling *v; /* in file order */
	size_t n;
};

/* Parse a rulings file. EG_ERR_DATA, EG_ERR_SYNTAX with the line. *out: eg_rulings_free(). */
enum eg_rc eg_rulings_parse(const char *p, size_t n, const char *name, struct eg_rulings **out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_rulings_free(struct eg_rulings *r);
/* Append the row (its id is computed) to a file's bytes; an empty file gets the header first.
 * EG_ERR_DATA: a date that is none, no body, an unknown decision. */
enum eg_rc eg_rulings_append(const struct eg_ruling *r, const char *old, size_t old_n,
    struct eg_buf *out, char id[17], struct eg_err *err) EG_MUST_CHECK;
/* "conforms", "does-not-conform", "conditional" or "". */
bool eg_ruling_decision_ok(const char *word);

struct eg_ruling_cited { /* a ruling about a text, seen from today's text and model */
	const struct eg_ruling *ruling;
	bool text_changed, model_changed;
};

/* Rulings about a text: by its name, or by its bytes whatever it was called. Newest decision first.
 * out: room for r->n. Returns how many. */
size_t eg_rulings_about(const struct eg_rulings *r, const char *text, const char *text_sha256,
    const char *model, const char *model_sha256, struct eg_ruling_cited *out);

#endif
