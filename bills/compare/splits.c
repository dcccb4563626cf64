/* What moved passages and renumbered sections bring with them: sections split and merged, and
 * references that follow the renumbering. */
#include "compare/parts.h"

#include "base/map.h"

#include <stdlib.h>

/* ---- splits and merges ---- */

struct flow { /* words that went from one old to one new section */
	size_t old_index, new_index, words;
};

static int
by_old(const void *l, const void *r)
{
	const struct flow *x = l, *y = r;

	if (x->old_index != y->old_index)
		return x->old_index < y->old_index ? -1 : 1;
	return x->new_index < y->new_index ? -1 : x->new_index > y->new_index;
}

static int
by_new(const void *l, const void *r)
{
	const struct flow *x = l, *y = r;

	if (x->new_index != y->new_index)
		return x->new_index < y->new_index ? -1 : 1;
	return x->old_index < y->old_index ? -1 : x->old_index > y->old_index;
}

static size_t
add_up(struct flow *v, size_t n)
{
	size_t k = 0;

	if (n > 0)
		qsort(v, n, sizeof(*v), by_old);
	for (size_t i = 0; i < n; i++) {
		if (k > 0 && v[k - 1].old_index == v[i].old_index &&
		    v[k - 1].new_index == v[i].new_index)
			v[k - 1].words += v[i].words;
		else
			v[k++] = v[i];
	}
	return k;
}

/* Flows of moved passages and of paired sections. */
static struct flow *
flows(const struct eg_rows *x, size_t *n)
{
	size_t moves = 0, k = 0;
	struct flow *v, *of_move;

	for (size_t e = 0; e < x->edits->n; e++)
		moves = x->edits->v[e].move > moves ? x->edits->v[e].move : moves;
	of_move = eg_calloc(moves + 1, sizeof(*of_move));
	v = eg_calloc(moves + x->n_rows + 1, sizeof(*v));
	for (size_t i = 0; i < x->n_rows; i++) {
		const struct eg_redline_section *row = &x->row[i];

		for (size_t e = x->edit_from[i]; e < x->edit_from[i + 1]; e++) {
			const struct eg_edit *edit = &x->edits->v[e];

			if (edit->move == 0)
				continue;
			if (edit->old_words > 0)
				of_move[edit->move].old_index = row->old_index;
			else
				of_move[edit->move].new_index = row->new_index;
			of_move[edit->move].words = edit->old_words + edit->new_words;
		}
		if (row->old_index != EG_NO_SECTION && row->new_index != EG_NO_SECTION &&
		    row->old_words > row->deleted_words)
			v[k++] = (struct flow){
			    row->old_index, row->new_index, row->old_words - row->deleted_words};
	}
	for (size_t i = 1; i <= moves; i++)
		v[k++] = of_move[i];
	eg_free(of_move);
	*n = add_up(v, k);
	return v;
}

static size_t
section_words(const struct eg_side *s, size_t i)
{
	return s->first[i + 1] - s->first[i];
}

/* Does the flow make up a good part of the section that is the part? */
static bool
is_part(const struct eg_rows *x, const struct flow *f, bool merge)
{
	size_t words = merge ? section_words(x->old_side, f->old_index)
			     : section_words(x->new_side, f->new_index);

	return f->words * 2 >= words && f->words >= EG_MOVE_WORDS;
}

struct splits {
	EG_VEC(struct eg_redline_split);
};

static void
find_groups(const struct eg_rows *x, struct flow *v, size_t n, bool merge, struct eg_arena *arena,
    struct splits *out)
{
	if (n > 0)
		qsort(v, n, sizeof(*v), merge ? by_new : by_old);
	for (size_t from = 0, to; from < n; from = to) {
		struct eg_redline_split one = {.merge = merge};
		size_t taken = 0;

		for (to = from; to < n && (merge ? v[to].new_index == v[from].new_index
						 : v[to].old_index == v[from].old_index);
		     to++)
			if (is_part(x, &v[to], merge)) {
				one.n_parts++;
				taken += v[to].words;
			}
		one.whole = merge ? v[from].new_index : v[from].old_index;
		if (one.n_parts < 2 ||
		    taken * 2 < section_words(merge ? x->new_side : x->old_side, one.whole))
			continue;
		one.part = eg_arena_calloc(arena, one.n_parts, sizeof(*one.part));
		one.n_parts = 0;
		for (size_t i = from; i < to; i++)
			if (is_part(x, &v[i], merge))
				one.part[one.n_parts++] = merge ? v[i].old_index : v[i].new_index;
		eg_vec_push(out, one);
	}
}

struct eg_redline_split *
eg_moves__splits(const struct eg_rows *x, struct eg_arena *arena, size_t *n)
{
	struct splits found = {0};
	struct eg_redline_split *out;
	size_t n_flows;
	struct flow *v = flows(x, &n_flows);

	find_groups(x, v, n_flows, false, arena, &found);
	find_groups(x, v, n_flows, true, arena, &found);
	out = eg_arena_calloc(arena, found.n + 1, sizeof(*out));
	if (found.n > 0)
		memcpy(out, found.v, found.n * sizeof(*out));
	*n = found.n;
	eg_vec_clear(&found);
	eg_free(v);
	return out;
}

/* ---- references ---- */

/* The section's number in a reference: "3(a)," -> "3". */
static struct eg_str
bare(struct eg_str w)
{
	size_t from = 0, n;

	while (from < w.n && strchr("(\"[", w.p[from]) != NULL)
		from++;
	for (n = from; n < w.n && strchr("(),;:\"]", w.p[n]) == NULL; n++)
		;
	while (n > from && w.p[n - 1] == '.')
		n--;
	return (struct eg_str){w.p + from, n - from};
}

static void
key(char out[64], struct eg_str s)
{
	size_t n = s.n < 63 ? s.n : 63;

	memcpy(out, s.p, n);
	out[n] = '\0';
}

/* Is every word that differs a number that the table renames just so? */
static bool
follows(const struct eg_rows *x, const struct eg_map *renamed, const struct eg_edit *e)
{
	const char *p = x->old_side->doc->text, *q = x->new_side->doc->text;
	size_t i = e->old_start, j = e->new_start, changed = 0;

	while (i < e->old_end && j < e->new_end) {
		size_t a = i, b = j;
		struct eg_str u, v;
		char from[64];
		const char *to;

		while (i < e->old_end && eg_word__space(p + i, p + e->old_end) == 0)
			i++;
		while (j < e->new_end && eg_word__space(q + j, q + e->new_end) == 0)
			j++;
		u = bare((struct eg_str){p + a, i - a});
		v = bare((struct eg_str){q + b, j - b});
		if (!eg_str_same(u, v)) {
			key(from, u);
			to = eg_map_get(renamed, from);
			if (to == NULL || !eg_str_eq(v, to) ||
			    !eg_str_same((struct eg_str){u.p + u.n, (size_t)(p + i - u.p) - u.n},
				(struct eg_str){v.p + v.n, (size_t)(q + j - v.p) - v.n}))
				return false;
			changed++;
		}
		while (i < e->old_end && eg_word__space(p + i, p + e->old_end) > 0)
			i += eg_word__space(p + i, p + e->old_end);
		while (j < e->new_end && eg_word__space(q + j, q + e->new_end) > 0)
			j += eg_word__space(q + j, q + e->new_end);
	}
	return i >= e->old_end && j >= e->new_end && changed > 0;
}

void
eg_moves__references(struct eg_rows *x)
{
	struct eg_map renamed = {0};
	struct eg_arena *arena = eg_arena_new();

	for (size_t i = 0; i < x->n_rows; i++) {
		const struct eg_redline_section *row = &x->row[i];
		char from[64];

		if (!row->renumbered)
			continue;
		key(from, eg_align__number(x->old_side->doc->section[row->old_index].designator));
		if (!eg_map_has(&renamed, from))
			eg_map_set(&renamed, from,
			    eg_arena_str(
				arena, eg_align__number(
					   x->new_side->doc->section[row->new_index].designator)));
	}
	for (size_t e = 0; e < x->edits->n && renamed.n > 0; e++) {
		struct eg_edit *edit = &x->edits->v[e];

		if ((edit->what == EG_EDIT_REFERENCE || edit->what == EG_EDIT_NUMBER) &&
		    follows(x, &renamed, edit)) {
			edit->what = EG_EDIT_REFERENCE;
			edit->consequential = true;
		}
	}
	eg_map_clear(&renamed);
	eg_arena_free(arena);
}
