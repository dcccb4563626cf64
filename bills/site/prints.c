/* A bill's prints: each is listed with what it keeps of the model, the draft of that template for
 * that jurisdiction at the version that the bill carries, and has a redline page. */
#include "site/prints.h"

#include "base/path.h"

#include <engross/conform.h>
#include <engross/text.h>
#include <stdio.h>
#include <string.h>

struct found {
	const struct site_bill *bill;
	struct eg_arena *a;
	EG_VEC(const char *);
};

static bool
same_key(const char *a, size_t n, const char *b)
{
	char ka[128], kb[128], part[128];

	if (n >= sizeof(part) || strlen(b) >= sizeof(kb))
		return false;
	memcpy(part, a, n);
	part[n] = '\0';
	eg_bill_key(part, ka);
	eg_bill_key(b, kb);
	return strcmp(ka, kb) == 0;
}

/* prints/XX/SESSION/BILL/NN-STAGE.txt */
static enum eg_rc
note_print(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct found *f = ctx;
	const char *session = path + strlen("prints/XX/"), *bill = strchr(session, '/'), *file;
	const struct eg_status_row *r = f->bill->first;

	EG_UNUSED(blob);
	EG_UNUSED(err);
	if (bill == NULL || (file = strchr(bill + 1, '/')) == NULL ||
	    strcmp(eg_path_ext(path), ".txt") != 0)
		return EG_OK;
	if (same_key(bill + 1, (size_t)(file - bill - 1), r->bill) &&
	    (r->session[0] == '\0' || same_key(session, (size_t)(bill - session), r->session)))
		eg_vec_push(f, eg_arena_strdup(f->a, path));
	return EG_OK;
}

/* ---- the model ---- */

static enum eg_rc
profile_of(struct site *s, const char *commit, const char *postal, struct eg_profile **out,
    struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	char path[40];
	enum eg_rc rc;

	snprintf(path, sizeof(path), "jurisdictions/%s.yaml", postal);
	if (eg_repo_read(s->repo, commit, path, &b, NULL) == EG_OK)
		rc = eg_profile_parse(b.p, b.n, path, out, err);
	else
		rc = eg_profile_builtin(postal, out, err);
	eg_buf_clear(&b);
	return rc;
}

/* NULL where there is no draft for the jurisdiction, or it cannot be read. */
static struct eg_doc *
model(struct site *s, const struct eg_status_row *r, const char *version, char shown[200])
{
	char path[256], commit[EG_OID_HEX] = "";
	struct eg_profile *profile = NULL;
	struct eg_buf text = EG_BUF_INIT;
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;
	struct eg_doc *doc = NULL;
	struct eg_err err = {0};

	snprintf(
	    path, sizeof(path), "bills/%s/%s.md", r->template_name, eg_postal[r->jurisdiction]);
	if (version[0] != '\0' &&
	    eg_repo_resolve(s->repo, r->template_name, version, commit, &err) != EG_OK)
		commit[0] = '\0';
	if ((commit[0] == '\0' || eg_repo_read(s->repo, commit, path, &text, &err) != EG_OK) &&
	    eg_repo_read_current(s->repo, path, &text, &err) != EG_OK)
		goto done;
	if (eg_bill_parse(text.p, text.n, path, &bill, &err) == EG_OK &&
	    profile_of(s, commit, eg_postal[r->jurisdiction], &profile, &err) == EG_OK &&
	    eg_form_build(bill, profile, NULL, &form, &err) == EG_OK &&
	    eg_doc_from_form(form, path, &doc, &err) != EG_OK)
		doc = NULL;
	snprintf(shown, 200, "%.80s%s%.40s", r->template_name, commit[0] != '\0' ? " " : "",
	    commit[0] != '\0' ? version : "");
done:
	eg_form_free(form);
	eg_bill_free(bill);
	eg_profile_free(profile);
	eg_buf_clear(&text);
	return doc;
}

/* ---- the redline ---- */

static void
words(struct eg_buf *out, const char *text, size_t from, size_t to)
{
	eg_follow_text(out, text + from, to - from);
}

static void
section(struct page *p, const struct eg_redline *r, const struct eg_redline_section *s)
{
	static const char *const note[] = {
	    "", "changed", "moved", "not in the model", "of the model, not here"};
	const struct eg_doc *doc = s->new_index != EG_NO_SECTION ? r->new_doc : r->old_doc;
	const struct eg_doc_section *d =
	    &doc->section[s->new_index != EG_NO_SECTION ? s->new_index : s->old_index];
	struct eg_buf *o = &p->out;
	size_t at = d->start;

	if (s->status == EG_ROW_SAME && !s->edited)
		return;
	eg_buf_puts(o, "<section>\n<h2>");
	site_text(o, d->designator);
	eg_buf_puts(o, d->designator[0] != '\0' && d->heading[0] != '\0' ? " " : "");
	site_text(o, d->heading);
	if (d->designator[0] == '\0' && d->heading[0] == '\0')
		eg_buf_puts(o, "Opening");
	eg_buf_printf(o, " <span class=\"meta\">%s</span></h2>\n<p>", note[s->status]);
	for (size_t i = 0; i < s->n_edits; i++) {
		const struct eg_edit *e = &s->edit[i];
		size_t start = doc == r->new_doc ? e->new_start : e->old_start,
		       end = doc == r->new_doc ? e->new_end : e->old_end;

		words(o, doc->text, at, start);
		if (e->old_end > e->old_start) {
			eg_buf_puts(o, "<del>");
			words(o, r->old_doc->text, e->old_start, e->old_end);
			eg_buf_puts(o, "</del>");
		}
		if (e->new_end > e->new_start) {
			eg_buf_puts(o, e->old_end > e->old_start ? " <ins>" : "<ins>");
			words(o, r->new_doc->text, e->new_start, e->new_end);
			eg_buf_puts(o, "</ins>");
		}
		at = end;
	}
	words(o, doc->text, at, d->end);
	eg_buf_puts(o, "</p>\n</section>\n");
}

/* What weighs most, before the text: the departures that are not house style. */
static void
departures(struct page *p, const struct eg_conform *c)
{
	enum { MOST = 40 };
	struct eg_buf *o = &p->out;
	size_t n = 0;

	eg_buf_printf(o, "<p><strong>%s.</strong> ", eg_finding_name(c->finding));
	site_text(o, c->why);
	eg_buf_puts(o, "</p>\n");
	for (size_t i = 0; i < c->n_departures && n < MOST; i++) {
		const struct eg_departure *d = &c->departure[i];

		if (d->weight == EG_WEIGHT_FREE)
			continue;
		if (n++ == 0)
			eg_buf_puts(o,
			    "<table class=\"cards-when-narrow\">\n<caption>Departures "
			    "that weigh</caption>\n<thead><tr><th scope=\"col\">Kind</th><th "
			    "scope=\"col\">Model</th><th scope=\"col\">Print</th></tr></thead>"
			    "\n<tbody>\n");
		eg_buf_printf(o,
		    "<tr><th scope=\"row\">%s <span class=\"meta\">%s</span></th><td "
		    "data-label=\"Model\">",
		    eg_departure_class_name(d->what), eg_weight_name(d->weight));
		site_text(o, d->model_words);
		eg_buf_puts(o, "</td><td data-label=\"Print\">");
		site_text(o, d->text_words);
		if (d->note[0] != '\0') {
			eg_buf_puts(o, "<span class=\"why\">");
			site_text(o, d->note);
			eg_buf_puts(o, "</span>");
		}
		eg_buf_puts(o, "</td></tr>\n");
	}
	if (n > 0)
		eg_buf_puts(o, "</tbody>\n</table>\n");
}

static enum eg_rc
redline_page(struct site *s, const struct site_bill *b, const char *file, const char *print,
    const char *against, const struct eg_redline *r, const struct eg_conform *c, struct eg_err *err)
{
	enum { MOST = 260 * 1000 };
	char *title = eg_sprintf("%s against the model", print);
	char *kicker = eg_sprintf("<a href=\"../%s\">%s %s</a>", b->file,
	    eg_postal_name(eg_postal[b->first->jurisdiction]),
	    b->first->bill[0] != '\0' ? b->first->bill : "bill");
	struct page p;
	enum eg_rc rc;

	site_page_open(&p, s, file, title, kicker);
	eg_buf_puts(&p.out, "<p class=\"prose\">Words of the model (");
	site_text(&p.out, against);
	eg_buf_printf(&p.out,
	    ") that the print leaves out are <del>struck</del>; words that it adds are "
	    "<ins>underlined</ins>. Sections that are the same (%zu) are not shown.</p>\n<div "
	    "class=\"redline\">\n",
	    r->summary.same_sections);
	departures(&p, c);
	for (size_t i = 0; i < r->n_sections; i++) {
		if (p.out.n > MOST) {
			eg_buf_puts(&p.out,
			    "<p class=\"note\">The rest is too long for a page: engross diff "
			    "shows it whole.</p>\n");
			break;
		}
		section(&p, r, &r->section[i]);
	}
	eg_buf_puts(&p.out, "</div>\n");
	rc = site_page_close(&p, err);
	eg_free(title);
	eg_free(kicker);
	return rc;
}

/* What a person ruled of this print, newest first; "" if nobody did. */
static void
ruling_words(struct eg_buf *out, const struct site *s, const char *path, const char *template_name)
{
	struct eg_ruling_cited *cited;
	size_t n;

	if (s->rulings == NULL || s->rulings->n == 0)
		return;
	cited = eg_calloc(s->rulings->n, sizeof(*cited));
	n = eg_rulings_about(s->rulings, path, "", "", "", cited);
	for (size_t i = 0; i < n; i++) {
		const struct eg_ruling *r = cited[i].ruling;
		size_t len = strcspn(r->model, "@/");

		if (strncmp(r->model, template_name, len) != 0 || template_name[len] != '\0')
			continue;
		eg_buf_puts(out, " Ruled by ");
		site_text(out, r->body);
		eg_buf_puts(out, ", ");
		site_text(out, r->date);
		eg_buf_puts(out, ": ");
		site_text(out, r->decision[0] != '\0' ? r->decision : "noted");
		eg_buf_puts(out, ".");
		break;
	}
	eg_free(cited);
}

/* One print against one model: a line in the list, a page for the redline. */
static enum eg_rc
compare(struct page *p, const struct site_bill *b, const struct eg_status_row *r,
    const struct eg_doc *print, const char *path, const char *stage, struct eg_err *err)
{
	const char *version =
	    r->version_passed[0] != '\0' ? r->version_passed : r->version_introduced;
	struct eg_conform_options how = {.whole = true, .postal = eg_postal[r->jurisdiction]};
	struct eg_conform *conform = NULL;
	struct eg_redline *red = NULL;
	struct eg_doc *old;
	char shown[200], *file;
	enum eg_rc rc;

	if ((old = model(p->site, r, version, shown)) == NULL)
		return EG_OK;
	how.rule = site_campaign_of(p->site, r->template_name)->conformity;
	file = eg_sprintf(
	    "%.*s-%s-%s.html", (int)(strlen(b->file) - 5), b->file, r->template_name, stage);
	if ((rc = eg_redline_make(old, print, NULL, &red, err)) == EG_OK &&
	    (rc = eg_conform_make(old, print, &how, &conform, err)) == EG_OK) {
		eg_buf_puts(&p->out, "<br>Conformity to ");
		site_text(&p->out, shown);
		eg_buf_printf(&p->out,
		    ": <strong>%s</strong>, %.1f%% of the model\xE2\x80\x99s words (",
		    eg_finding_name(conform->finding),
		    (double)(int64_t)(conform->score * 1000) / 10);
		site_text(&p->out, conform->why);
		eg_buf_printf(
		    &p->out, "). <a href=\"%s\">Redline to the model</a>.", strrchr(file, '/') + 1);
		ruling_words(&p->out, p->site, path, r->template_name);
		rc = redline_page(p->site, b, file, stage, shown, red, conform, err);
	}
	eg_conform_free(conform);
	eg_redline_free(red);
	eg_doc_free(old);
	eg_free(file);
	return rc;
}

static enum eg_rc
one_print(struct page *p, const struct site_bill *b, const char *path, struct eg_err *err)
{
	const char *base = eg_path_base(path);
	char stage[96], *file = NULL;
	struct eg_buf text = EG_BUF_INIT;
	struct eg_doc *doc = NULL;
	enum eg_rc rc;

	snprintf(stage, sizeof(stage), "%.*s", (int)(strlen(base) - 4 < 90 ? strlen(base) - 4 : 90),
	    base);
	if ((rc = eg_repo_read_current(p->site->repo, path, &text, err)) != EG_OK ||
	    (rc = eg_doc_read(text.p, text.n, stage, NULL, &doc, err)) != EG_OK)
		goto done;
	file = eg_sprintf("%.*s-%s.txt", (int)(strlen(b->file) - 5), b->file, stage);
	if ((rc = p->site->write(p->site->ctx, file, text.p, text.n, err)) != EG_OK)
		goto done;
	eg_buf_printf(&p->out, "<li><strong><a href=\"%s\">", strrchr(file, '/') + 1);
	site_text(&p->out, stage);
	eg_buf_printf(&p->out, "</a></strong>, %zu section%s.", doc->n_sections,
	    doc->n_sections == 1 ? "" : "s");
	for (size_t i = 0; i < b->row.n && rc == EG_OK; i++)
		rc = compare(p, b, b->row.v[i], doc, path, stage, err);
	eg_buf_puts(&p->out, "</li>\n");
done:
	eg_doc_free(doc);
	eg_buf_clear(&text);
	eg_free(file);
	return rc;
}

enum eg_rc
site_prints(struct page *p, const struct site_bill *b, struct eg_err *err)
{
	struct found f = {.bill = b, .a = eg_arena_new()};
	char prefix[32];
	enum eg_rc rc = EG_OK;

	snprintf(prefix, sizeof(prefix), "prints/%s/", eg_postal[b->first->jurisdiction]);
	if (b->first->bill[0] != '\0')
		rc = eg_repo_walk(p->site->repo, "", prefix, note_print, &f, err);
	if (rc == EG_OK && f.n > 0) {
		eg_buf_puts(&p->out, "<h2 id=\"prints\">Prints</h2>\n<ul class=\"plain\">\n");
		for (size_t i = 0; i < f.n && rc == EG_OK; i++)
			rc = one_print(p, b, f.v[i], err);
		eg_buf_puts(&p->out, "</ul>\n");
	}
	eg_vec_clear(&f);
	eg_arena_free(f.a);
	return rc;
}
