/*
 * The templates there are, every version of each, as texts to trace in: releases, the repository's
 * files as they are, what the program carries. A version's words are those of its source without
 * its tags, of a draft made from it with every default for the jurisdiction that the traced text
 * names, and of the repository's drafts that say they are of that version.
 */
#include "cmd/open.h"
#include "cmd/sources.h"
#include "cmd/trace.h"

#include "base/find.h"

#include <engross/text.h>
#include <stdlib.h>
#include <string.h>

enum { PROOF_SHINGLES = 20, ANY_PLACE = 5 /* Colorado, where a text names none */ };
#define VERBATIM "<!-- verbatim "
#define TEMPLATE_MIN_SCORE 0.05

struct version {
	char *template_name, *version;
	char
	    *through; /* address of the draft whose words these are; NULL for the template itself */
	size_t group;
	struct eg_buf text; /* what is compared */
	struct eg_shingles shingles;
	struct eg_doc *doc; /* what is shown */
};

struct eg_models {
	struct {
		EG_VEC(struct version);
	} v;
};

void
eg_models_free(struct eg_models *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->v.n; i++) {
		struct version *v = &m->v.v[i];

		eg_free(v->template_name);
		eg_free(v->version);
		eg_free(v->through);
		eg_buf_clear(&v->text);
		eg_shingles_clear(&v->shingles);
		eg_doc_free(v->doc);
	}
	eg_vec_clear(&m->v);
	eg_free(m);
}

/* ---- words of a source ---- */

static size_t
skip_to(const char *p, size_t n, size_t from, const char *end)
{
	size_t k = strlen(end);

	while (from + k <= n && memcmp(p + from, end, k) != 0)
		from++;
	return from + k <= n ? from + k : n;
}

/* The words of a draft's or template's body: a tag or marker parts the text, a label is nothing. */
static void
strip(struct eg_buf *out, struct eg_str body)
{
	const char *p = body.p;

	for (size_t i = 0; i < body.n;) {
		size_t left = body.n - i;

		if (left > 2 && p[i] == '{' && p[i + 1] == '{') {
			i = skip_to(p, body.n, i, "}}");
			i += i < body.n && p[i] == '}';
			eg_buf_putc(out, 0x1E);
		} else if (left > 4 && memcmp(p + i, "<!--", 4) == 0) {
			i = skip_to(p, body.n, i, "-->");
			eg_buf_putc(out, 0x1E);
		} else if (left > 2 && p[i] == '{' && (p[i + 1] == '#' || p[i + 1] == '.')) {
			i = skip_to(p, body.n, i, "}");
		} else if (left > 3 && memcmp(p + i, "](#", 3) == 0) {
			i = skip_to(p, body.n, i, ")");
		} else {
			eg_buf_putc(out, p[i++]);
		}
	}
}

/* ---- collecting ---- */

static struct version *
add_version(struct eg_models *m, const char *name, const char *version, size_t group)
{
	struct version *v = eg_vec_new(&m->v);

	v->template_name = eg_strdup(name);
	v->version = eg_strdup(version);
	v->group = group;
	eg_buf_init(&v->text, 0);
	return v;
}

static void
finish_version(struct version *v)
{
	eg_shingles_of(eg_buf_cstr(&v->text), v->text.n, 0, &v->shingles);
}

static bool
has_version(const struct eg_models *m, const char *name, const char *version)
{
	for (size_t i = 0; i < m->v.n; i++)
		if (m->v.v[i].through == NULL && strcmp(m->v.v[i].template_name, name) == 0 &&
		    strcmp(m->v.v[i].version, version) == 0)
			return true;
	return false;
}

/* The words of a draft as its legislature prints it; of its source where that cannot be. */
static void
add_draft_words(struct version *v, struct eg_ctx *cx, const char *source, size_t n,
    const char *postal, const char *name)
{
	struct eg_source src = {.is_draft = true};
	struct eg_doc *doc = NULL;

	eg_buf_init(&src.bytes, 0);
	eg_buf_add(&src.bytes, source, n);
	snprintf(src.shown, sizeof(src.shown), "%s", name);
	memcpy(src.postal, postal, 3);
	eg_buf_putc(&v->text, 0x1E);
	if (eg_open_source(cx, &src, name, false, &doc, NULL) == EG_OK) {
		eg_buf_add(&v->text, doc->text, doc->n);
		eg_doc_free(v->doc);
		v->doc = doc;
	} else {
		strip(&v->text, eg_draft_body(source, n));
	}
	eg_source_clear(&src);
}

/* The draft that the template makes with its defaults; what it cannot make leaves v as it is. */
static void
add_default_draft(struct version *v, struct eg_ctx *cx, struct eg_sources *src,
    const struct eg_template *t, const char *postal)
{
	struct eg_params *params = eg_params_new(t);
	struct eg_draft draft = {0};
	struct eg_draft_in in = {
	    .template_ = t, .params = params, .load = eg_sources_part, .ctx = src};

	if (eg_sources_profile(src, postal, &in.profile, NULL) == EG_OK &&
	    eg_draft_make(&in, &draft, NULL) == EG_OK) {
		add_draft_words(v, cx, draft.source, draft.source_n, postal, v->template_name);
		eg_draft_clear(&draft);
	}
	eg_params_free(params);
}

struct releases {
	struct eg_ctx *cx;
	struct eg_models *m;
	const char *name, *postal;
	size_t group;
};

/* One version of a template, as the sources have it; nothing when it cannot be read (an old or
 * broken one is not what this command is about). */
static void
add_template(struct releases *r, struct eg_sources *src)
{
	struct eg_models *m = r->m;
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_template *t = NULL;
	char *path = eg_sprintf("templates/%s.md", r->name);

	if (eg_sources_template(src, r->name, &t, NULL) == EG_OK &&
	    !has_version(m, r->name, t->version) &&
	    eg_sources_read(src, path, &bytes, NULL) == EG_OK) {
		struct version *v = add_version(m, r->name, t->version, r->group);

		strip(&v->text, (struct eg_str){t->body_text, t->body_n});
		if (eg_doc_from_source(eg_buf_cstr(&bytes), bytes.n, r->name, &v->doc, NULL) !=
		    EG_OK)
			v->doc = NULL;
		add_default_draft(v, r->cx, src, t, r->postal);
		finish_version(v);
	}
	eg_template_free(t);
	eg_buf_clear(&bytes);
	eg_free(path);
}

static enum eg_rc
add_release(
    void *ctx, const char *version, const char commit[EG_OID_HEX], int64_t when, struct eg_err *err)
{
	struct releases *r = ctx;
	struct eg_sources src;

	EG_UNUSED(version);
	EG_UNUSED(when);
	EG_UNUSED(err);
	eg_sources_init(&src, r->cx, commit);
	add_template(r, &src);
	eg_sources_clear(&src);
	return EG_OK;
}

struct drafts {
	struct eg_ctx *cx;
	struct eg_models *m;
	const struct eg_map *names;
	const char *postal;
};

/* A draft says more than its template where somebody edited it, where the text comes from a file
 * (a compact's), and in the form of the jurisdiction that the traced text is of. */
static bool
says_more(const struct drafts *d, const char *path, const struct eg_buf *bytes)
{
	const char *file = eg_path_base(path);

	return strncmp(file, d->postal, 2) == 0 ||
	       eg_find(eg_buf_cstr(bytes), bytes->n, VERBATIM, strlen(VERBATIM), 0) != SIZE_MAX ||
	       !eg_draft_is_untouched(eg_buf_cstr(bytes), bytes->n);
}

/* bills/NAME/XX[-VARIANT].md */
static enum eg_rc
add_draft(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct drafts *d = ctx;
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_bill *bill = NULL;
	struct version *v;
	size_t group;

	EG_UNUSED(blob);
	EG_UNUSED(err);
	if (strncmp(path, "bills/", 6) != 0 || strcmp(eg_path_ext(path), ".md") != 0)
		return EG_OK;
	if (eg_repo_read_current(d->cx->repo, path, &bytes, NULL) == EG_OK &&
	    says_more(d, path, &bytes) &&
	    eg_bill_parse(eg_buf_cstr(&bytes), bytes.n, path, &bill, NULL) == EG_OK &&
	    (group = eg_map_find(d->names, bill->head.template_name,
		 strlen(bill->head.template_name))) != SIZE_MAX) {
		v = add_version(d->m, bill->head.template_name, bill->head.version, group);
		v->through = eg_strndup(path + 6, strlen(path) - 9);
		add_draft_words(
		    v, d->cx, eg_buf_cstr(&bytes), bytes.n, bill->head.jurisdiction, v->through);
		finish_version(v);
	}
	eg_bill_free(bill);
	eg_buf_clear(&bytes);
	return EG_OK;
}

enum eg_rc
eg_models_load(struct eg_ctx *cx, int place, struct eg_models **out, struct eg_err *err)
{
	struct eg_models *m = eg_calloc(1, sizeof(*m));
	struct eg_ctx bare = *cx;
	struct eg_sources now, builtin;
	struct eg_map names = {0};
	struct releases r = {.m = m, .postal = eg_postal[place >= 0 ? place : ANY_PLACE]};
	struct drafts d = {.m = m, .names = &names, .postal = r.postal};
	enum eg_rc rc = eg_maybe_repo(cx, err);

	*out = NULL;
	bare.repo = NULL;
	r.cx = d.cx = cx;
	eg_sources_init(&now, cx, "");
	eg_sources_init(&builtin, &bare, "");
	if (rc == EG_OK)
		rc = eg_sources_names(&now, &names, err);
	for (size_t i = 0; i < names.n && rc == EG_OK; i++) {
		r.name = names.v[i].key;
		r.group = i;
		if (cx->repo != NULL)
			rc = eg_repo_releases(cx->repo, r.name, add_release, &r, err);
		add_template(&r, &now);
		add_template(&r, &builtin);
	}
	if (rc == EG_OK && cx->repo != NULL)
		rc = eg_repo_walk(cx->repo, "", "bills", add_draft, &d, err);
	eg_sources_clear(&now);
	eg_sources_clear(&builtin);
	eg_map_clear(&names);
	if (rc == EG_OK)
		*out = m;
	else
		eg_models_free(m);
	return rc;
}

struct eg_doc *
eg_template_as_drafted(struct eg_ctx *cx, const char *name, const char *commit)
{
	struct version v = {.template_name = eg_strdup(name)};
	struct eg_template *t = NULL;
	struct eg_sources src;

	eg_buf_init(&v.text, 0);
	eg_sources_init(&src, cx, commit);
	if (eg_sources_template(&src, name, &t, NULL) == EG_OK)
		add_default_draft(&v, cx, &src, t, eg_postal[ANY_PLACE]);
	eg_template_free(t);
	eg_sources_clear(&src);
	eg_buf_clear(&v.text);
	eg_free(v.template_name);
	return v.doc;
}

/* ---- tracing ---- */

struct tracing {
	const struct eg_models *m;
	const struct eg_trace_how *how;
	struct eg_shingles text;
	struct eg_model_score *score; /* of each version and draft */
	size_t *best; /* of each version: the version itself or its draft with the higher score */
	size_t *alike; /* of each version: drafts besides that one which are as near */
	int place; /* the text's jurisdiction, -1 if not known */
};

/* The versions (not drafts) of one group, in order; at most max. */
static size_t
versions_of(const struct eg_models *m, size_t group, size_t *out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < m->v.n && n < max; i++)
		if (m->v.v[i].group == group && m->v.v[i].through == NULL)
			out[n++] = i;
	return n;
}

#define NEAR 0.01 /* scores that close say nothing about which of two drafts it was */

/* Is the draft of the jurisdiction that the text is of? */
static bool
is_own(const struct tracing *g, const struct version *d)
{
	const char *file = d->through != NULL ? eg_path_base(d->through) : "";

	return g->place >= 0 && strncmp(file, eg_postal[g->place], 2) == 0;
}

/* Of drafts that are next to the same the text's own jurisdiction's comes first; how many others
 * are as near is kept. */
static void
choose_draft(struct tracing *g, size_t i)
{
	const struct version *v = &g->m->v.v[i];
	double most = g->score[i].score;
	size_t best = i;

	for (int pass = 0; pass < 2; pass++)
		for (size_t j = 0; j < g->m->v.n; j++) {
			const struct version *d = &g->m->v.v[j];
			double score = g->score[j].score;

			if (d->through == NULL || d->group != v->group ||
			    strcmp(d->version, v->version) != 0)
				continue;
			if (pass == 0 && score > most) {
				most = score;
				best = j;
			} else if (pass == 1 && best != i && score >= most - NEAR) {
				if (is_own(g, d) && !is_own(g, &g->m->v.v[best]))
					best = j;
				g->alike[i]++;
			}
		}
	g->best[i] = best;
	g->alike[i] -= g->alike[i] > 0;
}

static void
choose_drafts(struct tracing *g)
{
	for (size_t i = 0; i < g->m->v.n; i++) {
		g->best[i] = i;
		if (g->m->v.v[i].through == NULL)
			choose_draft(g, i);
	}
}

static void
add_match_passages(const struct tracing *g, struct eg_trace *t, struct eg_match *m, size_t which)
{
	const struct version *v = &g->m->v.v[which];
	struct eg_copied found;

	if (v->doc == NULL)
		return;
	m->text.doc = v->doc;
	m->text.borrowed = true;
	eg_tokens_of(m->text.doc->text, m->text.doc->n, &m->text.tokens);
	eg_copied_find(&t->text.tokens, &m->text.tokens, 0, &found);
	for (size_t i = 0; i < found.n && i < g->how->passages; i++) {
		struct eg_match_passage p = {.at = found.v[i], .both = true};
		struct eg_str s = {t->text.doc->text + t->text.tokens.v[p.at.first].start, 0};
		struct eg_shingles run;
		bool *in = eg_calloc(g->m->v.n + 1, sizeof(*in));

		s.n = (size_t)(t->text.doc->text + t->text.tokens.v[p.at.last - 1].end - s.p);
		eg_shingles_of(s.p, s.n, 0, &run);
		p.others_known = run.n > 0;
		for (size_t j = 0; j < g->m->v.n && run.n > 0; j++) {
			size_t group = g->m->v.v[j].group;

			if (group != v->group && !in[group] &&
			    eg_shingles_containment(&run, &g->m->v.v[j].shingles) >= 0.8) {
				in[group] = true;
				p.others++;
			}
		}
		eg_vec_push(&m->passages, p);
		eg_shingles_clear(&run);
		eg_free(in);
	}
	eg_copied_clear(&found);
}

/* The runs of words that only this version has; of a template with one version, that no other
 * template has. */
static void
fill_proof(const struct tracing *g, struct eg_match *m, size_t which,
    const struct eg_shingles *const *version, size_t n, size_t best)
{
	const struct version *v = &g->m->v.v[which];
	const struct eg_shingles **all = eg_calloc(g->m->v.n + 1, sizeof(*all));
	size_t *proof = eg_calloc(v->shingles.n + 1, sizeof(*proof));

	if (n == 1) {
		n = best = 0;
		for (size_t i = 0; i < g->m->v.n; i++)
			if (i == which || g->m->v.v[i].group != v->group) {
				best = i == which ? n : best;
				all[n++] = &g->m->v.v[i].shingles;
			}
		version = all;
	}
	m->unique_all = eg_versions_unique(&v->shingles, version, n, best, proof, v->shingles.n);
	m->unique = eg_versions_unique(&g->text, version, n, best, proof, v->shingles.n);
	for (size_t i = 0; i < m->unique && i < PROOF_SHINGLES; i++) {
		struct eg_str s = eg_shingle_text(&v->shingles, proof[i], eg_buf_cstr(&v->text));
		const struct eg_doc d = {.text = s.p, .n = s.n};
		struct eg_buf b = EG_BUF_INIT;

		eg_trace_put_words(&b, &d, 0, s.n, 0);
		eg_vec_push(&m->proof, eg_buf_take(&b, NULL));
	}
	eg_free(all);
	eg_free(proof);
}

/* One template: its best version by what only that version says, the others beside it. */
static void
add_group(const struct tracing *g, struct eg_trace *t, size_t group)
{
	enum { VERSIONS_MAX = 256 };
	size_t at[VERSIONS_MAX], n, best;
	const struct eg_shingles *shingles[VERSIONS_MAX];
	struct eg_version_found *found;
	const struct version *v;
	struct eg_match *m;
	double score = 0;

	if ((n = versions_of(g->m, group, at, VERSIONS_MAX)) == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		shingles[i] = &g->m->v.v[at[i]].shingles;
		if (g->score[g->best[at[i]]].score > score)
			score = g->score[g->best[at[i]]].score;
	}
	if (score < (g->how->min_score > 0 ? g->how->min_score : TEMPLATE_MIN_SCORE))
		return;
	found = eg_calloc(n, sizeof(*found));
	best = eg_versions_find(&g->text, shingles, n, found);
	v = &g->m->v.v[at[best]];
	m = eg_vec_new(&t->match);
	m->is_template = true;
	m->source = eg_strdup(v->template_name);
	m->version = eg_strdup(v->version);
	m->score = score;
	m->covers = eg_shingles_containment(&g->text, &g->m->v.v[g->best[at[best]]].shingles);
	m->model = g->best[at[best]];
	m->of_template = found[best].of_version;
	m->shared = g->score[g->best[at[best]]].shared;
	m->versions = n;
	if (g->best[at[best]] != at[best]) {
		m->through = eg_strdup(g->m->v.v[g->best[at[best]]].through);
		m->alike = g->alike[at[best]];
	}
	fill_proof(g, m, n == 1 ? m->model : at[best], shingles, n, best);
	for (size_t i = 0; i < n; i++)
		if (i != best)
			eg_vec_push(&m->others, ((struct eg_match_version){g->m->v.v[at[i]].version,
						    g->score[g->best[at[i]]].score, found[i].unique,
						    found[i].unique_all}));
	add_match_passages(g, t, m, g->best[at[best]]);
	eg_free(found);
}

static int
by_score(const void *a, const void *b)
{
	const struct eg_match *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->source, y->source);
}

/* How much of the text each match has that no better one has. */
static void
explain(const struct tracing *g, struct eg_trace *t)
{
	bool *had = eg_calloc(g->text.n + 1, sizeof(*had));

	for (size_t i = 0; i < t->match.n; i++) {
		const struct eg_shingles *s = &g->m->v.v[t->match.v[i].model].shingles;
		size_t more = 0;

		for (size_t k = 0; k < g->text.n; k++)
			if (!had[k] && eg_shingles_has(s, g->text.v[k].key)) {
				had[k] = true;
				more++;
			}
		t->match.v[i].adds = (double)more / (double)g->text.n;
	}
	eg_free(had);
}

void
eg_models_trace(const struct eg_models *m, struct eg_trace *t, const struct eg_trace_how *how)
{
	struct tracing g = {.m = m, .how = how, .place = t->text.tokens.place};
	struct eg_model *model = eg_calloc(m->v.n + 1, sizeof(*model));
	size_t groups = 0;

	eg_shingles_of(t->text.doc->text, t->text.doc->n, 0, &g.text);
	g.score = eg_calloc(m->v.n + 1, sizeof(*g.score));
	g.best = eg_calloc(m->v.n + 1, sizeof(*g.best));
	g.alike = eg_calloc(m->v.n + 1, sizeof(*g.alike));
	for (size_t i = 0; i < m->v.n; i++) {
		model[i] = (struct eg_model){m->v.v[i].group, &m->v.v[i].shingles};
		groups = m->v.v[i].group >= groups ? m->v.v[i].group + 1 : groups;
	}
	eg_models_score(&g.text, model, m->v.n, g.score);
	choose_drafts(&g);
	for (size_t i = 0; i < groups; i++)
		add_group(&g, t, i);
	if (t->match.n > 1)
		qsort(t->match.v, t->match.n, sizeof(*t->match.v), by_score);
	explain(&g, t);
	eg_shingles_clear(&g.text);
	eg_free(g.score);
	eg_free(g.best);
	eg_free(g.alike);
	eg_free(model);
}
