/* A document brought home: the steps in order, and the check that what came of it is a draft. See
 * include/engross/home.h. */
#include "read/home.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {"changed", "added", "removed", "moved", "level", "unplaced",
    "reference", "comment", "tracked", "listed"};

const char *
eg_home_kind_name(enum eg_home_kind k)
{
	return names[k];
}

void
eg_home__note(
    struct eg_home_job *j, enum eg_home_kind kind, size_t para, size_t line, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	eg_vec_push(
	    &j->notes, ((struct eg_home_note){kind, para, line, eg_arena_strdup(j->arena, text)}));
}

bool
eg_home_is_stale(const struct eg_docx *d, const struct eg_form *form)
{
	return d->words[0] != '\0' && strcmp(d->words, form->words) != 0 &&
	       strcmp(d->jurisdiction, form->postal) == 0 &&
	       strcmp(d->template_name, form->template_name) == 0;
}

bool
eg_home__is_own_head(const struct eg_home_job *j, const struct eg_docx_find *f)
{
	return f->kind == EG_DOCX_HEADER && strcmp(f->text, j->form->title) == 0;
}

/* Everything in the document that is no plain text, by name. */
static void
list_finds(struct eg_home_job *j)
{
	for (size_t i = 0; i < j->docx->n_finds; i++) {
		const struct eg_docx_find *f = &j->docx->find[i];
		enum eg_home_kind kind =
		    f->kind <= EG_DOCX_FORMAT					  ? EG_HOME_TRACKED
		    : f->kind == EG_DOCX_COMMENT || f->kind == EG_DOCX_A_FOOTNOTE ? EG_HOME_COMMENT
										  : EG_HOME_LISTED;
		struct eg_buf what = EG_BUF_INIT;

		if (eg_home__is_own_head(j, f))
			continue;
		eg_docx_find_put(&what, f);
		eg_home__note(j, kind, f->para < j->docx->n_paras ? j->docx->para[f->para].line : 0,
		    0, "%s", eg_buf_cstr(&what));
		eg_buf_clear(&what);
	}
}

static enum eg_rc
check_document(struct eg_home_job *j, struct eg_err *err)
{
	const struct eg_head *h = &j->bill->head;
	const struct eg_docx *d = j->docx;

	if ((d->template_name[0] != '\0' && h->template_name[0] != '\0' &&
		strcmp(d->template_name, h->template_name) != 0) ||
	    (d->jurisdiction[0] != '\0' && strcmp(d->jurisdiction, j->form->postal) != 0)) {
		eg_err_at(err, EG_ERR_DATA, d->name, 0, 0,
		    "the document was made from %s for %s, not from %s for %s", d->template_name,
		    d->jurisdiction, h->template_name, j->form->postal);
		eg_err_hint(err, "engross draft %s --for %s --from %s", d->template_name,
		    d->jurisdiction, d->name);
		return EG_ERR_DATA;
	}
	return EG_OK;
}

/* A document that shares next to nothing with the draft is another text. */
static enum eg_rc
check_match(struct eg_home_job *j, struct eg_err *err)
{
	size_t ours = 0, found = 0;

	for (size_t i = 0; i < j->block.n; i++)
		if (j->block.v[i].source != EG_HOME_OWN) {
			ours++;
			found += j->block.v[i].match >= 0;
		}
	if (ours == 0 || found > 0)
		return EG_OK;
	eg_err_at(err, EG_ERR_DATA, j->docx->name, 0, 0,
	    "the document holds none of the draft's provisions");
	eg_err_hint(err, "keep another legislature's text with `engross record`");
	return EG_ERR_DATA;
}

/* What came of it must be a draft. */
static enum eg_rc
check_result(struct eg_home_job *j, struct eg_err *err)
{
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;
	enum eg_rc rc = eg_bill_parse(eg_buf_cstr(&j->out), j->out.n, j->name, &bill, err);

	if (rc == EG_OK)
		rc = eg_form_build(bill, j->profile, NULL, &form, err);
	if (rc != EG_OK && err != NULL) {
		struct eg_err was = *err;

		eg_err_at(err, EG_ERR_DATA, j->docx->name, 0, 0,
		    "the document makes a text that is no draft: line %zu: %s", was.line, was.msg);
		eg_err_hint(err, "%s", was.hint);
		rc = EG_ERR_DATA;
	}
	eg_form_free(form);
	eg_bill_free(bill);
	return rc;
}

static void
finish(struct eg_home_job *j, struct eg_home *h)
{
	h->arena = j->arena;
	h->source = eg_arena_dup(j->arena, eg_buf_cstr(&j->out), j->out.n);
	h->n = j->out.n;
	h->same = h->n == j->n && memcmp(h->source, j->source, h->n) == 0;
	h->n_notes = j->notes.n;
	h->note = eg_arena_calloc(j->arena, j->notes.n + 1, sizeof(*h->note));
	for (size_t i = 0; i < j->notes.n; i++) {
		h->note[i] = j->notes.v[i];
		h->count[h->note[i].kind]++;
	}
}

static void
clear(struct eg_home_job *j)
{
	eg_vec_clear(&j->block);
	eg_vec_clear(&j->piece);
	eg_vec_clear(&j->para);
	eg_vec_clear(&j->notes);
	eg_map_clear(&j->bookmark);
	eg_map_clear(&j->shapes);
	eg_map_clear(&j->firsts);
	eg_map_clear(&j->openers);
	eg_map_clear(&j->gone);
	eg_buf_clear(&j->out);
	eg_form_free(j->form);
	eg_bill_free(j->bill);
}

enum eg_rc
eg_home_make(const char *source, size_t n, const char *name, const struct eg_profile *profile,
    const struct eg_docx *d, struct eg_home **out, struct eg_err *err)
{
	struct eg_home_job j = {.docx = d,
	    .source = source,
	    .n = n,
	    .name = name,
	    .profile = profile,
	    .out = EG_BUF_INIT};
	struct eg_home *h;
	enum eg_rc rc;

	*out = NULL;
	j.arena = eg_arena_new();
	h = eg_arena_alloc(j.arena, sizeof(*h));
	if ((rc = eg_bill_parse(source, n, name, &j.bill, err)) == EG_OK &&
	    (rc = eg_form_build(j.bill, profile, NULL, &j.form, err)) == EG_OK &&
	    (rc = check_document(&j, err)) == EG_OK) {
		eg_home__ready(&j);
		eg_home__base(&j);
		eg_home__paras(&j);
		eg_home__match(&j);
		if ((rc = check_match(&j, err)) == EG_OK) {
			list_finds(&j);
			eg_home__put(&j);
			rc = check_result(&j, err);
		}
	}
	if (rc == EG_OK) {
		finish(&j, h);
		*out = h;
	}
	clear(&j);
	if (rc != EG_OK)
		eg_arena_free(j.arena);
	return rc;
}

void
eg_home_free(struct eg_home *h)
{
	if (h != NULL)
		eg_arena_free(h->arena);
}
