/*
 * Plain text without pango: a glyph a character, each as wide as its font says. A third of a short
 * bill's time was pango's: loading it with its libraries, asking fontconfig for fonts, shaping
 * letters that no rule of the font changes. Where Liberation Serif lies in its folder and has no
 * such rules (ligatures), western text is set from it here, glyph for glyph as pango sets it: the
 * files are drawn by the same cairo, so that a document may have both (test_render_plain.c compares
 * them). A sign that Liberation lacks is taken from DejaVu. All else is pango's: page_pango.c.
 */
#include "render/page_private.h"

#include "base/path.h"
#include "base/utf8.h"

#include <string.h>

enum { DIRECT = 0x180, FIRST_SIGN = 0x2010, LACKING = UINT16_MAX };

/* Files in the order in which they are asked; two of each, for regular and bold, and the first
 * family's italics. */
#define LIBERATION "/usr/share/fonts/truetype/liberation/LiberationSerif-"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/DejaVu"
enum { REGULAR, BOLD, ITALIC, BOLD_ITALIC, STYLES, FAMILIES = 3 };
static const char *const file_of[FAMILIES][STYLES] = {
    {LIBERATION "Regular.ttf", LIBERATION "Bold.ttf", LIBERATION "Italic.ttf",
	LIBERATION "BoldItalic.ttf"},
    {DEJAVU "Serif.ttf", DEJAVU "Serif-Bold.ttf", NULL, NULL},
    {DEJAVU "Sans.ttf", DEJAVU "Sans-Bold.ttf", NULL, NULL},
};

struct letter {
	uint32_t code; /* 0: not yet asked */
	uint16_t glyph; /* LACKING: the font has it not */
	int width;
};

struct eg_page__letters {
	struct eg_page__face face;
	FT_Face ft; /* cairo's; good while the face is open */
	const char *file;
	int size; /* in pango's units */
	int64_t scale; /* a font's unit in pango's, times 65,536 */
	struct letter direct[DIRECT];
	struct {
		EG_VEC(struct letter);
	} others;
};

static FcPattern *
pattern_of(const struct eg_pages *p, const char *file)
{
	FcPattern *pattern = p->lib.FcPatternCreate();

	p->lib.FcPatternAddString(pattern, FC_FILE, (const FcChar8 *)file);
	p->lib.FcPatternAddInteger(pattern, FC_INDEX, 0);
	p->lib.cairo_ft_font_options_substitute(p->options, pattern);
	return pattern;
}

static unsigned
u16(const unsigned char *b)
{
	return (unsigned)b[0] << 8 | b[1];
}

static bool
is_rule_of_default(const unsigned char *tag)
{
	static const char rules[][5] = {
	    "ccmp", "liga", "clig", "calt", "rlig", "rclt", "locl", "rvrn", "rand"};

	for (size_t i = 0; i < EG_COUNT(rules); i++)
		if (memcmp(tag, rules[i], 4) == 0)
			return true;
	return false;
}

/* Does the language system at `at` of the table g ask for a feature that changes plain letters? */
static bool
system_has_rules(const unsigned char *g, size_t n, size_t at, size_t features)
{
	size_t count;

	if (at + 6 > n || u16(g + at + 2) != 0xFFFF)
		return true;
	count = u16(g + at + 4);
	for (size_t i = 0; i < count; i++) {
		size_t record;

		if (at + 8 + 2 * i > n)
			return true;
		record = features + 2 + 6 * (size_t)u16(g + at + 6 + 2 * i);
		if (record + 4 > n || is_rule_of_default(g + record))
			return true;
	}
	return false;
}

/* Does the font change Latin letters by default (OpenType's table GSUB)? What cannot be read may.
 */
static bool
gsub_has_rules(const unsigned char *g, size_t n)
{
	size_t scripts, features, count;

	if (n < 10)
		return true;
	scripts = u16(g + 4);
	features = u16(g + 6);
	if (scripts + 2 > n)
		return true;
	count = u16(g + scripts);
	for (size_t i = 0; i < count; i++) {
		size_t record = scripts + 2 + 6 * i, script, systems;

		if (record + 6 > n)
			return true;
		if (memcmp(g + record, "latn", 4) != 0 && memcmp(g + record, "DFLT", 4) != 0)
			continue;
		script = scripts + u16(g + record + 4);
		if (script + 4 > n)
			return true;
		if (u16(g + script) != 0 &&
		    system_has_rules(g, n, script + u16(g + script), features))
			return true;
		systems = u16(g + script + 2);
		for (size_t k = 0; k < systems; k++)
			if (script + 10 + 6 * k > n ||
			    system_has_rules(g, n, script + u16(g + script + 8 + 6 * k), features))
				return true;
	}
	return false;
}

static bool
has_rules(const struct eg_pages *p, FT_Face ft)
{
	FT_ULong n = 0;
	unsigned char *table;
	bool has;

	if (p->lib.FT_Load_Sfnt_Table(ft, TTAG_GSUB, 0, NULL, &n) != 0)
		return false; /* it has no such table */
	table = eg_malloc(n);
	has =
	    p->lib.FT_Load_Sfnt_Table(ft, TTAG_GSUB, 0, table, &n) != 0 || gsub_has_rules(table, n);
	eg_free(table);
	return has;
}

static struct letter
ask(const struct eg_pages *p, const struct eg_page__letters *l, uint32_t code)
{
	struct letter letter = {.code = code, .glyph = LACKING};
	FT_UInt glyph = p->lib.FT_Get_Char_Index(l->ft, code);
	FT_Fixed units;

	if (glyph == 0 || glyph >= LACKING ||
	    p->lib.FT_Get_Advance(l->ft, glyph, FT_LOAD_NO_SCALE, &units) != 0)
		return letter;
	letter.glyph = (uint16_t)glyph;
	letter.width = (int)((units * l->scale + (1 << 15)) >> 16);
	return letter;
}

static const struct letter *
letter_of(const struct eg_pages *p, struct eg_page__letters *l, uint32_t code)
{
	if (code < DIRECT) {
		if (l->direct[code].code == 0)
			l->direct[code] = ask(p, l, code);
		return &l->direct[code];
	}
	for (size_t i = 0; i < l->others.n; i++)
		if (l->others.v[i].code == code)
			return &l->others.v[i];
	eg_vec_push(&l->others, ask(p, l, code));
	return &l->others.v[l->others.n - 1];
}

/* Open l->file at l->size; false where it is not there or cannot be used. */
static bool
open_letters(const struct eg_pages *p, struct eg_page__letters *l, bool for_words)
{
	const struct eg_page_lib *lib = &p->lib;
	double size = (double)l->size / PANGO_SCALE;
	cairo_matrix_t matrix = {.xx = size, .yy = size}, unit = {.xx = 1, .yy = 1};
	FcPattern *pattern;
	cairo_font_face_t *face;

	if (!eg_path_is_file(l->file))
		return false;
	pattern = pattern_of(p, l->file);
	face = lib->cairo_ft_font_face_create_for_pattern(pattern);
	lib->FcPatternDestroy(pattern);
	l->face.scaled = lib->cairo_scaled_font_create(face, &matrix, &unit, p->options);
	lib->cairo_font_face_destroy(face);
	if (lib->cairo_scaled_font_status(l->face.scaled) == CAIRO_STATUS_SUCCESS)
		l->ft = lib->cairo_ft_scaled_font_lock_face(l->face.scaled);
	if (l->ft == NULL || l->ft->units_per_EM == 0 || (for_words && has_rules(p, l->ft)))
		return false;
	l->scale = ((int64_t)l->size << 16) / l->ft->units_per_EM;
	l->face.space = letter_of(p, l, ' ')->glyph;
	return l->face.space != LACKING;
}

static void
close_letters(const struct eg_pages *p, struct eg_page__letters *l)
{
	if (l->ft != NULL)
		p->lib.cairo_ft_scaled_font_unlock_face(l->face.scaled);
	if (l->face.scaled != NULL)
		p->lib.cairo_scaled_font_destroy(l->face.scaled);
	l->ft = NULL;
	l->face.scaled = NULL;
}

/* NULL where the family has no such file or it cannot be used. A file that failed is not tried
 * again. */
static struct eg_page__letters *
letters_of(struct eg_pages *p, size_t family, unsigned style, int size)
{
	const char *file = file_of[family][style];
	struct eg_page__letters *l;

	if (file == NULL)
		return NULL;
	for (size_t i = 0; i < p->plain.n; i++)
		if (p->plain.v[i]->file == file && p->plain.v[i]->size == size)
			return p->plain.v[i]->ft != NULL ? p->plain.v[i] : NULL;
	l = eg_calloc(1, sizeof(*l));
	l->file = file;
	l->size = size;
	eg_vec_push(&p->plain, l);
	if (open_letters(p, l, family == 0))
		return l;
	close_letters(p, l);
	return NULL;
}

struct setting {
	struct eg_pages *p;
	struct eg_page__wait *w;
	size_t start, end; /* bytes of the text */
	size_t first_item;
	int size;
};

static void
put(struct setting *s, const struct eg_page__letters *l, const struct letter *letter, size_t at,
    size_t step)
{
	struct eg_page__wait *w = s->w;
	struct eg_page__item *item =
	    w->items.n > s->first_item ? &w->items.v[w->items.n - 1] : NULL;

	if (item == NULL || item->face != &l->face) {
		eg_vec_push(&w->items,
		    ((struct eg_page__item){.face = &l->face, .start = at, .first = w->glyphs.n}));
		item = &w->items.v[w->items.n - 1];
	}
	item->end = at + step;
	item->n++;
	eg_vec_push(&w->glyphs,
	    ((struct eg_page__glyph){.glyph = letter->glyph, .byte = at, .width = letter->width}));
	s->p->at.v[at - s->start].width = letter->width;
}

/* A sign that the first family lacks, from another; NULL where none has it. */
static struct eg_page__letters *
find_sign(const struct setting *s, unsigned style, uint32_t code, const struct letter **letter)
{
	for (size_t family = 1; family < FAMILIES && code >= FIRST_SIGN; family++) {
		struct eg_page__letters *l = letters_of(s->p, family, style, s->size);

		if (l != NULL && (*letter = letter_of(s->p, l, code))->glyph != LACKING)
			return l;
	}
	return NULL;
}

/* Set text[at..end), which is of one style. */
static bool
set_style(struct setting *s, unsigned style, size_t at, size_t end)
{
	const char *text = s->w->text;
	struct eg_page__letters *base = letters_of(s->p, 0, style, s->size), *l;
	const struct letter *letter;
	uint32_t code;

	if (base == NULL)
		return false;
	for (size_t step; at < end; at += step) {
		code = (unsigned char)text[at];
		step = code < 0x80 ? 1 : eg_utf8_next(text + at, end - at, &code);
		l = base;
		letter = letter_of(s->p, l, code);
		if (letter->glyph == LACKING && (l = find_sign(s, style, code, &letter)) == NULL)
			return false;
		put(s, l, letter, at, step);
	}
	return true;
}

static unsigned
style_of(unsigned pen)
{
	return (pen & EG_PEN_BOLD ? BOLD : REGULAR) | (pen & EG_PEN_ITALIC ? ITALIC : REGULAR);
}

/* Languages whose lines end by the general rules. */
static bool
is_plain_language(const char *language)
{
	return language == NULL || strncmp(language, "en", 2) == 0 ||
	       strncmp(language, "es", 2) == 0;
}

bool
eg_page__by_letters(struct eg_pages *p, struct eg_page__wait *w, size_t start, size_t end)
{
	struct setting s = {.p = p,
	    .w = w,
	    .start = start,
	    .end = end,
	    .first_item = w->items.n,
	    .size = (int)((w->size > 0 ? w->size : p->size) * PANGO_SCALE)};
	size_t glyphs = w->glyphs.n;

	if (p->no_plain || !is_plain_language(p->sheet.language) ||
	    !eg_page__plain_ends(w->text + start, end - start, p->at.v))
		return false;
	eg_vec_reserve(&w->glyphs, glyphs + end - start);
	for (size_t i = 0, next; i < w->n_spans; i = next) {
		unsigned style = style_of(w->span[i].pen);
		size_t from = w->span[i].start > start ? w->span[i].start : start, to;

		for (next = i + 1; next < w->n_spans; next++)
			if (style_of(w->span[next].pen) != style &&
			    w->span[next].start < w->span[next].end)
				break;
		to = w->span[next - 1].end < end ? w->span[next - 1].end : end;
		if (from < to && !set_style(&s, style, from, to)) {
			w->items.n = s.first_item;
			w->glyphs.n = glyphs;
			return false;
		}
	}
	return true;
}

bool
eg_page__letters_open(struct eg_pages *p)
{
	return letters_of(p, 0, REGULAR, (int)(p->size * PANGO_SCALE)) != NULL;
}

void
eg_page__letters_close(struct eg_pages *p)
{
	for (size_t i = 0; i < p->plain.n; i++) {
		close_letters(p, p->plain.v[i]);
		eg_vec_clear(&p->plain.v[i]->others);
		eg_free(p->plain.v[i]);
	}
	eg_vec_clear(&p->plain);
}
