/*
 * Words in normal form (see engross/trace.h): one pass over the bytes, a table says what each byte
 * is. A word's key is made from eight folded bytes at a time. Words with a meaning for the normal
 * form (names of jurisdictions, units of a code) are looked up by their key in a small table that
 * is built for each text, since the library keeps no state.
 */
#include "base/load.h"
#include "trace/trace_private.h"

#include <engross/jurisdiction.h>
#include <string.h>

enum byte_class {
	BYTE_OTHER = 0,
	BYTE_LETTER,
	BYTE_DIGIT,
	BYTE_JOIN, /* apostrophe, hyphen: dropped between letters */
	BYTE_HIGH, /* starts or goes on with a character of several bytes */
};

#define ROW16(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
#define O BYTE_OTHER
#define L BYTE_LETTER
#define D BYTE_DIGIT
#define J BYTE_JOIN
static const uint8_t class_of[256] = {ROW16(O), ROW16(O), /* controls */
    O, O, O, O, O, O, O, J, O, O, O, O, O, J, O, O, /* ' and - */
    D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O, /* 0-9 */
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* A-O */
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O, /* P-Z */
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* a-o */
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O, /* p-z */
    ROW16(BYTE_HIGH), ROW16(BYTE_HIGH), ROW16(BYTE_HIGH), ROW16(BYTE_HIGH), ROW16(BYTE_HIGH),
    ROW16(BYTE_HIGH), ROW16(BYTE_HIGH), ROW16(BYTE_HIGH)};
#undef O
#undef L
#undef D
#undef J

enum special {
	SPECIAL_PLACE = 1, /* a jurisdiction's name in one word */
	SPECIAL_UNIT, /* section, chapter, act … */
	SPECIAL_STATE, /* commonwealth: another word for state */
	SPECIAL_SECOND, /* the last word of a name of two or three: York, Columbia */
};

enum { SLOTS = 512, PLACE_WORDS_MAX = 3 };

struct slot {
	uint64_t key, before; /* before: key of the word that must stand before it */
	uint8_t what, place, words;
};

struct normal {
	uint64_t maybe[SLOTS / 4]; /* a bit for what a key's upper bits say: most words end here */
	struct slot slot[SLOTS];
	uint64_t place_key, unit_key, state_key, party_key[3];
};

struct scanner {
	struct eg_tokens *out;
	const char *text;
	size_t n, cap;
	struct normal nf;
	uint32_t named[EG_JURISDICTIONS];
};

enum { WORD_MAX = 64, WORD_ROOM = WORD_MAX + 16 }; /* bytes of a word that count */

struct word {
	uint8_t b[WORD_ROOM]; /* folded; what is behind n bytes says nothing */
	uint32_t start, n;
	bool digit;
};

/* Eight bytes at a time, the last of them with zeros for what is behind the word. */
static inline uint64_t
word_key(const struct word *w)
{
	uint32_t n = w->n < WORD_MAX ? w->n : WORD_MAX, i = 0;
	uint64_t h = (uint64_t)w->n << 57;

	for (; n - i > 8; i += 8)
		h = eg_trace__mix(h ^ eg_load_8(w->b + i));
	return eg_trace__mix(h ^ (eg_load_8(w->b + i) << (8 * (8 - (n - i)))));
}

static inline void
word_add(struct word *w, uint8_t c)
{
	if (w->n < WORD_MAX)
		w->b[w->n] = c;
	w->n++;
}

static uint64_t
key_of(const char *s, size_t n)
{
	struct word w = {.n = 0};

	for (size_t i = 0; i < n; i++)
		word_add(&w, (uint8_t)s[i] | 32);
	return word_key(&w);
}

/* ---- words with a meaning ---- */

static struct slot *
slot_of(struct normal *nf, uint64_t key, uint64_t before)
{
	size_t i = key & (SLOTS - 1);

	while (nf->slot[i].what != 0 && (nf->slot[i].key != key || nf->slot[i].before != before))
		i = (i + 1) & (SLOTS - 1);
	return &nf->slot[i];
}

static void
learn(struct normal *nf, const char *s, size_t n, const struct slot *what)
{
	struct slot *at;
	uint64_t key = key_of(s, n);

	at = slot_of(nf, key, what->before);
	*at = *what;
	at->key = key;
	nf->maybe[key >> 57] |= UINT64_C(1) << (key >> 51 & 63);
}

/* The name of a jurisdiction, by its last word and the word before that. */
static void
learn_place(struct normal *nf, int place)
{
	const char *name = eg_postal_name(eg_postal[place]), *word[8];
	size_t len[8], n = 0;
	struct slot s = {.what = SPECIAL_PLACE, .place = (uint8_t)place};

	for (const char *p = name; *p != '\0' && n < EG_COUNT(word); p += *p == ' ') {
		word[n] = p;
		len[n] = strcspn(p, " ");
		p += len[n++];
	}
	if (n > 1) { /* "U.S. Virgin Islands" by its last two, "District of Columbia" by three */
		s.what = SPECIAL_SECOND;
		s.before = key_of(word[n - 2], len[n - 2]);
		s.words = (uint8_t)(strchr(name, '.') != NULL ? n - 1 : n);
	}
	learn(nf, word[n - 1], len[n - 1], &s);
}

static void
learn_all(struct normal *nf)
{
	static const char *const units[] = {"section", "sections", "sec", "secs", "subsection",
	    "subsections", "chapter", "chapters", "subchapter", "article", "articles", "act",
	    "title", "part", "subpart", "paragraph", "paragraphs", "subparagraph", "subdivision",
	    "subdivisions", "clause", "compact"};
	const struct slot unit = {.what = SPECIAL_UNIT}, state = {.what = SPECIAL_STATE};

	for (int i = 0; i < EG_JURISDICTIONS; i++)
		learn_place(nf, i);
	for (size_t i = 0; i < EG_COUNT(units); i++)
		learn(nf, units[i], strlen(units[i]), &unit);
	learn(nf, "commonwealth", 12, &state);
	nf->place_key = key_of("|place", 6);
	nf->unit_key = key_of("|unit", 5);
	nf->state_key = key_of("state", 5);
	nf->party_key[0] = nf->state_key;
	nf->party_key[1] = key_of("states", 6);
	nf->party_key[2] = key_of("court", 5);
}

/* ---- words that do not count ---- */

/* A Roman numeral up to 399, as enumerators and headings have them. "civil" is none. */
static bool
is_roman(const char *p, size_t n)
{
	static const char *const order[] = {"c", "l", "x", "v", "i"};
	size_t i = 0;

	if (n < 2 || n > 9)
		return false;
	for (size_t k = 0; k < EG_COUNT(order); k++) {
		char one = order[k][0];
		size_t most = one == 'l' || one == 'v' ? 1 : 3, had = 0;

		if (i + 1 < n && one == 'l' && (p[i] | 32) == 'x' && (p[i + 1] | 32) == 'c')
			i += 2; /* xc */
		else if (i + 1 < n && one == 'l' && (p[i] | 32) == 'x' && (p[i + 1] | 32) == 'l')
			i += 2; /* xl */
		else if (i + 1 < n && one == 'v' && (p[i] | 32) == 'i' && (p[i + 1] | 32) == 'x')
			i += 2; /* ix */
		else if (i + 1 < n && one == 'v' && (p[i] | 32) == 'i' && (p[i + 1] | 32) == 'v')
			i += 2; /* iv */
		else
			while (i < n && had < most && (p[i] | 32) == one) {
				i++;
				had++;
			}
	}
	return i == n;
}

/* (aa), (bb), (DDD) */
static bool
is_doubled(const struct scanner *s, size_t start, size_t end)
{
	const char *p = s->text;

	if (end - start > 4 || start == 0 || p[start - 1] != '(' || end >= s->n || p[end] != ')')
		return false;
	for (size_t i = start + 1; i < end; i++)
		if (p[i] != p[start])
			return false;
	return true;
}

/* ---- the pass ---- */

static void
push(struct scanner *s, uint64_t key, uint32_t start, uint32_t end)
{
	struct eg_tokens *t = s->out;

	if (t->n == s->cap) {
		s->cap += s->cap / 2 + 1024;
		t->v = eg_realloc(t->v, s->cap, sizeof(*t->v));
	}
	t->v[t->n++] = (struct eg_token){key, start, end};
}

static inline const struct slot *
find_special(const struct scanner *s, uint64_t key)
{
	uint64_t before = s->out->n > 0 ? s->out->v[s->out->n - 1].key : 0;
	const struct slot *single = NULL;

	for (size_t i = key & (SLOTS - 1); s->nf.slot[i].what != 0; i = (i + 1) & (SLOTS - 1)) {
		const struct slot *at = &s->nf.slot[i];

		if (at->key != key)
			continue;
		if (at->before == 0)
			single = at;
		else if (at->before == before)
			return at;
	}
	return single;
}

enum { LIST_TOKENS = 14 };

/* "a state, the District of Columbia, or a territory", "the United States District Court for the
 * District of Columbia": named by every compact, wherever the text is from. */
static bool
is_everybodys(const struct scanner *s, int place)
{
	const struct eg_tokens *t = s->out;

	if (eg_postal_kind(eg_postal[place]) == EG_PLACE_STATE)
		return false;
	for (size_t i = t->n; i > 0 && t->n - i < LIST_TOKENS; i--)
		for (size_t k = 0; k < EG_COUNT(s->nf.party_key); k++)
			if (t->v[i - 1].key == s->nf.party_key[k])
				return true;
	return false;
}

static void
push_special(struct scanner *s, const struct slot *what, uint64_t key, uint32_t start, uint32_t end)
{
	struct eg_tokens *t = s->out;
	size_t back = what->words > 0 ? what->words - 1U : 0;

	switch (what->what) {
	case SPECIAL_SECOND:
		if (back > t->n)
			back = t->n;
		start = t->v[t->n - back].start;
		t->n -= back;
		/* fallthrough */
	case SPECIAL_PLACE:
		s->named[what->place] += !is_everybodys(s, what->place);
		push(s, s->nf.place_key, start, end);
		break;
	case SPECIAL_UNIT:
		if (t->n > 0 && t->v[t->n - 1].key == s->nf.unit_key)
			t->v[t->n - 1].end = end; /* "Article V, section 3" is one */
		else
			push(s, s->nf.unit_key, start, end);
		break;
	case SPECIAL_STATE:
		push(s, s->nf.state_key, start, end);
		break;
	default:
		push(s, key, start, end);
	}
}

/* Letters that Roman numerals are made of, by the low five bits: c, i, l, v, x. */
#define ROMAN_LETTERS (1U << 3 | 1U << 9 | 1U << 12 | 1U << 22 | 1U << 24)

static inline void
finish(struct scanner *s, const struct word *w, size_t at)
{
	uint32_t end = (uint32_t)at;
	const struct slot *what;
	uint64_t key;

	if (w->n < 2 || w->digit)
		return;
	if (w->start > 0 && s->text[w->start - 1] == '/' &&
	    (w->start == 1 || (uint8_t)s->text[w->start - 2] <= ' '))
		return; /* "/Binding": a name of PostScript, as spoiled PDF texts have them */
	if ((ROMAN_LETTERS >> (w->b[0] & 31) & ROMAN_LETTERS >> (w->b[1] & 31) & 1) != 0 &&
	    is_roman(s->text + w->start, end - w->start))
		return;
	if (w->b[0] == w->b[1] && is_doubled(s, w->start, end))
		return;
	key = word_key(w);
	if ((s->nf.maybe[key >> 57] >> (key >> 51 & 63) & 1) != 0 &&
	    (what = find_special(s, key)) != NULL)
		push_special(s, what, key, w->start, end);
	else
		push(s, key, w->start, end);
}

/* What a character of several bytes at p[i] is; *len gets its bytes. § gives BYTE_DIGIT. */
static enum byte_class
high_class(const char *p, size_t n, size_t i, size_t *len)
{
	uint8_t a = (uint8_t)p[i], b = i + 1 < n ? (uint8_t)p[i + 1] : 0,
		c = i + 2 < n ? (uint8_t)p[i + 2] : 0;

	*len = a >= 0xF0 ? 4 : a >= 0xE0 ? 3 : a >= 0xC0 ? 2 : 1;
	if (*len > n - i)
		*len = n - i;
	if (a == 0xC2)
		return b == 0xA7 ? BYTE_DIGIT : b == 0xAD ? BYTE_JOIN : BYTE_OTHER;
	if (a == 0xE2 && b == 0x80)
		return c == 0x98 || c == 0x99 || c == 0x90 || c == 0x91 ? BYTE_JOIN : BYTE_OTHER;
	if (a == 0xE2 || a == 0xEF || a >= 0xF0 || a < 0xC3)
		return BYTE_OTHER; /* symbols, bad bytes */
	return *len > 1 ? BYTE_LETTER : BYTE_OTHER;
}

static void
add_high(struct word *w, const char *p, size_t len)
{
	uint8_t last = (uint8_t)p[len - 1];

	for (size_t i = 0; i + 1 < len; i++)
		word_add(w, (uint8_t)p[i]);
	/* Latin capitals with accents are folded */
	if ((uint8_t)p[0] == 0xC3 && last >= 0x80 && last <= 0x9E && last != 0x97)
		last |= 0x20;
	word_add(w, last);
}

#define EACH_BYTE(x) (UINT64_C(0x0101010101010101) * (x))

/* How many of eight bytes are letters, from the first on; *folded gets them in lower case. */
static inline unsigned
letters(uint64_t x, uint64_t *folded)
{
	uint64_t low = (x | EACH_BYTE(0x20)) & EACH_BYTE(0x7F);
	uint64_t from_a = low + EACH_BYTE(0x80 - 'a'), above_z = low + EACH_BYTE(0x7F - 'z');
	uint64_t not_letter = ~(from_a & ~above_z & ~x) & EACH_BYTE(0x80);

	*folded = x | EACH_BYTE(0x20);
	return not_letter != 0 ? (unsigned)__builtin_ctzll(not_letter) >> 3 : 8;
}

/* Letters from i on into the word; returns where they end. */
static inline size_t
take_letters(struct word *w, const char *p, size_t n, size_t i)
{
	uint64_t folded;
	unsigned got;

	if (w->n == 0)
		w->start = (uint32_t)i;
	while (n - i >= 8 && w->n <= WORD_MAX) {
		got = letters(eg_load_8(p + i), &folded);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		folded = __builtin_bswap64(folded);
#endif
		memcpy(w->b + w->n, &folded, sizeof(folded));
		w->n += got;
		i += got;
		if (got < 8)
			return i;
	}
	for (; i < n && class_of[(uint8_t)p[i]] == BYTE_LETTER; i++)
		word_add(w, (uint8_t)p[i] | 32);
	return i;
}

static void
scan(struct scanner *s)
{
	const char *p = s->text;
	size_t n = s->n, i = 0, len;
	struct word w = {.n = 0};

	while (i < n) {
		uint8_t c = (uint8_t)p[i];
		enum byte_class k = class_of[c];

		len = 1;
		if (k == BYTE_LETTER) {
			i = take_letters(&w, p, n, i);
			continue;
		}
		if (c == ' ' && w.n > 0) { /* the usual end */
			finish(s, &w, i++);
			w.n = 0;
			w.digit = false;
			continue;
		}
		if (k == BYTE_HIGH && (k = high_class(p, n, i, &len)) == BYTE_LETTER) {
			if (w.n == 0)
				w.start = (uint32_t)i;
			add_high(&w, p + i, len);
			i += len;
			continue;
		}
		if (k == BYTE_JOIN && w.n > 0) {
			i +=
			    len; /* "nation's", "pre-licensure": a word goes on, or ends after it */
			if (i < n && class_of[(uint8_t)p[i]] == BYTE_LETTER)
				continue;
			i -= len;
		}
		if (k == BYTE_DIGIT && len == 1) {
			if (w.n == 0)
				w.start = (uint32_t)i;
			w.digit = true;
			word_add(&w, c);
			i++;
			continue;
		}
		if (w.n > 0) {
			finish(s, &w, i);
			w.n = 0;
			w.digit = false;
		}
		if (c == EG_TRACE_RS)
			push(s, EG_TRACE_BREAK, (uint32_t)i, (uint32_t)(i + 1));
		if (k == BYTE_DIGIT && (s->out->n == 0 || /* § */
					   s->out->v[s->out->n - 1].key != s->nf.unit_key))
			push(s, s->nf.unit_key, (uint32_t)i, (uint32_t)(i + len));
		i += len;
	}
	if (w.n > 0)
		finish(s, &w, n);
}

void
eg_tokens_of(const char *text, size_t n, struct eg_tokens *out)
{
	struct scanner s = {.out = out, .text = text};

	uint32_t most = 0;

	*out = (struct eg_tokens){.place = -1};
	if (n > UINT32_MAX)
		n = UINT32_MAX;
	s.n = n;
	learn_all(&s.nf);
	s.cap = n / 5 + 16;
	out->v = eg_malloc(s.cap * sizeof(*out->v));
	scan(&s);
	for (int i = 0; i < EG_JURISDICTIONS; i++)
		if (s.named[i] > most) {
			most = s.named[i];
			out->place = i;
		} else if (s.named[i] == most) {
			out->place = -1;
		}
}

void
eg_tokens_clear(struct eg_tokens *t)
{
	eg_free(t->v);
	*t = (struct eg_tokens){.place = -1};
}
