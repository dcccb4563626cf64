/* Plain text, which is set without pango: the same lines and glyphs as pango's, for every character
 * that counts as plain and at random. */
#include "check.h"
#include "render/page_private.h"

#include "base/utf8.h"

static const struct eg_page_sheet by_letters = {.title = "t"},
				  by_pango = {.title = "t", .by_pango = true};

struct set {
	struct eg_page__wait w;
	struct eg_page__span span[8];
	struct eg_buf faces; /* by item: its first byte and the glyph of its space */
};

static void
set(struct set *s, const struct eg_page_sheet *sheet, const char *text, const size_t *cut,
    const unsigned *pen, size_t n_spans, double left)
{
	struct eg_err err = {0};
	struct eg_pages *p;
	size_t at = 0;

	memset(s, 0, sizeof(*s));
	CHECK_OK(eg_pages_open(sheet, &p, &err));
	for (size_t i = 0; i < n_spans; i++) {
		s->span[i] = (struct eg_page__span){.start = at, .end = cut[i], .pen = pen[i]};
		at = cut[i];
	}
	s->w = (struct eg_page__wait){.span = s->span, .n_spans = n_spans, .left = left};
	eg_page__break(p, &s->w, text, strlen(text));
	CHECK_INT(p->context != NULL, sheet->by_pango);
	CHECK_INT(p->lacking, 0);
	s->w.span = NULL;
	eg_pages_free(p);
}

static void
check_same(const char *text, const size_t *cut, const unsigned *pen, size_t n_spans, double left)
{
	struct set a, b;
	size_t mismatch = 0;

	set(&a, &by_letters, text, cut, pen, n_spans, left);
	set(&b, &by_pango, text, cut, pen, n_spans, left);
	for (size_t i = 0; i < a.w.lines.n && i < b.w.lines.n; i++)
		if (a.w.lines.v[i].end != b.w.lines.v[i].end ||
		    a.w.lines.v[i].width != b.w.lines.v[i].width) {
			print_message("line %zu of '%s': ends %zu and %zu, widths %d and %d\n", i,
			    text, a.w.lines.v[i].end, b.w.lines.v[i].end, a.w.lines.v[i].width,
			    b.w.lines.v[i].width);
			break;
		}
	CHECK_INT(a.w.lines.n, b.w.lines.n);
	CHECK_INT(a.w.glyphs.n, b.w.glyphs.n);
	for (size_t i = 0; i < a.w.lines.n; i++)
		mismatch += a.w.lines.v[i].end != b.w.lines.v[i].end ||
			    a.w.lines.v[i].width != b.w.lines.v[i].width;
	for (size_t i = 0; i < a.w.glyphs.n; i++) {
		const struct eg_page__glyph *g = &a.w.glyphs.v[i], *h = &b.w.glyphs.v[i];

		mismatch += g->glyph != h->glyph || g->byte != h->byte || g->width != h->width ||
			    g->x != h->x || g->y != h->y;
	}
	if (mismatch != 0)
		print_message("'%s' is set otherwise than by pango\n", text);
	CHECK_INT(mismatch, 0);
	eg_page__drop(&a.w);
	eg_page__drop(&b.w);
}

static bool
is_plain(const char *text)
{
	struct eg_page__at at[256];

	CHECK(strlen(text) < EG_COUNT(at));
	return eg_page__plain_ends(text, strlen(text), at);
}

/* All plain characters that Liberation Serif has: it lacks the triangles and a few points. */
static size_t
plain_characters(uint32_t *out, size_t room)
{
	static const char lacking[] = "‒‖‟‣․‥‧‱‴‵‶‷‸▸▹☐";
	size_t n = 0;

	for (uint32_t c = ' '; c < 0x3000; c++) {
		struct eg_buf text = EG_BUF_INIT;

		eg_buf_utf8(&text, c);
		if (c != 0x7F && is_plain(eg_buf_cstr(&text)) &&
		    strstr(lacking, eg_buf_cstr(&text)) == NULL && n < room)
			out[n++] = c;
		eg_buf_clear(&text);
	}
	return n;
}

static void
plain__every_character_in_every_style__is_set_as_by_pango(void **state)
{
	static const unsigned pens[] = {
	    0, EG_PEN_BOLD, EG_PEN_ITALIC, EG_PEN_BOLD | EG_PEN_ITALIC | EG_PEN_STRIKE};
	uint32_t plain[1000];
	size_t n = plain_characters(plain, EG_COUNT(plain));

	EG_UNUSED(state);
	CHECK(n > 340);
	for (size_t i = 0; i < EG_COUNT(pens); i++) {
		struct eg_buf text = EG_BUF_INIT;

		for (size_t k = 0; k < n; k++) {
			eg_buf_utf8(&text, plain[k]);
			eg_buf_puts(&text, k % 3 == 0 ? " " : k % 3 == 1 ? "a" : "");
		}
		check_same(eg_buf_cstr(&text), &text.n, &pens[i], 1, 420);
		eg_buf_clear(&text);
	}
}

/* Narrow lines, so that almost every place where a line may end is one where it ends. */
static void
plain__at_random__is_set_as_by_pango(void **state)
{
	uint32_t plain[1000], seed = 5;
	size_t n = plain_characters(plain, EG_COUNT(plain));

	EG_UNUSED(state);
	for (int round = 0; round < 400; round++) {
		struct eg_buf text = EG_BUF_INIT;
		size_t cut[6];
		unsigned pen[6];

		for (size_t i = 0; i < EG_COUNT(cut); i++) {
			for (uint32_t k = (seed = seed * 1103515245u + 12345u) >> 16 & 31; k > 0;
			     k--) {
				uint32_t r = (seed = seed * 1103515245u + 12345u) >> 8;

				eg_buf_utf8(&text, r % 5 == 0	? ' '
						   : r % 5 == 1 ? '0' + (r >> 4) % 10
						   : r % 5 == 2 ? plain[(r >> 4) % n]
								: plain[(r >> 4) % 95]);
			}
			cut[i] = text.n;
			pen[i] = seed >> 20 & 7;
		}
		check_same(eg_buf_cstr(&text), cut, pen, EG_COUNT(cut), 405 + round % 32);
		eg_buf_clear(&text);
	}
}

static void
plain__of_other_text__is_not_claimed(void **state)
{
	static const char *const other[] = {"e\xcc\x81", "\xd7\xa9", "\xd8\xb3", "\xce\xb1", "a\tb",
	    "a\xc2\xad"
	    "b",
	    "\xe2\x80\x8b", "\xe4\xb8\xad", "\xf0\x9f\x98\x80", "\xff", "\xe2\x82", "a\nb", "\x7f"};

	EG_UNUSED(state);
	CHECK(is_plain(
	    "Section 24-76.7, C.R.S.; \xc2\xa7 3 \xe2\x80\x94 \xe2\x80\x9cterm\xe2\x80\x9d"));
	for (size_t i = 0; i < EG_COUNT(other); i++)
		CHECK(!is_plain(other[i]));
}

static size_t
count(const struct eg_buf *b, const char *what)
{
	size_t n = strlen(what), found = 0;

	for (size_t i = 0; i + n <= b->n; i++)
		found += memcmp(b->p + i, what, n) == 0;
	return found;
}

/* Paragraphs of both kinds in one document: each font is in the file once, and the order of the two
 * does not matter. A sign that Liberation lacks comes from DejaVu. */
static void
plain__beside_other_text__shares_its_fonts(void **state)
{
	static const char *const texts[] = {"Plain words, 12.", "caf\x65\xcc\x81 and \xd7\xa9",
	    "\xe2\x96\xb8 a point", "plain again"};

	EG_UNUSED(state);
	for (size_t turn = 0; turn < 2; turn++) {
		struct eg_buf out = EG_BUF_INIT;
		struct eg_err err = {0};
		struct eg_pages *p;

		CHECK_OK(eg_pages_open(&by_letters, &p, &err));
		for (size_t i = 0; i < EG_COUNT(texts); i++)
			eg_pages_add(
			    p, &(struct eg_page_para){
				   .run =
				       &(struct eg_page_run){
					   .text = texts[turn == 0 ? i : EG_COUNT(texts) - 1 - i]},
				   .n_runs = 1});
		CHECK_OK(eg_pages_finish(p, &out, &err));
		CHECK_INT(count(&out, "/FontFile2"), count(&out, "/FontName"));
		CHECK_INT(count(&out, "/Subtype /TrueType\n   /BaseFont /"), 1);
		CHECK(count(&out, "+DejaVuSerif") > 0);
		eg_buf_clear(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(plain__every_character_in_every_style__is_set_as_by_pango),
	    cmocka_unit_test(plain__at_random__is_set_as_by_pango),
	    cmocka_unit_test(plain__of_other_text__is_not_claimed),
	    cmocka_unit_test(plain__beside_other_text__shares_its_fonts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
