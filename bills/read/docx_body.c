/*
 * The paragraphs of a part. One loop over the reader's events; docx_walk.h says what is open:
 * paragraphs (text boxes stand inside runs of others), tracked changes, fields and links, ranges
 * of comments, alternatives.
 */
#include "read/docx_walk.h"

#include <string.h>

/* ---- tracked changes and comments ---- */

static void
open_change(struct eg_docx_walker *w, const char *name)
{
	struct eg_docx_change *c;
	bool in = strcmp(name, "ins") == 0 || strcmp(name, "moveTo") == 0;

	if (w->changes.n > EG_XML_DEPTH_MAX)
		return;
	c = eg_vec_new(&w->changes);
	c->kind = strcmp(name, "moveTo") == 0 ? EG_DOCX_MOVED
		  : in			      ? EG_DOCX_INSERTED
					      : EG_DOCX_DELETED;
	c->from = strcmp(name, "moveFrom") == 0;
	c->out = w->r->reject ? in : !in;
	c->author = eg_strdup(eg_docx__attr(w, "author"));
	c->date = eg_strdup(eg_docx__attr(w, "date"));
	eg_buf_init(&c->text, 0);
}

static void
close_change(struct eg_docx_walker *w)
{
	struct eg_docx_change *c;

	if (w->changes.n == 0)
		return;
	c = &w->changes.v[--w->changes.n];
	if (!c->from && c->text.n > 0) {
		struct eg_docx_find *f = eg_docx__find(w->r, c->kind,
		    eg_arena_dup(w->r->arena, c->text.p, c->text.n), eg_docx__here(w));

		f->author = eg_arena_strdup(w->r->arena, c->author);
		f->date = eg_arena_strdup(w->r->arena, c->date);
	}
	eg_free(c->author);
	eg_free(c->date);
	eg_buf_clear(&c->text);
}

static void
comment_range(struct eg_docx_walker *w, bool start)
{
	const char *id = eg_docx__attr(w, "id");

	for (size_t i = 0; i < w->ranges.n; i++)
		if (strcmp(w->ranges.v[i].id, id) == 0) {
			w->ranges.v[i].open = false;
			return;
		}
	if (start && w->ranges.n < 2000)
		eg_vec_push(&w->ranges, ((struct eg_docx_range){eg_strdup(id), true, EG_BUF_INIT}));
}

/* A comment, footnote or endnote stands here. */
static void
refer(struct eg_docx_walker *w, struct eg_map *from, const char *missing)
{
	const char *id = eg_docx__attr(w, "id");
	struct eg_docx_find *known = from != NULL ? eg_map_get(from, id) : NULL, *f;

	if (known == NULL) {
		(void)eg_docx__find(w->r, EG_DOCX_OTHER, missing, eg_docx__here(w));
		return;
	}
	if (known->para != SIZE_MAX)
		return; /* listed already */
	known->para = eg_docx__here(w);
	f = eg_docx__find(w->r, known->kind, known->text, eg_docx__here(w));
	f->author = known->author;
	f->date = known->date;
	for (size_t i = 0; i < w->ranges.n && known->kind == EG_DOCX_COMMENT; i++)
		if (strcmp(w->ranges.v[i].id, id) == 0)
			f->on = eg_arena_dup(
			    w->r->arena, eg_buf_cstr(&w->ranges.v[i].text), w->ranges.v[i].text.n);
}

/* ---- elements ---- */

static void
close_drawing(struct eg_docx_walker *w)
{
	if (w->drawings.n == 0)
		return;
	if (w->drawings.v[--w->drawings.n] == w->r->paras.n)
		(void)eg_docx__find(
		    w->r, EG_DOCX_PICTURE, w->picture != NULL ? w->picture : "", eg_docx__here(w));
	w->picture = NULL;
}

static void
start_field_char(struct eg_docx_walker *w)
{
	const char *type = eg_docx__attr(w, "fldCharType");

	if (strcmp(type, "begin") == 0)
		eg_docx__scope_open(&w->scopes, EG_DOCX_COMPLEX, NULL, NULL);
	else if (strcmp(type, "separate") == 0)
		eg_docx__scope_result(&w->scopes);
	else if (strcmp(type, "end") == 0)
		eg_docx__scope_close(&w->scopes, EG_DOCX_COMPLEX);
}

static void
start_bookmark(struct eg_docx_walker *w)
{
	struct eg_docx_open *o = eg_docx__top(w);

	if (o != NULL && o->bookmarks.n < 1000)
		eg_vec_push(&o->bookmarks, eg_arena_strdup(w->r->arena, eg_docx__attr(w, "name")));
}

/* Elements of a run that stand for a character. */
static bool
start_character(struct eg_docx_walker *w, const char *name)
{
	static const struct {
		const char *name, *text;
	} characters[] = {{"tab", " "}, {"ptab", " "}, {"cr", "\n"}, {"br", "\n"},
	    {"noBreakHyphen", "\xE2\x80\x91"}, {"softHyphen", ""}};

	for (size_t i = 0; i < EG_COUNT(characters); i++)
		if (strcmp(name, characters[i].name) == 0) {
			eg_docx__puts(w, characters[i].text);
			return true;
		}
	if (strcmp(name, "sym") != 0)
		return false;
	eg_docx__puts(w, "\xEF\xBF\xBD");
	(void)eg_docx__find(w->r, EG_DOCX_SYMBOL,
	    eg_arena_printf(
		w->r->arena, "%s %s", eg_docx__attr(w, "font"), eg_docx__attr(w, "char")),
	    eg_docx__here(w));
	return true;
}

/* Elements whose content is no text of the document. */
static bool
is_skipped(const char *name)
{
	static const char *const names[] = {"sectPr", "tblPr", "tblGrid", "tcPr", "sdtPr",
	    "sdtEndPr", "customXmlPr", "smartTagPr", "ffData", "fldData", "rt", "tblPrEx"};

	for (size_t i = 0; i < EG_COUNT(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool
is_change(const char *name)
{
	return strcmp(name, "ins") == 0 || strcmp(name, "del") == 0 ||
	       strcmp(name, "moveFrom") == 0 || strcmp(name, "moveTo") == 0;
}

static enum eg_rc
start_word(struct eg_docx_walker *w, const char *name, struct eg_err *err)
{
	if (strcmp(name, "p") == 0)
		return eg_docx__open_para(w, err);
	if (strcmp(name, "pPr") == 0)
		return eg_docx__para_properties(w, err);
	if (strcmp(name, "rPr") == 0)
		return eg_docx__run_properties(w, err);
	if (strcmp(name, "trPr") == 0)
		return eg_docx__row_properties(w, err);
	if (is_skipped(name))
		return eg_xml_skip(w->x, err);
	if (strcmp(name, "r") == 0)
		w->drawn = 0, w->hidden = false;
	else if (strcmp(name, "t") == 0 || strcmp(name, "delText") == 0)
		w->in_text = true;
	else if (strcmp(name, "instrText") == 0)
		w->in_text = false;
	else if (strcmp(name, "fldChar") == 0)
		start_field_char(w);
	else if (strcmp(name, "fldSimple") == 0)
		eg_docx__scope_open(&w->scopes, EG_DOCX_SIMPLE, eg_docx__attr(w, "instr"), NULL);
	else if (strcmp(name, "hyperlink") == 0)
		eg_docx__scope_open(
		    &w->scopes, EG_DOCX_LINK, NULL, eg_xml_attr(w->x, NULL, "anchor"));
	else if (strcmp(name, "bookmarkStart") == 0)
		start_bookmark(w);
	else if (is_change(name))
		open_change(w, name);
	else if (strcmp(name, "commentRangeStart") == 0)
		comment_range(w, true);
	else if (strcmp(name, "commentRangeEnd") == 0)
		comment_range(w, false);
	else if (strcmp(name, "commentReference") == 0)
		refer(w, w->r->comments, "a comment whose text is missing");
	else if (strcmp(name, "footnoteReference") == 0)
		refer(w, w->r->footnotes, "a footnote whose text is missing");
	else if (strcmp(name, "endnoteReference") == 0)
		refer(w, w->r->endnotes, "an endnote whose text is missing");
	else if (strcmp(name, "drawing") == 0 || strcmp(name, "pict") == 0 ||
		 strcmp(name, "object") == 0)
		eg_vec_push(&w->drawings, w->r->paras.n);
	else if (strcmp(name, "txbxContent") == 0)
		w->boxes++, (void)eg_docx__find(w->r, EG_DOCX_A_BOX, "", eg_docx__here(w));
	else if (strcmp(name, "altChunk") == 0 || strcmp(name, "subDoc") == 0)
		(void)eg_docx__find(w->r, EG_DOCX_OTHER, "a document inside the document, not read",
		    eg_docx__here(w));
	else if (strcmp(name, "tbl") == 0) {
		eg_docx__end_merging(w);
		if (w->tables++ == 0)
			(void)eg_docx__find(w->r, EG_DOCX_A_TABLE, "", eg_docx__here(w));
	} else
		(void)start_character(w, name);
	return EG_OK;
}

static enum eg_rc
start(struct eg_docx_walker *w, struct eg_err *err)
{
	const char *name = eg_xml_name(w->x), *space = eg_xml_space(w->x);

	if (eg_docx__is_word(w->x))
		return start_word(w, name, err);
	if (strcmp(name, "AlternateContent") == 0) {
		eg_vec_push(&w->choices, false);
	} else if ((strcmp(name, "Choice") == 0 || strcmp(name, "Fallback") == 0) &&
		   w->choices.n > 0 && strstr(space, "markup-compatibility") != NULL) {
		bool *taken = &w->choices.v[w->choices.n - 1];

		if (*taken)
			return eg_xml_skip(w->x, err);
		*taken = true;
	} else if (strcmp(name, "docPr") == 0) {
		w->picture = eg_arena_strdup(w->r->arena, eg_docx__attr(w, "descr"));
	} else if (strcmp(name, "oMath") == 0) {
		(void)eg_docx__find(w->r, EG_DOCX_EQUATION, "", eg_docx__here(w));
	} else if (strcmp(name, "t") == 0 && strstr(space, "math") != NULL) {
		w->in_text = true;
	}
	return EG_OK;
}

static void
end(struct eg_docx_walker *w)
{
	const char *name = eg_xml_name(w->x);

	w->in_text = false;
	if (!eg_docx__is_word(w->x)) {
		if (strcmp(name, "AlternateContent") == 0 && w->choices.n > 0)
			w->choices.n--;
	} else if (strcmp(name, "p") == 0) {
		eg_docx__end_para(w);
	} else if (is_change(name)) {
		close_change(w);
	} else if (strcmp(name, "fldSimple") == 0) {
		eg_docx__scope_close(&w->scopes, EG_DOCX_SIMPLE);
	} else if (strcmp(name, "hyperlink") == 0) {
		eg_docx__scope_close(&w->scopes, EG_DOCX_LINK);
	} else if (strcmp(name, "drawing") == 0 || strcmp(name, "pict") == 0 ||
		   strcmp(name, "object") == 0) {
		close_drawing(w);
	} else if (strcmp(name, "tbl") == 0) {
		w->tables -= w->tables > 0;
	} else if (strcmp(name, "tc") == 0 || strcmp(name, "body") == 0) {
		eg_docx__end_merging(w);
	} else if (strcmp(name, "txbxContent") == 0) {
		eg_docx__end_merging(w);
		w->boxes -= w->boxes > 0;
	}
}

static void
text(struct eg_docx_walker *w)
{
	struct eg_str s = eg_xml_text(w->x);

	if (w->in_text)
		eg_docx__put(w, s.p, s.n);
	else
		eg_docx__scope_code(&w->scopes, s.p, s.n);
}

static void
clear(struct eg_docx_walker *w)
{
	w->too_deep = 0;
	while (w->n_paras > 0)
		eg_docx__close_para(w);
	while (w->changes.n > 0)
		close_change(w);
	for (size_t i = 0; i < w->ranges.n; i++) {
		eg_free(w->ranges.v[i].id);
		eg_buf_clear(&w->ranges.v[i].text);
	}
	eg_vec_clear(&w->changes);
	eg_vec_clear(&w->ranges);
	eg_vec_clear(&w->choices);
	eg_vec_clear(&w->drawings);
	eg_docx__scope_clear(&w->scopes);
}

enum eg_rc
eg_docx__walk(struct eg_docx_reader *r, struct eg_xml *x, struct eg_err *err)
{
	struct eg_docx_walker *w = eg_calloc(1, sizeof(*w));
	bool inside = eg_xml_event(x) == EG_XML_START && eg_xml_depth(x) > 0;
	int depth = eg_xml_depth(x);
	enum eg_rc rc;

	w->r = r;
	w->x = x;
	while ((rc = eg_xml_next(x, err)) == EG_OK && eg_xml_event(x) != EG_XML_END_OF_FILE) {
		if (eg_xml_event(x) == EG_XML_START)
			rc = start(w, err);
		else if (eg_xml_event(x) == EG_XML_END && inside && eg_xml_depth(x) == depth)
			break;
		else if (eg_xml_event(x) == EG_XML_END)
			end(w);
		else
			text(w);
		if (rc != EG_OK)
			break;
	}
	clear(w);
	eg_free(w);
	return rc;
}
