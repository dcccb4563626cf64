/*
 * Bytes put aside: a file without a name, so that nothing is left of it whatever happens. For what
 * is read once, is needed again, and may be larger than memory.
 */
#ifndef EG_BASE_SPOOL_H
#define EG_BASE_SPOOL_H

#include <engross/err.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

struct eg_spool {
	int fd; /* -1 = not open */
	_Atomic uint64_t end;
};

/* In `dir`, which must be there and writable. EG_ERR_SYSTEM. */
enum eg_rc eg_spool_open(struct eg_spool *s, const char *dir, struct eg_err *err) EG_MUST_CHECK;
void eg_spool_close(struct eg_spool *s);
/* Room for n bytes; where it begins. Threads may ask at once. */
uint64_t eg_spool_room(struct eg_spool *s, size_t n);
/* Write to room that was given, read it back. */
enum eg_rc eg_spool_put(
    struct eg_spool *s, uint64_t at, const void *p, size_t n, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_spool_get(
    const struct eg_spool *s, uint64_t at, void *p, size_t n, struct eg_err *err) EG_MUST_CHECK;

/* The same of any file. -1 and errno; a file that ends before n bytes is EIO. */
int eg_read_at(int fd, uint64_t at, void *p, size_t n);
int eg_write_at(int fd, uint64_t at, const void *p, size_t n);

#endif
