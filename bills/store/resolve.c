/* From a revision as people write it to a commit; releases (annotated tags TEMPLATE/VERSION). */
#include "store/change.h"

#include "base/time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY_SECONDS = 86400 };

static enum eg_rc
peel(struct eg_repo *r, git_object *object, const char *rev, char commit[EG_OID_HEX],
    struct eg_err *err)
{
	git_object *found = NULL;
	int code = r->g->git_object_peel(&found, object, GIT_OBJECT_COMMIT);

	if (code == 0)
		r->g->git_oid_tostr(commit, EG_OID_HEX, r->g->git_object_id(found));
	r->g->git_object_free(found);
	return code < 0 ? eg_err_set(err, EG_ERR_NOT_FOUND, "'%s' does not name a commit", rev)
			: EG_OK;
}

/* A tag by its full reference; *found false when there is none. */
static enum eg_rc
try_tag(
    struct eg_repo *r, const char *name, bool *found, char commit[EG_OID_HEX], struct eg_err *err)
{
	char *ref = eg_sprintf("refs/tags/%s", name);
	git_object *object = NULL;
	git_oid id;
	enum eg_rc rc = EG_OK;
	int code = r->g->git_reference_name_to_id(&id, r->repo, ref);

	*found = false;
	if (code == 0 &&
	    (code = r->g->git_object_lookup(&object, r->repo, &id, GIT_OBJECT_ANY)) == 0) {
		*found = true;
		rc = peel(r, object, name, commit, err);
	} else if (code < 0 && code != GIT_ENOTFOUND && code != GIT_EINVALIDSPEC) {
		rc = eg_store__error(r->g, code, r->git_dir, err, "cannot read tag '%s'", name);
	}
	r->g->git_object_free(object);
	eg_free(ref);
	return rc;
}

/* The last commit of HEAD's own line (first parents) that was recorded by the end of the day, UTC.
 * */
static enum eg_rc
by_day(struct eg_repo *r, struct eg_date day, char commit[EG_OID_HEX], struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	int64_t before = (eg_date_days(day) + 1) * DAY_SECONDS;
	char text[EG_DATE_TEXT], first[EG_DATE_TEXT];
	git_oid id;
	int code = g->git_reference_name_to_id(&id, r->repo, "HEAD");

	eg_date_format(day, text);
	first[0] = '\0';
	while (code == 0) {
		git_commit *c = NULL;
		int64_t when;
		unsigned parents;

		if ((code = g->git_commit_lookup(&c, r->repo, &id)) < 0)
			return eg_store__error(g, code, r->git_dir, err, "cannot read the history");
		when = g->git_commit_time(c);
		parents = g->git_commit_parentcount(c);
		if (parents > 0)
			id = *g->git_commit_parent_id(c, 0);
		if (when < before)
			g->git_oid_tostr(commit, EG_OID_HEX, g->git_commit_id(c));
		g->git_commit_free(c);
		if (when < before)
			return EG_OK;
		eg_date_format(eg_date_of_time(when), first);
		if (parents == 0)
			break;
	}
	(void)eg_err_set(err, EG_ERR_NOT_FOUND, "nothing was recorded by the end of %s", text);
	if (first[0] != '\0')
		eg_err_hint(err, "the first commit is of %s", first);
	return EG_ERR_NOT_FOUND;
}

static enum eg_rc
no_revision(struct eg_repo *r, const char *template_name, const char *rev, struct eg_err *err)
{
	EG_UNUSED(r);
	if (template_name != NULL)
		(void)eg_err_set(err, EG_ERR_NOT_FOUND,
		    "'%s' is no version of '%s', tag, date or git revision", rev, template_name);
	else
		(void)eg_err_set(
		    err, EG_ERR_NOT_FOUND, "'%s' is no tag, date or git revision", rev);
	eg_err_hint(err, "engross log");
	return EG_ERR_NOT_FOUND;
}

enum eg_rc
eg_repo_resolve(struct eg_repo *r, const char *template_name, const char *rev,
    char commit[EG_OID_HEX], struct eg_err *err)
{
	git_object *object = NULL;
	struct eg_date day;
	bool found = false;
	enum eg_rc rc = EG_OK;
	int code;

	commit[0] = '\0';
	if (rev == NULL || *rev == '\0')
		rev = "HEAD";
	if (template_name != NULL && *template_name != '\0') {
		char *name = eg_sprintf("%s/%s", template_name, rev);

		rc = try_tag(r, name, &found, commit, err);
		eg_free(name);
	}
	if (rc == EG_OK && !found)
		rc = try_tag(r, rev, &found, commit, err);
	if (rc != EG_OK || found)
		return rc;
	if (strlen(rev) == 10 && eg_date_parse(eg_str(rev), &day) && day.day != 0)
		return by_day(r, day, commit, err);
	code = r->g->git_revparse_single(&object, r->repo, rev);
	if (code == GIT_EAMBIGUOUS) {
		rc =
		    eg_err_set(err, EG_ERR_AMBIGUOUS, "'%s' begins more than one commit's id", rev);
		eg_err_hint(err, "give more of its digits");
	} else if (code == GIT_ENOTFOUND && strcmp(rev, "HEAD") == 0) {
		rc = eg_err_set(err, EG_ERR_NOT_FOUND, "nothing has been committed yet");
		eg_err_hint(err, "engross commit -m 'First bills'");
	} else {
		rc = code < 0 ? no_revision(r, template_name, rev, err)
			      : peel(r, object, rev, commit, err);
	}
	r->g->git_object_free(object);
	return rc;
}

/* ---- releases ---- */

struct release {
	char *version;
	char commit[EG_OID_HEX];
	int64_t when;
};

struct releases {
	EG_VEC(struct release);
};

/* By the rule of semver.org, section 11: numbers by value, a pre-release before its release. */
static int
version_cmp(const char *a, const char *b)
{
	size_t an, bn;

	for (;;) {
		char *ea, *eb;
		unsigned long na = strtoul(a, &ea, 10), nb = strtoul(b, &eb, 10);

		if (ea == a || eb == b)
			break;
		if (na != nb)
			return na < nb ? -1 : 1;
		a = ea;
		b = eb;
		if (*a != '.' || *b != '.')
			break;
		a++;
		b++;
	}
	an = strlen(a);
	bn = strlen(b);
	if (an == 0 || bn == 0)
		return an == bn ? 0 : an == 0 ? (*b == '-' ? 1 : -1) : (*a == '-' ? -1 : 1);
	return strcmp(a, b);
}

static int
by_version(const void *a, const void *b)
{
	return version_cmp(
	    ((const struct release *)a)->version, ((const struct release *)b)->version);
}

/* Annotated tags only: a light one has no date and no author, and is somebody's bookmark. */
static enum eg_rc
add_release(struct eg_repo *r, const git_reference *ref, size_t skip, struct releases *list,
    struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	const git_oid *id = g->git_reference_target(ref);
	git_tag *tag = NULL;
	const git_signature *by;
	struct release item = {0};
	enum eg_rc rc;

	if (id == NULL || g->git_tag_lookup(&tag, r->repo, id) < 0)
		return EG_OK;
	by = g->git_tag_tagger(tag);
	item.when = by != NULL ? by->when.time : 0;
	rc = peel(r, (git_object *)tag, g->git_reference_name(ref), item.commit, err);
	g->git_tag_free(tag);
	if (rc != EG_OK)
		return rc;
	item.version = eg_strdup(g->git_reference_name(ref) + skip);
	eg_vec_push(list, item);
	return EG_OK;
}

enum eg_rc
eg_repo_releases(
    struct eg_repo *r, const char *template_name, eg_repo_tag_fn *fn, void *ctx, struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	char *glob = eg_sprintf("refs/tags/%s/*", template_name);
	git_reference_iterator *it = NULL;
	git_reference *ref = NULL;
	struct releases list = {0};
	enum eg_rc rc = EG_OK;
	int code = g->git_reference_iterator_glob_new(&it, r->repo, glob);

	while (code == 0 && rc == EG_OK && (code = g->git_reference_next(&ref, it)) == 0) {
		rc = add_release(r, ref, strlen(glob) - 1, &list, err);
		g->git_reference_free(ref);
	}
	if (rc == EG_OK && code < 0 && code != GIT_ITEROVER)
		rc = eg_store__error(
		    g, code, r->git_dir, err, "cannot read the releases of '%s'", template_name);
	if (list.n > 0)
		qsort(list.v, list.n, sizeof(*list.v), by_version);
	for (size_t i = 0; i < list.n; i++) {
		if (rc == EG_OK)
			rc = fn(ctx, list.v[i].version, list.v[i].commit, list.v[i].when, err);
		eg_free(list.v[i].version);
	}
	eg_vec_clear(&list);
	g->git_reference_iterator_free(it);
	eg_free(glob);
	return rc;
}

static enum eg_rc
signed_tag(struct eg_repo *r, const char *tag, const char *commit, const char *message,
    const struct eg_store__identity *id, struct eg_err *err)
{
	const char *args[] = {"tag", "--sign", "--message", message, "--", tag, commit, NULL};
	struct eg_buf said = EG_BUF_INIT;
	int status = 0;
	enum eg_rc rc = eg_store__git(r, args, id, &said, &status, err);

	while (said.n > 0 && said.p[said.n - 1] == '\n')
		eg_buf_trunc(&said, said.n - 1);
	if (rc == EG_OK && status != 0) {
		const char *first = eg_buf_cstr(&said);

		rc = eg_err_set(err, EG_ERR_REPO, "git could not sign '%s': %.*s", tag,
		    (int)strcspn(first, "\n"), first);
		eg_err_hint(err, "git config user.signingkey KEY; see git help tag");
	}
	eg_buf_clear(&said);
	return rc;
}

/* The tag object, then its reference, which must not exist. */
static enum eg_rc
plain_tag(struct eg_repo *r, const char *tag, const char *commit, const char *message,
    const struct eg_store__identity *id, struct eg_err *err)
{
	const struct eg_store__git2 *g = r->g;
	struct eg_store__objects list = {0};
	struct eg_buf b = EG_BUF_INIT;
	struct eg_store__head head = {0};
	git_reference *ref = NULL;
	git_oid oid;
	char *owned;
	size_t n;
	enum eg_rc rc;
	int lock = -1, code;

	eg_buf_printf(&b, "object %s\ntype commit\ntag %s\ntagger ", commit, tag);
	eg_store__identity_line(id, &b);
	eg_buf_printf(&b, "\n\n%s\n", message);
	owned = eg_buf_take(&b, &n);
	head.ref = eg_sprintf("refs/tags/%s", tag);
	if ((rc = eg_store__objects_add(r, &list, GIT_OBJECT_TAG, owned, n, &oid, err)) != EG_OK ||
	    (rc = eg_store__lock(r, &lock, err)) != EG_OK)
		goto done;
	if ((rc = eg_store__recover(r, err)) == EG_OK &&
	    (rc = eg_store__tmp_make(r, err)) == EG_OK &&
	    (rc = eg_store__objects_write(r, &list, err)) == EG_OK &&
	    (rc = eg_store__journal_write(r, &head, &oid, NULL, 0, err)) == EG_OK &&
	    (code = g->git_reference_create(&ref, r->repo, head.ref, &oid, 0, NULL)) < 0)
		rc = eg_store__error(g, code, r->git_dir, err, "cannot make the tag '%s'", tag);
	eg_store__journal_remove(r);
	eg_store__tmp_clean(r);
done:
	eg_store__unlock(&lock);
	g->git_reference_free(ref);
	eg_store__objects_clear(&list);
	eg_free(head.ref);
	return rc;
}

enum eg_rc
eg_repo_release(struct eg_repo *r, const char *template_name, const char *version,
    const char *commit, const char *message, const struct eg_signer *who, bool sign,
    struct eg_err *err)
{
	char *tag = eg_sprintf("%s/%s", template_name, version), have[EG_OID_HEX];
	struct eg_store__identity id;
	bool found = false;
	enum eg_rc rc = eg_store__identity(r->g, r->repo, who, &id, err);

	if (rc == EG_OK)
		rc = try_tag(r, tag, &found, have, err);
	if (rc == EG_OK && found) {
		rc = eg_err_set(err, EG_ERR_EXISTS,
		    "'%s' is released already (commit %.10s); a release is never moved", tag, have);
		eg_err_hint(err,
		    "raise the version in templates/%s.md, engross commit, and release that",
		    template_name);
	}
	if (rc == EG_OK)
		rc = sign ? signed_tag(r, tag, commit, message, &id, err)
			  : plain_tag(r, tag, commit, message, &id, err);
	eg_free(tag);
	return rc;
}
