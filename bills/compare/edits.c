/*
 * From keep flags to edits for reading: runs of deleted and inserted words, slid to where a
 * sentence or clause begins, joined where only a few weak words stand between them, so that a
 * phrase is shown as a phrase.
 */
#include "compare/parts.h"

struct hunk {
	size_t a0, a1, b0, b1; /* words of both texts */
};

struct hunks {
	EG_VEC(struct hunk);
};

struct sides {
	const struct eg_side *old_side, *new_side;
};

static void
find_hunks(struct hunks *h, const uint8_t *keep_a, size_t a0, size_t a1, const uint8_t *keep_b,
    size_t b0, size_t b1)
{
	size_t a = a0, b = b0;

	while (a < a1 || b < b1) {
		struct hunk one = {a, a, b, b};

		while (a < a1 && !keep_a[a - a0])
			a++;
		while (b < b1 && !keep_b[b - b0])
			b++;
		one.a1 = a;
		one.b1 = b;
		if (one.a1 > one.a0 || one.b1 > one.b0)
			eg_vec_push(h, one);
		while (a < a1 && b < b1 && keep_a[a - a0] && keep_b[b - b0])
			a++, b++;
		if ((a < a1 && keep_a[a - a0] && b >= b1) || (b < b1 && keep_b[b - b0] && a >= a1))
			EG_BUG("keep flags do not pair");
	}
}

/* ---- sliding ---- */

/* How good is a place for an edit to begin: after the end of a sentence or at a line 3, after a
 * comma 1. */
static int
place(const struct eg_side *s, size_t word, size_t begin)
{
	const char *text = s->doc->text;
	char before;

	if (word <= begin)
		return 3;
	for (size_t b = s->words.at[word - 1].end; word < s->words.n && b < s->words.at[word].start;
	     b++)
		if (text[b] == '\n')
			return 2;
	before = text[s->words.at[word - 1].end - 1];
	return strchr(".;:", before) != NULL ? 3 : before == ',' ? 1 : 0;
}

enum { SLIDE_MAX = 64 };

/* Slide a pure deletion or insertion [*from, *to) of side s to the best place between `low` and
 * `high`; returns how far (negative: back). */
static ptrdiff_t
slide(const struct eg_side *s, size_t from, size_t to, size_t low, size_t high)
{
	const uint32_t *id = s->words.id;
	size_t left = 0, right = 0;
	ptrdiff_t best = 0;
	int score, top;

	while (left < SLIDE_MAX && from - left > low && id[from - left - 1] == id[to - left - 1])
		left++;
	while (right < SLIDE_MAX && to + right < high && id[from + right] == id[to + right])
		right++;
	top = place(s, from, low);
	for (ptrdiff_t k = -(ptrdiff_t)left; k <= (ptrdiff_t)right; k++) {
		score = place(s, (size_t)((ptrdiff_t)from + k), low);
		if (score > top || (score == top && best == 0 && k > 0 && score == 0)) {
			if (score > top) {
				top = score;
				best = k;
			}
		}
	}
	return best;
}

static void
slide_all(struct sides x, struct hunks *h, size_t a0, size_t a1, size_t b0, size_t b1)
{
	for (size_t i = 0; i < h->n; i++) {
		struct hunk *k = &h->v[i];
		size_t low_a = i > 0 ? k[-1].a1 : a0, low_b = i > 0 ? k[-1].b1 : b0;
		size_t high_a = i + 1 < h->n ? k[1].a0 : a1, high_b = i + 1 < h->n ? k[1].b0 : b1;
		ptrdiff_t by;

		if (k->a1 > k->a0 && k->b1 > k->b0)
			continue;
		/* the kept words between two edits are the same words on both sides, so both sides
		 * slide together */
		by = k->b1 == k->b0 ? slide(x.old_side, k->a0, k->a1, low_a, high_a)
				    : slide(x.new_side, k->b0, k->b1, low_b, high_b);
		k->a0 = (size_t)((ptrdiff_t)k->a0 + by);
		k->a1 = (size_t)((ptrdiff_t)k->a1 + by);
		k->b0 = (size_t)((ptrdiff_t)k->b0 + by);
		k->b1 = (size_t)((ptrdiff_t)k->b1 + by);
	}
}

/* ---- joining ---- */

/* Weight of a kept word between two edits, in tenths: weak words hold little apart, an item's mark
 * holds much. */
static unsigned
weight(unsigned kind)
{
	return kind & EG_WORD_MARK ? 40 : kind & (EG_WORD_WEAK | EG_WORD_NONE) ? 3 : 10;
}

static size_t
size(const struct hunk *h)
{
	size_t a = h->a1 - h->a0, b = h->b1 - h->b0;

	return a > b ? a : b;
}

enum { GAP_MAX = 8 };

/* Should the edits be shown as one? When the kept words between weigh at most half of the smaller
 * edit. */
static bool
joins(const struct eg_side *s, const struct eg_lexicon *lex, const struct hunk *h,
    const struct hunk *next)
{
	size_t gap = next->a0 - h->a1, low = size(h) < size(next) ? size(h) : size(next);
	unsigned w = 0;

	if (gap > GAP_MAX)
		return false;
	for (size_t i = h->a1; i < next->a0; i++)
		w += weight(lex->kind[s->words.id[i]]);
	return w <= 5 * low;
}

static void
join_all(const struct eg_side *s, const struct eg_lexicon *lex, struct hunks *h)
{
	bool again = h->n > 1;

	for (int round = 0; again && round < 4; round++) {
		size_t k = 0;

		again = false;
		for (size_t i = 1; i < h->n; i++) {
			if (joins(s, lex, &h->v[k], &h->v[i])) {
				h->v[k].a1 = h->v[i].a1;
				h->v[k].b1 = h->v[i].b1;
				again = true;
			} else {
				h->v[++k] = h->v[i];
			}
		}
		h->n = k + 1;
	}
}

/* ---- splitting ---- */

/* Does an item start with this word: its mark, at a line start or after the end of the item before?
 */
static bool
item_starts(const struct eg_side *s, const struct eg_lexicon *lex, size_t i)
{
	if ((lex->kind[s->words.id[i]] & EG_WORD_MARK) == 0)
		return false;
	if (i == 0)
		return true;
	for (size_t b = s->words.at[i - 1].end; b < s->words.at[i].start; b++)
		if (s->doc->text[b] == '\n')
			return true;
	return (lex->kind[s->words.id[i - 1]] & (EG_WORD_MARK | EG_WORD_STOP)) != 0;
}

/* First word after `from` that starts an item, or the word after a mark at `from` itself; `to` if
 * there is none. */
static size_t
cut(const struct eg_side *s, const struct eg_lexicon *lex, size_t from, size_t to)
{
	if (item_starts(s, lex, from))
		return from + 1;
	for (size_t i = from + 1; i < to; i++)
		if (item_starts(s, lex, i))
			return i;
	return to;
}

/* An edit that runs over the start of an item on both sides is two edits: "laws; 2." -> "laws. (2)"
 * is punctuation and an item's number. */
static void
split_all(struct sides x, const struct eg_lexicon *lex, struct hunks *h)
{
	struct hunks out = {0};

	for (size_t i = 0; i < h->n; i++) {
		struct hunk k = h->v[i];

		while (k.a1 > k.a0 && k.b1 > k.b0) {
			bool mark_a = item_starts(x.old_side, lex, k.a0),
			     mark_b = item_starts(x.new_side, lex, k.b0);
			size_t a = cut(x.old_side, lex, k.a0, k.a1),
			       b = cut(x.new_side, lex, k.b0, k.b1);
			struct hunk first = {k.a0, a, k.b0, b};

			if (mark_a != mark_b || a >= k.a1 || b >= k.b1)
				break;
			eg_vec_push(&out, first);
			k.a0 = a;
			k.b0 = b;
		}
		eg_vec_push(&out, k);
	}
	eg_vec_clear(h);
	*h = out;
}

/* ---- edits ---- */

/* Where word `word` starts; where section-wise nothing follows, the end of the last word before
 * (never past the section). */
static size_t
byte_at(const struct eg_side *s, size_t word, size_t end)
{
	if (word < end)
		return s->words.at[word].start;
	return end > 0 ? s->words.at[end - 1].end : 0;
}

struct eg_edit
eg_edits__one(const struct eg_side *old_side, size_t a0, size_t a1, size_t a_end,
    const struct eg_side *new_side, size_t b0, size_t b1, size_t b_end)
{
	struct eg_edit e = {.old_words = a1 - a0, .new_words = b1 - b0, .what = EG_EDIT_WORDS};

	e.old_start = byte_at(old_side, a0, a_end);
	e.old_end = a1 > a0 ? old_side->words.at[a1 - 1].end : e.old_start;
	e.new_start = byte_at(new_side, b0, b_end);
	e.new_end = b1 > b0 ? new_side->words.at[b1 - 1].end : e.new_start;
	return e;
}

void
eg_edits__make(struct eg_edits *out, const struct eg_side *old_side, size_t a0, size_t a1,
    uint8_t *keep_a, const struct eg_side *new_side, size_t b0, size_t b1, uint8_t *keep_b,
    const struct eg_lexicon *lex)
{
	struct hunks h = {0};
	struct sides x = {old_side, new_side};

	find_hunks(&h, keep_a, a0, a1, keep_b, b0, b1);
	slide_all(x, &h, a0, a1, b0, b1);
	join_all(old_side, lex, &h);
	split_all(x, lex, &h);
	for (size_t i = 0; i < h.n; i++) {
		struct hunk *k = &h.v[i];
		struct eg_edit e;

		if (k->a1 == k->a0 && k->b1 == k->b0)
			continue;
		e = eg_edits__one(old_side, k->a0, k->a1, a1, new_side, k->b0, k->b1, b1);
		e.what = eg_edit__classify(old_side, k->a0, k->a1, new_side, k->b0, k->b1, lex);
		eg_vec_push(out, e);
	}
	eg_vec_clear(&h);
}
