/*
 * render REF… --to FORMAT: a draft as its legislature prints it.
 *	engross render immigration-sanctuary/TX --to pdf -o tx.pdf
 *	engross render immigration-sanctuary --for all --to all -o out/
 * Exit 0; 1 of several drafts some were left out; 2 usage; 3 a text that cannot be read, or a legal
 * form not known (see --allow-blanks); 5 a file that cannot be written, a library not installed.
 */
#include "cmd/render.h"

#include <string.h>

static struct {
	const char *to, *out, *for_, *number, *year;
	bool allow_blanks, no_pages, no_line_numbers, notes;
} opt;

static const struct eg_opt opts[] = {
    {"to", 't', EG_OPT_TEXT, &opt.to, "FORMAT",
	"text (default), html, pdf, docx, akn, uslm, json, or all"},
    {"output", 'o', EG_OPT_TEXT, &opt.out, "FILE|DIR",
	"where to; a folder for several; - for standard output"},
    {"for", 0, EG_OPT_TEXT, &opt.for_, "XX,…|states|all",
	"the template's drafts for these jurisdictions"},
    {"allow-blanks", 0, EG_OPT_FLAG, &opt.allow_blanks, NULL,
	"render a bill whose legal form is not wholly known"},
    {"number", 0, EG_OPT_TEXT, &opt.number, "N", "bill number to print"},
    {"session", 0, EG_OPT_TEXT, &opt.year, "YEAR", "session year to print"},
    {"no-pages", 0, EG_OPT_FLAG, &opt.no_pages, NULL, "text: one long page"},
    {"no-line-numbers", 0, EG_OPT_FLAG, &opt.no_line_numbers, NULL,
	"text, pdf, docx: no line numbers"},
    {"notes", 0, EG_OPT_FLAG, &opt.notes, NULL, "print the drafting notes too (not for filing)"},
    EG_OPT_END,
};

/* "bills/immigration-sanctuary/CO-house.md" -> "immigration-sanctuary-CO-house": a plain name,
 * which stays inside the folder it is written to. Caller frees. */
static char *
stem(const struct eg_source *src)
{
	const char *p =
	    strncmp(src->shown, "bills/", 6) == 0 ? src->shown + 6 : eg_path_base(src->shown);
	size_t n = strlen(p) - strlen(eg_path_ext(p));
	char *s;

	if (src->addr.kind == EG_ADDR_STDIN || n == 0)
		return eg_strdup("bill");
	s = eg_strndup(p, n);
	for (char *c = s; *c != '\0'; c++)
		if (*c == '/' || *c == '\\' || (unsigned char)*c < 0x20 || *c == 0x7F ||
		    (c == s && *c == '.'))
			*c = '-';
	return s;
}

/* Open one draft and its profile; what is wrong with it is in the item. */
static enum eg_rc
collect(struct eg_render_batch *b, const char *address)
{
	struct eg_render_item *it = eg_vec_new(&b->items);

	eg_buf_init(&it->out, 0);
	it->rc = eg_source_open(b->cx, address, &it->src, &it->err);
	if (it->rc == EG_OK && (!it->src.is_draft || it->src.postal[0] == '\0')) {
		it->rc = eg_err_set(&it->err, EG_ERR_USAGE, "'%s' is not a draft", address);
		eg_err_hint(&it->err, "engross render TEMPLATE/XX, or TEMPLATE --for XX,YY; "
				      "`engross list` shows the drafts");
	}
	if (it->rc == EG_OK)
		it->rc =
		    eg_profile_load(b->cx, it->src.postal, it->src.commit, &it->profile, &it->err);
	if (it->rc == EG_OK)
		it->stem = stem(&it->src);
	return it->rc;
}

/* Each jurisdiction's draft of a template; one that is not there is told and left out. */
static enum eg_rc
collect_for(struct eg_render_batch *b, const char *address, struct eg_err *err)
{
	bool chosen[EG_JURISDICTIONS];
	const char *at = strchr(address, '@');
	int name = (int)(at != NULL ? at - address : (long)strlen(address));
	size_t asked = 0, lacking = 0;
	enum eg_rc rc = eg_jurisdictions_parse(opt.for_, chosen, err);

	if (rc != EG_OK)
		return rc;
	if (strchr(address, '/') != NULL) {
		eg_err_set(
		    err, EG_ERR_USAGE, "--for goes with a template's name, not with '%s'", address);
		eg_err_hint(err, "engross render TEMPLATE --for %s", opt.for_);
		return EG_ERR_USAGE;
	}
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		char *draft;

		if (!chosen[i])
			continue;
		asked++;
		draft = eg_sprintf("%.*s/%s%s", name, address, eg_postal[i], at != NULL ? at : "");
		rc = collect(b, draft);
		eg_free(draft);
		if (eg_rc_exit(rc) >= 4) {
			*err = b->items.v[b->items.n - 1].err;
			return rc;
		}
		lacking += rc == EG_ERR_NOT_FOUND;
	}
	if (lacking < asked)
		return EG_OK;
	eg_err_set(err, EG_ERR_NOT_FOUND, "no draft of '%.*s'%s", name, address,
	    asked == EG_JURISDICTIONS ? "" : " for any of these");
	eg_err_hint(err, "engross draft %.*s --for %s; `engross list` shows the drafts", name,
	    address, opt.for_);
	return EG_ERR_NOT_FOUND;
}

static enum eg_rc
collect_all(struct eg_render_batch *b, int argc, char **argv, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (int i = 0; i < argc && rc == EG_OK; i++) {
		if (opt.for_ != NULL) {
			rc = collect_for(b, argv[i], err);
			continue;
		}
		/* a draft that was named and is not there is a slip of the pen: nothing is made */
		if ((rc = collect(b, argv[i])) != EG_OK)
			*err = b->items.v[b->items.n - 1].err;
	}
	return rc;
}

/* Two drafts that would be written to one file: `bill/UT@1.0.0 bill/UT`. */
static enum eg_rc
refuse_twice(const struct eg_render_batch *b, struct eg_err *err)
{
	struct eg_map seen = {0};
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < b->items.n && b->to_folder; i++) {
		const char *name = b->items.v[i].stem;

		if (name == NULL)
			continue;
		if (eg_map_has(&seen, name) || strcmp(name, "index") == 0) {
			rc = eg_err_set(err, EG_ERR_USAGE,
			    strcmp(name, "index") == 0
				? "'%s' is the name of the folder's list of bills"
				: "two of these bills would be written as '%s'",
			    name);
			eg_err_hint(err, "render it by itself, to a file of its own: -o FILE");
			break;
		}
		eg_map_set(&seen, name, NULL);
	}
	eg_map_clear(&seen);
	return rc;
}

static void
formats_hint(struct eg_err *err)
{
	struct eg_buf names = EG_BUF_INIT;

	for (const struct eg_format *f = eg_formats; f->name != NULL; f++)
		eg_buf_printf(&names, "%s, ", f->name);
	eg_buf_trunc(&names, names.n - 2);
	eg_err_hint(err, "--to %s or all", eg_buf_cstr(&names));
	eg_buf_clear(&names);
}

static enum eg_rc
choose(struct eg_render_batch *b, int argc, struct eg_err *err)
{
	bool several = argc > 1 || opt.for_ != NULL;
	const char *to = opt.to != NULL ? opt.to : "text";
	bool all = strcmp(to, "all") == 0,
	     stdout_asked = opt.out != NULL && strcmp(opt.out, "-") == 0;

	b->format = all ? NULL : eg_format_find(to);
	if (b->format == NULL && !all) {
		eg_err_set(err, EG_ERR_USAGE, "no format '%s'", to);
		formats_hint(err);
		return EG_ERR_USAGE;
	}
	if (argc == 0) {
		eg_err_set(err, EG_ERR_USAGE, "which draft?");
		eg_err_hint(
		    err, "engross render TEMPLATE/XX --to html; `engross list` shows the drafts");
		return EG_ERR_USAGE;
	}
	b->out = stdout_asked ? NULL : opt.out;
	if (b->out == NULL && (all || (several && (b->format->binary || opt.for_ != NULL)))) {
		eg_err_set(err, EG_ERR_USAGE, "several files need a folder");
		eg_err_hint(err, "add -o FOLDER");
		return EG_ERR_USAGE;
	}
	if (b->out == NULL && b->format->binary && !stdout_asked) {
		eg_err_set(err, EG_ERR_USAGE, "a %s document needs a file", b->format->title);
		eg_err_hint(err, "add -o bill%s", b->format->ext);
		return EG_ERR_USAGE;
	}
	b->to_folder = b->out != NULL && (several || all || eg_path_is_dir(b->out) ||
					     b->out[strlen(b->out) - 1] == '/');
	if (b->to_folder && eg_path_is_file(b->out)) {
		eg_err_set(
		    err, EG_ERR_USAGE, "'%s' is a file, and several files need a folder", b->out);
		eg_err_hint(err, "-o FOLDER");
		return EG_ERR_USAGE;
	}
	return EG_OK;
}

/* A page that lists what was made and what was left out, beside it. */
static enum eg_rc
write_index(const struct eg_render_batch *b, struct eg_err *err)
{
	struct eg_index_row *rows = eg_calloc(b->items.n + 1, sizeof(*rows));
	struct eg_buf page = EG_BUF_INIT;
	char *path = eg_path_join(b->out, "index.html");
	enum eg_rc rc;

	for (size_t i = 0; i < b->items.n; i++) {
		const struct eg_render_item *it = &b->items.v[i];
		const char *postal =
		    it->src.postal[0] != '\0' ? it->src.postal : it->src.addr.postal;

		rows[i] = (struct eg_index_row){
		    .jurisdiction = postal[0] != '\0' ? eg_postal_name(postal) : "",
		    .title = it->title,
		    .stem = it->stem,
		    .blank = (const char *const *)it->blanks.v,
		    .n_blanks = it->blanks.n,
		    .left_out = it->rc != EG_OK ? it->err.msg : NULL,
		};
	}
	rc = eg_render_index(rows, b->items.n, b->format, &page, err);
	if (rc == EG_OK)
		rc = eg_file_write(path, page.p, page.n, false, err);
	if (rc == EG_OK)
		eg_note(b->cx, "%s", path);
	eg_buf_clear(&page);
	eg_free(path);
	eg_free(rows);
	return rc;
}

static void
tell_lacking(const char *name, const struct eg_buf *codes)
{
	struct eg_err err = {0};

	if (codes->n == 0)
		return;
	eg_err_set(&err, EG_ERR_NOT_FOUND, "no draft of '%s' for %s", name, eg_buf_cstr(codes));
	eg_err_hint(&err, "engross draft %s --for %s", name, eg_buf_cstr(codes));
	eg_report(&err);
}

/* Drafts that are not there are named together: fifty lines would hide what else went wrong. */
static void
report_lacking(const struct eg_render_batch *b)
{
	const char *name = "";
	struct eg_buf codes = EG_BUF_INIT;

	for (size_t i = 0; i < b->items.n; i++) {
		const struct eg_render_item *it = &b->items.v[i];

		if (it->rc != EG_ERR_NOT_FOUND)
			continue;
		if (strcmp(name, it->src.addr.template_name) != 0) {
			tell_lacking(name, &codes);
			eg_buf_reset(&codes);
		}
		name = it->src.addr.template_name;
		eg_buf_printf(&codes, "%s%s", codes.n > 0 ? "," : "", it->src.addr.postal);
	}
	tell_lacking(name, &codes);
	eg_buf_clear(&codes);
}

/* Tell of each in turn. One alone that failed is the command's failure; of several it is left out.
 * */
static enum eg_rc
report(struct eg_render_batch *b, int *status, struct eg_err *err)
{
	bool several = b->items.n > 1 || opt.for_ != NULL;
	size_t done = 0, files = 0;

	for (size_t i = 0; i < b->items.n; i++) {
		struct eg_render_item *it = &b->items.v[i];

		if (it->rc != EG_OK && (!several || eg_rc_exit(it->rc) >= 4)) {
			*err = it->err;
			return it->rc;
		}
	}
	for (size_t i = 0; i < b->items.n; i++) {
		struct eg_render_item *it = &b->items.v[i];

		if (it->rc != EG_OK) {
			if (it->rc != EG_ERR_NOT_FOUND)
				eg_report(&it->err);
			*status = 1;
			continue;
		}
		for (size_t k = 0; k < it->blanks.n; k++)
			eg_warn(b->cx, "%s: left blank: %s", it->src.shown, it->blanks.v[k]);
		for (size_t k = 0; k < it->written.n; k++)
			eg_note(b->cx, "%s", it->written.v[k]);
		eg_buf_add(&b->cx->out, it->out.p, it->out.n);
		files += it->written.n;
		done++;
	}
	report_lacking(b);
	if (!b->to_folder || done == 0)
		return EG_OK;
	if (files > 1 || several) {
		enum eg_rc rc = write_index(b, err);

		if (rc != EG_OK)
			return rc;
	}
	eg_note(b->cx, "%zu bill%s rendered into %s%s", done, done == 1 ? "" : "s", b->out,
	    *status != 0 ? "; some left out, see above" : "");
	return EG_OK;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_render_batch b = {.cx = cx, .allow_blanks = opt.allow_blanks};
	enum eg_rc rc = choose(&b, argc, err);

	b.form = (struct eg_form_options){
	    .bill_number = opt.number, .session_year = opt.year, .notes = opt.notes};
	b.render = (struct eg_render_options){
	    .no_pages = opt.no_pages, .no_line_numbers = opt.no_line_numbers, .date = cx->who.when};
	if (rc == EG_OK && (rc = collect_all(&b, argc, argv, err)) == EG_OK &&
	    (rc = refuse_twice(&b, err)) == EG_OK) {
		eg_render_run(&b);
		rc = report(&b, status, err);
	}
	eg_render_clear(&b);
	return rc;
}

const struct eg_cmd cmd_render_spec = {
    .name = "render",
    .group = "read",
    .summary = "print a draft in its legislature's form",
    .args = "REF…",
    .opts = opts,
    .flags = EG_CMD_MAY_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help = "A legal form that is not known is never guessed: without --allow-blanks the bill is "
	    "refused and the\n"
	    "missing form named.\n\n"
	    "  engross render immigration-sanctuary/TX --to pdf -o tx.pdf\n"
	    "  engross render immigration-sanctuary --for all --to all -o out/ --allow-blanks\n",
};
