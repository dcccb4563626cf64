/*
 * note XX BILL|- [TEXT]: what only we know of a bill: positions, counts, contacts, what to do next
 * and who does it. Kept in private/notes.csv, a repository of its own that the main one ignores:
 * push and site never carry it.
 *	engross note UT SB57 "asked the sponsor for a hearing" --position support --next "call the chair" --owner Ana --due 2027-01-20
 * Exit 0; 2 usage; 3 notes that cannot be read; 5 a file that cannot be written.
 */
#include "cmd/tracking.h"

#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

enum field {
	N_RECORDED,
	N_BY,
	N_TEMPLATE,
	N_JURISDICTION,
	N_SESSION,
	N_BILL,
	N_POSITION,
	N_COUNT,
	N_CONTACT,
	N_NEXT,
	N_OWNER,
	N_DUE,
	N_TEXT,
	N_FIELDS
};

static const char *const names[N_FIELDS] = {"recorded", "by", "template", "jurisdiction", "session",
    "bill", "position", "count", "contact", "next", "owner", "due", "text"};

static struct {
	const char *session, *template_name, *position, *count, *contact, *next, *owner, *due;
	bool json, open;
} opt;

static const struct eg_opt opts[] = {
    {"session", 0, EG_OPT_TEXT, &opt.session, "S", "session, as the legislature names it"},
    {"template", 't', EG_OPT_TEXT, &opt.template_name, "T", "the template that the note is about"},
    {"position", 0, EG_OPT_TEXT, &opt.position, "WORD",
	"ours, or somebody's: support, oppose, watch"},
    {"count", 0, EG_OPT_TEXT, &opt.count, "Y-N-U", "a whip count: yes, no, undecided"},
    {"contact", 0, EG_OPT_TEXT, &opt.contact, "WHO", "a person and how to reach them"},
    {"next", 0, EG_OPT_TEXT, &opt.next, "ACTION", "what is to be done next"},
    {"owner", 0, EG_OPT_TEXT, &opt.owner, "WHO", "who does it"},
    {"due", 0, EG_OPT_TEXT, &opt.due, "DATE", "until when"},
    {"open", 0, EG_OPT_FLAG, &opt.open, NULL, "list only what is to be done, by its day"},
    {"json", 0, EG_OPT_FLAG, &opt.json, NULL, "as JSON"},
    EG_OPT_END,
};

struct note {
	const char *f[N_FIELDS];
};

struct notes {
	struct eg_arena *arena;
	EG_VEC(struct note);
};

static char *
path_of(struct eg_ctx *cx)
{
	return eg_path_join(eg_repo_root(cx->repo), "private/notes.csv");
}

static enum eg_rc
read_notes(struct eg_ctx *cx, struct notes *out, struct eg_buf *bytes, struct eg_err *err)
{
	char *path = path_of(cx);
	bool more, first = true;
	struct eg_csv c;
	enum eg_rc rc = EG_OK;

	memset(out, 0, sizeof(*out));
	out->arena = eg_arena_new();
	if (!eg_path_is_file(path) || (rc = eg_file_read(path, EG_FILE_MAX, bytes, err)) != EG_OK) {
		eg_free(path);
		return rc;
	}
	eg_csv_init(&c, eg_buf_cstr(bytes), bytes->n, "private/notes.csv");
	while ((rc = eg_csv_next(&c, &more, err)) == EG_OK && more) {
		struct note *n;

		if (c.n_fields != N_FIELDS || (first && !eg_str_eq(c.field[0], names[0]))) {
			rc = eg_err_at(err, EG_ERR_DATA, "private/notes.csv", c.record_line, 1,
			    "this is no note: it has %zu fields", c.n_fields);
			break;
		}
		if (!first) {
			n = eg_vec_new(out);
			for (size_t f = 0; f < N_FIELDS; f++)
				n->f[f] = eg_arena_str(out->arena, c.field[f]);
		}
		first = false;
	}
	eg_csv_clear(&c);
	eg_free(path);
	return rc;
}

static void
clear_notes(struct notes *n)
{
	eg_vec_clear(n);
	eg_arena_free(n->arena);
}

/* ---- writing ---- */

/* The folder is a repository of its own, made by the user's git where there is one: notes are
 * kept all the same where there is none. */
static void
commit(struct eg_ctx *cx, const char *what)
{
	static const char *const init[] = {"init", "-q", "private", NULL};
	static const char *const add[] = {"-C", "private", "add", "notes.csv", NULL};
	const char *const save[] = {"-C", "private", "commit", "-q", "-m", what, NULL};
	char *dot_git = eg_path_join(eg_repo_root(cx->repo), "private/.git");
	struct eg_buf said = EG_BUF_INIT;
	struct eg_err err = {0};
	int status = 0;

	if ((!eg_path_is_dir(dot_git) &&
		eg_repo_git(cx->repo, init, &said, &status, &err) != EG_OK) ||
	    eg_repo_git(cx->repo, add, &said, &status, &err) != EG_OK ||
	    eg_repo_git(cx->repo, save, &said, &status, &err) != EG_OK || status != 0)
		eg_warn(cx, "the note is written, but not committed in private/: %s",
		    err.msg[0] != '\0' ? err.msg : eg_buf_cstr(&said));
	eg_free(dot_git);
	eg_buf_clear(&said);
}

/* Notes are private only while the main repository ignores their folder. */
static enum eg_rc
make_sure_ignored(struct eg_ctx *cx, struct eg_err *err)
{
	static const char *const check[] = {"check-ignore", "-q", "private/notes.csv", NULL};
	struct eg_buf said = EG_BUF_INIT;
	int status = 0;
	enum eg_rc rc = eg_repo_git(cx->repo, check, &said, &status, err);

	eg_buf_clear(&said);
	if (rc != EG_OK || status == 0)
		return rc;
	eg_err_set(err, EG_ERR_USAGE, "this repository does not ignore private/");
	eg_err_hint(err, "echo private/ >> .gitignore && git add .gitignore && git commit -m 'Keep "
			 "private/ out'");
	return EG_ERR_USAGE;
}

static enum eg_rc
write_note(struct eg_ctx *cx, const struct note *n, struct eg_buf *old, struct eg_err *err)
{
	char *path = path_of(cx), *dir = eg_path_join(eg_repo_root(cx->repo), "private");
	bool fresh = old->n == 0;
	char *what = eg_sprintf("Note on %s %s", n->f[N_JURISDICTION],
	    n->f[N_BILL][0] != '\0' ? n->f[N_BILL] : n->f[N_TEMPLATE]);
	enum eg_rc rc;

	if ((rc = make_sure_ignored(cx, err)) != EG_OK || (rc = eg_mkdirs(dir, err)) != EG_OK)
		goto done;
	for (size_t f = 0; fresh && f < N_FIELDS; f++)
		eg_buf_printf(old, "%s%c", names[f], f + 1 < N_FIELDS ? ',' : '\n');
	if (old->p[old->n - 1] != '\n')
		eg_buf_putc(old, '\n');
	for (size_t f = 0; f < N_FIELDS; f++) {
		eg_csv_put(old, n->f[f], strlen(n->f[f]));
		eg_buf_putc(old, f + 1 < N_FIELDS ? ',' : '\n');
	}
	if ((rc = eg_file_write(path, old->p, old->n, true, err)) == EG_OK)
		commit(cx, what);
done:
	eg_free(path);
	eg_free(dir);
	eg_free(what);
	return rc;
}

/* ---- listing ---- */

static bool
matches(const struct note *n, const char *place, const char *bill)
{
	char a[256] = "", b[256] = "";

	if (place != NULL && strcmp(n->f[N_JURISDICTION], place) != 0)
		return false;
	if (opt.template_name != NULL && strcmp(n->f[N_TEMPLATE], opt.template_name) != 0)
		return false;
	if (opt.session != NULL && strcmp(n->f[N_SESSION], opt.session) != 0)
		return false;
	if (opt.open && n->f[N_NEXT][0] == '\0')
		return false;
	if (bill == NULL || strlen(bill) >= sizeof(a) || strlen(n->f[N_BILL]) >= sizeof(b))
		return bill == NULL;
	eg_bill_key(bill, a);
	eg_bill_key(n->f[N_BILL], b);
	return strcmp(a, b) == 0;
}

static int
by_due(const void *pa, const void *pb)
{
	const struct note *a = *(const struct note *const *)pa,
			  *b = *(const struct note *const *)pb;
	bool da = a->f[N_DUE][0] != '\0', db = b->f[N_DUE][0] != '\0';
	int c = da != db ? (da ? -1 : 1) : strcmp(a->f[N_DUE], b->f[N_DUE]);

	return c != 0 ? c : a < b ? -1 : 1;
}

static void
print_note(struct eg_buf *out, const struct note *n)
{
	static const enum field lines[] = {N_POSITION, N_COUNT, N_CONTACT, N_NEXT, N_OWNER, N_DUE};

	eg_buf_printf(out, "%s %s%s%s%s%s  %.10s %s\n", n->f[N_JURISDICTION],
	    n->f[N_BILL][0] != '\0' ? n->f[N_BILL] : "-", n->f[N_SESSION][0] != '\0' ? ", " : "",
	    n->f[N_SESSION], n->f[N_TEMPLATE][0] != '\0' ? " " : "", n->f[N_TEMPLATE],
	    n->f[N_RECORDED], n->f[N_BY]);
	if (n->f[N_TEXT][0] != '\0')
		eg_buf_printf(out, "  %s\n", n->f[N_TEXT]);
	for (size_t i = 0; i < EG_COUNT(lines); i++)
		if (n->f[lines[i]][0] != '\0')
			eg_buf_printf(out, "  %s: %s\n", names[lines[i]], n->f[lines[i]]);
}

static void
list(struct eg_ctx *cx, const struct notes *all, const char *place, const char *bill)
{
	struct {
		EG_VEC(const struct note *);
	} v = {0};
	struct eg_json j;

	for (size_t i = 0; i < all->n; i++)
		if (matches(&all->v[i], place, bill))
			eg_vec_push(&v, &all->v[i]);
	if (opt.open && v.n > 0)
		qsort(v.v, v.n, sizeof(*v.v), by_due);
	if (opt.json) {
		eg_json_init(&j, &cx->out, true);
		eg_json_array(&j);
	}
	for (size_t i = 0; i < v.n; i++) {
		if (!opt.json) {
			print_note(&cx->out, v.v[i]);
			continue;
		}
		eg_json_object(&j);
		for (size_t f = 0; f < N_FIELDS; f++)
			eg_json_kstr(&j, names[f], v.v[i]->f[f][0] != '\0' ? v.v[i]->f[f] : NULL);
		eg_json_end(&j);
	}
	if (opt.json) {
		eg_json_end(&j);
		eg_json_finish(&j);
	} else if (v.n == 0) {
		eg_note(cx, "no notes");
	}
	eg_vec_clear(&v);
}

static enum eg_rc
check_count(struct eg_err *err)
{
	if (opt.count == NULL || strspn(opt.count, "0123456789-") == strlen(opt.count))
		return EG_OK;
	eg_err_set(err, EG_ERR_USAGE, "'%s' is no count", opt.count);
	eg_err_hint(err, "yes, no, undecided: --count 24-16-3");
	return EG_ERR_USAGE;
}

static bool
says_something(int argc)
{
	return argc > 2 || opt.position != NULL || opt.count != NULL || opt.contact != NULL ||
	       opt.next != NULL || opt.owner != NULL || opt.due != NULL;
}

static const char *
text(const char *s)
{
	return s != NULL ? s : "";
}

static enum eg_rc
run(struct eg_ctx *cx, int argc, char **argv, int *status, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct notes all = {0};
	char now[EG_TIME_TEXT], due[16] = "";
	const char *bill = argc > 1 ? argv[1] : NULL;
	int place = -1;
	enum eg_rc rc;

	EG_UNUSED(status);
	if (argc > 3) {
		eg_err_set(err, EG_ERR_USAGE, "note takes a jurisdiction, a bill and one text");
		eg_err_hint(err, "quote the text: engross note UT SB57 \"asked for a hearing\"");
		return EG_ERR_USAGE;
	}
	if (eg_repo_root(cx->repo) == NULL)
		return eg_err_set(err, EG_ERR_USAGE, "a bare repository has no private folder");
	if (bill != NULL && strcmp(bill, "-") == 0)
		bill = "";
	if ((argc > 0 && (rc = eg_ask_place(argv[0], &place, err)) != EG_OK) ||
	    (rc = check_count(err)) != EG_OK)
		return rc;
	if (opt.due != NULL &&
	    eg_date_guess(eg_str(opt.due), EG_DATE_ORDER_UNKNOWN, due, NULL) != EG_DATE_GOOD) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is no date", opt.due);
		eg_err_hint(err, "write YYYY-MM-DD");
		return EG_ERR_USAGE;
	}
	if ((rc = read_notes(cx, &all, &bytes, err)) != EG_OK)
		goto done;
	if (says_something(argc) && bill == NULL) {
		rc = eg_err_set(err, EG_ERR_USAGE, "a note is on a bill");
		eg_err_hint(err, "engross note UT SB57 \"…\" (or - and --template NAME)");
	} else if (says_something(argc)) {
		char *me = NULL;

		if (cx->who.name == NULL &&
		    (rc = eg_repo_config(cx->repo, "user.name", &me, err)) != EG_OK)
			goto done;
		struct note n = {{now, text(cx->who.name != NULL ? cx->who.name : me),
		    text(opt.template_name), eg_postal[place], text(opt.session), bill,
		    text(opt.position), text(opt.count), text(opt.contact), text(opt.next),
		    text(opt.owner), due, argc > 2 ? argv[2] : ""}};

		eg_ask_now(cx, now);
		if ((rc = write_note(cx, &n, &bytes, err)) == EG_OK)
			eg_note(cx, "noted in private/notes.csv");
		eg_free(me);
	} else {
		list(cx, &all, place >= 0 ? eg_postal[place] : NULL, bill);
	}
done:
	clear_notes(&all);
	eg_buf_clear(&bytes);
	return rc;
}

const struct eg_cmd cmd_note_spec = {
    .name = "note",
    .group = "track",
    .summary = "positions, counts, contacts, next steps: kept private",
    .args = "[XX [BILL|- [TEXT]]]",
    .opts = opts,
    .flags = EG_CMD_NEEDS_REPO,
    .run = run,
    .help = "Notes are in private/notes.csv. private/ is a repository of its own that this one "
	    "ignores; no push, export or site carries it.\n"
	    "Without a text or an option that says something, lists the notes.\n\n"
	    "  engross note UT SB57 \"asked the sponsor for a hearing\" --position support --next "
	    "\"call the chair\" --owner Ana --due 2027-01-20\n"
	    "  engross note --open\n",
};
