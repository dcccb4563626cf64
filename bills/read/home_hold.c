/*
 * What must stand together, and where: forms that print in an order of their own, blocks of verbatim
 * text and law, headings and what may stand under them. Works on the list of entries.
 */
#include "read/home_put.h"

#include <string.h>

/* ---- forms with an order of their own ---- */

static void
unlink_run(struct eg_home_put *u, struct eg_home_entry *from, struct eg_home_entry *to)
{
	if (from->prev != NULL)
		from->prev->next = to->next;
	else
		u->first = to->next;
	if (to->next != NULL)
		to->next->prev = from->prev;
	else
		u->last = from->prev;
}

static void
link_run(struct eg_home_put *u, struct eg_home_entry *at, struct eg_home_entry *from,
    struct eg_home_entry *to)
{
	struct eg_home_entry *next = at != NULL ? at->next : u->first;

	from->prev = at;
	to->next = next;
	if (at != NULL)
		at->next = from;
	else
		u->first = from;
	if (next != NULL)
		next->prev = to;
	else
		u->last = to;
}

/* Which pieces the form prints elsewhere than the source has them; false where it prints all in
 * order. */
static bool
displaced(const struct eg_home_job *j, bool *is_displaced)
{
	size_t *piece = eg_calloc(j->block.n + 1, sizeof(*piece)), n = 0;
	bool *in = eg_calloc(j->block.n + 1, sizeof(*in)), some = false;

	for (size_t i = 0; i < j->block.n; i++) {
		const struct eg_home_block *b = &j->block.v[i];

		if (b->piece >= 0)
			piece[n++] = (size_t)b->piece;
		else if (b->opens >= 0 && !j->piece.v[b->opens].printed)
			piece[n++] = (size_t)b->opens;
	}
	eg_home__chain(piece, n, in);
	for (size_t i = 0; i < n; i++)
		if (!in[i]) {
			is_displaced[piece[i]] = true;
			some = true;
		}
	eg_free(piece);
	eg_free(in);
	return some;
}

/* Michigan prints its enacting sections last: what the form displaced goes back to where the
 * source has it, with what was added to it, unless the document moved it itself. */
void
eg_home__put_back(struct eg_home_put *u)
{
	struct eg_home_job *j = u->j;
	bool *out = eg_calloc(j->piece.n + 1, sizeof(*out));
	bool some = displaced(j, out);
	struct eg_home_entry *e = some ? u->first : NULL, *next;

	for (; e != NULL; e = next) {
		struct eg_home_entry *to = e, *at = NULL;

		next = e->next;
		if (e->piece < 0 || !out[e->piece] || j->para.v[e->para].moved)
			continue;
		while (
		    to->next != NULL &&
		    (to->next->piece < 0 || (out[to->next->piece] && to->next->piece > e->piece &&
						!j->para.v[to->next->para].moved)))
			to = to->next;
		next = to->next;
		unlink_run(u, e, to);
		for (struct eg_home_entry *k = u->first; k != NULL; k = k->next)
			if (k->piece >= 0 && k->piece < e->piece &&
			    (at == NULL || k->piece > at->piece))
				at = k;
		while (at != NULL && at->next != NULL && at->next->piece < 0)
			at = at->next;
		link_run(u, at, e, to);
	}
	u->order = 0;
	for (e = u->first; e != NULL; e = e->next)
		e->order = ++u->order;
	eg_free(out);
}

/* ---- what must stand together ---- */

static void
move_after(struct eg_home_put *u, struct eg_home_entry *at, struct eg_home_entry *e)
{
	if (at == e || (at != NULL && at->next == e) || (at == NULL && u->first == e))
		return;
	unlink_run(u, e, e);
	link_run(u, at, e, e);
}

/* The lines of a verbatim or law block stay in one piece where its first unmoved line stands; a
 * block that was moved whole stays in its own section. */
static void
hold_region(struct eg_home_put *u, size_t open)
{
	struct eg_home_job *j = u->j;
	const char *region = j->piece.v[open].region;
	struct eg_home_entry *first = NULL, *at = NULL;
	struct {
		EG_VEC(struct eg_home_entry *);
	} lines = {0};

	for (struct eg_home_entry *e = u->first; e != NULL; e = e->next) {
		if (e->region != region)
			continue;
		eg_vec_push(&lines, e);
		if (first == NULL && e->piece >= 0 && !j->para.v[e->para].moved)
			first = e;
	}
	if (first != NULL)
		for (at = first->prev; at != NULL && at->region == region; at = at->prev)
			;
	for (size_t k = open; k-- > 0 && first == NULL && at == NULL;)
		at = u->by_piece[k];
	while (first == NULL && at != NULL && at->region != NULL && at->next != NULL &&
	       at->next->region == at->region) /* not into another block */
		at = at->next;
	for (size_t i = 0; i < lines.n && (first != NULL || at != NULL); i++) {
		move_after(u, at, lines.v[i]);
		at = lines.v[i];
	}
	eg_vec_clear(&lines);
}

void
eg_home__hold_regions(struct eg_home_put *u)
{
	for (size_t i = 0; i < u->j->piece.n; i++)
		if (u->j->piece.v[i].kind == EG_PIECE_OPEN)
			hold_region(u, i);
	u->order = 0;
	for (struct eg_home_entry *e = u->first; e != NULL; e = e->next)
		e->order = ++u->order;
}

/* The heading that an entry stands under. */
static const struct eg_home_entry *
heading_over(const struct eg_home_entry *e)
{
	while (e != NULL && (e->kind != EG_PIECE_HEADING || e->depth == 3))
		e = e->prev;
	return e;
}

/* A law block stands in its own section, wherever its lines went. */
static void
mend_law(struct eg_home_put *u, size_t open)
{
	struct eg_home_job *j = u->j;
	struct eg_home_entry *e = u->by_piece[open], *at, *to;
	size_t k = open;
	const struct eg_home_entry *over = heading_over(e);

	if (e == NULL || (over != NULL && over->piece >= 0 &&
			     j->piece.v[over->piece].node->section == EG_SECTION_AMENDS))
		return;
	while (k > 0 && (j->piece.v[k].kind != EG_PIECE_HEADING ||
			    j->piece.v[k].node->kind != EG_NODE_SECTION))
		k--;
	if (j->piece.v[k].kind != EG_PIECE_HEADING)
		return;
	if (u->by_piece[k] == NULL)
		eg_home__insert_before(u, e, eg_home__entry(u, (int)k, -1));
	at = u->by_piece[k];
	for (to = e; to->next != NULL && to->next->region == e->region; to = to->next)
		;
	if (at->next != e) {
		unlink_run(u, e, to);
		link_run(u, at, e, to);
	}
}

/* New lines of a block that is gone are plain paragraphs. */
static void
mend_new_lines(struct eg_home_put *u)
{
	struct eg_home_job *j = u->j;

	for (struct eg_home_entry *e = u->first; e != NULL; e = e->next) {
		const struct eg_home_para *p = e->para >= 0 ? &j->para.v[e->para] : NULL;
		struct eg_home_runs runs = {0};
		bool stands = false;

		if (e->region == NULL || e->piece >= 0 || p == NULL)
			continue;
		for (size_t i = 0; i < j->piece.n && !stands; i++)
			stands = j->piece.v[i].kind == EG_PIECE_OPEN && j->piece.v[i].kept &&
				 j->piece.v[i].region == e->region;
		if (stands)
			continue;
		e->kind = EG_PIECE_PARA;
		e->region = NULL;
		e->level = 0;
		eg_home__fresh(j, p, 0, p->n, false, &runs);
		e->text = eg_home__para_text(j, &runs, NULL);
		eg_home__runs_clear(&runs);
	}
}

/* No text stands before the first heading, and a section of code stands under one that acts on a
 * code. */
void
eg_home__mend_headings(struct eg_home_put *u)
{
	struct eg_home_job *j = u->j;
	struct eg_home_entry *first, *at, *next;
	bool acts = false;

	mend_new_lines(u);
	for (struct eg_home_entry *e = u->first; e != NULL; e = e->next)
		if (e->kind == EG_PIECE_HEADING && e->piece >= 0)
			e->depth = j->piece.v[e->piece].node->kind == EG_NODE_CODE_SECTION ? 3 : 2;
	for (size_t i = 0; i < j->piece.n; i++)
		if (j->piece.v[i].kind == EG_PIECE_OPEN && j->piece.v[i].node->kind == EG_NODE_LAW)
			mend_law(u, i);
	first = u->first;
	while (first != NULL && first->kind != EG_PIECE_HEADING)
		first = first->next;
	for (size_t i = 0; i < j->piece.n && first == NULL; i++)
		if (j->piece.v[i].kind == EG_PIECE_HEADING && u->first != NULL) {
			first = eg_home__entry(u, (int)i, -1);
			eg_home__insert_before(u, u->first, first);
		}
	at = first;
	for (struct eg_home_entry *e = u->first; e != NULL && e != first; e = next) {
		next = e->next;
		if (e->kind != EG_PIECE_NOTE) {
			move_after(u, at, e);
			at = e;
		}
	}
	for (struct eg_home_entry *e = u->first; e != NULL; e = e->next) {
		const struct eg_home_piece *p = e->piece >= 0 ? &j->piece.v[e->piece] : NULL;
		const char *line;
		int depth;

		if (e->kind != EG_PIECE_HEADING)
			continue;
		line = e->text != NULL ? e->text : j->source + p->start;
		depth = (int)strspn(line, "#");
		if (depth < 3) {
			acts = p != NULL && (p->node->section == EG_SECTION_ADDS ||
						p->node->section == EG_SECTION_AMENDS);
		} else if (!acts) {
			e->text = e->text != NULL
				      ? e->text + 1
				      : eg_arena_dup(j->arena, line + 1, p->end - p->start - 1);
			eg_home__note(j, EG_HOME_LEVEL, 0, p != NULL ? p->line : 0,
			    "now a section of the bill: %.*s", (int)strcspn(line, "\n"), line);
		}
	}
}
