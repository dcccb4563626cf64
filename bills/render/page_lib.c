/* Each table is filled by several loads, one a library; each has its own slice of the struct. */
#include "render/page_lib.h"

#define PART(list) (sizeof((const char *const[]){list(EG_LAZY_NAME)}) / sizeof(char *))

struct part {
	const char *soname, *package;
	size_t n;
};

static enum eg_rc
open_parts(
    const struct part *parts, size_t n, const char *const *names, void *table, struct eg_err *err)
{
	void **slot = table;
	enum eg_rc rc = EG_OK;
	size_t at = 0;

	for (size_t i = 0; i < n && rc == EG_OK; at += parts[i].n, i++)
		rc = eg_lazy_open(
		    parts[i].soname, parts[i].package, names + at, parts[i].n, slot + at, err);
	return rc;
}

enum eg_rc
eg_page_lib_open(struct eg_page_lib *lib, struct eg_err *err)
{
	static const char *const names[] = {
	    EG_CAIRO(EG_LAZY_NAME) EG_FREETYPE(EG_LAZY_NAME) EG_FONT_PATTERNS(EG_LAZY_NAME)};
	static const struct part parts[] = {
	    {"libcairo.so.2", "libcairo2", PART(EG_CAIRO)},
	    {"libfreetype.so.6", "libfreetype6", PART(EG_FREETYPE)},
	    {"libfontconfig.so.1", "libfontconfig1", PART(EG_FONT_PATTERNS)},
	};

	return open_parts(parts, EG_COUNT(parts), names, lib, err);
}

enum eg_rc
eg_page_pango_open(struct eg_page_pango *lib, struct eg_err *err)
{
	static const char *const names[] = {
	    EG_PANGO(EG_LAZY_NAME) EG_PANGOCAIRO(EG_LAZY_NAME) EG_GOBJECT(EG_LAZY_NAME)
		EG_GLIB(EG_LAZY_NAME) EG_FONTCONFIG(EG_LAZY_NAME) EG_HARFBUZZ(EG_LAZY_NAME)};
	static const struct part parts[] = {
	    {"libpango-1.0.so.0", "libpango-1.0-0", PART(EG_PANGO)},
	    {"libpangocairo-1.0.so.0", "libpangocairo-1.0-0", PART(EG_PANGOCAIRO)},
	    {"libgobject-2.0.so.0", "libglib2.0-0", PART(EG_GOBJECT)},
	    {"libglib-2.0.so.0", "libglib2.0-0", PART(EG_GLIB)},
	    {"libfontconfig.so.1", "libfontconfig1", PART(EG_FONTCONFIG)},
	    {"libharfbuzz.so.0", "libharfbuzz0b", PART(EG_HARFBUZZ)},
	};

	return open_parts(parts, EG_COUNT(parts), names, lib, err);
}
