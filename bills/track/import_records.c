/* The public side of the importers (engross/records.h): files in, one struct eg_record a bill. */
#include "track/import.h"
#include "track/import_files.h"
#include "track/import_rows.h"

#include "base/time.h"

#include <engross/records.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct importing {
	const struct eg_records_options *opt;
	struct eg_reader reader;
	struct eg_rules *rules;
	struct eg_calendar *calendar;
	struct eg_passages passages;
	struct eg_history history;
	struct eg_arena *arena; /* of one bill's events */
	struct {
		EG_VEC(struct eg_event);
	} event;
	eg_record_fn each;
	void *ctx;
	struct eg_rows *rows; /* kept here instead, if not NULL, … */
	struct eg_rows_list *put; /* … and put aside when there are many … */
	struct eg_spool *spool; /* … here */
	size_t n_rows;
};

/* Keys of documents that say nothing of where a bill stands. The first ones hold texts. */
static const char *const skipped[] = {"versions", "raw_text", "texts", "sponsorships", "sponsors",
    "documents", "citations", "abstracts", "other_titles", "votes", "amendments", "supplements",
    "calendar", "committee", "referrals", "related_entities", "extras", "_processing", NULL};
enum { TEXT_KEYS = 3 };

/* ---- events as rows ---- */

static void
put_event(struct importing *im, const struct eg_source_bill *b, const struct eg_inferred *e)
{
	struct eg_event *out = eg_vec_new(&im->event);
	char day[16];

	eg_track__day_text(e->day, 0, day);
	out->f[EG_F_DATE] = eg_str(eg_arena_strdup(im->arena, day));
	out->f[EG_F_JURISDICTION] = eg_str(eg_postal[b->jurisdiction]);
	out->f[EG_F_SESSION] = b->session;
	out->f[EG_F_BILL] = b->bill;
	out->f[EG_F_INSTRUMENT] = eg_str(eg_instrument_name(b->instrument));
	out->f[EG_F_EVENT] = eg_str(eg_event_name(e->kind));
	out->f[EG_F_CHAMBER] = eg_str(eg_chamber_name(e->chamber));
	if (eg_rows__is_vote(e->kind))
		eg_rows__vote(e->text, &out->f[EG_F_YEAS], &out->f[EG_F_NAYS]);
	out->f[EG_F_SOURCE] = b->url;
	out->f[EG_F_SOURCE_KIND] = eg_str("official");
	out->f[EG_F_TEXT] = e->text;
	out->f[EG_F_RULE] = eg_str(e->rule);
	if (im->opt->published != NULL)
		out->f[EG_F_PUBLISHED] = eg_str(im->opt->published);
	if (im->opt->recorded != NULL)
		out->f[EG_F_RECORDED] = eg_str(im->opt->recorded);
	out->f[EG_F_NOTE] =
	    eg_str(strcmp(b->source, "legiscan") == 0 ? "by LegiScan" : "by Open States");
}

static enum eg_rc
keep_rows(struct importing *im, const struct eg_source_bill *b, struct eg_err *err)
{
	size_t before = im->rows->row.n;

	eg_rows__add(im->rows, b, &im->history);
	im->n_rows += im->rows->row.n - before;
	return im->rows->pool.n < EG_ROWS_BLOCK ? EG_OK
						: eg_rows__put(im->rows, im->spool, im->put, err);
}

static enum eg_rc
one_bill(void *ctx, struct eg_source_bill *b, struct eg_err *err)
{
	struct importing *im = ctx;
	struct eg_history *h = &im->history;
	const struct eg_ruleset *set;
	struct eg_record out = {0};
	char closing[128], rule[32];
	enum eg_rc rc;

	out.jurisdiction = b->jurisdiction;
	out.session = b->session;
	out.bill = b->bill;
	out.title = b->title;
	out.subject = b->subject.v;
	out.n_subjects = b->subject.n;
	if (im->opt->wanted != NULL && !im->opt->wanted(im->opt->wanted_ctx, &out))
		return EG_OK;
	if ((rc = eg_rules__of(im->rules, b->jurisdiction, &set, err)) != EG_OK)
		return rc;
	eg_source__sort(b, set);
	if (b->instrument == EG_INSTRUMENT_BILL &&
	    eg_rules__any_line(im->rules, set->resolution, b))
		b->instrument = EG_INSTRUMENT_CONCURRENT;
	if ((rc = eg_history__make(im->rules, b, &im->passages.at[b->jurisdiction],
		 im->opt->no_calendar ? NULL : im->calendar, im->opt->as_of, h, err)) != EG_OK)
		return rc;
	if (im->opt->progress != NULL)
		im->opt->progress(im->opt->progress_ctx, im->reader.bills);
	if (im->rows != NULL)
		return keep_rows(im, b, err);
	eg_arena_reset(im->arena);
	im->event.n = 0;
	for (size_t i = 0; i < h->v.n; i++)
		if (h->v.v[i].day != EG_DAY_NONE)
			put_event(im, b, &h->v.v[i]);
	out.jurisdiction = b->jurisdiction;
	out.session = b->session;
	out.bill = b->bill;
	out.title = b->title;
	out.source = b->url;
	out.subject = b->subject.v;
	out.n_subjects = b->subject.n;
	out.text = b->text;
	out.standing = h->standing;
	out.rule = "";
	if (h->introduced != EG_DAY_NONE)
		eg_track__day_text(h->introduced, 0, out.introduced);
	if (h->standing.day != EG_DAY_NONE)
		eg_track__day_text(h->standing.day, 0, out.date);
	if (h->evidence != SIZE_MAX) {
		out.evidence = h->v.v[h->evidence].text;
		out.rule = h->v.v[h->evidence].rule;
		out.computed = h->v.v[h->evidence].computed;
	}
	if (h->standing.closing != EG_CLOSING_NONE && h->standing.closing != EG_CLOSING_UNCLEAR) {
		eg_closing_text(h->standing.closing, h->standing.closes, closing);
		snprintf(rule, sizeof(rule), "calendar:%s", eg_closing_name(h->standing.closing));
		out.evidence = eg_str(closing);
		out.rule = rule;
		out.computed = true;
	}
	out.event = im->event.v;
	out.n = im->event.n;
	return im->each(im->ctx, &out, err);
}

static void
on_file(void *ctx, const char *name)
{
	struct eg_reader *r = ctx;

	r->name = name;
}

/* ---- readers ---- */

static enum eg_rc
begin(struct importing *im, struct eg_err *err)
{
	enum eg_rc rc;

	im->arena = eg_arena_new();
	eg_reader__init(&im->reader, one_bill, im);
	if ((rc = eg_rules__new(im->opt->general_only, &im->rules, err)) != EG_OK ||
	    (rc = eg_calendar_builtin(&im->calendar, err)) != EG_OK ||
	    (rc = eg_passages_builtin(&im->passages, err)) != EG_OK)
		return rc;
	im->reader.calendar = im->calendar;
	im->reader.spool = im->opt->spool;
	return EG_OK;
}

static enum eg_rc
one_file(struct importing *im, const char *path, struct eg_err *err)
{
	bool legiscan = im->opt->form == EG_RECORDS_LEGISCAN;
	struct eg_files files = {.doc = legiscan ? eg_legiscan__doc : eg_openstates__doc,
	    .table = legiscan ? eg_legiscan__tables : eg_openstates__tables,
	    .file = on_file,
	    .ctx = &im->reader,
	    .skip = im->opt->texts ? skipped + TEXT_KEYS : skipped};

	return eg_files__one(&files, path, err);
}

/* The rules stay: rows name them. */
static void
finish(struct importing *im, size_t *first_bad, struct eg_records_totals *out)
{
	out->bills += im->reader.bills;
	out->left_out += im->reader.left_out;
	if (im->reader.bad_days > 0 && (out->bad_days == 0 || im->reader.bad_file < *first_bad)) {
		memcpy(out->bad_day, im->reader.bad_day, sizeof(out->bad_day));
		*first_bad = im->reader.bad_file;
	}
	out->bad_days += im->reader.bad_days;
	eg_calendar_free(im->calendar);
	eg_reader__clear(&im->reader);
	eg_arena_free(im->arena);
	eg_vec_clear(&im->event);
	eg_vec_clear(&im->history.v);
}

static enum eg_rc
list_all(const char *const *path, size_t n, struct eg_file_list *out, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < n && rc == EG_OK; i++)
		rc = eg_files__list(path[i], out, err);
	return rc;
}

static void
list_clear(struct eg_file_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		eg_free(l->v[i]);
	eg_vec_clear(l);
}

enum eg_rc
eg_records_read(const char *const *path, size_t n, const struct eg_records_options *opt,
    eg_record_fn each, void *ctx, struct eg_records_totals *out, struct eg_err *err)
{
	struct importing im = {.opt = opt, .each = each, .ctx = ctx};
	struct eg_file_list files = {0};
	size_t first_bad = 0;
	enum eg_rc rc = list_all(path, n, &files, err);

	memset(out, 0, sizeof(*out));
	if (rc == EG_OK && (rc = begin(&im, err)) == EG_OK)
		for (size_t i = 0; i < files.n && rc == EG_OK; i++, out->files++) {
			im.reader.file = i;
			rc = one_file(&im, files.v[i], err);
		}
	if (im.arena != NULL)
		finish(&im, &first_bad, out);
	eg_rules__free(im.rules);
	list_clear(&files);
	return rc;
}

/* ---- two readers at work ---- */

struct job {
	struct eg_rows_list put;
	enum eg_rc rc;
	struct eg_err err;
};

struct work {
	const struct eg_records_options *opt;
	struct eg_spool *spool;
	const struct eg_file_list *files;
	struct job *job;
	size_t
	    *turn; /* files' numbers in the order of reading: so that both readers end together */
	atomic_size_t next, failed; /* a file that comes after one that failed is not read */
};

struct worker {
	struct work *w;
	struct importing im;
	enum eg_rc rc;
	struct eg_err err;
};

static void *
labour(void *arg)
{
	struct worker *me = arg;
	struct work *w = me->w;
	struct eg_rows rows = {.pool = EG_BUF_INIT};
	size_t i;

	me->im.rows = &rows;
	me->im.spool = w->spool;
	if ((me->rc = begin(&me->im, &me->err)) != EG_OK)
		return NULL;
	while ((i = atomic_fetch_add(&w->next, 1)) < w->files->n) {
		size_t number = w->turn[i], failed = w->failed;
		struct job *j = &w->job[number];

		if (failed < number)
			continue;
		me->im.put = &j->put;
		me->im.reader.file = i;
		if ((j->rc = one_file(&me->im, w->files->v[number], &j->err)) == EG_OK)
			j->rc = eg_rows__put(&rows, w->spool, &j->put, &j->err);
		while (j->rc != EG_OK && failed > number &&
		       !atomic_compare_exchange_weak(&w->failed, &failed, number))
			;
	}
	eg_rows__clear(&rows);
	return NULL;
}

struct sized {
	off_t bytes;
	size_t number;
};

static int
largest_first(const void *pa, const void *pb)
{
	const struct sized *a = pa, *b = pb;

	return a->bytes != b->bytes ? (a->bytes > b->bytes ? -1 : 1)
				    : (a->number > b->number) - (a->number < b->number);
}

/* The largest files come first, if two read. */
static size_t *
turns(const struct eg_file_list *l, bool two)
{
	size_t *turn = eg_calloc(l->n + 1, sizeof(*turn));
	struct sized *v = eg_calloc(l->n + 1, sizeof(*v));
	struct stat st;

	for (size_t i = 0; i < l->n; i++)
		v[i] = (struct sized){two && stat(l->v[i], &st) == 0 ? st.st_size : 0, i};
	if (l->n > 1)
		qsort(v, l->n, sizeof(*v), largest_first);
	for (size_t i = 0; i < l->n; i++)
		turn[i] = v[i].number;
	eg_free(v);
	return turn;
}

static bool
has_archive(const struct eg_file_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		size_t n = strlen(l->v[i]);

		if (n > 4 && strcmp(l->v[i] + n - 4, ".zip") == 0)
			return true;
	}
	return false;
}

static enum eg_rc
share(struct work *w, struct eg_records *r, struct eg_records_totals *totals, struct eg_err *err)
{
	struct worker me[2] = {{.w = w, .im = {.opt = w->opt}}, {.w = w, .im = {.opt = w->opt}}};
	struct eg_records_options quiet = *w->opt;
	enum eg_rc rc = EG_OK;
	size_t first_bad = 0;
	pthread_t other;
	bool two;

	quiet.progress = NULL; /* one of them draws */
	me[1].im.opt = &quiet;
	two = w->files->n > 1 && sysconf(_SC_NPROCESSORS_ONLN) > 1 && !has_archive(w->files);
	w->turn = turns(w->files, two);
	w->failed = SIZE_MAX;
	two = two && pthread_create(&other, NULL, labour, &me[1]) == 0;
	labour(&me[0]);
	if (two)
		pthread_join(other, NULL);
	eg_free(w->turn);
	for (int i = 0; i < (two ? 2 : 1); i++) {
		if (rc == EG_OK && (rc = me[i].rc) != EG_OK)
			*err = me[i].err;
		finish(&me[i].im, &first_bad, totals);
		r->rows += me[i].im.n_rows;
		r->rules[i] = me[i].im.rules;
	}
	for (size_t i = 0; i < w->files->n; i++) {
		if (rc == EG_OK && (rc = w->job[i].rc) != EG_OK)
			*err = w->job[i].err;
		for (size_t k = 0; k < w->job[i].put.n; k++)
			eg_vec_push(&r->block, w->job[i].put.v[k]);
		eg_vec_clear(&w->job[i].put);
	}
	return rc;
}

enum eg_rc
eg_records_collect(const char *const *path, size_t n, const struct eg_records_options *opt,
    struct eg_records **out, struct eg_records_totals *totals, struct eg_err *err)
{
	struct eg_records *r = eg_calloc(1, sizeof(*r));
	struct eg_file_list files = {0};
	struct work w = {.opt = opt, .files = &files, .spool = &r->spool};
	enum eg_rc rc;

	memset(totals, 0, sizeof(*totals));
	r->spool.fd = -1;
	snprintf(
	    r->recorded, sizeof(r->recorded), "%s", opt->recorded != NULL ? opt->recorded : "");
	snprintf(
	    r->published, sizeof(r->published), "%s", opt->published != NULL ? opt->published : "");
	if ((rc = list_all(path, n, &files, err)) == EG_OK &&
	    (rc = eg_spool_open(&r->spool, opt->spool, err)) == EG_OK) {
		w.job = eg_calloc(files.n + 1, sizeof(*w.job));
		rc = share(&w, r, totals, err);
		totals->files = files.n;
		eg_free(w.job);
	}
	list_clear(&files);
	*out = rc == EG_OK ? r : NULL;
	if (rc != EG_OK)
		eg_records_free(r);
	return rc;
}
