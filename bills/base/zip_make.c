/* Writing zip archives (APPNOTE.TXT 6.3, sections 4.3 to 4.5): each file deflated behind its header,
 * then the directory. libzip would load a library of ciphers for it, half the time of a document. */
#include "base/zip.h"

#include <string.h>
#include <zlib.h>

enum {
	JANUARY_1980 = 0x21,
	VERSION = 20, /* 2.0: deflate */
	UTF8_NAMES = 1 << 11,
	DEFLATED = 8,
	DEFLATE_LEVEL = 3, /* a tenth larger than 6, in half the time */
	SHORT = 4096, /* bytes: smaller tables do, which need not be cleared so far */
	SHORT_MEMORY = 5,
	MEMORY = 8,
};

static void
put16(struct eg_buf *out, size_t v)
{
	eg_buf_putc(out, (char)(v & 0xFF));
	eg_buf_putc(out, (char)(v >> 8 & 0xFF));
}

static void
put32(struct eg_buf *out, size_t v)
{
	put16(out, v & 0xFFFF);
	put16(out, v >> 16 & 0xFFFF);
}

/* What the header before a file and its entry in the directory have in common. */
struct about {
	size_t at; /* of the header in the archive */
	size_t crc, packed;
};

static void
put_about(struct eg_buf *out, const struct eg_zip_file *f, const struct about *a)
{
	put16(out, VERSION);
	put16(out, UTF8_NAMES);
	put16(out, DEFLATED);
	put16(out, 0);
	put16(out, JANUARY_1980);
	put32(out, a->crc);
	put32(out, a->packed);
	put32(out, f->n);
	put16(out, strlen(f->path));
	put16(out, 0);
}

/* The packed bytes, which the caller frees; NULL where zlib has no memory. */
static char *
pack(const struct eg_zip_file *f, size_t *packed)
{
	z_stream z = {0};
	uLong most;
	char *room;
	int rc;

	if (deflateInit2(&z, DEFLATE_LEVEL, Z_DEFLATED, -MAX_WBITS,
		f->n < SHORT ? SHORT_MEMORY : MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return NULL;
	most = deflateBound(&z, (uLong)f->n);
	room = eg_malloc(most);
	z.next_in = (Bytef *)(uintptr_t)f->data; /* not const-correct; zlib does not write here */
	z.avail_in = (uInt)f->n;
	z.next_out = (Bytef *)room;
	z.avail_out = (uInt)most;
	rc = deflate(&z, Z_FINISH);
	*packed = z.total_out;
	deflateEnd(&z);
	if (rc == Z_STREAM_END)
		return room;
	eg_free(room);
	return NULL;
}

static enum eg_rc
add(struct eg_buf *out, const struct eg_zip_file *f, size_t start, struct about *a,
    struct eg_err *err)
{
	char *packed;

	if (strlen(f->path) > UINT16_MAX || f->n > EG_ZIP_FILE_MAX)
		return eg_err_set(err, EG_ERR_LIMIT, "'%s' is too large for the archive", f->path);
	a->at = out->n - start;
	a->crc = crc32(crc32(0, NULL, 0), (const Bytef *)f->data, (uInt)f->n);
	if ((packed = pack(f, &a->packed)) == NULL)
		return eg_err_set(err, EG_ERR_SYSTEM, "cannot pack '%s'", f->path);
	eg_buf_add(out, "PK\3\4", 4);
	put_about(out, f, a);
	eg_buf_puts(out, f->path);
	eg_buf_add(out, packed, a->packed);
	eg_free(packed);
	return EG_OK;
}

static void
put_entry(struct eg_buf *out, const struct eg_zip_file *f, const struct about *a)
{
	eg_buf_add(out, "PK\1\2", 4);
	put16(out, VERSION);
	put_about(out, f, a);
	put16(out, 0); /* no comment */
	put16(out, 0); /* the first disk */
	put16(out, 0);
	put32(out, 0); /* no attributes */
	put32(out, a->at);
	eg_buf_puts(out, f->path);
}

static void
put_end(struct eg_buf *out, size_t n, size_t directory, size_t bytes)
{
	eg_buf_add(out, "PK\5\6", 4);
	put32(out, 0);
	put16(out, n);
	put16(out, n);
	put32(out, bytes);
	put32(out, directory);
	put16(out, 0);
}

enum eg_rc
eg_zip_make(const struct eg_zip_file *files, size_t n, struct eg_buf *out, struct eg_err *err)
{
	struct about *about = eg_calloc(n + 1, sizeof(*about));
	size_t start = out->n, directory;
	enum eg_rc rc = EG_OK;

	if (n > UINT16_MAX)
		rc = eg_err_set(err, EG_ERR_LIMIT, "too many files for one archive: %zu", n);
	for (size_t i = 0; i < n && rc == EG_OK; i++)
		rc = add(out, &files[i], start, &about[i], err);
	directory = out->n - start;
	for (size_t i = 0; i < n && rc == EG_OK; i++)
		put_entry(out, &files[i], &about[i]);
	if (rc == EG_OK)
		put_end(out, n, directory, out->n - start - directory);
	if (rc == EG_OK && out->n - start > UINT32_MAX)
		rc = eg_err_set(err, EG_ERR_LIMIT, "the archive is larger than 4 GiB");
	eg_free(about);
	return rc == EG_OK ? eg_buf_ok(out, err) : rc;
}
