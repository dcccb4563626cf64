/* Redlines written out: terminal with and without colour, JSON. */
#include "check.h"

#include "base/mem.h"

#include <engross/redline.h>

static struct eg_doc *docs[2];
static struct eg_redline *made;

static struct eg_redline *
compare(const char *was, size_t was_n, const char *is, size_t is_n)
{
	struct eg_err err = {0};
	struct eg_buf out = EG_BUF_INIT;

	eg_redline_free(made);
	eg_doc_free(docs[0]);
	eg_doc_free(docs[1]);
	CHECK_OK(eg_doc_read(was, was_n, "old.txt", NULL, &docs[0], &err));
	CHECK_OK(eg_doc_read(is, is_n, "new.txt", NULL, &docs[1], &err));
	CHECK_OK(eg_redline_make(docs[0], docs[1], NULL, &made, &err));
	eg_redline_accept(made, &out);
	CHECK(out.n == docs[1]->n && memcmp(eg_buf_cstr(&out), docs[1]->text, out.n) == 0);
	eg_buf_reset(&out);
	eg_redline_reject(made, &out);
	CHECK(out.n == docs[0]->n && memcmp(eg_buf_cstr(&out), docs[0]->text, out.n) == 0);
	eg_buf_clear(&out);
	return made;
}

static struct eg_redline *
compare_texts(const char *was, const char *is)
{
	return compare(was, strlen(was), is, strlen(is));
}

#define PURPOSE                                                                                    \
	"The purpose of this act is to protect the freedom of persons to walk their dogs in "      \
	"public parks at night."
#define DUTIES                                                                                     \
	"The department shall adopt rules that govern the licensing of dog walkers and shall "     \
	"publish them each year."
#define FEES                                                                                       \
	"A walker must pay a fee of fifty dollars to the treasurer before the first day of March " \
	"in every even year."
#define DATE "This act takes effect on July 1, 2027, if signed by the governor."

static const char base[] =
    "A BILL FOR AN ACT\n\nSection 1. Purpose. " PURPOSE "\n\nSection 2. Duties. " DUTIES
    "\n\nSection 3. Fees. " FEES "\n\nSection 4. Effective date. " DATE "\n";

static void
terminal__shows_moves_renumberings_and_edits(void **state)
{
	struct eg_redline *r = compare_texts(base,
	    "A BILL FOR AN ACT\n\nSection 1. Fees. A walker must pay a fee of forty dollars to the "
	    "treasurer before the first day of "
	    "March in every even year.\n\nSection 2. Purpose. " PURPOSE
	    "\n\nSection 3. Duties. " DUTIES "\n\nSection 4. Effective date. " DATE "\n");
	const struct eg_redline_print plain = {.columns = 78}, color = {.color = true};
	struct eg_buf out = EG_BUF_INIT;

	(void)state;
	eg_redline_to_term(r, &plain, &out);
	CHECK_HAS(eg_buf_cstr(&out),
	    "Moved\n  Section 3. Fees is now Section 1, at the beginning, changed (see below)\n");
	CHECK_HAS(eg_buf_cstr(&out), "  Section 2 \xE2\x86\x92 Section 3. Duties\n");
	CHECK_HAS(eg_buf_cstr(&out), "[-fifty-] {+forty+}");
	CHECK(strstr(eg_buf_cstr(&out), "\033") == NULL);
	eg_buf_reset(&out);
	eg_redline_to_term(r, &color, &out);
	CHECK_HAS(eg_buf_cstr(&out), "\033[9;38;5;166mfifty\033[0m");
	eg_buf_reset(&out);
	eg_redline_to_json(r, NULL, &out);
	CHECK(strstr(eg_buf_cstr(&out), "{\n  \"summary\": {\n    \"old_words\": ") ==
	      eg_buf_cstr(&out));
	CHECK_HAS(eg_buf_cstr(&out), "\"class\": \"money\"");
	eg_buf_clear(&out);
	eg_redline_free(made);
	eg_doc_free(docs[0]);
	eg_doc_free(docs[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(terminal__shows_moves_renumberings_and_edits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
