/*
 * Lint: what a careful clerk would send back. Each finding has a rule's id, how grave it is, and
 * the source line.
 *
 * Rules (ids are stable):
 *	label-dangling      a reference to a label that does not exist                       error
 *	blank               a visible blank is left in the text                              error
 *	form-unknown        a legal form of the jurisdiction is not known                    error
 *	conflict            a conflict left by an upgrade                                    error
 *	foreign-name        another jurisdiction's name in the text                          error
 *	foreign-body        another jurisdiction's legislature, executive or code            warning
 *	term-unused         a term is defined and never used                                 warning
 *	term-twice          a term is defined twice in one section                           error
 *	term-undefined      "as defined in" points where nothing of that name is defined     error
 *	lone-item           a list of one item                                               warning
 *	and-or              "and/or"                                                         warning
 * and for filing:
 *	filing-request, filing-sponsors, filing-place                                         error
 *	filing-one-act      an amendment and a new act where a bill does one of the two      error
 *	filing-detail       a detail that the form prints is not given                       error
 *	filing-fill-in      a declared fill-in of a verbatim text is not filled              error
 *	filing-policy       a contested choice taken by default and not confirmed            error
 */
#ifndef ENGROSS_LINT_H
#define ENGROSS_LINT_H

#include <engross/form.h>

enum eg_gravity { EG_GRAVITY_INFO, EG_GRAVITY_WARNING, EG_GRAVITY_ERROR };

struct eg_finding {
	const char *rule;
	enum eg_gravity gravity;
	size_t line; /* of the source; 0 = the bill as a whole */
	const char *message;
	const char *hint; /* "" if none */
};

struct eg_findings {
	struct eg_arena *arena;
	struct eg_finding *finding; /* sorted by line, then rule */
	size_t n, n_errors, n_warnings;
};

struct eg_lint_in {
	const struct eg_bill *bill;
	const struct eg_profile *profile;
	const struct eg_form *form; /* for unknown forms; NULL = not checked */
	bool for_filing;
	const char *const *policy; /* names of the template's contested choices */
	size_t n_policy;
};

/* The words by which one jurisdiction's text is told from another's: made once for many bills. */
struct eg_lexicon;
enum eg_rc eg_lexicon_new(struct eg_lexicon **out, struct eg_err *err) EG_MUST_CHECK;
void eg_lexicon_free(struct eg_lexicon *x);

/* Run every rule. *out is owned by the caller: eg_findings_free(). The bill is borrowed during the
 * call. */
enum eg_rc eg_lint(const struct eg_lint_in *in, const struct eg_lexicon *lexicon,
    struct eg_findings **out, struct eg_err *err) EG_MUST_CHECK;
void eg_findings_free(struct eg_findings *f);
const char *eg_gravity_name(enum eg_gravity g); /* "error", "warning", "info" */

#endif
