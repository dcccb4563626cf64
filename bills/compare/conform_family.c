/*
 * Is a text that differs much another version of the same compact, or another compact? Drafters of
 * compacts reuse each other's articles (a physical therapy compact shares half of its passages with
 * an occupational therapy one), so what they call themselves decides first. Start at
 * cf_same_family().
 */
#include "compare/conform_parts.h"

#include <engross/jurisdiction.h>
#include <engross/trace.h>
#include <stdio.h>
#include <stdlib.h>

enum { NAME_WORDS = 7 };

struct name {
	char text[160];
	size_t count;
	bool own; /* "may be cited as the … Act" */
};

enum kind { KIND_NONE, KIND_COMPACT, KIND_ACT };

struct names {
	EG_VEC(struct name);
	enum kind kind;
};

static enum kind
kind_of(const char *n)
{
	return strcmp(n, "compact") == 0 || strcmp(n, "agreement") == 0 ? KIND_COMPACT
	       : strcmp(n, "act") == 0					? KIND_ACT
									: KIND_NONE;
}

/* The word as it stands there, also where the model's frame is matched with nothing. */
static const char *
said(const struct cf_work *w, const struct cf_text *t, size_t i)
{
	return w->lex.norm.v[t->w.v[i].said];
}

static bool
joins_name(const char *n)
{
	return strcmp(n, "on") == 0 || strcmp(n, "for") == 0 || strcmp(n, "of") == 0 ||
	       strcmp(n, "the") == 0 || strcmp(n, "and") == 0;
}

static bool
ends_name(const char *n)
{
	static const char *const words[] = {"this", "said", "such", "a", "an", "any", "each",
	    "under", "by", "into", "to", "in", "that", "shall", "may", "means", "with", "as", "is",
	    "known", "cited", "enter", "entering", "participating", "enacting", "enacted", "other",
	    "adopt", "adopts", "of", "administer", "prior", "supplementary", "alleged", "mutual",
	    "all", "another", "every", "its", "which", "non", "administers", "amend", "his", "from",
	    "or"};

	for (size_t i = 0; i < EG_COUNT(words); i++)
		if (strcmp(words[i], n) == 0)
			return true;
	return n[0] == '@' || n[0] == '>' || n[0] == '<' || (n[0] >= '0' && n[0] <= '9');
}

static void
add_name(struct names *names, const char *text, bool own)
{
	for (size_t i = 0; i < names->n; i++)
		if (strcmp(names->v[i].text, text) == 0) {
			names->v[i].count++;
			names->v[i].own = names->v[i].own || own;
			return;
		}
	if (names->n < 512) {
		struct name *one = eg_vec_new(names);

		snprintf(one->text, sizeof(one->text), "%s", text);
		one->count = 1;
		one->own = own;
	}
}

static bool
is_generic(const char *n)
{
	static const char *const words[] = {"interstate", "the", "uniform", "enhanced", "revised",
	    "compact", "agreement", "act", "on", "for", "of", "and", "licensure", "licensing",
	    "state", "model", "text", "national", "amended", "original"};

	for (size_t i = 0; i < EG_COUNT(words); i++)
		if (strcmp(words[i], n) == 0)
			return true;
	return false;
}

/* Does "cited as the" or "known as the" stand before it? */
static bool
is_cited(const struct cf_work *w, const struct cf_text *t, size_t from)
{
	if (from > 0 && strcmp(said(w, t, from - 1), "the") == 0)
		from--;
	return from >= 2 && strcmp(said(w, t, from - 1), "as") == 0 &&
	       (strcmp(said(w, t, from - 2), "cited") == 0 ||
		   strcmp(said(w, t, from - 2), "known") == 0);
}

/* "nurse licensure compact": the words before the kind back to one that ends a name, and after it
 * ("compact on mental health", "compact for juveniles"). Only words that say something are kept. */
static void
name_at(const struct cf_work *w, const struct cf_text *t, size_t i, struct names *names)
{
	size_t from = i, to = i + 1;
	char text[160] = "";
	size_t n = 0;

	while (from > 0 && i - from < NAME_WORDS && !(t->w.v[from].flags & CF_SENTENCE) &&
	       !(t->w.v[from].flags & CF_QUOTED) && !ends_name(said(w, t, from - 1)) &&
	       kind_of(said(w, t, from - 1)) == KIND_NONE && !(t->w.v[from - 1].flags & CF_STOP))
		from--;
	if (i - from == NAME_WORDS)
		return;
	if (to < t->w.n && joins_name(said(w, t, to)) && strcmp(said(w, t, to), "and") != 0)
		while (to < t->w.n && to - i < NAME_WORDS &&
		       (!ends_name(said(w, t, to)) || joins_name(said(w, t, to))) &&
		       !(t->w.v[to].flags & CF_SENTENCE) &&
		       ((t->w.v[to].flags & CF_CAPITAL) || joins_name(said(w, t, to))))
			to++;
	for (size_t k = from; k < to; k++) {
		const char *norm = said(w, t, k);

		if (!is_generic(norm) && n + strlen(norm) + 2 < sizeof(text))
			n += (size_t)snprintf(text + n, sizeof(text) - n, "%s ", norm);
	}
	if (n > 0)
		add_name(names, text, is_cited(w, t, from));
}

static int
by_count(const void *x, const void *y)
{
	const struct name *a = x, *b = y;

	if (a->own != b->own)
		return a->own ? -1 : 1;
	return a->count != b->count ? (a->count > b->count ? -1 : 1) : strcmp(a->text, b->text);
}

static void
names_of_kind(const struct cf_work *w, const struct cf_text *t, enum kind kind, bool capital,
    struct names *names)
{
	for (size_t i = 0; i < t->w.n; i++)
		if (kind_of(said(w, t, i)) == kind && (!capital || (t->w.v[i].flags & CF_CAPITAL)))
			name_at(w, t, i, names);
}

/* Proper names of compacts, else of acts, else whatever is called a compact. */
static void
read_names(const struct cf_work *w, const struct cf_text *t, struct names *names)
{
	names->kind = KIND_COMPACT;
	names_of_kind(w, t, KIND_COMPACT, true, names);
	if (names->n == 0) {
		names->kind = KIND_ACT;
		names_of_kind(w, t, KIND_ACT, true, names);
	}
	if (names->n == 0) {
		names->kind = KIND_COMPACT;
		names_of_kind(w, t, KIND_COMPACT, false, names);
	}
	if (names->n > 1)
		qsort(names->v, names->n, sizeof(*names->v), by_count);
}

/* Do both hold the same words? One word more is another compact: "International Emergency Management
 * Assistance" is not "Emergency Management Assistance". */
static bool
like(const char *a, const char *b)
{
	size_t shared = 0, na = 0, nb = 0;

	for (const char *p = b; *p != '\0'; p += strcspn(p, " ") + 1)
		nb++;
	for (const char *p = a; *p != '\0';) {
		size_t n = strcspn(p, " ");

		na++;
		for (const char *q = b; *q != '\0'; q += strcspn(q, " ") + 1)
			if (strcspn(q, " ") == n && memcmp(p, q, n) == 0) {
				shared++;
				break;
			}
		p += n + 1;
	}
	return shared > 0 && shared == na && na == nb;
}

void
cf_own_name(const struct cf_work *w, const struct cf_text *t, char out[200])
{
	struct names a = {0};

	read_names(w, t, &a);
	snprintf(out, 200, "%s%s", a.n > 0 ? " " : "", a.n > 0 ? a.v[0].text : "");
	eg_vec_clear(&a);
}

enum { SURE_COUNT = 3 };

/* Acts name other acts: what one is called is sure when it says so itself or says it often. */
static bool
says_its_name(const struct names *names, size_t least)
{
	const struct name *first = names->n > 0 ? &names->v[0] : NULL;

	return first != NULL && first->count >= least &&
	       (names->kind == KIND_COMPACT || first->own || first->count >= SURE_COUNT);
}

enum family
cf_family_by_name(const struct cf_work *w, bool sure)
{
	struct names a = {0}, b = {0};
	enum family f = CF_FAMILY_UNKNOWN;
	size_t least = sure ? SURE_COUNT : 1;

	read_names(w, &w->model, &a);
	read_names(w, &w->text, &b);
	if (says_its_name(&a, least) && says_its_name(&b, least)) {
		f = CF_FAMILY_OTHER;
		for (size_t i = 0; i < a.n && i < 2; i++)
			for (size_t k = 0; k < b.n && k < 2; k++)
				if (like(a.v[i].text, b.v[k].text))
					f = CF_FAMILY_SAME;
	}
	eg_vec_clear(&a);
	eg_vec_clear(&b);
	return f;
}

/* Index of the known version that the text was copied from; SIZE_MAX: the model itself (or the
 * versions do not tell). */
size_t
cf_nearest_version(const struct cf_work *w)
{
	const struct eg_conform_options *o = w->opt;
	struct eg_shingles *all, text;
	const struct eg_shingles **list;
	struct eg_version_found *found;
	size_t best;

	if (o->n_versions == 0)
		return SIZE_MAX;
	all = eg_calloc(o->n_versions + 1, sizeof(*all));
	list = eg_calloc(o->n_versions + 1, sizeof(*list));
	found = eg_calloc(o->n_versions + 1, sizeof(*found));
	eg_shingles_of(w->model.doc->text, w->model.doc->n, 0, &all[0]);
	for (size_t i = 0; i < o->n_versions; i++)
		eg_shingles_of(o->version[i].doc->text, o->version[i].doc->n, 0, &all[i + 1]);
	for (size_t i = 0; i <= o->n_versions; i++)
		list[i] = &all[i];
	eg_shingles_of(w->text.doc->text, w->text.doc->n, 0, &text);
	best = eg_versions_find(&text, list, o->n_versions + 1, found);
	if (found[best].of_version <= found[0].of_version && found[best].unique == 0)
		best = 0;
	eg_shingles_clear(&text);
	for (size_t i = 0; i <= o->n_versions; i++)
		eg_shingles_clear(&all[i]);
	eg_free(all);
	eg_free(list);
	eg_free(found);
	return best == 0 ? SIZE_MAX : best - 1;
}

double
cf_shared_passages(const struct cf_work *w)
{
	struct eg_shingles a, b;
	double share;

	eg_shingles_of(w->model.doc->text, w->model.doc->n, 0, &a);
	eg_shingles_of(w->text.doc->text, w->text.doc->n, 0, &b);
	share = eg_shingles_containment(&a, &b);
	eg_shingles_clear(&a);
	eg_shingles_clear(&b);
	return share;
}

/* "a state, the District of Columbia, or a territory": named because it is no state, wherever the
 * law is from. */
static bool
is_in_list_of_parties(const struct cf_text *t, const struct cf_lexicon *lex, size_t at, int place)
{
	size_t from = at > 8 ? at - 8 : 0;

	if (eg_postal_kind(eg_postal[place]) == EG_PLACE_STATE)
		return false;
	for (size_t i = from; i < at; i++) {
		const char *n = lex->norm.v[t->w.v[i].id];

		if (strcmp(n, "state") == 0 || strcmp(n, "states") == 0 || strcmp(n, "us") == 0)
			return true;
	}
	return false;
}

/* The jurisdiction whose text it is: named twice or more, or in its first words, and no other as
 * often. -1 if none is. */
int
cf_own_place(const struct cf_text *t, const struct cf_lexicon *lex)
{
	size_t count[EG_JURISDICTIONS] = {0}, best = 0, second = 0;
	int own = -1;

	for (size_t i = 0; i < t->w.n; i++) {
		int s = cf_state_of(lex->norm.v[t->w.v[i].id]);

		if (s >= 0 && !is_in_list_of_parties(t, lex, i, s))
			count[s] += i < 80 ? 2 : 1;
	}
	for (int s = 0; s < EG_JURISDICTIONS; s++) {
		if (count[s] > best) {
			second = best;
			best = count[s];
			own = s;
		} else if (count[s] > second) {
			second = count[s];
		}
	}
	return best >= 2 && best > second ? own : -1;
}
