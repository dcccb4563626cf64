/* The one table of formats: `render --to`, its index page and the tests read it. */
#include "base/mem.h"

#include <engross/render.h>

#include <string.h>

const struct eg_format eg_formats[] = {
    {"text", ".txt", "Text", false, eg_render_text},
    {"html", ".html", "Web page", false, eg_render_html},
    {"pdf", ".pdf", "PDF", true, eg_render_pdf},
    {"docx", ".docx", "Word", true, eg_render_docx},
    {"akn", ".akn.xml", "Akoma Ntoso", false, eg_render_akn},
    {"uslm", ".uslm.xml", "USLM", false, eg_render_uslm},
    {"json", ".json", "JSON", false, eg_render_json},
    {NULL, NULL, NULL, false, NULL},
};

const struct eg_format *
eg_format_find(const char *name)
{
	if (strcmp(name, "txt") == 0)
		name = "text";
	for (const struct eg_format *f = eg_formats; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}
