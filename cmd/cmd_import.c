/*
 * import FORM FILE…: records from elsewhere into tracking, one commit, all or nothing.
 *	engross import openstates ks.jsonl.gz --dry-run --json
 *	engross import csv coalition.csv --template national-popular-vote --map 'Where=jurisdiction'
 *	engross import adoption national-popular-vote
 * Exit 0; 2 usage; 3 a file that is not understood (row and column named; nothing was imported); 4
 * repository.
 */
#include "cmd/import_records.h"
#include "cmd/tracking.h"

#include "base/builtin.h"
#include "base/nearest.h"

#include <string.h>

static struct {
	struct eg_texts map;
	const char *template_name, *order, *calendar, *as_of, *published, *sheet, *texts;
	bool dry_run, json, general, match, watched;
} opt;

static const struct eg_opt opts[] = {
    {"map", 0, EG_OPT_LIST, &opt.map, "COLUMN=FIELD",
	"what a column is: jurisdiction, bill, status, date …, or an event whose date it holds"},
    {"template", 't', EG_OPT_TEXT, &opt.template_name, "NAME", "the rows are about this template"},
    {"date-order", 0, EG_OPT_TEXT, &opt.order, "ORDER",
	"mdy or dmy, where 3/4/2025 could be either"},
    {"sheet", 0, EG_OPT_TEXT, &opt.sheet, "NAME", "of a workbook: this sheet, not the first"},
    {"dry-run", 'n', EG_OPT_FLAG, &opt.dry_run, NULL,
	"show what would be recorded, record nothing"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL,
	"with --dry-run: one JSON object a bill (openstates, legiscan)"},
    {"match", 0, EG_OPT_FLAG, &opt.match, NULL,
	"propose bills by the watch list's patterns and by their texts; record nothing"},
    {"texts", 0, EG_OPT_TEXT, &opt.texts, "FOLDER",
	"with --match: texts of bills, files named by number, as in MI/HB 6213.pdf"},
    {"watched", 0, EG_OPT_FLAG, &opt.watched, NULL,
	"only bills that are watched, or linked to a template"},
    {"calendar", 0, EG_OPT_TEXT, &opt.calendar, "none|default",
	"none: only what the acts themselves say; default: bills die with their "
	"session"},
    {"as-of", 0, EG_OPT_TEXT, &opt.as_of, "DATE", "with --dry-run: where bills stood that day"},
    {"published", 0, EG_OPT_TEXT, &opt.published, "DATE", "the day the source published this copy"},
    {"general-rules", 0, EG_OPT_FLAG, &opt.general, NULL,
	"with --dry-run: without the jurisdictions' own rules"},
    EG_OPT_END,
};

static enum eg_rc
pairs(struct eg_arena *a, const char *const **out, struct eg_err *err)
{
	const char **p = eg_arena_calloc(a, opt.map.n * 2 + 1, sizeof(*p));

	for (size_t i = 0; i < opt.map.n; i++) {
		const char *eq = strrchr(opt.map.v[i], '=');

		if (eq == NULL || eq == opt.map.v[i]) {
			eg_err_set(
			    err, EG_ERR_USAGE, "--map '%s' has no column and field", opt.map.v[i]);
			eg_err_hint(err, "--map 'COLUMN=FIELD', as in --map 'Where=jurisdiction'");
			return EG_ERR_USAGE;
		}
		p[2 * i] = eg_arena_dup(a, opt.map.v[i], (size_t)(eq - opt.map.v[i]));
		p[2 * i + 1] = eq + 1;
	}
	*out = p;
	return EG_OK;
}

static enum eg_rc
date_order(enum eg_date_order *out, struct eg_err *err)
{
	*out = EG_DATE_ORDER_UNKNOWN;
	if (opt.order == NULL)
		return EG_OK;
	if (strcmp(opt.order, "mdy") == 0)
		*out = EG_DATE_ORDER_MDY;
	else if (strcmp(opt.order, "dmy") == 0)
		*out = EG_DATE_ORDER_DMY;
	else
		return eg_err_set(
		    err, EG_ERR_USAGE, "--date-order takes mdy or dmy, not '%s'", opt.order);
	return EG_OK;
}

static void
show(struct eg_ctx *cx, const struct eg_import *im)
{
	for (size_t i = 0; i < im->n; i++) {
		const struct eg_str *f = im->event[i].f;

		eg_buf_str(&cx->out, f[EG_F_JURISDICTION]);
		eg_buf_printf(&cx->out, " %.*s", (int)f[EG_F_BILL].n,
		    f[EG_F_BILL].n > 0 ? f[EG_F_BILL].p : "");
		if (f[EG_F_BILL].n == 0)
			eg_buf_printf(
			    &cx->out, "%.*s", (int)f[EG_F_TEMPLATE].n, f[EG_F_TEMPLATE].p);
		eg_buf_puts(&cx->out, f[EG_F_DATE].n > 0 ? ": " : ": on or before ");
		eg_buf_str(&cx->out, f[f[EG_F_DATE].n > 0 ? EG_F_DATE : EG_F_PUBLISHED]);
		eg_buf_printf(&cx->out, " %.*s%s%.*s\n", (int)f[EG_F_EVENT].n, f[EG_F_EVENT].p,
		    f[EG_F_CHAMBER].n > 0 ? " " : "", (int)f[EG_F_CHAMBER].n, f[EG_F_CHAMBER].p);
	}
}

/* ---- the built-in adoption records ---- */

static void
campaigns(struct eg_texts *out, struct eg_arena *a)
{
	for (size_t i = 0; i < eg_builtin_count(); i++) {
		const char *path = eg_builtin_at(i)->path;
		size_t n = strlen(path);

		if (strncmp(path, "adoption/", 9) == 0 && n > 13 &&
		    strcmp(path + n - 4, ".csv") == 0)
			eg_vec_push(out, eg_arena_dup(a, path + 9, n - 13));
	}
}

static enum eg_rc
known_campaign(const struct eg_texts *all, const char *name, struct eg_err *err)
{
	const char *near;

	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->v[i], name) == 0)
			return EG_OK;
	near = eg_nearest(name, all->v, all->n);
	eg_err_set(err, EG_ERR_NOT_FOUND, "no adoption records for '%s'", name);
	if (near != NULL) {
		eg_err_hint(err, "did you mean '%s'?", near);
	} else {
		struct eg_buf list = EG_BUF_INIT;

		for (size_t i = 0; i < all->n; i++)
			eg_buf_printf(&list, "%s%s", i > 0 ? ", " : "", all->v[i]);
		eg_err_hint(err, "there are: %s", eg_buf_cstr(&list));
		eg_buf_clear(&list);
	}
	return EG_ERR_NOT_FOUND;
}

/* ---- reading all files before anything is recorded ---- */

struct all {
	struct {
		EG_VEC(struct eg_import *);
	} part;
	struct {
		EG_VEC(struct eg_event);
	} event, claim;
	struct {
		EG_VEC(struct eg_link);
	} link;
	size_t rows, skipped;
};

/* A column that is not read is said: silence would pass for understanding. */
static void
tell_ignored(const struct eg_ctx *cx, const char *path, const struct eg_import *im)
{
	for (size_t i = 0; i < im->n_ignored; i++)
		eg_warn(cx,
		    "%s: the column '%s' is not read; --map '%s=FIELD' says what it is, --map "
		    "'%s=-' that it may be left",
		    path, im->ignored[i], im->ignored[i], im->ignored[i]);
}

static void
gather(struct all *a, struct eg_import *im)
{
	eg_vec_push(&a->part, im);
	for (size_t i = 0; i < im->n; i++)
		eg_vec_push(&a->event, im->event[i]);
	for (size_t i = 0; i < im->n_links; i++)
		eg_vec_push(&a->link, im->link[i]);
	for (size_t i = 0; i < im->n_claims; i++)
		eg_vec_push(&a->claim, im->claim[i]);
	a->rows += im->rows;
	a->skipped += im->skipped;
}

static enum eg_rc
read_csv(const struct eg_ctx *cx, const char *path, const struct eg_import_options *how,
    struct all *a, struct eg_err *err)
{
	const char *name = strcmp(path, "-") == 0 ? "(standard input)" : path;
	struct eg_buf b = EG_BUF_INIT, csv = EG_BUF_INIT;
	struct eg_import *im = NULL;
	enum eg_rc rc = eg_file_read(path, EG_BUF_DEFAULT_LIMIT, &b, err);

	if (rc == EG_OK && b.n >= 4 && memcmp(eg_buf_cstr(&b), "PK\3\4", 4) == 0) {
		rc = eg_xlsx_read(eg_buf_cstr(&b), b.n, name, opt.sheet, &csv, err);
	} else {
		struct eg_buf t = csv;

		csv = b;
		b = t;
	}
	if (rc == EG_OK)
		rc = eg_import_csv(eg_buf_cstr(&csv), csv.n, name, how, &im, err);
	if (rc == EG_OK) {
		tell_ignored(cx, path, im);
		gather(a, im);
	}
	eg_buf_clear(&b);
	eg_buf_clear(&csv);
	return rc;
}

static enum eg_rc
read_adoption(int argc, char **argv, const struct eg_import_options *how, struct all *a,
    struct eg_arena *arena, struct eg_err *err)
{
	struct eg_texts every = {0};
	enum eg_rc rc = EG_OK;

	campaigns(&every, arena);
	for (int i = 0; i < argc && rc == EG_OK; i++)
		rc = known_campaign(&every, argv[i], err);
	for (size_t i = 0; i < (argc > 0 ? (size_t)argc : every.n) && rc == EG_OK; i++) {
		const char *name = argc > 0 ? argv[i] : every.v[i];
		char *path = eg_sprintf("adoption/%s.csv", name);
		const struct eg_builtin *b = eg_builtin_find(path);
		struct eg_import *im = NULL;

		if ((rc = eg_import_adoption(b->data, b->n, path, how, &im, err)) == EG_OK)
			gather(a, im);
		eg_free(path);
	}
	eg_vec_clear(&every);
	return rc;
}

static enum eg_rc
record(struct eg_ctx *cx, const struct all *a, const char *what, struct eg_err *err)
{
	struct eg_import im = {.event = a->event.v,
	    .n = a->event.n,
	    .link = a->link.v,
	    .n_links = a->link.n,
	    .claim = a->claim.v,
	    .n_claims = a->claim.n};
	char *message =
	    eg_sprintf("Import %s: %zu events\n\nImported: %s\n", what, a->event.n, what);
	struct eg_recorded done;
	enum eg_rc rc = eg_tracking_record(cx->repo, &im, message, &cx->who, &done, err);

	eg_free(message);
	if (rc != EG_OK)
		return rc;
	eg_buf_printf(&cx->out, "%zu new event%s, %zu already recorded; %zu new link%s",
	    done.events, done.events == 1 ? "" : "s", a->event.n - done.events, done.links,
	    done.links == 1 ? "" : "s");
	if (a->claim.n > 0)
		eg_buf_printf(
		    &cx->out, "; %zu unverified kept apart in %s", a->claim.n, EG_CLAIMS_PATH);
	if (a->skipped > 0)
		eg_buf_printf(&cx->out, "; %zu row%s nothing", a->skipped,
		    a->skipped == 1 ? " that says" : "s that say");
	eg_buf_putc(&cx->out, '\n');
	return EG_OK;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_arena *arena = eg_arena_new();
	struct eg_import_options how = {.template_name = ""};
	struct eg_ask_template tmpl;
	struct all all = {0};
	char now[EG_TIME_TEXT];
	enum eg_rc rc;

	EG_UNUSED(status);
	eg_ask_now(cx, now);
	how.recorded = now;
	if (argc < 1 || (strcmp(argv[0], "adoption") != 0 && argc < 2)) {
		rc = eg_err_set(
		    err, EG_ERR_USAGE, argc < 1 ? "import takes a form and files" : "which file?");
		eg_err_hint(err,
		    "engross import openstates|legiscan|csv|xlsx FILE, or engross import "
		    "adoption [CAMPAIGN…]");
		goto done;
	}
	if ((rc = pairs(arena, &how.map, err)) != EG_OK ||
	    (rc = date_order(&how.order, err)) != EG_OK)
		goto done;
	if (opt.template_name != NULL) {
		if ((rc = eg_ask_template(opt.template_name, &tmpl, err)) != EG_OK)
			goto done;
		how.template_name = tmpl.name;
	}
	if (strcmp(argv[0], "csv") == 0 || strcmp(argv[0], "xlsx") == 0) {
		for (int i = 1; i < argc && rc == EG_OK; i++)
			rc = read_csv(cx, argv[i], &how, &all, err);
	} else if (opt.texts != NULL && !opt.match) {
		rc = eg_err_set(err, EG_ERR_USAGE, "--texts goes with --match");
		eg_err_hint(err, "engross import openstates FILE --match --texts FOLDER");
	} else if (strcmp(argv[0], "openstates") == 0 || strcmp(argv[0], "legiscan") == 0) {
		struct eg_import_records records = {
		    .form = *argv[0] == 'o' ? EG_RECORDS_OPENSTATES : EG_RECORDS_LEGISCAN,
		    .calendar = opt.calendar,
		    .dry_run = opt.dry_run,
		    .match = opt.match,
		    .texts = opt.texts,
		    .watched = opt.watched,
		    .json = opt.json,
		    .general_only = opt.general,
		    .as_of = opt.as_of,
		    .published = opt.published};

		rc = eg_import_records(
		    cx, &records, (const char *const *)(argv + 1), (size_t)argc - 1, err);
		goto done;
	} else if (strcmp(argv[0], "adoption") == 0) {
		rc = read_adoption(argc - 1, argv + 1, &how, &all, arena, err);
	} else {
		rc = eg_err_set(err, EG_ERR_USAGE, "no form '%s'", argv[0]);
		eg_err_hint(err, "openstates, legiscan, csv, xlsx or adoption");
	}
	if (rc == EG_OK && opt.dry_run)
		show(cx, &(struct eg_import){.event = all.event.v, .n = all.event.n});
	else if (rc == EG_OK && (rc = eg_need_repo(cx, err)) == EG_OK)
		rc = record(cx, &all, argc > 1 ? eg_path_base(argv[1]) : "adoption records", err);
done:
	for (size_t i = 0; i < all.part.n; i++)
		eg_import_free(all.part.v[i]);
	eg_vec_clear(&all.part);
	eg_vec_clear(&all.event);
	eg_vec_clear(&all.claim);
	eg_vec_clear(&all.link);
	eg_arena_free(arena);
	return rc;
}

const struct eg_cmd cmd_import_spec = {
    .name = "import",
    .group = "track",
    .summary = "take in legislatures' records, event logs, sheets, or the adoption records",
    .args = "openstates|legiscan|csv|xlsx FILE… | adoption [CAMPAIGN…]",
    .opts = opts,
    .flags = EG_CMD_MAY_REPO,
    .run = run,
    .help =
	"openstates and legiscan are bills as these publish them: a file, a folder, .zip, .gz, "
	".jsonl. Rules read their histories;\n"
	"every event keeps its line of text and its rule. --dry-run needs no repository.\n\n"
	"--match proposes bills: by the patterns of the watch list, and, where a bill's text is at "
	"hand (in the record, among the\nrepository's prints, in a folder of --texts), by what it "
	"was copied from, with version and score. A person accepts or declines\nwith engross "
	"watch, and is not asked again.\n\n"
	"csv is an event log (the header of tracking/events.csv) or a sheet with one row a "
	"state. Headings such as State, Bill,\n"
	"Status, Date, As of are known (as of: the day it was known, on or before which it "
	"happened; \"Status as of 3/14/2026\" in a heading, or in a title above the headings, "
	"says it for all rows); others are told with --map.\n"
	"The same file twice changes nothing; a row that is not understood stops the whole "
	"import. xlsx is such a sheet in a workbook.\n\n"
	"  engross import openstates ks.jsonl.gz --dry-run --json\n"
	"  engross import openstates mi.zip --match --texts downloads\n"
	"  engross import csv coalition.csv --template national-popular-vote --map "
	"'Where=jurisdiction' --map 'Signed on=signed'\n"
	"  engross import adoption national-popular-vote\n",
};
