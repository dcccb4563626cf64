/*
 * A code's way of saying the same: not for models that are held word for word. Runs of words are
 * reduced by their grammar and their turns of phrase; what is left is compared. Start at
 * cf_wording_kind().
 */
#include "compare/conform_parts.h"

#include <stdio.h>

void
cf_seq_fill(
    const struct cf_work *w, const struct cf_text *t, size_t from, size_t to, struct cf_seq *out)
{
	out->n = 0;
	out->too_long = to - from > EG_COUNT(out->v);
	for (size_t i = from; i < to && !out->too_long; i++)
		out->v[out->n++] = cf_norm(w, t, i);
}

bool
cf_seq_same(const struct cf_seq *a, const struct cf_seq *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->v[i], b->v[i]) != 0)
			return false;
	return true;
}

/* The same letters: "pre licensure", "vice-chairperson". */
bool
cf_seq_same_letters(const struct cf_seq *a, const struct cf_seq *b)
{
	char x[512] = "", y[512] = "";
	size_t nx = 0, ny = 0;

	for (size_t i = 0; i < a->n; i++)
		for (const char *c = a->v[i]; *c != '\0' && nx + 1 < sizeof(x); c++)
			x[nx++] = *c;
	for (size_t i = 0; i < b->n; i++)
		for (const char *c = b->v[i]; *c != '\0' && ny + 1 < sizeof(y); c++)
			y[ny++] = *c;
	return nx > 0 && nx == ny && nx + 1 < sizeof(x) && memcmp(x, y, nx) == 0;
}

static const struct {
	const char *from, *to; /* parted by blanks */
} wordings[] = {{"provided however that", ""}, {"provided further that", ""}, {"provided that", ""},
    {"provided however", ""}, {"in accordance with", "under"}, {"in the event that", "when"},
    {"pursuant to", "under"}, {"prior to", "before"}, {"subsequent to", "after"},
    {"with respect to", "regarding"}, {"so as to", "to"}, {"so as", ""},
    {"by reason of", "because-of"}, {"because of", "because-of"}, {"as a result of", "because-of"},
    {"his or her", "his"}, {"he or she", "he"}, {"him or her", "him"}, {"or her", ""},
    {"or she", ""}, {"upon", "on"}, {"where", "when"}, {"comprised", "composed"},
    {"constitutes", "is"}, {"until such time as", "until"}, {"during such time as", "while"},
    {"at any time", "any-time"}, {"in order to", "to"}, {"provided in @self", ""},
    {"provided for in @self", ""}, {"of @self", ""}, {"in @self", ""}, {"under @self", ""},
    {"@self", ""}, {"shall be as follows", ""}, {"as follows", ""},
    {"subject to the following", ""}, {"the following", ""},
    {"including but not limited to", "including"}, {"including without limitation", "including"},
    {"all of the following", ""}, {"one of the following", ""}, {"1", "1"}, {"every", "each"},
    {"whenever", "when"}, {"duly", ""}, {"insure", "ensure"}, {"assure", "ensure"},
    {"the term", ""}, {"their", "his"}, {"they", "he"}, {"her", "his"}, {"she", "he"}};

static size_t
starts_with(const struct cf_seq *s, size_t i, const char *words)
{
	size_t n = 0;

	while (*words != '\0') {
		size_t len = strcspn(words, " ");

		if (i + n >= s->n || strlen(s->v[i + n]) != len ||
		    memcmp(s->v[i + n], words, len) != 0)
			return 0;
		n++;
		words += len;
		words += *words == ' ';
	}
	return n;
}

/* What is left of a run when its grammar and its turns of phrase are taken away. */
void
cf_seq_reduce(const struct cf_seq *in, struct cf_seq *out)
{
	out->n = 0;
	out->too_long = in->too_long;
	for (size_t i = 0; i < in->n;) {
		size_t n = 0, k;

		for (k = 0; k < EG_COUNT(wordings) && n == 0; k++)
			n = starts_with(in, i, wordings[k].from);
		if (n > 0) {
			if (wordings[k - 1].to[0] != '\0' && !cf_is_grammar(wordings[k - 1].to))
				out->v[out->n++] = wordings[k - 1].to;
			i += n;
		} else {
			if (!cf_is_grammar(in->v[i]))
				out->v[out->n++] = in->v[i];
			i++;
		}
	}
}

/* "board" and "boards", "extend" and "extends". */
static bool
same_stem(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);

	if (n > m) {
		const char *t = a;
		size_t k = n;

		a = b;
		n = m;
		b = t;
		m = k;
	}
	if (n < 3)
		return false;
	if (m == n + 1 && memcmp(a, b, n) == 0 && b[n] == 's')
		return true;
	return m == n + 2 && memcmp(a, b, n - 1) == 0 && a[n - 1] == 'y' &&
	       strcmp(b + n - 1, "ies") == 0;
}

/* "sanction or sanctions" is "sanction"; a plural for a singular changes no law (rules of
 * construction of every code). */
static bool
same_stems(const struct cf_seq *a, const struct cf_seq *b)
{
	size_t i = 0, j = 0;

	while (i < a->n || j < b->n) {
		if (i < a->n && j < b->n &&
		    (strcmp(a->v[i], b->v[j]) == 0 || same_stem(a->v[i], b->v[j]))) {
			i++, j++;
		} else if (i + 1 < a->n && strcmp(a->v[i], "or") == 0 && i > 0 &&
			   same_stem(a->v[i - 1], a->v[i + 1])) {
			i += 2;
		} else if (j + 1 < b->n && strcmp(b->v[j], "or") == 0 && j > 0 &&
			   same_stem(b->v[j - 1], b->v[j + 1])) {
			j += 2;
		} else {
			return false;
		}
	}
	return true;
}

/* Letters as a set of bits; -1 of the trailing s of "RNs". */
static uint32_t
letters_of(const char *p, size_t n)
{
	uint32_t set = 0;

	for (size_t i = 0; i < n; i++)
		if (p[i] >= 'a' && p[i] <= 'z')
			set |= (uint32_t)1 << (p[i] - 'a');
	return set;
}

/* The letters of an abbreviation that stands at word i of t ("RNs", "LPN/VN"); 0 if none does. */
static uint32_t
abbreviation_at(const struct cf_text *t, const struct cf_work *w, size_t i)
{
	uint32_t set = 0;

	for (size_t k = i; k < t->w.n && k < i + 3; k++) {
		const char *n = cf_norm(w, t, k), *raw = t->doc->text + t->w.v[k].start;
		size_t len = strlen(n);

		if (k > i && strcmp(n, "or") == 0 && raw[0] == '/')
			continue;
		if (len < 2 || len > 6 || raw[0] < 'A' || raw[0] > 'Z' || raw[1] < 'A' ||
		    raw[1] > 'Z')
			break;
		set |= letters_of(n, n[len - 1] == 's' && raw[len - 1] == 's' ? len - 1 : len);
	}
	return set;
}

static uint32_t
initials_of(const struct cf_seq *s)
{
	uint32_t set = 0;

	for (size_t i = 0; i < s->n; i++)
		if (!cf_is_grammar(s->v[i]) && strcmp(s->v[i], "or") != 0)
			set |= letters_of(s->v[i], 1);
	return set;
}

/* The initials of a name for the name: "a registered nurse" for "an RN"; the name left out before
 * its initials in brackets. words: what is left of one side; at, after: where the other side's
 * words begin and end in t. */
static bool
is_initials(const struct cf_work *w, const struct cf_seq *words, const struct cf_text *t, size_t at,
    size_t after)
{
	uint32_t letters = initials_of(words);

	if (words->n < 2 || words->n > 8 || letters == 0 || (letters & (letters - 1)) == 0)
		return false;
	return abbreviation_at(t, w, at) == letters || abbreviation_at(t, w, after) == letters;
}

/* "a registered {nurse (RN)} or a licensed practical nurse": a noun said again with its initials.
 */
static bool
is_initials_added(const struct cf_work *w, const struct cf_gap *g)
{
	const struct cf_text *t = &w->text;
	size_t last = g->b1 - 1;
	uint32_t letters;
	struct cf_seq name = {.n = 0};

	if (g->a1 > g->a0 || g->b1 - g->b0 != 2 || g->b0 < 1)
		return false;
	letters = abbreviation_at(t, w, last);
	name.v[name.n++] = cf_norm(w, t, g->b0 - 1);
	name.v[name.n++] = cf_norm(w, t, g->b0);
	if (letters == 0 || initials_of(&name) != letters)
		return false;
	for (size_t i = g->b1; i < t->w.n && i < g->b1 + 8; i++)
		if (t->w.v[i].id == t->w.v[g->b0].id)
			return true;
	return false;
}

/* "If this compact shall be held": a false imperative; "is held" says the same. */
static bool
is_false_imperative(
    const struct cf_work *w, const struct cf_gap *g, const struct cf_seq *a, const struct cf_seq *b)
{
	if (a->n != 2 || b->n != 1 || strcmp(a->v[0], "shall") != 0 || strcmp(a->v[1], "be") != 0 ||
	    (strcmp(b->v[0], "is") != 0 && strcmp(b->v[0], "are") != 0))
		return false;
	for (size_t i = g->a0; i-- > 0 && i + 10 > g->a0;)
		if (strcmp(cf_norm(w, &w->model, i), "if") == 0)
			return true;
	return false;
}

/* The compact's own name, or part of it, added before "compact" or "commission". */
static bool
is_own_name(
    const struct cf_work *w, const struct cf_gap *g, const struct cf_seq *a, const struct cf_seq *b)
{
	const struct cf_seq *only = a->n > 0 ? a : b;
	const struct cf_text *t = a->n > 0 ? &w->model : &w->text;
	size_t after = a->n > 0 ? g->a1 : g->b1;
	const char *next = after < t->w.n ? cf_norm(w, t, after) : "";

	if ((a->n > 0) == (b->n > 0) || w->own_name[0] == '\0' ||
	    (strcmp(next, "compact") != 0 && strcmp(next, "commission") != 0 &&
		strcmp(next, "agreement") != 0))
		return false;
	for (size_t i = 0; i < only->n; i++) {
		char word[80];

		snprintf(word, sizeof(word), " %s ", only->v[i]);
		if (strstr(w->own_name, word) == NULL && strcmp(only->v[i], "interstate") != 0 &&
		    strcmp(only->v[i], "licensure") != 0)
			return false;
	}
	return true;
}

/* Only words of a lead-in before a list: "of the commission shall be as follows:". */
static bool
is_lead_in(const struct cf_work *w, const struct cf_gap *g, const struct cf_seq *b)
{
	bool as_follows = false;
	size_t last = g->b1;

	if (g->a1 > g->a0 || b->n == 0 || b->n > 10 || last == 0)
		return false;
	for (size_t i = 0; i < b->n; i++) {
		const char *n = b->v[i];

		as_follows = as_follows || strcmp(n, "follows") == 0 || strcmp(n, "following") == 0;
		if (!cf_is_grammar(n) && strcmp(n, "follows") != 0 && strcmp(n, "shall") != 0 &&
		    strcmp(n, "subject") != 0 && strcmp(n, "with") != 0 &&
		    strcmp(n, "accordance") != 0 && strcmp(n, "commission") != 0 &&
		    strcmp(n, "@self") != 0 && strcmp(n, "by") != 0)
			return false;
	}
	return as_follows && (w->text.w.v[last - 1].flags & CF_STOP);
}

/* A definition of a term that the model defines in passing: (“Commission”). */
static bool
is_inline_definition(const struct cf_work *w, const struct cf_gap *g)
{
	const struct cf_text *t = &w->text, *m = &w->model;
	size_t body;

	if (g->a1 > g->a0 || g->b1 - g->b0 < 4 || !(t->w.v[g->b0].flags & CF_QUOTED) ||
	    strcmp(cf_norm(w, t, g->b0 + 1), "means") != 0)
		return false;
	body = g->b0 + 2;
	for (size_t i = 4; i < m->w.n; i++) {
		size_t k = 0;

		if (m->w.v[i].id != t->w.v[g->b0].id || !(m->w.v[i].flags & CF_QUOTED))
			continue;
		while (k < i && g->b1 - 1 - k > body && k < 12 &&
		       m->w.v[i - 1 - k].id == t->w.v[g->b1 - 1 - k].id)
			k++;
		if (k >= 3 && k + 1 >= g->b1 - body)
			return true;
	}
	return false;
}

/* What a definition in passing leaves behind when it is made a definition of its own. */
static bool
is_term_in_brackets(const struct cf_work *w, const struct cf_gap *g)
{
	const struct cf_text *t = &w->text;
	uint32_t id;

	if (g->b1 > g->b0 || g->a1 - g->a0 > 2 || !(w->model.w.v[g->a1 - 1].flags & CF_QUOTED))
		return false;
	id = w->model.w.v[g->a1 - 1].id;
	for (size_t i = 0; i + 1 < t->w.n; i++)
		if (t->w.v[i].id == id && (t->w.v[i].flags & CF_TERM))
			return true;
	return w->model.match[g->a0 > 0 ? g->a0 - 1 : 0] != 0 && g->a1 - g->a0 == 2;
}

const char *
cf_wording_kind(
    const struct cf_work *w, const struct cf_gap *g, const struct cf_seq *a, const struct cf_seq *b)
{
	struct cf_seq ra, rb;

	cf_seq_reduce(a, &ra);
	cf_seq_reduce(b, &rb);
	if (cf_seq_same(&ra, &rb))
		return "wording";
	if (ra.n > 0 && rb.n > 0 && (cf_seq_same_letters(&ra, &rb) || same_stems(&ra, &rb)))
		return "singular or plural";
	if ((rb.n <= 1 && is_initials(w, &ra, &w->text, g->b0, g->b1)) ||
	    (ra.n <= 1 && is_initials(w, &rb, &w->model, g->a0, g->a1)) || is_initials_added(w, g))
		return "initials for a name";
	if (is_false_imperative(w, g, a, b))
		return "wording";
	if (is_own_name(w, g, &ra, &rb))
		return "name of the compact";
	if (is_lead_in(w, g, b))
		return "lead-in";
	if (is_inline_definition(w, g) || is_term_in_brackets(w, g))
		return "definition set apart";
	/* "sanctions or sanction" after the first of them: an insertion */
	if (ra.n == 0 && rb.n == 2 && strcmp(rb.v[0], "or") == 0 && g->b0 > 0 &&
	    same_stem(cf_norm(w, &w->text, g->b0 - 1), rb.v[1]))
		return "singular or plural";
	if (rb.n == 0 && ra.n == 2 && strcmp(ra.v[0], "or") == 0 && g->a0 > 0 &&
	    same_stem(cf_norm(w, &w->model, g->a0 - 1), ra.v[1]))
		return "singular or plural";
	return NULL;
}
