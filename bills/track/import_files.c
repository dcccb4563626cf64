/* Paths in, documents and tables out. All is streamed, compressed or not, in an archive too. Links
 * are followed only where the user typed them; nothing is written anywhere. */
#include "track/import_files.h"

#include "base/flate.h"
#include "base/path.h"
#include "base/vec.h"
#include "base/zip.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	BLOCK = 64 * 1024, /* what is read at once */
	TEXT = 256 * 1024, /* what is unpacked at once: it stays in the processor's cache */
	FOLDER_DEPTH = 16
};

static bool
ends(const char *s, const char *with)
{
	size_t n = strlen(s), m = strlen(with);

	return n >= m && strcasecmp(s + n - m, with) == 0;
}

static bool
is_bills_table(const char *name)
{
	return ends(name, "bills.csv") && !ends(name, "related_bills.csv");
}

/* ---- lines ---- */

/* Text on its way to the reader of JSON. Whole lines are handed on together, since a line that
 * comes in parts costs four times as much. */
struct lines {
	struct eg_json_in *in;
	char *text; /* n bytes, of TEXT */
	size_t n;
};

static enum eg_rc
lines_open(struct lines *l, const struct eg_files *f, const char *name, struct eg_err *err)
{
	struct eg_json_in_options opt = {
	    .name = name, .doc = f->doc, .ctx = f->ctx, .skip = f->skip};

	*l = (struct lines){.text = eg_malloc(TEXT)};
	return eg_json_in_new(&opt, &l->in, err);
}

static void
lines_close(struct lines *l)
{
	eg_json_in_free(l->in);
	eg_free(l->text);
}

static enum eg_rc
hand_on(struct lines *l, struct eg_err *err)
{
	size_t whole = l->n;
	enum eg_rc rc;

	while (whole > 0 && l->text[whole - 1] != '\n')
		whole--;
	if (whole == 0 && l->n == TEXT)
		whole = l->n;
	rc = eg_json_in_feed(l->in, l->text, whole, err);
	l->n -= whole;
	memmove(l->text, l->text + whole, l->n);
	return rc;
}

static enum eg_rc
lines_end(struct lines *l, struct eg_err *err)
{
	enum eg_rc rc = l->n > 0 ? eg_json_in_feed(l->in, l->text, l->n, err) : EG_OK;

	return rc == EG_OK ? eg_json_in_end(l->in, err) : rc;
}

/* ---- streams ---- */

struct stream {
	int fd;
	const char *name;
	struct eg_gunzip *gunzip; /* NULL: the file is not packed */
	size_t have; /* bytes in `in` not yet taken */
	bool over; /* the file has been read to its end */
	struct lines lines;
	char in[BLOCK];
};

static enum eg_rc
unreadable(const char *name, struct eg_err *err)
{
	eg_err_set(err, EG_ERR_SYSTEM, "cannot read '%s': %s", name, strerror(errno));
	return EG_ERR_SYSTEM;
}

/* Up to `room` bytes; *got is 0 at the end alone. */
static enum eg_rc
take(struct stream *s, char *to, size_t room, size_t *got, struct eg_err *err)
{
	ssize_t n;

	do
		n = read(s->fd, to, room);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return unreadable(s->name, err);
	*got = (size_t)n;
	s->over = n == 0;
	return EG_OK;
}

/* More text behind what there is. */
static enum eg_rc
more(struct stream *s, struct eg_err *err)
{
	char *to = s->lines.text + s->lines.n;
	size_t room = TEXT - s->lines.n, made = 0;
	const char *p = s->in;
	enum eg_rc rc = EG_OK;

	if (s->gunzip == NULL) {
		rc = take(s, to, room, &made, err);
		s->lines.n += made;
		return rc;
	}
	if (s->have == 0 && !s->over)
		rc = take(s, s->in, sizeof(s->in), &s->have, err);
	if (rc == EG_OK)
		rc = eg_gunzip_next(s->gunzip, &p, &s->have, to, room, &made, s->name, err);
	s->lines.n += made;
	memmove(s->in, p, s->have);
	if (rc == EG_OK && s->over && made == 0 && !eg_gunzip_ended(s->gunzip)) {
		eg_err_at(err, EG_ERR_DATA, s->name, 0, 0, "the gzip file is cut short");
		eg_err_hint(err, "fetch it again");
		return EG_ERR_DATA;
	}
	s->over = s->over && made == 0;
	return rc;
}

static enum eg_rc
pump(struct stream *s, struct eg_err *err)
{
	enum eg_rc rc = EG_OK;

	while (rc == EG_OK && !s->over)
		if ((rc = more(s, err)) == EG_OK)
			rc = hand_on(&s->lines, err);
	return rc == EG_OK ? lines_end(&s->lines, err) : rc;
}

/* ---- archives ---- */

struct packed_set {
	struct eg_zip *z;
	char *prefix;
};

static enum eg_rc
set_from_zip(
    void *ctx, const char *name, eg_csv_block_fn block, void *to, bool *there, struct eg_err *err)
{
	struct packed_set *s = ctx;
	char *path = eg_sprintf("%s%s", s->prefix, name);
	enum eg_rc rc = EG_OK;

	if ((*there = eg_zip_has(s->z, path)))
		rc = eg_zip_stream(s->z, path, block, to, err);
	eg_free(path);
	return rc;
}

static uint64_t
bytes_in_zip(void *ctx, const char *name)
{
	struct packed_set *s = ctx;
	char *path = eg_sprintf("%s%s", s->prefix, name);
	uint64_t n = eg_zip_bytes(s->z, path);

	eg_free(path);
	return n;
}

/* What stands before "bills.csv" in the name of a set's bills file. */
static char *
prefix_of(const char *bills)
{
	return eg_strndup(bills, strlen(bills) - strlen("bills.csv"));
}

static enum eg_rc
take_block(void *ctx, const char *p, size_t n, struct eg_err *err)
{
	struct lines *l = ctx;
	enum eg_rc rc = EG_OK;

	while (n > 0 && rc == EG_OK) {
		size_t part = n < TEXT - l->n ? n : TEXT - l->n;

		memcpy(l->text + l->n, p, part);
		l->n += part;
		p += part;
		n -= part;
		rc = hand_on(l, err);
	}
	return rc;
}

static enum eg_rc
archive_entry(
    struct eg_files *f, const char *name, struct eg_zip *z, const char *path, struct eg_err *err)
{
	char *shown = eg_sprintf("%s:%s", name, path);
	struct lines lines;
	enum eg_rc rc = EG_OK;

	if (ends(path, ".json") || ends(path, ".jsonl")) {
		f->file(f->ctx, shown);
		f->n++;
		if ((rc = lines_open(&lines, f, shown, err)) == EG_OK &&
		    (rc = eg_zip_stream(z, path, take_block, &lines, err)) == EG_OK)
			rc = lines_end(&lines, err);
		lines_close(&lines);
	} else if (is_bills_table(path)) {
		struct packed_set s = {z, prefix_of(path)};
		struct eg_csv_set set = {shown, &s, set_from_zip, bytes_in_zip};

		f->file(f->ctx, shown);
		f->n++;
		rc = f->table(f->ctx, &set, err);
		eg_free(s.prefix);
	}
	eg_free(shown);
	return rc;
}

static enum eg_rc
archive(struct eg_files *f, const char *path, struct eg_err *err)
{
	static const struct eg_zip_limits limits = {.entries = 1000000,
	    .entry_bytes = (size_t)8 * 1024 * 1024 * 1024,
	    .total_bytes = (size_t)32 * 1024 * 1024 * 1024,
	    .ratio = 400};
	struct eg_zip *z = NULL;
	enum eg_rc rc = eg_zip_open_file(path, &limits, &z, err);

	for (size_t i = 0; rc == EG_OK && i < eg_zip_count(z); i++)
		rc = archive_entry(f, path, z, eg_zip_path(z, i), err);
	eg_zip_free(z);
	return rc;
}

/* ---- files and folders ---- */

static enum eg_rc
blocks(const char *path, eg_csv_block_fn block, void *to, struct eg_err *err)
{
	struct stream s = {.name = path, .fd = open(path, O_RDONLY | O_CLOEXEC)};
	enum eg_rc rc = s.fd < 0 ? unreadable(path, err) : EG_OK;

	while (rc == EG_OK && (rc = take(&s, s.in, sizeof(s.in), &s.have, err)) == EG_OK && !s.over)
		rc = block(to, s.in, s.have, err);
	if (s.fd >= 0)
		close(s.fd);
	return rc;
}

static enum eg_rc
set_from_folder(
    void *ctx, const char *name, eg_csv_block_fn block, void *to, bool *there, struct eg_err *err)
{
	char *path = eg_sprintf("%s%s", (const char *)ctx, name);
	enum eg_rc rc = EG_OK;

	if ((*there = access(path, R_OK) == 0))
		rc = blocks(path, block, to, err);
	eg_free(path);
	return rc;
}

static uint64_t
bytes_in_folder(void *ctx, const char *name)
{
	char *path = eg_sprintf("%s%s", (const char *)ctx, name);
	struct stat st;
	uint64_t n = stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;

	eg_free(path);
	return n;
}

enum eg_rc
eg_files__one(struct eg_files *f, const char *path, struct eg_err *err)
{
	bool standard = strcmp(path, "-") == 0;
	const char *name = standard ? "(standard input)" : path;
	struct stream *s;
	enum eg_rc rc;

	f->n++;
	f->file(f->ctx, name);
	if (is_bills_table(path)) {
		char *prefix = prefix_of(path);
		struct eg_csv_set set = {path, prefix, set_from_folder, bytes_in_folder};

		rc = f->table(f->ctx, &set, err);
		eg_free(prefix);
		return rc;
	}
	s = eg_calloc(1, sizeof(*s));
	s->name = name;
	s->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	rc = s->fd < 0 ? unreadable(path, err) : take(s, s->in, sizeof(s->in), &s->have, err);
	if (rc == EG_OK && !standard && eg_zip_is(s->in, s->have)) {
		rc = archive(f, path, err);
	} else if (rc == EG_OK) {
		rc = lines_open(&s->lines, f, name, err);
		if (s->have >= 2 && memcmp(s->in, "\x1f\x8b", 2) == 0)
			s->gunzip = eg_gunzip_new();
		else
			memcpy(s->lines.text, s->in, s->lines.n = s->have);
		if (rc == EG_OK)
			rc = pump(s, err);
		eg_gunzip_free(s->gunzip);
		lines_close(&s->lines);
	}
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	eg_free(s);
	return rc;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_record(const char *name)
{
	return ends(name, ".json") || ends(name, ".jsonl") || ends(name, ".ndjson") ||
	       ends(name, ".gz") || ends(name, ".zip") || is_bills_table(name);
}

static enum eg_rc folder(const char *path, int depth, struct eg_file_list *out, struct eg_err *err);

static enum eg_rc
entry(const char *path, int depth, struct eg_file_list *out, struct eg_err *err)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return unreadable(path, err);
	if (S_ISDIR(st.st_mode))
		return folder(path, depth + 1, out, err);
	if (S_ISREG(st.st_mode) && is_record(path))
		eg_vec_push(out, eg_strdup(path));
	return EG_OK;
}

static enum eg_rc
folder(const char *path, int depth, struct eg_file_list *out, struct eg_err *err)
{
	struct eg_file_list names = {0};
	DIR *d = depth <= FOLDER_DEPTH ? opendir(path) : NULL;
	struct dirent *e;
	enum eg_rc rc = EG_OK;

	if (d == NULL)
		return depth > FOLDER_DEPTH
			   ? eg_err_set(err, EG_ERR_LIMIT, "'%s' lies too deep", path)
			   : unreadable(path, err);
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			eg_vec_push(&names, eg_path_join(path, e->d_name));
	closedir(d);
	if (names.n > 1)
		qsort(names.v, names.n, sizeof(*names.v), by_name);
	for (size_t i = 0; i < names.n; i++) {
		if (rc == EG_OK)
			rc = entry(names.v[i], depth, out, err);
		eg_free(names.v[i]);
	}
	eg_vec_clear(&names);
	return rc;
}

enum eg_rc
eg_files__list(const char *path, struct eg_file_list *out, struct eg_err *err)
{
	struct stat st;

	if (strcmp(path, "-") != 0 && stat(path, &st) != 0)
		return unreadable(path, err);
	if (strcmp(path, "-") != 0 && S_ISDIR(st.st_mode))
		return folder(path, 0, out, err);
	eg_vec_push(out, eg_strdup(path));
	return EG_OK;
}
