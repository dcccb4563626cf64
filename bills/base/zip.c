/* Zip archives: libzip writes into a growing source, which is read back at the end; for reading,
 * the directory is taken over and checked first, then single entries are unpacked. */
#include "base/zip.h"

#include "base/lazy.h"
#include "base/map.h"
#include "base/path.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>
#include <zip.h>

/* clang-format off */
#define ZIP(F)                                                                                  \
	F(zip_source_buffer_create) F(zip_open_from_source) F(zip_source_buffer)         \
	F(zip_file_add) F(zip_file_set_dostime) F(zip_set_file_compression) F(zip_close) \
	F(zip_discard) F(zip_source_keep) F(zip_source_free) F(zip_source_open)          \
	F(zip_source_read) F(zip_source_close) F(zip_error_init) F(zip_error_fini)       \
	F(zip_error_strerror) F(zip_get_error) F(zip_get_num_entries) F(zip_stat_index)  \
	F(zip_fopen_index) F(zip_source_file_create)                                     \
	F(zip_fread) F(zip_fclose) F(zip_file_get_error)
/* clang-format on */

struct zip_library {
	ZIP(EG_LAZY_FIELD)
};

static const char *const names[] = {ZIP(EG_LAZY_NAME)};

enum {
	JANUARY_1980 = 0x21,
	DEFLATE_LEVEL = 3, /* a tenth larger than 6, in half the time */
	CHUNK = 65536,
	ENTRIES = 4096,
	RATIO = 250,
	RATIO_FROM = 1024 * 1024,
	ENTRY_BYTES = 64 * 1024 * 1024,
	TOTAL_BYTES = 256 * 1024 * 1024,
};

static enum eg_rc
load(struct zip_library *z, struct eg_err *err)
{
	return eg_lazy_open("libzip.so.4", "libzip4", names, EG_COUNT(names), z, err);
}

/* ---- writing ---- */

static enum eg_rc
add_files(const struct zip_library *z, zip_t *za, const struct eg_zip_file *files, size_t n,
    struct eg_err *err)
{
	for (size_t i = 0; i < n; i++) {
		zip_source_t *src = z->zip_source_buffer(za, files[i].data, files[i].n, 0);
		zip_int64_t at =
		    src != NULL ? z->zip_file_add(za, files[i].path, src, ZIP_FL_ENC_UTF_8) : -1;

		if (at < 0 ||
		    z->zip_file_set_dostime(za, (zip_uint64_t)at, 0, JANUARY_1980, 0) != 0 ||
		    z->zip_set_file_compression(
			za, (zip_uint64_t)at, ZIP_CM_DEFLATE, DEFLATE_LEVEL) != 0) {
			if (src != NULL && at < 0)
				z->zip_source_free(src);
			return eg_err_set(err, EG_ERR_SYSTEM, "cannot add '%s' to the archive: %s",
			    files[i].path, z->zip_error_strerror(z->zip_get_error(za)));
		}
	}
	return EG_OK;
}

static enum eg_rc
read_back(const struct zip_library *z, zip_source_t *sink, struct eg_buf *out, struct eg_err *err)
{
	char chunk[CHUNK];
	zip_int64_t got;

	if (z->zip_source_open(sink) != 0)
		return eg_err_set(err, EG_ERR_SYSTEM, "cannot read the archive back");
	while ((got = z->zip_source_read(sink, chunk, sizeof(chunk))) > 0)
		eg_buf_add(out, chunk, (size_t)got);
	z->zip_source_close(sink);
	return got < 0 ? eg_err_set(err, EG_ERR_SYSTEM, "cannot read the archive back")
		       : eg_buf_ok(out, err);
}

enum eg_rc
eg_zip_make(const struct eg_zip_file *files, size_t n, struct eg_buf *out, struct eg_err *err)
{
	struct zip_library z;
	zip_source_t *sink = NULL;
	zip_t *za = NULL;
	zip_error_t error;
	enum eg_rc rc;

	if ((rc = load(&z, err)) != EG_OK)
		return rc;
	z.zip_error_init(&error);
	sink = z.zip_source_buffer_create(NULL, 0, 0, &error);
	if (sink != NULL)
		za = z.zip_open_from_source(sink, ZIP_TRUNCATE, &error);
	if (za == NULL) {
		rc = eg_err_set(
		    err, EG_ERR_SYSTEM, "cannot make an archive: %s", z.zip_error_strerror(&error));
		if (sink != NULL)
			z.zip_source_free(sink);
		goto done;
	}
	z.zip_source_keep(sink);
	rc = add_files(&z, za, files, n, err);
	if (rc == EG_OK && z.zip_close(za) != 0) {
		rc = eg_err_set(err, EG_ERR_SYSTEM, "cannot write the archive: %s",
		    z.zip_error_strerror(z.zip_get_error(za)));
		z.zip_discard(za);
	} else if (rc != EG_OK) {
		z.zip_discard(za);
	} else {
		rc = read_back(&z, sink, out, err);
	}
	z.zip_source_free(sink);
done:
	z.zip_error_fini(&error);
	return rc;
}

/* ---- reading ---- */

struct entry {
	char *path;
	zip_uint64_t index;
	size_t bytes;
};

struct eg_zip {
	struct zip_library z;
	zip_t *za;
	char *name;
	struct eg_map by_path; /* lower case path -> entry number + 1 */
	struct {
		EG_VEC(struct entry);
	} entry;
};

bool
eg_zip_is(const char *p, size_t n)
{
	return n >= 4 && p[0] == 'P' && p[1] == 'K' &&
	       ((p[2] == 3 && p[3] == 4) || (p[2] == 5 && p[3] == 6));
}

static char *
folded(const char *path)
{
	char *s = eg_strdup(path);

	for (char *c = s; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return s;
}

static enum eg_rc bad(const struct eg_zip *z, enum eg_rc rc, struct eg_err *err, const char *fmt,
    ...) EG_PRINTF(4, 5);

static enum eg_rc
bad(const struct eg_zip *z, enum eg_rc rc, struct eg_err *err, const char *fmt, ...)
{
	char what[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	return eg_err_at(err, rc, z->name, 0, 0, "%s", what);
}

/* One row of the directory; sizes come from the archive, so they are checked again when the entry
 * is unpacked. */
static enum eg_rc
check_entry(const struct eg_zip *z, const zip_stat_t *st, const struct eg_zip_limits *max,
    struct eg_err *err)
{
	if ((st->valid & ZIP_STAT_SIZE) == 0 || (st->valid & ZIP_STAT_COMP_SIZE) == 0)
		return bad(z, EG_ERR_DATA, err, "an entry of the archive has no size");
	if (st->encryption_method != ZIP_EM_NONE)
		return bad(z, EG_ERR_DATA, err, "'%s' in the archive is encrypted", st->name);
	if (st->comp_method != ZIP_CM_STORE && st->comp_method != ZIP_CM_DEFLATE)
		return bad(z, EG_ERR_DATA, err,
		    "'%s' in the archive is packed in a way not known here", st->name);
	if (st->size > max->entry_bytes)
		return bad(z, EG_ERR_LIMIT, err,
		    "'%s' in the archive is larger than %zu bytes unpacked", st->name,
		    max->entry_bytes);
	if (st->size > RATIO_FROM && st->size / max->ratio > st->comp_size)
		return bad(z, EG_ERR_LIMIT, err,
		    "'%s' in the archive unpacks to more than %zu times its size", st->name,
		    max->ratio);
	return EG_OK;
}

static enum eg_rc
add_entry(struct eg_zip *z, const zip_stat_t *st, struct eg_err *err)
{
	struct entry e = {.index = st->index, .bytes = (size_t)st->size};
	size_t n = strlen(st->name);
	bool folder = n > 0 && st->name[n - 1] == '/';
	char *key;
	enum eg_rc rc = EG_OK;

	e.path = eg_strndup(st->name, folder ? n - 1 : n);
	if (eg_utf8_valid(e.path, strlen(e.path)) != strlen(e.path) || !eg_path_is_inside(e.path))
		rc = bad(z, EG_ERR_DATA, err, "the archive has an entry that leads outside it");
	if (rc != EG_OK || folder) {
		eg_free(e.path);
		return rc;
	}
	key = folded(e.path);
	if (eg_map_has(&z->by_path, key)) {
		rc = bad(z, EG_ERR_DATA, err, "the archive has '%s' twice", e.path);
		eg_free(e.path);
	} else {
		eg_vec_push(&z->entry, e);
		eg_map_set(&z->by_path, key, (void *)(uintptr_t)z->entry.n);
	}
	eg_free(key);
	return rc;
}

static enum eg_rc
directory(struct eg_zip *z, const struct eg_zip_limits *max, struct eg_err *err)
{
	zip_int64_t n = z->z.zip_get_num_entries(z->za, 0);
	size_t total = 0;
	enum eg_rc rc = EG_OK;

	if (n < 0 || (zip_uint64_t)n > max->entries)
		return bad(
		    z, EG_ERR_LIMIT, err, "the archive has more than %zu entries", max->entries);
	for (zip_uint64_t i = 0; i < (zip_uint64_t)n && rc == EG_OK; i++) {
		zip_stat_t st;

		if (z->z.zip_stat_index(z->za, i, ZIP_FL_ENC_GUESS, &st) != 0 || st.name == NULL)
			return bad(z, EG_ERR_DATA, err, "the archive's directory is damaged");
		st.index = i;
		if ((rc = check_entry(z, &st, max, err)) == EG_OK)
			rc = add_entry(z, &st, err);
		total += (size_t)st.size;
		if (rc == EG_OK && total > max->total_bytes)
			rc = bad(z, EG_ERR_LIMIT, err,
			    "the archive is larger than %zu bytes unpacked", max->total_bytes);
	}
	return rc;
}

/* Takes over `src`, which may be NULL for want of memory. */
static enum eg_rc
open_source(const struct zip_library *lib, zip_source_t *src, zip_error_t *error, const char *name,
    const struct eg_zip_limits *limits, struct eg_zip **out, struct eg_err *err)
{
	struct eg_zip_limits max = limits != NULL ? *limits : (struct eg_zip_limits){0};
	struct eg_zip *z = eg_calloc(1, sizeof(*z));
	enum eg_rc rc;

	max.entries = max.entries != 0 ? max.entries : ENTRIES;
	max.entry_bytes = max.entry_bytes != 0 ? max.entry_bytes : ENTRY_BYTES;
	max.total_bytes = max.total_bytes != 0 ? max.total_bytes : TOTAL_BYTES;
	max.ratio = max.ratio != 0 ? max.ratio : RATIO;
	z->z = *lib;
	z->name = eg_strdup(name);
	if (src != NULL)
		z->za = lib->zip_open_from_source(src, ZIP_RDONLY, error);
	if (z->za == NULL) {
		if (src != NULL)
			lib->zip_source_free(src);
		rc = bad(z, EG_ERR_DATA, err, "not a whole zip archive: %s",
		    lib->zip_error_strerror(error));
	} else {
		rc = directory(z, &max, err);
	}
	if (rc == EG_OK)
		*out = z;
	else
		eg_zip_free(z);
	return rc;
}

enum eg_rc
eg_zip_open(const char *p, size_t n, const char *name, const struct eg_zip_limits *limits,
    struct eg_zip **out, struct eg_err *err)
{
	struct zip_library lib;
	zip_error_t error;
	enum eg_rc rc;

	*out = NULL;
	if ((rc = load(&lib, err)) != EG_OK)
		return rc;
	lib.zip_error_init(&error);
	rc = open_source(
	    &lib, lib.zip_source_buffer_create(p, n, 0, &error), &error, name, limits, out, err);
	lib.zip_error_fini(&error);
	return rc;
}

enum eg_rc
eg_zip_open_file(
    const char *path, const struct eg_zip_limits *limits, struct eg_zip **out, struct eg_err *err)
{
	struct zip_library lib;
	zip_error_t error;
	enum eg_rc rc;

	*out = NULL;
	if ((rc = load(&lib, err)) != EG_OK)
		return rc;
	lib.zip_error_init(&error);
	rc = open_source(
	    &lib, lib.zip_source_file_create(path, 0, -1, &error), &error, path, limits, out, err);
	lib.zip_error_fini(&error);
	return rc;
}

void
eg_zip_free(struct eg_zip *z)
{
	if (z == NULL)
		return;
	if (z->za != NULL)
		z->z.zip_discard(z->za);
	for (size_t i = 0; i < z->entry.n; i++)
		eg_free(z->entry.v[i].path);
	eg_vec_clear(&z->entry);
	eg_map_clear(&z->by_path);
	eg_free(z->name);
	eg_free(z);
}

size_t
eg_zip_count(const struct eg_zip *z)
{
	return z->entry.n;
}

const char *
eg_zip_path(const struct eg_zip *z, size_t i)
{
	return z->entry.v[i].path;
}

static const struct entry *
find(const struct eg_zip *z, const char *path)
{
	char *key = folded(path);
	size_t at = (size_t)(uintptr_t)eg_map_get(&z->by_path, key);

	eg_free(key);
	return at != 0 ? &z->entry.v[at - 1] : NULL;
}

bool
eg_zip_has(const struct eg_zip *z, const char *path)
{
	return find(z, path) != NULL;
}

uint64_t
eg_zip_bytes(const struct eg_zip *z, const char *path)
{
	const struct entry *e = find(z, path);

	return e != NULL ? e->bytes : 0;
}

static enum eg_rc
unpack(struct eg_zip *z, const struct entry *e, zip_file_t *f, eg_zip_block_fn *fn, void *ctx,
    struct eg_err *err)
{
	size_t done = 0;
	char chunk[CHUNK];
	zip_int64_t got;
	enum eg_rc rc;

	while ((got = z->z.zip_fread(f, chunk, sizeof(chunk))) > 0) {
		done += (size_t)got;
		if (done > e->bytes)
			return bad(z, EG_ERR_LIMIT, err,
			    "'%s' in the archive holds more than its directory says", e->path);
		if ((rc = fn(ctx, chunk, (size_t)got, err)) != EG_OK)
			return rc;
	}
	if (got < 0 || done != e->bytes)
		return bad(z, EG_ERR_DATA, err, "'%s' in the archive is damaged: %s", e->path,
		    got < 0 ? z->z.zip_error_strerror(z->z.zip_file_get_error(f)) : "cut short");
	return EG_OK;
}

enum eg_rc
eg_zip_stream(
    struct eg_zip *z, const char *path, eg_zip_block_fn *fn, void *ctx, struct eg_err *err)
{
	const struct entry *e = find(z, path);
	zip_file_t *f;
	enum eg_rc rc;

	if (e == NULL)
		return bad(z, EG_ERR_NOT_FOUND, err, "the archive has no '%s'", path);
	f = z->z.zip_fopen_index(z->za, e->index, 0);
	if (f == NULL)
		return bad(z, EG_ERR_DATA, err, "'%s' in the archive is damaged: %s", e->path,
		    z->z.zip_error_strerror(z->z.zip_get_error(z->za)));
	rc = unpack(z, e, f, fn, ctx, err);
	z->z.zip_fclose(f);
	return rc;
}

static enum eg_rc
append(void *ctx, const char *p, size_t n, struct eg_err *err)
{
	struct eg_buf *out = ctx;

	eg_buf_add(out, p, n);
	return eg_buf_ok(out, err);
}

enum eg_rc
eg_zip_read(struct eg_zip *z, const char *path, struct eg_buf *out, struct eg_err *err)
{
	size_t start = out->n;
	enum eg_rc rc = eg_zip_stream(z, path, append, out, err);

	if (rc != EG_OK)
		eg_buf_trunc(out, start);
	return rc;
}
