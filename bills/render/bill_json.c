/*
 * A bill as JSON: the blocks before the first provision, then the tree of provisions, in the order
 * in which a reader meets them. Schema: tests/schema/bill.schema.json.
 */
#include "render/outline.h"

#include "base/json.h"

#include <engross/render.h>
#include <string.h>

static const char *const role_names[] = {
    [EG_ROLE_REQUEST] = "request",
    [EG_ROLE_BILL_NUMBER] = "bill-number",
    [EG_ROLE_SESSION] = "session",
    [EG_ROLE_SPONSORS] = "sponsors",
    [EG_ROLE_TITLE] = "title",
    [EG_ROLE_LEGEND] = "legend",
    [EG_ROLE_FUNCTION] = "function",
    [EG_ROLE_ENACTING] = "enacting-clause",
    [EG_ROLE_RECITAL] = "recital",
};

static const char *const part_names[] = {
    [EG_PART_ARTICLE] = "article",
    [EG_PART_SECTION] = "section",
    [EG_PART_UNIT] = "unit",
    [EG_PART_CODE_SECTION] = "code-section",
    [EG_PART_ITEM] = "item",
    [EG_PART_TEXT] = "paragraph",
    [EG_PART_LAW] = "law",
    [EG_PART_VERBATIM] = "verbatim",
    [EG_PART_RESOLVED] = "resolved",
    [EG_PART_CODIFY] = "codification",
    [EG_PART_CLOSING] = "closing",
};

static const char *const run_names[] = {
    [EG_RUN_TEXT] = "text",
    [EG_RUN_REF] = "reference",
    [EG_RUN_TERM] = "term",
    [EG_RUN_STRONG] = "strong",
    [EG_RUN_EM] = "emphasis",
    [EG_RUN_BLANK] = "blank",
    [EG_RUN_INS] = "added",
    [EG_RUN_DEL] = "deleted",
    [EG_RUN_MARK] = "mark",
};

/* The words as they print, a blank as text shows it. */
static void
put_words(struct eg_json *j, const char *key, const struct eg_block *b)
{
	struct eg_buf words = EG_BUF_INIT;

	for (size_t i = 0; i < b->n_runs; i++)
		if (b->run[i].kind == EG_RUN_BLANK)
			eg_buf_printf(&words, "[____ %s ____]", b->run[i].text);
		else
			eg_buf_puts(&words, b->run[i].text);
	eg_json_kstr(j, key, eg_buf_cstr(&words));
	eg_buf_clear(&words);
}

/* Runs only where the words are not one plain text. */
static void
put_runs(struct eg_json *j, const struct eg_outline *o, const struct eg_block *b)
{
	if (b->n_runs == 0 || (b->n_runs == 1 && b->run[0].kind == EG_RUN_TEXT))
		return;
	eg_json_key(j, "runs");
	eg_json_array(j);
	for (size_t i = 0; i < b->n_runs; i++) {
		const struct eg_run *r = &b->run[i];
		const struct eg_part *to;

		eg_json_object(j);
		eg_json_kstr(j, "kind", run_names[r->kind]);
		eg_json_kstr(j, "text", r->text);
		if (r->kind == EG_RUN_REF && r->target != NULL) {
			eg_json_kstr(j, "label", r->target);
			to = eg_outline_find(o, r->target);
			eg_json_kstr(j, "eId", to != NULL ? to->eid : NULL);
		}
		eg_json_end(j);
	}
	eg_json_end(j);
}

static void
open_part(struct eg_json *j, const struct eg_outline *o, const struct eg_part *p)
{
	const struct eg_block *b = p->block;

	eg_json_object(j);
	eg_json_kstr(j, "kind", part_names[p->kind]);
	eg_json_kstr(j, "eId", p->eid);
	eg_json_kstr(j, "label", b->anchor);
	eg_json_kstr(j, "designator", b->designator);
	if (p->kind == EG_PART_UNIT || p->kind == EG_PART_VERBATIM) {
		eg_json_key(j, "lines");
		eg_json_array(j);
		for (size_t i = 0; i < p->n_blocks; i++) {
			eg_json_object(j);
			put_words(j, "text", &b[i]);
			put_runs(j, o, &b[i]);
			eg_json_end(j);
		}
		eg_json_end(j);
	} else {
		put_words(j, eg_part_headed(p) ? "heading" : "text", b);
		put_runs(j, o, b);
	}
	if (p->quoted)
		eg_json_kbool(j, "code", true);
	eg_json_kint(j, "line", (int64_t)b->line);
}

/* Depth is bounded by the writer's; a level that no legislature has goes flat, nothing is lost. */
enum { DEEPEST = 24 };

static void
put_parts(struct eg_json *j, const struct eg_outline *o, const struct eg_part *first, int depth)
{
	eg_json_array(j);
	for (const struct eg_part *p = first; p != NULL; p = p->next) {
		open_part(j, o, p);
		if (p->first != NULL && depth < DEEPEST) {
			eg_json_key(j, "parts");
			put_parts(j, o, p->first, depth + 1);
		}
		eg_json_end(j);
		if (p->first == NULL || depth < DEEPEST)
			continue;
		for (const struct eg_part *c = p->first; c != NULL; c = eg_part_after(c, p)) {
			open_part(j, o, c);
			eg_json_end(j);
		}
	}
	eg_json_end(j);
}

static void
put_shown(struct eg_json *j, const char *key, unsigned shown)
{
	static const struct {
		unsigned bit;
		const char *name;
	} looks[] = {{EG_SHOWN_UNDERLINE, "underline"}, {EG_SHOWN_STRIKE, "strike"},
	    {EG_SHOWN_ITALIC, "italic"}, {EG_SHOWN_BOLD, "bold"}};

	eg_json_key(j, key);
	eg_json_array(j);
	for (size_t i = 0; i < EG_COUNT(looks); i++)
		if (shown & looks[i].bit)
			eg_json_string(j, looks[i].name);
	eg_json_end(j);
}

static void
put_texts(struct eg_json *j, const char *key, const char *const *text, size_t n)
{
	eg_json_key(j, key);
	eg_json_array(j);
	for (size_t i = 0; i < n; i++)
		eg_json_string(j, text[i]);
	eg_json_end(j);
}

enum eg_rc
eg_render_json(const struct eg_form *form, const struct eg_render_options *opt, struct eg_buf *out,
    struct eg_err *err)
{
	struct eg_outline *o = eg_outline_make(form);
	struct eg_json j;

	EG_UNUSED(opt);
	eg_json_init(&j, out, true);
	eg_json_object(&j);
	eg_json_kint(&j, "engross", 1);
	eg_json_kstr(&j, "template", form->template_name);
	eg_json_kstr(&j, "version", form->version);
	eg_json_kstr(&j, "variant", form->variant);
	eg_json_kstr(&j, "jurisdiction", form->postal);
	eg_json_kstr(&j, "jurisdiction_name", form->jurisdiction);
	eg_json_kstr(&j, "instrument", form->instrument);
	eg_json_kstr(&j, "language", form->language);
	eg_json_kstr(&j, "title", form->title);
	put_shown(&j, "added_shown", form->added);
	put_shown(&j, "deleted_shown", form->deleted);
	put_texts(&j, "blanks", form->blank, form->n_blanks);
	put_texts(&j, "details_missing", form->detail, form->n_details);
	eg_json_key(&j, "front");
	eg_json_array(&j);
	for (size_t i = 0; i < o->n_front; i++) {
		const struct eg_block *b = &form->block[i];

		eg_json_object(&j);
		eg_json_kstr(&j, "role", role_names[b->role]);
		eg_json_kstr(&j, "designator", b->designator);
		put_words(&j, "text", b);
		put_runs(&j, o, b);
		eg_json_end(&j);
	}
	eg_json_end(&j);
	eg_json_key(&j, "parts");
	put_parts(&j, o, o->root->first, 0);
	eg_json_end(&j);
	eg_json_finish(&j);
	eg_outline_free(o);
	return eg_buf_ok(out, err);
}
