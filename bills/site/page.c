/* The frame of every page, and the small things that pages are made of. */
#include "site/site.h"

#include "base/time.h"

#include <stdio.h>
#include <string.h>

void
site_text(struct eg_buf *out, const char *s)
{
	eg_follow_text(out, s, strlen(s));
}

void
site_text_n(struct eg_buf *out, struct eg_str s)
{
	eg_follow_text(out, s.p, s.n);
}

bool
site_is_address(struct eg_str s)
{
	return (s.n > 8 && memcmp(s.p, "https://", 8) == 0) ||
	       (s.n > 7 && memcmp(s.p, "http://", 7) == 0);
}

static void
nav_item(struct page *p, const char *file, const char *text)
{
	eg_buf_puts(&p->out, "<li><a href=\"");
	eg_buf_printf(&p->out, "%s%s\"", p->root, file);
	if (strcmp(file, p->file) == 0)
		eg_buf_puts(&p->out, " aria-current=\"page\"");
	eg_buf_printf(&p->out, ">%s</a></li>\n", text);
}

void
site_page_open(
    struct page *p, struct site *s, const char *file, const char *title, const char *kicker)
{
	struct eg_buf *o = &p->out;

	memset(p, 0, sizeof(*p));
	eg_buf_init(o, 0);
	p->site = s;
	p->file = file;
	p->root = strchr(file, '/') != NULL ? "../" : "";
	eg_buf_puts(o, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		       "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	site_text(o, title);
	if (strcmp(title, s->name) != 0) {
		eg_buf_puts(o, " \xC2\xB7 ");
		site_text(o, s->name);
	}
	eg_buf_printf(o,
	    "</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" "
	    "href=\"%sstyle.css\">\n"
	    "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Changes\" "
	    "href=\"%sfeed.atom\">\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
	    "text</a>\n<header class=\"site\"><div class=\"wrap\">\n<a class=\"name\" "
	    "href=\"%sindex.html\">",
	    p->root, p->root, p->root);
	site_text(o, s->name);
	eg_buf_puts(o, "</a>\n<nav aria-label=\"Pages\"><ul>\n");
	nav_item(p, "index.html", "Campaigns");
	nav_item(p, "states.html", "States");
	nav_item(p, "coming.html", "Coming up");
	nav_item(p, "method.html", "How to read this");
	eg_buf_puts(o, "</ul></nav>\n</div></header>\n<main id=\"main\" class=\"wrap\">\n");
	if (kicker != NULL)
		eg_buf_printf(o, "<p class=\"kicker\">%s</p>\n", kicker);
	eg_buf_puts(o, "<h1>");
	site_text(o, title);
	eg_buf_puts(o, "</h1>\n");
}

enum eg_rc
site_page_close(struct page *p, struct eg_err *err)
{
	struct site *s = p->site;
	enum eg_rc rc;

	eg_buf_puts(&p->out, "</main>\n<footer><div class=\"wrap\">\n<p>As of ");
	site_date(&p->out, s->opt->as_of, 0);
	eg_buf_printf(&p->out,
	    "%s. Computed from dated, sourced events; nothing here is legal advice.</p>\n"
	    "<p class=\"data\">The data: <a href=\"%sdata.csv\">CSV</a>, <a "
	    "href=\"%sdata.json\">JSON</a>, <a href=\"%sfeed.atom\">feed of changes</a>, <a "
	    "href=\"%scalendar.ics\">calendar of deadlines</a>.</p>\n</div></footer>\n</body>\n"
	    "</html>\n",
	    s->opt->live ? ", read from the repository just now" : "", p->root, p->root, p->root,
	    p->root);
	if ((rc = eg_buf_ok(&p->out, err)) == EG_OK)
		rc = s->write(s->ctx, p->file, p->out.p, p->out.n, err);
	eg_buf_clear(&p->out);
	return rc;
}

void
site_link(struct page *p, const char *file, const char *text)
{
	eg_buf_printf(&p->out, "<a href=\"%s%s\">", p->root, file);
	site_text(&p->out, text);
	eg_buf_puts(&p->out, "</a>");
}

void
site_date(struct eg_buf *out, int32_t day, int partial)
{
	struct eg_date d;
	char words[40], machine[EG_DATE_TEXT];

	if (day == EG_DAY_UNKNOWN)
		return;
	d = eg_date_from_days(day);
	if (partial == 1 || partial == 2)
		d.day = 0;
	if (partial == 2)
		d.month = 0;
	eg_date_words(d, words, sizeof(words));
	eg_date_format(d, machine);
	eg_buf_printf(
	    out, "%s<time datetime=\"%s\">%s</time>", partial == 3 ? "by " : "", machine, words);
}

void
site_row_date(struct eg_buf *out, const struct eg_status_row *r)
{
	site_date(out, r->day, r->partial);
}

void
site_source(struct eg_buf *out, struct eg_str kind, struct eg_str source)
{
	bool official = eg_str_eq(kind, "official"), press = eg_str_eq(kind, "press"),
	     advocate = eg_str_eq(kind, "advocate");

	if (source.n == 0)
		return;
	if (official || press || advocate)
		eg_buf_printf(out, "<span class=\"badge %s\">%s</span> ",
		    official ? "official"
		    : press  ? "press"
			     : "advocate",
		    official ? "Official record"
		    : press  ? "Press"
			     : "Advocate");
	if (!site_is_address(source)) {
		site_text_n(out, source);
		return;
	}
	eg_buf_puts(out, "<a rel=\"noreferrer nofollow\" href=\"");
	site_text_n(out, source);
	eg_buf_puts(out, "\">");
	source.p += source.p[4] == 's' ? 8 : 7;
	source.n =
	    (size_t)(strcspn(source.p, "/?# ") < source.n ? strcspn(source.p, "/?# ") : source.n);
	site_text_n(out, source);
	eg_buf_puts(out, "</a>");
}

const char *
site_place_word(enum site_place p)
{
	static const char *const word[PLACES] = {[PLACE_NONE] = "nothing recorded",
	    [PLACE_IN] = "counts",
	    [PLACE_GOING] = "counts, withdrawing",
	    [PLACE_DISPUTED] = "in dispute",
	    [PLACE_HALFWAY] = "passed a chamber",
	    [PLACE_LIVE] = "introduced",
	    [PLACE_UNCLEAR] = "unclear",
	    [PLACE_OVER] = "refused or died",
	    [PLACE_LEFT] = "left or lost"};

	return word[p];
}

const char *
site_place_class(enum site_place p)
{
	static const char *const name[PLACES] = {[PLACE_NONE] = "none",
	    [PLACE_IN] = "in",
	    [PLACE_GOING] = "going",
	    [PLACE_DISPUTED] = "disputed",
	    [PLACE_HALFWAY] = "halfway",
	    [PLACE_LIVE] = "live",
	    [PLACE_UNCLEAR] = "unclear",
	    [PLACE_OVER] = "over",
	    [PLACE_LEFT] = "left"};

	return name[p];
}

void
site_standing(struct eg_buf *out, const struct eg_status_row *r, enum site_place p)
{
	const char *how = eg_how_name((enum eg_how)r->how);

	eg_buf_puts(out, "<span class=\"chip\">");
	site_swatch(out, p);
	eg_buf_puts(out, eg_stage_words((enum eg_stage)r->stage));
	if (how[0] != '\0' && r->stage == EG_STAGE_ENACTED)
		eg_buf_printf(out, " (%s)",
		    r->how == EG_HOW_WITHOUT_SIGNATURE ? "without signature"
		    : r->how == EG_HOW_OVERRIDE	       ? "veto overridden"
		    : r->how == EG_HOW_BALLOT	       ? "by the voters"
						       : how);
	eg_buf_puts(out, "</span>");
}

void
site_legal(struct eg_buf *out, const struct eg_status_row *r)
{
	eg_buf_puts(out, eg_legal_words((enum eg_legal)r->legal));
	if (r->presumed && r->legal == EG_LEGAL_IN_EFFECT)
		eg_buf_puts(out, " <span class=\"meta\">presumed</span>");
}

void
site_why(struct eg_buf *out, const struct site *s, const struct eg_status_row *r)
{
	const struct site_campaign *c = site_campaign_of(s, r->template_name);
	const struct eg_progress_item *item = c->item[r->jurisdiction];
	char why[200] = "";
	enum site_place place = site_place_of(s, r);

	if (item != NULL && item->row == r &&
	    (place != PLACE_IN || item->reentered || r->legal == EG_LEGAL_ENJOINED))
		eg_progress_why(item, c->rule, why);
	else
		eg_closing_text((enum eg_closing)r->closing, r->closes, why);
	if (why[0] == '\0')
		return;
	eg_buf_puts(out, "<span class=\"why\">");
	site_text(out, why);
	eg_buf_puts(out, "</span>");
}

const char *
site_unit(const struct site_campaign *c, int64_t n)
{
	if (c->rule->kind == EG_THRESHOLD_WEIGHT)
		return n == 1 ? "electoral vote" : "electoral votes";
	if (strcmp(c->rule->universe_name, "states") == 0)
		return n == 1 ? "state" : "states";
	return n == 1 ? "jurisdiction" : "jurisdictions";
}
