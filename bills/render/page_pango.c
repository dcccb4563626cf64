/*
 * Text of any script by pango: fonts and directions (itemize), glyphs (shape), places where lines may
 * end. Loaded when a document first has text that is not plain (page_letters.c).
 *
 * Where Liberation Serif lies in the system's folders, pages are drawn with it and with what else lies
 * there, and the preferences of a user or a desktop are not read: a bill has the same bytes for
 * everybody, and the forty files of /etc/fonts need not be parsed first. Elsewhere fontconfig finds
 * what it can.
 */
#include "render/page_private.h"

#include "base/utf8.h"

#include <string.h>

static bool
has_family(const struct eg_page_pango *lib, FcConfig *config, const char *family)
{
	const FcFontSet *set = lib->FcConfigGetFonts(config, FcSetSystem);
	FcChar8 *name;

	for (int i = 0; set != NULL && i < set->nfont; i++)
		if (lib->FcPatternGetString(set->fonts[i], FC_FAMILY, 0, &name) == FcResultMatch &&
		    strcmp((const char *)name, family) == 0)
			return true;
	return false;
}

/* Once a process, and before pango asks fontconfig. */
static void
choose_fonts(const struct eg_page_pango *lib)
{
	static const char folders[] =
	    "<fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
	    "<cachedir>/var/cache/fontconfig</cachedir>"
	    "<cachedir prefix=\"xdg\">fontconfig</cachedir></fontconfig>";
	FcConfig *config = lib->FcConfigCreate();

	if (config == NULL)
		return;
	if (!lib->FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)folders, FcTrue) ||
	    !lib->FcConfigBuildFonts(config) || !has_family(lib, config, EG_PAGE_FAMILY) ||
	    !lib->FcConfigSetCurrent(config))
		lib->FcConfigDestroy(config);
}

/* Fontconfig has been told where to look; behind the lock of page.c. */
static bool fonts_known;

static enum eg_rc
open_context(struct eg_pages *p, struct eg_err *err)
{
	const struct eg_page_pango *lib = &p->pango;
	PangoFont *font;

	if (!fonts_known)
		choose_fonts(lib);
	fonts_known = true;
	p->context = lib->pango_font_map_create_context(lib->pango_cairo_font_map_get_default());
	lib->pango_cairo_context_set_font_options(p->context, p->options);
	/* pango takes 96 dots an inch for granted: 12 would come out as 16 points */
	lib->pango_cairo_context_set_resolution(p->context, 72);
	lib->pango_context_set_round_glyph_positions(p->context, 0);
	lib->pango_context_set_language(p->context,
	    lib->pango_language_from_string(p->sheet.language != NULL ? p->sheet.language : "en"));
	p->font = lib->pango_font_description_from_string(EG_PAGE_FONTS);
	lib->pango_font_description_set_absolute_size(p->font, p->size * PANGO_SCALE);
	lib->pango_context_set_font_description(p->context, p->font);
	font = lib->pango_context_load_font(p->context, p->font);
	if (font != NULL && lib->pango_cairo_font_get_scaled_font((PangoCairoFont *)font) != NULL) {
		lib->g_object_unref(font);
		return EG_OK;
	}
	eg_err_set(err, EG_ERR_LIBRARY, "no font is installed to draw a page with");
	eg_err_hint(err, "sudo apt-get install fonts-liberation");
	return EG_ERR_LIBRARY;
}

enum eg_rc
eg_page__pango_open(struct eg_pages *p, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	if (p->context == NULL)
		rc = eg_page_pango_open(&p->pango, err);
	return rc != EG_OK || p->context != NULL ? rc : open_context(p, err);
}

void
eg_page__pango_close(struct eg_pages *p)
{
	for (size_t i = 0; i < p->faces.n; i++) {
		p->pango.g_object_unref(p->faces.v[i]->font);
		eg_free(p->faces.v[i]);
	}
	eg_vec_clear(&p->faces);
	eg_vec_clear(&p->breaks);
	if (p->context != NULL)
		p->pango.g_object_unref(p->context);
	if (p->font != NULL)
		p->pango.pango_font_description_free(p->font);
}

static const struct eg_page__face *
face_of(struct eg_pages *p, PangoFont *font)
{
	struct eg_page__face *face;
	hb_codepoint_t space = 0;

	for (size_t i = 0; i < p->faces.n; i++)
		if (p->faces.v[i]->font == font)
			return p->faces.v[i];
	face = eg_calloc(1, sizeof(*face));
	face->font = (p->pango.g_object_ref)(font); /* a macro of that name drops the table */
	face->scaled = p->pango.pango_cairo_font_get_scaled_font((PangoCairoFont *)font);
	if (!p->pango.hb_font_get_nominal_glyph(p->pango.pango_font_get_hb_font(font), ' ', &space))
		space = PANGO_GLYPH_EMPTY;
	face->space = space;
	eg_vec_push(&p->faces, face);
	return face;
}

static void
add_attr(const struct eg_page_pango *lib, PangoAttrList *list, PangoAttribute *attr,
    const struct eg_page__span *s)
{
	attr->start_index = (guint)s->start;
	attr->end_index = (guint)s->end;
	lib->pango_attr_list_insert(list, attr);
}

static PangoAttrList *
attributes(const struct eg_pages *p, const struct eg_page__wait *w)
{
	const struct eg_page_pango *lib = &p->pango;
	PangoAttrList *list = lib->pango_attr_list_new();

	lib->pango_attr_list_insert(list, lib->pango_attr_font_features_new("kern=0"));
	if (w->size > 0)
		lib->pango_attr_list_insert(
		    list, lib->pango_attr_size_new_absolute((int)(w->size * PANGO_SCALE)));
	for (size_t i = 0; i < w->n_spans; i++) {
		const struct eg_page__span *s = &w->span[i];

		if (s->start == s->end)
			continue;
		if (s->pen & EG_PEN_BOLD)
			add_attr(lib, list, lib->pango_attr_weight_new(PANGO_WEIGHT_BOLD), s);
		if (s->pen & EG_PEN_ITALIC)
			add_attr(lib, list, lib->pango_attr_style_new(PANGO_STYLE_ITALIC), s);
	}
	return list;
}

/* Take over the glyphs of an item, and the width of each cluster at its first byte. */
static void
take(struct eg_pages *p, struct eg_page__wait *w, size_t start, const PangoItem *item,
    const PangoGlyphString *g)
{
	const struct eg_page__face *face = face_of(p, item->analysis.font);
	size_t offset = (size_t)item->offset;

	eg_vec_push(&w->items, ((struct eg_page__item){.face = face,
				   .start = offset,
				   .end = offset + (size_t)item->length,
				   .first = w->glyphs.n,
				   .n = (size_t)g->num_glyphs,
				   .level = item->analysis.level}));
	for (int i = 0; i < g->num_glyphs; i++) {
		const PangoGlyphInfo *info = &g->glyphs[i];
		unsigned long glyph = info->glyph;
		size_t byte = offset + (size_t)g->log_clusters[i];

		p->at.v[byte - start].width += info->geometry.width;
		if (glyph == PANGO_GLYPH_EMPTY) {
			glyph = face->space;
		} else if (glyph & PANGO_GLYPH_UNKNOWN_FLAG) {
			if (p->lacking == 0)
				p->lacking = info->glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
			glyph = 0; /* eg_pages_finish refuses it */
		}
		eg_vec_push(&w->glyphs, ((struct eg_page__glyph){glyph, byte, info->geometry.width,
					    info->geometry.x_offset, info->geometry.y_offset}));
	}
}

static void
shape(struct eg_pages *p, struct eg_page__wait *w, size_t start, size_t end)
{
	const struct eg_page_pango *lib = &p->pango;
	PangoAttrList *attrs = attributes(p, w);
	PangoDirection dir = eg_utf8_is_rtl(w->text + start, end - start) ? PANGO_DIRECTION_RTL
									  : PANGO_DIRECTION_LTR;
	GList *items = lib->pango_itemize_with_base_dir(
	    p->context, dir, w->text, (int)start, (int)(end - start), attrs, NULL);

	for (GList *l = items; l != NULL; l = l->next) {
		PangoItem *item = l->data;
		PangoGlyphString *g = lib->pango_glyph_string_new();

		lib->pango_shape_with_flags(w->text + item->offset, item->length, w->text + start,
		    (int)(end - start), &item->analysis, g, PANGO_SHAPE_NONE);
		take(p, w, start, item, g);
		lib->pango_glyph_string_free(g);
		lib->pango_item_free(item);
	}
	lib->g_list_free(items);
	lib->pango_attr_list_unref(attrs);
}

bool
eg_page__by_pango(struct eg_pages *p, struct eg_page__wait *w, size_t start, size_t end)
{
	const char *text = w->text + start;
	size_t n = end - start, chars = 0;

	if (p->failed.rc != EG_OK || eg_page__pango_open(p, &p->failed) != EG_OK)
		return false;
	for (size_t i = 0; i < n; i++)
		chars += ((unsigned char)text[i] & 0xC0) != 0x80;
	eg_vec_reserve(&p->breaks, chars + 1);
	p->pango.pango_get_log_attrs(text, (int)n, -1,
	    p->pango.pango_context_get_language(p->context), p->breaks.v, (int)chars + 1);
	memset(p->at.v, 0, n * sizeof(*p->at.v));
	for (size_t i = 0, k = 0; i < n; i++) {
		const PangoLogAttr *a = &p->breaks.v[k];

		if (((unsigned char)text[i] & 0xC0) == 0x80)
			continue;
		p->at.v[i].may_end = a->is_line_break;
		p->at.v[i].white = a->is_white;
		p->at.v[i].cursor = a->is_cursor_position;
		k++;
	}
	shape(p, w, start, end);
	return true;
}
