/* Every template the program carries drafts for every jurisdiction it is for, without any value
 * set (a text kept word for word aside), and what comes out parses as a bill. */
#include "acts.h"

#include "base/time.h"

#include <engross/text.h>

static bool
says_fault(const struct eg_err *err, const char *what, const char *where)
{
	char line[2048];

	eg_err_format(err, line, sizeof(line));
	fprintf(stderr, "%s: %s: %s\n  hint: %s\n", what, where, line, err->hint);
	return false;
}

static bool
draft_one(
    const struct eg_template *t, const struct eg_params *params, const struct eg_profile *profile)
{
	struct eg_draft d;
	struct eg_err err = {0};
	struct eg_bill *bill = NULL;
	bool fine = true;

	if (eg_draft_make(
		&(struct eg_draft_in){
		    .template_ = t, .profile = profile, .params = params, .load = load},
		&d, &err) != EG_OK)
		return says_fault(&err, "cannot draft", eg_profile_postal(profile));
	if (eg_bill_parse(d.source, d.source_n, d.path, &bill, &err) != EG_OK) {
		if (getenv("EG_SHOW_DRAFT") != NULL)
			fwrite(d.source, 1, d.source_n, stderr);
		fine = says_fault(&err, "does not parse", d.path);
	}
	CHECK(eg_draft_is_untouched(d.source, d.source_n));
	eg_bill_free(bill);
	eg_draft_clear(&d);
	return fine;
}

static bool
each_jurisdiction(const struct eg_template *t, const struct eg_params *params, bool states_alone)
{
	struct eg_err err = {0};
	bool fine = true;

	for (size_t i = 0; i < EG_JURISDICTIONS && fine; i++) {
		struct eg_profile *p = NULL;

		if (!eg_template_is_for(t, eg_postal[i]) || (states_alone && i > 0))
			continue;
		CHECK_OK(eg_profile_builtin(eg_postal[i], &p, &err));
		fine = draft_one(t, params, p);
		eg_profile_free(p);
	}
	return fine;
}

/* Each option of each choice and each side of each truth value, one at a time. */
static bool
each_option(const struct eg_template *t)
{
	struct eg_err err = {0};
	bool fine = true;

	for (size_t i = 0; i < t->n_params; i++) {
		const struct eg_param *p = &t->param[i];
		size_t n = p->type == EG_PARAM_CHOICE	 ? p->n_options
			   : p->type == EG_PARAM_FILE	 ? 0
			   : p->type == EG_PARAM_BOOLEAN ? 2
							 : 1;

		for (size_t k = 0; k < n; k++) {
			struct eg_params *params = eg_params_new(t);
			const char *value =
			    p->type == EG_PARAM_CHOICE	  ? p->option[k]
			    : p->type == EG_PARAM_BOOLEAN ? (k == 0 ? "true" : "false")
			    : p->type == EG_PARAM_DATE	  ? "2027-07-01"
			    : p->type == EG_PARAM_LIST	  ? "first _thing_; [second] & third"
			    : p->type == EG_PARAM_TEXT	  ? "1. *plain* <words> & [more]"
							  : NULL;

			if (p->type == EG_PARAM_TEXT && strcmp(p->name, "code_number") == 0)
				value = "76.7";
			else if (strcmp(p->name, "fill_ins") == 0)
				value =
				    ""; /* must stand in the compact: tests/cli/draft/compact.t */
			else if (p->type == EG_PARAM_TEXT && strcmp(p->name, "code_sections") == 0)
				value = "24-76.7-{101}";
			if (value != NULL) {
				give_files(t, params);
				CHECK_OK(eg_params_set(
				    params, p->name, value, EG_FROM_OPTION, "", 0, &err));
				if (!each_jurisdiction(t, params, true)) {
					fprintf(stderr, "  with %s=%s\n", p->name, value);
					fine = false;
				}
			}
			eg_params_free(params);
		}
	}
	return fine;
}

static void
act(void **state)
{
	const struct eg_builtin *file = *state, *common = eg_builtin_find("parts/common.yaml");
	struct eg_template *t = NULL;
	struct eg_params *params;
	struct eg_err err = {0};
	bool fine;

	if (eg_template_parse(file->data, file->n, file->path, common->data, common->n,
		common->path, &t, &err) != EG_OK) {
		says_fault(&err, "template", file->path);
		fail();
	}
	CHECK(strncmp(eg_template_param(t, "severability")->file, "parts/", 6) == 0 ||
	      strstr(file->path, t->name) != NULL);
	params = eg_params_new(t);
	give_files(t, params);
	fine = each_jurisdiction(t, params, false);
	eg_params_free(params);
	fine = each_option(t) && fine;
	eg_template_free(t);
	CHECK(fine);
}

int
main(void)
{
	return run_acts("templates", act);
}
