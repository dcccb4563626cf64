/* The page of a bill: where it stands, its history with the source of each step, its prints and
 * what they keep of the model. */
#include "site/site.h"

#include "site/prints.h"

#include "base/time.h"

#include <stdio.h>
#include <string.h>

/* ---- how far it came ---- */

/* Done; or the first that it ended before; or not reached. */
static void
step(struct page *p, const char *name, bool done, bool over, bool *stopped)
{
	bool first = !done && over && !*stopped;

	eg_buf_printf(&p->out, "<li%s>%s<span class=\"meta\">%s</span></li>\n",
	    done   ? " class=\"done\""
	    : over ? " class=\"stop\""
		   : "",
	    name,
	    done    ? ""
	    : first ? " \xE2\x80\x94 it ended before this"
	    : over  ? ""
		    : " \xE2\x80\x94 not yet");
	*stopped = *stopped || first;
}

/* The furthest stage that its events show, whatever closed it afterwards. */
static enum eg_stage
furthest(const struct site *s, const struct eg_status_row *r)
{
	enum eg_stage best = r->stage < EG_STAGE_FAILED ? (enum eg_stage)r->stage : EG_STAGE_NONE;

	for (size_t i = r->log_bill < s->log->n_bills ? s->log->first[r->log_bill] : 0;
	     r->log_bill < s->log->n_bills && i < s->log->first[r->log_bill + 1]; i++) {
		const struct eg_log_event *e = &s->log->v[i];
		enum eg_stage at = e->kind == EG_EV_INTRODUCED || e->kind == EG_EV_REFERRED
				       ? EG_STAGE_INTRODUCED
				   : e->kind == EG_EV_PASSED && e->chamber == EG_CHAMBER_BOTH
				       ? EG_STAGE_PASSED_BOTH
				   : e->kind == EG_EV_PASSED ? EG_STAGE_PASSED_FIRST
				   : e->kind == EG_EV_PRESENTED || e->kind == EG_EV_VETOED
				       ? EG_STAGE_WITH_EXECUTIVE
				       : EG_STAGE_NONE;

		if (!e->voided && e->day <= s->opt->as_of && at > best)
			best = at;
	}
	return best;
}

static void
steps(struct page *p, const struct eg_status_row *r)
{
	enum eg_stage at = furthest(p->site, r);
	bool law = r->stage == EG_STAGE_ENACTED || r->stage == EG_STAGE_ADOPTED,
	     over = r->stage >= EG_STAGE_FAILED || r->stage == EG_STAGE_VETOED;
	bool one = p->site->passages->at[r->jurisdiction].unicameral, stopped = false;

	eg_buf_puts(&p->out, "<ol class=\"steps\" aria-label=\"How far it came\">\n");
	step(p, "Introduced", at >= EG_STAGE_INTRODUCED || law, over, &stopped);
	if (!one)
		step(p, "Passed a chamber", at >= EG_STAGE_PASSED_FIRST || law, over, &stopped);
	step(p, one ? "Passed" : "Passed both", at >= EG_STAGE_PASSED_BOTH || law, over, &stopped);
	step(p, r->instrument == EG_INSTRUMENT_BILL ? "Law" : "Adopted", law, over, &stopped);
	eg_buf_puts(&p->out, "</ol>\n");
}

/* ---- what it carries ---- */

static void
carries(struct page *p, const struct site_bill *b)
{
	struct eg_buf *o = &p->out;

	eg_buf_puts(o, "<table class=\"cards-when-narrow\">\n<thead><tr><th "
		       "scope=\"col\">Carries</th><th scope=\"col\">Version</th><th "
		       "scope=\"col\">Stage</th><th scope=\"col\">Legal status</th><th "
		       "scope=\"col\">Date</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < b->row.n; i++) {
		const struct eg_status_row *r = b->row.v[i];
		const struct site_campaign *c = site_campaign_of(p->site, r->template_name);
		const char *version =
		    r->version_passed[0] != '\0' ? r->version_passed : r->version_introduced;

		eg_buf_puts(o, "<tr><th scope=\"row\">");
		site_link(p, c->file, c->title);
		if (strcmp(r->part, "part") == 0)
			eg_buf_puts(o, " <span class=\"meta\">in part</span>");
		eg_buf_puts(o, "</th><td data-label=\"Version\">");
		site_text(o, version);
		if (version[0] != '\0')
			eg_buf_printf(o, " <span class=\"meta\">%s</span>",
			    strcmp(r->version_basis, "traced") == 0 ? "found by comparing texts"
								    : "declared");
		eg_buf_puts(o, "</td><td data-label=\"Stage\">");
		site_standing(o, r, site_place_of(p->site, r));
		site_why(o, p->site, r);
		eg_buf_puts(o, "</td><td data-label=\"Legal status\">");
		site_legal(o, r);
		eg_buf_puts(o, "</td><td data-label=\"Date\">");
		site_row_date(o, r);
		eg_buf_puts(o, "</td></tr>\n");
	}
	eg_buf_puts(o, "</tbody>\n</table>\n");
}

/* ---- history ---- */

static bool
is_big(enum eg_event_kind k)
{
	return k == EG_EV_PASSED || k == EG_EV_SIGNED || k == EG_EV_BECAME_LAW_UNSIGNED ||
	       k == EG_EV_OVERRIDDEN || k == EG_EV_CHAPTERED || k == EG_EV_TOOK_EFFECT ||
	       k == EG_EV_FILED_WITH_SECRETARY || k == EG_EV_APPROVED_BY_VOTERS;
}

static void
event_detail(struct eg_buf *o, const char *name, struct eg_str text)
{
	if (text.n == 0)
		return;
	eg_buf_printf(o, " %s ", name);
	site_text_n(o, text);
	if (text.p[text.n - 1] != '.')
		eg_buf_putc(o, '.');
}

static void
one_event(struct page *p, const struct eg_status_row *r, const struct eg_log_event *e,
    const struct eg_event *row)
{
	const struct eg_str *f = row->f;
	struct eg_buf *o = &p->out;

	eg_buf_printf(o, "<li id=\"e-%016llx\"%s>", (unsigned long long)e->id,
	    e->voided				  ? " class=\"void\""
	    : is_big((enum eg_event_kind)e->kind) ? " class=\"big-step\""
						  : "");
	if (e->day == EG_DAY_UNKNOWN)
		eg_buf_puts(o, "<span class=\"when\">day not known</span>");
	else
		site_date(o, e->day, e->partial);
	eg_buf_puts(o, "<span class=\"what\">");
	eg_event_words(o, (enum eg_event_kind)e->kind, e->chamber,
	    &p->site->passages->at[r->jurisdiction], f[EG_F_YEAS], f[EG_F_NAYS]);
	eg_buf_puts(o, "</span>");
	if (e->day > p->site->opt->as_of)
		eg_buf_puts(o, " <span class=\"meta\">(to come)</span>");
	if (e->voided)
		eg_buf_puts(o, " <span class=\"meta\">corrected since: it does not count</span>");
	if (f[EG_F_TEXT].n > 0) {
		eg_buf_puts(o, "\n<blockquote>");
		site_text_n(o, f[EG_F_TEXT]);
		eg_buf_puts(o, "</blockquote>");
	}
	eg_buf_puts(o, "\n<div class=\"source\">");
	if (f[EG_F_SOURCE].n > 0)
		site_source(o, f[EG_F_SOURCE_KIND], f[EG_F_SOURCE]);
	else
		eg_buf_puts(o, "<span class=\"meta\">no source recorded</span>");
	eg_buf_puts(o, "</div>");
	if (f[EG_F_NOTE].n + f[EG_F_TARGET].n + f[EG_F_NEEDED].n + f[EG_F_RULE].n +
		f[EG_F_PUBLISHED].n >
	    0) {
		eg_buf_puts(o, "<div class=\"meta\">");
		event_detail(o, "Note:", f[EG_F_NOTE]);
		event_detail(o, "Other bill:", f[EG_F_TARGET]);
		event_detail(o, "Votes needed:", f[EG_F_NEEDED]);
		event_detail(o, "Published", f[EG_F_PUBLISHED]);
		event_detail(o, "Read by the rule:", f[EG_F_RULE]);
		eg_buf_puts(o, "</div>");
	}
	eg_buf_puts(o, "</li>\n");
}

static enum eg_rc
history(struct page *p, const struct eg_status_row *r, struct eg_err *err)
{
	const struct eg_log *log = p->site->log;
	struct eg_buf scratch = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;
	char why[128];

	eg_buf_puts(&p->out, "<h2 id=\"history\">History</h2>\n");
	if (r->log_bill >= log->n_bills) {
		eg_buf_puts(&p->out, "<p>No event is recorded.</p>\n");
		return EG_OK;
	}
	eg_buf_puts(&p->out, "<ol class=\"history\">\n");
	for (size_t i = log->first[r->log_bill]; i < log->first[r->log_bill + 1] && rc == EG_OK;
	     i++) {
		struct eg_event e;

		if (log->v[i].kind == EG_EV_CORRECTED)
			continue;
		if ((rc = eg_log_row(log, &log->v[i], &scratch, &e, err)) == EG_OK)
			one_event(p, r, &log->v[i], &e);
	}
	eg_closing_text((enum eg_closing)r->closing, r->closes, why);
	if (why[0] != '\0') {
		eg_buf_puts(&p->out, "<li>");
		site_date(&p->out, r->closes, 0);
		eg_buf_puts(&p->out,
		    "<span class=\"what\">computed from the session calendar</span>"
		    "\n<div class=\"meta\">");
		site_text(&p->out, why);
		eg_buf_puts(&p->out, ". Any later event undoes this.</div></li>\n");
	}
	eg_buf_puts(&p->out, "</ol>\n");
	eg_buf_clear(&scratch);
	return rc;
}

static void
odd(struct page *p, const struct eg_status_row *r)
{
	if (r->odd_list == NULL || r->odd == 0)
		return;
	eg_buf_puts(
	    &p->out, "<div class=\"note\"><p>What does not add up in this record:</p><ul>\n");
	for (size_t i = 0; i < r->odd && i < EG_ODD_MAX; i++) {
		eg_buf_puts(&p->out, "<li>");
		site_text(&p->out, r->odd_list[i].what);
		eg_buf_puts(&p->out, "</li>\n");
	}
	eg_buf_puts(&p->out, "</ul></div>\n");
}

enum eg_rc
site_bill_page(struct site *s, const struct site_bill *b, struct eg_err *err)
{
	const struct eg_status_row *r = b->first;
	const char *state = eg_postal_name(eg_postal[r->jurisdiction]);
	char *kicker =
	    eg_sprintf("<a href=\"../states/%s.html\">%s</a>", eg_postal[r->jurisdiction], state);
	char *title = r->bill[0] != '\0'
			  ? eg_sprintf("%s %s", state, r->bill)
			  : eg_sprintf("%s, a bill whose number is not known", state);
	struct page p;
	enum eg_rc rc;

	site_page_open(&p, s, b->file, title, kicker);
	site_patterns(&p.out);
	eg_buf_printf(
	    &p.out, "<p class=\"meta\">%s", eg_instrument_name((enum eg_instrument)r->instrument));
	if (r->session[0] != '\0') {
		eg_buf_puts(&p.out, ", session ");
		site_text(&p.out, r->session);
	}
	eg_buf_puts(&p.out, "</p>\n<p class=\"big\"><strong>");
	eg_buf_puts(&p.out, eg_stage_words((enum eg_stage)r->stage));
	eg_buf_puts(&p.out, "</strong>");
	if (r->legal != EG_LEGAL_NONE)
		eg_buf_printf(&p.out, ", %s", eg_legal_words((enum eg_legal)r->legal));
	eg_buf_puts(&p.out, "</p>\n");
	steps(&p, r);
	carries(&p, b);
	odd(&p, r);
	if ((rc = history(&p, r, err)) == EG_OK)
		rc = site_prints(&p, b, err);
	eg_free(kicker);
	eg_free(title);
	if (rc == EG_OK)
		return site_page_close(&p, err);
	eg_buf_clear(&p.out);
	return rc;
}
