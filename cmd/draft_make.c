/* Drafts of one template: what each is made of, made by several threads, put into the change in turn. */
#include "cmd/draft.h"

#include <engross/form.h>
#include <engross/text.h>

#include <pthread.h>
#include <string.h>
#include <unistd.h>

/* ---- values ---- */

/* A name in engross.yaml that this template lacks is fine when another template has it. */
static bool
known_elsewhere(void *ctx, const char *name)
{
	struct eg_draft_job *j = ctx;
	struct eg_map names = {0};
	struct eg_sources s;
	bool found = false;

	eg_sources_lock(j->src);
	eg_sources_init(&s, j->cx, j->src->commit);
	if (eg_sources_names(&s, &names, NULL) == EG_OK)
		for (size_t i = 0; i < names.n && !found; i++) {
			struct eg_template *t = NULL;

			if (eg_sources_template(&s, names.v[i].key, &t, NULL) == EG_OK)
				found = eg_template_param(t, name) != NULL;
			eg_template_free(t);
		}
	eg_map_clear(&names);
	eg_sources_clear(&s);
	eg_sources_unlock(j->src);
	return found;
}

static enum eg_rc
read_files(struct eg_draft_job *j, struct eg_params *p, struct eg_err *err)
{
	const char *names[32], *paths[32];
	size_t n = eg_params_files(p, names, paths, EG_COUNT(names));
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < n && i < EG_COUNT(names) && rc == EG_OK; i++) {
		struct eg_buf bytes = EG_BUF_INIT;

		if ((rc = eg_file_read(paths[i], EG_TEXT_MAX / 2, &bytes, err)) == EG_OK)
			rc = eg_params_set_file(p, names[i], eg_buf_cstr(&bytes), bytes.n, err);
		else if (rc == EG_ERR_NOT_FOUND)
			eg_err_hint(err, "--set %s=FILE: %s", names[i],
			    eg_template_param(j->t, names[i])->help);
		eg_buf_clear(&bytes);
	}
	return rc;
}

/* All sources in their order: repository, the draft that is there, file, table, options. */
static enum eg_rc
values(struct eg_draft_job *j, const char *postal, const struct eg_buf *old, struct eg_params **out,
    struct eg_err *err)
{
	struct eg_params *p = *out = eg_params_new(j->t);
	enum eg_rc rc = EG_OK;

	if (j->has_repo_params)
		rc = eg_params_yaml(p, eg_buf_cstr(&j->repo_params), j->repo_params.n,
		    "engross.yaml", EG_FROM_REPOSITORY, known_elsewhere, j, err);
	/* What the draft that stands there was made with: drafting again must not undo a choice
	 * that somebody made. A file's text is to be given again; a value that the template no
	 * longer takes is told by lost_parameters(), and a draft that cannot be read has none. */
	if (rc == EG_OK && old != NULL && !j->opt->reset &&
	    eg_params_from_draft(p, eg_buf_cstr(old), old->n, false, NULL) != EG_OK)
		rc = EG_OK;
	if (rc == EG_OK && j->has_params)
		rc = j->table ? eg_params_csv(p, eg_buf_cstr(&j->params), j->params.n,
				    j->opt->params, postal, NULL, err)
			      : eg_params_yaml(p, eg_buf_cstr(&j->params), j->params.n,
				    j->opt->params, EG_FROM_FILE, NULL, NULL, err);
	for (size_t i = 0; i < j->opt->set.n && rc == EG_OK; i++)
		rc = eg_params_set_pair(p, j->opt->set.v[i], err);
	return rc == EG_OK ? read_files(j, p, err) : rc;
}

/* ---- one draft ---- */

static const struct eg_form_options opt_check = {.no_digest = true};

/* A text that its own reader refuses is a fault of the template (or of --from): say so. */
static enum eg_rc
check(const struct eg_draft_job *j, struct eg_bill_memo *memo, const struct eg_profile *profile,
    const char *source, size_t n, const char *path, size_t *blanks, struct eg_err *err)
{
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;
	enum eg_rc rc = eg_bill_parse_alike(memo, source, n, path, &bill, err);

	if (rc == EG_OK && (rc = eg_form_build(bill, profile, &opt_check, &form, err)) == EG_OK)
		*blanks = form->n_blanks;
	if (rc != EG_OK && j->opt->from == NULL) {
		struct eg_err was = *err;

		eg_err_at(err, rc, path, was.line, was.col, "%s (in the text made from %s)",
		    was.msg, j->t->file);
		eg_err_hint(
		    err, "%s", was.hint[0] != '\0' ? was.hint : "look at it with --dry-run");
	}
	eg_form_free(form);
	eg_bill_free(bill);
	return rc;
}

static enum eg_rc
edited(const char *path, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_EDITED, path, 0, 0, "this draft was edited since it was drafted");
	eg_err_hint(err, "draft beside it with --variant NAME and compare with `engross diff`, or "
			 "draft over it with --discard-edits");
	return EG_ERR_EDITED;
}

/* With --discard-edits: what is committed can be found again, what is not cannot. */
static enum eg_rc
only_committed(
    struct eg_draft_job *j, const char *path, const struct eg_buf *now, struct eg_err *err)
{
	struct eg_buf head = EG_BUF_INIT;
	bool same = eg_repo_read(j->cx->repo, NULL, path, &head, NULL) == EG_OK &&
		    head.n == now->n && memcmp(eg_buf_cstr(&head), eg_buf_cstr(now), head.n) == 0;

	eg_buf_clear(&head);
	if (same)
		return EG_OK;
	eg_err_at(err, EG_ERR_EDITED, path, 0, 0, "this draft has edits that are not committed");
	eg_err_hint(err, "engross commit -m 'Keep my edits', then draft over it");
	return EG_ERR_EDITED;
}

/* Parameters that the former draft was made with and this one is not: a drafter should not lose
 * them unawares. */
static char *
lost_parameters(const struct eg_buf *old, const struct eg_draft *d)
{
	struct eg_buf out = EG_BUF_INIT;
	struct eg_bill *bill = NULL;

	if (eg_bill_parse(eg_buf_cstr(old), old->n, "", &bill, NULL) != EG_OK)
		return NULL;
	for (size_t i = 0; i < bill->head.n_parameters; i++) {
		const char *name = bill->head.parameter[i];
		bool there = false;

		for (size_t k = 0; k < d->n_used && !there; k++)
			there = strncmp(d->used[k], name, strlen(name)) == 0 &&
				d->used[k][strlen(name)] == '=';
		if (!there)
			eg_buf_printf(&out, "%s%s=%s", out.n == 0 ? "" : ", ", name,
			    bill->head.parameter_value[i]);
	}
	eg_bill_free(bill);
	return out.n == 0 ? NULL : eg_buf_take(&out, NULL);
}

static void
note_use(struct eg_draft_job *j, const struct eg_draft *d, const char *postal)
{
	for (size_t i = 0; i < d->n_defaulted; i++)
		eg_map_set(&j->defaulted, d->defaulted[i], j);
	for (size_t i = 0; i < d->n_used; i++) {
		const char *before = eg_map_get(&j->used, d->used[i]);

		eg_map_set(&j->used, d->used[i],
		    eg_arena_printf(j->arena, "%s%s%s", before == NULL ? "" : before,
			before == NULL ? "" : ",", postal));
	}
}

/* Put the draft into the change, or leave it where the file there was edited. */
static enum eg_rc
put(struct eg_draft_job *j, struct eg_draft_result *r, const struct eg_buf *source,
    const struct eg_buf *old, const char *blob, struct eg_err *err)
{
	enum eg_rc rc;

	if (j->cx->repo == NULL || j->opt->dry_run) {
		r->source = eg_strndup(eg_buf_cstr(source), source->n);
		r->source_n = source->n;
	}
	if (old->n > 0 && old->n == source->n &&
	    memcmp(eg_buf_cstr(old), eg_buf_cstr(source), old->n) == 0)
		r->how = "unchanged";
	if (j->opt->dry_run)
		return EG_OK;
	rc = eg_change_put(
	    j->change, r->path, eg_buf_cstr(source), source->n, blob, j->base_path, err);
	if (j->base_path == NULL)
		j->base_path = eg_strdup(r->path);
	return rc;
}

/* One draft on its way: read in turn, made by several threads, put into the change in turn. */
struct work {
	struct eg_draft_job *j;
	const char *postal;
	const struct eg_profile *profile; /* borrowed */
	struct eg_buf old, source;
	char blob[EG_OID_HEX]; /* of the file at HEAD, "" if there is none */
	bool had;
	struct eg_draft d;
	struct eg_draft_result r;
	enum eg_rc rc;
	struct eg_err err;
};

/* The draft that is there now: the work tree's, else HEAD's. */
static enum eg_rc
read_old(struct work *w)
{
	struct eg_repo *repo = w->j->cx->repo;
	char *file;
	enum eg_rc rc;

	if (repo == NULL || w->j->none_yet)
		return EG_OK;
	if (w->j->head[0] != '\0' &&
	    (rc = eg_repo_blob_id(repo, w->j->head, w->r.path, w->blob, &w->err)) != EG_OK)
		return rc;
	file = eg_path_join(eg_repo_root(repo) != NULL ? eg_repo_root(repo) : "", w->r.path);
	w->had = w->blob[0] != '\0' || (eg_repo_root(repo) != NULL && eg_path_is_file(file));
	eg_free(file);
	return w->had ? eg_repo_read_current(repo, w->r.path, &w->old, &w->err) : EG_OK;
}

static enum eg_rc
read_one(struct work *w)
{
	struct eg_draft_job *j = w->j;
	struct eg_draft_result *r = &w->r;
	enum eg_rc rc;

	snprintf(r->postal, sizeof(r->postal), "%s", w->postal);
	r->path = eg_sprintf("bills/%s/%s%s%s.md", j->t->name, w->postal,
	    w->j->opt->variant != NULL ? "-" : "",
	    w->j->opt->variant != NULL ? w->j->opt->variant : "");
	if (!eg_template_is_for(j->t, w->postal))
		return eg_err_set(&w->err, EG_ERR_MISSING, "'%s' is not for %s", j->t->name,
		    eg_postal_name(w->postal));
	if ((rc = read_old(w)) != EG_OK)
		return rc;
	r->how = !w->had						 ? "new"
		 : eg_draft_is_untouched(eg_buf_cstr(&w->old), w->old.n) ? "again"
									 : "over edits";
	if (j->docx != NULL)
		r->how = "brought home";
	if (w->had && r->how[0] == 'o' &&
	    (rc = w->j->opt->discard_edits ? only_committed(j, r->path, &w->old, &w->err)
					   : edited(r->path, &w->err)) != EG_OK)
		return rc;
	return eg_sources_profile(j->src, w->postal, &w->profile, &w->err);
}

/* No draft is there yet: the document comes home onto the first draft of the jurisdiction, where
 * there is one, and its text becomes the body of this variant; else onto a new draft. */
static enum eg_rc
home_beside(struct work *w)
{
	struct eg_draft_job *j = w->j;
	char *first = eg_sprintf("bills/%s/%s.md", j->t->name, w->postal);
	struct eg_buf base = EG_BUF_INIT, home = EG_BUF_INIT;
	enum eg_rc rc = EG_ERR_NOT_FOUND;

	if (w->j->opt->variant != NULL && j->cx->repo != NULL)
		rc = eg_repo_read_current(j->cx->repo, first, &base, NULL);
	if (rc != EG_OK) {
		eg_buf_reset(&base);
		eg_buf_add(&base, w->d.source, w->d.source_n);
	}
	rc = eg_draft_home(j, w->r.path, w->profile, &base, true, &home, &w->err);
	if (rc == EG_OK) {
		struct eg_str body = eg_draft_body(eg_buf_cstr(&home), home.n);

		eg_draft_with_body(&w->d, body.p, body.n, &w->source);
	}
	eg_buf_clear(&base);
	eg_buf_clear(&home);
	eg_free(first);
	return rc;
}

/* Runs on any thread: what it shares (parts, the repository's other templates) is behind the lock
 * of sources. */
static enum eg_rc
make_one(struct work *w, struct eg_bill_memo *memo)
{
	struct eg_draft_job *j = w->j;
	struct eg_params *params = NULL;
	enum eg_rc rc;

	if (j->docx != NULL && w->had) /* onto the draft that is there: nothing is drafted */
		return eg_draft_home(j, w->r.path, w->profile, &w->old, w->j->opt->discard_edits,
		    &w->source, &w->err);
	rc = values(j, w->postal, w->had ? &w->old : NULL, &params, &w->err);
	if (rc == EG_OK)
		rc = eg_draft_make(&(struct eg_draft_in){.template_ = j->t,
				       .profile = w->profile,
				       .params = params,
				       .variant = w->j->opt->variant,
				       .load = eg_sources_part,
				       .ctx = j->src,
				       .previous = w->had ? eg_buf_cstr(&w->old) : NULL,
				       .previous_n = w->old.n},
		    &w->d, &w->err);
	eg_params_free(params);
	if (rc != EG_OK)
		return rc;
	if (j->docx != NULL) {
		if ((rc = home_beside(w)) != EG_OK)
			return rc;
	} else if (w->j->opt->from != NULL) {
		struct eg_str body = eg_draft_body(eg_buf_cstr(&j->from), j->from.n);

		eg_draft_with_body(&w->d, body.p, body.n, &w->source);
	} else {
		eg_buf_add(&w->source, w->d.source, w->d.source_n);
	}
	return check(j, memo, w->profile, eg_buf_cstr(&w->source), w->source.n,
	    w->j->opt->from != NULL ? w->j->opt->from : w->r.path, &w->r.blanks, &w->err);
}

static enum eg_rc
put_one(struct work *w)
{
	enum eg_rc rc = put(w->j, &w->r, &w->source, &w->old, w->blob, &w->err);

	if (rc != EG_OK)
		return rc;
	note_use(w->j, &w->d, w->postal);
	if (w->had && w->j->docx == NULL)
		w->r.lost = lost_parameters(&w->old, &w->d);
	return EG_OK;
}

/* Works taken one after the other by each thread. */
struct line {
	struct work *work;
	size_t n, next;
	pthread_mutex_t lock;
	struct eg_progress *bar;
};

static void *
make_works(void *ctx)
{
	struct line *line = ctx;
	struct eg_bill_memo *memo = eg_bill_memo_new(); /* drafts of one template are much alike */

	for (;;) {
		size_t i;

		pthread_mutex_lock(&line->lock);
		i = line->next++;
		if (i < line->n)
			eg_progress_step(line->bar, i);
		pthread_mutex_unlock(&line->lock);
		if (i >= line->n)
			break;
		if (line->work[i].rc == EG_OK)
			line->work[i].rc = make_one(&line->work[i], memo);
	}
	eg_bill_memo_free(memo);
	return NULL;
}

static void
make_all(struct work *work, size_t n, struct eg_progress *bar)
{
	struct line line = {.work = work, .n = n, .lock = PTHREAD_MUTEX_INITIALIZER, .bar = bar};
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	pthread_t thread[7];
	size_t started = 0;

	while (n > 4 && started < EG_COUNT(thread) && (long)started + 1 < cores &&
	       pthread_create(&thread[started], NULL, make_works, &line) == 0)
		started++;
	make_works(&line);
	for (size_t i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
}

/* What one jurisdiction lacks leaves it out; any other fault stops all. */
static enum eg_rc
finish(struct eg_draft_job *j, struct work *w, struct eg_err *err)
{
	char text[1600];

	if (w->rc == EG_OK)
		w->rc = put_one(w);
	if (w->rc == EG_OK) {
		j->drafted++;
	} else if (w->rc == EG_ERR_MISSING || w->rc == EG_ERR_EDITED) {
		w->r.how = NULL;
		eg_err_format(&w->err, text, sizeof(text));
		w->r.why = eg_strdup(text);
		if (j->left_out++ == 0)
			j->first = w->err;
	} else {
		w->r.how = NULL;
		*err = w->err;
	}
	eg_vec_push(&j->done, w->r);
	return w->r.how != NULL || w->r.why != NULL ? EG_OK : w->rc;
}

/* Is there no folder of this template's drafts, neither in the work tree nor at HEAD? */
static bool
none_yet(const struct eg_draft_job *j)
{
	struct eg_repo *repo = j->cx->repo;
	char path[256], id[EG_OID_HEX] = "", *folder;
	bool there;

	if (repo == NULL)
		return true;
	snprintf(path, sizeof(path), "bills/%s", j->t->name);
	folder = eg_path_join(eg_repo_root(repo) != NULL ? eg_repo_root(repo) : "", path);
	there = (eg_repo_root(repo) != NULL && access(folder, F_OK) == 0) ||
		(j->head[0] != '\0' &&
		    (eg_repo_blob_id(repo, j->head, path, id, NULL) != EG_OK || id[0] != '\0'));
	eg_free(folder);
	return !there;
}

enum eg_rc
eg_draft_all(struct eg_draft_job *j, const bool chosen[EG_JURISDICTIONS], struct eg_err *err)
{
	struct work *work = eg_calloc(EG_JURISDICTIONS, sizeof(*work));
	struct eg_progress bar;
	size_t n = 0;
	enum eg_rc rc = EG_OK;

	j->none_yet = none_yet(j);
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		if (!chosen[i])
			continue;
		work[n] = (struct work){
		    .j = j, .postal = eg_postal[i], .old = EG_BUF_INIT, .source = EG_BUF_INIT};
		work[n].rc = read_one(&work[n]);
		n++;
	}
	eg_progress_start(&bar, j->cx, "drafting", n);
	make_all(work, n, &bar);
	eg_progress_end(&bar);
	for (size_t i = 0; i < n; i++) {
		if (rc == EG_OK)
			rc = finish(j, &work[i], err);
		else
			eg_free(work[i].r.path);
		eg_draft_clear(&work[i].d);
		eg_buf_clear(&work[i].source);
		eg_buf_clear(&work[i].old);
	}
	eg_free(work);
	if (rc == EG_OK && j->drafted == 0 && j->left_out > 0) {
		*err = j->first;
		return err->rc;
	}
	return rc;
}
