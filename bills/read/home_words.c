/* Words of home-coming: cut, aligned, written as source. */
#include "read/home.h"

#include "base/utf8.h"

#include <stdlib.h>

#include <string.h>

enum { WIDTH = 140, LIKE = 1000 };

/* ---- cutting ---- */

/* Marks that are no part of a word: ASCII punctuation, and the general and Latin-1 punctuation of
 * Unicode. */
static bool
is_mark(uint32_t c)
{
	if (c < 0x80)
		return !(
		    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
	return (c >= 0xA1 && c <= 0xBF) || (c >= 0x2010 && c <= 0x205E) ||
	       (c >= 0x3000 && c <= 0x303F);
}

bool
eg_home__unseen(uint32_t c)
{
	return c == 0xAD || (c < 0x20 && !(c >= 9 && c <= 13)) || (c >= 0x7F && c < 0xA0) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || c == 0x2028 || c == 0x2029 || (c >= 9 && c <= 13) || eg_utf8_is_space(c);
}

static void
hash(struct eg_home_tok *t)
{
	t->hash = t->folded = 2166136261u;
	for (uint32_t i = 0; i < t->n; i++) {
		unsigned char c = (unsigned char)t->p[i];

		t->hash = (t->hash ^ c) * 16777619u;
		t->folded = (t->folded ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
	}
}

void
eg_home__cut(struct eg_home_toks *out, const char *p, size_t n, bool glued, int run)
{
	for (size_t i = 0; i < n;) {
		uint32_t c;
		size_t step = eg_utf8_next(p + i, n - i, &c), from = i;

		if (is_space(c) || eg_home__unseen(c)) {
			glued = glued && !is_space(c);
			i += step;
			continue;
		}
		i += step;
		while (!is_mark(c) && i < n) {
			uint32_t next;

			step = eg_utf8_next(p + i, n - i, &next);
			if (is_mark(next) || is_space(next) || eg_home__unseen(next))
				break;
			i += step;
		}
		struct eg_home_tok t = {
		    .p = p + from, .n = (uint32_t)(i - from), .glue = glued, .run = run, .src = -1};
		if (c == 0x2011) /* a hyphen that does not break: a hyphen */
			t.p = "-", t.n = 1;
		hash(&t);
		eg_vec_push(out, t);
		glued = true;
	}
}

void
eg_home__join(struct eg_buf *out, const struct eg_home_tok *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && !t[i].glue)
			eg_buf_putc(out, ' ');
		eg_buf_add(out, t[i].p, t[i].n);
	}
}

static int
by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

uint32_t *
eg_home__sorted(struct eg_arena *a, const struct eg_home_tok *t, size_t n)
{
	uint32_t *v = eg_arena_calloc(a, n + 1, sizeof(*v));

	for (size_t i = 0; i < n; i++)
		v[i] = t[i].folded;
	if (n > 1)
		qsort(v, n, sizeof(*v), by_value);
	return v;
}

int
eg_home__alike(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	size_t i = 0, k = 0, both = 0;

	while (i < n && k < m) {
		if (a[i] == b[k])
			both++, i++, k++;
		else if (a[i] < b[k])
			i++;
		else
			k++;
	}
	return n + m == 0 ? 0 : (int)(2 * both * LIKE / (n + m));
}

/* ---- aligning ---- */

static bool
same(const struct eg_home_tok *a, const struct eg_home_tok *b, bool fold)
{
	if (fold)
		return a->folded == b->folded && a->n == b->n;
	return a->hash == b->hash && a->n == b->n && memcmp(a->p, b->p, a->n) == 0;
}

void
eg_home__align(const struct eg_home_tok *a, size_t n, const struct eg_home_tok *b, size_t m,
    bool fold, int *to_b)
{
	size_t head = 0, tail = 0;
	uint16_t *len;

	for (size_t i = 0; i < n; i++)
		to_b[i] = -1;
	while (head < n && head < m && same(&a[head], &b[head], fold))
		to_b[head] = (int)head, head++;
	while (
	    tail < n - head && tail < m - head && same(&a[n - 1 - tail], &b[m - 1 - tail], fold)) {
		to_b[n - 1 - tail] = (int)(m - 1 - tail);
		tail++;
	}
	n -= head + tail;
	m -= head + tail;
	if (n == 0 || m == 0 || n > 60000 || m > 60000 || (n + 1) * (m + 1) > EG_HOME_CELLS_MAX)
		return;
	len = eg_calloc((n + 1) * (m + 1), sizeof(*len));
	for (size_t i = n; i-- > 0;)
		for (size_t k = m; k-- > 0;) {
			uint16_t *at = &len[i * (m + 1) + k];
			uint16_t down = len[(i + 1) * (m + 1) + k], right = at[1];

			if (same(&a[head + i], &b[head + k], fold))
				*at = (uint16_t)(len[(i + 1) * (m + 1) + k + 1] + 1);
			else
				*at = down > right ? down : right;
		}
	for (size_t i = 0, k = 0; i < n && k < m;) {
		if (same(&a[head + i], &b[head + k], fold))
			to_b[head + i] = (int)(head + k), i++, k++;
		else if (len[(i + 1) * (m + 1) + k] >= len[i * (m + 1) + k + 1])
			i++;
		else
			k++;
	}
	eg_free(len);
}

/* ---- runs of new source ---- */

static struct eg_home_run *
run_of(struct eg_home_runs *r, enum eg_run_kind kind)
{
	struct eg_home_run *last = r->n > 0 ? &r->v[r->n - 1] : NULL;

	if (last != NULL && last->kind == kind && kind != EG_RUN_REF && kind != EG_RUN_BLANK)
		return last;
	last = eg_vec_new(r);
	last->kind = kind;
	eg_buf_init(&last->text, 0);
	return last;
}

/* A space belongs to plain text, so that no emphasis begins or ends with one. */
static void
space(struct eg_home_runs *r, enum eg_run_kind kind, bool glue)
{
	struct eg_home_run *last = r->n > 0 ? &r->v[r->n - 1] : NULL;

	if (last == NULL || glue)
		return;
	if (last->kind != kind || kind == EG_RUN_REF || kind == EG_RUN_BLANK)
		last = last->kind == EG_RUN_TEXT ? last : run_of(r, EG_RUN_TEXT);
	eg_buf_putc(&last->text, ' ');
}

void
eg_home__run_add(struct eg_home_runs *r, enum eg_run_kind kind, const char *p, size_t n, bool glue)
{
	space(r, kind, glue);
	eg_buf_add(&run_of(r, kind)->text, p, n);
}

void
eg_home__run_ref(struct eg_home_runs *r, const char *target, const char *typed, bool glue)
{
	space(r, EG_RUN_REF, glue);
	struct eg_home_run *run = run_of(r, EG_RUN_REF);

	run->target = target;
	eg_buf_puts(&run->text, typed);
}

void
eg_home__runs_clear(struct eg_home_runs *r)
{
	for (size_t i = 0; i < r->n; i++)
		eg_buf_clear(&r->v[i].text);
	eg_vec_clear(r);
}

/* ---- writing ---- */

/* "[blank:" that no bracket closes, or that says nothing. */
static bool
is_open_blank(const char *p, size_t n)
{
	const char *close = n > 7 ? memchr(p, ']', n) : NULL; /* of this run */

	return n >= 7 && memcmp(p, "[blank:", 7) == 0 &&
	       (close == NULL || strspn(p + 7, " ") >= (size_t)(close - p - 7));
}

/* Escaped for CommonMark. What the grammar of drafts reads as its own however it is escaped (a
 * label, a blank) is parted by a space. */
static void
put_escaped(struct eg_buf *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool own =
		    (p[i] == '{' && i + 1 < n && p[i + 1] == '#') || is_open_blank(p + i, n - i);

		if ((strchr("\\`*_&<[]", p[i]) != NULL && p[i] != '\0') ||
		    (p[i] == '{' && i + 1 < n && p[i + 1] == '.'))
			eg_buf_putc(out, '\\');
		else if (p[i] == '!' && i + 1 == n)
			eg_buf_putc(out, '\\'); /* a reference may follow: no image */
		eg_buf_putc(out, p[i]);
		if (own)
			eg_buf_putc(out, ' ');
	}
}

static bool
is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (unsigned char)c >= 0x80;
}

/* Would CommonMark read asterisks around this run as emphasis? A mark of punctuation may not touch
 * a word across them. */
static bool
can_stand_out(const struct eg_home_runs *r, size_t i, const struct eg_buf *out)
{
	const struct eg_buf *t = &r->v[i].text;
	char before = out->n > 0 ? out->p[out->n - 1] : ' ',
	     after = i + 1 < r->n && r->v[i + 1].text.n > 0 ? r->v[i + 1].text.p[0] : ' ';

	if (t->n == 0 || t->p[0] == ' ' || t->p[t->n - 1] == ' ' || before == '*' || before == '\\')
		return false;
	return (is_word_byte(t->p[0]) || !is_word_byte(before)) &&
	       (is_word_byte(t->p[t->n - 1]) || !is_word_byte(after));
}

static void
put_run(struct eg_buf *out, const struct eg_home_runs *runs, size_t i)
{
	const struct eg_home_run *r = &runs->v[i];
	const char *around = r->kind == EG_RUN_STRONG || r->kind == EG_RUN_TERM ? "**"
			     : r->kind == EG_RUN_EM				? "*"
										: "";

	if (around[0] != '\0' && !can_stand_out(runs, i, out))
		around = "";
	if (r->kind == EG_RUN_REF) {
		eg_buf_putc(out, '[');
		put_escaped(out, eg_buf_cstr(&r->text), r->text.n);
		eg_buf_printf(out, "](#%s)", r->target);
	} else if (r->kind == EG_RUN_BLANK) {
		eg_buf_printf(out, "[blank: %s]", eg_buf_cstr(&r->text));
	} else {
		eg_buf_puts(out, around);
		if (out->n > 0 && out->p[out->n - 1] == ']' && r->text.n > 0 && r->text.p[0] == '(')
			eg_buf_putc(out, '\\'); /* "[blank: why](a)" would be a link */
		put_escaped(out, eg_buf_cstr(&r->text), r->text.n);
		eg_buf_puts(out, around);
	}
}

/* Would this word, at the start of a line, be read as the mark of a block? */
static bool
opens_block(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] >= '0' && p[i] <= '9')
		i++;
	if (i > 0)
		return i < n && (p[i] == '.' || p[i] == ')') && i + 1 == n;
	return n > 0 && strchr("#>-+=~{|", p[0]) != NULL;
}

/* Bytes of the word at p, up to a space; a reference or blank with spaces in it stays whole. */
static size_t
word(const char *p, const char *end)
{
	const char *at = p;
	int brackets = 0;

	for (; at < end && (*at != ' ' || brackets > 0); at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
		else if (*at == '[')
			brackets++;
		else if (*at == ']' && brackets > 0)
			brackets--;
	}
	return (size_t)(at - p);
}

void
eg_home__write(const struct eg_home_runs *r, size_t indent, size_t first, struct eg_buf *out)
{
	struct eg_buf line = EG_BUF_INIT;
	const char *p, *end;
	size_t column = first;
	bool opening = true;

	for (size_t i = 0; i < r->n; i++)
		put_run(&line, r, i);
	p = eg_buf_cstr(&line);
	end = p + line.n;
	while (p < end) {
		size_t n = word(p, end);

		if (n == 0) {
			p++;
			continue;
		}
		if (!opening && column + 1 + n > WIDTH && !opens_block(p, n)) {
			eg_buf_putc(out, '\n');
			eg_buf_fill(out, ' ', indent);
			column = indent;
		} else if (!opening) {
			eg_buf_putc(out, ' ');
			column++;
		}
		if (opening && opens_block(p, n)) { /* "12." at the head of a text: 12\. */
			size_t digits = strspn(p, "0123456789");

			eg_buf_add(out, p, digits);
			eg_buf_putc(out, '\\');
			eg_buf_add(out, p + digits, n - digits);
		} else {
			eg_buf_add(out, p, n);
		}
		column += n;
		p += n;
		opening = false;
	}
	eg_buf_clear(&line);
}

/* Words of amended law, which knows no escapes: what would be a tag or a marker is parted by a
 * space. */
static void
put_law(struct eg_buf *out, const char *p, size_t n)
{
	static const char *const own[] = {
	    "<ins>", "</ins>", "<del>", "</del>", "<!--", "{+}", "{-}"};

	for (size_t i = 0; i < n; i++) {
		eg_buf_putc(out, p[i]);
		for (size_t k = 0; k < EG_COUNT(own); k++)
			if (n - i >= strlen(own[k]) && memcmp(p + i, own[k], strlen(own[k])) == 0)
				eg_buf_putc(out, ' ');
	}
}

void
eg_home__write_law(const struct eg_home_runs *r, char mark, struct eg_buf *out)
{
	bool whole = mark != 0;

	for (size_t i = 0; i < r->n; i++)
		whole =
		    whole && (r->v[i].kind == (mark == '+' ? EG_RUN_INS : EG_RUN_DEL) ||
				 r->v[i].text.p[strspn(eg_buf_cstr(&r->v[i].text), " ")] == '\0');
	if (whole)
		eg_buf_printf(out, "{%c} ", mark);
	else if (r->n > 0 && r->v[0].kind == EG_RUN_TEXT &&
		 strspn(eg_buf_cstr(&r->v[0].text), "<>|") >= 7)
		eg_buf_putc(out, ' '); /* not a conflict that git left */
	for (size_t i = 0; i < r->n; i++) {
		const char *tag = whole			       ? NULL
				  : r->v[i].kind == EG_RUN_INS ? "ins"
				  : r->v[i].kind == EG_RUN_DEL ? "del"
							       : NULL;

		if (tag != NULL)
			eg_buf_printf(out, "<%s>", tag);
		put_law(out, eg_buf_cstr(&r->v[i].text), r->v[i].text.n);
		if (tag != NULL)
			eg_buf_printf(out, "</%s>", tag);
	}
}
