/*
 * The new text as a legislature marks what a bill adds and deletes, from the profile's facts: its
 * characters around deleted words, capitals, asterisks for what is left out. Where the profile says
 * that changes are told and not shown, they are told: "On page 3, line 12, strike “shall” and insert
 * “may”". Written plainly here; redline_pdf.c draws the same runs.
 */
#include "render/redline_runs.h"

#include "base/utf8.h"

#include <string.h>

void
eg_redline__marked(
    const struct eg_redline_run *run, const struct eg_convention *as, struct eg_buf *out)
{
	struct eg_buf words = EG_BUF_INIT;

	eg_buf_init(&words, 0);
	eg_redline__words(run, &words);
	if (run->ink == EG_INK_OLD && as->asterisks) {
		eg_buf_puts(out, "* * *");
	} else if (run->ink == EG_INK_OLD) {
		eg_buf_puts(out, as->open);
		if (as->delete_capitals)
			eg_utf8_upper(out, eg_buf_cstr(&words), words.n);
		else
			eg_buf_add(out, words.p, words.n);
		eg_buf_puts(out, as->close);
	} else if (run->ink == EG_INK_NEW && as->add_capitals) {
		eg_utf8_upper(out, eg_buf_cstr(&words), words.n);
	} else {
		eg_buf_add(out, words.p, words.n);
	}
	eg_buf_clear(&words);
}

/* ---- instructions ---- */

static void
put_quoted(struct eg_buf *out, const struct eg_doc *d, size_t start, size_t end)
{
	struct eg_redline_run run = {.doc = d, .start = start, .end = end};

	eg_buf_puts(out, "\xE2\x80\x9C");
	eg_redline__words(&run, out);
	eg_buf_puts(out, "\xE2\x80\x9D");
}

/* "On page 3, line 12", or "In Section 4" where the old text has no pages. */
static void
put_place(struct eg_buf *out, const struct eg_doc *d, size_t section, size_t at)
{
	size_t before = out->n;

	eg_buf_puts(out, "On ");
	eg_redline__where(out, d, at);
	if (out->n > before + 3)
		return;
	eg_buf_trunc(out, before);
	eg_buf_puts(out, "In ");
	if (d->section[section].designator[0] != '\0')
		eg_buf_str(out, eg_redline__short_name(d, section));
	else
		eg_buf_puts(out, "the text before the first section");
}

enum { AFTER_WORDS = 4 };

/* The last words of the old text before a place, to say after what to insert. */
static size_t
words_before(const struct eg_doc *d, size_t section, size_t at, size_t *end)
{
	size_t starts[AFTER_WORDS] = {0}, n = 0, from = d->section[section].start;
	struct eg_word_span w;

	*end = from;
	while (eg_redline__next_word(d, &from, at, &w)) {
		starts[n++ % AFTER_WORDS] = w.start;
		*end = w.end;
	}
	return n == 0 ? at : starts[n < AFTER_WORDS ? 0 : n % AFTER_WORDS];
}

static void
instruct(const struct eg_redline *r, const struct eg_redline_section *row, const struct eg_edit *e,
    struct eg_buf *out)
{
	const struct eg_doc *was = r->old_doc, *is = r->new_doc;
	size_t end, start;

	put_place(out, was, row->old_index, e->old_start);
	if (e->new_words == 0) {
		eg_buf_puts(out, ", strike ");
		put_quoted(out, was, e->old_start, e->old_end);
	} else if (e->old_words > 0) {
		eg_buf_puts(out, ", strike ");
		put_quoted(out, was, e->old_start, e->old_end);
		eg_buf_puts(out, " and insert ");
		put_quoted(out, is, e->new_start, e->new_end);
	} else {
		start = words_before(was, row->old_index, e->old_start, &end);
		if (start < end) {
			eg_buf_puts(out, ", after ");
			put_quoted(out, was, start, end);
		}
		eg_buf_puts(out, ", insert ");
		put_quoted(out, is, e->new_start, e->new_end);
	}
	eg_buf_puts(out, ".\n");
}

static void
instruct_row(const struct eg_redline *r, const struct eg_redline_section *row, size_t before,
    struct eg_buf *out)
{
	switch (row->status) {
	case EG_ROW_REMOVED:
		put_place(
		    out, r->old_doc, row->old_index, r->old_doc->section[row->old_index].start);
		eg_buf_puts(out, ", strike ");
		eg_redline__name(out, r->old_doc, row->old_index);
		eg_buf_puts(out, " in its entirety.\n");
		return;
	case EG_ROW_ADDED:
		if (before == EG_NO_SECTION) {
			eg_buf_puts(out, "At the beginning, insert ");
		} else {
			eg_buf_puts(out, "After ");
			eg_redline__name(out, r->new_doc, before);
			eg_buf_puts(out, ", insert ");
		}
		put_quoted(out, r->new_doc, r->new_doc->section[row->new_index].start,
		    r->new_doc->section[row->new_index].end);
		eg_buf_puts(out, ".\n");
		return;
	case EG_ROW_MOVED:
		eg_buf_puts(out, "Transfer ");
		eg_redline__name(out, r->old_doc, row->old_index);
		if (before == EG_NO_SECTION) {
			eg_buf_puts(out, " to the beginning.\n");
		} else {
			eg_buf_puts(out, " to follow ");
			eg_redline__name(out, r->new_doc, before);
			eg_buf_puts(out, ".\n");
		}
		break;
	default:
		break;
	}
	for (size_t i = 0; i < row->n_edits; i++)
		if (!row->edit[i].excused && row->edit[i].old_words + row->edit[i].new_words > 0)
			instruct(r, row, &row->edit[i], out);
}

void
eg_redline__instructions(const struct eg_redline *r, struct eg_buf *out)
{
	size_t before = EG_NO_SECTION;

	for (size_t i = 0; i < r->n_sections; i++) {
		const struct eg_redline_section *row = &r->section[i];

		if (row->edited || row->status == EG_ROW_MOVED || row->renumbered)
			instruct_row(r, row, before, out);
		before = row->new_index != EG_NO_SECTION ? row->new_index : before;
	}
}

/* ---- the marked text, plainly ---- */

enum { WIDTH = 78 };

static void
put_wrapped(struct eg_buf *out, const char *text, size_t *column, bool space)
{
	while (*text != '\0') {
		size_t n = strcspn(text, " "), width = eg_utf8_width(text, n);

		if (*column > 0 && (space || n == 0) && *column + 1 + width > WIDTH) {
			eg_buf_putc(out, '\n');
			*column = 0;
		} else if (*column > 0 && space) {
			eg_buf_putc(out, ' ');
			++*column;
		}
		eg_buf_add(out, text, n);
		*column += width;
		text += n + (text[n] == ' ');
		space = true;
	}
}

void
eg_redline_to_amendment(
    const struct eg_redline *r, const struct eg_redline_print *opt, struct eg_buf *out)
{
	struct eg_convention as;
	struct eg_redline_runs runs = {0};
	struct eg_buf words = EG_BUF_INIT;
	size_t column = 0;

	eg_redline__convention(opt->as, &as);
	if (as.instruction) {
		eg_redline__instructions(r, out);
		return;
	}
	eg_buf_init(&words, 0);
	for (size_t i = 0; i < r->n_sections; i++)
		eg_redline__runs(r, &r->section[i], &runs);
	for (size_t i = 0; i < runs.n; i++) {
		const struct eg_redline_run *run = &runs.v[i];
		bool drawn = run->ink == EG_INK_OLD   ? as.deleted != 0 && as.open[0] == '\0'
			     : run->ink == EG_INK_NEW ? !as.add_capitals
						      : false;

		if (run->para && out->n > 0) {
			eg_buf_puts(out, column > 0 ? "\n\n" : "\n");
			column = 0;
		}
		eg_buf_reset(&words);
		if (drawn && !opt->color)
			eg_buf_puts(&words, run->ink == EG_INK_OLD ? "[-" : "{+");
		eg_redline__marked(run, &as, &words);
		if (drawn && !opt->color)
			eg_buf_puts(&words, run->ink == EG_INK_OLD ? "-]" : "+}");
		if (drawn && opt->color) {
			if (column > 0)
				put_wrapped(out, "", &column, true);
			eg_buf_puts(out, column > 0 ? " " : "");
			eg_buf_puts(out, run->ink == EG_INK_OLD ? "\033[9m" : "\033[4m");
			put_wrapped(out, eg_buf_cstr(&words), &column, false);
			eg_buf_puts(out, "\033[0m");
		} else {
			put_wrapped(out, eg_buf_cstr(&words), &column, column > 0);
		}
	}
	if (column > 0)
		eg_buf_putc(out, '\n');
	eg_buf_clear(&words);
	eg_vec_clear(&runs);
}
