/*
 * A bill as plain text: pages, numbered lines, a running head and a page number. Blocks become
 * lines first (break_block), lines become pages afterwards (paginate), so that a heading can be
 * kept with what follows it.
 */
#include "render/blocks.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

enum { DEFAULT_WIDTH = 66, DEFAULT_LINES = 36, MARGIN = 6, STEP = 4, DEEPEST = 8, MOST_KEPT = 8 };

struct line {
	size_t start, n; /* in text */
	size_t indent;
	bool blank;
	bool keep; /* must not be the last line of a page */
	bool numbered;
	size_t para; /* which paragraph it belongs to */
};

struct page_maker {
	struct eg_buf text;
	struct {
		EG_VEC(struct line);
	} lines;
	size_t width, para;
	bool numbered; /* lines made now are */
};

static void
push_line(struct page_maker *m, size_t start, size_t end, size_t indent)
{
	while (end > start && m->text.p[end - 1] == ' ')
		end--;
	eg_vec_push(&m->lines,
	    ((struct line){start, end - start, indent, false, false, m->numbered, m->para}));
}

static void
push_blank(struct page_maker *m)
{
	struct line blank = {.blank = true};

	if (m->lines.n == 0 || m->lines.v[m->lines.n - 1].blank)
		return;
	blank.keep = m->lines.v[m->lines.n - 1].keep; /* read before the lines may move */
	eg_vec_push(&m->lines, blank);
}

static void
add_run(struct eg_buf *out, const struct eg_form *form, const struct eg_run *r)
{
	switch (r->kind) {
	case EG_RUN_BLANK:
		eg_buf_printf(out, "[____ %s ____]", r->text);
		break;
	case EG_RUN_INS:
		eg_buf_printf(out, "%s%s%s", form->added_open, r->text, form->added_close);
		break;
	case EG_RUN_DEL:
		eg_buf_printf(out, "%s%s%s", form->deleted_open, r->text, form->deleted_close);
		break;
	default:
		eg_buf_puts(out, r->text);
	}
}

static void
add_block_text(struct eg_buf *out, const struct eg_form *form, const struct eg_block *b)
{
	eg_buf_puts(out, b->designator);
	if (b->designator[0] != '\0' && b->n_runs != 0)
		eg_buf_putc(out, ' ');
	for (size_t i = 0; i < b->n_runs; i++)
		add_run(out, form, &b->run[i]);
}

/* Fill lines of at most `room` columns from text[start..end). A word wider than the line stands
 * alone on one. */
static void
wrap(struct page_maker *m, size_t start, size_t end, size_t first_indent, size_t indent)
{
	size_t line = start, used = 0, at = start, lead = first_indent;

	while (at < end) {
		size_t word_end = at, gap = 0, w;

		while (at + gap < end && m->text.p[at + gap] == ' ')
			gap++;
		word_end = at + gap;
		while (word_end < end && m->text.p[word_end] != ' ')
			word_end++;
		w = eg_utf8_width(m->text.p + at + gap, word_end - at - gap);
		if (used != 0 && lead + used + gap + w > m->width) {
			push_line(m, line, at, lead);
			lead = indent;
			line = at + gap;
			used = w;
		} else {
			used += gap + w;
		}
		at = word_end;
	}
	if (at > line)
		push_line(m, line, at, lead);
}

static void
break_block(struct page_maker *m, const struct eg_form *form, const struct eg_block *b,
    enum eg_align align, bool run_in)
{
	size_t level = (size_t)(b->level < DEEPEST ? b->level : DEEPEST);
	size_t start = m->text.n, first = 0, indent = 0, from = m->lines.n;

	if (run_in && from != 0) {
		/* the paragraph goes on after its heading on the same line: take the heading's
		 * last line back */
		start = m->lines.v[from - 1].start;
		first = indent = m->lines.v[from - 1].indent;
		m->lines.n--;
		eg_buf_putc(&m->text, ' ');
	} else if (b->role == EG_ROLE_ITEM || b->role == EG_ROLE_FLUSH) {
		first = indent = level * STEP;
	} else if (b->role == EG_ROLE_PARA || b->role == EG_ROLE_RECITAL ||
		   b->role == EG_ROLE_RESOLVED || b->role == EG_ROLE_LAW ||
		   (b->role == EG_ROLE_CODIFY && b->designator[0] == '\0')) {
		first = STEP;
	} else if (b->role == EG_ROLE_VERBATIM) {
		first = indent = level * STEP;
	}
	add_block_text(&m->text, form, b);
	for (size_t at = start; at <= m->text.n;) {
		const char *nl = memchr(m->text.p + at, '\n', m->text.n - at);
		size_t end = nl != NULL ? (size_t)(nl - m->text.p) : m->text.n;

		wrap(m, at, end, at == start ? first : indent, indent);
		at = end + 1;
	}
	if (align == EG_ALIGN_CENTER)
		for (size_t i = from; i < m->lines.n; i++) {
			struct line *l = &m->lines.v[i];
			size_t w = eg_utf8_width(m->text.p + l->start, l->n);

			l->indent = w < m->width ? (m->width - w) / 2 : 0;
		}
}

/* The first line of the paragraph that line i belongs to, not before `from`. */
static size_t
para_start(const struct page_maker *m, size_t i, size_t from)
{
	while (i > from && m->lines.v[i - 1].para == m->lines.v[i].para && !m->lines.v[i - 1].blank)
		i--;
	return i;
}

/* Lines [from, to) that fit one page. A heading at its foot goes to the next page, and a paragraph
 * that is parted leaves no single line on either. */
static size_t
page_end(const struct page_maker *m, size_t from, size_t page_lines)
{
	const struct line *l = m->lines.v;
	size_t to = from + page_lines, start;

	if (to >= m->lines.n)
		return m->lines.n;
	if (!l[to].blank && !l[to - 1].blank && l[to].para == l[to - 1].para) {
		start = para_start(m, to - 1, from);
		if (to + 1 == m->lines.n || l[to + 1].blank || l[to + 1].para != l[to].para)
			to--;
		if (to - start < 2)
			to = start;
	}
	while (to > from + 1 && (l[to - 1].keep || l[to - 1].blank))
		to--;
	return to > from + 1 ? to : from + page_lines;
}

static void
print_line(struct eg_buf *out, const struct page_maker *m, const struct line *l,
    const struct eg_render_options *opt, size_t *number)
{
	if (l->blank) {
		eg_buf_putc(out, '\n');
		return;
	}
	if (l->numbered && !opt->no_line_numbers)
		eg_buf_printf(out, "%4zu  ", ++*number);
	else
		eg_buf_fill(out, ' ', opt->no_line_numbers ? 0 : MARGIN);
	eg_buf_fill(out, ' ', l->indent);
	eg_buf_add(out, m->text.p + l->start, l->n);
	eg_buf_putc(out, '\n');
}

/* The running head of every page but the first: one line, cut where the page ends. */
static void
print_head(struct eg_buf *out, const struct page_maker *m, const char *head)
{
	size_t n = strlen(head), at = 0, width = 0;
	uint32_t cp;

	while (at < n && head[at] != '\n') {
		size_t step = eg_utf8_next(head + at, n - at, &cp),
		       w = eg_utf8_width(head + at, step);

		if (width + w > m->width)
			break;
		width += w;
		at += step;
	}
	eg_buf_add(out, head, at);
	eg_buf_puts(out, "\n\n");
}

static void
paginate(const struct page_maker *m, const struct eg_form *form,
    const struct eg_render_options *opt, struct eg_buf *out)
{
	size_t page_lines = opt->page_lines != 0    ? (size_t)opt->page_lines
			    : form->page_lines != 0 ? (size_t)form->page_lines
						    : DEFAULT_LINES;
	size_t number = 0, page = 1, from = 0, margin = opt->no_line_numbers ? 0 : MARGIN;
	bool through = opt->lines_through || form->line_numbers == EG_LINE_NUMBERS_THROUGH;

	while (from < m->lines.n) {
		size_t to;

		while (from < m->lines.n && m->lines.v[from].blank)
			from++;
		to = opt->no_pages ? m->lines.n : page_end(m, from, page_lines);
		if (page > 1) {
			eg_buf_fill(out, ' ', margin);
			print_head(
			    out, m, opt->running_head != NULL ? opt->running_head : form->title);
		}
		if (!through)
			number = 0;
		for (size_t i = from; i < to; i++)
			print_line(out, m, &m->lines.v[i], opt, &number);
		if (!opt->no_pages) {
			eg_buf_putc(out, '\n');
			eg_buf_fill(out, ' ', margin + m->width / 2 - 2);
			eg_buf_printf(out, "- %zu -\n%s", page, to < m->lines.n ? "\f" : "");
		}
		from = to;
		page++;
	}
}

/* The lines made since `from` go with what follows, unless they are too many to be a heading. */
static void
keep_lines(struct page_maker *m, size_t from, bool keep)
{
	keep = keep && m->lines.n - from <= MOST_KEPT;
	for (size_t i = from; i < m->lines.n; i++)
		m->lines.v[i].keep = keep;
}

/* What the marks around added and deleted words mean, where no style can show them. */
static void
plain_key(struct page_maker *m, const struct eg_form *form)
{
	size_t start = m->text.n;

	push_blank(m);
	m->numbered = false;
	m->para++;
	eg_buf_puts(&m->text, form->plain_key);
	wrap(m, start, m->text.n, 0, 0);
}

enum eg_rc
eg_render_text(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	struct eg_render_options own = {0};
	struct page_maker m = {.text = EG_BUF_INIT};
	bool run_in = false, key = form->plain_key == NULL;

	if (opt != NULL)
		own = *opt;
	own.no_line_numbers = own.no_line_numbers || form->line_numbers == EG_LINE_NUMBERS_NONE;
	opt = &own;
	m.width = opt->width != 0 ? (size_t)opt->width : DEFAULT_WIDTH;
	for (size_t i = 0; i < form->n; i++) {
		const struct eg_block *b = &form->block[i];
		size_t before;

		if (!key && b->role > EG_ROLE_LEGEND) {
			plain_key(&m, form);
			key = true;
		}
		m.numbered = eg_block_is_numbered(form, i);
		m.para += !run_in;
		if (i != 0 && !run_in && b->role != EG_ROLE_VERBATIM)
			push_blank(&m);
		if (i != 0 && b->role == EG_ROLE_VERBATIM &&
		    form->block[i - 1].role != EG_ROLE_VERBATIM)
			push_blank(&m);
		before = m.lines.n;
		if (b->role == EG_ROLE_VERBATIM && b->n_runs == 0)
			push_blank(&m);
		else
			break_block(&m, form, b, eg_block_align(form, i), run_in);
		keep_lines(&m, before - (run_in && before > 0), eg_block_stays(b));
		/* a heading without words (West Virginia prints no section numbers) leaves no line
		 * to run on from */
		run_in = b->run_in && m.lines.n > before;
	}
	paginate(&m, form, opt, out);
	eg_vec_clear(&m.lines);
	eg_buf_clear(&m.text);
	return eg_buf_ok(out, err);
}
