/* Shared by the files of this room alone. */
#ifndef EG_TRACK_PRIVATE_H
#define EG_TRACK_PRIVATE_H

#include <engross/track.h>

extern const char *const eg_event_names[EG_EV_KINDS];

enum { EG_DAY_NONE = EG_DAY_UNKNOWN };

/* How far along a measure's way an event lies: ties of one day, and dates known only by month or
 * year, are ordered by it. */
int eg_event__rank(enum eg_event_kind k);

/* Lookup tables of one run (no writable globals): names to numbers in one probe. */
struct eg_track__index {
	uint8_t event[256]; /* event kind + 1 by hash of the name */
	int8_t postal[26][26]; /* jurisdiction or -1 */
	struct eg_str recorded; /* of the row before, with its value */
	uint32_t recorded_minutes;
};
void eg_track__index_make(struct eg_track__index *x);
int eg_track__event(const struct eg_track__index *x, const char *p, size_t n); /* -1 if unknown */
int eg_track__postal(const struct eg_track__index *x, const char *p, size_t n); /* -1 if unknown */

/* Day of "YYYY[-MM[-DD]]" (first possible one) and how partial it is; false if it is no date. */
bool eg_track__day(const char *p, size_t n, int32_t *day, uint8_t *partial);
/* Text of a day: partial 0, 1, 2 as in eg_log_event. */
void eg_track__day_text(int32_t day, uint8_t partial, char out[16]);

/* A row's fields, still escaped: a quoted field has `quoted` set and points inside its quotes. */
struct eg_track__cell {
	const char *p;
	size_t n;
	bool doubled; /* holds doubled quotes to undo */
};
/* Split the line [p, end) into exactly n cells. EG_ERR_SYNTAX / EG_ERR_DATA with place. */
enum eg_rc eg_track__split(const char *p, const char *end, struct eg_track__cell *cell, size_t n,
    const char *name, size_t line, const char *what, struct eg_err *err) EG_MUST_CHECK;
/* Length of the line at p without its line end; *next is where the next begins. Line breaks inside
 * quotes do not end it. */
const char *eg_track__line_end(const char *p, const char *end, const char **next);

/* Is the line one of the marks that git leaves around a conflict? A log is never read past one: the
 * error says how to keep both sides (a row is known by its id, so that none counts twice). */
bool eg_track__is_mark(const char *p, const char *end);
enum eg_rc eg_track__unmerged(const char *name, size_t line, struct eg_err *err);

/* Check one row's cells; *bad is the cell at fault. Fills what the reduced event needs, but not
 * row, bill. *corrects: an event's id, 0 if none. */
enum eg_rc eg_track__row(struct eg_track__index *x, const struct eg_track__cell *cell,
    struct eg_log_event *out, uint64_t *corrects, size_t *bad, const char **why, const char **hint);
/* Empty the buffer and make room, so that it does not move while fields point into it. */
void eg_track__room(struct eg_buf *scratch, size_t bytes);
/* Field of a cell, unescaped into `scratch` or in place. */
struct eg_str eg_track__text(const struct eg_track__cell *c, struct eg_buf *scratch);

/* FNV-like 64-bit hash of bytes, eight at a time: for caches, not for strangers. */
uint64_t eg_track__hash(const void *p, size_t n, uint64_t seed);

/* The lines of a top-level group of a YAML text, its own line included ("" if absent); line is its
 * 1-based number less one. */
struct eg_str eg_track__group(const char *p, size_t n, const char *name, size_t *line);

/* A file of the work tree as it is now: mapped when it is large (a copy of a log of 20 MB costs
 * more than reading it). */
struct eg_bytes {
	const char *p; /* "" when empty */
	size_t n;
	void *map; /* NULL when p is on the heap */
	struct eg_buf heap;
	uint64_t stamp; /* of size, times, inode; 0 = not from the work tree */
	int64_t changed; /* Unix seconds of its last change */
};
/* False if it is not there, is a link, or is no plain file. Release with eg_bytes__clear(). */
bool eg_bytes__open(const char *root, const char *path, struct eg_bytes *out);
void eg_bytes__clear(struct eg_bytes *b);
/* The stamp alone, without opening; 0 if it is not there. */
uint64_t eg_bytes__stamp(const char *root, const char *path, int64_t *changed);

/* Memory for a table of megabytes, not cleared, in huge pages where the system has them: thousands
 * of page faults cost more than the work on a log. Free with eg_free(). */
void *eg_track__table(size_t bytes);

/* Reduced rows kept between runs (snapshot.c), with what tells whether they are still right. */
struct eg_snapshot_key {
	uint64_t stamp; /* of all files that the rows were made from: sizes, times, inodes */
	uint64_t content; /* of their bytes; 0 = not worked out */
};
/* Load the rows made under a key: by its contents if it has them, else by its stamp if the files
 * had been at rest when the rows were made. NULL when there are none. */
struct eg_status *eg_snapshot__load(
    const char *dir, const struct eg_snapshot_key *key, int32_t as_of);
/* Were the rows there are made from files not yet at rest, so that contents can still tell? */
bool eg_snapshot__has_content(const char *dir, int32_t as_of);
void eg_snapshot__save(
    const char *dir, const struct eg_snapshot_key *key, bool settled, const struct eg_status *st);

#endif
