/*
 * Fuzz the parser of drafts and, where a tree comes out, the form in three of the 56 jurisdictions,
 * which the input chooses, so that every shape comes up. clang -fsanitize=fuzzer,address …
 * tests/fuzz/fuzz_bill.c libengross.a; ./fuzz_bill tests/fuzz/corpus/bill
 */
#include <engross/doc.h>

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* By its pieces, new and then known, the text is the same. */
static void
alike(const char *p, size_t n, enum eg_rc want, const struct eg_bill *one)
{
	struct eg_bill_memo *memo = eg_bill_memo_new();

	for (int i = 0; i < 2; i++) {
		struct eg_bill *bill = NULL;
		struct eg_err err = {0};
		enum eg_rc rc = eg_bill_parse_alike(memo, p, n, "fuzz", &bill, &err);

		if (rc != want || (rc == EG_OK && bill->n_nodes != one->n_nodes))
			abort();
		eg_bill_free(bill);
	}
	eg_bill_memo_free(memo);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct eg_profile *profiles[EG_JURISDICTIONS];
	struct eg_bill *bill = NULL;
	struct eg_err err = {0};
	size_t pick = size;

	enum eg_rc rc = eg_bill_parse((const char *)data, size, "fuzz", &bill, &err);

	alike((const char *)data, size, rc, bill);
	if (rc != EG_OK)
		return 0;
	for (size_t i = 0; i < size; i++)
		pick = pick * 31 + data[i];
	for (size_t i = 0; i < 3; i++) {
		struct eg_profile **profile = &profiles[(pick + i * 19) % EG_JURISDICTIONS];
		struct eg_form *form = NULL;
		struct eg_doc *doc = NULL;

		if (*profile == NULL &&
		    eg_profile_builtin(eg_postal[profile - profiles], profile, &err) != EG_OK)
			continue;
		if (eg_form_build(bill, *profile, NULL, &form, &err) == EG_OK &&
		    eg_doc_from_form(form, "fuzz", &doc, &err) == EG_OK)
			eg_doc_free(doc);
		eg_form_free(form);
	}
	eg_bill_free(bill);
	return 0;
}
