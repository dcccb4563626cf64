/*
 * The document made ready for home-coming, in a copy. Quotation marks: Word turns what is typed into
 * curly ones, a draft usually has straight ones; where it has no other, the document's are read as
 * straight, so that they are no change and "**"Term"** means" stays a definition. Line breaks: text
 * that was pasted or converted holds several provisions in one paragraph, parted by an empty line or
 * by a break before a number; each becomes a paragraph.
 */
#include "read/home.h"

#include <ctype.h>
#include <string.h>

enum { CURLY_BYTES = 3 };

/* The straight form of a curly mark (U+2018, U+2019, U+201C, U+201D); '\0' for all else. */
static char
straight(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	if (u[0] != 0xE2 || u[1] != 0x80)
		return '\0';
	return u[2] == 0x98 || u[2] == 0x99 ? '\'' : u[2] == 0x9C || u[2] == 0x9D ? '"' : '\0';
}

static bool
has_curly(const char *p, size_t n)
{
	for (const char *at = p, *end = p + n; (at = memchr(at, 0xE2, (size_t)(end - at))) != NULL;
	     at++)
		if (end - at >= CURLY_BYTES && straight(at) != '\0')
			return true;
	return false;
}

struct curly_words { /* that the form prints itself ("Subtitle 14.5. Inspectors" in Maryland) */
	EG_VEC(const char *);
};

static void
find_curly_words(const struct eg_form *form, struct curly_words *out)
{
	for (size_t i = 0; i < form->n; i++)
		for (size_t k = 0; k < form->block[i].n_runs; k++) {
			const char *text = form->block[i].run[k].text;

			if (has_curly(text, strlen(text)))
				eg_vec_push(out, text);
		}
}

static bool
is_curly(const struct eg_docx_para *p, const struct curly_words *own)
{
	if (!has_curly(p->text, p->n))
		return false;
	for (size_t i = 0; i < own->n; i++)
		if (strstr(p->text, own->v[i]) != NULL)
			return false;
	return true;
}

static const char *
straightened(struct eg_arena *a, const char *text, size_t *n)
{
	char *out = eg_arena_dup(a, text, *n);
	size_t k = 0;

	for (size_t i = 0; i < *n;) {
		char c = *n - i >= CURLY_BYTES ? straight(text + i) : '\0';

		out[k++] = c != '\0' ? c : text[i];
		i += c != '\0' ? CURLY_BYTES : 1;
	}
	out[k] = '\0';
	*n = k;
	return out;
}

static void
straighten(struct eg_arena *a, struct eg_docx_para *p)
{
	struct eg_docx_span *span = eg_arena_calloc(a, p->n_spans + 1, sizeof(*span));

	for (size_t i = 0; i < p->n_spans; i++) {
		size_t n = strlen(p->span[i].text);

		span[i] = p->span[i];
		span[i].text = straightened(a, p->span[i].text, &n);
	}
	p->span = span;
	p->text = straightened(a, p->text, &p->n);
}

static void
quotes(struct eg_home_job *j, struct eg_docx *own)
{
	struct curly_words words = {0};
	size_t first = own->n_paras;

	if (has_curly(j->source, j->n))
		return;
	find_curly_words(j->form, &words);
	for (size_t i = own->n_paras; i-- > 0;)
		if (is_curly(&own->para[i], &words)) {
			first = i;
			straighten(j->arena, &own->para[i]);
		}
	eg_vec_clear(&words);
	if (first < own->n_paras)
		eg_home__note(j, EG_HOME_LISTED, own->para[first].line, 0,
		    "curly quotation marks are read as straight ones, which the draft has");
}

/* ---- line breaks ---- */

/* "(a) ", "12. ", "SEC. 3. ": a number as provisions begin with. */
static bool
is_number(const char *p)
{
	static const char *const words[] = {"SEC. ", "Sec. ", "SECTION ", "Section ", "\xC2\xA7"};
	bool open = *p == '(';
	size_t n = 0;

	for (size_t i = 0; i < EG_COUNT(words); i++)
		if (strncmp(p, words[i], strlen(words[i])) == 0)
			return true;
	p += open;
	while (n <= 4 && isalnum((unsigned char)p[n]))
		n++;
	return n > 0 && n <= 4 && p[n] == (open ? ')' : '.') && p[n + 1] == ' ';
}

/* The end of the provision that begins at `from`: a break that another one follows, or the end. */
static size_t
provision_end(const char *text, size_t n, size_t from)
{
	for (size_t i = from; i < n; i++) {
		size_t next = i, before = i;

		if (text[i] != '\n')
			continue;
		while (next < n && strchr(" \t\n", text[next]) != NULL)
			next++;
		while (before > from && strchr(" \t\n", text[before - 1]) != NULL)
			before--;
		if (next == n || before == from)
			continue;
		if (memchr(text + i + 1, '\n', next - i - 1) != NULL ||
		    (strchr(".;:", text[before - 1]) != NULL && is_number(text + next)))
			return i;
	}
	return n;
}

/* The part [from, to) of a paragraph; its number and bookmarks stay with the first. */
static struct eg_docx_para
part(struct eg_arena *a, const struct eg_docx_para *p, size_t from, size_t to)
{
	struct eg_docx_para out = *p;
	struct eg_docx_span *span = eg_arena_calloc(a, p->n_spans + 1, sizeof(*span));
	size_t at = 0;

	out.n_spans = 0;
	for (size_t i = 0; i < p->n_spans; i++) {
		size_t n = strlen(p->span[i].text), start = from > at ? from - at : 0,
		       stop = to < at + n ? to - (at < to ? at : to) : n;

		at += n;
		if (start >= stop)
			continue;
		span[out.n_spans] = p->span[i];
		span[out.n_spans++].text = eg_arena_dup(a, p->span[i].text + start, stop - start);
	}
	out.span = span;
	out.text = eg_arena_dup(a, p->text + from, to - from);
	out.n = to - from;
	if (from > 0) {
		out.number = "";
		out.level = -1;
		out.list = 0;
		out.n_bookmarks = 0;
	}
	return out;
}

static void
breaks(struct eg_home_job *j, struct eg_docx *own)
{
	struct {
		EG_VEC(struct eg_docx_para);
	} all = {0};
	struct eg_docx_find *find = eg_arena_calloc(j->arena, own->n_finds + 1, sizeof(*find));
	size_t found = 0;

	for (size_t i = 0; i < own->n_paras; i++) {
		const struct eg_docx_para *p = &own->para[i];
		size_t end = provision_end(p->text, p->n, 0), from = 0;

		for (; found < own->n_finds && own->find[found].para < i; found++) {
			find[found] = own->find[found];
			find[found].para = all.n - 1; /* the last part of its paragraph */
		}
		if (end == p->n) {
			eg_vec_push(&all, *p);
			continue;
		}
		for (; from < p->n; from = end) {
			end = provision_end(p->text, p->n, from);
			eg_vec_push(&all, part(j->arena, p, from, end));
			while (end < p->n && strchr(" \t\n", p->text[end]) != NULL)
				end++;
		}
	}
	for (; found < own->n_finds; found++) {
		find[found] = own->find[found];
		find[found].para =
		    own->find[found].para < own->n_paras && all.n > 0 ? all.n - 1 : all.n;
	}
	own->find = find;
	own->para = eg_arena_calloc(j->arena, all.n + 1, sizeof(*own->para));
	if (all.n > 0)
		memcpy(own->para, all.v, all.n * sizeof(*own->para));
	own->n_paras = all.n;
	eg_vec_clear(&all);
}

void
eg_home__ready(struct eg_home_job *j)
{
	struct eg_docx *own = eg_arena_alloc(j->arena, sizeof(*own));

	*own = *j->docx;
	breaks(j, own);
	quotes(j, own);
	j->docx = own;
}
