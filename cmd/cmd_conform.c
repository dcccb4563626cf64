/*
 * conform REF: does a text still say what its model says?
 *	engross conform ./chaptered.txt --model ./compact.txt
 *	engross conform nurse-compact --matrix
 * Exit 0 identical or style-only; 1 anything else; 2 usage; 3 a text that cannot be read.
 */
#include "cmd/conform.h"

#include <engross/track.h>

#include <stdlib.h>
#include <string.h>

static struct {
	struct eg_texts models;
	const char *to, *out, *rule, *postal;
	bool json, matrix, all, color;
} opt;

static const struct eg_opt opts[] = {
    {"model", 'm', EG_OPT_LIST, &opt.models, "TEMPLATE@VERSION|FILE",
	"the model; again for other versions of it that are known"},
    {"for", 0, EG_OPT_TEXT, &opt.postal, "XX", "whose text it is, where the address does not say"},
    {"rule", 0, EG_OPT_TEXT, &opt.rule, "RULE",
	"verbatim, substantial, or free, in place of the template's own"},
    {"matrix", 0, EG_OPT_FLAG, &opt.matrix, NULL,
	"the model by every state's print or draft, sections as rows"},
    {"to", 't', EG_OPT_TEXT, &opt.to, "FORMAT", "term (default), html, docx, csv or json"},
    {"output", 'o', EG_OPT_TEXT, &opt.out, "FILE", "where to"},
    {"all", 'a', EG_OPT_FLAG, &opt.all, NULL,
	"every use of house style, and the departures of another version too"},
    {"color", 0, EG_OPT_FLAG, &opt.color, NULL, "colours even where the output is no terminal"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "the same as --to json"},
    EG_OPT_END,
};

enum format { TERM, HTML, DOCX, CSV, JSON, FORMATS };

static enum eg_rc
which_format(enum format *out, struct eg_err *err)
{
	static const char *const names[FORMATS] = {"term", "html", "docx", "csv", "json"};
	const char *to = opt.to != NULL ? opt.to : opt.json ? "json" : "term";

	for (size_t i = 0; i < FORMATS; i++)
		if (strcmp(to, names[i]) == 0) {
			*out = (enum format)i;
			return EG_OK;
		}
	eg_err_set(err, EG_ERR_USAGE, "unknown format '%s'", to);
	eg_err_hint(err, "--to term, html, docx, csv, or json");
	return EG_ERR_USAGE;
}

static enum eg_rc
put_out(struct eg_ctx *cx, const struct eg_buf *b, bool binary, struct eg_err *err)
{
	if (opt.out != NULL)
		return eg_file_write(opt.out, eg_buf_cstr(b), b->n, false, err);
	if (binary) {
		eg_err_set(err, EG_ERR_USAGE, "a Word document goes to a file");
		eg_err_hint(err, "-o memo.docx");
		return EG_ERR_USAGE;
	}
	eg_buf_add(&cx->out, eg_buf_cstr(b), b->n);
	return EG_OK;
}

/* ---- one text ---- */

static enum eg_rc
write_memo(struct eg_ctx *cx, const struct eg_conform_memo *m, enum format to, struct eg_err *err)
{
	struct eg_buf out = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	switch (to) {
	case HTML:
		eg_conform_to_html(m, &out);
		break;
	case DOCX:
		rc = eg_conform_to_docx(m, &out, err);
		break;
	case CSV:
		eg_conform_to_csv(m, &out);
		break;
	case JSON:
		eg_conform_to_json(m, &out);
		break;
	default:
		eg_conform_to_term(m, &out);
	}
	if (rc == EG_OK)
		rc = put_out(cx, &out, to == DOCX, err);
	eg_buf_clear(&out);
	return rc;
}

static enum eg_rc
one_text(struct eg_ctx *cx, const char *address, enum format to, int *status, struct eg_err *err)
{
	struct eg_held *h = eg_calloc(1, sizeof(*h));
	struct eg_rulings *rulings = NULL;
	struct eg_ruling_cited *cited = NULL;
	enum eg_rc rc =
	    eg_hold(cx, &(struct eg_hold){address, &opt.models, opt.rule, opt.postal}, h, err);

	if (rc == EG_OK && (rc = eg_rulings_load(cx, &rulings, err)) == EG_OK) {
		struct eg_conform_memo m = {.c = h->found,
		    .postal = h->postal,
		    .color = opt.color || (cx->color && opt.out == NULL),
		    .all = opt.all,
		    .columns = cx->columns,
		    .date = ""};

		cited = eg_calloc(rulings != NULL ? rulings->n + 1 : 1, sizeof(*cited));
		m.ruling = cited;
		if (rulings != NULL)
			m.n_rulings = eg_rulings_about(rulings, h->text_name, h->text_sha256,
			    h->model_name, h->model_sha256, cited);
		rc = write_memo(cx, &m, to, err);
		*status = !eg_finding_conforms(h->found->finding);
	}
	eg_free(cited);
	eg_rulings_free(rulings);
	eg_held_clear(h);
	eg_free(h);
	return rc;
}

/* ---- many texts ---- */

struct columns {
	struct {
		EG_VEC(char *);
	} address, head;
	const char *name; /* template */
};

static void
add_column(struct columns *c, const char *address, const char *head)
{
	eg_vec_push(&c->address, eg_strdup(address));
	eg_vec_push(&c->head, eg_strdup(head));
}

/* The file's name of a path; an address as it is. */
static const char *
short_name(const char *address)
{
	const char *slash = strrchr(address, '/');

	return slash != NULL && (address[0] == '.' || address[0] == '/') ? slash + 1 : address;
}

/* bills/NAME/XX.md and its variants. */
static enum eg_rc
see_draft(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct columns *c = ctx;
	const char *file = strrchr(path, '/') + 1;
	char address[256], head[64];
	size_t n = strlen(file);

	EG_UNUSED(blob);
	EG_UNUSED(err);
	if (n < 5 || strcmp(file + n - 3, ".md") != 0 || n > 60)
		return EG_OK;
	snprintf(head, sizeof(head), "%.*s", (int)(n - 3), file);
	snprintf(address, sizeof(address), "%s/%s", c->name, head);
	for (size_t i = 0; i < c->head.n; i++) /* a print says more than a draft */
		if (strncmp(c->head.v[i], head, 2) == 0 && c->head.v[i][2] == ' ')
			return EG_OK;
	add_column(c, address, head);
	return EG_OK;
}

/* The latest print of each bill that is linked to the template. */
static enum eg_rc
linked_prints(struct eg_ctx *cx, struct columns *c, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_links *links = NULL;
	enum eg_rc rc = eg_repo_read_current(cx->repo, EG_LINKS_PATH, &bytes, NULL);

	if (rc == EG_OK)
		rc = eg_links_parse(eg_buf_cstr(&bytes), bytes.n, EG_LINKS_PATH, &links, err);
	else
		rc = EG_OK;
	for (size_t i = 0; links != NULL && rc == EG_OK && i < links->n; i++) {
		const struct eg_link *l = &links->v[i];
		char address[512], head[128], path[4096], commit[EG_OID_HEX];
		struct eg_address a;

		if (strcmp(l->template_name, c->name) != 0)
			continue;
		snprintf(address, sizeof(address), "%s/%s%s%s", l->jurisdiction, l->session,
		    l->session[0] != '\0' ? "/" : "", l->bill);
		snprintf(head, sizeof(head), "%s %s", l->jurisdiction, l->bill);
		if (eg_address_parse(address, &a, NULL) == EG_OK &&
		    eg_address_locate(cx->repo, &a, path, commit, NULL) == EG_OK)
			add_column(c, address, head);
	}
	eg_links_free(links);
	eg_buf_clear(&bytes);
	return rc;
}

static enum eg_rc
find_columns(struct eg_ctx *cx, int argc, char **argv, struct columns *c, char version[256],
    struct eg_err *err)
{
	struct eg_address a;
	char prefix[160];
	enum eg_rc rc = eg_address_parse(argv[0], &a, err);

	version[0] = '\0';
	if (rc != EG_OK || argc > 1 || a.kind != EG_ADDR_TEMPLATE) {
		for (int i = 0; i < argc && rc == EG_OK; i++)
			add_column(c, argv[i], short_name(argv[i]));
		return rc;
	}
	c->name = eg_strdup(a.template_name);
	snprintf(version, 256, "%s", a.rev);
	snprintf(prefix, sizeof(prefix), "bills/%s", c->name);
	if ((rc = eg_need_repo(cx, err)) == EG_OK && (rc = linked_prints(cx, c, err)) == EG_OK)
		rc = eg_repo_walk(cx->repo, "", prefix, see_draft, c, err);
	if (rc == EG_OK && c->address.n == 0) {
		rc = eg_err_set(
		    err, EG_ERR_NOT_FOUND, "no draft and no print of '%s' is here", c->name);
		eg_err_hint(err, "engross draft %s --for all", c->name);
	}
	return rc;
}

static enum eg_rc
write_matrix(
    struct eg_ctx *cx, const struct eg_conform_matrix *x, enum format to, struct eg_err *err)
{
	struct eg_buf out = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	if (to == HTML)
		eg_matrix_to_html(x, &out);
	else if (to == CSV)
		eg_matrix_to_csv(x, &out);
	else if (to == JSON)
		eg_matrix_to_json(x, &out);
	else if (to == TERM)
		eg_matrix_to_term(x, &out);
	else
		rc =
		    eg_err_set(err, EG_ERR_USAGE, "a matrix is written to term, html, csv or json");
	if (rc == EG_OK)
		rc = put_out(cx, &out, false, err);
	eg_buf_clear(&out);
	return rc;
}

static enum eg_rc
matrix(struct eg_ctx *cx, int argc, char **argv, enum format to, int *status, struct eg_err *err)
{
	struct columns c = {0};
	struct eg_texts own = {0}, *models = &opt.models;
	struct eg_held *held = NULL;
	struct eg_conform_memo *memo = NULL;
	struct eg_progress bar;
	char version[256], *model = NULL;
	size_t n = 0;
	enum eg_rc rc = find_columns(cx, argc, argv, &c, version, err);

	if (rc == EG_OK && opt.models.n == 0 && c.name != NULL && version[0] != '\0') {
		eg_vec_push(&own, model = eg_sprintf("%s@%s", c.name, version));
		models = &own;
	}
	held = eg_calloc(c.address.n + 1, sizeof(*held));
	memo = eg_calloc(c.address.n + 1, sizeof(*memo));
	eg_progress_start(&bar, cx, "comparing", c.address.n);
	for (; rc == EG_OK && n < c.address.n; n++) {
		rc = eg_hold(cx, &(struct eg_hold){c.address.v[n], models, opt.rule, opt.postal},
		    &held[n], err);
		memo[n] = (struct eg_conform_memo){
		    .c = held[n].found, .postal = held[n].postal, .date = ""};
		if (rc == EG_OK && !eg_finding_conforms(held[n].found->finding))
			*status = 1;
		eg_progress_step(&bar, n + 1);
	}
	eg_progress_end(&bar);
	if (rc == EG_OK)
		rc = write_matrix(cx,
		    &(struct eg_conform_matrix){
			.model = c.name != NULL && models->n == 0 ? c.name : held[0].model_name,
			.text = memo,
			.column = (const char *const *)c.head.v,
			.n_texts = n,
			.columns = cx->columns},
		    to, err);
	for (size_t i = 0; i < n; i++)
		eg_held_clear(&held[i]);
	for (size_t i = 0; i < c.address.n; i++) {
		eg_free(c.address.v[i]);
		eg_free(c.head.v[i]);
	}
	eg_vec_clear(&c.address);
	eg_vec_clear(&c.head);
	eg_vec_clear(&own);
	eg_free((char *)(uintptr_t)c.name);
	eg_free(model);
	eg_free(held);
	eg_free(memo);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	enum format to;
	enum eg_rc rc;

	if (argc == 0 || (argc > 1 && !opt.matrix)) {
		eg_err_set(err, EG_ERR_USAGE, "conform looks at one text%s",
		    argc > 1 ? "; --matrix at many" : "");
		eg_err_hint(err, "engross conform REF --model TEMPLATE@VERSION or ./FILE.txt");
		return EG_ERR_USAGE;
	}
	if ((rc = which_format(&to, err)) != EG_OK)
		return rc;
	return opt.matrix ? matrix(cx, argc, argv, to, status, err)
			  : one_text(cx, argv[0], to, status, err);
}

const struct eg_cmd cmd_conform_spec = {
    .name = "conform",
    .group = "compare",
    .summary = "say whether a text keeps to its model",
    .args = "REF… [--model TEMPLATE@VERSION|FILE]",
    .opts = opts,
    .flags = EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help =
	"One finding, by the template's rule: identical, style-only, needs-ruling, "
	"material-difference, other-version, or\n"
	"unrelated. House style is no departure: capitals, quotation marks, hyphens, enumerators, "
	"references made to fit the\n"
	"code, forms of numbers, spelling, and the places that the model leaves to be filled in. "
	"One threshold, party, deadline,\n"
	"modal word or definition is. A draft is held to the version it was made from, a linked "
	"print to that of its link.\n\n"
	"    engross conform ./chaptered.txt --model ./compact.txt\n"
	"    engross conform UT/HB12:enrolled --model nurse-compact@1.0.0 --to docx -o memo.docx\n"
	"    engross conform nurse-compact --matrix --to html -o matrix.html",
};
