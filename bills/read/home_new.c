/* New provisions: what an unmatched paragraph of the document is (a section, an item, a paragraph, a
 * line of a block), and its source. */
#include "read/home_put.h"

#include <string.h>
#include <strings.h>

enum { HEADING_WORDS = 14, STEP_TWIPS = 360 /* of a level, as eg_render_docx indents */ };

/* ---- new provisions ---- */

static const char *
slug(struct eg_home_put *u, const struct eg_home_tok *t, size_t n)
{
	struct eg_buf out = EG_BUF_INIT;
	const char *label;
	size_t stem;

	for (size_t i = 0; i < n && out.n < 40; i++) {
		size_t before = out.n;

		for (uint32_t k = 0; k < t[i].n && out.n < 50; k++) {
			char c = t[i].p[k];

			c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
			if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
				if (out.n == before && before > 0 && !t[i].glue)
					eg_buf_putc(&out, '-');
				eg_buf_putc(&out, c);
			}
		}
	}
	if (out.n == 0 || out.p[0] < 'a') {
		eg_buf_reset(&out);
		eg_buf_puts(&out, "new-section");
	}
	stem = out.n;
	for (int k = 2; eg_bill_find(u->j->bill, eg_buf_cstr(&out)) != NULL ||
			eg_map_has(&u->labels, eg_buf_cstr(&out));
	     k++) {
		eg_buf_trunc(&out, stem);
		eg_buf_printf(&out, "-%d", k);
	}
	label = eg_arena_dup(u->j->arena, out.p, out.n);
	eg_map_set(&u->labels, label, u);
	eg_buf_clear(&out);
	return label;
}

/* Words of a new section's paragraph that are its heading. */
static size_t
heading_words(const struct eg_home_put *u, const struct eg_home_para *p)
{
	size_t bold = 0, stop = 0;
	bool prints = false;

	for (size_t i = 0; i < u->j->block.n; i++)
		prints = prints || u->j->block.v[i].source == EG_HOME_HEADING;
	while (bold < p->n && (p->tok[bold].drawn & EG_SHOWN_BOLD) != 0)
		bold++;
	if (p->goes_on || (bold > 0 && bold < p->n) || !prints)
		return p->goes_on ? p->n : !prints ? 0 : bold;
	while (stop < p->n && stop < HEADING_WORDS && p->tok[stop].p[0] != '.')
		stop++;
	return stop < p->n && p->tok[stop].p[0] == '.' ? stop + 1
	       : p->n <= HEADING_WORDS		       ? p->n
						       : 0;
}

static int
depth_here(const struct eg_home_put *u)
{
	for (const struct eg_home_entry *e = u->last; e != NULL; e = e->prev)
		if (e->kind == EG_PIECE_HEADING && e->piece < 0)
			return e->depth;
		else if (e->piece >= 0) {
			const struct eg_node *n = u->j->piece.v[e->piece].node;

			for (; n != NULL; n = n->parent)
				if (n->kind == EG_NODE_CODE_SECTION)
					return 3;
				else if (n->kind == EG_NODE_SECTION || n->kind == EG_NODE_ARTICLE)
					return 2;
		}
	return 2;
}

static void
new_section(struct eg_home_put *u, size_t index)
{
	struct eg_home_job *j = u->j;
	const struct eg_home_para *p = &j->para.v[index];
	struct eg_home_entry *e = eg_home__entry(u, -1, (int)index);
	size_t n = heading_words(u, p), words = n;
	struct eg_home_runs runs = {0};
	struct eg_buf line = EG_BUF_INIT;

	e->kind = EG_PIECE_HEADING;
	e->depth = depth_here(u);
	while (words > 0 && strchr(".-", p->tok[words - 1].p[0]) != NULL)
		words--;
	e->label = slug(u, p->tok, words);
	if (words > 0)
		eg_home__fresh(j, p, 0, words, false, &runs);
	else
		eg_home__run_add(&runs, EG_RUN_TEXT, "New section", 11, true);
	for (size_t i = 0; i < runs.n; i++) /* no emphasis in a heading */
		runs.v[i].kind = runs.v[i].kind == EG_RUN_REF ? EG_RUN_REF : EG_RUN_TEXT;
	eg_buf_fill(&line, '#', (size_t)e->depth);
	eg_buf_putc(&line, ' ');
	eg_home__write(&runs, 0, 0, &line);
	for (size_t i = 0; i < line.n; i++)
		line.p[i] = line.p[i] == '\n' ? ' ' : line.p[i];
	eg_buf_printf(&line, " {#%s}", e->label);
	e->text = eg_arena_dup(j->arena, line.p, line.n);
	eg_home__append(u, e);
	eg_home__runs_clear(&runs);
	if (n < p->n) {
		e = eg_home__entry(u, -1, (int)index);
		e->kind = EG_PIECE_PARA;
		eg_home__fresh(j, p, n, p->n, false, &runs);
		e->text = eg_home__para_text(j, &runs, NULL);
		eg_home__append(u, e);
		eg_home__runs_clear(&runs);
	}
	eg_buf_clear(&line);
}

/* "(a)" and "(b)" are alike, "(1)" and "(A)" are not. */
static void
mark_class(const char *mark, char out[24])
{
	size_t n = 0;

	for (; *mark != '\0' && n < 22; mark++) {
		char c = *mark >= '0' && *mark <= '9'	? '1'
			 : *mark >= 'a' && *mark <= 'z' ? 'a'
			 : *mark >= 'A' && *mark <= 'Z' ? 'A'
							: *mark;

		if (n == 0 || out[n - 1] != c)
			out[n++] = c;
	}
	out[n] = '\0';
}

/* The level of a new item whose number was typed: that of the nearest item before it that counts
 * alike, else one below the nearest. */
static int
typed_level(const struct eg_home_put *u, const char *mark)
{
	char want[24], have[24];
	const struct eg_home_entry *near = NULL;

	mark_class(mark, want);
	for (const struct eg_home_entry *e = u->last; e != NULL && e->kind != EG_PIECE_HEADING;
	     e = e->prev) {
		if (e->kind != EG_PIECE_ITEM)
			continue;
		near = near == NULL ? e : near;
		mark_class(e->mark, have);
		if (strcmp(want, have) == 0)
			return e->level;
	}
	return near != NULL ? near->level + 1 : 1;
}

/* Which block's designators look like this one: the role, or -1. */
static int
role_of_mark(const struct eg_home_job *j, const char *mark)
{
	struct eg_buf want = EG_BUF_INIT, have = EG_BUF_INIT;
	int role = -1;

	eg_home__shape(&want, mark);
	for (size_t i = 0; i < j->form->n && role < 0 && mark[0] != '\0'; i++) {
		const struct eg_block *b = &j->form->block[i];

		if (b->designator[0] == '\0')
			continue;
		eg_buf_reset(&have);
		eg_home__shape(&have, b->designator);
		if (strcmp(eg_buf_cstr(&want), eg_buf_cstr(&have)) == 0)
			role = (int)b->role;
	}
	eg_buf_clear(&want);
	eg_buf_clear(&have);
	return role;
}

static bool
is_section(const struct eg_home_job *j, const struct eg_home_para *p)
{
	static const char *const words[] = {
	    "SECTION ", "Section ", "SEC. ", "Sec. ", "\xC2\xA7", "ARTICLE ", "Article "};
	int role = role_of_mark(j, p->mark);

	if (role == EG_ROLE_SECTION || role == EG_ROLE_CODE_SECTION || role == EG_ROLE_CODIFY)
		return true;
	if (role == EG_ROLE_ITEM)
		return false;
	for (size_t i = 0; i < EG_COUNT(words); i++)
		if (strncmp(p->mark, words[i], strlen(words[i])) == 0)
			return true;
	return strncmp(p->para->style, "Heading", 7) == 0 || p->goes_on;
}

/* The next paragraph that has a piece, as an entry would have it; NULL at the end. */
static const struct eg_home_piece *
next_piece(const struct eg_home_job *j, size_t index)
{
	for (size_t i = index + 1; i < j->para.n; i++)
		if (j->para.v[i].match >= 0 && j->block.v[j->para.v[i].match].piece >= 0)
			return &j->piece.v[j->block.v[j->para.v[i].match].piece];
	return NULL;
}

/* Does the paragraph stand inside a verbatim or law block? */
static bool
in_region(const struct eg_home_put *u, size_t index, enum eg_piece_kind kind, const char *style)
{
	const struct eg_home_para *p = &u->j->para.v[index];
	const struct eg_home_piece *next = next_piece(u->j, index);

	return u->last != NULL && u->last->kind == kind &&
	       (strcmp(p->para->style, style) == 0 ||
		   (next != NULL && next->region == u->last->region));
}

/* A number alone, and after it the words that the form prints behind a number like it. */
static bool
numbers_next(const struct eg_home_job *j, size_t index)
{
	const struct eg_home_para *next = index + 1 < j->para.n ? &j->para.v[index + 1] : NULL;
	struct eg_buf a = EG_BUF_INIT, b = EG_BUF_INIT;
	bool same;

	if (next == NULL || next->match < 0 || next->mark[0] != '\0')
		return false;
	eg_home__shape(&a, j->para.v[index].mark);
	eg_home__shape(&b, j->block.v[next->match].block->designator);
	same = strcmp(eg_buf_cstr(&a), eg_buf_cstr(&b)) == 0;
	eg_buf_clear(&a);
	eg_buf_clear(&b);
	return same;
}

void
eg_home__new_para(struct eg_home_put *u, size_t index)
{
	struct eg_home_job *j = u->j;
	struct eg_home_para *p = &j->para.v[index];
	struct eg_home_runs runs = {0};
	struct eg_home_entry *e;

	if (p->bare && (!is_section(j, p) || numbers_next(j, index)))
		return; /* the number of an item, or of what stands in the next paragraph */
	if (strncasecmp(p->key, "[Drafting note:", 15) == 0)
		return; /* printed for reading; the notes are in the source */
	if (u->last == NULL) {
		eg_home__keep_text(u, "Before the first provision", p);
		return;
	}
	eg_home__note(j, EG_HOME_ADDED, p->para->line, 0, "%s", eg_home__excerpt(j, p->key));
	if (in_region(u, index, EG_PIECE_RAW, "Verbatim") ||
	    in_region(u, index, EG_PIECE_LAW, "LawText")) {
		eg_home__whole(j, p);
		e = eg_home__entry(u, -1, (int)index);
		e->kind = u->last->kind;
		e->region = u->last->region;
		if (e->kind == EG_PIECE_RAW) {
			e->text = eg_home__raw_text(
			    j, u->last->piece >= 0 ? &j->piece.v[u->last->piece] : NULL, p);
		} else {
			struct eg_buf out = EG_BUF_INIT;

			eg_home__fresh(j, p, 0, p->n, true, &runs);
			eg_home__write_law(&runs, 0, &out);
			e->text = eg_arena_dup(j->arena, eg_buf_cstr(&out), out.n);
			eg_buf_clear(&out);
		}
		eg_home__append(u, e);
		eg_home__runs_clear(&runs);
		return;
	}
	if (is_section(j, p)) {
		new_section(u, index);
		return;
	}
	e = eg_home__entry(u, -1, (int)index);
	e->mark = p->mark;
	if (p->para->level >= 0 || p->mark[0] != '\0') {
		e->kind = EG_PIECE_ITEM;
		e->level =
		    p->typed || !u->levels_count ? typed_level(u, p->mark) : p->para->level + 1;
	} else {
		e->kind = EG_PIECE_PARA;
		e->level = strcmp(p->para->style, "BillFlush") == 0
			       ? (p->para->indent_twips + STEP_TWIPS / 2) / STEP_TWIPS + 1
			       : 0;
	}
	eg_home__fresh(j, p, 0, p->n, false, &runs);
	e->text = eg_home__para_text(j, &runs, NULL);
	eg_home__append(u, e);
	eg_home__runs_clear(&runs);
}
