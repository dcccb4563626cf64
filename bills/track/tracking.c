/* A repository's tracking: its files in, status rows out, by way of the snapshot where nothing
 * changed. Recording is record.c. */
#include "track/track_private.h"

#include "base/builtin.h"
#include "base/map.h"
#include "base/path.h"
#include "base/vec.h"
#include "base/yaml.h"

#include <engross/ruling.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { EVENTS_MAX = 2040 * 1024 * 1024, FORMAT = 5, SETTLED_SECONDS = 3 };

struct eg_tracking {
	struct eg_repo *repo;
	struct eg_arena *arena;
	char *commit; /* NULL = as the user has it */
	int32_t as_of;
	bool from_cache, no_calendar, have_passages, have_book, have_events, have_links;
	struct eg_bytes events, links_bytes;
	struct eg_buf book_bytes;
	struct eg_log *log;
	struct eg_links *links;
	struct eg_status *status;
	struct eg_passages passages;
	struct eg_calendar *calendar;
	struct eg_weights *weights;
	struct eg_yaml *book; /* templates/thresholds.yaml */
	struct eg_map thresholds; /* template -> struct eg_threshold_rule */
	struct eg_map known; /* template -> known at all */
};

/* Absent is empty. */
static enum eg_rc
read_file(const struct eg_tracking *t, const char *path, struct eg_buf *out, struct eg_err *err)
{
	enum eg_rc rc;

	out->limit = EVENTS_MAX;
	rc = t->commit != NULL ? eg_repo_read(t->repo, t->commit, path, out, err)
			       : eg_repo_read_current(t->repo, path, out, err);
	if (rc == EG_ERR_NOT_FOUND) {
		if (err != NULL)
			memset(err, 0, sizeof(*err));
		eg_buf_clear(out);
		return EG_OK;
	}
	return rc;
}

/* A tracking file, once: mapped from the work tree, else from the repository. */
static enum eg_rc
load(const struct eg_tracking *t, const char *path, struct eg_bytes *out, bool *have,
    struct eg_err *err)
{
	enum eg_rc rc;

	if (*have)
		return EG_OK;
	*have = true;
	if (t->commit == NULL && eg_repo_root(t->repo) != NULL &&
	    eg_bytes__open(eg_repo_root(t->repo), path, out))
		return EG_OK;
	eg_buf_init(&out->heap, EVENTS_MAX);
	if ((rc = read_file(t, path, &out->heap, err)) == EG_OK) {
		out->p = eg_buf_cstr(&out->heap);
		out->n = out->heap.n;
	}
	return rc;
}

/* ---- what the rows depend on ---- */

struct depends {
	bool contents; /* hash the files' bytes, not their stamps */
	uint64_t sum;
	int64_t changed; /* of the file that changed last, if stamps are taken */
};

static void
depend_on(const struct eg_tracking *t, const char *path, struct depends *d)
{
	int64_t changed = 0;
	uint64_t stamp = 0;

	if (d->contents) {
		struct eg_bytes b;

		if (eg_bytes__open(eg_repo_root(t->repo), path, &b))
			stamp = eg_track__hash(b.p, b.n, 1);
		eg_bytes__clear(&b);
	} else {
		stamp = eg_bytes__stamp(eg_repo_root(t->repo), path, &changed);
	}
	d->sum +=
	    eg_track__hash(path, strlen(path), stamp); /* a sum: folders are read in no order */
	d->changed = changed > d->changed ? changed : d->changed;
}

static void
depend_on_folder(
    const struct eg_tracking *t, const char *folder, const char *ext, struct depends *d)
{
	char *dir = eg_path_join(eg_repo_root(t->repo), folder);
	DIR *open_dir = opendir(dir);
	struct dirent *e;

	while (open_dir != NULL && (e = readdir(open_dir)) != NULL) {
		char *path;

		if (e->d_name[0] == '.' || strcmp(eg_path_ext(e->d_name), ext) != 0)
			continue;
		path = eg_path_join(folder, e->d_name);
		depend_on(t, path, d);
		eg_free(path);
	}
	if (open_dir != NULL)
		closedir(open_dir);
	eg_free(dir);
}

/* What the program itself brings. */
static uint64_t
built_in_stamp(void)
{
	uint64_t h = eg_track__hash(EG_VERSION, strlen(EG_VERSION), FORMAT);

	for (size_t i = 0; i < eg_builtin_count(); i++) {
		const struct eg_builtin *b = eg_builtin_at(i);

		if (strncmp(b->path, "jurisdictions/", 14) == 0 ||
		    strncmp(b->path, "acts/", 5) == 0 || strcmp(b->path, "thresholds.yaml") == 0 ||
		    strcmp(b->path, "sessions.csv") == 0 ||
		    strcmp(b->path, "electoral-votes.csv") == 0)
			h = eg_track__hash(b->data, b->n, h);
	}
	return h;
}

static uint64_t
depend(const struct eg_tracking *t, bool contents, int64_t *changed)
{
	struct depends d = {contents, 0, 0};
	uint64_t h;

	depend_on(t, EG_EVENTS_PATH, &d);
	depend_on(t, EG_LINKS_PATH, &d);
	depend_on_folder(t, "jurisdictions", ".yaml", &d);
	depend_on_folder(t, "templates", ".md", &d);
	depend_on_folder(t, "templates", ".yaml", &d);
	depend_on(t, EG_RULINGS_PATH, &d);
	depend_on(t, "templates/sessions.csv", &d);
	depend_on(t, "templates/electoral-votes.csv", &d);
	*changed = d.changed;
	h = eg_track__hash(&d.sum, sizeof(d.sum), built_in_stamp() ^ (uint64_t)(uint32_t)t->as_of);
	return h | (h == 0);
}

/* Stamps tell that nothing changed, but for a file that changed this very moment: it may change
 * again without a sign, so that rows made from it are believed only with the same bytes. */
static void
from_snapshot(struct eg_tracking *t, struct eg_snapshot_key *key, bool *settled)
{
	const char *dir = eg_repo_cache_dir(t->repo);
	int64_t changed, ignored;

	key->stamp = depend(t, false, &changed);
	key->content = 0;
	*settled = (int64_t)time(NULL) - changed >= SETTLED_SECONDS;
	t->status = eg_snapshot__load(dir, key, t->as_of);
	if (t->status == NULL && (!*settled || eg_snapshot__has_content(dir, t->as_of))) {
		key->content = depend(t, true, &ignored);
		t->status = eg_snapshot__load(dir, key, t->as_of);
		if (t->status != NULL && *settled)
			eg_snapshot__save(dir, key, true, t->status);
	}
	t->from_cache = t->status != NULL;
}

/* ---- passages, thresholds ---- */

/* The repository's own list of sessions, else the built-in one. */
static enum eg_rc
load_calendar(struct eg_tracking *t, struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	enum eg_rc rc = read_file(t, "templates/sessions.csv", &b, err);

	if (rc == EG_OK)
		rc = b.n > 0
			 ? eg_calendar_parse(b.p, b.n, "templates/sessions.csv", &t->calendar, err)
			 : eg_calendar_builtin(&t->calendar, err);
	t->passages.calendar = t->no_calendar ? NULL : t->calendar;
	eg_buf_clear(&b);
	return rc;
}

static enum eg_rc
load_weights(struct eg_tracking *t, struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	enum eg_rc rc = read_file(t, "templates/electoral-votes.csv", &b, err);

	if (rc == EG_OK)
		rc = b.n > 0 ? eg_weights_parse(
				   b.p, b.n, "templates/electoral-votes.csv", &t->weights, err)
			     : eg_weights_builtin(&t->weights, err);
	t->passages.weights = t->weights;
	eg_buf_clear(&b);
	return rc;
}

static enum eg_rc
load_passages(struct eg_tracking *t, struct eg_err *err)
{
	enum eg_rc rc;

	if (t->have_passages)
		return EG_OK;
	if ((rc = eg_passages_builtin(&t->passages, err)) != EG_OK)
		return rc;
	for (size_t i = 0; i < EG_JURISDICTIONS; i++) {
		struct eg_buf b = EG_BUF_INIT;
		char path[40];

		snprintf(path, sizeof(path), "jurisdictions/%s.yaml", eg_postal[i]);
		rc = read_file(t, path, &b, err);
		if (rc == EG_OK && b.n > 0)
			rc = eg_passage_parse(b.p, b.n, path, &t->passages.at[i], err);
		eg_buf_clear(&b);
		if (rc != EG_OK)
			return rc;
	}
	if ((rc = load_calendar(t, err)) != EG_OK || (rc = load_weights(t, err)) != EG_OK)
		return rc;
	t->have_passages = true;
	return EG_OK;
}

/* The `threshold:` lines of a template's head; NULL node if it has none. */
static enum eg_rc
head_threshold(struct eg_tracking *t, const char *p, size_t n, const char *name,
    const struct eg_yaml **out, struct eg_err *err)
{
	const char *end = p + n, *next, *at;
	struct eg_yaml *y = NULL;
	struct eg_str s;
	size_t line;
	enum eg_rc rc;

	*out = NULL;
	if (n < 4 || memcmp(p, "---", 3) != 0)
		return EG_OK;
	(void)eg_track__line_end(p, end, &next);
	for (at = next; at < end; at = next) {
		const char *e = eg_track__line_end(at, end, &next);

		if (e - at == 3 && memcmp(at, "---", 3) == 0)
			break;
	}
	s = eg_track__group(p, (size_t)(at - p), "threshold", &line);
	if (s.n == 0)
		return EG_OK;
	s.p = eg_arena_dup(t->arena, s.p, s.n);
	if ((rc = eg_yaml_parse(t->arena, s.p, s.n, name, line, &y, err)) == EG_OK)
		*out = eg_yaml_get(y, "threshold");
	return rc;
}

static enum eg_rc
load_book(struct eg_tracking *t, struct eg_err *err)
{
	const struct eg_builtin *b = eg_builtin_find("thresholds.yaml");
	enum eg_rc rc;

	if (t->have_book)
		return EG_OK;
	if ((rc = read_file(t, "templates/thresholds.yaml", &t->book_bytes, err)) != EG_OK)
		return rc;
	if (t->book_bytes.n == 0 && b != NULL)
		eg_buf_add(&t->book_bytes, b->data, b->n);
	rc = eg_yaml_parse(t->arena, eg_buf_cstr(&t->book_bytes), t->book_bytes.n,
	    "templates/thresholds.yaml", 0, &t->book, err);
	t->have_book = rc == EG_OK;
	return rc;
}

static enum eg_rc
find_threshold(struct eg_tracking *t, const char *template_name, struct eg_threshold_rule *out,
    bool *known, struct eg_err *err)
{
	char *path = eg_sprintf("templates/%s.md", template_name),
	     *inside = eg_sprintf("acts/%s.md", template_name);
	const struct eg_builtin *b = eg_builtin_find(inside);
	const struct eg_yaml *node = NULL, *listed;
	struct eg_buf text = EG_BUF_INIT;
	const char *name = path;
	enum eg_rc rc = EG_OK;

	if (eg_path_is_inside(path))
		rc = read_file(t, path, &text, err);
	*known = text.n > 0 || b != NULL;
	if (rc == EG_OK && text.n > 0)
		rc = head_threshold(t, text.p, text.n, path, &node, err);
	else if (rc == EG_OK && b != NULL)
		rc = head_threshold(t, b->data, b->n, path, &node, err);
	if (rc == EG_OK &&
	    (node == NULL || strcmp(eg_yaml_text(node, "kind", "none"), "none") == 0)) {
		if ((rc = load_book(t, err)) == EG_OK &&
		    (listed = eg_yaml_get(eg_yaml_get(t->book, "thresholds"), template_name)) !=
			NULL) {
			node = listed;
			name = "templates/thresholds.yaml";
			*known = true;
		}
	}
	if (rc == EG_OK)
		rc = eg_threshold_parse(node, name, out, err);
	eg_free(path);
	eg_free(inside);
	eg_buf_clear(&text);
	return rc;
}

enum eg_rc
eg_tracking_threshold(struct eg_tracking *t, const char *template_name,
    const struct eg_threshold_rule **out, bool *known, struct eg_err *err)
{
	struct eg_threshold_rule *rule = eg_map_get(&t->thresholds, template_name);
	enum eg_rc rc;

	if (rule == NULL) {
		bool found = false;

		rule = eg_arena_alloc(t->arena, sizeof(*rule));
		if ((rc = find_threshold(t, template_name, rule, &found, err)) != EG_OK)
			return rc;
		eg_map_set(&t->thresholds, template_name, rule);
		if (found)
			eg_map_set(&t->known, template_name, t);
	}
	*out = rule;
	if (known != NULL)
		*known = eg_map_has(&t->known, template_name);
	return EG_OK;
}

enum eg_rc
eg_tracking_passages(struct eg_tracking *t, const struct eg_passages **out, struct eg_err *err)
{
	*out = &t->passages;
	return load_passages(t, err);
}

/* ---- rows ---- */

enum eg_rc
eg_tracking_log(struct eg_tracking *t, const struct eg_log **log, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	if (t->log == NULL &&
	    (rc = load(t, EG_EVENTS_PATH, &t->events, &t->have_events, err)) == EG_OK)
		rc = eg_log_parse(t->events.p, t->events.n, EG_EVENTS_PATH, &t->log, err);
	*log = t->log;
	return rc;
}

enum eg_rc
eg_tracking_links(struct eg_tracking *t, const struct eg_links **links, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	if (t->links == NULL &&
	    (rc = load(t, EG_LINKS_PATH, &t->links_bytes, &t->have_links, err)) == EG_OK)
		rc = eg_links_parse(
		    t->links_bytes.p, t->links_bytes.n, EG_LINKS_PATH, &t->links, err);
	*links = t->links;
	return rc;
}

/* Rules of every template that a bill carries. */
static enum eg_rc
collect_rules(struct eg_tracking *t, struct eg_campaign_rules *out, struct eg_err *err)
{
	struct eg_map names = {0};
	struct eg_threshold_rule *rules;
	const char **list;
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < t->links->n; i++)
		if (!eg_map_has(&names, t->links->v[i].template_name))
			eg_map_set(&names, t->links->v[i].template_name, t);
	for (size_t i = 0; i < t->log->n_bills; i++)
		if (t->log->bill[i].template_name[0] != '\0' &&
		    !eg_map_has(&names, t->log->bill[i].template_name))
			eg_map_set(&names, t->log->bill[i].template_name, t);
	for (size_t i = 0; i < t->log->n_said; i++) {
		const char *said = t->log->said[i].template_name;
		char *name = eg_strndup(said, strcspn(said, "@"));

		if (!eg_map_has(&names, name))
			eg_map_set(&names, name, t);
		eg_free(name);
	}
	list = eg_arena_calloc(t->arena, names.n + 1, sizeof(*list));
	rules = eg_arena_calloc(t->arena, names.n + 1, sizeof(*rules));
	for (size_t i = 0; rc == EG_OK && i < names.n; i++) {
		const struct eg_threshold_rule *rule;

		list[i] = eg_arena_strdup(t->arena, names.v[i].key);
		if ((rc = eg_tracking_threshold(t, list[i], &rule, NULL, err)) == EG_OK)
			rules[i] = *rule;
	}
	*out = (struct eg_campaign_rules){list, rules, names.n};
	eg_map_clear(&names);
	return rc;
}

/* Is the ruling about a print of the row's bill, prints/XX/SESSION/BILL/NN-STAGE.txt or
 * XX/SESSION/BILL:STAGE, against its template? */
static bool
is_about(const struct eg_ruling *u, const struct eg_status_row *r)
{
	const char *text = strncmp(u->text, "prints/", 7) == 0 ? u->text + 7 : u->text;
	size_t name = strcspn(u->model, "@/");
	char want[128] = "", got[128];

	if (strncmp(text, eg_postal[r->jurisdiction], 2) != 0 || text[2] != '/' ||
	    strncmp(u->model, r->template_name, name) != 0 || r->template_name[name] != '\0' ||
	    r->bill[0] == '\0' || strlen(r->bill) >= sizeof(want))
		return false;
	eg_bill_key(r->bill, want);
	for (const char *p = text + 3; *p != '\0';) {
		size_t n = strcspn(p, "/:");
		char part[128];

		if (n < sizeof(part)) {
			memcpy(part, p, n);
			part[n] = '\0';
			eg_bill_key(part, got);
			if (strcmp(got, want) == 0)
				return true;
		}
		p += n + (p[n] != '\0');
	}
	return false;
}

/* The newest decision on each bill's text; the file is in order of recording. */
static enum eg_rc
apply_rulings(struct eg_tracking *t, struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT;
	struct eg_rulings *u = NULL;
	enum eg_rc rc = read_file(t, EG_RULINGS_PATH, &b, err);

	if (rc == EG_OK && b.n > 0)
		rc = eg_rulings_parse(b.p, b.n, EG_RULINGS_PATH, &u, err);
	for (size_t i = 0; rc == EG_OK && u != NULL && i < u->n; i++) {
		const char *d = u->v[i].decision;

		for (size_t k = 0; d[0] != '\0' && k < t->status->n; k++)
			if (is_about(&u->v[i], &t->status->row[k]))
				t->status->row[k].ruled =
				    strcmp(d, "conforms") == 0	    ? EG_RULED_CONFORMS
				    : strcmp(d, "conditional") == 0 ? EG_RULED_CONDITIONAL
								    : EG_RULED_DOES_NOT;
	}
	eg_rulings_free(u);
	eg_buf_clear(&b);
	return rc;
}

static enum eg_rc
make_rows(struct eg_tracking *t, struct eg_err *err)
{
	struct eg_campaign_rules rules;
	const struct eg_links *links;
	const struct eg_log *log;
	enum eg_rc rc;

	if ((rc = eg_tracking_log(t, &log, err)) != EG_OK ||
	    (rc = eg_tracking_links(t, &links, err)) != EG_OK ||
	    (rc = load_passages(t, err)) != EG_OK || (rc = collect_rules(t, &rules, err)) != EG_OK)
		return rc;
	if ((rc = eg_status_make(log, links, &t->passages, &rules, t->as_of, &t->status, err)) !=
	    EG_OK)
		return rc;
	return apply_rulings(t, err);
}

enum eg_rc
eg_tracking_open(struct eg_repo *r, const struct eg_tracking_options *opt, struct eg_tracking **out,
    struct eg_err *err)
{
	struct eg_tracking *t = eg_calloc(1, sizeof(*t));
	bool cache = !opt->no_cache && !opt->no_calendar && opt->commit == NULL &&
		     eg_repo_root(r) != NULL,
	     settled = false;
	struct eg_snapshot_key key = {0, 0};
	enum eg_rc rc;

	*out = NULL;
	t->repo = r;
	t->arena = eg_arena_new();
	t->as_of = opt->as_of;
	t->no_calendar = opt->no_calendar;
	t->commit = opt->commit != NULL && *opt->commit != '\0' ? eg_strdup(opt->commit) : NULL;
	t->events.p = t->links_bytes.p = "";
	eg_buf_init(&t->book_bytes, 0);
	if (cache)
		from_snapshot(t, &key, &settled);
	if (t->status == NULL) {
		if ((rc = make_rows(t, err)) != EG_OK)
			goto done;
		if (cache)
			eg_snapshot__save(eg_repo_cache_dir(r), &key, settled, t->status);
	}
	*out = t;
	return EG_OK;
done:
	eg_tracking_free(t);
	return rc;
}

void
eg_tracking_free(struct eg_tracking *t)
{
	if (t == NULL)
		return;
	eg_log_free(t->log);
	eg_links_free(t->links);
	eg_calendar_free(t->calendar);
	eg_free(t->weights);
	eg_status_free(t->status);
	eg_map_clear(&t->thresholds);
	eg_map_clear(&t->known);
	eg_bytes__clear(&t->events);
	eg_bytes__clear(&t->links_bytes);
	eg_buf_clear(&t->book_bytes);
	eg_arena_free(t->arena);
	eg_free(t->commit);
	eg_free(t);
}

const struct eg_status *
eg_tracking_status(struct eg_tracking *t)
{
	return t->status;
}

bool
eg_tracking_from_cache(const struct eg_tracking *t)
{
	return t->from_cache;
}

enum eg_rc
eg_tracking_claims(struct eg_tracking *t, const char *template_name, bool claimed[EG_JURISDICTIONS],
    struct eg_err *err)
{
	struct eg_buf b = EG_BUF_INIT, scratch = EG_BUF_INIT;
	struct eg_log *log = NULL;
	enum eg_rc rc;

	memset(claimed, 0, EG_JURISDICTIONS * sizeof(*claimed));
	if ((rc = read_file(t, EG_CLAIMS_PATH, &b, err)) == EG_OK)
		rc = eg_log_parse(eg_buf_cstr(&b), b.n, EG_CLAIMS_PATH, &log, err);
	for (size_t i = 0; rc == EG_OK && i < log->n; i++) {
		struct eg_event e;

		if (log->v[i].voided || log->v[i].kind == EG_EV_CORRECTED ||
		    log->v[i].day > t->as_of ||
		    (rc = eg_log_row(log, &log->v[i], &scratch, &e, err)) != EG_OK ||
		    !eg_str_eq(e.f[EG_F_TEMPLATE], template_name))
			continue;
		if (log->v[i].kind == EG_EV_PASSED || log->v[i].kind == EG_EV_SIGNED ||
		    log->v[i].kind == EG_EV_CHAPTERED)
			claimed[log->bill[log->v[i].bill].jurisdiction] = true;
	}
	eg_log_free(log);
	eg_buf_clear(&b);
	eg_buf_clear(&scratch);
	return rc;
}
