/*
 * A bill as United States Legislative Markup 2.1 (GPO): preface, main with the long title and the
 * enacting formula, levels. The text of a code that a section adds or amends stands in
 * quotedContent; what it adds to and strikes from existing law in addedText and deletedText.
 *
 * id is the author's label where a provision has one (USLM's identity that never changes), else the
 * eId; identifier is the eId below the bill's own path, as printed in this jurisdiction.
 */
#include "render/markup.h"
#include "render/outline.h"

#include <engross/render.h>
#include <ctype.h>
#include <string.h>

struct uslm {
	struct eg_buf *out;
	const struct eg_outline *o;
};

static const char *
id_of(const struct eg_part *p)
{
	return p->block->anchor != NULL && p->block->anchor[0] != '\0' ? p->block->anchor : p->eid;
}

static void
put_run(void *ctx, const struct eg_run *r)
{
	struct uslm *x = ctx;
	static const char *const tag[] = {[EG_RUN_TERM] = "term",
	    [EG_RUN_STRONG] = "b",
	    [EG_RUN_EM] = "i",
	    [EG_RUN_INS] = "addedText",
	    [EG_RUN_DEL] = "deletedText"};
	const struct eg_part *to = NULL;

	if (r->text[0] == '\0' || r->kind == EG_RUN_MARK)
		return;
	if (r->kind == EG_RUN_REF && r->target != NULL)
		to = eg_outline_find(x->o, r->target);
	if (to != NULL) {
		eg_buf_puts(x->out, "<ref href=\"#");
		eg_markup_text(x->out, id_of(to));
		eg_buf_puts(x->out, "\">");
		eg_markup_text(x->out, r->text);
		eg_buf_puts(x->out, "</ref>");
	} else if (r->kind == EG_RUN_BLANK) {
		eg_buf_puts(x->out, "<inline class=\"blank\">[____ ");
		eg_markup_text(x->out, r->text);
		eg_buf_puts(x->out, " ____]</inline>");
	} else if ((size_t)r->kind < EG_COUNT(tag) && tag[r->kind] != NULL) {
		eg_markup_tagged(x->out, tag[r->kind], r->text);
	} else {
		eg_markup_text(x->out, r->text);
	}
}

static void
put_runs(struct uslm *x, const struct eg_block *b)
{
	for (size_t i = 0; i < b->n_runs; i++)
		put_run(x, &b->run[i]);
}

static void
put_words(struct uslm *x, const struct eg_block *b)
{
	eg_markup_words(x->out, b, put_run, x);
}

static void
put_ids(struct uslm *x, const struct eg_part *p)
{
	const struct eg_form *f = x->o->form;

	eg_markup_attr(x->out, "id", id_of(p));
	if (p->kind == EG_PART_TEXT || p->kind == EG_PART_LAW)
		return;
	eg_buf_puts(x->out, " identifier=\"/us-");
	for (const char *c = f->postal; *c != '\0'; c++)
		eg_buf_putc(x->out, (char)tolower((unsigned char)*c));
	eg_buf_puts(x->out, "/bill/");
	eg_markup_slug(x->out, f->template_name[0] != '\0' ? f->template_name : f->title);
	eg_buf_putc(x->out, '/');
	eg_markup_text(x->out, p->eid);
	eg_buf_putc(x->out, '"');
}

/* ---- levels ---- */

static void put_level(struct uslm *x, const struct eg_part *p);

static bool
is_text(const struct eg_part *p)
{
	return p->kind == EG_PART_TEXT || p->kind == EG_PART_LAW || p->kind == EG_PART_VERBATIM;
}

/* A paragraph, or the lines of a verbatim text, inside an element that holds words. */
static void
put_text(struct uslm *x, const struct eg_part *p)
{
	for (size_t i = 0; i < p->n_blocks; i++) {
		eg_buf_puts(x->out, "<p");
		if (i == 0)
			put_ids(x, p);
		if (p->kind == EG_PART_VERBATIM)
			eg_buf_puts(x->out, " class=\"verbatim\"");
		eg_buf_putc(x->out, '>');
		put_words(x, &p->block[i]);
		eg_buf_puts(x->out, "</p>\n");
	}
}

static const char *
element_of(const struct eg_part *p)
{
	return strcmp(p->element, "hcontainer") == 0 ? "level" : p->element;
}

static void
put_num(struct uslm *x, const struct eg_part *p, const char *text, size_t n)
{
	if (n == 0)
		return;
	eg_buf_puts(x->out, "<num");
	eg_markup_attr(x->out, "value", p->number);
	eg_buf_putc(x->out, '>');
	eg_markup_text_n(x->out, text, n);
	eg_buf_puts(x->out, " </num>");
}

static void
put_unit_heading(struct uslm *x, const struct eg_part *p)
{
	const struct eg_block *b = p->block;
	const char *line = b->n_runs > 0 ? b->run[0].text : "";
	size_t n = p->number[0] != '\0' && b->n_runs == 1 ? eg_part_unit_number(p) : 0;
	bool some = false;

	put_num(x, p, line, n);
	eg_buf_puts(x->out, "<heading>");
	if (n == 0)
		put_words(x, b);
	else
		eg_markup_text(x->out, line[n] == ' ' ? line + n + 1 : line + n);
	some = n == 0 || line[n] != '\0';
	for (size_t i = 1; i < p->n_blocks; i++) {
		if (some)
			eg_buf_puts(x->out, "<br/>");
		put_words(x, &b[i]);
		some = true;
	}
	eg_buf_puts(x->out, "</heading>\n");
}

/* Text before the first level is the chapeau, after one the continuation, alone the content. */
static const char *
text_element(bool divided, bool before)
{
	return !divided ? "content" : before ? "chapeau" : "continuation";
}

static void
put_children(struct uslm *x, const struct eg_part *p, const struct eg_block *own)
{
	bool divided = false, before = true, open = false;

	for (const struct eg_part *c = p->first; c != NULL; c = c->next)
		divided = divided || !is_text(c);
	if (own != NULL) {
		eg_buf_printf(x->out, "<%s>", text_element(divided, true));
		open = true;
		put_runs(x, own);
		eg_buf_putc(x->out, '\n');
	}
	for (const struct eg_part *c = p->first; c != NULL; c = c->next) {
		if (is_text(c)) {
			if (!open)
				eg_buf_printf(x->out, "<%s>", text_element(divided, before));
			open = true;
			put_text(x, c);
			continue;
		}
		if (open)
			eg_buf_printf(x->out, "</%s>\n", text_element(divided, before));
		open = before = false;
		put_level(x, c);
	}
	if (open)
		eg_buf_printf(x->out, "</%s>\n", text_element(divided, before));
}

/* A section that acts on a code. */
static void
put_instruction(struct uslm *x, const struct eg_part *p)
{
	bool levels = false;

	eg_buf_puts(x->out, "<content>");
	put_runs(x, p->block);
	for (const struct eg_part *c = p->first; c != p->law; c = c->next) {
		eg_buf_putc(x->out, '\n');
		put_text(x, c);
	}
	for (const struct eg_part *c = p->law; c != NULL; c = c->next)
		levels = levels || !is_text(c);
	eg_buf_puts(x->out, "\n<quotedContent>\n");
	for (const struct eg_part *c = p->law; c != NULL; c = c->next)
		if (is_text(c))
			put_text(x, c);
		else
			put_level(x, c);
	eg_buf_puts(x->out, "</quotedContent></content>\n");
}

static void
put_level(struct uslm *x, const struct eg_part *p)
{
	if (p->element == NULL) {
		eg_buf_puts(x->out, "<level><content>");
		put_text(x, p);
		eg_buf_puts(x->out, "</content></level>\n");
		return;
	}
	eg_buf_printf(x->out, "<%s", element_of(p));
	put_ids(x, p);
	if (p->law != NULL)
		eg_buf_puts(x->out, " role=\"instruction\"");
	eg_buf_puts(x->out, ">");
	if (p->kind == EG_PART_UNIT)
		put_unit_heading(x, p);
	else
		put_num(x, p, p->block->designator, strlen(p->block->designator));
	if (eg_part_headed(p) && p->block->n_runs > 0) {
		eg_buf_puts(x->out, "<heading>");
		put_runs(x, p->block);
		eg_buf_puts(x->out, "</heading>\n");
	}
	if (p->law != NULL)
		put_instruction(x, p);
	else
		put_children(x, p,
		    eg_part_headed(p) || p->kind == EG_PART_UNIT || p->block->n_runs == 0
			? NULL
			: p->block);
	eg_buf_printf(x->out, "</%s>\n", element_of(p));
}

/* ---- the parts of the document ---- */

static bool
is_resolution(const struct eg_form *f)
{
	return strstr(f->instrument, "resolution") != NULL ||
	       strstr(f->instrument, "memorial") != NULL;
}

static void
put_meta(struct uslm *x)
{
	const struct eg_form *f = x->o->form;

	eg_buf_puts(x->out, "<meta>\n<dc:title>");
	eg_markup_text(x->out, f->title);
	eg_buf_puts(x->out, "</dc:title>\n<dc:type>");
	eg_markup_text(x->out, f->instrument[0] != '\0' ? f->instrument : "bill");
	eg_buf_puts(x->out, "</dc:type>\n<dc:coverage>");
	eg_markup_text(x->out, f->jurisdiction);
	eg_buf_puts(x->out, "</dc:coverage>\n");
	if (f->version[0] != '\0') {
		eg_buf_puts(x->out, "<dc:identifier>");
		eg_markup_text(x->out, f->template_name);
		eg_buf_putc(x->out, '@');
		eg_markup_text(x->out, f->version);
		eg_buf_puts(x->out, "</dc:identifier>\n");
	}
	eg_buf_puts(x->out, "<processedBy>engross</processedBy>\n<dc:format>text/xml</dc:format>\n"
			    "<dc:language>EN</dc:language>\n</meta>\n");
}

/* What stands before the title. */
static size_t
put_preface(struct uslm *x)
{
	const struct eg_form *f = x->o->form;
	size_t i = 0;

	eg_buf_puts(x->out, "<preface>\n");
	for (; i < x->o->n_front && f->block[i].role != EG_ROLE_TITLE &&
	       f->block[i].role != EG_ROLE_ENACTING && f->block[i].role != EG_ROLE_RECITAL;
	     i++) {
		const struct eg_block *b = &f->block[i];
		const char *tag = b->role == EG_ROLE_BILL_NUMBER ? "docNumber" : "p";

		eg_buf_printf(x->out, "<%s", tag);
		if (b->role == EG_ROLE_SPONSORS)
			eg_markup_attr(x->out, "class", "sponsors");
		eg_buf_putc(x->out, '>');
		put_words(x, b);
		eg_buf_printf(x->out, "</%s>\n", tag);
	}
	eg_buf_puts(x->out, "</preface>\n");
	return i;
}

/* The title: its last line is the official title, those before say what it is ("AN ACT"). */
static size_t
put_title(struct uslm *x, size_t i)
{
	const struct eg_form *f = x->o->form;
	size_t last = i;

	if (i == x->o->n_front || f->block[i].role != EG_ROLE_TITLE)
		return i;
	while (last + 1 < x->o->n_front && f->block[last + 1].role == EG_ROLE_TITLE)
		last++;
	eg_buf_puts(x->out, "<longTitle>");
	for (; i <= last; i++) {
		const char *tag = i == last ? "officialTitle" : "docTitle";

		eg_buf_printf(x->out, "<%s>", tag);
		put_words(x, &f->block[i]);
		eg_buf_printf(x->out, "</%s>\n", tag);
	}
	eg_buf_puts(x->out, "</longTitle>\n");
	return i;
}

static void
put_clause(struct uslm *x, const struct eg_block *b)
{
	const char *tag = is_resolution(x->o->form) ? "resolvingClause" : "enactingFormula";

	eg_buf_printf(x->out, "<%s>", tag);
	put_words(x, b);
	eg_buf_printf(x->out, "</%s>\n", tag);
}

/* Blocks before the clause; recitals and the clause after them; what else follows is a level. */
static void
put_front(struct uslm *x, size_t i)
{
	const struct eg_form *f = x->o->form;
	bool clause = false;

	for (; i < x->o->n_front && f->block[i].role != EG_ROLE_ENACTING &&
	       f->block[i].role != EG_ROLE_RECITAL;
	     i++) {
		eg_buf_puts(x->out, "<block><p>");
		put_words(x, &f->block[i]);
		eg_buf_puts(x->out, "</p></block>\n");
	}
	while (i < x->o->n_front) {
		const struct eg_block *b = &f->block[i];

		if (b->role == EG_ROLE_RECITAL) {
			eg_buf_puts(x->out, "<preamble>\n");
			for (; i < x->o->n_front && f->block[i].role == EG_ROLE_RECITAL; i++) {
				eg_buf_puts(x->out, "<recital>");
				put_words(x, &f->block[i]);
				eg_buf_puts(x->out, "</recital>\n");
			}
			clause = i < x->o->n_front && f->block[i].role == EG_ROLE_ENACTING;
			if (clause)
				put_clause(x, &f->block[i++]);
			eg_buf_puts(x->out, "</preamble>\n");
			continue;
		}
		if (b->role == EG_ROLE_ENACTING) {
			put_clause(x, b);
		} else {
			eg_buf_puts(x->out, "<level><content>");
			put_words(x, b);
			eg_buf_puts(x->out, "</content></level>\n");
		}
		i++;
	}
}

enum eg_rc
eg_render_uslm(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	struct eg_outline *o = eg_outline_make(form);
	struct uslm x = {.out = out, .o = o};
	const char *root = is_resolution(form) ? "resolution" : "bill";
	size_t i;

	EG_UNUSED(opt);
	eg_buf_printf(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<%s xmlns=\"http://schemas.gpo.gov/xml/uslm\" "
	    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xml:lang=\"%s\">\n",
	    root, form->language);
	put_meta(&x);
	i = put_preface(&x);
	eg_buf_puts(out, "<main>\n");
	i = put_title(&x, i);
	put_front(&x, i);
	for (const struct eg_part *p = o->root->first; p != NULL; p = p->next)
		put_level(&x, p);
	eg_buf_printf(out, "</main>\n</%s>\n", root);
	eg_outline_free(o);
	return eg_buf_ok(out, err);
}
