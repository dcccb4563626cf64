/*
 * Fuzz the parser of drafts and, where a tree comes out, the form in three jurisdictions of
 *different shape. clang -fsanitize=fuzzer,address … tests/fuzz/fuzz_bill.c libengross.a;
 *./fuzz_bill tests/fuzz/corpus/bill
 */
#include <engross/doc.h>

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const postal[] = {"UT", "MD", "WA"};
	struct eg_bill *bill = NULL;
	struct eg_err err = {0};

	if (eg_bill_parse((const char *)data, size, "fuzz", &bill, &err) != EG_OK)
		return 0;
	for (size_t i = 0; i < sizeof(postal) / sizeof(postal[0]); i++) {
		struct eg_profile *profile = NULL;
		struct eg_form *form = NULL;
		struct eg_doc *doc = NULL;

		if (eg_profile_builtin(postal[i], &profile, &err) != EG_OK)
			continue;
		if (eg_form_build(bill, profile, NULL, &form, &err) == EG_OK &&
		    eg_doc_from_form(form, "fuzz", &doc, &err) == EG_OK)
			eg_doc_free(doc);
		eg_form_free(form);
		eg_profile_free(profile);
	}
	eg_bill_free(bill);
	return 0;
}
