/*
 * Where a line of plain text may end (Unicode's UAX 14, as pango reads it), without pango. Plain are
 * letters of western Europe, figures, punctuation, and signs that bills are printed with: no marks
 * that join the letter before, nothing that runs from right to left, no scripts whose lines end by
 * other rules. test_render_page.c holds it against pango.
 */
#include "render/page_private.h"

#include "base/utf8.h"

/* Classes of UAX 14, a letter each. Signs that stand for letters, and those that are wide among
 * Chinese and narrow here, are AL. */
enum {
	NOT_PLAIN = 0,
	SP = ' ', /* space */
	AL = 'a', /* letters and most signs */
	NU = '0', /* figures */
	OP = '(', /* opens */
	CL = '}', /* closes */
	CP = ')', /* closes, and may be a part of the word after it */
	QU = '"', /* opens or closes */
	EX = '!', /* belongs to what is before it */
	IS = ',', /* parts numbers */
	SY = '/',
	HY = '-',
	BA = 'b', /* a line may end after it */
	BB = 'B', /* before it */
	B2 = '2', /* before and after it: the long dash */
	GL = '_', /* never on either side */
	IN = '.', /* leaders, which run on */
	PR = '$', /* before a number */
	PO = '%', /* after it */
};

static const char ascii[] = " !\"a$%a\"()a$,-,/" /* from 0x20 on */
			    "0000000000,,aaa!"
			    "aaaaaaaaaaaaaaaa"
			    "aaaaaaaaaaa($)aa"
			    "aaaaaaaaaaaaaaaa"
			    "aaaaaaaaaaa(b}a";
static const char latin_1[] = "_(%$$$aaaaa\"a\0aa" /* from 0xA0 on; not 0xAD, the soft hyphen */
			      "%$aaBaaaaaa\"aaa(";

static const struct {
	unsigned short from, to;
	char line_class;
} signs[] = {
    {0x2010, 0x2010, BA},
    {0x2011, 0x2011, GL},
    {0x2012, 0x2013, BA},
    {0x2014, 0x2014, B2},
    {0x2015, 0x2017, AL},
    {0x2018, 0x2019, QU},
    {0x201A, 0x201A, OP},
    {0x201B, 0x201D, QU},
    {0x201E, 0x201E, OP},
    {0x201F, 0x201F, QU},
    {0x2020, 0x2023, AL},
    {0x2024, 0x2026, IN},
    {0x2030, 0x2037, PO},
    {0x2038, 0x2038, AL},
    {0x2039, 0x203A, QU},
    {0x20AC, 0x20AC, PR},
    {0x2116, 0x2116, PR},
    {0x2122, 0x2122, AL},
    {0x2190, 0x2193, AL},
    {0x25A0, 0x25A1, AL},
    {0x25B8, 0x25B9, AL},
    {0x25CB, 0x25CB, AL},
    {0x25CF, 0x25CF, AL},
    {0x2610, 0x2610, AL},
};

static int
class_of(uint32_t c)
{
	if (c < 0x80)
		return c >= 0x20 && c < 0x7F ? ascii[c - 0x20] : NOT_PLAIN;
	if (c < 0x180)
		return c < 0xA0 ? NOT_PLAIN : c < 0xC0 ? latin_1[c - 0xA0] : AL;
	for (size_t i = 0; i < EG_COUNT(signs) && signs[i].from <= c; i++)
		if (c <= signs[i].to)
			return signs[i].line_class;
	return NOT_PLAIN;
}

/* The class that follows in text[at..n); NOT_PLAIN at the end. */
static int
class_after(const char *text, size_t n, size_t at)
{
	uint32_t c;

	if (at >= n)
		return NOT_PLAIN;
	eg_utf8_next(text + at, n - at, &c);
	return class_of(c);
}

static bool
is_one_of(int c, const char *classes)
{
	return strchr(classes, c) != NULL;
}

/* A number as it goes: not in one, in its figures, or after its closing bracket. */
enum number { NO_NUMBER, FIGURES, CLOSED };

/* May a line end between `before` and `c`, with no space between them (LB 11 to 31)? */
static bool
may_part(int before, enum number number, int c, int next)
{
	static const char closing[] = {CL, CP, EX, IS, SY, '\0'},
			  never_after[] = {GL, OP, QU, BB, '\0'},
			  never_before[] = {QU, BA, HY, IN, '\0'}, in_words[] = {AL, NU, '\0'},
			  of_money[] = {PR, PO, '\0'};

	if (is_one_of(before, never_after) || is_one_of(c, closing) || is_one_of(c, never_before))
		return false;
	if (c == GL)
		return before == BA || before == HY;
	if (before == B2 && c == B2)
		return false;
	if (is_one_of(before, in_words) && is_one_of(c, in_words)) /* LB 23, 25, 28 */
		return false;
	if ((is_one_of(before, of_money) && c == AL) || (before == AL && is_one_of(c, of_money)))
		return false;
	if (number != NO_NUMBER && is_one_of(c, of_money)) /* LB 25 */
		return false;
	if (c == NU && (is_one_of(before, of_money) || before == HY || number == FIGURES))
		return false;
	if (is_one_of(before, of_money) && c == OP && next == NU)
		return false;
	if ((before == IS && c == AL) || (is_one_of(before, in_words) && c == OP) || /* LB 29, 30 */
	    (before == CP && is_one_of(c, in_words)))
		return false;
	return true;
}

/* The same with spaces between them (LB 13 to 18). */
static bool
may_part_at_space(int before, int c)
{
	static const char closing[] = {CL, CP, EX, IS, SY, '\0'};

	return before != OP && !is_one_of(c, closing) && (before != QU || c != OP) &&
	       (before != B2 || c != B2);
}

static enum number
number_after(enum number number, int c)
{
	if (c == NU)
		return FIGURES;
	if (number == FIGURES && (c == SY || c == IS))
		return FIGURES;
	if (number == FIGURES && (c == CL || c == CP))
		return CLOSED;
	return NO_NUMBER;
}

bool
eg_page__plain_ends(const char *text, size_t n, struct eg_page__at *at)
{
	enum number number = NO_NUMBER;
	int before = NOT_PLAIN; /* the last that is no space */
	bool spaces = false;

	for (size_t i = 0; i < n;) {
		uint32_t code;
		size_t step = eg_utf8_next(text + i, n - i, &code);
		int c = class_of(code);

		if (c == NOT_PLAIN)
			return false;
		at[i].white = c == SP || code == 0xA0;
		at[i].cursor = true;
		if (c == SP || i == 0)
			at[i].may_end = false;
		else if (spaces)
			at[i].may_end = may_part_at_space(before, c);
		else
			at[i].may_end = may_part(before, number, c, class_after(text, n, i + step));
		if (c != SP) {
			number = number_after(number, c);
			before = c;
		} else {
			number = NO_NUMBER;
		}
		spaces = c == SP;
		i += step;
	}
	return true;
}
