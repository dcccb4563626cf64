/*
 * House style: differences that change no law. Each gap that is only house style is noted with its
 * kind and both forms and is no departure. Start at cf_style_gap().
 */
#include "compare/conform_parts.h"

#include "base/find.h"
#include "base/utf8.h"

#include <stdlib.h>

static bool
all_flag(const struct cf_text *t, size_t from, size_t to, unsigned flags)
{
	for (size_t i = from; i < to; i++)
		if ((t->w.v[i].flags & flags) == 0)
			return false;
	return true;
}

static bool
any_flag(const struct cf_text *t, size_t from, size_t to, unsigned flags)
{
	for (size_t i = from; i < to; i++)
		if (t->w.v[i].flags & flags)
			return true;
	return false;
}

/* ---- rules that hold for every model ---- */

static bool
is_ref_like(const char *n)
{
	static const char *const also[] = {"of", "under", "in", "the", "and", "or", "by", "this",
	    "to", "section", "article", "subsection", "paragraph"};

	if (strcmp(n, "@ref") == 0 || strcmp(n, "@self") == 0)
		return true;
	for (size_t i = 0; i < EG_COUNT(also); i++)
		if (strcmp(n, also[i]) == 0)
			return true;
	return false;
}

static bool
has(const struct cf_seq *s, const char *norm)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->v[i], norm) == 0)
			return true;
	return false;
}

static bool
all_ref_like(const struct cf_seq *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (!is_ref_like(s->v[i]))
			return false;
	return true;
}

/* Does a reference stand within a few words of word i of the text (or the model)? */
static bool
ref_near(const struct cf_text *t, size_t i)
{
	size_t from = i > 6 ? i - 6 : 0, to = i + 6 < t->w.n ? i + 6 : t->w.n;

	return any_flag(t, from, to, CF_REF | CF_SELF);
}

/* "28 C.F.R. 20.3" for "28 C.F.R. § 20.3": one side has the sign, both have the number. */
static bool
is_same_place(
    const struct cf_work *w, const struct cf_gap *g, const struct cf_seq *a, const struct cf_seq *b)
{
	bool ref_in_text = strcmp(b->v[0], "@ref") == 0;
	const struct cf_text *t = ref_in_text ? &w->text : &w->model;
	size_t i = ref_in_text ? g->b0 : g->a0;
	const char *number = ref_in_text ? a->v[0] : b->v[0];
	size_t n = t->w.v[i].end - t->w.v[i].start;

	return (ref_in_text || strcmp(a->v[0], "@ref") == 0) && number[0] >= '0' &&
	       number[0] <= '9' &&
	       eg_find(t->doc->text + t->w.v[i].start, n, number, strlen(number), 0) != SIZE_MAX;
}

/* "Article X" for "section 10 of this act"; a reference that stands before or after its noun. */
static bool
is_reference(
    const struct cf_work *w, const struct cf_gap *g, const struct cf_seq *a, const struct cf_seq *b)
{
	if (a->n == 1 && b->n == 1 && is_same_place(w, g, a, b))
		return true;
	if (!all_ref_like(a) || !all_ref_like(b))
		return false;
	if (!has(a, "@ref") && !has(a, "@self") && !has(b, "@ref") && !has(b, "@self"))
		return false;
	if (a->n > 0 && b->n > 0)
		return true;
	if (!has(a, "@ref") && !has(b, "@ref")) /* "of this compact" added or left out */
		return true;
	return a->n > 0 ? ref_near(&w->text, g->b0) : ref_near(&w->model, g->a0);
}

/* Does the model's run with slots fit the text's? A slot takes one to twelve words. */
static bool
fits(const struct cf_work *w, size_t a, size_t a1, size_t b, size_t b1, int depth)
{
	if (a == a1)
		return b == b1;
	if (depth > 24)
		return false;
	if (w->model.w.v[a].flags & CF_SLOT) {
		for (size_t n = 1; n <= 12 && b + n <= b1; n++)
			if (fits(w, a + 1, a1, b + n, b1, depth + 1))
				return true;
		return false;
	}
	return b < b1 && w->model.w.v[a].id == w->text.w.v[b].id &&
	       fits(w, a + 1, a1, b + 1, b1, depth + 1);
}

static bool
is_own_state(const char *n, int own)
{
	int s = cf_state_of(n);

	return strcmp(n, "this-state") == 0 || strcmp(n, "@[") == 0 || (s >= 0 && s == own);
}

/* "this State" for the state's own name, and back. */
static bool
is_state_name(const struct cf_work *w, const struct cf_seq *a, const struct cf_seq *b)
{
	bool left = false, right = false;

	for (size_t i = 0; i < a->n; i++) {
		left = left || is_own_state(a->v[i], w->model.own);
		if (!is_own_state(a->v[i], w->model.own) && strcmp(a->v[i], "the") != 0)
			return false;
	}
	for (size_t i = 0; i < b->n; i++) {
		right = right || is_own_state(b->v[i], w->text.own);
		if (!is_own_state(b->v[i], w->text.own) && strcmp(b->v[i], "the") != 0)
			return false;
	}
	return left && right;
}

/* "; and" at the end of an item, or no such word. */
static bool
is_list_joint(
    const struct cf_work *w, const struct cf_gap *g, const struct cf_seq *a, const struct cf_seq *b)
{
	const struct cf_text *t = a->n > 0 ? &w->model : &w->text;
	size_t from = a->n > 0 ? g->a0 : g->b0, to = a->n > 0 ? g->a1 : g->b1;
	const char *word = a->n > 0 ? a->v[0] : b->n > 0 ? b->v[0] : "";

	if (a->n + b->n != 1 || (strcmp(word, "and") != 0 && strcmp(word, "or") != 0))
		return false;
	if (from == 0 || !(t->w.v[from - 1].flags & CF_STOP))
		return false;
	return to >= t->w.n || (t->w.v[to].flags & (CF_LINE | CF_MARK_BEFORE | CF_SENTENCE)) != 0 ||
	       (t->w.v[from].flags & CF_STOP) != 0;
}

/* The same words twice in a row: a slip of the publisher that changes nothing. */
static bool
is_said_twice(const struct cf_work *w, const struct cf_gap *g)
{
	const struct cf_text *t = &w->text;
	size_t n = g->b1 - g->b0;

	if (g->a1 > g->a0 || n < 4)
		return false;
	for (int after = 0; after < 2; after++) {
		size_t k = 0, other = after ? g->b1 : g->b0 - n;

		if (after ? other + n > t->w.n : g->b0 < n)
			continue;
		size_t matched = 0;

		for (; k < n && t->w.v[other + k].id == t->w.v[g->b0 + k].id; k++)
			matched += t->match[other + k] != 0;
		if (k == n && matched * 10 >= n * 7)
			return true;
	}
	return false;
}

/* "ARTICLE I." before a sentence, where one text has it on a line of its own. */
static bool
is_designator(const struct cf_work *w, const struct cf_gap *g)
{
	bool added = g->a1 == g->a0;
	const struct cf_text *t = added ? &w->text : &w->model;
	size_t at = added ? g->b0 : g->a0, n = added ? g->b1 - g->b0 : g->a1 - g->a0;

	return (g->a1 == g->a0) != (g->b1 == g->b0) && n == 1 && (t->w.v[at].flags & CF_REF) &&
	       (((t->w.v[at].flags & (CF_SENTENCE | CF_CAPITAL)) == (CF_SENTENCE | CF_CAPITAL) &&
		    (t->w.v[at].flags & CF_STOP)) ||
		   memcmp(t->doc->text + t->w.v[at].start, "ARTICLE", 7) == 0);
}

enum { TITLE_WORDS = 80, MARK_WORDS = 14 };

/* What a page's head or foot left between two pages: words of the title and the page's number. */
static bool
is_page_mark(const struct cf_work *w, const struct cf_gap *g)
{
	const struct cf_text *t = &w->text;
	size_t numbers = 0, before, after;

	if (g->a1 > g->a0 || g->b1 - g->b0 > MARK_WORDS || g->b0 == 0 || g->b1 >= t->w.n)
		return false;
	before = cf_place(t, g->b0 - 1, g->b0).page;
	after = cf_place(t, g->b1, g->b1 + 1).page;
	if (before == 0 || before == after)
		return false;
	for (size_t i = g->b0; i < g->b1; i++) {
		bool title = (t->w.v[i].flags & CF_NUMBER) != 0;

		numbers += title;
		for (size_t k = 0; k < TITLE_WORDS && k < t->w.n && k < g->b0 && !title; k++)
			title = t->w.v[k].said == t->w.v[i].said;
		if (!title)
			return false;
	}
	return numbers > 0;
}

/* A heading that says another number or another "shall" than the model's: not a matter of style. */
static bool
is_risky_heading(const struct cf_work *w, const struct cf_gap *g)
{
	bool risk = false;

	for (size_t i = g->b0; i < g->b1; i++)
		risk = risk || (w->text.w.v[i].flags & CF_NUMBER) != 0 ||
		       cf_is_modal(cf_norm(w, &w->text, i));
	return risk && g->b1 - g->b0 <= 3 && g->a1 - g->a0 <= 3;
}

static const char *
kind_of(const struct cf_work *w, const struct cf_gap *g)
{
	struct cf_seq a, b;
	bool has_slot = any_flag(&w->model, g->a0, g->a1, CF_SLOT);

	if (has_slot && fits(w, g->a0, g->a1, g->b0, g->b1, 0))
		return "fill-in";
	if (all_flag(&w->model, g->a0, g->a1, CF_HEADING) &&
	    all_flag(&w->text, g->b0, g->b1, CF_HEADING) && !is_risky_heading(w, g))
		return "heading";
	if (is_page_mark(w, g))
		return "page mark";
	if (is_designator(w, g))
		return "designator";
	if (is_said_twice(w, g))
		return "said twice";
	cf_seq_fill(w, &w->model, g->a0, g->a1, &a);
	cf_seq_fill(w, &w->text, g->b0, g->b1, &b);
	if (a.too_long || b.too_long)
		return NULL;
	if (cf_seq_same_letters(&a, &b))
		return "spacing or hyphens";
	if (is_reference(w, g, &a, &b))
		return "reference";
	if (is_state_name(w, &a, &b))
		return "name of the state";
	if (is_list_joint(w, g, &a, &b))
		return "joint of a list";
	if (w->opt->rule == EG_CONFORM_VERBATIM)
		return NULL;
	return cf_wording_kind(w, g, &a, &b);
}

/* ---- listing ---- */

/* The words of a place on one line, cut to `most` bytes at a word. */
static const char *
words_of(struct cf_work *w, const struct eg_doc *d, size_t start, size_t end, size_t most)
{
	struct eg_buf b = EG_BUF_INIT;
	bool space = false, cut = false;
	const char *out;

	for (size_t i = start; i < end && !cut;) {
		uint32_t cp;
		size_t n = eg_utf8_next(d->text + i, end - i, &cp);

		if (eg_utf8_is_space(cp)) {
			space = b.n > 0;
			cut = b.n >= most;
		} else {
			if (space)
				eg_buf_putc(&b, ' ');
			space = false;
			eg_buf_add(&b, d->text + i, n);
		}
		i += n;
	}
	if (cut)
		eg_buf_puts(&b, " …");
	out = eg_arena_dup(w->arena, eg_buf_cstr(&b), b.n);
	eg_buf_clear(&b);
	return out;
}

const char *
cf_words_of(struct cf_work *w, const struct eg_doc *d, struct eg_place p, size_t most)
{
	return p.end > p.start ? words_of(w, d, p.start, p.end, most) : "";
}

void
cf_style_note(
    struct cf_work *w, size_t unit, const char *kind, struct eg_place model, struct eg_place text)
{
	const char *m = cf_words_of(w, w->model.doc, model, 120),
		   *t = cf_words_of(w, w->text.doc, text, 120);
	char *key = eg_sprintf("%zu\n%s\n%s\n%s", unit, kind, m, t);
	size_t at = eg_map_find(&w->style_index, key, strlen(key));
	struct style_row *row;

	if (at != SIZE_MAX) {
		w->styles[at].s.count++;
	} else {
		eg_map_set(&w->style_index, key, w);
		if (w->n_styles == w->cap_styles) {
			w->cap_styles = w->cap_styles * 2 + 64;
			w->styles = eg_realloc(w->styles, w->cap_styles, sizeof(*w->styles));
		}
		row = &w->styles[w->n_styles++];
		row->unit = unit;
		row->s = (struct eg_house_style){
		    .kind = kind, .model_words = m, .text_words = t, .count = 1, .text = text};
	}
	eg_free(key);
}

static size_t
unit_of_gap(const struct cf_work *w, const struct cf_gap *g)
{
	size_t i = g->a0 < w->model.w.n ? g->a0 : w->model.w.n - 1;

	return w->model.w.v[i].unit;
}

/* "Article III requirements" for "requirements of section 3": the same words before and after one
 * reference. */
static bool
is_around_reference(const struct cf_work *w, const struct cf_gap *g)
{
	const struct cf_gap *first = w->gaps.v, *end = first + w->gaps.n;
	struct cf_seq a, b, ra, rb;

	if ((g->a1 > g->a0) == (g->b1 > g->b0))
		return false;
	for (const struct cf_gap *o = first; o < end; o++) {
		size_t from, to;

		if (o->moved || (o->a1 > o->a0) == (g->a1 > g->a0) ||
		    (o->b1 > o->b0) == (g->b1 > g->b0))
			continue;
		from = o->a0 < g->a0 ? o->a1 : g->a1;
		to = o->a0 < g->a0 ? g->a0 : o->a0;
		if (to < from || to - from > 2 || to == from ||
		    !all_flag(&w->model, from, to, CF_REF | CF_SELF))
			continue;
		cf_seq_fill(w, &w->model, g->a0 + (o->a0 - g->a0) * (g->a0 == g->a1),
		    g->a1 + (o->a1 - g->a1) * (g->a0 == g->a1), &a);
		cf_seq_fill(w, &w->text, g->b0 + (o->b0 - g->b0) * (g->b0 == g->b1),
		    g->b1 + (o->b1 - g->b1) * (g->b0 == g->b1), &b);
		cf_seq_reduce(&a, &ra);
		cf_seq_reduce(&b, &rb);
		if (!a.too_long && !b.too_long && cf_seq_same(&ra, &rb))
			return true;
	}
	return false;
}

bool
cf_style_is(const struct cf_work *w, const struct cf_gap *g)
{
	return kind_of(w, g) != NULL;
}

bool
cf_style_gap(struct cf_work *w, const struct cf_gap *g)
{
	const char *kind = kind_of(w, g);

	if (kind == NULL && is_around_reference(w, g))
		kind = "reference";

	if (kind == NULL)
		return false;
	cf_style_note(w, unit_of_gap(w, g), kind, cf_place(&w->model, g->a0, g->a1),
	    cf_place(&w->text, g->b0, g->b1));
	return true;
}

/* ---- matched words in two forms ---- */

static bool
same_but_case(struct eg_str a, struct eg_str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if ((a.p[i] | 32) != (b.p[i] | 32))
			return false;
	return true;
}

static struct eg_str
bytes_of(const struct cf_text *t, size_t i)
{
	return (struct eg_str){t->doc->text + t->w.v[i].start, t->w.v[i].end - t->w.v[i].start};
}

void
cf_style_matched(struct cf_work *w)
{
	for (size_t a = 0; a < w->model.w.n; a++) {
		size_t b = w->model.match[a];
		struct eg_str x, y;
		const char *kind;

		if (b-- == 0)
			continue;
		x = bytes_of(&w->model, a);
		y = bytes_of(&w->text, b);
		if (eg_str_same(x, y))
			continue;
		if (w->model.w.v[a].flags & (CF_REF | CF_SELF))
			kind = "reference";
		else if (w->model.w.v[a].flags & CF_SLOT)
			kind = "fill-in";
		else if (w->model.w.v[a].flags & CF_NUMBER)
			kind = "number form";
		else if (same_but_case(x, y))
			kind = "capitals";
		else if (strchr("><n@", cf_norm(w, &w->model, a)[0]) != NULL &&
			 (cf_norm(w, &w->model, a)[0] != 'n' ||
			     strchr(cf_norm(w, &w->model, a), '-') != NULL))
			kind = "number form";
		else
			kind = "spelling or punctuation";
		cf_style_note(w, w->model.w.v[a].unit, kind, cf_place(&w->model, a, a + 1),
		    cf_place(&w->text, b, b + 1));
	}
}
