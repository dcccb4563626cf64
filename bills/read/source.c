/* A draft's or template's source cut at its headings, every byte kept; and places in the original.
 */
#include "read/read.h"

#include "base/path.h"

static bool
line_is(struct eg_str line, const char *start)
{
	size_t n = strlen(start);

	return line.n >= n && memcmp(line.p, start, n) == 0;
}

/* "{#label" in a heading line, or NULL. */
static const char *
label(struct eg_arena *a, struct eg_str line)
{
	for (size_t i = 0; i + 2 < line.n; i++) {
		size_t n = 0;

		if (line.p[i] != '{' || line.p[i + 1] != '#')
			continue;
		while (i + 2 + n < line.n && line.p[i + 2 + n] != '}' && line.p[i + 2 + n] != ' ')
			n++;
		return n > 0 ? eg_arena_dup(a, line.p + i + 2, n) : NULL;
	}
	return NULL;
}

/* Level of a heading line, 0 if it is none. */
static size_t
heading_level(struct eg_str line)
{
	size_t level = 0;

	while (level < line.n && line.p[level] == '#')
		level++;
	return level >= 1 && level <= 3 && level < line.n && line.p[level] == ' ' ? level : 0;
}

static void
open_section(struct eg_reader *r, struct eg_str line, size_t at, size_t number, size_t level)
{
	struct eg_doc_section *s = eg_vec_new(&r->sections);
	size_t n = line.n;

	s->start = at;
	s->body = at + line.n;
	s->line = number;
	s->designator = s->heading = "";
	s->label = label(r->arena, line);
	for (size_t i = level; i < line.n && n == line.n; i++)
		if (line.p[i] == '{' && i + 1 < line.n &&
		    (line.p[i + 1] == '#' || line.p[i + 1] == '.'))
			n = i;
	while (level < n && line.p[level] == ' ')
		level++;
	while (n > level && line.p[n - 1] == ' ')
		n--;
	s->heading = eg_arena_dup(r->arena, line.p + level, n - level);
}

/* Is the line inside the head, or inside words that are not Markdown? Keeps track of both. */
struct kept_apart {
	bool head, block;
};

static bool
is_apart(struct kept_apart *k, struct eg_str line, size_t number)
{
	bool fence = line.n == 3 && memcmp(line.p, "---", 3) == 0;

	if (number == 1 && fence) {
		k->head = true;
		return true;
	}
	if (k->head) {
		k->head = !fence;
		return true;
	}
	if (line_is(line, "<!-- verbatim ") || line_is(line, "<!-- law "))
		k->block = true;
	else if (line_is(line, "<!-- /verbatim") || line_is(line, "<!-- /law"))
		k->block = false;
	return k->block;
}

enum eg_rc
eg_doc_from_source(
    const char *p, size_t n, const char *name, struct eg_doc **out, struct eg_err *err)
{
	struct eg_reader r = {0};
	struct kept_apart apart = {false, false};
	struct eg_doc *d;
	size_t number = 0;

	*out = NULL;
	if (n > EG_FILE_MAX)
		return eg_err_at(err, EG_ERR_LIMIT, name, 0, 0,
		    "text of %zu bytes is larger than %d", n, EG_FILE_MAX);
	r.arena = eg_arena_new();
	d = eg_arena_calloc(r.arena, 1, sizeof(*d));
	d->arena = r.arena;
	d->name = eg_arena_strdup(r.arena, name);
	d->text = eg_arena_dup(r.arena, n > 0 ? p : "", n);
	d->n = n;
	open_section(&r, (struct eg_str){"", 0}, 0, 1, 0);
	for (size_t at = 0; at < n;) {
		const char *nl = memchr(d->text + at, '\n', n - at);
		struct eg_str line = {
		    d->text + at, nl == NULL ? n - at : (size_t)(nl - d->text) - at};
		size_t level = heading_level(line);
		struct eg_doc_line m = {at, 0, (uint32_t)++number};

		eg_vec_push(&r.lines, m);
		if (!is_apart(&apart, line, number) && level > 0)
			open_section(&r, line, at, number, level);
		at += line.n + (nl != NULL);
	}
	for (size_t i = 0; i < r.sections.n; i++)
		r.sections.v[i].end = i + 1 < r.sections.n ? r.sections.v[i + 1].start : n;
	eg_read__finish(&r, d);
	*out = d;
	return EG_OK;
}

void
eg_doc_place(const struct eg_doc *d, size_t at, size_t *page, size_t *line)
{
	size_t low = 0, high = d->n_lines;

	*page = *line = 0;
	while (low < high) { /* the last line that starts at or before it */
		size_t mid = low + (high - low) / 2;

		if (d->line_map[mid].at <= at)
			low = mid + 1;
		else
			high = mid;
	}
	if (low > 0) {
		*page = d->line_map[low - 1].page;
		*line = d->line_map[low - 1].line;
	}
}
