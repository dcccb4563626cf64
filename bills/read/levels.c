/*
 * Items inside sections, (a)(1)(A)(i), with their levels. A mark goes on at the deepest open level
 * where it is next in turn, or opens a level when it is a first. (i), (v) and (x) can be letters or
 * Roman numbers: the one that is next in turn; where both are, what comes after decides ("(h) (i)
 * (ii)" opens a level, "(h) (i) (j)" goes on). A mark that fits nowhere is a reference, not an item.
 */
#include "read/read.h"

#include <stdlib.h>

enum kind { K_NUMBER, K_LOWER, K_UPPER, K_ROMAN_LOWER, K_ROMAN_UPPER, KINDS };

enum { LEVELS_MAX = 10, MARK_MAX = 6 };

struct mark {
	size_t at, end;
	char text[MARK_MAX + 1]; /* "a", "12", "iv" */
	char close; /* ')' or '.' */
	bool open; /* "(" before it */
	uint32_t value[KINDS]; /* 0: it is none of that kind */
};

struct item {
	size_t at;
	uint8_t level; /* 1.. */
	char text[MARK_MAX + 1];
	char close;
	bool open;
};

struct eg_doc_levels {
	const struct eg_doc *doc;
	struct {
		EG_VEC(struct item);
	} items;
	size_t *first; /* of each section, n_sections + 1 */
};

/* ---- marks ---- */

static uint32_t
roman_value(const char *p, size_t n)
{
	static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii",
	    "ix"},
				 *const tens[] = {"", "x", "xx", "xxx", "xl"};

	for (uint32_t t = 0; t < EG_COUNT(tens); t++) {
		size_t k = strlen(tens[t]);

		if (n < k || memcmp(p, tens[t], k) != 0)
			continue;
		for (uint32_t o = t == 0; o < EG_COUNT(ones); o++)
			if (strlen(ones[o]) == n - k && memcmp(p + k, ones[o], n - k) == 0)
				return t * 10 + o;
	}
	return 0;
}

/* "a" is 1, "z" 26, "aa" 27, "bb" 28. */
static uint32_t
letter_value(const char *p, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (p[i] != p[0])
			return 0;
	return n == 0 || n > 3 ? 0 : (uint32_t)(p[0] - 'a' + 1) + 26 * (uint32_t)(n - 1);
}

static void
evaluate(struct mark *m, size_t n)
{
	char low[MARK_MAX + 1];
	size_t digits = 0, lower = 0, upper = 0;
	uint32_t v = 0;

	for (size_t i = 0; i < n; i++) {
		digits += eg_read__digit(m->text[i]);
		lower += eg_read__lower(m->text[i]);
		upper += eg_read__upper(m->text[i]);
		low[i] = (char)(m->text[i] | 32);
		v = v * 10 + (uint32_t)(m->text[i] - '0');
	}
	if (digits == n && n <= 3) {
		m->value[K_NUMBER] = v;
	} else if (lower == n) {
		m->value[K_LOWER] = letter_value(low, n);
		m->value[K_ROMAN_LOWER] = roman_value(low, n);
	} else if (upper == n) {
		m->value[K_UPPER] = letter_value(low, n);
		m->value[K_ROMAN_UPPER] = roman_value(low, n);
	}
}

/* A mark at i: "(a)", "1.", "A)"; a space or another mark follows. */
static bool
mark_at(const struct eg_doc *d, size_t i, size_t end, struct mark *m)
{
	const char *p = d->text;
	size_t n = 0, k = i;

	memset(m, 0, sizeof(*m));
	m->at = i;
	m->open = p[k] == '(';
	k += m->open;
	while (k < end && n < MARK_MAX && (eg_read__letter(p[k]) || eg_read__digit(p[k])))
		m->text[n++] = p[k++];
	if (n == 0 || k >= end || (p[k] != ')' && (m->open || p[k] != '.')))
		return false;
	m->close = p[k++];
	if (k < end && eg_read__space(p + k, p + end) == 0 && p[k] != '(' &&
	    !(m->open && p[k] == '"'))
		return false;
	m->end = k;
	evaluate(m, n);
	for (int kind = 0; kind < KINDS; kind++)
		if (m->value[kind] > 0)
			return true;
	return false;
}

struct marks {
	EG_VEC(struct mark);
};

/* May an item begin at i? At a line start, after the end of a clause, or right after another mark. */
static bool
may_begin(const struct eg_doc *d, size_t start, size_t i, size_t last_end)
{
	size_t k = i;

	if (i == last_end)
		return true;
	while (k > start && (d->text[k - 1] == ' ' || d->text[k - 1] == '\t'))
		k--;
	if (k == start || d->text[k - 1] == '\n' || k == last_end)
		return true;
	if (k >= 3 && memcmp(d->text + k - 3, "\xE2\x80\x94", 3) == 0)
		return true;
	return k < i && d->text[i] == '(' && strchr(".:;", d->text[k - 1]) != NULL;
}

static void
find_marks(const struct eg_doc *d, size_t start, size_t end, struct marks *out)
{
	size_t last_end = SIZE_MAX;

	for (size_t i = start; i < end; i++) {
		struct mark m;
		bool word_start = i == start ||
				  eg_read__space(d->text + i - 1, d->text + end) == 1 ||
				  i == last_end;

		if ((d->text[i] != '(' && !word_start) || !may_begin(d, start, i, last_end) ||
		    !mark_at(d, i, end, &m))
			continue;
		eg_vec_push(out, m);
		last_end = m.end;
		i = m.end - 1;
	}
}

/* ---- levels ---- */

struct open { /* a level under way */
	enum kind kind;
	uint32_t value;
	bool open;
	char close;
};

static bool
same_form(const struct open *o, const struct mark *m)
{
	return o->open == m->open && o->close == m->close;
}

/* Deepest open level where the mark is next in turn; -1 if none. */
static int
goes_on(const struct open *stack, int depth, const struct mark *m)
{
	for (int k = depth - 1; k >= 0; k--)
		if (same_form(&stack[k], m) && m->value[stack[k].kind] == stack[k].value + 1)
			return k;
	return -1;
}

/* A kind in which the mark is the first, Roman before letters for "i"; KINDS if none. */
static enum kind
first_of(const struct mark *m)
{
	static const enum kind order[] = {K_NUMBER, K_LOWER, K_UPPER, K_ROMAN_LOWER, K_ROMAN_UPPER};

	for (size_t i = 0; i < EG_COUNT(order); i++)
		if (m->value[order[i]] == 1)
			return order[i];
	return KINDS;
}

/* "(h) (i)": is the next mark of this form "(ii)", so that a level opens here, or "(j)"? */
static bool
opens_roman(const struct marks *v, size_t i, enum kind roman, enum kind letter)
{
	for (size_t k = i + 1; k < v->n; k++) {
		const struct mark *m = &v->v[k];

		if (m->open != v->v[i].open || m->close != v->v[i].close)
			continue;
		if (m->value[roman] == 2)
			return true;
		if (m->value[letter] == v->v[i].value[letter] + 1)
			return false;
	}
	return false;
}

static void
push_item(struct eg_doc_levels *l, const struct mark *m, int level)
{
	struct item one = {
	    .at = m->at, .level = (uint8_t)level, .close = m->close, .open = m->open};

	memcpy(one.text, m->text, sizeof(one.text));
	eg_vec_push(&l->items, one);
}

static void
find_levels(struct eg_doc_levels *l, const struct marks *v)
{
	struct open stack[LEVELS_MAX];
	int depth = 0;

	for (size_t i = 0; i < v->n; i++) {
		const struct mark *m = &v->v[i];
		int on = goes_on(stack, depth, m);
		enum kind first = first_of(m);
		bool roman = first == K_ROMAN_LOWER || first == K_ROMAN_UPPER;

		if (on >= 0 && roman && (stack[on].kind == K_LOWER || stack[on].kind == K_UPPER) &&
		    opens_roman(v, i, first, stack[on].kind))
			on = -1;
		if (on >= 0) {
			stack[on].value++;
			depth = on + 1;
		} else if (first != KINDS && depth < LEVELS_MAX) {
			stack[depth++] = (struct open){first, 1, m->open, m->close};
		} else {
			continue;
		}
		push_item(l, m, depth);
	}
}

struct eg_doc_levels *
eg_doc_levels_new(const struct eg_doc *d)
{
	struct eg_doc_levels *l = eg_calloc(1, sizeof(*l));
	struct marks marks = {0};

	l->doc = d;
	l->first = eg_calloc(d->n_sections + 1, sizeof(*l->first));
	for (size_t i = 0; i < d->n_sections; i++) {
		size_t body = d->section[i].body;

		l->first[i] = l->items.n;
		marks.n = 0;
		find_marks(d, body < d->section[i].start ? d->section[i].start : body,
		    d->section[i].end, &marks);
		find_levels(l, &marks);
	}
	l->first[d->n_sections] = l->items.n;
	eg_vec_clear(&marks);
	return l;
}

void
eg_doc_levels_free(struct eg_doc_levels *l)
{
	if (l == NULL)
		return;
	eg_vec_clear(&l->items);
	eg_free(l->first);
	eg_free(l);
}

/* The section that holds a byte. */
static size_t
section_at(const struct eg_doc *d, size_t at)
{
	size_t low = 0, high = d->n_sections;

	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (d->section[mid].start <= at)
			low = mid;
		else
			high = mid;
	}
	return low;
}

void
eg_doc_levels_path(const struct eg_doc_levels *l, size_t at, struct eg_buf *out)
{
	const struct eg_doc *d = l->doc;
	const struct item *path[LEVELS_MAX + 1] = {NULL};
	size_t section, low, high;
	struct eg_str name;
	uint8_t level;

	if (d->n_sections == 0)
		return;
	section = section_at(d, at);
	name = eg_str(d->section[section].designator);
	while (name.n > 0 && strchr(".:- ", name.p[name.n - 1]) != NULL)
		name.n--;
	eg_buf_str(out, name);
	low = l->first[section];
	high = l->first[section + 1];
	while (low < high) { /* after the last item that begins at or before the place */
		size_t mid = low + (high - low) / 2;

		if (l->items.v[mid].at <= at)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == l->first[section])
		return;
	level = l->items.v[low - 1].level;
	for (size_t i = low; i > l->first[section] && level > 0; i--) {
		if (l->items.v[i - 1].level == level)
			path[level--] = &l->items.v[i - 1];
	}
	for (size_t k = 1; k <= LEVELS_MAX; k++)
		if (path[k] != NULL)
			eg_buf_printf(out,
			    path[k]->open	  ? "(%s)"
			    : name.n > 0 || k > 1 ? ".%s"
						  : "%s",
			    path[k]->text);
}
