/* One line of events.csv: split without copying, check each cell, reduce it to numbers. log.c
 * calls this for every row, so it does no allocation and at most one pass over the bytes. */
#include "track/track_private.h"

#include "base/csv.h"
#include "base/time.h"

#include <string.h>

static unsigned
name_hash(const char *p, size_t n)
{
	unsigned h = (unsigned)n * 7u;

	h += (unsigned char)p[0] * 31u + (unsigned char)p[n - 1] * 17u +
	     (unsigned char)p[n / 2] * 5u;
	return h & 255u;
}

void
eg_track__index_make(struct eg_track__index *x)
{
	memset(x, 0, sizeof(*x));
	for (size_t i = 0; i < EG_EV_KINDS; i++) {
		unsigned h = name_hash(eg_event_names[i], strlen(eg_event_names[i]));

		while (x->event[h] != 0)
			h = (h + 1) & 255u;
		x->event[h] = (uint8_t)(i + 1);
	}
	memset(x->postal, -1, sizeof(x->postal));
	for (int i = 0; i < EG_JURISDICTIONS; i++)
		x->postal[eg_postal[i][0] - 'A'][eg_postal[i][1] - 'A'] = (int8_t)i;
}

int
eg_track__event(const struct eg_track__index *x, const char *p, size_t n)
{
	unsigned h;

	if (n == 0)
		return -1;
	for (h = name_hash(p, n); x->event[h] != 0; h = (h + 1) & 255u) {
		const char *name = eg_event_names[x->event[h] - 1];

		if (strncmp(name, p, n) == 0 && name[n] == '\0')
			return x->event[h] - 1;
	}
	return -1;
}

int
eg_track__postal(const struct eg_track__index *x, const char *p, size_t n)
{
	if (n != 2 || p[0] < 'A' || p[0] > 'Z' || p[1] < 'A' || p[1] > 'Z')
		return -1;
	return x->postal[p[0] - 'A'][p[1] - 'A'];
}

bool
eg_track__day(const char *p, size_t n, int32_t *day, uint8_t *partial)
{
	struct eg_date d = {0, 0, 0};
	bool plain = n == 10 && p[4] == '-' && p[7] == '-';

	/* days up to the 28th are in every month: the common case, without the calendar */
	for (size_t i = 0; plain && i < 10; i++)
		plain = (unsigned char)(p[i] - '0') < 10 || i == 4 || i == 7;
	if (plain) {
		d.year =
		    (p[0] - '0') * 1000 + (p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0');
		d.month = (p[5] - '0') * 10 + (p[6] - '0');
		d.day = (p[8] - '0') * 10 + (p[9] - '0');
		plain = d.year >= 1 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= 28;
	}
	if (!plain && !eg_date_parse((struct eg_str){p, n}, &d))
		return false;
	*day = (int32_t)eg_date_days(d);
	*partial = (uint8_t)(d.month == 0 ? 2 : d.day == 0 ? 1 : 0);
	return true;
}

void
eg_track__day_text(int32_t day, uint8_t partial, char out[16])
{
	struct eg_date d;
	size_t n;

	out[0] = '\0';
	if (day == EG_DAY_NONE)
		return;
	d = eg_date_from_days(day);
	memcpy(out, "0000-00-00", 11); /* by hand: thousands of rows are printed */
	n = partial >= 2 ? 4 : partial == 1 ? 7 : 10;
	for (int i = 3, y = d.year; i >= 0; i--, y /= 10)
		out[i] = (char)('0' + y % 10);
	out[5] = (char)('0' + d.month / 10);
	out[6] = (char)('0' + d.month % 10);
	out[8] = (char)('0' + d.day / 10);
	out[9] = (char)('0' + d.day % 10);
	out[n] = '\0';
}

uint64_t
eg_track__hash(const void *p, size_t n, uint64_t seed)
{
	const unsigned char *s = p;
	uint64_t a = seed ^ 0x9E3779B97F4A7C15u ^ n, b = seed + 0xD1B54A32D192ED03u, x, y;

	for (; n >= 16; s += 16, n -= 16) {
		memcpy(&x, s, 8);
		memcpy(&y, s + 8, 8);
		a = (a ^ x) * 0x9FB21C651E98DF25u;
		b = (b ^ y) * 0xA0761D6478BD642Fu;
		a ^= a >> 29;
		b ^= b >> 31;
	}
	if (n >= 8) {
		memcpy(&x, s, 8);
		a = (a ^ x) * 0x9FB21C651E98DF25u;
		a ^= a >> 29;
		s += 8;
		n -= 8;
	}
	x = 0;
	for (size_t i = 0; i < n; i++)
		x |= (uint64_t)s[i] << (8 * i);
	a = (a ^ x) * 0x9FB21C651E98DF25u;
	a ^= a >> 31;
	a ^= b * 0xE7037ED1A0B428DBu;
	a ^= a >> 32;
	a *= 0x8EBC6AF09C88C6E3u;
	return a ^ (a >> 29);
}

const char *
eg_track__line_end(const char *p, const char *end, const char **next)
{
	const char *nl = memchr(p, '\n', (size_t)(end - p));
	const char *e = nl != NULL ? nl : end;

	*next = nl != NULL ? nl + 1 : end;
	return e > p && e[-1] == '\r' ? e - 1 : e;
}

static enum eg_rc
wrong_count(
    const char *name, size_t line, size_t got, size_t want, const char *what, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_DATA, name, line, 1, "%zu fields where %s has %zu", got, what, want);
	eg_err_hint(err, "quote a field that holds a comma");
	return EG_ERR_DATA;
}

/* A quoted cell; *p is after the opening quote and ends up after the closing one. */
static bool
quoted_cell(const char **p, const char *end, struct eg_track__cell *c)
{
	c->p = *p;
	c->doubled = false;
	for (;;) {
		const char *q = memchr(*p, '"', (size_t)(end - *p));

		if (q == NULL)
			return false;
		if (q + 1 < end && q[1] == '"') {
			c->doubled = true;
			*p = q + 2;
			continue;
		}
		c->n = (size_t)(q - c->p);
		*p = q + 1;
		return true;
	}
}

enum eg_rc
eg_track__split(const char *line_p, const char *end, struct eg_track__cell *cell, size_t n,
    const char *name, size_t line, const char *what, struct eg_err *err)
{
	const char *p = line_p;
	size_t i = 0;

	for (;; p++) {
		const char *s = p;

		if (i == n) {
			size_t more = i + 1;

			for (; p < end; p++)
				more += *p == ',';
			return wrong_count(name, line, more, n, what, err);
		}
		if (p < end && *p == '"') {
			p++;
			if (!quoted_cell(&p, end, &cell[i])) {
				eg_err_at(err, EG_ERR_SYNTAX, name, line, (size_t)(s - line_p) + 1,
				    "a quoted field that does not end on its line");
				eg_err_hint(err, "close it with a double quote; a line break has "
						 "no place in a field");
				return EG_ERR_SYNTAX;
			}
			if (p < end && *p != ',') {
				eg_err_at(err, EG_ERR_SYNTAX, name, line, (size_t)(p - line_p) + 1,
				    "text after the closing quote of a field");
				eg_err_hint(err, "write a quote inside a quoted field twice");
				return EG_ERR_SYNTAX;
			}
		} else {
			if (p < end &&
			    *p != ',') { /* half the fields are empty: no call for those */
				p = memchr(p, ',', (size_t)(end - p));
				p = p != NULL ? p : end;
			}
			cell[i] = (struct eg_track__cell){s, (size_t)(p - s), false};
		}
		i++;
		if (p >= end)
			break;
	}
	return i == n ? EG_OK : wrong_count(name, line, i, n, what, err);
}

void
eg_track__room(struct eg_buf *scratch, size_t bytes)
{
	eg_buf_reset(scratch);
	if (scratch->cap <= bytes) {
		eg_buf_fill(scratch, ' ', bytes + 1);
		eg_buf_reset(scratch);
	}
}

struct eg_str
eg_track__text(const struct eg_track__cell *c, struct eg_buf *scratch)
{
	size_t at = scratch->n;

	if (!c->doubled)
		return (struct eg_str){c->p, c->n};
	for (size_t i = 0; i < c->n; i++) {
		eg_buf_putc(scratch, c->p[i]);
		i += c->p[i] == '"';
	}
	return (struct eg_str){scratch->p + at, scratch->n - at};
}

static bool
parse_hex(const char *p, size_t n, uint64_t *out)
{
	uint64_t v = 0;

	if (n != 16)
		return false;
	for (size_t i = 0; i < 16; i++) {
		unsigned char c = (unsigned char)p[i];
		unsigned d = c >= '0' && c <= '9' ? c - 48u : c >= 'a' && c <= 'f' ? c - 87u : 16u;

		if (d > 15)
			return false;
		v = v << 4 | d;
	}
	*out = v;
	return true;
}

static bool
parse_count(const char *p, size_t n, int32_t *out)
{
	int32_t v = 0;

	if (n > 9)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		v = v * 10 + (p[i] - '0');
	}
	*out = v;
	return true;
}

/* "2026-11-22", perhaps with "T22:31:00Z" after it. */
static bool
parse_moment(const char *p, size_t n, uint32_t *minutes)
{
	int32_t day, h = 0, m = 0;
	uint8_t partial;

	if (!eg_track__day(p, n < 10 ? n : 10, &day, &partial))
		return false;
	if (n > 10 && (n < 16 || (p[10] != 'T' && p[10] != ' ') || !parse_count(p + 11, 2, &h) ||
			  p[13] != ':' || !parse_count(p + 14, 2, &m)))
		return false;
	*minutes = day > 0 ? (uint32_t)day * 1440u + (uint32_t)(h * 60 + m) : 0;
	return true;
}

#define FAULT(field, said, do_this)                                                                \
	return *bad = (field), *why = (said), *hint = (do_this), EG_ERR_DATA

static enum eg_rc
row_date(const struct eg_track__cell *c, struct eg_log_event *out, size_t *bad, const char **why,
    const char **hint)
{
	struct eg_date d = {0, 0, 0};
	uint32_t ignored;
	uint8_t partial;

	out->day = EG_DAY_NONE;
	if (c[EG_F_PUBLISHED].n > 0 &&
	    !parse_moment(c[EG_F_PUBLISHED].p, c[EG_F_PUBLISHED].n, &ignored))
		FAULT(EG_F_PUBLISHED, "is no date", "write YYYY-MM-DD, YYYY-MM or YYYY");
	if (c[EG_F_DATE].n > 0) {
		if (!eg_track__day(c[EG_F_DATE].p, c[EG_F_DATE].n, &out->day, &partial))
			FAULT(EG_F_DATE, "is no date", "write YYYY-MM-DD, YYYY-MM or YYYY");
		out->partial = partial & 3u;
		return EG_OK;
	}
	if (c[EG_F_PUBLISHED].n == 0)
		FAULT(EG_F_DATE, "is missing",
		    "give the day it happened; where only the source's day is known, give "
		    "`published`");
	(void)eg_date_parse((struct eg_str){c[EG_F_PUBLISHED].p,
				c[EG_F_PUBLISHED].n < 10 ? c[EG_F_PUBLISHED].n : 10},
	    &d);
	out->day =
	    (int32_t)eg_date_days(eg_date_last(d)); /* "on or before": the last day it can mean */
	out->partial = 3;
	return EG_OK;
}

static enum eg_rc
row_words(const struct eg_track__cell *c, struct eg_log_event *out, size_t *bad, const char **why,
    const char **hint)
{
	enum eg_instrument instrument;
	unsigned chamber;

	if (c[EG_F_CHAMBER].n > 0) {
		if (!eg_chamber_find(
			(struct eg_str){c[EG_F_CHAMBER].p, c[EG_F_CHAMBER].n}, &chamber))
			FAULT(EG_F_CHAMBER, "is no chamber",
			    "lower, upper, legislature (where there is one), both or executive");
		out->chamber = (uint8_t)chamber;
	}
	if (c[EG_F_INSTRUMENT].n == 4 && memcmp(c[EG_F_INSTRUMENT].p, "bill", 4) == 0) {
		out->instrument = EG_INSTRUMENT_BILL;
	} else if (c[EG_F_INSTRUMENT].n > 0) {
		if (!eg_instrument_find(
			(struct eg_str){c[EG_F_INSTRUMENT].p, c[EG_F_INSTRUMENT].n}, &instrument))
			FAULT(EG_F_INSTRUMENT, "is no instrument",
			    "bill, joint resolution, concurrent resolution, simple resolution, "
			    "memorial or letter");
		out->instrument = (uint8_t)instrument;
	}
	if (c[EG_F_SOURCE_KIND].n > 0 &&
	    !eg_str_eq((struct eg_str){c[EG_F_SOURCE_KIND].p, c[EG_F_SOURCE_KIND].n}, "official") &&
	    !eg_str_eq((struct eg_str){c[EG_F_SOURCE_KIND].p, c[EG_F_SOURCE_KIND].n}, "press") &&
	    !eg_str_eq((struct eg_str){c[EG_F_SOURCE_KIND].p, c[EG_F_SOURCE_KIND].n}, "advocate"))
		FAULT(EG_F_SOURCE_KIND, "is no kind of source", "official, press or advocate");
	return EG_OK;
}

enum eg_rc
eg_track__row(struct eg_track__index *x, const struct eg_track__cell *c, struct eg_log_event *out,
    uint64_t *corrects, size_t *bad, const char **why, const char **hint)
{
	enum eg_rc rc;
	int32_t ignored;
	int kind;

	*corrects = 0;
	if (c[EG_F_ID].n > 0 && !parse_hex(c[EG_F_ID].p, c[EG_F_ID].n, &out->id))
		FAULT(EG_F_ID, "is no event id", "16 digits 0-9 a-f, or leave it empty");
	if (!parse_count(c[EG_F_SEQ].p, c[EG_F_SEQ].n, &out->seq))
		FAULT(EG_F_SEQ, "is no whole number", "0, 1, 2 … or empty");
	if ((rc = row_date(c, out, bad, why, hint)) != EG_OK)
		return rc;
	if (eg_track__postal(x, c[EG_F_JURISDICTION].p, c[EG_F_JURISDICTION].n) < 0)
		FAULT(EG_F_JURISDICTION, "is no jurisdiction",
		    "two capital letters, as in: engross jurisdictions");
	if (c[EG_F_EVENT].n == 0)
		FAULT(EG_F_EVENT, "is missing", "what happened: introduced, passed, signed …");
	kind = eg_track__event(x, c[EG_F_EVENT].p, c[EG_F_EVENT].n);
	if (kind < 0)
		FAULT(EG_F_EVENT, "is no event", NULL);
	out->kind = (uint8_t)kind;
	if ((rc = row_words(c, out, bad, why, hint)) != EG_OK)
		return rc;
	for (size_t f = EG_F_YEAS; f <= EG_F_NEEDED; f++)
		if (!parse_count(c[f].p, c[f].n, &ignored))
			FAULT(f, "is no number of votes", "digits only");
	if (c[EG_F_RECORDED].n > 0 && c[EG_F_RECORDED].n == x->recorded.n &&
	    memcmp(c[EG_F_RECORDED].p, x->recorded.p, x->recorded.n) == 0)
		out->recorded = x->recorded_minutes; /* what was imported together bears one time */
	else if (c[EG_F_RECORDED].n > 0 &&
		 !parse_moment(c[EG_F_RECORDED].p, c[EG_F_RECORDED].n, &out->recorded))
		FAULT(EG_F_RECORDED, "is no time", "write 2026-11-22T22:31:00Z");
	x->recorded = (struct eg_str){c[EG_F_RECORDED].p, c[EG_F_RECORDED].n};
	x->recorded_minutes = out->recorded;
	if (c[EG_F_CORRECTS].n > 0 && !parse_hex(c[EG_F_CORRECTS].p, c[EG_F_CORRECTS].n, corrects))
		FAULT(EG_F_CORRECTS, "is no event id", "the 16 digits of the event that is wrong");
	if (kind == EG_EV_CORRECTED && *corrects == 0)
		FAULT(EG_F_CORRECTS, "is missing", "the id of the event that is wrong");
	if ((c[EG_F_BILL].n == 0 || (c[EG_F_BILL].n == 1 && c[EG_F_BILL].p[0] == '-')) &&
	    c[EG_F_TEMPLATE].n == 0)
		FAULT(EG_F_BILL, "is missing",
		    "a bill's number, or the template where no number is known");
	return EG_OK;
}

/* ---- what a merge left ---- */

bool
eg_track__is_mark(const char *p, const char *end)
{
	static const char marks[] = "<=>|";

	if (end - p < 7 || memchr(marks, *p, 4) == NULL)
		return false;
	for (int i = 1; i < 7; i++)
		if (p[i] != *p)
			return false;
	return end - p == 7 || p[7] == ' ' || p[7] == '\r';
}

enum eg_rc
eg_track__unmerged(const char *name, size_t line, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_DATA, name, line, 1,
	    "a git merge stopped here and left its marks: both sides' lines are to be kept");
	eg_err_hint(
	    err, "sed -i -E '/^(<{7}|={7}|>{7}|[|]{7})( |$)/d' %s && git add %s", name, name);
	return EG_ERR_DATA;
}
