/* Shared by the files of this room alone: what a site is made from, and how a page is written. */
#ifndef EG_SITE_PRIVATE_H
#define EG_SITE_PRIVATE_H

#include "base/map.h"
#include "base/vec.h"

#include <engross/conform.h>
#include <engross/ruling.h>
#include <engross/site.h>

/* Where a jurisdiction stands in a campaign, as maps and tables show it. */
enum site_place {
	PLACE_NONE,
	PLACE_IN, /* counts */
	PLACE_GOING, /* counts until its withdrawal takes effect */
	PLACE_DISPUTED,
	PLACE_HALFWAY, /* alive, and at least one chamber passed it */
	PLACE_LIVE,
	PLACE_UNCLEAR,
	PLACE_OVER, /* refused, died, withdrawn */
	PLACE_LEFT, /* was in, and is no more */
	PLACES
};

struct site_campaign {
	const char *name, *title, *summary; /* summary "" if none */
	const char *file; /* "campaigns/NAME.html" */
	const struct eg_threshold_rule *rule;
	struct eg_tally *tally;
	int census;
	enum eg_conform_rule conformity; /* of the template's head */
	size_t first, n; /* its rows in the status */
	const struct eg_progress_item *item[EG_JURISDICTIONS]; /* NULL where nothing is known */
	enum site_place place[EG_JURISDICTIONS];
	size_t count[PLACES];
	bool claimed[EG_JURISDICTIONS];
};

struct site_bill {
	const char *file; /* "bills/UT-2024-SB57.html" */
	const struct eg_status_row *first; /* one of its rows */
	struct {
		EG_VEC(const struct eg_status_row *);
	} row; /* a row each template that it carries */
};

struct site {
	struct eg_arena *arena;
	struct eg_repo *repo;
	struct eg_tracking *tracking;
	const struct eg_site_options *opt;
	eg_site_write_fn *write;
	void *ctx;
	const char *name; /* of the repository */
	const struct eg_status *st;
	const struct eg_log *log;
	const struct eg_passages *passages;
	struct eg_deadlines *coming;
	struct eg_rulings *rulings; /* NULL if there are none */
	struct {
		EG_VEC(struct site_campaign);
	} campaign;
	struct {
		EG_VEC(struct site_bill);
	} bill;
	struct eg_map bills; /* by file: index + 1 */
	size_t bills_in[EG_JURISDICTIONS];
};

/* ---- page.c ---- */

/* A page being written. root leads back to the site's top: "" or "../". */
struct page {
	struct eg_buf out;
	struct site *site;
	const char *file, *root;
};

/* kicker may be NULL; it is markup. */
void site_page_open(
    struct page *p, struct site *s, const char *file, const char *title, const char *kicker);
/* Ends the page, hands it over and frees it. */
enum eg_rc site_page_close(struct page *p, struct eg_err *err) EG_MUST_CHECK;
void site_text(struct eg_buf *out, const char *s); /* escaped */
void site_text_n(struct eg_buf *out, struct eg_str s);
void site_link(struct page *p, const char *file, const char *text);
/* "31 January 2024", "by 8 March 2022", "2011": an element with its machine form. */
void site_date(struct eg_buf *out, int32_t day, int partial);
void site_row_date(struct eg_buf *out, const struct eg_status_row *r);
/* A badge that says what kind of source it is, and the source, linked where it is an address. */
void site_source(struct eg_buf *out, struct eg_str kind, struct eg_str source);
const char *site_place_word(enum site_place p);
const char *site_place_class(enum site_place p);
/* A small mark and the words of a stage and legal status. */
void site_standing(struct eg_buf *out, const struct eg_status_row *r, enum site_place p);

/* The legal status; "presumed" where no effective date is recorded. */
void site_legal(struct eg_buf *out, const struct eg_status_row *r);
/* Why a row stands where it stands, where that is not plain from its stage. */
void site_why(struct eg_buf *out, const struct site *s, const struct eg_status_row *r);

/* ---- map.c, charts.c ---- */

void site_swatch(struct eg_buf *out, enum site_place p);
void site_legend(struct page *p, const struct site_campaign *c);
void site_tile_map(struct page *p, const struct site_campaign *c);
void site_cartogram(struct page *p, const struct site_campaign *c);
void site_threshold_bar(struct page *p, const struct site_campaign *c, bool small);
void site_timeline(struct page *p, const struct site_campaign *c);
/* Fill and stroke patterns, once a page that draws them. */
void site_patterns(struct eg_buf *out);

/* ---- pages ---- */

enum eg_rc site_overview(struct site *s, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc site_campaign_page(
    struct site *s, const struct site_campaign *c, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc site_states(struct site *s, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc site_bill_page(
    struct site *s, const struct site_bill *b, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc site_method(struct site *s, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc site_coming(struct site *s, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc site_data(struct site *s, struct eg_err *err) EG_MUST_CHECK;

const struct site_bill *site_bill_of(const struct site *s, const struct eg_status_row *r);
const struct site_campaign *site_campaign_of(const struct site *s, const char *template_name);
enum site_place site_place_of(const struct site *s, const struct eg_status_row *r);
/* "electoral votes", "states", "jurisdictions" */
const char *site_unit(const struct site_campaign *c, int64_t n);
bool site_is_address(struct eg_str s);

#endif
