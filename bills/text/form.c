/* The form of a bill: the lists of blocks and blanks, runs with their references worded, and the
 * order of the parts. */
#include "text/build.h"

#include "base/utf8.h"
#include <string.h>

const char *
eg_build__str(struct eg_build *b, const char *s)
{
	return eg_arena_strdup(b->a, s);
}

void
eg_build__missing(struct eg_build *b, const char *what)
{
	eg_vec_push(&b->blanks, eg_build__str(b, what));
}

void
eg_build__detail(struct eg_build *b, const char *what)
{
	for (size_t i = 0; i < b->details.n; i++)
		if (strcmp(b->details.v[i], what) == 0)
			return;
	eg_vec_push(&b->details, eg_build__str(b, what));
}

const char *
eg_build__fact(struct eg_build *b, const char *key)
{
	const char *v = eg_profile_text(b->p, key, NULL);

	return v == NULL || v[0] == '\0' ? NULL : v;
}

const char *
eg_build__upper(struct eg_build *b, const char *s)
{
	struct eg_buf u = EG_BUF_INIT;
	const char *out;

	eg_utf8_upper(&u, s, strlen(s));
	out = eg_arena_dup(b->a, eg_buf_cstr(&u), u.n);
	eg_buf_clear(&u);
	return out;
}

const char *
eg_build__words(struct eg_build *b, const struct eg_node *n)
{
	struct eg_buf w = EG_BUF_INIT;
	const char *out;

	eg_node_words(n, &w);
	out = eg_arena_dup(b->a, eg_buf_cstr(&w), w.n);
	eg_buf_clear(&w);
	return out;
}

struct eg_block *
eg_build__block(struct eg_build *b, enum eg_role role, const char *designator)
{
	struct eg_block *k = eg_vec_new(&b->blocks);

	k->role = role;
	k->added = b->fresh;
	k->designator = designator != NULL ? eg_build__str(b, designator) : "";
	return k;
}

static void
one_run(struct eg_build *b, struct eg_block *k, enum eg_run_kind kind, const char *text)
{
	struct eg_run *r = eg_arena_calloc(b->a, k->n_runs + 1, sizeof(*r));

	if (k->n_runs > 0)
		memcpy(r, k->run, k->n_runs * sizeof(*r));
	r[k->n_runs].kind = kind;
	r[k->n_runs].text = eg_build__str(b, text);
	k->run = r;
	k->n_runs++;
}

void
eg_build__text(struct eg_build *b, struct eg_block *k, const char *text)
{
	one_run(b, k, EG_RUN_TEXT, text);
}

void
eg_build__blank(struct eg_build *b, struct eg_block *k, const char *what)
{
	one_run(b, k, EG_RUN_BLANK, what);
	eg_build__missing(b, what);
}

/* A reference that opens a sentence begins with a capital. */
static bool
opens_sentence(const struct eg_run *run, size_t i)
{
	while (i > 0 && run[i - 1].text[0] == '\0')
		i--;
	if (i == 0)
		return true;
	size_t n = strlen(run[i - 1].text);
	const char *t = run[i - 1].text;
	if (n < 3 || t[n - 1] != ' ' || (t[n - 2] != '.' && t[n - 2] != '?'))
		return false;
	return (t[n - 3] >= 'a' && t[n - 3] <= 'z') || (t[n - 3] >= '0' && t[n - 3] <= '9') ||
	       strchr(")\"", t[n - 3]) != NULL || (unsigned char)t[n - 3] >= 0x80;
}

static const char *
capital(struct eg_build *b, const char *text)
{
	char *out = eg_arena_strdup(b->a, text);

	char *at = out + (out[0] == '['); /* Montana: "[this act]" */

	if (*at >= 'a' && *at <= 'z')
		*at = (char)(*at - 'a' + 'A');
	return out;
}

/* A reference that ends with a comma ("section 3, and amendments thereto,") or a stop ("A.S.C.A.")
 * loses it where the sentence has a stop of its own. */
static const char *
before(struct eg_build *b, const char *text, const char *next)
{
	size_t n = strlen(text);
	bool comma = n > 0 && text[n - 1] == ',' && next[0] != ' ',
	     stop = n > 0 && text[n - 1] == '.' && next[0] == '.'; /* "A.S.C.A." */

	return comma || stop ? eg_arena_dup(b->a, text, n - 1) : text;
}

/* Does a verb in the singular follow ("applies", "does not")? Then no range of sections can stand
 * before it. */
static bool
singular_follows(const struct eg_node *n, size_t i)
{
	const char *t = i + 1 < n->n_runs ? n->run[i + 1].text : "";
	size_t w = t[0] == ' ' ? strspn(t + 1, "abcdefghijklmnopqrstuvwxyz") : 0;

	return w > 1 && t[w] == 's';
}

enum eg_rc
eg_build__runs(struct eg_build *b, const struct eg_node *n, struct eg_run **run, size_t *n_runs)
{
	struct eg_run *out = eg_arena_calloc(b->a, n->n_runs + 1, sizeof(*out));

	*run = out;
	*n_runs = n->n_runs;
	for (size_t i = 0; i < n->n_runs; i++) {
		const struct eg_run *r = &n->run[i];

		out[i].kind = r->kind;
		if (r->kind == EG_RUN_BLANK)
			eg_build__missing(b, r->text);
		if (r->kind != EG_RUN_REF) {
			out[i].text = eg_build__str(b, r->text);
			continue;
		}
		const struct eg_node *target = eg_bill_find(b->bill, r->target);
		if (target == NULL) {
			eg_err_at(b->err, EG_ERR_SYNTAX, b->bill->name, n->line, 0,
			    "no provision has the label '%s'", r->target);
			eg_err_hint(b->err, "give the provision {#%s}, or correct the reference",
			    r->target);
			return EG_ERR_SYNTAX;
		}
		out[i].target = eg_build__str(b, r->target);
		b->singular = singular_follows(n, i);
		out[i].text = before(
		    b, eg_build__reference(b, target), i + 1 < n->n_runs ? n->run[i + 1].text : "");
		b->singular = false;
		if (opens_sentence(out, i))
			out[i].text = capital(b, out[i].text);
	}
	return EG_OK;
}

/* Two runs of FNV-1a: enough to tell texts of one draft apart, and cheap. */
static void
add_words(uint64_t h[2], const char *p)
{
	for (; p != NULL && *p != '\0'; p++)
		for (int i = 0; i < 2; i++)
			h[i] = (h[i] ^ (unsigned char)*p) * 1099511628211u;
	for (int i = 0; i < 2; i++)
		h[i] = (h[i] ^ 0x1F) * 1099511628211u;
}

static const char *
words_of(struct eg_arena *a, const struct eg_bill *bill)
{
	uint64_t h[2] = {14695981039346656037u, 0x9E3779B97F4A7C15u};

	for (const struct eg_node *n = bill->root; n != NULL; n = eg_node_after(n)) {
		char shape[3] = {(char)('a' + n->kind), (char)('a' + n->level), '\0'};

		if (n->kind == EG_NODE_NOTE)
			continue;
		add_words(h, shape);
		add_words(h, n->label);
		if (n->kind == EG_NODE_VERBATIM || n->kind == EG_NODE_LAW)
			add_words(h, n->raw);
		for (size_t i = 0; i < n->n_runs; i++) {
			add_words(h, n->run[i].text);
			add_words(h, n->run[i].target);
		}
	}
	return eg_arena_printf(
	    a, "%016llx%016llx", (unsigned long long)h[0], (unsigned long long)h[1]);
}

enum eg_rc
eg_form_build(const struct eg_bill *bill, const struct eg_profile *profile,
    const struct eg_form_options *opt, struct eg_form **out, struct eg_err *err)
{
	struct eg_arena *a = eg_arena_new();
	struct eg_form *f = eg_arena_alloc(a, sizeof(*f));
	struct eg_build b = {.bill = bill, .p = profile, .f = f, .a = a, .err = err};
	const char *instrument = bill->head.instrument, *title = bill->head.short_title;
	enum eg_rc rc;

	*out = NULL;
	if (opt != NULL)
		b.opt = *opt;
	f->arena = a;
	f->words = b.opt.no_digest ? "" : words_of(a, bill);
	b.list_start = eg_build__fact(&b, "levels.list-start");
	eg_build__convention(&b);
	f->postal = eg_arena_strdup(a, eg_profile_postal(profile));
	f->jurisdiction = eg_arena_strdup(a, eg_profile_name(profile));
	f->language = "en"; /* the acts are in English, whatever language the clause is in */
	f->title = eg_arena_strdup(a, title[0] != '\0' ? title : bill->head.title);
	f->template_name = eg_arena_strdup(a, bill->head.template_name);
	f->version = eg_arena_strdup(a, bill->head.version);
	f->variant = eg_arena_strdup(a, bill->head.variant);
	f->instrument = eg_arena_strdup(a, instrument);
	f->prefiled = eg_arena_strdup(a, bill->head.prefiled);
	b.resolution =
	    strstr(instrument, "resolution") != NULL || strstr(instrument, "memorial") != NULL;
	b.num = eg_arena_calloc(a, bill->n_nodes, sizeof(*b.num));
	b.edits = eg_arena_calloc(a, bill->n_nodes, sizeof(*b.edits));
	b.said = eg_arena_calloc(a, bill->n_nodes, sizeof(*b.said));
	eg_build__plan(&b);
	rc = eg_build__front(&b);
	if (rc == EG_OK)
		rc = eg_build__body(&b);
	if (rc == EG_OK)
		eg_build__changes(&b);
	if (rc == EG_OK)
		eg_build__looks(&b);
	if (rc == EG_OK)
		eg_build__closing(&b);
	f->n = b.blocks.n;
	f->block = eg_arena_calloc(a, b.blocks.n + 1, sizeof(*f->block));
	if (b.blocks.n > 0)
		memcpy(f->block, b.blocks.v, b.blocks.n * sizeof(*f->block));
	f->n_details = b.details.n;
	f->detail = eg_arena_calloc(a, b.details.n + 1, sizeof(*f->detail));
	if (b.details.n > 0)
		memcpy(f->detail, b.details.v, b.details.n * sizeof(*f->detail));
	f->n_unplaced = b.unplaced.n;
	f->unplaced = eg_arena_calloc(a, b.unplaced.n + 1, sizeof(*f->unplaced));
	if (b.unplaced.n > 0)
		memcpy(f->unplaced, b.unplaced.v, b.unplaced.n * sizeof(*f->unplaced));
	f->n_blanks = b.blanks.n;
	f->blank = eg_arena_calloc(a, b.blanks.n + 1, sizeof(*f->blank));
	if (b.blanks.n > 0)
		memcpy(f->blank, b.blanks.v, b.blanks.n * sizeof(*f->blank));
	eg_vec_clear(&b.blocks);
	eg_vec_clear(&b.blanks);
	eg_vec_clear(&b.details);
	eg_vec_clear(&b.unplaced);
	eg_vec_clear(&b.steps);
	if (rc == EG_OK)
		*out = f;
	else
		eg_arena_free(a);
	return rc;
}

void
eg_form_free(struct eg_form *f)
{
	if (f != NULL)
		eg_arena_free(f->arena);
}
