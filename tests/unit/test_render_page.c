/* The page kit: hostile words, links, structure, the same bytes; pages of text; the list of bills. */
#include "check.h"
#include "render/page.h"

#include <pthread.h>

static const struct eg_page_run hello = {.text = "The department shall inspect each scale."};

static bool
holds(const struct eg_buf *b, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = 0; i + n <= b->n; i++)
		if (memcmp(b->p + i, what, n) == 0)
			return true;
	return false;
}

static enum eg_rc
one_paragraph(const struct eg_page_sheet *sheet, const struct eg_page_para *para,
    struct eg_buf *out, struct eg_err *err)
{
	struct eg_pages *p = NULL;
	enum eg_rc rc = eg_pages_open(sheet, &p, err);

	if (rc != EG_OK)
		return rc;
	eg_pages_add(p, para);
	return eg_pages_finish(p, out, err);
}

static void
pages__title_language_date__are_in_the_file(void **state)
{
	struct eg_page_sheet sheet = {
	    .title = "Scale Act", .language = "es-PR) /Evil (x", .date = 1790000000};
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(
	    one_paragraph(&sheet, &(struct eg_page_para){.run = &hello, .n_runs = 1}, &out, &err));
	CHECK(holds(&out, "/Title (Scale Act)"));
	CHECK(holds(&out, "/Lang (es-PREvilx)"));
	CHECK(holds(&out, "/DisplayDocTitle true"));
	CHECK(holds(&out, "/CreationDate (20260921"));
	CHECK(holds(&out, "/StructTreeRoot"));
	CHECK(!holds(&out, "/Evil"));
	eg_buf_reset(&out);
	sheet.date = 0;
	CHECK_OK(
	    one_paragraph(&sheet, &(struct eg_page_para){.run = &hello, .n_runs = 1}, &out, &err));
	CHECK(!holds(&out, "CreationDate"));
	eg_buf_clear(&out);
}

static void *
make_one(void *ctx)
{
	static const struct eg_page_run runs[] = {{"SECTION 1.", EG_PEN_BOLD, NULL},
	    {" Fees are ", 0, NULL}, {"struck", EG_PEN_STRIKE, NULL},
	    {" and added.", EG_PEN_UNDERLINE | EG_PEN_ITALIC, NULL}};
	const struct eg_page_sheet sheet = {.title = "t", .running_head = "Head", .page_lines = 12};
	struct eg_buf *out = ctx;
	struct eg_err err = {0};
	struct eg_pages *p;

	CHECK_OK(eg_pages_open(&sheet, &p, &err));
	for (int i = 0; i < 60; i++)
		eg_pages_add(p, &(struct eg_page_para){.run = runs,
				    .n_runs = 4,
				    .numbered = true,
				    .keep = i % 7 == 0,
				    .bar = i % 5 == 0,
				    .gap = i % 3});
	CHECK_OK(eg_pages_finish(p, out, &err));
	return NULL;
}

static void
pages__in_two_threads__are_the_same_bytes(void **state)
{
	struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT;
	pthread_t one, two;

	EG_UNUSED(state);
	CHECK_INT(pthread_create(&one, NULL, make_one, &a), 0);
	CHECK_INT(pthread_create(&two, NULL, make_one, &b), 0);
	pthread_join(one, NULL);
	pthread_join(two, NULL);
	CHECK(a.n > 10000);
	CHECK_INT(a.n, b.n);
	CHECK(memcmp(a.p, b.p, a.n) == 0);
	eg_buf_clear(&a);
	eg_buf_clear(&b);
}

static void
pages__link_without_anchor__is_no_link(void **state)
{
	const struct eg_page_run runs[] = {
	    {"see", 0, "fees"}, {" and ", 0, NULL}, {"that", 0, "no"}};
	struct eg_page_sheet sheet = {.title = "t"};
	struct eg_map anchors = {0};
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_page_para para = {.run = runs, .n_runs = 3, .anchor = "fees"};

	EG_UNUSED(state);
	CHECK_OK(one_paragraph(&sheet, &para, &out, &err));
	CHECK(!holds(&out, "/Link"));
	eg_map_set(&anchors, "fees", NULL);
	sheet.anchors = &anchors;
	eg_buf_reset(&out);
	CHECK_OK(one_paragraph(&sheet, &para, &out, &err));
	CHECK(holds(&out, "/Link"));
	CHECK(holds(&out, "(fees)"));
	CHECK(!holds(&out, "(no)"));
	eg_map_clear(&anchors);
	eg_buf_clear(&out);
}

static void
pages__character_that_no_font_has__is_refused_by_name(void **state)
{
	const struct eg_page_run run = {
	    .text = "plain and \xF4\x8F\xBF\xB0"}; /* U+10FFF0, private */
	struct eg_page_sheet sheet = {.title = "t"};
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_INT(
	    one_paragraph(&sheet, &(struct eg_page_para){.run = &run, .n_runs = 1}, &out, &err),
	    EG_ERR_DATA);
	CHECK_HAS(err.msg, "U+10FFF0");
	CHECK_INT(out.n, 0);
	eg_buf_clear(&out);
}

static void
pages__hostile_words__are_drawn_within_bounds(void **state)
{
	struct eg_page_sheet sheet = {
	    .title = "\x01 \xff\n", .running_head = "long \n\n", .page_lines = 900};
	struct eg_buf out = EG_BUF_INIT, word = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_pages *p;
	char *head = eg_malloc(5000);

	EG_UNUSED(state);
	memset(head, 'h', 4999);
	head[4999] = '\0';
	sheet.running_head = head;
	eg_buf_fill(&word, 'a', 60000);
	CHECK_OK(eg_pages_open(&sheet, &p, &err));
	const struct eg_page_run runs[] = {{"", EG_PEN_BOLD, NULL}, {eg_buf_cstr(&word), 0, NULL},
	    {"\x1b[31m\x07\x7f\xff\xfe \xc3", EG_PEN_SHADE, NULL}, {"\n\n\n", 0, NULL},
	    {"a\xe2\x80\xae"
	     "b\xe2\x80\xa8"
	     "c",
		EG_PEN_DOUBLE, NULL},
	    {"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 12 abc \xd7\xa2", EG_PEN_UNDERLINE, NULL}};
	for (size_t i = 0; i <= 6; i++)
		eg_pages_add(p, &(struct eg_page_para){.run = runs,
				    .n_runs = i,
				    .numbered = true,
				    .keep = true,
				    .outline = 2,
				    .outline_text = "a\n\xff\x07)",
				    .anchor = i % 2 != 0 ? "twice" : "it's"});
	for (int i = 0; i < 200; i++) /* headings that nothing follows */
		eg_pages_add(p, &(struct eg_page_para){.run = &hello, .n_runs = 1, .keep = true});
	eg_pages_add(
	    p, &(struct eg_page_para){.run = &hello, .n_runs = 1, .left_pt = 300, .first_pt = 0});
	CHECK_OK(eg_pages_finish(p, &out, &err));
	CHECK(out.n > 5000 && out.n < 4000000);
	eg_buf_clear(&out);
	eg_buf_clear(&word);
	eg_free(head);
}

/* Random paragraphs of Latin, Greek, Hebrew, Arabic, marks that combine, signs and broken bytes, in
 * random pens: a PDF, or a character refused; never a crash (run under the sanitizers too). */
static void
pages__random_words__make_a_pdf_or_name_a_character(void **state)
{
	static const char *const bits[] = {"word ", "long-hyphened-word", " ", "\n", "\xc3\xa9",
	    "e\xcc\x81\xcc\x82", "\xce\xb1\xce\xb2 ", "\xd7\xa9\xd7\x9c\xd7\x95 ",
	    "\xd8\xb3\xd9\x84\xd8\xa7", "123 ", "(", ")", "\xc2\xa0", "\xe2\x80\x94",
	    "\xe2\x80\x8b", "\xe2\x80\x8f", "\xff", "\xe2\x82", "\x1b", "fi",
	    "\xe2\x97\x8c\xcc\x88", "AVAVAV", "\t", "\xc2\xad"};
	const struct eg_page_sheet sheet = {.title = "t", .running_head = "h", .page_lines = 20};
	struct eg_err err = {0};
	unsigned seed = 99;
	size_t made = 0;

	EG_UNUSED(state);
	for (int round = 0; round < 60; round++) {
		struct eg_buf out = EG_BUF_INIT, text[4];
		struct eg_pages *p;

		CHECK_OK(eg_pages_open(&sheet, &p, &err));
		for (int k = 0; k < 12; k++) {
			struct eg_page_run run[4];

			for (int r = 0; r < 4; r++) {
				eg_buf_init(&text[r], 0);
				for (unsigned n = (seed = seed * 1103515245u + 12345u) >> 16 & 63;
				     n > 0; n--)
					eg_buf_puts(&text[r],
					    bits[((seed = seed * 1103515245u + 12345u) >> 16) %
						 EG_COUNT(bits)]);
				run[r] = (struct eg_page_run){
				    eg_buf_cstr(&text[r]), seed >> 20 & 63, NULL};
			}
			eg_pages_add(
			    p, &(struct eg_page_para){.run = run,
				   .n_runs = 4,
				   .left_pt = (int)(seed >> 8 & 255),
				   .first_pt = (int)(seed >> 12 & 255),
				   .align = seed >> 28 & 1 ? EG_ALIGN_CENTER : EG_ALIGN_LEFT,
				   .list = (int)(seed >> 24 & 7),
				   .goes_on = seed >> 27 & 1,
				   .keep = seed >> 26 & 1,
				   .numbered = true});
			for (int r = 0; r < 4; r++)
				eg_buf_clear(&text[r]);
		}
		enum eg_rc rc = eg_pages_finish(p, &out, &err);
		CHECK(rc == EG_OK || rc == EG_ERR_DATA);
		made += rc == EG_OK && out.n > 1000;
		eg_buf_clear(&out);
	}
	CHECK_INT(made, 60);
}

static void
pages__freed_unfinished__leave_the_kit_usable(void **state)
{
	const struct eg_page_sheet sheet = {.title = "t"};
	struct eg_err err = {0};
	struct eg_pages *p;

	EG_UNUSED(state);
	for (int i = 0; i < 3; i++) {
		CHECK_OK(eg_pages_open(&sheet, &p, &err));
		eg_pages_add(p, &(struct eg_page_para){.run = &hello, .n_runs = 1, .keep = true});
		eg_pages_free(p);
	}
	eg_pages_free(NULL);
}

/* Lines of paragraph `para` on each page; the first word of a line is PARA-WORD. */
static void
count_lines(const char *text, int para, int *on_page, int pages)
{
	char mark[16];
	int page = 0;

	snprintf(mark, sizeof(mark), "%d-", para);
	memset(on_page, 0, (size_t)pages * sizeof(*on_page));
	for (const char *l = text; l != NULL && *l != '\0'; l = strchr(l, '\n'), l += l != NULL) {
		if (*l == '\f') {
			page++;
			l++;
		}
		if (strcspn(l, "\n") > 6 && l[3] >= '0' && l[3] <= '9' && page < pages)
			on_page[page] +=
			    strncmp(l + 6 + strspn(l + 6, " "), mark, strlen(mark)) == 0;
	}
}

/* Forms of many shapes: a paragraph of four lines or more that two pages share has at least two
 * lines on each, and a heading is never the last line of a page. */
static void
text__in_pages__has_no_single_lines_and_no_heading_at_the_foot(void **state)
{
	enum { BLOCKS = 60, PAGES = 100 };
	struct eg_run words[BLOCKS];
	struct eg_block block[BLOCKS] = {0};
	struct eg_form form = {.language = "en",
	    .title = "T",
	    .block = block,
	    .n = BLOCKS,
	    .added_open = "",
	    .added_close = "",
	    .deleted_open = "",
	    .deleted_close = ""};
	struct eg_buf text[BLOCKS];
	struct eg_err err = {0};
	unsigned seed = 7;
	int shared = 0, on_page[PAGES];

	EG_UNUSED(state);
	for (int round = 0; round < 30; round++) {
		struct eg_buf out = EG_BUF_INIT;

		for (int i = 0; i < BLOCKS; i++) {
			bool head = ((seed = seed * 1103515245u + 12345u) >> 16 & 1) && i > 0 &&
				    block[i - 1].role != EG_ROLE_CODE_SECTION;
			int n = head ? 1 : 1 + (int)(seed >> 18) % 60;

			eg_buf_init(&text[i], 0);
			for (int k = 0; k < n; k++)
				eg_buf_printf(&text[i], "%s%d-%d", k > 0 ? " " : "", i, k);
			words[i] = (struct eg_run){EG_RUN_TEXT, eg_buf_cstr(&text[i]), NULL};
			block[i] =
			    (struct eg_block){.role = head ? EG_ROLE_CODE_SECTION : EG_ROLE_LAW,
				.designator = "",
				.run = &words[i],
				.n_runs = 1};
		}
		CHECK_OK(eg_render_text(&form,
		    &(struct eg_render_options){.width = 40, .page_lines = 10 + round % 9}, &out,
		    &err));
		for (int i = 0, last = 0; i < BLOCKS; i++) {
			int first = PAGES, total = 0;

			count_lines(eg_buf_cstr(&out), i, on_page, PAGES);
			for (int k = 0; k < PAGES; k++) {
				total += on_page[k];
				if (on_page[k] > 0 && first == PAGES)
					first = k;
			}
			CHECK(total > 0);
			if (i > 0 && block[i - 1].role == EG_ROLE_CODE_SECTION)
				CHECK_INT(first, last);
			for (int k = 0; k < PAGES; k++)
				if (on_page[k] > 0) {
					CHECK(total < 4 || on_page[k] > 1);
					shared += k > first;
					last = k;
				}
		}
		for (int i = 0; i < BLOCKS; i++)
			eg_buf_clear(&text[i]);
		eg_buf_clear(&out);
	}
	CHECK(shared > 100);
}

static void
index__of_odd_names__is_escaped(void **state)
{
	const char *const blank[] = {"the <clause> of \"X\" & co"};
	const struct eg_index_row rows[] = {
	    {"Utah", "A <b> Act", "odd name%\xC3\xA9\"", blank, 1, NULL},
	    {"Ohio", NULL, NULL, NULL, 0, "no <draft> & no hope"}};
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};

	EG_UNUSED(state);
	CHECK_OK(eg_render_index(rows, 2, eg_format_find("pdf"), &out, &err));
	CHECK_HAS(eg_buf_cstr(&out), "href=\"odd%20name%25%C3%A9%22.pdf\"");
	CHECK_HAS(eg_buf_cstr(&out), "A &lt;b&gt; Act");
	CHECK_HAS(eg_buf_cstr(&out), "Left blank: the &lt;clause&gt; of &quot;X&quot; &amp; co");
	CHECK_HAS(eg_buf_cstr(&out), "<li>Ohio: no &lt;draft&gt; &amp; no hope</li>");
	CHECK_HAS(eg_buf_cstr(&out), "1 bill,");
	CHECK(strstr(eg_buf_cstr(&out), ".docx") == NULL);
	eg_buf_clear(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pages__title_language_date__are_in_the_file),
	    cmocka_unit_test(pages__in_two_threads__are_the_same_bytes),
	    cmocka_unit_test(pages__link_without_anchor__is_no_link),
	    cmocka_unit_test(pages__character_that_no_font_has__is_refused_by_name),
	    cmocka_unit_test(pages__hostile_words__are_drawn_within_bounds),
	    cmocka_unit_test(pages__random_words__make_a_pdf_or_name_a_character),
	    cmocka_unit_test(pages__freed_unfinished__leave_the_kit_usable),
	    cmocka_unit_test(text__in_pages__has_no_single_lines_and_no_heading_at_the_foot),
	    cmocka_unit_test(index__of_odd_names__is_escaped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
