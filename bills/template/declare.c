/* Declarations of parameters in a head or in parts/common.yaml: each field checked, the default
 * checked against the type. */
#include "template/head.h"

#include "base/nearest.h"

#include <stdio.h>
#include <string.h>

static bool
name_ok(const char *s)
{
	static const char *const reserved[] = {"jurisdiction", "template", "self"};

	if (*s < 'a' || *s > 'z' || strlen(s) > 63 ||
	    strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(s))
		return false;
	for (size_t i = 0; i < EG_COUNT(reserved); i++)
		if (strcmp(s, reserved[i]) == 0)
			return false;
	return true;
}

static enum eg_rc
read_type(struct eg_head_reader *r, const struct eg_yaml *v, const struct eg_yaml *decl,
    enum eg_param_type *out)
{
	const char *names[EG_PARAM_FILE + 1];
	enum eg_rc rc;

	for (int t = EG_PARAM_TEXT; t <= EG_PARAM_FILE; t++)
		names[t] = eg_param_type_name((enum eg_param_type)t);
	if (v == NULL)
		return eg_head__fault(r, decl, "a parameter without a type");
	if ((rc = eg_head__word(r, v, "type", names, EG_COUNT(names))) != EG_OK)
		return rc;
	for (int t = EG_PARAM_TEXT; t <= EG_PARAM_FILE; t++)
		if (strcmp(names[t], v->text) == 0)
			*out = (enum eg_param_type)t;
	return EG_OK;
}

static enum eg_rc
read_bound(
    struct eg_head_reader *r, const struct eg_yaml *v, struct eg_param *p, bool *has, int64_t *to)
{
	struct eg_param any = {.name = p->name, .type = p->type};
	struct eg_param_value n = {0};
	char why[256];

	if (v == NULL)
		return EG_OK;
	if (p->type != EG_PARAM_INTEGER && p->type != EG_PARAM_MONEY)
		return eg_head__fault(
		    r, v, "only an integer or money has a least and a greatest value");
	if (v->kind != EG_YAML_SCALAR ||
	    !eg_param__parse(r->arena, &any, v->text, &n, why, sizeof(why)))
		return eg_head__fault(r, v, "the bound of '%s' is not a number", p->name);
	*has = true;
	*to = n.number;
	return EG_OK;
}

static enum eg_rc
read_options(struct eg_head_reader *r, const struct eg_yaml *v, const struct eg_yaml *decl,
    struct eg_param *p)
{
	enum eg_rc rc;

	if (p->type != EG_PARAM_CHOICE)
		return v == NULL ? EG_OK : eg_head__fault(r, v, "only a choice has options");
	if (v == NULL || v->kind != EG_YAML_SEQ || v->n == 0)
		return eg_head__fault(
		    r, v == NULL ? decl : v, "the choice '%s' has no options", p->name);
	if ((rc = eg_head__texts(r, v, &p->option, &p->n_options)) != EG_OK)
		return rc;
	for (size_t i = 0; i < p->n_options; i++) {
		const char *o = p->option[i];

		if (*o == '\0' || strlen(o) > 63 ||
		    strspn(o, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(o))
			return eg_head__fault(r, v->item[i],
			    "'%s' is not the name of an option: small letters, digits, '_' and '-'",
			    o);
		for (size_t k = 0; k < i; k++)
			if (strcmp(p->option[k], o) == 0)
				return eg_head__fault(
				    r, v->item[i], "the option '%s' is there twice", o);
	}
	return EG_OK;
}

/* The default: text of the type, or a pattern over jurisdiction.* that is filled when drafting. */
static enum eg_rc
read_default(struct eg_head_reader *r, const struct eg_yaml *v, const struct eg_yaml *decl,
    struct eg_param *p)
{
	struct eg_param_value value = {0};
	struct eg_mustache *m;
	const struct eg_mustache_name *name;
	char why[512];
	bool fine;
	enum eg_rc rc;

	p->def = "";
	if (p->required)
		return v == NULL ? EG_OK
				 : eg_head__fault(r, v,
				       "'%s' is required and has a default: choose one", p->name);
	if (v == NULL) {
		eg_head__fault(
		    r, decl, "the parameter '%s' has no default and is not required", p->name);
		eg_err_hint(r->err, "add `default: …` or `required: true`");
		return EG_ERR_TEMPLATE;
	}
	if (v->kind == EG_YAML_SEQ) {
		const char *const *item;
		size_t n;

		if (p->type != EG_PARAM_LIST)
			return eg_head__fault(r, v, "the default of '%s' is a list, its type %s",
			    p->name, eg_param_type_name(p->type));
		if ((rc = eg_head__texts(r, v, &item, &n)) != EG_OK)
			return rc;
		fine = eg_param__parse_items(r->arena, p, item, n, &value, why, sizeof(why));
		for (size_t i = 0; i < n && fine; i++)
			if (strchr(item[i], ';') != NULL || strstr(item[i], "{{") != NULL)
				return eg_head__fault(r, v,
				    "an item of the default of '%s' holds ';' or '{{'", p->name);
	} else if (v->kind == EG_YAML_SCALAR && strstr(v->text, "{{") != NULL) {
		rc = eg_mustache_parse(v->text, strlen(v->text), r->file, v->line - 1,
		    EG_MUSTACHE_ONE_LINE, &m, r->err);
		if (rc != EG_OK)
			return rc;
		for (size_t i = 0, n = eg_mustache_names(m, &name); i < n; i++)
			if (strncmp(name[i].name, "jurisdiction.", 13) != 0) {
				eg_head__fault(r, v,
				    "the default of '%s' names '%s': a default knows "
				    "jurisdiction.* alone",
				    p->name, name[i].name);
				eg_mustache_free(m);
				return EG_ERR_TEMPLATE;
			}
		p->pattern = m;
		p->def = v->text;
		return EG_OK;
	} else {
		fine = v->kind == EG_YAML_SCALAR &&
		       eg_param__parse(r->arena, p, v->text, &value, why, sizeof(why));
		if (v->kind != EG_YAML_SCALAR)
			return eg_head__fault(r, v, "the default of '%s' is a mapping", p->name);
	}
	if (!fine)
		return eg_head__fault(r, v, "the default of '%s': %s", p->name, why);
	p->def = value.text;
	return EG_OK;
}

static enum eg_rc
read_parameter(struct eg_head_reader *r, const char *name, size_t name_line,
    const struct eg_yaml *v, struct eg_param *p)
{
	static const char *const keys[] = {"type", "required", "unless", "default", "policy",
	    "help", "risk", "options", "min", "max"};
	const struct eg_yaml *min = eg_yaml_get(v, "min"), *max = eg_yaml_get(v, "max");
	enum eg_rc rc;

	p->name = name;
	p->file = r->file;
	p->line = name_line;
	if (!name_ok(name)) {
		eg_head__fault(r, v, "'%s' is not a name of a parameter", name);
		eg_err_hint(r->err, "small letters, digits and '_', beginning with a letter; not "
				    "jurisdiction, template, self");
		return EG_ERR_TEMPLATE;
	}
	if (v->kind != EG_YAML_MAP)
		return eg_head__fault(
		    r, v, "the parameter '%s' is not a mapping of type, default, help", name);
	p->help = eg_yaml_text(v, "help", "");
	p->risk = eg_yaml_text(v, "risk", "");
	p->unless = eg_yaml_text(v, "unless", "");
	if ((rc = eg_head__keys(r, v, name, keys, EG_COUNT(keys))) != EG_OK ||
	    (rc = read_type(r, eg_yaml_get(v, "type"), v, &p->type)) != EG_OK ||
	    (rc = eg_head__truth(r, eg_yaml_get(v, "required"), &p->required)) != EG_OK ||
	    (rc = eg_head__truth(r, eg_yaml_get(v, "policy"), &p->policy)) != EG_OK ||
	    (rc = read_bound(r, min, p, &p->has_min, &p->min)) != EG_OK ||
	    (rc = read_bound(r, max, p, &p->has_max, &p->max)) != EG_OK ||
	    (rc = read_options(r, eg_yaml_get(v, "options"), v, p)) != EG_OK)
		return rc;
	if (p->has_min && p->has_max && p->min > p->max)
		return eg_head__fault(
		    r, min, "the least value of '%s' is above the greatest", name);
	if (p->help[0] == '\0')
		return eg_head__fault(r, v, "the parameter '%s' has no help", name);
	return read_default(r, eg_yaml_get(v, "default"), v, p);
}

enum eg_rc
eg_head__parameters(
    struct eg_head_reader *r, const struct eg_yaml *map, bool global, struct eg_declared *to)
{
	size_t own = to->n;

	if (map == NULL)
		return EG_OK;
	if (map->kind != EG_YAML_MAP && !(map->kind == EG_YAML_SCALAR && map->text[0] == '\0'))
		return eg_head__fault(r, map, "'parameters' is not a mapping");
	for (size_t i = 0; i < map->n; i++) {
		struct eg_param p = {.global = global};
		bool there = false;
		enum eg_rc rc;

		for (size_t k = 0; k < own; k++)
			there = there || strcmp(to->v[k].name, map->key[i]) == 0;
		if (there)
			continue;
		if ((rc = read_parameter(r, map->key[i], map->key_line[i], map->item[i], &p)) !=
		    EG_OK)
			return rc;
		eg_vec_push(to, p);
	}
	return EG_OK;
}
