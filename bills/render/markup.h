/* Words as XML or HTML text: what every markup format shares. */
#ifndef EG_RENDER_MARKUP_H
#define EG_RENDER_MARKUP_H

#include "base/mem.h"

#include <engross/buf.h>

/* & < > " become entities (so it serves attributes too); control characters, which XML 1.0 forbids,
 * are left out, tab and line feed aside. */
void eg_markup_text(struct eg_buf *out, const char *s);
void eg_markup_text_n(struct eg_buf *out, const char *s, size_t n);
/* ` name="value"` */
void eg_markup_attr(struct eg_buf *out, const char *name, const char *value);
/* Lower-case letters, digits and single hyphens of a text: "Law enforcement agency" ->
 * "law-enforcement-agency"; "x" when nothing is left. Appended. */
void eg_markup_slug(struct eg_buf *out, const char *s);

#endif
