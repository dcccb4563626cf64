/* import --match: bills that the watch list's patterns propose; --watched: only those that are
 * watched or linked. */
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
	size_t n;
	enum eg_rc rc;

	pthread_mutex_init(&w->lock, NULL);
	if ((rc = eg_need_repo(cx, err)) != EG_OK)
		return rc;
	if ((rc = eg_repo_read_current(cx->repo, EG_WATCH_PATH, &bytes, err)) == EG_ERR_NOT_FOUND)
		rc = EG_OK;
	if (rc != EG_OK || (rc = eg_watches_parse(eg_buf_cstr(&bytes), bytes.n, EG_WATCH_PATH,
				&w->list, err)) != EG_OK)
		goto done;
	(void)eg_watches_at(w->list, &n);
	if (n == 0) {
		rc = eg_err_set(err, EG_ERR_USAGE, "nothing is watched yet");
		eg_err_hint(err, "engross watch TEMPLATE --title 'PATTERN'");
		goto done;
	}
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

static void
why(struct eg_buf *out, const struct eg_watch *by)
{
	if (by->title[0] != '\0')
		eg_buf_printf(out, "title like /%s/", by->title);
	if (by->subject[0] != '\0')
		eg_buf_printf(
		    out, "%ssubject '%s'", by->title[0] != '\0' ? " or " : "", by->subject);
}

static void
json_line(struct eg_buf *out, const struct eg_record *r, const struct eg_watch_hit *h)
{
	struct eg_buf text = EG_BUF_INIT;
	struct eg_json j;

	why(&text, h->by);
	eg_json_init(&j, out, false);
	eg_json_object(&j);
	eg_json_kstr(&j, "template", h->template_name);
	eg_json_kstr(&j, "jurisdiction", eg_postal[r->jurisdiction]);
	eg_json_key(&j, "session");
	eg_json_string_n(&j, r->session.p != NULL ? r->session.p : "", r->session.n);
	eg_json_key(&j, "bill");
	eg_json_string_n(&j, r->bill.p != NULL ? r->bill.p : "", r->bill.n);
	eg_json_key(&j, "title");
	eg_json_string_n(&j, r->title.p != NULL ? r->title.p : "", r->title.n);
	eg_json_kstr(&j, "stage", eg_stage_name(r->standing.stage));
	eg_json_kstr(&j, "why", eg_buf_cstr(&text));
	eg_json_end(&j);
	eg_json_finish(&j);
	if (out->n > 0 && out->p[out->n - 1] != '\n')
		eg_buf_putc(out, '\n');
	eg_buf_clear(&text);
}

void
eg_import_watch_propose(struct eg_import_watch *w, const struct eg_record *r, struct eg_buf *out)
{
	struct eg_watch_hit hit[HITS];
	size_t n = match(w, r, hit);

	for (size_t i = 0; i < n; i++) {
		if (hit[i].verdict != EG_WATCH_PROPOSED)
			continue;
		w->proposed++;
		if (w->json) {
			json_line(out, r, &hit[i]);
			continue;
		}
		eg_buf_printf(out, "%s? %s %.*s, %.*s (%s): \"%.*s\"; ", hit[i].template_name,
		    eg_postal[r->jurisdiction], (int)r->bill.n, r->bill.p, (int)r->session.n,
		    r->session.p, eg_stage_name(r->standing.stage), (int)r->title.n,
		    r->title.p != NULL ? r->title.p : "");
		why(out, hit[i].by);
		eg_buf_putc(out, '\n');
	}
}
