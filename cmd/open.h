/* Texts that commands compare: an address opened and read as a document. */
#ifndef EG_CMD_OPEN_H
#define EG_CMD_OPEN_H

#include "cmd/cmd.h"

#include <engross/doc.h>

struct eg_opened {
	struct eg_source src; /* bytes as they stand in the file */
	struct eg_doc *doc;
};

/* Open a draft (in its jurisdiction's form), a print or a path. A repository is opened where there
 * is one and the address asks for it. */
enum eg_rc eg_open_text(struct eg_ctx *cx, const char *address, bool raw, struct eg_opened *out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_opened_clear(struct eg_opened *o);
/* The same from bytes: source of a draft, or a plain text. */
enum eg_rc eg_open_source(struct eg_ctx *cx, const struct eg_source *src, const char *name,
    bool raw, struct eg_doc **out, struct eg_err *err) EG_MUST_CHECK;
/* Of a print that was recorded from a web page, the page's bytes in place of the text kept of it: what
 * it strikes and underscores stands there alone. Any other source stays as it is. */
void eg_print_as_received(struct eg_ctx *cx, const char *address, struct eg_source *src);
/* A draft's source as its legislature prints it. */
enum eg_rc eg_open_draft(struct eg_ctx *cx, const struct eg_source *src, const char *name,
    struct eg_doc **out, struct eg_err *err) EG_MUST_CHECK;
/* Open the repository if there is one. */
enum eg_rc eg_maybe_repo(struct eg_ctx *cx, struct eg_err *err) EG_MUST_CHECK;

#endif
