/*
 * White space that an extraction lost or put in. Lost: lines run together ("PURPOSEThe purpose",
 * "to read as follows:(1) The board", "the public.This compact") get their line ends back, where a
 * text shows many such places. Put in: words in small capitals that were set apart from their first
 * letters ("S ECTION 1.", "LEGAL LY") are joined, a heading's word always, any other only where
 * the text itself has the whole word elsewhere. No character that is not white space is touched.
 */
#include "read/read.h"

#include "base/find.h"
#include "base/word.h"

#include <stdio.h>

enum { AROUND = 65536, GLUED_MIN = 5, CAPS_MIN = 4, PART_MAX = 4, WORD_MAX = 60 };

/* Does a line end belong before p[i]? */
static bool
glued(const char *p, size_t n, size_t i)
{
	char before, c = p[i];

	if (i < 2 || i + 2 >= n)
		return false;
	before = p[i - 1];
	if (c == '(') /* "follows:(1) The": an item after the end of what is before it */
		return (before == ':' || before == ';' ||
			   (before == '.' && eg_read__lower(p[i - 2]))) &&
		       (eg_read__digit(p[i + 1]) || eg_read__letter(p[i + 1])) &&
		       memchr(p + i + 1, ')', n - i - 1 < 5 ? n - i - 1 : 5) != NULL;
	if (!eg_read__upper(c))
		return false;
	if (before == '.' || before == ':' || before == ';') /* "public.This compact" */
		return eg_read__lower(p[i - 2]) && i > 3 && eg_read__lower(p[i - 3]) &&
		       (eg_read__lower(p[i + 1]) ||
			   (eg_read__upper(p[i + 1]) && eg_read__upper(p[i + 2])));
	if (eg_read__upper(before) && eg_read__lower(p[i + 1]) && eg_read__lower(p[i + 2])) {
		size_t k = i; /* "PURPOSEThe": a heading in capitals and a sentence */

		while (k > 0 && eg_read__upper(p[k - 1]))
			k--;
		return i - k >= CAPS_MIN && (k == 0 || !eg_read__letter(p[k - 1]));
	}
	if (eg_read__digit(before) && eg_read__lower(p[i + 1])) { /* "1023State of" */
		size_t k = i;

		while (k > 0 && eg_read__digit(p[k - 1]))
			k--;
		return i - k >= 2 && k > 0 && p[k - 1] == ' ';
	}
	return false;
}

/* End of the marks "(1)(a)" at i when a word is run on after them, else i. */
static size_t
marks_end(const char *p, size_t n, size_t i)
{
	size_t k = i;

	while (k < n && p[k] == '(') {
		const char *close = memchr(p + k, ')', n - k < 6 ? n - k : 6);

		if (close == NULL)
			break;
		k = (size_t)(close - p) + 1;
	}
	return k < n && (eg_read__letter(p[k]) || p[k] == '"' || (unsigned char)p[k] == 0xE2) ? k
											      : i;
}

/* ---- words in small capitals ---- */

static const char *const headings[] = {
    "SECTION", "SECTIONS", "ARTICLE", "CHAPTER", "TITLE", "SUBTITLE", "PART", "SUBCHAPTER"};

/* A word in capitals at i: its end, i if there is none. */
static size_t
capitals(const char *p, size_t n, size_t i)
{
	size_t k = i;

	while (k < n && eg_read__upper(p[k]))
		k++;
	return k < n && (eg_read__letter(p[k]) || eg_read__digit(p[k]) || p[k] == '\'') ? i : k;
}

static void
lower_key(const char *p, size_t n, char out[WORD_MAX + 1])
{
	size_t k = 0;

	for (; k < n && k < WORD_MAX; k++)
		out[k] = (char)(eg_read__upper(p[k]) ? p[k] + 32 : p[k]);
	out[k] = '\0';
}

/* Does the text have the word somewhere as a word of its own, in just these letters? */
static bool
has_word(const char *p, size_t n, const char *word, size_t w)
{
	for (size_t i = eg_find(p, n, word, w, 0); i < n; i = eg_find(p, n, word, w, i + 1))
		if ((i == 0 || !eg_read__letter(p[i - 1])) &&
		    (i + w == n || !eg_read__letter(p[i + w])))
			return true;
	return false;
}

/* Short words and numerals that stand after a word in capitals by right. */
static bool
stands_alone(const char *p, size_t n)
{
	static const char *const words[] = {"OF", "TO", "AND", "THE", "FOR", "IN", "ON", "BY", "OR",
	    "AS", "AT", "AN", "NO", "NOT", "ACT", "IS", "BE", "IT", "ALL", "ANY", "WITH", "FROM",
	    "THAT", "THIS", "CODE", "LAW", "BILL", "FUND", "STATE", "TAX", "USE"};
	size_t k = 0;

	for (size_t i = 0; i < EG_COUNT(words); i++)
		if (strlen(words[i]) == n && memcmp(words[i], p, n) == 0)
			return true;
	while (k < n && strchr("IVXLC", p[k]) != NULL)
		k++;
	return k == n;
}

/* Is the space at i inside a word: "S ECTION 1." or "LEGAL LY"? */
static bool
inside_word(const char *p, size_t n, size_t i, size_t *checks)
{
	size_t from = i, end = capitals(p, n, i + 1);
	char whole[2 * WORD_MAX + 1], key[WORD_MAX + 1];

	while (from > 0 && eg_read__upper(p[from - 1]))
		from--;
	if (from == i || end == i + 1 || i - from > WORD_MAX / 2 || end - i > WORD_MAX / 2 ||
	    (from > 0 && (eg_read__letter(p[from - 1]) || p[from - 1] == '\'')))
		return false;
	memcpy(whole, p + from, i - from);
	memcpy(whole + (i - from), p + i + 1, end - i - 1);
	whole[end - from - 1] = '\0';
	if (i - from == 1 && (from == 0 || p[from - 1] == '\n' || p[from - 1] == ' ')) {
		size_t k = end;

		while (k < n && p[k] == ' ')
			k++;
		for (size_t h = 0; h < EG_COUNT(headings); h++)
			if (strcmp(whole, headings[h]) == 0 && k < n &&
			    (eg_read__digit(p[k]) || eg_read__upper(p[k])))
				return true;
	}
	if (i - from < CAPS_MIN || end - i - 1 > PART_MAX || end - i - 1 < 2)
		return false;
	if (stands_alone(p + i + 1, end - i - 1) || *checks == 0)
		return false;
	--*checks;
	if (n > 2 * AROUND) { /* near by is enough */
		size_t start = i > AROUND ? i - AROUND : 0;

		p += start;
		n = n - start < 2 * AROUND ? n - start : 2 * AROUND;
		i -= start, end -= start, from -= start;
	}
	lower_key(p + i + 1, end - i - 1, key); /* "ACT OR": a word of its own elsewhere */
	if (has_word(p, n, key, end - i - 1))
		return false;
	lower_key(whole, end - from - 1, key);
	if (has_word(p, n, key, end - from - 1) || has_word(p, n, whole, end - from - 1))
		return true;
	key[0] = whole[0];
	return has_word(p, n, key, end - from - 1);
}

enum { CHECKS_MAX = 12 }; /* candidates looked for in the whole text */

/* High bits at capitals and opening brackets of eight bytes: both faults show before one. */
static inline uint64_t
signs(uint64_t v)
{
	const uint64_t high = 0x8080808080808080u, ones = 0x0101010101010101u;
	uint64_t low = v & ~high, from_a = low + ones * (0x80 - 'A'),
		 past_z = low + ones * (0x80 - 'Z' - 1), open = low ^ (ones * '(');

	return ((from_a & ~past_z) | ~((open + (ones * 0x7F)) | open)) & ~v & high;
}

/* Next capital or opening bracket at or after i. */
static size_t
next_sign(const char *p, size_t n, size_t i)
{
	for (; i + 8 <= n; i += 8) {
		uint64_t at = signs(eg_load_8(p + i));

		if (at != 0)
			return i + (size_t)__builtin_ctzll(at) / 8;
	}
	while (i < n && p[i] != '(' && !eg_read__upper(p[i]))
		i++;
	return i;
}

struct fault {
	size_t at;
	bool lost; /* else put in */
};

struct faults {
	EG_VEC(struct fault);
};

/* One pass over the text for both faults. */
static void
find_faults(const char *p, size_t n, struct faults *v, size_t *lost, size_t *joined)
{
	size_t checks = CHECKS_MAX;

	for (size_t i = next_sign(p, n, 1); i + 1 < n; i = next_sign(p, n, i + 1)) {
		struct fault one = {i, true};
		char before = p[i - 1];

		if (before == ' ') {
			if (i < 2 || p[i] == '(' || !eg_read__upper(p[i - 2]) ||
			    !inside_word(p, n, i - 1, &checks))
				continue;
			one = (struct fault){i - 1, false};
			++*joined;
		} else {
			if (before == '\n' || !glued(p, n, i))
				continue;
			one.at = i;
			++*lost;
		}
		eg_vec_push(v, one);
	}
}

bool
eg_read__spacing(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out)
{
	size_t lost = 0, joined = 0, from = 0;
	struct faults v = {0};
	char what[80];

	find_faults(p, n, &v, &lost, &joined);
	if (lost < GLUED_MIN)
		lost = 0;
	for (size_t i = 0; i < v.n && lost + joined > 0; i++) {
		size_t at = v.v[i].at;

		if (v.v[i].lost && lost == 0)
			continue;
		eg_buf_add(out, p + from, at - from);
		from = at + !v.v[i].lost;
		if (v.v[i].lost) {
			eg_buf_putc(out, '\n');
			from = marks_end(p, n, at);
			eg_buf_add(out, p + at, from - at);
			if (from > at)
				eg_buf_putc(out, ' ');
		}
	}
	eg_vec_clear(&v);
	if (lost + joined == 0)
		return false;
	eg_buf_add(out, p + from, n - from);
	if (lost > 0) {
		snprintf(what, sizeof(what), "line ends that were lost, put back (%zu)", lost);
		eg_read__note(r, what, 0, 0);
	}
	if (joined > 0) {
		snprintf(what, sizeof(what), "spaces inside words in capitals (%zu)", joined);
		eg_read__note(r, what, 0, 0);
	}
	return true;
}
