/*
 * What is no house style is a departure: its class, its weight under the model's rule. Start at
 * cf_class_gap().
 */
#include "compare/conform_parts.h"

#include <stdlib.h>

enum {
	CLAUSE_WORDS = 5, /* least words of a sentence or item that is a clause of its own */
	LONG_WORDS = 15, /* an insertion this long is a clause whatever its place */
	PARTY_WORDS = 9, /* an insertion this short that names a party is about the party */
};

struct eg_place
cf_place(const struct cf_text *t, size_t from, size_t to)
{
	struct eg_place p = {0};
	const struct eg_doc *d = t->doc;
	size_t lo = 0, hi = d->n_lines;

	if (from < to) {
		p.start = t->w.v[from].start;
		p.end = t->w.v[to - 1].end;
	} else {
		p.start = p.end = from < t->w.n ? t->w.v[from].start : d->n;
	}
	if (d->line_map == NULL) {
		p.line = 1;
		for (size_t i = 0; i < p.start && i < d->n; i++)
			p.line += d->text[i] == '\n';
		return p;
	}
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (d->line_map[mid].at <= p.start)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo > 0) {
		p.page = d->line_map[lo - 1].page;
		p.line = d->line_map[lo - 1].line;
	}
	return p;
}

enum eg_weight
cf_weigh(const struct cf_work *w, enum eg_departure_class c)
{
	enum eg_weight weight = c >= EG_DEPART_DEFINITION ? EG_WEIGHT_MATERIAL : EG_WEIGHT_RULING;

	if (w->opt->rule == EG_CONFORM_FREE)
		weight = weight == EG_WEIGHT_MATERIAL ? EG_WEIGHT_RULING : EG_WEIGHT_FREE;
	return weight;
}

struct eg_departure *
cf_depart(struct cf_work *w, enum eg_departure_class c, size_t unit, size_t a0, size_t a1,
    size_t b0, size_t b1, const char *note)
{
	struct eg_departure *d = eg_vec_new(&w->departures);
	size_t lead = b0 > 6 ? b0 - 6 : 0;

	d->what = c;
	d->weight = cf_weigh(w, c);
	d->section = unit;
	d->model = cf_place(&w->model, a0, a1);
	d->text = cf_place(&w->text, b0, b1);
	d->model_words = cf_words_of(w, w->model.doc, d->model, 600);
	d->text_words = cf_words_of(w, w->text.doc, d->text, 600);
	d->before = b0 > lead && (b1 > b0 || b0 < w->text_to)
			? cf_words_of(w, w->text.doc, cf_place(&w->text, lead, b0), 80)
			: "";
	d->note = note;
	return d;
}

/* ---- what differs ---- */

struct facts {
	size_t words, content, modals, parties, numbers, ands, ors, limits;
	uint64_t modal_sum, party_sum, number_sum, limit_sum;
	bool money, date, deadline, threshold, definition, negation;
};

static bool
is_one_of(const char *n, const char *const *list, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (strcmp(list[i], n) == 0)
			return true;
	return false;
}

#define IS(n, ...)                                                                                 \
	is_one_of(n, (const char *const[]){__VA_ARGS__},                                           \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static bool
is_month(const char *n)
{
	return IS(n, "january", "february", "march", "april", "june", "july", "august", "september",
	    "october", "november", "december");
}

static bool
is_time(const char *n)
{
	return IS(n, "day", "days", "week", "weeks", "month", "months", "year", "years", "hour",
	    "hours", "calendar", "business", "annual", "annually", "monthly", "quarterly",
	    "immediately", "promptly", "biennially", "biennial", "no-later-than", "no-sooner-than",
	    "forthwith", "midnight", "before", "after");
}

static bool
is_threshold(const char *n)
{
	return IS(n, ">=", "<=", "majority", "unanimous", "unanimously", "quorum", "percent",
	    "plurality", "more", "less", "fewer", "greater", "lesser", "exceed", "exceeds",
	    "minimum", "maximum", "half");
}

static void
see_word(const char *n, unsigned flags, struct facts *f)
{
	uint64_t h = 1469598103934665603u;

	for (const char *c = n; *c != '\0'; c++)
		h = (h ^ (unsigned char)*c) * 1099511628211u;
	h ^= h >> 31;
	f->words++;
	f->content += !cf_is_grammar(n);
	if (cf_is_modal(n)) {
		f->modals++;
		f->modal_sum += h;
		f->negation = f->negation || IS(n, "not", "no", "never", "nor", "cannot", "except",
						 "unless", "only", "without", "notwithstanding");
	}
	if (cf_is_party(n)) {
		f->parties++;
		f->party_sum += h;
	}
	if ((flags & CF_NUMBER) && strcmp(n, "1") != 0) {
		f->numbers++;
		f->number_sum += h;
		f->date = f->date ||
			  (strlen(n) == 4 && (memcmp(n, "19", 2) == 0 || memcmp(n, "20", 2) == 0));
	}
	if (is_time(n) || is_threshold(n) || is_month(n)) {
		f->limits++;
		f->limit_sum += h;
	}
	f->ands += strcmp(n, "and") == 0;
	f->ors += strcmp(n, "or") == 0;
	f->money = f->money || strcmp(n, "dollars") == 0 || strcmp(n, "cents") == 0;
	f->date = f->date || is_month(n);
	f->deadline = f->deadline || is_time(n);
	f->threshold = f->threshold || is_threshold(n);
	f->definition = f->definition || (flags & CF_DEFINITION) != 0;
}

static struct facts
facts_of(const struct cf_work *w, const struct cf_text *t, size_t from, size_t to)
{
	struct facts f = {0};

	for (size_t i = from; i < to; i++)
		see_word(cf_norm(w, t, i), t->w.v[i].flags, &f);
	return f;
}

/* Words right beside that say what a number is: "days", "percent", "dollars", a month. */
static void
look_beside(
    const struct cf_work *w, const struct cf_text *t, size_t from, size_t to, struct facts *f)
{
	size_t low = from > 2 ? from - 2 : 0, high = to + 3 < t->w.n ? to + 3 : t->w.n;

	for (size_t i = low; i < high; i++) {
		const char *n = cf_norm(w, t, i);

		f->money = f->money || strcmp(n, "dollars") == 0 ||
			   memchr(t->doc->text + t->w.v[i].start, '$',
			       t->w.v[i].end - t->w.v[i].start) != NULL;
		f->date = f->date || (is_month(n) && i <= to);
		f->deadline = f->deadline || is_time(n);
		f->threshold = f->threshold || is_threshold(n) ||
			       IS(n, "states", "members", "votes", "vote", "commissioners",
				   "electors", "electoral");
	}
}

static enum eg_departure_class
number_class(const struct cf_work *w, const struct cf_gap *g, const struct facts *a,
    const struct facts *b, const char **note)
{
	struct facts f = *a;

	f.money = a->money || b->money;
	f.date = a->date || b->date;
	f.deadline = a->deadline || b->deadline;
	f.threshold = a->threshold || b->threshold;
	if (g->a1 > g->a0)
		look_beside(w, &w->model, g->a0, g->a1, &f);
	if (g->b1 > g->b0)
		look_beside(w, &w->text, g->b0, g->b1, &f);
	*note = f.deadline ? "a time or deadline" : f.threshold ? "a threshold" : "";
	return f.money && a->numbers + b->numbers > 0 ? EG_DEPART_MONEY
	       : f.date && !f.deadline		      ? EG_DEPART_DATE
						      : EG_DEPART_NUMBER;
}

/* Words of the same force: "shall" and "must"; "may not", "shall not" and "must not". */
static bool
same_force(const struct cf_work *w, const struct cf_gap *g)
{
	const char *a, *b;
	bool negated;

	if (g->a1 - g->a0 != 1 || g->b1 - g->b0 != 1)
		return false;
	a = cf_norm(w, &w->model, g->a0);
	b = cf_norm(w, &w->text, g->b0);
	negated = g->a1 < w->model.w.n && g->b1 < w->text.w.n &&
		  strcmp(cf_norm(w, &w->model, g->a1), "not") == 0 &&
		  strcmp(cf_norm(w, &w->text, g->b1), "not") == 0;
	if (negated)
		return IS(a, "may", "shall", "must") && IS(b, "may", "shall", "must");
	return IS(a, "shall", "must", "will") && IS(b, "shall", "must", "will");
}

/* Does the run hold a whole sentence or item? */
static bool
whole_clause(const struct cf_text *t, size_t from, size_t to)
{
	bool starts = from < t->w.n && (t->w.v[from].flags & (CF_SENTENCE | CF_LINE)) != 0;
	bool ends = to > from && ((t->w.v[to - 1].flags & CF_STOP) != 0 || to >= t->w.n ||
				     (t->w.v[to].flags & CF_LINE) != 0);

	return (starts || from == 0) && ends && to - from >= CLAUSE_WORDS;
}

static enum eg_departure_class
lone_class(
    const struct cf_work *w, const struct cf_gap *g, const struct facts *f, const char **note)
{
	bool added = g->a1 == g->a0;
	const struct cf_text *t = added ? &w->text : &w->model;
	size_t from = added ? g->b0 : g->a0, to = added ? g->b1 : g->a1;
	enum eg_departure_class clause = added ? EG_DEPART_ADDED : EG_DEPART_OMITTED;

	if (whole_clause(t, from, to) || f->words >= LONG_WORDS)
		return clause;
	if (f->numbers > 0 || (f->limits > 0 && f->content <= PARTY_WORDS))
		return number_class(w, g, f, f, note);
	if (f->modals > 0)
		return EG_DEPART_MODAL;
	if (f->words == 1 && IS(cf_norm(w, t, from), "public", "private", "local", "foreign"))
		return f->definition ? EG_DEPART_DEFINITION : EG_DEPART_WORDS;
	if (f->parties > 0 && f->content <= PARTY_WORDS &&
	    (f->parties * 2 >= f->content || f->ands + f->ors > 0))
		return EG_DEPART_PARTY;
	if (f->definition && f->content > 0)
		return EG_DEPART_DEFINITION;
	return EG_DEPART_WORDS;
}

/* "eligible" and "ineligible", "lawful" and "unlawful": one word denies the other. */
static bool
denies(const struct cf_work *w, const struct cf_gap *g)
{
	static const char *const prefix[] = {"un", "in", "non", "dis", "ir", "il", "im"};
	const char *a, *b;

	if (g->a1 - g->a0 != 1 || g->b1 - g->b0 != 1)
		return false;
	a = cf_norm(w, &w->model, g->a0);
	b = cf_norm(w, &w->text, g->b0);
	for (size_t i = 0; i < EG_COUNT(prefix); i++) {
		size_t n = strlen(prefix[i]);

		if ((strncmp(a, prefix[i], n) == 0 && strcmp(a + n, b) == 0) ||
		    (strncmp(b, prefix[i], n) == 0 && strcmp(b + n, a) == 0))
			return true;
	}
	return false;
}

static enum eg_departure_class
pair_class(const struct cf_work *w, const struct cf_gap *g, const struct facts *a,
    const struct facts *b, const char **note)
{
	if (a->number_sum != b->number_sum || a->limit_sum != b->limit_sum)
		return number_class(w, g, a, b, note);
	if (a->modal_sum != b->modal_sum || denies(w, g))
		return EG_DEPART_MODAL;
	if (a->ands != b->ands && a->ors != b->ors && a->words <= 6 && b->words <= 6)
		return EG_DEPART_MODAL;
	if (a->party_sum != b->party_sum && a->content <= PARTY_WORDS && b->content <= PARTY_WORDS)
		return EG_DEPART_PARTY;
	if ((a->definition || b->definition) && a->content + b->content > 0)
		return EG_DEPART_DEFINITION;
	return EG_DEPART_WORDS;
}

static size_t
unit_at(const struct cf_work *w, size_t a)
{
	return w->model.w.v[a < w->model.w.n ? a : w->model.w.n - 1].unit;
}

/* Words that went elsewhere. */
static void
moved(struct cf_work *w, const struct cf_gap *g)
{
	bool terms = true;

	for (size_t i = g->a0; i < g->a1 && terms; i++)
		terms = (w->model.w.v[i].flags & CF_DEFINITION) != 0;
	if (terms || (w->model.w.v[g->a0].flags & CF_HEADING))
		cf_style_note(w, unit_at(w, g->a0), "order of definitions",
		    cf_place(&w->model, g->a0, g->a1), cf_place(&w->text, g->b0, g->b1));
	else
		cf_depart(w, EG_DEPART_MOVED, unit_at(w, g->a0), g->a0, g->a1, g->b0, g->b1,
		    "the same words at another place");
}

void
cf_class_gap(struct cf_work *w, const struct cf_gap *g)
{
	struct facts a = facts_of(w, &w->model, g->a0, g->a1),
		     b = facts_of(w, &w->text, g->b0, g->b1);
	enum eg_departure_class c;
	struct eg_departure *d;
	const char *note = "";

	if (g->moved) {
		moved(w, g);
		return;
	}
	c = a.words > 0 && b.words > 0 ? pair_class(w, g, &a, &b, &note)
				       : lone_class(w, g, a.words > 0 ? &a : &b, &note);
	d = cf_depart(w, c, unit_at(w, g->a0), g->a0, g->a1, g->b0, g->b1, note);
	if (c == EG_DEPART_MODAL && same_force(w, g)) {
		d->weight = w->opt->rule == EG_CONFORM_FREE ? EG_WEIGHT_FREE : EG_WEIGHT_RULING;
		d->note = "words that drafting manuals give the same force";
	}
}
