/*
 * Render a compiled Mustache text against a tree of values. Start at eg_mustache_render(), then
 * run(). The stack of contexts holds borrowed values; names are looked up from its top down, in
 * maps alone, by precomputed hash.
 */
#include "template/compiled.h"
#include "template/param.h"

#include "base/nearest.h"

#include <stdio.h>
#include <string.h>

enum { STACK_MAX = 2 * EG_MUSTACHE_DEPTH_MAX };

struct state {
	const struct eg_mustache_options *opt;
	eg_mustache_escape_fn *escape;
	struct eg_buf *out;
	size_t start, output_max;
	const struct eg_value *stack[STACK_MAX];
	size_t depth;
	size_t steps; /* tokens done, so that nested loops over empty text end too */
	struct eg_buf indent; /* of the partial being rendered */
	struct eg_err *err;
};

enum { STEPS_MAX = 20 * 1000 * 1000 };

static const struct eg_value null_value = {.kind = EG_VALUE_NULL};

static bool
is_true(const struct eg_value *v)
{
	return v->kind == EG_VALUE_LIST ? v->n > 0 : v->kind == EG_VALUE_MAP || v->truth;
}

static const struct eg_value *
field(const struct eg_value *v, const struct eg_mu_part *part)
{
	for (size_t i = 0; i < v->n_fields; i++) {
		const struct eg_value_field *f = &v->field[i];

		if (f->hash == part->hash && strncmp(f->name, part->p, part->n) == 0 &&
		    f->name[part->n] == '\0')
			return &f->value;
	}
	return NULL;
}

static enum eg_rc
unknown(struct state *s, const struct eg_mustache *m, const struct eg_mu_token *t,
    const struct eg_mu_part *part, const struct eg_value *owner)
{
	struct {
		EG_VEC(const char *);
	} known = {0};
	char typed[256], where[256] = "";
	const char *near;

	snprintf(typed, sizeof(typed), "%.*s", (int)part->n, part->p);
	if (part > t->part)
		snprintf(where, sizeof(where), "%.*s.", (int)(part->p - t->text - 1), t->text);
	for (size_t d = owner != NULL ? 1 : s->depth; d-- > 0;) {
		const struct eg_value *v = owner != NULL ? owner : s->stack[d];

		for (size_t i = 0; i < v->n_fields && (owner != NULL || v->kind == EG_VALUE_MAP);
		     i++)
			eg_vec_push(&known, v->field[i].name);
	}
	near = eg_nearest(typed, known.v, known.n);
	eg_err_at(s->err, EG_ERR_TEMPLATE, m->name, t->line, t->col, "unknown name '%s'", t->text);
	if (near != NULL) {
		eg_err_hint(s->err, "did you mean '%s%s'?", where, near);
	} else if (owner != NULL && known.n > 0 && known.n <= 12) {
		struct eg_buf b = EG_BUF_INIT;

		for (size_t i = 0; i < known.n; i++)
			eg_buf_printf(&b, "%s%s", i == 0 ? "" : ", ", known.v[i]);
		eg_err_hint(s->err, "'%.*s' has: %s", (int)(part->p - t->text - 1), t->text,
		    eg_buf_cstr(&b));
		eg_buf_clear(&b);
	}
	eg_vec_clear(&known);
	return EG_ERR_TEMPLATE;
}

static enum eg_rc
look_up(struct state *s, const struct eg_mustache *m, const struct eg_mu_token *t,
    const struct eg_value **out)
{
	const struct eg_value *v = NULL;

	*out = &null_value;
	if (t->n_parts == 0) {
		*out = s->stack[s->depth - 1];
		return EG_OK;
	}
	for (size_t d = s->depth; d-- > 0 && v == NULL;)
		if (s->stack[d]->kind == EG_VALUE_MAP)
			v = field(s->stack[d], &t->part[0]);
	if (v == NULL)
		return s->opt->strict ? unknown(s, m, t, &t->part[0], NULL) : EG_OK;
	for (size_t i = 1; i < t->n_parts; i++) {
		const struct eg_value *owner = v;

		if (owner->missing != NULL && s->opt->strict)
			break;
		if ((v = field(owner, &t->part[i])) == NULL)
			return s->opt->strict ? unknown(s, m, t, &t->part[i], owner) : EG_OK;
	}
	if (v->missing != NULL && s->opt->strict)
		return eg_err_at(
		    s->err, EG_ERR_MISSING, m->name, t->line, t->col, "%s", v->missing);
	*out = v;
	return EG_OK;
}

/* A text kept word for word stands between its marks: the template's own, or these. */
static enum eg_rc
print_block(struct state *s, const struct eg_mu_token *t, const struct eg_value *v)
{
	static const char mark[] = "<!-- verbatim ";
	size_t from = s->out->n;
	bool marked;

	if (from > s->start)
		from--;
	while (from > s->start && s->out->p[from - 1] != '\n')
		from--;
	marked = s->out->n - from > sizeof(mark) &&
		 memcmp(s->out->p + from, mark, sizeof(mark) - 1) == 0;
	if (!marked) {
		eg_buf_puts(s->out, mark);
		for (size_t i = 0; i < t->n; i++)
			eg_buf_putc(
			    s->out, t->text[i] == '_' || t->text[i] == '.' ? '-' : t->text[i]);
		eg_buf_puts(s->out, " -->\n");
	}
	eg_buf_add(s->out, v->text, v->text_n);
	if (!marked)
		eg_buf_puts(s->out, "\n<!-- /verbatim -->");
	return EG_OK;
}

static enum eg_rc
print_value(struct state *s, const struct eg_mustache *m, const struct eg_mu_token *t,
    const struct eg_value *v)
{
	enum eg_rc rc;

	if (s->opt->strict && v->text == NULL)
		return eg_err_at(s->err, EG_ERR_TEMPLATE, m->name, t->line, t->col,
		    "'%s' has no text of its own: name a part of it or loop over it", t->text);
	if (v->block) {
		if (t->kind != EG_MU_RAW)
			return eg_err_at(s->err, EG_ERR_TEMPLATE, m->name, t->line, t->col,
			    "'%s' is a text of many lines: write {{{%s}}} on a line of its own",
			    t->text, t->text);
		if (s->out->n > s->start && s->out->p[s->out->n - 1] != '\n')
			return eg_err_at(s->err, EG_ERR_TEMPLATE, m->name, t->line, t->col,
			    "'%s' must begin its line", t->text);
	}
	if (v->text == NULL)
		return EG_OK;
	if (v->block)
		return print_block(s, t, v);
	if (v->safe || t->kind == EG_MU_RAW) {
		eg_buf_add(s->out, v->text, v->text_n);
		return EG_OK;
	}
	rc = s->escape(s->opt->ctx, s->out, v->text, v->text_n, s->err);
	if (rc != EG_OK && s->err != NULL && s->err->line == 0) {
		struct eg_err was = *s->err;

		eg_err_at(s->err, rc, m->name, t->line, t->col, "'%s': %s", t->text, was.msg);
		if (was.hint[0] != '\0')
			eg_err_hint(s->err, "%s", was.hint);
	}
	return rc;
}

/* Text of a partial that stood indented on its line: every line that is not empty gets the
 * indentation. */
static void
print_indented(struct state *s, const struct eg_mu_token *t)
{
	const char *p = t->text, *end = t->text + t->n;
	bool line_start = t->line_start;

	if (t->n == 0 && line_start)
		eg_buf_add(s->out, s->indent.p, s->indent.n);
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		const char *next = nl == NULL ? end : nl + 1;

		if (line_start && *p != '\n' && !(*p == '\r' && next - p == 2))
			eg_buf_add(s->out, s->indent.p, s->indent.n);
		eg_buf_add(s->out, p, (size_t)(next - p));
		line_start = true;
		p = next;
	}
}

static enum eg_rc run(struct state *s, const struct eg_mustache *m, size_t from, size_t to);

static enum eg_rc
inside(struct state *s, const struct eg_mustache *m, const struct eg_mu_token *t, size_t i,
    const struct eg_value *v)
{
	enum eg_rc rc;

	if (s->depth == STACK_MAX)
		return eg_err_at(s->err, EG_ERR_LIMIT, m->name, t->line, t->col,
		    "sections and parts nested too deep");
	s->stack[s->depth++] = v;
	rc = run(s, m, i + 1, t->end);
	s->depth--;
	return rc;
}

static enum eg_rc
run_section(struct state *s, const struct eg_mustache *m, const struct eg_mu_token *t, size_t i)
{
	const struct eg_value *v;
	enum eg_rc rc = look_up(s, m, t, &v);

	if (rc != EG_OK)
		return rc;
	if (t->kind == EG_MU_INVERTED)
		return is_true(v) ? EG_OK : run(s, m, i + 1, t->end);
	if (v->kind != EG_VALUE_LIST)
		return is_true(v) ? inside(s, m, t, i, v) : EG_OK;
	for (size_t k = 0; k < v->n && rc == EG_OK; k++)
		rc = inside(s, m, t, i, &v->item[k]);
	return rc;
}

static enum eg_rc
run_partial(struct state *s, const struct eg_mustache *m, const struct eg_mu_token *t)
{
	const struct eg_mustache *part = NULL;
	enum eg_rc rc = EG_OK;
	struct eg_buf outer = s->indent;

	if (s->opt->load != NULL)
		rc = s->opt->load(s->opt->ctx, t->name, &part, s->err);
	if (rc != EG_OK)
		return rc;
	if (part == NULL && s->opt->strict)
		return eg_err_at(s->err, EG_ERR_TEMPLATE, m->name, t->line, t->col,
		    "there is no part '%s'", t->name);
	if (part == NULL)
		return EG_OK;
	if (s->depth == STACK_MAX)
		return eg_err_at(s->err, EG_ERR_LIMIT, m->name, t->line, t->col,
		    "parts nested too deep: does '%s' include itself?", t->name);
	eg_buf_init(&s->indent, 0);
	if (t->text != NULL) {
		eg_buf_add(&s->indent, outer.p, outer.n);
		eg_buf_add(&s->indent, t->text, t->n);
	}
	s->stack[s->depth] =
	    s->stack[s->depth - 1]; /* the same context, one deeper: bounds recursion */
	s->depth++;
	rc = run(s, part, 0, part->n);
	s->depth--;
	eg_buf_clear(&s->indent);
	s->indent = outer;
	return rc;
}

static enum eg_rc
run(struct state *s, const struct eg_mustache *m, size_t from, size_t to)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = from; i < to && rc == EG_OK; i++) {
		const struct eg_mu_token *t = &m->token[i];
		const struct eg_value *v;

		if (s->out->n - s->start > s->output_max || ++s->steps > STEPS_MAX)
			return eg_err_at(s->err, EG_ERR_LIMIT, m->name, t->line, t->col,
			    "the text made from it is too large");
		switch (t->kind) {
		case EG_MU_TEXT:
			if (s->indent.n == 0)
				eg_buf_add(s->out, t->text, t->n);
			else
				print_indented(s, t);
			break;
		case EG_MU_VAR:
		case EG_MU_RAW:
			if ((rc = look_up(s, m, t, &v)) == EG_OK)
				rc = print_value(s, m, t, v);
			break;
		case EG_MU_SECTION:
		case EG_MU_INVERTED:
			rc = run_section(s, m, t, i);
			i = t->end;
			break;
		case EG_MU_PARTIAL:
			rc = run_partial(s, m, t);
			break;
		case EG_MU_END:
			break;
		}
	}
	return rc;
}

enum eg_rc
eg_mustache_render(const struct eg_mustache *m, const struct eg_value *root,
    const struct eg_mustache_options *opt, struct eg_buf *out, struct eg_err *err)
{
	static const struct eg_mustache_options plain = {0};
	struct state s = {
	    .opt = opt == NULL ? &plain : opt, .out = out, .start = out->n, .err = err};
	enum eg_rc rc;

	s.escape = s.opt->escape == NULL ? eg_mustache_escape_html : s.opt->escape;
	s.output_max = s.opt->output_max == 0 ? (size_t)64 * 1024 * 1024 : s.opt->output_max;
	s.stack[s.depth++] = root;
	rc = run(&s, m, 0, m->n);
	eg_buf_clear(&s.indent);
	if (rc == EG_OK && s.out->n - s.start > s.output_max)
		rc = eg_err_at(
		    err, EG_ERR_LIMIT, m->name, 0, 0, "the text made from it is too large");
	return rc == EG_OK ? eg_buf_ok(out, err) : rc;
}

enum eg_rc
eg_mustache__check(const struct eg_mustache *m, const struct eg_value *root, struct eg_err *err)
{
	static const struct eg_mustache_options strict = {.strict = true};
	struct state s = {.opt = &strict, .depth = 1, .err = err};
	const struct eg_value *v;
	enum eg_rc rc = EG_OK;

	s.stack[0] = root;
	for (size_t i = 0; i < m->n && rc == EG_OK; i++)
		if (m->token[i].kind >= EG_MU_VAR && m->token[i].kind <= EG_MU_INVERTED)
			rc = look_up(&s, m, &m->token[i], &v);
	return rc;
}
