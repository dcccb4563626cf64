/* eg_doc_read: the steps of reading a print, in order. See read.h of this room. */
#include "read/read.h"

#include "base/path.h"

void
eg_read__note(struct eg_reader *r, const char *what, size_t page, size_t line)
{
	eg_read__note_text(r, what, "", 0, page, line);
}

void
eg_read__note_text(
    struct eg_reader *r, const char *what, const char *p, size_t n, size_t page, size_t line)
{
	struct eg_doc_removed row = {NULL, page, line, ""};

	if (r->removed.n >= EG_READ_REMOVED_MAX)
		return;
	if (r->removed.n > 0 && strcmp(r->removed.v[r->removed.n - 1].what, what) == 0)
		row.what = r->removed.v[r->removed.n - 1].what;
	else
		row.what = eg_arena_strdup(r->arena, r->removed.n + 1 == EG_READ_REMOVED_MAX
							 ? "more of the same, not listed"
							 : what);
	if (n > 0)
		row.text = eg_arena_dup(r->arena, p, n < EG_READ_TEXT_MAX ? n : EG_READ_TEXT_MAX);
	eg_vec_push(&r->removed, row);
}

/* Replace *from by to's bytes when a step changed the text. */
static void
take(struct eg_buf *from, struct eg_buf *to, struct eg_str *text)
{
	eg_buf_clear(from);
	*from = *to;
	eg_buf_init(to, 0);
	text->p = eg_buf_cstr(from);
	text->n = from->n;
}

static void
clean(struct eg_reader *r, const char *name, const struct eg_doc_options *opt, struct eg_str *text,
    struct eg_buf *held)
{
	bool drop = opt != NULL && opt->as_amended, all = opt == NULL || !opt->words_only;
	struct eg_buf next;

	eg_buf_init(&next, 0);
	if (eg_read__decode(r, text->p, text->n, &next))
		take(held, &next, text);
	if (eg_read__html(r, text->p, text->n, name, &next))
		take(held, &next, text);
	if (eg_read__web(r, text->p, text->n, &next))
		take(held, &next, text);
	if (all && eg_read__spacing(r, text->p, text->n, &next))
		take(held, &next, text);
	if (eg_read__pages(r, text->p, text->n, &next))
		take(held, &next, text);
	if ((all || drop) && eg_read__marks(r, text->p, text->n, drop, &next))
		take(held, &next, text);
	eg_buf_clear(&next);
}

static void *
keep(struct eg_arena *a, const void *p, size_t n, size_t each)
{
	void *copy = eg_arena_calloc(a, n + 1, each);

	if (n > 0)
		memcpy(copy, p, n * each);
	return copy;
}

void
eg_read__finish(struct eg_reader *r, struct eg_doc *d)
{
	d->section = keep(r->arena, r->sections.v, r->sections.n, sizeof(*r->sections.v));
	d->n_sections = r->sections.n;
	d->removed = keep(r->arena, r->removed.v, r->removed.n, sizeof(*r->removed.v));
	d->n_removed = r->removed.n;
	d->mark = keep(r->arena, r->marks.v, r->marks.n, sizeof(*r->marks.v));
	d->n_marks = r->marks.n;
	d->line_map = keep(r->arena, r->lines.v, r->lines.n, sizeof(*r->lines.v));
	d->n_lines = r->lines.n;
	eg_vec_clear(&r->sections);
	eg_vec_clear(&r->removed);
	eg_vec_clear(&r->marks);
	eg_vec_clear(&r->lines);
}

enum eg_rc
eg_doc_read(const char *p, size_t n, const char *name, const struct eg_doc_options *opt,
    struct eg_doc **out, struct eg_err *err)
{
	struct eg_reader r = {0};
	struct eg_str text = {p, n};
	struct eg_buf held;
	struct eg_doc *d;
	enum eg_rc rc = EG_OK;
	bool word;

	*out = NULL;
	if (n > EG_FILE_MAX)
		return eg_err_at(err, EG_ERR_LIMIT, name, 0, 0,
		    "text of %zu bytes is larger than %d", n, EG_FILE_MAX);
	r.arena = eg_arena_new();
	eg_buf_init(&held, 0);
	word = eg_read__docx(&r, p, n, name, &held, &rc, err);
	if (word)
		text = (struct eg_str){eg_buf_cstr(&held), held.n};
	else if (eg_doc_is_pdf(p, n) && (rc = eg_read__pdf(&r, p, n, name, &held, err)) == EG_OK)
		text = (struct eg_str){eg_buf_cstr(&held), held.n};
	if (rc == EG_OK && !word && (opt == NULL || !opt->raw))
		clean(&r, name, opt, &text, &held);
	if (rc != EG_OK) {
		eg_buf_clear(&held);
		eg_vec_clear(&r.removed);
		eg_vec_clear(&r.lines);
		eg_arena_free(r.arena);
		return rc;
	}
	d = eg_arena_calloc(r.arena, 1, sizeof(*d));
	d->arena = r.arena;
	d->name = eg_arena_strdup(r.arena, name);
	d->text = eg_arena_dup(r.arena, text.n > 0 ? text.p : "", text.n);
	d->n = text.n;
	eg_buf_clear(&held);
	if (opt == NULL || !opt->words_only)
		eg_read__sections(&r, d->text, d->n);
	eg_read__finish(&r, d);
	*out = d;
	return EG_OK;
}
