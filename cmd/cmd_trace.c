/*
 * trace FILE…: which template and version a text was copied from; with --index, which of the texts
 * of an index share its words.
 *	engross trace ./hb1.txt
 *	engross trace --index va.idx ./model.txt --json
 * Exit 0 something was found for each text; 1 nothing for one of them; 2 usage; 3 a text that cannot
 * be read or a damaged index; 4 repository; 5 system.
 */
#define _DEFAULT_SOURCE /* realpath */
#include "cmd/trace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PASSAGES = 10,
	ONE_SIDED = 3,
	PROOFS = 3,
	LIMIT_MAX = 100000,
	LONG_BYTES = 256 * 1024,
	PROOF_SHINGLES = 20
};

static struct {
	const char *index, *min_score;
	int64_t limit, passages, proofs;
	bool json, templates;
} opt;

static const struct eg_opt opts[] = {
    {"index", 'i', EG_OPT_TEXT, &opt.index, "IDX", "look in this index instead of the templates"},
    {"limit", 'n', EG_OPT_INT, &opt.limit, "N", "at most so many matches (50)"},
    {"min-score", 0, EG_OPT_TEXT, &opt.min_score, "X",
	"leave out matches below this score, 0 to 1 (0.01; 0.05 for templates)"},
    {"passages", 0, EG_OPT_INT, &opt.passages, "N", "at most so many passages a match (10)"},
    {"proofs", 0, EG_OPT_INT, &opt.proofs, "N",
	"so many matches have both sides of their passages read (3)"},
    {"templates", 0, EG_OPT_FLAG, &opt.templates, NULL, "the templates as well as the index"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    EG_OPT_END,
};

/* ---- evidence ---- */

#define FAINT 0.1

/* Long and rare first: length counts less the more documents have the passage. */
static double
worth(const struct eg_match_passage *p)
{
	double others = p->others_known ? (double)p->others : 1, divisor = 1;

	for (; others >= 1; others /= 2)
		divisor++;
	return p->at.same / divisor;
}

static int
by_worth(const void *a, const void *b)
{
	const struct eg_match_passage *x = a, *y = b;
	double dx = worth(x), dy = worth(y);

	if (dx != dy)
		return dx > dy ? -1 : 1;
	return x->at.first < y->at.first ? -1 : x->at.first > y->at.first;
}

static void
add_passage(struct eg_match *m, const struct eg_copied_run *at, bool both)
{
	eg_vec_push(&m->passages, ((struct eg_match_passage){.at = *at, .both = both}));
}

static int
by_length(const void *a, const void *b)
{
	const struct eg_match_passage *x = a, *y = b;

	if (x->at.same != y->at.same)
		return x->at.same > y->at.same ? -1 : 1;
	return x->at.first < y->at.first ? -1 : x->at.first > y->at.first;
}

/* The passages that are worth most. None is worth more than it has words, so that the shorter ones
 * need not be counted once enough are worth more. */
static void
keep_best_passages(
    struct eg_match *m, const struct eg_found *f, const struct eg_hit *h, size_t most)
{
	struct eg_match_passage *p = m->passages.v;
	size_t n = 0;

	if (m->passages.n > 1)
		qsort(p, m->passages.n, sizeof(*p), by_length);
	for (size_t i = 0; i < m->passages.n && most > 0; i++) {
		struct eg_match_passage one = p[i];
		size_t documents, at;

		if (n == most && one.at.same < worth(&p[n - 1]))
			break;
		documents = eg_found_rarity(f, h, one.at.first, one.at.last);
		one.others_known = documents > 0;
		one.others = documents > 0 ? documents - 1 : 0;
		for (at = n; at > 0 && by_worth(&one, &p[at - 1]) < 0; at--)
			if (at < most)
				p[at] = p[at - 1];
		if (at < most)
			p[at] = one;
		n += n < most;
	}
	m->passages.n = n;
}

/* Where the source was not read: runs of shared fingerprints, on the text's side alone. */
static void
runs_of_text(struct eg_match *m, const struct eg_found *f, const struct eg_hit *h, size_t words)
{
	for (size_t i = 0, j; i < h->shared; i = j) {
		struct eg_copied_run p = {.first = f->key[h->at[i]].first};

		for (j = i; j < h->shared; j++) {
			uint32_t first = f->key[h->at[j]].first;

			if (j > i && first > p.last + f->w)
				break;
			p.last = first + (uint32_t)f->k;
		}
		if (p.last > words)
			p.last = (uint32_t)words;
		p.same = p.last - p.first;
		if (p.same >= f->k + f->w)
			add_passage(m, &p, false);
	}
}

/* The source as it was indexed, read again; NULL doc and a note when it is another now. A long one
 * is read without mending its lines: that takes most of the time. */
static void
read_source(struct eg_match *m, const struct eg_hit *h, struct eg_buf *bytes)
{
	char *folder = eg_strndup(h->folder.p, h->folder.n),
	     *path = eg_path_join(folder, m->source);

	if (eg_file_read(path, EG_FILE_MAX, bytes, NULL) != EG_OK)
		m->note = "the source is not there any more: only the text's side is shown";
	else if (bytes->n != h->bytes || eg_trace_sum(eg_buf_cstr(bytes), bytes->n) != h->sum)
		m->note = "the source was changed since it was indexed: only the text's side is "
			  "shown; run index again";
	else if (eg_text_read(path, bytes, bytes->n > LONG_BYTES ? EG_TEXT_AS_IT_IS : EG_TEXT_WHOLE,
		     &m->text.doc, NULL) == EG_OK)
		eg_tokens_of(m->text.doc->text, m->text.doc->n, &m->text.tokens);
	else
		m->note = "the source cannot be read: only the text's side is shown";
	eg_free(folder);
	eg_free(path);
}

/* The first shingles that no other document has, as proof. */
static void
fill_proof(
    const struct eg_trace *t, struct eg_match *m, const struct eg_found *f, const struct eg_hit *h)
{
	for (size_t i = 0; i < h->shared && m->proof.n < PROOF_SHINGLES; i++) {
		const struct eg_found_key *key = &f->key[h->at[i]];
		size_t start, last = key->first + f->k - 1;
		struct eg_buf b = EG_BUF_INIT;

		if (key->documents != 1 || last >= t->text.tokens.n)
			continue;
		start = t->text.tokens.v[key->first].start;
		eg_trace_put_words(&b, t->text.doc, start, t->text.tokens.v[last].end, 0);
		eg_vec_push(&m->proof, eg_buf_take(&b, NULL));
	}
}

#define NOT_READ "the source was not read, only the text's side is shown: give --proofs"

static void
add_hit(struct eg_trace *t, const struct eg_found *f, const struct eg_hit *h,
    const struct eg_trace_how *how, struct eg_buf *bytes)
{
	struct eg_match *m = eg_vec_new(&t->match);
	struct eg_copied found;

	m->source = eg_strndup(h->source.p, h->source.n);
	m->score = h->score;
	m->covers = h->covers;
	m->adds = h->adds;
	m->shared = h->shared;
	m->unique = h->unique;
	fill_proof(t, m, f, h);
	if (t->match.n <= how->proofs && h->score < FAINT && how->spare &&
	    h->bytes > (t->match.n > 1 ? LONG_BYTES / 4 : LONG_BYTES))
		m->note = "faint, and long: give --proofs to have its side read";
	else if (t->match.n <= how->proofs)
		read_source(m, h, bytes);
	else
		m->note = NOT_READ;
	if (m->text.doc != NULL) {
		eg_copied_find(&t->text.tokens, &m->text.tokens, 0, &found);
		for (size_t i = 0; i < found.n && i < 4 * how->passages; i++)
			add_passage(m, &found.v[i], true);
		eg_copied_clear(&found);
	} else {
		runs_of_text(m, f, h, t->text.tokens.n);
	}
	keep_best_passages(
	    m, f, h, m->text.doc != NULL || how->passages < ONE_SIDED ? how->passages : ONE_SIDED);
}

/* ---- one text ---- */

static char *
absolute_of(const char *address)
{
	return address[0] == '-' && address[1] == '\0' ? NULL : realpath(address, NULL);
}

static enum eg_rc
trace_index(
    struct eg_index *ix, struct eg_trace *t, const struct eg_trace_how *how, struct eg_err *err)
{
	char *self = absolute_of(t->name);
	const struct eg_search_options look = {
	    .limit = how->limit, .min_score = how->min_score, .except = self};
	struct eg_found *found = NULL;
	struct eg_buf bytes;
	enum eg_rc rc;

	eg_buf_init(&bytes, 0);
	if ((rc = eg_index_search(ix, &t->text.tokens, &look, &found, err)) == EG_OK)
		for (size_t i = 0; i < found->n_hits; i++)
			add_hit(t, found, &found->hit[i], how, &bytes);
	eg_found_free(found);
	eg_buf_clear(&bytes);
	free(self);
	return rc;
}

/* Templates and texts of an index together; equal scores keep the templates first. */
static int
by_score(const void *a, const void *b)
{
	const struct eg_match *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->is_template != y->is_template)
		return x->is_template ? -1 : 1;
	return strcmp(x->source, y->source);
}

static enum eg_rc
trace_one(struct eg_ctx *cx, struct eg_index *ix, const char *address, struct eg_json *j,
    const struct eg_trace_how *how, int *status, struct eg_err *err)
{
	struct eg_trace t = {.name = address};
	struct eg_models *models = NULL;
	enum eg_rc rc = eg_traced_text_open(cx, address, &t.text, err);

	if (rc == EG_OK && (ix == NULL || opt.templates)) {
		if ((rc = eg_models_load(cx, t.text.tokens.place, &models, err)) == EG_OK)
			eg_models_trace(models, &t, how);
	}
	if (rc == EG_OK && ix != NULL)
		rc = trace_index(ix, &t, how, err);
	if (models != NULL && ix != NULL && t.match.n > 1)
		qsort(t.match.v, t.match.n, sizeof(*t.match.v), by_score);
	if (rc == EG_OK && t.match.n == 0)
		*status = 1;
	if (rc == EG_OK && j != NULL)
		eg_trace_put_json(j, &t);
	else if (rc == EG_OK)
		eg_trace_put_text(cx, &t);
	eg_trace_clear(&t);
	eg_models_free(models);
	return rc;
}

static enum eg_rc
read_options(struct eg_trace_how *how, struct eg_err *err)
{
	char *end = NULL;

	if (opt.limit < 0 || opt.limit > LIMIT_MAX || opt.passages < 0 ||
	    opt.passages > LIMIT_MAX || opt.proofs < 0 || opt.proofs > LIMIT_MAX)
		return eg_err_set(
		    err, EG_ERR_USAGE, "--limit, --passages and --proofs take 0 to %d", LIMIT_MAX);
	*how = (struct eg_trace_how){.limit = opt.limit > 0 ? (size_t)opt.limit : EG_SEARCH_LIMIT,
	    .passages = opt.passages > 0 ? (size_t)opt.passages : PASSAGES,
	    .proofs = opt.proofs > 0 ? (size_t)opt.proofs : PROOFS,
	    .spare = opt.proofs == 0};
	if (opt.min_score == NULL)
		return EG_OK;
	how->min_score = strtod(opt.min_score, &end);
	if (end == opt.min_score || *end != '\0' || !(how->min_score >= 0 && how->min_score <= 1))
		return eg_err_set(err, EG_ERR_USAGE, "--min-score takes 0 to 1");
	if (how->min_score <= 0)
		how->min_score = 1e-9;
	return EG_OK;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_index *ix = NULL;
	struct eg_trace_how how;
	struct eg_json json, *j = opt.json ? &json : NULL;
	enum eg_rc rc;

	if (argc < 1) {
		eg_err_set(err, EG_ERR_USAGE, "trace needs a text");
		eg_err_hint(
		    err, "engross trace ./bill.txt, or engross trace --index IDX ./bill.txt");
		return EG_ERR_USAGE;
	}
	if ((rc = read_options(&how, err)) != EG_OK ||
	    (opt.index != NULL && (rc = eg_index_open(opt.index, &ix, err)) != EG_OK))
		return rc;
	if (j != NULL)
		eg_json_init(j, &cx->out, true);
	if (j != NULL && argc > 1)
		eg_json_array(j);
	for (int i = 0; i < argc && rc == EG_OK; i++) {
		if (i > 0 && j == NULL)
			eg_buf_putc(&cx->out, '\n');
		rc = trace_one(cx, ix, argv[i], j, &how, status, err);
	}
	if (rc == EG_OK && j != NULL) {
		if (argc > 1)
			eg_json_end(j);
		eg_json_finish(j);
	}
	eg_index_free(ix);
	return rc;
}

const struct eg_cmd cmd_trace_spec = {
    .name = "trace",
    .group = "compare",
    .summary = "find what a text was copied from",
    .args = "FILE…",
    .opts = opts,
    .flags = EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help = "Without --index: which template and which version of it each text was copied from, "
	    "with the runs of words that only\n"
	    "that version has, and what else the text draws on. With --index: which texts of an "
	    "index (engross help index) share its\n"
	    "words, whether it is the model or the copy. The score weighs rare words more, and is "
	    "taken of the shorter of the two\n"
	    "texts, so that an act is found inside an omnibus.\n"
	    "\n"
	    "\tengross trace ./hb1.txt\n"
	    "\tengross trace --index va.idx ./model.txt --json",
};
