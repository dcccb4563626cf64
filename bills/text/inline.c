/*
 * Inlines to runs. cmark has undone escapes and entities; what is left to do is to refuse code
 * spans, HTML, images, hard line breaks and links that are not references, and to find {#label},
 * **"Term"** and [blank: …].
 */
#include "text/parts.h"

#include <cmark.h>
#include <string.h>

struct inl {
	struct eg_parser *ps;
	size_t line; /* index; advances at line breaks */
	struct eg_text__runs runs;
	struct eg_buf text; /* words of the run being gathered */
	enum eg_run_kind kind;
	const char **label; /* where a label may go; NULL where none may stand */
	bool started; /* something was gathered: too late for a label */
};

static void
push(struct inl *s, enum eg_run_kind kind, const char *p, size_t n, const char *target)
{
	eg_vec_push(&s->runs, ((struct eg_run){kind, eg_arena_dup(s->ps->arena, p, n), target}));
}

/* The first `[blank:` at or after p, NULL if none. */
static const char *
find_blank(const char *p, const char *end)
{
	for (; (p = memchr(p, '[', (size_t)(end - p))) != NULL; p++)
		if (end - p >= 7 && memcmp(p, "[blank:", 7) == 0)
			return p;
	return NULL;
}

static enum eg_rc
flush(struct inl *s)
{
	const char *p = eg_buf_cstr(&s->text), *end = p + s->text.n;
	const char *brace = strstr(p, "{#");

	if (brace != NULL && brace[2] >= 'a' && brace[2] <= 'z') {
		eg_text__fail(s->ps, s->line, 0, "a label in the middle of a text");
		eg_err_hint(
		    s->ps->err, "a label stands first in its item or paragraph: 1. {#label} Text");
		return EG_ERR_SYNTAX;
	}
	while (p < end) {
		const char *blank = find_blank(p, end), *close;

		if (blank == NULL) {
			push(s, s->kind, p, (size_t)(end - p), NULL);
			break;
		}
		close = memchr(blank, ']', (size_t)(end - blank));
		if (close == NULL) {
			eg_text__fail(s->ps, s->line, 0, "a blank that is not closed");
			eg_err_hint(s->ps->err,
			    "write [blank: what is missing], without emphasis or references in it");
			return EG_ERR_SYNTAX;
		}
		if (blank > p)
			push(s, s->kind, p, (size_t)(blank - p), NULL);
		for (blank += 7; blank < close && *blank == ' '; blank++)
			;
		if (blank == close)
			return eg_text__fail(
			    s->ps, s->line, 0, "a blank that does not say what is missing");
		push(s, EG_RUN_BLANK, blank, (size_t)(close - blank), NULL);
		p = close + 1;
	}
	eg_buf_reset(&s->text);
	return EG_OK;
}

static enum eg_rc
text(struct inl *s, const char *p)
{
	if (!s->started && s->label != NULL && p[0] == '{' && p[1] == '#') {
		const char *close = strchr(p, '}');
		size_t n = close != NULL ? (size_t)(close - p - 2) : 0;

		if (close == NULL || !eg_label_ok(p + 2, n)) {
			eg_text__fail(s->ps, s->line, 0, "this is not a label: '%.*s'",
			    close != NULL && n < 80 ? (int)(n + 3) : 80, p);
			eg_err_hint(s->ps->err,
			    "a label is small letters, digits and hyphens, a letter first, at most "
			    "%d",
			    EG_LABEL_MAX);
			return EG_ERR_SYNTAX;
		}
		*s->label = eg_arena_dup(s->ps->arena, p + 2, n);
		for (p = close + 1; *p == ' '; p++)
			;
		s->label = NULL;
		s->started = *p != '\0';
	} else if (*p != '\0') {
		s->started = true;
	}
	for (size_t n; *p != '\0'; p += n) { /* control characters can come of entities and tabs */
		for (n = 0; (unsigned char)p[n] >= 0x20; n++)
			;
		eg_buf_add(&s->text, p, n);
		if (n == 0) {
			eg_buf_putc(&s->text, ' ');
			n = 1;
		}
	}
	return EG_OK;
}

static enum eg_rc
forbidden(struct inl *s, cmark_node *n)
{
	const char *literal = cmark_node_get_literal(n);

	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_LINEBREAK:
		eg_text__fail(s->ps, s->line, 0,
		    "a forced line break (two spaces or a backslash at the end of the line)");
		eg_err_hint(s->ps->err, "delete what stands at the end of the line");
		break;
	case CMARK_NODE_CODE:
		eg_text__fail(s->ps, s->line, 0, "a code span");
		eg_err_hint(s->ps->err, "write '\\`' for a plain '`'");
		break;
	case CMARK_NODE_HTML_INLINE:
		eg_text__fail(
		    s->ps, s->line, 0, "raw HTML: '%.40s'", literal != NULL ? literal : "");
		eg_err_hint(s->ps->err,
		    "write '\\<' for a plain '<'; <ins> and <del> stand inside a law block only");
		break;
	case CMARK_NODE_IMAGE:
		eg_text__fail(s->ps, s->line, 0, "an image");
		break;
	default:
		eg_text__fail(s->ps, s->line, 0, "markup that a draft cannot hold");
	}
	return EG_ERR_SYNTAX;
}

/* The plain words below a link or an emphasis. */
static enum eg_rc
words(struct inl *s, cmark_node *n, struct eg_buf *out, int depth)
{
	enum eg_rc rc = EG_OK;

	if (depth > EG_TEXT_DEPTH_MAX)
		return eg_text__fail(s->ps, s->line, 0, "emphasis inside emphasis, too deep");
	for (cmark_node *k = cmark_node_first_child(n); k != NULL && rc == EG_OK;
	     k = cmark_node_next(k)) {
		cmark_node_type t = cmark_node_get_type(k);

		if (t == CMARK_NODE_TEXT)
			eg_buf_puts(out, cmark_node_get_literal(k));
		else if (t == CMARK_NODE_SOFTBREAK)
			s->line++, eg_buf_putc(out, ' ');
		else if (t == CMARK_NODE_EMPH || t == CMARK_NODE_STRONG)
			rc = words(s, k, out, depth + 1);
		else
			rc = forbidden(s, k);
	}
	return rc;
}

static enum eg_rc
reference(struct inl *s, cmark_node *n)
{
	const char *url = cmark_node_get_url(n), *title = cmark_node_get_title(n);
	struct eg_buf b = EG_BUF_INIT;
	enum eg_rc rc = flush(s);

	if (rc != EG_OK)
		return rc;
	if (url == NULL || url[0] != '#' || !eg_label_ok(url + 1, strlen(url + 1)) ||
	    (title != NULL && title[0] != '\0')) {
		eg_text__fail(s->ps, s->line, 0, "a link that is not a reference: '%.60s'",
		    url != NULL ? url : "");
		eg_err_hint(s->ps->err, "a reference to a provision is written [](#label)");
		return EG_ERR_SYNTAX;
	}
	url = eg_arena_strdup(s->ps->arena, url + 1);
	rc = words(s, n, &b, 0);
	if (rc == EG_OK)
		push(s, EG_RUN_REF, eg_buf_cstr(&b), b.n, url);
	s->started = true;
	eg_buf_clear(&b);
	return rc;
}

/* "Term" in straight or curly quotes. */
static bool
is_term(const char *p, size_t n)
{
	static const char open[] = "\xE2\x80\x9C", close[] = "\xE2\x80\x9D";

	return (n > 2 && p[0] == '"' && p[n - 1] == '"') ||
	       (n > 6 && memcmp(p, open, 3) == 0 && memcmp(p + n - 3, close, 3) == 0);
}

static enum eg_rc
walk(struct inl *s, cmark_node *n, int depth)
{
	enum eg_rc rc = EG_OK;

	if (depth > EG_TEXT_DEPTH_MAX)
		return eg_text__fail(s->ps, s->line, 0, "emphasis inside emphasis, too deep");
	for (cmark_node *k = cmark_node_first_child(n); k != NULL && rc == EG_OK;
	     k = cmark_node_next(k)) {
		cmark_node_type t = cmark_node_get_type(k);

		if (t == CMARK_NODE_TEXT) {
			rc = text(s, cmark_node_get_literal(k));
		} else if (t == CMARK_NODE_SOFTBREAK) {
			if (s->started)
				eg_buf_putc(&s->text, ' ');
			s->line++;
		} else if (t == CMARK_NODE_LINK) {
			rc = reference(s, k);
		} else if (t == CMARK_NODE_EMPH || t == CMARK_NODE_STRONG) {
			bool first = !s->started && s->runs.n == 0 && s->kind == EG_RUN_TEXT;
			enum eg_run_kind outer = s->kind;
			size_t before;

			rc = flush(s);
			before = s->runs.n;
			s->label = NULL;
			s->kind = t == CMARK_NODE_STRONG || outer == EG_RUN_STRONG ? EG_RUN_STRONG
										   : EG_RUN_EM;
			if (rc == EG_OK)
				rc = walk(s, k, depth + 1);
			if (rc == EG_OK)
				rc = flush(s);
			s->kind = outer;
			s->started = true;
			if (rc == EG_OK && first && t == CMARK_NODE_STRONG &&
			    s->runs.n == before + 1 && s->runs.v[before].kind == EG_RUN_STRONG &&
			    is_term(s->runs.v[before].text, strlen(s->runs.v[before].text)))
				s->runs.v[before].kind = EG_RUN_TERM;
		} else {
			rc = forbidden(s, k);
		}
	}
	return rc;
}

enum eg_rc
eg_text__inlines(struct eg_parser *ps, struct cmark_node *block, size_t line, const char **label,
    struct eg_run **runs, size_t *n_runs)
{
	struct inl s = {.ps = ps,
	    .line = line,
	    .runs = ps->runs,
	    .text = ps->words,
	    .kind = EG_RUN_TEXT,
	    .label = label};
	enum eg_rc rc;

	s.runs.n = 0;
	eg_buf_reset(&s.text);
	rc = walk(&s, block, 0);
	if (rc == EG_OK)
		rc = flush(&s);
	if (rc == EG_OK && label != NULL && *label != NULL && s.runs.n == 0)
		rc = eg_text__fail(ps, line, 0, "a label without text after it");
	if (rc == EG_OK) {
		*n_runs = s.runs.n;
		*runs = eg_arena_calloc(ps->arena, s.runs.n + 1, sizeof(**runs));
		if (s.runs.n > 0)
			memcpy(*runs, s.runs.v, s.runs.n * sizeof(**runs));
	}
	ps->runs = s.runs; /* the memory, for the next paragraph */
	ps->words = s.text;
	return rc;
}
