/* A redline as JSON: summary, moved, renumbered, sections. The schema is
 * tests/schema/diff.schema.json. */
#include "base/json.h"

#include <engross/redline.h>

static void
put_range(struct eg_json *j, const char *key, const struct eg_doc *d, size_t start, size_t end,
    size_t words)
{
	eg_json_key(j, key);
	eg_json_object(j);
	eg_json_kint(j, "start", (int64_t)start);
	eg_json_kint(j, "end", (int64_t)end);
	eg_json_kint(j, "words", (int64_t)words);
	eg_json_key(j, "text");
	eg_json_string_n(j, d->text + start, end - start);
	eg_json_end(j);
}

static void
put_place(struct eg_json *j, const char *key, const struct eg_doc *d, size_t index)
{
	const struct eg_doc_section *s;

	eg_json_key(j, key);
	if (index == EG_NO_SECTION) {
		eg_json_null(j);
		return;
	}
	s = &d->section[index];
	eg_json_object(j);
	eg_json_kint(j, "index", (int64_t)index);
	eg_json_kstr(j, "designator", s->designator);
	eg_json_kstr(j, "heading", s->heading);
	eg_json_kint(j, "start", (int64_t)s->start);
	eg_json_kint(j, "end", (int64_t)s->end);
	eg_json_kint(j, "page", (int64_t)s->page);
	eg_json_kint(j, "line", (int64_t)s->line);
	eg_json_end(j);
}

static void
put_summary(struct eg_json *j, const struct eg_redline *r)
{
	const struct eg_redline_summary *s = &r->summary;
	size_t of_class[EG_EDIT_CLASSES] = {0};

	eg_json_key(j, "summary");
	eg_json_object(j);
	eg_json_kint(j, "old_words", (int64_t)s->old_words);
	eg_json_kint(j, "new_words", (int64_t)s->new_words);
	eg_json_kint(j, "deleted_words", (int64_t)s->deleted_words);
	eg_json_kint(j, "inserted_words", (int64_t)s->inserted_words);
	eg_json_kint(j, "moved_sections", (int64_t)s->moved_sections);
	eg_json_kint(j, "renumbered_sections", (int64_t)s->renumbered_sections);
	eg_json_kint(j, "same_sections", (int64_t)s->same_sections);
	eg_json_kint(j, "changed_sections", (int64_t)s->changed_sections);
	eg_json_kint(j, "added_sections", (int64_t)s->added_sections);
	eg_json_kint(j, "removed_sections", (int64_t)s->removed_sections);
	eg_json_kint(j, "moved_passages", (int64_t)r->n_moves);
	for (size_t i = 0; i < r->n_sections; i++)
		for (size_t e = 0; e < r->section[i].n_edits; e++)
			of_class[r->section[i].edit[e].what] += !r->section[i].edit[e].excused;
	eg_json_key(j, "edits");
	eg_json_object(j);
	for (int c = EG_EDIT_CLASSES - 1; c >= 0; c--)
		if (of_class[c] > 0)
			eg_json_kint(
			    j, eg_edit_class_name((enum eg_edit_class)c), (int64_t)of_class[c]);
	eg_json_end(j);
	eg_json_end(j);
}

static const char *
label_of(const struct eg_redline *r, const struct eg_redline_section *row)
{
	return row->new_index != EG_NO_SECTION ? r->new_doc->section[row->new_index].label
					       : r->old_doc->section[row->old_index].label;
}

static void
put_table(struct eg_json *j, const char *key, const struct eg_redline *r, bool moved)
{
	eg_json_key(j, key);
	eg_json_array(j);
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		if (moved ? row->status != EG_ROW_MOVED : !row->renumbered)
			continue;
		eg_json_object(j);
		eg_json_kstr(j, "label", label_of(r, row));
		eg_json_kstr(j, "old", r->old_doc->section[row->old_index].designator);
		eg_json_kstr(j, "new", r->new_doc->section[row->new_index].designator);
		eg_json_kstr(j, "heading", r->new_doc->section[row->new_index].heading);
		eg_json_kint(j, "old_index", (int64_t)row->old_index);
		eg_json_kint(j, "new_index", (int64_t)row->new_index);
		eg_json_kbool(j, "edited", row->edited);
		eg_json_end(j);
	}
	eg_json_end(j);
}

/* Where an edit stands in the original: page and line, 0 where that is not known. */
static void
put_original(struct eg_json *j, const char *page_key, const char *line_key, const struct eg_doc *d,
    size_t at, bool there)
{
	size_t page = 0, line = 0;

	if (there)
		eg_doc_place(d, at, &page, &line);
	eg_json_kint(j, page_key, (int64_t)page);
	eg_json_kint(j, line_key, (int64_t)line);
}

/* The provision as it is cited: "Section 3(a)(1)". */
static void
put_path(struct eg_json *j, const char *key, const struct eg_doc_levels *l, size_t at, bool there)
{
	struct eg_buf path = EG_BUF_INIT;

	eg_buf_init(&path, 0);
	if (there)
		eg_doc_levels_path(l, at, &path);
	eg_json_kstr(j, key, eg_buf_cstr(&path));
	eg_buf_clear(&path);
}

/* Sections split (or merged), each named by its designator. */
static void
put_divisions(struct eg_json *j, const char *key, const struct eg_redline *r, bool merge)
{
	const struct eg_doc *whole = merge ? r->new_doc : r->old_doc,
			    *part = merge ? r->old_doc : r->new_doc;

	eg_json_key(j, key);
	eg_json_array(j);
	for (size_t i = 0; i < r->n_splits; i++) {
		const struct eg_redline_split *s = &r->split[i];

		if (s->merge != merge)
			continue;
		eg_json_object(j);
		eg_json_kstr(j, "whole", whole->section[s->whole].designator);
		eg_json_kint(j, "whole_index", (int64_t)s->whole);
		eg_json_key(j, "parts");
		eg_json_array(j);
		for (size_t k = 0; k < s->n_parts; k++)
			eg_json_string(j, part->section[s->part[k]].designator);
		eg_json_end(j);
		eg_json_key(j, "part_indexes");
		eg_json_array(j);
		for (size_t k = 0; k < s->n_parts; k++)
			eg_json_int(j, (int64_t)s->part[k]);
		eg_json_end(j);
		eg_json_end(j);
	}
	eg_json_end(j);
}

/* References that only follow the renumbering. */
static void
put_references(struct eg_json *j, const struct eg_redline *r)
{
	eg_json_key(j, "references");
	eg_json_array(j);
	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		for (size_t k = 0; k < row->n_edits; k++) {
			const struct eg_edit *e = &row->edit[k];

			if (!e->consequential)
				continue;
			eg_json_object(j);
			eg_json_key(j, "old");
			eg_json_string_n(
			    j, r->old_doc->text + e->old_start, e->old_end - e->old_start);
			eg_json_key(j, "new");
			eg_json_string_n(
			    j, r->new_doc->text + e->new_start, e->new_end - e->new_start);
			eg_json_kstr(j, "section", r->new_doc->section[row->new_index].designator);
			eg_json_kint(j, "new_start", (int64_t)e->new_start);
			eg_json_kint(j, "new_end", (int64_t)e->new_end);
			eg_json_end(j);
		}
	}
	eg_json_end(j);
}

static void
put_by_gravity(struct eg_json *j, const struct eg_redline *r)
{
	struct eg_graded *v;
	size_t n = eg_redline_by_gravity(r, &v);

	eg_json_key(j, "by_gravity");
	eg_json_array(j);
	for (size_t i = 0; i < n; i++) {
		eg_json_object(j);
		eg_json_kstr(j, "class", eg_edit_class_name(v[i].edit->what));
		eg_json_kint(j, "section", (int64_t)(v[i].row - r->section));
		eg_json_kint(j, "edit", (int64_t)(v[i].edit - v[i].row->edit));
		eg_json_end(j);
	}
	eg_json_end(j);
}

static void
put_section(struct eg_json *j, const struct eg_redline *r, const struct eg_redline_section *row,
    struct eg_doc_levels *const levels[2])
{
	eg_json_object(j);
	eg_json_kstr(j, "status", eg_row_status_name(row->status));
	eg_json_kbool(j, "renumbered", row->renumbered);
	eg_json_kbool(j, "edited", row->edited);
	eg_json_kstr(j, "label", label_of(r, row));
	put_place(j, "old", r->old_doc, row->old_index);
	put_place(j, "new", r->new_doc, row->new_index);
	eg_json_kint(j, "old_words", (int64_t)row->old_words);
	eg_json_kint(j, "new_words", (int64_t)row->new_words);
	eg_json_kint(j, "deleted_words", (int64_t)row->deleted_words);
	eg_json_kint(j, "inserted_words", (int64_t)row->inserted_words);
	eg_json_key(j, "edits");
	eg_json_array(j);
	for (size_t i = 0; i < row->n_edits; i++) {
		const struct eg_edit *e = &row->edit[i];

		eg_json_object(j);
		eg_json_kstr(j, "class", eg_edit_class_name(e->what));
		eg_json_key(j, "move");
		if (e->move > 0)
			eg_json_int(j, (int64_t)e->move);
		else
			eg_json_null(j);
		eg_json_kbool(j, "consequential", e->consequential);
		eg_json_kbool(j, "excused", e->excused);
		put_original(j, "old_page", "old_line", r->old_doc, e->old_start,
		    row->old_index != EG_NO_SECTION);
		put_original(j, "new_page", "new_line", r->new_doc, e->new_start,
		    row->new_index != EG_NO_SECTION);
		put_path(j, "old_path", levels[0], e->old_start, row->old_index != EG_NO_SECTION);
		put_path(j, "new_path", levels[1], e->new_start, row->new_index != EG_NO_SECTION);
		put_range(j, "old", r->old_doc, e->old_start, e->old_end, e->old_words);
		put_range(j, "new", r->new_doc, e->new_start, e->new_end, e->new_words);
		eg_json_end(j);
	}
	eg_json_end(j);
	eg_json_end(j);
}

/* What reading took out of either text, so that nothing goes unseen. */
static void
put_removed(struct eg_json *j, const struct eg_redline *r)
{
	const struct eg_doc *d[2] = {r->old_doc, r->new_doc};

	eg_json_key(j, "removed");
	eg_json_object(j);
	for (int t = 0; t < 2; t++) {
		eg_json_key(j, t == 0 ? "old" : "new");
		eg_json_array(j);
		for (size_t i = 0; i < d[t]->n_removed; i++) {
			const struct eg_doc_removed *one = &d[t]->removed[i];

			eg_json_object(j);
			eg_json_kstr(j, "what", one->what);
			eg_json_kint(j, "page", (int64_t)one->page);
			eg_json_kint(j, "line", (int64_t)one->line);
			eg_json_kstr(j, "text", one->text != NULL ? one->text : "");
			eg_json_end(j);
		}
		eg_json_end(j);
	}
	eg_json_end(j);
}

void
eg_redline_to_json(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out)
{
	struct eg_doc_levels *levels[2] = {
	    eg_doc_levels_new(r->old_doc), eg_doc_levels_new(r->new_doc)};
	struct eg_json j;

	eg_json_init(&j, out, true);
	eg_json_object(&j);
	put_summary(&j, r);
	eg_json_kstr(&j, "old", r->old_doc->name);
	eg_json_kstr(&j, "new", r->new_doc->name);
	put_removed(&j, r);
	put_table(&j, "moved", r, true);
	put_table(&j, "renumbered", r, false);
	put_references(&j, r);
	put_divisions(&j, "split", r, false);
	put_divisions(&j, "merged", r, true);
	if (opt != NULL && opt->by_gravity)
		put_by_gravity(&j, r);
	eg_json_key(&j, "sections");
	eg_json_array(&j);
	for (size_t i = 0; i < r->n_sections; i++)
		put_section(&j, r, &r->section[i], levels);
	eg_doc_levels_free(levels[0]);
	eg_doc_levels_free(levels[1]);
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_finish(&j);
}
