/* Marks of levels: the n-th of a pattern, "(a)", "1.", "(IV)", "Subdivision 1.". The counter is the
 * pattern's last counting word. */
#include "base/mem.h"
#include <engross/form.h>

#include <ctype.h>
#include <string.h>

static void
letters(struct eg_buf *out, int n, char a)
{
	/* a … z, aa, bb, …, zz, aaa: the run that codes use, not a spreadsheet's. */
	eg_buf_fill(out, (char)(a + (n - 1) % 26), (size_t)((n - 1) / 26 + 1));
}

static void
digits(struct eg_buf *out, int n)
{
	if (n > 9)
		digits(out, n / 10);
	eg_buf_putc(out, (char)('0' + n % 10));
}

static void
roman(struct eg_buf *out, int n, bool upper)
{
	static const struct {
		int value;
		const char *up, *low;
	} parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
	    {100, "C", "c"}, {90, "XC", "xc"}, {50, "L", "l"}, {40, "XL", "xl"}, {10, "X", "x"},
	    {9, "IX", "ix"}, {5, "V", "v"}, {4, "IV", "iv"}, {1, "I", "i"}};

	for (size_t i = 0; i < EG_COUNT(parts); i++)
		for (; n >= parts[i].value; n -= parts[i].value)
			eg_buf_puts(out, upper ? parts[i].up : parts[i].low);
}

/* The counter at p: 'a', 'A', 'i', 'I' or '1', one character that no letter or digit touches. */
static bool
is_counter(const char *pattern, const char *p)
{
	if (strchr("aAiI1", *p) == NULL || *p == '\0')
		return false;
	return (p == pattern || !isalnum((unsigned char)p[-1])) && !isalnum((unsigned char)p[1]);
}

bool
eg_mark_format(struct eg_buf *out, const char *pattern, int n)
{
	const char *at = NULL;

	if (strcmp(pattern, "one") == 0 && n > 0) { /* New York: "subdivision two" */
		eg_number_words(out, n);
		return true;
	}
	for (const char *p = pattern; *p != '\0'; p++)
		if (is_counter(pattern, p))
			at = p;
	if (at == NULL || n < 1) {
		eg_buf_puts(out, pattern);
		return false;
	}
	eg_buf_add(out, pattern, (size_t)(at - pattern));
	if (*at == '1')
		digits(out, n);
	else if (*at == 'a' || *at == 'A')
		letters(out, n, *at);
	else
		roman(out, n, *at == 'I');
	eg_buf_puts(out, at + 1);
	return true;
}
