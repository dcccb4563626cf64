/* What TEXT.md refuses, each with its line: constructs that a drafter would see in one way and a
 * clerk get in another. */
#include "check.h"

#include <engross/text.h>

#define ACT "## Act {#act .adds}\n\n"

/* The source must fail at a line with these words. */
static void
refused(const char *text, size_t line, const char *words)
{
	struct eg_err err = {0};
	struct eg_bill *bill = NULL;
	enum eg_rc rc = eg_bill_parse(text, strlen(text), "bills/x/CO.md", &bill, &err);

	if (rc == EG_OK)
		eg_bill_free(bill);
	if (rc != EG_ERR_SYNTAX || err.line != line || strstr(err.msg, words) == NULL)
		fprintf(stderr, "got %d line %zu '%s', want line %zu '%s' of:\n%s\n", (int)rc,
		    err.line, err.msg, line, words, text);
	CHECK_INT(rc, EG_ERR_SYNTAX);
	CHECK_INT(err.line, line);
	CHECK_HAS(err.msg, words);
	CHECK_STR(err.file, "bills/x/CO.md");
	CHECK(bill == NULL);
}

static void
accepted(const char *text)
{
	struct eg_err err = {0};
	struct eg_bill *bill = NULL;

	CHECK_OK(eg_bill_parse(text, strlen(text), "x.md", &bill, &err));
	eg_bill_free(bill);
}

#define REFUSED(name, text, line, words)                                                           \
	static void name(void **state)                                                             \
	{                                                                                          \
		(void)state;                                                                       \
		refused(text, line, words);                                                        \
	}

/* Head. `title: {{x}}` is a map to YAML. */
REFUSED(title_mustache_unquoted__is_a_map, "---\nengross: 1\ntitle: {{x}}\n---\n## A\n", 3, "")
REFUSED(head__unknown_key__named, "---\nengross: 1\nspnosors: [A]\n---\n", 3, "no key 'spnosors'")
REFUSED(head__unclosed, "---\nengross: 1\n\n## A\n", 1, "the head has no end")
REFUSED(head__newer_format, "---\nengross: 2\n---\n", 2, "format '2'")
REFUSED(head__list_where_text, "---\ntitle: [a, b]\n---\n", 2, "'title' is not a text")
REFUSED(head__format_mode, "---\nformat-mode: loose\n---\n", 2, "'exact' or 'conformed'")

/* Lists. */
REFUSED(
    ten_and_three_spaces__makes_a_sibling, ACT "10. one\n\n   1. sub\n", 3, "'10.' begins a line")
REFUSED(sub_item_at_marker_plus_two__ambiguous, ACT "### S\n\n1. one\n\n  1. sub\n", 7,
    "ambiguous indent")
REFUSED(sub_item_too_deep__code_block, ACT "### S\n\n1. one\n\n        1. sub\n", 7, "code block")
REFUSED(sub_item_deep_without_blank__joins, ACT "### S\n\n1. one\n         1. sub\n", 6,
    "ambiguous indent")
REFUSED(item_typed_two, ACT "1. one\n2. two\n", 4, "'2.' begins a line")
REFUSED(item_with_bracket, ACT "1) one\n", 3, "'1)' begins a line")
REFUSED(bullet, ACT "- one\n", 3, "a bullet")
REFUSED(bullet_star, ACT "* one\n", 3, "a bullet")
REFUSED(year_at_line_start__looks_like_item, ACT "in the year\n2027. The next\n", 4,
    "'2027.' begins a line")
REFUSED(list_without_blank_line, ACT "As used here:\n1. one\n", 4, "no blank line before this list")
REFUSED(sublist_without_blank_line, ACT "1. one:\n   1. sub\n", 4, "no blank line before this list")
REFUSED(flush_without_blank_line__joins_the_last_sub_item, ACT "1. one\n\n   1. sub\n   flush\n", 6,
    "joins the text above")
REFUSED(lazy_continuation, ACT "1. one\nmore\n", 4, "joins the text above")
REFUSED(flush_at_odd_indent, ACT "1. one\n\n  flush\n", 5, "ambiguous indent")
REFUSED(item_empty, ACT "1.\n", 3, "an item without text")
REFUSED(item_label_only, ACT "1. {#a}\n", 3, "a label without text")
REFUSED(item_in_item_on_one_line, ACT "1. 1. one\n", 3, "opens with another mark")
REFUSED(tab_indent, ACT "1. one\n\n\t1. sub\n", 5, "a tab")

/* Notes. */
REFUSED(unquoted_line_after_note__joins_it, ACT "> Drafting note: check\nthe section\n", 4,
    "would join the drafting note")
REFUSED(quotation, ACT "> Some words\n", 3, "a quotation")
REFUSED(note_without_space, ACT "> Drafting note: a\n>b\n", 4, "no space after '>'")

/* Blocks that a draft cannot hold. */
REFUSED(heading_level_four, ACT "#### Deep\n", 3, "4 marks")
REFUSED(heading_indented, ACT " ## Deep\n", 3, "does not begin its line")
REFUSED(setext_equals, ACT "Heading\n===\n", 4, "underline of a heading")
REFUSED(setext_hyphens, ACT "Heading\n---\n", 4, "underline of a heading")
REFUSED(setext_one_hyphen, ACT "Heading\n-\n", 4, "underline of a heading")
REFUSED(rule_stars, ACT "***\n", 3, "a rule")
REFUSED(rule_spaced, ACT "- - -\n", 3, "a rule")
REFUSED(code_fence, ACT "```\ncode\n```\n", 3, "a code block")
REFUSED(code_tilde, ACT "~~~\ncode\n~~~\n", 3, "a code block")
REFUSED(code_indented, ACT "    code\n", 3, "a code block")
REFUSED(html_block, ACT "<div>\nx\n</div>\n", 3, "raw HTML")
REFUSED(html_comment, ACT "<!-- remark -->\n", 3, "an HTML comment")
REFUSED(link_definition__vanishes, ACT "[term]: /url\n", 3, "a link definition")
REFUSED(link_definition_over_two_lines, ACT "[a\nterm]: /url\n", 3, "a link definition")
REFUSED(text_before_first_section, "Some words.\n", 1, "text before the first section")
REFUSED(code_section_outside_adds, "## S {#s .session}\n\n### C\n", 3, "a code section outside")

/* Inlines. */
REFUSED(html_inline, ACT "a <b>bold</b> word\n", 3, "raw HTML")
REFUSED(ins_outside_law, ACT "one\ntwo <ins>x</ins>\n", 4, "raw HTML")
REFUSED(code_span, ACT "a `b` c\n", 3, "a code span")
REFUSED(image, ACT "an ![x](#y)\n", 3, "an image")
REFUSED(link_elsewhere, ACT "see [law](https://example.org)\n", 3, "a link that is not a reference")
REFUSED(autolink, ACT "see <https://example.org>\n", 3, "a link that is not a reference")
REFUSED(hard_break_spaces, ACT "one  \ntwo\n", 3, "a forced line break")
REFUSED(hard_break_backslash, ACT "one\\\ntwo\n", 3, "a forced line break")
REFUSED(label_in_the_middle, ACT "Text {#here} more\n", 3, "a label in the middle")
REFUSED(label_with_capital, ACT "1. {#Def} x\n", 3, "not a label")
REFUSED(label_twice, ACT "1. {#a} x\n1. {#a} y\n", 4, "already on line 3")
REFUSED(label_twice_heading, "## A {#a}\n\nx\n\n## B {#a}\n", 5, "already on line 1")
REFUSED(blank_not_closed, ACT "by [blank: the date\n\nnext\n", 3, "a blank that is not closed")
REFUSED(blank_empty, ACT "by [blank: ]\n", 3, "does not say what is missing")

/* Heading attributes. */
REFUSED(attr_unknown_kind, "## A {#a .add}\n", 1, "no kind of section 'add'")
REFUSED(attr_unknown_unit, "## A {#a .adds code=\"T\" unit=book}\n", 1, "no unit of a code 'book'")
REFUSED(attr_unclosed, "## A {#a\n", 1, "not closed")
REFUSED(attr_quote_unclosed, "## A {#a .adds code=\"Title 24}\n", 1, "no closing quote")
REFUSED(attr_text_after, "## A {#a} more\n", 1, "text after the braces")
REFUSED(attr_two_kinds, "## A {.adds .amends}\n", 1, "a second kind")
REFUSED(attr_place_without_kind, "## A {#a code=\"Title 24\"}\n", 1, "a place in a code")
REFUSED(attr_kind_on_code_section, ACT "### C {#c .session}\n", 3, "only a bill section")

/* Regions. */
REFUSED(verbatim_unclosed, ACT "<!-- verbatim compact -->\ntext\n", 3, "not closed")
REFUSED(verbatim_indented, ACT "  <!-- verbatim compact -->\nx\n<!-- /verbatim -->\n", 3,
    "does not begin its line")
REFUSED(verbatim_end_indented, ACT "<!-- verbatim compact -->\nx\n <!-- /verbatim -->\n", 5,
    "does not begin its line")
REFUSED(verbatim_nested, ACT "<!-- verbatim a -->\n<!-- law X -->\n", 4,
    "a marker inside the verbatim block")
REFUSED(verbatim_without_name, ACT "<!-- verbatim -->\nx\n<!-- /verbatim -->\n", 3, "needs a name")
REFUSED(region_end_alone, ACT "<!-- /verbatim -->\n", 3, "not opened")
REFUSED(law_outside_amends, ACT "<!-- law 1-1 -->\nx\n<!-- /law -->\n", 3,
    "outside a section that amends")
REFUSED(law_ins_unclosed,
    "## A {.amends}\n\n<!-- law 1-1 -->\na <ins>b\n\nc</ins>\n<!-- /law -->\n", 4,
    "<ins> is not closed")
REFUSED(law_del_without_start, "## A {.amends}\n\n<!-- law 1-1 -->\na b</del>\n<!-- /law -->\n", 4,
    "</del> without its beginning")
REFUSED(law_nested,
    "## A {.amends}\n\n<!-- law 1-1 -->\na <ins>b <del>c</del></ins>\n<!-- /law -->\n", 4,
    "inside another mark")
REFUSED(git_conflict, ACT "<<<<<<< HEAD\nour words\n=======\ntheir words\n>>>>>>> other\n", 3,
    "a conflict that git left")
REFUSED(git_conflict_in_verbatim, ACT "<!-- verbatim a -->\n<<<<<<< HEAD\nx\n<!-- /verbatim -->\n",
    4, "a conflict that git left")

/* Bytes. */
REFUSED(not_utf8, ACT "caf\xe9\n", 3, "not UTF-8")
REFUSED(control_character, ACT "a\x07z\n", 3, "control character")
REFUSED(control_character__beyond_ascii, ACT "a\xC2\x85z\n", 3, "control character")
REFUSED(direction_override, ACT "a \xE2\x80\xAEz\n", 3, "turns the direction")
REFUSED(direction_isolate, ACT "a \xE2\x81\xA7z\n", 3, "turns the direction")
REFUSED(line_separator, ACT "a\xE2\x80\xA8z\n", 3, "line separator")
REFUSED(byte_order_mark_inside, ACT "a\xEF\xBB\xBFz\n", 3, "byte order mark")

static void
accepted__everything_allowed(void **state)
{
	(void)state;
	accepted("");
	accepted("---\nengross: 1\ntitle: \"x\"\n---\n");
	accepted("---\r\nengross: 1\r\n---\r\n## A {#a}\r\n\r\nText.\r\n");
	accepted("\xEF\xBB\xBF## A\n\nText.\n");
	accepted(
	    ACT "Text with \\*stars\\*, \\_, \\&, \\<tag\\>, 1986\\. and &amp; and \\[blank\\].\n");
	accepted(ACT "1. one\n\n   more\n\n   1. sub\n\n      1. deep\n\n   flush\n\n1. "
		     "two\n\nflush at the section\n\n1. three\n");
	accepted(ACT "> Drafting note: one\n> - a list\n>\n> ```\n> [x]: /url\n\n> Drafting note: "
		     "two\n\nText.\n");
	accepted("# Article {#i}\n\n## A {#a}\n\nx\n");
	accepted(
	    ACT "<!-- verbatim c -->\n1. *not* a list & &amp; <b>\n\n---\n<!-- /verbatim -->\n");
	accepted(ACT "<!-- conflict act -->\n## Anything\n<<<<<<< x\n<!-- verbatim q -->\n<!-- "
		     "/conflict -->\n");
	accepted("## A {#a .adds code=\"Title\\-24 \\\"x\\\"\" unit=article number=76.7 "
		 "sections=\"24-76.7-{101}\"}\n");
}

/* Letters of every script, marks that combine, a mark of byte order at the very start, line ends of
 * Windows: all kept. */
static void
accepted__other_scripts_and_line_ends(void **state)
{
	(void)state;
	accepted("\xEF\xBB\xBF---\r\nengross: 1\r\n---\r\n## A {#a}\r\n\r\n"
		 "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D e\xCC\x81 \xE0\xA4\x95\xE0\xA5\x8D "
		 "\xE2\x80\x8D\r\n");
}

static void
long_label__shortened_in_the_message(void **state)
{
	static char text[11000] = "## A {#";
	struct eg_bill *bill = NULL;
	struct eg_err err = {0};

	(void)state;
	memset(text + 7, 'a', 10240);
	memcpy(text + 7 + 10240, "}\n\nx\n", sizeof("}\n\nx\n"));
	CHECK_INT(eg_bill_parse(text, strlen(text), "x.md", &bill, &err), EG_ERR_SYNTAX);
	CHECK(strlen(err.msg) < 160);
	CHECK_HAS(err.hint, "at most 64");
}

static void
too_deep__is_a_limit(void **state)
{
	char text[4096] = ACT;
	struct eg_err err = {0};
	struct eg_bill *bill = NULL;

	(void)state;
	for (int level = 0; level <= EG_TEXT_DEPTH_MAX; level++) {
		size_t n = strlen(text);

		snprintf(text + n, sizeof(text) - n, "%*s1. x\n\n", level * 3, "");
	}
	CHECK_INT(eg_bill_parse(text, strlen(text), "x.md", &bill, &err), EG_ERR_LIMIT);
}

static void
paragraph_too_long__is_a_limit(void **state)
{
	size_t n = EG_TEXT_PARA_MAX + 100, at = strlen(ACT);
	char *text = malloc(n + 200);
	struct eg_err err = {0};
	struct eg_bill *bill = NULL;

	(void)state;
	memcpy(text, ACT, at);
	for (size_t i = 0; i < n; i++)
		text[at + i] = i % 80 == 79 ? '\n' : 'x';
	CHECK_INT(eg_bill_parse(text, at + n, "x.md", &bill, &err), EG_ERR_LIMIT);
	free(text);
}

#define T(name) cmocka_unit_test(name)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(title_mustache_unquoted__is_a_map),
	    T(head__unknown_key__named),
	    T(head__unclosed),
	    T(head__newer_format),
	    T(head__list_where_text),
	    T(head__format_mode),
	    T(ten_and_three_spaces__makes_a_sibling),
	    T(sub_item_at_marker_plus_two__ambiguous),
	    T(sub_item_too_deep__code_block),
	    T(sub_item_deep_without_blank__joins),
	    T(item_typed_two),
	    T(item_with_bracket),
	    T(bullet),
	    T(bullet_star),
	    T(year_at_line_start__looks_like_item),
	    T(list_without_blank_line),
	    T(sublist_without_blank_line),
	    T(flush_without_blank_line__joins_the_last_sub_item),
	    T(lazy_continuation),
	    T(flush_at_odd_indent),
	    T(item_empty),
	    T(item_label_only),
	    T(item_in_item_on_one_line),
	    T(tab_indent),
	    T(unquoted_line_after_note__joins_it),
	    T(quotation),
	    T(note_without_space),
	    T(heading_level_four),
	    T(heading_indented),
	    T(setext_equals),
	    T(setext_hyphens),
	    T(setext_one_hyphen),
	    T(rule_stars),
	    T(rule_spaced),
	    T(code_fence),
	    T(code_tilde),
	    T(code_indented),
	    T(html_block),
	    T(html_comment),
	    T(link_definition__vanishes),
	    T(link_definition_over_two_lines),
	    T(text_before_first_section),
	    T(code_section_outside_adds),
	    T(html_inline),
	    T(ins_outside_law),
	    T(code_span),
	    T(image),
	    T(link_elsewhere),
	    T(autolink),
	    T(hard_break_spaces),
	    T(hard_break_backslash),
	    T(label_in_the_middle),
	    T(label_with_capital),
	    T(label_twice),
	    T(label_twice_heading),
	    T(blank_not_closed),
	    T(blank_empty),
	    T(attr_unknown_kind),
	    T(attr_unknown_unit),
	    T(attr_unclosed),
	    T(attr_quote_unclosed),
	    T(attr_text_after),
	    T(attr_two_kinds),
	    T(attr_place_without_kind),
	    T(attr_kind_on_code_section),
	    T(verbatim_unclosed),
	    T(verbatim_indented),
	    T(verbatim_end_indented),
	    T(verbatim_nested),
	    T(verbatim_without_name),
	    T(region_end_alone),
	    T(law_outside_amends),
	    T(law_ins_unclosed),
	    T(law_del_without_start),
	    T(law_nested),
	    T(git_conflict),
	    T(git_conflict_in_verbatim),
	    T(not_utf8),
	    T(control_character),
	    T(control_character__beyond_ascii),
	    T(direction_override),
	    T(direction_isolate),
	    T(line_separator),
	    T(byte_order_mark_inside),
	    T(accepted__everything_allowed),
	    T(accepted__other_scripts_and_line_ends),
	    T(long_label__shortened_in_the_message),
	    T(too_deep__is_a_limit),
	    T(paragraph_too_long__is_a_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
