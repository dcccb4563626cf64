/* The list of states and the page of each; what is coming; how to read it all. */
#include "site/site.h"

#include "base/time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
by_name(const void *pa, const void *pb)
{
	return strcmp(eg_postal_name(eg_postal[*(const int *)pa]),
	    eg_postal_name(eg_postal[*(const int *)pb]));
}

static void
deadline_rows(struct page *p, int place, size_t *shown)
{
	const struct eg_deadlines *d = p->site->coming;

	*shown = 0;
	for (size_t i = 0; i < d->n; i++) {
		const struct eg_deadline *v = &d->v[i];

		if (place >= 0 && v->jurisdiction != place)
			continue;
		if ((*shown)++ == 0)
			eg_buf_printf(&p->out,
			    "<table class=\"cards-when-narrow\">\n<thead><tr><th "
			    "scope=\"col\">Day</th>%s<th scope=\"col\">What</th><th "
			    "scope=\"col\">Bills</th><th scope=\"col\">Known "
			    "from</th></tr></thead>\n"
			    "<tbody>\n",
			    place < 0 ? "<th scope=\"col\">State</th>" : "");
		eg_buf_puts(&p->out, "<tr><th scope=\"row\">");
		site_date(&p->out, v->day, 0);
		eg_buf_puts(&p->out, "</th>");
		if (place < 0)
			eg_buf_printf(&p->out,
			    "<td data-label=\"State\"><a href=\"%sstates/%s.html\">%s</a></td>",
			    p->root, eg_postal[v->jurisdiction],
			    eg_postal_name(eg_postal[v->jurisdiction]));
		eg_buf_puts(&p->out, "<td data-label=\"What\">");
		site_text(&p->out, v->what);
		eg_buf_puts(&p->out, "</td><td data-label=\"Bills\">");
		site_text(&p->out, v->bills);
		eg_buf_printf(&p->out, "</td><td data-label=\"Known from\">%s</td></tr>\n",
		    v->computed ? "computed from the session calendar" : "a recorded schedule");
	}
	if (*shown > 0)
		eg_buf_puts(&p->out, "</tbody>\n</table>\n");
}

enum eg_rc
site_coming(struct site *s, struct eg_err *err)
{
	struct page p;
	size_t n;

	site_page_open(&p, s, "coming.html", "Coming up", NULL);
	eg_buf_puts(&p.out, "<p class=\"lead\">Hearings and effective dates that were announced, "
			    "and the days on which bills that are alive must have moved. <a "
			    "href=\"calendar.ics\">Add them to a calendar</a>.</p>\n");
	deadline_rows(&p, -1, &n);
	if (n == 0)
		eg_buf_puts(&p.out, "<p>Nothing is known to be coming.</p>\n");
	return site_page_close(&p, err);
}

/* ---- a state ---- */

/* The newest act first; bills of no known day last. */
static int
newest_first(const void *pa, const void *pb)
{
	const struct site_bill *a = *(const struct site_bill *const *)pa,
			       *b = *(const struct site_bill *const *)pb;

	if (a->first->day != b->first->day)
		return a->first->day > b->first->day ? -1 : 1;
	return strcmp(a->file, b->file);
}

static void
bill_rows(struct page *p, int j)
{
	struct site *s = p->site;
	struct {
		EG_VEC(const struct site_bill *);
	} v = {0};

	eg_buf_puts(&p->out,
	    "<table class=\"cards-when-narrow\">\n<thead><tr><th scope=\"col\">Bill</th><th "
	    "scope=\"col\">Campaign</th><th scope=\"col\">Stage</th><th scope=\"col\">Legal "
	    "status</th><th scope=\"col\">Date</th></tr></thead>\n<tbody>\n");
	for (size_t b = 0; b < s->bill.n; b++)
		if (s->bill.v[b].first->jurisdiction == j)
			eg_vec_push(&v, &s->bill.v[b]);
	qsort(v.v, v.n, sizeof(*v.v), newest_first);
	for (size_t b = 0; b < v.n; b++) {
		const struct site_bill *bill = v.v[b];

		for (size_t i = 0; i < bill->row.n; i++) {
			const struct eg_status_row *r = bill->row.v[i];
			const struct site_campaign *c = site_campaign_of(s, r->template_name);

			eg_buf_puts(&p->out, "<tr><th scope=\"row\">");
			site_link(p, bill->file, r->bill[0] != '\0' ? r->bill : "no number known");
			if (r->session[0] != '\0') {
				eg_buf_puts(&p->out, " <span class=\"meta\">");
				site_text(&p->out, r->session);
				eg_buf_puts(&p->out, "</span>");
			}
			eg_buf_puts(&p->out, "</th><td data-label=\"Campaign\">");
			site_link(p, c->file, c->title);
			eg_buf_puts(&p->out, "</td><td data-label=\"Stage\">");
			site_standing(&p->out, r, site_place_of(s, r));
			site_why(&p->out, s, r);
			eg_buf_puts(&p->out, "</td><td data-label=\"Legal status\">");
			site_legal(&p->out, r);
			eg_buf_puts(&p->out, "</td><td data-label=\"Date\">");
			site_row_date(&p->out, r);
			eg_buf_puts(&p->out, "</td></tr>\n");
		}
	}
	eg_buf_puts(&p->out, "</tbody>\n</table>\n");
	eg_vec_clear(&v);
}

/* The sessions around the day shown. */
static void
sessions(struct page *p, int j)
{
	const struct eg_calendar *c = p->site->passages->calendar;
	const struct eg_session *v;
	size_t n, shown = 0;

	if (c == NULL)
		return;
	v = eg_calendar_sessions(c, &n);
	for (size_t i = 0; i < n; i++) {
		if (v[i].jurisdiction != j || v[i].ends < p->site->opt->as_of - 366 ||
		    v[i].begins > p->site->opt->as_of + 366)
			continue;
		if (shown++ == 0)
			eg_buf_puts(&p->out, "<h2>Sessions</h2>\n<ul class=\"plain\">\n");
		eg_buf_puts(&p->out, "<li>");
		site_text(&p->out, v[i].session);
		eg_buf_puts(&p->out, v[i].special ? " (special): " : ": ");
		site_date(&p->out, v[i].begins, 0);
		eg_buf_puts(&p->out, " to ");
		site_date(&p->out, v[i].ends, 0);
		if (v[i].crossover != EG_DAY_UNKNOWN) {
			eg_buf_puts(&p->out, "; bills leave their house by ");
			site_date(&p->out, v[i].crossover, 0);
		}
		eg_buf_puts(&p->out, "</li>\n");
	}
	if (shown > 0)
		eg_buf_puts(&p->out, "</ul>\n");
}

static void
passage(struct page *p, int j)
{
	const struct eg_passage *r = &p->site->passages->at[j];

	eg_buf_puts(&p->out, "<p class=\"prose\">");
	if (r->unicameral)
		eg_buf_puts(&p->out, "One chamber.");
	else
		eg_buf_printf(&p->out, "Two chambers: the %s and the %s.", r->lower, r->upper);
	if (r->congress)
		eg_buf_puts(&p->out, " The council votes twice; what the mayor lets pass lies "
				     "before Congress and is law only then.");
	eg_buf_puts(&p->out, r->carry == EG_CARRY_ODD_TO_EVEN
				 ? " Bills of an odd year live on into the even one."
			     : r->carry == EG_CARRY_EVEN_TO_ODD
				 ? " Bills of an even year may live on into the odd one."
				 : " Bills die when the session ends.");
	if (r->electoral_votes > 0)
		eg_buf_printf(&p->out, " %d electoral votes.", r->electoral_votes);
	eg_buf_puts(&p->out, "</p>\n");
}

static enum eg_rc
state_page(struct site *s, int j, struct eg_err *err)
{
	struct page p;
	char file[32];
	struct eg_buf head = EG_BUF_INIT;
	size_t n;

	snprintf(file, sizeof(file), "states/%s.html", eg_postal[j]);
	site_page_open(
	    &p, s, file, eg_postal_name(eg_postal[j]), "<a href=\"../states.html\">States</a>");
	passage(&p, j);
	eg_buf_puts(&p.out, "<h2>Bills</h2>\n");
	bill_rows(&p, j);
	eg_buf_puts(&head, "<h2>Coming up</h2>\n");
	{
		size_t at = p.out.n;

		eg_buf_puts(&p.out, eg_buf_cstr(&head));
		deadline_rows(&p, j, &n);
		if (n == 0)
			eg_buf_trunc(&p.out, at);
	}
	sessions(&p, j);
	site_patterns(&p.out);
	eg_buf_clear(&head);
	return site_page_close(&p, err);
}

enum eg_rc
site_states(struct site *s, struct eg_err *err)
{
	int order[EG_JURISDICTIONS];
	struct page p;
	enum eg_rc rc;

	for (int j = 0; j < EG_JURISDICTIONS; j++)
		order[j] = j;
	qsort(order, EG_JURISDICTIONS, sizeof(*order), by_name);
	site_page_open(&p, s, "states.html", "States", NULL);
	eg_buf_puts(&p.out, "<p class=\"lead\">The fifty states, the District of Columbia and five "
			    "territories, with the bills that are tracked in each.</p>\n<ul "
			    "class=\"plain cols\">\n");
	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		int j = order[i];

		eg_buf_puts(&p.out, "<li>");
		if (s->bills_in[j] > 0)
			eg_buf_printf(&p.out,
			    "<a href=\"states/%s.html\">%s</a> <span class=\"meta\">%zu "
			    "bill%s</span>",
			    eg_postal[j], eg_postal_name(eg_postal[j]), s->bills_in[j],
			    s->bills_in[j] == 1 ? "" : "s");
		else
			eg_buf_printf(&p.out, "%s <span class=\"meta\">nothing recorded</span>",
			    eg_postal_name(eg_postal[j]));
		eg_buf_puts(&p.out, "</li>\n");
	}
	eg_buf_puts(&p.out, "</ul>\n");
	rc = site_page_close(&p, err);
	for (int j = 0; j < EG_JURISDICTIONS && rc == EG_OK; j++)
		if (s->bills_in[j] > 0)
			rc = state_page(s, j, err);
	return rc;
}

/* ---- how to read it ---- */

enum eg_rc
site_method(struct site *s, struct eg_err *err)
{
	static const struct {
		enum site_place place;
		const char *text;
	} legend[] = {
	    {PLACE_IN,
		"Enacted, or adopted where a resolution is what it takes, and not ended since."},
	    {PLACE_GOING, "A repeal or notice has been given; it counts until that takes effect."},
	    {PLACE_DISPUTED,
		"Rescinded where it is disputed whether that is possible, stopped by a "
		"court, or carrying only part of the text. Shown as a second number."},
	    {PLACE_HALFWAY, "Alive, and passed by at least one chamber."},
	    {PLACE_LIVE, "Alive: introduced, in committee or reported."},
	    {PLACE_UNCLEAR, "It should have an outcome by now, and none is recorded."},
	    {PLACE_OVER, "Voted down, vetoed, withdrawn, or died when its session ended."},
	    {PLACE_LEFT, "Was in, and is no more: repealed, rescinded, ended by its own terms, or "
			 "struck down."},
	    {PLACE_NONE, "Nothing is recorded, or nothing of the kind that counts."},
	};
	struct page p;

	site_page_open(&p, s, "method.html", "How to read this", NULL);
	eg_buf_puts(&p.out,
	    "<div class=\"prose\">\n<p>Everything here is computed from a log of events: one dated "
	    "line for each thing that happened to a bill, with its source. Stages follow from the "
	    "events by the rules of the instrument and of the legislature; nobody types a "
	    "status.</p>\n<h2>Signs</h2>\n<ul class=\"plain\">\n");
	for (size_t i = 0; i < EG_COUNT(legend); i++) {
		eg_buf_puts(&p.out, "<li><span class=\"chip\">");
		site_swatch(&p.out, legend[i].place);
		eg_buf_printf(&p.out, "<strong>%s</strong></span> %s</li>\n",
		    site_place_word(legend[i].place), legend[i].text);
	}
	eg_buf_puts(&p.out,
	    "</ul>\n<h2>Sources</h2>\n<ul class=\"plain\">\n<li><span class=\"badge official\">"
	    "Official record</span> the legislature's or another public record</li>\n<li><span "
	    "class=\"badge press\">Press</span> a newspaper, agency or broadcaster</li>\n<li><span "
	    "class=\"badge advocate\">Advocate</span> an organization that takes a "
	    "side</li>\n</ul>\n"
	    "<h2>What is computed</h2>\n<p>A bill whose session, and any session that it is "
	    "carried "
	    "into, is over without an outcome has died; the page says so, and any later event "
	    "undoes it. Having been quiet for some time is never a status. Passing both chambers "
	    "in "
	    "different forms is not passage. A law with no effective date on record is taken to be "
	    "in effect from the state's default day, and marked presumed. Where a rule gives a "
	    "date only, that is "
	    "said.</p>\n"
	    "<h2>What is not here</h2>\n<p>Claims with no source are listed apart and never "
	    "counted. "
	    "Private notes are kept elsewhere and are no part of this site.</p>\n</div>\n");
	site_patterns(&p.out);
	return site_page_close(&p, err);
}
