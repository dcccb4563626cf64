/* Words as XML or HTML text: what every markup format shares. */
#ifndef EG_RENDER_MARKUP_H
#define EG_RENDER_MARKUP_H

#include "base/mem.h"

#include <engross/form.h>

/* & < > " become entities (so it serves attributes too); control characters, which XML 1.0 forbids,
 * are left out, tab and line feed aside. */
void eg_markup_text(struct eg_buf *out, const char *s);
void eg_markup_text_n(struct eg_buf *out, const char *s, size_t n);
/* <tag>words</tag> */
void eg_markup_tagged(struct eg_buf *out, const char *tag, const char *s);
/* A block's designator, a space, its runs. */
typedef void eg_markup_run_fn(void *ctx, const struct eg_run *r);
void eg_markup_words(
    struct eg_buf *out, const struct eg_block *b, eg_markup_run_fn *run, void *ctx);
/* ` name="value"` */
void eg_markup_attr(struct eg_buf *out, const char *name, const char *value);
/* Lower-case letters, digits and single hyphens of a text: "Law enforcement agency" ->
 * "law-enforcement-agency"; "x" when nothing is left. Appended. */
void eg_markup_slug(struct eg_buf *out, const char *s);

#endif
