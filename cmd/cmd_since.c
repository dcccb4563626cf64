/*
 * since WHEN: what was recorded since, by state: 7d, a day, or a commit.
 *	engross since 7d --to html -o monday.html
 * Exit 0, whether or not anything changed; 2 usage, or a revision that there is not; 3 a bad log.
 */
#include "cmd/tracking.h"

#include <engross/site.h>
#include <string.h>

static struct {
	bool json, all;
	const char *to, *out, *as_of, *template_name;
} opt;

static const struct eg_opt opts[] = {
    {"to", 0, EG_OPT_TEXT, &opt.to, "FORM",
	"text, jsonl (a line an event), atom, html or docx (a briefing by state)"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON Lines: --to jsonl"},
    {"output", 'o', EG_OPT_TEXT, &opt.out, "FILE", "write there, not to standard output"},
    {"template", 't', EG_OPT_TEXT, &opt.template_name, "T", "only bills that carry it"},
    {"all", 0, EG_OPT_FLAG, &opt.all, NULL, "in a briefing too, bills that carry no template"},
    {"as-of", 0, EG_OPT_TEXT, &opt.as_of, "DATE", "stages as they stood on that day (today)"},
    EG_OPT_END,
};

struct moment {
	char commit[EG_OID_HEX]; /* "" = before the first commit */
	int32_t day;
};

static enum eg_rc
note_commit(void *ctx, const struct eg_commit_info *c, struct eg_err *err)
{
	EG_UNUSED(err);
	*(int64_t *)ctx = c->when;
	return EG_OK;
}

/* "7d" and "2w" count back from today. */
static bool
days_back(const char *typed, int32_t *days)
{
	char unit = 0, more = 0;
	int n = 0;

	if (sscanf(typed, "%4d%c%c", &n, &unit, &more) != 2 || n < 1 ||
	    (unit != 'd' && unit != 'w'))
		return false;
	*days = unit == 'w' ? 7 * n : n;
	return true;
}

static enum eg_rc
find(struct eg_ctx *cx, const char *typed, struct moment *m, struct eg_err *err)
{
	char text[EG_DATE_TEXT];
	struct eg_date d;
	int32_t back;
	int64_t when = 0;
	bool is_day = true;
	enum eg_rc rc;

	m->commit[0] = '\0';
	if (days_back(typed, &back)) {
		m->day = (int32_t)eg_date_days(eg_date_of_time(cx->now)) - back;
		eg_date_format(eg_date_from_days(m->day), text);
		typed = text;
	} else if (eg_date_parse(eg_str(typed), &d)) {
		m->day = (int32_t)eg_date_days(eg_date_last(d));
	} else {
		is_day = false;
	}
	rc = eg_repo_resolve(cx->repo, NULL, typed, m->commit, err);
	if (rc == EG_ERR_NOT_FOUND && is_day) { /* before the first commit: everything is new */
		memset(err, 0, sizeof(*err));
		m->commit[0] = '\0';
		return EG_OK;
	}
	if (rc != EG_OK || is_day)
		return rc;
	if ((rc = eg_repo_log(cx->repo, m->commit, NULL, 1, note_commit, &when, err)) == EG_OK)
		m->day = (int32_t)eg_date_days(eg_date_of_time(when));
	return rc;
}

/* ---- JSON Lines ---- */

static void
kslice(struct eg_json *j, const char *key, struct eg_str s)
{
	eg_json_key(j, key);
	if (s.n > 0)
		eg_json_string_n(j, s.p, s.n);
	else
		eg_json_null(j);
}

static void
knumber(struct eg_json *j, const char *key, struct eg_str s)
{
	int64_t n = 0;

	eg_json_key(j, key);
	for (size_t i = 0; i < s.n && i < 9; i++)
		n = n * 10 + (s.p[i] - '0');
	if (s.n > 0)
		eg_json_int(j, n);
	else
		eg_json_null(j);
}

static const char *
or_null(const char *s)
{
	return s[0] != '\0' ? s : NULL;
}

static void
json_line(struct eg_buf *out, const struct eg_news_item *i, const struct eg_news_event *e)
{
	static const struct eg_event none = {{{"", 0}}};
	const struct eg_str *f = e != NULL ? e->e.f : none.f;
	char id[20] = "", why[128];
	struct eg_json j;

	if (e != NULL)
		snprintf(id, sizeof(id), "%016llx", (unsigned long long)e->id);
	eg_closing_text(i->closing, i->closes, why);
	eg_json_init(&j, out, false);
	eg_json_object(&j);
	eg_json_kstr(&j, "jurisdiction", eg_postal[i->jurisdiction]);
	eg_json_kstr(&j, "session", or_null(i->session));
	eg_json_kstr(&j, "bill", or_null(i->bill));
	eg_json_key(&j, "templates");
	eg_json_array(&j);
	for (size_t t = 0; t < i->n_templates; t++)
		eg_json_string(&j, i->template_name[t]);
	eg_json_end(&j);
	eg_json_kstr(&j, "id", or_null(id));
	eg_json_kstr(&j, "event", e != NULL ? eg_event_name(e->kind) : NULL);
	kslice(&j, "date", f[EG_F_DATE]);
	kslice(&j, "chamber", f[EG_F_CHAMBER]);
	knumber(&j, "yeas", f[EG_F_YEAS]);
	knumber(&j, "nays", f[EG_F_NAYS]);
	kslice(&j, "text", f[EG_F_TEXT]);
	kslice(&j, "note", f[EG_F_NOTE]);
	kslice(&j, "source", f[EG_F_SOURCE]);
	kslice(&j, "source_kind", f[EG_F_SOURCE_KIND]);
	kslice(&j, "published", f[EG_F_PUBLISHED]);
	kslice(&j, "recorded", f[EG_F_RECORDED]);
	kslice(&j, "corrects", f[EG_F_CORRECTS]);
	eg_json_kbool(&j, "new_bill", i->fresh);
	eg_json_kstr(&j, "stage_before", eg_stage_name(i->stage_before));
	eg_json_kstr(&j, "stage", eg_stage_name(i->stage));
	eg_json_kstr(&j, "legal_before", or_null(eg_legal_name(i->legal_before)));
	eg_json_kstr(&j, "legal_status", or_null(eg_legal_name(i->legal)));
	eg_json_kstr(&j, "why", or_null(why));
	eg_json_end(&j);
	eg_json_finish(&j);
	if (out->n > 0 && out->p[out->n - 1] != '\n')
		eg_buf_putc(out, '\n');
}

static void
print_jsonl(struct eg_buf *out, const struct eg_news *n)
{
	for (size_t i = 0; i < n->n; i++) {
		for (size_t e = 0; e < n->item[i].n_events; e++)
			json_line(out, &n->item[i], &n->item[i].event[e]);
		if (n->item[i].n_events == 0)
			json_line(out, &n->item[i], NULL);
	}
}

/* Leave only the bills that carry a template: this one, or (NULL) any. Returns how many went. */
static size_t
only(struct eg_news *n, const char *template_name)
{
	size_t kept = 0, all = n->n;

	for (size_t i = 0; i < n->n; i++) {
		bool has = template_name == NULL && n->item[i].n_templates > 0;

		for (size_t t = 0; template_name != NULL && t < n->item[i].n_templates; t++)
			has = has || strcmp(n->item[i].template_name[t], template_name) == 0;
		if (has)
			n->item[kept++] = n->item[i];
		else
			n->n_events -= n->item[i].n_events;
	}
	n->n = kept;
	return all - kept;
}

static enum eg_rc
print(struct eg_ctx *cx, struct eg_news *n, const struct eg_passages *p, struct eg_err *err)
{
	const char *to = opt.to != NULL ? opt.to : opt.json ? "jsonl" : "text";
	struct eg_buf file = EG_BUF_INIT, *out = opt.out != NULL ? &file : &cx->out;
	bool briefing =
	    strcmp(to, "text") == 0 || strcmp(to, "html") == 0 || strcmp(to, "docx") == 0;
	size_t gone = briefing && !opt.all && opt.template_name == NULL ? only(n, NULL) : 0;
	enum eg_rc rc = EG_OK;

	if (strcmp(to, "text") == 0) {
		eg_briefing_text(n, p, out);
	} else if (strcmp(to, "jsonl") == 0 || strcmp(to, "json") == 0) {
		print_jsonl(out, n);
	} else if (strcmp(to, "atom") == 0) {
		eg_briefing_atom(n, p, out);
	} else if (strcmp(to, "html") == 0) {
		eg_briefing_html(n, p, out);
	} else if (strcmp(to, "docx") == 0) {
		rc = eg_briefing_docx(n, p, out, err);
	} else {
		rc = eg_err_set(
		    err, EG_ERR_USAGE, "--to takes text, jsonl, atom, html or docx, not '%s'", to);
		eg_err_hint(err, "engross since 7d --to html -o monday.html");
	}
	if (rc == EG_OK && opt.out != NULL)
		rc = eg_file_write(opt.out, eg_buf_cstr(&file), file.n, false, err);
	if (rc == EG_OK && opt.out != NULL)
		eg_note(cx, "%s: %zu bill%s, %zu new event%s", opt.out, n->n, n->n == 1 ? "" : "s",
		    n->n_events, n->n_events == 1 ? "" : "s");
	if (rc == EG_OK && gone > 0)
		eg_note(cx, "%zu more that carry no template: --all", gone);
	eg_buf_clear(&file);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_tracking_options how = {0}, before = {0};
	struct eg_tracking *now = NULL, *then = NULL;
	const struct eg_passages *passages;
	struct eg_news *news = NULL;
	struct moment m = {"", 0};
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc != 1) {
		eg_err_set(err, EG_ERR_USAGE, "since takes a moment: 7d, a day or a commit");
		eg_err_hint(err, "engross since 7d");
		return EG_ERR_USAGE;
	}
	if ((rc = find(cx, argv[0], &m, err)) != EG_OK ||
	    (rc = eg_ask_day(cx, opt.as_of, &how.as_of, err)) != EG_OK ||
	    (rc = eg_tracking_open(cx->repo, &how, &now, err)) != EG_OK)
		return rc;
	before.commit = m.commit;
	before.as_of = m.day;
	if ((m.commit[0] != '\0' &&
		(rc = eg_tracking_open(cx->repo, &before, &then, err)) != EG_OK) ||
	    (rc = eg_tracking_passages(now, &passages, err)) != EG_OK ||
	    (rc = eg_news_make(then, m.day, now, &news, err)) != EG_OK)
		goto done;
	if (opt.template_name != NULL)
		(void)only(news, opt.template_name);
	rc = print(cx, news, passages, err);
done:
	eg_news_free(news);
	eg_tracking_free(then);
	eg_tracking_free(now);
	return rc;
}

const struct eg_cmd cmd_since_spec = {
    .name = "since",
    .group = "track",
    .summary = "what was recorded since a day or a commit",
    .args = "7d|DATE|COMMIT",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help = "Two readings of the log are compared, the one of that moment and the one of now, so "
	    "that nothing can be missed: new events, and\n"
	    "bills whose stage or legal status changed (deaths by the calendar among them). 7d and "
	    "2w count back from today.\n\n"
	    "  engross since 7d\n  engross since 2026-11-16 --to docx -o monday.docx\n"
	    "  engross since HEAD~3 --to jsonl\n",
};
