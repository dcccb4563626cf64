/*
 * gzip in and zlib out, as streams of blocks: nothing is held but a window. By libisal (ISA-L) where
 * it is installed, four times faster than zlib; else by zlib, whose results are the same bytes when
 * unpacked.
 *
 *	struct eg_gunzip *g = eg_gunzip_new();
 *	while (… a block …)
 *		for (n = 1; rc == EG_OK && (left > 0 || n == room);)
 *			rc = eg_gunzip_next(g, &p, &left, out, room, &n, name, err);
 *	if (!eg_gunzip_ended(g)) … cut short
 *	eg_gunzip_free(g);
 */
#ifndef EG_BASE_FLATE_H
#define EG_BASE_FLATE_H

#include <engross/buf.h>

struct eg_gunzip;
struct eg_gunzip *eg_gunzip_new(void);
void eg_gunzip_free(struct eg_gunzip *g);
/* Unpack from *p, *left bytes, into at most `room` bytes at out; *p and *left move on, *made says
 * how many came out: `room` when there may be more without further input. Several members may
 * follow each other. EG_ERR_DATA in the words "NAME: damaged gzip file: …". */
enum eg_rc eg_gunzip_next(struct eg_gunzip *g, const char **p, size_t *left, char *out, size_t room,
    size_t *made, const char *name, struct eg_err *err) EG_MUST_CHECK;
/* Does what came so far end with a member? Else the file is cut short. */
bool eg_gunzip_ended(const struct eg_gunzip *g);

/* A zlib stream, made in a hurry: what is packed is some six times smaller, not as small as it
 * could be. */
struct eg_deflate;
struct eg_deflate *eg_deflate_new(void);
void eg_deflate_free(struct eg_deflate *d);
/* Append what n bytes become (perhaps later) to out; `last`: and end the stream. False when the
 * library refuses, which is for want of memory alone. */
bool eg_deflate_add(
    struct eg_deflate *d, const char *p, size_t n, bool last, struct eg_buf *out) EG_MUST_CHECK;

#endif
