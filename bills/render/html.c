/*
 * A bill as one self-contained page. Blocks open and close their own elements; items nest by a
 * small stack of lists, so that a screen reader hears levels as lists while the designators stay
 * text (a reference must be able to name them).
 */
#include "render/blocks.h"
#include "render/html_style.h"

#include <string.h>

enum { DEEPEST = 16 };

struct page {
	struct eg_buf *out;
	const struct eg_form *form;
	int open; /* lists open */
	bool section; /* a <section> is open */
	bool verbatim; /* a verbatim block is open */
	bool run_in; /* a heading waits for its paragraph on the same line */
};

static void
put(struct eg_buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '&')
			eg_buf_puts(out, "&amp;");
		else if (*s == '<')
			eg_buf_puts(out, "&lt;");
		else if (*s == '>')
			eg_buf_puts(out, "&gt;");
		else if (*s == '"')
			eg_buf_puts(out, "&quot;");
		else if ((unsigned char)*s >= 0x20 || *s == '\n' || *s == '\t')
			eg_buf_putc(out, *s);
	}
}

static void
put_run(struct eg_buf *out, const struct eg_run *r)
{
	static const char *const tag[] = {[EG_RUN_TERM] = "dfn",
	    [EG_RUN_STRONG] = "strong",
	    [EG_RUN_EM] = "em",
	    [EG_RUN_INS] = "ins",
	    [EG_RUN_DEL] = "del"};

	if (r->kind == EG_RUN_REF && r->target != NULL) {
		eg_buf_puts(out, "<a href=\"#");
		put(out, r->target);
		eg_buf_puts(out, "\">");
		put(out, r->text);
		eg_buf_puts(out, "</a>");
	} else if (r->kind == EG_RUN_BLANK) {
		eg_buf_puts(out, "<span class=\"blank\">[____ ");
		put(out, r->text);
		eg_buf_puts(out, " ____]</span>");
	} else if ((size_t)r->kind < EG_COUNT(tag) && tag[r->kind] != NULL) {
		eg_buf_printf(out, "<%s>", tag[r->kind]);
		put(out, r->text);
		eg_buf_printf(out, "</%s>", tag[r->kind]);
	} else {
		put(out, r->text);
	}
}

static void
put_words(struct eg_buf *out, const struct eg_block *b)
{
	if (b->designator[0] != '\0') {
		eg_buf_puts(out, "<span class=\"designator\">");
		put(out, b->designator);
		eg_buf_puts(out, b->n_runs != 0 ? "</span> " : "</span>");
	}
	for (size_t i = 0; i < b->n_runs; i++)
		put_run(out, &b->run[i]);
}

static void
put_id(struct eg_buf *out, const char *anchor)
{
	if (anchor == NULL || anchor[0] == '\0')
		return;
	eg_buf_puts(out, " id=\"");
	put(out, anchor);
	eg_buf_putc(out, '"');
}

static void
close_lists(struct page *p, int level)
{
	for (; p->open > level; p->open--)
		eg_buf_puts(p->out, "</li></ol>\n");
}

static void
close_verbatim(struct page *p)
{
	if (p->verbatim)
		eg_buf_puts(p->out, "</div>\n");
	p->verbatim = false;
}

static void
item(struct page *p, const struct eg_block *b)
{
	int level = b->level < 1 ? 1 : b->level > DEEPEST ? DEEPEST : b->level;

	if (p->open >= level) {
		close_lists(p, level);
		eg_buf_puts(p->out, "</li>\n<li");
	} else {
		while (p->open < level) {
			eg_buf_puts(p->out, "<ol class=\"levels\">");
			eg_buf_puts(p->out, ++p->open < level ? "<li>" : "<li");
		}
	}
	put_id(p->out, b->anchor);
	eg_buf_putc(p->out, '>');
	put_words(p->out, b);
}

static void
heading(struct page *p, const struct eg_block *b, const struct eg_look *look)
{
	/* the page's h1 is the bill's title: articles and sections are h2, code sections h3 */
	int level = look->heading_level < 2 ? 2 : look->heading_level;

	if (p->section)
		eg_buf_puts(p->out, "</section>\n");
	eg_buf_puts(p->out, "<section");
	put_id(p->out, b->anchor);
	eg_buf_puts(p->out, ">");
	p->section = true;
	if (b->designator[0] == '\0' && b->n_runs == 0)
		return;
	if (b->run_in)
		eg_buf_puts(p->out, "<div class=\"run-in\">");
	eg_buf_printf(p->out, "<h%d class=\"%s\">", level, look->name);
	put_words(p->out, b);
	eg_buf_printf(p->out, "</h%d>%s", level, b->run_in ? " " : "\n");
}

static void
block(struct page *p, const struct eg_block *b)
{
	const struct eg_look *look = eg_look_of(b->role);
	bool continues = p->run_in;

	p->run_in = b->run_in;
	if (b->role != EG_ROLE_VERBATIM)
		close_verbatim(p);
	if (b->role == EG_ROLE_ITEM) {
		item(p, b);
		return;
	}
	if (b->role == EG_ROLE_FLUSH && b->level > 0)
		close_lists(p, b->level);
	else
		close_lists(p, 0);
	if (look->heading_level > 0) {
		heading(p, b, look);
		return;
	}
	if (b->role == EG_ROLE_VERBATIM) {
		if (!p->verbatim)
			eg_buf_puts(p->out, "<div class=\"verbatim\">");
		p->verbatim = true;
		eg_buf_fill(p->out, ' ', (size_t)(b->level > 0 ? b->level : 0) * 2);
		put_words(p->out, b);
		eg_buf_putc(p->out, '\n');
		return;
	}
	eg_buf_printf(p->out, "<p class=\"%s\"", look->name);
	if (b->role != EG_ROLE_FLUSH)
		put_id(p->out, b->anchor);
	eg_buf_putc(p->out, '>');
	put_words(p->out, b);
	eg_buf_puts(p->out, continues ? "</p></div>\n" : "</p>\n");
}

static bool
is_top(enum eg_role r)
{
	return r == EG_ROLE_REQUEST || r == EG_ROLE_BILL_NUMBER || r == EG_ROLE_SESSION ||
	       r == EG_ROLE_SPONSORS;
}

static void
contents(struct page *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->form->n; i++)
		n += eg_look_of(p->form->block[i].role)->heading_level > 0 &&
		     p->form->block[i].anchor != NULL;
	if (n < 4)
		return;
	eg_buf_puts(
	    p->out, "<nav aria-label=\"Contents\"><details><summary>Contents</summary><ol>\n");
	for (size_t i = 0; i < p->form->n; i++) {
		const struct eg_block *b = &p->form->block[i];

		if (eg_look_of(b->role)->heading_level == 0 || b->anchor == NULL)
			continue;
		eg_buf_puts(p->out, "<li><a href=\"#");
		put(p->out, b->anchor);
		eg_buf_puts(p->out, "\">");
		put(p->out, b->designator);
		for (size_t k = 0; k < b->n_runs; k++) {
			eg_buf_puts(p->out, k == 0 && b->designator[0] != '\0' ? " " : "");
			put(p->out, b->run[k].text);
		}
		eg_buf_puts(p->out, "</a></li>\n");
	}
	eg_buf_puts(p->out, "</ol></details></nav>\n");
}

enum eg_rc
eg_render_html(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	struct page p = {.out = out, .form = form};
	size_t i = 0;

	EG_UNUSED(opt);
	eg_buf_printf(out,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
	    form->language);
	put(out, form->title);
	eg_buf_puts(out, " – ");
	put(out, form->jurisdiction);
	eg_buf_printf(out,
	    "</title>\n<style>\n%s</style>\n</head>\n<body>\n"
	    "<a class=\"skip\" href=\"#text\">Skip to the text</a>\n<main>\n<header "
	    "class=\"bill\">\n",
	    eg_html_style);
	for (; i < form->n && is_top(form->block[i].role); i++)
		block(&p, &form->block[i]);
	eg_buf_puts(out, "<h1>");
	put(out, form->title);
	eg_buf_puts(out, "</h1>\n</header>\n");
	contents(&p);
	eg_buf_puts(out, "<div id=\"text\">\n");
	for (; i < form->n; i++) {
		struct eg_block b = form->block[i];

		b.run_in = eg_block_runs_in(form, i);
		block(&p, &b);
	}
	close_verbatim(&p);
	close_lists(&p, 0);
	eg_buf_printf(
	    out, "%s</div>\n</main>\n</body>\n</html>\n", p.section ? "</section>\n" : "");
	return eg_buf_ok(out, err);
}
