/*
 * One commit out of a change. eg_change_commit() takes engross's lock and makes attempts;
 * attempt() is the order of steps that keeps a crash, a full disk or a race from losing anything:
 *
 * read HEAD - make the files' bytes - trees and commit in memory - look whether a person edited
 * one of the files
 *   new files beside the work tree - objects to the disk - index.lock - journal to the disk
 *   the ref, by compare-and-swap                       <- the moment it is done
 *   files into place - index - journal away
 *
 * What fails before the ref moves is undone at once; what fails after is finished by the next
 * command.
 */
#include "store/change.h"

#include "base/beside.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	ATTEMPTS = 40,
	BACKOFF_MAX_MS = 200,
	MANY = 64, /* so many files are worth a second core */
};

struct attempt {
	struct eg_repo *r;
	struct eg_store__head head;
	struct eg_store__objects objects;
	struct eg_store__edit **edits; /* those that differ from HEAD, sorted by path */
	size_t n;
	git_oid commit;
	struct eg_store__place *place;
	struct eg_store__index *index;
	bool folders, moved, raced;
};

static int
by_path(const void *a, const void *b)
{
	return strcmp(
	    (*(struct eg_store__edit *const *)a)->path, (*(struct eg_store__edit *const *)b)->path);
}

/* ---- the files' bytes ---- */

static enum eg_rc
head_bytes(
    struct eg_repo *r, const struct eg_store__edit *e, struct eg_buf *out, struct eg_err *err)
{
	git_odb_object *o = NULL;
	int code = r->g->git_odb_read(&o, r->odb, &e->old.id);

	if (code < 0)
		return eg_store__error(r->g, code, r->git_dir, err, "cannot read '%s'", e->path);
	eg_buf_add(out, r->g->git_odb_object_data(o), r->g->git_odb_object_size(o));
	r->g->git_odb_object_free(o);
	return eg_buf_ok(out, err);
}

/* Run the steps of an edit on what it starts from. */
static enum eg_rc
run_steps(struct eg_repo *r, struct eg_store__edit *e, struct eg_err *err)
{
	struct eg_buf have, next;
	bool there = true;
	enum eg_rc rc = EG_OK;

	eg_buf_init(&have, EG_STORE_FILE_MAX);
	eg_buf_init(&next, EG_STORE_FILE_MAX);
	if (e->kind == EG_STORE_PUT)
		eg_buf_add(&have, e->p, e->n);
	else if (e->kind == EG_STORE_EDIT && e->old.exists)
		rc = head_bytes(r, e, &have, err);
	else
		there = false;
	for (size_t i = 0; i < e->steps.n && rc == EG_OK; i++) {
		struct eg_buf swap;

		eg_buf_reset(&next);
		rc = e->steps.v[i].fn(
		    e->steps.v[i].ctx, there ? eg_buf_cstr(&have) : NULL, have.n, &next, err);
		if (rc == EG_OK)
			rc = eg_buf_ok(&next, err);
		swap = have;
		have = next;
		next = swap;
		there = there || have.n > 0;
	}
	eg_free(e->made);
	e->made = NULL;
	e->want_n = have.n;
	e->want = there ? e->made = eg_buf_take(&have, NULL) : NULL;
	eg_buf_clear(&have);
	eg_buf_clear(&next);
	return rc;
}

static enum eg_rc
changed_meanwhile(const char *path, struct eg_err *err)
{
	(void)eg_err_at(
	    err, EG_ERR_RACE, path, 0, 0, "was changed by another command in the meantime");
	eg_err_hint(err, "run the command again");
	return EG_ERR_RACE;
}

static enum eg_rc
make_bytes(struct attempt *a, struct eg_store__edit *e, struct eg_err *err)
{
	struct eg_repo *r = a->r;
	char hex[EG_OID_HEX] = "";
	enum eg_rc rc = eg_store__slot(r, a->head.tree, e->path, &e->old, err);
	int code;

	if (rc != EG_OK)
		return rc;
	if (e->old.exists && (e->old.mode & 0170000) != 0100000) {
		(void)eg_err_at(err, EG_ERR_USAGE, e->path, 0, 0,
		    "is a folder or a link in the last commit, not a file");
		return EG_ERR_USAGE;
	}
	if (e->old.exists)
		r->g->git_oid_tostr(hex, sizeof(hex), &e->old.id);
	if (e->kind == EG_STORE_GROW)
		return eg_store__grow(r, e, err);
	e->want = e->kind == EG_STORE_PUT ? e->p : NULL;
	e->want_n = e->kind == EG_STORE_PUT ? e->n : 0;
	if (e->steps.n > 0 && (rc = run_steps(r, e, err)) != EG_OK)
		return rc;
	e->now.exists = e->want != NULL;
	e->now.mode = e->old.exists ? e->old.mode : 0100644;
	if (e->want != NULL && !(e->hashed && e->want == e->p) &&
	    (code = r->g->git_odb_hash(&e->now.id, e->want, e->want_n, GIT_OBJECT_BLOB)) < 0)
		return eg_store__error(
		    r->g, code, r->git_dir, err, "cannot compute the id of '%s'", e->path);
	e->differs = e->now.exists != e->old.exists ||
		     (e->now.exists && memcmp(&e->now.id, &e->old.id, sizeof(git_oid)) != 0);
	/* two first drafts copy the same profiles: who finds the very bytes there has lost nothing
	 * */
	if (e->differs && e->has_expect && strcmp(hex, e->expect) != 0)
		return changed_meanwhile(e->path, err);
	return EG_OK;
}

/* What the caller's choices rest on must be as it was. */
static enum eg_rc
check_expects(struct eg_repo *r, const struct eg_store__head *head, const struct eg_change *c,
    struct eg_err *err)
{
	for (size_t i = 0; i < c->expects.n; i++) {
		const struct eg_store__expect *e = &c->expects.v[i];
		struct eg_store__slot slot;
		char hex[EG_OID_HEX] = "";
		enum eg_rc rc = eg_store__slot(r, head->tree, e->path, &slot, err);

		if (rc != EG_OK)
			return rc;
		if (slot.exists)
			r->g->git_oid_tostr(hex, sizeof(hex), &slot.id);
		if (strcmp(hex, e->id) != 0)
			return changed_meanwhile(e->path, err);
	}
	return EG_OK;
}

/* ---- objects ---- */

static bool
same_folder(const char *a, const char *b)
{
	const char *sa = strrchr(a, '/'), *sb = strrchr(b, '/');
	size_t na = sa != NULL ? (size_t)(sa - a) : 0, nb = sb != NULL ? (size_t)(sb - b) : 0;

	return na == nb && memcmp(a, b, na) == 0;
}

/* Blobs of the change. Each names the files it may resemble: the caller's hint, the first of its
 * folder, the ones before it. */
static void
add_blobs(struct attempt *a, const struct eg_map *leaned_on)
{
	size_t *object = eg_calloc(a->n + 1, sizeof(*object)), first = EG_STORE_NO_BASE,
	       last = EG_STORE_NO_BASE;
	struct eg_map number = {0}; /* path -> its place in `object` */

	for (size_t i = 0; i < a->n; i++) {
		eg_map_set(&number, a->edits[i]->path, NULL);
		object[i] = EG_STORE_NO_BASE;
	}
	/* Files that others resemble come first: a delta can only lean on what stands before it. */
	for (int hinted = 1; hinted >= 0; hinted--)
		for (size_t i = 0; i < a->n; i++) {
			struct eg_store__edit *e = a->edits[i];
			struct eg_store__object *o;

			if (i == 0 || !same_folder(e->path, a->edits[i - 1]->path))
				first = last = EG_STORE_NO_BASE;
			if (!e->now.exists || e->kind == EG_STORE_GROW ||
			    eg_map_has(leaned_on, e->path) != (hinted == 1))
				continue;
			object[i] = eg_store__objects_add_as(a->r, &a->objects, GIT_OBJECT_BLOB,
			    e->want, e->want_n, NULL, &e->now.id);
			if (object[i] == EG_STORE_NO_BASE)
				continue;
			o = &a->objects.v[object[i]];
			if (e->base_path != NULL) {
				size_t at =
				    eg_map_find(&number, e->base_path, strlen(e->base_path));

				o->base[0] =
				    at != SIZE_MAX && at != i ? object[at] : EG_STORE_NO_BASE;
			}
			o->base[1] = first;
			for (size_t k = 2, b = last; k < EG_STORE_BASES && b != EG_STORE_NO_BASE;
			     k++, b = a->objects.v[b].base[2])
				o->base[k] = b;
			last = object[i];
			if (first == EG_STORE_NO_BASE)
				first = last;
		}
	eg_map_clear(&number);
	eg_free(object);
}

static enum eg_rc
add_commit(struct attempt *a, const git_oid *tree, const struct eg_store__identity *id,
    const char *message, struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	char hex[EG_OID_HEX], *owned;
	size_t n;

	a->r->g->git_oid_tostr(hex, sizeof(hex), tree);
	eg_buf_printf(&b, "tree %s\n", hex);
	if (a->head.born) {
		a->r->g->git_oid_tostr(hex, sizeof(hex), &a->head.commit);
		eg_buf_printf(&b, "parent %s\n", hex);
	}
	eg_buf_puts(&b, "author ");
	eg_store__identity_line(id, &b);
	eg_buf_puts(&b, "\ncommitter ");
	eg_store__identity_line(id, &b);
	eg_buf_printf(&b, "\n\n%s", message);
	if (b.p[b.n - 1] != '\n')
		eg_buf_putc(&b, '\n');
	owned = eg_buf_take(&b, &n);
	return eg_store__objects_add(
	    a->r, &a->objects, GIT_OBJECT_COMMIT, owned, n, &a->commit, err);
}

/* Ids of many files, a half on each core. What fails here is met again, and told, where the id is
 * needed. */
struct hashing {
	struct eg_change *c;
	size_t from, to;
};

static void
hash_some(void *ctx)
{
	const struct hashing *h = ctx;
	const struct eg_store__git2 *g = h->c->r->g;
	struct eg_store__sha1 sha1;
	bool fast = eg_store__sha1_find(&sha1);

	for (size_t i = h->from; i < h->to; i++) {
		struct eg_store__edit *e = h->c->edits.v[i];

		if (e->kind == EG_STORE_PUT && e->steps.n == 0 && !e->hashed)
			e->hashed = (fast && eg_store__text_id(&sha1, e->p, e->n, &e->now.id)) ||
				    g->git_odb_hash(&e->now.id, e->p, e->n, GIT_OBJECT_BLOB) == 0;
	}
}

static void
hash_ahead(struct eg_change *c)
{
	struct hashing first = {c, 0, c->edits.n / 2}, second = {c, c->edits.n / 2, c->edits.n};
	struct eg_beside beside = {0};

	eg_beside_start(&beside, hash_some, &second);
	hash_some(&first);
	eg_beside_join(&beside);
}

/* Everything that can be known without writing: the bytes, what differs, the trees, the commit. */
static enum eg_rc
make_objects(struct attempt *a, struct eg_change *c, const struct eg_store__identity *id,
    const char *message, struct eg_err *err)
{
	struct eg_map hinted = {0};
	enum eg_rc rc = check_expects(a->r, &a->head, c, err);
	git_oid tree;

	a->edits = eg_calloc(c->edits.n + 1, sizeof(struct eg_store__edit *));
	if (c->edits.n >= MANY)
		hash_ahead(c);
	for (size_t i = 0; i < c->edits.n && rc == EG_OK; i++)
		if (c->edits.v[i]->kind == EG_STORE_GROW) {
			c->edits.v[i]->temp = EG_STORE_GROWN + i;
			rc = make_bytes(a, c->edits.v[i], err);
		}
	for (size_t i = 0; i < c->edits.n && rc == EG_OK; i++) {
		struct eg_store__edit *e = c->edits.v[i];

		if (e->kind != EG_STORE_GROW)
			rc = make_bytes(a, e, err);
		if (!e->differs)
			continue;
		a->edits[a->n++] = e;
		if (e->base_path != NULL)
			eg_map_set(&hinted, e->base_path, NULL);
	}
	if (rc == EG_OK && a->n > 0) {
		add_blobs(a, &hinted);
		rc = eg_store__tree_edit(
		    a->r, a->head.tree, a->edits, a->n, &a->objects, &tree, err);
		if (rc == EG_OK)
			rc = add_commit(a, &tree, id, message, err);
	}
	eg_map_clear(&hinted);
	return rc;
}

/* ---- the ref ---- */

static enum eg_rc
move_ref(
    struct attempt *a, const struct eg_store__identity *id, const char *message, struct eg_err *err)
{
	const struct eg_store__git2 *g = a->r->g;
	git_reference *ref = NULL;
	char *log = eg_sprintf("commit%s: %.*s", a->head.born ? "" : " (initial)",
	    (int)strcspn(message, "\n"), message);
	int code = g->git_repository_set_ident(a->r->repo, id->name, id->email);

	if (code == 0 && a->head.born)
		code = g->git_reference_create_matching(
		    &ref, a->r->repo, a->head.ref, &a->commit, 1, &a->head.commit, log);
	else if (code == 0)
		code = g->git_reference_create(&ref, a->r->repo, a->head.ref, &a->commit, 0, log);
	eg_free(log);
	g->git_reference_free(ref);
	a->moved = code == 0;
	a->raced = code == GIT_EMODIFIED || code == GIT_ELOCKED || code == GIT_EEXISTS ||
		   (code == GIT_ENOTFOUND && a->head.born);
	return code < 0
		   ? eg_store__error(g, code, a->r->git_dir, err, "cannot move '%s'", a->head.ref)
		   : EG_OK;
}

/* ---- one attempt ---- */

struct preparing {
	struct attempt *a;
	struct eg_err err;
	enum eg_rc rc;
};

static void
prepare(void *ctx)
{
	struct preparing *p = ctx;

	p->rc = eg_store__worktree_prepare(p->a->r, p->a->edits, p->a->n, &p->err);
}

/* The new files beside the work tree, and the objects: neither needs the other, so many are written
 * on two cores. */
static enum eg_rc
write_both(struct attempt *a, struct eg_err *err)
{
	struct preparing files = {.a = a};
	struct eg_beside beside = {0};
	enum eg_rc rc;

	if (a->r->root != NULL && a->n >= MANY)
		eg_beside_start(&beside, prepare, &files);
	else if (a->r->root != NULL)
		prepare(&files);
	rc = beside.running || files.rc == EG_OK ? eg_store__objects_write(a->r, &a->objects, err)
						 : EG_OK;
	if (rc == EG_OK)
		rc = eg_store__grow_objects(a->r, a->edits, a->n, err);
	eg_beside_join(&beside);
	if (rc == EG_OK && files.rc != EG_OK) {
		*err = files.err;
		rc = files.rc;
	}
	return rc;
}

static enum eg_rc
before_ref(struct attempt *a, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	if (a->r->root != NULL &&
	    ((rc = eg_store__place_new(a->r, &a->place, err)) != EG_OK ||
		(rc = eg_store__worktree_check(a->place, a->r, a->edits, a->n, err)) != EG_OK))
		return rc;
	if ((rc = eg_store__tmp_make(a->r, err)) != EG_OK ||
	    (rc = eg_store__reserve(a->r, a->n, err)) != EG_OK ||
	    (rc = write_both(a, err)) != EG_OK)
		return rc;
	eg_store__reserve_end(a->r);
	if (a->r->root != NULL &&
	    ((rc = eg_store__index_open(a->r, &a->index, err)) != EG_OK ||
		(rc = eg_store__index_check(a->index, a->edits, a->n, err)) != EG_OK ||
		(rc = eg_store__index_prepare(a->index, NULL, a->edits, a->n, err)) != EG_OK))
		return rc;
	if ((rc = eg_store__journal_write(a->r, &a->head, &a->commit, a->edits,
		 a->r->root != NULL ? a->n : 0, err)) != EG_OK ||
	    a->r->root == NULL)
		return rc;
	a->folders = true;
	return eg_store__worktree_folders(a->place, a->edits, a->n, err);
}

/* Did all files come in new folders? Then the index that was made ready has their times. */
static bool
all_placed(const struct attempt *a)
{
	for (size_t i = 0; i < a->n; i++)
		if (!a->edits[i]->placed)
			return false;
	return true;
}

static enum eg_rc
after_ref(struct attempt *a, struct eg_err *err)
{
	enum eg_rc rc;
	char hex[EG_OID_HEX], msg[EG_ERR_MSG_MAX];

	if (a->r->root == NULL)
		return EG_OK;
	if ((rc = eg_store__worktree_apply(a->place, a->r, a->edits, a->n, err)) == EG_OK &&
	    (all_placed(a) ||
		(rc = eg_store__index_prepare(a->index, a->place, a->edits, a->n, err)) == EG_OK))
		rc = eg_store__index_commit(a->index, err);
	if (rc == EG_OK || err == NULL)
		return rc;
	a->r->g->git_oid_tostr(hex, sizeof(hex), &a->commit);
	snprintf(msg, sizeof(msg), "%.700s (commit %.10s is made; the files did not all follow)",
	    err->msg, hex);
	memcpy(err->msg, msg, sizeof(msg));
	eg_err_hint(err, "engross verify finishes it once the cause is removed");
	return rc;
}

static void
attempt_clear(struct attempt *a, bool keep_journal)
{
	if (!a->moved && a->folders)
		eg_store__worktree_unfold(a->place, a->edits, a->n);
	eg_store__index_free(a->index);
	if (!keep_journal) {
		eg_store__journal_remove(a->r);
		eg_store__tmp_clean(a->r);
	}
	eg_store__place_free(a->place);
	eg_store__objects_clear(&a->objects);
	eg_free(a->edits);
	eg_store__head_clear(a->r, &a->head);
}

/* Another program committed since HEAD was read: what looks like a person's edit may be its file.
 * */
static bool
head_moved(struct attempt *a)
{
	git_oid now;
	int code = a->r->g->git_reference_name_to_id(&now, a->r->repo, a->head.ref);

	return a->head.born ? code == 0 && memcmp(&now, &a->head.commit, sizeof(now)) != 0
			    : code == 0;
}

static enum eg_rc
attempt(struct eg_change *c, const char *message, const struct eg_store__identity *id,
    char out[EG_OID_HEX], bool *again, struct eg_err *err)
{
	struct attempt a = {.r = c->r};
	enum eg_rc rc = eg_store__head_read(c->r, &a.head, err);

	out[0] = '\0';
	if (rc == EG_OK)
		rc = make_objects(&a, c, id, message, err);
	if (rc == EG_OK && a.n > 0 && (rc = before_ref(&a, err)) == EG_OK &&
	    (rc = move_ref(&a, id, message, err)) == EG_OK) {
		c->r->g->git_oid_tostr(out, EG_OID_HEX, &a.commit);
		rc = after_ref(&a, err);
	}
	*again = a.raced || (rc == EG_ERR_EDITED && head_moved(&a));
	attempt_clear(&a, a.moved && rc != EG_OK);
	return rc;
}

enum eg_rc
eg_change_commit(struct eg_change *c, const char *message, const struct eg_signer *who,
    char commit_out[EG_OID_HEX], struct eg_err *err)
{
	struct eg_store__identity id;
	char done[EG_OID_HEX] = "";
	int lock = -1;
	bool again = true;
	enum eg_rc rc;

	if (commit_out != NULL)
		commit_out[0] = '\0';
	if (c->r->read_only)
		EG_BUG("a change in a repository that was opened to read");
	if (c->edits.n == 0)
		return EG_OK;
	if ((rc = eg_store__identity(c->r->g, c->r->repo, who, &id, err)) != EG_OK ||
	    (rc = eg_store__lock(c->r, &lock, err)) != EG_OK)
		return rc;
	rc = eg_store__recover(c->r, err);
	qsort(c->edits.v, c->edits.n, sizeof(*c->edits.v), by_path);
	for (int i = 0; i < ATTEMPTS && rc == EG_OK && again; i++) {
		int ms = i < 7 ? 1 << i : BACKOFF_MAX_MS;
		struct timespec nap = {0, (ms + getpid() % 7) * 1000000L};

		if (i > 0)
			nanosleep(&nap, NULL);
		rc = attempt(c, message, &id, done, &again, err);
		if (again && i + 1 < ATTEMPTS) {
			rc = EG_OK;
			if (err != NULL)
				*err = (struct eg_err){0};
		}
	}
	eg_store__unlock(&lock);
	if (commit_out != NULL)
		memcpy(commit_out, done, sizeof(done));
	return rc;
}
