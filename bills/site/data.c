/* The site's data: what the pages show, for machines. */
#include "site/site.h"

#include "base/builtin.h"
#include "base/json.h"
#include "base/time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum eg_rc
hand_over(struct site *s, const char *path, struct eg_buf *b, struct eg_err *err)
{
	enum eg_rc rc = eg_buf_ok(b, err);

	if (rc == EG_OK)
		rc = s->write(s->ctx, path, eg_buf_cstr(b), b->n, err);
	eg_buf_clear(b);
	return rc;
}

static enum eg_rc
csv(struct site *s, struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;

	eg_row_csv_header(&b);
	for (size_t i = 0; i < s->st->n; i++)
		if (s->st->row[i].template_name[0] != '\0')
			eg_row_csv(&b, &s->st->row[i]);
	return hand_over(s, "data.csv", &b, err);
}

/* ---- data.json ---- */

static enum eg_rc
json_events(
    struct eg_json *j, const struct site *s, const struct eg_status_row *r, struct eg_err *err)
{
	static const enum eg_field shown[] = {EG_F_DATE, EG_F_EVENT, EG_F_CHAMBER, EG_F_YEAS,
	    EG_F_NAYS, EG_F_SOURCE, EG_F_SOURCE_KIND, EG_F_TEXT, EG_F_RULE, EG_F_PUBLISHED,
	    EG_F_RECORDED, EG_F_NOTE};
	struct eg_buf scratch = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	eg_json_key(j, "history");
	eg_json_array(j);
	for (size_t i = r->log_bill < s->log->n_bills ? s->log->first[r->log_bill] : 0;
	     r->log_bill < s->log->n_bills && i < s->log->first[r->log_bill + 1] && rc == EG_OK;
	     i++) {
		const struct eg_log_event *e = &s->log->v[i];
		struct eg_event row;
		char id[20];

		if (e->voided || e->kind == EG_EV_CORRECTED ||
		    (rc = eg_log_row(s->log, e, &scratch, &row, err)) != EG_OK)
			continue;
		snprintf(id, sizeof(id), "%016llx", (unsigned long long)e->id);
		eg_json_object(j);
		eg_json_kstr(j, "id", id);
		for (size_t f = 0; f < EG_COUNT(shown); f++) {
			struct eg_str v = row.f[shown[f]];

			if (v.n == 0)
				continue;
			eg_json_key(j, shown[f] == EG_F_SOURCE_KIND ? "source_kind"
								    : eg_field_names[shown[f]]);
			eg_json_string_n(j, v.p, v.n);
		}
		eg_json_end(j);
	}
	eg_json_end(j);
	eg_buf_clear(&scratch);
	return rc;
}

static void
json_campaign(struct eg_json *j, const struct site_campaign *c)
{
	const struct eg_tally *t = c->tally;
	const struct {
		const char *key;
		const struct eg_progress_item *v;
		size_t n;
	} lists[] = {{"counted", t->counted, t->n_counted}, {"pending", t->pending, t->n_pending},
	    {"not_counted", t->out, t->n_out}};

	eg_json_object(j);
	eg_json_kstr(j, "template", c->name);
	eg_json_kstr(j, "title", c->title);
	eg_json_kstr(j, "page", c->file);
	eg_json_kstr(j, "unit", site_unit(c, 2));
	eg_json_kint(j, "have", t->have);
	eg_json_kint(j, "have_high", t->have_high);
	eg_json_kint(j, "need", t->need);
	eg_json_kint(j, "of", t->of);
	eg_json_kbool(j, "reached", t->reached);
	for (size_t l = 0; l < EG_COUNT(lists); l++) {
		eg_json_key(j, lists[l].key);
		eg_json_array(j);
		for (size_t i = 0; i < lists[l].n; i++) {
			char why[200];

			eg_progress_why(&lists[l].v[i], c->rule, why);
			eg_json_object(j);
			eg_json_kstr(j, "jurisdiction", eg_postal[lists[l].v[i].jurisdiction]);
			eg_json_kint(j, "weight", lists[l].v[i].weight);
			eg_json_kstr(j, "why", why);
			eg_json_end(j);
		}
		eg_json_end(j);
	}
	eg_json_end(j);
}

static enum eg_rc
json(struct site *s, struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	char day[EG_DATE_TEXT];
	enum eg_rc rc = EG_OK;
	struct eg_json j;

	eg_date_format(eg_date_from_days(s->opt->as_of), day);
	eg_json_init(&j, &b, true);
	eg_json_object(&j);
	eg_json_kstr(&j, "as_of", day);
	eg_json_kstr(&j, "name", s->name);
	eg_json_key(&j, "campaigns");
	eg_json_array(&j);
	for (size_t i = 0; i < s->campaign.n; i++)
		json_campaign(&j, &s->campaign.v[i]);
	eg_json_end(&j);
	eg_json_key(&j, "bills");
	eg_json_array(&j);
	for (size_t i = 0; i < s->st->n && rc == EG_OK; i++) {
		const struct eg_status_row *r = &s->st->row[i];

		if (r->template_name[0] == '\0')
			continue;
		eg_json_object(&j);
		eg_row_json_members(&j, r);
		eg_json_kstr(&j, "page", site_bill_of(s, r)->file);
		rc = json_events(&j, s, r, err);
		eg_json_end(&j);
	}
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_finish(&j);
	if (rc == EG_OK)
		return hand_over(s, "data.json", &b, err);
	eg_buf_clear(&b);
	return rc;
}

/* ---- the feed ---- */

struct fed {
	const struct eg_log_event *e;
	const struct site_bill *bill;
};

/* By the time recorded, newest first: what a reader has not seen is on top, whenever it happened. */
static int
newest(const void *pa, const void *pb)
{
	const struct fed *a = pa, *b = pb;

	if (a->e->recorded != b->e->recorded)
		return a->e->recorded > b->e->recorded ? -1 : 1;
	if (a->e->day != b->e->day)
		return a->e->day > b->e->day ? -1 : 1;
	return a->e->id < b->e->id ? -1 : a->e->id > b->e->id;
}

static enum eg_rc
entry(struct site *s, const struct fed *f, struct eg_buf *out, struct eg_err *err)
{
	const struct eg_status_row *r = f->bill->first;
	struct eg_buf scratch = EG_BUF_INIT, title = EG_BUF_INIT, summary = EG_BUF_INIT;
	char id[48], updated[EG_TIME_TEXT];
	struct eg_event e;
	enum eg_rc rc = eg_log_row(s->log, f->e, &scratch, &e, err);

	if (rc == EG_OK) {
		snprintf(id, sizeof(id), "urn:engross:event:%016llx", (unsigned long long)f->e->id);
		eg_time_format((int64_t)f->e->recorded * 60, updated);
		eg_buf_printf(&title, "%s %s: ", eg_postal_name(eg_postal[r->jurisdiction]),
		    r->bill[0] != '\0' ? r->bill : r->template_name);
		eg_event_words(&title, (enum eg_event_kind)f->e->kind, f->e->chamber,
		    &s->passages->at[r->jurisdiction], e.f[EG_F_YEAS], e.f[EG_F_NAYS]);
		eg_buf_str(&summary, e.f[EG_F_DATE]);
		eg_buf_printf(&summary, "%s%s; now %s", e.f[EG_F_DATE].n > 0 ? "; " : "",
		    r->template_name, eg_stage_words((enum eg_stage)r->stage));
		eg_atom_entry(out, &(struct eg_atom_entry){id, eg_buf_cstr(&title),
				       eg_buf_cstr(&summary), updated, f->bill->file});
	}
	eg_buf_clear(&scratch);
	eg_buf_clear(&title);
	eg_buf_clear(&summary);
	return rc;
}

static enum eg_rc
feed(struct site *s, struct eg_err *err)
{
	enum { MOST = 200 };
	struct {
		EG_VEC(struct fed);
	} v = {0};
	struct eg_buf b = EG_BUF_INIT, id = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < s->bill.n; i++) {
		const struct eg_status_row *r = s->bill.v[i].first;

		for (size_t k = r->log_bill < s->log->n_bills ? s->log->first[r->log_bill] : 0;
		     r->log_bill < s->log->n_bills && k < s->log->first[r->log_bill + 1]; k++)
			if (!s->log->v[k].voided && s->log->v[k].kind != EG_EV_CORRECTED)
				eg_vec_push(&v, ((struct fed){&s->log->v[k], &s->bill.v[i]}));
	}
	if (v.n > 0)
		qsort(v.v, v.n, sizeof(*v.v), newest);
	eg_buf_puts(&id, "urn:engross:feed:");
	for (const char *p = s->name; *p != '\0'; p++)
		eg_buf_putc(&id, (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ? *p : '-');
	eg_atom_begin(&b, eg_buf_cstr(&id), s->name, s->opt->updated);
	for (size_t i = 0; i < v.n && i < MOST && rc == EG_OK; i++)
		rc = entry(s, &v.v[i], &b, err);
	eg_atom_end(&b);
	eg_vec_clear(&v);
	eg_buf_clear(&id);
	if (rc == EG_OK)
		return hand_over(s, "feed.atom", &b, err);
	eg_buf_clear(&b);
	return rc;
}

enum eg_rc
site_data(struct site *s, struct eg_err *err)
{
	const struct eg_builtin *style = eg_builtin_find("site/style.css");
	struct eg_buf b = EG_BUF_INIT;
	enum eg_rc rc;

	if ((rc = csv(s, err)) != EG_OK || (rc = json(s, err)) != EG_OK ||
	    (rc = feed(s, err)) != EG_OK)
		return rc;
	eg_deadlines_ics(s->coming, s->name, &b);
	if ((rc = hand_over(s, "calendar.ics", &b, err)) != EG_OK || style == NULL)
		return rc;
	return s->write(s->ctx, "style.css", style->data, style->n, err);
}
