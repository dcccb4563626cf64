/* Texts opened for tracing, and what a trace owns. */
#include "cmd/open.h"
#include "cmd/trace.h"

#include <string.h>
#include <strings.h>

void
eg_traced_text_clear(struct eg_traced_text *t)
{
	if (!t->borrowed)
		eg_doc_free(t->doc);
	eg_tokens_clear(&t->tokens);
	t->doc = NULL;
}

void
eg_trace_clear(struct eg_trace *t)
{
	for (size_t i = 0; i < t->match.n; i++) {
		struct eg_match *m = &t->match.v[i];

		eg_free(m->source);
		eg_free(m->version);
		eg_free(m->through);
		for (size_t k = 0; k < m->proof.n; k++)
			eg_free(m->proof.v[k]);
		eg_vec_clear(&m->proof);
		eg_vec_clear(&m->passages);
		eg_vec_clear(&m->others);
		eg_traced_text_clear(&m->text);
	}
	eg_vec_clear(&t->match);
	eg_traced_text_clear(&t->text);
}

/* Word documents and PDFs are read as index reads them. */
static bool
is_packed(const struct eg_address *a)
{
	const char *ext = eg_path_ext(a->path);

	return a->kind == EG_ADDR_PATH &&
	       (strcasecmp(ext, ".docx") == 0 || strcasecmp(ext, ".pdf") == 0);
}

static enum eg_rc
open_packed(const char *path, struct eg_doc **out, struct eg_err *err)
{
	struct eg_buf bytes;
	enum eg_rc rc;

	eg_buf_init(&bytes, 0);
	if ((rc = eg_file_read(path, EG_FILE_MAX, &bytes, err)) == EG_OK)
		rc = eg_text_read(path, &bytes, EG_TEXT_WHOLE, out, err);
	eg_buf_clear(&bytes);
	return rc;
}

enum eg_rc
eg_traced_text_open(
    struct eg_ctx *cx, const char *address, struct eg_traced_text *out, struct eg_err *err)
{
	struct eg_address addr;
	struct eg_opened text;
	enum eg_rc rc = eg_address_parse(address, &addr, err);

	memset(out, 0, sizeof(*out));
	memset(&text, 0, sizeof(text));
	if (rc == EG_OK && is_packed(&addr))
		rc = open_packed(addr.path, &text.doc, err);
	else if (rc == EG_OK)
		rc = eg_open_text(cx, address, false, &text, err);
	if (rc == EG_OK && addr.kind == EG_ADDR_TEMPLATE &&
	    (out->doc = eg_template_as_drafted(cx, addr.template_name, text.src.commit)) == NULL) {
		rc = eg_doc_from_source(
		    eg_buf_cstr(&text.src.bytes), text.src.bytes.n, address, &out->doc, err);
	} else if (rc == EG_OK && out->doc == NULL) {
		out->doc = text.doc;
		text.doc = NULL;
	}
	if (rc == EG_OK)
		eg_tokens_of(out->doc->text, out->doc->n, &out->tokens);
	if (rc == EG_OK && text.src.postal[0] != '\0') /* its address says whose it is */
		out->tokens.place = eg_postal_index(text.src.postal, 2);
	eg_opened_clear(&text);
	return rc;
}
