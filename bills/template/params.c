/*
 * Values given for a template's parameters, each with where it was typed. A later set wins over an
 * earlier one: the caller sets them in the order repository, file, table, option. Start at
 * eg_params_set().
 */
#include "template/param.h"

#include "base/csv.h"
#include "base/nearest.h"
#include "base/vec.h"
#include "base/yaml.h"

#include <stdio.h>
#include <string.h>

struct eg_params *
eg_params_new(const struct eg_template *t)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_params *p = eg_arena_alloc(a, sizeof(*p));

	p->arena = a;
	p->t = t;
	p->v = eg_arena_calloc(a, t->n_params + 1, sizeof(*p->v));
	return p;
}

void
eg_params_free(struct eg_params *p)
{
	if (p != NULL)
		eg_arena_free(p->arena);
}

enum eg_rc
eg_param__unknown(const struct eg_template *t, const char *name, const char *file, size_t line,
    struct eg_err *err)
{
	struct {
		EG_VEC(const char *);
	} names = {0};
	const char *near;

	for (size_t i = 0; i < t->n_params; i++)
		eg_vec_push(&names, t->param[i].name);
	near = eg_nearest(name, names.v, names.n);
	eg_vec_clear(&names);
	eg_err_at(
	    err, EG_ERR_PARAMETER, file, line, 0, "'%s' has no parameter '%s'", t->name, name);
	if (near != NULL)
		eg_err_hint(err, "did you mean '%s'?", near);
	else
		eg_err_hint(err, "engross templates %s", t->name);
	return EG_ERR_PARAMETER;
}

static enum eg_rc
wrong(const struct eg_param *p, const char *why, const char *file, size_t line, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_PARAMETER, file, line, 0, "%s: %s (declared in %s:%zu)", p->name, why,
	    p->file, p->line);
	eg_param__hint(err, p);
	return EG_ERR_PARAMETER;
}

static enum eg_rc
store(struct eg_params *p, size_t i, struct eg_param_value v, enum eg_param_source source,
    const char *file, size_t line)
{
	v.set = true;
	v.source = source;
	v.file = eg_arena_strdup(p->arena, file == NULL ? "" : file);
	v.line = line;
	p->v[i] = v;
	return EG_OK;
}

enum eg_rc
eg_params_set(struct eg_params *p, const char *name, const char *value, enum eg_param_source source,
    const char *file, size_t line, struct eg_err *err)
{
	size_t i = eg_template__index(p->t, name);
	struct eg_param_value v = {0};
	char why[512];

	if (i == SIZE_MAX)
		return eg_param__unknown(p->t, name, file, line, err);
	if (!eg_param__parse(p->arena, &p->t->param[i], value, &v, why, sizeof(why)))
		return wrong(&p->t->param[i], why, file, line, err);
	return store(p, i, v, source, file, line);
}

static enum eg_rc
set_items(struct eg_params *p, size_t i, const char *const *item, size_t n,
    enum eg_param_source source, const char *file, size_t line, struct eg_err *err)
{
	struct eg_param_value v = {0};
	char why[512];

	if (!eg_param__parse_items(p->arena, &p->t->param[i], item, n, &v, why, sizeof(why)))
		return wrong(&p->t->param[i], why, file, line, err);
	return store(p, i, v, source, file, line);
}

enum eg_rc
eg_params_set_pair(struct eg_params *p, const char *pair, struct eg_err *err)
{
	const char *eq = strchr(pair, '=');
	const struct eg_param_value *old;
	struct eg_param_value before;
	char *name;
	size_t i;
	enum eg_rc rc;

	if (eq == NULL || eq == pair) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is not NAME=VALUE", pair);
		eg_err_hint(
		    err, "--set NAME=VALUE; `engross templates %s` lists the names", p->t->name);
		return EG_ERR_USAGE;
	}
	name = eg_arena_dup(p->arena, pair, (size_t)(eq - pair));
	i = eg_template__index(p->t, name);
	old = i == SIZE_MAX ? NULL : &p->v[i];
	before = old == NULL ? (struct eg_param_value){0} : *old;
	if ((rc = eg_params_set(p, name, eq + 1, EG_FROM_OPTION, "", 0, err)) != EG_OK)
		return rc;
	if (p->t->param[i].type == EG_PARAM_LIST && before.set && before.source == EG_FROM_OPTION) {
		size_t n = before.n + old->n;
		const char **both = eg_arena_calloc(p->arena, n + 1, sizeof(*both));

		for (size_t k = 0; k < n; k++)
			both[k] = k < before.n ? before.item[k] : old->item[k - before.n];
		rc = set_items(p, i, both, n, EG_FROM_OPTION, "", 0, err);
	}
	return rc;
}

static enum eg_rc
set_yaml(struct eg_params *p, const char *name, size_t name_line, const struct eg_yaml *v,
    const char *file, enum eg_param_source source, struct eg_err *err)
{
	size_t i = eg_template__index(p->t, name);
	const char **item;

	if (v->kind == EG_YAML_SCALAR)
		return eg_params_set(p, name, v->text, source, file, v->line, err);
	if (i == SIZE_MAX)
		return eg_param__unknown(p->t, name, file, name_line, err);
	if (v->kind != EG_YAML_SEQ || p->t->param[i].type != EG_PARAM_LIST)
		return wrong(&p->t->param[i],
		    v->kind == EG_YAML_MAP ? "a mapping is no value"
					   : "one value is wanted, not a list",
		    file, v->line, err);
	item = eg_arena_calloc(p->arena, v->n + 1, sizeof(*item));
	for (size_t k = 0; k < v->n; k++) {
		if (v->item[k]->kind != EG_YAML_SCALAR)
			return wrong(&p->t->param[i], "a list holds texts alone", file,
			    v->item[k]->line, err);
		item[k] = v->item[k]->text;
	}
	return set_items(p, i, item, v->n, source, file, v->line, err);
}

enum eg_rc
eg_params_yaml(struct eg_params *p, const char *text, size_t n, const char *file,
    enum eg_param_source source, eg_params_ignore_fn *ignore, void *ctx, struct eg_err *err)
{
	struct eg_yaml *doc;
	const struct eg_yaml *map;
	enum eg_rc rc;

	file = eg_arena_strdup(p->arena, file);
	if ((rc = eg_yaml_parse(p->arena, text, n, file, 0, &doc, err)) != EG_OK)
		return rc;
	map = eg_yaml_get(doc, "parameters");
	if (map != NULL && map->kind == EG_YAML_SCALAR && map->text[0] == '\0')
		return EG_OK;
	if (map == NULL || map->kind != EG_YAML_MAP) {
		if (eg_yaml_get(doc, "engross") != NULL &&
		    eg_template__index(p->t, "engross") == SIZE_MAX)
			return EG_OK; /* engross.yaml without defaults */
		map = doc;
	}
	if (map->kind != EG_YAML_MAP)
		return eg_err_at(err, EG_ERR_PARAMETER, file, map->line, map->col,
		    "a mapping of names to values is wanted");
	for (size_t i = 0; i < map->n; i++) {
		if (ignore != NULL && eg_template__index(p->t, map->key[i]) == SIZE_MAX &&
		    ignore(ctx, map->key[i]))
			continue;
		if ((rc = set_yaml(p, map->key[i], map->key_line[i], map->item[i], file, source,
			 err)) != EG_OK)
			return rc;
	}
	return EG_OK;
}

/* ---- tables ---- */

static enum eg_rc
read_columns(struct eg_params *p, struct eg_csv *c, const char *file, size_t **column, size_t *n,
    struct eg_err *err)
{
	bool more;
	enum eg_rc rc = eg_csv_next(c, &more, err);

	if (rc != EG_OK)
		return rc;
	if (!more || c->n_fields == 0 || !eg_str_eq(c->field[0], "jurisdiction")) {
		eg_err_at(
		    err, EG_ERR_PARAMETER, file, 1, 1, "the first column is not 'jurisdiction'");
		eg_err_hint(
		    err, "jurisdiction,NAME,NAME… in the first line, then a row for each place");
		return EG_ERR_PARAMETER;
	}
	*n = c->n_fields;
	*column = eg_arena_calloc(p->arena, *n, sizeof(**column));
	for (size_t i = 1; i < *n; i++) {
		char *name = eg_arena_str(p->arena, c->field[i]);

		if (((*column)[i] = eg_template__index(p->t, name)) == SIZE_MAX)
			return eg_param__unknown(p->t, name, file, 1, err);
		for (size_t k = 1; k < i; k++)
			if ((*column)[k] == (*column)[i])
				return eg_err_at(err, EG_ERR_PARAMETER, file, 1, 0,
				    "the column '%s' is there twice", name);
	}
	return EG_OK;
}

enum eg_rc
eg_params_csv(struct eg_params *p, const char *text, size_t n, const char *file, const char *postal,
    bool *found, struct eg_err *err)
{
	size_t *column = NULL, columns = 0, line[EG_JURISDICTIONS] = {0};
	int want = eg_postal_index(postal, strlen(postal));
	struct eg_csv c;
	bool more = true;
	enum eg_rc rc;

	if (found != NULL)
		*found = false;
	file = eg_arena_strdup(p->arena, file);
	eg_csv_init(&c, text, n, file);
	c.sep = eg_csv_guess_separator(text, n);
	if (c.sep == ';')
		c.sep = ','; /* semicolons part the items of a list */
	rc = read_columns(p, &c, file, &column, &columns, err);
	while (rc == EG_OK && (rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		int at = eg_postal_index(c.field[0].p, c.field[0].n);

		if (at < 0) {
			rc = eg_err_at(err, EG_ERR_PARAMETER, file, c.record_line, 1,
			    "'%.*s' is not a jurisdiction", (int)c.field[0].n, c.field[0].p);
			eg_err_hint(err, "`engross jurisdictions` lists the postal codes");
		} else if (line[at] != 0) {
			rc = eg_err_at(err, EG_ERR_PARAMETER, file, c.record_line, 1,
			    "%s has a row already, in line %zu", eg_postal[at], line[at]);
			eg_err_hint(err, "keep one row for each jurisdiction");
		} else if (c.n_fields > columns) {
			rc = eg_err_at(err, EG_ERR_PARAMETER, file, c.record_line, 0,
			    "%zu fields under %zu columns", c.n_fields, columns);
			eg_err_hint(err, "put a text that holds commas in quotation marks");
		}
		if (rc != EG_OK)
			break;
		line[at] = c.record_line;
		if (at != want)
			continue;
		if (found != NULL)
			*found = true;
		for (size_t i = 1; i < c.n_fields && rc == EG_OK; i++)
			if (c.field[i].n != 0)
				rc = eg_params_set(p, p->t->param[column[i]].name,
				    eg_arena_str(p->arena, c.field[i]), EG_FROM_TABLE, file,
				    c.record_line, err);
	}
	eg_csv_clear(&c);
	return rc;
}

/* ---- texts kept word for word ---- */

size_t
eg_params_files(const struct eg_params *p, const char **names, const char **paths, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < p->t->n_params; i++) {
		const struct eg_param *d = &p->t->param[i];
		const char *path = p->v[i].set ? p->v[i].text : d->def;

		if (d->type != EG_PARAM_FILE || path[0] == '\0')
			continue;
		if (n < max) {
			names[n] = d->name;
			paths[n] = path;
		}
		n++;
	}
	return n;
}

enum eg_rc
eg_params_set_file(
    struct eg_params *p, const char *name, const char *bytes, size_t n, struct eg_err *err)
{
	size_t i = eg_template__index(p->t, name), out = 0, line = 1;
	const char *path = i == SIZE_MAX || p->v[i].text == NULL ? name : p->v[i].text;
	char *copy, why[256];

	if (i == SIZE_MAX || p->t->param[i].type != EG_PARAM_FILE)
		return eg_err_set(
		    err, EG_ERR_PARAMETER, "'%s' is not a parameter for a file", name);
	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		bytes += 3;
		n -= 3;
	}
	copy = eg_arena_alloc(p->arena, n + 2);
	for (size_t k = 0; k < n; k++)
		if (bytes[k] != '\r' || k + 1 == n || bytes[k + 1] != '\n')
			copy[out++] = bytes[k];
	if (!eg_param__text_ok(copy, out, true, why, sizeof(why)))
		return eg_err_at(err, EG_ERR_PARAMETER, path, 0, 0, "%s: %s (declared in %s:%zu)",
		    name, why, p->t->param[i].file, p->t->param[i].line);
	for (const char *q = copy; q < copy + out; line++) {
		const char *nl = memchr(q, '\n', (size_t)(copy + out - q)),
			   *end = nl == NULL ? copy + out : nl;
		static const char mark[] = "<!-- /verbatim";

		for (const char *s = q; (size_t)(end - s) >= sizeof(mark) - 1; s++)
			if (memcmp(s, mark, sizeof(mark) - 1) == 0) {
				eg_err_at(err, EG_ERR_PARAMETER, path, line, (size_t)(s - q) + 1,
				    "the text holds the mark that ends a text kept word for word");
				eg_err_hint(err, "a text that has this mark cannot be kept "
						 "unaltered: take the line out");
				return EG_ERR_PARAMETER;
			}
		q = end + 1;
	}
	copy[out] = '\0';
	if (copy[strspn(copy, " \t\n\r")] == '\0') {
		eg_err_at(err, EG_ERR_PARAMETER, path, 0, 0, "%s: the file is empty", name);
		eg_err_hint(err, "%s", p->t->param[i].help);
		return EG_ERR_PARAMETER;
	}
	if (copy[out - 1] != '\n')
		copy[out++] = '\n';
	p->v[i].bytes = copy;
	p->v[i].bytes_n = out;
	return EG_OK;
}

const char *
eg_params_get(const struct eg_params *p, const char *name, enum eg_param_source *source)
{
	size_t i = eg_template__index(p->t, name);

	if (i == SIZE_MAX || (!p->v[i].set && p->t->param[i].required))
		return NULL;
	if (source != NULL)
		*source = p->v[i].set ? p->v[i].source : EG_FROM_DEFAULT;
	return p->v[i].set ? p->v[i].text : p->t->param[i].def;
}
