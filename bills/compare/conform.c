/*
 * Does a text keep to its model? Words of both are matched, what differs is excused or classed, and
 * one finding is made by the model's rule. Start at eg_conform_make().
 */
#include "compare/conform_parts.h"

#include <engross/jurisdiction.h>
#include <stdlib.h>

enum {
	OMITTED_SHARE = 25, /* percent of a section's words below which it counts as left out */
	REWRITTEN_SHARE = 80, /* percent of the words of sections that are there: below it the text
				 is another version */
	FAMILY_SHARE = 20, /* percent below which a text is unrelated whatever it is called */
	RENAMED_SHARE = 95, /* percent below which a text with another name is another act */
	SHARED_PASSAGES =
	    8, /* percent of the model's passages below which a text without its name is
				unrelated */
	PRESENT_SHARE = 15, /* percent of the model that must be there at all */
};

/* ---- gaps cut at sections ---- */

static size_t
cut_model(const struct cf_work *w, size_t from, size_t to)
{
	size_t i = from;

	while (i < to && w->model.w.v[i].unit == w->model.w.v[from].unit &&
	       ((w->model.w.v[i].flags ^ w->model.w.v[from].flags) & CF_FRAME) == 0)
		i++;
	return i;
}

static size_t
cut_text(const struct cf_work *w, size_t from, size_t to)
{
	size_t i = from;

	while (i < to && w->text.w.v[i].unit == w->text.w.v[from].unit)
		i++;
	return i;
}

static bool
counted(const struct cf_work *w, size_t a)
{
	return (w->model.w.v[a].flags & (CF_HEADING | CF_FRAME)) == 0;
}

static void
count_units(struct cf_judge *j)
{
	struct cf_work *w = j->w;
	size_t n_text = w->text.unit.n, *hits = eg_calloc(n_text + 1, sizeof(*hits));

	for (size_t u = 0; u < w->model.unit.n; u++) {
		const struct cf_unit *unit = &w->model.unit.v[u];
		struct cf_counts *c = &j->c[u];

		memset(hits, 0, n_text * sizeof(*hits));
		c->best_unit = SIZE_MAX;
		for (size_t a = unit->from; a < unit->to; a++) {
			size_t b = w->model.match[a];

			c->words += counted(w, a);
			if (b == 0)
				continue;
			c->kept += counted(w, a);
			j->unit_matched[w->text.w.v[b - 1].unit] = 1;
			if (++hits[w->text.w.v[b - 1].unit] > c->best) {
				c->best = hits[w->text.w.v[b - 1].unit];
				c->best_unit = w->text.w.v[b - 1].unit;
			}
		}
		c->omitted =
		    !unit->frame && c->words >= 5 && c->kept * 100 < c->words * OMITTED_SHARE;
	}
	for (size_t i = 0; i < w->gaps.n; i++)
		if (w->gaps.v[i].moved)
			for (size_t a = w->gaps.v[i].a0; a < w->gaps.v[i].a1; a++)
				j->c[w->model.w.v[a].unit].moved += counted(w, a);
	for (size_t u = 0; u < w->model.unit.n; u++)
		j->c[u].all_moved = j->c[u].words > 0 && j->c[u].moved * 10 >= j->c[u].words * 6;
	eg_free(hits);
}

/* ---- departures ---- */

static size_t
model_unit(const struct cf_work *w, size_t a)
{
	return w->model.w.v[a < w->model.w.n ? a : w->model.w.n - 1].unit;
}

/* Do words of the text at b stand around the compact rather than in it? */
static bool
is_around(const struct cf_judge *j, size_t b)
{
	const struct cf_work *w = j->w;
	const struct cf_unit *u = &w->text.unit.v[w->text.w.v[b].unit];

	if (b < w->text_from)
		return true;
	if (b < w->text_to)
		return false;
	if (j->unit_matched[w->text.w.v[b].unit])
		return false;
	return !(j->article_text && cf_is_article(u));
}

/* Words that only the text has. */
static void
added(struct cf_judge *j, size_t a, size_t b0, size_t b1)
{
	struct cf_work *w = j->w;
	struct cf_gap g = {a, a, b0, b1, false};
	size_t unit = w->text.w.v[b0].unit;

	if (is_around(j, b0)) {
		cf_around_gap(w, b0, b1);
		return;
	}
	if (!j->unit_matched[unit]) { /* a whole section; a heading alone is none */
		if (!cf_is_heading_only(&w->text, &w->text.unit.v[unit]))
			j->added_after[unit] = model_unit(w, a > 0 ? a - 1 : 0) + 1;
		return;
	}
	if (!cf_style_gap(w, &g))
		cf_class_gap(w, &g);
}

/* An insertion is cut into sentences, so that each is shown and weighed alone. */
static void
added_sentences(struct cf_judge *j, size_t a, size_t b0, size_t b1)
{
	const struct cf_text *t = &j->w->text;
	size_t start = b0;

	if (is_around(j, b0)) {
		added(j, a, b0, b1);
		return;
	}
	for (size_t i = b0 + 1; i <= b1; i++)
		if (i == b1 || ((t->w.v[i].flags & (CF_LINE | CF_MARK_BEFORE)) != 0 &&
				   (t->w.v[i - 1].flags & CF_STOP) != 0)) {
			added(j, a, start, i);
			start = i;
		}
}

/* Does the section of the text at b hold any of the model's section at a? */
static bool
is_same_place(const struct cf_work *w, size_t a, size_t b)
{
	const struct cf_unit *v = &w->text.unit.v[w->text.w.v[b].unit];

	for (size_t i = v->from; i < v->to; i++)
		if (w->text.match[i] != 0 &&
		    w->model.w.v[w->text.match[i] - 1].unit == w->model.w.v[a].unit)
			return true;
	return false;
}

static void
one_gap(struct cf_judge *j, const struct cf_gap *g)
{
	struct cf_work *w = j->w;

	if (!g->moved && g->a1 > g->a0 && g->b1 > g->b0 && !is_same_place(w, g->a0, g->b0)) {
		struct cf_gap a = {g->a0, g->a1, g->b0, g->b0, false};

		one_gap(j, &a);
		added_sentences(j, g->a1, g->b0, g->b1);
		return;
	}

	if (g->a0 == g->a1) {
		added_sentences(j, g->a0, g->b0, g->b1);
		return;
	}
	if ((w->model.w.v[g->a0].flags & CF_FRAME) || j->c[w->model.w.v[g->a0].unit].omitted) {
		if (g->b1 > g->b0)
			added_sentences(j, g->a0, g->b0, g->b1);
		return;
	}
	if (g->moved && j->c[w->model.w.v[g->a0].unit].all_moved)
		return;
	if (g->b1 > g->b0 && is_around(j, g->b0)) { /* the words before the first article */
		struct cf_gap only = {g->a0, g->a1, g->b1, g->b1, false};

		cf_around_gap(w, g->b0, g->b1);
		if (!cf_style_gap(w, &only))
			cf_class_gap(w, &only);
		return;
	}
	if (!g->moved && cf_style_gap(w, g))
		return;
	cf_class_gap(w, g);
}

static int
by_id(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return a < b ? -1 : a > b;
}

enum { REST_WORDS = 60 };

/* Words that a move left over at its edges ("presidential slate; “Chief") stand as deletions and as
 * insertions in one section: when both hold the same words, they are part of the move. */
static void
drop_rests(struct cf_judge *j)
{
	struct cf_work *w = j->w;

	for (size_t u = 0; u < w->model.unit.n; u++) {
		uint32_t d[REST_WORDS], i[REST_WORDS];
		size_t n = 0, m = 0;
		bool has_move = false;

		for (size_t k = 0; k < w->gaps.n; k++) {
			const struct cf_gap *g = &w->gaps.v[k];

			if (g->a0 >= w->model.w.n || w->model.w.v[g->a0].unit != u)
				continue;
			has_move = has_move || g->moved;
			if (g->moved || cf_style_is(w, g))
				continue;
			for (size_t a = g->a0; a < g->a1 && n < REST_WORDS; a++)
				d[n++] = w->model.w.v[a].id;
			for (size_t b = g->b0; b < g->b1 && m < REST_WORDS; b++)
				i[m++] = w->text.w.v[b].id;
		}
		if (!has_move || n == 0 || n != m || n == REST_WORDS)
			continue;
		qsort(d, n, sizeof(*d), by_id);
		qsort(i, m, sizeof(*i), by_id);
		if (memcmp(d, i, n * sizeof(*d)) != 0)
			continue;
		for (size_t k = 0; k < w->gaps.n; k++) {
			struct cf_gap *g = &w->gaps.v[k];

			if (g->a0 < w->model.w.n && w->model.w.v[g->a0].unit == u && !g->moved &&
			    !cf_style_is(w, g)) {
				g->a1 = g->a0;
				g->b1 = g->b0;
			}
		}
	}
}

static void
all_gaps(struct cf_judge *j)
{
	struct cf_work *w = j->w;

	for (size_t i = 0; i < w->gaps.n; i++) {
		struct cf_gap rest = w->gaps.v[i];

		while (!rest.moved && (rest.a1 > rest.a0 || rest.b1 > rest.b0)) {
			struct cf_gap one = rest;

			one.a1 = cut_model(w, rest.a0, rest.a1);
			one.b1 = cut_text(w, rest.b0, rest.b1);
			if (one.a1 == rest.a1 && one.a0 < one.a1 && one.b1 < rest.b1 &&
			    !is_around(j, one.b0))
				one.b1 = rest.b1; /* the last section's words take what is left */
			else if (one.b1 == rest.b1 && one.b0 < one.b1 && one.a1 < rest.a1)
				one.b1 = one.b0; /* the text's words go to the last section */
			one_gap(j, &one);
			rest.a0 = one.a1;
			rest.b0 = one.b1;
		}
		if (rest.moved)
			one_gap(j, &rest);
	}
}

/* A whole section that is gone, moved or new is one departure. */
static void
whole_units(struct cf_judge *j)
{
	struct cf_work *w = j->w;

	for (size_t u = 0; u < w->model.unit.n; u++) {
		const struct cf_unit *unit = &w->model.unit.v[u];
		const struct cf_counts *c = &j->c[u];

		if (unit->frame || unit->from == unit->to)
			continue;
		if (c->omitted) {
			cf_depart(w, EG_DEPART_OMITTED, u, unit->from, unit->to, w->text_to,
			    w->text_to, "the section is left out");
		} else if (c->all_moved) {
			const struct cf_unit *to = &w->text.unit.v[c->best_unit];

			cf_depart(w, EG_DEPART_MOVED, u, unit->from, unit->to, to->from, to->to,
			    "the section stands at another place");
		}
	}
	for (size_t u = 0; u < w->text.unit.n; u++) {
		const struct cf_unit *unit = &w->text.unit.v[u];

		if (j->added_after[u] != 0 && unit->to > unit->from)
			cf_depart(w, EG_DEPART_ADDED, w->model.unit.n + u, w->model.w.n,
			    w->model.w.n, unit->from, unit->to, "the section is not in the model");
	}
}

/* ---- references that do not follow the renumbering ---- */

/* "Article VII" -> "vii", "section 1647h of this chapter" -> "1647h": the last whole number. */
static size_t
unit_of_ref(const struct cf_text *t, size_t i)
{
	const char *p = t->doc->text + t->w.v[i].start, *end = t->doc->text + t->w.v[i].end;
	size_t found = SIZE_MAX;

	while (p < end) {
		char word[40];
		size_t n = 0;

		while (p < end && (*p == ' ' || *p == '\n' || *p == ','))
			p++;
		while (p < end && *p != ' ' && *p != '\n' && *p != ',' && n + 1 < sizeof(word)) {
			word[n++] = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
			p++;
		}
		while (n > 0 && (word[n - 1] == '.' || word[n - 1] == ';' || word[n - 1] == ')'))
			n--;
		word[n] = '\0';
		if (n == 0) {
			p++;
			continue;
		}
		word[strcspn(word, "(.")] = '\0';
		for (size_t u = 0; u < t->unit.n && found == SIZE_MAX; u++)
			if (t->unit.v[u].number[0] != '\0' &&
			    strcmp(t->unit.v[u].number, word) == 0)
				found = u;
	}
	return found;
}

static void
check_references(struct cf_judge *j)
{
	struct cf_work *w = j->w;

	for (size_t a = 0; a < w->model.w.n; a++) {
		size_t b = w->model.match[a], to, is;

		if (b-- == 0 || !(w->model.w.v[a].flags & CF_REF) || !counted(w, a))
			continue;
		to = unit_of_ref(&w->model, a);
		is = unit_of_ref(&w->text, b);
		if (to == SIZE_MAX || is == SIZE_MAX || j->c[to].best_unit == is ||
		    cf_is_heading_only(&w->text, &w->text.unit.v[is]) || /* a publisher's mishap */
		    j->c[to].best_unit == SIZE_MAX || j->c[to].kept * 2 < j->c[to].words)
			continue;
		cf_depart(w, EG_DEPART_REFERENCE, w->model.w.v[a].unit, a, a + 1, b, b + 1,
		    "does not lead to the provision that the model's leads to");
	}
}

/* ---- the finding ---- */

struct shares {
	size_t words, kept, present_words, present_kept;
};

static struct shares
shares_of(const struct cf_judge *j)
{
	struct shares s = {0};

	for (size_t u = 0; u < j->w->model.unit.n; u++) {
		const struct cf_counts *c = &j->c[u];

		if (j->w->model.unit.v[u].frame)
			continue;
		s.words += c->words;
		s.kept += c->kept;
		if (!c->omitted) {
			s.present_words += c->words;
			s.present_kept += c->kept;
		}
	}
	return s;
}

static void
find_other_version(struct cf_judge *j, struct eg_conform *r, struct shares s)
{
	struct cf_work *w = j->w;
	size_t nearest = cf_nearest_version(w);
	enum family family = cf_family_by_name(w, false);
	bool renamed =
	    cf_family_by_name(w, true) == CF_FAMILY_OTHER && s.kept * 100 < s.words * RENAMED_SHARE;
	bool rewritten = s.present_kept * 100 < s.present_words * REWRITTEN_SHARE ||
			 s.present_words * 100 < s.words * PRESENT_SHARE;

	if (nearest != SIZE_MAX) {
		const struct eg_conform_version *v = &w->opt->version[nearest];
		struct eg_conform_options opt = *w->opt;
		struct eg_conform *other = NULL;

		opt.n_versions = 0;
		if (eg_conform_make(v->doc, w->text.doc, &opt, &other, NULL) == EG_OK &&
		    (other->finding < r->finding || other->score > r->score)) {
			r->finding =
			    v->other_model ? EG_FINDING_UNRELATED : EG_FINDING_OTHER_VERSION;
			r->version = eg_arena_strdup(w->arena, v->name);
			r->why = eg_arena_printf(w->arena,
			    v->other_model ? "it follows another model, %s"
					   : "it follows %s, not this version",
			    v->name);
		}
		eg_conform_free(other);
		if (r->version[0] != '\0')
			return;
	}
	if (!rewritten && !renamed)
		return;
	if (family == CF_FAMILY_OTHER || s.kept * 100 < s.words * FAMILY_SHARE ||
	    (family != CF_FAMILY_SAME && cf_shared_passages(w) * 100 < SHARED_PASSAGES)) {
		r->finding = EG_FINDING_UNRELATED;
		r->why =
		    family == CF_FAMILY_OTHER
			? "it is another act: it calls itself otherwise and shares less than a "
			  "version would"
			: "it shares next to nothing with the model";
	} else {
		r->finding = EG_FINDING_OTHER_VERSION;
		r->why =
		    "it is the same act in another version: most sections are written otherwise";
	}
}

static void
find(struct cf_judge *j, struct eg_conform *r)
{
	struct shares s = shares_of(j);
	size_t material = 0, ruling = 0, styles = 0;

	for (size_t i = 0; i < r->n_departures; i++) {
		material += r->departure[i].weight == EG_WEIGHT_MATERIAL;
		ruling += r->departure[i].weight == EG_WEIGHT_RULING;
	}
	for (size_t i = 0; i < r->n_sections; i++)
		styles += r->section[i].n_styles + r->section[i].n_departures;
	r->score = s.words > 0 ? (double)s.kept / (double)s.words : 0;
	r->finding = material > 0 ? EG_FINDING_MATERIAL
		     : ruling > 0 ? EG_FINDING_NEEDS_RULING
		     : styles > 0 ? EG_FINDING_STYLE_ONLY
				  : EG_FINDING_IDENTICAL;
	r->version = "";
	r->why = material > 0 ? "words that carry risk differ"
		 : ruling > 0 ? "words differ that carry no known risk: a person must look"
		 : styles > 0 ? "only house style and fill-ins differ"
			      : "the same words";
	if (r->finding >= EG_FINDING_NEEDS_RULING)
		find_other_version(j, r, s);
}

enum eg_rc
eg_conform_make(const struct eg_doc *model, const struct eg_doc *text,
    const struct eg_conform_options *opt, struct eg_conform **out, struct eg_err *err)
{
	static const struct eg_conform_options plain = {0};
	struct cf_work w = {.opt = opt != NULL ? opt : &plain};
	struct cf_judge j = {.w = &w};
	struct eg_conform *r;

	*out = NULL;
	if (model->n >= INT32_MAX || text->n >= INT32_MAX)
		return eg_err_set(err, EG_ERR_LIMIT, "text too large to compare");
	w.arena = eg_arena_new();
	w.lex.arena = w.arena;
	cf_words__split(&w.model, &w.lex, model, w.opt->fill_in, w.opt->n_fill_ins);
	cf_words__split(&w.text, &w.lex, text, NULL, 0);
	if (w.model.w.n == 0) {
		cf_words__clear(&w.model);
		cf_words__clear(&w.text);
		eg_map_clear(&w.lex.ids);
		eg_vec_clear(&w.lex.norm);
		eg_arena_free(w.arena);
		return eg_err_at(err, EG_ERR_DATA, model->name, 0, 0, "the model holds no words");
	}
	w.model.own = cf_own_place(&w.model, &w.lex);
	w.text.own = w.opt->postal != NULL ? eg_postal_index(w.opt->postal, 2)
					   : cf_own_place(&w.text, &w.lex);
	cf_own_name(&w, &w.model, w.own_name);
	cf_find_frame(&w);
	cf_align(&w);
	j.c = eg_calloc(w.model.unit.n + 1, sizeof(*j.c));
	j.unit_matched = eg_calloc(w.text.unit.n + 1, 1);
	j.added_after = eg_calloc(w.text.unit.n + 1, sizeof(*j.added_after));
	count_units(&j);
	for (size_t u = 0; u < w.model.unit.n; u++)
		if (j.c[u].best_unit != SIZE_MAX && cf_is_article(&w.text.unit.v[j.c[u].best_unit]))
			j.article_text = true;
	drop_rests(&j);
	all_gaps(&j);
	whole_units(&j);
	check_references(&j);
	cf_style_matched(&w);
	r = eg_arena_calloc(w.arena, 1, sizeof(*r));
	r->arena = w.arena;
	r->model = model;
	r->text = text;
	r->rule = w.opt->rule;
	r->looks_like = cf_looks_like(&w);
	cf_rows_make(&j, r);
	find(&j, r);
	eg_free(j.c);
	eg_free(j.unit_matched);
	eg_free(j.added_after);
	eg_vec_clear(&w.gaps);
	eg_vec_clear(&w.departures);
	eg_free(w.styles);
	eg_map_clear(&w.style_index);
	cf_words__clear(&w.model);
	cf_words__clear(&w.text);
	eg_map_clear(&w.lex.ids);
	eg_vec_clear(&w.lex.norm);
	*out = r;
	return EG_OK;
}

void
eg_conform_free(struct eg_conform *c)
{
	if (c != NULL)
		eg_arena_free(c->arena);
}
