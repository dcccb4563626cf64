/* The class of an edit, from its words and the words beside it: what a reader must look at first.
 */
#include "compare/parts.h"

#include <stdlib.h>

struct run { /* words [from, to) of a side */
	const struct eg_side *s;
	size_t from, to;
};

static struct eg_str
word(const struct eg_side *s, size_t i)
{
	struct eg_word_at at = s->words.at[i];

	return (struct eg_str){s->doc->text + at.start, at.end - at.start};
}

static size_t
fold(const struct eg_side *s, size_t i, char out[64])
{
	struct eg_str w = word(s, i);
	size_t n = eg_word__fold(w.p, w.n < 56 ? w.n : 56, out, 63);

	out[n] = '\0';
	return n;
}

/* What single words are, sorted by strcmp for bsearch. Modal words have numbers of their own. */
enum { MODALS = 16 };

struct known {
	const char *word; /* folded */
	unsigned kind;
};

static const struct known known[] = {
    {"a", EG_WORD_WEAK},
    {"an", EG_WORD_WEAK},
    {"and", EG_WORD_LINK | EG_WORD_WEAK},
    {"any", EG_WORD_WEAK},
    {"april", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"are", EG_WORD_WEAK},
    {"ars", EG_WORD_REF},
    {"article", EG_WORD_REF},
    {"articles", EG_WORD_REF},
    {"as", EG_WORD_WEAK},
    {"at", EG_WORD_WEAK},
    {"august", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"authorized", 14},
    {"be", EG_WORD_WEAK},
    {"been", EG_WORD_WEAK},
    {"billion", EG_WORD_NUMBER},
    {"by", EG_WORD_WEAK},
    {"can", 6},
    {"cannot", 7},
    {"chapter", EG_WORD_REF},
    {"chapters", EG_WORD_REF},
    {"clause", EG_WORD_REF},
    {"clauses", EG_WORD_REF},
    {"december", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"division", EG_WORD_REF},
    {"dollars", EG_WORD_MONEY},
    {"eight", EG_WORD_NUMBER},
    {"eighteen", EG_WORD_NUMBER},
    {"eighth", EG_WORD_NUMBER},
    {"eighty", EG_WORD_NUMBER},
    {"eleven", EG_WORD_NUMBER},
    {"except", 12},
    {"february", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"fifteen", EG_WORD_NUMBER},
    {"fifth", EG_WORD_NUMBER},
    {"fifty", EG_WORD_NUMBER},
    {"first", EG_WORD_NUMBER},
    {"five", EG_WORD_NUMBER},
    {"for", EG_WORD_WEAK},
    {"forty", EG_WORD_NUMBER},
    {"four", EG_WORD_NUMBER},
    {"fourteen", EG_WORD_NUMBER},
    {"fourth", EG_WORD_NUMBER},
    {"from", EG_WORD_WEAK},
    {"half", EG_WORD_NUMBER},
    {"has", EG_WORD_WEAK},
    {"have", EG_WORD_WEAK},
    {"her", EG_WORD_WEAK},
    {"his", EG_WORD_WEAK},
    {"hundred", EG_WORD_NUMBER},
    {"if", EG_WORD_WEAK},
    {"in", EG_WORD_WEAK},
    {"is", EG_WORD_WEAK},
    {"it", EG_WORD_WEAK},
    {"item", EG_WORD_REF},
    {"items", EG_WORD_REF},
    {"its", EG_WORD_WEAK},
    {"january", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"july", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"june", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"march", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"may", 2},
    {"mcl", EG_WORD_REF},
    {"million", EG_WORD_NUMBER},
    {"must", 3},
    {"never", 10},
    {"nine", EG_WORD_NUMBER},
    {"nineteen", EG_WORD_NUMBER},
    {"ninety", EG_WORD_NUMBER},
    {"ninetyfirst", EG_WORD_NUMBER},
    {"ninth", EG_WORD_NUMBER},
    {"no", 9},
    {"not", 8},
    {"november", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"nrs", EG_WORD_REF},
    {"october", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"of", EG_WORD_WEAK},
    {"on", EG_WORD_WEAK},
    {"one", EG_WORD_NUMBER},
    {"onehalf", EG_WORD_NUMBER},
    {"only", 16},
    {"or", EG_WORD_LINK | EG_WORD_WEAK},
    {"ors", EG_WORD_REF},
    {"paragraph", EG_WORD_REF},
    {"paragraphs", EG_WORD_REF},
    {"part", EG_WORD_REF},
    {"parts", EG_WORD_REF},
    {"percent", EG_WORD_NUMBER},
    {"prohibited", 15},
    {"rcw", EG_WORD_REF},
    {"required", 13},
    {"rule", EG_WORD_REF},
    {"sec", EG_WORD_REF},
    {"second", EG_WORD_NUMBER},
    {"secs", EG_WORD_REF},
    {"section", EG_WORD_REF},
    {"sections", EG_WORD_REF},
    {"september", EG_WORD_MONTH | EG_WORD_DATE | EG_WORD_NUMBER},
    {"seven", EG_WORD_NUMBER},
    {"seventeen", EG_WORD_NUMBER},
    {"seventh", EG_WORD_NUMBER},
    {"seventy", EG_WORD_NUMBER},
    {"shall", 1},
    {"should", 5},
    {"six", EG_WORD_NUMBER},
    {"sixteen", EG_WORD_NUMBER},
    {"sixth", EG_WORD_NUMBER},
    {"sixty", EG_WORD_NUMBER},
    {"subchapter", EG_WORD_REF},
    {"subdivision", EG_WORD_REF},
    {"subdivisions", EG_WORD_REF},
    {"subparagraph", EG_WORD_REF},
    {"subparagraphs", EG_WORD_REF},
    {"subpart", EG_WORD_REF},
    {"subsection", EG_WORD_REF},
    {"subsections", EG_WORD_REF},
    {"such", EG_WORD_WEAK},
    {"ten", EG_WORD_NUMBER},
    {"tenth", EG_WORD_NUMBER},
    {"that", EG_WORD_WEAK},
    {"the", EG_WORD_WEAK},
    {"their", EG_WORD_WEAK},
    {"third", EG_WORD_NUMBER},
    {"thirteen", EG_WORD_NUMBER},
    {"thirty", EG_WORD_NUMBER},
    {"thirtyeight", EG_WORD_NUMBER},
    {"thirtyfour", EG_WORD_NUMBER},
    {"thirtysix", EG_WORD_NUMBER},
    {"this", EG_WORD_WEAK},
    {"thousand", EG_WORD_NUMBER},
    {"three", EG_WORD_NUMBER},
    {"threefourths", EG_WORD_NUMBER},
    {"through", EG_WORD_LINK},
    {"title", EG_WORD_REF},
    {"titles", EG_WORD_REF},
    {"to", EG_WORD_LINK | EG_WORD_WEAK},
    {"twelve", EG_WORD_NUMBER},
    {"twenty", EG_WORD_NUMBER},
    {"twentyfive", EG_WORD_NUMBER},
    {"twentysix", EG_WORD_NUMBER},
    {"two", EG_WORD_NUMBER},
    {"twothirds", EG_WORD_NUMBER},
    {"under", EG_WORD_WEAK},
    {"unless", 11},
    {"vsa", EG_WORD_REF},
    {"was", EG_WORD_WEAK},
    {"which", EG_WORD_WEAK},
    {"who", EG_WORD_WEAK},
    {"will", 4},
    {"with", EG_WORD_WEAK},
    {"\xC2\xA7", EG_WORD_REF},
    {"\xC2\xA7\xC2\xA7", EG_WORD_REF},
};

static int
by_word(const void *key, const void *row)
{
	return strcmp(key, ((const struct known *)row)->word);
}

/* "(a)", "1.", "(iv)", "A.": an item's own mark. */
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
	return (digit && letters <= 4) || (letters > 0 && roman) ||
	       (letters <= 2 && w.n > 0 && w.p[0] == '(');
}

enum { FOLDED_MAX = 60 };

/* f: folded, NUL-ended, cut to FOLDED_MAX bytes. */
static unsigned
kind_of(struct eg_str w, const char *f)
{
	size_t n = strlen(f);
	unsigned kind = n == 0 ? EG_WORD_NONE : 0;
	bool digit = strpbrk(f, "0123456789") != NULL;
	const struct known *row = bsearch(f, known, EG_COUNT(known), sizeof(known[0]), by_word);

	if (row != NULL)
		kind |= row->kind;
	if (digit)
		kind |= EG_WORD_NUMBER;
	if (n == 4 && digit && (memcmp(f, "19", 2) == 0 || memcmp(f, "20", 2) == 0))
		kind |= EG_WORD_DATE;
	if (memchr(w.p, '$', w.n) != NULL)
		kind |= EG_WORD_MONEY;
	if (is_mark(w))
		kind |= EG_WORD_MARK;
	if (is_place(w))
		kind |= EG_WORD_PLACE;
	if (w.n > 0 && strchr(".;:", w.p[w.n - 1]) != NULL)
		kind |= EG_WORD_STOP;
	if (strcmp(f, "means") == 0 || strcmp(f, "mean") == 0 || strcmp(f, "includes") == 0)
		kind |= EG_WORD_MEANS;
	return kind | EG_WORD_SEEN;
}

unsigned
eg_lexicon__find_kind(const struct eg_lexicon *lex, uint32_t id)
{
	char folded[FOLDED_MAX + 8];
	struct eg_str w = lex->word[id];
	size_t n = eg_word__fold(w.p, w.n, folded, sizeof(folded));

	folded[n < FOLDED_MAX ? n : FOLDED_MAX] = '\0';
	return lex->kind[id] = kind_of(w, folded);
}

static unsigned
kind(struct run r, const struct eg_lexicon *lex, size_t i)
{
	return eg_lexicon__kind(lex, r.s->words.id[i]);
}

/* Does every word of the run have one of these kinds? */
static bool
all_of(struct run r, const struct eg_lexicon *lex, unsigned kinds)
{
	for (size_t i = r.from; i < r.to; i++)
		if ((kind(r, lex, i) & kinds) == 0)
			return false;
	return true;
}

/* Is the run's first word reached from a word of reference ("section 3", "sections 3 and 4")? Looks
 * back a few words. */
static bool
after_reference(struct run r, const struct eg_lexicon *lex)
{
	for (size_t i = r.from; i > 0 && r.from - i < 6;) {
		unsigned k = kind(r, lex, --i);

		if (k & EG_WORD_REF)
			return true;
		if ((k & (EG_WORD_PLACE | EG_WORD_LINK)) == 0)
			return false;
	}
	return false;
}

/* Does a line start before the word, or an item's mark or a full stop stand there? */
static bool
starts_item(struct run r, const struct eg_lexicon *lex)
{
	if (r.from == 0 || r.from >= r.to)
		return true;
	for (size_t b = r.s->words.at[r.from - 1].end; b < r.s->words.at[r.from].start; b++)
		if (r.s->doc->text[b] == '\n')
			return true;
	return (kind(r, lex, r.from - 1) & (EG_WORD_MARK | EG_WORD_STOP)) != 0;
}

struct counts {
	uint8_t modal[MODALS + 1];
	uint64_t numbers; /* sum over the folded number words */
	unsigned any; /* all kinds seen */
};

static void
count(struct run r, const struct eg_lexicon *lex, struct counts *c)
{
	memset(c, 0, sizeof(*c));
	for (size_t i = r.from; i < r.to; i++) {
		unsigned k = kind(r, lex, i);

		c->any |= k;
		c->modal[k & EG_WORD_MODAL]++;
		if (k & EG_WORD_NUMBER)
			c->numbers += (uint64_t)lex->fold[r.s->words.id[i]] * 0x9E3779B97F4A7C15u;
	}
	c->modal[0] = 0;
}

/* A word right beside the run that says what its number is. */
static void
look_beside(struct run r, const struct eg_lexicon *lex, struct counts *c)
{
	for (size_t i = r.from > 2 ? r.from - 2 : 0; i < r.to + 2 && i < r.s->words.n; i++)
		if (i < r.from || i >= r.to)
			c->any |= kind(r, lex, i) & (EG_WORD_MONTH | EG_WORD_MONEY);
	if (c->any & EG_WORD_MONTH)
		c->any |= EG_WORD_DATE;
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

bool
eg_edit__same_letters(const struct eg_side *old_side, size_t a0, size_t a1,
    const struct eg_side *new_side, size_t b0, size_t b1, const struct eg_lexicon *lex)
{
	return same_folded((struct run){old_side, a0, a1}, (struct run){new_side, b0, b1}, lex);
}

/* ---- numbers ---- */

enum { NUMBER_WORDS = 4 };

static bool
value_of(struct run r, size_t back, uint64_t *value)
{
	size_t from = r.from - back;

	return r.to > from && eg_number__of(r.s->doc->text + r.s->words.at[from].start,
				  r.s->words.at[r.to - 1].end - r.s->words.at[from].start, value);
}

/* Do the runs, with the same few words before them, write one number in two ways: "six (6)", "six"? */
static bool
same_number(struct run a, struct run b)
{
	uint64_t x, y;

	for (size_t back = 0; back <= NUMBER_WORDS && back <= a.from && back <= b.from; back++)
		if (value_of(a, back, &x) && value_of(b, back, &y) && x == y)
			return true;
	return false;
}

/* ---- names ---- */

/* Bodies and officers that bills name, sorted for bsearch; and states in small letters. */
static const char *const bodies[] = {"administration", "administrator", "agency", "assembly",
    "attorney", "auditor", "authority", "board", "boards", "branch", "bureau", "cabinet",
    "chairman", "chairperson", "chief", "city", "clerk", "commission", "commissioner",
    "commonwealth", "comptroller", "controller", "council", "county", "court", "department",
    "director", "district", "division", "executive", "general", "governor", "house", "legislative",
    "legislature", "office", "officer", "president", "representatives", "secretary", "senate",
    "state", "superintendent", "territory", "treasurer"};

static int
by_name(const void *l, const void *r)
{
	return strcmp(l, *(const char *const *)r);
}

/* "[State]", "____": a blank that a state fills in. */
static bool
is_slot(struct eg_str w)
{
	return w.n > 1 && (w.p[0] == '[' || w.p[w.n - 1] == ']' || memcmp(w.p, "__", 2) == 0);
}

/* Does the run name a person, body or place: capitals inside a sentence, or words of `bodies`? */
static bool
is_name(struct run r, const struct eg_lexicon *lex)
{
	size_t named = 0;

	for (size_t i = r.from; i < r.to; i++) {
		struct eg_str w = word(r.s, i);
		bool first = i == 0 || (kind(r, lex, i - 1) & (EG_WORD_STOP | EG_WORD_MARK)) != 0;
		char f[64];

		if ((kind(r, lex, i) & (EG_WORD_NUMBER | EG_WORD_MODAL | EG_WORD_REF)) != 0)
			return false;
		if (is_slot(w)) {
			named++;
			continue;
		}
		if ((kind(r, lex, i) & (EG_WORD_WEAK | EG_WORD_LINK | EG_WORD_NONE)) != 0)
			continue;
		fold(r.s, i, f);
		if ((w.p[0] >= 'A' && w.p[0] <= 'Z' && !first) ||
		    bsearch(f, bodies, EG_COUNT(bodies), sizeof(bodies[0]), by_name) != NULL)
			named++;
		else
			return false;
	}
	return named > 0;
}

/* ---- definitions ---- */

enum { LOOK_BACK = 80, TERM_WORDS = 12 };

static bool
has_quote(struct eg_str w, bool open)
{
	const char *p = w.p + (open && w.n > 1 && (w.p[0] == '(' || w.p[0] == '*') ? 1 : 0);

	if (open)
		return w.n > 2 && (p[0] == '"' || memcmp(p, "\xE2\x80\x9C", 3) == 0 ||
				      memcmp(p, "``", 2) == 0);
	for (size_t i = 0; i < w.n; i++)
		if (w.p[i] == '"' || (i + 2 < w.n && memcmp(w.p + i, "\xE2\x80\x9D", 3) == 0) ||
		    (i + 1 < w.n && memcmp(w.p + i, "\'\'", 2) == 0))
			return true;
	return false;
}

/* Does the run stand in "“Term” means …", or begin one? Looks back to the end of the item before.
 * */
static bool
in_definition(struct run r, const struct eg_lexicon *lex)
{
	size_t i = r.from, low = r.from > LOOK_BACK ? r.from - LOOK_BACK : 0;

	while (i > low) {
		i--;
		if (i + 1 < r.from && (kind(r, lex, i) & EG_WORD_STOP) != 0)
			break;
		if ((kind(r, lex, i) & EG_WORD_MEANS) == 0)
			continue;
		for (size_t k = i, n = 0; k > low && n < TERM_WORDS; n++)
			if (has_quote(word(r.s, --k), false))
				return true;
	}
	for (size_t k = r.from; k < r.to && k < r.from + 2; k++) {
		if (!has_quote(word(r.s, k), true))
			continue;
		for (size_t m = k + 1; m < r.to && m < k + TERM_WORDS; m++)
			if (kind(r, lex, m) & EG_WORD_MEANS)
				return true;
	}
	return false;
}

enum { LONG = 14, CLAUSE = 4 };

/* Words that are nothing more special. */
static enum eg_edit_class
plain(struct run a, struct run b, struct run any, size_t words, const struct eg_lexicon *lex)
{
	if (in_definition(any, lex))
		return EG_EDIT_DEFINITION;
	if (a.to == a.from && words >= CLAUSE)
		return EG_EDIT_CLAUSE_ADDED;
	if (b.to == b.from && words >= CLAUSE)
		return EG_EDIT_CLAUSE_OMITTED;
	if (a.to > a.from && b.to > b.from && is_name(a, lex) && is_name(b, lex))
		return EG_EDIT_NAME;
	return EG_EDIT_WORDS;
}

enum eg_edit_class
eg_edit__classify(const struct eg_side *old_side, size_t a0, size_t a1,
    const struct eg_side *new_side, size_t b0, size_t b1, const struct eg_lexicon *lex)
{
	struct run a = {old_side, a0, a1}, b = {new_side, b0, b1}, any = a1 > a0 ? a : b;
	struct counts ca, cb;
	size_t words = a1 - a0 > b1 - b0 ? a1 - a0 : b1 - b0;

	if (words <= 3 && all_of(a, lex, EG_WORD_MARK) && all_of(b, lex, EG_WORD_MARK) &&
	    starts_item(any, lex) && !after_reference(any, lex))
		return EG_EDIT_NUMBERING;
	if (same_folded(a, b, lex) || same_number(a, b))
		return EG_EDIT_TYPOGRAPHIC;
	if (words > LONG)
		return plain(a, b, any, words, lex);
	if (all_of(a, lex, EG_WORD_PLACE | EG_WORD_REF | EG_WORD_LINK | EG_WORD_NONE) &&
	    all_of(b, lex, EG_WORD_PLACE | EG_WORD_REF | EG_WORD_LINK | EG_WORD_NONE) &&
	    (after_reference(a, lex) || after_reference(b, lex)))
		return EG_EDIT_REFERENCE;
	if ((a1 == a0 || b1 == b0) && words >= CLAUSE && starts_item(any, lex) &&
	    (kind(any, lex, any.to - 1) & EG_WORD_STOP) != 0)
		return plain(a, b, any, words, lex);
	count(a, lex, &ca);
	count(b, lex, &cb);
	if (memcmp(ca.modal, cb.modal, sizeof(ca.modal)) != 0 &&
	    ((a1 > a0 && b1 > b0) || words <= 3))
		return EG_EDIT_MODAL;
	if (ca.numbers != cb.numbers) {
		look_beside(a, lex, &ca);
		look_beside(b, lex, &cb);
		return (ca.any | cb.any) & EG_WORD_MONEY  ? EG_EDIT_MONEY
		       : (ca.any | cb.any) & EG_WORD_DATE ? EG_EDIT_DATE
							  : EG_EDIT_NUMBER;
	}
	return plain(a, b, any, words, lex);
}
