/*
 * Which fonts there are. Where Liberation Serif lies in the system's folders, pages are drawn with it
 * and with what else lies there, and the preferences of a user or a desktop are not read: a bill has
 * the same bytes for everybody, and the forty files of /etc/fonts need not be parsed first. Elsewhere
 * fontconfig finds what it can.
 */
#include "render/page_private.h"

#include <string.h>

static bool
has_family(const struct eg_page_lib *lib, FcConfig *config, const char *family)
{
	const FcFontSet *set = lib->FcConfigGetFonts(config, FcSetSystem);
	FcChar8 *name;

	for (int i = 0; set != NULL && i < set->nfont; i++)
		if (lib->FcPatternGetString(set->fonts[i], FC_FAMILY, 0, &name) == FcResultMatch &&
		    strcmp((const char *)name, family) == 0)
			return true;
	return false;
}

void
eg_page__fonts(const struct eg_page_lib *lib)
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
