/* A form as plain words to compare: one line a block, a section for each heading. */
#include "base/vec.h"
#include <engross/doc.h>

#include <string.h>

static bool
opens_section(const struct eg_block *b, const struct eg_block *before)
{
	switch (b->role) {
	case EG_ROLE_SECTION:
	case EG_ROLE_CODE_SECTION:
	case EG_ROLE_ARTICLE:
	case EG_ROLE_UNIT_HEAD:
	case EG_ROLE_CODIFY:
		return true;
	case EG_ROLE_VERBATIM:
		return before == NULL || before->role != EG_ROLE_VERBATIM;
	case EG_ROLE_RECITAL:
	case EG_ROLE_RESOLVED:
	case EG_ROLE_CLOSING:
		return before == NULL || before->role != b->role;
	default:
		return false;
	}
}

static void
put_runs(struct eg_buf *out, const struct eg_block *b)
{
	for (size_t i = 0; i < b->n_runs; i++) {
		if (b->run[i].kind == EG_RUN_BLANK)
			eg_buf_printf(out, "[blank: %s]", b->run[i].text);
		else
			eg_buf_puts(out, b->run[i].text);
	}
}

static bool
is_heading(const struct eg_block *b)
{
	return b->run_in || b->role == EG_ROLE_CODE_SECTION || b->role == EG_ROLE_ARTICLE ||
	       b->role == EG_ROLE_UNIT_HEAD;
}

void
eg_doc_free(struct eg_doc *d)
{
	if (d != NULL)
		eg_arena_free(d->arena);
}

enum eg_rc
eg_doc_from_form(
    const struct eg_form *form, const char *name, struct eg_doc **out, struct eg_err *err)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_doc *d = eg_arena_alloc(a, sizeof(*d));
	struct eg_buf text = EG_BUF_INIT, heading = EG_BUF_INIT;
	struct {
		EG_VEC(struct eg_doc_section);
	} sections = {0};

	EG_UNUSED(err);
	d->arena = a;
	d->name = eg_arena_strdup(a, name != NULL ? name : "");
	for (size_t i = 0; i < form->n; i++) {
		const struct eg_block *b = &form->block[i], *before = i > 0 ? b - 1 : NULL;
		bool joins = before != NULL && before->run_in;

		if (i > 0)
			eg_buf_putc(&text, joins ? ' ' : '\n');
		if (sections.n == 0 || opens_section(b, before)) {
			struct eg_doc_section *s = eg_vec_new(&sections);

			s->label = b->anchor != NULL ? eg_arena_strdup(a, b->anchor) : NULL;
			s->designator = eg_arena_strdup(a,
			    opens_section(b, before) && b->role != EG_ROLE_VERBATIM ? b->designator
										    : "");
			s->heading = "";
			s->start = s->body = text.n;
			s->line = b->line;
			if (opens_section(b, before) && is_heading(b)) {
				eg_buf_reset(&heading);
				put_runs(&heading, b);
				s->heading = eg_arena_strdup(a, eg_buf_cstr(&heading));
			}
		}
		if (b->designator[0] != '\0') {
			eg_buf_puts(&text, b->designator);
			if (b->n_runs > 0)
				eg_buf_putc(&text, ' ');
		}
		if (opens_section(b, before) && b->role != EG_ROLE_VERBATIM && !is_heading(b))
			sections.v[sections.n - 1].body = text.n;
		put_runs(&text, b);
		if (opens_section(b, before) && is_heading(b))
			sections.v[sections.n - 1].body = text.n;
	}
	if (form->n > 0)
		eg_buf_putc(&text, '\n');
	for (size_t i = 0; i < sections.n; i++)
		sections.v[i].end = i + 1 < sections.n ? sections.v[i + 1].start : text.n;
	d->n = text.n;
	d->text = eg_arena_dup(a, eg_buf_cstr(&text), text.n);
	d->n_sections = sections.n;
	d->section = eg_arena_calloc(a, sections.n + 1, sizeof(*d->section));
	if (sections.n > 0)
		memcpy(d->section, sections.v, sections.n * sizeof(*d->section));
	eg_vec_clear(&sections);
	eg_buf_clear(&text);
	eg_buf_clear(&heading);
	*out = d;
	return EG_OK;
}
