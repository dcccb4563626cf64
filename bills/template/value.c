/* Values that a Mustache text is rendered against: makers and look-up. */
#include "template/compiled.h"

#include <string.h>

struct eg_value
eg_value_null(void)
{
	return (struct eg_value){.kind = EG_VALUE_NULL};
}

struct eg_value
eg_value_bool(bool b)
{
	return (struct eg_value){
	    .kind = EG_VALUE_BOOL, .truth = b, .text = b ? "true" : "false", .text_n = b ? 4 : 5};
}

struct eg_value
eg_value_text_n(const char *s, size_t n)
{
	return (struct eg_value){.kind = EG_VALUE_TEXT, .truth = n != 0, .text = s, .text_n = n};
}

struct eg_value
eg_value_text(const char *s)
{
	return eg_value_text_n(s, strlen(s));
}

struct eg_value
eg_value_map(void)
{
	return (struct eg_value){.kind = EG_VALUE_MAP, .truth = true};
}

struct eg_value
eg_value_list(struct eg_arena *a, size_t n)
{
	struct eg_value v = {.kind = EG_VALUE_LIST, .truth = n != 0, .n = n};

	v.item = eg_arena_calloc(a, n == 0 ? 1 : n, sizeof(*v.item));
	return v;
}

struct eg_value *
eg_value_add(struct eg_arena *a, struct eg_value *owner, const char *name, struct eg_value v)
{
	size_t n = owner->n_fields;
	struct eg_value_field *f;

	if (n == 0 || (n >= 4 && (n & (n - 1)) == 0)) { /* room is 4, then doubles */
		f = eg_arena_calloc(a, n == 0 ? 4 : 2 * n, sizeof(*f));
		if (n != 0)
			memcpy(f, owner->field, n * sizeof(*f));
		owner->field = f;
	}
	f = &owner->field[owner->n_fields++];
	f->name = name;
	f->hash = eg_mustache_hash(name, strlen(name));
	f->value = v;
	return &f->value;
}

const struct eg_value *
eg_value_get(const struct eg_value *owner, const char *name)
{
	for (size_t i = 0; i < owner->n_fields; i++)
		if (strcmp(owner->field[i].name, name) == 0)
			return &owner->field[i].value;
	return NULL;
}
