/*
 * Sections of one text matched with those of the other: by label, then by the same words, then by
 * what they share of rare four-word passages helped by number and heading, then by number and
 * heading where nothing else speaks against it. Pairs off the heaviest chain in common order are
 * moved.
 */
#include "compare/parts.h"

#include "base/map.h"

#include <stdlib.h>

struct eg_str
eg_align__number(const char *designator)
{
	const char *p = designator + strlen(designator), *end;

	while (p > designator && (strchr(".:-_ \"", p[-1]) != NULL || (unsigned char)p[-1] >= 0x80))
		p--;
	end = p;
	while (p > designator && p[-1] != ' ' &&
	       !(p[-1] == '\xA7' && p - 1 > designator && p[-2] == '\xC2'))
		p--;
	return (struct eg_str){p, (size_t)(end - p)};
}

enum { SHINGLE = 4, RARE = 4, NAME_RARE = 4, CANDIDATES_MAX = 4000000, SHINGLES_MAX = 100000 };

struct section { /* what a section is known by */
	uint64_t content; /* hash of its folded words without designator */
	uint64_t name; /* of its heading, folded; 0 if none */
	uint64_t number; /* of its designator's kind and number; 0 if none */
	uint32_t shingles,
	    rare; /* distinct shingles; those that few sections of its own text have */
	uint32_t match; /* index in the other text + 1 */
	float score;
};

struct posting {
	uint32_t key; /* of a hash: two keys that fall together only make a candidate more */
	uint32_t section;
};

struct sides {
	const struct eg_side *s[2];
	const struct eg_lexicon *lex;
	struct section *sec[2];
	size_t n[2];
};

static inline uint64_t
mix64(uint64_t h, uint64_t x)
{
	h = (h ^ x) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

static uint64_t
hash_text(const char *p, size_t n)
{
	char fold[512];
	uint64_t h = 1469598103934665603u;
	size_t k = eg_word__fold(p, n < 480 ? n : 480, fold, sizeof(fold));

	if (k == 0)
		return 0;
	for (size_t i = 0; i < k; i++)
		h = (h ^ (unsigned char)fold[i]) * 1099511628211u;
	return h | 1;
}

enum { LEAD_WORDS = 4 }; /* "NEW SECTION." and the like may stand before the designator */

void
eg_align__designator(const struct eg_side *s, size_t i, size_t *from, size_t *to)
{
	const struct eg_doc_section *d = &s->doc->section[i];
	size_t begin = s->first[i], end = s->first[i + 1];

	for (size_t w = begin; w < end && w < begin + LEAD_WORDS && d->designator[0] != '\0'; w++) {
		const char *p = d->designator;
		size_t k = w;

		while (*p != '\0' && k < end) {
			size_t n = strcspn(p, " ");
			struct eg_word_at at = s->words.at[k];

			if (at.end - at.start != n || memcmp(s->doc->text + at.start, p, n) != 0)
				break;
			p += n + (p[n] == ' ');
			k++;
		}
		if (*p == '\0') {
			*from = w;
			*to = k;
			return;
		}
	}
	*from = *to = begin;
}

/* First word of a section after its designator (heading included). */
static size_t
first_word(const struct eg_side *s, size_t i)
{
	size_t from, to;

	eg_align__designator(s, i, &from, &to);
	return to;
}

static void
describe(struct sides *x, int t)
{
	const struct eg_side *s = x->s[t];

	for (size_t i = 0; i < x->n[t]; i++) {
		struct section *c = &x->sec[t][i];
		const struct eg_doc_section *d = &s->doc->section[i];
		struct eg_str num = eg_align__number(d->designator);
		uint64_t h = 7;

		for (size_t w = first_word(s, i); w < s->first[i + 1]; w++)
			if (x->lex->fold[s->words.id[w]] != 0)
				h = mix64(h, x->lex->fold[s->words.id[w]]);
		c->name = d->heading[0] != '\0' ? hash_text(d->heading, strlen(d->heading)) : 0;
		c->number = num.n > 0 ? hash_text(num.p, num.n) : 0;
		if (c->number != 0 &&
		    (d->designator[0] | 32) == 'a') /* Article 3 is not Section 3 */
			c->number = mix64(c->number, 'a') | 1;
		c->content =
		    h == 7 ? mix64(h, c->number) : h; /* no words: its number is all it has */
	}
}

/* Sort by key, stable: sections of one key stay in their order. Keys are hashes, so they fall evenly
 * into as many groups as there are pairs of postings, and each group is sorted as it comes. */
static void
sort_postings(struct posting *v, size_t n)
{
	unsigned bits = 4;
	struct posting *other;
	uint32_t *end, at = 0;

	while (bits < 16 && (size_t)1 << (bits + 1) < n)
		bits++;
	other = eg_realloc(NULL, n + 1, sizeof(*other));
	end = eg_calloc((size_t)1 << bits, sizeof(*end));
	for (size_t i = 0; i < n; i++)
		end[v[i].key >> (32 - bits)]++;
	for (size_t k = 0; k < (size_t)1 << bits; k++) {
		uint32_t c = end[k];

		end[k] = at;
		at += c;
	}
	for (size_t i = 0; i < n; i++)
		other[end[v[i].key >> (32 - bits)]++] = v[i];
	for (size_t i = 0; i < n; i++) { /* no key passes one of a group before its own */
		size_t k = i;

		for (; k > 0 && v[k - 1].key > other[i].key; k--)
			v[k] = v[k - 1];
		v[k] = other[i];
	}
	eg_free(other);
	eg_free(end);
}

static uint32_t
short_key(uint64_t h)
{
	return (uint32_t)(h ^ h >> 32);
}

static void
pair_up(struct sides *x, size_t i, size_t j, float score)
{
	x->sec[0][i].match = (uint32_t)j + 1;
	x->sec[1][j].match = (uint32_t)i + 1;
	x->sec[0][i].score = x->sec[1][j].score = score;
}

static void
match_labels(struct sides *x)
{
	struct eg_map map = {0};

	for (size_t i = 0; i < x->n[0]; i++) {
		const char *label = x->s[0]->doc->section[i].label;

		if (label != NULL && !eg_map_has(&map, label))
			eg_map_set(&map, label, &x->sec[0][i]);
	}
	for (size_t j = 0; j < x->n[1] && map.n > 0; j++) {
		const char *label = x->s[1]->doc->section[j].label;
		struct section *c = label == NULL ? NULL : eg_map_get(&map, label);

		if (c != NULL && c->match == 0)
			pair_up(x, (size_t)(c - x->sec[0]), j, 1.0f);
	}
	eg_map_clear(&map);
}

/* Pair sections of the same key one after the other; several of one key in their order. */
static void
match_equal(struct sides *x, size_t offset, float score)
{
	struct posting *v = eg_calloc(x->n[0] + x->n[1] + 1, sizeof(*v));
	size_t n = 0;

	for (uint32_t t = 0; t < 2; t++)
		for (size_t i = 0; i < x->n[t]; i++)
			if (x->sec[t][i].match == 0)
				v[n++] = (struct posting){
				    short_key(*(uint64_t *)((char *)&x->sec[t][i] + offset)),
				    (uint32_t)i << 1 | t};
	sort_postings(v, n);
	for (size_t from = 0, to; from < n; from = to) {
		size_t a = from, b = from;

		for (to = from; to < n && v[to].key == v[from].key; to++)
			;
		for (;; a++, b++) {
			while (a < to && (v[a].section & 1) != 0)
				a++;
			while (b < to && (v[b].section & 1) != 1)
				b++;
			if (a >= to || b >= to)
				break;
			pair_up(x, v[a].section >> 1, v[b].section >> 1, score);
		}
	}
	eg_free(v);
}

/* ---- by shared rare passages ---- */

static size_t
shingles(const struct sides *x, int t, uint64_t sample, struct posting **out)
{
	const struct eg_side *s = x->s[t];
	struct posting *v = eg_realloc(NULL, s->words.n + 1, sizeof(*v));
	size_t n = 0, k = 0;

	for (size_t i = 0; i < x->n[t]; i++) {
		uint64_t last = 0; /* SHINGLE words of 16 bits, which is what tells words apart */
		size_t seen = 0;

		if (x->sec[t][i].match != 0)
			continue;
		for (size_t w = first_word(s, i); w < s->first[i + 1]; w++) {
			uint32_t fold = x->lex->fold[s->words.id[w]];
			uint64_t h;

			if (fold == 0)
				continue;
			last = last << 16 | ((fold ^ fold >> 16) & 0xFFFF);
			if (++seen < SHINGLE)
				continue;
			h = last * 0x9E3779B97F4A7C15u;
			h ^= h >> 32;
			h *= 0xFF51AFD7ED558CCDu;
			h ^= h >> 32;
			if ((h & sample) == 0)
				v[n++] = (struct posting){(uint32_t)(h >> 8), (uint32_t)i};
		}
	}
	sort_postings(v, n);
	for (size_t i = 0; i < n; i++) /* once for each section */
		if (i == 0 || v[i].key != v[i - 1].key || v[i].section != v[i - 1].section)
			v[k++] = v[i];
	for (size_t i = 0; i < k; i++)
		x->sec[t][v[i].section].shingles++;
	*out = v;
	return k;
}

struct candidate {
	uint32_t a, b, shared;
	float score;
};

static int
by_pair(const void *l, const void *r)
{
	const struct candidate *x = l, *y = r;

	return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b < y->b ? -1 : x->b > y->b;
}

/* Best first; equal scores by nearness of place, so that the result does not depend on qsort. */
static int
by_score(const void *l, const void *r)
{
	const struct candidate *x = l, *y = r;

	return x->score > y->score ? -1 : x->score < y->score ? 1 : by_pair(l, r);
}

struct candidates {
	EG_VEC(struct candidate);
	/* of few sections: shared + 1 for each pair met, in rows of n_new; then the vector is filled at
	 * the end */
	uint32_t *table;
	size_t n_old, n_new;
};

enum { TABLE_MAX = 1 << 18 };

/* Add (a, b) for every section pair in two groups of postings of one key. */
static void
cross(struct candidates *c, const struct posting *p, size_t n, const struct posting *q, size_t m,
    uint32_t shared)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m && c->n < CANDIDATES_MAX; j++) {
			struct candidate one = {p[i].section, q[j].section, shared, 0};
			uint32_t *met;

			if (c->table == NULL) {
				eg_vec_push(c, one);
				continue;
			}
			met = &c->table[one.a * c->n_new + one.b];
			*met += shared + (*met == 0);
		}
}

/* One candidate a pair, in order. */
static void
add_up(struct candidates *c)
{
	size_t k = 0;

	if (c->table != NULL) {
		for (size_t i = 0; i < c->n_old * c->n_new; i++) {
			struct candidate one = {
			    (uint32_t)(i / c->n_new), (uint32_t)(i % c->n_new), c->table[i] - 1, 0};

			if (c->table[i] > 0)
				eg_vec_push(c, one);
		}
		eg_free(c->table);
		return;
	}
	if (c->n > 0)
		qsort(c->v, c->n, sizeof(*c->v), by_pair);
	for (size_t i = 0; i < c->n; i++) {
		if (k > 0 && c->v[k - 1].a == c->v[i].a && c->v[k - 1].b == c->v[i].b)
			c->v[k - 1].shared += c->v[i].shared;
		else
			c->v[k++] = c->v[i];
	}
	c->n = k;
}

static void
join(struct sides *x, struct candidates *c, const struct posting *p, size_t n,
    const struct posting *q, size_t m, size_t rare, uint32_t shared)
{
	size_t i = 0, j = 0;

	while (i < n || j < m) {
		uint32_t key = j >= m || (i < n && p[i].key < q[j].key) ? p[i].key : q[j].key;
		size_t from_i = i, from_j = j;

		while (i < n && p[i].key == key)
			i++;
		while (j < m && q[j].key == key)
			j++;
		if (i - from_i > rare || j - from_j > rare)
			continue;
		if (shared > 0) {
			for (size_t k = from_i; k < i; k++)
				x->sec[0][p[k].section].rare++;
			for (size_t k = from_j; k < j; k++)
				x->sec[1][q[k].section].rare++;
		}
		cross(c, p + from_i, i - from_i, q + from_j, j - from_j, shared);
	}
}

static size_t
names(const struct sides *x, int t, size_t offset, struct posting **out)
{
	struct posting *v = eg_calloc(x->n[t] + 1, sizeof(*v));
	size_t n = 0;

	for (size_t i = 0; i < x->n[t]; i++) {
		uint64_t key = *(uint64_t *)((char *)&x->sec[t][i] + offset);

		if (x->sec[t][i].match == 0 && key != 0)
			v[n++] = (struct posting){short_key(key), (uint32_t)i};
	}
	sort_postings(v, n);
	*out = v;
	return n;
}

/* How alike two sections are: the share of rare passages of the smaller one, then heading, number
 * and nearness of place. */
static float
score(const struct sides *x, const struct candidate *c)
{
	const struct section *a = &x->sec[0][c->a], *b = &x->sec[1][c->b];
	uint32_t low = a->rare < b->rare ? a->rare : b->rare,
		 high = a->rare < b->rare ? b->rare : a->rare;
	float inside = low == 0 ? 0 : (float)c->shared / (float)low,
	      both = high == 0 ? 0 : (float)c->shared / (float)high;
	float far = (float)c->a / (float)x->n[0] - (float)c->b / (float)x->n[1];
	bool name = a->name != 0 && a->name == b->name,
	     number = a->number != 0 && a->number == b->number;
	float alike = 0.6f * inside + 0.4f * both;

	if (inside > 1)
		inside = 1;
	if (low < 6 && !name && !number) /* a few words in common say little */
		alike *= 0.5f;
	if (alike < 0.15f && !(name && number) && !(alike >= 0.04f && (name || number)) &&
	    !(name && alike > 0))
		return 0;
	return alike + (name ? 0.3f : 0) + (number ? 0.15f : 0) +
	       0.05f * (1 - (far < 0 ? -far : far));
}

static void
match_similar(struct sides *x)
{
	struct candidates c = {.n_old = x->n[0], .n_new = x->n[1]};
	struct posting *p[2], *q[2];
	size_t n[2], k;
	uint64_t sample = 0; /* of very long texts one passage in two, four, … does */
	static const size_t offsets[2] = {
	    offsetof(struct section, name), offsetof(struct section, number)};

	if (c.n_old * c.n_new <= TABLE_MAX)
		c.table = eg_calloc(c.n_old * c.n_new + 1, sizeof(*c.table));
	while (x->s[0]->words.n + x->s[1]->words.n > (sample + 1) * SHINGLES_MAX)
		sample = sample * 2 + 1;
	for (int t = 0; t < 2; t++)
		n[t] = shingles(x, t, sample, &p[t]);
	join(x, &c, p[0], n[0], p[1], n[1], RARE, 1);
	for (size_t o = 0; o < 2; o++) {
		size_t m[2];

		for (int t = 0; t < 2; t++)
			m[t] = names(x, t, offsets[o], &q[t]);
		join(x, &c, q[0], m[0], q[1], m[1], NAME_RARE, 0);
		eg_free(q[0]);
		eg_free(q[1]);
	}
	eg_free(p[0]);
	eg_free(p[1]);
	add_up(&c);
	k = c.n;
	for (size_t i = 0; i < k; i++)
		c.v[i].score = score(x, &c.v[i]);
	if (k > 0)
		qsort(c.v, k, sizeof(*c.v), by_score);
	for (size_t i = 0; i < k && c.v[i].score > 0; i++)
		if (x->sec[0][c.v[i].a].match == 0 && x->sec[1][c.v[i].b].match == 0)
			pair_up(x, c.v[i].a, c.v[i].b, c.v[i].score);
	eg_vec_clear(&c);
}

/* ---- by place ---- */

/* Share of the smaller section's words that the other has too, in any order, 0..1. */
static float
words_shared(const struct sides *x, size_t a, size_t b, uint32_t *count)
{
	const struct eg_side *s = x->s[0], *t = x->s[1];
	size_t n = 0, m = 0, shared = 0;

	for (size_t w = first_word(s, a); w < s->first[a + 1]; w++, n++)
		count[x->lex->fold[s->words.id[w]]]++;
	for (size_t w = first_word(t, b); w < t->first[b + 1]; w++, m++) {
		uint32_t *c = &count[x->lex->fold[t->words.id[w]]];

		if (*c > 0) {
			--*c;
			shared++;
		}
	}
	for (size_t w = first_word(s, a); w < s->first[a + 1]; w++)
		count[x->lex->fold[s->words.id[w]]] = 0;
	n = n < m ? n : m;
	return n == 0 ? 0 : (float)shared / (float)n;
}

/* Short sections share no rare passage once a word of each is changed. Those of one number that
 * stand between the same matched neighbours are the same when half of their words are. */
static void
match_between(struct sides *x)
{
	uint32_t *count = eg_calloc(x->lex->n + 2u, sizeof(*count));

	for (size_t j = 0; j < x->n[1]; j++) {
		size_t i = j > 0 ? x->sec[1][j - 1].match : 0; /* after the neighbour's match */

		if (x->sec[1][j].match != 0 || (j > 0 && i == 0) || i >= x->n[0] ||
		    x->sec[0][i].match != 0 || x->sec[0][i].number != x->sec[1][j].number ||
		    x->sec[1][j].number == 0 || words_shared(x, i, j, count) < 0.5f)
			continue;
		pair_up(x, i, j, 0.5f);
	}
	eg_free(count);
}

/* ---- order ---- */

/* Mark the pairs off the chain of common order that holds the most words. */
static void
find_moved(const struct sides *x, struct eg_pair *v, size_t n)
{
	uint64_t *weight = eg_calloc(n + 1, sizeof(*weight));
	uint32_t *tree = eg_calloc(x->n[0] + 1, sizeof(*tree)),
		 *from = eg_calloc(n + 1, sizeof(*from)), last = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t prev = 0;
		size_t words = eg_side__words(x->s[1], v[i].new_index) + 1;

		for (size_t r = v[i].old_index; r > 0; r -= r & (~r + 1))
			if (tree[r] > 0 && (prev == 0 || weight[tree[r]] > weight[prev]))
				prev = tree[r];
		from[i + 1] = prev;
		weight[i + 1] = (prev > 0 ? weight[prev] : 0) + words;
		if (last == 0 || weight[i + 1] > weight[last])
			last = (uint32_t)i + 1;
		for (size_t r = v[i].old_index + 1; r <= x->n[0]; r += r & (~r + 1))
			if (tree[r] == 0 || weight[tree[r]] < weight[i + 1])
				tree[r] = (uint32_t)i + 1;
		v[i].moved = true;
	}
	for (; last > 0; last = from[last])
		v[last - 1].moved = false;
	eg_free(weight);
	eg_free(tree);
	eg_free(from);
}

static size_t
collect(const struct sides *x, struct eg_pair *v)
{
	size_t n = 0;

	for (size_t j = 0; j < x->n[1]; j++)
		if (x->sec[1][j].match != 0)
			v[n++] = (struct eg_pair){x->sec[1][j].match - 1, j, false};
	return n;
}

enum { MOVE_WORDS = 8 };
static const float move_score = 0.45f; /* a move is only said where the words show it */

struct eg_pair *
eg_align__sections(const struct eg_side *old_side, const struct eg_side *new_side,
    const struct eg_lexicon *lex, const struct eg_pair *same, size_t n_same, size_t *n)
{
	struct sides x = {.s = {old_side, new_side},
	    .lex = lex,
	    .n = {old_side->doc->n_sections, new_side->doc->n_sections}};
	struct eg_pair *pairs;
	bool dropped = false;

	for (int t = 0; t < 2; t++) {
		x.sec[t] = eg_calloc(x.n[t] + 1, sizeof(*x.sec[t]));
		describe(&x, t);
	}
	for (size_t i = 0; i < n_same; i++)
		pair_up(&x, same[i].old_index, same[i].new_index, 1.0f);
	if (x.n[0] > 0 && x.n[1] > 0 && x.sec[0][0].match == 0 && x.sec[1][0].match == 0 &&
	    old_side->doc->section[0].designator[0] == '\0' &&
	    new_side->doc->section[0].designator[0] == '\0')
		pair_up(&x, 0, 0, 1.0f); /* what stands before the first heading */
	match_labels(&x);
	match_equal(&x, offsetof(struct section, content), 1.0f);
	match_similar(&x);
	match_between(&x);
	pairs = eg_calloc(x.n[1] + 1, sizeof(*pairs));
	*n = collect(&x, pairs);
	find_moved(&x, pairs, *n);
	for (size_t i = 0; i < *n; i++) { /* doubtful moves are a removal and an addition */
		const struct eg_pair *p = &pairs[i];

		if (p->moved && (x.sec[1][p->new_index].score < move_score ||
				    eg_side__words(new_side, p->new_index) < MOVE_WORDS)) {
			x.sec[0][p->old_index].match = x.sec[1][p->new_index].match = 0;
			dropped = true;
		}
	}
	if (dropped) {
		*n = collect(&x, pairs);
		find_moved(&x, pairs, *n);
	}
	eg_free(x.sec[0]);
	eg_free(x.sec[1]);
	return pairs;
}
