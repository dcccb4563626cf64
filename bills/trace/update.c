/*
 * An index updated: what is there already, and texts that become fingerprints in a buffer. See
 * engross/trace.h; commit.c does the rest.
 */
#include "trace/update.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	RUN_PAIRS = 8 * 1024 * 1024, /* fingerprints held: 64 MB, and as much to sort them */
	TRUST_NS = 2000000000, /* a file changed so shortly before it was read may change unseen */
};

uint64_t
eg_trace_sum(const void *p, size_t n)
{
	return eg_trace__sum(p, n);
}

/* ---- paths ---- */

bool
eg_update__is_below(const char *path, const char *root)
{
	size_t n = strlen(root);

	if (strcmp(root, "/") == 0)
		return true;
	return strncmp(path, root, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

/* ---- opening ---- */

/* Take the lock; a lock file is left behind, its content says nothing. */
static enum eg_rc
take_lock(struct eg_index_update *up, const char *dir, struct eg_err *err)
{
	struct flock how = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char *path = eg_path_join(dir, "lock");
	enum eg_rc rc = EG_OK;

	up->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (up->lock < 0) {
		rc = eg_err_at(err, EG_ERR_SYSTEM, path, 0, 0, "cannot write: %s", strerror(errno));
	} else if (fcntl(up->lock, F_SETLK, &how) != 0) {
		rc = eg_err_at(
		    err, EG_ERR_LOCKED, dir, 0, 0, "another program is updating this index");
		eg_err_hint(err, "wait for it to end, then run the command again");
	}
	eg_free(path);
	return rc;
}

static bool
is_ours(const char *name)
{
	const char *dot = strchr(name, '.');

	if (strcmp(name, "lock") == 0 || strncmp(name, INDEX_MANIFEST, strlen(INDEX_MANIFEST)) == 0)
		return true;
	return dot != NULL && dot > name && strspn(name, "0123456789") == (size_t)(dot - name) &&
	       (strcmp(dot, ".seg") == 0 || strncmp(dot, ".dead", 5) == 0);
}

/* A folder that holds anything but an index is never written to. */
static enum eg_rc
refuse_foreign(const char *dir, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;
	struct dirent *e;
	DIR *d = opendir(dir);

	if (d == NULL)
		return eg_err_at(err, EG_ERR_SYSTEM, dir, 0, 0, "cannot read: %s", strerror(errno));
	while (rc == EG_OK && (e = readdir(d)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
		    !is_ours(e->d_name)) {
			rc = eg_err_at(err, EG_ERR_EXISTS, dir, 0, 0,
			    "is no index of texts: it holds '%s'", e->d_name);
			eg_err_hint(err, "name a folder for the index alone");
		}
	closedir(d);
	return rc;
}

/* Files that no manifest names: left by a killed update, or by this one. */
void
eg_update__sweep(const struct eg_index *ix)
{
	struct dirent *e;
	DIR *d = opendir(ix->dir);

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		bool keep = !is_ours(e->d_name) || strcmp(e->d_name, "lock") == 0 ||
			    strcmp(e->d_name, INDEX_MANIFEST) == 0;

		for (size_t i = 0; i < ix->seg.n && !keep; i++)
			keep = strcmp(e->d_name, ix->seg.v[i].file) == 0 ||
			       strcmp(e->d_name, ix->seg.v[i].dead_file) == 0;
		if (!keep) {
			char *path = eg_path_join(ix->dir, e->d_name);

			unlink(path);
			eg_free(path);
		}
	}
	closedir(d);
}

/* Every live document by its absolute path. */
static enum eg_rc
learn_known(struct eg_index_update *up, struct eg_err *err)
{
	up->known = eg_calloc(up->ix->alive + 1, sizeof(*up->known));
	for (uint32_t i = 0; i < up->ix->seg.n; i++) {
		struct eg_segment *s = &up->ix->seg.v[i];

		for (uint32_t d = 0; d < s->h.docs; d++) {
			const struct eg_segment_doc *doc = eg_segment_doc(s, d);
			struct eg_str name, dir;
			char *n, *f, *path;

			if (doc == NULL || !eg_segment_name(s, doc, &name, &dir))
				return eg_index__damaged(up->ix, s, err);
			if (eg_segment_is_dead(s, d) || up->n_known == up->ix->alive)
				continue;
			n = eg_strndup(name.p, name.n);
			f = eg_strndup(dir.p, dir.n);
			path = eg_trace__absolute(f, n);
			up->known[up->n_known] = (struct known){.seg = i, .doc = d};
			eg_map_set(&up->by_path, path, &up->known[up->n_known++]);
			eg_free(path);
			eg_free(f);
			eg_free(n);
		}
	}
	return EG_OK;
}

enum eg_rc
eg_index_update_open(const char *dir, const struct eg_index_options *opt,
    struct eg_index_update **out, struct eg_err *err)
{
	struct eg_index_update *up = eg_calloc(1, sizeof(*up));
	enum eg_rc rc;

	*out = NULL;
	up->lock = -1;
	if ((rc = eg_mkdirs(dir, err)) != EG_OK || (rc = refuse_foreign(dir, err)) != EG_OK ||
	    (rc = take_lock(up, dir, err)) != EG_OK)
		goto done;
	if ((rc = eg_index_open(dir, &up->ix, err)) == EG_ERR_NOT_FOUND) {
		if (err != NULL)
			memset(err, 0, sizeof(*err));
		rc = EG_OK;
		up->fresh = true;
		up->ix = eg_calloc(1, sizeof(*up->ix));
		up->ix->dir = eg_strdup(dir);
		up->ix->k = opt != NULL && opt->k > 0 ? opt->k : INDEX_DEFAULT_K;
		up->ix->w = opt != NULL && opt->w > 0 ? opt->w : INDEX_DEFAULT_W;
		up->ix->next = 1;
	}
	if (rc == EG_OK) {
		eg_update__sweep(up->ix);
		rc = learn_known(up, err);
	}
done:
	if (rc == EG_OK)
		*out = up;
	else
		eg_index_update_free(up);
	return rc;
}

/* ---- what is there already ---- */

static struct known *
find_known(struct eg_index_update *up, const struct eg_index_file *file)
{
	char *path = eg_trace__absolute(file->folder, file->path);
	struct known *k = eg_map_get(&up->by_path, path);

	eg_free(path);
	return k;
}

static bool
keep(struct eg_index_update *up, struct known *k)
{
	if (!k->seen)
		up->counts.unchanged++;
	k->seen = true;
	return true;
}

bool
eg_index_update_has(struct eg_index_update *up, const struct eg_index_file *file)
{
	struct known *k = find_known(up, file);
	const struct eg_segment_doc *d;

	if (k == NULL || (d = eg_segment_doc(&up->ix->seg.v[k->seg], k->doc)) == NULL ||
	    d->bytes != file->bytes || d->mtime_ns != file->mtime_ns || d->racy != 0)
		return false;
	return keep(up, k);
}

bool
eg_index_update_same(struct eg_index_update *up, const struct eg_index_file *file)
{
	struct known *k = find_known(up, file);
	const struct eg_segment_doc *d;

	if (k == NULL || (d = eg_segment_doc(&up->ix->seg.v[k->seg], k->doc)) == NULL ||
	    d->bytes != file->bytes || d->sum != file->sum)
		return false;
	return keep(up, k);
}

void
eg_index_update_root(struct eg_index_update *up, const char *path)
{
	eg_vec_push(&up->roots, eg_trace__absolute("/", path));
}

bool
eg_index_update_knows(const struct eg_index_update *up, const char *path)
{
	char *root = eg_trace__absolute("/", path);
	bool found = eg_map_has(&up->by_path, root);

	for (size_t i = 0; i < up->by_path.n && !found; i++)
		found = eg_update__is_below(up->by_path.v[i].key, root);
	eg_free(root);
	return found;
}

/* ---- putting ---- */

static void
add_pairs(struct eg_index_update *up, const struct eg_fingerprints *f)
{
	uint64_t doc = up->docs.n;

	if (up->n_pairs + f->n > up->cap) { /* grows to a run's size, beyond it for one huge text */
		size_t want = up->cap == 0 ? 1 << 16 : up->cap;

		while (want < up->n_pairs + f->n)
			want *= 2;
		up->cap = want;
		up->pair = eg_realloc(up->pair, want, sizeof(*up->pair));
		eg_free(up->scratch);
		up->scratch = eg_malloc(want * sizeof(*up->scratch));
	}
	for (size_t i = 0; i < f->n; i++)
		up->pair[up->n_pairs++] = f->v[i].key >> (64 - SEGMENT_KEY_BITS) << DOC_BITS | doc;
}

static struct eg_origin
origin_of(const struct eg_index_file *file, int place)
{
	size_t n = (size_t)(eg_path_base(file->path) - file->path);
	uint64_t sum =
	    eg_trace__sum(file->folder, strlen(file->folder)) ^ eg_trace__sum(file->path, n);

	return (struct eg_origin){
	    place < 0 ? ORIGIN_NONE : (uint16_t)place, (uint16_t)(sum ^ sum >> 16)};
}

enum eg_rc
eg_index_update_put(struct eg_index_update *up, const struct eg_index_file *file, const char *text,
    size_t n, struct eg_err *err)
{
	char *path = eg_trace__absolute(file->folder, file->path);
	struct known *k = eg_map_get(&up->by_path, path);
	struct eg_fingerprints prints;
	struct eg_tokens tokens;
	struct run_doc *doc;
	struct timespec now;
	enum eg_rc rc = EG_OK;

	if (eg_map_has(&up->put, path)) { /* named twice: the first stands */
		eg_free(path);
		return EG_OK;
	}
	eg_map_set(&up->put, path, up);
	eg_free(path);
	eg_tokens_of(text, n, &tokens);
	eg_fingerprints_of(&tokens, up->ix->k, up->ix->w, &prints);
	if (up->n_pairs > 0 && up->n_pairs + prints.n > RUN_PAIRS)
		rc = eg_update__write_run(up, err);
	if (rc == EG_OK) {
		add_pairs(up, &prints);
		doc = eg_vec_new(&up->docs);
		clock_gettime(CLOCK_REALTIME, &now);
		doc->d = (struct eg_segment_doc){.bytes = file->bytes,
		    .mtime_ns = file->mtime_ns,
		    .sum = file->sum,
		    .words = (uint32_t)tokens.n,
		    .racy =
			now.tv_sec * INT64_C(1000000000) + now.tv_nsec - file->mtime_ns < TRUST_NS};
		doc->name = eg_strdup(file->path);
		doc->dir = eg_strdup(file->folder);
		doc->origin = origin_of(file, tokens.place);
		if (k != NULL) {
			k->seen = k->dead = true;
			up->counts.changed++;
		} else {
			up->counts.added++;
		}
		if (up->docs.n == (1U << DOC_BITS) - 1)
			rc = eg_update__write_run(up, err);
	}
	eg_fingerprints_clear(&prints);
	eg_tokens_clear(&tokens);
	return rc;
}
