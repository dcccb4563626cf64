/* Fields (ECMA-376 part 1, 17.16): REF and HYPERLINK \l lead to a bookmark; SET and the marks of
 * tables and indexes print nothing; of the others the cached result is what a reader sees. */
#include "read/docx_field.h"

#include <string.h>

enum { SCOPES_MAX = 200, INSTR_MAX = 4096 };

void
eg_docx__scope_open(
    struct eg_docx_scopes *s, enum eg_docx_scope_kind kind, const char *instr, const char *ref)
{
	struct eg_docx_scope *o;

	if (s->n >= SCOPES_MAX)
		return;
	o = eg_vec_new(s);
	o->kind = kind;
	o->code = kind == EG_DOCX_COMPLEX;
	o->ref = ref != NULL ? eg_strdup(ref) : NULL;
	eg_buf_init(&o->instr, INSTR_MAX);
	if (instr != NULL) {
		eg_buf_puts(&o->instr, instr);
		eg_docx__scope_result(s);
	}
}

/* The next word of a field's code, in quotes or not; its length, 0 at the end. */
static size_t
word(const char **p, const char **out)
{
	const char *at = *p;
	bool quoted;
	size_t n;

	while (*at == ' ' || *at == '\t' || *at == '\n')
		at++;
	quoted = *at == '"';
	at += quoted;
	n = strcspn(at, quoted ? "\"" : " \t\n");
	*out = at;
	*p = at + n + (quoted && at[n] == '"');
	return n;
}

static bool
is(const char *p, size_t n, const char *what)
{
	if (n != strlen(what))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((p[i] >= 'a' && p[i] <= 'z' ? p[i] - 'a' + 'A' : p[i]) != what[i])
			return false;
	return true;
}

void
eg_docx__scope_result(struct eg_docx_scopes *s)
{
	static const char *const silent[] = {"SET", "XE", "TC", "TA", "RD", "ASK"};
	struct eg_docx_scope *o = s->n > 0 ? &s->v[s->n - 1] : NULL;
	const char *p, *w, *name;
	size_t n, name_n;

	if (o == NULL || o->kind == EG_DOCX_LINK)
		return;
	o->code = false;
	p = eg_buf_cstr(&o->instr);
	n = word(&p, &w);
	for (size_t i = 0; i < EG_COUNT(silent); i++)
		o->hide = o->hide || is(w, n, silent[i]);
	if (is(w, n, "REF")) {
		name_n = word(&p, &name);
	} else if (is(w, n, "HYPERLINK")) {
		while ((name_n = word(&p, &name)) > 0 && !is(name, name_n, "\\L"))
			;
		name_n = word(&p, &name);
	} else {
		return;
	}
	if (name_n > 0 && o->ref == NULL)
		o->ref = eg_strndup(name, name_n);
}

static void
drop(struct eg_docx_scopes *s, size_t at)
{
	eg_free(s->v[at].ref);
	eg_buf_clear(&s->v[at].instr);
	memmove(&s->v[at], &s->v[at + 1], (s->n - at - 1) * sizeof(*s->v));
	s->n--;
}

void
eg_docx__scope_close(struct eg_docx_scopes *s, enum eg_docx_scope_kind kind)
{
	for (size_t i = s->n; i > 0; i--)
		if (s->v[i - 1].kind == kind) {
			drop(s, i - 1);
			return;
		}
}

void
eg_docx__scope_paragraph(struct eg_docx_scopes *s)
{
	for (size_t i = s->n; i-- > 0;)
		if (s->v[i].code || s->v[i].hide)
			drop(s, i);
}

void
eg_docx__scope_code(struct eg_docx_scopes *s, const char *p, size_t n)
{
	if (s->n > 0 && s->v[s->n - 1].code)
		eg_buf_add(&s->v[s->n - 1].instr, p, n);
}

bool
eg_docx__scope_hides(const struct eg_docx_scopes *s)
{
	for (size_t i = 0; i < s->n; i++) /* plain words in a code are nobody's code: shown */
		if ((s->v[i].code && i + 1 < s->n) || s->v[i].hide)
			return true;
	return false;
}

const char *
eg_docx__scope_ref(const struct eg_docx_scopes *s)
{
	for (size_t i = s->n; i > 0; i--)
		if (s->v[i - 1].ref != NULL)
			return s->v[i - 1].ref;
	return NULL;
}

void
eg_docx__scope_clear(struct eg_docx_scopes *s)
{
	while (s->n > 0)
		drop(s, s->n - 1);
	eg_vec_clear(s);
}
