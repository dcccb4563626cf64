/*
 * New objects into the store: loose or one pack. Start reading at eg_store__objects_write();
 * best_delta() decides what an object is stored against.
 */
#include "store/objects.h"

#include "base/flate.h"
#include "base/map.h"
#include "store/delta.h"
#include "store/pack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum {
	DEPTH_MAX = 40, /* longest chain of deltas; git's own default is 50 */
	INDEXES = 12, /* delta indexes kept: the first of a folder serves all the others */
	TINY = 64, /* a delta of less than this part of the object: no other base is tried */
	FAIR = 8, /* of less than this: only the likely bases are */
	LIKELY = 3,
	DELTA_LEAST = 64, /* smaller objects are stored whole */
	DELTA_MOST = 64 * 1024 * 1024,
};

/* In a young repository nearly every object is new: its folders tell, without asking for each. */
static void
survey(const struct eg_repo *r, struct eg_store__objects *list)
{
	char *pack = eg_sprintf("%s/pack", r->objects_dir),
	     *others = eg_sprintf("%s/info/alternates", r->objects_dir);
	DIR *d = opendir(pack);
	const struct dirent *e;
	bool packs = access(others, F_OK) == 0;
	unsigned byte;

	while (d != NULL && (e = readdir(d)) != NULL)
		packs = packs || strstr(e->d_name, ".idx") != NULL;
	if (d != NULL)
		closedir(d);
	memset(list->may_be, 1, sizeof(list->may_be));
	if (!packs && (d = opendir(r->objects_dir)) != NULL) {
		memset(list->may_be, 0, sizeof(list->may_be));
		while ((e = readdir(d)) != NULL)
			if (strlen(e->d_name) == 2 && sscanf(e->d_name, "%2x", &byte) == 1)
				list->may_be[byte & 255] = true;
		closedir(d);
	}
	list->surveyed = true;
	eg_free(pack);
	eg_free(others);
}

size_t
eg_store__objects_add_as(struct eg_repo *r, struct eg_store__objects *list, git_object_t type,
    const char *p, size_t n, char *owned, const git_oid *id)
{
	struct eg_store__object *o;

	if (!list->surveyed)
		survey(r, list);
	if (list->may_be[id->id[0]] &&
	    r->g->git_odb_exists_ext(r->odb, id, GIT_ODB_LOOKUP_NO_REFRESH)) {
		eg_free(owned);
		return EG_STORE_NO_BASE;
	}
	o = eg_vec_new(list);
	o->id = *id;
	o->type = type;
	o->p = p;
	o->n = n;
	o->owned = owned;
	for (size_t i = 0; i < EG_STORE_BASES; i++)
		o->base[i] = EG_STORE_NO_BASE;
	return list->n - 1;
}

enum eg_rc
eg_store__objects_add(struct eg_repo *r, struct eg_store__objects *list, git_object_t type,
    char *owned, size_t n, git_oid *id, struct eg_err *err)
{
	int code = r->g->git_odb_hash(id, owned, n, type);

	if (code < 0) {
		eg_free(owned);
		return eg_store__error(
		    r->g, code, r->git_dir, err, "cannot compute an object's id");
	}
	(void)eg_store__objects_add_as(r, list, type, owned, n, owned, id);
	return EG_OK;
}

/* ---- loose ---- */

enum { HURRY_BYTES = 4 * 1024 * 1024 };

static const char *
type_name(git_object_t type)
{
	return type == GIT_OBJECT_COMMIT ? "commit"
	       : type == GIT_OBJECT_TREE ? "tree"
	       : type == GIT_OBJECT_TAG	 ? "tag"
					 : "blob";
}

/* A log of tens of megabytes, written again by every `track`, is packed in a hurry: git gc packs it
 * well later. */
static unsigned char *
compress_in_a_hurry(const char *head, size_t head_n, const char *p, size_t n, size_t *packed_n)
{
	struct eg_deflate *d = eg_deflate_new();
	struct eg_buf out;
	unsigned char *packed = NULL;

	eg_buf_init(&out, EG_STORE_FILE_MAX);
	if (eg_deflate_add(d, head, head_n, false, &out) && eg_deflate_add(d, p, n, true, &out))
		packed = (unsigned char *)eg_buf_take(&out, packed_n);
	eg_buf_clear(&out);
	eg_deflate_free(d);
	return packed;
}

/* Header and bytes, compressed; NULL when that fails. */
static unsigned char *
compress_loose(git_object_t type, const char *p, size_t n, size_t *packed_n)
{
	char head[64];
	int head_n = snprintf(head, sizeof(head), "%s %zu", type_name(type), n) + 1;
	z_stream z = {0};
	unsigned char *packed;
	bool done;

	if (n > HURRY_BYTES)
		return compress_in_a_hurry(head, (size_t)head_n, p, n, packed_n);
	if (deflateInit(&z, Z_DEFAULT_COMPRESSION) != Z_OK)
		return NULL;
	z.avail_out = (uInt)deflateBound(&z, (uLong)head_n + n);
	z.next_out = packed = eg_malloc(z.avail_out);
	z.next_in = (Bytef *)head;
	z.avail_in = (uInt)head_n;
	done = deflate(&z, Z_NO_FLUSH) == Z_OK;
	/* zlib's interface is not const-correct; it does not write here. */
	memcpy(&z.next_in, &p, sizeof(p));
	z.avail_in = (uInt)n;
	done = done && deflate(&z, Z_FINISH) == Z_STREAM_END;
	*packed_n = z.total_out;
	deflateEnd(&z);
	if (!done) {
		eg_free(packed);
		packed = NULL;
	}
	return packed;
}

void
eg_store__objects_clear(struct eg_store__objects *list)
{
	for (size_t i = 0; i < list->n; i++)
		eg_free(list->v[i].owned);
	eg_vec_clear(list);
}

enum eg_rc
eg_store__objects_place(struct eg_repo *r, const char *file, const git_oid *id, struct eg_err *err)
{
	char hex[EG_OID_HEX], *dir, *to;
	enum eg_rc rc = EG_OK;

	r->g->git_oid_tostr(hex, sizeof(hex), id);
	dir = eg_sprintf("%s/%.2s", r->objects_dir, hex);
	to = eg_sprintf("%s/%s", dir, hex + 2);
	if ((mkdir(dir, 0777) < 0 && errno != EEXIST) || rename(file, to) < 0 ||
	    eg_pack__sync_folder(dir) < 0)
		rc = eg_store__errno(errno, err, "cannot write a new object");
	eg_free(dir);
	eg_free(to);
	return rc;
}

static enum eg_rc
write_loose(struct eg_repo *r, const struct eg_store__object *o, struct eg_err *err)
{
	char *tmp;
	size_t packed_n;
	unsigned char *packed = compress_loose(o->type, o->p, o->n, &packed_n);
	enum eg_rc rc = EG_OK;
	int fd = -1;

	if (packed == NULL)
		return eg_err_set(err, EG_ERR_SYSTEM, "cannot compress");
	tmp = eg_sprintf("%s/tmp/object", r->own_dir);
	fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0444);
	if (fd < 0 || eg_pack__write_all(fd, packed, packed_n) < 0 || fsync(fd) < 0)
		rc = eg_store__errno(errno, err, "cannot write a new object");
	if (fd >= 0)
		close(fd);
	if (rc == EG_OK)
		rc = eg_store__objects_place(r, tmp, &o->id, err);
	if (rc != EG_OK)
		unlink(tmp);
	eg_free(packed);
	eg_free(tmp);
	return rc;
}

/* ---- packed ---- */

struct writer {
	struct eg_store__objects *list;
	struct eg_pack *pack;
	size_t *number; /* of each object in the pack; SIZE_MAX not (yet) there */
	unsigned char *depth;
	struct {
		size_t object;
		struct eg_delta_index *index;
	} kept[INDEXES];
	size_t n_kept;
	struct eg_buf best, trial;
};

static struct eg_delta_index *
index_of(struct writer *w, size_t object)
{
	size_t slot;

	for (size_t i = 0; i < INDEXES; i++)
		if (w->kept[i].index != NULL && w->kept[i].object == object)
			return w->kept[i].index;
	slot = w->n_kept++ % INDEXES;
	eg_delta__free(w->kept[slot].index);
	w->kept[slot].object = object;
	w->kept[slot].index = eg_delta__index(w->list->v[object].p, w->list->v[object].n);
	return w->kept[slot].index;
}

/* The smallest delta against an object's candidates into w->best; SIZE_MAX when none is worth it.
 * */
static size_t
best_delta(struct writer *w, const struct eg_store__object *o)
{
	size_t best = SIZE_MAX, max = o->n / 2;

	if (o->n < DELTA_LEAST || o->n > DELTA_MOST)
		return SIZE_MAX;
	for (size_t i = 0; i < EG_COUNT(o->base); i++) {
		size_t b = o->base[i];

		if (b == EG_STORE_NO_BASE || w->number[b] == SIZE_MAX || w->depth[b] >= DEPTH_MAX ||
		    b == best || w->list->v[b].n > DELTA_MOST)
			continue;
		if (best != SIZE_MAX && max < o->n / (i < LIKELY ? TINY : FAIR))
			break;
		if (eg_delta__make(index_of(w, b), o->p, o->n, max, &w->trial)) {
			struct eg_buf swap = w->best;

			w->best = w->trial;
			w->trial = swap;
			best = b;
			max = w->best.n - 1;
		}
	}
	return best;
}

static enum eg_rc
pack_one(struct writer *w, size_t i, struct eg_err *err)
{
	const struct eg_store__object *o = &w->list->v[i];
	size_t base = o->type == GIT_OBJECT_BLOB ? best_delta(w, o) : SIZE_MAX;

	if (base == SIZE_MAX)
		return eg_pack__add(w->pack, (int)o->type, o->id.id, o->p, o->n, err);
	w->depth[i] = (unsigned char)(w->depth[base] + 1);
	return eg_pack__add_delta(w->pack, w->number[base], o->id.id, w->best.p, w->best.n, err);
}

/* Mark all but the first of equal objects with number SIZE_MAX - 1; return how many remain. */
static size_t
drop_doubles(struct eg_repo *r, struct writer *w)
{
	struct eg_map seen = {0};
	size_t left = 0;

	for (size_t i = 0; i < w->list->n; i++) {
		char hex[EG_OID_HEX];

		w->number[i] = SIZE_MAX;
		r->g->git_oid_tostr(hex, sizeof(hex), &w->list->v[i].id);
		if (eg_map_has(&seen, hex)) {
			w->number[i] = SIZE_MAX - 1;
			continue;
		}
		eg_map_set(&seen, hex, NULL);
		left++;
	}
	eg_map_clear(&seen);
	return left;
}

static enum eg_rc
write_pack(struct eg_repo *r, struct writer *w, size_t count, struct eg_err *err)
{
	char *tmp_dir = eg_sprintf("%s/tmp", r->own_dir),
	     *pack_dir = eg_sprintf("%s/pack", r->objects_dir);
	enum eg_rc rc = eg_pack__begin(tmp_dir, count, &w->pack, err);
	size_t next = 0;

	for (size_t i = 0; i < w->list->n && rc == EG_OK; i++) {
		if (w->number[i] == SIZE_MAX - 1) {
			w->number[i] = SIZE_MAX;
			continue;
		}
		rc = pack_one(w, i, err);
		w->number[i] = next++;
	}
	if (rc == EG_OK)
		rc = eg_pack__finish(w->pack, pack_dir, err);
	eg_pack__free(w->pack);
	eg_free(tmp_dir);
	eg_free(pack_dir);
	return rc;
}

enum eg_rc
eg_store__objects_write(struct eg_repo *r, struct eg_store__objects *list, struct eg_err *err)
{
	struct writer w = {.list = list, .best = EG_BUF_INIT, .trial = EG_BUF_INIT};
	enum eg_rc rc = EG_OK;
	size_t count;
	int code;

	w.number = eg_calloc(list->n + 1, sizeof(*w.number));
	w.depth = eg_calloc(list->n + 1, 1);
	count = drop_doubles(r, &w);
	if (count > EG_STORE_LOOSE_MAX) {
		rc = write_pack(r, &w, count, err);
	} else {
		for (size_t i = 0; i < list->n && rc == EG_OK; i++)
			if (w.number[i] == SIZE_MAX)
				rc = write_loose(r, &list->v[i], err);
	}
	for (size_t i = 0; i < INDEXES; i++)
		eg_delta__free(w.kept[i].index);
	eg_buf_clear(&w.best);
	eg_buf_clear(&w.trial);
	eg_free(w.number);
	eg_free(w.depth);
	if (rc == EG_OK && list->n > 0 && (code = r->g->git_odb_refresh(r->odb)) < 0)
		rc = eg_store__error(
		    r->g, code, r->git_dir, err, "cannot read the new objects back");
	return rc;
}
