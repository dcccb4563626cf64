/*
 * What may be excused: words brought to a normal form, so that words which differ only in quotation
 * marks, capitals, the way a number is written and the like get one number and count as the same.
 */
#include "compare/parts.h"

#include "base/utf8.h"

/* ---- numbers in words ---- */

static const struct {
	const char *word;
	uint32_t value;
} number_words[] = {{"zero", 0}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5},
    {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11},
    {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},
    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30},
    {"forty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90},
    {"hundred", 100}, {"thousand", 1000}, {"million", 1000000}};

struct number { /* a number being read, word by word */
	uint64_t total, part;
	uint32_t last; /* value of the word before; 0 none */
	bool any;
};

/* Take one of "twenty", "hundred"; false when it cannot go on from what was read. */
static bool
take_part(struct number *v, const char *p, size_t n)
{
	uint32_t x = 0;
	size_t i = 0;

	if (n < 3 || n > 9 || strchr("efhmnostz", p[0] | 32) == NULL)
		return false; /* nearly every word */
	for (; i < EG_COUNT(number_words); i++) {
		const char *w = number_words[i].word;
		size_t k = 0;

		while (k < n && w[k] != '\0' && (p[k] | 32) == w[k])
			k++;
		if (k == n && w[k] == '\0')
			break;
	}
	if (i == EG_COUNT(number_words))
		return false;
	x = number_words[i].value;
	if (x >= 1000) {
		if (!v->any)
			return false;
		v->total += (v->part == 0 ? 1 : v->part) * x;
		v->part = 0;
	} else if (x == 100) {
		if (!v->any || v->part == 0 || v->part > 99)
			return false;
		v->part *= 100;
	} else if (v->any && v->last < 100 &&
		   !(v->last >= 20 && v->last % 10 == 0 && x > 0 && x < 10)) {
		return false;
	} else {
		v->part += x;
	}
	v->last = x;
	v->any = true;
	return true;
}

/* A word of a number in words, "Twenty-six" and its end mark: bytes of letters taken, 0 if none. */
static size_t
take_word(struct number *v, const char *p, size_t n)
{
	size_t at = 0;

	for (;;) {
		size_t k = at;

		while (k < n && ((p[k] | 32) >= 'a' && (p[k] | 32) <= 'z'))
			k++;
		if (k == at || !take_part(v, p + at, k - at))
			return 0;
		if (k + 1 >= n || p[k] != '-')
			return k;
		at = k + 1;
	}
}

/* "26", "1,000": bytes taken, 0 if there is no number. */
static size_t
take_digits(const char *p, size_t n, uint64_t *value)
{
	size_t i = 0, digits = 0;

	*value = 0;
	while (i < n && digits < 15) {
		if (p[i] >= '0' && p[i] <= '9') {
			*value = *value * 10 + (uint64_t)(p[i] - '0');
			digits++;
		} else if (!(p[i] == ',' && digits > 0 && i + 3 < n && p[i + 1] >= '0' &&
			       p[i + 1] <= '9' && p[i + 3] >= '0' && p[i + 3] <= '9')) {
			break;
		}
		i++;
	}
	return digits > 0 ? i : 0;
}

/* Only marks that end a clause. */
static bool
is_end(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strchr(".,;:", p[i]) == NULL)
			return false;
	return true;
}

static size_t
word_bytes(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && eg_word__space(p + i, p + n) == 0)
		i++;
	return i;
}

/* A number that fills the text at p, in words, digits or both ("twenty-six (26)"), and the bytes of
 * the marks after it. How many bytes of p it takes; 0 if p does not begin with one. */
static size_t
read_number(const char *p, size_t n, uint64_t *value, size_t *marks)
{
	struct number v = {0};
	size_t end = 0, w, k;
	uint64_t digits;

	*marks = 0;
	if ((k = take_digits(p, n, value)) > 0) {
		w = word_bytes(p, n);
		*marks = w - k;
		return is_end(p + k, w - k) ? w : 0;
	}
	for (size_t at = 0; at < n;) {
		size_t step;

		w = word_bytes(p + at, n - at);
		k = w;
		if (v.any && w > 2 && p[at] == '(' &&
		    (k = take_digits(p + at + 1, w - 1, &digits)) > 0 && k + 1 < w &&
		    p[at + k + 1] == ')' && digits == v.total + v.part &&
		    is_end(p + at + k + 2, w - k - 2)) {
			*marks = w - k - 2;
			end = at + w;
			break;
		}
		k = take_word(&v, p + at, w);
		if (k == 0 || !is_end(p + at + k, w - k))
			break;
		*marks = w - k;
		end = at + w;
		for (at = end; at < n && (step = eg_word__space(p + at, p + n)) > 0;)
			at += step;
		if (*marks > 0)
			break;
	}
	*value = v.total + v.part;
	return end;
}

bool
eg_number__of(const char *p, size_t n, uint64_t *value)
{
	size_t marks;

	return n > 0 && read_number(p, n, value, &marks) == n;
}

void
eg_words__join_numbers(struct eg_words *w, struct eg_lexicon *lex, const char *text, size_t from)
{
	size_t k = from;

	for (size_t i = from; i < w->n; k++) {
		size_t last = i, marks, end;
		uint64_t value;

		end = w->at[i].start + read_number(text + w->at[i].start,
					   w->at[w->n - 1].end - w->at[i].start, &value, &marks);
		while (last + 1 < w->n && w->at[last + 1].end <= end)
			last++;
		w->id[k] = last > i ? eg_lexicon__intern(lex, text + w->at[i].start,
					  w->at[last].end - w->at[i].start)
				    : w->id[i];
		w->at[k] = (struct eg_word_at){w->at[i].start, w->at[last].end};
		i = last + 1;
	}
	w->n = k;
}

/* ---- the normal form of a word ---- */

/* "(a)", "a.", "1)", "(iv)": its letters and digits, 0 if it is no enumerator. */
static size_t
enumerator(const char *p, size_t n, const char **mark)
{
	size_t from = n > 0 && p[0] == '(', k = from, letters = 0;

	for (; k < n && k - from < 6; k++) {
		char c = (char)(p[k] | 32);

		letters += c >= 'a' && c <= 'z';
		if (!(c >= 'a' && c <= 'z') && !(p[k] >= '0' && p[k] <= '9'))
			break;
		if (c >= 'a' && c <= 'z' && k > from && strchr("ivxl", c) == NULL)
			return 0; /* "the." is no enumerator */
	}
	if (k == from || k + 1 != n || (p[k] != ')' && (from > 0 || p[k] != '.')) ||
	    (letters > 0 && letters != k - from))
		return 0;
	*mark = p + from;
	return k - from;
}

/* One character without what is excused. */
static void
put_normal(struct eg_buf *out, uint32_t cp, unsigned excuse)
{
	if (excuse & EG_EXCUSE_QUOTES) {
		if (cp >= 0x2018 && cp <= 0x201B)
			cp = '\'';
		else if (cp >= 0x201C && cp <= 0x201F)
			cp = '"';
		else if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
			cp = '-';
		else if (cp == 0xAD || cp == 0xFEFF || cp == 0x200B)
			return;
		if (cp == 0x2026) {
			eg_buf_puts(out, "...");
			return;
		}
		if (cp == '-' && out->n > 0 && out->p[out->n - 1] == '-')
			return; /* "--" for a long dash */
	}
	if ((excuse & EG_EXCUSE_HYPHENS) &&
	    (cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == 0xAD))
		return;
	if (excuse & EG_EXCUSE_CAPITALS) {
		if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7))
			cp += 32;
	}
	eg_buf_utf8(out, cp);
}

static void
normal_form(struct eg_buf *out, struct eg_str w, unsigned excuse)
{
	const char *mark;
	size_t n, marks;
	uint64_t value;

	eg_buf_reset(out);
	if ((excuse & EG_EXCUSE_ENUMERATORS) && (n = enumerator(w.p, w.n, &mark)) > 0) {
		eg_buf_putc(out, '\1');
		eg_buf_add(out, mark, n);
		return;
	}
	if ((excuse & EG_EXCUSE_NUMBERS) && read_number(w.p, w.n, &value, &marks) == w.n) {
		eg_buf_printf(out, "\2%llu", (unsigned long long)value);
		if ((excuse & EG_EXCUSE_PUNCTUATION) == 0)
			eg_buf_add(out, w.p + w.n - marks, marks);
		return;
	}
	for (size_t i = 0; i < w.n;) {
		uint32_t cp;

		i += eg_utf8_next(w.p + i, w.n - i, &cp);
		put_normal(out, cp, excuse);
	}
	if (excuse & EG_EXCUSE_PUNCTUATION)
		while (out->n > 1 && strchr(".,;:", out->p[out->n - 1]) != NULL)
			eg_buf_trunc(out, out->n - 1);
}

void
eg_words__excuse(
    struct eg_words *a, struct eg_words *b, const struct eg_lexicon *lex, unsigned excuse)
{
	struct eg_lexicon forms = {0};
	uint32_t *first = eg_calloc(lex->n + 1u, sizeof(*first)), /* word that has a form first */
	    *to = eg_calloc(lex->n + 1u, sizeof(*to));
	struct eg_arena *arena = eg_arena_new();
	struct eg_buf form = EG_BUF_INIT;

	eg_buf_init(&form, 0);
	for (uint32_t i = 0; i < lex->n; i++) {
		uint32_t was = forms.n, f;

		normal_form(&form, lex->word[i], excuse);
		f = eg_lexicon__intern(
		    &forms, eg_arena_dup(arena, eg_buf_cstr(&form), form.n), form.n);
		if (f == was)
			first[f] = i;
		to[i] = first[f];
	}
	for (size_t i = 0; i < a->n; i++)
		a->id[i] = to[a->id[i]];
	for (size_t i = 0; i < b->n; i++)
		b->id[i] = to[b->id[i]];
	eg_buf_clear(&form);
	eg_arena_free(arena);
	eg_lexicon__clear(&forms);
	eg_free(first);
	eg_free(to);
}
