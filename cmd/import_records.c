/* import openstates | legiscan FILE…: legislatures' records. With --dry-run one line a bill: where
 * it stands and why; else all events in one commit. */
#include "cmd/import_records.h"

#include "cmd/import_texts.h"
#include "cmd/import_watch.h"

#include "cmd/tracking.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct run {
	struct eg_ctx *cx;
	const struct eg_import_records *how;
	struct eg_progress progress;
	struct eg_import_watch watch; /* --match, --watched */
	struct eg_import_texts texts; /* --match */
};

static void
json_str(struct eg_json *j, const char *key, struct eg_str s)
{
	eg_json_key(j, key);
	eg_json_string_n(j, s.p != NULL ? s.p : "", s.n);
}

static void
json_event(struct eg_json *j, const struct eg_event *e)
{
	static const enum eg_field shown[] = {
	    EG_F_DATE, EG_F_EVENT, EG_F_CHAMBER, EG_F_YEAS, EG_F_NAYS, EG_F_TEXT, EG_F_RULE};

	eg_json_object(j);
	for (size_t i = 0; i < EG_COUNT(shown); i++)
		json_str(j, eg_field_names[shown[i]], e->f[shown[i]]);
	eg_json_end(j);
}

/* The fields are a promise (tests/schema/import.schema.json). */
static void
json_line(struct eg_buf *out, const struct eg_record *r)
{
	struct eg_json j;

	eg_json_init(&j, out, false);
	eg_json_object(&j);
	eg_json_kstr(&j, "jurisdiction", eg_postal[r->jurisdiction]);
	json_str(&j, "session", r->session);
	json_str(&j, "bill", r->bill);
	eg_json_kstr(&j, "instrument", eg_instrument_name(r->standing.instrument));
	eg_json_kstr(&j, "introduced", r->introduced);
	eg_json_kstr(&j, "stage", eg_stage_name(r->standing.stage));
	eg_json_kstr(&j, "how", eg_how_name(r->standing.how));
	eg_json_kstr(&j, "date", r->date);
	json_str(&j, "evidence", r->evidence);
	eg_json_kstr(&j, "rule", r->rule);
	eg_json_kbool(&j, "computed", r->computed);
	json_str(&j, "source", r->source);
	eg_json_key(&j, "events");
	eg_json_array(&j);
	for (size_t i = 0; i < r->n; i++)
		json_event(&j, &r->event[i]);
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_finish(&j);
	if (out->n > 0 && out->p[out->n - 1] != '\n')
		eg_buf_putc(out, '\n');
}

static void
text_line(struct eg_buf *out, const struct eg_record *r)
{
	const char *how = eg_how_name(r->standing.how);

	eg_buf_printf(out, "%s %.*s %.*s: %s", eg_postal[r->jurisdiction], (int)r->session.n,
	    r->session.p, (int)r->bill.n, r->bill.p, eg_stage_name(r->standing.stage));
	if (*how != '\0')
		eg_buf_printf(out, " (%s)", how);
	eg_buf_printf(out, " %s", r->date);
	if (r->evidence.n > 0)
		eg_buf_printf(out, " \"%.*s\" [%s]", (int)r->evidence.n, r->evidence.p, r->rule);
	eg_buf_putc(out, '\n');
}

static enum eg_rc
show(void *ctx, const struct eg_record *r, struct eg_err *err)
{
	struct run *run = ctx;

	EG_UNUSED(err);
	if (run->how->json)
		json_line(&run->cx->out, r);
	else
		text_line(&run->cx->out, r);
	if (run->cx->out.n > 1024 * 1024)
		eg_flush(run->cx);
	return EG_OK;
}

static enum eg_rc
propose(void *ctx, const struct eg_record *r, struct eg_err *err)
{
	struct run *run = ctx;
	struct eg_proposals traced;
	const char *from;
	enum eg_rc rc = eg_import_texts_propose(&run->texts, r, &traced, &from, err);

	if (rc == EG_OK)
		eg_import_watch_propose(&run->watch, r, &traced, from, &run->cx->out);
	eg_proposals_clear(&traced);
	return rc;
}

/* What a run with --match says at its end. */
static enum eg_rc
proposed(struct run *run, struct eg_err *err)
{
	const struct eg_import_texts *t = &run->texts;
	size_t n = run->watch.proposed;

	if (t->unread > 0)
		eg_warn(run->cx, "%zu text%s could not be read; the first: %s: %s", t->unread,
		    t->unread == 1 ? "" : "s", t->unread_name, t->why.msg);
	if (run->watch.rows == 0 && t->traced + t->unread == 0)
		return eg_import_watch_nothing(err);
	if (t->traced > 0)
		eg_note(run->cx, "%zu text%s traced among the templates", t->traced,
		    t->traced == 1 ? "" : "s");
	eg_note(run->cx,
	    "%zu bill%s proposed: engross watch TEMPLATE[@VERSION] XX BILL --session S, or with "
	    "--decline",
	    n, n == 1 ? "" : "s");
	return EG_OK;
}

static bool
is_watched(void *ctx, const struct eg_record *r)
{
	return eg_import_watch_has(ctx, r);
}

static void
on_progress(void *ctx, size_t bills)
{
	eg_progress_step(ctx, bills);
}

static enum eg_rc
record(struct run *run, const struct eg_records *r, const struct eg_records_totals *t,
    const char *what, struct eg_err *err)
{
	struct eg_ctx *cx = run->cx;
	char *message = eg_sprintf("Import %s: %zu bills, %zu events\n\nImported: %s\n", what,
	    t->bills, eg_records_count(r), what);
	struct eg_records_done done;
	enum eg_rc rc = eg_records_commit(cx->repo, r, message, &cx->who, &done, err);

	eg_free(message);
	if (rc != EG_OK)
		return rc;
	eg_buf_printf(&cx->out, "%zu bill%s; %zu new event%s, %zu already recorded", t->bills,
	    t->bills == 1 ? "" : "s", done.events, done.events == 1 ? "" : "s", done.known);
	if (done.conflicts > 0)
		eg_buf_printf(&cx->out, "; %zu told otherwise by another source, kept apart in %s",
		    done.conflicts, EG_CLAIMS_PATH);
	eg_buf_putc(&cx->out, '\n');
	return EG_OK;
}

/* A dry run writes nothing into the repository, and needs none. */
static const char *
dry_spool(void)
{
	const char *dir = getenv("TMPDIR");

	return dir != NULL && *dir != '\0' ? dir : "/var/tmp";
}

enum eg_rc
eg_import_records(struct eg_ctx *cx, const struct eg_import_records *how, const char *const *path,
    size_t n, struct eg_err *err)
{
	struct run run = {.cx = cx, .how = how};
	struct eg_records *records = NULL;
	struct eg_records_options opt = {.form = how->form,
	    .general_only = how->general_only,
	    .published = how->published,
	    .progress = on_progress,
	    .progress_ctx = &run.progress};
	struct eg_records_totals totals = {0};
	char now[EG_TIME_TEXT];
	enum eg_rc rc = EG_OK;

	if (how->calendar != NULL && strcmp(how->calendar, "none") == 0)
		opt.no_calendar = true;
	else if (how->calendar != NULL && strcmp(how->calendar, "default") != 0)
		rc = eg_err_set(
		    err, EG_ERR_USAGE, "--calendar takes none or default, not '%s'", how->calendar);
	if (rc == EG_OK)
		rc = eg_ask_day(cx, how->as_of, &opt.as_of, err);
	if (rc == EG_OK && !how->dry_run)
		rc = eg_need_repo(cx, err);
	run.watch.json = how->json;
	if (rc == EG_OK && (how->match || how->watched))
		rc = eg_import_watch_open(cx, &run.watch, err);
	if (rc == EG_OK && how->watched && run.watch.rows == 0)
		rc = eg_import_watch_nothing(err);
	if (rc == EG_OK && how->match)
		rc = eg_import_texts_open(cx, &run.texts, how->texts, err);
	opt.texts = how->match;
	if (how->watched) {
		opt.wanted = is_watched;
		opt.wanted_ctx = &run.watch;
	}
	if (rc == EG_OK) {
		eg_ask_now(cx, now);
		opt.recorded = how->dry_run ? NULL : now;
		opt.spool = how->dry_run ? dry_spool() : eg_repo_cache_dir(cx->repo);
		eg_progress_start(&run.progress, cx, "reading", 0);
		rc = how->match	    ? eg_records_read(path, n, &opt, propose, &run, &totals, err)
		     : how->dry_run ? eg_records_read(path, n, &opt, show, &run, &totals, err)
				    : eg_records_collect(path, n, &opt, &records, &totals, err);
		eg_progress_end(&run.progress);
	}
	if (rc == EG_OK && totals.bills == 0) {
		eg_err_set(err, EG_ERR_DATA, "no bill found in '%s'", path[0]);
		eg_err_hint(
		    err, how->form == EG_RECORDS_OPENSTATES
			     ? "engross import legiscan FILE, if the file is LegiScan's"
			     : "engross import openstates FILE, if the file is Open States'");
		rc = EG_ERR_DATA;
	}
	if (rc == EG_OK && how->match)
		rc = proposed(&run, err);
	if (rc == EG_OK && how->watched)
		eg_note(
		    cx, "%zu of %zu bills are watched or linked", run.watch.watched, totals.bills);
	if (rc == EG_OK && !how->match && !how->dry_run)
		rc = record(&run, records, &totals, eg_path_base(path[0]), err);
	if (rc == EG_OK && totals.left_out > 0)
		eg_note(cx, "%zu documents left out: votes, people, or bills of the Congress",
		    totals.left_out);
	if (rc == EG_OK && totals.bad_days > 0) {
		eg_warn(cx, "%s: the line beside it gives the day", totals.bad_day);
		if (totals.bad_days > 1)
			eg_note(cx, "%zu dates in all are no days", totals.bad_days);
	}
	eg_import_texts_close(&run.texts);
	eg_import_watch_close(&run.watch);
	eg_records_free(records);
	return rc;
}
