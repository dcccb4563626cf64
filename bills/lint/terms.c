/*
 * Definitions: used, once, and where a reference says they are. A term's use is looked for in the
 * whole bill, its plural and possessive counted, capitals not minded.
 */
#include "lint/lint_rules.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

struct term {
	const struct eg_node *node;
	const char *text; /* lower case, without quotes */
};

struct terms {
	EG_VEC(struct term);
};

static const struct eg_node *
section_of(const struct eg_node *node)
{
	while (node != NULL && node->kind != EG_NODE_SECTION && node->kind != EG_NODE_CODE_SECTION)
		node = node->parent;
	return node;
}

/* The words between the quotes of a TERM run, folded. */
static const char *
fold(struct eg_arena *a, const char *term)
{
	static const char *const quotes[] = {"\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "'"};
	struct eg_buf b = EG_BUF_INIT;
	size_t n = strlen(term);
	char *s;

	for (size_t i = 0; i < EG_COUNT(quotes); i++)
		if (strncmp(term, quotes[i], strlen(quotes[i])) == 0) {
			term += strlen(quotes[i]);
			n -= strlen(quotes[i]);
			break;
		}
	for (size_t i = 0; i < EG_COUNT(quotes); i++) {
		size_t q = strlen(quotes[i]);

		if (n >= q && memcmp(term + n - q, quotes[i], q) == 0) {
			n -= q;
			break;
		}
	}
	eg_utf8_lower(&b, term, n);
	s = eg_arena_strdup(a, eg_buf_cstr(&b));
	eg_buf_clear(&b);
	return s;
}

static void
collect(struct eg_lint_run *run, struct terms *terms, struct eg_buf *words)
{
	struct eg_buf line = EG_BUF_INIT;

	for (const struct eg_node *node = run->in->bill->root; node != NULL;
	     node = eg_node_after(node)) {
		if (node->kind == EG_NODE_NOTE ||
		    (node->parent != NULL && node->parent->kind == EG_NODE_NOTE))
			continue;
		for (size_t i = 0; i < node->n_runs; i++) {
			const struct eg_run *r = &node->run[i];

			if (r->kind == EG_RUN_TERM) {
				eg_vec_push(
				    terms, ((struct term){node, fold(run->arena, r->text)}));
				continue;
			}
			eg_buf_reset(&line);
			eg_utf8_lower(&line, r->text, strlen(r->text));
			eg_buf_putc(words, ' ');
			eg_buf_str(words, (struct eg_str){eg_buf_cstr(&line), line.n});
		}
		if (node->kind == EG_NODE_VERBATIM || node->kind == EG_NODE_LAW) {
			eg_buf_reset(&line);
			eg_utf8_lower(&line, node->raw, node->raw_n);
			eg_buf_str(words, (struct eg_str){eg_buf_cstr(&line), line.n});
		}
		eg_buf_putc(words, '\n');
	}
	eg_buf_clear(&line);
}

/* "agency": also "agencies", "agency's"; "law": also "laws". */
static bool
is_used(const struct eg_buf *words, const char *term)
{
	const char *w = eg_buf_cstr(words);
	size_t n = strlen(term);
	char form[512];

	if (n == 0 || n > 400 || eg_lint__find_word(w, words->n, term, 0) != SIZE_MAX)
		return true;
	snprintf(form, sizeof(form), "%ss", term);
	if (eg_lint__find_word(w, words->n, form, 0) != SIZE_MAX)
		return true;
	snprintf(form, sizeof(form), "%ses", term);
	if (eg_lint__find_word(w, words->n, form, 0) != SIZE_MAX)
		return true;
	if (term[n - 1] != 'y')
		return false;
	snprintf(form, sizeof(form), "%.*sies", (int)(n - 1), term);
	return eg_lint__find_word(w, words->n, form, 0) != SIZE_MAX;
}

static bool
is_below(const struct eg_node *node, const struct eg_node *top)
{
	while (node != NULL && node != top)
		node = node->parent;
	return node != NULL;
}

/* "as defined in [](#x)": x, or something below it, must define a term. */
static void
check_pointers(struct eg_lint_run *run, const struct terms *terms)
{
	for (const struct eg_node *node = run->in->bill->root; node != NULL;
	     node = eg_node_after(node))
		for (size_t i = 1; i < node->n_runs; i++) {
			const struct eg_run *before = &node->run[i - 1], *r = &node->run[i];
			size_t n = strlen(before->text);
			const struct eg_node *target;
			bool found = false;

			if (r->kind != EG_RUN_REF || before->kind != EG_RUN_TEXT || n < 11 ||
			    strcmp(before->text + n - 11, "defined in ") != 0)
				continue;
			target = eg_bill_find(run->in->bill, r->target);
			for (size_t t = 0; t < terms->n && target != NULL; t++)
				found |= is_below(terms->v[t].node, target);
			if (target != NULL && !found)
				eg_lint__add(run, "term-undefined", EG_GRAVITY_ERROR, node->line,
				    "point to the section of definitions", "'%s' defines nothing",
				    r->target);
		}
}

void
eg_lint__terms(struct eg_lint_run *run)
{
	struct terms terms = {0};
	struct eg_buf words = EG_BUF_INIT;

	collect(run, &terms, &words);
	for (size_t i = 0; i < terms.n; i++) {
		const struct term *t = &terms.v[i];

		if (!is_used(&words, t->text))
			eg_lint__add(run, "term-unused", EG_GRAVITY_WARNING, t->node->line,
			    "take the definition out, or use the term",
			    "'%s' is defined and never used", t->text);
		for (size_t k = 0; k < i; k++)
			if (strcmp(terms.v[k].text, t->text) == 0 &&
			    section_of(terms.v[k].node) == section_of(t->node))
				eg_lint__add(run, "term-twice", EG_GRAVITY_ERROR, t->node->line,
				    "keep one of the two definitions",
				    "'%s' is defined twice (first on line %zu)", t->text,
				    terms.v[k].node->line);
	}
	check_pointers(run, &terms);
	eg_buf_clear(&words);
	eg_vec_clear(&terms);
}
