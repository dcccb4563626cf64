/* Rulings: any bytes are read or refused; what is read, with a row more, is read again. */
#include "base/mem.h"

#include <engross/ruling.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct eg_ruling row = {.id = "",
	    .date = "2027-03-01",
	    .body = "A, \"B\"",
	    .decision = "conforms",
	    .vote = "24-5",
	    .reason = "one\nline",
	    .text = "x",
	    .text_sha256 = "",
	    .model = "m",
	    .model_sha256 = "",
	    .finding = "identical",
	    .score = "1.0000",
	    .note = "",
	    .recorded = "2027-03-02"};
	struct eg_rulings *r = NULL, *again = NULL;
	struct eg_buf out = EG_BUF_INIT;
	char id[17];

	if (eg_rulings_parse((const char *)data, size, "f", &r, NULL) == EG_OK) {
		struct eg_ruling_cited *cited = eg_calloc(r->n + 1, sizeof(*cited));

		(void)eg_rulings_about(r, "x", "", "m", "", cited);
		eg_free(cited);
		if (eg_rulings_append(&row, (const char *)data, size, &out, id, NULL) != EG_OK ||
		    eg_rulings_parse(eg_buf_cstr(&out), out.n, "f", &again, NULL) != EG_OK ||
		    again->n != r->n + 1 || strcmp(again->v[r->n].id, id) != 0)
			EG_BUG("a ruling that was added cannot be read");
	}
	eg_buf_clear(&out);
	eg_rulings_free(r);
	eg_rulings_free(again);
	return 0;
}
