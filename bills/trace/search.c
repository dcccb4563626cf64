/*
 * Searching: each fingerprint of the text is looked up, its documents get its weight; the score of
 * a document is the weight it shares over the weight of the shorter text. See engross/trace.h.
 */
#define _DEFAULT_SOURCE /* realpath */
#include "trace/index.h"

#include "base/maths.h"

#include <stdlib.h>
#include <string.h>

enum {
	ORIGIN_MIN = 200, /* documents of one origin from which its furniture can be told */
	ORIGIN_DF = 8, /* documents that have a fingerprint, likewise */
	ORIGINS = 0x10000,
};

/* Shared weight below about this is chance: a few common phrases of two short texts. */
#define CHANCE 1.5
/* A fingerprint is furniture when most of the documents that have it are of one origin, and more
 * than this share of that origin's documents have it. */
#define FURNITURE_SHARE 0.05
#define FURNITURE_MIN 0.05

/* A fingerprint whose neighbours in the text the document does not have is a set phrase more often
 * than a trace of copying; the more so, the longer the document is: an omnibus has a set phrase of
 * everybody's. */
#define ALONE_SHARE 0.4F
#define ALONE_PRINTS 1000.0F

struct tally { /* of a document */
	float sum;
	float withheld; /* of the last fingerprint, until its neighbour is found as well */
	float alone; /* share that counts of one without a neighbour; 0 until it is known */
	uint32_t next; /* the key that would be that neighbour */
};

struct search {
	struct eg_index *ix;
	struct eg_found *found;
	struct {
		EG_VEC(uint32_t);
	} doc; /* lists */
	struct eg_weights weights;
	double *weight; /* of each key */
	double total; /* of the text */
	struct tally *tally; /* of each document */
	uint32_t *base; /* number of each segment's first document */
	struct eg_origin *origin; /* of each document */
	uint32_t *placed, *foldered; /* [ORIGINS] documents of each place and folder */
	uint32_t excepted; /* the text itself, if it is in the index; else UINT32_MAX */
};

static struct eg_segment *
segment_of(struct search *s, uint32_t doc, uint32_t *local)
{
	size_t i = s->ix->seg.n - 1;

	while (i > 0 && s->base[i] > doc)
		i--;
	*local = doc - s->base[i];
	return &s->ix->seg.v[i];
}

static bool
start(struct search *s)
{
	uint32_t at = 0;

	s->base = eg_calloc(s->ix->seg.n + 1, sizeof(*s->base));
	s->origin = eg_calloc((size_t)s->ix->docs + 1, sizeof(*s->origin));
	s->placed = eg_calloc(ORIGINS, sizeof(*s->placed));
	s->foldered = eg_calloc(ORIGINS, sizeof(*s->foldered));
	for (size_t i = 0; i < s->ix->seg.n; i++) {
		struct eg_segment *seg = &s->ix->seg.v[i];
		const struct eg_origin *p = eg_segment_origins(seg, 0, seg->h.docs);

		if (p == NULL)
			return false;
		for (uint64_t d = 0; d < seg->h.docs; d++) {
			s->placed[p[d].place]++;
			s->foldered[p[d].folder]++;
		}
		memcpy(s->origin + at, p, (size_t)seg->h.docs * sizeof(*p));
		s->base[i] = at;
		at += (uint32_t)seg->h.docs;
	}
	s->tally = eg_calloc(at + 1U, sizeof(*s->tally));
	eg_weights_init(&s->weights, s->ix->alive);
	return true;
}

/* ---- the text's keys ---- */

/* Different fingerprints, in order of key: the look-ups then go through the file in one direction.
 */
static void
collect_keys(struct eg_found *f, const struct eg_tokens *text)
{
	struct eg_fingerprints prints;
	struct eg_trace_pair *pair;

	eg_fingerprints_of(text, f->k, f->w, &prints);
	pair = eg_calloc(2 * prints.n + 1, sizeof(*pair));
	for (size_t i = 0; i < prints.n; i++)
		pair[i] = (struct eg_trace_pair){
		    prints.v[i].key >> (64 - SEGMENT_KEY_BITS), prints.v[i].first};
	eg_trace__sort(pair, pair + prints.n, prints.n);
	f->key = eg_arena_calloc(f->arena, prints.n + 1, sizeof(*f->key));
	for (size_t i = 0; i < prints.n; i++)
		if (i == 0 || pair[i].key != pair[i - 1].key)
			f->key[f->n_keys++] = (struct eg_found_key){
			    .key = pair[i].key, .first = pair[i].value, .list = SIZE_MAX};
	eg_free(pair);
	eg_fingerprints_clear(&prints);
}

/* ---- lists and weights ---- */

/* The documents of one key, appended to s->doc unless there are too many to count. */
static void
look_up(struct search *s, struct eg_found_key *key)
{
	size_t was = s->doc.n;
	uint64_t df = 0;
	struct eg_postings p;

	for (size_t i = 0; i < s->ix->seg.n; i++) {
		struct eg_segment *seg = &s->ix->seg.v[i];

		if (!eg_segment_find(seg, key->key, &p))
			continue;
		df += p.df;
		if (df > s->weights.cap)
			continue;
		for (uint32_t doc; eg_postings_next(seg, &p, &doc);)
			if (!eg_segment_is_dead(seg, doc))
				eg_vec_push(&s->doc, s->base[i] + doc);
	}
	if (df > s->weights.cap) {
		s->doc.n = was;
		key->documents = (uint32_t)(df > UINT32_MAX ? UINT32_MAX : df);
		return;
	}
	key->list = was;
	key->documents = (uint32_t)(s->doc.n - was);
}

/* The origin that more than half of a key's documents have (found by majority vote), and how many
 * have it; 0 when there is none. */
static uint32_t
majority(const struct search *s, const struct eg_found_key *key, bool by_folder, uint16_t *out)
{
	uint32_t votes = 0, most = 0;

	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < key->documents; i++) {
			struct eg_origin o = s->origin[s->doc.v[key->list + i]];
			uint16_t at = by_folder ? o.folder : o.place;

			if (pass == 1) {
				most += at == *out;
			} else if (votes == 0) {
				*out = at;
				votes = 1;
			} else {
				at == *out ? votes++ : votes--;
			}
		}
	return 2 * most > key->documents ? most : 0;
}

static double
furniture(uint32_t most, uint32_t all)
{
	double share = (double)most / (double)all, x;

	if (all < ORIGIN_MIN || share <= FURNITURE_SHARE)
		return 1;
	x = eg_log(share) / eg_log(FURNITURE_SHARE);
	return x < FURNITURE_MIN ? FURNITURE_MIN : x;
}

/* The furniture of one site's pages and the set phrases of one legislature: frequent, and nearly all
 * in one folder, or in texts that name one jurisdiction. The more of these have it, the less it
 * says; copied text does not look like that, since it is in few documents or in many places. */
static double
origin_weight(const struct search *s, const struct eg_found_key *key)
{
	double x = 1, y;
	uint16_t at = 0;
	uint32_t most;

	if (key->documents < ORIGIN_DF)
		return 1;
	if ((most = majority(s, key, true, &at)) > 0)
		x = furniture(most, s->foldered[at]);
	if ((most = majority(s, key, false, &at)) > 0 && at != ORIGIN_NONE &&
	    (y = furniture(most, s->placed[at])) < x)
		x = y;
	return x;
}

static bool
weigh_keys(struct search *s)
{
	struct eg_found *f = s->found;

	s->weight = eg_calloc(f->n_keys + 1, sizeof(*s->weight));
	for (size_t i = 0; i < f->n_keys; i++) {
		struct eg_found_key *key = &f->key[i];

		look_up(s, key);
		if (key->list == SIZE_MAX)
			continue;
		s->weight[i] = eg_weight(&s->weights, key->documents) * origin_weight(s, key);
		s->total += s->weight[i];
	}
	for (size_t i = 0; i < s->ix->seg.n; i++)
		if (s->ix->seg.v[i].bad)
			return false;
	return true;
}

static float
alone_share(struct search *s, uint32_t doc)
{
	uint32_t local;
	struct eg_segment *seg = segment_of(s, doc, &local);
	const struct eg_segment_doc *d = eg_segment_doc(seg, local);
	float prints = d != NULL ? (float)d->prints : 0;

	return prints > ALONE_PRINTS ? ALONE_SHARE * ALONE_PRINTS / prints : ALONE_SHARE;
}

/* The weight that each document shares; keys are in the order of the text. */
static void
sum_up(struct search *s)
{
	struct eg_found *f = s->found;

	for (uint32_t i = 0; i < f->n_keys; i++) {
		const struct eg_found_key *key = &f->key[i];
		float weight = (float)s->weight[i], part;

		for (size_t d = 0; key->list != SIZE_MAX && d < key->documents; d++) {
			uint32_t doc = s->doc.v[key->list + d];
			struct tally *t = &s->tally[doc];

			if (t->alone <= 0)
				t->alone = alone_share(s, doc);
			if (t->next == i && t->sum > 0) {
				t->sum += t->withheld + weight;
				t->withheld = 0;
			} else {
				part = weight * t->alone;
				t->sum += part;
				t->withheld = weight - part;
			}
			t->next = i + 1;
		}
	}
}

/* ---- hits ---- */

#define COPIED 0.5
#define NEAR 0.01

struct candidate {
	double score;
	uint32_t doc;
};

static int
better(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/* Of copies that score next to the same, those of the text's own jurisdiction come first: they take
 * the score of what they come before, at most NEAR more than theirs. */
static void
own_first(const struct search *s, int place, struct candidate *c, size_t n)
{
	for (size_t i = 0; i < n && place >= 0; i++) {
		struct candidate own = c[i];
		double score = own.score;
		size_t at = i;

		if (score < COPIED || s->origin[own.doc].place != place)
			continue;
		while (at > 0 && c[at - 1].score <= score + NEAR &&
		       s->origin[c[at - 1].doc].place != place) {
			own.score = c[at - 1].score;
			c[at] = c[at - 1];
			at--;
		}
		c[at] = own;
	}
}

/* Is it the file at this real path, however it was named? */
static bool
is_excepted(struct eg_segment *seg, const struct eg_segment_doc *d, const char *except)
{
	struct eg_str name, dir;
	char *n, *f, *path, *real = NULL;
	bool same;

	if (except == NULL || !eg_segment_name(seg, d, &name, &dir))
		return false;
	n = eg_strndup(name.p, name.n);
	f = eg_strndup(dir.p, dir.n);
	path = eg_trace__absolute(f, n);
	same = strcmp(path, except) == 0;
	if (!same && strcmp(eg_path_base(path), eg_path_base(except)) == 0)
		same = (real = realpath(path, NULL)) != NULL && strcmp(real, except) == 0;
	free(real);
	eg_free(path);
	eg_free(f);
	eg_free(n);
	return same;
}

static double
score_of(const struct search *s, double shared, double other)
{
	double least = s->total < other ? s->total : other;

	if (least <= 0)
		return 0;
	return (shared < least ? shared / least : 1) * (1 - eg_exp(-shared / CHANCE));
}

/* All documents that score enough, best first; *n at most limit. */
static struct candidate *
rank(struct search *s, const struct eg_search_options *opt, int place, size_t limit, size_t *n)
{
	double min = opt != NULL && opt->min_score > 0 ? opt->min_score : EG_SEARCH_MIN_SCORE;
	struct {
		EG_VEC(struct candidate);
	} all = {0};

	for (size_t i = 0; i < s->ix->seg.n; i++) {
		struct eg_segment *seg = &s->ix->seg.v[i];

		for (uint32_t d = 0; d < seg->h.docs; d++) {
			double shared = (double)s->tally[s->base[i] + d].sum, score;
			const struct eg_segment_doc *doc;

			if (shared <= 0 || (doc = eg_segment_doc(seg, d)) == NULL)
				continue;
			score = score_of(s, shared, (double)doc->weight);
			if (score >= min)
				eg_vec_push(&all, ((struct candidate){score, s->base[i] + d}));
		}
	}
	if (all.n > 1)
		qsort(all.v, all.n, sizeof(*all.v), better);
	own_first(s, place, all.v, all.n < limit ? all.n : limit);
	*n = 0;
	for (size_t i = 0; i < all.n && *n < limit; i++) {
		uint32_t local;
		struct eg_segment *seg = segment_of(s, all.v[i].doc, &local);
		const struct eg_segment_doc *doc = eg_segment_doc(seg, local);

		if (doc == NULL)
			continue;
		if (s->excepted == UINT32_MAX &&
		    is_excepted(seg, doc, opt != NULL ? opt->except : NULL))
			s->excepted = all.v[i].doc;
		else
			all.v[(*n)++] = all.v[i];
	}
	return all.v;
}

/* The text itself is no document that has its words. */
static void
drop_excepted(struct search *s)
{
	for (size_t k = 0; k < s->found->n_keys; k++) {
		struct eg_found_key *key = &s->found->key[k];
		uint32_t *list = key->list == SIZE_MAX ? NULL : s->doc.v + key->list, n = 0;

		for (uint32_t d = 0; list != NULL && d < key->documents; d++)
			if (list[d] != s->excepted)
				list[n++] = list[d];
		if (list != NULL)
			key->documents = n;
	}
}

/* Which keys each hit has: a second pass over the lists. */
static void
fill_shared(struct search *s, const struct candidate *c, size_t n)
{
	struct eg_found *f = s->found;
	uint32_t *slot = eg_calloc(s->ix->docs + 1, sizeof(*slot));
	uint32_t **at = eg_calloc(n + 1, sizeof(*at));

	for (size_t i = 0; i < n; i++)
		slot[c[i].doc] = (uint32_t)i + 1;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t k = 0; k < f->n_keys; k++) {
			const struct eg_found_key *key = &f->key[k];

			for (size_t d = 0; key->list != SIZE_MAX && d < key->documents; d++) {
				uint32_t hit = slot[s->doc.v[key->list + d]];

				if (hit == 0)
					continue;
				hit--;
				if (pass == 0) {
					f->hit[hit].shared++;
					continue;
				}
				f->hit[hit].unique += key->documents == 1;
				*at[hit]++ = (uint32_t)k;
				f->hit[hit].covers += s->weight[k];
			}
		}
		for (size_t i = 0; i < n && pass == 0; i++) {
			at[i] = eg_arena_calloc(f->arena, f->hit[i].shared + 1, sizeof(uint32_t));
			f->hit[i].at = at[i];
		}
	}
	eg_free(slot);
	eg_free(at);
}

/* What each hit explains of the text, and what no better one does. */
static void
explain(struct search *s)
{
	struct eg_found *f = s->found;
	bool *had = eg_calloc(f->n_keys + 1, sizeof(*had));

	for (size_t i = 0; i < f->n_hits; i++) {
		struct eg_hit *h = &f->hit[i];

		for (size_t j = 0; j < h->shared; j++) {
			if (!had[h->at[j]])
				h->adds += s->weight[h->at[j]];
			had[h->at[j]] = true;
		}
		h->covers = s->total > 0 ? h->covers / s->total : 0;
		h->adds = s->total > 0 ? h->adds / s->total : 0;
	}
	eg_free(had);
}

static void
fill_hits(struct search *s, const struct candidate *c, size_t n)
{
	struct eg_found *f = s->found;

	f->hit = eg_arena_calloc(f->arena, n + 1, sizeof(*f->hit));
	f->n_hits = n;
	for (size_t i = 0; i < n; i++) {
		struct eg_hit *h = &f->hit[i];
		uint32_t local;
		struct eg_segment *seg = segment_of(s, c[i].doc, &local);
		const struct eg_segment_doc *d = eg_segment_doc(seg, local);

		if (d == NULL || !eg_segment_name(seg, d, &h->source, &h->folder))
			continue;
		h->score = c[i].score;
		h->bytes = d->bytes;
		h->sum = d->sum;
		h->words = d->words;
	}
	fill_shared(s, c, n);
	explain(s);
}

/* Keys into the order of the text; lists stay where they are. */
static void
order_keys(struct search *s)
{
	struct eg_found *f = s->found;
	struct eg_trace_pair *pair = eg_calloc(2 * f->n_keys + 1, sizeof(*pair));
	struct eg_found_key *old = eg_calloc(f->n_keys + 1, sizeof(*old));
	double *weight = eg_calloc(f->n_keys + 1, sizeof(*weight));

	if (f->n_keys > 0)
		memcpy(old, f->key, f->n_keys * sizeof(*old));
	for (size_t i = 0; i < f->n_keys; i++)
		pair[i] = (struct eg_trace_pair){f->key[i].first, (uint32_t)i};
	eg_trace__sort(pair, pair + f->n_keys, f->n_keys);
	for (size_t i = 0; i < f->n_keys; i++) {
		f->key[i] = old[pair[i].value];
		weight[i] = s->weight[pair[i].value];
	}
	eg_free(s->weight);
	s->weight = weight;
	eg_free(old);
	eg_free(pair);
}

static enum eg_rc
any_damaged(struct search *s, struct eg_err *err)
{
	for (size_t i = 0; i < s->ix->seg.n; i++)
		if (s->ix->seg.v[i].bad)
			return eg_index__damaged(s->ix, &s->ix->seg.v[i], err);
	return EG_OK;
}

enum eg_rc
eg_index_search(struct eg_index *ix, const struct eg_tokens *text,
    const struct eg_search_options *opt, struct eg_found **out, struct eg_err *err)
{
	struct eg_arena *arena = eg_arena_new();
	struct search s = {
	    .ix = ix, .found = eg_arena_alloc(arena, sizeof(*s.found)), .excepted = UINT32_MAX};
	size_t limit = opt != NULL && opt->limit > 0 ? opt->limit : EG_SEARCH_LIMIT, n = 0;
	struct candidate *c = NULL;
	enum eg_rc rc;

	*out = NULL;
	s.found->arena = arena;
	s.found->k = ix->k;
	s.found->w = ix->w;
	if (start(&s)) {
		collect_keys(s.found, text);
		if (weigh_keys(&s)) {
			order_keys(&s);
			sum_up(&s);
			c = rank(&s, opt, text->place, limit, &n);
			if (s.excepted != UINT32_MAX)
				drop_excepted(&s);
			fill_hits(&s, c, n);
		}
	}
	if ((rc = any_damaged(&s, err)) == EG_OK) {
		uint32_t *doc = eg_arena_calloc(arena, s.doc.n + 1, sizeof(*doc));

		if (s.doc.n > 0)
			memcpy(doc, s.doc.v, s.doc.n * sizeof(*doc));
		s.found->doc = doc;
		*out = s.found;
	} else {
		eg_arena_free(arena);
	}
	eg_free(c);
	eg_free(s.weight);
	eg_free(s.tally);
	eg_free(s.base);
	eg_free(s.origin);
	eg_free(s.placed);
	eg_free(s.foldered);
	eg_vec_clear(&s.doc);
	return rc;
}

void
eg_found_free(struct eg_found *f)
{
	if (f != NULL)
		eg_arena_free(f->arena);
}
