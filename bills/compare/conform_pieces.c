/*
 * Letters and digits of a text, folded, with what stands around them; numbers by their value;
 * spelling. Start at cf_pieces__read().
 */
#include "compare/conform_pieces.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

struct reader {
	struct cf_pieces *out;
	struct eg_arena *a;
	const char *text;
	size_t n, at;
	bool line; /* the next piece is the first of its line */
	bool stop; /* a stop stood since the last piece */
	unsigned before; /* marks right before */
	bool space; /* white space stood right before */
	bool wrapped; /* lines end in the middle of sentences: a line end alone says nothing */
	bool spaced; /* and so do empty lines */
	size_t newlines; /* line ends since the last piece */
};

enum mark { M_OTHER, M_SPACE, M_WORD, M_APOSTROPHE, M_DASH, M_QUOTE };

static enum mark
mark_of(uint32_t cp)
{
	if (cp < 0x80) {
		if ((cp >= '0' && cp <= '9') || ((cp | 32) >= 'a' && (cp | 32) <= 'z') ||
		    cp == '$' || cp == '%')
			return M_WORD;
		return cp == '\'' || cp == '`'		    ? M_APOSTROPHE
		       : cp == '"'			    ? M_QUOTE
		       : cp == ' ' || (cp >= 9 && cp <= 13) ? M_SPACE
							    : M_OTHER;
	}
	if (cp == 0x2018 || cp == 0x2019)
		return M_APOSTROPHE;
	if (cp == 0x201C || cp == 0x201D)
		return M_QUOTE;
	if (cp >= 0x2010 && cp <= 0x2015)
		return M_DASH;
	if (cp == 0xA7)
		return M_WORD;
	if (eg_utf8_is_space(cp))
		return M_SPACE;
	return eg_utf8_is_letter(cp) ? M_WORD : M_OTHER;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80) != 0;
}

/* Does the mark at i join what stands before and after it into one piece? "54.1", "10,000",
 * "24-60", "U.S.", "2/3". */
static bool
joins(const struct reader *r, size_t start, size_t i)
{
	char c = r->text[i], before = r->text[i - 1], after = i + 1 < r->n ? r->text[i + 1] : 0;

	if (is_digit(before) && is_digit(after))
		return c == '.' || c == ',' || c == '-' || c == ':' || c == '/';
	/* "U.S.", "D.C.": single letters with full stops; "1420-b" is a number with a letter */
	if (c == '.' && is_letter(before) && is_letter(after) && before <= 'Z' && after <= 'Z' &&
	    (i - start == 1 || r->text[i - 2] == '.') && (i + 2 < r->n && r->text[i + 2] == '.'))
		return true;
	return false;
}

/* "(s)" and "(R)" right after a word add nothing. */
static size_t
suffix_at(const struct reader *r, size_t i)
{
	static const char *const suffix[] = {"(s)", "(es)", "(R)", "(r)", "(TM)"};

	for (size_t k = 0; k < EG_COUNT(suffix); k++) {
		size_t n = strlen(suffix[k]);

		if (i + n <= r->n && memcmp(r->text + i, suffix[k], n) == 0 &&
		    (i + n == r->n || !is_letter(r->text[i + n])))
			return n;
	}
	return 0;
}

static size_t
end_of_word(const struct reader *r, size_t i)
{
	size_t start = i;

	while (i < r->n) {
		uint32_t cp;
		size_t n = eg_utf8_next(r->text + i, r->n - i, &cp), skip = 0;
		enum mark m = mark_of(cp);

		if (m == M_WORD || (m == M_OTHER && i > start && joins(r, start, i))) {
			i += n;
			if (cp == '%' || cp == 0xA7) {
				while (cp == 0xA7 && i + 1 < r->n &&
				       memcmp(r->text + i, "\xC2\xA7", 2) == 0)
					i += 2;
				break;
			}
			continue;
		}
		if (m == M_APOSTROPHE && i + n < r->n && is_letter(r->text[i + n]) &&
		    is_letter(r->text[i - 1])) {
			uint32_t next;

			eg_utf8_next(r->text + i + n, r->n - i - n, &next);
			if (mark_of(next) != M_WORD)
				break;
			i += n;
			continue;
		}
		if ((skip = suffix_at(r, i)) > 0 && is_letter(r->text[i - 1]))
			i += skip;
		break;
	}
	return i;
}

/* Lower-case letters and digits, `$`, `/`, `.`, `-`; commas of numbers and apostrophes dropped. */
static const char *
fold(struct reader *r, size_t start, size_t end, size_t *n, unsigned *flags)
{
	char *out = eg_arena_alloc(r->a, end - start + 1);
	size_t k = 0, stop = end;

	for (size_t i = start; i < stop; i++)
		if (r->text[i] == '(' && i > start)
			stop = i;
	for (size_t i = start; i < stop; i++) {
		char c = r->text[i];

		if (c >= 'A' && c <= 'Z')
			out[k++] = (char)(c + 32);
		else if (c == '%')
			*flags |= CP_PERCENT;
		else if (c == '\xE2' && i + 2 < stop) /* an apostrophe in a word */
			i += 2;
		else if (c == '.' && !(k > 0 && is_digit(out[k - 1])))
			continue;
		else if (c != ',' && c != '\'' && c != '`')
			out[k++] = c;
	}
	out[k] = '\0';
	*n = k;
	return out;
}

static void
marks_after(struct reader *r, struct cf_piece *p)
{
	size_t i = r->at;
	bool closed = false;

	while (i < r->n) {
		uint32_t cp;
		size_t n = eg_utf8_next(r->text + i, r->n - i, &cp);
		enum mark m = mark_of(cp);

		if (m == M_SPACE)
			return;
		if (m == M_WORD || cp == '(' || cp == '[') {
			p->flags |= CP_GLUED_AFTER;
			return;
		}
		if (cp == ')' && !closed) {
			p->flags |= i == r->at || (p->flags & CP_PERCENT) ? CP_CLOSE : 0;
			closed = true;
		}
		if (cp == '.' && (i == r->at || closed))
			p->flags |= CP_DOT;
		if (cp == '.' || cp == ';' || cp == ':' || cp == '?')
			p->flags |= CP_STOP;
		i += n;
	}
}

/* "7.", "b)", "(iv)" at the start of a line of a print. */
static bool
looks_like_mark(const struct cf_piece *p)
{
	return p->n > 0 && p->n <= 4 && (p->flags & (CP_DOT | CP_CLOSE)) != 0 &&
	       !(p->flags & CP_GLUED_AFTER);
}

static void
take_piece(struct reader *r)
{
	struct cf_piece p = {.start = (uint32_t)r->at, .flags = r->before};

	r->at = end_of_word(r, r->at);
	p.end = (uint32_t)r->at;
	p.fold = fold(r, p.start, p.end, &p.n, &p.flags);
	if (r->stop || (r->newlines > 1 && !r->spaced) || (r->line && !r->wrapped))
		p.flags |= CP_BREAK_BEFORE;
	if (!r->space && r->out->n > 0)
		p.flags |= CP_GLUED;
	if (r->text[p.start] >= 'A' && r->text[p.start] <= 'Z')
		p.flags |= CP_CAPITAL;
	marks_after(r, &p);
	if (r->line &&
	    (!r->wrapped || r->stop || r->newlines > 1 || r->out->n == 0 || looks_like_mark(&p)))
		p.flags |= CP_LINE;
	r->before = 0;
	r->line = r->stop = r->space = false;
	r->newlines = 0;
	if (p.n > 0)
		eg_vec_push(r->out, p);
}

/* "sec.", "art.": the full stop ends no sentence. */
static bool
after_abbreviation(const struct reader *r)
{
	static const char *const short_words[] = {"sec", "secs", "art", "ch", "subd", "par", "no"};
	const struct cf_piece *last = r->out->n > 0 ? &r->out->v[r->out->n - 1] : NULL;

	if (last == NULL || last->end != r->at)
		return false;
	for (size_t i = 0; i < EG_COUNT(short_words); i++)
		if (strcmp(last->fold, short_words[i]) == 0)
			return true;
	return false;
}

/* A mark between words. */
static void
see_mark(struct reader *r, uint32_t cp, size_t n, enum mark m)
{
	const char *after = r->text + r->at + n;
	bool word_after = r->at + n < r->n && is_letter(*after);

	if (m == M_SPACE) {
		r->line = r->line || cp == '\n';
		r->newlines += cp == '\n';
		r->space = true;
		r->before = 0;
	} else if (cp == '(') {
		r->before = (r->before & CP_QUOTE) | CP_OPEN;
	} else if (cp == '[') {
		r->before |= CP_BRACKET;
	} else if (m == M_QUOTE) {
		r->before |= CP_QUOTE;
	} else if (cp == '.' || cp == ';' || cp == ':' || cp == '?') {
		/* "III.c." is one provision: no stop where the next letter is glued to it */
		r->stop = r->stop || !(cp == '.' && (word_after || after_abbreviation(r)));
		r->before = 0;
	} else if (cp == '/' && word_after && !r->space && r->out->n > 0 &&
		   is_letter(r->text[r->at - 1])) { /* "practical/vocational", "and/or" */
		struct cf_piece or_ = {.fold = "or",
		    .n = 2,
		    .start = (uint32_t)r->at,
		    .end = (uint32_t)(r->at + 1),
		    .flags = CP_GLUED};

		if (strcmp(r->out->v[r->out->n - 1].fold, "and") != 0 || r->text[r->at + 1] != 'o')
			eg_vec_push(r->out, or_);
	} else if (cp == '-' || m == M_DASH) {
		r->before |= r->space ? 0 : CP_HYPHEN;
	}
	r->at += n;
}

/* Does a line begin with these words, whatever the spacing? */
static bool
begins(const char *p, size_t n, const char *words)
{
	size_t i = 0;

	for (; *words != '\0'; words++) {
		if (*words == ' ') {
			if (i >= n || p[i] != ' ')
				return false;
			while (i < n && p[i] == ' ')
				i++;
		} else if (i >= n || p[i++] != *words) {
			return false;
		}
	}
	return true;
}

/* A line that a publisher added: where a law came from, notes on it. */
static bool
is_annotation(const char *p, size_t n)
{
	static const char *const openers[] = {"History", "HISTORY", "[History",
	    "Source:", "(Added ", "(Amended ", "Cross reference", "CROSS REFERENCE", "Annotation",
	    "Editor", "Credits", "Derivation", "(Source:", "(Acts ", "[Acts ", "Code 19",
	    "(Code 19", "[Created ", "Law Review", "Historical", "Compiler's note",
	    "Statutory Authority"};

	while (n > 0 && (*p == ' ' || *p == '\t'))
		p++, n--;
	for (size_t i = 0; i < EG_COUNT(openers); i++) {
		size_t k = strlen(openers[i]);

		if (n >= k && memcmp(p, openers[i], k) == 0)
			return true;
	}
	/* "1995, c. 280.", "(2007, cc. 277, 387)": years and chapters alone */
	if (n > 5 && n < 300) {
		const char *at = p + (*p == '(' || *p == '[');

		return (at[0] == '1' || at[0] == '2') && is_digit(at[1]) && is_digit(at[2]) &&
		       is_digit(at[3]) && (at[4] == ',' || at[4] == ';') &&
		       (begins(at + 5, n - 5, " c. ") || begins(at + 5, n - 5, " cc. ") ||
			   begins(at + 5, n - 5, " ch. ") || begins(at + 5, n - 5, " No. "));
	}
	return false;
}

/* Notes that fill what is left of a section: the same law in other states. */
static bool
ends_section(const char *p, size_t n)
{
	return begins(p, n, "Compact cross references");
}

static size_t
section_end(const struct eg_doc *d, size_t at)
{
	for (size_t i = 0; i < d->n_sections; i++)
		if (at < d->section[i].end)
			return d->section[i].end;
	return d->n;
}

/* Do most lines end in the middle of a sentence, and do empty lines stand between such lines? */
static void
see_lines(const struct eg_doc *d, struct reader *r)
{
	size_t lines = 0, open = 0, spaced = 0;

	for (size_t i = 1; i < d->n;) {
		size_t b = i, newlines = 0;

		if (d->text[i] != '\n') {
			i++;
			continue;
		}
		while (b > 1 && d->text[b - 1] == ' ')
			b--;
		for (; i < d->n && (d->text[i] == '\n' || d->text[i] == ' '); i++)
			newlines += d->text[i] == '\n';
		lines++;
		if (is_letter(d->text[b - 1]) || d->text[b - 1] == ',' ||
		    is_digit(d->text[b - 1])) {
			open++;
			spaced += newlines > 1;
		}
	}
	r->wrapped = lines >= 20 && open * 10 >= lines * 4;
	r->spaced = r->wrapped && spaced * 2 > open;
}

void
cf_pieces__read(struct cf_pieces *out, struct eg_arena *a, const struct eg_doc *doc)
{
	struct reader r = {.out = out, .a = a, .text = doc->text, .n = doc->n, .line = true};

	see_lines(doc, &r);

	while (r.at < r.n) {
		uint32_t cp;
		size_t n = eg_utf8_next(r.text + r.at, r.n - r.at, &cp);
		enum mark m = mark_of(cp);

		if (r.at == 0 || r.text[r.at - 1] == '\n') {
			const char *nl = memchr(r.text + r.at, '\n', r.n - r.at);
			size_t end = nl == NULL ? r.n : (size_t)(nl - r.text);

			if (ends_section(r.text + r.at, end - r.at))
				end = section_end(doc, r.at);
			else if (!is_annotation(r.text + r.at, end - r.at))
				end = r.at;
			if (end > r.at) {
				r.at = end;
				r.line = true;
				r.newlines++;
				continue;
			}
		}
		if (m == M_WORD)
			take_piece(&r);
		else
			see_mark(&r, cp, n, m);
	}
}

/* ---- numbers ---- */

static const struct {
	const char *word;
	int value;
} small[] = {{"eight", 8}, {"eighteen", 18}, {"eighty", 80}, {"eleven", 11}, {"fifteen", 15},
    {"fifty", 50}, {"five", 5}, {"forty", 40}, {"four", 4}, {"fourteen", 14}, {"nine", 9},
    {"nineteen", 19}, {"ninety", 90}, {"one", 1}, {"seven", 7}, {"seventeen", 17}, {"seventy", 70},
    {"six", 6}, {"sixteen", 16}, {"sixty", 60}, {"ten", 10}, {"thirteen", 13}, {"thirty", 30},
    {"three", 3}, {"twelve", 12}, {"twenty", 20}, {"two", 2}, {"zero", 0}};

static const struct {
	const char *word;
	int value;
} ordinals[] = {{"eighth", 8}, {"eleventh", 11}, {"fifteenth", 15}, {"fifth", 5}, {"first", 1},
    {"fourteenth", 14}, {"fourth", 4}, {"nineteenth", 19}, {"ninetieth", 90}, {"ninth", 9},
    {"second", 2}, {"seventh", 7}, {"sixteenth", 16}, {"sixth", 6}, {"sixtieth", 60}, {"tenth", 10},
    {"third", 3}, {"thirteenth", 13}, {"thirtieth", 30}, {"twelfth", 12}, {"twentieth", 20}};

static const struct {
	const char *word;
	int top, bottom;
} fractions[] = {{"half", 1, 2}, {"thirds", 2, 3}, {"third", 1, 3}, {"fourths", 3, 4},
    {"quarters", 3, 4}, {"fifths", 3, 5}, {"fourth", 1, 4}, {"quarter", 1, 4}};

static int
small_number(const char *w)
{
	for (size_t i = 0; i < EG_COUNT(small); i++)
		if (strcmp(small[i].word, w) == 0)
			return small[i].value;
	return -1;
}

static int
ordinal_number(const char *w)
{
	char *end;
	long v;

	for (size_t i = 0; i < EG_COUNT(ordinals); i++)
		if (strcmp(ordinals[i].word, w) == 0)
			return ordinals[i].value;
	v = strtol(w, &end, 10);
	if (end != w && v >= 0 && v < 1000000 &&
	    (strcmp(end, "st") == 0 || strcmp(end, "nd") == 0 || strcmp(end, "rd") == 0 ||
		strcmp(end, "th") == 0))
		return (int)v;
	return -1;
}

/* "two-thirds", "one half". */
static size_t
fraction_at(const struct cf_pieces *p, size_t i, int top, char value[40])
{
	if (i + 1 >= p->n ||
	    !(p->v[i + 1].flags & CP_HYPHEN || strcmp(p->v[i + 1].fold, "thirds") == 0 ||
		strcmp(p->v[i + 1].fold, "half") == 0 || strcmp(p->v[i + 1].fold, "fourths") == 0))
		return 0;
	for (size_t k = 0; k < EG_COUNT(fractions); k++)
		if (strcmp(fractions[k].word, p->v[i + 1].fold) == 0) {
			snprintf(value, 40, "%d/%d", top, fractions[k].bottom);
			return 2;
		}
	return 0;
}

/* Digits: "26", "10,000" (commas are folded away), "$5000", "2/3", "3rd". */
static size_t
digits_at(const struct cf_piece *p, char value[40], unsigned *kind)
{
	const char *s = p->fold;
	int v;

	if (p->n == 0 || p->n > 30)
		return 0;
	if ((v = ordinal_number(s)) >= 0) {
		snprintf(value, 40, "#%d", v);
		*kind = CF_ORDINAL;
		return 1;
	}
	s += *s == '$';
	if (*s == '\0' || strspn(s, "0123456789./") != strlen(s) || *s == '.' || *s == '/')
		return 0;
	snprintf(value, 40, "%s", s);
	if (strlen(value) > 3 && strcmp(value + strlen(value) - 3, ".00") == 0)
		value[strlen(value) - 3] = '\0';
	return 1;
}

size_t
cf_number__read(const struct cf_pieces *p, size_t i, char value[40], unsigned *kind)
{
	int64_t total = 0, part = 0;
	size_t n = 0, last;
	int v;

	if ((n = digits_at(&p->v[i], value, kind)) > 0) {
		if (i + 1 < p->n && strcmp(p->v[i + 1].fold, "million") == 0 &&
		    strspn(value, "0123456789") == strlen(value) && strlen(value) < 7) {
			snprintf(value, 40, "%ld000000", strtol(value, NULL, 10));
			return 2;
		}
		return n;
	}
	if ((v = small_number(p->v[i].fold)) < 0)
		return 0;
	if ((last = fraction_at(p, i, v, value)) > 0)
		return last;
	for (n = 0; i + n < p->n; n++) {
		const char *w = p->v[i + n].fold;

		if (n > 0 && ((p->v[i + n].flags & (CP_BREAK_BEFORE | CP_OPEN))))
			break;
		v = small_number(w);
		if (v >= 0 &&
		    (n == 0 || part % 100 == 0 || (part % 10 == 0 && part % 100 >= 20 && v < 10)))
			part += v;
		else if (strcmp(w, "hundred") == 0 && part > 0 && part < 100)
			part *= 100;
		else if (strcmp(w, "thousand") == 0 && part > 0 && part < 1000) {
			total += part * 1000;
			part = 0;
		} else if (strcmp(w, "million") == 0 && part > 0 && part < 1000) {
			total += part * 1000000;
			part = 0;
		} else if ((v = ordinal_number(w)) > 0 && v < 10 && part % 10 == 0 && part >= 20 &&
			   (p->v[i + n].flags & CP_HYPHEN)) { /* "twenty-first" */
			*kind = CF_ORDINAL;
			snprintf(value, 40, "#%d", (int)(part + v));
			return n + 1;
		} else {
			break;
		}
	}
	snprintf(value, 40, "%lld", (long long)(total + part));
	return n;
}

/* ---- spelling ---- */

static const struct {
	const char *from, *to;
} spellings[] = {{"acknowledgement", "acknowledgment"}, {"adviser", "advisor"},
    {"advisers", "advisors"}, {"behaviour", "behavior"}, {"cancelled", "canceled"},
    {"cancelling", "canceling"}, {"catalogue", "catalog"}, {"centre", "center"},
    {"centres", "centers"}, {"chair", "chairperson"}, {"chairman", "chairperson"},
    {"chairmen", "chairpersons"}, {"chairs", "chairpersons"}, {"chairwoman", "chairperson"},
    {"cheque", "check"}, {"counselling", "counseling"}, {"counsellor", "counselor"},
    {"defence", "defense"}, {"employe", "employee"}, {"employes", "employees"},
    {"enrolment", "enrollment"}, {"favour", "favor"}, {"fulfil", "fulfill"},
    {"fulfilment", "fulfillment"}, {"honour", "honor"}, {"indorsement", "endorsement"},
    {"instalment", "installment"}, {"instalments", "installments"}, {"judgement", "judgment"},
    {"judgements", "judgments"}, {"labour", "labor"}, {"licence", "license"},
    {"licenced", "licensed"}, {"licencee", "licensee"}, {"licences", "licenses"},
    {"licencing", "licensing"}, {"marihuana", "marijuana"}, {"offence", "offense"},
    {"offences", "offenses"}, {"organisation", "organization"}, {"practise", "practice"},
    {"practised", "practiced"}, {"practises", "practices"}, {"programme", "program"},
    {"programmes", "programs"}, {"subpena", "subpoena"}, {"subpenas", "subpoenas"},
    {"theatre", "theater"}, {"travelled", "traveled"}, {"travelling", "traveling"},
    {"wilful", "willful"}, {"wilfully", "willfully"}};

size_t
cf_spell(const char *w, size_t n, char out[64])
{
	for (size_t i = 0; i < EG_COUNT(spellings); i++)
		if (spellings[i].from[0] == w[0] && strcmp(spellings[i].from, w) == 0) {
			w = spellings[i].to;
			n = strlen(w);
			break;
		}
	n = n < 63 ? n : 63;
	memcpy(out, w, n);
	out[n] = '\0';
	return n;
}
