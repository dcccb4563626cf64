/* Recording: events, links and claims into the repository by one commit. The edits are made again
 * on the newest files when another command moved HEAD, so that two writers of the log lose
 * nothing. */
#include "track/track_private.h"

#include <string.h>

struct edit {
	const struct eg_import *im;
	size_t added;
};

static enum eg_rc
edit_events(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct edit *e = ctx;

	return eg_events_append(
	    old != NULL ? old : "", old_n, e->im->event, e->im->n, out, &e->added, err);
}

static enum eg_rc
edit_links(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct edit *e = ctx;

	return eg_links_append(
	    old != NULL ? old : "", old_n, e->im->link, e->im->n_links, out, &e->added, err);
}

static enum eg_rc
edit_claims(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct edit *e = ctx;

	return eg_events_append(
	    old != NULL ? old : "", old_n, e->im->claim, e->im->n_claims, out, &e->added, err);
}

enum eg_rc
eg_tracking_record(struct eg_repo *r, const struct eg_import *im, const char *message,
    const struct eg_signer *who, struct eg_recorded *out, struct eg_err *err)
{
	struct edit events = {im, 0}, links = {im, 0}, claims = {im, 0};
	struct eg_change *c = eg_change_new(r);
	enum eg_rc rc = EG_OK;

	memset(out, 0, sizeof(*out));
	if (im->n > 0)
		rc = eg_change_edit(c, EG_EVENTS_PATH, edit_events, &events, err);
	if (rc == EG_OK && im->n_links > 0)
		rc = eg_change_edit(c, EG_LINKS_PATH, edit_links, &links, err);
	if (rc == EG_OK && im->n_claims > 0)
		rc = eg_change_edit(c, EG_CLAIMS_PATH, edit_claims, &claims, err);
	if (rc == EG_OK && im->n + im->n_links + im->n_claims > 0)
		rc = eg_change_commit(c, message, who, out->commit, err);
	if (rc == EG_OK) {
		out->events = events.added;
		out->links = links.added;
		out->claims = claims.added;
	}
	eg_change_free(c);
	return rc;
}
