/*
 * Which sections of a code a provision acts on, as patterns name them: {{section}}, {{sections}},
 * {{sections_list}}. b->unit and b->section say of which provision; b->amended asks for all that
 * the bill amends.
 */
#include "text/build.h"

#include <string.h>

struct numbers {
	EG_VEC(const char *);
};

const char *
eg_build__dashed(struct eg_build *b, const char *number)
{
	const char *dash = eg_build__fact(b, "code.dash");
	struct eg_buf t = EG_BUF_INIT;

	if (dash == NULL || strchr(number, '-') == NULL)
		return number;
	for (; *number != '\0'; number++)
		if (*number == '-')
			eg_buf_puts(&t, dash);
		else
			eg_buf_putc(&t, *number);
	number = eg_arena_dup(b->a, t.p, t.n);
	eg_buf_clear(&t);
	return number;
}

/* The citation of a law block or of .repeals, without a word for "section" before it. */
static const char *
undashed(struct eg_build *b, const char *cite)
{
	static const char *const words[] = {
	    "Sections ", "sections ", "Section ", "section ", "§§ ", "§ ", "§"};

	for (size_t i = 0; i < EG_COUNT(words); i++)
		if (strncmp(cite, words[i], strlen(words[i])) == 0)
			return eg_build__str(b, cite + strlen(words[i]));
	return eg_build__str(b, cite);
}

static const char *
bare_cite(struct eg_build *b, const char *cite)
{
	return eg_build__dashed(b, undashed(b, cite));
}

/* Bytes of what parts a number from the name of its code at p: " of the ", ", "; 0 for none. */
static size_t
parts(const char *p)
{
	static const char *const joins[] = {" of the ", " of ", ", "};

	for (size_t i = 0; i < EG_COUNT(joins); i++) {
		size_t n = strlen(joins[i]);

		if (strncmp(p, joins[i], n) == 0)
			return p[n] >= 'A' ? (p[n] <= 'Z' || (i < 2 && p[n] >= 'a') ? n : 0)
					   : (i < 2 && p[n] >= '0' && p[n] <= '9' ? n : 0);
	}
	return 0;
}

const char *
eg_build__cited_place(struct eg_build *b, const char *cite, const char **number)
{
	cite = undashed(b, cite);
	for (const char *p = cite; *p != '\0'; p++)
		if (parts(p) > 0) {
			*number = eg_build__dashed(b, eg_arena_dup(b->a, cite, (size_t)(p - cite)));
			return p + parts(p);
		}
	*number = eg_build__dashed(b, cite);
	return NULL;
}

/* "8311, 8312 and 8313" */
static void
listed(struct eg_build *b, const char *list, struct numbers *out)
{
	while (*list != '\0') {
		size_t n;

		list += strspn(list, ", ");
		if (strncmp(list, "and ", 4) == 0)
			list += 4;
		n = strcspn(list, ", ");
		if (n > 0)
			eg_vec_push(out, eg_build__dashed(b, eg_arena_dup(b->a, list, n)));
		list += n;
	}
}

static void
repealed(struct eg_build *b, struct numbers *out)
{
	const struct eg_node *u = b->unit;
	const char *number;

	if (u->sections != NULL && u->sections[0] != '\0') {
		listed(b, u->sections, out);
		for (size_t i = 0; i < out->n; i++)
			out->v[i] = eg_build__within_title(b, u->code, out->v[i]);
	} else if (eg_build__placed(u)) {
		(void)eg_build__cited_place(b, u->code, &number);
		eg_vec_push(out, number);
	}
}

static const char *
number_of(struct eg_build *b, const struct eg_node *c)
{
	const struct eg_num *num = eg_build__num(b, c);

	if (c->kind == EG_NODE_LAW)
		return bare_cite(b, c->code);
	return num->code && num->number[0] != '\0' && strcmp(num->number, "____") != 0 ? num->number
										       : NULL;
}

/* All of them, in order; NULL stands for one whose number is not known. */
static void
collect(struct eg_build *b, struct numbers *out)
{
	const struct eg_node *u = b->unit;

	if (b->amended) {
		for (const struct eg_node *n = b->bill->root; n != NULL; n = eg_node_after(n))
			if (n->kind == EG_NODE_LAW)
				eg_vec_push(out, bare_cite(b, n->code));
		return;
	}
	if (b->section != NULL) {
		eg_vec_push(out, number_of(b, b->section));
		return;
	}
	if (u == NULL)
		return;
	if (u->section == EG_SECTION_REPEALS) {
		repealed(b, out);
		return;
	}
	for (const struct eg_node *c = u->first; c != NULL; c = c->next)
		if (c->kind ==
		    (u->section == EG_SECTION_AMENDS ? EG_NODE_LAW : EG_NODE_CODE_SECTION))
			eg_vec_push(out, number_of(b, c));
	if (out->n == 0 && u->section == EG_SECTION_ADDS && u->sections != NULL &&
	    u->sections[0] != '\0' && strchr(u->sections, '{') == NULL)
		eg_vec_push(out, u->sections);
}

size_t
eg_build__section_count(struct eg_build *b)
{
	struct numbers v = {0};
	size_t n;

	collect(b, &v);
	n = v.n;
	eg_vec_clear(&v);
	return n;
}

bool
eg_build__many(struct eg_build *b)
{
	return eg_build__section_count(b) > 1;
}

const char *
eg_build__section_number(struct eg_build *b)
{
	struct numbers v = {0};
	const char *first;

	collect(b, &v);
	first = b->nth > 0 && b->nth <= v.n ? v.v[b->nth - 1] : v.n > 0 ? v.v[0] : NULL;
	eg_vec_clear(&v);
	if (first != NULL && b->marks != NULL)
		first = eg_arena_printf(b->a, "%s%s", first, b->marks);
	return first;
}

const char *
eg_build__sections(struct eg_build *b, bool list, const char *each)
{
	const char *range = eg_build__fact(b, "sections.range-word"), *out = NULL;
	struct numbers v = {0};
	struct eg_buf t = EG_BUF_INIT;
	bool known = true;

	collect(b, &v);
	for (size_t i = 0; i < v.n; i++)
		known = known && (v.v[i] != NULL || (!list && i > 0 && i + 1 < v.n));
	if (v.n == 0 || !known) {
		eg_vec_clear(&v);
		return NULL;
	}
	if (!list && v.n > 2)
		eg_buf_printf(&t, "%s%s %s %s", each, v.v[0], range != NULL ? range : "through",
		    v.v[v.n - 1]);
	for (size_t i = 0; i < v.n && (list || v.n <= 2); i++) {
		if (i > 0)
			eg_buf_puts(&t, v.n == 2 ? " and " : i + 1 == v.n ? ", and " : ", ");
		eg_buf_printf(&t, "%s%s", each, v.v[i]);
	}
	out = eg_arena_dup(b->a, t.p, t.n);
	eg_vec_clear(&v);
	eg_buf_clear(&t);
	return out;
}
