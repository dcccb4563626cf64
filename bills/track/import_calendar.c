/* When sessions end: templates/sessions.csv, one row a session: its first and last day, and the day
 * on which what is unfinished dies (later where bills carry over to the next year's session). Known
 * from the publisher's session list, corrected by the adjournments of jurisdictions' own records. */
#include "track/import.h"

#include "base/builtin.h"
#include "base/csv.h"
#include "base/time.h"

#include <stdio.h>
#include <string.h>

struct session {
	int jurisdiction;
	const char *key, *shown;
	int32_t start, end, dies;
};

struct eg_calendar {
	struct eg_arena *arena;
	struct {
		EG_VEC(struct session);
	} v;
};

/* Letters and digits alone, in lower case: "2025_2026" and "2025-2026" are one. */
static void
key_of(struct eg_str s, char *out, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n + 1 < room; i++) {
		char c = s.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			out[n++] = c;
	}
	out[n] = '\0';
}

enum eg_rc
eg_calendar__new(struct eg_calendar **out, struct eg_err *err)
{
	const struct eg_builtin *b = eg_builtin_find("sessions.csv");
	struct eg_calendar *c = eg_calloc(1, sizeof(*c));
	struct eg_csv csv;
	bool more;
	enum eg_rc rc;

	c->arena = eg_arena_new();
	*out = c;
	if (b == NULL)
		return EG_OK;
	eg_csv_init(&csv, b->data, b->n, "sessions.csv");
	rc = eg_csv_next(&csv, &more, err); /* the heading */
	while (rc == EG_OK && (rc = eg_csv_next(&csv, &more, err)) == EG_OK && more) {
		struct session s = {0};
		char key[64];

		if (csv.n_fields < 5)
			continue;
		for (int i = 0; i < EG_JURISDICTIONS; i++)
			if (eg_str_eq(csv.field[0], eg_postal[i]))
				s.jurisdiction = i;
		key_of(csv.field[1], key, sizeof(key));
		s.key = eg_arena_strdup(c->arena, key);
		s.shown = eg_arena_str(c->arena, csv.field[1]);
		s.start = eg_source__day(csv.field[2]);
		s.end = eg_source__day(csv.field[3]);
		s.dies = eg_source__day(csv.field[4]);
		eg_vec_push(&c->v, s);
	}
	eg_csv_clear(&csv);
	if (rc != EG_OK) {
		eg_calendar__free(c);
		*out = NULL;
	}
	return rc;
}

void
eg_calendar__free(struct eg_calendar *c)
{
	if (c == NULL)
		return;
	eg_vec_clear(&c->v);
	eg_arena_free(c->arena);
	eg_free(c);
}

static const struct session *
find(const struct eg_calendar *c, int jurisdiction, struct eg_str session)
{
	char key[64];

	key_of(session, key, sizeof(key));
	for (size_t i = 0; i < c->v.n; i++)
		if (c->v.v[i].jurisdiction == jurisdiction && strcmp(c->v.v[i].key, key) == 0)
			return &c->v.v[i];
	return NULL;
}

int32_t
eg_calendar__start(const struct eg_calendar *c, int jurisdiction, struct eg_str session)
{
	const struct session *s = find(c, jurisdiction, session);

	return s != NULL ? s->start : EG_DAY_NONE;
}

/* What both chambers passed may still be presented, signed or filed: the end of a session does not
 * tell its fate. */
bool
eg_calendar__death(const struct eg_calendar *c, const struct eg_source_bill *b,
    const struct eg_standing *s, int32_t as_of, int32_t *day, struct eg_str *why)
{
	const struct session *at;

	if (s->stage >= EG_STAGE_PASSED_BOTH && s->stage != EG_STAGE_VETOED)
		return false;
	at = find(c, b->jurisdiction, b->session);
	if (at == NULL || at->dies == EG_DAY_NONE || at->dies >= as_of ||
	    (s->day != EG_DAY_NONE && s->day > at->dies))
		return false;
	*day = at->dies;
	*why = eg_str(at->shown);
	return true;
}
