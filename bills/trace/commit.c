/*
 * An update made the index: runs and small or decayed segments are merged, the dead listed, the
 * manifest replaced last.
 */
#include "trace/update.h"

#include <string.h>
#include <unistd.h>

/* What was replaced, and what lies below a root and was not seen, is dead. */
static void
mark_dead(struct eg_index_update *up, bool *changed)
{
	for (size_t i = 0; i < up->by_path.n; i++) {
		struct known *k = up->by_path.v[i].value;
		struct eg_segment *s = &up->ix->seg.v[k->seg];

		for (size_t r = 0; r < up->roots.n && !k->seen; r++)
			if (eg_update__is_below(up->by_path.v[i].key, up->roots.v[r])) {
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
	char *path = eg_update__next_file(up->ix, "dead", s->dead_file);
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
	char name[64], *path = eg_update__next_file(up->ix, "seg", name);
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
	enum eg_rc rc = eg_update__write_run(up, err);

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
		eg_update__sweep(up->ix);
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
	eg_update__drop_run(up);
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
