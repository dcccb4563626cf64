/*
 * A bill as a Word document: a paragraph a block, designators by Word's own numbering where it can
 * count them (docx_number.h), each provision a bookmark, each reference a link to it and a field
 * with its words cached, lines numbered by the section's property.
 *
 * A REF field repeats the text of a bookmark, and the words of a reference ("subdivision (a) of
 * Section 3") stand nowhere in the text. So each wording is a bookmark of its own, set by a SET
 * field at the head of the document: Word prints it, and LibreOffice, which brings fields up to
 * date whether they are locked or not.
 */
#include "render/blocks.h"
#include "render/docx_number.h"
#include "render/docx_parts.h"

#include "base/map.h"
#include "base/xml.h"

#include <string.h>

enum { STEP_TWIPS = EG_STEP_PT * 20 };

struct doc {
	struct eg_buf xml;
	const struct eg_form *form;
	const bool *bold; /* by block: a section's number, and its catchline; bold by themselves and
			     not by their style, because their paragraph may run on after them */
	struct eg_docx_numbering numbers;
	int page_lines;
	const struct eg_block *before; /* of the paragraph before; NULL at the head */
	size_t bookmark;
	struct eg_map anchors; /* labels that have a bookmark */
	struct eg_map wordings; /* "label\x1Fwords" -> number of the wording */
	char added[EG_DOCX_DRAWN_MAX], deleted[EG_DOCX_DRAWN_MAX];
};

static bool
has_bookmark(const struct eg_block *b)
{
	return b->anchor != NULL && b->anchor[0] != '\0' && b->role != EG_ROLE_FLUSH;
}

static bool
is_reference(const struct eg_run *r)
{
	return r->kind == EG_RUN_REF && r->target != NULL;
}

/* "label\x1Fwords", the key of a wording; caller frees. */
static char *
wording(const struct eg_run *r)
{
	return eg_sprintf("%s\x1F%s", r->target, r->text);
}

static void
put_wording(struct doc *d, const struct eg_run *r, struct eg_map *count)
{
	char *key = wording(r);

	if (strpbrk(r->text, "\"\\") == NULL && !eg_map_has(&d->wordings, key)) {
		uintptr_t n = (uintptr_t)eg_map_get(count, r->target) + 1;

		eg_map_set(count, r->target, (void *)n);
		eg_map_set(&d->wordings, key, (void *)n);
		eg_buf_puts(&d->xml, "<w:fldSimple w:instr=\" SET ");
		eg_docx_bookmark_name(&d->xml, r->target, n);
		eg_buf_puts(&d->xml, " &quot;");
		eg_xml_put(&d->xml, r->text);
		eg_buf_puts(&d->xml, "&quot; \"/>");
	}
	eg_free(key);
}

/* Find the provisions that have a bookmark, number the wordings of references to each, and put
 * the fields that set them. */
static void
put_wordings(struct doc *d)
{
	const struct eg_form *f = d->form;
	struct eg_map count = {0};

	for (size_t i = 0; i < f->n; i++)
		if (has_bookmark(&f->block[i]))
			eg_map_set(&d->anchors, f->block[i].anchor, d);
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->block[i].n_runs; k++)
			if (is_reference(&f->block[i].run[k]))
				put_wording(d, &f->block[i].run[k], &count);
	eg_map_clear(&count);
}

static void
put_reference(struct doc *d, const struct eg_run *r, const char *properties)
{
	char *key = wording(r);
	size_t words = (size_t)(uintptr_t)eg_map_get(&d->wordings, key);
	bool link = eg_map_has(&d->anchors, r->target);

	if (link) {
		eg_buf_puts(&d->xml, "<w:hyperlink w:anchor=\"");
		eg_docx_bookmark_name(&d->xml, r->target, 0);
		eg_buf_puts(&d->xml, "\">");
	}
	if (words != 0) {
		eg_buf_puts(&d->xml, "<w:fldSimple w:instr=\" REF ");
		eg_docx_bookmark_name(&d->xml, r->target, words);
		eg_buf_puts(&d->xml, " \\h \" w:fldLock=\"true\">");
	}
	eg_docx_run(&d->xml, properties, r->text);
	if (words != 0)
		eg_buf_puts(&d->xml, "</w:fldSimple>");
	if (link)
		eg_buf_puts(&d->xml, "</w:hyperlink>");
	eg_free(key);
}

static void
put_run(struct doc *d, const struct eg_run *r, bool bold)
{
	static const char highlight[] = "<w:highlight w:val=\"yellow\"/>";
	const char *p = bold			   ? "<w:b/>"
			: r->kind == EG_RUN_STRONG ? "<w:b/>"
			: r->kind == EG_RUN_EM	   ? "<w:i/>"
			: r->kind == EG_RUN_INS	   ? d->added
			: r->kind == EG_RUN_DEL	   ? d->deleted
						   : "";

	if (is_reference(r)) {
		put_reference(d, r, p);
	} else if (r->kind == EG_RUN_BLANK) {
		eg_docx_run(&d->xml, highlight, "[____ ");
		eg_docx_run(&d->xml, highlight, r->text);
		eg_docx_run(&d->xml, highlight, " ____]");
	} else if (r->text[0] != '\0') {
		eg_docx_run(&d->xml, p, r->text);
	}
}

/* A designator that is typed, a part of it underlined where the legislature underlines that. */
static void
put_designator(struct doc *d, const struct eg_block *b, bool bold)
{
	const char *look = bold ? "<w:b/>" : "";

	if (b->under[1] == NULL) {
		eg_docx_run(&d->xml, look, b->designator);
		return;
	}
	for (size_t i = 0; i < EG_COUNT(b->under); i++)
		if (b->under[i][0] != '\0')
			eg_docx_run(&d->xml,
			    i != 1 ? look
			    : bold ? "<w:b/><w:u w:val=\"single\"/>"
				   : "<w:u w:val=\"single\"/>",
			    b->under[i]);
}

static void
put_words(struct doc *d, size_t i)
{
	const struct eg_block *b = &d->form->block[i];
	bool bold = d->bold[i];
	bool words = bold && (b->catchline || b->role != EG_ROLE_SECTION);
	bool mark = has_bookmark(b);

	if (mark) {
		eg_buf_printf(&d->xml, "<w:bookmarkStart w:id=\"%zu\" w:name=\"", ++d->bookmark);
		eg_docx_bookmark_name(&d->xml, b->anchor, 0);
		eg_buf_puts(&d->xml, "\"/>");
	}
	if (b->designator[0] != '\0' && d->numbers.block[i].list == 0) {
		put_designator(d, b, bold);
		if (b->n_runs != 0)
			eg_docx_run(&d->xml, "", " ");
	}
	for (size_t k = 0; k < b->n_runs; k++)
		put_run(d, &b->run[k], words);
	if (mark)
		eg_buf_printf(&d->xml, "<w:bookmarkEnd w:id=\"%zu\"/>", d->bookmark);
}

/* Elements of w:pPr in the order of the schema. */
static void
open_paragraph(struct doc *d, size_t i, bool run_in)
{
	const struct eg_block *b = &d->form->block[i];
	const struct eg_look *look = eg_look_of(b->role);
	const struct eg_docx_number *number = &d->numbers.block[i];
	struct eg_block_edge edge = eg_block_edge(d->form, i);
	enum eg_align align = eg_block_align(d->form, i);
	bool stays = eg_block_stays_on_page(run_in ? b + 1 : b); /* no heading alone */

	eg_buf_printf(&d->xml, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", look->style);
	if (look->heading != stays) /* not as its style says */
		eg_buf_puts(&d->xml, stays ? "<w:keepNext/>" : "<w:keepNext w:val=\"0\"/>");
	if (number->list != 0)
		eg_buf_printf(&d->xml,
		    "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%zu\"/></w:numPr>",
		    number->level, number->list);
	if (b->designator[0] == '\0' && b->n_runs == 0) /* a blank line is no line of the bill */
		eg_buf_puts(&d->xml, "<w:suppressLineNumbers/>");
	if (eg_block_is_apart(b, d->before))
		eg_buf_printf(&d->xml, "<w:spacing w:before=\"%d\"/>", eg_docx_line(d->page_lines));
	/* at the left edge the style says it, and for an item the level of its list */
	if (number->list != 0 && align != look->align) /* its list begins lines a step in */
		eg_buf_puts(&d->xml, "<w:ind w:left=\"0\" w:firstLine=\"0\"/>");
	else if (edge.left != 0 && (number->list == 0 || edge.left != number->level))
		eg_buf_printf(&d->xml, "<w:ind w:left=\"%d\" w:firstLine=\"%d\"/>",
		    edge.left * STEP_TWIPS, (edge.first - edge.left) * STEP_TWIPS);
	if (align != look->align) /* the lines of a title's caption */
		eg_buf_puts(&d->xml, "<w:jc w:val=\"center\"/>");
	eg_buf_puts(&d->xml, "</w:pPr>");
	d->before = b;
}

static void
put_blocks(struct doc *d)
{
	bool continues = false;

	for (size_t i = 0; i < d->form->n; i++) {
		bool run_in = eg_block_runs_in(d->form, i) || eg_block_lets_item_in(d->form, i);

		if (!continues)
			open_paragraph(d, i, run_in);
		if (i == 0)
			put_wordings(d);
		put_words(d, i);
		if (!run_in)
			eg_buf_puts(&d->xml, "</w:p>");
		else if (d->form->block[i].n_runs > 0 || d->numbers.block[i].list == 0)
			eg_docx_run(&d->xml, "", " "); /* Word puts one after a number */
		continues = run_in;
	}
}

static bool *
bold_blocks(const struct eg_form *form)
{
	bool *bold = eg_calloc(form->n + 1, sizeof(*bold));

	for (size_t i = 0; i < form->n; i++)
		bold[i] = form->block[i].role == EG_ROLE_CODE_SECTION ||
			  form->block[i].role == EG_ROLE_SECTION;
	return bold;
}

enum eg_rc
eg_render_docx(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	static const struct eg_render_options plain = {0};
	struct doc d = {.xml = EG_BUF_INIT, .form = form};
	bool *bold = bold_blocks(form);
	enum eg_rc rc;

	if (opt == NULL)
		opt = &plain;
	d.bold = bold;
	(void)eg_docx_drawn(form->added, d.added);
	(void)eg_docx_drawn(form->deleted, d.deleted);
	d.page_lines = opt->page_lines != 0    ? opt->page_lines
		       : form->page_lines != 0 ? form->page_lines
					       : EG_PAGE_LINES_DEFAULT;
	eg_docx_number(form, bold, STEP_TWIPS, &d.numbers);
	put_blocks(&d);
	const struct eg_docx_property properties[] = {{"engross-template", form->template_name},
	    {"engross-version", form->version}, {"engross-jurisdiction", form->postal},
	    {"engross-variant", form->variant}, {"engross-words", form->words}};
	if ((rc = eg_buf_ok(&d.xml, err)) == EG_OK)
		rc = eg_docx_pack(
		    &(struct eg_docx_package){.title = form->title,
			.subject = form->jurisdiction,
			.category = form->instrument,
			.head = opt->running_head != NULL ? opt->running_head : form->title,
			.language = form->language,
			.no_line_numbers = opt->no_line_numbers,
			.line_numbers =
			    opt->lines_through ? EG_LINE_NUMBERS_THROUGH : form->line_numbers,
			.page_lines = d.page_lines,
			.head_from_second = true,
			.body = {eg_buf_cstr(&d.xml), d.xml.n},
			.numbering = {eg_buf_cstr(&d.numbers.xml), d.numbers.xml.n},
			.property = properties,
			.n_properties = EG_COUNT(properties)},
		    out, err);
	eg_map_clear(&d.anchors);
	eg_map_clear(&d.wordings);
	eg_docx_numbering_clear(&d.numbers);
	eg_buf_clear(&d.xml);
	eg_free(bold);
	return rc;
}
