/*
 * A bill as one self-contained page: no script, nothing from the network. Blocks open and close
 * their own elements; items nest by a small stack of lists, so that a screen reader hears levels as
 * lists while the designators stay text (a reference must be able to name them). The style is
 * templates/web/bill.css.
 */
#include "base/builtin.h"
#include "base/map.h"
#include "render/blocks.h"
#include "render/markup.h"

enum { DEEPEST = 16 };

struct page {
	struct eg_buf *out;
	const struct eg_form *form;
	int open; /* lists open */
	bool articles; /* the bill has articles: its sections are one heading level deeper */
	bool section; /* a <section> is open */
	bool verbatim; /* a verbatim block is open */
	bool run_in; /* a heading waits for its paragraph on the same line */
	bool item_in; /* the heading in hand lets the first item of its list stand on its line */
	bool list_in; /* a heading and the list whose first item stands on its line are open */
	struct eg_map anchors; /* what a link can go to: "this act" may be no provision of it */
};

static void
put_run(struct page *p, const struct eg_run *r)
{
	static const char *const tag[] = {[EG_RUN_TERM] = "dfn",
	    [EG_RUN_STRONG] = "strong",
	    [EG_RUN_EM] = "em",
	    [EG_RUN_INS] = "ins",
	    [EG_RUN_DEL] = "del"};
	struct eg_buf *out = p->out;

	if (r->kind == EG_RUN_REF && r->target != NULL && eg_map_has(&p->anchors, r->target)) {
		eg_buf_puts(out, "<a href=\"#");
		eg_markup_text(out, r->target);
		eg_buf_puts(out, "\">");
		eg_markup_text(out, r->text);
		eg_buf_puts(out, "</a>");
	} else if (r->kind == EG_RUN_BLANK) {
		eg_buf_puts(out, "<span class=\"blank\">[____ ");
		eg_markup_text(out, r->text);
		eg_buf_puts(out, " ____]</span>");
	} else if ((size_t)r->kind < EG_COUNT(tag) && tag[r->kind] != NULL) {
		eg_buf_printf(out, "<%s>", tag[r->kind]);
		eg_markup_text(out, r->text);
		eg_buf_printf(out, "</%s>", tag[r->kind]);
	} else {
		eg_markup_text(out, r->text);
	}
}

static void
put_designator(struct eg_buf *out, const struct eg_block *b)
{
	bool new = b->added && b->role != EG_ROLE_SECTION;

	if (b->designator[0] == '\0')
		return;
	eg_buf_printf(out, "<span class=\"designator%s\">", new ? " new" : "");
	if (b->under[1] != NULL) {
		eg_markup_text(out, b->under[0]);
		eg_buf_puts(out, "<u>");
		eg_markup_text(out, b->under[1]);
		eg_buf_puts(out, "</u>");
	}
	eg_markup_text(out, b->under[1] != NULL ? b->under[2] : b->designator);
	eg_buf_puts(out, b->n_runs != 0 ? "</span> " : "</span>");
}

static void
put_runs(struct page *p, const struct eg_block *b)
{
	bool new = b->added && b->n_runs > 0;

	if (new)
		eg_buf_puts(p->out, "<span class=\"new\">");
	for (size_t i = 0; i < b->n_runs; i++)
		put_run(p, &b->run[i]);
	if (new)
		eg_buf_puts(p->out, "</span>");
}

static void
put_words(struct page *p, const struct eg_block *b)
{
	put_designator(p->out, b);
	put_runs(p, b);
}

static void
put_id(struct eg_buf *out, const char *anchor)
{
	if (anchor == NULL || anchor[0] == '\0')
		return;
	eg_buf_puts(out, " id=\"");
	eg_markup_text(out, anchor);
	eg_buf_putc(out, '"');
}

static void
close_lists(struct page *p, int level)
{
	for (; p->open > level; p->open--)
		eg_buf_puts(p->out, "</li></ol>\n");
	if (level == 0 && p->list_in) {
		eg_buf_puts(p->out, "</div>\n");
		p->list_in = false;
	}
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
			eg_buf_puts(p->out, "<ol class=\"levels\" role=\"list\">");
			eg_buf_puts(p->out, ++p->open < level ? "<li>" : "<li");
		}
	}
	put_id(p->out, b->anchor);
	eg_buf_putc(p->out, '>');
	put_words(p, b);
}

/* The page's h1 is the bill's title. A section's own text is no heading: there only its number
 * is, and the text runs on after it. */
static void
heading(struct page *p, const struct eg_block *b, const struct eg_look *look, bool centred)
{
	int level = b->role == EG_ROLE_ARTICLE ? 2 : look->heading_level + (p->articles ? 1 : 0);
	/* a number alone on its line is a heading, and so are its words */
	bool words = b->catchline || b->role != EG_ROLE_SECTION || (b->n_runs == 0 && !b->run_in);

	if (p->section)
		eg_buf_puts(p->out, "</section>\n");
	eg_buf_puts(p->out, "<section");
	put_id(p->out, b->anchor);
	eg_buf_puts(p->out, ">\n");
	p->section = true;
	if (b->designator[0] == '\0' && (b->n_runs == 0 || !words)) {
		if (b->n_runs == 0)
			return;
		eg_buf_printf(p->out, "<p class=\"%s\">", look->name);
		put_runs(p, b);
		eg_buf_puts(p->out, "</p>\n");
		p->run_in = false;
		return;
	}
	if (b->run_in || !words)
		eg_buf_puts(p->out, "<div class=\"run-in\">");
	p->list_in = p->item_in;
	eg_buf_printf(p->out, "<h%d class=\"%s%s\">", level, look->name, centred ? " center" : "");
	put_designator(p->out, b);
	if (words)
		put_runs(p, b);
	eg_buf_printf(p->out, "</h%d>%s", level, b->run_in || !words ? " " : "\n");
	if (words)
		return;
	eg_buf_puts(p->out, "<p>");
	put_runs(p, b);
	/* what continues this line is a paragraph of its own */
	eg_buf_puts(p->out, b->run_in ? "</p> " : "</p></div>\n");
}

static void
block(struct page *p, const struct eg_block *b, enum eg_align align)
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
		heading(p, b, look, align != look->align);
		return;
	}
	if (b->role == EG_ROLE_VERBATIM) {
		if (!p->verbatim)
			eg_buf_puts(p->out, "<div class=\"verbatim\">");
		p->verbatim = true;
		eg_buf_fill(p->out, ' ', (size_t)(b->level > 0 ? b->level : 0) * 2);
		put_words(p, b);
		eg_buf_putc(p->out, '\n');
		return;
	}
	if (b->run_in && !continues) /* Arkansas: "Severability." runs on under its section */
		eg_buf_puts(p->out, "<div class=\"run-in\">");
	eg_buf_printf(
	    p->out, "<p class=\"%s%s\"", look->name, align != look->align ? " center" : "");
	if (b->role != EG_ROLE_FLUSH)
		put_id(p->out, b->anchor);
	eg_buf_putc(p->out, '>');
	put_words(p, b);
	eg_buf_puts(p->out, b->run_in ? "</p> " : continues ? "</p></div>\n" : "</p>\n");
}

static bool
is_top(enum eg_role r)
{
	return r == EG_ROLE_REQUEST || r == EG_ROLE_BILL_NUMBER || r == EG_ROLE_SESSION ||
	       r == EG_ROLE_SPONSORS;
}

static bool
is_listed(const struct eg_block *b)
{
	return eg_look_of(b->role)->heading_level > 0 && b->anchor != NULL &&
	       (b->designator[0] != '\0' || b->n_runs != 0);
}

static void
contents(struct page *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->form->n; i++)
		n += is_listed(&p->form->block[i]);
	if (n < 4)
		return;
	eg_buf_puts(p->out,
	    "<nav aria-label=\"Contents\"><details><summary>Contents</summary>\n<ol "
	    "role=\"list\">\n");
	for (size_t i = 0; i < p->form->n; i++) {
		const struct eg_block *b = &p->form->block[i];

		if (!is_listed(b))
			continue;
		eg_buf_puts(p->out, b->role == EG_ROLE_CODE_SECTION
					? "<li class=\"deeper\"><a href=\"#"
					: "<li><a href=\"#");
		eg_markup_text(p->out, b->anchor);
		eg_buf_puts(p->out, "\">");
		eg_markup_text(p->out, b->designator);
		/* a section that has no heading is listed by its number; its text is not */
		for (size_t k = 0; k < b->n_runs && (b->catchline || b->designator[0] == '\0' ||
							b->role != EG_ROLE_SECTION);
		     k++) {
			eg_buf_puts(p->out, k == 0 && b->designator[0] != '\0' ? " " : "");
			eg_markup_text(p->out, b->run[k].text);
		}
		eg_buf_puts(p->out, "</a></li>\n");
	}
	eg_buf_puts(p->out, "</ol></details></nav>\n");
}

/* How additions and deletions are drawn, as classes that the style knows. */
static void
put_shown(struct eg_buf *out, const char *prefix, unsigned shown)
{
	static const struct {
		unsigned bit;
		char letter;
	} letters[] = {{EG_SHOWN_UNDERLINE, 'u'}, {EG_SHOWN_STRIKE, 's'}, {EG_SHOWN_ITALIC, 'i'},
	    {EG_SHOWN_BOLD, 'b'}};

	for (size_t i = 0; i < EG_COUNT(letters); i++)
		if (shown & letters[i].bit)
			eg_buf_printf(out, " %s-%c", prefix, letters[i].letter);
}

void
eg_html_head(struct eg_buf *out, const char *language, const char *classes, const char *title)
{
	const struct eg_builtin *css = eg_builtin_find("web/bill.css");

	if (css == NULL)
		EG_BUG("the program carries no web/bill.css");
	eg_buf_puts(out, "<!DOCTYPE html>\n<html lang=\"");
	eg_markup_text(out, language);
	eg_buf_printf(out,
	    "\" class=\"engross%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<title>",
	    classes);
	eg_markup_text(out, title);
	eg_buf_puts(out, "</title>\n<style>\n");
	eg_buf_add(out, css->data, css->n);
	eg_buf_puts(out, "</style>\n</head>\n<body>\n");
}

static void
head(struct page *p)
{
	struct eg_buf shown = EG_BUF_INIT;
	char *title = eg_sprintf("%s – %s", p->form->title, p->form->jurisdiction);

	put_shown(&shown, "add", p->form->added);
	put_shown(&shown, "del", p->form->deleted);
	eg_html_head(p->out, p->form->language, eg_buf_cstr(&shown), title);
	eg_buf_puts(p->out, "<a class=\"skip\" href=\"#text\">Skip to the text</a>\n"
			    "<header class=\"bill\">\n");
	eg_buf_clear(&shown);
	eg_free(title);
}

enum eg_rc
eg_render_html(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	struct page p = {.out = out, .form = form};
	size_t i = 0;

	EG_UNUSED(opt);
	eg_block_anchors(form, &p.anchors);
	for (size_t k = 0; k < form->n; k++)
		p.articles = p.articles || form->block[k].role == EG_ROLE_ARTICLE;
	head(&p);
	for (; i < form->n && is_top(form->block[i].role); i++)
		block(&p, &form->block[i], eg_block_align(form, i));
	/* The page's name, no words of the bill: eg_doc_read() leaves it out. */
	eg_buf_puts(out, "<h1 data-page-name>");
	eg_markup_text(out, form->title);
	eg_buf_puts(out, "</h1>\n</header>\n");
	contents(&p);
	eg_buf_puts(out, "<main id=\"text\">\n");
	for (; i < form->n; i++) {
		struct eg_block b = form->block[i];

		p.item_in = eg_block_lets_item_in(form, i);
		b.run_in = p.item_in || eg_block_runs_in(form, i);
		block(&p, &b, eg_block_align(form, i));
	}
	close_verbatim(&p);
	close_lists(&p, 0);
	eg_map_clear(&p.anchors);
	eg_buf_printf(out, "%s</main>\n</body>\n</html>\n", p.section ? "</section>\n" : "");
	return eg_buf_ok(out, err);
}
