/* What a change asks for: files to put, remove or edit, each once, in memory. commit.c makes it a
 * commit. */
#include "store/change.h"

#include "base/path.h"

#include <string.h>
#include <strings.h>

enum { PATH_LONGEST = 1024, NAME_LONGEST = 250 };

struct eg_change *
eg_change_new(struct eg_repo *r)
{
	struct eg_change *c = eg_calloc(1, sizeof(*c));

	c->r = r;
	return c;
}

static void
edit_free(struct eg_store__edit *e)
{
	eg_free(e->path);
	eg_free(e->p);
	eg_free(e->base_path);
	eg_free(e->made);
	eg_vec_clear(&e->steps);
	eg_free(e);
}

void
eg_change_free(struct eg_change *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->edits.n; i++)
		edit_free(c->edits.v[i]);
	for (size_t i = 0; i < c->expects.n; i++)
		eg_free(c->expects.v[i].path);
	eg_vec_clear(&c->expects);
	eg_vec_clear(&c->edits);
	eg_map_clear(&c->by_path);
	eg_free(c);
}

/* Names that git itself, or a file system that folds case or drops final dots, would take for its
 * own folder. */
static bool
is_git_name(const char *p, size_t n)
{
	while (n > 0 && (p[n - 1] == '.' || p[n - 1] == ' '))
		n--;
	return (n == 4 && strncasecmp(p, ".git", 4) == 0) ||
	       (n == 5 && strncasecmp(p, "git~1", 5) == 0) || n == 0;
}

static enum eg_rc
path_check(const char *path, struct eg_err *err)
{
	bool bad = !eg_path_is_inside(path) || strlen(path) > PATH_LONGEST;

	for (const char *p = path; !bad && *p != '\0'; p += strspn(p, "/")) {
		size_t n = strcspn(p, "/");

		bad = n > NAME_LONGEST || is_git_name(p, n);
		p += n;
	}
	if (!bad)
		return EG_OK;
	(void)eg_err_set(err, EG_ERR_USAGE, "'%.200s' is no path inside the repository", path);
	eg_err_hint(err, "use letters, digits and dashes in names; no '..', no '.git'");
	return EG_ERR_USAGE;
}

/* The edit of a path, made if it is not there, and its kind; what it held is forgotten when
 * `fresh`. */
static enum eg_rc
edit_of(struct eg_change *c, const char *path, bool fresh, struct eg_store__edit **out,
    struct eg_err *err)
{
	struct eg_store__edit *e = eg_map_get(&c->by_path, path);
	enum eg_rc rc;

	if (e == NULL) {
		if ((rc = path_check(path, err)) != EG_OK)
			return rc;
		e = eg_calloc(1, sizeof(*e));
		e->path = eg_strdup(path);
		eg_vec_push(&c->edits, e);
		eg_map_set(&c->by_path, path, e);
	} else if (fresh) {
		eg_free(e->p);
		eg_free(e->base_path);
		eg_vec_clear(&e->steps);
		e->p = e->base_path = NULL;
		e->n = 0;
		e->has_expect = false;
	}
	*out = e;
	return EG_OK;
}

enum eg_rc
eg_change_put(struct eg_change *c, const char *path, const void *p, size_t n, const char *expect,
    const char *base_path, struct eg_err *err)
{
	struct eg_store__edit *e;
	enum eg_rc rc = edit_of(c, path, true, &e, err);

	if (rc != EG_OK)
		return rc;
	e->kind = EG_STORE_PUT;
	e->p = eg_malloc(n + 1);
	if (n > 0)
		memcpy(e->p, p, n);
	e->p[n] = '\0';
	e->n = n;
	e->has_expect = expect != NULL;
	if (expect != NULL) {
		size_t len = strlen(expect);

		if (len >= sizeof(e->expect))
			EG_BUG("expect is no blob id");
		memcpy(e->expect, expect, len + 1);
	}
	e->base_path = base_path != NULL ? eg_strdup(base_path) : NULL;
	return EG_OK;
}

enum eg_rc
eg_change_expect(struct eg_change *c, const char *path, const char *id, struct eg_err *err)
{
	struct eg_store__expect *e;
	enum eg_rc rc = path_check(path, err);

	if (rc != EG_OK)
		return rc;
	if (strlen(id) >= EG_OID_HEX)
		EG_BUG("expect is no id");
	e = eg_vec_new(&c->expects);
	e->path = eg_strdup(path);
	memcpy(e->id, id, strlen(id) + 1);
	return EG_OK;
}

enum eg_rc
eg_change_remove(struct eg_change *c, const char *path, struct eg_err *err)
{
	struct eg_store__edit *e;
	enum eg_rc rc = edit_of(c, path, true, &e, err);

	if (rc == EG_OK)
		e->kind = EG_STORE_REMOVE;
	return rc;
}

enum eg_rc
eg_change_edit(
    struct eg_change *c, const char *path, eg_change_edit_fn *fn, void *ctx, struct eg_err *err)
{
	struct eg_store__edit *e;
	enum eg_rc rc = edit_of(c, path, false, &e, err);

	if (rc == EG_OK)
		eg_vec_push(&e->steps, ((struct eg_store__step){fn, ctx}));
	return rc;
}

enum eg_rc
eg_change_grow(
    struct eg_change *c, const char *path, eg_change_grow_fn *fn, void *ctx, struct eg_err *err)
{
	struct eg_store__edit *e;
	enum eg_rc rc = edit_of(c, path, true, &e, err);

	if (rc != EG_OK)
		return rc;
	e->kind = EG_STORE_GROW;
	e->grow.fn = fn;
	e->grow.ctx = ctx;
	return EG_OK;
}
