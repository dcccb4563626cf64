/* Drafts of one template parsed with what they have in common: the same tree and the same errors as
 * each parsed by itself, for every template and jurisdiction, and for drafts that were spoilt. */
#include "acts.h"
#include "rng.h"

#include <engross/text.h>

static bool
same_text(const char *a, const char *b)
{
	return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

static bool
same_place(const struct eg_node *a, const struct eg_node *b)
{
	return (a == NULL) == (b == NULL) && (a == NULL || a->id == b->id);
}

static bool
same_node(const struct eg_node *a, const struct eg_node *b)
{
	bool same = a->kind == b->kind && a->section == b->section && a->n_runs == b->n_runs &&
		    a->raw_n == b->raw_n && a->level == b->level && a->flush == b->flush &&
		    a->mark == b->mark && a->line == b->line && a->id == b->id &&
		    same_text(a->label, b->label) && same_text(a->code, b->code) &&
		    same_text(a->unit, b->unit) && same_text(a->number, b->number) &&
		    same_text(a->sections, b->sections) && same_text(a->purpose, b->purpose) &&
		    same_text(a->raw, b->raw) && same_place(a->parent, b->parent) &&
		    same_place(a->first, b->first) && same_place(a->last, b->last) &&
		    same_place(a->next, b->next) && same_place(a->prev, b->prev);

	for (size_t i = 0; same && i < a->n_runs; i++)
		same = a->run[i].kind == b->run[i].kind &&
		       same_text(a->run[i].text, b->run[i].text) &&
		       same_text(a->run[i].target, b->run[i].target);
	return same;
}

static bool
same_list(const char **a, size_t n, const char **b, size_t m)
{
	bool same = n == m;

	for (size_t i = 0; same && i < n; i++)
		same = same_text(a[i], b[i]);
	return same;
}

static bool
same_head(const struct eg_head *a, const struct eg_head *b)
{
	return same_text(a->template_name, b->template_name) && same_text(a->version, b->version) &&
	       same_text(a->jurisdiction, b->jurisdiction) && same_text(a->variant, b->variant) &&
	       same_text(a->title, b->title) && same_text(a->short_title, b->short_title) &&
	       same_text(a->purpose, b->purpose) && same_text(a->instrument, b->instrument) &&
	       same_text(a->body_sha256, b->body_sha256) && same_text(a->request, b->request) &&
	       same_text(a->companion, b->companion) && same_text(a->prefiled, b->prefiled) &&
	       same_text(a->summary, b->summary) && same_text(a->memo, b->memo) &&
	       same_list(a->sponsor, a->n_sponsors, b->sponsor, b->n_sponsors) &&
	       same_list(a->parameter, a->n_parameters, b->parameter, b->n_parameters) &&
	       same_list(
		   a->parameter_value, a->n_parameters, b->parameter_value, b->n_parameters) &&
	       same_list(a->confirmed, a->n_confirmed, b->confirmed, b->n_confirmed) &&
	       same_list(a->fill_in, a->n_fill_ins, b->fill_in, b->n_fill_ins) &&
	       same_text(a->format_mode, b->format_mode) && a->body_line == b->body_line &&
	       a->body_offset == b->body_offset;
}

static bool
same_bill(const struct eg_bill *a, const struct eg_bill *b)
{
	const struct eg_node *x = a->root, *y = b->root;
	bool same = a->n_nodes == b->n_nodes && same_head(&a->head, &b->head) &&
		    same_text(a->name, b->name);

	for (; same && x != NULL && y != NULL; x = eg_node_after(x), y = eg_node_after(y)) {
		same = same_node(x, y);
		if (same && x->label != NULL)
			same = same_place(eg_bill_find(a, x->label), eg_bill_find(b, x->label)) &&
			       eg_bill_find(b, x->label) == y;
	}
	return same && x == NULL && y == NULL;
}

/* 1: a tree, 0: an error; the same both ways, or the test ends. */
static int
check_alike(struct eg_bill_memo *memo, const char *p, size_t n, const char *name)
{
	struct eg_err one_err = {0}, alike_err = {0};
	struct eg_bill *one = NULL, *alike = NULL;
	enum eg_rc one_rc = eg_bill_parse(p, n, name, &one, &one_err),
		   rc = eg_bill_parse_alike(memo, p, n, name, &alike, &alike_err);
	bool same = one_rc == rc &&
		    (rc == EG_OK ? same_bill(one, alike)
				 : one_err.line == alike_err.line && one_err.col == alike_err.col &&
				       strcmp(one_err.file, alike_err.file) == 0 &&
				       strcmp(one_err.msg, alike_err.msg) == 0 &&
				       strcmp(one_err.hint, alike_err.hint) == 0);

	if (!same)
		fprintf(stderr, "%s: rc %d and %d\n%zu: %s\n%zu: %s\n%.*s\n", name, (int)one_rc,
		    (int)rc, one_err.line, one_err.msg, alike_err.line, alike_err.msg, (int)n, p);
	CHECK(same);
	eg_bill_free(one);
	eg_bill_free(alike);
	return rc == EG_OK;
}

static const char *const pieces[] = {"\n", "\n\n", " ", "   ", "1. ", "- ", "> ", "#", "\n## ",
    "\n\n## X {#x}\n\n", "\n\n# A\n\n", "\n\n### C {#c}\n", "\n\n#### D\n\n", "\n\n#\n\n", "{#x}",
    "}", "[](#a)", "](#act)", "<!-- verbatim q -->\n", "\n<!-- /verbatim -->\n", "<b>", "*", "`",
    "\n```\n", "\\", "\t", "\r\n", "---\n", "===\n", "\n\n[x]: /u\n\n", "]:", "![", "\xc3", "\x01",
    "[blank: ", ".adds", "\"", "\n\n## S {.session}\n\nT.\n\n", "\n> m\n# H\n", "\nmemo: x\n",
    "jurisdiction: ", "UT", "0", "'"};

/* A piece put in, or some bytes taken out; more often near the head than by chance. */
static size_t
spoil(char *text, size_t n, size_t cap)
{
	size_t at = rng(4) == 0 ? rng(600) : rng((uint32_t)n);
	const char *p = pieces[rng(EG_COUNT(pieces))];
	size_t len = strlen(p), cut = rng(3) == 0 ? 1 + rng(12) : 0;

	while (rng(2) == 0 && at > 0 && at < n && text[at - 1] != '\n')
		at--;
	at = at < n ? at : n;
	cut = cut < n - at ? cut : n - at;
	if (cut > 0) {
		memmove(text + at, text + at + cut, n - at - cut);
		return n - cut;
	}
	if (n + len >= cap)
		return n;
	memmove(text + at + len, text + at, n - at);
	memcpy(text + at, p, len);
	return n + len;
}

static void
act(void **state)
{
	const struct eg_builtin *file = *state, *common = eg_builtin_find("parts/common.yaml");
	struct eg_bill_memo *memo = eg_bill_memo_new(), *spoilt = NULL;
	struct eg_template *t = NULL;
	struct eg_params *params;
	struct eg_err err = {0};
	int trees = 0, errors = 0;

	CHECK_OK(eg_template_parse(
	    file->data, file->n, file->path, common->data, common->n, common->path, &t, &err));
	params = eg_params_new(t);
	give_files(t, params);
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		struct eg_profile *p = NULL;
		struct eg_draft d;
		char *text;

		if (!eg_template_is_for(t, eg_postal[i]))
			continue;
		CHECK_OK(eg_profile_builtin(eg_postal[i], &p, &err));
		CHECK_OK(eg_draft_make(
		    &(struct eg_draft_in){
			.template_ = t, .profile = p, .params = params, .load = load},
		    &d, &err));
		CHECK(check_alike(memo, d.source, d.source_n, d.path) == 1);
		CHECK(check_alike(memo, d.source, d.source_n, d.path) == 1); /* all of it known */
		text = eg_malloc(d.source_n + 256);
		for (int k = 0; k < 12; k++) {
			size_t n = d.source_n;
			int tree;

			if (k % 4 == 0) { /* one that gave up serves no test */
				eg_bill_memo_free(spoilt);
				spoilt = eg_bill_memo_new();
				(void)check_alike(spoilt, d.source, d.source_n, d.path);
			}
			memcpy(text, d.source, d.source_n);
			for (uint32_t times = 1 + rng(2); times > 0; times--)
				n = spoil(text, n, d.source_n + 256);
			tree = check_alike(spoilt, text, n, d.path);
			trees += tree;
			errors += !tree;
		}
		eg_free(text);
		eg_draft_clear(&d);
		eg_profile_free(p);
	}
	CHECK(trees > 0 && errors > 0);
	eg_params_free(params);
	eg_template_free(t);
	eg_bill_memo_free(memo);
	eg_bill_memo_free(spoilt);
}

int
main(void)
{
	return run_acts("alike", act);
}
