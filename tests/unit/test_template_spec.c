/* The Mustache specification, every required module, one named test a case (shared/mustache-spec,
 * skipped loudly where it is missing). */
#include "check.h"

#include "base/path.h"
#include "base/vec.h"

#include <engross/mustache.h>
#include <jansson.h>

static const char *const modules[] = {
    "comments", "delimiters", "interpolation", "inverted", "partials", "sections"};
enum { SPEC_CASES = 136 };

struct part {
	const char *name;
	struct eg_mustache *m;
};

struct parts {
	EG_VEC(struct part);
};

static struct eg_value
to_value(struct eg_arena *a, json_t *j)
{
	const char *key;
	json_t *item;
	size_t i;

	switch (json_typeof(j)) {
	case JSON_TRUE:
	case JSON_FALSE:
		return eg_value_bool(json_is_true(j));
	case JSON_STRING:
		return eg_value_text_n(json_string_value(j), json_string_length(j));
	case JSON_INTEGER:
		return eg_value_text(eg_arena_printf(a, "%lld", (long long)json_integer_value(j)));
	case JSON_REAL:
		return eg_value_text(eg_arena_printf(a, "%g", json_real_value(j)));
	case JSON_ARRAY: {
		struct eg_value list = eg_value_list(a, json_array_size(j));

		json_array_foreach(j, i, item) list.item[i] = to_value(a, item);
		return list;
	}
	case JSON_OBJECT: {
		struct eg_value map = eg_value_map();

		json_object_foreach(j, key, item) eg_value_add(a, &map, key, to_value(a, item));
		return map;
	}
	case JSON_NULL:
		break;
	}
	return eg_value_null();
}

static enum eg_rc
load(void *ctx, const char *name, const struct eg_mustache **out, struct eg_err *err)
{
	struct parts *parts = ctx;

	EG_UNUSED(err);
	for (size_t i = 0; i < parts->n; i++)
		if (strcmp(parts->v[i].name, name) == 0)
			*out = parts->v[i].m;
	return EG_OK;
}

static void
spec_case(void **state)
{
	json_t *test = *state, *text;
	const char *key, *template_ = json_string_value(json_object_get(test, "template"));
	struct eg_arena *a = eg_arena_new();
	struct eg_mustache *m = NULL;
	struct parts parts = {0};
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_value root = to_value(a, json_object_get(test, "data"));

	json_object_foreach(json_object_get(test, "partials"), key, text)
	{
		struct part *p = eg_vec_new(&parts);

		p->name = key;
		CHECK_OK(eg_mustache_parse(
		    json_string_value(text), json_string_length(text), key, 0, 0, &p->m, &err));
	}
	CHECK_OK(eg_mustache_parse(template_, strlen(template_), "spec", 0, 0, &m, &err));
	CHECK_OK(eg_mustache_render(
	    m, &root, &(struct eg_mustache_options){.load = load, .ctx = &parts}, &out, &err));
	CHECK_STR(eg_buf_cstr(&out), json_string_value(json_object_get(test, "expected")));
	eg_buf_clear(&out);
	eg_mustache_free(m);
	for (size_t i = 0; i < parts.n; i++)
		eg_mustache_free(parts.v[i].m);
	eg_vec_clear(&parts);
	eg_arena_free(a);
}

static void
spec__every_required_case_is_run(void **state)
{
	CHECK_INT(*(size_t *)*state, SPEC_CASES);
}

int
main(void)
{
	struct {
		EG_VEC(struct CMUnitTest);
	} tests = {0};
	json_t *doc[EG_COUNT(modules)] = {0};
	struct eg_arena *a = eg_arena_new();
	size_t count = 0;
	int failed;

	for (size_t k = 0; k < EG_COUNT(modules); k++) {
		const char *path =
		    eg_test_shared(eg_arena_printf(a, "mustache-spec/%s.json", modules[k]));
		json_t *test;
		size_t i;

		if (path == NULL)
			continue;
		doc[k] = json_load_file(path, 0, NULL);
		json_array_foreach(json_object_get(doc[k], "tests"), i, test) eg_vec_push(&tests,
		    ((struct CMUnitTest){.name = eg_arena_printf(a, "%s: %s", modules[k],
					     json_string_value(json_object_get(test, "name"))),
			.test_func = spec_case,
			.initial_state = test}));
	}
	count = tests.n;
	if (count > 0)
		eg_vec_push(&tests, ((struct CMUnitTest){.name = "spec__every_required_case_is_run",
					.test_func = spec__every_required_case_is_run,
					.initial_state = &count}));
	failed = tests.n == 0
		     ? 0
		     : _cmocka_run_group_tests("mustache spec", tests.v, tests.n, NULL, NULL);
	eg_vec_clear(&tests);
	for (size_t k = 0; k < EG_COUNT(modules); k++)
		json_decref(doc[k]);
	eg_arena_free(a);
	return failed;
}
