/* What a memo on conformity says, in its order: see conform_memo.h. */
#include "render/conform_memo.h"

#include <stdio.h>
#include <string.h>

enum { HEADING_BYTES = 90 };

void
conform_memo_place(const struct eg_place *p, char out[64])
{
	if (p->page > 0)
		snprintf(out, 64, "page %zu, line %zu", p->page, p->line);
	else if (p->line > 0)
		snprintf(out, 64, "line %zu", p->line);
	else
		out[0] = '\0';
}

void
conform_memo_section(const struct eg_conform_section *s, struct eg_buf *out)
{
	size_t n = strlen(s->heading);
	bool cut = false;

	/* an item's mark that the reader of prints left at a heading's end is none of it */
	if (n > 2 && s->heading[n - 2] == ' ' && s->heading[n - 1] == 'a')
		n -= 2;
	eg_buf_puts(out, s->designator);
	if (n > HEADING_BYTES) { /* cut at a word */
		for (n = HEADING_BYTES; n > 0 && s->heading[n] != ' '; n--)
			continue;
		cut = true;
	}
	if (n > 0)
		eg_buf_printf(out, "%s%.*s%s", s->designator[0] != '\0' ? " " : "", (int)n,
		    s->heading, cut ? " \xE2\x80\xA6" : "");
	if (out->n == 0 && s->label != NULL)
		eg_buf_puts(out, s->label);
	if (out->n == 0)
		eg_buf_puts(out, "(without a number)");
}

const char *
conform_memo_sentence(enum eg_conformity f)
{
	static const char *const sentence[] = {"The text says the same words as the model.",
	    "The text keeps to the model: only house style and fill-ins differ.",
	    "Words differ that carry no known risk. A person must say whether they matter.",
	    "Words that carry risk differ: the text does not keep to the model as it stands.",
	    "The text is of the same family but another version of the model.",
	    "The text is not of this model."};

	return sentence[f];
}

const char *
conform_memo_class(enum eg_departure_class c)
{
	static const char *const words[] = {"other words", "reference", "moved", "sunset",
	    "contingency", "override", "added definition", "definition", "date", "number", "money",
	    "modal word or condition", "party", "clause added", "clause left out"};

	return words[c];
}

const char *
conform_memo_status(enum eg_conform_status s)
{
	static const char *const words[] = {
	    "same", "house style only", "changed", "moved", "left out", "added"};

	return words[s];
}

static void
fact(struct memo_sink *s, const char *name, const char *value)
{
	if (value[0] != '\0')
		s->row(s, (const char *const[]){name, value}, 2, false);
}

static void
facts(const struct eg_conform_memo *m, struct memo_sink *s)
{
	static const int widths[] = {22, 78};
	const struct eg_conform *c = m->c;
	char score[32];

	snprintf(score, sizeof(score), "%.2f %% of the model's words", c->score * 100);
	s->open_table(s, widths, 2);
	fact(s, "Finding", eg_finding_name(c->finding));
	fact(s, "Text", c->text->name);
	fact(s, "Model", c->model->name);
	fact(s, "Jurisdiction", m->postal);
	fact(s, "Held to", eg_conform_rule_name(c->rule));
	fact(s, "Found in the text", score);
	fact(s, "The text looks", c->looks_like);
	fact(s, "It follows", c->version);
	fact(s, "Date", m->date);
	s->close_table(s);
}

static void
rulings(const struct eg_conform_memo *m, struct memo_sink *s)
{
	if (m->n_rulings == 0)
		return;
	s->heading(s, 2, "Rulings");
	for (size_t i = 0; i < m->n_rulings; i++) {
		const struct eg_ruling_cited *r = &m->ruling[i];
		char *head = eg_sprintf("%s, %s: %s%s%s", r->ruling->date, r->ruling->body,
		    r->ruling->decision[0] != '\0' ? r->ruling->decision : "no outcome stated",
		    r->ruling->vote[0] != '\0' ? ", vote " : "", r->ruling->vote);
		char *more = eg_sprintf(". %s%s%s", r->ruling->reason,
		    r->text_changed ? " (The text has changed since.)" : "",
		    r->model_changed ? " (It was about another text of the model.)" : "");

		s->para(s, (const struct memo_run[]){{MEMO_BOLD, head}, {MEMO_PLAIN, more}}, 2);
		eg_free(head);
		eg_free(more);
	}
}

static void
sections(const struct eg_conform *c, struct memo_sink *s)
{
	static const int widths[] = {40, 22, 18, 20};

	s->heading(s, 2, "Sections");
	s->open_table(s, widths, 4);
	s->row(s, (const char *const[]){"Model", "In the text", "Status", "Words found"}, 4, true);
	for (size_t i = 0; i < c->n_sections; i++) {
		const struct eg_conform_section *x = &c->section[i];
		struct eg_buf name = EG_BUF_INIT;
		char words[48] = "";

		conform_memo_section(x, &name);
		if (x->status != EG_CONFORM_ADDED)
			snprintf(words, sizeof(words), "%zu of %zu", x->kept, x->words);
		s->row(s,
		    (const char *const[]){eg_buf_cstr(&name), x->text_designator,
			conform_memo_status(x->status), words},
		    4, false);
		eg_buf_clear(&name);
	}
	s->close_table(s);
}

static void
departure(
    const struct eg_conform *c, const struct eg_departure *d, size_t number, struct memo_sink *s)
{
	struct eg_buf where = EG_BUF_INIT;
	char at[64], model_at[64];
	char *head, *before = eg_sprintf("\xE2\x80\xA6 %s ", d->before), *place;

	if (d->section != EG_CONFORM_AROUND) {
		const struct eg_conform_section *x = &c->section[d->section];

		eg_buf_puts(&where,
		    x->designator[0] == '\0' && x->label != NULL ? x->label : x->designator);
		while (where.n > 0 && where.p[where.n - 1] == '.')
			eg_buf_trunc(&where, where.n - 1);
	}
	conform_memo_place(&d->text, at);
	conform_memo_place(&d->model, model_at);
	head = eg_sprintf("%zu. %s (%s)%s%s", number, conform_memo_class(d->what),
	    eg_weight_name(d->weight), d->note[0] != '\0' ? ": " : "", d->note);
	place = eg_sprintf("%s%s%s%s%s%s", eg_buf_cstr(&where), where.n > 0 ? ", " : "",
	    "text: ", at, d->model_words[0] != '\0' ? ", model: " : "",
	    d->model_words[0] != '\0' ? model_at : "");
	s->para(s,
	    (const struct memo_run[]){{MEMO_BOLD, head}, {MEMO_QUIET, " "}, {MEMO_QUIET, place}},
	    3);
	s->para(s,
	    (const struct memo_run[]){{MEMO_QUIET, before}, {MEMO_OLD, d->model_words},
		{MEMO_PLAIN, d->model_words[0] != '\0' && d->text_words[0] != '\0' ? " " : ""},
		{MEMO_NEW, d->text_words}},
	    4);
	eg_buf_clear(&where);
	eg_free(head);
	eg_free(before);
	eg_free(place);
}

static void
departures(const struct eg_conform *c, struct memo_sink *s, bool around)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n_departures; i++)
		n += (c->departure[i].section == EG_CONFORM_AROUND) == around;
	if (n == 0)
		return;
	s->heading(s, 2, around ? "Around the compact" : "Departures");
	s->para(s,
	    (const struct memo_run[]){
		{MEMO_QUIET, around ? "What the rest of the act says that may touch the compact. "
				      "Words are the text's."
				    : "Struck: the model's words. Underlined: the text's."}},
	    1);
	for (size_t i = 0, k = 0; i < c->n_departures; i++)
		if ((c->departure[i].section == EG_CONFORM_AROUND) == around)
			departure(c, &c->departure[i], ++k, s);
}

static void
house_style(const struct eg_conform *c, struct memo_sink *s)
{
	static const int widths[] = {20, 18, 27, 27, 8};
	size_t n = 0;

	for (size_t i = 0; i < c->n_sections; i++)
		n += c->section[i].n_styles;
	if (n == 0)
		return;
	s->heading(s, 2, "House style and fill-ins: no departures");
	s->open_table(s, widths, 5);
	s->row(s, (const char *const[]){"Section", "Kind", "Model", "Text", "Times"}, 5, true);
	for (size_t i = 0; i < c->n_sections; i++)
		for (size_t k = 0; k < c->section[i].n_styles; k++) {
			const struct eg_house_style *h = &c->section[i].style[k];
			char times[24];

			snprintf(times, sizeof(times), "%zu", h->count);
			s->row(s,
			    (const char *const[]){c->section[i].designator, h->kind, h->model_words,
				h->text_words, times},
			    5, false);
		}
	s->close_table(s);
}

void
conform_memo_write(const struct eg_conform_memo *m, struct memo_sink *s)
{
	const struct eg_conform *c = m->c;

	s->heading(s, 1, "Conformity of a text with its model");
	s->para(s, (const struct memo_run[]){{MEMO_BOLD, conform_memo_sentence(c->finding)}}, 1);
	facts(m, s);
	s->para(s,
	    (const struct memo_run[]){{MEMO_QUIET,
		"A finding is made by comparing words. Whether a jurisdiction is a member is "
		"for people to decide; their rulings are cited where there are any."}},
	    1);
	rulings(m, s);
	sections(c, s);
	departures(c, s, false);
	departures(c, s, true);
	house_style(c, s);
}
