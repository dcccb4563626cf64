/* A small bill in the form of each of the 56: it builds, its designators are sane, what is not
 * known is listed. */
#include "check.h"

#include <engross/doc.h>

#define HEAD                                                                                       \
	"---\nengross: 1\ntitle: \"things\"\nshort-title: \"Things Act\"\npurpose: \"to limit "    \
	"things\"\n---\n"
#define BODY                                                                                       \
	"### Short title {#short-title}\n\n[](#act) may be cited as the \"Things Act\".\n\n### "   \
	"Limits {#limits}\n\n"                                                                     \
	"1. {#one} None, except under [](#sub).\n1. Two:\n\n   1. {#sub} sub.\n\n## Severability " \
	"{#severability .session}\n\n"                                                             \
	"If [](#one) falls.\n\n## Effective date {#effective .session}\n\nNow.\n"

static const char unplaced[] = HEAD "## Things Act {#act .adds code=\"\"}\n\n" BODY;
static const char placed[] = HEAD "## Things Act {#act .adds code=\"Title 24\" unit=chapter "
				  "number=\"7\" sections=\"24-7-{101}\"}\n\n" BODY;

static void
check_form(const char *postal, const struct eg_form *f, bool known)
{
	size_t visible = 0, sections = 0;

	CHECK_STR(f->postal, postal);
	for (size_t i = 0; i < f->n; i++) {
		const struct eg_block *b = &f->block[i];

		CHECK(b->designator != NULL && strchr(b->designator, '{') == NULL);
		sections += b->role == EG_ROLE_SECTION;
		if (b->role == EG_ROLE_ITEM)
			CHECK(b->designator[0] != '\0');
		for (size_t r = 0; r < b->n_runs; r++) {
			visible += b->run[r].kind == EG_RUN_BLANK;
			if (strstr(b->run[r].text, "{{") != NULL)
				fprintf(stderr, "%s: %s\n", postal, b->run[r].text);
			CHECK(strstr(b->run[r].text, "{{") == NULL &&
			      strchr(b->run[r].text, '\n') == NULL);
			if (b->run[r].kind == EG_RUN_REF)
				CHECK(b->run[r].text[0] != '\0');
		}
	}
	CHECK(sections >= 3);
	if (visible > f->n_blanks)
		fprintf(stderr, "%s: %zu blanks seen, %zu listed\n", postal, visible, f->n_blanks);
	CHECK(visible <= f->n_blanks);
	if (known)
		for (size_t i = 0; i < f->n_blanks; i++)
			CHECK(strstr(f->blank[i], "enacting clause") == NULL);
}

static void
each_of_56(const char *draft)
{
	struct eg_err err = {0};

	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		struct eg_profile *p = NULL;
		struct eg_bill *bill = NULL;
		struct eg_form *f = NULL;

		CHECK_OK(eg_profile_builtin(eg_postal[i], &p, &err));
		CHECK_OK(eg_bill_parse(draft, strlen(draft), "x.md", &bill, &err));
		CHECK_OK(eg_form_build(bill, p, NULL, &f, &err));
		check_form(eg_postal[i], f, strcmp(eg_postal[i], "AS") != 0);
		eg_form_free(f);
		eg_bill_free(bill);
		eg_profile_free(p);
	}
}

static void
everywhere__unplaced(void **state)
{
	(void)state;
	each_of_56(unplaced);
}

static void
everywhere__placed_in_a_code(void **state)
{
	(void)state;
	each_of_56(placed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(everywhere__unplaced),
	    cmocka_unit_test(everywhere__placed_in_a_code),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
