/* Events of an import on their way into the log. Lines that are there already are left out, by
 * whichever source; one act told by two sources is one event; where they differ on the day of an
 * act that happens once, the first stands and the other becomes a claim beside it. */
#include "track/import_rows.h"

#include "base/beside.h"
#include "base/csv.h"
#include "base/sha256.h"

#include <engross/records.h>
#include <stdio.h>
#include <string.h>

static const char *const notes[] = {"", "by Open States", "by LegiScan"};

/* ---- collecting ---- */

/* Letters and digits alone, in lower case. */
static uint64_t
plain_hash(struct eg_str s, uint64_t seed)
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

static uint64_t
bill_hash(int jurisdiction, struct eg_str session, struct eg_str bill)
{
	char name[256], key[256];

	snprintf(name, sizeof(name), "%.*s", (int)(bill.n < 100 ? bill.n : 100), bill.p);
	eg_bill_key(name, key);
	return plain_hash(session, plain_hash(eg_str(key), (uint64_t)jurisdiction + 1));
}

static uint64_t
mix(uint64_t h, uint64_t x)
{
	h ^= x + UINT64_C(0x9e3779b97f4a7c15) + (h << 6) + (h >> 2);
	return h * UINT64_C(0xff51afd7ed558ccd);
}

static uint64_t
act_key(uint64_t bill, unsigned kind, unsigned chamber, int32_t day)
{
	return mix(mix(bill, kind * 8 + chamber + 1), (uint64_t)(uint32_t)day);
}

static uint32_t
pool_csv(struct eg_records *r, struct eg_str s)
{
	uint32_t at = (uint32_t)r->pool.n;

	eg_csv_put(&r->pool, s.p, s.n);
	return at;
}

void
eg_rows__add(struct eg_records *r, const struct eg_source_bill *b, const struct eg_history *h)
{
	struct eg_row_bill *out = eg_vec_new(&r->bill);

	out->first = r->row.n;
	out->key = bill_hash(b->jurisdiction, b->session, b->bill);
	out->publisher =
	    strcmp(b->source, "legiscan") == 0 ? EG_PUBLISHER_LEGISCAN : EG_PUBLISHER_OPENSTATES;
	out->head = (uint32_t)r->pool.n;
	eg_buf_puts(&r->pool, eg_postal[b->jurisdiction]);
	eg_buf_putc(&r->pool, ',');
	(void)pool_csv(r, b->session);
	eg_buf_putc(&r->pool, ',');
	(void)pool_csv(r, b->bill);
	eg_buf_putc(&r->pool, ',');
	eg_buf_puts(&r->pool, eg_instrument_name(b->instrument));
	out->head_n = (uint32_t)r->pool.n - out->head;
	out->source = pool_csv(r, b->url);
	out->source_n = (uint32_t)r->pool.n - out->source;
	for (size_t i = 0; i < h->v.n; i++) {
		const struct eg_inferred *e = &h->v.v[i];
		struct eg_row *row;

		if (e->day == EG_DAY_NONE)
			continue;
		row = eg_vec_new(&r->row);
		*row = (struct eg_row){.day = e->day,
		    .source_day = e->source_day,
		    .line = plain_hash(
			e->text, act_key(out->key, (unsigned)e->kind, e->chamber, e->day)),
		    .text = (uint32_t)r->pool.n,
		    .text_n = (uint32_t)e->text.n,
		    .rule = e->rule,
		    .kind = (uint8_t)e->kind,
		    .chamber = e->chamber};
		eg_buf_str(&r->pool, e->text);
	}
	out->n = r->row.n - out->first;
}

void
eg_rows__join(struct eg_records *r, const struct eg_records *part)
{
	uint32_t moved = (uint32_t)r->pool.n;
	size_t first = r->row.n;

	eg_buf_add(&r->pool, part->pool.p, part->pool.n);
	eg_vec_reserve(&r->row, r->row.n + part->row.n);
	for (size_t i = 0; i < part->row.n; i++) {
		struct eg_row row = part->row.v[i];

		row.text += moved;
		eg_vec_push(&r->row, row);
	}
	eg_vec_reserve(&r->bill, r->bill.n + part->bill.n);
	for (size_t i = 0; i < part->bill.n; i++) {
		struct eg_row_bill b = part->bill.v[i];

		b.first += first;
		b.head += moved;
		b.source += moved;
		eg_vec_push(&r->bill, b);
	}
}

void
eg_rows__clear(struct eg_records *r)
{
	eg_buf_clear(&r->pool);
	eg_vec_clear(&r->row);
	eg_vec_clear(&r->bill);
}

void
eg_records_free(struct eg_records *r)
{
	if (r == NULL)
		return;
	eg_rows__clear(r);
	eg_rules__free(r->rules[0]);
	eg_rules__free(r->rules[1]);
	eg_free(r);
}

size_t
eg_records_count(const struct eg_records *r)
{
	return r->row.n;
}

/* ---- what the log holds already ---- */

struct pair {
	uint64_t key; /* never 0 */
	uint64_t value;
};

struct table {
	struct pair *slot;
	size_t n, size; /* size: a power of two */
};

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

static void
table_init(struct table *t, size_t expect)
{
	for (t->size = 1024; t->size < expect * 2;)
		t->size *= 2;
	t->slot = eg_calloc(t->size, sizeof(*t->slot));
	t->n = 0;
}

/* The slot of a key, made if it is new (*fresh). Tables are born large enough. */
static struct pair *
take(struct table *t, uint64_t key, bool *fresh)
{
	struct pair *p = find(t, key);

	*fresh = p->key == 0;
	if (*fresh) {
		p->key = key | (key == 0);
		t->n++;
	}
	return p;
}

struct known {
	struct table line; /* bill, kind, chamber, day, words */
	struct table act; /* bill, kind, chamber, day -> publisher + 1 */
	struct table once; /* bill, kind -> day, publisher */
	struct table seq; /* bill, day -> the last number */
};

/* What happens to a bill once in its life. */
static bool
happens_once(unsigned kind)
{
	return kind == EG_EV_SIGNED || kind == EG_EV_VETOED || kind == EG_EV_BECAME_LAW_UNSIGNED ||
	       kind == EG_EV_CHAPTERED;
}

static void
remember(struct known *k, uint64_t bill, unsigned kind, int32_t day, uint64_t act, uint64_t line,
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
	for (unsigned i = EG_PUBLISHER_OPENSTATES; i <= EG_PUBLISHER_LEGISCAN; i++)
		if (note.n >= strlen(notes[i]) && memcmp(note.p, notes[i], strlen(notes[i])) == 0)
			return i;
	return EG_PUBLISHER_OTHER;
}

static enum eg_rc
learn(struct known *k, const struct eg_log *log, struct eg_err *err)
{
	struct eg_buf scratch = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	for (size_t b = 0; b < log->n_bills && rc == EG_OK; b++) {
		const struct eg_log_bill *bill = &log->bill[b];
		uint64_t key =
		    bill_hash(bill->jurisdiction, eg_str(bill->session), eg_str(bill->bill));

		for (size_t i = log->first[b]; i < log->first[b + 1] && rc == EG_OK; i++) {
			const struct eg_log_event *e = &log->v[i];
			uint64_t act = act_key(key, e->kind, e->chamber, e->day);
			struct eg_event row;
			struct pair *p;
			bool fresh;

			if ((rc = eg_log_row(log, e, &scratch, &row, err)) != EG_OK)
				break;
			remember(k, key, e->kind, e->day, act, plain_hash(row.f[EG_F_TEXT], act),
			    publisher_of(row.f[EG_F_NOTE]));
			p = take(&k->seq, mix(key, (uint64_t)(uint32_t)e->day), &fresh);
			if ((uint64_t)e->seq > p->value)
				p->value = (uint64_t)e->seq;
		}
	}
	eg_buf_clear(&scratch);
	return rc;
}

/* ---- writing ---- */

struct writer {
	const struct eg_records *r;
	struct known known;
	uint32_t *seq; /* of each row among its bill's of that day; 0 = not to be written */
	struct eg_records_done *done;
	struct eg_sha256 sha;
	struct eg_arena *arena;
	bool claims_known; /* claim is complete: the log is only written again */
	struct {
		EG_VEC(struct eg_event);
	} claim;
};

static struct eg_str
pooled(const struct eg_records *r, uint32_t at, uint32_t n)
{
	return (struct eg_str){r->pool.p + at, n};
}

/* The row from seq to corrects, `recorded` left out: what its id is made of. */
static void
row_text(const struct writer *w, const struct eg_row_bill *b, const struct eg_row *e, uint32_t seq,
    struct eg_buf *o, size_t *recorded_at)
{
	struct eg_str text = pooled(w->r, e->text, e->text_n), yeas = {NULL, 0}, nays = {NULL, 0};
	char day[16], number[24];

	eg_buf_reset(o);
	snprintf(number, sizeof(number), "%u", (unsigned)seq);
	eg_buf_puts(o, number);
	eg_buf_putc(o, ',');
	eg_track__day_text(e->day, 0, day);
	eg_buf_puts(o, day);
	eg_buf_add(o, ",,", 2);
	eg_buf_str(o, pooled(w->r, b->head, b->head_n));
	eg_buf_putc(o, ',');
	eg_buf_puts(o, eg_event_name((enum eg_event_kind)e->kind));
	eg_buf_putc(o, ',');
	eg_buf_puts(o, eg_chamber_name(e->chamber));
	eg_buf_putc(o, ',');
	if (eg_rows__is_vote((enum eg_event_kind)e->kind))
		eg_rows__vote(text, &yeas, &nays);
	eg_buf_str(o, yeas);
	eg_buf_putc(o, ',');
	eg_buf_str(o, nays);
	eg_buf_add(o, ",,,", 3);
	eg_buf_str(o, pooled(w->r, b->source, b->source_n));
	eg_buf_puts(o, ",official,");
	eg_csv_put(o, text.p, text.n);
	eg_buf_putc(o, ',');
	eg_buf_puts(o, e->rule);
	eg_buf_putc(o, ',');
	if (e->source_day > e->day) { /* the journal came out later than what it tells of */
		eg_track__day_text(e->source_day, 0, day);
		eg_buf_puts(o, day);
	} else {
		eg_buf_puts(o, w->r->published);
	}
	*recorded_at = o->n;
	eg_buf_putc(o, ',');
	eg_buf_puts(o, notes[b->publisher]);
	eg_buf_putc(o, ',');
}

/* Rows of some bills, in their order: their ids and texts. Many are written on two cores. */
struct block {
	const struct writer *w;
	size_t first, n; /* bills */
	struct eg_buf *out, row;
};

static void
write_block(void *ctx)
{
	struct block *k = ctx;
	const struct writer *w = k->w;

	for (size_t b = k->first; b < k->first + k->n; b++)
		for (size_t i = 0; i < w->r->bill.v[b].n; i++) {
			size_t number = w->r->bill.v[b].first + i, at;
			char hex[EG_SHA256_HEX];

			if (w->seq[number] == 0)
				continue;
			row_text(w, &w->r->bill.v[b], &w->r->row.v[number], w->seq[number], &k->row,
			    &at);
			eg_sha256_next(&w->sha, k->row.p, k->row.n, hex);
			eg_buf_add(k->out, hex, EG_EVENT_ID - 1);
			eg_buf_putc(k->out, ',');
			eg_buf_add(k->out, k->row.p, at);
			eg_buf_putc(k->out, ',');
			eg_buf_puts(k->out, w->r->recorded);
			eg_buf_add(k->out, k->row.p + at, k->row.n - at);
			eg_buf_putc(k->out, '\n');
		}
}

enum { BLOCK_BILLS = 512 };

static enum eg_rc
write_rows(const struct writer *w, struct eg_buf *out, struct eg_err *err)
{
	struct eg_buf behind = EG_BUF_INIT;
	struct block mine = {.w = w, .out = out, .row = EG_BUF_INIT},
		     other = {.w = w, .out = &behind, .row = EG_BUF_INIT};
	size_t n = w->r->bill.n;
	enum eg_rc rc = EG_OK;

	behind.limit = out->limit;
	for (size_t at = 0; at < n && rc == EG_OK; at += mine.n + other.n) {
		struct eg_beside beside = {0};

		mine.first = at;
		mine.n = n - at < BLOCK_BILLS ? n - at : BLOCK_BILLS;
		other.first = at + mine.n;
		other.n = n - other.first < BLOCK_BILLS ? n - other.first : BLOCK_BILLS;
		eg_buf_reset(&behind);
		if (other.n > 0)
			eg_beside_start(&beside, write_block, &other);
		write_block(&mine);
		eg_beside_join(&beside);
		if ((rc = eg_buf_ok(&behind, err)) == EG_OK)
			eg_buf_add(out, behind.p, behind.n);
	}
	eg_buf_clear(&behind);
	eg_buf_clear(&mine.row);
	eg_buf_clear(&other.row);
	return rc != EG_OK ? rc : eg_buf_ok(out, err);
}

/* Another source has another day for what happens once: kept beside, with what stands. */
static void
write_claim(struct writer *w, const struct eg_row_bill *b, const struct eg_row *e, uint64_t stands)
{
	struct eg_event *c;
	struct eg_csv csv;
	struct eg_str head = pooled(w->r, b->head, b->head_n);
	char day[16], there[16];
	bool more;

	w->done->conflicts++;
	if (w->claims_known)
		return;
	c = eg_vec_new(&w->claim);
	eg_track__day_text(e->day, 0, day);
	eg_track__day_text((int32_t)(uint32_t)(stands >> 8), 0, there);
	eg_csv_init(&csv, head.p, head.n, "row");
	if (eg_csv_next(&csv, &more, NULL) == EG_OK && more && csv.n_fields == 4)
		for (size_t i = 0; i < 4; i++)
			c->f[EG_F_JURISDICTION + i] = eg_str(eg_arena_str(w->arena, csv.field[i]));
	eg_csv_clear(&csv);
	c->f[EG_F_DATE] = eg_str(eg_arena_strdup(w->arena, day));
	c->f[EG_F_EVENT] = eg_str(eg_event_name((enum eg_event_kind)e->kind));
	c->f[EG_F_SOURCE_KIND] = eg_str("official");
	c->f[EG_F_TEXT] = pooled(w->r, e->text, e->text_n);
	c->f[EG_F_RULE] = eg_str(e->rule);
	c->f[EG_F_RECORDED] = eg_str(w->r->recorded);
	c->f[EG_F_NOTE] = eg_str(eg_arena_printf(w->arena,
	    "%s; %s stands, recorded first%s%s: rule otherwise with "
	    "engross track --corrects",
	    notes[b->publisher], there, (stands & 0xff) != 0 ? " " : "", notes[stands & 0xff]));
}

/* Give the row its number, if it is to be written. */
static void
decide(struct writer *w, const struct eg_row_bill *b, size_t number)
{
	const struct eg_row *e = &w->r->row.v[number];
	uint64_t act = act_key(b->key, e->kind, e->chamber, e->day);
	const struct pair *same = find(&w->known.act, act),
			  *once = find(&w->known.once, mix(b->key, e->kind + 1000U));
	struct pair *seq;
	bool fresh;

	if (find(&w->known.line, e->line)->key != 0 ||
	    (same->key != 0 && same->value != b->publisher + 1U)) {
		w->done->known++;
		return;
	}
	if (happens_once(e->kind) && once->key != 0 && (once->value & 0xff) != b->publisher &&
	    (int32_t)(uint32_t)(once->value >> 8) != e->day) {
		write_claim(w, b, e, once->value);
		return;
	}
	remember(&w->known, b->key, e->kind, e->day, act, e->line, b->publisher);
	seq = take(&w->known.seq, mix(b->key, (uint64_t)(uint32_t)e->day), &fresh);
	w->seq[number] = (uint32_t)++seq->value;
	w->done->events++;
}

static enum eg_rc
edit_events(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct writer *w = ctx;
	const struct eg_records *r = w->r;
	struct eg_log *log = NULL;
	size_t expect;
	enum eg_rc rc;

	*w->done = (struct eg_records_done){.events = 0};
	(void)eg_sha256_many(&w->sha);
	if (old == NULL)
		old = "";
	if ((rc = eg_log_parse(old, old_n, EG_EVENTS_PATH, &log, err)) != EG_OK)
		return rc;
	expect = log->n + r->row.n + 16;
	table_init(&w->known.line, expect);
	table_init(&w->known.act, expect);
	table_init(&w->known.once, expect / 4);
	table_init(&w->known.seq, expect);
	rc = learn(&w->known, log, err);
	out->limit = (size_t)2040 * 1024 * 1024;
	if (rc == EG_OK && old_n == 0) {
		eg_buf_puts(out, eg_events_header);
		eg_buf_putc(out, '\n');
	} else if (rc == EG_OK) {
		eg_buf_add(out, old, old_n);
		if (old[old_n - 1] != '\n')
			eg_buf_putc(out, '\n');
	}
	w->seq = eg_calloc(r->row.n + 1, sizeof(*w->seq));
	for (size_t b = 0; b < r->bill.n && rc == EG_OK; b++)
		for (size_t i = 0; i < r->bill.v[b].n; i++)
			decide(w, &r->bill.v[b], r->bill.v[b].first + i);
	if (rc == EG_OK)
		rc = write_rows(w, out, err);
	eg_free(w->seq);
	eg_free(w->known.line.slot);
	eg_free(w->known.act.slot);
	eg_free(w->known.once.slot);
	eg_free(w->known.seq.slot);
	eg_log_free(log);
	return rc;
}

static enum eg_rc
edit_claims(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct writer *w = ctx;
	size_t added;

	return eg_events_append(
	    old != NULL ? old : "", old_n, w->claim.v, w->claim.n, out, &added, err);
}

/* Claims can only come where two publishers speak: what they are must be known before the commit,
 * which writes the files in the order of their names. */
static enum eg_rc
find_claims(struct eg_repo *repo, struct writer *w, struct eg_err *err)
{
	struct eg_buf have, out = EG_BUF_INIT;
	bool another = false;
	enum eg_rc rc = EG_OK;

	eg_buf_init(&have, (size_t)2040 * 1024 * 1024);
	if (eg_repo_read_current(repo, EG_EVENTS_PATH, &have, NULL) == EG_OK)
		for (unsigned i = 1; i <= EG_PUBLISHER_LEGISCAN; i++)
			another = another || (w->r->bill.n > 0 && w->r->bill.v[0].publisher != i &&
						 strstr(eg_buf_cstr(&have), notes[i]) != NULL);
	if (another)
		rc = edit_events(w, eg_buf_cstr(&have), have.n, &out, err);
	w->claims_known = true;
	eg_buf_clear(&have);
	eg_buf_clear(&out);
	return rc;
}

enum eg_rc
eg_records_commit(struct eg_repo *repo, const struct eg_records *r, const char *message,
    const struct eg_signer *who, struct eg_records_done *done, struct eg_err *err)
{
	struct writer w = {.r = r, .done = done, .arena = eg_arena_new()};
	struct eg_change *c = eg_change_new(repo);
	char commit[EG_OID_HEX] = "";
	enum eg_rc rc = EG_OK;

	memset(done, 0, sizeof(*done));
	if (r->row.n > 0 && (rc = find_claims(repo, &w, err)) == EG_OK)
		rc = eg_change_edit(c, EG_EVENTS_PATH, edit_events, &w, err);
	if (rc == EG_OK && w.claim.n > 0)
		rc = eg_change_edit(c, EG_CLAIMS_PATH, edit_claims, &w, err);
	if (rc == EG_OK && r->row.n > 0)
		rc = eg_change_commit(c, message, who, commit, err);
	memcpy(done->commit, commit, sizeof(commit));
	eg_change_free(c);
	eg_vec_clear(&w.claim);
	eg_arena_free(w.arena);
	return rc;
}
