/* Events of an import, made small, and their way into the log (import_rows.c). */
#ifndef EG_TRACK_IMPORT_ROWS_H
#define EG_TRACK_IMPORT_ROWS_H

#include "track/import.h"

struct eg_row { /* one event; text and vote lie in the pool */
	int32_t day, source_day;
	uint64_t line; /* hash of the bill, the act and its words */
	uint32_t text, text_n;
	const char *rule; /* of the rules, which outlive the rows */
	uint8_t kind, chamber;
};

struct eg_row_bill {
	size_t first, n; /* its rows */
	uint64_t key; /* of jurisdiction, session and number, as letters and digits */
	uint32_t head, head_n; /* "KS,2025-2026,HB2001,bill" in the pool */
	uint32_t source, source_n; /* its address as a CSV field */
	uint8_t publisher; /* EG_PUBLISHER_… */
};

enum { EG_PUBLISHER_OTHER, EG_PUBLISHER_OPENSTATES, EG_PUBLISHER_LEGISCAN };

struct eg_records {
	struct eg_buf pool;
	struct {
		EG_VEC(struct eg_row);
	} row;
	struct {
		EG_VEC(struct eg_row_bill);
	} bill;
	struct eg_rules *rules[2]; /* owned: rows name them; one for each reader that worked */
	char recorded[32], published[16];
};

/* Append what `part` holds. */
void eg_rows__join(struct eg_records *r, const struct eg_records *part);
void eg_rows__clear(struct eg_records *r);
void eg_rows__add(struct eg_records *r, const struct eg_source_bill *b, const struct eg_history *h);
/* "yeas, 97; nays, 1", "Ayes: 44 Nays: 2", "Yea 81, Nay 43" in a line. */
void eg_rows__vote(struct eg_str s, struct eg_str *yeas, struct eg_str *nays);
bool eg_rows__is_vote(enum eg_event_kind k);

#endif
