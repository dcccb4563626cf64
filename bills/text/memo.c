/*
 * Texts that are much alike, parsed by their pieces: see eg_bill_parse_alike(). A piece runs from
 * one heading to the next. A heading at the start of a line, after a blank line, closes whatever
 * CommonMark had open, and pieces that could reach over it (HTML, code blocks, link definitions,
 * regions) are not taken; so a piece alone makes the nodes that it makes in its place, and what was
 * made of the same bytes before is copied. Only success comes from here: where anything is amiss
 * the whole text is parsed, and that tells the error. Start reading at eg_text__alike().
 */
#include "text/parts.h"

#include "base/yaml.h"
#include <string.h>

enum {
	SLOTS = 1024, /* heads of the table of pieces */
	PIECES_MAX = 16384, /* remembered at once; with the bytes below, a bound on memory */
	BYTES_MAX = 16 * 1024 * 1024,
	HEADS_MAX = 4,
	POSTAL = 2,
	SHA256 = 64,
};

struct piece {
	struct piece *next; /* of the same slot */
	uint64_t hash;
	const char *p; /* its bytes */
	size_t n, lines;
	int depth; /* of its heading: 1 to 3; 0: what stands before the first one */
	struct eg_node *node; /* in reading order; pointers among them, NULL to the outside */
	size_t n_nodes;
};

struct known_head { /* a head that was read; others differ from it in two values alone */
	const char *p;
	size_t n; /* with its last line */
	size_t jurisdiction, sha256, sha256_end; /* where those values stand in it */
	struct eg_head head;
};

struct eg_bill_memo {
	struct eg_arena *arena; /* of what is remembered */
	struct eg_parser ps; /* its vectors are used again from piece to piece */
	struct eg_map labels;
	struct known_head known;
	int heads; /* how many were learnt: where each is another, no more are */
	struct piece *slot[SLOTS];
	size_t n, bytes;
	bool hopeless; /* these texts hold what no piece may: do not try each again */
};

struct eg_bill_memo *
eg_bill_memo_new(void)
{
	struct eg_bill_memo *m = eg_calloc(1, sizeof(*m));

	m->arena = eg_arena_new();
	m->ps.words = (struct eg_buf)EG_BUF_INIT;
	return m;
}

void
eg_bill_memo_free(struct eg_bill_memo *m)
{
	if (m == NULL)
		return;
	eg_text__parser_clear(&m->ps);
	eg_map_clear(&m->labels);
	eg_arena_free(m->arena);
	eg_free(m);
}

/* ---- the head ---- */

/* Bytes of a body's hash at p, in quotes or not, where a line ends after it; 0 if it is none. */
static size_t
sha256_length(const char *p, size_t n)
{
	size_t quote = n > 0 && p[0] == '"', at = quote;

	while (at < n && at - quote < SHA256 &&
	       ((p[at] >= '0' && p[at] <= '9') || (p[at] >= 'a' && p[at] <= 'f')))
		at++;
	if (at - quote != SHA256 || n - at <= quote || (quote && p[at] != '"') ||
	    p[at + quote] != '\n')
		return 0;
	return at + quote;
}

static bool
is_postal(const char *p, size_t n)
{
	return n > POSTAL && p[0] >= 'A' && p[0] <= 'Z' && p[1] >= 'A' && p[1] <= 'Z' &&
	       p[POSTAL] == '\n';
}

/* Where the value of a key stands in a head, on one line with it and read as it stands there; 0
 * where not. */
static size_t
value_at(const struct eg_yaml *y, const char *key, const char *p, size_t n)
{
	size_t key_n = strlen(key), at = 0, line = 1;

	for (size_t i = 0; i < y->n; i++) {
		if (strcmp(y->key[i], key) != 0)
			continue;
		for (; line < y->key_line[i] && at < n; line++) {
			const char *nl = memchr(p + at, '\n', n - at);

			at = nl != NULL ? (size_t)(nl - p) + 1 : n;
		}
		return y->item[i]->kind == EG_YAML_SCALAR && y->item[i]->line == line &&
			       n - at > key_n + 2 && memcmp(p + at, key, key_n) == 0 &&
			       memcmp(p + at + key_n, ": ", 2) == 0
			   ? at + key_n + 2
			   : 0;
	}
	return 0;
}

/* Keep a head to know the next ones by, where the two values stand in it as drafting writes them.
 */
static void
learn_head(struct eg_bill_memo *m, const char *p, size_t n)
{
	struct eg_bill bill = {.arena = m->arena, .name = ""};
	struct known_head k = {.n = n};
	const char *text;
	struct eg_yaml *y;
	size_t hash_n;

	if (m->heads >= HEADS_MAX || n < 8 || memcmp(p, "---\n", 4) != 0 ||
	    memcmp(p + n - 5, "\n---\n", 5) != 0)
		return;
	m->heads++;
	k.p = eg_arena_dup(m->arena, p, n);
	if (eg_yaml_parse(m->arena, k.p + 4, n - 8, "", 1, &y, NULL) != EG_OK ||
	    eg_text__head(&bill, k.p, n, NULL) != EG_OK || bill.head.body_offset != n)
		return;
	k.head = bill.head;
	k.jurisdiction = value_at(y, "jurisdiction", k.p, n);
	k.sha256 = value_at(y, "body-sha256", k.p, n);
	hash_n = sha256_length(k.p + k.sha256, n - k.sha256);
	k.sha256_end = k.sha256 + hash_n;
	text = k.p + k.sha256 + (k.p[k.sha256] == '"');
	if (k.jurisdiction > 0 && k.sha256 > k.jurisdiction && hash_n > 0 &&
	    is_postal(k.p + k.jurisdiction, n - k.jurisdiction) &&
	    strncmp(k.head.jurisdiction, k.p + k.jurisdiction, POSTAL) == 0 &&
	    k.head.jurisdiction[POSTAL] == '\0' && strncmp(k.head.body_sha256, text, SHA256) == 0 &&
	    k.head.body_sha256[SHA256] == '\0')
		m->known = k;
}

/* A head that is the known one but for the two values. */
static bool
head_alike(const struct known_head *k, struct eg_bill *bill, const char *p, size_t n)
{
	size_t after = k->jurisdiction + POSTAL, hash_n, rest = k->n - k->sha256_end;

	if (k->n == 0 || n < k->sha256 || memcmp(p, k->p, k->jurisdiction) != 0 ||
	    !is_postal(p + k->jurisdiction, n - k->jurisdiction) ||
	    memcmp(p + after, k->p + after, k->sha256 - after) != 0 ||
	    (hash_n = sha256_length(p + k->sha256, n - k->sha256)) == 0 ||
	    n - k->sha256 - hash_n < rest ||
	    memcmp(p + k->sha256 + hash_n, k->p + k->sha256_end, rest) != 0)
		return false;
	bill->head = k->head;
	bill->head.body_offset = k->sha256 + hash_n + rest;
	bill->head.jurisdiction = eg_arena_dup(bill->arena, p + k->jurisdiction, POSTAL);
	bill->head.body_sha256 =
	    eg_arena_dup(bill->arena, p + k->sha256 + (p[k->sha256] == '"'), SHA256);
	return true;
}

enum eg_rc
eg_text__head_alike(
    struct eg_bill_memo *m, struct eg_bill *bill, const char *p, size_t n, struct eg_err *err)
{
	enum eg_rc rc;

	if (m != NULL && head_alike(&m->known, bill, p, n))
		return EG_OK;
	rc = eg_text__head(bill, p, n, err);
	if (rc == EG_OK && m != NULL)
		learn_head(m, p, bill->head.body_offset);
	return rc;
}

/* ---- cutting ---- */

/* Bytes of the heading mark at p and what must follow it; 0 where p opens no heading that a draft
 * may hold. */
static int
heading_depth(const char *p, size_t n)
{
	int marks = 0;

	while ((size_t)marks < n && p[marks] == '#')
		marks++;
	return marks >= 1 && marks <= 3 && (size_t)marks < n && p[marks] == ' ' ? marks : 0;
}

/* The length of the piece that begins at p; its lines are counted. A heading that follows another
 * directly, or a blank line, begins the next; one that follows words does not. */
static size_t
piece_length(const char *p, size_t n, size_t *lines)
{
	bool open = heading_depth(p, n) > 0; /* the line before was a heading or blank */

	*lines = 0;
	for (size_t at = 0; at < n;) {
		const char *nl = memchr(p + at, '\n', n - at);
		size_t next = nl != NULL ? (size_t)(nl - p) + 1 : n;

		if (at > 0 && open && p[at] == '#')
			return at;
		open = next - at == 1 || (at == 0 && open);
		++*lines;
		at = next;
	}
	return n;
}

/* May these bytes be parsed alone? Not where a construct might reach beyond them. */
static bool
stands_alone(const char *p, size_t n)
{
	if (memchr(p, '<', n) != NULL || memchr(p, '`', n) != NULL || memchr(p, '~', n) != NULL)
		return false;
	for (const char *at = p, *end = p + n; (at = memchr(at, ']', (size_t)(end - at))) != NULL;
	     at++)
		if (at + 1 < end && at[1] == ':')
			return false;
	/* more than one heading: the second one follows words and was not cut off */
	for (const char *at = p, *end = p + n; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;
	     at++)
		if (at + 1 < end && at[1] == '#')
			return false;
	return true;
}

/* ---- one piece ---- */

static uint64_t
hash_of(const char *p, size_t n)
{
	uint64_t h = UINT64_C(0x9E3779B97F4A7C15) ^ n, w;

	for (; n >= 8; p += 8, n -= 8) {
		memcpy(&w, p, 8);
		h = (h ^ w) * UINT64_C(0xD6E8FEB86659FD93);
		h ^= h >> 32;
	}
	w = 0;
	memcpy(&w, p, n);
	h = (h ^ w) * UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 32;
}

/* Copy the nodes below `outer` (its first n after the ones that were there) into one array. */
static void
gather(struct eg_bill_memo *m, struct piece *pc, const struct eg_node *outer, size_t first_id)
{
	const struct eg_node *from = outer->first;
	size_t i = 0;

	pc->node = eg_arena_calloc(m->arena, pc->n_nodes + 1, sizeof(*pc->node));
	for (const struct eg_node *n = from; n != NULL; n = eg_node_after(n), i++) {
		struct eg_node *to = &pc->node[i];
		struct eg_node *const *in[] = {&n->parent, &n->first, &n->last, &n->next, &n->prev};
		struct eg_node **out[] = {&to->parent, &to->first, &to->last, &to->next, &to->prev};

		*to = *n;
		to->line -= 1;
		for (size_t k = 0; k < EG_COUNT(in); k++)
			*out[k] = *in[k] == NULL || *in[k] == outer
				      ? NULL
				      : &pc->node[(*in[k])->id - first_id];
	}
}

/* Parse a piece by itself, as the first thing after a place where it may stand. */
static struct piece *
piece_make(struct eg_bill_memo *m, const char *p, size_t n, size_t lines, int depth)
{
	struct eg_parser *ps = &m->ps;
	struct eg_bill bill = {.arena = m->arena, .name = ""};
	struct piece *pc = eg_arena_alloc(m->arena, sizeof(*pc));
	struct eg_node *outer;
	enum eg_rc rc;

	pc->p = eg_arena_dup(m->arena, p, n);
	pc->n = n;
	pc->lines = lines;
	pc->depth = depth;
	eg_text__parser_reset(ps);
	eg_map_clear(&m->labels);
	ps->bill = &bill;
	ps->arena = m->arena;
	ps->labels = &m->labels;
	ps->name = "";
	ps->body = pc->p;
	ps->n = n;
	outer = bill.root = ps->place = eg_text__node(ps, EG_NODE_BILL, NULL, 0);
	if (depth == 3) { /* which section it stands in is looked at where it is put */
		outer = ps->section = ps->place = eg_text__node(ps, EG_NODE_SECTION, outer, 0);
		outer->section = EG_SECTION_ADDS;
	}
	if ((rc = eg_text__scan(ps)) == EG_OK && ps->regions.n == 0)
		rc = eg_text__blocks(ps, 0, ps->n_lines);
	if (rc != EG_OK || ps->regions.n > 0)
		return NULL;
	pc->n_nodes = bill.n_nodes - outer->id - 1;
	gather(m, pc, outer, outer->id + 1);
	return pc;
}

static struct piece *
piece_of(struct eg_bill_memo *m, const char *p, size_t n, size_t lines, int depth)
{
	uint64_t hash = hash_of(p, n);
	struct piece **slot = &m->slot[hash % SLOTS], *pc;

	for (pc = *slot; pc != NULL; pc = pc->next)
		if (pc->hash == hash && pc->n == n && pc->depth == depth &&
		    memcmp(pc->p, p, n) == 0)
			return pc;
	if (!stands_alone(p, n) || m->n >= PIECES_MAX || m->bytes + n > BYTES_MAX ||
	    (pc = piece_make(m, p, n, lines, depth)) == NULL)
		return NULL;
	pc->hash = hash;
	pc->next = *slot;
	*slot = pc;
	m->n++;
	m->bytes += n;
	return pc;
}

/* ---- into the tree ---- */

static struct eg_node *
moved(const struct piece *pc, struct eg_node *to, const struct eg_node *n)
{
	return n != NULL ? to + (n - pc->node) : NULL;
}

/* Where the piece hangs; NULL where it may not stand. */
static struct eg_node *
parent_for(struct eg_parser *ps, int depth)
{
	struct eg_node *root = ps->bill->root, *s = ps->section;

	if (depth == 3)
		return s != NULL &&
			       (s->section == EG_SECTION_ADDS || s->section == EG_SECTION_AMENDS)
			   ? s
			   : NULL;
	return depth == 2 && ps->article != NULL ? ps->article : root;
}

static bool
put(struct eg_parser *ps, const struct piece *pc, size_t line)
{
	struct eg_node *to, *parent = parent_for(ps, pc->depth), *last;

	if (parent == NULL)
		return false;
	if (pc->n_nodes == 0)
		return true;
	to = eg_arena_calloc(ps->arena, pc->n_nodes, sizeof(*to));
	last = parent->last;
	for (size_t i = 0; i < pc->n_nodes; i++) {
		const struct eg_node *n = &pc->node[i];

		to[i] = *n;
		to[i].id = ps->bill->n_nodes++;
		to[i].line = n->line + line;
		to[i].first = moved(pc, to, n->first);
		to[i].last = moved(pc, to, n->last);
		to[i].next = moved(pc, to, n->next);
		to[i].prev = moved(pc, to, n->prev);
		to[i].parent = n->parent != NULL ? moved(pc, to, n->parent) : parent;
		if (n->parent == NULL)
			parent->last = &to[i];
		if (n->label == NULL)
			continue;
		if (eg_map_has(ps->labels, n->label))
			return false;
		eg_map_set(ps->labels, n->label, &to[i]);
	}
	to[0].prev = last;
	if (last != NULL)
		last->next = to;
	else
		parent->first = to;
	if (pc->depth == 1) {
		ps->article = to;
		ps->section = NULL;
	} else if (pc->depth == 2) {
		ps->section = to;
	}
	return true;
}

bool
eg_text__alike(struct eg_bill_memo *m, struct eg_parser *ps)
{
	size_t line = ps->line0 + 1;

	for (size_t at = 0, n, lines; at < ps->n && !m->hopeless; at += n, line += lines) {
		int depth = heading_depth(ps->body + at, ps->n - at);
		const struct piece *pc;

		n = piece_length(ps->body + at, ps->n - at, &lines);
		if (depth == 0 && ps->body[at] == '#')
			return false; /* `####`, `#word`: let the parser say what it is */
		pc = piece_of(m, ps->body + at, n, lines, depth);
		m->hopeless = pc == NULL;
		if (pc == NULL || !put(ps, pc, line))
			return false;
	}
	return !m->hopeless;
}
