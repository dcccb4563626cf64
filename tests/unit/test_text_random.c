/* The parser is total: whatever bytes it is given, it ends, with a tree or an error that has a
 * place; and so does the form. */
#include "check.h"
#include "rng.h"

#include <engross/doc.h>
#include <time.h>

static const char seed_draft[] =
    "---\nengross: 1\ntitle: \"t\"\nsponsors: [A]\n---\n## Act {#act .adds code=\"Title 24\" "
    "unit=article number=\"7\" "
    "sections=\"24-7-{101}\"}\n\n### D {#d}\n\nAs used in [](#act):\n\n1. {#a} **\"T\"** means "
    "*x*.\n1. two:\n\n   1. {#b} sub "
    "[](#a);\n\n      1. deep\n\n   flush [blank: x]\n\n> Drafting note: n\n> m\n\n<!-- verbatim v "
    "-->\n1. *x* &amp;\n"
    "<!-- /verbatim -->\n\n## Am {#am .amends code=\"T\"}\n\n<!-- law 1-1 -->\n(a) x "
    "<ins>y</ins> w <del>v</del><ins>u</ins>.\n\n(b)(1) x <del>y</del>\n\n{-} (2) z\n\n"
    "{+} (3) q\n\n{+} (A) r\n\nflush <del>s</del>\n<!-- /law -->\n\n## Re {#re .repeals "
    "code=\"T\" sections=\"5, 6\"}\n\n"
    "## Whereas {.recitals}\n\nSo; and\n\n## Resolved {.resolved}\n\nThat.\n\n## E {#e "
    ".session}\n\n[](#b) & [](#d).\n";

static const char *const pieces[] = {"\n", "\n\n", " ", "   ", "1. ", "10. ", "- ", "> ", "#",
    "## ", "{#x}", "{", "}", "[", "](#a)", "]", "<!-- verbatim q -->", "<!-- /verbatim -->",
    "<!-- law z -->", "<!-- /law -->", "<ins>", "</ins>", "**", "*", "`", "```\n", "<b>", "\\",
    "&#10;", "\t", "\r\n", "---\n", "===\n", "[x]: /u\n", "![", "\xc3", "\xf0\x9f\x98\x80", "\x01",
    "[blank: ", ".adds", "\""};

/* Delete, double or insert a few pieces. */
static size_t
mutate(char *text, size_t n, size_t cap)
{
	for (uint32_t k = 1 + rng(4); k > 0; k--) {
		size_t at = rng((uint32_t)n + 1);

		if (rng(3) == 0 && n > 20) {
			size_t cut = 1 + rng(20);

			cut = cut < n - at ? cut : n - at;
			memmove(text + at, text + at + cut, n - at - cut);
			n -= cut;
		} else {
			const char *p = pieces[rng(sizeof(pieces) / sizeof(pieces[0]))];
			size_t len = strlen(p);

			if (n + len >= cap)
				continue;
			memmove(text + at + len, text + at, n - at);
			memcpy(text + at, p, len);
			n += len;
		}
	}
	return n;
}

static void
random_mutations__end_in_a_tree_or_an_error(void **state)
{
	static char text[8192];
	struct eg_profile *profiles[16];
	struct eg_err err = {0};
	size_t trees = 0, errors = 0;
	const char *const postal[] = {
	    "CO", "MD", "WA", "DC", "TN", "MA", "WV", "MI", "CT", "GA", "MN", "NM"};
	enum { PROFILES = sizeof(postal) / sizeof(postal[0]) };

	(void)state;
	for (size_t i = 0; i < PROFILES; i++)
		CHECK_OK(eg_profile_builtin(postal[i], &profiles[i], &err));
	for (int round = 0; round < 20000; round++) {
		size_t n = sizeof(seed_draft) - 1;
		struct eg_bill *bill = NULL;
		struct eg_form *form = NULL;
		struct eg_doc *doc = NULL;

		memcpy(text, seed_draft, n);
		n = mutate(text, n, sizeof(text));
		memset(&err, 0, sizeof(err));
		if (eg_bill_parse(text, n, "x.md", &bill, &err) != EG_OK) {
			CHECK(err.line > 0 && err.msg[0] != '\0');
			errors++;
			continue;
		}
		trees++;
		if (eg_form_build(bill, profiles[round % PROFILES], NULL, &form, &err) == EG_OK) {
			CHECK_OK(eg_doc_from_form(form, "x", &doc, &err));
			CHECK(doc->n_sections > 0 && doc->section[0].start == 0 &&
			      doc->section[doc->n_sections - 1].end == doc->n);
			eg_doc_free(doc);
			eg_form_free(form);
		} else {
			CHECK(err.line > 0);
		}
		eg_bill_free(bill);
	}
	for (size_t i = 0; i < PROFILES; i++)
		eg_profile_free(profiles[i]);
	CHECK(trees > 100 && errors > 100);
}

/* Inputs on which cmark 0.30 is slow: bounded by the size of a paragraph. */
static void
pathological__in_time(void **state)
{
	static const char *const hostile[] = {
	    "![[]()", "[](", "*a ", "_a_ ", "<", "&", "`a", "[a](<b", "1. ", "> ", "**a ", "\\["};
	size_t n = 60 * 1024;
	char *text = malloc(n + 64);

	(void)state;
	for (size_t k = 0; k < sizeof(hostile) / sizeof(hostile[0]); k++) {
		struct eg_bill *bill = NULL;
		struct eg_err err = {0};
		size_t at = (size_t)sprintf(text, "## A\n\n"), len = strlen(hostile[k]);
		clock_t start = clock();

		while (at + len < n) {
			memcpy(text + at, hostile[k], len);
			at += len;
		}
		if (eg_bill_parse(text, at, "x.md", &bill, &err) == EG_OK)
			eg_bill_free(bill);
		double s = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (s > 2)
			fprintf(stderr, "'%s' took %.1f s\n", hostile[k], s);
		CHECK(s < 2);
	}
	free(text);
}

static size_t
item(char *to, size_t shape, size_t i)
{
	switch (shape) {
	case 0:
		return (size_t)sprintf(to, "### S {#s%zu}\n\nText [](#s%zu).\n\n", i, i);
	case 1:
		return (size_t)sprintf(
		    to, "<!-- law %zu -->\nx <del>a</del><ins>b</ins>\n<!-- /law -->\n\n", i);
	default:
		return (size_t)sprintf(to, "1. {#p%zu} Words, see [](#p%zu).\n\n", i, i);
	}
}

/* The largest sources: a form is made in time that grows with them, in jurisdictions that list what
 * is affected, enact section by section, or say again what they amend. */
static void
large__formed_in_time(void **state)
{
	static const char *const heads[] = {
	    "## S {#act .adds code=\"Title 1\" unit=chapter number=\"2\"}\n\n",
	    "## A {#a .amends code=\"T\"}\n\n", "## A {#a}\n\n"};
	static const char *const places[] = {"UT", "NE", "KS"};
	enum { ITEMS = 20000 };
	char *text = malloc(ITEMS * 80 + 1024);

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		struct eg_bill *bill = NULL;
		struct eg_err err = {0};
		clock_t start = clock();
		size_t at = (size_t)sprintf(text, "---\nengross: 1\ntitle: x\n---\n%s", heads[k]);

		for (size_t i = 0; i < ITEMS; i++)
			at += item(text + at, k, i);
		CHECK_OK(eg_bill_parse(text, at, "x.md", &bill, &err));
		for (size_t i = 0; i < 3; i++) {
			struct eg_profile *profile = NULL;
			struct eg_form *form = NULL;

			CHECK_OK(eg_profile_builtin(places[i], &profile, &err));
			CHECK_OK(eg_form_build(bill, profile, NULL, &form, &err));
			eg_form_free(form);
			eg_profile_free(profile);
		}
		eg_bill_free(bill);
		double s = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (s > 6)
			fprintf(stderr, "shape %zu took %.1f s\n", k, s);
		CHECK(s < 6);
	}
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(random_mutations__end_in_a_tree_or_an_error),
	    cmocka_unit_test(pathological__in_time),
	    cmocka_unit_test(large__formed_in_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
