/*
 * A redline on pages of numbered lines: a heading for each changed section, its paragraphs with
 * deleted words struck and inserted ones underscored, a bar in the margin where something changed.
 * With opt->as the whole new text, marked as that legislature marks its bills.
 */
#include "render/page.h"
#include "render/redline_runs.h"

#include <string.h>

struct sheet {
	struct eg_pages *pages;
	const struct eg_redline *r;
	const struct eg_redline_print *opt;
	struct eg_convention as;
	struct eg_arena *arena;
};

static unsigned
pen_of(const struct sheet *s, enum eg_ink ink)
{
	unsigned shown = ink == EG_INK_OLD ? s->as.deleted : ink == EG_INK_NEW ? s->as.added : 0;

	return eg_page_pen(shown);
}

static char *
keep(struct sheet *s, struct eg_buf *b)
{
	char *text = eg_arena_dup(s->arena, eg_buf_cstr(b), b->n);

	eg_buf_reset(b);
	return text;
}

static void
put_line(struct sheet *s, const char *text, unsigned pen, int gap, const char *tag, int outline)
{
	struct eg_page_run run = {.text = text, .pen = pen};
	struct eg_page_para para = {.run = &run,
	    .n_runs = 1,
	    .gap = gap,
	    .keep = true,
	    .tag = tag,
	    .outline = outline,
	    .outline_text = text};

	eg_pages_add(s->pages, &para);
}

static void
put_paragraph(struct sheet *s, const struct eg_redline_run *from, const struct eg_redline_run *to)
{
	struct eg_page_run *run =
	    eg_arena_calloc(s->arena, 2 * (size_t)(to - from) + 1, sizeof(*run));
	struct eg_page_para para = {.run = run, .gap = 0, .numbered = true};
	struct eg_buf text = EG_BUF_INIT;
	const char *p = from->doc->text + from->start;
	bool item = from->end - from->start > 2 && p[0] == '(';

	para.first_pt = item ? 18 : 0;
	para.left_pt = item ? 36 : 0;
	eg_buf_init(&text, 0);
	for (; from < to; from++) {
		if (para.n_runs > 0)
			run[para.n_runs++].text = " ";
		eg_redline__marked(from, &s->as, &text);
		run[para.n_runs].pen = pen_of(s, from->ink);
		run[para.n_runs++].text = keep(s, &text);
		para.bar = para.bar || from->ink != EG_INK_KEPT;
	}
	eg_pages_add(s->pages, &para);
	eg_buf_clear(&text);
}

static void
put_runs(struct sheet *s, const struct eg_redline_runs *runs)
{
	for (size_t from = 0, to; from < runs->n; from = to) {
		for (to = from + 1; to < runs->n && !runs->v[to].para; to++)
			;
		put_paragraph(s, runs->v + from, runs->v + to);
	}
}

static void
put_section(struct sheet *s, const struct eg_redline_section *row)
{
	const struct eg_redline *r = s->r;
	struct eg_redline_runs runs = {0};
	struct eg_buf text = EG_BUF_INIT;

	eg_buf_init(&text, 0);
	if (s->opt->as == NULL) {
		eg_redline__name(&text, row->new_index != EG_NO_SECTION ? r->new_doc : r->old_doc,
		    row->new_index != EG_NO_SECTION ? row->new_index : row->old_index);
		put_line(s, keep(s, &text), EG_PEN_BOLD, 1, "H2", 2);
		eg_buf_puts(&text, eg_row_status_name(row->status));
		if (row->renumbered) {
			eg_buf_puts(&text, ", was ");
			eg_buf_str(&text, eg_redline__short_name(r->old_doc, row->old_index));
		}
		if (row->deleted_words + row->inserted_words > 0)
			eg_buf_printf(&text, ", %zu words deleted, %zu inserted",
			    row->deleted_words, row->inserted_words);
		put_line(s, keep(s, &text), EG_PEN_ITALIC, 0, NULL, 0);
	}
	eg_redline__runs(r, row, &runs);
	put_runs(s, &runs);
	eg_vec_clear(&runs);
	eg_buf_clear(&text);
}

static void
put_front(struct sheet *s)
{
	const struct eg_redline_summary *sum = &s->r->summary;
	struct eg_buf text = EG_BUF_INIT;

	eg_buf_init(&text, 0);
	eg_buf_printf(&text, "%s \xE2\x86\x92 %s", s->r->old_doc->name, s->r->new_doc->name);
	put_line(s, keep(s, &text), EG_PEN_BOLD, 0, "H1", 1);
	eg_buf_printf(&text,
	    "%zu words deleted of %zu, %zu inserted. Sections: %zu changed, %zu added, %zu "
	    "removed, "
	    "%zu moved, %zu renumbered, %zu the same.",
	    sum->deleted_words, sum->old_words, sum->inserted_words, sum->changed_sections,
	    sum->added_sections, sum->removed_sections, sum->moved_sections,
	    sum->renumbered_sections, sum->same_sections);
	put_line(s, keep(s, &text), 0, 0, NULL, 0);
	for (size_t i = 0; i < s->r->n_sections; i++) {
		const struct eg_redline_section *row = &s->r->section[i];

		if (!row->renumbered)
			continue;
		eg_buf_str(&text, eg_redline__short_name(s->r->old_doc, row->old_index));
		eg_buf_puts(&text, " is now ");
		eg_redline__name(&text, s->r->new_doc, row->new_index);
		put_line(s, keep(s, &text), 0, 0, NULL, 0);
	}
	eg_buf_clear(&text);
}

static void
put_instructions(struct sheet *s)
{
	struct eg_buf text = EG_BUF_INIT;
	char *p, *nl;

	eg_buf_init(&text, 0);
	eg_redline__instructions(s->r, &text);
	for (p = keep(s, &text); (nl = strchr(p, '\n')) != NULL; p = nl + 1) {
		struct eg_page_run run = {.text = p};
		struct eg_page_para para = {.run = &run, .n_runs = 1, .numbered = true};

		*nl = '\0';
		eg_pages_add(s->pages, &para);
	}
	eg_buf_clear(&text);
}

enum eg_rc
eg_redline_to_pdf(const struct eg_redline *r, const struct eg_redline_print *opt,
    struct eg_buf *out, struct eg_err *err)
{
	static const struct eg_redline_print plain = {0};
	struct sheet s = {.r = r, .opt = opt != NULL ? opt : &plain, .arena = eg_arena_new()};
	struct eg_page_sheet page = {.title = r->new_doc->name,
	    .subject = "Redline",
	    .language = "en",
	    .running_head = r->new_doc->name,
	    .line_numbers = EG_LINE_NUMBERS_PAGE,
	    .page_lines = 30,
	    .date = s.opt->date};
	enum eg_rc rc = eg_pages_open(&page, &s.pages, err);

	if (rc == EG_OK) {
		eg_redline__convention(s.opt->as, &s.as);
		if (s.opt->as == NULL)
			put_front(&s);
		if (s.as.instruction)
			put_instructions(&s);
		for (size_t i = 0; i < r->n_sections && !s.as.instruction; i++) {
			const struct eg_redline_section *row = &r->section[i];

			if (s.opt->all || s.opt->as != NULL || row->edited ||
			    row->status == EG_ROW_MOVED)
				put_section(&s, row);
		}
		rc = eg_pages_finish(s.pages, out, err);
	}
	eg_arena_free(s.arena);
	return rc;
}
