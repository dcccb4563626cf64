/*
 * link XX BILL TEMPLATE[@VERSION]: say which template, and which version of it, a bill carries.
 *	engross link VA HB965 national-popular-vote@1.0.0 --session 2026
 *	engross link VA HB965 --trace
 * Exit 0 linked, or already so; 1 nothing was traced; 2 usage; 4 repository.
 */
#include "cmd/sources.h"
#include "cmd/trace.h"
#include "cmd/tracking.h"

#include <string.h>

static struct {
	const char *session, *print, *note;
	bool part, traced, trace, dry_run;
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
    {"trace", 0, EG_OPT_FLAG, &opt.trace, NULL,
	"find the templates by comparing the bill's recorded print with them"},
    {"dry-run", 'n', EG_OPT_FLAG, &opt.dry_run, NULL, "say what would be linked, record nothing"},
    EG_OPT_END,
};

struct links {
	struct {
		EG_VEC(struct eg_link);
	} v;
	struct eg_proposals found; /* what v borrows from, with --trace */
	struct {
		EG_VEC(char *);
	} notes; /* likewise */
};

static void
clear_links(struct links *l)
{
	for (size_t i = 0; i < l->notes.n; i++)
		eg_free(l->notes.v[i]);
	eg_vec_clear(&l->notes);
	eg_vec_clear(&l->v);
	eg_proposals_clear(&l->found);
}

/* The bill's print is traced among the templates; each that it was copied from becomes a link. */
static enum eg_rc
trace_print(struct eg_ctx *cx, struct links *l, const struct eg_link *like, struct eg_err *err)
{
	char *address = eg_sprintf("%s/%s%s%s%s%s", like->jurisdiction, like->session,
	    *like->session != '\0' ? "/" : "", like->bill, *like->print != '\0' ? ":" : "",
	    like->print);
	struct eg_traced_text text;
	struct eg_models *models = NULL;
	enum eg_rc rc = eg_traced_text_open(cx, address, &text, err);

	if (rc == EG_ERR_NOT_FOUND)
		eg_err_hint(err, "record the print first: engross record %s '%s' --stage … FILE",
		    like->jurisdiction, like->bill);
	if (rc == EG_OK && (rc = eg_models_load(cx, text.tokens.place, &models, err)) == EG_OK)
		eg_models_propose(models, text.doc->text, text.doc->n, &l->found);
	for (size_t i = 0; i < l->found.v.n && rc == EG_OK; i++) {
		const struct eg_proposal *p = &l->found.v.v[i];
		struct eg_link link = *like;
		char *note = eg_sprintf("score %.2f; %zu of %zu runs of words that only it has",
		    p->score, p->unique, p->unique_all);

		eg_vec_push(&l->notes, note);
		link.template_name = p->template_name;
		link.version = p->version;
		link.part = p->part || opt.part ? "part" : "whole";
		link.note = *link.note != '\0' ? link.note : note;
		eg_vec_push(&l->v, link);
	}
	eg_traced_text_clear(&text);
	eg_models_free(models);
	eg_free(address);
	return rc;
}

static enum eg_rc
record_one(struct eg_ctx *cx, struct eg_link *l, struct eg_err *err)
{
	const char *space = l->version[0] != '\0' ? " " : "";
	struct eg_import im = {.link = l, .n_links = 1};
	struct eg_recorded done = {0};
	char *message = eg_sprintf(
	    "Link %s %s to %s%s%s\n\nJurisdiction: %s\nBill: %s\nTemplate: %s\nVersion: %s\n",
	    l->jurisdiction, l->bill, l->template_name, space, l->version, l->jurisdiction, l->bill,
	    l->template_name, l->version);
	enum eg_rc rc = EG_OK;

	if (!opt.dry_run)
		rc = eg_tracking_record(cx->repo, &im, message, &cx->who, &done, err);
	if (rc == EG_OK)
		eg_buf_printf(&cx->out, "%s %s%s%s carries %s%s%s%s%s\n", l->jurisdiction, l->bill,
		    *l->session != '\0' ? ", " : "", l->session,
		    strcmp(l->part, "part") == 0 ? "part of " : "", l->template_name, space,
		    l->version,
		    opt.dry_run	      ? " (not recorded)"
		    : done.links == 0 ? " (already recorded)"
				      : "");
	if (rc == EG_OK && opt.trace)
		eg_buf_printf(&cx->out, "  %s\n", l->note);
	if (rc == EG_OK)
		eg_warn_template(cx, l->template_name, l->version);
	eg_free(message);
	return rc;
}

static enum eg_rc
check_arguments(int argc, char **argv, int *place, struct eg_ask_template *tmpl, struct eg_err *err)
{
	enum eg_rc rc;

	if (argc != (opt.trace ? 2 : 3)) {
		eg_err_set(err, EG_ERR_USAGE, "%s",
		    opt.trace ? "link --trace takes a jurisdiction and a bill"
			      : "link takes a jurisdiction, a bill and a template");
		eg_err_hint(err, opt.trace ? "engross link VA HB965 --trace"
					   : "engross link VA HB965 national-popular-vote@1.0.0");
		return EG_ERR_USAGE;
	}
	if ((rc = eg_ask_place(argv[0], place, err)) != EG_OK ||
	    (!opt.trace && (rc = eg_ask_template(argv[2], tmpl, err)) != EG_OK))
		return rc;
	if (strcspn(argv[1], "0123456789") == strlen(argv[1]) && strlen(argv[1]) < 2)
		return eg_err_set(err, EG_ERR_USAGE, "'%s' is no bill's number", argv[1]);
	return EG_OK;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_tracking_options how = {.no_cache = true};
	struct eg_ask_template tmpl;
	struct eg_tracking *t = NULL;
	struct links links = {0};
	struct eg_link l = {0};
	char now[EG_TIME_TEXT];
	const char *session = opt.session != NULL ? opt.session : "";
	int place;
	enum eg_rc rc;

	memset(&tmpl, 0, sizeof(tmpl));
	if ((rc = check_arguments(argc, argv, &place, &tmpl, err)) != EG_OK ||
	    (rc = eg_ask_day(cx, NULL, &how.as_of, err)) != EG_OK)
		return rc;
	if (opt.session == NULL &&
	    ((rc = eg_tracking_open(cx->repo, &how, &t, err)) != EG_OK ||
		(rc = eg_ask_session(t, place, argv[1], &session, err)) != EG_OK))
		goto done;
	eg_ask_now(cx, now);
	l = (struct eg_link){eg_postal[place], session, argv[1], opt.print != NULL ? opt.print : "",
	    tmpl.name, tmpl.version, opt.traced || opt.trace ? "traced" : "declared",
	    opt.part ? "part" : "whole", opt.note != NULL ? opt.note : "", now};
	if (opt.trace)
		rc = trace_print(cx, &links, &l, err);
	else
		eg_vec_push(&links.v, l);
	for (size_t i = 0; i < links.v.n && rc == EG_OK; i++)
		rc = record_one(cx, &links.v.v[i], err);
	if (rc == EG_OK && links.v.n == 0) {
		eg_buf_printf(&cx->out, "%s %s: nothing found that it was copied from\n",
		    eg_postal[place], argv[1]);
		*status = 1;
	}
done:
	clear_links(&links);
	eg_tracking_free(t);
	return rc;
}

const struct eg_cmd cmd_link_spec = {
    .name = "link",
    .group = "track",
    .summary = "say which template and version a bill carries",
    .args = "XX BILL TEMPLATE[@VERSION]|--trace",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO,
    .run = run,
    .help =
	"A bill may carry several templates, and several bills one. Without --print the link "
	"is for the whole bill; a print that\n"
	"carries another version (a substitute) gets a link of its own.\n\n"
	"  engross link VA HB965 national-popular-vote@1.0.0 --session 2026\n"
	"  engross link UT SB57 constitutional-sovereignty@1.1.0 --print enrolled\n\n"
	"With --trace the bill's latest recorded print (or that of --print) is compared with every "
	"version of every template.\n\n"
	"  engross link VA HB965 --trace --dry-run\n",
};
