/* The list of entries written: separators, indents, notes at the ends of sections. */
#include "read/home_put.h"

#include <string.h>

enum { LEVELS = EG_HOME_LEVELS, NOTE_WIDTH = 136 };

/* ---- writing ---- */

static void
put_note(struct eg_home_put *u, const char *text)
{
	struct eg_buf *out = &u->j->out;
	size_t column = 2 + 15;

	while (out->n > 0 && out->p[out->n - 1] == '\n')
		eg_buf_trunc(out, out->n - 1);
	eg_buf_puts(out, out->n > 0 ? "\n\n> Drafting note:" : "> Drafting note:");
	while (*text != '\0') {
		size_t n = strcspn(text, " \n");

		if (n > 0 && column + 1 + n > NOTE_WIDTH) {
			eg_buf_puts(out, "\n>");
			column = 1;
		}
		if (n > 0) {
			eg_buf_putc(out, ' ');
			for (size_t i = 0; i < n; i++)
				if ((unsigned char)text[i] >= 0x20)
					eg_buf_putc(out, text[i]);
			column += n + 1;
		}
		text += n + (text[n] != '\0');
	}
}

/* Is this note in the source already (a document brought home twice)? */
static bool
is_noted(const struct eg_home_job *j, const char *text)
{
	struct eg_home_toks a = {0}, b = {0};
	bool found = false;

	eg_home__cut(&a, text, strlen(text), false, -1);
	for (size_t i = 0; i < j->piece.n && !found; i++) {
		const struct eg_node *n = j->piece.v[i].node;
		const char *words;

		if (j->piece.v[i].kind != EG_PIECE_NOTE || n->n_runs == 0)
			continue;
		words = n->run[0].text;
		words += strncmp(words, "Drafting note:", 14) == 0 ? 14 : 0;
		b.n = 0;
		eg_home__cut(&b, words, strlen(words), false, -1);
		found = a.n == b.n;
		for (size_t k = 0; k < a.n && found; k++)
			found = a.v[k].hash == b.v[k].hash && a.v[k].n == b.v[k].n;
	}
	eg_vec_clear(&a);
	eg_vec_clear(&b);
	return found;
}

/* Words that no provision can hold: kept as a note. */
static bool
has_words(const struct eg_home_job *j, const struct eg_docx_find *f)
{
	return f->kind == EG_DOCX_COMMENT || f->kind == EG_DOCX_A_FOOTNOTE ||
	       (f->kind == EG_DOCX_HIDDEN && f->text[strspn(f->text, " \t\n")] != '\0') ||
	       (f->kind == EG_DOCX_HEADER && !eg_home__is_own_head(j, f));
}

/* Comments, footnotes, hidden words of paragraphs up to `para`, in the end those of page heads. */
static void
gather(struct eg_home_put *u, size_t para)
{
	const struct eg_docx *d = u->j->docx;

	for (; u->noted < d->n_finds && d->find[u->noted].para <= para; u->noted++) {
		const struct eg_docx_find *f = &d->find[u->noted];

		if (!has_words(u->j, f))
			continue;
		eg_buf_putc(&u->pending, '\x1E');
		eg_docx_find_put(&u->pending, f);
	}
}

static void
put_pending(struct eg_home_put *u)
{
	char *all = eg_strdup(eg_buf_cstr(&u->pending)), *p = all;

	eg_buf_reset(&u->pending);
	while (*p != '\0') {
		char *end = strchr(p, '\x1E');

		if (end != NULL)
			*end = '\0';
		if (p[0] >= 'a' && p[0] <= 'z')
			p[0] = (char)(p[0] - 'a' + 'A');
		if (*p != '\0' && !is_noted(u->j, p))
			put_note(u, p);
		p = end != NULL ? end + 1 : p + strlen(p);
	}
	eg_free(all);
}

static size_t
indent_of(const struct eg_home_job *j, const struct eg_home_piece *p)
{
	return strspn(j->source + p->start, " ");
}

/* Columns of an item's mark: "1. " and any spaces more. */
static size_t
mark_width(const struct eg_home_job *j, const struct eg_home_piece *p)
{
	const char *at = j->source + p->start + indent_of(j, p);
	size_t n = strspn(at, "0123456789");

	n += at[n] == '.' || at[n] == ')';
	return n + strspn(at + n, " ");
}

/* Lines of a text, each indented. */
static void
put_lines(struct eg_buf *out, const char *p, size_t n, size_t drop, size_t indent)
{
	while (n > 0) {
		const char *nl = memchr(p, '\n', n);
		size_t len = nl != NULL ? (size_t)(nl - p) : n, skip = 0;

		while (skip < drop && skip < len && p[skip] == ' ')
			skip++;
		if (len > skip)
			eg_buf_fill(out, ' ', indent);
		eg_buf_add(out, p + skip, len - skip);
		if (nl != NULL)
			eg_buf_putc(out, '\n');
		p += len + (nl != NULL);
		n -= len + (nl != NULL);
	}
}

static void
put_separator(struct eg_home_put *u, const struct eg_home_entry *e)
{
	struct eg_buf *out = &u->j->out;
	const struct eg_home_entry *b = e->prev;
	const char *gap = "\n\n";

	if (b == NULL)
		return;
	if (e->region != NULL && b->region == e->region &&
	    !(b->kind == EG_PIECE_LAW && e->kind == EG_PIECE_LAW))
		gap = "\n";
	else if (b->kind == EG_PIECE_ITEM && e->kind == EG_PIECE_ITEM && e->level <= b->level)
		gap = "\n";
	eg_buf_puts(out, gap);
}

/* Levels that can stand here: an item at most one below the open one. */
static size_t
settle(struct eg_home_put *u, struct eg_home_entry *e)
{
	if (e->kind == EG_PIECE_HEADING || e->region != NULL || e->kind == EG_PIECE_OTHER) {
		u->open = 0;
		return 0;
	}
	if (e->kind == EG_PIECE_ITEM) {
		e->level = e->level > u->open + 1 ? u->open + 1 : e->level < 1 ? 1 : e->level;
		e->level = e->level > EG_TEXT_DEPTH_MAX ? EG_TEXT_DEPTH_MAX : e->level;
		u->open = e->level < LEVELS ? e->level : LEVELS;
		return u->column[u->open - 1];
	}
	e->level = e->level > u->open ? u->open : e->level;
	u->open = e->level;
	return u->column[e->level];
}

static bool
is_at_its_level(const struct eg_home_job *j, const struct eg_home_entry *e)
{
	return e->level == j->piece.v[e->piece].level;
}

static void
put_entry(struct eg_home_put *u, struct eg_home_entry *e, size_t indent)
{
	struct eg_home_job *j = u->j;
	const struct eg_home_piece *p = e->piece >= 0 ? &j->piece.v[e->piece] : NULL;
	size_t was = p != NULL ? indent_of(j, p) : 0;

	if (e->kind == EG_PIECE_ITEM) {
		size_t width = p != NULL && e->text == NULL ? mark_width(j, p) : 3;

		u->column[u->open] = indent + width;
		if (e->text != NULL) {
			eg_buf_fill(&j->out, ' ', indent);
			eg_buf_puts(&j->out, "1. ");
			const char *nl = strchr(e->text, '\n');
			size_t n = nl != NULL ? (size_t)(nl + 1 - e->text) : strlen(e->text);

			eg_buf_add(&j->out, e->text, n);
			put_lines(&j->out, e->text + n, strlen(e->text + n), 0, indent + 3);
			return;
		}
	}
	if (e->text != NULL)
		put_lines(&j->out, e->text, strlen(e->text), 0, e->region != NULL ? 0 : indent);
	else if (e->region != NULL || was == indent)
		eg_buf_add(&j->out, j->source + p->start, p->end - p->start);
	else
		put_lines(&j->out, j->source + p->start, p->end - p->start, was, indent);
}

void
eg_home__write_all(struct eg_home_put *u)
{
	struct eg_home_job *j = u->j;
	size_t head = j->piece.n > 0 ? j->piece.v[0].start : j->n;
	const struct eg_home_piece *last;

	eg_buf_add(&j->out, j->source, head);
	for (struct eg_home_entry *e = u->first; e != NULL; e = e->next) {
		size_t indent = settle(u, e);
		bool follows = e->prev != NULL && e->piece > 0 && e->prev->piece == e->piece - 1 &&
			       is_at_its_level(j, e) && is_at_its_level(j, e->prev);

		if (e->para >= 0 && (e->kind != EG_PIECE_HEADING || u->pending.n == 0) &&
		    e->kind != EG_PIECE_HEADING)
			gather(u, j->para.v[e->para].index);
		if (e->kind == EG_PIECE_HEADING && e->prev != NULL && e->para >= 0 &&
		    j->para.v[e->para].index > 0)
			gather(u, j->para.v[e->para].index - 1);
		if (e->kind == EG_PIECE_HEADING && e->prev != NULL && u->pending.n > 0) {
			put_pending(u);
			follows = false;
		}
		if (follows)
			eg_buf_add(&j->out, j->source + j->piece.v[e->piece - 1].end,
			    j->piece.v[e->piece].start - j->piece.v[e->piece - 1].end);
		else
			put_separator(u, e);
		put_entry(u, e, indent);
	}
	gather(u, SIZE_MAX);
	last = j->piece.n > 0 ? &j->piece.v[j->piece.n - 1] : NULL;
	if (u->pending.n > 0) {
		put_pending(u);
		eg_buf_putc(&j->out, '\n');
	} else if (last != NULL && u->last != NULL && u->last->piece == (int)j->piece.n - 1) {
		eg_buf_add(&j->out, j->source + last->end, j->n - last->end);
	} else {
		eg_buf_putc(&j->out, '\n');
	}
}
