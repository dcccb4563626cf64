/*
 * list: the templates, drafts and prints of the repository, by the addresses that other commands
 * take.
 *	engross list --json
 * Exit 0; 4 repository.
 */
#include "cmd/cmd.h"

#include <stdlib.h>
#include <engross/upgrade.h>
#include <string.h>

static struct {
	const char *at;
	bool json;
} opt;

static const struct eg_opt opts[] = {
    {"at", 0, EG_OPT_TEXT, &opt.at, "REV", "as it was at a revision or date"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    EG_OPT_END,
};

enum kind { TEMPLATE, DRAFT, PRINT, KINDS };

static const char *const kind_names[KINDS] = {"templates", "drafts", "prints"};
static const char *const headings[KINDS][3] = {
    {"TEMPLATE", "VERSION", "RELEASED"},
    {"DRAFT", "VERSION", "STATE"},
    {"PRINT", "STAGE", "RECEIVED"},
};

struct item {
	enum kind kind;
	char *address, *path;
	char *detail, *more; /* the table's second and third column */
};

struct job {
	struct eg_ctx *cx;
	const char *commit;
	struct {
		EG_VEC(struct item);
	} items;
	struct eg_map edited; /* path -> "new" or "edited" */
};

/* The value of a line "KEY: VALUE" of a file's head, unquoted; "" if there is none. Caller frees.
 * */
static char *
head_line(struct job *j, const char *path, const char *key)
{
	struct eg_buf b = EG_BUF_INIT;
	char *look = eg_sprintf("\n%s: ", key), *out = NULL;
	const char *p = NULL;

	eg_buf_putc(&b, '\n');
	{
		struct eg_buf file = EG_BUF_INIT;

		if (eg_repo_read(j->cx->repo, j->commit, path, &file, NULL) == EG_OK)
			eg_buf_add(&b, eg_buf_cstr(&file), file.n);
		eg_buf_clear(&file);
	}
	p = strstr(eg_buf_cstr(&b), look);
	if (p != NULL) {
		size_t n;

		p += strlen(look);
		n = strcspn(p, "\r\n");
		if (n >= 2 && (*p == '"' || *p == '\'') && p[n - 1] == *p) {
			p++;
			n -= 2;
		}
		out = eg_strndup(p, n);
	}
	eg_buf_clear(&b);
	eg_free(look);
	return out != NULL ? out : eg_strdup("");
}

/* "bills/x/UT-short.md" -> x/UT-short; "prints/UT/2026/HB57/01-introduced.txt" -> UT/2026/HB57:01.
 * False: none of ours. */
static bool
address_of(const char *path, enum kind *kind, char **address, const char **stage)
{
	const char *ext = eg_path_ext(path), *slash;

	if (strncmp(path, "templates/", 10) == 0 && strchr(path + 10, '/') == NULL &&
	    strcmp(ext, ".md") == 0) {
		*kind = TEMPLATE;
		*address = eg_strndup(path + 10, (size_t)(ext - path - 10));
		return true;
	}
	if (strncmp(path, "bills/", 6) == 0 && strcmp(ext, ".md") == 0) {
		*kind = DRAFT;
		*address = eg_strndup(path + 6, (size_t)(ext - path - 6));
		return true;
	}
	slash = strrchr(path, '/');
	if (strncmp(path, "prints/", 7) == 0 && strcmp(ext, ".txt") == 0 &&
	    strspn(slash + 1, "0123456789") > 0) {
		size_t digits = strspn(slash + 1, "0123456789");

		*kind = PRINT;
		*address = eg_sprintf(
		    "%.*s:%.*s", (int)(slash - path - 7), path + 7, (int)digits, slash + 1);
		*stage = slash[1 + digits] == '-' ? slash + 2 + digits : "";
		return true;
	}
	return false;
}

static enum eg_rc
add(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct job *j = ctx;
	struct item item = {0};
	struct eg_buf versions = EG_BUF_INIT;
	const char *stage = "", *edited = eg_map_get(&j->edited, path);
	enum eg_rc rc = EG_OK;

	EG_UNUSED(blob);
	if (!address_of(path, &item.kind, &item.address, &stage))
		return EG_OK;
	item.path = eg_strdup(path);
	if (item.kind == PRINT) {
		char *head = eg_sprintf("%.*s.yaml", (int)(strlen(path) - 4), path);

		item.detail = eg_strndup(stage, strlen(stage) - strlen(eg_path_ext(stage)));
		item.more = head_line(j, head, "received");
		eg_free(head);
	} else {
		item.detail = head_line(j, path, "version");
		if (item.kind == TEMPLATE)
			rc = eg_repo_releases(
			    j->cx->repo, item.address, eg_join_version, &versions, err);
		item.more = eg_strdup(
		    item.kind == DRAFT && edited != NULL ? edited : eg_buf_cstr(&versions));
	}
	eg_buf_clear(&versions);
	eg_vec_push(&j->items, item);
	return rc;
}

/* Does the edited draft hold passages that an upgrade left open? */
static bool
has_conflict(struct job *j, const char *path)
{
	struct eg_buf bytes = EG_BUF_INIT;
	bool found = strncmp(path, "bills/", 6) == 0 &&
		     eg_repo_read_current(j->cx->repo, path, &bytes, NULL) == EG_OK &&
		     eg_conflicts_find(eg_buf_cstr(&bytes), bytes.n, NULL, 0) > 0;

	eg_buf_clear(&bytes);
	return found;
}

static enum eg_rc
note_edit(void *ctx, const char *path, char what, struct eg_err *err)
{
	static char made[] = "new", changed[] = "edited", open[] = "conflict";
	struct job *j = ctx;

	EG_UNUSED(err);
	eg_map_set(&j->edited, path,
	    what != 'D' && has_conflict(j, path) ? open
	    : what == 'A'			 ? made
						 : changed);
	return EG_OK;
}

static void
table(struct job *j, enum kind kind)
{
	struct {
		EG_VEC(const char *);
	} cells = {0};
	size_t rows = 1;

	for (int i = 0; i < 3; i++)
		eg_vec_push(&cells, headings[kind][i]);
	for (size_t i = 0; i < j->items.n; i++) {
		const struct item *it = &j->items.v[i];

		if (it->kind != kind)
			continue;
		eg_vec_push(&cells, it->address);
		eg_vec_push(&cells, it->detail);
		eg_vec_push(&cells, it->more);
		rows++;
	}
	if (rows > 1) {
		if (j->cx->out.n > 0)
			eg_buf_putc(&j->cx->out, '\n');
		eg_table(&j->cx->out, cells.v, rows, 3, j->cx->columns);
	}
	eg_vec_clear(&cells);
}

static void
json_item(struct eg_json *out, const struct item *it)
{
	struct eg_address a;

	eg_json_object(out);
	eg_json_kstr(out, "address", it->address);
	eg_json_kstr(out, "path", it->path);
	if (it->kind != PRINT)
		eg_json_kstr(out, "version", it->detail);
	if (it->kind == TEMPLATE) {
		eg_json_key(out, "released");
		eg_json_array(out);
		for (const char *p = it->more; *p != '\0'; p += strspn(p, ", ")) {
			eg_json_string_n(out, p, strcspn(p, ","));
			p += strcspn(p, ",");
		}
		eg_json_end(out);
	} else if (eg_address_parse(it->address, &a, NULL) == EG_OK) {
		eg_json_kstr(out, "jurisdiction", a.postal);
		if (it->kind == DRAFT) {
			eg_json_kstr(out, "template", a.template_name);
			eg_json_kstr(out, "variant", a.variant);
			eg_json_kstr(out, "state", *it->more != '\0' ? it->more : "committed");
		} else {
			eg_json_kstr(out, "session", a.session);
			eg_json_kstr(out, "bill", a.bill);
			eg_json_kint(out, "number", strtol(a.stage, NULL, 10));
			eg_json_kstr(out, "stage", it->detail);
			eg_json_kstr(out, "received", it->more);
		}
	}
	eg_json_end(out);
}

static void
json(struct job *j)
{
	struct eg_json out;

	eg_json_init(&out, &j->cx->out, true);
	eg_json_object(&out);
	for (int k = 0; k < KINDS; k++) {
		eg_json_key(&out, kind_names[k]);
		eg_json_array(&out);
		for (size_t i = 0; i < j->items.n; i++)
			if (j->items.v[i].kind == (enum kind)k)
				json_item(&out, &j->items.v[i]);
		eg_json_end(&out);
	}
	eg_json_end(&out);
	eg_json_finish(&out);
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct job j = {.cx = cx, .commit = ""};
	char commit[EG_OID_HEX];
	enum eg_rc rc = EG_OK;

	EG_UNUSED(argv);
	EG_UNUSED(status);
	if (argc != 0)
		return eg_err_set(err, EG_ERR_USAGE, "list takes no names");
	if (opt.at != NULL) {
		if ((rc = eg_repo_resolve(cx->repo, NULL, opt.at, commit, err)) != EG_OK)
			return rc;
		j.commit = commit;
	} else {
		rc = eg_repo_status(cx->repo, "", note_edit, &j, err);
	}
	if (rc == EG_OK && (rc = eg_repo_walk(cx->repo, j.commit, "", add, &j, err)) == EG_OK) {
		if (opt.json)
			json(&j);
		else if (j.items.n == 0)
			eg_note(cx, "nothing here yet; engross draft TEMPLATE --for all");
		else
			for (int k = 0; k < KINDS; k++)
				table(&j, (enum kind)k);
	}
	for (size_t i = 0; i < j.items.n; i++) {
		eg_free(j.items.v[i].address);
		eg_free(j.items.v[i].path);
		eg_free(j.items.v[i].detail);
		eg_free(j.items.v[i].more);
	}
	eg_vec_clear(&j.items);
	eg_map_clear(&j.edited);
	return rc;
}

const struct eg_cmd cmd_list_spec = {
    "list",
    "read",
    "templates, drafts and prints of the repository",
    "",
    opts,
    EG_CMD_NEEDS_REPO | EG_CMD_READ_ONLY | EG_CMD_PAGER,
    run,
    "Lists what the repository holds by the addresses that other commands take. A draft whose "
    "edits are not yet committed is marked.\n\n"
    "    engross list --at 2026-01-31",
};
