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

	for (size_t i = 8; i < n; i += 8)
		h = mix(h, n - i >= 8 ? eg_load_8(p + i) : eg_load_few(p + i, n - i));
	return (uint32_t)(h ^ h >> 29);
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
		    (n <= 8 || memcmp(lex->word[i].p + 8, p + 8, n - 8) == 0))
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

void
eg_words__add(
    struct eg_words *w, struct eg_lexicon *lex, const char *from, size_t start_at, size_t end_at)
{
	const char *p = from + start_at, *end = from + end_at;
	size_t step;

	if (w->cap == 0) {
		w->cap = (end_at - start_at) / 5 + 16;
		w->id = eg_realloc(NULL, w->cap, sizeof(*w->id));
		w->at = eg_realloc(NULL, w->cap, sizeof(*w->at));
	}
	while (p < end) {
		const char *start;
		uint64_t head;
		size_t n;

		if ((step = eg_word_space(p, end)) > 0) {
			p += step;
			continue;
		}
		start = p;
		p = eg_word_end(p, end);
		n = (size_t)(p - start);
		if (w->n == w->cap) {
			w->cap *= 2;
			w->id = eg_realloc(w->id, w->cap, sizeof(*w->id));
			w->at = eg_realloc(w->at, w->cap, sizeof(*w->at));
		}
		if (end - start >= 8) {
			head = eg_load_8(start);
			if (n < 8)
				head &= ((uint64_t)1 << (8 * n)) - 1;
		} else {
			head = eg_load_few(start, n);
		}
		w->id[w->n] = intern_head(lex, start, n, head);
		w->at[w->n].start = (uint32_t)(start - from);
		w->at[w->n++].end = (uint32_t)(p - from);
	}
}

size_t
eg_words__count(const char *text, size_t start, size_t end_at)
{
	const char *p = text + start, *end = text + end_at;
	size_t n = 0, step;

	while (p < end) {
		if ((step = eg_word_space(p, end)) > 0) {
			p += step;
			continue;
		}
		p = eg_word_end(p, end);
		n++;
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
