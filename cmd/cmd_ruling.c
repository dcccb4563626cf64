/*
 * ruling REF …: record what people decided about a text's conformity, or show what they did.
 *	engross ruling UT/HB12 --model nurse-compact@1.0.0 --body "Compact Commission" --date 2027-03-01 \
 *	  --vote 24-5 --decision conforms --reason "Section 4 changes no duty"
 * Exit 0; 2 usage; 3 a bad date or decision; 4 repository.
 */
#include "cmd/conform.h"

#include <string.h>

static struct {
	struct eg_texts models;
	const char *body, *date, *vote, *reason, *decision, *note, *rule, *postal;
	bool json;
} opt;

static const struct eg_opt opts[] = {
    {"body", 'b', EG_OPT_TEXT, &opt.body, "NAME", "who decided: a commission, an office, a person"},
    {"date", 'd', EG_OPT_TEXT, &opt.date, "DATE", "when it was decided, YYYY-MM-DD"},
    {"decision", 0, EG_OPT_TEXT, &opt.decision, "WORD",
	"conforms, does-not-conform, or conditional"},
    {"vote", 0, EG_OPT_TEXT, &opt.vote, "VOTE", "24-5, or in words"},
    {"reason", 'r', EG_OPT_TEXT, &opt.reason, "TEXT", "why"},
    {"note", 0, EG_OPT_TEXT, &opt.note, "TEXT", "a note: where the minutes are"},
    {"model", 'm', EG_OPT_LIST, &opt.models, "TEMPLATE@VERSION|FILE",
	"the model it was held to, as for conform"},
    {"for", 0, EG_OPT_TEXT, &opt.postal, "XX", "whose text it is, as for conform"},
    {"rule", 0, EG_OPT_TEXT, &opt.rule, "RULE", "as for conform"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "rulings as JSON"},
    EG_OPT_END,
};

/* ---- showing ---- */

static void
put_json(struct eg_ctx *cx, const struct eg_ruling *const *list, size_t n)
{
	struct eg_json j;

	eg_json_init(&j, &cx->out, true);
	eg_json_object(&j);
	eg_json_key(&j, "rulings");
	eg_json_array(&j);
	for (size_t i = 0; i < n; i++) {
		const struct eg_ruling *r = list[i];
		const char *const pairs[][2] = {{"id", r->id}, {"date", r->date}, {"body", r->body},
		    {"decision", r->decision}, {"vote", r->vote}, {"reason", r->reason},
		    {"text", r->text}, {"text_sha256", r->text_sha256}, {"model", r->model},
		    {"model_sha256", r->model_sha256}, {"finding", r->finding}, {"score", r->score},
		    {"note", r->note}, {"recorded", r->recorded}};

		eg_json_object(&j);
		for (size_t k = 0; k < EG_COUNT(pairs); k++)
			eg_json_kstr(&j, pairs[k][0], pairs[k][1]);
		eg_json_end(&j);
	}
	eg_json_end(&j);
	eg_json_end(&j);
	eg_json_finish(&j);
}

static void
put_text(struct eg_ctx *cx, const struct eg_ruling *r)
{
	eg_buf_printf(&cx->out, "%s  %s: %s%s%s\n", r->date, r->body,
	    r->decision[0] != '\0' ? r->decision : "no outcome stated",
	    r->vote[0] != '\0' ? ", vote " : "", r->vote);
	eg_buf_printf(&cx->out, "    about %s against %s (%s, %s)\n", r->text, r->model, r->finding,
	    r->score);
	if (r->reason[0] != '\0')
		eg_buf_printf(&cx->out, "    %s\n", r->reason);
	if (r->note[0] != '\0')
		eg_buf_printf(&cx->out, "    note: %s\n", r->note);
}

/* All rulings, or those about one text (by its path, or by its bytes). */
static enum eg_rc
show(struct eg_ctx *cx, const char *address, struct eg_err *err)
{
	struct eg_rulings *all = NULL;
	const struct eg_ruling **list;
	struct eg_opened text = {0};
	char sha256[EG_SHA256_HEX] = "";
	size_t n = 0;
	enum eg_rc rc = eg_rulings_load(cx, &all, err);

	if (rc == EG_OK && address != NULL &&
	    (rc = eg_open_text(cx, address, false, &text, err)) == EG_OK)
		eg_sha256_hex(eg_buf_cstr(&text.src.bytes), text.src.bytes.n, sha256);
	list = eg_calloc(all != NULL ? all->n + 1 : 1, sizeof(*list));
	for (size_t i = 0; rc == EG_OK && all != NULL && i < all->n; i++)
		if (address == NULL || strcmp(all->v[i].text, text.src.shown) == 0 ||
		    strcmp(all->v[i].text_sha256, sha256) == 0)
			list[n++] = &all->v[i];
	if (rc == EG_OK && opt.json)
		put_json(cx, list, n);
	else if (rc == EG_OK && n == 0)
		eg_note(cx, "no ruling%s%s", address != NULL ? " about " : "",
		    address != NULL ? address : "");
	else
		for (size_t i = 0; rc == EG_OK && i < n; i++)
			put_text(cx, list[i]);
	eg_opened_clear(&text);
	eg_rulings_free(all);
	eg_free(list);
	return rc;
}

/* ---- recording ---- */

struct appending {
	const struct eg_ruling *row;
	char id[17];
};

static enum eg_rc
append(void *ctx, const char *old, size_t old_n, struct eg_buf *out, struct eg_err *err)
{
	struct appending *a = ctx;
	struct eg_rulings *there = NULL;
	enum eg_rc rc = EG_OK;

	if (old_n > 0) /* never add to what cannot be read */
		rc = eg_rulings_parse(old, old_n, EG_RULINGS_PATH, &there, err);
	eg_rulings_free(there);
	return rc == EG_OK ? eg_rulings_append(a->row, old, old_n, out, a->id, err) : rc;
}

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

static enum eg_rc
commit_ruling(struct eg_ctx *cx, const struct eg_ruling *row, struct eg_err *err)
{
	struct appending a = {.row = row};
	struct eg_change *change = eg_change_new(cx->repo);
	struct eg_buf check = EG_BUF_INIT;
	char commit[EG_OID_HEX] = "", *message;
	enum eg_rc rc = eg_rulings_append(row, "", 0, &check, a.id, err);

	message = eg_sprintf("Ruling on %s: %s\n\n%s\n\nText: %s\nModel: %s\nBody: %s\n", row->text,
	    row->decision[0] != '\0' ? row->decision : "recorded",
	    row->reason[0] != '\0' ? row->reason : "No reason was given.", row->text, row->model,
	    row->body);
	if (rc == EG_OK && (rc = eg_change_edit(change, EG_RULINGS_PATH, append, &a, err)) == EG_OK)
		rc = eg_change_commit(change, message, &cx->who, commit, err);
	if (rc == EG_OK) {
		eg_buf_printf(&cx->out, "%s %.10s\n", a.id, commit);
		if (row->decision[0] == '\0')
			eg_warn(cx, "the ruling says no outcome; --decision conforms, "
				    "does-not-conform, or conditional");
	}
	eg_buf_clear(&check);
	eg_free(message);
	eg_change_free(change);
	return rc;
}

static enum eg_rc
record(struct eg_ctx *cx, const char *address, struct eg_err *err)
{
	struct eg_held *h = eg_calloc(1, sizeof(*h));
	char score[16] = "", today[EG_DATE_TEXT];
	enum eg_rc rc =
	    eg_hold(cx, &(struct eg_hold){address, &opt.models, opt.rule, opt.postal}, h, err);

	eg_date_format(eg_date_of_time(cx->now), today);
	if (rc == EG_OK) {
		snprintf(score, sizeof(score), "%.4f", h->found->score);
		rc = commit_ruling(cx,
		    &(struct eg_ruling){.id = "",
			.date = opt.date != NULL ? opt.date : today,
			.body = or_empty(opt.body),
			.decision = or_empty(opt.decision),
			.vote = or_empty(opt.vote),
			.reason = or_empty(opt.reason),
			.text = h->text_name,
			.text_sha256 = h->text_sha256,
			.model = h->model_name,
			.model_sha256 = h->model_sha256,
			.finding = eg_finding_name(h->found->finding),
			.score = score,
			.note = or_empty(opt.note),
			.recorded = today},
		    err);
	}
	eg_held_clear(h);
	eg_free(h);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	bool says = opt.body != NULL || opt.date != NULL || opt.vote != NULL ||
		    opt.reason != NULL || opt.decision != NULL;

	EG_UNUSED(status);
	if (argc > 1 || (argc == 0 && says)) {
		eg_err_set(err, EG_ERR_USAGE, "a ruling is about one text");
		eg_err_hint(
		    err, "engross ruling REF --body NAME --date DATE --vote 24-5 --reason TEXT");
		return EG_ERR_USAGE;
	}
	if (!says)
		return show(cx, argc == 1 ? argv[0] : NULL, err);
	if (opt.body == NULL) {
		eg_err_set(err, EG_ERR_USAGE, "say who ruled");
		eg_err_hint(err, "--body NAME");
		return EG_ERR_USAGE;
	}
	return record(cx, argv[0], err);
}

const struct eg_cmd cmd_ruling_spec = {
    .name = "ruling",
    .group = "compare",
    .summary = "record what people decided about a text's conformity",
    .args = "[REF [--body NAME …]]",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO,
    .run = run,
    .help =
	"A program finds; a person rules. The ruling goes into tracking/rulings.csv with the "
	"finding, the score, and the hashes\n"
	"of the text and of the model it was about, in a commit of its own; conform cites it from "
	"then on, and says when the text\n"
	"or the model has changed since. Without --body the rulings about REF are shown, without "
	"REF all of them.\n\n"
	"    engross ruling UT/HB12 --body 'Compact Commission' --date 2027-03-01 --vote 24-5 \\\n"
	"      --decision conforms --reason 'Section 4 changes no duty'\n"
	"    engross ruling",
};
