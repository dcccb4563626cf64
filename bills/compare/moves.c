/* Passages taken out at one place and put in at another, which only all rows together show; what
 * follows from them is in splits.c. */
#include "compare/parts.h"

#include <stdlib.h>

/* Words of one text that stand in edits with nothing on the other side, edit after edit. */
struct loose {
	const struct eg_side *side;
	struct {
		EG_VEC(struct loose_run);
	} run;
	uint32_t *run_of; /* of each loose word, its run */
	uint32_t *word; /* its index in the side's words */
	uint32_t *fold;
	uint64_t *gram; /* hash of the GRAM words from each one on */
	size_t n;
};

struct loose_run {
	size_t edit, row;
	size_t first; /* of its loose words */
	size_t n;
};

enum {
	GRAM = 6, /* words of a passage looked up */
	BRIDGE = 6, /* words that may differ between two parts of one moved passage */
	SAME_GRAMS = 4, /* a passage that stands more often than this says nothing */
	LOOSE_MAX = 2000000,
};

/* The word of a section that starts at a byte. */
static size_t
word_at(const struct eg_side *s, size_t section, size_t byte)
{
	size_t low = s->first[section], high = s->first[section + 1];

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->words.at[mid].start < byte)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void
gather(const struct eg_rows *x, bool deleted, struct loose *l)
{
	const struct eg_side *s = deleted ? x->old_side : x->new_side;
	size_t cap = 0, w = 0;

	l->side = s;
	for (size_t i = 0; i < x->n_rows; i++) {
		for (size_t e = x->edit_from[i]; e < x->edit_from[i + 1]; e++) {
			const struct eg_edit *edit = &x->edits->v[e];
			size_t n = deleted ? edit->old_words : edit->new_words;
			struct loose_run run = {e, i, cap, n};

			if (n < EG_MOVE_WORDS ||
			    (deleted ? edit->new_words : edit->old_words) > 0 ||
			    cap + n > LOOSE_MAX)
				continue;
			eg_vec_push(&l->run, run);
			cap += n;
		}
	}
	l->n = cap;
	l->run_of = eg_realloc(NULL, cap + 1, sizeof(uint32_t));
	l->word = eg_realloc(NULL, cap + 1, sizeof(uint32_t));
	l->fold = eg_realloc(NULL, cap + 1, sizeof(uint32_t));
	for (size_t r = 0; r < l->run.n; r++) {
		const struct loose_run *run = &l->run.v[r];
		const struct eg_redline_section *row = &x->row[run->row];
		const struct eg_edit *edit = &x->edits->v[run->edit];
		size_t index = deleted ? row->old_index : row->new_index,
		       start = deleted ? edit->old_start : edit->new_start;

		w = word_at(s, index, start);
		for (size_t k = 0; k < run->n; k++, w++) {
			l->run_of[run->first + k] = (uint32_t)r;
			l->word[run->first + k] = (uint32_t)w;
			l->fold[run->first + k] = x->lex->fold[s->words.id[w]];
		}
	}
}

static void
let_go(struct loose *l)
{
	eg_vec_clear(&l->run);
	eg_free(l->run_of);
	eg_free(l->word);
	eg_free(l->fold);
	eg_free(l->gram);
}

/* What a word adds to the hash of a passage. */
static inline uint64_t
weight_of(uint32_t fold)
{
	uint64_t h = (fold + 1) * 0x9E3779B97F4A7C15u;

	return h ^ h >> 32;
}

enum { GRAM_BASE = 0x2545F491 }; /* odd */

static inline uint64_t
gram_key(uint64_t h)
{
	return (h ^ h >> 29) | 1;
}

/* Rolling hashes of all passages of GRAM words. */
static void
hash_grams(struct loose *l)
{
	uint64_t h = 0, leaves = 1;

	l->gram = eg_realloc(NULL, l->n + 1, sizeof(*l->gram));
	for (size_t k = 1; k < GRAM; k++)
		leaves *= GRAM_BASE;
	for (size_t i = 0; i < l->n; i++) {
		if (i >= GRAM)
			h -= weight_of(l->fold[i - GRAM]) * leaves;
		h = h * GRAM_BASE + weight_of(l->fold[i]);
		if (i + 1 >= GRAM)
			l->gram[i + 1 - GRAM] = gram_key(h);
	}
}

static bool
gram_fits(const struct loose *l, size_t i)
{
	return i + GRAM <= l->n && l->run_of[i] == l->run_of[i + GRAM - 1];
}

struct passage { /* loose words [a, a + n) of the old text, [b, b + m) of the new one */
	size_t a, n, b, m;
};

struct passages {
	EG_VEC(struct passage);
};

struct grams { /* where passages of the new text's loose words stand */
	uint64_t *key;
	uint32_t *first, *count;
	uint32_t *next;
	size_t mask;
};

static size_t
slot(const struct grams *g, uint64_t key)
{
	size_t i = (size_t)(key >> 20) & g->mask;

	while (g->key[i] != 0 && g->key[i] != key)
		i = (i + 1) & g->mask;
	return i;
}

static void
index_grams(struct grams *g, const struct loose *l)
{
	size_t cap = 64;

	while (cap < 2 * l->n)
		cap *= 2;
	g->mask = cap - 1;
	g->key = eg_calloc(cap, sizeof(*g->key));
	g->first = eg_calloc(cap, sizeof(*g->first));
	g->count = eg_calloc(cap, sizeof(*g->count));
	g->next = eg_calloc(l->n + 1, sizeof(*g->next));
	for (size_t i = l->n; i-- > 0;) {
		size_t k;

		if (!gram_fits(l, i))
			continue;
		k = slot(g, l->gram[i]);
		g->key[k] = l->gram[i];
		g->next[i] = g->first[k];
		g->first[k] = (uint32_t)i + 1;
		g->count[k]++;
	}
}

/* How far the same words go on from both places, inside their runs. */
static size_t
reach(const struct loose *a, size_t i, const struct loose *b, size_t j)
{
	size_t n = 0;

	while (i + n < a->n && j + n < b->n && a->run_of[i + n] == a->run_of[i] &&
	       b->run_of[j + n] == b->run_of[j] && a->fold[i + n] == b->fold[j + n])
		n++;
	return n;
}

/* Passages of the old loose words that stand among the new ones, each word in one at most: from
 * left to right, the longest each time. */
static void
find_passages(const struct loose *a, const struct loose *b, struct passages *out)
{
	struct grams g;
	uint8_t *taken = eg_calloc(b->n + 1, 1);

	index_grams(&g, b);
	for (size_t i = 0; i < a->n;) {
		struct passage best = {i, 0, 0, 0};
		size_t k;

		if (!gram_fits(a, i) || g.key[k = slot(&g, a->gram[i])] == 0 ||
		    g.count[k] > SAME_GRAMS) {
			i++;
			continue;
		}
		for (uint32_t j = g.first[k]; j > 0; j = g.next[j - 1]) {
			size_t n = reach(a, i, b, j - 1);

			for (size_t t = 0; t < n; t++)
				if (taken[j - 1 + t])
					n = t;
			if (n > best.n)
				best = (struct passage){i, n, j - 1, n};
		}
		if (best.n < GRAM) {
			i++;
			continue;
		}
		memset(taken + best.b, 1, best.m);
		eg_vec_push(out, best);
		i = best.a + best.n;
	}
	eg_free(taken);
	eg_free(g.key);
	eg_free(g.first);
	eg_free(g.count);
	eg_free(g.next);
}

/* Parts of one passage with a few changed words between them are one, then short ones go. */
static void
bridge(const struct loose *a, const struct loose *b, struct passages *p)
{
	size_t k = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct passage *last = k > 0 ? &p->v[k - 1] : NULL, one = p->v[i];

		if (last != NULL && a->run_of[last->a] == a->run_of[one.a] &&
		    b->run_of[last->b] == b->run_of[one.b] && one.b >= last->b + last->m &&
		    one.a - (last->a + last->n) <= BRIDGE &&
		    one.b - (last->b + last->m) <= BRIDGE) {
			last->n = one.a + one.n - last->a;
			last->m = one.b + one.m - last->b;
		} else {
			p->v[k++] = one;
		}
	}
	p->n = k;
	k = 0;
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].n >= EG_MOVE_WORDS && p->v[i].m >= EG_MOVE_WORDS)
			p->v[k++] = p->v[i];
	p->n = k;
}

/* Hash of the GRAM words from w on. */
static uint64_t
gram_of(const struct eg_side *s, const struct eg_lexicon *lex, size_t w)
{
	uint64_t h = 0;

	for (size_t k = 0; k < GRAM; k++)
		h = h * GRAM_BASE + weight_of(lex->fold[s->words.id[w + k]]);
	return gram_key(h);
}

/* Count how often a side says each gram of the table; `begins` flags the words that one begins with.
 */
static void
count_grams(
    const struct eg_side *s, const struct eg_lexicon *lex, struct grams *g, const uint8_t *begins)
{
	for (size_t w = 0; w + GRAM <= s->words.n; w++) {
		size_t k;

		if (!begins[lex->fold[s->words.id[w]]])
			continue;
		k = slot(g, gram_of(s, lex, w));
		g->count[k] += g->key[k] != 0;
	}
}

/* Words that a text says again and again ("as an emergency requirement pursuant to …") did not
 * move: only passages whose middle either text says once are kept. */
static void
drop_common(const struct eg_rows *x, const struct loose *a, struct passages *p)
{
	struct grams g = {0};
	size_t cap = 64, kept = 0;
	const struct eg_side *sides[2] = {x->old_side, x->new_side};
	uint8_t *begins = eg_calloc(x->lex->n + 2u, 1);

	while (cap < 4 * p->n)
		cap *= 2;
	g.mask = cap - 1;
	g.key = eg_calloc(cap, sizeof(*g.key));
	g.count = eg_calloc(cap, sizeof(*g.count));
	g.next = eg_calloc(p->n + 1, sizeof(*g.next)); /* slot of each passage's gram */
	for (size_t i = 0; i < p->n; i++) {
		size_t middle = a->word[p->v[i].a + (p->v[i].n - GRAM) / 2];
		uint64_t key = gram_of(a->side, x->lex, middle);

		begins[x->lex->fold[a->side->words.id[middle]]] = 1;
		g.next[i] = (uint32_t)slot(&g, key);
		g.key[g.next[i]] = key;
	}
	for (int t = 0; t < 2; t++) {
		memset(g.count, 0, cap * sizeof(*g.count));
		count_grams(sides[t], x->lex, &g, begins);
		kept = 0;
		for (size_t i = 0; i < p->n; i++) {
			if (g.count[g.next[i]] > 1)
				continue;
			g.next[kept] = g.next[i];
			p->v[kept++] = p->v[i];
		}
		p->n = kept;
	}
	eg_free(g.key);
	eg_free(g.count);
	eg_free(g.next);
	eg_free(begins);
}

/* ---- cutting edits at the ends of moved passages ---- */

struct piece { /* part of an edit that moved */
	size_t edit, from, n; /* words of the edit */
	uint32_t move;
};

static int
by_edit(const void *l, const void *r)
{
	const struct piece *x = l, *y = r;

	if (x->edit != y->edit)
		return x->edit < y->edit ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

/* Words [from, from + n) of a one-sided edit as an edit of its own. first: the edit's first word.
 * */
static struct eg_edit
part(const struct eg_edit *e, const struct eg_side *s, size_t first, size_t from, size_t n)
{
	struct eg_edit out = *e;
	size_t start = s->words.at[first + from].start, end = s->words.at[first + from + n - 1].end;

	if (e->new_words == 0) {
		out.old_start = start;
		out.old_end = end;
		out.old_words = n;
	} else {
		out.new_start = start;
		out.new_end = end;
		out.new_words = n;
	}
	return out;
}

static size_t
first_word(const struct eg_rows *x, size_t row, const struct eg_edit *e)
{
	const struct eg_side *s = e->new_words == 0 ? x->old_side : x->new_side;
	size_t index = e->new_words == 0 ? x->row[row].old_index : x->row[row].new_index;

	return word_at(s, index, e->new_words == 0 ? e->old_start : e->new_start);
}

/* Write edit e, cut into the pieces [from, to). */
static void
cut(const struct eg_rows *x, size_t row, const struct eg_edit *e, const struct piece *p, size_t n,
    struct eg_edits *out)
{
	const struct eg_side *s = e->new_words == 0 ? x->old_side : x->new_side;
	size_t words = e->new_words == 0 ? e->old_words : e->new_words, at = 0,
	       first = first_word(x, row, e);

	for (size_t i = 0; i < n; i++) {
		struct eg_edit moved = part(e, s, first, p[i].from, p[i].n);

		if (p[i].from > at)
			eg_vec_push(out, part(e, s, first, at, p[i].from - at));
		moved.what = EG_EDIT_MOVE;
		moved.move = p[i].move;
		eg_vec_push(out, moved);
		at = p[i].from + p[i].n;
	}
	if (at < words)
		eg_vec_push(out, part(e, s, first, at, words - at));
}

static void
cut_all(struct eg_rows *x, struct piece *p, size_t n)
{
	struct eg_edits out = {0};
	size_t at = 0;

	qsort(p, n, sizeof(*p), by_edit);
	for (size_t i = 0; i < x->n_rows; i++) {
		size_t from = x->edit_from[i], to = x->edit_from[i + 1];

		x->edit_from[i] = out.n;
		for (size_t e = from; e < to; e++) {
			size_t end = at;

			while (end < n && p[end].edit == e)
				end++;
			if (end == at)
				eg_vec_push(&out, x->edits->v[e]);
			else
				cut(x, i, &x->edits->v[e], p + at, end - at, &out);
			at = end;
		}
	}
	x->edit_from[x->n_rows] = out.n;
	eg_vec_clear(x->edits);
	*x->edits = out;
}

size_t
eg_moves__find(struct eg_rows *x)
{
	struct loose a = {0}, b = {0};
	struct passages found = {0};
	struct piece *pieces;

	gather(x, true, &a);
	gather(x, false, &b);
	if (a.n > 0 && b.n > 0) {
		hash_grams(&a);
		hash_grams(&b);
		find_passages(&a, &b, &found);
		bridge(&a, &b, &found);
		if (found.n > 0)
			drop_common(x, &a, &found);
	}
	if (found.n > 0) {
		pieces = eg_calloc(found.n * 2, sizeof(*pieces));
		for (size_t i = 0; i < found.n; i++) {
			const struct passage *p = &found.v[i];
			const struct loose_run *ra = &a.run.v[a.run_of[p->a]],
					       *rb = &b.run.v[b.run_of[p->b]];

			pieces[2 * i] =
			    (struct piece){ra->edit, p->a - ra->first, p->n, (uint32_t)i + 1};
			pieces[2 * i + 1] =
			    (struct piece){rb->edit, p->b - rb->first, p->m, (uint32_t)i + 1};
		}
		cut_all(x, pieces, found.n * 2);
		eg_free(pieces);
	}
	let_go(&a);
	let_go(&b);
	eg_free(found.v);
	return found.n;
}
