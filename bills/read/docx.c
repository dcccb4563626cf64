/* A Word document read: styles, numbering, comments and notes first, then the body; and a text to
 * compare made of it. See include/engross/docx.h. */
#include "read/docx.h"
#include "read/read.h"

#include "base/path.h"

#include <string.h>

static const char *const kind_names[] = {[EG_DOCX_INSERTED] = "tracked insertion",
    [EG_DOCX_DELETED] = "tracked deletion",
    [EG_DOCX_MOVED] = "tracked move",
    [EG_DOCX_FORMAT] = "tracked change of formatting",
    [EG_DOCX_COMMENT] = "comment",
    [EG_DOCX_A_TABLE] = "table",
    [EG_DOCX_A_BOX] = "text box",
    [EG_DOCX_A_FOOTNOTE] = "footnote",
    [EG_DOCX_HEADER] = "head or foot of the pages",
    [EG_DOCX_PICTURE] = "picture or object",
    [EG_DOCX_EQUATION] = "equation",
    [EG_DOCX_HIDDEN] = "hidden text",
    [EG_DOCX_SYMBOL] = "character of a symbol font",
    [EG_DOCX_OTHER] = "other"};

const char *
eg_docx_kind_name(enum eg_docx_kind kind)
{
	return kind_names[kind];
}

void
eg_docx_find_put(struct eg_buf *out, const struct eg_docx_find *f)
{
	if (f->kind == EG_DOCX_OTHER) {
		eg_buf_puts(out, f->text);
		return;
	}
	eg_buf_puts(out, kind_names[f->kind]);
	if (f->author[0] != '\0')
		eg_buf_printf(out, " by %s", f->author);
	if (f->date[0] != '\0')
		eg_buf_printf(out, " (%.10s)", f->date);
	if (f->on[0] != '\0')
		eg_buf_printf(out, " on \"%s\"", f->on);
	if (f->text[0] != '\0')
		eg_buf_printf(out, ": \"%s\"", f->text);
}

/* ---- parts beside the body ---- */

/* Words of all paragraphs that a reader has gathered, joined by spaces. */
static const char *
joined(const struct eg_docx_reader *r, struct eg_arena *a)
{
	struct eg_buf t = EG_BUF_INIT;
	const char *out;

	for (size_t i = 0; i < r->paras.n; i++)
		if (r->paras.v[i].text != NULL && r->paras.v[i].n > 0)
			eg_buf_printf(&t, "%s%s", t.n > 0 ? " " : "", r->paras.v[i].text);
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '\n')
			t.p[i] = ' ';
	out = eg_arena_dup(a, eg_buf_cstr(&t), t.n);
	eg_buf_clear(&t);
	return out;
}

static void
clear_reader(struct eg_docx_reader *r)
{
	eg_vec_clear(&r->paras);
	eg_vec_clear(&r->finds);
}

/* The words of a note, or of a part of its own, as one text. */
static enum eg_rc
words_apart(struct eg_arena *a, enum eg_docx_where where, struct eg_xml *x, const char **words,
    struct eg_err *err)
{
	struct eg_docx_reader sub = {.arena = a, .where = where};
	enum eg_rc rc;

	sub.numbers = eg_docx__numbers_new();
	rc = eg_docx__walk(&sub, x, err);
	*words = joined(&sub, a);
	eg_docx__numbers_free(sub.numbers);
	clear_reader(&sub);
	return rc;
}

struct notes { /* comments, footnotes or endnotes */
	struct eg_map by_id;
	const char *part, *element;
	enum eg_docx_kind kind;
};

static enum eg_rc
read_notes(struct eg_docx_package_in *p, struct eg_arena *a, struct notes *n, struct eg_err *err)
{
	const char *path = eg_map_get(&p->part, n->part);
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_xml *x = NULL;
	enum eg_rc rc;

	if (path == NULL || !eg_zip_has(p->zip, path))
		return EG_OK;
	rc = eg_docx__part(p, path, &bytes, &x, err);
	while (rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		struct eg_docx_find *f;
		const char *id, *type;

		if (!eg_docx__is(x, EG_XML_START, n->element) ||
		    (id = eg_xml_attr(x, NULL, "id")) == NULL)
			continue;
		type = eg_xml_attr(x, NULL, "type"); /* the rule above footnotes is one too */
		f = eg_arena_alloc(a, sizeof(*f));
		*f = (struct eg_docx_find){n->kind, "", "", "", "", SIZE_MAX};
		if (eg_xml_attr(x, NULL, "author") != NULL)
			f->author = eg_arena_strdup(a, eg_xml_attr(x, NULL, "author"));
		if (eg_xml_attr(x, NULL, "date") != NULL)
			f->date = eg_arena_strdup(a, eg_xml_attr(x, NULL, "date"));
		if ((type == NULL || strcmp(type, "normal") == 0) && n->by_id.n < 100000 &&
		    !eg_map_has(&n->by_id, id))
			eg_map_set(&n->by_id, id, f);
		rc = words_apart(a, EG_DOCX_FOOTNOTE, x, &f->text, err);
	}
	eg_xml_free(x);
	eg_buf_clear(&bytes);
	return rc;
}

static enum eg_rc
read_numbers(struct eg_docx_package_in *p, struct eg_docx_numbers *numbers, struct eg_err *err)
{
	static const struct {
		const char *part;
		enum eg_rc (*read)(struct eg_docx_numbers *, struct eg_xml *, struct eg_err *);
	} parts[] = {{"styles", eg_docx__read_styles}, {"numbering", eg_docx__read_numbering}};
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < EG_COUNT(parts) && rc == EG_OK; i++) {
		const char *path = eg_map_get(&p->part, parts[i].part);
		struct eg_buf bytes = EG_BUF_INIT;
		struct eg_xml *x = NULL;

		if (path == NULL || !eg_zip_has(p->zip, path))
			continue;
		if ((rc = eg_docx__part(p, path, &bytes, &x, err)) == EG_OK)
			rc = parts[i].read(numbers, x, err);
		eg_xml_free(x);
		eg_buf_clear(&bytes);
	}
	return rc;
}

/* Heads and feet of the pages: one find for each that says something. */
static enum eg_rc
read_heads(struct eg_docx_package_in *p, struct eg_docx_reader *r, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < p->heads.n && rc == EG_OK; i++) {
		struct eg_buf bytes = EG_BUF_INIT;
		struct eg_xml *x = NULL;
		const char *words = "";

		if (!eg_zip_has(p->zip, p->heads.v[i]))
			continue;
		if ((rc = eg_docx__part(p, p->heads.v[i], &bytes, &x, err)) == EG_OK)
			rc = words_apart(r->arena, EG_DOCX_BODY, x, &words, err);
		if (words[strspn(words, " 0123456789")] != '\0')
			(void)eg_docx__find(r, EG_DOCX_HEADER, words, SIZE_MAX);
		eg_xml_free(x);
		eg_buf_clear(&bytes);
	}
	return rc;
}

/* What eg_render_docx left in docProps/custom.xml; a document without it is fine. */
static enum eg_rc
read_properties(struct eg_docx_package_in *p, struct eg_docx *d, struct eg_err *err)
{
	const struct {
		const char *name, **to;
	} known[] = {{"engross-template", &d->template_name},
	    {"engross-jurisdiction", &d->jurisdiction}, {"engross-variant", &d->variant},
	    {"engross-words", &d->words}};
	const char *path = eg_map_get(&p->part, "custom-properties"), **to = NULL;
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_xml *x = NULL;
	enum eg_rc rc;

	for (size_t i = 0; i < EG_COUNT(known); i++)
		*known[i].to = "";
	if (path == NULL || !eg_zip_has(p->zip, path))
		return EG_OK;
	rc = eg_docx__part(p, path, &bytes, &x, err);
	while (rc == EG_OK && (rc = eg_xml_next(x, err)) == EG_OK &&
	       eg_xml_event(x) != EG_XML_END_OF_FILE) {
		const char *name;

		if (eg_xml_event(x) == EG_XML_TEXT && to != NULL) {
			*to = eg_arena_str(d->arena, eg_xml_text(x));
		} else if (eg_xml_event(x) == EG_XML_START &&
			   strcmp(eg_xml_name(x), "property") == 0) {
			name = eg_xml_attr(x, "", "name");
			to = NULL;
			for (size_t i = 0; i < EG_COUNT(known) && name != NULL; i++)
				to = strcmp(name, known[i].name) == 0 ? known[i].to : to;
		} else if (eg_xml_event(x) == EG_XML_END &&
			   strcmp(eg_xml_name(x), "property") == 0) {
			to = NULL;
		}
	}
	eg_xml_free(x);
	eg_buf_clear(&bytes);
	return rc;
}

/* ---- the document ---- */

/* What nothing in the body refers to, and the text of footnotes after the body. */
static void
add_notes(struct eg_docx_reader *r, const struct notes *n)
{
	for (size_t i = 0; i < n->by_id.n; i++) {
		const struct eg_docx_find *f = n->by_id.v[i].value;

		if (f->para == SIZE_MAX && (f->text[0] != '\0' || n->kind == EG_DOCX_COMMENT)) {
			struct eg_docx_find *at = eg_docx__find(r, f->kind, f->text, SIZE_MAX);

			at->author = f->author;
			at->date = f->date;
		}
		if (n->kind == EG_DOCX_COMMENT || f->text[0] == '\0')
			continue;
		struct eg_docx_para p = {.where = EG_DOCX_FOOTNOTE,
		    .style = "",
		    .number = "",
		    .level = -1,
		    .text = f->text,
		    .n = strlen(f->text),
		    .line = ++r->line};
		struct eg_docx_span *span = eg_arena_alloc(r->arena, sizeof(*span));
		span->text = f->text;
		p.span = span;
		p.n_spans = 1;
		eg_vec_push(&r->paras, p);
	}
}

/* Paragraphs that say nothing are left out, and finds point to those that stay. */
static void
settle(struct eg_docx_reader *r, struct eg_docx *d)
{
	size_t *to = eg_calloc(r->paras.n + 1, sizeof(*to)), n = 0;

	d->para = eg_arena_calloc(d->arena, r->paras.n + 1, sizeof(*d->para));
	for (size_t i = 0; i < r->paras.n; i++) {
		const struct eg_docx_para *p = &r->paras.v[i];
		bool says = p->text != NULL &&
			    (p->text[strspn(p->text, " \n\t")] != '\0' || p->number[0] != '\0');

		to[i] = n > 0 && !says ? n - 1 : n;
		if (says)
			d->para[n++] = *p;
	}
	d->n_paras = n;
	d->n_finds = r->finds.n;
	d->find = eg_arena_calloc(d->arena, r->finds.n + 1, sizeof(*d->find));
	for (size_t i = 0; i < r->finds.n; i++) {
		d->find[i] = r->finds.v[i];
		d->find[i].para =
		    r->finds.v[i].para < r->paras.n ? to[r->finds.v[i].para] : d->n_paras;
		if (d->find[i].para > d->n_paras)
			d->find[i].para = d->n_paras;
	}
	eg_free(to);
}

static enum eg_rc
read_document(struct eg_docx_package_in *p, struct eg_docx *d, bool reject, struct eg_err *err)
{
	struct notes notes[] = {{{0}, "comments", "comment", EG_DOCX_COMMENT},
	    {{0}, "footnotes", "footnote", EG_DOCX_A_FOOTNOTE},
	    {{0}, "endnotes", "endnote", EG_DOCX_A_FOOTNOTE}};
	struct eg_docx_reader r = {.arena = d->arena, .reject = reject};
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_xml *x = NULL;
	enum eg_rc rc;

	r.numbers = eg_docx__numbers_new();
	rc = read_numbers(p, r.numbers, err);
	for (size_t i = 0; i < EG_COUNT(notes) && rc == EG_OK; i++)
		rc = read_notes(p, d->arena, &notes[i], err);
	r.comments = &notes[0].by_id;
	r.footnotes = &notes[1].by_id;
	r.endnotes = &notes[2].by_id;
	if (rc == EG_OK && (rc = eg_docx__part(p, p->main, &bytes, &x, err)) == EG_OK)
		rc = eg_docx__walk(&r, x, err);
	for (size_t i = 0; i < EG_COUNT(notes) && rc == EG_OK; i++)
		add_notes(&r, &notes[i]);
	if (rc == EG_OK)
		rc = read_heads(p, &r, err);
	if (rc == EG_OK)
		rc = read_properties(p, d, err);
	if (rc == EG_OK)
		settle(&r, d);
	for (size_t i = 0; i < EG_COUNT(notes); i++)
		eg_map_clear(&notes[i].by_id);
	eg_docx__numbers_free(r.numbers);
	clear_reader(&r);
	eg_xml_free(x);
	eg_buf_clear(&bytes);
	return rc;
}

enum eg_rc
eg_docx_read(const char *p, size_t n, const char *name, const struct eg_docx_options *opt,
    struct eg_docx **out, struct eg_err *err)
{
	struct eg_docx_package_in package;
	struct eg_arena *a;
	struct eg_docx *d;
	enum eg_rc rc;

	*out = NULL;
	if (n > EG_FILE_MAX)
		return eg_err_at(err, EG_ERR_LIMIT, name, 0, 0,
		    "document of %zu bytes is larger than %d", n, EG_FILE_MAX);
	a = eg_arena_new();
	d = eg_arena_alloc(a, sizeof(*d));
	d->arena = a;
	d->name = eg_arena_strdup(a, name);
	rc = eg_docx__open(p, n, name, &package, err);
	if (rc == EG_OK)
		rc = read_document(&package, d, opt != NULL && opt->reject, err);
	eg_docx__close(&package);
	if (rc == EG_OK && d->n_paras == 0) {
		rc = eg_err_at(err, EG_ERR_DATA, name, 0, 0, "the document holds no words");
	} else if (rc == EG_ERR_NOT_FOUND) {
		rc = EG_ERR_DATA; /* a part that is missing is damage here */
		if (err != NULL)
			err->rc = rc;
	}
	eg_err_file(err, name);
	if (rc == EG_OK)
		*out = d;
	else
		eg_arena_free(a);
	return rc;
}

void
eg_docx_free(struct eg_docx *d)
{
	if (d != NULL)
		eg_arena_free(d->arena);
}

/* ---- a text to compare ---- */

/* A find as something that reading took away: words, or the frame around words that stay. */
static void
put_removed(struct eg_buf *out, const struct eg_docx_find *f)
{
	static const char *const frames[] = {[EG_DOCX_INSERTED] = "the mark of a ",
	    [EG_DOCX_MOVED] = "the mark of a ",
	    [EG_DOCX_FORMAT] = "the mark of a ",
	    [EG_DOCX_A_TABLE] = "the frame of a ",
	    [EG_DOCX_A_BOX] = "the frame of a ",
	    [EG_DOCX_A_FOOTNOTE] = "the place of a ",
	    [EG_DOCX_EQUATION] = "the layout of an ",
	    [EG_DOCX_OTHER] = NULL};

	if (frames[f->kind] != NULL)
		eg_buf_puts(out, frames[f->kind]);
	eg_docx_find_put(out, f);
}

bool
eg_read__docx(struct eg_reader *r, const char *p, size_t n, const char *name, struct eg_buf *out,
    enum eg_rc *rc, struct eg_err *err)
{
	struct eg_docx *d;

	if (!eg_docx_is(p, n))
		return false;
	if ((*rc = eg_docx_read(p, n, name, NULL, &d, err)) != EG_OK)
		return true;
	for (size_t i = 0; i < d->n_paras; i++) {
		const struct eg_docx_para *q = &d->para[i];

		eg_vec_push(&r->lines, ((struct eg_doc_line){out->n, 0, (uint32_t)q->line}));
		eg_buf_printf(out, "%s%s%s\n", q->number,
		    q->number[0] != '\0' && q->n > 0 ? " " : "", q->text);
	}
	for (size_t i = 0; i < d->n_finds; i++) {
		struct eg_buf what = EG_BUF_INIT;
		size_t at = d->find[i].para;

		put_removed(&what, &d->find[i]);
		eg_read__note(r, eg_buf_cstr(&what), 0, at < d->n_paras ? d->para[at].line : 0);
		eg_buf_clear(&what);
	}
	eg_docx_free(d);
	return true;
}
