/* Texts at hand for the bills of an import: in the record, among the repository's prints, in a
 * folder. See import_texts.h. */
#include "cmd/import_texts.h"

#include <ctype.h>
#include <string.h>

/* Letters and digits, lower case, zeros between a letter and a number left out: "HB 0012" is hb12.
 * Appended to what out holds. */
static void
add_key(struct eg_buf *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		bool behind_letter = out->n > 0 && isalpha((unsigned char)out->p[out->n - 1]);

		if (!isalnum(c) ||
		    (c == '0' && behind_letter && i + 1 < n && isdigit((unsigned char)p[i + 1])))
			continue;
		eg_buf_putc(out, (char)tolower(c));
	}
}

/* ---- the repository's prints ---- */

/* prints/XX/SESSION/BILL/NN-STAGE.txt, in order: the last one stays. */
static enum eg_rc
on_print(void *ctx, const char *path, const char blob[EG_OID_HEX], struct eg_err *err)
{
	struct eg_import_texts *t = ctx;
	struct eg_buf key = EG_BUF_INIT;
	const char *part[4], *p = path;
	size_t n = 0;

	EG_UNUSED(blob);
	EG_UNUSED(err);
	for (; n < EG_COUNT(part) && p != NULL; n++) {
		part[n] = p;
		p = strchr(p, '/');
		p = p != NULL ? p + 1 : NULL;
	}
	if (n < EG_COUNT(part) || p == NULL || strcmp(eg_path_ext(path), ".txt") != 0)
		return EG_OK;
	for (size_t i = 1; i < EG_COUNT(part); i++) {
		add_key(&key, part[i], strcspn(part[i], "/"));
		eg_buf_putc(&key, '/');
	}
	eg_free(eg_map_set(&t->print, eg_buf_cstr(&key), eg_strdup(path)));
	eg_buf_clear(&key);
	return EG_OK;
}

/* ---- a folder ---- */

static void
name_file(struct eg_import_texts *t, char *path, size_t folder_n)
{
	const char *below = path + folder_n, *ext = eg_path_ext(path);
	struct eg_buf key = EG_BUF_INIT;

	add_key(&key, below, strlen(below) - strlen(ext));
	eg_map_set(&t->file, eg_buf_cstr(&key), path);
	eg_buf_clear(&key);
}

enum eg_rc
eg_import_texts_open(
    struct eg_ctx *cx, struct eg_import_texts *t, const char *folder, struct eg_err *err)
{
	enum eg_rc rc;

	t->cx = cx;
	if ((rc = eg_repo_walk(cx->repo, "", "prints", on_print, t, err)) != EG_OK ||
	    folder == NULL)
		return rc;
	if ((rc = eg_walk_add(&t->walk, folder, NULL, err)) != EG_OK)
		return rc;
	if (t->walk.file.n == 0) {
		eg_err_set(err, EG_ERR_DATA, "no text in '%s'", folder);
		eg_err_hint(err, "files named by bill, as in: MI/HB 6213.pdf, or HB 6213.txt");
		return EG_ERR_DATA;
	}
	for (size_t i = 0; i < t->walk.file.n; i++)
		name_file(t, t->walk.file.v[i].path, strlen(folder));
	return EG_OK;
}

void
eg_import_texts_close(struct eg_import_texts *t)
{
	for (size_t i = 0; i < t->print.n; i++)
		eg_free(t->print.v[i].value);
	eg_map_clear(&t->print);
	eg_map_clear(&t->file);
	eg_walk_clear(&t->walk);
	eg_models_free(t->models);
}

/* ---- a bill's text ---- */

static const char *
print_of(const struct eg_import_texts *t, const struct eg_record *r, struct eg_buf *key)
{
	eg_buf_reset(key);
	add_key(key, eg_postal[r->jurisdiction], 2);
	eg_buf_putc(key, '/');
	add_key(key, r->session.p, r->session.n);
	eg_buf_putc(key, '/');
	add_key(key, r->bill.p, r->bill.n);
	eg_buf_putc(key, '/');
	return eg_map_get(&t->print, eg_buf_cstr(key));
}

/* With jurisdiction and session, with the jurisdiction, by its number alone. */
static const char *
file_of(const struct eg_import_texts *t, const struct eg_record *r, struct eg_buf *key)
{
	for (int i = 0; i < 3; i++) {
		const char *path;

		eg_buf_reset(key);
		if (i < 2)
			add_key(key, eg_postal[r->jurisdiction], 2);
		if (i < 1)
			add_key(key, r->session.p, r->session.n);
		add_key(key, r->bill.p, r->bill.n);
		if ((path = eg_map_get(&t->file, eg_buf_cstr(key))) != NULL)
			return path;
	}
	return NULL;
}

/* The bytes of the text that is at hand, and its name. EG_ERR_NOT_FOUND where none is. */
static enum eg_rc
at_hand(struct eg_import_texts *t, const struct eg_record *r, struct eg_buf *bytes,
    const char **from, struct eg_err *err)
{
	struct eg_buf key = EG_BUF_INIT;
	const char *path;
	enum eg_rc rc = EG_ERR_NOT_FOUND;

	if (r->text.n > 0) {
		eg_buf_add(bytes, r->text.p, r->text.n);
		*from = "the record's own text";
		rc = EG_OK;
	} else if ((path = print_of(t, r, &key)) != NULL) {
		*from = path;
		rc = eg_repo_read_current(t->cx->repo, path, bytes, err);
	} else if ((path = file_of(t, r, &key)) != NULL) {
		*from = path;
		rc = eg_file_read(path, EG_FILE_MAX, bytes, err);
	}
	eg_buf_clear(&key);
	return rc;
}

static bool
is_page(const struct eg_buf *b)
{
	size_t i = 0;

	while (i < b->n && (unsigned char)b->p[i] <= ' ')
		i++;
	return i < b->n && b->p[i] == '<';
}

enum eg_rc
eg_import_texts_propose(struct eg_import_texts *t, const struct eg_record *r,
    struct eg_proposals *out, const char **from, struct eg_err *err)
{
	struct eg_buf bytes = EG_BUF_INIT;
	struct eg_doc *doc = NULL;
	struct eg_err why = {.rc = EG_OK};
	enum eg_rc rc = EG_OK, got;

	*out = (struct eg_proposals){0};
	*from = NULL;
	got = at_hand(t, r, &bytes, from, &why);
	if (got == EG_ERR_NOT_FOUND && *from == NULL)
		goto done;
	if (got == EG_OK)
		got = eg_text_read(r->text.n == 0    ? *from
				   : is_page(&bytes) ? "text.html"
						     : "text.txt",
		    &bytes, EG_TEXT_WORDS, &doc, &why);
	if (got != EG_OK) {
		if (t->unread++ == 0) {
			t->why = why;
			t->unread_name = *from;
		}
		*from = NULL;
		goto done;
	}
	if (t->models == NULL && (rc = eg_models_load(t->cx, -1, &t->models, err)) != EG_OK)
		goto done;
	t->traced++;
	eg_models_propose(t->models, doc->text, doc->n, out);
done:
	eg_doc_free(doc);
	eg_buf_clear(&bytes);
	return rc;
}
