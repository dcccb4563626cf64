/* A finding, and a matrix of findings, as one self-contained page: no script, no network; light,
 * dark and print. Differences are told by words, lines and marks, never by colour alone. */
#include "render/conform_memo.h"
#include "render/markup.h"

#include <stdio.h>

static const char style[] =
    "<style>:root{color-scheme:light dark}body{font:16px/1.5 Georgia,serif;max-width:60rem;margin:"
    "2rem auto;padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}"
    "table{border-collapse:collapse;width:100%;margin:.8rem 0;font-size:.92rem}th,td{border:1px "
    "solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:#8882}"
    "del{text-decoration:line-through}ins{text-decoration:underline;text-decoration-thickness:2px}"
    "body.x{max-width:none}.q{opacity:.75}.m td{text-align:center;white-space:nowrap}.m "
    "td:first-child{text-align:left;"
    "white-space:normal}.m b{display:block}.w{overflow-x:auto}@media print{body{max-width:none;"
    "margin:0;font-size:11pt}.w{overflow:visible}}</style>\n";

static void
open_page(struct eg_buf *out, const char *title, bool wide)
{
	eg_buf_puts(out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
	    "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	eg_markup_text(out, title);
	eg_buf_printf(out, "</title>\n%s</head>\n<body%s>\n", style, wide ? " class=\"x\"" : "");
}

static void
heading(struct memo_sink *s, int level, const char *text)
{
	eg_buf_printf(s->out, "<h%d>", level);
	eg_markup_text(s->out, text);
	eg_buf_printf(s->out, "</h%d>\n", level);
}

static void
para(struct memo_sink *s, const struct memo_run *run, size_t n)
{
	static const char *const open[] = {"", "<strong>", "<span class=\"q\">", "<del>", "<ins>"};
	static const char *const close[] = {"", "</strong>", "</span>", "</del>", "</ins>"};

	eg_buf_puts(s->out, "<p>");
	for (size_t i = 0; i < n; i++) {
		if (run[i].text[0] == '\0')
			continue;
		eg_buf_puts(s->out, open[run[i].ink]);
		eg_markup_text(s->out, run[i].text);
		eg_buf_puts(s->out, close[run[i].ink]);
	}
	eg_buf_puts(s->out, "</p>\n");
}

static void
open_table(struct memo_sink *s, const int *widths, size_t n)
{
	eg_buf_puts(s->out, "<div class=\"w\"><table><colgroup>");
	for (size_t i = 0; i < n; i++)
		eg_buf_printf(s->out, "<col style=\"width:%d%%\">", widths[i]);
	eg_buf_puts(s->out, "</colgroup>\n");
}

static void
row(struct memo_sink *s, const char *const *cell, size_t n, bool head)
{
	eg_buf_puts(s->out, "<tr>");
	for (size_t i = 0; i < n; i++) {
		const char *tag = head ? "th scope=\"col\"" : i == 0 ? "th scope=\"row\"" : "td";

		eg_buf_printf(s->out, "<%s>", tag);
		eg_markup_text(s->out, cell[i]);
		eg_buf_printf(s->out, "</%.2s>", tag);
	}
	eg_buf_puts(s->out, "</tr>\n");
}

static void
close_table(struct memo_sink *s)
{
	eg_buf_puts(s->out, "</table></div>\n");
}

void
eg_conform_to_html(const struct eg_conform_memo *m, struct eg_buf *out)
{
	struct memo_sink s = {.out = out,
	    .heading = heading,
	    .para = para,
	    .open_table = open_table,
	    .row = row,
	    .close_table = close_table};

	open_page(out, m->c->text->name, false);
	conform_memo_write(m, &s);
	eg_buf_puts(out, "</body>\n</html>\n");
}

/* ---- the matrix ---- */

void
eg_matrix_to_html(const struct eg_conform_matrix *x, struct eg_buf *out)
{
	struct eg_matrix_rows rows;

	eg_matrix_rows(x, &rows);
	open_page(out, x->model, true);
	eg_buf_puts(out, "<h1>Conformity with ");
	eg_markup_text(out, x->model);
	eg_buf_puts(
	    out, "</h1>\n<div class=\"w\"><table class=\"m\">\n<tr><th scope=\"col\">Section</th>");
	for (size_t c = 0; c < x->n_texts; c++) {
		eg_buf_puts(out, "<th scope=\"col\">");
		eg_markup_text(out, x->column[c]);
		eg_buf_puts(out, "</th>");
	}
	eg_buf_puts(out, "</tr>\n<tr><td>Finding</td>");
	for (size_t c = 0; c < x->n_texts; c++)
		eg_buf_printf(out, "<td><b>%s</b>%.1f %%</td>",
		    eg_finding_name(x->text[c].c->finding), x->text[c].c->score * 100);
	eg_buf_puts(out, "</tr>\n");
	for (size_t r = 0; r < rows.n; r++) {
		eg_buf_puts(out, "<tr><td>");
		eg_markup_text(out, rows.name[r]);
		eg_buf_puts(out, "</td>");
		for (size_t c = 0; c < x->n_texts; c++) {
			char cell[64];

			eg_matrix_cell(x, &rows, r, c, cell);
			eg_buf_puts(out, "<td>");
			eg_markup_text(out, cell);
			eg_buf_puts(out, "</td>");
		}
		eg_buf_puts(out, "</tr>\n");
	}
	eg_buf_puts(out, "</table></div>\n<p class=\"q\">Each cell: the section's status, and the "
			 "gravest class of its departures.</p>\n</body>\n</html>\n");
	eg_matrix_rows_clear(&rows);
}
