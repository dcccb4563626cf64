/*
 * track XX BILL EVENT --date D: record one dated thing that happened to a bill. With --template it
 * also links the bill.
 *	engross track UT SB57 signed --date 2024-01-31 --session 2024 --template constitutional-sovereignty@1.0.0
 * Exit 0 recorded, or already there; 2 a date, event or jurisdiction that is none; 4 repository.
 */
#include "cmd/sources.h"
#include "cmd/tracking.h"

#include <string.h>

static struct {
	const char *date, *session, *chamber, *yeas, *nays, *votes, *needed, *instrument,
	    *template_name, *source, *source_kind, *text, *note, *target, *published, *corrects;
	bool part;
} opt;

static const struct eg_opt opts[] = {
    {"date", 'd', EG_OPT_TEXT, &opt.date, "DATE",
	"the day it happened: YYYY-MM-DD, YYYY-MM or YYYY; a day to come is a schedule"},
    {"session", 0, EG_OPT_TEXT, &opt.session, "S",
	"session, as the legislature names it (may be left out where only one fits)"},
    {"chamber", 0, EG_OPT_TEXT, &opt.chamber, "C",
	"lower, upper, both, or legislature where there is one"},
    {"votes", 0, EG_OPT_TEXT, &opt.votes, "Y-N", "yeas and nays, as in 24-5"},
    {"yeas", 0, EG_OPT_TEXT, &opt.yeas, "N", "yeas"},
    {"nays", 0, EG_OPT_TEXT, &opt.nays, "N", "nays"},
    {"needed", 0, EG_OPT_TEXT, &opt.needed, "N", "votes that were needed"},
    {"instrument", 0, EG_OPT_TEXT, &opt.instrument, "I",
	"bill, joint-resolution, concurrent-resolution, simple-resolution, memorial, letter"},
    {"template", 't', EG_OPT_TEXT, &opt.template_name, "T[@V]",
	"the bill carries this template (and version): links it"},
    {"part", 0, EG_OPT_FLAG, &opt.part, NULL, "with --template: the bill carries only part of it"},
    {"source", 0, EG_OPT_TEXT, &opt.source, "URL", "where it is said"},
    {"source-kind", 0, EG_OPT_TEXT, &opt.source_kind, "K", "official, press or advocate"},
    {"published", 0, EG_OPT_TEXT, &opt.published, "DATE",
	"day of the source; stands in where the day it happened is not known"},
    {"text", 0, EG_OPT_TEXT, &opt.text, "T", "the source's own words"},
    {"note", 0, EG_OPT_TEXT, &opt.note, "N", "a note"},
    {"target", 0, EG_OPT_TEXT, &opt.target, "BILL",
	"the other bill: absorbed into it, its companion"},
    {"corrects", 0, EG_OPT_TEXT, &opt.corrects, "ID",
	"this event takes the place of that one; with event `corrected` nothing does"},
    EG_OPT_END,
};

static struct eg_str
text(const char *s)
{
	return s != NULL ? eg_str(s) : (struct eg_str){"", 0};
}

/* "24-5" into yeas and nays. */
static enum eg_rc
split_votes(char yeas[16], char nays[16], struct eg_err *err)
{
	if (opt.votes == NULL)
		return EG_OK;
	if (sscanf(opt.votes, "%15[0-9]%*[-:/]%15[0-9]", yeas, nays) == 2) {
		opt.yeas = yeas;
		opt.nays = nays;
		return EG_OK;
	}
	eg_err_set(err, EG_ERR_USAGE, "'%s' are no votes", opt.votes);
	eg_err_hint(err, "yeas, a hyphen, nays: --votes 24-5");
	return EG_ERR_USAGE;
}

static enum eg_rc
ask_date(char out[16], struct eg_err *err)
{
	out[0] = '\0';
	if (opt.date == NULL && opt.published != NULL)
		return EG_OK;
	if (opt.date == NULL) {
		eg_err_set(err, EG_ERR_USAGE, "when did it happen?");
		eg_err_hint(err, "--date YYYY-MM-DD");
		return EG_ERR_USAGE;
	}
	switch (eg_date_guess(eg_str(opt.date), EG_DATE_ORDER_UNKNOWN, out, NULL)) {
	case EG_DATE_GOOD:
		return EG_OK;
	case EG_DATE_AMBIGUOUS:
		eg_err_set(err, EG_ERR_USAGE, "'%s' could be two days", opt.date);
		break;
	case EG_DATE_BAD:
		eg_err_set(err, EG_ERR_USAGE, "'%s' is no date", opt.date);
		break;
	}
	eg_err_hint(err, "write YYYY-MM-DD");
	return EG_ERR_USAGE;
}

/* A wrong word on the command line is wrong usage, whatever it would be in a file. */
static enum eg_rc
check(const struct eg_event *e, struct eg_err *err)
{
	if (eg_event_check(e, err) == EG_OK)
		return EG_OK;
	err->rc = EG_ERR_USAGE;
	return EG_ERR_USAGE;
}

/* Where the bill stands now, and what does not add up. */
static enum eg_rc
tell(struct eg_ctx *cx, int place, const struct eg_event *e, const struct eg_recorded *done,
    struct eg_err *err)
{
	struct eg_tracking_options how = {.no_calendar = true}; /* what this event made of it */
	struct eg_tracking *t = NULL;
	const struct eg_status *st;
	const struct eg_log *log;
	char id[EG_EVENT_ID] = "", *bill = eg_strndup(e->f[EG_F_BILL].p, e->f[EG_F_BILL].n);
	char *session = eg_strndup(e->f[EG_F_SESSION].p, e->f[EG_F_SESSION].n);
	char *template_name = eg_strndup(e->f[EG_F_TEMPLATE].p, e->f[EG_F_TEMPLATE].n);
	uint32_t last = 0;
	size_t at;
	enum eg_rc rc;

	if ((rc = eg_ask_day(cx, NULL, &how.as_of, err)) != EG_OK ||
	    (rc = eg_tracking_open(cx->repo, &how, &t, err)) != EG_OK ||
	    (rc = eg_tracking_log(t, &log, err)) != EG_OK)
		goto done;
	at = eg_log_find(log, place, session, bill, template_name);
	if (at >= log->n_bills)
		goto done;
	for (size_t i = log->first[at]; i < log->first[at + 1]; i++) {
		if (log->v[i].row >= last) {
			last = log->v[i].row;
			snprintf(id, sizeof(id), "%016llx", (unsigned long long)log->v[i].id);
		}
	}
	st = eg_tracking_status(t);
	for (size_t i = 0; i < st->n; i++) {
		const struct eg_status_row *r = &st->row[i];
		char stage[64], date[24];

		if (r->log_bill != at)
			continue;
		eg_row_stage(r, stage);
		eg_row_date(r, date);
		eg_buf_printf(&cx->out, "%s %s%s%s: %s%s%s%s%s%s\n", eg_postal[place],
		    r->bill[0] != '\0' ? r->bill : "(no number)", r->session[0] != '\0' ? ", " : "",
		    r->session, stage, date[0] != '\0' ? ", " : "", date,
		    r->legal != EG_LEGAL_NONE ? ", " : "", eg_legal_name((enum eg_legal)r->legal),
		    done->events == 0 ? " (already recorded)" : "");
		if (done->events > 0)
			eg_note(cx, "event %s", id);
		for (size_t k = 0; k < r->odd && k < EG_ODD_MAX; k++)
			eg_warn(cx, "%016llx: %s", (unsigned long long)r->odd_list[k].event,
			    r->odd_list[k].what);
		break;
	}
done:
	eg_tracking_free(t);
	eg_free(bill);
	eg_free(session);
	eg_free(template_name);
	return rc;
}

static enum eg_rc
fill(struct eg_event *e, int place, const char *bill, const char *event,
    const struct eg_ask_template *tmpl, const char *date, const char *recorded, struct eg_err *err)
{
	memset(e, 0, sizeof(*e));
	for (size_t f = 0; f < EG_FIELDS; f++)
		e->f[f] = text(NULL);
	e->f[EG_F_JURISDICTION] = eg_str(eg_postal[place]);
	e->f[EG_F_BILL] = text(bill);
	e->f[EG_F_TEMPLATE] = text(*bill == '\0' ? tmpl->name : NULL);
	e->f[EG_F_EVENT] = text(event);
	e->f[EG_F_DATE] = text(date);
	e->f[EG_F_SESSION] = text(opt.session);
	e->f[EG_F_CHAMBER] = text(opt.chamber);
	e->f[EG_F_INSTRUMENT] = text(opt.instrument);
	e->f[EG_F_YEAS] = text(opt.yeas);
	e->f[EG_F_NAYS] = text(opt.nays);
	e->f[EG_F_NEEDED] = text(opt.needed);
	e->f[EG_F_TARGET] = text(opt.target);
	e->f[EG_F_SOURCE] = text(opt.source);
	e->f[EG_F_SOURCE_KIND] = text(opt.source_kind);
	e->f[EG_F_TEXT] = text(opt.text);
	e->f[EG_F_NOTE] = text(opt.note);
	e->f[EG_F_PUBLISHED] = text(opt.published);
	e->f[EG_F_RECORDED] = text(recorded);
	e->f[EG_F_CORRECTS] = text(opt.corrects);
	return check(e, err);
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_tracking_options how = {.no_cache = true};
	struct eg_ask_template tmpl = {"", ""};
	struct eg_tracking *t = NULL;
	struct eg_recorded done;
	struct eg_import im;
	struct eg_event e;
	struct eg_link l;
	char yeas[16], nays[16], date[16], now[EG_TIME_TEXT], *message = NULL;
	const char *bill;
	int place;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc != 3) {
		eg_err_set(err, EG_ERR_USAGE, "track takes a jurisdiction, a bill and an event");
		eg_err_hint(err, "engross track UT SB57 signed --date 2024-01-31");
		return EG_ERR_USAGE;
	}
	bill = strcmp(argv[1], "-") == 0 ? "" : argv[1];
	if ((rc = eg_ask_place(argv[0], &place, err)) != EG_OK ||
	    (rc = ask_date(date, err)) != EG_OK || (rc = split_votes(yeas, nays, err)) != EG_OK ||
	    (opt.template_name != NULL &&
		(rc = eg_ask_template(opt.template_name, &tmpl, err)) != EG_OK))
		return rc;
	if (*bill == '\0' && opt.template_name == NULL) {
		eg_err_set(err, EG_ERR_USAGE, "a bill without a number is known by its template");
		eg_err_hint(err, "--template NAME");
		return EG_ERR_USAGE;
	}
	eg_ask_now(cx, now);
	if ((rc = fill(&e, place, bill, argv[2], &tmpl, date, now, err)) != EG_OK)
		return rc;
	if (opt.session == NULL && *bill != '\0') {
		const char *session;

		if ((rc = eg_ask_day(cx, NULL, &how.as_of, err)) != EG_OK ||
		    (rc = eg_tracking_open(cx->repo, &how, &t, err)) != EG_OK ||
		    (rc = eg_ask_session(t, place, bill, &session, err)) != EG_OK)
			goto done;
		e.f[EG_F_SESSION] = text(session);
	}
	l = (struct eg_link){eg_postal[place], e.f[EG_F_SESSION].p, bill, "", tmpl.name,
	    tmpl.version, "declared", opt.part ? "part" : "whole", "", now};
	im = (struct eg_import){
	    .event = &e, .n = 1, .link = &l, .n_links = *bill != '\0' && opt.template_name != NULL};
	message = eg_sprintf(
	    "Track %s %s: %s%s%s\n\nJurisdiction: %s\nBill: %s\nEvent: %s\nDate: %s\n",
	    eg_postal[place], *bill != '\0' ? bill : tmpl.name, argv[2], date[0] != '\0' ? " " : "",
	    date, eg_postal[place], *bill != '\0' ? bill : "-", argv[2], date);
	if ((rc = eg_tracking_record(cx->repo, &im, message, &cx->who, &done, err)) == EG_OK)
		rc = tell(cx, place, &e, &done, err);
	if (rc == EG_OK && opt.template_name != NULL)
		eg_warn_template(cx, tmpl.name, tmpl.version);
done:
	eg_tracking_free(t);
	eg_free(message);
	return rc;
}

const struct eg_cmd cmd_track_spec = {
    .name = "track",
    .group = "track",
    .summary = "record what happened to a bill",
    .args = "XX BILL|- EVENT --date DATE",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO,
    .run = run,
    .help =
	"Events: prefiled introduced referred heard reported report-adverse killed-in-committee "
	"tabled recommitted\n"
	"discharged substituted amended passed failed reconsidered concurred nonconcurred "
	"conference enrolled\n"
	"presented signed became-law-unsigned vetoed item-vetoed returned-with-amendments "
	"overridden\n"
	"override-failed filed-with-secretary transmitted put-on-ballot approved-by-voters "
	"rejected-by-voters\n"
	"carried-over absorbed withdrawn died chaptered took-effect condition-met sunset enjoined\n"
	"injunction-lifted struck-down repealed rescinded withdrawal-noticed withdrew "
	"corrected.\n\n"
	"Nothing is refused because it is odd; what does not add up is warned of.\n\n"
	"  engross track UT SB57 signed --date 2024-01-31 --session 2024 --template "
	"constitutional-sovereignty@1.0.0\n"
	"  engross track KS SCR1604 passed --date 2026-01-22 --chamber lower --votes 80-42\n",
};
