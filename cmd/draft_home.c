/*
 * draft --from FILE.docx: the document is brought home (include/engross/home.h) onto the draft that
 * is there. Where the draft went on after the document was made, the text that the document was
 * made from is looked up in the history, the document brought home onto that, and the two changes
 * merged; where they meet in the same words, nothing is done.
 */
#include "cmd/draft.h"

#include <engross/merge.h>
#include <string.h>

struct search { /* the version of the draft that a document was made from */
	struct eg_draft_job *j;
	const char *path;
	const struct eg_profile *profile;
	struct eg_buf source;
	bool found;
};

static enum eg_rc
is_stale(const struct eg_docx *d, const struct eg_profile *profile, const struct eg_buf *source,
    const char *name, bool *stale, struct eg_err *err)
{
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;
	enum eg_rc rc = eg_bill_parse(eg_buf_cstr(source), source->n, name, &bill, err);

	if (rc == EG_OK && (rc = eg_form_build(bill, profile, NULL, &form, err)) == EG_OK)
		*stale = eg_home_is_stale(d, form);
	eg_form_free(form);
	eg_bill_free(bill);
	return rc;
}

static enum eg_rc
look(void *ctx, const struct eg_commit_info *c, struct eg_err *err)
{
	struct search *s = ctx;
	bool stale = true;

	EG_UNUSED(err);
	if (s->found)
		return EG_OK;
	eg_buf_reset(&s->source);
	if (eg_repo_read(s->j->cx->repo, c->id, s->path, &s->source, NULL) == EG_OK &&
	    is_stale(s->j->docx, s->profile, &s->source, s->path, &stale, NULL) == EG_OK)
		s->found = !stale;
	return EG_OK;
}

static enum eg_rc
not_from_this(const struct eg_draft_job *j, const char *path, const char *why, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_EDITED, path, 0, 0, "%s", why);
	eg_err_hint(err,
	    "bring '%s' home beside it with --variant NAME and compare with `engross diff`, or "
	    "take "
	    "it as it is with --discard-edits",
	    j->docx->name);
	return EG_ERR_EDITED;
}

/* Both changes to the text that the document was made from. */
static enum eg_rc
merge(struct eg_draft_job *j, const char *path, const struct eg_buf *base,
    const struct eg_buf *current, const struct eg_home *home, struct eg_buf *out,
    struct eg_err *err)
{
	struct eg_doc *doc[3] = {NULL};
	struct eg_merge *m = NULL;
	enum eg_rc rc;

	if ((rc = eg_doc_from_source(eg_buf_cstr(base), base->n, path, &doc[0], err)) == EG_OK &&
	    (rc = eg_doc_from_source(eg_buf_cstr(current), current->n, path, &doc[1], err)) ==
		EG_OK &&
	    (rc = eg_doc_from_source(home->source, home->n, path, &doc[2], err)) == EG_OK &&
	    (rc = eg_merge_make(doc[0], doc[1], doc[2], &m, err)) == EG_OK) {
		if (m->count[EG_REGION_CONFLICT] > 0)
			rc = not_from_this(j, path,
			    "the draft has changed since the document was made, in words that the "
			    "document changes too",
			    err);
		else
			eg_merge_text(m, EG_MERGE_OURS, out);
	}
	eg_merge_free(m);
	for (size_t i = 0; i < 3; i++)
		eg_doc_free(doc[i]);
	return rc;
}

/* The document was made from an earlier text of the draft. */
static enum eg_rc
onto_earlier(struct eg_draft_job *j, const char *path, const struct eg_profile *profile,
    const struct eg_buf *current, struct eg_buf *out, struct eg_err *err)
{
	struct search s = {.j = j, .path = path, .profile = profile, .source = EG_BUF_INIT};
	enum { VERSIONS = 200 };
	enum eg_rc rc = EG_OK;

	if (j->cx->repo != NULL && j->head[0] != '\0')
		rc = eg_repo_log(j->cx->repo, NULL, path, VERSIONS, look, &s, err);
	if (rc == EG_OK && !s.found)
		rc = not_from_this(j, path,
		    "the document was made from another text of this draft, which is not in its "
		    "history",
		    err);
	if (rc == EG_OK)
		rc = eg_home_make(
		    eg_buf_cstr(&s.source), s.source.n, path, profile, j->docx, &j->home, err);
	if (rc == EG_OK)
		rc = merge(j, path, &s.source, current, j->home, out, err);
	if (rc == EG_OK)
		eg_note(j->cx,
		    "%s: the draft has changed since the document was made: both changes are kept",
		    path);
	eg_buf_clear(&s.source);
	return rc;
}

enum eg_rc
eg_draft_home(struct eg_draft_job *j, const char *path, const struct eg_profile *profile,
    const struct eg_buf *current, bool as_it_is, struct eg_buf *out, struct eg_err *err)
{
	bool stale = false;
	enum eg_rc rc = EG_OK;

	if (!as_it_is)
		rc = is_stale(j->docx, profile, current, path, &stale, err);
	if (rc != EG_OK || stale)
		return rc != EG_OK ? rc : onto_earlier(j, path, profile, current, out, err);
	rc = eg_home_make(eg_buf_cstr(current), current->n, path, profile, j->docx, &j->home, err);
	if (rc == EG_OK)
		eg_buf_add(out, j->home->source, j->home->n);
	return rc;
}

void
eg_draft_home_notes(const struct eg_draft_job *j)
{
	const struct eg_home *h = j->home;

	for (size_t i = 0; i < h->n_notes; i++) {
		const struct eg_home_note *n = &h->note[i];
		char place[64] = "";

		if (n->para > 0)
			snprintf(place, sizeof(place), "paragraph %zu: ", n->para);
		else if (n->line > 0)
			snprintf(place, sizeof(place), "line %zu of the draft: ", n->line);
		if (n->kind == EG_HOME_UNPLACED || n->kind == EG_HOME_REFERENCE)
			eg_warn(j->cx, "%s: %s%s: %s", j->docx->name, place,
			    eg_home_kind_name(n->kind), n->text);
		else
			eg_note(j->cx, "%s: %s%s: %s", j->docx->name, place,
			    eg_home_kind_name(n->kind), n->text);
	}
}

void
eg_draft_home_json(struct eg_json *w, const struct eg_draft_job *j)
{
	const struct eg_home *h = j->home;

	eg_json_key(w, "home");
	eg_json_object(w);
	eg_json_kstr(w, "file", j->docx->name);
	for (int k = 0; k < EG_HOME_KINDS; k++)
		eg_json_kint(w, eg_home_kind_name((enum eg_home_kind)k), (int64_t)h->count[k]);
	eg_json_key(w, "notes");
	eg_json_array(w);
	for (size_t i = 0; i < h->n_notes; i++) {
		eg_json_object(w);
		eg_json_kstr(w, "kind", eg_home_kind_name(h->note[i].kind));
		eg_json_kint(w, "paragraph", (int64_t)h->note[i].para);
		eg_json_kint(w, "line", (int64_t)h->note[i].line);
		eg_json_kstr(w, "text", h->note[i].text);
		eg_json_end(w);
	}
	eg_json_end(w);
	eg_json_end(w);
}
