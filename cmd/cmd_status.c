/*
 * status [TEMPLATE]: where each version stands in each state.
 *	engross status immigration-sanctuary --by stage
 * Exit 0; 2 for a template that nothing is tracked for; 3 for a log that cannot be read.
 */
#include "cmd/conflicts.h"
#include "cmd/tracking.h"

#include <stdlib.h>
#include <string.h>

static struct {
	bool json, csv, xlsx, odd;
	const char *by, *as_of, *to, *calendar, *known_at;
} opt;

static const struct eg_opt opts[] = {
    {"by", 0, EG_OPT_TEXT, &opt.by, "WHAT", "order by state (as it is), version, stage or bill"},
    {"as-of", 0, EG_OPT_TEXT, &opt.as_of, "DATE", "as it stood on that day"},
    {"known-at", 0, EG_OPT_TEXT, &opt.known_at, "DATE|REV",
	"by what had been recorded by the end of that day, or at that revision"},
    {"calendar", 0, EG_OPT_TEXT, &opt.calendar, "HOW",
	"none: only what events say (else a bill whose session is over has died)"},
    {"odd", 0, EG_OPT_FLAG, &opt.odd, NULL, "list the sequences of events that do not add up"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    {"csv", 0, EG_OPT_FLAG, &opt.csv, NULL, "as CSV"},
    {"to", 0, EG_OPT_TEXT, &opt.to, "FORM", "json, csv, xlsx or text"},
    EG_OPT_END,
};

struct rows {
	EG_VEC(const struct eg_status_row *);
};

static int
by_stage(const void *pa, const void *pb)
{
	const struct eg_status_row *a = *(const struct eg_status_row *const *)pa,
				   *b = *(const struct eg_status_row *const *)pb;

	if (a->stage != b->stage) /* furthest first; the closed ones after all live ones */
		return (a->stage >= EG_STAGE_FAILED) != (b->stage >= EG_STAGE_FAILED)
			   ? (a->stage >= EG_STAGE_FAILED ? 1 : -1)
		       : a->stage > b->stage ? -1
					     : 1;
	if (a->legal != b->legal)
		return a->legal < b->legal ? -1 : 1;
	return a < b ? -1 : 1;
}

static const char *
version_of(const struct eg_status_row *r)
{
	return r->version_passed[0] != '\0' ? r->version_passed : r->version_introduced;
}

static int
by_version(const void *pa, const void *pb)
{
	const struct eg_status_row *a = *(const struct eg_status_row *const *)pa,
				   *b = *(const struct eg_status_row *const *)pb;
	int c = strcmp(a->template_name, b->template_name);

	if (c != 0)
		return c;
	c = strcmp(version_of(b), version_of(a)); /* newest first, unknown last */
	return c != 0 ? c : a < b ? -1 : 1;
}

/* By place across templates: a bill that carries several stands once after the other. */
static int
by_bill(const void *pa, const void *pb)
{
	const struct eg_status_row *a = *(const struct eg_status_row *const *)pa,
				   *b = *(const struct eg_status_row *const *)pb;
	int c = strcmp(eg_postal[a->jurisdiction], eg_postal[b->jurisdiction]);

	if (c == 0)
		c = strcmp(a->session, b->session);
	if (c == 0)
		c = eg_bill_compare(a->bill, b->bill);
	return c != 0 ? c : a < b ? -1 : 1;
}

static const struct {
	const char *name;
	int (*cmp)(const void *, const void *);
} orders[] = {{"stage", by_stage}, {"version", by_version}, {"bill", by_bill}};

static enum eg_rc
choose(const struct eg_status *st, const char *template_name, struct rows *out, struct eg_err *err)
{
	for (size_t i = 0; i < st->n; i++)
		if (template_name == NULL || strcmp(st->row[i].template_name, template_name) == 0)
			eg_vec_push(out, &st->row[i]);
	if (opt.by == NULL || strcmp(opt.by, "state") == 0)
		return EG_OK;
	for (size_t i = 0; i < EG_COUNT(orders); i++) {
		if (strcmp(opt.by, orders[i].name) != 0)
			continue;
		if (out->n > 0)
			qsort(out->v, out->n, sizeof(*out->v), orders[i].cmp);
		return EG_OK;
	}
	eg_err_set(err, EG_ERR_USAGE, "--by takes state, version, stage or bill, not '%s'", opt.by);
	return EG_ERR_USAGE;
}

/* Long results go out in parts: memory that is used again costs less than new. */
static void
flush_full(struct eg_ctx *cx)
{
	enum { FULL = 64 * 1024 };

	if (cx->out.n >= FULL)
		eg_flush(cx);
}

static void
print_json(struct eg_ctx *cx, const struct rows *rows)
{
	struct eg_json j;

	eg_json_init(&j, &cx->out, true);
	eg_json_array(&j);
	for (size_t i = 0; i < rows->n; i++) {
		eg_row_json(&j, rows->v[i]);
		flush_full(cx);
	}
	eg_json_end(&j);
	eg_json_finish(&j);
}

/* "1.0.0", "1.0.0 > 1.1.0" where the passed text is another version; ~ where it was traced. */
static const char *
versions(struct eg_arena *a, const struct eg_status_row *r)
{
	const char *mark = strcmp(r->version_basis, "traced") == 0 ? "~" : "";

	if (r->version_passed[0] != '\0' && r->version_introduced[0] != '\0' &&
	    strcmp(r->version_passed, r->version_introduced) != 0)
		return eg_arena_printf(
		    a, "%s%s > %s", mark, r->version_introduced, r->version_passed);
	return *version_of(r) == '\0' ? ""
	       : *mark == '\0'	      ? version_of(r)
				      : eg_arena_printf(a, "%s%s", mark, version_of(r));
}

/* How many rows stand at each stage, furthest first: "12 enacted, 3 in-committee". */
static void
summary(struct eg_ctx *cx, const struct rows *rows, const struct eg_status *st)
{
	size_t count[EG_STAGES] = {0};
	char day[EG_DATE_TEXT];
	bool first = true;

	for (size_t i = 0; i < rows->n; i++)
		count[rows->v[i]->stage]++;
	eg_date_format(eg_date_from_days(st->as_of), day);
	eg_buf_printf(&cx->out, "%zu bill%s as of %s: ", rows->n, rows->n == 1 ? "" : "s", day);
	for (int pass = 0; pass < 2; pass++) {
		for (int s = EG_STAGES - 1; s >= 0; s--) {
			if (count[s] == 0 || (s >= EG_STAGE_FAILED) != (pass == 1))
				continue;
			eg_buf_printf(&cx->out, "%s%zu %s", first ? "" : ", ", count[s],
			    eg_stage_name((enum eg_stage)s));
			first = false;
		}
	}
	eg_buf_putc(&cx->out, '\n');
}

static void
print_table(
    struct eg_ctx *cx, const struct rows *rows, const struct eg_status *st, bool one_template)
{
	enum { COLS = 7 };
	static const char *const head[COLS] = {
	    "", "Bill", "Session", "Version", "Stage", "Status", "Date"};
	struct eg_arena *a = eg_arena_new();
	const char **cells = eg_calloc((rows->n + 1) * COLS, sizeof(*cells));
	size_t from = 0;

	if (rows->n == 0) {
		eg_buf_puts(&cx->out, "nothing is tracked yet\n");
		eg_note(cx,
		    "engross track XX BILL EVENT --date YYYY-MM-DD, or engross import csv FILE");
	}
	while (from < rows->n) {
		size_t n = from;

		memcpy(cells, head, sizeof(head));
		for (; n < rows->n &&
		       (strcmp(rows->v[n]->template_name, rows->v[from]->template_name) == 0 ||
			   opt.by != NULL);
		     n++) {
			const struct eg_status_row *r = rows->v[n];
			const char **cell = cells + (n - from + 1) * COLS;
			char stage[64], date[24];

			eg_row_stage(r, stage);
			eg_row_date(r, date);
			cell[0] = eg_postal[r->jurisdiction];
			cell[1] = r->bill[0] != '\0' ? r->bill : "-";
			cell[2] = r->session;
			cell[3] = versions(a, r);
			cell[4] = eg_arena_strdup(a, stage);
			cell[5] = eg_legal_name((enum eg_legal)r->legal);
			cell[6] = eg_arena_strdup(a, date);
			if (opt.by != NULL && !one_template && r->template_name[0] != '\0')
				cell[1] = eg_arena_printf(a, "%s (%s)", cell[1], r->template_name);
		}
		if (!one_template && opt.by == NULL)
			eg_buf_printf(&cx->out, "%s%s\n", from > 0 ? "\n" : "",
			    rows->v[from]->template_name[0] != '\0' ? rows->v[from]->template_name
								    : "(no template)");
		eg_table(&cx->out, cells, n - from + 1, COLS, cx->columns);
		from = n;
	}
	if (rows->n > 0) {
		eg_buf_putc(&cx->out, '\n');
		summary(cx, rows, st);
	}
	eg_free(cells);
	eg_arena_free(a);
}

static void
print_odd(struct eg_ctx *cx, const struct rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct eg_status_row *r = rows->v[i];

		for (size_t k = 0; r->odd_list != NULL && k < r->odd && k < EG_ODD_MAX; k++)
			eg_buf_printf(&cx->out, "%s %s%s%s: %016llx: %s\n",
			    eg_postal[r->jurisdiction],
			    r->bill[0] != '\0' ? r->bill : r->template_name,
			    r->session[0] != '\0' ? ", " : "", r->session,
			    (unsigned long long)r->odd_list[k].event, r->odd_list[k].what);
	}
}

static enum eg_rc
print_workbook(struct eg_ctx *cx, const struct rows *rows, struct eg_err *err)
{
	struct eg_buf csv = EG_BUF_INIT;
	enum eg_rc rc;

	eg_row_csv_header(&csv);
	for (size_t i = 0; i < rows->n; i++)
		eg_row_csv(&csv, rows->v[i]);
	if ((rc = eg_buf_ok(&csv, err)) == EG_OK)
		rc = eg_xlsx_write(eg_buf_cstr(&csv), csv.n, "Status", &cx->out, err);
	eg_buf_clear(&csv);
	return rc;
}

static enum eg_rc
form(struct eg_err *err)
{
	if (opt.to != NULL && strcmp(opt.to, "json") == 0)
		opt.json = true;
	else if (opt.to != NULL && strcmp(opt.to, "csv") == 0)
		opt.csv = true;
	else if (opt.to != NULL && strcmp(opt.to, "xlsx") == 0)
		opt.xlsx = true;
	else if (opt.to != NULL && strcmp(opt.to, "text") != 0)
		return eg_err_set(
		    err, EG_ERR_USAGE, "--to takes text, json, csv or xlsx, not '%s'", opt.to);
	return EG_OK;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_tracking_options how = {.no_cache = opt.odd};
	struct eg_tracking *t = NULL;
	struct rows rows = {0};
	const struct eg_status *st;
	const char *template_name = argc > 0 ? argv[0] : NULL;
	char commit[EG_OID_HEX];
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc > 1)
		return eg_err_set(err, EG_ERR_USAGE, "one template at a time");
	if ((rc = form(err)) != EG_OK ||
	    (rc = eg_ask_calendar(opt.calendar, &how.no_calendar, err)) != EG_OK ||
	    (rc = eg_ask_known(cx, opt.known_at, opt.as_of, commit, &how, err)) != EG_OK ||
	    (rc = eg_tracking_open(cx->repo, &how, &t, err)) != EG_OK)
		return rc;
	st = eg_tracking_status(t);
	if ((rc = choose(st, template_name, &rows, err)) != EG_OK)
		goto done;
	if (rows.n == 0 && template_name != NULL) {
		const struct eg_threshold_rule *rule;
		bool known;

		if ((rc = eg_tracking_threshold(t, template_name, &rule, &known, err)) != EG_OK)
			goto done;
		if (!known) {
			rc = eg_unknown_template(t, template_name, err);
			goto done;
		}
	}
	if (opt.odd) {
		print_odd(cx, &rows);
	} else if (opt.json) {
		print_json(cx, &rows);
	} else if (opt.xlsx) {
		rc = print_workbook(cx, &rows, err);
	} else if (opt.csv) {
		eg_row_csv_header(&cx->out);
		for (size_t i = 0; i < rows.n; i++) {
			eg_row_csv(&cx->out, rows.v[i]);
			flush_full(cx);
		}
	} else {
		size_t odd = 0;

		print_table(cx, &rows, st, template_name != NULL);
		for (size_t i = 0; i < rows.n; i++)
			odd += rows.v[i]->odd;
		if (odd > 0)
			eg_note(cx,
			    "%zu sequence%s of events do%s not add up: engross status --odd", odd,
			    odd == 1 ? "" : "s", odd == 1 ? "es" : "");
		eg_open_conflicts_note(cx);
	}
done:
	eg_vec_clear(&rows);
	eg_tracking_free(t);
	return rc;
}

const struct eg_cmd cmd_status_spec = {
    .name = "status",
    .group = "track",
    .summary = "where each version stands in each state",
    .args = "[TEMPLATE]",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help = "Stages are computed from events by the instrument and the legislature's rules. A ~ "
	    "before a version: found by comparing\n"
	    "texts, not declared. An act with no effective date recorded takes effect on its "
	    "legislature's default day, or a year on where that is not known.\n\n"
	    "  engross status immigration-sanctuary --by stage\n  engross status --as-of "
	    "2026-03-01 --json\n",
};
