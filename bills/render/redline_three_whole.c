/*
 * Three texts as one: the base with what the model and the state did to it, in Word as tracked
 * changes of three authors, on pages by three ways of underscoring. Start at gather().
 */
#include "render/page.h"
#include "render/redline_runs.h"

#include <string.h>

enum who { MODEL, STATE, BOTH, NOBODY };

struct whole {
	const struct eg_merge *m;
	struct eg_redline_runs runs;
	struct {
		EG_VEC(size_t);
	} region; /* of each run */
};

/* Words of one side of a region; where words of another side are there already, they stand for
 * those from run `first` on. */
static void
add_side(struct whole *w, size_t region, enum eg_merge_side side, enum eg_ink ink, size_t first)
{
	const struct eg_region *r = &w->m->region[region];
	const struct eg_doc *d = side == EG_MERGE_BASE	 ? w->m->base
				 : side == EG_MERGE_OURS ? w->m->ours
							 : w->m->theirs;
	struct eg_span s = side == EG_MERGE_BASE   ? r->base
			   : side == EG_MERGE_OURS ? r->ours
						   : r->theirs;
	size_t now = w->runs.n;

	eg_redline__span(d, s.start, s.end, ink, &w->runs);
	eg_redline__pair(&w->runs, first, now);
	while (w->region.n < w->runs.n)
		eg_vec_push(&w->region, region);
}

static void
gather(struct whole *w)
{
	for (size_t i = 0; i < w->m->n_regions; i++) {
		const struct eg_region *r = &w->m->region[i];
		size_t first = w->runs.n;

		if (r->kind == EG_REGION_SAME || r->spacing) {
			add_side(w, i, EG_MERGE_BASE, EG_INK_KEPT, w->runs.n);
			continue;
		}
		add_side(w, i, EG_MERGE_BASE, EG_INK_OLD, first);
		if (r->kind != EG_REGION_THEIRS)
			add_side(w, i, EG_MERGE_OURS, EG_INK_NEW, first);
		if (r->kind == EG_REGION_THEIRS || r->kind == EG_REGION_CONFLICT)
			add_side(w, i, EG_MERGE_THEIRS, EG_INK_NEW, first);
	}
	if (w->runs.n > 0) {
		w->runs.v[0].para = true;
		w->runs.v[0].para_ink = EG_INK_KEPT;
	}
}

static void
let_go(struct whole *w)
{
	eg_vec_clear(&w->runs);
	eg_vec_clear(&w->region);
}

static enum who
who_did(const struct whole *w, size_t run)
{
	const struct eg_region *r = &w->m->region[w->region.v[run]];

	if (w->runs.v[run].ink == EG_INK_KEPT)
		return NOBODY;
	if (r->kind == EG_REGION_CONFLICT && w->runs.v[run].ink == EG_INK_NEW)
		return w->runs.v[run].doc == w->m->ours ? MODEL : STATE;
	return r->kind == EG_REGION_OURS ? MODEL : r->kind == EG_REGION_THEIRS ? STATE : BOTH;
}

/* ---- Word ---- */

enum eg_rc
eg_merge_to_docx(const struct eg_merge *m, int64_t date, struct eg_buf *out, struct eg_err *err)
{
	struct whole w = {.m = m};
	struct eg_arena *a = eg_arena_new();
	const char *attrs[4], **by;
	char *title =
	    eg_sprintf("%s \xE2\x86\x92 %s, %s", m->base->name, m->ours->name, m->theirs->name);
	enum eg_rc rc;

	gather(&w);
	attrs[MODEL] =
	    eg_redline__change_attrs(a, eg_arena_printf(a, "model: %s", m->ours->name), date);
	attrs[STATE] =
	    eg_redline__change_attrs(a, eg_arena_printf(a, "state: %s", m->theirs->name), date);
	attrs[BOTH] = eg_redline__change_attrs(a, "model and state", date);
	attrs[NOBODY] = attrs[BOTH];
	by = eg_calloc(w.runs.n + 1, sizeof(*by));
	for (size_t i = 0; i < w.runs.n; i++)
		by[i] = attrs[who_did(&w, i)];
	rc = eg_redline__tracked(&w.runs, by, m->base->name, title, out, err);
	eg_free(title);
	eg_free(by);
	let_go(&w);
	eg_arena_free(a);
	return rc;
}

/* ---- pages ---- */

static void
put_line(struct eg_pages *p, const char *text, unsigned pen, int gap, int outline)
{
	struct eg_page_run run = {.text = text, .pen = pen};
	struct eg_page_para para = {.run = &run,
	    .n_runs = 1,
	    .gap = gap,
	    .keep = outline > 0,
	    .tag = outline == 1	  ? "H1"
		   : outline == 2 ? "H2"
				  : NULL,
	    .outline = outline,
	    .outline_text = text};

	eg_pages_add(p, &para);
}

static void
put_key(struct eg_pages *p, const struct eg_merge *m)
{
	static const unsigned pen[] = {EG_PEN_STRIKE, EG_PEN_UNDERLINE, EG_PEN_DOUBLE,
	    EG_PEN_BOLD | EG_PEN_UNDERLINE, EG_PEN_SHADE};
	static const char *const says[] = {"words of the base that are gone", "words of the model",
	    "words of the state", "words of both", "where they meet, each in its own way"};
	struct eg_page_run run[2 * EG_COUNT(pen)];
	struct eg_page_para para = {.run = run, .gap = 1};
	char *text =
	    eg_sprintf("%zu changed by the model, %zu by the state, %zu by both alike, %zu in "
		       "conflict.",
		m->count[EG_REGION_OURS], m->count[EG_REGION_THEIRS], m->count[EG_REGION_BOTH],
		m->count[EG_REGION_CONFLICT]);
	char *names = eg_sprintf(
	    "Base: %s\nModel: %s\nState: %s", m->base->name, m->ours->name, m->theirs->name);

	put_line(p, "Three texts", EG_PEN_BOLD, 0, 1);
	put_line(p, names, 0, 0, 0);
	put_line(p, text, 0, 0, 0);
	for (size_t i = 0; i < EG_COUNT(pen); i++) {
		run[para.n_runs++] = (struct eg_page_run){.text = says[i], .pen = pen[i]};
		run[para.n_runs++] =
		    (struct eg_page_run){.text = i + 1 < EG_COUNT(pen) ? "; " : ""};
	}
	eg_pages_add(p, &para);
	eg_free(text);
	eg_free(names);
}

static unsigned
pen_of(const struct whole *w, size_t run)
{
	static const unsigned pens[] = {
	    EG_PEN_UNDERLINE, EG_PEN_DOUBLE, EG_PEN_BOLD | EG_PEN_UNDERLINE, 0};
	const struct eg_region *r = &w->m->region[w->region.v[run]];
	unsigned pen = w->runs.v[run].ink == EG_INK_OLD ? EG_PEN_STRIKE : pens[who_did(w, run)];

	return pen | (r->kind == EG_REGION_CONFLICT ? EG_PEN_SHADE : 0U);
}

/* The section that a region stands in, as its text names it; *id tells sections apart. */
static void
section_name(const struct eg_merge *m, const struct eg_region *r, struct eg_buf *out, size_t *id)
{
	size_t base = r->base_section, ours = r->ours_section, theirs = r->theirs_section;

	if (base != EG_NO_SECTION) {
		eg_redline__name(out, m->base, base);
		*id = 3 * base;
	} else if (ours != EG_NO_SECTION) {
		eg_redline__name(out, m->ours, ours);
		*id = 3 * ours + 1;
	} else if (theirs != EG_NO_SECTION) {
		eg_redline__name(out, m->theirs, theirs);
		*id = 3 * theirs + 2;
	}
}

/* One paragraph, runs [from, to). */
static void
put_paragraph(const struct whole *w, struct eg_pages *p, size_t from, size_t to)
{
	struct eg_page_run *run = eg_calloc(2 * (to - from) + 1, sizeof(*run));
	char **text = eg_calloc(to - from + 1, sizeof(*text));
	struct eg_page_para para = {.run = run, .numbered = true};
	struct eg_buf words = EG_BUF_INIT;

	eg_buf_init(&words, 0);
	for (size_t i = from; i < to; i++) {
		if (para.n_runs > 0)
			run[para.n_runs++].text = " ";
		eg_redline__words(&w->runs.v[i], &words);
		text[i - from] = eg_buf_take(&words, NULL);
		run[para.n_runs].pen = pen_of(w, i);
		para.bar = para.bar || w->runs.v[i].ink != EG_INK_KEPT;
		run[para.n_runs++].text = text[i - from];
	}
	eg_pages_add(p, &para);
	for (size_t i = 0; i < to - from; i++)
		eg_free(text[i]);
	eg_buf_clear(&words);
	eg_free(text);
	eg_free(run);
}

static void
put_paragraphs(const struct whole *w, struct eg_pages *p, bool all)
{
	size_t shown = SIZE_MAX;
	struct eg_buf name = EG_BUF_INIT;

	eg_buf_init(&name, 0);
	for (size_t from = 0, to; from < w->runs.n; from = to) {
		bool changed = w->runs.v[from].ink != EG_INK_KEPT;
		size_t id = shown;

		for (to = from + 1; to < w->runs.n && !w->runs.v[to].para; to++)
			changed = changed || w->runs.v[to].ink != EG_INK_KEPT;
		if (!changed && !all)
			continue;
		eg_buf_reset(&name);
		section_name(w->m, &w->m->region[w->region.v[from]], &name, &id);
		if (id != shown && name.n > 0)
			put_line(p, eg_buf_cstr(&name), EG_PEN_BOLD, 1, 2);
		shown = id;
		put_paragraph(w, p, from, to);
	}
	eg_buf_clear(&name);
}

enum eg_rc
eg_merge_to_pdf(const struct eg_merge *m, const struct eg_redline_print *opt, struct eg_buf *out,
    struct eg_err *err)
{
	struct whole w = {.m = m};
	struct eg_pages *p;
	struct eg_page_sheet page = {.title = m->theirs->name,
	    .subject = "Three texts",
	    .language = "en",
	    .running_head = m->theirs->name,
	    .line_numbers = EG_LINE_NUMBERS_PAGE,
	    .page_lines = 30,
	    .date = opt != NULL ? opt->date : 0};
	enum eg_rc rc = eg_pages_open(&page, &p, err);

	if (rc != EG_OK)
		return rc;
	gather(&w);
	put_key(p, m);
	put_paragraphs(&w, p, opt != NULL && opt->all);
	let_go(&w);
	return eg_pages_finish(p, out, err);
}
