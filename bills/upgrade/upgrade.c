/*
 * Bodies merged, conflicts written out. The regions of a three-way merge make one text with spots
 * where the sides conflict; each spot grows to whole paragraphs or items, and is written in both
 * readings. Start at eg_upgrade_body().
 */
#include "base/mem.h"
#include "base/vec.h"

#include <engross/merge.h>
#include <engross/upgrade.h>
#include <string.h>

struct spot { /* a place in the merged text where the sides conflict */
	size_t at;
	struct eg_str mine, theirs;
};

struct passage { /* what is written in both readings: bytes [from, to) with spots [first, last) */
	size_t from, to;
	size_t first, last;
};

struct merged {
	struct eg_buf text; /* without the words of the spots */
	struct {
		EG_VEC(struct spot);
	} spots;
	struct {
		EG_VEC(struct passage);
	} passages;
};

static bool
is_white(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static bool
whole_lines(struct eg_str s)
{
	return s.n == 0 || s.p[s.n - 1] == '\n';
}

/* A conflict. White space that both readings begin or end with is no part of it: else the paragraph
 * or heading on the other side of it would be written in both readings too. Whole lines stay whole. */
static void
add_spot(struct merged *out, struct eg_str mine, struct eg_str theirs)
{
	bool alone = (out->text.n == 0 || out->text.p[out->text.n - 1] == '\n') &&
		     whole_lines(mine) && whole_lines(theirs);
	const char *end = mine.p + mine.n;

	while (!alone && mine.n > 0 && theirs.n > 0 && *mine.p == *theirs.p && is_white(*mine.p)) {
		eg_buf_putc(&out->text, *mine.p);
		mine.p++, mine.n--;
		theirs.p++, theirs.n--;
	}
	while (!alone && mine.n > 0 && theirs.n > 0 &&
	       mine.p[mine.n - 1] == theirs.p[theirs.n - 1] && is_white(mine.p[mine.n - 1]))
		mine.n--, theirs.n--;
	eg_vec_push(&out->spots, ((struct spot){out->text.n, mine, theirs}));
	eg_buf_add(&out->text, mine.p + mine.n, (size_t)(end - mine.p) - mine.n);
}

static void
collect(const struct eg_merge *m, struct merged *out, struct eg_upgraded *up)
{
	for (size_t i = 0; i < m->n_regions; i++) {
		const struct eg_region *r = &m->region[i];

		if (r->kind == EG_REGION_CONFLICT)
			add_spot(out, eg_region_text(m, r, EG_MERGE_OURS),
			    eg_region_text(m, r, EG_MERGE_THEIRS));
		else
			eg_buf_str(&out->text,
			    eg_region_text(m, r,
				r->kind == EG_REGION_THEIRS ? EG_MERGE_THEIRS : EG_MERGE_OURS));
	}
	up->local_changes = m->count[EG_REGION_OURS];
	up->model_changes = m->count[EG_REGION_THEIRS];
	up->both_changes = m->count[EG_REGION_BOTH];
}

/* ---- from a spot to whole paragraphs ---- */

static size_t
line_start(const struct eg_buf *b, size_t at)
{
	while (at > 0 && b->p[at - 1] != '\n')
		at--;
	return at;
}

static size_t
line_end(const struct eg_buf *b, size_t at)
{
	while (at < b->n && b->p[at] != '\n')
		at++;
	return at < b->n ? at + 1 : at;
}

static bool
is_blank(const struct eg_buf *b, size_t start)
{
	while (start < b->n && (b->p[start] == ' ' || b->p[start] == '\t'))
		start++;
	return start >= b->n || b->p[start] == '\n';
}

/* A line that begins something of its own at the first column: an item, a heading, a comment. */
static bool
begins_block(const struct eg_buf *b, size_t start)
{
	const char *p = eg_buf_cstr(b) + start;

	return strncmp(p, "1. ", 3) == 0 || p[0] == '#' || strncmp(p, "<!--", 4) == 0;
}

static bool
is_indented(const struct eg_buf *b, size_t start)
{
	return start < b->n && (b->p[start] == ' ' || b->p[start] == '\t');
}

/* Up to the first line of the paragraph, or of the whole item that it belongs to. */
static size_t
block_start(const struct eg_buf *b, size_t at)
{
	size_t start = line_start(b, at);

	while (start > 0 && !begins_block(b, start)) {
		size_t above = line_start(b, start - 1);

		if (is_blank(b, above) && !is_indented(b, start) && !is_blank(b, start))
			break;
		if (b->p[above] == '#' || b->p[above] == '<') /* a heading, a block's mark */
			break;
		start = above;
	}
	return start;
}

/* Down past the last line of it; an item ends before the next thing at the first column. */
static size_t
block_end(const struct eg_buf *b, size_t from, size_t at)
{
	bool item = strncmp(eg_buf_cstr(b) + from, "1. ", 3) == 0;
	size_t end = line_end(b, at);

	while (end < b->n) {
		if (begins_block(b, end))
			break;
		if (is_blank(b, end)) {
			size_t below = end;

			while (below < b->n && is_blank(b, below))
				below = line_end(b, below);
			if (!item || !is_indented(b, below))
				break;
		}
		end = line_end(b, end);
	}
	return end;
}

/* A spot of whole lines between two lines stands alone. */
static bool
stands_alone(const struct merged *m, const struct spot *s)
{
	return (s->at == 0 || m->text.p[s->at - 1] == '\n') && whole_lines(s->mine) &&
	       whole_lines(s->theirs);
}

static void
find_passages(struct merged *m)
{
	for (size_t i = 0; i < m->spots.n; i++) {
		const struct spot *s = &m->spots.v[i];
		struct passage *last = m->passages.n > 0 ? &m->passages.v[m->passages.n - 1] : NULL;
		struct passage p = {.from = s->at, .to = s->at, .first = i, .last = i + 1};

		if (!stands_alone(m, s)) {
			size_t word = s->at;

			/* the words of a spot may hold the line ends on either side */
			p.from = block_start(&m->text, word);
			p.to = block_end(&m->text, p.from, word);
		}
		if (last != NULL && p.from < last->to) {
			last->to = p.to > last->to ? p.to : last->to;
			last->last = i + 1;
		} else {
			eg_vec_push(&m->passages, p);
		}
	}
}

/* ---- writing ---- */

/* One reading of a passage, between line ends. */
static void
put_reading(const struct merged *m, const struct passage *p, bool theirs, struct eg_buf *out)
{
	size_t at = p->from, begin = out->n;

	for (size_t i = p->first; i < p->last; i++) {
		const struct spot *s = &m->spots.v[i];

		eg_buf_add(out, m->text.p + at, s->at - at);
		eg_buf_str(out, theirs ? s->theirs : s->mine);
		at = s->at;
	}
	eg_buf_add(out, m->text.p + at, p->to - at);
	while (out->n > begin && (out->p[out->n - 1] == '\n' || out->p[out->n - 1] == ' '))
		eg_buf_trunc(out, out->n - 1);
	if (out->n == begin)
		eg_buf_puts(out, "(left out)");
	eg_buf_putc(out, '\n');
}

static void
put_passage(const struct eg_upgrade_in *in, const struct merged *m, const struct passage *p,
    struct eg_buf *out)
{
	if (out->n > 0 && out->p[out->n - 1] != '\n')
		eg_buf_putc(out, '\n');
	eg_buf_printf(out, "<!-- conflict -->\n<!-- yours: %s -->\n", in->mine_name);
	put_reading(m, p, false, out);
	eg_buf_printf(out, "<!-- model: %s -->\n", in->theirs_name);
	put_reading(m, p, true, out);
	eg_buf_puts(out, "<!-- /conflict -->\n");
}

static void
write_out(const struct eg_upgrade_in *in, const struct merged *m, struct eg_buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < m->passages.n; i++) {
		const struct passage *p = &m->passages.v[i];

		eg_buf_add(out, eg_buf_cstr(&m->text) + at, p->from - at);
		put_passage(in, m, p, out);
		at = p->to;
		if (p->from == p->to && at < m->text.n && m->text.p[at] != '\n')
			eg_buf_putc(out, '\n'); /* whole sections: a blank line parts them */
	}
	eg_buf_add(out, eg_buf_cstr(&m->text) + at, m->text.n - at);
}

/* ---- the whole ---- */

static bool
same(struct eg_str a, struct eg_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

enum eg_rc
eg_upgrade_body(const struct eg_upgrade_in *in, struct eg_upgraded *out, struct eg_err *err)
{
	struct eg_doc *base = NULL, *mine = NULL, *theirs = NULL;
	struct eg_merge *m = NULL;
	struct merged text = {.text = EG_BUF_INIT};
	enum eg_rc rc;

	memset(out, 0, sizeof(*out));
	eg_buf_init(&out->body, 0);
	if ((rc = eg_doc_from_source(in->base.p, in->base.n, "base", &base, err)) == EG_OK &&
	    (rc = eg_doc_from_source(in->mine.p, in->mine.n, "yours", &mine, err)) == EG_OK &&
	    (rc = eg_doc_from_source(in->theirs.p, in->theirs.n, "model", &theirs, err)) == EG_OK &&
	    (rc = eg_merge_make(base, mine, theirs, &m, err)) == EG_OK) {
		collect(m, &text, out);
		find_passages(&text);
		out->conflicts = text.passages.n;
		if (same(in->base, in->mine)) /* white space too */
			eg_buf_str(&out->body, in->theirs);
		else if (same(in->base, in->theirs))
			eg_buf_str(&out->body, in->mine);
		else
			write_out(in, &text, &out->body);
	}
	eg_merge_free(m);
	eg_doc_free(base);
	eg_doc_free(mine);
	eg_doc_free(theirs);
	eg_buf_clear(&text.text);
	eg_vec_clear(&text.spots);
	eg_vec_clear(&text.passages);
	return rc == EG_OK ? eg_buf_ok(&out->body, err) : rc;
}

void
eg_upgraded_clear(struct eg_upgraded *u)
{
	eg_buf_clear(&u->body);
}

size_t
eg_conflicts_find(const char *source, size_t n, size_t *line, size_t max)
{
	static const char mark[] = "<!-- conflict";
	size_t found = 0, at = 1;

	for (const char *p = source, *end = source + n; p < end; at++) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((nl == NULL ? end : nl) - p);

		if (len >= sizeof(mark) - 1 && memcmp(p, mark, sizeof(mark) - 1) == 0) {
			if (found < max)
				line[found] = at;
			found++;
		}
		p = nl == NULL ? end : nl + 1;
	}
	return found;
}
