/* A finding of conformity as JSON: tests/schema/conform.schema.json. */
#include "base/json.h"

#include <engross/conform_print.h>

static void
put_place(struct eg_json *j, const char *key, const char *words, const struct eg_place *p)
{
	eg_json_key(j, key);
	eg_json_object(j);
	eg_json_kstr(j, "words", words);
	eg_json_kint(j, "start", (int64_t)p->start);
	eg_json_kint(j, "end", (int64_t)p->end);
	eg_json_kint(j, "page", (int64_t)p->page);
	eg_json_kint(j, "line", (int64_t)p->line);
	eg_json_end(j);
}

static void
put_styles(struct eg_json *j, const struct eg_conform_section *s)
{
	eg_json_key(j, "styles");
	eg_json_array(j);
	for (size_t i = 0; i < s->n_styles; i++) {
		eg_json_object(j);
		eg_json_kstr(j, "kind", s->style[i].kind);
		eg_json_kstr(j, "model", s->style[i].model_words);
		eg_json_kstr(j, "text", s->style[i].text_words);
		eg_json_kint(j, "count", (int64_t)s->style[i].count);
		eg_json_kint(j, "page", (int64_t)s->style[i].text.page);
		eg_json_kint(j, "line", (int64_t)s->style[i].text.line);
		eg_json_end(j);
	}
	eg_json_end(j);
}

static void
put_section(struct eg_json *j, const struct eg_conform_section *s)
{
	eg_json_object(j);
	eg_json_kstr(j, "label", s->label);
	eg_json_kstr(j, "designator", s->designator);
	eg_json_kstr(j, "heading", s->heading);
	eg_json_kstr(j, "status", eg_conform_status_name(s->status));
	eg_json_kstr(j, "text_designator", s->text_designator);
	eg_json_kint(j, "page", (int64_t)s->text.page);
	eg_json_kint(j, "line", (int64_t)s->text.line);
	eg_json_kint(j, "words", (int64_t)s->words);
	eg_json_kint(j, "kept", (int64_t)s->kept);
	eg_json_kint(j, "departures", (int64_t)s->n_departures);
	put_styles(j, s);
	eg_json_end(j);
}

static void
put_departure(struct eg_json *j, const struct eg_conform *c, const struct eg_departure *d)
{
	bool around = d->section == EG_CONFORM_AROUND;

	eg_json_object(j);
	eg_json_kstr(j, "class", eg_departure_class_name(d->what));
	eg_json_kstr(j, "weight", eg_weight_name(d->weight));
	eg_json_key(j, "section");
	if (around)
		eg_json_null(j);
	else
		eg_json_int(j, (int64_t)d->section);
	eg_json_kstr(j, "designator", around ? "" : c->section[d->section].designator);
	put_place(j, "model", d->model_words, &d->model);
	put_place(j, "text", d->text_words, &d->text);
	eg_json_kstr(j, "before", d->before);
	eg_json_kstr(j, "note", d->note);
	eg_json_end(j);
}

static void
put_rulings(struct eg_json *j, const struct eg_conform_memo *m)
{
	eg_json_key(j, "rulings");
	eg_json_array(j);
	for (size_t i = 0; i < m->n_rulings; i++) {
		const struct eg_ruling_cited *r = &m->ruling[i];

		eg_json_object(j);
		eg_json_kstr(j, "id", r->ruling->id);
		eg_json_kstr(j, "date", r->ruling->date);
		eg_json_kstr(j, "body", r->ruling->body);
		eg_json_kstr(j, "decision", r->ruling->decision);
		eg_json_kstr(j, "vote", r->ruling->vote);
		eg_json_kstr(j, "reason", r->ruling->reason);
		eg_json_kstr(j, "finding", r->ruling->finding);
		eg_json_kbool(j, "text_changed_since", r->text_changed);
		eg_json_kbool(j, "model_changed_since", r->model_changed);
		eg_json_end(j);
	}
	eg_json_end(j);
}

static void
put_memo(const struct eg_conform_memo *m, struct eg_json *j)
{
	const struct eg_conform *c = m->c;

	eg_json_object(j);
	eg_json_kstr(j, "model", c->model->name);
	eg_json_kstr(j, "text", c->text->name);
	eg_json_kstr(j, "jurisdiction", m->postal);
	eg_json_kstr(j, "finding", eg_finding_name(c->finding));
	eg_json_kbool(j, "conforms", eg_finding_conforms(c->finding));
	eg_json_kstr(j, "why", c->why);
	eg_json_kstr(j, "version", c->version);
	eg_json_kstr(j, "rule", eg_conform_rule_name(c->rule));
	eg_json_key(j, "score");
	eg_json_real(j, c->score, 4);
	eg_json_kstr(j, "looks_like", c->looks_like);
	eg_json_key(j, "sections");
	eg_json_array(j);
	for (size_t i = 0; i < c->n_sections; i++)
		put_section(j, &c->section[i]);
	eg_json_end(j);
	eg_json_key(j, "departures");
	eg_json_array(j);
	for (size_t i = 0; i < c->n_departures; i++)
		put_departure(j, c, &c->departure[i]);
	eg_json_end(j);
	put_rulings(j, m);
	eg_json_end(j);
}

void
eg_conform_to_json(const struct eg_conform_memo *m, struct eg_buf *out)
{
	struct eg_json j;

	eg_json_init(&j, out, true);
	put_memo(m, &j);
	eg_json_finish(&j);
}
