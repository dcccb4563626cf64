/*
 * A change on its way to a commit. Private to bills/store/. What is asked for (struct
 * eg_store__edit, filled by change.c) is turned, at each attempt, into what differs from HEAD (the
 * fields under "attempt", filled by commit.c), checked against the work tree and the index
 * (worktree.c, index.c), and made to last (journal.c).
 */
#ifndef EG_STORE_CHANGE_H
#define EG_STORE_CHANGE_H

#include "base/map.h"
#include "store/objects.h"

#include <sys/stat.h>

enum eg_store__kind { EG_STORE_EDIT, EG_STORE_PUT, EG_STORE_REMOVE, EG_STORE_GROW };

struct eg_store__step {
	eg_change_edit_fn *fn;
	void *ctx;
};

struct eg_store__edit {
	char *path;
	enum eg_store__kind kind; /* what the steps start from: HEAD's bytes, p, or nothing */
	char *p;
	size_t n;
	bool has_expect;
	char expect[EG_OID_HEX];
	char *base_path;
	struct {
		EG_VEC(struct eg_store__step);
	} steps;
	struct {
		eg_change_grow_fn *fn;
		void *ctx;
	} grow;

	/* attempt */
	struct eg_store__slot old,
	    now; /* at HEAD, and as it shall be (mode 0100644 or the old one) */
	bool hashed; /* now.id is the id of a PUT's bytes already */
	char *made; /* bytes made by the steps */
	/* want_n bytes that the file shall hold; NULL = no file; "" of one that grows, whose bytes
	 * are in own_dir/tmp alone */
	const char *want;
	size_t want_n;
	bool differs; /* from HEAD: part of the commit */
	bool write; /* the work tree's file must be written or removed */
	bool there; /* the work tree's file exists; `seen` is its state when it was checked */
	struct stat seen;
	size_t temp; /* number of the file in own_dir/tmp, 0 = none */
	bool no_folder; /* the work tree's folder of the file is not there */
	size_t folder; /* number of the new folder in own_dir/tmp that holds the file, 0 = none */
	struct stat made_as; /* of a file in such a folder: moving the folder leaves it so */
	bool placed; /* the folder was moved into place */
};

/* Files that grow have the numbers from here on, and their objects lie beside them. */
enum { EG_STORE_GROWN = 1000000 };

struct eg_store__expect {
	char *path;
	char id[EG_OID_HEX];
};

struct eg_change {
	struct eg_repo *r;
	struct {
		EG_VEC(struct eg_store__edit *);
	} edits; /* sorted by path at commit */
	struct eg_map by_path;
	struct {
		EG_VEC(struct eg_store__expect);
	} expects;
};

/* HEAD as it was read at the start of an attempt. */
struct eg_store__head {
	char *ref; /* the branch's full name, or "HEAD" when detached */
	bool born;
	git_oid commit;
	git_tree *tree; /* NULL when not born */
};

/* ---- tree.c ---- */

/* Trees of HEAD with all edits that differ put in (edits sorted by path): new tree objects are
 * added to list, *root gets the id. EG_ERR_USAGE when a file would take a folder's place or the
 * other way round. */
enum eg_rc eg_store__tree_edit(struct eg_repo *r, const git_tree *head,
    struct eg_store__edit *const *edits, size_t n, struct eg_store__objects *list, git_oid *root,
    struct eg_err *err) EG_MUST_CHECK;

/* ---- grow.c: a file with more behind it ---- */

/* Make the file e->temp of own_dir/tmp and its object beside it; set old's companions: now, want,
 * differs, and (where the work tree's file was HEAD's) there and seen. */
enum eg_rc eg_store__grow(
    struct eg_repo *r, struct eg_store__edit *e, struct eg_err *err) EG_MUST_CHECK;
/* Put the objects of those that differ among git's. */
enum eg_rc eg_store__grow_objects(struct eg_repo *r, struct eg_store__edit *const *edits, size_t n,
    struct eg_err *err) EG_MUST_CHECK;
/* Write to `to` what `from` holds from where it stands. -1 and errno. */
int eg_store__copy(int from, int to);

/* ---- worktree.c: files, never through a link ---- */

struct eg_store__place; /* the work tree's top, with the folder used last kept open */
enum eg_rc eg_store__place_new(
    struct eg_repo *r, struct eg_store__place **out, struct eg_err *err) EG_MUST_CHECK;
void eg_store__place_free(struct eg_store__place *pl);
/* Read a regular file. *there false when absent. EG_ERR_USAGE when a link, or something that is no
 * file, is in the way. bytes may be NULL. */
enum eg_rc eg_store__place_read(struct eg_store__place *pl, const char *path, bool *there,
    struct stat *st, struct eg_buf *bytes, struct eg_err *err) EG_MUST_CHECK;

/* Open a plain file to read, -1 when there is none. */
int eg_store__place_file(struct eg_store__place *pl, const char *path);

/* Compare the work tree with the edits: sets there, seen, write. EG_ERR_EDITED names the first
 * file that a person edited. */
enum eg_rc eg_store__worktree_check(struct eg_store__place *pl, struct eg_repo *r,
    struct eg_store__edit *const *edits, size_t n, struct eg_err *err) EG_MUST_CHECK;
/* Write the new files to own_dir/tmp (sets temp, folder, made_as), so that a full disk is met
 * before anything has changed. Files whose folder is new stand in one there, too: one move puts
 * all of them in place. */
enum eg_rc eg_store__worktree_prepare(struct eg_repo *r, struct eg_store__edit *const *edits,
    size_t n, struct eg_err *err) EG_MUST_CHECK;
/* Keep room in own_dir/tmp for the index and the journal, which are written after the objects;
 * give it back. */
enum eg_rc eg_store__reserve(struct eg_repo *r, size_t n_edits, struct eg_err *err) EG_MUST_CHECK;
void eg_store__reserve_end(struct eg_repo *r);
/* Make the folders that are missing; remove those that are empty. */
enum eg_rc eg_store__worktree_folders(struct eg_store__place *pl,
    struct eg_store__edit *const *edits, size_t n, struct eg_err *err) EG_MUST_CHECK;
void eg_store__worktree_unfold(
    struct eg_store__place *pl, struct eg_store__edit *const *edits, size_t n);
/* Move the files into place and remove those to be removed. A file that changed since it was
 * checked is left as it is. */
enum eg_rc eg_store__worktree_apply(struct eg_store__place *pl, struct eg_repo *r,
    struct eg_store__edit *const *edits, size_t n, struct eg_err *err) EG_MUST_CHECK;
/* Remove own_dir/tmp and what is in it. */
void eg_store__tmp_clean(struct eg_repo *r);
enum eg_rc eg_store__tmp_make(struct eg_repo *r, struct eg_err *err) EG_MUST_CHECK;

/* ---- index.c: git's index, changed only in our own paths ---- */

struct eg_store__index;
/* Take .git/index.lock (waiting EG_STORE_BUSY_MS) and read the index. EG_ERR_LOCKED. */
enum eg_rc eg_store__index_open(
    struct eg_repo *r, struct eg_store__index **out, struct eg_err *err) EG_MUST_CHECK;
/* EG_ERR_EDITED when one of the paths has something staged that is neither HEAD's nor ours. */
enum eg_rc eg_store__index_check(struct eg_store__index *x, struct eg_store__edit *const *edits,
    size_t n, struct eg_err *err) EG_MUST_CHECK;
/* Write the new index beside the old one: reserves its space. Called again after the files are in
 * place, with their times. */
enum eg_rc eg_store__index_prepare(struct eg_store__index *x, struct eg_store__place *pl,
    struct eg_store__edit *const *edits, size_t n, struct eg_err *err) EG_MUST_CHECK;
/* Put it in the old one's place. */
enum eg_rc eg_store__index_commit(struct eg_store__index *x, struct eg_err *err) EG_MUST_CHECK;
/* Release the lock. */
void eg_store__index_free(struct eg_store__index *x);
/* Remove an index.lock that a crash of ours left (it is the same file as own_dir/index-mark). */
void eg_store__index_unstick(struct eg_repo *r);

/* ---- journal.c ---- */

/* engross's own lock, waited for. -1 in *fd when not held. */
enum eg_rc eg_store__lock(struct eg_repo *r, int *fd, struct eg_err *err) EG_MUST_CHECK;
/* The same without waiting: false when another process holds it. */
bool eg_store__try_lock(struct eg_repo *r, int *fd);
void eg_store__unlock(int *fd);
enum eg_rc eg_store__journal_write(struct eg_repo *r, const struct eg_store__head *head,
    const git_oid *new_commit, struct eg_store__edit *const *edits, size_t n,
    struct eg_err *err) EG_MUST_CHECK;
void eg_store__journal_remove(struct eg_repo *r);
/* True when a crash left something to finish. */
bool eg_store__journal_left(const struct eg_repo *r);
/* Finish or undo what the journal says, and clean up. The lock must be held. */
enum eg_rc eg_store__recover(struct eg_repo *r, struct eg_err *err) EG_MUST_CHECK;

/* ---- head.c ---- */

enum eg_rc eg_store__head_read(
    struct eg_repo *r, struct eg_store__head *out, struct eg_err *err) EG_MUST_CHECK;
void eg_store__head_clear(struct eg_repo *r, struct eg_store__head *h);

#endif
