/*
 * The furniture of the web pages that legislatures wrap around a bill, and margin numbers that an
 * extraction dropped into the middle of the text ("… are as 1 2 3 4 5 6 7 8 follows"). Each rule
 * needs its whole phrase, at the place where the page has it.
 */
#include "read/read.h"

/* A head or tail to drop: it starts with `from` at the very beginning (or `from` is looked for in
 * the last bytes) and ends with `to`. */
struct furniture {
	bool tail;
	const char *mark; /* a phrase that must be there */
	const char *to; /* head: the text starts after this; NULL = after the mark */
	size_t within; /* bytes from the beginning or the end to look in */
	bool in_line; /* only in a text run together: where lines stand, the phrase stands on its
			 own and is left */
	const char *what;
};

static const struct furniture furniture[] = {
    {false, "South Carolina Legislature Online",
	"Document has been reformatted to meet World Wide Web specifications.)", 700, false,
	"head of the web page"},
    {false, " version - Bill Text ", NULL, 120, false, "head of the web page"},
    {true, "This web page was last updated on ", NULL, 120, false, "foot of the web page"},
    {true, "--- END ---", NULL, 40, true, "foot of the web page"},
};

static const char *
find(const char *p, size_t n, const char *what)
{
	size_t w = strlen(what);

	for (const char *s = p, *end = p + n;
	     (size_t)(end - s) >= w && (s = memchr(s, what[0], (size_t)(end - s) - w + 1)) != NULL;
	     s++)
		if (memcmp(s, what, w) == 0)
			return s;
	return NULL;
}

/* Cut [*from, *to) by the furniture of web pages. */
static bool
cut_furniture(struct eg_reader *r, const char *p, size_t n, size_t *from, size_t *to)
{
	bool any = false;

	*from = 0;
	*to = n;
	for (size_t i = 0; i < EG_COUNT(furniture); i++) {
		const struct furniture *f = &furniture[i];
		size_t look = f->within < n ? f->within : n;
		const char *at = find(f->tail ? p + n - look : p, look, f->mark), *end;

		if (at == NULL || (f->in_line && at > p && at[-1] == '\n'))
			continue;
		if (f->tail) {
			if ((size_t)(at - p) < *to && (size_t)(at - p) > *from)
				*to = (size_t)(at - p);
			else
				continue;
		} else {
			end = f->to != NULL ? find(at, look - (size_t)(at - p), f->to) : at;
			if (end == NULL)
				continue;
			end += strlen(f->to != NULL ? f->to : f->mark);
			if ((size_t)(end - p) > *from && (size_t)(end - p) < *to)
				*from = (size_t)(end - p);
		}
		eg_read__note(r, f->what, 0, 0);
		any = true;
	}
	return any;
}

/* Length of a run "1 2 3 4 …" (single spaces, from 1 upward by one) at p; how many numbers it has.
 */
static size_t
number_run(const char *p, const char *end, size_t *count)
{
	const char *s = p, *good = p;

	for (*count = 0; *count < 99;) {
		size_t want = *count + 1, digits = want < 10 ? 1 : 2;

		if ((size_t)(end - s) < digits || (digits == 1 && s[0] != (char)('0' + want)) ||
		    (digits == 2 &&
			(s[0] != (char)('0' + want / 10) || s[1] != (char)('0' + want % 10))))
			break;
		s += digits;
		if (s < end && eg_read__space(s, end) == 0)
			break;
		(*count)++;
		good = s;
		if (s >= end || *s != ' ')
			break;
		s++;
	}
	return (size_t)(good - p);
}

enum {
	RUN_SIGN = 8,
	RUN_LEAST = 3
}; /* a run of 8 shows that margin numbers are there; then runs of 3 go too */

static bool
drop_runs(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out)
{
	const char *end = p + n, *from = p;
	bool sign = false;
	size_t count;

	for (const char *s = p; !sign && (s = find(s, (size_t)(end - s), "1 2 3 ")) != NULL;
	     s++) { /* "1" is rarer than a space */
		number_run(s, end, &count);
		sign = count >= RUN_SIGN && s > p && s[-1] == ' ';
	}
	if (!sign)
		return false;
	for (const char *s = p; (s = find(s, (size_t)(end - s), " 1 2 3")) != NULL; s++) {
		size_t used = number_run(s + 1, end, &count);

		if (count < RUN_LEAST)
			continue;
		eg_buf_add(out, from, (size_t)(s - from));
		from = s + 1 + used;
		eg_read__note(r, "margin line numbers in the middle of the text", 0, 0);
		s = from - 1;
	}
	eg_buf_add(out, from, (size_t)(end - from));
	return true;
}

bool
eg_read__web(struct eg_reader *r, const char *p, size_t n, struct eg_buf *out)
{
	size_t from, to;
	bool cut = cut_furniture(r, p, n, &from, &to);

	if (drop_runs(r, p + from, to - from, out))
		return true;
	if (cut)
		eg_buf_add(out, p + from, to - from);
	return cut;
}
