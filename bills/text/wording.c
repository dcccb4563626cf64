/* A bill's purpose in other words: "to limit X; to provide Y" as "limiting X; providing Y" or
 * "limits X; provides Y", and joined in another way. */
#include "text/build.h"

#include <string.h>

static const char *
taken(struct eg_build *b, struct eg_buf *t)
{
	const char *out = t->n > 0 ? eg_arena_dup(b->a, t->p, t->n) : NULL;

	eg_buf_clear(t);
	return out;
}

static bool
doubles(const char *w, size_t n)
{
	static const char *const stressed[] = {"permit", "submit", "admit", "commit", "omit",
	    "transmit", "refer", "prefer", "transfer", "confer", "defer", "repel", "compel",
	    "expel", "control", "deter", "occur", "begin", "forbid", "rebut"};
	size_t vowels = 0;

	for (size_t i = 0; i < EG_COUNT(stressed); i++)
		if (strlen(stressed[i]) == n && memcmp(stressed[i], w, n) == 0)
			return true;
	for (size_t i = 0; i < n; i++)
		vowels += strchr("aeiou", w[i]) != NULL;
	return vowels == 1 && n >= 3 && strchr("aeiou", w[n - 2]) != NULL &&
	       strchr("aeiouwxy", w[n - 1]) == NULL;
}

static void
gerund(struct eg_buf *out, const char *w, size_t n)
{
	eg_buf_add(out, w, n > 2 && w[n - 1] == 'e' && w[n - 2] != 'e' ? n - 1 : n);
	if (doubles(w, n))
		eg_buf_putc(out, w[n - 1]);
	eg_buf_puts(out, "ing");
}

static void
third_person(struct eg_buf *out, const char *w, size_t n)
{
	char z = w[n - 1], y = n > 1 ? w[n - 2] : 'a';

	if (z == 'y' && strchr("aeiou", y) == NULL) {
		eg_buf_add(out, w, n - 1);
		eg_buf_puts(out, "ies");
		return;
	}
	eg_buf_add(out, w, n);
	eg_buf_puts(out,
	    z == 's' || z == 'x' || z == 'z' || z == 'o' || (z == 'h' && (y == 's' || y == 'c'))
		? "es"
		: "s");
}

/* "to limit X; to provide Y" with each "to VERB" at the head of a clause turned into another form
 * of the verb. */
static const char *
reword(struct eg_build *b, const char *purpose, void (*form)(struct eg_buf *, const char *, size_t))
{
	struct eg_buf t = EG_BUF_INIT;
	bool head = true;

	for (const char *p = purpose; *p != '\0';) {
		if (head && strncmp(p, "to ", 3) == 0) {
			size_t n = strspn(p + 3, "abcdefghijklmnopqrstuvwxyz");

			if (n > 0)
				form(&t, p + 3, n);
			p += 3 + n;
			head = false;
			continue;
		}
		head = strncmp(p, "; ", 2) == 0 ||
		       (p[0] == ' ' && t.n > 0 && t.p[t.n - 1] == ';') ||
		       (strncmp(p, "and to ", 7) == 0 && t.n > 1 && t.p[t.n - 1] == ' ');
		if (strncmp(p, "and to ", 7) == 0) {
			eg_buf_puts(&t, "and ");
			p += 4;
			continue;
		}
		eg_buf_putc(&t, *p++);
		head = head || (t.n > 1 && t.p[t.n - 1] == ' ' && t.p[t.n - 2] == ';');
	}
	return taken(b, &t);
}

/* The clauses of a purpose joined in another way, with or without the "and" before the last. */
const char *
eg_build__rejoined(struct eg_build *b, const char *text, const char *with, bool keep_and)
{
	struct eg_buf t = EG_BUF_INIT;

	while (*text != '\0') {
		if (strncmp(text, "; ", 2) == 0) {
			eg_buf_puts(&t, with);
			text += 2;
			if (!keep_and && strncmp(text, "and ", 4) == 0)
				text += 4;
		} else {
			eg_buf_putc(&t, *text++);
		}
	}
	return taken(b, &t);
}

const char *
eg_build__gerunds(struct eg_build *b, const char *purpose)
{
	return reword(b, purpose, gerund);
}

const char *
eg_build__third_person(struct eg_build *b, const char *purpose)
{
	return reword(b, purpose, third_person);
}
