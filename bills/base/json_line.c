/* A whole document on one line: see json_line.h. value() goes down the brackets; strings are copied
 * sixteen bytes at a time, up to what needs a closer look. */
#include "base/json_line.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

struct reader {
	const char *p, *end;
	char *to; /* where the next text goes; room enough for all of them */
	struct eg_arena *arena;
	const char *const *skip;
	int depth;
};

static void
blanks(struct reader *r)
{
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\r' || *r->p == '\n'))
		r->p++;
}

/* ---- strings ---- */

#ifndef __SSE2__
static const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);

static uint64_t
has_zero(uint64_t x)
{
	return (x - ones) & ~x & tops;
}

/* Marks, by its top bit, each of the eight bytes that is a quote, a backslash, a control character
 * or not ASCII. Bytes above the lowest of them may be marked for nothing. */
static uint64_t
special(uint64_t x)
{
	return (x & tops) | has_zero(x ^ ones * '"') | has_zero(x ^ ones * '\\') |
	       ((x - ones * 0x20) & ~x & tops);
}

/* How many bytes stand before the first that is marked, as they lay in memory. */
static size_t
plain_bytes(uint64_t marks)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return (size_t)__builtin_ctzll(marks) / 8;
#else
	EG_UNUSED(marks);
	return 0; /* they are looked at one by one */
#endif
}
#endif

/* Copy sixteen bytes, of which all may be wanted or none; how many stand before the first that is
 * a quote, a backslash, a control character or not ASCII. */
enum { WIDE = 16 };
#ifdef __SSE2__
static size_t
copy_wide(const char *p, char *to)
{
	__m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i marks =
	    _mm_or_si128(_mm_cmplt_epi8(x, _mm_set1_epi8(0x20)), /* signed: beyond 7f too */
		_mm_or_si128(
		    _mm_cmpeq_epi8(x, _mm_set1_epi8('"')), _mm_cmpeq_epi8(x, _mm_set1_epi8('\\'))));
	unsigned bits = (unsigned)_mm_movemask_epi8(marks);

	_mm_storeu_si128((__m128i *)(void *)to, x);
	return bits == 0 ? WIDE : (size_t)__builtin_ctz(bits);
}
#else
static size_t
copy_wide(const char *p, char *to)
{
	size_t n = 0;

	for (uint64_t eight, marks = 0; n < WIDE && marks == 0;) {
		memcpy(&eight, p + n, 8);
		memcpy(to + n, &eight, 8);
		marks = special(eight);
		n += marks == 0 ? 8 : plain_bytes(marks);
	}
	return n;
}
#endif

static bool
hex4(const struct reader *r, unsigned *out)
{
	*out = 0;
	if (r->end - r->p < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		unsigned char c = (unsigned char)r->p[i], low = c | 0x20;

		if (c >= '0' && c <= '9')
			*out = *out << 4 | (c - '0');
		else if (low >= 'a' && low <= 'f')
			*out = *out << 4 | (low - 'a' + 10U);
		else
			return false;
	}
	return true;
}

static void
put_utf8(struct reader *r, uint32_t c)
{
	if (c < 0x80) {
		*r->to++ = (char)c;
		return;
	}
	if (c < 0x800) {
		*r->to++ = (char)(0xc0 | c >> 6);
	} else if (c < 0x10000) {
		*r->to++ = (char)(0xe0 | c >> 12);
		*r->to++ = (char)(0x80 | (c >> 6 & 0x3f));
	} else {
		*r->to++ = (char)(0xf0 | c >> 18);
		*r->to++ = (char)(0x80 | (c >> 12 & 0x3f));
		*r->to++ = (char)(0x80 | (c >> 6 & 0x3f));
	}
	*r->to++ = (char)(0x80 | (c & 0x3f));
}

/* Behind a backslash. Half a pair of surrogates is not plain. */
static bool
escape(struct reader *r)
{
	static const char names[] = "\"\\/bfnrt", chars[] = "\"\\/\b\f\n\r\t";
	unsigned high, low;
	const char *at;

	if (r->p == r->end || *r->p == '\0')
		return false;
	if (*r->p != 'u') {
		if ((at = strchr(names, *r->p)) == NULL)
			return false;
		*r->to++ = chars[at - names];
		r->p++;
		return true;
	}
	r->p++;
	if (!hex4(r, &high))
		return false;
	r->p += 4;
	if (high < 0xd800 || high > 0xdfff) {
		put_utf8(r, high);
		return true;
	}
	if (high > 0xdbff || r->end - r->p < 6 || r->p[0] != '\\' || r->p[1] != 'u')
		return false;
	r->p += 2;
	if (!hex4(r, &low) || low < 0xdc00 || low > 0xdfff)
		return false;
	r->p += 4;
	put_utf8(r, 0x10000 + ((high & 0x3ff) << 10 | (low & 0x3ff)));
	return true;
}

/* One character beyond ASCII. */
static bool
wide(struct reader *r)
{
	unsigned char c = (unsigned char)*r->p;
	int n = c >> 5 == 0x06 ? 2 : c >> 4 == 0x0e ? 3 : c >> 3 == 0x1e ? 4 : 0;

	if (n == 0 || r->end - r->p < n)
		return false;
	for (int i = 1; i < n; i++)
		if (((unsigned char)r->p[i] & 0xc0) != 0x80)
			return false;
	memcpy(r->to, r->p, (size_t)n);
	r->to += n;
	r->p += n;
	return true;
}

/* At a quote. The text, NUL-ended, goes to r->to. */
static bool
string(struct reader *r, struct eg_str *out)
{
	char *start = r->to;

	for (r->p++; r->p < r->end;) {
		size_t n = WIDE;

		while (n == WIDE && r->end - r->p >= WIDE) {
			n = copy_wide(r->p, r->to); /* there is room for what is not taken, too */
			r->to += n;
			r->p += n;
		}
		while (r->p < r->end && (unsigned char)*r->p >= ' ' &&
		       (unsigned char)*r->p < 0x80 && *r->p != '"' && *r->p != '\\')
			*r->to++ = *r->p++;
		if (r->p == r->end)
			return false;
		if (*r->p == '"') {
			r->p++;
			*out = (struct eg_str){start, (size_t)(r->to - start)};
			*r->to++ = '\0';
			return true;
		}
		if (*r->p == '\\') {
			r->p++;
			if (!escape(r))
				return false;
		} else if ((unsigned char)*r->p < ' ' || !wide(r)) {
			return false;
		}
	}
	return false;
}

/* ---- values ---- */

static size_t
digits(struct reader *r)
{
	const char *from = r->p;

	while (r->p < r->end && *r->p >= '0' && *r->p <= '9')
		r->p++;
	return (size_t)(r->p - from);
}

static bool
number(struct reader *r, struct eg_str *out)
{
	const char *from = r->p;
	size_t n;

	r->p += *r->p == '-';
	if (r->p < r->end && *r->p == '0')
		r->p++;
	else if (digits(r) == 0)
		return false;
	if (r->p < r->end && *r->p == '.') {
		r->p++;
		if (digits(r) == 0)
			return false;
	}
	if (r->p < r->end && (*r->p | 0x20) == 'e') {
		r->p++;
		r->p += r->p < r->end && (*r->p == '+' || *r->p == '-');
		if (digits(r) == 0)
			return false;
	}
	n = (size_t)(r->p - from);
	memcpy(r->to, from, n);
	*out = (struct eg_str){r->to, n};
	r->to += n;
	*r->to++ = '\0';
	/* no digit can follow one by the loops above, save behind a leading zero */
	return r->p < r->end && !(*r->p >= '0' && *r->p <= '9');
}

static bool
word(struct reader *r, const char *w, size_t n)
{
	if ((size_t)(r->end - r->p) < n || memcmp(r->p, w, n) != 0)
		return false;
	r->p += n;
	return true;
}

static struct eg_jv *
add(struct reader *r, struct eg_jv *up, struct eg_str key)
{
	struct eg_jv *v = eg_arena_alloc(r->arena, sizeof(*v));

	v->key = key;
	if (up == NULL)
		return v;
	if (up->last != NULL)
		up->last->next = v;
	else
		up->first = v;
	up->last = v;
	up->n++;
	return v;
}

static bool value(struct reader *r, struct eg_jv *v);

/* The text of what is not kept is given back. */
static bool
dropped(struct reader *r)
{
	char *to = r->to;
	bool plain = value(r, NULL);

	r->to = to;
	return plain;
}

static bool
member(struct reader *r, struct eg_jv *v)
{
	char *to = r->to;
	struct eg_str key;

	if (r->p == r->end || *r->p != '"' || !string(r, &key))
		return false;
	blanks(r);
	if (r->p == r->end || *r->p != ':')
		return false;
	r->p++;
	blanks(r);
	if (r->depth == 1 && r->p < r->end && *r->p == '[' && eg_json__is_list_key(key))
		return false;
	if (v != NULL && !eg_json__is_skipped(r->skip, key.p, key.n))
		return value(r, add(r, v, key));
	r->to = to;
	return dropped(r);
}

/* Behind an opening bracket. v: NULL = read, not kept. */
static bool
members(struct reader *r, struct eg_jv *v, bool object)
{
	char close = object ? '}' : ']';

	if (++r->depth > EG_JSON_DEPTH)
		return false;
	blanks(r);
	if (r->p < r->end && *r->p == close) {
		r->p++;
		r->depth--;
		return true;
	}
	for (;;) {
		blanks(r);
		if (object
			? !member(r, v)
			: !(v != NULL ? value(r, add(r, v, (struct eg_str){NULL, 0})) : dropped(r)))
			return false;
		blanks(r);
		if (r->p == r->end || (*r->p != ',' && *r->p != close))
			return false;
		if (*r->p++ == close) {
			r->depth--;
			return true;
		}
	}
}

static bool
value(struct reader *r, struct eg_jv *v)
{
	struct eg_jv none;

	if (r->p == r->end)
		return false;
	if (*r->p == '{' || *r->p == '[') {
		bool object = *r->p++ == '{';

		if (v != NULL)
			v->kind = object ? EG_JOBJECT : EG_JARRAY;
		return members(r, v, object);
	}
	if (v == NULL)
		v = &none;
	switch (*r->p) {
	case '"':
		v->kind = EG_JSTRING;
		if (!string(r, &v->text))
			return false;
		if (v->text.n == 0)
			v->text.p = NULL;
		return true;
	case 't':
		v->kind = EG_JBOOL;
		v->truth = true;
		return word(r, "true", 4);
	case 'f':
		v->kind = EG_JBOOL;
		return word(r, "false", 5);
	case 'n':
		v->kind = EG_JNULL;
		return word(r, "null", 4);
	default:
		v->kind = EG_JNUMBER;
		return number(r, &v->text);
	}
}

struct eg_jv *
eg_json__line(
    struct eg_json_line *l, struct eg_arena *a, const char *const *skip, const char *p, size_t n)
{
	struct reader r = {.p = p, .end = p + n, .arena = a, .skip = skip};
	struct eg_jv *v;

	blanks(&r);
	if (n > EG_JSON_LINE_MOST || r.p == r.end || *r.p != '{')
		return NULL;
	/* A text is no longer than what it is written as; a number's NUL stands for its comma. */
	if (l->room < n + 2 * WIDE) {
		l->room = 2 * n + 2 * WIDE;
		l->text = eg_realloc(l->text, l->room, 1);
	}
	r.to = l->text;
	v = add(&r, NULL, (struct eg_str){NULL, 0});
	if (!value(&r, v))
		return NULL;
	blanks(&r);
	return r.p == r.end ? v : NULL;
}
