/*
 * templates [NAME]: the templates there are, or all about one: what it says of itself, its
 * parameters, the law for and against it.
 *	engross templates immigration-sanctuary
 * Exit 0; 2 for a template that is not there; 3 for one that cannot be read.
 */
#include "cmd/sources.h"

#include "base/utf8.h"

#include <string.h>

static struct {
	bool json, authorities;
} opt;

static const struct eg_opt opts[] = {
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    {"authorities", 0, EG_OPT_FLAG, &opt.authorities, NULL,
	"only the law that supports and limits it"},
    EG_OPT_END,
};

/* ---- JSON ---- */

static void
json_texts(struct eg_json *j, const char *key, const char *const *text, size_t n)
{
	eg_json_key(j, key);
	eg_json_array(j);
	for (size_t i = 0; i < n; i++)
		eg_json_string(j, text[i]);
	eg_json_end(j);
}

static void
json_parameter(struct eg_json *j, const struct eg_param *p)
{
	int64_t scale = p->type == EG_PARAM_MONEY ? 100 : 1;

	eg_json_object(j);
	eg_json_kstr(j, "name", p->name);
	eg_json_kstr(j, "type", eg_param_type_name(p->type));
	eg_json_kbool(j, "required", p->required);
	eg_json_kstr(j, "default", p->required ? NULL : p->def);
	eg_json_kbool(j, "policy", p->policy);
	eg_json_kbool(j, "global", p->global);
	if (p->n_options > 0)
		json_texts(j, "options", p->option, p->n_options);
	if (p->has_min)
		eg_json_kint(j, "min", p->min / scale);
	if (p->has_max)
		eg_json_kint(j, "max", p->max / scale);
	eg_json_kstr(j, "help", p->help);
	eg_json_kstr(j, "risk", p->risk);
	eg_json_end(j);
}

static void
json_authorities(struct eg_json *j, const struct eg_template *t)
{
	eg_json_key(j, "authorities");
	eg_json_array(j);
	for (size_t i = 0; i < t->n_authorities; i++) {
		eg_json_object(j);
		eg_json_kstr(j, "cite", t->authority[i].cite);
		eg_json_kstr(j, "effect", t->authority[i].effect);
		eg_json_kstr(j, "says", t->authority[i].says);
		eg_json_kstr(j, "sure", t->authority[i].sure);
		eg_json_end(j);
	}
	eg_json_end(j);
}

static void
json_template(struct eg_json *j, const struct eg_template *t, const char *from)
{
	eg_json_object(j);
	eg_json_kstr(j, "template", t->name);
	eg_json_kstr(j, "version", t->version);
	eg_json_kstr(j, "from", from);
	if (opt.authorities) {
		json_authorities(j, t);
		eg_json_end(j);
		return;
	}
	eg_json_kstr(j, "title", t->title);
	eg_json_kstr(j, "short_title", t->short_title);
	eg_json_kstr(j, "purpose", t->purpose);
	eg_json_kstr(j, "instrument", t->instrument);
	eg_json_kstr(j, "summary", t->summary);
	json_texts(j, "subjects", t->subject, t->n_subjects);
	eg_json_kstr(j, "conformity", t->conformity);
	eg_json_kstr(j, "mirror", t->mirror[0] != '\0' ? t->mirror : NULL);
	json_texts(j, "jurisdictions", t->jurisdiction, t->n_jurisdictions);
	eg_json_key(j, "threshold");
	eg_json_object(j);
	eg_json_kstr(j, "kind", t->threshold.kind);
	eg_json_kint(j, "need", t->threshold.need);
	eg_json_kstr(j, "weight", t->threshold.weight);
	json_texts(j, "of", t->threshold.of, t->threshold.n_of);
	eg_json_kstr(j, "counts", t->threshold.counts);
	eg_json_kstr(j, "note", t->threshold.note);
	eg_json_end(j);
	eg_json_key(j, "parameters");
	eg_json_array(j);
	for (size_t i = 0; i < t->n_params; i++)
		json_parameter(j, &t->param[i]);
	eg_json_end(j);
	json_authorities(j, t);
	json_texts(j, "fill_ins", t->fill_in, t->n_fill_ins);
	eg_json_end(j);
}

/* ---- text ---- */

/* Words folded to the width of the screen, each line indented. */
static void
fold(struct eg_buf *out, size_t indent, const char *before, const char *text, int columns)
{
	size_t width = columns > 100 ? 100 : (size_t)columns, at = indent + strlen(before);

	eg_buf_fill(out, ' ', indent);
	eg_buf_puts(out, before);
	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, " "), w = eg_utf8_width(p, n);

		if (p != text && at + 1 + w > width) {
			eg_buf_putc(out, '\n');
			eg_buf_fill(out, ' ', indent);
			at = indent;
		} else if (p != text) {
			eg_buf_putc(out, ' ');
			at++;
		}
		eg_buf_add(out, p, n);
		at += w;
		p += n;
		while (*p == ' ')
			p++;
	}
	eg_buf_putc(out, '\n');
}

static void
show_threshold(struct eg_ctx *cx, const struct eg_threshold *t)
{
	struct eg_buf b = EG_BUF_INIT;

	if (strcmp(t->kind, "none") != 0 && t->need > 0) {
		eg_buf_printf(
		    &b, "%lld %s", (long long)t->need, t->weight[0] != '\0' ? t->weight : "");
		eg_buf_printf(&b, "%s%s of ", t->weight[0] != '\0' ? " " : "", t->counts);
		for (size_t i = 0; i < t->n_of; i++)
			eg_buf_printf(&b, "%s%s", i == 0 ? "" : ", ", t->of[i]);
	}
	if (t->note[0] != '\0')
		eg_buf_printf(&b, "%s%s", b.n != 0 ? "; " : "", t->note);
	if (b.n != 0)
		fold(&cx->out, 0, "threshold:   ", eg_buf_cstr(&b), cx->columns);
	eg_buf_clear(&b);
}

static void
show_parameter(struct eg_ctx *cx, const struct eg_param *p)
{
	struct eg_buf kind = EG_BUF_INIT;

	eg_buf_printf(&kind, "(%s", eg_param_type_name(p->type));
	if (p->has_min)
		eg_buf_printf(&kind, ", at least %lld",
		    (long long)(p->min / (p->type == EG_PARAM_MONEY ? 100 : 1)));
	if (p->has_max)
		eg_buf_printf(&kind, ", at most %lld",
		    (long long)(p->max / (p->type == EG_PARAM_MONEY ? 100 : 1)));
	for (size_t i = 0; i < p->n_options; i++)
		eg_buf_printf(&kind, "%s%s", i == 0 ? ": " : " | ", p->option[i]);
	eg_buf_puts(&kind, p->policy ? "; policy choice)" : ")");
	eg_buf_printf(&cx->out, "  %s", p->name);
	if (p->required)
		eg_buf_puts(&cx->out, "  must be given");
	else
		eg_buf_printf(&cx->out, " = %s", p->def[0] != '\0' ? p->def : "\"\"");
	eg_buf_putc(&cx->out, '\n');
	fold(&cx->out, 6, "", eg_buf_cstr(&kind), cx->columns);
	fold(&cx->out, 6, "", p->help, cx->columns);
	if (p->risk[0] != '\0')
		fold(&cx->out, 6, "Risk: ", p->risk, cx->columns);
	eg_buf_clear(&kind);
}

static void
show_authorities(struct eg_ctx *cx, const struct eg_template *t)
{
	static const char *const effect[] = {"supports", "limits"}, *const heading[] = {
									"Law that supports it",
									"Law that cuts against it"};

	for (size_t e = 0; e < 2; e++) {
		size_t n = 0;

		for (size_t i = 0; i < t->n_authorities; i++) {
			const struct eg_authority *a = &t->authority[i];

			if (strcmp(a->effect, effect[e]) != 0)
				continue;
			if (n++ == 0)
				eg_buf_printf(&cx->out, "\n%s\n", heading[e]);
			fold(&cx->out, 2, "", a->cite, cx->columns);
			if (a->says[0] != '\0')
				fold(&cx->out, 6, "", a->says, cx->columns);
			if (strcmp(a->sure, "verified") != 0)
				fold(&cx->out, 6, "", "(not checked against the source)",
				    cx->columns);
		}
	}
}

static void
show(struct eg_ctx *cx, const struct eg_template *t, const char *from)
{
	eg_buf_printf(&cx->out, "%s %s (%s, %s)\n", t->name, t->version, t->instrument, from);
	if (opt.authorities) {
		show_authorities(cx, t);
		return;
	}
	if (t->summary[0] != '\0')
		fold(&cx->out, 0, "", t->summary, cx->columns);
	eg_buf_putc(&cx->out, '\n');
	fold(&cx->out, 0, "title:       ", t->title, cx->columns);
	if (t->short_title[0] != '\0')
		fold(&cx->out, 0, "short title: ", t->short_title, cx->columns);
	eg_buf_printf(&cx->out, "conformity:  %s\n", t->conformity);
	if (t->mirror[0] != '\0')
		eg_buf_printf(&cx->out, "mirror:      %s\n", t->mirror);
	show_threshold(cx, &t->threshold);
	eg_buf_puts(&cx->out, "\nParameters\n");
	for (size_t i = 0; i < t->n_params; i++)
		if (!t->param[i].global)
			show_parameter(cx, &t->param[i]);
	eg_buf_puts(&cx->out, "\nParameters of every template\n");
	for (size_t i = 0; i < t->n_params; i++)
		if (t->param[i].global)
			show_parameter(cx, &t->param[i]);
	show_authorities(cx, t);
}

/* The first sentence of the summary, on one line. */
static const char *
gist(struct eg_arena *a, const struct eg_template *t, int columns, size_t used)
{
	const char *s = t->summary, *stop = strstr(s, ". ");
	size_t n = stop != NULL ? (size_t)(stop - s) : strlen(s),
	       room = (size_t)columns > used + 20 ? (size_t)columns - used : 20;

	if (n > 0 && s[n - 1] == '.')
		n--;
	if (eg_utf8_width(s, n) <= room)
		return eg_arena_dup(a, s, n);
	for (n = room - 1; n > 0 && s[n] != ' '; n--)
		continue;
	return eg_arena_printf(a, "%.*s…", (int)n, s);
}

static const char *
origin(const struct eg_sources *s)
{
	return s->file.n > 0 && !s->file.v[0].builtin ? "in the repository" : "built in";
}

static enum eg_rc
list(struct eg_ctx *cx, const char *commit, struct eg_err *err)
{
	struct {
		EG_VEC(const char *);
	} cells = {0};
	struct eg_arena *a = eg_arena_new();
	struct eg_map names = {0};
	struct eg_sources s;
	struct eg_json j;
	size_t longest = 8;
	enum eg_rc rc;

	eg_json_init(&j, &cx->out, true);
	eg_sources_init(&s, cx, commit);
	rc = eg_sources_names(&s, &names, err);
	eg_sources_clear(&s);
	if (rc == EG_OK && opt.json)
		eg_json_array(&j);
	for (size_t i = 0; i < names.n; i++)
		longest = strlen(names.v[i].key) > longest ? strlen(names.v[i].key) : longest;
	const char *const header[] = {"Template", "Version", "From", "What it does"};
	for (size_t i = 0; i < EG_COUNT(header); i++)
		eg_vec_push(&cells, header[i]);
	for (size_t i = 0; i < names.n && rc == EG_OK; i++) {
		struct eg_template *t = NULL;

		eg_sources_init(&s, cx, commit);
		if ((rc = eg_sources_template(&s, names.v[i].key, &t, err)) == EG_OK) {
			if (opt.json) {
				json_template(&j, t, origin(&s));
			} else {
				eg_vec_push(&cells, eg_arena_strdup(a, t->name));
				eg_vec_push(&cells, eg_arena_strdup(a, t->version));
				eg_vec_push(&cells, strcmp(origin(&s), "built in") == 0
							? "built in"
							: "repository");
				eg_vec_push(&cells, gist(a, t, cx->columns, longest + 23));
			}
			eg_template_free(t);
		}
		eg_sources_clear(&s);
	}
	if (rc == EG_OK && opt.json) {
		eg_json_end(&j);
		eg_json_finish(&j);
	} else if (rc == EG_OK) {
		eg_table(
		    &cx->out, cells.v, cells.n / EG_COUNT(header), EG_COUNT(header), cx->columns);
	} else {
		eg_buf_reset(&cx->out);
	}
	eg_vec_clear(&cells);
	eg_map_clear(&names);
	eg_arena_free(a);
	return rc;
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_template *t = NULL;
	struct eg_sources s;
	char commit[EG_OID_HEX] = "", name[128];
	const char *at;
	struct eg_json j;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc == 0)
		return list(cx, commit, err);
	if (argc > 1)
		return eg_err_set(err, EG_ERR_USAGE, "one template at a time, please");
	at = strchr(argv[0], '@');
	snprintf(name, sizeof(name), "%.*s",
	    at != NULL ? (int)(at - argv[0]) : (int)strlen(argv[0]), argv[0]);
	if (at != NULL && ((rc = eg_need_repo(cx, err)) != EG_OK ||
			      (rc = eg_repo_resolve(cx->repo, name, at + 1, commit, err)) != EG_OK))
		return rc;
	eg_sources_init(&s, cx, commit);
	if ((rc = eg_sources_template(&s, name, &t, err)) == EG_OK && opt.json) {
		eg_json_init(&j, &cx->out, true);
		json_template(&j, t, origin(&s));
		eg_json_finish(&j);
	} else if (rc == EG_OK) {
		show(cx, t, origin(&s));
	}
	eg_template_free(t);
	eg_sources_clear(&s);
	return rc;
}

const struct eg_cmd cmd_templates_spec = {
    .name = "templates",
    .group = "start",
    .summary = "list the templates, or show all about one",
    .args = "[NAME[@REV]]",
    .opts = opts,
    .flags = EG_CMD_MAY_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help = "Of one template: what it does, its parameters with type, default and risk, and the "
	    "law that supports\n"
	    "it and that cuts against it. Templates in the repository come before the built-in "
	    "ones of that name.\n\n"
	    "  engross templates\n  engross templates compact-entry\n  engross templates "
	    "compact-entry --authorities\n",
};
