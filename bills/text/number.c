/* Numbers in words, as statutes write them: "twenty-six", "one hundred one", "twenty-sixth". No
 * "and". */
#include "base/mem.h"
#include <engross/form.h>

#include <string.h>

static const char *const ones[] = {"zero", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen"};
static const char *const tens[] = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

/* 1..999 */
static void
hundreds(struct eg_buf *out, int64_t n)
{
	if (n >= 100) {
		eg_buf_printf(out, "%s hundred", ones[n / 100]);
		n %= 100;
		if (n > 0)
			eg_buf_putc(out, ' ');
	}
	if (n >= 20) {
		eg_buf_puts(out, tens[n / 10]);
		n %= 10;
		if (n > 0)
			eg_buf_putc(out, '-');
	}
	if (n > 0)
		eg_buf_puts(out, ones[n]);
}

void
eg_number_words(struct eg_buf *out, int64_t n)
{
	static const struct {
		int64_t value;
		const char *word;
	} scale[] = {{1000000000, "billion"}, {1000000, "million"}, {1000, "thousand"}};
	bool some = false;

	if (n < 0 || n > 999999999999) {
		eg_buf_printf(out, "%lld", (long long)n);
		return;
	}
	if (n == 0)
		eg_buf_puts(out, ones[0]);
	for (size_t i = 0; i < EG_COUNT(scale); i++) {
		if (n < scale[i].value)
			continue;
		if (some)
			eg_buf_putc(out, ' ');
		hundreds(out, n / scale[i].value);
		eg_buf_printf(out, " %s", scale[i].word);
		n %= scale[i].value;
		some = true;
	}
	if (n > 0 && some)
		eg_buf_putc(out, ' ');
	if (n > 0)
		hundreds(out, n);
}

void
eg_number_ordinal_words(struct eg_buf *out, int64_t n)
{
	static const char *const irregular[][2] = {{"one", "first"}, {"two", "second"},
	    {"three", "third"}, {"five", "fifth"}, {"eight", "eighth"}, {"nine", "ninth"},
	    {"twelve", "twelfth"}};
	struct eg_buf w = EG_BUF_INIT;
	size_t at;

	eg_number_words(&w, n);
	for (at = w.n; at > 0 && w.p[at - 1] != ' ' && w.p[at - 1] != '-'; at--)
		;
	const char *last = eg_buf_cstr(&w) + at, *ordinal = NULL;
	for (size_t i = 0; i < EG_COUNT(irregular); i++)
		if (strcmp(last, irregular[i][0]) == 0)
			ordinal = irregular[i][1];
	if (ordinal == NULL && w.n > 0 && w.p[w.n - 1] == 'y') {
		eg_buf_add(out, w.p, w.n - 1);
		eg_buf_puts(out, "ieth");
	} else if (ordinal != NULL) {
		eg_buf_add(out, w.p, at);
		eg_buf_puts(out, ordinal);
	} else {
		eg_buf_add(out, w.p, w.n);
		eg_buf_puts(out, "th");
	}
	eg_buf_clear(&w);
}
