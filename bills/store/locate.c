/*
 * Where in the repository an address points. Prints lie at prints/XX/SESSION/BILL/NN-STAGE.txt;
 * BILL is matched by its letters and digits, the highest NN is the latest.
 */
#include "store/lib.h"

#include "base/map.h"
#include "base/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_MAX_BYTES = 4096, HINT_CHOICES = 12 };

struct prints {
	const struct eg_address *a;
	char key[64];
	struct eg_map sessions; /* of the bill */
	struct eg_map stages; /* file names, when a stage was asked for and not found */
	char best[PATH_MAX_BYTES];
	unsigned long best_number;
	bool any;
};

/* Part i of a path by slashes. */
static struct eg_str
part(const char *path, int i)
{
	struct eg_str s = {path, 0};

	while (i-- > 0) {
		s.p += strcspn(s.p, "/");
		if (*s.p == '/')
			s.p++;
	}
	s.n = strcspn(s.p, "/");
	return s;
}

static bool
stage_fits(const struct eg_address *a, struct eg_str file, unsigned long number)
{
	const char *dash = memchr(file.p, '-', file.n);
	size_t stage_n;

	if (a->stage[0] == '\0')
		return true;
	if (strspn(a->stage, "0123456789") == strlen(a->stage))
		return strtoul(a->stage, NULL, 10) == number;
	if (dash == NULL)
		return false;
	stage_n = file.n - (size_t)(dash - file.p) - 1 - 4; /* without "-" and ".txt" */
	return strlen(a->stage) == stage_n && memcmp(a->stage, dash + 1, stage_n) == 0;
}

static enum eg_rc
see_print(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct prints *p = ctx;
	struct eg_str session = part(path, 2), bill = part(path, 3), file = part(path, 4);
	char name[256], key[256];
	unsigned long number;

	EG_UNUSED(blob);
	EG_UNUSED(err);
	if (bill.n >= sizeof(name) || file.n < 5 || file.n >= sizeof(name) ||
	    strcmp(file.p + file.n - 4, ".txt") != 0 || file.p[file.n] != '\0' ||
	    strspn(file.p, "0123456789") == 0)
		return EG_OK;
	memcpy(name, bill.p, bill.n);
	name[bill.n] = '\0';
	eg_bill_key(name, key);
	if (strcmp(key, p->key) != 0 ||
	    (p->a->session[0] != '\0' && !eg_str_eq(session, p->a->session)))
		return EG_OK;
	memcpy(name, session.p, session.n < sizeof(name) ? session.n : sizeof(name) - 1);
	name[session.n < sizeof(name) ? session.n : sizeof(name) - 1] = '\0';
	eg_map_set(&p->sessions, name, NULL);
	memcpy(name, file.p, file.n - 4);
	name[file.n - 4] = '\0';
	eg_map_set(&p->stages, name, NULL);
	number = strtoul(file.p, NULL, 10);
	if (!stage_fits(p->a, file, number) || (p->any && number < p->best_number))
		return EG_OK;
	p->any = true;
	p->best_number = number;
	snprintf(p->best, sizeof(p->best), "%s", path);
	return EG_OK;
}

static void
join(struct eg_buf *out, const struct eg_map *names, const char *prefix, const char *suffix)
{
	for (size_t i = 0; i < names->n && i < HINT_CHOICES; i++)
		eg_buf_printf(out, "%s%s%s%s", i > 0 ? ", " : "", prefix, names->v[i].key, suffix);
	if (names->n > HINT_CHOICES)
		eg_buf_printf(out, " and %zu more", names->n - HINT_CHOICES);
}

static enum eg_rc
choose(struct prints *p, char path[PATH_MAX_BYTES], struct eg_err *err)
{
	const struct eg_address *a = p->a;
	struct eg_buf hint = EG_BUF_INIT;
	enum eg_rc rc = EG_OK;

	if (p->sessions.n > 1) {
		char prefix[8], suffix[160];

		rc = eg_err_set(err, EG_ERR_AMBIGUOUS, "%s has '%s' in %zu sessions", a->postal,
		    a->bill, p->sessions.n);
		snprintf(prefix, sizeof(prefix), "%s/", a->postal);
		snprintf(suffix, sizeof(suffix), "/%s%s%s", a->bill, a->stage[0] != '\0' ? ":" : "",
		    a->stage);
		join(&hint, &p->sessions, prefix, suffix);
	} else if (!p->any && p->stages.n > 0) {
		rc = eg_err_set(err, EG_ERR_NOT_FOUND, "%s '%s' has no print '%s'", a->postal,
		    a->bill, a->stage);
		eg_buf_puts(&hint, "there are ");
		join(&hint, &p->stages, "", "");
	} else if (!p->any) {
		rc = eg_err_set(err, EG_ERR_NOT_FOUND, "no print of %s '%s'%s%s%s%s", a->postal,
		    a->bill, a->session[0] != '\0' ? " in session " : "", a->session,
		    a->rev[0] != '\0' ? " at " : "", a->rev);
		eg_buf_printf(&hint, "engross record %s '%s' --session SESSION --stage STAGE FILE",
		    a->postal, a->bill);
	} else {
		memcpy(path, p->best, PATH_MAX_BYTES);
	}
	if (rc != EG_OK)
		eg_err_hint(err, "%s", eg_buf_cstr(&hint));
	eg_buf_clear(&hint);
	return rc;
}

static enum eg_rc
locate_print(struct eg_repo *r, const struct eg_address *a, const char *commit,
    char path[PATH_MAX_BYTES], struct eg_err *err)
{
	struct prints p = {.a = a};
	char prefix[256];
	enum eg_rc rc;

	eg_bill_key(a->bill, p.key);
	snprintf(prefix, sizeof(prefix), "prints/%s%s%s", a->postal,
	    a->session[0] != '\0' ? "/" : "", a->session);
	rc = eg_repo_walk(r, commit, prefix, see_print, &p, err);
	if (rc == EG_OK)
		rc = choose(&p, path, err);
	eg_map_clear(&p.sessions);
	eg_map_clear(&p.stages);
	return rc;
}

static enum eg_rc
locate_source(struct eg_repo *r, const struct eg_address *a, const char *commit,
    char path[PATH_MAX_BYTES], struct eg_err *err)
{
	bool draft = a->kind == EG_ADDR_DRAFT;

	if (draft)
		snprintf(path, PATH_MAX_BYTES, "bills/%s/%s%s%s.md", a->template_name, a->postal,
		    a->variant[0] != '\0' ? "-" : "", a->variant);
	else
		snprintf(path, PATH_MAX_BYTES, "templates/%s.md", a->template_name);
	if (eg_repo_has(r, commit, path))
		return EG_OK;
	(void)eg_err_set(err, EG_ERR_NOT_FOUND,
	    draft ? "no draft of '%s' for %s%s%s%s%s"
		  : "the repository has no template '%s'%s%s%s%s%s",
	    a->template_name, draft ? a->postal : "", a->variant[0] != '\0' ? "-" : "", a->variant,
	    a->rev[0] != '\0' ? " at " : "", a->rev);
	if (draft)
		eg_err_hint(err, "engross draft %s --for %s", a->template_name, a->postal);
	else
		eg_err_hint(err, "engross templates");
	return EG_ERR_NOT_FOUND;
}

enum eg_rc
eg_address_locate(struct eg_repo *r, const struct eg_address *a, char path[4096],
    char commit[EG_OID_HEX], struct eg_err *err)
{
	enum eg_rc rc;

	path[0] = '\0';
	commit[0] = '\0';
	if (a->kind == EG_ADDR_PATH || a->kind == EG_ADDR_STDIN)
		EG_BUG("a path or standard input lies in no repository");
	if (a->rev[0] != '\0' &&
	    (rc = eg_repo_resolve(r, a->template_name[0] != '\0' ? a->template_name : NULL, a->rev,
		 commit, err)) != EG_OK)
		return rc;
	return a->kind == EG_ADDR_PRINT ? locate_print(r, a, commit, path, err)
					: locate_source(r, a, commit, path, err);
}
