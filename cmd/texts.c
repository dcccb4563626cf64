/* Folders walked, files read into texts. See texts.h. */
#include "cmd/texts.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 64 };

static const char *const kinds[] = {".txt", ".md", ".html", ".htm", ".xml", ".docx", ".pdf"};

void
eg_walk_leave_out(struct eg_walk *w, const char *path, const char *why)
{
	eg_vec_push(&w->left_out, eg_strdup(path));
	eg_vec_push(&w->why, eg_strdup(why));
}

void
eg_walk_clear(struct eg_walk *w)
{
	for (size_t i = 0; i < w->file.n; i++)
		eg_free(w->file.v[i].path);
	for (size_t i = 0; i < w->left_out.n; i++) {
		eg_free(w->left_out.v[i]);
		eg_free(w->why.v[i]);
	}
	eg_vec_clear(&w->file);
	eg_vec_clear(&w->left_out);
	eg_vec_clear(&w->why);
}

static bool
is_kind(const char *name)
{
	const char *ext = eg_path_ext(name);

	for (size_t i = 0; i < EG_COUNT(kinds); i++)
		if (strcasecmp(ext, kinds[i]) == 0)
			return true;
	return false;
}

static void
add_file(struct eg_walk *w, const char *path, const struct stat *st, bool named)
{
	struct eg_walked f = {.path = eg_strdup(path),
	    .named = named,
	    .bytes = (uint64_t)st->st_size,
	    .mtime_ns = st->st_mtim.tv_sec * INT64_C(1000000000) + st->st_mtim.tv_nsec};

	eg_vec_push(&w->file, f);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
same_folder(const char *path, const char *skip)
{
	struct stat a, b;

	return skip != NULL && stat(path, &a) == 0 && stat(skip, &b) == 0 && a.st_dev == b.st_dev &&
	       a.st_ino == b.st_ino;
}

static void walk_folder(struct eg_walk *w, const char *path, const char *skip, int depth);

static void
walk_entry(struct eg_walk *w, const char *path, const char *name, const char *skip, int depth)
{
	char *full = eg_path_join(path, name);
	struct stat st;

	if (lstat(full, &st) != 0) {
		eg_walk_leave_out(w, full, strerror(errno));
	} else if (S_ISDIR(st.st_mode)) {
		if (!same_folder(full, skip))
			walk_folder(w, full, skip, depth + 1);
	} else if (is_kind(name)) {
		if (S_ISLNK(st.st_mode) && stat(full, &st) != 0)
			eg_walk_leave_out(w, full, "a link that leads nowhere");
		else if (S_ISREG(st.st_mode))
			add_file(w, full, &st, false);
		else if (!S_ISDIR(st.st_mode))
			eg_walk_leave_out(w, full, "not a regular file");
	}
	eg_free(full);
}

static void
walk_folder(struct eg_walk *w, const char *path, const char *skip, int depth)
{
	DIR *d = depth < DEPTH_MAX ? opendir(path) : NULL;
	struct dirent *e;
	struct {
		EG_VEC(char *);
	} names = {0};

	if (d == NULL) {
		eg_walk_leave_out(
		    w, path, depth < DEPTH_MAX ? strerror(errno) : "folders too deep in folders");
		return;
	}
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			eg_vec_push(&names, eg_strdup(e->d_name));
	closedir(d);
	if (names.n > 1)
		qsort(names.v, names.n, sizeof(*names.v), by_name);
	for (size_t i = 0; i < names.n; i++) {
		walk_entry(w, path, names.v[i], skip, depth);
		eg_free(names.v[i]);
	}
	eg_vec_clear(&names);
}

enum eg_rc
eg_walk_add(struct eg_walk *w, const char *path, const char *skip, struct eg_err *err)
{
	struct stat st;

	if (stat(path, &st) != 0) {
		enum eg_rc rc = errno == ENOENT ? EG_ERR_NOT_FOUND : EG_ERR_SYSTEM;

		eg_err_at(err, rc, path, 0, 0, "cannot read: %s", strerror(errno));
		eg_err_hint(err, "name files and folders that are there");
		return rc;
	}
	if (S_ISDIR(st.st_mode))
		walk_folder(w, path, skip, 0);
	else if (S_ISREG(st.st_mode))
		add_file(w, path, &st, true);
	else
		eg_walk_leave_out(w, path, "not a regular file");
	return EG_OK;
}

/* ---- reading ---- */

enum eg_rc
eg_text_read(const char *path, const struct eg_buf *bytes, enum eg_text_how how,
    struct eg_doc **out, struct eg_err *err)
{
	struct eg_doc_options opt = {.words_only = how == EG_TEXT_WORDS};
	const char *p = eg_buf_cstr(bytes), *ext = eg_path_ext(path);
	size_t look = bytes->n < 8192 ? bytes->n : 8192;
	/* a Word document, if anything, or a PDF */
	bool packed = (bytes->n > 4 && memcmp(p, "PK\3\4", 4) == 0) || eg_doc_is_pdf(p, bytes->n);

	*out = NULL;
	if (!packed && look > 0 && memchr(p, '\0', look) != NULL)
		return eg_err_at(err, EG_ERR_DATA, path, 0, 0, "is not a text file");
	opt.raw = how == EG_TEXT_AS_IT_IS && !packed && strcasecmp(ext, ".txt") == 0;
	return eg_doc_read(p, bytes->n, path, &opt, out, err);
}

void
eg_put_path(struct eg_buf *out, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == '\n' || c == '\t' || c == '\r')
			eg_buf_printf(out, "\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : 'r');
		else if (c < 0x20 || c == 0x7F)
			eg_buf_printf(out, "\\x%02X", c);
		else
			eg_buf_putc(out, (char)c);
	}
}
