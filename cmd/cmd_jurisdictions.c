/*
 * jurisdictions [XX]: the fifty-six, or everything known of one with how sure it is and its source.
 *	engross jurisdictions UT
 * Exit 0; 2 for a code that is not a jurisdiction; 3 for a repository's profile that cannot be
 * read.
 */
#include "cmd/cmd.h"

#include "base/builtin.h"
#include "base/yaml.h"

#include <string.h>

static struct {
	bool json;
	const char *as_of;
} opt;

static const struct eg_opt opts[] = {
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    {"at", 0, EG_OPT_TEXT, &opt.as_of, "REV", "the repository's facts at a revision"},
    EG_OPT_END,
};

static void
fact_value(struct eg_buf *out, const struct eg_fact *f)
{
	eg_buf_reset(out);
	for (size_t i = 0; i < f->n; i++)
		eg_buf_printf(out, "%s%s", i != 0 ? " | " : "", f->list[i]);
	for (size_t i = 0; i < out->n; i++)
		if (out->p[i] == '\n')
			out->p[i] = ' ';
}

static void
json_fact(struct eg_json *j, const struct eg_fact *f)
{
	eg_json_object(j);
	eg_json_kstr(j, "name", f->key);
	eg_json_key(j, "value");
	if (f->n == 0) {
		eg_json_null(j);
	} else if (f->value != NULL) {
		eg_json_string(j, f->value);
	} else {
		eg_json_array(j);
		for (size_t i = 0; i < f->n; i++)
			eg_json_string(j, f->list[i]);
		eg_json_end(j);
	}
	eg_json_kstr(j, "confidence", eg_sure_name(f->sure));
	eg_json_kstr(j, "source", f->source);
	eg_json_kstr(j, "note", f->note);
	eg_json_end(j);
}

static void
json_profile(struct eg_json *j, const struct eg_profile *p)
{
	eg_json_object(j);
	eg_json_kstr(j, "postal", eg_profile_postal(p));
	eg_json_kstr(j, "name", eg_profile_name(p));
	eg_json_key(j, "facts");
	eg_json_array(j);
	for (size_t i = 0; i < eg_profile_count(p); i++)
		json_fact(j, eg_profile_at(p, i));
	eg_json_end(j);
	eg_json_end(j);
}

/* What the ids in "from" stand for ("S3; S12"), each once. */
static enum eg_rc
show_sources(struct eg_buf *out, const struct eg_profile *p, struct eg_err *err)
{
	const struct eg_builtin *file = eg_builtin_find("jurisdictions/SOURCES.yaml");
	struct eg_arena *arena = eg_arena_new();
	const struct eg_yaml *sources = NULL;
	struct eg_yaml *top;
	enum eg_rc rc = EG_OK;

	if (file != NULL &&
	    (rc = eg_yaml_parse(arena, file->data, file->n, file->path, 0, &top, err)) == EG_OK)
		sources = eg_yaml_get(top, "sources");
	for (size_t i = 0; sources != NULL && i < sources->n; i++)
		for (size_t k = 0; k < eg_profile_count(p); k++) {
			const char *from = eg_profile_at(p, k)->source,
				   *hit = strstr(from, sources->key[i]);
			char after = hit != NULL ? hit[strlen(sources->key[i])] : '0';

			if (hit == NULL || (after >= '0' && after <= '9'))
				continue;
			eg_buf_printf(out, "%-5s %s\n", sources->key[i], sources->item[i]->text);
			break;
		}
	eg_arena_free(arena);
	return rc;
}

static enum eg_rc
show(struct eg_ctx *cx, const struct eg_profile *p, struct eg_err *err)
{
	struct eg_buf value = EG_BUF_INIT;
	char group[64] = "";
	size_t count[3] = {0, 0, 0};

	for (size_t i = 0; i < eg_profile_count(p); i++)
		count[eg_profile_at(p, i)->sure]++;
	eg_buf_printf(&cx->out, "%s (%s): %zu facts verified, %zu general knowledge, %zu unknown\n",
	    eg_profile_name(p), eg_profile_postal(p), count[EG_SURE_VERIFIED],
	    count[EG_SURE_GENERAL], count[EG_SURE_UNKNOWN]);
	for (size_t i = 0; i < eg_profile_count(p); i++) {
		const struct eg_fact *f = eg_profile_at(p, i);
		size_t n = strcspn(f->key, ".");
		const char *const mark[] = {"?", "~", " "};

		if (strncmp(group, f->key, n) != 0 || group[n] != '\0') {
			snprintf(group, sizeof(group), "%.*s", (int)n, f->key);
			eg_buf_printf(&cx->out, "\n%s\n", group);
		}
		fact_value(&value, f);
		eg_buf_printf(&cx->out, "%s %-26s %s", mark[f->sure], f->key + n + 1,
		    f->n != 0 ? eg_buf_cstr(&value) : "unknown");
		if (f->source[0] != '\0')
			eg_buf_printf(&cx->out, "  [%s]", f->source);
		if (f->note[0] != '\0')
			eg_buf_printf(&cx->out, "  (%s)", f->note);
		eg_buf_putc(&cx->out, '\n');
	}
	eg_buf_puts(&cx->out, "\n~ general knowledge, not checked against a source   ? unknown: "
			      "drafted as a blank\n\n");
	eg_buf_clear(&value);
	return show_sources(&cx->out, p, err);
}

/* One row of the list; the cells live in the arena. */
static void
row(struct eg_arena *a, const struct eg_profile *p, const char **cell)
{
	char seats[64];
	const char *single = eg_profile_text(p, "legislature.single-seats", NULL);

	if (single != NULL)
		snprintf(seats, sizeof(seats), "%s", single);
	else
		snprintf(seats, sizeof(seats), "%s + %s",
		    eg_profile_text(p, "legislature.lower-seats", "?"),
		    eg_profile_text(p, "legislature.upper-seats", "?"));
	cell[0] = eg_arena_strdup(a, eg_profile_postal(p));
	cell[1] = eg_arena_strdup(a, eg_profile_name(p));
	cell[2] = eg_arena_strdup(a, eg_profile_text(p, "legislature.name", "?"));
	cell[3] = eg_arena_strdup(a, seats);
	cell[4] = eg_arena_strdup(a, eg_profile_text(p, "identity.electoral-votes", "-"));
	cell[5] = eg_arena_strdup(a, eg_profile_text(p, "enacting.clause", "unknown"));
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	enum { COLS = 6 };
	const char *cells[(EG_JURISDICTIONS + 1) * COLS] = {
	    "", "Jurisdiction", "Legislature", "Seats", "Electors", "Enacting clause"};
	struct eg_arena *arena = eg_arena_new();
	char commit[EG_OID_HEX] = "";
	struct eg_profile *p = NULL;
	struct eg_json j;
	enum eg_rc rc = EG_OK;

	EG_UNUSED(status);
	eg_json_init(&j, &cx->out, true);
	if (argc > 1) {
		rc = eg_err_set(err, EG_ERR_USAGE, "one jurisdiction at a time, please");
		goto done;
	}
	if (opt.as_of != NULL &&
	    ((rc = eg_need_repo(cx, err)) != EG_OK ||
		(rc = eg_repo_resolve(cx->repo, NULL, opt.as_of, commit, err)) != EG_OK))
		goto done;
	if (argc == 1) {
		if ((rc = eg_profile_load(cx, argv[0], commit, &p, err)) != EG_OK)
			goto done;
		if (opt.json) {
			json_profile(&j, p);
			eg_json_finish(&j);
		} else {
			rc = show(cx, p, err);
		}
		goto done;
	}
	if (opt.json)
		eg_json_array(&j);
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		if ((rc = eg_profile_load(cx, eg_postal[i], commit, &p, err)) != EG_OK)
			goto done;
		if (opt.json)
			json_profile(&j, p);
		else
			row(arena, p, cells + (i + 1) * COLS);
		eg_profile_free(p);
		p = NULL;
	}
	if (opt.json) {
		eg_json_end(&j);
		eg_json_finish(&j);
	} else {
		eg_table(&cx->out, cells, EG_JURISDICTIONS + 1, COLS, cx->columns);
	}
done:
	eg_profile_free(p);
	eg_arena_free(arena);
	return rc;
}

const struct eg_cmd cmd_jurisdictions_spec = {
    .name = "jurisdictions",
    .group = "start",
    .summary = "list the fifty-six, or show all that is known of one",
    .args = "[XX]",
    .opts = opts,
    .flags = EG_CMD_MAY_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    .run = run,
    .help = "Each fact has how sure it is and its source. A correction in jurisdictions/XX.yaml of "
	    "a bill\n"
	    "repository overrides the built-in fact.\n\n"
	    "  engross jurisdictions UT\n  engross jurisdictions MD --json\n",
};
