/* The threshold bar and the timeline of a campaign. */
#include "site/site.h"

#include "base/time.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDE = 720, BAR = 46 };
/* Two letters need so much of WIDE: on a screen, and on a phone, where they are drawn larger. */
enum { LABEL_WIDE = 24, LABEL_PHONE = 38 };

/* ---- the bar ---- */

static double
segment(struct page *p, const struct site_campaign *c, const struct eg_progress_item *i,
    enum site_place place, double x, double scale)
{
	double w = (double)i->weight * scale;

	eg_buf_printf(&p->out,
	    "<rect class=\"seg %s\" x=\"%.1f\" y=\"26\" width=\"%.1f\" height=\"%d\"%s>"
	    "<title>%s: %lld</title></rect>",
	    site_place_class(place), x, w, BAR,
	    place == PLACE_GOING      ? " fill=\"url(#p-going)\""
	    : place == PLACE_DISPUTED ? " fill=\"url(#p-disputed)\""
				      : "",
	    eg_postal_name(eg_postal[i->jurisdiction]), (long long)i->weight);
	if (w >= LABEL_WIDE && place == PLACE_IN)
		eg_buf_printf(&p->out, "<text class=\"label%s\" x=\"%.1f\" y=\"54\">%s</text>",
		    w < LABEL_PHONE ? " tight" : "", x + w / 2, eg_postal[i->jurisdiction]);
	EG_UNUSED(c);
	return x + w;
}

void
site_threshold_bar(struct page *p, const struct site_campaign *c, bool small)
{
	const struct eg_tally *t = c->tally;
	int64_t pending = 0, disputed = t->have_high - t->have_low;
	int64_t total = t->need > 0 ? t->need : t->of;
	double scale, x = 0, need;

	for (size_t i = 0; i < t->n_pending; i++)
		pending += t->pending[i].weight;
	total = total > t->have + pending + disputed ? total : t->have + pending + disputed;
	total = total > 0 ? total : 1;
	scale = (WIDE - 4.0) / (double)total / (t->need > 0 ? 1.06 : 1);
	need = (double)t->need * scale;
	eg_buf_printf(&p->out,
	    "<figure class=\"bar\">\n<svg viewBox=\"0 %d %d %d\" role=\"img\" aria-label=\"%lld",
	    small ? 14 : -10, WIDE, small ? 70 : 112, (long long)t->have);
	if (t->need > 0)
		eg_buf_printf(
		    &p->out, " of the %lld %s needed", (long long)t->need, site_unit(c, t->need));
	else
		eg_buf_printf(&p->out, " %s", site_unit(c, t->have));
	eg_buf_printf(&p->out, "; %lld pending; %lld in dispute\">\n", (long long)pending,
	    (long long)disputed);
	eg_buf_printf(&p->out,
	    "<rect class=\"frame\" x=\"0\" y=\"26\" width=\"%.1f\" height=\"%d\"/>",
	    (double)total * scale, BAR);
	for (size_t i = 0; i < t->n_counted; i++)
		x = segment(p, c, &t->counted[i], c->place[t->counted[i].jurisdiction], x, scale);
	for (size_t i = 0; i < t->n_out; i++)
		if (t->out[i].disputed && !t->out[i].outside)
			x = segment(p, c, &t->out[i], PLACE_DISPUTED, x, scale);
	for (size_t i = 0; i < t->n_pending; i++)
		x = segment(p, c, &t->pending[i], c->place[t->pending[i].jurisdiction], x, scale);
	if (t->need > 0)
		eg_buf_printf(&p->out,
		    "<line class=\"need\" x1=\"%.1f\" y1=\"18\" x2=\"%.1f\" y2=\"80\"/><text "
		    "x=\"%.1f\" y=\"14\" text-anchor=\"%s\">%lld needed</text>",
		    need, need, need, need > WIDE - 90 ? "end" : "middle", (long long)t->need);
	eg_buf_printf(&p->out, "<text x=\"0\" y=\"96\">%lld %s</text>\n", (long long)t->have,
	    t->need > 0 ? "so far" : site_unit(c, t->have));
	eg_buf_puts(&p->out, "</svg>\n</figure>\n");
}

/* ---- the timeline ---- */

struct step {
	int32_t day;
	int64_t delta;
	int j;
};

static int
by_day(const void *pa, const void *pb)
{
	const struct step *a = pa, *b = pb;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return strcmp(eg_postal[a->j], eg_postal[b->j]);
}

/* Entries, and exits of those that are no more in. */
static size_t
steps_of(const struct site_campaign *c, struct step *out, int64_t *undated)
{
	size_t n = 0;

	*undated = 0;
	for (size_t i = 0; i < c->tally->n_counted; i++) {
		const struct eg_progress_item *it = &c->tally->counted[i];

		if (it->row == NULL || it->row->day == EG_DAY_UNKNOWN)
			*undated += it->weight;
		else
			out[n++] = (struct step){it->row->day, it->weight, it->jurisdiction};
	}
	for (size_t i = 0; i < c->tally->n_out; i++) {
		const struct eg_progress_item *it = &c->tally->out[i];

		if (it->row == NULL || it->outside || c->place[it->jurisdiction] != PLACE_LEFT ||
		    it->row->day == EG_DAY_UNKNOWN || it->row->legal_day == EG_DAY_UNKNOWN)
			continue;
		out[n++] = (struct step){it->row->day, it->weight, it->jurisdiction};
		out[n++] = (struct step){it->row->legal_day, -it->weight, it->jurisdiction};
	}
	if (n > 0)
		qsort(out, n, sizeof(*out), by_day);
	return n;
}

void
site_timeline(struct page *p, const struct site_campaign *c)
{
	enum { TOP = 24, HIGH = 200, LEFT = 46, PLOT = WIDE - 60 };
	struct step s[2 * EG_JURISDICTIONS];
	int64_t undated, have, peak;
	size_t n = steps_of(c, s, &undated);
	struct eg_buf line = EG_BUF_INIT;
	int first, last;
	double span, y, last_label = -100;
	int32_t start, end;

	if (n < 2)
		return;
	first = eg_date_from_days(s[0].day).year;
	last = eg_date_from_days(p->site->opt->as_of).year + 1;
	start = (int32_t)eg_date_days((struct eg_date){first, 1, 1});
	end = (int32_t)eg_date_days((struct eg_date){last, 1, 1});
	span = end - start;
	peak = have = undated;
	for (size_t i = 0; i < n; i++)
		peak = (have += s[i].delta) > peak ? have : peak;
	peak = c->tally->need > peak ? c->tally->need : peak;
#define X(day) (LEFT + (double)((day)-start) / span * PLOT)
#define Y(v) (TOP + HIGH - (double)(v) / (double)peak * HIGH)
	eg_buf_printf(&p->out,
	    "<figure class=\"line\">\n<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"From %d "
	    "to "
	    "%d: %lld\">\n",
	    WIDE, TOP + HIGH + 30, first, last - 1, (long long)c->tally->have);
	have = undated;
	y = Y(have);
	eg_buf_printf(&line, "M%.1f %.1f", (double)LEFT, y);
	for (size_t i = 0; i < n; i++) {
		have += s[i].delta;
		eg_buf_printf(&line, "H%.1fV%.1f", X(s[i].day), Y(have));
	}
	eg_buf_printf(&line, "H%.1f", X(p->site->opt->as_of));
	eg_buf_printf(&p->out, "<path class=\"area\" d=\"%sV%dH%dZ\"/>\n", eg_buf_cstr(&line),
	    TOP + HIGH, LEFT);
	eg_buf_printf(&p->out, "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
	    LEFT, TOP + HIGH, LEFT + PLOT, TOP + HIGH);
	for (int year = first; year <= last; year++) {
		int every = last - first > 24	? 5
			    : last - first > 10 ? 3
			    : last - first > 5	? 2
						: 1;
		double x = X(eg_date_days((struct eg_date){year, 1, 1}));

		if ((year - first) % every == 0 && x < WIDE - 14)
			eg_buf_printf(&p->out,
			    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d"
			    "</text>\n",
			    x, TOP + HIGH + 20, year);
	}
	if (c->tally->need > 0)
		eg_buf_printf(&p->out,
		    "<line class=\"need\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/><text "
		    "x=\"%d\" "
		    "y=\"%.1f\">%lld needed</text>\n",
		    LEFT, Y(c->tally->need), LEFT + PLOT, Y(c->tally->need), LEFT + 6,
		    Y(c->tally->need) - 6, (long long)c->tally->need);
	eg_buf_printf(&p->out, "<path class=\"step\" d=\"%s\"/>\n", eg_buf_cstr(&line));
	have = undated;
	for (size_t i = 0, k; i < n; i = k) {
		double x = X(s[i].day);

		for (k = i; k < n && s[k].day == s[i].day; k++)
			have += s[k].delta;
		if (fabs(x - last_label) < 24)
			continue;
		last_label = x;
		eg_buf_printf(&p->out, "<text class=\"code\" x=\"%.1f\" y=\"%.1f\">%s%s", x,
		    Y(have) - 8, s[i].delta < 0 ? "\xE2\x88\x92" : "", eg_postal[s[i].j]);
		if (k - i > 1)
			eg_buf_printf(&p->out, " +%zu", k - i - 1);
		eg_buf_puts(&p->out, "</text>\n");
	}
	eg_buf_printf(&p->out,
	    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" class=\"tick\">%lld</text>\n</svg>\n",
	    LEFT - 8, Y(c->tally->have) + 5, (long long)c->tally->have);
	eg_buf_puts(&p->out, "<figcaption>How the count grew");
	if (undated > 0)
		eg_buf_printf(
		    &p->out, "; %lld of it is of days that no source gives", (long long)undated);
	eg_buf_puts(&p->out, ".</figcaption>\n</figure>\n");
#undef X
#undef Y
	eg_buf_clear(&line);
}
