/* What changed between two readings of the log. Start at eg_news_make(). */
#include "track/track_private.h"

#include "base/map.h"
#include "base/vec.h"

#include <engross/follow.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct maker {
	struct eg_news *news;
	const struct eg_log *log;
	const struct eg_status *before, *after; /* before may be NULL */
	uint64_t *known; /* ids of the earlier log, sorted */
	size_t n_known;
	struct eg_map rows; /* of before, by key */
	struct eg_map items; /* by bill's key: index + 1 */
	struct {
		EG_VEC(struct eg_news_item);
	} item;
};

static int
by_id(const void *pa, const void *pb)
{
	uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return a < b ? -1 : a > b;
}

static bool
is_known(const struct maker *m, uint64_t id)
{
	return m->n_known > 0 &&
	       bsearch(&id, m->known, m->n_known, sizeof(*m->known), by_id) != NULL;
}

static void
bill_key(struct eg_buf *out, int jurisdiction, const char *session, const char *bill,
    const char *template_name)
{
	char key[256] = "";

	if (strlen(bill) < sizeof(key))
		eg_bill_key(bill, key);
	eg_buf_reset(out);
	eg_buf_printf(out, "%s/%s/%s/%s", eg_postal[jurisdiction], session, key,
	    key[0] == '\0' ? template_name : "");
}

static void
row_key(struct eg_buf *out, const struct eg_status_row *r)
{
	bill_key(out, r->jurisdiction, r->session, r->bill, "");
	eg_buf_printf(out, "#%s", r->template_name);
}

static bool
differs(const struct eg_status_row *a, const struct eg_status_row *b)
{
	return a->stage != b->stage || a->legal != b->legal || a->closing != b->closing;
}

static struct eg_news_item *
item_of(struct maker *m, int jurisdiction, const char *session, const char *bill,
    const char *template_name)
{
	struct eg_buf key = EG_BUF_INIT;
	struct eg_news_item *i;
	size_t at;

	bill_key(&key, jurisdiction, session, bill, template_name);
	at = (size_t)(uintptr_t)eg_map_get(&m->items, eg_buf_cstr(&key));
	if (at == 0) {
		i = eg_vec_new(&m->item);
		i->jurisdiction = (uint8_t)jurisdiction;
		i->session = eg_arena_strdup(m->news->arena, session);
		i->bill = eg_arena_strdup(m->news->arena, bill);
		i->closes = EG_DAY_NONE;
		at = m->item.n;
		eg_map_set(&m->items, eg_buf_cstr(&key), (void *)(uintptr_t)at);
	}
	eg_buf_clear(&key);
	return &m->item.v[at - 1];
}

static enum eg_rc
add_event(struct maker *m, struct eg_news_item *i, const struct eg_log_event *e, struct eg_err *err)
{
	struct eg_buf scratch = EG_BUF_INIT;
	struct eg_news_event *n = &i->event[i->n_events];
	enum eg_rc rc = eg_log_row(m->log, e, &scratch, &n->e, err);

	for (size_t f = 0; rc == EG_OK && f < EG_FIELDS; f++)
		n->e.f[f].p = eg_arena_str(m->news->arena, n->e.f[f]);
	n->id = e->id;
	n->kind = (enum eg_event_kind)e->kind;
	n->chamber = e->chamber;
	i->n_events += rc == EG_OK;
	m->news->n_events += rc == EG_OK;
	eg_buf_clear(&scratch);
	return rc;
}

static enum eg_rc
new_events(struct maker *m, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t b = 0; b < m->log->n_bills && rc == EG_OK; b++) {
		const struct eg_log_bill *bill = &m->log->bill[b];
		size_t first = m->log->first[b], last = m->log->first[b + 1], n = 0;
		struct eg_news_item *i;

		for (size_t k = first; k < last; k++)
			n += !is_known(m, m->log->v[k].id);
		if (n == 0)
			continue;
		i = item_of(m, bill->jurisdiction, bill->session, bill->bill, bill->template_name);
		i->fresh = n == last - first;
		i->event = eg_arena_calloc(m->news->arena, n, sizeof(*i->event));
		for (size_t k = first; k < last && rc == EG_OK; k++)
			if (!is_known(m, m->log->v[k].id))
				rc = add_event(m, i, &m->log->v[k], err);
	}
	return rc;
}

/* Templates and stages of the bills with news, and the bills whose stage the calendar changed. */
static void
stages(struct maker *m)
{
	struct eg_buf key = EG_BUF_INIT;

	for (size_t k = 0; m->before != NULL && k < m->before->n; k++) {
		row_key(&key, &m->before->row[k]);
		eg_map_set(&m->rows, eg_buf_cstr(&key), (void *)(uintptr_t)(k + 1));
	}
	for (size_t k = 0; k < m->after->n; k++) {
		const struct eg_status_row *r = &m->after->row[k], *old = NULL;
		struct eg_news_item *i;
		const char **names;
		size_t at;

		row_key(&key, r);
		at = (size_t)(uintptr_t)eg_map_get(&m->rows, eg_buf_cstr(&key));
		old = at != 0 ? &m->before->row[at - 1] : NULL;
		bill_key(&key, r->jurisdiction, r->session, r->bill, r->template_name);
		if (!eg_map_has(&m->items, eg_buf_cstr(&key)) && (old == NULL || !differs(old, r)))
			continue;
		i = item_of(m, r->jurisdiction, r->session, r->bill, r->template_name);
		if (i->n_templates == 0) {
			i->stage_before = old != NULL ? (enum eg_stage)old->stage : EG_STAGE_NONE;
			i->legal_before = old != NULL ? (enum eg_legal)old->legal : EG_LEGAL_NONE;
			i->stage = (enum eg_stage)r->stage;
			i->legal = (enum eg_legal)r->legal;
			i->closing = (enum eg_closing)r->closing;
			i->closes = r->closes;
		}
		if (r->template_name[0] == '\0')
			continue;
		names = eg_arena_calloc(m->news->arena, i->n_templates + 1, sizeof(*names));
		if (i->n_templates > 0)
			memcpy(names, i->template_name, i->n_templates * sizeof(*names));
		names[i->n_templates++] = eg_arena_strdup(m->news->arena, r->template_name);
		i->template_name = names;
	}
	eg_buf_clear(&key);
}

static int
item_order(const void *pa, const void *pb)
{
	const struct eg_news_item *a = pa, *b = pb;
	int c = strcmp(
	    eg_postal_name(eg_postal[a->jurisdiction]), eg_postal_name(eg_postal[b->jurisdiction]));

	if (c == 0)
		c = strcmp(a->session, b->session);
	return c != 0 ? c : eg_bill_compare(a->bill, b->bill);
}

enum eg_rc
eg_news_make(struct eg_tracking *then, int32_t then_day, struct eg_tracking *now,
    struct eg_news **out, struct eg_err *err)
{
	struct eg_arena *a = eg_arena_new();
	const struct eg_log *old = NULL;
	struct maker m;
	enum eg_rc rc;

	*out = NULL;
	memset(&m, 0, sizeof(m));
	m.news = eg_arena_calloc(a, 1, sizeof(*m.news));
	m.news->arena = a;
	m.news->from = then_day;
	m.after = eg_tracking_status(now);
	m.news->to = m.after->as_of;
	if (then != NULL) {
		m.before = eg_tracking_status(then);
		if ((rc = eg_tracking_log(then, &old, err)) != EG_OK)
			goto done;
		m.known = eg_calloc(old->n + 1, sizeof(*m.known));
		for (size_t i = 0; i < old->n; i++)
			m.known[m.n_known++] = old->v[i].id;
		qsort(m.known, m.n_known, sizeof(*m.known), by_id);
	}
	if ((rc = eg_tracking_log(now, &m.log, err)) != EG_OK ||
	    (rc = new_events(&m, err)) != EG_OK)
		goto done;
	stages(&m);
	if (m.item.n > 0)
		qsort(m.item.v, m.item.n, sizeof(*m.item.v), item_order);
	m.news->item = m.item.v;
	m.news->n = m.item.n;
	*out = m.news;
done:
	eg_free(m.known);
	eg_map_clear(&m.rows);
	eg_map_clear(&m.items);
	if (rc != EG_OK) {
		eg_vec_clear(&m.item);
		eg_arena_free(a);
	}
	return rc;
}

void
eg_news_free(struct eg_news *n)
{
	if (n == NULL)
		return;
	eg_free(n->item);
	eg_arena_free(n->arena);
}
