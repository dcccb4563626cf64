/* What differences may be excused, by name; and edits in the order of their gravity. */
#include "compare/parts.h"

#include <stdlib.h>

static const struct {
	const char *name;
	unsigned bit;
} excuses[] = {
    {"quotes", EG_EXCUSE_QUOTES},
    {"capitals", EG_EXCUSE_CAPITALS},
    {"numbers", EG_EXCUSE_NUMBERS},
    {"enumerators", EG_EXCUSE_ENUMERATORS},
    {"punctuation", EG_EXCUSE_PUNCTUATION},
    {"hyphens", EG_EXCUSE_HYPHENS},
    {"spacing", EG_EXCUSE_SPACING},
    {"all", ~0u},
};

enum eg_rc
eg_excuse_parse(const char *list, unsigned *set, struct eg_err *err)
{
	*set = 0;
	for (const char *p = list; *p != '\0';) {
		size_t n = strcspn(p, ", "), i = 0;

		while (i < EG_COUNT(excuses) &&
		       (strlen(excuses[i].name) != n || memcmp(excuses[i].name, p, n) != 0))
			i++;
		if (n > 0 && i == EG_COUNT(excuses)) {
			eg_err_set(err, EG_ERR_USAGE, "no difference is called '%.*s'", (int)n, p);
			eg_err_hint(err, "quotes, capitals, numbers, enumerators, punctuation, "
					 "hyphens, spacing, all");
			return EG_ERR_USAGE;
		}
		*set |= n > 0 ? excuses[i].bit : 0;
		p += n + (p[n] != '\0');
	}
	return EG_OK;
}

static int
graver_first(const void *l, const void *r)
{
	const struct eg_graded *x = l, *y = r;

	if (x->edit->what != y->edit->what)
		return x->edit->what > y->edit->what ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->edit < y->edit ? -1 : x->edit > y->edit;
}

size_t
eg_redline_by_gravity(const struct eg_redline *r, struct eg_graded **out)
{
	struct eg_graded *v;
	size_t n = 0, k = 0;

	for (size_t i = 0; i < r->n_sections; i++)
		n += r->section[i].n_edits;
	v = *out = eg_arena_calloc(r->arena, n + 1, sizeof(*v));
	for (size_t i = 0; i < r->n_sections; i++)
		for (size_t e = 0; e < r->section[i].n_edits; e++)
			if (!r->section[i].edit[e].excused &&
			    r->section[i].edit[e].old_words + r->section[i].edit[e].new_words > 0)
				v[k++] = (struct eg_graded){&r->section[i], &r->section[i].edit[e]};
	qsort(v, k, sizeof(*v), graver_first);
	return k;
}
