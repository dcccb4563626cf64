/* Files checked by their place: see check.h. */
#include "cmd/check.h"

#include <engross/template.h>
#include <engross/text.h>
#include <engross/track.h>

#include <string.h>

bool
eg_check_is_source(const char *path)
{
	static const char *const roots[] = {"bills/", "templates/", "jurisdictions/", "tracking/"};
	static const char *const files[] = {"engross.yaml", ".gitattributes", ".gitignore"};

	for (size_t i = 0; i < EG_COUNT(roots); i++)
		if (strncmp(path, roots[i], strlen(roots[i])) == 0)
			return true;
	for (size_t i = 0; i < EG_COUNT(files); i++)
		if (strcmp(path, files[i]) == 0)
			return true;
	return false;
}

static enum eg_rc
misplaced(const char *path, const char *should, struct eg_err *err)
{
	eg_err_at(err, EG_ERR_DATA, path, 1, 0, "by its head this file is '%s'", should);
	eg_err_hint(err, "git mv %s %s, or mend the head", path, should);
	return EG_ERR_DATA;
}

static enum eg_rc
check_draft(const char *path, const struct eg_buf *bytes, struct eg_err *err)
{
	struct eg_bill *bill = NULL;
	char should[512];
	enum eg_rc rc = eg_bill_parse(eg_buf_cstr(bytes), bytes->n, path, &bill, err);

	if (rc != EG_OK)
		return rc;
	for (const struct eg_node *n = bill->root; n != NULL && rc == EG_OK; n = eg_node_after(n))
		if (n->kind == EG_NODE_CONFLICT) {
			rc = eg_err_at(
			    err, EG_ERR_DATA, path, n->line, 0, "a conflict that an upgrade left");
			eg_err_hint(err, "keep the words that are right and take its marks out");
		}
	snprintf(should, sizeof(should), "bills/%s/%s%s%s.md", bill->head.template_name,
	    bill->head.jurisdiction, bill->head.variant[0] != '\0' ? "-" : "", bill->head.variant);
	if (rc == EG_OK && strcmp(should, path) != 0)
		rc = misplaced(path, should, err);
	eg_bill_free(bill);
	return rc;
}

static enum eg_rc
check_template(struct eg_ctx *cx, const char *path, const struct eg_buf *bytes, struct eg_err *err)
{
	static const char common_path[] = "templates/parts/common.yaml";
	struct eg_template *t = NULL;
	struct eg_buf common = EG_BUF_INIT;
	char should[512];
	enum eg_rc rc = eg_source_load(cx, NULL, common_path, &common, err);

	if (rc == EG_OK && (rc = eg_template_parse(eg_buf_cstr(bytes), bytes->n, path,
				eg_buf_cstr(&common), common.n, common_path, &t, err)) == EG_OK) {
		snprintf(should, sizeof(should), "templates/%s.md", t->name);
		if (strcmp(should, path) != 0)
			rc = misplaced(path, should, err);
	}
	eg_template_free(t);
	eg_buf_clear(&common);
	return rc;
}

static enum eg_rc
check_profile(const char *path, const struct eg_buf *bytes, struct eg_err *err)
{
	struct eg_profile *p = NULL;
	char should[64];
	enum eg_rc rc = eg_profile_parse(eg_buf_cstr(bytes), bytes->n, path, &p, err);

	if (rc == EG_OK) {
		snprintf(should, sizeof(should), "jurisdictions/%s.yaml", eg_profile_postal(p));
		if (strcmp(should, path) != 0)
			rc = misplaced(path, should, err);
	}
	eg_profile_free(p);
	return rc;
}

enum eg_rc
eg_check_file(struct eg_ctx *cx, const char *path, const struct eg_buf *bytes, struct eg_err *err)
{
	const char *ext = eg_path_ext(path);
	enum eg_rc rc = EG_OK;

	if (strncmp(path, "bills/", 6) == 0 && strcmp(ext, ".md") == 0) {
		rc = check_draft(path, bytes, err);
	} else if (strncmp(path, "templates/", 10) == 0 && strchr(path + 10, '/') == NULL &&
		   strcmp(ext, ".md") == 0) {
		rc = check_template(cx, path, bytes, err);
	} else if (strncmp(path, "jurisdictions/", 14) == 0 && strcmp(ext, ".yaml") == 0) {
		rc = check_profile(path, bytes, err);
	} else if (strcmp(path, EG_EVENTS_PATH) == 0) {
		struct eg_log *log = NULL;

		rc = eg_log_parse(eg_buf_cstr(bytes), bytes->n, path, &log, err);
		eg_log_free(log);
	} else if (strcmp(path, EG_LINKS_PATH) == 0) {
		struct eg_links *links = NULL;

		rc = eg_links_parse(eg_buf_cstr(bytes), bytes->n, path, &links, err);
		eg_links_free(links);
	}
	if (rc != EG_OK)
		eg_err_file(err, path);
	return rc;
}
