/*
 * The document's paragraphs made comparable with the form's blocks: numbers that were typed are
 * taken off, a heading is parted from the text, or the first item, that runs on after it.
 */
#include "read/home.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
	ALIKE_HEAD = 600, /* of 1000: words in common for the same heading */
	SENTENCE = 16, /* words: longest heading that is looked for without its looks */
	DIGITS = 1, /* bytes of a shape */
	LETTERS = 2,
};

/* ---- shapes of designators ---- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters that count: one, one repeated, or a Roman number. */
static bool
is_counter(const char *p, size_t n)
{
	bool one = true;

	for (size_t i = 1; i < n; i++)
		one = one && p[i] == p[0];
	return n == 1 || (one && n <= 8) ||
	       (n <= 8 && (strspn(p, "ivxl") >= n || strspn(p, "IVXL") >= n));
}

static size_t
letters(const char *p)
{
	size_t n = 0;

	while (is_letter(p[n]))
		n++;
	return n;
}

void
eg_home__shape(struct eg_buf *out, const char *p)
{
	while (*p != '\0') {
		size_t n = letters(p), d = strspn(p, "0123456789");

		if (d > 0) {
			eg_buf_putc(out, DIGITS);
			p += d;
		} else if (n > 0 && is_counter(p, n)) {
			eg_buf_putc(out, LETTERS);
			p += n;
		} else if (n > 0) {
			eg_buf_add(out, p, n);
			p += n;
		} else {
			eg_buf_putc(out, *p++);
		}
	}
}

/* Bytes at the head of a text that have this shape and end at a space or the text's end; 0: none. */
static size_t
shaped(const char *shape, const char *text)
{
	const char *p = text;

	for (; *shape != '\0'; shape++) {
		size_t n = 0;

		if (*shape == DIGITS)
			n = strspn(p, "0123456789");
		else if (*shape == LETTERS && (n = letters(p)) > 0 && !is_counter(p, n))
			return 0;
		else if (*shape > LETTERS || *shape < 0)
			n = *p == *shape;
		if (n == 0)
			return 0;
		p += n;
	}
	return *p == '\0' || *p == ' ' ? (size_t)(p - text) : 0;
}

/* ---- paragraphs ---- */

struct words { /* of one paragraph of the document */
	struct eg_home_toks tok;
	struct eg_buf text;
	size_t *at; /* where each word begins in text; one more for its end */
};

const char *
eg_home__label_of(struct eg_home_job *j, const char *bookmark)
{
	const char *label = bookmark != NULL ? eg_map_get(&j->bookmark, bookmark) : NULL;
	size_t n = bookmark != NULL ? strlen(bookmark) : 0, d = n;
	char *stem;

	if (label != NULL || n == 0)
		return label;
	while (d > 0 && is_digit(bookmark[d - 1]))
		d--;
	if (d == n || d < 3 || bookmark[d - 1] != 'w' || bookmark[d - 2] != '_')
		return NULL;
	stem = eg_strndup(bookmark, d - 2);
	label = eg_map_get(&j->bookmark, stem);
	eg_free(stem);
	return label;
}

static bool
ends_in_space(const char *p, size_t n)
{
	return strchr(" \n\t", p[n - 1]) != NULL ||
	       (n >= 2 && p[n - 2] == '\xC2' && p[n - 1] == '\xA0'); /* one that does not break */
}

/* Spans of one reference are cut together, so that a word is whole however Word split its runs. */
static void
cut(struct eg_home_job *j, const struct eg_docx_para *p, struct words *w)
{
	size_t at = 0, from = 0, first = 0;

	for (size_t i = 0; i < p->n_spans; i++) {
		const char *label = eg_home__label_of(j, p->span[i].ref);

		from = at;
		first = w->tok.n;
		at += strlen(p->span[i].text);
		while (i + 1 < p->n_spans && eg_home__label_of(j, p->span[i + 1].ref) == label)
			at += strlen(p->span[++i].text);
		eg_home__cut(&w->tok, p->text + from, at - from,
		    from > 0 && !ends_in_space(p->text, from), -1);
		for (size_t k = first; k < w->tok.n; k++)
			w->tok.v[k].label = label;
	}
	for (size_t i = 0, step; i < p->n; i += step) {
		uint32_t c;

		step = eg_utf8_next(p->text + i, p->n - i, &c);
		if (!eg_home__unseen(c) || c == 0xAD)
			continue;
		eg_home__note(j, EG_HOME_LISTED, p->line, 0,
		    "a character that cannot be seen is left out (U+%04X)", (unsigned)c);
		break;
	}
	at = 0;
	for (size_t i = 0, k = 0; i < p->n_spans; i++) { /* how each is drawn */
		at += strlen(p->span[i].text);
		for (;
		     k < w->tok.n && (w->tok.v[k].p < p->text || w->tok.v[k].p >= p->text + p->n ||
					 w->tok.v[k].p < p->text + at);
		     k++)
			w->tok.v[k].drawn = p->span[i].drawn;
	}
	w->at = eg_arena_calloc(j->arena, w->tok.n + 1, sizeof(*w->at));
	for (size_t i = 0; i < w->tok.n; i++) {
		if (i > 0 && !w->tok.v[i].glue)
			eg_buf_putc(&w->text, ' ');
		w->at[i] = w->text.n;
		eg_buf_add(&w->text, w->tok.v[i].p, w->tok.v[i].n);
	}
	w->at[w->tok.n] = w->text.n;
}

static const char *
words_of(struct eg_home_job *j, const struct words *w, size_t from, size_t to)
{
	size_t start = w->at[from], end = w->at[to];

	while (end > start && eg_buf_cstr(&w->text)[end - 1] == ' ')
		end--;
	return eg_arena_dup(j->arena, eg_buf_cstr(&w->text) + start, end - start);
}

/* The word that begins at or after a byte. */
static size_t
word_at(const struct words *w, size_t byte)
{
	size_t i = 0;

	while (i < w->tok.n && w->at[i] < byte)
		i++;
	return i;
}

/* The words [from, to); those from start on are the number that was typed before them. */
static struct eg_home_para *
add(struct eg_home_job *j, size_t index, const struct words *w, size_t start, size_t from,
    size_t to)
{
	const struct eg_docx_para *p = &j->docx->para[index];
	struct eg_home_para *out = eg_vec_new(&j->para);
	struct eg_buf key = EG_BUF_INIT;

	out->para = p;
	out->index = index;
	out->n = to - from;
	out->lead = from - start;
	out->tok = eg_arena_calloc(j->arena, out->lead + out->n + 1, sizeof(*out->tok));
	memcpy(out->tok, w->tok.v + start, (out->lead + out->n) * sizeof(*out->tok));
	out->tok += out->lead;
	out->typed = from > start;
	out->mark = out->typed ? words_of(j, w, start, from) : start > 0 ? "" : p->number;
	out->sorted = eg_home__sorted(j->arena, out->tok, out->n);
	eg_home__join(&key, out->tok, out->n);
	out->key = eg_arena_dup(j->arena, eg_buf_cstr(&key), key.n);
	out->key_n = key.n;
	out->match = -1;
	eg_buf_clear(&key);
	return out;
}

/* A paragraph that is a number alone; text: as typed, "" where Word counts it. */
static struct eg_home_para *
add_bare(struct eg_home_job *j, size_t index, const char *text)
{
	const struct eg_docx_para *p = &j->docx->para[index];
	struct eg_home_para *out = eg_vec_new(&j->para);

	out->para = p;
	out->index = index;
	out->bare = true;
	out->typed = text[0] != '\0';
	out->mark = out->typed ? text : p->number;
	out->key = out->mark;
	out->key_n = strlen(out->key);
	out->match = -1;
	return out;
}

static bool
runs_in(const struct eg_home_job *j, size_t i)
{
	const struct eg_block *b = j->block.v[i].block;

	return b->run_in && b + 1 < j->form->block + j->form->n &&
	       (b[1].role == EG_ROLE_PARA || b[1].role == EG_ROLE_RESOLVED ||
		   b[1].role == EG_ROLE_ITEM);
}

/* The end of a heading that stands at word `from` and runs on into a text; 0 for none. */
static size_t
heading_end(const struct eg_home_job *j, const struct words *w, size_t from)
{
	const char *text = eg_buf_cstr(&w->text) + w->at[from];
	size_t bold = from, stop = from;

	for (size_t i = 0; i < j->block.n; i++) {
		const struct eg_home_block *b = &j->block.v[i];

		if (runs_in(j, i) && strncmp(text, b->key, b->key_n) == 0 && text[b->key_n] == ' ')
			return word_at(w, w->at[from] + b->key_n);
	}
	while (bold < w->tok.n && (w->tok.v[bold].drawn & EG_SHOWN_BOLD) != 0)
		bold++;
	while (stop < w->tok.n && stop < from + SENTENCE &&
	       !(w->tok.v[stop].p[0] == '.' && stop + 1 < w->tok.n && !w->tok.v[stop + 1].glue))
		stop++;
	stop = stop < w->tok.n && stop < from + SENTENCE ? stop + 1 : from;
	for (size_t pass = 0; pass < 2; pass++) {
		size_t end = pass == 0 ? bold : stop;
		uint32_t *sorted;

		if (end <= from || end >= w->tok.n)
			continue;
		sorted = eg_home__sorted(j->arena, w->tok.v + from, end - from);
		for (size_t i = 0; i < j->block.n; i++)
			if (runs_in(j, i) &&
			    eg_home__alike(sorted, end - from, j->block.v[i].sorted,
				j->block.v[i].n_printed) >= ALIKE_HEAD)
				return end;
	}
	return 0;
}

/* The shapes of items that stand on their section's line; of the numbers right before them. */
static void
find_firsts(struct eg_home_job *j)
{
	for (size_t i = 0; i + 1 < j->form->n; i++) {
		const struct eg_block *b = &j->form->block[i];
		struct eg_buf shape = EG_BUF_INIT;

		if (!b->run_in || b[1].role != EG_ROLE_ITEM)
			continue;
		eg_home__shape(&shape, b[1].designator);
		eg_map_set(&j->firsts, eg_buf_cstr(&shape), j);
		eg_buf_reset(&shape);
		eg_home__shape(&shape, b->designator);
		if (b->n_runs == 0)
			eg_map_set(&j->openers, eg_buf_cstr(&shape), j);
		eg_buf_clear(&shape);
	}
}

/* The word after the first item's number that is typed at word `from`; `from` if there is none. */
static size_t
first_item(const struct eg_home_job *j, const struct words *w, size_t from)
{
	size_t longest = 0;

	for (size_t i = 0; i < j->firsts.n && from < w->tok.n; i++) {
		size_t n = shaped(j->firsts.v[i].key, eg_buf_cstr(&w->text) + w->at[from]);

		longest = n > longest ? n : longest;
	}
	if (longest == 0 || w->at[from] + longest >= w->text.n)
		return from;
	return word_at(w, w->at[from] + longest);
}

/* Does the paragraph begin with a section's number alone, behind which a first item stands? */
static bool
opens_list(const struct eg_home_job *j, const char *number)
{
	struct eg_buf shape = EG_BUF_INIT;
	bool opens;

	eg_home__shape(&shape, number);
	opens = eg_map_has(&j->openers, eg_buf_cstr(&shape));
	eg_buf_clear(&shape);
	return opens;
}

/* Is it what some block prints, from this word on? */
static bool
is_known(const struct eg_map *keys, const struct words *w, size_t from)
{
	return from < w->tok.n && eg_map_has(keys, eg_buf_cstr(&w->text) + w->at[from]);
}

static void
one_para(struct eg_home_job *j, const struct eg_map *keys, size_t index, struct words *w)
{
	const char *text, *number;
	size_t longest = 0, known = SIZE_MAX, from, end;

	cut(j, &j->docx->para[index], w);
	text = eg_buf_cstr(&w->text);
	if (is_known(keys, w, 0))
		known = 0;
	for (size_t i = 0; i < j->shapes.n && known != 0; i++) {
		size_t n = shaped(j->shapes.v[i].key, text);

		longest = n > longest ? n : longest;
		if (n > 0 && is_known(keys, w, word_at(w, n)))
			known = n;
	}
	if (w->tok.n == 0 || longest == w->text.n) {
		(void)add_bare(j, index, words_of(j, w, 0, w->tok.n));
		return;
	}
	from = j->docx->para[index].number[0] != '\0' ? 0 : word_at(w, longest);
	number = from == 0 ? j->docx->para[index].number : words_of(j, w, 0, from);
	if (first_item(j, w, from) > from && opens_list(j, number)) {
		add_bare(j, index, from == 0 ? "" : number)->goes_on = true;
		(void)add(j, index, w, from, first_item(j, w, from), w->tok.n);
		return;
	}
	if (known == SIZE_MAX)
		known = j->docx->para[index].number[0] != '\0' ? 0 : longest;
	from = word_at(w, known);
	end = is_known(keys, w, from) ? 0 : heading_end(j, w, from);
	if (end > 0) {
		add(j, index, w, 0, from, end)->goes_on = true;
		(void)add(j, index, w, end, first_item(j, w, end), w->tok.n);
	} else {
		(void)add(j, index, w, 0, from, w->tok.n);
	}
}

/* Does this section's list, whose first item stands on the section's line, go on as list? */
static bool
has_list(const struct eg_home_job *j, size_t first, int list, int level)
{
	for (size_t i = first + 1; i < j->para.n && !j->para.v[i].goes_on; i++)
		if (j->para.v[i].para->list == list && j->para.v[i].para->level == level)
			return true;
	return false;
}

/* An item put before all others of its list stands before the section's number in the document: it
 * belongs behind it. */
static void
heads_of_lists(struct eg_home_job *j)
{
	for (size_t i = 1; i + 1 < j->para.n; i++) {
		struct eg_home_para heading = j->para.v[i];
		const struct eg_docx_para *before = j->para.v[i - 1].para;
		size_t from = i;

		if (!heading.goes_on || !j->para.v[i + 1].typed || before->list == 0 ||
		    before->list == heading.para->list ||
		    !has_list(j, i + 1, before->list, before->level))
			continue;
		while (from > 0 && j->para.v[from - 1].para->list == before->list &&
		       !j->para.v[from - 1].goes_on)
			from--;
		memmove(&j->para.v[from + 1], &j->para.v[from], (i - from) * sizeof(heading));
		j->para.v[from] = heading;
	}
}

void
eg_home__paras(struct eg_home_job *j)
{
	static const char *const usual[] = {"(a)", "(1)", "1.", "a.", "(a-5)", "1)", "a)",
	    "SECTION 1.", "Section 1.", "SEC. 2.", "Sec. 2.", "\xC2\xA7 2.", "\xC2\xA7 2-1-101.",
	    "\xE2\x80\xA2"};
	struct eg_map keys = {0};

	for (size_t i = 0; i < EG_COUNT(usual); i++) {
		struct eg_buf shape = EG_BUF_INIT;

		eg_home__shape(&shape, usual[i]);
		eg_map_set(&j->shapes, eg_buf_cstr(&shape), j);
		eg_buf_clear(&shape);
	}
	for (size_t i = 0; i < j->block.n; i++)
		if (!j->block.v[i].bare)
			eg_map_set(&keys, j->block.v[i].key, j);
	find_firsts(j);
	for (size_t i = 0; i < j->docx->n_paras; i++) {
		struct words w = {.text = EG_BUF_INIT};

		if (j->docx->para[i].where != EG_DOCX_FOOTNOTE)
			one_para(j, &keys, i, &w);
		eg_vec_clear(&w.tok);
		eg_buf_clear(&w.text);
	}
	eg_map_clear(&keys);
	heads_of_lists(j);
}
