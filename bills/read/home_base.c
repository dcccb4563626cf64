/*
 * The draft as home-coming sees it: its source in pieces, the form's blocks with the words that
 * each takes from a piece. Which of a block's words are the source's is found by aligning the two,
 * since a form may put words before them, end them otherwise, or print them in capitals.
 */
#include "read/home.h"

#include "base/sha256.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- pieces ---- */

static struct eg_home_piece *
add_piece(struct eg_home_job *j, enum eg_piece_kind kind, const struct eg_node *node, size_t line)
{
	struct eg_home_piece *p = eg_vec_new(&j->piece);

	p->kind = kind;
	p->node = node;
	p->line = line;
	return p;
}

static int
level_of(const struct eg_node *n)
{
	for (; n != NULL; n = n->parent)
		if (n->kind == EG_NODE_ITEM)
			return n->level;
	return 0;
}

/* Law that is amended by instruction is not printed as it stands in its block. */
static bool
is_instructed(const struct eg_home_job *j, const struct eg_node *law)
{
	for (const struct eg_node *c = law->first; c != NULL; c = c->next) {
		size_t i = 0;

		while (i < j->form->n && (j->form->block[i].line != c->line ||
					     j->form->block[i].role != EG_ROLE_LAW))
			i++;
		if (i == j->form->n)
			return true;
	}
	return false;
}

/* A verbatim block: its markers and each line that says something. A law block: its markers and
 * paragraphs; one that only makes instructions is kept as drafting notes are. */
static void
add_region(struct eg_home_job *j, const struct eg_node *n)
{
	size_t line = n->line, lines = 1;

	if (n->kind == EG_NODE_LAW && is_instructed(j, n)) {
		(void)add_piece(j, EG_PIECE_NOTE, n, line);
		return;
	}
	add_piece(j, EG_PIECE_OPEN, n, line)->region = n->raw;
	for (const char *p = n->raw, *end = n->raw + n->raw_n; p < end;) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl != NULL ? nl : end;

		if (n->kind == EG_NODE_VERBATIM && strspn(p, " \t\r") < (size_t)(stop - p))
			add_piece(j, EG_PIECE_RAW, n, line + lines)->region = n->raw;
		lines++;
		p = nl != NULL ? nl + 1 : end;
	}
	for (const struct eg_node *c = n->first; n->kind == EG_NODE_LAW && c != NULL; c = c->next)
		add_piece(j, EG_PIECE_LAW, c, c->line)->region = n->raw;
	add_piece(j, EG_PIECE_CLOSE, n, line + lines)->region = n->raw;
}

static void
add_node(struct eg_home_job *j, const struct eg_node *n)
{
	switch (n->kind) {
	case EG_NODE_ARTICLE:
	case EG_NODE_SECTION:
	case EG_NODE_CODE_SECTION:
		(void)add_piece(j, EG_PIECE_HEADING, n, n->line);
		break;
	case EG_NODE_ITEM:
		add_piece(j, EG_PIECE_ITEM, n, n->line)->level = n->level;
		break;
	case EG_NODE_PARA:
		if (n->parent->kind == EG_NODE_LAW ||
		    (n->parent->kind == EG_NODE_ITEM && n->parent->first == n))
			break;
		add_piece(j, EG_PIECE_PARA, n, n->line)->level = level_of(n->parent);
		break;
	case EG_NODE_NOTE:
		add_piece(j, EG_PIECE_NOTE, n, n->line)->level = level_of(n->parent);
		break;
	case EG_NODE_VERBATIM:
	case EG_NODE_LAW:
		add_region(j, n);
		break;
	case EG_NODE_CONFLICT:
		(void)add_piece(j, EG_PIECE_OTHER, n, n->line);
		break;
	default:
		break;
	}
}

static int
by_line(const void *a, const void *b)
{
	const struct eg_home_piece *x = a, *y = b;

	return (x->line > y->line) - (x->line < y->line);
}

static void
pieces(struct eg_home_job *j)
{
	size_t at = 0, line = 1;

	for (const struct eg_node *n = j->bill->root; n != NULL; n = eg_node_after(n))
		add_node(j, n);
	if (j->piece.n > 1)
		qsort(j->piece.v, j->piece.n, sizeof(*j->piece.v), by_line);
	for (size_t i = 0; i < j->piece.n; i++) {
		for (; line < j->piece.v[i].line && at < j->n; line++) {
			const char *nl = memchr(j->source + at, '\n', j->n - at);

			at = nl != NULL ? (size_t)(nl + 1 - j->source) : j->n;
		}
		j->piece.v[i].start = at;
	}
	for (size_t i = 0; i < j->piece.n; i++) {
		size_t end = i + 1 < j->piece.n ? j->piece.v[i + 1].start : j->n,
		       start = j->piece.v[i].start;

		while (end > start && strchr(" \t\r\n", j->source[end - 1]) != NULL)
			end--;
		j->piece.v[i].end = end;
	}
}

/* ---- blocks ---- */

static int
piece_at(const struct eg_home_job *j, size_t line, enum eg_piece_kind a, enum eg_piece_kind b)
{
	size_t lo = 0, hi = j->piece.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (j->piece.v[mid].line < line)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < j->piece.n && j->piece.v[lo].line == line; lo++)
		if (j->piece.v[lo].kind == a || j->piece.v[lo].kind == b)
			return (int)lo;
	return -1;
}

/* The paragraph that a section's block prints with its designator, where no block is its own. */
static int
folded(const struct eg_home_job *j, const struct eg_block *b, int heading)
{
	const struct eg_node *n = j->piece.v[heading].node->first;

	while (n != NULL && n->kind == EG_NODE_NOTE)
		n = n->next;
	if (n == NULL || n->kind != EG_NODE_PARA)
		return -1;
	for (size_t i = 0; i < j->form->n; i++)
		if (j->form->block[i].line == n->line && &j->form->block[i] != b)
			return -1;
	return piece_at(j, n->line, EG_PIECE_PARA, EG_PIECE_PARA);
}

static void
place(struct eg_home_job *j, struct eg_home_block *b)
{
	const struct eg_block *k = b->block;
	int heading = piece_at(j, k->line, EG_PIECE_HEADING, EG_PIECE_HEADING);

	b->piece = -1;
	if (k->line == 0 && j->block.n > 1) {
		/* a heading after its lead-in has no line of its own */
		const struct eg_home_block *before = &j->block.v[j->block.n - 2];

		if ((k->role == EG_ROLE_CODE_SECTION || k->role == EG_ROLE_PARA) &&
		    before->block + 1 == k && before->block->role == EG_ROLE_SECTION)
			heading =
			    piece_at(j, before->block->line, EG_PIECE_HEADING, EG_PIECE_HEADING);
		b->piece = heading;
		b->source = heading >= 0 ? EG_HOME_HEADING : EG_HOME_OWN;
	} else if (k->line == 0) {
		return;
	} else if (k->role == EG_ROLE_VERBATIM) {
		b->piece = piece_at(j, k->line, EG_PIECE_RAW, EG_PIECE_RAW);
		b->source = EG_HOME_RAW;
	} else if (k->role == EG_ROLE_LAW) {
		b->piece = piece_at(j, k->line, EG_PIECE_LAW, EG_PIECE_LAW);
		b->source = EG_HOME_LAW;
	} else if (heading >= 0 && k->role == EG_ROLE_SECTION && !k->catchline &&
		   folded(j, k, heading) >= 0) {
		b->piece = folded(j, k, heading);
		b->source = EG_HOME_PARA;
	} else if (heading >= 0) {
		b->piece = heading;
		b->source = EG_HOME_HEADING;
	} else {
		b->piece = piece_at(j, k->line, EG_PIECE_PARA, EG_PIECE_ITEM);
		b->source = EG_HOME_PARA;
	}
	if (b->piece < 0)
		b->source = EG_HOME_OWN;
}

static const struct eg_node *
words_of(const struct eg_home_piece *p)
{
	return p->kind == EG_PIECE_ITEM ? p->node->first : p->node;
}

/* A run that is one word of the source, however many it prints: a reference, a blank. */
static void
cut_source(struct eg_home_toks *out, const struct eg_node *n)
{
	bool glued = false;

	for (size_t i = 0; i < n->n_runs; i++) {
		const struct eg_run *r = &n->run[i];
		size_t len = strlen(r->text);

		if (r->kind == EG_RUN_REF || r->kind == EG_RUN_BLANK) {
			struct eg_home_tok t = {
			    .p = r->text, .n = (uint32_t)len, .glue = glued, .run = (int)i};
			eg_vec_push(out, t);
			glued = true;
			continue;
		}
		eg_home__cut(out, r->text, len, glued, (int)i);
		glued = len == 0 ? glued : strchr(" \t\n", r->text[len - 1]) == NULL;
	}
}

static void
cut_printed(struct eg_home_toks *out, const struct eg_block *k)
{
	bool glued = false;

	for (size_t i = 0; i < k->n_runs; i++) {
		const char *text = k->run[i].text;
		size_t n = strlen(text);

		if (k->run[i].kind == EG_RUN_BLANK) {
			eg_home__cut(out, "[____ ", 6, glued, (int)i);
			eg_home__cut(out, text, n, false, (int)i);
			eg_home__cut(out, " ____]", 6, false, (int)i);
			glued = true;
			continue;
		}
		eg_home__cut(out, text, n, glued, (int)i);
		glued = n == 0 ? glued : strchr(" \t\n", text[n - 1]) == NULL;
	}
}

/* Join printed words to the source's: whole references and blanks in their order, words between
 * them by alignment. */
static void
join(struct eg_home_block *b, const struct eg_node *n)
{
	int *to = eg_calloc(b->n_printed + 1, sizeof(*to));
	size_t from = 0;

	eg_home__align(b->printed, b->n_printed, b->src, b->n_src, true, to);
	for (size_t i = 0; i < b->n_printed; i++)
		b->printed[i].src = to[i] >= 0 && n->run[b->src[to[i]].run].kind != EG_RUN_REF &&
					    n->run[b->src[to[i]].run].kind != EG_RUN_BLANK
					? to[i]
					: -1;
	for (size_t s = 0; s < b->n_src; s++) {
		enum eg_run_kind kind = n->run[b->src[s].run].kind;
		size_t i = from;

		if (kind != EG_RUN_REF && kind != EG_RUN_BLANK)
			continue;
		while (i < b->n_printed && b->block->run[b->printed[i].run].kind != kind)
			i++;
		if (i == b->n_printed)
			continue;
		for (int run = b->printed[i].run; i < b->n_printed && b->printed[i].run == run; i++)
			b->printed[i].src = (int)s;
		from = i;
	}
	for (size_t i = 0; i < b->n_printed; i++)
		if (b->printed[i].src >= 0)
			b->src[b->printed[i].src].printed = true;
	eg_free(to);
}

static void *
keep(struct eg_arena *a, const struct eg_home_toks *t)
{
	void *copy = eg_arena_calloc(a, t->n + 1, sizeof(*t->v));

	if (t->n > 0)
		memcpy(copy, t->v, t->n * sizeof(*t->v));
	return copy;
}

static void
fill(struct eg_home_job *j, struct eg_home_block *b)
{
	struct eg_home_toks t = {0};
	struct eg_buf key = EG_BUF_INIT;

	cut_printed(&t, b->block);
	b->printed = keep(j->arena, &t);
	b->n_printed = t.n;
	b->sorted = eg_home__sorted(j->arena, b->printed, b->n_printed);
	eg_home__join(&key, b->printed, b->n_printed);
	b->key = eg_arena_dup(j->arena, eg_buf_cstr(&key), key.n);
	b->key_n = key.n;
	b->match = -1;
	if (b->source != EG_HOME_OWN && b->source != EG_HOME_RAW) {
		const struct eg_node *n = words_of(&j->piece.v[b->piece]);

		t.n = 0;
		cut_source(&t, n);
		b->src = keep(j->arena, &t);
		b->n_src = t.n;
		join(b, n);
		for (size_t i = 0, some = 0; i <= b->n_printed; i++) {
			if (i == b->n_printed && some == 0 && b->n_src > 0)
				b->source = EG_HOME_OWN; /* a lead-in: none of its words */
			else if (i < b->n_printed)
				some += b->printed[i].src >= 0;
		}
		/* A lead-in may share words with the heading by accident. */
		for (size_t i = 0; i < b->n_src && b->source == EG_HOME_HEADING; i++)
			if (!b->src[i].printed && b->block->role != EG_ROLE_SECTION)
				b->source = EG_HOME_OWN;
		if (b->source == EG_HOME_HEADING && b->block->role == EG_ROLE_SECTION &&
		    !b->block->catchline)
			b->source = EG_HOME_OWN;
	}
	b->opens = b->source == EG_HOME_OWN && b->block->role == EG_ROLE_SECTION
		       ? piece_at(j, b->block->line, EG_PIECE_HEADING, EG_PIECE_HEADING)
		       : -1;
	if (b->source == EG_HOME_OWN)
		b->piece = -1;
	else
		j->piece.v[b->piece].printed = true;
	eg_vec_clear(&t);
	eg_buf_clear(&key);
}

static bool
is_heading(const struct eg_home_block *b)
{
	return b->block->role == EG_ROLE_SECTION || b->block->role == EG_ROLE_CODE_SECTION ||
	       b->block->role == EG_ROLE_ARTICLE;
}

/* A list of contents prints the headings too: the source's is the heading itself. */
static void
one_block_each(struct eg_home_job *j)
{
	struct eg_home_block **found = eg_calloc(j->piece.n + 1, sizeof(struct eg_home_block *));

	for (size_t i = 0; i < j->block.n; i++) {
		struct eg_home_block *b = &j->block.v[i], *other, *lesser = NULL;

		if (b->source != EG_HOME_HEADING)
			continue;
		if ((other = found[b->piece]) != NULL)
			lesser = is_heading(b) && !is_heading(other) ? other : b;
		if (lesser != b)
			found[b->piece] = b;
		if (lesser != NULL) {
			lesser->source = EG_HOME_OWN;
			lesser->piece = -1;
		}
	}
	eg_free(found);
}

/* Bookmarks as eg_render_docx names them (docx_parts.h), for every label. */
static void
bookmarks(struct eg_home_job *j)
{
	enum { LONGEST_LABEL = 31 };

	for (const struct eg_node *n = j->bill->root; n != NULL; n = eg_node_after(n)) {
		size_t len = n->label != NULL ? strlen(n->label) : 0;
		char name[64], hex[EG_SHA256_HEX];

		if (len == 0)
			continue;
		snprintf(name, sizeof(name), "eg_%.*s",
		    (int)(len <= LONGEST_LABEL ? len : LONGEST_LABEL - 9), n->label);
		for (char *c = name; *c != '\0'; c++)
			*c = *c == '-' ? '_' : *c;
		if (len > LONGEST_LABEL) {
			eg_sha256_hex(n->label, len, hex);
			snprintf(name + strlen(name), 10, "_%.8s", hex);
		}
		eg_map_set(&j->bookmark, name, eg_arena_strdup(j->arena, n->label));
	}
}

/* "SEC. 3." in a paragraph of its own, where the heading is not printed. */
static void
add_bare(struct eg_home_job *j, size_t i)
{
	const struct eg_block *k = &j->form->block[i];
	int heading = piece_at(j, k->line, EG_PIECE_HEADING, EG_PIECE_HEADING);
	struct eg_home_block *b;

	if (k->designator[0] == '\0' || heading < 0 ||
	    (k->run_in && i + 1 < j->form->n && k[1].role == EG_ROLE_PARA))
		return;
	b = eg_vec_new(&j->block);
	b->block = k;
	b->bare = true;
	b->source = EG_HOME_OWN;
	b->piece = -1;
	b->opens = heading;
	b->key = k->designator;
	b->key_n = strlen(b->key);
	b->match = -1;
}

void
eg_home__base(struct eg_home_job *j)
{
	pieces(j);
	bookmarks(j);
	for (size_t i = 0; i < j->form->n; i++) {
		const struct eg_block *k = &j->form->block[i];
		struct eg_buf shape = EG_BUF_INIT;
		struct eg_home_block *b;

		if (k->designator[0] != '\0') {
			eg_home__shape(&shape, k->designator);
			eg_map_set(&j->shapes, eg_buf_cstr(&shape), j);
			eg_buf_clear(&shape);
		}
		if (k->n_runs == 0) {
			add_bare(j, i);
			continue;
		}
		b = eg_vec_new(&j->block);
		b->block = k;
		place(j, b);
		fill(j, b);
	}
	one_block_each(j);
}
