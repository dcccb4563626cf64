/*
 * The new source, put together: the document's order of pieces and new provisions, what the form
 * does not print (notes, headings, markers) beside what it stood beside, indents and blank lines
 * as the grammar of drafts wants them. Two pieces that follow each other as before keep what stands
 * between them, so that a document nobody edited gives the same bytes.
 */
#include "read/home_put.h"

#include <string.h>

/* ---- the list of entries ---- */

struct eg_home_entry *
eg_home__entry(struct eg_home_put *u, int piece, int para)
{
	struct eg_home_entry *e = eg_arena_alloc(u->j->arena, sizeof(*e));

	e->piece = piece;
	e->para = para;
	e->mark = "";
	if (piece >= 0) {
		struct eg_home_piece *p = &u->j->piece.v[piece];

		e->kind = p->kind;
		e->level = p->level;
		e->region = p->region;
		p->kept = true;
		u->by_piece[piece] = e;
	}
	return e;
}

void
eg_home__append(struct eg_home_put *u, struct eg_home_entry *e)
{
	e->order = ++u->order;
	e->prev = u->last;
	if (u->last != NULL)
		u->last->next = e;
	else
		u->first = e;
	u->last = e;
}

void
eg_home__insert_before(struct eg_home_put *u, struct eg_home_entry *at, struct eg_home_entry *e)
{
	e->order = at->order;
	e->next = at;
	e->prev = at->prev;
	if (at->prev != NULL)
		at->prev->next = e;
	else
		u->first = e;
	at->prev = e;
}

void
eg_home__insert_after(struct eg_home_put *u, struct eg_home_entry *at, struct eg_home_entry *e)
{
	e->order = at->order;
	e->prev = at;
	e->next = at->next;
	if (at->next != NULL)
		at->next->prev = e;
	else
		u->last = e;
	at->next = e;
}

/* ---- changed provisions ---- */

const char *
eg_home__excerpt(struct eg_home_job *j, const char *text)
{
	size_t n = strlen(text), cut = 60;

	if (n <= cut)
		return text;
	while (cut > 40 && text[cut] != ' ')
		cut--;
	return eg_arena_printf(j->arena, "%.*s \xE2\x80\xA6", (int)cut, text);
}

static char *
heading_line(struct eg_home_job *j, const struct eg_home_piece *p, const struct eg_home_runs *runs)
{
	const char *at = j->source + p->start, *end = j->source + p->end, *brace = end;
	struct eg_buf out = EG_BUF_INIT;
	size_t marks = strspn(at, "#");

	for (const char *c = at + 1; c + 1 < end && brace == end; c++)
		if (c[0] == '{' && (c[1] == '#' || c[1] == '.') && c[-1] != '\\')
			brace = c;
	eg_buf_fill(&out, '#', marks);
	eg_buf_putc(&out, ' ');
	eg_home__write(runs, 0, SIZE_MAX / 2, &out); /* one line, however long */
	if (brace < end) {
		eg_buf_putc(&out, ' ');
		eg_buf_add(&out, brace, (size_t)(end - brace));
	}
	for (size_t i = 0; i < out.n; i++)
		if (out.p[i] == '\n')
			out.p[i] = ' ';
	at = eg_arena_dup(j->arena, out.p, out.n);
	eg_buf_clear(&out);
	return (char *)at;
}

/* Source of a paragraph's runs, lines after the first without indent yet (see put_text). */
char *
eg_home__para_text(struct eg_home_job *j, const struct eg_home_runs *runs, const char *label)
{
	struct eg_buf out = EG_BUF_INIT;
	char *text;

	if (label != NULL)
		eg_buf_printf(&out, "{#%s} ", label);
	eg_home__write(runs, 0, out.n + 6, &out);
	text = eg_arena_dup(j->arena, eg_buf_cstr(&out), out.n);
	eg_buf_clear(&out);
	return text;
}

char *
eg_home__raw_text(
    struct eg_home_job *j, const struct eg_home_piece *p, const struct eg_home_para *para)
{
	struct eg_buf out = EG_BUF_INIT;
	char *text;

	if (p != NULL)
		eg_buf_add(&out, j->source + p->start, strspn(j->source + p->start, " \t"));
	for (const char *c = para->key; *c != '\0'; c++) { /* no marker, no conflict of git's */
		eg_buf_putc(&out, *c);
		if ((c[0] == '<' && (c[1] == '!' || c[1] == '<')) || (c[0] == '>' && c[1] == '>') ||
		    (c[0] == '|' && c[1] == '|'))
			eg_buf_putc(&out, ' ');
	}
	text = eg_arena_dup(j->arena, eg_buf_cstr(&out), out.n);
	eg_buf_clear(&out);
	return text;
}

static void
set_runs(struct eg_home_job *j, struct eg_home_entry *e, struct eg_home_runs *runs)
{
	const struct eg_home_piece *p = &j->piece.v[e->piece];

	if (e->kind == EG_PIECE_HEADING) {
		e->text = heading_line(j, p, runs);
	} else if (e->kind == EG_PIECE_LAW) {
		struct eg_buf out = EG_BUF_INIT;

		eg_home__write_law(runs, p->node->mark, &out);
		e->text = eg_arena_dup(j->arena, eg_buf_cstr(&out), out.n);
		eg_buf_clear(&out);
	} else {
		e->text = eg_home__para_text(j, runs, p->node->label);
	}
}

static void
change(struct eg_home_put *u, struct eg_home_entry *e, const struct eg_home_block *b,
    const struct eg_home_para *p)
{
	struct eg_home_job *j = u->j;
	const struct eg_home_piece *piece = &j->piece.v[b->piece];
	struct eg_home_runs runs = {0};

	if (b->source == EG_HOME_RAW) {
		e->text = eg_home__raw_text(j, piece, p);
	} else {
		eg_home__edit(j, b, p, &runs);
		if (runs.n == 0) {
			eg_home__note(j, EG_HOME_UNPLACED, p->para->line, piece->line,
			    "only the form's own words are left of \"%s\"; it is kept as it was",
			    eg_home__excerpt(j, b->key));
			return;
		}
		set_runs(j, e, &runs);
		if (e->text[strspn(e->text, " {}+-#\n")] == '\0')
			e->text = NULL; /* no word is left: the words stay */
	}
	eg_home__runs_clear(&runs);
	eg_home__note(
	    j, EG_HOME_CHANGED, p->para->line, piece->line, "%s", eg_home__excerpt(j, p->key));
}

/* The form's own words: a ruled space that was filled in is as it should be, other changes are
 * listed. */
static bool
is_filled_in(const char *was, const char *now)
{
	while (*was != '\0') {
		if (strncmp(was, "____", 4) == 0) {
			const char *rest = was + 4;
			size_t n = strcspn(rest, " ");

			while (*rest == '_')
				rest++;
			n = strcspn(rest, "_");
			while (*now != '\0' && strncmp(now, rest, n < 3 ? n : 3) != 0)
				now++;
			was = rest;
			if (*was == '\0')
				return true;
		} else if (*was++ != *now++) {
			return false;
		}
	}
	return *now == '\0';
}

/* A line of the form's head with its spaces filled in ("HOUSE BILL 12" for "HOUSE BILL ____"). */
static bool
is_head_filled_in(const struct eg_home_job *j, const struct eg_home_para *p)
{
	char *whole = eg_sprintf("%s%s%s", p->mark, p->typed ? " " : "", p->key);
	bool found = false;

	for (size_t i = 0; i < j->block.n && !found; i++) {
		const struct eg_home_block *b = &j->block.v[i];

		found = b->source == EG_HOME_OWN && b->match < 0 && !b->bare &&
			is_filled_in(b->key, p->typed ? whole : p->key);
	}
	eg_free(whole);
	return found;
}

void
eg_home__keep_text(struct eg_home_put *u, const char *what, const struct eg_home_para *p)
{
	struct eg_buf t = EG_BUF_INIT;

	if (p->match < 0 && is_head_filled_in(u->j, p))
		return;
	eg_buf_printf(&t, "%s%sparagraph %zu of the document: %s%s%s", what,
	    what[0] != '\0' ? ", " : "", p->para->line, p->mark, p->mark[0] != '\0' ? " " : "",
	    p->key);
	eg_home__note(
	    u->j, EG_HOME_UNPLACED, p->para->line, 0, "%s", eg_home__excerpt(u->j, p->key));
	eg_buf_putc(&u->pending, '\x1E'); /* a note of its own: see put_pending */
	eg_buf_puts(&u->pending, eg_buf_cstr(&t));
	eg_buf_clear(&t);
}

static void
own_words(struct eg_home_put *u, const struct eg_home_block *b, const struct eg_home_para *p)
{
	char *whole = eg_sprintf("%s %s", p->mark, p->key);
	bool fine = (b->key_n == p->key_n && strcmp(b->key, p->key) == 0) ||
		    is_filled_in(b->key, p->key) || (p->typed && is_filled_in(b->key, whole));

	eg_free(whole);
	if (fine)
		return;
	eg_home__keep_text(u, "Words that the form prints by itself were changed", p);
}

/* ---- the document's order ---- */

/* Do the document's list levels mean what the form's levels mean? */
static bool
levels_count(const struct eg_home_job *j)
{
	size_t same = 0, all = 0;

	for (size_t i = 0; i < j->para.n; i++) {
		const struct eg_home_para *p = &j->para.v[i];

		if (p->match < 0 || p->para->level < 0 ||
		    j->block.v[p->match].block->role != EG_ROLE_ITEM)
			continue;
		all++;
		same += p->para->level + 1 == j->block.v[p->match].block->level;
	}
	return all > 0 && same * 10 >= all * 8;
}

static void
set_level(struct eg_home_put *u, struct eg_home_entry *e, const struct eg_home_block *b,
    const struct eg_home_para *p)
{
	int by;

	if (!u->levels_count || p->para->level < 0 || b->block->role != EG_ROLE_ITEM ||
	    e->kind != EG_PIECE_ITEM)
		return;
	by = p->para->level + 1 - b->block->level;
	if (by == 0)
		return;
	e->level = e->level + by > 0 ? e->level + by : 1;
	eg_home__note(u->j, EG_HOME_LEVEL, p->para->line, u->j->piece.v[e->piece].line,
	    "now at level %d: %s", e->level, eg_home__excerpt(u->j, p->key));
}

static void
in_order(struct eg_home_put *u)
{
	struct eg_home_job *j = u->j;

	for (size_t i = 0; i < j->para.n; i++) {
		struct eg_home_para *p = &j->para.v[i];
		const struct eg_home_block *b = p->match >= 0 ? &j->block.v[p->match] : NULL;
		struct eg_home_entry *e;

		if (b == NULL) {
			eg_home__new_para(u, i);
			continue;
		}
		if (b->source == EG_HOME_OWN) {
			if (!b->bare)
				own_words(u, b, p);
			if (b->opens >= 0 && !j->piece.v[b->opens].kept &&
			    !j->piece.v[b->opens].printed)
				eg_home__append(u, eg_home__entry(u, b->opens, (int)i));
			continue;
		}
		if (j->piece.v[b->piece].kept) /* two blocks print one piece */
			continue;
		e = eg_home__entry(u, b->piece, (int)i);
		e->mark = p->mark[0] != '\0' ? p->mark : b->block->designator;
		eg_home__append(u, e);
		set_level(u, e, b, p);
		if (p->moved)
			eg_home__note(j, EG_HOME_MOVED, p->para->line, j->piece.v[b->piece].line,
			    "%s", eg_home__excerpt(j, p->key));
		if (b->key_n != p->key_n || memcmp(b->key, p->key, b->key_n) != 0)
			change(u, e, b, p);
	}
}

/* ---- what the document does not show ---- */

static int
rank(const struct eg_home_piece *p)
{
	return p->node->kind == EG_NODE_ARTICLE ? 1 : p->node->kind == EG_NODE_SECTION ? 2 : 3;
}

/* One past the last piece that stands under a heading, or in a region. */
static size_t
end_of(const struct eg_home_job *j, size_t i)
{
	const struct eg_home_piece *p = &j->piece.v[i];
	size_t k = i + 1;

	for (; k < j->piece.n; k++) {
		const struct eg_home_piece *q = &j->piece.v[k];

		if (p->kind == EG_PIECE_OPEN ? q->region != p->region
					     : q->kind == EG_PIECE_HEADING && rank(q) <= rank(p))
			break;
	}
	return k;
}

/* The entry among pieces [from, to) that stands first (or last) in the document: of those that
 * stayed in their order, or of any. */
static struct eg_home_entry *
outermost(const struct eg_home_put *u, size_t from, size_t to, bool last, bool any)
{
	struct eg_home_entry *found = NULL;

	for (size_t k = from; k < to; k++) {
		struct eg_home_entry *e = u->by_piece[k];

		if (e == NULL || e->para < 0 || (!any && u->j->para.v[e->para].moved))
			continue;
		if (found == NULL || (last ? e->order > found->order : e->order < found->order))
			found = e;
	}
	return found;
}

static void
forward(struct eg_home_put *u, size_t i)
{
	struct eg_home_job *j = u->j;
	size_t end = end_of(j, i);
	bool shows = false;
	struct eg_home_entry *at =
	    outermost(u, i + 1, end, false, j->piece.v[i].kind == EG_PIECE_OPEN);

	if (at == NULL) /* all of it was moved: its head goes with it */
		at = outermost(u, i + 1, end, false, true);

	for (size_t k = i + 1; k < end; k++)
		shows = shows || j->piece.v[k].printed;
	if (at != NULL) {
		eg_home__insert_before(u, at, eg_home__entry(u, (int)i, -1));
		return;
	}
	if (!shows && u->last != NULL && i > 0) { /* a section that this form does not print */
		for (size_t k = i; k-- > 0;)
			if (u->by_piece[k] != NULL) {
				eg_home__insert_after(
				    u, u->by_piece[k], eg_home__entry(u, (int)i, -1));
				return;
			}
	}
	if (!shows && u->first != NULL) {
		eg_home__insert_before(u, u->first, eg_home__entry(u, (int)i, -1));
		return;
	}
	if (j->piece.v[i].kind == EG_PIECE_HEADING)
		eg_home__note(j, EG_HOME_REMOVED, 0, j->piece.v[i].line, "section '%s'",
		    j->piece.v[i].node->label != NULL ? j->piece.v[i].node->label : "");
}

/* After what stood before it; first in the body, before everything. */
static void
backward(struct eg_home_put *u, size_t i)
{
	struct eg_home_job *j = u->j;
	const struct eg_home_piece *p = &j->piece.v[i];

	if (p->kind == EG_PIECE_CLOSE) {
		size_t open = i;
		struct eg_home_entry *last;

		while (open > 0 && j->piece.v[open - 1].region == p->region)
			open--;
		last = outermost(u, open, i, true, true);
		/* what is new, and what this form does not print (a paragraph of law struck) */
		while (last != NULL && last->next != NULL && last->next->region == p->region)
			last = last->next;
		if (last != NULL)
			eg_home__insert_after(u, last, eg_home__entry(u, (int)i, -1));
		return;
	}
	for (size_t k = i; k-- > 0;) {
		if (u->by_piece[k] != NULL) {
			eg_home__insert_after(u, u->by_piece[k], eg_home__entry(u, (int)i, -1));
			return;
		}
		if (j->piece.v[k].kind == EG_PIECE_HEADING) { /* its section is gone */
			eg_home__note(j, EG_HOME_REMOVED, 0, p->line,
			    "what stood beside a removed section and is not printed: %s",
			    eg_home__excerpt(j, p->node->n_runs > 0 ? p->node->run[0].text : ""));
			return;
		}
	}
	if (u->first != NULL)
		eg_home__insert_before(u, u->first, eg_home__entry(u, (int)i, -1));
}

static void
gone(struct eg_home_put *u, const struct eg_home_piece *p)
{
	const struct eg_node *n = p->node;

	if (n->label != NULL)
		eg_map_set(&u->j->gone, n->label, u);
	for (size_t i = 0; i < u->j->block.n; i++) {
		const struct eg_home_block *b = &u->j->block.v[i];

		if (b->piece >= 0 && &u->j->piece.v[b->piece] == p) {
			eg_home__note(u->j, EG_HOME_REMOVED, 0, p->line, "%s",
			    eg_home__excerpt(u->j, b->key));
			return;
		}
	}
}

static void
unprinted(struct eg_home_put *u)
{
	struct eg_home_job *j = u->j;

	for (size_t i = 0; i < j->piece.n; i++) {
		const struct eg_home_piece *p = &j->piece.v[i];

		if (p->printed || p->kept)
			continue;
		if (p->kind == EG_PIECE_HEADING || p->kind == EG_PIECE_OPEN)
			forward(u, i);
		else
			backward(u, i);
	}
	for (size_t i = 0; i < j->piece.n; i++)
		if (!j->piece.v[i].kept && j->piece.v[i].kind != EG_PIECE_NOTE)
			gone(u, &j->piece.v[i]);
}

/* References to what was removed become the words that they printed. */
static void
loosen(struct eg_home_put *u)
{
	struct eg_home_job *j = u->j;

	for (size_t i = 0; i < j->block.n && j->gone.n > 0; i++) {
		const struct eg_home_block *b = &j->block.v[i];
		struct eg_home_entry *e = b->piece >= 0 ? u->by_piece[b->piece] : NULL;
		struct eg_home_runs runs = {0};

		if (e == NULL || b->source == EG_HOME_RAW || b->source == EG_HOME_LAW)
			continue;
		if (eg_home__without_gone(j, b, &runs)) {
			if (e->text == NULL)
				set_runs(j, e, &runs);
			eg_home__note(j, EG_HOME_REFERENCE, 0, j->piece.v[b->piece].line,
			    "a reference to a removed provision is plain words now: %s",
			    eg_home__excerpt(j, b->key));
		}
		eg_home__runs_clear(&runs);
	}
}

static void
arrange(struct eg_home_put *u)
{
	in_order(u);
	eg_home__put_back(u);
	eg_home__hold_regions(u);
	unprinted(u);
}

/* Twice: what is removed, and so which references are none any more, is known after the first. */
void
eg_home__put(struct eg_home_job *j)
{
	size_t notes = j->notes.n;

	for (int pass = 0; pass < 2; pass++) {
		struct eg_home_put u = {.j = j, .pending = EG_BUF_INIT};

		u.by_piece =
		    eg_arena_calloc(j->arena, j->piece.n + 1, sizeof(struct eg_home_entry *));
		u.levels_count = levels_count(j);
		for (size_t i = 0; i < j->piece.n; i++)
			j->piece.v[i].kept = false;
		j->notes.n = notes;
		arrange(&u);
		if (pass == 1) {
			eg_home__mend_headings(&u);
			loosen(&u);
			eg_home__write_all(&u);
		}
		eg_buf_clear(&u.pending);
		eg_map_clear(&u.labels);
	}
}
