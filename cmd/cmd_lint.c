/*
 * lint REF… [--for-filing]: what a careful clerk would send back, `path:line: severity: what
 * (rule)`.
 *	engross lint immigration-sanctuary/CO --for-filing
 * Exit 0 nothing found; 1 errors found (or warnings, with --strict); 2 usage; 3 a text that cannot
 * be read at all is a finding too.
 */
#include "cmd/cmd.h"

#include <engross/lint.h>
#include <engross/template.h>
#include <string.h>

static struct {
	bool json, for_filing, strict;
} opt;

static const struct eg_opt opts[] = {
    {"for-filing", 0, EG_OPT_FLAG, &opt.for_filing, NULL, "also what a filing lacks"},
    {"strict", 0, EG_OPT_FLAG, &opt.strict, NULL, "exit 1 for warnings too"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    EG_OPT_END,
};

struct run {
	struct eg_ctx *cx;
	struct eg_lexicon *lexicon;
	struct eg_json json;
	size_t errors, warnings, drafts;
};

static void
print(struct run *run, const char *path, size_t line, size_t col, enum eg_gravity g,
    const char *rule, const char *message, const char *hint)
{
	run->errors += g == EG_GRAVITY_ERROR;
	run->warnings += g == EG_GRAVITY_WARNING;
	if (opt.json) {
		eg_json_object(&run->json);
		eg_json_kstr(&run->json, "path", path);
		eg_json_kint(&run->json, "line", (int64_t)line);
		eg_json_kint(&run->json, "column", (int64_t)col);
		eg_json_kstr(&run->json, "severity", eg_gravity_name(g));
		eg_json_kstr(&run->json, "rule", rule);
		eg_json_kstr(&run->json, "message", message);
		eg_json_kstr(&run->json, "hint", hint);
		eg_json_end(&run->json);
		return;
	}
	eg_buf_printf(&run->cx->out, "%s:", path);
	if (line != 0)
		eg_buf_printf(&run->cx->out, "%zu:", line);
	if (line != 0 && col != 0)
		eg_buf_printf(&run->cx->out, "%zu:", col);
	eg_buf_printf(&run->cx->out, " %s: %s (%s)\n", eg_gravity_name(g), message, rule);
	if (hint[0] != '\0')
		eg_buf_printf(&run->cx->out, "    %s\n", hint);
}

static void
print_error(struct run *run, const char *path, const struct eg_err *e)
{
	print(run, e->file[0] != '\0' ? e->file : path, e->line, e->col, EG_GRAVITY_ERROR, "text",
	    e->msg, e->hint);
}

/* The contested choices of the draft's template, as the repository has it; none if the template
 * cannot be found. */
static struct eg_template *
template_of(struct eg_ctx *cx, const struct eg_bill *bill)
{
	struct eg_buf text = EG_BUF_INIT, common = EG_BUF_INIT;
	struct eg_template *t = NULL;
	struct eg_err ignored = {0};
	char path[300];

	snprintf(path, sizeof(path), "templates/%s.md", bill->head.template_name);
	if (eg_source_load(cx, NULL, path, &text, &ignored) == EG_OK &&
	    eg_source_load(cx, NULL, "templates/parts/common.yaml", &common, &ignored) == EG_OK &&
	    eg_template_parse(eg_buf_cstr(&text), text.n, path, eg_buf_cstr(&common), common.n,
		"templates/parts/common.yaml", &t, &ignored) != EG_OK)
		t = NULL;
	eg_buf_clear(&text);
	eg_buf_clear(&common);
	return t;
}

static enum eg_rc
lint_bill(
    struct run *run, const struct eg_source *src, const struct eg_bill *bill, struct eg_err *err)
{
	struct eg_template *t = opt.for_filing ? template_of(run->cx, bill) : NULL;
	struct eg_lint_in in = {.bill = bill, .for_filing = opt.for_filing};
	struct {
		EG_VEC(const char *);
	} policy = {0};
	struct eg_profile *profile = NULL;
	struct eg_form *form = NULL;
	struct eg_findings *found = NULL;
	struct eg_err form_err = {0};
	enum eg_rc rc;

	if ((rc = eg_profile_load(run->cx, src->postal, NULL, &profile, err)) != EG_OK)
		goto done;
	for (size_t i = 0; t != NULL && i < t->n_params; i++)
		if (t->param[i].policy)
			eg_vec_push(&policy, t->param[i].name);
	in.profile = profile;
	in.policy = policy.v;
	in.n_policy = policy.n;
	/* a form that cannot be built (a dangling reference) is told by the rules themselves */
	if (eg_form_build(bill, profile, NULL, &form, &form_err) == EG_OK)
		in.form = form;
	if ((rc = eg_lint(&in, run->lexicon, &found, err)) != EG_OK)
		goto done;
	for (size_t i = 0; i < found->n; i++)
		print(run, src->shown, found->finding[i].line, 0, found->finding[i].gravity,
		    found->finding[i].rule, found->finding[i].message, found->finding[i].hint);
	if (in.form == NULL && found->n_errors == 0)
		print_error(run, src->shown, &form_err);
done:
	eg_findings_free(found);
	eg_form_free(form);
	eg_profile_free(profile);
	eg_template_free(t);
	eg_vec_clear(&policy);
	return rc;
}

static enum eg_rc
lint_one(struct run *run, const char *address, struct eg_err *err)
{
	struct eg_source src;
	struct eg_bill *bill = NULL;
	struct eg_err text_err = {0};
	enum eg_rc rc = eg_source_open(run->cx, address, &src, err);

	if (rc != EG_OK)
		goto done;
	if (!src.is_draft || src.postal[0] == '\0') {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is not a draft: lint reads drafts", address);
		eg_err_hint(err, "engross lint TEMPLATE/XX; `engross list` shows the drafts");
		rc = EG_ERR_USAGE;
		goto done;
	}
	run->drafts++;
	if (eg_bill_parse(eg_buf_cstr(&src.bytes), src.bytes.n, src.shown, &bill, &text_err) !=
	    EG_OK)
		print_error(run, src.shown, &text_err);
	else
		rc = lint_bill(run, &src, bill, err);
done:
	eg_bill_free(bill);
	eg_source_clear(&src);
	return rc;
}

struct names {
	EG_VEC(char *);
};

static enum eg_rc
collect_draft(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct names *list = ctx;
	size_t n = strlen(path);

	EG_UNUSED(blob);
	EG_UNUSED(err);
	if (n > 9 && strcmp(path + n - 3, ".md") == 0)
		eg_vec_push(list, eg_sprintf("%.*s", (int)(n - 9), path + 6));
	return EG_OK;
}

/* Without addresses: every draft of the repository. */
static enum eg_rc
lint_all(struct run *run, struct eg_err *err)
{
	struct names list = {0};
	enum eg_rc rc;

	if ((rc = eg_need_repo(run->cx, err)) == EG_OK)
		rc = eg_repo_walk(run->cx->repo, NULL, "bills", collect_draft, &list, err);
	for (size_t i = 0; i < list.n; i++) {
		if (rc == EG_OK)
			rc = lint_one(run, list.v[i], err);
		eg_free(list.v[i]);
	}
	eg_vec_clear(&list);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct run run = {.cx = cx};
	enum eg_rc rc;

	if ((rc = eg_lexicon_new(&run.lexicon, err)) != EG_OK)
		return rc;
	eg_json_init(&run.json, &cx->out, true);
	if (opt.json)
		eg_json_array(&run.json);
	if (argc == 0)
		rc = lint_all(&run, err);
	for (int i = 0; i < argc && rc == EG_OK; i++)
		rc = lint_one(&run, argv[i], err);
	if (opt.json && rc == EG_OK) {
		eg_json_end(&run.json);
		eg_json_finish(&run.json);
	}
	if (rc == EG_OK)
		eg_note(cx, "%zu draft%s: %zu error%s, %zu warning%s", run.drafts,
		    run.drafts == 1 ? "" : "s", run.errors, run.errors == 1 ? "" : "s",
		    run.warnings, run.warnings == 1 ? "" : "s");
	*status = run.errors != 0 || (opt.strict && run.warnings != 0);
	eg_lexicon_free(run.lexicon);
	return rc;
}

const struct eg_cmd cmd_lint_spec = {
    .name = "lint",
    .group = "draft",
    .summary = "find what a clerk would send back",
    .args = "[REF…]",
    .opts = opts,
    .flags = EG_CMD_MAY_REPO | EG_CMD_READ_ONLY,
    .run = run,
    .help = "Without an address every draft of the repository is read. Rules: blanks left, unknown "
	    "legal forms,\n"
	    "dangling references, another jurisdiction's name or legislature, terms unused, "
	    "doubled or undefined.\n"
	    "--for-filing adds request number, sponsors, place in the code, and choices not yet "
	    "confirmed.\n\n"
	    "  engross lint immigration-sanctuary/CO --for-filing\n",
};
