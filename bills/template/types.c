/*
 * Types of parameters: what each accepts, its normal form, and what Mustache sees of it. One
 * function a type; start at eg_param__parse() and eg_param__value().
 */
#include "template/param.h"

#include "base/time.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <engross/form.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = {
    "text", "integer", "date", "boolean", "choice", "list", "money", "file"};
static const int64_t MONEY_MAX = INT64_C(99999999999999); /* cents */

const char *
eg_param_type_name(enum eg_param_type t)
{
	return type_names[t];
}

bool
eg_param__text_ok(const char *s, size_t n, bool many, char *why, size_t why_bytes)
{
	size_t bad = eg_utf8_valid(s, n), line = 1;

	if (bad != n) {
		snprintf(why, why_bytes, "not UTF-8 at byte %zu", bad + 1);
		return false;
	}
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		size_t k = eg_utf8_next(s + i, n - i, &cp);
		bool fine = many && (cp == '\n' || cp == '\t');

		line += cp == '\n';
		if (!fine && cp == '\n') {
			snprintf(why, why_bytes, "more than one line");
			return false;
		}
		if (!fine && (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 ||
				 cp == 0x2029 || (cp >= 0x202A && cp <= 0x202E) ||
				 (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF)) {
			snprintf(why, why_bytes,
			    many ? "control character U+%04X in line %zu"
				 : "control character U+%04X",
			    (unsigned)cp, line);
			return false;
		}
		i += k;
	}
	return true;
}

static const char *
trimmed(struct eg_arena *a, const char *s, size_t n)
{
	while (n > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		n--;
	}
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	return eg_arena_dup(a, s, n);
}

static bool
in_range(const struct eg_param *p, int64_t n, int64_t scale, const char *typed, char *why,
    size_t why_bytes)
{
	if (p->has_min && n < p->min) {
		snprintf(
		    why, why_bytes, "%s is less than %lld", typed, (long long)(p->min / scale));
		return false;
	}
	if (p->has_max && n > p->max) {
		snprintf(
		    why, why_bytes, "%s is more than %lld", typed, (long long)(p->max / scale));
		return false;
	}
	return true;
}

static bool
parse_integer(struct eg_arena *a, const struct eg_param *p, const char *s,
    struct eg_param_value *out, char *why, size_t why_bytes)
{
	size_t digits = strspn(s + (*s == '-'), "0123456789");

	if (digits == 0 || digits > 15 || s[digits + (*s == '-')] != '\0') {
		snprintf(why, why_bytes, "'%s' is not a whole number", s);
		return false;
	}
	out->number = strtoll(s, NULL, 10);
	out->text = eg_arena_printf(a, "%lld", (long long)out->number);
	return in_range(p, out->number, 1, s, why, why_bytes);
}

/* 10000, 10,000, $10,000.50: commas where given stand before each three digits. */
static bool
parse_money(struct eg_arena *a, const struct eg_param *p, const char *typed,
    struct eg_param_value *out, char *why, size_t why_bytes)
{
	const char *s = typed + (*typed == '$');
	int64_t n = 0;
	size_t group = 0, commas = 0;
	bool fine = *s >= '0' && *s <= '9';

	for (; (*s >= '0' && *s <= '9') || *s == ','; s++) {
		if (*s == ',') {
			fine = fine && (commas == 0 ? group <= 3 && group > 0 : group == 3);
			commas++;
			group = 0;
			continue;
		}
		group++;
		n = n * 10 + (*s - '0');
		if (n > MONEY_MAX / 100) {
			snprintf(why, why_bytes, "'%s' is too much money", typed);
			return false;
		}
	}
	fine = fine && (commas == 0 || group == 3);
	n *= 100;
	if (fine && *s == '.') {
		fine = s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9' && s[3] == '\0';
		if (fine)
			n += (s[1] - '0') * 10 + (s[2] - '0');
		s += fine ? 3 : 0;
	}
	if (!fine || *s != '\0') {
		snprintf(why, why_bytes,
		    "'%s' is not an amount in dollars, such as 10000 or $12,500.50", typed);
		return false;
	}
	out->number = n;
	out->text = n % 100 != 0
			? eg_arena_printf(a, "%lld.%02d", (long long)(n / 100), (int)(n % 100))
			: eg_arena_printf(a, "%lld", (long long)(n / 100));
	return in_range(p, n, 100, typed, why, why_bytes);
}

static bool
parse_choice(const struct eg_param *p, const char *s, char *why, size_t why_bytes)
{
	size_t at;

	for (size_t i = 0; i < p->n_options; i++)
		if (strcmp(p->option[i], s) == 0)
			return true;
	at = (size_t)snprintf(why, why_bytes, "'%s' is not one of", s);
	for (size_t i = 0; i < p->n_options && at < why_bytes; i++)
		at += (size_t)snprintf(
		    why + at, why_bytes - at, "%s %s", i == 0 ? "" : ",", p->option[i]);
	return false;
}

bool
eg_param__parse_items(struct eg_arena *a, const struct eg_param *p, const char *const *item,
    size_t n, struct eg_param_value *out, char *why, size_t why_bytes)
{
	struct eg_buf joined = EG_BUF_INIT;
	const char **keep = eg_arena_calloc(a, n + 1, sizeof(*keep));

	EG_UNUSED(p);
	out->n = 0;
	for (size_t i = 0; i < n; i++) {
		const char *s = trimmed(a, item[i], strlen(item[i]));

		if (!eg_param__text_ok(s, strlen(s), false, why, why_bytes)) {
			eg_buf_clear(&joined);
			return false;
		}
		if (*s == '\0')
			continue;
		eg_buf_printf(&joined, "%s%s", out->n == 0 ? "" : "; ", s);
		keep[out->n++] = s;
	}
	out->item = keep;
	out->text = eg_arena_strdup(a, eg_buf_cstr(&joined));
	eg_buf_clear(&joined);
	return true;
}

static bool
parse_list(struct eg_arena *a, const struct eg_param *p, const char *s, struct eg_param_value *out,
    char *why, size_t why_bytes)
{
	struct {
		EG_VEC(const char *);
	} items = {0};
	bool fine;

	for (const char *from = s;; from++) {
		size_t n = strcspn(from, ";");

		eg_vec_push(&items, eg_arena_dup(a, from, n));
		from += n;
		if (*from == '\0')
			break;
	}
	fine = eg_param__parse_items(a, p, items.v, items.n, out, why, why_bytes);
	eg_vec_clear(&items);
	return fine;
}

bool
eg_param__parse(struct eg_arena *a, const struct eg_param *p, const char *typed,
    struct eg_param_value *out, char *why, size_t why_bytes)
{
	const char *s = trimmed(a, typed, strlen(typed));
	struct eg_date d;

	if (!eg_param__text_ok(s, strlen(s), false, why, why_bytes))
		return false;
	out->text = s;
	out->number = 0;
	switch (p->type) {
	case EG_PARAM_TEXT:
	case EG_PARAM_FILE:
		return true;
	case EG_PARAM_INTEGER:
		return parse_integer(a, p, s, out, why, why_bytes);
	case EG_PARAM_MONEY:
		return parse_money(a, p, s, out, why, why_bytes);
	case EG_PARAM_LIST:
		return parse_list(a, p, s, out, why, why_bytes);
	case EG_PARAM_CHOICE:
		return parse_choice(p, s, why, why_bytes);
	case EG_PARAM_BOOLEAN:
		out->number = strcmp(s, "true") == 0 || strcmp(s, "yes") == 0;
		if (out->number == 0 && strcmp(s, "false") != 0 && strcmp(s, "no") != 0) {
			snprintf(why, why_bytes, "'%s' is neither true nor false", s);
			return false;
		}
		out->text = out->number != 0 ? "true" : "false";
		return true;
	case EG_PARAM_DATE:
		if (*s == '\0' || (eg_date_parse(eg_str(s), &d) && d.day != 0))
			return true;
		snprintf(why, why_bytes, "'%s' is not a date of the form 2027-07-01", s);
		return false;
	}
	return false;
}

/* ---- what Mustache sees ---- */

static struct eg_value
words_of(struct eg_arena *a, int64_t n, void (*write)(struct eg_buf *, int64_t), const char *after)
{
	struct eg_buf b = EG_BUF_INIT;
	struct eg_value v;

	if (n < 0)
		eg_buf_puts(&b, "minus ");
	write(&b, n < 0 ? -n : n);
	eg_buf_puts(&b, after);
	v = eg_value_text(eg_arena_dup(a, eg_buf_cstr(&b), b.n));
	eg_buf_clear(&b);
	return v;
}

static struct eg_value
integer_value(struct eg_arena *a, int64_t n)
{
	struct eg_value v = eg_value_text(eg_arena_printf(a, "%lld", (long long)n));

	v.truth = n != 0;
	eg_value_add(a, &v, "words", words_of(a, n, eg_number_words, ""));
	eg_value_add(a, &v, "ordinal", words_of(a, n, eg_number_ordinal_words, ""));
	return v;
}

static struct eg_value
money_value(struct eg_arena *a, int64_t cents)
{
	char digits[32], grouped[48];
	size_t n = (size_t)snprintf(digits, sizeof(digits), "%lld", (long long)(cents / 100)),
	       at = 0;
	struct eg_buf b = EG_BUF_INIT;
	struct eg_value v;

	for (size_t i = 0; i < n; i++) {
		if (i != 0 && (n - i) % 3 == 0)
			grouped[at++] = ',';
		grouped[at++] = digits[i];
	}
	grouped[at] = '\0';
	v = eg_value_text(cents % 100 != 0
			      ? eg_arena_printf(a, "$%s.%02d", grouped, (int)(cents % 100))
			      : eg_arena_printf(a, "$%s", grouped));
	v.truth = cents != 0;
	eg_number_words(&b, cents / 100);
	eg_buf_puts(&b, cents / 100 == 1 ? " dollar" : " dollars");
	if (cents % 100 != 0) {
		eg_buf_puts(&b, " and ");
		eg_number_words(&b, cents % 100);
		eg_buf_puts(&b, cents % 100 == 1 ? " cent" : " cents");
	}
	eg_value_add(a, &v, "words", eg_value_text(eg_arena_dup(a, eg_buf_cstr(&b), b.n)));
	eg_buf_clear(&b);
	return v;
}

static struct eg_value
date_value(struct eg_arena *a, const char *iso)
{
	char words[64] = "";
	struct eg_date d = {0, 0, 0};
	struct eg_value v;

	if (*iso != '\0' && eg_date_parse(eg_str(iso), &d))
		eg_date_words(d, words, sizeof(words));
	v = eg_value_text(eg_arena_strdup(a, words));
	eg_value_add(a, &v, "iso", eg_value_text(iso));
	eg_value_add(
	    a, &v, "year", eg_value_text(d.year != 0 ? eg_arena_printf(a, "%d", d.year) : ""));
	return v;
}

static struct eg_value
joined(struct eg_arena *a, const char *const *item, size_t n, const char *word)
{
	struct eg_buf b = EG_BUF_INIT;
	struct eg_value v;

	for (size_t i = 0; i < n; i++) {
		if (i != 0)
			eg_buf_puts(&b, n > 2 ? ", " : " ");
		if (i != 0 && i + 1 == n)
			eg_buf_printf(&b, "%s ", word);
		eg_buf_puts(&b, item[i]);
	}
	v = eg_value_text(eg_arena_dup(a, eg_buf_cstr(&b), b.n));
	eg_buf_clear(&b);
	return v;
}

static struct eg_value
list_value(struct eg_arena *a, const char *const *item, size_t n)
{
	struct eg_value v = eg_value_list(a, n), all = joined(a, item, n, "and");

	for (size_t i = 0; i < n; i++)
		v.item[i] = eg_value_text(item[i]);
	v.text = all.text;
	v.text_n = all.text_n;
	eg_value_add(a, &v, "joined", all);
	eg_value_add(a, &v, "or", joined(a, item, n, "or"));
	eg_value_add(a, &v, "count", integer_value(a, (int64_t)n));
	return v;
}

struct eg_value
eg_param__value(struct eg_arena *a, const struct eg_param *p, const struct eg_param_value *v)
{
	const char *text = v != NULL && v->text != NULL ? v->text : "";
	struct eg_value out;

	switch (p->type) {
	case EG_PARAM_INTEGER:
		return integer_value(a, v != NULL ? v->number : 0);
	case EG_PARAM_MONEY:
		return money_value(a, v != NULL ? v->number : 0);
	case EG_PARAM_DATE:
		return date_value(a, text);
	case EG_PARAM_BOOLEAN:
		return eg_value_bool(v != NULL && v->number != 0);
	case EG_PARAM_LIST:
		return list_value(a, v != NULL ? v->item : NULL, v != NULL ? v->n : 0);
	case EG_PARAM_CHOICE:
		out = eg_value_text(text);
		for (size_t i = 0; i < p->n_options; i++)
			eg_value_add(
			    a, &out, p->option[i], eg_value_bool(strcmp(text, p->option[i]) == 0));
		return out;
	case EG_PARAM_FILE:
		/* the line that the tag stands on gives the last line feed back */
		out = v != NULL && v->bytes_n > 0 ? eg_value_text_n(v->bytes, v->bytes_n - 1)
						  : eg_value_text("");
		out.block = true;
		return out;
	case EG_PARAM_TEXT:
		break;
	}
	return eg_value_text(text);
}

void
eg_param__kind(struct eg_buf *out, const struct eg_param *p)
{
	int64_t scale = p->type == EG_PARAM_MONEY ? 100 : 1;

	eg_buf_puts(out, type_names[p->type]);
	if (p->has_min && p->has_max)
		eg_buf_printf(out, ", %lld to %lld", (long long)(p->min / scale),
		    (long long)(p->max / scale));
	else if (p->has_min)
		eg_buf_printf(out, ", %lld or more", (long long)(p->min / scale));
	else if (p->has_max)
		eg_buf_printf(out, ", at most %lld", (long long)(p->max / scale));
	for (size_t i = 0; i < p->n_options; i++)
		eg_buf_printf(out, "%s%s", i == 0 ? ": " : " | ", p->option[i]);
}

void
eg_param__hint(struct eg_err *err, const struct eg_param *p)
{
	struct eg_buf b = EG_BUF_INIT;

	eg_param__kind(&b, p);
	eg_err_hint(err, "%s (%s): %s", p->name, eg_buf_cstr(&b), p->help);
	eg_buf_clear(&b);
}
