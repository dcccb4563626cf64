/* Templates at their versions, drafts as they were generated: see redraft.h. */
#include "cmd/redraft.h"

#include "base/sha256.h"

#include <engross/form.h>
#include <engross/text.h>
#include <string.h>

void
eg_editions_init(struct eg_editions *e, struct eg_ctx *cx, const char *name)
{
	memset(e, 0, sizeof(*e));
	e->cx = cx;
	e->name = name;
}

static void
free_edition(struct eg_edition *x)
{
	eg_template_free(x->t);
	eg_sources_clear(&x->src);
	eg_free(x);
}

void
eg_editions_clear(struct eg_editions *e)
{
	for (size_t i = 0; i < e->list.n; i++)
		free_edition(e->list.v[i]);
	eg_vec_clear(&e->list);
}

/* The template at a commit ("" = now), noted under what was asked for. */
static enum eg_rc
open_edition(struct eg_editions *e, const char *asked, const char *commit, struct eg_edition **out,
    struct eg_err *err)
{
	struct eg_edition *x = eg_calloc(1, sizeof(*x));
	enum eg_rc rc;

	eg_sources_init(&x->src, e->cx, commit);
	snprintf(x->asked, sizeof(x->asked), "%s", asked);
	if ((rc = eg_sources_template(&x->src, e->name, &x->t, err)) != EG_OK) {
		free_edition(x);
		*out = NULL;
		return rc;
	}
	snprintf(x->version, sizeof(x->version), "%s", x->t->version);
	eg_vec_push(&e->list, x);
	*out = x;
	return EG_OK;
}

/* The newest commit whose template says this version. */
struct search {
	struct eg_editions *e;
	const char *version;
	struct eg_edition *found;
	size_t left;
};

static enum eg_rc
see_commit(void *ctx, const struct eg_commit_info *c, struct eg_err *err)
{
	struct search *s = ctx;
	struct eg_edition *x = NULL;

	EG_UNUSED(err);
	if (s->found != NULL || s->left-- == 0)
		return EG_ERR_NOT_FOUND; /* stops the walk */
	if (open_edition(s->e, "", c->id, &x, NULL) != EG_OK)
		return EG_OK;
	if (strcmp(x->version, s->version) == 0) {
		snprintf(x->asked, sizeof(x->asked), "%s", s->version);
		s->found = x;
	} else {
		s->e->list.n--;
		free_edition(x);
	}
	return EG_OK;
}

static enum eg_rc
no_version(struct eg_editions *e, const char *version, struct eg_err *err)
{
	struct eg_buf known = EG_BUF_INIT;

	eg_err_set(err, EG_ERR_NOT_FOUND, "'%s' has no version '%s' here", e->name, version);
	if (e->cx->repo != NULL &&
	    eg_repo_releases(e->cx->repo, e->name, eg_join_version, &known, NULL) == EG_OK &&
	    known.n > 0)
		eg_err_hint(err, "released: %s", eg_buf_cstr(&known));
	else
		eg_err_hint(err, "engross release %s %s", e->name, version);
	eg_buf_clear(&known);
	return EG_ERR_NOT_FOUND;
}

enum { COMMITS_SEARCHED = 200 };

enum eg_rc
eg_edition_at(
    struct eg_editions *e, const char *version, const struct eg_edition **out, struct eg_err *err)
{
	struct search s = {.e = e, .version = version, .left = COMMITS_SEARCHED};
	struct eg_edition *x = NULL;
	char commit[EG_OID_HEX], path[512];
	enum eg_rc rc;

	version = version == NULL ? "" : version;
	*out = NULL;
	for (size_t i = 0; i < e->list.n; i++)
		if (strcmp(e->list.v[i]->asked, version) == 0) {
			*out = e->list.v[i];
			return EG_OK;
		}
	if (version[0] != '\0' && e->cx->repo != NULL &&
	    eg_repo_resolve(e->cx->repo, e->name, version, commit, NULL) == EG_OK) {
		rc = open_edition(e, version, commit, &x, err);
		*out = x;
		return rc;
	}
	if ((rc = open_edition(e, "", "", &x, err)) != EG_OK)
		return rc;
	*out = x;
	if (version[0] == '\0' || strcmp(x->version, version) == 0)
		return EG_OK;
	snprintf(path, sizeof(path), "templates/%s.md", e->name);
	if (e->cx->repo != NULL &&
	    eg_repo_log(e->cx->repo, NULL, path, 0, see_commit, &s, NULL) != EG_OK)
		rc = EG_OK; /* the walk was stopped, or there is no history */
	*out = s.found;
	return s.found != NULL ? EG_OK : no_version(e, version, err);
}

enum eg_rc
eg_redraft_make(const struct eg_edition *e, const struct eg_redraft *how, struct eg_draft *out,
    struct eg_err *err)
{
	struct eg_sources *src = (struct eg_sources *)&e->src; /* a cache behind a lock */
	const struct eg_profile *profile = NULL;
	struct eg_params *p = eg_params_new(e->t);
	enum eg_rc rc;

	memset(out, 0, sizeof(*out));
	eg_sources_lock(src);
	rc = eg_sources_profile(src, how->postal, &profile, err);
	eg_sources_unlock(src);
	if (rc == EG_OK && how->like != NULL)
		rc =
		    eg_params_from_draft(p, how->like, strlen(how->like), how->blocks == NULL, err);
	if (rc == EG_OK && how->blocks != NULL) {
		rc = eg_params_from_draft(p, how->blocks, strlen(how->blocks), true, err);
		if (rc == EG_OK) /* the draft's own values win over those of the blocks' draft */
			rc = eg_params_from_draft(p, how->like, strlen(how->like), false, err);
	}
	if (rc == EG_OK)
		rc = eg_draft_make(&(struct eg_draft_in){.template_ = e->t,
				       .profile = profile,
				       .params = p,
				       .variant = how->variant,
				       .load = eg_sources_part,
				       .ctx = src,
				       .previous = how->like,
				       .previous_n = how->like != NULL ? strlen(how->like) : 0,
				       .files_ready = how->like != NULL},
		    out, err);
	eg_params_free(p);
	return rc;
}

void
eg_head_value(const char *source, const char *key, char *out, size_t out_bytes)
{
	struct eg_str body = eg_draft_body(source, strlen(source));
	size_t n = strlen(key), at = 0;

	out[0] = '\0';
	for (const char *p = source; p < body.p; p += strcspn(p, "\n") + 1) {
		const char *v = p + n + 1, *end = p + strcspn(p, "\n");

		if (strncmp(p, key, n) != 0 || p[n] != ':')
			continue;
		while (*v == ' ')
			v++;
		if (end > v + 1 && (*v == '"' || *v == '\'') && end[-1] == *v)
			v++, end--;
		while (v < end && at + 1 < out_bytes)
			out[at++] = *v++;
		out[at] = '\0';
		return;
	}
}

/* ---- as generated ---- */

static bool
has_body(const char *source, size_t n, const char *hash)
{
	struct eg_str body = eg_draft_body(source, n);
	char own[EG_SHA256_HEX];

	eg_sha256_hex(body.p, body.n, own);
	return strcmp(own, hash) == 0;
}

struct past { /* looking for the body in the history of the path */
	struct eg_editions *e;
	const char *path, *hash;
	struct eg_buf *out;
	bool found;
};

static enum eg_rc
see_past(void *ctx, const struct eg_commit_info *c, struct eg_err *err)
{
	struct past *p = ctx;

	if (p->found)
		return EG_ERR_NOT_FOUND; /* stops the walk */
	eg_buf_reset(p->out);
	if (eg_repo_read(p->e->cx->repo, c->id, p->path, p->out, err) == EG_OK)
		p->found = has_body(eg_buf_cstr(p->out), p->out->n, p->hash);
	return EG_OK;
}

static bool
find_past(struct eg_editions *e, const char *path, const char *hash, struct eg_buf *out)
{
	struct past p = {.e = e, .path = path, .hash = hash, .out = out};

	return e->cx->repo != NULL && path != NULL &&
	       (eg_repo_log(e->cx->repo, NULL, path, 0, see_past, &p, NULL) == EG_OK || p.found) &&
	       p.found;
}

enum eg_rc
eg_draft_as_made(struct eg_editions *e, const char *path, const char *source, size_t n,
    struct eg_buf *out, bool *sure, struct eg_err *err)
{
	const struct eg_edition *edition = NULL;
	struct eg_draft d = {0};
	char version[64], hash[96], postal[8], variant[64];
	enum eg_rc rc;

	*sure = true;
	eg_head_value(source, "version", version, sizeof(version));
	eg_head_value(source, "body-sha256", hash, sizeof(hash));
	eg_head_value(source, "jurisdiction", postal, sizeof(postal));
	eg_head_value(source, "variant", variant, sizeof(variant));
	if ((rc = eg_edition_at(e, version, &edition, err)) == EG_OK)
		rc = eg_redraft_make(edition,
		    &(struct eg_redraft){.postal = postal, .variant = variant, .like = source}, &d,
		    err);
	if (rc == EG_OK && has_body(d.source, d.source_n, hash)) {
		eg_buf_add(out, d.source, d.source_n);
	} else if (eg_draft_is_untouched(source, n)) { /* its head may have been amended, unseen */
		eg_buf_add(out, source, n);
		if (err != NULL)
			memset(err, 0, sizeof(*err));
		rc = EG_OK;
	} else if (find_past(e, path, hash, out)) {
		if (err != NULL)
			memset(err, 0, sizeof(*err));
		rc = EG_OK;
	} else if (rc == EG_OK) {
		*sure = false;
		eg_buf_reset(out);
		eg_buf_add(out, d.source, d.source_n);
	}
	eg_draft_clear(&d);
	return rc;
}

enum eg_rc
eg_edition_draft(struct eg_editions *list, const struct eg_edition *e, const char *postal,
    const char *like, const char *path, struct eg_buf *out, struct eg_err *err)
{
	struct eg_draft d = {0};
	char version[64] = "", variant[64] = "";
	bool sure = false;
	enum eg_rc rc = EG_OK;

	if (like != NULL) {
		eg_head_value(like, "version", version, sizeof(version));
		eg_head_value(like, "variant", variant, sizeof(variant));
		rc = eg_draft_as_made(list, path, like, strlen(like), out, &sure, err);
	}
	if (rc == EG_OK && !(sure && strcmp(version, e->version) == 0)) {
		rc = eg_redraft_make(e,
		    &(struct eg_redraft){.postal = postal,
			.variant = variant,
			.like = like,
			.blocks = like != NULL ? eg_buf_cstr(out) : NULL},
		    &d, err);
		if (rc == EG_OK) {
			eg_buf_reset(out);
			eg_buf_add(out, d.source, d.source_n);
		}
	}
	eg_draft_clear(&d);
	return rc == EG_OK ? eg_buf_ok(out, err) : rc;
}

enum eg_rc
eg_edition_doc(const struct eg_edition *e, const char *postal, const char *source, size_t n,
    const char *name, struct eg_doc **out, struct eg_err *err)
{
	struct eg_sources *src = (struct eg_sources *)&e->src;
	const struct eg_profile *profile = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;
	enum eg_rc rc;

	if ((rc = eg_sources_profile(src, postal, &profile, err)) == EG_OK &&
	    (rc = eg_bill_parse(source, n, name, &bill, err)) == EG_OK &&
	    (rc = eg_form_build(bill, profile, NULL, &form, err)) == EG_OK)
		rc = eg_doc_from_form(form, name, out, err);
	eg_form_free(form);
	eg_bill_free(bill);
	return rc;
}
