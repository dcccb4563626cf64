/* Sections of a finding in the model's order, each with its departures and its house style. Start at
 * cf_rows_make(). */
#include "compare/conform_parts.h"

#include <stdlib.h>

static int
by_section(const void *x, const void *y)
{
	const struct eg_departure *a = x, *b = y;

	if (a->section != b->section)
		return a->section < b->section ? -1 : 1;
	if (a->model.start != b->model.start)
		return a->model.start < b->model.start ? -1 : 1;
	return a->text.start < b->text.start ? -1 : a->text.start > b->text.start;
}

static enum eg_conform_status
status_of(const struct cf_counts *c, size_t departures, size_t styles)
{
	return c->omitted	? EG_CONFORM_OMITTED
	       : c->all_moved	? EG_CONFORM_MOVED
	       : departures > 0 ? EG_CONFORM_CHANGED
	       : styles > 0	? EG_CONFORM_STYLE
				: EG_CONFORM_SAME;
}

static struct eg_conform_section *
new_row(struct eg_conform *r, const struct cf_unit *u)
{
	struct eg_conform_section *row = &r->section[r->n_sections++];

	row->label = u->label;
	row->designator = u->designator;
	row->heading = u->heading;
	row->text_designator = "";
	row->model_index = row->text_index = EG_CONFORM_AROUND;
	return row;
}

static void
take_styles(struct cf_work *w, struct eg_conform_section *row, size_t unit)
{
	struct eg_house_style *s;
	size_t n = 0;

	for (size_t i = 0; i < w->n_styles; i++)
		n += w->styles[i].unit == unit;
	row->style = s = eg_arena_calloc(w->arena, n + 1, sizeof(*s));
	for (size_t i = 0; i < w->n_styles; i++)
		if (w->styles[i].unit == unit)
			s[row->n_styles++] = w->styles[i].s;
}

static void
model_row(struct cf_judge *j, struct eg_conform *r, size_t u)
{
	struct cf_work *w = j->w;
	const struct cf_unit *unit = &w->model.unit.v[u];
	struct eg_conform_section *row;
	size_t next = 0;

	if (unit->frame || unit->from == unit->to)
		return;
	while (next < r->n_departures && r->departure[next].section < u)
		next++;
	row = new_row(r, unit);
	row->model_index = unit->section;
	row->words = j->c[u].words;
	row->kept = j->c[u].kept;
	if (!j->c[u].omitted && j->c[u].best_unit != SIZE_MAX) {
		const struct cf_unit *to = &w->text.unit.v[j->c[u].best_unit];

		row->text_index = to->section;
		row->text_designator = to->designator;
		row->text = cf_place(&w->text, to->from, to->from + (to->to > to->from));
	}
	row->n_departures = 0;
	row->departure = next;
	take_styles(w, row, u);
	while (next < r->n_departures && r->departure[next].section == u) {
		row->n_departures++;
		next++;
	}
	row->status = status_of(&j->c[u], row->n_departures, row->n_styles);
}

static void
added_row(struct cf_judge *j, struct eg_conform *r, size_t u)
{
	struct cf_work *w = j->w;
	const struct cf_unit *unit = &w->text.unit.v[u];
	struct eg_conform_section *row = new_row(r, unit);
	size_t next = 0, key = w->model.unit.n + u;

	row->text_index = unit->section;
	row->text_designator = unit->designator;
	row->text = cf_place(&w->text, unit->from, unit->to);
	row->status = EG_CONFORM_ADDED;
	while (next < r->n_departures && r->departure[next].section < key)
		next++;
	row->departure = next;
	row->n_departures = 1;
}

/* Rows in the model's order; an added section after the one that it follows. */
void
cf_rows_make(struct cf_judge *j, struct eg_conform *r)
{
	struct cf_work *w = j->w;

	r->section =
	    eg_arena_calloc(w->arena, w->model.unit.n + w->text.unit.n + 1, sizeof(*r->section));
	r->departure = eg_arena_calloc(w->arena, w->departures.n + 1, sizeof(*r->departure));
	if (w->departures.n > 1)
		qsort(w->departures.v, w->departures.n, sizeof(*w->departures.v), by_section);
	if (w->departures.n > 0)
		memcpy(r->departure, w->departures.v, w->departures.n * sizeof(*r->departure));
	r->n_departures = w->departures.n;
	for (size_t u = 0; u < w->model.unit.n; u++) {
		model_row(j, r, u);
		for (size_t b = 0; b < w->text.unit.n; b++)
			if (j->added_after[b] == u + 1 &&
			    w->text.unit.v[b].to > w->text.unit.v[b].from)
				added_row(j, r, b);
	}
	for (size_t i = 0; i < r->n_sections; i++) {
		struct eg_conform_section *row = &r->section[i];

		for (size_t k = 0; k < row->n_departures; k++)
			r->departure[row->departure + k].section = i;
	}
}
