/*
 * Fuzz the reader of templates and, where one comes out, drafting it for three jurisdictions of
 * different shape. What is drafted must be untouched by its own account, and drafting again must
 * give the same bytes.
 *	make fuzz T=template
 */
#include <engross/template.h>

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
draft(const struct eg_template *t, const char *postal)
{
	struct eg_profile *profile = NULL;
	struct eg_params *params = eg_params_new(t);
	struct eg_draft once = {0}, again = {0};
	struct eg_err err = {0};

	for (size_t i = 0; i < t->n_params; i++)
		if (t->param[i].type == EG_PARAM_FILE &&
		    eg_params_set(params, t->param[i].name, "x.txt", EG_FROM_OPTION, "", 0, &err) ==
			EG_OK &&
		    eg_params_set_file(
			params, t->param[i].name, "Section 1 of this act.\n", 23, &err) != EG_OK)
			abort();
	if (eg_profile_builtin(postal, &profile, &err) == EG_OK &&
	    eg_draft_make(
		&(struct eg_draft_in){.template_ = t, .profile = profile, .params = params}, &once,
		&err) == EG_OK) {
		if (!eg_draft_is_untouched(once.source, once.source_n) ||
		    eg_draft_make(
			&(struct eg_draft_in){.template_ = t, .profile = profile, .params = params},
			&again, &err) != EG_OK ||
		    again.source_n != once.source_n ||
		    memcmp(again.source, once.source, once.source_n) != 0)
			abort();
	}
	eg_draft_clear(&once);
	eg_draft_clear(&again);
	eg_params_free(params);
	eg_profile_free(profile);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct eg_template *t = NULL;
	struct eg_err err = {0};

	if (eg_template_parse((const char *)data, size, "fuzz", NULL, 0, NULL, &t, &err) != EG_OK)
		return 0;
	draft(t, "UT");
	draft(t, "NE");
	draft(t, "GU");
	eg_template_free(t);
	return 0;
}
