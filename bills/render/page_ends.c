/*
 * Where a line of plain text may end (Unicode's UAX 14, as pango reads it), without pango. Plain
 * are letters of western Europe, figures, punctuation, and signs that bills are printed with: no marks
 * that join the letter before, nothing that runs from right to left, no scripts whose lines end by
 * other rules. test_render_plain.c holds it against pango.
 */
#include "render/page_private.h"

#include "base/utf8.h"

/* Classes of UAX 14, a letter each. Signs that stand for letters, and those that are wide among
 * Chinese and narrow here, are AL. */
enum {
	NOT_PLAIN = 0,
	SP = 's', /* space */
	AL = 'a', /* letters and most signs */
	NU = 'n', /* figures */
	OP = 'o', /* opens */
	CL = 'c', /* closes */
	CP = 'p', /* closes, and may be a part of the word after it */
	QU = 'q', /* opens or closes */
	EX = 'e', /* belongs to what is before it */
	IS = 'i', /* parts numbers */
	SY = 'y', /* a slash */
	HY = 'h', /* a hyphen */
	BA = 'b', /* a line may end after it */
	BB = 'f', /* before it */
	B2 = 't', /* before and after it: the long dash */
	GL = 'g', /* never on either side */
	IN = 'l', /* leaders, which run on */
	PR = 'm', /* before a number */
	PO = 'u', /* after it */
};

static const char ascii[] = "seqamuaqopamihiy" /* from 0x20 on */
			    "nnnnnnnnnniiaaae"
			    "aaaaaaaaaaaaaaaa"
			    "aaaaaaaaaaaompaa"
			    "aaaaaaaaaaaaaaaa"
			    "aaaaaaaaaaaobca";
static const char latin_1[] = "goummmaaaaaqa\0aa" /* from 0xA0 on; not 0xAD, the soft hyphen */
			      "umaafaaaaaaqaaao";

static const struct {
	unsigned short from, to;
	unsigned char line_class;
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

static unsigned
class_of(uint32_t c)
{
	if (c < 0x80)
		return c >= 0x20 && c < 0x7F ? (unsigned char)ascii[c - 0x20] : NOT_PLAIN;
	if (c < 0xC0)
		return c >= 0xA0 ? (unsigned char)latin_1[c - 0xA0] : NOT_PLAIN;
	if (c < 0x180)
		return AL;
	for (size_t i = 0; i < EG_COUNT(signs) && signs[i].from <= c; i++)
		if (c <= signs[i].to)
			return signs[i].line_class;
	return NOT_PLAIN;
}

/* The class that follows in text[at..n); NOT_PLAIN at the end. */
static unsigned
class_after(const char *text, size_t n, size_t at)
{
	uint32_t c;

	if (at >= n)
		return NOT_PLAIN;
	eg_utf8_next(text + at, n - at, &c);
	return class_of(c);
}

#define AT(c) ((c)&31) /* a letter's place */
#define A(c) (1u << AT(c))
#define CLOSING (A(CL) | A(CP) | A(EX) | A(IS) | A(SY))
/* never first on a line, unless after a space */
#define LATE (CLOSING | A(QU) | A(BA) | A(HY) | A(IN))

/* By class: what it does not part from, with no space between them (LB 11 to 31). */
static const unsigned together[32] = {
    [AT(AL)] = LATE | A(GL) | A(AL) | A(NU) | A(PR) | A(PO) | A(OP),
    [AT(NU)] = LATE | A(GL) | A(AL) | A(NU) | A(PR) | A(PO) | A(OP),
    [AT(OP)] = ~0u,
    [AT(CL)] = LATE | A(GL),
    [AT(CP)] = LATE | A(GL) | A(AL) | A(NU),
    [AT(QU)] = ~0u,
    [AT(EX)] = LATE | A(GL),
    [AT(IS)] = LATE | A(GL) | A(AL),
    [AT(SY)] = LATE | A(GL),
    [AT(HY)] = LATE | A(NU),
    [AT(BA)] = LATE,
    [AT(BB)] = ~0u,
    [AT(B2)] = LATE | A(GL) | A(B2),
    [AT(GL)] = ~0u,
    [AT(IN)] = LATE | A(GL),
    [AT(PR)] = LATE | A(GL) | A(AL) | A(NU),
    [AT(PO)] = LATE | A(GL) | A(AL) | A(NU),
};

/* The same with spaces between them (LB 13 to 18). */
static const unsigned together_spaced[32] = {[AT(OP)] = ~0u, [AT(QU)] = A(OP), [AT(B2)] = A(B2)};

/* A number as it goes: not in one, in its figures, or after its closing bracket. */
enum number { NO_NUMBER, FIGURES, CLOSED };

/* Does a number go on (LB 25)? */
static bool
is_number(enum number number, unsigned before, unsigned c, unsigned next)
{
	if (number != NO_NUMBER && (c == PR || c == PO))
		return true;
	if (number == FIGURES && c == NU)
		return true;
	return (before == PR || before == PO) && c == OP && next == NU;
}

static enum number
number_after(enum number number, unsigned c)
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
	unsigned before = NOT_PLAIN; /* the last that is no space */
	bool spaces = false;

	for (size_t i = 0, step; i < n; i += step) {
		uint32_t code = (unsigned char)text[i];
		unsigned c;

		step = code < 0x80 ? 1 : eg_utf8_next(text + i, n - i, &code);
		if ((c = class_of(code)) == NOT_PLAIN)
			return false;
		at[i].white = c == SP || code == 0xA0;
		at[i].cursor = true;
		at[i].may_end = false;
		if (c == SP) {
			number = NO_NUMBER;
			spaces = true;
			continue;
		}
		if (spaces)
			at[i].may_end = !((together_spaced[AT(before)] | CLOSING) & A(c));
		else if (i > 0 && !(together[AT(before)] & A(c)))
			at[i].may_end =
			    !is_number(number, before, c, class_after(text, n, i + step));
		number = number_after(number, c);
		before = c;
		spaces = false;
	}
	return true;
}
