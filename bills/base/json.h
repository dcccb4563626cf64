/*
 * JSON out: a streaming writer that cannot produce malformed text (it aborts on misuse, which is a
 * bug).
 *
 *	struct eg_json j; eg_json_init(&j, &buf, true);
 *	eg_json_object(&j); eg_json_key(&j, "have"); eg_json_int(&j, 222); eg_json_end(&j);
 *	eg_json_finish(&j);
 *
 * Pretty output has two-space indentation and ends with a line feed. Bytes that are not UTF-8
 * become U+FFFD.
 */
#ifndef EG_BASE_JSON_H
#define EG_BASE_JSON_H

#include "base/mem.h"

enum { EG_JSON_DEPTH = 64 };

struct eg_json {
	struct eg_buf *out;
	bool pretty;
	int depth;
	char stack[EG_JSON_DEPTH]; /* '{' or '[' */
	bool first[EG_JSON_DEPTH];
	bool have_key;
};

void eg_json_init(struct eg_json *j, struct eg_buf *out, bool pretty);
void eg_json_object(struct eg_json *j);
void eg_json_array(struct eg_json *j);
void eg_json_end(struct eg_json *j); /* closes the innermost object or array */
void eg_json_key(struct eg_json *j, const char *key);
void eg_json_string(struct eg_json *j, const char *s); /* NULL gives null */
void eg_json_string_n(struct eg_json *j, const char *s, size_t n);
void eg_json_int(struct eg_json *j, int64_t n);
void eg_json_real(struct eg_json *j, double x, int decimals);
void eg_json_bool(struct eg_json *j, bool b);
void eg_json_null(struct eg_json *j);
void eg_json_finish(struct eg_json *j);
/* key + value in one */
void eg_json_kstr(struct eg_json *j, const char *key, const char *s);
void eg_json_kint(struct eg_json *j, const char *key, int64_t n);
void eg_json_kbool(struct eg_json *j, const char *key, bool b);

#endif
