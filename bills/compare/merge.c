/*
 * Three texts merged: two redlines from the base, their sections put into one order, and inside a
 * section that all three have, the bytes between words that all three kept (diff3). Start reading
 * at eg_merge_make.
 */
#include "compare/parts.h"

#include "base/map.h"

#include <engross/merge.h>

static const char *const kind_names[] = {"same", "ours", "theirs", "both", "conflict"};

const char *
eg_region_kind_name(enum eg_region_kind k)
{
	return kind_names[k];
}

enum { OURS, THEIRS };

struct side { /* one of the two texts and how it came from the base */
	const struct eg_doc *doc;
	struct eg_redline *r;
	size_t *row_of_base; /* row of each base section in r */
};

struct place { /* sections that stand together in the merged order */
	size_t base, section[2]; /* EG_NO_SECTION where a text has none */
	struct place *next;
};

struct merging {
	const struct eg_doc *base;
	struct side side[2];
	struct eg_arena *arena;
	struct place *first;
	struct {
		EG_VEC(struct eg_region);
	} regions;
	struct place at; /* whose regions are being written */
};

static bool
is_there(size_t index)
{
	return index != EG_NO_SECTION;
}

/* ---- white space ---- */

static size_t
skip_space(const char *p, size_t i, size_t end)
{
	while (i < end && eg_word__space(p + i, p + end) > 0)
		i += eg_word__space(p + i, p + end);
	return i;
}

static size_t
skip_word(const char *p, size_t i, size_t end)
{
	while (i < end && eg_word__space(p + i, p + end) == 0)
		i++;
	return i;
}

static bool
same_bytes(const struct eg_doc *x, struct eg_span a, const struct eg_doc *y, struct eg_span b)
{
	size_t n = a.end - a.start;

	return n == b.end - b.start &&
	       (n == 0 || memcmp(x->text + a.start, y->text + b.start, n) == 0);
}

/* The same words, whatever white space parts them. */
static bool
same_words(const struct eg_doc *x, struct eg_span a, const struct eg_doc *y, struct eg_span b)
{
	for (;;) {
		struct eg_span u, v;

		u.start = skip_space(x->text, a.start, a.end);
		v.start = skip_space(y->text, b.start, b.end);
		if (u.start == a.end || v.start == b.end)
			return u.start == a.end && v.start == b.end;
		u.end = a.start = skip_word(x->text, u.start, a.end);
		v.end = b.start = skip_word(y->text, v.start, b.end);
		if (!same_bytes(x, u, y, v))
			return false;
	}
}

/* ---- regions ---- */

static void
add_region(struct merging *m, enum eg_region_kind kind, struct eg_span base, struct eg_span ours,
    struct eg_span theirs, bool spacing)
{
	struct eg_region *last = m->regions.n > 0 ? &m->regions.v[m->regions.n - 1] : NULL;
	struct eg_region one = {kind, base, ours, theirs, m->at.base, m->at.section[OURS],
	    m->at.section[THEIRS], spacing};

	if (base.start == base.end && ours.start == ours.end && theirs.start == theirs.end)
		return;
	if (last != NULL && kind == EG_REGION_SAME && last->kind == kind &&
	    last->base_section == one.base_section && last->base.end == base.start &&
	    last->ours.end == ours.start && last->theirs.end == theirs.start) {
		last->base.end = base.end;
		last->ours.end = ours.end;
		last->theirs.end = theirs.end;
		return;
	}
	eg_vec_push(&m->regions, one);
}

/* What stands between words that all three kept: who changed it? */
static void
decide(struct merging *m, struct eg_span base, struct eg_span ours, struct eg_span theirs)
{
	const struct eg_doc *b = m->base, *o = m->side[OURS].doc, *t = m->side[THEIRS].doc;
	bool bo = same_bytes(b, base, o, ours), bt = same_bytes(b, base, t, theirs),
	     bo_words = bo || same_words(b, base, o, ours),
	     bt_words = bt || same_words(b, base, t, theirs);
	enum eg_region_kind kind;

	if (bo && bt)
		kind = EG_REGION_SAME;
	else if (bo_words && !bt_words)
		kind = EG_REGION_THEIRS;
	else if (bt_words && !bo_words)
		kind = EG_REGION_OURS;
	else if (bo_words) /* white space alone */
		kind = bo ? EG_REGION_THEIRS : EG_REGION_OURS;
	else
		kind = same_words(o, ours, t, theirs) ? EG_REGION_BOTH : EG_REGION_CONFLICT;
	add_region(m, kind, base, ours, theirs, bo_words && bt_words && kind != EG_REGION_SAME);
}

/* ---- words of a section that all three have ---- */

struct walk { /* words of the base section on their way into one side */
	const struct eg_redline_section *row;
	const char *text;
	size_t edit; /* next edit */
	size_t at, end; /* bytes of the side's section still to come */
};

/* Is the base word at [start, end) kept? Then *kept is where the side has it. */
static bool
walk_word(struct walk *w, size_t start, size_t end, struct eg_span *kept)
{
	while (w->edit < w->row->n_edits && w->row->edit[w->edit].old_end <= start &&
	       (w->row->edit[w->edit].old_words == 0 || w->row->edit[w->edit].old_end < end)) {
		w->at =
		    w->row->edit[w->edit].new_end > w->at ? w->row->edit[w->edit].new_end : w->at;
		w->edit++;
	}
	if (w->edit < w->row->n_edits && w->row->edit[w->edit].old_words > 0 &&
	    w->row->edit[w->edit].old_start < end)
		return false;
	w->at = skip_space(w->text, w->at, w->end);
	kept->start = w->at;
	kept->end = w->at = skip_word(w->text, w->at, w->end);
	return true;
}

static struct walk
walk_start(const struct side *s, size_t base, size_t section)
{
	const struct eg_doc_section *d = &s->doc->section[section];

	return (struct walk){
	    &s->r->section[s->row_of_base[base]], s->doc->text, 0, d->start, d->end};
}

static void
merge_section(struct merging *m, size_t base, size_t ours, size_t theirs)
{
	const struct eg_doc_section *d = &m->base->section[base];
	struct walk wo = walk_start(&m->side[OURS], base, ours),
		    wt = walk_start(&m->side[THEIRS], base, theirs);
	struct eg_span b = {d->start, d->start}, o = {wo.at, wo.at}, t = {wt.at, wt.at};
	const char *p = m->base->text;

	for (size_t i = skip_space(p, d->start, d->end); i < d->end;) {
		size_t end = skip_word(p, i, d->end);
		struct eg_span ko, kt;
		bool in_ours = walk_word(&wo, i, end, &ko), in_theirs = walk_word(&wt, i, end, &kt);

		if (in_ours && in_theirs) {
			b.end = i;
			o.end = ko.start;
			t.end = kt.start;
			decide(m, b, o, t);
			add_region(m, EG_REGION_SAME, (struct eg_span){i, end}, ko, kt, false);
			b.start = end;
			o.start = ko.end;
			t.start = kt.end;
		}
		i = skip_space(p, end, d->end);
	}
	b.end = d->end;
	o.end = m->side[OURS].doc->section[ours].end;
	t.end = m->side[THEIRS].doc->section[theirs].end;
	decide(m, b, o, t);
}

/* ---- whole sections ---- */

static struct eg_span
whole(const struct eg_doc *d, size_t index)
{
	if (!is_there(index))
		return (struct eg_span){0, 0};
	return (struct eg_span){d->section[index].start, d->section[index].end};
}

/* Sections that fewer than three texts have. */
static void
lone_section(struct merging *m, const struct place *p)
{
	struct eg_span b = whole(m->base, p->base), o = whole(m->side[OURS].doc, p->section[OURS]),
		       t = whole(m->side[THEIRS].doc, p->section[THEIRS]);
	enum eg_region_kind kind = is_there(p->section[OURS]) ? EG_REGION_OURS : EG_REGION_THEIRS;

	if (is_there(p->base) && !is_there(p->section[OURS]) && !is_there(p->section[THEIRS])) {
		kind = EG_REGION_BOTH;
	} else if (is_there(p->base)) { /* one side has taken it out */
		bool ours_has = is_there(p->section[OURS]);
		bool unchanged = ours_has ? same_words(m->base, b, m->side[OURS].doc, o)
					  : same_words(m->base, b, m->side[THEIRS].doc, t);

		kind = !unchanged ? EG_REGION_CONFLICT
		       : ours_has ? EG_REGION_THEIRS
				  : EG_REGION_OURS;
	} else if (is_there(p->section[OURS]) && is_there(p->section[THEIRS])) { /* both added it */
		kind = same_words(m->side[OURS].doc, o, m->side[THEIRS].doc, t)
			   ? EG_REGION_BOTH
			   : EG_REGION_CONFLICT;
	}
	add_region(m, kind, b, o, t, false);
}

/* ---- order ---- */

/* Two sections that both sides added are one when they have one label or say the same: a key that
 * is equal then. */
static void
addition_key(const struct eg_doc *d, size_t section, struct eg_buf *key)
{
	struct eg_span s = whole(d, section);

	eg_buf_reset(key);
	if (d->section[section].label != NULL) {
		eg_buf_printf(key, "#%s", d->section[section].label);
		return;
	}
	for (size_t i = skip_space(d->text, s.start, s.end); i < s.end;) {
		size_t end = skip_word(d->text, i, s.end);

		eg_buf_add(key, d->text + i, end - i);
		eg_buf_putc(key, ' ');
		i = skip_space(d->text, end, s.end);
	}
}

static struct place *
add_place(struct merging *m, size_t base, int side, size_t section)
{
	struct place *p = eg_arena_calloc(m->arena, 1, sizeof(*p));

	p->base = base;
	p->section[side] = section;
	p->section[1 - side] = EG_NO_SECTION;
	return p;
}

/* The side that leads sets the order; what the other side added goes after what it follows there.
 */
static void
set_order(struct merging *m, int lead)
{
	const struct eg_redline *r = m->side[lead].r, *other = m->side[1 - lead].r;
	struct place **of_base = eg_calloc(m->base->n_sections + 1, sizeof(struct place *));
	struct place head = {0}, *last = &head;
	struct eg_map added = {0};
	struct eg_buf key = EG_BUF_INIT;

	eg_buf_init(&key, 0);
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		last = last->next = add_place(m, row->old_index, lead, row->new_index);
		if (is_there(row->old_index)) {
			size_t at = m->side[1 - lead].row_of_base[row->old_index];

			of_base[row->old_index] = last;
			last->section[1 - lead] = other->section[at].new_index;
		} else {
			addition_key(m->side[lead].doc, row->new_index, &key);
			if (!eg_map_has(&added, eg_buf_cstr(&key)))
				eg_map_set(&added, eg_buf_cstr(&key), last);
		}
	}
	last = &head;
	for (size_t i = 0; i < other->n_sections; i++) {
		const struct eg_redline_section *row = &other->section[i];
		struct place *same;

		if (is_there(row->old_index)) {
			last = is_there(row->new_index) ? of_base[row->old_index] : last;
			continue;
		}
		addition_key(m->side[1 - lead].doc, row->new_index, &key);
		same = eg_map_get(&added, eg_buf_cstr(&key));
		if (same != NULL && !is_there(same->section[1 - lead])) {
			same->section[1 - lead] = row->new_index;
			last = same;
			continue;
		}
		same = add_place(m, EG_NO_SECTION, 1 - lead, row->new_index);
		same->next = last->next;
		last = last->next = same;
	}
	m->first = head.next;
	eg_map_clear(&added);
	eg_buf_clear(&key);
	eg_free(of_base);
}

static size_t *
rows_of_base(const struct eg_redline *r, size_t n)
{
	size_t *rows = eg_calloc(n + 1, sizeof(*rows));

	for (size_t i = 0; i < r->n_sections; i++)
		if (is_there(r->section[i].old_index))
			rows[r->section[i].old_index] = i;
	return rows;
}

/* ---- the result ---- */

static struct eg_merge *
finish(struct merging *m)
{
	struct eg_arena *a = m->arena;
	struct eg_merge *out = eg_arena_calloc(a, 1, sizeof(*out));

	out->arena = a;
	out->base = m->base;
	out->ours = m->side[OURS].doc;
	out->theirs = m->side[THEIRS].doc;
	out->both_moved = m->side[OURS].r->summary.moved_sections > 0 &&
			  m->side[THEIRS].r->summary.moved_sections > 0;
	out->n_regions = m->regions.n;
	out->region = eg_arena_calloc(a, m->regions.n + 1, sizeof(*out->region));
	for (size_t i = 0; i < m->regions.n; i++) {
		out->region[i] = m->regions.v[i];
		out->count[out->region[i].kind] += !out->region[i].spacing;
	}
	return out;
}

enum eg_rc
eg_merge_make(const struct eg_doc *base, const struct eg_doc *ours, const struct eg_doc *theirs,
    struct eg_merge **out, struct eg_err *err)
{
	struct merging m = {.base = base, .side = {{.doc = ours}, {.doc = theirs}}};
	enum eg_rc rc = EG_OK;

	*out = NULL;
	m.arena = eg_arena_new();
	for (int i = 0; i < 2 && rc == EG_OK; i++)
		rc = eg_redline_make(base, m.side[i].doc, NULL, &m.side[i].r, err);
	if (rc == EG_OK) {
		for (int i = 0; i < 2; i++)
			m.side[i].row_of_base = rows_of_base(m.side[i].r, base->n_sections);
		set_order(&m, m.side[OURS].r->summary.moved_sections == 0 ? THEIRS : OURS);
		for (const struct place *p = m.first; p != NULL; p = p->next) {
			m.at = *p;
			if (is_there(p->base) && is_there(p->section[0]) && is_there(p->section[1]))
				merge_section(&m, p->base, p->section[OURS], p->section[THEIRS]);
			else
				lone_section(&m, p);
		}
		*out = finish(&m);
	}
	for (int i = 0; i < 2; i++) {
		eg_redline_free(m.side[i].r);
		eg_free(m.side[i].row_of_base);
	}
	eg_vec_clear(&m.regions);
	if (rc != EG_OK)
		eg_arena_free(m.arena);
	return rc;
}

void
eg_merge_free(struct eg_merge *m)
{
	if (m != NULL)
		eg_arena_free(m->arena);
}

struct eg_str
eg_region_text(const struct eg_merge *m, const struct eg_region *r, enum eg_merge_side side)
{
	const struct eg_doc *d = side == EG_MERGE_BASE	 ? m->base
				 : side == EG_MERGE_OURS ? m->ours
							 : m->theirs;
	struct eg_span s = side == EG_MERGE_BASE   ? r->base
			   : side == EG_MERGE_OURS ? r->ours
						   : r->theirs;

	return (struct eg_str){d->text + s.start, s.end - s.start};
}

void
eg_merge_text(const struct eg_merge *m, enum eg_merge_side conflicts, struct eg_buf *out)
{
	for (size_t i = 0; i < m->n_regions; i++) {
		const struct eg_region *r = &m->region[i];
		enum eg_merge_side side = r->kind == EG_REGION_THEIRS	  ? EG_MERGE_THEIRS
					  : r->kind == EG_REGION_CONFLICT ? conflicts
									  : EG_MERGE_OURS;

		eg_buf_str(out, eg_region_text(m, r, side));
	}
}
