/* gzip in and zlib out: see flate.h. Both libraries work alike: a state that moves two pointers. */
#include "base/flate.h"

#include "base/lazy.h"

#include <string.h>
#include <zlib.h>

/* Debian has libisal for some processors only. */
#if defined(__has_include)
#if __has_include(<isa-l/igzip_lib.h>)
#define HAVE_ISAL
#endif
#endif

enum { PIECE = 64 * 1024 };

#ifdef HAVE_ISAL
#include <isa-l/igzip_lib.h>

#define ISAL(F)                                                                                    \
	F(isal_inflate_init)                                                                       \
	F(isal_inflate_reset) F(isal_inflate) F(isal_deflate_init) F(isal_deflate)

struct isal {
	ISAL(EG_LAZY_FIELD)
};
static const char *const isal_names[] = {ISAL(EG_LAZY_NAME)};

static bool
open_isal(struct isal *lib)
{
	return eg_lazy_open("libisal.so.2", "libisal2", isal_names, EG_COUNT(isal_names), lib,
		   NULL) == EG_OK;
}

struct fast_in {
	struct isal lib;
	struct inflate_state s;
};

struct fast_out {
	struct isal lib;
	struct isal_zstream s;
	uint8_t level[ISAL_DEF_LVL1_DEFAULT];
};

static struct fast_in *
fast_in_new(void)
{
	struct isal lib;
	struct fast_in *f;

	if (!open_isal(&lib))
		return NULL;
	f = eg_malloc(sizeof(*f));
	f->lib = lib;
	lib.isal_inflate_init(&f->s);
	f->s.crc_flag = ISAL_GZIP;
	return f;
}

static void
fast_in_restart(struct fast_in *f)
{
	f->lib.isal_inflate_reset(&f->s);
	f->s.crc_flag = ISAL_GZIP;
}

/* NULL, or what is wrong. */
static const char *
fast_in_next(struct fast_in *f, const char **p, size_t *left, char *out, size_t room, size_t *made,
    bool *ended)
{
	int rc;

	memcpy(&f->s.next_in, p, sizeof(*p)); /* not const-correct; it does not write here */
	f->s.avail_in = (uint32_t)*left;
	f->s.next_out = (uint8_t *)out;
	f->s.avail_out = (uint32_t)room;
	rc = f->lib.isal_inflate(&f->s);
	*p += *left - f->s.avail_in;
	*left = f->s.avail_in;
	*made = room - f->s.avail_out;
	*ended = f->s.block_state == ISAL_BLOCK_FINISH;
	return rc >= 0			       ? NULL
	       : rc == ISAL_INCORRECT_CHECKSUM ? "its check sum does not fit"
	       : rc == ISAL_INVALID_WRAPPER || rc == ISAL_UNSUPPORTED_METHOD
		   ? "no gzip member begins where one should"
		   : "the packed data make no sense";
}

static struct fast_out *
fast_out_new(void)
{
	struct isal lib;
	struct fast_out *f;

	if (!open_isal(&lib))
		return NULL;
	f = eg_malloc(sizeof(*f));
	f->lib = lib;
	lib.isal_deflate_init(&f->s);
	f->s.gzip_flag = IGZIP_ZLIB;
	f->s.level = 1;
	f->s.level_buf = f->level;
	f->s.level_buf_size = sizeof(f->level);
	return f;
}

static bool
fast_out_next(struct fast_out *f, const char **p, size_t *left, bool last, char *out, size_t room,
    size_t *made, bool *ended)
{
	int rc;

	memcpy(&f->s.next_in, p, sizeof(*p));
	f->s.avail_in = (uint32_t)*left;
	f->s.end_of_stream = last;
	f->s.next_out = (uint8_t *)out;
	f->s.avail_out = (uint32_t)room;
	rc = f->lib.isal_deflate(&f->s);
	*p += *left - f->s.avail_in;
	*left = f->s.avail_in;
	*made = room - f->s.avail_out;
	*ended = f->s.internal_state.state == ZSTATE_END;
	return rc == COMP_OK;
}
#else
struct fast_in;
struct fast_out;

static struct fast_in *
fast_in_new(void)
{
	return NULL;
}

static void
fast_in_restart(struct fast_in *f)
{
	EG_UNUSED(f);
}

static const char *
fast_in_next(struct fast_in *f, const char **p, size_t *left, char *out, size_t room, size_t *made,
    bool *ended)
{
	EG_UNUSED(f), EG_UNUSED(p), EG_UNUSED(left), EG_UNUSED(out), EG_UNUSED(room);
	EG_UNUSED(made), EG_UNUSED(ended);
	return "";
}

static struct fast_out *
fast_out_new(void)
{
	return NULL;
}

static bool
fast_out_next(struct fast_out *f, const char **p, size_t *left, bool last, char *out, size_t room,
    size_t *made, bool *ended)
{
	EG_UNUSED(f), EG_UNUSED(p), EG_UNUSED(left), EG_UNUSED(last), EG_UNUSED(out);
	EG_UNUSED(room), EG_UNUSED(made), EG_UNUSED(ended);
	return false;
}
#endif

/* ---- in ---- */

struct eg_gunzip {
	struct fast_in *fast; /* NULL: by zlib */
	z_stream z;
	bool refused; /* zlib did not start */
	bool ended;
};

struct eg_gunzip *
eg_gunzip_new(void)
{
	struct eg_gunzip *g = eg_calloc(1, sizeof(*g));

	g->fast = fast_in_new();
	if (g->fast == NULL)
		g->refused = inflateInit2(&g->z, 16 + MAX_WBITS) != Z_OK;
	return g;
}

void
eg_gunzip_free(struct eg_gunzip *g)
{
	if (g == NULL)
		return;
	if (g->fast == NULL && !g->refused)
		inflateEnd(&g->z);
	eg_free(g->fast);
	eg_free(g);
}

bool
eg_gunzip_ended(const struct eg_gunzip *g)
{
	return g->ended;
}

static const char *
slow_in_next(
    struct eg_gunzip *g, const char **p, size_t *left, char *out, size_t room, size_t *made)
{
	int rc;

	if (g->refused)
		return "zlib does not start";
	memcpy(&g->z.next_in, p, sizeof(*p));
	g->z.avail_in = (uInt)*left;
	g->z.next_out = (Bytef *)out;
	g->z.avail_out = (uInt)room;
	rc = inflate(&g->z, Z_NO_FLUSH);
	*p += *left - g->z.avail_in;
	*left = g->z.avail_in;
	*made = room - g->z.avail_out;
	g->ended = rc == Z_STREAM_END;
	return rc == Z_STREAM_END || rc == Z_OK || rc == Z_BUF_ERROR ? NULL
	       : g->z.msg != NULL				     ? g->z.msg
								     : "not a gzip stream";
}

enum eg_rc
eg_gunzip_next(struct eg_gunzip *g, const char **p, size_t *left, char *out, size_t room,
    size_t *made, const char *name, struct eg_err *err)
{
	const char *wrong;

	*made = 0;
	if (g->ended && *left == 0)
		return EG_OK;
	if (g->ended && **p != '\x1f')
		return eg_err_at(err, EG_ERR_DATA, name, 0, 0,
		    "damaged gzip file: what stands behind its end is no gzip member");
	if (g->ended && g->fast != NULL)
		fast_in_restart(g->fast);
	else if (g->ended)
		inflateReset(&g->z);
	g->ended = false;
	wrong = g->fast != NULL ? fast_in_next(g->fast, p, left, out, room, made, &g->ended)
				: slow_in_next(g, p, left, out, room, made);
	return wrong == NULL
		   ? EG_OK
		   : eg_err_at(err, EG_ERR_DATA, name, 0, 0, "damaged gzip file: %s", wrong);
}

/* ---- out ---- */

struct eg_deflate {
	struct fast_out *fast;
	z_stream z;
	bool refused;
};

struct eg_deflate *
eg_deflate_new(void)
{
	struct eg_deflate *d = eg_calloc(1, sizeof(*d));

	d->fast = fast_out_new();
	if (d->fast == NULL)
		d->refused = deflateInit(&d->z, Z_BEST_SPEED) != Z_OK;
	return d;
}

void
eg_deflate_free(struct eg_deflate *d)
{
	if (d == NULL)
		return;
	if (d->fast == NULL && !d->refused)
		deflateEnd(&d->z);
	eg_free(d->fast);
	eg_free(d);
}

static bool
slow_out_next(struct eg_deflate *d, const char **p, size_t *left, bool last, char *out, size_t room,
    size_t *made, bool *ended)
{
	int rc;

	if (d->refused)
		return false;
	memcpy(&d->z.next_in, p, sizeof(*p));
	d->z.avail_in = (uInt)*left;
	d->z.next_out = (Bytef *)out;
	d->z.avail_out = (uInt)room;
	rc = deflate(&d->z, last ? Z_FINISH : Z_NO_FLUSH);
	*p += *left - d->z.avail_in;
	*left = d->z.avail_in;
	*made = room - d->z.avail_out;
	*ended = rc == Z_STREAM_END;
	return rc == Z_OK || rc == Z_STREAM_END || rc == Z_BUF_ERROR;
}

/* Room is made in `out` first, so that the library writes there and nothing is copied. */
bool
eg_deflate_add(struct eg_deflate *d, const char *p, size_t n, bool last, struct eg_buf *out)
{
	for (bool ended = false; n > 0 || (last && !ended);) {
		size_t part = n < PIECE ? n : PIECE, left = part, at = out->n, made = 0;
		bool end = last && part == n, ok;

		eg_buf_fill(out, '\0', PIECE);
		if (out->overflow)
			return false;
		ok = d->fast != NULL
			 ? fast_out_next(d->fast, &p, &left, end, out->p + at, PIECE, &made, &ended)
			 : slow_out_next(d, &p, &left, end, out->p + at, PIECE, &made, &ended);
		eg_buf_trunc(out, at + made);
		n -= part - left;
		if (!ok || (part == left && made == 0 && !ended))
			return false;
	}
	return true;
}
