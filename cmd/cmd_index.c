/*
 * index --index IDX PATH…: make or update an index of other texts, to be searched by trace.
 *	engross index --index va.idx session-2026/
 * Exit 0 the index holds everything named; 1 some files could not be read (listed); 2 usage; 3 a
 * damaged index; 4 another program is updating it; 5 system.
 */
#include "cmd/texts.h"

#include <engross/trace.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
	const char *index;
	bool json, check;
	int64_t words, window;
} opt;

static const struct eg_opt opts[] = {
    {"index", 'i', EG_OPT_TEXT, &opt.index, "IDX", "folder of the index; made when not there"},
    {"check", 0, EG_OPT_FLAG, &opt.check, NULL, "verify every checksum of the index"},
    {"words", 0, EG_OPT_INT, &opt.words, "K", "words of a shingle, of a new index (4)"},
    {"window", 0, EG_OPT_INT, &opt.window, "W", "shingles of a window, of a new index (4)"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    EG_OPT_END,
};

/* Index one file unless it is there already; what cannot be read goes into walk->left_out. */
static enum eg_rc
index_file(struct eg_index_update *up, struct eg_walk *walk, const struct eg_walked *f,
    const char *folder, struct eg_buf *bytes, struct eg_err *err)
{
	struct eg_index_file file = {
	    .path = f->path, .folder = folder, .bytes = f->bytes, .mtime_ns = f->mtime_ns};
	struct eg_err why = {0};
	struct eg_doc *doc = NULL;
	enum eg_rc rc;

	if (eg_index_update_has(up, &file))
		return EG_OK;
	if ((rc = eg_file_read(f->path, EG_FILE_MAX, bytes, &why)) == EG_OK) {
		file.bytes = bytes->n;
		file.sum = eg_trace_sum(eg_buf_cstr(bytes), bytes->n);
		if (eg_index_update_same(up, &file))
			return EG_OK;
		rc = eg_text_read(f->path, bytes, EG_TEXT_WORDS, &doc, &why);
	}
	if (rc != EG_OK) {
		eg_walk_leave_out(walk, f->path, why.msg);
		return EG_OK;
	}
	rc = eg_index_update_put(up, &file, doc->text, doc->n, err);
	eg_doc_free(doc);
	return rc;
}

/* Walk what was named. A path that is gone but was indexed drops what the index has of it. */
static enum eg_rc
walk_all(struct eg_index_update *up, struct eg_walk *walk, int argc, char **argv,
    const char *folder, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (int i = 0; i < argc && rc == EG_OK; i++) {
		char *full = eg_path_join(folder, argv[i]);

		rc = eg_walk_add(walk, argv[i], opt.index, err);
		if (rc == EG_ERR_NOT_FOUND && eg_index_update_knows(up, full)) {
			memset(err, 0, sizeof(*err));
			rc = EG_OK;
		}
		eg_index_update_root(up, full);
		eg_free(full);
	}
	return rc;
}

static enum eg_rc
update(struct eg_ctx *cx, struct eg_walk *walk, int argc, char **argv,
    struct eg_index_counts *counts, struct eg_err *err)
{
	const struct eg_index_options how = {.k = (size_t)opt.words, .w = (size_t)opt.window};
	struct eg_index_update *up = NULL;
	struct eg_progress bar;
	struct eg_buf bytes;
	char *folder = getcwd(NULL, 0);
	enum eg_rc rc;

	if (folder == NULL)
		return eg_err_set(
		    err, EG_ERR_SYSTEM, "cannot tell the current folder: %s", strerror(errno));
	eg_buf_init(&bytes, 0);
	if ((rc = eg_index_update_open(opt.index, &how, &up, err)) == EG_OK)
		rc = walk_all(up, walk, argc, argv, folder, err);
	eg_progress_start(&bar, cx, "indexing", walk->file.n);
	for (size_t i = 0; i < walk->file.n && rc == EG_OK; i++) {
		rc = index_file(up, walk, &walk->file.v[i], folder, &bytes, err);
		eg_progress_step(&bar, i + 1);
	}
	eg_progress_end(&bar);
	if (rc == EG_OK)
		rc = eg_index_update_commit(up, counts, err);
	else
		eg_index_update_free(up);
	eg_buf_clear(&bytes);
	free(folder);
	return rc;
}

static void
put_json(struct eg_ctx *cx, const struct eg_index_counts *c, const struct eg_index_info *info,
    const struct eg_walk *walk)
{
	struct eg_json j;

	eg_json_init(&j, &cx->out, true);
	eg_json_object(&j);
	eg_json_kstr(&j, "index", opt.index);
	eg_json_kint(&j, "documents", (int64_t)info->documents);
	eg_json_kint(&j, "added", (int64_t)c->added);
	eg_json_kint(&j, "changed", (int64_t)c->changed);
	eg_json_kint(&j, "unchanged", (int64_t)c->unchanged);
	eg_json_kint(&j, "removed", (int64_t)c->removed);
	eg_json_kint(&j, "words", (int64_t)info->words);
	eg_json_kint(&j, "text_bytes", (int64_t)info->text_bytes);
	eg_json_kint(&j, "fingerprints", (int64_t)info->fingerprints);
	eg_json_kint(&j, "index_bytes", (int64_t)info->bytes);
	eg_json_kint(&j, "segments", (int64_t)info->segments);
	eg_json_kint(&j, "shingle_words", (int64_t)info->k);
	eg_json_kint(&j, "window", (int64_t)info->w);
	eg_json_key(&j, "left_out");
	eg_json_array(&j);
	for (size_t i = 0; i < walk->left_out.n; i++) {
		eg_json_object(&j);
		eg_json_kstr(&j, "path", walk->left_out.v[i]);
		eg_json_kstr(&j, "why", walk->why.v[i]);
		eg_json_end(&j);
	}
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_finish(&j);
}

static void
put_text(
    struct eg_ctx *cx, int argc, const struct eg_index_counts *c, const struct eg_index_info *info)
{
	if (argc > 0)
		eg_buf_printf(&cx->out, "%zu added, %zu changed, %zu unchanged, %zu removed\n",
		    c->added, c->changed, c->unchanged, c->removed);
	eg_put_path(&cx->out, opt.index, strlen(opt.index));
	eg_buf_printf(&cx->out, ": %zu text%s, %llu words, %.1f MB of text in %.1f MB%s\n",
	    info->documents, info->documents == 1 ? "" : "s", (unsigned long long)info->words,
	    (double)info->text_bytes / 1e6, (double)info->bytes / 1e6,
	    opt.check ? ", every checksum right" : "");
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_index_counts counts = {0};
	struct eg_index_info info;
	struct eg_walk walk = {0};
	struct eg_index *ix = NULL;
	enum eg_rc rc = EG_OK;

	if (opt.index == NULL || *opt.index == '\0') {
		eg_err_set(err, EG_ERR_USAGE, "index needs a folder for the index");
		eg_err_hint(err, "engross index --index IDX PATH…");
		return EG_ERR_USAGE;
	}
	if (opt.words < 0 || opt.words > EG_SHINGLE_WORDS_MAX || opt.window < 0 || opt.window > 64)
		return eg_err_set(err, EG_ERR_USAGE, "--words takes 1 to %d, --window 1 to 64",
		    EG_SHINGLE_WORDS_MAX);
	if (argc > 0)
		rc = update(cx, &walk, argc, argv, &counts, err);
	if (rc == EG_OK && (rc = eg_index_open(opt.index, &ix, err)) == EG_OK && opt.check)
		rc = eg_index_verify(ix, err);
	if (rc == EG_OK) {
		eg_index_info(ix, &info);
		if (opt.json)
			put_json(cx, &counts, &info, &walk);
		else
			put_text(cx, argc, &counts, &info);
		for (size_t i = 0; i < walk.left_out.n; i++) {
			struct eg_buf path = EG_BUF_INIT;

			eg_put_path(&path, walk.left_out.v[i], strlen(walk.left_out.v[i]));
			eg_warn(cx, "left out: %s: %s", eg_buf_cstr(&path), walk.why.v[i]);
			eg_buf_clear(&path);
		}
		*status = walk.left_out.n > 0;
	}
	eg_index_free(ix);
	eg_walk_clear(&walk);
	return rc;
}

const struct eg_cmd cmd_index_spec = {
    .name = "index",
    .group = "compare",
    .summary = "make an index of other texts, to trace in",
    .args = "--index IDX [PATH…]",
    .opts = opts,
    .flags = 0,
    .run = run,
    .help = "Folders are walked for .txt, .md, .html, .xml, .docx and .pdf files. What is indexed "
	    "already and unchanged is passed over;\n"
	    "what is gone from the folders named is dropped. Without PATH it says what the index "
	    "holds.\n"
	    "\n"
	    "\tengross index --index va.idx session-2026/\n"
	    "\tengross trace --index va.idx ./model.txt",
};
