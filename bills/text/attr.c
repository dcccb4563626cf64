/*
 * {#label .kind code="…" unit=chapter number="…" sections="24-76.7-{101}" purpose="to …"} at the
 * end of a heading's line. Values are bare or in double quotes; a backslash before ASCII
 * punctuation stands for the punctuation (templates escape values for CommonMark).
 */
#include "text/parts.h"

#include <string.h>

static const struct {
	const char *word;
	enum eg_section_kind kind;
} kinds[] = {{"adds", EG_SECTION_ADDS}, {"amends", EG_SECTION_AMENDS},
    {"repeals", EG_SECTION_REPEALS}, {"session", EG_SECTION_SESSION},
    {"recitals", EG_SECTION_RECITALS}, {"resolved", EG_SECTION_RESOLVED}};

static const char *const units[] = {"title", "chapter", "article", "part", "subchapter", "section"};

struct scan {
	struct eg_parser *ps;
	size_t line;
	const char *line_start, *p, *end;
};

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_';
}

static struct eg_str
word(struct scan *s)
{
	struct eg_str w = {s->p, 0};

	while (s->p < s->end && is_word(*s->p))
		s->p++;
	w.n = (size_t)(s->p - w.p);
	return w;
}

static enum eg_rc
bad(struct scan *s, const char *at, const char *what, struct eg_str name)
{
	bool long_name = name.n > 80;

	return eg_text__fail(s->ps, s->line, (size_t)(at - s->line_start) + 1, "%s '%.*s%s'", what,
	    (int)(long_name ? 80 : name.n), name.p, long_name ? "…" : "");
}

static bool
is_punct(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
	       (c >= '{' && c <= '~');
}

/* A value after '=': NULL when its quote is not closed. */
static const char *
value(struct scan *s)
{
	struct eg_buf b = EG_BUF_INIT;
	bool quoted = s->p < s->end && *s->p == '"', closed = !quoted;
	const char *out;

	for (s->p += quoted; s->p < s->end; s->p++) {
		if (quoted ? *s->p == '"' : *s->p == ' ' || *s->p == '}') {
			closed = true;
			s->p += quoted;
			break;
		}
		if (*s->p == '\\' && s->p + 1 < s->end && is_punct(s->p[1]))
			s->p++;
		eg_buf_putc(&b, *s->p);
	}
	out = closed ? eg_arena_strdup(s->ps->arena, eg_buf_cstr(&b)) : NULL;
	eg_buf_clear(&b);
	return out;
}

static enum eg_rc
kind(struct scan *s, struct eg_attr *out)
{
	const char *at = s->p++;
	struct eg_str w = word(s);

	for (size_t i = 0; i < EG_COUNT(kinds); i++)
		if (eg_str_eq(w, kinds[i].word)) {
			if (out->kind != EG_SECTION_PLAIN)
				return bad(s, at, "a second kind of section", w);
			out->kind = kinds[i].kind;
			return EG_OK;
		}
	bad(s, at, "there is no kind of section", w);
	eg_err_hint(
	    s->ps->err, "the kinds are .adds .amends .repeals .session .recitals .resolved");
	return EG_ERR_SYNTAX;
}

static enum eg_rc
label(struct scan *s, struct eg_attr *out)
{
	const char *at = s->p++;

	while (s->p < s->end && *s->p != ' ' && *s->p != '}')
		s->p++;
	struct eg_str w = {at + 1, (size_t)(s->p - at - 1)};
	if (!eg_label_ok(w.p, w.n)) {
		bad(s, at, "this is not a label:", w);
		eg_err_hint(s->ps->err,
		    "a label is small letters, digits and hyphens, a letter first, at most %d",
		    EG_LABEL_MAX);
		return EG_ERR_SYNTAX;
	}
	if (out->label != NULL)
		return bad(s, at, "a second label", w);
	out->label = eg_arena_str(s->ps->arena, w);
	return EG_OK;
}

static enum eg_rc
pair(struct scan *s, struct eg_attr *out)
{
	const char *at = s->p;
	struct eg_str w = word(s);
	const struct {
		const char *name, **to;
	} names[] = {{"code", &out->code}, {"unit", &out->unit}, {"number", &out->number},
	    {"sections", &out->sections}, {"purpose", &out->purpose}, {"entitled", &out->entitled},
	    {"cited", &out->cited}, {"history", &out->history}, {"after", &out->after}};

	for (size_t i = 0; i < EG_COUNT(names); i++) {
		if (!eg_str_eq(w, names[i].name) || s->p == s->end || *s->p != '=')
			continue;
		s->p++;
		if (*names[i].to != NULL)
			return bad(s, at, "given twice:", w);
		*names[i].to = value(s);
		if (*names[i].to == NULL)
			return bad(s, at, "no closing quote:", w);
		if (names[i].to != &out->unit || out->unit[0] == '\0')
			return EG_OK;
		for (size_t k = 0; k < EG_COUNT(units); k++)
			if (strcmp(units[k], out->unit) == 0)
				return EG_OK;
		bad(s, at, "there is no unit of a code", eg_str(out->unit));
		eg_err_hint(
		    s->ps->err, "the units are title chapter article part subchapter section");
		return EG_ERR_SYNTAX;
	}
	bad(s, at,
	    "not understood in the braces of a heading:", w.n > 0 ? w : (struct eg_str){at, 1});
	eg_err_hint(s->ps->err,
	    "write {#label .kind code=\"…\" unit=… number=\"…\" sections=\"…\" purpose=\"…\" "
	    "entitled=\"…\" cited=\"…\" history=\"…\" after=\"…\"}");
	return EG_ERR_SYNTAX;
}

enum eg_rc
eg_text__attr(struct eg_parser *ps, size_t line, size_t from, struct eg_attr *out)
{
	const struct eg_line *l = &ps->line[line];
	struct scan s = {ps, line, ps->body + l->off, ps->body + from, ps->body + l->off + l->n};
	enum eg_rc rc = EG_OK;

	while (s.end > s.p && (s.end[-1] == ' ' || s.end[-1] == '\t'))
		s.end--;
	while (s.p + 1 < s.end &&
	       !(s.p[0] == '{' && (s.p[1] == '#' || s.p[1] == '.') && s.p[-1] != '\\'))
		s.p++;
	if (s.p + 1 >= s.end) {
		out->at = l->off + l->n;
		return EG_OK;
	}
	out->at = (size_t)(s.p - ps->body);
	s.p++;
	while (rc == EG_OK) {
		while (s.p < s.end && *s.p == ' ')
			s.p++;
		if (s.p == s.end) {
			rc = eg_text__fail(ps, line, out->at - l->off + 1,
			    "the braces of this heading are not closed");
			break;
		}
		if (*s.p == '}')
			break;
		rc = *s.p == '#' ? label(&s, out) : *s.p == '.' ? kind(&s, out) : pair(&s, out);
	}
	if (rc == EG_OK && s.p + 1 != s.end)
		rc = eg_text__fail(ps, line, (size_t)(s.p - s.line_start) + 2,
		    "text after the braces of a heading");
	return rc;
}
