/*
 * What of a model is the compact and what stands around it; what kind of print a text is. Start at
 * cf_find_frame().
 */
#include "compare/conform_parts.h"

#include <stdlib.h>

enum {
	FRAME_SHARE = 20, /* percent of a model's words that may stand around the compact */
	TITLE_WORDS = 30, /* a title above all sections has fewer */
};

/* ---- which sections are the compact, which stand around it ---- */

static bool
unit_says(const struct cf_work *w, const struct cf_text *t, const struct cf_unit *u,
    const char *const *words, size_t n)
{
	for (size_t i = u->from; i + n <= u->to; i++) {
		size_t k = 0;

		while (k < n && strcmp(cf_norm(w, t, i + k), words[k]) == 0)
			k++;
		if (k == n)
			return true;
	}
	return false;
}

#define SAYS(w, t, u, ...)                                                                         \
	unit_says(w, t, u, (const char *const[]){__VA_ARGS__},                                     \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

bool
cf_is_article(const struct cf_unit *u)
{
	const char *d = u->designator;

	return (d[0] | 32) == 'a' && (d[1] | 32) == 'r' && (d[2] | 32) == 't';
}

/* "63-7-401.", "§ 1647a.", "14-6.1-1": a section of a code. */
static bool
is_code_section(const struct cf_unit *u)
{
	const char *d = u->designator;
	size_t digits = 0, joints = 0;

	if (strncmp(d, "\xC2\xA7", 2) == 0)
		return true;
	for (; *d != '\0'; d++) {
		digits += *d >= '0' && *d <= '9';
		joints += (*d == '-' || *d == '.' || *d == ':') && d[1] >= '0' && d[1] <= '9';
	}
	return digits > 1 && joints > 0;
}

/* A section of a code that speaks of that state and of no other: its own provisions. */
static bool
names_own_state(const struct cf_work *w, const struct cf_text *t, const struct cf_unit *u)
{
	bool own = false;

	if (t->own < 0 || !is_code_section(u))
		return false;
	for (size_t i = u->from; i < u->to; i++) {
		int s = cf_state_of(cf_norm(w, t, i));

		if (s >= 0 && s != t->own)
			return false;
		own = own || s == t->own;
	}
	return own;
}

static bool
enacts(const struct cf_work *w, const struct cf_text *t, const struct cf_unit *u)
{
	return SAYS(w, t, u, "form", "substantially", "as", "follows") ||
	       SAYS(w, t, u, "as", "follows") || SAYS(w, t, u, "be", "cited") ||
	       SAYS(w, t, u, "enacted", "into", "law") || SAYS(w, t, u, "be", "known");
}

/* Words of a unit up to "as follows" when that stands early in it; its start if it does not. */
static size_t
lead_in_end(const struct cf_work *w, const struct cf_text *t, const struct cf_unit *u)
{
	size_t most = u->to < u->from + 110 ? u->to : u->from + 110;

	if (!SAYS(w, t, u, "enacted") && !SAYS(w, t, u, "execute") && !SAYS(w, t, u, "ratified") &&
	    !SAYS(w, t, u, "adopted") && !SAYS(w, t, u, "substantially"))
		return u->from;
	for (size_t i = u->from; i + 1 < most; i++)
		if (strcmp(cf_norm(w, t, i), "as") == 0 &&
		    strcmp(cf_norm(w, t, i + 1), "follows") == 0 && (t->w.v[i + 1].flags & CF_STOP))
			return i + 2;
	return u->from;
}

bool
cf_is_heading_only(const struct cf_text *t, const struct cf_unit *u)
{
	for (size_t i = u->from; i < u->to; i++)
		if (!(t->w.v[i].flags & CF_HEADING))
			return false;
	return true;
}

/* The name of a chapter or part above its sections. */
static bool
is_title(const struct cf_text *t, size_t unit)
{
	const struct cf_unit *u = &t->unit.v[unit];

	return cf_is_heading_only(t, u) || (unit == 0 && u->to - u->from < TITLE_WORDS);
}

/* Sections that are no part of the compact: a title above it, the clause that enacts it, what the
 * state that it was copied from says of its own officers. */
static void
mark_units(struct cf_work *w, struct cf_text *t)
{
	size_t n = t->unit.n, first = n, last = 0, most = t->w.n * 35 / 100, in_articles = 0,
	       framed = 0;

	for (size_t i = 0; i < n; i++)
		if (cf_is_article(&t->unit.v[i]) && t->unit.v[i].to > t->unit.v[i].from &&
		    (first < n || t->unit.v[i].to > t->unit.v[i].from + 5)) {
			first = first == n ? i : first;
			last = i;
			in_articles += t->unit.v[i].to - t->unit.v[i].from;
		}
	if (first < n && last > first &&
	    in_articles * 10 > t->w.n * 6) { /* articles: they are the compact */
		for (size_t i = 0; i < n; i++)
			t->unit.v[i].frame = i < first || i > last;
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct cf_unit *u = &t->unit.v[i];
		size_t words = u->to - u->from;

		if (words < 12 || (i == 0 && words < TITLE_WORDS &&
				      (u->designator[0] == '\0' || cf_is_heading_only(t, u))))
			u->frame = true;
		else if (words < most &&
			 ((enacts(w, t, u) && words < 120) || names_own_state(w, t, u)))
			u->frame = true;
		else
			break;
	}
	for (size_t i = n; i-- > 1 && names_own_state(w, t, &t->unit.v[i]) &&
			   t->unit.v[i].to - t->unit.v[i].from < most;)
		t->unit.v[i].frame = true;
	for (size_t i = 0; i < n; i++)
		framed += t->unit.v[i].frame ? t->unit.v[i].to - t->unit.v[i].from : 0;
	for (size_t i = 0; i < n && framed * 100 > t->w.n * FRAME_SHARE; i++)
		t->unit.v[i].frame = false; /* then they are what the text is about */
}

enum { FRAME_EFFORT = 20000000 }; /* words compared for all of a model's frame together */

/* The same words stand in the text. */
static bool
stands_in_text(const struct cf_work *w, size_t from, size_t to, size_t *effort)
{
	const struct cf_word *a = &w->model.w.v[from], *b = w->text.w.v;
	size_t n = to - from;

	for (size_t i = 0, same; i + n <= w->text.w.n; i++) {
		for (same = 0; same < n && a[same].id == b[i + same].id; same++)
			;
		if (same == n)
			return true;
		if ((*effort += same + 1) > FRAME_EFFORT)
			return false;
	}
	return false;
}

/* The text has the whole frame of the model, and more than a title, so it is the same state's: then
 * nothing of it was put there, and its words are matched like all others. */
static bool
frame_stands_in_text(const struct cf_work *w)
{
	const struct cf_text *t = &w->model;
	size_t effort = 0;
	bool any = false;

	for (size_t i = 0, to; i < t->w.n; i = to) {
		bool frame = t->w.v[i].flags & CF_FRAME;

		for (to = i; to < t->w.n && !(t->w.v[to].flags & CF_FRAME) == !frame; to++)
			any = any || (frame && !is_title(t, t->w.v[to].unit));
		if (frame && !stands_in_text(w, i, to, &effort))
			return false;
	}
	return any;
}

/* ---- the frame of a text of the same state ---- */

enum {
	RUN = 3, /* words of a run */
	OWN_SHARE = 60, /* percent of the frame's runs that the same state's text has */
};

struct frame_run {
	uint64_t sum;
	size_t unit; /* of the model */
};

static int
by_sum(const void *x, const void *y)
{
	const struct frame_run *a = x, *b = y;

	return a->sum != b->sum	    ? (a->sum < b->sum ? -1 : 1)
	       : a->unit != b->unit ? (a->unit < b->unit ? -1 : 1)
				    : 0;
}

static uint64_t
run_sum(const struct cf_text *t, size_t i)
{
	uint64_t h = 1469598103934665603u;

	for (size_t k = 0; k < RUN; k++)
		h = (h ^ t->w.v[i + k].said) * 1099511628211u;
	return h;
}

/* Of each section's runs of words in the frame: how many there are, how many the text has. */
static void
count_runs(const struct cf_work *w, size_t *all, size_t *found)
{
	const struct cf_text *m = &w->model, *t = &w->text;
	struct frame_run *run = eg_calloc(m->w.n + 1, sizeof(*run));
	bool *seen = eg_calloc(m->w.n + 1, sizeof(*seen));
	size_t n = 0;

	for (size_t i = 0; i + RUN <= m->w.n; i++)
		if ((m->w.v[i].flags & m->w.v[i + RUN - 1].flags & CF_FRAME) != 0)
			run[n++] = (struct frame_run){run_sum(m, i), m->w.v[i].unit};
	if (n > 1)
		qsort(run, n, sizeof(*run), by_sum);
	for (size_t i = 0; n > 0 && i + RUN <= t->w.n; i++) {
		uint64_t sum = run_sum(t, i);
		size_t low = 0, high = n;

		while (low < high) {
			size_t mid = low + (high - low) / 2;

			if (run[mid].sum < sum)
				low = mid + 1;
			else
				high = mid;
		}
		for (; low < n && run[low].sum == sum && !seen[low]; low++)
			seen[low] = true;
	}
	for (size_t i = 0; i < n; i++) {
		all[run[i].unit]++;
		found[run[i].unit] += seen[i];
	}
	eg_free(run);
	eg_free(seen);
}

static void
take_into(struct cf_work *w, size_t unit)
{
	struct cf_unit *u = &w->model.unit.v[unit];

	u->frame = false;
	for (size_t i = u->from; i < u->to; i++)
		w->model.w.v[i].flags &= (uint16_t)~CF_FRAME;
}

/* Is the text the state's that the model was copied from? By the state that both name, else by the
 * numbers of its code. */
static bool
is_same_state(const struct cf_work *w)
{
	size_t coded = 0, shared = 0;

	for (size_t u = 0; u < w->model.unit.n; u++) {
		const char *d = w->model.unit.v[u].designator;

		if (!is_code_section(&w->model.unit.v[u]))
			continue;
		coded++;
		for (size_t v = 0; v < w->text.unit.n; v++)
			if (strcmp(d, w->text.unit.v[v].designator) == 0) {
				shared++;
				break;
			}
	}
	return shared * 2 > coded || (w->model.own >= 0 && w->model.own == w->text.own);
}

/* A text of the state that the model was copied from has that state's own provisions too. Then they
 * are held to the model like the compact: what was changed or left out there is said. A title alone
 * is none. */
static void
take_own_provisions(struct cf_work *w)
{
	size_t n = w->model.unit.n, sum_all = 0, sum_found = 0;
	size_t *all, *found;

	if (!is_same_state(w))
		return;
	all = eg_calloc(2 * n + 1, sizeof(*all));
	found = all + n;
	count_runs(w, all, found);
	for (size_t u = 0; u < n; u++) {
		sum_all += all[u];
		sum_found += found[u];
	}
	for (size_t u = 0; u < n; u++)
		if (all[u] > 0 && !is_title(&w->model, u) &&
		    (sum_found * 100 >= sum_all * OWN_SHARE ||
			found[u] * 100 >= all[u] * OWN_SHARE))
			take_into(w, u);
	eg_free(all);
}

void
cf_find_frame(struct cf_work *w)
{
	struct cf_text *t = &w->model;
	uint32_t id = cf_id(&w->lex, "@frame", 6);
	size_t framed = 0;
	bool opened = false, /* the compact has begun */
	    same = false;

	if (w->opt->rule == EG_CONFORM_FREE || w->opt->whole)
		return;
	if (t->unit.n > 1)
		mark_units(w, t);
	for (size_t u = 0; u < t->unit.n; u++) {
		const struct cf_unit *unit = &t->unit.v[u];
		size_t to = unit->frame ? unit->to : opened ? unit->from : lead_in_end(w, t, unit);

		if (!unit->frame && to == unit->to)
			to = unit->from;
		opened = opened || !unit->frame;
		for (size_t i = unit->from; i < to; i++)
			t->w.v[i].flags |= CF_FRAME;
		framed += to - unit->from;
	}
	for (size_t u = 0; u < t->unit.n && framed == t->w.n; u++)
		t->unit.v[u].frame = false; /* all frame: then none is */
	if (framed < t->w.n)
		same = frame_stands_in_text(w);
	if (framed > 0 && framed < t->w.n && !same)
		take_own_provisions(w);
	for (size_t i = 0; i < t->w.n; i++)
		if (framed == t->w.n || same)
			t->w.v[i].flags &= (uint16_t)~CF_FRAME;
		else if (t->w.v[i].flags & CF_FRAME)
			t->w.v[i].id = id;
}

/* ---- what kind of print it is ---- */

static bool
mentions(const struct cf_work *w, const char *const *words, size_t n, size_t most)
{
	struct cf_unit all = {.from = 0, .to = w->text.w.n < most ? w->text.w.n : most};

	return unit_says(w, &w->text, &all, words, n);
}

#define MENTIONS(w, ...)                                                                           \
	mentions(w, (const char *const[]){__VA_ARGS__},                                            \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), 400)

const char *
cf_looks_like(const struct cf_work *w)
{
	size_t code = 0;

	for (size_t u = 0; u < w->text.unit.n; u++) {
		const char *d = w->text.unit.v[u].designator;

		code += strncmp(d, "\xC2\xA7", 2) == 0 ||
			(strpbrk(d, "-.:") != NULL && strpbrk(d, "0123456789") != NULL &&
			    strcspn(d, "-.:") < strlen(d) - 1);
	}
	if (MENTIONS(w, "be", "it", "enacted") || MENTIONS(w, "an", "act") ||
	    MENTIONS(w, "house", "bill") || MENTIONS(w, "senate", "bill") ||
	    MENTIONS(w, "a", "bill") || MENTIONS(w, "joint", "resolution") ||
	    MENTIONS(w, "do", "enact") || MENTIONS(w, "hereby", "enacts"))
		return MENTIONS(w, "chaptered") || MENTIONS(w, "enrolled") ||
			       MENTIONS(w, "approved") || MENTIONS(w, "public", "act") ||
			       MENTIONS(w, "session", "laws") || MENTIONS(w, "laws", "of")
			   ? "chaptered"
			   : "bill";
	return code > 0 ? "codified" : "compact text";
}
