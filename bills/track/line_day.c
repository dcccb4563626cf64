/* The day that a line of a history gives itself, in words or figures: "Signed by Governor 7/15",
 * "Introduced 1/8 and referred to". It counts where it lies near the source's day. */
#include "track/import.h"

#include "base/time.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

enum { NEAR_DAYS = 62 };

static const char *
number(const char *p, const char *end, int *out)
{
	int x = 0, digits = 0;

	for (; p < end && isdigit((unsigned char)*p) && digits < 4; p++, digits++)
		x = x * 10 + (*p - '0');
	*out = x;
	return digits > 0 ? p : NULL;
}

/* M/D/YY[YY], M-D-YYYY at p; M/D at the end of the line, where the year is 0. */
static bool
numeric_date(const char *p, const char *end, struct eg_date *d)
{
	char sep;

	if ((p = number(p, end, &d->month)) == NULL || p == end || (*p != '/' && *p != '-'))
		return false;
	sep = *p;
	d->year = 0;
	if ((p = number(p + 1, end, &d->day)) == NULL)
		return false;
	if (p == end)
		return sep == '/';
	if (*p != sep || (p = number(p + 1, end, &d->year)) == NULL)
		return false;
	if (d->year < 100)
		d->year += 2000;
	return true;
}

/* "April 10, 2025", "Apr. 10" at p; a missing year is 0. */
static bool
named_date(const char *p, const char *end, struct eg_date *d)
{
	static const char months[12][4] = {
	    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
	const char *at;

	if (end - p < 5)
		return false;
	d->month = 0;
	for (int i = 0; i < 12; i++)
		if (strncasecmp(p, months[i], 3) == 0)
			d->month = i + 1;
	if (d->month == 0)
		return false;
	for (p += 3; p < end && isalpha((unsigned char)*p);)
		p++;
	while (p < end && (*p == ' ' || *p == '.'))
		p++;
	if (p == end || (p = number(p, end, &d->day)) == NULL)
		return false;
	d->year = 0;
	while (p < end && (*p == ' ' || *p == ','))
		p++;
	if (p < end && (at = number(p, end, &d->year)) != NULL)
		p = at;
	return true;
}

/* The day that the line itself gives behind `from`, if it lies near the source's day. */
static int32_t
day_in(struct eg_str s, size_t from, int32_t day)
{
	const char *end = s.p + s.n;

	for (size_t i = from; i < s.n; i++) {
		struct eg_date d = {0, 0, 0};
		bool start = i == 0 || !isalnum((unsigned char)s.p[i - 1]);
		char text[EG_DATE_TEXT];
		int64_t there;

		if (!start || !(isdigit((unsigned char)s.p[i]) ? numeric_date(s.p + i, end, &d)
							       : named_date(s.p + i, end, &d)))
			continue;
		if (d.year == 0 && day != EG_DAY_NONE)
			d.year = eg_date_from_days(day).year;
		if (d.year < 1000 || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31)
			continue;
		eg_date_format(d, text);
		if (!eg_date_parse(eg_str(text), &d))
			continue;
		there = eg_date_days(d);
		if (day == EG_DAY_NONE || llabs(there - day) <= NEAR_DAYS)
			return (int32_t)there;
		return day;
	}
	return day;
}

/* Behind the words first ("Signed by Governor 7/15"), then anywhere ("Introduced 1/8 and
 * referred to"). */
int32_t
eg_line__day(struct eg_str line, size_t from, int32_t day)
{
	int32_t there = day_in(line, from, day);

	return there == day ? day_in((struct eg_str){line.p, from}, 0, day) : there;
}
