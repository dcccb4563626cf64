/* Whatever the reader of plain YAML makes a tree of, libyaml makes the same tree of: every file the
 * program carries, and those files spoilt in many ways. */
#include "check.h"
#include "rng.h"

#include "base/builtin.h"
#include "base/yaml_plain.h"

static bool
same(const struct eg_yaml *a, const struct eg_yaml *b)
{
	bool ok = a->kind == b->kind && a->line == b->line && a->col == b->col &&
		  strcmp(a->text, b->text) == 0 && a->quoted == b->quoted && a->n == b->n;

	for (size_t i = 0; ok && i < a->n; i++)
		ok = same(a->item[i], b->item[i]) &&
		     (a->kind != EG_YAML_MAP ||
			 (strcmp(a->key[i], b->key[i]) == 0 && a->key_line[i] == b->key_line[i]));
	return ok;
}

/* True when the text was plain. */
static bool
compare(const char *p, size_t n)
{
	static const char tail[] = "\n#\t\n"; /* a tab: libyaml reads the text */
	struct eg_arena *arena = eg_arena_new();
	struct eg_yaml *plain = eg_yaml__plain(arena, p, n, 3), *full = NULL;
	struct eg_buf text = EG_BUF_INIT;
	struct eg_err err = {0};

	if (plain != NULL) {
		enum eg_rc rc;

		eg_buf_add(&text, p, n);
		eg_buf_add(&text, tail, sizeof(tail) - 1);
		rc = eg_yaml_parse(arena, text.p, text.n, "x", 3, &full, &err);
		if (rc != EG_OK || !same(plain, full))
			fprintf(stderr, "not the same (%s, line %zu):\n%.*s\n", err.msg, err.line,
			    (int)n, p);
		CHECK(rc == EG_OK && same(plain, full));
	}
	eg_buf_clear(&text);
	eg_arena_free(arena);
	return plain != NULL;
}

static void
small_texts__read_as_libyaml_reads_them(void **state)
{
	static const char *const texts[] = {"a: b\n", "a:\nb:\n", "a:\n- b\n- c\nd: e",
	    "a:\n  - b\n  - c: d\n    e: f\n  - {}\nd: []\n", "a: {b: c, d: [e, \"f g\"]}\n",
	    "- a\n- b: c\n", "a:\n  # remark\n  b: c # d\n", "a: é x\nb: {é: y}\n",
	    "ä: [x, \"é\", z]\n", "a: \"é\\n\\\"q\\\\\"\n", "\n\n# x\na: b\n\n", "a: b:c\n",
	    "a: b#c\n", "a: b  \n", "a:\n\n\n  b: c\n", "- a\n\n- b\n", "a: [ b , c ]\n",
	    "a: [b, ]\n", "a: { b: }\n", "a: 'b'\n", "a: b\n  c\n", "a: |\n  b\n", "a: &x b\n",
	    "a: b\na: c\n", "a: {b: c, b: d}\n", "a: \"b\n  c\"\n", "a: [b,\n c]\n", "a:b\n",
	    "a: \"b\" c\n", "a: [b] c\n", "a\n", "--- \na: b\n", "a: b\n---\nc: d\n", "a: ~\n",
	    "a: !x b\n", "a: b: c\n", "a: - b\n", "- - a\n", "-\n", "a: \"\\u0041\"\n",
	    "a: \xC2\x85 b\n", "a: \"x\xE2\x80\xA8y\"\n", " a: b\n", "a:\n b: c\n  d: e\n",
	    "a:\n  b: c\n d: e\n", "a: (b) c\n", "a: b -c\n", "- a:\n  - b\n  - c\n",
	    "- a: b\n c: d\n", "a: [b c, d;e]\n", "a: \"\"\n", "a: \"b\"\n  \n#\nc: d\n"};
	size_t plain = 0;

	(void)state;
	for (size_t i = 0; i < EG_COUNT(texts); i++)
		plain += compare(texts[i], strlen(texts[i]));
	CHECK(plain >= 20 && plain < EG_COUNT(texts));
}

static void
deep_nesting__is_left_to_libyaml(void **state)
{
	char text[4096];
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 1000; i++)
		text[n++] = i < 3 ? "a: "[i] : '[';
	CHECK(!compare(text, n));
	n = 0;
	for (int i = 0; i < 60; i++) {
		for (int k = 0; k < i; k++)
			text[n++] = ' ';
		text[n++] = 'a';
		text[n++] = ':';
		text[n++] = '\n';
	}
	CHECK(!compare(text, n));
}

static const char *const pieces[] = {"\n", " ", "  ", ": ", ":", "- ", "-", "#", " # x", "\"", "'",
    "[", "]", "{", "}", ", ", ",", "\\", "\\n", "é", "|", ">", "&", "*", "!", "?", "---\n", "a",
    "a: b\n", "\n  ", "\n- ", "\t", "\r", "~", "%", "@", "\x01", "\xC2\x85", "\xEF\xBB\xBF", "0"};

static void
spoil_and_compare(const char *p, size_t n, size_t rounds, size_t *plain)
{
	char *text = eg_malloc(n + 64);

	for (size_t i = 0; i < rounds; i++) {
		const char *piece = pieces[rng(EG_COUNT(pieces))];
		size_t at = rng((uint32_t)n), len = strlen(piece), cut = rng(3) == 0 ? rng(8) : 0;

		cut = cut < n - at ? cut : n - at;
		memcpy(text, p, at);
		memcpy(text + at, piece, len);
		memcpy(text + at + len, p + at + cut, n - at - cut);
		*plain += compare(text, n - cut + len);
	}
	eg_free(text);
}

static void
built_in_files__and_spoilt_ones(void **state)
{
	size_t files = 0, profiles = 0, plain = 0, rounds = 0;

	(void)state;
	for (size_t i = 0; i < eg_builtin_count(); i++) {
		const struct eg_builtin *b = eg_builtin_at(i);
		const char *ext = strrchr(b->path, '.');
		size_t n = b->n < 3000 ? b->n : 3000;
		bool whole;

		if (ext == NULL || (strcmp(ext, ".yaml") != 0 && strcmp(ext, ".md") != 0))
			continue;
		whole = compare(b->data, b->n);
		files++;
		profiles += whole && strncmp(b->path, "jurisdictions/", 14) == 0;
		while (n > 0 && b->data[n - 1] != '\n')
			n--;
		if (n > 0)
			spoil_and_compare(b->data, n, 60, &plain);
		rounds += 60;
	}
	CHECK(files > 60);
	CHECK_INT(profiles, 56);
	CHECK(plain > rounds / 10 && plain < rounds);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(small_texts__read_as_libyaml_reads_them),
	    cmocka_unit_test(deep_nesting__is_left_to_libyaml),
	    cmocka_unit_test(built_in_files__and_spoilt_ones),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
