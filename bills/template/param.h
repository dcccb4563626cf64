/* Values of parameters, private to the template room. */
#ifndef EG_TEMPLATE_PARAM_H
#define EG_TEMPLATE_PARAM_H

#include "base/mem.h"

#include <engross/template.h>

struct eg_param_value {
	bool set;
	enum eg_param_source source;
	const char *text; /* normalised: "2027-07-01", "true", "10000.50", "a; b" */
	const char *const *item; /* LIST */
	size_t n;
	int64_t number; /* INTEGER, MONEY (cents), BOOLEAN */
	const char *bytes; /* FILE: its text, once given */
	size_t bytes_n;
	const char *file; /* where it was typed; "" = command line */
	size_t line;
};

struct eg_params {
	struct eg_arena *arena;
	const struct eg_template *t;
	struct eg_param_value *v; /* one a parameter of t */
};

/* Check typed text against a parameter's type; on false `why` says what is wrong ("'x' is not a
 * date …"). */
bool eg_param__parse(struct eg_arena *a, const struct eg_param *p, const char *typed,
    struct eg_param_value *out, char *why, size_t why_bytes);
/* The same for the items of a list, taken as they are. */
bool eg_param__parse_items(struct eg_arena *a, const struct eg_param *p, const char *const *item,
    size_t n, struct eg_param_value *out, char *why, size_t why_bytes);
/* One line of well-formed UTF-8 without control characters; many: line feeds and tabs are fine. */
bool eg_param__text_ok(const char *s, size_t n, bool many, char *why, size_t why_bytes);
/* What Mustache sees of a value; v NULL: the shape alone (a declared parameter whose value is not
 * known yet). */
struct eg_value eg_param__value(
    struct eg_arena *a, const struct eg_param *p, const struct eg_param_value *v);
/* "integer, 1 to 90", "choice of a, b or c". */
void eg_param__kind(struct eg_buf *out, const struct eg_param *p);
/* "NAME (kind): help": the hint of an error about a parameter. */
void eg_param__hint(struct eg_err *err, const struct eg_param *p);
/* Index of a parameter, SIZE_MAX if there is none. */
size_t eg_template__index(const struct eg_template *t, const char *name);
enum eg_rc eg_param__unknown(const struct eg_template *t, const char *name, const char *file,
    size_t line, struct eg_err *err);

/* The root that a template's Mustache sees. params NULL: every name, no values (for checks);
 * profile NULL likewise. EG_ERR_MISSING, EG_ERR_PARAMETER (a default that is a pattern and gives a
 * bad value). values gets what was used, one a parameter (may be NULL). */
enum eg_rc eg_context__build(struct eg_arena *a, const struct eg_template *t,
    const struct eg_profile *profile, const struct eg_params *params, struct eg_value *root,
    struct eg_param_value *values, struct eg_err *err) EG_MUST_CHECK;
struct eg_value eg_context__jurisdiction(
    struct eg_arena *a, const struct eg_profile *p, const char *date_words, bool placed);

/* Every name in m is known in root (values do not matter). */
enum eg_rc eg_mustache__check(
    const struct eg_mustache *m, const struct eg_value *root, struct eg_err *err) EG_MUST_CHECK;

/* Put each "[MARK]=words" of item[0..n) into the text. EG_ERR_PARAMETER: no such fill-in is
 * declared, or the text does not hold it. */
enum eg_rc eg_fillin__apply(const struct eg_template *t, const char *const *item, size_t n,
    struct eg_buf *text, struct eg_err *err) EG_MUST_CHECK;

/* Make a compact's text fit the profile's form; each change as a line of words. See conform.c. */
void eg_conform__text(struct eg_arena *a, const struct eg_profile *profile, const char *p, size_t n,
    struct eg_buf *out, struct eg_buf *changes);

#endif
