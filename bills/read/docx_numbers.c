/*
 * Word's numbering, counted (ECMA-376 part 1, 17.9): an abstract list has nine levels, each with a
 * start, a way of counting and a text such as "%1.%2."; a w:num is a use of one, perhaps with other
 * starts. Uses of one abstract list count on from each other; a startOverride begins again where
 * its w:num is first used. Styles may carry numbers too.
 */
#include "read/docx.h"

#include <stdio.h>
#include <string.h>

struct level {
	int start, restart; /* restart: -1 after any higher level; 0 never; n after level n - 1 */
	char format[24], text[EG_DOCX_NUMBER_MAX];
	char style[64]; /* that is numbered by it */
	bool legal; /* all numbers Arabic */
};

struct list { /* w:abstractNum */
	int id;
	char style_link[64]; /* numStyleLink: the style whose list it is */
	struct level level[EG_DOCX_LEVELS];
	int value[EG_DOCX_LEVELS];
	bool begun[EG_DOCX_LEVELS];
};

struct use { /* w:num */
	int id, list_id;
	int start[EG_DOCX_LEVELS]; /* -1: as the list's */
	bool used;
};

struct style {
	char *id, *based_on;
	int num_id, ilvl; /* -1 where not given */
};

struct eg_docx_numbers {
	struct {
		EG_VEC(struct list);
	} lists;
	struct {
		EG_VEC(struct use);
	} uses;
	struct {
		EG_VEC(struct style);
	} styles;
	struct eg_map by_style; /* id -> index + 1 */
};

enum { BASED_ON_MAX = 20, LISTS_MAX = 20000 };

struct eg_docx_numbers *
eg_docx__numbers_new(void)
{
	return eg_calloc(1, sizeof(struct eg_docx_numbers));
}

void
eg_docx__numbers_free(struct eg_docx_numbers *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->styles.n; i++) {
		eg_free(s->styles.v[i].id);
		eg_free(s->styles.v[i].based_on);
	}
	eg_vec_clear(&s->lists);
	eg_vec_clear(&s->uses);
	eg_vec_clear(&s->styles);
	eg_map_clear(&s->by_style);
	eg_free(s);
}

/* ---- reading ---- */

static void
copy(char *to, size_t n, const char *from)
{
	snprintf(to, n, "%s", from != NULL ? from : "");
}

enum eg_rc
eg_docx__read_styles(struct eg_docx_numbers *s, struct eg_xml *x, struct eg_err *err)
{
	struct style *now = NULL;
	enum eg_rc rc;

	while ((rc = eg_xml_next(x, err)) == EG_OK && eg_xml_event(x) != EG_XML_END_OF_FILE) {
		if (eg_docx__is(x, EG_XML_START, "style")) {
			const char *id = eg_xml_attr(x, NULL, "styleId");

			if (id == NULL || eg_map_has(&s->by_style, id) || s->styles.n > LISTS_MAX) {
				now = NULL;
				continue;
			}
			now = eg_vec_new(&s->styles);
			now->id = eg_strdup(id);
			now->num_id = now->ilvl = -1;
			eg_map_set(&s->by_style, id, (void *)(uintptr_t)s->styles.n);
		} else if (eg_docx__is(x, EG_XML_END, "style")) {
			now = NULL;
		} else if (now == NULL || eg_xml_event(x) != EG_XML_START) {
			continue;
		} else if (eg_docx__is(x, EG_XML_START, "basedOn") && now->based_on == NULL) {
			const char *base = eg_xml_attr(x, NULL, "val");

			now->based_on = base != NULL ? eg_strdup(base) : NULL;
		} else if (eg_docx__is(x, EG_XML_START, "numId")) {
			now->num_id = eg_docx__int(x, "val", -1);
		} else if (eg_docx__is(x, EG_XML_START, "ilvl")) {
			now->ilvl = eg_docx__int(x, "val", -1);
		}
	}
	return rc;
}

static void
level_part(struct level *l, struct eg_xml *x)
{
	if (eg_docx__is(x, EG_XML_START, "start"))
		l->start = eg_docx__int(x, "val", 1);
	else if (eg_docx__is(x, EG_XML_START, "numFmt"))
		copy(l->format, sizeof(l->format), eg_xml_attr(x, NULL, "val"));
	else if (eg_docx__is(x, EG_XML_START, "lvlText"))
		copy(l->text, sizeof(l->text), eg_xml_attr(x, NULL, "val"));
	else if (eg_docx__is(x, EG_XML_START, "lvlRestart"))
		l->restart = eg_docx__int(x, "val", -1);
	else if (eg_docx__is(x, EG_XML_START, "pStyle"))
		copy(l->style, sizeof(l->style), eg_xml_attr(x, NULL, "val"));
	else if (eg_docx__is(x, EG_XML_START, "isLgl"))
		l->legal = eg_docx__on(x);
}

static struct list *
new_list(struct eg_docx_numbers *s, int id)
{
	struct list *l = eg_vec_new(&s->lists);

	l->id = id;
	for (int i = 0; i < EG_DOCX_LEVELS; i++) {
		l->level[i].start = 0; /* 17.9.25: left out, it is 0 */
		l->level[i].restart = -1;
		copy(l->level[i].format, sizeof(l->level[i].format), "decimal");
	}
	return l;
}

static int
ilvl_of(struct eg_xml *x)
{
	int ilvl = eg_docx__int(x, "ilvl", -1);

	return ilvl >= 0 && ilvl < EG_DOCX_LEVELS ? ilvl : -1;
}

enum eg_rc
eg_docx__read_numbering(struct eg_docx_numbers *s, struct eg_xml *x, struct eg_err *err)
{
	struct list *list = NULL;
	struct use *use = NULL;
	int ilvl = -1;
	enum eg_rc rc;

	while ((rc = eg_xml_next(x, err)) == EG_OK && eg_xml_event(x) != EG_XML_END_OF_FILE) {
		if (s->lists.n + s->uses.n > LISTS_MAX)
			return eg_err_set(
			    err, EG_ERR_LIMIT, "more than %d lists in the document", LISTS_MAX);
		if (eg_docx__is(x, EG_XML_START, "abstractNum")) {
			list = new_list(s, eg_docx__int(x, "abstractNumId", -1));
			use = NULL;
		} else if (eg_docx__is(x, EG_XML_START, "num")) {
			use = eg_vec_new(&s->uses);
			use->id = eg_docx__int(x, "numId", -1);
			use->list_id = -1;
			for (int i = 0; i < EG_DOCX_LEVELS; i++)
				use->start[i] = -1;
			list = NULL;
		} else if (eg_docx__is(x, EG_XML_END, "abstractNum")) {
			list = NULL;
		} else if (eg_docx__is(x, EG_XML_START, "lvl") ||
			   eg_docx__is(x, EG_XML_START, "lvlOverride")) {
			ilvl = ilvl_of(x);
		} else if (use != NULL && eg_docx__is(x, EG_XML_START, "abstractNumId")) {
			use->list_id = eg_docx__int(x, "val", -1);
		} else if (use != NULL && ilvl >= 0 &&
			   eg_docx__is(x, EG_XML_START, "startOverride")) {
			use->start[ilvl] = eg_docx__int(x, "val", -1);
		} else if (list != NULL && eg_docx__is(x, EG_XML_START, "numStyleLink")) {
			copy(list->style_link, sizeof(list->style_link),
			    eg_xml_attr(x, NULL, "val"));
		} else if (list != NULL && ilvl >= 0 && eg_xml_event(x) == EG_XML_START) {
			level_part(&list->level[ilvl], x);
		}
	}
	return rc;
}

/* ---- counting ---- */

static struct style *
style_of(const struct eg_docx_numbers *s, const char *id)
{
	size_t at = (size_t)(uintptr_t)eg_map_get(&s->by_style, id);

	return at != 0 ? &s->styles.v[at - 1] : NULL;
}

static struct use *
use_of(struct eg_docx_numbers *s, int num_id)
{
	for (size_t i = 0; i < s->uses.n; i++)
		if (s->uses.v[i].id == num_id)
			return &s->uses.v[i];
	return NULL;
}

static struct list *
list_of(struct eg_docx_numbers *s, int list_id)
{
	for (size_t i = 0; i < s->lists.n; i++)
		if (s->lists.v[i].id == list_id)
			return &s->lists.v[i];
	return NULL;
}

/* The number that a style gives, its own or that of the style it is based on. */
static void
from_style(const struct eg_docx_numbers *s, const char *style, int *num_id, int *ilvl)
{
	const struct style *st = style_of(s, style);

	for (int i = 0; i < BASED_ON_MAX && st != NULL; i++) {
		if (*num_id < 0 && st->num_id >= 0)
			*num_id = st->num_id;
		if (*ilvl < 0 && st->ilvl >= 0)
			*ilvl = st->ilvl;
		st = st->based_on != NULL ? style_of(s, st->based_on) : NULL;
	}
}

static void
put_count(struct eg_buf *out, const char *format, int n)
{
	static const struct {
		const char *format, *pattern;
	} marks[] = {
	    {"lowerLetter", "a"}, {"upperLetter", "A"}, {"lowerRoman", "i"}, {"upperRoman", "I"}};
	static const char *const endings[] = {"th", "st", "nd", "rd"};

	for (size_t i = 0; i < EG_COUNT(marks); i++)
		if (strcmp(format, marks[i].format) == 0 && n > 0 && n < 4000) {
			(void)eg_mark_format(out, marks[i].pattern, n);
			return;
		}
	if (strcmp(format, "decimalZero") == 0)
		eg_buf_printf(out, "%02d", n);
	else if (strcmp(format, "cardinalText") == 0)
		eg_number_words(out, n);
	else if (strcmp(format, "ordinalText") == 0)
		eg_number_ordinal_words(out, n);
	else if (strcmp(format, "ordinal") == 0)
		eg_buf_printf(out, "%d%s", n,
		    n % 100 / 10 != 1 && n % 10 < 4 && n > 0 ? endings[n % 10] : "th");
	else if (strcmp(format, "none") != 0)
		eg_buf_printf(out, "%d", n);
}

static void
put_number(struct eg_buf *out, const struct list *l, int ilvl)
{
	const struct level *at = &l->level[ilvl];

	if (strcmp(at->format, "bullet") == 0) {
		eg_buf_puts(out, at->text[0] != '\0' ? "\xE2\x80\xA2" : "");
		return;
	}
	for (const char *p = at->text; *p != '\0'; p++) {
		int k = *p == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;

		if (k < 0) {
			eg_buf_putc(out, *p);
			continue;
		}
		put_count(out, at->legal ? "decimal" : l->level[k].format,
		    l->begun[k] ? l->value[k] : l->level[k].start);
		p++;
	}
}

static void
advance(struct list *l, int ilvl)
{
	l->value[ilvl] = l->begun[ilvl] ? l->value[ilvl] + 1 : l->level[ilvl].start;
	if (l->value[ilvl] > 1000000)
		l->value[ilvl] = 1000000;
	l->begun[ilvl] = true;
	for (int k = ilvl + 1; k < EG_DOCX_LEVELS; k++)
		if (l->level[k].restart != 0 &&
		    (l->level[k].restart < 0 || ilvl < l->level[k].restart))
			l->begun[k] = false;
}

int
eg_docx__count(
    struct eg_docx_numbers *s, const char *style, int num_id, int ilvl, struct eg_buf *out)
{
	bool by_style = num_id < 0;
	struct use *use;
	struct list *l;

	from_style(s, style, &num_id, &ilvl);
	if (num_id <= 0 || (use = use_of(s, num_id)) == NULL ||
	    (l = list_of(s, use->list_id)) == NULL)
		return -1;
	if (l->style_link[0] != '\0') { /* the list of another style */
		int linked = -1, level = -1;
		struct use *other;

		from_style(s, l->style_link, &linked, &level);
		if ((other = use_of(s, linked)) != NULL && list_of(s, other->list_id) != NULL)
			l = list_of(s, other->list_id);
	}
	for (int k = 0; k < EG_DOCX_LEVELS && by_style && ilvl < 0; k++)
		if (style[0] != '\0' && strcmp(l->level[k].style, style) == 0)
			ilvl = k;
	if (ilvl < 0 || ilvl >= EG_DOCX_LEVELS)
		ilvl = 0;
	for (int k = 0; k < EG_DOCX_LEVELS && !use->used; k++)
		if (use->start[k] >= 0) {
			l->begun[k] = true;
			l->value[k] = use->start[k] - 1;
		}
	use->used = true;
	advance(l, ilvl);
	put_number(out, l, ilvl);
	return ilvl;
}
