/*
 * The changed words of a law block. A paragraph is cut into words and signs across its runs; a word
 * that is changed in part counts as struck and added whole. Changes with at most two words between
 * them are one. An edit names words that stand once in the unit: where those that change do not,
 * their neighbours go with them.
 */
#include "text/instruct.h"

#include <string.h>

enum {
	BETWEEN_MOST = 2, /* words between two changes that are one */
	CONTEXT_MOST = 10, /* words that go with the changed ones to tell them apart */
};

struct cutter {
	struct eg_arena *a;
	struct eg_buf old, fresh; /* of the word that is open */
	size_t at[2]; /* bytes of each text so far */
	bool space[2];
	struct {
		EG_VEC(struct eg_law_token);
	} out;
};

static bool
in_word(const char *p)
{
	bool number = p[0] != '\0' && p[1] >= '0' && p[1] <= '9';

	return (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') ||
	       (unsigned char)*p >= 0x80 || (*p != '\0' && strchr("'-$%/_", *p) != NULL) ||
	       ((*p == '.' || *p == ',') && number);
}

static void
put(struct cutter *c, const char *text, size_t n, bool old, bool fresh)
{
	struct eg_law_token *t = eg_vec_new(&c->out);

	t->text = eg_arena_dup(c->a, text, n);
	t->at = c->at[!old] - n;
	t->old = old;
	t->fresh = fresh;
	t->space_old = old && c->space[0];
	t->space_fresh = fresh && c->space[1];
	c->space[0] = c->space[0] && !old;
	c->space[1] = c->space[1] && !fresh;
}

static void
end_word(struct cutter *c)
{
	if (c->old.n == c->fresh.n && c->old.n > 0 && memcmp(c->old.p, c->fresh.p, c->old.n) == 0) {
		put(c, c->old.p, c->old.n, true, true);
	} else {
		if (c->old.n > 0)
			put(c, c->old.p, c->old.n, true, false);
		if (c->fresh.n > 0)
			put(c, c->fresh.p, c->fresh.n, false, true);
	}
	eg_buf_reset(&c->old);
	eg_buf_reset(&c->fresh);
}

static void
cut_run(struct cutter *c, const struct eg_run *r, struct eg_buf text[2])
{
	bool old = r->kind != EG_RUN_INS, fresh = r->kind != EG_RUN_DEL;

	for (const char *p = r->text; *p != '\0'; p++) {
		bool word = in_word(p);

		if (!word)
			end_word(c);
		if (old)
			eg_buf_putc(&text[0], *p), c->at[0]++;
		if (fresh)
			eg_buf_putc(&text[1], *p), c->at[1]++;
		if (word) {
			if (old)
				eg_buf_putc(&c->old, *p);
			if (fresh)
				eg_buf_putc(&c->fresh, *p);
		} else if (*p == ' ') {
			c->space[0] = c->space[0] || old;
			c->space[1] = c->space[1] || fresh;
		} else {
			put(c, p, 1, old, fresh);
		}
	}
}

void
eg_build__law_words(struct eg_build *b, const struct eg_node *law, struct eg_law_para *para)
{
	for (const struct eg_node *n = law->first; n != NULL; n = n->next, para++) {
		struct cutter c = {.a = b->a, .old = EG_BUF_INIT, .fresh = EG_BUF_INIT};
		struct eg_buf text[2] = {EG_BUF_INIT, EG_BUF_INIT};

		for (size_t i = 0; i < n->n_runs; i++)
			cut_run(&c, &n->run[i], text);
		end_word(&c);
		for (int k = 0; k < 2; k++) {
			para->text[k] = eg_arena_dup(b->a, eg_buf_cstr(&text[k]), text[k].n);
			eg_buf_clear(&text[k]);
		}
		para->n = c.out.n;
		para->token = eg_arena_calloc(b->a, c.out.n + 1, sizeof(*para->token));
		para->hunk = eg_arena_calloc(b->a, c.out.n + 1, sizeof(*para->hunk));
		if (c.out.n > 0)
			memcpy(para->token, c.out.v, c.out.n * sizeof(*para->token));
		eg_vec_clear(&c.out);
		eg_buf_clear(&c.old);
		eg_buf_clear(&c.fresh);
	}
}

static bool
changes(const struct eg_law_token *t)
{
	return t->old != t->fresh;
}

void
eg_build__hunks(struct eg_law_para *p)
{
	for (size_t i = 0; i < p->n; i++) {
		p->n_old += p->token[i].old && p->token[i].at >= p->skip;
		p->deleted += p->token[i].old && !p->token[i].fresh;
	}
	for (size_t i = 0; i < p->n; i++) {
		struct eg_law_hunk *last = p->n_hunks > 0 ? &p->hunk[p->n_hunks - 1] : NULL;

		if (!changes(&p->token[i]))
			continue;
		if (last != NULL && i - last->last <= BETWEEN_MOST)
			last->last = i + 1;
		else
			p->hunk[p->n_hunks++] = (struct eg_law_hunk){i, i + 1};
	}
}

/* Tokens [from, to) of one of the two texts, as one string. */
static const char *
joined(struct eg_build *b, const struct eg_law_para *p, size_t from, size_t to, bool fresh)
{
	struct eg_buf t = EG_BUF_INIT;
	const char *out;

	for (size_t i = from; i < to; i++) {
		const struct eg_law_token *k = &p->token[i];

		if (!(fresh ? k->fresh : k->old))
			continue;
		if (t.n > 0 && (fresh ? k->space_fresh : k->space_old))
			eg_buf_putc(&t, ' ');
		eg_buf_puts(&t, k->text);
	}
	out = eg_arena_dup(b->a, eg_buf_cstr(&t), t.n);
	eg_buf_clear(&t);
	return out;
}

/* Do the old tokens from q->token[at] on spell the old tokens [from, to) of p? */
static bool
spells(const struct eg_law_para *q, size_t at, const struct eg_law_para *p, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		if (!p->token[i].old)
			continue;
		while (at < q->n && !q->token[at].old)
			at++;
		if (at == q->n || strcmp(q->token[at].text, p->token[i].text) != 0)
			return false;
		at++;
	}
	return true;
}

/* How often the old words [from, to) of paragraph i stand in the paragraphs [first, last). */
static size_t
times(const struct eg_law *l, size_t i, size_t from, size_t to, size_t first, size_t last)
{
	size_t n = 0;

	for (size_t k = first; k < last; k++)
		for (size_t at = 0; at < l->para[k].n; at++)
			n += l->para[k].node->mark != '+' && l->para[k].token[at].old &&
			     l->para[k].token[at].at >= l->para[k].skip &&
			     spells(&l->para[k], at, &l->para[i], from, to);
	return n;
}

static bool
is_sign(const char *t)
{
	return t[1] == '\0' && !in_word(t);
}

static void
name(struct eg_build *b, struct eg_law *l, size_t i, enum eg_edit_kind kind, const char *old,
    const char *fresh, const char *anchor, bool everywhere)
{
	struct eg_edit *e = eg_vec_new(&l->edits);

	EG_UNUSED(b);
	*e = (struct eg_edit){.kind = kind,
	    .path = l->para[i].path,
	    .old = old,
	    .fresh = fresh,
	    .anchor = anchor,
	    .everywhere = everywhere};
}

/* Words are only added: after those before them, or before those that follow. */
static bool
added(struct eg_build *b, struct eg_law *l, size_t i, size_t first, size_t last,
    const struct eg_law_hunk *h)
{
	const struct eg_law_para *p = &l->para[i];
	const char *fresh = joined(b, p, h->first, h->last, true);

	for (size_t from = h->first; from > 0 && h->first - from < CONTEXT_MOST;) {
		from--;
		if (changes(&p->token[from]) || p->token[from].at < p->skip)
			break;
		if (is_sign(p->token[from].text) || times(l, i, from, h->first, first, last) != 1)
			continue;
		name(b, l, i, EG_EDIT_AFTER, NULL, fresh, joined(b, p, from, h->first, false),
		    false);
		return true;
	}
	for (size_t to = h->last; to < p->n && to - h->last < CONTEXT_MOST;) {
		if (changes(&p->token[to]))
			break;
		to++;
		if (is_sign(p->token[to - 1].text) || times(l, i, h->last, to, first, last) != 1)
			continue;
		name(b, l, i, EG_EDIT_BEFORE, NULL, fresh, joined(b, p, h->last, to, false), false);
		return true;
	}
	return false;
}

/* Is every place where the words stand changed in the same way, in this paragraph alone? */
static bool
everywhere(struct eg_build *b, struct eg_law *l, size_t i, size_t first, size_t last, size_t k)
{
	const struct eg_law_para *p = &l->para[i];
	const struct eg_law_hunk *h = &p->hunk[k];
	const char *fresh = joined(b, p, h->first, h->last, true);
	size_t same = 0;

	for (size_t n = 0; n < p->n_hunks; n++) {
		const struct eg_law_hunk *o = &p->hunk[n];

		same += strcmp(joined(b, p, o->first, o->last, true), fresh) == 0 &&
			strcmp(joined(b, p, o->first, o->last, false),
			    joined(b, p, h->first, h->last, false)) == 0;
	}
	return same > 1 && same == times(l, i, h->first, h->last, first, last);
}

bool
eg_build__phrase(
    struct eg_build *b, struct eg_law *l, size_t i, size_t first, size_t last, size_t k)
{
	const struct eg_law_para *p = &l->para[i];
	const struct eg_law_hunk *h = &p->hunk[k];
	size_t from = h->first, to = h->last;
	const char *old = joined(b, p, from, to, false), *fresh;
	bool left = true;

	if (old[0] == '\0')
		return added(b, l, i, first, last, h);
	if (everywhere(b, l, i, first, last, k)) {
		for (size_t n = 0; n < k; n++)
			if (strcmp(joined(b, p, p->hunk[n].first, p->hunk[n].last, false), old) ==
			    0)
				return true; /* told by the first of them */
		fresh = joined(b, p, from, to, true);
		name(b, l, i, fresh[0] != '\0' ? EG_EDIT_REPLACE : EG_EDIT_STRIKE, old, fresh, NULL,
		    true);
		return true;
	}
	bool bare = is_sign(old) && !l->names_signs; /* "." alone says little */

	while (bare || times(l, i, from, to, first, last) != 1) {
		bool can_left = from > 0 && !changes(&p->token[from - 1]) &&
				p->token[from - 1].at >= p->skip,
		     can_right = to < p->n && !changes(&p->token[to]);

		if ((!can_left && !can_right) || h->first - from + to - h->last >= CONTEXT_MOST)
			return false;
		if ((left && can_left) || !can_right)
			from--;
		else
			to++;
		left = !left;
		bare = false;
	}
	old = joined(b, p, from, to, false);
	fresh = joined(b, p, from, to, true);
	name(b, l, i, fresh[0] != '\0' ? EG_EDIT_REPLACE : EG_EDIT_STRIKE, old, fresh, NULL, false);
	return true;
}
