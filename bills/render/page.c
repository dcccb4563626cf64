/*
 * The document, its fonts, and where lines go: page_break.c parts a paragraph into lines, they are
 * put on the grid of a page here, page_draw.c draws them. Paragraphs wait in a queue while they are
 * headings, so that they can go to the next page together with the first lines of what they head.
 */
#include "render/page_private.h"

#include "base/time.h"
#include "base/utf8.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Pango 1.50 lays out a line now and then otherwise when two threads first use a font at the same
 * time, each with a font map of its own, and plain text reads widths from FreeType's face, which two
 * threads may not: a bill's pages are made by one thread at a time. */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

enum { LEAST_LINES = 10, MOST_LINES = 80, MOST_KEPT = 8, HIGHEST_LINE_PT = 33 };

unsigned
eg_page_pen(unsigned shown)
{
	return (shown & EG_SHOWN_UNDERLINE ? (unsigned)EG_PEN_UNDERLINE : 0) |
	       (shown & EG_SHOWN_STRIKE ? (unsigned)EG_PEN_STRIKE : 0) |
	       (shown & EG_SHOWN_ITALIC ? (unsigned)EG_PEN_ITALIC : 0) |
	       (shown & EG_SHOWN_BOLD ? (unsigned)EG_PEN_BOLD : 0);
}

static cairo_status_t
collect(void *ctx, const unsigned char *data, unsigned n)
{
	eg_buf_add(ctx, data, n);
	return CAIRO_STATUS_SUCCESS;
}

/* Words for one line: caller frees. */
static char *
one_line(struct eg_pages *p, const char *words)
{
	eg_buf_reset(&p->text);
	eg_page__clean(&p->text, words);
	for (size_t i = 0; i < p->text.n; i++)
		if (p->text.p[i] == '\n')
			p->text.p[i] = ' ';
	return eg_strdup(eg_buf_cstr(&p->text));
}

static void
set_words(struct eg_pages *p, cairo_pdf_metadata_t what, const char *words)
{
	char *line;

	if (words == NULL)
		return;
	line = one_line(p, words);
	p->lib.cairo_pdf_surface_set_metadata(p->surface, what, line);
	eg_free(line);
}

static void
set_metadata(struct eg_pages *p)
{
	char date[EG_TIME_TEXT];
	const struct eg_page_sheet *s = &p->sheet;

	set_words(p, CAIRO_PDF_METADATA_TITLE, s->title);
	set_words(p, CAIRO_PDF_METADATA_SUBJECT, s->subject);
	p->lib.cairo_pdf_surface_set_metadata(
	    p->surface, CAIRO_PDF_METADATA_CREATOR, "engross " EG_VERSION);
	/* cairo takes the clock where no date is given: pdf_catalog.c takes that out again */
	eg_time_format(s->date, date);
	p->lib.cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

/* Sizes follow from the number of lines: half of a letter page's 9 inches of text hold 12 point
 * type with room between; more than 45 lines need smaller type. */
static void
measure(struct eg_pages *p)
{
	int lines = p->sheet.page_lines != 0 ? p->sheet.page_lines : EG_PAGE_LINES_DEFAULT;

	if (lines < LEAST_LINES)
		lines = LEAST_LINES;
	if (lines > MOST_LINES)
		lines = MOST_LINES;
	p->page_lines = (size_t)lines;
	p->leading = EG_PAGE_BODY_PT / lines;
	/* whole half points, as Word has them */
	p->size = p->leading / 1.15 < 12 ? (int)(p->leading / 1.15 * 2) / 2.0 : 12;
	if (p->leading > HIGHEST_LINE_PT)
		p->leading = HIGHEST_LINE_PT;
}

static enum eg_rc
open_fonts(struct eg_pages *p, struct eg_err *err)
{
	const struct eg_page_lib *lib = &p->lib;

	p->options = lib->cairo_font_options_create();
	lib->cairo_font_options_set_hint_style(p->options, CAIRO_HINT_STYLE_NONE);
	lib->cairo_font_options_set_hint_metrics(p->options, CAIRO_HINT_METRICS_OFF);
	lib->cairo_font_options_set_antialias(p->options, CAIRO_ANTIALIAS_GRAY);
	p->no_plain = p->sheet.by_pango || !eg_page__letters_open(p);
	return p->no_plain ? eg_page__pango_open(p, err) : EG_OK;
}

enum eg_rc
eg_pages_open(const struct eg_page_sheet *sheet, struct eg_pages **out, struct eg_err *err)
{
	struct eg_pages *p = eg_calloc(1, sizeof(*p));
	enum eg_rc rc;

	*out = NULL;
	p->sheet = *sheet;
	eg_buf_init(&p->pdf, 0);
	eg_buf_init(&p->text, 0);
	eg_buf_init(&p->number_text, 0);
	measure(p);
	pthread_mutex_lock(&one_at_a_time);
	if ((rc = eg_page_lib_open(&p->lib, err)) != EG_OK || (rc = open_fonts(p, err)) != EG_OK) {
		eg_pages_free(p);
		return rc;
	}
	p->surface = p->lib.cairo_pdf_surface_create_for_stream(
	    collect, &p->pdf, EG_PAGE_WIDTH_PT, EG_PAGE_HEIGHT_PT);
	/* plain cross-references, which pdf_catalog.c can extend */
	p->lib.cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_4);
	set_metadata(p);
	p->cr = p->lib.cairo_create(p->surface);
	p->lib.cairo_tag_begin(p->cr, "Document", NULL);
	eg_page__digits(p);
	*out = p;
	return EG_OK;
}

void
eg_page__clean(struct eg_buf *out, const char *s)
{
	size_t n = strlen(s);

	for (size_t at = 0; at < n;) {
		unsigned char c = (unsigned char)s[at];
		uint32_t cp;

		if (c < 0x80) {
			if (c == '\t')
				eg_buf_putc(out, ' ');
			else if ((c >= 0x20 && c != 0x7F) || c == '\n')
				eg_buf_putc(out, (char)c);
			at++;
			continue;
		}
		at += eg_utf8_next(s + at, n - at, &cp);
		if (cp == 0x2028 || cp == 0x2029)
			eg_buf_putc(out, ' ');
		else if (cp >= 0xA0 && !(cp >= 0x202A && cp <= 0x202E) &&
			 !(cp >= 0x2066 && cp <= 0x2069))
			eg_buf_utf8(out, cp);
	}
}

static void
drop(struct eg_pages *p)
{
	for (size_t i = 0; i < p->queue.n; i++)
		eg_page__drop(&p->queue.v[i]);
	p->queue.n = 0;
}

static void
new_page(struct eg_pages *p)
{
	eg_page__end(p);
	p->used = 0;
}

/* How many of `left` lines go on this page: all, or so many that neither page has a single line. */
static size_t
fitting(const struct eg_pages *p, size_t left)
{
	size_t room = p->page_lines - p->used;

	if (left <= room)
		return left;
	return left - room == 1 && room > 2 ? room - 1 : room;
}

static void
place(struct eg_pages *p, struct eg_page__wait *w)
{
	for (size_t i = 0; i < w->lines.n;) {
		size_t take;

		if (p->used >= p->page_lines)
			new_page(p);
		take = fitting(p, w->lines.n - i);
		eg_page__lines(p, w, i, take);
		i += take;
		if (i < w->lines.n)
			new_page(p);
	}
}

/* Put the waiting headings and the paragraph after them on a page. */
static void
flush(struct eg_pages *p)
{
	size_t need = 0, n;

	for (size_t i = 0; i < p->queue.n; i++) {
		const struct eg_page__wait *w = &p->queue.v[i];

		need += w->lines.n + (i > 0 ? (size_t)w->gap : 0);
	}
	if (p->queue.n > 0) {
		n = p->queue.v[p->queue.n - 1].lines.n;
		need -= n > 3 ? n - 2 : 0;
		if (p->used > 0 && p->used + (size_t)p->queue.v[0].gap + need > p->page_lines)
			new_page(p);
	}
	for (size_t i = 0; i < p->queue.n; i++) {
		if (p->used > 0)
			p->used += (size_t)p->queue.v[i].gap;
		place(p, &p->queue.v[i]);
	}
	drop(p);
}

/* A name that cairo takes as it is: with a quote in one, it refuses the whole document. */
static bool
is_plain_name(const char *s)
{
	return s != NULL && s[0] != '\0' &&
	       s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")] ==
		   '\0';
}

void
eg_pages_add(struct eg_pages *p, const struct eg_page_para *para)
{
	struct eg_page__wait *w = eg_vec_new(&p->queue);
	struct eg_page_run none = {.text = ""};
	const struct eg_page_run *run = para->n_runs > 0 ? para->run : &none;
	size_t n = para->n_runs > 0 ? para->n_runs : 1;

	w->outline = para->outline > 0 ? one_line(p, para->outline_text) : NULL;
	eg_buf_reset(&p->text);
	w->span = eg_calloc(n, sizeof(*w->span));
	w->n_spans = n;
	for (size_t i = 0; i < n; i++) {
		const char *link = run[i].link;

		w->span[i].start = p->text.n;
		eg_page__clean(&p->text, run[i].text);
		w->span[i].end = p->text.n;
		w->span[i].pen = run[i].pen;
		w->span[i].link = is_plain_name(link) && p->sheet.anchors != NULL &&
					  eg_map_has(p->sheet.anchors, link)
				      ? link
				      : NULL;
	}
	w->gap = para->gap > 0 ? para->gap : 0;
	w->numbered = para->numbered;
	w->bar = para->bar;
	w->list = para->list > 0 ? para->list : 0;
	w->goes_on = para->goes_on;
	w->tag = para->tag != NULL ? para->tag : "P";
	w->anchor[0] = is_plain_name(para->anchor) ? para->anchor : NULL;
	w->anchor[1] = is_plain_name(para->also) ? para->also : NULL;
	w->level = para->outline;
	w->indent = para->first_pt - para->left_pt;
	w->left = w->indent < 0 ? para->first_pt : para->left_pt;
	w->center = para->align == EG_ALIGN_CENTER;
	w->size = para->size_pt > 0 && para->size_pt < p->size ? para->size_pt : 0;
	eg_page__break(p, w, eg_buf_cstr(&p->text), p->text.n);
	if (!para->keep || w->lines.n > MOST_KEPT)
		flush(p);
}

void
eg_pages_free(struct eg_pages *p)
{
	if (p == NULL)
		return;
	drop(p);
	eg_vec_clear(&p->queue);
	eg_vec_clear(&p->piece.glyph);
	eg_vec_clear(&p->piece.cluster);
	eg_vec_clear(&p->numbers.glyph);
	eg_vec_clear(&p->numbers.cluster);
	eg_vec_clear(&p->at);
	if (p->cr != NULL)
		p->lib.cairo_destroy(p->cr);
	if (p->surface != NULL)
		p->lib.cairo_surface_destroy(p->surface);
	eg_page__letters_close(p);
	eg_page__pango_close(p);
	if (p->options != NULL)
		p->lib.cairo_font_options_destroy(p->options);
	eg_buf_clear(&p->text);
	eg_buf_clear(&p->number_text);
	eg_buf_clear(&p->pdf);
	eg_free(p);
	pthread_mutex_unlock(&one_at_a_time);
}

/* A page with empty boxes for words is never made. */
static enum eg_rc
refuse_lacking(uint32_t cp, struct eg_err *err)
{
	struct eg_buf c = EG_BUF_INIT;

	eg_buf_utf8(&c, cp);
	eg_err_set(err, EG_ERR_DATA, "no font that is installed has the character '%s' (U+%04X)",
	    eg_buf_cstr(&c), (unsigned)cp);
	eg_err_hint(err, "install one that has it, such as fonts-noto-core; the other formats need "
			 "none");
	eg_buf_clear(&c);
	return EG_ERR_DATA;
}

enum eg_rc
eg_pages_finish(struct eg_pages *p, struct eg_buf *out, struct eg_err *err)
{
	cairo_status_t status;
	enum eg_rc rc;

	flush(p);
	eg_page__end(p);
	eg_page__nest(p, 0, false);
	p->lib.cairo_tag_end(p->cr, "Document");
	status = p->lib.cairo_status(p->cr);
	if (status == CAIRO_STATUS_SUCCESS) {
		p->lib.cairo_surface_finish(p->surface);
		status = p->lib.cairo_surface_status(p->surface);
	} else {
		/* cairo 1.16 crashes when it finishes what it has refused: better kept than ended */
		p->surface = NULL;
		p->cr = NULL;
	}
	if ((rc = p->failed.rc) != EG_OK)
		*err = p->failed;
	else if (p->lacking != 0)
		rc = refuse_lacking(p->lacking, err);
	else if (status != CAIRO_STATUS_SUCCESS)
		rc = eg_err_set(err, EG_ERR_SYSTEM, "cairo cannot draw the pages: %s",
		    p->lib.cairo_status_to_string(status));
	else if ((rc = eg_buf_ok(&p->pdf, err)) == EG_OK)
		rc = eg_page__catalog(p, out, err);
	eg_pages_free(p);
	return rc;
}
