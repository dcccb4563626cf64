/* A finding for a terminal, a finding as CSV, and the matrix as both. */
#include "render/conform_memo.h"

#include "base/csv.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static const char *
ink(const struct eg_conform_memo *m, const char *code)
{
	return m->color ? code : "";
}

#define BOLD "\033[1m"
#define QUIET "\033[2m"
#define OLD "\033[9;31m"
#define NEW "\033[4;34m"
#define OFF "\033[0m"

/* Words wrapped to the width, indented. */
static void
wrapped(struct eg_buf *out, const char *text, size_t indent, size_t width)
{
	size_t at = 0;

	while (*text != '\0') {
		size_t n = strcspn(text, " "), w = eg_utf8_width(text, n);

		if (at == 0) {
			eg_buf_fill(out, ' ', indent);
			at = indent;
		} else if (at + 1 + w > width) {
			eg_buf_putc(out, '\n');
			eg_buf_fill(out, ' ', indent);
			at = indent;
		} else {
			eg_buf_putc(out, ' ');
			at++;
		}
		eg_buf_add(out, text, n);
		at += w;
		text += n;
		text += *text == ' ';
	}
	eg_buf_putc(out, '\n');
}

static void
put_rulings(const struct eg_conform_memo *m, struct eg_buf *out)
{
	for (size_t i = 0; i < m->n_rulings; i++) {
		const struct eg_ruling_cited *r = &m->ruling[i];

		eg_buf_printf(out, "ruling    %s %s: %s%s%s%s%s\n", r->ruling->date,
		    r->ruling->body,
		    r->ruling->decision[0] != '\0' ? r->ruling->decision : "no outcome stated",
		    r->ruling->vote[0] != '\0' ? ", vote " : "", r->ruling->vote,
		    r->text_changed ? " (the text has changed since)" : "",
		    r->model_changed ? " (about another text of the model)" : "");
	}
}

static void
put_sections(const struct eg_conform_memo *m, struct eg_buf *out)
{
	for (size_t i = 0; i < m->c->n_sections; i++) {
		const struct eg_conform_section *s = &m->c->section[i];
		struct eg_buf name = EG_BUF_INIT;
		size_t cut;

		conform_memo_section(s, &name);
		for (cut = name.n; eg_utf8_width(eg_buf_cstr(&name), cut) > 44; cut--)
			while (cut > 1 && ((unsigned char)name.p[cut - 1] & 0xC0) == 0x80)
				cut--;
		eg_buf_printf(out, "  %-8s  %.*s", eg_conform_status_name(s->status), (int)cut,
		    eg_buf_cstr(&name));
		eg_buf_fill(out, ' ', 46 - eg_utf8_width(eg_buf_cstr(&name), cut));
		if (s->status != EG_CONFORM_ADDED)
			eg_buf_printf(out, "%5zu/%zu", s->kept, s->words);
		if (s->text_designator[0] != '\0' && strcmp(s->text_designator, s->designator) != 0)
			eg_buf_printf(out, "  %s", s->text_designator);
		eg_buf_putc(out, '\n');
		eg_buf_clear(&name);
	}
}

static void
put_departure(const struct eg_conform_memo *m, const struct eg_departure *d, size_t number,
    struct eg_buf *out)
{
	size_t width = m->columns > 40 ? (size_t)m->columns : 80;
	struct eg_buf words = EG_BUF_INIT, where = EG_BUF_INIT;
	char at[64];

	conform_memo_place(&d->text, at);
	if (d->section != EG_CONFORM_AROUND) {
		const struct eg_conform_section *s = &m->c->section[d->section];

		eg_buf_puts(&where,
		    s->designator[0] != '\0' || s->label == NULL ? s->designator : s->label);
	}
	eg_buf_printf(out, "%3zu. %s%s%s (%s)%s%s  %s%s%s%s%s\n", number, ink(m, BOLD),
	    conform_memo_class(d->what), ink(m, OFF), eg_weight_name(d->weight),
	    d->note[0] != '\0' ? ": " : "", d->note, ink(m, QUIET), eg_buf_cstr(&where),
	    where.n > 0 && at[0] != '\0' ? ", " : "", at, ink(m, OFF));
	if (d->before[0] != '\0')
		eg_buf_printf(&words, "\xE2\x80\xA6 %s ", d->before);
	if (d->model_words[0] != '\0')
		eg_buf_printf(&words, "%s%s%s%s ", m->color ? OLD : "[-", d->model_words,
		    m->color ? "" : "-]", ink(m, OFF));
	if (d->text_words[0] != '\0')
		eg_buf_printf(&words, "%s%s%s%s", m->color ? NEW : "{+", d->text_words,
		    m->color ? "" : "+}", ink(m, OFF));
	while (words.n > 0 && words.p[words.n - 1] == ' ')
		eg_buf_trunc(&words, words.n - 1);
	wrapped(out, eg_buf_cstr(&words), 5, width);
	eg_buf_clear(&words);
	eg_buf_clear(&where);
}

static void
put_departures(const struct eg_conform_memo *m, bool around, struct eg_buf *out)
{
	size_t number = 0;

	for (size_t i = 0; i < m->c->n_departures; i++) {
		const struct eg_departure *d = &m->c->departure[i];

		if ((d->section == EG_CONFORM_AROUND) != around)
			continue;
		if (number++ == 0)
			eg_buf_printf(out, "\n%s\n", around ? "around the compact" : "departures");
		put_departure(m, d, number, out);
	}
}

/* One line a kind with its count, or with --all each use. */
static void
put_styles(const struct eg_conform_memo *m, struct eg_buf *out)
{
	const char *seen[64];
	size_t n_seen = 0;

	for (size_t i = 0; i < m->c->n_sections; i++)
		for (size_t k = 0; k < m->c->section[i].n_styles; k++) {
			const struct eg_house_style *h = &m->c->section[i].style[k];
			size_t j = 0, total = 0;

			while (j < n_seen && strcmp(seen[j], h->kind) != 0)
				j++;
			if (n_seen == 0)
				eg_buf_puts(out, "\nhouse style and fill-ins\n");
			if (m->all) {
				n_seen = 1;
				seen[0] = "";
				eg_buf_printf(out, "  %-12s %-24s %s \xE2\x86\x92 %s%s",
				    m->c->section[i].designator, h->kind,
				    h->model_words[0] != '\0' ? h->model_words : "(nothing)",
				    h->text_words[0] != '\0' ? h->text_words : "(nothing)", "");
				if (h->count > 1)
					eg_buf_printf(out, " (%zu times)", h->count);
				eg_buf_putc(out, '\n');
				continue;
			}
			if (j < n_seen || n_seen == EG_COUNT(seen))
				continue;
			seen[n_seen++] = h->kind;
			for (size_t a = 0; a < m->c->n_sections; a++)
				for (size_t b = 0; b < m->c->section[a].n_styles; b++)
					if (strcmp(m->c->section[a].style[b].kind, h->kind) == 0)
						total += m->c->section[a].style[b].count;
			eg_buf_printf(out, "  %4zu  %s, as: %s \xE2\x86\x92 %s\n", total, h->kind,
			    h->model_words[0] != '\0' ? h->model_words : "(nothing)",
			    h->text_words[0] != '\0' ? h->text_words : "(nothing)");
		}
}

void
eg_conform_to_term(const struct eg_conform_memo *m, struct eg_buf *out)
{
	const struct eg_conform *c = m->c;

	eg_buf_printf(out, "finding   %s%s%s: %s\n", ink(m, BOLD), eg_finding_name(c->finding),
	    ink(m, OFF), c->why);
	eg_buf_printf(out, "text      %s (%s)\n", c->text->name, c->looks_like);
	eg_buf_printf(
	    out, "model     %s, held to: %s\n", c->model->name, eg_conform_rule_name(c->rule));
	eg_buf_printf(out, "found     %.2f %% of the model's words\n", c->score * 100);
	put_rulings(m, out);
	eg_buf_putc(out, '\n');
	put_sections(m, out);
	if (c->finding < EG_FINDING_OTHER_VERSION || m->all) {
		put_departures(m, false, out);
		put_departures(m, true, out);
		put_styles(m, out);
	} else {
		eg_buf_printf(out,
		    "\n%zu departures from this model are not listed (--all lists them)\n",
		    c->n_departures);
	}
}

/* ---- CSV ---- */

static void
put_fields(struct eg_buf *out, const char *const *field, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		eg_buf_puts(out, i == 0 ? "" : ",");
		eg_csv_put(out, field[i], strlen(field[i]));
	}
	eg_buf_putc(out, '\n');
}

static void
put_line(const struct eg_conform_memo *m, const struct eg_conform_section *s,
    const struct eg_departure *d, struct eg_buf *out)
{
	char page[24] = "", line[24] = "";

	if (d != NULL) {
		snprintf(page, sizeof(page), "%zu", d->text.page);
		snprintf(line, sizeof(line), "%zu", d->text.line);
	}
	put_fields(out,
	    (const char *const[]){eg_finding_name(m->c->finding), s != NULL ? s->designator : "",
		s != NULL ? s->heading : "",
		s != NULL ? eg_conform_status_name(s->status) : "around",
		s != NULL ? s->text_designator : "",
		d != NULL ? eg_departure_class_name(d->what) : "",
		d != NULL ? eg_weight_name(d->weight) : "", d != NULL ? d->model_words : "",
		d != NULL ? d->text_words : "", page, line, d != NULL ? d->note : ""},
	    12);
}

void
eg_conform_to_csv(const struct eg_conform_memo *m, struct eg_buf *out)
{
	const struct eg_conform *c = m->c;

	eg_buf_puts(out,
	    "finding,section,heading,status,in_text,class,weight,model_words,text_words,"
	    "page,line,note\n");
	for (size_t i = 0; i < c->n_sections; i++) {
		const struct eg_conform_section *s = &c->section[i];

		if (s->n_departures == 0)
			put_line(m, s, NULL, out);
		for (size_t k = 0; k < s->n_departures; k++)
			put_line(m, s, &c->departure[s->departure + k], out);
	}
	for (size_t i = 0; i < c->n_departures; i++)
		if (c->departure[i].section == EG_CONFORM_AROUND)
			put_line(m, NULL, &c->departure[i], out);
}
