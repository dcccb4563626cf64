/* References and the words by which an act names itself: "subsection (b) of section 3 of this act",
 * "this chapter". Start at cf_ref_at(). */
#include "compare/conform_pieces.h"

#include <stdlib.h>

static const char *const ref_words[] = {"article", "articles", "chapter", "chapters", "clause",
    "clauses", "division", "item", "items", "paragraph", "paragraphs", "part", "parts", "sec",
    "secs", "section", "sections", "subchapter", "subdivision", "subdivisions", "subparagraph",
    "subparagraphs", "subpart", "subsection", "subsections", "subtitle", "title", "titles",
    "\xC2\xA7", "\xC2\xA7\xC2\xA7"};
static const char *const self_words[] = {"act", "agreement", "article", "chapter", "compact",
    "division", "item", "paragraph", "part", "provision", "section", "subchapter", "subdivision",
    "subparagraph", "subpart", "subsection", "subtitle", "title"};

static int
by_text(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

static bool
is_in(const char *word, const char *const *list, size_t n)
{
	return bsearch(word, list, n, sizeof(*list), by_text) != NULL;
}

static bool
is_ref_word(const struct cf_piece *p)
{
	return is_in(p->fold, ref_words, EG_COUNT(ref_words));
}

/* "compact", "compact's". */
static bool
is_self_word(const struct cf_piece *p)
{
	char plain[16];
	size_t n = p->n;

	if (n < 2 || n > 14)
		return false;
	if (p->end - p->start > n && p->fold[n - 1] == 's')
		n--;
	memcpy(plain, p->fold, n);
	plain[n] = '\0';
	return is_in(plain, self_words, EG_COUNT(self_words));
}

bool
cf_is_roman(const char *s)
{
	return *s != '\0' && strspn(s, "ivxl") == strlen(s);
}

/* Can the piece name a provision after "section" or another such word? */
static bool
is_place(const struct cf_piece *p)
{
	bool digit = strpbrk(p->fold, "0123456789") != NULL;

	if (p->flags & CP_BREAK_BEFORE)
		return false;
	if (digit)
		return p->n <= 24 && p->fold[0] != '$' && (p->flags & CP_PERCENT) == 0;
	if ((p->flags & CP_CAPITAL) && cf_is_roman(p->fold))
		return true;
	if (p->n > 1 && !cf_is_roman(p->fold))
		return (p->flags & (CP_OPEN | CP_CLOSE)) == (CP_OPEN | CP_CLOSE) && p->n == 2 &&
		       p->fold[0] == p->fold[1];
	if ((p->flags & CP_OPEN) && (p->flags & CP_CLOSE))
		return true;
	return p->n == 1 && ((p->flags & (CP_CAPITAL | CP_CLOSE | CP_GLUED)) != 0) &&
	       !(p->fold[0] == 'a' && (p->flags & (CP_CLOSE | CP_GLUED)) == 0);
}

/* Words for the whole: "the compact" is this one. */
static bool
is_whole(const struct cf_piece *p)
{
	return strncmp(p->fold, "compact", 7) == 0 || strncmp(p->fold, "agreement", 9) == 0 ||
	       strcmp(p->fold, "act") == 0;
}

/* Pieces from i on that are "this section", "the compact", "this act"; 0 if they are not. */
size_t
cf_self_at(const struct cf_pieces *p, size_t i)
{
	const struct cf_piece *a = &p->v[i], *b = i + 1 < p->n ? &p->v[i + 1] : NULL;

	if (b == NULL || !is_self_word(b) || (b->flags & CP_BREAK_BEFORE) ||
	    (i + 2 < p->n && is_place(&p->v[i + 2]) && !is_whole(b)))
		return 0;
	if (strcmp(a->fold, "this") == 0)
		return 2;
	return strcmp(a->fold, "the") == 0 && is_whole(b) ? 2 : 0;
}

/* Places that follow piece i, with "and", "through"; how many pieces. */
static size_t
places_at(const struct cf_pieces *p, size_t i)
{
	size_t n = 0;

	while (i + n < p->n && is_place(&p->v[i + n])) {
		n++;
		if (i + n + 1 < p->n && is_place(&p->v[i + n + 1]) &&
		    is_in(p->v[i + n].fold, (const char *const[]){"and", "or", "through", "to"}, 4))
			n++;
	}
	return n;
}

/* A whole reference from piece i on: "subsection (b) of section 3 of this act". 0 if none. */
size_t
cf_ref_at(const struct cf_pieces *p, size_t i)
{
	size_t n = 0, k;

	for (;;) {
		size_t at = i + n;

		if (at >= p->n || !is_ref_word(&p->v[at]) ||
		    (n > 0 && (p->v[at].flags & CP_BREAK_BEFORE)))
			break;
		if ((k = places_at(p, at + 1)) == 0)
			break;
		n += 1 + k;
		if (i + n + 1 >= p->n)
			return n;
		if (strcmp(p->v[i + n].fold, "of") == 0) {
			if ((k = cf_self_at(p, i + n + 1)) > 0)
				return n + 1 + k;
			if (is_ref_word(&p->v[i + n + 1]) && places_at(p, i + n + 2) > 0) {
				n++;
				continue;
			}
			return n;
		}
		if (strcmp(p->v[i + n].fold, "and") == 0 || strcmp(p->v[i + n].fold, "or") == 0) {
			if (is_ref_word(&p->v[i + n + 1]) && places_at(p, i + n + 2) > 0) {
				n++;
				continue;
			}
		}
		if (!is_ref_word(&p->v[i + n]))
			return n;
	}
	if (n > 0 && strcmp(p->v[i + n - 1].fold, "of") == 0)
		n--;
	return n;
}
