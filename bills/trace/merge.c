/*
 * Segments merged into one: a heap of walks gives the keys in order, the documents that live get
 * new numbers, one segment's after the other's.
 */
#include "trace/index.h"

struct source {
	struct eg_segment_walk walk;
	uint32_t *number; /* new number of each document; UINT32_MAX: dead */
};

struct merge {
	struct source *in;
	size_t n;
	size_t *heap; /* indexes into in, the least key first, of equal keys the first source */
	size_t heap_n;
	struct eg_segment *const *others;
	size_t n_others;
	struct eg_weights weights;
	double *weight; /* of each new document */
	struct {
		EG_VEC(uint32_t);
	} docs;
};

static bool
before(const struct merge *m, size_t a, size_t b)
{
	uint64_t x = m->in[a].walk.key, y = m->in[b].walk.key;

	return x < y || (x == y && a < b);
}

static void
sift(struct merge *m, size_t i)
{
	for (size_t least = i;; i = least) {
		size_t t;

		for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < m->heap_n; child++)
			if (before(m, m->heap[child], m->heap[least]))
				least = child;
		if (least == i)
			return;
		t = m->heap[i];
		m->heap[i] = m->heap[least];
		m->heap[least] = t;
	}
}

static bool
any_bad(const struct merge *m)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->in[i].walk.s->bad)
			return true;
	for (size_t i = 0; i < m->n_others; i++)
		if (m->others[i]->bad)
			return true;
	return false;
}

/* Documents of the other segments that have the key. */
static uint64_t
elsewhere(const struct merge *m, uint64_t key)
{
	struct eg_postings p;
	uint64_t df = 0;

	for (size_t i = 0; i < m->n_others; i++)
		if (eg_segment_find(m->others[i], key, &p))
			df += p.df;
	return df;
}

static void
merge_key(struct merge *m, struct eg_segment_writer *out)
{
	uint64_t key = m->in[m->heap[0]].walk.key;
	double weight;

	m->docs.n = 0;
	while (m->heap_n > 0 && m->in[m->heap[0]].walk.key == key) {
		struct source *s = &m->in[m->heap[0]];

		for (uint32_t doc; eg_postings_next(s->walk.s, &s->walk.at, &doc);)
			if (s->number[doc] != UINT32_MAX)
				eg_vec_push(&m->docs, s->number[doc]);
		if (!eg_segment_walk_next(&s->walk))
			m->heap[0] = m->heap[--m->heap_n];
		sift(m, 0);
	}
	if (m->docs.n == 0)
		return;
	weight = eg_weight(&m->weights, m->docs.n + elsewhere(m, key));
	for (size_t i = 0; i < m->docs.n; i++)
		m->weight[m->docs.v[i]] += weight;
	eg_segment_writer_key(out, key, m->docs.v, (uint32_t)m->docs.n);
}

static void
copy_docs(struct merge *m, struct eg_segment_writer *out)
{
	struct eg_segment_doc *docs;
	struct eg_str name, dir;
	size_t n;

	for (size_t i = 0; i < m->n; i++) {
		struct eg_segment *s = m->in[i].walk.s;

		for (uint32_t d = 0; d < s->h.docs && !s->bad; d++) {
			const struct eg_segment_doc *doc = eg_segment_doc(s, d);
			const struct eg_origin *origin = eg_segment_origins(s, d, 1);

			if (m->in[i].number[d] != UINT32_MAX && doc != NULL && origin != NULL &&
			    eg_segment_name(s, doc, &name, &dir))
				eg_segment_writer_doc(out, doc, name, dir, *origin);
		}
	}
	docs = eg_segment_writer_docs(out, &n);
	for (size_t i = 0; i < n; i++)
		docs[i].weight = (float)m->weight[i];
}

static void
start(struct merge *m, struct eg_segment *const *in, size_t n)
{
	uint32_t number = 0;
	uint64_t docs = 0;

	m->in = eg_calloc(n + 1, sizeof(*m->in));
	m->heap = eg_calloc(n + 1, sizeof(*m->heap));
	m->n = n;
	for (size_t i = 0; i < n; i++) {
		m->in[i].number = eg_calloc(in[i]->h.docs + 1, sizeof(uint32_t));
		for (uint32_t d = 0; d < in[i]->h.docs; d++)
			m->in[i].number[d] = eg_segment_is_dead(in[i], d) ? UINT32_MAX : number++;
		docs += in[i]->h.docs - in[i]->n_dead;
		if (eg_segment_walk_start(&m->in[i].walk, in[i]))
			m->heap[m->heap_n++] = i;
	}
	for (size_t i = 0; i < m->n_others; i++)
		docs += m->others[i]->h.docs - m->others[i]->n_dead;
	m->weight = eg_calloc((size_t)number + 1, sizeof(*m->weight));
	eg_weights_init(&m->weights, docs);
	for (size_t i = m->heap_n; i-- > 0;)
		sift(m, i);
}

enum eg_rc
eg_index__merge(struct eg_segment *const *in, size_t n, struct eg_segment *const *others,
    size_t n_others, const char *path, size_t k, size_t w, struct eg_err *err)
{
	struct merge m = {.others = others, .n_others = n_others};
	struct eg_segment_writer *out = NULL;
	uint64_t keys = 0;
	enum eg_rc rc;

	for (size_t i = 0; i < n; i++)
		keys += in[i]->h.keys;
	if ((rc = eg_segment_writer_open(path, k, w, keys, &out, err)) != EG_OK)
		return rc;
	start(&m, in, n);
	while (m.heap_n > 0)
		merge_key(&m, out);
	copy_docs(&m, out);
	if (any_bad(&m)) {
		rc = eg_err_at(
		    err, EG_ERR_DATA, path, 0, 0, "a segment that should be merged is damaged");
		eg_err_hint(err, "delete the index folder and make it again");
		eg_segment_writer_free(out);
	} else {
		rc = eg_segment_writer_close(out, err);
	}
	for (size_t i = 0; i < n; i++)
		eg_free(m.in[i].number);
	eg_free(m.in);
	eg_free(m.heap);
	eg_free(m.weight);
	eg_vec_clear(&m.docs);
	return rc;
}
