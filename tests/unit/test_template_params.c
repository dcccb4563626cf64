/* Heads of templates checked field by field, types of parameters, and values from each source. */
#include "check.h"

#include "base/mem.h"

#include <engross/template.h>

#define HEAD "---\nengross: 1\ntemplate: test-act\nversion: 1.2.0\ntitle: \"testing\"\n"
static const char plain[] =
    HEAD "parameters:\n"
	 "  agency: { type: text, required: true, help: \"who carries it out\" }\n" /* line 7 */
	 "  days: { type: integer, min: 1, max: 90, default: 14, help: \"days\" }\n"
	 "  start: { type: date, default: \"\", help: \"first day\" }\n"
	 "  fees: { type: boolean, default: false, policy: true, help: \"fees\", risk: "
	 "\"cost\" }\n" /* 10 */
	 "  mode: { type: choice, options: [all, some-of, none], default: all, policy: true, "
	 "help: \"mode\" }\n"
	 "  names: { type: list, default: [], help: \"names\" }\n"
	 "  fine: { type: money, min: 0, max: 1000, default: \"12.50\", help: \"fine\" }\n"
	 "  words: { type: file, default: \"\", help: \"kept\" }\n"
	 "  place: { type: text, default: \"the {{jurisdiction.name}} Code\", help: \"place\" "
	 "}\n"
	 "---\n## A {#a}\n\nx {{agency}}\n";

static struct eg_template *t;
static struct eg_params *p;

static int
setup(void **state)
{
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_template_parse(
	    plain, strlen(plain), "templates/test-act.md", NULL, 0, NULL, &t, &err));
	p = eg_params_new(t);
	return 0;
}

static int
teardown(void **state)
{
	EG_UNUSED(state);
	eg_params_free(p);
	eg_template_free(t);
	return 0;
}

static void
head_refuses(const char *text, size_t line, const char *msg, const char *hint)
{
	struct eg_template *out = NULL;
	struct eg_err err = {0};

	CHECK(eg_template_parse(text, strlen(text), "t.md", NULL, 0, NULL, &out, &err) != EG_OK);
	CHECK(out == NULL);
	CHECK_HAS(err.msg, msg);
	CHECK_HAS(err.hint, hint);
	CHECK_INT(err.line, line);
	CHECK_STR(err.file, "t.md");
}

static void
head__what_is_wrong_is_said_with_its_line(void **state)
{
	EG_UNUSED(state);
	head_refuses("no head\n", 1, "no head", "");
	head_refuses(HEAD "sumary: x\n---\n", 6, "unknown key 'sumary'", "did you mean 'summary'?");
	head_refuses("---\nengross: 1\ntemplate: Test\nversion: 1.0.0\ntitle: x\n---\n", 3,
	    "'Test' is not a name", "");
	head_refuses("---\nengross: 1\ntemplate: t\nversion: 1.0\ntitle: x\n---\n", 4,
	    "'1.0' is not a version", "");
	head_refuses(
	    "---\nengross: 1\ntemplate: t\nversion: 1.0.0\ntitle: {{x}}\n---\n", 5, "", "");
	head_refuses(
	    HEAD "instrument: bil\n---\n", 6, "'bil' is no instrument", "did you mean 'bill'?");
	head_refuses(HEAD "jurisdictions: [UT, XX]\n---\n", 6, "'XX' is not a jurisdiction", "");
	head_refuses(HEAD "threshold: { kind: count, neeed: 3 }\n---\n", 6, "unknown key 'neeed'",
	    "did you mean 'need'?");
	head_refuses(HEAD "authorities:\n  - { cite: x, effect: helps }\n---\n", 7,
	    "'helps' is no effect", "");
	head_refuses(HEAD "parameters:\n  Bad: { type: text, default: x, help: y }\n---\n", 7,
	    "'Bad' is not a name of a parameter", "");
	head_refuses(HEAD "parameters:\n  a: { type: txt, default: x, help: y }\n---\n", 7,
	    "'txt' is no type", "did you mean 'text'?");
	head_refuses(HEAD "parameters:\n  a: { type: text, default: x, help: y, defalt: z }\n---\n",
	    7, "unknown key 'defalt' in a", "did you mean 'default'?");
	head_refuses(HEAD "parameters:\n  a: { type: text, help: y }\n---\n", 7,
	    "no default and is not required", "required: true");
	head_refuses(
	    HEAD "parameters:\n  a: { type: text, default: x }\n---\n", 7, "has no help", "");
	head_refuses(HEAD "parameters:\n  a: { type: integer, default: x, help: y }\n---\n", 7,
	    "'x' is not a whole number", "");
	head_refuses(HEAD "parameters:\n  a: { type: integer, min: 3, default: 2, help: y }\n---\n",
	    7, "2 is less than 3", "");
	head_refuses(HEAD "parameters:\n  a: { type: choice, default: x, help: y }\n---\n", 7,
	    "has no options", "");
	head_refuses(HEAD
	    "parameters:\n  a: { type: choice, options: [b, c], default: x, help: y }\n---\n",
	    7, "'x' is not one of b, c", "");
	head_refuses(HEAD "parameters:\n  a: { type: text, default: \"{{b}}\", help: y }\n---\n", 7,
	    "knows jurisdiction.* alone", "");
	head_refuses(HEAD "---\n\n{{nmae}}\n", 8, "unknown name 'nmae'", "");
	head_refuses(HEAD "parameters:\n  a: { type: choice, options: [bee, cow], default: bee, "
			  "help: y }\n---\n{{#a.zebra}}x{{/a.zebra}}\n",
	    9, "unknown name 'a.zebra'", "'a' has: bee, cow");
	head_refuses(HEAD "---\n{{#jurisdiction.stat}}x{{/jurisdiction.stat}}\n", 7,
	    "unknown name 'jurisdiction.stat'", "did you mean 'jurisdiction.state'?");
}

static void
sets(const char *pair, const char *want)
{
	struct eg_err err = {0};
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(pair, "="), pair);
	CHECK_OK(eg_params_set_pair(p, pair, &err));
	CHECK_STR(eg_params_get(p, name, NULL), want);
}

static void
refuses(const char *pair, const char *msg, const char *hint)
{
	struct eg_err err = {0};

	CHECK(eg_params_set_pair(p, pair, &err) != EG_OK);
	CHECK_HAS(err.msg, msg);
	CHECK_HAS(err.hint, hint);
}

static void
types__accept_and_normalise(void **state)
{
	EG_UNUSED(state);
	sets("agency=  the Agency ", "the Agency");
	sets("days=007", "7");
	sets("start=2028-02-29", "2028-02-29");
	sets("start=", "");
	sets("fees=yes", "true");
	sets("fees=false", "false");
	sets("mode=some-of", "some-of");
	sets("fine=$1,000", "1000");
	sets("fine=999.05", "999.05");
	sets("names=a ; b;; c", "a; b; c");
}

static void
types__refuse_and_say_why(void **state)
{
	EG_UNUSED(state);
	refuses("days=soon", "'soon' is not a whole number (declared in templates/test-act.md:8)",
	    "days (integer, 1 to 90): days");
	refuses("days=91", "91 is more than 90", "");
	refuses("days=0", "0 is less than 1", "");
	refuses("start=2027-02-29", "is not a date", "");
	refuses("start=2027-02", "is not a date", "");
	refuses("fees=maybe", "neither true nor false", "");
	refuses("mode=some", "'some' is not one of all, some-of, none",
	    "mode (choice: all | some-of | none)");
	refuses("fine=1,00", "not an amount", "");
	refuses("fine=1000.01", "is more than 1000", "");
	refuses("agency=a\nb", "more than one line", "");
	refuses("agency=\xff", "not UTF-8", "");
	refuses("agency=a\x01", "control character U+0001", "");
	refuses("agency=a\xe2\x80\xae"
		"b",
	    "control character U+202E", "");
	refuses("agencies=x", "has no parameter 'agencies'", "did you mean 'agency'?");
	refuses("agency", "is not NAME=VALUE", "");
}

static void
sources__a_later_one_wins(void **state)
{
	static const char repo[] = "engross: 1\nname: x\nparameters:\n  days: 20\n  other: 1\n",
			  file[] = "days: 30\nnames: [\"x; y\", z]\n",
			  table[] = "jurisdiction,days,names\nUT,40,a;b\nCO,,\n";
	struct eg_err err = {0};
	enum eg_param_source from;
	bool found;

	EG_UNUSED(state);
	CHECK_STR(eg_params_get(p, "days", &from), "14");
	CHECK_INT(from, EG_FROM_DEFAULT);
	CHECK(eg_params_get(p, "agency", NULL) == NULL);
	CHECK_INT(eg_params_yaml(
		      p, repo, strlen(repo), "engross.yaml", EG_FROM_REPOSITORY, NULL, NULL, &err),
	    EG_ERR_PARAMETER);
	CHECK_INT(err.line, 5);
	CHECK_STR(eg_params_get(p, "days", &from), "20");
	CHECK_OK(eg_params_yaml(p, file, strlen(file), "p.yaml", EG_FROM_FILE, NULL, NULL, &err));
	CHECK_STR(eg_params_get(p, "names", NULL), "x; y; z");
	CHECK_OK(eg_params_csv(p, table, strlen(table), "s.csv", "CO", &found, &err));
	CHECK(found);
	CHECK_STR(eg_params_get(p, "days", &from), "30");
	CHECK_OK(eg_params_csv(p, table, strlen(table), "s.csv", "UT", &found, &err));
	CHECK_STR(eg_params_get(p, "days", &from), "40");
	CHECK_INT(from, EG_FROM_TABLE);
	CHECK_STR(eg_params_get(p, "names", NULL), "a; b");
	CHECK_OK(eg_params_csv(p, table, strlen(table), "s.csv", "NV", &found, &err));
	CHECK(!found);
	CHECK_OK(eg_params_set_pair(p, "names=c;d", &err));
	CHECK_OK(eg_params_set_pair(p, "names=e", &err));
	CHECK_STR(eg_params_get(p, "names", &from), "c; d; e");
	CHECK_INT(from, EG_FROM_OPTION);
}

static void
table_refuses(const char *table, size_t line, const char *msg)
{
	struct eg_err err = {0};

	CHECK_INT(
	    eg_params_csv(p, table, strlen(table), "s.csv", "UT", NULL, &err), EG_ERR_PARAMETER);
	CHECK_HAS(err.msg, msg);
	CHECK_INT(err.line, line);
	CHECK_STR(err.file, "s.csv");
}

static void
table__faults_name_the_row(void **state)
{
	EG_UNUSED(state);
	table_refuses("place,days\n", 1, "the first column is not 'jurisdiction'");
	table_refuses("jurisdiction,dys\n", 1, "no parameter 'dys'");
	table_refuses("jurisdiction,days,days\n", 1, "there twice");
	table_refuses("jurisdiction,days\nXX,3\n", 2, "'XX' is not a jurisdiction");
	table_refuses("jurisdiction,days\nUT,3\nUT,4\n", 3, "has a row already, in line 2");
	table_refuses("jurisdiction,days\nUT,3,4\n", 2, "3 fields under 2 columns");
	table_refuses("jurisdiction,days\nCO,3\nUT,x\n", 3, "'x' is not a whole number");
}

static void
file__is_kept_to_the_byte(void **state)
{
	static const char text[] = "\xEF\xBB\xBF"
				   "One  *two*\r\n\tthree\n";
	struct eg_err err = {0};
	const char *names[4], *paths[4];

	EG_UNUSED(state);
	CHECK_INT(eg_params_files(p, names, paths, 4), 0);
	CHECK_OK(eg_params_set_pair(p, "words=dir/compact.txt", &err));
	CHECK_INT(eg_params_files(p, names, paths, 4), 1);
	CHECK_STR(names[0], "words");
	CHECK_STR(paths[0], "dir/compact.txt");
	CHECK_OK(eg_params_set_file(p, "words", text, sizeof(text) - 1, &err));
	CHECK_INT(eg_params_set_file(p, "words", "a\n x <!-- /verbatim -->\n", 24, &err),
	    EG_ERR_PARAMETER);
	CHECK_INT(err.line, 2);
	CHECK_INT(err.col, 4);
	CHECK_INT(eg_params_set_file(p, "words", "a\n\xff", 3, &err), EG_ERR_PARAMETER);
	CHECK_INT(eg_params_set_file(p, "words", "a\n\x02", 3, &err), EG_ERR_PARAMETER);
	CHECK_HAS(err.msg, "control character U+0002 in line 2");
	CHECK_INT(eg_params_set_file(p, "days", "a", 1, &err), EG_ERR_PARAMETER);
}

static void
places__all_states_or_named(void **state)
{
	static const char some[] = HEAD "jurisdictions: [UT, dc]\n---\n",
			  states[] = HEAD "jurisdictions: states\n---\n";
	struct eg_template *x = NULL;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK(eg_template_is_for(t, "GU"));
	CHECK_OK(eg_template_parse(some, strlen(some), "t.md", NULL, 0, NULL, &x, &err));
	CHECK(eg_template_is_for(x, "UT") && eg_template_is_for(x, "DC") &&
	      !eg_template_is_for(x, "CO"));
	eg_template_free(x);
	CHECK_OK(eg_template_parse(states, strlen(states), "t.md", NULL, 0, NULL, &x, &err));
	CHECK(eg_template_is_for(x, "CO") && !eg_template_is_for(x, "DC"));
	eg_template_free(x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	    CASE(head__what_is_wrong_is_said_with_its_line),
	    CASE(types__accept_and_normalise),
	    CASE(types__refuse_and_say_why),
	    CASE(sources__a_later_one_wins),
	    CASE(table__faults_name_the_row),
	    CASE(file__is_kept_to_the_byte),
	    CASE(places__all_states_or_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
