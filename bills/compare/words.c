/* Words of a text as numbers: split at white space, hashed eight bytes at a time, equal words get
 * equal numbers in both texts. */
#include "compare/parts.h"

#include "base/utf8.h"
#include "base/word.h"

static inline uint64_t
mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0xFF51AFD7ED558CCDu;
	return h ^ h >> 32;
}

/* head: the first eight bytes, or all of a shorter word. */
static inline uint32_t
hash(const char *p, size_t n, uint64_t head)
{
	uint64_t h = mix(0x9E3779B97F4A7C15u ^ n, head);

	for (size_t i = 8; i + 8 < n; i += 8)
		h = mix(h, eg_load_8(p + i));
	if (n > 8)
		h = mix(h, eg_load_8(p + n - 8));
	return (uint32_t)(h ^ h >> 29);
}

/* Are the bytes after the first eight the same? */
static inline bool
same_rest(const char *p, const char *q, size_t n)
{
	if (n <= 8)
		return true;
	if (n <= 16)
		return eg_load_8(p + n - 8) == eg_load_8(q + n - 8);
	return memcmp(p + 8, q + 8, n - 8) == 0;
}

static void
rehash(struct eg_lexicon *lex)
{
	eg_free(lex->slot);
	lex->n_slots = lex->n_slots == 0 ? 8192 : lex->n_slots * 4;
	lex->slot = eg_calloc(lex->n_slots, sizeof(*lex->slot));
	for (uint32_t i = 0; i < lex->n; i++) {
		uint32_t k = lex->hash[i] & (lex->n_slots - 1);

		while (lex->slot[k].id != 0)
			k = (k + 1) & (lex->n_slots - 1);
		lex->slot[k] = (struct eg_word_slot){lex->hash[i], i + 1};
	}
}

static uint32_t
add_word(struct eg_lexicon *lex, uint32_t slot, uint32_t h, const char *p, size_t n, uint64_t head)
{
	if (lex->n == lex->cap) {
		lex->cap = lex->cap == 0 ? 2048 : lex->cap * 2;
		lex->word = eg_realloc(lex->word, lex->cap, sizeof(*lex->word));
		lex->hash = eg_realloc(lex->hash, lex->cap, sizeof(*lex->hash));
		lex->head = eg_realloc(lex->head, lex->cap, sizeof(*lex->head));
	}
	lex->word[lex->n] = (struct eg_str){p, n};
	lex->hash[lex->n] = h;
	lex->head[lex->n] = head;
	lex->slot[slot] = (struct eg_word_slot){h, lex->n + 1};
	return lex->n++;
}

static inline uint32_t
intern_head(struct eg_lexicon *lex, const char *p, size_t n, uint64_t head)
{
	uint32_t h = hash(p, n, head), k;

	if ((uint64_t)lex->n * 2 >= lex->n_slots)
		rehash(lex);
	k = h & (lex->n_slots - 1);
	while (lex->slot[k].id != 0) {
		uint32_t i = lex->slot[k].id - 1;

		if (lex->slot[k].hash == h && lex->head[i] == head && lex->word[i].n == n &&
		    same_rest(lex->word[i].p, p, n))
			return i;
		k = (k + 1) & (lex->n_slots - 1);
	}
	return add_word(lex, k, h, p, n, head);
}

static uint32_t
intern(struct eg_lexicon *lex, const char *p, size_t n)
{
	return intern_head(lex, p, n, n >= 8 ? eg_load_8(p) : eg_load_few(p, n));
}

size_t
eg_word__space(const char *p, const char *end)
{
	return p < end ? eg_word_space(p, end) : 0;
}

uint32_t
eg_lexicon__intern(struct eg_lexicon *lex, const char *p, size_t n)
{
	return intern(lex, p, n);
}

/* Number the word at p, n bytes, of a text that begins at `from` and goes on to `end`. */
static inline void
add_at(struct eg_words *w, struct eg_lexicon *lex, const char *from, const char *p, size_t n,
    const char *end)
{
	uint64_t head;

	if (w->n == w->cap) {
		w->cap *= 2;
		w->id = eg_realloc(w->id, w->cap, sizeof(*w->id));
		w->at = eg_realloc(w->at, w->cap, sizeof(*w->at));
	}
	if (end - p >= 8) {
		head = eg_load_8(p);
		if (n < 8)
			head &= ((uint64_t)1 << (8 * n)) - 1;
	} else {
		head = eg_load_few(p, n);
	}
	w->id[w->n] = intern_head(lex, p, n, head);
	w->at[w->n].start = (uint32_t)(p - from);
	w->at[w->n++].end = (uint32_t)(p + n - from);
}

void
eg_words__add(
    struct eg_words *w, struct eg_lexicon *lex, const char *from, size_t start_at, size_t end_at)
{
	const char *end = from + end_at, *start = NULL; /* of the word under way */
	uint64_t was_space = 1;
	unsigned over = 0;

	if (w->cap == 0) {
		w->cap = (end_at - start_at) / 5 + 16;
		w->id = eg_realloc(NULL, w->cap, sizeof(*w->id));
		w->at = eg_realloc(NULL, w->cap, sizeof(*w->at));
	}
	for (const char *p = from + start_at; p < end; p += 64) {
		uint64_t space = eg_word_spaces(p, end, &over),
			 turn = space ^ (space << 1 | was_space);

		for (; turn != 0; turn &= turn - 1) {
			const char *at = p + __builtin_ctzll(turn);

			if (start == NULL) {
				start = at;
			} else {
				add_at(w, lex, from, start, (size_t)(at - start), end);
				start = NULL;
			}
		}
		was_space = space >> 63;
	}
	if (start != NULL)
		add_at(w, lex, from, start, (size_t)(end - start), end);
}

size_t
eg_words__count(const char *text, size_t start, size_t end_at)
{
	const char *end = text + end_at;
	uint64_t was_space = 1;
	unsigned over = 0;
	size_t n = 0;

	for (const char *p = text + start; p < end; p += 64) {
		uint64_t space = eg_word_spaces(p, end, &over);

		n += (size_t)__builtin_popcountll(~space & (space << 1 | was_space));
		was_space = space >> 63;
	}
	return n;
}

void
eg_words__clear(struct eg_words *w)
{
	eg_free(w->id);
	eg_free(w->at);
	memset(w, 0, sizeof(*w));
}

void
eg_lexicon__clear(struct eg_lexicon *lex)
{
	eg_free(lex->word);
	eg_free(lex->hash);
	eg_free(lex->head);
	eg_free(lex->slot);
	eg_free(lex->fold);
	eg_free(lex->kind);
	memset(lex, 0, sizeof(*lex));
}

/* "1.5" is not "15", "2-3" is not "23"; the comma of "1,000" says nothing. */
static bool
between_digits(const char *p, size_t n, size_t i)
{
	return i > 0 && i + 1 < n && p[i] != ',' && p[i - 1] >= '0' && p[i - 1] <= '9' &&
	       p[i + 1] >= '0' && p[i + 1] <= '9';
}

size_t
eg_word__fold(const char *p, size_t n, char *out, size_t out_bytes)
{
	size_t k = 0;

	for (size_t i = 0; i < n && k + 4 < out_bytes;) {
		unsigned char c = (unsigned char)p[i];
		uint32_t cp;
		size_t step;

		if (c < 0x80) {
			if (c >= 'A' && c <= 'Z')
				out[k++] = (char)(c + 32);
			else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '$' ||
				 c == '%' || between_digits(p, n, i))
				out[k++] = (char)c;
			i++;
			continue;
		}
		step = eg_utf8_next(p + i, n - i, &cp);
		if (cp >= 0x2010 && cp <= 0x2015 && i > 0 && p[i - 1] >= '0' && p[i - 1] <= '9' &&
		    i + step < n && p[i + step] >= '0' && p[i + step] <= '9')
			out[k++] = '-';
		else if (!(cp >= 0x2010 && cp <= 0x2044) && cp != 0xA0 && cp != 0xAD &&
			 cp != 0xAB && cp != 0xBB && cp != 0xFEFF) {
			memcpy(out + k, p + i, step);
			k += step;
		}
		i += step;
	}
	return k;
}

void
eg_lexicon__fold(struct eg_lexicon *lex)
{
	struct eg_lexicon folded = {0};
	char *text = NULL, *at;
	size_t bytes = 1;

	for (uint32_t i = 0; i < lex->n; i++)
		bytes += lex->word[i].n + 8;
	at = text = eg_malloc(bytes);
	intern(&folded, "", 0);
	eg_free(lex->fold);
	eg_free(lex->kind);
	lex->kind = eg_calloc(lex->n + 1u, sizeof(*lex->kind));
	lex->fold = eg_calloc(lex->n + 1u, sizeof(*lex->fold));
	for (uint32_t i = 0; i < lex->n; i++) {
		size_t n = eg_word__fold(lex->word[i].p, lex->word[i].n, at, lex->word[i].n + 8);

		lex->fold[i] = intern(&folded, at, n);
		at += n;
	}
	eg_lexicon__clear(&folded);
	eg_free(text);
}
