/* The walk over a bill, the small rules, and the order of findings. Larger rules: foreign.c,
 * terms.c, filing.c. */
#include "lint/lint_rules.h"

#include "base/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *
eg_gravity_name(enum eg_gravity g)
{
	static const char *const names[] = {"info", "warning", "error"};

	return names[g];
}

void
eg_lint__add(struct eg_lint_run *run, const char *rule, enum eg_gravity gravity, size_t line,
    const char *hint, const char *fmt, ...)
{
	struct eg_buf text = EG_BUF_INIT;
	struct eg_finding f = {.rule = rule, .gravity = gravity, .line = line};
	va_list ap;

	va_start(ap, fmt);
	eg_buf_vprintf(&text, fmt, ap);
	va_end(ap);
	f.message = eg_arena_strdup(run->arena, eg_buf_cstr(&text));
	f.hint = eg_arena_strdup(run->arena, hint);
	eg_buf_clear(&text);
	eg_vec_push(&run->found, f);
}

static bool
is_word_byte(char c)
{
	unsigned char u = (unsigned char)c;

	return (u >= '0' && u <= '9') || ((u | 32) >= 'a' && (u | 32) <= 'z') || u >= 0x80;
}

size_t
eg_lint__find_word(const char *text, size_t n, const char *phrase, size_t from)
{
	size_t len = strlen(phrase);

	while (from + len <= n) {
		size_t at = eg_find(text, n, phrase, len, from);

		if (at == SIZE_MAX)
			return SIZE_MAX;
		if ((at == 0 || !is_word_byte(text[at - 1])) &&
		    (at + len == n || !is_word_byte(text[at + len])))
			return at;
		from = at + 1;
	}
	return SIZE_MAX;
}

static void
check_runs(struct eg_lint_run *run, const struct eg_node *node)
{
	for (size_t i = 0; i < node->n_runs; i++) {
		const struct eg_run *r = &node->run[i];

		if (r->kind == EG_RUN_BLANK)
			eg_lint__add(run, "blank", EG_GRAVITY_ERROR, node->line,
			    "write what is missing in its place", "a blank is left: %s", r->text);
		if (r->kind == EG_RUN_REF && eg_bill_find(run->in->bill, r->target) == NULL)
			eg_lint__add(run, "label-dangling", EG_GRAVITY_ERROR, node->line,
			    "correct the label, or give the provision that label",
			    "a reference to '%s', which no provision is labelled", r->target);
		if (r->kind == EG_RUN_TEXT && strstr(r->text, "____") != NULL)
			eg_lint__add(run, "blank", EG_GRAVITY_ERROR, node->line,
			    "write what is missing, or [blank: what is missing]",
			    "a ruled space is left in the text");
		if (r->kind == EG_RUN_TEXT && strstr(r->text, "{{") != NULL)
			eg_lint__add(run, "blank", EG_GRAVITY_ERROR, node->line,
			    "a draft holds no parameters: write the value",
			    "'{{' is left in the text");
		if (r->kind == EG_RUN_TEXT && strstr(r->text, "and/or") != NULL)
			eg_lint__add(run, "and-or", EG_GRAVITY_WARNING, node->line,
			    "say and, or, or both", "'and/or' says neither");
	}
}

static bool
given(const char *s)
{
	return s != NULL && s[0] != '\0';
}

/* A number in the code without the law that it counts in: nothing of either can be printed. */
static void
check_place(struct eg_lint_run *run, const struct eg_node *node)
{
	if (node->kind != EG_NODE_SECTION || node->section != EG_SECTION_ADDS ||
	    given(node->code) || (!given(node->number) && !given(node->sections)))
		return;
	eg_lint__add(run, "place-missing", EG_GRAVITY_WARNING, node->line,
	    "say in which law: code=\"…\" here, or draft again with --set code_place=…",
	    "%s %s is in no law that is named: the text is printed as an act that stands alone",
	    given(node->number) ? (given(node->unit) ? node->unit : "chapter") : "sections",
	    given(node->number) ? node->number : node->sections);
}

static void
check_node(struct eg_lint_run *run, const struct eg_node *node)
{
	bool is_first_item =
	    node->kind == EG_NODE_ITEM && (node->prev == NULL || node->prev->kind != EG_NODE_ITEM);

	check_runs(run, node);
	check_place(run, node);
	if (node->kind == EG_NODE_CONFLICT)
		eg_lint__add(run, "conflict", EG_GRAVITY_ERROR, node->line,
		    "keep one of the two readings", "a conflict left by an upgrade");
	if (is_first_item && (node->next == NULL || node->next->kind != EG_NODE_ITEM))
		eg_lint__add(run, "lone-item", EG_GRAVITY_WARNING, node->line,
		    "make it text of its section", "a list of one item");
}

/* A blank that stands in the text is told there, with its line. */
static bool
is_in_text(const struct eg_lint_run *run, const char *what)
{
	for (const struct eg_node *node = run->in->bill->root; node != NULL;
	     node = eg_node_after(node))
		for (size_t i = 0; i < node->n_runs; i++)
			if (node->run[i].kind == EG_RUN_BLANK &&
			    strcmp(node->run[i].text, what) == 0)
				return true;
	return false;
}

/* A conflict is told by its own rule, with its line. */
static bool
is_conflict(const char *what)
{
	return strcmp(what, "a conflict left by an upgrade") == 0;
}

/* Is the blank one of a unit that this code may not have? */
static bool
is_of_unit(const char *what)
{
	return strncmp(what, "the words that add a", 20) == 0 ||
	       strncmp(what, "the words that place a", 22) == 0;
}

static void
unit_words(const struct eg_lint_run *run, char *out, size_t cap)
{
	const struct eg_fact *units =
	    run->in->profile != NULL ? eg_profile_fact(run->in->profile, "code.unit-names") : NULL;
	size_t at = 0;

	out[0] = '\0';
	if (units == NULL || units->list == NULL)
		snprintf(out, cap,
		    "give another unit, or write the form into jurisdictions/%s.yaml",
		    run->in->form->postal);
	for (size_t i = 0; units != NULL && units->list != NULL && i < units->n && at < cap; i++)
		at += (size_t)snprintf(out + at, cap - at, "%s%s",
		    i == 0 ? "this law is made of " : ", ", units->list[i]);
	if (at > 0 && at < cap)
		snprintf(out + at, cap - at,
		    ": give another unit, or write the form into jurisdictions/%s.yaml",
		    run->in->form->postal);
}

static void
check_forms(struct eg_lint_run *run)
{
	const struct eg_form *form = run->in->form;
	char hint[160], unit_hint[320];

	if (form == NULL)
		return;
	snprintf(hint, sizeof(hint),
	    "find the form and write it into jurisdictions/%s.yaml with its source", form->postal);
	unit_words(run, unit_hint, sizeof(unit_hint));
	for (size_t i = 0; i < form->n_blanks; i++)
		if (!is_in_text(run, form->blank[i]) && !is_conflict(form->blank[i]))
			eg_lint__add(run, "form-unknown", EG_GRAVITY_ERROR, 0,
			    is_of_unit(form->blank[i]) ? unit_hint : hint, "not known: %s",
			    form->blank[i]);
	for (size_t i = 0; i < form->n_unplaced; i++)
		eg_lint__add(run, "place-unprinted", EG_GRAVITY_WARNING, 0,
		    "tell whoever codifies the law there, or leave the place out",
		    "bills of %s do not say where new law goes: '%s' is not printed",
		    form->jurisdiction, form->unplaced[i]);
}

static int
by_line(const void *a, const void *b)
{
	const struct eg_finding *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (strcmp(x->rule, y->rule) != 0)
		return strcmp(x->rule, y->rule);
	return strcmp(x->message, y->message);
}

enum eg_rc
eg_lint(const struct eg_lint_in *in, const struct eg_lexicon *lexicon, struct eg_findings **out,
    struct eg_err *err)
{
	struct eg_lint_run run = {.in = in, .arena = eg_arena_new()};
	struct eg_findings *f = eg_arena_alloc(run.arena, sizeof(*f));

	EG_UNUSED(err);
	for (const struct eg_node *node = in->bill->root; node != NULL; node = eg_node_after(node))
		if (node->kind != EG_NODE_NOTE)
			check_node(&run, node);
	check_forms(&run);
	eg_lint__foreign(&run, lexicon);
	eg_lint__terms(&run);
	if (in->for_filing)
		eg_lint__filing(&run);
	f->arena = run.arena;
	f->n = run.found.n;
	f->finding = eg_arena_calloc(run.arena, f->n, sizeof(*f->finding));
	if (f->n != 0)
		memcpy(f->finding, run.found.v, f->n * sizeof(*f->finding));
	eg_vec_clear(&run.found);
	qsort(f->finding, f->n, sizeof(*f->finding), by_line);
	for (size_t i = 0; i < f->n; i++) {
		f->n_errors += f->finding[i].gravity == EG_GRAVITY_ERROR;
		f->n_warnings += f->finding[i].gravity == EG_GRAVITY_WARNING;
	}
	*out = f;
	return EG_OK;
}

void
eg_findings_free(struct eg_findings *f)
{
	if (f != NULL)
		eg_arena_free(f->arena);
}
