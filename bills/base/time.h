/*
 * Dates of the civil (proleptic Gregorian) calendar and UTC times. A struct eg_date may be
 * partial: month and day 0 when unknown.
 */
#ifndef EG_BASE_TIME_H
#define EG_BASE_TIME_H

#include "base/mem.h"

struct eg_date {
	int year; /* 1..9999; 0 = no date */
	int month; /* 1..12; 0 = unknown */
	int day; /* 1..31; 0 = unknown */
};

enum { EG_DATE_TEXT = 16, EG_TIME_TEXT = 32 };

/* "YYYY", "YYYY-MM" or "YYYY-MM-DD", nothing else; the day must exist. */
bool eg_date_parse(struct eg_str s, struct eg_date *out);
/* Days since 1970-01-01 (an unknown month or day counts as 1). */
int64_t eg_date_days(struct eg_date d);
struct eg_date eg_date_from_days(int64_t days);
/* Compare as far as both are known: 2024 and 2024-05 are equal in eg_date_cmp's eyes only when
 * texts are; order is by first possible day, then less precise first. */
int eg_date_cmp(struct eg_date a, struct eg_date b);
/* Last day the date can mean (2024 -> 2024-12-31). */
struct eg_date eg_date_last(struct eg_date d);
/* "YYYY-MM-DD" or shorter as known. */
void eg_date_format(struct eg_date d, char out[EG_DATE_TEXT]);
/* "July 1, 2027" (or "July 2027", "2027"). */
void eg_date_words(struct eg_date d, char *out, size_t out_bytes);
/* UTC day of a Unix time. */
struct eg_date eg_date_of_time(int64_t unix_seconds);
/* "2026-11-22T22:31:00Z". */
void eg_time_format(int64_t unix_seconds, char out[EG_TIME_TEXT]);
/* Nanoseconds of a monotonic clock, for progress and benchmarks. */
int64_t eg_time_mono_ns(void);

#endif
