/* Addresses to documents: see open.h. */
#include "cmd/open.h"

#include <engross/form.h>
#include <engross/text.h>
#include <string.h>

/* Plain files go without a repository: opening it costs more than comparing. */
enum eg_rc
eg_maybe_repo(struct eg_ctx *cx, struct eg_err *err)
{
	enum eg_rc rc = eg_need_repo(cx, err);

	if (rc != EG_ERR_NO_REPO)
		return rc;
	if (err != NULL)
		memset(err, 0, sizeof(*err));
	return EG_OK;
}

/* A draft is compared as its legislature prints it, so that the source's own marks do not show. */
enum eg_rc
eg_open_draft(struct eg_ctx *cx, const struct eg_source *src, const char *name, struct eg_doc **out,
    struct eg_err *err)
{
	struct eg_profile *profile = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;
	enum eg_rc rc;

	if ((rc = eg_bill_parse(eg_buf_cstr(&src->bytes), src->bytes.n, src->shown, &bill, err)) ==
		EG_OK &&
	    (rc = eg_profile_load(cx, src->postal, src->commit, &profile, err)) == EG_OK &&
	    (rc = eg_form_build(bill, profile, NULL, &form, err)) == EG_OK)
		rc = eg_doc_from_form(form, name, out, err);
	if (rc != EG_OK)
		eg_err_file(err, src->shown);
	eg_form_free(form);
	eg_bill_free(bill);
	eg_profile_free(profile);
	return rc;
}

enum eg_rc
eg_open_source(struct eg_ctx *cx, const struct eg_source *src, const char *name, bool raw,
    struct eg_doc **out, struct eg_err *err)
{
	struct eg_doc_options how = {.raw = raw || src->addr.kind == EG_ADDR_TEMPLATE};
	enum eg_rc rc;

	if (!src->is_draft || src->postal[0] == '\0')
		return eg_doc_read(eg_buf_cstr(&src->bytes), src->bytes.n, name, &how, out, err);
	if ((rc = eg_maybe_repo(cx, err)) != EG_OK) /* for its own jurisdictions/XX.yaml */
		return rc;
	return eg_open_draft(cx, src, name, out, err);
}

enum eg_rc
eg_open_text(
    struct eg_ctx *cx, const char *address, bool raw, struct eg_opened *out, struct eg_err *err)
{
	struct eg_address addr;
	enum eg_rc rc = eg_address_parse(address, &addr, err);

	memset(out, 0, sizeof(*out));
	if (rc == EG_OK && addr.kind != EG_ADDR_PATH && addr.kind != EG_ADDR_STDIN)
		rc = eg_maybe_repo(cx, err);
	if (rc == EG_OK)
		rc = eg_source_open_any(cx, address, &out->src, err);
	if (rc == EG_OK)
		rc = eg_open_source(cx, &out->src,
		    out->src.addr.kind == EG_ADDR_STDIN ? "standard input" : address, raw,
		    &out->doc, err);
	return rc;
}

/* The bytes of a web page, if the text that was kept of the print is that page's. */
static bool
take_page(struct eg_source *src, const char *address, struct eg_buf *page)
{
	struct eg_doc *doc = NULL;
	bool same = eg_doc_read(eg_buf_cstr(page), page->n, address, NULL, &doc, NULL) == EG_OK &&
		    doc->n == src->bytes.n && memcmp(doc->text, src->bytes.p, doc->n) == 0;

	if (same) {
		eg_buf_reset(&src->bytes);
		eg_buf_add(&src->bytes, eg_buf_cstr(page), page->n);
	}
	eg_doc_free(doc);
	return same;
}

void
eg_print_as_received(struct eg_ctx *cx, const char *address, struct eg_source *src)
{
	static const char *const endings[] = {".html", ".htm"};
	size_t n = strlen(src->shown);

	if (src->addr.kind != EG_ADDR_PRINT || n < 4 || strcmp(src->shown + n - 4, ".txt") != 0)
		return;
	for (size_t i = 0; i < EG_COUNT(endings); i++) {
		char *path = eg_sprintf("%.*s%s", (int)(n - 4), src->shown, endings[i]);
		struct eg_buf page;
		bool took;

		eg_buf_init(&page, EG_FILE_MAX);
		took = eg_source_load(cx, src->commit, path, &page, NULL) == EG_OK &&
		       take_page(src, address, &page);
		eg_buf_clear(&page);
		eg_free(path);
		if (took)
			return;
	}
}

void
eg_opened_clear(struct eg_opened *o)
{
	eg_source_clear(&o->src);
	eg_doc_free(o->doc);
}
