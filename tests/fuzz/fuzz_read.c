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
	struct eg_doc_options how = {.as_amended = size > 0 && data[0] % 2 == 1};
	struct eg_doc_levels *levels;
	struct eg_buf path = EG_BUF_INIT;
	struct eg_err err = {0};
	struct eg_doc *d;
	size_t at = 0;

	if (size == 0 || eg_doc_is_pdf((const char *)data + 1, size - 1) ||
	    eg_doc_read((const char *)data + 1, size - 1, names[data[0] % 3], &how, &d, &err) !=
		EG_OK)
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
	for (size_t i = 0; i < d->n_marks; i++)
		if (d->mark[i].start >= d->mark[i].end || d->mark[i].end > d->n)
			EG_BUG("a mark is outside the text");
	for (size_t i = 1; i < d->n_lines; i++)
		if (d->line_map[i].at < d->line_map[i - 1].at || d->line_map[i].at > d->n)
			EG_BUG("lines are out of order");
	levels = eg_doc_levels_new(d);
	for (size_t i = 0; i < d->n; i += 1 + d->n / 64) {
		eg_doc_levels_path(levels, i, &path);
		eg_buf_reset(&path);
	}
	eg_buf_clear(&path);
	eg_doc_levels_free(levels);
	eg_doc_free(d);
	return 0;
}
