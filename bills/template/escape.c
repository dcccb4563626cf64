/*
 * Escapers: a value's text in the form of the page it is written to. The CommonMark one keeps a
 * value from becoming structure: what it prints is read back by cmark as the same words in one
 * line of prose.
 */
#include "template/compiled.h"

#include <string.h>

enum eg_rc
eg_mustache_escape_none(void *ctx, struct eg_buf *out, const char *p, size_t n, struct eg_err *err)
{
	EG_UNUSED(ctx);
	EG_UNUSED(err);
	eg_buf_add(out, p, n);
	return EG_OK;
}

enum eg_rc
eg_mustache_escape_html(void *ctx, struct eg_buf *out, const char *p, size_t n, struct eg_err *err)
{
	size_t from = 0;

	EG_UNUSED(ctx);
	EG_UNUSED(err);
	for (size_t i = 0; i < n; i++) {
		const char *as = p[i] == '&'   ? "&amp;"
				 : p[i] == '<' ? "&lt;"
				 : p[i] == '>' ? "&gt;"
				 : p[i] == '"' ? "&quot;"
					       : NULL;

		if (as == NULL)
			continue;
		eg_buf_add(out, p + from, i - from);
		eg_buf_puts(out, as);
		from = i + 1;
	}
	eg_buf_add(out, p + from, n - from);
	return EG_OK;
}

enum {
	HEADING_MAX = 4096
}; /* how far back the start of a line is looked for: no heading and no run of marks is longer */

/* Is only what may stand before a block on the line so far: white space, list marks, quote marks?
 * */
static bool
at_block_start(const struct eg_buf *out)
{
	for (size_t i = out->n; i > 0 && out->p[i - 1] != '\n'; i--)
		if (out->n - i > HEADING_MAX || out->p[i - 1] == '\0' ||
		    strchr(" \t0123456789.)>-+*", out->p[i - 1]) == NULL)
			return false;
	return true;
}

/* The value is written between the quotes of code="…" in a heading: {#act .adds
 * code="{{code_place}}"}. */
static bool
in_attribute(const struct eg_buf *out)
{
	size_t from = out->n, quotes = 0;
	const char *brace = NULL;

	while (from > 0 && out->p[from - 1] != '\n')
		if (out->n - from-- > HEADING_MAX)
			return false;
	if (from == out->n || out->p[from] != '#')
		return false;
	for (size_t i = from; i + 1 < out->n; i++)
		if (out->p[i] == '{' && (out->p[i + 1] == '#' || out->p[i + 1] == '.'))
			brace = out->p + i;
	if (brace == NULL)
		return false;
	for (const char *q = brace; q < out->p + out->n; q++)
		quotes += *q == '"' && q[-1] != '\\';
	return quotes % 2 == 1;
}

/* Bytes of a mark at the start of a value that cmark would take for a block: "# ", "> ", "- ",
 * "12. ", "===", "~~~"; the offset of the byte to escape, or n. */
static size_t
block_mark(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] >= '0' && p[i] <= '9')
		i++;
	if (i > 0)
		return i < n && (p[i] == '.' || p[i] == ')') &&
			       (i + 1 == n || p[i + 1] == ' ' || p[i + 1] == '\t')
			   ? i
			   : n;
	return n > 0 && strchr("#>-+=~{", p[0]) != NULL ? 0 : n;
}

enum eg_rc
eg_mustache_escape_commonmark(
    void *ctx, struct eg_buf *out, const char *p, size_t n, struct eg_err *err)
{
	size_t mark = n;

	EG_UNUSED(ctx);
	if (memchr(p, '\n', n) != NULL || memchr(p, '\r', n) != NULL)
		return eg_err_set(err, EG_ERR_PARAMETER, "a value of several lines");
	if (in_attribute(out)) {
		for (size_t i = 0; i < n; i++) {
			if (p[i] == '"' || p[i] == '\\')
				eg_buf_putc(out, '\\');
			eg_buf_putc(out, p[i]);
		}
		return EG_OK;
	}
	while (n > 0 && at_block_start(out) &&
	       (p[0] == ' ' || p[0] == '\t')) { /* an indent would move the block */
		p++;
		n--;
		mark = n;
	}
	if (at_block_start(out))
		mark = block_mark(p, n);
	for (size_t i = 0; i < n; i++) {
		if (n - i > 8 && memcmp(p + i, "[blank: ", 8) == 0) {
			const char *end = memchr(p + i, ']', n - i);

			if (end != NULL) {
				eg_buf_add(out, p + i, (size_t)(end + 1 - (p + i)));
				i = (size_t)(end - p);
				continue;
			}
		}
		if (i == mark || (p[i] != '\0' && strchr("\\`*_&<[]", p[i]) != NULL))
			eg_buf_putc(out, '\\');
		eg_buf_putc(out, p[i]);
	}
	return EG_OK;
}
