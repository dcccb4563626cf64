/* A site from a tracking: campaigns and bills gathered once, then page after page handed over.
 * Start at eg_site_make(). */
#include "site/site.h"

#include "base/builtin.h"
#include "base/path.h"
#include "base/yaml.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* ---- places ---- */

static enum site_place
place_of_law(const struct eg_status_row *r, const struct eg_threshold_rule *t)
{
	switch ((enum eg_legal)r->legal) {
	case EG_LEGAL_STRUCK_DOWN:
	case EG_LEGAL_SUNSET:
	case EG_LEGAL_REPEALED:
	case EG_LEGAL_WITHDRAWN:
		return PLACE_LEFT;
	case EG_LEGAL_RESCINDED:
		return t->rescission_disputed ? PLACE_DISPUTED : PLACE_LEFT;
	case EG_LEGAL_ENJOINED:
		return PLACE_DISPUTED;
	case EG_LEGAL_WITHDRAWING:
		return PLACE_GOING;
	default:
		break;
	}
	if (r->instrument == EG_INSTRUMENT_SIMPLE ||
	    (t->counts == EG_COUNTS_ENACTED && r->stage == EG_STAGE_ADOPTED &&
		r->how == EG_HOW_NO_EXECUTIVE))
		return PLACE_NONE;
	if (t->conformity_required && r->ruled == EG_RULED_DOES_NOT)
		return PLACE_DISPUTED;
	return strcmp(r->part, "part") == 0 ? PLACE_DISPUTED : PLACE_IN;
}

static enum site_place
place_of(const struct eg_status_row *r, const struct eg_threshold_rule *t)
{
	if (r->closing == EG_CLOSING_UNCLEAR)
		return PLACE_UNCLEAR;
	if (r->stage == EG_STAGE_ENACTED || r->stage == EG_STAGE_ADOPTED)
		return place_of_law(r, t);
	if (r->stage >= EG_STAGE_FAILED || r->stage == EG_STAGE_VETOED)
		return PLACE_OVER;
	if (r->stage >= EG_STAGE_PASSED_FIRST)
		return PLACE_HALFWAY;
	return r->stage > EG_STAGE_NONE ? PLACE_LIVE : PLACE_NONE;
}

const struct site_campaign *
site_campaign_of(const struct site *s, const char *template_name)
{
	for (size_t i = 0; i < s->campaign.n; i++)
		if (strcmp(s->campaign.v[i].name, template_name) == 0)
			return &s->campaign.v[i];
	return NULL;
}

enum site_place
site_place_of(const struct site *s, const struct eg_status_row *r)
{
	return place_of(r, site_campaign_of(s, r->template_name)->rule);
}

/* ---- bills ---- */

/* A file name's worth of a text: letters and digits, the rest hyphens. */
static void
put_slug(struct eg_buf *out, const char *s)
{
	for (; *s != '\0'; s++)
		eg_buf_putc(out, isalnum((unsigned char)*s) ? *s : '-');
}

static char *
file_of_bill(struct eg_arena *a, const struct eg_status_row *r)
{
	struct eg_buf b = EG_BUF_INIT;
	char key[200] = "", *file;

	if (strlen(r->bill) < sizeof(key))
		eg_bill_key(r->bill, key);
	eg_buf_printf(&b, "bills/%s-", eg_postal[r->jurisdiction]);
	if (r->session[0] != '\0') {
		put_slug(&b, r->session);
		eg_buf_putc(&b, '-');
	}
	put_slug(&b, key[0] != '\0' ? key : r->template_name);
	eg_buf_puts(&b, ".html");
	file = eg_arena_strdup(a, eg_buf_cstr(&b));
	eg_buf_clear(&b);
	return file;
}

static void
gather_bills(struct site *s)
{
	for (size_t i = 0; i < s->st->n; i++) {
		const struct eg_status_row *r = &s->st->row[i];
		struct site_bill *b;
		char *file;
		size_t at;

		if (r->template_name[0] == '\0')
			continue;
		file = file_of_bill(s->arena, r);
		at = (size_t)(uintptr_t)eg_map_get(&s->bills, file);
		if (at == 0) {
			b = eg_vec_new(&s->bill);
			b->file = file;
			b->first = r;
			at = s->bill.n;
			eg_map_set(&s->bills, file, (void *)(uintptr_t)at);
			s->bills_in[r->jurisdiction]++;
		}
		b = &s->bill.v[at - 1];
		eg_vec_push(&b->row, r);
	}
}

const struct site_bill *
site_bill_of(const struct site *s, const struct eg_status_row *r)
{
	char *file = file_of_bill(s->arena, r);

	return &s->bill.v[(size_t)(uintptr_t)eg_map_get(&s->bills, file) - 1];
}

/* ---- campaigns ---- */

/* "national-popular-vote" for readers: "National popular vote". */
static const char *
title_of_name(struct eg_arena *a, const char *name)
{
	char *t = eg_arena_strdup(a, name);

	for (char *p = t; *p != '\0'; p++)
		if (*p == '-')
			*p = ' ';
	*t = (char)toupper((unsigned char)*t);
	if (strncmp(t, "Article v", 9) == 0)
		t[8] = 'V';
	return t;
}

/* Title and summary of the template's head, where they are plain words. */
static void
read_head(struct site *s, struct site_campaign *c)
{
	char *path = eg_sprintf("templates/%s.md", c->name),
	     *own = eg_sprintf("acts/%s.md", c->name);
	const struct eg_builtin *b = eg_builtin_find(own);
	struct eg_buf text = EG_BUF_INIT;
	struct eg_yaml *y = NULL;
	struct eg_err err = {0};
	const char *end;

	if (!eg_path_is_inside(path) || eg_repo_read_current(s->repo, path, &text, &err) != EG_OK) {
		eg_buf_reset(&text);
		if (b != NULL)
			eg_buf_add(&text, b->data, b->n);
	}
	if (text.n > 4 && memcmp(text.p, "---\n", 4) == 0 &&
	    (end = strstr(text.p + 4, "\n---")) != NULL &&
	    eg_yaml_parse(s->arena, eg_arena_dup(s->arena, text.p + 4, (size_t)(end - text.p - 4)),
		(size_t)(end - text.p - 4), path, 1, &y, &err) == EG_OK) {
		const char *title = eg_yaml_text(y, "short-title", ""),
			   *summary = eg_yaml_text(y, "summary", "");

		(void)eg_conform_rule_parse(eg_yaml_text(y, "conformity", ""), &c->conformity);
		if (title[0] != '\0' && strstr(title, "{{") == NULL)
			c->title = eg_arena_strdup(s->arena, title);
		if (strstr(summary, "{{") == NULL)
			c->summary = eg_arena_strdup(s->arena, summary);
	}
	eg_buf_clear(&text);
	eg_free(path);
	eg_free(own);
}

static void
place_all(struct site_campaign *c)
{
	const struct eg_tally *t = c->tally;
	const struct {
		const struct eg_progress_item *v;
		size_t n;
	} lists[] = {{t->counted, t->n_counted}, {t->pending, t->n_pending}, {t->out, t->n_out}};

	for (size_t l = 0; l < EG_COUNT(lists); l++) {
		for (size_t i = 0; i < lists[l].n; i++) {
			const struct eg_progress_item *it = &lists[l].v[i];

			c->item[it->jurisdiction] = it;
			c->place[it->jurisdiction] = it->outside       ? PLACE_NONE
						     : it->row != NULL ? place_of(it->row, c->rule)
								       : PLACE_NONE;
		}
	}
	for (int j = 0; j < EG_JURISDICTIONS; j++)
		c->count[c->place[j]]++;
}

static enum eg_rc
gather_campaigns(struct site *s, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < s->st->n && rc == EG_OK; i++) {
		const char *name = s->st->row[i].template_name;
		struct site_campaign *c;

		if (name[0] == '\0')
			continue;
		if (s->campaign.n > 0 && strcmp(s->campaign.v[s->campaign.n - 1].name, name) == 0) {
			s->campaign.v[s->campaign.n - 1].n++;
			continue;
		}
		c = eg_vec_new(&s->campaign);
		c->name = name;
		c->title = title_of_name(s->arena, name);
		c->summary = "";
		c->file = eg_arena_printf(s->arena, "campaigns/%s.html", name);
		c->first = i;
		c->n = 1;
	}
	for (size_t i = 0; i < s->campaign.n && rc == EG_OK; i++) {
		struct site_campaign *c = &s->campaign.v[i];

		read_head(s, c);
		if ((rc = eg_tracking_threshold(s->tracking, c->name, &c->rule, NULL, err)) !=
			EG_OK ||
		    (rc = eg_tally_make(
			 s->st, c->name, c->rule, s->passages, NULL, &c->tally, err)) != EG_OK ||
		    (rc = eg_tracking_claims(s->tracking, c->name, c->claimed, err)) != EG_OK)
			break;
		c->census = c->rule->kind == EG_THRESHOLD_WEIGHT
				? eg_weights_census(s->passages, c->rule->census, s->opt->as_of)
				: 0;
		place_all(c);
		for (int j = 0; j < EG_JURISDICTIONS; j++)
			c->claimed[j] = c->claimed[j] && c->rule->universe[j] &&
					c->place[j] != PLACE_IN && c->place[j] != PLACE_GOING;
	}
	return rc;
}

/* ---- the whole ---- */

static void
read_name(struct site *s)
{
	struct eg_buf text = EG_BUF_INIT;
	struct eg_yaml *y = NULL;
	struct eg_err err = {0};

	s->name = s->opt->title != NULL ? s->opt->title : "Bills";
	if (s->opt->title == NULL &&
	    eg_repo_read_current(s->repo, "engross.yaml", &text, &err) == EG_OK &&
	    eg_yaml_parse(s->arena, text.p, text.n, "engross.yaml", 0, &y, &err) == EG_OK)
		s->name = eg_arena_strdup(s->arena, eg_yaml_text(y, "name", "Bills"));
	eg_buf_clear(&text);
}

/* Rulings that cannot be read are as if there were none: `conform` says what is wrong with them. */
static void
read_rulings(struct site *s)
{
	struct eg_buf text = EG_BUF_INIT;
	struct eg_err err = {0};

	if (eg_repo_read_current(s->repo, EG_RULINGS_PATH, &text, &err) == EG_OK &&
	    eg_rulings_parse(text.p, text.n, EG_RULINGS_PATH, &s->rulings, &err) != EG_OK)
		s->rulings = NULL;
	eg_buf_clear(&text);
}

static enum eg_rc
pages(struct site *s, struct eg_err *err)
{
	enum eg_rc rc;

	if ((rc = site_overview(s, err)) != EG_OK || (rc = site_states(s, err)) != EG_OK ||
	    (rc = site_coming(s, err)) != EG_OK || (rc = site_method(s, err)) != EG_OK ||
	    (rc = site_data(s, err)) != EG_OK)
		return rc;
	for (size_t i = 0; i < s->campaign.n && rc == EG_OK; i++)
		rc = site_campaign_page(s, &s->campaign.v[i], err);
	for (size_t i = 0; i < s->bill.n && rc == EG_OK; i++)
		rc = site_bill_page(s, &s->bill.v[i], err);
	return rc;
}

enum eg_rc
eg_site_make(struct eg_repo *r, struct eg_tracking *t, const struct eg_site_options *opt,
    eg_site_write_fn *write, void *ctx, struct eg_err *err)
{
	enum { AHEAD = 366 };
	struct site s = {.repo = r,
	    .tracking = t,
	    .opt = opt,
	    .write = write,
	    .ctx = ctx,
	    .arena = eg_arena_new()};
	enum eg_rc rc;

	s.st = eg_tracking_status(t);
	read_name(&s);
	if ((rc = eg_tracking_passages(t, &s.passages, err)) != EG_OK ||
	    (rc = eg_tracking_log(t, &s.log, err)) != EG_OK ||
	    (rc = eg_deadlines_make(t, NULL, opt->as_of, opt->as_of + AHEAD, &s.coming, err)) !=
		EG_OK)
		goto done;
	read_rulings(&s);
	gather_bills(&s);
	if ((rc = gather_campaigns(&s, err)) == EG_OK)
		rc = pages(&s, err);
done:
	for (size_t i = 0; i < s.campaign.n; i++)
		eg_tally_free(s.campaign.v[i].tally);
	for (size_t i = 0; i < s.bill.n; i++)
		eg_vec_clear(&s.bill.v[i].row);
	eg_vec_clear(&s.campaign);
	eg_vec_clear(&s.bill);
	eg_map_clear(&s.bills);
	eg_deadlines_free(s.coming);
	eg_rulings_free(s.rulings);
	eg_arena_free(s.arena);
	return rc;
}
