/* Conformity: what house style excuses, what it does not, and the finding that is made. */
#include "check.h"

#include <engross/conform.h>
#include <engross/ruling.h>

static const char model[] =
    "Water Compact\n\nARTICLE I. PURPOSE\nThis compact is made among the party states. The "
    "commission "
    "may adopt rules.\n\nARTICLE II. DEFINITIONS\na. \xE2\x80\x9C"
    "Board\xE2\x80\x9D means the licensing board of "
    "a party state.\nb. \xE2\x80\x9CRule\xE2\x80\x9D means a regulation of the "
    "commission.\n\nARTICLE III. "
    "ENTRY\nThis compact takes effect when no less than twenty-six (26) states have enacted it, as "
    "Article II provides. The commission shall give notice within ten days to each party state.\n\n"
    "ARTICLE IV. MONEY\nEach party state shall pay an assessment of $10,000 before July 1, 2027, "
    "and the "
    "pre-licensure fee.\n";

static struct eg_doc *
doc(const char *text)
{
	struct eg_doc *d = NULL;

	CHECK(eg_doc_read(text, strlen(text), "t", NULL, &d, NULL) == EG_OK);
	return d;
}

static char *
replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	size_t n = strlen(text) + strlen(to) + 1;
	char *out = malloc(n);

	CHECK(at != NULL);
	snprintf(out, n, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	return out;
}

struct held {
	struct eg_doc *m, *t;
	struct eg_conform *c;
};

static struct held
hold(const char *m, const char *t, const struct eg_conform_options *o)
{
	struct held h = {doc(m), doc(t), NULL};

	CHECK(eg_conform_make(h.m, h.t, o, &h.c, NULL) == EG_OK);
	return h;
}

static void
let_go(struct held *h)
{
	eg_conform_free(h->c);
	eg_doc_free(h->m);
	eg_doc_free(h->t);
}

/* The finding of one change, and the class of its only departure (-1: none). */
static void
expect(const char *from, const char *to, enum eg_conformity finding, int what)
{
	char *text = replaced(model, from, to);
	struct held h = hold(model, text, NULL);

	if (h.c->finding != finding ||
	    (what >= 0 && (h.c->n_departures != 1 || (int)h.c->departure[0].what != what)))
		fprintf(stderr, "'%s' for '%s': %s, %zu departures, %s\n", to, from,
		    eg_finding_name(h.c->finding), h.c->n_departures,
		    h.c->n_departures > 0 ? eg_departure_class_name(h.c->departure[0].what) : "-");
	CHECK_INT(h.c->finding, finding);
	if (what >= 0) {
		CHECK_INT(h.c->n_departures, 1);
		CHECK_INT(h.c->departure[0].what, what);
	} else {
		CHECK_INT(h.c->n_departures, 0);
	}
	let_go(&h);
	free(text);
}

static void
itself__when_compared__then_identical(void **state)
{
	struct held h = hold(model, model, NULL);

	(void)state;
	CHECK_INT(h.c->finding, EG_FINDING_IDENTICAL);
	CHECK_INT(h.c->n_sections, 4);
	CHECK(h.c->score == 1);
	let_go(&h);
}

static void
house_style__when_alone__then_style_only(void **state)
{
	static const char *const changes[][2] = {{"This compact is made", "This chapter is made"},
	    {"no less than twenty-six (26)", "not fewer than 26"}, {"twenty-six (26)", "26"},
	    {"ten days", "10 days"}, {"ten days", "ten (10) days"}, {"a. ", "(1) "},
	    {"Article II provides", "section 2 of this act provides"},
	    {"pre-licensure", "prelicensure"}, {"pre-licensure", "pre licensure"},
	    {"licensing board", "licencing board"}, {"party states.", "party STATES;"},
	    {"\xE2\x80\x9C", "\""}, {"$10,000", "ten thousand dollars ($10,000)"},
	    {"of the commission.\n\n", "of  the\ncommission.\n\n"}};

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		char *text = replaced(model, changes[i][0], changes[i][1]);
		struct held h = hold(model, text, NULL);

		if (!eg_finding_conforms(h.c->finding))
			fprintf(stderr, "'%s' > '%s': %s [%s] > [%s]\n", changes[i][0],
			    changes[i][1], eg_finding_name(h.c->finding),
			    h.c->departure[0].model_words, h.c->departure[0].text_words);
		CHECK(eg_finding_conforms(h.c->finding));
		let_go(&h);
		free(text);
	}
}

static void
risk__when_one_word_differs__then_material_with_its_class(void **state)
{
	(void)state;
	expect("twenty-six (26)", "twenty-five", EG_FINDING_MATERIAL, EG_DEPART_NUMBER);
	expect("ten days", "thirty days", EG_FINDING_MATERIAL, EG_DEPART_NUMBER);
	expect("$10,000", "$20,000", EG_FINDING_MATERIAL, EG_DEPART_MONEY);
	expect("July 1, 2027", "July 1, 2029", EG_FINDING_MATERIAL, EG_DEPART_DATE);
	expect("may adopt", "shall adopt", EG_FINDING_MATERIAL, EG_DEPART_MODAL);
	expect("may adopt", "may not adopt", EG_FINDING_MATERIAL, EG_DEPART_MODAL);
	expect("The commission shall", "The governor shall", EG_FINDING_MATERIAL, EG_DEPART_PARTY);
	expect("before July", "after July", EG_FINDING_MATERIAL, EG_DEPART_NUMBER);
	expect("to each party state", "to each member state", EG_FINDING_MATERIAL, EG_DEPART_PARTY);
	expect("a regulation of", "a bylaw of", EG_FINDING_MATERIAL, EG_DEPART_DEFINITION);
	expect("and the pre-licensure fee",
	    "and the pre-licensure fee. A state that does not pay shall leave the compact at once",
	    EG_FINDING_MATERIAL, EG_DEPART_ADDED);
	expect(" The commission shall give notice within ten days to each party state.", "",
	    EG_FINDING_MATERIAL, EG_DEPART_OMITTED);
}

static void
words__when_without_risk__then_a_person_rules(void **state)
{
	(void)state;
	expect("an assessment of", "a levy of", EG_FINDING_NEEDS_RULING, EG_DEPART_WORDS);
	expect("The commission shall give", "The commission must give", EG_FINDING_NEEDS_RULING,
	    EG_DEPART_MODAL);
}

static void
rule__when_verbatim_or_free__then_departures_weigh_otherwise(void **state)
{
	char *text = replaced(model, "and the pre-licensure fee", "and such pre-licensure fee");
	char *number = replaced(model, "ten days", "thirty days");
	struct eg_conform_options verbatim = {.rule = EG_CONFORM_VERBATIM},
				  free_ = {.rule = EG_CONFORM_FREE};
	struct held h = hold(model, text, NULL);

	(void)state;
	CHECK_INT(h.c->finding, EG_FINDING_STYLE_ONLY);
	let_go(&h);
	h = hold(model, text, &verbatim);
	CHECK_INT(h.c->finding, EG_FINDING_NEEDS_RULING);
	let_go(&h);
	h = hold(model, number, &free_);
	CHECK_INT(h.c->finding, EG_FINDING_NEEDS_RULING);
	let_go(&h);
	free(text);
	free(number);
}

static void
fill_in__when_declared_or_bracketed__then_no_departure(void **state)
{
	static const char *const slot[] = {"the licensing board"};
	struct eg_conform_options o = {.fill_in = slot, .n_fill_ins = 1};
	char *text = replaced(model, "the licensing board of", "the Board of Water and Light of");
	char *open = replaced(model, "the licensing board", "[STATE AGENCY]");
	struct held h = hold(model, text, &o);

	(void)state;
	CHECK_INT(h.c->finding, EG_FINDING_STYLE_ONLY);
	let_go(&h);
	h = hold(open, text, NULL);
	CHECK_INT(h.c->finding, EG_FINDING_STYLE_ONLY);
	let_go(&h);
	free(text);
	free(open);
}

static void
section__when_left_out_moved_or_added__then_its_status_says_so(void **state)
{
	char *gone = replaced(model, strstr(model, "ARTICLE IV"), "");
	char *more = replaced(model, "ARTICLE IV. MONEY",
	    "ARTICLE V. WATER\nNo party state shall sell water to another without leave of its "
	    "legislature.\n\nARTICLE IV. MONEY");
	struct held h = hold(model, gone, NULL);

	(void)state;
	CHECK_INT(h.c->finding, EG_FINDING_MATERIAL);
	CHECK_INT(h.c->section[3].status, EG_CONFORM_OMITTED);
	let_go(&h);
	h = hold(model, more, NULL);
	CHECK_INT(h.c->finding, EG_FINDING_MATERIAL);
	CHECK_INT(h.c->section[3].status, EG_CONFORM_ADDED);
	CHECK_INT(h.c->section[4].status, EG_CONFORM_SAME);
	let_go(&h);
	free(gone);
	free(more);
}

/* A publisher's page has the words of two articles under the first, and the other's heading alone. */
static void
reference__when_its_article_is_a_heading_alone__then_no_departure(void **state)
{
	char *out = replaced(model, "ARTICLE II. DEFINITIONS\n", "");
	char *text = replaced(out, "ARTICLE III. ", "ARTICLE II. DEFINITIONS\n\nARTICLE III. ");
	struct held h = hold(model, text, NULL);

	(void)state;
	for (size_t i = 0; i < h.c->n_departures; i++)
		CHECK(h.c->departure[i].what != EG_DEPART_REFERENCE);
	let_go(&h);
	free(text);
	free(out);
}

static void
around__when_the_act_ends_or_depends__then_a_person_rules(void **state)
{
	char text[sizeof(model) + 200];
	struct held h;

	(void)state;
	snprintf(text, sizeof(text), "%s\nSection 9. Sunset.\nThis act expires on July 1, 2031.\n",
	    model);
	h = hold(model, text, NULL);
	CHECK_INT(h.c->finding, EG_FINDING_NEEDS_RULING);
	CHECK_INT(h.c->departure[0].what, EG_DEPART_SUNSET);
	CHECK(h.c->departure[0].section == EG_CONFORM_AROUND);
	let_go(&h);
	snprintf(text, sizeof(text),
	    "%s\nSection 9. Effect.\nThis act takes effect when the governor certifies that ten "
	    "states "
	    "have enacted the compact.\n",
	    model);
	h = hold(model, text, NULL);
	CHECK_INT(h.c->departure[0].what, EG_DEPART_CONTINGENCY);
	let_go(&h);
}

/* A model that was copied from a code, with what that state says of its own officers. */
static const char codified[] =
    "Chapter 9. Water Compact\n\n\xC2\xA7 9-101. Enactment.\nThe Water Compact is enacted into law "
    "and "
    "entered into with all jurisdictions that join in it, in the form substantially as follows:\n\n"
    "\xC2\xA7 9-102. Purpose.\nThis compact is made among the party states. The commission may "
    "adopt "
    "rules and shall publish them. Each party state shall appoint two commissioners for a term of "
    "four years, and shall pay what the commission assesses.\n\n\xC2\xA7 9-103. Effect.\nThis "
    "compact "
    "takes effect when twenty-six states have enacted it. A state that withdraws remains bound by "
    "what it owed before. The commission shall give notice within ten days to each party state, "
    "and shall hold a hearing on any dispute between party states. The commission may sue and be "
    "sued, hire officers, borrow money, lease offices and adopt bylaws, which bind it until they "
    "are changed by a vote of the commissioners. No party state is liable for the debts of the "
    "commission, and no commissioner for an act done in good faith within the scope of the office. "
    "Provisions of this compact are severable. A party state shall keep a record of every well, "
    "dam "
    "and diversion on the river, and shall open it to the other party states and to the public. "
    "Water that is stored for one year and not released counts in the next. The commission shall "
    "measure the flow at the gauges that it names, on the first day of each month, and publish "
    "what "
    "it finds. In a drought the commission may lower all allotments by one share, alike for each "
    "party state, until the flow at the lowest gauge has risen for sixty days.\n\n\xC2\xA7 9-104. "
    "Administrator.\n"
    "The Governor of Wyoming shall appoint the administrator, with the advice of the Wyoming "
    "water board, for two years.\n";

static void
own_provisions__when_the_same_state_changed_them__then_no_longer_identical(void **state)
{
	static const char *const changes[][2] = {{"with the advice of", "without the advice of"},
	    {"Wyoming shall appoint", "Wyoming may appoint"}, {"for two years", "for six years"},
	    {"shall appoint the administrator, with the advice of the Wyoming water board, for two "
	     "years",
		"names nobody"}};
	struct held h = hold(codified, codified, NULL);

	(void)state;
	CHECK_INT(h.c->finding, EG_FINDING_IDENTICAL);
	let_go(&h);
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		char *text = replaced(codified, changes[i][0], changes[i][1]);

		h = hold(codified, text, NULL);
		CHECK_INT(h.c->finding, EG_FINDING_MATERIAL);
		let_go(&h);
		free(text);
	}
}

static void
own_provisions__when_another_state_has_its_own__then_no_departure(void **state)
{
	static const char other[] = "The Secretary of State of Utah is the administrator of this "
				    "part. Utah pays the administrator nothing.\n";
	char *numbers = replaced(codified, "\xC2\xA7 9-104.", "\xC2\xA7 63-14.");
	char *text;
	struct held h;

	(void)state;
	text = malloc(strlen(numbers) + sizeof(other));
	snprintf(text, strlen(numbers) + sizeof(other), "%.*s%s",
	    (int)(strstr(numbers, "The Governor of Wyoming") - numbers), numbers, other);
	for (char *p = text; (p = strstr(p, " 9-10")) != NULL; p++)
		memcpy(p, " 63-1", 5);
	h = hold(codified, text, NULL);
	CHECK(eg_finding_conforms(h.c->finding));
	let_go(&h);
	free(numbers);
	free(text);
}

static void
version__when_another_is_known_and_fits_better__then_other_version(void **state)
{
	char *second = replaced(model, "ten days", "thirty days");
	struct eg_doc *first = doc(model);
	struct eg_conform_version v = {"water@1.0.0", first, false};
	struct eg_conform_options o = {.version = &v, .n_versions = 1};
	struct held h = hold(second, model, &o);

	(void)state;
	CHECK_INT(h.c->finding, EG_FINDING_OTHER_VERSION);
	CHECK_STR(h.c->version, "water@1.0.0");
	let_go(&h);
	eg_doc_free(first);
	free(second);
}

static void
evidence__when_a_print_has_pages__then_page_and_line_of_the_original(void **state)
{
	char *text = replaced(model, "ten days", "forty days");
	struct held h = hold(model, text, NULL);

	(void)state;
	CHECK_INT(h.c->departure[0].text.line, 11);
	CHECK(memcmp(h.t->text + h.c->departure[0].text.start, "forty", 5) == 0);
	CHECK(memcmp(h.m->text + h.c->departure[0].model.start, "ten", 3) == 0);
	let_go(&h);
	free(text);
}

static void
ruling__when_appended__then_found_by_name_or_by_bytes(void **state)
{
	struct eg_ruling row = {.id = "",
	    .date = "2027-03-01",
	    .body = "Commission, of two",
	    .decision = "conforms",
	    .vote = "24-5",
	    .reason = "why",
	    .text = "bills/x/CO.md",
	    .text_sha256 = "aa",
	    .model = "x@1.0.0",
	    .model_sha256 = "mm",
	    .finding = "style-only",
	    .score = "1.0000",
	    .note = "",
	    .recorded = "2027-03-02"};
	struct eg_ruling_cited cited[4];
	struct eg_rulings *r = NULL;
	struct eg_buf out = EG_BUF_INIT, two = EG_BUF_INIT;
	char id[17], later[17];

	(void)state;
	CHECK(eg_rulings_append(&row, "", 0, &out, id, NULL) == EG_OK);
	row.date = "2028-03-01";
	CHECK(eg_rulings_append(&row, out.p, out.n, &two, later, NULL) == EG_OK);
	CHECK(eg_rulings_parse(two.p, two.n, "r", &r, NULL) == EG_OK);
	CHECK_INT(r->n, 2);
	CHECK_STR(r->v[0].body, "Commission, of two");
	CHECK_STR(r->v[0].id, id);
	CHECK_INT(eg_rulings_about(r, "bills/x/CO.md", "bb", "x@1.0.0", "mm", cited), 2);
	CHECK_STR(cited[0].ruling->date, "2028-03-01");
	CHECK(cited[0].text_changed && !cited[0].model_changed);
	CHECK_INT(eg_rulings_about(r, "elsewhere.txt", "aa", "x@1.0.0", "nn", cited), 2);
	CHECK(!cited[0].text_changed && cited[0].model_changed);
	CHECK_INT(eg_rulings_about(r, "elsewhere.txt", "bb", "x@1.0.0", "mm", cited), 0);
	row.decision = "maybe";
	CHECK_INT(eg_rulings_append(&row, "", 0, &out, id, NULL), EG_ERR_DATA);
	eg_rulings_free(r);
	eg_buf_clear(&out);
	eg_buf_clear(&two);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(itself__when_compared__then_identical),
	    cmocka_unit_test(house_style__when_alone__then_style_only),
	    cmocka_unit_test(risk__when_one_word_differs__then_material_with_its_class),
	    cmocka_unit_test(words__when_without_risk__then_a_person_rules),
	    cmocka_unit_test(rule__when_verbatim_or_free__then_departures_weigh_otherwise),
	    cmocka_unit_test(fill_in__when_declared_or_bracketed__then_no_departure),
	    cmocka_unit_test(section__when_left_out_moved_or_added__then_its_status_says_so),
	    cmocka_unit_test(reference__when_its_article_is_a_heading_alone__then_no_departure),
	    cmocka_unit_test(around__when_the_act_ends_or_depends__then_a_person_rules),
	    cmocka_unit_test(
		own_provisions__when_the_same_state_changed_them__then_no_longer_identical),
	    cmocka_unit_test(own_provisions__when_another_state_has_its_own__then_no_departure),
	    cmocka_unit_test(version__when_another_is_known_and_fits_better__then_other_version),
	    cmocka_unit_test(evidence__when_a_print_has_pages__then_page_and_line_of_the_original),
	    cmocka_unit_test(ruling__when_appended__then_found_by_name_or_by_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
