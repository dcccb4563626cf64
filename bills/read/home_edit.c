/* Words of changed and new provisions, as source: see home_edit.h. */
#include "read/home_edit.h"

#include <string.h>

struct edit {
	struct eg_home_job *j;
	const struct eg_home_block *b;
	const struct eg_home_para *p;
	const struct eg_node *node;
	struct eg_home_runs *out;
	int *from; /* by word of the paragraph: the printed word it was, -1: new */
	size_t next; /* source words before it are written or gone */
	int last; /* source word written last, -1 */
	bool lower; /* the form prints these words in capitals: new ones come in small letters */
	bool told; /* that a reference was lost */
	bool spaced; /* white space before a word of the form's own that was passed over */
};

static bool
is_whole(enum eg_run_kind kind)
{
	return kind == EG_RUN_REF || kind == EG_RUN_BLANK;
}

static const struct eg_run *
run_of(const struct edit *e, size_t s)
{
	return &e->node->run[e->b->src[s].run];
}

static void
put_source(struct edit *e, size_t s, bool glue)
{
	const struct eg_run *r = run_of(e, s);
	const struct eg_home_tok *t = &e->b->src[s];

	if (r->kind == EG_RUN_REF && eg_map_has(&e->j->gone, r->target))
		return; /* its printed words are written instead */
	if (r->kind == EG_RUN_REF)
		eg_home__run_ref(e->out, r->target, r->text, glue);
	else
		eg_home__run_add(e->out, r->kind, t->p, t->n, glue);
	e->last = (int)s;
}

/* Source words that the form does not print stay where they are. */
static void
put_silent(struct edit *e, size_t to)
{
	for (; e->next < to; e->next++)
		if (!e->b->src[e->next].printed)
			put_source(e, e->next, e->b->src[e->next].glue);
}

/* New words inside one run of the source have its kind. */
static enum eg_run_kind
kind_between(const struct edit *e, size_t d)
{
	int after = -1;

	for (size_t i = d + 1; i < e->p->n && after < 0; i++)
		if (e->from[i] >= 0)
			after = e->b->printed[e->from[i]].src;
	if (e->last < 0 || after < 0 || e->b->src[e->last].run != e->b->src[after].run ||
	    is_whole(run_of(e, (size_t)after)->kind))
		return EG_RUN_TEXT;
	return run_of(e, (size_t)after)->kind;
}

static bool
drawn_as(unsigned drawn, unsigned shown)
{
	return shown != 0 && (drawn & shown) == shown;
}

static enum eg_run_kind
kind_drawn(const struct eg_home_job *j, const struct eg_home_para *p, size_t d, bool law)
{
	bool all = true;

	if (law)
		return drawn_as(p->tok[d].drawn, j->form->added)     ? EG_RUN_INS
		       : drawn_as(p->tok[d].drawn, j->form->deleted) ? EG_RUN_DEL
								     : EG_RUN_TEXT;
	for (size_t i = 0; i < p->n && all; i++)
		all = p->tok[i].drawn == p->tok[d].drawn;
	return all					  ? EG_RUN_TEXT
	       : (p->tok[d].drawn & EG_SHOWN_BOLD) != 0	  ? EG_RUN_STRONG
	       : (p->tok[d].drawn & EG_SHOWN_ITALIC) != 0 ? EG_RUN_EM
							  : EG_RUN_TEXT;
}

static void
put_new(struct edit *e, size_t d)
{
	const struct eg_home_tok *t = &e->p->tok[d];
	enum eg_run_kind kind = kind_between(e, d);
	bool law = e->b->source == EG_HOME_LAW;
	char word[128];

	if (kind == EG_RUN_TEXT && e->b->source != EG_HOME_HEADING)
		kind = kind_drawn(e->j, e->p, d, law);
	if (e->lower && t->n < sizeof(word)) {
		memcpy(word, t->p, t->n);
		for (uint32_t i = e->out->n == 0 ? 1 : 0; i < t->n; i++)
			if (word[i] >= 'A' && word[i] <= 'Z')
				word[i] = (char)(word[i] - 'A' + 'a');
		eg_home__run_add(e->out, kind, word, t->n, t->glue);
		return;
	}
	eg_home__run_add(e->out, kind, t->p, t->n, t->glue);
}

/* Words of the paragraph that a field shows: a reference, whatever it says. Returns their number. */
static size_t
put_field(struct edit *e, size_t d)
{
	const char *label = e->p->tok[d].label;
	size_t end = d;
	struct eg_buf now = EG_BUF_INIT, was = EG_BUF_INIT;
	int s = -1;

	while (end < e->p->n && e->p->tok[end].label == label)
		end++;
	for (size_t i = d; i < end && s < 0; i++)
		if (e->from[i] >= 0 && e->b->printed[e->from[i]].src >= 0 &&
		    run_of(e, (size_t)e->b->printed[e->from[i]].src)->kind == EG_RUN_REF &&
		    strcmp(run_of(e, (size_t)e->b->printed[e->from[i]].src)->target, label) == 0)
			s = e->b->printed[e->from[i]].src;
	for (size_t i = 0; i < e->b->n_src && s < 0; i++) /* all of its words were changed */
		if (i >= e->next && run_of(e, i)->kind == EG_RUN_REF &&
		    strcmp(run_of(e, i)->target, label) == 0)
			s = (int)i;
	if (s >= 0) {
		size_t first = 0, n = 0;

		for (size_t i = 0; i < e->b->n_printed; i++)
			if (e->b->printed[i].src == s)
				first = n++ == 0 ? i : first;
		eg_home__join(&now, e->p->tok + d, end - d);
		eg_home__join(&was, e->b->printed + first, n);
		if (strcmp(eg_buf_cstr(&now), eg_buf_cstr(&was)) != 0)
			eg_home__note(e->j, EG_HOME_REFERENCE, e->p->para->line,
			    e->j->piece.v[e->b->piece].line,
			    "the words of a reference to '%s' were changed to \"%s\"; it is worded "
			    "by the form",
			    label, eg_buf_cstr(&now));
		put_silent(e, (size_t)s);
		put_source(e, (size_t)s, e->p->tok[d].glue);
		e->next = (size_t)s + 1 > e->next ? (size_t)s + 1 : e->next;
	} else {
		eg_home__run_ref(e->out, label, "", e->p->tok[d].glue);
	}
	eg_buf_clear(&now);
	eg_buf_clear(&was);
	return end - d;
}

/* A word that the form printed for a reference or a blank: the whole of it, or plain words. */
static size_t
put_whole(struct edit *e, size_t d, int s)
{
	size_t first = (size_t)e->from[d], n = 0;
	bool whole = first == 0 || e->b->printed[first - 1].src != s;

	while (first + n < e->b->n_printed && e->b->printed[first + n].src == s) {
		whole = whole && d + n < e->p->n && e->from[d + n] == (int)(first + n) &&
			e->p->tok[d + n].label == NULL;
		n++;
	}
	if (whole && !(run_of(e, (size_t)s)->kind == EG_RUN_REF &&
			 eg_map_has(&e->j->gone, run_of(e, (size_t)s)->target))) {
		put_silent(e, (size_t)s);
		put_source(e, (size_t)s, e->p->tok[d].glue);
		e->next = (size_t)s + 1;
		return n;
	}
	if (run_of(e, (size_t)s)->kind == EG_RUN_REF && !e->told)
		eg_home__note(e->j, EG_HOME_REFERENCE, e->p->para->line,
		    e->j->piece.v[e->b->piece].line,
		    "a reference to '%s' is plain words now: part of it was changed",
		    run_of(e, (size_t)s)->target);
	e->told = e->told || run_of(e, (size_t)s)->kind == EG_RUN_REF;
	eg_home__run_add(e->out, EG_RUN_TEXT, e->p->tok[d].p, e->p->tok[d].n, e->p->tok[d].glue);
	e->next = (size_t)s + 1 > e->next ? (size_t)s + 1 : e->next;
	return 1;
}

static bool
prints_capitals(const struct eg_home_block *b)
{
	bool differs = false;

	for (size_t i = 0; i < b->n_printed; i++)
		for (uint32_t k = 0; k < b->printed[i].n; k++)
			if (b->printed[i].p[k] >= 'a' && b->printed[i].p[k] <= 'z')
				return false;
	for (size_t i = 0; i < b->n_src; i++)
		for (uint32_t k = 0; k < b->src[i].n; k++)
			differs = differs || (b->src[i].p[k] >= 'a' && b->src[i].p[k] <= 'z');
	return differs;
}

static const struct eg_node *
node_of(const struct eg_home_job *j, const struct eg_home_block *b)
{
	const struct eg_home_piece *p = &j->piece.v[b->piece];

	return p->kind == EG_PIECE_ITEM ? p->node->first : p->node;
}

void
eg_home__edit(struct eg_home_job *j, const struct eg_home_block *b, const struct eg_home_para *p,
    struct eg_home_runs *out)
{
	struct edit e = {.j = j, .b = b, .p = p, .node = node_of(j, b), .out = out, .last = -1};
	int *to = eg_calloc(b->n_printed + 1, sizeof(*to));
	size_t own = 0;

	e.from = eg_calloc(p->n + 1, sizeof(*e.from));
	e.lower = prints_capitals(b);
	eg_home__align(b->printed, b->n_printed, p->tok, p->n, false, to);
	for (size_t i = 0; i < p->n; i++)
		e.from[i] = -1;
	for (size_t i = 0; i < b->n_printed; i++) {
		if (to[i] >= 0)
			e.from[to[i]] = (int)i;
		own += to[i] < 0 && b->printed[i].src < 0;
	}
	if (own > 0)
		eg_home__note(j, EG_HOME_UNPLACED, p->para->line, j->piece.v[b->piece].line,
		    "words that the form prints by itself were changed; it goes on printing \"%s\"",
		    b->key);
	for (size_t d = 0; d < p->n;) {
		int s = e.from[d] >= 0 ? b->printed[e.from[d]].src : -1;
		bool leads = p->tok[d].label != NULL && !eg_map_has(&j->gone, p->tok[d].label),
		     own_word = e.from[d] >= 0 && s < 0 && !leads;

		if (own_word) {
			e.spaced = e.spaced || !p->tok[d].glue;
			d++;
			continue;
		}
		if (e.spaced)
			p->tok[d].glue = false;
		e.spaced = false;
		if (leads) {
			d += put_field(&e, d);
			continue;
		}
		if (e.from[d] < 0) {
			put_new(&e, d++);
		} else if (is_whole(run_of(&e, (size_t)s)->kind)) {
			d += put_whole(&e, d, s);
		} else {
			put_silent(&e, (size_t)s);
			put_source(&e, (size_t)s, p->tok[d].glue);
			e.next = (size_t)s + 1;
			d++;
		}
	}
	put_silent(&e, b->n_src);
	eg_free(e.from);
	eg_free(to);
}

/* "Term" at the head of a definition: the words up to the closing quotation mark, where a verb of
 * defining follows; 0 for none. */
static size_t
term_end(const struct eg_home_para *p, size_t from, size_t to)
{
	static const char *const verbs[] = {"means", "includes", "has", "does", "mean", "include"};
	bool straight = from < to && p->tok[from].p[0] == '"',
	     curly =
		 from < to && p->tok[from].n == 3 && memcmp(p->tok[from].p, "\xE2\x80\x9C", 3) == 0;

	for (size_t i = from + 1; (straight || curly) && i + 1 < to && i < from + 12; i++) {
		bool closes = straight
				  ? p->tok[i].p[0] == '"'
				  : p->tok[i].n == 3 && memcmp(p->tok[i].p, "\xE2\x80\x9D", 3) == 0;

		if (!closes)
			continue;
		for (size_t k = 0; k < EG_COUNT(verbs); k++)
			if (p->tok[i + 1].n == strlen(verbs[k]) &&
			    memcmp(p->tok[i + 1].p, verbs[k], p->tok[i + 1].n) == 0)
				return i + 1;
		return 0;
	}
	return 0;
}

void
eg_home__fresh(struct eg_home_job *j, const struct eg_home_para *p, size_t from, size_t to,
    bool law, struct eg_home_runs *out)
{
	size_t term = law ? 0 : term_end(p, from, to);

	for (size_t d = from; d < to;) {
		const struct eg_home_tok *t = &p->tok[d];
		enum eg_run_kind kind = d < term ? EG_RUN_TERM : kind_drawn(j, p, d, law);

		if (t->label != NULL && !law && !eg_map_has(&j->gone, t->label)) {
			eg_home__run_ref(out, t->label, "", t->glue);
			while (d < to && p->tok[d].label == t->label)
				d++;
			continue;
		}
		eg_home__run_add(out, kind, t->p, t->n, t->glue);
		d++;
	}
}

bool
eg_home__without_gone(
    struct eg_home_job *j, const struct eg_home_block *b, struct eg_home_runs *out)
{
	const struct eg_node *n = node_of(j, b);
	bool some = false, glue = true;

	for (size_t i = 0; i < n->n_runs; i++)
		some = some ||
		       (n->run[i].kind == EG_RUN_REF && eg_map_has(&j->gone, n->run[i].target));
	for (size_t s = 0; s < b->n_src && some; s++) {
		const struct eg_run *r = &n->run[b->src[s].run];
		const struct eg_home_tok *t = &b->src[s];

		glue = t->glue;
		if (r->kind == EG_RUN_REF && eg_map_has(&j->gone, r->target)) {
			for (size_t i = 0; i < b->n_printed; i++)
				if (b->printed[i].src == (int)s) {
					eg_home__run_add(out, EG_RUN_TEXT, b->printed[i].p,
					    b->printed[i].n, glue);
					glue = i + 1 < b->n_printed && b->printed[i + 1].glue;
				}
		} else if (r->kind == EG_RUN_REF) {
			eg_home__run_ref(out, r->target, r->text, glue);
		} else {
			eg_home__run_add(out, r->kind, t->p, t->n, glue);
		}
	}
	return some;
}
