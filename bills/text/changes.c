/*
 * How a legislature shows what its bills add and delete. The source says which words are which; the
 * profile says how they are shown (`markup.added-as`, `markup.deleted-as`), and here the form gets
 * it: the characters of a convention become runs of their own, capitals become the words',
 * asterisks stand for what is left out, and where law is amended by instruction it is set out as
 * amended. What is left to the renderers is drawing: underline, strike, italics, bold.
 */
#include "text/build.h"

#include <string.h>

struct runs {
	EG_VEC(struct eg_run);
};

static bool
shows(const struct eg_fact *f, const char *how)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->list != NULL ? f->list[i] : f->value, how) == 0)
			return true;
	return false;
}

static unsigned
drawn(const struct eg_fact *f)
{
	static const struct {
		const char *word;
		unsigned shown;
	} words[] = {{"underline", EG_SHOWN_UNDERLINE}, {"strike", EG_SHOWN_STRIKE},
	    {"italic", EG_SHOWN_ITALIC}, {"bold", EG_SHOWN_BOLD}};
	unsigned set = 0;

	for (size_t i = 0; i < EG_COUNT(words); i++)
		if (shows(f, words[i].word))
			set |= words[i].shown;
	return set;
}

void
eg_build__convention(struct eg_build *b)
{
	const struct eg_fact *added = eg_profile_fact(b->p, "markup.added-as"),
			     *deleted = eg_profile_fact(b->p, "markup.deleted-as");
	const char *lines = eg_build__fact(b, "bill.print-rules");
	struct eg_markup *m = &b->markup;

	m->known = added->n > 0 && deleted->n > 0;
	m->instruction = shows(added, "instruction");
	m->add_capitals = shows(added, "capitals");
	m->delete_capitals = shows(deleted, "capitals");
	m->asterisks = shows(deleted, "asterisks");
	m->open = shows(deleted, "brackets") ? "[" : shows(deleted, "parentheses") ? "((" : NULL;
	m->close = m->open == NULL ? NULL : m->open[0] == '[' ? "]" : "))";
	b->f->added = m->known ? drawn(added) : EG_SHOWN_UNDERLINE;
	b->f->deleted = m->known ? drawn(deleted) : EG_SHOWN_STRIKE;
	bool add_styled = !m->add_capitals && !m->instruction,
	     delete_styled = m->open == NULL && !m->asterisks && !m->instruction;
	b->f->added_open = add_styled ? "{+" : "";
	b->f->added_close = add_styled ? "+}" : "";
	b->f->deleted_open = delete_styled ? "[-" : "";
	b->f->deleted_close = delete_styled ? "-]" : "";
	b->f->line_numbers = lines == NULL		     ? EG_LINE_NUMBERS_PAGE
			     : strcmp(lines, "through") == 0 ? EG_LINE_NUMBERS_THROUGH
			     : strcmp(lines, "no") == 0	     ? EG_LINE_NUMBERS_NONE
							     : EG_LINE_NUMBERS_PAGE;
	b->f->page_lines = (int)eg_profile_int(b->p, "bill.page-lines", 0);
}

bool
eg_build__marks_new(struct eg_build *b, const struct eg_node *s)
{
	const char *marked = eg_build__fact(b, "markup.new-sections-marked");

	if (marked == NULL || !b->markup.known || b->markup.instruction)
		return false;
	if (strcmp(marked, "sections") == 0) /* Hawaii: a whole new chapter stands plain */
		return strcmp(eg_build__unit(s), "section") == 0;
	return strcmp(marked, "yes") == 0;
}

static void
put(struct runs *out, enum eg_run_kind kind, const char *text)
{
	if (text[0] != '\0')
		eg_vec_push(out, ((struct eg_run){kind, text, NULL}));
}

static bool
word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* Does a deleted word stand directly before the added one that takes its place? A space is put
 * between two whole words, as bills print them. */
static bool
abuts(const struct eg_block *k, size_t i)
{
	const char *before = i > 0 ? k->run[i - 1].text : " ",
		   *after = i + 2 < k->n_runs ? k->run[i + 2].text : " ";
	size_t n = strlen(before), m = strlen(k->run[i].text);

	return i + 1 < k->n_runs && k->run[i + 1].kind == EG_RUN_INS && m > 0 &&
	       word_char(k->run[i].text[m - 1]) && word_char(k->run[i + 1].text[0]) &&
	       (n == 0 || !word_char(before[n - 1])) && !word_char(after[0]);
}

static void
deleted(struct eg_build *b, const struct eg_run *r, struct runs *out)
{
	const struct eg_markup *m = &b->markup;
	const char *p = r->text;
	size_t lead = strspn(p, " "), n = strlen(p);
	char *words;

	while (n > lead && p[n - 1] == ' ')
		n--;
	words = eg_arena_dup(b->a, p + lead, n - lead);
	put(out, EG_RUN_TEXT, eg_arena_dup(b->a, p, lead));
	if (m->asterisks) {
		put(out, EG_RUN_MARK, words[0] != '\0' ? "* * *" : "");
	} else if (words[0] != '\0') {
		put(out, EG_RUN_MARK, m->open != NULL ? m->open : "");
		put(out, EG_RUN_DEL, m->delete_capitals ? eg_build__upper(b, words) : words);
		put(out, EG_RUN_MARK, m->close != NULL ? m->close : "");
	}
	put(out, EG_RUN_TEXT, eg_build__str(b, p + n));
}

/* Words that follow what was left out: without the space that is already there. */
static void
plain(struct eg_build *b, const char *text, struct runs *out)
{
	const char *before = out->n > 0 ? out->v[out->n - 1].text : " ";
	size_t n = strlen(before);

	bool opens = out->n == 1 && strcmp(before, "\"") == 0; /* a mark of quotation */

	if (n > 0 && (before[n - 1] == ' ' || opens))
		text += strspn(text, " ");
	if (n > 1 && before[n - 1] == ' ' && text[0] != '\0' && strchr(".,;:)", text[0]) != NULL)
		out->v[out->n - 1].text = eg_arena_dup(b->a, before, n - 1);
	put(out, EG_RUN_TEXT, eg_build__str(b, text));
}

/* New words of law in capitals; the mark that opens a paragraph stays as it is. */
static const char *
upper_law(struct eg_build *b, const char *text, bool opens)
{
	const char *marks = eg_build__fact(b, "markup.added-designators");
	size_t n = 0;

	if (opens && (marks == NULL || strcmp(marks, "capitals") != 0))
		(void)eg_build__law_shape(text, &n);
	return eg_arena_printf(b->a, "%.*s%s", (int)n, text, eg_build__upper(b, text + n));
}

static void
changed(struct eg_build *b, struct eg_block *k)
{
	const struct eg_markup *m = &b->markup;
	struct runs out = {0};

	for (size_t i = 0; i < k->n_runs; i++) {
		const struct eg_run *r = &k->run[i];

		if (m->instruction) {
			if (r->kind != EG_RUN_DEL)
				plain(b, r->text, &out);
		} else if (r->kind == EG_RUN_DEL) {
			deleted(b, r, &out);
			if (abuts(k, i))
				put(&out, EG_RUN_TEXT, " ");
		} else if (r->kind == EG_RUN_INS && m->add_capitals) {
			put(&out, EG_RUN_INS, upper_law(b, r->text, i == 0));
		} else {
			eg_vec_push(&out, *r);
		}
	}
	k->n_runs = out.n;
	k->run = eg_arena_calloc(b->a, out.n + 1, sizeof(*k->run));
	if (out.n > 0)
		memcpy(k->run, out.v, out.n * sizeof(*k->run));
	eg_vec_clear(&out);
}

/* The words of a reference in capitals, the marks in it as they are: "SUBSECTION (2)(a)". */
static const char *
upper_words(struct eg_build *b, const char *text)
{
	char *out = eg_arena_strdup(b->a, eg_build__upper(b, text));

	if (strlen(out) != strlen(text))
		return out;
	for (size_t i = 0; text[i] != '\0'; i++)
		if (text[i] == '(')
			for (; text[i] != '\0' && text[i] != ')'; i++)
				out[i] = text[i];
	return out;
}

/* New law where capitals say that it is new: its text and, where the marks of its levels follow,
 * those too (Maryland). Headings have a form of their own, and verbatim words stay as they are. */
static void
capitals(struct eg_build *b, struct eg_block *k, bool designators)
{
	if (k->role == EG_ROLE_CODE_SECTION || k->role == EG_ROLE_UNIT_HEAD ||
	    k->role == EG_ROLE_VERBATIM)
		return;
	for (size_t i = 0; i < k->n_runs; i++)
		if (k->run[i].kind == EG_RUN_REF && !designators)
			k->run[i].text = upper_words(b, k->run[i].text);
		else if (k->run[i].kind != EG_RUN_BLANK)
			k->run[i].text = eg_build__upper(b, k->run[i].text);
	if (designators && k->role == EG_ROLE_ITEM)
		k->designator = eg_build__upper(b, k->designator);
}

static bool
has(const struct eg_block *k, enum eg_run_kind kind)
{
	for (size_t i = 0; i < k->n_runs; i++)
		if (k->run[i].kind == kind)
			return true;
	return false;
}

static void
plain_key(struct eg_build *b, bool added, bool removed)
{
	struct eg_form *f = b->f;
	bool add = f->added_open[0] != '\0' && added, del = f->deleted_open[0] != '\0' && removed;

	if (add || del)
		f->plain_key = eg_arena_printf(b->a, "In this plain text, %s%s%s.",
		    add ? "words between {+ and +} are added to existing law" : "",
		    add && del ? ", " : "",
		    del ? "words between [- and -] are deleted from existing law" : "");
}

void
eg_build__changes(struct eg_build *b)
{
	const char *marks = eg_build__fact(b, "markup.added-designators");
	bool designators = marks != NULL && strcmp(marks, "capitals") == 0;
	bool added = false, removed = false;
	size_t to = 0;

	for (size_t i = 0; i < b->blocks.n; i++) {
		struct eg_block *k = &b->blocks.v[i];
		bool ins = has(k, EG_RUN_INS), del = has(k, EG_RUN_DEL);

		if (b->markup.known && (ins || del))
			changed(b, k);
		if (del && k->n_runs == 0)
			continue; /* law set out as amended: what is deleted whole is not there */
		if (k->added && b->markup.add_capitals)
			capitals(b, k, designators);
		added = added || (ins && !b->markup.instruction);
		removed = removed || (del && !b->markup.instruction);
		b->blocks.v[to++] = *k;
	}
	b->blocks.n = to;
	plain_key(b, added, removed);
}
