/*
 * progress [TEMPLATE]: how far a campaign is from its threshold, and who counts.
 *	engross progress national-popular-vote --if MI,AZ
 * Exit 0 whether or not it is reached; 2 for a template that is not known; 3 for a bad threshold.
 */
#include "cmd/tracking.h"

#include "base/csv.h"

#include <string.h>

static struct {
	bool json, csv, paths;
	const char *if_, *as_of, *known_at, *to;
	int64_t limit;
} opt;

static const struct eg_opt opts[] = {
    {"if", 0, EG_OPT_TEXT, &opt.if_, "XX,YY", "as if these had joined too"},
    {"paths", 0, EG_OPT_FLAG, &opt.paths, NULL,
	"the smallest sets of pending ones that would reach the threshold"},
    {"limit", 0, EG_OPT_INT, &opt.limit, "N", "with --paths: list at most N sets (20)"},
    {"known-at", 0, EG_OPT_TEXT, &opt.known_at, "DATE|REV",
	"by what had been recorded by the end of that day, or at that revision"},
    {"as-of", 0, EG_OPT_TEXT, &opt.as_of, "DATE", "as it stood on that day"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    {"csv", 0, EG_OPT_FLAG, &opt.csv, NULL, "as CSV"},
    {"to", 0, EG_OPT_TEXT, &opt.to, "FORM", "json, csv or text"},
    EG_OPT_END,
};

struct measured {
	const char *name;
	const struct eg_threshold_rule *rule;
	struct eg_tally *tally;
	struct eg_paths paths; /* with --paths */
	int census; /* whose weights; 0 = a count */
	bool claimed[EG_JURISDICTIONS];
	int64_t claims; /* weight of the claimed ones that are not counted */
};

static const char *const counts_word[] = {"enacted", "adopted", "in-effect"};
static const char *const kind_word[] = {"none", "count", "weight"};

static const char *
unit(const struct eg_threshold_rule *r, bool many)
{
	if (r->kind == EG_THRESHOLD_WEIGHT)
		return many ? "electoral votes" : "electoral vote";
	if (strcmp(r->universe_name, "states") == 0)
		return many ? "states" : "state";
	return many ? "jurisdictions" : "jurisdiction";
}

static enum eg_rc
measure(struct eg_tracking *t, const char *name, const bool *suppose, struct measured *out,
    struct eg_err *err)
{
	const struct eg_passages *passages;
	enum eg_rc rc;

	memset(out, 0, sizeof(*out));
	out->name = name;
	if ((rc = eg_tracking_threshold(t, name, &out->rule, NULL, err)) != EG_OK ||
	    (rc = eg_tracking_passages(t, &passages, err)) != EG_OK ||
	    (rc = eg_tally_make(eg_tracking_status(t), name, out->rule, passages, suppose,
		 &out->tally, err)) != EG_OK ||
	    (rc = eg_tracking_claims(t, name, out->claimed, err)) != EG_OK)
		return rc;
	if (out->rule->kind == EG_THRESHOLD_WEIGHT)
		out->census =
		    eg_weights_census(passages, out->rule->census, eg_tracking_status(t)->as_of);
	if (opt.paths)
		eg_paths_find(out->tally, opt.limit > 0 ? (size_t)opt.limit : 20, &out->paths);
	for (size_t i = 0; i < out->tally->n_counted; i++)
		out->claimed[out->tally->counted[i].jurisdiction] = false;
	for (int j = 0; j < EG_JURISDICTIONS; j++) {
		out->claimed[j] = out->claimed[j] && out->rule->universe[j];
		if (out->claimed[j])
			out->claims += out->rule->kind == EG_THRESHOLD_WEIGHT
					   ? eg_weight_of(passages, j, out->rule->census,
						 eg_tracking_status(t)->as_of)
					   : 1;
	}
	return EG_OK;
}

/* ---- text ---- */

static void
headline(struct eg_ctx *cx, const struct measured *m)
{
	const struct eg_tally *t = m->tally;
	struct eg_buf *o = &cx->out;

	eg_buf_printf(o, "%s%s%s: ", m->name, opt.if_ != NULL ? ", if joined by " : "",
	    opt.if_ != NULL ? opt.if_ : "");
	if (m->rule->kind == EG_THRESHOLD_NONE || t->need == 0)
		eg_buf_printf(o, "%lld of %lld %s (no threshold: a count)\n", (long long)t->have,
		    (long long)t->of, unit(m->rule, true));
	else
		eg_buf_printf(o, "%lld of %lld %s%s\n", (long long)t->have, (long long)t->need,
		    unit(m->rule, t->need != 1), t->reached ? ", reached" : "");
	if (t->have_high != t->have_low)
		eg_buf_printf(o, "  %lld if those in dispute count too\n", (long long)t->have_high);
	if (m->claims > 0)
		eg_buf_printf(o, "  %lld more %s claimed without a source found (%lld with them)\n",
		    (long long)m->claims, m->claims == 1 ? "is" : "are",
		    (long long)(t->have + m->claims));
	if (m->rule->date_rule != EG_DATE_RULE_NONE) {
		char day[EG_DATE_TEXT];

		eg_date_format(eg_date_from_days(m->rule->date), day);
		eg_buf_printf(o, "  or %s, whichever is %s\n", day,
		    m->rule->date_rule == EG_DATE_RULE_EARLIER ? "earlier" : "later");
	}
}

static void
line(struct eg_ctx *cx, const struct measured *m, const struct eg_progress_item *i)
{
	const struct eg_status_row *r = i->row;
	char stage[64] = "", date[24] = "", why[200];
	struct eg_buf *o = &cx->out;

	eg_buf_printf(o, "  %s", eg_postal[i->jurisdiction]);
	if (m->rule->kind == EG_THRESHOLD_WEIGHT)
		eg_buf_printf(o, " %2lld", (long long)i->weight);
	if (i->supposed)
		eg_buf_puts(o, "  (supposed)");
	if (r != NULL) {
		eg_row_stage(r, stage);
		eg_row_date(r, date);
		eg_progress_why(i, m->rule, why);
		eg_buf_printf(
		    o, "  %-10s  %-10s  %s", date, r->bill[0] != '\0' ? r->bill : "-", stage);
		if (r->legal != EG_LEGAL_NONE)
			eg_buf_printf(o, ", %s", eg_legal_name((enum eg_legal)r->legal));
		if (!i->supposed)
			eg_buf_printf(o, ": %s", why);
	}
	eg_buf_putc(o, '\n');
}

static void
group(struct eg_ctx *cx, const struct measured *m, const char *title,
    const struct eg_progress_item *v, size_t n)
{
	int64_t sum = 0;

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		sum += v[i].outside ? 0 : v[i].weight;
	eg_buf_printf(&cx->out, "\n%s: %zu", title, n);
	if (m->rule->kind == EG_THRESHOLD_WEIGHT)
		eg_buf_printf(&cx->out, " (%lld electoral votes)", (long long)sum);
	eg_buf_putc(&cx->out, '\n');
	for (size_t i = 0; i < n; i++)
		line(cx, m, &v[i]);
}

static void
print_paths(struct eg_ctx *cx, const struct measured *m)
{
	const struct eg_paths *p = &m->paths;
	struct eg_buf *o = &cx->out;

	if (m->rule->kind == EG_THRESHOLD_NONE || m->tally->need == 0) {
		eg_buf_puts(o, "\npaths: there is no threshold to reach\n");
		return;
	}
	if (p->lacking == 0) {
		eg_buf_puts(o, "\npaths: the number is reached\n");
		return;
	}
	if (p->size == 0) {
		eg_buf_printf(o,
		    "\npaths: none; all pending ones would add %lld, and %lld are lacking\n",
		    (long long)p->all, (long long)p->lacking);
		return;
	}
	eg_buf_printf(o, "\npaths: %s%zu set%s of %zu would add the %lld that are lacking\n",
	    p->partial ? "more than " : "", p->found, p->found == 1 ? "" : "s", p->size,
	    (long long)p->lacking);
	for (size_t i = 0; i < p->n; i++) {
		eg_buf_puts(o, " ");
		for (size_t k = 0; k < p->size; k++)
			eg_buf_printf(o, " %s", eg_postal[p->set[i * p->size + k]]);
		eg_buf_putc(o, '\n');
	}
	if (p->found > p->n)
		eg_buf_printf(o, "  and %s%zu more\n", p->partial ? "over " : "", p->found - p->n);
}

static void
print_text(struct eg_ctx *cx, const struct measured *m, bool alone)
{
	headline(cx, m);
	if (!alone)
		return;
	if (m->rule->kind != EG_THRESHOLD_NONE && !m->tally->reached &&
	    m->tally->need > m->tally->have)
		eg_buf_printf(
		    &cx->out, "  %lld lacking\n", (long long)(m->tally->need - m->tally->have));
	if (m->census != 0)
		eg_buf_printf(&cx->out, "  weights of the %d census\n", m->census);
	group(cx, m, "counted", m->tally->counted, m->tally->n_counted);
	group(cx, m, "pending", m->tally->pending, m->tally->n_pending);
	group(cx, m, "not counted (left, lost, refused or in dispute)", m->tally->out,
	    m->tally->n_out);
	if (m->claims > 0) {
		eg_buf_puts(&cx->out, "\nclaimed, no source found:");
		for (int j = 0; j < EG_JURISDICTIONS; j++)
			if (m->claimed[j])
				eg_buf_printf(&cx->out, " %s", eg_postal[j]);
		eg_buf_putc(&cx->out, '\n');
	}
	if (opt.paths)
		print_paths(cx, m);
	if (m->rule->note[0] != '\0' || m->rule->withdrawal[0] != '\0' ||
	    m->rule->source[0] != '\0')
		eg_buf_putc(&cx->out, '\n');
	if (m->rule->note[0] != '\0')
		eg_buf_printf(&cx->out, "rule: %s\n", m->rule->note);
	if (m->rule->withdrawal[0] != '\0')
		eg_buf_printf(&cx->out, "leaving: %s\n", m->rule->withdrawal);
	if (m->rule->source[0] != '\0')
		eg_buf_printf(&cx->out, "source: %s\n", m->rule->source);
}

/* ---- JSON and CSV ---- */

static void
json_items(struct eg_json *j, const char *key, const struct measured *m,
    const struct eg_progress_item *v, size_t n)
{
	eg_json_key(j, key);
	eg_json_array(j);
	for (size_t i = 0; i < n; i++) {
		const struct eg_status_row *r = v[i].row;
		char date[16] = "", by[16] = "", why[200];

		if (r != NULL)
			eg_status_date(r, date, by);
		eg_progress_why(&v[i], m->rule, why);
		eg_json_object(j);
		eg_json_kstr(j, "jurisdiction", eg_postal[v[i].jurisdiction]);
		eg_json_kint(j, "weight", v[i].weight);
		eg_json_kstr(j, "session", r != NULL && r->session[0] != '\0' ? r->session : NULL);
		eg_json_kstr(j, "bill", r != NULL && r->bill[0] != '\0' ? r->bill : NULL);
		eg_json_kstr(j, "stage", r != NULL ? eg_stage_name((enum eg_stage)r->stage) : NULL);
		eg_json_kstr(j, "legal_status",
		    r != NULL && r->legal != EG_LEGAL_NONE ? eg_legal_name((enum eg_legal)r->legal)
							   : NULL);
		eg_json_kstr(j, "date", date[0] != '\0' ? date : NULL);
		eg_json_kbool(j, "supposed", v[i].supposed);
		eg_json_kstr(j, "why", why);
		eg_json_end(j);
	}
	eg_json_end(j);
}

static void
json_threshold(struct eg_json *j, const struct eg_threshold_rule *r)
{
	char day[EG_DATE_TEXT] = "";

	if (r->date_rule != EG_DATE_RULE_NONE)
		eg_date_format(eg_date_from_days(r->date), day);
	eg_json_key(j, "threshold");
	eg_json_object(j);
	eg_json_kstr(j, "kind", kind_word[r->kind]);
	eg_json_kstr(j, "unit", unit(r, true));
	eg_json_kint(j, "need", r->need);
	eg_json_kstr(j, "universe", r->universe_name);
	eg_json_kstr(j, "counts", counts_word[r->counts]);
	eg_json_kstr(j, "date_alternative", day[0] != '\0' ? day : NULL);
	eg_json_kstr(j, "rule",
	    r->date_rule == EG_DATE_RULE_EARLIER ? "earlier"
	    : r->date_rule == EG_DATE_RULE_LATER ? "later"
						 : NULL);
	eg_json_kstr(j, "note", r->note[0] != '\0' ? r->note : NULL);
	eg_json_kstr(j, "source", r->source[0] != '\0' ? r->source : NULL);
	eg_json_end(j);
}

static void
json_paths(struct eg_json *j, const struct eg_paths *p)
{
	eg_json_key(j, "paths");
	eg_json_object(j);
	eg_json_kint(j, "lacking", p->lacking);
	eg_json_kint(j, "all_pending", p->all);
	eg_json_kint(j, "size", (int64_t)p->size);
	eg_json_kint(j, "found", (int64_t)p->found);
	eg_json_kbool(j, "more", p->partial);
	eg_json_key(j, "sets");
	eg_json_array(j);
	for (size_t i = 0; i < p->n; i++) {
		eg_json_array(j);
		for (size_t k = 0; k < p->size; k++)
			eg_json_string(j, eg_postal[p->set[i * p->size + k]]);
		eg_json_end(j);
	}
	eg_json_end(j);
	eg_json_end(j);
}

static void
print_json(struct eg_json *j, const struct measured *m)
{
	const struct eg_tally *t = m->tally;

	eg_json_object(j);
	eg_json_kstr(j, "template", m->name);
	json_threshold(j, m->rule);
	eg_json_kint(j, "have", t->have);
	eg_json_kint(j, "have_low", t->have_low);
	eg_json_kint(j, "have_high", t->have_high);
	eg_json_kint(j, "need", t->need);
	eg_json_kint(j, "of", t->of);
	eg_json_kbool(j, "reached", t->reached);
	if (m->census != 0)
		eg_json_kint(j, "census", m->census);
	json_items(j, "counted", m, t->counted, t->n_counted);
	json_items(j, "pending", m, t->pending, t->n_pending);
	json_items(j, "not_counted", m, t->out, t->n_out);
	if (opt.paths)
		json_paths(j, &m->paths);
	eg_json_key(j, "unverified");
	eg_json_array(j);
	for (int k = 0; k < EG_JURISDICTIONS; k++)
		if (m->claimed[k])
			eg_json_string(j, eg_postal[k]);
	eg_json_end(j);
	eg_json_end(j);
}

static void
csv_items(struct eg_buf *o, const struct measured *m, const char *state,
    const struct eg_progress_item *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct eg_status_row *r = v[i].row;
		char date[16] = "", by[16] = "", why[200];

		if (r != NULL)
			eg_status_date(r, date, by);
		eg_progress_why(&v[i], m->rule, why);
		eg_buf_printf(o, "%s,%s,%s,%lld,", m->name, eg_postal[v[i].jurisdiction],
		    v[i].supposed ? "supposed" : state, (long long)v[i].weight);
		eg_csv_put(o, r != NULL ? r->session : "", r != NULL ? strlen(r->session) : 0);
		eg_buf_putc(o, ',');
		eg_csv_put(o, r != NULL ? r->bill : "", r != NULL ? strlen(r->bill) : 0);
		eg_buf_printf(o, ",%s,%s,%s,",
		    r != NULL ? eg_stage_name((enum eg_stage)r->stage) : "",
		    r != NULL ? eg_legal_name((enum eg_legal)r->legal) : "", date);
		eg_csv_put(o, why, strlen(why));
		eg_buf_putc(o, '\n');
	}
}

static void
print_csv(struct eg_buf *o, const struct measured *m)
{
	csv_items(o, m, "counted", m->tally->counted, m->tally->n_counted);
	csv_items(o, m, "pending", m->tally->pending, m->tally->n_pending);
	csv_items(o, m, "not-counted", m->tally->out, m->tally->n_out);
}

/* ---- which templates ---- */

static enum eg_rc
names(struct eg_tracking *t, const char *asked, struct eg_texts *out, struct eg_err *err)
{
	const struct eg_status *st = eg_tracking_status(t);
	const struct eg_threshold_rule *rule;
	bool known, tracked = false;
	enum eg_rc rc;

	for (size_t i = 0; i < st->n; i++) {
		const char *name = st->row[i].template_name;

		tracked = tracked || (asked != NULL && strcmp(name, asked) == 0);
		if (asked == NULL && *name != '\0' &&
		    (out->n == 0 || strcmp(out->v[out->n - 1], name) != 0))
			eg_vec_push(out, name);
	}
	if (asked == NULL)
		return EG_OK;
	eg_vec_push(out, asked);
	if ((rc = eg_tracking_threshold(t, asked, &rule, &known, err)) != EG_OK)
		return rc;
	return known || tracked ? EG_OK : eg_unknown_template(t, asked, err);
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_tracking_options how = {0};
	bool suppose[EG_JURISDICTIONS] = {false};
	struct eg_tracking *t = NULL;
	struct eg_texts list = {0};
	char commit[EG_OID_HEX];
	struct eg_json j;
	enum eg_rc rc;

	EG_UNUSED(status);
	opt.json = opt.json || (opt.to != NULL && strcmp(opt.to, "json") == 0);
	opt.csv = opt.csv || (opt.to != NULL && strcmp(opt.to, "csv") == 0);
	if (argc > 1)
		return eg_err_set(err, EG_ERR_USAGE, "one template at a time");
	if ((opt.if_ != NULL && (rc = eg_jurisdictions_parse(opt.if_, suppose, err)) != EG_OK) ||
	    (rc = eg_ask_known(cx, opt.known_at, opt.as_of, commit, &how, err)) != EG_OK ||
	    (rc = eg_tracking_open(cx->repo, &how, &t, err)) != EG_OK)
		return rc;
	if ((rc = names(t, argc > 0 ? argv[0] : NULL, &list, err)) != EG_OK)
		goto done;
	eg_json_init(&j, &cx->out, true);
	if (opt.json && argc == 0)
		eg_json_array(&j);
	if (opt.csv)
		eg_buf_puts(&cx->out,
		    "template,jurisdiction,state,weight,session,bill,stage,legal_status,date,"
		    "why\n");
	for (size_t i = 0; i < list.n && rc == EG_OK; i++) {
		struct measured m;

		if ((rc = measure(t, list.v[i], suppose, &m, err)) == EG_OK) {
			if (opt.json)
				print_json(&j, &m);
			else if (opt.csv)
				print_csv(&cx->out, &m);
			else
				print_text(cx, &m, argc > 0);
		}
		eg_paths_clear(&m.paths);
		eg_tally_free(m.tally);
	}
	if (rc == EG_OK && opt.json) {
		if (argc == 0)
			eg_json_end(&j);
		eg_json_finish(&j);
	} else if (rc == EG_OK && !opt.csv && list.n == 0) {
		eg_buf_puts(&cx->out, "nothing is tracked yet\n");
	}
done:
	eg_vec_clear(&list);
	eg_tracking_free(t);
	return rc;
}

const struct eg_cmd cmd_progress_spec = {
    .name = "progress",
    .group = "track",
    .summary = "how far a campaign is from its threshold",
    .args = "[TEMPLATE]",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help = "The rule is in the template's head (threshold:), else in templates/thresholds.yaml. A "
	    "jurisdiction counts once, however many\n"
	    "bills it passed. What is only claimed is shown apart and never counted. Without "
	    "TEMPLATE: a line for each one tracked\n"
	    "(with --json an array).\n\n"
	    "  engross progress national-popular-vote --if MI,AZ\n  engross progress "
	    "article-v-convention --as-of 2025-12-31 --json\n",
};
