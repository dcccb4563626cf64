/* A full buffer of fingerprints becomes a sorted run on the disk: a segment like any other. */
#include "trace/update.h"

#include <stdio.h>
#include <string.h>

enum {
	RADIX_BITS = 10, /* of a key's forty at a time */
	RADIX = 1 << RADIX_BITS,
	PASSES = 4,
};

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

char *
eg_update__next_file(struct eg_index *ix, const char *ext, char name[64])
{
	snprintf(name, 64, "%llu.%s", (unsigned long long)ix->next++, ext);
	return eg_path_join(ix->dir, name);
}

void
eg_update__drop_run(struct eg_index_update *up)
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
enum eg_rc
eg_update__write_run(struct eg_index_update *up, struct eg_err *err)
{
	struct eg_segment_writer *out;
	struct eg_weights weights;
	struct eg_segment s;
	char name[64], *path;
	double *weight;
	enum eg_rc rc;

	if (up->docs.n == 0)
		return EG_OK;
	path = eg_update__next_file(up->ix, "seg", name);
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
	eg_update__drop_run(up);
	eg_free(weight);
	eg_free(path);
	return rc;
}
