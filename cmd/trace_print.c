/* A trace on the terminal and as JSON. */
#include "cmd/trace.h"

#include <engross/jurisdiction.h>
#include <string.h>

enum { QUOTE_WORDS = 24, JSON_QUOTE = 200, PROOF_SHOWN = 3, PASSAGES_SHOWN = 3 };

/* The section that byte `at` is in: "Section 3. Definitions", "" if it has neither. */
static void
put_section(struct eg_buf *out, const struct eg_doc *d, size_t at)
{
	const struct eg_doc_section *s = NULL;

	for (size_t i = 0; i < d->n_sections && d->section[i].start <= at; i++)
		s = &d->section[i];
	if (s == NULL)
		return;
	eg_buf_puts(out, s->designator);
	if (s->designator[0] != '\0' && s->heading[0] != '\0')
		eg_buf_putc(out, ' ');
	eg_buf_puts(out, s->heading);
}

void
eg_trace_put_words(struct eg_buf *out, const struct eg_doc *d, size_t start, size_t end, size_t max)
{
	bool space = false;

	for (size_t i = start; i < end; i++) {
		unsigned char c = (unsigned char)d->text[i];

		if (c <= ' ') {
			space = true;
			continue;
		}
		if (space && max > 0 && --max == 0) {
			eg_buf_puts(out, " …");
			return;
		}
		if (space)
			eg_buf_putc(out, ' ');
		space = false;
		eg_buf_putc(out, (char)c);
	}
}

static struct eg_str
range(const struct eg_traced_text *t, size_t first, size_t last)
{
	size_t start = t->tokens.v[first].start;

	return (struct eg_str){t->doc->text + start, t->tokens.v[last - 1].end - start};
}

/* ---- JSON ---- */

static void
json_side(
    struct eg_json *j, const char *key, const struct eg_traced_text *t, size_t first, size_t last)
{
	struct eg_str s = range(t, first, last);
	size_t at = (size_t)(s.p - t->doc->text), page, line;
	struct eg_buf b = EG_BUF_INIT;

	eg_doc_place(t->doc, at, &page, &line);
	put_section(&b, t->doc, at);
	eg_json_key(j, key);
	eg_json_object(j);
	eg_json_kint(j, "start", (int64_t)at);
	eg_json_kint(j, "end", (int64_t)(at + s.n));
	eg_json_kstr(j, "section", b.n > 0 ? eg_buf_cstr(&b) : NULL);
	eg_json_key(j, "page");
	page > 0 ? eg_json_int(j, (int64_t)page) : eg_json_null(j);
	eg_json_key(j, "line");
	line > 0 ? eg_json_int(j, (int64_t)line) : eg_json_null(j);
	eg_buf_reset(&b);
	eg_trace_put_words(&b, t->doc, at, at + s.n, JSON_QUOTE);
	eg_json_kstr(j, "quote", eg_buf_cstr(&b));
	eg_json_end(j);
	eg_buf_clear(&b);
}

static void
json_passage(struct eg_json *j, const struct eg_trace *t, const struct eg_match *m,
    const struct eg_match_passage *p)
{
	eg_json_object(j);
	eg_json_kint(j, "words", p->at.same);
	eg_json_key(j, "rarity");
	p->others_known ? eg_json_int(j, (int64_t)p->others) : eg_json_null(j);
	json_side(j, "text", &t->text, p->at.first, p->at.last);
	if (p->both) {
		json_side(j, "source", &m->text, p->at.source_first, p->at.source_last);
	} else {
		eg_json_key(j, "source");
		eg_json_null(j);
	}
	eg_json_end(j);
}

static void
json_match(struct eg_json *j, const struct eg_trace *t, const struct eg_match *m)
{
	eg_json_object(j);
	eg_json_kstr(j, "source", m->source);
	eg_json_kstr(j, "kind", m->is_template ? "template" : "file");
	eg_json_kstr(j, "version", m->version);
	eg_json_key(j, "score");
	eg_json_real(j, m->score, 4);
	eg_json_kint(j, "unique_shingles", (int64_t)m->unique);
	eg_json_key(j, "unique_of");
	m->is_template ? eg_json_int(j, (int64_t)m->unique_all) : eg_json_null(j);
	eg_json_key(j, "proof");
	eg_json_array(j);
	for (size_t i = 0; i < m->proof.n; i++)
		eg_json_string(j, m->proof.v[i]);
	eg_json_end(j);
	eg_json_kint(j, "shared_shingles", (int64_t)m->shared);
	eg_json_key(j, "covers");
	eg_json_real(j, m->covers, 4);
	eg_json_key(j, "adds");
	eg_json_real(j, m->adds, 4);
	eg_json_kstr(j, "through", m->through);
	eg_json_kint(j, "through_alike", (int64_t)m->alike);
	eg_json_key(j, "other_versions");
	eg_json_array(j);
	for (size_t i = 0; i < m->others.n; i++) {
		eg_json_object(j);
		eg_json_kstr(j, "version", m->others.v[i].version);
		eg_json_key(j, "score");
		eg_json_real(j, m->others.v[i].score, 4);
		eg_json_kint(j, "unique_shingles", (int64_t)m->others.v[i].unique);
		eg_json_kint(j, "unique_of", (int64_t)m->others.v[i].unique_all);
		eg_json_end(j);
	}
	eg_json_end(j);
	eg_json_key(j, "passages");
	eg_json_array(j);
	for (size_t i = 0; i < m->passages.n; i++)
		json_passage(j, t, m, &m->passages.v[i]);
	eg_json_end(j);
	eg_json_kstr(j, "note", m->note);
	eg_json_end(j);
}

void
eg_trace_put_json(struct eg_json *j, const struct eg_trace *t)
{
	eg_json_object(j);
	eg_json_kstr(j, "text", t->name);
	eg_json_kint(j, "words", (int64_t)t->text.tokens.n);
	eg_json_kstr(
	    j, "jurisdiction", t->text.tokens.place < 0 ? NULL : eg_postal[t->text.tokens.place]);
	eg_json_key(j, "matches");
	eg_json_array(j);
	for (size_t i = 0; i < t->match.n; i++)
		json_match(j, t, &t->match.v[i]);
	eg_json_end(j);
	eg_json_end(j);
}

/* ---- terminal ---- */

static void
put_place(struct eg_buf *out, const struct eg_traced_text *t, size_t first)
{
	size_t at = t->tokens.v[first].start, page, line, was = out->n;

	eg_doc_place(t->doc, at, &page, &line);
	put_section(out, t->doc, at);
	if (page > 0)
		eg_buf_printf(out, "%spage %zu", out->n > was ? ", " : "", page);
	if (line > 0)
		eg_buf_printf(out, "%sline %zu", out->n > was ? ", " : "", line);
	if (out->n == was)
		eg_buf_puts(out, "the beginning");
}

static void
put_passage(struct eg_ctx *cx, const struct eg_trace *t, const struct eg_match *m,
    const struct eg_match_passage *p)
{
	struct eg_str s = range(&t->text, p->at.first, p->at.last);
	size_t at = (size_t)(s.p - t->text.doc->text);

	eg_buf_printf(&cx->out, "    %u words at ", p->at.same);
	put_place(&cx->out, &t->text, p->at.first);
	if (p->both) {
		eg_buf_puts(&cx->out, " = ");
		put_place(&cx->out, &m->text, p->at.source_first);
	}
	if (p->others_known && p->others == 0)
		eg_buf_puts(&cx->out, "; nowhere else");
	else if (p->others_known)
		eg_buf_printf(&cx->out, "; also in %zu other%s", p->others,
		    m->is_template   ? p->others == 1 ? " template" : " templates"
		    : p->others == 1 ? ""
				     : "s");
	eg_buf_puts(&cx->out, "\n      “");
	eg_trace_put_words(&cx->out, t->text.doc, at, at + s.n, QUOTE_WORDS);
	eg_buf_puts(&cx->out, "”\n");
}

static const char *
strength(double score)
{
	return score >= 0.5 ? "copied" : score >= 0.1 ? "draws on" : "faint";
}

static void
put_name(struct eg_buf *out, const struct eg_match *m)
{
	eg_put_path(out, m->source, strlen(m->source));
	if (m->version != NULL)
		eg_buf_printf(out, " %s", m->version);
}

static void
put_table(struct eg_ctx *cx, const struct eg_trace *t)
{
	size_t rows = t->match.n + 1;
	const char **cell = eg_calloc(rows * 5, sizeof(const char *));
	char **made = eg_calloc(rows * 4, sizeof(char *));

	cell[0] = "score", cell[1] = "", cell[2] = "of the text", cell[3] = "new in it";
	cell[4] = "source";
	for (size_t i = 0; i < t->match.n; i++) {
		const struct eg_match *m = &t->match.v[i];
		struct eg_buf name = EG_BUF_INIT;
		char **mine = made + 4 * i;

		mine[0] = eg_sprintf("%.2f", m->score);
		mine[1] = eg_sprintf("%.0f %%", m->covers * 100);
		mine[2] = eg_sprintf("%.0f %%", m->adds * 100);
		put_name(&name, m);
		mine[3] = eg_buf_take(&name, NULL);
		cell[5 * (i + 1)] = mine[0];
		cell[5 * (i + 1) + 1] = strength(m->score);
		cell[5 * (i + 1) + 2] = mine[1];
		cell[5 * (i + 1) + 3] = mine[2];
		cell[5 * (i + 1) + 4] = mine[3];
	}
	eg_table(&cx->out, cell, rows, 5, cx->columns);
	for (size_t i = 0; i < rows * 4; i++)
		eg_free(made[i]);
	eg_free(made);
	eg_free(cell);
}

static void
put_proof(struct eg_ctx *cx, const struct eg_trace *t, const struct eg_match *m)
{
	eg_buf_putc(&cx->out, '\n');
	put_name(&cx->out, m);
	if (m->through != NULL)
		eg_buf_printf(&cx->out, " (by its draft %s", m->through);
	if (m->through != NULL && m->alike > 0)
		eg_buf_printf(
		    &cx->out, "; %zu other%s as near", m->alike, m->alike > 1 ? "s are" : " is");
	if (m->through != NULL)
		eg_buf_putc(&cx->out, ')');
	eg_buf_puts(&cx->out, "\n");
	if (m->is_template && m->unique_all > 0)
		eg_buf_printf(&cx->out, "  of %zu runs of words that %s has, the text has %zu\n",
		    m->unique_all, m->versions > 1 ? "only this version" : "no other template",
		    m->unique);
	else if (m->unique > 0)
		eg_buf_printf(&cx->out,
		    "  %zu of %zu shared fingerprints are in no other document\n", m->unique,
		    m->shared);
	for (size_t i = 0; i < m->proof.n && i < PROOF_SHOWN; i++)
		eg_buf_printf(&cx->out, "    only here: “%s”\n", m->proof.v[i]);
	for (size_t i = 0; i < m->others.n; i++)
		eg_buf_printf(&cx->out, "  not %s: score %.2f, %zu of its %zu own runs\n",
		    m->others.v[i].version, m->others.v[i].score, m->others.v[i].unique,
		    m->others.v[i].unique_all);
	if (m->note != NULL)
		eg_buf_printf(&cx->out, "  %s\n", m->note);
	for (size_t i = 0; i < m->passages.n && i < PASSAGES_SHOWN; i++)
		put_passage(cx, t, m, &m->passages.v[i]);
	if (m->passages.n > PASSAGES_SHOWN)
		eg_buf_printf(
		    &cx->out, "    and %zu more passages\n", m->passages.n - PASSAGES_SHOWN);
}

void
eg_trace_put_text(struct eg_ctx *cx, const struct eg_trace *t)
{
	size_t unread = 0;

	eg_put_path(&cx->out, t->name, strlen(t->name));
	eg_buf_printf(&cx->out, ": %zu words%s", t->text.tokens.n, t->match.n == 0 ? "" : "\n\n");
	if (t->match.n == 0) {
		eg_buf_puts(&cx->out, ", nothing found that it was copied from\n");
		return;
	}
	put_table(cx, t);
	for (size_t i = 0; i < t->match.n; i++) {
		bool read = t->match.v[i].text.doc != NULL;

		unread += !read && i > 0;
		if (read || i == 0)
			put_proof(cx, t, &t->match.v[i]);
	}
	if (unread > 0)
		eg_buf_printf(&cx->out,
		    "\n%zu source%s not read again: --proofs %zu shows the passages of all\n",
		    unread, unread > 1 ? "s were" : " was", t->match.n);
}
