/*
 * What drafting reads: templates, parts and profiles, from the repository (now, or at a revision),
 * else from the program; with a record of what came from where, so that the first draft can put
 * the built-in ones into the repository. Shared by templates and draft.
 */
#ifndef EG_CMD_SOURCES_H
#define EG_CMD_SOURCES_H

#include "cmd/cmd.h"

#include <engross/template.h>
#include <pthread.h>

struct eg_source_file {
	char *path; /* in the repository: "templates/parts/sunset.md" */
	char *bytes; /* kept for a built-in only */
	size_t n;
	bool builtin; /* not in the repository (at that revision) */
	bool dirty; /* the work tree's copy is not the committed one */
};

struct eg_sources {
	struct eg_ctx *cx;
	char commit[EG_OID_HEX]; /* "" = as it is now */
	struct {
		EG_VEC(struct eg_source_file);
	} file;
	struct eg_map parts; /* name -> struct eg_mustache * */
	pthread_mutex_t lock; /* drafts are made by several threads */
	struct eg_profile *profile[EG_JURISDICTIONS]; /* each read once */
};

void eg_sources_init(struct eg_sources *s, struct eg_ctx *cx, const char *commit);
void eg_sources_clear(struct eg_sources *s);
/* Bytes of a path, noted in s->file once. EG_ERR_NOT_FOUND. */
enum eg_rc eg_sources_read(
    struct eg_sources *s, const char *path, struct eg_buf *out, struct eg_err *err) EG_MUST_CHECK;
/* A template by name, with the global parameters. EG_ERR_NOT_FOUND names the nearest. */
enum eg_rc eg_sources_template(struct eg_sources *s, const char *name, struct eg_template **out,
    struct eg_err *err) EG_MUST_CHECK;
/* Lent by s. */
enum eg_rc eg_sources_profile(struct eg_sources *s, const char *postal,
    const struct eg_profile **out, struct eg_err *err) EG_MUST_CHECK;
/* For what else must not run twice at once (the repository is one thread's at a time). */
void eg_sources_lock(struct eg_sources *s);
void eg_sources_unlock(struct eg_sources *s);
/* Loader of parts for eg_draft_make; ctx is the struct eg_sources. Safe from several threads. */
eg_mustache_load_fn eg_sources_part;
/* Names of the templates there are, sorted, each once: the repository's and the built-in. Keys of
 * the map. */
enum eg_rc eg_sources_names(
    struct eg_sources *s, struct eg_map *out, struct eg_err *err) EG_MUST_CHECK;

/* Warn when a bill is said to carry a template that nobody knows (the nearest is named), or a
 * version that was never released. */
void eg_warn_template(struct eg_ctx *cx, const char *name, const char *version);

#endif
