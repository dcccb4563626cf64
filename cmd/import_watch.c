/* import --match: bills that the watch list's patterns or their own texts propose; --watched: only
 * those that are watched or linked. */
#include "cmd/import_watch.h"

#include <string.h>

enum { HITS = 16 };

static void
key_of(struct eg_buf *out, const char *postal, struct eg_str session, struct eg_str bill)
{
	char *text = eg_strndup(bill.p != NULL ? bill.p : "", bill.n), *key = eg_malloc(bill.n + 1);

	eg_bill_key(text, key);
	eg_buf_reset(out);
	eg_buf_printf(out, "%s/", postal);
	eg_buf_str(out, session);
	eg_buf_printf(out, "/%s", key);
	eg_free(text);
	eg_free(key);
}

enum eg_rc
eg_import_watch_open(struct eg_ctx *cx, struct eg_import_watch *w, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT, key = EG_BUF_INIT;
	struct eg_links *links = NULL;
	enum eg_rc rc;

	pthread_mutex_init(&w->lock, NULL);
	if ((rc = eg_need_repo(cx, err)) != EG_OK)
		return rc;
	if ((rc = eg_repo_read_current(cx->repo, EG_WATCH_PATH, &bytes, err)) == EG_ERR_NOT_FOUND)
		rc = EG_OK;
	if (rc != EG_OK || (rc = eg_watches_parse(eg_buf_cstr(&bytes), bytes.n, EG_WATCH_PATH,
				&w->list, err)) != EG_OK)
		goto done;
	(void)eg_watches_at(w->list, &w->rows);
	eg_buf_reset(&bytes);
	if (eg_repo_read_current(cx->repo, EG_LINKS_PATH, &bytes, NULL) != EG_OK)
		eg_buf_reset(&bytes);
	if ((rc = eg_links_parse(eg_buf_cstr(&bytes), bytes.n, EG_LINKS_PATH, &links, err)) !=
	    EG_OK)
		goto done;
	for (size_t i = 0; i < links->n; i++) {
		key_of(&key, links->v[i].jurisdiction, eg_str(links->v[i].session),
		    eg_str(links->v[i].bill));
		eg_map_set(&w->linked, eg_buf_cstr(&key), w);
		eg_buf_printf(&key, " %s", links->v[i].template_name);
		eg_map_set(&w->linked, eg_buf_cstr(&key), w);
	}
done:
	eg_links_free(links);
	eg_buf_clear(&bytes);
	eg_buf_clear(&key);
	return rc;
}

void
eg_import_watch_close(struct eg_import_watch *w)
{
	eg_watches_free(w->list);
	eg_map_clear(&w->linked);
}

enum eg_rc
eg_import_watch_nothing(struct eg_err *err)
{
	enum eg_rc rc = eg_err_set(err, EG_ERR_USAGE, "nothing is watched yet");

	eg_err_hint(err, "engross watch TEMPLATE --title 'PATTERN'");
	return rc;
}

static size_t
match(struct eg_import_watch *w, const struct eg_record *r, struct eg_watch_hit *hit)
{
	struct eg_watch_bill b = {
	    r->jurisdiction, r->session, r->bill, r->title, r->subject, r->n_subjects};

	return eg_watches_match(w->list, &b, hit, HITS);
}

bool
eg_import_watch_has(struct eg_import_watch *w, const struct eg_record *r)
{
	struct eg_watch_hit hit[HITS];
	struct eg_buf key = EG_BUF_INIT;
	size_t n;
	bool has;

	pthread_mutex_lock(&w->lock); /* the list has one place for a match */
	n = match(w, r, hit);
	key_of(&key, eg_postal[r->jurisdiction], r->session, r->bill);
	has = eg_map_has(&w->linked, eg_buf_cstr(&key));
	if (!has) {
		key_of(&key, eg_postal[r->jurisdiction], EG_STR(""), r->bill);
		has = eg_map_has(&w->linked, eg_buf_cstr(&key));
	}
	for (size_t i = 0; i < n; i++)
		has = has || hit[i].verdict == EG_WATCH_WATCHED;
	eg_buf_clear(&key);
	w->watched += has;
	pthread_mutex_unlock(&w->lock);
	return has;
}

/* ---- proposals ---- */

struct candidate { /* a template that a bill may carry */
	const char *template_name;
	const struct eg_watch *by; /* the pattern that says so, or NULL */
	const struct eg_proposal *traced; /* what its text says, or NULL */
};

static bool
is_linked(const struct eg_import_watch *w, const struct eg_record *r, const char *template_name)
{
	struct eg_buf key = EG_BUF_INIT;
	bool is = false;

	for (int i = 0; i < 2 && !is; i++) {
		key_of(&key, eg_postal[r->jurisdiction], i == 0 ? r->session : EG_STR(""), r->bill);
		eg_buf_printf(&key, " %s", template_name);
		is = eg_map_has(&w->linked, eg_buf_cstr(&key));
	}
	eg_buf_clear(&key);
	return is;
}

/* What nobody has decided yet: by the patterns first, then by the text alone. */
static size_t
gather(struct eg_import_watch *w, const struct eg_record *r, const struct eg_proposals *traced,
    struct candidate out[2 * HITS])
{
	struct eg_watch_hit hit[HITS];
	size_t n_hits = match(w, r, hit), n = 0;

	for (size_t i = 0; i < n_hits; i++)
		if (hit[i].verdict == EG_WATCH_PROPOSED && !is_linked(w, r, hit[i].template_name))
			out[n++] = (struct candidate){hit[i].template_name, hit[i].by, NULL};
	for (size_t i = 0; i < traced->v.n && n < 2 * HITS; i++) {
		const char *name = traced->v.v[i].template_name;
		size_t at = 0, decided = 0;

		while (decided < n_hits && strcmp(hit[decided].template_name, name) != 0)
			decided++;
		while (at < n && strcmp(out[at].template_name, name) != 0)
			at++;
		if (at < n)
			out[at].traced = &traced->v.v[i];
		else if (decided == n_hits && !is_linked(w, r, name))
			out[n++] = (struct candidate){name, NULL, &traced->v.v[i]};
	}
	return n;
}

static void
why(struct eg_buf *out, const struct candidate *c, const char *from)
{
	if (c->by != NULL && c->by->title[0] != '\0')
		eg_buf_printf(out, "title like /%s/", c->by->title);
	if (c->by != NULL && c->by->subject[0] != '\0')
		eg_buf_printf(
		    out, "%ssubject '%s'", c->by->title[0] != '\0' ? " or " : "", c->by->subject);
	if (c->traced != NULL)
		eg_buf_printf(out, "%sits text has %s%s, score %.2f (%s)",
		    c->by != NULL ? "; " : "", c->traced->part ? "part of " : "",
		    c->traced->version, c->traced->score, from);
}

static void
json_line(
    struct eg_buf *out, const struct eg_record *r, const struct candidate *c, const char *from)
{
	struct eg_buf text = EG_BUF_INIT;
	struct eg_json j;

	why(&text, c, from);
	eg_json_init(&j, out, false);
	eg_json_object(&j);
	eg_json_kstr(&j, "template", c->template_name);
	eg_json_kstr(&j, "jurisdiction", eg_postal[r->jurisdiction]);
	eg_json_key(&j, "session");
	eg_json_string_n(&j, r->session.p != NULL ? r->session.p : "", r->session.n);
	eg_json_key(&j, "bill");
	eg_json_string_n(&j, r->bill.p != NULL ? r->bill.p : "", r->bill.n);
	eg_json_key(&j, "title");
	eg_json_string_n(&j, r->title.p != NULL ? r->title.p : "", r->title.n);
	eg_json_kstr(&j, "stage", eg_stage_name(r->standing.stage));
	eg_json_kstr(&j, "why", eg_buf_cstr(&text));
	if (c->traced != NULL) {
		eg_json_kstr(&j, "version", c->traced->version);
		eg_json_key(&j, "score");
		eg_json_real(&j, c->traced->score, 4);
		eg_json_kstr(&j, "extent", c->traced->part ? "part" : "whole");
		eg_json_kstr(&j, "text", from);
	}
	eg_json_end(&j);
	eg_json_finish(&j);
	if (out->n > 0 && out->p[out->n - 1] != '\n')
		eg_buf_putc(out, '\n');
	eg_buf_clear(&text);
}

void
eg_import_watch_propose(struct eg_import_watch *w, const struct eg_record *r,
    const struct eg_proposals *traced, const char *from, struct eg_buf *out)
{
	struct candidate found[2 * HITS];
	size_t n = gather(w, r, traced, found);

	for (size_t i = 0; i < n; i++) {
		w->proposed++;
		if (w->json) {
			json_line(out, r, &found[i], from);
			continue;
		}
		eg_buf_printf(out, "%s? %s %.*s, %.*s (%s): \"%.*s\"; ", found[i].template_name,
		    eg_postal[r->jurisdiction], (int)r->bill.n, r->bill.p, (int)r->session.n,
		    r->session.p, eg_stage_name(r->standing.stage), (int)r->title.n,
		    r->title.p != NULL ? r->title.p : "");
		why(out, &found[i], from);
		eg_buf_putc(out, '\n');
	}
}
