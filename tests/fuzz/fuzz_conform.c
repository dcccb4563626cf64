/* Conformity: the input is cut in two at its first NUL, model and text; a finding is made and
 * written in every form, and a text always keeps to itself. */
#include "base/mem.h"

#include <engross/conform_print.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
hold(const struct eg_doc *model, const struct eg_doc *text, bool same)
{
	const struct eg_conform_options how = {
	    .rule = (enum eg_conform_rule)(model->n % 3), .whole = text->n % 2 == 0};
	struct eg_buf out = EG_BUF_INIT;
	struct eg_conform *c = NULL;
	struct eg_conform_memo m = {.postal = "", .date = "", .all = true};

	if (eg_conform_make(model, text, &how, &c, NULL) != EG_OK)
		return; /* a model without words */
	if (same && c->finding != EG_FINDING_IDENTICAL)
		EG_BUG("a text does not keep to itself");
	if (c->score < 0 || c->score > 1)
		EG_BUG("a score out of range");
	for (size_t i = 0; i < c->n_departures; i++) {
		const struct eg_departure *d = &c->departure[i];

		if (d->text.end > text->n || d->model.end > model->n ||
		    d->text.start > d->text.end || d->model.start > d->model.end)
			EG_BUG("a departure out of the text");
		if (d->section != EG_CONFORM_AROUND && d->section >= c->n_sections)
			EG_BUG("a departure of no section");
	}
	m.c = c;
	eg_conform_to_term(&m, &out);
	eg_conform_to_csv(&m, &out);
	eg_conform_to_html(&m, &out);
	eg_conform_to_json(&m, &out);
	eg_buf_clear(&out);
	eg_conform_free(c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *cut = size > 0 ? memchr(data, 0, size) : NULL;
	size_t n = cut != NULL ? (size_t)(cut - data) : size / 2, from = cut != NULL ? n + 1 : n;
	struct eg_doc *model = NULL, *text = NULL;

	if (eg_doc_read((const char *)data, n, "a", NULL, &model, NULL) == EG_OK &&
	    eg_doc_read((const char *)data + from, size - from, "b", NULL, &text, NULL) == EG_OK) {
		hold(model, text, false);
		hold(text, model, false);
		hold(model, model, true);
	}
	eg_doc_free(model);
	eg_doc_free(text);
	return 0;
}
