/* Maps: a tile of one size for each of the 56, and, where a threshold is weighted, a cartogram
 * whose tiles are as large as their weights. What a colour says, a pattern and a mark say too. */
#include "site/site.h"

#include "base/maths.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TILE = 56, STEP = 60, ROWS = 9, COLS = 12 };

void
site_patterns(struct eg_buf *out)
{
	eg_buf_puts(out,
	    "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\" "
	    "focusable=\"false\"><defs>\n"
	    "<pattern id=\"p-going\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
	    "patternTransform=\"rotate(45)\"><rect class=\"pa\" width=\"8\" height=\"8\"/><line "
	    "class=\"pb\" x1=\"1\" y1=\"0\" x2=\"1\" y2=\"8\"/></pattern>\n"
	    "<pattern id=\"p-disputed\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\">"
	    "<rect class=\"pa\" width=\"9\" height=\"9\"/><line class=\"pb\" x1=\"0\" y1=\"1\" "
	    "x2=\"9\" y2=\"1\"/></pattern>\n"
	    "<pattern id=\"p-left\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
	    "patternTransform=\"rotate(-45)\"><rect class=\"pc\" width=\"7\" height=\"7\"/><line "
	    "class=\"pd\" x1=\"1\" y1=\"0\" x2=\"1\" y2=\"7\"/></pattern>\n</defs></svg>\n");
}

static const char *
fill_of(enum site_place p)
{
	return p == PLACE_GOING	     ? " fill=\"url(#p-going)\""
	       : p == PLACE_DISPUTED ? " fill=\"url(#p-disputed)\""
	       : p == PLACE_LEFT     ? " fill=\"url(#p-left)\""
				     : "";
}

/* A small sign around (x, y), so that no state rests on colour: a disc counts, half a disc is half
 * the way, a ring is under way, a cross is over, an arrow left. */
static void
mark(struct eg_buf *out, enum site_place p, double x, double y, double r)
{
	switch (p) {
	case PLACE_IN:
	case PLACE_GOING:
		eg_buf_printf(
		    out, "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, r);
		break;
	case PLACE_DISPUTED:
		eg_buf_printf(out, "<path class=\"mark\" d=\"M%.1f %.1fh%.1fM%.1f %.1fv%.1f\"/>",
		    x - r, y, 2 * r, x, y - r, 2 * r);
		break;
	case PLACE_HALFWAY:
		eg_buf_printf(out,
		    "<path class=\"mark\" d=\"M%.1f %.1fa%.1f %.1f 0 0 0 0 %.1fz\"/><circle "
		    "class=\"mark\" style=\"fill:none\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
		    x, y - r, r, r, 2 * r, x, y, r);
		break;
	case PLACE_LIVE:
		eg_buf_printf(
		    out, "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, r);
		break;
	case PLACE_OVER:
		eg_buf_printf(out,
		    "<path class=\"mark\" d=\"M%.1f %.1fl%.1f %.1fm0 %.1fl%.1f %.1f\"/>", x - r,
		    y - r, 2 * r, 2 * r, -2 * r, -2 * r, 2 * r);
		break;
	case PLACE_LEFT:
		eg_buf_printf(out,
		    "<path class=\"mark\" d=\"M%.1f %.1fh%.1fm%.1f %.1fl%.1f %.1fl%.1f %.1f\"/>",
		    x + r, y, -2 * r, r, -r, -r, r, r, r);
		break;
	default:
		break;
	}
}

void
site_swatch(struct eg_buf *out, enum site_place p)
{
	eg_buf_printf(out,
	    "<svg class=\"%s\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" "
	    "focusable=\"false\"><rect x=\"1\" y=\"1\" width=\"22\" height=\"22\" rx=\"2\"%s/>",
	    site_place_class(p), fill_of(p));
	mark(out, p, 12, 12, 5);
	eg_buf_puts(out, "</svg>");
}

void
site_legend(struct page *p, const struct site_campaign *c)
{
	eg_buf_puts(&p->out, "<ul class=\"legend\" aria-label=\"Legend\">\n");
	for (int k = PLACE_IN; k <= PLACES; k++) {
		enum site_place place = k == PLACES ? PLACE_NONE : (enum site_place)k;

		if (c->count[place] == 0)
			continue;
		eg_buf_puts(&p->out, "<li>");
		site_swatch(&p->out, place);
		eg_buf_printf(&p->out, "%s: %zu</li>\n", site_place_word(place), c->count[place]);
	}
	eg_buf_puts(&p->out, "</ul>\n");
}

static void
standing_of(const struct site_campaign *c, int j, char out[160])
{
	const struct eg_status_row *r = c->item[j] != NULL ? c->item[j]->row : NULL;

	if (r == NULL)
		snprintf(out, 160, "nothing recorded");
	else
		snprintf(out, 160, "%s%s%s%s", eg_stage_words((enum eg_stage)r->stage),
		    r->legal != EG_LEGAL_NONE ? ", " : "", eg_legal_words((enum eg_legal)r->legal),
		    r->closing == EG_CLOSING_UNCLEAR ? " (unclear)" : "");
}

/* The name begins with what is written on the tile ("CA", or "CA 54"), so that one who speaks what
 * they see finds it. */
static void
tile_open(struct page *p, const struct site_campaign *c, int j, int64_t weight)
{
	char standing[160], shown[24];

	if (weight > 0)
		snprintf(shown, sizeof(shown), "%s %lld", eg_postal[j], (long long)weight);
	else
		snprintf(shown, sizeof(shown), "%s", eg_postal[j]);
	if (p->site->bills_in[j] > 0)
		eg_buf_printf(&p->out,
		    "<a class=\"tile %s\" href=\"%sstates/%s.html\" aria-label=\"",
		    site_place_class(c->place[j]), p->root, eg_postal[j]);
	else
		eg_buf_printf(&p->out, "<g class=\"tile %s\" role=\"img\" aria-label=\"",
		    site_place_class(c->place[j]));
	standing_of(c, j, standing);
	eg_buf_printf(&p->out, "%s, %s: %s\"><title>%s: %s</title>", shown,
	    eg_postal_name(eg_postal[j]), standing, eg_postal_name(eg_postal[j]), standing);
}

static void
tile_close(struct page *p, int j)
{
	eg_buf_puts(&p->out, p->site->bills_in[j] > 0 ? "</a>\n" : "</g>\n");
}

/* Rows and columns of the profiles; the territories stand in a row below. */
static void
cell_of(const struct eg_passage *rules, int j, int *row, int *col)
{
	static const struct {
		const char *postal;
		int col;
	} below[] = {{"GU", 0}, {"MP", 1}, {"AS", 2}, {"PR", 9}, {"VI", 10}};

	*row = rules->map_row;
	*col = rules->map_col;
	for (size_t i = 0; i < EG_COUNT(below); i++) {
		if (strcmp(below[i].postal, eg_postal[j]) == 0) {
			*row = ROWS - 1;
			*col = below[i].col;
		}
	}
}

void
site_tile_map(struct page *p, const struct site_campaign *c)
{
	eg_buf_printf(&p->out,
	    "<figure class=\"map\">\n<svg viewBox=\"0 0 %d %d\" role=\"group\" aria-label=\"Map of "
	    "the states, each a tile of one size\">\n",
	    COLS * STEP - 4, ROWS * STEP - 4);
	for (int j = 0; j < EG_JURISDICTIONS; j++) {
		int row, col;

		cell_of(&p->site->passages->at[j], j, &row, &col);
		tile_open(p, c, j, 0);
		eg_buf_printf(&p->out,
		    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"%s/>", col * STEP,
		    row * STEP, TILE, TILE, fill_of(c->place[j]));
		eg_buf_printf(&p->out, "<text x=\"%d\" y=\"%d\" aria-hidden=\"true\">%s</text>",
		    col * STEP + TILE / 2,
		    row * STEP +
			(c->place[j] == PLACE_NONE || c->place[j] == PLACE_UNCLEAR ? 35 : 28),
		    eg_postal[j]);
		mark(&p->out, c->place[j], col * STEP + TILE / 2.0, row * STEP + 42, 5);
		tile_close(p, j);
	}
	eg_buf_puts(&p->out, "</svg>\n<figcaption>Each jurisdiction has a tile of one size, about "
			     "where it lies.</figcaption>\n</figure>\n");
}

/* ---- cartogram ---- */

struct block {
	int j;
	double x, y, side;
};

/* Push apart what overlaps, pull back to where it lies: the same steps give the same picture. */
static void
settle(struct block *b, size_t n, const double *x0, const double *y0)
{
	for (int step = 0; step < 600; step++) {
		for (size_t i = 0; i < n && step < 520; i++) {
			b[i].x += (x0[i] - b[i].x) * 0.02;
			b[i].y += (y0[i] - b[i].y) * 0.02;
		}
		for (size_t i = 0; i < n; i++) {
			for (size_t k = i + 1; k < n; k++) {
				double need = (b[i].side + b[k].side) / 2 + 3;
				double dx = b[k].x - b[i].x, dy = b[k].y - b[i].y;
				double ox = need - fabs(dx), oy = need - fabs(dy);

				if (ox <= 0 || oy <= 0)
					continue;
				if (ox < oy) {
					double push = (dx < 0 ? -ox : ox) / 2;

					b[i].x -= push;
					b[k].x += push;
				} else {
					double push = (dy < 0 ? -oy : oy) / 2;

					b[i].y -= push;
					b[k].y += push;
				}
			}
		}
	}
}

static double
least(double a, double b)
{
	return a < b ? a : b;
}

static double
most(double a, double b)
{
	return a > b ? a : b;
}

static void
bounds(const struct block *b, size_t n, double *x0, double *y0, double *x1, double *y1)
{
	*x0 = *y0 = 1e9;
	*x1 = *y1 = -1e9;
	for (size_t i = 0; i < n; i++) {
		*x0 = least(*x0, b[i].x - b[i].side / 2);
		*y0 = least(*y0, b[i].y - b[i].side / 2);
		*x1 = most(*x1, b[i].x + b[i].side / 2);
		*y1 = most(*y1, b[i].y + b[i].side / 2);
	}
}

void
site_cartogram(struct page *p, const struct site_campaign *c)
{
	double x0[EG_JURISDICTIONS], y0[EG_JURISDICTIONS], left, top, right, bottom;
	struct block b[EG_JURISDICTIONS];
	size_t n = 0;

	for (int j = 0; j < EG_JURISDICTIONS; j++) {
		int64_t w = eg_weight_of(p->site->passages, j, c->census, p->site->opt->as_of);
		int row, col;

		if (w == 0 || !c->rule->universe[j])
			continue;
		cell_of(&p->site->passages->at[j], j, &row, &col);
		x0[n] = b[n].x = col * 68.0;
		y0[n] = b[n].y = row * 64.0;
		b[n].side = 17.5 * eg_sqrt((double)w);
		b[n++].j = j;
	}
	settle(b, n, x0, y0);
	bounds(b, n, &left, &top, &right, &bottom);
	eg_buf_printf(&p->out,
	    "<figure class=\"map\">\n<svg viewBox=\"%.0f %.0f %.0f %.0f\" role=\"group\" "
	    "aria-label=\"Map of the states, each a square as large as its electoral votes\">\n",
	    left - 2, top - 2, right - left + 4, bottom - top + 4);
	for (size_t i = 0; i < n; i++) {
		int64_t w = eg_weight_of(p->site->passages, b[i].j, c->census, p->site->opt->as_of);
		double size = least(24, most(13, b[i].side * 0.36)), x = b[i].x, y = b[i].y;

		tile_open(p, c, b[i].j, w >= 6 ? w : 0);
		eg_buf_printf(&p->out,
		    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"%s/>",
		    x - b[i].side / 2, y - b[i].side / 2, b[i].side, b[i].side,
		    fill_of(c->place[b[i].j]));
		eg_buf_printf(&p->out,
		    "<text x=\"%.1f\" y=\"%.1f\" style=\"font-size:%.0fpx\" "
		    "aria-hidden=\"true\">%s</text>",
		    x, w >= 6 ? y + 1 : y + size * 0.36, size, eg_postal[b[i].j]);
		if (w >= 6)
			eg_buf_printf(&p->out,
			    " <text class=\"weight\" x=\"%.1f\" y=\"%.1f\" "
			    "aria-hidden=\"true\">%lld</text>",
			    x, y + 16, (long long)w);
		if (w >= 12)
			mark(&p->out, c->place[b[i].j], x + b[i].side / 2 - 9,
			    y - b[i].side / 2 + 9, 4);
		tile_close(p, b[i].j);
	}
	eg_buf_printf(&p->out,
	    "</svg>\n<figcaption>The same, each square as large as its electoral votes (census of "
	    "%d).</figcaption>\n</figure>\n",
	    c->census);
}
