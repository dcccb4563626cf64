/* Paragraphs of a part while they are open: their words as spans, their numbers, properties of
 * paragraphs, runs and rows, tracked changes of those. See docx_walk.h. */
#include "read/docx_walk.h"

#include <string.h>

struct eg_docx_find *
eg_docx__find(struct eg_docx_reader *r, enum eg_docx_kind kind, const char *text, size_t para)
{
	struct eg_docx_find *f;

	if (r->finds.n >= EG_DOCX_FINDS_MAX)
		return &r->finds.v[r->finds.n - 1];
	f = eg_vec_new(&r->finds);
	*f = (struct eg_docx_find){kind, text, "", "", "", para};
	if (r->finds.n == EG_DOCX_FINDS_MAX)
		*f = (struct eg_docx_find){
		    EG_DOCX_OTHER, "more things like these, not listed", "", "", "", para};
	return f;
}

struct eg_docx_open *
eg_docx__top(struct eg_docx_walker *w)
{
	return w->n_paras > 0 && w->too_deep == 0 ? &w->para[w->n_paras - 1] : NULL;
}

/* Where a find belongs. */
size_t
eg_docx__here(struct eg_docx_walker *w)
{
	return w->n_paras > 0	   ? w->para[w->n_paras - 1].index
	       : w->r->paras.n > 0 ? w->r->paras.n - 1
				   : 0;
}

const char *
eg_docx__attr(struct eg_docx_walker *w, const char *name)
{
	const char *v = eg_xml_attr(w->x, NULL, name);

	return v != NULL ? v : "";
}

/* ---- words ---- */

void
eg_docx__put(struct eg_docx_walker *w, const char *p, size_t n)
{
	struct eg_docx_open *o = eg_docx__top(w);
	const char *ref = eg_docx__scope_ref(&w->scopes);
	bool out = false;
	struct eg_docx_cut *last;

	if (o == NULL || n == 0 || eg_docx__scope_hides(&w->scopes))
		return;
	if (w->hidden) {
		eg_docx__find(
		    w->r, EG_DOCX_HIDDEN, eg_arena_dup(w->r->arena, p, n), eg_docx__here(w));
		return;
	}
	for (size_t i = 0; i < w->changes.n; i++) {
		eg_buf_add(&w->changes.v[i].text, p, n);
		out = out || w->changes.v[i].out;
	}
	if (out)
		return;
	for (size_t i = 0; i < w->ranges.n; i++)
		if (w->ranges.v[i].open)
			eg_buf_add(&w->ranges.v[i].text, p, n);
	last = o->cuts.n > 0 ? &o->cuts.v[o->cuts.n - 1] : NULL;
	if (last == NULL || last->drawn != w->drawn || (last->ref == NULL) != (ref == NULL) ||
	    (ref != NULL && strcmp(last->ref, ref) != 0))
		eg_vec_push(&o->cuts, ((struct eg_docx_cut){o->text.n, w->drawn,
					  ref != NULL ? eg_arena_strdup(w->r->arena, ref) : NULL}));
	eg_buf_add(&o->text, p, n);
}

void
eg_docx__puts(struct eg_docx_walker *w, const char *s)
{
	eg_docx__put(w, s, strlen(s));
}

/* ---- paragraphs ---- */

void
eg_docx__close_para(struct eg_docx_walker *w)
{
	struct eg_docx_reader *r = w->r;
	struct eg_docx_open *o = &w->para[--w->n_paras];
	struct eg_buf number = EG_BUF_INIT;
	struct eg_docx_span *span;

	if (w->n_paras == 0)
		eg_docx__scope_paragraph(&w->scopes);
	o->p.text = eg_arena_dup(r->arena, eg_buf_cstr(&o->text), o->text.n);
	o->p.n = o->text.n;
	o->p.level = eg_docx__count(r->numbers, o->p.style, o->num_id, o->ilvl, &number);
	o->p.list = o->p.level >= 0 && o->num_id > 0 ? o->num_id : 0;
	o->p.number = eg_arena_dup(r->arena, eg_buf_cstr(&number), number.n);
	span = eg_arena_calloc(r->arena, o->cuts.n + 1, sizeof(*span));
	for (size_t i = 0; i < o->cuts.n; i++) {
		size_t end = i + 1 < o->cuts.n ? o->cuts.v[i + 1].at : o->text.n,
		       at = o->cuts.v[i].at;

		span[i] = (struct eg_docx_span){eg_arena_dup(r->arena, o->p.text + at, end - at),
		    o->cuts.v[i].drawn, o->cuts.v[i].ref};
	}
	o->p.span = span;
	o->p.n_spans = o->cuts.n;
	o->p.n_bookmarks = o->bookmarks.n;
	if (o->bookmarks.n > 0) {
		const char **names = eg_arena_calloc(r->arena, o->bookmarks.n, sizeof(*names));

		memcpy(names, o->bookmarks.v, o->bookmarks.n * sizeof(*names));
		o->p.bookmark = names;
	}
	r->paras.v[o->index] = o->p;
	eg_buf_clear(&number);
	eg_buf_clear(&o->text);
	eg_vec_clear(&o->cuts);
	eg_vec_clear(&o->bookmarks);
}

/* A paragraph that waits for the next one to go on in it, where none comes. */
void
eg_docx__end_merging(struct eg_docx_walker *w)
{
	if (w->n_paras > 0 && w->too_deep == 0 && w->para[w->n_paras - 1].merging)
		eg_docx__close_para(w);
}

enum eg_rc
eg_docx__open_para(struct eg_docx_walker *w, struct eg_err *err)
{
	struct eg_docx_reader *r = w->r;
	struct eg_docx_open *o = eg_docx__top(w);

	w->drawn = 0;
	w->hidden = false;
	r->line++;
	if (o != NULL && o->merging) {
		o->merging = o->gone = false;
		return EG_OK;
	}
	if (w->n_paras == EG_DOCX_NESTED_MAX) {
		w->too_deep++;
		return EG_OK;
	}
	if (r->paras.n >= EG_DOCX_PARAS_MAX)
		return eg_err_set(err, EG_ERR_LIMIT, "more than %d paragraphs in the document",
		    EG_DOCX_PARAS_MAX);
	o = &w->para[w->n_paras++];
	memset(o, 0, sizeof(*o));
	eg_buf_init(&o->text, 0);
	o->index = r->paras.n;
	o->num_id = o->ilvl = -1;
	o->p.style = "";
	o->p.level = -1;
	o->p.line = r->line;
	o->p.where = w->boxes > 0 ? EG_DOCX_BOX : w->tables > 0 ? EG_DOCX_TABLE : r->where;
	eg_vec_push(&r->paras, ((struct eg_docx_para){.text = NULL}));
	return EG_OK;
}

void
eg_docx__end_para(struct eg_docx_walker *w)
{
	struct eg_docx_open *o = eg_docx__top(w);

	if (w->too_deep > 0) {
		if (--w->too_deep == 0)
			(void)eg_docx__find(w->r, EG_DOCX_OTHER,
			    "text boxes nested too deep, not read", eg_docx__here(w));
		return;
	}
	if (o == NULL)
		return;
	if (o->gone)
		o->merging = true;
	else
		eg_docx__close_para(w);
}

/* ---- properties ---- */

static void
format_change(struct eg_docx_walker *w)
{
	struct eg_docx_find *f = eg_docx__find(w->r, EG_DOCX_FORMAT, "", eg_docx__here(w));

	f->author = eg_arena_strdup(w->r->arena, eg_docx__attr(w, "author"));
	f->date = eg_arena_strdup(w->r->arena, eg_docx__attr(w, "date"));
}

static bool
is_change_of_format(const char *name)
{
	size_t n = strlen(name);

	return n > 8 && strcmp(name + n - 6, "Change") == 0;
}

/* The change that a paragraph's mark went through: w:rPr in w:pPr. */
static void
mark_change(struct eg_docx_walker *w, struct eg_docx_open *o, const char *name)
{
	bool in = strcmp(name, "ins") == 0 || strcmp(name, "moveTo") == 0,
	     gone = strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0;
	struct eg_docx_find *f;

	if (o == NULL || (!in && !gone))
		return;
	o->gone = o->gone || (w->r->reject ? in : gone);
	f = eg_docx__find(w->r, in ? EG_DOCX_INSERTED : EG_DOCX_DELETED, "", eg_docx__here(w));
	f->author = eg_arena_strdup(w->r->arena, eg_docx__attr(w, "author"));
	f->date = eg_arena_strdup(w->r->arena, eg_docx__attr(w, "date"));
}

static void
para_property(struct eg_docx_walker *w, struct eg_docx_open *o, const char *name)
{
	if (strcmp(name, "pStyle") == 0)
		o->p.style = eg_arena_strdup(w->r->arena, eg_docx__attr(w, "val"));
	else if (strcmp(name, "numId") == 0)
		o->num_id = eg_docx__int(w->x, "val", -1);
	else if (strcmp(name, "ilvl") == 0)
		o->ilvl = eg_docx__int(w->x, "val", -1);
	else if (strcmp(name, "ind") == 0)
		o->p.indent_twips = eg_docx__int(w->x, "left", eg_docx__int(w->x, "start", 0));
}

/* From the START of w:pPr to its END. */
enum eg_rc
eg_docx__para_properties(struct eg_docx_walker *w, struct eg_err *err)
{
	struct eg_docx_open *o = eg_docx__top(w);
	int depth = eg_xml_depth(w->x);
	bool in_mark = false, own = o != NULL && o->text.n == 0;
	enum eg_rc rc;

	while ((rc = eg_xml_next(w->x, err)) == EG_OK && eg_xml_event(w->x) != EG_XML_END_OF_FILE) {
		const char *name = eg_xml_name(w->x);

		if (eg_xml_event(w->x) == EG_XML_END) {
			if (eg_xml_depth(w->x) == depth)
				break;
			in_mark = in_mark && strcmp(name, "rPr") != 0;
		} else if (eg_xml_event(w->x) != EG_XML_START || !eg_docx__is_word(w->x)) {
			continue;
		} else if (is_change_of_format(name) || strcmp(name, "sectPr") == 0) {
			if (strcmp(name, "sectPr") != 0)
				format_change(w);
			if ((rc = eg_xml_skip(w->x, err)) != EG_OK)
				break;
		} else if (strcmp(name, "rPr") == 0) {
			in_mark = true;
		} else if (in_mark) {
			mark_change(w, o, name);
		} else if (own) {
			para_property(w, o, name);
		}
	}
	return rc;
}

/* From the START of a run's w:rPr to its END. */
enum eg_rc
eg_docx__run_properties(struct eg_docx_walker *w, struct eg_err *err)
{
	static const struct {
		const char *name;
		unsigned drawn;
	} drawn[] = {{"b", EG_SHOWN_BOLD}, {"i", EG_SHOWN_ITALIC}, {"strike", EG_SHOWN_STRIKE},
	    {"dstrike", EG_SHOWN_STRIKE}, {"u", EG_SHOWN_UNDERLINE}};
	int depth = eg_xml_depth(w->x);
	enum eg_rc rc;

	while ((rc = eg_xml_next(w->x, err)) == EG_OK && eg_xml_event(w->x) != EG_XML_END_OF_FILE) {
		const char *name = eg_xml_name(w->x);

		if (eg_xml_event(w->x) == EG_XML_END && eg_xml_depth(w->x) == depth)
			break;
		if (eg_xml_event(w->x) != EG_XML_START || !eg_docx__is_word(w->x))
			continue;
		if (is_change_of_format(name)) {
			format_change(w);
			if ((rc = eg_xml_skip(w->x, err)) != EG_OK)
				break;
		}
		for (size_t i = 0; i < EG_COUNT(drawn); i++)
			if (strcmp(name, drawn[i].name) == 0 && eg_docx__on(w->x))
				w->drawn |= drawn[i].drawn;
		if (strcmp(name, "vanish") == 0)
			w->hidden = eg_docx__on(w->x);
	}
	return rc;
}

/* Properties of a table's row, where its own insertion or deletion stands. */
enum eg_rc
eg_docx__row_properties(struct eg_docx_walker *w, struct eg_err *err)
{
	int depth = eg_xml_depth(w->x);
	enum eg_rc rc;

	while ((rc = eg_xml_next(w->x, err)) == EG_OK && eg_xml_event(w->x) != EG_XML_END_OF_FILE) {
		if (eg_xml_event(w->x) == EG_XML_END && eg_xml_depth(w->x) == depth)
			break;
		if (eg_docx__is(w->x, EG_XML_START, "ins"))
			(void)eg_docx__find(
			    w->r, EG_DOCX_INSERTED, "a row of a table", eg_docx__here(w));
		else if (eg_docx__is(w->x, EG_XML_START, "del"))
			(void)eg_docx__find(
			    w->r, EG_DOCX_DELETED, "a row of a table", eg_docx__here(w));
	}
	return rc;
}
