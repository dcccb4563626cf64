/*
 * calendar [TEMPLATE]: hearings and deadlines of the bills that are alive.
 *	engross calendar --days 30 --to ics -o deadlines.ics
 * Exit 0; 2 usage; 3 a log that cannot be read.
 */
#include "cmd/tracking.h"

#include "base/csv.h"

#include <engross/follow.h>
#include <string.h>

static struct {
	bool json;
	const char *to, *out, *as_of;
	int64_t days;
} opt;

static const struct eg_opt opts[] = {
    {"days", 0, EG_OPT_INT, &opt.days, "N", "how far ahead (366)"},
    {"as-of", 0, EG_OPT_TEXT, &opt.as_of, "DATE", "from that day on (today)"},
    {"to", 0, EG_OPT_TEXT, &opt.to, "FORM", "text, ics, csv or json"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    {"output", 'o', EG_OPT_TEXT, &opt.out, "FILE", "write there, not to standard output"},
    EG_OPT_END,
};

static void
day_of(int32_t day, char out[EG_DATE_TEXT])
{
	eg_date_format(eg_date_from_days(day), out);
}

static void
print_json(struct eg_buf *out, const struct eg_deadlines *d)
{
	struct eg_json j;

	eg_json_init(&j, out, true);
	eg_json_array(&j);
	for (size_t i = 0; i < d->n; i++) {
		const struct eg_deadline *v = &d->v[i];
		char day[EG_DATE_TEXT], id[20] = "";

		day_of(v->day, day);
		if (!v->computed)
			snprintf(id, sizeof(id), "%016llx", (unsigned long long)v->event);
		eg_json_object(&j);
		eg_json_kstr(&j, "date", day);
		eg_json_kstr(&j, "kind", eg_deadline_name(v->kind));
		eg_json_kstr(&j, "jurisdiction", eg_postal[v->jurisdiction]);
		eg_json_kstr(&j, "session", v->session[0] != '\0' ? v->session : NULL);
		eg_json_kstr(&j, "bills", v->bills[0] != '\0' ? v->bills : NULL);
		eg_json_kstr(&j, "templates", v->templates[0] != '\0' ? v->templates : NULL);
		eg_json_kstr(&j, "what", v->what);
		eg_json_kbool(&j, "computed", v->computed);
		eg_json_kstr(&j, "event", id[0] != '\0' ? id : NULL);
		eg_json_end(&j);
	}
	eg_json_end(&j);
	eg_json_finish(&j);
}

static void
print_csv(struct eg_buf *out, const struct eg_deadlines *d)
{
	eg_buf_puts(out, "date,kind,jurisdiction,session,bills,templates,what,computed\n");
	for (size_t i = 0; i < d->n; i++) {
		const struct eg_deadline *v = &d->v[i];
		const char *const text[] = {v->session, v->bills, v->templates, v->what};
		char day[EG_DATE_TEXT];

		day_of(v->day, day);
		eg_buf_printf(
		    out, "%s,%s,%s,", day, eg_deadline_name(v->kind), eg_postal[v->jurisdiction]);
		for (size_t k = 0; k < EG_COUNT(text); k++) {
			eg_csv_put(out, text[k], strlen(text[k]));
			eg_buf_putc(out, ',');
		}
		eg_buf_puts(out, v->computed ? "yes\n" : "no\n");
	}
}

static void
print_text(struct eg_ctx *cx, struct eg_buf *out, const struct eg_deadlines *d)
{
	enum { COLS = 5 };
	static const char *const head[COLS] = {"Day", "", "What", "Bills", "Templates"};
	struct eg_arena *a = eg_arena_new();
	const char **cells = eg_calloc((d->n + 1) * COLS, sizeof(*cells));

	if (d->n == 0) {
		eg_buf_puts(out, "nothing is coming that the log or the calendar knows of\n");
		goto done;
	}
	memcpy(cells, head, sizeof(head));
	for (size_t i = 0; i < d->n; i++) {
		const struct eg_deadline *v = &d->v[i];
		const char **cell = cells + (i + 1) * COLS;
		char day[EG_DATE_TEXT];

		day_of(v->day, day);
		cell[0] = eg_arena_strdup(a, day);
		cell[1] = eg_postal[v->jurisdiction];
		cell[2] = eg_arena_printf(a, "%s: %s", eg_deadline_name(v->kind), v->what);
		cell[3] = v->bills[0] != '\0' ? v->bills : "-";
		cell[4] = v->templates;
	}
	eg_table(out, cells, d->n + 1, COLS, cx->columns);
done:
	eg_free(cells);
	eg_arena_free(a);
}

static enum eg_rc
print(struct eg_ctx *cx, const struct eg_deadlines *d, const char *name, struct eg_err *err)
{
	const char *to = opt.to != NULL ? opt.to : opt.json ? "json" : "text";
	struct eg_buf file = EG_BUF_INIT, *out = opt.out != NULL ? &file : &cx->out;
	enum eg_rc rc = EG_OK;

	if (strcmp(to, "text") == 0) {
		print_text(cx, out, d);
	} else if (strcmp(to, "ics") == 0) {
		eg_deadlines_ics(d, name, out);
	} else if (strcmp(to, "csv") == 0) {
		print_csv(out, d);
	} else if (strcmp(to, "json") == 0) {
		print_json(out, d);
	} else {
		rc = eg_err_set(
		    err, EG_ERR_USAGE, "--to takes text, ics, csv or json, not '%s'", to);
		eg_err_hint(err, "engross calendar --to ics -o deadlines.ics");
	}
	if (rc == EG_OK && opt.out != NULL)
		rc = eg_file_write(opt.out, eg_buf_cstr(&file), file.n, false, err);
	if (rc == EG_OK && opt.out != NULL)
		eg_note(cx, "%s: %zu deadline%s", opt.out, d->n, d->n == 1 ? "" : "s");
	eg_buf_clear(&file);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_tracking_options how = {0};
	const char *name = argc > 0 ? argv[0] : NULL;
	struct eg_deadlines *d = NULL;
	struct eg_tracking *t = NULL;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc > 1)
		return eg_err_set(err, EG_ERR_USAGE, "one template at a time");
	if (opt.days < 0)
		return eg_err_set(err, EG_ERR_USAGE, "--days cannot be negative");
	if ((rc = eg_ask_day(cx, opt.as_of, &how.as_of, err)) != EG_OK ||
	    (rc = eg_tracking_open(cx->repo, &how, &t, err)) != EG_OK)
		return rc;
	if ((rc = eg_deadlines_make(t, name, how.as_of,
		 how.as_of + (int32_t)(opt.days > 0 ? opt.days : 366), &d, err)) == EG_OK)
		rc = print(cx, d, name != NULL ? name : "engross", err);
	eg_deadlines_free(d);
	eg_tracking_free(t);
	return rc;
}

const struct eg_cmd cmd_calendar_spec = {
    .name = "calendar",
    .group = "track",
    .summary = "hearings and deadlines to come",
    .args = "[TEMPLATE]",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help = "Events with a day to come are schedules: hearings, effective dates. The session "
	    "calendar adds crossover days and adjournments, the\n"
	    "profiles the days that an executive has; these are marked computed.\n\n"
	    "  engross track UT SB57 heard --date 2027-01-26 --note \"Senate Judiciary, 8 a.m.\"\n"
	    "  engross calendar --to ics -o deadlines.ics\n",
};
