/* Civil dates by the days-from-civil algorithm; UTC only, so no time zone database and no locale.
 * */
#include "base/time.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const month_name[] = {"January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"};

static int
month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool
digits(const char *p, size_t n, int *out)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		v = v * 10 + (p[i] - '0');
	}
	*out = v;
	return true;
}

bool
eg_date_parse(struct eg_str s, struct eg_date *out)
{
	struct eg_date d = {0, 0, 0};

	if (s.n != 4 && s.n != 7 && s.n != 10)
		return false;
	if (!digits(s.p, 4, &d.year) || d.year < 1)
		return false;
	if (s.n >= 7 &&
	    (s.p[4] != '-' || !digits(s.p + 5, 2, &d.month) || d.month < 1 || d.month > 12))
		return false;
	if (s.n == 10 && (s.p[7] != '-' || !digits(s.p + 8, 2, &d.day) || d.day < 1 ||
			     d.day > month_days(d.year, d.month)))
		return false;
	*out = d;
	return true;
}

int64_t
eg_date_days(struct eg_date d)
{
	int m = d.month != 0 ? d.month : 1;
	int day = d.day != 0 ? d.day : 1;
	int64_t y = m <= 2 ? d.year - 1 : d.year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

struct eg_date
eg_date_from_days(int64_t days)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	struct eg_date d;

	d.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	d.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	d.year = (int)(yoe + era * 400 + (d.month <= 2));
	return d;
}

int
eg_date_cmp(struct eg_date a, struct eg_date b)
{
	int64_t x = eg_date_days(a), y = eg_date_days(b);
	int pa = (a.month != 0) + (a.day != 0), pb = (b.month != 0) + (b.day != 0);

	if (x != y)
		return x < y ? -1 : 1;
	return pa < pb ? -1 : pa > pb;
}

struct eg_date
eg_date_last(struct eg_date d)
{
	if (d.month == 0)
		return (struct eg_date){d.year, 12, 31};
	if (d.day == 0)
		d.day = month_days(d.year, d.month);
	return d;
}

void
eg_date_format(struct eg_date d, char out[EG_DATE_TEXT])
{
	unsigned y = (unsigned)d.year % 10000u, m = (unsigned)d.month % 100u,
		 day = (unsigned)d.day % 100u;

	if (d.year == 0)
		out[0] = '\0';
	else if (d.month == 0)
		snprintf(out, EG_DATE_TEXT, "%04u", y);
	else if (d.day == 0)
		snprintf(out, EG_DATE_TEXT, "%04u-%02u", y, m);
	else
		snprintf(out, EG_DATE_TEXT, "%04u-%02u-%02u", y, m, day);
}

void
eg_date_words(struct eg_date d, char *out, size_t out_bytes)
{
	if (d.year == 0)
		snprintf(out, out_bytes, "%s", "");
	else if (d.month == 0)
		snprintf(out, out_bytes, "%d", d.year);
	else if (d.day == 0)
		snprintf(out, out_bytes, "%s %d", month_name[d.month - 1], d.year);
	else
		snprintf(out, out_bytes, "%s %d, %d", month_name[d.month - 1], d.day, d.year);
}

struct eg_date
eg_date_of_time(int64_t t)
{
	return eg_date_from_days((t >= 0 ? t : t - 86399) / 86400);
}

void
eg_time_format(int64_t t, char out[EG_TIME_TEXT])
{
	int64_t days = (t >= 0 ? t : t - 86399) / 86400;
	unsigned s = (unsigned)(t - days * 86400);
	char day[EG_DATE_TEXT];

	eg_date_format(eg_date_from_days(days), day);
	snprintf(out, EG_TIME_TEXT, "%sT%02u:%02u:%02uZ", day, s / 3600 % 24, s / 60 % 60, s % 60);
}

int64_t
eg_time_mono_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}
