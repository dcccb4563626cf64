/* The Mustache engine in our own words: what the specification asks, what strict drafting adds,
 * and what hostile texts meet. */
#include "check.h"

#include "base/mem.h"
#include "base/time.h"

#include <engross/mustache.h>

static struct eg_arena *a;
static struct eg_value root;

struct part {
	const char *name, *text;
	struct eg_mustache *m;
};
static struct part parts[4];

static enum eg_rc
load(void *ctx, const char *name, const struct eg_mustache **out, struct eg_err *err)
{
	EG_UNUSED(ctx);
	for (size_t i = 0; i < EG_COUNT(parts) && parts[i].name != NULL; i++)
		if (strcmp(parts[i].name, name) == 0) {
			if (parts[i].m == NULL &&
			    eg_mustache_parse(parts[i].text, strlen(parts[i].text), name, 0, 0,
				&parts[i].m, err) != EG_OK)
				return EG_ERR_TEMPLATE;
			*out = parts[i].m;
		}
	return EG_OK;
}

static int
setup(void **state)
{
	struct eg_value v, inner;

	EG_UNUSED(state);
	a = eg_arena_new();
	root = eg_value_map();
	memset(parts, 0, sizeof(parts));
	eg_value_add(a, &root, "name", eg_value_text("A & B"));
	eg_value_add(a, &root, "yes", eg_value_bool(true));
	eg_value_add(a, &root, "no", eg_value_bool(false));
	eg_value_add(a, &root, "empty", eg_value_text(""));
	eg_value_add(a, &root, "nothing", eg_value_list(a, 0));
	v = eg_value_list(a, 3);
	for (size_t i = 0; i < 3; i++)
		v.item[i] = eg_value_text(i == 0 ? "one" : i == 1 ? "two" : "three");
	eg_value_add(a, &v, "joined", eg_value_text("one, two, and three"));
	eg_value_add(a, &root, "list", v);
	v = eg_value_text("26");
	eg_value_add(a, &v, "words", eg_value_text("twenty-six"));
	eg_value_add(a, &root, "days", v);
	v = eg_value_map();
	eg_value_add(a, &v, "name", eg_value_text("inner"));
	inner = eg_value_map();
	eg_value_add(a, &inner, "deep", eg_value_text("deepest"));
	eg_value_add(a, &v, "more", inner);
	eg_value_add(a, &root, "map", v);
	v = eg_value_text("");
	v.missing = "'sponsor' has no value: who brings the bill";
	eg_value_add(a, &root, "sponsor", v);
	return 0;
}

static int
teardown(void **state)
{
	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(parts); i++)
		eg_mustache_free(parts[i].m);
	eg_arena_free(a);
	return 0;
}

static enum eg_rc
render(const char *text, int flags, bool strict, eg_mustache_escape_fn *escape, struct eg_buf *out,
    struct eg_err *err)
{
	struct eg_mustache *m = NULL;
	enum eg_rc rc = eg_mustache_parse(text, strlen(text), "t.md", 10, flags, &m, err);

	eg_buf_init(out, 0);
	if (rc == EG_OK)
		rc = eg_mustache_render(m, &root,
		    &(struct eg_mustache_options){.strict = strict, .escape = escape, .load = load},
		    out, err);
	eg_mustache_free(m);
	return rc;
}

static void
gives(const char *text, const char *want)
{
	struct eg_err err = {0};
	struct eg_buf out;

	CHECK_OK(render(text, 0, false, NULL, &out, &err));
	CHECK_STR(eg_buf_cstr(&out), want);
	eg_buf_clear(&out);
}

/* CommonMark, strict. */
static void
drafts(const char *text, const char *want)
{
	struct eg_err err = {0};
	struct eg_buf out;

	CHECK_OK(
	    render(text, EG_MUSTACHE_RAW_LINE, true, eg_mustache_escape_commonmark, &out, &err));
	CHECK_STR(eg_buf_cstr(&out), want);
	eg_buf_clear(&out);
}

static void
refuses(const char *text, enum eg_rc rc, size_t line, size_t col, const char *msg, const char *hint)
{
	struct eg_err err = {0};
	struct eg_buf out;

	CHECK_INT(
	    render(text, EG_MUSTACHE_RAW_LINE, true, eg_mustache_escape_commonmark, &out, &err),
	    rc);
	CHECK_HAS(err.msg, msg);
	CHECK_HAS(err.hint, hint);
	CHECK_INT(err.line, line);
	CHECK_INT(err.col, col);
	eg_buf_clear(&out);
}

static void
interpolation__escapes_for_html_unless_told_not_to(void **state)
{
	EG_UNUSED(state);
	gives("{{name}}|{{{name}}}|{{&name}}|{{ name }}|{{none}}|{{map.name}}|{{map.more.deep}}",
	    "A &amp; B|A & B|A & B|A &amp; B||inner|deepest");
	gives("{{#list}}[{{.}}]{{/list}}", "[one][two][three]");
}

static void
sections__follow_the_value(void **state)
{
	EG_UNUSED(state);
	gives("{{#yes}}a{{/yes}}{{#no}}b{{/no}}{{^no}}c{{/no}}{{#empty}}d{{/empty}}{{#nothing}}e{{/"
	      "nothing}}{{^nothing}}f{{/nothing}}",
	    "acf");
	gives(
	    "{{#map}}{{name}}{{#more}}/{{deep}}/{{name}}{{/more}}{{/map}}", "inner/deepest/inner");
	gives("{{#name}}{{.}}{{/name}}", "A &amp; B");
}

static void
standalone__lines_vanish(void **state)
{
	EG_UNUSED(state);
	gives("a\n  {{#yes}}\nb\n {{/yes}} \nc\n", "a\nb\nc\n");
	gives("a\r\n{{! note }}\r\nb", "a\r\nb");
	gives("{{#yes}}\n{{/yes}}", "");
	gives("x {{#yes}}\ny{{/yes}}\n", "x \ny\n");
	gives("{{! over\n lines }}\nz\n", "z\n");
}

static void
delimiters__change_until_changed_back(void **state)
{
	EG_UNUSED(state);
	gives("{{=<% %>=}}<%name%> {{name}}<%={{ }}=%> {{name}}", "A &amp; B {{name}} A &amp; B");
	gives("{{=| |=}}\n|#yes|\ny\n|/yes|\n", "y\n");
}

static void
partials__are_indented_line_by_line(void **state)
{
	EG_UNUSED(state);
	parts[0] =
	    (struct part){.name = "p", .text = "x\n\n{{#yes}}\ny {{name}}\n{{/yes}}\n{{days}}!\n"};
	gives("1.\n   {{> p}}\nz\n", "1.\n   x\n\n   y A &amp; B\n   26!\nz\n");
	parts[1] = (struct part){.name = "q", .text = "q\n {{>p}}\n"};
	gives("  {{>q}}\n", "  q\n   x\n\n   y A &amp; B\n   26!\n");
	gives("in {{>none}} line", "in  line");
}

static void
strict__unknown_name__says_where_and_the_nearest(void **state)
{
	EG_UNUSED(state);
	refuses(
	    "a\nb {{nmae}}", EG_ERR_TEMPLATE, 12, 3, "unknown name 'nmae'", "did you mean 'name'?");
	refuses("{{#map}}{{more.depe}}{{/map}}", EG_ERR_TEMPLATE, 11, 9, "unknown name 'more.depe'",
	    "did you mean 'more.deep'?");
	refuses("{{days.roman}}", EG_ERR_TEMPLATE, 11, 1, "unknown name 'days.roman'",
	    "'days' has: words");
	refuses("{{#no}}{{/no}}{{#list}}{{oops}}{{/list}}", EG_ERR_TEMPLATE, 11, 24,
	    "unknown name 'oops'", "");
	refuses("x {{sponsor}}", EG_ERR_MISSING, 11, 3, "who brings the bill", "");
	refuses("x {{map}}", EG_ERR_TEMPLATE, 11, 3, "has no text of its own", "");
	refuses("\n{{> gone}}\n", EG_ERR_TEMPLATE, 12, 1, "there is no part 'gone'", "");
	drafts("{{days.words}} {{list.joined}}", "twenty-six one, two, and three");
}

static void
malformed__is_refused_with_its_place(void **state)
{
	EG_UNUSED(state);
	refuses("a\n{{#yes}}", EG_ERR_TEMPLATE, 12, 1, "section 'yes' is not closed", "");
	refuses("{{/yes}}", EG_ERR_TEMPLATE, 11, 1, "was not opened", "");
	refuses("{{#yes}}\n{{/no}}", EG_ERR_TEMPLATE, 12, 1,
	    "the section open here is 'yes' of line 11", "");
	refuses("a {{name", EG_ERR_TEMPLATE, 11, 3, "without its closing '}}'", "");
	refuses("{{}}", EG_ERR_TEMPLATE, 11, 1, "empty tag", "");
	refuses("{{a b}}", EG_ERR_TEMPLATE, 11, 1, "'a b' is not a name", "");
	refuses("{{a..b}}", EG_ERR_TEMPLATE, 11, 1, "is not a name", "");
	refuses("{{=x=}}", EG_ERR_TEMPLATE, 11, 1, "names two", "");
}

static void
raw__must_stand_alone_when_drafting(void **state)
{
	EG_UNUSED(state);
	drafts("{{{name}}}\n", "A & B\n");
	refuses("see {{{name}}}", EG_ERR_TEMPLATE, 11, 5, "must stand on a line of its own",
	    "write {{name}}");
}

static void
commonmark__values_stay_words(void **state)
{
	const struct {
		const char *value, *want;
	} cases[] = {
	    {"a*b _c_ `d` [e] <f> \\ &amp;", "x a\\*b \\_c\\_ \\`d\\` \\[e\\] \\<f> \\\\ \\&amp;"},
	    {"1. one", "x 1. one"}, {"[blank: the agency]", "x [blank: the agency]"},
	    {"# h", "x # h"}};
	const struct {
		const char *value, *want;
	} at_start[] = {{"1. one", "1\\. one"}, {"12) x", "12\\) x"}, {"43.10", "43.10"},
	    {"# h", "\\# h"}, {"- x", "\\- x"}, {"> q", "\\> q"}, {"+ x", "\\+ x"},
	    {"=== ", "\\=== "}, {"~~~", "\\~~~"}, {"* x", "\\* x"}, {"{#label} x", "\\{#label} x"},
	    {"   - x", "\\- x"}};

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(cases); i++) {
		root = eg_value_map();
		eg_value_add(a, &root, "v", eg_value_text(cases[i].value));
		drafts("x {{v}}", cases[i].want);
	}
	for (size_t i = 0; i < EG_COUNT(at_start); i++) {
		char want[64];

		root = eg_value_map();
		eg_value_add(a, &root, "v", eg_value_text(at_start[i].value));
		drafts("{{v}}", at_start[i].want);
		snprintf(want, sizeof(want), "1. %s", at_start[i].want);
		drafts("1. {{v}}", want);
	}
	root = eg_value_map();
	eg_value_add(a, &root, "v", eg_value_text("24-76_7-{101} \"x\""));
	drafts("## H {#act .adds sections=\"{{v}}\"}",
	    "## H {#act .adds sections=\"24-76_7-{101} \\\"x\\\"\"}");
}

static void
recursion__ends_with_an_error(void **state)
{
	EG_UNUSED(state);
	parts[0] = (struct part){.name = "p", .text = "x{{>p}}"};
	refuses("{{>p}}", EG_ERR_LIMIT, 1, 2, "does 'p' include itself?", "");
}

static void
size__is_limited(void **state)
{
	struct eg_value big = eg_value_list(a, 3000);
	struct eg_mustache *m = NULL;
	struct eg_err err = {0};
	struct eg_buf out = EG_BUF_INIT;
	const char text[] = "{{#l}}{{#l}}{{#l}}x{{/l}}{{/l}}{{/l}}";

	EG_UNUSED(state);
	for (size_t i = 0; i < big.n; i++)
		big.item[i] = eg_value_text("x");
	eg_value_add(a, &root, "l", big);
	CHECK_OK(eg_mustache_parse(text, strlen(text), "t", 0, 0, &m, &err));
	CHECK_INT(eg_mustache_render(
		      m, &root, &(struct eg_mustache_options){.output_max = 1 << 20}, &out, &err),
	    EG_ERR_LIMIT);
	eg_mustache_free(m);
	eg_buf_clear(&out);
}

/* 1,120 expansions of a template of 14 kB: twenty templates for fifty-six jurisdictions. */
static void
speed__a_whole_library_in_an_instant(void **state)
{
	struct eg_buf text = EG_BUF_INIT, out = EG_BUF_INIT;
	struct eg_mustache *m = NULL;
	struct eg_err err = {0};
	int64_t from, ms;

	EG_UNUSED(state);
	while (text.n < 14 * 1024)
		eg_buf_puts(&text,
		    "1. {#x} A public agency of {{name}} shall, within {{days.words}} days after "
		    "the request, send the record to the person.\n"
		    "{{#yes}}\n   The agency may not charge a fee for a copy of a record that it "
		    "holds in an electronic form, whatever its size.\n{{/yes}}\n");
	for (int i = 0; i < 60; i++)
		eg_value_add(
		    a, &root, eg_arena_printf(a, "parameter_%d", i), eg_value_text("value"));
	CHECK_OK(eg_mustache_parse(text.p, text.n, "t", 0, 0, &m, &err));
	from = eg_time_mono_ns();
	for (int i = 0; i < 1120; i++) {
		eg_buf_reset(&out);
		CHECK_OK(eg_mustache_render(m, &root,
		    &(struct eg_mustache_options){
			.strict = true, .escape = eg_mustache_escape_commonmark},
		    &out, &err));
	}
	ms = (eg_time_mono_ns() - from) / 1000000;
	if (getenv("EG_SHOW_TIMES") != NULL)
		fprintf(stderr, "1,120 expansions of %zu bytes: %lld ms\n", text.n, (long long)ms);
	CHECK(ms < 2000);
	eg_mustache_free(m);
	eg_buf_clear(&text);
	eg_buf_clear(&out);
}

static void
hostile__long_texts_take_linear_time(void **state)
{
	struct eg_buf text = EG_BUF_INIT, out;
	struct eg_err err = {0};
	int64_t from = eg_time_mono_ns();

	EG_UNUSED(state);
	for (int i = 0; i < 100000;
	     i++) /* one line of tags: the column is counted, not searched again and again */
		eg_buf_puts(&text, "{{x}}");
	CHECK_OK(render(eg_buf_cstr(&text), 0, false, NULL, &out, &err));
	eg_buf_clear(&out);
	eg_buf_reset(&text);
	for (int i = 0; i < 100000; i++)
		eg_buf_puts(&text, "{{{");
	CHECK_INT(render(eg_buf_cstr(&text), 0, false, NULL, &out, &err), EG_ERR_TEMPLATE);
	eg_buf_clear(&out);
	eg_buf_clear(&text);
	CHECK(eg_time_mono_ns() - from < INT64_C(3000000000));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	    CASE(interpolation__escapes_for_html_unless_told_not_to),
	    CASE(sections__follow_the_value),
	    CASE(standalone__lines_vanish),
	    CASE(delimiters__change_until_changed_back),
	    CASE(partials__are_indented_line_by_line),
	    CASE(strict__unknown_name__says_where_and_the_nearest),
	    CASE(malformed__is_refused_with_its_place),
	    CASE(raw__must_stand_alone_when_drafting),
	    CASE(commonmark__values_stay_words),
	    CASE(recursion__ends_with_an_error),
	    CASE(size__is_limited),
	    CASE(speed__a_whole_library_in_an_instant),
	    CASE(hostile__long_texts_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
