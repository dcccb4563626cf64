/* What changed, by state: one walk over the news gives the words (struct lines); text, HTML and
 * DOCX print them, so that all say the same. */
#include "base/mem.h"
#include "base/time.h"
#include "base/vec.h"

#include <engross/render.h>
#include <engross/site.h>
#include <stdio.h>
#include <string.h>

enum line_kind { TITLE, STATE, BILL, EVENT, SOURCE, STAGE };

struct line {
	enum line_kind kind;
	const char *text;
	const char *link; /* of a SOURCE; NULL if it is no address */
};

struct lines {
	struct eg_arena *arena;
	EG_VEC(struct line);
};

static void
put(struct lines *l, enum line_kind kind, const char *text, const char *link)
{
	eg_vec_push(l, ((struct line){kind, text, link}));
}

static bool
is_address(struct eg_str s)
{
	return (s.n > 8 && memcmp(s.p, "https://", 8) == 0) ||
	       (s.n > 7 && memcmp(s.p, "http://", 7) == 0);
}

static bool
is_to_come(struct eg_str date, int32_t today)
{
	struct eg_date d;

	return eg_date_parse(date, &d) && eg_date_days(d) > today;
}

static void
event_lines(
    struct lines *l, const struct eg_news_event *e, const struct eg_passage *rules, int32_t today)
{
	const struct eg_str *f = e->e.f;
	struct eg_buf b = EG_BUF_INIT;

	if (f[EG_F_DATE].n == 0 && f[EG_F_PUBLISHED].n > 0)
		eg_buf_puts(&b, "by ");
	eg_buf_str(&b, f[EG_F_DATE].n > 0	 ? f[EG_F_DATE]
		       : f[EG_F_PUBLISHED].n > 0 ? f[EG_F_PUBLISHED]
						 : EG_STR("no date"));
	eg_buf_puts(&b, is_to_come(f[EG_F_DATE], today) ? " (to come): " : ": ");
	if (e->kind == EG_EV_HEARD && is_to_come(f[EG_F_DATE], today))
		eg_buf_puts(&b, "hearing in committee");
	else
		eg_event_words(&b, e->kind, e->chamber, rules, f[EG_F_YEAS], f[EG_F_NAYS]);
	if (f[EG_F_TEXT].n > 0) {
		eg_buf_puts(&b, " (\xE2\x80\x9C");
		eg_buf_str(&b, f[EG_F_TEXT]);
		eg_buf_puts(&b, "\xE2\x80\x9D)");
	}
	if (f[EG_F_NOTE].n > 0) {
		eg_buf_puts(&b, ". ");
		eg_buf_str(&b, f[EG_F_NOTE]);
	}
	put(l, EVENT, eg_arena_strdup(l->arena, eg_buf_cstr(&b)), NULL);
	if (f[EG_F_SOURCE].n > 0) {
		eg_buf_reset(&b);
		eg_buf_str(&b, f[EG_F_SOURCE_KIND].n > 0 ? f[EG_F_SOURCE_KIND] : EG_STR("source"));
		eg_buf_puts(&b, ": ");
		eg_buf_str(&b, f[EG_F_SOURCE]);
		put(l, SOURCE, eg_arena_strdup(l->arena, eg_buf_cstr(&b)),
		    is_address(f[EG_F_SOURCE]) ? eg_arena_str(l->arena, f[EG_F_SOURCE]) : NULL);
	}
	eg_buf_clear(&b);
}

static void
standing_words(struct eg_buf *b, enum eg_stage s, enum eg_legal l)
{
	eg_buf_puts(b, eg_stage_words(s));
	if (l != EG_LEGAL_NONE)
		eg_buf_printf(b, ", %s", eg_legal_words(l));
}

static void
bill_lines(
    struct lines *l, const struct eg_news_item *i, const struct eg_passage *rules, int32_t today)
{
	struct eg_buf b = EG_BUF_INIT;

	eg_buf_puts(&b, i->bill[0] != '\0' ? i->bill : "Bill without a known number");
	if (i->session[0] != '\0')
		eg_buf_printf(&b, ", %s session", i->session);
	for (size_t t = 0; t < i->n_templates; t++)
		eg_buf_printf(&b, "%s%s", t == 0 ? " \xE2\x80\x94 " : ", ", i->template_name[t]);
	put(l, BILL, eg_arena_strdup(l->arena, eg_buf_cstr(&b)), NULL);
	for (size_t e = 0; e < i->n_events; e++)
		event_lines(l, &i->event[e], rules, today);
	eg_buf_reset(&b);
	eg_buf_puts(&b, "Now: ");
	standing_words(&b, i->stage, i->legal);
	if (!i->fresh && (i->stage_before != i->stage || i->legal_before != i->legal)) {
		eg_buf_puts(&b, " (before: ");
		standing_words(&b, i->stage_before, i->legal_before);
		eg_buf_putc(&b, ')');
	}
	if (i->closing != EG_CLOSING_NONE) {
		char why[128];

		eg_closing_text(i->closing, i->closes, why);
		eg_buf_printf(&b, "; %s", why);
	}
	eg_buf_putc(&b, '.');
	put(l, STAGE, eg_arena_strdup(l->arena, eg_buf_cstr(&b)), NULL);
	eg_buf_clear(&b);
}

static void
make(struct lines *l, const struct eg_news *n, const struct eg_passages *passages)
{
	char from[40], to[40];
	int place = -1;

	memset(l, 0, sizeof(*l));
	l->arena = eg_arena_new();
	eg_date_words(eg_date_from_days(n->from), from, sizeof(from));
	eg_date_words(eg_date_from_days(n->to), to, sizeof(to));
	put(l, TITLE, eg_arena_printf(l->arena, "What changed since %s, as of %s", from, to), NULL);
	for (size_t i = 0; i < n->n; i++) {
		const struct eg_news_item *item = &n->item[i];

		if (item->jurisdiction != place) {
			place = item->jurisdiction;
			put(l, STATE, eg_postal_name(eg_postal[place]), NULL);
		}
		bill_lines(l, item, &passages->at[place], n->to);
	}
	if (n->n == 0)
		put(l, STAGE, "Nothing changed.", NULL);
}

static void
done(struct lines *l)
{
	eg_vec_clear(l);
	eg_arena_free(l->arena);
}

void
eg_briefing_text(const struct eg_news *n, const struct eg_passages *passages, struct eg_buf *out)
{
	static const char *const lead[] = {"", "\n", "  ", "    ", "      ", "    "};
	struct lines l;

	make(&l, n, passages);
	for (size_t i = 0; i < l.n; i++)
		eg_buf_printf(out, "%s%s\n", lead[l.v[i].kind], l.v[i].text);
	done(&l);
}

/* ---- HTML ---- */

static const char style[] =
    "body{font:16px/1.5 Georgia,'Times New Roman',serif;color:#1a1a1a;background:#fff;"
    "max-width:42rem;margin:1.5rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}"
    "h2{font-size:1.15rem;margin:1.75rem 0 .25rem;border-bottom:1px solid #8a8a8a}"
    "h3{font-size:1rem;margin:1rem 0 .25rem}ul{margin:.25rem 0;padding-left:1.25rem}"
    ".source{display:block;color:#555;font-size:.85rem;overflow-wrap:anywhere}"
    ".now{margin:.25rem 0 0;font-style:italic}a{color:#1b4f4a}"
    "@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#16181a}.source{color:#b5b2ab}"
    "a{color:#8fd0c4}}";

static void
escaped(struct eg_buf *out, const char *s)
{
	eg_follow_text(out, s, strlen(s));
}

static void
html_source(struct eg_buf *out, const struct line *l)
{
	eg_buf_puts(out, "<span class=\"source\">");
	if (l->link != NULL) {
		size_t n = strlen(l->text) - strlen(l->link);

		eg_follow_text(out, l->text, n);
		eg_buf_puts(out, "<a href=\"");
		escaped(out, l->link);
		eg_buf_puts(out, "\">");
		escaped(out, l->link);
		eg_buf_puts(out, "</a>");
	} else {
		escaped(out, l->text);
	}
	eg_buf_puts(out, "</span>");
}

void
eg_briefing_html(const struct eg_news *n, const struct eg_passages *passages, struct eg_buf *out)
{
	bool list = false;
	struct lines l;

	make(&l, n, passages);
	eg_buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			 "<meta name=\"viewport\" content=\"width=device-width, "
			 "initial-scale=1\">\n<title>");
	escaped(out, l.v[0].text);
	eg_buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n", style);
	for (size_t i = 0; i < l.n; i++) {
		static const char *const tag[] = {"h1", "h2", "h3", "", "", ""};
		const struct line *at = &l.v[i];

		if (at->kind == EVENT) {
			eg_buf_puts(out, list ? "<li>" : "<ul>\n<li>");
			list = true;
			escaped(out, at->text);
			if (i + 1 < l.n && l.v[i + 1].kind == SOURCE)
				html_source(out, &l.v[++i]);
			eg_buf_puts(out, "</li>\n");
			continue;
		}
		if (list)
			eg_buf_puts(out, "</ul>\n");
		list = false;
		if (at->kind == STAGE)
			eg_buf_puts(out, "<p class=\"now\">");
		else
			eg_buf_printf(out, "<%s>", tag[at->kind]);
		escaped(out, at->text);
		eg_buf_printf(out, "</%s>\n", at->kind == STAGE ? "p" : tag[at->kind]);
	}
	eg_buf_puts(out, "</main>\n</body>\n</html>\n");
	done(&l);
}

/* ---- DOCX: through the form of a bill, so that there is one writer of Word documents ---- */

enum eg_rc
eg_briefing_docx(const struct eg_news *n, const struct eg_passages *passages, struct eg_buf *out,
    struct eg_err *err)
{
	static const enum eg_role role[] = {EG_ROLE_TITLE, EG_ROLE_ARTICLE, EG_ROLE_CODE_SECTION,
	    EG_ROLE_ITEM, EG_ROLE_PARA, EG_ROLE_PARA};
	struct eg_form form = {.postal = "",
	    .jurisdiction = "",
	    .language = "en",
	    .template_name = "",
	    .version = "",
	    .variant = "",
	    .instrument = "",
	    .prefiled = "",
	    .line_numbers = EG_LINE_NUMBERS_NONE};
	struct eg_render_options opt = {.no_line_numbers = true};
	struct lines l;
	enum eg_rc rc;

	make(&l, n, passages);
	form.arena = l.arena;
	form.title = l.v[0].text;
	form.block = eg_arena_calloc(l.arena, l.n, sizeof(*form.block));
	form.n = l.n;
	for (size_t i = 0; i < l.n; i++) {
		struct eg_run *run = eg_arena_calloc(l.arena, 1, sizeof(*run));

		run->kind = l.v[i].kind == STAGE   ? EG_RUN_EM
			    : l.v[i].kind == TITLE ? EG_RUN_STRONG
						   : EG_RUN_TEXT;
		run->text = l.v[i].text;
		form.block[i].role = role[l.v[i].kind];
		form.block[i].designator = l.v[i].kind == EVENT ? "\xE2\x80\xA2" : "";
		form.block[i].level = l.v[i].kind == EVENT ? 1 : 0;
		form.block[i].run = run;
		form.block[i].n_runs = 1;
	}
	rc = eg_render_docx(&form, &opt, out, err);
	done(&l);
	return rc;
}

/* ---- Atom ---- */

static void
day_time(int32_t day, char out[32])
{
	char text[EG_DATE_TEXT];

	eg_date_format(eg_date_from_days(day), text);
	snprintf(out, 32, "%sT00:00:00Z", text);
}

static void
entry_of_event(struct eg_buf *out, const struct eg_news_item *i, const struct eg_news_event *e,
    const struct eg_passage *rules)
{
	const struct eg_str *f = e->e.f;
	struct eg_buf title = EG_BUF_INIT, summary = EG_BUF_INIT;
	char id[48], updated[40] = "";
	char *link =
	    is_address(f[EG_F_SOURCE]) ? eg_strndup(f[EG_F_SOURCE].p, f[EG_F_SOURCE].n) : NULL;

	snprintf(id, sizeof(id), "urn:engross:event:%016llx", (unsigned long long)e->id);
	eg_buf_printf(&title, "%s %s: ", eg_postal[i->jurisdiction],
	    i->bill[0] != '\0'	 ? i->bill
	    : i->n_templates > 0 ? i->template_name[0]
				 : "bill");
	eg_event_words(&title, e->kind, e->chamber, rules, f[EG_F_YEAS], f[EG_F_NAYS]);
	eg_buf_str(&summary, f[EG_F_DATE]);
	for (size_t t = 0; t < i->n_templates; t++)
		eg_buf_printf(&summary, "%s%s", t == 0 ? "; " : ", ", i->template_name[t]);
	eg_buf_puts(&summary, "; now ");
	standing_words(&summary, i->stage, i->legal);
	if (f[EG_F_TEXT].n > 0) {
		eg_buf_puts(&summary, ". ");
		eg_buf_str(&summary, f[EG_F_TEXT]);
	}
	if (f[EG_F_RECORDED].n >= 20)
		snprintf(updated, sizeof(updated), "%.20s", f[EG_F_RECORDED].p);
	else
		snprintf(updated, sizeof(updated), "1970-01-01T00:00:00Z");
	eg_atom_entry(out,
	    &(struct eg_atom_entry){id, eg_buf_cstr(&title), eg_buf_cstr(&summary), updated, link});
	eg_buf_clear(&title);
	eg_buf_clear(&summary);
	eg_free(link);
}

/* A stage that the calendar made has no event: it gets an entry of its own. */
static void
entry_of_closing(struct eg_buf *out, const struct eg_news_item *i)
{
	char id[200], title[200], updated[32], why[128], key[128] = "";

	if (strlen(i->bill) < sizeof(key))
		eg_bill_key(i->bill, key);
	snprintf(id, sizeof(id), "urn:engross:closing:%s:%d:%s:%d", eg_postal[i->jurisdiction],
	    (int)i->closes, key, (int)i->closing);
	snprintf(title, sizeof(title), "%s %s: %s", eg_postal[i->jurisdiction],
	    i->bill[0] != '\0' ? i->bill : "bill", eg_stage_words(i->stage));
	day_time(i->closes, updated);
	eg_closing_text(i->closing, i->closes, why);
	eg_atom_entry(out, &(struct eg_atom_entry){id, title, why, updated, NULL});
}

void
eg_briefing_atom(const struct eg_news *n, const struct eg_passages *passages, struct eg_buf *out)
{
	char updated[32];

	day_time(n->to, updated);
	eg_atom_begin(out, "urn:engross:since", "engross: what changed", updated);
	for (size_t i = 0; i < n->n; i++) {
		const struct eg_news_item *item = &n->item[i];

		for (size_t e = 0; e < item->n_events; e++)
			entry_of_event(
			    out, item, &item->event[e], &passages->at[item->jurisdiction]);
		if (item->n_events == 0 && item->closing != EG_CLOSING_NONE)
			entry_of_closing(out, item);
	}
	eg_atom_end(out);
}
