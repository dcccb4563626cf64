/* The overview of campaigns, and the page of each. */
#include "site/site.h"

#include "base/time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- words that both pages use ---- */

static void
headline(struct page *p, const struct site_campaign *c)
{
	const struct eg_tally *t = c->tally;

	if (t->need > 0 && c->rule->kind != EG_THRESHOLD_NONE)
		eg_buf_printf(&p->out, "<strong>%lld of %lld</strong> %s%s", (long long)t->have,
		    (long long)t->need, site_unit(c, t->need), t->reached ? ", reached" : "");
	else
		eg_buf_printf(
		    &p->out, "<strong>%lld</strong> %s", (long long)t->have, site_unit(c, t->have));
}

static void
details(struct page *p, const struct site_campaign *c)
{
	const struct eg_tally *t = c->tally;
	struct eg_buf *o = &p->out;
	int64_t pending = 0;
	size_t claims = 0;

	for (size_t i = 0; i < t->n_pending; i++)
		pending += t->pending[i].weight;
	for (int j = 0; j < EG_JURISDICTIONS; j++)
		claims += c->claimed[j];
	eg_buf_puts(o, "<p class=\"meta\">");
	if (t->need > t->have && !t->reached)
		eg_buf_printf(o, "%lld lacking. ", (long long)(t->need - t->have));
	eg_buf_printf(o, "%lld %s pending.", (long long)pending, site_unit(c, pending));
	if (t->have_high != t->have_low)
		eg_buf_printf(o, " %lld if those in dispute count too.", (long long)t->have_high);
	if (c->rule->date_rule != EG_DATE_RULE_NONE) {
		eg_buf_puts(o, " Or ");
		site_date(o, c->rule->date, 0);
		eg_buf_printf(o, ", whichever is %s.",
		    c->rule->date_rule == EG_DATE_RULE_EARLIER ? "earlier" : "later");
	}
	if (claims > 0)
		eg_buf_printf(o, " %zu more %s claimed, with no source found; %s not counted.",
		    claims, claims == 1 ? "is" : "are", claims == 1 ? "it is" : "they are");
	eg_buf_puts(o, "</p>\n");
}

/* ---- the overview ---- */

struct recent {
	const struct eg_log_event *e;
	const struct eg_status_row *row;
};

static int
newest_first(const void *pa, const void *pb)
{
	const struct recent *a = pa, *b = pb;

	if (a->e->day != b->e->day)
		return a->e->day > b->e->day ? -1 : 1;
	return a->e->id < b->e->id ? -1 : a->e->id > b->e->id;
}

static enum eg_rc
latest(struct page *p, size_t most, struct eg_err *err)
{
	struct {
		EG_VEC(struct recent);
	} v = {0};
	struct eg_buf scratch = EG_BUF_INIT;
	struct site *s = p->site;
	enum eg_rc rc = EG_OK;

	for (size_t b = 0; b < s->bill.n; b++) {
		const struct eg_status_row *r = s->bill.v[b].first;

		if (r->log_bill >= s->log->n_bills)
			continue;
		for (size_t i = s->log->first[r->log_bill]; i < s->log->first[r->log_bill + 1];
		     i++) {
			const struct eg_log_event *e = &s->log->v[i];

			if (!e->voided && e->kind != EG_EV_CORRECTED && e->partial == 0 &&
			    e->day <= s->opt->as_of)
				eg_vec_push(&v, ((struct recent){e, r}));
		}
	}
	if (v.n > 0)
		qsort(v.v, v.n, sizeof(*v.v), newest_first);
	eg_buf_puts(&p->out, "<ul class=\"plain\">\n");
	for (size_t i = 0; i < v.n && i < most && rc == EG_OK; i++) {
		const struct eg_status_row *r = v.v[i].row;
		struct eg_event e;

		if ((rc = eg_log_row(s->log, v.v[i].e, &scratch, &e, err)) != EG_OK)
			break;
		eg_buf_puts(&p->out, "<li><span class=\"when\">");
		site_date(&p->out, v.v[i].e->day, 0);
		eg_buf_puts(&p->out, "</span> ");
		eg_buf_printf(&p->out, "%s, ", eg_postal_name(eg_postal[r->jurisdiction]));
		site_link(p, site_bill_of(s, r)->file, r->bill[0] != '\0' ? r->bill : "a bill");
		eg_buf_puts(&p->out, ": ");
		eg_event_words(&p->out, (enum eg_event_kind)v.v[i].e->kind, v.v[i].e->chamber,
		    &s->passages->at[r->jurisdiction], e.f[EG_F_YEAS], e.f[EG_F_NAYS]);
		eg_buf_puts(&p->out, "</li>\n");
	}
	eg_buf_puts(&p->out, "</ul>\n");
	eg_vec_clear(&v);
	eg_buf_clear(&scratch);
	return rc;
}

enum eg_rc
site_overview(struct site *s, struct eg_err *err)
{
	struct page p;
	enum eg_rc rc;

	site_page_open(&p, s, "index.html", s->name, NULL);
	eg_buf_puts(&p.out,
	    "<p class=\"lead\">Where model legislation stands in fifty states, the "
	    "District of Columbia and five territories: what was introduced, passed, "
	    "refused and given up, with the source of each step.</p>\n");
	if (s->campaign.n == 0)
		eg_buf_puts(&p.out, "<p>Nothing is tracked yet.</p>\n");
	eg_buf_puts(&p.out, "<h2>Campaigns</h2>\n<ul class=\"cards\">\n");
	for (size_t i = 0; i < s->campaign.n; i++) {
		const struct site_campaign *c = &s->campaign.v[i];

		eg_buf_puts(&p.out, "<li>\n<h3>");
		site_link(&p, c->file, c->title);
		eg_buf_puts(&p.out, "</h3>\n<p>");
		headline(&p, c);
		eg_buf_puts(&p.out, "</p>\n");
		site_threshold_bar(&p, c, true);
		eg_buf_printf(&p.out,
		    "<p class=\"meta\">%zu bill%s. Under way: %zu. Refused or "
		    "died: %zu. Left or lost: %zu.</p>\n</li>\n",
		    c->n, c->n == 1 ? "" : "s", c->count[PLACE_LIVE] + c->count[PLACE_HALFWAY],
		    c->count[PLACE_OVER], c->count[PLACE_LEFT]);
	}
	eg_buf_puts(&p.out, "</ul>\n<h2>Latest</h2>\n");
	if ((rc = latest(&p, 12, err)) != EG_OK) {
		eg_buf_clear(&p.out);
		return rc;
	}
	site_patterns(&p.out);
	return site_page_close(&p, err);
}

/* ---- a campaign ---- */

static bool
said_before(const struct eg_str *seen, size_t n, struct eg_str s)
{
	for (size_t i = 0; i < n; i++)
		if (eg_str_same(seen[i], s))
			return true;
	return false;
}

/* The sources of a bill's events, each once: of the act that made the stage first. */
static enum eg_rc
sources(struct page *p, const struct eg_status_row *r, struct eg_err *err)
{
	enum { MOST = 4 };
	const struct eg_log *log = p->site->log;
	struct eg_str seen[MOST];
	struct eg_arena *a = eg_arena_new();
	size_t n = 0;
	enum eg_rc rc = EG_OK;

	for (size_t i = r->log_bill < log->n_bills ? log->first[r->log_bill + 1] : 0;
	     i > 0 && r->log_bill < log->n_bills && i > log->first[r->log_bill] && n < MOST; i--) {
		struct eg_buf scratch = EG_BUF_INIT;
		struct eg_event e;

		if (log->v[i - 1].voided)
			continue;
		if ((rc = eg_log_row(log, &log->v[i - 1], &scratch, &e, err)) != EG_OK)
			break;
		if (e.f[EG_F_SOURCE].n > 0 && !said_before(seen, n, e.f[EG_F_SOURCE])) {
			seen[n].n = e.f[EG_F_SOURCE].n;
			seen[n].p = eg_arena_str(a, e.f[EG_F_SOURCE]);
			eg_buf_puts(&p->out, n > 0 ? "<br>" : "");
			site_source(&p->out, e.f[EG_F_SOURCE_KIND], seen[n]);
			n++;
		}
		eg_buf_clear(&scratch);
	}
	if (n == 0)
		eg_buf_puts(&p->out, "<span class=\"meta\">none recorded</span>");
	eg_arena_free(a);
	return rc;
}

static enum eg_rc
table_row(struct page *p, const struct eg_status_row *r, struct eg_err *err)
{
	struct eg_buf *o = &p->out;
	enum eg_rc rc;

	eg_buf_puts(o, "<tr><th scope=\"row\">");
	eg_buf_printf(o, "<a href=\"%sstates/%s.html\">%s</a></th><td data-label=\"Bill\">",
	    p->root, eg_postal[r->jurisdiction], eg_postal_name(eg_postal[r->jurisdiction]));
	site_link(p, site_bill_of(p->site, r)->file, r->bill[0] != '\0' ? r->bill : "no number");
	if (r->session[0] != '\0') {
		eg_buf_puts(o, " <span class=\"meta\">");
		site_text(o, r->session);
		eg_buf_puts(o, "</span>");
	}
	eg_buf_puts(o, "</td><td data-label=\"Version\">");
	if (r->version_passed[0] != '\0' || r->version_introduced[0] != '\0') {
		site_text(
		    o, r->version_passed[0] != '\0' ? r->version_passed : r->version_introduced);
		if (strcmp(r->version_basis, "traced") == 0)
			eg_buf_puts(o, " <span class=\"meta\">traced</span>");
	}
	eg_buf_puts(o, "</td><td data-label=\"Stage\">");
	site_standing(o, r, site_place_of(p->site, r));
	site_why(o, p->site, r);
	eg_buf_puts(o, "</td><td data-label=\"Legal status\">");
	site_legal(o, r);
	eg_buf_puts(o, "</td><td data-label=\"Date\">");
	site_row_date(o, r);
	eg_buf_puts(o, "</td><td data-label=\"Sources\" class=\"source\">");
	rc = sources(p, r, err);
	eg_buf_puts(o, "</td></tr>\n");
	return rc;
}

static int
by_state(const void *pa, const void *pb)
{
	const struct eg_status_row *a = *(const struct eg_status_row *const *)pa,
				   *b = *(const struct eg_status_row *const *)pb;
	int c = strcmp(
	    eg_postal_name(eg_postal[a->jurisdiction]), eg_postal_name(eg_postal[b->jurisdiction]));

	return c != 0 ? c : a < b ? -1 : 1;
}

static enum eg_rc
table(struct page *p, const struct site_campaign *c, struct eg_err *err)
{
	static const enum site_place order[] = {PLACE_IN, PLACE_GOING, PLACE_DISPUTED,
	    PLACE_HALFWAY, PLACE_LIVE, PLACE_UNCLEAR, PLACE_OVER, PLACE_LEFT, PLACE_NONE};
	static const char *const title[PLACES] = {[PLACE_NONE] = ("Recorded, and not of the kind "
								  "that counts"),
	    [PLACE_IN] = "Enacted or adopted",
	    [PLACE_GOING] = "Withdrawing",
	    [PLACE_DISPUTED] = "In dispute",
	    [PLACE_HALFWAY] = "Under way, passed by a chamber",
	    [PLACE_LIVE] = "Under way",
	    [PLACE_UNCLEAR] = "Unclear",
	    [PLACE_OVER] = "Refused, withdrawn or died",
	    [PLACE_LEFT] = "Repealed, rescinded, ended or struck down"};
	struct {
		EG_VEC(const struct eg_status_row *);
	} v = {0};
	enum eg_rc rc = EG_OK;

	for (size_t i = c->first; i < c->first + c->n; i++)
		eg_vec_push(&v, &p->site->st->row[i]);
	qsort(v.v, v.n, sizeof(*v.v), by_state);
	eg_buf_puts(&p->out,
	    "<table class=\"cards-when-narrow states\">\n<caption>Every bill, whatever became of "
	    "it. "
	    "Dates are those of the act that made the stage.</caption>\n<thead><tr><th "
	    "scope=\"col\">State</th><th scope=\"col\">Bill</th><th scope=\"col\">Version</th><th "
	    "scope=\"col\">Stage</th><th scope=\"col\">Legal status</th><th "
	    "scope=\"col\">Date</th><th scope=\"col\">Sources</th></tr></thead>\n");
	for (size_t k = 0; k < EG_COUNT(order) && rc == EG_OK; k++) {
		size_t n = 0;

		for (size_t i = 0; i < v.n; i++)
			n += site_place_of(p->site, v.v[i]) == order[k];
		if (n == 0)
			continue;
		eg_buf_printf(&p->out,
		    "<tbody>\n<tr class=\"group\"><th colspan=\"7\" scope=\"rowgroup\">%s: "
		    "%zu</th></tr>\n",
		    title[order[k]], n);
		for (size_t i = 0; i < v.n && rc == EG_OK; i++)
			if (site_place_of(p->site, v.v[i]) == order[k])
				rc = table_row(p, v.v[i], err);
		eg_buf_puts(&p->out, "</tbody>\n");
	}
	eg_buf_puts(&p->out, "</table>\n");
	eg_vec_clear(&v);
	return rc;
}

static void
rule(struct page *p, const struct site_campaign *c)
{
	const struct eg_threshold_rule *r = c->rule;
	const struct {
		const char *name, *text;
	} lines[] = {{"The rule", r->note}, {"Leaving", r->withdrawal},
	    {"What must be enacted", r->conformity}, {"Source of the rule", r->source}};

	if (r->note[0] == '\0' && r->source[0] == '\0')
		return;
	eg_buf_puts(&p->out, "<h2 id=\"rule\">What it takes</h2>\n<dl class=\"prose\">\n");
	for (size_t i = 0; i < EG_COUNT(lines); i++) {
		if (lines[i].text[0] == '\0')
			continue;
		eg_buf_printf(&p->out, "<dt class=\"meta\">%s</dt><dd>", lines[i].name);
		site_text(&p->out, lines[i].text);
		eg_buf_puts(&p->out, "</dd>\n");
	}
	eg_buf_puts(&p->out, "</dl>\n");
}

static void
paths(struct page *p, const struct site_campaign *c)
{
	enum { MOST = 8 };
	struct eg_paths found;

	eg_paths_find(c->tally, MOST, &found);
	if (found.size > 0 && found.lacking > 0) {
		eg_buf_printf(&p->out,
		    "<p class=\"prose\">The smallest sets of pending ones that would reach it have "
		    "%zu member%s (%s%zu such set%s): ",
		    found.size, found.size == 1 ? "" : "s", found.partial ? "more than " : "",
		    found.found, found.found == 1 ? "" : "s");
		for (size_t i = 0; i < found.n; i++) {
			eg_buf_puts(&p->out, i > 0 ? "; " : "");
			for (size_t k = 0; k < found.size; k++)
				eg_buf_printf(&p->out, "%s%s", k > 0 ? ", " : "",
				    eg_postal[found.set[i * found.size + k]]);
		}
		eg_buf_puts(&p->out, found.found > found.n ? "; \xE2\x80\xA6</p>\n" : ".</p>\n");
	} else if (found.lacking > 0 && c->tally->need > 0) {
		eg_buf_printf(&p->out,
		    "<p class=\"prose\">Those now pending could add %lld; that would not be "
		    "enough.</p>\n",
		    (long long)found.all);
	}
	eg_paths_clear(&found);
}

static void
claims(struct page *p, const struct site_campaign *c)
{
	bool first = true;

	for (int j = 0; j < EG_JURISDICTIONS; j++) {
		if (!c->claimed[j])
			continue;
		eg_buf_printf(&p->out, "%s%s",
		    first ? "<p class=\"note\">Claimed by advocates, with no source found, and not "
			    "counted: "
			  : ", ",
		    eg_postal_name(eg_postal[j]));
		first = false;
	}
	if (!first)
		eg_buf_puts(&p->out, ".</p>\n");
}

enum eg_rc
site_campaign_page(struct site *s, const struct site_campaign *c, struct eg_err *err)
{
	struct page p;
	enum eg_rc rc;

	site_page_open(&p, s, c->file, c->title, "Campaign");
	if (c->summary[0] != '\0') {
		eg_buf_puts(&p.out, "<p class=\"lead\">");
		site_text(&p.out, c->summary);
		eg_buf_puts(&p.out, "</p>\n");
	}
	site_patterns(&p.out);
	eg_buf_puts(&p.out, "<p class=\"big\">");
	headline(&p, c);
	eg_buf_puts(&p.out, "</p>\n");
	details(&p, c);
	site_threshold_bar(&p, c, false);
	claims(&p, c);
	eg_buf_puts(&p.out, "<h2 id=\"map\">The map</h2>\n");
	site_legend(&p, c);
	site_tile_map(&p, c);
	if (c->rule->kind == EG_THRESHOLD_WEIGHT)
		site_cartogram(&p, c);
	eg_buf_puts(&p.out, "<h2 id=\"time\">Over time</h2>\n");
	site_timeline(&p, c);
	paths(&p, c);
	eg_buf_puts(&p.out, "<h2 id=\"states\">State by state</h2>\n");
	if ((rc = table(&p, c, err)) != EG_OK) {
		eg_buf_clear(&p.out);
		return rc;
	}
	rule(&p, c);
	return site_page_close(&p, err);
}
