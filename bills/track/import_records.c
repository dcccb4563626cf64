/* The public side of the importers (engross/records.h): files in, one struct eg_record a bill. */
#include "track/import.h"
#include "track/import_files.h"

#include "base/time.h"

#include <engross/records.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

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
};

/* Keys of documents that say nothing of where a bill stands. */
static const char *const skipped[] = {"sponsorships", "sponsors", "versions", "documents",
    "citations", "abstracts", "other_titles", "votes", "raw_text", "texts", "amendments",
    "supplements", "calendar", "committee", "referrals", "related_entities", "extras",
    "_processing", NULL};

/* ---- events as rows ---- */

static const char *
number_in(const char *p, const char *end, struct eg_str *out)
{
	while (p < end && (*p == ' ' || *p == ':' || *p == ',' || *p == '-' || *p == '.'))
		p++;
	out->p = p;
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	out->n = (size_t)(p - out->p);
	return p;
}

/* "yeas, 97; nays, 1", "Ayes: 44 Nays: 2", "Yea 81, Nay 43". */
static void
vote_in(struct eg_str s, struct eg_str *yeas, struct eg_str *nays)
{
	static const char *const words[] = {"yeas", "ayes", "yea", "aye"};
	const char *end = s.p + s.n;

	*yeas = *nays = (struct eg_str){NULL, 0};
	for (const char *p = s.p; p + 6 < end; p++)
		for (size_t k = 0; k < EG_COUNT(words); k++) {
			size_t n = strlen(words[k]);
			const char *q;

			if (strncasecmp(p, words[k], n) != 0)
				continue;
			q = number_in(p + n, end, yeas);
			if (yeas->n == 0 || yeas->n > 3)
				continue;
			for (; q + 3 < end; q++)
				if (strncasecmp(q, "nay", 3) == 0 ||
				    strncasecmp(q, "noe", 3) == 0) {
					q += q + 3 < end && (q[3] == 's' || q[3] == 'S') ? 4 : 3;
					(void)number_in(q, end, nays);
					break;
				}
			if (nays->n == 0 || nays->n > 3)
				*yeas = *nays = (struct eg_str){NULL, 0};
			return;
		}
}

static bool
is_vote(enum eg_event_kind k)
{
	return k == EG_EV_PASSED || k == EG_EV_FAILED || k == EG_EV_OVERRIDDEN ||
	       k == EG_EV_OVERRIDE_FAILED || k == EG_EV_CONCURRED;
}

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
	if (is_vote(e->kind))
		vote_in(e->text, &out->f[EG_F_YEAS], &out->f[EG_F_NAYS]);
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
one_bill(void *ctx, struct eg_source_bill *b, struct eg_err *err)
{
	struct importing *im = ctx;
	struct eg_history *h = &im->history;
	const struct eg_ruleset *set;
	struct eg_record out = {0};
	char closing[128], rule[32];
	enum eg_rc rc;

	if ((rc = eg_rules__of(im->rules, b->jurisdiction, &set, err)) != EG_OK)
		return rc;
	eg_source__sort(b, set->newest_first);
	if ((rc = eg_history__make(im->rules, b, &im->passages.at[b->jurisdiction],
		 im->opt->no_calendar ? NULL : im->calendar, im->opt->as_of, h, err)) != EG_OK)
		return rc;
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
	if (im->opt->progress != NULL)
		im->opt->progress(im->opt->progress_ctx, im->reader.bills);
	return im->each(im->ctx, &out, err);
}

static void
on_file(void *ctx, const char *name)
{
	struct eg_reader *r = ctx;

	r->name = name;
}

enum eg_rc
eg_records_read(const char *const *path, size_t n, const struct eg_records_options *opt,
    eg_record_fn each, void *ctx, struct eg_records_totals *out, struct eg_err *err)
{
	struct importing im = {.opt = opt, .each = each, .ctx = ctx, .arena = eg_arena_new()};
	struct eg_files files = {
	    .doc = opt->form == EG_RECORDS_LEGISCAN ? eg_legiscan__doc : eg_openstates__doc,
	    .table = opt->form == EG_RECORDS_LEGISCAN ? eg_legiscan__tables : eg_openstates__tables,
	    .file = on_file,
	    .ctx = &im.reader,
	    .skip = skipped};
	enum eg_rc rc;

	memset(out, 0, sizeof(*out));
	eg_reader__init(&im.reader, one_bill, &im);
	if ((rc = eg_rules__new(opt->general_only, &im.rules, err)) != EG_OK ||
	    (rc = eg_calendar_builtin(&im.calendar, err)) != EG_OK ||
	    (rc = eg_passages_builtin(&im.passages, err)) != EG_OK)
		goto done;
	im.reader.calendar = im.calendar;
	for (size_t i = 0; i < n && rc == EG_OK; i++)
		rc = eg_files__read(&files, path[i], err);
	*out = (struct eg_records_totals){files.n, im.reader.bills, im.reader.left_out};
done:
	eg_rules__free(im.rules);
	eg_calendar_free(im.calendar);
	eg_reader__clear(&im.reader);
	eg_arena_free(im.arena);
	eg_vec_clear(&im.event);
	eg_vec_clear(&im.history.v);
	return rc;
}
