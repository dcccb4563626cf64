/* Cairo, pango and what lies below them, as the page kit calls them: two tables, loaded on first
 * use. */
#ifndef EG_RENDER_PAGE_LIB_H
#define EG_RENDER_PAGE_LIB_H

#include "base/lazy.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include FT_ADVANCES_H
#include FT_TRUETYPE_TABLES_H
#include FT_TRUETYPE_TAGS_H

/* clang-format off */
#define EG_CAIRO(F)                                                                              \
	F(cairo_pdf_surface_create_for_stream) F(cairo_pdf_surface_restrict_to_version)          \
	F(cairo_pdf_surface_set_metadata) F(cairo_pdf_surface_add_outline)                       \
	F(cairo_surface_finish) F(cairo_surface_destroy) F(cairo_surface_status)                 \
	F(cairo_create) F(cairo_destroy) F(cairo_status) F(cairo_status_to_string)               \
	F(cairo_show_page) F(cairo_rectangle) F(cairo_fill)                                      \
	F(cairo_set_source_rgb) F(cairo_tag_begin) F(cairo_tag_end) F(cairo_set_scaled_font)     \
	F(cairo_show_glyphs) F(cairo_show_text_glyphs)                                           \
	F(cairo_font_options_create) F(cairo_font_options_destroy)                               \
	F(cairo_font_options_set_hint_style) F(cairo_font_options_set_hint_metrics)              \
	F(cairo_font_options_set_antialias) F(cairo_ft_font_options_substitute)                  \
	F(cairo_ft_font_face_create_for_pattern) F(cairo_font_face_destroy)                      \
	F(cairo_scaled_font_create) F(cairo_scaled_font_destroy) F(cairo_scaled_font_status)     \
	F(cairo_ft_scaled_font_lock_face) F(cairo_ft_scaled_font_unlock_face)
#define EG_FREETYPE(F) F(FT_Get_Char_Index) F(FT_Get_Advance) F(FT_Load_Sfnt_Table)
#define EG_FONT_PATTERNS(F)                                                                      \
	F(FcPatternCreate) F(FcPatternDestroy) F(FcPatternAddString) F(FcPatternAddInteger)
#define EG_PANGO(F)                                                                              \
	F(pango_font_map_create_context) F(pango_context_load_font)                              \
	F(pango_context_set_font_description) F(pango_context_set_language)                      \
	F(pango_context_get_language) F(pango_context_set_round_glyph_positions)                 \
	F(pango_language_from_string) F(pango_font_description_from_string)                      \
	F(pango_font_description_free) F(pango_font_description_set_absolute_size)               \
	F(pango_get_log_attrs) F(pango_itemize_with_base_dir)                                    \
	F(pango_item_free) F(pango_shape_with_flags) F(pango_glyph_string_new)                   \
	F(pango_glyph_string_free) F(pango_attr_list_new) F(pango_attr_list_insert)              \
	F(pango_attr_list_unref) F(pango_attr_font_features_new) F(pango_attr_weight_new)        \
	F(pango_attr_style_new) F(pango_attr_size_new_absolute) F(pango_font_get_hb_font)
#define EG_PANGOCAIRO(F)                                                                         \
	F(pango_cairo_font_map_get_default) F(pango_cairo_context_set_resolution)                \
	F(pango_cairo_context_set_font_options) F(pango_cairo_font_get_scaled_font)
#define EG_GOBJECT(F) F(g_object_ref) F(g_object_unref)
#define EG_GLIB(F) F(g_list_free)
#define EG_FONTCONFIG(F)                                                                         \
	F(FcConfigCreate) F(FcConfigDestroy) F(FcConfigParseAndLoadFromMemory)                   \
	F(FcConfigBuildFonts) F(FcConfigGetFonts) F(FcConfigSetCurrent) F(FcPatternGetString)
#define EG_HARFBUZZ(F) F(hb_font_get_nominal_glyph)
/* clang-format on */

/* What every page needs. */
struct eg_page_lib {
	EG_CAIRO(EG_LAZY_FIELD)
	EG_FREETYPE(EG_LAZY_FIELD)
	EG_FONT_PATTERNS(EG_LAZY_FIELD)
};

/* What text needs that is not plain. */
struct eg_page_pango {
	EG_PANGO(EG_LAZY_FIELD)
	EG_PANGOCAIRO(EG_LAZY_FIELD)
	EG_GOBJECT(EG_LAZY_FIELD)
	EG_GLIB(EG_LAZY_FIELD)
	EG_FONTCONFIG(EG_LAZY_FIELD)
	EG_HARFBUZZ(EG_LAZY_FIELD)
};

/* EG_ERR_LIBRARY names the package to install. */
enum eg_rc eg_page_lib_open(struct eg_page_lib *lib, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_page_pango_open(struct eg_page_pango *lib, struct eg_err *err) EG_MUST_CHECK;

#endif
