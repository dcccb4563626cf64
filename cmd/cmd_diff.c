/*
 * diff A B: what changed between two texts, as a legislator reads it.
 *	engross diff nurse-compact/TN nurse-compact/VT
 *	engross diff ./introduced.txt ./enrolled.txt --stat
 * Exit 0 the same words in the same order under the same numbers; 1 they differ; 2 usage; 3 a text
 *that cannot be read.
 */
#define _DEFAULT_SOURCE /* madvise */
#include "cmd/open.h"
#include "cmd/redraft.h"

#include "base/beside.h"

#include <engross/redline.h>
#include <malloc.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static struct {
	const char *to, *out, *excuse, *base, *as;
	bool stat, json, color, all, raw, removed, by_gravity, spacing, amended;
	int64_t context;
} opt;

static const struct eg_opt opts[] = {
    {"to", 't', EG_OPT_TEXT, &opt.to, "FORMAT", "term (default), html, docx, pdf or json"},
    {"output", 'o', EG_OPT_TEXT, &opt.out, "FILE", "where to"},
    {"stat", 0, EG_OPT_FLAG, &opt.stat, NULL,
	"a table of sections with counts instead of the text"},
    {"all", 0, EG_OPT_FLAG, &opt.all, NULL, "the whole text, not only what changed"},
    {"base", 'b', EG_OPT_TEXT, &opt.base, "BASE",
	"three texts: what OLD and NEW each changed of BASE, and where they meet"},
    {"as", 0, EG_OPT_TEXT, &opt.as, "XX",
	"mark changes as this legislature does; 'draft' for that of NEW"},
    {"by-gravity", 'g', EG_OPT_FLAG, &opt.by_gravity, NULL,
	"edits ordered by what they may change in law, grave ones first"},
    {"excuse", 'x', EG_OPT_TEXT, &opt.excuse, "WHAT,…",
	"do not count: quotes, capitals, numbers, enumerators, punctuation, hyphens, spacing, all"},
    {"count-spacing", 0, EG_OPT_FLAG, &opt.spacing, NULL,
	"show white space that differs between words that do not"},
    {"context", 'U', EG_OPT_INT, &opt.context, "WORDS",
	"unchanged words shown around an edit (12)"},
    {"color", 0, EG_OPT_FLAG, &opt.color, NULL, "colours even where the output is no terminal"},
    {"raw", 0, EG_OPT_FLAG, &opt.raw, NULL, "keep line numbers, page heads and feet of prints"},
    {"as-amended", 0, EG_OPT_FLAG, &opt.amended, NULL,
	"leave out the words that a print itself strikes"},
    {"removed", 0, EG_OPT_FLAG, &opt.removed, NULL,
	"say what was taken out of each print before comparing"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "the same as --to json"},
    EG_OPT_END,
};

/* Say once for each kind what reading took out. */
static void
say_removed(const struct eg_ctx *cx, const struct eg_doc *d)
{
	struct eg_map seen = {0};
	size_t *counts = eg_calloc(d->n_removed + 1, sizeof(*counts)), kinds = 0;

	for (size_t i = 0; i < d->n_removed; i++) {
		size_t *n = eg_map_get(&seen, d->removed[i].what);

		if (n == NULL)
			eg_map_set(&seen, d->removed[i].what, n = &counts[kinds++]);
		++*n;
	}
	for (size_t i = 0; i < seen.n; i++) {
		size_t n = *(size_t *)seen.v[i].value;

		if (n == 1)
			eg_note(cx, "%s: taken out: %s", d->name, seen.v[i].key);
		else
			eg_note(cx, "%s: taken out: %s (%zu)", d->name, seen.v[i].key, n);
	}
	eg_map_clear(&seen);
	eg_free(counts);
}

enum {
	LARGE_BYTES = 8 * 1024,
	PER_BYTE = 12,
	HEAP_MIN = 16 * 1024 * 1024,
	HUGE_PAGE = 2 * 1024 * 1024,
	HEAP_MAX = 512 * 1024 * 1024
};

/* Take the heap in huge pages, and keep it: the first touch of small pages costs more than
 * comparing. */
static void
expect_memory(char *const *paths)
{
	static char *filler;
	size_t text_bytes = 0, want, pad;
	struct stat st;
	char *p;

	for (int i = 0; i < 2; i++)
		text_bytes += stat(paths[i], &st) == 0 && st.st_size > 0 ? (size_t)st.st_size : 0;
	want = text_bytes * PER_BYTE;
	if (text_bytes < LARGE_BYTES)
		return;
	want = want < HEAP_MIN ? HEAP_MIN : want < HEAP_MAX ? want : HEAP_MAX;
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	if ((p = malloc(want)) == NULL)
		return;
	pad = HUGE_PAGE - (uintptr_t)p % HUGE_PAGE;
	madvise(p + pad, want - pad, MADV_HUGEPAGE);
	free(p);
	if (filler == NULL)
		filler = malloc(pad); /* never touched: what follows begins in a huge page */
}

/* One text on its way: its bytes, then the document read from them. */
struct text {
	const char *address;
	struct eg_source src;
	struct eg_doc *doc;
	enum eg_rc rc;
	struct eg_err err;
};

static void
read_doc(void *ctx)
{
	struct text *t = ctx;
	struct eg_doc_options how = {.raw = opt.raw, .as_amended = opt.amended};

	how.raw = how.raw || t->src.addr.kind == EG_ADDR_TEMPLATE;
	t->rc = eg_doc_read(eg_buf_cstr(&t->src.bytes), t->src.bytes.n,
	    t->src.addr.kind == EG_ADDR_STDIN ? "standard input" : t->address, &how, &t->doc,
	    &t->err);
}

static enum eg_rc
open_text(struct eg_ctx *cx, struct text *t, struct eg_err *err)
{
	struct eg_address addr;
	enum eg_rc rc = eg_address_parse(t->address, &addr, err);

	if (rc == EG_OK && addr.kind != EG_ADDR_PATH && addr.kind != EG_ADDR_STDIN)
		rc = eg_maybe_repo(cx, err);
	if (rc == EG_OK && (rc = eg_source_open_any(cx, t->address, &t->src, err)) == EG_OK &&
	    opt.amended)
		eg_print_as_received(cx, t->address, &t->src);
	return rc;
}

static bool
is_draft(const struct text *t)
{
	return t->src.is_draft && t->src.postal[0] != '\0';
}

/* A template beside a draft that was made from it is read as that draft would be made from it: what
 * differs then is what people amended, and what another version of the template says. */
static enum eg_rc
draft_template(struct eg_ctx *cx, struct text *t, const struct text *draft, struct eg_err *err)
{
	const char *like = eg_buf_cstr(&draft->src.bytes);
	const struct eg_edition *e = NULL;
	struct eg_editions editions;
	struct eg_buf made = EG_BUF_INIT;
	char path[4096], commit[EG_OID_HEX];
	enum eg_rc rc;

	eg_buf_init(&made, 0);
	if ((rc = eg_maybe_repo(cx, err)) != EG_OK)
		return rc;
	snprintf(path, sizeof(path), "%s", draft->src.shown);
	eg_editions_init(&editions, cx, t->src.addr.template_name);
	if (draft->src.addr.kind == EG_ADDR_DRAFT)
		rc = eg_address_locate(cx->repo, &draft->src.addr, path, commit, err);
	if (rc == EG_OK && (rc = eg_edition_at(&editions, t->src.addr.rev, &e, err)) == EG_OK &&
	    (rc = eg_edition_draft(&editions, e, draft->src.postal, like, path, &made, err)) ==
		EG_OK)
		rc = eg_edition_doc(
		    e, draft->src.postal, eg_buf_cstr(&made), made.n, t->address, &t->doc, err);
	eg_editions_clear(&editions);
	eg_buf_clear(&made);
	return rc;
}

/* The draft among n texts that was made from the template t; NULL if there is none. */
static const struct text *
draft_of(const struct text *all, size_t n, const struct text *t)
{
	char name[128];

	for (size_t i = 0; t->src.addr.kind == EG_ADDR_TEMPLATE && i < n; i++) {
		if (!is_draft(&all[i]))
			continue;
		eg_head_value(eg_buf_cstr(&all[i].src.bytes), "template", name, sizeof(name));
		if (strcmp(name, t->src.addr.template_name) == 0)
			return &all[i];
	}
	return NULL;
}

enum { BESIDE_BYTES = 100000 };

/* Read n texts, 1..3; long ones two at a time, on two cores. postal: the jurisdiction of the last
 * that has one. */
static enum eg_rc
open_docs(struct eg_ctx *cx, struct text *t, size_t n, char postal[3], struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < n && rc == EG_OK; i++)
		rc = open_text(cx, &t[i], err);
	for (size_t i = 0; i < n && rc == EG_OK; i++) {
		const struct text *draft = draft_of(t, n, &t[i]);
		struct eg_beside other = {0};
		bool two = i + 1 < n && !is_draft(&t[i]) && !is_draft(&t[i + 1]) &&
			   draft_of(t, n, &t[i + 1]) == NULL &&
			   t[i].src.bytes.n + t[i + 1].src.bytes.n > BESIDE_BYTES;

		if (t[i].doc != NULL || t[i].rc != EG_OK) { /* read beside the one before */
			rc = t[i].rc;
		} else if (draft != NULL) {
			rc = draft_template(cx, &t[i], draft, err);
		} else if (is_draft(&t[i])) {
			if ((rc = eg_maybe_repo(cx, err)) ==
			    EG_OK) /* for its jurisdictions/XX.yaml */
				rc = eg_open_draft(cx, &t[i].src, t[i].address, &t[i].doc, err);
		} else {
			if (two)
				eg_beside_start(&other, read_doc, &t[i + 1]);
			read_doc(&t[i]);
			if (two)
				eg_beside_join(&other);
			rc = t[i].rc;
		}
		if (t[i].rc != EG_OK && err != NULL)
			*err = t[i].err;
		if (rc == EG_OK && opt.removed)
			say_removed(cx, t[i].doc);
		if (t[i].src.postal[0] != '\0')
			memcpy(postal, t[i].src.postal, 3);
	}
	return rc;
}

static void
clear_texts(struct text *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		eg_source_clear(&t[i].src);
		eg_doc_free(t[i].doc);
	}
}

/* ---- what to write ---- */

enum format { TO_TERM, TO_HTML, TO_DOCX, TO_PDF, TO_JSON };

static const char *const formats[] = {"term", "html", "docx", "pdf", "json"};

static enum eg_rc
choose_format(const struct eg_ctx *cx, enum format *to, struct eg_err *err)
{
	*to = TO_TERM;
	if (opt.json)
		*to = TO_JSON;
	for (size_t i = 0; opt.to != NULL && i <= EG_COUNT(formats); i++) {
		if (i == EG_COUNT(formats))
			return eg_err_set(err, EG_ERR_USAGE,
			    "unknown format '%s': term, html, docx, pdf or json", opt.to);
		if (strcmp(opt.to, formats[i]) == 0) {
			*to = (enum format)i;
			break;
		}
	}
	if ((*to == TO_DOCX || *to == TO_PDF) && opt.out == NULL && cx->color) {
		eg_err_set(err, EG_ERR_USAGE, "a %s does not go to a terminal", formats[*to]);
		eg_err_hint(err, "add -o FILE.%s", formats[*to]);
		return EG_ERR_USAGE;
	}
	return EG_OK;
}

static enum eg_rc
write_out(struct eg_ctx *cx, struct eg_buf *out, struct eg_err *err)
{
	enum eg_rc rc = eg_buf_ok(out, err);

	if (rc == EG_OK && opt.out != NULL)
		return eg_file_write(opt.out, eg_buf_cstr(out), out->n, false, err);
	if (rc == EG_OK)
		eg_buf_add(&cx->out, out->p, out->n);
	return rc;
}

static struct eg_redline_print
how_to_print(const struct eg_ctx *cx, const struct eg_profile *as)
{
	return (struct eg_redline_print){.color = opt.color || (cx->color && opt.out == NULL),
	    .all = opt.all,
	    .stat = opt.stat,
	    .by_gravity = opt.by_gravity,
	    .as = as,
	    .date = cx->now,
	    .columns = cx->columns,
	    .context_words = (int)opt.context};
}

static enum eg_rc
write_redline(struct eg_ctx *cx, const struct eg_redline *r, enum format to,
    const struct eg_profile *as, struct eg_err *err)
{
	struct eg_redline_print how = how_to_print(cx, as);
	struct eg_buf out = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	eg_buf_init(&out, 0);
	switch (to) {
	case TO_JSON:
		eg_redline_to_json(r, &how, &out);
		break;
	case TO_HTML:
		eg_redline_to_html(r, &how, &out);
		break;
	case TO_DOCX:
		rc = eg_redline_to_docx(r,
		    cx->who.name != NULL && cx->who.name[0] != 0 ? cx->who.name : "engross",
		    cx->now, &out, err);
		break;
	case TO_PDF:
		rc = eg_redline_to_pdf(r, &how, &out, err);
		break;
	default:
		if (as != NULL)
			eg_redline_to_amendment(r, &how, &out);
		else
			eg_redline_to_term(r, &how, &out);
		break;
	}
	if (rc == EG_OK)
		rc = write_out(cx, &out, err);
	eg_buf_clear(&out);
	return rc;
}

/* ---- two texts, three texts ---- */

/* The profile that --as names, or that of the new text. */
static enum eg_rc
load_convention(struct eg_ctx *cx, const char *postal, struct eg_profile **out, struct eg_err *err)
{
	const char *as = strcmp(opt.as, "draft") == 0 ? postal : opt.as;
	char code[3] = "";
	int index = eg_postal_index(as, strlen(as));
	enum eg_rc rc;

	if (as[0] == '\0') {
		eg_err_set(err, EG_ERR_USAGE, "the new text is of no jurisdiction");
		eg_err_hint(err, "name one: --as UT");
		return EG_ERR_USAGE;
	}
	if (index < 0)
		return eg_err_set(err, EG_ERR_USAGE, "'%s' is not one of the 56 jurisdictions", as);
	memcpy(code, eg_postal[index], 2);
	rc = eg_maybe_repo(cx, err);
	return rc != EG_OK ? rc : eg_profile_load(cx, code, "", out, err);
}

static enum eg_rc
compare_two(struct eg_ctx *cx, char **argv, enum format to, unsigned excuse, int *status,
    struct eg_err *err)
{
	struct eg_redline_options how = {.excuse = excuse, .count_spacing = opt.spacing};
	struct text t[2] = {{.address = argv[0]}, {.address = argv[1]}};
	struct eg_profile *as = NULL;
	struct eg_redline *r = NULL;
	char postal[3] = "";
	enum eg_rc rc;

	if ((rc = open_docs(cx, t, 2, postal, err)) == EG_OK) {
		eg_doc_cut_like(t[0].doc, t[1].doc);
		eg_doc_cut_like(t[1].doc, t[0].doc);
	}
	if (rc == EG_OK &&
	    (opt.as == NULL || (rc = load_convention(cx, postal, &as, err)) == EG_OK) &&
	    (rc = eg_redline_make(t[0].doc, t[1].doc, &how, &r, err)) == EG_OK) {
		if (to != TO_TERM || opt.all || !eg_redline_is_same(r))
			rc = write_redline(cx, r, to, as, err);
		*status = !eg_redline_is_same(r);
	}
	eg_redline_free(r);
	eg_profile_free(as);
	clear_texts(t, 2);
	return rc;
}

static enum eg_rc
compare_three(struct eg_ctx *cx, char **argv, enum format to, int *status, struct eg_err *err)
{
	struct eg_redline_print how = how_to_print(cx, NULL);
	struct text t[3] = {{.address = opt.base}, {.address = argv[0]}, {.address = argv[1]}};
	struct eg_merge *m = NULL;
	struct eg_buf out = EG_BUF_INIT;
	char postal[3] = "";
	enum eg_rc rc;

	eg_buf_init(&out, 0);
	if ((rc = open_docs(cx, t, 3, postal, err)) == EG_OK)
		for (size_t i = 1; i < 3; i++) {
			eg_doc_cut_like(t[0].doc, t[i].doc);
			eg_doc_cut_like(t[i].doc, t[0].doc);
		}
	if (rc == EG_OK && (rc = eg_merge_make(t[0].doc, t[1].doc, t[2].doc, &m, err)) == EG_OK) {
		if (to == TO_JSON)
			eg_merge_to_json(m, &out);
		else if (to == TO_HTML)
			eg_merge_to_html(m, &out);
		else if (to == TO_DOCX)
			rc = eg_merge_to_docx(m, cx->now, &out, err);
		else if (to == TO_PDF)
			rc = eg_merge_to_pdf(m, &how, &out, err);
		else if (!eg_merge_is_same(m))
			eg_merge_to_term(m, &how, &out);
		if (rc == EG_OK)
			rc = write_out(cx, &out, err);
		*status = !eg_merge_is_same(m);
	}
	eg_buf_clear(&out);
	eg_merge_free(m);
	clear_texts(t, 3);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	enum format to;
	unsigned excuse = 0;
	enum eg_rc rc;

	if (argc != 2) {
		eg_err_set(err, EG_ERR_USAGE, "diff compares two texts");
		eg_err_hint(err,
		    "engross diff OLD NEW, each a draft, a print, or a path such as ./bill.txt");
		return EG_ERR_USAGE;
	}
	if ((rc = choose_format(cx, &to, err)) != EG_OK)
		return rc;
	if (opt.context < 0 || opt.context > 1000000)
		return eg_err_set(err, EG_ERR_USAGE, "--context takes 0 to 1000000 words");
	if (opt.excuse != NULL && (rc = eg_excuse_parse(opt.excuse, &excuse, err)) != EG_OK)
		return rc;
	expect_memory(argv);
	return opt.base != NULL ? compare_three(cx, argv, to, status, err)
				: compare_two(cx, argv, to, excuse, status, err);
}

const struct eg_cmd cmd_diff_spec = {
    .name = "diff",
    .group = "compare",
    .summary = "show what changed between two texts",
    .args = "OLD NEW",
    .opts = opts,
    .flags = EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help =
	"OLD and NEW are drafts (TEMPLATE/XX), prints (XX/BILL:STAGE) or paths, each at a "
	"revision if wanted (@REV). A template (TEMPLATE[@REV]) beside a draft of it is drafted "
	"alike first: what differs is the\n"
	"local amendments. Sections are\n"
	"matched first, so that a moved section is shown as moved and a renumbering once, in a "
	"table; then words.\n"
	"Deleted words are [-marked so-], inserted ones {+so+}; on a terminal they are struck "
	"and underlined.\n"
	"\n"
	"\tengross diff nurse-compact/TN nurse-compact/VT\n"
	"\tengross diff ./introduced.txt ./enrolled.txt --stat\n"
	"\tengross diff ./introduced.txt ./enrolled.txt --to docx -o changes.docx\n"
	"\tengross diff --base ./model-1.0.txt ./model-1.1.txt ./enacted.txt",
};
