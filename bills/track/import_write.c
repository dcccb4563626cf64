/*
 * Rows of an import into the log. Lines that are there already are left out, by whichever source; one
 * act told by two sources is one event; where they differ on the day of an act that happens once, the
 * first stands and the other becomes a claim beside it.
 *
 * Blocks are read back in their order and their rows numbered one after the other; then their texts
 * and ids are made, on two cores, and go into the file in order again. Start reading at write_blocks().
 */
#include "track/import_rows.h"

#include "base/csv.h"
#include "base/sha256.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SLOTS = 6 };
static const size_t log_max = (size_t)2040 * 1024 * 1024; /* what all commands read */

struct slot { /* a block on its way */
	enum { EMPTY, READY, TAKEN, DONE } state;
	struct eg_rows rows;
	struct {
		EG_VEC(uint32_t);
	} seq; /* of each row among its bill's of that day; 0 = not to be written */
	struct {
		EG_VEC(uint32_t);
	} bytes; /* of each bill's text */
	struct eg_buf text, row;
};

struct writer {
	const struct eg_records *r;
	struct eg_known *known;
	struct eg_records_done *done;
	struct eg_sha256 sha;
	struct eg_arena *arena; /* of the claims */
	struct {
		EG_VEC(struct eg_event);
	} claim;
	int fd;
	uint64_t end; /* of the file */
	struct slot slot[SLOTS];
	size_t first, n; /* slots in use */
	pthread_mutex_t lock; /* of the slots' states and of `over` */
	pthread_cond_t changed;
	bool over;
};

/* ---- texts ---- */

static struct eg_str
pooled(const struct eg_rows *b, uint32_t at, uint32_t n)
{
	return (struct eg_str){b->pool.p + at, n};
}

static void
put_number(struct eg_buf *o, uint32_t x)
{
	char digits[12];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + x % 10);
	while ((x /= 10) > 0);
	eg_buf_add(o, digits + at, sizeof(digits) - at);
}

/* The row from seq to corrects, `recorded` left out: what its id is made of. */
static void
row_text(const struct writer *w, const struct eg_rows *rows, const struct eg_row_bill *b,
    const struct eg_row *e, uint32_t seq, struct eg_buf *o, size_t *recorded_at)
{
	struct eg_str text = pooled(rows, e->text, e->text_n), yeas = {NULL, 0}, nays = {NULL, 0};
	char day[16];

	eg_buf_reset(o);
	put_number(o, seq);
	eg_buf_putc(o, ',');
	eg_track__day_text(e->day, 0, day);
	eg_buf_puts(o, day);
	eg_buf_add(o, ",,", 2);
	eg_buf_str(o, pooled(rows, b->head, b->head_n));
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
	eg_buf_str(o, pooled(rows, b->source, b->source_n));
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
	eg_buf_puts(o, eg_publisher_notes[b->publisher]);
	eg_buf_putc(o, ',');
}

static void
make_texts(const struct writer *w, struct slot *s)
{
	for (size_t b = 0; b < s->rows.bill.n; b++) {
		const struct eg_row_bill *bill = &s->rows.bill.v[b];
		size_t start = s->text.n;

		for (size_t i = bill->first; i < bill->first + bill->n; i++) {
			char hex[EG_SHA256_HEX];
			size_t at;

			if (s->seq.v[i] == 0)
				continue;
			row_text(w, &s->rows, bill, &s->rows.row.v[i], s->seq.v[i], &s->row, &at);
			eg_sha256_next(&w->sha, s->row.p, s->row.n, hex);
			eg_buf_add(&s->text, hex, EG_EVENT_ID - 1);
			eg_buf_putc(&s->text, ',');
			eg_buf_add(&s->text, s->row.p, at);
			eg_buf_putc(&s->text, ',');
			eg_buf_puts(&s->text, w->r->recorded);
			eg_buf_add(&s->text, s->row.p + at, s->row.n - at);
			eg_buf_putc(&s->text, '\n');
		}
		eg_vec_push(&s->bytes, (uint32_t)(s->text.n - start));
	}
}

/* ---- numbers ---- */

/* Another source has another day for what happens once: kept beside, with what stands. */
static void
write_claim(struct writer *w, const struct eg_rows *rows, const struct eg_row_bill *b,
    const struct eg_row *e, uint64_t stands)
{
	struct eg_event *c = eg_vec_new(&w->claim);
	struct eg_csv csv;
	struct eg_str head = pooled(rows, b->head, b->head_n);
	char day[16], there[16];
	bool more;

	w->done->conflicts++;
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
	c->f[EG_F_TEXT] = eg_str(eg_arena_str(w->arena, pooled(rows, e->text, e->text_n)));
	c->f[EG_F_RULE] = eg_str(e->rule);
	c->f[EG_F_RECORDED] = eg_str(w->r->recorded);
	c->f[EG_F_NOTE] = eg_str(eg_arena_printf(w->arena,
	    "%s; %s stands, recorded first%s%s: rule otherwise with "
	    "engross track --corrects",
	    eg_publisher_notes[b->publisher], there, (stands & 0xff) != 0 ? " " : "",
	    eg_publisher_notes[stands & 0xff]));
}

static void
number_rows(struct writer *w, struct slot *s)
{
	s->seq.n = s->bytes.n = 0;
	eg_buf_reset(&s->text);
	for (size_t b = 0; b < s->rows.bill.n; b++) {
		struct eg_row_bill *bill = &s->rows.bill.v[b];
		bool any = false, against;

		for (size_t i = bill->first; i < bill->first + bill->n; i++) {
			const struct eg_row *e = &s->rows.row.v[i];
			uint64_t stands;
			uint32_t seq = eg_known__decide(w->known, bill, e, &against, &stands);

			if (seq != 0)
				w->done->events++;
			else if (against)
				write_claim(w, &s->rows, bill, e, stands);
			else
				w->done->known++;
			any = any || seq != 0;
			eg_vec_push(&s->seq, seq);
		}
		bill->run = any ? eg_known__will(w->known, bill->key) : UINT32_MAX;
	}
}

/* ---- blocks on their way ---- */

static void
put_state(struct writer *w, struct slot *s, int state)
{
	pthread_mutex_lock(&w->lock);
	s->state = state;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

/* The oldest slot whose texts nobody makes yet, NULL if there is none. The lock is held. */
static struct slot *
take_ready(struct writer *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct slot *s = &w->slot[(w->first + i) % SLOTS];

		if (s->state == READY) {
			s->state = TAKEN;
			return s;
		}
	}
	return NULL;
}

static void *
help(void *ctx)
{
	struct writer *w = ctx;
	struct slot *s;

	pthread_mutex_lock(&w->lock);
	for (;;) {
		while ((s = take_ready(w)) == NULL && !w->over)
			pthread_cond_wait(&w->changed, &w->lock);
		if (s == NULL)
			break;
		pthread_mutex_unlock(&w->lock);
		make_texts(w, s);
		pthread_mutex_lock(&w->lock);
		s->state = DONE;
		pthread_cond_broadcast(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/* The oldest block into the file; made here if nobody has taken it yet. */
static enum eg_rc
flush_one(struct writer *w, struct eg_err *err)
{
	struct slot *s = &w->slot[w->first], *mine = NULL;
	uint64_t at = w->end;
	enum eg_rc rc;

	pthread_mutex_lock(&w->lock);
	while (s->state != DONE) {
		if ((mine = take_ready(w)) == NULL) {
			pthread_cond_wait(&w->changed, &w->lock);
			continue;
		}
		pthread_mutex_unlock(&w->lock);
		make_texts(w, mine);
		pthread_mutex_lock(&w->lock);
		mine->state = DONE;
	}
	s->state = EMPTY;
	w->first = (w->first + 1) % SLOTS;
	w->n--;
	pthread_mutex_unlock(&w->lock);
	if ((rc = eg_buf_ok(&s->text, err)) != EG_OK)
		return rc;
	if (w->end + s->text.n > log_max) {
		eg_err_at(err, EG_ERR_LIMIT, EG_EVENTS_PATH, 0, 0,
		    "would grow to more than the %zu bytes that a log may have", log_max);
		eg_err_hint(err, "engross import --watched takes only the bills that matter");
		return EG_ERR_LIMIT;
	}
	if (eg_write_at(w->fd, w->end, eg_buf_cstr(&s->text), s->text.n) < 0)
		return eg_err_set(
		    err, EG_ERR_SYSTEM, "cannot write '%s': %s", EG_EVENTS_PATH, strerror(errno));
	w->end += s->text.n;
	for (size_t b = 0; b < s->rows.bill.n; b++) {
		if (s->rows.bill.v[b].run != UINT32_MAX)
			eg_known__lies(w->known, s->rows.bill.v[b].run, at, s->bytes.v[b]);
		at += s->bytes.v[b];
	}
	return EG_OK;
}

static enum eg_rc
flush_all(struct writer *w, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	while (w->n > 0 && rc == EG_OK)
		rc = flush_one(w, err);
	return rc;
}

static enum eg_rc
next_block(struct writer *w, const struct eg_rows_place *p, struct eg_err *err)
{
	enum eg_rc rc = w->n == SLOTS ? flush_one(w, err) : EG_OK;
	struct slot *s = &w->slot[(w->first + w->n) % SLOTS];

	if (rc != EG_OK || (rc = eg_rows__get(&s->rows, &w->r->spool, p, err)) != EG_OK)
		return rc;
	/* what a bill of this block has further up must be in the file to be learned */
	if (eg_known__waits(w->known, &s->rows) && (rc = flush_all(w, err)) != EG_OK)
		return rc;
	if ((rc = eg_known__learn(w->known, w->fd, &s->rows, err)) != EG_OK)
		return rc;
	number_rows(w, s);
	pthread_mutex_lock(&w->lock);
	w->n++;
	pthread_mutex_unlock(&w->lock);
	put_state(w, s, READY);
	return EG_OK;
}

static enum eg_rc
write_blocks(struct writer *w, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;
	pthread_t other;
	bool two = w->r->block.n > 1 && sysconf(_SC_NPROCESSORS_ONLN) > 1 &&
		   pthread_create(&other, NULL, help, w) == 0;

	for (size_t i = 0; i < w->r->block.n && rc == EG_OK; i++)
		rc = next_block(w, &w->r->block.v[i], err);
	if (rc == EG_OK)
		rc = flush_all(w, err);
	pthread_mutex_lock(&w->lock);
	w->over = true;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
	if (two)
		pthread_join(other, NULL);
	return rc;
}

/* ---- the two files ---- */

/* What stands before the first new row: the header, or the end of a last line that has none. */
static enum eg_rc
open_end(struct writer *w, uint64_t old_n, struct eg_err *err)
{
	char last = '\n';
	size_t n = strlen(eg_events_header);

	w->end = old_n;
	if (old_n > 0 && eg_read_at(w->fd, old_n - 1, &last, 1) < 0)
		return eg_err_set(err, EG_ERR_SYSTEM, "cannot read '%s'", EG_EVENTS_PATH);
	if ((old_n == 0 && (eg_write_at(w->fd, 0, eg_events_header, n) < 0 ||
			       eg_write_at(w->fd, n, "\n", 1) < 0)) ||
	    (last != '\n' && eg_write_at(w->fd, old_n, "\n", 1) < 0))
		return eg_err_set(
		    err, EG_ERR_SYSTEM, "cannot write '%s': %s", EG_EVENTS_PATH, strerror(errno));
	w->end += old_n == 0 ? n + 1 : (size_t)(last != '\n');
	return EG_OK;
}

static enum eg_rc
grow_events(void *ctx, int fd, uint64_t old_n, struct eg_err *err)
{
	struct writer *w = ctx;
	uint64_t begin;
	enum eg_rc rc;

	*w->done = (struct eg_records_done){.events = 0};
	w->fd = fd;
	w->claim.n = 0;
	w->first = w->n = 0;
	w->over = false;
	w->known = eg_known__new();
	(void)eg_sha256_many(&w->sha);
	if ((rc = eg_known__index(w->known, fd, old_n, err)) == EG_OK &&
	    (rc = open_end(w, old_n, err)) == EG_OK) {
		begin = w->end;
		rc = write_blocks(w, err);
		if (rc == EG_OK && w->end == begin && ftruncate(fd, (off_t)old_n) < 0)
			rc = eg_err_set(err, EG_ERR_SYSTEM, "cannot write '%s': %s", EG_EVENTS_PATH,
			    strerror(errno));
	}
	for (size_t i = 0; i < SLOTS; i++) {
		struct slot *s = &w->slot[i];

		eg_rows__clear(&s->rows);
		eg_vec_clear(&s->seq);
		eg_vec_clear(&s->bytes);
		eg_buf_clear(&s->text);
		eg_buf_clear(&s->row);
		s->state = EMPTY;
	}
	eg_known__free(w->known);
	return rc;
}

/* Made after the events, which know the claims: none leaves the file as it is. */
static enum eg_rc
edit_claims(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct writer *w = ctx;
	size_t added;

	if (w->claim.n == 0) {
		eg_buf_add(out, old != NULL ? old : "", old_n);
		return EG_OK;
	}
	return eg_events_append(
	    old != NULL ? old : "", old_n, w->claim.v, w->claim.n, out, &added, err);
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
	pthread_mutex_init(&w.lock, NULL);
	pthread_cond_init(&w.changed, NULL);
	for (size_t i = 0; i < SLOTS; i++) {
		eg_buf_init(&w.slot[i].rows.pool, 0);
		eg_buf_init(&w.slot[i].text, 0);
		eg_buf_init(&w.slot[i].row, 0);
	}
	if (r->rows > 0 &&
	    (rc = eg_change_grow(c, EG_EVENTS_PATH, grow_events, &w, err)) == EG_OK &&
	    (rc = eg_change_edit(c, EG_CLAIMS_PATH, edit_claims, &w, err)) == EG_OK)
		rc = eg_change_commit(c, message, who, commit, err);
	memcpy(done->commit, commit, sizeof(commit));
	eg_change_free(c);
	eg_vec_clear(&w.claim);
	eg_arena_free(w.arena);
	pthread_cond_destroy(&w.changed);
	pthread_mutex_destroy(&w.lock);
	return rc;
}
