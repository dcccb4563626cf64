/* The list of what was rendered into a folder: one page, readable without script or network. */
#include "render/blocks.h"
#include "render/markup.h"

/* A file name as a relative link (RFC 3986: all but the unreserved characters by percent). */
static void
put_href(struct eg_buf *out, const char *stem, const char *ext)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";

	for (const char *c = stem; *c != '\0'; c++) {
		bool is_plain = false;

		for (const char *p = plain; *p != '\0'; p++)
			is_plain = is_plain || *p == *c;
		if (is_plain)
			eg_buf_putc(out, *c);
		else
			eg_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*c);
	}
	eg_buf_puts(out, ext);
}

static void
put_row(struct eg_buf *out, const struct eg_index_row *r, const struct eg_format *format)
{
	eg_buf_puts(out, "<tr><th scope=\"row\">");
	eg_markup_text(out, r->jurisdiction);
	eg_buf_puts(out, "</th><td>");
	eg_markup_text(out, r->title != NULL ? r->title : "");
	for (size_t i = 0; i < r->n_blanks; i++) {
		eg_buf_puts(out, i == 0 ? "<br><span class=\"note\">Left blank: " : "; ");
		eg_markup_text(out, r->blank[i]);
	}
	eg_buf_puts(out, r->n_blanks > 0 ? "</span></td><td>" : "</td><td>");
	for (const struct eg_format *f = eg_formats; f->name != NULL; f++) {
		if (format != NULL && format != f)
			continue;
		eg_buf_puts(out, "<a href=\"");
		put_href(out, r->stem, f->ext);
		eg_buf_printf(out, "\" aria-label=\"%s, ", f->title);
		eg_markup_text(out, r->jurisdiction);
		eg_buf_printf(out, "\">%s</a>\n", f->title);
	}
	eg_buf_puts(out, "</td></tr>\n");
}

enum eg_rc
eg_render_index(const struct eg_index_row *rows, size_t n, const struct eg_format *format,
    struct eg_buf *out, struct eg_err *err)
{
	size_t left_out = 0;

	for (size_t i = 0; i < n; i++)
		left_out += rows[i].left_out != NULL;
	eg_html_head(out, "en", "", "Rendered bills");
	eg_buf_printf(out,
	    "<main>\n<h1>Rendered bills</h1>\n"
	    "<p>%zu bill%s, each in the form of its legislature.%s</p>\n",
	    n - left_out, n - left_out == 1 ? "" : "s",
	    left_out > 0 ? " What was left out stands below." : "");
	eg_buf_puts(out, "<table>\n<thead><tr><th scope=\"col\">Jurisdiction</th>"
			 "<th scope=\"col\">Bill</th><th scope=\"col\">Files</th></tr></thead>\n"
			 "<tbody>\n");
	for (size_t i = 0; i < n; i++)
		if (rows[i].left_out == NULL)
			put_row(out, &rows[i], format);
	eg_buf_puts(out, "</tbody>\n</table>\n");
	if (left_out > 0)
		eg_buf_puts(out, "<h2>Left out</h2>\n<ul>\n");
	for (size_t i = 0; i < n; i++) {
		if (rows[i].left_out == NULL)
			continue;
		eg_buf_puts(out, "<li>");
		eg_markup_text(out, rows[i].jurisdiction);
		eg_buf_puts(out, ": ");
		eg_markup_text(out, rows[i].left_out);
		eg_buf_puts(out, "</li>\n");
	}
	eg_buf_printf(out, "%s</main>\n</body>\n</html>\n", left_out > 0 ? "</ul>\n" : "");
	return eg_buf_ok(out, err);
}
