/* The reduced status rows between runs: a file in the cache folder that can be deleted at any
 * time. It is believed only if its key (everything the rows were made from) and its checksum are
 * right; anything else is as if it were not there. */
#include "track/track_private.h"

#include "base/mem.h"
#include "base/path.h"

#include <stdio.h>
#include <string.h>

enum { SLOTS = 8, VERSION = 6, TEXTS = 7 };

struct head {
	char magic[4];
	uint32_t version, rows, texts_bytes;
	uint64_t stamp, content, checksum, odd;
	int32_t as_of;
	uint32_t row_bytes, settled, unused;
};

struct row {
	uint32_t text[TEXTS]; /* offsets in the texts */
	uint32_t log_bill, events;
	int32_t day, legal_day, closes, exits;
	uint8_t partial, jurisdiction, instrument, stage, legal, how, odd, effect_known, closing,
	    ruled, presumed, unused[1];
};

static char *
path_of(const char *dir, int32_t as_of)
{
	return eg_sprintf("%s/status-%d.snapshot", dir, (int)((unsigned)as_of % SLOTS));
}

static const char **
text_of(struct eg_status_row *r, size_t i)
{
	const char **const at[TEXTS] = {&r->template_name, &r->version_introduced,
	    &r->version_passed, &r->version_basis, &r->part, &r->session, &r->bill};

	return at[i];
}

static bool
restore(struct eg_status *st, const struct head *h, const struct row *rows, const char *texts)
{
	const char *last_name = NULL;

	st->row = eg_track__table(((size_t)h->rows + 1) * sizeof(*st->row));
	st->n = h->rows;
	st->n_odd = (size_t)h->odd;
	st->as_of = h->as_of;
	for (size_t i = 0; i < h->rows; i++) {
		struct eg_status_row *r = &st->row[i];
		const struct row *s = &rows[i];

		for (size_t t = 0; t < TEXTS; t++) {
			if (s->text[t] >= h->texts_bytes)
				return false;
			*text_of(r, t) = texts + s->text[t];
		}
		/* rows of one template share the pointer, as in eg_status_make */
		if (last_name != NULL && strcmp(last_name, r->template_name) == 0)
			r->template_name = last_name;
		last_name = r->template_name;
		if (s->jurisdiction >= EG_JURISDICTIONS || s->stage >= EG_STAGES ||
		    s->legal >= EG_LEGALS || s->how >= EG_HOWS || s->instrument >= EG_INSTRUMENTS ||
		    s->partial > 3 || s->closing > EG_CLOSING_UNCLEAR ||
		    s->ruled > EG_RULED_DOES_NOT)
			return false;
		r->odd_list = NULL;
		r->log_bill = s->log_bill;
		r->events = s->events;
		r->day = s->day;
		r->legal_day = s->legal_day;
		r->partial = s->partial;
		r->jurisdiction = s->jurisdiction;
		r->instrument = s->instrument;
		r->stage = s->stage;
		r->legal = s->legal;
		r->how = s->how;
		r->odd = s->odd;
		r->effect_known = s->effect_known;
		r->closing = s->closing;
		r->ruled = s->ruled;
		r->presumed = s->presumed;
		r->closes = s->closes;
		r->exits = s->exits;
	}
	return true;
}

bool
eg_snapshot__has_content(const char *dir, int32_t as_of)
{
	char *path = path_of(dir, as_of);
	FILE *f = fopen(path, "rb");
	struct head h;
	bool has = f != NULL && fread(&h, sizeof(h), 1, f) == 1 && h.version == VERSION &&
		   h.as_of == as_of && h.content != 0;

	if (f != NULL)
		fclose(f);
	eg_free(path);
	return has;
}

/* Is the file what its head says, and made under this key? */
static bool
is_right(const struct eg_bytes *b, const struct head *h, const struct eg_snapshot_key *key,
    int32_t as_of)
{
	size_t body = b->n - sizeof(*h);

	if (memcmp(h->magic, "EGst", 4) != 0 || h->version != VERSION || h->as_of != as_of ||
	    h->row_bytes != sizeof(struct row))
		return false;
	if (key->content != 0 ? h->content != key->content
			      : h->stamp != key->stamp || h->settled == 0)
		return false;
	return h->rows <= body / sizeof(struct row) &&
	       body - h->rows * sizeof(struct row) == h->texts_bytes && h->texts_bytes != 0 &&
	       b->p[b->n - 1] == '\0' &&
	       eg_track__hash(b->p + sizeof(*h), body, h->stamp ^ h->content) == h->checksum;
}

struct eg_status *
eg_snapshot__load(const char *dir, const struct eg_snapshot_key *key, int32_t as_of)
{
	char *path = path_of(dir, as_of);
	struct eg_status *st = NULL;
	struct eg_arena *a;
	struct eg_bytes b;
	struct head h;
	bool ok = eg_bytes__open("/", path, &b) && b.n > sizeof(h);

	eg_free(path);
	if (ok) {
		memcpy(&h, b.p, sizeof(h));
		ok = is_right(&b, &h, key, as_of);
	}
	if (!ok) {
		eg_bytes__clear(&b);
		return NULL;
	}
	a = eg_arena_new();
	st = eg_arena_alloc(a, sizeof(*st));
	st->arena = a;
	st->snapshot = eg_arena_alloc(a, sizeof(*st->snapshot));
	*st->snapshot = b;
	if (!restore(st, &h, (const struct row *)(const void *)(b.p + sizeof(h)),
		b.p + sizeof(h) + h.rows * sizeof(struct row))) {
		eg_status_free(st);
		return NULL;
	}
	return st;
}

/* Texts repeat from row to row (template, versions, session): one like the row's above is not
 * written again. Offsets are from `from`. */
static uint32_t
put_text(struct eg_buf *b, size_t from, const char *s, uint32_t *last)
{
	if (*last != UINT32_MAX && strcmp(b->p + from + *last, s) == 0)
		return *last;
	*last = (uint32_t)(b->n - from);
	eg_buf_add(b, s, strlen(s) + 1);
	return *last;
}

void
eg_snapshot__save(
    const char *dir, const struct eg_snapshot_key *key, bool settled, const struct eg_status *st)
{
	size_t rows_bytes = st->n * sizeof(struct row), from = sizeof(struct head) + rows_bytes;
	char *path = path_of(dir, st->as_of);
	struct eg_buf b = EG_BUF_INIT;
	uint32_t last[TEXTS];
	struct head h;

	memset(&h, 0, sizeof(h));
	memset(last, 0xFF, sizeof(last));
	b.cap = from + from / 2 + 4096;
	b.p = eg_track__table(b.cap);
	eg_buf_fill(&b, '\0', from + 1); /* the rows' place, and an empty text */
	for (size_t i = 0; i < st->n && !b.overflow; i++) {
		struct eg_status_row copy = st->row[i];
		struct row r;

		memset(&r, 0, sizeof(r));
		for (size_t t = 0; t < TEXTS; t++)
			r.text[t] = put_text(&b, from, *text_of(&copy, t), &last[t]);
		r.log_bill = copy.log_bill;
		r.events = copy.events;
		r.day = copy.day;
		r.legal_day = copy.legal_day;
		r.partial = copy.partial;
		r.jurisdiction = copy.jurisdiction;
		r.instrument = copy.instrument;
		r.stage = copy.stage;
		r.legal = copy.legal;
		r.how = copy.how;
		r.odd = copy.odd;
		r.effect_known = copy.effect_known;
		r.closing = copy.closing;
		r.ruled = copy.ruled;
		r.presumed = copy.presumed;
		r.closes = copy.closes;
		r.exits = copy.exits;
		memcpy(b.p + sizeof(h) + i * sizeof(r), &r, sizeof(r));
	}
	memcpy(h.magic, "EGst", 4);
	h.version = VERSION;
	h.rows = (uint32_t)st->n;
	h.texts_bytes = (uint32_t)(b.n - from);
	h.stamp = key->stamp;
	h.content = key->content;
	h.settled = settled;
	h.odd = st->n_odd;
	h.as_of = st->as_of;
	h.row_bytes = sizeof(struct row);
	if (!b.overflow && b.n - from < UINT32_MAX) {
		h.checksum = eg_track__hash(b.p + sizeof(h), b.n - sizeof(h), h.stamp ^ h.content);
		memcpy(b.p, &h, sizeof(h));
		if (eg_file_write(path, b.p, b.n, false, NULL) != EG_OK)
			(void)remove(path); /* a cache that cannot be written is only slow */
	}
	eg_free(path);
	eg_buf_clear(&b);
}
