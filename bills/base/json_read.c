/* JSON in. yajl tells what it sees; struct eg_json_in builds the tree of one document from it and
 * hands it over when its last bracket closes. */
#include "base/json_read.h"

#include "base/json_line.h"
#include "base/lazy.h"

#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>

enum { DEPTH = EG_JSON_DEPTH, DOC_MAX = 64 * 1024 * 1024, TOKEN_MAX = 32 * 1024 * 1024 };

#define YAJL(F)                                                                                    \
	F(yajl_alloc)                                                                              \
	F(yajl_config)                                                                             \
	F(yajl_parse)                                                                              \
	F(yajl_complete_parse)                                                                     \
	F(yajl_get_error)                                                                          \
	F(yajl_get_bytes_consumed) F(yajl_free_error) F(yajl_free)

struct yajl {
	YAJL(EG_LAZY_FIELD)
};
static const char *const yajl_names[] = {YAJL(EG_LAZY_NAME)};

struct eg_json_in {
	struct eg_json_in_options opt;
	struct yajl y;
	yajl_handle h;
	struct eg_arena *arena;
	struct eg_jv *open[DEPTH + 1]; /* objects and arrays not yet closed */
	int depth; /* brackets open in the input, those not kept included */
	int built; /* entries of open[] */
	int base; /* depth at which a document begins */
	int skipping; /* depth of the value that is not kept, 0 = keep */
	bool skip_next; /* the value of the key just read is not kept */
	bool any, listed; /* a value was seen; this top-level object holds a list of documents */
	bool bom_seen;
	bool between; /* what came so far ended with a document: nothing is open, no token begun */
	struct eg_json_line plain;
	struct eg_str key;
	size_t line, line_start, offset, since; /* bytes since the last token */
	struct eg_err *err;
	enum eg_rc rc;
};

/* ---- building ---- */

static struct eg_jv *
add(struct eg_json_in *in, enum eg_jkind kind)
{
	struct eg_jv *v = eg_arena_alloc(in->arena, sizeof(*v)), *up;

	v->kind = kind;
	v->key = in->key;
	in->key = (struct eg_str){NULL, 0};
	if (in->built > 0) {
		up = in->open[in->built - 1];
		if (up->last != NULL)
			up->last->next = v;
		else
			up->first = v;
		up->last = v;
		up->n++;
	}
	return v;
}

static bool
fail(struct eg_json_in *in, enum eg_rc rc, const char *what)
{
	in->rc = eg_err_at(in->err, rc, in->opt.name, in->line, 0, "%s", what);
	return false;
}

static bool
deliver(struct eg_json_in *in, const struct eg_jv *doc)
{
	in->rc = in->opt.doc(in->opt.ctx, doc, in->line, in->err);
	eg_arena_reset(in->arena);
	in->key = (struct eg_str){NULL, 0};
	return in->rc == EG_OK;
}

/* A value that opens and closes nothing, or one that just closed. */
static bool
value_done(struct eg_json_in *in, const struct eg_jv *v)
{
	in->any = true;
	if (in->depth == in->base && !(in->depth == 0 && in->listed))
		return deliver(in, v);
	return true;
}

static bool
token(struct eg_json_in *in)
{
	in->since = 0;
	if (eg_arena_bytes(in->arena) > DOC_MAX)
		return fail(in, EG_ERR_LIMIT, "one record is larger than 64 MB");
	return true;
}

static bool
scalar(struct eg_json_in *in, enum eg_jkind kind, const char *p, size_t n, bool truth)
{
	struct eg_jv *v;

	if (!token(in))
		return false;
	if (in->skipping != 0 || in->skip_next) {
		in->skip_next = false;
		return true;
	}
	v = add(in, kind);
	v->truth = truth;
	if (n > 0)
		v->text = (struct eg_str){eg_arena_dup(in->arena, p, n), n};
	return value_done(in, v);
}

static int
on_null(void *c)
{
	return scalar(c, EG_JNULL, NULL, 0, false);
}

static int
on_bool(void *c, int b)
{
	return scalar(c, EG_JBOOL, NULL, 0, b != 0);
}

static int
on_number(void *c, const char *p, size_t n)
{
	return scalar(c, EG_JNUMBER, p, n, false);
}

static int
on_string(void *c, const unsigned char *p, size_t n)
{
	return scalar(c, EG_JSTRING, (const char *)p, n, false);
}

bool
eg_json__is_list_key(struct eg_str k)
{
	return eg_str_eq(k, "results") || eg_str_eq(k, "bills") || eg_str_eq(k, "data");
}

bool
eg_json__is_skipped(const char *const *skip, const char *p, size_t n)
{
	if (n == 0 || skip == NULL)
		return false;
	for (size_t i = 0; skip[i] != NULL; i++)
		if (skip[i][0] == *p && (n == 1 || skip[i][1] == p[1]) &&
		    strncmp(skip[i], p, n) == 0 && skip[i][n] == '\0')
			return true;
	return false;
}

static int
on_key(void *c, const unsigned char *p, size_t n)
{
	struct eg_json_in *in = c;

	if (!token(in))
		return 0;
	if (in->skipping != 0)
		return 1;
	if (eg_json__is_skipped(in->opt.skip, (const char *)p, n)) {
		in->skip_next = true;
		return 1;
	}
	in->key = (struct eg_str){eg_arena_dup(in->arena, (const char *)p, n), n};
	return 1;
}

static int
open_one(struct eg_json_in *in, enum eg_jkind kind)
{
	if (!token(in))
		return 0;
	if (++in->depth > DEPTH)
		return fail(in, EG_ERR_LIMIT, "nested more than 64 levels deep");
	if (in->skipping != 0)
		return 1;
	if (in->skip_next) {
		in->skip_next = false;
		in->skipping = in->depth;
		return 1;
	}
	if (in->depth == 1 && kind == EG_JARRAY) { /* a list of documents */
		in->base = 1;
		return 1;
	}
	if (in->depth == 2 && kind == EG_JARRAY && in->built == 1 &&
	    eg_json__is_list_key(in->key)) {
		in->listed = true; /* an API's page: what stands around the list is not a bill */
		in->base = 2;
		in->built = 0;
		in->key = (struct eg_str){NULL, 0};
		return 1;
	}
	in->open[in->built] = add(in, kind);
	in->built++;
	return 1;
}

static int
close_one(struct eg_json_in *in)
{
	if (!token(in))
		return 0;
	in->depth--;
	if (in->skipping != 0) {
		if (in->depth < in->skipping)
			in->skipping = 0;
		return 1;
	}
	if (in->base > 0 && in->depth < in->base) { /* the list of documents closed */
		in->any = true;
		in->base = in->depth == 0 ? 0 : 1;
		if (in->depth == 1) { /* the rest of an API's page: read, not kept */
			in->base = 0;
			in->built = 0;
			in->open[0] = add(in, EG_JOBJECT);
			in->built = 1;
		} else {
			in->listed = false;
		}
		return 1;
	}
	if (in->built == 0)
		return 1;
	in->built--;
	if (in->depth == 0 && in->listed) {
		in->listed = false;
		return 1;
	}
	return value_done(in, in->open[in->built]);
}

static int
on_map(void *c)
{
	return open_one(c, EG_JOBJECT);
}

static int
on_array(void *c)
{
	return open_one(c, EG_JARRAY);
}

static int
on_close(void *c)
{
	return close_one(c);
}

static const yajl_callbacks callbacks = {.yajl_null = on_null,
    .yajl_boolean = on_bool,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_map,
    .yajl_map_key = on_key,
    .yajl_end_map = on_close,
    .yajl_start_array = on_array,
    .yajl_end_array = on_close};

/* ---- feeding ---- */

enum eg_rc
eg_json_in_new(const struct eg_json_in_options *opt, struct eg_json_in **out, struct eg_err *err)
{
	struct eg_json_in *in = eg_calloc(1, sizeof(*in));
	enum eg_rc rc = eg_lazy_open("libyajl.so.2", "libyajl2", yajl_names,
	    sizeof(yajl_names) / sizeof(yajl_names[0]), &in->y, err);

	*out = NULL;
	if (rc != EG_OK) {
		eg_free(in);
		return rc;
	}
	in->opt = *opt;
	in->arena = eg_arena_new();
	in->line = 1;
	in->between = true;
	in->h = in->y.yajl_alloc(&callbacks, NULL, in);
	in->y.yajl_config(in->h, yajl_allow_multiple_values, 1);
	*out = in;
	return EG_OK;
}

void
eg_json_in_free(struct eg_json_in *in)
{
	if (in == NULL)
		return;
	in->y.yajl_free(in->h);
	eg_free(in->plain.text);
	eg_arena_free(in->arena);
	eg_free(in);
}

/* yajl's words, made one line in our manner. */
static enum eg_rc
translate(struct eg_json_in *in, const char *p, size_t n, size_t line, size_t col)
{
	unsigned char *said = in->y.yajl_get_error(in->h, 0, (const unsigned char *)p, n);
	const char *what = said != NULL ? (const char *)said : "not JSON";
	size_t len;

	if (strncmp(what, "lexical error: ", 15) == 0)
		what += 15;
	else if (strncmp(what, "parse error: ", 13) == 0)
		what += 13;
	for (len = strlen(what); len > 0 && (what[len - 1] == '\n' || what[len - 1] == ' ');)
		len--;
	eg_err_at(
	    in->err, EG_ERR_SYNTAX, in->opt.name, line, col, "not JSON: %.*s", (int)len, what);
	if (strstr(what, "UTF8") != NULL)
		eg_err_hint(in->err, "the file must be UTF-8: iconv -f WINDOWS-1252 -t UTF-8 FILE");
	if (said != NULL)
		in->y.yajl_free_error(in->h, said);
	return EG_ERR_SYNTAX;
}

/* One piece: a line at most, so that callbacks know their line. */
static enum eg_rc
piece(struct eg_json_in *in, const char *p, size_t n)
{
	yajl_status st;

	if (in->between) {
		const struct eg_jv *doc = eg_json__line(&in->plain, in->arena, in->opt.skip, p, n);

		if (doc != NULL) {
			in->any = true;
			in->since = 0;
			in->offset += n;
			(void)deliver(in, doc);
			return in->rc;
		}
		eg_arena_reset(in->arena);
	}
	st = in->y.yajl_parse(in->h, (const unsigned char *)p, n);
	in->between = in->depth == 0 && n > 0 && p[n - 1] == '\n';
	if (st == yajl_status_client_canceled)
		return in->rc != EG_OK ? in->rc : EG_ERR_DATA;
	if (st != yajl_status_ok) {
		size_t at = in->y.yajl_get_bytes_consumed(in->h);

		return translate(in, p, n, in->line, in->offset - in->line_start + at + 1);
	}
	in->since += n;
	if (in->since > TOKEN_MAX)
		return eg_err_at(in->err, EG_ERR_LIMIT, in->opt.name, in->line, 0,
		    "one text is longer than 32 MB");
	in->offset += n;
	return EG_OK;
}

enum eg_rc
eg_json_in_feed(struct eg_json_in *in, const char *p, size_t n, struct eg_err *err)
{
	const char *end = p + n;
	enum eg_rc rc = EG_OK;

	in->err = err;
	if (!in->bom_seen && n > 0) {
		in->bom_seen = true;
		if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
			p += 3;
		else if (n >= 2 &&
			 (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0)) {
			eg_err_at(err, EG_ERR_SYNTAX, in->opt.name, 1, 1, "UTF-16 is not read");
			eg_err_hint(err, "iconv -f UTF-16 -t UTF-8 FILE");
			return EG_ERR_SYNTAX;
		}
	}
	while (p < end && rc == EG_OK) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t part = nl != NULL ? (size_t)(nl + 1 - p) : (size_t)(end - p);

		if ((rc = piece(in, p, part)) == EG_OK && nl != NULL) {
			in->line++;
			in->line_start = in->offset;
		}
		p += part;
	}
	return rc;
}

enum eg_rc
eg_json_in_end(struct eg_json_in *in, struct eg_err *err)
{
	yajl_status st;

	in->err = err;
	if (in->depth == 0 && in->built == 0 &&
	    (in->any ? in->between : in->since == 0)) /* between two documents; an empty file */
		st = yajl_status_ok;
	else
		st = in->y.yajl_complete_parse(in->h);
	if (st == yajl_status_client_canceled)
		return in->rc != EG_OK ? in->rc : EG_ERR_DATA;
	if (st != yajl_status_ok || in->depth > 0) {
		eg_err_at(err, EG_ERR_SYNTAX, in->opt.name, in->line, 0,
		    "the file ends in the middle of a value: it is cut short");
		eg_err_hint(err, "fetch it again");
		return EG_ERR_SYNTAX;
	}
	return EG_OK;
}

/* ---- reading the tree ---- */

const struct eg_jv *
eg_jget_n(const struct eg_jv *v, const char *key, size_t n)
{
	if (v == NULL || v->kind != EG_JOBJECT)
		return NULL;
	for (const struct eg_jv *c = v->first; c != NULL; c = c->next)
		if (c->key.n == n && c->key.p[0] == *key && memcmp(c->key.p, key, n) == 0)
			return c->kind == EG_JNULL ? NULL : c;
	return NULL;
}

struct eg_str
eg_jtext_of(const struct eg_jv *v)
{
	return v != NULL && (v->kind == EG_JSTRING || v->kind == EG_JNUMBER)
		   ? v->text
		   : (struct eg_str){"", 0};
}

int64_t
eg_jint(const struct eg_jv *v, const char *key, int64_t fallback)
{
	struct eg_str s = eg_jtext(v, key);
	int64_t x = 0;
	size_t i = s.n > 0 && s.p[0] == '-';

	if (i == s.n || s.n > 18)
		return fallback;
	for (; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return fallback;
		x = x * 10 + (s.p[i] - '0');
	}
	return s.p[0] == '-' ? -x : x;
}

const struct eg_jv *
eg_jfirst(const struct eg_jv *v)
{
	return v != NULL && (v->kind == EG_JARRAY || v->kind == EG_JOBJECT) ? v->first : NULL;
}
