/* A text and its model, opened and compared: see conform.h. */
#include "cmd/conform.h"

#include <engross/trace.h>
#include <engross/track.h>
#include <string.h>

/* ---- the text ---- */

/* A bill repository above the folder that the command runs in? Looked for without opening it. */
static bool
in_repository(const char *dir)
{
	char *at = eg_path_join(dir, ".");
	bool found = false;

	for (int up = 0; up < 32 && !found; up++) {
		char *file = eg_path_join(at, "engross.yaml"), *next;

		found = eg_path_is_file(file);
		eg_free(file);
		next = eg_path_join(at, "..");
		eg_free(at);
		at = next;
	}
	eg_free(at);
	return found;
}

static enum eg_rc
open_text(struct eg_held *h, const struct eg_hold *how, struct eg_err *err)
{
	enum eg_rc rc = eg_open_text(h->cx, how->text, false, &h->text, err);
	const struct eg_source *src = &h->text.src;

	if (rc != EG_OK)
		return rc;
	if (src->addr.kind == EG_ADDR_TEMPLATE) {
		eg_err_set(
		    err, EG_ERR_USAGE, "'%s' is a template, not a text made of it", how->text);
		eg_err_hint(err, "engross conform %s --matrix, or conform %s/XX",
		    src->addr.template_name, src->addr.template_name);
		return EG_ERR_USAGE;
	}
	snprintf(h->text_name, sizeof(h->text_name), "%s", src->shown);
	snprintf(h->postal, sizeof(h->postal), "%s", src->postal);
	if (how->postal != NULL) {
		int i = eg_postal_index(how->postal, strlen(how->postal));

		if (i < 0)
			return eg_err_set(
			    err, EG_ERR_USAGE, "'%s' is not a jurisdiction", how->postal);
		snprintf(h->postal, sizeof(h->postal), "%s", eg_postal[i]);
	}
	eg_sha256_hex(eg_buf_cstr(&src->bytes), src->bytes.n, h->text_sha256);
	return EG_OK;
}

/* ---- models ---- */

/* A model given as a text: the first is the model, the others its versions. */
static enum eg_rc
file_model(struct eg_held *h, const char *address, size_t k, struct eg_err *err)
{
	struct eg_opened *o = &h->model_file[k];
	enum eg_rc rc = eg_open_text(h->cx, address, false, o, err);

	if (rc != EG_OK)
		return rc;
	if (k > 0) {
		h->version[h->options.n_versions++] =
		    (struct eg_conform_version){address, o->doc, false};
		return EG_OK;
	}
	h->model = o->doc;
	snprintf(h->model_name, sizeof(h->model_name), "%s", address);
	eg_sha256_hex(eg_buf_cstr(&o->src.bytes), o->src.bytes.n, h->model_sha256);
	return EG_OK;
}

/* The draft that a template is drafted like: the text itself where it is one of it, else the
 * jurisdiction's draft. NULL where there is none. */
static const char *
like_draft(struct eg_held *h, struct eg_buf *bytes, char path[512])
{
	const struct eg_source *src = &h->text.src;
	char name[128];

	snprintf(path, 512, "bills/%s/%s.md", h->template_name, h->postal);
	if (src->is_draft) {
		eg_head_value(eg_buf_cstr(&src->bytes), "template", name, sizeof(name));
		if (strcmp(name, h->template_name) == 0) {
			snprintf(path, 512, "%.511s", src->shown);
			return eg_buf_cstr(&src->bytes);
		}
	}
	if (h->cx->repo != NULL && eg_repo_read_current(h->cx->repo, path, bytes, NULL) == EG_OK)
		return eg_buf_cstr(bytes);
	return NULL;
}

/* An edition drafted for the text's jurisdiction, as it would be printed there. */
static enum eg_rc
draft_edition(struct eg_held *h, const struct eg_edition *e, const char *like, const char *path,
    const char *name, struct eg_doc **doc, char sha256[EG_SHA256_HEX], struct eg_err *err)
{
	struct eg_buf made = EG_BUF_INIT;
	enum eg_rc rc = eg_edition_draft(&h->editions, e, h->postal, like, path, &made, err);

	if (rc == EG_ERR_MISSING)
		eg_err_hint(err,
		    "draft it first (engross draft %s --for %s …), or give the official text: "
		    "--model ./FILE.txt",
		    h->template_name, h->postal);
	if (rc == EG_OK) {
		eg_sha256_hex(eg_buf_cstr(&made), made.n, sha256);
		rc = eg_edition_doc(e, h->postal, eg_buf_cstr(&made), made.n, name, doc, err);
	}
	eg_buf_clear(&made);
	return rc;
}

/* A file's own words say whose it is: the jurisdiction that it names most. */
static void
guess_place(struct eg_held *h)
{
	struct eg_tokens t = {0};

	if (h->postal[0] != '\0')
		return;
	eg_tokens_of(h->text.doc->text, h->text.doc->n, &t);
	if (t.place >= 0) {
		snprintf(h->postal, sizeof(h->postal), "%s", eg_postal[t.place]);
		eg_note(h->cx, "%s is taken for a text of %s; --for XX says otherwise",
		    h->text_name, eg_postal_name(h->postal));
	}
	eg_tokens_clear(&t);
}

static enum eg_rc
template_model(struct eg_held *h, const char *name, const char *version, struct eg_err *err)
{
	const struct eg_edition *e = NULL;
	struct eg_buf bytes = EG_BUF_INIT;
	const char *like;
	char path[512];
	enum eg_rc rc;

	snprintf(h->template_name, sizeof(h->template_name), "%s", name);
	guess_place(h);
	if (h->postal[0] == '\0') {
		eg_err_set(err, EG_ERR_USAGE,
		    "a template is compared as it is drafted for a jurisdiction, and '%s' names "
		    "none",
		    h->text_name);
		eg_err_hint(err, "--for XX: whose text it is");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_maybe_repo(h->cx, err)) != EG_OK)
		return rc;
	eg_editions_init(&h->editions, h->cx, h->template_name);
	if ((rc = eg_edition_at(&h->editions, version, &e, err)) != EG_OK)
		return rc;
	snprintf(h->model_name, sizeof(h->model_name), "%s@%s", name, e->version);
	like = like_draft(h, &bytes, path);
	if ((rc = draft_edition(h, e, like, path, h->model_name, &h->model_doc[0], h->model_sha256,
		 err)) == EG_OK) {
		h->model = h->model_doc[0];
		h->options.whole = true;
		h->options.fill_in = e->t->fill_in;
		h->options.n_fill_ins = e->t->n_fill_ins;
		if (!eg_conform_rule_parse(e->t->conformity, &h->options.rule))
			h->options.rule = EG_CONFORM_SUBSTANTIAL;
	}
	eg_buf_clear(&bytes);
	return rc;
}

/* The template and version that a print was linked to. */
static enum eg_rc
linked_model(struct eg_held *h, struct eg_err *err)
{
	const struct eg_address *a = &h->text.src.addr;
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_links *links = NULL;
	const struct eg_link *found = NULL;
	char key[256], other[256];
	enum eg_rc rc;

	eg_bill_key(a->bill, key);
	if ((rc = eg_repo_read_current(h->cx->repo, EG_LINKS_PATH, &bytes, err)) == EG_OK)
		rc = eg_links_parse(eg_buf_cstr(&bytes), bytes.n, EG_LINKS_PATH, &links, err);
	for (size_t i = 0; rc == EG_OK && i < links->n; i++) {
		const struct eg_link *l = &links->v[i];

		if (strlen(l->bill) >= sizeof(other) || strcmp(l->jurisdiction, a->postal) != 0)
			continue;
		eg_bill_key(l->bill, other);
		if (strcmp(other, key) == 0 &&
		    (a->session[0] == '\0' || strcmp(a->session, l->session) == 0))
			found = l; /* the last one holds */
	}
	if (found != NULL) {
		rc = template_model(h, found->template_name, found->version, err);
	} else if (rc == EG_OK || rc == EG_ERR_NOT_FOUND) {
		rc = eg_err_set(err, EG_ERR_USAGE, "no model is known of %s", h->text_name);
		eg_err_hint(err,
		    "--model TEMPLATE@VERSION or FILE, or: engross link %s %s TEMPLATE@VERSION",
		    a->postal, a->bill);
	}
	eg_links_free(links);
	eg_buf_clear(&bytes);
	return rc;
}

static enum eg_rc
default_model(struct eg_held *h, struct eg_err *err)
{
	const struct eg_source *src = &h->text.src;
	char name[128], version[64];

	if (src->is_draft) {
		eg_head_value(eg_buf_cstr(&src->bytes), "template", name, sizeof(name));
		eg_head_value(eg_buf_cstr(&src->bytes), "version", version, sizeof(version));
		return template_model(h, name, version, err);
	}
	if (src->addr.kind == EG_ADDR_PRINT)
		return linked_model(h, err);
	eg_err_set(err, EG_ERR_USAGE, "a text is compared with its model, and none is named");
	eg_err_hint(err, "--model TEMPLATE@VERSION or --model ./FILE.txt");
	return EG_ERR_USAGE;
}

static enum eg_rc
open_models(struct eg_held *h, const struct eg_hold *how, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	if (how->models == NULL || how->models->n == 0)
		return default_model(h, err);
	if (how->models->n > EG_MODELS_MAX)
		return eg_err_set(err, EG_ERR_USAGE, "at most %d models", EG_MODELS_MAX);
	for (size_t k = 0; k < how->models->n && rc == EG_OK; k++) {
		struct eg_address a;

		if ((rc = eg_address_parse(how->models->v[k], &a, err)) != EG_OK)
			return rc;
		rc = a.kind == EG_ADDR_TEMPLATE && k == 0
			 ? template_model(h, a.template_name, a.rev, err)
			 : file_model(h, how->models->v[k], k, err);
	}
	return rc;
}

/* ---- other versions of a template ---- */

struct releases {
	char version[EG_MODELS_MAX][64];
	size_t n;
};

static enum eg_rc
note_release(
    void *ctx, const char *version, const char commit[EG_OID_HEX], int64_t when, struct eg_err *err)
{
	struct releases *r = ctx;

	EG_UNUSED(commit);
	EG_UNUSED(when);
	EG_UNUSED(err);
	if (r->n < EG_MODELS_MAX)
		snprintf(r->version[r->n++], sizeof(r->version[0]), "%s", version);
	return EG_OK;
}

/* Every release but the model's own, drafted for the jurisdiction: does the text follow another? */
static void
open_versions(struct eg_held *h)
{
	struct releases *r = eg_calloc(1, sizeof(*r));
	struct eg_buf bytes = EG_BUF_INIT;
	const char *like, *at = strchr(h->model_name, '@');
	char path[512], sha256[EG_SHA256_HEX];

	if (h->cx->repo == NULL || h->template_name[0] == '\0' || at == NULL ||
	    eg_repo_releases(h->cx->repo, h->template_name, note_release, r, NULL) != EG_OK)
		r->n = 0;
	like = r->n > 0 ? like_draft(h, &bytes, path) : NULL;
	for (size_t i = 0; i < r->n && h->options.n_versions + 1 < EG_MODELS_MAX; i++) {
		size_t k = h->options.n_versions;
		const struct eg_edition *e = NULL;
		struct eg_doc **doc = &h->model_doc[k + 1];

		if (strcmp(r->version[i], at + 1) == 0 ||
		    eg_edition_at(&h->editions, r->version[i], &e, NULL) != EG_OK)
			continue;
		h->version_name[k] = eg_sprintf("%s@%s", h->template_name, r->version[i]);
		if (draft_edition(h, e, like, path, h->version_name[k], doc, sha256, NULL) ==
		    EG_OK) {
			h->version[k] =
			    (struct eg_conform_version){h->version_name[k], *doc, false};
			h->options.n_versions++;
		} else {
			eg_free(h->version_name[k]);
			h->version_name[k] = NULL;
		}
	}
	eg_buf_clear(&bytes);
	eg_free(r);
}

enum eg_rc
eg_hold(struct eg_ctx *cx, const struct eg_hold *how, struct eg_held *h, struct eg_err *err)
{
	enum eg_rc rc;

	memset(h, 0, sizeof(*h));
	h->cx = cx;
	h->options.version = h->version;
	if ((rc = open_text(h, how, err)) != EG_OK || (rc = open_models(h, how, err)) != EG_OK)
		return rc;
	if (how->rule != NULL && !eg_conform_rule_parse(how->rule, &h->options.rule)) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is no rule", how->rule);
		eg_err_hint(err, "--rule verbatim, substantial, or free");
		return EG_ERR_USAGE;
	}
	h->options.postal = h->postal[0] != '\0' ? h->postal : NULL;
	rc = eg_conform_make(h->model, h->text.doc, &h->options, &h->found, err);
	if (rc == EG_OK && !eg_finding_conforms(h->found->finding) && h->options.n_versions == 0) {
		open_versions(h);
		if (h->options.n_versions > 0) {
			eg_conform_free(h->found);
			h->found = NULL;
			rc = eg_conform_make(h->model, h->text.doc, &h->options, &h->found, err);
		}
	}
	return rc;
}

void
eg_held_clear(struct eg_held *h)
{
	eg_conform_free(h->found);
	eg_opened_clear(&h->text);
	for (size_t i = 0; i < EG_MODELS_MAX; i++) {
		eg_opened_clear(&h->model_file[i]);
		eg_doc_free(h->model_doc[i]);
		eg_free(h->version_name[i]);
	}
	if (h->editions.cx != NULL)
		eg_editions_clear(&h->editions);
}

enum eg_rc
eg_rulings_load(struct eg_ctx *cx, struct eg_rulings **out, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	*out = NULL;
	if (cx->repo == NULL && in_repository(cx->dir))
		rc = eg_maybe_repo(cx, err);
	if (rc == EG_OK && cx->repo != NULL) {
		rc = eg_repo_read_current(cx->repo, EG_RULINGS_PATH, &bytes, NULL);
		if (rc == EG_OK)
			rc = eg_rulings_parse(
			    eg_buf_cstr(&bytes), bytes.n, EG_RULINGS_PATH, out, err);
		else
			rc = EG_OK; /* no ruling yet */
	}
	eg_buf_clear(&bytes);
	return rc;
}
