/* A small bill in the form of each of the 56: it builds, its designators are sane, what is not
 * known is listed. */
#include "check.h"

#include "base/mem.h"

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
	CHECK(sections >= 2); /* Michigan: those that follow the sections of the act */
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

static bool
prints(const struct eg_form *f, const char *word)
{
	for (size_t i = 0; i < f->n; i++) {
		if (strstr(f->block[i].designator, word) != NULL)
			return true;
		for (size_t r = 0; r < f->block[i].n_runs; r++)
			if (strstr(f->block[i].run[r].text, word) != NULL)
				return true;
	}
	return false;
}

static bool
lists(const char *const *list, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(list[i], word) != NULL)
			return true;
	return false;
}

/* A place is printed, or a blank stands for words that are not known, or the form says that bills of
 * that legislature name none. */
static void
everywhere__each_unit_with_a_place__never_passed_over(void **state)
{
	static const char *const units[] = {
	    "title", "chapter", "article", "part", "subchapter", "section"};
	struct eg_err err = {0};

	(void)state;
	for (size_t i = 0; i < EG_JURISDICTIONS * EG_COUNT(units); i++) {
		const char *postal = eg_postal[i / EG_COUNT(units)],
			   *unit = units[i % EG_COUNT(units)];
		struct eg_profile *p = NULL;
		struct eg_bill *bill = NULL;
		struct eg_form *f = NULL;
		char draft[2048];

		snprintf(draft, sizeof(draft),
		    HEAD "## Things {#act .adds code=\"Title 777\" unit=%s number=\"888\" "
			 "sections=\"777-888-{1}\"}\n\n" BODY,
		    unit);
		CHECK_OK(eg_profile_builtin(postal, &p, &err));
		CHECK_OK(eg_bill_parse(draft, strlen(draft), "x.md", &bill, &err));
		CHECK_OK(eg_form_build(bill, p, NULL, &f, &err));
		bool told = prints(f, "777") || prints(f, "888") ||
			    lists(f->blank, f->n_blanks, "the words that ") ||
			    lists(f->unplaced, f->n_unplaced, "Title 777");
		if (!told)
			fprintf(stderr, "%s passes over the place of a new %s\n", postal, unit);
		CHECK(told);
		eg_form_free(f);
		eg_bill_free(bill);
		eg_profile_free(p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(everywhere__unplaced),
	    cmocka_unit_test(everywhere__placed_in_a_code),
	    cmocka_unit_test(everywhere__each_unit_with_a_place__never_passed_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
