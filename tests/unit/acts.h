/* The templates that the program carries, for tests that draft: their parts, and texts for those
 * that are to be given one. */
#ifndef EG_TEST_ACTS_H
#define EG_TEST_ACTS_H

#include "check.h"

#include "base/builtin.h"
#include "base/map.h"

#include <engross/template.h>

static struct eg_map parts;

static enum eg_rc
load(void *ctx, const char *name, const struct eg_mustache **out, struct eg_err *err)
{
	struct eg_mustache *m = eg_map_get(&parts, name);
	char path[256];
	const struct eg_builtin *b;

	EG_UNUSED(ctx);
	if (m == NULL) {
		snprintf(path, sizeof(path), "parts/%s.md", name);
		if ((b = eg_builtin_find(path)) != NULL) {
			enum eg_rc rc = eg_mustache_parse(
			    b->data, b->n, path, 0, EG_MUSTACHE_RAW_LINE, &m, err);

			if (rc != EG_OK)
				return rc;
			eg_map_set(&parts, name, m);
		}
	}
	*out = m;
	return EG_OK;
}

/* Give every text kept word for word something. */
static void
give_files(const struct eg_template *t, struct eg_params *params)
{
	static const char text[] = "ARTICLE I\n\nSECTION 1. Purpose & scope of *this* compact.\n";
	struct eg_err err = {0};

	for (size_t i = 0; i < t->n_params; i++)
		if (t->param[i].type == EG_PARAM_FILE) {
			CHECK_OK(eg_params_set(
			    params, t->param[i].name, "compact.txt", EG_FROM_OPTION, "", 0, &err));
			CHECK_OK(eg_params_set_file(
			    params, t->param[i].name, text, sizeof(text) - 1, &err));
		}
}

/* A test for each template: its file is the test's state. */
static int
run_acts(const char *group, CMUnitTestFunction test)
{
	struct CMUnitTest tests[128];
	size_t n = 0;
	int failed;

	for (size_t i = 0; i < eg_builtin_count() && n < EG_COUNT(tests); i++) {
		const struct eg_builtin *b = eg_builtin_at(i);

		if (strncmp(b->path, "acts/", 5) == 0)
			tests[n++] = (struct CMUnitTest){.name = b->path,
			    .test_func = test,
			    .initial_state = (void *)(uintptr_t)b};
	}
	failed = n == 0 ? 1 : _cmocka_run_group_tests(group, tests, n, NULL, NULL);
	for (size_t i = 0; i < parts.n; i++)
		eg_mustache_free(parts.v[i].value);
	eg_map_clear(&parts);
	return failed;
}

#endif
