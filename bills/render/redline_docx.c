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
	const struct eg_redline_run *first; /* of all runs */
	const char *const *by; /* of each run: w:author and w:date of its change */
	bool was, is; /* the paragraph has words of the old, of the new text already */
};

static const char *
attrs_of(const struct doc *d, const struct eg_redline_run *run)
{
	return d->by[run - d->first];
}

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
		    run->ink == EG_INK_OLD ? "w:del" : "w:ins", ++d->id, attrs_of(d, run));
	eg_buf_printf(&d->xml, "<w:r><%s xml:space=\"preserve\">", tag[run->ink]);
	eg_xml_put(&d->xml, eg_buf_cstr(&words));
	eg_buf_printf(&d->xml, "</%s></w:r>", tag[run->ink]);
	if (run->ink != EG_INK_KEPT)
		eg_buf_printf(&d->xml, "</%s>", run->ink == EG_INK_OLD ? "w:del" : "w:ins");
	d->was = d->was || run->ink != EG_INK_NEW;
	d->is = d->is || run->ink != EG_INK_OLD;
	eg_buf_clear(&words);
}

/* One paragraph of runs [from, to). next: the run that the break after it belongs to, NULL at the end. A text that lacks the
 * break before it goes on in the paragraph before: its next word needs a space. */
static void
put_paragraph(struct doc *d, const struct eg_redline_run *from, const struct eg_redline_run *to,
    const struct eg_redline_run *next)
{
	enum eg_ink mark = next != NULL ? next->para_ink : EG_INK_KEPT;

	eg_buf_puts(&d->xml, "<w:p><w:pPr><w:pStyle w:val=\"BillText\"/>");
	if (mark != EG_INK_KEPT)
		eg_buf_printf(&d->xml, "<w:rPr><%s w:id=\"%zu\"%s/></w:rPr>",
		    mark == EG_INK_OLD ? "w:del" : "w:ins", ++d->id, attrs_of(d, next));
	eg_buf_puts(&d->xml, "</w:pPr>");
	d->was = d->was && from->para_ink == EG_INK_NEW;
	d->is = d->is && from->para_ink == EG_INK_OLD;
	for (; from < to; from++)
		put_words(d, from);
	eg_buf_puts(&d->xml, "</w:p>");
}

char *
eg_redline__change_attrs(struct eg_arena *a, const char *author, int64_t date)
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
eg_redline__tracked(const struct eg_redline_runs *runs, const char *const *by, const char *title,
    const char *head, struct eg_buf *out, struct eg_err *err)
{
	struct doc d = {.xml = EG_BUF_INIT, .first = runs->v, .by = by};
	enum eg_rc rc;

	eg_buf_init(&d.xml, 0);
	for (size_t from = 0, to; from < runs->n; from = to) {
		for (to = from + 1; to < runs->n && !runs->v[to].para; to++)
			;
		put_paragraph(&d, runs->v + from, runs->v + to, to < runs->n ? runs->v + to : NULL);
	}
	struct eg_docx_package package = {.title = title,
	    .subject = "Redline",
	    .category = "",
	    .head = head,
	    .language = "en",
	    .line_numbers = EG_LINE_NUMBERS_PAGE,
	    .body = {eg_buf_cstr(&d.xml), d.xml.n},
	    .numbering = {"", 0}};
	if ((rc = eg_buf_ok(&d.xml, err)) == EG_OK)
		rc = eg_docx_pack(&package, out, err);
	eg_buf_clear(&d.xml);
	return rc;
}

enum eg_rc
eg_redline_to_docx(const struct eg_redline *r, const char *author, int64_t date, struct eg_buf *out,
    struct eg_err *err)
{
	struct eg_redline_runs runs = {0};
	struct eg_redline_step *step;
	size_t n = eg_redline__steps(r, &step);
	struct eg_buf head = EG_BUF_INIT;
	char *attrs = eg_redline__change_attrs(r->arena, author, date);
	const char **by;
	enum eg_rc rc;

	for (size_t i = 0; i < n; i++) {
		if (step[i].ink == EG_INK_KEPT)
			eg_redline__runs(r, step[i].row, &runs);
		else if (step[i].ink == EG_INK_OLD)
			eg_redline__whole(r->old_doc, step[i].row->old_index, EG_INK_OLD, &runs);
		else
			eg_redline__whole(r->new_doc, step[i].row->new_index, EG_INK_NEW, &runs);
	}
	by = eg_calloc(runs.n + 1, sizeof(*by));
	for (size_t i = 0; i < runs.n; i++)
		by[i] = attrs;
	eg_buf_init(&head, 0);
	eg_buf_printf(&head, "%s \xE2\x86\x92 %s", r->old_doc->name, r->new_doc->name);
	rc = eg_redline__tracked(&runs, by, r->new_doc->name, eg_buf_cstr(&head), out, err);
	eg_buf_clear(&head);
	eg_free(by);
	eg_vec_clear(&runs);
	eg_free(step);
	return rc;
}
