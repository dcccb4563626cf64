/* Rendering many drafts at once: what cmd_render.c collects and render_batch.c makes. */
#ifndef EG_CMD_RENDER_H
#define EG_CMD_RENDER_H

#include "cmd/cmd.h"

#include <engross/render.h>

/* One draft on its way: read in turn, rendered by any thread, told of in turn. */
struct eg_render_item {
	struct eg_source src;
	struct eg_profile *profile;
	char *stem; /* of its files: "immigration-sanctuary-CO-house" */
	char *title; /* short title, once the form is built */
	struct {
		EG_VEC(char *);
	} blanks; /* legal forms left blank */
	struct {
		EG_VEC(char *);
	} written; /* paths */
	struct eg_buf out; /* what goes to standard output */
	enum eg_rc rc;
	struct eg_err err;
};

struct eg_render_batch {
	struct eg_ctx *cx;
	const struct eg_format *format; /* NULL = all */
	const char *out; /* file or folder, NULL = standard output */
	bool to_folder, allow_blanks;
	struct eg_form_options form;
	struct eg_render_options render;
	struct {
		EG_VEC(struct eg_render_item);
	} items;
};

/* Render every item whose rc is EG_OK, on every core. Each item's files are written only when all
 * its formats are made; a fault of one is in its rc and err, one of the system stops all. */
void eg_render_run(struct eg_render_batch *b);
void eg_render_clear(struct eg_render_batch *b);

#endif
