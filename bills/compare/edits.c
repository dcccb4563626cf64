/*
 * From keep flags to edits for reading: runs of deleted and inserted words, slid to where a
 * sentence or clause begins, joined where only a few weak words stand between them, so that a
 * phrase is shown as a phrase.
 */
#include "compare/parts.h"

enum hunk_kind {
	H_EDIT,
	H_EXCUSED, /* words that differ only in what is excused */
	H_SPACING, /* no words: the white space before them differs */
};

struct hunk {
	size_t a0, a1, b0, b1; /* words of both texts */
	enum hunk_kind kind;
};

struct hunks {
	EG_VEC(struct hunk);
};

static bool
same_bytes(const struct eg_side *s, size_t from, size_t to, const struct eg_side *t, size_t t_from,
    size_t t_to)
{
	return to - from == t_to - t_from &&
	       memcmp(s->doc->text + from, t->doc->text + t_from, to - from) == 0;
}

/* What a kept pair of words differs in, though it counts as the same. */
static void
kept_pair(struct hunks *h, const struct eg_edits_how *how, size_t a, size_t b, bool run)
{
	const struct eg_side *s = how->old_side, *t = how->new_side;

	if (how->spacing && run &&
	    !same_bytes(s, s->words.at[a - 1].end, s->words.at[a].start, t, t->words.at[b - 1].end,
		t->words.at[b].start)) {
		struct hunk one = {a, a, b, b, H_SPACING};

		eg_vec_push(h, one);
	}
	if (how->excuse != 0 && !same_bytes(s, s->words.at[a].start, s->words.at[a].end, t,
				    t->words.at[b].start, t->words.at[b].end)) {
		struct hunk one = {a, a + 1, b, b + 1, H_EXCUSED},
			    *last = h->n > 0 ? &h->v[h->n - 1] : NULL;

		if (last != NULL && last->kind == H_EXCUSED && last->a1 == a && last->b1 == b) {
			last->a1++;
			last->b1++;
		} else {
			eg_vec_push(h, one);
		}
	}
}

enum { APART_MAX = 4 };

/* "pre licensure" for "prelicensure" is excused with spacing, "pre-licensure" with hyphens. */
static bool
is_excused(const struct eg_edits_how *how, const struct hunk *h)
{
	if ((how->excuse & (EG_EXCUSE_SPACING | EG_EXCUSE_HYPHENS)) == 0 || h->a1 == h->a0 ||
	    h->b1 == h->b0 || h->a1 - h->a0 > APART_MAX || h->b1 - h->b0 > APART_MAX)
		return false;
	return eg_edit__same_letters(
	    how->old_side, h->a0, h->a1, how->new_side, h->b0, h->b1, how->lex);
}

static void
find_hunks(struct hunks *h, struct eg_edits_how *how, const uint8_t *keep_a, size_t a0, size_t a1,
    const uint8_t *keep_b, size_t b0, size_t b1)
{
	size_t a = a0, b = b0;

	while (a < a1 || b < b1) {
		struct hunk one = {a, a, b, b, H_EDIT};
		bool run = false;

		while (a < a1 && !keep_a[a - a0])
			a++;
		while (b < b1 && !keep_b[b - b0])
			b++;
		one.a1 = a;
		one.b1 = b;
		if (one.a1 > one.a0 || one.b1 > one.b0) {
			if (is_excused(how, &one)) {
				one.kind = H_EXCUSED;
				how->excused_old += one.a1 - one.a0;
				how->excused_new += one.b1 - one.b0;
			}
			eg_vec_push(h, one);
		}
		for (; a < a1 && b < b1 && keep_a[a - a0] && keep_b[b - b0]; a++, b++) {
			if (how->excuse != 0 || how->spacing)
				kept_pair(h, how, a, b, run);
			run = true;
		}
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

/* The same word to the byte: excused words have one number and are not the same. */
static bool
same_word(const struct eg_side *s, size_t a, size_t b)
{
	const struct eg_word_at *at = s->words.at;

	return s->words.id[a] == s->words.id[b] &&
	       same_bytes(s, at[a].start, at[a].end, s, at[b].start, at[b].end);
}

/* Slide a pure deletion or insertion [*from, *to) of side s to the best place between `low` and
 * `high`; returns how far (negative: back). */
static ptrdiff_t
slide(const struct eg_side *s, size_t from, size_t to, size_t low, size_t high)
{
	size_t left = 0, right = 0;
	ptrdiff_t best = 0;
	int score, top;

	while (
	    left < SLIDE_MAX && from - left > low && same_word(s, from - left - 1, to - left - 1))
		left++;
	while (right < SLIDE_MAX && to + right < high && same_word(s, from + right, to + right))
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
slide_all(
    const struct eg_edits_how *how, struct hunks *h, size_t a0, size_t a1, size_t b0, size_t b1)
{
	for (size_t i = 0; i < h->n; i++) {
		struct hunk *k = &h->v[i];
		size_t low_a = i > 0 ? k[-1].a1 : a0, low_b = i > 0 ? k[-1].b1 : b0;
		size_t high_a = i + 1 < h->n ? k[1].a0 : a1, high_b = i + 1 < h->n ? k[1].b0 : b1;
		ptrdiff_t by;

		if ((k->a1 > k->a0 && k->b1 > k->b0) || k->kind != H_EDIT)
			continue;
		/* the kept words between two edits are the same words on both sides, so both sides
		 * slide together */
		by = k->b1 == k->b0 ? slide(how->old_side, k->a0, k->a1, low_a, high_a)
				    : slide(how->new_side, k->b0, k->b1, low_b, high_b);
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

	if (gap > GAP_MAX || h->kind != H_EDIT || next->kind != H_EDIT)
		return false;
	for (size_t i = h->a1; i < next->a0; i++)
		w += weight(eg_lexicon__kind(lex, s->words.id[i]));
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
	if ((eg_lexicon__kind(lex, s->words.id[i]) & EG_WORD_MARK) == 0)
		return false;
	if (i == 0)
		return true;
	for (size_t b = s->words.at[i - 1].end; b < s->words.at[i].start; b++)
		if (s->doc->text[b] == '\n')
			return true;
	return (eg_lexicon__kind(lex, s->words.id[i - 1]) & (EG_WORD_MARK | EG_WORD_STOP)) != 0;
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

/* Do two words differ only in looks? A number may be half of one: "sixty (60)" -> "60". */
static bool
looks_only(const struct eg_edits_how *how, size_t a, size_t b)
{
	uint32_t x = how->old_side->words.id[a], y = how->new_side->words.id[b];

	return how->lex->fold[x] != 0 && how->lex->fold[x] == how->lex->fold[y] &&
	       (eg_lexicon__kind(how->lex, x) & EG_WORD_NUMBER) == 0;
}

/* Words at either end of an edit that only look different, "“board” shall" -> "\"board\" may", are an
 * edit of their own: what matters stands alone. */
static void
part_ends(const struct eg_edits_how *how, struct hunk k, struct hunks *out)
{
	size_t head = 0, tail = 0;

	while (
	    k.a0 + head < k.a1 && k.b0 + head < k.b1 && looks_only(how, k.a0 + head, k.b0 + head))
		head++;
	while (k.a1 - tail > k.a0 + head && k.b1 - tail > k.b0 + head &&
	       looks_only(how, k.a1 - tail - 1, k.b1 - tail - 1))
		tail++;
	if (head > 0)
		eg_vec_push(out, ((struct hunk){k.a0, k.a0 + head, k.b0, k.b0 + head, H_EDIT}));
	if (k.a1 - tail > k.a0 + head || k.b1 - tail > k.b0 + head)
		eg_vec_push(out,
		    ((struct hunk){k.a0 + head, k.a1 - tail, k.b0 + head, k.b1 - tail, H_EDIT}));
	if (tail > 0)
		eg_vec_push(out, ((struct hunk){k.a1 - tail, k.a1, k.b1 - tail, k.b1, H_EDIT}));
}

/* An edit that runs over the start of an item on both sides is two edits: "laws; 2." -> "laws. (2)"
 * is punctuation and an item's number. */
static void
split_all(const struct eg_edits_how *how, struct hunks *h)
{
	const struct eg_lexicon *lex = how->lex;
	struct hunks out = {0};

	for (size_t i = 0; i < h->n; i++) {
		struct hunk k = h->v[i];

		while (k.kind == H_EDIT && k.a1 > k.a0 && k.b1 > k.b0) {
			bool mark_a = item_starts(how->old_side, lex, k.a0),
			     mark_b = item_starts(how->new_side, lex, k.b0);
			size_t a = cut(how->old_side, lex, k.a0, k.a1),
			       b = cut(how->new_side, lex, k.b0, k.b1);
			struct hunk first = {k.a0, a, k.b0, b, H_EDIT};

			if (mark_a != mark_b || a >= k.a1 || b >= k.b1)
				break;
			eg_vec_push(&out, first);
			k.a0 = a;
			k.b0 = b;
		}
		if (k.kind == H_EDIT && k.a1 > k.a0 && k.b1 > k.b0)
			part_ends(how, k, &out);
		else
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

/* The class of a phrase: the gravest of the whole and of the smallest edits inside it, so that one
 * "may" for "shall" is not lost in many other words. *from: first of the smallest edits not yet
 * passed. */
static enum eg_edit_class
classify(
    const struct eg_edits_how *how, const struct hunk *k, const struct hunks *least, size_t *from)
{
	enum eg_edit_class what =
	    eg_edit__classify(how->old_side, k->a0, k->a1, how->new_side, k->b0, k->b1, how->lex);

	while (*from < least->n && least->v[*from].a1 <= k->a0 && least->v[*from].b1 <= k->b0 &&
	       (least->v[*from].a0 < k->a0 || least->v[*from].b0 < k->b0))
		++*from;
	if (what == EG_EDIT_TYPOGRAPHIC || what == EG_EDIT_NUMBERING)
		return what;
	for (size_t i = *from; i < least->n; i++) {
		const struct hunk *l = &least->v[i];
		enum eg_edit_class one;

		if (l->a0 > k->a1 || l->b0 > k->b1 || (l->a0 == k->a1 && l->b0 == k->b1))
			break;
		if (l->a0 < k->a0 || l->a1 > k->a1 || l->b0 < k->b0 || l->b1 > k->b1)
			continue;
		one = eg_edit__classify(
		    how->old_side, l->a0, l->a1, how->new_side, l->b0, l->b1, how->lex);
		what = one >= EG_EDIT_DATE && one > what ? one : what;
	}
	return what;
}

/* White space before word a of the old and b of the new text. */
static struct eg_edit
spacing(const struct eg_edits_how *how, const struct hunk *k)
{
	const struct eg_word_at *a = how->old_side->words.at + k->a0,
				*b = how->new_side->words.at + k->b0;

	return (struct eg_edit){.old_start = a[-1].end,
	    .old_end = a->start,
	    .new_start = b[-1].end,
	    .new_end = b->start,
	    .what = EG_EDIT_TYPOGRAPHIC};
}

void
eg_edits__make(struct eg_edits *out, struct eg_edits_how *how, size_t a0, size_t a1,
    const uint8_t *keep_a, size_t b0, size_t b1, const uint8_t *keep_b)
{
	struct hunks h = {0}, least = {0};
	size_t from = 0;

	find_hunks(&h, how, keep_a, a0, a1, keep_b, b0, b1);
	slide_all(how, &h, a0, a1, b0, b1);
	for (size_t i = 0; i < h.n; i++)
		eg_vec_push(&least, h.v[i]);
	join_all(how->old_side, how->lex, &h);
	split_all(how, &h);
	for (size_t i = 0; i < h.n; i++) {
		struct hunk *k = &h.v[i];
		struct eg_edit e;

		if (k->kind == H_SPACING) {
			eg_vec_push(out, spacing(how, k));
			continue;
		}
		if (k->a1 == k->a0 && k->b1 == k->b0)
			continue;
		e = eg_edits__one(how->old_side, k->a0, k->a1, a1, how->new_side, k->b0, k->b1, b1);
		e.what = classify(how, k, &least, &from);
		e.excused = k->kind == H_EXCUSED;
		eg_vec_push(out, e);
	}
	eg_vec_clear(&h);
	eg_vec_clear(&least);
}
