/* An index opened for reading: the manifest, its segments, the lists of the dead. */
#include "trace/index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MANIFEST_MAX = 1024 * 1024, SEGMENTS_MAX = 10000, TRIES = 8 };

#define MANIFEST_FIRST "engross trace index 1\n"

static enum eg_rc
bad_manifest(const char *path, const char *why, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_DATA, path, 0, 0, "%s", why);
	eg_err_hint(err, "delete the index folder and make it again with `engross index`");
	return EG_ERR_DATA;
}

/* The list of a segment's dead: a bit for each document, a checksum behind. */
static enum eg_rc
read_dead(const char *dir, const char *file, struct eg_segment *s, struct eg_err *err)
{
	size_t n = (size_t)(s->h.docs + 7) / 8;
	struct eg_buf b = EG_BUF_INIT;
	char *path = eg_path_join(dir, file);
	uint64_t sum;
	enum eg_rc rc = eg_file_read(path, n + 9, &b, err);

	if (rc == EG_ERR_LIMIT || (rc == EG_OK && b.n != n + 8)) {
		rc = bad_manifest(path, "the index is damaged (wrong size)", err);
	} else if (rc == EG_OK) {
		memcpy(&sum, b.p + n, 8);
		if (sum != eg_trace__sum(b.p, n))
			rc = bad_manifest(path, "the index is damaged (checksum)", err);
	}
	if (rc == EG_OK) {
		s->dead = eg_malloc(n + 1);
		memcpy(s->dead, b.p, n);
	}
	eg_buf_clear(&b);
	eg_free(path);
	return rc;
}

static enum eg_rc
read_segment(struct eg_index *ix, const char *line, const char *manifest, struct eg_err *err)
{
	char file[48], dead[48];
	unsigned long long size, docs, n_dead;
	struct eg_segment s;
	enum eg_rc rc;

	if (sscanf(line, "segment %40[0-9a-z.] %llu docs %llu dead %llu %40[-0-9a-z.]", file, &size,
		&docs, &n_dead, dead) != 5 ||
	    ix->seg.n >= SEGMENTS_MAX)
		return bad_manifest(manifest, "the index is damaged (a line of its manifest)", err);
	if ((rc = eg_segment_open(ix->dir, file, &s, err)) != EG_OK)
		return rc;
	if (s.n != size || s.h.docs != docs || n_dead > docs || s.h.k != ix->k || s.h.w != ix->w)
		rc = bad_manifest(
		    manifest, "the index is damaged (a segment is not the one it names)", err);
	s.n_dead = n_dead;
	if (rc == EG_OK && strcmp(dead, "-") != 0)
		rc = read_dead(ix->dir, dead, &s, err);
	if (rc != EG_OK) {
		eg_segment_close(&s);
		return rc;
	}
	snprintf(s.dead_file, sizeof(s.dead_file), "%s", strcmp(dead, "-") == 0 ? "" : dead);
	ix->docs += docs;
	ix->alive += docs - n_dead;
	eg_vec_push(&ix->seg, s);
	return EG_OK;
}

static enum eg_rc
read_manifest(struct eg_index *ix, const char *path, const struct eg_buf *b, struct eg_err *err)
{
	const char *text = eg_buf_cstr(b), *last, *p;
	unsigned long long k, w, next, sum;
	enum eg_rc rc = EG_OK;

	if (b->n < 24 || strncmp(text, "engross trace index ", 20) != 0)
		return bad_manifest(path, "is not the manifest of an index of texts", err);
	if (strncmp(text, MANIFEST_FIRST, strlen(MANIFEST_FIRST)) != 0)
		return bad_manifest(path, "the index was made by another version of engross", err);
	for (last = text + b->n - 1; last > text && last[-1] != '\n'; last--)
		;
	if (strlen(text) != b->n || sscanf(last, "sum %16llx", &sum) != 1 ||
	    sum != eg_trace__sum(text, (size_t)(last - text)))
		return bad_manifest(path, "the index is damaged (checksum of the manifest)", err);
	p = text + strlen(MANIFEST_FIRST);
	if (sscanf(p, "words %llu window %llu next %llu", &k, &w, &next) != 3 || k < 1 ||
	    k > EG_SHINGLE_WORDS_MAX || w < 1 || w > 64)
		return bad_manifest(path, "the index is damaged (a line of its manifest)", err);
	ix->k = (size_t)k;
	ix->w = (size_t)w;
	ix->next = next;
	while ((p = strchr(p, '\n')) != NULL && ++p < last && rc == EG_OK)
		rc = read_segment(ix, p, path, err);
	if (rc == EG_OK && ix->docs > UINT32_MAX - 1)
		rc = bad_manifest(path, "too many documents", err);
	return rc;
}

void
eg_index_free(struct eg_index *ix)
{
	if (ix == NULL)
		return;
	for (size_t i = 0; i < ix->seg.n; i++)
		eg_segment_close(&ix->seg.v[i]);
	eg_vec_clear(&ix->seg);
	eg_free(ix->dir);
	eg_free(ix);
}

static enum eg_rc
open_once(
    const char *dir, const char *path, struct eg_buf *b, struct eg_index **out, struct eg_err *err)
{
	struct eg_index *ix;
	enum eg_rc rc = eg_file_read(path, MANIFEST_MAX, b, err);

	*out = NULL;
	if (rc == EG_ERR_NOT_FOUND) {
		eg_err_at(err, EG_ERR_NOT_FOUND, dir, 0, 0, "there is no index of texts here");
		eg_err_hint(err, "engross index --index %s PATH…", dir);
	}
	if (rc == EG_ERR_LIMIT)
		return bad_manifest(path, "is not the manifest of an index of texts", err);
	if (rc != EG_OK)
		return rc;
	ix = eg_calloc(1, sizeof(*ix));
	ix->dir = eg_strdup(dir);
	if ((rc = read_manifest(ix, path, b, err)) == EG_OK)
		*out = ix;
	else
		eg_index_free(ix);
	return rc;
}

/* Between reading the manifest and opening its files another program may have replaced both: then
 * the manifest says something else now, and is read again. */
enum eg_rc
eg_index_open(const char *dir, struct eg_index **out, struct eg_err *err)
{
	char *path = eg_path_join(dir, INDEX_MANIFEST);
	struct eg_buf was = EG_BUF_INIT, is = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	*out = NULL;
	for (int i = 0; i < TRIES; i++) {
		rc = open_once(dir, path, &was, out, err);
		if (rc != EG_ERR_DATA || eg_file_read(path, MANIFEST_MAX, &is, NULL) != EG_OK ||
		    (is.n == was.n && memcmp(eg_buf_cstr(&is), eg_buf_cstr(&was), is.n) == 0))
			break;
	}
	eg_buf_clear(&was);
	eg_buf_clear(&is);
	eg_free(path);
	return rc;
}

char *
eg_trace__absolute(const char *folder, const char *path)
{
	char *joined = eg_path_join(folder, path), *out = eg_malloc(strlen(joined) + 2);
	size_t n = 0;

	for (const char *p = joined; *p != '\0';) {
		size_t len;

		while (*p == '/')
			p++;
		len = strcspn(p, "/");
		if (len == 2 && p[0] == '.' && p[1] == '.') {
			while (n > 0 && out[--n] != '/')
				;
		} else if (len > 0 && !(len == 1 && p[0] == '.')) {
			out[n++] = '/';
			memcpy(out + n, p, len);
			n += len;
		}
		p += len;
	}
	if (n == 0)
		out[n++] = '/';
	out[n] = '\0';
	eg_free(joined);
	return out;
}

/* A segment counts what was removed from it until it is merged. */
static void
take_off_dead(struct eg_segment *s, struct eg_index_info *out)
{
	for (uint32_t d = 0; s->n_dead > 0 && d < s->h.docs; d++) {
		const struct eg_segment_doc *doc = NULL;

		if (eg_segment_is_dead(s, d) && (doc = eg_segment_doc(s, d)) != NULL) {
			out->words -= doc->words;
			out->text_bytes -= doc->bytes;
		}
	}
}

void
eg_index_info(const struct eg_index *ix, struct eg_index_info *out)
{
	*out = (struct eg_index_info){
	    .documents = (size_t)ix->alive, .segments = ix->seg.n, .k = ix->k, .w = ix->w};
	for (size_t i = 0; i < ix->seg.n; i++) {
		out->words += ix->seg.v[i].h.words;
		out->text_bytes += ix->seg.v[i].h.text_bytes;
		out->fingerprints += ix->seg.v[i].h.keys;
		out->bytes += ix->seg.v[i].n;
		take_off_dead(&ix->seg.v[i], out);
	}
}

enum eg_rc
eg_index_verify(struct eg_index *ix, struct eg_err *err)
{
	for (size_t i = 0; i < ix->seg.n; i++) {
		struct eg_segment *s = &ix->seg.v[i];
		struct eg_segment_walk w;
		struct eg_str name, dir;
		bool good = eg_segment_verify(s);

		for (bool more = good && eg_segment_walk_start(&w, s); more && !s->bad;
		     more = eg_segment_walk_next(&w))
			for (uint32_t doc; eg_postings_next(s, &w.at, &doc);)
				;
		for (uint32_t d = 0; good && !s->bad && d < s->h.docs; d++) {
			const struct eg_segment_doc *doc = eg_segment_doc(s, d);

			if (doc != NULL)
				eg_segment_name(s, doc, &name, &dir);
		}
		if (!good || s->bad)
			return eg_index__damaged(ix, s, err);
	}
	return EG_OK;
}

enum eg_rc
eg_index__damaged(const struct eg_index *ix, const struct eg_segment *s, struct eg_err *err)
{
	char *path = eg_path_join(ix->dir, s->file);

	bad_manifest(path, "the index is damaged (checksum)", err);
	eg_free(path);
	return EG_ERR_DATA;
}

enum eg_rc
eg_index__write_manifest(const struct eg_index *ix, struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	char *path = eg_path_join(ix->dir, INDEX_MANIFEST);
	enum eg_rc rc;

	eg_buf_puts(&b, MANIFEST_FIRST);
	eg_buf_printf(
	    &b, "words %zu window %zu next %llu\n", ix->k, ix->w, (unsigned long long)ix->next);
	for (size_t i = 0; i < ix->seg.n; i++) {
		const struct eg_segment *s = &ix->seg.v[i];

		eg_buf_printf(&b, "segment %s %zu docs %llu dead %llu %s\n", s->file, s->n,
		    (unsigned long long)s->h.docs, (unsigned long long)s->n_dead,
		    s->dead_file[0] != '\0' ? s->dead_file : "-");
	}
	eg_buf_printf(&b, "sum %016llx\n", (unsigned long long)eg_trace__sum(eg_buf_cstr(&b), b.n));
	rc = eg_file_write(path, eg_buf_cstr(&b), b.n, true, err);
	eg_buf_clear(&b);
	eg_free(path);
	return rc;
}
