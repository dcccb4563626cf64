/* What commands share: lists of jurisdictions, profiles and sources from the repository or the
 * built-ins, addresses to bytes. */
#include "cmd/cmd.h"

#include "base/builtin.h"
#include "base/nearest.h"

#include <engross/docx.h>
#include <string.h>

static enum eg_rc
bad_code(const char *typed, size_t n, struct eg_err *err)
{
	const char *near = NULL;
	char word[64];

	snprintf(word, sizeof(word), "%.*s", (int)(n < 60 ? n : 60), typed);
	/* a name typed in full is the likeliest mistake */
	for (int i = 0; i < EG_JURISDICTIONS; i++) {
		const char *const name = eg_postal_name(eg_postal[i]);

		if (eg_nearest(word, &name, 1) != NULL && n > 2)
			near = eg_postal[i];
	}
	if (near == NULL)
		near = n <= 3 ? eg_nearest(word, eg_postal, EG_JURISDICTIONS) : NULL;
	eg_err_set(err, EG_ERR_USAGE, "'%s' is not a jurisdiction", word);
	if (near != NULL)
		eg_err_hint(
		    err, "%s is %s; `engross jurisdictions` lists all", near, eg_postal_name(near));
	else
		eg_err_hint(err,
		    "use postal codes (CO,UT), states, or all; `engross jurisdictions` lists them");
	return EG_ERR_USAGE;
}

enum eg_rc
eg_jurisdictions_parse(const char *list, bool chosen[EG_JURISDICTIONS], struct eg_err *err)
{
	memset(chosen, 0, EG_JURISDICTIONS * sizeof(*chosen));
	for (const char *p = list;;) {
		size_t n = strcspn(p, ",");
		const char *next = p[n] == ',' ? p + n + 1 : NULL;
		int i;

		while (n > 0 && *p == ' ') {
			p++;
			n--;
		}
		while (n > 0 && p[n - 1] == ' ')
			n--;
		i = eg_postal_index(p, n);
		if (i >= 0)
			chosen[i] = true;
		else if (eg_str_eq((struct eg_str){p, n}, "all") ||
			 eg_str_eq((struct eg_str){p, n}, "states"))
			for (int k = 0; k < EG_JURISDICTIONS; k++)
				chosen[k] |=
				    *p == 'a' || eg_postal_kind(eg_postal[k]) == EG_PLACE_STATE;
		else
			return bad_code(p, n, err);
		if (next == NULL)
			return EG_OK;
		p = next;
	}
}

enum eg_rc
eg_need_repo(struct eg_ctx *cx, struct eg_err *err)
{
	return cx->repo != NULL ? EG_OK : eg_repo_open(cx->dir, true, &cx->repo, err);
}

/* templates/NAME.md -> acts/NAME.md, templates/parts/X -> parts/X, jurisdictions/XX.yaml as it is.
 * */
static const struct eg_builtin *
builtin_of(const char *path)
{
	char inside[512];

	if (strncmp(path, "templates/", 10) != 0)
		return eg_builtin_find(path);
	path += 10;
	if (strchr(path, '/') != NULL)
		return eg_builtin_find(path);
	snprintf(inside, sizeof(inside), "acts/%s", path);
	return eg_builtin_find(inside);
}

enum eg_rc
eg_source_load(
    struct eg_ctx *cx, const char *commit, const char *path, struct eg_buf *out, struct eg_err *err)
{
	const struct eg_builtin *file;
	enum eg_rc rc = EG_ERR_NOT_FOUND;

	eg_buf_reset(out);
	if (cx->repo != NULL && commit != NULL && *commit != '\0')
		rc = eg_repo_read(cx->repo, commit, path, out, err);
	else if (cx->repo != NULL)
		rc = eg_repo_read_current(cx->repo, path, out, err);
	if (rc != EG_ERR_NOT_FOUND)
		return rc;
	if ((file = builtin_of(path)) == NULL) {
		if (cx->repo == NULL) {
			eg_err_set(err, EG_ERR_NOT_FOUND, "no '%s' among the built-in files", path);
			eg_err_hint(err, "engross templates");
		}
		return EG_ERR_NOT_FOUND;
	}
	if (err != NULL)
		memset(err, 0, sizeof(*err));
	eg_buf_add(out, file->data, file->n);
	return EG_OK;
}

enum eg_rc
eg_profile_load(struct eg_ctx *cx, const char *postal, const char *commit, struct eg_profile **out,
    struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	int i = eg_postal_index(postal, strlen(postal));
	char path[64];
	enum eg_rc rc;

	*out = NULL;
	if (i < 0)
		return bad_code(postal, strlen(postal), err);
	snprintf(path, sizeof(path), "jurisdictions/%s.yaml", eg_postal[i]);
	if ((rc = eg_source_load(cx, commit, path, &bytes, err)) == EG_OK)
		rc = eg_profile_parse(eg_buf_cstr(&bytes), bytes.n, path, out, err);
	eg_buf_clear(&bytes);
	return rc;
}

void
eg_source_clear(struct eg_source *s)
{
	eg_buf_clear(&s->bytes);
}

/* A draft is known by the first lines of its head: `---`, then `engross: 1` before the head ends.
 * */
static bool
looks_like_draft(const struct eg_buf *b)
{
	const char *p = eg_buf_cstr(b), *end;

	if (strncmp(p, "\xEF\xBB\xBF", 3) == 0) /* as some editors on Windows write it */
		p += 3;
	if (strncmp(p, "---\n", 4) != 0 && strncmp(p, "---\r\n", 5) != 0)
		return false;
	end = strstr(p + 4, "\n---");
	p = strstr(p, "\nengross: 1");
	return p != NULL && end != NULL && p < end;
}

/* The jurisdiction that a draft's head names, wherever the file lies. */
static void
postal_of_draft(struct eg_source *s)
{
	const char *p = strstr(eg_buf_cstr(&s->bytes), "\njurisdiction: ");
	int i = p != NULL ? eg_postal_index(p + 15, strcspn(p + 15, "\r\n")) : -1;

	if (i >= 0)
		memcpy(s->postal, eg_postal[i], sizeof(s->postal));
}

/* A Word file, a PDF, a program: words cannot be read from its bytes. */
static enum eg_rc
refuse_binary(const struct eg_source *s, struct eg_err *err)
{
	const char *p = eg_buf_cstr(&s->bytes);
	size_t n = s->bytes.n < 8192 ? s->bytes.n : 8192;
	bool word = n > 4 && memcmp(p, "PK\3\4", 4) == 0, pdf = n > 4 && memcmp(p, "%PDF", 4) == 0;

	if (!word && !pdf && (n == 0 || memchr(p, '\0', n) == NULL))
		return EG_OK;
	eg_err_at(err, EG_ERR_DATA, s->shown, 0, 0, "is %s",
	    word  ? "a Word file or another archive, where a text is wanted"
	    : pdf ? "a PDF, not text"
		  : "not a text file");
	eg_err_hint(err, "%s",
	    pdf ? "pdftotext -layout FILE.pdf FILE.txt, then use FILE.txt"
	    : word
		? "bring a Word file home with `engross draft TEMPLATE --for XX --from FILE.docx`"
		: "save it as plain text, then use that");
	return EG_ERR_DATA;
}

static enum eg_rc
open_source(struct eg_ctx *cx, const char *address, bool word_too, struct eg_source *out,
    struct eg_err *err)
{
	char path[4096];
	enum eg_rc rc;

	memset(out, 0, sizeof(*out));
	eg_buf_init(&out->bytes, 0);
	if ((rc = eg_address_parse(address, &out->addr, err)) != EG_OK)
		return rc;
	if (out->addr.kind == EG_ADDR_STDIN || out->addr.kind == EG_ADDR_PATH) {
		const char *file = out->addr.kind == EG_ADDR_STDIN ? "-" : out->addr.path;

		snprintf(
		    out->shown, sizeof(out->shown), "%s", file[0] == '-' ? "standard input" : file);
		if ((rc = eg_file_read(file, EG_FILE_MAX, &out->bytes, err)) != EG_OK)
			return rc;
		if (word_too && (eg_docx_is(eg_buf_cstr(&out->bytes), out->bytes.n) ||
				    eg_doc_is_pdf(eg_buf_cstr(&out->bytes), out->bytes.n)))
			return EG_OK;
		if ((rc = refuse_binary(out, err)) != EG_OK)
			return rc;
	} else if (out->addr.kind == EG_ADDR_TEMPLATE && cx->repo == NULL) {
		snprintf(
		    out->shown, sizeof(out->shown), "templates/%s.md", out->addr.template_name);
		if (out->addr.rev[0] != '\0')
			return eg_need_repo(cx, err);
		if ((rc = eg_source_load(cx, NULL, out->shown, &out->bytes, err)) != EG_OK)
			return rc;
	} else {
		if ((rc = eg_need_repo(cx, err)) != EG_OK ||
		    (rc = eg_address_locate(cx->repo, &out->addr, path, out->commit, err)) !=
			EG_OK ||
		    (rc = eg_source_load(cx, out->commit, path, &out->bytes, err)) != EG_OK)
			return rc;
		snprintf(out->shown, sizeof(out->shown), "%s", path);
		memcpy(out->postal, out->addr.postal, sizeof(out->postal));
	}
	out->is_draft = looks_like_draft(&out->bytes) && out->addr.kind != EG_ADDR_TEMPLATE;
	if (out->is_draft)
		postal_of_draft(out);
	return EG_OK;
}

enum eg_rc
eg_source_open(struct eg_ctx *cx, const char *address, struct eg_source *out, struct eg_err *err)
{
	return open_source(cx, address, false, out, err);
}

enum eg_rc
eg_source_open_any(
    struct eg_ctx *cx, const char *address, struct eg_source *out, struct eg_err *err)
{
	return open_source(cx, address, true, out, err);
}

enum eg_rc
eg_join_version(
    void *ctx, const char *version, const char commit[EG_OID_HEX], int64_t when, struct eg_err *err)
{
	struct eg_buf *out = ctx;

	EG_UNUSED(commit);
	EG_UNUSED(when);
	EG_UNUSED(err);
	eg_buf_printf(out, "%s%s", out->n > 0 ? ", " : "", version);
	return EG_OK;
}
