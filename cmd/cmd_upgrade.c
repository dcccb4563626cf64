/*
 * upgrade TEMPLATE: carry a new version of a template into each jurisdiction's draft.
 *	engross upgrade nurse-compact --version 2.0.0
 * Exit 0; 1 when conflicts were left or some drafts were left out; 2 usage; 3 a bad template or
 * draft; 4 repository.
 */
#include "cmd/redraft.h"

#include <engross/text.h>
#include <engross/upgrade.h>
#include <string.h>

static struct {
	const char *version, *places;
	bool dry_run, json;
} opt;

static const struct eg_opt opts[] = {
    {"version", 0, EG_OPT_TEXT, &opt.version, "VERSION",
	"the version to carry over (the template as it is now)"},
    {"for", 0, EG_OPT_TEXT, &opt.places, "XX,YY|states|all",
	"only the drafts of these jurisdictions"},
    {"dry-run", 'n', EG_OPT_FLAG, &opt.dry_run, NULL, "print what would happen, change nothing"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "report as JSON"},
    EG_OPT_END,
};

enum how { CURRENT, REGENERATED, MERGED, CONFLICT, LEFT_OUT };

static const char *const how_names[] = {"current", "regenerated", "merged", "conflict", "left out"};

struct row {
	char *path, *name; /* "bills/T/CO-house.md", "CO-house" */
	char postal[3], variant[64], from[64], blob[EG_OID_HEX];
	struct eg_buf mine, out;
	enum how how;
	size_t local, model, conflicts, kept_lines;
	bool sure; /* the draft as generated was found */
	char *why; /* LEFT_OUT, or what is to be mended in a merged text */
};

struct job {
	struct eg_ctx *cx;
	const char *name;
	struct eg_editions editions;
	const struct eg_edition *to;
	bool chosen[EG_JURISDICTIONS];
	struct {
		EG_VEC(struct row);
	} rows;
	size_t clean, conflicts, left_out;
	char commit[EG_OID_HEX];
};

/* ---- which drafts ---- */

static enum eg_rc
see_draft(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct job *j = ctx;
	const char *file = strrchr(path, '/') + 1, *ext = eg_path_ext(path);
	struct row r = {.path = eg_strdup(path), .mine = EG_BUF_INIT, .out = EG_BUF_INIT};
	int i;

	EG_UNUSED(err);
	EG_UNUSED(blob);
	r.name = eg_strndup(file, (size_t)(ext - file));
	i = strcmp(ext, ".md") == 0 ? eg_postal_index(r.name, 2) : -1;
	if (i < 0 || !j->chosen[i] || (r.name[2] != '\0' && r.name[2] != '-')) {
		eg_free(r.path);
		eg_free(r.name);
		return EG_OK;
	}
	snprintf(r.postal, sizeof(r.postal), "%s", eg_postal[i]);
	snprintf(r.variant, sizeof(r.variant), "%s", r.name[2] == '-' ? r.name + 3 : "");
	eg_vec_push(&j->rows, r);
	return EG_OK;
}

/* ---- one draft ---- */

static enum eg_rc
leave_out(struct row *r, const char *why)
{
	r->how = LEFT_OUT;
	r->why = eg_strdup(why);
	return EG_OK;
}

/* Is what stands in the work tree what is committed? Only that can be found again. */
static bool
is_committed(struct job *j, const struct row *r)
{
	struct eg_buf head = EG_BUF_INIT;
	bool same = eg_repo_read(j->cx->repo, NULL, r->path, &head, NULL) == EG_OK &&
		    head.n == r->mine.n && (head.n == 0 || memcmp(head.p, r->mine.p, head.n) == 0);

	eg_buf_clear(&head);
	return same;
}

static struct eg_str
text_of(const struct eg_buf *b)
{
	return (struct eg_str){eg_buf_cstr(b), b->n};
}

/* A merged text that its own reader refuses is for a person to mend. */
static void
check(struct row *r)
{
	struct eg_bill *bill = NULL;
	struct eg_err err = {0};
	char text[1600];

	if (r->how == MERGED &&
	    eg_bill_parse(eg_buf_cstr(&r->out), r->out.n, r->path, &bill, &err) != EG_OK) {
		eg_err_format(&err, text, sizeof(text));
		r->how = CONFLICT;
		r->why = eg_strdup(text);
	}
	eg_bill_free(bill);
}

static enum eg_rc
merge(struct job *j, struct row *r, const struct eg_buf *base, const struct eg_draft *d,
    struct eg_err *err)
{
	struct eg_str theirs = {d->source, d->source_n};
	char *theirs_name = eg_sprintf("%s %s", j->name, j->to->version);
	struct eg_upgraded up;
	enum eg_rc rc = eg_upgrade_body(
	    &(struct eg_upgrade_in){.base = eg_draft_body(eg_buf_cstr(base), base->n),
		.mine = eg_draft_body(eg_buf_cstr(&r->mine), r->mine.n),
		.theirs = eg_draft_body(d->source, d->source_n),
		.mine_name = r->name,
		.theirs_name = theirs_name},
	    &up, err);

	if (rc == EG_OK) {
		eg_upgrade_head(text_of(base), text_of(&r->mine), theirs, &r->out, &r->kept_lines);
		eg_buf_add(&r->out, eg_buf_cstr(&up.body), up.body.n);
		r->local = up.local_changes + up.both_changes;
		r->model = up.model_changes + up.both_changes;
		r->conflicts = up.conflicts;
		r->how = up.conflicts > 0 ? CONFLICT : MERGED;
		check(r);
	}
	eg_upgraded_clear(&up);
	eg_free(theirs_name);
	return rc;
}

static enum eg_rc
upgrade_one(struct job *j, struct row *r, struct eg_err *err)
{
	struct eg_buf base = EG_BUF_INIT;
	struct eg_draft d = {0};
	struct eg_err own = {0};
	char why[1600];
	enum eg_rc rc = eg_repo_read_current(j->cx->repo, r->path, &r->mine, err);

	if (rc != EG_OK)
		return rc;
	eg_head_value(eg_buf_cstr(&r->mine), "version", r->from, sizeof(r->from));
	if (eg_conflicts_find(eg_buf_cstr(&r->mine), r->mine.n, NULL, 0) > 0)
		return leave_out(r, "holds conflicts of an earlier upgrade: settle them first");
	if (!is_committed(j, r))
		return leave_out(
		    r, "has edits that are not committed: engross commit -m 'Keep my edits'");
	if ((rc = eg_repo_blob_id(j->cx->repo, NULL, r->path, r->blob, err)) != EG_OK)
		return rc;
	rc = eg_draft_as_made(
	    &j->editions, r->path, eg_buf_cstr(&r->mine), r->mine.n, &base, &r->sure, &own);
	if (rc == EG_OK)
		rc = eg_redraft_make(j->to,
		    &(struct eg_redraft){.postal = r->postal,
			.variant = r->variant,
			.like = eg_buf_cstr(&r->mine),
			.blocks = eg_buf_cstr(&base)},
		    &d, &own);
	if (rc != EG_OK) {
		eg_err_format(&own, why, sizeof(why));
		rc = leave_out(r, why);
	} else if (d.source_n == r->mine.n && memcmp(d.source, r->mine.p, d.source_n) == 0) {
		r->how = CURRENT;
	} else if (eg_draft_is_untouched(eg_buf_cstr(&r->mine), r->mine.n)) {
		rc = merge(j, r, &base, &d, err); /* its head may have been amended */
		r->how = rc == EG_OK ? REGENERATED : r->how;
	} else {
		rc = merge(j, r, &base, &d, err);
	}
	if (rc == EG_OK && r->how != LEFT_OUT && r->how != CONFLICT && r->out.n == r->mine.n &&
	    memcmp(eg_buf_cstr(&r->out), eg_buf_cstr(&r->mine), r->out.n) == 0)
		r->how = CURRENT;
	eg_draft_clear(&d);
	eg_buf_clear(&base);
	return rc;
}

/* ---- all of them ---- */

static enum eg_rc
find_drafts(struct job *j, struct eg_err *err)
{
	char prefix[160];
	enum eg_rc rc =
	    eg_jurisdictions_parse(opt.places != NULL ? opt.places : "all", j->chosen, err);

	snprintf(prefix, sizeof(prefix), "bills/%s", j->name);
	if (rc == EG_OK)
		rc = eg_repo_walk(j->cx->repo, "", prefix, see_draft, j, err);
	if (rc == EG_OK && j->rows.n == 0) {
		rc = eg_err_set(err, EG_ERR_NOT_FOUND, "no draft of '%s'%s%s is here", j->name,
		    opt.places != NULL ? " for " : "", opt.places != NULL ? opt.places : "");
		eg_err_hint(err, "engross draft %s --for %s", j->name,
		    opt.places != NULL ? opt.places : "all");
	}
	return rc;
}

/* A template that is edited and not committed would leave drafts that nobody can make again. */
static enum eg_rc
only_committed(const struct job *j, struct eg_err *err)
{
	for (size_t i = 0; i < j->to->src.file.n; i++)
		if (j->to->src.file.v[i].dirty) {
			eg_err_at(err, EG_ERR_EDITED, j->to->src.file.v[i].path, 0, 0,
			    "is edited and not committed");
			eg_err_hint(err, "engross commit -m 'What was changed and why'");
			return EG_ERR_EDITED;
		}
	return EG_OK;
}

static void
put_message(const struct job *j, struct eg_buf *out)
{
	size_t n = 0;

	eg_buf_printf(out, "Upgrade %s to %s: ", j->name, j->to->version);
	if (j->clean > 8)
		eg_buf_printf(out, "%zu drafts", j->clean);
	for (size_t i = 0; i < j->rows.n && j->clean <= 8; i++)
		if (j->rows.v[i].how == REGENERATED || j->rows.v[i].how == MERGED)
			eg_buf_printf(out, "%s%s", n++ > 0 ? ", " : "", j->rows.v[i].name);
	eg_buf_printf(out, "\n\nTemplate: %s\nVersion: %s\n", j->name, j->to->version);
}

/* Clean upgrades in one commit; then passages that conflict into the work tree, for a person. */
static enum eg_rc
write_all(struct job *j, struct eg_err *err)
{
	struct eg_change *change = eg_change_new(j->cx->repo);
	struct eg_buf message = EG_BUF_INIT;
	const char *root = eg_repo_root(j->cx->repo);
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < j->rows.n && rc == EG_OK; i++) {
		struct row *r = &j->rows.v[i];

		if (r->how == REGENERATED || r->how == MERGED)
			rc = eg_change_put(
			    change, r->path, eg_buf_cstr(&r->out), r->out.n, r->blob, NULL, err);
	}
	put_message(j, &message);
	if (rc == EG_OK && j->clean > 0)
		rc = eg_change_commit(change, eg_buf_cstr(&message), &j->cx->who, j->commit, err);
	for (size_t i = 0; i < j->rows.n && rc == EG_OK && root != NULL; i++) {
		const struct row *r = &j->rows.v[i];
		char *file = eg_path_join(root, r->path);

		if (r->how == CONFLICT)
			rc = eg_file_write(file, eg_buf_cstr(&r->out), r->out.n, false, err);
		eg_free(file);
	}
	eg_buf_clear(&message);
	eg_change_free(change);
	return rc;
}

/* ---- report ---- */

static void
put_json(const struct job *j)
{
	struct eg_json out;

	eg_json_init(&out, &j->cx->out, true);
	eg_json_object(&out);
	eg_json_kstr(&out, "template", j->name);
	eg_json_kstr(&out, "version", j->to->version);
	eg_json_kstr(&out, "commit", j->commit[0] != '\0' ? j->commit : NULL);
	eg_json_kbool(&out, "dry_run", opt.dry_run);
	eg_json_key(&out, "drafts");
	eg_json_array(&out);
	for (size_t i = 0; i < j->rows.n; i++) {
		const struct row *r = &j->rows.v[i];

		eg_json_object(&out);
		eg_json_kstr(&out, "path", r->path);
		eg_json_kstr(&out, "jurisdiction", r->postal);
		eg_json_kstr(&out, "variant", r->variant);
		eg_json_kstr(&out, "from", r->from);
		eg_json_kstr(&out, "to", j->to->version);
		eg_json_kstr(&out, "how", how_names[r->how]);
		eg_json_kint(&out, "local_changes", (int64_t)r->local);
		eg_json_kint(&out, "model_changes", (int64_t)r->model);
		eg_json_kint(&out, "conflicts", (int64_t)r->conflicts);
		eg_json_kstr(&out, "why", r->why);
		eg_json_end(&out);
	}
	eg_json_end(&out);
	eg_json_end(&out);
	eg_json_finish(&out);
}

static void
put_table(struct job *j)
{
	struct {
		EG_VEC(const char *);
	} cells = {0};
	struct eg_arena *a = eg_arena_new();
	static const char *const head[] = {"draft", "from", "to", "what", "yours", "model", ""};

	for (size_t i = 0; i < EG_COUNT(head); i++)
		eg_vec_push(&cells, head[i]);
	for (size_t i = 0; i < j->rows.n; i++) {
		const struct row *r = &j->rows.v[i];
		bool counted = r->how == MERGED || r->how == CONFLICT || r->how == REGENERATED;

		eg_vec_push(&cells, r->name);
		eg_vec_push(&cells, r->from);
		eg_vec_push(&cells, j->to->version);
		eg_vec_push(&cells, how_names[r->how]);
		eg_vec_push(&cells, counted ? eg_arena_printf(a, "%zu", r->local) : "");
		eg_vec_push(&cells, counted ? eg_arena_printf(a, "%zu", r->model) : "");
		eg_vec_push(&cells, r->why != NULL ? r->why
				    : r->conflicts > 0
					? eg_arena_printf(a, "%zu %s", r->conflicts,
					      r->conflicts == 1 ? "passage" : "passages")
				    : r->kept_lines > 0 ? "its own words in the head were kept"
							: "");
	}
	eg_table(&j->cx->out, cells.v, j->rows.n + 1, EG_COUNT(head), j->cx->columns);
	eg_vec_clear(&cells);
	eg_arena_free(a);
}

static void
put_notes(const struct job *j)
{
	size_t line[8];

	for (size_t i = 0; i < j->rows.n; i++) {
		const struct row *r = &j->rows.v[i];
		size_t n = eg_conflicts_find(eg_buf_cstr(&r->out), r->out.n, line, EG_COUNT(line));

		if (!r->sure && r->how != LEFT_OUT && r->how != CURRENT)
			eg_warn(j->cx,
			    "%s: the text as it was generated was not found; what %s %s generates "
			    "now was taken for it",
			    r->path, j->name, r->from);
		if (opt.dry_run || r->how != CONFLICT)
			continue;
		for (size_t k = 0; k < n && k < EG_COUNT(line); k++)
			eg_note(
			    j->cx, "%s:%zu: both readings are there: keep one", r->path, line[k]);
	}
	if (!opt.dry_run && j->conflicts > 0)
		eg_note(j->cx,
		    "%zu %s for you to settle; then: engross commit -m 'Upgrade %s to %s'",
		    j->conflicts, j->conflicts == 1 ? "draft is" : "drafts are", j->name,
		    j->to->version);
}

static void
clear(struct job *j)
{
	for (size_t i = 0; i < j->rows.n; i++) {
		eg_free(j->rows.v[i].path);
		eg_free(j->rows.v[i].name);
		eg_free(j->rows.v[i].why);
		eg_buf_clear(&j->rows.v[i].mine);
		eg_buf_clear(&j->rows.v[i].out);
	}
	eg_vec_clear(&j->rows);
	eg_editions_clear(&j->editions);
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct job j = {.cx = cx};
	struct eg_progress bar;
	enum eg_rc rc;

	if (argc != 1) {
		eg_err_set(err, EG_ERR_USAGE, "upgrade takes one template");
		eg_err_hint(err, "engross upgrade TEMPLATE --version VERSION");
		return EG_ERR_USAGE;
	}
	j.name = argv[0];
	eg_editions_init(&j.editions, cx, j.name);
	if ((rc = eg_edition_at(&j.editions, opt.version, &j.to, err)) == EG_OK)
		rc = find_drafts(&j, err);
	eg_progress_start(&bar, cx, "upgrading", j.rows.n);
	for (size_t i = 0; i < j.rows.n && rc == EG_OK; i++) {
		struct row *r = &j.rows.v[i];

		r->sure = true;
		rc = upgrade_one(&j, r, err);
		j.clean += r->how == REGENERATED || r->how == MERGED;
		j.conflicts += r->how == CONFLICT;
		j.left_out += r->how == LEFT_OUT;
		eg_progress_step(&bar, i + 1);
	}
	eg_progress_end(&bar);
	if (rc == EG_OK && !opt.dry_run && (rc = only_committed(&j, err)) == EG_OK)
		rc = write_all(&j, err);
	if (rc == EG_OK) {
		if (opt.json)
			put_json(&j);
		else
			put_table(&j);
		put_notes(&j);
		*status = j.conflicts + j.left_out > 0;
	}
	clear(&j);
	return rc;
}

const struct eg_cmd cmd_upgrade_spec = {
    .name = "upgrade",
    .group = "compare",
    .summary = "carry a new version into drafts, keeping local amendments",
    .args = "TEMPLATE [--version VERSION]",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO,
    .run = run,
    .help =
	"Each draft is compared with what its own version generated for it, and the new version is "
	"generated with its parameters.\n"
	"A draft that nobody amended is regenerated; an amended one is merged by section and "
	"words. "
	"Clean ones are committed\n"
	"together; where both changed the same words, both readings are written into the draft for "
	"you to settle, and commit\n"
	"refuses it until you have.\n\n"
	"    engross upgrade nurse-compact --version 2.0.0 --dry-run\n"
	"    engross upgrade nurse-compact --version 2.0.0 --for CO,UT",
};
