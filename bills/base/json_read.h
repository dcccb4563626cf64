/*
 * JSON in, as a stream of documents: one bill at a time is held in memory, however long the file.
 *
 * What is one document: each element of a top-level array; each element of the array that a
 * top-level object holds under "results", "bills" or "data" (the pages of an API); else the whole
 * top-level value. Several top-level values may follow each other (JSON Lines).
 *
 *	struct eg_json_in *in = NULL;
 *	eg_json_in_new(&opt, &in, &err);
 *	while (... read a block ...)
 *		eg_json_in_feed(in, block, n, &err);
 *	eg_json_in_end(in, &err);
 *
 * Strings are UTF-8 (yajl checks it), unescaped, NUL-ended; a NUL inside one is kept and counted.
 * Limits: depth 64, 64 MiB for one document, 32 MiB for one string.
 */
#ifndef EG_BASE_JSON_READ_H
#define EG_BASE_JSON_READ_H

#include "base/mem.h"

#include <engross/arena.h>
#include <string.h>

enum eg_jkind { EG_JNULL, EG_JBOOL, EG_JNUMBER, EG_JSTRING, EG_JARRAY, EG_JOBJECT };

struct eg_jv {
	enum eg_jkind kind;
	bool truth; /* of a boolean */
	struct eg_str key; /* in an object; n is 0 elsewhere */
	struct eg_str text; /* of a string; a number as it was written */
	struct eg_jv *first, *last, *next; /* children in order; the next sibling */
	size_t n; /* children */
};

/* A document; `doc` and all it holds lie in memory that the next document takes over. line is the
 * 1-based line on which it ended. Anything but EG_OK stops the reading. */
typedef enum eg_rc (*eg_json_doc_fn)(
    void *ctx, const struct eg_jv *doc, size_t line, struct eg_err *err);

struct eg_json_in_options {
	const char *name; /* for messages; borrowed */
	eg_json_doc_fn doc;
	void *ctx;
	const char *const *skip; /* keys whose values are not kept; ends in NULL; may be NULL */
};

struct eg_json_in;

/* EG_ERR_LIBRARY when yajl is not installed. *out: eg_json_in_free(). */
enum eg_rc eg_json_in_new(const struct eg_json_in_options *opt, struct eg_json_in **out,
    struct eg_err *err) EG_MUST_CHECK;
/* EG_ERR_SYNTAX with line and column; EG_ERR_LIMIT; what the callback returned. */
enum eg_rc eg_json_in_feed(
    struct eg_json_in *in, const char *p, size_t n, struct eg_err *err) EG_MUST_CHECK;
/* The input ends here: EG_ERR_SYNTAX when a value is not complete. */
enum eg_rc eg_json_in_end(struct eg_json_in *in, struct eg_err *err) EG_MUST_CHECK;
void eg_json_in_free(struct eg_json_in *in);

/* Value of a key of an object; NULL if it is absent, null, or v is no object (or NULL). */
const struct eg_jv *eg_jget_n(const struct eg_jv *v, const char *key, size_t n);
static inline const struct eg_jv *
eg_jget(const struct eg_jv *v, const char *key)
{
	return eg_jget_n(v, key, strlen(key)); /* known when it is compiled */
}
/* Text of a string or a number; n = 0 if it is none, or NULL. */
struct eg_str eg_jtext_of(const struct eg_jv *v);
/* The same of a key's value. */
static inline struct eg_str
eg_jtext(const struct eg_jv *v, const char *key)
{
	return eg_jtext_of(eg_jget(v, key));
}
/* A whole number from a number or from a string of digits ("12"); fallback if neither. */
int64_t eg_jint(const struct eg_jv *v, const char *key, int64_t fallback);
/* First child of an array, or of an object that stands for one (keys "0", "1" …); NULL if none. */
const struct eg_jv *eg_jfirst(const struct eg_jv *v);

#endif
