/*
 * An index updated: texts become fingerprints in a buffer, a full buffer a sorted run on the disk
 * (a segment like any other), and at the end runs and small or decayed segments are merged. The
 * manifest is replaced last. See engross/trace.h.
 */
#include "trace/index.h"

#include "base/map.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	RUN_PAIRS = 8 * 1024 * 1024, /* fingerprints held: 64 MB, and as much to sort them */
	DOC_BITS = 24,
	RADIX_BITS = 10, /* of a key's forty at a time */
	RADIX = 1 << RADIX_BITS,
	PASSES = 4,
	TRUST_NS = 2000000000, /* a file changed so shortly before it was read may change unseen */
};

struct run_doc {
	struct eg_segment_doc d;
	char *name, *dir;
	struct eg_origin origin;
};

struct known { /* a document of the index as it was */
	uint32_t seg, doc;
	bool seen, dead;
};

struct eg_index_update {
	struct eg_index *ix; /* as it was, then as it will be */
	int lock;
	uint64_t *pair, *scratch; /* key << 24 | document of the run */
	size_t n_pairs, cap;
	struct {
		EG_VEC(struct run_doc);
	} docs; /* of the run */
	struct {
		EG_VEC(struct eg_segment);
	} runs;
	struct known *known;
	size_t n_known;
	struct eg_map by_path; /* absolute path -> struct known * */
	struct eg_map put; /* absolute paths put in this update */
	struct {
		EG_VEC(char *);
	} roots;
	struct eg_index_counts counts;
	bool fresh; /* there was no manifest */
};

uint64_t
eg_trace_sum(const void *p, size_t n)
{
	return eg_trace__sum(p, n);
}

/* ---- paths ---- */

static bool
is_below(const char *path, const char *root)
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
static void
sweep(const struct eg_index *ix)
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
		sweep(up->ix);
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
		found = is_below(up->by_path.v[i].key, root);
	eg_free(root);
	return found;
}

/* ---- putting ---- */

/* Stable: documents were appended in order and stay so. */
static void
sort_pairs(uint64_t *v, uint64_t *scratch, size_t n)
{
	uint32_t(*count)[RADIX] = eg_calloc(PASSES, sizeof(*count));
	uint64_t *from = v, *to = scratch, *t;

	for (size_t i = 0; i < n; i++)
		for (int b = 0; b < PASSES; b++)
			count[b][v[i] >> (DOC_BITS + RADIX_BITS * b) & (RADIX - 1)]++;
	for (int b = 0; b < PASSES; b++) {
		uint32_t at = 0, had;

		for (int c = 0; c < RADIX; c++) {
			had = count[b][c];
			count[b][c] = at;
			at += had;
		}
		for (size_t i = 0; i < n; i++)
			to[count[b][from[i] >> (DOC_BITS + RADIX_BITS * b) & (RADIX - 1)]++] =
			    from[i];
		t = from;
		from = to;
		to = t;
	}
	if (from != v)
		memcpy(v, from, n * sizeof(*v));
	eg_free(count);
}

static char *
next_file(struct eg_index *ix, const char *ext, char name[64])
{
	snprintf(name, 64, "%llu.%s", (unsigned long long)ix->next++, ext);
	return eg_path_join(ix->dir, name);
}

static void
drop_run(struct eg_index_update *up)
{
	for (size_t i = 0; i < up->docs.n; i++) {
		eg_free(up->docs.v[i].name);
		eg_free(up->docs.v[i].dir);
	}
	up->docs.n = 0;
	up->n_pairs = 0;
}

static void
write_pairs(struct eg_index_update *up, struct eg_segment_writer *out,
    const struct eg_weights *weights, double *weight)
{
	struct {
		EG_VEC(uint32_t);
	} docs = {0};

	for (size_t i = 0, end; i < up->n_pairs; i = end) {
		uint64_t key = up->pair[i] >> DOC_BITS;
		double x;

		docs.n = 0;
		for (end = i; end < up->n_pairs && up->pair[end] >> DOC_BITS == key; end++) {
			uint32_t doc = (uint32_t)(up->pair[end] & ((1U << DOC_BITS) - 1));

			if (docs.n == 0 || docs.v[docs.n - 1] != doc)
				eg_vec_push(&docs, doc);
		}
		x = eg_weight(weights, docs.n);
		for (size_t d = 0; d < docs.n; d++) {
			weight[docs.v[d]] += x;
			up->docs.v[docs.v[d]].d.prints++;
		}
		eg_segment_writer_key(out, key, docs.v, (uint32_t)docs.n);
	}
	eg_vec_clear(&docs);
}

/* The buffer becomes a run. */
static enum eg_rc
write_run(struct eg_index_update *up, struct eg_err *err)
{
	struct eg_segment_writer *out;
	struct eg_weights weights;
	struct eg_segment s;
	char name[64], *path;
	double *weight;
	enum eg_rc rc;

	if (up->docs.n == 0)
		return EG_OK;
	path = next_file(up->ix, "seg", name);
	weight = eg_calloc(up->docs.n, sizeof(*weight));
	sort_pairs(up->pair, up->scratch, up->n_pairs);
	eg_weights_init(&weights, up->docs.n);
	rc = eg_segment_writer_open(path, up->ix->k, up->ix->w, up->n_pairs, &out, err);
	if (rc == EG_OK) {
		write_pairs(up, out, &weights, weight);
		for (size_t i = 0; i < up->docs.n; i++) {
			struct run_doc *r = &up->docs.v[i];

			r->d.weight = (float)weight[i];
			eg_segment_writer_doc(
			    out, &r->d, eg_str(r->name), eg_str(r->dir), r->origin);
		}
		rc = eg_segment_writer_close(out, err);
	}
	if (rc == EG_OK && (rc = eg_segment_open(up->ix->dir, name, &s, err)) == EG_OK)
		eg_vec_push(&up->runs, s);
	drop_run(up);
	eg_free(weight);
	eg_free(path);
	return rc;
}

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
		rc = write_run(up, err);
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
			rc = write_run(up, err);
	}
	eg_fingerprints_clear(&prints);
	eg_tokens_clear(&tokens);
	return rc;
}

/* ---- committing ---- */

/* What was replaced, and what lies below a root and was not seen, is dead. */
static void
mark_dead(struct eg_index_update *up, bool *changed)
{
	for (size_t i = 0; i < up->by_path.n; i++) {
		struct known *k = up->by_path.v[i].value;
		struct eg_segment *s = &up->ix->seg.v[k->seg];

		for (size_t r = 0; r < up->roots.n && !k->seen; r++)
			if (is_below(up->by_path.v[i].key, up->roots.v[r])) {
				k->seen = k->dead = true;
				up->counts.removed++;
			}
		if (!k->dead)
			continue;
		if (s->dead == NULL)
			s->dead = eg_calloc((size_t)s->h.docs / 8 + 1, 1);
		s->dead[k->doc >> 3] |= (uint8_t)(1 << (k->doc & 7));
		s->n_dead++;
		changed[k->seg] = true;
	}
}

/* A segment's dead, in a file of its own with a checksum behind. */
static enum eg_rc
write_dead(struct eg_index_update *up, struct eg_segment *s, struct eg_err *err)
{
	size_t n = (size_t)(s->h.docs + 7) / 8;
	uint64_t sum = eg_trace__sum(s->dead, n);
	struct eg_buf b = EG_BUF_INIT;
	char *path = next_file(up->ix, "dead", s->dead_file);
	enum eg_rc rc;

	eg_buf_add(&b, s->dead, n);
	eg_buf_add(&b, &sum, sizeof(sum));
	rc = eg_file_write(path, eg_buf_cstr(&b), b.n, true, err);
	eg_buf_clear(&b);
	eg_free(path);
	return rc;
}

/* Which of the old segments join the merge: from the newest on, those not twice as large as what
 * is merged already (so that the sizes of what stays grow geometrically, and each document is
 * copied a logarithmic number of times); and any of which a quarter is dead. */
static size_t
choose(struct eg_index_update *up, bool *join)
{
	uint64_t merged = 0;
	size_t n = 0;

	for (size_t i = 0; i < up->runs.n; i++)
		merged += up->runs.v[i].n;
	for (size_t i = up->ix->seg.n; i-- > 0;) {
		const struct eg_segment *s = &up->ix->seg.v[i];

		join[i] = (up->runs.n > 0 && s->n < 2 * merged) || s->n_dead * 4 > s->h.docs;
		if (join[i]) {
			merged += s->n;
			n++;
		}
	}
	return n;
}

/* The segments that stay, then the merged one. */
static enum eg_rc
merge_chosen(struct eg_index_update *up, const bool *join, struct eg_err *err)
{
	size_t all = up->ix->seg.n + up->runs.n, n = 0, n_others = 0;
	struct eg_segment **in = eg_calloc(all + 1, sizeof(struct eg_segment *));
	struct eg_segment **others = eg_calloc(all + 1, sizeof(struct eg_segment *)), s;
	char name[64], *path = next_file(up->ix, "seg", name);
	size_t stay = 0;
	enum eg_rc rc;

	for (size_t i = 0; i < up->ix->seg.n; i++)
		if (join[i])
			in[n++] = &up->ix->seg.v[i];
		else
			others[n_others++] = &up->ix->seg.v[i];
	for (size_t i = 0; i < up->runs.n; i++)
		in[n++] = &up->runs.v[i];
	rc = eg_index__merge(in, n, others, n_others, path, up->ix->k, up->ix->w, err);
	if (rc == EG_OK)
		rc = eg_segment_open(up->ix->dir, name, &s, err);
	if (rc == EG_OK) {
		for (size_t i = 0; i < up->ix->seg.n; i++)
			if (join[i])
				eg_segment_close(&up->ix->seg.v[i]);
			else
				up->ix->seg.v[stay++] = up->ix->seg.v[i];
		up->ix->seg.n = stay;
		for (size_t i = 0; i < up->runs.n; i++)
			eg_segment_close(&up->runs.v[i]);
		up->runs.n = 0;
		if (s.h.docs > 0)
			eg_vec_push(&up->ix->seg, s);
		else
			eg_segment_close(&s);
	}
	eg_free(in);
	eg_free(others);
	eg_free(path);
	return rc;
}

static enum eg_rc
commit(struct eg_index_update *up, struct eg_err *err)
{
	bool *changed = eg_calloc(up->ix->seg.n + 1, sizeof(*changed));
	bool *join = eg_calloc(up->ix->seg.n + 1, sizeof(*join)), any = false;
	size_t joined;
	enum eg_rc rc = write_run(up, err);

	if (rc != EG_OK)
		goto done;
	mark_dead(up, changed);
	for (size_t i = 0; i < up->ix->seg.n; i++)
		any |= changed[i];
	if (up->runs.n == 0 && !any && !up->fresh)
		goto done; /* nothing to write */
	joined = choose(up, join);
	for (size_t i = 0; i < up->ix->seg.n && rc == EG_OK; i++)
		if (changed[i] && !join[i])
			rc = write_dead(up, &up->ix->seg.v[i], err);
	if (rc == EG_OK &&
	    (joined > 0 || up->runs.n > 1 || (up->runs.n == 1 && up->ix->seg.n > 0))) {
		rc = merge_chosen(up, join, err);
	} else if (rc == EG_OK && up->runs.n == 1) { /* the first build, in one run */
		eg_vec_push(&up->ix->seg, up->runs.v[0]);
		up->runs.n = 0;
	}
	if (rc == EG_OK && (rc = eg_index__write_manifest(up->ix, err)) == EG_OK)
		sweep(up->ix);
done:
	eg_free(changed);
	eg_free(join);
	return rc;
}

enum eg_rc
eg_index_update_commit(
    struct eg_index_update *up, struct eg_index_counts *counts, struct eg_err *err)
{
	enum eg_rc rc = commit(up, err);

	for (size_t i = 0; i < up->ix->seg.n; i++)
		up->counts.documents += (size_t)(up->ix->seg.v[i].h.docs - up->ix->seg.v[i].n_dead);
	if (counts != NULL)
		*counts = up->counts;
	eg_index_update_free(up);
	return rc;
}

void
eg_index_update_free(struct eg_index_update *up)
{
	if (up == NULL)
		return;
	drop_run(up);
	for (size_t i = 0; i < up->runs.n; i++)
		eg_segment_close(&up->runs.v[i]);
	for (size_t i = 0; i < up->roots.n; i++)
		eg_free(up->roots.v[i]);
	eg_vec_clear(&up->runs);
	eg_vec_clear(&up->roots);
	eg_vec_clear(&up->docs);
	eg_free(up->pair);
	eg_free(up->scratch);
	eg_map_clear(&up->by_path);
	eg_map_clear(&up->put);
	eg_free(up->known);
	eg_index_free(up->ix);
	if (up->lock >= 0)
		close(up->lock);
	eg_free(up);
}
