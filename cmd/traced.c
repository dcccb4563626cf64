/* Texts opened for tracing, and what a trace owns. */
#include "cmd/trace.h"

#include <engross/text.h>
#include <string.h>

void
eg_traced_text_clear(struct eg_traced_text *t)
{
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

/* A repository is looked for only where the address needs one: opening it costs more than tracing. */
static enum eg_rc
repo_for(struct eg_ctx *cx, const struct eg_address *a, struct eg_err *err)
{
	enum eg_rc rc;

	if (a->kind == EG_ADDR_PATH || a->kind == EG_ADDR_STDIN)
		return EG_OK;
	rc = eg_need_repo(cx, err);
	if (rc != EG_ERR_NO_REPO || a->kind != EG_ADDR_TEMPLATE)
		return rc;
	if (err != NULL)
		memset(err, 0, sizeof(*err));
	return EG_OK;
}

enum eg_rc
eg_traced_text_open(
    struct eg_ctx *cx, const char *address, struct eg_traced_text *out, struct eg_err *err)
{
	struct eg_source src;
	struct eg_address addr;
	enum eg_rc rc = eg_address_parse(address, &addr, err);

	memset(out, 0, sizeof(*out));
	memset(&src, 0, sizeof(src));
	if (rc == EG_OK && (rc = repo_for(cx, &addr, err)) == EG_OK &&
	    (rc = eg_source_open(cx, address, &src, err)) == EG_OK) {
		if (src.is_draft || addr.kind == EG_ADDR_TEMPLATE)
			rc = eg_doc_from_source(
			    eg_buf_cstr(&src.bytes), src.bytes.n, address, &out->doc, err);
		else
			rc = eg_text_read(address, &src.bytes, EG_TEXT_WHOLE, &out->doc, err);
	}
	if (rc == EG_OK)
		eg_tokens_of(out->doc->text, out->doc->n, &out->tokens);
	eg_source_clear(&src);
	return rc;
}
