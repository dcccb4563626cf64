/* import --match: the texts that are at hand for a bill, traced among the templates. */
#ifndef EG_CMD_IMPORT_TEXTS_H
#define EG_CMD_IMPORT_TEXTS_H

#include "cmd/texts.h"
#include "cmd/trace.h"

#include <engross/records.h>

struct eg_import_texts {
	struct eg_ctx *cx;
	struct eg_models *models; /* loaded for the first text */
	struct eg_map print; /* "XX/SESSION/bill" -> path of its latest print; owned */
	struct eg_walk walk;
	struct eg_map file; /* letters and digits of a file's name -> its path, of walk */
	size_t traced, unread; /* bills with a text; texts that could not be read */
	const char *unread_name; /* of the first that could not be read */
	struct eg_err why; /* … and the reason */
};

/* The repository's prints and, unless NULL, the files of a folder. EG_ERR_NOT_FOUND, EG_ERR_DATA
 * where the folder holds no text. */
enum eg_rc eg_import_texts_open(struct eg_ctx *cx, struct eg_import_texts *t, const char *folder,
    struct eg_err *err) EG_MUST_CHECK;
void eg_import_texts_close(struct eg_import_texts *t);

/* What the bill's text was copied from, best first: the text is the record's own, else its latest
 * print in the repository, else a file of the folder whose name is its number ("HB 12.pdf",
 * "MI-HB12.txt", "MI/2025-2026/HB 12.html"; zeros before a number do not matter). from: the text's
 * name, lent until the next call; NULL where no text is at hand. A text that cannot be read is
 * counted and is as if it were not there. */
enum eg_rc eg_import_texts_propose(struct eg_import_texts *t, const struct eg_record *r,
    struct eg_proposals *out, const char **from, struct eg_err *err) EG_MUST_CHECK;

#endif
