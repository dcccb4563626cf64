/*
 * Another jurisdiction in the text: the commonest slip when one act is carried through fifty-six
 * legislatures. Names of cases ("Arizona v. United States") and verbatim words (a compact names
 * its members) are left alone.
 */
#include "lint/lint_rules.h"

#include <string.h>

struct word {
	const char *text;
	const char *what; /* "legislature", "code" */
	uint64_t mine; /* bit i: the word is right in eg_postal[i] */
};

struct eg_lexicon {
	struct eg_arena *arena;
	struct {
		EG_VEC(struct word);
	} word;
};

static void
add(struct eg_lexicon *x, const char *text, const char *what, int place)
{
	uint64_t bit = UINT64_C(1) << place;

	if (text == NULL || text[0] == '\0')
		return;
	for (size_t i = 0; i < x->word.n; i++)
		if (strcmp(x->word.v[i].text, text) == 0) {
			x->word.v[i].mine |= bit;
			return;
		}
	eg_vec_push(&x->word, ((struct word){eg_arena_strdup(x->arena, text), what, bit}));
}

enum eg_rc
eg_lexicon_new(struct eg_lexicon **out, struct eg_err *err)
{
	struct eg_arena *arena = eg_arena_new();
	struct eg_lexicon *x = eg_arena_alloc(arena, sizeof(*x));

	*out = NULL;
	x->arena = arena;
	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		struct eg_profile *p;
		enum eg_rc rc = eg_profile_builtin(eg_postal[i], &p, err);
		const char *body;

		if (rc != EG_OK) {
			eg_lexicon_free(x);
			return rc;
		}
		body = eg_profile_text(p, "legislature.name", NULL);
		/* "Legislature" and "Council" are common words: only the telling names count */
		if (body != NULL && strchr(body, ' ') != NULL)
			add(x, body, "legislature", i);
		add(x, eg_profile_text(p, "code.name-in-bill", NULL), "code", i);
		add(x, eg_profile_text(p, "code.name", NULL), "code", i);
		eg_profile_free(p);
	}
	*out = x;
	return EG_OK;
}

void
eg_lexicon_free(struct eg_lexicon *x)
{
	if (x == NULL)
		return;
	eg_vec_clear(&x->word);
	eg_arena_free(x->arena);
}

/* True if the name at `at` is part of a longer name of a jurisdiction ("Virginia" in "West
 * Virginia"), of a case, or of a place ("Washington, D.C."). */
static bool
is_part_of_more(const char *text, size_t n, size_t at, const char *name)
{
	size_t end = at + strlen(name);

	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		const char *longer = eg_postal_name(eg_postal[i]);
		const char *inside = strstr(longer, name);
		size_t before = inside != NULL ? (size_t)(inside - longer) : 0;

		if (inside != NULL && strcmp(longer, name) != 0 && at >= before &&
		    at - before + strlen(longer) <= n &&
		    memcmp(text + at - before, longer, strlen(longer)) == 0)
			return true;
	}
	if (at >= 3 && memcmp(text + at - 3, "v. ", 3) == 0)
		return true;
	if (n - end >= 3 && memcmp(text + end, " v.", 3) == 0)
		return true;
	return n - end >= 6 && memcmp(text + end, ", D.C.", 6) == 0;
}

static void
check_names(struct eg_lint_run *run, const char *text, size_t n, size_t line)
{
	const char *own = eg_profile_name(run->in->profile);

	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		const char *name = eg_postal_name(eg_postal[i]);
		size_t at;

		if (strcmp(name, own) == 0 ||
		    strcmp(eg_postal[i], eg_profile_postal(run->in->profile)) == 0)
			continue;
		for (at = eg_lint__find_word(text, n, name, 0); at != SIZE_MAX;
		     at = eg_lint__find_word(text, n, name, at + 1)) {
			if (is_part_of_more(text, n, at, name))
				continue;
			eg_lint__add(run, "foreign-name", EG_GRAVITY_ERROR, line,
			    "take it out, or use {{jurisdiction.name}} in the template",
			    "'%s' in a bill for %s", name, own);
			break;
		}
	}
}

static void
check_words(
    struct eg_lint_run *run, const struct eg_lexicon *x, const char *text, size_t n, size_t line)
{
	uint64_t here = UINT64_C(1) << eg_postal_index(eg_profile_postal(run->in->profile), 2);

	for (size_t i = 0; i < x->word.n; i++) {
		const struct word *w = &x->word.v[i];

		if ((w->mine & here) == 0 && eg_lint__find_word(text, n, w->text, 0) != SIZE_MAX)
			eg_lint__add(run, "foreign-body", EG_GRAVITY_WARNING, line,
			    "use the name that the profile gives", "'%s' is not the %s of %s",
			    w->text, w->what, eg_profile_name(run->in->profile));
	}
}

void
eg_lint__foreign(struct eg_lint_run *run, const struct eg_lexicon *lexicon)
{
	struct eg_buf text = EG_BUF_INIT;

	for (const struct eg_node *node = run->in->bill->root; node != NULL;
	     node = eg_node_after(node)) {
		if (node->kind == EG_NODE_NOTE || node->kind == EG_NODE_VERBATIM ||
		    node->kind == EG_NODE_LAW || node->n_runs == 0)
			continue;
		if (node->parent != NULL &&
		    (node->parent->kind == EG_NODE_NOTE || node->parent->kind == EG_NODE_LAW))
			continue;
		eg_buf_reset(&text);
		eg_node_words(node, &text);
		check_names(run, eg_buf_cstr(&text), text.n, node->line);
		check_words(run, lexicon, eg_buf_cstr(&text), text.n, node->line);
	}
	eg_buf_clear(&text);
}
