/*
 * A bill on letter pages. Each block becomes a paragraph of the page kit (page.h); a heading whose
 * paragraph continues its line becomes one with it. What is numbered, centred, kept or marked is
 * decided here, the drawing there.
 */
#include "render/page.h"

#include "base/vec.h"

#include <string.h>

enum { OUTLINE_BYTES = 120 };

struct sheet {
	const struct eg_form *form;
	struct eg_pages *pages;
	struct {
		EG_VEC(struct eg_page_run);
	} runs; /* of the paragraph being gathered */
	struct eg_map anchors;
	bool number_lines;
	bool gap; /* a blank line of verbatim text waits */
	const struct eg_block *before; /* printed last, NULL while nothing is */
};

static void
add_run(struct sheet *s, const char *text, unsigned pen, const char *link)
{
	eg_vec_push(&s->runs, ((struct eg_page_run){text, pen, link}));
}

/* A designator, a part of it underlined where the legislature underlines that ("NEW SECTION."). */
static void
add_designator(struct sheet *s, const struct eg_block *b, unsigned pen)
{
	if (b->under[1] == NULL) {
		add_run(s, b->designator, pen, NULL);
		return;
	}
	for (size_t i = 0; i < EG_COUNT(b->under); i++)
		if (b->under[i][0] != '\0')
			add_run(s, b->under[i], pen | (i == 1 ? EG_PEN_UNDERLINE : 0), NULL);
}

static void
add_words(struct sheet *s, const struct eg_block *b)
{
	const struct eg_look *look = eg_look_of(b->role);
	bool head = look->heading_level > 0 || b->role == EG_ROLE_BILL_NUMBER;
	unsigned words =
	    b->catchline || (head && b->role != EG_ROLE_SECTION) || b->role == EG_ROLE_UNIT_HEAD
		? EG_PEN_BOLD
		: 0;

	unsigned new = b->added ? eg_page_pen(s->form->added) : 0;

	if (b->designator[0] != '\0') {
		unsigned pen = (head ? EG_PEN_BOLD : 0) | (b->role != EG_ROLE_SECTION ? new : 0);

		add_designator(s, b, pen);
		if (b->n_runs != 0)
			add_run(s, " ", b->role != EG_ROLE_SECTION ? new : 0, NULL);
	}
	for (size_t i = 0; i < b->n_runs; i++) {
		const struct eg_run *r = &b->run[i];
		unsigned pen = words | new;

		if (r->kind == EG_RUN_STRONG)
			pen |= EG_PEN_BOLD;
		else if (r->kind == EG_RUN_EM)
			pen |= EG_PEN_ITALIC;
		else if (r->kind == EG_RUN_INS)
			pen |= eg_page_pen(s->form->added);
		else if (r->kind == EG_RUN_DEL)
			pen |= eg_page_pen(s->form->deleted);
		if (r->kind == EG_RUN_BLANK) {
			add_run(s, "[____ ", pen | EG_PEN_SHADE, NULL);
			add_run(s, r->text, pen | EG_PEN_SHADE, NULL);
			add_run(s, " ____]", pen | EG_PEN_SHADE, NULL);
		} else {
			add_run(s, r->text, pen, r->kind == EG_RUN_REF ? r->target : NULL);
		}
	}
}

static const char *
structure(const struct eg_look *look, enum eg_role role)
{
	static const char *const head[] = {"P", "H1", "H2", "H3"};

	return role == EG_ROLE_BILL_NUMBER ? "H1" : head[look->heading_level];
}

/* "SECTION 3. Definitions." for the list of bookmarks, cut at a word. */
static char *
bookmark(const struct eg_block *b)
{
	struct eg_buf t = EG_BUF_INIT;
	char *out;

	eg_buf_puts(&t, b->designator);
	for (size_t i = 0; i < b->n_runs && t.n < 2 * (size_t)OUTLINE_BYTES; i++) {
		if (i == 0 && t.n > 0)
			eg_buf_putc(&t, ' ');
		eg_buf_puts(&t, b->run[i].text);
	}
	if (t.n > OUTLINE_BYTES) {
		size_t cut = OUTLINE_BYTES;

		while (cut > OUTLINE_BYTES / 2 && t.p[cut] != ' ')
			cut--;
		while (((unsigned char)t.p[cut] & 0xC0) == 0x80)
			cut--;
		eg_buf_trunc(&t, cut);
		eg_buf_puts(&t, "…");
	}
	out = eg_strdup(eg_buf_cstr(&t));
	eg_buf_clear(&t);
	return out;
}

/* One paragraph: the block, or a heading and the block that continues its line. */
static void
give(struct sheet *s, size_t i, const struct eg_block *cont)
{
	const struct eg_block *b = &s->form->block[i];
	struct eg_block_edge edge = eg_block_edge(s->form, i);
	const struct eg_look *look = eg_look_of(b->role);
	struct eg_page_para para = {.align = eg_block_align(s->form, i),
	    .left_pt = edge.left * EG_STEP_PT,
	    .first_pt = edge.first * EG_STEP_PT,
	    .keep = eg_block_stays_on_page(cont != NULL ? cont : b),
	    .numbered = s->number_lines,
	    .tag = structure(look, b->role),
	    .anchor = b->role != EG_ROLE_FLUSH ? b->anchor : NULL,
	    .also = cont != NULL ? cont->anchor : NULL};
	char *text = NULL;

	s->runs.n = 0;
	add_words(s, b);
	if (cont != NULL) {
		add_run(s, " ", 0, NULL);
		add_words(s, cont);
	}
	if (s->runs.n == 0)
		return;
	if (b->role == EG_ROLE_LEGEND)
		para.size_pt = 10;
	if (b->role == EG_ROLE_ITEM || b->role == EG_ROLE_FLUSH)
		para.list = b->level < EG_DEEPEST_STEP ? b->level : EG_DEEPEST_STEP;
	para.goes_on = b->role == EG_ROLE_FLUSH;
	para.gap = eg_block_is_apart(b, s->before) || (s->gap && s->before != NULL);
	s->gap = false;
	if (look->heading_level > 0 || b->role == EG_ROLE_UNIT_HEAD) {
		para.outline = look->heading_level > 0 ? look->heading_level : 2;
		para.outline_text = text = bookmark(b);
	}
	para.run = s->runs.v;
	para.n_runs = s->runs.n;
	eg_pages_add(s->pages, &para);
	eg_free(text);
	s->before = b;
}

static void
blocks(struct sheet *s, const struct eg_render_options *opt)
{
	const struct eg_form *form = s->form;

	for (size_t i = 0; i < form->n; i++) {
		const struct eg_block *b = &form->block[i];
		bool run_in = eg_block_runs_in(form, i) || eg_block_lets_item_in(form, i);

		s->number_lines = !opt->no_line_numbers && eg_block_is_numbered(form, i);
		if (b->role == EG_ROLE_VERBATIM && b->n_runs == 0 && b->designator[0] == '\0')
			s->gap = true;
		else
			give(s, i, run_in ? &form->block[i + 1] : NULL);
		i += run_in;
	}
}

enum eg_rc
eg_render_pdf(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	static const struct eg_render_options plain = {0};
	struct sheet s = {.form = form};
	struct eg_page_sheet sheet = {.language = form->language,
	    .line_numbers = form->line_numbers,
	    .page_lines = form->page_lines,
	    .anchors = &s.anchors};
	char *title = eg_sprintf("%s – %s", form->title, form->jurisdiction);
	enum eg_rc rc;

	if (opt == NULL)
		opt = &plain;
	eg_block_anchors(form, &s.anchors);
	sheet.title = title;
	sheet.subject = form->jurisdiction;
	sheet.running_head = opt->running_head != NULL ? opt->running_head : form->title;
	sheet.date = opt->date;
	if (opt->page_lines != 0)
		sheet.page_lines = opt->page_lines;
	if (opt->no_line_numbers)
		sheet.line_numbers = EG_LINE_NUMBERS_NONE;
	else if (opt->lines_through)
		sheet.line_numbers = EG_LINE_NUMBERS_THROUGH;
	rc = eg_pages_open(&sheet, &s.pages, err);
	if (rc == EG_OK) {
		blocks(&s, opt);
		rc = eg_pages_finish(s.pages, out, err);
	}
	eg_map_clear(&s.anchors);
	eg_vec_clear(&s.runs);
	eg_free(title);
	return rc;
}
