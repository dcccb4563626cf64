/*
 * The body's lines before cmark sees them: kinds, regions to cut out, attributes of headings, and
 * every construct of CommonMark that TEXT.md refuses and that a line shows. What only the structure
 * shows is checked in blocks.c.
 */
#include "text/parts.h"

#include "base/utf8.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum eg_rc
eg_text__fail(struct eg_parser *ps, size_t line, size_t col, const char *fmt, ...)
{
	char msg[EG_ERR_MSG_MAX];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	return eg_err_at(ps->err, EG_ERR_SYNTAX, ps->name, ps->line0 + line + 1, col, "%s", msg);
}

/* Characters beyond ASCII that no draft holds: controls, and those that make a reader see the words
 * in another order than they stand, or break a line that the source does not. NULL: none at p. */
static const char *
hidden(const unsigned char *p, size_t n)
{
	if (n >= 2 && p[0] == 0xC2 && p[1] < 0xA0)
		return "control character";
	if (n < 3 || (p[0] != 0xE2 && p[0] != 0xEF))
		return NULL;
	if (p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9))
		return "line separator";
	if (p[0] == 0xE2 && ((p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE) ||
				(p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9)))
		return "character that turns the direction of the text round";
	if (p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF)
		return "byte order mark inside the text";
	return NULL;
}

static enum eg_rc
check_line(struct eg_parser *ps, size_t line, const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *what;

		if (p[i] < 0x20 ? p[i] != '\t' : p[i] == 0x7F)
			return eg_text__fail(ps, line, i + 1, "control character (byte %u)", p[i]);
		if (p[i] < 0xC2 || (what = hidden(p + i, n - i)) == NULL)
			continue;
		eg_text__fail(ps, line, i + 1, "%s", what);
		eg_err_hint(ps->err, "delete it: it cannot be seen, and a clerk would not get it");
		return EG_ERR_SYNTAX;
	}
	return EG_OK;
}

static enum eg_rc
split_lines(struct eg_parser *ps)
{
	size_t at = 0;

	while (at < ps->n) {
		const char *p = ps->body + at, *nl = memchr(p, '\n', ps->n - at);
		size_t n = nl != NULL ? (size_t)(nl - p) : ps->n - at, indent = 0;
		struct eg_line *l;

		if (ps->n_lines == ps->cap_lines)
			eg_vec__grow(
			    (void **)&ps->line, &ps->cap_lines, ps->n_lines + 1, sizeof(*ps->line));
		l = &ps->line[ps->n_lines++];
		*l = (struct eg_line){.off = at, .n = n > 0 && p[n - 1] == '\r' ? n - 1 : n};
		enum eg_rc rc = check_line(ps, ps->n_lines - 1, (const unsigned char *)p, l->n);
		if (rc != EG_OK)
			return rc;
		while (indent < l->n && p[indent] == ' ')
			indent++;
		l->indent = indent;
		l->kind = indent == l->n ? EG_LINE_BLANK : EG_LINE_TEXT;
		at += n + 1;
	}
	return EG_OK;
}

/* The words between `<!-- ` and ` -->` when the line is one comment; false otherwise. */
static bool
comment(const struct eg_parser *ps, const struct eg_line *l, struct eg_str *words)
{
	const char *p = ps->body + l->off + l->indent;
	size_t n = l->n - l->indent;

	while (n > 0 && (p[n - 1] == ' ' || p[n - 1] == '\t'))
		n--;
	if (n < 7 || memcmp(p, "<!--", 4) != 0 || memcmp(p + n - 3, "-->", 3) != 0)
		return false;
	p += 4;
	n -= 7;
	while (n > 0 && *p == ' ')
		p++, n--;
	while (n > 0 && p[n - 1] == ' ')
		n--;
	*words = (struct eg_str){p, n};
	return true;
}

static const struct {
	const char *word;
	enum eg_node_kind kind;
} markers[] = {
    {"verbatim", EG_NODE_VERBATIM}, {"law", EG_NODE_LAW}, {"conflict", EG_NODE_CONFLICT}};

/* 1: opens region markers[*which]; 2: closes it; 0: neither. *rest is what follows the word. */
static int
marker(struct eg_str words, size_t *which, struct eg_str *rest)
{
	bool close = words.n > 0 && words.p[0] == '/';

	if (close)
		words.p++, words.n--;
	for (size_t i = 0; i < EG_COUNT(markers); i++) {
		size_t n = strlen(markers[i].word);

		if (words.n < n || memcmp(words.p, markers[i].word, n) != 0 ||
		    (words.n > n && words.p[n] != ' '))
			continue;
		*rest = (struct eg_str){words.p + n, words.n - n};
		while (rest->n > 0 && rest->p[0] == ' ')
			rest->p++, rest->n--;
		*which = i;
		return close ? 2 : 1;
	}
	return 0;
}

static bool
starts(const struct eg_parser *ps, const struct eg_line *l, const char *with)
{
	size_t n = strlen(with);

	return l->n - l->indent >= n && memcmp(ps->body + l->off + l->indent, with, n) == 0;
}

static enum eg_rc
git_conflict(struct eg_parser *ps, size_t i)
{
	const struct eg_line *l = &ps->line[i];

	if (l->indent != 0 ||
	    !(starts(ps, l, "<<<<<<< ") || starts(ps, l, ">>>>>>> ") || starts(ps, l, "||||||| ")))
		return EG_OK;
	eg_text__fail(ps, i, 1, "a conflict that git left");
	eg_err_hint(
	    ps->err, "keep one of the two texts and delete the lines <<<<<<<, ======= and >>>>>>>");
	return EG_ERR_SYNTAX;
}

/* A region that opens on line i: find its end, mark its lines. *next is the line after it. */
static enum eg_rc
region(struct eg_parser *ps, size_t i, size_t which, struct eg_str rest, size_t *next)
{
	const char *word = markers[which].word;
	struct eg_region r = {
	    .kind = markers[which].kind, .first = i, .name = eg_arena_str(ps->arena, rest)};
	struct eg_str words, more;
	size_t k, other;

	if (ps->line[i].indent != 0) {
		eg_text__fail(ps, i, ps->line[i].indent + 1,
		    "the marker of a %s block does not begin its line", word);
		eg_err_hint(ps->err, "move `<!-- %s` to the first column", word);
		return EG_ERR_SYNTAX;
	}
	if (r.kind == EG_NODE_VERBATIM && !eg_label_ok(rest.p, rest.n))
		return eg_text__fail(
		    ps, i, 1, "a verbatim block needs a name of small letters, digits and hyphens");
	if (r.kind == EG_NODE_LAW && rest.n == 0)
		return eg_text__fail(
		    ps, i, 1, "a law block needs the citation of the law that it sets out");
	for (k = i + 1; k < ps->n_lines; k++) {
		int m = comment(ps, &ps->line[k], &words) ? marker(words, &other, &more) : 0;

		ps->line[k].kind = EG_LINE_REGION;
		if (m == 2 && other == which && ps->line[k].indent == 0)
			break;
		if (r.kind == EG_NODE_CONFLICT)
			continue;
		if (m == 2 && other == which)
			return eg_text__fail(ps, k, ps->line[k].indent + 1,
			    "the end of a %s block does not begin its line", word);
		if (m != 0 && markers[other].kind == EG_NODE_CONFLICT) {
			eg_text__fail(ps, k, 1, "a conflict that an upgrade left");
			eg_err_hint(ps->err, "keep one of the two readings, and take the other and "
					     "the lines of comment out");
			return EG_ERR_SYNTAX;
		}
		if (m != 0) {
			eg_text__fail(ps, k, 1,
			    "a marker inside the %s block that opens on line %zu", word,
			    ps->line0 + i + 1);
			eg_err_hint(ps->err, "close it first: <!-- /%s -->", word);
			return EG_ERR_SYNTAX;
		}
		if (git_conflict(ps, k) != EG_OK)
			return EG_ERR_SYNTAX;
	}
	if (k == ps->n_lines) {
		eg_text__fail(ps, i, 1, "this %s block is not closed", word);
		eg_err_hint(ps->err, "end it with a line <!-- /%s -->", word);
		return EG_ERR_SYNTAX;
	}
	ps->line[i].kind = EG_LINE_REGION;
	r.last = k;
	eg_vec_push(&ps->regions, r);
	*next = k + 1;
	return EG_OK;
}

static enum eg_rc
heading(struct eg_parser *ps, size_t i)
{
	struct eg_line *l = &ps->line[i];
	const char *p = ps->body + l->off + l->indent;
	size_t n = l->n - l->indent, marks = 0;

	while (marks < n && p[marks] == '#')
		marks++;
	if (marks == 0 || marks > 6 || (marks < n && p[marks] != ' ' && p[marks] != '\t'))
		return EG_OK;
	if (l->indent != 0)
		return eg_text__fail(ps, i, l->indent + 1, "a heading does not begin its line");
	if (marks > 3) {
		eg_text__fail(ps, i, 1, "a heading of %zu marks", marks);
		eg_err_hint(ps->err, "# is an article, ## a bill section, ### a code section; "
				     "levels below are lists, written `1. `");
		return EG_ERR_SYNTAX;
	}
	l->kind = EG_LINE_HEADING;
	struct eg_attr a = {.at = 0};
	enum eg_rc rc = eg_text__attr(ps, i, l->off + marks, &a);
	if (rc == EG_OK) {
		eg_vec_push(&ps->attrs, a);
		l->attr = ps->attrs.n;
	}
	return rc;
}

/* Bytes of a list marker at p ("1." with a space after it, "-", "12)"), 0 if there is none. */
static size_t
list_mark(const char *p, size_t n)
{
	size_t d = 0;

	while (d < n && d < 10 && p[d] >= '0' && p[d] <= '9')
		d++;
	if (d == 0 && n > 0 && (p[0] == '-' || p[0] == '+' || p[0] == '*'))
		d = 1;
	else if (d == 0 || d == 10 || d >= n || (p[d] != '.' && p[d] != ')'))
		return 0;
	else
		d++;
	return d == n || p[d] == ' ' || p[d] == '\t' ? d : 0;
}

static enum eg_rc
item(struct eg_parser *ps, size_t i)
{
	struct eg_line *l = &ps->line[i];
	const char *p = ps->body + l->off + l->indent;
	size_t n = l->n - l->indent, m = list_mark(p, n);

	if (m == 0)
		return EG_OK;
	if (p[0] < '0' || p[0] > '9') {
		eg_text__fail(ps, i, l->indent + 1, "a bullet");
		eg_err_hint(ps->err,
		    "write every item `1. `: the profile gives the marks; a line of text that "
		    "begins with '%c' begins '\\%c'",
		    p[0], p[0]);
		return EG_ERR_SYNTAX;
	}
	if (m != 2 || p[0] != '1' || p[1] != '.') {
		eg_text__fail(
		    ps, i, l->indent + 1, "'%.*s' begins a line like an item of a list", (int)m, p);
		eg_err_hint(ps->err,
		    "write an item `1. `; text that begins so is joined to the line before, or "
		    "written '%.*s\\%c'",
		    (int)(m - 1), p, p[m - 1]);
		return EG_ERR_SYNTAX;
	}
	size_t rest = m;
	while (rest < n && p[rest] == ' ')
		rest++;
	if (rest == n)
		return eg_text__fail(ps, i, l->indent + 1, "an item without text");
	if (rest - m > 4 || p[m] == '\t')
		return eg_text__fail(
		    ps, i, l->indent + 1 + m, "more than four spaces after the mark of an item");
	if (list_mark(p + rest, n - rest) != 0 || p[rest] == '>' || p[rest] == '#') {
		eg_text__fail(ps, i, l->indent + 1 + rest, "an item that opens with another mark");
		eg_err_hint(ps->err, "give the item a text, and its sub-items lines of their own");
		return EG_ERR_SYNTAX;
	}
	l->kind = EG_LINE_ITEM;
	return eg_text__check_text(ps, i, rest + l->indent);
}

static enum eg_rc
note(struct eg_parser *ps, size_t i)
{
	struct eg_line *l = &ps->line[i];
	static const char opening[] = "> Drafting note:";
	bool first = i == 0 || ps->line[i - 1].kind != EG_LINE_NOTE;

	l->kind = EG_LINE_NOTE;
	if (first && !starts(ps, l, opening)) {
		eg_text__fail(ps, i, l->indent + 1, "a quotation");
		eg_err_hint(
		    ps->err, "only drafting notes are quoted: the first line begins `%s`", opening);
		return EG_ERR_SYNTAX;
	}
	if (!starts(ps, l, "> ") && l->n - l->indent > 1) {
		eg_text__fail(ps, i, l->indent + 2, "no space after '>'");
		eg_err_hint(ps->err, "begin every line of a drafting note with `> `");
		return EG_ERR_SYNTAX;
	}
	if (!first && l->indent != ps->line[i - 1].indent)
		return eg_text__fail(ps, i, l->indent + 1,
		    "this line of a drafting note is indented unlike the line before");
	if (i + 1 < ps->n_lines && ps->line[i + 1].kind != EG_LINE_BLANK &&
	    !starts(ps, &ps->line[i + 1], ">")) {
		eg_text__fail(ps, i + 1, 1, "this line would join the drafting note before it");
		eg_err_hint(ps->err, "put a blank line between them, or begin the line with `> `");
		return EG_ERR_SYNTAX;
	}
	return EG_OK;
}

static enum eg_rc
line(struct eg_parser *ps, size_t i, size_t *next)
{
	struct eg_line *l = &ps->line[i];
	struct eg_str words, rest;
	size_t which;
	enum eg_rc rc = EG_OK;

	*next = i + 1;
	if (l->kind == EG_LINE_BLANK)
		return EG_OK;
	char c = ps->body[l->off + l->indent];
	if (c == '\t') {
		eg_text__fail(ps, i, l->indent + 1, "a tab at the start of a line");
		eg_err_hint(ps->err, "indent with spaces: three for each level");
		return EG_ERR_SYNTAX;
	}
	if (c == '<' && comment(ps, l, &words)) {
		int m = marker(words, &which, &rest);

		if (m == 1)
			return region(ps, i, which, rest, next);
		eg_text__fail(ps, i, l->indent + 1,
		    m == 2 ? "the end of a block that was not opened" : "an HTML comment");
		eg_err_hint(ps->err,
		    m == 2 ? "open it with <!-- %s … -->"
			   : "a remark is written `> Drafting note: …`",
		    markers[m == 2 ? which : 0].word);
		return EG_ERR_SYNTAX;
	}
	rc = git_conflict(ps, i);
	if (rc == EG_OK && c == '#')
		rc = heading(ps, i);
	if (rc == EG_OK && c == '>')
		rc = note(ps, i);
	if (rc == EG_OK && l->kind == EG_LINE_TEXT)
		rc = eg_text__check_text(ps, i, l->indent);
	if (rc == EG_OK && l->kind == EG_LINE_TEXT)
		rc = item(ps, i);
	return rc;
}

enum eg_rc
eg_text__scan(struct eg_parser *ps)
{
	size_t bad = eg_utf8_valid(ps->body, ps->n), para = 0;
	enum eg_rc rc = split_lines(ps);

	if (rc != EG_OK)
		return rc;
	for (size_t i = 0; bad < ps->n && i < ps->n_lines; i++)
		if (bad <= ps->line[i].off + ps->line[i].n) {
			eg_text__fail(ps, i, bad - ps->line[i].off + 1, "a byte that is not UTF-8");
			eg_err_hint(ps->err, "save the file as UTF-8");
			return EG_ERR_SYNTAX;
		}
	for (size_t i = 0, next; i < ps->n_lines; i = next) {
		rc = line(ps, i, &next);
		if (rc != EG_OK)
			return rc;
		para = ps->line[i].kind == EG_LINE_BLANK || ps->line[i].kind == EG_LINE_REGION
			   ? 0
			   : para + ps->line[i].n + 1;
		if (para > EG_TEXT_PARA_MAX)
			return eg_err_at(ps->err, EG_ERR_LIMIT, ps->name, ps->line0 + i + 1, 0,
			    "a paragraph of more than %d KiB", EG_TEXT_PARA_MAX / 1024);
	}
	return EG_OK;
}
