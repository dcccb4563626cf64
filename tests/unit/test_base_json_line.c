/* A document read whole from its line and the same read byte by byte, which only yajl does, must be
 * the same: values, refusals, and the place of an error. */
#include "base/json_read.h"
#include "base/mem.h"

#include <engross/buf.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void
tell(struct eg_buf *b, const struct eg_jv *v)
{
	eg_buf_printf(b, "%d%d<", (int)v->kind, v->truth);
	eg_buf_str(b, v->key);
	eg_buf_putc(b, '|');
	eg_buf_str(b, v->text);
	eg_buf_printf(b, "|%zu", v->n);
	if (v->text.n > 0)
		assert_int_equal(v->text.p[v->text.n], '\0');
	for (const struct eg_jv *c = eg_jfirst(v); c != NULL; c = c->next)
		tell(b, c);
	eg_buf_putc(b, '>');
}

static enum eg_rc
keep(void *ctx, const struct eg_jv *doc, size_t line, struct eg_err *err)
{
	EG_UNUSED(err);
	eg_buf_printf(ctx, "%zu:", line);
	tell(ctx, doc);
	return EG_OK;
}

/* All that a reader of `text` learns, fed `step` bytes at a time. */
static void
learn(const char *text, size_t n, size_t step, struct eg_buf *out)
{
	static const char *const skip[] = {"votes", "extras", NULL};
	struct eg_json_in_options opt = {.name = "t", .doc = keep, .ctx = out, .skip = skip};
	struct eg_json_in *in;
	struct eg_err err = {0};
	enum eg_rc rc;

	assert_int_equal(eg_json_in_new(&opt, &in, &err), EG_OK);
	rc = EG_OK;
	for (size_t i = 0; i < n && rc == EG_OK; i += step)
		rc = eg_json_in_feed(in, text + i, n - i < step ? n - i : step, &err);
	if (rc == EG_OK)
		rc = eg_json_in_end(in, &err);
	eg_buf_printf(out, " rc %d line %d", (int)rc, rc == EG_OK ? 0 : (int)err.line);
	eg_json_in_free(in);
}

static void
same_both_ways(const char *text, size_t n)
{
	struct eg_buf whole = EG_BUF_INIT, bytes = EG_BUF_INIT;

	learn(text, n, n > 0 ? n : 1, &whole);
	learn(text, n, 1, &bytes);
	assert_int_equal(whole.n, bytes.n);
	assert_memory_equal(whole.p, bytes.p, whole.n);
	eg_buf_clear(&whole);
	eg_buf_clear(&bytes);
}

static const char *const texts[] = {
    "{}",
    "{}\n{}\n",
    " { } \r\n\n{\"a\":1}\n",
    "{\"a\":1}{\"b\":2}\n",
    "{\"a\":1} x\n",
    "{\"a\": [1, -2.5e+3, 0, -0, 10.25, true, false, null, \"\", {}, []], \"b\": {\"c\": \"d\"}}\n",
    "{\"a\": 01}",
    "{\"a\": 1.}",
    "{\"a\": .5}",
    "{\"a\": -}",
    "{\"a\": 1e}",
    "{\"a\": +1}",
    "{\"a\": tru}",
    "{\"a\": nullx}",
    "{\"a\" 1}",
    "{\"a\": 1,}",
    "{,}",
    "{\"a\": [1,]}",
    "{\"a\": [}",
    "{\"a\": 1]",
    "{a: 1}",
    "{\"a\": 1",
    "{\"a",
    "{\"a\": \"",
    "[1, 2]\n{\"a\": 3}\n",
    "{\"a\": \"\\u00e9\\u2019\\ud83d\\ude00 \\n\\t\\\\\\/\\\"\\b\\f\\r\"}\n{\"b\": \"\\u0000x\"}\n",
    "{\"a\": \"\\ud83d\"}",
    "{\"a\": \"\\ude00\"}",
    "{\"a\": \"\\ud83d\\u0041\"}",
    "{\"a\": \"\\x\"}",
    "{\"a\": \"\\u12g4\"}",
    "{\"a\": \"tab\there\"}",
    "{\"a\": \"\xc3\xa9 \xe2\x80\x99 \xf0\x9f\x98\x80\"}",
    "{\"a\": \"\xc3\"}",
    "{\"a\": \"\xff\"}",
    "{\"a\": \"\x80\"}",
    "{\"a\": \"\xc0\x80\"}",
    "{\"votes\": [1, {\"a\": \"\\u0041\"}], \"a\": {\"extras\": 3, \"b\": 4}, \"extrasx\": 5}\n",
    "{\"votes\": [1, }",
    "{\"results\": [{\"a\": 1}, {\"a\": 2}], \"page\": {\"n\": 1}}\n{\"a\": 3}\n",
    "{\"a\": {\"results\": [1]}}\n",
    "{\"results\": 1}\n",
    "12\n{\"a\": 1}\n",
    "1{\"a\": 1}\n",
    "",
    "\n",
    "{\"\": \"\", \"\": 1}\n",
    "{\"a\": 1}\n\n\n{\"b\"",
    "{\"a\": \"eight by eight, and then a quote\\\" in the middle of it all\"}\n",
    "\"x\"\n{}",
};

static void
line__each_known_text__same_as_by_yajl(void **state)
{
	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(texts); i++)
		same_both_ways(texts[i], strlen(texts[i]));
}

/* Every text, with each byte of it in turn replaced, left out, or the rest cut away. */
static void
line__texts_damaged_anywhere__same_as_by_yajl(void **state)
{
	static const char put[] = "\"\\{}[],:0e \n\x1f\x80u-";
	char copy[256];

	EG_UNUSED(state);
	for (size_t i = 0; i < EG_COUNT(texts); i++) {
		size_t n = strlen(texts[i]);

		for (size_t at = 0; at < n; at++) {
			for (size_t k = 0; k + 1 < sizeof(put); k++) {
				memcpy(copy, texts[i], n);
				copy[at] = put[k];
				same_both_ways(copy, n);
			}
			memcpy(copy, texts[i], at);
			memcpy(copy + at, texts[i] + at + 1, n - at - 1);
			same_both_ways(copy, n - 1);
			same_both_ways(texts[i], at);
		}
	}
}

static void
line__nested_to_the_limit_and_beyond__same_as_by_yajl(void **state)
{
	EG_UNUSED(state);
	for (int deep = 62; deep <= 66; deep++) {
		struct eg_buf b = EG_BUF_INIT;

		eg_buf_puts(&b, "{\"a\":");
		for (int i = 1; i < deep; i++)
			eg_buf_putc(&b, '[');
		for (int i = 1; i < deep; i++)
			eg_buf_putc(&b, ']');
		eg_buf_puts(&b, "}\n");
		same_both_ways(b.p, b.n);
		eg_buf_clear(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(line__each_known_text__same_as_by_yajl),
	    cmocka_unit_test(line__texts_damaged_anywhere__same_as_by_yajl),
	    cmocka_unit_test(line__nested_to_the_limit_and_beyond__same_as_by_yajl),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
