/*
 * watch [TEMPLATE [XX BILL]]: which bills matter. A pattern proposes bills when records are imported with --match; a person accepts or
 * declines, and is not asked again.
 *	engross watch national-popular-vote --title 'popular vote|electoral votes'
 *	engross watch national-popular-vote MI "HB 6213" --session 2025-2026
 * Exit 0; 2 usage; 3 a pattern that is none, a list that cannot be read; 4 repository.
 */
#include "cmd/sources.h"
#include "cmd/tracking.h"

#include <engross/watch.h>
#include <string.h>

static struct {
	const char *title, *subject, *session, *for_, *note;
	bool decline, json;
} opt;

static const struct eg_opt opts[] = {
    {"title", 0, EG_OPT_TEXT, &opt.title, "PATTERN",
	"propose bills whose title matches (a Perl pattern, letters of either case)"},
    {"subject", 0, EG_OPT_TEXT, &opt.subject, "WORDS", "propose bills that have this subject"},
    {"for", 0, EG_OPT_TEXT, &opt.for_, "XX,YY", "the pattern is for these alone"},
    {"session", 0, EG_OPT_TEXT, &opt.session, "S", "the bill's session"},
    {"decline", 0, EG_OPT_FLAG, &opt.decline, NULL, "the bill is not one: do not propose it again"},
    {"note", 0, EG_OPT_TEXT, &opt.note, "TEXT", "a note"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "list as JSON"},
    EG_OPT_END,
};

struct edit {
	struct eg_watch row;
	bool added;
};

static enum eg_rc
edit(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct edit *e = ctx;

	return eg_watches_append(old != NULL ? old : "", old_n, &e->row, out, &e->added, err);
}

struct link_edit {
	struct eg_link link;
};

static enum eg_rc
edit_link(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct link_edit *e = ctx;

	return eg_links_append(old != NULL ? old : "", old_n, &e->link, 1, out, NULL, err);
}

/* ---- listing ---- */

static const char *
or_null(const char *s)
{
	return s[0] != '\0' ? s : NULL;
}

static enum eg_rc
list(struct eg_ctx *cx, const char *template_name, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_watches *w = NULL;
	const struct eg_watch *v;
	struct eg_json j;
	size_t n, shown = 0;
	enum eg_rc rc = eg_repo_read_current(cx->repo, EG_WATCH_PATH, &bytes, err);

	if (rc == EG_ERR_NOT_FOUND) {
		memset(err, 0, sizeof(*err));
		eg_buf_clear(&bytes);
		rc = EG_OK;
	}
	if (rc != EG_OK ||
	    (rc = eg_watches_parse(eg_buf_cstr(&bytes), bytes.n, EG_WATCH_PATH, &w, err)) != EG_OK)
		goto done;
	v = eg_watches_at(w, &n);
	if (opt.json) {
		eg_json_init(&j, &cx->out, true);
		eg_json_array(&j);
	}
	for (size_t i = 0; i < n; i++) {
		if (template_name != NULL && strcmp(v[i].template_name, template_name) != 0)
			continue;
		shown++;
		if (opt.json) {
			eg_json_object(&j);
			eg_json_kstr(&j, "template", v[i].template_name);
			eg_json_kstr(&j, "jurisdiction", or_null(v[i].jurisdiction));
			eg_json_kstr(&j, "session", or_null(v[i].session));
			eg_json_kstr(&j, "bill", or_null(v[i].bill));
			eg_json_kstr(&j, "title", or_null(v[i].title));
			eg_json_kstr(&j, "subject", or_null(v[i].subject));
			eg_json_kstr(&j, "decision", or_null(v[i].decision));
			eg_json_kstr(&j, "note", or_null(v[i].note));
			eg_json_kstr(&j, "recorded", or_null(v[i].recorded));
			eg_json_end(&j);
			continue;
		}
		eg_buf_printf(&cx->out, "%s: ", v[i].template_name);
		if (v[i].bill[0] != '\0')
			eg_buf_printf(&cx->out, "%s %s%s%s, %s", v[i].jurisdiction, v[i].bill,
			    v[i].session[0] != '\0' ? ", " : "", v[i].session,
			    strcmp(v[i].decision, "watch") == 0 ? "watched" : "declined");
		if (v[i].title[0] != '\0')
			eg_buf_printf(&cx->out, "titles like /%s/", v[i].title);
		if (v[i].subject[0] != '\0')
			eg_buf_printf(&cx->out, "%ssubject '%s'",
			    v[i].title[0] != '\0' ? ", or " : "", v[i].subject);
		if (v[i].bill[0] == '\0' && v[i].jurisdiction[0] != '\0')
			eg_buf_printf(&cx->out, " in %s", v[i].jurisdiction);
		eg_buf_printf(&cx->out, "%s%s\n", v[i].note[0] != '\0' ? "; " : "", v[i].note);
	}
	if (opt.json) {
		eg_json_end(&j);
		eg_json_finish(&j);
	} else if (shown == 0) {
		eg_note(cx, "nothing is watched: engross watch TEMPLATE --title 'PATTERN'");
	}
done:
	eg_watches_free(w);
	eg_buf_clear(&bytes);
	return rc;
}

/* ---- writing ---- */

/* A pattern that is none is wrong usage on a command line, whatever it would be in the file. */
static enum eg_rc
check_typed(const char *name, struct eg_err *err)
{
	struct eg_watch row = {name, "", "", "", opt.title != NULL ? opt.title : "",
	    opt.subject != NULL ? opt.subject : "", "", "", ""};
	struct eg_buf ignored = EG_BUF_INIT;
	bool added;
	enum eg_rc rc = eg_watches_append("", 0, &row, &ignored, &added, err);

	eg_buf_clear(&ignored);
	if (rc != EG_ERR_DATA)
		return rc;
	err->file[0] = '\0';
	err->rc = EG_ERR_USAGE;
	return EG_ERR_USAGE;
}

static enum eg_rc
add_patterns(struct eg_ctx *cx, const char *name, const char *now, struct eg_err *err)
{
	bool chosen[EG_JURISDICTIONS] = {false};
	struct eg_change *c = NULL;
	struct edit e[EG_JURISDICTIONS];
	size_t n = 0, added = 0;
	char *message = NULL, commit[EG_OID_HEX];
	enum eg_rc rc = EG_OK;

	if (opt.for_ != NULL && (rc = eg_jurisdictions_parse(opt.for_, chosen, err)) != EG_OK)
		return rc;
	if ((rc = check_typed(name, err)) != EG_OK)
		return rc;
	c = eg_change_new(cx->repo);
	for (int j = 0; j < EG_JURISDICTIONS && rc == EG_OK; j++) {
		if (opt.for_ != NULL ? !chosen[j] : j > 0)
			continue;
		e[n] = (struct edit){
		    {name, opt.for_ != NULL ? eg_postal[j] : "", "", "",
			opt.title != NULL ? opt.title : "", opt.subject != NULL ? opt.subject : "",
			"", opt.note != NULL ? opt.note : "", now},
		    false};
		rc = eg_change_edit(c, EG_WATCH_PATH, edit, &e[n++], err);
	}
	message = eg_sprintf("Watch for %s: %s\n\nTemplate: %s\n", name,
	    opt.title != NULL ? opt.title : opt.subject, name);
	if (rc == EG_OK)
		rc = eg_change_commit(c, message, &cx->who, commit, err);
	for (size_t i = 0; i < n; i++)
		added += e[i].added;
	if (rc == EG_OK)
		eg_buf_printf(&cx->out, "%s: %s\n", name,
		    added > 0 ? "engross import FORM FILE --match proposes what fits"
			      : "already watched for");
	eg_change_free(c);
	eg_free(message);
	return rc;
}

/* A bill that is accepted carries the template, so it is linked in the same commit. */
static enum eg_rc
decide(struct eg_ctx *cx, const struct eg_ask_template *t, int place, const char *bill,
    const char *now, struct eg_err *err)
{
	const char *session = opt.session != NULL ? opt.session : "";
	struct edit e = {
	    {t->name, eg_postal[place], session, bill, "", "", opt.decline ? "declined" : "watch",
		opt.note != NULL ? opt.note : "", now},
	    false};
	struct link_edit l = {{eg_postal[place], session, bill, "", t->name, t->version, "declared",
	    "whole", "", now}};
	struct eg_change *c = eg_change_new(cx->repo);
	char *message = eg_sprintf("%s %s %s for %s\n\nJurisdiction: %s\nBill: %s\nTemplate: %s\n",
	    opt.decline ? "Decline" : "Watch", eg_postal[place], bill, t->name, eg_postal[place],
	    bill, t->name);
	enum eg_rc rc = eg_change_edit(c, EG_WATCH_PATH, edit, &e, err);

	if (rc == EG_OK && !opt.decline)
		rc = eg_change_edit(c, EG_LINKS_PATH, edit_link, &l, err);
	if (rc == EG_OK)
		rc = eg_change_commit(c, message, &cx->who, NULL, err);
	if (rc == EG_OK)
		eg_buf_printf(&cx->out, "%s %s%s%s: %s %s%s\n", eg_postal[place], bill,
		    *session != '\0' ? ", " : "", session,
		    opt.decline ? "not proposed again for" : "carries", t->name,
		    e.added ? "" : " (already so)");
	eg_change_free(c);
	eg_free(message);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	bool pattern = opt.title != NULL || opt.subject != NULL;
	struct eg_ask_template t;
	char now[EG_TIME_TEXT];
	int place;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc == 2 || argc > 3 || (pattern && argc != 1) || (opt.decline && argc != 3)) {
		eg_err_set(err, EG_ERR_USAGE,
		    "watch takes a template and a pattern, or a template and a bill");
		eg_err_hint(err, "engross watch national-popular-vote MI \"HB 6213\" --session "
				 "2025-2026");
		return EG_ERR_USAGE;
	}
	if (argc > 0 && (rc = eg_ask_template(argv[0], &t, err)) != EG_OK)
		return rc;
	if (argc < 3 && !pattern)
		return list(cx, argc > 0 ? t.name : NULL, err);
	eg_ask_now(cx, now);
	if (pattern)
		rc = add_patterns(cx, t.name, now, err);
	else if ((rc = eg_ask_place(argv[1], &place, err)) == EG_OK)
		rc = decide(cx, &t, place, argv[2], now, err);
	if (rc == EG_OK)
		eg_warn_template(cx, t.name, t.version);
	return rc;
}

const struct eg_cmd cmd_watch_spec = {
    .name = "watch",
    .group = "track",
    .summary = "which bills matter: patterns, accepted and declined bills",
    .args = "[TEMPLATE [XX BILL]]",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO,
    .run = run,
    .help =
	"The list is tracking/watch.csv. A pattern proposes bills when records are imported "
	"with --match; a bill that is accepted is linked to the\n"
	"template, one that is declined is not proposed again. A bill may be watched for several "
	"templates.\n\n"
	"  engross watch national-popular-vote --title 'popular vote|electoral votes'\n"
	"  engross import openstates mi.zip --match\n"
	"  engross watch national-popular-vote MI \"HB 6213\" --session 2025-2026\n"
	"  engross watch national-popular-vote MI \"HB 4444\" --session 2025-2026 --decline\n",
};
