/*
 * The head of a draft: YAML between two lines `---`, before any CommonMark. Known keys only, so
 * that a misspelt one is noticed; the nearest known key is named.
 */
#include "text/parts.h"

#include "base/nearest.h"
#include "base/yaml.h"
#include <string.h>

enum { HEAD_MAX = 256 * 1024 };

static const char *const keys[] = {"engross", "template", "version", "jurisdiction", "variant",
    "title", "short-title", "purpose", "instrument", "parameters", "confirmed", "body-sha256",
    "request", "sponsors", "companion", "prefiled", "summary", "memo", "fill-ins", "format-mode"};

static enum eg_rc
check_keys(const struct eg_yaml *y, const char *name, struct eg_err *err)
{
	const char *near;

	for (size_t i = 0; i < y->n; i++) {
		size_t k = 0;

		while (k < EG_COUNT(keys) && strcmp(keys[k], y->key[i]) != 0)
			k++;
		if (k == EG_COUNT(keys)) {
			eg_err_at(err, EG_ERR_SYNTAX, name, y->key_line[i], 0,
			    "the head has no key '%s'", y->key[i]);
			near = eg_nearest(y->key[i], keys, EG_COUNT(keys));
			if (near != NULL)
				eg_err_hint(err, "did you mean '%s'?", near);
			else
				eg_err_hint(err,
				    "the keys are template, version, jurisdiction, title, "
				    "parameters, sponsors and what TEXT.md names");
			return EG_ERR_SYNTAX;
		}
	}
	return EG_OK;
}

static enum eg_rc
text_of(const struct eg_yaml *y, const char *key, const char *name, const char **out,
    struct eg_err *err)
{
	const struct eg_yaml *v = eg_yaml_get(y, key);

	*out = "";
	if (v == NULL)
		return EG_OK;
	if (v->kind != EG_YAML_SCALAR) {
		eg_err_at(err, EG_ERR_SYNTAX, name, v->line, v->col, "'%s' is not a text", key);
		eg_err_hint(err, "put it in quotes: %s: \"…\"", key);
		return EG_ERR_SYNTAX;
	}
	*out = v->text;
	return EG_OK;
}

/* A sequence of texts, or one text (none when it is empty). */
static enum eg_rc
list_of(struct eg_arena *a, const struct eg_yaml *y, const char *key, const char *name,
    const char ***out, size_t *n, struct eg_err *err)
{
	const struct eg_yaml *v = eg_yaml_get(y, key);

	*n = 0;
	*out = NULL;
	if (v == NULL || (v->kind == EG_YAML_SCALAR && v->text[0] == '\0'))
		return EG_OK;
	if (v->kind == EG_YAML_MAP)
		return eg_err_at(
		    err, EG_ERR_SYNTAX, name, v->line, v->col, "'%s' is not a list of texts", key);
	*n = v->kind == EG_YAML_SCALAR ? 1 : v->n;
	*out = eg_arena_calloc(a, *n + 1, sizeof(**out));
	for (size_t i = 0; i < *n; i++) {
		const struct eg_yaml *item = v->kind == EG_YAML_SCALAR ? v : v->item[i];

		if (item->kind != EG_YAML_SCALAR)
			return eg_err_at(err, EG_ERR_SYNTAX, name, item->line, item->col,
			    "'%s' holds something that is not a text", key);
		(*out)[i] = item->text;
	}
	return EG_OK;
}

static enum eg_rc
parameters(struct eg_bill *bill, const struct eg_yaml *y, struct eg_err *err)
{
	const struct eg_yaml *v = eg_yaml_get(y, "parameters");
	struct eg_head *h = &bill->head;

	if (v == NULL || (v->kind == EG_YAML_SCALAR && v->text[0] == '\0'))
		return EG_OK;
	if (v->kind != EG_YAML_MAP)
		return eg_err_at(err, EG_ERR_SYNTAX, bill->name, v->line, v->col,
		    "'parameters' is not a map of names and values");
	h->n_parameters = v->n;
	h->parameter = eg_arena_calloc(bill->arena, v->n + 1, sizeof(*h->parameter));
	h->parameter_value = eg_arena_calloc(bill->arena, v->n + 1, sizeof(*h->parameter_value));
	for (size_t i = 0; i < v->n; i++) {
		const struct eg_yaml *item = v->item[i];

		h->parameter[i] = v->key[i];
		if (item->kind == EG_YAML_SCALAR) {
			h->parameter_value[i] = item->text;
			continue;
		}
		struct eg_buf joined = EG_BUF_INIT;
		for (size_t k = 0; k < item->n; k++) {
			if (item->kind == EG_YAML_MAP || item->item[k]->kind != EG_YAML_SCALAR) {
				eg_buf_clear(&joined);
				return eg_err_at(err, EG_ERR_SYNTAX, bill->name, item->line,
				    item->col,
				    "parameter '%s' is neither a text nor a list of texts",
				    v->key[i]);
			}
			if (k > 0)
				eg_buf_putc(&joined, '\n');
			eg_buf_puts(&joined, item->item[k]->text);
		}
		h->parameter_value[i] = eg_arena_strdup(bill->arena, eg_buf_cstr(&joined));
		eg_buf_clear(&joined);
	}
	return EG_OK;
}

static enum eg_rc
fields(struct eg_bill *bill, const struct eg_yaml *y, struct eg_err *err)
{
	struct eg_head *h = &bill->head;
	const struct {
		const char *key, **to;
	} texts[] = {
	    {"template", &h->template_name},
	    {"version", &h->version},
	    {"jurisdiction", &h->jurisdiction},
	    {"variant", &h->variant},
	    {"title", &h->title},
	    {"short-title", &h->short_title},
	    {"purpose", &h->purpose},
	    {"instrument", &h->instrument},
	    {"body-sha256", &h->body_sha256},
	    {"request", &h->request},
	    {"companion", &h->companion},
	    {"prefiled", &h->prefiled},
	    {"summary", &h->summary},
	    {"memo", &h->memo},
	    {"format-mode", &h->format_mode},
	};
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < EG_COUNT(texts) && rc == EG_OK; i++)
		rc = text_of(y, texts[i].key, bill->name, texts[i].to, err);
	if (rc == EG_OK)
		rc = list_of(
		    bill->arena, y, "sponsors", bill->name, &h->sponsor, &h->n_sponsors, err);
	if (rc == EG_OK)
		rc = list_of(
		    bill->arena, y, "confirmed", bill->name, &h->confirmed, &h->n_confirmed, err);
	if (rc == EG_OK)
		rc = list_of(
		    bill->arena, y, "fill-ins", bill->name, &h->fill_in, &h->n_fill_ins, err);
	if (rc == EG_OK)
		rc = parameters(bill, y, err);
	if (rc == EG_OK && h->format_mode[0] != '\0' && strcmp(h->format_mode, "exact") != 0 &&
	    strcmp(h->format_mode, "conformed") != 0)
		rc = eg_err_at(err, EG_ERR_SYNTAX, bill->name, eg_yaml_get(y, "format-mode")->line,
		    0, "'format-mode' is 'exact' or 'conformed', not '%s'", h->format_mode);
	return rc;
}

static size_t
line_end(const char *p, size_t n, size_t at)
{
	const char *nl = at < n ? memchr(p + at, '\n', n - at) : NULL;

	return nl == NULL ? n : (size_t)(nl - p);
}

static bool
is_fence(const char *p, size_t from, size_t to)
{
	while (to > from && (p[to - 1] == '\r' || p[to - 1] == ' '))
		to--;
	return to - from == 3 && memcmp(p + from, "---", 3) == 0;
}

enum eg_rc
eg_text__head(struct eg_bill *bill, const char *p, size_t n, struct eg_err *err)
{
	static const struct eg_head empty = {.template_name = "",
	    .version = "",
	    .jurisdiction = "",
	    .variant = "",
	    .title = "",
	    .short_title = "",
	    .purpose = "",
	    .instrument = "",
	    .body_sha256 = "",
	    .request = "",
	    .companion = "",
	    .prefiled = "",
	    .summary = "",
	    .memo = "",
	    .format_mode = "",
	    .body_line = 1};
	size_t start = n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	size_t end = line_end(p, n, start), line = 1;
	struct eg_yaml *y = NULL;
	enum eg_rc rc;

	bill->head = empty;
	bill->head.body_offset = start;
	if (end - start < 3 || !is_fence(p, start, end))
		return EG_OK;
	size_t from = end < n ? end + 1 : n, to = from;
	while (to < n && !is_fence(p, to, line_end(p, n, to))) {
		size_t next = line_end(p, n, to);

		line++;
		to = next < n ? next + 1 : n;
	}
	if (to >= n) {
		eg_err_at(err, EG_ERR_SYNTAX, bill->name, 1, 1, "the head has no end");
		eg_err_hint(err, "close it with a line of three hyphens");
		return EG_ERR_SYNTAX;
	}
	if (to - from > HEAD_MAX)
		return eg_err_at(err, EG_ERR_LIMIT, bill->name, 1, 1,
		    "the head is larger than %d KiB", HEAD_MAX / 1024);
	end = line_end(p, n, to);
	bill->head.body_offset = end < n ? end + 1 : n;
	bill->head.body_line = line + 2;
	rc = eg_yaml_parse(bill->arena, p + from, to - from, bill->name, 1, &y, err);
	if (rc == EG_OK && y->kind != EG_YAML_MAP)
		rc = eg_err_at(err, EG_ERR_SYNTAX, bill->name, 2, 1,
		    "the head is not a map of keys and values");
	if (rc == EG_OK)
		rc = check_keys(y, bill->name, err);
	if (rc == EG_OK && strcmp(eg_yaml_text(y, "engross", "1"), "1") != 0) {
		rc = eg_err_at(err, EG_ERR_SYNTAX, bill->name, eg_yaml_get(y, "engross")->line, 0,
		    "this draft is of format '%s'; this program knows format 1",
		    eg_yaml_text(y, "engross", ""));
		eg_err_hint(err, "use a newer engross");
	}
	return rc == EG_OK ? fields(bill, y, err) : rc;
}
