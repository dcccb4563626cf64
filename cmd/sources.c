/* Templates, parts and profiles for drafting: see sources.h. */
#include "cmd/sources.h"

#include "base/builtin.h"
#include "base/nearest.h"
#include "base/yaml.h"

#include <stdlib.h>
#include <string.h>

void
eg_sources_init(struct eg_sources *s, struct eg_ctx *cx, const char *commit)
{
	memset(s, 0, sizeof(*s));
	s->cx = cx;
	snprintf(s->commit, sizeof(s->commit), "%s", commit);
	pthread_mutex_init(&s->lock, NULL);
}

void
eg_sources_clear(struct eg_sources *s)
{
	for (size_t i = 0; i < s->file.n; i++) {
		eg_free(s->file.v[i].path);
		eg_free(s->file.v[i].bytes);
	}
	for (size_t i = 0; i < s->parts.n; i++)
		eg_mustache_free(s->parts.v[i].value);
	for (size_t i = 0; i < EG_JURISDICTIONS; i++)
		eg_profile_free(s->profile[i]);
	eg_vec_clear(&s->file);
	eg_map_clear(&s->parts);
	pthread_mutex_destroy(&s->lock);
}

/* Is what was read from the work tree other than what is committed? */
static bool
is_dirty(struct eg_sources *s, const char *path, const struct eg_buf *now)
{
	struct eg_buf head = EG_BUF_INIT;
	bool same = eg_repo_read(s->cx->repo, NULL, path, &head, NULL) == EG_OK &&
		    head.n == now->n && memcmp(eg_buf_cstr(&head), eg_buf_cstr(now), head.n) == 0;

	eg_buf_clear(&head);
	return !same;
}

enum eg_rc
eg_sources_read(struct eg_sources *s, const char *path, struct eg_buf *out, struct eg_err *err)
{
	struct eg_source_file f = {0};
	enum eg_rc rc = EG_ERR_NOT_FOUND;

	if (s->cx->repo != NULL && s->commit[0] != '\0')
		rc = eg_repo_read(s->cx->repo, s->commit, path, out, err);
	else if (s->cx->repo != NULL)
		rc = eg_repo_read_current(s->cx->repo, path, out, err);
	if (rc == EG_ERR_NOT_FOUND) {
		f.builtin = true;
		rc = eg_source_load(s->cx, s->commit, path, out, err);
	}
	if (rc != EG_OK)
		return rc;
	for (size_t i = 0; i < s->file.n; i++)
		if (strcmp(s->file.v[i].path, path) == 0)
			return EG_OK;
	f.dirty = !f.builtin && s->commit[0] == '\0' && is_dirty(s, path, out);
	f.path = eg_strdup(path);
	if (f.builtin) {
		f.bytes = eg_strndup(eg_buf_cstr(out), out->n);
		f.n = out->n;
	}
	eg_vec_push(&s->file, f);
	return EG_OK;
}

static enum eg_rc
no_template(struct eg_sources *s, const char *name, struct eg_err *err)
{
	struct eg_map names = {0};
	struct {
		EG_VEC(const char *);
	} list = {0};
	const char *near;

	if (eg_sources_names(s, &names, NULL) == EG_OK)
		for (size_t i = 0; i < names.n; i++)
			eg_vec_push(&list, names.v[i].key);
	near = eg_nearest(name, list.v, list.n);
	eg_err_set(err, EG_ERR_NOT_FOUND, "there is no template '%s'", name);
	if (near != NULL)
		eg_err_hint(err, "did you mean '%s'? `engross templates` lists them", near);
	else
		eg_err_hint(err, "`engross templates` lists them");
	eg_vec_clear(&list);
	eg_map_clear(&names);
	return EG_ERR_NOT_FOUND;
}

enum eg_rc
eg_sources_template(
    struct eg_sources *s, const char *name, struct eg_template **out, struct eg_err *err)
{
	static const char common_path[] = "templates/parts/common.yaml";
	struct eg_buf bytes = EG_BUF_INIT, common = EG_BUF_INIT;
	char path[512];
	enum eg_rc rc;

	*out = NULL;
	if (!eg_template_name_ok(name))
		return no_template(s, name, err);
	snprintf(path, sizeof(path), "templates/%s.md", name);
	rc = eg_sources_read(s, path, &bytes, err);
	if (rc == EG_ERR_NOT_FOUND)
		rc = no_template(s, name, err);
	if (rc == EG_OK && (rc = eg_sources_read(s, common_path, &common, err)) == EG_OK)
		rc = eg_template_parse(eg_buf_cstr(&bytes), bytes.n, path, eg_buf_cstr(&common),
		    common.n, common_path, out, err);
	if (rc == EG_OK && strcmp((*out)->name, name) != 0) {
		rc = eg_err_at(err, EG_ERR_TEMPLATE, path, 0, 0,
		    "the file is named '%s', its template '%s'", name, (*out)->name);
		eg_template_free(*out);
		*out = NULL;
	}
	eg_buf_clear(&bytes);
	eg_buf_clear(&common);
	return rc;
}

enum eg_rc
eg_sources_profile(
    struct eg_sources *s, const char *postal, const struct eg_profile **out, struct eg_err *err)
{
	int i = eg_postal_index(postal, strlen(postal));
	struct eg_buf bytes = EG_BUF_INIT;
	char path[64];
	enum eg_rc rc = EG_OK;

	*out = i >= 0 ? s->profile[i] : NULL;
	if (*out != NULL)
		return EG_OK;
	snprintf(path, sizeof(path), "jurisdictions/%s.yaml", postal);
	if ((rc = eg_sources_read(s, path, &bytes, err)) == EG_OK)
		rc = eg_profile_parse(eg_buf_cstr(&bytes), bytes.n, path, &s->profile[i], err);
	*out = rc == EG_OK ? s->profile[i] : NULL;
	eg_buf_clear(&bytes);
	return rc;
}

void
eg_sources_lock(struct eg_sources *s)
{
	pthread_mutex_lock(&s->lock);
}

void
eg_sources_unlock(struct eg_sources *s)
{
	pthread_mutex_unlock(&s->lock);
}

static enum eg_rc
load_part(
    struct eg_sources *s, const char *name, const struct eg_mustache **out, struct eg_err *err)
{
	struct eg_mustache *m = eg_map_get(&s->parts, name);
	struct eg_buf bytes = EG_BUF_INIT;
	char path[512];
	enum eg_rc rc;

	*out = m;
	if (m != NULL || !eg_template_name_ok(name))
		return EG_OK;
	snprintf(path, sizeof(path), "templates/parts/%s.md", name);
	rc = eg_sources_read(s, path, &bytes, err);
	if (rc == EG_ERR_NOT_FOUND) {
		rc = EG_OK; /* the renderer says where it is named */
	} else if (rc == EG_OK) {
		rc = eg_mustache_parse(
		    eg_buf_cstr(&bytes), bytes.n, path, 0, EG_MUSTACHE_RAW_LINE, &m, err);
		if (rc == EG_OK)
			eg_map_set(&s->parts, name, m);
		*out = m;
	}
	eg_buf_clear(&bytes);
	return rc;
}

enum eg_rc
eg_sources_part(void *ctx, const char *name, const struct eg_mustache **out, struct eg_err *err)
{
	enum eg_rc rc;

	eg_sources_lock(ctx);
	rc = load_part(ctx, name, out, err);
	eg_sources_unlock(ctx);
	return rc;
}

/* ---- names ---- */

static void
add_name(struct eg_map *names, const char *path, const char *folder)
{
	size_t skip = strlen(folder), n = strlen(path);
	char *name;

	if (strncmp(path, folder, skip) != 0 || n < skip + 4 || strcmp(path + n - 3, ".md") != 0 ||
	    strchr(path + skip, '/') != NULL)
		return;
	name = eg_strndup(path + skip, n - skip - 3);
	if (eg_template_name_ok(name))
		eg_map_set(names, name, names);
	eg_free(name);
}

static enum eg_rc
walked(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	EG_UNUSED(blob);
	EG_UNUSED(err);
	add_name(ctx, path, "templates/");
	return EG_OK;
}

static enum eg_rc
changed(void *ctx, const char *path, char what, struct eg_err *err)
{
	EG_UNUSED(err);
	if (what == 'A')
		add_name(ctx, path, "templates/");
	return EG_OK;
}

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct eg_map_entry *)a)->key, ((const struct eg_map_entry *)b)->key);
}

enum eg_rc
eg_sources_names(struct eg_sources *s, struct eg_map *out, struct eg_err *err)
{
	struct eg_map found = {0};
	struct eg_map_entry *sorted;
	enum eg_rc rc = EG_OK;

	for (size_t i = 0; i < eg_builtin_count(); i++)
		add_name(&found, eg_builtin_at(i)->path, "acts/");
	if (s->cx->repo != NULL &&
	    (rc = eg_repo_walk(s->cx->repo, s->commit[0] != '\0' ? s->commit : NULL, "templates",
		 walked, &found, err)) == EG_OK &&
	    s->commit[0] == '\0' && eg_repo_root(s->cx->repo) != NULL)
		rc = eg_repo_status(s->cx->repo, "templates", changed, &found, err);
	sorted = eg_calloc(found.n + 1, sizeof(*sorted));
	for (size_t i = 0; i < found.n; i++)
		sorted[i] = found.v[i];
	qsort(sorted, found.n, sizeof(*sorted), by_key);
	for (size_t i = 0; i < found.n; i++)
		eg_map_set(out, sorted[i].key, NULL);
	eg_free(sorted);
	eg_map_clear(&found);
	return rc;
}

/* Campaigns that have no template yet are known by their threshold. */
static void
add_campaigns(struct eg_arena *a, struct eg_map *names)
{
	const struct eg_builtin *file = eg_builtin_find("thresholds.yaml");
	struct eg_yaml *top;
	const struct eg_yaml *campaigns;

	if (file == NULL ||
	    eg_yaml_parse(a, file->data, file->n, file->path, 0, &top, NULL) != EG_OK)
		return;
	campaigns = eg_yaml_get(top, "thresholds");
	for (size_t i = 0; campaigns != NULL && i < campaigns->n; i++)
		eg_map_set(names, campaigns->key[i], NULL);
}

void
eg_warn_template(struct eg_ctx *cx, const char *name, const char *version)
{
	struct eg_arena *arena = eg_arena_new();
	struct eg_map names = {0};
	struct {
		EG_VEC(const char *);
	} list = {0};
	struct eg_sources s;
	char commit[EG_OID_HEX];

	eg_sources_init(&s, cx, "");
	if (eg_sources_names(&s, &names, NULL) == EG_OK) {
		add_campaigns(arena, &names);
		for (size_t i = 0; i < names.n; i++)
			eg_vec_push(&list, names.v[i].key);
		if (!eg_map_has(&names, name)) {
			const char *near = eg_nearest(name, list.v, list.n);

			eg_warn(cx, "no template or campaign is named '%s'%s%s%s", name,
			    near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
			    near != NULL ? "'?" : "");
		} else if (version[0] != '\0' &&
			   eg_repo_resolve(cx->repo, name, version, commit, NULL) != EG_OK) {
			eg_warn(cx, "'%s' has no release %s here", name, version);
		}
	}
	eg_vec_clear(&list);
	eg_map_clear(&names);
	eg_sources_clear(&s);
	eg_arena_free(arena);
}
