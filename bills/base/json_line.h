/*
 * One document that stands whole on one line, the usual case of legislatures' records (JSON Lines),
 * read without yajl in a third of its time. Private to base/json_read.c.
 *
 * It is for what is plainly right and decides nothing else: whatever it does not take, an error
 * most of all, is read again by yajl, whose verdict and words stand.
 */
#ifndef EG_BASE_JSON_LINE_H
#define EG_BASE_JSON_LINE_H

#include "base/json_read.h"

enum {
	EG_JSON_DEPTH = 64, /* levels of brackets */
	/* Longer lines are yajl's: with this length no document reaches its limit of memory. */
	EG_JSON_LINE_MOST = 1024 * 1024,
};

struct eg_json_line {
	char *text; /* keys and strings of the document last read */
	size_t room;
};

bool eg_json__is_skipped(const char *const *skip, const char *p, size_t n);
/* Does the key of a top-level object hold a list of documents, if it is an array? */
bool eg_json__is_list_key(struct eg_str k);

/* The object that p[0..n) holds and nothing else but blanks; NULL when that is not plain. It lies
 * in `a` and in l->text. */
struct eg_jv *eg_json__line(
    struct eg_json_line *l, struct eg_arena *a, const char *const *skip, const char *p, size_t n);

#endif
