/*
 * Events of an import on their way into the log, never all in memory: rows of some bills make a
 * block, a block is put aside when it is full (import_rows.c), and read back in order when all
 * files have been understood (import_write.c); what the log has already is learned for one block at
 * a time (import_known.c).
 */
#ifndef EG_TRACK_IMPORT_ROWS_H
#define EG_TRACK_IMPORT_ROWS_H

#include "base/spool.h"
#include "track/import.h"

#include <engross/records.h>

struct eg_row { /* one event; its text lies in the pool */
	int32_t day, source_day;
	uint64_t line; /* hash of the bill, the act and its words */
	uint32_t text, text_n;
	const char *rule; /* of the rules, which outlive the rows */
	uint8_t kind, chamber;
};

struct eg_row_bill {
	uint32_t first, n; /* its rows in the block */
	uint64_t key; /* of jurisdiction, session and number, as letters and digits */
	uint32_t head, head_n; /* "KS,2025-2026,HB2001,bill" in the pool */
	uint32_t source, source_n; /* its address as a CSV field */
	uint8_t publisher; /* EG_PUBLISHER_… */
	uint32_t run; /* its entry among the known runs; UINT32_MAX when nothing is written */
};

enum { EG_PUBLISHER_OTHER, EG_PUBLISHER_OPENSTATES, EG_PUBLISHER_LEGISCAN };
extern const char *const eg_publisher_notes[EG_PUBLISHER_LEGISCAN + 1];

struct eg_rows { /* a block */
	struct eg_buf pool;
	struct {
		EG_VEC(struct eg_row);
	} row;
	struct {
		EG_VEC(struct eg_row_bill);
	} bill;
};
void eg_rows__clear(struct eg_rows *b);
void eg_rows__add(struct eg_rows *b, const struct eg_source_bill *bill, const struct eg_history *h);

/* Where blocks were put, in their order. */
struct eg_rows_place {
	uint64_t at;
	uint32_t pool, rows, bills;
};
struct eg_rows_list {
	EG_VEC(struct eg_rows_place);
};

enum { EG_ROWS_BLOCK = 64 * 1024 }; /* bytes of text that fill a block */
/* Put the block aside, if it holds anything, and empty it. */
enum eg_rc eg_rows__put(struct eg_rows *b, struct eg_spool *spool, struct eg_rows_list *list,
    struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_rows__get(struct eg_rows *b, const struct eg_spool *spool,
    const struct eg_rows_place *from, struct eg_err *err) EG_MUST_CHECK;

struct eg_records {
	struct eg_spool spool;
	struct eg_rows_list block;
	size_t rows;
	struct eg_rules *rules[2]; /* owned: rows name them; one for each reader that worked */
	char recorded[32], published[16];
};

/* "yeas, 97; nays, 1", "Ayes: 44 Nays: 2", "Yea 81, Nay 43" in a line. */
void eg_rows__vote(struct eg_str s, struct eg_str *yeas, struct eg_str *nays);
bool eg_rows__is_vote(enum eg_event_kind k);

/* ---- what the log has (import_known.c) ---- */

uint64_t eg_known__bill(int jurisdiction, struct eg_str session, struct eg_str bill);
uint64_t eg_known__act(uint64_t bill, unsigned kind, unsigned chamber, int32_t day);
/* Of a text's letters and digits alone, in lower case. */
uint64_t eg_known__words(struct eg_str s, uint64_t seed);

struct eg_known;
struct eg_known *eg_known__new(void);
void eg_known__free(struct eg_known *k);
/* Where the rows of each bill lie in a log of n bytes. EG_ERR_DATA, EG_ERR_SYNTAX with line and
 * column where it is no log. */
enum eg_rc eg_known__index(
    struct eg_known *k, int fd, uint64_t n, struct eg_err *err) EG_MUST_CHECK;
/* Has a bill of the block rows that are not in the file yet? */
bool eg_known__waits(const struct eg_known *k, const struct eg_rows *b);
/* Learn what the file has of the block's bills, in place of what was known before. */
enum eg_rc eg_known__learn(
    struct eg_known *k, int fd, const struct eg_rows *b, struct eg_err *err) EG_MUST_CHECK;
/* Is a row new? Then its number among its bill's of that day, else 0. *against: another source has
 * another day for what happens once, and that stands (day << 8 | publisher). */
uint32_t eg_known__decide(struct eg_known *k, const struct eg_row_bill *b, const struct eg_row *e,
    bool *against, uint64_t *stands);
/* Some rows of a bill will be written: its entry, to be told where when they are. */
uint32_t eg_known__will(struct eg_known *k, uint64_t bill);
void eg_known__lies(struct eg_known *k, uint32_t run, uint64_t at, uint32_t n);

#endif
