/*
 * White space that an extraction lost or put in. Lost: lines run together ("PURPOSEThe purpose",
 * "to read as follows:(1) The board", "the public.This compact") get their line ends back, where a
 * text shows many such places. Put in: words in small capitals that were set apart from their first
 * letters ("S ECTION 1.", "LEGAL LY") are joined, a heading's word always, any other only where
 * the text itself has the whole word elsewhere. No character that is not white space is touched.
 */
#include "read/read.h"

#include "base/map.h"

#include <stdio.h>

enum { GLUED_MIN = 5, CAPS_MIN = 4, PART_MAX = 4, WORD_MAX = 60 };

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

static size_t
count_glued(const char *p, size_t n)
{
	size_t count = 0;

	for (size_t i = 1; i < n; i++)
		if ((p[i] == '(' || eg_read__upper(p[i])) && p[i - 1] != ' ' && p[i - 1] != '\n')
			count += glued(p, n, i);
	return count;
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

/* Every word of the text in small letters. Only made when a candidate shows up. */
static void
gather(const char *p, size_t n, struct eg_map *words)
{
	static char there;
	char key[WORD_MAX + 1];

	for (size_t i = 0; i < n;) {
		size_t k = i;

		while (k < n && eg_read__letter(p[k]))
			k++;
		if (k > i && k - i <= WORD_MAX) {
			lower_key(p + i, k - i, key);
			eg_map_set(words, key, &there);
		}
		i = k > i ? k : i + 1;
	}
}

/* Is the space at i inside a word: "S ECTION 1." or "LEGAL LY"? */
static bool
inside_word(const char *p, size_t n, size_t i, struct eg_map *words)
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
	if (words->n == 0)
		gather(p, n, words);
	lower_key(whole, end - from - 1, key);
	if (!eg_map_has(words, key))
		return false;
	lower_key(p + i + 1, end - i - 1, key); /* "ACT OR": a word of its own elsewhere */
	for (size_t k = 0; k + 1 < n; k++) {
		const char *at = memchr(p + k, key[0], n - k);

		if (at == NULL)
			break;
		k = (size_t)(at - p);
		if (n - k > end - i - 1 && memcmp(at, key, end - i - 1) == 0 &&
		    (k == 0 || !eg_read__letter(p[k - 1])) && !eg_read__letter(at[end - i - 1]))
			return false;
	}
	return true;
}

enum { CHECKS_MAX = 2000 }; /* candidates looked at, so that a hostile text costs no more */

bool
eg_read__spacing(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out)
{
	bool glue = count_glued(p, n) >= GLUED_MIN;
	size_t lost = 0, joined = 0, from = 0, checks = 0;
	struct eg_map words = {0};
	char what[80];

	for (size_t i = 1; i + 1 < n; i++) {
		if (p[i] == ' ') {
			if (!eg_read__upper(p[i - 1]) || !eg_read__upper(p[i + 1]) ||
			    checks >= CHECKS_MAX)
				continue;
			if (i > 1 && eg_read__upper(p[i - 2]) &&
			    capitals(p, n, i + 1) - i > PART_MAX + 1)
				continue;
			checks++;
			if (!inside_word(p, n, i, &words))
				continue;
			eg_buf_add(out, p + from, i - from);
			from = i + 1;
			joined++;
		} else if (glue && (p[i] == '(' || eg_read__upper(p[i])) && glued(p, n, i)) {
			eg_buf_add(out, p + from, i - from);
			eg_buf_putc(out, '\n');
			from = marks_end(p, n, i);
			eg_buf_add(out, p + i, from - i);
			if (from > i)
				eg_buf_putc(out, ' ');
			lost++;
		}
	}
	eg_map_clear(&words);
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
