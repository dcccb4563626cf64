/*
 * Compile a Mustache text. One pass: find the next opening delimiter, decide whether its tag
 * stands alone on its line (then the line vanishes), emit the text before it and the tag. Start at
 * eg_mustache_parse().
 */
#include "template/compiled.h"

#include "base/map.h"

#include <string.h>

struct parser {
	const char *src;
	size_t n, pos; /* pos: where the next search for a tag begins */
	size_t text_from; /* start of text not yet emitted */
	size_t line, line_start,
	    /* number and start of the line that holds the offset scanned; advanced lazily */
	    scanned;
	const char *open, *close;
	size_t open_n, close_n;
	int flags;
	struct eg_mustache *m;
	struct {
		EG_VEC(struct eg_mu_token);
	} tok;
	struct {
		EG_VEC(size_t);
	} stack;
	struct {
		EG_VEC(struct eg_mustache_name);
	} names;
	struct eg_map seen;
	struct eg_err *err;
};

/* One tag, as found in the source. */
struct tag {
	char sigil; /* 0 for {{name}}; '{' for a triple */
	size_t open, end; /* offsets of its first byte and of the byte after it */
	struct eg_str name; /* trimmed content after the sigil */
	size_t line, col;
};

uint32_t
eg_mustache_hash(const char *name, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)name[i]) * 16777619u;
	return h;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static const char *
find(const char *p, size_t n, const char *what, size_t what_n)
{
	while (n >= what_n) {
		const char *q = memchr(p, what[0], n - what_n + 1);

		if (q == NULL)
			return NULL;
		if (memcmp(q, what, what_n) == 0)
			return q;
		n -= (size_t)(q + 1 - p);
		p = q + 1;
	}
	return NULL;
}

static struct eg_str
trim(const char *p, size_t n)
{
	while (n > 0 && is_space(p[0])) {
		p++;
		n--;
	}
	while (n > 0 && is_space(p[n - 1]))
		n--;
	return (struct eg_str){p, n};
}

/* Line and column (1-based) of an offset; offsets are asked for in rising order. */
static void
place(struct parser *ps, size_t offset, size_t *line, size_t *col)
{
	while (ps->scanned < offset) {
		const char *nl = memchr(ps->src + ps->scanned, '\n', offset - ps->scanned);

		if (nl == NULL) {
			ps->scanned = offset;
			break;
		}
		ps->scanned = ps->line_start = (size_t)(nl - ps->src) + 1;
		ps->line++;
	}
	*line = ps->line;
	*col = offset - ps->line_start + 1;
}

static struct eg_mu_token *
emit(struct parser *ps, enum eg_mu_kind kind, const struct tag *t)
{
	struct eg_mu_token *tok = eg_vec_new(&ps->tok);

	tok->kind = kind;
	tok->line = t == NULL ? 0 : (uint32_t)t->line;
	tok->col = t == NULL ? 0 : (uint32_t)t->col;
	return tok;
}

/* Emit the source between text_from and `to`. An empty text is emitted where a tag begins a line:
 * there an indented partial gets its indentation. */
static void
emit_text(struct parser *ps, size_t to, bool tag_follows)
{
	if (to > ps->text_from) {
		struct eg_mu_token *tok = emit(ps, EG_MU_TEXT, NULL);

		tok->line_start = ps->text_from == 0 || ps->src[ps->text_from - 1] == '\n';
		tok->text = ps->src + ps->text_from;
		tok->n = to - ps->text_from;
	}
	if (tag_follows && (to == 0 || ps->src[to - 1] == '\n')) {
		struct eg_mu_token *tok = emit(ps, EG_MU_TEXT, NULL);

		tok->line_start = true;
		tok->text = "";
	}
}

/* Does the tag stand alone on its line? Then *from is the start of that line and *to the start of
 * the next. */
static bool
stands_alone(const struct parser *ps, const struct tag *t, size_t *from, size_t *to)
{
	size_t a = t->open, b = t->end;

	while (a > 0 && is_blank(ps->src[a - 1]))
		a--;
	if (a > 0 && ps->src[a - 1] != '\n')
		return false;
	while (b < ps->n && is_blank(ps->src[b]))
		b++;
	if (b < ps->n && ps->src[b] == '\r' && b + 1 < ps->n && ps->src[b + 1] == '\n')
		b++;
	if (b < ps->n && ps->src[b] != '\n')
		return false;
	*from = a;
	*to = b < ps->n ? b + 1 : b;
	return true;
}

static enum eg_rc
fault(struct parser *ps, const struct tag *t, const char *what)
{
	return eg_err_at(ps->err, EG_ERR_TEMPLATE, ps->m->name, t->line, t->col, "%s", what);
}

static enum eg_rc
set_name(struct parser *ps, const struct tag *t, struct eg_mu_token *tok, bool partial)
{
	struct eg_str s = t->name;
	size_t parts = 1;
	char *name;

	if (s.n == 0)
		return fault(ps, t, "empty tag");
	if (s.n > 200)
		return fault(ps, t, "name of more than 200 bytes");
	for (size_t i = 0; i < s.n; i++) {
		if (is_space(s.p[i]) || s.p[i] == '{' || s.p[i] == '}')
			return eg_err_at(ps->err, EG_ERR_TEMPLATE, ps->m->name, t->line, t->col,
			    "'%.*s' is not a name", (int)s.n, s.p);
		parts += s.p[i] == '.';
	}
	name = eg_arena_str(ps->m->arena, s);
	if (!eg_map_has(&ps->seen, name)) {
		eg_map_set(&ps->seen, name, name);
		eg_vec_push(
		    &ps->names, ((struct eg_mustache_name){name, partial, t->line, t->col}));
	}
	if (partial) {
		tok->name = name;
		return EG_OK;
	}
	tok->text = name;
	tok->n = s.n;
	if (s.n == 1 && name[0] == '.')
		return EG_OK;
	tok->part = eg_arena_calloc(ps->m->arena, parts, sizeof(*tok->part));
	for (char *p = name;;) {
		size_t n = strcspn(p, ".");

		if (n == 0)
			return eg_err_at(ps->err, EG_ERR_TEMPLATE, ps->m->name, t->line, t->col,
			    "'%s' is not a name", name);
		tok->part[tok->n_parts++] = (struct eg_mu_part){p, n, eg_mustache_hash(p, n)};
		if (p[n] == '\0')
			return EG_OK;
		p += n + 1;
	}
}

static enum eg_rc
set_delimiters(struct parser *ps, const struct tag *t)
{
	struct eg_str s = t->name;
	size_t a = 0, b;

	while (a < s.n && !is_space(s.p[a]))
		a++;
	b = a;
	while (b < s.n && is_space(s.p[b]))
		b++;
	if (a == 0 || b == s.n)
		return fault(ps, t, "a tag that sets delimiters names two of them");
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '=' || (i > b && is_space(s.p[i])))
			return fault(ps, t, "a delimiter holds no space and no '='");
	ps->open = s.p;
	ps->open_n = a;
	ps->close = s.p + b;
	ps->close_n = s.n - b;
	return EG_OK;
}

/* Read the tag that opens at offset `open`. */
static enum eg_rc
read_tag(struct parser *ps, size_t open, struct tag *t)
{
	size_t at = open + ps->open_n;
	char closer[128];
	const char *close = ps->close;
	size_t close_n = ps->close_n;

	memset(t, 0, sizeof(*t));
	t->open = open;
	place(ps, open, &t->line, &t->col);
	if (at < ps->n && strchr("!#^/>&{=", ps->src[at]) != NULL && ps->src[at] != '\0')
		t->sigil = ps->src[at++];
	if (t->sigil == '{' || t->sigil == '=') {
		if (close_n + 1 > sizeof(closer))
			return fault(ps, t, "delimiter too long");
		closer[0] = t->sigil == '{' ? '}' : '=';
		memcpy(closer + 1, ps->close, close_n);
		close = closer;
		close_n++;
	}
	const char *end = find(ps->src + at, ps->n - at, close, close_n);
	if (end == NULL)
		return eg_err_at(ps->err, EG_ERR_TEMPLATE, ps->m->name, t->line, t->col,
		    "tag without its closing '%.*s'", (int)close_n, close);
	t->name = trim(ps->src + at, (size_t)(end - (ps->src + at)));
	t->end = (size_t)(end - ps->src) + close_n;
	return EG_OK;
}

static enum eg_rc
close_section(struct parser *ps, const struct tag *t)
{
	struct eg_mu_token *open;

	if (ps->stack.n == 0)
		return eg_err_at(ps->err, EG_ERR_TEMPLATE, ps->m->name, t->line, t->col,
		    "'%.*s' is closed but was not opened", (int)t->name.n, t->name.p);
	open = &ps->tok.v[ps->stack.v[ps->stack.n - 1]];
	if (!eg_str_same((struct eg_str){open->text, open->n}, t->name))
		return eg_err_at(ps->err, EG_ERR_TEMPLATE, ps->m->name, t->line, t->col,
		    "'%.*s' is closed, but the section open here is '%.*s' of line %u",
		    (int)t->name.n, t->name.p, (int)open->n, open->text, open->line);
	ps->stack.n--;
	open->end = ps->tok.n;
	emit(ps, EG_MU_END, t);
	return EG_OK;
}

static enum eg_rc
emit_tag(struct parser *ps, const struct tag *t, bool alone, size_t from)
{
	enum eg_mu_kind kind = EG_MU_VAR;
	struct eg_mu_token *tok;

	switch (t->sigil) {
	case '!':
		return EG_OK;
	case '=':
		return set_delimiters(ps, t);
	case '/':
		return close_section(ps, t);
	case '#':
		kind = EG_MU_SECTION;
		break;
	case '^':
		kind = EG_MU_INVERTED;
		break;
	case '>':
		kind = EG_MU_PARTIAL;
		break;
	case '{':
	case '&':
		kind = EG_MU_RAW;
		break;
	default:
		break;
	}
	if (kind == EG_MU_PARTIAL && (ps->flags & EG_MUSTACHE_ONE_LINE))
		return fault(ps, t, "a part cannot stand in a one-line text");
	tok = emit(ps, kind, t);
	if (kind == EG_MU_SECTION || kind == EG_MU_INVERTED) {
		eg_vec_push(&ps->stack, ps->tok.n - 1);
		if (ps->stack.n >= EG_MUSTACHE_DEPTH_MAX)
			return eg_err_at(ps->err, EG_ERR_LIMIT, ps->m->name, t->line, t->col,
			    "sections nested deeper than %d", EG_MUSTACHE_DEPTH_MAX);
	}
	enum eg_rc rc = set_name(ps, t, tok, kind == EG_MU_PARTIAL);
	if (kind == EG_MU_PARTIAL && alone) {
		tok->text = ps->src + from;
		tok->n = t->open - from;
	}
	return rc;
}

/* Raw text could end the paragraph it stands in, so a draft's template shows it on a line of its
 * own. */
static enum eg_rc
check_raw(struct parser *ps, const struct tag *t)
{
	size_t from, to;

	if (!(ps->flags & EG_MUSTACHE_RAW_LINE) || (t->sigil != '{' && t->sigil != '&') ||
	    (t->name.n > 13 && memcmp(t->name.p, "jurisdiction.", 13) == 0) ||
	    stands_alone(ps, t, &from, &to))
		return EG_OK;
	eg_err_at(ps->err, EG_ERR_TEMPLATE, ps->m->name, t->line, t->col,
	    "unescaped '%.*s' must stand on a line of its own", (int)t->name.n, t->name.p);
	eg_err_hint(ps->err, "write {{%.*s}}", (int)t->name.n, t->name.p);
	return EG_ERR_TEMPLATE;
}

static enum eg_rc
step(struct parser *ps, size_t open)
{
	struct tag t;
	size_t from = 0, to = 0;
	bool alone;
	enum eg_rc rc = read_tag(ps, open, &t);

	if (rc == EG_OK)
		rc = check_raw(ps, &t);
	if (rc != EG_OK)
		return rc;
	if (ps->tok.n > EG_MUSTACHE_TAGS_MAX)
		return eg_err_at(ps->err, EG_ERR_LIMIT, ps->m->name, t.line, t.col,
		    "more than %d tags", EG_MUSTACHE_TAGS_MAX);
	alone =
	    t.sigil != '\0' && t.sigil != '{' && t.sigil != '&' && stands_alone(ps, &t, &from, &to);
	emit_text(ps, alone ? from : t.open, !alone);
	ps->pos = ps->text_from = alone ? to : t.end;
	return emit_tag(ps, &t, alone, from);
}

enum eg_rc
eg_mustache_parse(const char *p, size_t n, const char *name, size_t line_offset, int flags,
    struct eg_mustache **out, struct eg_err *err)
{
	struct parser ps = {.n = n,
	    .line = line_offset + 1,
	    .open = "{{",
	    .close = "}}",
	    .open_n = 2,
	    .close_n = 2,
	    .flags = flags,
	    .err = err};
	struct eg_arena *a = eg_arena_new();
	enum eg_rc rc = EG_OK;

	*out = NULL;
	ps.m = eg_arena_alloc(a, sizeof(*ps.m));
	ps.m->arena = a;
	ps.m->name = eg_arena_strdup(a, name == NULL ? "" : name);
	ps.m->bytes = n;
	if (n > EG_MUSTACHE_MAX) {
		rc = eg_err_at(err, EG_ERR_LIMIT, name, 0, 0, "template of more than %d MiB",
		    EG_MUSTACHE_MAX / 1024 / 1024);
		goto done;
	}
	ps.src = eg_arena_dup(a, p == NULL ? "" : p, n);
	for (;;) {
		const char *open = find(ps.src + ps.pos, n - ps.pos, ps.open, ps.open_n);

		if (open == NULL)
			break;
		if ((rc = step(&ps, (size_t)(open - ps.src))) != EG_OK)
			goto done;
	}
	emit_text(&ps, n, false);
	if (ps.stack.n > 0) {
		struct eg_mu_token *t = &ps.tok.v[ps.stack.v[ps.stack.n - 1]];

		rc = eg_err_at(err, EG_ERR_TEMPLATE, name, t->line, t->col,
		    "section '%s' is not closed", t->text);
		goto done;
	}
	ps.m->n = ps.tok.n;
	ps.m->token = eg_arena_calloc(a, ps.tok.n + 1, sizeof(*ps.m->token));
	ps.m->n_names = ps.names.n;
	ps.m->names = eg_arena_calloc(a, ps.names.n + 1, sizeof(*ps.m->names));
	if (ps.tok.n > 0)
		memcpy(ps.m->token, ps.tok.v, ps.tok.n * sizeof(*ps.tok.v));
	if (ps.names.n > 0)
		memcpy(ps.m->names, ps.names.v, ps.names.n * sizeof(*ps.names.v));
	*out = ps.m;
done:
	if (rc != EG_OK)
		eg_arena_free(a);
	eg_vec_clear(&ps.tok);
	eg_vec_clear(&ps.stack);
	eg_vec_clear(&ps.names);
	eg_map_clear(&ps.seen);
	return rc;
}

void
eg_mustache_free(struct eg_mustache *m)
{
	if (m != NULL)
		eg_arena_free(m->arena);
}

size_t
eg_mustache_names(const struct eg_mustache *m, const struct eg_mustache_name **out)
{
	*out = m->names;
	return m->n_names;
}
