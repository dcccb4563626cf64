/*
 * Fuzz the parser of drafts and, where a tree comes out, the form in three of the 56 jurisdictions,
 * which the input chooses, so that every shape comes up. clang -fsanitize=fuzzer,address …
 * tests/fuzz/fuzz_bill.c libengross.a; ./fuzz_bill tests/fuzz/corpus/bill
 */
#include <engross/doc.h>

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct eg_profile *profiles[EG_JURISDICTIONS];
	struct eg_bill *bill = NULL;
	struct eg_err err = {0};
	size_t pick = size;

	if (eg_bill_parse((const char *)data, size, "fuzz", &bill, &err) != EG_OK)
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
