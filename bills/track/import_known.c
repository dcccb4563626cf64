/*
 * What a log has already. Of each bill it is kept where its rows lie, some thirty bytes a bill; what
 * they say is read again for the bills of one block at a time. So an import needs no more memory for
 * a hundred files than for one, and a bill that comes twice in one import meets its own rows like
 * those of another day. Start reading at eg_known__learn().
 */
#include "track/import_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1024 * 1024 };
static const uint64_t not_yet = UINT64_MAX;

/* ---- names of bills and acts ---- */

uint64_t
eg_known__words(struct eg_str s, uint64_t seed)
{
	uint64_t h = seed ^ UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c - 'A' + 'a');
		else if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
			continue;
		h = (h ^ c) * UINT64_C(0x100000001b3);
	}
	return h;
}

uint64_t
eg_known__bill(int jurisdiction, struct eg_str session, struct eg_str bill)
{
	char name[256], key[256];
	size_t n = bill.n < 100 ? bill.n : 100;

	memcpy(name, n > 0 ? bill.p : "", n);
	name[n] = '\0';
	eg_bill_key(name, key);
	return eg_known__words(session, eg_known__words(eg_str(key), (uint64_t)jurisdiction + 1));
}

static uint64_t
mix(uint64_t h, uint64_t x)
{
	h ^= x + UINT64_C(0x9e3779b97f4a7c15) + (h << 6) + (h >> 2);
	return h * UINT64_C(0xff51afd7ed558ccd);
}

uint64_t
eg_known__act(uint64_t bill, unsigned kind, unsigned chamber, int32_t day)
{
	return mix(mix(bill, kind * 8 + chamber + 1), (uint64_t)(uint32_t)day);
}

/* ---- tables of one block ---- */

struct pair {
	uint64_t key; /* never 0 */
	uint64_t value;
};

struct table {
	struct pair *slot;
	size_t size, room; /* size: a power of two */
};

static void
table_begin(struct table *t, size_t expect)
{
	for (t->size = 256; t->size < expect * 2;)
		t->size *= 2;
	if (t->size > t->room) {
		eg_free(t->slot);
		t->slot = eg_calloc(t->size, sizeof(*t->slot));
		t->room = t->size;
	} else {
		memset(t->slot, 0, t->size * sizeof(*t->slot));
	}
}

static struct pair *
find(const struct table *t, uint64_t key)
{
	size_t at;

	key |= key == 0;
	at = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (t->size - 1);
	while (t->slot[at].key != 0 && t->slot[at].key != key)
		at = (at + 1) & (t->size - 1);
	return &t->slot[at];
}

/* The slot of a key, made if it is new (*fresh). Tables are born large enough. */
static struct pair *
take(struct table *t, uint64_t key, bool *fresh)
{
	struct pair *p = find(t, key);

	*fresh = p->key == 0;
	if (*fresh)
		p->key = key | (key == 0);
	return p;
}

/* ---- runs: where rows lie ---- */

struct run { /* rows of one bill that stand one behind the other */
	uint64_t bill, at; /* at: not_yet while they are being written */
	uint32_t n; /* bytes */
	uint32_t before; /* entry + 1 of the bill's run before this one; 0 = none */
};

struct alias { /* rows without a session, of a number that has one session alone */
	uint64_t without, with;
	unsigned sessions;
};

struct eg_known {
	struct {
		EG_VEC(struct run);
	} run;
	uint32_t *slot; /* entry + 1 of a bill's last run */
	size_t size; /* of slot, a power of two */
	size_t bills; /* slots taken */
	struct {
		EG_VEC(struct alias);
	} alias;
	/* of one block */
	struct table line; /* bill, kind, chamber, day, words */
	struct table act; /* bill, kind, chamber, day -> publisher + 1 */
	struct table once; /* bill, kind -> day, publisher */
	struct table seq; /* bill, day -> the last number */
	struct {
		EG_VEC(struct run);
	} wanted;
	struct eg_buf bytes, scratch;
};

struct eg_known *
eg_known__new(void)
{
	struct eg_known *k = eg_calloc(1, sizeof(*k));

	eg_buf_init(&k->bytes, (size_t)2040 * 1024 * 1024);
	eg_buf_init(&k->scratch, 0);
	k->size = 1024;
	k->slot = eg_calloc(k->size, sizeof(*k->slot));
	return k;
}

void
eg_known__free(struct eg_known *k)
{
	if (k == NULL)
		return;
	eg_vec_clear(&k->run);
	eg_vec_clear(&k->alias);
	eg_vec_clear(&k->wanted);
	eg_free(k->slot);
	eg_free(k->line.slot);
	eg_free(k->act.slot);
	eg_free(k->once.slot);
	eg_free(k->seq.slot);
	eg_buf_clear(&k->bytes);
	eg_buf_clear(&k->scratch);
	eg_free(k);
}

static uint32_t *
slot_of(const struct eg_known *k, uint64_t bill)
{
	size_t at = (size_t)(bill * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (k->size - 1);

	while (k->slot[at] != 0 && k->run.v[k->slot[at] - 1].bill != bill)
		at = (at + 1) & (k->size - 1);
	return &k->slot[at];
}

static void
grow(struct eg_known *k)
{
	uint32_t *old = k->slot;
	size_t n = k->size;

	k->size *= 2;
	k->slot = eg_calloc(k->size, sizeof(*k->slot));
	for (size_t i = 0; i < n; i++)
		if (old[i] != 0)
			*slot_of(k, k->run.v[old[i] - 1].bill) = old[i];
	eg_free(old);
}

static uint32_t
add_run(struct eg_known *k, uint64_t bill, uint64_t at, uint32_t n)
{
	uint32_t *slot;

	if (k->bills * 2 >= k->size)
		grow(k);
	slot = slot_of(k, bill);
	k->bills += *slot == 0;
	eg_vec_push(&k->run, ((struct run){bill, at, n, *slot}));
	*slot = (uint32_t)k->run.n;
	return (uint32_t)k->run.n - 1;
}

uint32_t
eg_known__will(struct eg_known *k, uint64_t bill)
{
	return add_run(k, bill, not_yet, 0);
}

void
eg_known__lies(struct eg_known *k, uint32_t run, uint64_t at, uint32_t n)
{
	k->run.v[run].at = at;
	k->run.v[run].n = n;
}

/* ---- the log as it was ---- */

struct walk { /* of a log, chunk by chunk */
	struct eg_known *k;
	uint64_t at; /* of the chunk in the file */
	size_t head; /* bytes before the chunk in `bytes`: a header of its own */
	bool sessions; /* the second walk: counts sessions of numbers that have rows without one */
};

struct place {
	uint32_t row;
	uint64_t bill;
};

static int
by_row(const void *pa, const void *pb)
{
	const struct place *a = pa, *b = pb;

	return a->row < b->row ? -1 : a->row > b->row;
}

static bool
has_sessionless(const struct eg_log *log)
{
	for (size_t b = 0; b < log->n_bills; b++)
		if (log->bill[b].session[0] == '\0' && log->bill[b].key[0] != '\0')
			return true;
	return false;
}

static uint64_t
key_of(const struct eg_log_bill *b)
{
	return eg_known__bill(b->jurisdiction, eg_str(b->session), eg_str(b->bill));
}

/* Of each row the bill that it names itself: parsing joins rows without a session to others, but of
 * one chunk only. */
static enum eg_rc
places(struct eg_known *k, const struct eg_log *log, struct place *v, struct eg_err *err)
{
	bool own = has_sessionless(log);
	enum eg_rc rc = EG_OK;

	for (size_t b = 0; b < log->n_bills; b++) {
		uint64_t key = key_of(&log->bill[b]);

		for (size_t i = log->first[b]; i < log->first[b + 1] && rc == EG_OK; i++) {
			struct eg_event row;

			v[i] = (struct place){log->v[i].row, key};
			if (!own)
				continue;
			if ((rc = eg_log_row(log, &log->v[i], &k->scratch, &row, err)) == EG_OK)
				v[i].bill = eg_known__bill(log->bill[b].jurisdiction,
				    row.f[EG_F_SESSION], row.f[EG_F_BILL]);
		}
	}
	if (log->n > 1)
		qsort(v, log->n, sizeof(*v), by_row);
	return rc;
}

static struct alias *
alias_of(struct eg_known *k, uint64_t without)
{
	for (size_t i = 0; i < k->alias.n; i++)
		if (k->alias.v[i].without == without)
			return &k->alias.v[i];
	return NULL;
}

static void
note_sessionless(struct eg_known *k, const struct eg_log *log)
{
	for (size_t b = 0; b < log->n_bills; b++) {
		const struct eg_log_bill *bill = &log->bill[b];

		if (bill->session[0] == '\0' && bill->key[0] != '\0' &&
		    alias_of(k, key_of(bill)) == NULL)
			eg_vec_push(&k->alias, ((struct alias){key_of(bill), 0, 0}));
	}
}

static void
note_sessions(struct eg_known *k, const struct eg_log *log)
{
	for (size_t b = 0; b < log->n_bills; b++) {
		const struct eg_log_bill *bill = &log->bill[b];
		uint64_t key = key_of(bill);
		struct alias *a = alias_of(k,
		    eg_known__bill(bill->jurisdiction, (struct eg_str){"", 0}, eg_str(bill->bill)));

		if (bill->session[0] == '\0' || a == NULL || (a->sessions > 0 && a->with == key))
			continue;
		a->with = key;
		a->sessions++;
	}
}

static enum eg_rc
index_chunk(const struct walk *w, const struct eg_log *log, struct eg_err *err)
{
	struct place *v = eg_malloc((log->n + 1) * sizeof(*v));
	enum eg_rc rc = places(w->k, log, v, err);

	for (size_t i = 0, n; i < log->n && rc == EG_OK; i += n) {
		const char *from = log->p + v[i].row, *end = from;

		for (n = 0;
		     i + n < log->n && v[i + n].bill == v[i].bill && log->p + v[i + n].row == end;
		     n++)
			(void)eg_track__line_end(end, log->p + log->bytes, &end);
		(void)add_run(w->k, v[i].bill, w->at + v[i].row - w->head, (uint32_t)(end - from));
	}
	if (rc == EG_OK)
		note_sessionless(w->k, log);
	eg_free(v);
	return rc;
}

/* What a chunk has wrong is told by reading the whole, which knows the line. */
static enum eg_rc
tell(struct eg_known *k, int fd, uint64_t n, enum eg_rc known, struct eg_err *err)
{
	struct eg_log *log = NULL;
	enum eg_rc rc = known;

	eg_buf_reset(&k->bytes);
	eg_buf_fill(&k->bytes, '\0', (size_t)n);
	if (!k->bytes.overflow && eg_read_at(fd, 0, k->bytes.p, (size_t)n) == 0)
		rc = eg_log_parse(k->bytes.p, k->bytes.n, EG_EVENTS_PATH, &log, err);
	eg_log_free(log);
	return rc != EG_OK ? rc : known;
}

/* Whole lines from w->at on into `bytes`, a chunk of them or one that is longer. */
static enum eg_rc
read_chunk(const struct walk *w, int fd, uint64_t left, struct eg_err *err)
{
	struct eg_buf *b = &w->k->bytes;
	size_t most = CHUNK / 2, whole = 0;

	while (whole <= w->head) {
		most = left < most * 2 ? (size_t)left : most * 2;
		eg_buf_reset(b);
		if (w->head > 0)
			eg_buf_printf(b, "%s\n", eg_events_header);
		eg_buf_fill(b, '\0', most);
		if (b->overflow || eg_read_at(fd, w->at, b->p + w->head, most) < 0)
			return eg_err_set(err, EG_ERR_SYSTEM, "cannot read '%s'", EG_EVENTS_PATH);
		whole = b->n;
		while (most < left && whole > w->head && b->p[whole - 1] != '\n')
			whole--;
	}
	eg_buf_trunc(b, whole);
	return EG_OK;
}

static enum eg_rc
walk_chunk(const struct walk *w, int fd, uint64_t left, size_t *used, struct eg_err *err)
{
	const struct eg_buf *b = &w->k->bytes;
	struct eg_log *log = NULL;
	enum eg_rc rc = read_chunk(w, fd, left, err);

	*used = b->n - w->head;
	if (rc == EG_OK && (rc = eg_log_parse(b->p, b->n, EG_EVENTS_PATH, &log, err)) == EG_OK) {
		if (w->sessions)
			note_sessions(w->k, log);
		else
			rc = index_chunk(w, log, err);
	}
	eg_log_free(log);
	return rc;
}

static enum eg_rc
walk(struct eg_known *k, int fd, uint64_t n, bool sessions, struct eg_err *err)
{
	struct walk w = {.k = k, .sessions = sessions};
	enum eg_rc rc = EG_OK;

	for (size_t used = 0; w.at < n && rc == EG_OK; w.at += used) {
		w.head = w.at > 0 ? strlen(eg_events_header) + 1 : 0;
		rc = walk_chunk(&w, fd, n - w.at, &used, err);
	}
	return rc;
}

enum eg_rc
eg_known__index(struct eg_known *k, int fd, uint64_t n, struct eg_err *err)
{
	enum eg_rc rc = walk(k, fd, n, false, err);

	if (rc == EG_OK && k->alias.n > 0)
		rc = walk(k, fd, n, true, err);
	return rc == EG_OK ? EG_OK : tell(k, fd, n, rc, err);
}

/* ---- what a block's bills have ---- */

/* What happens to a bill once in its life. */
static bool
happens_once(unsigned kind)
{
	return kind == EG_EV_SIGNED || kind == EG_EV_VETOED || kind == EG_EV_BECAME_LAW_UNSIGNED ||
	       kind == EG_EV_CHAPTERED;
}

static void
remember(struct eg_known *k, uint64_t bill, unsigned kind, int32_t day, uint64_t act, uint64_t line,
    unsigned publisher)
{
	struct pair *p;
	bool fresh;

	(void)take(&k->line, line, &fresh);
	p = take(&k->act, act, &fresh);
	if (fresh)
		p->value = publisher + 1;
	if (happens_once(kind)) {
		p = take(&k->once, mix(bill, kind + 1000), &fresh);
		if (fresh)
			p->value = (uint64_t)(uint32_t)day << 8 | publisher;
	}
}

static unsigned
publisher_of(struct eg_str note)
{
	for (unsigned i = EG_PUBLISHER_OPENSTATES; i <= EG_PUBLISHER_LEGISCAN; i++) {
		size_t n = strlen(eg_publisher_notes[i]);

		if (note.n >= n && memcmp(note.p, eg_publisher_notes[i], n) == 0)
			return i;
	}
	return EG_PUBLISHER_OTHER;
}

static enum eg_rc
learn_log(struct eg_known *k, const struct eg_log *log, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t b = 0; b < log->n_bills && rc == EG_OK; b++) {
		uint64_t key = key_of(&log->bill[b]);

		for (size_t i = log->first[b]; i < log->first[b + 1] && rc == EG_OK; i++) {
			const struct eg_log_event *e = &log->v[i];
			uint64_t act = eg_known__act(key, e->kind, e->chamber, e->day);
			struct eg_event row;
			struct pair *p;
			bool fresh;

			if ((rc = eg_log_row(log, e, &k->scratch, &row, err)) != EG_OK)
				break;
			remember(k, key, e->kind, e->day, act,
			    eg_known__words(row.f[EG_F_TEXT], act), publisher_of(row.f[EG_F_NOTE]));
			p = take(&k->seq, mix(key, (uint64_t)(uint32_t)e->day), &fresh);
			if ((uint64_t)e->seq > p->value)
				p->value = (uint64_t)e->seq;
		}
	}
	return rc;
}

bool
eg_known__waits(const struct eg_known *k, const struct eg_rows *b)
{
	for (size_t i = 0; i < b->bill.n; i++) {
		uint32_t at = *slot_of(k, b->bill.v[i].key);

		if (at != 0 && k->run.v[at - 1].at == not_yet)
			return true;
	}
	return false;
}

static void
want(struct eg_known *k, uint64_t bill)
{
	for (uint32_t at = *slot_of(k, bill); at != 0; at = k->run.v[at - 1].before)
		eg_vec_push(&k->wanted, k->run.v[at - 1]);
}

static int
by_place(const void *pa, const void *pb)
{
	const struct run *a = pa, *b = pb;

	return a->at < b->at ? -1 : a->at > b->at;
}

/* The rows that the file has of the block's bills, under a header of their own. */
static enum eg_rc
read_wanted(struct eg_known *k, int fd, struct eg_err *err)
{
	struct run *v = k->wanted.v;

	if (k->wanted.n > 1)
		qsort(v, k->wanted.n, sizeof(*v), by_place);
	eg_buf_reset(&k->bytes);
	eg_buf_printf(&k->bytes, "%s\n", eg_events_header);
	for (size_t i = 0, next; i < k->wanted.n; i = next) {
		uint64_t end = v[i].at + v[i].n;
		size_t to = k->bytes.n;

		for (next = i + 1; next < k->wanted.n && v[next].at <= end; next++)
			if (v[next].at == end) /* else a bill that the block has twice */
				end += v[next].n;
		eg_buf_fill(&k->bytes, '\0', (size_t)(end - v[i].at));
		if (k->bytes.overflow ||
		    eg_read_at(fd, v[i].at, k->bytes.p + to, (size_t)(end - v[i].at)) < 0)
			return eg_err_set(err, EG_ERR_SYSTEM, "cannot read '%s'", EG_EVENTS_PATH);
		if (k->bytes.p[k->bytes.n - 1] != '\n')
			eg_buf_putc(&k->bytes, '\n');
	}
	return EG_OK;
}

enum eg_rc
eg_known__learn(struct eg_known *k, int fd, const struct eg_rows *b, struct eg_err *err)
{
	struct eg_log *log = NULL;
	size_t expect;
	enum eg_rc rc = EG_OK;

	k->wanted.n = 0;
	for (size_t i = 0; i < b->bill.n; i++) {
		want(k, b->bill.v[i].key);
		for (size_t a = 0; a < k->alias.n; a++)
			if (k->alias.v[a].sessions == 1 && k->alias.v[a].with == b->bill.v[i].key)
				want(k, k->alias.v[a].without);
	}
	if (k->wanted.n > 0 && (rc = read_wanted(k, fd, err)) == EG_OK)
		rc = eg_log_parse(k->bytes.p, k->bytes.n, EG_EVENTS_PATH, &log, err);
	if (rc != EG_OK)
		return rc;
	expect = b->row.n + (log != NULL ? log->n : 0) + 16;
	table_begin(&k->line, expect);
	table_begin(&k->act, expect);
	table_begin(&k->once, expect);
	table_begin(&k->seq, expect);
	if (log != NULL)
		rc = learn_log(k, log, err);
	eg_log_free(log);
	return rc;
}

uint32_t
eg_known__decide(struct eg_known *k, const struct eg_row_bill *b, const struct eg_row *e,
    bool *against, uint64_t *stands)
{
	uint64_t act = eg_known__act(b->key, e->kind, e->chamber, e->day);
	const struct pair *same = find(&k->act, act),
			  *once = find(&k->once, mix(b->key, e->kind + 1000U));
	struct pair *seq;
	bool fresh;

	*against = false;
	if (find(&k->line, e->line)->key != 0 ||
	    (same->key != 0 && same->value != b->publisher + 1U))
		return 0;
	if (happens_once(e->kind) && once->key != 0 && (once->value & 0xff) != b->publisher &&
	    (int32_t)(uint32_t)(once->value >> 8) != e->day) {
		*against = true;
		*stands = once->value;
		return 0;
	}
	remember(k, b->key, e->kind, e->day, act, e->line, b->publisher);
	seq = take(&k->seq, mix(b->key, (uint64_t)(uint32_t)e->day), &fresh);
	return (uint32_t)++seq->value;
}
