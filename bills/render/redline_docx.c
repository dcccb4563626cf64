/*
 * A redline as a Word document with tracked changes (ECMA-376: w:ins, w:del, w:delText, and the
 * paragraph mark's own w:ins or w:del). Accepting all leaves the words of the new text, rejecting
 * all those of the old one: a section that moved is deleted where it was and inserted where it is.
 * Every w:id is used once: Word calls a file with a double one damaged.
 */
#include "render/docx_parts.h"
#include "render/redline_runs.h"

#include "base/time.h"
#include "base/xml.h"

#include <string.h>

struct doc {
	struct eg_buf xml;
	size_t id; /* of the last tracked change */
	char *attrs; /* w:author and w:date of every change */
	bool was, is; /* the paragraph has words of the old, of the new text already */
};

static void
put_words(struct doc *d, const struct eg_redline_run *run)
{
	static const char *const tag[] = {"w:t", "w:delText", "w:t"};
	struct eg_buf words = EG_BUF_INIT;
	bool space = run->ink == EG_INK_KEPT  ? d->was || d->is
		     : run->ink == EG_INK_OLD ? d->was
					      : d->is;

	eg_buf_init(&words, 0);
	if (space)
		eg_buf_putc(&words, ' ');
	eg_redline__words(run, &words);
	if (run->ink != EG_INK_KEPT)
		eg_buf_printf(&d->xml, "<%s w:id=\"%zu\"%s>",
		    run->ink == EG_INK_OLD ? "w:del" : "w:ins", ++d->id, d->attrs);
	eg_buf_printf(&d->xml, "<w:r><%s xml:space=\"preserve\">", tag[run->ink]);
	eg_xml_put(&d->xml, eg_buf_cstr(&words));
	eg_buf_printf(&d->xml, "</%s></w:r>", tag[run->ink]);
	if (run->ink != EG_INK_KEPT)
		eg_buf_printf(&d->xml, "</%s>", run->ink == EG_INK_OLD ? "w:del" : "w:ins");
	d->was = d->was || run->ink != EG_INK_NEW;
	d->is = d->is || run->ink != EG_INK_OLD;
	eg_buf_clear(&words);
}

/* One paragraph of runs [from, to). mark: which text has the break after it. A text that lacks the
 * break before it goes on in the paragraph before: its next word needs a space. */
static void
put_paragraph(struct doc *d, const struct eg_redline_run *from, const struct eg_redline_run *to,
    enum eg_ink mark)
{
	eg_buf_puts(&d->xml, "<w:p><w:pPr><w:pStyle w:val=\"BillText\"/>");
	if (mark != EG_INK_KEPT)
		eg_buf_printf(&d->xml, "<w:rPr><%s w:id=\"%zu\"%s/></w:rPr>",
		    mark == EG_INK_OLD ? "w:del" : "w:ins", ++d->id, d->attrs);
	eg_buf_puts(&d->xml, "</w:pPr>");
	d->was = d->was && from->para_ink == EG_INK_NEW;
	d->is = d->is && from->para_ink == EG_INK_OLD;
	for (; from < to; from++)
		put_words(d, from);
	eg_buf_puts(&d->xml, "</w:p>");
}

static void
put_text(struct doc *d, const struct eg_redline *r)
{
	struct eg_redline_runs runs = {0};
	struct eg_redline_step *step;
	size_t n = eg_redline__steps(r, &step);

	for (size_t i = 0; i < n; i++) {
		if (step[i].ink == EG_INK_KEPT)
			eg_redline__runs(r, step[i].row, &runs);
		else if (step[i].ink == EG_INK_OLD)
			eg_redline__whole(r->old_doc, step[i].row->old_index, EG_INK_OLD, &runs);
		else
			eg_redline__whole(r->new_doc, step[i].row->new_index, EG_INK_NEW, &runs);
	}
	for (size_t from = 0, to; from < runs.n; from = to) {
		for (to = from + 1; to < runs.n && !runs.v[to].para; to++)
			;
		put_paragraph(
		    d, runs.v + from, runs.v + to, to < runs.n ? runs.v[to].para_ink : EG_INK_KEPT);
	}
	eg_vec_clear(&runs);
	eg_free(step);
}

static char *
change_attrs(struct eg_arena *a, const char *author, int64_t date)
{
	struct eg_buf out = EG_BUF_INIT;
	char when[EG_TIME_TEXT];
	char *kept;

	eg_buf_init(&out, 0);
	eg_buf_puts(&out, " w:author=\"");
	eg_xml_put(&out, author);
	eg_time_format(date, when);
	eg_buf_printf(&out, "\" w:date=\"%s\"", when);
	kept = eg_arena_strdup(a, eg_buf_cstr(&out));
	eg_buf_clear(&out);
	return kept;
}

enum eg_rc
eg_redline_to_docx(const struct eg_redline *r, const char *author, int64_t date, struct eg_buf *out,
    struct eg_err *err)
{
	struct doc d = {.xml = EG_BUF_INIT};
	struct eg_buf head = EG_BUF_INIT;
	enum eg_rc rc;

	eg_buf_init(&d.xml, 0);
	eg_buf_init(&head, 0);
	d.attrs = change_attrs(r->arena, author, date);
	put_text(&d, r);
	eg_buf_printf(&head, "%s \xE2\x86\x92 %s", r->old_doc->name, r->new_doc->name);
	struct eg_docx_package package = {.title = r->new_doc->name,
	    .subject = "Redline",
	    .category = "",
	    .head = eg_buf_cstr(&head),
	    .language = "en",
	    .line_numbers = EG_LINE_NUMBERS_PAGE,
	    .body = {eg_buf_cstr(&d.xml), d.xml.n},
	    .numbering = {"", 0}};
	if ((rc = eg_buf_ok(&d.xml, err)) == EG_OK)
		rc = eg_docx_pack(&package, out, err);
	eg_buf_clear(&d.xml);
	eg_buf_clear(&head);
	return rc;
}
