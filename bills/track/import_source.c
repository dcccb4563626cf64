/* What all sources share: clean lines, days, the order of acts, the kind of measure. */
#include "track/import.h"
#include "track/import_tables.h"

#include "base/time.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void
eg_reader__init(struct eg_reader *r, eg_bill_fn bill, void *ctx)
{
	memset(r, 0, sizeof(*r));
	r->bill = bill;
	r->ctx = ctx;
	r->name = "";
	r->scratch = eg_arena_new();
	r->whole = EG_JOIN_WHOLE;
}

void
eg_reader__clear(struct eg_reader *r)
{
	eg_vec_clear(&r->b.act);
	eg_vec_clear(&r->b.subject);
	eg_arena_free(r->scratch);
}

struct eg_str
eg_source__line(struct eg_arena *a, struct eg_str s)
{
	bool dirty = false;
	char *copy;
	size_t n = 0;

	while (s.n > 0 && isspace((unsigned char)s.p[0]))
		s.p++, s.n--;
	while (s.n > 0 && isspace((unsigned char)s.p[s.n - 1]))
		s.n--;
	for (size_t i = 0; i < s.n && !dirty; i++)
		dirty = (unsigned char)s.p[i] < ' ';
	if (!dirty)
		return s;
	copy = eg_arena_dup(a, s.p, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= ' ')
			copy[n++] = s.p[i];
		else if (n > 0 && copy[n - 1] != ' ')
			copy[n++] = ' ';
	}
	return (struct eg_str){copy, n};
}

int32_t
eg_source__day(struct eg_str s)
{
	struct eg_date d;

	if (s.n < 10 || !eg_date_parse((struct eg_str){s.p, 10}, &d))
		return EG_DAY_NONE;
	return (int32_t)eg_date_days(d);
}

int32_t
eg_reader__act_day(struct eg_reader *r, struct eg_str text, struct eg_str date)
{
	int32_t day = eg_source__day(date);
	char at[24] = "";

	if (day != EG_DAY_NONE || date.n == 0 || text.n == 0 ||
	    (date.n >= 10 && memcmp(date.p, "0000-00-00", 10) == 0))
		return day;
	if (r->bad_days++ > 0)
		return day;
	if (r->line > 0)
		snprintf(at, sizeof(at), ":%zu", r->line);
	r->bad_file = r->file;
	snprintf(r->bad_day, sizeof(r->bad_day), "%s%s: bill '%.*s': '%.*s' is no day ('%.*s')",
	    r->name != NULL ? r->name : "", at, (int)(r->b.bill.n < 40 ? r->b.bill.n : 40),
	    r->b.bill.p, (int)(date.n < 32 ? date.n : 32), date.p, (int)(text.n < 80 ? text.n : 80),
	    text.p);
	return day;
}

struct eg_str
eg_source__session(const struct eg_calendar *c, struct eg_arena *a, int jurisdiction, int64_t from,
    int64_t to, bool special, struct eg_str said)
{
	size_t n = 0;
	const struct eg_session *s = c != NULL ? eg_calendar_sessions(c, &n) : NULL;

	for (size_t i = 0; !special && i < n; i++) /* some begin in the December before */
		if (s[i].jurisdiction == jurisdiction && !s[i].special &&
		    eg_date_from_days(s[i].begins + 60).year == from)
			return eg_str(s[i].session);
	if (said.n > 0)
		return said;
	return eg_str(from == to ? eg_arena_printf(a, "%d", (int)from)
				 : eg_arena_printf(a, "%d-%d", (int)from, (int)to));
}

/* ---- order ---- */

struct place {
	struct eg_act act;
	size_t at;
};

static int
by_order(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	if (a->act.order != b->act.order)
		return a->act.order < b->act.order ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static int
by_day(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	if (a->act.day != b->act.day)
		return a->act.day < b->act.day ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* Insertion sort: what comes is nearly in order, and few. */
static void
sort(struct place *v, size_t n, int (*cmp)(const void *, const void *))
{
	bool sorted = true;

	for (size_t i = 1; i < n && sorted; i++)
		sorted = cmp(&v[i - 1], &v[i]) <= 0;
	if (!sorted)
		qsort(v, n, sizeof(*v), cmp);
}

void
eg_source__sort(struct eg_source_bill *b, const struct eg_ruleset *set)
{
	size_t n = b->act.n, up = 0, down = 0;
	bool ordered = false;
	struct place *v = eg_malloc((n + 1) * sizeof(*v));
	int32_t last = EG_DAY_NONE;

	for (size_t i = 0; i < n; i++) {
		v[i] = (struct place){b->act.v[i], i};
		ordered = ordered || b->act.v[i].order != 0;
		if (b->act.v[i].day == EG_DAY_NONE)
			continue;
		up += last != EG_DAY_NONE && last < b->act.v[i].day;
		down += last != EG_DAY_NONE && last > b->act.v[i].day;
		last = b->act.v[i].day;
	}
	last = EG_DAY_NONE;
	if (ordered) {
		sort(v, n, by_order);
	} else if (down > up || (down == up && set->newest_first) || set->newest_first_in_day) {
		/* the stable sort by day below keeps the days' own order */
		for (size_t i = 0; i < n; i++)
			v[i] = (struct place){b->act.v[n - 1 - i], i};
	}
	for (size_t i = n; i-- > 0;) /* acts without a day before all others: with the first */
		if (v[i].act.day != EG_DAY_NONE)
			last = v[i].act.day;
	for (size_t i = 0; i < n; i++) { /* an act without a day stays behind the one before it */
		v[i].at = i;
		if (v[i].act.day == EG_DAY_NONE)
			v[i].act.day = last;
		else
			last = v[i].act.day;
	}
	sort(v, n, by_day);
	for (size_t i = 0; i < n; i++)
		b->act.v[i] = v[i].act;
	eg_free(v);
}

/* ---- what sort of measure ---- */

static bool
holds(struct eg_str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++)
		if (((s.p[i] | 0x20) == *word || *word < 'a') && strncasecmp(s.p + i, word, n) == 0)
			return true;
	return false;
}

static enum eg_instrument
of_class(struct eg_str c)
{
	if (holds(c, "concurrent resolution") || holds(c, "concurrent order") ||
	    holds(c, "concurrent study request"))
		return EG_INSTRUMENT_CONCURRENT;
	if (holds(c, "joint resolution") || holds(c, "constitutional amendment"))
		return EG_INSTRUMENT_JOINT;
	if (holds(c, "memorial"))
		return EG_INSTRUMENT_MEMORIAL;
	if (holds(c, "resolution") || holds(c, "commemoration") || holds(c, "proclamation"))
		return EG_INSTRUMENT_SIMPLE;
	return holds(c, "bill") || holds(c, "appropriation") ? EG_INSTRUMENT_BILL
							     : EG_INSTRUMENT_UNKNOWN;
}

/* A title that proposes to amend the state's own constitution (not that asks Congress to). */
static bool
proposes_amendment(struct eg_str t)
{
	static const char *const not_ours[] = {"constitution of the united states",
	    "united states constitution", "u.s. constitution", "us constitution",
	    "federal constitution", "congress", "article v ", "convention of the states"};

	for (size_t i = 0; i < EG_COUNT(not_ours); i++)
		if (holds(t, not_ours[i]))
			return false;
	return holds(t, "constitution") && (holds(t, "amend") || holds(t, "propos"));
}

void
eg_source__kind(struct eg_source_bill *b, struct eg_str classes)
{
	char name[64];
	size_t n = b->bill.n < sizeof(name) - 1 ? b->bill.n : sizeof(name) - 1;
	enum eg_instrument letters, said = of_class(classes);
	const char *postal = eg_postal[b->jurisdiction];

	memcpy(name, b->bill.p, n);
	name[n] = '\0';
	letters = eg_instrument_of_bill(postal, name);
	/* Some clones call every measure a bill, others every resolution a simple one: the number's
	 * letters tell better, save where both kinds share a series. */
	b->instrument = letters == EG_INSTRUMENT_UNKNOWN				 ? said
			: letters == EG_INSTRUMENT_BILL && said != EG_INSTRUMENT_UNKNOWN ? said
											 : letters;
	if (letters == EG_INSTRUMENT_SIMPLE && n > 2 && strcasecmp(name + n - 2, "CA") == 0)
		b->instrument = EG_INSTRUMENT_JOINT; /* Nebraska's LR12CA */
	if (strcmp(postal, "ME") == 0 && n > 2 && name[1] == 'P' && holds(b->title, "joint"))
		b->instrument = EG_INSTRUMENT_JOINT; /* joint orders and resolutions have no LD */
	if (said == EG_INSTRUMENT_CONCURRENT && letters == EG_INSTRUMENT_SIMPLE)
		b->instrument = EG_INSTRUMENT_CONCURRENT;
	if (letters == EG_INSTRUMENT_SIMPLE && holds(classes, "constitutional amendment"))
		b->instrument = EG_INSTRUMENT_JOINT; /* Vermont's PR 4 */
	if (b->instrument == EG_INSTRUMENT_UNKNOWN)
		b->instrument = EG_INSTRUMENT_BILL;
	b->one_chamber = b->instrument == EG_INSTRUMENT_MEMORIAL &&
			 (strncasecmp(name, "HM", 2) == 0 || strncasecmp(name, "SM", 2) == 0);
	b->amendment = holds(classes, "constitutional amendment") ||
		       (n > 2 && strcasecmp(name + n - 2, "CA") == 0) ||
		       (b->instrument != EG_INSTRUMENT_BILL &&
			   b->instrument != EG_INSTRUMENT_SIMPLE && proposes_amendment(b->title));
}
