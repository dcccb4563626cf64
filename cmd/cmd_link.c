/*
 * link XX BILL TEMPLATE[@VERSION]: say which template, and which version of it, a bill carries.
 *	engross link VA HB965 national-popular-vote@1.0.0 --session 2026
 * Exit 0 linked, or already so; 2 usage; 4 repository.
 */
#include "cmd/sources.h"
#include "cmd/tracking.h"

#include <string.h>

static struct {
	const char *session, *print, *note;
	bool part, traced;
} opt;

static const struct eg_opt opts[] = {
    {"session", 0, EG_OPT_TEXT, &opt.session, "S",
	"session, as the legislature names it (may be left out where only one fits)"},
    {"print", 0, EG_OPT_TEXT, &opt.print, "STAGE",
	"this print alone carries it: introduced, engrossed, enrolled … (else the whole bill)"},
    {"part", 0, EG_OPT_FLAG, &opt.part, NULL, "it carries only part of the template"},
    {"traced", 0, EG_OPT_FLAG, &opt.traced, NULL,
	"found by comparing texts, not declared by a person"},
    {"note", 0, EG_OPT_TEXT, &opt.note, "TEXT", "a note"},
    EG_OPT_END,
};

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_tracking_options how = {.no_cache = true};
	struct eg_ask_template tmpl;
	struct eg_tracking *t = NULL;
	struct eg_recorded done;
	struct eg_import im;
	struct eg_link l;
	char now[EG_TIME_TEXT], *message = NULL;
	const char *session = opt.session != NULL ? opt.session : "";
	int place;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc != 3) {
		eg_err_set(err, EG_ERR_USAGE, "link takes a jurisdiction, a bill and a template");
		eg_err_hint(err, "engross link VA HB965 national-popular-vote@1.0.0");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_ask_place(argv[0], &place, err)) != EG_OK ||
	    (rc = eg_ask_template(argv[2], &tmpl, err)) != EG_OK)
		return rc;
	if (strcspn(argv[1], "0123456789") == strlen(argv[1]) && strlen(argv[1]) < 2)
		return eg_err_set(err, EG_ERR_USAGE, "'%s' is no bill's number", argv[1]);
	if ((rc = eg_ask_day(cx, NULL, &how.as_of, err)) != EG_OK)
		return rc;
	if (opt.session == NULL &&
	    ((rc = eg_tracking_open(cx->repo, &how, &t, err)) != EG_OK ||
		(rc = eg_ask_session(t, place, argv[1], &session, err)) != EG_OK))
		goto done;
	eg_ask_now(cx, now);
	l = (struct eg_link){eg_postal[place], session, argv[1], opt.print != NULL ? opt.print : "",
	    tmpl.name, tmpl.version, opt.traced ? "traced" : "declared",
	    opt.part ? "part" : "whole", opt.note != NULL ? opt.note : "", now};
	im = (struct eg_import){.link = &l, .n_links = 1};
	message = eg_sprintf(
	    "Link %s %s to %s%s%s\n\nJurisdiction: %s\nBill: %s\nTemplate: %s\nVersion: %s\n",
	    eg_postal[place], argv[1], tmpl.name, tmpl.version[0] != '\0' ? " " : "", tmpl.version,
	    eg_postal[place], argv[1], tmpl.name, tmpl.version);
	if ((rc = eg_tracking_record(cx->repo, &im, message, &cx->who, &done, err)) == EG_OK)
		eg_buf_printf(&cx->out, "%s %s%s%s carries %s%s%s%s%s\n", eg_postal[place], argv[1],
		    *session != '\0' ? ", " : "", session, opt.part ? "part of " : "", tmpl.name,
		    tmpl.version[0] != '\0' ? " " : "", tmpl.version,
		    done.links == 0 ? " (already recorded)" : "");
	if (rc == EG_OK)
		eg_warn_template(cx, tmpl.name, tmpl.version);
done:
	eg_tracking_free(t);
	eg_free(message);
	return rc;
}

const struct eg_cmd cmd_link_spec = {
    .name = "link",
    .group = "track",
    .summary = "say which template and version a bill carries",
    .args = "XX BILL TEMPLATE[@VERSION]",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO,
    .run = run,
    .help = "A bill may carry several templates, and several bills one. Without --print the link "
	    "is for the whole bill; a print that\n"
	    "carries another version (a substitute) gets a link of its own.\n\n"
	    "  engross link VA HB965 national-popular-vote@1.0.0 --session 2026\n"
	    "  engross link UT SB57 constitutional-sovereignty@1.1.0 --print enrolled\n",
};
