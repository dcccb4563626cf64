/* Words of a text as numbers: split at white space, hashed eight bytes at a time, equal words get
 * equal numbers in both texts. */
#include "compare/parts.h"

#include "base/utf8.h"

/* 1: ASCII white space; 2: first byte of a character that may be white space. */
static const uint8_t space_class[256] = {
    ['\t'] = 1,
    ['\n'] = 1,
    ['\v'] = 1,
    ['\f'] = 1,
    ['\r'] = 1,
    [' '] = 1,
    [0xC2] = 2,
    [0xE1] = 2,
    [0xE2] = 2,
    [0xE3] = 2,
};

/* Bytes of the white space at p, 0 if there is none. */
static inline size_t
space(const char *p, const char *end)
{
	uint8_t c = space_class[(unsigned char)*p];
	uint32_t cp;
	size_t n;

	if (c != 2)
		return c;
	n = eg_utf8_next(p, (size_t)(end - p), &cp);
	return eg_utf8_is_space(cp) ? n : 0;
}

static inline uint32_t
hash(const char *p, size_t n)
{
	uint64_t h = 0x9E3779B97F4A7C15u ^ n, v;

	while (n >= 8) {
		memcpy(&v, p, 8);
		h = (h ^ v) * 0xFF51AFD7ED558CCDu;
		h ^= h >> 32;
		p += 8;
		n -= 8;
	}
	if (n > 0) {
		v = 0;
		memcpy(&v, p, n);
		h = (h ^ v) * 0xFF51AFD7ED558CCDu;
		h ^= h >> 32;
	}
	return (uint32_t)(h ^ h >> 29);
}

static void
rehash(struct eg_lexicon *lex)
{
	eg_free(lex->slot);
	lex->n_slots = lex->n_slots == 0 ? 4096 : lex->n_slots * 2;
	lex->slot = eg_calloc(lex->n_slots, sizeof(*lex->slot));
	for (uint32_t i = 0; i < lex->n; i++) {
		uint32_t k = lex->hash[i] & (lex->n_slots - 1);

		while (lex->slot[k] != 0)
			k = (k + 1) & (lex->n_slots - 1);
		lex->slot[k] = i + 1;
	}
}

static uint32_t
intern(struct eg_lexicon *lex, const char *p, size_t n)
{
	uint32_t h = hash(p, n), k;

	if ((uint64_t)lex->n * 2 >= lex->n_slots)
		rehash(lex);
	k = h & (lex->n_slots - 1);
	while (lex->slot[k] != 0) {
		uint32_t i = lex->slot[k] - 1;

		if (lex->hash[i] == h && lex->word[i].n == n && memcmp(lex->word[i].p, p, n) == 0)
			return i;
		k = (k + 1) & (lex->n_slots - 1);
	}
	if (lex->n == lex->cap) {
		lex->cap = lex->cap == 0 ? 2048 : lex->cap * 2;
		lex->word = eg_realloc(lex->word, lex->cap, sizeof(*lex->word));
		lex->hash = eg_realloc(lex->hash, lex->cap, sizeof(*lex->hash));
	}
	lex->word[lex->n] = (struct eg_str){p, n};
	lex->hash[lex->n] = h;
	lex->slot[k] = lex->n + 1;
	return lex->n++;
}

size_t
eg_word__space(const char *p, const char *end)
{
	return p < end ? space(p, end) : 0;
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

		if ((step = space(p, end)) > 0) {
			p += step;
			continue;
		}
		start = p;
		while (p < end && (space_class[(unsigned char)*p] == 0 || space(p, end) == 0))
			p++;
		if (w->n == w->cap) {
			w->cap *= 2;
			w->id = eg_realloc(w->id, w->cap, sizeof(*w->id));
			w->at = eg_realloc(w->at, w->cap, sizeof(*w->at));
		}
		w->id[w->n] = intern(lex, start, (size_t)(p - start));
		w->at[w->n].start = (uint32_t)(start - from);
		w->at[w->n++].end = (uint32_t)(p - from);
	}
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

		char text60[64];

		memcpy(text60, at, n < 60 ? n : 60);
		text60[n < 60 ? n : 60] = '\0';
		lex->kind[i] = eg_word__kind(lex->word[i], text60);
		lex->fold[i] = intern(&folded, at, n);
		at += n;
	}
	eg_lexicon__clear(&folded);
	eg_free(text);
}
