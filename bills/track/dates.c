/* Dates as spreadsheets leave them. Numbers and month words are taken apart first; what they mean
 * is decided at the end. */
#include "track/track_private.h"

#include "base/time.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct parts {
	int number[3];
	size_t digits[3];
	int n; /* numbers found */
	int month; /* of a month's name, 0 if none */
	int month_at; /* how many numbers came before it */
	char sep; /* between the first two numbers */
	char before; /* what stands before the first number */
};

static const char *const months[] = {
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static int
word_month(const char *p, size_t n)
{
	static const char *const full[] = {"january", "february", "march", "april", "may", "june",
	    "july", "august", "september", "october", "november", "december"};
	char w[12];

	if (n < 3 || n > 9)
		return 0;
	for (size_t i = 0; i < n; i++)
		w[i] = (char)tolower((unsigned char)p[i]);
	w[n] = '\0';
	if (strcmp(w, "sept") == 0)
		return 9;
	for (int m = 0; m < 12; m++)
		if (strncmp(w, full[m], n) == 0 && (n == 3 || n == strlen(full[m])) &&
		    strncmp(w, months[m], 3) == 0)
			return m + 1;
	return 0;
}

/* Words that say nothing: weekdays, "of", "the", ordinal endings. */
static bool
word_ignored(const char *p, size_t n)
{
	char w[12];

	if (n == 0 || n >= sizeof(w))
		return false;
	for (size_t i = 0; i < n; i++)
		w[i] = (char)tolower((unsigned char)p[i]);
	w[n] = '\0';
	for (size_t i = 0; i < 7; i++)
		if (strncmp(w, weekdays[i], 3) == 0 && (n == 3 || strcmp(w + n - 3, "day") == 0))
			return true;
	return strcmp(w, "of") == 0 || strcmp(w, "the") == 0 || strcmp(w, "st") == 0 ||
	       strcmp(w, "nd") == 0 || strcmp(w, "rd") == 0 || strcmp(w, "th") == 0;
}

/* Cut a time of day off the end: "3/14/2025 0:00", "2025-03-14T00:00:00Z", "… 12:00 AM". */
static struct eg_str
without_time(struct eg_str s)
{
	const char *colon = memchr(s.p, ':', s.n);
	size_t i;

	if (colon == NULL)
		return s;
	for (i = (size_t)(colon - s.p); i > 0 && isdigit((unsigned char)s.p[i - 1]); i--)
		;
	if (i == 0 || (s.p[i - 1] != ' ' && s.p[i - 1] != 'T'))
		return (struct eg_str){s.p, 0};
	return (struct eg_str){s.p, i - 1};
}

static bool
take_apart(struct eg_str s, struct parts *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < s.n;) {
		size_t start = i;

		if (isdigit((unsigned char)s.p[i])) {
			int v = 0;

			for (; i < s.n && isdigit((unsigned char)s.p[i]); i++)
				v = i - start < 8 ? v * 10 + (s.p[i] - '0') : -1;
			if (out->n == 3 || v < 0 || i - start > 8)
				return false;
			if (out->n == 0 && start > 0)
				out->before = s.p[start - 1];
			out->digits[out->n] = i - start;
			out->number[out->n++] = v;
		} else if (isalpha((unsigned char)s.p[i])) {
			int m;

			while (i < s.n && isalpha((unsigned char)s.p[i]))
				i++;
			m = word_month(s.p + start, i - start);
			if (m != 0 && out->month == 0) {
				out->month = m;
				out->month_at = out->n;
			} else if (m != 0 || !word_ignored(s.p + start, i - start)) {
				return false;
			}
		} else if (strchr(" ,./-", s.p[i]) != NULL) {
			if (out->n == 1 && out->sep == '\0')
				out->sep = s.p[i];
			i++;
		} else {
			return false;
		}
	}
	return true;
}

static int
full_year(int number, size_t digits)
{
	if (digits == 4)
		return number;
	return digits == 2 ? (number >= 70 ? 1900 : 2000) + number : 0;
}

static enum eg_date_result
write_date(int year, int month, int day, char out[16])
{
	char text[40];
	struct eg_date d;

	if (year < 1700 || year > 2299)
		return EG_DATE_BAD;
	if (day != 0)
		snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
	else if (month != 0)
		snprintf(text, sizeof(text), "%04d-%02d", year, month);
	else
		snprintf(text, sizeof(text), "%04d", year);
	if (!eg_date_parse(eg_str(text), &d))
		return EG_DATE_BAD;
	eg_date_format(d, out);
	return EG_DATE_GOOD;
}

/* Two numbers and a year: whichever way round. */
static enum eg_date_result
both_ways(int a, int b, int year, enum eg_date_order order, char out[16], enum eg_date_order *saw)
{
	if (a > 12 && b <= 12) {
		if (saw != NULL)
			*saw = EG_DATE_ORDER_DMY;
		return order == EG_DATE_ORDER_MDY ? EG_DATE_BAD : write_date(year, b, a, out);
	}
	if (b > 12 && a <= 12) {
		if (saw != NULL)
			*saw = EG_DATE_ORDER_MDY;
		return order == EG_DATE_ORDER_DMY ? EG_DATE_BAD : write_date(year, a, b, out);
	}
	if (a == b || order == EG_DATE_ORDER_MDY)
		return write_date(year, a, b, out);
	if (order == EG_DATE_ORDER_DMY)
		return write_date(year, b, a, out);
	return a >= 1 && b >= 1 && a <= 12 ? EG_DATE_AMBIGUOUS : EG_DATE_BAD;
}

/* Days since 1899-12-30, as spreadsheets count: 1950 to 2119 are taken for dates. */
static enum eg_date_result
serial(int n, char out[16])
{
	enum { EPOCH = -25569, LEAST = 18264, MOST = 80353 };

	if (n < LEAST || n > MOST)
		return EG_DATE_BAD;
	eg_date_format(eg_date_from_days((int64_t)n + EPOCH), out);
	return EG_DATE_GOOD;
}

static enum eg_date_result
with_month_name(const struct parts *p, char out[16])
{
	if (p->n == 1) {
		/* "Mar 2025", and "Mar-25" as a spreadsheet shows a month; "Mar 14" is a day
		 * without its year */
		if (p->digits[0] != 4 && p->before != '-')
			return EG_DATE_BAD;
		return write_date(full_year(p->number[0], p->digits[0]), p->month, 0, out);
	}
	if (p->n != 2)
		return EG_DATE_BAD;
	if (p->month_at == 1 && p->digits[0] == 4) /* 2025-Mar-14 */
		return write_date(p->number[0], p->month, p->number[1], out);
	if (p->digits[0] > 2)
		return EG_DATE_BAD;
	return write_date(full_year(p->number[1], p->digits[1]), p->month, p->number[0], out);
}

enum eg_date_result
eg_date_guess(struct eg_str s, enum eg_date_order order, char out[16], enum eg_date_order *saw)
{
	struct parts p;

	out[0] = '\0';
	if (saw != NULL)
		*saw = EG_DATE_ORDER_UNKNOWN;
	while (s.n > 0 && (unsigned char)s.p[0] <= ' ') {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	if (s.n == 0)
		return EG_DATE_BAD;
	/* a serial with a time of day: 45730.5 */
	if (s.n > 6 && s.p[5] == '.' && strspn(s.p, "0123456789") == 5 &&
	    memchr(s.p, '-', s.n) == NULL)
		s.n = 5;
	s = without_time(s);
	if (!take_apart(s, &p) || p.n == 0)
		return EG_DATE_BAD;
	if (p.month != 0)
		return with_month_name(&p, out);
	if (p.n == 1) {
		if (p.digits[0] == 5)
			return serial(p.number[0], out);
		if (p.digits[0] == 8)
			return write_date(
			    p.number[0] / 10000, p.number[0] / 100 % 100, p.number[0] % 100, out);
		return p.digits[0] == 4 ? write_date(p.number[0], 0, 0, out) : EG_DATE_BAD;
	}
	if (p.digits[0] == 4) { /* 2025-03-14, 2025/3, 2025-03 */
		if (p.number[1] == 0 || (p.n == 3 && p.number[2] == 0))
			return EG_DATE_BAD;
		return write_date(p.number[0], p.number[1], p.n == 3 ? p.number[2] : 0, out);
	}
	if (p.digits[0] > 2)
		return EG_DATE_BAD;
	if (p.n == 2) /* 3/2025 */
		return p.digits[1] == 4 && p.number[0] >= 1
			   ? write_date(p.number[1], p.number[0], 0, out)
			   : EG_DATE_BAD;
	if (p.digits[1] > 2)
		return EG_DATE_BAD;
	/* 14.3.2025 is day first wherever dots are written */
	if (p.sep == '.' && order == EG_DATE_ORDER_UNKNOWN)
		order = EG_DATE_ORDER_DMY;
	return both_ways(
	    p.number[0], p.number[1], full_year(p.number[2], p.digits[2]), order, out, saw);
}
