/*
 * eg_redline_make: words numbered, sections matched, the words of each pair compared, the whole
 * counted, and the result proved. Start reading at eg_redline_make.
 */
#include "compare/redline_work.h"

#include "base/beside.h"

static const char *const class_names[] = {"typographic", "numbering", "reference", "move", "name",
    "words", "clause-added", "clause-omitted", "definition", "date", "number", "money", "modal"};
static const char *const status_names[] = {"same", "changed", "moved", "added", "removed"};

const char *
eg_edit_class_name(enum eg_edit_class c)
{
	return class_names[c];
}

const char *
eg_row_status_name(enum eg_row_status s)
{
	return status_names[s];
}

/* Find the sections that need no comparison, and count their words. */
static void
set_same_apart(struct eg_work *w, const struct eg_doc *a, const struct eg_doc *b)
{
	w->old_side.same = eg_calloc(a->n_sections + 1, sizeof(*w->old_side.same));
	w->new_side.same = eg_calloc(b->n_sections + 1, sizeof(*w->new_side.same));
	w->n_same = eg_same__find(a, b, &w->same);
	for (size_t i = 0; i < w->n_same; i++) {
		const struct eg_doc_section *s = &a->section[w->same[i].old_index];

		w->old_side.same[w->same[i].old_index] = w->new_side.same[w->same[i].new_index] =
		    (uint32_t)eg_words__count(a->text, s->start, s->end);
	}
}

static void
split_words(struct eg_work *w, struct eg_side *s, const struct eg_doc *d)
{
	s->doc = d;
	s->first = eg_calloc(d->n_sections + 1, sizeof(*s->first));
	for (size_t i = 0; i < d->n_sections; i++) {
		s->first[i] = s->words.n;
		if (s->same[i] > 0)
			continue;
		eg_words__add(&s->words, &w->lex, d->text, d->section[i].start, d->section[i].end);
		if (w->how.excuse & EG_EXCUSE_NUMBERS)
			eg_words__join_numbers(&s->words, &w->lex, d->text, s->first[i]);
	}
	s->first[d->n_sections] = s->words.n;
}

/* What can only be said of all rows together: passages moved, sections split and merged, references
 * that follow a renumbering. */
static void
look_across(struct eg_work *w, struct eg_redline *r)
{
	struct eg_rows x = {
	    &w->old_side, &w->new_side, &w->lex, w->rows.v, w->rows.n, NULL, &w->edits};

	eg_vec_push(&w->edits_from, w->edits.n);
	x.edit_from = w->edits_from.v;
	if (w->summary_only)
		return;
	r->n_moves = eg_moves__find(&x);
	if (r->n_moves > 0)
		r->split = eg_moves__splits(&x, r->arena, &r->n_splits);
	eg_moves__references(&x);
}

static void
finish(struct eg_work *w, struct eg_redline *r)
{
	struct eg_edit *edits = eg_arena_calloc(r->arena, w->edits.n + 1, sizeof(*edits));

	if (w->edits.n > 0)
		memcpy(edits, w->edits.v, w->edits.n * sizeof(*edits));
	r->n_sections = w->rows.n;
	r->section = eg_arena_calloc(r->arena, w->rows.n + 1, sizeof(*r->section));
	for (size_t i = 0; i < w->rows.n; i++) {
		struct eg_redline_section *row = &r->section[i];

		*row = w->rows.v[i];
		row->edit = edits + w->edits_from.v[i];
		row->n_edits = w->edits_from.v[i + 1] - w->edits_from.v[i];
		r->summary.renumbered_sections += row->renumbered;
		r->summary.moved_sections += row->status == EG_ROW_MOVED;
		r->summary.same_sections += row->status == EG_ROW_SAME;
		r->summary.changed_sections += row->status == EG_ROW_CHANGED;
		r->summary.added_sections += row->status == EG_ROW_ADDED && row->edited;
		r->summary.removed_sections += row->status == EG_ROW_REMOVED && row->edited;
	}
	r->summary.deleted_words -=
	    w->excused_old < r->summary.deleted_words ? w->excused_old : r->summary.deleted_words;
	r->summary.inserted_words -=
	    w->excused_new < r->summary.inserted_words ? w->excused_new : r->summary.inserted_words;
}

static void
clear(struct eg_work *w)
{
	eg_lcs__free(w->lcs);
	eg_words__clear(&w->old_side.words);
	eg_words__clear(&w->new_side.words);
	eg_free(w->old_side.same);
	eg_free(w->new_side.same);
	eg_free(w->same);
	eg_free(w->old_side.first);
	eg_free(w->new_side.first);
	eg_lexicon__clear(&w->lex);
	eg_free(w->keep_old);
	eg_free(w->keep_new);
	eg_free(w->partner);
	eg_free(w->pairs);
	eg_vec_clear(&w->edits);
	eg_vec_clear(&w->rows);
	eg_vec_clear(&w->edits_from);
}

enum eg_rc
eg_redline_make(const struct eg_doc *old_doc, const struct eg_doc *new_doc,
    const struct eg_redline_options *opt, struct eg_redline **out, struct eg_err *err)
{
	struct eg_work w = {.summary_only = opt != NULL && opt->summary_only};
	struct eg_redline *r;
	struct eg_arena *arena;
	struct eg_beside other = {0};
	struct eg_whole whole;
	bool beside, parted, rest;

	*out = NULL;
	if (opt != NULL) {
		w.how.excuse = opt->excuse;
		w.how.spacing = opt->count_spacing;
	}
	if (old_doc->n >= INT32_MAX || new_doc->n >= INT32_MAX)
		return eg_err_set(err, EG_ERR_LIMIT, "text too large to compare");
	arena = eg_arena_new();
	r = eg_arena_calloc(arena, 1, sizeof(*r));
	r->arena = arena;
	r->excused = w.how.excuse;
	r->old_doc = old_doc;
	r->new_doc = new_doc;
	set_same_apart(&w, old_doc, new_doc);
	split_words(&w, &w.old_side, old_doc);
	split_words(&w, &w.new_side, new_doc);
	if (w.how.excuse != 0)
		eg_words__excuse(&w.old_side.words, &w.new_side.words, &w.lex, w.how.excuse);
	w.how.old_side = &w.old_side;
	w.how.new_side = &w.new_side;
	w.how.lex = &w.lex;
	w.lcs = eg_lcs__new(w.lex.n, w.old_side.words.n + w.new_side.words.n);
	w.keep_old = eg_calloc(w.old_side.words.n + 1, 1);
	w.keep_new = eg_calloc(w.new_side.words.n + 1, 1);
	whole = (struct eg_whole){&w, &r->summary};
	parted = eg_work__counts_beside(&w);
	beside = parted && eg_work__is_long(&w);
	if (beside) /* it looks at the words' numbers only, the alignment at what they mean */
		eg_beside_start(&other, eg_work__count, &whole);
	eg_lexicon__fold(&w.lex);
	w.pairs =
	    eg_align__sections(&w.old_side, &w.new_side, &w.lex, w.same, w.n_same, &w.n_pairs);
	if (beside)
		eg_beside_join(&other);
	else if (!parted)
		eg_work__count(&whole);
	eg_work__make_rows(&w);
	rest = !beside && parted && eg_work__rest_is_long(&w);
	if (rest)
		eg_beside_start(&other, eg_work__count_rest, &whole);
	else if (!beside && parted)
		eg_work__count_rest(&whole);
	look_across(&w, r);
	eg_work__prove(&w);
	if (rest)
		eg_beside_join(&other);
	finish(&w, r);
	clear(&w);
	*out = r;
	return EG_OK;
}

void
eg_redline_free(struct eg_redline *r)
{
	if (r != NULL)
		eg_arena_free(r->arena);
}

bool
eg_redline_is_same(const struct eg_redline *r)
{
	const struct eg_redline_summary *s = &r->summary;

	if (s->deleted_words + s->inserted_words + s->moved_sections + s->renumbered_sections > 0)
		return false;
	for (size_t i = 0; i < r->n_sections;
	     i++) /* white space that counts is in no count of words */
		for (size_t e = 0; e < r->section[i].n_edits; e++)
			if (r->section[i].edit[e].old_words + r->section[i].edit[e].new_words == 0)
				return false;
	return true;
}
