/*
 * draft TEMPLATE… --for XX,…: make drafts of templates, one a jurisdiction, in one commit.
 *	engross draft compact-entry --for CO,UT --set compact_text=compact.txt
 * Exit 0; 1 when some jurisdictions were left out; 2 usage; 3 bad template or values, or an edited
 * draft; 4 repository.
 */
#include "cmd/draft.h"

#include <string.h>

static struct eg_draft_options opt;

static const struct eg_opt opts[] = {
    {"for", 0, EG_OPT_TEXT, &opt.places, "XX,YY|states|all", "the jurisdictions to draft for"},
    {"set", 0, EG_OPT_LIST, &opt.set, "NAME=VALUE",
	"a parameter's value; again for more, a list by repeating or with ;"},
    {"params", 0, EG_OPT_TEXT, &opt.params, "FILE",
	"values from a .yaml, or a .csv with a row for each jurisdiction"},
    {"from", 0, EG_OPT_TEXT, &opt.from, "FILE",
	"take this text (.md) as the draft's body, or bring this Word document home"},
    {"changes", 0, EG_OPT_TEXT, &opt.changes, "accept|reject",
	"a Word document's open tracked changes: as if accepted (default) or rejected"},
    {"variant", 0, EG_OPT_TEXT, &opt.variant, "NAME", "a draft beside the first: house, senate, …"},
    {"discard-edits", 0, EG_OPT_FLAG, &opt.discard_edits, NULL,
	"draft over a draft that was edited (git keeps the old text)"},
    {"reset", 0, EG_OPT_FLAG, &opt.reset, NULL,
	"forget the values that the drafts there were made with"},
    {"dry-run", 'n', EG_OPT_FLAG, &opt.dry_run, NULL,
	"print what would be drafted, change nothing"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "report as JSON"},
    EG_OPT_END,
};

/* ---- the commit ---- */

/* What one run of the command works on: a job a template, all in one commit. */
struct run {
	struct eg_draft_job *job;
	size_t n;
	struct eg_sources src; /* of the templates that name no revision */
	struct eg_change *change;
};

/* Built-in files used for the first time go into the repository. */
static enum eg_rc
copy_sources(
    struct eg_ctx *cx, const struct eg_sources *src, struct eg_change *change, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < src->file.n && rc == EG_OK; i++) {
		const struct eg_source_file *f = &src->file.v[i];

		if (f->builtin && src->commit[0] == '\0' && strcmp(f->path, "engross.yaml") != 0)
			rc = eg_change_put(change, f->path, f->bytes, f->n, "", NULL, err);
		else if (f->builtin && src->commit[0] != '\0')
			eg_warn(
			    cx, "%s is not in that release: the built-in one was used", f->path);
		else if (f->dirty)
			eg_warn(cx,
			    "%s is not committed: others cannot make these drafts again until it "
			    "is",
			    f->path);
	}
	return rc;
}

static enum eg_rc
commit(struct run *r, char id[EG_OID_HEX], struct eg_err *err)
{
	struct eg_ctx *cx = r->job[0].cx;
	struct eg_buf text = EG_BUF_INIT;
	enum eg_rc rc = copy_sources(cx, &r->src, r->change, err);

	for (size_t i = 0; i < r->n && rc == EG_OK; i++)
		if (r->job[i].src != &r->src)
			rc = copy_sources(cx, r->job[i].src, r->change, err);
	if (rc == EG_OK) {
		eg_draft_message(r->job, r->n, opt.variant, &text);
		rc = eg_change_commit(r->change, eg_buf_cstr(&text), &cx->who, id, err);
	}
	eg_buf_clear(&text);
	return rc;
}

/* ---- the command ---- */

static enum eg_rc
check_usage(int argc, bool chosen[EG_JURISDICTIONS], struct eg_err *err)
{
	size_t n = 0;
	enum eg_rc rc;

	if (argc == 0 || opt.places == NULL) {
		eg_err_set(
		    err, EG_ERR_USAGE, argc == 0 ? "which template?" : "for which jurisdictions?");
		eg_err_hint(err,
		    argc == 0
			? "engross templates"
			: "engross draft TEMPLATE --for CO,UT   (or: --for states, --for all)");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_jurisdictions_parse(opt.places, chosen, err)) != EG_OK)
		return rc;
	for (size_t i = 0; i < EG_JURISDICTIONS; i++)
		n += chosen[i];
	if (opt.variant != NULL &&
	    (!eg_template_name_ok(opt.variant) || strlen(opt.variant) > 40)) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is not a name for a variant", opt.variant);
		eg_err_hint(err, "small letters, digits and '-', as in house");
		return EG_ERR_USAGE;
	}
	if (opt.from != NULL && (n != 1 || argc != 1))
		return eg_err_set(err, EG_ERR_USAGE,
		    "--from takes the text of one draft: give one template and --for one "
		    "jurisdiction");
	if (opt.changes != NULL && strcmp(opt.changes, "accept") != 0 &&
	    strcmp(opt.changes, "reject") != 0) {
		eg_err_set(
		    err, EG_ERR_USAGE, "--changes is accept or reject, not '%s'", opt.changes);
		eg_err_hint(err, "--changes accept");
		return EG_ERR_USAGE;
	}
	return EG_OK;
}

/* A Word document by its bytes or its name, else the text of a draft. */
static enum eg_rc
read_from(struct eg_draft_job *j, struct eg_err *err)
{
	static const char *const word[] = {".docx", ".docm", ".dotx", ".doc"};
	const struct eg_docx_options how = {
	    .reject = opt.changes != NULL && strcmp(opt.changes, "reject") == 0};
	const char *ext = eg_path_ext(opt.from);
	enum eg_rc rc = eg_file_read(opt.from, EG_FILE_MAX, &j->from, err);
	bool is_word = rc == EG_OK && eg_docx_is(eg_buf_cstr(&j->from), j->from.n);

	for (size_t i = 0; i < EG_COUNT(word); i++)
		is_word = is_word || strcmp(ext, word[i]) == 0;
	if (rc != EG_OK)
		return rc;
	if (is_word)
		return eg_docx_read(
		    eg_buf_cstr(&j->from), j->from.n, opt.from, &how, &j->docx, err);
	if (strcmp(ext, ".md") == 0)
		return j->from.n <= EG_TEXT_MAX
			   ? EG_OK
			   : eg_err_at(err, EG_ERR_LIMIT, opt.from, 0, 0,
				 "larger than a draft may be (%d bytes)", EG_TEXT_MAX);
	eg_err_set(err, EG_ERR_USAGE,
	    "--from reads the text of a draft (.md) or a Word document (.docx); '%s' is another "
	    "kind of file, for which it is not offered",
	    opt.from);
	eg_err_hint(err, "bring a printed bill in with `engross record`");
	return EG_ERR_USAGE;
}

static enum eg_rc
read_inputs(struct eg_draft_job *j, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	if (j->cx->repo != NULL) {
		rc = j->src->commit[0] != '\0'
			 ? eg_repo_read(
			       j->cx->repo, j->src->commit, "engross.yaml", &j->repo_params, err)
			 : eg_repo_read_current(j->cx->repo, "engross.yaml", &j->repo_params, err);
		j->has_repo_params = rc == EG_OK;
		if (rc != EG_OK && rc != EG_ERR_NOT_FOUND)
			return rc;
	}
	if (opt.params != NULL) {
		j->has_params = true;
		j->table = strcmp(eg_path_ext(opt.params), ".csv") == 0;
		if ((rc = eg_file_read(opt.params, EG_TEXT_MAX, &j->params, err)) != EG_OK)
			return rc;
	}
	return opt.from != NULL ? read_from(j, err) : EG_OK;
}

static enum eg_rc
prepare(struct run *r, struct eg_draft_job *j, const char *address, struct eg_err *err)
{
	const char *at = strchr(address, '@');
	char name[128], id[EG_OID_HEX] = "";
	enum eg_rc rc;

	snprintf(name, sizeof(name), "%.*s",
	    at != NULL ? (int)(at - address) : (int)strlen(address), address);
	if (j->cx->repo == NULL && (!opt.dry_run || at != NULL)) {
		eg_err_set(err, EG_ERR_NO_REPO,
		    at != NULL ? "a release is read from a bill repository, and this is none"
			       : "drafts are kept in a bill repository, and this is none");
		eg_err_hint(
		    err, at != NULL ? "engross init" : "engross init   (or look first: --dry-run)");
		return EG_ERR_NO_REPO;
	}
	if (at != NULL) {
		if ((rc = eg_repo_resolve(j->cx->repo, name, at + 1, id, err)) != EG_OK)
			return rc;
		eg_sources_init(&j->own, j->cx, id);
		j->src = &j->own;
	}
	if ((rc = read_inputs(j, err)) != EG_OK ||
	    (rc = eg_sources_template(j->src, name, &j->t, err)) != EG_OK)
		return rc;
	for (const struct eg_draft_job *before = r->job; before < j; before++)
		if (strcmp(before->t->name, j->t->name) == 0)
			return eg_err_set(
			    err, EG_ERR_USAGE, "the template '%s' is named twice", j->t->name);
	j->change = r->change;
	return EG_OK;
}

static void
clear(struct eg_draft_job *j)
{
	for (size_t i = 0; i < j->done.n; i++) {
		eg_free(j->done.v[i].path);
		eg_free(j->done.v[i].source);
		eg_free(j->done.v[i].why);
		eg_free(j->done.v[i].lost);
	}
	eg_vec_clear(&j->done);
	eg_template_free(j->t);
	if (j->src == &j->own)
		eg_sources_clear(&j->own);
	eg_map_clear(&j->defaulted);
	eg_map_clear(&j->used);
	eg_buf_clear(&j->params);
	eg_buf_clear(&j->repo_params);
	eg_buf_clear(&j->from);
	eg_home_free(j->home);
	eg_docx_free(j->docx);
	eg_free(j->base_path);
	eg_arena_free(j->arena);
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct run r = {0};
	bool chosen[EG_JURISDICTIONS];
	char id[EG_OID_HEX] = "", head[EG_OID_HEX] = "";
	enum eg_rc rc = check_usage(argc, chosen, err);

	if (rc != EG_OK)
		return rc;
	/* a repository without a commit has no HEAD to read: every draft is new */
	if (cx->repo != NULL && eg_repo_resolve(cx->repo, NULL, NULL, head, NULL) != EG_OK)
		head[0] = '\0';
	eg_sources_init(&r.src, cx, "");
	r.job = eg_calloc((size_t)argc, sizeof(*r.job));
	if (!opt.dry_run && cx->repo != NULL)
		r.change = eg_change_new(cx->repo);
	for (int i = 0; i < argc && rc == EG_OK; i++) {
		struct eg_draft_job *j = &r.job[r.n++];

		*j = (struct eg_draft_job){.cx = cx,
		    .opt = &opt,
		    .src = &r.src,
		    .params = EG_BUF_INIT,
		    .repo_params = EG_BUF_INIT,
		    .from = EG_BUF_INIT};
		j->arena = eg_arena_new();
		memcpy(j->head, head, sizeof(j->head));
		if ((rc = prepare(&r, j, argv[i], err)) == EG_OK)
			rc = eg_draft_all(j, chosen, err);
	}
	if (rc != EG_OK || (!opt.dry_run && (rc = commit(&r, id, err)) != EG_OK))
		goto done;
	if (opt.json)
		eg_draft_report_json(r.job, r.n, id);
	for (size_t i = 0; i < r.n; i++) {
		if (!opt.json)
			eg_draft_report_text(&r.job[i]);
		eg_draft_report_notes(&r.job[i]);
		*status |= r.job[i].left_out > 0;
	}
done:
	for (size_t i = 0; i < r.n; i++)
		clear(&r.job[i]);
	eg_free(r.job);
	eg_sources_clear(&r.src);
	if (r.change != NULL)
		eg_change_free(r.change);
	return rc;
}

const struct eg_cmd cmd_draft_spec = {
    .name = "draft",
    .group = "draft",
    .summary = "draft templates for one jurisdiction, several, or all",
    .args = "TEMPLATE[@VERSION]… --for XX,…|states|all",
    .opts = opts,
    .flags = EG_CMD_MAY_REPO,
    .run = run,
    .help = "One draft a jurisdiction, in that jurisdiction's own words, in bills/TEMPLATE/XX.md, "
	    "all in one commit.\n"
	    "Drafting again makes an untouched draft anew and leaves an edited one alone. Values "
	    "come from the\n"
	    "template's defaults, engross.yaml, the draft that is there, --params and --set, the "
	    "later ones winning.\n\n"
	    "  engross draft compact-entry --for CO,UT --set compact_text=compact.txt\n"
	    "  engross draft immigration-sanctuary --for states --params states.csv\n"
	    "  engross draft immigration-sanctuary --for CO --dry-run\n"
	    "  engross draft immigration-sanctuary --for CO --from edited.docx\n",
};
