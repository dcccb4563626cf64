/* Comparing: the input is cut in two at its first NUL; every redline proves itself and gives back
 * both texts. */
#include "base/mem.h"

#include <engross/redline.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *cut = size > 0 ? memchr(data, 0, size) : NULL;
	size_t n = cut != NULL ? (size_t)(cut - data) : size / 2, from = cut != NULL ? n + 1 : n;
	const struct eg_redline_print how = {.all = size % 2 == 0};
	struct eg_buf out = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_doc *was, *is;
	struct eg_redline *r;

	if (eg_doc_read((const char *)data, n, "a", NULL, &was, &err) != EG_OK)
		return 0;
	if (eg_doc_read((const char *)data + from, size - from, "b", NULL, &is, &err) != EG_OK ||
	    eg_redline_make(was, is, NULL, &r, &err) != EG_OK)
		EG_BUG("two small texts could not be compared");
	eg_redline_accept(r, &out);
	if (out.n != is->n || memcmp(eg_buf_cstr(&out), is->text, is->n) != 0)
		EG_BUG("accepting does not give the new text");
	eg_buf_reset(&out);
	eg_redline_reject(r, &out);
	if (out.n != was->n || memcmp(eg_buf_cstr(&out), was->text, was->n) != 0)
		EG_BUG("rejecting does not give the old text");
	eg_buf_reset(&out);
	eg_redline_to_term(r, &how, &out);
	eg_redline_to_json(r, NULL, &out);
	eg_buf_clear(&out);
	eg_redline_free(r);
	eg_doc_free(was);
	eg_doc_free(is);
	return 0;
}
