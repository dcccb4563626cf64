/*
 * Profiles: a YAML file of facts into a table found by name. Start at eg_profile_parse(). The form
 * of the file is described in templates/jurisdictions/README.md.
 */
#include "base/builtin.h"
#include "base/vec.h"
#include "base/yaml.h"

#include <engross/jurisdiction.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct eg_profile {
	struct eg_arena *arena;
	char postal[3];
	struct eg_fact *fact; /* in file order */
	size_t n;
	const char **text; /* a fact's first text, NULL where it is unknown or "none" */
	/* hash table of names: a drafting asks a thousand times a bill */
	struct slot *slot;
	uint32_t mask; /* slots - 1 */
};

struct slot {
	uint32_t hash;
	uint32_t fact; /* its index + 1, 0 = none */
};

struct facts {
	EG_VEC(struct eg_fact);
};

static const struct eg_fact unknown = {"", NULL, NULL, 0, EG_SURE_UNKNOWN, "", "", 0};

const char *
eg_sure_name(enum eg_sure s)
{
	static const char *const names[] = {"unknown", "general knowledge", "verified"};

	return names[s];
}

static EG_PRINTF(5, 6) enum eg_rc refuse(const struct eg_yaml *at, const char *file,
    struct eg_err *err, const char *hint, const char *fmt, ...)
{
	char what[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	eg_err_at(err, EG_ERR_DATA, file, at->line, at->col, "%s", what);
	eg_err_hint(err, "%s", hint);
	return EG_ERR_DATA;
}

static enum eg_rc
read_value(struct eg_arena *a, const struct eg_yaml *is, const char *file, struct eg_fact *f,
    struct eg_err *err)
{
	const char **list;

	if (is->kind == EG_YAML_SCALAR) {
		list = eg_arena_calloc(a, 1, sizeof(*list));
		list[0] = f->value = is->text;
		f->n = 1;
		f->list = list;
		return EG_OK;
	}
	if (is->kind != EG_YAML_SEQ)
		return refuse(is, file, err, "write is: \"text\" or is: [\"one\", \"two\"]",
		    "the value of '%s' is neither a text nor a list", f->key);
	list = eg_arena_calloc(a, is->n, sizeof(*list));
	for (size_t i = 0; i < is->n; i++) {
		if (is->item[i]->kind != EG_YAML_SCALAR)
			return refuse(is->item[i], file, err, "write is: [\"one\", \"two\"]",
			    "an item of the list '%s' is not a text", f->key);
		list[i] = is->item[i]->text;
	}
	f->list = list;
	f->n = is->n;
	return EG_OK;
}

static enum eg_rc
read_sure(const struct eg_yaml *y, const char *file, struct eg_fact *f, struct eg_err *err)
{
	const char *sure = eg_yaml_text(y, "sure", "");

	if (strcmp(sure, "verified") == 0)
		f->sure = EG_SURE_VERIFIED;
	else if (strcmp(sure, "general") == 0)
		f->sure = EG_SURE_GENERAL;
	else if (strcmp(sure, "unknown") == 0)
		f->sure = EG_SURE_UNKNOWN;
	else
		return refuse(y, file, err, "add sure: verified, sure: general or sure: unknown",
		    "the fact '%s' does not say how sure it is", f->key);
	if ((f->sure == EG_SURE_UNKNOWN) != (f->n == 0))
		return refuse(y, file, err, "an unknown fact has no is:",
		    "the fact '%s' is unknown and has a value, or is sure and has none", f->key);
	return EG_OK;
}

static const char *
full_name(struct eg_arena *a, const char *group, const char *key)
{
	size_t n = strlen(group), m = strlen(key);
	char *name = eg_arena_alloc(a, n + m + 2);

	memcpy(name, group, n);
	name[n] = '.';
	memcpy(name + n + 1, key, m);
	return name;
}

static enum eg_rc
read_fact(struct eg_arena *a, const char *group, const char *key, const struct eg_yaml *y,
    const char *file, struct facts *facts, struct eg_err *err)
{
	static const char *const fields[] = {"is", "sure", "from", "note"};
	struct eg_fact f = {0};
	const struct eg_yaml *is = eg_yaml_get(y, "is");
	enum eg_rc rc;

	f.key = full_name(a, group, key);
	f.line = y->line;
	if (y->kind != EG_YAML_MAP)
		return refuse(y, file, err, "see `engross jurisdictions UT` for the form of a fact",
		    "the fact '%s' is not { is: …, sure: …, from: … }", f.key);
	for (size_t i = 0; i < y->n; i++) {
		size_t k = 0;

		while (k < EG_COUNT(fields) && strcmp(y->key[i], fields[k]) != 0)
			k++;
		if (k == EG_COUNT(fields))
			return refuse(y->item[i], file, err, "take it out or correct its name",
			    "'%s' is not one of is, sure, from, note", y->key[i]);
	}
	if (is != NULL && (rc = read_value(a, is, file, &f, err)) != EG_OK)
		return rc;
	f.source = eg_yaml_text(y, "from", "");
	f.note = eg_yaml_text(y, "note", "");
	if ((rc = read_sure(y, file, &f, err)) != EG_OK)
		return rc;
	eg_vec_push(facts, f);
	return EG_OK;
}

static enum eg_rc
read_groups(struct eg_profile *p, const struct eg_yaml *top, const char *file, struct facts *facts,
    struct eg_err *err)
{
	enum eg_rc rc;

	for (size_t i = 0; i < top->n; i++) {
		const struct eg_yaml *group = top->item[i];

		if (strcmp(top->key[i], "engross") == 0) {
			if (group->kind != EG_YAML_SCALAR || strcmp(group->text, "1") != 0)
				return refuse(group, file, err, "this program reads engross: 1",
				    "a form of profile that this engross does not know");
			continue;
		}
		if (strcmp(top->key[i], "jurisdiction") == 0)
			continue;
		if (group->kind != EG_YAML_MAP)
			return refuse(group, file, err, "write facts below it, indented",
			    "'%s' is not a group of facts", top->key[i]);
		for (size_t k = 0; k < group->n; k++)
			if ((rc = read_fact(p->arena, top->key[i], group->key[k], group->item[k],
				 file, facts, err)) != EG_OK)
				return rc;
	}
	return EG_OK;
}

static uint32_t
hash_of(const char *key)
{
	uint64_t first = 0, last = 0;
	size_t n = strlen(key);

	if (n >= 8) { /* the middle of a long name tells little */
		memcpy(&first, key, 8);
		memcpy(&last, key + n - 8, 8);
	} else {
		memcpy(&first, key, n);
	}
	first = (first ^ last * UINT64_C(0x9E3779B97F4A7C15) ^ n) * UINT64_C(0xD6E8FEB86659FD93);
	return (uint32_t)(first >> 32);
}

static void
index_names(struct eg_profile *p)
{
	p->mask = 63;
	while (p->mask < p->n * 2)
		p->mask = p->mask * 2 + 1;
	p->slot = eg_arena_calloc(p->arena, (size_t)p->mask + 1, sizeof(*p->slot));
	p->text = eg_arena_calloc(p->arena, p->n + 1, sizeof(*p->text));
	for (size_t i = 0; i < p->n; i++) {
		uint32_t hash = hash_of(p->fact[i].key), at = hash & p->mask;
		const struct eg_fact *f = &p->fact[i];

		while (p->slot[at].fact != 0)
			at = (at + 1) & p->mask;
		p->slot[at] = (struct slot){hash, (uint32_t)i + 1};
		if (f->n > 0 && strcmp(f->list[0], "none") != 0)
			p->text[i] = f->list[0];
	}
}

enum eg_rc
eg_profile_parse(
    const char *yaml, size_t n, const char *name, struct eg_profile **out, struct eg_err *err)
{
	struct eg_arena *arena = eg_arena_new();
	struct eg_profile *p = eg_arena_alloc(arena, sizeof(*p));
	struct facts facts = {0};
	struct eg_yaml *top;
	const char *postal;
	enum eg_rc rc;

	*out = NULL;
	p->arena = arena;
	if ((rc = eg_yaml_parse(arena, yaml, n, name, 0, &top, err)) != EG_OK)
		goto done;
	postal = eg_yaml_text(top, "jurisdiction", "");
	if (eg_postal_index(postal, strlen(postal)) < 0) {
		rc = refuse(top, name, err, "write jurisdiction: UT (for example) near the top",
		    "'jurisdiction: %s' is not one of the 56 postal codes", postal);
		goto done;
	}
	memcpy(p->postal, eg_postal[eg_postal_index(postal, 2)], 3);
	if ((rc = read_groups(p, top, name, &facts, err)) != EG_OK)
		goto done;
	p->fact = eg_arena_calloc(arena, facts.n, sizeof(*p->fact));
	if (facts.n != 0)
		memcpy(p->fact, facts.v, facts.n * sizeof(*facts.v));
	p->n = facts.n;
	index_names(p);
	*out = p;
done:
	eg_vec_clear(&facts);
	if (rc != EG_OK)
		eg_arena_free(arena);
	return rc;
}

enum eg_rc
eg_profile_builtin(const char *postal, struct eg_profile **out, struct eg_err *err)
{
	int i = eg_postal_index(postal, strlen(postal));
	char path[64];
	const struct eg_builtin *file;

	*out = NULL;
	snprintf(path, sizeof(path), "jurisdictions/%s.yaml", i >= 0 ? eg_postal[i] : "?");
	file = eg_builtin_find(path);
	if (i < 0 || file == NULL) {
		eg_err_set(err, EG_ERR_NOT_FOUND, "no jurisdiction '%s'", postal);
		eg_err_hint(err, "engross jurisdictions");
		return EG_ERR_NOT_FOUND;
	}
	return eg_profile_parse(file->data, file->n, path, out, err);
}

void
eg_profile_free(struct eg_profile *p)
{
	if (p != NULL)
		eg_arena_free(p->arena);
}

const char *
eg_profile_postal(const struct eg_profile *p)
{
	return p->postal;
}

const char *
eg_profile_name(const struct eg_profile *p)
{
	return eg_profile_text(p, "identity.name", eg_postal_name(p->postal));
}

/* Index of a fact + 1; 0: absent. */
static uint32_t
find(const struct eg_profile *p, const char *key)
{
	uint32_t hash = hash_of(key);

	for (uint32_t at = hash & p->mask; p->slot[at].fact != 0; at = (at + 1) & p->mask)
		if (p->slot[at].hash == hash && strcmp(key, p->fact[p->slot[at].fact - 1].key) == 0)
			return p->slot[at].fact;
	return 0;
}

const struct eg_fact *
eg_profile_fact(const struct eg_profile *p, const char *key)
{
	uint32_t i = find(p, key);

	return i > 0 ? &p->fact[i - 1] : &unknown;
}

const char *
eg_profile_text(const struct eg_profile *p, const char *key, const char *fallback)
{
	uint32_t i = find(p, key);

	return i > 0 && p->text[i - 1] != NULL ? p->text[i - 1] : fallback;
}

bool
eg_profile_yes(const struct eg_profile *p, const char *key)
{
	return strcmp(eg_profile_text(p, key, ""), "yes") == 0;
}

int64_t
eg_profile_int(const struct eg_profile *p, const char *key, int64_t fallback)
{
	const char *s = eg_profile_text(p, key, "");
	char *end;
	long long v = strtoll(s, &end, 10);

	return *s != '\0' && *end == '\0' ? (int64_t)v : fallback;
}

bool
eg_profile_unicameral(const struct eg_profile *p)
{
	return eg_profile_yes(p, "legislature.unicameral");
}

size_t
eg_profile_count(const struct eg_profile *p)
{
	return p->n;
}

const struct eg_fact *
eg_profile_at(const struct eg_profile *p, size_t i)
{
	return &p->fact[i];
}
