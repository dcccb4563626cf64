/* Events as text: the id that names one, checking before it is written, the union of two logs,
 * appending to one. */
#include "track/track_private.h"

#include "base/csv.h"
#include "base/map.h"
#include "base/sha256.h"
#include "base/time.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A field as it is written: line breaks, tabs and other control characters are spaces, ends
 * trimmed. */
static void
put_clean(struct eg_buf *out, struct eg_str s)
{
	struct eg_buf b = EG_BUF_INIT;
	bool control = false;

	while (s.n > 0 && (unsigned char)s.p[0] <= ' ') {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	for (size_t i = 0; i < s.n && !control; i++)
		control = (unsigned char)s.p[i] < ' ';
	if (!control) {
		eg_csv_put(out, s.p, s.n);
		return;
	}
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= ' ' || i == 0 || (unsigned char)s.p[i - 1] >= ' ')
			eg_buf_putc(&b, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
	eg_csv_put(out, eg_buf_cstr(&b), b.n);
	eg_buf_clear(&b);
}

static void
put_fields(struct eg_buf *out, const struct eg_event *e, bool for_id)
{
	bool first = true;

	for (size_t f = EG_F_SEQ; f < EG_FIELDS; f++) {
		if (for_id && f == EG_F_RECORDED)
			continue;
		if (!first)
			eg_buf_putc(out, ',');
		first = false;
		put_clean(out, e->f[f]);
	}
}

void
eg_event_id(const struct eg_event *e, char out[EG_EVENT_ID])
{
	struct eg_buf b = EG_BUF_INIT;
	char hex[EG_SHA256_HEX];

	put_fields(&b, e, true);
	eg_sha256_hex(eg_buf_cstr(&b), b.n, hex);
	memcpy(out, hex, EG_EVENT_ID - 1);
	out[EG_EVENT_ID - 1] = '\0';
	eg_buf_clear(&b);
}

void
eg_event_put(struct eg_buf *out, const struct eg_event *e)
{
	char id[EG_EVENT_ID];

	eg_event_id(e, id);
	eg_buf_puts(out, id);
	eg_buf_putc(out, ',');
	put_fields(out, e, false);
	eg_buf_putc(out, '\n');
}

enum eg_rc
eg_event_check(const struct eg_event *e, struct eg_err *err)
{
	struct eg_track__cell cell[EG_FIELDS];
	struct eg_track__index x;
	struct eg_log_event le;
	const char *why = NULL, *hint = NULL, *near;
	uint64_t corrects;
	size_t bad = 0;
	struct eg_str w;

	eg_track__index_make(&x);
	memset(&le, 0, sizeof(le));
	for (size_t f = 0; f < EG_FIELDS; f++)
		cell[f] =
		    (struct eg_track__cell){e->f[f].p != NULL ? e->f[f].p : "", e->f[f].n, false};
	if (eg_track__row(&x, cell, &le, &corrects, &bad, &why, &hint) == EG_OK)
		return EG_OK;
	w = (struct eg_str){cell[bad].p, cell[bad].n < 80 ? cell[bad].n : 80};
	if (w.n > 0)
		eg_err_set(
		    err, EG_ERR_DATA, "%s '%.*s' %s", eg_field_names[bad], (int)w.n, w.p, why);
	else
		eg_err_set(err, EG_ERR_DATA, "%s %s", eg_field_names[bad], why);
	near = eg_event_nearest(w);
	if (hint != NULL)
		eg_err_hint(err, "%s", hint);
	else if (near != NULL)
		eg_err_hint(err, "did you mean '%s'?", near);
	else
		eg_err_hint(err, "events: engross help track");
	return EG_ERR_DATA;
}

/* ---- union of two logs ---- */

struct ids { /* open addressing over ids; 0 stands for an empty slot */
	uint64_t *slot;
	size_t slots, n;
};

static bool
ids_add(struct ids *s, uint64_t id)
{
	size_t i;

	if ((s->n + 1) * 2 > s->slots) {
		struct ids bigger = {NULL, s->slots != 0 ? s->slots * 2 : 1024, 0};

		bigger.slot = eg_calloc(bigger.slots, sizeof(*bigger.slot));
		for (size_t k = 0; k < s->slots; k++)
			if (s->slot[k] != 0)
				(void)ids_add(&bigger, s->slot[k]);
		eg_free(s->slot);
		*s = bigger;
	}
	id |= id == 0;
	for (i = (size_t)(id >> 11) & (s->slots - 1); s->slot[i] != 0; i = (i + 1) & (s->slots - 1))
		if (s->slot[i] == id)
			return false;
	s->slot[i] = id;
	s->n++;
	return true;
}

static int
by_row(const void *pa, const void *pb)
{
	const struct eg_log_event *a = *(const struct eg_log_event *const *)pa,
				  *b = *(const struct eg_log_event *const *)pb;

	return a->row < b->row ? -1 : a->row > b->row;
}

/* The file's text with a header and an end to its last line. */
static void
put_file(struct eg_buf *out, const char *header, const char *p, size_t n)
{
	if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
		p += 3;
		n -= 3;
	}
	if (n == 0) {
		eg_buf_puts(out, header);
		eg_buf_putc(out, '\n');
		return;
	}
	eg_buf_add(out, p, n);
	if (p[n - 1] != '\n')
		eg_buf_putc(out, '\n');
}

enum eg_rc
eg_events_merge(const char *a, size_t an, const char *b, size_t bn, struct eg_buf *out,
    size_t *added, struct eg_err *err)
{
	struct eg_log *la = NULL, *lb = NULL;
	const struct eg_log_event **rows = NULL;
	struct ids ids = {NULL, 0, 0};
	size_t count = 0;
	enum eg_rc rc;

	if ((rc = eg_log_parse(a, an, EG_EVENTS_PATH " (ours)", &la, err)) != EG_OK ||
	    (rc = eg_log_parse(b, bn, EG_EVENTS_PATH " (theirs)", &lb, err)) != EG_OK)
		goto done;
	put_file(out, eg_events_header, a, an);
	for (size_t i = 0; i < la->n; i++)
		(void)ids_add(&ids, la->v[i].id);
	rows = eg_calloc(lb->n + 1, sizeof(*rows));
	for (size_t i = 0; i < lb->n; i++)
		rows[i] = &lb->v[i];
	qsort(rows, lb->n, sizeof(*rows), by_row);
	for (size_t i = 0; i < lb->n; i++) {
		const char *p = b + rows[i]->row, *next;
		const char *e = eg_track__line_end(p, b + bn, &next);

		if (!ids_add(&ids, rows[i]->id))
			continue;
		eg_buf_add(out, p, (size_t)(e - p));
		eg_buf_putc(out, '\n');
		count++;
	}
	if (added != NULL)
		*added = count;
	rc = eg_buf_ok(out, err);
done:
	eg_log_free(la);
	eg_log_free(lb);
	eg_free(rows);
	eg_free(ids.slot);
	return rc;
}

/* ---- appending ---- */

/* What makes two rows the same event: everything but id, seq and recorded. */
static char *
sameness(const struct eg_event *e)
{
	struct eg_event copy = *e;
	char id[EG_EVENT_ID];

	copy.f[EG_F_SEQ] = (struct eg_str){"", 0};
	eg_event_id(&copy, id);
	return eg_strdup(id);
}

/* Bill and day of an event, as a key for numbering what one day holds. */
static void
day_key(const struct eg_event *e, struct eg_buf *out)
{
	char *bill =
	    eg_strndup(e->f[EG_F_BILL].p != NULL ? e->f[EG_F_BILL].p : "", e->f[EG_F_BILL].n);
	char *key = eg_malloc(strlen(bill) + 1);

	eg_bill_key(bill, key);
	eg_buf_reset(out);
	eg_buf_str(out, e->f[EG_F_JURISDICTION]);
	eg_buf_putc(out, '/');
	eg_buf_puts(out, key);
	eg_buf_putc(out, '/');
	if (key[0] == '\0')
		eg_buf_str(out, e->f[EG_F_TEMPLATE]);
	eg_buf_putc(out, '/');
	eg_buf_str(out, e->f[EG_F_DATE].n > 0 ? e->f[EG_F_DATE] : e->f[EG_F_PUBLISHED]);
	eg_free(bill);
	eg_free(key);
}

static size_t
seq_of(const struct eg_event *e)
{
	size_t v = 0;

	for (size_t i = 0; i < e->f[EG_F_SEQ].n; i++)
		v = v * 10 + (size_t)(e->f[EG_F_SEQ].p[i] - '0');
	return v;
}

/* seq is empty for the first event of a day, then 1, 2 …: the map holds the highest + 1. */
struct appender {
	struct eg_map days, known;
	struct eg_map stood; /* act of a bill (and source) -> the first day of it, a pointer */
	struct eg_buf key, scratch;
	struct eg_arena *arena;
};

static bool
is_undated(const struct eg_event *e)
{
	return e->f[EG_F_DATE].n == 0 && e->f[EG_F_CORRECTS].n == 0;
}

/* Bill, act and chamber; with the source or for any source. */
static const char *
act_key(const struct eg_event *e, bool with_source, struct eg_buf *key)
{
	const enum eg_field part[] = {
	    EG_F_JURISDICTION, EG_F_SESSION, EG_F_TEMPLATE, EG_F_EVENT, EG_F_CHAMBER, EG_F_SOURCE};
	size_t from;

	eg_buf_reset(key);
	for (size_t i = 0; i < EG_COUNT(part) - !with_source; i++) {
		eg_buf_str(key, e->f[part[i]]);
		eg_buf_putc(key, '\t');
	}
	from = key->n;
	eg_buf_str(key, e->f[EG_F_BILL]);
	eg_buf_putc(key, '\0');
	if (!key->overflow) {
		eg_bill_key(key->p + from, key->p + from);
		key->n = from + strlen(key->p + from);
	}
	return eg_buf_cstr(key);
}

static void
note_act(struct appender *ap, const struct eg_event *e, int32_t day)
{
	for (int with_source = 0; with_source < 2; with_source++) {
		const char *key = act_key(e, with_source, &ap->key);
		int32_t *first = eg_map_get(&ap->stood, key);

		if (first == NULL) {
			first = eg_arena_alloc(ap->arena, sizeof(*first));
			*first = day;
			eg_map_set(&ap->stood, key, first);
		} else if (day < *first) {
			*first = day;
		}
	}
}

/* "Signed, as of June" says nothing where the log has it signed in May. */
static bool
adds_nothing(struct appender *ap, const struct eg_event *e)
{
	const int32_t *first;
	struct eg_date d;
	size_t n = e->f[EG_F_PUBLISHED].n;

	if (!is_undated(e) ||
	    !eg_date_parse((struct eg_str){e->f[EG_F_PUBLISHED].p, n < 10 ? n : 10}, &d))
		return false;
	first = eg_map_get(&ap->stood, act_key(e, e->f[EG_F_SOURCE].n > 0, &ap->key));
	return first != NULL && *first <= (int32_t)eg_date_days(eg_date_last(d));
}

static size_t
next_seq(struct appender *ap, const struct eg_event *e)
{
	void *have;

	day_key(e, &ap->key);
	have = eg_map_get(&ap->days, eg_buf_cstr(&ap->key));
	return (size_t)(uintptr_t)have; /* 0 when the day is empty so far */
}

static void
note_seq(struct appender *ap, const struct eg_event *e, size_t seq)
{
	day_key(e, &ap->key);
	if ((size_t)(uintptr_t)eg_map_get(&ap->days, eg_buf_cstr(&ap->key)) < seq + 1)
		eg_map_set(&ap->days, eg_buf_cstr(&ap->key), (void *)(uintptr_t)(seq + 1));
}

static enum eg_rc
learn_old(struct appender *ap, const struct eg_log *log, const struct eg_event *e, size_t n,
    struct eg_err *err)
{
	bool mine[EG_JURISDICTIONS] = {false}, undated = false;
	enum eg_rc rc;

	for (size_t i = 0; i < n; i++)
		undated = undated || is_undated(&e[i]);
	for (size_t i = 0; i < n; i++) {
		int j = eg_postal_index(e[i].f[EG_F_JURISDICTION].p, e[i].f[EG_F_JURISDICTION].n);

		if (j >= 0)
			mine[j] = true;
	}
	for (size_t i = 0; i < log->n; i++) {
		struct eg_event old;
		char *same;

		if (!mine[log->bill[log->v[i].bill].jurisdiction])
			continue;
		if ((rc = eg_log_row(log, &log->v[i], &ap->scratch, &old, err)) != EG_OK)
			return rc;
		same = sameness(&old);
		eg_map_set(&ap->known, same, ap);
		eg_free(same);
		note_seq(ap, &old, seq_of(&old));
		if (undated && !log->v[i].voided)
			note_act(ap, &old, log->v[i].day);
	}
	return EG_OK;
}

enum eg_rc
eg_events_append(const char *old, size_t old_n, const struct eg_event *e, size_t n,
    struct eg_buf *out, size_t *added, struct eg_err *err)
{
	struct appender ap = {{0}, {0}, {0}, EG_BUF_INIT, EG_BUF_INIT, .arena = eg_arena_new()};
	struct eg_log *log = NULL;
	size_t count = 0;
	enum eg_rc rc;

	if ((rc = eg_log_parse(old, old_n, EG_EVENTS_PATH, &log, err)) != EG_OK ||
	    (rc = learn_old(&ap, log, e, n, err)) != EG_OK)
		goto done;
	put_file(out, eg_events_header, old, old_n);
	for (size_t i = 0; i < n; i++) {
		struct eg_event ev = e[i];
		char number[24];
		char *same;
		size_t seq;

		if ((rc = eg_event_check(&ev, err)) != EG_OK)
			goto done;
		same = sameness(&ev);
		if (eg_map_has(&ap.known, same) || adds_nothing(&ap, &ev)) {
			eg_free(same);
			continue;
		}
		eg_map_set(&ap.known, same, &ap);
		eg_free(same);
		seq = ev.f[EG_F_SEQ].n > 0 ? seq_of(&ev) : next_seq(&ap, &ev);
		if (ev.f[EG_F_SEQ].n == 0 && seq > 0) {
			snprintf(number, sizeof(number), "%zu", seq);
			ev.f[EG_F_SEQ] = eg_str(number);
		}
		note_seq(&ap, &ev, seq);
		eg_event_put(out, &ev);
		count++;
	}
	if (added != NULL)
		*added = count;
	rc = eg_buf_ok(out, err);
done:
	eg_log_free(log);
	eg_map_clear(&ap.days);
	eg_map_clear(&ap.known);
	eg_map_clear(&ap.stood);
	eg_arena_free(ap.arena);
	eg_buf_clear(&ap.key);
	eg_buf_clear(&ap.scratch);
	return rc;
}
