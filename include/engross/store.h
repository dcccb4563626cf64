/*
 * The bill repository: an ordinary git repository, work tree or bare. Only bills/store/ sees
 * libgit2.
 *
 * Reading is from a revision; writing is by change: a set of edits on top of HEAD that becomes one
 * commit. The steps of a commit: objects into one pack (or loose for one or two), a journal, the
 * ref by compare-and-swap (retried: edits are made again on the new HEAD), then work tree and
 * index under engross's lock. A crash at any point is finished or undone by the next command.
 */
#ifndef ENGROSS_STORE_H
#define ENGROSS_STORE_H

#include <engross/arena.h>

struct eg_repo;
struct eg_change;

enum { EG_OID_HEX = 41 };

struct eg_signer { /* who commits; from git's configuration unless overridden */
	const char *name, *email; /* NULL: repository's configuration */
	int64_t when; /* Unix seconds; 0 = now */
	int offset_minutes; /* of UTC, -720..840 */
};

/* Make a bill repository in dir (made if absent; an existing git repository without engross.yaml
 * is taken over by one commit). `name` goes into engross.yaml; NULL = the folder's name.
 * EG_ERR_EXISTS when it already is one. */
enum eg_rc eg_repo_init(const char *dir, const char *name, bool bare, const struct eg_signer *who,
    struct eg_err *err) EG_MUST_CHECK;

/* Open the repository that holds dir (searching upward). First finishes what a crash left
 * (read_only: if it can; reading goes on all the same).
 * EG_ERR_NO_REPO, EG_ERR_OWNER (hint: the git config command to type), EG_ERR_REPO. */
enum eg_rc eg_repo_open(
    const char *dir, bool read_only, struct eg_repo **out, struct eg_err *err) EG_MUST_CHECK;
void eg_repo_free(struct eg_repo *r);
/* Top of the work tree without a slash at the end, or NULL when bare; path of the .git folder.
 * Borrowed. */
const char *eg_repo_root(const struct eg_repo *r);
const char *eg_repo_git_dir(const struct eg_repo *r);
/* Folder for caches that can be deleted at any time (inside the .git folder). Borrowed. */
const char *eg_repo_cache_dir(const struct eg_repo *r);
/* Value of a git configuration key, NULL-safe; caller frees *out (NULL when unset). */
enum eg_rc eg_repo_config(
    struct eg_repo *r, const char *key, char **out, struct eg_err *err) EG_MUST_CHECK;

/* Run the user's own git in the repository, by argument vector (NULL-ended, without "git"), never
 * through a shell: for push, pull, fsck, gc. said: receives what it writes to both outputs; NULL:
 * it shares ours. *status gets its exit status. EG_ERR_SYSTEM when there is no git. */
enum eg_rc eg_repo_git(struct eg_repo *r, const char *const *args, struct eg_buf *said, int *status,
    struct eg_err *err) EG_MUST_CHECK;
/* The same without a repository, in the folder that the process is in: for clone. */
enum eg_rc eg_git(
    const char *const *args, struct eg_buf *said, int *status, struct eg_err *err) EG_MUST_CHECK;

/* ---- reading ---- */

/* `commit` is the 40 hex digits that eg_repo_resolve gives, NULL for HEAD, or "" for the files as
 * the user has them now: HEAD's, with the work tree's edits, additions and removals on top. */

/* Resolve REV to a commit: for TEMPLATE a version ("1.2.0" = tag TEMPLATE/1.2.0), then a tag, a
 * date YYYY-MM-DD (the last commit by the end of that day, UTC), any git revision. template may be
 * NULL. rev NULL or "" = HEAD. EG_ERR_NOT_FOUND. */
enum eg_rc eg_repo_resolve(struct eg_repo *r, const char *template_name, const char *rev,
    char commit[EG_OID_HEX], struct eg_err *err) EG_MUST_CHECK;
/* Bytes of a file. EG_ERR_NOT_FOUND. */
enum eg_rc eg_repo_read(struct eg_repo *r, const char *commit, const char *path, struct eg_buf *out,
    struct eg_err *err) EG_MUST_CHECK;
/* The same with commit "": the work tree's copy if there is one, else HEAD's. */
enum eg_rc eg_repo_read_current(
    struct eg_repo *r, const char *path, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
bool eg_repo_has(struct eg_repo *r, const char *commit, const char *path);
/* Hex id of the file at path, or (not with commit "") of the folder; "" when absent. Cheap: a key
 * for caches. */
enum eg_rc eg_repo_blob_id(struct eg_repo *r, const char *commit, const char *path,
    char out[EG_OID_HEX], struct eg_err *err) EG_MUST_CHECK;
/* Call fn for each file below prefix ("" = all), sorted by path. fn returns EG_OK to go on;
 * anything else stops and is returned. */
typedef enum eg_rc eg_repo_walk_fn(
    void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err);
enum eg_rc eg_repo_walk(struct eg_repo *r, const char *commit, const char *prefix,
    eg_repo_walk_fn *fn, void *ctx, struct eg_err *err) EG_MUST_CHECK;

struct eg_commit_info {
	char id[EG_OID_HEX];
	const char *author, *email, *message; /* valid during the callback */
	int64_t when;
};
/* Walk the history from commit (NULL = HEAD), newest first; path NULL = all, else only commits
 * that changed path (file or folder). limit 0 = all. */
typedef enum eg_rc eg_repo_log_fn(void *ctx, const struct eg_commit_info *c, struct eg_err *err);
enum eg_rc eg_repo_log(struct eg_repo *r, const char *commit, const char *path, size_t limit,
    eg_repo_log_fn *fn, void *ctx, struct eg_err *err) EG_MUST_CHECK;
/* Paths that differ between HEAD and the work tree (edited, new, deleted by the user), below
 * prefix. */
typedef enum eg_rc eg_repo_status_fn(
    void *ctx, const char *path, char what /* 'M','A','D' */, struct eg_err *err);
enum eg_rc eg_repo_status(struct eg_repo *r, const char *prefix, eg_repo_status_fn *fn, void *ctx,
    struct eg_err *err) EG_MUST_CHECK;
/* Annotated tags below TEMPLATE/ in order of version: fn gets "1.2.0" and the commit. */
typedef enum eg_rc eg_repo_tag_fn(void *ctx, const char *version, const char commit[EG_OID_HEX],
    int64_t when, struct eg_err *err);
enum eg_rc eg_repo_releases(struct eg_repo *r, const char *template_name, eg_repo_tag_fn *fn,
    void *ctx, struct eg_err *err) EG_MUST_CHECK;

/* ---- writing ---- */

struct eg_change *eg_change_new(struct eg_repo *r);
void eg_change_free(struct eg_change *c);
/* The file shall hold these bytes (copied). base_path: a path whose bytes these resemble (pack
 * delta hint), or NULL. If the file at HEAD changed since `expect` (blob id the caller read; NULL
 * = do not care, "" = must not exist) the commit fails with EG_ERR_RACE. A path outside the
 * repository, or through a link, is EG_ERR_USAGE. */
enum eg_rc eg_change_put(struct eg_change *c, const char *path, const void *p, size_t n,
    const char *expect, const char *base_path, struct eg_err *err) EG_MUST_CHECK;
enum eg_rc eg_change_remove(
    struct eg_change *c, const char *path, struct eg_err *err) EG_MUST_CHECK;
/* The commit fails with EG_ERR_RACE unless the file or folder at path still has this id at HEAD
 * (from eg_repo_blob_id; "" = absent): for a choice that rests on more than the files being
 * written, such as the next free number in a folder. */
enum eg_rc eg_change_expect(
    struct eg_change *c, const char *path, const char *id, struct eg_err *err) EG_MUST_CHECK;
/* The file shall hold what fn makes of HEAD's bytes (old NULL when absent; no bytes then leave it
 * absent). Called again when a race moved HEAD: this is how two writers of the event log lose
 * nothing. */
typedef enum eg_rc eg_change_edit_fn(
    void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err);
enum eg_rc eg_change_edit(struct eg_change *c, const char *path, eg_change_edit_fn *fn, void *ctx,
    struct eg_err *err) EG_MUST_CHECK;
/* The file shall be HEAD's with more behind it, and is never held in memory: for a log that may be
 * larger than that. fn gets a file that is open to read and write, holds what HEAD holds (old_n
 * bytes; 0 when absent too) and is written at its end; what it adds is the edit. Such files are
 * made before all others of the change, so that what fn learns may serve the other edits. Called
 * again like eg_change_edit's. */
typedef enum eg_rc eg_change_grow_fn(void *ctx, int fd, uint64_t old_n, struct eg_err *err);
enum eg_rc eg_change_grow(struct eg_change *c, const char *path, eg_change_grow_fn *fn, void *ctx,
    struct eg_err *err) EG_MUST_CHECK;
/* Make one commit of the edits on top of HEAD. message ends with trailers. Files in the work tree
 * that the user edited since are never overwritten: EG_ERR_EDITED before anything changed, unless
 * the edits agree. commit_out may be NULL. An empty change makes no commit and sets commit_out "".
 * */
enum eg_rc eg_change_commit(struct eg_change *c, const char *message, const struct eg_signer *who,
    char commit_out[EG_OID_HEX], struct eg_err *err) EG_MUST_CHECK;
/* Annotated tag TEMPLATE/VERSION on a commit; never moved: EG_ERR_EXISTS. sign: made by the user's
 * git, with their key. */
enum eg_rc eg_repo_release(struct eg_repo *r, const char *template_name, const char *version,
    const char *commit, const char *message, const struct eg_signer *who, bool sign,
    struct eg_err *err) EG_MUST_CHECK;

/* ---- addresses (DESIGN.md section 4) ---- */

enum eg_address_kind {
	EG_ADDR_TEMPLATE,
	EG_ADDR_DRAFT,
	EG_ADDR_PRINT,
	EG_ADDR_PATH,
	EG_ADDR_STDIN
};

struct eg_address {
	enum eg_address_kind kind;
	char template_name[128]; /* TEMPLATE, DRAFT */
	char postal[3]; /* DRAFT, PRINT */
	char variant[64]; /* DRAFT; "" if none */
	char session[64]; /* PRINT; "" = the only one */
	char bill[64]; /* PRINT, as typed */
	char stage[64]; /* PRINT: stage word or NN; "" = the latest */
	char rev[256]; /* after the first '@'; "" if none */
	char path[4096]; /* PATH */
};

/* Parse by the grammar alone: the disk is never looked at. EG_ERR_USAGE says what an address looks
 * like. */
enum eg_rc eg_address_parse(
    const char *text, struct eg_address *out, struct eg_err *err) EG_MUST_CHECK;
/* Path in the repository of a TEMPLATE, DRAFT or PRINT at the address's revision; commit gets the
 * revision ("" = current: work tree first). EG_ERR_NOT_FOUND, EG_ERR_AMBIGUOUS (hint lists the
 * choices). */
enum eg_rc eg_address_locate(struct eg_repo *r, const struct eg_address *a, char path[4096],
    char commit[EG_OID_HEX], struct eg_err *err) EG_MUST_CHECK;
/* Letters and digits alone, lower case: how bill numbers match. out must hold strlen(bill)+1. */
void eg_bill_key(const char *bill, char *out);

#endif
