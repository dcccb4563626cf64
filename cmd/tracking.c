/* What the tracking commands share: what is typed, made sure of; rows as JSON and CSV. */
#include "cmd/tracking.h"

#include "base/builtin.h"
#include "base/nearest.h"

#include <string.h>

enum eg_rc
eg_ask_day(const struct eg_ctx *cx, const char *typed, int32_t *day, struct eg_err *err)
{
	struct eg_date d;

	if (typed == NULL) {
		*day = (int32_t)eg_date_days(eg_date_of_time(cx->now));
		return EG_OK;
	}
	if (!eg_date_parse(eg_str(typed), &d)) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is not a day", typed);
		eg_err_hint(err, "write YYYY-MM-DD");
		return EG_ERR_USAGE;
	}
	*day = (int32_t)eg_date_days(eg_date_last(d));
	return EG_OK;
}

enum eg_rc
eg_ask_known(struct eg_ctx *cx, const char *known_at, const char *as_of, char commit[EG_OID_HEX],
    struct eg_tracking_options *how, struct eg_err *err)
{
	struct eg_date d;
	enum eg_rc rc;

	if (known_at == NULL)
		return eg_ask_day(cx, as_of, &how->as_of, err);
	if (as_of == NULL && eg_date_parse(eg_str(known_at), &d))
		as_of = known_at;
	if ((rc = eg_ask_day(cx, as_of, &how->as_of, err)) != EG_OK ||
	    (rc = eg_repo_resolve(cx->repo, NULL, known_at, commit, err)) != EG_OK)
		return rc;
	how->commit = commit;
	return EG_OK;
}

enum eg_rc
eg_ask_calendar(const char *typed, bool *none, struct eg_err *err)
{
	*none = typed != NULL && strcmp(typed, "none") == 0;
	if (typed == NULL || *none || strcmp(typed, "default") == 0)
		return EG_OK;
	eg_err_set(err, EG_ERR_USAGE, "--calendar takes none or default, not '%s'", typed);
	eg_err_hint(err, "none: only what events say; default: deaths by the session calendar too");
	return EG_ERR_USAGE;
}

enum eg_rc
eg_ask_place(const char *typed, int *out, struct eg_err *err)
{
	bool chosen[EG_JURISDICTIONS];

	*out = eg_postal_index(typed, strlen(typed));
	if (*out >= 0)
		return EG_OK;
	if (eg_jurisdictions_parse(typed, chosen, err) == EG_OK) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is more than one jurisdiction", typed);
		eg_err_hint(err, "one postal code, as in UT");
	}
	return EG_ERR_USAGE;
}

enum eg_rc
eg_ask_template(const char *typed, struct eg_ask_template *out, struct eg_err *err)
{
	size_t n = strcspn(typed, "@");
	const char *version = typed[n] == '@' ? typed + n + 1 : "";
	bool fine = n > 0 && n < sizeof(out->name) && strlen(version) < sizeof(out->version) &&
		    strcspn(version, " ,\"\t") == strlen(version);

	for (size_t i = 0; i < n && fine; i++)
		fine = (typed[i] >= 'a' && typed[i] <= 'z') ||
		       (typed[i] >= '0' && typed[i] <= '9') || (typed[i] == '-' && i > 0);
	if (!fine) {
		eg_err_set(err, EG_ERR_USAGE, "'%s' is no template's name", typed);
		eg_err_hint(err, "small letters, digits and hyphens, perhaps a version: "
				 "immigration-sanctuary@1.0.0");
		return EG_ERR_USAGE;
	}
	memcpy(out->name, typed, n);
	out->name[n] = '\0';
	if (*version == 'v' && version[1] >= '0' && version[1] <= '9')
		version++;
	snprintf(out->version, sizeof(out->version), "%s", version);
	return EG_OK;
}

void
eg_ask_now(const struct eg_ctx *cx, char out[EG_TIME_TEXT])
{
	eg_time_format(cx->now, out);
}

/* Sessions are few; each is kept once, in order of appearance. */
struct sessions {
	EG_VEC(const char *);
};

static void
add_session(struct sessions *s, const char *session)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->v[i], session) == 0)
			return;
	eg_vec_push(s, session);
}

enum eg_rc
eg_ask_session(
    struct eg_tracking *t, int place, const char *bill, const char **out, struct eg_err *err)
{
	struct sessions found = {0};
	const struct eg_links *links;
	const struct eg_log *log;
	char *key = eg_malloc(strlen(bill) + 1);
	enum eg_rc rc;

	*out = "";
	eg_bill_key(bill, key);
	if ((rc = eg_tracking_log(t, &log, err)) != EG_OK ||
	    (rc = eg_tracking_links(t, &links, err)) != EG_OK)
		goto done;
	for (size_t i = 0; i < log->n_bills; i++)
		if (log->bill[i].jurisdiction == place && strcmp(log->bill[i].key, key) == 0 &&
		    key[0] != '\0' && log->first[i] != log->first[i + 1] &&
		    log->bill[i].session[0] != '\0')
			add_session(&found, log->bill[i].session);
	for (size_t i = 0; i < links->n; i++) {
		char *other = eg_malloc(strlen(links->v[i].bill) + 1);

		eg_bill_key(links->v[i].bill, other);
		if (eg_postal_index(links->v[i].jurisdiction, strlen(links->v[i].jurisdiction)) ==
			place &&
		    strcmp(other, key) == 0 && links->v[i].session[0] != '\0')
			add_session(&found, links->v[i].session);
		eg_free(other);
	}
	if (found.n == 1) {
		*out = found.v[0];
	} else if (found.n > 1) {
		struct eg_buf list = EG_BUF_INIT;

		for (size_t i = 0; i < found.n; i++)
			eg_buf_printf(&list, "%s--session %s", i > 0 ? ", " : "", found.v[i]);
		rc = eg_err_set(err, EG_ERR_AMBIGUOUS, "%s %s is a bill of %zu sessions",
		    eg_postal[place], bill, found.n);
		eg_err_hint(err, "say which: %s", eg_buf_cstr(&list));
		eg_buf_clear(&list);
	}
done:
	eg_vec_clear(&found);
	eg_free(key);
	return rc;
}

enum eg_rc
eg_unknown_template(struct eg_tracking *t, const char *name, struct eg_err *err)
{
	const struct eg_status *st = eg_tracking_status(t);
	struct {
		EG_VEC(const char *);
	} names = {0};
	struct eg_arena *a = eg_arena_new();
	const char *near;

	for (size_t i = 0; i < st->n; i++)
		if (st->row[i].template_name[0] != '\0' &&
		    (names.n == 0 || strcmp(names.v[names.n - 1], st->row[i].template_name) != 0))
			eg_vec_push(&names, st->row[i].template_name);
	for (size_t i = 0; i < eg_builtin_count(); i++) {
		const char *path = eg_builtin_at(i)->path;
		bool act = strncmp(path, "acts/", 5) == 0,
		     adoption = strncmp(path, "adoption/", 9) == 0;

		if ((act || adoption) && strchr(path, '.') != NULL) {
			const char *base = eg_path_base(path);

			eg_vec_push(&names, eg_arena_dup(a, base, strcspn(base, ".")));
		}
	}
	near = eg_nearest(name, names.v, names.n);
	eg_err_set(err, EG_ERR_NOT_FOUND, "nothing is tracked for a template '%s'", name);
	if (near != NULL)
		eg_err_hint(err, "did you mean '%s'?", near);
	else
		eg_err_hint(err, "engross status");
	eg_vec_clear(&names);
	eg_arena_free(a);
	return EG_ERR_NOT_FOUND;
}

void
eg_row_date(const struct eg_status_row *r, char out[24])
{
	char date[16], by[16];

	eg_status_date(r, date, by);
	if (by[0] != '\0')
		snprintf(out, 24, "by %s", by);
	else
		snprintf(out, 24, "%s", date);
}

void
eg_row_stage(const struct eg_status_row *r, char out[64])
{
	const char *how = eg_how_name((enum eg_how)r->how);

	if (r->closing == EG_CLOSING_UNCLEAR)
		how = "unclear";
	else if (r->closing != EG_CLOSING_NONE)
		how = eg_closing_name((enum eg_closing)r->closing);
	if (how[0] != '\0')
		snprintf(out, 64, "%s (%s)", eg_stage_name((enum eg_stage)r->stage), how);
	else
		snprintf(out, 64, "%s", eg_stage_name((enum eg_stage)r->stage));
}
