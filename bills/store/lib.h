/*
 * Private to bills/store/: libgit2 as a table of functions loaded on first use, the open
 * repository, and the one wall where libgit2's errors become ours. Nothing outside this room sees
 * git2.h.
 */
#ifndef EG_STORE_LIB_H
#define EG_STORE_LIB_H

#include "base/lazy.h"
#include "base/vec.h"

#include <engross/store.h>
#include <git2.h>

/* clang-format off */
#define EG_STORE_GIT2(F)                                                                            \
	F(git_libgit2_init) F(git_libgit2_opts) F(git_error_last)                                   \
	F(git_repository_open_ext) F(git_repository_init_ext) F(git_repository_init_options_init)   \
	F(git_repository_free) F(git_repository_path) F(git_repository_workdir) F(git_repository_commondir) \
	F(git_repository_item_path) F(git_repository_odb)                                           \
	F(git_repository_config_snapshot) F(git_repository_set_ident)                               \
	F(git_config_open_default) F(git_config_get_string_buf) F(git_config_free) F(git_buf_dispose) \
	F(git_config_multivar_iterator_new) F(git_config_next) F(git_config_iterator_free)          \
	F(git_odb_free) F(git_odb_read) F(git_odb_refresh) F(git_odb_exists_ext) F(git_odb_hash) F(git_odb_hashfile) \
	F(git_odb_object_data) F(git_odb_object_size) F(git_odb_object_free)                        \
	F(git_oid_fromstr) F(git_oid_tostr)                                                         \
	F(git_object_lookup) F(git_object_peel) F(git_object_free) F(git_object_id)                 \
	F(git_commit_lookup) F(git_commit_free) F(git_commit_tree_id) F(git_commit_time) F(git_commit_id) \
	F(git_commit_parentcount) F(git_commit_parent_id) F(git_commit_author) F(git_commit_message) \
	F(git_tree_lookup) F(git_tree_free) F(git_tree_entrycount) F(git_tree_entry_byindex)        \
	F(git_tree_entry_bypath) F(git_tree_entry_free) F(git_tree_entry_name)                      \
	F(git_tree_entry_id) F(git_tree_entry_filemode_raw)                                         \
	F(git_reference_lookup) F(git_reference_type) F(git_reference_target)                       \
	F(git_reference_symbolic_target) F(git_reference_free) F(git_reference_create)              \
	F(git_reference_create_matching) F(git_reference_name_to_id) F(git_reference_name)          \
	F(git_reference_iterator_glob_new) F(git_reference_next) F(git_reference_iterator_free)     \
	F(git_graph_descendant_of)                                                                  \
	F(git_revparse_single)                                                                      \
	F(git_tag_lookup) F(git_tag_free) F(git_tag_tagger)                                         \
	F(git_index_open) F(git_index_free) F(git_index_add) F(git_index_remove) F(git_index_write) \
	F(git_index_get_bypath)                                                                     \
	F(git_diff_tree_to_workdir_with_index) F(git_diff_options_init) F(git_diff_free)            \
	F(git_diff_num_deltas) F(git_diff_get_delta)
/* clang-format on */

struct eg_store__git2 {
	EG_STORE_GIT2(EG_LAZY_FIELD)
};

struct eg_repo {
	const struct eg_store__git2 *g;
	git_repository *repo;
	git_odb *odb;
	char *root; /* work tree without a slash at the end; NULL when bare */
	char *git_dir; /* of this work tree, without a slash at the end */
	char *common_dir; /* where refs are: the same but for a linked work tree */
	char *objects_dir;
	char *own_dir; /* git_dir/engross */
	char *cache_dir; /* own_dir/cache */
	bool read_only;
};

/* The table; libgit2 is loaded and started at the first call. EG_ERR_LIBRARY. */
enum eg_rc eg_store__git2(const struct eg_store__git2 **out, struct eg_err *err) EG_MUST_CHECK;

/* Translate a libgit2 return code (negative) into an error: "WHAT: why" with the command to type.
 * path is the repository's, for hints, and may be NULL. Reads libgit2's last message, so call it
 * at once. */
enum eg_rc eg_store__error(const struct eg_store__git2 *g, int code, const char *path,
    struct eg_err *err, const char *fmt, ...) EG_PRINTF(5, 6);
/* The same for errno: a full disk and missing rights get plain words. */
enum eg_rc eg_store__errno(int number, struct eg_err *err, const char *fmt, ...) EG_PRINTF(3, 4);

/* Open without asking whether it is a bill repository and without recovery. search: look upward. */
enum eg_rc eg_store__open(const char *dir, bool search, bool read_only, struct eg_repo **out,
    struct eg_err *err) EG_MUST_CHECK;

/* Name, e-mail and time to commit with: who's where given, else the configuration's. */
struct eg_store__identity {
	char name[256], email[256];
	int64_t when;
	int offset_minutes;
};
enum eg_rc eg_store__identity(const struct eg_store__git2 *g, git_repository *repo,
    const struct eg_signer *who, struct eg_store__identity *out, struct eg_err *err) EG_MUST_CHECK;
/* "NAME <EMAIL> SECONDS +HHMM" */
void eg_store__identity_line(const struct eg_store__identity *id, struct eg_buf *out);

/* Run the user's git in the repository with these arguments (NULL-ended, without "git"), as `id`
 * if not NULL. said: what it wrote to both outputs; NULL: it shares the terminal. *status is its
 * exit status. */
enum eg_rc eg_store__git(struct eg_repo *r, const char *const *args,
    const struct eg_store__identity *id, struct eg_buf *said, int *status,
    struct eg_err *err) EG_MUST_CHECK;

/* Commit of a hex id, of NULL (HEAD): its tree. *has is false where HEAD is not born yet. */
enum eg_rc eg_store__tree_of(
    struct eg_repo *r, const char *commit, git_tree **out, struct eg_err *err) EG_MUST_CHECK;

/* What a path holds in a tree. */
struct eg_store__slot {
	bool exists;
	git_oid id;
	uint32_t mode;
};
/* tree NULL = nothing is there. A folder is a slot with mode 040000. */
enum eg_rc eg_store__slot(struct eg_repo *r, const git_tree *tree, const char *path,
    struct eg_store__slot *out, struct eg_err *err) EG_MUST_CHECK;

enum { EG_STORE_BUSY_MS = 3000 }; /* how long another program's index.lock is waited for */

#endif
