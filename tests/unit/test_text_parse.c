/* The tree that a draft becomes: head, kinds, labels, runs, regions, lines. */
#include "check.h"

#include <engross/text.h>

static struct eg_bill *
parse(const char *text)
{
	struct eg_err err = {0};
	struct eg_bill *bill = NULL;

	CHECK_OK(eg_bill_parse(text, strlen(text), "bills/act/CO.md", &bill, &err));
	return bill;
}

static const char *
words(const struct eg_node *n)
{
	static struct eg_buf b = EG_BUF_INIT;

	CHECK(n != NULL);
	eg_buf_reset(&b);
	eg_node_words(n, &b);
	return eg_buf_cstr(&b);
}

static void
head__every_field(void **state)
{
	struct eg_bill *b = parse(
	    "---\nengross: 1\ntemplate: act\nversion: 1.2.0\njurisdiction: CO\nvariant: senate\n"
	    "title: \"limits: on things\"\nshort-title: \"Act\"\npurpose: \"to "
	    "limit\"\ninstrument: bill\n"
	    "parameters: { a: \"1\", b: [x, y] }\nconfirmed: [a]\nbody-sha256: abc\nrequest: \"LLS "
	    "1\"\nsponsors: [A, B]\n"
	    "companion: HB 2\nprefiled: \"2027-01-01\"\nsummary: S\nmemo: M\nfill-ins: "
	    "[seat]\nformat-mode: exact\n---\n\n## A {#a}\n\nx\n");
	const struct eg_head *h = &b->head;

	(void)state;
	CHECK_STR(h->template_name, "act");
	CHECK_STR(h->version, "1.2.0");
	CHECK_STR(h->jurisdiction, "CO");
	CHECK_STR(h->variant, "senate");
	CHECK_STR(h->title, "limits: on things");
	CHECK_STR(h->purpose, "to limit");
	CHECK_INT(h->n_sponsors, 2);
	CHECK_STR(h->sponsor[1], "B");
	CHECK_INT(h->n_parameters, 2);
	CHECK_STR(h->parameter[1], "b");
	CHECK_STR(h->parameter_value[1], "x\ny");
	CHECK_STR(h->confirmed[0], "a");
	CHECK_STR(h->fill_in[0], "seat");
	CHECK_STR(h->format_mode, "exact");
	CHECK_INT(h->body_line, 23);
	CHECK_INT(eg_bill_find(b, "a")->line, 24);
	eg_bill_free(b);
}

static void
head__absent__everything_empty(void **state)
{
	struct eg_bill *b = parse("## A {#a}\n\nx\n");

	(void)state;
	CHECK_STR(b->head.title, "");
	CHECK_INT(b->head.body_line, 1);
	CHECK_INT(b->head.body_offset, 0);
	eg_bill_free(b);
}

static const char draft[] =
    "# One {#one}\n\n## Act {#act .adds code=\"Title 24 \\\"R\\\"\" unit=article number=76.7 "
    "sections=\"24-76.7-{101}\"}\n\n"
    "### Definitions {#definitions}\n\nAs used in [](#act):\n\n"
    "1. {#def-a} **\"Agency\"** means a\n   unit of [any text](#one).\n"
    "1. **Strong** and *em* [blank: what is missing] &amp; \\*.\n\n   1. {#sub} Sub;\n\n   "
    "{#flush} flush\n\n"
    "> Drafting note: check\n> it.\n\nLast.\n\n## Effective {#effective .session}\n\nSoon.\n";

static void
tree__kinds_labels_levels(void **state)
{
	struct eg_bill *b = parse(draft);
	const struct eg_node *act = eg_bill_find(b, "act"), *defs = eg_bill_find(b, "definitions"),
			     *n;

	(void)state;
	CHECK_INT(act->kind, EG_NODE_SECTION);
	CHECK_INT(act->section, EG_SECTION_ADDS);
	CHECK_STR(act->code, "Title 24 \"R\"");
	CHECK_STR(act->unit, "article");
	CHECK_STR(act->number, "76.7");
	CHECK_STR(act->sections, "24-76.7-{101}");
	CHECK(act->parent == eg_bill_find(b, "one"));
	CHECK_INT(act->parent->kind, EG_NODE_ARTICLE);
	CHECK_INT(defs->kind, EG_NODE_CODE_SECTION);
	CHECK_STR(words(defs), "Definitions");
	CHECK_INT(defs->line, 5);
	n = defs->first;
	CHECK_INT(n->kind, EG_NODE_PARA);
	CHECK_INT(n->run[1].kind, EG_RUN_REF);
	CHECK_STR(n->run[1].target, "act");
	n = n->next;
	CHECK_INT(n->kind, EG_NODE_ITEM);
	CHECK_INT(n->level, 1);
	CHECK_STR(n->label, "def-a");
	CHECK_INT(n->first->run[0].kind, EG_RUN_TERM);
	CHECK_STR(n->first->run[0].text, "\"Agency\"");
	CHECK_STR(words(n->first), "\"Agency\" means a unit of any text.");
	CHECK_INT(eg_bill_find(b, "sub")->level, 2);
	CHECK_INT(eg_bill_find(b, "sub")->line, 13);
	CHECK(eg_bill_find(b, "flush")->flush);
	CHECK_INT(eg_bill_find(b, "flush")->kind, EG_NODE_PARA);
	CHECK_STR(words(eg_bill_find(b, "flush")), "flush");
	CHECK(eg_bill_find(b, "none") == NULL);
	CHECK_INT(eg_bill_find(b, "effective")->section, EG_SECTION_SESSION);
	eg_bill_free(b);
}

static void
tree__runs_of_a_paragraph(void **state)
{
	struct eg_bill *b = parse(draft);
	const struct eg_node *p = eg_bill_find(b, "def-a")->next->first;

	(void)state;
	CHECK_INT(p->n_runs, 6);
	CHECK_INT(p->run[0].kind, EG_RUN_STRONG);
	CHECK_INT(p->run[2].kind, EG_RUN_EM);
	CHECK_INT(p->run[4].kind, EG_RUN_BLANK);
	CHECK_STR(p->run[4].text, "what is missing");
	CHECK_STR(p->run[5].text, " & *.");
	eg_bill_free(b);
}

static void
tree__reading_order_visits_every_node_once(void **state)
{
	struct eg_bill *b = parse(draft);
	size_t n = 0;

	(void)state;
	for (const struct eg_node *k = b->root; k != NULL; k = eg_node_after(k))
		CHECK_INT(k->id, n++);
	CHECK_INT(n, b->n_nodes);
	eg_bill_free(b);
}

static void
note__words_and_lines(void **state)
{
	struct eg_bill *b = parse(draft);
	const struct eg_node *n = eg_bill_find(b, "definitions")->last->prev;

	(void)state;
	CHECK_INT(n->kind, EG_NODE_NOTE);
	CHECK_STR(words(n), "Drafting note: check it.");
	CHECK_STR(n->raw, "> Drafting note: check\n> it.\n");
	CHECK(n->next->flush); /* text of the section after its items */
	eg_bill_free(b);
}

static void
verbatim__kept_byte_for_byte(void **state)
{
	static const char text[] = "1. *not* a list & &amp; <b>\n\n   - x  \n---\n";
	char source[256];
	struct eg_bill *b;

	(void)state;
	snprintf(source, sizeof(source),
	    "## A {#a}\n\n<!-- verbatim compact -->\n%s<!-- /verbatim -->\n\nAfter.\n", text);
	b = parse(source);
	const struct eg_node *n = eg_bill_find(b, "compact");
	CHECK_INT(n->kind, EG_NODE_VERBATIM);
	CHECK_STR(n->raw, text);
	CHECK_INT(n->raw_n, sizeof(text) - 1);
	CHECK_INT(n->line, 3);
	CHECK_STR(words(n->next), "After.");
	CHECK_INT(n->next->line, 10);
	eg_bill_free(b);
}

static void
law__paragraphs_with_marks(void **state)
{
	struct eg_bill *b = parse("## A {#a .amends code=\"Title 1\"}\n\n<!-- law 1-1-101 -->\n1. "
				  "The <del>old</del>\n<ins>new</ins> *x*\n\n"
				  "{+} (b) Added.\n\n{-} Gone.\n<!-- /law -->\n");
	const struct eg_node *law = eg_bill_find(b, "a")->first, *p = law->first;

	(void)state;
	CHECK_INT(law->kind, EG_NODE_LAW);
	CHECK_STR(law->code, "1-1-101");
	CHECK_INT(p->n_runs, 5);
	CHECK_STR(p->run[0].text, "1. The ");
	CHECK_INT(p->run[1].kind, EG_RUN_DEL);
	CHECK_INT(p->run[3].kind, EG_RUN_INS);
	CHECK_STR(p->run[4].text, " *x*");
	CHECK_INT(p->next->mark, '+');
	CHECK_INT(p->next->run[0].kind, EG_RUN_INS);
	CHECK_INT(p->next->next->mark, '-');
	CHECK_INT(p->next->next->line, 9);
	eg_bill_free(b);
}

static void
conflict__kept_as_a_node(void **state)
{
	struct eg_bill *b =
	    parse("## A {#a}\n\nx\n\n<!-- conflict a -->\n## B {#a}\n<!-- /conflict -->\n");
	const struct eg_node *n = eg_bill_find(b, "a")->last;

	(void)state;
	CHECK_INT(n->kind, EG_NODE_CONFLICT);
	CHECK_STR(n->raw, "## B {#a}\n");
	eg_bill_free(b);
}

static void
unknown_key__hint_names_the_nearest(void **state)
{
	static const char text[] = "---\nshort_title: x\n---\n";
	struct eg_err err = {0};
	struct eg_bill *b = NULL;

	(void)state;
	CHECK_INT(eg_bill_parse(text, strlen(text), "x.md", &b, &err), EG_ERR_SYNTAX);
	CHECK_HAS(err.hint, "'short-title'");
}

static void
label_ok__letters_digits_hyphens(void **state)
{
	(void)state;
	CHECK(eg_label_ok("a", 1));
	CHECK(eg_label_ok("a-1", 3));
	CHECK(!eg_label_ok("", 0));
	CHECK(!eg_label_ok("1a", 2));
	CHECK(!eg_label_ok("aB", 2));
	CHECK(!eg_label_ok("a_b", 3));
	CHECK(
	    !eg_label_ok("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 65));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(head__every_field),
	    cmocka_unit_test(head__absent__everything_empty),
	    cmocka_unit_test(tree__kinds_labels_levels),
	    cmocka_unit_test(tree__runs_of_a_paragraph),
	    cmocka_unit_test(tree__reading_order_visits_every_node_once),
	    cmocka_unit_test(note__words_and_lines),
	    cmocka_unit_test(verbatim__kept_byte_for_byte),
	    cmocka_unit_test(law__paragraphs_with_marks),
	    cmocka_unit_test(conflict__kept_as_a_node),
	    cmocka_unit_test(unknown_key__hint_names_the_nearest),
	    cmocka_unit_test(label_ok__letters_digits_hyphens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
