/*
 * `format-mode: conformed`: a text kept word for word, made to fit the profile's form without
 * touching a word of substance. What is done:
 *
 * - the word of an internal reference, "Section 10 of this compact" or "section 10 of this act",
 * gets the profile's capital
 *    (sections.designator-word);
 * - "this Act" and "this act" get the capital that the profile uses for a bill's own name
 * (sections.self).
 *
 * Nothing is done where the profile does not know the form, or at the start of a sentence. Each
 * change is put in a list.
 */
#include "template/param.h"

#include <ctype.h>
#include <string.h>

struct text {
	const char *p;
	size_t n, line;
	struct eg_buf *out, *changes;
	const char *section; /* "section" or "Section"; NULL: leave */
	const char *act; /* "act" or "Act" */
};

static bool
letter(char c)
{
	return isalnum((unsigned char)c) != 0 || (unsigned char)c >= 0x80;
}

/* Does the word (small letters) stand at i, whole, in any case of its first letter? */
static bool
word_at(const struct text *t, size_t i, const char *word)
{
	size_t n = strlen(word);

	if (i + n > t->n || (i > 0 && letter(t->p[i - 1])) || (i + n < t->n && letter(t->p[i + n])))
		return false;
	return tolower((unsigned char)t->p[i]) == word[0] &&
	       memcmp(t->p + i + 1, word + 1, n - 1) == 0;
}

/* "section 10(a)(2) of this compact": the offset after it, or 0. */
static size_t
internal_reference(const struct text *t, size_t i)
{
	static const char *const ends[] = {" of this compact", " of this act", " of this Act",
	    " of this agreement", " of this Compact", " of this Agreement"};
	size_t at = i + 8; /* "section " */
	size_t from = at;

	while (at < t->n &&
	       (isalnum((unsigned char)t->p[at]) || strchr("().-", t->p[at]) != NULL) &&
	       t->p[at] != '\0')
		at++;
	if (at == from || at - from > 24)
		return 0;
	for (size_t k = 0; k < EG_COUNT(ends); k++)
		if (t->n - at >= strlen(ends[k]) &&
		    memcmp(t->p + at, ends[k], strlen(ends[k])) == 0)
			return at + strlen(ends[k]);
	return 0;
}

static bool
sentence_start(const struct text *t, size_t i)
{
	while (i > 0 && (t->p[i - 1] == ' ' || t->p[i - 1] == '"' || t->p[i - 1] == '\t'))
		i--;
	return i == 0 || strchr(".\n)", t->p[i - 1]) != NULL;
}

static void
swap(struct text *t, size_t at, char with, size_t from, size_t to)
{
	eg_buf_printf(t->changes, "line %zu: \"%.*s\" became \"%.*s%c%.*s\"\n", t->line,
	    (int)(to - from), t->p + from, (int)(at - from), t->p + from, with, (int)(to - at - 1),
	    t->p + at + 1);
}

void
eg_conform__text(struct eg_arena *a, const struct eg_profile *profile, const char *p, size_t n,
    struct eg_buf *out, struct eg_buf *changes)
{
	struct text t = {p, n, 1, out, changes,
	    eg_profile_text(profile, "sections.designator-word", NULL), NULL};
	const char *self = eg_profile_text(profile, "sections.self", "");

	EG_UNUSED(a);
	if (t.section != NULL && strcmp(t.section, "section") != 0 &&
	    strcmp(t.section, "Section") != 0)
		t.section = NULL;
	if (strcmp(self, "this act") == 0 || strcmp(self, "this Act") == 0)
		t.act = self + 5;
	for (size_t i = 0; i < n; i++) {
		char c = p[i];
		size_t end;

		if (c == '\n')
			t.line++;
		if (t.section != NULL && c != t.section[0] && word_at(&t, i, "section") &&
		    i + 7 < n && p[i + 7] == ' ' && !sentence_start(&t, i) &&
		    (end = internal_reference(&t, i)) != 0) {
			swap(&t, i, t.section[0], i, end);
			c = t.section[0];
		} else if (t.act != NULL && c != t.act[0] && i >= 5 &&
			   memcmp(p + i - 5, "this ", 5) == 0 && word_at(&t, i, "act")) {
			swap(&t, i, t.act[0], i - 5, i + 3);
			c = t.act[0];
		}
		eg_buf_putc(out, c);
	}
}
