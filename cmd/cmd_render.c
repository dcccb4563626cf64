/*
 * render REF… --to FORMAT: a draft as its legislature prints it.
 *	engross render immigration-sanctuary/TX --to html -o tx.html
 *	engross render immigration-sanctuary --for all --to docx -o out/
 * Exit 0; 1 some jurisdictions left out; 2 usage; 3 a text that cannot be read, or a legal form
 * not known (see --allow-blanks).
 */
#include "cmd/cmd.h"

#include <engross/render.h>
#include <string.h>

static struct {
	const char *to, *out, *for_, *number, *year;
	bool allow_blanks, no_pages, no_line_numbers, notes;
} opt;

static const struct eg_opt opts[] = {
    {"to", 't', EG_OPT_TEXT, &opt.to, "FORMAT",
	"text (default), html, docx, akn, uslm, json, or all"},
    {"output", 'o', EG_OPT_TEXT, &opt.out, "FILE|DIR", "where to; a folder for several"},
    {"for", 0, EG_OPT_TEXT, &opt.for_, "XX,…|states|all",
	"the template's drafts for these jurisdictions"},
    {"allow-blanks", 0, EG_OPT_FLAG, &opt.allow_blanks, NULL,
	"render a bill whose legal form is not wholly known"},
    {"number", 0, EG_OPT_TEXT, &opt.number, "N", "bill number to print"},
    {"session", 0, EG_OPT_TEXT, &opt.year, "YEAR", "session year to print"},
    {"no-pages", 0, EG_OPT_FLAG, &opt.no_pages, NULL, "text: one long page"},
    {"no-line-numbers", 0, EG_OPT_FLAG, &opt.no_line_numbers, NULL, "text, docx: no line numbers"},
    {"notes", 0, EG_OPT_FLAG, &opt.notes, NULL, "print the drafting notes too (not for filing)"},
    EG_OPT_END,
};

struct job {
	struct eg_ctx *cx;
	const struct eg_format *format; /* NULL = all */
	bool to_folder;
	size_t done, left_out;
};

/* "bills/immigration-sanctuary/CO-house.md" -> "immigration-sanctuary-CO-house"; caller frees. */
static char *
stem(const char *shown)
{
	const char *p = strncmp(shown, "bills/", 6) == 0 ? shown + 6 : eg_path_base(shown);
	size_t n = strlen(p) - strlen(eg_path_ext(p));
	char *s = eg_strndup(p, n);

	for (char *c = s; *c != '\0'; c++)
		if (*c == '/')
			*c = '-';
	return s;
}

static enum eg_rc
emit(struct job *job, const struct eg_format *f, const struct eg_form *form, const char *shown,
    struct eg_err *err)
{
	const struct eg_render_options options = {
	    .no_pages = opt.no_pages, .no_line_numbers = opt.no_line_numbers};
	struct eg_buf bytes = EG_BUF_INIT;
	char *name = stem(shown), *path = NULL;
	enum eg_rc rc = f->render(form, &options, &bytes, err);

	if (rc != EG_OK)
		goto done;
	if (opt.out == NULL && !job->to_folder) {
		eg_buf_add(&job->cx->out, bytes.p, bytes.n);
		goto done;
	}
	if (job->to_folder) {
		char *file = eg_sprintf("%s%s", name, f->ext);

		path = eg_path_join(opt.out, file);
		eg_free(file);
	} else {
		path = eg_strdup(opt.out);
	}
	if ((rc = eg_file_write(path, bytes.p, bytes.n, false, err)) == EG_OK)
		eg_note(job->cx, "%s", path);
done:
	eg_buf_clear(&bytes);
	eg_free(name);
	eg_free(path);
	return rc;
}

static enum eg_rc
refuse_blanks(const struct eg_form *form, const char *shown, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_BLANK, shown, 0, 0, "not known for %s: %s%s", form->jurisdiction,
	    form->blank[0], form->n_blanks > 1 ? " (and more)" : "");
	eg_err_hint(err,
	    "give --allow-blanks to render it with visible blanks, or write the form into "
	    "jurisdictions/%s.yaml",
	    form->postal);
	return EG_ERR_BLANK;
}

static enum eg_rc
render_source(struct job *job, struct eg_source *src, struct eg_err *err)
{
	const struct eg_form_options form_opt = {
	    .bill_number = opt.number, .session_year = opt.year, .notes = opt.notes};
	struct eg_profile *profile = NULL;
	struct eg_bill *bill = NULL;
	struct eg_form *form = NULL;
	enum eg_rc rc;

	if ((rc = eg_bill_parse(eg_buf_cstr(&src->bytes), src->bytes.n, src->shown, &bill, err)) !=
		EG_OK ||
	    (rc = eg_profile_load(job->cx, src->postal, src->commit, &profile, err)) != EG_OK ||
	    (rc = eg_form_build(bill, profile, &form_opt, &form, err)) != EG_OK) {
		eg_err_file(err, src->shown);
		goto done;
	}
	if (form->n_blanks != 0 && !opt.allow_blanks) {
		rc = refuse_blanks(form, src->shown, err);
		goto done;
	}
	for (size_t i = 0; i < form->n_blanks; i++)
		eg_warn(job->cx, "%s: left blank: %s", src->shown, form->blank[i]);
	for (const struct eg_format *f = eg_formats; f->name != NULL && rc == EG_OK; f++)
		if (job->format == NULL || job->format == f)
			rc = emit(job, f, form, src->shown, err);
	job->done += rc == EG_OK;
done:
	eg_form_free(form);
	eg_bill_free(bill);
	eg_profile_free(profile);
	return rc;
}

static enum eg_rc
render_one(struct job *job, const char *address, struct eg_err *err)
{
	struct eg_source src;
	enum eg_rc rc = eg_source_open(job->cx, address, &src, err);

	if (rc == EG_OK && (!src.is_draft || src.postal[0] == '\0')) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is not a draft", address);
		eg_err_hint(err, "engross render TEMPLATE/XX, or TEMPLATE --for XX,YY; `engross "
				 "list` shows the drafts");
		rc = EG_ERR_USAGE;
	}
	if (rc == EG_OK)
		rc = render_source(job, &src, err);
	eg_source_clear(&src);
	return rc;
}

/* Each jurisdiction's draft of a template; one that cannot be rendered is told and left out. */
static enum eg_rc
render_for(struct job *job, const char *address, struct eg_err *err)
{
	bool chosen[EG_JURISDICTIONS];
	const char *at = strchr(address, '@');
	struct eg_progress progress;
	enum eg_rc rc = eg_jurisdictions_parse(opt.for_, chosen, err);

	if (rc != EG_OK)
		return rc;
	if (strchr(address, '/') != NULL) {
		eg_err_set(
		    err, EG_ERR_USAGE, "--for goes with a template's name, not with '%s'", address);
		eg_err_hint(err, "engross render TEMPLATE --for %s", opt.for_);
		return EG_ERR_USAGE;
	}
	eg_progress_start(&progress, job->cx, "rendering", EG_JURISDICTIONS);
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		struct eg_err one = {0};
		char *draft;

		eg_progress_step(&progress, i);
		if (!chosen[i])
			continue;
		draft = eg_sprintf("%.*s/%s%s",
		    (int)(at != NULL ? at - address : (long)strlen(address)), address, eg_postal[i],
		    at != NULL ? at : "");
		rc = render_one(job, draft, &one);
		eg_free(draft);
		if (rc == EG_OK)
			continue;
		eg_progress_end(&progress);
		if (eg_rc_exit(rc) >= 4) {
			*err = one;
			return rc;
		}
		eg_report(&one);
		job->left_out++;
	}
	eg_progress_end(&progress);
	return EG_OK;
}

static enum eg_rc
choose(struct job *job, int argc, struct eg_err *err)
{
	bool several = argc > 1 || opt.for_ != NULL;
	const char *to = opt.to != NULL ? opt.to : "text";
	bool all = strcmp(to, "all") == 0;

	job->format = all ? NULL : eg_format_find(to);
	if (job->format == NULL && !all) {
		eg_err_set(err, EG_ERR_USAGE, "no format '%s'", to);
		eg_err_hint(err, "--to text, html, docx or all");
		return EG_ERR_USAGE;
	}
	if (argc == 0) {
		eg_err_set(err, EG_ERR_USAGE, "which draft?");
		eg_err_hint(
		    err, "engross render TEMPLATE/XX --to html; `engross list` shows the drafts");
		return EG_ERR_USAGE;
	}
	if (opt.out == NULL && (several || all) &&
	    (all || job->format->binary || opt.for_ != NULL)) {
		eg_err_set(err, EG_ERR_USAGE, "several files need a folder");
		eg_err_hint(err, "add -o FOLDER");
		return EG_ERR_USAGE;
	}
	if (opt.out == NULL && job->format->binary) {
		eg_err_set(err, EG_ERR_USAGE, "a Word document needs a file");
		eg_err_hint(err, "add -o bill.docx");
		return EG_ERR_USAGE;
	}
	job->to_folder = opt.out != NULL && (several || all || eg_path_is_dir(opt.out));
	return job->to_folder ? eg_mkdirs(opt.out, err) : EG_OK;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct job job = {.cx = cx};
	enum eg_rc rc = choose(&job, argc, err);

	for (int i = 0; i < argc && rc == EG_OK; i++)
		rc = opt.for_ != NULL ? render_for(&job, argv[i], err)
				      : render_one(&job, argv[i], err);
	if (rc == EG_OK && job.to_folder)
		eg_note(cx, "%zu bill%s rendered into %s%s", job.done, job.done == 1 ? "" : "s",
		    opt.out, job.left_out != 0 ? "; some left out, see above" : "");
	if (job.left_out != 0)
		*status = 1;
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
	    "  engross render immigration-sanctuary/TX | less\n"
	    "  engross render immigration-sanctuary --for all --to all -o out/ --allow-blanks\n",
};
