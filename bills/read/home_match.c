/*
 * The document's paragraphs (home_paras.c) matched to the form's blocks. Words that both have once
 * anchor the order; gaps between anchors are aligned by likeness; what is left is matched by
 * bookmark, as moved, or as rewritten where it stood.
 */
#include "read/home.h"

#include <stdlib.h>
#include <string.h>

enum {
	ALIKE = 500, /* of 1000: words in common for the same paragraph, edited */
	ALIKE_HINTED = 250, /* where its bookmark says so */
	ALIKE_MOVED = 600,
	ALIKE_HEAD = 600,
	ALIKE_BARE = 700, /* numbers alone, in the same form */
	FEW = 4, /* words: too few to be known by likeness */
	EXACT = 2000,
	AHEAD = 64, /* paragraphs that are looked at where all would be too many */
	GAP_CELLS = 2 * 1000 * 1000,
};

static void
pair(struct eg_home_job *j, size_t b, size_t p)
{
	j->block.v[b].match = (int)p;
	j->para.v[p].match = (int)b;
}

static bool
is_hinted(struct eg_home_job *j, size_t b, size_t p)
{
	const char *anchor = j->block.v[b].block->anchor;
	const struct eg_docx_para *q = j->para.v[p].para;

	for (size_t i = 0; i < q->n_bookmarks && anchor != NULL; i++) {
		const char *label = eg_home__label_of(j, q->bookmark[i]);

		if (label != NULL && strcmp(label, anchor) == 0)
			return true;
	}
	return false;
}

static bool
is_same(const struct eg_home_block *b, const struct eg_home_para *p)
{
	return b->bare == p->bare && b->key_n == p->key_n && memcmp(b->key, p->key, b->key_n) == 0;
}

static bool
same_shape(const char *a, const char *b)
{
	struct eg_buf x = EG_BUF_INIT, y = EG_BUF_INIT;
	bool same;

	eg_home__shape(&x, a);
	eg_home__shape(&y, b);
	same = strcmp(eg_buf_cstr(&x), eg_buf_cstr(&y)) == 0;
	eg_buf_clear(&x);
	eg_buf_clear(&y);
	return same;
}

/* How much speaks for a pair; 0: they are not the same paragraph. */
static int
score(struct eg_home_job *j, size_t b, size_t p)
{
	const struct eg_home_block *x = &j->block.v[b];
	const struct eg_home_para *y = &j->para.v[p];
	bool hinted;
	int alike;

	if (is_same(x, y))
		return EXACT;
	if (x->placed || y->placed)
		return 0; /* it was moved there, whatever bookmark stands here */
	if (x->bare || y->bare)
		return x->bare == y->bare && same_shape(x->key, y->key) ? ALIKE_BARE : 0;
	alike = eg_home__alike(x->sorted, x->n_printed, y->sorted, y->n);
	if (alike < ALIKE_HINTED)
		return 0;
	hinted = is_hinted(j, b, p);
	if (alike < (hinted				     ? ALIKE_HINTED
			: x->n_printed <= FEW || y->n <= FEW ? ALIKE_HEAD
							     : ALIKE))
		return 0;
	return alike + (hinted ? 100 : 0);
}

void
eg_home__chain(const size_t *block, size_t n, bool *in_chain)
{
	size_t *tail = eg_calloc(n + 1, sizeof(*tail)), *before = eg_calloc(n + 1, sizeof(*before)),
	       len = 0;

	for (size_t i = 0; i < n; i++) {
		size_t lo = 0, hi = len;

		while (lo < hi) {
			size_t mid = (lo + hi) / 2;

			if (block[tail[mid]] < block[i])
				lo = mid + 1;
			else
				hi = mid;
		}
		before[i] = lo > 0 ? tail[lo - 1] : SIZE_MAX;
		tail[lo] = i;
		len = lo == len ? len + 1 : len;
		in_chain[i] = false;
	}
	for (size_t i = len > 0 ? tail[len - 1] : SIZE_MAX; i != SIZE_MAX; i = before[i])
		in_chain[i] = true;
	eg_free(tail);
	eg_free(before);
}

/* Words that the form prints once and the document holds once; those that changed their order are
 * left to moved(). */
static void
anchors(struct eg_home_job *j)
{
	struct eg_map blocks = {0}, paras = {0};
	size_t *block = eg_calloc(j->para.n + 1, sizeof(*block)),
	       *para = eg_calloc(j->para.n + 1, sizeof(*para)), n = 0;
	bool *in = eg_calloc(j->para.n + 1, sizeof(*in));

	for (size_t i = 0; i < j->block.n; i++) /* numbers shift: they anchor nothing */
		eg_map_set(&blocks, j->block.v[i].key,
		    j->block.v[i].bare || eg_map_has(&blocks, j->block.v[i].key)
			? NULL
			: (void *)(uintptr_t)(i + 1));
	for (size_t i = 0; i < j->para.n; i++)
		eg_map_set(&paras, j->para.v[i].key,
		    eg_map_has(&paras, j->para.v[i].key) ? NULL : (void *)(uintptr_t)(i + 1));
	for (size_t i = 0; i < j->para.n; i++) {
		uintptr_t b = (uintptr_t)eg_map_get(&blocks, j->para.v[i].key);

		if (b != 0 && eg_map_get(&paras, j->para.v[i].key) != NULL) {
			block[n] = b - 1;
			para[n++] = i;
		}
	}
	eg_home__chain(block, n, in);
	for (size_t i = 0; i < n; i++)
		if (in[i])
			pair(j, block[i], para[i]);
		else if (j->para.v[para[i]].n > FEW)
			j->block.v[block[i]].placed = j->para.v[para[i]].placed = true;
	eg_map_clear(&blocks);
	eg_map_clear(&paras);
	eg_free(block);
	eg_free(para);
	eg_free(in);
}

/* The same where a table of all scores would be too large (a word changed in every paragraph of a
 * long act): each block with the likest of the next paragraphs. */
static void
near(struct eg_home_job *j, size_t b, size_t b_end, size_t p, size_t p_end)
{
	for (; b < b_end && p < p_end; b++) {
		size_t stop = p_end - p > AHEAD ? p + AHEAD : p_end, found = p;
		int most = 0;

		for (size_t k = p; k < stop; k++) {
			int s = score(j, b, k);

			if (s > most) {
				most = s;
				found = k;
			}
		}
		if (most == 0)
			continue;
		pair(j, b, found);
		p = found + 1;
	}
}

/* Blocks [b, b_end) with paragraphs [p, p_end), in order, so that the scores are largest. */
static void
gap(struct eg_home_job *j, size_t b, size_t b_end, size_t p, size_t p_end)
{
	size_t n, m;
	int *best, *at;

	while (b < b_end && p < p_end && is_same(&j->block.v[b], &j->para.v[p]))
		pair(j, b++, p++);
	while (b < b_end && p < p_end && is_same(&j->block.v[b_end - 1], &j->para.v[p_end - 1]))
		pair(j, --b_end, --p_end);
	n = b_end - b;
	m = p_end - p;
	if (n == 0 || m == 0)
		return;
	if (n * m > GAP_CELLS) {
		near(j, b, b_end, p, p_end);
		return;
	}
	best = eg_calloc((n + 1) * (m + 1), sizeof(*best));
	at = eg_calloc(n * m, sizeof(*at));
	for (size_t i = n; i-- > 0;)
		for (size_t k = m; k-- > 0;) {
			int s = at[i * m + k] = score(j, b + i, p + k);
			int take = s > 0 ? s + best[(i + 1) * (m + 1) + k + 1] : 0;
			int down = best[(i + 1) * (m + 1) + k], right = best[i * (m + 1) + k + 1];
			int skip = down > right ? down : right;

			best[i * (m + 1) + k] = take > skip ? take : skip;
		}
	for (size_t i = 0, k = 0; i < n && k < m;) {
		int s = at[i * m + k];

		if (s > 0 && best[i * (m + 1) + k] == s + best[(i + 1) * (m + 1) + k + 1])
			pair(j, b + i++, p + k++);
		else if (best[(i + 1) * (m + 1) + k] >= best[i * (m + 1) + k + 1])
			i++;
		else
			k++;
	}
	eg_free(best);
	eg_free(at);
}

static void
gaps(struct eg_home_job *j)
{
	size_t b = 0, p = 0;

	for (size_t i = 0; i <= j->para.n; i++) {
		bool last = i == j->para.n;
		size_t to;

		if (!last && j->para.v[i].match < 0)
			continue;
		to = last ? j->block.n : (size_t)j->para.v[i].match;
		if (to >= b)
			gap(j, b, to, p, i);
		b = to + 1;
		p = i + 1;
	}
}

/* What is left: of all free blocks the likest, if it is like enough. */
static void
moved(struct eg_home_job *j)
{
	size_t free_blocks = 0, free_paras = 0;

	for (size_t i = 0; i < j->block.n; i++)
		free_blocks += j->block.v[i].match < 0;
	for (size_t i = 0; i < j->para.n; i++)
		free_paras += j->para.v[i].match < 0;
	if (free_blocks * free_paras > GAP_CELLS)
		return;
	for (size_t p = 0; p < j->para.n; p++) {
		int most = 0;
		size_t found = 0;

		for (size_t b = 0; b < j->block.n && !j->para.v[p].bare; b++) {
			bool is_free = j->block.v[b].match < 0 && j->para.v[p].match < 0;
			int s = is_free ? score(j, b, p) : 0;

			if (s > most && (s >= ALIKE_MOVED || is_hinted(j, b, p))) {
				most = s;
				found = b;
			}
		}
		if (most > 0)
			pair(j, found, p);
	}
}

/* One block and one paragraph alone between the same neighbours: written anew. */
static void
rewritten(struct eg_home_job *j)
{
	for (size_t p = 0; p < j->para.n; p++) {
		size_t before = p > 0 && j->para.v[p - 1].match >= 0
				    ? (size_t)j->para.v[p - 1].match + 1
				    : 0,
		       after = p + 1 < j->para.n && j->para.v[p + 1].match >= 0
				   ? (size_t)j->para.v[p + 1].match
				   : j->block.n;
		const struct eg_home_block *b;

		if (j->para.v[p].match >= 0 || after != before + 1 || j->para.v[p].goes_on ||
		    j->para.v[p].bare)
			continue;
		b = &j->block.v[before];
		if (b->match < 0 && b->source != EG_HOME_OWN && b->source != EG_HOME_RAW &&
		    (b->block->designator[0] != '\0') == (j->para.v[p].mark[0] != '\0'))
			pair(j, before, p);
	}
}

static void
mark_moved(struct eg_home_job *j)
{
	size_t *block = eg_calloc(j->para.n + 1, sizeof(*block)),
	       *para = eg_calloc(j->para.n + 1, sizeof(*para)), n = 0;
	bool *in = eg_calloc(j->para.n + 1, sizeof(*in));

	for (size_t i = 0; i < j->para.n; i++)
		if (j->para.v[i].match >= 0) {
			block[n] = (size_t)j->para.v[i].match;
			para[n++] = i;
		}
	eg_home__chain(block, n, in);
	for (size_t i = 0; i < n; i++)
		j->para.v[para[i]].moved = !in[i];
	eg_free(block);
	eg_free(para);
	eg_free(in);
}

void
eg_home__whole(struct eg_home_job *j, struct eg_home_para *p)
{
	struct eg_buf key = EG_BUF_INIT;

	if (p->lead == 0)
		return;
	p->tok -= p->lead;
	p->n += p->lead;
	p->lead = 0;
	p->typed = false;
	p->mark = "";
	eg_home__join(&key, p->tok, p->n);
	p->key = eg_arena_dup(j->arena, eg_buf_cstr(&key), key.n);
	p->key_n = key.n;
	eg_buf_clear(&key);
}

void
eg_home__match(struct eg_home_job *j)
{
	anchors(j);
	gaps(j);
	moved(j);
	rewritten(j);
	for (size_t i = 0; i < j->para.n; i++) {
		const struct eg_home_block *b =
		    j->para.v[i].match >= 0 ? &j->block.v[j->para.v[i].match] : NULL;

		if (b != NULL && b->block->designator[0] == '\0' && !is_same(b, &j->para.v[i]))
			eg_home__whole(j, &j->para.v[i]); /* it was no number, but words */
	}
	mark_moved(j);
}
