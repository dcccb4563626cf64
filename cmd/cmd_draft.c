/*
 * draft TEMPLATE… --for XX,…: make drafts of templates, one a jurisdiction, in one commit.
 *	engross draft compact-entry --for CO,UT --set compact_text=compact.txt
 * Exit 0; 1 when some jurisdictions were left out; 2 usage; 3 bad template or values, or an edited
 * draft; 4 repository.
 */
#include "cmd/draft.h"

#include <engross/form.h>
#include <engross/text.h>

#include <pthread.h>
#include <string.h>
#include <unistd.h>

static struct {
	const char *places, *params, *from, *variant, *changes;
	struct eg_texts set;
	bool dry_run, json, discard_edits, reset;
} opt;

static const struct eg_opt opts[] = {
    {"for", 0, EG_OPT_TEXT, &opt.places, "XX,YY|states|all", "the jurisdictions to draft for"},
    {"set", 0, EG_OPT_LIST, &opt.set, "NAME=VALUE",
	"a parameter's value; again for more, a list by repeating or with ;"},
    {"params", 0, EG_OPT_TEXT, &opt.params, "FILE",
	"values from a .yaml, or a .csv with a row for each jurisdiction"},
    {"from", 0, EG_OPT_TEXT, &opt.from, "FILE",
	"take this text (.md) as the draft's body, or bring this Word document home"},
    {"changes", 0, EG_OPT_TEXT, &opt.changes, "accept|reject",
	"a Word document's open tracked changes: as if accepted (default) or rejected"},
    {"variant", 0, EG_OPT_TEXT, &opt.variant, "NAME", "a draft beside the first: house, senate, …"},
    {"discard-edits", 0, EG_OPT_FLAG, &opt.discard_edits, NULL,
	"draft over a draft that was edited (git keeps the old text)"},
    {"reset", 0, EG_OPT_FLAG, &opt.reset, NULL,
	"forget the values that the drafts there were made with"},
    {"dry-run", 'n', EG_OPT_FLAG, &opt.dry_run, NULL,
	"print what would be drafted, change nothing"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "report as JSON"},
    EG_OPT_END,
};

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
	if (rc == EG_OK && old != NULL && !opt.reset &&
	    eg_params_from_draft(p, eg_buf_cstr(old), old->n, false, NULL) != EG_OK)
		rc = EG_OK;
	if (rc == EG_OK && j->has_params)
		rc = j->table ? eg_params_csv(p, eg_buf_cstr(&j->params), j->params.n, opt.params,
				    postal, NULL, err)
			      : eg_params_yaml(p, eg_buf_cstr(&j->params), j->params.n, opt.params,
				    EG_FROM_FILE, NULL, NULL, err);
	for (size_t i = 0; i < opt.set.n && rc == EG_OK; i++)
		rc = eg_params_set_pair(p, opt.set.v[i], err);
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
	if (rc != EG_OK && opt.from == NULL) {
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

	if (j->cx->repo == NULL || opt.dry_run) {
		r->source = eg_strndup(eg_buf_cstr(source), source->n);
		r->source_n = source->n;
	}
	if (old->n > 0 && old->n == source->n &&
	    memcmp(eg_buf_cstr(old), eg_buf_cstr(source), old->n) == 0)
		r->how = "unchanged";
	if (opt.dry_run)
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
	    opt.variant != NULL ? "-" : "", opt.variant != NULL ? opt.variant : "");
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
	    (rc = opt.discard_edits ? only_committed(j, r->path, &w->old, &w->err)
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

	if (opt.variant != NULL && j->cx->repo != NULL)
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
		return eg_draft_home(
		    j, w->r.path, w->profile, &w->old, opt.discard_edits, &w->source, &w->err);
	rc = values(j, w->postal, w->had ? &w->old : NULL, &params, &w->err);
	if (rc == EG_OK)
		rc = eg_draft_make(&(struct eg_draft_in){.template_ = j->t,
				       .profile = w->profile,
				       .params = params,
				       .variant = opt.variant,
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
	} else if (opt.from != NULL) {
		struct eg_str body = eg_draft_body(eg_buf_cstr(&j->from), j->from.n);

		eg_draft_with_body(&w->d, body.p, body.n, &w->source);
	} else {
		eg_buf_add(&w->source, w->d.source, w->d.source_n);
	}
	return check(j, memo, w->profile, eg_buf_cstr(&w->source), w->source.n,
	    opt.from != NULL ? opt.from : w->r.path, &w->r.blanks, &w->err);
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

static enum eg_rc
draft_all(struct eg_draft_job *j, const bool chosen[EG_JURISDICTIONS], struct eg_err *err)
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

/* ---- the commit ---- */

/* What one run of the command works on: a job a template, all in one commit. */
struct run {
	struct eg_draft_job *job;
	size_t n;
	struct eg_sources src; /* of the templates that name no revision */
	struct eg_change *change;
};

/* Built-in files used for the first time go into the repository. */
static enum eg_rc
copy_sources(
    struct eg_ctx *cx, const struct eg_sources *src, struct eg_change *change, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < src->file.n && rc == EG_OK; i++) {
		const struct eg_source_file *f = &src->file.v[i];

		if (f->builtin && src->commit[0] == '\0' && strcmp(f->path, "engross.yaml") != 0)
			rc = eg_change_put(change, f->path, f->bytes, f->n, "", NULL, err);
		else if (f->builtin && src->commit[0] != '\0')
			eg_warn(
			    cx, "%s is not in that release: the built-in one was used", f->path);
		else if (f->dirty)
			eg_warn(cx,
			    "%s is not committed: others cannot make these drafts again until it "
			    "is",
			    f->path);
	}
	return rc;
}

static enum eg_rc
commit(struct run *r, char id[EG_OID_HEX], struct eg_err *err)
{
	struct eg_ctx *cx = r->job[0].cx;
	struct eg_buf text = EG_BUF_INIT;
	enum eg_rc rc = copy_sources(cx, &r->src, r->change, err);

	for (size_t i = 0; i < r->n && rc == EG_OK; i++)
		if (r->job[i].src != &r->src)
			rc = copy_sources(cx, r->job[i].src, r->change, err);
	if (rc == EG_OK) {
		eg_draft_message(r->job, r->n, opt.variant, &text);
		rc = eg_change_commit(r->change, eg_buf_cstr(&text), &cx->who, id, err);
	}
	eg_buf_clear(&text);
	return rc;
}

/* ---- the command ---- */

static enum eg_rc
check_usage(int argc, bool chosen[EG_JURISDICTIONS], struct eg_err *err)
{
	size_t n = 0;
	enum eg_rc rc;

	if (argc == 0 || opt.places == NULL) {
		eg_err_set(
		    err, EG_ERR_USAGE, argc == 0 ? "which template?" : "for which jurisdictions?");
		eg_err_hint(err,
		    argc == 0
			? "engross templates"
			: "engross draft TEMPLATE --for CO,UT   (or: --for states, --for all)");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_jurisdictions_parse(opt.places, chosen, err)) != EG_OK)
		return rc;
	for (size_t i = 0; i < EG_JURISDICTIONS; i++)
		n += chosen[i];
	if (opt.variant != NULL &&
	    (!eg_template_name_ok(opt.variant) || strlen(opt.variant) > 40)) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is not a name for a variant", opt.variant);
		eg_err_hint(err, "small letters, digits and '-', as in house");
		return EG_ERR_USAGE;
	}
	if (opt.from != NULL && (n != 1 || argc != 1))
		return eg_err_set(err, EG_ERR_USAGE,
		    "--from takes the text of one draft: give one template and --for one "
		    "jurisdiction");
	if (opt.changes != NULL && strcmp(opt.changes, "accept") != 0 &&
	    strcmp(opt.changes, "reject") != 0) {
		eg_err_set(
		    err, EG_ERR_USAGE, "--changes is accept or reject, not '%s'", opt.changes);
		eg_err_hint(err, "--changes accept");
		return EG_ERR_USAGE;
	}
	return EG_OK;
}

/* A Word document by its bytes or its name, else the text of a draft. */
static enum eg_rc
read_from(struct eg_draft_job *j, struct eg_err *err)
{
	static const char *const word[] = {".docx", ".docm", ".dotx", ".doc"};
	const struct eg_docx_options how = {
	    .reject = opt.changes != NULL && strcmp(opt.changes, "reject") == 0};
	const char *ext = eg_path_ext(opt.from);
	enum eg_rc rc = eg_file_read(opt.from, EG_FILE_MAX, &j->from, err);
	bool is_word = rc == EG_OK && eg_docx_is(eg_buf_cstr(&j->from), j->from.n);

	for (size_t i = 0; i < EG_COUNT(word); i++)
		is_word = is_word || strcmp(ext, word[i]) == 0;
	if (rc != EG_OK)
		return rc;
	if (is_word)
		return eg_docx_read(
		    eg_buf_cstr(&j->from), j->from.n, opt.from, &how, &j->docx, err);
	if (strcmp(ext, ".md") == 0)
		return j->from.n <= EG_TEXT_MAX
			   ? EG_OK
			   : eg_err_at(err, EG_ERR_LIMIT, opt.from, 0, 0,
				 "larger than a draft may be (%d bytes)", EG_TEXT_MAX);
	eg_err_set(err, EG_ERR_USAGE,
	    "--from reads the text of a draft (.md) or a Word document (.docx); '%s' is another "
	    "kind of file, for which it is not offered",
	    opt.from);
	eg_err_hint(err, "bring a printed bill in with `engross record`");
	return EG_ERR_USAGE;
}

static enum eg_rc
read_inputs(struct eg_draft_job *j, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	if (j->cx->repo != NULL) {
		rc = j->src->commit[0] != '\0'
			 ? eg_repo_read(
			       j->cx->repo, j->src->commit, "engross.yaml", &j->repo_params, err)
			 : eg_repo_read_current(j->cx->repo, "engross.yaml", &j->repo_params, err);
		j->has_repo_params = rc == EG_OK;
		if (rc != EG_OK && rc != EG_ERR_NOT_FOUND)
			return rc;
	}
	if (opt.params != NULL) {
		j->has_params = true;
		j->table = strcmp(eg_path_ext(opt.params), ".csv") == 0;
		if ((rc = eg_file_read(opt.params, EG_TEXT_MAX, &j->params, err)) != EG_OK)
			return rc;
	}
	return opt.from != NULL ? read_from(j, err) : EG_OK;
}

static enum eg_rc
prepare(struct run *r, struct eg_draft_job *j, const char *address, struct eg_err *err)
{
	const char *at = strchr(address, '@');
	char name[128], id[EG_OID_HEX] = "";
	enum eg_rc rc;

	snprintf(name, sizeof(name), "%.*s",
	    at != NULL ? (int)(at - address) : (int)strlen(address), address);
	if (j->cx->repo == NULL && (!opt.dry_run || at != NULL)) {
		eg_err_set(err, EG_ERR_NO_REPO,
		    at != NULL ? "a release is read from a bill repository, and this is none"
			       : "drafts are kept in a bill repository, and this is none");
		eg_err_hint(
		    err, at != NULL ? "engross init" : "engross init   (or look first: --dry-run)");
		return EG_ERR_NO_REPO;
	}
	if (at != NULL) {
		if ((rc = eg_repo_resolve(j->cx->repo, name, at + 1, id, err)) != EG_OK)
			return rc;
		eg_sources_init(&j->own, j->cx, id);
		j->src = &j->own;
	}
	if ((rc = read_inputs(j, err)) != EG_OK ||
	    (rc = eg_sources_template(j->src, name, &j->t, err)) != EG_OK)
		return rc;
	for (const struct eg_draft_job *before = r->job; before < j; before++)
		if (strcmp(before->t->name, j->t->name) == 0)
			return eg_err_set(
			    err, EG_ERR_USAGE, "the template '%s' is named twice", j->t->name);
	j->change = r->change;
	return EG_OK;
}

static void
clear(struct eg_draft_job *j)
{
	for (size_t i = 0; i < j->done.n; i++) {
		eg_free(j->done.v[i].path);
		eg_free(j->done.v[i].source);
		eg_free(j->done.v[i].why);
		eg_free(j->done.v[i].lost);
	}
	eg_vec_clear(&j->done);
	eg_template_free(j->t);
	if (j->src == &j->own)
		eg_sources_clear(&j->own);
	eg_map_clear(&j->defaulted);
	eg_map_clear(&j->used);
	eg_buf_clear(&j->params);
	eg_buf_clear(&j->repo_params);
	eg_buf_clear(&j->from);
	eg_home_free(j->home);
	eg_docx_free(j->docx);
	eg_free(j->base_path);
	eg_arena_free(j->arena);
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct run r = {0};
	bool chosen[EG_JURISDICTIONS];
	char id[EG_OID_HEX] = "", head[EG_OID_HEX] = "";
	enum eg_rc rc = check_usage(argc, chosen, err);

	if (rc != EG_OK)
		return rc;
	/* a repository without a commit has no HEAD to read: every draft is new */
	if (cx->repo != NULL && eg_repo_resolve(cx->repo, NULL, NULL, head, NULL) != EG_OK)
		head[0] = '\0';
	eg_sources_init(&r.src, cx, "");
	r.job = eg_calloc((size_t)argc, sizeof(*r.job));
	if (!opt.dry_run && cx->repo != NULL)
		r.change = eg_change_new(cx->repo);
	for (int i = 0; i < argc && rc == EG_OK; i++) {
		struct eg_draft_job *j = &r.job[r.n++];

		*j = (struct eg_draft_job){.cx = cx,
		    .src = &r.src,
		    .params = EG_BUF_INIT,
		    .repo_params = EG_BUF_INIT,
		    .from = EG_BUF_INIT};
		j->arena = eg_arena_new();
		j->dry_run = opt.dry_run;
		memcpy(j->head, head, sizeof(j->head));
		if ((rc = prepare(&r, j, argv[i], err)) == EG_OK)
			rc = draft_all(j, chosen, err);
	}
	if (rc != EG_OK || (!opt.dry_run && (rc = commit(&r, id, err)) != EG_OK))
		goto done;
	if (opt.json)
		eg_draft_report_json(r.job, r.n, id);
	for (size_t i = 0; i < r.n; i++) {
		if (!opt.json)
			eg_draft_report_text(&r.job[i]);
		eg_draft_report_notes(&r.job[i]);
		*status |= r.job[i].left_out > 0;
	}
done:
	for (size_t i = 0; i < r.n; i++)
		clear(&r.job[i]);
	eg_free(r.job);
	eg_sources_clear(&r.src);
	if (r.change != NULL)
		eg_change_free(r.change);
	return rc;
}

const struct eg_cmd cmd_draft_spec = {
    .name = "draft",
    .group = "draft",
    .summary = "draft templates for one jurisdiction, several, or all",
    .args = "TEMPLATE[@VERSION]… --for XX,…|states|all",
    .opts = opts,
    .flags = EG_CMD_MAY_REPO,
    .run = run,
    .help = "One draft a jurisdiction, in that jurisdiction's own words, in bills/TEMPLATE/XX.md, "
	    "all in one commit.\n"
	    "Drafting again makes an untouched draft anew and leaves an edited one alone. Values "
	    "come from the\n"
	    "template's defaults, engross.yaml, the draft that is there, --params and --set, the "
	    "later ones winning.\n\n"
	    "  engross draft compact-entry --for CO,UT --set compact_text=compact.txt\n"
	    "  engross draft immigration-sanctuary --for states --params states.csv\n"
	    "  engross draft immigration-sanctuary --for CO --dry-run\n"
	    "  engross draft immigration-sanctuary --for CO --from edited.docx\n",
};
