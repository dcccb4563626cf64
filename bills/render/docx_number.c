/* Word's numbering: a designator is cut into words, counter, words; lists are grown as Word would
 * count them, and only what comes out the same is numbered. See docx_number.h. */
#include "render/docx_number.h"

#include "render/blocks.h"

#include "base/vec.h"
#include "base/xml.h"

#include <ctype.h>
#include <string.h>

enum { LEVELS = 9, LIST_MAX = 2000, TEXT_MAX = 60, LETTERS_MAX = 200 };

enum count {
	COUNT_NONE,
	COUNT_DECIMAL,
	COUNT_LOWER,
	COUNT_UPPER,
	COUNT_LOWER_ROMAN,
	COUNT_UPPER_ROMAN
};

static const struct {
	const char *word; /* of ECMA-376 ST_NumberFormat */
	const char *pattern; /* of eg_mark_format */
} formats[] = {[COUNT_DECIMAL] = {"decimal", "1"},
    [COUNT_LOWER] = {"lowerLetter", "a"},
    [COUNT_UPPER] = {"upperLetter", "A"},
    [COUNT_LOWER_ROMAN] = {"lowerRoman", "i"},
    [COUNT_UPPER_ROMAN] = {"upperRoman", "I"}};

struct mark { /* a designator cut at its counter: "SEC. " 2 "." */
	const char *text;
	size_t before, after; /* the counter is text[before..after) */
	enum count count;
	int value;
};

struct level {
	bool used, bold;
	struct mark mark; /* of the first one */
	int start, value; /* as Word counts: the last one printed; start - 1 when begun again */
};

struct list {
	struct level level[LEVELS];
};

struct numberer {
	const struct eg_form *form;
	const bool *bold;
	struct eg_docx_number *out;
	struct {
		EG_VEC(struct list);
	} lists;
	size_t at[LEVELS + 1]; /* items: the list of the group at each depth, 0 none */
	size_t section_list; /* items: the first list of this section, 0 none */
	struct mark let_in; /* of the item on the section's own line; COUNT_NONE: there is none */
	int let_in_at; /* its depth */
};

/* ---- cutting ---- */

static int
roman_digit(char c)
{
	switch (c | 0x20) {
	case 'i':
		return 1;
	case 'v':
		return 5;
	case 'x':
		return 10;
	case 'l':
		return 50;
	case 'c':
		return 100;
	default:
		return 0;
	}
}

/* The number that is written p[0..n) in this way of counting, 0 if none is. */
static int
value_of(const char *p, size_t n, enum count count)
{
	struct eg_buf t = EG_BUF_INIT;
	bool upper = count == COUNT_UPPER || count == COUNT_UPPER_ROMAN, same;
	int value = 0;

	if (n > 8)
		return 0;
	for (size_t i = 0; i < n; i++) {
		if (count == COUNT_DECIMAL) {
			if (!isdigit((unsigned char)p[i]))
				return 0;
			value = value * 10 + (p[i] - '0');
		} else if (count == COUNT_LOWER || count == COUNT_UPPER) {
			value = (p[0] - (upper ? 'A' : 'a')) + 26 * (int)i + 1;
		} else {
			int d = roman_digit(p[i]), next = i + 1 < n ? roman_digit(p[i + 1]) : 0;

			value += d < next ? -d : d;
		}
	}
	if (count == COUNT_DECIMAL || value < 1 || value > LETTERS_MAX)
		return count == COUNT_DECIMAL ? value : 0;
	(void)eg_mark_format(&t, formats[count].pattern, value); /* only as it is printed */
	same = t.n == n && memcmp(t.p, p, n) == 0;
	eg_buf_clear(&t);
	return same ? value : 0;
}

static void
counts(struct mark *m, enum count count)
{
	int v = value_of(m->text + m->before, m->after - m->before, count);

	m->count = v > 0 ? count : COUNT_NONE;
	m->value = v;
}

/* Cut at the last number, or at the last letters that count. `like` (may be NULL) says how the
 * group counts so far, which tells "(i)" after "(h)" from "(i)" before "(ii)". */
static bool
cut(const char *designator, const struct mark *like, struct mark *m)
{
	size_t n = strlen(designator), end = n, start;

	*m = (struct mark){.text = designator};
	if (n == 0 || n > TEXT_MAX || strpbrk(designator, "%\n\t") != NULL)
		return false;
	while (end > 0 && !isalnum((unsigned char)designator[end - 1]))
		end--;
	for (start = end; start > 0 && isalnum((unsigned char)designator[start - 1]); start--)
		;
	if (start == end || (start > 0 && (unsigned char)designator[start - 1] >= 0x80 &&
				designator[start - 1] != '\xA7'))
		return false;
	m->before = start;
	m->after = end;
	if (isdigit((unsigned char)designator[start])) {
		if (designator[start] != '0') /* Word prints no 07 */
			counts(m, COUNT_DECIMAL);
	} else {
		bool lower = islower((unsigned char)designator[start]) != 0;
		enum count letter = lower ? COUNT_LOWER : COUNT_UPPER,
			   roman = lower ? COUNT_LOWER_ROMAN : COUNT_UPPER_ROMAN;

		if (like != NULL && (like->count == letter || like->count == roman)) {
			counts(m, like->count);
		} else {
			counts(m, roman);
			if (m->count == COUNT_NONE || m->value != 1)
				counts(m, letter);
			if (m->count == COUNT_NONE)
				counts(m, roman);
		}
	}
	return m->count != COUNT_NONE;
}

static bool
alike(const struct mark *a, const struct mark *b)
{
	return a->count == b->count && a->before == b->before &&
	       memcmp(a->text, b->text, a->before) == 0 &&
	       strcmp(a->text + a->after, b->text + b->after) == 0;
}

/* ---- sections ---- */

static bool
is_heading(const struct eg_block *b)
{
	return b->role == EG_ROLE_SECTION || b->role == EG_ROLE_CODE_SECTION ||
	       b->role == EG_ROLE_ARTICLE || b->role == EG_ROLE_CODIFY;
}

static size_t
new_list(struct numberer *n)
{
	if (n->lists.n >= LIST_MAX)
		return 0;
	(void)eg_vec_new(&n->lists);
	return n->lists.n;
}

static void
begin(struct list *l, int ilvl, const struct mark *m, bool bold)
{
	l->level[ilvl] = (struct level){
	    .used = true, .bold = bold, .mark = *m, .start = m->value, .value = m->value - 1};
}

/* Does the heading after i of the same words go on with the next number? A number that stands
 * alone among others of its words is no list. */
static bool
goes_on(const struct numberer *n, size_t i, const struct mark *m)
{
	bool others = false;

	for (size_t k = 0; k < n->form->n; k++) {
		struct mark next;

		if (k == i || !is_heading(&n->form->block[k]) ||
		    !cut(n->form->block[k].designator, m, &next) || !alike(m, &next))
			continue;
		others = true;
		if (k > i)
			return next.value == m->value + 1;
	}
	return !others;
}

static void
heading(struct numberer *n, size_t i)
{
	const struct eg_block *b = &n->form->block[i];
	struct mark m;

	if (b->under[1] != NULL ||
	    !cut(b->designator, NULL, &m)) /* Word underlines all of a number */
		return;
	for (size_t k = 0; k < n->lists.n; k++) {
		struct level *l = &n->lists.v[k].level[0];

		if (l->used && is_heading(&n->form->block[i]) && l->bold == n->bold[i] &&
		    l->value + 1 == m.value && alike(&l->mark, &m)) {
			l->value++;
			n->out[i] = (struct eg_docx_number){k + 1, 0};
			return;
		}
	}
	size_t list = goes_on(n, i, &m) ? new_list(n) : 0;

	if (list == 0)
		return;
	begin(&n->lists.v[list - 1], 0, &m, n->bold[i]);
	n->lists.v[list - 1].level[0].value++;
	n->out[i] = (struct eg_docx_number){list, 0};
}

/* ---- items ---- */

/* What Word would print at this level of the list now is what the form prints. */
static bool
fits(const struct numberer *n, size_t list, int ilvl, const char *designator, struct mark *m)
{
	const struct level *l = list != 0 ? &n->lists.v[list - 1].level[ilvl] : NULL;

	return l != NULL && l->used && cut(designator, &l->mark, m) && alike(&l->mark, m) &&
	       m->value == l->value + 1;
}

/* A list of this section whose level is still free may take a first item. */
static bool
is_free(const struct numberer *n, size_t list, int ilvl)
{
	return list != 0 && !n->lists.v[list - 1].level[ilvl].used;
}

/* The first item stands on the section's line, where a paragraph's one number is the section's: its
 * own is text, and Word counts on from it with the next. */
static void
let_in(struct numberer *n, size_t i)
{
	const struct eg_block *b = &n->form->block[i];

	n->let_in_at = b->level - 1;
	(void)cut(b->designator, NULL, &n->let_in);
}

static bool
follows_let_in(const struct numberer *n, int ilvl, const char *designator, struct mark *m)
{
	return n->let_in.count != COUNT_NONE && ilvl == n->let_in_at && n->at[ilvl] == 0 &&
	       cut(designator, &n->let_in, m) && m->value == n->let_in.value + 1;
}

static void
item(struct numberer *n, size_t i)
{
	const struct eg_block *b = &n->form->block[i];
	int ilvl = b->level - 1;
	struct mark m;
	size_t list;

	if (ilvl < 0 || ilvl >= LEVELS)
		return;
	list = n->at[ilvl] != 0			  ? n->at[ilvl]
	       : ilvl > 0 && n->at[ilvl - 1] != 0 ? n->at[ilvl - 1]
						  : n->section_list;
	if (follows_let_in(n, ilvl, b->designator, &m)) {
		if ((list = new_list(n)) == 0)
			return;
		begin(&n->lists.v[list - 1], ilvl, &m, false);
	} else if (!fits(n, list, ilvl, b->designator, &m)) {
		const struct level *l = list != 0 ? &n->lists.v[list - 1].level[ilvl] : NULL;
		bool follows = n->at[ilvl] != 0 && l != NULL && l->used;

		if (!cut(b->designator, follows ? &l->mark : NULL, &m))
			return;
		if (m.value != 1 && !(follows && !alike(&l->mark, &m) && m.value == l->value + 1))
			return;
		if (follows || !is_free(n, list, ilvl))
			list = new_list(n);
		if (list == 0)
			return;
		begin(&n->lists.v[list - 1], ilvl, &m, false);
	}
	struct list *to = &n->lists.v[list - 1];

	to->level[ilvl].value++;
	for (int k = ilvl + 1; k < LEVELS; k++) {
		to->level[k].value = to->level[k].start - 1;
		n->at[k] = 0;
	}
	n->at[ilvl] = list;
	n->section_list = n->section_list != 0 ? n->section_list : list;
	n->out[i] = (struct eg_docx_number){list, ilvl};
}

/* ---- definitions ---- */

static void
put_level(struct eg_buf *out, int ilvl, const struct level *l, int left, int first)
{
	static const char *const plain[] = {"(a)", "(1)", "(A)", "(i)", "(I)"};
	struct mark m = l->mark;

	if (!l->used)
		(void)cut(plain[ilvl % 5], NULL, &m);
	eg_buf_printf(out,
	    "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"%d\"/><w:numFmt w:val=\"%s\"/>"
	    "<w:suff w:val=\"space\"/><w:lvlText w:val=\"",
	    ilvl, l->used ? l->start : 1, formats[m.count].word);
	eg_xml_put_n(out, m.text, m.before);
	eg_buf_printf(out, "%%%d", ilvl + 1);
	eg_xml_put(out, m.text + m.after);
	eg_buf_printf(out,
	    "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" w:firstLine=\"%d\"/>"
	    "</w:pPr>%s</w:lvl>",
	    left, first,
	    l->used && l->bold ? "<w:rPr><w:b/></w:rPr>" : "<w:rPr><w:b w:val=\"0\"/></w:rPr>");
}

static void
define(const struct numberer *n, int step, struct eg_buf *out)
{
	for (size_t i = 0; i < n->lists.n; i++) {
		const struct list *l = &n->lists.v[i];
		size_t of = 0; /* a block of the list: which tells items from headings */

		while (of < n->form->n && n->out[of].list != i + 1)
			of++;
		bool items = of < n->form->n && n->form->block[of].role == EG_ROLE_ITEM,
		     centred = of < n->form->n && n->form->block[of].role == EG_ROLE_ARTICLE;
		eg_buf_printf(out,
		    "<w:abstractNum w:abstractNumId=\"%zu\"><w:nsid w:val=\"%08zX\"/>"
		    "<w:multiLevelType w:val=\"multilevel\"/><w:tmpl w:val=\"%08zX\"/>",
		    i + 1, 0x45470000 + i + 1, 0x45480000 + i + 1);
		for (int k = 0; k < LEVELS; k++)
			put_level(out, k, &l->level[k], items ? k * step : 0, centred ? 0 : step);
		eg_buf_puts(out, "</w:abstractNum>");
	}
	for (size_t i = 0; i < n->lists.n; i++)
		eg_buf_printf(out,
		    "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"%zu\"/></w:num>", i + 1,
		    i + 1);
}

void
eg_docx_number(
    const struct eg_form *form, const bool *bold, int step_twips, struct eg_docx_numbering *out)
{
	struct numberer n = {.form = form, .bold = bold};

	memset(out, 0, sizeof(*out));
	eg_buf_init(&out->xml, 0);
	out->block = n.out = eg_calloc(form->n + 1, sizeof(*n.out));
	for (size_t i = 0; i < form->n; i++) {
		if (is_heading(&form->block[i])) {
			heading(&n, i);
			memset(n.at, 0, sizeof(n.at));
			n.section_list = 0;
			n.let_in.count = COUNT_NONE;
		} else if (i > 0 && eg_block_lets_item_in(form, i - 1)) {
			let_in(&n, i);
		} else if (form->block[i].role == EG_ROLE_ITEM) {
			item(&n, i);
		}
		out->n_text += form->block[i].designator[0] != '\0' && n.out[i].list == 0;
	}
	define(&n, step_twips, &out->xml);
	eg_vec_clear(&n.lists);
}

void
eg_docx_numbering_clear(struct eg_docx_numbering *n)
{
	eg_free(n->block);
	eg_buf_clear(&n->xml);
}
