/*
 * Words that a print itself strikes or underscores: from marks that html.c set, from double
 * parentheses, and from brackets where the print says what they mean ("[Brackets] indicate matter
 * deleted", "matter enclosed in brackets [ ] is old law to be omitted").
 */
#include "read/read.h"

#include <stdlib.h>
#include <strings.h>

/* U+E0F0..E0F3 in UTF-8: EE 83 B0..B3 */
enum { MARK_BYTES = 3, STRUCK_OPENS = 0xB0, STRUCK_ENDS, ADDED_OPENS, ADDED_ENDS };

void
eg_read__mark(struct eg_buf *out, enum eg_read_ink ink, bool opens)
{
	char mark[MARK_BYTES] = {'\xEE', '\x83', 0};

	if (ink == EG_READ_PLAIN)
		return;
	mark[2] = (char)((ink == EG_READ_STRUCK ? STRUCK_OPENS : ADDED_OPENS) + !opens);
	eg_buf_add(out, mark, MARK_BYTES);
}

static int
mark_at(const char *p, size_t n)
{
	int which;

	if (n < MARK_BYTES || p[0] != '\xEE' || p[1] != '\x83')
		return 0;
	which = (unsigned char)p[2];
	return which >= STRUCK_OPENS && which <= ADDED_ENDS ? which : 0;
}

enum { NEAR = 120, LONGEST = 20000 };

static bool
says(const char *p, size_t n, const char *word)
{
	size_t w = strlen(word);

	for (size_t i = 0; i + w <= n; i++)
		if (strncasecmp(p + i, word, w) == 0)
			return true;
	return false;
}

/* Does the print say that brackets mean deletion? */
static bool
brackets_delete(const char *p, size_t n)
{
	for (size_t i = 0; i + 8 < n; i++) {
		size_t from, to;

		if ((p[i] | 32) != 'b' || strncasecmp(p + i, "bracket", 7) != 0)
			continue;
		from = i > NEAR ? i - NEAR : 0;
		to = i + NEAR < n ? i + NEAR : n;
		if (says(p + from, to - from, "delet") || says(p + from, to - from, "omit") ||
		    says(p + from, to - from, "removed"))
			return true;
	}
	return false;
}

/* End of the struck passage that opens at i with `open`, i if it does not close. budget: bytes that
 * may still be looked at for passages of this text, so that a text of nothing but brackets costs no
 * more than a few times its length. */
static size_t
closes(const char *p, size_t n, size_t i, const char *open, const char *close, size_t *budget)
{
	size_t w = strlen(open), depth = 0;

	for (size_t k = i; k + w <= n && k - i<LONGEST && * budget> 0; k++) {
		--*budget;
		if (memcmp(p + k, open, w) == 0) {
			depth++;
			k += w - 1;
		} else if (memcmp(p + k, close, w) == 0) {
			k += w - 1;
			if (--depth == 0)
				return k + 1;
		}
	}
	return i;
}

struct marking {
	struct eg_reader *r;
	struct eg_buf *out;
	const char *p;
	size_t n;
	bool drop, brackets;
	size_t budget;
	size_t line; /* next of r->lines to shift */
	struct {
		size_t start; /* in out */
		bool open;
	} ink[3];
};

static void
note_range(struct marking *m, size_t start, bool struck)
{
	struct eg_doc_mark one = {start, m->out->n, struck};

	if (m->out->n > start)
		eg_vec_push(&m->r->marks, one);
}

/* Bytes [from, to) are written next; lines that start among them move along. */
static void
put_bytes(struct marking *m, size_t from, size_t to)
{
	while (m->line < m->r->lines.n && m->r->lines.v[m->line].at < to) {
		size_t at = m->r->lines.v[m->line].at;

		m->r->lines.v[m->line++].at = m->out->n + (at > from ? at - from : 0);
	}
	eg_buf_add(m->out, m->p + from, to - from);
}

/* Cut what was written from `start` on, with the marks and lines in it. */
static void
take_back(struct marking *m, size_t start)
{
	struct eg_reader *r = m->r;

	eg_buf_trunc(m->out, start);
	while (r->marks.n > 0 && r->marks.v[r->marks.n - 1].end > start)
		r->marks.n--;
	for (size_t i = m->line; i > 0 && r->lines.v[i - 1].at > start; i--)
		r->lines.v[i - 1].at = start;
	for (int ink = 0; ink < 3; ink++)
		if (m->ink[ink].open && m->ink[ink].start > start)
			m->ink[ink].start = start;
}

static int
by_start(const void *l, const void *r)
{
	const struct eg_doc_mark *x = l, *y = r;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

static void
turn(struct marking *m, int which)
{
	enum eg_read_ink ink = which <= STRUCK_ENDS ? EG_READ_STRUCK : EG_READ_ADDED;
	bool opens = which == STRUCK_OPENS || which == ADDED_OPENS;

	if (opens && !m->ink[ink].open) {
		m->ink[ink].open = true;
		m->ink[ink].start = m->out->n;
	} else if (!opens && m->ink[ink].open) {
		m->ink[ink].open = false;
		if (m->drop && ink == EG_READ_STRUCK) {
			eg_read__note_text(m->r, "struck by the print itself",
			    eg_buf_cstr(m->out) + m->ink[ink].start, m->out->n - m->ink[ink].start,
			    0, 0);
			take_back(m, m->ink[ink].start);
		} else {
			note_range(m, m->ink[ink].start, ink == EG_READ_STRUCK);
		}
	}
}

/* A passage between the characters of a convention at i; returns its end, i if there is none. */
static size_t
struck_at(struct marking *m, size_t i)
{
	if (m->p[i] == '(' && i + 1 < m->n && m->p[i + 1] == '(')
		return closes(m->p, m->n, i, "((", "))", &m->budget);
	if (m->p[i] == '[' && m->brackets)
		return closes(m->p, m->n, i, "[", "]", &m->budget);
	return i;
}

static bool
anything(const char *p, size_t n, bool brackets)
{
	const char *end = p + n, *s;

	if (brackets)
		return true;
	for (s = p; (s = memchr(s, '\xEE', (size_t)(end - s))) != NULL; s++)
		if (mark_at(s, (size_t)(end - s)) != 0)
			return true;
	for (s = p; (s = memchr(s, '(', (size_t)(end - s))) != NULL; s++)
		if (s + 1 < end && s[1] == '(')
			return true;
	return false;
}

static const bool special[256] = {[0xEE] = true, ['('] = true, ['['] = true};

bool
eg_read__marks(struct eg_reader *r, const char *p, size_t n, bool drop, struct eg_buf *out)
{
	struct marking m = {
	    .r = r, .out = out, .p = p, .n = n, .drop = drop, .budget = 8 * n + LONGEST};

	m.brackets = memchr(p, '[', n) != NULL && brackets_delete(p, n);
	if (!anything(p, n, m.brackets))
		return false;
	for (size_t i = 0; i < n;) {
		size_t next = i, end = i;
		int which = 0;

		for (; next < n; next++) {
			if (!special[(unsigned char)p[next]])
				continue;
			if ((which = mark_at(p + next, n - next)) != 0 ||
			    (end = struck_at(&m, next)) > next)
				break;
		}
		put_bytes(&m, i, next);
		i = next;
		if (which != 0) {
			turn(&m, which);
			i += MARK_BYTES;
		} else if (next < n) {
			size_t start = out->n;

			if (drop)
				eg_read__note_text(
				    r, "struck by the print itself", p + i, end - i, 0, 0);
			else
				put_bytes(&m, i, end);
			note_range(&m, start, true);
			i = end;
		}
	}
	put_bytes(&m, n, n);
	while (m.line < r->lines.n)
		r->lines.v[m.line++].at = out->n;
	if (r->marks.n > 1)
		qsort(r->marks.v, r->marks.n, sizeof(*r->marks.v), by_start);
	return true;
}
