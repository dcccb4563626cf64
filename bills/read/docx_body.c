/*
 * The paragraphs of a part. One loop over the reader's events; struct walker holds what is open:
 * paragraphs (text boxes stand inside runs of others), tracked changes, fields and links, ranges
 * of comments, alternatives.
 */
#include "read/docx.h"
#include "read/docx_field.h"

#include <string.h>

struct cut { /* a span while its paragraph is open */
	size_t at;
	unsigned drawn;
	char *ref;
};

struct open_para {
	struct eg_docx_para p;
	struct eg_buf text;
	struct {
		EG_VEC(struct cut);
	} cuts;
	struct {
		EG_VEC(const char *);
	} bookmarks;
	size_t index; /* its place in reader->paras */
	int num_id, ilvl;
	bool gone; /* its mark is inserted and rejected, or deleted and accepted */
	bool merging; /* it ended so: the next paragraph goes on in it */
	bool dropped; /* nested too deep: read and thrown away */
};

struct change { /* an open w:ins, w:del, w:moveFrom, w:moveTo */
	enum eg_docx_kind kind;
	bool out; /* its words are not taken */
	bool from; /* moveFrom: told by its moveTo */
	char *author, *date;
	struct eg_buf text;
};

struct range { /* commentRangeStart … commentRangeEnd */
	char *id;
	bool open;
	struct eg_buf text;
};

struct walker {
	struct eg_docx_reader *r;
	struct eg_xml *x;
	struct open_para para[EG_DOCX_NESTED_MAX];
	size_t n_paras, too_deep;
	struct {
		EG_VEC(struct change);
	} changes;
	struct eg_docx_scopes scopes;
	struct {
		EG_VEC(struct range);
	} ranges;
	struct {
		EG_VEC(bool);
	} choices; /* mc:AlternateContent: one was taken */
	struct {
		EG_VEC(size_t);
	} drawings; /* paragraphs so far, when each began */
	const char *picture; /* its description */
	unsigned drawn; /* of the run that is open */
	bool hidden, in_text;
	int tables, boxes;
};

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

static struct open_para *
top(struct walker *w)
{
	return w->n_paras > 0 && w->too_deep == 0 ? &w->para[w->n_paras - 1] : NULL;
}

/* Where a find belongs. */
static size_t
here(struct walker *w)
{
	return w->n_paras > 0	   ? w->para[w->n_paras - 1].index
	       : w->r->paras.n > 0 ? w->r->paras.n - 1
				   : 0;
}

static const char *
attr(struct walker *w, const char *name)
{
	const char *v = eg_xml_attr(w->x, NULL, name);

	return v != NULL ? v : "";
}

/* ---- words ---- */

static void
put(struct walker *w, const char *p, size_t n)
{
	struct open_para *o = top(w);
	const char *ref = eg_docx__scope_ref(&w->scopes);
	bool out = false;
	struct cut *last;

	if (o == NULL || n == 0 || eg_docx__scope_hides(&w->scopes))
		return;
	if (w->hidden) {
		eg_docx__find(w->r, EG_DOCX_HIDDEN, eg_arena_dup(w->r->arena, p, n), here(w));
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
		eg_vec_push(&o->cuts, ((struct cut){o->text.n, w->drawn,
					  ref != NULL ? eg_arena_strdup(w->r->arena, ref) : NULL}));
	eg_buf_add(&o->text, p, n);
}

static void
puts_(struct walker *w, const char *s)
{
	put(w, s, strlen(s));
}

/* ---- paragraphs ---- */

static void
close_para(struct walker *w)
{
	struct eg_docx_reader *r = w->r;
	struct open_para *o = &w->para[--w->n_paras];
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
static void
end_merging(struct walker *w)
{
	if (w->n_paras > 0 && w->too_deep == 0 && w->para[w->n_paras - 1].merging)
		close_para(w);
}

static enum eg_rc
open_para(struct walker *w, struct eg_err *err)
{
	struct eg_docx_reader *r = w->r;
	struct open_para *o = top(w);

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

static void
end_para(struct walker *w)
{
	struct open_para *o = top(w);

	if (w->too_deep > 0) {
		if (--w->too_deep == 0)
			(void)eg_docx__find(
			    w->r, EG_DOCX_OTHER, "text boxes nested too deep, not read", here(w));
		return;
	}
	if (o == NULL)
		return;
	if (o->gone)
		o->merging = true;
	else
		close_para(w);
}

/* ---- properties ---- */

static void
format_change(struct walker *w)
{
	struct eg_docx_find *f = eg_docx__find(w->r, EG_DOCX_FORMAT, "", here(w));

	f->author = eg_arena_strdup(w->r->arena, attr(w, "author"));
	f->date = eg_arena_strdup(w->r->arena, attr(w, "date"));
}

static bool
is_change_of_format(const char *name)
{
	size_t n = strlen(name);

	return n > 8 && strcmp(name + n - 6, "Change") == 0;
}

/* The change that a paragraph's mark went through: w:rPr in w:pPr. */
static void
mark_change(struct walker *w, struct open_para *o, const char *name)
{
	bool in = strcmp(name, "ins") == 0 || strcmp(name, "moveTo") == 0,
	     gone = strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0;
	struct eg_docx_find *f;

	if (o == NULL || (!in && !gone))
		return;
	o->gone = o->gone || (w->r->reject ? in : gone);
	f = eg_docx__find(w->r, in ? EG_DOCX_INSERTED : EG_DOCX_DELETED, "", here(w));
	f->author = eg_arena_strdup(w->r->arena, attr(w, "author"));
	f->date = eg_arena_strdup(w->r->arena, attr(w, "date"));
}

static void
para_property(struct walker *w, struct open_para *o, const char *name)
{
	if (strcmp(name, "pStyle") == 0)
		o->p.style = eg_arena_strdup(w->r->arena, attr(w, "val"));
	else if (strcmp(name, "numId") == 0)
		o->num_id = eg_docx__int(w->x, "val", -1);
	else if (strcmp(name, "ilvl") == 0)
		o->ilvl = eg_docx__int(w->x, "val", -1);
	else if (strcmp(name, "ind") == 0)
		o->p.indent_twips = eg_docx__int(w->x, "left", eg_docx__int(w->x, "start", 0));
}

/* From the START of w:pPr to its END. */
static enum eg_rc
para_properties(struct walker *w, struct eg_err *err)
{
	struct open_para *o = top(w);
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
static enum eg_rc
run_properties(struct walker *w, struct eg_err *err)
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
static enum eg_rc
row_properties(struct walker *w, struct eg_err *err)
{
	int depth = eg_xml_depth(w->x);
	enum eg_rc rc;

	while ((rc = eg_xml_next(w->x, err)) == EG_OK && eg_xml_event(w->x) != EG_XML_END_OF_FILE) {
		if (eg_xml_event(w->x) == EG_XML_END && eg_xml_depth(w->x) == depth)
			break;
		if (eg_docx__is(w->x, EG_XML_START, "ins"))
			(void)eg_docx__find(w->r, EG_DOCX_INSERTED, "a row of a table", here(w));
		else if (eg_docx__is(w->x, EG_XML_START, "del"))
			(void)eg_docx__find(w->r, EG_DOCX_DELETED, "a row of a table", here(w));
	}
	return rc;
}

/* ---- tracked changes and comments ---- */

static void
open_change(struct walker *w, const char *name)
{
	struct change *c;
	bool in = strcmp(name, "ins") == 0 || strcmp(name, "moveTo") == 0;

	if (w->changes.n > EG_XML_DEPTH_MAX)
		return;
	c = eg_vec_new(&w->changes);
	c->kind = strcmp(name, "moveTo") == 0 ? EG_DOCX_MOVED
		  : in			      ? EG_DOCX_INSERTED
					      : EG_DOCX_DELETED;
	c->from = strcmp(name, "moveFrom") == 0;
	c->out = w->r->reject ? in : !in;
	c->author = eg_strdup(attr(w, "author"));
	c->date = eg_strdup(attr(w, "date"));
	eg_buf_init(&c->text, 0);
}

static void
close_change(struct walker *w)
{
	struct change *c;

	if (w->changes.n == 0)
		return;
	c = &w->changes.v[--w->changes.n];
	if (!c->from && c->text.n > 0) {
		struct eg_docx_find *f = eg_docx__find(
		    w->r, c->kind, eg_arena_dup(w->r->arena, c->text.p, c->text.n), here(w));

		f->author = eg_arena_strdup(w->r->arena, c->author);
		f->date = eg_arena_strdup(w->r->arena, c->date);
	}
	eg_free(c->author);
	eg_free(c->date);
	eg_buf_clear(&c->text);
}

static void
comment_range(struct walker *w, bool start)
{
	const char *id = attr(w, "id");

	for (size_t i = 0; i < w->ranges.n; i++)
		if (strcmp(w->ranges.v[i].id, id) == 0) {
			w->ranges.v[i].open = false;
			return;
		}
	if (start && w->ranges.n < 2000)
		eg_vec_push(&w->ranges, ((struct range){eg_strdup(id), true, EG_BUF_INIT}));
}

/* A comment, footnote or endnote stands here. */
static void
refer(struct walker *w, struct eg_map *from, const char *missing)
{
	const char *id = attr(w, "id");
	struct eg_docx_find *known = from != NULL ? eg_map_get(from, id) : NULL, *f;

	if (known == NULL) {
		(void)eg_docx__find(w->r, EG_DOCX_OTHER, missing, here(w));
		return;
	}
	if (known->para != SIZE_MAX)
		return; /* listed already */
	known->para = here(w);
	f = eg_docx__find(w->r, known->kind, known->text, here(w));
	f->author = known->author;
	f->date = known->date;
	for (size_t i = 0; i < w->ranges.n && known->kind == EG_DOCX_COMMENT; i++)
		if (strcmp(w->ranges.v[i].id, id) == 0)
			f->on = eg_arena_dup(
			    w->r->arena, eg_buf_cstr(&w->ranges.v[i].text), w->ranges.v[i].text.n);
}

/* ---- elements ---- */

static void
close_drawing(struct walker *w)
{
	if (w->drawings.n == 0)
		return;
	if (w->drawings.v[--w->drawings.n] == w->r->paras.n)
		(void)eg_docx__find(
		    w->r, EG_DOCX_PICTURE, w->picture != NULL ? w->picture : "", here(w));
	w->picture = NULL;
}

static void
start_field_char(struct walker *w)
{
	const char *type = attr(w, "fldCharType");

	if (strcmp(type, "begin") == 0)
		eg_docx__scope_open(&w->scopes, EG_DOCX_COMPLEX, NULL, NULL);
	else if (strcmp(type, "separate") == 0)
		eg_docx__scope_result(&w->scopes);
	else if (strcmp(type, "end") == 0)
		eg_docx__scope_close(&w->scopes, EG_DOCX_COMPLEX);
}

static void
start_bookmark(struct walker *w)
{
	struct open_para *o = top(w);

	if (o != NULL && o->bookmarks.n < 1000)
		eg_vec_push(&o->bookmarks, eg_arena_strdup(w->r->arena, attr(w, "name")));
}

/* Elements of a run that stand for a character. */
static bool
start_character(struct walker *w, const char *name)
{
	static const struct {
		const char *name, *text;
	} characters[] = {{"tab", " "}, {"ptab", " "}, {"cr", "\n"}, {"br", "\n"},
	    {"noBreakHyphen", "\xE2\x80\x91"}, {"softHyphen", ""}};

	for (size_t i = 0; i < EG_COUNT(characters); i++)
		if (strcmp(name, characters[i].name) == 0) {
			puts_(w, characters[i].text);
			return true;
		}
	if (strcmp(name, "sym") != 0)
		return false;
	puts_(w, "\xEF\xBF\xBD");
	(void)eg_docx__find(w->r, EG_DOCX_SYMBOL,
	    eg_arena_printf(w->r->arena, "%s %s", attr(w, "font"), attr(w, "char")), here(w));
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
start_word(struct walker *w, const char *name, struct eg_err *err)
{
	if (strcmp(name, "p") == 0)
		return open_para(w, err);
	if (strcmp(name, "pPr") == 0)
		return para_properties(w, err);
	if (strcmp(name, "rPr") == 0)
		return run_properties(w, err);
	if (strcmp(name, "trPr") == 0)
		return row_properties(w, err);
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
		eg_docx__scope_open(&w->scopes, EG_DOCX_SIMPLE, attr(w, "instr"), NULL);
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
		w->boxes++, (void)eg_docx__find(w->r, EG_DOCX_A_BOX, "", here(w));
	else if (strcmp(name, "altChunk") == 0 || strcmp(name, "subDoc") == 0)
		(void)eg_docx__find(
		    w->r, EG_DOCX_OTHER, "a document inside the document, not read", here(w));
	else if (strcmp(name, "tbl") == 0) {
		end_merging(w);
		if (w->tables++ == 0)
			(void)eg_docx__find(w->r, EG_DOCX_A_TABLE, "", here(w));
	} else
		(void)start_character(w, name);
	return EG_OK;
}

static enum eg_rc
start(struct walker *w, struct eg_err *err)
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
		w->picture = eg_arena_strdup(w->r->arena, attr(w, "descr"));
	} else if (strcmp(name, "oMath") == 0) {
		(void)eg_docx__find(w->r, EG_DOCX_EQUATION, "", here(w));
	} else if (strcmp(name, "t") == 0 && strstr(space, "math") != NULL) {
		w->in_text = true;
	}
	return EG_OK;
}

static void
end(struct walker *w)
{
	const char *name = eg_xml_name(w->x);

	w->in_text = false;
	if (!eg_docx__is_word(w->x)) {
		if (strcmp(name, "AlternateContent") == 0 && w->choices.n > 0)
			w->choices.n--;
	} else if (strcmp(name, "p") == 0) {
		end_para(w);
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
		end_merging(w);
	} else if (strcmp(name, "txbxContent") == 0) {
		end_merging(w);
		w->boxes -= w->boxes > 0;
	}
}

static void
text(struct walker *w)
{
	struct eg_str s = eg_xml_text(w->x);

	if (w->in_text)
		put(w, s.p, s.n);
	else
		eg_docx__scope_code(&w->scopes, s.p, s.n);
}

static void
clear(struct walker *w)
{
	w->too_deep = 0;
	while (w->n_paras > 0)
		close_para(w);
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
	struct walker *w = eg_calloc(1, sizeof(*w));
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
