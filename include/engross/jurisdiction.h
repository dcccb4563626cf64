/*
 * Jurisdictions: the 56 (50 states, DC, PR, GU, VI, AS, MP) and their profiles.
 *
 * A profile is a set of facts named GROUP.KEY ("enacting.clause", "levels.marks"), each with its
 * value, how sure it is, and its source; templates/jurisdictions/README.md lists the keys. A form
 * that is not known has no value: callers print a visible blank, never a guess.
 *
 *	const char *clause = eg_profile_text(p, "enacting.clause", NULL);
 *	if (clause == NULL) ... a blank ...
 */
#ifndef ENGROSS_JURISDICTION_H
#define ENGROSS_JURISDICTION_H

#include <engross/arena.h>

enum { EG_JURISDICTIONS = 56 };

enum eg_sure { EG_SURE_UNKNOWN = 0, EG_SURE_GENERAL, EG_SURE_VERIFIED };

enum eg_place_kind { EG_PLACE_STATE, EG_PLACE_DISTRICT, EG_PLACE_TERRITORY };

struct eg_fact {
	const char *key; /* "enacting.clause" */
	const char *value; /* NULL when unknown or when the fact is a list */
	const char *const *list; /* n texts when the fact is a list */
	size_t n; /* number of texts: 1 for a value, 0 when unknown */
	enum eg_sure sure;
	const char *source; /* "" if none given */
	const char *note; /* "" if none */
	size_t line; /* in the profile's file */
};

struct eg_profile;

/* The 56 postal codes: states in order of name, then DC, then the territories. Static. */
extern const char *const eg_postal[EG_JURISDICTIONS];
/* The name ("Utah") that goes with a postal code, without reading a profile; NULL if it is not one
 * of the 56. */
const char *eg_postal_name(const char *postal);
enum eg_place_kind eg_postal_kind(const char *postal);
/* 0..55, or -1. Case is not minded ("ut" is UT). */
int eg_postal_index(const char *postal, size_t n);

/* Parse a profile from its YAML text. `name` is for messages. *out is owned by the caller:
 * eg_profile_free(). EG_ERR_SYNTAX or EG_ERR_DATA with place. */
enum eg_rc eg_profile_parse(const char *yaml, size_t n, const char *name, struct eg_profile **out,
    struct eg_err *err) EG_MUST_CHECK;
/* The profile that the program carries. EG_ERR_NOT_FOUND for a code that is not one of the 56. */
enum eg_rc eg_profile_builtin(
    const char *postal, struct eg_profile **out, struct eg_err *err) EG_MUST_CHECK;
void eg_profile_free(struct eg_profile *p);

const char *eg_profile_postal(const struct eg_profile *p);
const char *eg_profile_name(const struct eg_profile *p); /* "Utah" */

/* A fact by its name; never NULL: an absent fact is an unknown one with n 0. Borrowed from the
 * profile. */
const struct eg_fact *eg_profile_fact(const struct eg_profile *p, const char *key);
/* Its text, or fallback when it is unknown, absent or "none". */
const char *eg_profile_text(const struct eg_profile *p, const char *key, const char *fallback);
bool eg_profile_yes(const struct eg_profile *p, const char *key); /* value is "yes" */
int64_t eg_profile_int(const struct eg_profile *p, const char *key, int64_t fallback);
bool eg_profile_unicameral(const struct eg_profile *p);
/* All facts in file order. */
size_t eg_profile_count(const struct eg_profile *p);
const struct eg_fact *eg_profile_at(const struct eg_profile *p, size_t i);
const char *eg_sure_name(enum eg_sure s); /* "verified", "general knowledge", "unknown" */

/* Fill {{name}} places of a form (a profile's pattern) with values; names: a NULL-ended list name,
 * value, name, value… Mustache proper belongs to the template room: here only {{name}} and
 * {{{name}}}, both unescaped; a name without a value is an error EG_ERR_DATA that names it. */
enum eg_rc eg_form_fill(struct eg_buf *out, const char *pattern, const char *const *pairs,
    struct eg_err *err) EG_MUST_CHECK;

#endif
