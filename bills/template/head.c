/*
 * A template's file: head (YAML, every key checked) and body (Mustache over TEXT.md, compiled).
 * Start at eg_template_parse(). Names used in the body are checked at once, so that a typo in a
 * branch that is seldom drafted is found too.
 */
#include "template/head.h"

#include "base/nearest.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const head_keys[] = {"engross", "template", "version", "title", "short-title",
    "purpose", "instrument", "summary", "subjects", "conformity", "mirror", "jurisdictions",
    "threshold", "parameters", "fill-ins", "format-mode", "authorities"};
static const char *const instruments[] = {
    "bill", "joint-resolution", "concurrent-resolution", "simple-resolution", "memorial", "letter"};
static const char *const conformities[] = {"verbatim", "substantial", "free"};

enum eg_rc
eg_head__fault(struct eg_head_reader *r, const struct eg_yaml *at, const char *fmt, ...)
{
	char msg[EG_ERR_MSG_MAX];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	return eg_err_at(r->err, EG_ERR_TEMPLATE, r->file, at == NULL ? 1 : at->line,
	    at == NULL ? 0 : at->col, "%s", msg);
}

enum eg_rc
eg_head__keys(struct eg_head_reader *r, const struct eg_yaml *map, const char *what,
    const char *const *known, size_t n)
{
	for (size_t i = 0; i < map->n; i++) {
		bool there = false;

		for (size_t k = 0; k < n; k++)
			there = there || strcmp(known[k], map->key[i]) == 0;
		if (there)
			continue;
		const char *near = eg_nearest(map->key[i], known, n);

		eg_err_at(r->err, EG_ERR_TEMPLATE, r->file, map->key_line[i], 0,
		    "unknown key '%s' in %s", map->key[i], what);
		if (near != NULL)
			eg_err_hint(r->err, "did you mean '%s'?", near);
		return EG_ERR_TEMPLATE;
	}
	return EG_OK;
}

enum eg_rc
eg_head__texts(
    struct eg_head_reader *r, const struct eg_yaml *v, const char *const **out, size_t *n)
{
	const char **text;

	*n = 0;
	*out = NULL;
	if (v == NULL || (v->kind == EG_YAML_SCALAR && v->text[0] == '\0') ||
	    (v->kind != EG_YAML_SCALAR && v->n == 0))
		return EG_OK;
	if (v->kind == EG_YAML_MAP)
		return eg_head__fault(r, v, "a list is wanted here, not a mapping");
	*n = v->kind == EG_YAML_SEQ ? v->n : 1;
	text = eg_arena_calloc(r->arena, *n, sizeof(*text));
	for (size_t i = 0; i < *n; i++) {
		const struct eg_yaml *item = v->kind == EG_YAML_SEQ ? v->item[i] : v;

		if (item->kind != EG_YAML_SCALAR)
			return eg_head__fault(r, item, "a text is wanted here");
		text[i] = item->text;
	}
	*out = text;
	return EG_OK;
}

enum eg_rc
eg_head__word(struct eg_head_reader *r, const struct eg_yaml *v, const char *what,
    const char *const *words, size_t n)
{
	struct eg_buf list = EG_BUF_INIT;
	const char *near;

	if (v->kind == EG_YAML_SCALAR)
		for (size_t i = 0; i < n; i++)
			if (strcmp(words[i], v->text) == 0)
				return EG_OK;
	if (v->kind != EG_YAML_SCALAR)
		return eg_head__fault(r, v, "'%s' is not one word", what);
	for (size_t i = 0; i < n; i++)
		eg_buf_printf(&list, "%s%s", i == 0 ? "" : ", ", words[i]);
	eg_head__fault(r, v, "'%s' is no %s: %s", v->text, what, eg_buf_cstr(&list));
	eg_buf_clear(&list);
	if ((near = eg_nearest(v->text, words, n)) != NULL)
		eg_err_hint(r->err, "did you mean '%s'?", near);
	return EG_ERR_TEMPLATE;
}

enum eg_rc
eg_head__truth(struct eg_head_reader *r, const struct eg_yaml *v, bool *out)
{
	static const char *const words[] = {"true", "false"};

	if (v == NULL)
		return EG_OK;
	*out = v->kind == EG_YAML_SCALAR && strcmp(v->text, "true") == 0;
	return eg_head__word(r, v, "truth value", words, 2);
}

bool
eg_version_ok(const char *s)
{
	for (int i = 0; i < 3; i++) {
		size_t n = strspn(s, "0123456789");

		if (n == 0 || n > 9 || (n > 1 && *s == '0'))
			return false;
		s += n;
		if (i < 2 && *s++ != '.')
			return false;
	}
	if (*s == '\0')
		return true;
	return (*s == '-' || *s == '+') && s[1] != '\0' && strlen(s) < 64 &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-") ==
		   strlen(s);
}

bool
eg_template_name_ok(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && n <= 100 && *s >= 'a' && *s <= 'z' &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == n && s[n - 1] != '-';
}

/* ---- fields of the head ---- */

static enum eg_rc
read_codes(struct eg_head_reader *r, const struct eg_yaml *v, const char *const *words,
    size_t n_words, const char *const **out, size_t *n)
{
	enum eg_rc rc = eg_head__texts(r, v, out, n);

	for (size_t i = 0; i < *n && rc == EG_OK; i++) {
		bool word = eg_postal_index((*out)[i], strlen((*out)[i])) >= 0;

		for (size_t k = 0; k < n_words && *n == 1; k++)
			word = word || strcmp(words[k], (*out)[i]) == 0;
		if (!word)
			return eg_head__fault(r, v, "'%s' is not a jurisdiction", (*out)[i]);
	}
	return rc;
}

static enum eg_rc
read_threshold(struct eg_head_reader *r, const struct eg_yaml *v, struct eg_threshold *t)
{
	static const char *const keys[] = {"kind", "need", "weight", "of", "counts",
	    "date-alternative", "rule", "rescission", "conformity", "withdrawal", "source", "note"};
	static const char *const kinds[] = {"none", "count", "weight"},
				 *const of[] = {"states", "states-dc", "all"},
				 *const counts[] = {"enacted", "adopted", "in-effect"};
	const struct eg_param whole = {.name = "need", .type = EG_PARAM_INTEGER, .has_min = true};
	struct eg_param_value need = {0};
	char why[128];
	enum eg_rc rc;

	t->kind = eg_yaml_text(v, "kind", "none");
	t->weight = eg_yaml_text(v, "weight", "");
	t->counts = eg_yaml_text(v, "counts", "enacted");
	t->date_alternative = eg_yaml_text(v, "date-alternative", "");
	t->rule = eg_yaml_text(v, "rule", "");
	t->rescission = eg_yaml_text(v, "rescission", "");
	t->conformity = eg_yaml_text(v, "conformity", "");
	t->withdrawal = eg_yaml_text(v, "withdrawal", "");
	t->source = eg_yaml_text(v, "source", "");
	t->note = eg_yaml_text(v, "note", "");
	if (v == NULL)
		return EG_OK;
	if (v->kind != EG_YAML_MAP)
		return eg_head__fault(r, v, "'threshold' is not a mapping");
	if ((rc = eg_head__keys(r, v, "the threshold", keys, EG_COUNT(keys))) != EG_OK)
		return rc;
	if (eg_yaml_get(v, "kind") != NULL &&
	    (rc = eg_head__word(
		 r, eg_yaml_get(v, "kind"), "kind of threshold", kinds, EG_COUNT(kinds))) != EG_OK)
		return rc;
	if (eg_yaml_get(v, "counts") != NULL &&
	    (rc = eg_head__word(
		 r, eg_yaml_get(v, "counts"), "thing to count", counts, EG_COUNT(counts))) != EG_OK)
		return rc;
	if (!eg_param__parse(
		r->arena, &whole, eg_yaml_text(v, "need", "0"), &need, why, sizeof(why)))
		return eg_head__fault(r, eg_yaml_get(v, "need"), "the threshold's need: %s", why);
	t->need = need.number;
	return read_codes(r, eg_yaml_get(v, "of"), of, EG_COUNT(of), &t->of, &t->n_of);
}

static enum eg_rc
read_authorities(struct eg_head_reader *r, const struct eg_yaml *v, struct eg_template *t)
{
	static const char *const keys[] = {"cite", "effect", "says", "sure"},
				 *const effects[] = {"supports", "limits"},
				 *const sures[] = {"verified", "general", "unknown"};
	struct eg_authority *list;
	enum eg_rc rc;

	if (v == NULL || v->n == 0)
		return EG_OK;
	if (v->kind != EG_YAML_SEQ)
		return eg_head__fault(r, v, "'authorities' is not a list");
	list = eg_arena_calloc(r->arena, v->n, sizeof(*list));
	for (size_t i = 0; i < v->n; i++) {
		const struct eg_yaml *a = v->item[i];

		if (a->kind != EG_YAML_MAP)
			return eg_head__fault(
			    r, a, "an authority is a mapping of cite, effect, says, sure");
		if ((rc = eg_head__keys(r, a, "an authority", keys, EG_COUNT(keys))) != EG_OK)
			return rc;
		if (eg_yaml_get(a, "cite") == NULL || eg_yaml_get(a, "effect") == NULL)
			return eg_head__fault(r, a, "an authority without its cite or effect");
		if ((rc = eg_head__word(r, eg_yaml_get(a, "effect"), "effect", effects, 2)) !=
		    EG_OK)
			return rc;
		if (eg_yaml_get(a, "sure") != NULL &&
		    (rc = eg_head__word(
			 r, eg_yaml_get(a, "sure"), "degree of certainty", sures, 3)) != EG_OK)
			return rc;
		list[i] = (struct eg_authority){eg_yaml_text(a, "cite", ""),
		    eg_yaml_text(a, "effect", ""), eg_yaml_text(a, "says", ""),
		    eg_yaml_text(a, "sure", "unknown")};
	}
	t->authority = list;
	t->n_authorities = v->n;
	return EG_OK;
}

/* A field of one line that may hold Mustache. */
static enum eg_rc
read_pattern(struct eg_head_reader *r, const struct eg_yaml *head, const char *key,
    const char **text, const struct eg_mustache **m)
{
	const struct eg_yaml *v = eg_yaml_get(head, key);
	struct eg_mustache *compiled = NULL;
	enum eg_rc rc;

	*text = eg_yaml_text(head, key, "");
	if (v != NULL && v->kind != EG_YAML_SCALAR) {
		eg_head__fault(r, v, "'%s' is not a text", key);
		eg_err_hint(r->err, "put it in quotation marks: YAML takes {{x}} for a mapping");
		return EG_ERR_TEMPLATE;
	}
	if (strchr(*text, '\n') != NULL)
		return eg_head__fault(r, v, "'%s' has more than one line", key);
	rc = eg_mustache_parse(*text, strlen(*text), r->file, v == NULL ? 0 : v->line - 1,
	    EG_MUSTACHE_ONE_LINE, &compiled, r->err);
	*m = compiled;
	return rc;
}

static enum eg_rc
read_head(struct eg_head_reader *r, const struct eg_yaml *head, struct eg_template *t)
{
	static const char *const everywhere[] = {"all", "states"}, *const modes[] = {
								       "exact", "conformed"};
	enum eg_rc rc;

	if ((rc = eg_head__keys(r, head, "the head", head_keys, EG_COUNT(head_keys))) != EG_OK)
		return rc;
	if (strcmp(eg_yaml_text(head, "engross", ""), "1") != 0)
		return eg_head__fault(
		    r, eg_yaml_get(head, "engross"), "the head does not begin with `engross: 1`");
	t->name = eg_yaml_text(head, "template", "");
	t->version = eg_yaml_text(head, "version", "");
	t->instrument = eg_yaml_text(head, "instrument", "bill");
	t->conformity = eg_yaml_text(head, "conformity", "free");
	t->mirror = eg_yaml_text(head, "mirror", "");
	t->format_mode = eg_yaml_text(head, "format-mode", "");
	if (!eg_template_name_ok(t->name))
		return eg_head__fault(r, eg_yaml_get(head, "template"),
		    "'%s' is not a name of a template: small letters, digits and '-'", t->name);
	if (!eg_version_ok(t->version))
		return eg_head__fault(r, eg_yaml_get(head, "version"),
		    "'%s' is not a version such as 1.0.0", t->version);
	if ((rc = read_pattern(r, head, "title", &t->title, &t->title_m)) != EG_OK ||
	    (rc = read_pattern(r, head, "short-title", &t->short_title, &t->short_title_m)) !=
		EG_OK ||
	    (rc = read_pattern(r, head, "purpose", &t->purpose, &t->purpose_m)) != EG_OK ||
	    (rc = read_pattern(r, head, "summary", &t->summary, &t->summary_m)) != EG_OK ||
	    (rc = eg_head__texts(r, eg_yaml_get(head, "subjects"), &t->subject, &t->n_subjects)) !=
		EG_OK ||
	    (rc = eg_head__texts(r, eg_yaml_get(head, "fill-ins"), &t->fill_in, &t->n_fill_ins)) !=
		EG_OK ||
	    (rc = read_codes(r, eg_yaml_get(head, "jurisdictions"), everywhere, 2, &t->jurisdiction,
		 &t->n_jurisdictions)) != EG_OK ||
	    (rc = read_threshold(r, eg_yaml_get(head, "threshold"), &t->threshold)) != EG_OK ||
	    (rc = read_authorities(r, eg_yaml_get(head, "authorities"), t)) != EG_OK)
		return rc;
	if (t->title[0] == '\0')
		return eg_head__fault(r, NULL, "the head has no title");
	if (eg_yaml_get(head, "instrument") != NULL &&
	    (rc = eg_head__word(r, eg_yaml_get(head, "instrument"), "instrument", instruments,
		 EG_COUNT(instruments))) != EG_OK)
		return rc;
	if (eg_yaml_get(head, "format-mode") != NULL &&
	    (rc = eg_head__word(r, eg_yaml_get(head, "format-mode"), "format mode", modes, 2)) !=
		EG_OK)
		return rc;
	return eg_yaml_get(head, "conformity") == NULL
		   ? EG_OK
		   : eg_head__word(r, eg_yaml_get(head, "conformity"), "degree of conformity",
			 conformities, EG_COUNT(conformities));
}

/* ---- the file ---- */

/* Offsets of the YAML and of the body; false when there is no head. */
static bool
split(const char *p, size_t n, struct eg_str *head, struct eg_str *body, size_t *body_line)
{
	size_t line = 2;

	if (n < 4 || memcmp(p, "---\n", 4) != 0)
		return false;
	for (size_t i = 4; i < n; line++) {
		const char *nl = memchr(p + i, '\n', n - i);
		size_t end = nl == NULL ? n : (size_t)(nl - p);

		if (end - i == 3 && memcmp(p + i, "---", 3) == 0) {
			*head = (struct eg_str){p + 4, i - 4};
			*body = nl == NULL ? (struct eg_str){p + n, 0}
					   : (struct eg_str){nl + 1, n - end - 1};
			*body_line = line + 1;
			return true;
		}
		i = end + 1;
	}
	return false;
}

struct eg_str
eg_draft_body(const char *source, size_t n)
{
	struct eg_str head, body = {source, n};
	size_t line;

	if (!split(source, n, &head, &body, &line))
		body = (struct eg_str){source, n};
	return body;
}

static enum eg_rc
check_names(const struct eg_template *t, struct eg_err *err)
{
	const struct eg_mustache *const all[] = {
	    t->title_m, t->short_title_m, t->purpose_m, t->summary_m, t->body};
	struct eg_arena *a = eg_arena_new();
	struct eg_value root;
	enum eg_rc rc = eg_context__build(a, t, NULL, NULL, &root, NULL, err);

	for (size_t i = 0; i < EG_COUNT(all) && rc == EG_OK; i++)
		rc = eg_mustache__check(all[i], &root, err);
	for (size_t i = 0; i < t->n_params && rc == EG_OK; i++)
		if (t->param[i].pattern != NULL)
			rc = eg_mustache__check(t->param[i].pattern, &root, err);
	eg_arena_free(a);
	return rc;
}

static enum eg_rc
parse_file(struct eg_head_reader *r, const char *p, size_t n, const char *common, size_t common_n,
    const char *common_file, struct eg_template *t)
{
	struct eg_declared params = {0};
	struct eg_yaml *head, *globals;
	struct eg_str yaml, body;
	struct eg_mustache *m = NULL;
	enum eg_rc rc;

	if (!split(p, n, &yaml, &body, &t->body_line)) {
		eg_err_at(r->err, EG_ERR_TEMPLATE, r->file, 1, 1,
		    "no head: a template begins with a line `---`, its head, and a line `---`");
		return EG_ERR_TEMPLATE;
	}
	if ((rc = eg_yaml_parse(r->arena, yaml.p, yaml.n, r->file, 1, &head, r->err)) != EG_OK ||
	    (rc = read_head(r, head, t)) != EG_OK ||
	    (rc = eg_head__parameters(r, eg_yaml_get(head, "parameters"), false, &params)) != EG_OK)
		goto done;
	if (common != NULL) {
		struct eg_head_reader c = {r->arena, common_file, r->err};

		if ((rc = eg_yaml_parse(
			 r->arena, common, common_n, common_file, 0, &globals, r->err)) != EG_OK ||
		    (rc = eg_head__parameters(
			 &c, eg_yaml_get(globals, "parameters"), true, &params)) != EG_OK)
			goto done;
	}
	t->body_text = eg_arena_dup(r->arena, body.p, body.n);
	t->body_n = body.n;
	rc = eg_mustache_parse(
	    body.p, body.n, r->file, t->body_line - 1, EG_MUSTACHE_RAW_LINE, &m, r->err);
	t->body = m;
done:
	t->n_params = params.n;
	t->param = params.n == 0 ? NULL
				 : memcpy(eg_arena_calloc(r->arena, params.n, sizeof(*params.v)),
				       params.v, params.n * sizeof(*params.v));
	eg_vec_clear(&params);
	return rc != EG_OK ? rc : check_names(t, r->err);
}

enum eg_rc
eg_template_parse(const char *p, size_t n, const char *file, const char *common, size_t common_n,
    const char *common_file, struct eg_template **out, struct eg_err *err)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_template *t = eg_arena_alloc(a, sizeof(*t));
	struct eg_head_reader r = {a, eg_arena_strdup(a, file), err};
	char why[128];
	enum eg_rc rc;

	*out = NULL;
	t->arena = a;
	t->file = r.file;
	if (n > EG_MUSTACHE_MAX)
		rc = eg_err_at(err, EG_ERR_LIMIT, file, 0, 0, "template of more than %d MiB",
		    EG_MUSTACHE_MAX / 1024 / 1024);
	else if (memchr(p, '\r', n) != NULL)
		rc = eg_err_at(err, EG_ERR_TEMPLATE, file, 0, 0,
		    "line ends are CR LF: save the template with LF");
	else if (!eg_param__text_ok(p, n, true, why, sizeof(why)))
		rc = eg_err_at(err, EG_ERR_TEMPLATE, file, 0, 0, "%s", why);
	else
		rc = parse_file(&r, p, n, common, common_n,
		    eg_arena_strdup(a, common_file == NULL ? "" : common_file), t);
	if (rc != EG_OK)
		eg_template_free(t);
	else
		*out = t;
	return rc;
}

void
eg_template_free(struct eg_template *t)
{
	if (t == NULL)
		return;
	const struct eg_mustache *const all[] = {
	    t->body, t->title_m, t->short_title_m, t->purpose_m, t->summary_m};

	for (size_t i = 0; i < EG_COUNT(all); i++)
		eg_mustache_free((struct eg_mustache *)(uintptr_t)all[i]);
	for (size_t i = 0; i < t->n_params; i++)
		eg_mustache_free((struct eg_mustache *)(uintptr_t)t->param[i].pattern);
	eg_arena_free(t->arena);
}

size_t
eg_template__index(const struct eg_template *t, const char *name)
{
	for (size_t i = 0; i < t->n_params; i++)
		if (strcmp(t->param[i].name, name) == 0)
			return i;
	return SIZE_MAX;
}

const struct eg_param *
eg_template_param(const struct eg_template *t, const char *name)
{
	size_t i = eg_template__index(t, name);

	return i == SIZE_MAX ? NULL : &t->param[i];
}

bool
eg_template_is_for(const struct eg_template *t, const char *postal)
{
	if (t->n_jurisdictions == 0 || strcmp(t->jurisdiction[0], "all") == 0)
		return true;
	if (strcmp(t->jurisdiction[0], "states") == 0)
		return eg_postal_kind(postal) == EG_PLACE_STATE;
	for (size_t i = 0; i < t->n_jurisdictions; i++)
		if (eg_postal_index(t->jurisdiction[i], strlen(t->jurisdiction[i])) ==
		    eg_postal_index(postal, strlen(postal)))
			return true;
	return false;
}
