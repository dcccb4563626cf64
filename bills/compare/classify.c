/* The class of an edit, from its words and the words beside it: what a reader must look at first. */
#include "compare/parts.h"

struct run { /* words [from, to) of a side */
	const struct eg_side *s;
	size_t from, to;
};

static struct eg_str
word(const struct eg_side *s, size_t i)
{
	struct eg_word_at at = s->words.at[i];

	return (struct eg_str){ s->doc->text + at.start, at.end - at.start };
}

static size_t
fold(const struct eg_side *s, size_t i, char out[64])
{
	struct eg_str w = word(s, i);
	size_t n = eg_word__fold(w.p, w.n < 56 ? w.n : 56, out, 63);

	out[n] = '\0';
	return n;
}

static bool
listed(const char *const *list, size_t n, const char *w)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i], w) == 0)
			return true;
	return false;
}

static const char *const modals[] = { "shall", "may", "must", "will", "should", "can", "cannot", "not", "no", "never", "unless", "except",
	"required", "authorized", "prohibited", "only" };
static const char *const refs[] = { "section", "sections", "sec", "secs", "subsection", "subsections", "paragraph", "paragraphs",
	"subparagraph", "subparagraphs", "subdivision", "subdivisions", "article", "articles", "part", "parts", "subpart", "chapter", "chapters",
	"subchapter", "title", "titles", "clause", "clauses", "item", "items", "division", "rule", "\xC2\xA7", "\xC2\xA7\xC2\xA7", "rcw", "mcl",
	"ars", "nrs", "ors", "vsa" };
static const char *const numbers[] = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
	"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty",
	"seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion", "first", "second", "third", "fourth", "fifth", "sixth",
	"seventh", "eighth", "ninth", "tenth", "half", "twentyfive", "twentysix", "thirtyfour", "thirtysix", "thirtyeight", "ninetyfirst",
	"onehalf", "twothirds", "threefourths", "percent" };
static const char *const months[] = { "january", "february", "march", "april", "june", "july", "august", "september", "october",
	"november", "december" };

/* "(a)", "1.", "(iv)", "A.", "1.5": an item's own mark. */
static bool
is_mark(struct eg_str w)
{
	size_t i = 0, n = 0;
	bool open = w.n > 0 && w.p[0] == '(';

	for (i = open; i < w.n && n < 5; i++, n++) {
		char c = w.p[i];

		if (!((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')))
			break;
	}
	if (n == 0 || i >= w.n)
		return false;
	if (open ? w.p[i] != ')' : w.p[i] != '.' && w.p[i] != ')')
		return false;
	i++;
	while (i < w.n && w.p[i] == '(') { /* "(a)(1)" */
		while (i < w.n && w.p[i] != ')')
			i++;
		i++;
	}
	return i >= w.n && (open || n <= 3);
}

/* Digits, letters of a designator and marks only: "3,", "24-60-4102(2)", "(b)," "IV". */
static bool
is_place(struct eg_str w)
{
	bool digit = false, roman = true;
	size_t letters = 0;

	for (size_t i = 0; i < w.n; i++) {
		char c = w.p[i];

		digit = digit || (c >= '0' && c <= '9');
		if ((c | 32) >= 'a' && (c | 32) <= 'z') {
			letters++;
			roman = roman && strchr("IVXLivxl", c) != NULL;
		}
	}
	return (digit && letters <= 4) || (letters > 0 && roman) || (letters <= 2 && w.n > 0 && w.p[0] == '(');
}

/* Does the run only hold places, or the words that name them? */
static bool
all_places(struct run r)
{
	char f[64];

	for (size_t i = r.from; i < r.to; i++) {
		size_t n = fold(r.s, i, f);

		if (!is_place(word(r.s, i)) && n > 0 && !listed(refs, EG_COUNT(refs), f) && strcmp(f, "and") != 0 && strcmp(f, "or") != 0 &&
		    strcmp(f, "through") != 0 && strcmp(f, "to") != 0)
			return false;
	}
	return true;
}

static bool
all_marks(struct run r)
{
	for (size_t i = r.from; i < r.to; i++)
		if (!is_mark(word(r.s, i)))
			return false;
	return true;
}

/* Is the run's first word reached from a word of reference ("section 3", "sections 3 and 4")? Looks back a few words. */
static bool
after_reference(struct run r, size_t begin)
{
	char f[64];

	for (size_t i = r.from; i > begin && r.from - i < 6;) {
		fold(r.s, --i, f);
		if (listed(refs, EG_COUNT(refs), f))
			return true;
		if (!is_place(word(r.s, i)) && strcmp(f, "and") != 0 && strcmp(f, "or") != 0 && strcmp(f, "through") != 0 && strcmp(f, "to") != 0)
			return false;
	}
	return false;
}

/* Does a line start before the word, or an item's mark or a full stop stand there? */
static bool
starts_item(struct run r, size_t begin)
{
	const char *text = r.s->doc->text;
	struct eg_str before;

	if (r.from <= begin || r.from >= r.to)
		return true;
	for (size_t b = r.s->words.at[r.from - 1].end; b < r.s->words.at[r.from].start; b++)
		if (text[b] == '\n')
			return true;
	before = word(r.s, r.from - 1);
	return is_mark(before) || strchr(".;:", before.p[before.n - 1]) != NULL;
}

struct counts {
	unsigned modal[EG_COUNT(modals)];
	uint64_t numbers; /* sum of hashes of number words */
	bool money, date, modal_any, number_any;
};

static void
count(struct run r, struct counts *c)
{
	char f[64];

	memset(c, 0, sizeof(*c));
	for (size_t i = r.from; i < r.to; i++) {
		size_t n = fold(r.s, i, f);
		struct eg_str w = word(r.s, i);
		bool digit = false;
		uint64_t h = 1469598103934665603u;

		for (size_t k = 0; k < EG_COUNT(modals); k++) {
			if (strcmp(modals[k], f) == 0) {
				c->modal[k]++;
				c->modal_any = true;
			}
		}
		for (size_t k = 0; k < n; k++) {
			h = (h ^ (unsigned char)f[k]) * 1099511628211u;
			digit = digit || (f[k] >= '0' && f[k] <= '9');
		}
		if (digit || listed(numbers, EG_COUNT(numbers), f)) {
			c->numbers += h;
			c->number_any = true;
		}
		c->money = c->money || memchr(w.p, '$', w.n) != NULL || strcmp(f, "dollars") == 0;
		c->date = c->date || listed(months, EG_COUNT(months), f) ||
		    (n == 4 && digit && (memcmp(f, "19", 2) == 0 || memcmp(f, "20", 2) == 0));
	}
}

/* A word right beside the run that says what its number is. */
static void
look_beside(struct run r, size_t begin, size_t end, struct counts *c)
{
	char f[64];

	for (size_t i = r.from > begin + 2 ? r.from - 2 : begin; i < r.to + 2 && i < end; i++) {
		if (i >= r.from && i < r.to)
			continue;
		fold(r.s, i, f);
		c->date = c->date || listed(months, EG_COUNT(months), f);
		c->money = c->money || strcmp(f, "dollars") == 0;
	}
}

static bool
same_folded(struct run a, struct run b, const struct eg_lexicon *lex)
{
	char fa[64], fb[64];
	size_t i = a.from, j = b.from, x = 0, y = 0, na = 0, nb = 0;

	if (a.to - a.from == b.to - b.from) { /* word for word: the common case */
		while (i < a.to && lex->fold[a.s->words.id[i]] == lex->fold[b.s->words.id[j]])
			i++, j++;
		if (i == a.to)
			return true;
		i = a.from;
		j = b.from;
	}
	for (;;) { /* letter for letter, across words: "pre licensure" */
		while (x == na && i < a.to) {
			if (word(a.s, i).n >= 56)
				return false;
			na = fold(a.s, i++, fa);
			x = 0;
		}
		while (y == nb && j < b.to) {
			if (word(b.s, j).n >= 56)
				return false;
			nb = fold(b.s, j++, fb);
			y = 0;
		}
		if (x == na || y == nb)
			return x == na && y == nb;
		if (fa[x++] != fb[y++])
			return false;
	}
}

enum { LONG = 14 };

enum eg_edit_class
eg_edit__classify(const struct eg_side *old_side, size_t a0, size_t a1, const struct eg_side *new_side, size_t b0, size_t b1,
    const struct eg_lexicon *lex)
{
	struct run a = { old_side, a0, a1 }, b = { new_side, b0, b1 }, any = a1 > a0 ? a : b;
	struct counts ca, cb;
	size_t begin = 0, words = a1 - a0 > b1 - b0 ? a1 - a0 : b1 - b0;
	bool modal;

	if (all_marks(a) && all_marks(b) && words <= 3 && starts_item(any, begin) && !after_reference(any, begin))
		return EG_EDIT_NUMBERING;
	if (same_folded(a, b, lex))
		return EG_EDIT_TYPOGRAPHIC;
	if (words <= LONG && all_places(a) && all_places(b) && (after_reference(a, begin) || after_reference(b, begin)))
		return EG_EDIT_REFERENCE;
	count(a, &ca);
	count(b, &cb);
	modal = memcmp(ca.modal, cb.modal, sizeof(ca.modal)) != 0;
	if (modal && (a1 > a0 && b1 > b0 ? words <= LONG : words <= 3))
		return EG_EDIT_MODAL;
	if (words <= LONG && ca.numbers != cb.numbers) {
		look_beside(a, begin, a.s->words.n, &ca);
		look_beside(b, begin, b.s->words.n, &cb);
		if (ca.money || cb.money)
			return EG_EDIT_MONEY;
		if (ca.date || cb.date)
			return EG_EDIT_DATE;
		return EG_EDIT_NUMBER;
	}
	return EG_EDIT_WORDS;
}
