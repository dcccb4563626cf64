/* Passages left open by an upgrade: see conflicts.h. */
#include "cmd/conflicts.h"

#include <engross/upgrade.h>
#include <string.h>

struct search {
	struct eg_ctx *cx;
	struct eg_open_conflicts *out;
};

static enum eg_rc
see(void *ctx, const char *path, char what, struct eg_err *err)
{
	struct search *s = ctx;
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_open_conflict c = {0};
	enum eg_rc rc;

	if (what == 'D' || strcmp(eg_path_ext(path), ".md") != 0)
		return EG_OK;
	if ((rc = eg_repo_read_current(s->cx->repo, path, &bytes, err)) == EG_OK &&
	    (c.passages = eg_conflicts_find(eg_buf_cstr(&bytes), bytes.n, &c.line, 1)) > 0) {
		c.path = eg_strdup(path);
		eg_vec_push(s->out, c);
	}
	eg_buf_clear(&bytes);
	return rc;
}

enum eg_rc
eg_open_conflicts_find(struct eg_ctx *cx, struct eg_open_conflicts *out, struct eg_err *err)
{
	struct search s = {cx, out};

	memset(out, 0, sizeof(*out));
	if (cx->repo == NULL || eg_repo_root(cx->repo) == NULL)
		return EG_OK;
	return eg_repo_status(cx->repo, "bills", see, &s, err);
}

void
eg_open_conflicts_clear(struct eg_open_conflicts *c)
{
	for (size_t i = 0; i < c->n; i++)
		eg_free(c->v[i].path);
	eg_vec_clear(c);
}

void
eg_open_conflicts_note(struct eg_ctx *cx)
{
	struct eg_open_conflicts c = {0};

	if (eg_open_conflicts_find(cx, &c, NULL) == EG_OK)
		for (size_t i = 0; i < c.n; i++)
			eg_note(cx, "%s:%zu: %zu %s of an upgrade to settle", c.v[i].path,
			    c.v[i].line, c.v[i].passages,
			    c.v[i].passages == 1 ? "conflict" : "conflicts");
	eg_open_conflicts_clear(&c);
}
