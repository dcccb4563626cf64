/* tracking/events.csv read: rows reduced to 48 bytes each, bills interned, events put in order
 * within each bill.
 *
 * Start at eg_log_parse(). Texts stay in the file's bytes; only what names a bill is copied. */
#include "track/track_private.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

struct corrector {
	uint64_t corrects, id;
};

struct raw { /* a bill as one row wrote it */
	uint64_t hash;
	struct eg_str session, bill, template_name;
	uint32_t id;
	uint8_t jurisdiction;
};

struct parser {
	struct eg_log *log;
	struct eg_track__index index;
	struct {
		EG_VEC(struct eg_log_event);
	} ev;
	struct {
		EG_VEC(struct eg_log_bill);
	} bill;
	struct {
		EG_VEC(struct raw);
	} raw;
	struct {
		EG_VEC(struct corrector);
	} corrector;
	struct {
		EG_VEC(struct eg_log_said);
	} said;
	size_t last_raw; /* index + 1: rows of one bill often stand together */
	uint32_t *raw_slot; /* by the bytes of jurisdiction, session, bill, template as written */
	size_t n_raw_slots;
	uint32_t *bill_slot; /* by jurisdiction, session, key, template */
	size_t n_bill_slots;
	struct eg_buf scratch;
};

static bool
needs_growth(size_t n, size_t slots)
{
	return (n + 1) * 2 > slots;
}

static uint64_t
bill_hash(const struct eg_log_bill *b)
{
	uint64_t h = eg_track__hash(b->session, strlen(b->session), b->jurisdiction);

	h = eg_track__hash(b->key, strlen(b->key), h);
	return eg_track__hash(b->template_name, strlen(b->template_name), h);
}

static void
bill_rehash(struct parser *ps)
{
	eg_free(ps->bill_slot);
	ps->n_bill_slots = ps->n_bill_slots != 0 ? ps->n_bill_slots * 2 : 1024;
	ps->bill_slot = eg_calloc(ps->n_bill_slots, sizeof(*ps->bill_slot));
	for (size_t i = 0; i < ps->bill.n; i++) {
		size_t s = bill_hash(&ps->bill.v[i]) & (ps->n_bill_slots - 1);

		while (ps->bill_slot[s] != 0)
			s = (s + 1) & (ps->n_bill_slots - 1);
		ps->bill_slot[s] = (uint32_t)i + 1;
	}
}

/* Index of the bill that these words name; made if new. */
static uint32_t
bill_intern(struct parser *ps, const struct eg_log_bill *want)
{
	size_t s;

	if (needs_growth(ps->bill.n, ps->n_bill_slots))
		bill_rehash(ps);
	for (s = bill_hash(want) & (ps->n_bill_slots - 1); ps->bill_slot[s] != 0;
	     s = (s + 1) & (ps->n_bill_slots - 1)) {
		const struct eg_log_bill *b = &ps->bill.v[ps->bill_slot[s] - 1];

		if (b->jurisdiction == want->jurisdiction &&
		    strcmp(b->session, want->session) == 0 && strcmp(b->key, want->key) == 0 &&
		    strcmp(b->template_name, want->template_name) == 0)
			return ps->bill_slot[s] - 1;
	}
	eg_vec_push(&ps->bill, *want);
	ps->bill_slot[s] = (uint32_t)ps->bill.n;
	return (uint32_t)ps->bill.n - 1;
}

static void
raw_rehash(struct parser *ps)
{
	eg_free(ps->raw_slot);
	ps->n_raw_slots = ps->n_raw_slots != 0 ? ps->n_raw_slots * 2 : 1024;
	ps->raw_slot = eg_calloc(ps->n_raw_slots, sizeof(*ps->raw_slot));
	for (size_t i = 0; i < ps->raw.n; i++) {
		size_t s = ps->raw.v[i].hash & (ps->n_raw_slots - 1);

		while (ps->raw_slot[s] != 0)
			s = (s + 1) & (ps->n_raw_slots - 1);
		ps->raw_slot[s] = (uint32_t)i + 1;
	}
}

/* A bill seen in these very bytes before costs one probe; else its key is made and looked up. */
static uint32_t
bill_of_row(struct parser *ps, const struct eg_track__cell *c, int jurisdiction)
{
	bool numbered = c[EG_F_BILL].n > 0 && !(c[EG_F_BILL].n == 1 && c[EG_F_BILL].p[0] == '-');
	struct eg_str none = {"", 0};
	struct eg_arena *a = ps->log->arena;
	struct eg_log_bill b;
	struct raw r;
	size_t s;
	char *key;

	memset(&r, 0, sizeof(r));
	r.jurisdiction = (uint8_t)jurisdiction;
	r.session = eg_track__text(&c[EG_F_SESSION], &ps->scratch);
	r.bill = numbered ? eg_track__text(&c[EG_F_BILL], &ps->scratch) : none;
	r.template_name = numbered ? none : eg_track__text(&c[EG_F_TEMPLATE], &ps->scratch);
	if (ps->last_raw != 0) {
		const struct raw *last = &ps->raw.v[ps->last_raw - 1];

		if (last->jurisdiction == r.jurisdiction && eg_str_same(last->bill, r.bill) &&
		    eg_str_same(last->session, r.session) &&
		    eg_str_same(last->template_name, r.template_name))
			return last->id;
	}
	r.hash = eg_track__hash(r.session.p, r.session.n, (uint64_t)jurisdiction);
	r.hash = eg_track__hash(r.bill.p, r.bill.n, r.hash);
	r.hash = eg_track__hash(r.template_name.p, r.template_name.n, r.hash);
	if (needs_growth(ps->raw.n, ps->n_raw_slots))
		raw_rehash(ps);
	for (s = r.hash & (ps->n_raw_slots - 1); ps->raw_slot[s] != 0;
	     s = (s + 1) & (ps->n_raw_slots - 1)) {
		const struct raw *have = &ps->raw.v[ps->raw_slot[s] - 1];

		if (have->hash == r.hash && have->jurisdiction == r.jurisdiction &&
		    eg_str_same(have->session, r.session) && eg_str_same(have->bill, r.bill) &&
		    eg_str_same(have->template_name, r.template_name)) {
			ps->last_raw = ps->raw_slot[s];
			return have->id;
		}
	}
	memset(&b, 0, sizeof(b));
	b.jurisdiction = (uint8_t)jurisdiction;
	b.session = eg_arena_str(a, r.session);
	b.bill = eg_arena_str(a, r.bill);
	b.template_name = eg_arena_str(a, r.template_name);
	key = eg_arena_alloc(a, r.bill.n + 1);
	eg_bill_key(b.bill, key);
	b.key = key;
	r.session = eg_str(b.session);
	r.bill = eg_str(b.bill);
	r.template_name = eg_str(b.template_name);
	r.id = bill_intern(ps, &b);
	eg_vec_push(&ps->raw, r);
	ps->raw_slot[s] = (uint32_t)ps->raw.n;
	ps->last_raw = ps->raw.n;
	return r.id;
}

/* ---- what comes after the rows ---- */

static int
by_number(const void *pa, const void *pb)
{
	const struct eg_log_bill *a = *(const struct eg_log_bill *const *)pa,
				 *b = *(const struct eg_log_bill *const *)pb;
	int c;

	if (a->jurisdiction != b->jurisdiction)
		return a->jurisdiction < b->jurisdiction ? -1 : 1;
	c = strcmp(a->key, b->key);
	return c != 0 ? c : strcmp(a->session, b->session); /* no session comes first */
}

/* A bill written without its session is the only one of that number, if there is only one. */
static void
join_sessionless(struct parser *ps)
{
	const struct eg_log_bill **by;
	uint32_t *to;
	size_t without = 0;

	for (size_t i = 0; i < ps->bill.n; i++)
		without += ps->bill.v[i].session[0] == '\0' && ps->bill.v[i].key[0] != '\0';
	if (without == 0 || without == ps->bill.n)
		return;
	by = eg_calloc(ps->bill.n, sizeof(*by));
	to = eg_calloc(ps->bill.n, sizeof(*to));
	for (size_t i = 0; i < ps->bill.n; i++) {
		by[i] = &ps->bill.v[i];
		to[i] = (uint32_t)i;
	}
	qsort(by, ps->bill.n, sizeof(*by), by_number);
	for (size_t i = 0; i < ps->bill.n; i++) {
		size_t n = 1;

		if (by[i]->session[0] != '\0' || by[i]->key[0] == '\0')
			continue;
		while (i + n < ps->bill.n && by[i + n]->jurisdiction == by[i]->jurisdiction &&
		       strcmp(by[i + n]->key, by[i]->key) == 0)
			n++;
		if (n == 2)
			to[by[i] - ps->bill.v] = (uint32_t)(by[i + 1] - ps->bill.v);
	}
	for (size_t i = 0; i < ps->ev.n; i++)
		ps->ev.v[i].bill = to[ps->ev.v[i].bill];
	for (size_t i = 0; i < ps->said.n; i++)
		ps->said.v[i].bill = to[ps->said.v[i].bill];
	eg_free(by);
	eg_free(to);
}

static int
order(const void *pa, const void *pb)
{
	const struct eg_log_event *a = pa, *b = pb;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	if (a->recorded != b->recorded)
		return a->recorded < b->recorded ? -1 : 1;
	if (eg_event__rank((enum eg_event_kind)a->kind) !=
	    eg_event__rank((enum eg_event_kind)b->kind))
		return eg_event__rank((enum eg_event_kind)a->kind) <
			       eg_event__rank((enum eg_event_kind)b->kind)
			   ? -1
			   : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

/* Events into order of bill (each walks to its place: a second copy of a large log would cost
 * more), then of time. */
static void
sort_events(struct parser *ps)
{
	struct eg_log *log = ps->log;
	struct eg_log_event *v = ps->ev.v;
	size_t *at = eg_calloc(ps->bill.n + 1, sizeof(*at));

	log->v = v;
	log->n = ps->ev.n;
	log->first = eg_arena_calloc(log->arena, ps->bill.n + 1, sizeof(*log->first));
	for (size_t i = 0; i < log->n; i++)
		log->first[v[i].bill + 1]++;
	for (size_t b = 0; b < ps->bill.n; b++)
		log->first[b + 1] += log->first[b];
	memcpy(at, log->first, (ps->bill.n + 1) * sizeof(*at));
	for (size_t b = 0; b < ps->bill.n; b++) {
		while (at[b] < log->first[b + 1]) {
			struct eg_log_event e = v[at[b]];

			while (e.bill != b) {
				struct eg_log_event other = v[at[e.bill]];

				v[at[e.bill]++] = e;
				e = other;
			}
			v[at[b]++] = e;
		}
	}
	for (size_t b = 0; b < ps->bill.n; b++) {
		struct eg_log_event *of = v + log->first[b];
		size_t n = log->first[b + 1] - log->first[b];

		for (size_t i = 1; i < n; i++) {
			if (order(&of[i - 1], &of[i]) > 0) {
				qsort(of, n, sizeof(*of), order);
				break;
			}
		}
	}
	eg_free(at);
	ps->ev.v = NULL; /* the log's now */
	ps->ev.n = ps->ev.cap = 0;
}

static int
by_corrected(const void *pa, const void *pb)
{
	const struct corrector *a = pa, *b = pb;

	if (a->corrects != b->corrects)
		return a->corrects < b->corrects ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

/* An event is void when an event that is not void corrects it. Ids hash over `corrects`, so rows
 * cannot truly correct each other in a ring; the depth guards against ids written by hand. */
static bool
is_void(const struct corrector *c, size_t n, uint64_t id, int depth)
{
	size_t lo = 0, hi = n;

	if (depth > 64)
		return false;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (c[mid].corrects < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < n && c[lo].corrects == id; lo++)
		if (!is_void(c, n, c[lo].id, depth + 1))
			return true;
	return false;
}

static void
void_corrected(struct parser *ps)
{
	if (ps->corrector.n == 0)
		return;
	qsort(ps->corrector.v, ps->corrector.n, sizeof(*ps->corrector.v), by_corrected);
	for (size_t i = 0; i < ps->ev.n; i++)
		ps->ev.v[i].voided =
		    is_void(ps->corrector.v, ps->corrector.n, ps->ev.v[i].id, 0) ? 1u : 0u;
}

/* Leave out rows whose id came before (a merge by hand, an import done twice). */
static void
drop_doubled(struct parser *ps)
{
	size_t slots = 1024, kept = 0;
	uint32_t *set; /* index + 1 of a kept event */

	while (slots < ps->ev.n * 2)
		slots *= 2;
	set = eg_track__table(slots * sizeof(*set));
	memset(set, 0, slots * sizeof(*set));
	for (size_t i = 0; i < ps->ev.n; i++) {
		uint64_t id = ps->ev.v[i].id;
		size_t s = (size_t)(id >> 11) & (slots - 1);

		while (set[s] != 0 && ps->ev.v[set[s] - 1].id != id)
			s = (s + 1) & (slots - 1);
		if (set[s] != 0)
			continue;
		if (kept != i)
			ps->ev.v[kept] = ps->ev.v[i];
		set[s] = (uint32_t)++kept;
	}
	ps->log->doubled = ps->ev.n - kept;
	ps->ev.n = kept;
	eg_free(set);
}

/* ---- rows ---- */

static enum eg_rc
row_fault(const char *name, size_t line, const char *line_p, const struct eg_track__cell *cell,
    size_t bad, const char *why, const char *hint, struct eg_err *err)
{
	size_t col = cell[bad].p != NULL ? (size_t)(cell[bad].p - line_p) + 1 : 1;
	struct eg_str word = {cell[bad].p, cell[bad].n < 80 ? cell[bad].n : 80};
	const char *near;

	if (word.n == 0)
		eg_err_at(err, EG_ERR_DATA, name, line, col, "`%s` %s", eg_field_names[bad], why);
	else
		eg_err_at(err, EG_ERR_DATA, name, line, col, "`%s` '%.*s' %s", eg_field_names[bad],
		    (int)word.n, word.p, why);
	if (hint != NULL) {
		eg_err_hint(err, "%s", hint);
		return EG_ERR_DATA;
	}
	near = eg_event_nearest(word);
	if (near != NULL)
		eg_err_hint(err, "did you mean '%s'?", near);
	else
		eg_err_hint(err, "events: engross help track");
	return EG_ERR_DATA;
}

static void
id_of_cells(const struct eg_track__cell *cell, struct eg_log_event *e)
{
	struct eg_buf scratch = EG_BUF_INIT;
	struct eg_event ev;
	char id[EG_EVENT_ID];
	size_t need = 0;

	for (size_t f = 0; f < EG_FIELDS; f++)
		need += cell[f].n;
	eg_track__room(&scratch, need);
	for (size_t f = 0; f < EG_FIELDS; f++)
		ev.f[f] = eg_track__text(&cell[f], &scratch);
	eg_event_id(&ev, id);
	e->id = strtoull(id, NULL, 16);
	eg_buf_clear(&scratch);
}

/* Remember that a numbered bill's row names a template; the same words again cost a comparison. */
static void
say(struct parser *ps, uint32_t bill, struct eg_str template_name)
{
	const struct eg_log_said *last = ps->said.n > 0 ? &ps->said.v[ps->said.n - 1] : NULL;
	const char *own = last != NULL && eg_str_eq(template_name, last->template_name)
			      ? last->template_name
			      : NULL;

	if (own != NULL && last->bill == bill)
		return;
	if (own == NULL)
		own = eg_arena_str(ps->log->arena, template_name);
	eg_vec_push(&ps->said, ((struct eg_log_said){bill, own}));
}

static enum eg_rc
parse_row(
    struct parser *ps, const char *line_p, const char *line_end, size_t line, struct eg_err *err)
{
	struct eg_track__cell cell[EG_FIELDS];
	struct eg_log_event *e;
	const char *why = NULL, *hint = NULL;
	uint64_t corrects;
	size_t bad = 0;
	enum eg_rc rc;

	if ((rc = eg_track__split(
		 line_p, line_end, cell, EG_FIELDS, ps->log->name, line, "an event", err)) != EG_OK)
		return rc;
	e = eg_vec_new(&ps->ev);
	if (eg_track__row(&ps->index, cell, e, &corrects, &bad, &why, &hint) != EG_OK)
		return row_fault(ps->log->name, line, line_p, cell, bad, why, hint, err);
	e->row = (uint32_t)(line_p - ps->log->p);
	if (e->id == 0)
		id_of_cells(cell, e);
	if (corrects != 0)
		eg_vec_push(&ps->corrector, ((struct corrector){corrects, e->id}));
	eg_track__room(&ps->scratch, (size_t)(line_end - line_p));
	e->bill = bill_of_row(ps, cell, eg_track__postal(&ps->index, cell[EG_F_JURISDICTION].p, 2));
	if (cell[EG_F_TEMPLATE].n > 0 && ps->bill.v[e->bill].key[0] != '\0')
		say(ps, e->bill, eg_track__text(&cell[EG_F_TEMPLATE], &ps->scratch));
	return EG_OK;
}

static bool
is_header(const char *p, const char *end)
{
	return *p == 'i' && eg_str_eq((struct eg_str){p, (size_t)(end - p)}, eg_events_header);
}

static enum eg_rc
check_header(const char *p, const char *end, const char *name, struct eg_err *err)
{
	if (is_header(p, end))
		return EG_OK;
	if (eg_track__is_mark(p, end))
		return eg_track__unmerged(name, 1, err);
	eg_err_at(err, EG_ERR_DATA, name, 1, 1, "this is not the header of an event log");
	eg_err_hint(err, "%s", eg_events_header);
	return EG_ERR_DATA;
}

static enum eg_rc
parse_rows(struct parser *ps, struct eg_err *err)
{
	const char *p = ps->log->p, *end = p + ps->log->bytes, *next;
	size_t line = 1;
	enum eg_rc rc;

	if (end - p >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		p += 3;
	if (p == end)
		return EG_OK;
	if ((rc = check_header(p, eg_track__line_end(p, end, &next), ps->log->name, err)) != EG_OK)
		return rc;
	for (p = next, line = 2; p < end; p = next, line++) {
		const char *e = eg_track__line_end(p, end, &next);

		if (e == p || is_header(p, e)) /* git's union merge doubles the header */
			continue;
		if (eg_track__is_mark(p, e))
			return eg_track__unmerged(ps->log->name, line, err);
		if ((rc = parse_row(ps, p, e, line, err)) != EG_OK)
			return rc;
	}
	return EG_OK;
}

static size_t
lines_in(const char *p, size_t n)
{
	const char *end = p + n;
	size_t lines = 1;

	while (n > 0 && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p++;
		lines++;
	}
	return lines;
}

enum eg_rc
eg_log_parse(const char *p, size_t n, const char *name, struct eg_log **out, struct eg_err *err)
{
	struct parser ps;
	struct eg_arena *a;
	enum eg_rc rc;

	*out = NULL;
	if (n >= UINT32_MAX) {
		eg_err_at(err, EG_ERR_LIMIT, name, 0, 0, "an event log of 4 GB or more");
		return EG_ERR_LIMIT;
	}
	memset(&ps, 0, sizeof(ps));
	a = eg_arena_new();
	ps.log = eg_arena_alloc(a, sizeof(*ps.log));
	*ps.log = (struct eg_log){
	    .arena = a, .name = eg_arena_strdup(a, name), .p = n > 0 ? p : "", .bytes = n};
	eg_track__index_make(&ps.index);
	eg_buf_init(&ps.scratch, 0);
	ps.ev.cap = lines_in(p, n) + 1;
	ps.ev.v = eg_track__table(ps.ev.cap * sizeof(*ps.ev.v));
	rc = parse_rows(&ps, err);
	if (rc == EG_OK) {
		drop_doubled(&ps);
		void_corrected(&ps);
		join_sessionless(&ps);
		sort_events(&ps);
		ps.log->bill = eg_arena_calloc(a, ps.bill.n + 1, sizeof(*ps.log->bill));
		if (ps.bill.n > 0)
			memcpy(ps.log->bill, ps.bill.v, ps.bill.n * sizeof(*ps.log->bill));
		ps.log->n_bills = ps.bill.n;
		ps.log->said = eg_arena_calloc(a, ps.said.n + 1, sizeof(*ps.log->said));
		if (ps.said.n > 0)
			memcpy(ps.log->said, ps.said.v, ps.said.n * sizeof(*ps.log->said));
		ps.log->n_said = ps.said.n;
		*out = ps.log;
	} else {
		eg_arena_free(a);
	}
	eg_vec_clear(&ps.ev);
	eg_vec_clear(&ps.bill);
	eg_vec_clear(&ps.raw);
	eg_vec_clear(&ps.corrector);
	eg_vec_clear(&ps.said);
	eg_free(ps.raw_slot);
	eg_free(ps.bill_slot);
	eg_buf_clear(&ps.scratch);
	return rc;
}

void
eg_log_free(struct eg_log *log)
{
	if (log == NULL)
		return;
	eg_free(log->v);
	eg_arena_free(log->arena);
}

enum eg_rc
eg_log_row(const struct eg_log *log, const struct eg_log_event *e, struct eg_buf *scratch,
    struct eg_event *out, struct eg_err *err)
{
	struct eg_track__cell cell[EG_FIELDS];
	const char *p = log->p + e->row, *next;
	const char *end = eg_track__line_end(p, log->p + log->bytes, &next);
	enum eg_rc rc;

	if ((rc = eg_track__split(p, end, cell, EG_FIELDS, log->name, 0, "an event", err)) != EG_OK)
		return rc;
	eg_track__room(scratch, (size_t)(end - p));
	for (size_t f = 0; f < EG_FIELDS; f++)
		out->f[f] = eg_track__text(&cell[f], scratch);
	return EG_OK;
}

size_t
eg_log_find(const struct eg_log *log, int jurisdiction, const char *session, const char *bill,
    const char *template_name)
{
	char key[256];
	size_t found = SIZE_MAX;
	bool numbered = bill != NULL && bill[0] != '\0' && strcmp(bill, "-") != 0;

	key[0] = '\0';
	if (numbered && strlen(bill) < sizeof(key))
		eg_bill_key(bill, key);
	for (size_t i = 0; i < log->n_bills; i++) {
		const struct eg_log_bill *b = &log->bill[i];

		if (b->jurisdiction != jurisdiction || strcmp(b->key, key) != 0 ||
		    log->first[i] == log->first[i + 1] ||
		    (!numbered &&
			strcmp(b->template_name, template_name != NULL ? template_name : "") != 0))
			continue;
		if (session != NULL && session[0] != '\0') {
			if (strcmp(b->session, session) == 0)
				return i;
			continue;
		}
		if (found != SIZE_MAX)
			return SIZE_MAX - 1;
		found = i;
	}
	return found;
}
