/* libzip writes into a growing source, which is read back at the end. */
#include "render/archive.h"

#include "base/lazy.h"

#include <zip.h>

/* clang-format off */
#define ZIP(F)                                                                                  \
	F(zip_source_buffer_create) F(zip_open_from_source) F(zip_source_buffer) F(zip_file_add) \
	F(zip_file_set_dostime) F(zip_set_file_compression) F(zip_close) F(zip_discard)          \
	F(zip_source_keep) F(zip_source_free) F(zip_source_open) F(zip_source_stat)              \
	F(zip_source_read) F(zip_source_close) F(zip_stat_init) F(zip_error_init)                \
	F(zip_error_fini) F(zip_error_strerror) F(zip_get_error)
/* clang-format on */

struct zip_library {
	ZIP(EG_LAZY_FIELD)
};

static const char *const names[] = {ZIP(EG_LAZY_NAME)};

enum { JANUARY_1980 = 0x21 };

static enum eg_rc
add_files(const struct zip_library *z, zip_t *za, const struct eg_archive_file *files, size_t n,
    struct eg_err *err)
{
	for (size_t i = 0; i < n; i++) {
		zip_source_t *src = z->zip_source_buffer(za, files[i].data, files[i].n, 0);
		zip_int64_t at =
		    src != NULL ? z->zip_file_add(za, files[i].path, src, ZIP_FL_ENC_UTF_8) : -1;

		if (at < 0 ||
		    z->zip_file_set_dostime(za, (zip_uint64_t)at, 0, JANUARY_1980, 0) != 0 ||
		    z->zip_set_file_compression(za, (zip_uint64_t)at, ZIP_CM_DEFLATE, 6) != 0) {
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
	char chunk[65536];
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
eg_archive_make(
    const struct eg_archive_file *files, size_t n, struct eg_buf *out, struct eg_err *err)
{
	struct zip_library z;
	zip_source_t *sink = NULL;
	zip_t *za = NULL;
	zip_error_t error;
	enum eg_rc rc;

	if ((rc = eg_lazy_open("libzip.so.4", "libzip4", names, EG_COUNT(names), &z, err)) != EG_OK)
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
