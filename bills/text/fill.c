/*
 * Patterns of profiles. In `sections.*` single braces ({n}, {number}); elsewhere {{name}},
 * {{#many}}…{{/many}}, {{^many}}…{{/many}}, {{#name}}…{{/name}} where that has a value, and **bold**. A value that is not known becomes a visible blank, or a ruled
 * space where the thing is only not known yet (a bill's number).
 */
#include "text/build.h"

#include "base/utf8.h"
#include <string.h>

enum { FILL_DEEPEST = 8 }; /* patterns within patterns */

enum {
	MARK_OPEN = 1,
	MARK_CLOSE = 2
}; /* around what is missing, in a value that holds a blank; no source holds these bytes */

struct fill {
	struct eg_build *b;
	struct eg_lines *out;
	struct {
		EG_VEC(struct eg_run);
	} runs;
	struct eg_buf text;
	enum eg_run_kind kind;
	size_t missing;
};

static void
flush(struct fill *s)
{
	if (s->text.n > 0)
		eg_vec_push(&s->runs,
		    ((struct eg_run){s->kind, eg_arena_dup(s->b->a, s->text.p, s->text.n), NULL}));
	eg_buf_reset(&s->text);
}

static void
end_line(struct fill *s)
{
	struct eg_line_runs *l;

	flush(s);
	l = eg_vec_new(s->out);
	l->n = s->runs.n;
	l->run = eg_arena_calloc(s->b->a, s->runs.n + 1, sizeof(*l->run));
	if (s->runs.n > 0)
		memcpy(l->run, s->runs.v, s->runs.n * sizeof(*l->run));
	s->runs.n = 0;
}

static void
put_blank(struct fill *s, const char *what)
{
	flush(s);
	eg_vec_push(&s->runs, ((struct eg_run){EG_RUN_BLANK, what, NULL}));
	eg_build__missing(s->b, what);
}

/* A value may hold line feeds, and blanks that eg_build__fill_text() marked. */
static void
put_value(struct fill *s, const char *v)
{
	for (; *v != '\0'; v++) {
		const char *end = *v == MARK_OPEN ? strchr(v, MARK_CLOSE) : NULL;

		if (*v == '\n') {
			end_line(s);
		} else if (end != NULL) {
			put_blank(s, eg_arena_dup(s->b->a, v + 1, (size_t)(end - v - 1)));
			v = end;
		} else {
			eg_buf_putc(&s->text, *v);
		}
	}
}

/* The form is known and a detail of this bill is not (its place in the code, say): a ruled space,
 * as the clerk leaves one for the number of the bill; lint --for-filing lists what is to be filled
 * in. */
static void
put_missing(struct fill *s, const char *name)
{
	s->missing++;
	eg_buf_puts(&s->text, "____");
	if (!s->b->ruled)
		eg_build__detail(s->b, eg_build__what(s->b, name));
}

/* Nothing is affected that the title lists: take {{affected}} away with the punctuation that joined
 * it. Returns what follows. */
static const char *
drop_affected(struct fill *s, const char *rest)
{
	size_t before = s->text.n;

	while (s->text.n > 0 && strchr(" ;,:", s->text.p[s->text.n - 1]) != NULL)
		eg_buf_trunc(&s->text, s->text.n - 1);
	if (before - s->text.n > 1)
		return rest;
	eg_buf_trunc(&s->text, s->text.n);
	const char *semicolon = strstr(rest, "; "), *comma = strstr(rest, ", ");
	if (semicolon != NULL || comma != NULL)
		rest = (semicolon != NULL ? semicolon : comma) + 2;
	if (strncmp(rest, "all ", 4) == 0)
		rest += 4;
	if (s->text.n > 0 && *rest != '.' && *rest != '\0')
		eg_buf_putc(&s->text, ' ');
	return rest;
}

/* One {{…}} at p (after the braces); returns what follows it. */
static const char *
tag(struct fill *s, const char *p)
{
	const char *end = strstr(p, "}}"), *v;
	size_t n;

	if (end == NULL) {
		eg_buf_puts(&s->text, "{{");
		return p;
	}
	n = (size_t)(end - p);
	if (*p == '#' || *p == '^') {
		bool yes = n == 5 && memcmp(p + 1, "many", 4) == 0
			       ? eg_build__many(s->b)
			       : n > 1 && eg_build__var(s->b, p + 1, n - 1) != NULL;
		const char *close =
		    strstr(end, eg_arena_printf(s->b->a, "{{/%.*s}}", (int)(n - 1), p + 1));

		return close == NULL || yes == (*p == '#') ? end + 2 : close;
	}
	if (*p == '/')
		return end + 2;
	if (n == 8 && memcmp(p, "affected", 8) == 0 && s->b->affected != NULL &&
	    s->b->affected[0] == '\0')
		return drop_affected(s, end + 2);
	v = eg_build__var(s->b, p, n);
	if (v != NULL && v[0] != '\0') {
		if (s->b->unit != NULL && eg_build__names_place(p, n))
			s->b->said[s->b->unit->id] = true;
		put_value(s, v);
	} else {
		char *name = eg_arena_dup(s->b->a, p, n);

		put_missing(s, name);
	}
	return end + 2;
}

void
eg_build__fill(struct eg_build *b, const char *pattern, struct eg_lines *out)
{
	struct fill s = {.b = b, .out = out, .text = EG_BUF_INIT, .kind = EG_RUN_TEXT};

	if (b->filling == FILL_DEEPEST)
		pattern =
		    "____"; /* a profile's own word stands in itself: {{SELF}} in sections.self */
	b->filling++;
	for (const char *p = pattern; *p != '\0';) {
		if (p[0] == '{' && p[1] == '{') {
			p = tag(&s, p + 2);
		} else if (p[0] == '*' && p[1] == '*') {
			flush(&s);
			s.kind = s.kind == EG_RUN_TEXT ? EG_RUN_STRONG : EG_RUN_TEXT;
			p += 2;
		} else if (*p == '\n' || (p[0] == '\\' && p[1] == 'n')) {
			end_line(&s);
			p += *p == '\n' ? 1 : 2;
		} else if (*p == '.' && p > pattern && p[-1] == '}' && s.text.n > 0 &&
			   s.text.p[s.text.n - 1] == '.') {
			p++; /* the value ended with a stop of its own: "F.S." */
		} else {
			eg_buf_putc(&s.text, *p++);
		}
	}
	end_line(&s);
	b->filling--;
	eg_vec_clear(&s.runs);
	eg_buf_clear(&s.text);
}

const char *
eg_build__fill_text(struct eg_build *b, const char *pattern, bool marked)
{
	size_t blanks = b->blanks.n;
	struct eg_lines lines = {0};
	struct eg_buf text = EG_BUF_INIT;
	const char *out;

	eg_build__fill(b, pattern, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		if (i > 0)
			eg_buf_putc(&text, '\n');
		for (size_t k = 0; k < lines.v[i].n; k++) {
			if (lines.v[i].run[k].kind == EG_RUN_BLANK)
				eg_buf_printf(
				    &text, "%c%s%c", MARK_OPEN, lines.v[i].run[k].text, MARK_CLOSE);
			else
				eg_buf_puts(&text, lines.v[i].run[k].text);
		}
	}
	out =
	    b->blanks.n > blanks && !marked ? NULL : eg_arena_dup(b->a, eg_buf_cstr(&text), text.n);
	b->blanks.n = blanks;
	eg_vec_clear(&lines);
	eg_buf_clear(&text);
	return out;
}

struct eg_block *
eg_build__put_lines(
    struct eg_build *b, struct eg_lines *lines, enum eg_role role, const char *designator)
{
	struct eg_block *k = NULL;

	for (size_t i = 0; i < lines->n; i++) {
		k = eg_build__block(b, role, i == 0 ? designator : "");
		k->run = lines->v[i].run;
		k->n_runs = lines->v[i].n;
	}
	eg_vec_clear(lines);
	return k;
}

void
eg_build__put_lead(struct eg_build *b, struct eg_lines *lead, const struct eg_num *num)
{
	for (size_t i = 0; i < lead->n; i++) {
		bool first = i == 0 && !num->shared;
		struct eg_block *k = eg_build__block(
		    b, first ? EG_ROLE_SECTION : EG_ROLE_UNIT_HEAD, first ? num->designator : "");

		k->run = lead->v[i].run;
		k->n_runs = lead->v[i].n;
	}
	eg_vec_clear(lead);
}

const char *
eg_build__section_pattern(
    struct eg_build *b, const char *pattern, int n, const char *number, const char *heading)
{
	struct eg_buf out = EG_BUF_INIT;
	const char *text;

	for (const char *p = pattern; *p != '\0'; p++) {
		if (strncmp(p, "{n}", 3) == 0) {
			eg_buf_printf(&out, "%d", n);
			p += 2;
		} else if (strncmp(p, "{A}", 3) == 0) {
			(void)eg_mark_format(&out, "A", n);
			p += 2;
		} else if (strncmp(p, "{number}", 8) == 0) {
			eg_buf_puts(&out, number);
			p += 7;
		} else if (strncmp(p, "{last}", 6) == 0) { /* Indiana: "Sec. 50" of 5-2-1-50 */
			const char *dash = strrchr(number, '-');

			eg_buf_puts(&out, dash != NULL ? dash + 1 : number);
			p += 5;
		} else if (strncmp(p, "{heading}", 9) == 0) {
			eg_buf_puts(&out, heading);
			p += 8;
		} else if (strncmp(p, "{HEADING}", 9) == 0) {
			eg_utf8_upper(&out, heading, strlen(heading));
			p += 8;
		} else {
			eg_buf_putc(&out, *p);
		}
	}
	text = eg_arena_dup(b->a, eg_buf_cstr(&out), out.n);
	eg_buf_clear(&out);
	return text;
}
