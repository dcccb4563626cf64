/* Reading prints: any bytes give UTF-8 text whose sections cover it. The first byte chooses the
 * name. */
#include "base/mem.h"
#include "base/utf8.h"

#include <engross/doc.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"x.txt", "x.html", "x.xml"};
	struct eg_err err = {0};
	struct eg_doc *d;
	size_t at = 0;

	if (size == 0 || eg_doc_read((const char *)data + 1, size - 1, names[data[0] % 3], NULL, &d,
			     &err) != EG_OK)
		return 0;
	if (eg_utf8_valid(d->text, d->n) != d->n)
		EG_BUG("read text is not UTF-8");
	for (size_t i = 0; i < d->n_sections; i++) {
		const struct eg_doc_section *s = &d->section[i];

		if (s->start != at || s->end < s->start || s->body < s->start || s->body > s->end)
			EG_BUG("sections do not cover the text");
		at = s->end;
	}
	if (at != d->n)
		EG_BUG("sections end before the text");
	eg_doc_free(d);
	return 0;
}
