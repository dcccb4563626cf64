/* The readers of YAML and CSV, and the JSON writer: what they take, and where they say a fault is.
 * */
#include "check.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/yaml.h"

#include <jansson.h>

static struct eg_yaml *
yaml(struct eg_arena *a, const char *text, struct eg_err *err)
{
	struct eg_yaml *top = NULL;

	memset(err, 0, sizeof(*err));
	return eg_yaml_parse(a, text, strlen(text), "x.yaml", 0, &top, err) == EG_OK ? top : NULL;
}

static void
yaml__scalars__stay_text(void **state)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_err err;
	struct eg_yaml *nothing;
	const struct eg_yaml *top = yaml(a, "a: no\nb: 1_000\nc: \"\"\nd: [x, 'y z']\n", &err);

	(void)state;
	CHECK_STR(eg_yaml_text(top, "a", NULL), "no");
	CHECK_STR(eg_yaml_text(top, "b", NULL), "1_000");
	CHECK_STR(eg_yaml_text(top, "c", NULL), "");
	CHECK(eg_yaml_get(top, "c")->quoted);
	CHECK_STR(eg_yaml_get(top, "d")->item[1]->text, "y z");
	CHECK(eg_yaml_get(top, "e") == NULL);
	CHECK_INT(yaml(a, "", &err)->kind, EG_YAML_MAP);
	CHECK_INT(eg_yaml_parse(a, NULL, 0, "empty.yaml", 0, &nothing, &err), EG_OK);
	CHECK_INT(nothing->n, 0);
	eg_arena_free(a);
}

static void
yaml__what_is_refused__has_its_place(void **state)
{
	static const struct {
		const char *text, *part;
		size_t line;
	} cases[] = {
	    {"a: 1\na: 2\n", "twice", 2},
	    {"a: &x 1\n", "anchors", 1},
	    {"a: *x\n", "alias", 1},
	    {"a: !!int 1\n", "tags", 1},
	    {"a: 1\n---\nb: 2\n", "more than one", 2},
	    {"title: {{x}}\n", "not plain text", 1},
	    {"a: [1\nb: 2\n", "malformed", 2},
	    {"a:\n\t- b\n", "malformed", 2},
	};
	struct eg_arena *a = eg_arena_new();
	struct eg_err err;

	(void)state;
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		CHECK(yaml(a, cases[i].text, &err) == NULL);
		CHECK_HAS(err.msg, cases[i].part);
		CHECK_INT(err.line, cases[i].line);
		CHECK(err.hint[0] != '\0');
	}
	eg_arena_free(a);
}

static void
yaml__put__reads_back(void **state)
{
	static const char *const texts[] = {"plain words", "", "no", "12", "a: b", "it's",
	    "say \"x\"", "back\\slash", "# note", "two\nlines", "{{x}}", "- item", "trailing ",
	    "§ 3", "true", "*", "a #b", "Null"};
	struct eg_arena *a = eg_arena_new();
	struct eg_err err;

	(void)state;
	for (size_t i = 0; i < EG_COUNT(texts); i++) {
		struct eg_buf b = EG_BUF_INIT;
		const struct eg_yaml *top;

		eg_buf_puts(&b, "k: ");
		eg_yaml_put(&b, texts[i]);
		eg_buf_putc(&b, '\n');
		top = yaml(a, eg_buf_cstr(&b), &err);
		CHECK(top != NULL);
		CHECK_STR(eg_yaml_text(top, "k", NULL), texts[i]);
		eg_buf_clear(&b);
	}
	eg_arena_free(a);
}

static void
csv__quotes_breaks_and_empty_fields__are_kept(void **state)
{
	static const char text[] = "\xEF\xBB\xBF"
				   "a,\"b,\"\"c\"\"\nd\",\r\n\r\n,,x\n\"\"";
	struct eg_csv c;
	struct eg_err err = {0};
	bool more;

	(void)state;
	eg_csv_init(&c, text, sizeof(text) - 1, "x.csv");
	CHECK_OK(eg_csv_next(&c, &more, &err));
	CHECK(more);
	CHECK_INT(c.n_fields, 3);
	CHECK(eg_str_eq(c.field[0], "a"));
	CHECK(eg_str_eq(c.field[1], "b,\"c\"\nd"));
	CHECK_INT(c.field[2].n, 0);
	CHECK_OK(eg_csv_next(&c, &more, &err));
	CHECK_INT(c.record_line, 4);
	CHECK_INT(c.n_fields, 3);
	CHECK(eg_str_eq(c.field[2], "x"));
	CHECK_OK(eg_csv_next(&c, &more, &err));
	CHECK(more && c.n_fields == 1 && c.field[0].n == 0);
	CHECK_OK(eg_csv_next(&c, &more, &err));
	CHECK(!more);
	eg_csv_clear(&c);
}

static void
csv__bad_quotes__have_their_line(void **state)
{
	struct eg_csv c;
	struct eg_err err = {0};
	bool more;

	(void)state;
	eg_csv_init(&c, "a,b\nc,\"d\n\n", 10, "x.csv");
	CHECK_OK(eg_csv_next(&c, &more, &err));
	CHECK_INT(eg_csv_next(&c, &more, &err), EG_ERR_SYNTAX);
	CHECK_INT(err.line, 2);
	eg_csv_clear(&c);
	eg_csv_init(&c, "\"a\"b\n", 5, "x.csv");
	CHECK_INT(eg_csv_next(&c, &more, &err), EG_ERR_SYNTAX);
	CHECK_HAS(err.msg, "after the closing quote");
	eg_csv_clear(&c);
}

static void
csv__put__reads_back_on_one_line(void **state)
{
	static const char *const texts[] = {
	    "plain", "a,b", "say \"x\"", "", " edge ", "two\nlines"};
	static const char *const want[] = {"plain", "a,b", "say \"x\"", "", " edge ", "two lines"};
	struct eg_buf b = EG_BUF_INIT;
	struct eg_csv c;
	struct eg_err err = {0};
	bool more;

	(void)state;
	for (size_t i = 0; i < EG_COUNT(texts); i++) {
		eg_buf_puts(&b, i != 0 ? "," : "");
		eg_csv_put(&b, texts[i], strlen(texts[i]));
	}
	CHECK(strchr(eg_buf_cstr(&b), '\n') == NULL);
	eg_csv_init(&c, eg_buf_cstr(&b), b.n, "x.csv");
	CHECK_OK(eg_csv_next(&c, &more, &err));
	CHECK_INT(c.n_fields, EG_COUNT(texts));
	for (size_t i = 0; i < EG_COUNT(texts); i++)
		CHECK(eg_str_eq(c.field[i], want[i]));
	eg_csv_clear(&c);
	eg_buf_clear(&b);
	CHECK_INT(eg_csv_guess_separator("a;b;\"c,,,\"\n", 11), ';');
	CHECK_INT(eg_csv_guess_separator("a\tb\n", 4), '\t');
}

static void
json__written__is_read_by_another_reader(void **state)
{
	struct eg_buf b = EG_BUF_INIT;
	struct eg_json j;
	json_t *root;
	json_error_t error;

	(void)state;
	eg_json_init(&j, &b, true);
	eg_json_object(&j);
	eg_json_kstr(&j, "text", "q\"b\\n\nt\tu\xC2\xA7 bad\xFF ctl\x01");
	eg_json_kint(&j, "int", INT64_MAX);
	eg_json_kbool(&j, "yes", true);
	eg_json_key(&j, "list");
	eg_json_array(&j);
	eg_json_real(&j, 0.125, 2);
	eg_json_null(&j);
	eg_json_object(&j);
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_finish(&j);
	root = json_loads(eg_buf_cstr(&b), 0, &error);
	CHECK(root != NULL);
	CHECK_STR(json_string_value(json_object_get(root, "text")),
	    "q\"b\\n\nt\tu\xC2\xA7 bad\xEF\xBF\xBD ctl\x01");
	CHECK_INT(json_integer_value(json_object_get(root, "int")), INT64_MAX);
	CHECK_INT(json_array_size(json_object_get(root, "list")), 3);
	json_decref(root);
	eg_buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(yaml__scalars__stay_text),
	    cmocka_unit_test(yaml__what_is_refused__has_its_place),
	    cmocka_unit_test(yaml__put__reads_back),
	    cmocka_unit_test(csv__quotes_breaks_and_empty_fields__are_kept),
	    cmocka_unit_test(csv__bad_quotes__have_their_line),
	    cmocka_unit_test(csv__put__reads_back_on_one_line),
	    cmocka_unit_test(json__written__is_read_by_another_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
