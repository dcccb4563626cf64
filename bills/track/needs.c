/*
 * From a pattern to the texts of which one must be there: see needs.h. alternatives() goes down the
 * pattern: of what stands side by side the part that says most is taken, of alternatives the union;
 * what may be left out says nothing.
 */
#include "track/needs.h"

#include <ctype.h>
#include <string.h>

enum { TEXTS = 48, LONGEST = 24, SHORTEST = 3, DEPTH = 16 };

struct texts { /* n 0: nothing is known */
	char v[TEXTS][LONGEST];
	uint8_t length[TEXTS];
	size_t n;
};

struct reader {
	const char *p;
	int depth;
	bool lost; /* the pattern holds what is not understood */
};

/* ---- sets of texts ---- */

static int
worth(const struct texts *t)
{
	int least = LONGEST;

	for (size_t i = 0; i < t->n; i++)
		least = t->length[i] < least ? t->length[i] : least;
	return t->n == 0 ? 0 : 64 + 4 * (least < 8 ? least : 8) - (int)t->n;
}

static void
better_of(struct texts *best, const struct texts *other)
{
	if (worth(other) > worth(best))
		*best = *other;
}

static void
unite(struct texts *all, const struct texts *branch)
{
	bool known = branch->n > 0 && all->n > 0 && all->n + branch->n <= TEXTS;

	for (size_t i = 0; known && i < branch->n; i++) {
		memcpy(all->v[all->n], branch->v[i], LONGEST);
		all->length[all->n++] = branch->length[i];
	}
	if (!known)
		all->n = 0;
}

/* ---- the pattern ---- */

struct run { /* characters that follow each other for certain */
	char v[LONGEST];
	size_t n;
};

static void
end_run(struct run *r, struct texts *best)
{
	struct texts one = {.n = 1};

	if (r->n >= SHORTEST) {
		memcpy(one.v[0], r->v, r->n);
		one.length[0] = (uint8_t)r->n;
		better_of(best, &one);
	}
	r->n = 0;
}

/* What follows an atom: may it be left out, does it stand once alone? */
struct times {
	bool optional, once;
};

static struct times
times(struct reader *r)
{
	struct times t = {false, true};
	const char *q = r->p;

	if (*q == '*' || *q == '?' || *q == '+') {
		t = (struct times){*q != '+', false};
		q++;
	} else if (*q == '{' && isdigit((unsigned char)q[1])) {
		size_t n = strspn(q + 1, "0123456789,");

		if (q[1 + n] != '}')
			return t;
		t = (struct times){q[1] == '0', false};
		q += n + 2;
	} else {
		return t;
	}
	if (*q == '?' || *q == '+') /* lazy, possessive */
		q++;
	r->p = q;
	return t;
}

/* Behind "[". */
static void
class_of(struct reader *r)
{
	r->p += *r->p == '^';
	r->p += *r->p == ']';
	while (*r->p != '\0' && *r->p != ']') {
		if (r->p[0] == '[' && r->p[1] == ':')
			r->lost = true;
		r->p += r->p[0] == '\\' && r->p[1] != '\0' ? 2 : 1;
	}
	if (*r->p == ']')
		r->p++;
	else
		r->lost = true;
}

static void alternatives(struct reader *r, struct texts *out);

/* Behind "(". */
static void
group(struct reader *r, struct texts *best)
{
	struct texts inside = {.n = 0};
	bool looks = false;

	if (r->p[0] == '?' && r->p[1] == ':')
		r->p += 2;
	else if (r->p[0] == '?' && (r->p[1] == '=' || r->p[1] == '!'))
		looks = true, r->p += 2;
	else if (r->p[0] == '?' && r->p[1] == '<' && (r->p[2] == '=' || r->p[2] == '!'))
		looks = true, r->p += 3;
	else if (r->p[0] == '?' || r->p[0] == '*')
		r->lost = true;
	if (++r->depth > DEPTH)
		r->lost = true;
	if (r->lost)
		return;
	alternatives(r, &inside);
	r->depth--;
	if (*r->p++ != ')') {
		r->lost = true;
		r->p--;
		return;
	}
	if (!times(r).optional && !looks)
		better_of(best, &inside);
}

/* A character that stands for itself. */
static void
character(struct reader *r, char c, struct run *run, struct texts *best)
{
	struct times t = times(r);

	if (!t.optional) {
		if (run->n == LONGEST)
			end_run(run, best);
		run->v[run->n++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	if (!t.once)
		end_run(run, best);
}

/* Behind a backslash. */
static void
escaped(struct reader *r, struct run *run, struct texts *best)
{
	char c = *r->p;

	if (c == '\0' || (isalnum((unsigned char)c) && strchr("bBAzZdDwWsS", c) == NULL)) {
		r->lost = true;
		return;
	}
	r->p++;
	if (!isalnum((unsigned char)c)) {
		character(r, c, run, best);
		return;
	}
	end_run(run, best);
	(void)times(r);
}

/* Up to the end of a branch. */
static void
sequence(struct reader *r, struct texts *best)
{
	struct run run = {.n = 0};

	best->n = 0;
	while (*r->p != '\0' && *r->p != '|' && *r->p != ')' && !r->lost) {
		char c = *r->p++;

		if (c == '\\') {
			escaped(r, &run, best);
		} else if (c == '(' || c == '[' || c == '.') {
			end_run(&run, best);
			if (c == '(')
				group(r, best);
			else if (c == '[')
				class_of(r);
			if (c != '(')
				(void)times(r);
		} else if (c == '^' || c == '$') {
			end_run(&run, best);
		} else {
			character(r, c, &run, best);
		}
	}
	end_run(&run, best);
}

static void
alternatives(struct reader *r, struct texts *out)
{
	struct texts branch;

	sequence(r, out);
	while (*r->p == '|' && !r->lost) {
		r->p++;
		sequence(r, &branch);
		unite(out, &branch);
	}
}

/* ---- groups of three ---- */

static unsigned
gram(const unsigned char *p)
{
	uint32_t x = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];

	return x * UINT32_C(0x9E3779B1) >> 21; /* 11 bits: EG_GRAMS_BITS */
}

void
eg_needs__of(const char *pattern, struct eg_arena *a, struct eg_needs *out)
{
	struct reader r = {.p = pattern};
	struct texts t;

	*out = (struct eg_needs){NULL, 0};
	alternatives(&r, &t);
	if (r.lost || *r.p != '\0' || t.n == 0)
		return;
	out->text = eg_arena_calloc(a, t.n, sizeof(*out->text));
	out->n = t.n;
	for (size_t i = 0; i < t.n; i++) {
		const unsigned char *p = (const unsigned char *)t.v[i];
		size_t last = t.length[i] - (size_t)SHORTEST;

		out->text[i][0] = (uint16_t)gram(p);
		out->text[i][1] = (uint16_t)gram(p + last);
		out->text[i][2] = (uint16_t)gram(p + last / 2);
	}
}

void
eg_needs__line(struct eg_str line, struct eg_grams *out)
{
	unsigned char three[3] = {0, 0, 0};

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];
		unsigned g;

		three[0] = three[1];
		three[1] = three[2];
		three[2] = c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : c;
		g = gram(three);
		out->bits[g / 64] |= UINT64_C(1) << (g % 64);
	}
}
