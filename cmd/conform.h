/* What conform and ruling share: a text, the model that it is held to, the finding. */
#ifndef EG_CMD_CONFORM_H
#define EG_CMD_CONFORM_H

#include "cmd/redraft.h"
#include "cmd/open.h"

#include "base/sha256.h"

#include <engross/conform_print.h>

enum { EG_MODELS_MAX = 24 };

struct eg_held { /* a text held to a model */
	struct eg_ctx *cx;
	struct eg_opened text;
	char text_name[4200]; /* path in the repository, or as typed */
	char text_sha256[EG_SHA256_HEX];
	char postal[3]; /* whose text it is; "" if not known */

	struct eg_opened model_file[EG_MODELS_MAX]; /* models given as texts */
	struct eg_doc *model_doc[EG_MODELS_MAX]; /* of drafted templates */
	const struct eg_doc *model; /* borrowed from one of these */
	char model_name[4200]; /* "nurse-compact@1.0.0", or as typed */
	char model_sha256[EG_SHA256_HEX];
	struct eg_editions editions;
	char template_name[128];
	struct eg_conform_version version[EG_MODELS_MAX]; /* others that are known */
	char *version_name[EG_MODELS_MAX];
	struct eg_conform_options options;
	struct eg_conform *found;
};

struct eg_hold { /* what was asked for */
	const char *text; /* an address */
	const struct eg_texts
	    *models; /* addresses; the first is the model, others are versions of it */
	const char *rule; /* NULL: the template's, else substantial */
	const char *postal; /* --for; NULL if not given */
};

/* Open both, compare. EG_ERR_USAGE where no model is given and none is known. Clear in any case. */
enum eg_rc eg_hold(struct eg_ctx *cx, const struct eg_hold *how, struct eg_held *out,
    struct eg_err *err) EG_MUST_CHECK;
void eg_held_clear(struct eg_held *h);

/* tracking/rulings.csv as it is now, NULL where there is none. */
enum eg_rc eg_rulings_load(
    struct eg_ctx *cx, struct eg_rulings **out, struct eg_err *err) EG_MUST_CHECK;

#endif
