/*
 * One bill and one resolution in the forms of twelve unlike legislatures, word for word: a form
 * that changes breaks here. After a change that is meant, write them anew with
 * EG_UPDATE_GOLDEN=1 build/unit/test_text_golden and read the difference as a clerk would.
 */
#include "check.h"

#include "base/mem.h"
#include "form_show.h"

#define DIR "tests/golden/form/"

static const struct place {
	const char *postal, *place, *unit, *number, *sections, *law_place, *law, *repeal,
	    *effective;
} places[] = {
    {"AK", "AS 18", "chapter", "66", "", "AS 18", "18.05.010", "18.05.020",
	"This Act takes effect July 1, 2027."},
    {"CA", "Title 2 of the Government Code", "part", "9", "{19000}", "Government Code", "8310",
	"8311, 8312", "This act shall become operative on July 1, 2027."},
    {"DC", "", "", "", "", "The Office Act of 1998", "2-501", "2-502",
	"This act shall take effect following approval by the Mayor."},
    {"IL", "", "", "", "", "Office Act", "5-1", "5-2", "This Act takes effect July 1, 2027."},
    {"MA", "", "", "", "", "Chapter 6", "1", "2", "This act shall take effect on July 1, 2027."},
    {"MD", "Article - Public Safety", "chapter", "5", "5-{501}", "Article - Public Safety", "5-101",
	"5-102", "this Act shall take effect July 1, 2027."},
    {"MI", "", "", "", "", "1954 PA 116", "168.1", "168.2", "This act takes effect July 1, 2027."},
    {"NE", "Nebraska", "chapter", "", "", "Nebraska", "81-101", "81-102 and 81-103",
	"This act becomes operative on July 1, 2027."},
    {"NY", "labor law", "article", "32", "{925}", "labor law", "195", "196",
	"This act shall take effect July 1, 2027."},
    {"TX", "Subtitle C, Title 2, Labor Code", "chapter", "83", "", "Labor Code", "51.001", "51.002",
	"This Act takes effect July 1, 2027."},
    {"WA", "Title 43", "chapter", "", "", "", "43.06.010", "43.06.020",
	"This act takes effect July 1, 2027."},
    {"WV", "chapter 21", "article", "5K", "21-5K-{1}", "", "21-1-1", "21-1-2",
	"This act takes effect on July 1, 2027."},
    {"CT", "", "", "", "", "", "31-57r", "31-57s", "(Effective from passage)"},
};

static void
read_file(const char *path, struct eg_buf *out)
{
	FILE *f = fopen(path, "rb");
	char chunk[4096];
	size_t n;

	if (f == NULL)
		return;
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		eg_buf_add(out, chunk, n);
	fclose(f);
}

/* The model with the @NAMES@ of a place filled in. */
static void
localized(const char *path, const struct place *p, struct eg_buf *out)
{
	const char *const values[][2] = {{"@POSTAL@", p->postal}, {"@PLACE@", p->place},
	    {"@UNIT@", p->unit}, {"@NUMBER@", p->number}, {"@SECTIONS@", p->sections},
	    {"@LAWPLACE@", p->law_place}, {"@LAW@", p->law}, {"@REPEAL@", p->repeal},
	    {"@EFFECTIVE@", p->effective}};
	struct eg_buf model = EG_BUF_INIT;

	read_file(path, &model);
	CHECK(model.n > 0);
	for (const char *s = eg_buf_cstr(&model); *s != '\0';) {
		size_t k = 0;

		while (k < EG_COUNT(values) && strncmp(s, values[k][0], strlen(values[k][0])) != 0)
			k++;
		if (*s != '@' || k == EG_COUNT(values)) {
			eg_buf_putc(out, *s++);
			continue;
		}
		eg_buf_puts(out, values[k][1]);
		s += strlen(values[k][0]);
	}
	eg_buf_clear(&model);
}

static void
form_of(const char *path, const struct place *p, struct eg_buf *out)
{
	struct eg_buf draft = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_profile *profile = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;

	localized(path, p, &draft);
	CHECK_OK(eg_profile_builtin(p->postal, &profile, &err));
	CHECK_OK(eg_bill_parse(eg_buf_cstr(&draft), draft.n, path, &bill, &err));
	CHECK_OK(eg_form_build(bill, profile, NULL, &form, &err));
	eg_buf_printf(out, "added %u, deleted %u, lines %d, %d a page\n", form->added,
	    form->deleted, (int)form->line_numbers, form->page_lines);
	show_form(out, form);
	eg_form_free(form);
	eg_bill_free(bill);
	eg_profile_free(profile);
	eg_buf_clear(&draft);
}

/* The verbatim words stand in every form, byte for byte. */
static void
check_verbatim(const struct eg_buf *form)
{
	CHECK_HAS(eg_buf_cstr(form), "verbatim|ARTICLE I. The party States agree:");
	CHECK_HAS(eg_buf_cstr(form), "verbatim| (a) as they agreed.");
}

static void
golden__twelve_legislatures(void **state)
{
	size_t differ = 0;

	(void)state;
	for (size_t i = 0; i < EG_COUNT(places); i++) {
		struct eg_buf got = EG_BUF_INIT, want = EG_BUF_INIT;
		char path[64];

		snprintf(path, sizeof(path), DIR "%s.txt", places[i].postal);
		form_of(DIR "bill.md", &places[i], &got);
		check_verbatim(&got);
		eg_buf_puts(&got, "\n");
		form_of(DIR "resolution.md", &places[i], &got);
		if (getenv("EG_UPDATE_GOLDEN") != NULL) {
			FILE *f = fopen(path, "wb");

			CHECK(f != NULL && fwrite(got.p, 1, got.n, f) == got.n && fclose(f) == 0);
		}
		read_file(path, &want);
		if (strcmp(eg_buf_cstr(&got), eg_buf_cstr(&want)) != 0) {
			fprintf(stderr, "%s is not what the form of %s says now:\n%s", path,
			    places[i].postal, eg_buf_cstr(&got));
			differ++;
		}
		eg_buf_clear(&got);
		eg_buf_clear(&want);
	}
	CHECK_INT(differ, 0);
}

/* A verbatim block keeps its words in every one of the 56. */
static void
verbatim__in_all_56__kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		struct place p = {eg_postal[i], "Title 1", "chapter", "2", "", "Title 1", "1-1",
		    "1-2", "This act takes effect."};
		struct eg_buf got = EG_BUF_INIT;

		form_of(DIR "bill.md", &p, &got);
		check_verbatim(&got);
		p.place = "";
		eg_buf_reset(&got);
		form_of(DIR "bill.md", &p, &got);
		check_verbatim(&got);
		eg_buf_clear(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(golden__twelve_legislatures),
	    cmocka_unit_test(verbatim__in_all_56__kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
