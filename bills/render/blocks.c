/* One table of looks for all renderers. */
#include "render/blocks.h"

#include <string.h>

static const struct eg_look looks[] = {
    [EG_ROLE_REQUEST] = {"request", "BillRequest", EG_ALIGN_LEFT, true, 0},
    [EG_ROLE_BILL_NUMBER] = {"number", "BillNumber", EG_ALIGN_CENTER, true, 0},
    [EG_ROLE_SESSION] = {"session", "BillSession", EG_ALIGN_CENTER, true, 0},
    [EG_ROLE_SPONSORS] = {"sponsors", "BillSponsors", EG_ALIGN_LEFT, true, 0},
    [EG_ROLE_TITLE] = {"title", "BillTitle", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_LEGEND] = {"legend", "BillLegend", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_FUNCTION] = {"function", "BillFunction", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_ENACTING] = {"enacting", "EnactingClause", EG_ALIGN_LEFT, true, 0},
    [EG_ROLE_RECITAL] = {"recital", "Recital", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_ARTICLE] = {"article", "Heading1", EG_ALIGN_CENTER, true, 1},
    [EG_ROLE_SECTION] = {"section", "Heading2", EG_ALIGN_LEFT, true, 2},
    [EG_ROLE_UNIT_HEAD] = {"unit", "CodeUnit", EG_ALIGN_CENTER, true, 0},
    [EG_ROLE_CODE_SECTION] = {"code-section", "Heading3", EG_ALIGN_LEFT, true, 3},
    [EG_ROLE_PARA] = {"para", "BillText", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_ITEM] = {"item", "BillItem", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_FLUSH] = {"flush", "BillFlush", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_RESOLVED] = {"resolved", "Resolved", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_VERBATIM] = {"verbatim", "Verbatim", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_LAW] = {"law", "LawText", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_CODIFY] = {"codify", "BillText", EG_ALIGN_LEFT, false, 0},
    [EG_ROLE_CLOSING] = {"closing", "BillText", EG_ALIGN_LEFT, false, 0},
};

const struct eg_look *
eg_look_of(enum eg_role role)
{
	if ((size_t)role >= EG_COUNT(looks) || looks[role].name == NULL)
		EG_BUG("a role of block that no look is given for");
	return &looks[role];
}

bool
eg_block_runs_in(const struct eg_form *form, size_t i)
{
	const struct eg_block *b = &form->block[i];

	return b->run_in && (b->designator[0] != '\0' || b->n_runs != 0) && i + 1 < form->n &&
	       (b[1].role == EG_ROLE_PARA || b[1].role == EG_ROLE_RESOLVED);
}

bool
eg_block_lets_item_in(const struct eg_form *form, size_t i)
{
	const struct eg_block *b = &form->block[i];

	return b->run_in && (b->designator[0] != '\0' || b->n_runs != 0) && i + 1 < form->n &&
	       form->block[i + 1].role == EG_ROLE_ITEM;
}

/* A line of the caption: in capitals, the short words that open the title ("A bill to be entitled"),
 * or a word that joins two such lines (Wyoming: "A BILL / for / AN ACT relating to"). What ends
 * with a colon introduces a list (Utah: "ENACTS:"). */
static bool
is_caption(const struct eg_block *b, bool opens)
{
	enum { JOINING_WORD = 3, SHORT = 32 };
	size_t n = 0;
	bool capitals = true;
	char last = '\0';

	for (size_t k = 0; k < b->n_runs; k++)
		for (const char *c = b->run[k].text; *c != '\0'; c++, n++) {
			capitals = capitals && !(*c >= 'a' && *c <= 'z');
			last = *c;
		}
	if (last == ':')
		return false;
	return capitals || n <= JOINING_WORD ||
	       (opens && n <= SHORT && last != '.' && last != ',' && last != ';');
}

/* A heading of what follows the bill (Rhode Island: "EXPLANATION"): bold, and no lead-in. */
static bool
heads_closing(const struct eg_block *b)
{
	const char *text = b->n_runs > 0 ? b->run[b->n_runs - 1].text : "";
	size_t n = strlen(text);

	for (size_t i = 0; i < b->n_runs; i++)
		if (b->run[i].kind != EG_RUN_STRONG)
			return false;
	return b->role == EG_ROLE_CLOSING && n > 0 && strchr(".:", text[n - 1]) == NULL;
}

enum eg_align
eg_block_align(const struct eg_form *form, size_t i)
{
	const struct eg_block *b = &form->block[i];

	if (b->role == EG_ROLE_TITLE && i + 1 < form->n &&
	    form->block[i + 1].role == EG_ROLE_TITLE &&
	    is_caption(b, i == 0 || form->block[i - 1].role != EG_ROLE_TITLE))
		return EG_ALIGN_CENTER;
	if (b->centered || heads_closing(b))
		return EG_ALIGN_CENTER;
	return eg_look_of(b->role)->align;
}

struct eg_block_edge
eg_block_edge(const struct eg_form *form, size_t i)
{
	const struct eg_block *b = &form->block[i];
	int level = b->level < EG_DEEPEST_STEP ? b->level : EG_DEEPEST_STEP;

	if (eg_block_align(form, i) == EG_ALIGN_CENTER)
		return (struct eg_block_edge){0, 0};
	switch (b->role) {
	case EG_ROLE_ITEM:
		return (struct eg_block_edge){level - 1, level};
	case EG_ROLE_FLUSH:
		return level > 0 ? (struct eg_block_edge){level - 1, level - 1}
				 : (struct eg_block_edge){0, 0};
	case EG_ROLE_VERBATIM:
		return (struct eg_block_edge){level, level};
	case EG_ROLE_PARA:
	case EG_ROLE_RECITAL:
	case EG_ROLE_RESOLVED:
	case EG_ROLE_LAW:
	case EG_ROLE_CODIFY:
	case EG_ROLE_SECTION:
	case EG_ROLE_CODE_SECTION:
	case EG_ROLE_ENACTING:
		return (struct eg_block_edge){0, 1};
	default:
		return (struct eg_block_edge){0, 0};
	}
}

static bool
is_front(const struct eg_block *b)
{
	return b->role <= EG_ROLE_ENACTING;
}

bool
eg_block_is_apart(const struct eg_block *b, const struct eg_block *before)
{
	return before != NULL && b->role != before->role &&
	       (is_front(b) || is_front(before) || b->role == EG_ROLE_CLOSING ||
		   b->role == EG_ROLE_UNIT_HEAD || b->role == EG_ROLE_ARTICLE);
}

bool
eg_block_is_numbered(const struct eg_form *form, size_t i)
{
	enum eg_role role = form->block[i].role;

	return role != EG_ROLE_REQUEST && role != EG_ROLE_BILL_NUMBER && role != EG_ROLE_SESSION &&
	       role != EG_ROLE_SPONSORS && role != EG_ROLE_LEGEND;
}

/* A heading inside verbatim text, as far as its words tell: short, and no sentence. */
static bool
heads_verbatim(const struct eg_block *b)
{
	enum { SHORT = 72 };
	const char *text = b->n_runs > 0 ? b->run[b->n_runs - 1].text : "";
	size_t n = strlen(text);

	return b->role == EG_ROLE_VERBATIM && b->designator[0] == '\0' && b->n_runs == 1 && n > 0 &&
	       n <= SHORT && strchr(".;,", text[n - 1]) == NULL;
}

bool
eg_block_stays(const struct eg_block *b)
{
	const char *text = b->n_runs > 0 ? b->run[b->n_runs - 1].text : "";
	size_t n = strlen(text);

	while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '-'))
		n--; /* Massachusetts: "the following chapter:-" */
	if (n > 0 && text[n - 1] == ':')
		return true;
	/* a section without a heading holds its text itself */
	return eg_look_of(b->role)->heading &&
	       (b->role != EG_ROLE_SECTION || b->catchline || n == 0);
}

bool
eg_block_stays_on_page(const struct eg_block *b)
{
	return eg_block_stays(b) || heads_verbatim(b);
}

void
eg_block_anchors(const struct eg_form *form, struct eg_map *out)
{
	for (size_t i = 0; i < form->n; i++) {
		const struct eg_block *b = &form->block[i];

		if (b->anchor != NULL && b->anchor[0] != '\0' && b->role != EG_ROLE_FLUSH &&
		    (b->designator[0] != '\0' || b->n_runs > 0))
			eg_map_set(out, b->anchor, NULL);
	}
}
