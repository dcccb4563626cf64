/*
 * The smallest script between two runs of words, in bounded time:
 *
 *	short			bit-parallel rows, exact
 *	few words differ	Myers' greedy search, exact, gives up early
 *	not too long		the same rows in the band that a first answer leaves, exact; that is
 *				found as below, where it can leave a narrow one
 *	longer			split at anchors (long passages first, then shorter ones), each gap by
 *				the rules above
 *	long, no anchors	split in proportion: such texts have only common words in common
 */
#include "compare/lcs.h"

struct eg_lcs {
	struct eg_bits bits;
	uint64_t share; /* rows a word may cost in the exact differ */
	bool exact; /* the last run was */
};

enum {
	/* machine words of bit rows spent on one comparison: 20 ms in wide registers */
	BUDGET = 64 << 20,
	SHARE_MIN = 64, /* … and at least this for each word */
	TINY = 1 << 16, /* costs less than to look at it first */
	SMALL = 1 << 19, /* … than to split it */
	DIRECT = 1 << 22, /* … than a first answer */
	COUNT_STEPS = 1 << 25, /* … and on counting what is left */
	EXACT_WORDS = 100000, /* of both sides together: so far the exact answer is tried for */
	ASTRAY = 64, /* words that may be given up for one that an anchor holds */
	MYERS_MAX = 1024,
	MYERS_MIN = 64,
};

struct eg_lcs *
eg_lcs__new(uint32_t n_ids, size_t total)
{
	struct eg_lcs *s = eg_calloc(1, sizeof(*s));

	eg_bits__init(&s->bits, n_ids);
	s->share = BUDGET / (total + 1);
	if (s->share < SHARE_MIN)
		s->share = SHARE_MIN;
	return s;
}

void
eg_lcs__free(struct eg_lcs *s)
{
	if (s == NULL)
		return;
	eg_bits__clear(&s->bits);
	eg_free(s);
}

static struct eg_slice
part(struct eg_slice x, size_t a0, size_t a1, size_t b0, size_t b1)
{
	return (struct eg_slice){
	    x.a + a0, x.b + b0, a1 - a0, b1 - b0, x.keep_a + a0, x.keep_b + b0};
}

static struct eg_slice
trim(struct eg_slice x)
{
	size_t i = 0;

	while (i < x.n && i < x.m && x.a[i] == x.b[i])
		x.keep_a[i] = x.keep_b[i] = 1, i++;
	x = part(x, i, x.n, i, x.m);
	while (x.n > 0 && x.m > 0 && x.a[x.n - 1] == x.b[x.m - 1]) {
		x.n--, x.m--;
		x.keep_a[x.n] = x.keep_b[x.m] = 1;
	}
	return x;
}

/* Lengths of the passages that are looked for, one after the other. */
static const struct {
	size_t k, sample_from; /* sample when longer than this */
} levels[] = {{16, 50000}, {7, 100000}, {3, 200000}, {1, SIZE_MAX}};

static void split(struct eg_lcs *s, struct eg_slice x, size_t level, uint64_t share);

/* Do a few words lead far astray? A chance passage of two long texts may stand at the beginning of
 * one and at the end of the other. */
static bool
leads_astray(struct eg_slice x, const struct eg_anchor *v, size_t n)
{
	size_t said = 0, left = 0, a = 0, b = 0, low = x.n < x.m ? x.n : x.m;

	for (size_t i = 0; i <= n; i++) {
		size_t gap_a = (i < n ? v[i].a : x.n) - a, gap_b = (i < n ? v[i].b : x.m) - b;

		left += gap_a < gap_b ? gap_a : gap_b;
		if (i == n)
			break;
		said += v[i].n;
		a = (size_t)v[i].a + v[i].n;
		b = (size_t)v[i].b + v[i].n;
	}
	return low - left > ASTRAY * said;
}

/* Split at anchors; false when there are none at this level. any: even if they lead astray. */
static bool
split_at_anchors(struct eg_lcs *s, struct eg_slice x, size_t level, uint64_t share, bool any)
{
	struct eg_anchor *v;
	size_t n = eg_anchors__find(
		   x, levels[level].k, x.n + x.m > levels[level].sample_from ? 4 : 1, &v),
	       a = 0, b = 0;

	if (n > 0 && !any && leads_astray(x, v, n))
		n = 0;
	for (size_t i = 0; i <= n && n > 0; i++) {
		size_t to_a = i < n ? v[i].a : x.n, to_b = i < n ? v[i].b : x.m;

		split(s, part(x, a, to_a, b, to_b), level + 1, share);
		if (i == n)
			break;
		memset(x.keep_a + v[i].a, 1, v[i].n);
		memset(x.keep_b + v[i].b, 1, v[i].n);
		a = (size_t)v[i].a + v[i].n;
		b = (size_t)v[i].b + v[i].n;
	}
	eg_free(v);
	return n > 0;
}

static size_t
count(const uint8_t *keep, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		kept += keep[i];
	return kept;
}

/* Near the best: exact where a word may cost `share` machine words, else split. */
static void
split(struct eg_lcs *s, struct eg_slice x, size_t level, uint64_t share)
{
	uint64_t cost, allowed;

	x = trim(x);
	if (x.n == 0 || x.m == 0)
		return;
	cost = (uint64_t)x.m * (x.n / 64 + 1);
	allowed = share * (x.n + x.m);
	if (cost <= allowed || cost <= SMALL) {
		eg_bits__run(&s->bits, x, 0);
		return;
	}
	for (; level < EG_COUNT(levels); level++)
		if (split_at_anchors(s, x, level, share, false))
			return;
	for (size_t parts = (size_t)(cost / allowed) + 1, i = 0; i < parts;
	     i++) /* each part costs 1/parts^2 and may cost 1/parts */
		eg_bits__run(&s->bits,
		    part(x, x.n * i / parts, x.n * (i + 1) / parts, x.m * i / parts,
			x.m * (i + 1) / parts),
		    0);
	if (count(x.keep_a, x.n) == 0)
		split_at_anchors(s, x, EG_COUNT(levels) - 1, share, true);
}

static void
solve(struct eg_lcs *s, struct eg_slice x)
{
	size_t max_d, kept, least;
	uint64_t steps;

	x = trim(x);
	if (x.n == 0 || x.m == 0)
		return;
	if ((uint64_t)x.m * (x.n / 64 + 1) <= TINY) {
		eg_bits__run(&s->bits, x, 0);
		return;
	}
	max_d = MYERS_MIN + (x.n + x.m) / 64;
	max_d = max_d < MYERS_MAX ? max_d : MYERS_MAX;
	least = eg_bits__least(&s->bits, x);
	if (least <= max_d && eg_myers__run(x, max_d))
		return;
	steps = (uint64_t)x.m * (x.n / 64 + 1);
	if (steps <= DIRECT || (least >= x.n / 2 && steps <= BUDGET)) {
		eg_bits__run(&s->bits, x, 0); /* or no first answer would leave a narrow band */
		return;
	}
	if (x.n + x.m > EXACT_WORDS) {
		split(s, x, 0, s->share);
		s->exact = false;
		return;
	}
	split(s, x, 0,
	    SHARE_MIN); /* a first answer says how far from the diagonal the best one can lie */
	kept = count(x.keep_a, x.n);
	if ((uint64_t)x.m * ((x.n - kept + x.m - kept) / 64 + 1) > BUDGET) {
		s->exact = false;
		return;
	}
	memset(x.keep_a, 0, x.n);
	memset(x.keep_b, 0, x.m);
	eg_bits__run(&s->bits, x, kept);
}

size_t
eg_lcs__run(struct eg_lcs *s, const uint32_t *a, size_t n, const uint32_t *b, size_t m,
    uint8_t *keep_a, uint8_t *keep_b)
{
	s->exact = true;
	solve(s, (struct eg_slice){a, b, n, m, keep_a, keep_b});
	return count(keep_a, n);
}

bool
eg_lcs__was_exact(const struct eg_lcs *s)
{
	return s->exact;
}

bool
eg_lcs__count(struct eg_lcs *s, const uint32_t *a, size_t n, const uint32_t *b, size_t m,
    size_t at_least, size_t *kept)
{
	*kept = at_least;
	if ((uint64_t)m * ((n - at_least + m - at_least) / 64 + 1) > COUNT_STEPS)
		return false;
	*kept = eg_bits__count(&s->bits, (struct eg_slice){a, b, n, m, NULL, NULL}, at_least);
	return true;
}
