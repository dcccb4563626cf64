/* import --match and --watched: records put to the watch list (engross/watch.h). */
#ifndef EG_CMD_IMPORT_WATCH_H
#define EG_CMD_IMPORT_WATCH_H

#include "cmd/cmd.h"
#include "cmd/trace.h"

#include <engross/records.h>
#include <engross/watch.h>
#include <pthread.h>

struct eg_import_watch {
	struct eg_watches *list;
	/* "XX/SESSION/BILL", "XX//BILL": it is linked; the same and " TEMPLATE": to that one */
	struct eg_map linked;
	size_t rows, proposed, watched; /* rows of the watch list */
	pthread_mutex_t lock; /* two threads may ask what is watched */
	bool json;
};

/* Reads the repository's watch list and links. */
enum eg_rc eg_import_watch_open(
    struct eg_ctx *cx, struct eg_import_watch *w, struct eg_err *err) EG_MUST_CHECK;
/* EG_ERR_USAGE: nothing is watched, and nothing else can propose a bill. */
enum eg_rc eg_import_watch_nothing(struct eg_err *err);
void eg_import_watch_close(struct eg_import_watch *w);
/* Is the bill watched, or linked to a template? */
bool eg_import_watch_has(struct eg_import_watch *w, const struct eg_record *r);
/* Print what the patterns propose, and what the bill's text (named `from`) was traced to, and
 * nobody has decided yet. */
void eg_import_watch_propose(struct eg_import_watch *w, const struct eg_record *r,
    const struct eg_proposals *traced, const char *from, struct eg_buf *out);

#endif
