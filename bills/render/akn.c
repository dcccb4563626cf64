/*
 * A bill as Akoma Ntoso 1.0 (OASIS LegalDocML, namespace akn/3.0): preface, preamble with the
 * formula, body; what the bill adds to or amends in a code stands in mod / quotedStructure; a
 * verbatim text (a compact) is an attachment that the body refers to by componentRef. akn_meta.c
 * writes the metadata.
 *
 * eId is the number as printed in this jurisdiction, wId the author's label, the same in all.
 */
#include "render/akn.h"

#include <string.h>

/* ---- words ---- */

static void
put_reference(struct eg_akn *x, const struct eg_run *r)
{
	const struct eg_part *to = r->target != NULL ? eg_outline_find(x->o, r->target) : NULL;

	eg_buf_puts(x->out, "<ref href=\"");
	if (to != NULL) {
		eg_buf_putc(x->out, '#');
		eg_markup_text(x->out, to->eid);
	} else {
		eg_akn__work(x);
		eg_buf_puts(x->out, "/!main");
	}
	eg_buf_puts(x->out, "\">");
	eg_markup_text(x->out, r->text);
	eg_buf_puts(x->out, "</ref>");
}

/* The quotation marks stand around the term, not in it. */
static void
put_term(struct eg_akn *x, const struct eg_run *r)
{
	size_t start, end;

	eg_akn__term(r->text, &start, &end);
	eg_markup_text_n(x->out, r->text, start);
	eg_buf_puts(x->out, "<def refersTo=\"#term-");
	eg_markup_slug(x->out, r->text);
	eg_buf_puts(x->out, "\"><term refersTo=\"#term-");
	eg_markup_slug(x->out, r->text);
	eg_buf_puts(x->out, "\">");
	eg_markup_text_n(x->out, r->text + start, end - start);
	eg_buf_puts(x->out, "</term></def>");
	eg_markup_text(x->out, r->text + end);
}

static void
put_run(void *ctx, const struct eg_run *r)
{
	struct eg_akn *x = ctx;
	static const char *const tag[] = {
	    [EG_RUN_STRONG] = "b", [EG_RUN_EM] = "i", [EG_RUN_INS] = "ins", [EG_RUN_DEL] = "del"};

	if (r->text[0] == '\0' || r->kind == EG_RUN_MARK)
		return;
	if (r->kind == EG_RUN_REF) {
		put_reference(x, r);
	} else if (r->kind == EG_RUN_TERM) {
		put_term(x, r);
	} else if (r->kind == EG_RUN_BLANK) {
		eg_buf_puts(x->out, "<placeholder originalText=\"\">[____ ");
		eg_markup_text(x->out, r->text);
		eg_buf_puts(x->out, " ____]</placeholder>");
	} else if ((size_t)r->kind < EG_COUNT(tag) && tag[r->kind] != NULL) {
		eg_markup_tagged(x->out, tag[r->kind], r->text);
	} else {
		eg_markup_text(x->out, r->text);
	}
}

void
eg_akn__runs(struct eg_akn *x, const struct eg_block *b)
{
	for (size_t i = 0; i < b->n_runs; i++)
		put_run(x, &b->run[i]);
}

static void
put_words(struct eg_akn *x, const struct eg_block *b)
{
	eg_markup_words(x->out, b, put_run, x);
}

static void
open_p(struct eg_akn *x, const struct eg_part *p)
{
	eg_buf_puts(x->out, "<p");
	if (p->kind == EG_PART_TEXT || p->kind == EG_PART_LAW)
		eg_akn__ids(x, p);
	eg_buf_putc(x->out, '>');
}

static void
put_p(struct eg_akn *x, const struct eg_part *p)
{
	open_p(x, p);
	put_words(x, p->block);
	eg_buf_puts(x->out, "</p>\n");
}

void
eg_akn__ids(struct eg_akn *x, const struct eg_part *p)
{
	eg_markup_attr(x->out, "eId", p->eid);
	if (p->block->anchor != NULL && p->block->anchor[0] != '\0')
		eg_markup_attr(x->out, "wId", p->block->anchor);
}

/* ---- provisions ---- */

static void put_part(struct eg_akn *x, const struct eg_part *p);

static void
put_num(struct eg_akn *x, const char *text, size_t n)
{
	if (n == 0)
		return;
	eg_buf_puts(x->out, "<num>");
	eg_markup_text_n(x->out, text, n);
	eg_buf_puts(x->out, "</num>\n");
}

/* Number and heading of a unit of the code. Its first line is the number where there are more. */
static void
unit_heading(struct eg_akn *x, const struct eg_part *p)
{
	const struct eg_block *b = p->block;
	const char *line = b->n_runs > 0 ? b->run[0].text : "";
	size_t n = p->number[0] != '\0' && b->n_runs == 1 ? eg_part_unit_number(p) : 0;

	put_num(x, line, n);
	eg_buf_puts(x->out, "<heading>");
	if (n > 0)
		eg_markup_text(x->out, line[n] == ' ' ? line + n + 1 : line + n);
	else
		put_words(x, b);
	for (size_t i = 1; i < p->n_blocks; i++) {
		if (i > 1 || n == 0 || line[n] != '\0')
			eg_buf_puts(x->out, "<br/>");
		put_words(x, &b[i]);
	}
	eg_buf_puts(x->out, "</heading>\n");
}

/* Paragraphs in a row from c on; returns the first child after them. */
static const struct eg_part *
put_paragraphs(struct eg_akn *x, const struct eg_part *c, const struct eg_part *end)
{
	while (c != end && (c->kind == EG_PART_TEXT || c->kind == EG_PART_LAW)) {
		put_p(x, c);
		c = c->next;
	}
	return c;
}

static bool
is_paragraph(const struct eg_part *c, const struct eg_part *end)
{
	return c != end && (c->kind == EG_PART_TEXT || c->kind == EG_PART_LAW);
}

/* Text between two subdivisions has no element of its own in the schema. */
static const struct eg_part *
put_between(struct eg_akn *x, const struct eg_part *c)
{
	eg_buf_puts(x->out, "<hcontainer name=\"flush\"><content>\n");
	c = put_paragraphs(x, c, NULL);
	eg_buf_puts(x->out, "</content></hcontainer>\n");
	return c;
}

/* Everything below a provision: `own` is its own text (not its heading), or NULL. */
static void
put_inside(struct eg_akn *x, const struct eg_part *p, const struct eg_block *own)
{
	const struct eg_part *c = p->first;
	bool divided = eg_part_divided(p), text = own != NULL || is_paragraph(c, NULL);

	if (!divided || text)
		eg_buf_printf(x->out, divided ? "<intro>\n" : "<content>\n");
	if (own != NULL) {
		eg_buf_puts(x->out, "<p>");
		eg_akn__runs(x, own);
		eg_buf_puts(x->out, "</p>\n");
	}
	c = put_paragraphs(x, c, NULL);
	if (!divided && !text)
		eg_buf_puts(x->out, "<p/>\n"); /* a heading alone: content may not be empty */
	if (!divided || text)
		eg_buf_printf(x->out, divided ? "</intro>\n" : "</content>\n");
	while (c != NULL) {
		const struct eg_part *rest = c;

		if (!is_paragraph(c, NULL)) {
			put_part(x, c);
			c = c->next;
			continue;
		}
		while (is_paragraph(rest, NULL))
			rest = rest->next;
		if (rest != NULL) {
			c = put_between(x, c);
			continue;
		}
		eg_buf_puts(x->out, "<wrapUp>\n");
		c = put_paragraphs(x, c, NULL);
		eg_buf_puts(x->out, "</wrapUp>\n");
	}
}

/* A section that acts on a code: its words, then the text of the code as a quoted structure. */
static void
put_mod(struct eg_akn *x, const struct eg_part *p)
{
	eg_buf_puts(x->out, "<content>\n");
	eg_buf_printf(x->out, "<p><mod eId=\"%s__mod_1\">", p->eid);
	eg_akn__runs(x, p->block);
	for (const struct eg_part *c = p->first; c != p->law; c = c->next) {
		eg_buf_putc(x->out, ' ');
		put_words(x, c->block);
	}
	eg_buf_printf(x->out, "\n<quotedStructure eId=\"%s__mod_1__qstr_1\">\n", p->eid);
	for (const struct eg_part *c = p->law; c != NULL; c = c->next) {
		if (c->kind == EG_PART_TEXT || c->kind == EG_PART_LAW)
			put_p(x, c);
		else
			put_part(x, c);
	}
	eg_buf_puts(x->out, "</quotedStructure></mod></p>\n</content>\n");
}

static const char *
first_line(const struct eg_part *p)
{
	return p->block->n_runs > 0 ? p->block->run[0].text : "";
}

static void
put_part(struct eg_akn *x, const struct eg_part *p)
{
	const char *name = p->kind == EG_PART_CODIFY	 ? "codification"
			   : p->kind == EG_PART_CLOSING	 ? "closing"
			   : p->kind == EG_PART_RESOLVED ? "resolved"
			   : p->kind == EG_PART_UNIT	 ? "unit"
							 : "text";

	if (p->kind == EG_PART_VERBATIM) {
		eg_buf_printf(x->out, "<componentRef src=\"#%s\"", p->eid);
		eg_markup_attr(x->out, "showAs", first_line(p));
		eg_buf_puts(x->out, "/>\n");
		return;
	}
	if (p->element == NULL) { /* a paragraph where only provisions may stand */
		eg_buf_puts(x->out, "<hcontainer name=\"text\"><content>\n");
		put_p(x, p);
		eg_buf_puts(x->out, "</content></hcontainer>\n");
		return;
	}
	eg_buf_printf(x->out, "<%s", p->element);
	if (strcmp(p->element, "hcontainer") == 0)
		eg_markup_attr(x->out, "name", name);
	eg_akn__ids(x, p);
	eg_buf_puts(x->out, ">\n");
	if (p->kind == EG_PART_UNIT)
		unit_heading(x, p);
	else
		put_num(x, p->block->designator, strlen(p->block->designator));
	if (eg_part_headed(p) && p->block->n_runs > 0) {
		eg_buf_puts(x->out, "<heading>");
		eg_akn__runs(x, p->block);
		eg_buf_puts(x->out, "</heading>\n");
	}
	if (p->law != NULL)
		put_mod(x, p);
	else
		put_inside(x, p,
		    eg_part_headed(p) || p->kind == EG_PART_UNIT || p->block->n_runs == 0
			? NULL
			: p->block);
	eg_buf_printf(x->out, "</%s>\n", p->element);
}

/* ---- the parts of the document ---- */

static bool
is_preamble(enum eg_role r)
{
	return r == EG_ROLE_RECITAL || r == EG_ROLE_ENACTING;
}

static void
put_preface(struct eg_akn *x, size_t n)
{
	const struct eg_form *f = x->o->form;
	bool title = false;

	eg_buf_puts(x->out, "<preface eId=\"preface\">\n");
	for (size_t i = 0; i < n; i++) {
		const struct eg_block *b = &f->block[i];
		const char *tag = b->role == EG_ROLE_BILL_NUMBER || b->role == EG_ROLE_REQUEST
				      ? "docNumber"
				  : b->role == EG_ROLE_SPONSORS ? "docProponent"
				  : b->role == EG_ROLE_SESSION	? "session"
				  : b->role == EG_ROLE_TITLE	? "docTitle"
								: NULL;

		if (b->role == EG_ROLE_TITLE && !title)
			eg_buf_puts(x->out, "<longTitle>");
		title = b->role == EG_ROLE_TITLE;
		eg_buf_puts(x->out, "<p>");
		if (tag != NULL)
			eg_buf_printf(x->out, "<%s>", tag);
		put_words(x, b);
		if (tag != NULL)
			eg_buf_printf(x->out, "</%s>", tag);
		eg_buf_puts(x->out, "</p>\n");
		if (title && (i + 1 == n || b[1].role != EG_ROLE_TITLE))
			eg_buf_puts(x->out, "</longTitle>\n");
	}
	eg_buf_puts(x->out, "</preface>\n");
}

static void
put_preamble(struct eg_akn *x, size_t from)
{
	const struct eg_form *f = x->o->form;
	size_t recital = 0, formula = 0;
	bool open = false;

	if (from == x->o->n_front)
		return;
	eg_buf_puts(x->out, "<preamble eId=\"preamble\">\n");
	for (size_t i = from; i < x->o->n_front; i++) {
		const struct eg_block *b = &f->block[i];

		if (open != (b->role == EG_ROLE_RECITAL)) {
			eg_buf_puts(x->out, open ? "</recitals>\n" : "<recitals>\n");
			open = !open;
		}
		if (b->role == EG_ROLE_RECITAL)
			eg_buf_printf(x->out, "<recital eId=\"preamble__rec_%zu\"><p>", ++recital);
		else if (b->role == EG_ROLE_ENACTING)
			eg_buf_printf(x->out,
			    "<formula name=\"%s\" eId=\"preamble__formula_%zu\"><p>",
			    strstr(f->instrument, "resolution") != NULL ? "resolvingClause"
									: "enactingFormula",
			    ++formula);
		else
			eg_buf_puts(x->out, "<p>");
		put_words(x, b);
		eg_buf_puts(x->out, b->role == EG_ROLE_RECITAL	  ? "</p></recital>\n"
				    : b->role == EG_ROLE_ENACTING ? "</p></formula>\n"
								  : "</p>\n");
	}
	if (open)
		eg_buf_puts(x->out, "</recitals>\n");
	eg_buf_puts(x->out, "</preamble>\n");
}

/* "ARTICLE IV. PURPOSE": bytes of its number ("ARTICLE IV."), 0 if the line opens no article. */
static size_t
article_number(const struct eg_block *b)
{
	const char *t = b->n_runs == 1 ? b->run[0].text : "";
	size_t n = strncmp(t, "ARTICLE ", 8) == 0 || strncmp(t, "Article ", 8) == 0 ? 8 : 0;
	size_t digits = n > 0 ? strspn(t + n, "IVXLC0123456789") : 0;

	if (digits == 0)
		return 0;
	n += digits;
	n += strspn(t + n, ".:");
	return t[n] == '\0' || t[n] == ' ' ? n : 0;
}

/* eId of an article of a verbatim text by its number ("art_IV"); a number used before gets _2. */
static void
open_article(
    struct eg_akn *x, const struct eg_part *p, const char *line, size_t n, struct eg_map *used)
{
	char *number = eg_strndup(line + 8, strcspn(line + 8, ".: "));
	size_t times = (size_t)(uintptr_t)eg_map_get(used, number) + 1;

	eg_map_set(used, number, (void *)(uintptr_t)times);
	eg_buf_printf(x->out, "<article eId=\"%s__art_%s", p->eid, number);
	if (times > 1)
		eg_buf_printf(x->out, "_%zu", times);
	eg_buf_puts(x->out, "\">\n<num>");
	eg_markup_text_n(x->out, line, n);
	eg_buf_puts(x->out, "</num>\n");
	if (line[n] == ' ') {
		eg_buf_puts(x->out, "<heading>");
		eg_markup_text(x->out, line + n + 1);
		eg_buf_puts(x->out, "</heading>\n");
	}
	eg_buf_puts(x->out, "<content>\n");
	eg_free(number);
}

/* The lines of a verbatim text, in articles where its lines say so. */
static void
put_verbatim(struct eg_akn *x, const struct eg_part *p)
{
	struct eg_map used = {0};

	for (size_t i = 0; i < p->n_blocks; i++) {
		const struct eg_block *b = &p->block[i];
		size_t n = article_number(b);

		if (n == 0) {
			eg_buf_puts(x->out, "<p>");
			put_words(x, b);
			eg_buf_puts(x->out, "</p>\n");
			continue;
		}
		if (used.n > 0)
			eg_buf_puts(x->out, "</content></article>\n");
		open_article(x, p, b->run[0].text, n, &used);
		if (i + 1 == p->n_blocks || article_number(b + 1) > 0)
			eg_buf_puts(x->out, "<p/>\n"); /* content may not be empty */
	}
	if (used.n > 0)
		eg_buf_puts(x->out, "</content></article>\n");
	eg_map_clear(&used);
}

static void
put_attachments(struct eg_akn *x)
{
	const struct eg_part *root = x->o->root;
	bool any = false;

	for (const struct eg_part *p = root->first; p != NULL; p = eg_part_after(p, root)) {
		if (p->kind != EG_PART_VERBATIM)
			continue;
		if (!any)
			eg_buf_puts(x->out, "<attachments>\n");
		any = true;
		eg_buf_puts(x->out, "<attachment");
		eg_akn__ids(x, p);
		eg_buf_puts(x->out, ">\n<doc name=\"compact\">\n");
		eg_akn__attachment_meta(x, p);
		eg_buf_puts(x->out, "<mainBody>\n");
		put_verbatim(x, p);
		eg_buf_puts(x->out, "</mainBody>\n</doc>\n</attachment>\n");
	}
	if (any)
		eg_buf_puts(x->out, "</attachments>\n");
}

enum eg_rc
eg_render_akn(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	struct eg_outline *o = eg_outline_make(form);
	struct eg_akn x = {.out = out, .o = o};
	size_t preamble = 0;

	EG_UNUSED(opt);
	while (preamble < o->n_front && !is_preamble(form->block[preamble].role))
		preamble++;
	eg_buf_puts(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">\n");
	eg_buf_puts(out, "<bill");
	eg_markup_attr(out, "name", form->instrument[0] != '\0' ? form->instrument : "bill");
	eg_buf_puts(out, " contains=\"originalVersion\">\n");
	eg_akn__meta(&x);
	put_preface(&x, preamble);
	put_preamble(&x, preamble);
	eg_buf_puts(out, "<body eId=\"body\">\n");
	for (const struct eg_part *p = o->root->first; p != NULL; p = p->next)
		put_part(&x, p);
	eg_buf_puts(out, "</body>\n");
	put_attachments(&x);
	eg_buf_puts(out, "</bill>\n</akomaNtoso>\n");
	eg_outline_free(o);
	return eg_buf_ok(out, err);
}
