/*
 * Margin numbers: numbers that run down the lines by one, before the words (most states), after
 * them (Maryland, Arkansas), or page and line before them (Iowa). Whichever place holds the most
 * lines in runs is the margin; a number outside a run is a word of the bill.
 */
#include "read/lines.h"

enum place { LEAD, PAGE_LEAD, TAIL, PLACES };

enum {
	RUN_MIN = 4,
	GAP_MAX = 14,
	STEP_SLACK = 2,
	NUMBER_MAX = 5000,
	LOOK = 48,
	HEAD_LINES = 6, /* most lines of a page's head, and of its foot */
	SURE = 20, /* lines in runs after which a run may start anywhere */
};

struct margin {
	uint32_t value;
	size_t skip, end; /* the words are [skip, end) */
	bool letter; /* "306a" */
};

/* Leading number: value and the bytes it takes with one following space; 0 when there is none. */
static uint32_t
lead_number(const char *p, size_t n, size_t *skip, bool *letter)
{
	size_t i = 0, from;
	uint32_t v = 0;

	*letter = false;
	while (i < n && (p[i] == ' ' || p[i] == '\t'))
		i++;
	from = i;
	while (i < n && eg_read__digit(p[i]) && i - from < 5)
		v = v * 10 + (uint32_t)(p[i++] - '0');
	if (i == from || p[from] == '0' || v > NUMBER_MAX)
		return 0;
	if (i < n && eg_read__lower(p[i])) {
		*letter = true;
		i++;
	}
	if (i < n && p[i] != ' ' && p[i] != '\t')
		return 0;
	*skip = i < n ? i + 1 : i;
	return v;
}

/* Number after the words, parted from them by a space; a line of its own number counts. */
static uint32_t
tail_number(const char *p, size_t n, size_t *end)
{
	size_t i = n, stop;
	uint32_t v = 0, power = 1;

	while (i > 0 && (p[i - 1] == ' ' || p[i - 1] == '\t'))
		i--;
	stop = i;
	while (i > 0 && eg_read__digit(p[i - 1]) && stop - i < 5) {
		v += (uint32_t)(p[--i] - '0') * power;
		power *= 10;
	}
	if (i == stop || p[i] == '0' || v > NUMBER_MAX ||
	    (i > 0 && p[i - 1] != ' ' && p[i - 1] != '\t'))
		return 0;
	*end = i;
	return v;
}

static struct margin
margin_of(const struct eg_line *l, enum place place)
{
	struct margin m = {.end = l->n};
	size_t skip = 0;
	bool letter;

	if (place == TAIL) {
		m.value = tail_number(l->p, l->n, &m.end);
		return m;
	}
	m.value = lead_number(l->p, l->n, &m.skip, &m.letter);
	if (place == PAGE_LEAD && m.value > 0) {
		m.value = m.letter ? 0 : lead_number(l->p + m.skip, l->n - m.skip, &skip, &letter);
		m.letter = false;
		m.skip += skip;
	}
	return m;
}

/* "1 0 ▸ amends": a two-digit number that the extraction split. Only asked for where `want` is due.
 */
static bool
split_number(const struct eg_line *l, uint32_t want, size_t *skip)
{
	const char *p = l->p;

	if (want < 10 || want > 99 || l->n < 3 || p[0] != (char)('0' + want / 10) || p[1] != ' ' ||
	    p[2] != (char)('0' + want % 10) || (l->n > 3 && p[3] != ' '))
		return false;
	*skip = l->n > 3 ? 4 : 3;
	return true;
}

bool
eg_line__blank(const struct eg_line *l)
{
	for (size_t i = l->skip; i < l->n;) {
		size_t w = eg_read__space(l->p + i, l->p + l->n);

		if (w == 0)
			return false;
		i += w;
	}
	return true;
}

/* Do two more numbers follow soon, each at most `step` above the one before? Then a run starts. */
static bool
run_starts(const struct eg_pages_read *g, size_t i, uint32_t value, enum place place, uint32_t step)
{
	size_t found = 0;

	for (size_t k = i + 1, looked = 0; k < g->l.n && looked < 6 && k - i < LOOK; k++) {
		struct margin m;

		if (g->l.v[k].n == 0)
			continue;
		looked++;
		m = margin_of(&g->l.v[k], place);
		if (m.value > value && m.value - value <= step) {
			value = m.value;
			if (++found == 2)
				return true;
		}
	}
	return false;
}

struct run { /* of numbers under way */
	size_t lines, from, gap;
	uint32_t last;
};

static bool
fits(const struct run *run, const struct margin *m)
{
	return m->value > 0 && run->last > 0 && run->gap <= GAP_MAX &&
	       ((m->value > run->last && m->value - run->last <= run->gap + 1 + STEP_SLACK) ||
		   (m->letter && m->value == run->last));
}

static void
take_margin(struct eg_line *l, const struct margin *m)
{
	l->number = m->value;
	l->skip = m->skip;
	l->n = m->end;
}

/* Find the runs of numbers at one place. Returns how many lines are in runs. */
static size_t
find_runs(struct eg_pages_read *g, enum place place)
{
	size_t total = 0;
	struct run run = {0};

	for (size_t i = 0; i <= g->l.n; i++) {
		struct eg_line *l = i < g->l.n ? &g->l.v[i] : NULL;
		struct margin m = {0};
		bool goes_on, starts = false;

		if (l != NULL) {
			uint32_t gap = (uint32_t)(run.gap < 3 ? run.gap : 3);

			m = margin_of(l, place);
			if (place == LEAD && run.last > 0 && m.value < 10)
				for (uint32_t want = run.last + 1 + gap; want > run.last; want--)
					if (split_number(l, want, &m.skip)) {
						m.value = want;
						break;
					}
		}
		goes_on = fits(&run, &m);
		if (!goes_on && m.value > 0 && !m.letter) {
			bool sure = total + run.lines >= SURE;

			starts = (sure || m.value == 1 || run.last == 0 || run.gap > 3 ||
				     m.value > run.last + 40) &&
				 run_starts(g, i, m.value, place, sure ? 3 : 1);
		}
		if (l == NULL || starts) { /* close the run before */
			if (run.lines < RUN_MIN)
				for (size_t k = run.from; k < i; k++)
					g->l.v[k].number = 0, g->l.v[k].skip = 0,
					g->l.v[k].n = g->l.v[k].full;
			else
				total += run.lines;
			run.lines = 0;
			run.from = i;
		}
		if (l == NULL)
			break;
		if (goes_on || starts) {
			take_margin(l, &m);
			run.last = m.value;
			run.lines++;
			run.gap = 0;
		} else if (l->n > 0) {
			run.gap++;
		}
	}
	return total;
}

void
eg_read__no_margins(struct eg_pages_read *g)
{
	for (size_t i = 0; i < g->l.n; i++) {
		g->l.v[i].number = 0;
		g->l.v[i].skip = 0;
		g->l.v[i].n = g->l.v[i].full;
	}
}

/* Lines [from, to) are a page, or what follows the last number of all: do they hold a few lines that
 * count from 1, with a head before and a foot behind? A bill's last page often has no more. least:
 * filled lines that must stand before. Returns how many were taken. */
static size_t
short_page(struct eg_pages_read *g, size_t from, size_t to, enum place place, size_t least)
{
	size_t at[RUN_MIN], n = 0, before = 0, behind = 0;

	for (size_t i = from; i < to; i++) {
		const struct eg_line *l = &g->l.v[i];
		struct margin m = margin_of(l, place);

		if (l->number > 0)
			return 0;
		if (l->n == 0)
			continue;
		if (m.value == n + 1 && !m.letter && behind == 0) {
			if (n + 1 == RUN_MIN)
				return 0;
			at[n++] = i;
		} else if (n > 0) {
			behind++;
		} else {
			before++;
		}
	}
	if (n == 0 || before < least || before > HEAD_LINES || behind > HEAD_LINES)
		return 0;
	for (size_t k = 0; k < n; k++) {
		struct margin m = margin_of(&g->l.v[at[k]], place);

		take_margin(&g->l.v[at[k]], &m);
	}
	return n;
}

/* Pages whose numbers are too few for a run, where the margin is sure. */
static size_t
short_pages(struct eg_pages_read *g, enum place place)
{
	size_t found = 0, from = 0, last = 0;

	for (size_t i = 1; i <= g->l.n && g->feeds; i++)
		if (i == g->l.n || g->l.v[i].feed) {
			found += from > 0 ? short_page(g, from, i, place, 0) : 0;
			from = i;
		}
	for (size_t i = 0; i < g->l.n && !g->feeds; i++)
		last = g->l.v[i].number > 0 ? i : last;
	return found + (last > 0 ? short_page(g, last + 1, g->l.n, place, 2) : 0);
}

static size_t
with_short_pages(struct eg_pages_read *g, size_t found, enum place place)
{
	return found >= SURE ? found + short_pages(g, place) : found;
}

size_t
eg_read__margins(struct eg_pages_read *g)
{
	size_t best = 0, filled = 0;
	enum place where = LEAD;

	for (size_t i = 0; i < g->l.n; i++) {
		g->l.v[i].full = g->l.v[i].n;
		filled += g->l.v[i].n > 0;
	}
	for (int place = LEAD; place < PLACES; place++) {
		size_t n;

		eg_read__no_margins(g);
		n = find_runs(g, (enum place)place);
		if (n > best) {
			best = n;
			where = (enum place)place;
		}
		if (place == LEAD && n * 2 >= filled) /* nearly every line: no need to look on */
			return with_short_pages(g, n, LEAD);
	}
	if (where != TAIL) {
		eg_read__no_margins(g);
		return with_short_pages(g, find_runs(g, where), where);
	}
	return with_short_pages(g, best, TAIL);
}
