/* What a line of text must not hold: constructs of CommonMark that a reader would see and a clerk
 * would not get. */
#include "text/parts.h"

#include <string.h>

/* A line of three or more of one of `* - _` with spaces: a rule; of `=` or `-` alone: an underline
 * of a heading. */
static bool
rule(const char *p, size_t n)
{
	size_t marks = 0;

	if (p[0] != '*' && p[0] != '-' && p[0] != '_' && p[0] != '=')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (p[i] == p[0])
			marks++;
		else if (p[i] != ' ' && p[i] != '\t')
			return false;
	}
	return marks >= 3 || p[0] == '=' || (p[0] == '-' && n == 1);
}

/* `[words]:` at the start of a paragraph is a link definition: cmark takes the whole line away. */
static bool
link_definition(const struct eg_parser *ps, size_t line, size_t from)
{
	const struct eg_line *l = &ps->line[line];
	size_t at = l->off + from, end = at + EG_TEXT_PARA_MAX;

	if (line > 0 && l->kind == EG_LINE_TEXT && ps->line[line - 1].kind != EG_LINE_BLANK &&
	    ps->line[line - 1].kind != EG_LINE_HEADING && ps->line[line - 1].kind != EG_LINE_REGION)
		return false;
	end = end < ps->n ? end : ps->n;
	if (ps->body[at] != '[' || at + 1 >= end || ps->body[at + 1] == ']')
		return false;
	for (at++; at < end; at++) {
		char c = ps->body[at];

		if (c == '\\')
			at++;
		else if (c == '[' || (c == '\n' && at + 1 < end && ps->body[at + 1] == '\n'))
			return false;
		else if (c == ']')
			return at + 1 < end && ps->body[at + 1] == ':';
	}
	return false;
}

static bool
escaped(const char *p, size_t at)
{
	size_t back = 0;

	while (back < at && p[at - back - 1] == '\\')
		back++;
	return back % 2 == 1;
}

enum eg_rc
eg_text__check_text(struct eg_parser *ps, size_t line, size_t from)
{
	const struct eg_line *l = &ps->line[line];
	const char *p = ps->body + l->off + from;
	size_t n = l->n - from;

	while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\t'))
		n--;
	if (n == 0)
		return EG_OK;
	if (n >= 3 && (memcmp(p, "```", 3) == 0 || memcmp(p, "~~~", 3) == 0)) {
		eg_text__fail(ps, line, from + 1, "a code block");
		eg_err_hint(ps->err, "words to be kept as they are go between <!-- verbatim NAME "
				     "--> and <!-- /verbatim -->");
		return EG_ERR_SYNTAX;
	}
	if (rule(p, n)) {
		eg_text__fail(ps, line, from + 1, "a rule, or the underline of a heading");
		eg_err_hint(ps->err, "headings are written `## Heading {#label}`");
		return EG_ERR_SYNTAX;
	}
	if (p[0] == '[' && link_definition(ps, line, from)) {
		eg_text__fail(
		    ps, line, from + 1, "a link definition: the line would vanish from the text");
		eg_err_hint(ps->err, "a reference is written [](#label); words in brackets before "
				     "a colon are written '\\['");
		return EG_ERR_SYNTAX;
	}
	for (const char *at = memchr(p, '!', n); at != NULL && at + 1 < p + n;
	     at = memchr(at + 1, '!', n - (size_t)(at + 1 - p)))
		if (at[1] == '[' && !escaped(p, (size_t)(at - p)))
			return eg_text__fail(ps, line, from + 1 + (size_t)(at - p), "an image");
	return EG_OK;
}
